/* Who may write what, on a real ledger: each action by each role; people; what was tried is noted. */
#include "tests/lib/check.h"
#include "tests/lib/town.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "model/edit.h"
#include "model/ident.h"
#include "model/member.h"
#include "model/reorg.h"
#include "model/right_mine.h"
#include "model/saved.h"
#include "model/setting.h"
#include "model/workdays.h"
#include "store/attempt.h"
#include "tests/store/ground.h"

static void as(struct town *t, const char *by)
{
	snprintf(t->l->by, sizeof t->l->by, "%s", by);
}

/* A role for somebody, "-" takes it away, by whoever acts. */
static bool give(struct town *t, const char *login, const char *role, const char *unit, struct err *err)
{
	struct outcome out = { .done = 0 };
	struct id id = ident_person(str_of(login)), u;
	struct change *c = ledger_begin(t->l, "person", "gives a role", err);

	if (!c)
		return false;
	change_row(c, KIND_PERSON, &id);
	change_field(c, "login", V_TEXT(login));
	change_set(c, KIND_PERSON, &id, "role", strcmp(role, "-") ? V_TEXT(role) : V_NULL);
	if (unit && row_id(t->l->db, KIND_UNIT, town_unit(t, unit), &u))
		change_set(c, KIND_PERSON, &id, "unit", V_ID(u));
	return ledger_commit(t->l, c, &out, err);
}

static void must_give(struct town *t, const char *login, const char *role, const char *unit)
{
	struct err err = { 0 };

	if (!give(t, login, role, unit, &err))
		CHECK_FAIL("%s: %s", login, err.text);
}

/* root the admin, wang the clerk, li who reports for 质监局, zhao who reports for the group, sun who reads, qian without a role. */
static void people(struct town *t, const char *name)
{
	struct str member = STR_LIT("市质监局");
	struct outcome out;
	struct err err = { 0 };

	town_open(t, name, "2018-11-19");
	as(t, "root");
	CHECK(member_change(t->l, town_unit(t, "各成员单位"), &member, 1, DATE_NONE, DATE_NONE, &out, &err));
	must_give(t, "root", "admin", NULL);
	must_give(t, "wang", "clerk", NULL);
	must_give(t, "li", "reporter", "质监局");
	must_give(t, "zhao", "reporter", "各成员单位");
	must_give(t, "sun", "viewer", NULL);
}

static bool do_verb(struct town *t, const char *verb, const char *number, const char *unit, const char *text, struct err *err)
{
	struct duty_state d = { .item = town_item(t, number) };
	struct verb_call call = { .item = d.item, .text = text, .sure = true };
	struct outcome out;

	if (unit) {
		d = town_duty(t, number, unit);
		call.duties = &d;
		call.n = 1;
	}
	if (strcmp(verb, "extend") == 0)
		call.promised = town_day("2018-12-10");
	return verb_run(t->l, verb_find(verb), &call, &out, err);
}

static int64_t tried(struct town *t)
{
	return atoll(ground_ask(t->path, "SELECT count(*) FROM attempt"));
}

static int64_t written(struct town *t)
{
	return atoll(ground_ask(t->path, "SELECT count(*) FROM change"));
}

/* ---- verbs ---- */

/* In this order each can be done by somebody who may do all: what a refusal would hide. */
static void test_verbs(void)
{
	static const struct { int line; const char *verb, *number, *unit; const char *may; } cases[] = {
		{ __LINE__, "sign", "2", "质监局", "root wang li zhao" }, { __LINE__, "sign", "2", "市法院", "root wang" },
		{ __LINE__, "report", "2", "质监局", "root wang li zhao" }, { __LINE__, "report", "2", "市法院", "root wang" },
		{ __LINE__, "return", "2", "质监局", "root wang" }, { __LINE__, "accept", "2", "质监局", "root wang" },
		{ __LINE__, "extend", "6", "质监局", "root wang li zhao" }, { __LINE__, "grant", "6", "质监局", "root wang" },
		{ __LINE__, "refuse", "6", "质监局", "root wang" }, { __LINE__, "remark", "6", "质监局", "root wang li zhao" },
		{ __LINE__, "remark", "6", NULL, "root wang" }, { __LINE__, "urge", "6", "质监局", "root wang" },
		{ __LINE__, "close", "6", "质监局", "root wang" }, { __LINE__, "suspend", "6", "质监局", "root wang" },
		{ __LINE__, "close", "1", NULL, "root wang" }, { __LINE__, "none", "2", "质监局", "root wang li zhao" },
		{ __LINE__, "zero", "6", "质监局", "root wang li zhao" },
	};
	static const char *const who[] = { "root", "wang", "li", "zhao", "sun", "qian" };

	for (size_t i = 0; i < CHECK_N(cases); i++)
		for (size_t k = 0; k < CHECK_N(who); k++) {
			struct town t;
			struct err err = { 0 };
			char name[40];
			bool may = strstr(cases[i].may, who[k]) != NULL;

			snprintf(name, sizeof name, "verb-%zu-%zu.db", i, k);
			people(&t, name);
			as(&t, "root");
			if (strcmp(cases[i].verb, "return") == 0 || strcmp(cases[i].verb, "accept") == 0)
				CHECK(do_verb(&t, "report", cases[i].number, cases[i].unit, "已办", &err));
			if (strcmp(cases[i].verb, "grant") == 0 || strcmp(cases[i].verb, "refuse") == 0)
				CHECK(do_verb(&t, "extend", cases[i].number, cases[i].unit, "来不及", &err));
			if (strcmp(cases[i].verb, "none") == 0) {
				CHECK(do_verb(&t, "report", cases[i].number, cases[i].unit, "已办", &err) &&
				      do_verb(&t, "return", cases[i].number, cases[i].unit, "不全", &err));
			}
			as(&t, who[k]);
			int64_t before = written(&t);
			bool done = do_verb(&t, cases[i].verb, cases[i].number, cases[i].unit, "说明", &err);

			if (done != may)
				CHECK_FAIL_AT(cases[i].line, "%s %s: %s", who[k], cases[i].verb, err.text);
			CHECK_INT_AT(cases[i].line, written(&t), before + (may ? 1 : 0));
			CHECK_INT_AT(cases[i].line, tried(&t), may ? 0 : 1);
			if (!may)
				CHECK_INT_AT(cases[i].line, err.code, ERR_REFUSED);
			if (done && strcmp(who[k], "root") != 0) {
				struct outcome out;
				CHECK(undo_last(t.l, &out, &err));
				CHECK(redo_last(t.l, &out, &err));
			}
			town_check(&t);
			town_close(&t);
			err_clear(&err);
		}
}

/* ---- the rest of what is written ---- */

static bool do_edit(struct town *t, const char *name, int64_t of, const char *first, const char *second, struct err *err)
{
	struct edit_call call = { .of = of, .said = { first, second }, .sure = true };
	struct outcome out;

	return edit_run(t->l, edit_find(name), &call, &out, err);
}

static bool w_contact(struct town *t, struct err *err)
{
	return do_edit(t, "contact", town_unit(t, "质监局"), "周六", "2221100", err);
}
static bool w_hand_over(struct town *t, struct err *err)
{
	return do_edit(t, "hand-over", t->plan, "2018-11-02", NULL, err);
}
static bool w_assign(struct town *t, struct err *err)
{
	return do_edit(t, "assign", town_item(t, "1"), "+市统计局", NULL, err);
}
static bool w_item(struct town *t, struct err *err)
{
	return do_edit(t, "edit-item", town_item(t, "1"), NULL, "另一个标题", err);
}
static bool w_deadline(struct town *t, struct err *err)
{
	return do_edit(t, "edit-deadline", town_item(t, "1"), "12月5日前", NULL, err);
}
static bool w_instruct(struct town *t, struct err *err)
{
	return do_edit(t, "instruct", town_item(t, "1"), "抓紧", NULL, err);
}
static bool w_new_plan(struct town *t, struct err *err)
{
	return do_edit(t, "new-plan", 0, "另一个文件", NULL, err);
}
static bool w_unit(struct town *t, struct err *err)
{
	return do_edit(t, "edit-unit", town_unit(t, "质监局"), NULL, "质监", err);
}
static bool w_person(struct town *t, struct err *err)
{
	return do_edit(t, "person", 0, "wang", "王强", err);
}
static bool w_set(struct town *t, struct err *err)
{
	struct outcome out;

	return setting_change(t->l, "day-off", "next", &out, err);
}
static bool w_member(struct town *t, struct err *err)
{
	struct outcome out;
	struct str word = STR_LIT("市银监局");

	return member_change(t->l, town_unit(t, "各成员单位"), &word, 1, DATE_NONE, DATE_NONE, &out, err);
}
static bool w_member_off(struct town *t, struct err *err)
{
	struct outcome out;
	struct str word = STR_LIT("-市质监局");

	return member_change(t->l, town_unit(t, "各成员单位"), &word, 1, DATE_NONE, DATE_NONE, &out, err);
}

static void test_rest(void)
{
	static const struct { int line; bool (*write)(struct town *, struct err *); const char *may; } cases[] = {
		{ __LINE__, w_contact, "root wang" }, { __LINE__, w_hand_over, "root wang" }, { __LINE__, w_assign, "root wang" },
		{ __LINE__, w_item, "root wang" }, { __LINE__, w_deadline, "root wang" }, { __LINE__, w_instruct, "root wang" },
		{ __LINE__, w_new_plan, "root wang" }, { __LINE__, w_unit, "root" }, { __LINE__, w_person, "root" },
		{ __LINE__, w_set, "root" }, { __LINE__, w_member, "root wang" }, { __LINE__, w_member_off, "root" },
	};
	static const char *const who[] = { "root", "wang", "li", "sun", "qian" };

	for (size_t i = 0; i < CHECK_N(cases); i++)
		for (size_t k = 0; k < CHECK_N(who); k++) {
			struct town t;
			struct err err = { 0 };
			struct outcome out;
			char name[40];
			bool may = strstr(cases[i].may, who[k]) != NULL;

			snprintf(name, sizeof name, "rest-%zu-%zu.db", i, k);
			people(&t, name);
			as(&t, who[k]);
			bool done = cases[i].write(&t, &err);

			if (done != may)
				CHECK_FAIL_AT(cases[i].line, "%s: %s", who[k], err.text);
			CHECK_INT_AT(cases[i].line, tried(&t), may ? 0 : 1);
			if (may)
				CHECK(undo_last(t.l, &out, &err));
			else
				CHECK_INT_AT(cases[i].line, err.code, ERR_REFUSED);
			town_check(&t);
			town_close(&t);
			err_clear(&err);
		}
}

/* ---- people ---- */

static void test_first_and_last(void)
{
	struct town t;
	struct err err = { 0 };
	struct right_mine mine;

	town_open(&t, "first.db", "2018-11-19");
	as(&t, "root");
	CHECK(right_mine(t.l, &mine, &err) && !mine.bound);
	CHECK(!give(&t, "wang", "clerk", NULL, &err));
	CHECK(strstr(err.text, "the first role that is given to anybody is admin"));
	err_clear(&err);
	must_give(&t, "root", "admin", NULL);
	CHECK(right_mine(t.l, &mine, &err) && mine.bound && mine.role == ROLE_ADMIN);
	CHECK(!give(&t, "root", "clerk", NULL, &err));
	CHECK(strstr(err.text, "the last one with the role admin keeps it"));
	err_clear(&err);
	must_give(&t, "chen", "admin", NULL);
	must_give(&t, "root", "clerk", NULL);       /* by root, who is admin then */
	CHECK(right_mine(t.l, &mine, &err) && mine.role == ROLE_CLERK);
	CHECK(!give(&t, "wang", "viewer", NULL, &err));
	CHECK_STR(err.text, "root (clerk) may not do that (person): it takes the role admin");
	err_clear(&err);
	CHECK_INT(tried(&t), 3);
	town_check(&t);
	town_close(&t);
}

static void test_undo(void)
{
	struct town t;
	struct err err = { 0 };
	struct outcome out, undo;
	char hex[HASH_TEXT_SIZE];

	people(&t, "undo.db");
	as(&t, "li");
	town_do(&t, "report", "2", "质监局", "主体总数=11 剔除=2 做到=3", "已约谈", &out);
	hex_text(out.hash.b, HASH_SIZE, hex);
	as(&t, "wang");
	CHECK(!undo_change(t.l, str_of(hex), &undo, &err));
	CHECK(strstr(err.text, "what others did is taken back by the role admin"));
	err_clear(&err);
	town_do(&t, "return", "2", "质监局", NULL, "不全", NULL);
	as(&t, "li");
	town_do(&t, "report", "2", "质监局", "主体总数=11 剔除=2 做到=4", "补报", NULL);
	CHECK(undo_last(t.l, &undo, &err));
	CHECK_INT(town_duty(&t, "2", "质监局").review, 'x');
	as(&t, "root");
	town_check(&t);
	town_close(&t);
}

static void test_mine(void)
{
	struct town t;
	struct err err = { 0 };
	keys units = { 0 };

	people(&t, "mine.db");
	as(&t, "zhao");
	CHECK(right_units(t.l, &units, &err) && units.n > 1 && units.p[0] == town_unit(&t, "各成员单位"));
	CHECK(right_may(t.l, "report", town_unit(&t, "质监局"), &err));
	CHECK(!right_may(t.l, "accept", town_unit(&t, "质监局"), &err));
	err_clear(&err);
	as(&t, "li");
	CHECK(!right_may(t.l, "report", town_unit(&t, "市法院"), &err));
	CHECK_STR(err.text, "li (reporter) may not do that (report): the role reporter is for the own unit and its members alone");
	err_clear(&err);
	CHECK_INT(tried(&t), 0);
	vec_clear(&units);
	town_close(&t);
}

/* Entries of another, rows under a foreign id: what is written counts, not what it is called. */
static void test_forged(void)
{
	struct town t;
	struct err err = { 0 };
	struct outcome out;
	struct duty_state d;
	struct id item = { 0 }, unit = { 0 }, court = { 0 }, deadline = { 0 }, id;

	people(&t, "forged.db");
	d = town_duty(&t, "2", "市法院");
	CHECK(row_id(t.l->db, KIND_ITEM, d.item, &item) && row_id(t.l->db, KIND_UNIT, d.unit, &court) &&
	      row_id(t.l->db, KIND_DEADLINE, d.deadline, &deadline) && row_id(t.l->db, KIND_UNIT, town_unit(&t, "质监局"), &unit));
	as(&t, "li");
	/* The court's duty, said to be of one's own unit. */
	struct change *c = ledger_begin(t.l, "report", "forged", &err);

	id = ident_duty(&item, &court, &deadline, str_of(d.occ));
	change_row(c, KIND_DUTY, &id);
	change_field(c, "item", V_ID(item));
	change_field(c, "unit", V_ID(unit));
	change_field(c, "deadline", V_ID(deadline));
	change_field(c, "occ", V_TEXT(d.occ));
	CHECK(!ledger_commit(t.l, c, &out, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	err_clear(&err);
	/* An acceptance that is called a report. */
	c = ledger_begin(t.l, "report", "forged", &err);
	id = ident_duty(&item, &unit, &deadline, str_of(d.occ));
	change_row(c, KIND_DUTY, &id);
	change_field(c, "item", V_ID(item));
	change_field(c, "unit", V_ID(unit));
	change_field(c, "deadline", V_ID(deadline));
	change_field(c, "occ", V_TEXT(d.occ));
	change_set(c, KIND_DUTY, &id, "review", V_TEXT("accepted"));
	CHECK(!ledger_commit(t.l, c, &out, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	town_check(&t);
	town_close(&t);
}

/* What another program writes of people holds for the next commit here, and what it takes back. */
static void test_others(void)
{
	struct town t, other;
	struct err err = { 0 };
	struct outcome out;
	struct id item = { 0 };

	people(&t, "others.db");
	as(&t, "wang");
	CHECK(do_verb(&t, "remark", "6", NULL, "once", &err));
	other = t;
	struct ledger_options o = { .path = t.path, .share_dir = check_source("share"), .by = "root", .clock = &t.clock, .ids = &t.ids };
	CHECK((other.l = ledger_open(&o, &err)) != NULL);
	must_give(&other, "wang", "reporter", "质监局");
	CHECK(row_id(t.l->db, KIND_ITEM, town_item(&t, "6"), &item));
	for (int i = 0; i < 2; i++) {
		struct change *c = ledger_begin(t.l, "report", "forged", &err);

		change_set(c, KIND_ITEM, &item, "title", V_TEXT("another"));
		CHECK_INT(ledger_commit(t.l, c, &out, &err), i > 0);
		CHECK_INT(err.code, i > 0 ? ERR_NONE : ERR_REFUSED);
		err_clear(&err);
		must_give(&other, "wang", "clerk", NULL);
	}
	ledger_close(other.l);
	as(&t, "root");
	town_check(&t);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_first_and_last), CHECK_TEST(test_mine), CHECK_TEST(test_undo),
	CHECK_TEST(test_forged), CHECK_TEST(test_others), CHECK_TEST(test_verbs), CHECK_TEST(test_rest) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
