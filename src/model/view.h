/* What the lists show, as values: the screens draw them, the command line prints them. No screen,
 * no width. */
#ifndef MODEL_VIEW_H
#define MODEL_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"
#include "model/light.h"
#include "model/order.h"
#include "store/cond.h"
#include "store/duties.h"
#include "store/list.h"
#include "store/rows.h"

/* Line 2 of the overview, and the headings of its panes. For a plan (0: all open) and a unit (0:
 * all). The sums are the sums of the panes. */
struct sums {
	/* silent: begun and not in; unheard: the same, of units whose copies have not exchanged
	 * since (store/unheard.h); owed - in - silent - unheard have not begun */
	int owed, in, silent, unheard;
	int overdue;                 /* silent and past due */
	/* silent, due in this or the next calendar week, not overdue */
	int this_week, next_week;
	int pending, returned, asked;
	/* units that promised something for today, of them those of which not all is in */
	int promised, promised_waiting;
	/* rows of panes 1 and 2; leaf items that somebody leads, with a unit: of those, where it
	 * has an assignment */
	int64_t tasks, campaigns, leaves;
	int64_t all_leaves;                  /* without the unit */
	int64_t ownerless;                   /* campaigns that nobody leads */
	int64_t measures_done, measures;     /* of campaigns */
};
bool view_sums(struct ledger *l, int64_t plan, int64_t unit, struct sums *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The same of what a condition (store/cond.h) lets through: of the duties that it holds of. Rows,
 * leaves and measures are not counted: the lists say them as far as they are read. ERR_STOPPED:
 * db_patience(). */
bool view_sums_where(struct ledger *l, int64_t plan, int64_t unit, const struct cond *where,
		     struct sums *to, struct err *err) __attribute__((nonnull, warn_unused_result));

/* A row of panes 1 and 2. */
struct item_line {
	struct item_row item;
	enum light light;
	/* "市法院 等7"; "" none: chief lead's name and how many in all */
	const char *leads;
	int n_leads;
	/* of the occurrence shown: the oldest begun one with somebody silent, else the latest
	 * begun */
	int owed, in, pending;
	date due, act_by;            /* of that occurrence; DATE_NONE: none */
	/* working days from today to due, negative: over; 0 with all in */
	int left;
	bool all_in;
	/* its phase is met, the work goes on: the next review in place of due; else DATE_NONE */
	date review;
	/* target_line.brief of the first target, "12/19 家" where each unit has its own; "" none */
	const char *target;
	/* of a filtered list: the duties it lists the row for, where the item has others too. Day,
	 * left and light are theirs then, and the counts those of that day */
	const struct duty_state *fits;
	size_t n_fits;
	/* with a unit: */
	const char *role;            /* "lead" "responsible" "supervisor", NULL without a unit */
	struct duty_state duty;      /* its open duty; key 0: it owes nothing here */
	int periods;                 /* as in a duty_line */
	date signed_on;
};
/* With a unit that owes nothing there, the row has no light, and no date: the lead units' are not
 * its own. */
static inline bool item_line_is_lit(const struct item_line *i)
{
	return !i->role || i->duty.key != 0;
}
bool view_item(struct ledger *l, int64_t item, int64_t unit, struct arena *mem,
	       struct item_line *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same in a list: what its query's filter is about (NULL: all of it). With a unit, of its duties
 * one that fits. */
bool view_item_of(struct ledger *l, int64_t item, int64_t unit, const struct query *of,
		  struct arena *mem, struct item_line *to, struct err *err)
	__attribute__((nonnull(1, 5, 6, 7), warn_unused_result));

/* A row of pane 3. */
struct date_line {
	date due, act_by;
	enum light light;
	/* silent counts begun ones only; begun says whether any has begun */
	int owed, in, silent, unheard;
	bool begun;
	int left;                    /* working days, negative: over */
	/* for dates not yet begun: the numbers of the items ("8、9"), else "" */
	const char *what;
};
/* "8、9": the numbers of the items that fall due on a day, as they are listed on `today`, with a
 * duty that where holds of (NULL: any); at most six, then "...". */
bool view_numbers_due(struct ledger *l, date due, int64_t plan, int64_t unit,
		      const struct cond *where, date today, struct arena *mem, const char **to,
		      struct err *err) __attribute__((nonnull(1, 7, 8, 9), warn_unused_result));
bool view_date(struct ledger *l, date due, int64_t plan, int64_t unit, struct arena *mem,
	       struct date_line *to, struct err *err) __attribute__((nonnull, warn_unused_result));

/* Sums of duties that a filter is about, looked at one by one. */
struct where_sums {
	int owed, in, silent, unheard, overdue, pending, returned;
	enum light light;            /* the worst of them */
	date act_by;                 /* of one of them */
	bool begun;                  /* has any begun? */
};
/* q: of duties, with its condition. What is standing or suspended is not counted. */
bool view_where(struct ledger *l, const struct query *q, struct where_sums *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A date's row of these alone; plan, unit and where of narrow count. */
bool view_date_where(struct ledger *l, date due, const struct query *narrow, struct date_line *to,
		     struct err *err) __attribute__((nonnull, warn_unused_result));

/* A row of an item's or a unit's list. */
struct duty_line {
	struct duty_state duty;
	struct unit_row unit;
	struct item_row item;
	enum light light;
	date signed_on;
	/* "20/32 = 62.5%  达标"; "" nothing reported; where another figure was accepted, with what was
	 * reported */
	const char *figures;
	/* of a recurring one: "较上期 +0.12 个百分点"; "" the period before is unknown */
	const char *change;
	const char *before, *more;   /* the same as numbers: "1.75" "0.12" "-0.12"; NULL unknown */
	struct entry_row last;       /* the last urging; key 0: none */
	date review;                 /* as in an item_line */
	/* how many periods of a recurring one are owed, this one among them; 0 or 1: no more than
	 * it says itself */
	int periods;
	int left;
};
bool view_duty(struct ledger *l, const struct duty_state *d, struct arena *mem,
	       struct duty_line *to, struct err *err) __attribute__((nonnull, warn_unused_result));

/* When a unit signed for an item, DATE_NONE: it did not. Of an heir's duty (of_parts) that has not:
 * when the last of the units did that it goes on for, once all have. */
bool view_signed(struct ledger *l, int64_t item, int64_t unit, bool of_parts, date *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

/* The periods of a recurring duty's deadline that have come due, today at the latest, and are not
 * in: the oldest first. One that has begun and is due later is not owed yet. */
/* How many of these (one unit's for one item) are such periods of that duty. */
int view_periods(const duty_states *list, const struct duty_state *of, date today)
	__attribute__((nonnull));
bool view_owed(struct ledger *l, const struct duty_state *d, duty_states *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* One row a unit of an item: its open duty there, leads in their order; and the responsible ones
 * without a duty. */
typedef VEC(struct duty_state) view_duties;
bool view_item_duties(struct ledger *l, int64_t item, duty_states *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same as a list with this query shows the item (NULL: as it stands): of the duties that the filter
 * is about, where some are. */
bool view_item_duties_of(struct ledger *l, int64_t item, const struct query *of, duty_states *to,
			 struct err *err) __attribute__((nonnull(1, 4, 5), warn_unused_result));
/* A group's own row over those of its members: how many of those who are members today and owe the
 * item have signed, reported, been accepted; their worst light. */
struct group_line {
	struct unit_row unit;
	enum light light;
	int owed, signed_for, in, accepted;
	/* what was reported for the group as one, before its members were listed; DATE_NONE:
	 * nothing */
	date reported;
};
bool view_group(struct ledger *l, int64_t item, int64_t group, struct arena *mem,
		struct group_line *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Who owes an item as a member of a group today: those that it names themselves are left out. */
bool view_item_members(struct ledger *l, int64_t item, member_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What one unit owes: its open duty of each item, in the items' order; standing ones last. */
bool view_unit_duties(struct ledger *l, int64_t unit, int64_t plan, duty_states *to,
		      struct err *err) __attribute__((nonnull, warn_unused_result));

/* Unit chooser and `duban units`: what one unit owes over all. */
struct unit_line {
	struct unit_row unit; enum light light;
	int owed, in, silent, unheard, overdue, returned;
	/* the last day that is known of where it works on a copy of its own (store/unheard.h); else
	 * DATE_NONE */
	date heard;
	/* duties whose target is known to be met, of those where that is known */
	int met, judged;
	size_t place;                /* in the order of names, where view_units() read it */
};
bool view_unit(struct ledger *l, int64_t unit, int64_t plan, struct unit_line *to,
	       struct arena *mem, struct err *err) __attribute__((nonnull, warn_unused_result));
/* All units that owe something in the plan (0: all units), sorted: who is last stands first. What a
 * share is of: what has begun or is in. */
enum unit_sort {
	UNITS_BY_NAME,
	UNITS_BY_OVERDUE,
	UNITS_BY_OWED,
	UNITS_BY_IN /* smallest share in first */,
	UNITS_BY_MET /* smallest share of targets met */,
	UNITS_BY_LIGHT /* worst first */,
	UNITS_BY_SILENT, UNITS_BY_LATER /* most first */,
	UNIT_SORTS
};
typedef VEC(struct unit_line) unit_lines;
bool view_units(struct ledger *l, int64_t plan, struct order order, struct arena *mem,
		unit_lines *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* By enum unit_sort. */
const struct orders *unit_orders(void) __attribute__((returns_nonnull));
/* The next (step 1) or previous (-1) silent unit after `unit` (0: from the start, or the end) in
 * the order of LIST_SILENT as it stood in *order: filled where it is empty, so that a unit that has
 * just sent all keeps its place; vec_clear() it to begin anew. Those that are silent no more are
 * stepped over. 0 where none is left. */
bool view_silent_next(struct ledger *l, int64_t plan, int64_t unit, int step, keys *order,
		      int64_t *next, struct err *err) __attribute__((nonnull, warn_unused_result));

/* An item by what somebody typed: number, PLAN/number, beginning of an id. ERR_NOT_FOUND,
 * ERR_AMBIGUOUS (candidates in the text). */
bool view_find_item(struct ledger *l, int64_t plan, struct str text, int64_t *item, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Numbers that several items of one plan have, with what tells these apart, a sentence each: one of
 * them wants another number. In mem. */
bool view_numbers_twice(struct ledger *l, struct arena *mem, sentences *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The open duty of item and unit, or that of a due date. */
bool view_find_duty(struct ledger *l, int64_t item, int64_t unit, date due, struct duty_state *to,
		    struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
