#include "tests/lib/check.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static int check_cases_failed;   /* rows of tables, in the running test */
static jmp_buf check_skipping;   /* where check_skip() goes */
static const struct check_test *check_tests;
static size_t check_count;
static char check_dir_name[PATH_MAX];

/* A text as comments of TAP, beside the result that it belongs to. */
static void check_comment(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		printf("# %.*s\n", (int)n, text);
		text += n + (text[n] != '\0');
	}
	fflush(stdout);
}

/* Says where and what; ends the test unless it is a row of a table. */
static bool check_vfail(const char *file, int line, int row, const char *format, va_list args)
{
	char text[4096];
	int used = row == 0 ? snprintf(text, sizeof text, "%s:%d: ", file, line) :
			      snprintf(text, sizeof text, "%s:%d: (checked in line %d) ", file, row, line);

	vsnprintf(text + used, sizeof text - (size_t)used, format, args);
	check_comment(text);
	if (row == 0)
		_fail(file, line);
	check_cases_failed++;
	return false;
}

bool check_fail(const char *file, int line, int row, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	check_vfail(file, line, row, format, args);
	va_end(args);
	return false;
}

bool check_true(const char *file, int line, int row, const char *what, bool holds)
{
	return holds || check_fail(file, line, row, "does not hold: %s", what);
}

bool check_int(const char *file, int line, int row, const char *what, intmax_t got, intmax_t want)
{
	return got == want ||
	       check_fail(file, line, row, "%s: got %jd, wanted %jd", what, got, want);
}

bool check_text(const char *file, int line, int row, const char *what, const char *got, const char *want)
{
	if (got == want || (got && want && strcmp(got, want) == 0))
		return true;
	return check_fail(file, line, row, "%s:\n  got    %s%s%s\n  wanted %s%s%s", what, got ? "\"" : "",
			  got ? got : "NULL", got ? "\"" : "", want ? "\"" : "", want ? want : "NULL",
			  want ? "\"" : "");
}

bool check_mem(const char *file, int line, int row, const char *what, const void *got, size_t got_len,
	       const void *want, size_t want_len)
{
	if (got_len == want_len && (got_len == 0 || memcmp(got, want, got_len) == 0))
		return true;
	return check_fail(file, line, row, "%s:\n  got    %zu bytes \"%.*s\"\n  wanted %zu bytes \"%.*s\"", what,
			  got_len, (int)got_len, (const char *)got, want_len, (int)want_len,
			  (const char *)want);
}

void check_skip(const char *format, ...)
{
	va_list args;
	char text[1024];

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	check_comment(text);
	longjmp(check_skipping, 1);
}

static int check_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

static void check_dir_remove(void)
{
	nftw(check_dir_name, check_remove, 16, FTW_DEPTH | FTW_PHYS);
}

const char *check_dir(void)
{
	const char *tmp = getenv("TMPDIR");

	if (check_dir_name[0])
		return check_dir_name;
	snprintf(check_dir_name, sizeof check_dir_name, "%s/duban-check-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(check_dir_name)) {
		check_dir_name[0] = '\0';
		CHECK_FAIL("cannot make a directory in %s", tmp && *tmp ? tmp : "/tmp");
	}
	atexit(check_dir_remove);
	return check_dir_name;
}

static const char *check_source_tree(void)
{
	const char *s = getenv("DUBAN_SOURCE");

	return s && *s ? s : CHECK_SOURCE_TREE;
}

const char *check_path(const char *name)
{
	static char turns[8][PATH_MAX];
	static unsigned turn;
	char *to = turns[turn++ % CHECK_N(turns)];

	if (snprintf(to, PATH_MAX, "%s/%s", check_dir(), name) >= PATH_MAX)
		CHECK_FAIL("too long: %s", name);
	return to;
}

const char *check_source(const char *name)
{
	static char turns[8][PATH_MAX];
	static unsigned turn;
	char *to = turns[turn++ % CHECK_N(turns)];

	if (snprintf(to, PATH_MAX, "%s/%s", check_source_tree(), name) >= PATH_MAX)
		CHECK_FAIL("too long: %s", name);
	return to;
}

const char *check_fixture(const char *name)
{
	char below[PATH_MAX];

	if (snprintf(below, sizeof below, "tests/fixtures/%s", name) >= PATH_MAX)
		CHECK_FAIL("too long: %s", name);
	return check_source(below);
}

const char *check_notice(void)
{
	static char path[PATH_MAX];
	const char *set = getenv("DUBAN_NOTICE");
	struct stat st;

	if (set && *set)
		snprintf(path, sizeof path, "%s%s", set,
			 stat(set, &st) == 0 && S_ISDIR(st.st_mode) ? "/notice.txt" : "");
	else
		snprintf(path, sizeof path, "%s/../shared/notice/notice.txt", check_source_tree());
	if (access(path, R_OK) != 0)
		check_skip("the real notice is not here (%s)", path);
	return path;
}

char *check_read(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	char *p = NULL;
	size_t n = 0, room = 0, got;

	if (!f)
		CHECK_FAIL("cannot open %s", path);
	do {
		room = room ? room * 2 : 4096;
		p = realloc(p, room);
		if (!p)
			abort();
		got = fread(p + n, 1, room - n - 1, f);
		n += got;
	} while (got > 0 && n == room - 1);
	fclose(f);
	p[n] = '\0';
	if (len)
		*len = n;
	return p;
}

void check_write(const char *path, const void *p, size_t len)
{
	FILE *f = fopen(path, "wb");

	if (!f || fwrite(p, 1, len, f) != len || fclose(f) != 0)
		CHECK_FAIL("cannot write %s", path);
}

/* cmocka's own skip() prints "not ok", which the TAP driver takes for a failure: a skipped test ends well, and its
 * name gets the directive. */
static void check_run(void **state)
{
	struct CMUnitTest *self = *state;
	static char name[256];

	check_cases_failed = 0;
	if (setjmp(check_skipping)) {
		snprintf(name, sizeof name, "%s # SKIP", self->name);
		self->name = name;
		return;
	}
	for (size_t i = 0; i < check_count; i++)
		if (check_tests[i].name == self->name)
			check_tests[i].run();
	if (check_cases_failed)
		fail_msg("%d rows of the table fail", check_cases_failed);
}

int check_main(const struct check_test *tests, size_t n)
{
	struct CMUnitTest *all = calloc(n, sizeof *all);

	if (!all)
		abort();
	check_tests = tests;
	check_count = n;
	for (size_t i = 0; i < n; i++)
		all[i] = (struct CMUnitTest){ .name = tests[i].name, .test_func = check_run, .initial_state = &all[i] };
	cmocka_set_message_output(CM_OUTPUT_TAP);
	int failed = _cmocka_run_group_tests("", all, n, NULL, NULL);
	free(all);
	return failed ? 1 : 0;
}
