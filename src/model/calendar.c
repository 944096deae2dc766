#include "model/calendar.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/str.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/ban.h"

enum {
	FILE_MAX_BYTES = 256 * 1024,
	NAME_MAX_BYTES = 120,
	YEAR_FIRST = 1900, YEAR_LAST = 2199,      /* of base/date.h */
};

/* A day that differs from the ordinary week. */
struct special {
	date day;
	bool work;
	bool own;             /* the office's own: replaces an announced one */
	int year;             /* the announcement's */
	const char *name;
};

struct calendar {
	struct arena mem;                        /* names */
	VEC(struct special) days;                /* sorted by day, each once */
	int *gained;                             /* [i]: working days more than in ordinary weeks, days 0 to i - 1 */
	bool tables[YEAR_LAST - YEAR_FIRST + 1];
};

struct calendar *calendar_new(void)
{
	struct calendar *c = mem_alloc(sizeof *c);
	c->gained = mem_alloc(sizeof *c->gained);
	return c;
}

void calendar_free(struct calendar *c)
{
	if (!c)
		return;
	arena_clear(&c->mem);
	vec_clear(&c->days);
	free(c->gained);
	free(c);
}

/* How many of the special days lie before d. */
static size_t days_before(const struct calendar *c, date d)
{
	size_t low = 0, high = c->days.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->days.p[middle].day < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct special *day_find(const struct calendar *c, date d)
{
	size_t i = days_before(c, d);
	return i < c->days.n && c->days.p[i].day == d ? &c->days.p[i] : NULL;
}

static bool is_weekday(date d)
{
	return date_weekday(d) <= 5;
}

static void count_gained(struct calendar *c)
{
	c->gained = mem_array(c->gained, c->days.n + 1, sizeof *c->gained);
	c->gained[0] = 0;
	for (size_t i = 0; i < c->days.n; i++) {
		const struct special *s = &c->days.p[i];
		c->gained[i + 1] = c->gained[i] + (int)s->work - (int)is_weekday(s->day);
	}
}

/* Puts a day in its place. False where another table says the contrary of it. */
static bool day_put(struct calendar *c, struct special s)
{
	size_t i = days_before(c, s.day);
	if (i < c->days.n && c->days.p[i].day == s.day) {
		struct special *old = &c->days.p[i];
		if (!s.own && !old->own && old->work != s.work)
			return false;
		if (s.own || !old->own)
			*old = s;
		return true;
	}
	(void)vec_push(&c->days);
	memmove(&c->days.p[i + 1], &c->days.p[i], (c->days.n - 1 - i) * sizeof s);
	c->days.p[i] = s;
	return true;
}

/* One line of a file. year: the table's, 0 for the office's own days. */
static bool line_read(struct calendar *c, struct str line, int year, struct place at, struct err *err)
{
	struct str rest = line, day = { 0 }, kind = { 0 }, name = { 0 };
	struct special s = { .own = !year };
	if (!str_trim(line).n || str_starts(line, STR_LIT("#")))
		return true;
	str_cut(&rest, '\t', &day);
	str_cut(&rest, '\t', &kind);
	str_cut(&rest, '\t', &name);
	if (!date_parse(str_trim(day), &s.day))
		return err_at(err, ERR_INPUT, at, _("no date of the form 2018-11-20: %.*s"),
			STR_ARG(str_to(day, 40)));
	kind = str_trim(kind);
	name = str_trim(name);
	s.work = str_is(kind, "work");
	if (!s.work && !str_is(kind, "off"))
		return err_at(err, ERR_INPUT, at,
			_("behind the date stands \"off\" or \"work\", parted by a tab"));
	struct date_parts p = date_split(s.day);
	s.year = year ? year : p.year;
	/* An announcement reaches over its year's ends by a few days. */
	bool close_by = p.year == s.year || (p.year == s.year - 1 && p.month == 12) ||
		(p.year == s.year + 1 && p.month == 1);
	if (!close_by)
		return err_at(err, ERR_INPUT, at, _("this day is not of %d"), s.year);
	s.name = name.n && name.n <= NAME_MAX_BYTES ? arena_str(&c->mem, name) : "";
	if (!day_put(c, s))
		return err_at(err, ERR_INPUT, at,
			_("this day is off in one place and a working day in another"));
	return true;
}

static bool text_read(struct calendar *c, struct str text, int year, const char *path, struct err *err)
{
	struct place at = { .line = 1 };
	struct str line;
	snprintf(at.source, sizeof at.source, "%s", path);
	if (str_starts(text, STR_LIT("\xef\xbb\xbf")))
		text = str_from(text, 3);
	for (; str_cut(&text, '\n', &line); at.line++) {
		if (utf8_flaw(line) >= 0)
			return err_at(err, ERR_INPUT, at, _("this line is no UTF-8 text"));
		if (!line_read(c, line, year, at, err))
			return false;
	}
	return true;
}

static bool file_take(struct calendar *c, const char *path, int year, struct err *err)
{
	struct buf text = { 0 };
	bool good = file_read(path, FILE_MAX_BYTES, &text, err) &&
		text_read(c, buf_str(&text), year, path, err);
	buf_clear(&text);
	return good;
}

bool calendar_add_own(struct calendar *c, const char *path, struct err *err)
{
	bool good = file_take(c, path, 0, err);
	count_gained(c);
	return good;
}

/* The year of "2019.tsv"; 0 of any other name. */
static int file_year(const char *name)
{
	int year = 0;
	if (strlen(name) != 8 || strcmp(name + 4, ".tsv") != 0)
		return 0;
	for (int i = 0; i < 4; i++) {
		if (name[i] < '0' || name[i] > '9')
			return 0;
		year = year * 10 + (name[i] - '0');
	}
	return year >= YEAR_FIRST && year <= YEAR_LAST ? year : 0;
}

static bool tables_list(struct calendar *c, const char *dir, struct err *err)
{
	DIR *d = opendir(dir);
	if (!d)
		return err_errno(err, _("cannot open the folder of calendars %s"), dir);
	for (struct dirent *e; (e = readdir(d));) {
		int year = file_year(e->d_name);
		if (year)
			c->tables[year - YEAR_FIRST] = true;
	}
	closedir(d);
	return true;
}

struct calendar *calendar_load(const char *dir, struct err *err)
{
	struct calendar *c = calendar_new();
	bool good = tables_list(c, dir, err);
	for (int year = YEAR_FIRST; good && year <= YEAR_LAST; year++) {
		char *path;
		if (!c->tables[year - YEAR_FIRST])
			continue;
		path = arena_printf(&c->mem, "%s/%04d.tsv", dir, year);
		good = file_take(c, path, year, err);
	}
	if (!good) {
		calendar_free(c);
		return NULL;
	}
	count_gained(c);
	return c;
}

bool calendar_is_workday(const struct calendar *c, date d)
{
	const struct special *s = day_find(c, d);
	return s ? s->work : is_weekday(d);
}

bool calendar_knows(const struct calendar *c, date d)
{
	int year = d == DATE_NONE ? 0 : date_split(d).year;
	return year >= YEAR_FIRST && year <= YEAR_LAST && c->tables[year - YEAR_FIRST];
}

const char *calendar_name(const struct calendar *c, date d)
{
	const struct special *s = day_find(c, d);
	return s ? s->name : NULL;
}

bool calendar_holiday(const struct calendar *c, struct str name, int year, date *first, date *last)
{
	bool found = false;
	for (size_t i = 0; i < c->days.n; i++) {
		const struct special *s = &c->days.p[i];
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
	return weekdays_to(d) + c->gained[days_before(c, d + 1)];
}

int calendar_workdays_between(const struct calendar *c, date from, date to)
{
	if (from == DATE_NONE || to == DATE_NONE)
		return 0;
	return workdays_to(c, to) - workdays_to(c, from);
}
