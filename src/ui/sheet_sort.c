/* The order of the duties on a sheet: each part of it is sorted for itself, the units of a group
 * stay under it. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "store/list.h"
#include "ui/sheet_private.h"

#include "base/ban.h"

/* A row with what orders it: a rank, a day, a text; then its place. */
struct placed {
	struct sheet_row row;
	int rank;
	date day;
	const char *text;
	size_t place;
};

static int by_key(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;
	int order = (a->rank > b->rank) - (a->rank < b->rank);

	if (order == 0)
		order = (a->day > b->day) - (a->day < b->day);
	if (order == 0)
		order = strcmp(a->text, b->text);
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

/* Red, yellow, unknown, green. */
static int rank_of(enum light l)
{
	return l == LIGHT_RED ? 0 : l == LIGHT_YELLOW ? 1 : l == LIGHT_UNKNOWN ? 2 : 3;
}

/* What is owed only in name (no key) comes last. */
static void key_fill(struct ui *ui, const struct sheet *s, struct arena *mem, struct placed *p)
{
	const struct duty_state *d = &p->row.duty;
	struct unit_row unit;
	struct item_row item;
	struct err ignore = { 0 };

	p->text = "";
	if (s->sort == SORT_UNIT && unit_get(ui->ledger->db, d->unit, mem, &unit, &ignore))
		p->text = unit.name;
	else if (s->sort == SORT_TITLE && item_get(ui->ledger->db, d->item, mem, &item, &ignore))
		p->text = item.title;
	else if (s->sort == SORT_LIGHT)
		p->rank = d->key ? rank_of(light_of_duty(d, ui->today)) : 4;
	else if (s->sort == SORT_DUE || s->sort == SORT_LEFT)
		p->rank = !d->key || d->due == DATE_NONE || d->standing ? 2
			  : s->sort == SORT_LEFT && duty_is_in(d)       ? 1
									: 0;
	if (p->rank == 0 && (s->sort == SORT_DUE || s->sort == SORT_LEFT))
		p->day = d->due;
}

/* Turned round, what is equal keeps its order: it is sorted by falling places, then read
 * backwards. */
static void part_sort(struct ui *ui, struct sheet *s, size_t from, size_t n)
{
	struct arena mem = { 0 };
	struct placed *all = arena_alloc(&mem, n * sizeof *all);

	for (size_t i = 0; i < n; i++) {
		all[i] = (struct placed){ .row = s->rows.p[from + i],
					  .place = s->reversed ? n - i : i };
		key_fill(ui, s, &mem, &all[i]);
	}
	qsort(all, n, sizeof *all, by_key);
	for (size_t i = 0; i < n; i++)
		s->rows.p[from + i] = all[s->reversed ? n - 1 - i : i].row;
	arena_clear(&mem);
}

static bool is_sorted(const struct sheet_row *r)
{
	return r->kind == SHEET_DUTY && !r->group;
}

void sheet_sort(struct ui *ui, struct sheet *s)
{
	size_t n;

	if (s->sort == SORT_OWN)
		return;
	for (size_t i = 0; i < s->rows.n; i += n + 1) {
		for (n = 0; i + n < s->rows.n && is_sorted(&s->rows.p[i + n]); n++)
			;
		if (n > 1)
			part_sort(ui, s, i, n);
	}
}

/* The menu is gone: the sheet's screen lies on top. */
static void taken(struct ui *ui, void *user, int by, bool reversed)
{
	struct sheet *s = user;

	s->sort = (enum list_sort)by;
	s->reversed = reversed;
	ui->top->ops->refresh(ui, ui->top);
}

bool sheet_sort_command(struct ui *ui, struct sheet *s, const char *command)
{
	const enum list_sort by[] = {
		SORT_OWN, s->by_unit ? SORT_UNIT : SORT_TITLE, SORT_LIGHT, SORT_DUE, SORT_LEFT,
	};
	struct sort_order orders[sizeof by / sizeof *by];
	size_t n = sizeof by / sizeof *by;

	if (strcmp(command, "sort") != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		orders[i] = (struct sort_order){ .by = (int)by[i], .digit = (int)i,
						 .name = sort_name(by[i]),
						 .label = sort_label(by[i]),
						 .now = by[i] == s->sort && s->sort != SORT_OWN,
						 .reversed = s->reversed };
	sort_open_of(ui, orders, n, taken, s);
	return true;
}
