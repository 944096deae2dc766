#include "base/clean.h"

#include <locale.h>

#include "tests/lib/check.h"

static const struct { int line; const char *text, *want; bool needed; } cases[] = {
	{ __LINE__, "市法院 abc", "市法院 abc", false },
	{ __LINE__, "a\nb\tc\r\nd", "a b c d", false },
	{ __LINE__, "\x1b[31mred", "·[31mred", true },
	{ __LINE__, "a\x7f\xc2\x9b" "b", "a··b", true },
	{ __LINE__, "x\u202ey\u200bz\ufeff", "x·y·z·", true },
	{ __LINE__, "a\u2028b\u2029c", "a·b·c", true },
	{ __LINE__, "a\xff" "b\xe4\xb8", "a·b··", true },
	{ __LINE__, "\ufffd", "\ufffd", false },
	{ __LINE__, "e\u0301", "e\u0301", false },
	{ __LINE__, "\U0010ffff", "·", true },
	{ __LINE__, "\U000e0041", "·", true },
};

static void test_clean(void)
{
	struct buf b = { 0 };
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str s = str_of(cases[i].text);
		buf_reset(&b);
		clean_text(&b, s);
		CHECK_STR_AT(cases[i].line, buf_text(&b), cases[i].want);
		CHECK_INT_AT(cases[i].line, clean_needed(s), cases[i].needed);
		CHECK_AT(cases[i].line, !clean_needed(buf_str(&b)));
	}
	buf_clear(&b);
}

/* A locale without the middle dot shows a question mark; the C locale stands for all of them. */
static void test_poor_locale(void)
{
	struct buf b = { 0 };
	setlocale(LC_ALL, "C");
	clean_text(&b, STR_LIT("a\x1b" "b"));
	setlocale(LC_ALL, "C.UTF-8");
	CHECK_STR(buf_text(&b), "a?b");
	buf_clear(&b);
}

static const struct check_test tests[] = { CHECK_TEST(test_clean), CHECK_TEST(test_poor_locale) };

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return check_main(tests, CHECK_N(tests));
}
