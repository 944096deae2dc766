#include "base/width.h"

#include <locale.h>

#include "tests/lib/check.h"

static const struct { int line; const char *text; int cols; } measures[] = {
	{ __LINE__, "", 0 },
	{ __LINE__, "abc", 3 },
	{ __LINE__, "市法院", 6 },
	{ __LINE__, "A市", 3 },
	{ __LINE__, "e\u0301", 1 },
	{ __LINE__, "\u0301", 0 },
	{ __LINE__, "（％）", 6 },
	{ __LINE__, "\x1b", 1 },
};

static void test_cols(void)
{
	for (size_t i = 0; i < CHECK_N(measures); i++)
		CHECK_INT_AT(measures[i].line, width_cols(str_of(measures[i].text)), measures[i].cols);
}

static const struct { int line; const char *text; int cols; const char *pad, *left, *cut; } cells[] = {
	{ __LINE__, "市法院", 6, "市法院", "市法院", "市法院" },
	{ __LINE__, "市法院", 8, "市法院  ", "  市法院", "市法院" },
	{ __LINE__, "市法院", 5, "市法~", "市法~", "市法~" },
	{ __LINE__, "市法院", 4, "市 ~", "市 ~", "市 ~" },
	{ __LINE__, "市法院", 1, "~", "~", "~" },
	{ __LINE__, "市法院", 0, "", "", "" },
	{ __LINE__, "市法院", -3, "", "", "" },
	{ __LINE__, "", 3, "   ", "   ", "" },
	{ __LINE__, "abcd", 3, "ab~", "ab~", "ab~" },
	{ __LINE__, "e\u0301e\u0301x", 2, "e\u0301~", "e\u0301~", "e\u0301~" },
	{ __LINE__, "e\u0301e\u0301", 2, "e\u0301e\u0301", "e\u0301e\u0301", "e\u0301e\u0301" },
};

static void test_cells(void)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < CHECK_N(cells); i++) {
		struct str s = str_of(cells[i].text);
		buf_reset(&b);
		width_pad(&b, s, cells[i].cols);
		CHECK_STR_AT(cells[i].line, buf_text(&b), cells[i].pad);
		buf_reset(&b);
		width_pad_left(&b, s, cells[i].cols);
		CHECK_STR_AT(cells[i].line, buf_text(&b), cells[i].left);
		buf_reset(&b);
		width_cut(&b, s, cells[i].cols);
		CHECK_STR_AT(cells[i].line, buf_text(&b), cells[i].cut);
	}
	buf_clear(&b);
}

static void test_fit(void)
{
	int used = -1;
	CHECK_INT(width_fit(STR_LIT("市ab"), 3, &used), 4);
	CHECK_INT(used, 3);
	CHECK_INT(width_fit(STR_LIT("市ab"), 1, &used), 0);
	CHECK_INT(used, 0);
	CHECK_INT(width_fit(STR_LIT("ae\u0301b"), 2, NULL), 4);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_cols), CHECK_TEST(test_cells), CHECK_TEST(test_fit),
};

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return check_main(tests, CHECK_N(tests));
}
