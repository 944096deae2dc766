#include "tests/lib/check.h"

#include <errno.h>
#include <stdio.h>

#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

static void test_first_wins(void)
{
	struct err err = { 0 };

	CHECK(!err_set(&err, ERR_INPUT, "first %d", 1));
	CHECK(!err_set(&err, ERR_BUSY, "second"));
	errno = ENOSPC;
	CHECK(!err_errno(&err, "third"));
	CHECK_INT(err.code, ERR_INPUT);
	CHECK_STR(err.text, "first 1");
	err_clear(&err);
	CHECK_INT(err.code, ERR_NONE);
	CHECK_STR(err.text, "");
}

static void test_cut_between_characters(void)
{
	char text[2048] = "";

	for (size_t i = 0; i < sizeof text - 4; i += 3)
		memcpy(text + i, "督", 4);
	for (int shift = 0; shift < 4; shift++) {
		struct err err = { 0 };
		char line[64];

		err_set(&err, ERR_INPUT, "%.*s%s", shift, "abc", text);
		CHECK_INT(utf8_flaw(str_of(err.text)), -1);
		CHECK(strlen(err.text) > sizeof err.text - 5);
		err_line(&err, line, sizeof line);
		CHECK_INT(utf8_flaw(str_of(line)), -1);
		CHECK(strlen(line) > sizeof line - 5);
	}
}

static void test_errno(void)
{
	static const struct { int line; int number; enum err_code code; const char *text; } cases[] = {
		{ __LINE__, ENOENT, ERR_SYSTEM, "cannot open x: No such file or directory" },
		{ __LINE__, ENOSPC, ERR_FULL, "cannot open x: No space left on device" },
		{ __LINE__, EDQUOT, ERR_FULL, "cannot open x: Disk quota exceeded" },
		{ __LINE__, EROFS, ERR_READ_ONLY, "cannot open x: Read-only file system" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };

		errno = cases[i].number;
		err_errno(&err, "cannot open %s", "x");
		CHECK_INT_AT(cases[i].line, err.code, cases[i].code);
		CHECK_STR_AT(cases[i].line, err.text, cases[i].text);
	}
}

static void test_line(void)
{
	static const struct { int line; struct place at; const char *want; } cases[] = {
		{ __LINE__, { "", 0, 0 }, "wrong" },
		{ __LINE__, { "a.txt", 7, 3 }, "a.txt:7: wrong" },
		{ __LINE__, { "a.txt", 0, 0 }, "a.txt: wrong" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };
		char line[64];

		err_at(&err, ERR_INPUT, cases[i].at, "wrong");
		err_line(&err, line, sizeof line);
		CHECK_STR_AT(cases[i].line, line, cases[i].want);
	}
}

static void test_exit_status(void)
{
	static const struct { int line; enum err_code code; int want; } cases[] = {
		{ __LINE__, ERR_NONE, 0 }, { __LINE__, ERR_USE, 2 }, { __LINE__, ERR_INPUT, 3 }, { __LINE__, ERR_NOT_FOUND, 3 },
		{ __LINE__, ERR_AMBIGUOUS, 4 }, { __LINE__, ERR_REFUSED, 4 }, { __LINE__, ERR_READ_ONLY, 4 },
		{ __LINE__, ERR_STOPPED, 4 }, { __LINE__, ERR_BUSY, 5 }, { __LINE__, ERR_FULL, 5 }, { __LINE__, ERR_DAMAGED, 5 },
		{ __LINE__, ERR_SYSTEM, 5 },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_INT_AT(cases[i].line, err_exit_status(cases[i].code), cases[i].want);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_first_wins), CHECK_TEST(test_cut_between_characters), CHECK_TEST(test_errno), CHECK_TEST(test_line),
	CHECK_TEST(test_exit_status),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
