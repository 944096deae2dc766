/* Orders of lists that have their own, with words of their own: the call list, the units. Those of
 * items and duties are model/sort.h. */
#ifndef MODEL_ORDER_H
#define MODEL_ORDER_H

#include <stdbool.h>

#include "base/arena.h"

/* by: a row of the list's table. Reversed, what is equal stands as ever, and what has nothing to be
 * sorted by stands last all the same. */
struct order {
	int by;
	bool reversed;
};

struct order_row {
	const char *name;     /* "owed": on the command line, in saved views; none is renamed */
	const char *label;    /* N_("most owed first") */
	const char *also;     /* what other lists call it (model/sort.h), NULL: nothing else */
};
struct orders {
	const struct order_row *rows;
	int n;
	int own;              /* the list's own: without a word */
};

/* "owed", "-owed": reversed; "": the list's own order. False: it has none of this name. */
bool order_find(const struct orders *of, const char *text, struct order *to)
	__attribute__((nonnull));
/* The same back; "" of the list's own order. In mem. */
const char *order_text(const struct orders *of, struct order o, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* "most owed first", "most owed first, reversed"; translated, in mem. */
const char *order_label(const struct orders *of, struct order o, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* "light, due, called": all of them, in mem. */
const char *order_names(const struct orders *of, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif
