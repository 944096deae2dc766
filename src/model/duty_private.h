/* What the files of duty derivation share: duty.c (dates, occurrences of one deadline),
 * duty_owing.c (who), duty_cells.c (what was written), duty_heir.c (whose duties go on with another
 * unit), duty_occurrence.c (targets over all who owe), duty_periods.c (one period after
 * another). */
#ifndef MODEL_DUTY_PRIVATE_H
#define MODEL_DUTY_PRIVATE_H

#include "base/vec.h"
#include "model/duty.h"
#include "model/target.h"

/* A unit that owes: as itself, or as a group's member between two days. */
struct owing {
	int64_t unit;
	int64_t group;      /* 0: named itself */
	bool spare;         /* a group with members: owes only on days when none is one */
	bool only;          /* owes no more than deadlines of its own */
	date from, to;
};

/* That an heir's duty is made of a unit's: the values that one reported are the heir's too. */
struct duty_part { int64_t heir, unit, deadline; const char *occ; };

struct derive {
	const struct duty_input *in;
	const struct calendar *cal;
	duty_states *to;
	VEC(struct owing) owing;
	VEC(struct duty_part) parts;
	/* where units have heirs: what each owed before its duties moved; parts lend from it */
	struct duty_state *own;
	const struct duty_row **cells;      /* sorted, as the next two */
	const struct value_row **values;
	const struct urge_row **urges;
};

int duty_key_cmp(int64_t a, int64_t b);

/* Fills d->owing from the assignments. */
void duty_owing_collect(struct derive *d);
/* Does d->owing.p[i] owe by that deadline, which may be one unit's alone? */
bool duty_owing_by(const struct derive *d, size_t i, const struct deadline_row *dl);
/* Does d->owing.p[i] owe what is due on that day? False too where an earlier one is the same
 * unit. */
bool duty_owing_on(const struct derive *d, size_t i, date on);

/* Fills and frees the three indexes. */
void duty_cells_index(struct derive *d);
void duty_cells_clear(struct derive *d);
const struct duty_row *duty_cell_find(const struct derive *d, int64_t unit, int64_t deadline,
				      const char *occ);
/* What of a figure is in force for a unit and a period. */
struct known duty_value_find(const struct derive *d, int64_t figure, int64_t unit,
			     const char *period);
/* What somebody wrote for it: report, review, state, a granted date in place of the first one. */
void duty_fill(const struct derive *d, struct duty_state *s);

/* Moves the open duties of units with an heir to that one; d->to from begin on. */
void duty_heirs_take(struct derive *d, size_t begin);

/* Joint reports, targets, shares: what follows from the duties of all units of one occurrence. */
void duty_occurrences_finish(const struct derive *d, struct duty_state *all, size_t n);

/* What follows from the periods before: last, over all duties of the units that stand in the
 * list. */
void duty_periods_count(struct duty_state *all, size_t n);

#endif
