/* Points in time: a day, a third of a month, a month, a quarter, a half, a year, a week, a holiday. */
#include "model/wording_private.h"

#include <string.h>

#include "base/gettext.h"
#include "base/ban.h"

enum { YEAR_FIRST = 1949, YEAR_LAST = 2099 };

const char *const before_words[] = { "之前", "以前", "前", NULL };
const char *const within_words[] = { "之内", "以内", "内", NULL };

bool point_before(const struct lex *x, size_t *i)
{
	static const char *const others[] = { "前期", "前后", "前往", "前述", "前置", "前三", "前两", "前款", "前提", NULL };
	return !lex_sees_any(x, *i, others) && lex_any(x, i, before_words) >= 0;
}

static bool sees_before(const struct lex *x, size_t i)
{
	return point_before(x, &i);
}

bool point_connector(const struct lex *x, size_t *i)
{
	static const char *const words[] = { "一直到", "直至", "直到", "截至", "至", "到", "---", "--", "-", "~~", "~", NULL };
	return lex_any(x, i, words) >= 0;
}

/* ---- the time of the day ---- */

enum { TIME_ODD = 9999, NOON = 12 * 60 };

/* "30分", "半", "整", "30" behind the hour. */
static int minutes_behind(const struct lex *x, size_t *i)
{
	size_t at = *i;
	int m = 0;
	lex_eat(x, &at, "钟");
	if (lex_eat(x, &at, "整")) {
		*i = at;
	} else if (lex_eat(x, &at, "半")) {
		*i = at;
		m = 30;
	} else if (lex_eat(x, &at, "一刻")) {
		*i = at;
		m = 15;
	} else if (lex_number(x, &at, &m) && (lex_eat(x, &at, "分") || sees_before(x, at))) {
		lex_eat(x, &at, "钟");
		*i = at;
	} else {
		m = 0;
		lex_eat(x, i, "钟");
	}
	return m;
}

/* "17:30", "5时半". False where none stands there. */
static bool hour_read(const struct lex *x, size_t *i, int *h, int *m)
{
	size_t at = *i;
	if (lex_digits(x, &at, 0, h) && lex_eat(x, &at, ":")) {
		if (!lex_digits(x, &at, 2, m))
			return false;
		*i = at;
		return true;
	}
	at = *i;
	if (!lex_number(x, &at, h) || !(lex_eat(x, &at, "时") || lex_eat(x, &at, "点")) || lex_sees(x, at, "间"))
		return false;
	*m = minutes_behind(x, &at);
	*i = at;
	return true;
}

int point_time(const struct lex *x, size_t *i)
{
	static const char *const parts[] = { "上午", "早上", "早晨", "凌晨", "清晨", "早", "中午", "下午", "午后", "晚上",
		"傍晚", "夜间", "晚", NULL };
	enum { NOON_PART = 6, NIGHT_PART = 9 };
	size_t at = *i;
	int h, m;
	lex_eat(x, &at, " ");
	lex_eat(x, &at, "的");
	int part = lex_any(x, &at, parts);
	if (lex_eat(x, &at, "下班")) {
		*i = at;
		return MINUTE_CLOSING;
	}
	if (!hour_read(x, &at, &h, &m)) {
		if (part < 0 || !sees_before(x, at))
			return -1;
		*i = at;
		return part > NOON_PART ? MINUTE_CLOSING : NOON;
	}
	*i = at;
	if ((part > NOON_PART && h < 12) || (part >= NIGHT_PART && h == 12) || (part == NOON_PART && h < 3))
		h += 12;
	if (h > 24 || m > 59 || (h == 24 && m))
		return TIME_ODD;
	return h * 60 + m;
}

/* ---- what stands beside a day: weekday, whether it counts, time ---- */

int point_weekday(const struct lex *x, size_t *i)
{
	static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日", "天", "末",
		"1", "2", "3", "4", "5", "6", "7", NULL };
	static const int days[] = { 1, 2, 3, 4, 5, 6, 7, 7, 7, 1, 2, 3, 4, 5, 6, 7 };
	size_t at = *i;
	int k = lex_any(x, &at, names);
	if (k < 0)
		return 0;
	*i = at;
	return days[k];
}

static const char *const week_words[] = { "星期", "礼拜", "周", NULL };

static bool weekday_beside(const struct lex *x, size_t *i, struct point *p)
{
	size_t at = *i;
	int day;
	if (lex_any(x, &at, week_words) < 0 || !(day = point_weekday(x, &at)))
		return false;
	p->weekday = day;
	*i = at;
	return true;
}

static bool counted_beside(const struct lex *x, size_t *i, struct point *p)
{
	static const char *const out[] = { "不含当日", "不含当天", "不含本日", "不含该日", "不包括当日", "不包含当日", "不含", NULL };
	static const char *const in[] = { "包含当日", "包括当日", "均含当日", "含当日", "含当天", "含本日", "含该日", "均含", "含", NULL };
	if (lex_any(x, i, out) >= 0)
		p->counted = COUNTED_OUT;
	else if (lex_any(x, i, in) >= 0)
		p->counted = COUNTED_IN;
	else
		return false;
	return true;
}

static bool time_beside(const struct lex *x, size_t *i, struct point *p)
{
	int minute = point_time(x, i);
	if (minute == -1)
		return false;
	p->odd = p->odd || minute == TIME_ODD;
	p->minute = minute;
	return true;
}

static bool note_beside(const struct lex *x, size_t *i, struct point *p)
{
	return weekday_beside(x, i, p) || counted_beside(x, i, p) || time_beside(x, i, p);
}

static void notes_read(const struct lex *x, size_t *i, struct point *p)
{
	for (;;) {
		size_t at = *i;
		struct point saved = *p;
		if (lex_eat(x, &at, "(")) {
			while (note_beside(x, &at, p) || lex_eat(x, &at, ",") || lex_eat(x, &at, "、"))
				;
			if (!lex_eat(x, &at, ")")) {
				*p = saved;
				return;
			}
		} else if (!note_beside(x, &at, p)) {
			return;
		}
		*i = at;
	}
}

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
	static const char *const words[] = { "今年", "本年度", "当年度", "本年", "当年", "明年", "来年", "下年度", "下一年度",
		"次年", "翌年", "后年", NULL };
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
		if (v < 10 || !((lex_number(x, &month, &m) && lex_sees(x, month, "月")) || lex_sees_any(x, at, ends)))
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

/* "2018-11-20", "2018/11/20", "2018.11.20", "20181120", "2018.11", and "11.20", "11/20", "11-20" before 前. */
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
	if (lex_digits(x, &at, 4, &y) && iso_separator(x, &at, &sign) && lex_digits(x, &at, 0, &m) && m < 100) {
		size_t month_end = at;
		if (iso_separator(x, &at, &sign) && lex_digits(x, &at, 0, &d) && d < 100) {
			lex_eat(x, &at, "日");
			*i = at;
			return day_set(p, y, m, d);
		}
		at = month_end;
		lex_eat(x, &at, "月");
		if (y < YEAR_FIRST || y > YEAR_LAST || !(sees_before(x, at) || lex_sees(x, at, "底") || lex_at_end(x, at)))
			return false;
		p->edge = lex_eat(x, &at, "底") ? EDGE_END : EDGE_NONE;
		p->grain = GRAIN_MONTH;
		p->year = y;
		p->month = m;
		*i = at;
		return true;
	}
	at = *i;
	sign = 0;
	if (lex_digits(x, &at, 0, &m) && m <= 12 && iso_separator(x, &at, &sign) && lex_digits(x, &at, 0, &d) && d <= 31 &&
		(sees_before(x, at) || (*i == 0 && at == x->f.n))) {
		*i = at;
		return day_set(p, 0, m, d);
	}
	return false;
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
	static const char *const ends[] = { "年底", "年末", "年终", "月底", "月末", "底", "末", "终", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	if (lex_any(x, &at, ends) >= 0) {
		p->edge = EDGE_END;
	} else if (lex_eat(x, &at, "初")) {
		p->edge = EDGE_BEGIN;
		reader_warn(w, _("how long “%.*s” lasts is not settled: please set the date"), STR_ARG(lex_source(x, p->from, at)));
	} else if (lex_eat(x, &at, "中") && (sees_before(x, at) || lex_at_end(x, at))) {
		p->edge = EDGE_MIDDLE;
		reader_warn(w, _("how long “%.*s” lasts is not settled: please set the date"), STR_ARG(lex_source(x, p->from, at)));
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
	if (lex_eat(x, &at, "日") || lex_eat(x, &at, "号") || sees_before(x, at) || lex_sees(x, at, "(")) {
		*i = at;
		return true;
	}
	if (point_connector(x, &range) && lex_number(x, &range, &other) && (lex_sees(x, range, "日") || lex_sees(x, range, "号"))) {
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
	static const char *const alone[] = { "月底", "月末", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, list;
	int v, shift = -1;
	if (lex_number(x, &at, &v)) {
		list = at;
		while (lex_eat(x, &list, "、"))
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
		month_of(p, from, shift == 1);
	*i = at;
	return true;
}

static bool month_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const last_days[] = { "最后一个工作日", "最后一天", "最后一日", "最后1个工作日", "最后1天", "最后1日", NULL };
	const struct lex *x = &w->x;
	if (!month_name(w, i, p))
		return false;
	p->grain = GRAIN_MONTH;
	size_t at = *i;
	lex_eat(x, &at, "的");
	if (day_behind(x, &at, &p->day)) {
		p->grain = GRAIN_DAY;
		*i = at;
	} else if (lex_any(x, &at, last_days) >= 0) {
		p->edge = EDGE_END;
		*i = at;
	} else if (!third_read(w, i, p)) {
		edge_read(w, i, p);
	}
	return true;
}

/* ---- quarters, halves, years ---- */

static bool quarter_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const units[] = { "个季度", "季度", "季", NULL };
	static const char *const now[] = { "本季度", "这个季度", "当季度", "本季", "当季", "季度末", "季度底", "季末", "季底", NULL };
	static const char *const next[] = { "下个季度", "下季度", "下一季度", NULL };
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
	static const char *const alone[] = { "年底", "年末", "年终", "年内", "年尾", "岁末", "年度内", "年中前", "年初前", NULL };
	static const char *const counts[] = { "几", "近", "多", "数", "半", "往", "整", "每", "一", "二", "两", "三", "五", "十", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, from;
	if (!said) {
		bool all = lex_at_start(x, at) && lex_eat(x, &at, "全年") && lex_at_end(x, at);
		if (!all) {
			at = *i;
			if (!lex_sees_any(x, at, alone) || lex_ends_any(x, at, counts, &from) ||
				(at && x->f.p[at - 1] >= '0' && x->f.p[at - 1] <= '9'))
				return false;
			if (!lex_sees(x, at, "年底") && !lex_sees(x, at, "年末") && !lex_sees(x, at, "年终"))
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
	static const char *const prefixes[] = { "下下", "下个", "下", "本", "这", "当", NULL };
	static const int weeks[] = { 2, 1, 1, 0, 0, 0 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int k = lex_any(x, &at, prefixes), day;
	if (lex_any(x, &at, week_words) < 0)
		return false;
	day = point_weekday(x, &at);
	if (k < 0 && (!day || !(sees_before(x, at) || lex_sees(x, at, "下班"))))
		return false;
	if (k >= 0 && !day && !lex_sees_any(x, at, within_words) && !sees_before(x, at) && !lex_at_end(x, at) &&
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
	static const char *const words[] = { "今天", "今日", "明天", "明日", "次日", "翌日", "后天", NULL };
	static const int days[] = { 0, 0, 1, 1, 1, 1, 2 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int k = lex_any(x, &at, words);
	if (k < 0 || !(sees_before(x, at) || lex_sees(x, at, "下班") || lex_sees_any(x, at, within_words) || point_time(x, &(size_t){ at }) != -1))
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
	const struct lex *x = &w->x;
	size_t at = *i;
	if (!lex_number(x, &at, &p->day) || !(lex_eat(x, &at, "日") || lex_eat(x, &at, "号")))
		return false;
	if (!after && !sees_before(x, at) && !lex_sees_any(x, at, behind) && point_time(x, &(size_t){ at }) == -1)
		return false;
	p->grain = GRAIN_DAY;
	if (after) {
		p->year = after->year;
		p->month = after->month;
	} else if (w->all.n && w->all.p[w->all.n - 1].r.due != DATE_NONE &&
		lex_ends_any(x, *i, (const char *const[]){ "、", "和", "及", NULL }, &(size_t){ 0 })) {
		struct date_parts d = date_split(w->all.p[w->all.n - 1].r.due);
		p->year = d.year;
		p->month = d.month;
	}
	p->odd = p->day < 1 || p->day > 31;
	*i = at;
	return true;
}

/* ---- holidays ---- */

static const struct {
	const char *words[5];      /* longer ones first */
	const char *name;          /* of the calendars */
	int month, day;            /* where no table is at hand; 0: it moves */
	bool number;               /* 五一, 十一: a holiday only before 前, 节 and the like */
} holidays[] = {
	{ { "农历新年", "春节", NULL }, "春节", 0, 0, false },
	{ { "元旦节", "元旦", NULL }, "元旦", 1, 1, false },
	{ { "清明节", "清明", NULL }, "清明节", 0, 0, false },
	{ { "五一国际劳动节", "五一劳动节", "国际劳动节", "劳动节", NULL }, "劳动节", 5, 1, false },
	{ { "五一", NULL }, "劳动节", 5, 1, true },
	{ { "端午节", "端午", NULL }, "端午节", 0, 0, false },
	{ { "中秋节", "中秋", NULL }, "中秋节", 0, 0, false },
	{ { "十一国庆节", "国庆节", "国庆", NULL }, "国庆节", 10, 1, false },
	{ { "十一", NULL }, "国庆节", 10, 1, true },
};

static bool holiday_read(struct reader *w, size_t *i, struct point *p)
{
	static const char *const behind[] = { "节", "假", "期间", NULL };
	const struct lex *x = &w->x;
	for (size_t k = 0; k < sizeof holidays / sizeof *holidays; k++) {
		size_t at = *i;
		bool quoted = lex_eat(x, &at, "\"");
		if (lex_any(x, &at, holidays[k].words) < 0 || (quoted && !lex_eat(x, &at, "\"")))
			continue;
		if (holidays[k].number && !sees_before(x, at) && !lex_sees_any(x, at, behind))
			continue;
		lex_eat(x, &at, "节");
		lex_eat(x, &at, "放假");
		lex_eat(x, &at, "假期");
		/* Only what is bound to it is a deadline: 春节前, 春节期间, 春节后. */
		if (!sees_before(x, at) && !lex_sees(x, at, "期间") && !lex_sees(x, at, "后"))
			return false;
		p->edge = lex_eat(x, &at, "期间") ? EDGE_END : EDGE_NONE;
		p->grain = GRAIN_HOLIDAY;
		p->holiday = holidays[k].name;
		*i = at;
		return true;
	}
	/* 年前 is before the Spring Festival. */
	if (!p->year && lex_at_start(x, *i) && lex_sees(x, *i, "年前")) {
		*i += strlen("年");
		reader_warn(w, _("“%s” is read as before the Spring Festival"), "年前");
		p->grain = GRAIN_HOLIDAY;
		p->holiday = "春节";
		return true;
	}
	return false;
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
		if (!holiday_read(w, &at, p) && !quarter_read(w, &at, p) && !half_read(w, &at, p) && !month_read(w, &at, p) &&
			!(!year && (week_read(w, &at, p) || today_read(w, &at, p) || bare_day_read(w, &at, after, p))) &&
			!whole_year_read(w, &at, year, p))
			return false;
	}
	if (p->grain == GRAIN_DAY || p->edge == EDGE_END)
		notes_read(x, &at, p);
	p->to = at;
	*i = at;
	return true;
}

/* ---- from words to days ---- */

static void months_span(struct point const *p, int year, int month, int months, date *first, date *last)
{
	*first = date_make(year, month, 1);
	*last = date_add_months(*first, months) - 1;
	if (p->edge == EDGE_BEGIN)
		*last = months == 12 ? date_make(year, 1, 31) : *first + 9;
	else if (p->edge == EDGE_MIDDLE)
		*last = months == 12 ? date_make(year, 6, 30) : *first + 14;
}

/* The days of p in a year. A day that the month lacks becomes the month's last one, and is seen to later. False
 * for a holiday that no table has. */
static bool span_in(const struct reader *w, const struct point *p, int year, date *first, date *last)
{
	int month_days = date_month_days(year, p->month);
	switch (p->grain) {
	case GRAIN_DAY:
		*first = *last = date_make(year, p->month, p->day > month_days ? month_days : p->day);
		return *first != DATE_NONE;
	case GRAIN_THIRD:
		*first = date_make(year, p->month, 10 * p->part - 9);
		*last = date_make(year, p->month, p->part == 3 ? month_days : 10 * p->part);
		return *first != DATE_NONE;
	case GRAIN_MONTH:
		months_span(p, year, p->month, 1, first, last);
		return true;
	case GRAIN_QUARTER:
		months_span(p, year, 3 * p->part - 2, 3, first, last);
		return true;
	case GRAIN_HALF:
		months_span(p, year, 6 * p->part - 5, 6, first, last);
		return true;
	case GRAIN_YEAR:
		months_span(p, year, 1, 12, first, last);
		return true;
	case GRAIN_HOLIDAY:
		if (calendar_holiday(w->cal, str_of(p->holiday), year, first, last))
			return true;
		for (size_t k = 0; k < sizeof holidays / sizeof *holidays; k++)
			if (strcmp(holidays[k].name, p->holiday) == 0 && holidays[k].month) {
				*first = *last = date_make(year, holidays[k].month, holidays[k].day);
				return true;
			}
		return false;
	case GRAIN_NONE: case GRAIN_WEEK:
		break;
	}
	return false;
}

static struct str words_of(const struct reader *w, const struct point *p)
{
	return lex_source(&w->x, p->from, p->to);
}

static const char *weekday_name(int day)
{
	static const char *const names[] = { "", N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"),
		N_("Saturday"), N_("Sunday") };
	return _(names[day]);
}

static enum resolved day_check(struct reader *w, const struct point *p, date d)
{
	char text[DATE_TEXT_SIZE];
	struct date_parts parts = date_split(d);
	if (p->grain == GRAIN_DAY && !p->fixed && p->day != parts.day) {
		reader_warn(w, _("no such day: %.*s"), STR_ARG(words_of(w, p)));
		return RESOLVED_WRONG;
	}
	if (p->weekday && p->weekday != date_weekday(d)) {
		reader_warn(w, _("%.*s: %s is a %s"), STR_ARG(words_of(w, p)), date_text(d, text), weekday_name(date_weekday(d)));
		return RESOLVED_WRONG;
	}
	return RESOLVED;
}

/* "20日": the first such day on or after from. */
static enum resolved nearest_day(const struct point *p, date from, date *first, date *last)
{
	struct date_parts parts = date_split(from);
	for (int months = 0; months < 3; months++) {
		date m = date_add_months(date_make(parts.year, parts.month, 1), months);
		struct date_parts in = date_split(m);
		date d = date_make(in.year, in.month, p->day);
		if (d != DATE_NONE && d >= from) {
			*first = *last = d;
			return RESOLVED;
		}
	}
	return RESOLVED_WRONG;
}

enum resolved point_resolve(struct reader *w, const struct point *p, date from, bool before, date *first, date *last)
{
	*first = *last = DATE_NONE;
	if (p->odd || (p->grain == GRAIN_DAY && !p->fixed && (p->day < 1 || p->day > 31 || p->month > 12 || (p->year && p->month < 1))) ||
		(p->grain == GRAIN_MONTH && !p->needs_issue && (p->month < 1 || p->month > 12))) {
		reader_warn(w, _("no such day: %.*s"), STR_ARG(words_of(w, p)));
		return RESOLVED_WRONG;
	}
	if (p->year && (p->year < YEAR_FIRST || p->year > YEAR_LAST)) {
		reader_warn(w, _("“%.*s” is not between %d and %d"), STR_ARG(words_of(w, p)), YEAR_FIRST, YEAR_LAST);
		return RESOLVED_WRONG;
	}
	if (p->needs_issue || (!p->year && !p->fixed && from == DATE_NONE)) {
		reader_ask_issue(w);
		return RESOLVED_UNKNOWN;
	}
	if (p->fixed) {
		*first = p->first;
		*last = p->last;
		return day_check(w, p, *last);
	}
	if (p->grain == GRAIN_DAY && !p->month) {
		reader_warn(w, _("“%.*s” names no month: the next such day is taken"), STR_ARG(words_of(w, p)));
		return nearest_day(p, from, first, last);
	}
	int year = p->year ? p->year : date_split(from).year;
	for (int end = p->year ? year : year + 1; year <= end; year++) {
		if (!span_in(w, p, year, first, last)) {
			*first = *last = DATE_NONE;
			break;
		}
		if (p->year || (before ? *first - 1 : *last) >= from)
			return day_check(w, p, *last);
	}
	reader_warn(w, _("no table of holidays has “%.*s”: please set the date"), STR_ARG(words_of(w, p)));
	return RESOLVED_UNKNOWN;
}
