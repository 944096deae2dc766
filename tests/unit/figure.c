#include "model/figure.h"

#include "tests/lib/check.h"

static const struct { int line; const char *text; int scale; int64_t n; } good[] = {
	{ __LINE__, "12", 0, 12 },
	{ __LINE__, "0", 0, 0 },
	{ __LINE__, "１２", 0, 12 },
	{ __LINE__, " 12\t", 0, 12 },
	{ __LINE__, "1,234", 0, 1234 },
	{ __LINE__, "１，２３４", 0, 1234 },
	{ __LINE__, "1,234,567.5", 1, 12345675 },
	{ __LINE__, "1.87", 2, 187 },
	{ __LINE__, "1.87%", 2, 187 },
	{ __LINE__, "１．８７％", 2, 187 },
	{ __LINE__, "1.8 %", 2, 180 },
	{ __LINE__, "2", 2, 200 },
	{ __LINE__, "12.0", 0, 12 },
	{ __LINE__, "12例", 0, 12 },
	{ __LINE__, "123.45亿元", 2, 1234500000000 },
	{ __LINE__, "1.2万", 0, 12000 },
	{ __LINE__, "1.2万户", 0, 12000 },
	{ __LINE__, "十二", 0, 12 },
	{ __LINE__, "三十家", 0, 30 },
	{ __LINE__, "1000000000000000", 0, 1000000000000000 },
	{ __LINE__, "0012", 0, 12 },
};

static void test_good(void)
{
	for (size_t i = 0; i < CHECK_N(good); i++) {
		struct err err = { 0 };
		int64_t n = -1;
		if (!figure_read(str_of(good[i].text), good[i].scale, &n, &err))
			CHECK_FAIL_AT(good[i].line, "%s: %s", good[i].text, err.text);
		else
			CHECK_INT_AT(good[i].line, n, good[i].n);
	}
}

static const struct { int line; const char *text; int scale; const char *why; } bad[] = {
	{ __LINE__, "", 0, "a number is wanted here" },
	{ __LINE__, "  ", 0, "a number is wanted here" },
	{ __LINE__, "-3", 0, "a figure is never negative: -3" },
	{ __LINE__, "－3", 0, "a figure is never negative: －3" },
	{ __LINE__, "abc", 0, "not a number: abc" },
	{ __LINE__, "例", 0, "not a number: 例" },
	{ __LINE__, "1,23", 0, "not a number: 1,23" },
	{ __LINE__, "1,2345", 0, "not a number: 1,2345" },
	{ __LINE__, ",5", 0, "not a number: ,5" },
	{ __LINE__, "1.", 1, "not a number: 1." },
	{ __LINE__, "1.2.3", 2, "not a number: 1.2.3" },
	{ __LINE__, "3/9", 0, "not a number: 3/9" },
	{ __LINE__, "3 4", 0, "not a number: 3 4" },
	{ __LINE__, "3%%", 0, "not a number: 3%%" },
	{ __LINE__, "1e5", 0, "not a number: 1e5" },
	{ __LINE__, "1.5", 0, "a whole number is wanted here: 1.5" },
	{ __LINE__, "1.877", 2, "at most 2 places after the point here: 1.877" },
	{ __LINE__, "1.87", 1, "at most 1 place after the point here: 1.87" },
	{ __LINE__, "1000000000000001", 0, "too large a number: 1000000000000001" },
	{ __LINE__, "99999999999999999999999999", 0, "too large a number: 99999999999999999999999999" },
	{ __LINE__, "99999999999999亿", 0, "too large a number: 99999999999999亿" },
	{ __LINE__, "100000000000000", 2, "too large a number: 100000000000000" },
};

static void test_bad(void)
{
	for (size_t i = 0; i < CHECK_N(bad); i++) {
		struct err err = { 0 };
		int64_t n = -1;
		CHECK_AT(bad[i].line, !figure_read(str_of(bad[i].text), bad[i].scale, &n, &err));
		CHECK_STR_AT(bad[i].line, err.text, bad[i].why);
		CHECK_INT_AT(bad[i].line, err.code, ERR_INPUT);
	}
}

static void test_text(void)
{
	struct arena mem = { 0 };

	CHECK_STR(figure_text(12, 0, &mem), "12");
	CHECK_STR(figure_text(187, 2, &mem), "1.87");
	CHECK_STR(figure_text(205, 2, &mem), "2.05");
	CHECK_STR(figure_text(5, 2, &mem), "0.05");
	CHECK_STR(figure_text(0, 1, &mem), "0.0");
	arena_clear(&mem);
}

static const struct check_test tests[] = { CHECK_TEST(test_good), CHECK_TEST(test_bad), CHECK_TEST(test_text) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
