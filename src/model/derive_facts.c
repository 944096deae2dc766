#include "model/derive_facts.h"

#include <stdlib.h>

#include "model/derive.h"

#include "base/ban.h"

bool facts_read(struct ledger *l, int64_t from, int64_t to, struct facts *f, struct err *err)
{
	struct db *db = l->db;

	*f = (struct facts){ .l = l, .stretch = from != to };
	return items_between(db, from, to, &f->mem, &f->items, err) &&
	       deadlines_between(db, from, to, &f->mem, &f->deadlines, err) &&
	       assignments_between(db, from, to, &f->mem, &f->assignments, err) &&
	       targets_between(db, from, to, &f->mem, &f->targets, err) &&
	       duty_rows_between(db, from, to, &f->mem, &f->cells, err) &&
	       urges_between(db, from, to, &f->mem, &f->urges, err) &&
	       measure_counts_between(db, from, to, &f->measures, err) &&
	       (!f->stretch || groups_with_members(db, &f->groups, err));
}

void facts_clear(struct facts *f)
{
	vec_clear(&f->items);
	vec_clear(&f->assignments);
	vec_clear(&f->deadlines);
	vec_clear(&f->targets);
	vec_clear(&f->cells);
	vec_clear(&f->urges);
	vec_clear(&f->measures);
	vec_clear(&f->groups);
	vec_clear(&f->members);
	vec_clear(&f->heirs);
	vec_clear(&f->figures);
	vec_clear(&f->values);
	vec_clear(&f->receipts);
	vec_clear(&f->extensions);
	arena_clear(&f->mem);
}

/* Moves a place on to the rows of an item: those of items before it are passed over. */
#define PLACE_AT(place, list, item_key) do { \
	(place)->from += (place)->n; \
	(place)->n = 0; \
	while ((place)->from < (list)->n && (list)->p[(place)->from].item < (item_key)) \
		(place)->from++; \
	while ((place)->from + (place)->n < (list)->n && (list)->p[(place)->from + (place)->n].item == (item_key)) \
		(place)->n++; \
} while (0)
#define PLACED(list, place) ((list)->p ? (list)->p + (place)->from : NULL)

static bool figure_add(struct facts *f, int64_t figure, int64_t unit, struct err *err)
{
	struct figure_row row;

	if (!figure)
		return true;
	for (size_t i = 0; i < f->figures.n; i++)
		if (f->figures.p[i].key == figure)
			return true;
	if (!figure_get(f->l->db, figure, &f->mem, &row, err))
		return false;
	*vec_push(&f->figures) = row;
	return values_read(f->l->db, figure, unit, &f->mem, &f->values, err);
}

/* Only targets that demand something are judged; the figures of the others need not be read. unit
 * 0: of all units. */
static bool figures_read(struct facts *f, const struct target_row *targets, size_t n, int64_t unit,
			 struct err *err)
{
	f->figures.n = f->values.n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct target_row *t = &targets[i];
		if (!t->comparator || !*t->comparator)
			continue;
		if (!figure_add(f, t->num_figure, unit, err) ||
		    !figure_add(f, t->den_figure, unit, err) ||
		    !figure_add(f, t->total_figure, unit, err) ||
		    !figure_add(f, t->excluded_figure, unit, err))
			return false;
	}
	return true;
}

static bool receipts_wanted(const struct deadline_row *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].from_receipt)
			return true;
	return false;
}

/* Few are extended: the entries are read where one is. */
static bool extensions_wanted(const struct duty_row *cells, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].due != DATE_NONE)
			return true;
	return false;
}

/* Few name a group: in a stretch the others are not asked for its members. */
static bool members_wanted(const struct facts *f, const struct assignment_row *list, size_t n)
{
	for (size_t i = 0; f->stretch && f->groups.n && i < n; i++)
		if (keys_has(&f->groups, list[i].unit))
			return true;
	return !f->stretch;
}

/* What few items have, or several share. */
static bool rest_read(struct facts *f, const struct duty_input *in, struct err *err)
{
	struct db *db = f->l->db;

	f->members.n = f->heirs.n = f->receipts.n = f->extensions.n = 0;
	if (f->plan.key != in->item.plan && !plan_get(db, in->item.plan, &f->mem, &f->plan, err))
		return false;
	return (!members_wanted(f, in->assignments, in->n_assignments) ||
		members_of_item(db, in->item.key, &f->members, err)) &&
	       heirs_of_item(db, in->item.key, &f->heirs, err) &&
	       figures_read(f, in->targets, in->n_targets, 0, err) &&
	       (!receipts_wanted(in->deadlines, in->n_deadlines) ||
		receipts_read(db, in->item.key, &f->receipts, err)) &&
	       (!extensions_wanted(in->cells, in->n_cells) ||
		extensions_read(db, in->item.key, 0, &f->mem, &f->extensions, err));
}

/* Recurring duties begin with the issue; where nobody said when, with the hand-over or the plan's
 * year. */
static date begin_of(const struct plan_row *p)
{
	if (p->issued != DATE_NONE)
		return p->issued;
	return p->handed != DATE_NONE ? p->handed : date_make(p->year, 1, 1);
}

/* Soft ones are judged where the office has said so. */
static void targets_harden(const struct derive_terms *terms, target_rows *list)
{
	for (size_t i = 0; i < list->n; i++)
		list->p[i].soft &= !terms->soft_judged;
}

static void terms_fill(const struct derive_terms *terms, struct duty_input *in)
{
	in->horizon = terms->horizon;
	in->day_excluded = terms->day_excluded;
	in->day_off = terms->day_off;
}

static void rest_fill(const struct facts *f, struct duty_input *in)
{
	in->issued = begin_of(&f->plan);
	in->handed = f->plan.handed;
	in->members = f->members.p, in->n_members = f->members.n;
	in->heirs = f->heirs.p, in->n_heirs = f->heirs.n;
	in->figures = f->figures.p, in->n_figures = f->figures.n;
	in->values = f->values.p, in->n_values = f->values.n;
	in->receipts = f->receipts.p, in->n_receipts = f->receipts.n;
	in->extensions = f->extensions.p, in->n_extensions = f->extensions.n;
}

static void stretch_fill(struct facts *f, int64_t item, struct duty_input *in)
{
	PLACE_AT(&f->at.assignments, &f->assignments, item);
	PLACE_AT(&f->at.deadlines, &f->deadlines, item);
	PLACE_AT(&f->at.targets, &f->targets, item);
	PLACE_AT(&f->at.cells, &f->cells, item);
	PLACE_AT(&f->at.urges, &f->urges, item);
	PLACE_AT(&f->at.measures, &f->measures, item);
	in->assignments = PLACED(&f->assignments, &f->at.assignments),
	in->n_assignments = f->at.assignments.n;
	in->deadlines = PLACED(&f->deadlines, &f->at.deadlines),
	in->n_deadlines = f->at.deadlines.n;
	in->targets = PLACED(&f->targets, &f->at.targets), in->n_targets = f->at.targets.n;
	in->cells = PLACED(&f->cells, &f->at.cells), in->n_cells = f->at.cells.n;
	in->urges = PLACED(&f->urges, &f->at.urges), in->n_urges = f->at.urges.n;
	if (f->at.measures.n) {
		in->measures_done = f->measures.p[f->at.measures.from].done;
		in->measures = f->measures.p[f->at.measures.from].all;
	}
}

bool facts_next(struct facts *f, const struct derive_terms *terms, struct duty_input *in,
		struct err *err)
{
	while (f->at.items.from < f->items.n) {
		if (f->at.items.from == 0)
			targets_harden(terms, &f->targets);
		*in = (struct duty_input){ .item = f->items.p[f->at.items.from++] };
		stretch_fill(f, in->item.key, in);
		if (in->n_deadlines == 0)
			continue;
		if (!rest_read(f, in, err))
			return false;
		terms_fill(terms, in);
		rest_fill(f, in);
		return true;
	}
	return false;
}

bool facts_of_unit(struct facts *f, int64_t item, int64_t unit, const struct derive_terms *terms,
		   struct duty_input *in, struct err *err)
{
	struct db *db = f->l->db;

	if (!figures_read(f, f->targets.p, f->targets.n, unit, err) ||
	    !duty_rows_read(db, item, unit, &f->mem, &f->cells, err) ||
	    !urges_read(db, item, unit, &f->mem, &f->urges, err) ||
	    !measures_count(db, item, &in->measures_done, &in->measures, err) ||
	    (extensions_wanted(f->cells.p, f->cells.n) &&
	     !extensions_read(db, item, unit, &f->mem, &f->extensions, err)))
		return false;
	targets_harden(terms, &f->targets);
	terms_fill(terms, in);
	rest_fill(f, in);
	in->targets = f->targets.p, in->n_targets = f->targets.n;
	in->cells = f->cells.p, in->n_cells = f->cells.n;
	in->urges = f->urges.p, in->n_urges = f->urges.n;
	return true;
}
