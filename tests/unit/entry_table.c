/* Tables of reports: their heads, titles above them, limits. */
#include "cli/entry_table.h"

#include <string.h>

#include "base/buf.h"
#include "base/csv_read.h"

#include "tests/lib/check.h"

static struct arena mem;

static const char *const names[ENTRY_FIELDS] = { "no", "item", "unit", "on", "due", "figures", "text", "material", "way", "who", "kind" };

/* "1: 2 no=6 unit=a {head}=b": rows above the heads, then each row with its line; or the refusal. */
static const char *take(const char *text)
{
	struct entries_in t = { .on = DATE_NONE };
	struct err err = { 0 };
	struct buf b = { 0 };
	csv_rows rows = { 0 };
	size_t skipped;

	if (!csv_read(str_of(text), "r.csv", &mem, &rows, &err) || !entry_table_take(&rows, "r.csv", &mem, &t, &skipped, &err))
		buf_printf(&b, "%s:%d: %s", err.at.source, err.at.line, err.text);
	else
		buf_printf(&b, "%zu:", skipped);
	for (size_t i = 0; i < t.rows.n; i++) {
		buf_printf(&b, " %d", t.rows.p[i].line);
		for (int f = 0; f < ENTRY_FIELDS; f++)
			if (*t.rows.p[i].cells[f])
				buf_printf(&b, " %s=%s", names[f], t.rows.p[i].cells[f]);
		for (size_t k = 0; k < t.n_names; k++)
			if (*t.rows.p[i].named[k])
				buf_printf(&b, " {%s}=%s", t.names[k].head, t.rows.p[i].named[k]);
	}
	const char *said = arena_strdup(&mem, buf_text(&b));
	entry_table_clear(&t);
	vec_clear(&rows);
	buf_clear(&b);
	return said;
}

static const struct { int line; const char *text, *read; } cases[] = {
	{ __LINE__, "序号,单位,日期,数据,情况\n6,市法院,11-20,12/20,已办\n", "0: 2 no=6 unit=市法院 on=11-20 figures=12/20 text=已办" },
	{ __LINE__, "Item;Unit;Date;Figures;Text;Way;Who;Kind;Due\n6;a;1;2;3;4;5;zero;7\n", "0: 2 item=6 unit=a on=1 due=7 figures=2 text=3 way=4 who=5 kind=zero" },
	/* A title above, as spreadsheets write it; a head with a note; a column of a figure. */
	{ __LINE__, "十一月上报表,,\n序号\t事项\n事项,责任单位（全称）,案例数,材料\n6,市法院,3,附表\n", "2: 4 item=6 unit=市法院 material=附表 {案例数}=3" },
	/* The first of two columns with one head counts, the other is no figure's but told. */
	{ __LINE__, "序号,单位,单位\n6,a,b\n", "0: 2 no=6 unit=a {单位}=b" },
	/* Short rows, empty ones, a line break in a cell, a formula. */
	{ __LINE__, "序号,单位,情况\n6\n,,\n7,a,\"x\ny\"\n8,b,=1+1\n", "0: 2 no=6 4 no=7 unit=a text=x\ny 6 no=8 unit=b text==1+1" },
	{ __LINE__, "序号,情况\n6,x\n", "r.csv:1: no row of heads: one column is called 事项 or 序号 (item, no), one 单位 (unit)" },
	{ __LINE__, "", "r.csv:1: no row of heads: one column is called 事项 or 序号 (item, no), one 单位 (unit)" },
	{ __LINE__, "序号,单位\n6,\"a\n", "r.csv:2: a quote is opened and not closed" },
};

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_STR_AT(cases[i].line, take(cases[i].text), cases[i].read);
}

static const char *repeated(const char *head, const char *what, int n)
{
	struct buf b = { 0 };

	buf_puts(&b, head);
	for (int i = 0; i < n; i++)
		buf_puts(&b, what);
	const char *text = arena_strdup(&mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static void test_limits(void)
{
	CHECK_STR(take(repeated("序号,单位\n", "6,a\n", 20001)), "r.csv:1: 20001 rows: 20000 at most");
	CHECK_STR(take(repeated("序号,单位\n6,a", ",x", 63)), "r.csv:2: a row has 65 cells: 64 at most");
	/* Empty columns behind the last are none. */
	CHECK_STR(take(repeated("序号,单位\n6,a", ",", 500)), "0: 2 no=6 unit=a");
	CHECK_STR(take(repeated("序号,单位\n6,", "xxxxxxxx", 8193)), "r.csv:2: cell 2 is longer than 64 kB");
}

static const struct check_test tests[] = { CHECK_TEST(test_cases), CHECK_TEST(test_limits) };

int main(void)
{
	int status = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return status;
}
