/* What the row families share. */
#ifndef STORE_ROWS_PRIVATE_H
#define STORE_ROWS_PRIVATE_H

#include "store/rows.h"
#include "store/store_private.h"

enum { SAME_MOST = 16 };      /* steps along same_as: a ring ends there */

/* Ends a query for one row that is not there. Always false; err has what failed, else ERR_NOT_FOUND
 * with this sentence. */
bool row_absent(struct stmt *st, const char *what, struct err *err) __attribute__((nonnull));

/* All keys that the query gives in its first column. Closes it. */
bool rows_take_keys(struct stmt *st, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of ids. */
bool rows_take_ids(struct stmt *st, id_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
