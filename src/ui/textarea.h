/* A text of several lines being typed: a lineedit that keeps its line breaks, wrapped to its
 * columns where Unicode allows it. */
#ifndef UI_TEXTAREA_H
#define UI_TEXTAREA_H

#include "base/wrap.h"
#include "ui/lineedit.h"

/* Appends its rows at so many columns: parts of the text, lent until it changes. A break at its end
 * opens a row of its own. */
void textarea_rows(const struct lineedit *e, int cols, wrap_lines *to) __attribute__((nonnull));
/* Where the cursor stands: row from 0, column within it, at most cols - 1. */
void textarea_cursor(const struct lineedit *e, const wrap_lines *rows, int cols, int *row, int *col)
	__attribute__((nonnull));
/* A row up (step -1) or down (1), in the same column where the row has it. False: there is none. */
bool textarea_step(struct lineedit *e, int cols, int step) __attribute__((nonnull));

#endif
