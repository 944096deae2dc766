/* Names of files that are being typed: what Tab finds, free and locked. */
#include "ui/file_fits.h"

#include <fcntl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/gate.h"
#include "tests/lib/check.h"

static void touch(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

	CHECK(fd >= 0);
	close(fd);
}

/* "a.dbn b.dbn": those that begin so. */
static bool found_is(const char *typed, const char *wanted, const char *common)
{
	struct arena mem = { 0 };
	file_names names = { 0 };
	struct buf all = { 0 };

	files_fitting(str_of(typed), &mem, &names);
	for (size_t i = 0; i < names.n; i++)
		buf_printf(&all, "%s%s", i ? " " : "", names.p[i]);
	bool is = strcmp(buf_text(&all), wanted) == 0 && str_is(files_common(&names), common);

	buf_clear(&all);
	vec_clear(&names);
	arena_clear(&mem);
	return is;
}

static void folder_make(void)
{
	static const char *const files[] = { "a.dbn", "ab.dbn", "青山.dbn", "青年.dbn", ".hid", "b\nad", "b\xff", "sub/x" };

	CHECK_INT(mkdir("sub", 0700), 0);
	CHECK_INT(mkdir("own", 0700), 0);
	for (size_t i = 0; i < CHECK_N(files); i++)
		touch(files[i]);
	CHECK_INT(symlink("/etc/passwd", "link"), 0);
	CHECK_INT(symlink("nowhere", "lost"), 0);
	CHECK_INT(mkfifo("pipe", 0600), 0);
}

static void test_free(void)
{
	static const struct { int line; const char *typed, *names, *common; } cases[] = {
		{ __LINE__, "a", "a.dbn ab.dbn", "a" },
		{ __LINE__, "ab", "ab.dbn", "ab.dbn" },
		/* cut at a letter, not at a byte that both begin with */
		{ __LINE__, "青", "青山.dbn 青年.dbn", "青" },
		{ __LINE__, "", "a.dbn ab.dbn link own/ sub/ 青山.dbn 青年.dbn", "" },
		{ __LINE__, ".", ".hid", ".hid" },
		{ __LINE__, "sub/", "sub/x", "sub/x" },
		{ __LINE__, "./sub/x", "./sub/x", "./sub/x" },
		{ __LINE__, "no", "", "" },
		{ __LINE__, "none/", "", "" },
		{ __LINE__, "p", "", "" },
		{ __LINE__, "lo", "", "" },
		/* what cannot be shown cannot be typed */
		{ __LINE__, "b", "", "" },
	};

	folder_make();
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_AT(cases[i].line, found_is(cases[i].typed, cases[i].names, cases[i].common));
}

static bool locked_well(const char *ledger, const char *above)
{
	struct err err = { 0 };
	struct arena mem = { 0 };

	if (!gate_lock(ledger, "wang", (const char *const[]){ NULL }, &err))
		return false;
	bool well = found_is("", "a.dbn", "a.dbn") && found_is("sub/", "", "") && found_is("../", "", "") &&
		    found_is(above, "", "") && found_is("~/", "", "") && found_is(".", "", "") &&
		    strstr(files_place(&mem), "exchange/wang") && !strstr(files_place(&mem), "//") && !strstr(files_place(&mem), "/exchange");

	arena_clear(&mem);
	return well;
}

static void test_locked(void)
{
	char ledger[PATH_MAX], above[PATH_MAX];
	int status;

	snprintf(ledger, sizeof ledger, "%s", check_path("ledger.db"));
	snprintf(above, sizeof above, "%s", check_path("exchange/"));
	CHECK(mkdir("exchange", 0700) == 0 && mkdir("exchange/wang", 0700) == 0 && mkdir("exchange/wang/sub", 0700) == 0);
	touch("exchange/wang/a.dbn");
	touch("exchange/wang/.hid");
	touch("exchange/wang/sub/x");
	touch("exchange/wang/twice");
	CHECK_INT(link("exchange/wang/twice", "exchange/wang/linked"), 0);
	CHECK_INT(symlink("/etc/passwd", "exchange/wang/link"), 0);
	pid_t pid = fork();
	if (pid == 0)
		_exit(locked_well(ledger, above) ? 0 : 1);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	CHECK_INT(status, 0);
}

static const struct check_test tests[] = { CHECK_TEST(test_free), CHECK_TEST(test_locked) };

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (chdir(check_dir()) != 0)
		return 1;
	return check_main(tests, CHECK_N(tests));
}
