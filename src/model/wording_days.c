/* The day that a rhythm names: 每月10日, 上旬, 月底, 第3个工作日, 结束后5日内. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

enum { LAST_DAY = TAIL_LAST_DAY };

static const char *const day_words[] = { "日", "号", NULL };
const char *const ended_words[] = { "终了之日起", "终了后的", "终了后", "终了", "结束之日起",
	"结束后的", "结束后", "结束", "期满后", NULL };
const char *const end_words[] = { "月底", "月末", "底", "末", "终", NULL };

struct str tail_words(const struct reader *w, size_t from, size_t to)
{
	return lex_source(&w->x, from, to);
}

void tail_add_month(struct rhythm *r, int month)
{
	for (int k = 0; k < r->n_months; k++)
		if (r->months[k] == month)
			return;
	if (r->n_months < 12)
		r->months[r->n_months++] = month;
}

void tail_every_months(struct rhythm *r, int first, int step)
{
	for (int m = first; m <= 12; m += step)
		tail_add_month(r, m);
}

void tail_set_days(struct making *k, const int *days, int n, struct reader *w, size_t to)
{
	struct rhythm *r = &k->r;
	int shortest = r->n_months ? 31 : 28;
	for (int m = 0; m < r->n_months; m++)
		if (date_month_days(2019, r->months[m]) < shortest)
			shortest = date_month_days(2019, r->months[m]);
	for (int d = 0; d < n; d++) {
		if (days[d] == 0 || days[d] > TAIL_DAYS_MAX) {
			reader_warn(w, _("no such day: %.*s"), STR_ARG(tail_words(w, k->from, to)));
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
				STR_ARG(tail_words(w, k->from, to)), days[d]);
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

void tail_working_days(struct rhythm *r)
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

bool tail_counted_day(struct making *k, size_t *i, struct reader *w)
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
		tail_working_days(&k->r);      /* deadline_due() counts them by the calendar */
		k->r.setpos = ends ? -n : n;
	} else if ((ends || opens >= 0) && n <= 5 && (day = counted_weekday(x, &at, &doubtful))) {
		k->r.weekdays[k->r.n_weekdays++] = day;
		k->r.setpos = ends ? -n : n;
		if (doubtful && !ends)
			reader_warn(w, _("“%.*s” is read as the month's weekday of that number"),
				STR_ARG(tail_words(w, k->from, at)));
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

bool tail_day(struct making *k, size_t *i, struct reader *w)
{
	static const char *const thirds[] = { "上中旬", "中下旬", "上旬", "中旬", "下旬", NULL };
	static const int third_ends[] = { 20, LAST_DAY, 10, 20, LAST_DAY };
	const struct lex *x = &w->x;
	size_t at = *i;
	int days[TAIL_DAYS_MAX], n, third;
	lex_eat(x, &at, "的");
	if (tail_counted_day(k, &at, w)) {
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
			STR_ARG(tail_words(w, k->from, at)));
		days[0] = 10;
		n = 1;
	} else {
		n = tail_days(x, &at, days);
		n = n ? end_joined(x, &at, days, n) : 0;
	}
	if (!n)
		return false;
	tail_set_days(k, days, n, w, at);
	if (n > 1)
		k->r.period = PERIOD_DAY;
	*i = at;
	return true;
}

void tail_last_day(struct making *k)
{
	k->r.days[k->r.n_days++] = LAST_DAY;
}

bool tail_days_after(struct making *k, size_t *i, struct reader *w)
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
		tail_working_days(&k->r);
		k->r.setpos = n;
	} else {
		if (!lex_eat(x, &at, "天") && lex_any(x, &at, day_words) < 0)
			return false;
		tail_set_days(k, &n, 1, w, at);
	}
	lex_any(x, &at, within_words);
	k->r.period_shift = -1;
	*i = at;
	return true;
}
