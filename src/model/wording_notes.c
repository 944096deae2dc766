/* What stands beside a day: its time, its weekday, whether it counts itself. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

const char *const before_words[] = { "之前", "以前", "前夕", "前", NULL };
const char *const within_words[] = { "之内", "以内", "内", NULL };

bool point_before(const struct lex *x, size_t *i)
{
	static const char *const others[] = { "前期", "前后", "前往", "前述", "前置", "前三",
		"前两",
		"前款", "前提", NULL };
	return (lex_sees(x, *i, "前提前") || !lex_sees_any(x, *i, others)) &&
	       lex_any(x, i, before_words) >= 0;
}

bool point_sees_before(const struct lex *x, size_t i)
{
	return point_before(x, &i);
}

bool point_days_before(struct reader *w, size_t from, size_t i)
{
	static const char *const units[] = { "个工作日", "工作日", "天", "日", NULL };
	int n;
	if (!point_before(&w->x, &i) || !lex_number(&w->x, &i, &n) || lex_any(&w->x, &i, units) < 0)
		return false;
	reader_warn(w, _("“%.*s” says how long before a day: please set the date"),
		    STR_ARG(lex_source(&w->x, from, i)));
	return true;
}

bool point_connector(const struct lex *x, size_t *i)
{
	static const char *const words[] = { "一直到", "直至", "直到", "截至", "至", "到", "---",
		"--",
		"-", "~~", "~", NULL };
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
	} else if (lex_number(x, &at, &m) && (lex_eat(x, &at, "分") || point_sees_before(x, at))) {
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
	if (!lex_number(x, &at, h) || !(lex_eat(x, &at, "时") || lex_eat(x, &at, "点")) ||
		lex_sees(x, at, "间"))
		return false;
	*m = minutes_behind(x, &at);
	*i = at;
	return true;
}

int point_time(const struct lex *x, size_t *i)
{
	static const char *const parts[] = { "上午", "早上", "早晨", "凌晨", "清晨", "早", "中午",
		"下午",
		"午后", "晚上", "傍晚", "夜间", "晚", NULL };
	enum { NOON_PART = 6, NIGHT_PART = 9 };
	size_t at = *i;
	int h, m;
	lex_eat(x, &at, " ");
	lex_eat(x, &at, "的");
	int part = lex_any(x, &at, parts);
	if (lex_eat(x, &at, "下班")) {
		*i = at;
		return part >= 0 && part <= NOON_PART ? NOON : MINUTE_CLOSING;
	}
	if (!hour_read(x, &at, &h, &m)) {
		if (part < 0 ||
		    !(point_sees_before(x, at) || lex_at_end(x, at) || lex_sees(x, at, "报")))
			return -1;
		*i = at;
		return part > NOON_PART ? MINUTE_CLOSING : NOON;
	}
	*i = at;
	if ((part > NOON_PART && h < 12) || (part >= NIGHT_PART && h == 12) ||
	    (part == NOON_PART && h < 3))
		h += 12;
	if (h > 24 || m > 59 || (h == 24 && m))
		return TIME_ODD;
	return h * 60 + m;
}

/* ---- what stands beside a day: weekday, whether it counts, time ---- */

int point_weekday(const struct lex *x, size_t *i)
{
	static const char *const names[] = { "一", "二", "三", "四", "五", "六", "日", "天", "末",
		"1",
		"2", "3", "4", "5", "6", "7", NULL };
	static const int days[] = { 1, 2, 3, 4, 5, 6, 7, 7, 7, 1, 2, 3, 4, 5, 6, 7 };
	size_t at = *i;
	int k = lex_any(x, &at, names);
	if (k < 0)
		return 0;
	*i = at;
	return days[k];
}

const char *const week_words[] = { "星期", "礼拜", "周", NULL };

static bool weekday_beside(const struct lex *x, size_t *i, struct point *p)
{
	static const char *const which[] = { "本", "下", NULL };
	size_t at = *i;
	int day;
	lex_any(x, &at, which);
	if (lex_any(x, &at, week_words) < 0 || !(day = point_weekday(x, &at)))
		return false;
	p->weekday = day;
	*i = at;
	return true;
}

static bool counted_beside(const struct lex *x, size_t *i, struct point *p)
{
	static const char *const out[] = { "不含当日", "不含当天", "不含本日", "不含该日",
		"不包括当日",
		"不包含当日", "不含", NULL };
	static const char *const in[] = { "包含当日", "包括当日", "均含当日", "含当日", "含当天",
		"含本日",
		"含该日", "均含", "含", NULL };
	if (lex_any(x, i, out) >= 0)
		p->counted = COUNTED_OUT;
	else if (lex_any(x, i, in) >= 0)
		p->counted = COUNTED_IN;
	else
		return false;
	return true;
}

void point_counted(const struct lex *x, size_t *i, struct point *p)
{
	size_t at = *i;
	struct point said = *p;
	int n;
	if (!lex_eat(x, &at, "(") ||
	    !(counted_beside(x, &at, &said) || weekday_beside(x, &at, &said)))
		return;
	while (lex_number(x, &at, &n) || lex_eat(x, &at, "月") || lex_eat(x, &at, "日") ||
	       lex_eat(x, &at, "号"))
		;
	lex_eat(x, &at, "当天");
	if (!lex_eat(x, &at, ")"))
		return;
	*p = said;
	*i = at;
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

/* "11月6日" beside 下周二. */
static bool date_beside(const struct lex *x, size_t *i, struct point *p)
{
	size_t at = *i;
	int month, day;
	if (!lex_number(x, &at, &month) || !lex_eat(x, &at, "月") || !lex_number(x, &at, &day) ||
		!(lex_eat(x, &at, "日") || lex_eat(x, &at, "号")))
		return false;
	p->month_beside = month;
	p->day_beside = day;
	*i = at;
	return true;
}

static bool note_beside(const struct lex *x, size_t *i, struct point *p)
{
	return weekday_beside(x, i, p) || counted_beside(x, i, p) || time_beside(x, i, p);
}

void point_notes(const struct lex *x, size_t *i, struct point *p)
{
	for (;;) {
		size_t at = *i;
		struct point saved = *p;
		if (lex_eat(x, &at, "(")) {
			while (note_beside(x, &at, p) || date_beside(x, &at, p) ||
			       lex_eat(x, &at, ",") || lex_eat(x, &at, "、"))
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
