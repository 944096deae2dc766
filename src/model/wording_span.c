/* Deadlines of one point (11月20日前) and of a range (9—12月). */
#include "model/wording_private.h"

#include <string.h>

#include "base/gettext.h"
#include "base/ban.h"

/* What may stand before the point and belongs to it. */
static const char *const until_words[] = { "截止时间为", "截止到",   "截止至",     "截至到",
					   "截至",       "截止",     "最迟不超过", "最晚不超过",
					   "不得迟于",   "不得晚于", "不迟于",     "不晚于",
					   "最迟于",     "最迟",     "最晚于",     "最晚",
					   NULL };
static const char *const leading_words[] = {
	"力争在", "力争于", "力争到", "力争",     "争取在",   "争取于", "争取",
	"确保在", "确保于", "确保",   "限期于",   "限期",     "限于",   "限",
	"务必于", "务必在", "务必",   "原则上于", "原则上在", "原则上", "计划于",
	"计划在", "预计于", "预计在", "预计",     "拟于",     "并于",   "并在",
	"请于",   "请在",   "须于",   "须在",     "应于",     "应在",   "要于",
	"要在",   "至",     "到",     "于",       "在",       NULL
};
static const char *const since_words[] = { "自", "从", "由", NULL };

/* What a date is followed by when it is no deadline but names a paper or a meeting. */
static const char *const paper_words[] = { "印发",     "下发",   "发布",   "公布",   "发文",
					   "出台",     "签发",   "制发",   "颁布",   "召开",
					   "修订",     "通过",   "签署",   "成立",   "会议",
					   "以来",     "的通知", "的会议", "批准",   "挂牌",
					   "考核",     "专题会", "常务会", "工作会", "总结会",
					   "总结大会", "通报会", NULL };
/* What a bare month or year is followed by when it is one. */
static const char *const doing_words[] = { "完成", "实现", "力争", "达到", "达", "建成", "启动",
	"报送",
	"上报", "组织", "开展", "形成", "取得", "制定", "出台", "提交", "举行", "落实", NULL };
/* The same of a month; behind a year these name a paper: 2018年总结. */
static const char *const month_words[] = { "总结", "验收", "汇总", "通报", "整改", "整治", "收尾",
	"自查",
	"检查", "评估", "基本", "全面", "初步", NULL };

enum { LEADING_MAX = 4 };

/* The words around a point. */
struct around {
	bool until, since;        /* 截至, 自 */
	bool before, within;      /* 前, 内 */
	bool stop;                /* 止 */
	bool begin;               /* 起 */
	bool after;               /* 后 */
	bool about;               /* 前后, 左右 */
};

static void leading_read(const struct lex *x, size_t *i, struct around *a)
{
	for (int words = 0; words < LEADING_MAX; words++) {
		if (lex_any(x, i, until_words) >= 0) {
			a->until = true;
			lex_eat(x, i, ":");
		} else if (lex_any(x, i, since_words) >= 0) {
			a->since = true;
		} else if (lex_any(x, i, leading_words) < 0) {
			return;
		}
	}
}

static void behind_read(const struct lex *x, size_t *i, struct around *a)
{
	static const char *const about[] = { "前后", "左右", NULL };
	static const char *const begin[] = { "起始", "起", "开始", NULL };
	static const char *const stop[] = { "为止", "截止", "止", NULL };
	static const char *const after[] = { "以后", "之后", "后", NULL };
	if (lex_any(x, i, about) >= 0)
		a->about = true;
	else if (point_before(x, i))
		a->before = true;
	else if (lex_any(x, i, within_words) >= 0)
		a->within = true;
	else if (lex_any(x, i, stop) >= 0)
		a->stop = true;
	else if (!lex_sees(x, *i, "开始实施") && lex_any(x, i, begin) >= 0)
		a->begin = true;
	else if (!lex_sees(x, *i, "后续") && lex_any(x, i, after) >= 0)
		a->after = true;
}

/* May a point without 前, 内 or 底 be a deadline here? */
static bool bare_fits(const struct lex *x, const struct point *p, size_t at, const struct around *a)
{
	size_t next = at;
	if (lex_sees_any(x, at, paper_words))
		return false;
	if (a->until || p->edge != EDGE_NONE || p->grain == GRAIN_DAY || p->grain == GRAIN_THIRD ||
		p->minute != -1)
		return true;
	if (p->grain != GRAIN_YEAR)
		return lex_at_end(x, at) || lex_sees_any(x, at, doing_words) ||
		       lex_sees_any(x, at, month_words) || lex_any(x, &next, leading_words) >= 0 ||
		       p->grain != GRAIN_MONTH;
	return at >= x->f.n || lex_sees_any(x, at, doing_words);
}

static const char *const to_signs[] = { "至", "到", "---", "--", "-", "~", NULL };

/* Two ends that are one word: "9-12月", "一至三季度", "2018-2020年", "11.20-12.10". The first of
 * them becomes a. */
static bool joint_read(struct reader *w, size_t *i, struct point *a, struct point *b)
{
	const struct lex *x = &w->x;
	size_t at = *i, behind;
	int first, second;
	/* 增长1.2-1.5倍 names no days. */
	if (lex_at_start(x, *i) && point_month_day(x, &at, a) && lex_any(x, &at, to_signs) >= 0 &&
	    point_month_day(x, &at, b) &&
	    (lex_at_end(x, at) || point_sees_before(x, at) || lex_sees_any(x, at, doing_words) ||
	     lex_sees_any(x, at, month_words))) {
		b->from = *i;
		b->to = *i = at;
		return true;
	}
	at = *i;
	bool ordinal = lex_eat(x, &at, "第");
	if (!lex_number(x, &at, &first) || !point_connector(x, &at))
		return false;
	behind = at;
	lex_eat(x, &behind, "第");
	if (!lex_number(x, &behind, &second))
		return false;
	bool month = !ordinal && lex_sees(x, behind, "月"), quarter = lex_sees(x, behind, "季");
	bool year = !ordinal && lex_sees(x, behind, "年") && first > 1900;
	if (!(month || quarter || year) || first > 9999 || !point_read(w, &at, NULL, b))
		return false;
	*a = *b;
	a->edge = EDGE_NONE;
	a->grain = month ? GRAIN_MONTH : quarter ? GRAIN_QUARTER : GRAIN_YEAR;
	*(month ? &a->month : quarter ? &a->part : &a->year) = first;
	a->odd = month ? first > 12 || first < 1 : quarter ? first > 4 || first < 1 : false;
	*i = at;
	return true;
}

/* Resolves the ends of a range: the end is the first one that is not over, the beginning the last
 * one before it. */
static enum resolved range_resolve(struct reader *w, const struct point *a, const struct point *b,
	date *start, date *due)
{
	struct point from = *a;
	date first, last, ignored;
	enum resolved r;
	if (a->year || a->fixed) {
		r = point_resolve(w, a, w->base, false, &first, &last);
		*start = a->edge == EDGE_END ? last : first;
		return r == RESOLVED ? point_resolve(w, b, *start, false, &ignored, due) : r;
	}
	r = point_resolve(w, b, w->base, false, &ignored, due);
	if (r != RESOLVED)
		return r;
	from.year = date_split(*due).year;
	r = point_resolve(w, &from, *due, false, &first, &last);
	if (r == RESOLVED && first > *due) {
		from.year--;
		r = point_resolve(w, &from, *due, false, &first, &last);
	}
	*start = a->edge == EDGE_END ? last : first;
	return r;
}

/* A year that was said holds for what follows in the same text. */
static void base_follow(struct reader *w, const struct point *p, date d)
{
	if (p->year && d != DATE_NONE && (w->base == DATE_NONE || d > w->base))
		w->base = d;
}

static void warn_past(struct reader *w, const struct found *f)
{
	char text[DATE_TEXT_SIZE];
	if (w->issued != DATE_NONE && f->r.due != DATE_NONE && f->r.due < w->issued)
		reader_warn(w, _("“%.*s”: %s lies before the issue date"),
			STR_ARG(lex_source(&w->x, f->from, f->to)),
			date_text(f->r.due, text));
}

static bool range_take(struct reader *w, size_t from, size_t at, const struct point *a,
	const struct point *b, struct around *s)
{
	date start = DATE_NONE, due = DATE_NONE;
	static const char *const between[] = { "期间", "之间", "间", NULL };
	behind_read(&w->x, &at, s);
	lex_any(&w->x, &at, between);
	enum resolved r = range_resolve(w, a, b, &start, &due);
	struct found *f =
		reader_add(w, r == RESOLVED_WRONG ? DEADLINE_INVALID : DEADLINE_RANGE, from, at);
	if (r == RESOLVED && start > due) {
		reader_warn(w, _("“%.*s” ends before it begins"),
			    STR_ARG(lex_source(&w->x, from, at)));
		f->r.kind = DEADLINE_INVALID;
		return true;
	}
	if (r != RESOLVED)
		return true;
	f->r.start = start;
	f->r.due = due;
	f->r.minute = b->minute;
	if (s->before && b->grain == GRAIN_DAY && b->counted == COUNTED_UNSAID && b->minute == -1)
		f->r.due_excluded = due - 1;
	base_follow(w, a->year ? a : b, due);
	warn_past(w, f);
	return true;
}

/* "四季度前": is what is named the time before which all has to be done? 底前, 旬前 mean their end;
 * a day counts itself. */
static bool before_begins(const struct point *p, const struct around *s)
{
	return s->before && p->edge == EDGE_NONE && p->minute == -1 && p->grain != GRAIN_DAY &&
		p->grain != GRAIN_THIRD;
}

static void once_take(struct reader *w, size_t from, size_t at, const struct point *p,
	const struct around *s)
{
	date first, last;
	bool before = before_begins(p, s);
	enum resolved r = point_resolve(w, p, w->base, before, &first, &last);
	struct found *f =
		reader_add(w, r == RESOLVED_WRONG ? DEADLINE_INVALID : DEADLINE_ONCE, from, at);
	struct str words = lex_source(&w->x, from, at);
	if (before && p->grain != GRAIN_HOLIDAY)
		reader_warn(w, _("“%.*s” is read as the day before that begins"), STR_ARG(words));
	if (s->about)
		reader_warn(w, _("“%.*s” says about when: please set the date"), STR_ARG(words));
	if (r != RESOLVED)
		return;
	f->r.due = before ? first - 1 : last;
	if (f->r.due < date_make(YEAR_FIRST, 1, 1)) {
		reader_warn(w, _("“%.*s” is not between %d and %d"), STR_ARG(words), YEAR_FIRST,
			    YEAR_LAST);
		f->r.kind = DEADLINE_INVALID;
		f->r.due = DATE_NONE;
		return;
	}
	f->r.minute = p->minute;
	f->day = p->grain == GRAIN_DAY && p->counted == COUNTED_UNSAID;
	f->month = p->grain == GRAIN_MONTH && p->edge == EDGE_NONE && !s->before;
	if (p->counted == COUNTED_OUT)
		f->r.due--;
	else if (s->before && !s->until && p->grain == GRAIN_DAY && p->minute == -1 &&
		p->counted == COUNTED_UNSAID)
		f->r.due_excluded = f->r.due - 1;
	base_follow(w, p, f->r.due);
	warn_past(w, f);
}

static void start_take(struct reader *w, size_t from, size_t at, const struct point *p,
	const struct around *s)
{
	date first, last;
	enum resolved r = point_resolve(w, p, w->base, false, &first, &last);
	struct found *f =
		reader_add(w, r == RESOLVED_WRONG ? DEADLINE_INVALID : DEADLINE_START, from, at);
	if (r != RESOLVED)
		return;
	f->r.start = s->after ? last + 1 : first;
	base_follow(w, p, f->r.start);
}

/* "自11月1日起30日内", "国庆节后一周内": a range that ends so many days later. */
static bool counted_range(struct reader *w, size_t from, size_t *at, const struct point *p,
			  bool after)
{
	size_t end = *at;
	int count;
	char unit;
	date first, last;
	lex_eat(&w->x, &end, "的");
	if (!count_read(w, &end, &count, &unit) || lex_any(&w->x, &end, within_words) < 0 ||
		count > COUNT_MAX)
		return false;
	enum resolved r = point_resolve(w, p, w->base, false, &first, &last);
	struct found *f =
		reader_add(w, r == RESOLVED_WRONG ? DEADLINE_INVALID : DEADLINE_RANGE, from, end);
	*at = end;
	if (r == RESOLVED) {
		f->r.start = after ? last + 1 : first;
		f->r.due = count_from(w, last, count, unit);
		base_follow(w, p, f->r.due);
	}
	return true;
}

/* ---- a point, or from one to another ---- */

enum { PAPER_FIRST = 7 };     /* of the words below: from here on they speak of a paper */

/* 即日: the issue date; as a beginning only. */
static bool today_point(struct reader *w, size_t *i, struct point *p)
{
	static const char *const words[] = { "即日起",     "即日开始",   "即日",       "即刻起",
					     "即时起",     "从现在起",   "现在起",     "印发之日起",
					     "发布之日起", "公布之日起", "下发之日起", "发文之日起",
					     "发出之日起", NULL };
	static const char *const papers[] = {
		"本通知", "本文件", "本方案", "本意见", "通知", "文件", "方案", NULL,
	};
	size_t at = *i;
	lex_any(&w->x, &at, papers);
	bool paper = at > *i;
	int k = lex_any(&w->x, &at, words);
	if (paper && k >= 0 && k < PAPER_FIRST)
		return false;
	if (k < 0 || (k == 2 && !point_connector(&w->x, &(size_t){ at })))
		return false;
	*p = (struct point){ .grain = GRAIN_DAY, .minute = -1, .fixed = true, .needs_issue = w->issued == DATE_NONE,
		.first = w->issued, .last = w->issued, .from = *i, .to = at };
	*i = at;
	return true;
}

static bool range_end(struct reader *w, size_t *i, const struct point *a, struct point *b)
{
	static const char *const begin[] = { "起始", "起", "开始", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	lex_any(x, &at, begin);
	lex_eat(x, &at, ",");
	if (!point_connector(x, &at))
		return false;
	size_t end = at;
	if (a->month && a->grain != GRAIN_HOLIDAY &&
	    (lex_eat(x, &end, "月底") || lex_eat(x, &end, "月末"))) {
		*b = (struct point){ .grain = GRAIN_MONTH,
				     .edge = EDGE_END,
				     .year = a->year,
				     .month = a->month,
				     .minute = -1,
				     .first = DATE_NONE,
				     .last = DATE_NONE,
				     .from = at,
				     .to = end };
		at = end;
	} else if (!point_read(w, &at, a->grain == GRAIN_DAY && !a->fixed ? a : NULL, b)) {
		return false;
	}
	*i = at;
	return true;
}

bool point_deadline(struct reader *w, size_t *i)
{
	const struct lex *x = &w->x;
	size_t at = *i, from = *i, warned = w->to->warn.n;
	struct around s = { 0 };
	struct point a, b;
	leading_read(x, &at, &s);
	if (today_point(w, &at, &a)) {
		if (range_end(w, &at, &a, &b)) {
			*i = at;
			return range_take(w, from, at, &a, &b, &s);
		}
		/* 印发之日起30日内 is read where its number stands. */
		size_t number = at;
		lex_eat(x, &number, ",");
		if (count_read(w, &number, &(int){ 0 }, &(char){ 0 }))
			goto none;
		start_take(w, from, at, &a, &s);
		*i = at;
		return true;
	}
	if (joint_read(w, &at, &a, &b)) {
		*i = at;
		return range_take(w, from, at, &a, &b, &s);
	}
	if (!point_read(w, &at, NULL, &a))
		goto none;
	if (range_end(w, &at, &a, &b)) {
		*i = at;
		return range_take(w, from, at, &a, &b, &s);
	}
	point_days_before(w, from, at);
	behind_read(x, &at, &s);
	if ((s.begin || s.after) && counted_range(w, from, &at, &a, s.after)) {
		*i = at;
		return true;
	}
	bool bound = s.before || s.within || s.stop || s.begin || s.after || s.about;
	if ((!bound && !bare_fits(x, &a, at, &s)) || (s.since && !s.begin && !s.after))
		goto none;
	if (s.before && lex_sees(x, at, "("))
		point_counted(x, &at, &a);
	if (s.begin || s.after)
		start_take(w, from, at, &a, &s);
	else
		once_take(w, from, at, &a, &s);
	*i = at;
	return true;
none:
	w->to->warn.n = warned;
	return false;
}
