#include "model/gap.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "store/duties.h"
#include "store/list.h"
#include "store/rows.h"

#include "base/ban.h"

static const struct { const char *name, *label, *todo; } kinds[GAPS] = {
	[GAP_LEAD] = { "lead", N_("no unit leads it"),
		N_("settle who leads it (%s): until then nobody owes it") },
	[GAP_OWNER] = { "owner", N_("campaign without an owner"),
		N_("settle who leads it (%s), or why it does not apply here: until then nobody owes it") },
	[GAP_DEADLINE] = { "deadline", N_("no date"),
		N_("ask who issued it by when (%s): until then it is never overdue") },
	[GAP_DENOMINATOR] = { "denominator", N_("share without a defined base"),
		N_("settle with the units what the share is of, or they choose it themselves: %s") },
	[GAP_DEFINITION] = { "definition", N_("figure without a definition"),
		N_("say what is counted, or the units count differently: %s") },
	[GAP_MEMBERS] = { "members", N_("group without members"),
		N_("list who belongs to it (%s): until then it counts as one unit") },
	[GAP_CONTACT] = { "contact", N_("unit without a contact"),
		N_("ask for a name and a telephone number: %s") },
	[GAP_CALENDAR] = { "calendar", N_("year without a table of days off"),
		N_("add the year's table when it is announced: until then only weekends are known") },
};

const char *gap_name(enum gap_kind k)
{
	return kinds[k].name;
}

const char *gap_label(enum gap_kind k)
{
	return _(kinds[k].label);
}

const char *gap_todo(enum gap_kind k, const char *how, struct arena *mem)
{
	return arena_printf(mem, _(kinds[k].todo), how);
}

/* What is collected, and what must be asked only once. */
struct search {
	struct ledger *l;
	struct arena *mem;
	struct err *err;
	gaps *to;
	keys figures;                 /* seen */
	VEC(int) years;               /* without a table, seen */
	date until;                   /* due dates beyond are not looked at */
};

static struct gap *gap_add(struct search *s, enum gap_kind k, const struct item_row *item,
			   const char *what, const char *missing)
{
	struct gap *g = vec_push(s->to);

	*g = (struct gap){ .kind = k, .item = item ? item->key : 0, .number = item ? item->number : "", .what = what,
		.missing = missing ? missing : gap_label(k) };
	return g;
}

static bool seen(keys *list, int64_t key)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i] == key)
			return true;
	*vec_push(list) = key;
	return false;
}

/* ---- Items ---- */

/* What its deadlines lack; NULL: one of them says when. */
static const char *deadline_missing(const deadline_rows *list, struct arena *mem)
{
	const char *missing = _("no deadline is named");

	for (size_t i = 0; i < list->n; i++) {
		const struct deadline_row *d = &list->p[i];

		if (strcmp(d->kind, "invalid") == 0)
			return arena_printf(mem, _("there is no such day: %s"), d->text);
		if (strcmp(d->kind, "unscheduled") != 0)
			missing = NULL;
		else if (missing)
			missing = arena_printf(mem, _("the date is left open: %s"), d->text);
	}
	return missing;
}

static bool look_at_deadlines(struct search *s, const struct item_row *item)
{
	deadline_rows list = { 0 };
	bool ok = deadlines_read(s->l->db, item->key, s->mem, &list, s->err);
	const char *missing = ok ? deadline_missing(&list, s->mem) : NULL;

	if (missing)
		gap_add(s, GAP_DEADLINE, item, item->title, missing);
	vec_clear(&list);
	return ok;
}

static bool look_at_figure(struct search *s, const struct item_row *item, int64_t key)
{
	struct figure_row figure;

	if (!key || seen(&s->figures, key))
		return true;
	if (!figure_get(s->l->db, key, s->mem, &figure, s->err))
		return false;
	if (!figure.definition || !*figure.definition)
		gap_add(s, GAP_DEFINITION, item, figure.name, NULL);
	return true;
}

/* What the share is of: no figure, or one that nobody has defined. A percentage that comes as one
 * figure has its base in itself. */
static bool look_at_share(struct search *s, const struct item_row *item, const struct target_row *t)
{
	int64_t base = t->total_figure ? t->total_figure : t->den_figure;
	struct figure_row figure = { .name = t->text };
	bool demands = t->comparator && *t->comparator && t->den > 1;

	if (!demands || (base && seen(&s->figures, base)))
		return true;
	if ((base || t->num_figure) &&
	    !figure_get(s->l->db, base ? base : t->num_figure, s->mem, &figure, s->err))
		return false;
	if (base ? !figure.definition || !*figure.definition
		 : !figure.word || strcmp(figure.word, "%") != 0)
		gap_add(s, GAP_DENOMINATOR, item,
			figure.name && *figure.name ? figure.name : item->title, NULL);
	return true;
}

static bool look_at_targets(struct search *s, const struct item_row *item)
{
	target_rows list = { 0 };
	bool ok = targets_read(s->l->db, item->key, s->mem, &list, s->err);

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct target_row *t = &list.p[i];

		ok = look_at_share(s, item, t) && look_at_figure(s, item, t->num_figure) &&
		     look_at_figure(s, item, t->den_figure) &&
		     look_at_figure(s, item, t->total_figure) &&
		     look_at_figure(s, item, t->excluded_figure);
	}
	vec_clear(&list);
	return ok;
}

static bool look_at_item(struct search *s, int64_t key)
{
	struct item_row item;
	keys leads = { 0 };
	struct err gone = { 0 };

	if (!item_get(s->l->db, key, s->mem, &item, &gone))
		return true;
	bool ok = leads_read(s->l->db, key, &leads, s->err);
	bool open = item.children == 0 && strcmp(item.state, "closed") != 0;

	if (ok && open && leads.n == 0)
		gap_add(s, strcmp(item.kind, "campaign") == 0 ? GAP_OWNER : GAP_LEAD, &item,
			item.title, NULL);
	/* Who leads it is asked first. */
	if (ok && open && leads.n > 0)
		ok = look_at_deadlines(s, &item);
	vec_clear(&leads);
	return ok && look_at_targets(s, &item);
}

/* ---- Units and years ---- */

static void look_at_year(struct search *s, date due)
{
	int year = date_split(due).year;

	if (due == DATE_NONE || due > s->until || calendar_knows(s->l->cal, due))
		return;
	for (size_t i = 0; i < s->years.n; i++)
		if (s->years.p[i] == year)
			return;
	*vec_push(&s->years) = year;
}

static bool look_at_unit(struct search *s, int64_t key, int64_t plan)
{
	struct unit_row unit;
	unit_rows members = { 0 };
	contact_rows contacts = { 0 };
	duty_states duties = { 0 };
	bool ok = unit_get(s->l->db, key, s->mem, &unit, s->err) &&
		  contacts_read(s->l->db, key, ledger_today(s->l), s->mem, &contacts, s->err) &&
		  members_read(s->l->db, key, ledger_today(s->l), s->mem, &members, s->err) &&
		  duty_states_read(s->l->db, 0, key, &duties, s->err);
	bool owes = false;

	for (size_t i = 0; ok && i < duties.n; i++) {
		owes |= plan == 0 || duties.p[i].plan == plan;
		look_at_year(s, duties.p[i].due);
	}
	if (ok && strcmp(unit.kind, "group") == 0 && members.n == 0)
		gap_add(s, GAP_MEMBERS, NULL, unit.name, NULL)->unit = key;
	if (ok && owes && contacts.n == 0)
		gap_add(s, GAP_CONTACT, NULL, unit.name, NULL)->unit = key;
	vec_clear(&duties);
	vec_clear(&contacts);
	vec_clear(&members);
	return ok;
}

static bool look_at_units(struct search *s, int64_t plan)
{
	struct query q = { .of = LIST_UNITS, .plan = plan, .due = DATE_NONE,
		.today = ledger_today(s->l) };
	struct list list = { 0 };

	list_start(&list, &q);
	bool ok = list_need(s->l->db, &list, SIZE_MAX, s->err);

	for (size_t i = 0; ok && i < list.keys.n; i++)
		ok = look_at_unit(s, list.keys.p[i], plan);
	list_clear(&list);
	return ok;
}

/* ---- All of it ---- */

static bool look_at_plans(struct search *s, int64_t plan)
{
	plan_rows plans = { 0 };
	keys items = { 0 };
	bool ok = plans_read(s->l->db, plan == 0, s->mem, &plans, s->err);

	for (size_t i = 0; ok && i < plans.n; i++)
		if (!plan || plans.p[i].key == plan)
			ok = items_of_plan(s->l->db, plans.p[i].key, &items, s->err);
	for (size_t i = 0; ok && i < items.n; i++)
		ok = look_at_item(s, items.p[i]);
	vec_clear(&items);
	vec_clear(&plans);
	return ok;
}

static int year_order(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

/* By kind; what was found first stays first. */
static void gaps_sort(gaps *list)
{
	gaps sorted = { 0 };

	for (int k = 0; k < GAPS; k++)
		for (size_t i = 0; i < list->n; i++)
			if (list->p[i].kind == (enum gap_kind)k)
				*vec_push(&sorted) = list->p[i];
	vec_clear(list);
	*list = sorted;
}

enum { YEAR_AHEAD_DAYS = 366 };

bool gaps_read(struct ledger *l, int64_t plan, struct arena *mem, gaps *to, struct err *err)
{
	struct search s = { .l = l, .mem = mem, .err = err, .to = to,
		.until = ledger_today(l) + YEAR_AHEAD_DAYS };
	bool ok = db_read_begin(l->db, err);

	if (ok) {
		ok = look_at_plans(&s, plan) && look_at_units(&s, plan);
		db_read_end(l->db);
	}
	if (s.years.n)
		qsort(s.years.p, s.years.n, sizeof *s.years.p, year_order);
	for (size_t i = 0; ok && i < s.years.n; i++)
		gap_add(&s, GAP_CALENDAR, NULL, arena_printf(mem, "%d", s.years.p[i]), NULL);
	gaps_sort(to);
	vec_clear(&s.years);
	vec_clear(&s.figures);
	return ok;
}
