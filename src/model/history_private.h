/* What the reading of an action and the words of its cells share. */
#ifndef MODEL_HISTORY_PRIVATE_H
#define MODEL_HISTORY_PRIVATE_H

#include "store/kinds.h"

enum { HISTORY_NAMES_MOST = 3 };

struct history_kind {
	const char *label;                           /* N_("item") */
	/* columns that name a row, in their order; NULL: no more */
	const char *names[HISTORY_NAMES_MOST];
};
const struct history_kind *history_kind(enum kind k) __attribute__((returns_nonnull));
/* Translated; NULL: it says nothing to a reader. */
const char *history_column(enum kind k, int column);
/* A text of a cell in words, where it is a word of ours; else the text itself. */
const char *history_word(enum kind k, const char *column, const char *text)
	__attribute__((nonnull, returns_nonnull));

#endif
