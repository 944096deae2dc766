/* The folder of calendars: which years it has, and reading one. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/clean.h"
#include "base/file.h"
#include "base/gettext.h"
#include "base/id.h"
#include "base/str.h"
#include "base/utf8.h"
#include "model/calendar_private.h"
#include "base/ban.h"

enum {
	FILE_MAX_BYTES = 256 * 1024,
	NAME_MAX_BYTES = 120,
};

/* One file while it is read. */
struct reading {
	struct tables *t;
	int year;
	struct place at;
	specials days;
};

/* Whatever the locale: C0, DEL, C1 and format characters (bidi controls). */
static bool has_controls(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		if (c < 0x20 || (c >= 0x7f && c < 0xa0) || clean_is_format(c))
			return true;
	}
	return false;
}

static bool name_read(struct reading *r, struct str name, const char **to, struct err *err)
{
	if (name.n > NAME_MAX_BYTES)
		return err_at(err, ERR_INPUT, r->at, _("a name of %zu bytes; allowed are %d"),
			      name.n, NAME_MAX_BYTES);
	if (has_controls(name))
		return err_at(err, ERR_INPUT, r->at, _("the name has control characters"));
	*to = arena_str(&r->t->mem, name);
	return true;
}

static bool day_fits(struct reading *r, date d, struct err *err)
{
	struct date_parts p = date_split(d);

	/* An announcement reaches over its year's ends by a few days. */
	return p.year == r->year || (p.year == r->year - 1 && p.month == 12) ||
	       (p.year == r->year + 1 && p.month == 1) ||
	       err_at(err, ERR_INPUT, r->at, _("this day is not of %d"), r->year);
}

static bool line_read(struct reading *r, struct str line, struct err *err)
{
	struct str rest = line, day = { 0 }, kind = { 0 }, name = { 0 };
	struct special s = { .year = r->year, .line = r->at.line };

	if (!str_trim(line).n || str_starts(line, STR_LIT("#")))
		return true;
	str_cut(&rest, '\t', &day);
	str_cut(&rest, '\t', &kind);
	str_cut(&rest, '\t', &name);
	if (!date_parse(str_trim(day), &s.day))
		return err_at(err, ERR_INPUT, r->at, _("no date of the form 2018-11-20: %.*s"),
			      STR_ARG(str_to(day, 40)));
	kind = str_trim(kind);
	s.work = str_is(kind, "work");
	if (!s.work && !str_is(kind, "off"))
		return err_at(err, ERR_INPUT, r->at,
			      _("behind the date stands \"off\" or \"work\", parted by a tab"));
	if (!day_fits(r, s.day, err) || !name_read(r, str_trim(name), &s.name, err))
		return false;
	const struct special *same = specials_find(&r->days, s.day);
	if (same && same->work != s.work)
		return err_at(
			err, ERR_INPUT, r->at,
			_("this day is off in one place and a working day in another: see line %d"),
			same->line);
	*specials_at(&r->days, s.day) = s;
	return true;
}

static bool text_read(struct reading *r, struct str text, struct err *err)
{
	struct str line;

	if (str_starts(text, STR_LIT("\xef\xbb\xbf")))
		text = str_from(text, 3);
	for (r->at.line = 1; str_cut(&text, '\n', &line); r->at.line++) {
		if (utf8_flaw(line) >= 0)
			return err_at(err, ERR_INPUT, r->at, _("this line is no UTF-8 text"));
		if (!line_read(r, line, err))
			return false;
	}
	return true;
}

/* Into the announced days. Where two years speak of one day the later announcement holds, in
 * whatever order they were read. */
static void days_take(struct reading *r)
{
	for (size_t i = 0; i < r->days.n; i++) {
		const struct special *s = &r->days.p[i];
		struct special *to = specials_at(&r->t->announced, s->day);

		if (to->year && to->work != s->work) {
			struct place at = r->at;
			int later = s->year > to->year ? s->year : to->year,
			    other = s->year + to->year - later;

			at.line = later == s->year ? s->line : to->line;
			snprintf(at.source, sizeof at.source, "%s/%04d.tsv", r->t->dir, later);
			(void)err_at(vec_push(&r->t->faults), ERR_INPUT, at,
				     _("%04d.tsv says the contrary of this day; the later "
				       "announcement holds"),
				     other);
		}
		if (to->year <= s->year)
			*to = *s;
	}
}

static void table_read(struct tables *t, int year)
{
	struct reading r = { .t = t, .year = year };
	struct buf text = { 0 };
	struct err err = { 0 };
	char *path = arena_printf(&t->mem, "%s/%04d.tsv", t->dir, year);

	snprintf(r.at.source, sizeof r.at.source, "%s", path);
	bool good =
		file_read(path, FILE_MAX_BYTES, &text, &err) && text_read(&r, buf_str(&text), &err);
	if (good)
		days_take(&r);
	else
		*vec_push(&t->faults) = err;
	t->state[year - YEAR_FIRST] = good ? TABLE_READ : TABLE_REFUSED;
	vec_clear(&r.days);
	buf_clear(&text);
}

void tables_read(struct tables *t, int first, int last)
{
	bool any = false;

	first = first < YEAR_FIRST ? YEAR_FIRST : first;
	last = last > YEAR_LAST ? YEAR_LAST : last;
	for (int year = first; year <= last; year++) {
		if (t->state[year - YEAR_FIRST] != TABLE_UNREAD)
			continue;
		table_read(t, year);
		any = true;
	}
	if (any)
		tables_merge(t);
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

bool tables_list(struct tables *t, struct err *err)
{
	DIR *d = opendir(t->dir);
	struct buf all = { 0 };
	uint8_t hash[HASH_SIZE], sum[HASH_SIZE] = { 0 };

	if (!d)
		return err_errno(err, _("cannot open the folder of calendars %s"), t->dir);
	for (struct dirent *e; (e = readdir(d));) {
		int year = file_year(e->d_name);
		struct stat s;

		if (!year || fstatat(dirfd(d), e->d_name, &s, 0) != 0)
			continue;
		t->state[year - YEAR_FIRST] = TABLE_UNREAD;
		buf_reset(&all);
		buf_printf(&all, "%d %lld %lld %ld", year, (long long)s.st_size,
			   (long long)s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
		/* A folder has no order. */
		hash_bytes(all.p, all.n, hash);
		for (size_t i = 0; i < HASH_SIZE; i++)
			sum[i] ^= hash[i];
	}
	closedir(d);
	hex_text(sum, HASH_SIZE, t->stamp);
	buf_clear(&all);
	return true;
}
