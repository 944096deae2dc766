/* Deadlines that count from something: 5个工作日内, 自收到之日起一个月内. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

enum { ORIGIN_MAX_BYTES = 200 };

bool count_read(struct reader *w, size_t *i, int *count, char *unit)
{
	static const struct { const char *words[5]; char unit; int times; } units[] = {
		{ { "个工作日", "工作日", NULL }, 'w', 1 },
		{ { "个自然日", "个日历日", "个日历天", "自然日", NULL }, 'd', 1 },
		{ { "个星期", "星期", "周", NULL }, 'd', 7 },
		{ { "个季度", NULL }, 'm', 3 },
		{ { "个月", NULL }, 'm', 1 },
		{ { "个小时", "小时", NULL }, 'h', 1 },
		{ { "天", "日", NULL }, 'd', 1 },
		{ { "年", NULL }, 'm', 12 },
	};
	const struct lex *x = &w->x;
	size_t at = *i;
	if (lex_eat(x, &at, "半")) {
		bool year = lex_eat(x, &at, "年");
		if (!year && !lex_eat(x, &at, "个月") && !lex_eat(x, &at, "月"))
			return false;
		*count = year ? 6 : 15;
		*unit = year ? 'm' : 'd';
		*i = at;
		return true;
	}
	if (!lex_number(x, &at, count))
		return false;
	/* 一个半月, 一年半 */
	if (*count < 100 && (lex_eat(x, &at, "个半月") || lex_eat(x, &at, "年半"))) {
		bool year = lex_ends_any(x, at, (const char *const[]){ "年半", NULL },
			&(size_t){ 0 });
		*count = year ? *count * 12 + 6 : *count * 30 + 15;
		*unit = year ? 'm' : 'd';
		if (!year)
			reader_warn(w, _("“%.*s” is counted as %d days"),
				    STR_ARG(lex_source(x, *i, at)), *count);
		*i = at;
		return true;
	}
	for (size_t k = 0; k < sizeof units / sizeof *units; k++) {
		if (lex_any(x, &at, units[k].words) < 0)
			continue;
		if (units[k].times == 12 && *count > 50)
			return false;      /* 2019年内 */
		*unit = units[k].unit;
		*count = *count > COUNT_MAX ? COUNT_MAX + 1 : *count * units[k].times;
		if (*unit == 'h') {
			*unit = 'd';
			*count = (*count + 23) / 24;
			reader_warn(w, _("hours are counted as days"));
		}
		*i = at;
		return true;
	}
	return false;
}

date count_from(const struct reader *w, date from, int count, char unit)
{
	if (from == DATE_NONE)
		return DATE_NONE;
	if (unit == 'w')
		return calendar_add_workdays(w->cal, from, count);
	return unit == 'm' ? date_add_months(from, count) : from + count;
}

/* Finds, before the number at i, from when it counts: "自收到本通知之日起", "签收后". *from gets
 * where that begins. False: nothing of the kind. */
static bool origin_before(const struct lex *x, size_t i, size_t *from, bool *receipt)
{
	static const char *const ends[] = { "之日起的", "之日起", "日起", "之日后", "之后", "以后",
		"起",
		"后的", "后", NULL };
	static const char *const receipts[] = { "收到", "接到", "接通知", "接文", "收文", "签收",
		"收悉",
		"收件", NULL };
	size_t at = i, end = i;
	/* 自收到之日起，10个工作日内 */
	if (lex_ends_any(x, i, (const char *const[]){ ",", NULL }, &at) && lex_ends_any(x, at, ends,
		&end))
		i = at;
	at = i;
	bool bound = lex_ends_any(x, i, ends, &end);
	while (at > 0 && i - at < ORIGIN_MAX_BYTES && !lex_at_start(x, at)) {
		at--;
		while (at > 0 && ((unsigned char)x->f.p[at] & 0xc0) == 0x80)
			at--;
	}
	*from = at;
	*receipt = false;
	for (size_t k = at; k < end; lex_skip(x, &k))
		*receipt = *receipt || lex_sees_any(x, k, receipts);
	/* 收到通知10日内: 后 is left out */
	return bound || (*receipt && lex_sees_any(x, at, receipts));
}

/* Does what it counts from speak of the paper or its hand-over, and not of a meeting or a feast? */
static bool origin_known(const struct lex *x, size_t from, size_t to)
{
	static const char *const papers[] = { "印发", "下发", "发布", "公布", "发文", "交办",
		"发出", "通知", "文件", "方案",
		"下达", "派单", "转办", NULL };
	for (size_t k = from; k < to; lex_skip(x, &k))
		if (lex_sees_any(x, k, papers))
			return true;
	return false;
}

bool relative_deadline(struct reader *w, size_t *i)
{
	static const char *const working[] = {
		"完成", "报", "反馈", "办结", "提交", "答复", "整改", NULL,
	};
	const struct lex *x = &w->x;
	size_t at = *i, from = *i, warned = w->to->warn.n;
	int count;
	char unit;
	bool receipt = false;
	lex_eat(x, &at, "在");
	bool at_most = lex_eat(x, &at, "不超过");
	size_t range = at;
	if (lex_number(x, &range, &count) && point_connector(x, &range) &&
		lex_number(x, &(size_t){ range }, &count))
		at = range;      /* 2-3个工作日: the longer one counts */
	if (lex_sees(x, at, "第") || !count_read(w, &at, &count, &unit))
		goto none;
	bool within = lex_any(x, &at, within_words) >= 0 || at_most;
	bool origin = origin_before(x, *i, &from, &receipt);
	bool all = lex_at_start(x, *i) && lex_at_end(x, at);      /* 五个工作日, and nothing else */
	if (!within && !(unit == 'w' && (all || lex_sees_any(x, at, working))) &&
		!(origin && (lex_sees_any(x, at, working) || lex_at_end(x, at))))
		goto none;
	for (size_t k = 0; k < w->all.n; k++)      /* not into the words of an earlier one */
		if (from < w->all.p[k].to)
			from = w->all.p[k].to <= *i ? w->all.p[k].to : *i;
	struct found *f = reader_add(w, DEADLINE_RELATIVE, from, at);
	size_t number = *i;
	*i = at;
	if (count < 1 || count > COUNT_MAX) {
		reader_warn(w, _("“%.*s”: no such number of days"),
			    STR_ARG(lex_source(x, from, at)));
		f->r.kind = DEADLINE_INVALID;
		return true;
	}
	if (origin && !receipt && !origin_known(x, from, number))
		reader_warn(w, _("“%.*s” is counted from the hand-over"),
			    STR_ARG(lex_source(x, from, at)));
	f->r.count = count;
	f->r.count_unit = unit;
	f->r.from_receipt = receipt;
	f->r.due = count_from(w, w->issued, count, unit);
	if (unit == 'w' && f->r.due != DATE_NONE && !calendar_knows(w->cal, f->r.due))
		reader_warn(w,
			    _("no table of holidays for %d: working days are counted by weekends "
			      "alone"),
			    date_split(f->r.due).year);
	return true;
none:
	w->to->warn.n = warned;
	return false;
}
