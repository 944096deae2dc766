#include "model/filter_days.h"

#include "base/buf.h"
#include "base/cnnum.h"
#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/filter_words.h"

#include "base/ban.h"

enum { SPAN_MOST = 999, SAID_COLUMNS = 16, YEAR_FIRST = 1900, YEAR_LAST = 2199 };

/* What a value without a comparison is: from its first day to its last one. */
struct period {
	date from, to;
	bool is_age;         /* so many days back */
};

/* ---- weeks, months, quarters, years by name ---- */

enum measure { WEEK, MONTH, QUARTER, YEAR, DAY, WORKDAY };

struct named { const char *name; enum measure of; int moved; };

/* Days alone, a month's last one too, are base/day_typed.h's. */
static const struct named names[] = {
	{ "thisweek", WEEK, 0 }, { "lastweek", WEEK, -1 }, { "nextweek", WEEK, 1 },
	{ "thismonth", MONTH, 0 }, { "lastmonth", MONTH, -1 }, { "nextmonth", MONTH, 1 },
	{ "thisquarter", QUARTER, 0 }, { "lastquarter", QUARTER, -1 }, { "nextquarter", QUARTER, 1 },
	{ "thisyear", YEAR, 0 }, { "lastyear", YEAR, -1 }, { "nextyear", YEAR, 1 },
	{ "今年", YEAR, 0 }, { "去年", YEAR, -1 }, { "明年", YEAR, 1 }, { "前年", YEAR, -2 },
};

/* 本周, 上个月, 下星期, 这个季度 */
static const struct { const char *word; int moved; } which[] = {
	{ "本", 0 }, { "这", 0 }, { "当", 0 }, { "上上", -2 }, { "上", -1 }, { "下下", 2 }, { "下", 1 },
};
static const struct { const char *word; enum measure of; } parts[] = {
	{ "周", WEEK }, { "星期", WEEK }, { "礼拜", WEEK }, { "月", MONTH }, { "月份", MONTH },
	{ "季", QUARTER }, { "季度", QUARTER }, { "年", YEAR }, { "年度", YEAR },
};

/* So many months from the one that a day is in on. */
static struct period months(int year, int month, int n)
{
	date from = date_make(year, month, 1);

	if (from == DATE_NONE || date_add_months(from, n) == DATE_NONE)
		return (struct period){ DATE_NONE, DATE_NONE, false };
	return (struct period){ from, date_add_months(from, n) - 1, false };
}

static struct period measured(enum measure of, int moved, date today)
{
	struct date_parts p = date_split(today);
	date monday = today - date_weekday(today) + 1 + 7 * moved;
	int first = p.year * 12 + p.month - 1;      /* months since the year 0 */

	switch (of) {
	case WEEK: return (struct period){ monday, monday + 6, false };
	case QUARTER:
		first = (first / 3 + moved) * 3;
		return months(first / 12, first % 12 + 1, 3);
	case YEAR: return months(p.year + moved, 1, 12);
	default:
		first += moved;
		return months(first / 12, first % 12 + 1, 1);
	}
}

static bool part_drop(struct str *s, const char *part)
{
	if (!str_starts(*s, str_of(part)))
		return false;
	*s = str_from(*s, strlen(part));
	return true;
}

static bool named_read(struct str s, date today, struct period *to)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(s, names[i].name)) {
			*to = measured(names[i].of, names[i].moved, today);
			return true;
		}
	for (size_t i = 0; i < sizeof which / sizeof *which; i++) {
		if (!part_drop(&s, which[i].word))
			continue;
		(void)(part_drop(&s, "个") || part_drop(&s, "一"));
		for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
			if (str_is(s, parts[k].word)) {
				*to = measured(parts[k].of, which[i].moved, today);
				return true;
			}
		return false;
	}
	return false;
}

/* ---- 7d, -2w, 3个月, 5个工作日, 7天内 ---- */

static const struct { const char *name; enum measure of; } measures[] = {
	{ "d", DAY }, { "day", DAY }, { "days", DAY }, { "天", DAY },
	{ "w", WEEK }, { "week", WEEK }, { "weeks", WEEK }, { "周", WEEK }, { "个星期", WEEK },
	{ "星期", WEEK }, { "个礼拜", WEEK }, { "日", DAY }, { "年", YEAR }, { "m", MONTH }, { "month", MONTH }, { "months", MONTH },
	{ "个月", MONTH }, { "wd", WORKDAY }, { "工作日", WORKDAY }, { "个工作日", WORKDAY },
};

static date workdays_from(const struct calendar *cal, date day, int n)
{
	if (n > 0)
		return calendar_add_workdays(cal, day, n);
	for (; n < 0; n++)
		day = calendar_act_by(cal, day - 1);
	return day;
}

static date day_beyond(const struct calendar *cal, date today, enum measure of, int n)
{
	switch (of) {
	case WEEK: return today + 7 * n;
	case MONTH: return date_add_months(today, n);
	case YEAR: return date_add_months(today, 12 * n);
	case WORKDAY: return workdays_from(cal, today, n);
	default: return today + n;
	}
}

static bool number_take(struct str *s, int64_t most, int64_t *n)
{
	size_t at = 0;

	if (!cnnum_read(*s, &at, n) || *n > most)
		return false;
	*s = str_from(*s, at);
	return true;
}

static bool suffix_drop(struct str *s, const char *suffix)
{
	if (!str_ends(*s, str_of(suffix)))
		return false;
	*s = str_to(*s, s->n - strlen(suffix));
	return true;
}

/* What stands around a span. */
struct around {
	int side;            /* -1: back, 1: ahead, 0: as the key looks */
	bool within;         /* 内: from today to then */
};

/* 近7天, 最近两周; 3天内; -2d, +1w; 5个工作日前: of days and weeks base/day_typed.h knows it. */
static struct around around_drop(struct str *s)
{
	static const struct { const char *word; int side; } begins[] = {
		{ "最近", -1 }, { "近", -1 }, { "过去", -1 }, { "今后", 1 }, { "未来", 1 },
	};
	struct around a = { 0, false };

	for (size_t i = 0; !a.within && i < sizeof begins / sizeof *begins; i++)
		if (part_drop(s, begins[i].word))
			a = (struct around){ begins[i].side, true };
	if (s->n && (s->p[0] == '-' || s->p[0] == '+')) {
		a.side = s->p[0] == '-' ? -1 : 1;
		*s = str_from(*s, 1);
	}
	if (suffix_drop(s, "以内") || suffix_drop(s, "之内") || suffix_drop(s, "内"))
		a.within = true;
	if (str_ends(*s, STR_LIT("工作日前")) && suffix_drop(s, "前"))
		a.side = -1;
	else if (str_ends(*s, STR_LIT("工作日后")) && suffix_drop(s, "后"))
		a.side = 1;
	return a;
}

static bool span_read(struct str s, date today, const struct calendar *cal, bool before,
		      struct period *to)
{
	struct around a = around_drop(&s);
	int64_t n;

	if (part_drop(&s, "两"))
		n = 2;
	else if (!number_take(&s, SPAN_MOST, &n))
		return false;
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
		/* 20日 is a day of the month, 2018年 a year */
		bool bare = (measures[i].of == DAY && str_is(s, "日")) || measures[i].of == YEAR;

		if (!str_is(s, measures[i].name) || (bare && !a.within))
			continue;
		bool is_age = before && a.side == 0;
		date d = day_beyond(cal, today, measures[i].of,
				    a.side < 0 || is_age ? -(int)n : (int)n);
		*to = (struct period){ a.within && d > today ? today : d,
				       a.within && d < today ? today : d, is_age && !a.within };
		return true;
	}
	return false;
}

/* ---- 2018, 2018-11, 11月, 2018-Q4, 2018-W46, 11月上旬 ---- */

/* 底, 末: the last day. */
static bool end_read(struct str s, struct period *of)
{
	if (!str_is(s, "底") && !str_is(s, "末"))
		return false;
	of->from = of->to;
	return true;
}

/* Behind a month: 上 中 下 (旬), 底. */
static bool tens_read(struct str s, struct period *month)
{
	static const char *const tens[] = { "上", "中", "下" };

	if (end_read(s, month))
		return true;
	suffix_drop(&s, "旬");
	for (int i = 0; i < 3; i++) {
		if (!str_is(s, tens[i]))
			continue;
		month->to = i < 2 ? month->from + 10 * i + 9 : month->to;
		month->from += 10 * i;
		return true;
	}
	return s.n == 0;
}

/* A month without its year: the nearest one. */
static int year_near(int month, date today)
{
	struct date_parts p = date_split(today);
	int apart = month - p.month;

	return p.year + (apart > 6 ? -1 : apart < -6 ? 1 : 0);
}

/* The ISO week: its year's first one has the 4th of January. */
static struct period iso_week(int year, int64_t week)
{
	date fourth = date_make(year, 1, 4);
	date monday = fourth - date_weekday(fourth) + 1 + 7 * (date)(week - 1);
	date next = date_make(year + 1, 1, 4);

	if (week < 1 || (next != DATE_NONE && monday > next - date_weekday(next)))
		return (struct period){ DATE_NONE, DATE_NONE, false };
	return (struct period){ monday, monday + 6, false };
}

static bool sign_drop(struct str *s)
{
	if (s->n && strchr("-./", s->p[0]))
		*s = str_from(*s, 1);
	else if (str_starts(*s, STR_LIT("年")))
		*s = str_from(*s, strlen("年"));
	else
		return false;
	return true;
}

/* What stands behind a year: nothing, a month, a quarter, a week. True: it is that form, whether
 * there is one or not. */
static bool in_year_read(struct str s, int year, bool parted, struct period *to)
{
	bool week = s.n && s.p[0] == 'w', quarter = s.n && s.p[0] == 'q';
	int64_t n;

	*to = months(year, 1, 12);
	if (s.n == 0 || end_read(s, to))
		return true;
	s = str_from(s, week || quarter);
	if (str_starts(s, STR_LIT("第")))
		s = str_from(s, strlen("第"));
	if (!number_take(&s, 99, &n))
		return false;
	quarter |= suffix_drop(&s, "季度");
	if (quarter && s.n == 0)
		*to = months(year, n >= 1 && n <= 4 ? (int)n * 3 - 2 : 0, 3);
	else if (week && s.n == 0)
		*to = iso_week(year, n);
	else if (str_starts(s, STR_LIT("月")) || str_starts(s, STR_LIT("-")) ||
		 (s.n == 0 && parted))
		*to = months(year, (int)n, 1);
	else
		return false;
	s = str_from(s, str_starts(s, STR_LIT("月")) ? strlen("月") : s.n ? 1 : 0);
	return quarter || week || tens_read(s, to);
}

static bool period_read(struct str s, date today, struct period *to)
{
	struct str rest = s;
	int64_t n;
	bool yearly = number_take(&rest, YEAR_LAST, &n) && n >= YEAR_FIRST;

	if (yearly) {
		bool parted = sign_drop(&rest);
		return in_year_read(rest, (int)n, parted, to);
	}
	if (s.n && s.p[0] == 'q')
		return in_year_read(s, date_split(today).year, false, to);
	if (suffix_drop(&(struct str){ s.p, s.n }, "季度"))
		return in_year_read(s, date_split(today).year, false, to);
	rest = s;
	return number_take(&rest, 99, &n) && str_starts(rest, STR_LIT("月")) &&
	       in_year_read(s, year_near((int)n, today), false, to);
}

/* ---- a value ---- */

/* No blanks, dashes of "next-week" only between letters. */
static void bare(struct buf *to, struct str text)
{
	struct buf folded = { 0 };

	fold_text(&folded, text);
	for (size_t i = 0; i < folded.n; i++) {
		char c = folded.p[i], next = i + 1 < folded.n ? folded.p[i + 1] : ' ';
		bool joins = i > 0 && folded.p[i - 1] >= 'a' && folded.p[i - 1] <= 'z' &&
			     next >= 'a' && next <= 'z';
		if (c != ' ' && !(c == '-' && joins))
			buf_byte(to, c);
	}
	buf_clear(&folded);
}

static bool value_read(struct str text, date today, const struct calendar *cal, bool before,
		       struct period *to, struct err *err)
{
	struct buf b = { 0 };
	struct err none = { 0 };
	date day = DATE_NONE;

	bare(&b, text);
	bool read = named_read(buf_str(&b), today, to) ||
		    span_read(buf_str(&b), today, cal, before, to) ||
		    period_read(buf_str(&b), today, to);
	buf_clear(&b);
	if (!read) {
		if (!day_typed_near(text, today, &day, &none))
			day = DATE_NONE;
		*to = (struct period){ day, day, false };
	}
	return (to->from != DATE_NONE && to->to != DATE_NONE) ||
	       err_set(err, ERR_INPUT,
		       _("no such day or time: %.*s (11-20, 2018-11, this-week, 7d)"),
		       STR_ARG(str_to(text, width_fit(text, SAID_COLUMNS, NULL))));
}

/* An age is compared the other way round: less than 7 days ago is behind that day. */
static enum cond_compare turned(enum cond_compare c)
{
	switch (c) {
	case COMPARE_LESS: return COMPARE_MORE;
	case COMPARE_AT_MOST: return COMPARE_AT_LEAST;
	case COMPARE_AT_LEAST: return COMPARE_AT_MOST;
	case COMPARE_MORE: return COMPARE_LESS;
	default: return c;
	}
}

static struct filter_days compared(struct period p, enum cond_compare c)
{
	switch (p.is_age ? turned(c) : c) {
	case COMPARE_LESS: return (struct filter_days){ DATE_NONE, p.from - 1, false };
	case COMPARE_AT_MOST: return (struct filter_days){ DATE_NONE, p.to, false };
	case COMPARE_AT_LEAST: return (struct filter_days){ p.from, DATE_NONE, false };
	case COMPARE_MORE: return (struct filter_days){ p.to + 1, DATE_NONE, false };
	default: return (struct filter_days){ p.from, p.to, false };
	}
}

/* 11月20日前 is the day, or one before it, as notices have it; 11-20起, 11月以来 from it on. */
static enum cond_compare side_drop(struct str *s)
{
	static const struct { const char *word, *drop; enum cond_compare is; } sides[] = {
		{ "日前", "前", COMPARE_AT_MOST }, { "号前", "前", COMPARE_AT_MOST },
		{ "日之前", "之前", COMPARE_AT_MOST }, { "日以前", "以前", COMPARE_AT_MOST },
		{ "底前", "前", COMPARE_AT_MOST },
		{ "末前", "前", COMPARE_AT_MOST }, { "起", "起", COMPARE_AT_LEAST },
		{ "以来", "以来", COMPARE_AT_LEAST },
	};

	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (s->n > strlen(sides[i].word) && str_ends(*s, str_of(sides[i].word)) &&
		    !str_ends(*s, STR_LIT("工作日前"))) {
			(void)suffix_drop(s, sides[i].drop);
			return sides[i].is;
		}
	return COMPARE_ANY;
}

static bool range_read(const struct parsed_value *v, date today, const struct calendar *cal,
		       bool before, struct filter_days *to, size_t *at, struct err *err)
{
	struct period a = { DATE_NONE, DATE_NONE, false }, b = a;

	if (v->text.n && !value_read(v->text, today, cal, before, &a, err))
		return false;
	*at = v->to_at;
	if (v->to.n && !value_read(v->to, today, cal, before, &b, err))
		return false;
	*to = (struct filter_days){ a.from, b.to, false };
	return a.from == DATE_NONE || b.to == DATE_NONE || a.from <= b.to ||
	       err_set(err, ERR_INPUT, _("the second day lies before the first one"));
}

bool filter_days_read(const struct parsed_value *v, date today, const struct calendar *cal,
		      bool before, struct filter_days *to, size_t *at, struct err *err)
{
	struct period p;

	*to = (struct filter_days){ DATE_NONE, DATE_NONE, false };
	if (v->has_to && v->compare != COMPARE_ANY)
		return err_set(err, ERR_USE, _("a comparison or a..b, not both"));
	if (v->has_to)
		return range_read(v, today, cal, before, to, at, err);
	if (filter_says_none(v->text)) {
		to->none = true;
		return v->compare == COMPARE_ANY ||
		       err_set(err, ERR_USE, _("what has no date is neither before nor after one"));
	}
	struct str text = str_trim(v->text);
	enum cond_compare compare = v->compare == COMPARE_ANY ? side_drop(&text) : v->compare;
	if (!value_read(text, today, cal, before, &p, err))
		return false;
	*to = compared(p, compare);
	return true;
}
