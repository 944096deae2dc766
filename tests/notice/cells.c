/* Text to cells: both forms of tables, running text, places. */
#include "tests/notice/read.h"

/* The blocks of a text, one a line: "T3 text" for running text, "R3-5/1 a|b|" for a row on
 * lines 3 to 5 of table 1. */
static const char *blocks_of(const char *text)
{
	static struct buf to;
	struct grid g = { .source = str_of(text) };

	buf_reset(&to);
	text_read(&g);
	for (size_t i = 0; i < g.blocks.n; i++) {
		const struct block *b = &g.blocks.p[i];

		if (b->kind == BLOCK_TEXT) {
			buf_printf(&to, "T%d %.*s;", b->first, STR_ARG(b->text));
			continue;
		}
		buf_printf(&to, "R%d-%d/%d ", b->first, b->last, b->table);
		for (size_t j = 0; j < b->n_cells; j++)
			buf_printf(&to, j ? "|%.*s" : "%.*s", STR_ARG(grid_cell(&g, b, j)->text));
		buf_puts(&to, ";");
	}
	grid_clear(&g);
	return buf_text(&to);
}

static const struct { int line; const char *text, *blocks; } cases[] = {
	{ __LINE__, "", "" },
	{ __LINE__, "\n\n", "" },
	{ __LINE__, "标题\n\n正文。\n", "T1 标题;T3 正文。;" },
	/* a cell a line */
	{ __LINE__, "\ta\n\tb\n\n\tc\n\td", "R1-2/1 a|b;R4-5/1 c|d;" },
	{ __LINE__, "\ta\n\t\n\tc\n", "R1-3/1 a||c;" },
	{ __LINE__, "\t\n\t\n\tc\n\n\td\n\t\n", "R1-3/1 ||c;R5-6/1 d|;" },
	{ __LINE__, "\ta、\n b\n\tc\n", "R1-3/1 a、\n b|c;" },
	{ __LINE__, "\ta\n\n正文\n\n\tb\n", "R1-1/1 a;T3 正文;R5-5/2 b;" },
	{ __LINE__, "\ta\n附件2\n1.甲\n", "R1-1/1 a;T2 附件2;T3 1.甲;" },
	{ __LINE__, "\ta\n1.甲\n2.乙\n\tb\n", "R1-4/1 a\n1.甲\n2.乙|b;" },
	{ __LINE__, " \n\ta\n   \n\tb\n ", "R2-2/1 a;R4-4/1 b;" },
	/* a row a line */
	{ __LINE__, "a\tb\tc\nd\te\tf\n", "R1-1/1 a|b|c;R2-2/1 d|e|f;" },
	{ __LINE__, "a\tb\tc\n\t\tf\n", "R1-1/1 a|b|c;R2-2/1 ||f;" },
	{ __LINE__, "a\tb\tc\nd\te、\ng\tf\n", "R1-1/1 a|b|c;R2-3/1 d|e、\ng|f;" },
	{ __LINE__, "a\tb\tc\nd\te\tf，\ng\nh\ti\tj\n", "R1-1/1 a|b|c;R2-3/1 d|e|f，\ng;R4-4/1 h|i|j;" },
	{ __LINE__, "a\tb\tc\nd\te\tf\ng\nh\ti\tj\n", "R1-1/1 a|b|c;R2-3/1 d|e|f\ng;R4-4/1 h|i|j;" },
	{ __LINE__, "a\tb\tc\nd\te\tf\n二、乙\nh\ti\tj\n", "R1-1/1 a|b|c;R2-2/1 d|e|f;T3 二、乙;R4-4/2 h|i|j;" },
	{ __LINE__, "a\tb\tc\nd\te\tf\n附件2\n正文\n", "R1-1/1 a|b|c;R2-2/1 d|e|f;T3 附件2;T4 正文;" },
	{ __LINE__, "a\tb\tc\nd\te\nh\ti\tj\n", "R1-1/1 a|b|c;R2-2/1 d|e;R3-3/1 h|i|j;" },
	/* a spreadsheet's quoted cell */
	{ __LINE__, "a\tb\tc\nd\t\"e\nf\"\tg\nh\ti\tj\n", "R1-1/1 a|b|c;R2-3/1 d|e\nf|g;R4-4/1 h|i|j;" },
	{ __LINE__, "a\tb\tc\nd\t\"e\tg\nh\ti\tj\n", "R1-1/1 a|b|c;R2-2/1 d|\"e|g;R3-3/1 h|i|j;" },
};

static void test_blocks(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, blocks_of(cases[i].text), cases[i].blocks);
}

static const struct { int line; const char *cell, *names; } splits[] = {
	{ __LINE__, "市法院，市工商局、税务局；信息中心,财政局;人社局", "市法院|市工商局|税务局|信息中心|财政局|人社局|" },
	{ __LINE__, "市信用办，\n各县（市）区政府", "市信用办||各县（市）区政府|" },
	{ __LINE__, "市政府办（金融办、法制办）、市公安局", "市政府办（金融办、法制办）|市公安局|" },
	{ __LINE__, "各县(市、区)政府、园区", "各县(市、区)政府|园区|" },
	{ __LINE__, "各县（市、区)政府、园区", "各县（市、区)政府|园区|" },
	{ __LINE__, "甲局（、乙局", "甲局（|乙局|" },
	{ __LINE__, "甲局、", "甲局|" },
	{ __LINE__, "", "" },
};

static void test_unit_split(void)
{
	for (size_t i = 0; i < CHECK_N(splits); i++) {
		struct buf to = { 0 };
		struct str part;
		size_t at = 0;

		while (unit_split(str_of(splits[i].cell), &at, &part))
			buf_printf(&to, "%.*s|", STR_ARG(part));
		CHECK_STR_AT(splits[i].line, buf_text(&to), splits[i].names);
		buf_clear(&to);
	}
}

static const struct { int line; const char *text, *sentences; } sentences[] = {
	{ __LINE__, "甲。乙；丙", "甲|乙|丙|" },
	{ __LINE__, "甲（乙；丙）。丁“戊。己”庚；", "甲（乙；丙）|丁“戊。己”庚|" },
	{ __LINE__, "甲(乙。", "甲(乙|" },
	{ __LINE__, "甲《乙；丙》丁", "甲《乙；丙》丁|" },
};

static void test_sentences(void)
{
	for (size_t i = 0; i < CHECK_N(sentences); i++) {
		struct buf to = { 0 };
		struct str part;
		size_t at = 0;

		while (sentence_split(str_of(sentences[i].text), &at, &part))
			buf_printf(&to, "%.*s|", STR_ARG(part));
		CHECK_STR_AT(sentences[i].line, buf_text(&to), sentences[i].sentences);
		buf_clear(&to);
	}
}

static const struct { int line; const char *text, *number; int rest, style; } numbers[] = {
	{ __LINE__, "1.开展", "1", 2, 0 },
	{ __LINE__, "12．开展", "12", 5, 0 },
	{ __LINE__, "（三）开展", "三", 9, NUMBER_CHINESE | NUMBER_BRACKETS },
	{ __LINE__, "(3)开展", "3", 3, NUMBER_BRACKETS },
	{ __LINE__, "四、开展", "四", 6, NUMBER_CHINESE },
	{ __LINE__, "2.5万吨", "", 0, 0 },
	{ __LINE__, "2018年", "", 0, 0 },
	{ __LINE__, "（略）", "", 0, 0 },
};

static void test_paragraph_number(void)
{
	for (size_t i = 0; i < CHECK_N(numbers); i++) {
		struct str number = { "", 0 };
		int style = 0;
		size_t at = 0;
		bool found = paragraph_number(str_of(numbers[i].text), &at, &number, &style);

		CHECK_INT_AT(numbers[i].line, found, numbers[i].rest > 0);
		CHECK_INT_AT(numbers[i].line, at, numbers[i].rest);
		CHECK_INT_AT(numbers[i].line, style, numbers[i].style);
		if (found)
			CHECK_STR_AT(numbers[i].line, read_text(number), numbers[i].number);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_blocks),
	CHECK_TEST(test_unit_split),
	CHECK_TEST(test_sentences),
	CHECK_TEST(test_paragraph_number),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
