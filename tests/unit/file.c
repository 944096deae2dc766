#include "tests/lib/check.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

/* A file that is there stays, whatever it is; nothing is left beside it. */
static void test_write_new(void)
{
	struct err err = { 0 };
	const char *path = check_path("new/file.txt"), *link = check_path("new/link");

	CHECK(file_make_parents(path, &err));
	CHECK(file_write_new(path, STR_LIT("one"), 0640, &err));
	char *text = check_read(path, NULL);

	CHECK_STR(text, "one");
	free(text);
	CHECK(!file_write_new(path, STR_LIT("two"), 0640, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	text = check_read(path, NULL);
	CHECK_STR(text, "one");
	free(text);
	err_clear(&err);
	/* A link that leads nowhere is there too. */
	CHECK_INT(symlink("nowhere", link), 0);
	CHECK(!file_write_new(link, STR_LIT("two"), 0640, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	err_clear(&err);
	CHECK(!file_write_new(check_path("absent/file.txt"), STR_LIT("two"), 0640, &err));
	CHECK(err.code == ERR_SYSTEM && strstr(err.text, "absent/file.txt"));
	DIR *dir = opendir(check_path("new"));
	int entries = 0;

	CHECK(dir != NULL);
	while (dir && readdir(dir))
		entries++;
	closedir(dir);
	CHECK_INT(entries, 4);           /* ".", "..", the file and the link */
}

static void test_read(void)
{
	struct buf b = { 0 };
	struct err err = { 0 };

	check_write(check_path("five"), "12\0\xFF\n", 5);
	CHECK(file_read(check_path("five"), 5, &b, &err));
	CHECK_MEM(b.p, b.n, "12\0\xFF\n", 5);
	CHECK(file_read(check_path("five"), 5, &b, &err));
	CHECK_INT(b.n, 10);
	CHECK(!file_read(check_path("five"), 4, &b, &err));
	CHECK_INT(err.code, ERR_INPUT);
	CHECK(strstr(err.text, " 5 ") && strstr(err.text, " 4 "));
	CHECK_INT(b.n, 10);
	buf_clear(&b);
}

static void test_read_refused(void)
{
	static const struct { int line; const char *name; enum err_code code; } cases[] = {
		{ __LINE__, "absent", ERR_SYSTEM },
		{ __LINE__, "pipe", ERR_INPUT },       /* nobody writes to it: must not wait */
		{ __LINE__, "folder", ERR_INPUT },
	};

	CHECK_INT(mkfifo(check_path("pipe"), 0600), 0);
	CHECK_INT(mkdir(check_path("folder"), 0700), 0);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct buf b = { 0 };
		struct err err = { 0 };
		const char *path = check_path(cases[i].name);

		CHECK_AT(cases[i].line, !file_read(path, 100, &b, &err));
		CHECK_INT_AT(cases[i].line, err.code, cases[i].code);
		CHECK_AT(cases[i].line, strstr(err.text, path) != NULL);
		buf_clear(&b);
	}
}

static void test_read_stdin(void)
{
	static const struct { int line; size_t limit; bool want; } cases[] = {
		{ __LINE__, 100000, true }, { __LINE__, 99999, false },
	};
	static char bytes[100000];

	check_write(check_path("long"), bytes, sizeof bytes);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct buf b = { 0 };
		struct err err = { 0 };

		CHECK(freopen(check_path("long"), "rb", stdin));
		CHECK_AT(cases[i].line, file_read("-", cases[i].limit, &b, &err) == cases[i].want);
		CHECK_AT(cases[i].line, !cases[i].want || b.n == sizeof bytes);
		buf_clear(&b);
	}
}

static void test_write(void)
{
	struct err err = { 0 };
	struct stat st;
	size_t n;
	const char *path = check_path("a/b/c/file");

	CHECK(!file_write(path, STR_LIT("x"), 0600, &err));
	CHECK_INT(err.code, ERR_SYSTEM);
	err_clear(&err);
	CHECK(file_make_parents(path, &err));
	CHECK(file_make_parents(path, &err));
	CHECK_INT(stat(check_path("a/b"), &st), 0);
	CHECK_INT(st.st_mode & 0777, 0700);
	CHECK(!file_exists(path));
	CHECK(file_write(path, STR_LIT("first, longer"), 0640, &err));
	CHECK(file_exists(path));
	CHECK_INT(stat(path, &st), 0);
	CHECK_INT(st.st_mode & 0777, 0640);
	CHECK_INT(symlink("file", check_path("a/b/c/link")), 0);
	CHECK(file_write(check_path("a/b/c/link"), STR_LIT("second"), 0600, &err));
	char *got = check_read(path, &n);

	CHECK_MEM(got, n, "second", 6);
	free(got);
	CHECK_INT(lstat(check_path("a/b/c/link"), &st), 0);
	CHECK(S_ISLNK(st.st_mode));
	/* A file where a folder should be. */
	CHECK(!file_make_parents(check_path("a/b/c/file/d/e"), &err) || !file_write(check_path("a/b/c/file/d/e"), STR_LIT("x"), 0600, &err));
}

static const struct check_test tests[] = {
	CHECK_TEST(test_write_new), CHECK_TEST(test_read), CHECK_TEST(test_read_refused), CHECK_TEST(test_read_stdin), CHECK_TEST(test_write),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
