/* A thin face over cmocka. A test is a function without arguments; tables of cases keep their line:
 *
 *	static const struct { int line; const char *text; int want; } cases[] = {
 *		{ __LINE__, "11-30", 30 },
 *	};
 *	static void test_day(void)
 *	{
 *		for (size_t i = 0; i < CHECK_N(cases); i++)
 *			CHECK_INT_AT(cases[i].line, day(cases[i].text), cases[i].want);
 *	}
 *	static const struct check_test tests[] = { CHECK_TEST(test_day) };
 *	int main(void) { return check_main(tests, CHECK_N(tests)); }
 *
 * CHECK...() ends its test at once. CHECK..._AT(line, ...) names the case's line and goes on with the
 * next case; the test fails in its end. Results are TAP on standard output.
 */
#ifndef TESTS_LIB_CHECK_H
#define TESTS_LIB_CHECK_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct check_test {
	const char *name;
	void (*run)(void);
};

#define CHECK_N(array) (sizeof(array) / sizeof((array)[0]))
#define CHECK_TEST(function) { #function, function }

/* 0 if all tests passed: what main returns. */
int check_main(const struct check_test *tests, size_t n);

#define CHECK(condition) check_true(__FILE__, __LINE__, 0, #condition, (condition))
#define CHECK_INT(got, want) check_int(__FILE__, __LINE__, 0, #got, (intmax_t)(got), (intmax_t)(want))
#define CHECK_STR(got, want) check_text(__FILE__, __LINE__, 0, #got, (got), (want))
#define CHECK_MEM(got, got_len, want, want_len) \
	check_mem(__FILE__, __LINE__, 0, #got, (got), (got_len), (want), (want_len))
/* Ends the test with a text of your own: printf's. */
#define CHECK_FAIL(...) check_fail(__FILE__, __LINE__, 0, __VA_ARGS__)

/* The same for a row of a table, which the number of its line names. */
#define CHECK_AT(line, condition) check_true(__FILE__, __LINE__, (line), #condition, (condition))
#define CHECK_INT_AT(line, got, want) \
	check_int(__FILE__, __LINE__, (line), #got, (intmax_t)(got), (intmax_t)(want))
#define CHECK_STR_AT(line, got, want) check_text(__FILE__, __LINE__, (line), #got, (got), (want))
#define CHECK_MEM_AT(line, got, got_len, want, want_len) \
	check_mem(__FILE__, __LINE__, (line), #got, (got), (got_len), (want), (want_len))
#define CHECK_FAIL_AT(line, ...) check_fail(__FILE__, __LINE__, (line), __VA_ARGS__)

/* The functions below answer whether it holds. row: the line of a case, 0 for none. */
bool check_true(const char *file, int line, int row, const char *what, bool holds);
bool check_int(const char *file, int line, int row, const char *what, intmax_t got, intmax_t want);
/* NULL is equal to NULL only. */
bool check_text(const char *file, int line, int row, const char *what, const char *got, const char *want);
bool check_mem(const char *file, int line, int row, const char *what, const void *got, size_t got_len,
	       const void *want, size_t want_len);
bool check_fail(const char *file, int line, int row, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Leaves the running test as skipped, and prints why. */
void check_skip(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* A directory of this program's own, made at the first call and removed when it ends. */
const char *check_dir(void);
/* check_dir()/NAME; NAME of the source tree, and tests/fixtures/NAME of it. Each answer is valid until the eighth call
 * of these functions from now. */
const char *check_path(const char *name);
const char *check_source(const char *name);
const char *check_fixture(const char *name);
/* The real notice's text: $DUBAN_NOTICE (the file, or its directory), else ../shared/notice/notice.txt beside
 * the source tree. Skips the running test where it is absent. */
const char *check_notice(void);
/* A whole file, ended by NUL; the caller frees. len may be NULL. Fails the test if it cannot be read. */
char *check_read(const char *path, size_t *len);
/* Writes a whole file. Fails the test if it cannot. */
void check_write(const char *path, const void *p, size_t len);

#endif
