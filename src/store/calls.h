/* What the call list asks for: who is silent, about what, and what was promised. From what is kept
 * and indexed; no entry is read for it. */
#ifndef STORE_CALLS_H
#define STORE_CALLS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/duties.h"

/* A unit with duties that have begun and are not in. red, yellow: the worst light of these. */
struct silent_row {
	int64_t unit;
	int owed;
	date due /* the earliest; DATE_NONE: none has a date */;
	bool red, yellow;
};
typedef VEC(struct silent_row) silent_rows;
/* Of a plan (0: of all open ones): the worst light first, then the most owed, the earliest due, the
 * key; as LIST_SILENT. */
bool silent_read(struct db *db, int64_t plan, date today, silent_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What such a unit owes: its silent duties, the earliest due first; at most `limit` (0: all). */
bool silent_duties_read(struct db *db, int64_t plan, int64_t unit, date today, int limit,
			duty_states *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* One promise: what a unit last said of duties for one day. One that was made anew for another day
 * is not there any more. */
struct promise_row {
	int64_t unit;
	date on;
	int waiting /* duties that are not in */, late /* in after that day */;
};
typedef VEC(struct promise_row) promise_rows;
/* By day, then by unit. What is suspended is not waited for, nor what a unit on a copy of its own promised
 * for a day that has gone by and that is not exchanged yet. */
bool promises_read(struct db *db, int64_t plan, date today, promise_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
