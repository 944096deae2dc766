#include "base/day_typed.h"

#include <string.h>

#include "base/buf.h"
#include "base/cnnum.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/width.h"

#include "base/ban.h"

enum {
	HAND_DAYS = 7,           /* of a day without its month */
	ANY_DAYS = 10000,
	SHORT_YEARS = 10,
};

static const struct { const char *word; int days; } words[] = {
	{ "今天", 0 }, { "今日", 0 }, { "today", 0 }, { "昨天", -1 }, { "昨日", -1 },
	{ "yesterday", -1 }, { "前天", -2 }, { "大前天", -3 },
	{ "明天", 1 }, { "明日", 1 }, { "tomorrow", 1 }, { "后天", 2 }, { "大后天", 3 },
};

/* 十六号, 二〇一八年: Chinese numerals as digits. */
static void digits_put(struct buf *to, struct str s)
{
	for (size_t at = 0; at < s.n;) {
		size_t from = at;
		int64_t n;

		if ((s.p[at] & 0x80) && cnnum_read(s, &at, &n)) {
			buf_printf(to, "%lld", (long long)n);
			continue;
		}
		at = from;
		utf8_next(s, &at);
		buf_put(to, str_from(str_to(s, at), from));
	}
}

/* A day of the week as it is said on the phone: 周三 星期3 礼拜日, 本周五, 上周一, 下周二. The
 * numerals are digits here. */
static date weekday_read(struct str s, date today, bool ahead)
{
	static const struct { const char *word; int weeks; } which[] = {
		{ "本", 0 }, { "这", 0 }, { "上", -1 }, { "下", 1 },
	};
	static const char *const weeks[] = { "周", "星期", "礼拜" };
	int monday = today - date_weekday(today) + 1, moved = 0;
	bool is_said = false;
	date d = DATE_NONE;

	for (size_t i = 0; !is_said && i < sizeof which / sizeof *which; i++)
		if (str_starts(s, str_of(which[i].word))) {
			s = str_from(s, strlen(which[i].word));
			s = str_starts(s, str_of("个")) ? str_from(s, strlen("个")) : s;
			moved = which[i].weeks;
			is_said = true;
		}
	for (size_t i = 0; i < sizeof weeks / sizeof *weeks; i++) {
		struct str day = str_starts(s, str_of(weeks[i])) ? str_from(s,
			strlen(weeks[i])) : (struct str){ NULL, 0 };

		if (day.n == 1 && day.p[0] >= '1' && day.p[0] <= '7')
			d = monday + day.p[0] - '1';
		else if (str_is(day, "日") || str_is(day, "天"))
			d = monday + 6;
	}
	if (d == DATE_NONE || is_said)
		return d == DATE_NONE ? d : d + 7 * moved;
	return ahead ? (d < today ? d + 7 : d) : d > today ? d - 7 : d;
}

/* ---- 月底, 下月初, 11月底, 年末 ---- */

enum edge { LAST_DAY, FIRST_DAY };

/* The first or last day of so many months that begin with the one of day. */
static date edge_of(date day, int months, enum edge edge)
{
	struct date_parts p = date_split(day);
	date first = date_make(p.year, p.month, 1);
	date next = first == DATE_NONE ? DATE_NONE : date_add_months(first, months);

	return edge == FIRST_DAY || next == DATE_NONE ? first : next - 1;
}

static date edge_read(struct str s, date today, bool ahead)
{
	static const struct { const char *word; int months, moved; enum edge edge; } edges[] = {
		{ "月底", 1, 0, LAST_DAY }, { "月末", 1, 0, LAST_DAY }, { "本月底", 1, 0, LAST_DAY },
		{ "本月末", 1, 0, LAST_DAY }, { "这个月底", 1, 0, LAST_DAY },
		{ "上月底", 1, -1, LAST_DAY }, { "上月末", 1, -1, LAST_DAY },
		{ "上个月底", 1, -1, LAST_DAY }, { "下月底", 1, 1, LAST_DAY },
		{ "下月末", 1, 1, LAST_DAY }, { "下个月底", 1, 1, LAST_DAY },
		{ "month-end", 1, 0, LAST_DAY }, { "monthend", 1, 0, LAST_DAY },
		{ "月初", 1, 0, FIRST_DAY }, { "本月初", 1, 0, FIRST_DAY },
		{ "下月初", 1, 1, FIRST_DAY }, { "下个月初", 1, 1, FIRST_DAY },
		{ "季末", 3, 0, LAST_DAY }, { "季底", 3, 0, LAST_DAY }, { "季度末", 3, 0, LAST_DAY },
		{ "季度底", 3, 0, LAST_DAY }, { "本季度末", 3, 0, LAST_DAY },
		{ "上季度末", 3, -3, LAST_DAY }, { "下季度末", 3, 3, LAST_DAY },
		{ "quarter-end", 3, 0, LAST_DAY }, { "quarterend", 3, 0, LAST_DAY },
		{ "年底", 12, 0, LAST_DAY }, { "年末", 12, 0, LAST_DAY }, { "今年底", 12, 0, LAST_DAY },
		{ "今年年底", 12, 0, LAST_DAY }, { "去年底", 12, -12, LAST_DAY },
		{ "去年年底", 12, -12, LAST_DAY }, { "明年底", 12, 12, LAST_DAY },
		{ "明年年底", 12, 12, LAST_DAY }, { "year-end", 12, 0, LAST_DAY },
		{ "yearend", 12, 0, LAST_DAY }, { "年初", 12, 0, FIRST_DAY },
	};
	struct date_parts p = date_split(today);
	size_t at = 0;
	int64_t month;

	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		int first = edges[i].months == 12 ? 1 : (p.month - 1) / 3 * 3 + 1;

		if (str_is(s, edges[i].word))
			return edge_of(date_add_months(date_make(p.year, edges[i].months == 1
									 ? p.month : first, 1),
						       edges[i].moved),
				       edges[i].months, edges[i].edge);
	}
	if (!cnnum_read(s, &at, &month) || month < 1 || month > 12 ||
	    (!str_is(str_from(s, at), "月底") && !str_is(str_from(s, at), "月末")))
		return DATE_NONE;
	for (int i = 0; i < 2; i++) {
		date d = edge_of(date_make(p.year + (ahead ? i : -i), (int)month, 1), 1, LAST_DAY);

		if (ahead ? d >= today : d <= today)
			return d;
	}
	return DATE_NONE;
}

/* ---- 3天前, 2周后 ---- */

static date span_read(struct str s, date today)
{
	static const struct { const char *word; int days, months; } measures[] = {
		{ "天", 1, 0 }, { "周", 7, 0 }, { "个星期", 7, 0 }, { "星期", 7, 0 },
		{ "个礼拜", 7, 0 }, { "个月", 0, 1 }, { "年", 0, 12 },
	};
	static const struct { const char *word; int sign; } sides[] = {
		{ "前", -1 }, { "之前", -1 }, { "以前", -1 }, { "后", 1 }, { "之后", 1 }, { "以后", 1 },
	};
	size_t at = 0;
	int64_t n;

	/* 两 stays a word where 2 is read */
	if (str_starts(s, STR_LIT("两"))) {
		n = 2;
		at = strlen("两");
	} else if (!cnnum_read(s, &at, &n) || n > 9999) {
		return DATE_NONE;
	}
	s = str_from(s, at);
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++) {
		if (!str_starts(s, str_of(measures[i].word)))
			continue;
		struct str side = str_from(s, strlen(measures[i].word));
		for (size_t k = 0; k < sizeof sides / sizeof *sides; k++)
			if (str_is(side, sides[k].word))
				return measures[i].days
					       ? today + sides[k].sign * (int)n * measures[i].days
					       : date_add_months(today, sides[k].sign * (int)n *
										measures[i].months);
	}
	return DATE_NONE;
}

/* Not one digit more than a day in the form of that many numbers has: 20181120 and 1120 stand
 * alone. */
static int digits_most(int count)
{
	return count == 0 ? 8 : 2;
}

/* The numbers of a date, parted by one sign each; how many, 0 where it is none. */
static int numbers_read(struct str s, int n[3])
{
	int count = 0, digits = 0;

	n[0] = n[1] = n[2] = 0;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		/* 年 月 */
		bool sign = c == '-' || c == '.' || c == '/' || c == 0x5e74 || c == 0x6708;

		if (c >= '0' && c <= '9' && digits < digits_most(count)) {
			n[count] = n[count] * 10 + (int)(c - '0');
			digits++;
		} else if (sign && digits > 0 && digits <= 4 && count < 2) {
			count++;
			digits = 0;
		/* 日 号 */
		} else if ((c == 0x65e5 || c == 0x53f7) && digits > 0 && digits <= 2 && at == s.n) {
			break;
		} else {
			return 0;
		}
	}
	/* 112 may be the 12th of January and the 2nd of November. */
	if (count == 0 && digits > 2 && digits != 4 && digits != 8)
		return 0;
	return digits > 0 ? count + 1 : 0;
}

static int days_apart(date a, date b)
{
	return a > b ? a - b : b - a;
}

/* What was read; where something was left out, what else it could mean on the side that is asked
 * for, else DATE_NONE. */
struct reading { date day, other; };

static struct reading whole(date d)
{
	return (struct reading){ d, DATE_NONE };
}

/* Which of two was meant: the nearer one, also where it lies on the side that is not asked for (of
 * a day alone: while it is at hand). 11-22 said of a report on 11-21 is a slip for 11-21 or 11-20,
 * and not the year before; the side is then refused, and nothing misread. */
static struct reading meant(date asked, date across, date today, int at_hand)
{
	bool nearer = across != DATE_NONE &&
		      (asked == DATE_NONE || days_apart(across, today) < days_apart(asked, today));

	return nearer && days_apart(across, today) <= at_hand ? (struct reading){ across,
		asked } : whole(asked);
}

/* A day of this month, else of the month before or (ahead) after. */
static date day_beside(int day, date today, bool ahead)
{
	for (int i = 0; i < 3; i++) {
		struct date_parts p = date_split(date_add_months(
			date_make(date_split(today).year, date_split(today).month, 1),
			ahead ? i : -i));
		date d = date_make(p.year, p.month, day);

		if (d != DATE_NONE && (ahead ? d >= today : d <= today))
			return d;
	}
	return DATE_NONE;
}

/* 29 February may be years away. */
static date month_day_beside(int month, int day, date today, bool ahead)
{
	int year = date_split(today).year;

	for (int i = 0; i <= 8; i++) {
		date d = date_make(ahead ? year + i : year - i, month, day);

		if (d != DATE_NONE && (ahead ? d >= today : d <= today))
			return d;
	}
	return DATE_NONE;
}

static struct reading month_day_read(int month, int day, date today, bool ahead)
{
	return meant(month_day_beside(month, day, today, ahead),
		     month_day_beside(month, day, today, !ahead), today, ANY_DAYS);
}

/* 20, 1120, 20181120. */
static struct reading number_read(int n, date today, bool ahead)
{
	if (n >= 10000000)
		return whole(date_make(n / 10000, n / 100 % 100, n % 100));
	if (n > 99)
		return month_day_read(n / 100, n % 100, today, ahead);
	return meant(day_beside(n, today, ahead), day_beside(n, today, !ahead), today, HAND_DAYS);
}

/* 18-11-12; a year that far away was not meant. */
static date year_short(int year, int month, int day, date today)
{
	int this_year = date_split(today).year, full = this_year - this_year % 100 + year;

	return year >= 10 && full >= this_year - SHORT_YEARS && full <= this_year + SHORT_YEARS
		       ? date_make(full, month, day)
		       : DATE_NONE;
}

static struct reading day_read(struct str s, date today, bool ahead)
{
	int n[3];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(s, words[i].word))
			return whole(today + words[i].days);
	if (s.n > 1 && (s.p[0] == '-' || s.p[0] == '+') && numbers_read(str_from(s, 1), n) == 1 &&
	    n[0] < 10000)
		return whole(s.p[0] == '-' ? today - n[0] : today + n[0]);
	if (weekday_read(s, today, ahead) != DATE_NONE)
		return whole(weekday_read(s, today, ahead));
	if (edge_read(s, today, ahead) != DATE_NONE)
		return whole(edge_read(s, today, ahead));
	if (span_read(s, today) != DATE_NONE)
		return whole(span_read(s, today));
	switch (numbers_read(s, n)) {
	case 1: return number_read(n[0], today, ahead);
	case 2: return month_day_read(n[0], n[1], today, ahead);
	case 3:
		return whole(n[0] < 100 ? year_short(n[0], n[1], n[2], today)
					: date_make(n[0], n[1], n[2]));
	default: return whole(DATE_NONE);
	}
}

static void day_fold(struct buf *to, struct str text)
{
	struct buf folded = { 0 };

	fold_text(&folded, text);
	digits_put(to, buf_str(&folded));
	buf_clear(&folded);
}

static bool typed(struct str text, date today, bool ahead, struct reading *r, struct err *err)
{
	struct buf folded = { 0 };

	day_fold(&folded, text);
	*r = day_read(buf_str(&folded), today, ahead);
	buf_clear(&folded);
	if (r->day == DATE_NONE)
		return err_set(err, ERR_INPUT,
			       _("not a day: %.*s (11-20, 20, 昨天, -2, with its year 2018-11-20)"),
			       STR_ARG(str_to(text, width_fit(text, 20, NULL))));
	return true;
}

bool day_typed_past(struct str text, date today, date *d, struct err *err)
{
	struct reading r;
	char day[DATE_TEXT_SIZE], other[DATE_TEXT_SIZE];

	if (!typed(text, today, false, &r, err))
		return false;
	*d = r.day;
	if (r.day <= today)
		return true;
	if (r.other == DATE_NONE)
		return err_set(err, ERR_INPUT, _("that day has not come yet: %s"),
			       date_text(r.day, day));
	return err_set(
		err, ERR_INPUT,
		_("%s has not come yet; if another day is meant, write it with its year: %s"),
		date_text(r.day, day), date_text(r.other, other));
}

bool day_typed_dated(struct str text, date today, date *d, struct err *err)
{
	struct reading r;

	if (!typed(text, today, false, &r, err))
		return false;
	*d = r.day;
	return true;
}

bool day_typed_ahead(struct str text, date today, date *d, struct err *err)
{
	struct reading r;
	char day[DATE_TEXT_SIZE], other[DATE_TEXT_SIZE];

	if (!typed(text, today, true, &r, err))
		return false;
	*d = r.day;
	if (r.day >= today)
		return true;
	if (r.other == DATE_NONE)
		return err_set(err, ERR_INPUT, _("that day is over: %s"), date_text(r.day, day));
	return err_set(err, ERR_INPUT,
		       _("%s is over; if another day is meant, write it with its year: %s"),
		       date_text(r.day, day), date_text(r.other, other));
}

bool day_typed_near(struct str text, date today, date *d, struct err *err)
{
	struct reading r;

	if (!typed(text, today, true, &r, err))
		return false;
	*d = r.day;
	return true;
}

bool day_typed_whole(struct str text, date *d)
{
	struct buf folded = { 0 };
	int n[3], count;

	day_fold(&folded, text);
	count = numbers_read(buf_str(&folded), n);
	buf_clear(&folded);
	if (count == 3 && n[0] >= 1000)
		*d = date_make(n[0], n[1], n[2]);
	else if (count == 1 && n[0] >= 10000000)
		*d = date_make(n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
	else
		*d = DATE_NONE;
	return *d != DATE_NONE;
}
