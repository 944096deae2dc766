/* Figures pasted into the grid: what each cell would say, and why nothing is read of it; one change, one undo; a refusal writes nothing. */
#include "model/cross_paste.h"

#include <string.h>

#include "model/verb.h"
#include "store/log.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

static void grid_open(struct town *t, struct cross *g)
{
	struct err err = { 0 };

	*g = (struct cross){ .kind = CROSS_UNITS, .due = DATE_NONE };
	CHECK(cross_open(t->l, g, &err) && cross_need(t->l, g, INT64_MAX, &err));
}

static void row_say(const struct entry_planned *e, struct buf *b)
{
	buf_printf(b, "%s%d %s", b->n ? "; " : "", e->line, entry_is_name(e->is));
	if (*e->unit)
		buf_printf(b, " %s %s", e->unit, e->number);
	if (*e->says)
		buf_printf(b, " %s", e->says);
	if (e->is == ENTRY_OTHER)
		buf_printf(b, " (%s)", e->before);
	if (*e->why)
		buf_printf(b, "%s %s", e->doubt ? "?" : ":", e->why);
}

/* What a text pasted into the cell of item and unit would come to, or the refusal of all of it. */
static const char *pasted(struct town *t, const char *number, const char *unit, const char *text, struct entry_plan *p)
{
	struct err err = { 0 };
	struct buf b = { 0 };
	struct cross g;

	grid_open(t, &g);
	if (!cross_paste_plan(t->l, &g, cross_find_item(&g, town_item(t, number)), cross_find_unit(&g, town_unit(t, unit)), str_of(text),
			      &mem, p, &err))
		buf_printf(&b, "refused: %s", err.text);
	for (size_t i = 0; i < p->rows.n; i++)
		row_say(&p->rows.p[i], &b);
	const char *said = arena_strdup(&mem, buf_text(&b));
	cross_clear(&g);
	buf_clear(&b);
	return said;
}

/* The grid's rows are 1, 2, 6, 8, 10.1, 10.2; 市质监局 owes 2, 6 and 10.2, 市法院 and 市税务局 2, 6 and 10.1. */
static const struct { int line; const char *number, *unit, *text, *said; } cases[] = {
	{ __LINE__, "2", "质监局", "12/20 2", "1 new 市质监局 2 12/18" },
	{ __LINE__, "2", "质监局", "12/20 2\n3/1,431\n", "1 new 市质监局 2 12/18; 2 new 市质监局 6 3/1431" },
	{ __LINE__, "2", "质监局", "１２／２０\n3例\n\n\n", "1 new 市质监局 2 12/20; 2 new 市质监局 6 3 例" },
	/* A blank keeps its cell, at any place; what owes nothing takes its line along. */
	{ __LINE__, "2", "质监局", "\n3/31\n7", "1 passed 市质监局 2: blank: the cell stays as it is; 2 new 市质监局 6 3/31; "
		"3 passed 市质监局 8: nothing is owed here" },
	{ __LINE__, "2", "质监局", "—\n无\n", "1 passed 市质监局 2: nothing is reported in it; 2 passed 市质监局 6: nothing is reported in it" },
	{ __LINE__, "10.2", "质监局", "159/199\n5\n6\n\n7\n",
		"1 new 市质监局 10.2 159/199; 2 passed: no row below for 3 pasted cells" },
	/* No figure, with its line; the other cells are not moved by it. */
	{ __LINE__, "2", "质监局", "单位\n3/31", "1 refused 市质监局 2: not a number: 单位; 2 new 市质监局 6 3/31" },
	{ __LINE__, "2", "质监局", "-3\n1/0x", "1 refused 市质监局 2: a figure is never negative: -3; 2 refused 市质监局 6: not a number: 0x" },
	{ __LINE__, "2", "质监局", "20 2 12", "1 refused 市质监局 2: 20 done of 2 to do: more than there are; the order is done so far / in all / not "
		"counted" },
	/* What looks like a slip is said in its row. */
	{ __LINE__, "6", "质监局", "96/12", "1 new 市质监局 6 96/12? 96 of 12 is more than 100%" },
	/* Signs that cannot be seen stand for themselves. */
	{ __LINE__, "6", "质监局", "1\x1b[31m2", "1 refused 市质监局 6: not a number: 1·[31m2" },
	{ __LINE__, "6", "质监局", "1\xe2\x80\xae" "2", "1 refused 市质监局 6: not a number: 1·2" },
	{ __LINE__, "6", "质监局", "1\xef\xbf\xbd" "2", "1 refused 市质监局 6: not a number: 1\xef\xbf\xbd" "2" },
	/* A line break inside a spreadsheet's cell. */
	{ __LINE__, "2", "质监局", "\"12\n20\"\n3/31", "1 new 市质监局 2 12/20; 3 new 市质监局 6 3/31" },
	{ __LINE__, "2", "质监局", "\"12\n3/31", "1 refused 市质监局 2: not a number: \"12; 2 new 市质监局 6 3/31" },
	/* Tabs lead to the right. */
	{ __LINE__, "2", "法院", "1/2\t3/4\t\t7\n6/7", "1 new 市法院 2 1/2; 1 new 市税务局 2 3/4; 1 passed 市质监局 2: blank: the cell stays as it is; "
		"1 passed 市银监局 2: nothing is owed here; 2 new 市法院 6 6/7" },
	{ __LINE__, "2", "税务局", "1/2\t3/4\t5\t6\n\t\t\t7", "1 new 市税务局 2 1/2; 1 new 市质监局 2 3/4; 1 passed 市银监局 2: nothing is owed here; "
		"2 passed 市税务局 6: blank: the cell stays as it is; 2 passed 市质监局 6: blank: the cell stays as it is; "
		"2 passed 市银监局 6: blank: the cell stays as it is; 1 passed: no column aside for 2 pasted cells" },
	{ __LINE__, "2", "质监局", "", "refused: nothing but blanks was pasted" },
	{ __LINE__, "2", "质监局", " \t \n\t　\n", "refused: nothing but blanks was pasted" },
};

static void test_cases(void)
{
	struct town t;

	town_open(&t, "paste-cases.db", "2018-11-16");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct entry_plan p = { .doubts = 0 };

		CHECK_STR_AT(cases[i].line, pasted(&t, cases[i].number, cases[i].unit, cases[i].text, &p), cases[i].said);
		entry_plan_clear(&p);
	}
	town_close(&t);
}

/* One action for all of them; the same again is nothing; one undo. */
static void test_written(void)
{
	struct entry_plan p = { .doubts = 0 };
	struct outcome out = { .done = 0 };
	struct err err = { 0 };
	struct town t;

	town_open(&t, "paste-written.db", "2018-11-16");
	town_do(&t, "report", "2", "质监局", "主体总数=22 剔除=2 做到=12", NULL, NULL);
	CHECK_STR(pasted(&t, "2", "质监局", "12/22 2\n3/31\nx", &p), "1 same 市质监局 2 12/20; 2 new 市质监局 6 3/31; 3 passed 市质监局 8: nothing is owed "
		"here");
	entry_plan_clear(&p);
	CHECK_STR(pasted(&t, "2", "质监局", "13/22 2\n3/31", &p), "1 changed 市质监局 2 13/20 (11-16 12/20); 2 new 市质监局 6 3/31");
	int64_t before = log_newest(t.l->db, &err);
	CHECK(entry_plan_write(t.l, &p, NULL, &out, &err));
	CHECK_STR(out.said, "reported 2 cells pasted into the grid");
	CHECK_INT(out.done, 2);
	CHECK_INT(log_newest(t.l->db, &err), before + 1);
	entry_plan_clear(&p);
	CHECK_STR(pasted(&t, "2", "质监局", "13/22 2\n3/31", &p), "1 same 市质监局 2 13/20; 2 same 市质监局 6 3/31");
	entry_plan_clear(&p);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(pasted(&t, "2", "质监局", "13/22 2\n3/31", &p), "1 changed 市质监局 2 13/20 (11-16 12/20); 2 new 市质监局 6 3/31");
	/* Somebody was faster: nothing of it is written. */
	town_do(&t, "report", "6", "质监局", "案例=3 名单=31", NULL, NULL);
	before = log_newest(t.l->db, &err);
	CHECK(!entry_plan_write(t.l, &p, NULL, &out, &err));
	CHECK(strstr(err.text, "line 2: ") != NULL);
	CHECK_INT(log_newest(t.l->db, &err), before);
	entry_plan_clear(&p);
	/* What was returned is reported anew, though it says the same. */
	town_do(&t, "return", "6", "质监局", NULL, "名单不全", NULL);
	CHECK_STR(pasted(&t, "6", "质监局", "3/31", &p), "1 changed 市质监局 6 3/31 (11-16 3/31)");
	entry_plan_clear(&p);
	town_check(&t);
	town_close(&t);
}

static void test_hostile(void)
{
	struct entry_plan p = { .doubts = 0 };
	struct buf text = { 0 };
	struct town t;

	town_open(&t, "paste-hostile.db", "2018-11-16");
	for (int i = 0; i < 100000; i++)
		buf_puts(&text, "7\n");
	CHECK_STR(pasted(&t, "2", "质监局", buf_text(&text), &p),
		  "refused: too much was pasted (lines: 100000, kB: 196): the grid takes 5000 cells at once, nothing was taken");
	buf_reset(&text);
	for (int i = 0; i < 1 << 20; i++)
		buf_byte(&text, '7');
	CHECK_STR(pasted(&t, "2", "质监局", buf_text(&text), &p),
		  "refused: too much was pasted (lines: 1, kB: 1024): the grid takes 5000 cells at once, nothing was taken");
	buf_reset(&text);
	for (int i = 0; i < CROSS_PASTE_CELLS_MOST - 1; i++)
		buf_puts(&text, i % 2 ? "7\t" : "\"7\"\"\n");
	CHECK(!strstr(pasted(&t, "2", "质监局", buf_text(&text), &p), "refused: "));
	entry_plan_clear(&p);
	buf_clear(&text);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_cases), CHECK_TEST(test_written), CHECK_TEST(test_hostile) };

int main(void)
{
	int failed = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return failed;
}
