/* All units, by who is last. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "model/view.h"
#include "store/list.h"

#include "base/ban.h"

static const struct { const char *name, *label; } sorts[UNIT_SORTS] = {
	[UNITS_BY_NAME] = { "name", N_("by name") },
	[UNITS_BY_OVERDUE] = { "overdue", N_("most overdue first") },
	[UNITS_BY_OWED] = { "owed", N_("most owed first") },
	[UNITS_BY_IN] = { "in", N_("least in first") },
	[UNITS_BY_MET] = { "met", N_("least met first") },
	[UNITS_BY_LIGHT] = { "light", N_("worst light first") },
	[UNITS_BY_SILENT] = { "silent", N_("most silent first") },
	[UNITS_BY_LATER] = { "later", N_("most that begins later first") },
};

const char *unit_sort_name(enum unit_sort s)
{
	return sorts[s].name;
}

const char *unit_sort_label(enum unit_sort s)
{
	return _(sorts[s].label);
}

bool unit_sort_find(const char *name, enum unit_sort *to)
{
	/* as the order of other lists is called (model/sort.h) */
	if (strcmp(name, "unit") == 0)
		name = sorts[UNITS_BY_NAME].name;
	for (int s = 0; s < UNIT_SORTS; s++)
		if (strcmp(sorts[s].name, name) == 0) {
			*to = (enum unit_sort)s;
			return true;
		}
	return false;
}

/* a/of against b/of: the smaller share first; who has nothing to share comes last. */
static int by_share(int a, int of_a, int b, int of_b)
{
	if (of_a == 0 || of_b == 0)
		return (of_a == 0) - (of_b == 0);
	int64_t x = (int64_t)a * of_b, y = (int64_t)b * of_a;

	return (x > y) - (x < y);
}

static int by_most(int a, int b)
{
	return (a < b) - (a > b);
}

/* Who is overdue with more, then silent with more, comes first where all else is equal; in the end
 * the order of names. */
static int by_rest(const struct unit_line *a, const struct unit_line *b)
{
	int order = by_most(a->overdue, b->overdue);

	if (order == 0)
		order = by_most(a->silent, b->silent);
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_name(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;

	return (a->place > b->place) - (a->place < b->place);
}

static int by_overdue(const void *x, const void *y)
{
	return by_rest(x, y);
}

static int by_owed(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;
	int order = by_most(a->owed, b->owed);

	return order ? order : by_rest(a, b);
}

static int by_in(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;
	int order = by_share(a->in, a->in + a->silent, b->in, b->in + b->silent);

	return order ? order : by_rest(a, b);
}

static int by_met(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;
	int order = by_share(a->met, a->judged, b->met, b->judged);

	return order ? order : by_rest(a, b);
}

/* Red, yellow, unknown, green. */
static int rank_of(enum light l)
{
	return l == LIGHT_RED ? 0 : l == LIGHT_YELLOW ? 1 : l == LIGHT_UNKNOWN ? 2 : 3;
}

static int by_light(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;
	int order = rank_of(a->light) - rank_of(b->light);

	return order ? order : by_rest(a, b);
}

static int by_silent(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;
	int order = by_most(a->silent, b->silent);

	return order ? order : by_rest(a, b);
}

static int by_later(const void *x, const void *y)
{
	const struct unit_line *a = x, *b = y;
	int order = by_most(a->owed - a->in - a->silent, b->owed - b->in - b->silent);

	return order ? order : by_rest(a, b);
}

bool view_units(struct ledger *l, int64_t plan, enum unit_sort sort, struct arena *mem,
		unit_lines *to, struct err *err)
{
	static int (*const orders[UNIT_SORTS])(const void *, const void *) = {
		[UNITS_BY_NAME] = by_name, [UNITS_BY_OVERDUE] = by_overdue,
		[UNITS_BY_OWED] = by_owed, [UNITS_BY_IN] = by_in, [UNITS_BY_MET] = by_met,
		[UNITS_BY_LIGHT] = by_light, [UNITS_BY_SILENT] = by_silent,
		[UNITS_BY_LATER] = by_later,
	};
	struct query q = { .of = LIST_UNITS, .plan = plan, .due = DATE_NONE,
		.today = ledger_today(l) };
	struct list list = { 0 };

	list_start(&list, &q);
	bool ok = list_need(l->db, &list, SIZE_MAX, err);

	for (size_t i = 0; ok && i < list.keys.n; i++) {
		struct unit_line *u = vec_push(to);

		ok = view_unit(l, list.keys.p[i], plan, u, mem, err);
		u->place = i;
	}
	list_clear(&list);
	if (ok && to->n)
		qsort(to->p, to->n, sizeof *to->p, orders[sort]);
	return ok;
}
