/* Cells of CSV, and whole documents. */
#include <locale.h>
#include <stdlib.h>

#include "paper/paper.h"
#include "tests/lib/check.h"

static const struct { int line; const char *text; bool number; const char *want; } cells[] = {
	{ __LINE__, "", false, "" },
	{ __LINE__, "市法院", false, "市法院" },
	{ __LINE__, "-", false, "-" },                                   /* nothing, as everywhere */
	{ __LINE__, "=1+1", false, "'=1+1" },
	{ __LINE__, "+86", false, "'+86" },
	{ __LINE__, "-乙", false, "'-乙" },
	{ __LINE__, "--", false, "'--" },
	{ __LINE__, "@SUM(A1)", false, "'@SUM(A1)" },
	{ __LINE__, "＝1+1", false, "'＝1+1" },                          /* Chinese spreadsheets take the full-width signs too */
	{ __LINE__, "＠a", false, "'＠a" },
	{ __LINE__, "\t=1", false, "\"' =1\"" },
	{ __LINE__, "\r甲", false, "\"' 甲\"" },
	{ __LINE__, "甲=1", false, "甲=1" },
	{ __LINE__, "-5", false, "-5" },
	{ __LINE__, "-5", true, "-5" },
	{ __LINE__, "-1.87", false, "-1.87" },
	{ __LINE__, "-5+3", false, "'-5+3" },
	{ __LINE__, "12", true, "12" },
	{ __LINE__, "0", true, "0" },
	{ __LINE__, "10.1", false, "10.1" },
	{ __LINE__, "10.10", false, "'10.10" },                          /* else item 10.1 */
	{ __LINE__, "007", false, "'007" },
	{ __LINE__, "13900001111", false, "13900001111" },
	{ __LINE__, "139000011112", false, "'139000011112" },            /* else 1.39E+11 */
	{ __LINE__, "0351-2225566", false, "'0351-2225566" },
	{ __LINE__, "3/25", false, "'3/25" },                            /* else the 25th of March */
	{ __LINE__, "3/25 = 12.0%", false, "3/25 = 12.0%" },
	{ __LINE__, "12:30", false, "'12:30" },
	{ __LINE__, "1e5", false, "'1e5" },
	{ __LINE__, "2018-11-20", false, "2018-11-20" },
	{ __LINE__, "甲,乙", false, "\"甲,乙\"" },
	{ __LINE__, "\"甲\"", false, "\"\"\"甲\"\"\"" },
	{ __LINE__, "=\"甲\",1", false, "\"'=\"\"甲\"\",1\"" },
	{ __LINE__, "甲\r\n乙", false, "甲 乙" },
	{ __LINE__, " 甲", false, "\" 甲\"" },
	{ __LINE__, "\x1b[31m红", false, "\302\267[31m红" },
	{ __LINE__, "\xe2\x80\x8b=1", false, "\302\267=1" },
	{ __LINE__, "坏\xff", false, "坏\302\267" },
};

static void test_cells(void)
{
	for (size_t i = 0; i < CHECK_N(cells); i++) {
		struct buf got = { 0 };

		csv_cell(str_of(cells[i].text), cells[i].number, &got);
		CHECK_STR_AT(cells[i].line, buf_text(&got), cells[i].want);
		buf_clear(&got);
	}
}

static const struct doc_column columns[] = {
	{ .name = "name", .head = "Name" },
	{ .name = "n", .head = "N", .number = true },
	{ .name = "note", .head = "Note", .place = DOC_BELOW },
};

static void fill(struct doc *d)
{
	d->name = "trial";
	d->title = "Trial";
	d->subject = "";
	d->asof = date_make(2018, 11, 21);
	doc_fact(d, "base", "%d + %d", 1, 2);
	doc_table(d, "rows", "", "none", columns, CHECK_N(columns));
	doc_part(d, "left out");
	doc_row(d, DOC_ROW);
	doc_cell(d, "=a");
	doc_cell_int(d, -3);
	doc_row(d, DOC_SUM);
	doc_cell(d, NULL);
	doc_cell_int(d, 7);
	doc_cell(d, "x,y");
	doc_note(d, "end");
}

static void test_document(void)
{
	struct doc d = { 0 };
	struct buf got = { 0 };

	fill(&d);
	out_csv_write(&d, &(struct paper_options){ .cols = 80 }, &got);
	CHECK_STR(buf_text(&got), "\xef\xbb\xbfName,N,Note\r\n'=a,-3,\r\n,7,\"x,y\"\r\n,,\r\nTrial,,\r\nas of,2018-11-21,\r\nbase,1 + 2,\r\nend,,\r\n");
	buf_reset(&got);
	out_json_write(&d, &(struct paper_options){ .cols = 80 }, &got);
	CHECK_STR(buf_text(&got), "{\"format\":\"duban-paper/1\",\"paper\":\"trial\",\"title\":\"Trial\",\"subject\":null,\"asof\":\"2018-11-21\","
		"\"facts\":[{\"label\":\"base\",\"text\":\"1 + 2\"}],\"tables\":[{\"name\":\"rows\",\"title\":\"\",\"columns\":["
		"{\"name\":\"name\",\"head\":\"Name\"},{\"name\":\"n\",\"head\":\"N\"},{\"name\":\"note\",\"head\":\"Note\"}],"
		"\"rows\":[{\"name\":\"=a\",\"n\":-3,\"note\":null}],\"sum\":{\"name\":null,\"n\":7,\"note\":\"x,y\"}}],\"notes\":[\"end\"]}");
	buf_clear(&got);
	doc_clear(&d);
}

static const struct check_test tests[] = { CHECK_TEST(test_cells), CHECK_TEST(test_document) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
