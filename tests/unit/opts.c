#include "base/opts.h"

#include <stddef.h>

#include "base/gettext.h"
#include "tests/lib/check.h"

struct wanted {
	bool json;
	const char *issued;
	struct opt_list set;
};

static const struct opt table[] = {
	{ "json", OPT_FLAG, NULL, N_("one object"), offsetof(struct wanted, json) },
	{ "issued", OPT_TEXT, N_("DATE"), N_("date of issue"), offsetof(struct wanted, issued) },
	{ "set", OPT_MANY, N_("NAME=VALUE"), N_("set one"), offsetof(struct wanted, set) },
	{ 0 },
};

enum { WORDS_MAX = 8 };

static const struct {
	int line;
	const char *argv[WORDS_MAX];
	bool stop, json;
	const char *issued;
	int sets, left;
	const char *rest[WORDS_MAX];
} good[] = {
	{ __LINE__, { NULL }, false, false, NULL, 0, 0, { NULL } },
	{ __LINE__, { "--json", "a" }, false, true, NULL, 0, 1, { "a" } },
	{ __LINE__, { "a", "--json", "b" }, false, true, NULL, 0, 2, { "a", "b" } },
	{ __LINE__, { "a", "--json", "b" }, true, false, NULL, 0, 3, { "a", "--json", "b" } },
	{ __LINE__, { "--json", "list", "--issued", "x" }, true, true, NULL, 0, 3, { "list", "--issued", "x" } },
	{ __LINE__, { "--issued", "2018-10-31", "f" }, false, false, "2018-10-31", 0, 1, { "f" } },
	{ __LINE__, { "--issued=2018-10-31" }, false, false, "2018-10-31", 0, 0, { NULL } },
	{ __LINE__, { "--issued=" }, false, false, "", 0, 0, { NULL } },
	{ __LINE__, { "--issued", "--json" }, false, false, "--json", 0, 0, { NULL } },
	{ __LINE__, { "--issued=a", "--issued=b" }, false, false, "b", 0, 0, { NULL } },
	{ __LINE__, { "--set", "a=1", "x", "--set=b=2" }, false, false, NULL, 2, 1, { "x" } },
	{ __LINE__, { "--", "--json", "-" }, false, false, NULL, 0, 2, { "--json", "-" } },
	{ __LINE__, { "-", "--json" }, false, true, NULL, 0, 1, { "-" } },
	{ __LINE__, { "", "--json" }, false, true, NULL, 0, 1, { "" } },
};

static int words(const char *const *argv, char **to)
{
	int n = 0;
	for (; n < WORDS_MAX && argv[n]; n++)
		memcpy(&to[n], &argv[n], sizeof to[n]);     /* argv of a program is not const */
	return n;
}

static void test_good(void)
{
	for (size_t i = 0; i < CHECK_N(good); i++) {
		struct wanted w = { 0 };
		struct err err = { 0 };
		char *argv[WORDS_MAX];
		int left = -1, n = words(good[i].argv, argv);
		CHECK_AT(good[i].line, opts_read(table, n, argv, good[i].stop, &w, &left, &err));
		CHECK_INT_AT(good[i].line, w.json, good[i].json);
		CHECK_STR_AT(good[i].line, w.issued, good[i].issued);
		CHECK_INT_AT(good[i].line, w.set.n, good[i].sets);
		CHECK_INT_AT(good[i].line, left, good[i].left);
		for (int k = 0; k < left && k < good[i].left; k++)
			CHECK_STR_AT(good[i].line, argv[k], good[i].rest[k]);
		opts_list_clear(&w.set);
	}
}

static void test_many(void)
{
	struct wanted w = { 0 };
	struct err err = { 0 };
	char *argv[WORDS_MAX];
	int left, n = words((const char *const[]){ "--set", "a=1", "--set=b=2", NULL }, argv);
	CHECK(opts_read(table, n, argv, false, &w, &left, &err));
	CHECK_STR(w.set.p[0], "a=1");
	CHECK_STR(w.set.p[1], "b=2");
	opts_list_clear(&w.set);
	CHECK_INT(w.set.n, 0);
}

static const struct { int line; const char *argv[WORDS_MAX]; const char *says; } bad[] = {
	{ __LINE__, { "--isued", "x" }, "unknown option --isued: did you mean --issued?" },
	{ __LINE__, { "--zzz" }, "unknown option --zzz: --help lists them" },
	{ __LINE__, { "--isued=x" }, "unknown option --isued: did you mean --issued?" },
	{ __LINE__, { "-j" }, "unknown option -j: options begin with --" },
	{ __LINE__, { "--issued" }, "--issued needs a value: --issued DATE" },
	{ __LINE__, { "--json=1" }, "--json takes no value" },
};

static void test_bad(void)
{
	for (size_t i = 0; i < CHECK_N(bad); i++) {
		struct wanted w = { 0 };
		struct err err = { 0 };
		char *argv[WORDS_MAX];
		int left, n = words(bad[i].argv, argv);
		CHECK_AT(bad[i].line, !opts_read(table, n, argv, false, &w, &left, &err));
		CHECK_INT_AT(bad[i].line, err.code, ERR_USE);
		CHECK_STR_AT(bad[i].line, err.text, bad[i].says);
		opts_list_clear(&w.set);
	}
}

static void test_help(void)
{
	struct buf b = { 0 };
	opts_help(table, &b);
	CHECK_STR(buf_text(&b),
		"  --json            one object\n"
		"  --issued DATE     date of issue\n"
		"  --set NAME=VALUE  set one\n");
	buf_clear(&b);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_good), CHECK_TEST(test_many), CHECK_TEST(test_bad), CHECK_TEST(test_help),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
