/* Who is shown what: a reporter the own unit's things, in every list, sum, sheet, search, in the log and after one's own writes. */
#include "model/sight.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "model/filter.h"
#include "model/ident.h"
#include "model/member.h"
#include "model/reorg.h"
#include "model/right_mine.h"
#include "model/setting.h"
#include "model/history.h"
#include "model/view.h"
#include "paper/paper.h"
#include "store/log.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"
#include "tests/store/ground.h"

static void as(struct town *t, const char *by)
{
	struct err err = { 0 };

	snprintf(t->l->by, sizeof t->l->by, "%s", by);
	CHECK(sight_settle(t->l, &err));
}

static void give(struct town *t, const char *login, const char *role, const char *unit)
{
	struct outcome out = { .done = 0 };
	struct id id = ident_person(str_of(login)), u;
	struct err err = { 0 };
	struct change *c = ledger_begin(t->l, "person", "gives a role", &err);

	change_row(c, KIND_PERSON, &id);
	change_field(c, "login", V_TEXT(login));
	change_set(c, KIND_PERSON, &id, "role", V_TEXT(role));
	if (unit && row_id(t->l->db, KIND_UNIT, town_unit(t, unit), &u))
		change_set(c, KIND_PERSON, &id, "unit", V_ID(u));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

/* root the admin, wang the clerk, li who reports for 质监局, zhao who reports for the group, of which 银监局 is a member; some have
 * sent, some not; each has said a word of their own. */
static void people(struct town *t, const char *name)
{
	struct str member = STR_LIT("市银监局");
	struct outcome out;
	struct err err = { 0 };

	town_open(t, name, "2018-11-19");
	as(t, "root");
	CHECK(member_change(t->l, town_unit(t, "各成员单位"), &member, 1, DATE_NONE, DATE_NONE, &out, &err));
	give(t, "root", "admin", NULL);
	give(t, "wang", "clerk", NULL);
	give(t, "li", "reporter", "质监局");
	give(t, "zhao", "reporter", "各成员单位");
	town_do(t, "report", "1", "信息中心", NULL, "荷花", NULL);
	town_do(t, "report", "2", "法院", "主体总数=22 剔除=2 做到=12", "荷花", NULL);
	town_do(t, "report", "6", "税务局", "案例=3 名单=31", "荷花", NULL);
	town_do(t, "return", "6", "税务局", NULL, "不全", NULL);
	town_do(t, "report", "2", "质监局", "主体总数=11 剔除=2 做到=3", "梅花", NULL);
	town_do(t, "return", "2", "质监局", NULL, "不全", NULL);
}

static int64_t listed(struct town *t, enum list_of of, const char *filter)
{
	struct filter f = { .cond = NULL };
	size_t at;
	struct query q = { .of = of, .due = DATE_NONE, .today = ledger_today(t->l) };
	struct list list = { 0 };
	struct err err = { 0 };
	int64_t n;

	if (filter && !filter_read(t->l, str_of(filter), of, &f, &at, &err))
		CHECK_FAIL("%s: %s", filter, err.text);
	q.where = f.cond;
	list_start(&list, &q);
	CHECK(list_need(t->l->db, &list, SIZE_MAX, &err));
	n = (int64_t)list.keys.n;
	list_clear(&list);
	filter_clear(&f);
	return n;
}

/* ---- sums and rows: what all of it is to who is shown it, is what the unit's are to all ---- */

static void same_sums(struct town *t, int64_t unit)
{
	struct sums own, units;
	struct err err = { 0 };

	as(t, "root");
	CHECK(view_sums(t->l, 0, unit, &units, &err));
	as(t, "li");
	CHECK(view_sums(t->l, 0, 0, &own, &err));
	CHECK(own.owed > 0 && own.returned > 0);
	CHECK_INT(own.owed, units.owed);
	CHECK_INT(own.in, units.in);
	CHECK_INT(own.silent, units.silent);
	CHECK_INT(own.overdue, units.overdue);
	CHECK_INT(own.this_week, units.this_week);
	CHECK_INT(own.next_week, units.next_week);
	CHECK_INT(own.pending, units.pending);
	CHECK_INT(own.returned, units.returned);
	CHECK_INT(own.asked, units.asked);
	CHECK_INT(own.promised, units.promised);
	/* no item of its own, no plan of others */
	CHECK_INT(own.leaves, units.leaves);
	CHECK_INT(own.all_leaves, units.leaves);
	CHECK_INT(own.ownerless, 0);
}

static void same_items(struct town *t, int64_t unit)
{
	static const char *const numbers[] = { "2", "6", "10.2" };
	struct arena mem = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < CHECK_N(numbers); i++) {
		struct item_line own, units;

		as(t, "root");
		int64_t item = town_item(t, numbers[i]);
		CHECK(view_item(t->l, item, unit, &mem, &units, &err));
		as(t, "li");
		CHECK(view_item(t->l, item, 0, &mem, &own, &err));
		CHECK_INT(own.owed, 1);
		CHECK_INT(own.light, units.light);
		CHECK_INT(own.due, units.due);
	}
	arena_clear(&mem);
}

static void test_sums(void)
{
	struct town t;

	people(&t, "sums.db");
	same_sums(&t, town_unit(&t, "质监局"));
	same_items(&t, town_unit(&t, "质监局"));
	town_check(&t);
	/* checked whole, and narrow again */
	CHECK(db_sight(t.l->db)->narrow);
	town_close(&t);
}

/* ---- lists, searches ---- */

static void test_lists(void)
{
	static const struct { int line; enum list_of of; const char *filter; int64_t root, li, zhao; } cases[] = {
		/* work that goes on has a row of its own; zhao: the group's member's, and the items that the group is named for */
		{ __LINE__, LIST_DUTIES, NULL, 21, 5, 2 }, { __LINE__, LIST_DUTIES, "status:returned", 2, 1, 0 },
		{ __LINE__, LIST_DUTIES, "荷花", 15, 0, 0 }, { __LINE__, LIST_DUTIES, "梅花", 8, 2, 0 },
		{ __LINE__, LIST_DUTIES, "unit:法院", 5, 0, 0 }, { __LINE__, LIST_TASKS, "荷花", 3, 0, 0 },
		{ __LINE__, LIST_TASKS, NULL, 5, 3, 3 }, { __LINE__, LIST_CAMPAIGNS, NULL, 3, 1, 0 },
		{ __LINE__, LIST_UNITS, NULL, 7, 1, 2 }, { __LINE__, LIST_UNITS, "status:returned", 2, 1, 0 },
		{ __LINE__, LIST_SILENT, NULL, 5, 1, 1 }, { __LINE__, LIST_DATES, NULL, 2, 1, 1 },
		{ __LINE__, LIST_OWING, NULL, 6, 3, 1 },
	};
	struct town t;

	people(&t, "lists.db");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		const struct { const char *by; int64_t n; } who[] = {
			{ "root", cases[i].root }, { "wang", cases[i].root }, { "li", cases[i].li }, { "zhao", cases[i].zhao },
		};

		for (size_t k = 0; k < CHECK_N(who); k++) {
			as(&t, who[k].by);
			int64_t n = listed(&t, cases[i].of, cases[i].filter);
			if (n != who[k].n)
				CHECK_FAIL_AT(cases[i].line, "%s: %lld, not %lld", who[k].by, (long long)n, (long long)who[k].n);
		}
	}
	town_close(&t);
}

/* ---- sheets ---- */

static void test_sheets(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct unit_line unit;
	struct doc doc = { 0 };
	struct err err = { 0 };
	int64_t item;
	char text[600];

	people(&t, "sheets.db");
	int64_t court = town_unit(&t, "法院");

	as(&t, "li");
	CHECK(!view_unit(t.l, court, 0, &unit, &mem, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	snprintf(text, sizeof text, "%s", err.text);
	CHECK(strstr(text, "is not shown: the role reporter sees what concerns"));
	err_clear(&err);
	CHECK(!unit_sheet(t.l, 0, court, &doc, &err));
	CHECK_STR(err.text, text);
	err_clear(&err);
	doc_clear(&doc);
	CHECK(!view_find_item(t.l, 0, STR_LIT("1"), &item, &err));
	CHECK_INT(err.code, ERR_NOT_FOUND);
	CHECK(strstr(err.text, "the role reporter sees no more"));
	err_clear(&err);
	CHECK(view_find_item(t.l, 0, STR_LIT("10.2"), &item, &err));
	arena_clear(&mem);
	town_close(&t);
}

/* ---- the log ---- */

static int64_t lines(struct town *t)
{
	struct log_query q = { .verb = NULL };
	struct arena mem = { 0 };
	log_lines list = { 0 };
	struct err err = { 0 };
	int64_t n;

	CHECK(log_page(t->l->db, &q, 0, -1, 1000, &mem, &list, &err));
	n = (int64_t)list.n;
	vec_clear(&list);
	arena_clear(&mem);
	return n;
}

static void test_log(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct log_line line;
	struct outcome out;
	struct err err = { 0 };
	char hex[HASH_TEXT_SIZE];

	people(&t, "log.db");
	CHECK_INT(lines(&t), atoll(ground_ask(t.path, "SELECT count(*) FROM change")));
	town_do(&t, "report", "6", "法院", "案例=2 名单=20", "荷花", &out);
	hex_text(out.hash.b, HASH_SIZE, hex);
	as(&t, "li");
	/* its report, and that it was returned; the group's new member */
	CHECK_INT(lines(&t), 3);
	CHECK(!log_find(t.l->db, str_of(hex), &mem, &line, &err));
	CHECK_INT(err.code, ERR_NOT_FOUND);
	err_clear(&err);
	CHECK(log_find_place(t.l->db, str_of(hex), &mem, &line, &err));
	/* What touches others beside: not shown. */
	as(&t, "wang");
	struct duty_state d[] = { town_duty(&t, "6", "质监局"), town_duty(&t, "6", "税务局") };
	struct verb_call call = { .duties = d, .n = 2, .way = "phone", .who = "乙", .sure = true };
	CHECK(verb_run(t.l, verb_find("urge"), &call, &out, &err));
	as(&t, "li");
	CHECK_INT(lines(&t), 3);
	/* that it was urged stands with the unit */
	entry_rows list = { 0 };
	CHECK(entries_read(t.l->db, d[0].item, 0, 50, &mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		CHECK(list.p[i].unit == d[0].unit);
	CHECK(list.n >= 1);
	vec_clear(&list);
	arena_clear(&mem);
	town_close(&t);
}

/* ---- writing ---- */

static void test_writes(void)
{
	struct town t;
	struct sums s;
	struct outcome out;
	struct err err = { 0 };

	people(&t, "writes.db");
	as(&t, "li");
	town_do(&t, "report", "6", "质监局", "案例=2 名单=20", "再报", NULL);
	CHECK(view_sums(t.l, 0, 0, &s, &err));
	CHECK_INT(s.in, 1);
	CHECK(undo_last(t.l, &out, &err));
	CHECK(view_sums(t.l, 0, 0, &s, &err));
	CHECK_INT(s.in, 0);
	CHECK(redo_last(t.l, &out, &err));
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 5);
	town_check(&t);
	/* Another program writes: seen at the next look. */
	struct town other = t;
	struct ledger_options o = { .path = t.path, .by = "root", .clock = &t.clock, .ids = &t.ids };

	other.l = ledger_open(&o, &err);
	CHECK(other.l && !db_sight(other.l->db)->narrow);
	town_do(&other, "accept", "6", "质监局", NULL, NULL, NULL);
	(void)db_version(t.l->db);
	CHECK(view_sums(t.l, 0, 0, &s, &err));
	CHECK_INT(s.pending, 0);
	CHECK_INT(s.in, 1);
	/* The role is another one now. */
	give(&other, "li", "clerk", NULL);
	(void)db_version(t.l->db);
	CHECK(ledger_follow(t.l, &err));
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 21);
	ledger_close(other.l);
	town_close(&t);
}

/* ---- units that are called otherwise, or are others now ---- */

static bool become(struct town *t, enum reorg_kind kind, const char *a, const char *b, const char *into, struct err *err)
{
	int64_t units[2] = { town_unit(t, a), b ? town_unit(t, b) : 0 };
	struct str name = str_of(into);
	struct reorg r = { .kind = kind, .units = units, .n_units = b ? 2 : 1, .into = &name, .n_into = 1, .on = town_day("2018-11-19") };
	struct outcome out;

	return reorg_do(t->l, &r, &out, err);
}

static void test_heirs(void)
{
	struct town t;
	struct right_mine mine;
	struct outcome out;
	struct err err = { 0 };
	keys units = { 0 };

	people(&t, "heirs.db");
	as(&t, "root");
	CHECK(become(&t, REORG_RENAME, "质监局", NULL, "市场监管局", &err));
	as(&t, "li");
	CHECK(right_mine(t.l, &mine, &err) && mine.unit == town_unit(&t, "市场监管局"));
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 5);
	as(&t, "root");
	CHECK(become(&t, REORG_MERGE, "市场监管局", "银监局", "市监管总局", &err));
	as(&t, "li");
	CHECK(right_mine(t.l, &mine, &err) && mine.unit == town_unit(&t, "市监管总局"));
	/* its own, those it goes on for; the members of none */
	CHECK(sight_units(t.l, mine.unit, &units, &err) && units.n == 3);
	town_do(&t, "report", "6", "市监管总局", "案例=2 名单=20", "合并后", NULL);
	CHECK(listed(&t, LIST_DUTIES, "合并后") > 0);
	CHECK_INT(listed(&t, LIST_DUTIES, "荷花"), 0);
	CHECK(undo_last(t.l, &out, &err));
	as(&t, "root");
	CHECK(undo_last(t.l, &out, &err));
	as(&t, "li");
	CHECK(right_mine(t.l, &mine, &err) && mine.unit == town_unit(&t, "市场监管局"));
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 5);
	town_check(&t);
	vec_clear(&units);
	town_close(&t);
}

/* A member counts from its first day to its last. */
static void test_members(void)
{
	static const struct { int line; const char *from, *to; int64_t n; } cases[] = {
		{ __LINE__, "2018-11-01", NULL, 2 }, { __LINE__, "2018-11-20", NULL, 1 }, { __LINE__, NULL, "2018-11-18", 1 },
		{ __LINE__, "2018-11-19", "2018-11-19", 2 },
	};
	struct str member = STR_LIT("市银监局");
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	people(&t, "members.db");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		keys units = { 0 }, asked = { 0 };

		as(&t, "root");
		CHECK(member_change(t.l, town_unit(&t, "各成员单位"), &member, 1, cases[i].from ? town_day(cases[i].from) : DATE_NONE,
			cases[i].to ? town_day(cases[i].to) : DATE_NONE, &out, &err));
		as(&t, "zhao");
		CHECK(sight_units(t.l, town_unit(&t, "各成员单位"), &units, &err) && right_units(t.l, &asked, &err));
		CHECK_INT_AT(cases[i].line, units.n, cases[i].n);
		CHECK_INT_AT(cases[i].line, asked.n, cases[i].n);
		vec_clear(&units);
		vec_clear(&asked);
	}
	town_close(&t);
}

/* ---- what lifts it ---- */

static void test_lifted(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	people(&t, "lifted.db");
	as(&t, "li");
	CHECK(!setting_change(t.l, "reporter-sees", "all", &out, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	err_clear(&err);
	as(&t, "root");
	CHECK(setting_change(t.l, "reporter-sees", "all", &out, &err));
	as(&t, "li");
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 21);
	CHECK(!sight_unit(t.l));
	as(&t, "root");
	CHECK(setting_change(t.l, "reporter-sees", "own", &out, &err));
	as(&t, "li");
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 5);
	/* how it stood is narrowed as it is now */
	town_reopen(&t, "2018-11-21");
	as(&t, "li");
	CHECK(ledger_asof(t.l, &t.clock, town_day("2018-11-20"), &err));
	CHECK_INT(listed(&t, LIST_DUTIES, NULL), 5);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_sums), CHECK_TEST(test_lists), CHECK_TEST(test_sheets),
	CHECK_TEST(test_log), CHECK_TEST(test_writes), CHECK_TEST(test_heirs), CHECK_TEST(test_members), CHECK_TEST(test_lifted) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
