#include "base/charset.h"

#include <stdlib.h>

#include "tests/lib/check.h"

#define BYTES(lit) { lit, sizeof lit - 1 }

static const struct { int line; struct str bytes; enum charset found; const char *want; } good[] = {
	{ __LINE__, BYTES(""), CHARSET_UTF8, "" },
	{ __LINE__, BYTES("序号\n"), CHARSET_UTF8, "序号\n" },
	{ __LINE__, BYTES("\xef\xbb\xbf" "a\r\nb\rc\n"), CHARSET_UTF8, "a\nb\nc\n" },
	{ __LINE__, BYTES("a\tb\fc"), CHARSET_UTF8, "a\tb\fc" },
	{ __LINE__, BYTES("a\r"), CHARSET_UTF8, "a\n" },
	{ __LINE__, BYTES("\xff\xfe" "a\0-N\n\0"), CHARSET_UTF16, "a中\n" },
	{ __LINE__, BYTES("\xfe\xff" "\0a\x4e\x2d\0\r\0\n"), CHARSET_UTF16, "a中\n" },
	{ __LINE__, BYTES("\xff\xfe" "\x40\xd8\x0b\xdc"), CHARSET_UTF16, "\U0002000b" },
	{ __LINE__, BYTES("\xd0\xf2\xba\xc5\n"), CHARSET_GB18030, "序号\n" },
	{ __LINE__, BYTES("\xca\xd0\xb7\xa8\xd4\xba\r\n"), CHARSET_GB18030, "市法院\n" },
	{ __LINE__, BYTES("\xb8\xb4\x95\x32\x82\x36"), CHARSET_GB18030, "复\U00020000" },
};

static void test_good(void)
{
	for (size_t i = 0; i < CHECK_N(good); i++) {
		struct buf b = { 0 };
		struct err err = { 0 };
		enum charset found = CHARSET_UTF8;
		CHECK_AT(good[i].line, charset_read(good[i].bytes, "f", &b, &found, &err));
		CHECK_STR_AT(good[i].line, buf_text(&b), good[i].want);
		CHECK_INT_AT(good[i].line, found, good[i].found);
		buf_clear(&b);
	}
}

static const struct { int line; struct str bytes; int at_line, at_column; const char *says; } bad[] = {
	{ __LINE__, BYTES("a\nb\0c"), 2, 2, "NUL" },
	{ __LINE__, BYTES("一\r\n二\x1b[2J"), 2, 2, "0x1b" },
	{ __LINE__, BYTES("a\x7f"), 1, 2, "0x7f" },
	{ __LINE__, BYTES("\r\ra\x08"), 3, 2, "0x08" },
	/* One bad byte in UTF-8 is named there, also where all of it could pass as GB18030. */
	{ __LINE__, BYTES("市法院\n市\xb2\xb2工商局，市税务局"), 2, 2, "broken UTF-8" },
	{ __LINE__, BYTES("市法院，市工商局\n和\xe4\xb8"), 2, 2, "broken UTF-8" },
	{ __LINE__, BYTES("\xca\xd0\xb7\xa8\n\xff\xff\xca"), 2, 1, "neither" },
	{ __LINE__, BYTES("\xff\xfe" "a\0\n\0\x40\xd8"), 2, 1, "UTF-16" },
	{ __LINE__, BYTES("\xff\xfe" "a\0b"), 1, 2, "UTF-16" },
	{ __LINE__, BYTES("\xfe\xff" "\0\0"), 1, 1, "NUL" },
};

static void test_bad(void)
{
	for (size_t i = 0; i < CHECK_N(bad); i++) {
		struct buf b = { 0 };
		struct err err = { 0 };
		enum charset found;
		buf_puts(&b, "before");
		CHECK_AT(bad[i].line, !charset_read(bad[i].bytes, "notice.txt", &b, &found, &err));
		CHECK_INT_AT(bad[i].line, err.code, ERR_INPUT);
		CHECK_STR_AT(bad[i].line, err.at.source, "notice.txt");
		CHECK_INT_AT(bad[i].line, err.at.line, bad[i].at_line);
		CHECK_INT_AT(bad[i].line, err.at.column, bad[i].at_column);
		if (!strstr(err.text, bad[i].says))
			CHECK_FAIL_AT(bad[i].line, "says: %s", err.text);
		CHECK_STR_AT(bad[i].line, buf_text(&b), "before");
		buf_clear(&b);
	}
}

/* Longer than the converter's own buffer, with a two-byte character across each border. */
static void test_long(void)
{
	struct buf gb = { 0 }, want = { 0 }, got = { 0 };
	struct err err = { 0 };
	enum charset found;
	for (int i = 0; i < 20000; i++) {
		buf_puts(&gb, i % 3 ? "\xd0\xf2" : "a\xba\xc5");
		buf_puts(&want, i % 3 ? "序" : "a号");
	}
	CHECK(charset_read(buf_str(&gb), "f", &got, &found, &err));
	CHECK_INT(found, CHARSET_GB18030);
	CHECK_STR(buf_text(&got), buf_text(&want));
	buf_clear(&gb);
	buf_clear(&want);
	buf_clear(&got);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_good), CHECK_TEST(test_bad), CHECK_TEST(test_long),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
