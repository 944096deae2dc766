/* Reports as a table: planned row by row, written as one change; twice is once, an old table undoes nothing that came later. */
#include "model/entry_list.h"

#include <string.h>

#include "base/csv_read.h"
#include "cli/entry_table.h"
#include "model/define.h"
#include "model/verb.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

static void row_say(const struct entry_planned *e, struct buf *b)
{
	buf_printf(b, "%s%d %s", b->n ? "; " : "", e->line, entry_is_name(e->is));
	if (e->is == ENTRY_NEW || e->is == ENTRY_OTHER)
		buf_printf(b, " %s %s %s", e->number, e->unit, e->says);
	if (*e->before && e->is == ENTRY_OTHER)
		buf_printf(b, " (%s)", e->before);
	if (*e->why)
		buf_printf(b, " %s%s%s%s", e->doubt ? "? " : "", e->head, *e->head ? ": " : "", e->why);
}

/* What a table would come to: "2 new 6 市法院 12/20; 3 refused 单位: ...". write: and it is written, saying so in front. */
static const char *take(struct town *t, const char *text, bool write)
{
	struct entries_in in = { .on = DATE_NONE };
	struct entry_plan p = { .doubts = 0 };
	struct outcome out = { .done = 0 };
	struct err err = { 0 };
	struct buf b = { 0 };
	csv_rows rows = { 0 };
	size_t above;

	CHECK(csv_read(str_of(text), "r.csv", &mem, &rows, &err) && entry_table_take(&rows, "r.csv", &mem, &in, &above, &err));
	CHECK(entry_plan_read(t->l, 0, &in, &mem, &p, &err));
	for (size_t i = 0; i < p.rows.n; i++)
		row_say(&p.rows.p[i], &b);
	if (write && p.n[ENTRY_NEW] + p.n[ENTRY_OTHER] > 0) {
		CHECK(entry_plan_write(t->l, &p, "r.csv", &out, &err));
		buf_printf(&b, " = %s", out.said);
	}
	CHECK_STR(err.text, "");
	const char *said = arena_strdup(&mem, buf_text(&b));
	entry_plan_clear(&p);
	entry_table_clear(&in);
	vec_clear(&rows);
	buf_clear(&b);
	return said;
}

#define HEADS "序号,单位,日期,数据,情况,类别,时限\n"

/* 市法院 has reported 6 on 11-12: 12/96. */
static void begin(struct town *t, const char *name)
{
	town_open(t, name, "2018-11-12");
	town_do(t, "report", "6", "市法院", NULL, "口头", NULL);
	town_reopen(t, "2018-11-21");
}

static void test_rows(void)
{
	static const struct { int line; const char *row, *said; } cases[] = {
		{ __LINE__, "6,市税务局,11-20,12/96,", "2 new 6 市税务局 12/96" },
		{ __LINE__, "6,税务局,2018/11/20 0:00,12/96,已办", "2 new 6 市税务局 12/96  已办" },
		{ __LINE__, "6,市税务局,,12/96,", "2 new 6 市税务局 12/96" },
		{ __LINE__, "1,市信息中心,11-20,,已办", "2 new 1 市信息中心 已办" },
		{ __LINE__, "2,市法院,11-20,12/20 2,", "2 new 2 市法院 12/18" },
		/* Recurring: the date chooses the period, the column 时限 before it. */
		{ __LINE__, "8,市银监局,11-20,1.87,", "2 new 8 2018-11 市银监局 1.87%" },
		{ __LINE__, "8,市银监局,11-19,1.87,,,2018-12-20", "2 new 8 2018-12 市银监局 1.87%" },
		{ __LINE__, "8,市银监局,,1.87,", "2 refused 日期: the date is missing: this is reported for several dates" },
		{ __LINE__, "8,市银监局,11-19,1.87,,,2018-12-21", "2 refused 时限: 市银监局 owes nothing for 8 that is due on 2018-12-21" },
		/* Reported already: what a row leaves empty it says nothing about. */
		{ __LINE__, "6,市法院,11-12,,口头", "2 same" },
		{ __LINE__, "6,市法院,11-12,,", "2 same" },
		{ __LINE__, "6,市税务局,11-12,,", "2 new 6 市税务局  ? neither a figure nor a text says what came in" },
		{ __LINE__, "6,市法院,11-12,9/90,书面", "2 changed 6 市法院 9/90  书面 (11-12 口头)" },
		/* Refused, with the column. */
		{ __LINE__, "77,市法院,11-20,1,", "2 refused 序号: no item has the number 77" },
		{ __LINE__, ",市法院,11-20,1,", "2 refused the item is missing" },
		{ __LINE__, "6,,11-20,1/9,", "2 refused 单位: the unit is missing" },
		{ __LINE__, "6,市税物局,11-20,1/9,", "2 refused 单位: no unit is called 市税物局: did you mean 市税务局?" },
		{ __LINE__, "1,市法院,11-20,,x", "2 refused 单位: 市法院 owes nothing for 1" },
		{ __LINE__, "6,市税务局,11-22,1/9,", "2 new 6 市税务局 1/9 ? 11-22 has not come yet: it counts as in from now on, with that day" },
		{ __LINE__, "6,市税务局,2108-11-12,1/9,", "2 refused 日期: 2108-11-12 is more than a year away: which year is meant?" },
		{ __LINE__, "6,市税务局,2018-10-30,1/9,", "2 refused 日期: 10-30 is before the notice was issued (10-31): which day is meant?" },
		{ __LINE__, "6,市税务局,下周,1/9,", "2 refused 日期: not a day: 下周 (11-20, 20, 昨天, -2, with its year 2018-11-20)" },
		{ __LINE__, "6,市税务局,11-20,很多,", "2 refused" },
		{ __LINE__, "6,市税务局,11-20,=1+1,", "2 refused" },
		{ __LINE__, "2,市法院,11-20,21/20,", "2 refused 数据: 21 done of 20 to do: more than there are" },
		{ __LINE__, "6,市税务局,11-20,1/9,,也许", "2 refused 类别: which kind is 也许? 上报 report, 无变化 none, 零报告 zero" },
		{ __LINE__, "6,市税务局,11-20,,,无变化", "2 refused 单位: 市税务局 6 has never reported: there is nothing that could be unchanged" },
		{ __LINE__, "6,市税务局,11-20,,,零报告", "2 new 6 市税务局 zero report" },
		/* What looks like a slip is shown, and can be. */
		{ __LINE__, "6,市税务局,11-20,96/12,", "2 new 6 市税务局 96/12 ? 96 of 12 is more than 100%" },
		{ __LINE__, "6,市法院,11-05,9/90,", "2 changed 6 市法院 9/90 (11-12 口头) ? what was reported on 11-12 is later" },
		/* Passed over. */
		{ __LINE__, "合计,,,13/90,", "2 passed a row of totals" },
		{ __LINE__, "6,合 计,,13/90,", "2 passed a row of totals" },
		{ __LINE__, "6,市税务局,,-,", "2 passed nothing is reported in it" },
		/* A formula in a text stays one. */
		{ __LINE__, "1,市信息中心,11-20,,=HYPERLINK(1)", "2 new 1 市信息中心 =HYPERLINK(1)" },
	};
	struct town t;

	begin(&t, "rows.db");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *said = take(&t, arena_printf(&mem, HEADS "%s\n", cases[i].row), false);
		size_t n = strlen(cases[i].said);
		bool begun = strcmp(cases[i].said, "2 refused") == 0;
		CHECK_STR_AT(cases[i].line, begun ? arena_str(&mem, (struct str){ said, n < strlen(said) ? n : strlen(said) }) : said, cases[i].said);
	}
	town_close(&t);
}

static void test_columns(void)
{
	struct town t;
	struct item_row item = { .title = "" };
	struct err err = { 0 };

	begin(&t, "columns.db");
	CHECK(item_get(t.l->db, town_item(&t, "1"), &mem, &item, &err));
	/* A title says more than the table's own numbers; one that is another item's is refused. */
	CHECK_STR(take(&t, arena_printf(&mem, "序号,事项,单位,日期,情况\n6,%s,市信息中心,11-20,x\n", item.title), false), "2 new 1 市信息中心 x");
	CHECK(strstr(take(&t, "序号,事项,单位,日期,情况\n6,什么,市信息中心,11-20,x\n", false), "refused 序号: 6 is called "));
	/* Material goes behind the text. */
	CHECK_STR(take(&t, "序号,单位,日期,情况,材料\n1,市信息中心,11-20,x,附表\n", false), "2 new 1 市信息中心 x; 材料: 附表");
	town_close(&t);
}

static int entries_count(struct town *t)
{
	entry_rows list = { 0 };
	struct err err = { 0 };

	CHECK(entries_read(t->l->db, 0, 0, 1000, &mem, &list, &err));
	int n = (int)list.n;
	vec_clear(&list);
	return n;
}

static void test_twice(void)
{
	static const char table[] = HEADS "6,市税务局,11-20,12/96,已办\n6,市法院,11-13,9/90,\n8,市银监局,11-16,1.87,\n1,市信息中心,,,x\n";
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	begin(&t, "twice.db");
	CHECK_STR(take(&t, table, true), "2 new 6 市税务局 12/96  已办; 3 changed 6 市法院 9/90 (11-12 口头); 4 new 8 2018-11 市银监局 1.87%; 5 new 1 市信息中心 x"
		" = imported 4 reports from r.csv");
	CHECK_INT(town_duty(&t, "1", "市信息中心").report, 'r');
	CHECK_INT(entries_count(&t), 5);
	CHECK_STR(take(&t, table, true), "2 same; 3 same; 4 same; 5 same");
	/* Also on a later day, and where something newer came. */
	town_reopen(&t, "2018-12-20");
	town_do(&t, "report", "6", "市税务局", NULL, "补充", NULL);
	CHECK_STR(take(&t, table, true), "2 same; 3 same; 4 same; 5 same");
	CHECK_INT(entries_count(&t), 6);
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err) && undo_last(t.l, &out, &err));
	CHECK_STR(out.said, "taken back: imported 4 reports from r.csv");
	CHECK_INT(entries_count(&t), 1);
	town_check(&t);
	town_close(&t);
}

static void test_one_a_date(void)
{
	struct town t;

	begin(&t, "one.db");
	CHECK_STR(take(&t, HEADS "6,市税务局,11-20,12/96,\n6,市税务局,11-20,12/96,\n6,市税务局,11-20,13/96,\n", false),
		"2 new 6 市税务局 12/96; 3 same; 4 refused 单位: line 2 reports this already: one report for each date in a table");
	town_reopen(&t, "2018-12-25");
	/* Two periods, late and in one go: the older one first; unchanged since what is not written yet is not known. */
	CHECK_STR(take(&t, HEADS "8,市银监局,12-21,1.87,\n8,市银监局,12-21,1.90,\n", true), "2 new 8 2018-11 市银监局 1.87%; 3 new 8 2018-12 市银监局 1.90%"
		" = imported 2 reports from r.csv");
	CHECK_STR(take(&t, HEADS "8,市银监局,12-21,1.87,\n8,市银监局,12-21,1.90,\n", true), "2 same; 3 same");
	town_check(&t);
	town_close(&t);
}

/* Somebody has reported between the preview and the yes. */
static void test_meanwhile(void)
{
	struct entries_in in = { .on = DATE_NONE };
	struct entry_plan p;
	struct outcome out;
	struct err err = { 0 };
	csv_rows rows = { 0 };
	size_t above;
	struct town t;

	begin(&t, "meanwhile.db");
	CHECK(csv_read(str_of(HEADS "6,市税务局,11-20,12/96,\n"), "r.csv", &mem, &rows, &err) && entry_table_take(&rows, "r.csv", &mem, &in, &above, &err) &&
		entry_plan_read(t.l, 0, &in, &mem, &p, &err));
	town_do(&t, "report", "6", "市税务局", NULL, "先报", NULL);
	CHECK(!entry_plan_write(t.l, &p, "r.csv", &out, &err));
	CHECK_STR(err.text, "line 2: 市税务局 has reported 6 meanwhile: look at it again");
	CHECK_INT(entries_count(&t), 2);
	town_check(&t);
	entry_plan_clear(&p);
	entry_table_clear(&in);
	vec_clear(&rows);
	town_close(&t);
}

/* A figure of two items: a row that changes what was reported for the other is odd, but where the table says that one, too. */
static void test_shared(void)
{
	struct town t;

	town_open(&t, "shared.db", "2018-11-12");
	town_share(&t);
	town_do(&t, "report", "6", "质监局", "案例=12 在册=40", NULL, NULL);
	town_do(&t, "accept", "6", "质监局", NULL, NULL, NULL);
	town_do(&t, "report", "10.2", "质监局", "已整治=20 在册=40", NULL, NULL);
	CHECK_STR(take(&t, HEADS "10.2,质监局,11-12,20/30,,,\n", false),
		  "2 changed 10.2 市质监局 20/30 (11-12 20/40) ? this also changes 6: 12/40 -> 12/30 (accepted, to be reviewed again)");
	/* the one above the other or below it */
	CHECK_STR(take(&t, HEADS "10.2,质监局,11-12,20/30,,,\n6,质监局,11-12,12/30,,,\n", false),
		  "2 changed 10.2 市质监局 20/30 (11-12 20/40); 3 changed 6 市质监局 12/30 (11-12 12/40)");
	CHECK_STR(take(&t, HEADS "6,质监局,11-12,12/31,,,\n10.2,质监局,11-12,20/30,,,\n", false),
		  "2 changed 6 市质监局 12/31 (11-12 12/40) ? this also changes 10.2: 20/40 -> 20/31; "
		  "3 changed 10.2 市质监局 20/30 (11-12 20/40) ? this also changes 6: 12/40 -> 12/30 (accepted, to be reviewed again)");
	take(&t, HEADS "10.2,质监局,11-12,20/30,,,\n", true);
	CHECK_INT(town_duty(&t, "6", "质监局").review, 0);
	town_check(&t);
	town_close(&t);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_rows), CHECK_TEST(test_columns), CHECK_TEST(test_twice), CHECK_TEST(test_one_a_date), CHECK_TEST(test_meanwhile), CHECK_TEST(test_shared),
};

int main(void)
{
	int status = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return status;
}
