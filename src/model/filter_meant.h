/* What a filter that finds nothing may have meant: 逾期 is looked for as a text, 状态:逾期 finds
 * what is overdue. */
#ifndef MODEL_FILTER_MEANT_H
#define MODEL_FILTER_MEANT_H

#include "base/arena.h"
#include "base/str.h"
#include "model/ledger.h"

/* A question or a hint, translated, in mem; NULL: nothing comes to mind. Of the first word of the
 * line that is the word of another language's filter (AND, or, !), a value without its key, a
 * number of an item, NAME=VALUE, or several joined by 或 without blanks. With the ledger (NULL: without it) also of a person, a number
 * or a figure that it does not know. */
const char *filter_meant(struct ledger *l, struct str line, struct arena *mem)
	__attribute__((nonnull(3)));

/* The question whether a word of another key is meant: 逾期 is a status; NULL: it is of none. In
 * mem. */
const char *filter_meant_value(struct str word, struct arena *mem) __attribute__((nonnull));

#endif
