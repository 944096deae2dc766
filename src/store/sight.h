/* What who reads a ledger is shown of it. While somebody's sight is narrowed, the rows of others are not
 * there for any query outside of a write: the tables' names mean what is left of them (temporary views of
 * this connection). So a list, a sum, a search, a paper cannot forget to ask. A write sees all, or what
 * follows from it would be derived from half. Who sees what: model/sight.h. */
#ifndef STORE_SIGHT_H
#define STORE_SIGHT_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"
#include "store/kinds.h"
#include "store/rows.h"

struct sight {
	bool narrow;                /* to these units: what they owe, the items they have a part in */
	bool no_internal;           /* nor the office's remarks to itself (model/remark.h) */
	keys units;
	char by[64];                /* whose own remarks they see */
};
void sight_clear(struct sight *s) __attribute__((nonnull));
bool sight_eq(const struct sight *a, const struct sight *b) __attribute__((nonnull));

/* From now on. Not within a read or a write of several queries. Where it fails nothing is shown: queries
 * are refused until it is said again. */
bool db_see(struct db *db, const struct sight *s, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* As it is now; lent. */
const struct sight *db_sight(const struct db *db) __attribute__((nonnull, returns_nonnull));
/* Is anything left out at all? */
bool sight_is_narrow(const struct db *db) __attribute__((nonnull));
/* Is it narrowed to units, and this one not among them? */
bool sight_hides_unit(const struct db *db, int64_t unit) __attribute__((nonnull));

#endif
