/* What one unit is asked for in a month, and who is last. */
#include "model/burden.h"

#include <locale.h>
#include <stdio.h>

#include "model/view.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void check_burden(struct town *t, const char *unit, int returns, int figures, const char *twice)
{
	struct burden b;
	struct arena mem = { 0 };
	struct err err = { 0 };

	CHECK(burden_read(t->l, town_unit(t, unit), 0, &mem, &b, &err));
	CHECK_INT(b.returns, returns);
	CHECK_INT(b.figures, figures);
	CHECK_STR(burden_twice_text(&b, &mem), twice);
	burden_clear(&b);
	arena_clear(&mem);
}

/* 2 asks for three figures, 6 and 10.2 for two, 8 for one, 10.1 for none. */
static void test_month(void)
{
	struct town t;

	town_open(&t, "burden.db", "2018-11-21");
	check_burden(&t, "市法院", 3, 5, "");                    /* 2, 6 and 10.1 */
	check_burden(&t, "市质监局", 3, 7, "");                  /* 2, 6 and 10.2 */
	check_burden(&t, "市银监局", 1, 1, "");                  /* the return of November */
	town_do(&t, "report", "8", "市银监局", "不良率=1.87", "", NULL);
	check_burden(&t, "市银监局", 1, 1, "");                  /* sent all the same */
	town_reopen(&t, "2018-12-03");
	check_burden(&t, "市银监局", 1, 1, "");
	check_burden(&t, "市法院", 0, 0, "");
	town_close(&t);
}

/* The office says that two figures are one: two items ask for it. */
static void test_twice(void)
{
	struct town t;
	struct id list = { { 0 } }, known = { { 0 } };
	struct err err = { 0 };
	struct outcome out = { .changed = false };

	town_open(&t, "twice.db", "2018-11-21");
	CHECK(row_id(t.l->db, KIND_FIGURE, town_figure(&t, "名单"), &list) && row_id(t.l->db, KIND_FIGURE, town_figure(&t, "在册"), &known));
	struct change *c = ledger_begin(t.l, "same", "名单 is 在册", &err);

	CHECK(c != NULL);
	change_set(c, KIND_FIGURE, &list, "same_as", V_ID(known));
	CHECK(ledger_commit(t.l, c, &out, &err));
	check_burden(&t, "市质监局", 3, 7, "asked twice: 在册 (6,10.2)");
	check_burden(&t, "市法院", 3, 5, "");
	town_close(&t);
}

/* Names in the order of a sort, those that owe. */
static void check_order(struct town *t, enum unit_sort sort, bool reversed, const char *first, const char *last)
{
	unit_lines list = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };

	CHECK(view_units(t->l, t->plan, (struct order){ (int)sort, reversed }, &mem, &list, &err));
	CHECK(list.n > 2);
	CHECK_STR(list.p[0].unit.name, first);
	CHECK_STR(list.p[list.n - 1].unit.name, last);
	vec_clear(&list);
	arena_clear(&mem);
}

static void test_orders(void)
{
	struct town t;
	struct order found;
	struct arena mem = { 0 };

	town_open(&t, "orders.db", "2018-11-21");
	town_do(&t, "report", "1", "市信息中心", NULL, "", NULL);
	town_do(&t, "report", "2", "市信息中心", "做到=3 主体总数=11 剔除=2", "", NULL);
	town_do(&t, "report", "2", "市法院", "做到=12 主体总数=20", "", NULL);
	town_do(&t, "report", "8", "市银监局", "不良率=1.87", "", NULL);
	check_order(&t, UNITS_BY_OVERDUE, false, "市质监局", "市银监局");
	check_order(&t, UNITS_BY_IN, false, "市质监局", "市银监局");
	check_order(&t, UNITS_BY_MET, false, "市信息中心", "市银监局");
	/* Turned round; who has nothing to share comes last all the same. */
	check_order(&t, UNITS_BY_OVERDUE, true, "市银监局", "市质监局");
	check_order(&t, UNITS_BY_IN, true, "市银监局", "市税务局");
	CHECK(order_find(unit_orders(), "met", &found) && found.by == UNITS_BY_MET && !found.reversed);
	CHECK(order_find(unit_orders(), "-unit", &found) && found.by == UNITS_BY_NAME && found.reversed);
	CHECK(order_find(unit_orders(), "", &found) && found.by == UNITS_BY_OVERDUE);
	CHECK(!order_find(unit_orders(), "nonsense", &found));
	CHECK(!order_find(unit_orders(), "-", &found));
	for (int i = 0; i < UNIT_SORTS; i++) {
		struct order o = { i, i % 2 == 0 };

		CHECK(order_find(unit_orders(), order_text(unit_orders(), o, &mem), &found) && found.by == i &&
		      found.reversed == o.reversed);
	}
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_month), CHECK_TEST(test_twice), CHECK_TEST(test_orders) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
