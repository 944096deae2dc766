/* Which letters a text is typed with, by the table of share/pinyin; and tables that are unsound. */
#include "base/pinyin.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "tests/lib/check.h"

static struct pinyin *table(void)
{
	static struct pinyin *p;      /* one for all tests */
	struct err err = { 0 };

	if (!p && !(p = pinyin_open(check_source("share"), &err)))
		CHECK_FAIL("%s", err.text);
	return p;
}

/* at, len: in bytes, an ideograph has three; -1: it does not match. */
static const struct { int line; const char *text, *letters; int at, len; } cases[] = {
	{ __LINE__, "公安局", "gaj", 0, 9 },
	{ __LINE__, "公安局", "gonganju", 0, 9 },
	{ __LINE__, "公安局", "gongaj", 0, 9 },
	{ __LINE__, "公安局", "ganju", 0, 9 },
	{ __LINE__, "公安局", "gaju", 0, 9 },
	/* the last one may be unfinished, none before it */
	{ __LINE__, "公安局", "g", 0, 3 },
	{ __LINE__, "公安局", "gon", 0, 3 },
	{ __LINE__, "公安局", "gonga", 0, 6 },
	{ __LINE__, "公安局", "goanj", -1, 0 },
	{ __LINE__, "公安局", "gonaj", -1, 0 },
	{ __LINE__, "公安局", "gajx", -1, 0 },
	{ __LINE__, "公安局", "gj", -1, 0 },
	/* from any character on; the first place, as short as it is */
	{ __LINE__, "市公安局", "gaj", 3, 9 },
	{ __LINE__, "市公安局", "sgaj", 0, 12 },
	{ __LINE__, "市公安局", "anju", 6, 6 },
	{ __LINE__, "工公安局", "gaj", 3, 9 },
	{ __LINE__, "公公公安", "gongan", 6, 6 },
	{ __LINE__, "教育局、交警局", "jujiao", -1, 0 },
	{ __LINE__, "安安", "an", 0, 3 },
	/* zh ch sh, and the bare initial of them */
	{ __LINE__, "质监局", "zjj", 0, 9 },
	{ __LINE__, "质监局", "zhjj", 0, 9 },
	{ __LINE__, "质监局", "zhijianju", 0, 9 },
	{ __LINE__, "生产", "shch", 0, 6 },
	{ __LINE__, "生产", "sch", 0, 6 },
	{ __LINE__, "生产", "shengc", 0, 6 },
	{ __LINE__, "安慰", "anhw", -1, 0 },
	/* any reading */
	{ __LINE__, "银行", "yh", 0, 6 },
	{ __LINE__, "银行", "yinhang", 0, 6 },
	{ __LINE__, "银行", "yx", 0, 6 },
	{ __LINE__, "行政", "xzh", 0, 6 },
	{ __LINE__, "重庆", "cq", 0, 6 },
	{ __LINE__, "重庆", "zq", 0, 6 },
	{ __LINE__, "重庆", "chongqing", 0, 6 },
	{ __LINE__, "重庆", "zhongqing", 0, 6 },
	{ __LINE__, "发改委", "fgw", 0, 9 },
	{ __LINE__, "会计", "kuaiji", 0, 6 },
	{ __LINE__, "会计", "huij", 0, 6 },
	{ __LINE__, "音乐", "yinyue", 0, 6 },
	{ __LINE__, "音乐", "yinle", 0, 6 },
	/* ü is v; lüe, nüe as input methods take them */
	{ __LINE__, "女律师", "nvlvshi", 0, 9 },
	{ __LINE__, "战略", "zhanlve", 0, 6 },
	{ __LINE__, "战略", "zhanlue", 0, 6 },
	{ __LINE__, "旅游", "lvyou", 0, 6 },
	{ __LINE__, "西安", "xian", 0, 6 },
	{ __LINE__, "西安", "xi'an", 0, 6 },
	{ __LINE__, "先进", "xian", 0, 3 },
	/* rare ones and those beyond the 65,536 */
	{ __LINE__, "㙍", "d", 0, 3 },
	{ __LINE__, "𩽾𩾌", "ankang", 0, 8 },
	/* letters and digits of the text */
	{ __LINE__, "12345热线", "12345rx", 0, 11 },
	{ __LINE__, "１２３热线", "123rexian", 0, 15 },
	{ __LINE__, "P2P网贷", "p2pwd", 0, 9 },
	{ __LINE__, "App平台", "ＡＰＰＰＴ", 0, 9 },
	{ __LINE__, "信用A级", "xyaj", 0, 10 },
	/* signs that nobody types are passed over, what parts words is not */
	{ __LINE__, "“信用+”便民应用", "xybm", 3, 16 },
	{ __LINE__, "信用（中国）", "xyzg", 0, 15 },
	{ __LINE__, "《条例》实施", "tlss", 3, 15 },
	{ __LINE__, "信 用", "xy", 0, 7 },
	{ __LINE__, "信用。中国", "xyzg", -1, 0 },
	{ __LINE__, "信用\n中国", "xyzg", -1, 0 },
	{ __LINE__, "信é用", "xy", -1, 0 },
	/* no pinyin */
	{ __LINE__, "公安局", "", -1, 0 },
	{ __LINE__, "公安局", "公aj", -1, 0 },
	{ __LINE__, "公安局", "g-a-j", -1, 0 },
	{ __LINE__, "11月", "11", -1, 0 },
	{ __LINE__, "", "gaj", -1, 0 },
	{ __LINE__, "信\xff用", "xy", -1, 0 },
};

static void test_match(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct str text = str_of(cases[i].text), letters = str_of(cases[i].letters);
		struct pinyin_key key;
		size_t at = 0, len = 0;
		bool found = pinyin_key_make(&key, letters) &&
			     pinyin_find(table(), &key, text, &at, &len);

		CHECK_INT_AT(cases[i].line, found, cases[i].at >= 0);
		CHECK_INT_AT(cases[i].line, pinyin_match(table(), text, letters), found);
		if (found && cases[i].at >= 0) {
			CHECK_INT_AT(cases[i].line, at, cases[i].at);
			CHECK_INT_AT(cases[i].line, len, cases[i].len);
		}
	}
}

/* 63 letters can be looked for, more are none. */
static void test_letters_most(void)
{
	struct buf letters = { 0 }, text = { 0 };
	struct pinyin_key key;

	for (int i = 0; i < PINYIN_LETTERS; i++) {
		buf_byte(&letters, 'g');
		buf_puts(&text, "公");
	}
	CHECK(pinyin_match(table(), buf_str(&text), buf_str(&letters)));
	CHECK(!pinyin_match(table(), str_to(buf_str(&text), text.n - 3), buf_str(&letters)));
	buf_byte(&letters, 'g');
	CHECK(!pinyin_key_make(&key, buf_str(&letters)));
	buf_clear(&letters);
	buf_clear(&text);
}

/* What a match that tries one way after the other never ends with: every beginning can go on in
 * several ways, and none gets to the end. */
static void test_hostile(void)
{
	static const char *const texts[] = { "安", "西安", "a", "重", " ", "“", "行a", "\xff", "西“" };
	static const char *const letters[] = { "anananananananananananananananananananananananananananananz",
		"xianxixianxianxianxianxianxianxianxianxianxianxianxianxianxib",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "czczczczcczb" };
	struct buf text = { 0 };

	for (size_t i = 0; i < CHECK_N(texts); i++) {
		buf_reset(&text);
		buf_puts(&text, "西");
		while (text.n < 64 * 1024)
			buf_puts(&text, texts[i]);
		for (size_t k = 0; k < CHECK_N(letters); k++)
			CHECK(!pinyin_match(table(), buf_str(&text), str_of(letters[k])));
		/* where it ends with a match, the place too is found at once */
		buf_puts(&text, "安b");
		struct pinyin_key key;
		size_t at, len;

		CHECK(pinyin_key_make(&key, STR_LIT("anb")));
		CHECK(pinyin_find(table(), &key, buf_str(&text), &at, &len));
		CHECK_INT(at + len, text.n);
		if (strcmp(texts[i], " ") == 0) {
			CHECK(pinyin_key_make(&key, STR_LIT("xianb")));
			CHECK(pinyin_find(table(), &key, buf_str(&text), &at, &len));
			CHECK_INT(at, 0);
		}
	}
	buf_clear(&text);
}

static const char *table_written(const char *bytes, size_t n)
{
	(void)mkdir(check_path("pinyin"), 0700);
	check_write(check_path("pinyin/readings.tsv"), bytes, n);
	return check_dir();
}

static const struct { int line; const char *bytes, *says; } unsound[] = {
	{ __LINE__, "duban-pinyin/2\t1\t1\nan\t安\n", "its first line is another one" },
	{ __LINE__, "duban-pinyin/1\t1\nan\t安\n", "a number is missing" },
	{ __LINE__, "duban-pinyin/1\t1\tx\nan\t安\n", "a number is missing" },
	{ __LINE__, "duban-pinyin/1\t1\t9999999\nan\t安\n", "a number is missing" },
	{ __LINE__, "duban-pinyin/1\t1\t2\nan\t安\n", "it has not all" },
	{ __LINE__, "duban-pinyin/1\t2\t1\nan\t安\n", "it has not all" },
	{ __LINE__, "duban-pinyin/1\t0\t0\n", "it has not all" },
	{ __LINE__, "duban-pinyin/1\t1\t1\nan安\n", "no characters stand behind a tab" },
	{ __LINE__, "duban-pinyin/1\t1\t1\nan\t\n", "no characters stand behind a tab" },
	{ __LINE__, "duban-pinyin/1\t1\t1\n\t安\n", "no syllable stands" },
	{ __LINE__, "duban-pinyin/1\t1\t1\nzhuangx\t安\n", "no syllable stands" },
	{ __LINE__, "duban-pinyin/1\t1\t1\nAn\t安\n", "no syllable stands" },
	{ __LINE__, "duban-pinyin/1\t1\t1\nan\ta\n", "something else than Chinese characters" },
	{ __LINE__, "duban-pinyin/1\t1\t1\nan\t\xe5\xae\n", "something else than Chinese characters" },
};

static void test_unsound(void)
{
	for (size_t i = 0; i < CHECK_N(unsound); i++) {
		const char *dir = table_written(unsound[i].bytes, strlen(unsound[i].bytes));
		struct err err = { 0 };

		CHECK_AT(unsound[i].line, !pinyin_open(dir, &err));
		CHECK_INT_AT(unsound[i].line, err.code, ERR_DAMAGED);
		if (!strstr(err.text, unsound[i].says) || !strstr(err.at.source, "readings.tsv"))
			CHECK_FAIL_AT(unsound[i].line, "%s: %s", err.at.source, err.text);
	}
}

/* However much of the table is there: all of it, or none. */
static void test_cut(void)
{
	size_t n;
	char *whole = check_read(check_source("share/pinyin/readings.tsv"), &n);

	for (size_t cut = 1; cut <= n; cut += cut < 100 || cut > n - 100 ? 1 : 997) {
		struct err err = { 0 };
		struct pinyin *p = pinyin_open(table_written(whole, cut), &err);

		CHECK_INT((p != NULL), (cut == n));
		pinyin_close(p);
	}
	/* a byte is another one: an error, or a table that can be used */
	for (size_t at = 0; at < n; at += 61) {
		char was = whole[at];
		struct err err = { 0 };

		whole[at] = (char)(was ^ (1 << at % 8));
		struct pinyin *p = pinyin_open(table_written(whole, n), &err);

		CHECK(p || err.text[0]);
		if (p)
			CHECK(!pinyin_match(p, STR_LIT("公安局"), STR_LIT("gajq")));
		pinyin_close(p);
		whole[at] = was;
	}
	free(whole);
}

static void test_absent(void)
{
	struct err err = { 0 };

	CHECK(!pinyin_open("/nowhere", &err));
	CHECK(strstr(err.text, "/nowhere/pinyin/readings.tsv") != NULL);
	err_clear(&err);
	(void)remove(check_path("pinyin/readings.tsv"));
	CHECK(mkdir(check_path("pinyin"), 0700) == 0 || true);
	CHECK(mkdir(check_path("pinyin/readings.tsv"), 0700) == 0);
	CHECK(!pinyin_open(check_dir(), &err));
	CHECK(err.text[0] != '\0');
}

/* Every character of the table is found by each of its readings, whole and by its initial. */
static void test_table(void)
{
	char *whole = check_read(check_source("share/pinyin/readings.tsv"), NULL);
	struct str rest = str_of(whole), line, letters;

	CHECK(str_cut(&rest, '\n', &line));
	while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
		CHECK(str_cut(&line, '\t', &letters));
		for (size_t at = 0; at < line.n;) {
			size_t from = at;

			utf8_next(line, &at);
			struct str c = str_from(str_to(line, at), from);

			CHECK(pinyin_match(table(), c, letters));
			CHECK(pinyin_match(table(), c, str_to(letters, 1)));
		}
	}
	free(whole);
}

int main(void)
{
	static const struct check_test tests[] = {
		CHECK_TEST(test_match), CHECK_TEST(test_letters_most), CHECK_TEST(test_hostile),
		CHECK_TEST(test_unsound), CHECK_TEST(test_cut), CHECK_TEST(test_absent),
		CHECK_TEST(test_table),
	};
	int status = check_main(tests, CHECK_N(tests));

	pinyin_close(table());
	return status;
}
