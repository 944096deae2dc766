/* Lists: keys, then the rows that are shown. A list fetches keys as far as somebody looks, so that
 * 100,000 rows cost what 40 cost. */
#ifndef STORE_LIST_H
#define STORE_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/cond.h"
#include "store/db.h"

enum list_of {
	/* top rows of the plans that are no campaigns; with a unit: leaf items that are no
	 * campaigns where it has an assignment. Keys of items */
	LIST_TASKS,
	LIST_CAMPAIGNS,   /* items of kind campaign, likewise */
	LIST_DATES,       /* due dates with at least one duty shown today: keys are dates */
	/* keys of duty_state rows, by item order then assignment; narrowed by item, unit, due */
	LIST_DUTIES,
	/* keys of units that owe something in the plans, by name; all units without a plan */
	LIST_UNITS,
	/* items that somebody (unit: this one) has a duty for, on that due date or any; each above
	 * those below it */
	LIST_OWING,
	/* units with a begun duty that is not in: the worst light of these first, then how many
	 * (most first), earliest due, key */
	LIST_SILENT,
};

/* Orders other than the list's own, by what the screens show; the list's own order decides among
 * equals. Light and left: the most pressing first; what is in, then what has no date, comes
 * last. */
enum list_sort {
	SORT_OWN,
	SORT_NUMBER /* 2 before 10, 10.2 before 10.10 */,
	SORT_TITLE,
	SORT_UNIT,       /* the name of the duty's unit, of an item its first lead's */
	SORT_LIGHT,      /* red, yellow, unknown, green */
	SORT_DUE,
	SORT_LEFT,       /* as SORT_DUE of what is not in */
	SORT_OWED,       /* how many duties, most first */
	SORT_IN,         /* the smallest share in first */
	SORT_CONTACT,    /* the last urging, the longest ago first: never */
	LIST_SORTS
};

/* Conditions and order. All narrow; 0 or DATE_NONE: any. Never SQL. */
struct query {
	enum list_of of;
	int64_t plan;         /* 0: all open plans */
	int64_t unit, item;
	date due;
	bool silent;          /* LIST_DUTIES: only those not in and begun */
	bool owed;            /* list_count() of LIST_DUTIES: without ongoing work */
	date today;           /* chooses the ranges */
	bool pressing;        /* most pressing first: earliest silent due, then the plan's order */
	/* a filter, lent; NULL: none. Items are leaves then, or groups that the condition holds of
	 * themselves; units and dates are those with a duty that it holds of */
	const struct cond *where;
	/* LIST_DUTIES, LIST_DATES and sums: of the duties that the items listed under `where` are
	 * listed for, so that light:yellow means the yellow rows, not each duty that is yellow */
	bool with_items;
	enum list_sort sort;
	bool reversed;        /* the sort, not the list's own order */
	/* LIST_UNITS: a bare word that stands in the name of some unit means the units that are called
	 * so, not all that have a part in an item where it stands */
	bool by_name;
	bool unordered;       /* somebody adds up what it lists: where is set, duties of a day */
};

struct list {
	struct query query;
	VEC(int64_t) keys;
	bool complete;        /* all keys are there */
	int64_t last[4];      /* private: where to go on */
	int64_t done, all;    /* private: list_scanned() */
	bool named;           /* of a query by_name: a word meant names */
	/* private, of a filtered list: rows that the condition is asked of, one after another */
	VEC(int64_t) asked;
	int stage;
};

/* Sets the query, empties the list. A zeroed struct list is empty. */
void list_start(struct list *l, const struct query *q) __attribute__((nonnull));
/* Fetches on until want keys are there or all are. ERR_STOPPED: db_patience() was at its end; what
 * was found stays, and the next call goes on from there. A pattern whose limit is hit is an error
 * (ERR_USE), never "not found". */
bool list_need(struct db *db, struct list *l, size_t want, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* How far a list is: of so many rows that the filter is asked about so many have been. What is read
 * of entries for it counts along. done == all where it is complete. */
void list_scanned(const struct list *l, int64_t *done, int64_t *all) __attribute__((nonnull));
/* Has that list that order? */
bool list_sorts(enum list_of of, enum list_sort sort);
/* How many rows in all, without fetching them: from counters or an index. */
bool list_count(struct db *db, const struct query *q, int64_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* How many items there are, groups and those without a lead unit too, in a plan (0: all open ones):
 * of so many rows a filter shows some. Goes over an index: some 15 ms at 100,000 items. */
bool list_rows(struct db *db, int64_t plan, int64_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Sums over the duties that a filter of items or duties lets through: of the plan, the unit, the
 * condition (with_items or not). */
struct list_sums {
	int64_t owed, in, silent /* begun and not in */, unheard /* not exchanged */, overdue /* of these */;
	/* silent, due in this or the next calendar week, not overdue */
	int64_t this_week, next_week;
	int64_t pending, returned, asked;
	/* units with a promise for today, of them those with one that is not in */
	int64_t promised, promised_waiting;
	int64_t upto;                /* list_sums_on(): items up to this key are added up; else 0 */
};
bool list_sums(struct db *db, const struct query *q, struct list_sums *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Of the units that have such duties: how many are silent. By key. Stopped like list_sums(). */
struct unit_sum { int64_t unit; int silent; };
typedef VEC(struct unit_sum) unit_sums;
bool list_unit_sums(struct db *db, const struct query *q, unit_sums *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same by stretches of items: zeroed it begins; where it is stopped (ERR_STOPPED), what was added
 * up stays in *to, and the same call goes on from there. Of a ledger that was written to meanwhile,
 * or of another query, it begins anew: *to is zeroed by the caller. */
bool list_sums_on(struct db *db, const struct query *q, struct list_sums *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Counters of the overview's headings, for a plan (0: all open) and a unit (0: all). Kept or
 * indexed, so that 100,000 items cost what 18 cost. */
struct counts {
	/* rows of the first two lists; with a unit: not filled, ask list_count() */
	int64_t tasks, campaigns;
	/* items without children that somebody leads; with a unit: of those, where it has an
	 * assignment */
	int64_t leaves;
	int64_t all_leaves;      /* without the unit */
	int64_t ownerless;       /* campaigns that nobody leads; with a unit: 0 */
	int64_t measures, measures_done;    /* of campaigns */
};
bool counts_read(struct db *db, int64_t plan, int64_t unit, struct counts *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Which of its plan's leaves an item is, from 1, in the plan's order; 0: it is none of them (it has
 * items below, or nobody leads it). */
bool leaf_place(struct db *db, int64_t item, int64_t *place, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void list_clear(struct list *l) __attribute__((nonnull));

#endif
