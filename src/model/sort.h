/* What orders of lists are called: on the command line, in saved views, on the screens. Which list
 * has which: list_sorts(). */
#ifndef MODEL_SORT_H
#define MODEL_SORT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "store/list.h"

struct sort {
	enum list_sort by;
	bool reversed;
};

/* "due", "-due": reversed; "": the list's own order. ERR_USE for an unknown one: the nearest is
 * proposed. */
bool sort_parse(const char *text, struct sort *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same back; in mem. */
const char *sort_text(struct sort s, struct arena *mem) __attribute__((nonnull, returns_nonnull));
/* The column's name: "due"; "" of the list's own order. */
const char *sort_name(enum list_sort by) __attribute__((returns_nonnull));
/* What people call it, translated: "deadline". */
const char *sort_label(enum list_sort by) __attribute__((returns_nonnull));

#endif
