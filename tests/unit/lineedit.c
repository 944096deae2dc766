/* Fields: edited by grapheme, drawn in their columns. */
#include "ui/lineedit.h"

#include <locale.h>

#include "base/utf8.h"
#include "tests/lib/check.h"

/* "|" is the cursor in text and want; does: commands parted by blanks, "+x" types x. */
static const struct { int line; const char *text, *does, *want; } cases[] = {
	{ __LINE__, "|", "+已 +报", "已报|" },
	{ __LINE__, "已报|", "char-left +未", "已未|报" },
	{ __LINE__, "已报|", "delete-back", "已|" },
	{ __LINE__, "已|报", "delete-char", "已|" },
	{ __LINE__, "|已报", "delete-back", "|已报" },
	{ __LINE__, "已报|", "delete-char", "已报|" },
	{ __LINE__, "e\xcc\x81|", "delete-back", "|" },                           /* e and a combining acute: one grapheme */
	{ __LINE__, "ae\xcc\x81|", "char-left", "a|e\xcc\x81" },
	{ __LINE__, "\xf0\x9f\x87\xa8\xf0\x9f\x87\xb3|", "char-left", "|\xf0\x9f\x87\xa8\xf0\x9f\x87\xb3" },      /* two letters, one flag */
	{ __LINE__, "市质监局 12/20|", "line-start char-right", "市|质监局 12/20" },
	{ __LINE__, "市质|监局", "line-end", "市质监局|" },
	{ __LINE__, "市质监局 电话|", "delete-word", "市质监局 |" },
	{ __LINE__, "已约谈，已培训|", "delete-word", "已约谈，|" },
	{ __LINE__, "one two  |", "delete-word", "one |" },
	{ __LINE__, "甲乙|丙丁", "delete-start", "|丙丁" },
	{ __LINE__, "甲乙|丙丁", "delete-end", "甲乙|" },
	{ __LINE__, "甲乙|丙丁", "delete-end line-start put-back", "丙丁|甲乙" },
	{ __LINE__, "甲|", "char-right char-right", "甲|" },
	{ __LINE__, "|", "delete-word delete-start delete-end delete-char put-back", "|" },
};

static void begin(struct lineedit *e, const char *text)
{
	const char *bar = strchr(text, '|');

	lineedit_set(e, str_of(text));
	e->at = (size_t)(bar - text);
	lineedit_command(e, "delete-char");
}

static void does(struct lineedit *e, const char *text)
{
	struct str rest = str_of(text), word;
	struct err err = { 0 };
	char name[32];
	size_t dropped;

	while (str_cut(&rest, ' ', &word)) {
		size_t at = 1;

		memcpy(name, word.p, word.n);
		name[word.n] = '\0';
		if (word.p[0] == '+')
			CHECK(lineedit_key(e, (struct ui_key){ KEY_CHAR, utf8_next(word, &at) }, &dropped, &err));
		else
			CHECK(lineedit_command(e, name));
	}
}

static void test_editing(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct lineedit e = { 0 };
		struct buf got = { 0 };

		begin(&e, cases[i].text);
		does(&e, cases[i].does);
		buf_put(&got, str_to(lineedit_text(&e), e.at));
		buf_byte(&got, '|');
		buf_put(&got, str_from(lineedit_text(&e), e.at));
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].want);
		buf_clear(&got);
		lineedit_clear(&e);
	}
}

/* What a field cannot hold stays out: control characters; line breaks part words. */
static void test_set(void)
{
	static const struct { int line; const char *text, *want; } texts[] = {
		{ __LINE__, "a\nb", "a b" }, { __LINE__, "a\r\n\tb", "a b" }, { __LINE__, "\x1b[31mred\x07", "[31mred" },
		{ __LINE__, "a\xe2\x80\xae" "b", "ab" }, { __LINE__, "a\xff" "b", "ab" }, { __LINE__, "\n甲", "甲" }, { __LINE__, "甲\x7f\xc2\x9b", "甲" },
	};

	for (size_t i = 0; i < CHECK_N(texts); i++) {
		struct lineedit e = { 0 };

		lineedit_set(&e, str_of(texts[i].text));
		CHECK_STR_AT(texts[i].line, buf_text(&e.text), texts[i].want);
		lineedit_clear(&e);
	}
}

static void test_control_is_no_text(void)
{
	struct lineedit e = { 0 };
	struct err err = { 0 };
	size_t dropped;

	CHECK(!lineedit_key(&e, (struct ui_key){ KEY_CHAR, 0x12 }, &dropped, &err));
	CHECK(!lineedit_key(&e, (struct ui_key){ KEY_LEFT_, 0 }, &dropped, &err));
	CHECK(!lineedit_command(&e, "report"));
	CHECK_INT(lineedit_text(&e).n, 0);
}

static void test_limit(void)
{
	struct lineedit e = { 0 };
	struct err err = { 0 };
	struct buf many = { 0 };
	size_t dropped;

	for (int i = 0; i < LINEEDIT_MAX; i++)
		buf_byte(&many, 'x');
	lineedit_set(&e, buf_str(&many));
	CHECK_INT(lineedit_text(&e).n, LINEEDIT_MAX);
	CHECK(lineedit_key(&e, (struct ui_key){ KEY_CHAR, 'y' }, &dropped, &err));
	CHECK_INT(err.code, ERR_INPUT);
	CHECK_INT(lineedit_text(&e).n, LINEEDIT_MAX);
	buf_clear(&many);
	lineedit_clear(&e);
}

/* Drawn at column 2 in so many columns: the row, and the cursor's column. */
static const struct { int line; const char *text; int cols; const char *want; int cursor; } drawn[] = {
	{ __LINE__, "12|", 6, "  12____", 4 },
	{ __LINE__, "|", 3, "  ___", 2 },
	{ __LINE__, "已报|", 6, "  已报__", 6 },
	{ __LINE__, "已|报", 6, "  已报__", 4 },
	{ __LINE__, "abcdef|", 6, "  ~cdef_", 7 },            /* scrolls by half, the cursor is in the field */
	{ __LINE__, "|甲乙丙丁", 6, "  甲乙 ~", 2 }, { __LINE__, "|abcdefgh", 6, "  abcde~", 2 },
	{ __LINE__, "abcdefg|hijkl", 6, "  ~efgh~", 6 }, { __LINE__, "abcdefgh|ijkl", 6, "  ~efghi", 7 },
	{ __LINE__, "甲乙丙丁|", 6, "  ~丙丁_", 7 },
	{ __LINE__, "甲乙丙丁|", 5, "  ~丁__", 5 },
	{ __LINE__, "12|", 2, "  2_", 3 },
};

static void test_drawing(void)
{
	for (size_t i = 0; i < CHECK_N(drawn); i++) {
		struct lineedit e = { 0 };
		struct buf got = { 0 };
		struct line *l;
		int cursor;

		begin(&e, drawn[i].text);
		draw_to_text(&got, 5, 40);
		l = line_at(0);
		cursor = lineedit_draw(&e, l, 2, drawn[i].cols, LOOK_PLAIN);
		line_end(l);
		draw_to_text(NULL, 0, 0);
		while (got.n > 0 && got.p[got.n - 1] == '\n')
			got.p[--got.n] = '\0';
		CHECK_STR_AT(drawn[i].line, buf_text(&got), drawn[i].want);
		CHECK_INT_AT(drawn[i].line, cursor, drawn[i].cursor);
		buf_clear(&got);
		lineedit_clear(&e);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_editing), CHECK_TEST(test_set), CHECK_TEST(test_control_is_no_text), CHECK_TEST(test_limit), CHECK_TEST(test_drawing),
};

int main(void)
{
	setlocale(LC_ALL, "");
	return check_main(tests, CHECK_N(tests));
}
