#include "base/near.h"

#include "tests/lib/check.h"

static const struct { int line; const char *a, *b; int far; } distances[] = {
	{ __LINE__, "", "", 0 }, { __LINE__, "a", "", 1 }, { __LINE__, "db", "db", 0 },
	{ __LINE__, "dbb", "db", 1 }, { __LINE__, "bd", "db", 1 }, { __LINE__, "kitten", "sitting", 3 },
	{ __LINE__, "isued", "issued", 1 }, { __LINE__, "不良贷款律", "不良贷款率", 1 }, { __LINE__, "jsno", "json", 1 },
};

static void test_distance(void)
{
	for (size_t i = 0; i < CHECK_N(distances); i++) {
		struct str a = str_of(distances[i].a), b = str_of(distances[i].b);
		CHECK_INT_AT(distances[i].line, near_distance(a, b), distances[i].far);
		CHECK_INT_AT(distances[i].line, near_distance(b, a), distances[i].far);
	}
}

static const struct { int line; const char *word, *best; } offers[] = {
	{ __LINE__, "isued", "issued" }, { __LINE__, "jsn", "json" }, { __LINE__, "dry", "dry-run" },
	{ __LINE__, "颜色", NULL }, { __LINE__, "责认人", "责任人" }, { __LINE__, "xyz", NULL }, { __LINE__, "", NULL }, { __LINE__, "today", "today" },
};

static void test_offer(void)
{
	static const char *const known[] = { "issued", "json", "dry-run", "today", "角色", "责任人" };
	for (size_t i = 0; i < CHECK_N(offers); i++) {
		struct near n = { .word = str_of(offers[i].word) };
		for (size_t k = 0; k < CHECK_N(known); k++)
			near_offer(&n, known[k]);
		CHECK_STR_AT(offers[i].line, n.best, offers[i].best);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_distance), CHECK_TEST(test_offer) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
