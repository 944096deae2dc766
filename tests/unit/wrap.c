/* Lines of running text. */
#include "base/wrap.h"

#include <locale.h>

#include "base/buf.h"
#include "base/width.h"
#include "tests/lib/check.h"

/* Lines are parted by "/". */
static const struct { int line; const char *text; int cols; const char *want; } cases[] = {
	{ __LINE__, "", 10, "" },
	{ __LINE__, "短", 10, "短" },
	{ __LINE__, "十一月二十日前取得阶段性成果", 10, "十一月二十/日前取得阶/段性成果" },
	{ __LINE__, "已约谈三家，已培训", 10, "已约谈三/家，已培训" },           /* no ， begins a line */
	{ __LINE__, "共 12345 家", 6, "共/12345/家" },
	{ __LINE__, "one two three", 8, "one two/three" },
	{ __LINE__, "one two", 3, "one/two" },                                    /* blanks stand over the edge */
	{ __LINE__, "abcdefghij", 4, "abcd/efgh/ij" },                            /* too long a word is cut */
	{ __LINE__, "甲\n乙\n", 10, "甲/乙" },
	{ __LINE__, "甲\n\n乙", 10, "甲//乙" },
	{ __LINE__, "甲乙丙", 1, "甲/乙/丙" },
	{ __LINE__, "第 3 条 (见附件)", 8, "第 3 条/(见附件)" },
};

static void test_wrap(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		wrap_lines lines = { 0 };
		struct buf got = { 0 };

		wrap_text(str_of(cases[i].text), cases[i].cols, &lines);
		for (size_t k = 0; k < lines.n; k++) {
			if (k > 0)
				buf_byte(&got, '/');
			buf_put(&got, lines.p[k]);
			CHECK_AT(cases[i].line, width_cols(lines.p[k]) <= (cases[i].cols < 2 ? 2 : cases[i].cols));
		}
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].want);
		buf_clear(&got);
		vec_clear(&lines);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_wrap) };

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
