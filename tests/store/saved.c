/* Saved views: shared and own ones, their keys, what is refused, and the log behind them. */
#include "model/saved.h"

#include <stdio.h>
#include <string.h>

#include "model/view.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void save(struct town *t, const char *name, const char *filter, int digit, bool own)
{
	struct saved v = { .name = name, .filter = filter, .sort = "", .screen = "", .digit = digit, .own = own };
	struct outcome out;
	struct err err = { 0 };

	if (!saved_save(t->l, &v, &out, &err))
		CHECK_FAIL("%s", err.text);
}

/* "4 all=x; - mine!=y": key, name, ! for an own one, filter. */
static const char *seen(struct town *t, struct arena *mem)
{
	saved_list list = { 0 };
	struct err err = { 0 };
	const char *to = "";

	CHECK(saved_read(t->l, mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		to = arena_printf(mem, "%s%s%d %s%s=%s", to, *to ? "; " : "", list.p[i].digit, list.p[i].name, list.p[i].own ? "!" : "",
			list.p[i].filter);
	vec_clear(&list);
	return to;
}

static void as(struct town *t, const char *who)
{
	snprintf(t->l->by, sizeof t->l->by, "%s", who);
}

static void test_save(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct outcome out;
	struct err err = { 0 };
	struct saved v;

	town_open(&t, "saved.db", "2018-11-21");
	as(&t, "wang");
	CHECK_STR(seen(&t, &mem), "");
	save(&t, "逾期未报", "状态:逾期", 0, false);
	save(&t, "mine", "light:red", 0, true);
	CHECK_STR(seen(&t, &mem), "4 逾期未报=状态:逾期; 5 mine!=light:red");
	/* Another person has the shared one, and one of the same name of their own. */
	as(&t, "li");
	CHECK_STR(seen(&t, &mem), "4 逾期未报=状态:逾期");
	save(&t, "mine", "kind:campaign", 4, true);
	/* A key that two want is the own one's. */
	CHECK_STR(seen(&t, &mem), "4 mine!=kind:campaign; 0 逾期未报=状态:逾期");
	CHECK(saved_find(t.l, STR_LIT("４"), &mem, &v, &err));
	CHECK_STR(v.name, "mine");
	CHECK(saved_find(t.l, STR_LIT("逾期 未报"), &mem, &v, &err) && !v.own);
	CHECK(!saved_find(t.l, STR_LIT("mine2"), &mem, &v, &err));
	CHECK_INT(err.code, ERR_NOT_FOUND);
	CHECK(strstr(err.text, "mine?"));
	as(&t, "wang");
	/* Saved again: the same row, its key kept. */
	save(&t, "逾期 未报", "light:red", 0, false);
	CHECK_STR(seen(&t, &mem), "4 逾期 未报=light:red; 5 mine!=light:red");
	err_clear(&err);
	CHECK(saved_find(t.l, STR_LIT("逾期未报"), &mem, &v, &err) && saved_remove(t.l, &v, &out, &err));
	CHECK_STR(seen(&t, &mem), "5 mine!=light:red");
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(seen(&t, &mem), "4 逾期 未报=light:red; 5 mine!=light:red");
	/* Taken away and saved anew it comes back. */
	CHECK(saved_remove(t.l, &v, &out, &err));
	save(&t, "逾期未报", "", 9, false);
	CHECK_STR(seen(&t, &mem), "5 mine!=light:red; 9 逾期未报=");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_refused(void)
{
	static const struct { int line; struct saved v; const char *why; } cases[] = {
		{ __LINE__, { .name = " ", .filter = "", .sort = "", .screen = "" }, "needs a name" },
		{ __LINE__, { .name = "５", .filter = "", .sort = "", .screen = "" }, "a digit is the key of one" },
		{ __LINE__, { .name = "x", .filter = "", .sort = "", .screen = "item" }, "no screen" },
		{ __LINE__, { .name = "x", .filter = "", .sort = "deu", .screen = "" }, "did you mean due?" },
		{ __LINE__, { .name = "x", .filter = "", .sort = "answer", .screen = "" }, "call list: --screen calls" },
		{ __LINE__, { .name = "x", .filter = "", .sort = "title", .screen = "calls" }, "light, due, called" },
		{ __LINE__, { .name = "x", .filter = "", .sort = "due", .screen = "log" }, "one order only" },
		{ __LINE__, { .name = "x", .filter = "", .sort = "", .screen = "", .digit = 2 }, "from 4 to 9" },
		{ __LINE__, { .name = "x", .filter = "a\xff", .sort = "", .screen = "" }, "UTF-8" },
	};
	struct town t;

	town_open(&t, "refused.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct outcome out;
		struct err err = { 0 };

		CHECK_AT(cases[i].line, !saved_save(t.l, &cases[i].v, &out, &err));
		if (!strstr(err.text, cases[i].why))
			CHECK_FAIL_AT(cases[i].line, "said: %s", err.text);
	}
	town_check(&t);
	town_close(&t);
}

/* Each is read, and ordered, as the list where it opens. */
static void test_screens(void)
{
	static const struct { int line; struct saved v; const char *order, *flaw; } cases[] = {
		{ __LINE__, { .name = "a", .filter = "light:red", .sort = "-due", .screen = "overview" }, "deadline, reversed", "" },
		{ __LINE__, { .name = "b", .filter = "light:red", .sort = "-answer", .screen = "calls" }, "earliest promise first, reversed", "" },
		{ __LINE__, { .name = "c", .filter = "", .sort = "met", .screen = "units" }, "least met first", "" },
		{ __LINE__, { .name = "d", .filter = "do:report from:11-01 light:red", .sort = "", .screen = "log" }, "", "" },
		{ __LINE__, { .name = "e", .filter = "do:report", .sort = "", .screen = "calls" }, "", "for the log alone" },
		{ __LINE__, { .name = "f", .filter = "do:repotr", .sort = "", .screen = "log" }, "", "report" },
		{ __LINE__, { .name = "g", .filter = "灯:蓝", .sort = "", .screen = "" }, "", "red" },
	};
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "screens.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct outcome out;
		struct saved v;
		struct err err = { 0 };
		size_t at;

		/* Kept as it stands, whatever the filter says. */
		CHECK_AT(cases[i].line, saved_save(t.l, &cases[i].v, &out, &err));
		CHECK_AT(cases[i].line, saved_find(t.l, str_of(cases[i].v.name), &mem, &v, &err));
		if (strcmp(saved_order_word(&v, &mem), cases[i].order) != 0)
			CHECK_FAIL_AT(cases[i].line, "order: %s", saved_order_word(&v, &mem));
		CHECK_AT(cases[i].line, saved_reads(t.l, 0, &v, &at, &err) == !*cases[i].flaw);
		if (!strstr(err.text, cases[i].flaw))
			CHECK_FAIL_AT(cases[i].line, "said: %s", err.text);
	}
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_save), CHECK_TEST(test_refused), CHECK_TEST(test_screens) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
