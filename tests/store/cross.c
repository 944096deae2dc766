/* The grid over a real ledger: its rows and columns, what a pair says, the counts at its edges. */
#include "model/cross.h"

#include <string.h>

#include "model/filter.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;
static struct err err;

static int64_t row_of(struct town *t, struct cross *g, const char *number)
{
	int64_t at = cross_find_item(g, town_item(t, number));

	CHECK(at >= 0);
	return at;
}

static struct cross_cell cell_of(struct town *t, struct cross *g, const char *number, const char *unit)
{
	int64_t row = row_of(t, g, number), column = cross_find_unit(g, town_unit(t, unit));
	struct cross_cell c = { .figure = "" };

	CHECK(column >= 0);
	CHECK(cross_cell(t->l, g, row, column, &mem, &c, &err));
	return c;
}

static struct cross_head row_head(struct town *t, struct cross *g, int64_t row)
{
	struct cross_head h = { .name = "" };

	CHECK(cross_row(t->l, g, row, &mem, &h, &err));
	return h;
}

static struct cross_head column_head(struct town *t, struct cross *g, int64_t column)
{
	struct cross_head h = { .name = "" };

	CHECK(cross_column(t->l, g, column, &mem, &h, &err));
	return h;
}

/* Edges are sums of the same duties from two sides. */
static void edges_agree(struct town *t, struct cross *g, int silent)
{
	int rows = 0, columns = 0;

	CHECK(cross_is_whole(g));
	for (int64_t i = 0; i < cross_rows(g); i++)
		rows += row_head(t, g, i).silent;
	for (int64_t i = 0; i < cross_columns(g); i++)
		columns += column_head(t, g, i).silent;
	CHECK_INT(rows, silent);
	CHECK_INT(columns, silent);
}

static void test_units(void)
{
	struct town t;
	struct cross g = { .kind = CROSS_UNITS, .due = DATE_NONE };
	struct sums sums;

	town_open(&t, "cross-units.db", "2018-11-16");
	town_do(&t, "report", "2", "法院", "主体总数=22 剔除=2 做到=12", NULL, NULL);
	town_do(&t, "report", "6", "税务局", "案例=3 名单=31", NULL, NULL);
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_do(&t, "report", "10.2", "质监局", "已整治=159 在册=199", NULL, NULL);
	town_reopen(&t, "2018-11-21");
	town_do(&t, "return", "6", "税务局", NULL, "名单不全", NULL);
	CHECK(cross_open(t.l, &g, &err));
	CHECK(cross_need(t.l, &g, INT64_MAX, &err));
	/* 10, a group, and 附-9, which nobody leads, have no duties: no rows. Each item stands above those below it. */
	CHECK_INT(cross_rows(&g), 6);
	CHECK_STR(row_head(&t, &g, 0).name, "1");
	CHECK_STR(row_head(&t, &g, 4).name, "10.1");
	CHECK_STR(row_head(&t, &g, 5).name, "10.2");
	/* who owes most stands first, of these by name */
	CHECK_STR(column_head(&t, &g, 0).more, "市信息中心");
	CHECK_INT(cross_columns(&g), 5);
	struct cross_cell c = cell_of(&t, &g, "2", "法院");
	CHECK_STR(cross_cell_text(&c, &mem), "60.0%");
	CHECK_STR(cross_cell_state(&c, town_day("2018-11-21")), "in");
	CHECK_INT(c.light, LIGHT_GREEN);
	c = cell_of(&t, &g, "8", "银监局");
	CHECK_STR(cross_cell_text(&c, &mem), "1.87%");
	c = cell_of(&t, &g, "6", "税务局");
	CHECK_STR(cross_cell_text(&c, &mem), "ret.");
	CHECK(cross_cell_is_silent(&c, town_day("2018-11-21")));
	c = cell_of(&t, &g, "10.2", "信息中心");
	CHECK_STR(cross_cell_text(&c, &mem), "jnt");
	c = cell_of(&t, &g, "2", "质监局");
	CHECK_STR(cross_cell_state(&c, town_day("2018-11-21")), "silent");
	CHECK_STR(cross_cell_text(&c, &mem), "");
	c = cell_of(&t, &g, "1", "法院");
	CHECK_INT(c.duty.key, 0);
	CHECK(c.role == NULL);
	CHECK(view_sums(t.l, 0, 0, &sums, &err));
	edges_agree(&t, &g, sums.silent);
	cross_clear(&g);
	town_close(&t);
}

/* Of one day: its items alone, and its units. */
static void test_date(void)
{
	struct town t;
	struct cross g = { .kind = CROSS_UNITS, .due = DATE_NONE };

	town_open(&t, "cross-date.db", "2018-11-21");
	g.due = town_day("2018-11-30");
	CHECK(cross_open(t.l, &g, &err));
	CHECK_INT(cross_rows(&g), 1);
	CHECK_INT(cross_columns(&g), 2);
	edges_agree(&t, &g, 2);
	struct cross_cell c = cell_of(&t, &g, "10.1", "税务局");
	CHECK_INT(c.duty.due, town_day("2018-11-30"));
	cross_clear(&g);
	g.due = town_day("2018-11-20");
	CHECK(cross_open(t.l, &g, &err));
	CHECK_INT(cross_rows(&g), 5);
	edges_agree(&t, &g, 11);
	cross_clear(&g);
	town_close(&t);
}

/* An item's periods; several that are missed are one cell where only one has room. */
static void test_periods(void)
{
	struct town t;
	struct cross g = { .kind = CROSS_PERIODS, .due = DATE_NONE };

	town_open(&t, "cross-periods.db", "2019-01-25");
	g.item = town_item(&t, "8");
	CHECK(cross_open(t.l, &g, &err));
	CHECK_STR(row_head(&t, &g, 0).name, "2018-11");
	CHECK_STR(row_head(&t, &g, 2).name, "2019-01");
	CHECK_STR(row_head(&t, &g, cross_rows(&g) - 1).name, "ongoing");
	CHECK_INT(cross_columns(&g), 1);
	CHECK_INT(cross_pressing(t.l, &g), 0);
	struct cross_cell c;
	CHECK(cross_cell(t.l, &g, 1, 0, &mem, &c, &err));
	CHECK_STR(c.duty.occ, "2018-12");
	CHECK_INT(c.periods, 0);
	cross_clear(&g);

	struct cross all = { .kind = CROSS_UNITS, .due = DATE_NONE };
	CHECK(cross_open(t.l, &all, &err));
	c = cell_of(&t, &all, "8", "银监局");
	CHECK_INT(c.periods, 3);
	CHECK_STR(c.duty.occ, "2018-11");
	CHECK_STR(cross_cell_text(&c, &mem), "owes3");
	CHECK_INT(row_head(&t, &all, row_of(&t, &all, "8")).silent, column_head(&t, &all, cross_find_unit(&all, town_unit(&t, "银监局"))).silent);
	cross_clear(&all);
	town_close(&t);
}

static void test_dates(void)
{
	struct town t;
	struct cross g = { .kind = CROSS_DATES, .due = DATE_NONE };

	town_open(&t, "cross-dates.db", "2018-11-21");
	g.unit = town_unit(&t, "质监局");
	CHECK(cross_open(t.l, &g, &err));
	CHECK_INT(cross_rows(&g), 3);
	CHECK_INT(cross_columns(&g), 2);
	CHECK_STR(column_head(&t, &g, 0).name, "2018-11-20");
	CHECK_INT(column_head(&t, &g, 0).silent, 3);
	CHECK_STR(column_head(&t, &g, 1).name, "ongoing");
	CHECK_INT(cross_pressing(t.l, &g), 0);
	struct cross_cell c;
	CHECK(cross_cell(t.l, &g, 0, 1, &mem, &c, &err));
	CHECK_STR(cross_cell_state(&c, town_day("2018-11-21")), "ongoing");
	edges_agree(&t, &g, 3);
	cross_clear(&g);
	town_close(&t);
}

/* What is responsible and owes nothing says its role. */
static void test_role(void)
{
	struct town t;

	town_open(&t, "cross-role.db", "2018-11-21");
	CHECK_STR(cross_role(t.l->db, town_item(&t, "2"), town_unit(&t, "各成员单位")), "responsible");
	CHECK_STR(cross_role(t.l->db, town_item(&t, "2"), town_unit(&t, "法院")), "lead");
	CHECK(cross_role(t.l->db, town_item(&t, "1"), town_unit(&t, "法院")) == NULL);
	town_close(&t);
}

/* A column a month: of two due dates in one the worst stands for both, and says how many are in. */
static void test_months(void)
{
	struct cross g = { .kind = CROSS_DATES, .due = DATE_NONE, .months = true };
	struct outcome out = { .done = 0 };
	struct cross_cell c;
	struct town t;

	town_open(&t, "cross-months.db", "2018-11-16");
	g.unit = town_unit(&t, "银监局");
	struct duty_state d = town_duty(&t, "8", "银监局");
	struct verb_call call = { .duties = &d, .n = 1, .text = "数据未齐", .on = town_day("2018-11-16"), .promised = town_day("2018-12-10") };
	CHECK(verb_run(t.l, verb_find("extend"), &call, &out, &err));
	town_do(&t, "grant", "8", "银监局", NULL, NULL, NULL);
	town_reopen(&t, "2018-12-25");
	CHECK(cross_open(t.l, &g, &err));
	CHECK_INT(cross_columns(&g), 3);
	CHECK_STR(column_head(&t, &g, 0).name, "2018-12");
	CHECK_INT(column_head(&t, &g, 0).silent, 2);
	CHECK_INT(column_head(&t, &g, 0).due, town_day("2018-12-20"));
	CHECK_STR(column_head(&t, &g, 1).name, "2019-01");
	CHECK_STR(column_head(&t, &g, 2).name, "ongoing");
	CHECK(cross_column_has(&g, 0, town_day("2018-12-31")) && !cross_column_has(&g, 0, town_day("2019-12-20")));
	CHECK_INT(cross_pressing(t.l, &g), 0);
	CHECK(cross_cell(t.l, &g, 0, 0, &mem, &c, &err));
	CHECK_STR(cross_cell_text(&c, &mem), "owes2");
	CHECK_STR(c.duty.occ, "2018-11");
	town_do(&t, "report", "8", "银监局", NULL, "口头", NULL);
	CHECK(cross_cell(t.l, &g, 0, 0, &mem, &c, &err));
	CHECK_STR(cross_cell_text(&c, &mem), "1/2");
	CHECK_STR(c.duty.occ, "2018-12");
	CHECK_INT(c.light, LIGHT_RED);
	CHECK_INT(c.in_month, 1);
	/* One alone is itself. */
	CHECK(cross_cell(t.l, &g, 0, 1, &mem, &c, &err));
	CHECK_INT(c.of_month, 0);
	CHECK_STR(cross_cell_text(&c, &mem), "");
	edges_agree(&t, &g, 1);
	cross_clear(&g);
	town_close(&t);
}

/* Under a filter the columns, cells and edges are of what it is about. */
static void test_where(void)
{
	static const struct { int line; const char *filter; int rows, columns, silent; } cases[] = {
		{ __LINE__, "单位:质监局", 3, 1, 2 },
		{ __LINE__, "单位:质监局 状态:逾期", 2, 1, 2 },
		{ __LINE__, "状态:已报", 3, 4, 0 },
		{ __LINE__, "灯:红", 4, 4, 7 },
		{ __LINE__, "编号:10.2", 1, 2, 0 },
		{ __LINE__, "时限:>2018-11-25", 2, 3, 2 },
		{ __LINE__, "无此字样", 0, 0, 0 },
	};
	struct town t;

	town_open(&t, "cross-where.db", "2018-11-16");
	town_do(&t, "report", "2", "法院", "主体总数=22 剔除=2 做到=12", NULL, NULL);
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_do(&t, "report", "10.2", "质监局", "已整治=159 在册=199", NULL, NULL);
	town_reopen(&t, "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct filter f = { .cond = NULL };
		struct cross g = { .kind = CROSS_UNITS, .due = DATE_NONE };
		size_t at;
		int64_t all;

		CHECK(filter_read(t.l, str_of(cases[i].filter), LIST_OWING, &f, &at, &err));
		g.where = f.cond;
		CHECK(cross_open(t.l, &g, &err) && cross_need(t.l, &g, INT64_MAX, &err));
		all = cross_columns(&g);
		CHECK_INT(cross_silent_all(&g), -1);
		CHECK(all == 0 || column_head(&t, &g, 0).silent == -1);
		CHECK(cross_count(t.l, &g, true, &err));
		CHECK(cross_columns(&g) <= all);
		CHECK_INT_AT(cases[i].line, cross_rows(&g), cases[i].rows);
		CHECK_INT_AT(cases[i].line, cross_columns(&g), cases[i].columns);
		CHECK_INT_AT(cases[i].line, cross_silent_all(&g), cases[i].silent);
		edges_agree(&t, &g, cases[i].silent);
		/* each column has something in it; a pair that the filter is not about is no empty one */
		for (int64_t k = 0; k < cross_columns(&g); k++) {
			bool any = false;
			for (int64_t r = 0; r < cross_rows(&g); r++) {
				struct cross_cell c;
				CHECK(cross_cell(t.l, &g, r, k, &mem, &c, &err));
				CHECK(!c.hidden || (c.duty.key == 0 && strcmp(cross_cell_text(&c, &mem), ".") == 0));
				any |= c.duty.key != 0;
			}
			CHECK(any);
		}
		cross_clear(&g);
		filter_clear(&f);
	}
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_units), CHECK_TEST(test_where), CHECK_TEST(test_date), CHECK_TEST(test_periods), CHECK_TEST(test_dates), CHECK_TEST(test_months), CHECK_TEST(test_role),
};

int main(void)
{
	int failed = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return failed;
}
