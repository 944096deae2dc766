#include "model/derive.h"

#include <stdlib.h>
#include <string.h>

#include "model/duty.h"
#include "store/rows.h"

#include "base/ban.h"

date derive_horizon(struct ledger *l)
{
	const char *text = db_meta(l->db, "horizon");
	date d = DATE_NONE;

	if (text && !date_parse(str_of(text), &d))
		d = DATE_NONE;
	return d;
}

bool derive_horizon_set(struct ledger *l, date horizon, struct err *err)
{
	char text[DATE_TEXT_SIZE];

	return db_meta_set(l->db, "horizon", date_text(horizon, text), err);
}

/* ---- one item ---- */

/* What was read of one item; one struct, so that there is one way to free it. */
struct item_facts {
	struct arena mem;
	struct plan_row plan;
	assignment_rows assignments;
	member_rows members;
	deadline_rows deadlines;
	target_rows targets;
	VEC(struct figure_row) figures;
	receipt_rows receipts;
	duty_rows cells;
	value_rows values;
};

static void facts_clear(struct item_facts *f)
{
	vec_clear(&f->assignments);
	vec_clear(&f->members);
	vec_clear(&f->deadlines);
	vec_clear(&f->targets);
	vec_clear(&f->figures);
	vec_clear(&f->receipts);
	vec_clear(&f->cells);
	vec_clear(&f->values);
	arena_clear(&f->mem);
}

static bool facts_add_figure(struct ledger *l, struct item_facts *f, int64_t figure, struct err *err)
{
	if (!figure)
		return true;
	for (size_t i = 0; i < f->figures.n; i++)
		if (f->figures.p[i].key == figure)
			return true;
	struct figure_row row;
	if (!figure_get(l->db, figure, &f->mem, &row, err))
		return false;
	*vec_push(&f->figures) = row;
	return values_read(l->db, figure, &f->mem, &f->values, err);
}

/* Only targets that demand something are judged; the figures of the others need not be read. */
static bool facts_read_figures(struct ledger *l, struct item_facts *f, struct err *err)
{
	for (size_t i = 0; i < f->targets.n; i++) {
		const struct target_row *t = &f->targets.p[i];
		if (!t->comparator || !*t->comparator)
			continue;
		if (!facts_add_figure(l, f, t->num_figure, err) || !facts_add_figure(l, f, t->den_figure, err) ||
			!facts_add_figure(l, f, t->total_figure, err) || !facts_add_figure(l, f, t->excluded_figure, err))
			return false;
	}
	return true;
}

static bool facts_read(struct ledger *l, const struct item_row *item, struct item_facts *f, struct err *err)
{
	bool receipts = false;

	if (!plan_get(l->db, item->plan, &f->mem, &f->plan, err) || !deadlines_read(l->db, item->key, &f->mem, &f->deadlines, err))
		return false;
	if (f->deadlines.n == 0)
		return true;
	for (size_t i = 0; i < f->deadlines.n; i++)
		receipts |= f->deadlines.p[i].from_receipt;
	return assignments_read(l->db, item->key, &f->mem, &f->assignments, err) && members_of_item(l->db, item->key, &f->members, err) &&
		targets_read(l->db, item->key, &f->mem, &f->targets, err) && facts_read_figures(l, f, err) &&
		(!receipts || receipts_read(l->db, item->key, &f->receipts, err)) &&
		duty_rows_read(l->db, item->key, &f->mem, &f->cells, err);
}

/* Recurring duties begin with the issue; where nobody said when, with the hand-over or the plan's year. */
static date begin_of(const struct plan_row *p)
{
	if (p->issued != DATE_NONE)
		return p->issued;
	return p->handed != DATE_NONE ? p->handed : date_make(p->year, 1, 1);
}

bool derive_item_states(struct ledger *l, int64_t item, date horizon, duty_states *to, struct err *err)
{
	struct item_facts f = { .plan.key = 0 };
	struct duty_input in = { .horizon = horizon };
	struct err gone = { 0 };
	bool ok = true;

	if (!item_get(l->db, item, &f.mem, &in.item, &gone)) {
		ok = gone.code == ERR_NOT_FOUND || err_set(err, gone.code, "%s", gone.text);
	} else if ((ok = facts_read(l, &in.item, &f, err)) && f.deadlines.n) {
		in.issued = begin_of(&f.plan);
		in.handed = f.plan.handed;
		in.assignments = f.assignments.p, in.n_assignments = f.assignments.n;
		in.members = f.members.p, in.n_members = f.members.n;
		in.deadlines = f.deadlines.p, in.n_deadlines = f.deadlines.n;
		in.targets = f.targets.p, in.n_targets = f.targets.n;
		in.figures = f.figures.p, in.n_figures = f.figures.n;
		in.receipts = f.receipts.p, in.n_receipts = f.receipts.n;
		in.cells = f.cells.p, in.n_cells = f.cells.n;
		in.values = f.values.p, in.n_values = f.values.n;
		duty_derive(&in, l->cal, to);
	}
	facts_clear(&f);
	return ok;
}

static bool derive_item(struct ledger *l, int64_t item, date horizon, duty_states *scratch, struct err *err)
{
	scratch->n = 0;
	return derive_item_states(l, item, horizon, scratch, err) && duties_replace(l->db, item, scratch->p, scratch->n, err);
}

/* ---- what a change touched ---- */

/* The items whose duties follow from one touched row. */
static bool touched_items(struct ledger *l, const struct touched *t, keys *to, struct err *err)
{
	struct db *db = l->db;

	switch (t->kind) {
	case KIND_ITEM:
		*vec_push(to) = row_key(db, KIND_ITEM, &t->id);
		return true;
	case KIND_ASSIGNMENT: case KIND_DEADLINE: case KIND_TARGET: case KIND_RECEIPT: case KIND_DUTY: case KIND_ENTRY:
	case KIND_MEASURE:      /* owes nothing, but is counted with its item */
		*vec_push(to) = row_ref(db, t->kind, &t->id, "item");
		return true;
	case KIND_VALUE:
		return items_of_figure(db, row_ref(db, t->kind, &t->id, "figure"), to, err);
	case KIND_FIGURE:
		return items_of_figure(db, row_key(db, KIND_FIGURE, &t->id), to, err);
	case KIND_MEMBER:
		return items_of_unit(db, row_ref(db, t->kind, &t->id, "group"), to, err);
	case KIND_UNIT:
		return items_of_unit(db, row_key(db, KIND_UNIT, &t->id), to, err);
	case KIND_PLAN:
		return items_of_plan(db, row_key(db, KIND_PLAN, &t->id), to, err);
	case KIND_SOURCE: case KIND_NAME: case KIND_CONTACT: case KIND_PERSON: case KIND_SETTING: case KIND_AMOUNT:
	case KINDS:
		break;
	}
	return true;
}

static int key_order(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void keys_sort_once(keys *k)
{
	size_t n = 0;

	if (k->n)
		qsort(k->p, k->n, sizeof *k->p, key_order);
	for (size_t i = 0; i < k->n; i++)
		if (k->p[i] && (n == 0 || k->p[n - 1] != k->p[i]))
			k->p[n++] = k->p[i];
	k->n = n;
}

bool derive_touched(struct ledger *l, const touched_list *touched, struct err *err)
{
	date horizon = derive_horizon(l);
	duty_states scratch = { 0 };
	keys items = { 0 };
	bool ok = true;

	for (size_t i = 0; ok && i < touched->n; i++)
		ok = touched_items(l, &touched->p[i], &items, err);
	keys_sort_once(&items);
	for (size_t i = 0; ok && i < items.n; i++)
		ok = derive_item(l, items.p[i], horizon, &scratch, err);
	vec_clear(&scratch);
	vec_clear(&items);
	return ok;
}

bool ledger_derive_all(struct ledger *l, date horizon, struct err *err)
{
	duty_states scratch = { 0 };
	keys items = { 0 };
	bool ok;

	if (!db_begin(l->db, err))
		return false;
	ok = duties_drop_all(l->db, err) && items_of_plan(l->db, 0, &items, err);
	for (size_t i = 0; ok && i < items.n; i++)
		ok = derive_item(l, items.p[i], horizon, &scratch, err);
	ok = ok && derive_horizon_set(l, horizon, err) && db_commit(l->db, err);
	if (!ok)
		db_rollback(l->db);
	vec_clear(&scratch);
	vec_clear(&items);
	return ok;
}
