#include "ui/cursor.h"

#include "tests/lib/check.h"

/* From row AT with TOP first, in a list of N of which ROWS are shown. */
static const struct { int line; int at, top; const char *command; int n, rows, want_at, want_top; } cases[] = {
	{ __LINE__, 0, 0, "down", 20, 5, 1, 0 },        { __LINE__, 4, 0, "down", 20, 5, 5, 1 },
	{ __LINE__, 19, 15, "down", 20, 5, 19, 15 },    { __LINE__, 0, 0, "up", 20, 5, 0, 0 },
	{ __LINE__, 5, 5, "up", 20, 5, 4, 4 },          { __LINE__, 3, 0, "page-down", 20, 5, 8, 5 },
	{ __LINE__, 13, 12, "page-down", 20, 5, 18, 15 }, { __LINE__, 18, 15, "page-down", 20, 5, 19, 15 },
	{ __LINE__, 8, 5, "page-up", 20, 5, 3, 0 },     { __LINE__, 3, 1, "page-up", 20, 5, 0, 0 },
	{ __LINE__, 7, 5, "last", 20, 5, 19, 15 },      { __LINE__, 7, 5, "first", 20, 5, 0, 0 },
	{ __LINE__, 0, 0, "down", 0, 5, 0, 0 },         { __LINE__, 0, 0, "last", 3, 5, 2, 0 },
	{ __LINE__, 0, 0, "down", 3, 0, 1, 1 },
};

static void test_commands(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct cursor c = { cases[i].at, cases[i].top };

		CHECK_AT(cases[i].line, cursor_command(&c, cases[i].command, cases[i].n, cases[i].rows));
		CHECK_INT_AT(cases[i].line, c.at, cases[i].want_at);
		CHECK_INT_AT(cases[i].line, c.top, cases[i].want_top);
	}
}

static void test_others(void)
{
	struct cursor c = { 3, 1 };

	CHECK(!cursor_command(&c, "report", 20, 5));
	CHECK_INT(c.at, 3);
	cursor_fit(&c, 2, 5);      /* rows went */
	CHECK_INT(c.at, 1);
	CHECK_INT(c.top, 0);
	cursor_to(&c, 50, 100, 10);
	CHECK_INT(c.at, 50);
	CHECK_INT(c.top, 45);
	cursor_to(&c, 47, 100, 10);     /* in sight: nothing scrolls */
	CHECK_INT(c.top, 45);
}

static const struct check_test tests[] = { CHECK_TEST(test_commands), CHECK_TEST(test_others) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
