/* Lines built in columns: cut with "~", never half a wide cell, never a control character. */
#include "ui/draw.h"

#include <locale.h>

#include "tests/lib/check.h"

enum { COLS = 20 };

static struct buf text;

static const char *line_of(void (*put)(struct line *l, int col, int cols, enum look look, struct str text), int col, int cols, const char *s)
{
	struct line *l;

	buf_reset(&text);
	draw_to_text(&text, 1, COLS);
	l = line_at(0);
	put(l, col, cols, LOOK_PLAIN, str_of(s));
	line_end(l);
	draw_to_text(NULL, 0, 0);
	return buf_text(&text);
}

static const struct { int line; int col, cols; const char *s, *left, *right; } cases[] = {
	{ __LINE__, 0, 6, "abc", "abc\n", "   abc\n" },
	{ __LINE__, 2, 4, "abcdef", "  abc~\n", "  abc~\n" },
	{ __LINE__, 0, 6, "上报单位", "上报 ~\n", "上报 ~\n" },
	{ __LINE__, 0, 5, "上报单位", "上报~\n", "上报~\n" },
	{ __LINE__, 0, 8, "上报单位", "上报单位\n", "上报单位\n" },
	{ __LINE__, 16, 8, "上报单位", "                上 ~\n", "                上 ~\n" },     /* the terminal ends */
	{ __LINE__, 20, 4, "abc", "", "" },
	{ __LINE__, 0, 0, "abc", "", "" },
	{ __LINE__, 0, 9, "a\033[31mb", "a\u00b7[31mb\n", "  a\u00b7[31mb\n" },
	{ __LINE__, 0, 9, "a\nb\tc", "a b c\n", "    a b c\n" },
	{ __LINE__, 0, 9, "ab\rX", "ab X\n", "     ab X\n" },       /* nothing goes over what stands before */
	{ __LINE__, 0, 9, "a\vb\fc", "a b c\n", "    a b c\n" },
	{ __LINE__, 0, 9, "a\u202eb", "a\u00b7b\n", "      a\u00b7b\n" },
	{ __LINE__, 0, 4, "e\u0301e", "e\u0301e\n", "  e\u0301e\n" },
	{ __LINE__, 0, 4, "", "", "" },
};

static void test_put(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		CHECK_STR_AT(cases[i].line, line_of(line_put, cases[i].col, cases[i].cols, cases[i].s), cases[i].left);
		CHECK_STR_AT(cases[i].line, line_of(line_right, cases[i].col, cases[i].cols, cases[i].s), cases[i].right);
	}
}

/* A piece over half of a wide character leaves a blank where the other half stood. */
static void test_over(void)
{
	struct line *l;

	buf_reset(&text);
	draw_to_text(&text, 1, COLS);
	l = line_at(0);
	line_put(l, 0, 8, LOOK_PLAIN, STR_LIT("上报单位"));
	line_put(l, 1, 1, LOOK_PLAIN, STR_LIT("x"));
	line_put(l, 4, 1, LOOK_PLAIN, STR_LIT("y"));
	line_end(l);
	draw_to_text(NULL, 0, 0);
	CHECK_STR(buf_text(&text), " x报y 位\n");
	buf_clear(&text);
}

static const struct check_test tests[] = { CHECK_TEST(test_put), CHECK_TEST(test_over) };

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return check_main(tests, CHECK_N(tests));
}
