/* Duties: item x unit x deadline x occurrence, derived, never a row that somebody made (design.md 4). Who owes: leads; responsible units only where the
 * item's owes says so; a group's members where there are any, else the group itself. */
#ifndef MODEL_DUTY_H
#define MODEL_DUTY_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "model/calendar.h"
#include "store/duties.h"
#include "store/rows.h"

/* All that one item's duties follow from. Pure data: tests fill it by hand. */
struct duty_input {
	struct item_row item;
	date issued, handed, horizon;
	const struct assignment_row *assignments; size_t n_assignments;
	/* members of those assignments' groups that have any */
	const struct member_row *members; size_t n_members;
	const struct deadline_row *deadlines; size_t n_deadlines;
	const struct target_row *targets; size_t n_targets;
	const struct receipt_row *receipts; size_t n_receipts;
	const struct duty_row *cells; size_t n_cells;
	const struct value_row *values; size_t n_values;
};
/* Appends the item's duties up to the horizon, in the order of assignment, deadline, due. */
void duty_derive(const struct duty_input *in, const struct calendar *cal, duty_states *to) __attribute__((nonnull));

/* How a hard or soft target stands: integers only, num*den against den*num, never rounded; unknown where a figure is missing or the base is 0. */
enum met target_met(const struct target_row *t, bool has_num, int64_t num, bool has_den, int64_t den) __attribute__((nonnull));

/* The duty that a verb without a date means: of these (one item and unit), the oldest begun one that is not in; else the latest begun one; else the
 * first. -1 where there is none. */
ptrdiff_t duty_open(const struct duty_state *list, size_t n, date today);

#endif
