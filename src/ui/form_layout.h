/* Where the fields of a form stand: one after another in rows, as many as fit. */
#ifndef UI_FORM_LAYOUT_H
#define UI_FORM_LAYOUT_H

#include "ui/form.h"

struct form_place {
	/* row from 0 below the head; cols of the field itself, behind its label */
	int row, col, cols;
	int rows;                 /* 1, or those of an open text */
	bool open;                /* a text that has outgrown its row has rows of its own */
};
struct form_layout {
	struct form_place at[FORM_FIELDS_MAX];
	/* One row: the head, cut to head_cols, and the first so many fields behind it; 0: the form
	 * stands in all its rows. */
	size_t folded;
	int head_cols;
	int status_row, status_col;        /* status_row -1: there is none */
	int rows;
};

/* Folded while the cursor is in the fields up to the first in which Enter saves, and nothing was
 * typed into those behind them, which have their defaults. */
void form_place(const struct form *f, int cols, struct form_layout *to) __attribute__((nonnull));
/* Of the label of a field on a terminal so wide. */
int form_label_cols(const struct form_field *field, int cols) __attribute__((nonnull));

#endif
