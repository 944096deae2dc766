/* The grid's frame: its rows, its columns, their heads. */
#include "model/cross.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "model/duty.h"
#include "model/view.h"
#include "store/rows.h"

#include "base/ban.h"

enum { FIRST_ROWS = 48 };

/* The units of an item in its own order; those without a duty, who hand in nothing there, have no
 * column. */
static bool item_units(struct ledger *l, struct cross *g, struct err *err)
{
	duty_states list = { 0 };
	bool ok = view_item_duties(l, g->item, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		if (list.p[i].key)
			*vec_push(&g->columns) = list.p[i].unit;
	vec_clear(&list);
	return ok;
}

static date month_of(date d)
{
	return d == DATE_NONE ? d : date_make(date_split(d).year, date_split(d).month, 1);
}

bool cross_column_has(const struct cross *g, int64_t column, date due)
{
	return (g->months ? month_of(due) : due) == (date)g->columns.p[column];
}

/* A column a due date or a month; ongoing work comes last. */
static bool date_columns(struct ledger *l, struct cross *g, date today, struct err *err)
{
	if (!cross_dates(l->db, g->unit, g->plan, today, &g->dates, err))
		return false;
	for (size_t i = 0; i < g->dates.n; i++)
		if (i == 0 || !cross_column_has(g, cross_columns(g) - 1, (date)g->dates.p[i]))
			*vec_push(&g->columns) = g->months ? month_of((date)g->dates.p[i])
							   : g->dates.p[i];
	return true;
}

bool cross_begin(struct ledger *l, struct cross *g, struct err *err)
{
	date today = ledger_today(l);
	struct query q = { .of = LIST_OWING, .plan = g->plan, .unit = g->kind == CROSS_DATES ?
		g->unit : 0,
		.due = g->kind == CROSS_UNITS ? g->due : DATE_NONE, .where = g->where, .today = today };

	cross_clear(g);
	if (g->kind == CROSS_PERIODS)
		return item_units(l, g, err) &&
		       cross_periods_read(l->db, g->item, today, &g->periods, err);
	list_start(&g->items, &q);
	if (g->kind == CROSS_DATES)
		return date_columns(l, g, today, err);
	return cross_units(l->db, g->plan, g->due, today, &g->columns, err);
}

bool cross_open(struct ledger *l, struct cross *g, struct err *err)
{
	return cross_begin(l, g, err) && cross_need(l, g, FIRST_ROWS, err);
}

static int unit_order(const void *a, const void *b)
{
	const struct unit_sum *x = a, *y = b;

	return (x->unit > y->unit) - (x->unit < y->unit);
}

static const struct unit_sum *sum_of(const struct cross *g, int64_t unit)
{
	const struct unit_sum key = { .unit = unit };

	return g->found.n ? bsearch(&key, g->found.p, g->found.n, sizeof key, unit_order) : NULL;
}

bool cross_count(struct ledger *l, struct cross *g, bool narrow, struct err *err)
{
	const struct query q = { .of = LIST_DUTIES, .plan = g->plan, .due = g->due,
				 .where = g->where, .with_items = true, .today = ledger_today(l) };
	size_t n = 0;

	g->counted = g->where != NULL && list_unit_sums(l->db, &q, &g->found, err);
	for (size_t i = 0; narrow && g->counted && i < g->columns.n; i++)
		if (sum_of(g, g->columns.p[i]))
			g->columns.p[n++] = g->columns.p[i];
	if (narrow && g->counted)
		g->columns.n = n;
	return g->counted || !g->where;
}

int cross_silent_all(const struct cross *g)
{
	int silent = 0;

	for (size_t i = 0; i < g->found.n; i++)
		silent += g->found.p[i].silent;
	return g->counted ? silent : -1;
}

void cross_clear(struct cross *g)
{
	list_clear(&g->items);
	vec_clear(&g->periods);
	vec_clear(&g->columns);
	vec_clear(&g->dates);
	vec_clear(&g->found);
	g->counted = false;
}

bool cross_need(struct ledger *l, struct cross *g, int64_t rows, struct err *err)
{
	return g->kind == CROSS_PERIODS ||
	       list_need(l->db, &g->items, rows > 0 ? (size_t)rows : 0, err);
}

int64_t cross_rows(const struct cross *g)
{
	return (int64_t)(g->kind == CROSS_PERIODS ? g->periods.n : g->items.keys.n);
}

bool cross_is_whole(const struct cross *g)
{
	return g->kind == CROSS_PERIODS || g->items.complete;
}

int64_t cross_columns(const struct cross *g)
{
	return (int64_t)g->columns.n;
}

int64_t cross_item(const struct cross *g, int64_t row)
{
	return g->kind == CROSS_PERIODS ? g->item : g->items.keys.p[row];
}

int64_t cross_unit(const struct cross *g, int64_t column)
{
	return g->kind == CROSS_DATES ? g->unit : g->columns.p[column];
}

int64_t cross_find_item(const struct cross *g, int64_t item)
{
	for (size_t i = 0; g->kind != CROSS_PERIODS && i < g->items.keys.n; i++)
		if (g->items.keys.p[i] == item)
			return (int64_t)i;
	return -1;
}

int64_t cross_find_unit(const struct cross *g, int64_t unit)
{
	for (size_t i = 0; g->kind != CROSS_DATES && i < g->columns.n; i++)
		if (g->columns.p[i] == unit)
			return (int64_t)i;
	return -1;
}

/* ---- heads ---- */

static const char *day_text(date d, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];

	return d == DATE_NONE ? _("ongoing") : arena_strdup(mem, date_text(d, text));
}

static void period_head(const struct cross_period *p, struct arena *mem, struct cross_head *to)
{
	bool once = strcmp(p->occ, "1") == 0;

	to->name = once ? day_text(p->due, mem) : arena_strdup(mem, p->occ);
	to->more = once ? "" : day_text(p->due, mem);
	to->due = p->due;
	to->silent = p->silent;
}

/* Of one unit for one item. */
static bool silent_of_pair(struct ledger *l, int64_t item, int64_t unit, int *n, struct err *err)
{
	date today = ledger_today(l);
	duty_states list = { 0 };
	bool ok = duty_states_read(l->db, item, unit, &list, err);

	*n = 0;
	for (size_t i = 0; ok && i < list.n; i++)
		*n += list.p[i].shows <= today && duty_is_silent(&list.p[i], today);
	vec_clear(&list);
	return ok;
}

/* Of an item's duties those that the filter is about. */
static bool silent_where(struct ledger *l, const struct cross *g, int64_t item, int *n,
			 struct err *err)
{
	struct list list = { 0 };

	list_start(&list, &(struct query){ .of = LIST_DUTIES, .plan = g->plan, .item = item,
					   .due = g->due, .silent = true, .where = g->where,
					   .with_items = true, .unordered = true,
					   .today = ledger_today(l) });
	bool ok = list_need(l->db, &list, SIZE_MAX, err);
	*n = (int)list.keys.n;
	list_clear(&list);
	return ok;
}

bool cross_row(struct ledger *l, const struct cross *g, int64_t row, struct arena *mem,
	       struct cross_head *to, struct err *err)
{
	struct item_row item;

	*to = (struct cross_head){ .name = "", .more = "", .due = DATE_NONE };
	if (g->kind == CROSS_PERIODS)
		return period_head(&g->periods.p[row], mem, to), true;
	if (!item_get(l->db, g->items.keys.p[row], mem, &item, err))
		return false;
	to->name = item.number;
	to->more = item.title;
	if (g->kind == CROSS_DATES)
		return silent_of_pair(l, item.key, g->unit, &to->silent, err);
	if (g->where)
		return silent_where(l, g, item.key, &to->silent, err);
	return cross_silent(l->db, item.key, g->due, ledger_today(l), &to->silent, err);
}

static bool date_head(struct ledger *l, const struct cross *g, int64_t column, struct arena *mem,
		      struct cross_head *to, struct err *err)
{
	date of = (date)g->columns.p[column], today = ledger_today(l);

	to->name = day_text(of, mem);
	if (g->months && of != DATE_NONE)
		to->name = arena_str(mem, str_to(str_of(to->name), strlen("2018-11")));
	for (size_t i = 0; of != DATE_NONE && i < g->dates.n; i++) {
		date due = (date)g->dates.p[i];
		int silent;

		if (!cross_column_has(g, column, due))
			continue;
		if (!cross_unit_silent(l->db, g->unit, g->plan, due, today, &silent, err))
			return false;
		to->silent += silent;
		to->due = due;
	}
	return true;
}

bool cross_column(struct ledger *l, const struct cross *g, int64_t column, struct arena *mem,
		  struct cross_head *to, struct err *err)
{
	int64_t key = g->columns.p[column];
	struct unit_row unit;

	*to = (struct cross_head){ .name = "", .more = "", .due = DATE_NONE };
	if (g->kind == CROSS_DATES)
		return date_head(l, g, column, mem, to, err);
	if (!unit_get(l->db, key, mem, &unit, err))
		return false;
	to->name = *unit.shortname ? unit.shortname : unit.name;
	to->more = unit.name;
	if (g->kind == CROSS_PERIODS)
		return silent_of_pair(l, g->item, key, &to->silent, err);
	if (g->where) {
		const struct unit_sum *sum = sum_of(g, key);
		to->silent = !g->counted ? -1 : sum ? sum->silent : 0;
		return true;
	}
	return cross_unit_silent(l->db, key, g->plan, g->due, ledger_today(l), &to->silent, err);
}

int64_t cross_pressing(struct ledger *l, const struct cross *g)
{
	date today = ledger_today(l);
	int64_t n = g->kind == CROSS_PERIODS ? cross_rows(g)
		    : g->kind == CROSS_DATES ? cross_columns(g)
					     : 0,
		next = -1;

	for (int64_t i = 0; i < n; i++) {
		struct cross_head head;
		struct arena mem = { 0 };
		struct err ignore = { 0 };
		bool ok = g->kind == CROSS_PERIODS ? cross_row(l, g, i, &mem, &head, &ignore)
						   : cross_column(l, g, i, &mem, &head, &ignore);

		arena_clear(&mem);
		if (ok && head.silent > 0)
			return i;
		if (ok && next < 0 && head.due != DATE_NONE && head.due >= today)
			next = i;
	}
	return next >= 0 ? next : n > 0 ? n - 1 : 0;
}
