/* Points in time: a day, a third of a month, a month, a quarter, a half, a year, a week, a
 * holiday. */
#include "model/wording_private.h"

#include <string.h>

#include "base/gettext.h"
#include "base/ban.h"

/* ---- years ---- */

static void year_relative(const struct reader *w, struct point *p, int years)
{
	/* 次年 counts from what the text named before, the others from the issue date. */
	date from = years < 0 ? w->base : w->issued;
	if (from == DATE_NONE)
		p->needs_issue = true;
	else
		p->year = date_split(from).year + (years < 0 ? 1 : years);
}

/* "2018年", "18年" before a month, "二〇一八年", "今年", "次年". */
static bool year_read(const struct reader *w, size_t *i, struct point *p)
{
	static const char *const words[] = { "今年", "本年度", "当年度", "本年", "当年", "明年",
		"来年",
		"下年度", "下一年度", "次年", "翌年", "后年", NULL };
	static const int years[] = { 0, 0, 0, 0, 0, 1, 1, 1, 1, -1, -1, 2 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int v, k = lex_any(x, &at, words);
	if (k >= 0) {
		year_relative(w, p, years[k]);
		*i = at;
		return true;
	}
	if (!lex_number(x, &at, &v) || !lex_eat(x, &at, "年"))
		return false;
	if (v < 100) {
		size_t month = at;
		int m;
		static const char *const ends[] = { "底", "末", "年底", "年末", NULL };
		if (v < 10 || !((lex_number(x, &month, &m) && lex_sees(x, month, "月")) ||
			lex_sees_any(x, at, ends)))
			return false;
		v += 2000;
	}
	if (v > 9999)
		return false;
	lex_eat(x, &at, "度");
	p->year = v;
	*i = at;
	return true;
}

/* ---- days written in figures ---- */

static bool iso_separator(const struct lex *x, size_t *i, char *sign)
{
	if (*i >= x->f.n || !strchr("-/.", x->f.p[*i]) || (*sign && x->f.p[*i] != *sign))
		return false;
	*sign = x->f.p[(*i)++];
	return true;
}

static bool day_set(struct point *p, int year, int month, int day)
{
	p->grain = GRAIN_DAY;
	p->year = year;
	p->month = month;
	p->day = day;
	return true;
}

bool point_month_day(const struct lex *x, size_t *i, struct point *p)
{
	size_t at = *i;
	char sign = 0;
	int m, d;
	if (!lex_digits(x, &at, 0, &m) || m < 1 || m > 12 || !iso_separator(x, &at, &sign) ||
	    sign == '-' || !lex_digits(x, &at, 0, &d) || d < 1 || d > 31 || lex_sees(x, at, "%") ||
	    lex_sees(x, at, "."))
		return false;
	lex_eat(x, &at, "日");
	*p = (struct point){ .minute = -1, .first = DATE_NONE, .last = DATE_NONE, .from = *i, .to = at };
	*i = at;
	return day_set(p, 0, m, d);
}

/* "11.20", "11/20", "11-20" before 前; alone: also where nothing stands behind them. */
static bool month_day_read(const struct lex *x, size_t *i, bool alone, struct point *p)
{
	size_t at = *i;
	char sign = 0;
	int m, d;
	if (!lex_digits(x, &at, 0, &m) || m > 12 || !iso_separator(x, &at, &sign) ||
		!lex_digits(x, &at, 0, &d) || d > 31)
		return false;
	lex_eat(x, &at, "日");
	if (!point_sees_before(x, at) && !(alone && at == x->f.n))
		return false;
	*i = at;
	return day_set(p, p->year, m, d);
}

/* "2018-11-20", "2018/11/20", "2018.11.20", "20181120", "2018.11", and "11.20", "11/20", "11-20"
 * before 前. */
static bool figures_read(const struct lex *x, size_t *i, struct point *p)
{
	size_t at = *i;
	char sign = 0;
	int y, m, d;
	if (lex_digits(x, &at, 8, &y) && y / 10000 >= YEAR_FIRST && y / 10000 <= YEAR_LAST) {
		*i = at;
		return day_set(p, y / 10000, y / 100 % 100, y % 100);
	}
	at = *i;
	if (lex_digits(x, &at, 4, &y) && iso_separator(x, &at, &sign) &&
	    lex_digits(x, &at, 0, &m) && m < 100) {
		size_t month_end = at;
		if (iso_separator(x, &at, &sign) && lex_digits(x, &at, 0, &d) && d < 100) {
			lex_eat(x, &at, "日");
			*i = at;
			return day_set(p, y, m, d);
		}
		at = month_end;
		lex_eat(x, &at, "月");
		if (y < YEAR_FIRST || y > YEAR_LAST ||
			!(point_sees_before(x, at) || lex_sees(x, at, "底") || lex_at_end(x, at)))
			return false;
		p->edge = lex_eat(x, &at, "底") ? EDGE_END : EDGE_NONE;
		p->grain = GRAIN_MONTH;
		p->year = y;
		p->month = m;
		*i = at;
		return true;
	}
	return month_day_read(x, i, *i == 0, p);
}

/* ---- months ---- */

/* "上旬" ... behind a month. */
static bool third_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const words[] = { "上中旬", "中下旬", "上旬", "中旬", "下旬", NULL };
	static const int thirds[] = { 2, 3, 1, 2, 3 };
	int k = lex_any(&w->x, i, words);
	if (k < 0)
		return false;
	if (k < 2)
		reader_warn(w, _("“%s” is read as its end"), words[k]);
	p->grain = GRAIN_THIRD;
	p->part = thirds[k];
	return true;
}

/* 底 末 初 中 behind a month, quarter, half or year. */
static void edge_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const ends[] = { "年底", "年末", "年终", "月底", "月末", "底", "末",
		"终",
		NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	if (lex_any(x, &at, ends) >= 0) {
		p->edge = EDGE_END;
	} else if (lex_eat(x, &at, "初")) {
		p->edge = EDGE_BEGIN;
		reader_warn(w, _("how long “%.*s” lasts is not settled: please set the date"),
			STR_ARG(lex_source(x, p->from, at)));
	} else if ((lex_eat(x, &at, "年中") || lex_eat(x, &at, "月中") || lex_eat(x, &at, "中")) &&
		   (point_sees_before(x, at) || lex_at_end(x, at))) {
		p->edge = EDGE_MIDDLE;
		reader_warn(w, _("how long “%.*s” lasts is not settled: please set the date"),
			STR_ARG(lex_source(x, p->from, at)));
	} else {
		return;
	}
	*i = at;
}

/* The day behind a month: "20日", "20号", and "20" before 前 or before what ends a range. */
static bool day_behind(const struct lex *x, size_t *i, int *day)
{
	size_t at = *i, range;
	int other;
	if (!lex_number(x, &at, day))
		return false;
	range = at;
	if (lex_eat(x, &at, "日") || lex_eat(x, &at, "号") || point_sees_before(x, at) ||
		lex_sees(x, at, "(")) {
		*i = at;
		return true;
	}
	if (point_connector(x, &range) && lex_number(x, &range, &other) &&
		(lex_sees(x, range, "日") || lex_sees(x, range, "号"))) {
		*i = at;
		return true;
	}
	if (lex_eat(x, &at, "、") && lex_number(x, &at, &other) && lex_sees(x, at, "日")) {
		*i = range;
		return true;
	}
	return false;
}

static void month_of(struct point *p, date d, int months)
{
	struct date_parts parts = date_split(date_add_months(d, months));
	p->year = parts.year;
	p->month = parts.month;
}

/* "11月", "本月", "下月", "月底", or the 3 of "3、6、9月". */
static bool month_name(struct reader *w, size_t *i, struct point *p)
{
	static const char *const now[] = { "本月份", "本月", "当月", "这个月", NULL };
	static const char *const next[] = { "下个月", "下月", NULL };
	static const char *const alone[] = { "月底", "月末", "月中", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, list;
	int v, shift = -1;
	if (lex_eat(x, &at, "元月")) {
		lex_eat(x, &at, "份");
		p->month = 1;
		*i = at;
		return true;
	}
	if (lex_number(x, &at, &v)) {
		list = at;
		for (int months = 1; months < 12 && lex_eat(x, &list, "、"); months++)
			if (!lex_number(x, &list, &shift))
				return false;
		if (!lex_eat(x, &at, "月") && !(list > at && lex_sees(x, list, "月")))
			return false;
		lex_eat(x, &at, "份");
		if (v > 99)
			return false;
		p->month = v;
		p->odd = v < 1 || v > 12;
		*i = at;
		return true;
	}
	if (lex_any(x, &at, now) >= 0)
		shift = 0;
	else if (lex_any(x, &at, next) >= 0)
		shift = 1;
	else if (!p->year && lex_sees_any(x, at, alone) && lex_at_start(x, at))
		shift = 2;       /* the 底 is read as behind any month */
	if (shift < 0)
		return false;
	date from = shift == 2 ? w->base : w->issued;
	p->needs_issue = p->needs_issue || from == DATE_NONE;
	if (from != DATE_NONE)
		month_of(p, from,
			 shift == 1 || (lex_sees(x, at, "月中") && date_split(from).day > 15));
	*i = at;
	return true;
}

/* "第三个星期五", "最后一个周五", "第二周" behind a month. */
static bool nth_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const last[] = { "最后一", "最后1", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	int n = -1;
	if (lex_any(x, &at, last) < 0 &&
	    !(lex_eat(x, &at, "第") && lex_number(x, &at, &n) && n >= 1 && n <= 5))
		return false;
	lex_eat(x, &at, "个");
	if (lex_any(x, &at, week_words) < 0)
		return false;
	p->weekday = point_weekday(x, &at);
	p->grain = p->weekday ? GRAIN_DAY : GRAIN_WEEK;
	p->nth = n;
	p->day = 1;
	if (!p->weekday)
		reader_warn(w, _("“%.*s”: weeks are counted from the one that the month begins in"),
			STR_ARG(lex_source(x, p->from, at)));
	*i = at;
	return true;
}

/* What stands behind a month: its day, third, end. */
static void month_rest(struct reader *w, size_t *i, struct point *p)
{
	static const char *const last_days[] = { "最后一个工作日", "最后一天", "最后一日",
		"最后1个工作日",
		"最后1天", "最后1日", NULL };
	const struct lex *x = &w->x;
	p->grain = GRAIN_MONTH;
	size_t at = *i;
	lex_eat(x, &at, "的");
	if (day_behind(x, &at, &p->day)) {
		p->grain = GRAIN_DAY;
		*i = at;
	} else if (lex_any(x, &at, last_days) >= 0) {
		p->edge = EDGE_END;
		*i = at;
	} else if (nth_read(w, &at, p)) {
		*i = at;
	} else if (!third_read(w, i, p)) {
		edge_read(w, i, p);
	}
}

static bool month_read(struct reader *w, size_t *i, struct point *p)
{
	if (!month_name(w, i, p))
		return false;
	month_rest(w, i, p);
	return true;
}

/* ---- quarters, halves, years ---- */

static bool quarter_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const units[] = { "个季度", "季度", "季", NULL };
	static const char *const now[] = { "本季度", "这个季度", "当季度", "本季", "当季", "季度末",
		"季度底", "季末", "季底", NULL };
	static const char *const next[] = { "下个季度", "下季度", "下一季度", NULL };
	static const char *const months[] = {
		"首月", "第一个月", "第二个月", "第三个月", "最后一个月", "末月", NULL,
	};
	static const int of_quarter[] = { 0, 0, 1, 2, 2, 2 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int k;
	lex_eat(x, &at, "第");
	bool letter = lex_eat(x, &at, "q");
	if (at == *i)
		lex_eat(x, &at, "前");      /* 前三季度 ends with the third */
	if (lex_number(x, &at, &p->part)) {
		if ((!letter && lex_any(x, &at, units) < 0) || p->part > 99)
			return false;
		p->odd = p->odd || p->part < 1 || p->part > 4;
	} else {
		date from = w->issued;
		at = *i;
		if ((k = lex_any(x, &at, now)) >= 0) {
			if (k >= 5) {          /* the 末 is read below */
				from = w->base;
				at = *i + (k < 7 ? strlen("季度") : strlen("季"));
			}
		} else if (lex_any(x, &at, next) >= 0) {
			from = from == DATE_NONE ? from : date_add_months(from, 3);
		} else {
			return false;
		}
		if (from == DATE_NONE) {
			p->needs_issue = true;
		} else {
			p->year = date_split(from).year;
			p->part = (date_split(from).month - 1) / 3 + 1;
		}
	}
	size_t month = at;
	lex_eat(x, &month, "的");
	if (!p->odd && (k = lex_any(x, &month, months)) >= 0) {      /* 下季度首月10日 */
		p->month = 3 * p->part - 2 + of_quarter[k];
		month_rest(w, &month, p);
		*i = month;
		return true;
	}
	p->grain = GRAIN_QUARTER;
	edge_read(w, &at, p);
	*i = at;
	return true;
}

static bool half_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const words[] = { "上半年", "前半年", "下半年", "后半年", NULL };
	int k = lex_any(&w->x, i, words);
	if (k < 0)
		return false;
	p->grain = GRAIN_HALF;
	p->part = k < 2 ? 1 : 2;
	edge_read(w, i, p);
	return true;
}

/* The year as a whole: "2018年底", "年底", "年内", "全年". */
static bool whole_year_read(struct reader *w, size_t *i, bool said, struct point *p)
{
	static const char *const alone[] = { "年底", "年末", "年终", "年内", "年尾", "岁末",
		"年度内",
		"年中", NULL };
	static const char *const counts[] = { "几", "近", "多", "数", "半", "往", "整", "每", "一",
		"二",
		"两", "三", "五", "十", NULL };
	static const char *const lunar[] = { "农历", "阴历", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, from;
	if (lex_ends_any(x, at, lunar, &from))
		return false;
	if (!said) {
		bool all = lex_at_start(x, at) && lex_eat(x, &at, "全年") && lex_at_end(x, at);
		if (!all) {
			at = *i;
			if (!lex_sees_any(x, at, alone) ||
				(lex_sees(x, at, "年中") && !lex_at_start(x, at)) ||
				lex_ends_any(x, at, counts, &from) ||
				(at && x->f.p[at - 1] >= '0' && x->f.p[at - 1] <= '9'))
				return false;
			if (!lex_sees(x, at, "年底") && !lex_sees(x, at, "年末") &&
				!lex_sees(x, at, "年终"))
				at += lex_sees(x, at, "岁末") ? strlen("岁") : strlen("年");
			lex_eat(x, &at, "度");
			lex_eat(x, &at, "尾");
		}
	}
	p->grain = GRAIN_YEAR;
	edge_read(w, &at, p);
	*i = at;
	return true;
}

/* ---- weeks and days from today ---- */

static bool week_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const prefixes[] = {
		"下下", "下个", "下", "次", "本", "这", "当", NULL,
	};
	static const int weeks[] = { 2, 1, 1, 1, 0, 0, 0 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int k = lex_any(x, &at, prefixes), day;
	if (lex_any(x, &at, week_words) < 0)
		return false;
	day = point_weekday(x, &at);
	if (k < 0 && (!day || !(point_sees_before(x, at) || point_time(x, &(size_t){ at }) != -1)))
		return false;
	if (k >= 0 && !day && !lex_sees_any(x, at, within_words) && !point_sees_before(x, at) &&
		!lex_at_end(x, at) &&
		!lex_sees(x, at, "完成"))
		return false;
	date from = k < 0 ? w->base : w->issued;
	p->grain = day ? GRAIN_DAY : GRAIN_WEEK;
	p->fixed = true;
	p->needs_issue = from == DATE_NONE;
	*i = at;
	if (p->needs_issue)
		return true;
	date monday = from - date_weekday(from) + 1 + (k < 0 ? 0 : 7 * weeks[k]);
	p->first = day ? monday + day - 1 : monday;
	p->last = day ? p->first : monday + 6;
	if (k < 0 && p->first < from)
		p->first = p->last = p->first + 7;
	return true;
}

static bool today_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const words[] = {
		"今天", "今日", "明天", "明日", "次日", "翌日", "后天", NULL,
	};
	static const int days[] = { 0, 0, 1, 1, 1, 1, 2 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int k = lex_any(x, &at, words);
	if (k < 0 || !(point_sees_before(x, at) || lex_sees(x, at, "下班") ||
		lex_sees_any(x, at, within_words) || point_time(x, &(size_t){ at }) != -1))
		return false;
	p->grain = GRAIN_DAY;
	p->fixed = true;
	p->needs_issue = w->issued == DATE_NONE;
	if (!p->needs_issue)
		p->first = p->last = w->issued + days[k];
	*i = at;
	return true;
}

/* "20日前": the day of a month that another point named, or of the nearest one. */
static bool bare_day_read(struct reader *w, size_t *i, const struct point *after, struct point *p)
{
	static const char *const behind[] = { "止", "为止", "下班", NULL };
	static const char *const joints[] = { "、", "和", "及", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	if (!lex_number(x, &at, &p->day) || !(lex_eat(x, &at, "日") || lex_eat(x, &at, "号")))
		return false;
	const struct found *last = w->all.n ? &w->all.p[w->all.n - 1] : NULL;
	size_t joint = 0;
	bool behind_joint = last && last->r.due != DATE_NONE && lex_ends_any(x, *i, joints, &joint);
	if (!after && !point_sees_before(x, at) && !lex_sees_any(x, at, behind) &&
		point_time(x, &(size_t){ at }) == -1 && !(behind_joint && last->day &&
			last->to == joint))
		return false;
	p->grain = GRAIN_DAY;
	if (after) {
		p->year = after->year;
		p->month = after->month;
	} else if (behind_joint) {
		struct date_parts d = date_split(last->r.due);
		p->year = d.year;
		p->month = d.month;
	}
	p->odd = p->day < 1 || p->day > 31;
	*i = at;
	return true;
}

bool point_read(struct reader *w, size_t *i, const struct point *after, struct point *p)
{
	const struct lex *x = &w->x;
	size_t at = *i;
	*p = (struct point){ .minute = -1, .first = DATE_NONE, .last = DATE_NONE, .from = at };
	if (!figures_read(x, &at, p)) {
		bool year = year_read(w, &at, p);
		if (year)
			lex_eat(x, &at, "的");
		if (!(year && month_day_read(x, &at, true, p)) && !point_holiday(w, &at, p) &&
		    !quarter_read(w, &at, p) && !half_read(w, &at, p) && !month_read(w, &at, p) &&
		    !(!year && (week_read(w, &at, p) || today_read(w, &at, p) ||
				bare_day_read(w, &at, after, p))) &&
		    !whole_year_read(w, &at, year, p))
			return false;
	}
	if (p->grain == GRAIN_DAY || p->edge == EDGE_END)
		point_notes(x, &at, p);
	p->to = at;
	*i = at;
	return true;
}
