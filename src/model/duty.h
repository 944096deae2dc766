/* Duties: item x unit x deadline x occurrence, derived, never a row that somebody made (design.md
 * 4). Who owes: leads; responsible units only where the item's owes says so; a group's members
 * where there are any, else the group itself; an heir of a reorganised unit what that one had open
 * on the day (duty_heir.c). */
#ifndef MODEL_DUTY_H
#define MODEL_DUTY_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "model/calendar.h"
#include "store/duties.h"
#include "store/rows.h"

/* What a due date that is a day off becomes; act_by is the last working day on or before it in any
 * case. */
enum day_off { DAY_OFF_NONE, DAY_OFF_NEXT, DAY_OFF_PREVIOUS };
/* "none" "next" "previous"; false: another text. */
bool day_off_parse(const char *text, enum day_off *to) __attribute__((nonnull(2)));
date day_off_apply(enum day_off rule, date due, const struct calendar *cal)
	__attribute__((nonnull));

/* All that one item's duties follow from. Pure data: tests fill it by hand. */
struct duty_input {
	struct item_row item;
	/* issued: recurring ones begin there; handed: relative ones count from it */
	date issued, handed, horizon;
	enum day_off day_off;                 /* where a deadline has no rule of its own */
	/* 前 without the named day: due_excluded where a deadline has one */
	bool day_excluded;
	const struct assignment_row *assignments; size_t n_assignments;   /* leads first */
	/* members of those assignments' groups that have any */
	const struct member_row *members; size_t n_members;
	/* of who owes, and theirs; the first day first */
	const struct heir_row *heirs; size_t n_heirs;
	const struct deadline_row *deadlines; size_t n_deadlines;
	const struct target_row *targets; size_t n_targets;
	/* of those targets: their scales */
	const struct figure_row *figures; size_t n_figures;
	const struct receipt_row *receipts; size_t n_receipts;
	const struct duty_row *cells; size_t n_cells;
	const struct value_row *values; size_t n_values;
	const struct urge_row *urges; size_t n_urges;
	/* asked for and granted, oldest first; where any cell has a granted date */
	const struct entry_row *extensions; size_t n_extensions;
	/* of the item, all but those not applicable */
	int measures_done, measures;
};
/* Appends the item's duties up to the horizon, in the order of assignment, deadline, due. */
void duty_derive(const struct duty_input *in, const struct calendar *cal, duty_states *to)
	__attribute__((nonnull));

/* Do the duties of one unit follow from the others' as well (合报, a sum over the units)? */
bool duty_is_shared(const struct target_row *targets, size_t n);

/* Takes over anew what was written for duties that are derived already: report, review, state, a
 * granted date, how targets stand. Who owes, since when and until when stays as it is, so that only
 * cells and values of these units (and targets, figures, the item) need be in *in. Not for shared
 * ones, unless all are there; not where a unit has an heir or is one. Neither judges the lights:
 * rule_judge() does. */
void duty_refill(const struct duty_input *in, const struct calendar *cal, struct duty_state *list,
		 size_t n) __attribute__((nonnull(1, 2)));

/* Is it still to come in: begun, counted, not suspended, and not in? */
static inline bool duty_is_out(const struct duty_state *d, date today)
{
	return !d->standing && d->state != 's' && d->begins <= today && !duty_is_in(d);
}
/* Of what is still to come in: nobody knows here, since its unit works on a copy that has not
 * exchanged since (store/unheard.h). Else it is silent. */
static inline bool duty_is_unheard(const struct duty_state *d, date today)
{
	return d->unheard && duty_is_out(d, today);
}
static inline bool duty_is_silent(const struct duty_state *d, date today)
{
	return !d->unheard && duty_is_out(d, today);
}

/* The light set by hand, as the cell and JSON name it: "red"; NULL for 0. */
const char *duty_judged_name(char letter);

/* The duty that a verb without a date means: of these (one item and unit), the oldest begun one
 * that is not in; else the latest begun one; else the first. -1 where there is none. */
ptrdiff_t duty_open(const struct duty_state *list, size_t n, date today);

#endif
