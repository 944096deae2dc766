/* Words that are looked for: plain, as pinyin, as patterns. */
#include "base/word.h"

#include "base/buf.h"
#include "base/fold.h"
#include "tests/lib/check.h"

static struct pinyin *table(void)
{
	struct err err = { 0 };
	struct pinyin *p = pinyin_open(check_source("share"), &err);

	if (!p)
		CHECK_FAIL("%s", err.text);
	return p;
}

static const struct { int line; const char *word, *text; int hit; size_t at, len; } cases[] = {
	{ __LINE__, "公安", "市公安局", WORD_TEXT, 3, 6 },
	{ __LINE__, "公安", "市公 安局", WORD_TEXT, 3, 7 },
	{ __LINE__, "公 安", "市公安局", WORD_TEXT, 3, 6 },
	{ __LINE__, "公安", "公检法、公安局", WORD_TEXT, 12, 6 },
	{ __LINE__, "公安", "公", WORD_ABSENT, 0, 0 },
	{ __LINE__, "公安", "", WORD_ABSENT, 0, 0 },
	{ __LINE__, "信易租", "“ 信易租”", WORD_TEXT, 4, 9 },
	{ __LINE__, "“信易租”", "做“ 信易租”的", WORD_TEXT, 3, 16 },
	{ __LINE__, "50%", "超过５０％", WORD_TEXT, 6, 9 },
	{ __LINE__, "50％", "5 50%", WORD_TEXT, 2, 3 },
	{ __LINE__, "(2018)5号", "信〔2018〕5号", WORD_TEXT, 3, 14 },
	{ __LINE__, "（试行）", "办法(试行)", WORD_TEXT, 6, 8 },
	{ __LINE__, "APP", "手机ａｐｐ", WORD_TEXT, 6, 9 },
	{ __LINE__, "app", "a ap App", WORD_TEXT, 5, 3 },
	{ __LINE__, "app", "aapp", WORD_TEXT, 1, 3 },
	{ __LINE__, "'s", "it’s", WORD_TEXT, 2, 4 },
	{ __LINE__, "-12", "9—12月", WORD_TEXT, 1, 5 },
	{ __LINE__, "a", "\u3000\ufeffa", WORD_TEXT, 6, 1 },
	{ __LINE__, "é", "né", WORD_TEXT, 1, 2 },
	{ __LINE__, "𩽾", "鱼𩽾", WORD_TEXT, 3, 4 },
	/* 公 is E5 85 AC: another character ends with the same byte */
	{ __LINE__, "公", "儬公", WORD_TEXT, 3, 3 },
	/* the text's own letters first, then pinyin */
	{ __LINE__, "gaj", "公安局", WORD_PINYIN, 0, 9 },
	{ __LINE__, "gaj", "公安局GAJ", WORD_TEXT, 9, 3 },
	{ __LINE__, "12345rx", "12345热线", WORD_PINYIN, 0, 11 },
	{ __LINE__, "12345", "12345热线", WORD_TEXT, 0, 5 },
	{ __LINE__, "公gaj", "公安局", WORD_ABSENT, 0, 0 },
};

static void test_plain(void)
{
	struct pinyin *p = table();

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };
		struct word *w;
		struct str text = str_of(cases[i].text);
		size_t at = 0, len = 0;

		if (!CHECK_AT(cases[i].line, word_plain(str_of(cases[i].word), p, &w, &err)))
			continue;
		CHECK_INT_AT(cases[i].line, word_find(w, text, &at, &len, &err), cases[i].hit);
		CHECK_INT_AT(cases[i].line, at, cases[i].at);
		CHECK_INT_AT(cases[i].line, len, cases[i].len);
		/* as ever, but for what stands before it and means nothing */
		if (cases[i].hit != WORD_PINYIN)
			CHECK_INT_AT(cases[i].line, fold_find(text, str_of(cases[i].word), NULL, NULL),
				     cases[i].hit == WORD_TEXT);
		word_free(w);
	}
	pinyin_close(p);
}

static void test_without_pinyin(void)
{
	struct err err = { 0 };
	struct word *w;

	CHECK(word_plain(STR_LIT("gaj"), NULL, &w, &err));
	CHECK_INT(word_find(w, STR_LIT("公安局"), NULL, NULL, &err), WORD_ABSENT);
	word_free(w);
}

static const struct { int line; const char *word, *name; int hit; size_t len; } names[] = {
	{ __LINE__, "市教育局", "教育局", WORD_TEXT, 9 },
	{ __LINE__, "市教育局", "市教育局", WORD_TEXT, 12 },
	{ __LINE__, "教育局", "市教育局", WORD_TEXT, 9 },
	{ __LINE__, "市教育", "教育局", WORD_TEXT, 6 },
	{ __LINE__, "市场监管", "现场监管办", WORD_ABSENT, 0 },
	{ __LINE__, "市", "教育局", WORD_ABSENT, 0 },
};

static void test_names(void)
{
	for (size_t i = 0; i < CHECK_N(names); i++) {
		struct err err = { 0 };
		struct word *w;
		size_t at = 0, len = 0;

		CHECK(word_plain(str_of(names[i].word), NULL, &w, &err));
		CHECK_INT_AT(names[i].line,
			     word_find_name(w, str_of(names[i].name), &at, &len, &err), names[i].hit);
		CHECK_INT_AT(names[i].line, len, names[i].len);
		word_free(w);
	}
}

static void test_pattern(void)
{
	struct err err = { 0 };
	struct word *w;
	size_t at = 0, len = 0;

	CHECK(word_re(STR_LIT("公.局"), false, &w, NULL, &err));
	CHECK_INT(word_find(w, STR_LIT("市公安局"), &at, &len, &err), WORD_TEXT);
	CHECK_INT(at, 3);
	CHECK_INT(len, 9);
	CHECK_INT(word_find_name(w, STR_LIT("教育局"), &at, &len, &err), WORD_ABSENT);
	word_free(w);
	CHECK(word_re(STR_LIT("(a+)+$"), true, &w, NULL, &err));
	CHECK_INT(word_find(w, STR_LIT("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!"), NULL, NULL, &err), -1);
	CHECK(err.text[0] != '\0');
	word_free(w);
	err_clear(&err);
	CHECK(!word_re(STR_LIT("(a"), true, &w, NULL, &err));
}

static void test_refused(void)
{
	struct err err = { 0 };
	struct buf text = { 0 };
	struct word *w;

	CHECK(!word_plain(STR_LIT(""), NULL, &w, &err));
	CHECK_STR(err.text, "there is nothing to look for");
	err_clear(&err);
	CHECK(!word_plain(STR_LIT(" \u3000\u200b\0"), NULL, &w, &err));
	err_clear(&err);
	CHECK(!word_plain(STR_LIT("市\xe5"), NULL, &w, &err));
	CHECK_STR(err.text, "broken UTF-8 in the word at character 2");
	err_clear(&err);
	while (text.n <= WORD_BYTES)
		buf_byte(&text, 'a');
	CHECK(!word_plain(buf_str(&text), NULL, &w, &err));
	CHECK_INT(err.code, ERR_USE);
	buf_clear(&text);
}

int main(void)
{
	static const struct check_test tests[] = {
		CHECK_TEST(test_plain), CHECK_TEST(test_without_pinyin), CHECK_TEST(test_names),
		CHECK_TEST(test_pattern), CHECK_TEST(test_refused),
	};

	return check_main(tests, CHECK_N(tests));
}
