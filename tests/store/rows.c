/* Reading each family of rows: every column comes out where it belongs, what is gone stays out. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>

#include "store/rows.h"
#include "store/store_private.h"

static struct id id_of(enum kind k, const char *word)
{
	return ground_id(k, word);
}

#define ROW(kind, word) do { struct id id_ = id_of(kind, word); change_row(c, kind, &id_); } while (0)
#define TEXTS(column, value) change_field(c, column, V_TEXT(value))
#define INTS(column, value) change_field(c, column, V_INT(value))
#define REF(column, kind, word) change_field(c, column, V_ID(id_of(kind, word)))

static void fill_plans_and_units(struct change *c)
{
	ROW(KIND_PLAN, "p");
	TEXTS("title", "计划"), TEXTS("number", "新信办〔2018〕9号"), TEXTS("issued", "2018-10-31"), TEXTS("handed", "2018-11-05");
	INTS("year", 2018), TEXTS("region", "新元市"), TEXTS("state", "open");
	ROW(KIND_PLAN, "old");
	TEXTS("title", "旧"), TEXTS("state", "closed");
	ROW(KIND_UNIT, "b");
	TEXTS("name", "市发改委"), TEXTS("short", "发改委"), TEXTS("kind", "single"), TEXTS("region", "新元市");
	ROW(KIND_UNIT, "a");
	TEXTS("name", "市交通局"), TEXTS("kind", "single");
	ROW(KIND_UNIT, "g");
	TEXTS("name", "各区"), TEXTS("kind", "group");
	ROW(KIND_NAME, "n");
	REF("unit", KIND_UNIT, "b"), TEXTS("name", "市计委"), TEXTS("kind", "alias"), TEXTS("from", "1998-03-01"), TEXTS("to", "2003-03-31");
	ROW(KIND_MEMBER, "m1");
	REF("group", KIND_UNIT, "g"), REF("unit", KIND_UNIT, "a"), TEXTS("from", "2018-01-01"), TEXTS("to", "2018-12-31");
	ROW(KIND_MEMBER, "m2");
	REF("group", KIND_UNIT, "g"), REF("unit", KIND_UNIT, "b");
	ROW(KIND_CONTACT, "k");
	REF("unit", KIND_UNIT, "a"), TEXTS("name", "小陈"), TEXTS("phone", "0000-1"), TEXTS("note", "上午");
	ROW(KIND_SETTING, "s");
	TEXTS("name", "前"), TEXTS("value", "含当日");
}

static void fill_items(struct change *c)
{
	ROW(KIND_ITEM, "i");
	REF("plan", KIND_PLAN, "p"), TEXTS("number", "10"), TEXTS("kind", "group"), TEXTS("title", "专项"), INTS("pos", 1);
	ROW(KIND_ITEM, "i.1");
	REF("plan", KIND_PLAN, "p"), REF("parent", KIND_ITEM, "i"), TEXTS("number", "10.1"), TEXTS("kind", "campaign");
	TEXTS("title", "治理"), TEXTS("text", "全文"), INTS("pos", 2), INTS("first", 40), INTS("last", 44), TEXTS("owes", "lead");
	TEXTS("state", "open");
	ROW(KIND_ITEM, "o");
	REF("plan", KIND_PLAN, "old"), TEXTS("number", "10.1"), INTS("pos", 1);
	ROW(KIND_ASSIGNMENT, "r");
	REF("item", KIND_ITEM, "i.1"), REF("unit", KIND_UNIT, "b"), TEXTS("role", "responsible"), INTS("pos", 0);
	ROW(KIND_ASSIGNMENT, "l2");
	REF("item", KIND_ITEM, "i.1"), REF("unit", KIND_UNIT, "g"), TEXTS("role", "lead"), INTS("pos", 2);
	ROW(KIND_ASSIGNMENT, "l1");
	REF("item", KIND_ITEM, "i.1"), REF("unit", KIND_UNIT, "a"), TEXTS("role", "lead"), INTS("pos", 1);
	ROW(KIND_DEADLINE, "d");
	REF("item", KIND_ITEM, "i.1"), INTS("pos", 0), TEXTS("kind", "recurring"), TEXTS("text", "每月20日前"), TEXTS("start", "2018-11-01");
	TEXTS("due", "2018-11-20"), TEXTS("due_excluded", "2018-11-19"), INTS("minute", 1020), TEXTS("rhythm", "FREQ=MONTHLY;BYMONTHDAY=20");
	TEXTS("period", "month"), INTS("shift", -1), INTS("count", 5), TEXTS("count_unit", "w"), INTS("from_receipt", 1);
	TEXTS("deliverable", "报表");
	ROW(KIND_DEADLINE, "d2");
	REF("item", KIND_ITEM, "i.1"), INTS("pos", 1), TEXTS("kind", "ongoing");
	ROW(KIND_MEASURE, "me");
	REF("item", KIND_ITEM, "i.1"), INTS("pos", 0), TEXTS("text", "摸底"), TEXTS("deadline", "11月底前"), TEXTS("state", "na"), TEXTS("reason", "无");
}

static void fill_figures_and_entries(struct change *c)
{
	ROW(KIND_FIGURE, "f");
	REF("plan", KIND_PLAN, "p"), TEXTS("name", "红黑名单"), TEXTS("word", "条"), INTS("scale", 2), TEXTS("definition", "累计");
	ROW(KIND_FIGURE, "f2");
	REF("plan", KIND_PLAN, "p"), TEXTS("name", "黑红名单"), REF("same_as", KIND_FIGURE, "f");
	ROW(KIND_TARGET, "t");
	REF("item", KIND_ITEM, "i.1"), INTS("pos", 0), REF("num_figure", KIND_FIGURE, "f2"), REF("den_figure", KIND_FIGURE, "f");
	TEXTS("comparator", ">="), INTS("num", 10), INTS("den", 100), TEXTS("scope", "each"), INTS("soft", 1), TEXTS("text", "不低于10%");
	TEXTS("excluded", "已注销的");
	ROW(KIND_RECEIPT, "re");
	REF("item", KIND_ITEM, "i.1"), REF("unit", KIND_UNIT, "a"), TEXTS("signed", "2018-11-06");
	ROW(KIND_DUTY, "du");
	REF("item", KIND_ITEM, "i.1"), REF("unit", KIND_UNIT, "a"), REF("deadline", KIND_DEADLINE, "d"), TEXTS("occ", "2018-10");
	REF("report", KIND_ENTRY, "e"), TEXTS("review", "accepted"), TEXTS("state", "closed"), TEXTS("due", "2018-12-01");
	ROW(KIND_ENTRY, "e");
	REF("item", KIND_ITEM, "i.1"), REF("unit", KIND_UNIT, "a"), REF("deadline", KIND_DEADLINE, "d"), TEXTS("occ", "2018-10");
	TEXTS("do", "report"), TEXTS("on", "2018-11-19"), TEXTS("text", "已报"), TEXTS("way", "电话"), TEXTS("who", "小陈");
	TEXTS("promised", "2018-11-22");
	ROW(KIND_ENTRY, "e2");
	REF("item", KIND_ITEM, "i.1"), TEXTS("do", "remark");
	ROW(KIND_AMOUNT, "am");
	REF("entry", KIND_ENTRY, "e"), REF("figure", KIND_FIGURE, "f"), INTS("n", 187);
	ROW(KIND_VALUE, "v1");
	REF("figure", KIND_FIGURE, "f"), REF("unit", KIND_UNIT, "a"), TEXTS("period", "2018-10"), INTS("reported", 187), INTS("accepted", 180);
	ROW(KIND_VALUE, "v2");
	REF("figure", KIND_FIGURE, "f"), REF("unit", KIND_UNIT, "b"), TEXTS("period", "2018-10"), INTS("reported", 0);
	ROW(KIND_VALUE, "v3");
	REF("figure", KIND_FIGURE, "f"), REF("unit", KIND_UNIT, "g"), TEXTS("period", "2018-10");
}

static void fill_all(struct change *c, void *user)
{
	(void)user;
	fill_plans_and_units(c);
	fill_items(c);
	fill_figures_and_entries(c);
}

static int64_t key_of(struct ground *g, enum kind k, const char *word)
{
	struct id id = id_of(k, word);
	int64_t key = row_key(g->db, k, &id);

	CHECK(key > 0);
	return key;
}

static void test_plans_and_units(void)
{
	struct ground g;
	struct arena mem = { 0 };
	struct plan_row p;
	struct unit_row u;
	plan_rows plans = { 0 };
	unit_rows units = { 0 };
	name_rows names = { 0 };
	contact_rows contacts = { 0 };

	ground_init(&g, "units.db");
	ground_write(&g, "wang", "import", fill_all, NULL);
	ground_check(&g, __LINE__);
	CHECK(plan_get(g.db, key_of(&g, KIND_PLAN, "p"), &mem, &p, &g.err));
	CHECK_STR(p.number, "新信办〔2018〕9号");
	CHECK(p.issued == date_make(2018, 10, 31) && p.handed == date_make(2018, 11, 5) && p.year == 2018);
	CHECK_STR(p.region, "新元市");
	CHECK(plans_read(g.db, true, &mem, &plans, &g.err) && plans.n == 1);
	CHECK(plans_read(g.db, false, &mem, &plans, &g.err) && plans.n == 3);
	CHECK(plans.p[2].handed == DATE_NONE);
	CHECK(unit_get(g.db, key_of(&g, KIND_UNIT, "b"), &mem, &u, &g.err));
	CHECK_STR(u.shortname, "发改委");
	CHECK(units_read(g.db, &mem, &units, &g.err) && units.n == 3);
	CHECK(names_read(g.db, key_of(&g, KIND_UNIT, "b"), &mem, &names, &g.err) && names.n == 1);
	CHECK_STR(names.p[0].name, "市计委");
	CHECK(names.p[0].from == date_make(1998, 3, 1) && names.p[0].to == date_make(2003, 3, 31));
	CHECK(names_read(g.db, key_of(&g, KIND_UNIT, "a"), &mem, &names, &g.err) && names.n == 1);
	CHECK(contacts_read(g.db, key_of(&g, KIND_UNIT, "a"), DATE_NONE, &mem, &contacts, &g.err) && contacts.n == 1);
	CHECK_STR(contacts.p[0].phone, "0000-1");
	static const struct { int line; int year, month, day; size_t n; } members[] = {
		{ __LINE__, 2017, 12, 31, 1 }, { __LINE__, 2018, 1, 1, 2 }, { __LINE__, 2018, 12, 31, 2 }, { __LINE__, 2019, 1, 1, 1 },
	};

	for (size_t i = 0; i < CHECK_N(members); i++) {
		units.n = 0;
		CHECK(members_read(g.db, key_of(&g, KIND_UNIT, "g"), date_make(members[i].year, members[i].month, members[i].day), &mem, &units,
			&g.err));
		CHECK_INT_AT(members[i].line, units.n, members[i].n);
	}
	CHECK_STR(setting_get(g.db, "前", &mem), "含当日");
	CHECK(!setting_get(g.db, "后", &mem));
	CHECK(!plan_get(g.db, 99, &mem, &p, &g.err));
	CHECK_INT(g.err.code, ERR_NOT_FOUND);
	vec_clear(&plans);
	vec_clear(&units);
	vec_clear(&names);
	vec_clear(&contacts);
	arena_clear(&mem);
	ground_clear(&g);
}

static void test_items(void)
{
	struct ground g;
	struct arena mem = { 0 };
	struct item_row i;
	item_rows children = { 0 };
	assignment_rows a = { 0 };
	deadline_rows d = { 0 };
	measure_rows m = { 0 };

	ground_init(&g, "items.db");
	ground_write(&g, "wang", "import", fill_all, NULL);
	int64_t item = key_of(&g, KIND_ITEM, "i.1"), plan = key_of(&g, KIND_PLAN, "p");

	CHECK(item_get(g.db, item, &mem, &i, &g.err));
	CHECK(i.plan == plan && i.parent == key_of(&g, KIND_ITEM, "i") && i.pos == 2 && i.first == 40 && i.last == 44 && i.children == 0);
	CHECK_STR(i.title, "治理");
	CHECK_STR(i.text, "全文");
	CHECK_STR(i.owes, "lead");
	CHECK(item_get(g.db, i.parent, &mem, &i, &g.err) && i.children == 1 && i.parent == 0);
	CHECK_STR(i.text, "");
	CHECK(children_read(g.db, i.key, &mem, &children, &g.err) && children.n == 1 && children.p[0].key == item);
	CHECK_INT(item_by_number(g.db, 0, STR_LIT("10.1")), item);
	CHECK_INT(item_by_number(g.db, key_of(&g, KIND_PLAN, "old"), STR_LIT("10.1")), key_of(&g, KIND_ITEM, "o"));
	CHECK_INT(item_by_number(g.db, 0, STR_LIT("10.2")), 0);
	CHECK(assignments_read(g.db, item, &mem, &a, &g.err) && a.n == 3);
	CHECK(a.p[0].pos == 1 && a.p[1].pos == 2 && strcmp(a.p[2].role, "responsible") == 0);
	CHECK(deadlines_read(g.db, item, &mem, &d, &g.err) && d.n == 2);
	CHECK(d.p[0].start == date_make(2018, 11, 1) && d.p[0].due == date_make(2018, 11, 20) && d.p[0].due_excluded == date_make(2018, 11, 19));
	CHECK(d.p[0].minute == 1020 && d.p[0].shift == -1 && d.p[0].count == 5 && d.p[0].from_receipt);
	CHECK_STR(d.p[0].rhythm, "FREQ=MONTHLY;BYMONTHDAY=20");
	CHECK_STR(d.p[0].count_unit, "w");
	CHECK_STR(d.p[0].deliverable, "报表");
	CHECK(d.p[1].due == DATE_NONE && d.p[1].minute == -1 && !d.p[1].from_receipt);
	CHECK(measures_read(g.db, item, &mem, &m, &g.err) && m.n == 1);
	CHECK_STR(m.p[0].reason, "无");
	/* Two of that number in open plans; then one of them gone. */
	ground_set(&g, "wang", KIND_PLAN, "old", "state", V_TEXT("open"));
	CHECK_INT(item_by_number(g.db, 0, STR_LIT("10.1")), -1);
	ground_set(&g, "wang", KIND_ITEM, "o", "gone", V_INT(1));
	CHECK_INT(item_by_number(g.db, 0, STR_LIT("10.1")), item);
	ground_set(&g, "wang", KIND_ASSIGNMENT, "l1", "gone", V_INT(1));
	a.n = 0;
	CHECK(assignments_read(g.db, item, &mem, &a, &g.err) && a.n == 2);
	vec_clear(&children);
	vec_clear(&a);
	vec_clear(&d);
	vec_clear(&m);
	arena_clear(&mem);
	ground_clear(&g);
}

static void test_figures_and_entries(void)
{
	struct ground g;
	struct arena mem = { 0 };
	struct figure_row f;
	target_rows t = { 0 };
	struct receipt_row receipt;
	struct duty_row duty;
	struct entry_row e;
	entry_rows entries = { 0 };
	amount_rows amounts = { 0 };
	keys items = { 0 };
	struct value_row v;

	ground_init(&g, "figures.db");
	ground_write(&g, "wang", "import", fill_all, NULL);
	int64_t item = key_of(&g, KIND_ITEM, "i.1"), unit = key_of(&g, KIND_UNIT, "a"), deadline = key_of(&g, KIND_DEADLINE, "d");
	int64_t figure = key_of(&g, KIND_FIGURE, "f");
	struct id entry = id_of(KIND_ENTRY, "e");

	/* Two that are one. */
	CHECK_INT(key_of(&g, KIND_FIGURE, "f2"), figure);
	CHECK(figure_get(g.db, figure + 1, &mem, &f, &g.err) && f.key == figure && f.scale == 2);
	CHECK_STR(f.word, "条");
	CHECK(targets_read(g.db, item, &mem, &t, &g.err) && t.n == 1);
	CHECK(t.p[0].num_figure == figure && t.p[0].den_figure == figure && !t.p[0].total_figure && t.p[0].num == 10
		&& t.p[0].den == 100 && t.p[0].soft);
	CHECK_STR(t.p[0].excluded, "已注销的");
	CHECK(items_of_figure(g.db, figure, &items, &g.err) && items.n == 1 && items.p[0] == item);
	ground_set(&g, "wang", KIND_TARGET, "t", "den_figure", V_NULL);
	CHECK(items_of_figure(g.db, figure, &items, &g.err) && items.n == 2 && items.p[1] == item);
	CHECK(receipt_get(g.db, item, unit, &receipt) && receipt.signed_on == date_make(2018, 11, 6));
	CHECK(!receipt_get(g.db, item, unit + 1, &receipt));
	CHECK(duty_get(g.db, item, unit, deadline, "2018-10", &mem, &duty));
	CHECK(duty.has_report && id_eq(&duty.report, &entry) && duty.due == date_make(2018, 12, 1));
	CHECK_STR(duty.review, "accepted");
	CHECK_STR(duty.report_verb, "report");
	CHECK(!duty_get(g.db, item, unit, deadline, "2018-11", &mem, &duty));
	CHECK(entry_get(g.db, &entry, &mem, &e, &g.err));
	CHECK_STR(e.by, "wang");
	CHECK_STR(e.verb, "report");
	CHECK(e.at_ms == clock_now_ms(&g.clock) && e.on == date_make(2018, 11, 19) && e.promised == date_make(2018, 11, 22));
	CHECK(entries_read(g.db, item, 0, 10, &mem, &entries, &g.err) && entries.n == 2);
	CHECK_STR(entries.p[0].verb, "remark");
	CHECK(entries_read(g.db, 0, unit, 10, &mem, &entries, &g.err) && entries.n == 3);
	CHECK(entries_read(g.db, 0, 0, 1, &mem, &entries, &g.err) && entries.n == 4);
	CHECK(amounts_read(g.db, &entry, &amounts, &g.err) && amounts.n == 1 && amounts.p[0].n == 187 && amounts.p[0].figure == figure);
	CHECK(value_get(g.db, figure, unit, "2018-10", &v) && v.reported == 187 && v.accepted == 180 && v.has_accepted);
	ground_set(&g, "wang", KIND_ENTRY, "e", "gone", V_INT(1));
	CHECK(entries_read(g.db, item, 0, 10, &mem, &entries, &g.err) && entries.n == 5);
	CHECK(entry_get(g.db, &entry, &mem, &e, &g.err) && e.gone);
	vec_clear(&t);
	vec_clear(&items);
	vec_clear(&entries);
	vec_clear(&amounts);
	arena_clear(&mem);
	ground_clear(&g);
}

static void test_prefix(void)
{
	struct ground g;
	struct id id = id_of(KIND_UNIT, "a"), got;
	char hex[ID_TEXT_SIZE];

	ground_init(&g, "prefix.db");
	ground_write(&g, "wang", "import", fill_all, NULL);
	id_text(&id, hex);
	for (size_t n = 6; n <= 32; n++) {
		CHECK_INT(row_prefix(g.db, KIND_UNIT, (struct str){ hex, n }, &got), 1);
		CHECK(id_eq(&got, &id));
	}
	CHECK_INT(row_prefix(g.db, KIND_UNIT, STR_LIT(""), &got), 0);
	CHECK_INT(row_prefix(g.db, KIND_UNIT, STR_LIT("xyz"), &got), 0);
	CHECK_INT(row_prefix(g.db, KIND_UNIT, STR_LIT("0123456789abcdef0123456789abcdef0"), &got), 0);
	/* 40 units: some two begin with the same digit; never more than two are counted. */
	for (int i = 0; i < 40; i++) {
		char word[32];

		snprintf(word, sizeof word, "unit %d", i);
		ground_row(&g, KIND_UNIT, word, "name", word, NULL);
	}
	int most = 0;

	for (const char *digit = "0123456789abcdef"; *digit; digit++) {
		int n = row_prefix(g.db, KIND_UNIT, (struct str){ digit, 1 }, &got);

		most = n > most ? n : most;
	}
	CHECK_INT(most, 2);
	ground_clear(&g);
}

static void lead(struct change *c, const char *word, const char *item, const char *unit, int pos)
{
	ROW(KIND_ASSIGNMENT, word);
	REF("item", KIND_ITEM, item), REF("unit", KIND_UNIT, unit), TEXTS("role", "lead"), INTS("pos", pos);
}

static void fill_group(struct change *c, void *user)
{
	fill_all(c, user);
	ROW(KIND_ITEM, "i.0");
	REF("plan", KIND_PLAN, "p"), REF("parent", KIND_ITEM, "i"), TEXTS("kind", "task"), INTS("pos", 1);
	ROW(KIND_ITEM, "i.1.1");
	REF("plan", KIND_PLAN, "p"), REF("parent", KIND_ITEM, "i.1"), TEXTS("kind", "task"), INTS("pos", 3);
	for (const char *u = "cde"; *u; u++) {
		ROW(KIND_UNIT, ((char[]){ *u, '\0' }));
		TEXTS("name", "局");
	}
	lead(c, "l5", "i", "c", 9);
	lead(c, "l4", "i.0", "a", 2);
	lead(c, "l3", "i.0", "d", 1);
	lead(c, "l6", "i.1.1", "c", 1);
	lead(c, "l7", "i.1.1", "e", 2);
}

static void check_leads(struct ground *g, const char *item, const char *units, int line)
{
	keys leads = { 0 };

	CHECK_AT(line, leads_read(g->db, key_of(g, KIND_ITEM, item), &leads, &g->err));
	CHECK_INT_AT(line, leads.n, strlen(units));
	for (size_t i = 0; i < leads.n && units[i]; i++)
		CHECK_INT_AT(line, leads.p[i], key_of(g, KIND_UNIT, (char[]){ units[i], '\0' }));
	vec_clear(&leads);
}

/* An item's own leads, then those of what is below it, each once. */
static void test_leads(void)
{
	struct ground g;

	ground_init(&g, "leads.db");
	ground_write(&g, "wang", "import", fill_group, NULL);
	check_leads(&g, "i.0", "da", __LINE__);
	check_leads(&g, "i.1", "agce", __LINE__);
	check_leads(&g, "i", "cdage", __LINE__);
	check_leads(&g, "o", "", __LINE__);
	/* A ring, as a faulty copy's change can make one, ends: for those who read it, and for the sums that move with it. */
	ground_set(&g, "wang", KIND_ITEM, "i", "parent", V_ID(ground_id(KIND_ITEM, "i.1.1")));
	check_leads(&g, "i.1", "agced", __LINE__);
	ground_clear(&g);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_plans_and_units), CHECK_TEST(test_items), CHECK_TEST(test_figures_and_entries), CHECK_TEST(test_prefix),
	CHECK_TEST(test_leads),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
