/* 延期 and 中止 on a real ledger: asked, granted, refused, asked late; what is shown of it, counted, and taken back. */
#include "model/extension.h"

#include "model/light.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* A verb with a day, on a day; "" or the refusal. */
static const char *say_of(struct town *t, const char *verb, const char *number, const char *unit, const char *to, const char *on, const char *text)
{
	static struct outcome out;
	static struct err err;
	struct duty_state d = town_duty(t, number, unit);
	struct verb_call call = { .duties = &d, .n = 1, .text = text, .promised = town_day(to), .on = town_day(on) };

	err = (struct err){ 0 };
	clock_step(&t->clock, 1000);
	return verb_run(t->l, verb_find(verb), &call, &out, &err) ? out.said : err.text;
}

static int waiting(struct town *t)
{
	struct sums s;
	struct err err = { 0 };

	CHECK(view_sums(t->l, t->plan, 0, &s, &err));
	return s.asked;
}

static void reason_is(struct town *t, int line, const char *number, const char *unit, const char *want)
{
	struct arena mem = { 0 };
	struct duty_state d = town_duty(t, number, unit);

	CHECK_STR_AT(line, light_reason_duty(t->l, &d, &mem), want);
	arena_clear(&mem);
}

/* Asked once more: the date that was granted still stands beside the first one. */
static void test_again(void)
{
	struct town t;

	town_open(&t, "again.db", "2018-11-19");
	say_of(&t, "extend", "2", "质监局", "2018-11-28", NULL, "名单未核完");
	say_of(&t, "grant", "2", "质监局", NULL, NULL, NULL);
	say_of(&t, "extend", "2", "质监局", "2018-12-05", NULL, "再延");
	reason_is(&t, __LINE__, "2", "质监局", "?: 11-28 is 7 working days ahead, not reported; first due 11-20, extended 1 time; "
		"asked on 11-19 to extend to 12-05: not answered yet; no contact on file");
	say_of(&t, "refuse", "2", "质监局", NULL, NULL, "不再延");
	reason_is(&t, __LINE__, "2", "质监局", "?: 11-28 is 7 working days ahead, not reported; first due 11-20, extended 1 time; "
		"asked on 11-19 to extend to 12-05: refused on 11-19; no contact on file");
	town_check(&t);
	town_close(&t);
}

static void test_granted(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "granted.db", "2018-11-19");
	CHECK_STR(say_of(&t, "extend", "2", "质监局", "2018-11-28", NULL, "名单未核完"), "extension asked for: 市质监局 2 失信主体修复信用: to 11-28");
	CHECK_INT(waiting(&t), 1);
	struct duty_state d = town_duty(&t, "2", "质监局");
	CHECK_INT(d.extension, 'a');
	CHECK(d.asked == town_day("2018-11-28") && d.due == town_day("2018-11-20"));
	reason_is(&t, __LINE__, "2", "质监局",
		"Y: 11-20 is 1 working day ahead, not reported; asked on 11-19 to extend to 11-28: not answered yet; no contact on file");
	CHECK_STR(say_of(&t, "extend", "2", "质监局", "2018-11-29", NULL, "再延"),
		"an extension to 11-28 is asked for already: grant or refuse it first");
	CHECK_STR(say_of(&t, "grant", "2", "质监局", NULL, NULL, NULL), "extension granted: 市质监局 2 失信主体修复信用: to 11-28");
	CHECK_INT(waiting(&t), 0);
	d = town_duty(&t, "2", "质监局");
	CHECK_INT(d.extension, 'g');
	/* the first date stays beside the granted one, and the day to act by follows it */
	CHECK(d.due == town_day("2018-11-28") && d.first_due == town_day("2018-11-20") && d.act_by == d.due);
	town_check(&t);
	town_reopen(&t, "2018-11-29");
	reason_is(&t, __LINE__, "2", "质监局",
		"R: 11-28 passed 1 working day ago, first due 11-20, extended 1 time, not reported; no contact on file");
	/* once more, on the day after */
	CHECK_STR(say_of(&t, "extend", "2", "质监局", "2018-12-10", NULL, "仍未核完"),
		"extension asked for: 市质监局 2 失信主体修复信用: to 12-10 (asked late)");
	reason_is(&t, __LINE__, "2", "质监局", "R: 11-28 passed 1 working day ago, not reported; first due 11-20, extended 1 time; "
		"asked late, on 11-29, to extend to 12-10: not answered yet; no contact on file");
	CHECK_STR(say_of(&t, "grant", "2", "质监局", "2018-12-05", NULL, NULL), "extension granted: 市质监局 2 失信主体修复信用: to 12-05");
	reason_is(&t, __LINE__, "2", "质监局",
		"Y: 12-05 is 4 working days ahead, first due 11-20, extended 2 times, asked late, not reported; no contact on file");
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	d = town_duty(&t, "2", "质监局");
	CHECK(d.extension == 'a' && d.due == town_day("2018-11-28") && d.asked == town_day("2018-12-10"));
	CHECK_INT(waiting(&t), 1);
	CHECK(undo_last(t.l, &out, &err));
	d = town_duty(&t, "2", "质监局");
	CHECK(d.extension == 'g' && d.due == town_day("2018-11-28"));
	town_check(&t);
	town_close(&t);
}

static void test_refused(void)
{
	struct town t;

	town_open(&t, "refused.db", "2018-11-21");
	CHECK_STR(say_of(&t, "grant", "6", "法院", NULL, NULL, NULL), "市法院 6 has asked for no extension that waits for an answer");
	CHECK_STR(say_of(&t, "extend", "6", "法院", NULL, NULL, "忙"), "a date is needed: extend to when?");
	CHECK_STR(say_of(&t, "extend", "6", "法院", "2018-11-30", NULL, NULL), "a text is needed: why?");
	CHECK_STR(say_of(&t, "extend", "6", "法院", "2018-11-20", NULL, "忙"), "11-20 is not later than 11-20, when it is due");
	/* asked on the day itself, entered on the day after: not late */
	CHECK_STR(say_of(&t, "extend", "6", "法院", "2018-11-30", "2018-11-20", "忙"), "extension asked for: 市法院 6 联合奖惩的案例: to 11-30 (of 11-20)");
	CHECK_STR(say_of(&t, "refuse", "6", "法院", NULL, NULL, "理由不足"), "extension refused: 市法院 6 联合奖惩的案例: 理由不足");
	CHECK_INT(waiting(&t), 0);
	struct duty_state d = town_duty(&t, "6", "法院");
	CHECK(d.extension == 'r' && d.due == town_day("2018-11-20"));
	reason_is(&t, __LINE__, "6", "法院", "R: 11-20 passed 1 working day ago, not reported; asked on 11-20 to extend to 11-30: refused on 11-21; "
		"no contact on file");
	/* asked again, then sent in: nothing waits any more */
	CHECK_STR(say_of(&t, "extend", "6", "法院", "2018-11-30", NULL, "忙"), "extension asked for: 市法院 6 联合奖惩的案例: to 11-30 (asked late)");
	CHECK_INT(waiting(&t), 1);
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	CHECK_INT(waiting(&t), 0);
	CHECK_STR(say_of(&t, "grant", "6", "法院", NULL, NULL, NULL), "市法院 6 has asked for no extension that waits for an answer");
	CHECK_STR(say_of(&t, "extend", "6", "法院", "2018-12-01", NULL, "忙"), "市法院 6 has reported on 11-21 already");
	/* sent back: the request waits again */
	town_do(&t, "return", "6", "法院", NULL, "缺", NULL);
	CHECK_INT(waiting(&t), 1);
	town_check(&t);
	town_close(&t);
}

/* Granted late: what comes by the granted date is late all the same, from the date that was missed; asked in time it is not. */
static void test_late_counts(void)
{
	struct town t;
	struct err err = { 0 };
	struct outcome out;

	town_open(&t, "late-counts.db", "2018-11-19");
	(void)say_of(&t, "extend", "6", "质监局", "2018-12-05", NULL, "忙");
	(void)say_of(&t, "grant", "6", "质监局", NULL, NULL, NULL);
	town_reopen(&t, "2018-11-22");
	(void)say_of(&t, "extend", "6", "法院", "2018-12-10", NULL, "忙");
	(void)say_of(&t, "grant", "6", "法院", NULL, NULL, NULL);
	CHECK_INT(town_duty(&t, "6", "法院").granted_late, 20);
	CHECK_INT(town_duty(&t, "6", "质监局").granted_late, 0);
	town_check(&t);
	town_reopen(&t, "2018-12-05");
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	town_do(&t, "report", "6", "质监局", "案例=3 名单=20", NULL, NULL);
	reason_is(&t, __LINE__, "6", "法院", "G: reported on 12-05, 11 working days late, first due 11-20, extended 1 time, asked late, not reviewed yet");
	reason_is(&t, __LINE__, "6", "质监局", "G: reported on 12-05, first due 11-20, extended 1 time, not reviewed yet");
	town_check(&t);
	/* once the asking is taken back nothing is forgiven and nothing late but by the date itself */
	for (int i = 0; i < 4; i++)
		CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "6", "法院").granted_late, 0);
	town_check(&t);
	town_close(&t);
}

static void test_suspended(void)
{
	struct town t;
	struct sums before, after;
	struct err err = { 0 };

	town_open(&t, "suspended.db", "2018-11-19");
	CHECK(view_sums(t.l, t.plan, 0, &before, &err));
	CHECK_STR(say_of(&t, "suspend", "2", "质监局", NULL, NULL, NULL), "a text is needed: why?");
	CHECK_STR(say_of(&t, "suspend", "2", "质监局", NULL, NULL, "机构合并"), "suspended: 市质监局 2 失信主体修复信用: 机构合并");
	CHECK(view_sums(t.l, t.plan, 0, &after, &err));
	CHECK_INT(after.owed, before.owed - 1);
	reason_is(&t, __LINE__, "2", "质监局", "?: suspended on 11-19: 机构合并");
	CHECK_STR(say_of(&t, "report", "2", "质监局", NULL, NULL, "已报"), "市质监局 2 is suspended: it stays so, the report counts when it is reopened");
	CHECK_STR(say_of(&t, "reopen", "2", "质监局", NULL, NULL, NULL), "opened again: 市质监局 2 失信主体修复信用");
	CHECK(view_sums(t.l, t.plan, 0, &after, &err));
	CHECK_INT(after.owed, before.owed);
	/* the item itself */
	struct verb_call call = { .item = town_item(&t, "6"), .text = "上级暂停" };
	struct outcome out;
	CHECK(verb_run(t.l, verb_find("suspend"), &call, &out, &err));
	CHECK_INT(town_duty(&t, "6", "法院").state, 's');
	struct arena mem = { 0 };
	CHECK_STR(light_reason_item(t.l, town_item(&t, "6"), &mem), "?: suspended on 11-19: 上级暂停");
	arena_clear(&mem);
	CHECK(!verb_run(t.l, verb_find("suspend"), &call, &out, &err));
	CHECK_STR(err.text, "6 is suspended; reopen it first");
	err_clear(&err);
	CHECK(verb_run(t.l, verb_find("reopen"), &call, &out, &err));
	CHECK_INT(town_duty(&t, "6", "法院").state, 'o');
	town_check(&t);
	town_close(&t);
}

/* One of three was granted another date: the row counts all three, on whatever day it shows. */
static void test_row(void)
{
	static const struct { int line; const char *today, *due; int owed, in; } cases[] = {
		{ __LINE__, "2018-11-19", "2018-11-20", 3, 1 }, { __LINE__, "2018-11-26", "2018-11-28", 3, 2 },
		{ __LINE__, "2018-11-27", "2018-11-28", 3, 3 },
	};
	struct town t;
	struct arena mem = { 0 };
	struct err err = { 0 };

	town_open(&t, "row.db", "2018-11-19");
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	say_of(&t, "extend", "6", "质监局", "2018-11-28", NULL, "机构合并");
	say_of(&t, "grant", "6", "质监局", NULL, NULL, NULL);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct item_line line;
		if (i > 0)
			town_reopen(&t, cases[i].today);
		if (i > 0)
			town_do(&t, "report", "6", i == 1 ? "税务局" : "质监局", "案例=3 名单=20", NULL, NULL);
		CHECK_AT(cases[i].line, view_item(t.l, town_item(&t, "6"), 0, &mem, &line, &err));
		CHECK_INT_AT(cases[i].line, line.owed, cases[i].owed);
		CHECK_INT_AT(cases[i].line, line.in, cases[i].in);
		CHECK_AT(cases[i].line, line.due == town_day(cases[i].due));
		CHECK_INT_AT(cases[i].line, line.all_in, cases[i].owed == cases[i].in);
	}
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* Item 6 of the town falls due each month. */
static void make_monthly(struct town *t)
{
	deadline_rows list = { 0 };
	struct arena mem = { 0 };
	struct outcome out;
	struct err err = { 0 };

	CHECK(deadlines_read(t->l->db, town_item(t, "6"), &mem, &list, &err) && list.n > 0);
	struct change *c = ledger_begin(t->l, "edit", "每月20日前", &err);
	change_set(c, KIND_DEADLINE, &list.p[0].id, "kind", V_TEXT("recurring"));
	change_set(c, KIND_DEADLINE, &list.p[0].id, "rhythm", V_TEXT("FREQ=MONTHLY;BYMONTHDAY=20"));
	change_set(c, KIND_DEADLINE, &list.p[0].id, "period", V_TEXT("month"));
	change_set(c, KIND_DEADLINE, &list.p[0].id, "due", V_NULL);
	CHECK(ledger_commit(t->l, c, &out, &err));
	vec_clear(&list);
	arena_clear(&mem);
}

/* One of three was granted the day of the next period: the row counts the period that it shows, the older one while somebody is silent. */
static void test_next_period(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct item_line line;
	struct err err = { 0 };

	town_open(&t, "next.db", "2018-11-19");
	make_monthly(&t);
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	town_do(&t, "report", "6", "税务局", "案例=3 名单=20", NULL, NULL);
	say_of(&t, "extend", "6", "质监局", "2018-12-20", NULL, "机构合并");
	say_of(&t, "grant", "6", "质监局", NULL, NULL, NULL);
	town_reopen(&t, "2018-12-03");
	CHECK(view_item(t.l, town_item(&t, "6"), 0, &mem, &line, &err));
	CHECK(line.due == town_day("2018-12-20"));
	CHECK_INT(line.owed, 3);
	CHECK_INT(line.in, 2);
	CHECK_INT(line.pending, 2);
	town_do(&t, "report", "6", "质监局", "案例=3 名单=20", NULL, NULL);
	CHECK(view_item(t.l, town_item(&t, "6"), 0, &mem, &line, &err));
	CHECK(line.due == town_day("2018-12-20"));
	CHECK_INT(line.owed, 3);
	CHECK_INT(line.in, 0);
	CHECK(!line.all_in);
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* Several at once: one change, each to the date it asked for. */
static void test_many(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "many.db", "2018-11-19");
	struct duty_state d[] = { town_duty(&t, "2", "质监局"), town_duty(&t, "6", "质监局") };
	struct verb_call call = { .duties = d, .n = 2, .text = "机构合并", .promised = town_day("2018-11-28") };
	CHECK(verb_run(t.l, verb_find("extend"), &call, &out, &err));
	CHECK_STR(out.said, "extension asked for: 市质监局 2 6 (2): to 11-28");
	CHECK_INT(waiting(&t), 2);
	call.promised = DATE_NONE;
	CHECK(verb_run(t.l, verb_find("grant"), &call, &out, &err));
	CHECK_STR(out.said, "extension granted: 市质监局 2 6 (2)");
	CHECK(town_duty(&t, "6", "质监局").due == town_day("2018-11-28"));
	CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(waiting(&t), 2);
	town_check(&t);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_granted), CHECK_TEST(test_again), CHECK_TEST(test_refused), CHECK_TEST(test_late_counts), CHECK_TEST(test_suspended), CHECK_TEST(test_many),
	CHECK_TEST(test_row), CHECK_TEST(test_next_period) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
