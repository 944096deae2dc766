/* Of an item's duties those that a filter lists the item for, where these are not all: its row then
 * shows their day and their light, not those of others. */
#ifndef MODEL_FITS_H
#define MODEL_FITS_H

#include "base/arena.h"
#include "model/ledger.h"
#include "model/light.h"
#include "store/duties.h"
#include "store/list.h"

/* of: the query of the list (its unit and its condition count). Does its condition part an item's
 * duties? */
bool fits_apart(const struct query *of) __attribute__((nonnull));
/* The keys of those that fit, sorted. */
bool fits_keys(struct ledger *l, const struct item_row *item, const struct query *of, keys *to,
	       struct err *err) __attribute__((nonnull, warn_unused_result));
/* They themselves (of NULL: of no list), the earliest due first, without ongoing and suspended
 * ones; empty: nothing is said of duties, or none of them fit, or all, some of which have begun. */
bool fits_read(struct ledger *l, const struct item_row *item, const struct query *of,
	       duty_states *to, struct err *err)
	__attribute__((nonnull(1, 2, 4, 5), warn_unused_result));
/* Of them the day that is shown (model/shown.h), in *sum; the worst light of what has begun, where
 * nothing has, of all. At least one. */
void fits_shown(const duty_states *fits, date today, struct tally *sum) __attribute__((nonnull));
enum light fits_light(const struct duty_state *list, size_t n, date today) __attribute__((nonnull));

#endif
