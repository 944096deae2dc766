/* All units, by who is last. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "model/view.h"
#include "store/list.h"

#include "base/ban.h"

const struct orders *unit_orders(void)
{
	static const struct order_row rows[UNIT_SORTS] = {
		[UNITS_BY_NAME] = { "name", N_("by name"), "unit" },
		[UNITS_BY_OVERDUE] = { "overdue", N_("most overdue first"), NULL },
		[UNITS_BY_OWED] = { "owed", N_("most owed first"), NULL },
		[UNITS_BY_IN] = { "in", N_("least in first"), NULL },
		[UNITS_BY_MET] = { "met", N_("least met first"), NULL },
		[UNITS_BY_LIGHT] = { "light", N_("worst light first"), NULL },
		[UNITS_BY_SILENT] = { "silent", N_("most silent first"), NULL },
		[UNITS_BY_LATER] = { "later", N_("most that begins later first"), NULL },
	};
	static const struct orders all = { rows, UNIT_SORTS, UNITS_BY_OVERDUE };

	return &all;
}

/* A unit with what orders it. */
struct placed {
	struct unit_line line;
	int64_t key;
	size_t place;
};

static int by_key(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int order = (a->key > b->key) - (a->key < b->key);

	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static int by_most(int a, int b)
{
	return (a < b) - (a > b);
}

/* Who is overdue with more, then silent with more, comes first where all else is equal; in the end
 * the order of names. */
static int by_rest(const void *x, const void *y)
{
	const struct placed *p = x, *q = y;
	const struct unit_line *a = &p->line, *b = &q->line;
	int order = by_most(a->overdue, b->overdue);

	if (order == 0)
		order = by_most(a->silent, b->silent);
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

/* Red, yellow, unknown, green. */
static int rank_of(enum light l)
{
	return l == LIGHT_RED ? 0 : l == LIGHT_YELLOW ? 1 : l == LIGHT_UNKNOWN ? 2 : 3;
}

/* Who has nothing to share comes last, either way. */
static int64_t share_key(int n, int of, int sign)
{
	enum { SHARE_BITS = 31 };      /* shares of so many duties as there are differ by more */

	return of == 0 ? INT64_MAX : sign * (((int64_t)n << SHARE_BITS) / of);
}

/* The smallest stands first; sign -1: reversed. */
static int64_t key_of(const struct unit_line *u, enum unit_sort sort, int sign)
{
	switch (sort) {
	case UNITS_BY_NAME: return sign * (int64_t)u->place;
	case UNITS_BY_OWED: return -sign * u->owed;
	case UNITS_BY_IN: return share_key(u->in, u->in + u->silent, sign);
	case UNITS_BY_MET: return share_key(u->met, u->judged, sign);
	case UNITS_BY_LIGHT: return sign * rank_of(u->light);
	case UNITS_BY_SILENT: return -sign * u->silent;
	case UNITS_BY_LATER: return -sign * (u->owed - u->in - u->silent);
	default: return -sign * u->overdue;
	}
}

static void units_sort(unit_lines *list, struct order order)
{
	struct arena mem = { 0 };
	struct placed *all = arena_alloc(&mem, list->n * sizeof *all);

	for (size_t i = 0; i < list->n; i++)
		all[i].line = list->p[i];
	qsort(all, list->n, sizeof *all, by_rest);
	for (size_t i = 0; i < list->n; i++) {
		all[i].place = i;
		all[i].key = key_of(&all[i].line, (enum unit_sort)order.by,
				    order.reversed ? -1 : 1);
	}
	qsort(all, list->n, sizeof *all, by_key);
	for (size_t i = 0; i < list->n; i++)
		list->p[i] = all[i].line;
	arena_clear(&mem);
}

bool view_units(struct ledger *l, int64_t plan, struct order order, struct arena *mem,
		unit_lines *to, struct err *err)
{
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
		units_sort(to, order);
	return ok;
}
