/* What follows 每月, 每两月, 每季度, 每半年: which of its months, and the day. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

/* Where no day was said: the last one. */
static void default_day(struct making *k)
{
	tail_last_day(k);
	k->plain = true;
}

void tail_month(struct making *k, size_t *i, struct reader *w)
{
	static const char *const next[] = { "的次月", "次月", "的下个月", "下个月", "下月", NULL };
	k->r.freq = FREQ_MONTHLY;
	k->r.period = PERIOD_MONTH;
	if (tail_days_after(k, i, w))
		return;
	if (lex_any(&w->x, i, next) >= 0)
		k->r.period_shift = -1;
	if (!tail_day(k, i, w))
		default_day(k);
}

/* "结束后一个月内": the end of that month of the next stretch. */
static bool months_after(struct making *k, size_t *i, struct reader *w, int length)
{
	const struct lex *x = &w->x;
	size_t at = *i;
	int n;
	if ((lex_any(x, &at, ended_words) < 0 && !lex_eat(x, &at, "后")) ||
	    !lex_number(x, &at, &n) || n < 1 || n > length || !lex_eat(x, &at, "个月"))
		return false;
	lex_any(x, &at, within_words);
	tail_every_months(&k->r, n, length);
	tail_last_day(k);
	k->r.period_shift = -1;
	*i = at;
	return true;
}

static const char *const first_words[] = { "首月份", "首月", "首个月", "第一个月", "第1个月", "初月",
	"初", NULL };
static const char *const next_words[] = { "后次月", "后的次月", "次月", "后首月", "后第一个月",
	"后一个月", "下月", "下个月", NULL };

/* "结束后10日内", "结束后次月5日前", "终了后一个月内": in the next stretch. False: nothing is set. */
static bool after_stretch(struct making *k, size_t *i, struct reader *w, int length)
{
	const struct lex *x = &w->x;
	size_t next = *i;
	lex_eat(x, &next, "的");
	if (lex_any(x, &next, ended_words) < 0 && !lex_sees(x, next, "后"))
		return false;
	if (months_after(k, i, w, length))
		return true;
	tail_every_months(&k->r, 1, length);
	if (tail_days_after(k, i, w))
		return true;
	if (lex_any(x, &next, next_words) >= 0 || lex_any(x, &next, first_words) >= 0) {
		k->r.period_shift = -1;
		*i = next;
		if (!tail_day(k, i, w))
			tail_last_day(k);
		return true;
	}
	k->r.n_months = 0;
	return false;
}

/* "次月", "末月", "首月", "第二个月": which of its months. False: none is named. */
static bool month_named(struct making *k, size_t *i, struct reader *w, int length)
{
	static const char *const lasts[] = { "末月份", "末月", "末个月", "最后一个月", "最后1个月",
		"第三个月", "第3个月", NULL };
	static const char *const middles[] = {
		"第二个月", "第2个月", "中间月", "中间一个月", NULL,
	};
	const struct lex *x = &w->x;
	if (lex_any(x, i, next_words) >= 0) {
		tail_every_months(&k->r, 1, length);
		k->r.period_shift = -1;
	} else if (lex_any(x, i, lasts) >= 0) {
		tail_every_months(&k->r, length, length);
	} else if (lex_any(x, i, first_words) >= 0) {
		tail_every_months(&k->r, 1, length);
	} else if (length == 3 && lex_any(x, i, middles) >= 0) {
		tail_every_months(&k->r, 2, length);
	} else {
		return false;
	}
	return true;
}

/* Without a name: the last one; of a day alone the next one, where it is an early day. */
static void month_meant(struct making *k, size_t at, struct reader *w, int length)
{
	int days[TAIL_DAYS_MAX] = { 0 };
	bool day = tail_days(&w->x, &(size_t){ at }, days), early = day && days[0] <= 15;
	if (day)
		reader_warn(w, _("“%.*s” does not say the month: please set it"),
			STR_ARG(tail_words(w, k->from, at)));
	tail_every_months(&k->r, early ? 1 : length, length);
	if (day)
		k->r.period_shift = early ? -1 : 0;
}

/* The day within that month. */
static void stretch_day(struct making *k, size_t *i, struct reader *w, int length)
{
	struct rhythm *r = &k->r;
	if (!tail_day(k, i, w)) {
		tail_last_day(k);
		return;
	}
	/* 每季度第3个工作日: of the quarter, and so of its first month; the last one is of its
	 * last. */
	if (k->plain && k->counted && r->setpos >= 0 && !(r->n_days && r->days[0] < 0)) {
		r->n_months = 0;
		tail_every_months(r, 1, length);
	}
	k->plain = false;
}

void tail_stretch(struct making *k, size_t *i, struct reader *w, int length)
{
	static const char *const ends[] = { "底", "末", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	k->r.freq = FREQ_MONTHLY;
	k->r.period = length == 3 ? PERIOD_QUARTER : PERIOD_HALF;
	if (after_stretch(k, i, w, length))
		return;
	lex_eat(x, &at, "的");
	if (!month_named(k, &at, w, length)) {
		if (lex_any(x, &at, ends) < 0) {
			month_meant(k, at, w, length);
		} else {
			tail_every_months(&k->r, length, length);
			if (point_days_before(w, k->from, at)) {
				tail_last_day(k);
				*i = at;
				return;
			}
			lex_eat(x, &at, "的");
		}
	}
	k->plain = at == *i;
	*i = at;
	stretch_day(k, i, w, length);
}

void tail_months(struct making *k, size_t *i, struct reader *w, int first, int step)
{
	tail_month(k, i, w);
	tail_every_months(&k->r, first, step);
	/* the last day of some months lies beyond a 31st in others */
	if (k->r.setpos == -1 && k->r.n_days) {
		int day = k->r.days[k->r.n_days - 1];
		k->r.n_days = k->r.setpos = 0;
		tail_set_days(k, &day, 1, w, *i);
	}
}
