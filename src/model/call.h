/* The call list 未报名单: a row a silent unit, what it owes, whom to call there, when it was called
 * last and what it promised. One phones units, not items: an urging from here is one for all that a
 * unit owes. Rows are made one by one, where they are shown. */
#ifndef MODEL_CALL_H
#define MODEL_CALL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "model/light.h"
#include "model/order.h"
#include "store/cond.h"
#include "store/duties.h"
#include "store/rows.h"

/* What a unit has promised of duties that are not in yet: the most pressing of its promises. Not
 * that day's end but the next day breaks one. */
enum promise {
	PROMISE_NONE,
	PROMISE_AHEAD,
	PROMISE_TODAY,
	PROMISE_MISSING /* the day has passed */
};

struct call {
	int64_t unit;
	int owed;                    /* duties that have begun and are not in; 0: all is in */
	date due;                    /* the earliest of these; DATE_NONE: none has a date */
	enum light light;            /* the worst of these */
	enum promise promise;
	date promised;               /* DATE_NONE: nothing is */
};
typedef VEC(struct call) calls;

/* Promises of the plans, counted by call, not by duty: a unit that promised five reports for one
 * day made one. Each duty's last promise counts. Kept: all came on that day or before; broken:
 * something came later, or has not come and the day has passed. */
struct promise_sums {
	int today, waiting;          /* for today; of these, not all is in */
	int kept, broken;
	int missing;                 /* of broken: not all is in yet */
	/* beside the list: duties that are not exchanged, of so many units (store/unheard.h); not
	 * counted under a condition */
	int unheard, unheard_units;
	int all;                     /* silent units, whatever the condition */
};

enum call_sort {
	CALLS_BY_LIGHT /* then most owed */,
	CALLS_BY_DUE,
	CALLS_BY_CALLED /* not called for longest first */,
	CALLS_BY_NAME,
	CALLS_BY_OWED /* most first */,
	CALLS_BY_ANSWER /* what was promised, the earliest day first; then nothing */,
	CALL_SORTS
};
/* By enum call_sort. */
const struct orders *call_orders(void) __attribute__((returns_nonnull));

/* Of a plan, 0: of all open ones; only the units with a silent duty that where holds of, NULL: all.
 * promised: only those with a promise for today or a missing one. The sums are of the units that
 * stand there; without where, of those too that have sent all and so kept their promise. */
bool calls_read(struct ledger *l, int64_t plan, const struct cond *where, struct order order,
		bool promised, calls *to, struct promise_sums *sums, struct err *err)
	__attribute__((nonnull(1, 6, 7, 8), warn_unused_result));
/* "promised for today 3, waiting 1; kept 5, broken 2; 3 units not exchanged"; "" where nothing was
 * ever promised and all is exchanged. In mem. */
const char *promise_sums_text(const struct promise_sums *s, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* A row. */
struct call_line {
	struct call call;
	struct unit_row unit;
	/* the numbers of the items, the earliest due first: "2 3 6", at most eight, then "..." */
	const char *what;
	bool has_contact;
	struct contact_row contact;  /* who is called first */
	struct entry_row last;       /* the last urging; key 0: none */
	int left;                    /* working days to call.due, negative: over */
};
/* Of these duties, each item once; more: there are others. In mem. */
const char *call_numbers(struct ledger *l, const struct duty_state *list, size_t n, bool more,
			 struct arena *mem) __attribute__((nonnull, returns_nonnull));
bool call_line_read(struct ledger *l, int64_t plan, const struct call *c, struct arena *mem,
		    struct call_line *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "11-19 phone", "11-19 formal phone"; where that has more than cols columns (0: as many as it
 * likes), a level goes before the way; "-": it was not called. */
const char *call_last_text(struct ledger *l, const struct call_line *c, int cols,
			   struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* What came of it: "promised for 11-21", "not come, promised for 11-19", else what was noted; "-":
 * nothing. */
const char *call_answer_text(struct ledger *l, const struct call_line *c, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* How many of these where holds of; NULL: all. Can be stopped (db_patience()). */
bool call_fits(struct ledger *l, int64_t plan, const struct cond *where, const struct call *c,
	       int *to, struct err *err) __attribute__((nonnull(1, 4, 5, 6), warn_unused_result));
/* All that a unit owes: what one urging is about. */
bool call_duties(struct ledger *l, int64_t plan, int64_t unit, duty_states *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
