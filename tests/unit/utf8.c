#include "tests/lib/check.h"

#include "base/utf8.h"

static void test_flaw(void)
{
	static const struct { int line; const char *bytes; size_t n; ptrdiff_t at; size_t count; } cases[] = {
		{ __LINE__, "", 0, -1, 0 },
		{ __LINE__, "a\0b", 3, -1, 3 },
		{ __LINE__, "督办", 6, -1, 2 },
		{ __LINE__, "\xF0\xA0\x80\x80", 4, -1, 1 },              /* U+20000 */
		{ __LINE__, "\xF4\x8F\xBF\xBF", 4, -1, 1 },              /* U+10FFFF */
		{ __LINE__, "a\x80", 2, 1, 2 },                          /* a tail alone */
		{ __LINE__, "\xC0\xAF", 2, 0, 2 },                       /* overlong */
		{ __LINE__, "\xC1\xBF", 2, 0, 2 },
		{ __LINE__, "\xE0\x9F\xBF", 3, 0, 3 },
		{ __LINE__, "\xF0\x8F\xBF\xBF", 4, 0, 4 },
		{ __LINE__, "\xED\xA0\x80", 3, 0, 3 },                   /* a surrogate */
		{ __LINE__, "\xF4\x90\x80\x80", 4, 0, 4 },               /* beyond */
		{ __LINE__, "\xF5\x80\x80\x80", 4, 0, 4 },
		{ __LINE__, "ab\xE7\x9D", 4, 2, 4 },                     /* cut */
		{ __LINE__, "\xE7\x9D" "a", 3, 0, 3 },
		{ __LINE__, "\xFF\xFE", 2, 0, 2 },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str s = { cases[i].bytes, cases[i].n };
		size_t at = s.n, back = 0;

		CHECK_INT_AT(cases[i].line, utf8_flaw(s), cases[i].at);
		CHECK_INT_AT(cases[i].line, utf8_count(s), cases[i].count);
		/* Backwards there are as many characters. */
		while (at > 0) {
			utf8_prev(s, &at);
			back++;
		}
		CHECK_INT_AT(cases[i].line, back, cases[i].count);
	}
}

static void test_next_prev(void)
{
	static const uint32_t want[] = { 'a', 0xE9, 0x7763, 0xFFFD, 0x20000, 0xFFFD };
	struct str s = STR_LIT("a\u00E9督\x9D\U00020000\xE7");
	size_t at = 0;

	for (size_t i = 0; i < CHECK_N(want); i++)
		CHECK_INT(utf8_next(s, &at), want[i]);
	CHECK_INT(at, s.n);
	CHECK_INT(utf8_next(s, &at), 0);
	for (size_t i = CHECK_N(want); i-- > 0; )
		CHECK_INT(utf8_prev(s, &at), want[i]);
	CHECK_INT(at, 0);
	CHECK_INT(utf8_prev(s, &at), 0);
}

static void test_put(void)
{
	static const struct { int line; uint32_t c; const char *want; } cases[] = {
		{ __LINE__, 'a', "a" }, { __LINE__, 0x7F, "\x7F" }, { __LINE__, 0x80, "\xC2\x80" }, { __LINE__, 0x7FF, "\u07FF" },
		{ __LINE__, 0x800, "\u0800" }, { __LINE__, 0x529E, "办" }, { __LINE__, 0xFFFF, "\uFFFF" },
		{ __LINE__, 0x10000, "\U00010000" }, { __LINE__, 0x10FFFF, "\U0010FFFF" },
		{ __LINE__, 0x110000, "\uFFFD" }, { __LINE__, 0xD800, "\uFFFD" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		char to[4];
		size_t n = utf8_put(to, cases[i].c);

		CHECK_MEM_AT(cases[i].line, to, n, cases[i].want, strlen(cases[i].want));
	}
}

static void test_han(void)
{
	static const struct { int line; uint32_t c; bool want; } cases[] = {
		{ __LINE__, 0x4E00, true }, { __LINE__, 0x9FFF, true }, { __LINE__, 0x3007, true }, { __LINE__, 0x3400, true },
		{ __LINE__, 0x20000, true }, { __LINE__, 0x31350, true }, { __LINE__, 'a', false }, { __LINE__, 0x3002, false },
		{ __LINE__, 0xFF21, false }, { __LINE__, 0x3042, false }, { __LINE__, 0xAC00, false },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_AT(cases[i].line, utf8_is_han(cases[i].c) == cases[i].want);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_flaw), CHECK_TEST(test_next_prev), CHECK_TEST(test_put), CHECK_TEST(test_han),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
