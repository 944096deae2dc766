/* What follows 每周, 每旬, 每半月, and who reads what follows the longer ones. */
#include "model/wording_private.h"

#include "base/ban.h"

static const char *const day_words[] = { "日", "号", NULL };

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
	tail_last_day(k);
	(void)w;
}

static void half_month_tail(struct making *k, size_t *i, struct reader *w)
{
	int days[TAIL_DAYS_MAX], n = tail_days(&w->x, &(size_t){ *i }, days);
	k->r.freq = FREQ_MONTHLY;
	k->r.period = PERIOD_DAY;
	if (n == 2) {      /* 每半月5日、20日 */
		tail_days(&w->x, i, days);
		tail_set_days(k, days, n, w, *i);
		return;
	}
	k->r.days[k->r.n_days++] = 15;
	tail_last_day(k);
}

static void day_tail(struct making *k, bool working)
{
	k->r.freq = FREQ_DAILY;
	k->r.period = PERIOD_DAY;
	if (working)
		tail_working_days(&k->r);
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
		tail_month(k, i, w);
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
		tail_year(k, i, w);
		break;
	case OPEN_NONE:
		break;
	}
}
