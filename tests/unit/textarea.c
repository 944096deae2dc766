/* Texts of several lines: where their rows begin, where the cursor stands, and how it goes up and down. */
#include "ui/textarea.h"

#include <locale.h>

#include "tests/lib/check.h"

/* "|" is the cursor in text and in want; rows are parted by "/"; does: commands, "up" and "down" go by rows of 11 columns. */
static const struct { int line; const char *text, *does, *want; } cases[] = {
	{ __LINE__, "|", "", "|" },
	{ __LINE__, "甲乙丙丁戊|", "", "甲乙丙丁戊|" },
	{ __LINE__, "甲乙丙丁戊己|", "", "甲乙丙丁戊/己|" },
	{ __LINE__, "甲乙丙丁，|戊", "", "甲乙丙丁，/|戊" },
	{ __LINE__, "甲乙丙丁戊，己|", "", "甲乙丙丁/戊，己|" },                    /* no ， begins a row */
	{ __LINE__, "甲\n乙|", "", "甲/乙|" },
	{ __LINE__, "甲\n|", "", "甲/|" },
	{ __LINE__, "甲\n\n|", "", "甲//|" },
	{ __LINE__, "|甲\n乙", "up", "|甲/乙" },
	{ __LINE__, "甲|\n乙", "down", "甲/乙|" },
	{ __LINE__, "甲乙|\n丙", "down", "甲乙/丙|" },
	{ __LINE__, "甲乙丙丁戊己|", "up", "甲|乙丙丁戊/己" },
	{ __LINE__, "甲乙丙丁戊己|", "up up", "甲|乙丙丁戊/己" },
	{ __LINE__, "ab|c\n甲乙", "down", "abc/甲|乙" },
	{ __LINE__, "abc|\n甲乙", "down", "abc/甲|乙" },                          /* not into the middle of a sign */
	{ __LINE__, "甲|乙", "new-line", "甲/|乙" },
	{ __LINE__, "甲\n乙丙|", "line-start", "甲/|乙丙" },
	{ __LINE__, "|甲\n乙丙", "line-end", "甲|/乙丙" },
	{ __LINE__, "甲\n乙丙|", "delete-start", "甲/|" },
	{ __LINE__, "甲\n|", "delete-back", "甲|" },
};

static const struct { int line; const char *text, *want; } kept[] = {
	{ __LINE__, "a\r\nb\rc\n", "a\nb\nc\n" }, { __LINE__, "a\tb\x07", "a b" }, { __LINE__, "\n\n甲", "\n\n甲" },
};

enum { COLS = 11 };

static void does(struct lineedit *e, const char *text)
{
	struct str rest = str_of(text), word;
	char name[32];

	while (*text && str_cut(&rest, ' ', &word)) {
		memcpy(name, word.p, word.n);
		name[word.n] = '\0';
		if (strcmp(name, "up") == 0 || strcmp(name, "down") == 0)
			textarea_step(e, COLS, *name == 'u' ? -1 : 1);
		else
			CHECK(lineedit_command(e, name));
	}
}

/* The rows, with the cursor where textarea_cursor() says. */
static void rows_text(const struct lineedit *e, struct buf *to)
{
	wrap_lines rows = { 0 };
	int row, col;

	textarea_rows(e, COLS, &rows);
	textarea_cursor(e, &rows, COLS, &row, &col);
	for (size_t i = 0; i < rows.n; i++) {
		size_t at = (int)i == row ? e->at - (size_t)(rows.p[i].p - lineedit_text(e).p) : 0;

		buf_puts(to, i ? "/" : "");
		buf_put(to, str_to(rows.p[i], at));
		buf_puts(to, (int)i == row ? "|" : "");
		buf_put(to, str_from(rows.p[i], at));
	}
	vec_clear(&rows);
}

static void test_rows(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct lineedit e = { .lines = true };
		struct buf got = { 0 };

		lineedit_set(&e, str_of(cases[i].text));
		e.at = (size_t)(strchr(cases[i].text, '|') - cases[i].text);
		lineedit_command(&e, "delete-char");
		does(&e, cases[i].does);
		rows_text(&e, &got);
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].want);
		buf_clear(&got);
		lineedit_clear(&e);
	}
}

static void test_breaks_are_kept(void)
{
	for (size_t i = 0; i < CHECK_N(kept); i++) {
		struct lineedit e = { .lines = true };

		lineedit_set(&e, str_of(kept[i].text));
		CHECK_STR_AT(kept[i].line, buf_text(&e.text), kept[i].want);
		lineedit_clear(&e);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_rows), CHECK_TEST(test_breaks_are_kept) };

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	return check_main(tests, CHECK_N(tests));
}
