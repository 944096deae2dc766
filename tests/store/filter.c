/* What filters mean: units, plans, days looked up in a ledger; the conditions as a text. */
#include "model/filter_meant.h"
#include "model/log_filter.h"

#include <locale.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/member.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void put(struct town *t, struct buf *to, const struct cond *c);

static const char *const kinds[] = {
	[COND_AND] = "and", [COND_OR] = "or", [COND_NOT] = "not", [COND_UNIT] = "unit",
	[COND_ROLE] = "role", [COND_DUE] = "due", [COND_ACT] = "act", [COND_PROMISED] = "promised", [COND_CALLED] = "called", [COND_WAY] = "way",
	[COND_STATUS] = "status", [COND_LIGHT] = "light", [COND_TARGET] = "target",
	[COND_FIGURE] = "figure", [COND_KIND] = "kind", [COND_PLAN] = "plan", [COND_NUMBER] = "no",
	[COND_CREATED] = "created", [COND_CHANGED] = "changed", [COND_BY] = "by",
	[COND_ENTRY] = "entry", [COND_TEXT] = "text",
};

static void put_ms(struct town *t, struct buf *to, int64_t ms)
{
	char text[DATE_TEXT_SIZE];
	int hour, minute;
	date day;

	if (!ms)
		return;
	clock_civil(&t->clock, ms, &day, &hour, &minute);
	buf_printf(to, "%sT%02d", date_text(day, text), hour);
}

static void put_times(struct town *t, struct buf *to, const struct cond *c)
{
	char from[DATE_TEXT_SIZE], until[DATE_TEXT_SIZE];

	if (c->kind == COND_CREATED || c->kind == COND_CHANGED) {
		put_ms(t, to, c->from_ms);
		buf_puts(to, "..");
		put_ms(t, to, c->to_ms);
	} else if (c->none) {
		buf_puts(to, "none");
	} else {
		buf_printf(to, "%s..%s", date_text(c->from, from), date_text(c->to, until));
	}
}

static void put_keys(struct town *t, struct buf *to, const struct cond *c)
{
	struct arena mem = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < c->n_keys; i++) {
		struct unit_row u;
		struct plan_row p;
		bool is_unit = c->kind == COND_UNIT;

		CHECK(is_unit ? unit_get(t->l->db, c->keys[i], &mem, &u, &err)
			      : plan_get(t->l->db, c->keys[i], &mem, &p, &err));
		buf_printf(to, "%s%s", i ? "," : "", is_unit ? u.name : "PLAN");
	}
	arena_clear(&mem);
}

static void put_figure(struct buf *to, const struct cond *c)
{
	static const char *const signs[] = { "any", "<", "<=", "=", ">=", ">" };

	buf_printf(to, "%s%s%lld%s@%d", c->word ? "NAME" : "", signs[c->compare], (long long)c->n, c->percent ? "%" : "", c->scale);
	if (c->has_to)
		buf_printf(to, "..%lld", (long long)c->to_n);
}

static void put(struct town *t, struct buf *to, const struct cond *c)
{
	buf_printf(to, "(%s ", kinds[c->kind]);
	switch (c->kind) {
	case COND_AND: case COND_OR: case COND_NOT:
		for (const struct cond *part = c->first; part; part = part->next) {
			put(t, to, part);
			buf_puts(to, part->next ? " " : "");
		}
		break;
	case COND_UNIT: case COND_PLAN: put_keys(t, to, c); break;
	case COND_ROLE: case COND_KIND: case COND_NUMBER: case COND_BY: case COND_WAY:
		for (size_t i = 0; i < c->n_names; i++)
			buf_printf(to, "%s%s", i ? "," : "", c->names[i]);
		break;
	case COND_STATUS: case COND_LIGHT: case COND_TARGET: buf_printf(to, "%u", c->bits); break;
	case COND_ENTRY: case COND_TEXT: buf_puts(to, c->word ? "WORD" : "NULL"); break;
	case COND_FIGURE: put_figure(to, c); break;
	default: put_times(t, to, c);
	}
	buf_puts(to, ")");
}

/* today: 2018-11-21, a Wednesday. want: the condition; else at and how the sentence begins. */
static const struct { int line; const char *text, *want; int at; const char *why; } cases[] = {
	{ __LINE__, "", "", 0, NULL },
	{ __LINE__, "贷款", "(text WORD)", 0, NULL },
	{ __LINE__, "/贷款|信用/i", "(text WORD)", 0, NULL },
	{ __LINE__, "a OR -(b c)", "(or (text WORD) (not (and (text WORD) (text WORD))))", 0, NULL },
	{ __LINE__, "text:a,b entry:c", "(and (or (text WORD) (text WORD)) (entry WORD))", 0, NULL },
	{ __LINE__, "light:red,Yellow", "(light 12)", 0, NULL },
	{ __LINE__, "灯：红，未", "(light 10)", 0, NULL },
	{ __LINE__, "灯:未知", "(light 2)", 0, NULL },
	{ __LINE__, "status:overdue,returned 状态:待审", "(and (status 5) (status 64))", 0, NULL },
	{ __LINE__, "status:not-begun", "(status 512)", 0, NULL },
	{ __LINE__, "role:lead,责任", "(role lead,responsible)", 0, NULL },
	{ __LINE__, "类别:专项治理", "(kind campaign)", 0, NULL },
	{ __LINE__, "target:missed,none", "(target 10)", 0, NULL },
	{ __LINE__, "no:１０.3,附-9 item:2", "(and (no 10.3,附-9) (no 2))", 0, NULL },
	{ __LINE__, "by:wang by:me", "(and (by wang) (by zhang))", 0, NULL },
	/* units: by name, without 市, the members of a group, the groups of a member */
	{ __LINE__, "unit:质监局", "(unit 市质监局)", 0, NULL },
	{ __LINE__, "unit:质监", "(unit 市质监局)", 0, NULL },
	{ __LINE__, "unit:各成员单位", "(unit 各成员单位,市税务局,市银监局)", 0, NULL },
	{ __LINE__, "unit:银监局", "(unit 市银监局,各成员单位)", 0, NULL },
	{ __LINE__, "unit:质监局,市税务局", "(unit 市质监局,市税务局,各成员单位)", 0, NULL },
	/* a shortened name: its characters in their order, the first one begins it */
	{ __LINE__, "unit:银局", "(unit 市银监局,各成员单位)", 0, NULL },
	{ __LINE__, "unit:市税局,质局", "(unit 市税务局,各成员单位,市质监局)", 0, NULL },
	{ __LINE__, "unit:监院", NULL, 5, "no unit is called 监院" },
	{ __LINE__, "unit:质监局或银监局", NULL, 5, "no unit is called 质监局或银监局: is 质监局,银监局 meant?" },
	{ __LINE__, "状态:逾期或退回", NULL, 7, "status: knows no \"逾期或退回\": is 逾期,退回 meant?" },
	/* a value of another key */
	{ __LINE__, "due:逾期", NULL, 4, "due: takes no \"逾期\": is status:逾期 meant?" },
	{ __LINE__, "时限:11-20,逾期", NULL, 13, "due: takes no \"逾期\": is status:逾期 meant?" },
	{ __LINE__, "灯:逾期", NULL, 4, "light: takes no \"逾期\": is status:逾期 meant?" },
	{ __LINE__, "status:红", NULL, 7, "status: takes no \"红\": is light:红 meant?" },
	{ __LINE__, "unit:专项治理", NULL, 5, "unit: takes no \"专项治理\": is kind:专项治理 meant?" },
	{ __LINE__, "due:逾", NULL, 4, "no such day or time: 逾 (11-20, 2018-11, this-week, 7d)" },
	{ __LINE__, "number:10.3", "(no 10.3)", 0, NULL },
	{ __LINE__, "nubmer:10.3", NULL, 0, "there is no key \"nubmer\": is no: meant?" },
	{ __LINE__, "unit:税务总局", NULL, 5, "no unit is called 税务总局: is 市税务局 meant?" },
	{ __LINE__, "unit:银鉴局", NULL, 5, "no unit is called 银鉴局: is 市银监局 meant?" },
	/* plans */
	{ __LINE__, "plan:重点", "(plan PLAN)", 0, NULL },
	/* days */
	{ __LINE__, "due:today", "(due 2018-11-21..2018-11-21)", 0, NULL },
	{ __LINE__, "时限:今天", "(due 2018-11-21..2018-11-21)", 0, NULL },
	{ __LINE__, "due:11-20", "(due 2018-11-20..2018-11-20)", 0, NULL },
	{ __LINE__, "due:2018年11月20日", "(due 2018-11-20..2018-11-20)", 0, NULL },
	{ __LINE__, "due:<7d", "(due ..2018-11-27)", 0, NULL },
	{ __LINE__, "due:<=7天", "(due ..2018-11-28)", 0, NULL },
	{ __LINE__, "due:>7d", "(due 2018-11-29..)", 0, NULL },
	{ __LINE__, "due:>=-2d", "(due 2018-11-19..)", 0, NULL },
	{ __LINE__, "due:七天内", "(due 2018-11-21..2018-11-28)", 0, NULL },
	{ __LINE__, "due:-3天内", "(due 2018-11-18..2018-11-21)", 0, NULL },
	{ __LINE__, "due:2w", "(due 2018-12-05..2018-12-05)", 0, NULL },
	{ __LINE__, "due:3个月", "(due 2019-02-21..2019-02-21)", 0, NULL },
	{ __LINE__, "act:<=5个工作日", "(act ..2018-11-28)", 0, NULL },
	{ __LINE__, "act:>=-3wd", "(act 2018-11-16..)", 0, NULL },
	{ __LINE__, "due:本周", "(due 2018-11-19..2018-11-25)", 0, NULL },
	{ __LINE__, "due:next-week", "(due 2018-11-26..2018-12-02)", 0, NULL },
	{ __LINE__, "due:<本周", "(due ..2018-11-18)", 0, NULL },
	{ __LINE__, "due:周五", "(due 2018-11-23..2018-11-23)", 0, NULL },
	{ __LINE__, "due:本月", "(due 2018-11-01..2018-11-30)", 0, NULL },
	{ __LINE__, "due:上个月", "(due 2018-10-01..2018-10-31)", 0, NULL },
	{ __LINE__, "due:下季度", "(due 2019-01-01..2019-03-31)", 0, NULL },
	{ __LINE__, "due:今年", "(due 2018-01-01..2018-12-31)", 0, NULL },
	{ __LINE__, "due:2018", "(due 2018-01-01..2018-12-31)", 0, NULL },
	{ __LINE__, "due:2018-11", "(due 2018-11-01..2018-11-30)", 0, NULL },
	{ __LINE__, "due:2018年11月", "(due 2018-11-01..2018-11-30)", 0, NULL },
	{ __LINE__, "due:十一月", "(due 2018-11-01..2018-11-30)", 0, NULL },
	{ __LINE__, "due:2月", "(due 2019-02-01..2019-02-28)", 0, NULL },
	{ __LINE__, "due:11月上旬", "(due 2018-11-01..2018-11-10)", 0, NULL },
	{ __LINE__, "due:2018-11-下", "(due 2018-11-21..2018-11-30)", 0, NULL },
	{ __LINE__, "due:月底", "(due 2018-11-30..2018-11-30)", 0, NULL },
	{ __LINE__, "due:<=下月底", "(due ..2018-12-31)", 0, NULL },
	{ __LINE__, "due:季度末", "(due 2018-12-31..2018-12-31)", 0, NULL },
	{ __LINE__, "due:年底", "(due 2018-12-31..2018-12-31)", 0, NULL },
	{ __LINE__, "due:<year-end", "(due ..2018-12-30)", 0, NULL },
	{ __LINE__, "due:2019年底", "(due 2019-12-31..2019-12-31)", 0, NULL },
	{ __LINE__, "due:2月底", "(due 2019-02-28..2019-02-28)", 0, NULL },
	{ __LINE__, "due:2018年11月底", "(due 2018-11-30..2018-11-30)", 0, NULL },
	{ __LINE__, "due:2018-Q4", "(due 2018-10-01..2018-12-31)", 0, NULL },
	{ __LINE__, "due:四季度", "(due 2018-10-01..2018-12-31)", 0, NULL },
	{ __LINE__, "due:2018年第三季度", "(due 2018-07-01..2018-09-30)", 0, NULL },
	{ __LINE__, "due:2018-W46", "(due 2018-11-12..2018-11-18)", 0, NULL },
	{ __LINE__, "due:<2018-11", "(due ..2018-10-31)", 0, NULL },
	{ __LINE__, "due:<=2018-11", "(due ..2018-11-30)", 0, NULL },
	{ __LINE__, "due:11-01..11-20", "(due 2018-11-01..2018-11-20)", 0, NULL },
	{ __LINE__, "due:11月..", "(due 2018-11-01..)", 0, NULL },
	{ __LINE__, "due:..11月", "(due ..2018-11-30)", 0, NULL },
	{ __LINE__, "due:11-20,11-30", "(or (due 2018-11-20..2018-11-20) (due 2018-11-30..2018-11-30))", 0, NULL },
	/* as people type them */
	{ __LINE__, "due:11-01至11-20", "(due 2018-11-01..2018-11-20)", 0, NULL },
	{ __LINE__, "时限：本周一到周五", "(due 2018-11-19..2018-11-23)", 0, NULL },
	{ __LINE__, "due:11月~12月", "(due 2018-11-01..2018-12-31)", 0, NULL },
	{ __LINE__, "due:１１-01～11-20", "(due 2018-11-01..2018-11-20)", 0, NULL },
	{ __LINE__, "due:到月底", "(due ..2018-11-30)", 0, NULL },
	{ __LINE__, "due:明天", "(due 2018-11-22..2018-11-22)", 0, NULL },
	{ __LINE__, "due:下星期", "(due 2018-11-26..2018-12-02)", 0, NULL },
	{ __LINE__, "due:下个星期五", "(due 2018-11-30..2018-11-30)", 0, NULL },
	{ __LINE__, "due:上周", "(due 2018-11-12..2018-11-18)", 0, NULL },
	{ __LINE__, "due:上上个礼拜", "(due 2018-11-05..2018-11-11)", 0, NULL },
	{ __LINE__, "due:这个季度", "(due 2018-10-01..2018-12-31)", 0, NULL },
	{ __LINE__, "due:本月底", "(due 2018-11-30..2018-11-30)", 0, NULL },
	{ __LINE__, "due:<=上个月底", "(due ..2018-10-31)", 0, NULL },
	{ __LINE__, "due:3天前", "(due 2018-11-18..2018-11-18)", 0, NULL },
	{ __LINE__, "due:<三天前", "(due ..2018-11-17)", 0, NULL },
	{ __LINE__, "due:两周后", "(due 2018-12-05..2018-12-05)", 0, NULL },
	{ __LINE__, "due:3日内", "(due 2018-11-21..2018-11-24)", 0, NULL },
	{ __LINE__, "due:两周内", "(due 2018-11-21..2018-12-05)", 0, NULL },
	{ __LINE__, "act:5个工作日前", "(act 2018-11-14..2018-11-14)", 0, NULL },
	{ __LINE__, "due:11月25日前", "(due ..2018-11-25)", 0, NULL },
	{ __LINE__, "due:25号前", "(due ..2018-11-25)", 0, NULL },
	{ __LINE__, "due:11月底前", "(due ..2018-11-30)", 0, NULL },
	{ __LINE__, "due:11-01起", "(due 2018-11-01..)", 0, NULL },
	{ __LINE__, "changed:3天内", "(changed 2018-11-18T00..2018-11-22T00)", 0, NULL },
	{ __LINE__, "changed:近7天", "(changed 2018-11-14T00..2018-11-22T00)", 0, NULL },
	{ __LINE__, "changed:3天前", "(changed 2018-11-18T00..2018-11-19T00)", 0, NULL },
	{ __LINE__, "figure:10至20", "(figure >=10@0..20)", 0, NULL },
	{ __LINE__, "数据:80%~90.5%", "(figure >=800%@1..905)", 0, NULL },
	{ __LINE__, "figure:做到率", "(figure NAMEany0@0)", 0, NULL },
	{ __LINE__, "due:none promised:无", "(and (due none) (promised none))", 0, NULL },
	{ __LINE__, "called:none 催办:无", "(and (called none) (called none))", 0, NULL },
	{ __LINE__, "called:>7d", "(called ..2018-11-13)", 0, NULL },
	{ __LINE__, "联系:3天内", "(called 2018-11-18..2018-11-21)", 0, NULL },
	{ __LINE__, "-called:..today", "(not (called ..2018-11-21))", 0, NULL },
	{ __LINE__, "called:>7d,none", "(or (called ..2018-11-13) (called none))", 0, NULL },
	{ __LINE__, "方式:微信,phone,托人带话", "(way wechat,phone,托人带话)", 0, NULL },
	{ __LINE__, "created:<7d", "(created 2018-11-15T00..)", 0, NULL },
	{ __LINE__, "created:>7d", "(created ..2018-11-14T00)", 0, NULL },
	{ __LINE__, "changed:今天", "(changed 2018-11-21T00..2018-11-22T00)", 0, NULL },
	{ __LINE__, "改动:7天内", "(changed 2018-11-14T00..2018-11-22T00)", 0, NULL },
	{ __LINE__, "changed:>-7d", "(changed 2018-11-15T00..)", 0, NULL },
	/* figures */
	{ __LINE__, "figure:>100", "(figure >100@0)", 0, NULL },
	{ __LINE__, "figure:100", "(figure =100@0)", 0, NULL },
	{ __LINE__, "数据:不良贷款率<2%", "(figure NAME<2%@0)", 0, NULL },
	{ __LINE__, "数据:不良贷款率≤1.87%", "(figure NAME<=187%@2)", 0, NULL },
	{ __LINE__, "figure:笔数", "(figure NAMEany0@0)", 0, NULL },
	{ __LINE__, "figure:\"100\"", "(figure NAMEany0@0)", 0, NULL },
	{ __LINE__, "figure:1.5..20", "(figure >=15@1..200)", 0, NULL },
	{ __LINE__, "figure:笔数=..20.5", "(figure NAME<=205@1)", 0, NULL },
	{ __LINE__, "数据:８０％", "(figure =80%@0)", 0, NULL },
	{ __LINE__, "数据:80%..90.5%", "(figure >=800%@1..905)", 0, NULL },
	{ __LINE__, "数据:80..90%", "(figure >=80%@0..90)", 0, NULL },
	{ __LINE__, "figure:>1.2万", "(figure >120000@1)", 0, NULL },
	/* what is wrong, and where */
	{ __LINE__, "light:rde", NULL, 6, "light: knows no \"rde\": is red meant?" },
	{ __LINE__, "status:\"-overdue\"", NULL, 7, "status: knows no \"-overdue\"" },
	{ __LINE__, "status:兰", NULL, 7, "status: knows no \"兰\", but: overdue unreported" },
	{ __LINE__, "x light:red,blau", NULL, 12, "light: knows no \"blau\", but: red yellow green unknown" },
	{ __LINE__, "unit:监局", NULL, 5, "several units fit 监局: 市质监局, 市银监局" },
	{ __LINE__, "unit:质监局,公安局", NULL, 15, "no unit is called 公安局" },
	{ __LINE__, "plan:沙漠", NULL, 5, "no document has this number or title: 沙漠" },
	{ __LINE__, "due:2018-02-30", NULL, 4, "no such day or time: 2018-02-30" },
	{ __LINE__, "due:2018-13", NULL, 4, "no such day or time: 2018-13" },
	{ __LINE__, "due:2018-Q5", NULL, 4, "no such day or time: 2018-Q5" },
	{ __LINE__, "due:2018-W53", NULL, 4, "no such day or time: 2018-W53" },
	{ __LINE__, "due:13月底", NULL, 4, "no such day or time: 13月底" },
	{ __LINE__, "due:13月", NULL, 4, "no such day or time: 13月" },
	{ __LINE__, "due:0月", NULL, 4, "no such day or time: 0月" },
	{ __LINE__, "due:99999d", NULL, 4, "no such day or time: 99999d" },
	{ __LINE__, "due:soon", NULL, 4, "no such day or time: soon" },
	{ __LINE__, "due:11-20..foo", NULL, 11, "no such day or time: foo" },
	{ __LINE__, "due:11-20..11-01", NULL, 11, "the second day lies before" },
	{ __LINE__, "due:<none", NULL, 4, "what has no date" },
	{ __LINE__, "due:<1..2", NULL, 4, "a comparison or a..b, not both" },
	{ __LINE__, "created:none", NULL, 8, "each item came on some day" },
	{ __LINE__, "figure:>x", NULL, 7, "not a number: x" },
	{ __LINE__, "figure:1..x", NULL, 10, "not a number: x" },
	{ __LINE__, "figure:=1..x", NULL, 11, "not a number: x" },
	{ __LINE__, "figure:＝1至x", NULL, 14, "not a number: x" },
	{ __LINE__, "due:11-01到12-40", NULL, 12, "no such day or time: 12-40" },
	{ __LINE__, "due:11-20至11-01", NULL, 12, "the second day lies before" },
	{ __LINE__, "figure:a <x", NULL, 10, "not a number: x" },
	{ __LINE__, "figure:\"a b\"=1..x", NULL, 16, "not a number: x" },
	{ __LINE__, "figure:5..1", NULL, 10, "the second number is less" },
	{ __LINE__, "figure:999999999999999..1.123456", NULL, 24, "too large a number: 1.123456" },
	{ __LINE__, "figure:>1.2345678", NULL, 7, "not a number: 1.2345678" },
	{ __LINE__, "figure:>99999999999999999999", NULL, 7, "not a number: 9999" },
	{ __LINE__, "a /(/", NULL, 4, "wrong pattern: at character 2: a ( has no )" },
	{ __LINE__, "text:/[/", NULL, 7, "wrong pattern: at character 2: a [ has no ]" },
	{ __LINE__, "x OR text:银,/市[z-a]/", NULL, 21, "wrong pattern: at character 5: [a-z]: a comes after z" },
	{ __LINE__, "/*a/", NULL, 1, "wrong pattern: at character 1: * + ? {n} stands" },
	{ __LINE__, "/a(?z)/", NULL, 4, "wrong pattern: at character 4: this sign" },
	{ __LINE__, "do:report", NULL, 0, "do: is for the log alone" },
	{ __LINE__, "x -(from:11-01)", NULL, 4, "from: is for the log alone" },
};

static void prepare(struct town *t, const char *name)
{
	const struct str words[] = { STR_LIT("市税务局"), STR_LIT("市银监局") };
	struct outcome out;
	struct err err = { 0 };

	town_open(t, name, "2018-11-21");
	if (!member_change(t->l, town_unit(t, "各成员单位"), words, 2, DATE_NONE, DATE_NONE, &out, &err))
		CHECK_FAIL("%s", err.text);
	snprintf(t->l->by, sizeof t->l->by, "zhang");
}

static void test_meaning(void)
{
	struct town t;

	prepare(&t, "meaning.db");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct buf text = { 0 };
		struct err err = { 0 };
		struct filter f;
		size_t at = 0;
		bool ok = filter_read(t.l, str_of(cases[i].text), LIST_DUTIES, &f, &at, &err);

		if (ok && f.cond)
			put(&t, &text, f.cond);
		if (cases[i].want) {
			CHECK_STR_AT(cases[i].line, ok ? buf_text(&text) : err.text, cases[i].want);
		} else {
			CHECK_INT_AT(cases[i].line, ok, false);
			CHECK_INT_AT(cases[i].line, at, cases[i].at);
			err.text[strnlen(err.text, strlen(cases[i].why))] = 0;
			CHECK_STR_AT(cases[i].line, err.text, cases[i].why);
		}
		filter_clear(&f);
		buf_clear(&text);
	}
	town_close(&t);
}

static void test_one_unit(void)
{
	static const struct { int line; const char *text, *unit; } units[] = {
		{ __LINE__, "unit:质监局", "市质监局" }, { __LINE__, "unit:质监局 light:red", "市质监局" },
		{ __LINE__, "unit:银监局", "市银监局" }, { __LINE__, "unit:质监局,法院", NULL },
		{ __LINE__, "unit:质监局 unit:法院", NULL }, { __LINE__, "unit:质监局 OR x", NULL },
		{ __LINE__, "-unit:质监局", NULL }, { __LINE__, "(unit:质监局) x", "市质监局" },
		{ __LINE__, "x", NULL }, { __LINE__, "", NULL },
	};
	struct town t;

	prepare(&t, "one_unit.db");
	for (size_t i = 0; i < CHECK_N(units); i++) {
		struct err err = { 0 };
		struct filter f;
		size_t at;

		CHECK_AT(units[i].line, filter_read(t.l, str_of(units[i].text), LIST_TASKS, &f, &at, &err));
		CHECK_INT_AT(units[i].line, f.unit, units[i].unit ? town_unit(&t, units[i].unit) : 0);
		filter_clear(&f);
	}
	town_close(&t);
}

/* "|" is the cursor; the choices, each with its place where that is not the whole word. */
/* What an empty list asks, that only a ledger knows. */
static void test_asked(void)
{
	static const struct { int line; const char *text, *meant; } asked[] = {
		{ __LINE__, "kind:group", "a group owes nothing itself: what is owed stands with the items below it" },
		{ __LINE__, "类别:组 状态:逾期", "a group owes nothing itself: what is owed stands with the items below it" },
		{ __LINE__, "kind:group,task", NULL },
		{ __LINE__, "kind:task", NULL },
		{ __LINE__, "质监局或税务局", "is \"质监局 或 税务局\" meant, with blanks?" },
	};
	struct arena mem = { 0 };
	struct town t;

	town_open(&t, "asked.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(asked); i++) {
		const char *meant = filter_meant(t.l, str_of(asked[i].text), &mem);

		CHECK_STR_AT(asked[i].line, meant ? meant : "", asked[i].meant ? asked[i].meant : "");
	}
	arena_clear(&mem);
	town_close(&t);
}

static void test_completion(void)
{
	static const struct { int line; bool log; const char *text, *choices; } tabs[] = {
		{ __LINE__, false, "li|", "light: 联系:" }, { __LINE__, false, "x -(Li|", "light: 联系:" },
		{ __LINE__, false, "状|", "status:" }, { __LINE__, false, "p|", "promised: plan:" },
		{ __LINE__, false, "light:|", "red yellow green unknown" }, { __LINE__, false, "light:red,y|", "yellow" },
		{ __LINE__, false, "灯:红|", "红" }, { __LINE__, false, "status:re|", "returned reported" },
		{ __LINE__, false, "status:已|", "已报 已办结 已答应 已中止" },
		{ __LINE__, false, "unit:质监|", "市质监局" }, { __LINE__, false, "unit:\"市税|", "市税务局" },
		{ __LINE__, false, "due:<this|", "this-week this-month this-quarter this-year" }, { __LINE__, false, "x \"li|", "" },
		{ __LINE__, false, "nothing|", "" }, { __LINE__, false, "fr|", "" }, { __LINE__, true, "fr|", "from:" },
		/* what is typed with these letters comes behind what begins with them */
		{ __LINE__, false, "亮灯:h|", "红 黄" }, { __LINE__, false, "亮灯:hong|", "红" }, { __LINE__, false, "亮灯：红、Ｈ|", "红 黄" },
		{ __LINE__, false, "状态:yq|", "逾期 延期" }, { __LINE__, false, "状态:yuq|", "逾期" }, { __LINE__, false, "status:d|", "done 待审 答应 答应未到" },
		{ __LINE__, false, "单位:swj|", "市税务局" }, { __LINE__, false, "单位:yinjian|", "市银监局" }, { __LINE__, false, "单位:\"swj|", "市税务局" },
		{ __LINE__, false, "类别:zxz|", "专项治理" }, { __LINE__, false, "分工:qt|", "牵头" }, { __LINE__, false, "时限:bz|", "本周" },
		{ __LINE__, false, "zt|", "状态:" }, { __LINE__, false, "dw|", "单位:" },
		{ __LINE__, false, "编|", "no:" }, { __LINE__, false, "nu|", "no:" }, { __LINE__, false, "bh|", "编号:" },
		/* who entered something, with a name on file or without; in the log who did something */
		{ __LINE__, false, "by:|", "wang" }, { __LINE__, false, "谁:w|", "wang" }, { __LINE__, false, "by:z|", "" },
		{ __LINE__, true, "by:|", "wang" }, { __LINE__, false, "催|", "called:" }, { __LINE__, false, "方式:wx|", "微信" },
		{ __LINE__, true, "do:rep|", "report" }, { __LINE__, true, "from:to|", "today" },
	};
	struct town t;

	prepare(&t, "completion.db");
	snprintf(t.l->by, sizeof t.l->by, "wang");
	town_do(&t, "sign", "2", "市质监局", NULL, "", NULL);
	for (size_t i = 0; i < CHECK_N(tabs); i++) {
		struct str line = str_of(tabs[i].text);
		struct arena mem = { 0 };
		struct buf text = { 0 };
		struct err err = { 0 };
		filter_choices list = { 0 };
		size_t cursor = (size_t)str_find(line, STR_LIT("|"));

		CHECK_AT(tabs[i].line, (tabs[i].log ? log_filter_complete : filter_complete)(t.l, line, cursor, &mem, &list, &err));
		for (size_t k = 0; k < list.n; k++) {
			buf_printf(&text, "%s%s", k ? " " : "", list.p[k].text);
			CHECK_INT_AT(tabs[i].line, list.p[k].at + list.p[k].len, cursor);
		}
		CHECK_STR_AT(tabs[i].line, buf_text(&text), tabs[i].choices);
		vec_clear(&list);
		buf_clear(&text);
		arena_clear(&mem);
	}
	town_close(&t);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_meaning), CHECK_TEST(test_one_unit), CHECK_TEST(test_asked), CHECK_TEST(test_completion),
};

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return check_main(tests, CHECK_N(tests));
}
