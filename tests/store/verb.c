/* Verbs on a real ledger: what each writes, refuses, says; taking back. */
#include "model/verb.h"

#include "base/mem.h"
#include "base/width.h"
#include "model/derive.h"
#include "model/ident.h"
#include "model/member.h"
#include "model/owes.h"
#include "model/unit_match.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void test_made(void)
{
	struct town t;
	struct sums s;
	struct err err = { 0 };

	town_open(&t, "made.db", "2018-11-14");
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.owed, 13);
	CHECK_INT(s.in, 0);
	CHECK_INT(s.silent, 13);
	town_check(&t);
	/* the same file a year later: derived on */
	town_reopen(&t, "2019-11-01");
	town_check(&t);
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.owed, 13 + 12);
	town_close(&t);
}

static void test_report(void)
{
	struct town t;
	struct outcome out;

	town_open(&t, "report.db", "2018-11-19");
	town_do(&t, "report", "2", "质监局", "主体总数=11 剔除=2 做到=3", "已约谈", &out);
	CHECK_STR(out.said, "reported: 市质监局 2 失信主体修复信用: 3/9");
	CHECK(out.changed);
	CHECK_INT(out.done, 1);
	struct duty_state d = town_duty(&t, "2", "质监局");
	CHECK_INT(d.report, 'r');
	CHECK_INT(d.met_soft, MET_NO);
	CHECK_INT(d.met, MET_NONE);
	CHECK(d.reported == town_day("2018-11-19"));
	/* another report replaces it, and what was said of the first is gone */
	town_do(&t, "accept", "2", "质监局", NULL, NULL, &out);
	CHECK_STR(out.said, "accepted: 市质监局 2 失信主体修复信用");
	CHECK_INT(town_duty(&t, "2", "质监局").review, 'a');
	town_do(&t, "report", "2", "质监局", "做到=5", NULL, NULL);
	d = town_duty(&t, "2", "质监局");
	CHECK_INT(d.review, 0);
	CHECK_INT(d.met_soft, MET_YES);
	/* the office's own figure counts */
	town_do(&t, "accept", "2", "质监局", "做到=4", NULL, NULL);
	CHECK_INT(town_duty(&t, "2", "质监局").met_soft, MET_NO);
	town_check(&t);
	town_close(&t);
}

static void test_zero_and_none(void)
{
	struct town t;
	struct outcome out;
	struct value_row v;

	town_open(&t, "zero.db", "2018-11-19");
	town_do(&t, "zero", "6", "市法院", NULL, NULL, &out);
	CHECK_STR(out.said, "zero report: 市法院 6 联合奖惩的案例");
	struct duty_state d = town_duty(&t, "6", "市法院");
	CHECK_INT(d.report, 'z');
	CHECK_INT(d.met, MET_UNKNOWN);      /* nobody said how many lists there are */
	CHECK(value_get(t.l->db, town_figure(&t, "案例"), d.unit, "1", &v));
	CHECK_INT(v.reported, 0);
	CHECK(!value_get(t.l->db, town_figure(&t, "名单"), d.unit, "1", &v) || !v.has_reported);
	/* no change repeats the figures into the next period */
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, &out);
	CHECK_STR(out.said, "reported: 市银监局 8 按月报送不良率 2018-11: 1.87%");
	town_reopen(&t, "2018-12-10");
	d = town_duty(&t, "8", "银监局");
	CHECK_STR(d.occ, "2018-12");
	CHECK_INT(d.report, 0);
	town_do(&t, "none", "8", "银监局", NULL, NULL, NULL);
	CHECK_INT(town_duty(&t, "8", "银监局").report, 'n');
	CHECK(value_get(t.l->db, town_figure(&t, "不良率"), d.unit, "2018-12", &v));
	CHECK_INT(v.reported, 187);
	town_check(&t);
	town_close(&t);
}

/* What must not be is refused with one sentence, and nothing is written. */
static void refused(struct town *t, int line, const char *verb, const char *number, const char *unit, const char *text, const char *why)
{
	struct duty_state d = town_duty(t, number, unit);
	struct verb_call call = { .duties = &d, .n = 1, .text = text, .on = DATE_NONE, .promised = DATE_NONE };
	struct db_sizes before, after;
	struct outcome out;
	struct err err = { 0 }, none = { 0 };

	CHECK_AT(line, db_sizes(t->l->db, &before, &none));
	CHECK_AT(line, !verb_run(t->l, verb_find(verb), &call, &out, &err));
	CHECK_STR_AT(line, err.text, why);
	CHECK_STR_AT(line, out.said, "");
	CHECK_AT(line, db_sizes(t->l->db, &after, &none));
	CHECK_INT_AT(line, after.changes, before.changes);
}

/* More done than there is to do is no share that is met: it is a slip of the hand. */
static void test_part_of_more(void)
{
	static const struct { int line, total, excluded, done; bool fits; } cases[] = {
		{ __LINE__, 20, -1, 20, true }, { __LINE__, 20, -1, 21, false }, { __LINE__, 11, 2, 9, true }, { __LINE__, 11, 2, 10, false },
		{ __LINE__, 12, 12, 1, false }, { __LINE__, 12, 13, 0, false }, 
		/* What was said before for the period counts with it: 11 less 2. */
		{ __LINE__, -1, -1, 10, false }, { __LINE__, -1, -1, 8, true }, { __LINE__, 9, -1, 8, false },
	};
	struct town t;

	town_open(&t, "part.db", "2018-11-19");
	struct duty_state d = town_duty(&t, "2", "质监局");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		const int given[] = { cases[i].total, cases[i].excluded, cases[i].done };
		static const char *const names[] = { "主体总数", "剔除", "做到" };
		struct amount amounts[3];
		struct verb_call call = { .duties = &d, .n = 1, .amounts = amounts, .on = DATE_NONE, .promised = DATE_NONE };
		struct outcome out;
		struct err err = { 0 };

		for (size_t k = 0; k < 3; k++)
			if (given[k] >= 0)
				amounts[call.n_amounts++] = (struct amount){ town_figure(&t, names[k]), given[k] };
		CHECK_INT_AT(cases[i].line, verb_run(t.l, verb_find("report"), &call, &out, &err), cases[i].fits);
		CHECK_INT_AT(cases[i].line, err.code, cases[i].fits ? ERR_NONE : ERR_INPUT);
	}
	town_check(&t);
	town_close(&t);
}

/* Two figures that are counted apart, a percentage: more than 100 % can be, and is asked about. */
static void test_doubt(void)
{
	static const struct { int line; const char *number, *unit, *num, *den; int n, of; bool odd; } cases[] = {
		{ __LINE__, "6", "质监局", "案例", "名单", 12, 120, false }, { __LINE__, "6", "质监局", "案例", "名单", 96, 12, true },
		{ __LINE__, "6", "质监局", "案例", "名单", 12, 0, true }, { __LINE__, "6", "质监局", "案例", "名单", 0, 0, false },
		{ __LINE__, "8", "银监局", "不良率", NULL, 187, 0, false }, { __LINE__, "8", "银监局", "不良率", NULL, 18700, 0, true },
	};
	struct town t;

	town_open(&t, "doubt.db", "2018-11-19");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct duty_state d = town_duty(&t, cases[i].number, cases[i].unit);
		struct amount amounts[] = { { town_figure(&t, cases[i].num), cases[i].n }, { cases[i].den ? town_figure(&t, cases[i].den) : 0, cases[i].of } };
		struct verb_call call = { .duties = &d, .n = 1, .amounts = amounts, .n_amounts = cases[i].den ? 2 : 1, .on = DATE_NONE, .promised = DATE_NONE };
		struct outcome out;
		struct err err = { 0 };

		CHECK_INT_AT(cases[i].line, verb_run(t.l, verb_find("report"), &call, &out, &err), !cases[i].odd);
		CHECK_INT_AT(cases[i].line, err.code, cases[i].odd ? ERR_DOUBT : ERR_NONE);
		call.sure = true;
		err = (struct err){ 0 };
		CHECK_INT_AT(cases[i].line, verb_run(t.l, verb_find("report"), &call, &out, &err), true);
		if (cases[i].den && cases[i].of == 0)
			CHECK_INT_AT(cases[i].line, town_duty(&t, cases[i].number, cases[i].unit).met, MET_UNKNOWN);
	}
	town_check(&t);
	town_close(&t);
}

/* A day between the issue of the notice (10-31) and today; a promise from the day of the call on. */
static void test_days(void)
{
	static const struct { int line; const char *verb, *on, *promised; bool fits; } cases[] = {
		{ __LINE__, "sign", "2018-10-30", NULL, false }, { __LINE__, "report", "2018-10-30", NULL, false },
		{ __LINE__, "report", "2017-11-20", NULL, false }, { __LINE__, "remark", "2018-11-21", NULL, false },
		{ __LINE__, "report", "2019-11-22", NULL, false },
		{ __LINE__, "sign", "2018-10-31", NULL, true }, { __LINE__, "report", "2018-11-01", NULL, true },
		{ __LINE__, "urge", "2018-11-12", "2018-11-11", false }, { __LINE__, "urge", "2018-11-12", "2018-11-12", true },
		{ __LINE__, "urge", NULL, "2018-11-19", false },
	};
	struct town t;

	town_open(&t, "days.db", "2018-11-20");
	struct duty_state d = town_duty(&t, "2", "质监局");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct verb_call call = { .duties = &d, .n = 1, .text = "文", .on = cases[i].on ? town_day(cases[i].on) : DATE_NONE,
			.promised = cases[i].promised ? town_day(cases[i].promised) : DATE_NONE };
		struct outcome out;
		struct err err = { 0 };

		CHECK_INT_AT(cases[i].line, verb_run(t.l, verb_find(cases[i].verb), &call, &out, &err), cases[i].fits);
		CHECK_INT_AT(cases[i].line, err.code, cases[i].fits ? ERR_NONE : ERR_INPUT);
	}
	town_check(&t);
	town_close(&t);
}

/* Runs a verb that is asked about with these words, then done. */
static void asked(struct town *t, int line, const char *verb, const struct verb_call *call, const char *words)
{
	struct verb_call again = *call;
	struct outcome out;
	struct err err = { 0 };

	CHECK_AT(line, !verb_run(t->l, verb_find(verb), call, &out, &err));
	CHECK_INT_AT(line, err.code, ERR_DOUBT);
	CHECK_STR_AT(line, err.text, words);
	again.sure = true;
	err_clear(&err);
	if (!verb_run(t->l, verb_find(verb), &again, &out, &err))
		CHECK_FAIL_AT(line, "said: %s", err.text);
	town_check(t);
}

/* A paper that bears a day to come: in from now on, by its day; what stands in the sums is what the list shows. */
static void test_ahead(void)
{
	struct town t;
	struct sums s;
	struct err err = { 0 };

	town_open(&t, "ahead.db", "2018-11-19");
	struct duty_state d = town_duty(&t, "2", "质监局");
	CHECK_INT(d.due, town_day("2018-11-20"));
	struct verb_call call = { .duties = &d, .n = 1, .text = "文", .on = town_day("2018-11-20") };
	asked(&t, __LINE__, "report", &call, "11-20 has not come yet: it counts as in from now on, with that day");
	d = town_duty(&t, "2", "质监局");
	CHECK_INT(d.report, 'r');
	CHECK_INT(d.reported, town_day("2018-11-20"));
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.in, 1);
	call.on = town_day("2018-11-23");
	asked(&t, __LINE__, "report", &call, "11-23 has not come yet: it counts as in from now on, with that day, and so as late (due 11-20)");
	asked(&t, __LINE__, "sign", &call, "11-23 has not come yet: it counts as signed from now on, with that day");
	struct duty_state other = town_duty(&t, "6", "质监局");
	call.duties = &other;
	asked(&t, __LINE__, "zero", &call, "11-23 has not come yet: it counts as in from now on, with that day, and so as late (due 11-20)");
	/* When the day comes, nothing has to be moved. */
	town_reopen(&t, "2018-11-23");
	town_check(&t);
	CHECK_INT(town_duty(&t, "2", "质监局").reported, town_day("2018-11-23"));
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.in, 2);
	town_close(&t);
}

/* A report of what is not open: closed it stays closed, with other figures; suspended it is not counted before it is opened again. Two
 * doubts are one question. */
static void test_not_open(void)
{
	struct town t;
	struct sums before, s;
	struct err err = { 0 };

	town_open(&t, "not-open.db", "2018-11-19");
	town_do(&t, "report", "6", "质监局", "案例=1 名单=20", NULL, NULL);
	town_do(&t, "accept", "6", "质监局", NULL, NULL, NULL);
	town_do(&t, "close", "6", "质监局", NULL, NULL, NULL);
	CHECK(view_sums(t.l, t.plan, 0, &before, &err));
	struct duty_state d = town_duty(&t, "6", "质监局");
	CHECK_INT(d.met, MET_NO);
	struct amount amounts[] = { { town_figure(&t, "案例"), 3 }, { town_figure(&t, "名单"), 20 } };
	struct verb_call call = { .duties = &d, .n = 1, .amounts = amounts, .n_amounts = 2 };
	asked(&t, __LINE__, "report", &call, "市质监局 6 is closed: it stays so, the report and its figures are put right");
	d = town_duty(&t, "6", "质监局");
	CHECK_INT(d.state, 'c');
	CHECK_INT(d.met, MET_YES);
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.in, before.in);
	CHECK_INT(s.pending, before.pending);
	amounts[0].n = 30;
	asked(&t, __LINE__, "report", &call, "市质监局 6 is closed: it stays so, the report and its figures are put right; 30 of 20 is more than 100%");

	town_do(&t, "suspend", "2", "质监局", NULL, "停", NULL);
	CHECK(view_sums(t.l, t.plan, 0, &before, &err));
	struct duty_state stopped = town_duty(&t, "2", "质监局");
	call = (struct verb_call){ .duties = &stopped, .n = 1, .text = "已办" };
	asked(&t, __LINE__, "report", &call, "市质监局 2 is suspended: it stays so, the report counts when it is reopened");
	CHECK_INT(town_duty(&t, "2", "质监局").state, 's');
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.in, before.in);
	CHECK_INT(s.owed, before.owed);
	CHECK_INT(s.pending, before.pending);
	town_do(&t, "reopen", "2", "质监局", NULL, NULL, NULL);
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	CHECK_INT(s.in, before.in + 1);
	town_check(&t);
	town_close(&t);
}

static void test_refused(void)
{
	struct town t;

	town_open(&t, "refused.db", "2018-11-19");
	refused(&t, __LINE__, "none", "2", "法院", NULL, "市法院 2 has never reported: there is nothing that could be unchanged");
	refused(&t, __LINE__, "accept", "2", "法院", NULL, "市法院 2 has not reported yet");
	refused(&t, __LINE__, "reopen", "2", "法院", NULL, "市法院 2 is neither closed nor suspended");
	refused(&t, __LINE__, "remark", "2", "法院", NULL, "a text is needed: why?");
	town_do(&t, "sign", "2", "法院", NULL, NULL, NULL);
	refused(&t, __LINE__, "sign", "2", "法院", NULL, "市法院 2 has signed on 11-19 already");
	town_do(&t, "report", "2", "法院", NULL, "好", NULL);
	refused(&t, __LINE__, "zero", "2", "法院", NULL, "市法院 2 has reported on 11-19 already");
	refused(&t, __LINE__, "return", "2", "法院", NULL, "a text is needed: why?");
	town_do(&t, "return", "2", "法院", NULL, "缺数据", NULL);
	refused(&t, __LINE__, "return", "2", "法院", "缺", "the report of 市法院 is returned already");
	CHECK(duty_is_in(&(struct duty_state){ .report = 'r' }));
	CHECK_INT(town_duty(&t, "2", "法院").review, 'x');
	/* what is returned is reported again before it is accepted */
	refused(&t, __LINE__, "accept", "2", "法院", NULL, "市法院: returned on 11-19, it has to be reported again first");
	town_do(&t, "report", "2", "法院", NULL, "补", NULL);
	town_do(&t, "accept", "2", "法院", NULL, NULL, NULL);
	town_do(&t, "close", "2", "法院", NULL, NULL, NULL);
	refused(&t, __LINE__, "return", "2", "法院", "缺", "市法院 2 is closed; reopen it first");
	town_do(&t, "reopen", "2", "法院", NULL, NULL, NULL);
	CHECK_INT(town_duty(&t, "2", "法院").state, 'o');
	town_do(&t, "report", "10.2", "质监局", "已整治=159 在册=199", NULL, NULL);
	CHECK_INT(town_duty(&t, "10.2", "信息中心").report, 'j');
	CHECK_INT(town_duty(&t, "10.2", "信息中心").met, MET_NO);
	refused(&t, __LINE__, "accept", "10.2", "信息中心", NULL, "市信息中心 10.2: another unit reported for all; review it there");
	town_check(&t);
	town_close(&t);
}

/* One verb on several duties is one change; one that does not fit stops all. */
static void test_many(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct db_sizes before, after;

	town_open(&t, "many.db", "2018-11-19");
	struct duty_state d[] = { town_duty(&t, "2", "质监局"), town_duty(&t, "6", "质监局"), town_duty(&t, "10.2", "质监局"),
		town_duty(&t, "2", "质监局") };
	struct verb_call call = { .duties = d, .n = 4, .way = "phone", .who = "乙", .promised = town_day("2018-11-21"), .on = DATE_NONE };
	CHECK(db_sizes(t.l->db, &before, &err));
	CHECK(verb_run(t.l, verb_find("urge"), &call, &out, &err));
	CHECK_STR(out.said, "urged: 市质监局 2 6 10.2 (3): promised for 11-21");
	CHECK_INT(out.done, 3);
	CHECK(db_sizes(t.l->db, &after, &err));
	CHECK_INT(after.changes, before.changes + 1);
	CHECK_INT(after.entries, before.entries + 3);
	town_do(&t, "report", "6", "质监局", NULL, "好", NULL);
	call = (struct verb_call){ .duties = d, .n = 3 };
	CHECK(!verb_run(t.l, verb_find("zero"), &call, &out, &err));
	CHECK_STR(err.text, "市质监局 6 has reported on 11-19 already");
	CHECK_INT(town_duty(&t, "2", "质监局").report, 0);
	err_clear(&err);
	struct duty_state units[] = { town_duty(&t, "2", "法院"), town_duty(&t, "2", "税务局") };
	call = (struct verb_call){ .duties = units, .n = 2, .on = town_day("2018-11-16") };
	CHECK(verb_run(t.l, verb_find("sign"), &call, &out, &err));
	CHECK_STR(out.said, "signed: 2: 市法院 市税务局 (2) (of 11-16)");
	struct receipt_row r;
	CHECK(receipt_get(t.l->db, units[1].item, units[1].unit, &r));
	CHECK(r.signed_on == town_day("2018-11-16"));
	call.on = town_day("2018-11-20");
	CHECK(!verb_run(t.l, verb_find("remark"), &call, &out, &err));
	err_clear(&err);
	call.text = "后天";
	CHECK(!verb_run(t.l, verb_find("remark"), &call, &out, &err));
	CHECK_STR(err.text, "11-20 has not come yet");
	town_check(&t);
	town_close(&t);
}

static void test_item(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "item.db", "2018-11-19");
	struct verb_call call = { .item = town_item(&t, "附-9"), .text = "已了解" };
	CHECK(verb_run(t.l, verb_find("remark"), &call, &out, &err));
	CHECK_STR(out.said, "noted: 附-9 无人牵头的一项: 已了解");
	call.item = town_item(&t, "6");
	CHECK(verb_run(t.l, verb_find("close"), &call, &out, &err));
	CHECK_INT(town_duty(&t, "6", "法院").state, 'c');
	CHECK(!verb_run(t.l, verb_find("close"), &call, &out, &err));
	CHECK_STR(err.text, "6 is closed; reopen it first");
	err_clear(&err);
	CHECK(!verb_run(t.l, verb_find("report"), &call, &out, &err));
	CHECK_STR(err.text, "this needs a unit: who has to report?");
	town_check(&t);
	CHECK(undo_last(t.l, &out, &(struct err){ 0 }));
	CHECK_INT(town_duty(&t, "6", "法院").state, 'o');
	town_check(&t);
	town_close(&t);
}

static void test_undo(void)
{
	struct town t;
	struct outcome out, first;
	struct err err = { 0 };
	char hex[HASH_TEXT_SIZE];

	town_open(&t, "undo.db", "2018-11-19");
	town_do(&t, "report", "2", "质监局", "主体总数=11 做到=3", NULL, &first);
	town_do(&t, "sign", "2", "质监局", NULL, NULL, NULL);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(out.said, "taken back: signed: 市质监局 2 失信主体修复信用");
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(out.said, "taken back: reported: 市质监局 2 失信主体修复信用: 3/11");
	CHECK_INT(town_duty(&t, "2", "质监局").report, 0);
	town_check(&t);
	CHECK(redo_last(t.l, &out, &err));
	CHECK_STR(out.said, "done again: reported: 市质监局 2 失信主体修复信用: 3/11");
	CHECK_INT(town_duty(&t, "2", "质监局").report, 'r');
	town_check(&t);
	/* what another change has overlaid stays; what an acceptance rests on is not taken from under it */
	town_do(&t, "accept", "2", "质监局", "做到=2", NULL, NULL);
	CHECK(!undo_change(t.l, str_of(hex_text(first.hash.b, 8, hex)), &out, &err));
	err_clear(&err);
	town_do(&t, "report", "2", "质监局", "做到=5", NULL, NULL);
	CHECK(undo_change(t.l, str_of(hex_text(first.hash.b, 8, hex)), &out, &err));
	CHECK(out.kept > 0);
	town_check(&t);
	town_close(&t);
}

/* The levels of urgings: what is typed, what is kept, what is said; a plain one keeps none. */
static void test_levels(void)
{
	static const struct { int line; const char *typed, *kept, *said; } cases[] = {
		{ __LINE__, NULL, "", "urged: 市质监局 2 失信主体修复信用" },
		{ __LINE__, "urge", "", "urged: 市质监局 2 失信主体修复信用" },
		{ __LINE__, " 2 ", "", "urged: 市质监局 2 失信主体修复信用" },
		{ __LINE__, "formal", "formal", "urged: 市质监局 2 失信主体修复信用: formal urging" },
		{ __LINE__, "３", "formal", "urged: 市质监局 2 失信主体修复信用: formal urging" },
		{ __LINE__, "Bulletin", "bulletin", "urged: 市质监局 2 失信主体修复信用: bulletin" },
		{ __LINE__, "橙单", "橙单", "urged: 市质监局 2 失信主体修复信用: 橙单" },
	};
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct arena mem = { 0 };
	struct entry_row e;

	town_open(&t, "levels.db", "2018-11-19");
	struct duty_state d = town_duty(&t, "2", "质监局");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct verb_call call = { .duties = &d, .n = 1, .level = cases[i].typed };

		CHECK(verb_run(t.l, verb_find("urge"), &call, &out, &err));
		CHECK_STR_AT(cases[i].line, out.said, cases[i].said);
		CHECK(entry_last(t.l->db, d.item, d.unit, "urge", &mem, &e));
		CHECK_STR_AT(cases[i].line, e.level, cases[i].kept);
		clock_step(&t.clock, 1000);
	}
	town_check(&t);
	/* taken back, and done again */
	CHECK(undo_last(t.l, &out, &err));
	CHECK(entry_last(t.l->db, d.item, d.unit, "urge", &mem, &e));
	CHECK_STR(e.level, "bulletin");
	CHECK(redo_last(t.l, &out, &err));
	CHECK(entry_last(t.l->db, d.item, d.unit, "urge", &mem, &e));
	CHECK_STR(e.level, "橙单");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_nothing_to_undo(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "nothing.db", "2018-11-19");
	CHECK(undo_last(t.l, &out, &err));      /* the import */
	town_check(&t);
	CHECK(!undo_last(t.l, &out, &err));
	CHECK_STR(err.text, "there is nothing of yours to take back");
	err_clear(&err);
	CHECK(redo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "2", "质监局").report, 0);
	town_check(&t);
	CHECK(!redo_last(t.l, &out, &err));
	CHECK_STR(err.text, "there is nothing to do again");
	town_close(&t);
}

static uint32_t dice(uint32_t *state, uint32_t sides)
{
	*state = *state * 1664525u + 1013904223u;
	return (*state >> 16) % sides;
}

/* The kept duties and sums are what is derived anew: the cheap half of `duban check`, after each step. */
static void kept_is_derived(struct town *t, int step)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	CHECK(derive_check(t->l, &mem, &found, &err));
	if (found.n)
		CHECK_FAIL("step %d: %zu differences: %s", step, found.n, found.p[0]);
	vec_clear(&found);
	arena_clear(&mem);
}

enum { VERBS = 14, STEPS = 2000 };

/* Into the group, out of it, for some days of it. */
static bool change_members(struct town *t, uint32_t *state, struct outcome *out, struct err *err)
{
	static const char *const words[] = { "+甲县", "+乙县", "法院", "税务局", "-甲县", "-法院", "-乙县" };
	static const char *const days[] = { "", "", "2018-11-10", "2018-12-10" };
	struct str word = str_of(words[dice(state, CHECK_N(words))]);
	date from = town_day(days[dice(state, CHECK_N(days))]), to = town_day(days[dice(state, CHECK_N(days))]);

	return member_change(t->l, town_unit(t, "各成员单位"), &word, 1, from, to, out, err);
}

/* Anything a clerk may do, refused or not, taken back and done again: what is kept is always what the log says. */
static void test_histories(void)
{
	static const char *const numbers[] = { "1", "2", "6", "8", "10.1", "10.2" };
	static const char *const figures[] = { "做到", "主体总数", "剔除", "案例", "名单", "不良率", "已整治", "在册" };
	static const char *const days[] = { "2018-11-19", "2018-12-03", "2018-12-21", "2019-01-15" };
	struct town t;
	uint32_t state = 5;
	int done = 0;

	town_open(&t, "histories.db", "2018-11-05");
	for (int i = 0; i < STEPS; i++) {
		struct outcome out;
		struct err err = { 0 };
		duty_states list = { 0 };
		if (i % (STEPS / 4) == STEPS / 4 - 1)
			town_reopen(&t, days[i / (STEPS / 4)]);
		CHECK(view_item_duties(t.l, town_item(&t, numbers[dice(&state, CHECK_N(numbers))]), &list, &err));
		struct duty_state d = list.p[dice(&state, (uint32_t)list.n)];
		struct amount a = { town_figure(&t, figures[dice(&state, CHECK_N(figures))]), dice(&state, 50) };
		struct verb_call call = { .duties = &d, .n = 1, .amounts = &a, .text = "因", .item = dice(&state, 4) ? 0 : d.item, .sure = i % 3 == 0,
			.promised = d.due == DATE_NONE ? DATE_NONE : d.due + (date)dice(&state, 30) - 4 };
		const struct verb *v = verb_table() + dice(&state, VERBS);
		call.n_amounts = v->needs & TAKES_FIGURES ? dice(&state, 2) : 0;
		call.n = call.item && v->needs & TAKES_ITEM ? 0 : 1;
		uint32_t what = dice(&state, 12);
		struct arena mem = { 0 };
		struct log_line last;
		if (what == 0 && (!log_last(t.l->db, "wang", false, &mem, &last, &err) || strcmp(last.verb, "import") == 0))
			what = 2;
		arena_clear(&mem);
		bool ok = what == 0 ? undo_last(t.l, &out, &err) : what == 1 ? redo_last(t.l, &out, &err) :
			what == 8 ? change_members(&t, &state, &out, &err) :
			what == 9 ? owes_set(t.l, d.item, dice(&state, 2), &out, &err) : verb_run(t.l, v, &call, &out, &err);
		done += ok;
		clock_step(&t.clock, 1000);
		vec_clear(&list);
		kept_is_derived(&t, i);
		if (i % (STEPS / 4) == 0)
			town_check(&t);
	}
	town_check(&t);
	CHECK(done > STEPS / 4);
	town_close(&t);
}

/* Duties that say something else than the log are found, and deriving all anew puts them right. */
static void test_check(void)
{
	struct town t;
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	town_open(&t, "check.db", "2018-11-19");
	struct duty_state d = town_duty(&t, "2", "法院");
	d.report = 'r';
	CHECK(db_begin(t.l->db, &err) && duties_replace(t.l->db, d.item, d.unit, &d, 1, &err) && db_commit(t.l->db, &err));
	CHECK(ledger_check(t.l, &mem, &found, &err));
	CHECK(found.n >= 4);
	CHECK_STR(found.p[0], "a duty differs from what the log says: item 2, 市法院, period 1");
	CHECK_STR(found.p[1], "a duty is missing: item 2, 市法院, period 1");
	CHECK_STR(found.p[2], "sums of 云州市重点工作 for 2018-11-20 differ from its duties");
	vec_clear(&found);
	CHECK(ledger_derive_all(t.l, town_day("2019-12-24"), &err));
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* A measure of an item, written as a notice's would be. */
static int64_t measure_made(struct town *t, const char *item, int ordinal, const char *text)
{
	struct arena mem = { 0 };
	measure_rows list = { 0 };
	struct outcome out;
	struct err err = { 0 };
	struct id id;

	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, item), &id));
	struct id measure = ident_part("measure", &id, ordinal);
	struct change *c = ledger_begin(t->l, "edit", "edits", &err);
	change_row(c, KIND_MEASURE, &measure);
	change_field(c, "item", V_ID(id));
	change_field(c, "pos", V_INT(ordinal));
	change_field(c, "text", V_TEXT(text));
	change_field(c, "state", V_TEXT("open"));
	CHECK(ledger_commit(t->l, c, &out, &err));
	CHECK(measures_read(t->l->db, town_item(t, item), &mem, &list, &err) && list.n == (size_t)ordinal + 1);
	int64_t key = list.p[ordinal].key;
	vec_clear(&list);
	arena_clear(&mem);
	return key;
}

/* What came of it: the sentence, or why not. */
static const char *measure_set(struct town *t, const char *item, int64_t measure, const char *state, const char *why)
{
	static struct outcome out;
	static struct err err;
	struct verb_call call = { .item = town_item(t, item), .measure = measure, .way = state, .text = why };

	err = (struct err){ 0 };
	return verb_run(t->l, verb_find("measure"), &call, &out, &err) ? out.said : err.text;
}

/* A measure gets its state, with an entry about the item; one that does not apply needs a reason and is counted no more; undo takes all of it back. */
static void test_measure(void)
{
	struct town t;
	struct arena mem = { 0 };
	measure_rows list = { 0 };
	entry_rows said = { 0 };
	struct outcome out;
	struct err err = { 0 };
	int done, all;

	town_open(&t, "measure.db", "2018-11-19");
	int64_t item = town_item(&t, "2"), one = measure_made(&t, "2", 0, "建立台账"), two = measure_made(&t, "2", 1, "发布全国办法");
	CHECK(strstr(measure_set(&t, "2", one, "ready", NULL), "which state?"));
	CHECK(strstr(measure_set(&t, "2", two, "na", NULL), "A reason is needed"));
	CHECK(strstr(measure_set(&t, "6", one, "done", NULL), "no such measure"));
	CHECK(strstr(measure_set(&t, "2", one, "完成", NULL), "1 done: 建立台账"));
	CHECK(strstr(measure_set(&t, "2", one, "done", NULL), "is so already"));
	CHECK(strstr(measure_set(&t, "2", two, "不适用", "国家机关的事"), "2 not applicable, 国家机关的事: 发布全国办法"));
	CHECK(measures_count(t.l->db, item, &done, &all, &err) && done == 1 && all == 1);
	CHECK(measures_read(t.l->db, item, &mem, &list, &err));
	CHECK_STR(list.p[1].reason, "国家机关的事");
	CHECK(entries_read(t.l->db, item, 0, 9, &mem, &said, &err) && said.n == 2);
	CHECK_STR(said.p[0].verb, "measure");
	CHECK_STR(said.p[0].way, "na");
	CHECK_STR(said.p[0].text, "发布全国办法: 国家机关的事");
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	CHECK(measures_count(t.l->db, item, &done, &all, &err) && done == 1 && all == 2);
	/* On a unit's duty it means nothing. */
	struct duty_state d = town_duty(&t, "2", "质监局");
	CHECK(!verb_can(t.l, verb_find("measure"), &d, &err) && strstr(err.text, "not one unit's"));
	town_check(&t);
	vec_clear(&said);
	vec_clear(&list);
	arena_clear(&mem);
	town_close(&t);
}

/* The table: sorted, whole, and each line of help fits a narrow screen. */
static void test_table(void)
{
	const struct verb *v = verb_table();

	for (; v->name; v++) {
		CHECK(v == verb_table() || strcmp(v[-1].name, v->name) < 0);
		CHECK(*v->label && *v->help && strstr(v->done, "%s") && v->fill);
		CHECK(width_cols(str_of(v->help)) <= 70);
		CHECK(verb_find(v->name) == v);
	}
	CHECK_INT(v - verb_table(), 16);
	CHECK(!verb_find("reports"));
}

static void test_units(void)
{
	static const struct { int line; const char *text, *want; } cases[] = {
		{ __LINE__, "市质监局", "市质监局" },
		{ __LINE__, "质监局", "市质监局" },
		{ __LINE__, " 质 监 局 ", "市质监局" },
		{ __LINE__, "质监", "市质监局" },
		{ __LINE__, "市法院", "市法院" },
		{ __LINE__, "院", "市法院" },
		{ __LINE__, "质", "several units fit 质: 市质检所, 市质监局" },
		/* pinyin: the whole name before its beginning, that before a part of it */
		{ __LINE__, "zhijianju", "市质监局" },
		{ __LINE__, "zjj", "市质监局" },
		{ __LINE__, "szhjj", "市质监局" },
		{ __LINE__, "ＺＪＪ", "市质监局" },
		{ __LINE__, "zj", "市质监局" },           /* its short name */
		{ __LINE__, "z", "several" },
		{ __LINE__, "zjs", "市质检所" },
		{ __LINE__, "jians", "市质检所" },
		{ __LINE__, "fayuan", "市法院" },
		{ __LINE__, "fy", "市法院" },
		{ __LINE__, "gaj", "no unit is called gaj" },
		{ __LINE__, "公安局", "no unit is called 公安局" },
		/* what is written of a unit is never meant for one that it only shortens */
		{ __LINE__, "质局", "no unit is called 质局: is 市质监局 meant?" },
		{ __LINE__, "质监管局", "no unit is called 质监管局: is 市质监局 meant?" },
		{ __LINE__, "质察所", "no unit is called 质察所: is 市质检所 meant?" },
		{ __LINE__, "", "no unit is called " },
	};
	struct town t;

	town_open(&t, "units.db", "2018-11-19");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct arena mem = { 0 };
		struct unit_row u = { .name = "" };
		struct err err = { 0 };
		int64_t key = 0;
		if (unit_match_one(t.l, str_of(cases[i].text), &key, &err) && !unit_get(t.l->db, key, &mem, &u, &err))
			CHECK_FAIL_AT(cases[i].line, "no row");
		const char *got = err.code ? err.text : u.name;
		if (strncmp(cases[i].want, "several", 7) == 0)
			CHECK_INT_AT(cases[i].line, err.code, ERR_AMBIGUOUS);
		else
			CHECK_STR_AT(cases[i].line, got, cases[i].want);
		arena_clear(&mem);
	}
	town_close(&t);
}

/* Without a table, or with one that is unsound, names are found as ever; only who asks for pinyin is
 * told. */
static void test_units_no_table(void)
{
	struct town t;
	struct err err = { 0 };
	int64_t key = 0;

	town_open(&t, "units-table.db", "2018-11-19");
	free(t.l->share_dir);
	t.l->share_dir = mem_strdup("/nowhere");
	CHECK(unit_match_one(t.l, STR_LIT("质监"), &key, &err));
	CHECK(t.l->share_dir != NULL);
	CHECK(!unit_match_one(t.l, STR_LIT("zjj"), &key, &err));
	CHECK_INT(err.code, ERR_NOT_FOUND);
	CHECK(strstr(err.text, "no unit is called zjj (no pinyin: /nowhere/pinyin/readings.tsv") != NULL);
	town_close(&t);
}

/* Runs a verb on an item itself; why: the refusal, NULL where it is done. */
static struct outcome item_do(struct town *t, int line, const char *verb, const char *number, bool below, const char *why)
{
	struct verb_call call = { .item = town_item(t, number), .below = below, .text = "文件失效", .on = DATE_NONE, .promised = DATE_NONE };
	struct outcome out;
	struct err err = { 0 };

	CHECK_INT_AT(line, verb_run(t->l, verb_find(verb), &call, &out, &err), why == NULL);
	CHECK_STR_AT(line, err.text, why ? why : "");
	return out;
}

/* A group owes nothing itself: what is said of it is said of the items below it, in one change. */
static void test_below(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	size_t n;

	town_open(&t, "below.db", "2018-11-21");
	CHECK(verb_below(t.l, verb_find("close"), town_item(&t, "10"), &n, &err));
	CHECK_INT(n, 2);
	CHECK(verb_below(t.l, verb_find("close"), town_item(&t, "6"), &n, &err));
	CHECK_INT(n, 0);
	CHECK(verb_below(t.l, verb_find("remark"), town_item(&t, "10"), &n, &err));
	CHECK_INT(n, 0);
	item_do(&t, __LINE__, "close", "10", false, "10 is made of others: close would reach 2 items below it; --yes does so");
	CHECK_INT(town_duty(&t, "10.1", "法院").state, 'o');
	out = item_do(&t, __LINE__, "close", "10", true, NULL);
	CHECK_STR(out.said, "closed: 10 几项专项治理 with 2 items below it");
	CHECK_INT(out.done, 3);
	CHECK_INT(town_duty(&t, "10.1", "法院").state, 'c');
	CHECK_INT(town_duty(&t, "10.2", "信息中心").state, 'c');
	town_check(&t);
	/* one change, one undo */
	CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "10.1", "法院").state, 'o');
	CHECK_INT(town_duty(&t, "10.2", "信息中心").state, 'o');
	/* what is closed already stays as it is; reopening reaches what is closed, not what is suspended */
	item_do(&t, __LINE__, "suspend", "10.1", false, NULL);
	item_do(&t, __LINE__, "close", "10", true, NULL);
	item_do(&t, __LINE__, "reopen", "10", false, "10 is made of others: reopen would reach 1 item below it; --yes does so");
	item_do(&t, __LINE__, "reopen", "10", true, NULL);
	CHECK_INT(town_duty(&t, "10.2", "信息中心").state, 'o');
	CHECK_INT(town_duty(&t, "10.1", "法院").state, 's');
	town_check(&t);
	town_close(&t);
}

/* What takes much along, or what others went on from, is asked about; what was done since is not mixed with what comes back. */
static void test_undo_asks(void)
{
	struct town t;
	struct outcome out;
	struct arena mem = { 0 };
	struct err err = { 0 };
	const char *question;

	town_open(&t, "asks.db", "2018-11-21");
	town_do(&t, "report", "6", "法院", "案例=2 名单=20", NULL, &out);
	CHECK(undo_question(t.l, (struct str){ "", 0 }, &mem, &question, &err));
	CHECK(!question);
	CHECK(undo_last(t.l, &out, &err));
	town_do(&t, "report", "6", "税务局", "案例=2 名单=20", NULL, NULL);
	CHECK(!redo_last(t.l, &out, &err));
	CHECK_STR(err.text, "since then you did something else, so that nothing is done again: reported: 市税务局 6 联合奖惩的案例: 2/20");
	err_clear(&err);
	/* accepted, it is not taken back from under the acceptance: the sentence says what and when */
	town_do(&t, "report", "1", "信息中心", NULL, "已接入", &out);
	char hex[HASH_TEXT_SIZE];
	hex_text(out.hash.b, HASH_SIZE, hex);
	town_do(&t, "accept", "1", "信息中心", NULL, NULL, NULL);
	CHECK(!undo_change(t.l, str_of(hex), &out, &err));
	CHECK(strstr(err.text, "this rests on it, take it back first: "));
	CHECK(strstr(err.text, ": accepted: 市信息中心 1"));
	err_clear(&err);
	CHECK(undo_last(t.l, &out, &err));
	CHECK(undo_change(t.l, str_of(hex), &out, &err));
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_measure), CHECK_TEST(test_table), CHECK_TEST(test_made), CHECK_TEST(test_report), CHECK_TEST(test_zero_and_none),
	CHECK_TEST(test_ahead), CHECK_TEST(test_not_open), CHECK_TEST(test_refused), CHECK_TEST(test_days), CHECK_TEST(test_doubt), CHECK_TEST(test_part_of_more), CHECK_TEST(test_many), CHECK_TEST(test_item), CHECK_TEST(test_undo), CHECK_TEST(test_levels), CHECK_TEST(test_nothing_to_undo),
	CHECK_TEST(test_check), CHECK_TEST(test_histories), CHECK_TEST(test_units), CHECK_TEST(test_units_no_table), CHECK_TEST(test_below), CHECK_TEST(test_undo_asks) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
