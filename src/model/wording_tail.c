/* What follows 每月, 每季度, 每年, 每周: the day, or the months and their day. */
#include "model/wording_private.h"

#include <string.h>

#include "base/gettext.h"
#include "base/ban.h"

enum { LAST_DAY = -1 };

static const char *const day_words[] = { "日", "号", NULL };
static const char *const ended_words[] = { "终了之日起", "终了后的", "终了后", "终了", "结束之日起",
	"结束后的", "结束后", "结束", "期满后", NULL };
const char *const end_words[] = { "月底", "月末", "底", "末", "终", NULL };

static struct str words_of(const struct reader *w, size_t from, size_t to)
{
	return lex_source(&w->x, from, to);
}

static void add_month(struct rhythm *r, int month)
{
	for (int k = 0; k < r->n_months; k++)
		if (r->months[k] == month)
			return;
	if (r->n_months < 12)
		r->months[r->n_months++] = month;
}

/* Every step-th month from first. */
static void every_months(struct rhythm *r, int first, int step)
{
	for (int m = first; m <= 12; m += step)
		add_month(r, m);
}

/* Sets the days of a month. A day that some months lack falls back to their last one, and returns.
 * months: those the rule has, 0 all. */
static void set_days(struct making *k, const int *days, int n, struct reader *w, size_t to)
{
	struct rhythm *r = &k->r;
	int shortest = r->n_months ? 31 : 28;
	for (int m = 0; m < r->n_months; m++)
		if (date_month_days(2019, r->months[m]) < shortest)
			shortest = date_month_days(2019, r->months[m]);
	for (int d = 0; d < n; d++) {
		if (days[d] == 0 || days[d] > TAIL_DAYS_MAX) {
			reader_warn(w, _("no such day: %.*s"), STR_ARG(words_of(w, k->from, to)));
			k->wrong = true;
			return;
		}
	}
	if (n == 1 && days[0] > shortest) {
		for (int d = shortest; d <= days[0]; d++)
			r->days[r->n_days++] = d;
		r->setpos = -1;
		return;
	}
	for (int d = 0; d < n; d++) {
		bool falls = days[d] > shortest;      /* the last day is below 0 */
		if (falls)
			reader_warn(w, _("“%.*s”: day %d is read as the month's last"),
				STR_ARG(words_of(w, k->from, to)), days[d]);
		r->days[r->n_days++] = falls ? LAST_DAY : days[d];
	}
}

static const char *const day_joints[] = { "、", "和", "及", "与", ",", NULL };

/* "月底" behind "10日、20日、": one more of the days, and no deadline of its own. */
static int end_joined(const struct lex *x, size_t *i, int days[TAIL_DAYS_MAX], int n)
{
	size_t at = *i;
	if (n == TAIL_DAYS_MAX || lex_any(x, &at, day_joints) < 0 || lex_any(x, &at, end_words) < 0)
		return n;
	days[n] = LAST_DAY;
	*i = at;
	return n + 1;
}

int tail_days(const struct lex *x, size_t *i, int days[TAIL_DAYS_MAX])
{
	size_t at = *i;
	int n = 0, v;
	while (n < TAIL_DAYS_MAX && lex_number(x, &at, &v)) {
		size_t behind = at, range = at;
		bool day = lex_any(x, &behind, day_words) >= 0;
		if (!day && !lex_sees(x, behind, "、") && !point_before(x, &(size_t){ behind }) &&
			!point_connector(x, &range))
			break;
		if (!day && lex_sees(x, behind, "月"))
			break;
		days[n++] = v;
		*i = at = behind;
		range = at;
		if (point_connector(x, &range)) {
			bool ends = lex_any(x, &range, end_words) >= 0;
			if (ends ||
			    (lex_number(x, &range, &v) && lex_any(x, &range, day_words) >= 0)) {
				days[n - 1] = ends ? LAST_DAY : v;
				*i = at = range;
			}
		}
		if (lex_any(x, &at, day_joints) < 0)
			break;
	}
	return n;
}

static void set_weekdays_working(struct rhythm *r)
{
	for (int d = 1; d <= 5; d++)
		r->weekdays[r->n_weekdays++] = d;
}

/* "周五", "星期五", and "周的周五" behind 第一: the week's own number and its day; *doubtful:
 * whether the month's first week begins with its first day is not said. */
static int counted_weekday(const struct lex *x, size_t *i, bool *doubtful)
{
	size_t at = *i;
	lex_eat(x, &at, "个");
	if (lex_any(x, &at, week_words) < 0)
		return 0;
	size_t again = at;
	lex_eat(x, &again, "的");
	*doubtful = lex_any(x, &again, week_words) >= 0;
	if (*doubtful)
		at = again;
	int day = point_weekday(x, &at);
	if (day)
		*i = at;
	return day;
}

/* "前5个工作日", "第3个工作日", "最后一个工作日", "倒数第二个工作日", "第二个周五", "最后一周周五",
 * "前5日". */
static bool counted_day(struct making *k, size_t *i, struct reader *w)
{
	static const char *const working[] = { "个工作日", "工作日", NULL };
	static const char *const last[] = { "最后一", "最后1", "最末一", "末", NULL };
	static const char *const first[] = { "第", "前", "初", NULL };
	enum { FIRST_OF = 1 };
	const struct lex *x = &w->x;
	size_t at = *i;
	int n = 1, day, opens = -1;
	bool doubtful = false, back = lex_eat(x, &at, "倒数第");
	bool ends = back || lex_any(x, &at, last) >= 0, one = !ends && lex_eat(x, &at, "首");
	if (!ends && !one)
		opens = lex_any(x, &at, first);
	if ((back || !(ends || one)) && (!lex_number(x, &at, &n) || n < 1 || n > 23))
		return false;
	if (lex_any(x, &at, working) >= 0) {
		set_weekdays_working(&k->r);      /* deadline_due() counts them by the calendar */
		k->r.setpos = ends ? -n : n;
	} else if ((ends || opens >= 0) && n <= 5 && (day = counted_weekday(x, &at, &doubtful))) {
		k->r.weekdays[k->r.n_weekdays++] = day;
		k->r.setpos = ends ? -n : n;
		if (doubtful && !ends)
			reader_warn(w, _("“%.*s” is read as the month's weekday of that number"),
				STR_ARG(words_of(w, k->from, at)));
	} else if (lex_eat(x, &at, "天") || (ends && lex_eat(x, &at, "日")) ||
		(opens >= FIRST_OF && (lex_eat(x, &at, "日") || lex_eat(x, &at, "个自然日")))) {
		k->r.days[k->r.n_days++] = ends ? -n : n;
	} else {
		return false;
	}
	lex_any(x, &at, within_words);
	k->counted = true;
	*i = at;
	return true;
}

/* The day within a month: what stands behind 每月, 末月, 次月. False: nothing was said, the last
 * day is meant. */
static bool day_in_month(struct making *k, size_t *i, struct reader *w)
{
	static const char *const thirds[] = { "上中旬", "中下旬", "上旬", "中旬", "下旬", NULL };
	static const int third_ends[] = { 20, LAST_DAY, 10, 20, LAST_DAY };
	const struct lex *x = &w->x;
	size_t at = *i;
	int days[TAIL_DAYS_MAX], n, third;
	lex_eat(x, &at, "的");
	if (counted_day(k, &at, w)) {
		*i = at;
		return true;
	}
	if ((third = lex_any(x, &at, thirds)) >= 0) {
		if (third < 2)
			reader_warn(w, _("“%s” is read as its end"), thirds[third]);
		days[0] = third_ends[third];
		n = 1;
	} else if (lex_any(x, &at, end_words) >= 0) {
		days[0] = LAST_DAY;
		n = 1;
		point_days_before(w, k->from, at);
	} else if (lex_eat(x, &at, "逢") && lex_number(x, &at, &n) && n >= 1 && n <= 8) {
		lex_any(x, &at, day_words);
		for (int tens = 0; tens < 3; tens++)
			days[tens] = 10 * tens + n;
		n = 3;
	} else if (lex_eat(x, &at, "初")) {
		reader_warn(w, _("how long “%.*s” lasts is not settled: please set the date"),
			STR_ARG(words_of(w, k->from, at)));
		days[0] = 10;
		n = 1;
	} else {
		n = tail_days(x, &at, days);
		n = n ? end_joined(x, &at, days, n) : 0;
	}
	if (!n)
		return false;
	set_days(k, days, n, w, at);
	if (n > 1)
		k->r.period = PERIOD_DAY;
	*i = at;
	return true;
}

static void last_day(struct making *k)
{
	k->r.days[k->r.n_days++] = LAST_DAY;
}

/* Where no day was said: the last one. */
static void default_day(struct making *k)
{
	last_day(k);
	k->plain = true;
}

/* "后10日内", "结束后5个工作日内": so many days into what follows. False where that does not stand
 * there. */
static bool days_after(struct making *k, size_t *i, struct reader *w)
{
	static const char *const working[] = { "个工作日", "工作日", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	int n;
	if (lex_any(x, &at, ended_words) < 0 && !lex_eat(x, &at, "后"))
		return false;
	lex_eat(x, &at, "的");
	if (!lex_number(x, &at, &n) || n < 1 || n > 31)
		return false;
	if (lex_any(x, &at, working) >= 0) {
		if (n > 20)
			return false;
		set_weekdays_working(&k->r);
		k->r.setpos = n;
	} else {
		if (!lex_eat(x, &at, "天") && lex_any(x, &at, day_words) < 0)
			return false;
		set_days(k, &n, 1, w, at);
	}
	lex_any(x, &at, within_words);
	k->r.period_shift = -1;
	*i = at;
	return true;
}

/* ---- behind 每月, 每季度, 每半年, 每年, 每周, 每旬 ---- */

static void month_tail(struct making *k, size_t *i, struct reader *w)
{
	static const char *const next[] = { "的次月", "次月", "的下个月", "下个月", "下月", NULL };
	k->r.freq = FREQ_MONTHLY;
	k->r.period = PERIOD_MONTH;
	if (days_after(k, i, w))
		return;
	if (lex_any(&w->x, i, next) >= 0)
		k->r.period_shift = -1;
	if (!day_in_month(k, i, w))
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
	every_months(&k->r, n, length);
	last_day(k);
	k->r.period_shift = -1;
	*i = at;
	return true;
}

void tail_stretch(struct making *k, size_t *i, struct reader *w, int length)
{
	static const char *const lasts[] = { "末月份", "末月", "末个月", "最后一个月", "最后1个月",
		"第三个月", "第3个月", NULL };
	static const char *const firsts[] = { "首月份", "首月", "首个月", "第一个月", "第1个月",
		"初月",
		"初", NULL };
	static const char *const middles[] = {
		"第二个月", "第2个月", "中间月", "中间一个月", NULL,
	};
	static const char *const nexts[] = { "后次月", "后的次月", "次月", "后首月", "后第一个月",
		"后一个月", "下月", "下个月", NULL };
	static const char *const ends[] = { "底", "末", NULL };
	const struct lex *x = &w->x;
	struct rhythm *r = &k->r;
	size_t at = *i;
	int days[TAIL_DAYS_MAX] = { 0 };
	r->freq = FREQ_MONTHLY;
	r->period = length == 3 ? PERIOD_QUARTER : PERIOD_HALF;
	lex_eat(x, &at, "的");
	bool ended = lex_any(x, &(size_t){ at }, ended_words) >= 0 || lex_sees(x, at, "后");
	if (ended) {
		size_t next = at;
		if (months_after(k, i, w, length))
			return;
		every_months(r, 1, length);
		if (days_after(k, i, w))
			return;
		lex_any(x, &next, ended_words);
		if (lex_any(x, &next, nexts) >= 0 || lex_any(x, &next, firsts) >= 0) {
			r->period_shift = -1;
			*i = next;
			if (!day_in_month(k, i, w))
				last_day(k);
			return;
		}
		r->n_months = 0;
	}
	if (lex_any(x, &at, nexts) >= 0) {
		every_months(r, 1, length);
		r->period_shift = -1;
	} else if (lex_any(x, &at, lasts) >= 0) {
		every_months(r, length, length);
	} else if (lex_any(x, &at, firsts) >= 0) {
		every_months(r, 1, length);
	} else if (length == 3 && lex_any(x, &at, middles) >= 0) {
		every_months(r, 2, length);
	} else if (lex_any(x, &at, ends) >= 0) {
		every_months(r, length, length);
		if (point_days_before(w, k->from, at)) {
			last_day(k);
			*i = at;
			return;
		}
		lex_eat(x, &at, "的");
	} else if (tail_days(x, &(size_t){ at }, days)) {
		reader_warn(w, _("“%.*s” does not say the month: please set it"),
			STR_ARG(words_of(w, k->from, at)));
		every_months(r, days[0] <= 15 ? 1 : length, length);
		r->period_shift = days[0] <= 15 ? -1 : 0;
	} else {
		every_months(r, length, length);
	}
	k->plain = at == *i;
	*i = at;
	if (day_in_month(k, i, w)) {
		/* 每季度第3个工作日: of the quarter, and so of its first month; the last one is of
		 * its last. */
		if (k->plain && k->counted && r->setpos >= 0 && !(r->n_days && r->days[0] < 0)) {
			r->n_months = 0;
			every_months(r, 1, length);
		}
		k->plain = false;
	} else
		last_day(k);
}

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

/* "6月30日", "6月、12月底": months and their common day behind 每年. */
static bool year_months(struct making *k, size_t *i, struct reader *w)
{
	const struct lex *x = &w->x;
	size_t at = *i;
	int month, first_day = 0;
	bool ends = true, same = true, any = false;
	while (lex_number(x, &at, &month)) {
		size_t list = at;
		if (!lex_eat(x, &at, "月") && !lex_sees(x, at, "、") && !month_range(x, at))
			break;
		lex_eat(x, &at, "份");
		if (month < 1 || month > 12) {
			reader_warn(w, _("no such day: %.*s"), STR_ARG(words_of(w, k->from, at)));
			k->wrong = true;
			month = 1;
		}
		add_month(&k->r, month);
		struct making day = { .from = k->from };
		day.r.freq = FREQ_YEARLY;
		add_month(&day.r, month);
		if (at > list && day_in_month(&day, &at, w)) {
			int d = day.r.n_days ? day.r.days[day.r.n_days - 1] : 0;
			if (d > date_month_days(2020, month))
				reader_warn(w, _("no such day: %.*s"),
					    STR_ARG(words_of(w, k->from, at)));
			k->wrong = k->wrong || day.wrong || d > date_month_days(2020, month);
			ends = ends && (d == LAST_DAY || d == date_month_days(2019, month));
			same = same && (!first_day || first_day == d);
			first_day = d;
			memcpy(k->r.days, day.r.days, sizeof day.r.days);
			k->r.n_days = day.r.n_days;
			k->r.setpos = day.r.setpos;
			memcpy(k->r.weekdays, day.r.weekdays, sizeof day.r.weekdays);
			k->r.n_weekdays = day.r.n_weekdays;
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
			    STR_ARG(words_of(w, k->from, *i)));
		k->wrong = true;
	}
	if (!k->r.n_weekdays && (!k->r.n_days || (!same && ends))) {
		k->r.n_days = k->r.setpos = 0;
		last_day(k);
	}
	if (k->r.n_months > 1) {
		k->r.freq = FREQ_MONTHLY;
		k->r.period = months_period(&k->r);
	}
	return true;
}

static void year_tail(struct making *k, size_t *i, struct reader *w)
{
	static const char *const ends[] = { "年底", "年末", "年终", "底", "末", "终", "内", NULL };
	static const char *const next[] = { "的次年", "次年", "翌年", "下一年", NULL };
	static const char *const halves[] = { "上半年", "下半年", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, behind;
	int n, half;
	k->r.freq = FREQ_YEARLY;
	k->r.period = PERIOD_YEAR;
	lex_eat(x, &at, "的");
	behind = at;
	if (lex_any(x, &behind, ended_words) >= 0 && lex_number(x, &behind, &n) && n >= 1 &&
	    n <= 12 && lex_eat(x, &behind, "个月")) {
		lex_any(x, &behind, within_words);
		add_month(&k->r, n);
		last_day(k);
		k->r.period_shift = -1;
		*i = behind;
		return;
	}
	add_month(&k->r, 1);
	if (days_after(k, &at, w)) {
		*i = at;
		return;
	}
	k->r.n_months = 0;
	if (lex_any(x, &at, next) >= 0) {
		k->r.period_shift = -1;
		*i = at;
	}
	if (year_months(k, &at, w)) {
		*i = at;
		return;
	}
	behind = at;
	if (counted_day(k, &behind, w)) {      /* 每年最后一个工作日 */
		k->r.freq = FREQ_MONTHLY;
		add_month(&k->r, k->r.setpos < 0 || (k->r.n_days && k->r.days[0] < 0) ? 12 : 1);
		*i = behind;
		return;
	}
	behind = at;
	lex_eat(x, &behind, "第");
	if ((half = lex_any(x, &at, halves)) >= 0) {
		add_month(&k->r, 6 + 6 * half);
		size_t other = at;
		if (lex_any(x, &other, day_joints) >= 0 && lex_eat(x, &other, halves[!half])) {
			every_months(&k->r, 6, 6);      /* both: a report for each half */
			k->r.freq = FREQ_MONTHLY;
			k->r.period = PERIOD_HALF;
			at = other;
		}
		lex_any(x, &at, ends);
	} else if (lex_number(x, &behind, &n) && lex_eat(x, &behind, "季度") && n >= 1 && n <= 4) {
		add_month(&k->r, 3 * n);
		lex_any(x, &behind, ends);
		at = behind;
	} else {
		k->plain = lex_any(x, &at, ends) < 0;
		add_month(&k->r, 12);
	}
	last_day(k);
	*i = at;
}

/* "每周一" names a day, "每周一次" and "每周一报" do not. */
static bool is_once(const struct lex *x, size_t i)
{
	static const char *const doings[] = { "次", "调度", "通报", "汇总", "会商", "总结", "分析",
		"更新",
		"研判", "例会", NULL };
	if (!lex_eat(x, &i, "一") && !lex_eat(x, &i, "1") && !lex_eat(x, &i, "二") &&
	    !lex_eat(x, &i, "2"))
		return false;
	return lex_sees_any(x, i, doings) || (lex_eat(x, &i, "报") && lex_at_end(x, i));
}

static void week_tail(struct making *k, size_t *i, struct reader *w)
{
	static const char *const again[] = { "每周", "每星期", "周", "星期", "礼拜", NULL };
	static const char *const joints[] = { "、", "和", "及", "与", NULL };
	const struct lex *x = &w->x;
	struct rhythm *r = &k->r;
	r->freq = FREQ_WEEKLY;
	r->period = PERIOD_WEEK;
	size_t at = *i;
	lex_eat(x, &at, "的");
	lex_any(x, &at, again);
	static const char *const working[] = {
		"第一个工作日", "首个工作日", "最后一个工作日", NULL,
	};
	int k_working = lex_any(x, &at, working);
	int day = k_working >= 0   ? (k_working == 2 ? 5 : 1)
		  : is_once(x, *i) ? 0
				   : point_weekday(x, &at);
	while (day && r->n_weekdays < 7) {
		r->weekdays[r->n_weekdays++] = day;
		*i = at;
		bool range = point_connector(x, &at);
		if (!range && lex_any(x, &at, joints) < 0)
			break;
		lex_any(x, &at, again);
		int next = point_weekday(x, &at);
		if (!next)
			break;
		for (int d = day + 1; range && d < next && r->n_weekdays < 6; d++)
			r->weekdays[r->n_weekdays++] = d;
		day = next;
	}
	if (r->n_weekdays > 1)
		r->period = PERIOD_DAY;
	if (!r->n_weekdays) {
		if (!lex_eat(x, i, "末"))
			lex_eat(x, i, "内");
		k->plain = true;
		r->weekdays[r->n_weekdays++] = 7;
	}
}

static void third_tail(struct making *k, size_t *i, struct reader *w)
{
	static const char *const ends[] = { "末", "底", NULL };
	const struct lex *x = &w->x;
	struct rhythm *r = &k->r;
	size_t at = *i;
	int n;
	r->freq = FREQ_MONTHLY;
	r->period = PERIOD_TENDAYS;
	bool after = lex_any(x, &at, ended_words) >= 0 || lex_eat(x, &at, "后");
	bool ordinal = !after && (lex_eat(x, &at, "第") || lex_eat(x, &at, "首"));
	bool next_day = after && lex_eat(x, &at, "次日");
	if (next_day ||
	    ((after || ordinal) && (lex_number(x, &at, &n) || (ordinal && (n = 1))) && n >= 1 &&
	     n <= 8 && (lex_eat(x, &at, "天") || lex_any(x, &at, day_words) >= 0))) {
		n = next_day ? 1 : n;
		for (int third = 0; third < 3; third++)
			r->days[r->n_days++] = 10 * third + n;
		lex_any(x, &at, within_words);
		r->period_shift = after ? -1 : 0;
		*i = at;
		return;
	}
	lex_any(x, i, ends);
	r->days[r->n_days++] = 10;
	r->days[r->n_days++] = 20;
	last_day(k);
	(void)w;
}

static void half_month_tail(struct making *k, size_t *i, struct reader *w)
{
	int days[TAIL_DAYS_MAX], n = tail_days(&w->x, &(size_t){ *i }, days);
	k->r.freq = FREQ_MONTHLY;
	k->r.period = PERIOD_DAY;
	if (n == 2) {      /* 每半月5日、20日 */
		tail_days(&w->x, i, days);
		set_days(k, days, n, w, *i);
		return;
	}
	k->r.days[k->r.n_days++] = 15;
	last_day(k);
}

void tail_months(struct making *k, size_t *i, struct reader *w, int first, int step)
{
	month_tail(k, i, w);
	every_months(&k->r, first, step);
	/* the last day of some months lies beyond a 31st in others */
	if (k->r.setpos == -1 && k->r.n_days) {
		int day = k->r.days[k->r.n_days - 1];
		k->r.n_days = k->r.setpos = 0;
		set_days(k, &day, 1, w, *i);
	}
}

static void day_tail(struct making *k, bool working)
{
	k->r.freq = FREQ_DAILY;
	k->r.period = PERIOD_DAY;
	if (working)
		set_weekdays_working(&k->r);
}

void tail_read(struct making *k, size_t *i, struct reader *w, enum opening opens)
{
	switch (opens) {
	case OPEN_DAY: case OPEN_WORKDAY:
		day_tail(k, opens == OPEN_WORKDAY);
		break;
	case OPEN_WEEK:
		week_tail(k, i, w);
		break;
	case OPEN_THIRD:
		third_tail(k, i, w);
		break;
	case OPEN_HALF_MONTH:
		half_month_tail(k, i, w);
		break;
	case OPEN_MONTH:
		month_tail(k, i, w);
		break;
	case OPEN_EVEN:
		tail_months(k, i, w, 2, 2);
		break;
	case OPEN_ODD:
		tail_months(k, i, w, 1, 2);
		break;
	case OPEN_QUARTER:
		tail_stretch(k, i, w, 3);
		break;
	case OPEN_HALF:
		tail_stretch(k, i, w, 6);
		break;
	case OPEN_YEAR:
		year_tail(k, i, w);
		break;
	case OPEN_NONE:
		break;
	}
}
