/* The sample ledger: it is made, agrees with its log, lives in its own days, and its first
 * screen has every light. */
#include <stdlib.h>

#include "base/mem.h"
#include "tests/cli/run.h"
#include "tests/lib/check.h"

/* Made once. */
static void sample_make(void)
{
	static bool made;
	if (made)
		return;
	const struct run *r = run("duban --db sample.db --lang zh_CN init --sample");
	CHECK_STR(r->err, "");
	CHECK_INT(r->status, 0);
	made = true;
}

static void test_sound(void)
{
	sample_make();
	CHECK_INT(run("duban --db sample.db check")->status, 0);
	CHECK_INT(run("duban --db sample.db init --sample")->status, 4);
}

/* Its own today, without --today; another one with it. */
static void test_days(void)
{
	sample_make();
	CHECK(strstr(run("duban --db sample.db --lang zh_CN")->out, "示例  11-23 周五"));
	CHECK(strstr(run("duban --db sample.db --lang zh_CN --today 2018-11-12")->out,
		     "11-12 周一"));
}

/* The sums of the head line are those of the picture in the README. */
static void test_sums(void)
{
	sample_make();
	const char *out = run("duban --db sample.db --lang zh_CN")->out;
	CHECK(strstr(out, "待审 5  退回 1"));
	CHECK(strstr(out, "应报 104 已报 71 未报 26 未到期 7 家次"));
}

static void test_every_light(void)
{
	static const char *const lights[] = { "green", "yellow", "red", "unknown" };
	int seen[CHECK_N(lights)] = { 0 };
	sample_make();
	const struct json_node *items = json_get(
		run_json(run("duban --db sample.db list --json"), "duban-items/1"), "items");
	for (size_t i = 0; i < json_count(items); i++)
		for (size_t k = 0; k < CHECK_N(lights); k++)
			seen[k] += str_is(json_get_str(json_at(items, i), "light"), lights[k]);
	for (size_t k = 0; k < CHECK_N(lights); k++)
		CHECK_AT(__LINE__, seen[k] > 0);
}

/* Entries stand with the days and persons that they name. */
static void test_log(void)
{
	sample_make();
	const struct json_node *changes =
		json_get(run_json(run("duban --db sample.db log --limit 0 --json"), "duban-log/1"),
			 "changes");
	size_t n = json_count(changes);
	CHECK(n > 100);
	const struct json_node *newest = json_at(changes, 0), *oldest = json_at(changes, n - 1);
	CHECK(str_starts(json_get_str(newest, "at"), STR_LIT("2018-11-23T")));
	CHECK(str_starts(json_get_str(oldest, "at"), STR_LIT("2018-10-31T")));
	CHECK(str_is(json_get_str(newest, "by"), "甲"));
}

/* The same wherever and whenever it is made: ids and hashes but for the name of the copy. */
static void test_repeatable(void)
{
	const char *line = "DUBAN_TEST=1; export DUBAN_TEST; rm -f again.db; duban --db again.db "
			   "--as 甲 init --sample >/dev/null; "
			   "duban --db again.db log --limit 1 --json";
	char *first = mem_strdup(run("%s", line)->out);
	CHECK(strstr(first, "duban-log/1"));
	CHECK_STR(run("%s", line)->out, first);
	free(first);
}

/* GB18030 on the terminal: words of the command line are read, texts written in it; JSON stays
 * UTF-8. */
static void test_gb18030(void)
{
	sample_make();
	if (run("test \"$(LC_ALL=zh_CN.GB18030 locale charmap 2>/dev/null)\" = GB18030")->status !=
	    0)
		check_skip("no locale zh_CN.GB18030 here (Debian package locales)");
	const struct run *r =
		run("unit=$(printf '质监局' | iconv -t GB18030); export LC_ALL=zh_CN.GB18030; "
		    "duban --db sample.db list --unit \"$unit\" | iconv -f GB18030 -t UTF-8");
	CHECK(strstr(r->out, "联合奖惩案例"));
	CHECK(strstr(r->out, "事项"));
	r = run("export LC_ALL=zh_CN.GB18030; duban --db sample.db list --json");
	CHECK(json_count(json_get(run_json(r, "duban-items/1"), "items")) > 18);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_sound),       CHECK_TEST(test_days), CHECK_TEST(test_sums),
	CHECK_TEST(test_every_light), CHECK_TEST(test_log),  CHECK_TEST(test_repeatable),
	CHECK_TEST(test_gb18030),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
