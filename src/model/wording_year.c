/* What follows 每年: months and their day, a half, a quarter, so long after its end. */
#include "model/wording_private.h"

#include <string.h>

#include "base/gettext.h"
#include "base/ban.h"

/* What is reported in these months of each year: halves, quarters, else the months themselves. */
static enum period months_period(const struct rhythm *r)
{
	int step = r->n_months == 4 ? 3 : r->n_months == 2 ? 6 : 0;
	for (int m = 0; step && m < r->n_months; m++)
		if (r->months[m] != step * (m + 1))
			step = 0;
	return step == 3 ? PERIOD_QUARTER : step == 6 ? PERIOD_HALF : PERIOD_MONTH;
}

/* "至3月" behind the 1 of 1至3月. */
static bool month_range(const struct lex *x, size_t at)
{
	int month;
	return point_connector(x, &at) && lex_number(x, &at, &month) && lex_sees(x, at, "月");
}

/* A month of a list and the day that is said with it: 0 where that is counted (最后一个工作日). */
struct month_day { int month, day; bool said; };

/* Its day becomes that of the rule. */
static void month_day_read(struct making *k, size_t *i, struct reader *w, struct month_day *m)
{
	struct making one = { .from = k->from };
	one.r.freq = FREQ_YEARLY;
	tail_add_month(&one.r, m->month);
	m->said = tail_day(&one, i, w);
	if (!m->said)
		return;
	m->day = one.r.n_days ? one.r.days[one.r.n_days - 1] : 0;
	bool none = m->day > date_month_days(2020, m->month);
	if (none)
		reader_warn(w, _("no such day: %.*s"), STR_ARG(tail_words(w, k->from, *i)));
	k->wrong = k->wrong || one.wrong || none;
	memcpy(k->r.days, one.r.days, sizeof one.r.days);
	k->r.n_days = one.r.n_days;
	k->r.setpos = one.r.setpos;
	memcpy(k->r.weekdays, one.r.weekdays, sizeof one.r.weekdays);
	k->r.n_weekdays = one.r.n_weekdays;
}

/* "6月30日", "6月底", the 6 of 6、12月. False: no month stands there. */
static bool month_read(struct making *k, size_t *i, struct reader *w, struct month_day *m)
{
	const struct lex *x = &w->x;
	size_t at = *i, behind;
	*m = (struct month_day){ .month = 0 };
	if (!lex_number(x, &at, &m->month))
		return false;
	behind = at;
	if (!lex_eat(x, &at, "月") && !lex_sees(x, at, "、") && !month_range(x, at))
		return false;
	lex_eat(x, &at, "份");
	if (m->month < 1 || m->month > 12) {
		reader_warn(w, _("no such day: %.*s"), STR_ARG(tail_words(w, k->from, at)));
		k->wrong = true;
		m->month = 1;
	}
	tail_add_month(&k->r, m->month);
	if (at > behind)
		month_day_read(k, &at, w, m);
	*i = at;
	return true;
}

/* "6月30日", "6月、12月底": months and their common day behind 每年. */
static bool year_months(struct making *k, size_t *i, struct reader *w)
{
	const struct lex *x = &w->x;
	size_t at = *i;
	struct month_day m;
	int first_day = 0;
	bool ends = true, same = true, any = false;
	while (month_read(k, &at, w, &m)) {
		if (m.said) {
			ends = ends && (m.day == TAIL_LAST_DAY ||
					m.day == date_month_days(2019, m.month));
			same = same && (!first_day || first_day == m.day);
			first_day = m.day;
		}
		any = true;
		*i = at;
		/* 1月1日至3月31日: its end counts */
		if (k->r.n_months == 1 && point_connector(x, &at)) {
			k->r.n_months = k->r.n_days = k->r.setpos = first_day = 0;
			ends = same = true;
			continue;
		}
		if (!lex_eat(x, &at, "、") && !lex_eat(x, &at, "和") && !lex_eat(x, &at, "及"))
			break;
	}
	if (!any)
		return false;
	if (!same && !ends) {
		reader_warn(w,
			    _("“%.*s” names days that differ from month to month: please enter "
			      "them one by one"),
			    STR_ARG(tail_words(w, k->from, *i)));
		k->wrong = true;
	}
	if (!k->r.n_weekdays && (!k->r.n_days || (!same && ends))) {
		k->r.n_days = k->r.setpos = 0;
		tail_last_day(k);
	}
	if (k->r.n_months > 1) {
		k->r.freq = FREQ_MONTHLY;
		k->r.period = months_period(&k->r);
	}
	return true;
}

/* "终了后4个月内", "结束后15日内": in the next year. */
static bool after_year(struct making *k, size_t *i, struct reader *w)
{
	const struct lex *x = &w->x;
	size_t at = *i;
	int n;
	if (lex_any(x, &at, ended_words) >= 0 && lex_number(x, &at, &n) && n >= 1 && n <= 12 &&
	    lex_eat(x, &at, "个月")) {
		lex_any(x, &at, within_words);
		tail_add_month(&k->r, n);
		tail_last_day(k);
		k->r.period_shift = -1;
		*i = at;
		return true;
	}
	tail_add_month(&k->r, 1);
	if (tail_days_after(k, i, w))
		return true;
	k->r.n_months = 0;
	return false;
}

/* "最后一个工作日", "前5个工作日": of its last or its first month. */
static bool year_counted(struct making *k, size_t *i, struct reader *w)
{
	struct rhythm *r = &k->r;
	if (!tail_counted_day(k, i, w))
		return false;
	r->freq = FREQ_MONTHLY;
	tail_add_month(r, r->setpos < 0 || (r->n_days && r->days[0] < 0) ? 12 : 1);
	return true;
}

/* "上半年", "第三季度末", "年底", or nothing: the end of that part. */
static void year_part(struct making *k, size_t *i, struct reader *w)
{
	static const char *const ends[] = { "年底", "年末", "年终", "底", "末", "终", "内", NULL };
	static const char *const halves[] = { "上半年", "下半年", NULL };
	static const char *const joints[] = { "、", "和", "及", "与", ",", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, quarter = at;
	int n, half;
	lex_eat(x, &quarter, "第");
	if ((half = lex_any(x, &at, halves)) >= 0) {
		tail_add_month(&k->r, 6 + 6 * half);
		size_t other = at;
		if (lex_any(x, &other, joints) >= 0 && lex_eat(x, &other, halves[!half])) {
			tail_every_months(&k->r, 6, 6);      /* both: a report for each half */
			k->r.freq = FREQ_MONTHLY;
			k->r.period = PERIOD_HALF;
			at = other;
		}
		lex_any(x, &at, ends);
	} else if (lex_number(x, &quarter, &n) && lex_eat(x, &quarter, "季度") && n >= 1 &&
		   n <= 4) {
		tail_add_month(&k->r, 3 * n);
		lex_any(x, &quarter, ends);
		at = quarter;
	} else {
		k->plain = lex_any(x, &at, ends) < 0;
		tail_add_month(&k->r, 12);
	}
	tail_last_day(k);
	*i = at;
}

void tail_year(struct making *k, size_t *i, struct reader *w)
{
	static const char *const next[] = { "的次年", "次年", "翌年", "下一年", NULL };
	size_t at = *i;
	k->r.freq = FREQ_YEARLY;
	k->r.period = PERIOD_YEAR;
	lex_eat(&w->x, &at, "的");
	if (!after_year(k, &at, w)) {
		if (lex_any(&w->x, &at, next) >= 0)
			k->r.period_shift = -1;
		if (!year_months(k, &at, w) && !year_counted(k, &at, w))
			year_part(k, &at, w);
	}
	*i = at;
}
