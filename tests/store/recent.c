/* Units that were chosen last: kept by ledger and person, by their ids. */
#include "ui/recent.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "ui/kept.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void used_check(struct town *t, int line, const int64_t *want, size_t n)
{
	int64_t got[RECENT_UNITS];

	CHECK_INT_AT(line, recent_read(t->l, got), n);
	for (size_t i = 0; i < n; i++)
		CHECK_INT_AT(line, got[i], want[i]);
}

static void test_order(void)
{
	struct town t;

	town_open(&t, "order.db", "2018-11-21");
	const int64_t a = town_unit(&t, "市法院"), b = town_unit(&t, "质监局"), c = town_unit(&t, "市质检所");

	used_check(&t, __LINE__, NULL, 0);
	recent_use(t.l, a);
	recent_use(t.l, b);
	recent_use(t.l, b);
	recent_use(t.l, c);
	used_check(&t, __LINE__, (const int64_t[]){ c, b, a }, 3);
	recent_use(t.l, a);
	used_check(&t, __LINE__, (const int64_t[]){ a, c, b }, 3);
	/* another person has their own */
	snprintf(t.l->by, sizeof t.l->by, "li");
	used_check(&t, __LINE__, NULL, 0);
	town_close(&t);
}

static const struct { int line; const char *text; } broken[] = {
	{ __LINE__, "" },
	{ __LINE__, "{" },
	{ __LINE__, "[]" },
	{ __LINE__, "{\"format\":\"duban-recent/2\",\"units\":[]}" },
	{ __LINE__, "{\"format\":\"duban-recent/1\"}" },
	{ __LINE__, "{\"format\":\"duban-recent/1\",\"units\":{\"a\":1}}" },
	{ __LINE__, "{\"format\":\"duban-recent/1\",\"units\":[1,null,\"x\",\"00000000000000000000000000000000\"]}" },
};

static void test_broken(void)
{
	struct town t;
	struct err err = { 0 };
	char path[PATH_MAX];

	town_open(&t, "broken.db", "2018-11-21");
	CHECK(kept_path(t.l, "recent", "", path) && file_make_parents(path, &err));
	for (size_t i = 0; i < CHECK_N(broken); i++) {
		int64_t unit = town_unit(&t, "市法院");

		check_write(path, broken[i].text, strlen(broken[i].text));
		used_check(&t, broken[i].line, NULL, 0);
		recent_use(t.l, unit);
		used_check(&t, broken[i].line, &unit, 1);
	}
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_order), CHECK_TEST(test_broken) };

int main(void)
{
	setenv("XDG_STATE_HOME", check_path("state"), 1);
	return check_main(tests, CHECK_N(tests));
}
