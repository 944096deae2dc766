/* Are the kept duties and tallies what the log says? All is derived anew and compared. */
#include "model/derive.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/map.h"
#include "store/rows.h"

#include "base/ban.h"

enum { FOUND_MOST = 100 };

/* What a sum is about, and over which dates: the bytes are the key of a map, so it has no holes. */
struct sum_key { int64_t of, key, plan; date due, act_by, begins, shows, yellow_from, red_from; };

struct check {
	struct ledger *l;
	struct arena *mem;
	sentences *found;
	struct err *err;
	struct arena sums_mem;
	struct map *places;              /* sum_key -> its struct tally */
	VEC(struct tally *) sums;
};

static void found_add(struct check *c, const char *sentence)
{
	if (c->found->n < FOUND_MOST)
		*vec_push(c->found) = sentence;
}

/* ---- duties ---- */

static int state_order(const void *a, const void *b)
{
	const struct duty_state *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	if (x->deadline != y->deadline)
		return x->deadline < y->deadline ? -1 : 1;
	return strcmp(x->occ, y->occ);
}

static void duty_differs(struct check *c, const struct duty_state *d, const char *format)
{
	struct item_row item = { .number = "?" };
	struct unit_row unit = { .name = "?" };
	struct err ignore = { 0 };

	if (!item_get(c->l->db, d->item, c->mem, &item, &ignore) ||
	    !unit_get(c->l->db, d->unit, c->mem, &unit, &ignore))
		err_clear(&ignore);
	found_add(c, arena_printf(c->mem, _(format), item.number, unit.name, d->occ));
}

static void compare_states(struct check *c, duty_states *want, duty_states *have)
{
	size_t i = 0, j = 0;

	if (want->n)
		qsort(want->p, want->n, sizeof *want->p, state_order);
	if (have->n)
		qsort(have->p, have->n, sizeof *have->p, state_order);
	while (i < want->n || j < have->n) {
		int o = i == want->n   ? 1
			: j == have->n ? -1
				       : state_order(&want->p[i], &have->p[j]);
		if (o < 0)
			duty_differs(c, &want->p[i],
				     N_("a duty is missing: item %s, %s, period %s"));
		else if (o > 0)
			duty_differs(c, &have->p[j],
				     N_("a duty is too many: item %s, %s, period %s"));
		else if (!duty_state_eq(&want->p[i], &have->p[j]))
			duty_differs(c, &want->p[i],
				     N_("a duty differs from what the log says: item %s, %s, "
					"period %s"));
		i += o <= 0;
		j += o >= 0;
	}
}

/* ---- tallies ---- */

static bool met_known(enum met m)
{
	return m == MET_YES || m == MET_NO;
}

static void sum_add(struct check *c, enum tally_of of, int64_t key, int64_t plan,
		    const struct duty_state *d)
{
	struct sum_key k = { of, key, plan, d->due, d->act_by, d->begins, d->shows, d->yellow_from,
		d->red_from };
	intptr_t *at = map_at(c->places, (struct str){ (const char *)&k, sizeof k }, true);
	struct tally *t = (struct tally *)*at;

	if (!t) {
		t = arena_alloc(&c->sums_mem, sizeof *t);
		*vec_push(&c->sums) = t;
		*at = (intptr_t)t;
	}
	bool in = duty_is_in(d), open = d->state != 'c';
	t->owed++;
	t->in += in;
	t->pending += in && open && d->report && !d->review;
	t->returned += open && d->review == 'x';
	t->missed += open && d->met == MET_NO;
	t->met += d->met == MET_YES || d->met_soft == MET_YES;
	t->judged += met_known(d->met) || met_known(d->met_soft);
	t->asked += duty_asks(d);
	t->green += d->green;
}

static bool sums_of_item(struct check *c, const duty_states *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct duty_state *d = &list->p[i];
		struct arena mem = { 0 };
		struct item_row item = { .parent = d->item };
		bool ok = true;

		if (d->standing || d->state == 's')
			continue;
		sum_add(c, TALLY_PLAN, d->plan, d->plan, d);
		sum_add(c, TALLY_UNIT, d->unit, d->plan, d);
		for (int depth = 0; ok && item.parent && depth < TALLY_LEVELS_MOST; depth++) {
			int64_t key = item.parent;
			sum_add(c, TALLY_ITEM, key, d->plan, d);
			ok = item_get(c->l->db, key, &mem, &item, c->err);
		}
		arena_clear(&mem);
		if (!ok)
			return false;
	}
	return true;
}

static bool tally_eq(const struct tally *a, const struct tally *b)
{
	return a->owed == b->owed && a->in == b->in && a->pending == b->pending &&
	       a->returned == b->returned && a->missed == b->missed && a->met == b->met &&
	       a->judged == b->judged && a->asked == b->asked && a->green == b->green;
}

/* Takes the right ones off c->sums, so that what is left there is missing. */
static bool compare_tallies(struct check *c, enum tally_of of, int64_t key, int64_t plan,
			    const char *name)
{
	tallies have = { 0 };
	bool ok = tally_read(c->l->db, of, key, plan, date_make(2199, 12, 31), &have, c->err);

	for (size_t i = 0; ok && i < have.n; i++) {
		const struct tally *t = &have.p[i];
		struct sum_key k = { of, key, plan, t->due, t->act_by, t->begins, t->shows,
			t->yellow_from, t->red_from };
		intptr_t *at = map_at(c->places, (struct str){ (const char *)&k, sizeof k }, false);
		char day[DATE_TEXT_SIZE];
		struct tally *want = at ? (struct tally *)*at : NULL;
		if (t->owed == 0 && !want)
			continue;
		if (!want || !tally_eq(want, t))
			found_add(c, arena_printf(c->mem,
						  _("sums of %s for %s differ from its duties"),
						  name, date_text(t->due, day)));
		if (want)
			want->owed = 0;
	}
	vec_clear(&have);
	return ok;
}

static bool check_items(struct check *c, const keys *items)
{
	duty_states want = { 0 }, have = { 0 };
	struct derive_terms terms = derive_terms(c->l);
	bool ok = true;

	for (size_t i = 0; ok && i < items->n; i++) {
		want.n = have.n = 0;
		ok = derive_item_states(c->l, items->p[i], &terms, &want, c->err) &&
		     duty_states_read(c->l->db, items->p[i], 0, &have, c->err) &&
		     sums_of_item(c, &want);
		if (ok)
			compare_states(c, &want, &have);
	}
	vec_clear(&want);
	vec_clear(&have);
	return ok;
}

static bool check_sums(struct check *c, const keys *items)
{
	plan_rows plans = { 0 };
	unit_rows units = { 0 };
	bool ok = plans_read(c->l->db, false, c->mem, &plans, c->err) &&
		  units_read(c->l->db, c->mem, &units, c->err);

	for (size_t i = 0; ok && i < plans.n; i++) {
		ok = compare_tallies(c, TALLY_PLAN, plans.p[i].key, plans.p[i].key,
				     plans.p[i].title);
		for (size_t j = 0; ok && j < units.n; j++)
			ok = compare_tallies(c, TALLY_UNIT, units.p[j].key, plans.p[i].key,
					     units.p[j].name);
	}
	for (size_t i = 0; ok && i < items->n; i++) {
		struct item_row item;
		struct arena mem = { 0 };
		struct err gone = { 0 };
		if (item_get(c->l->db, items->p[i], &mem, &item, &gone))
			ok = compare_tallies(c, TALLY_ITEM, item.key, item.plan, item.number);
		arena_clear(&mem);
	}
	bool agrees = true;
	ok = ok && tally_open_agrees(c->l->db, &agrees, c->err);
	if (!agrees)
		found_add(c, _("sums of all open plans differ from those of the plans"));
	size_t left = 0;
	for (size_t i = 0; i < c->sums.n; i++)
		left += c->sums.p[i]->owed != 0;
	if (ok && left)
		found_add(c, arena_printf(c->mem,
					  ngettext("%zu sum is missing", "%zu sums are missing",
						   (unsigned long)left),
					  left));
	vec_clear(&plans);
	vec_clear(&units);
	return ok;
}

bool derive_check(struct ledger *l, struct arena *mem, sentences *found, struct err *err)
{
	struct check c = { .l = l, .mem = mem, .found = found, .err = err, .places = map_new() };
	keys items = { 0 };
	bool ok = items_of_plan(l->db, 0, &items, err) && check_items(&c, &items) &&
		  check_sums(&c, &items);

	vec_clear(&items);
	vec_clear(&c.sums);
	map_free(c.places);
	arena_clear(&c.sums_mem);
	return ok;
}
