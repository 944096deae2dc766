/* What the grid of items, units and dates asks the store for: its columns, its rows, the counts at
 * its edges. All indexed. */
#ifndef STORE_CROSS_H
#define STORE_CROSS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/rows.h"

/* Units with a duty in a plan (0: all open ones), on a due date (DATE_NONE: any): who owes most
 * first, then by name. Ongoing work counts where no date is asked. */
bool cross_units(struct db *db, int64_t plan, date due, date today, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The due dates of a unit's duties in a plan (0: all open ones), ascending; DATE_NONE, ongoing, is
 * the last. */
bool cross_dates(struct db *db, int64_t unit, int64_t plan, date today, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The periods of an item's duties, a row a deadline and occurrence, by their first due date;
 * ongoing ones last. */
struct cross_period { int64_t deadline; char occ[20]; date due; int silent; };
typedef VEC(struct cross_period) cross_periods;
bool cross_periods_read(struct db *db, int64_t item, date today, cross_periods *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* How many duties of a unit in a plan (0: all open ones) are begun and not in, as the sums say;
 * due: on that date, DATE_NONE: on any. */
bool cross_unit_silent(struct db *db, int64_t unit, int64_t plan, date due, date today, int *n,
		       struct err *err) __attribute__((nonnull, warn_unused_result));
/* How many duties of an item itself, not of those below it, are begun and not in; due: of that
 * date, DATE_NONE: of any. */
bool cross_silent(struct db *db, int64_t item, date due, date today, int *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What a unit is to an item: "lead", "responsible", "supervisor", the first of them; NULL nothing.
 * A constant. */
const char *cross_role(struct db *db, int64_t item, int64_t unit) __attribute__((nonnull));

#endif
