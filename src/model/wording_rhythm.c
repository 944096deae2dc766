/* Recurring deadlines: 每月20日前, 每季度末月25日前, 每周五, 双月15日, 次月5日前. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

struct opener {
	const char *word;
	enum opening opens;
};

static const struct opener every_openers[] = {      /* behind 每; longer ones first */
	{ "个工作日", OPEN_WORKDAY }, { "工作日", OPEN_WORKDAY }, { "半个月", OPEN_HALF_MONTH },
	{ "半月", OPEN_HALF_MONTH },
	{ "个双月", OPEN_EVEN }, { "双月", OPEN_EVEN }, { "偶数月", OPEN_EVEN },
	{ "个单月", OPEN_ODD },
	{ "单月", OPEN_ODD },
	{ "奇数月", OPEN_ODD }, { "个季度", OPEN_QUARTER }, { "季度", OPEN_QUARTER },
	{ "季", OPEN_QUARTER }, { "半年度", OPEN_HALF },
	{ "半年", OPEN_HALF }, { "年度", OPEN_YEAR }, { "年", OPEN_YEAR }, { "个月", OPEN_MONTH },
	{ "月份", OPEN_MONTH },
	{ "月度", OPEN_MONTH }, { "月", OPEN_MONTH }, { "个星期", OPEN_WEEK },
	{ "星期", OPEN_WEEK },
	{ "周", OPEN_WEEK },
	{ "礼拜", OPEN_WEEK }, { "旬", OPEN_THIRD }, { "日", OPEN_DAY }, { "天", OPEN_DAY },
	{ NULL, OPEN_NONE },
};

/* 按月报送, 一月一报; only before a word of doing */
static const struct opener by_openers[] = {
	{ "按工作日", OPEN_WORKDAY }, { "按半年", OPEN_HALF }, { "按季度", OPEN_QUARTER },
	{ "按季", OPEN_QUARTER }, { "按月度", OPEN_MONTH },
	{ "按月", OPEN_MONTH }, { "按旬", OPEN_THIRD }, { "按周", OPEN_WEEK }, { "按日", OPEN_DAY },
	{ "按年度", OPEN_YEAR },
	{ "按年", OPEN_YEAR }, { "逐月", OPEN_MONTH }, { "逐季", OPEN_QUARTER },
	{ "逐周", OPEN_WEEK },
	{ "逐日", OPEN_DAY },
	{ "一季度一", OPEN_QUARTER }, { "一季一", OPEN_QUARTER }, { "一月一", OPEN_MONTH },
	{ "一旬一", OPEN_THIRD },
	{ "一周一", OPEN_WEEK }, { "一日一", OPEN_DAY }, { "一天一", OPEN_DAY },
	{ "一年一", OPEN_YEAR },
	{ "半年一", OPEN_HALF },
	{ "月月", OPEN_MONTH }, { NULL, OPEN_NONE },
};

static const char *const doing_words[] = { "报",   "上报", "调度", "通报", "反馈", "汇总", "更新",
					   "总结", "推进", "完成", "开展", "公布", "公示", "提交",
					   "归集", "次",   "会商", "研判", "分析", "督查", NULL };

static enum opening opener_read(const struct lex *x, size_t *i, const struct opener *openers)
{
	for (; openers->word; openers++)
		if (lex_eat(x, i, openers->word))
			return openers->opens;
	return OPEN_NONE;
}

/* "每两个月", "每3年", "每两周", "隔周": every n of them. */
static bool every_n(struct making *k, size_t *i, struct reader *w)
{
	static const struct { const char *word; enum opening opens; } units[] = {
	{ "个月", OPEN_MONTH }, { "月", OPEN_MONTH }, { "个季度", OPEN_QUARTER },
			{ "个星期", OPEN_WEEK }, { "星期", OPEN_WEEK },
	{ "周", OPEN_WEEK }, { "年", OPEN_YEAR }, { "天", OPEN_DAY }, { "日", OPEN_DAY },
	};
	const struct lex *x = &w->x;
	size_t at = *i;
	int n, apart = lex_eat(x, &at, "隔") ? 1 : 0;
	if (!lex_number(x, &at, &n)) {
		if (!apart)
			return false;
		n = 1;
	}
	n += apart;
	for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
		if (!lex_eat(x, &at, units[u].word))
			continue;
		enum opening opens = units[u].opens;
		if (n < 1 || n > 36)
			return false;
		if (n > 1 && opens == OPEN_MONTH && 12 % n == 0) {
			if (n == 3 || n == 6)
				tail_stretch(k, &at, w, n);
			else
				tail_months(k, &at, w, n, n);
		} else {
			tail_read(k, &at, w, opens);
			if (n > 1) {
				k->r.interval = opens == OPEN_QUARTER ? 1 : n;
				reader_warn(w,
					    _("“%.*s”: from when it is counted is not said; from "
					      "the beginning of the year is taken"),
					    STR_ARG(lex_source(x, k->from, at)));
			}
		}
		*i = at;
		return true;
	}
	return false;
}

/* Words that open a rhythm without 每 and need a day: 次月5日, 双月15日, 季度末月25日. */
static bool bare_opening(struct making *k, size_t *i, struct reader *w)
{
	static const char *const next[] = { "次月", NULL };
	static const char *const even[] = { "逢双月", "双月", "偶数月", NULL };
	static const char *const odd[] = { "逢单月", "单月", "奇数月", NULL };
	static const char *const quarter[] = { "季度", "季", NULL };
	static const char *const quarter_behind[] = { "末月", "最后一个月", "首月", "第一个月",
		"第二个月",
		"第三个月", "后次月", "终了后", "结束后", "后", NULL };
	static const char *const stretches[] = {
		"半年度", "半年", "年度", "年", "月度", "月份", "月", NULL,
	};
	static const enum opening stretch_opens[] = { OPEN_HALF, OPEN_HALF, OPEN_YEAR, OPEN_YEAR,
		OPEN_MONTH, OPEN_MONTH,
		OPEN_MONTH };
	static const char *const ended[] = { "终了后", "终了之日起", "结束后", "结束之日起", NULL };
	const struct lex *x = &w->x;
	size_t at = *i, look;
	int days[TAIL_DAYS_MAX], look_at;
	if (lex_any(x, &at, next) >= 0) {
		tail_read(k, &at, w, OPEN_MONTH);
		if (k->plain)
			return false;
		k->r.period_shift = -1;
	} else if (lex_any(x, &at, even) >= 0 || lex_any(x, &at, odd) >= 0) {
		bool is_even = lex_sees_any(x, *i, even);
		look = at;
		if (!tail_days(x, &look, days) && !lex_sees_any(x, at, end_words))
			return false;
		tail_months(k, &at, w, is_even ? 2 : 1, 2);
	} else if (lex_at_start(x, at) && lex_any(x, &at, quarter) >= 0 &&
		lex_sees_any(x, at, quarter_behind)) {
		tail_stretch(k, &at, w, 3);
	} else if (lex_at_start(x, at) && (look_at = lex_any(x, &at, stretches)) >= 0) {
		look = at;
		if (lex_any(x, &look, ended) < 0 || !lex_number(x, &look, days))
			return false;
		tail_read(k, &at, w, stretch_opens[look_at]);
	} else {
		return false;
	}
	*i = at;
	return true;
}

/* What stands behind 每月, 每年 where no day was understood: said rather than passed over.
 * 每年春节前 is none of RFC 5545's rules. */
static void unread_warn(struct making *k, size_t *i, struct reader *w)
{
	static const char *const days[] = { "逢", "倒数", "最后", "第", "前", NULL };
	const struct lex *x = &w->x;
	size_t at = *i;
	struct point holiday = { .from = at };
	int n;
	if (!k->plain)
		return;
	lex_eat(x, &at, "的");
	if (point_holiday(w, &at, &holiday)) {
		point_before(x, &at);
		reader_warn(w, _("“%.*s” moves from year to year: please enter each date"),
			    STR_ARG(lex_source(x, k->from, at)));
		k->wrong = true;
		*i = at;
	} else if (lex_number(x, &at, &n) && n > 1 && lex_eat(x, &at, "次")) {
		reader_warn(w, _("“%.*s” says how often, not by when: please set the dates"),
			STR_ARG(lex_source(x, k->from, at)));
	} else if (lex_sees_any(x, *i, days) && !point_sees_before(x, *i)) {
		reader_warn(w,
			    _("behind “%.*s” stands a day that is not understood: please set it"),
			    STR_ARG(lex_source(x, k->from, *i)));
	}
}

bool rhythm_read(struct reader *w, size_t *i)
{
	const struct lex *x = &w->x;
	size_t at = *i, warned = w->to->warn.n;
	struct making k = { .from = *i, .r = { .interval = 1 } };
	enum opening opens;
	bool good;
	if (lex_eat(x, &at, "工作日每天") || lex_eat(x, &at, "工作日每日")) {
		good = true;
		tail_read(&k, &at, w, OPEN_WORKDAY);
	} else if (lex_eat(x, &at, "每")) {
		lex_eat(x, &at, "逢");
		good = (opens = opener_read(x, &at, every_openers)) != OPEN_NONE;
		if (good)
			tail_read(&k, &at, w, opens);
		else
			good = every_n(&k, &at, w);
	} else if (lex_sees(x, at, "隔周") || lex_sees(x, at, "隔月")) {
		good = every_n(&k, &at, w);
	} else if (lex_at_start(x, at) && (opens = opener_read(x, &at, by_openers)) != OPEN_NONE) {
		good = lex_sees_any(x, at, doing_words) || lex_at_end(x, at);
		if (good)
			tail_read(&k, &(size_t){ at }, w, opens);
	} else {
		good = bare_opening(&k, &at, w);
	}
	if (!good) {
		w->to->warn.n = warned;
		return false;
	}
	unread_warn(&k, &at, w);
	int minute = point_time(x, &at);
	bool before = point_before(x, &at);
	if (!before)
		lex_any(x, &at, within_words);
	if (minute == -1 && before)
		minute = point_time(x, &at);
	if (minute > 24 * 60) {
		reader_warn(w, _("no such day: %.*s"), STR_ARG(lex_source(x, k.from, at)));
		k.wrong = true;
	}
	struct found *f = reader_add(w, k.wrong ? DEADLINE_INVALID : DEADLINE_RECURRING, *i, at);
	if (!k.wrong) {
		f->r.rhythm = k.r;
		f->plain = k.plain && !before && minute == -1;
		f->r.minute = minute;
	}
	*i = at;
	return true;
}
