#include "base/re.h"

#include "base/buf.h"
#include "tests/lib/check.h"

static const struct { int line; const char *pattern; bool fold; const char *text; size_t from; int found; size_t at, len; } cases[] = {
	{ __LINE__, "法院", false, "市法院", 0, 1, 3, 6 },
	{ __LINE__, "法院", false, "市法院", 6, 0, 0, 0 },
	{ __LINE__, "^市.院$", false, "市法院", 0, 1, 0, 9 },
	{ __LINE__, "CREDIT", false, "credit", 0, 0, 0, 0 },
	{ __LINE__, "CREDIT", true, "a credit", 0, 1, 2, 6 },
	{ __LINE__, "", false, "abc", 1, 1, 1, 0 },
	{ __LINE__, "a", false, "abc", 99, 0, 0, 0 },
	{ __LINE__, "[0-9]+月", false, "在11月20日", 0, 1, 3, 5 },
	{ __LINE__, "x*", false, "", 0, 1, 0, 0 },
	/* no sound text: a ledger may be damaged */
	{ __LINE__, "法院", false, "a\xff市法院", 0, 1, 5, 6 },
	{ __LINE__, "[^a]", false, "a\xe5\xb8", 0, 0, 0, 0 },
	{ __LINE__, ".+院", false, "\xe5\xb8\xed\xa0\x80市法院\xf4\xbf\xbf\xbf", 0, 1, 5, 9 },
	{ __LINE__, "(?<=市)法", false, "\xe5\xb8市法\xc0\x80", 0, 1, 5, 3 },
};

static void test_find(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };
		size_t at = 0, len = 0;
		struct re *r = re_new(str_of(cases[i].pattern), cases[i].fold, NULL, &err);
		if (!CHECK_AT(cases[i].line, r != NULL))
			continue;
		CHECK_INT_AT(cases[i].line, re_find(r, str_of(cases[i].text), cases[i].from, &at, &len, &err), cases[i].found);
		CHECK_INT_AT(cases[i].line, at, cases[i].at);
		CHECK_INT_AT(cases[i].line, len, cases[i].len);
		re_free(r);
	}
}

static const struct { int line; const char *pattern, *says; } bad[] = {
	{ __LINE__, "市(", "wrong pattern: at character 3: a ( has no )" },
	{ __LINE__, "[z-a]", "at character 4" },
	{ __LINE__, "\\C", "\\C" },
	{ __LINE__, "市\xff", "broken UTF-8 in the pattern at character 2" },
};

static void test_bad(void)
{
	for (size_t i = 0; i < CHECK_N(bad); i++) {
		struct err err = { 0 };
		CHECK_AT(bad[i].line, !re_new(str_of(bad[i].pattern), false, NULL, &err));
		CHECK_INT_AT(bad[i].line, err.code, ERR_USE);
		if (!strstr(err.text, bad[i].says))
			CHECK_FAIL_AT(bad[i].line, "says: %s", err.text);
	}
}

static void test_limits(void)
{
	struct err err = { 0 };
	struct buf long_text = { 0 };
	for (int i = 0; i < 1001; i++)
		buf_byte(&long_text, 'a');
	CHECK(!re_new(buf_str(&long_text), false, NULL, &err));
	CHECK(strstr(err.text, "1001 bytes") != NULL);
	err_clear(&err);

	struct re *r = re_new(STR_LIT("(a+)+$"), false, NULL, &err);
	CHECK(r != NULL);
	buf_byte(&long_text, 'b');
	CHECK_INT(re_find(r, buf_str(&long_text), 0, NULL, NULL, &err), -1);
	CHECK_INT(err.code, ERR_USE);
	re_free(r);
	buf_clear(&long_text);
}

/* A text that needs more than the compiled matcher's own stack is still searched. */
static void test_long_text(void)
{
	struct err err = { 0 };
	struct buf text = { 0 };
	for (int i = 0; i < 60000; i++)
		buf_puts(&text, "信");
	buf_puts(&text, "用");
	struct re *r = re_new(STR_LIT("(?:信|x)*用"), false, NULL, &err);
	CHECK(r != NULL);
	int found = re_find(r, buf_str(&text), 0, NULL, NULL, &err);
	CHECK(found == 1 || err.code == ERR_USE);     /* found, or refused aloud: never "not there" */
	CHECK(found != 0);
	re_free(r);
	buf_clear(&text);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_find), CHECK_TEST(test_bad), CHECK_TEST(test_limits), CHECK_TEST(test_long_text),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
