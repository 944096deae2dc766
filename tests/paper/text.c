/* Documents as pages of text: nothing is cut, nothing is wider than the page, each page is as long as it should be. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "base/width.h"
#include "paper/paper.h"
#include "tests/lib/check.h"

static const struct doc_column columns[] = {
	{ .name = "number", .head = "no." },
	{ .name = "task", .head = "task", .weight = 3 },
	{ .name = "lead", .head = "lead", .weight = 2 },
	{ .name = "n", .head = "n", .cols = 4, .right = true, .number = true },
	{ .name = "data", .head = "data", .place = DOC_DATA },
	{ .name = "reason", .head = "reason", .place = DOC_BELOW },
};

static void fill(struct doc *d, int rows, const char *task, const char *reason)
{
	d->name = "trial";
	d->title = "一份很长很长的题目一份很长很长的题目一份很长很长的题目一份很长很长的题目一份很长很长的题目";
	d->subject = "市法院";
	d->asof = date_make(2018, 11, 21);
	doc_fact(d, "base", "%d rows", rows);
	doc_table(d, "rows", "", "there is nothing", columns, CHECK_N(columns));
	for (int i = 1; i <= rows; i++) {
		doc_row(d, DOC_ROW);
		doc_cell_int(d, i);
		doc_cell(d, task);
		doc_cell(d, "市法院，市工商局、税务局");
		doc_cell_int(d, i);
		doc_cell(d, "unseen");
		doc_cell(d, reason);
	}
	doc_row(d, DOC_SUM);
	doc_cell(d, "sum");
	doc_cell(d, "");
	doc_cell(d, "");
	doc_cell_int(d, 1234567);        /* wider than its column */
}

/* Every line: within the columns, sound UTF-8, no control character. */
static void check_lines(const char *text, int cols, int page_rows)
{
	struct str rest = str_of(text), line;
	int n = 0;

	while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
		CHECK(width_cols(line) <= cols);
		CHECK(utf8_flaw(line) < 0);
		for (size_t i = 0; i < line.n; i++)
			CHECK((unsigned char)line.p[i] >= 0x20 && line.p[i] != 0x7f);
		if (page_rows && n % page_rows == 0)
			CHECK(str_find(line, STR_LIT("page ")) >= 0);
		n++;
	}
	CHECK(n > 0);
}

static const struct { int line, rows, page, cols; const char *task, *reason; } cases[] = {
	{ __LINE__, 1, 60, 80, "短", "" },
	{ __LINE__, 40, 60, 80, "“信用+”便民应用，各行业推出一批：“旅游+信用”、“用工+信用”、“房产+信用”", "红: 11-20 已过 1 个工作日" },
	{ __LINE__, 40, 20, 80, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz", "" },
	{ __LINE__, 3, 60, 40, "甲\x1b[31m乙\xff丙\t丁\xe2\x80\xae戊", "甲\n乙" },
	{ __LINE__, 3, 0, 80, "一", "二" },
	{ __LINE__, 2, 20, 80, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "longer than a page" },
};

/* How often a sign stands in the text. */
static int count(const char *text, const char *what)
{
	int n = 0;

	for (const char *at = text; (at = strstr(at, what)); at++)
		n++;
	return n;
}

static void test_pages(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct doc d = { 0 };
		struct buf got = { 0 };

		fill(&d, cases[i].rows, cases[i].task, cases[i].reason);
		out_text_write(&d, &(struct paper_options){ cases[i].page, cases[i].cols }, &got);
		check_lines(buf_text(&got), cases[i].cols, cases[i].page);
		CHECK_INT_AT(cases[i].line, count(buf_text(&got), "unseen"), 0);
		/* Whole: no sign of the task is lost. */
		if (strstr(cases[i].task, "十"))
			CHECK_INT_AT(cases[i].line, count(buf_text(&got), "十"), cases[i].rows * count(cases[i].task, "十"));
		CHECK_INT_AT(cases[i].line, count(buf_text(&got), "sum"), 1);
		CHECK_INT_AT(cases[i].line, count(buf_text(&got), "1234567"), 1);
		buf_clear(&got);
		doc_clear(&d);
	}
}

static void test_empty(void)
{
	struct doc d = { .name = "trial", .title = "Trial", .subject = "", .asof = date_make(2018, 11, 21) };
	struct buf got = { 0 };

	doc_table(&d, "rows", "Heading", "there is nothing", columns, CHECK_N(columns));
	doc_note(&d, "end");
	out_text_write(&d, &(struct paper_options){ 0, 40 }, &got);
	CHECK_STR(buf_text(&got), "Trial\n                    as of 2018-11-21 Wed\n\nHeading\nthere is nothing\n\nend\n");
	buf_clear(&got);
	doc_clear(&d);
}

/* The last page is counted although it is known only at the end. */
static void test_count(void)
{
	struct doc d = { 0 };
	struct buf got = { 0 };

	fill(&d, 40, "一", "二");
	out_text_write(&d, &(struct paper_options){ 30, 80 }, &got);
	int pages = count(buf_text(&got), "page ");
	char last[40];

	snprintf(last, sizeof last, "page %d of %d", pages, pages);
	CHECK(pages > 2 && strstr(buf_text(&got), last) != NULL);
	buf_clear(&got);
	doc_clear(&d);
}

static const struct check_test tests[] = { CHECK_TEST(test_pages), CHECK_TEST(test_empty), CHECK_TEST(test_count) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
