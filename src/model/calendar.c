#include "model/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/str.h"
#include "model/calendar_private.h"
#include "base/ban.h"

struct calendar *calendar_new(void)
{
	struct calendar *c = mem_alloc(sizeof *c);

	c->t = mem_alloc(sizeof *c->t);
	c->t->gained = mem_alloc(sizeof *c->t->gained);
	c->t->from = c->t->to = DATE_NONE;
	return c;
}

struct calendar *calendar_load(const char *dir, struct err *err)
{
	struct calendar *c = calendar_new();

	c->t->dir = mem_strdup(dir);
	if (tables_list(c->t, err))
		return c;
	calendar_free(c);
	return NULL;
}

bool calendar_reload(struct calendar *c, struct err *err)
{
	struct tables *t = c->t, now = { .dir = t->dir };

	if (!t->dir)
		return true;
	if (!tables_list(&now, err))
		return false;
	if (strcmp(now.stamp, t->stamp) == 0)
		return true;
	memcpy(t->stamp, now.stamp, sizeof t->stamp);
	memcpy(t->state, now.state, sizeof t->state);
	t->announced.n = t->faults.n = 0;
	t->from = t->to = DATE_NONE;
	tables_merge(t);
	return true;
}

void calendar_free(struct calendar *c)
{
	if (!c)
		return;
	arena_clear(&c->t->mem);
	vec_clear(&c->t->announced);
	vec_clear(&c->t->own);
	vec_clear(&c->t->days);
	vec_clear(&c->t->faults);
	free(c->t->gained);
	free(c->t->dir);
	free(c->t);
	free(c);
}

/* ---- the days that differ ---- */

size_t specials_before(const specials *list, date d)
{
	size_t low = 0, high = list->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (list->p[middle].day < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct special *specials_find(const specials *list, date d)
{
	size_t i = specials_before(list, d);

	return i < list->n && list->p[i].day == d ? &list->p[i] : NULL;
}

struct special *specials_at(specials *list, date d)
{
	size_t i = specials_before(list, d);

	if (i < list->n && list->p[i].day == d)
		return &list->p[i];
	(void)vec_push(list);
	memmove(&list->p[i + 1], &list->p[i], (list->n - 1 - i) * sizeof *list->p);
	list->p[i] = (struct special){ .day = d, .name = "" };
	return &list->p[i];
}

static bool is_weekday(date d)
{
	return date_weekday(d) <= 5;
}

void tables_merge(struct tables *t)
{
	t->days.n = 0;
	for (size_t i = 0; i < t->announced.n; i++)
		*vec_push(&t->days) = t->announced.p[i];
	for (size_t i = 0; i < t->own.n; i++)
		*specials_at(&t->days, t->own.p[i].day) = t->own.p[i];
	t->gained = mem_array(t->gained, t->days.n + 1, sizeof *t->gained);
	t->gained[0] = 0;
	for (size_t i = 0; i < t->days.n; i++)
		t->gained[i + 1] =
			t->gained[i] + (int)t->days.p[i].work - (int)is_weekday(t->days.p[i].day);
}

void calendar_own_clear(struct calendar *c)
{
	c->t->own.n = 0;
	tables_merge(c->t);
}

void calendar_own_add(struct calendar *c, date d, bool work, const char *name)
{
	*specials_at(&c->t->own, d) = (struct special){ .day = d, .work = work, .name = arena_strdup(&c->t->mem, name) };
	tables_merge(c->t);
}

/* Reads what is said of the days from .. to: by their years, and by those before and after, which
 * reach over. */
static void need(const struct calendar *c, date from, date to)
{
	struct tables *t = c->t;

	if (!t->dir || from == DATE_NONE || to == DATE_NONE ||
	    (t->from != DATE_NONE && t->from <= from && to <= t->to))
		return;
	int first = date_split(from).year, last = date_split(to).year;
	tables_read(t, first - 1, last + 1);
	/* Grown as one span, so that two comparisons answer. */
	date begin = date_make(first, 1, 1), end = date_make(last, 12, 31);
	bool apart = t->from == DATE_NONE || begin > t->to + 1 || end < t->from - 1;
	t->from = apart || begin < t->from ? begin : t->from;
	t->to = apart || end > t->to ? end : t->to;
}

void calendar_read_all(const struct calendar *c)
{
	need(c, date_make(YEAR_FIRST, 1, 1), date_make(YEAR_LAST, 12, 31));
}

const calendar_faults *calendar_get_faults(const struct calendar *c)
{
	return &c->t->faults;
}

/* ---- as text ---- */

void calendar_write(const struct calendar *c, struct buf *to)
{
	char text[DATE_TEXT_SIZE];

	calendar_read_all(c);
	for (size_t i = 0; i < c->t->days.n; i++) {
		const struct special *s = &c->t->days.p[i];
		if (s->work != is_weekday(s->day))
			buf_printf(to, "%s %s\n", date_text(s->day, text),
				   s->work ? "work" : "off");
	}
}

struct calendar *calendar_of_text(struct str text)
{
	struct calendar *c = calendar_new();
	struct str line, day;
	date d;

	while (str_cut(&text, '\n', &line))
		if (str_cut(&line, ' ', &day) && date_parse(day, &d))
			calendar_own_add(c, d, str_is(line, "work"), "");
	return c;
}

char *calendar_stamp(const struct calendar *c, char to[CALENDAR_STAMP_SIZE])
{
	struct buf all = { 0 };
	uint8_t hash[HASH_SIZE];

	buf_printf(&all, "%s", c->t->stamp);
	for (size_t i = 0; i < c->t->own.n; i++)
		buf_printf(&all, " %d%c%s", c->t->own.p[i].day, c->t->own.p[i].work ? '+' : '-',
			   c->t->own.p[i].name ? c->t->own.p[i].name : "");
	hash_bytes(all.p, all.n, hash);
	buf_clear(&all);
	return hex_text(hash, HASH_SIZE, to);
}

/* ---- asking ---- */

static const struct special *day_find(const struct calendar *c, date d)
{
	need(c, d, d);
	return specials_find(&c->t->days, d);
}

bool calendar_is_workday(const struct calendar *c, date d)
{
	const struct special *s = day_find(c, d);
	return s ? s->work : is_weekday(d);
}

bool calendar_knows(const struct calendar *c, date d)
{
	int year = d == DATE_NONE ? 0 : date_split(d).year;

	need(c, d, d);
	return year >= YEAR_FIRST && year <= YEAR_LAST &&
	       c->t->state[year - YEAR_FIRST] == TABLE_READ;
}

const char *calendar_name(const struct calendar *c, date d)
{
	const struct special *s = day_find(c, d);
	return s ? s->name : NULL;
}

bool calendar_is_own(const struct calendar *c, date d)
{
	const struct special *s = day_find(c, d);

	return s && !s->year;
}

bool calendar_holiday(const struct calendar *c, struct str name, int year, date *first, date *last)
{
	bool found = false;

	need(c, date_make(year, 1, 1), date_make(year, 12, 31));
	for (size_t i = 0; i < c->t->announced.n; i++) {
		const struct special *s = &c->t->announced.p[i];
		if (s->year != year || s->work || str_find(str_of(s->name), name) < 0)
			continue;
		if (!found)
			*first = s->day;
		*last = s->day;
		found = true;
	}
	return found;
}

date calendar_act_by(const struct calendar *c, date due)
{
	if (due == DATE_NONE)
		return DATE_NONE;
	while (!calendar_is_workday(c, due))
		due--;
	return due;
}

date calendar_next_workday(const struct calendar *c, date d)
{
	if (d == DATE_NONE)
		return DATE_NONE;
	do
		d++;
	while (!calendar_is_workday(c, d));
	return d;
}

date calendar_add_workdays(const struct calendar *c, date d, int n)
{
	date end = date_make(YEAR_LAST, 12, 31);
	if (d == DATE_NONE || d > end)
		return DATE_NONE;
	while (n-- > 0 && d <= end)
		d = calendar_next_workday(c, d);
	return d <= end ? d : DATE_NONE;
}

/* Ordinary weekdays from a fixed Monday long ago up to d, d included. */
static int weekdays_to(date d)
{
	int days = d - date_make(YEAR_FIRST, 1, 1) + 1;      /* 1900-01-01 was a Monday */
	int weeks = days / 7, rest = days % 7;
	return weeks * 5 + (rest < 5 ? rest : 5);
}

static int workdays_to(const struct calendar *c, date d)
{
	return weekdays_to(d) + c->t->gained[specials_before(&c->t->days, d + 1)];
}

int calendar_workdays_between(const struct calendar *c, date from, date to)
{
	if (from == DATE_NONE || to == DATE_NONE)
		return 0;
	need(c, from < to ? from : to, from < to ? to : from);
	return workdays_to(c, to) - workdays_to(c, from);
}
