#include "model/filter_key.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"

#include "base/ban.h"

static const struct filter_key keys[] = {
	{ FILTER_UNIT, "unit", { "单位" }, FILTER_LOG_TOO, N_("unit:NAME"),
		N_("what this unit owes; also what a group owes that it belongs to, or its "
		   "members") },
	{ FILTER_ROLE, "role", { "角色", "分工" }, 0, N_("role:lead"),
		N_("units in this role: lead, responsible, supervisor") },
	{ FILTER_DUE, "due", { "时限", "到期" }, FILTER_COMPARES | FILTER_DAYS, N_("due:<7d"),
		N_("the date: a day, a month, this week, before or after one") },
	{ FILTER_ACT, "act", { "最迟", "办结日" }, FILTER_COMPARES | FILTER_DAYS, N_("act:<7d"),
		N_("the last working day up to the date, likewise") },
	{ FILTER_PROMISED, "promised", { "答应", "承诺" }, FILTER_COMPARES | FILTER_DAYS,
		N_("promised:today"),
		N_("the day that was last promised, likewise; none") },
	{ FILTER_CALLED, "called", { "催办", "联系", "催" }, FILTER_COMPARES | FILTER_DAYS,
		N_("called:>7d"),
		N_("when it was last urged: a day, >7d: more than 7 days ago; none: never") },
	{ FILTER_WAY, "way", { "方式" }, 0, N_("way:phone"),
		N_("how it was urged: by phone, letter, WeChat ..., or in a word of your own") },
	{ FILTER_STATUS, "status", { "状态" }, 0, N_("status:overdue"),
		N_("how a report stands: overdue, unreported, returned ...") },
	{ FILTER_LIGHT, "light", { "亮灯", "灯" }, 0, N_("light:red,yellow"),
		N_("the light: red, yellow, unknown, green") },
	{ FILTER_KIND, "kind", { "类别", "类型" }, 0, N_("kind:campaign"),
		N_("task, campaign, group") },
	{ FILTER_PLAN, "plan", { "文件" }, 0, N_("plan:TITLE"),
		N_("of this document: its number, its title, the beginning of its id") },
	{ FILTER_NO, "no", { "编号", "序号", "号", "number" }, 0, N_("no:10.3"),
		N_("the item with this number, and those below it") },
	{ FILTER_NO, "item", { "事项" }, FILTER_LOG_TOO, N_("item:10.3"),
		N_("the same as no:") },
	{ FILTER_BY, "by", { "谁", "经手" }, FILTER_LOG_TOO, N_("by:wang"),
		N_("somebody of these entered something about it; me") },
	{ FILTER_FIGURE, "figure", { "数据" }, FILTER_COMPARES | FILTER_NAMES, N_("figure:>100"),
		N_("a reported figure: NAME, >100, NAME<2%") },
	{ FILTER_TARGET, "target", { "指标" }, 0, N_("target:missed"),
		N_("its target: met, missed, unknown, none") },
	{ FILTER_ENTRY, "entry", { "记录" }, FILTER_PATTERNS, N_("entry:WORD"),
		N_("a word that stands in an entry about it") },
	{ FILTER_TEXT, "text", { "文字", "内容" }, FILTER_PATTERNS, N_("text:WORD"),
		N_("a word that stands in it, as one without a key") },
	{ FILTER_CREATED, "created", { "新建", "建于" }, FILTER_COMPARES | FILTER_DAYS,
		N_("created:<7d"),
		N_("when the item came: a day, <7d: less than 7 days ago") },
	{ FILTER_CHANGED, "changed", { "改动", "更新" }, FILTER_COMPARES | FILTER_DAYS,
		N_("changed:today"),
		N_("when something about it was last entered, likewise") },
	{ FILTER_DO, "do", { "操作" }, FILTER_LOG, N_("do:report"),
		N_("what was done") },
	{ FILTER_FROM, "from", { "自" }, FILTER_LOG | FILTER_DAYS, N_("from:11-01"),
		N_("from this day on") },
	{ FILTER_UNTIL, "until", { "至" }, FILTER_LOG | FILTER_DAYS, N_("until:2018-11-20"),
		N_("up to this day") },
	{ .name = NULL },
};
enum { CN_MOST = sizeof keys[0].cn / sizeof *keys[0].cn };

const struct filter_key *filter_keys(void)
{
	return keys;
}

const struct filter_key *filter_key_find(struct str name)
{
	for (const struct filter_key *k = keys; k->name; k++) {
		if (fold_eq(name, str_of(k->name)))
			return k;
		for (int i = 0; i < CN_MOST && k->cn[i]; i++)
			if (fold_eq(name, str_of(k->cn[i])))
				return k;
	}
	return NULL;
}

/* Of two Chinese characters one is right. */
static const struct filter_key *begins_alike(struct str name)
{
	struct str first = str_to(name, strlen("状"));

	for (const struct filter_key *k = keys; k->name; k++)
		for (int i = 0; i < CN_MOST && k->cn[i]; i++)
			if (first.n > 2 && str_starts(str_of(k->cn[i]), first))
				return k;
	return NULL;
}

const struct filter_key *filter_key_near(struct str name)
{
	struct buf folded = { 0 };

	fold_text(&folded, name);
	struct near near = { .word = buf_str(&folded) };
	for (const struct filter_key *k = keys; k->name; k++) {
		near_offer(&near, k->name);
		for (int i = 0; i < CN_MOST && k->cn[i]; i++)
			near_offer(&near, k->cn[i]);
	}
	const struct filter_key *best = near.best ? filter_key_find(str_of(near.best))
						  : begins_alike(near.word);
	buf_clear(&folded);
	return best;
}

struct str filter_key_name(const struct filter_key *k)
{
	struct str example = str_of(_(k->example));
	ptrdiff_t colon = str_find(example, STR_LIT(":"));

	return colon > 0 ? str_to(example, (size_t)colon) : str_of(k->name);
}
