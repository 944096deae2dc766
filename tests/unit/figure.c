#include "model/figure.h"

#include "tests/lib/check.h"

static const struct { int line; const char *text; int scale; int64_t n; const char *word; } good[] = {
	{ __LINE__, "12", 0, 12, "" },
	{ __LINE__, "0", 0, 0, "" },
	{ __LINE__, "１２", 0, 12, "" },
	{ __LINE__, " 12\t", 0, 12, "" },
	{ __LINE__, "1,234", 0, 1234, "" },
	{ __LINE__, "１，２３４", 0, 1234, "" },
	{ __LINE__, "1,234,567.5", 1, 12345675, "" },
	{ __LINE__, "1.87", 2, 187, "" },
	{ __LINE__, "1.87%", 2, 187, "%" },
	{ __LINE__, "１．８７％", 2, 187, "%" },
	{ __LINE__, "1.8 %", 2, 180, "%" },
	{ __LINE__, "2", 2, 200, "" },
	{ __LINE__, "12.0", 0, 12, "" },
	{ __LINE__, "12例", 0, 12, "" },
	{ __LINE__, "123.45亿元", 2, 1234500000000, "" },
	{ __LINE__, "1.2万", 0, 12000, "" },
	{ __LINE__, "1.2万户", 0, 12000, "" },
	{ __LINE__, "1.2　万户", 0, 12000, "" },
	{ __LINE__, "12 万", 0, 120000, "" },
	{ __LINE__, "十二", 0, 12, "" },
	{ __LINE__, "三十家", 0, 30, "" },
	{ __LINE__, "1000000000000000", 0, 1000000000000000, "" },
	{ __LINE__, "0012", 0, 12, "" },
	/* in the figure's own unit */
	{ __LINE__, "123.45亿元", 0, 1234500, "万元" },
	{ __LINE__, "123.45 亿", 0, 1234500, "万元" },
	{ __LINE__, "３５０", 0, 350, "万元" },
	{ __LINE__, "350万元", 0, 350, "万元" },
	{ __LINE__, "350万", 0, 350, "万元" },
	{ __LINE__, "5000元", 2, 50, "万元" },
	{ __LINE__, "3亿元", 0, 3, "亿元" },
	{ __LINE__, "5000万元", 2, 50, "亿元" },
	{ __LINE__, "1.2万户", 1, 12, "万户" },
	{ __LINE__, "1.2万", 0, 12000, "人次" },
	/* shares of a percentage */
	{ __LINE__, "3‰", 2, 30, "%" },
	{ __LINE__, "万分之一", 2, 1, "%" },
	{ __LINE__, "百分之八十", 0, 80, "%" },
	{ __LINE__, "百分之1.87", 2, 187, "%" },
};

static void test_good(void)
{
	for (size_t i = 0; i < CHECK_N(good); i++) {
		struct err err = { 0 };
		int64_t n = -1;
		if (!figure_read(str_of(good[i].text), &(struct figure_row){ .word = good[i].word, .scale = good[i].scale }, &n, &err))
			CHECK_FAIL_AT(good[i].line, "%s: %s", good[i].text, err.text);
		else
			CHECK_INT_AT(good[i].line, n, good[i].n);
	}
}

static const struct { int line; const char *text; int scale; const char *why, *word; } bad[] = {
	{ __LINE__, "", 0, "a number is wanted here", "" },
	{ __LINE__, "  ", 0, "a number is wanted here", "" },
	{ __LINE__, "-3", 0, "a figure is never negative: -3", "" },
	{ __LINE__, "－3", 0, "a figure is never negative: －3", "" },
	{ __LINE__, "abc", 0, "not a number: abc", "" },
	{ __LINE__, "例", 0, "not a number: 例", "" },
	{ __LINE__, "1,23", 0, "not a number: 1,23", "" },
	{ __LINE__, "1,2345", 0, "not a number: 1,2345", "" },
	{ __LINE__, ",5", 0, "not a number: ,5", "" },
	{ __LINE__, "1.", 1, "not a number: 1.", "" },
	{ __LINE__, "1.2.3", 2, "not a number: 1.2.3", "" },
	{ __LINE__, "3/9", 0, "not a number: 3/9", "" },
	{ __LINE__, "3 4", 0, "not a number: 3 4", "" },
	{ __LINE__, "3%%", 0, "not a number: 3%%", "" },
	{ __LINE__, "1e5", 0, "not a number: 1e5", "" },
	{ __LINE__, "1.5", 0, "a whole number is wanted here: 1.5", "" },
	{ __LINE__, "1.877", 2, "at most 2 places after the point here: 1.877", "" },
	{ __LINE__, "1.87", 1, "at most 1 place after the point here: 1.87", "" },
	{ __LINE__, "1000000000000001", 0, "too large a number: 1000000000000001", "" },
	{ __LINE__, "99999999999999999999999999", 0, "too large a number: 99999999999999999999999999", "" },
	{ __LINE__, "99999999999999亿", 0, "too large a number: 99999999999999亿", "" },
	{ __LINE__, "50%", 0, "a number is wanted here, not a share: 50%", "例" },
	{ __LINE__, "50％", 0, "a number is wanted here, not a share: 50％", "" },
	{ __LINE__, "3‰", 0, "a number is wanted here, not a share: 3‰", "例" },
	{ __LINE__, "3‰", 0, "a whole number is wanted here: 3‰", "%" },
	{ __LINE__, "万分之一", 1, "at most 1 place after the point here: 万分之一", "%" },
	{ __LINE__, "万分之一", 0, "not a number: 万分之一", "例" },
	{ __LINE__, "百分之", 0, "not a number: 百分之", "%" },
	{ __LINE__, "百分之8%", 0, "not a number: 百分之8%", "%" },
	{ __LINE__, "123.456789亿元", 0, "a whole number is wanted here: 123.456789亿元", "万元" },
	{ __LINE__, "9007199254740992", 0, "too large a number: 9007199254740992", "" },
	{ __LINE__, "9007199254740993亿元", 0, "too large a number: 9007199254740993亿元", "亿元" },
	{ __LINE__, "100000000000000", 2, "too large a number: 100000000000000", "" },
};

static void test_bad(void)
{
	for (size_t i = 0; i < CHECK_N(bad); i++) {
		struct err err = { 0 };
		int64_t n = -1;
		CHECK_AT(bad[i].line, !figure_read(str_of(bad[i].text), &(struct figure_row){ .word = bad[i].word, .scale = bad[i].scale }, &n, &err));
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
	CHECK_STR(figure_with_word(187, &(struct figure_row){ .word = "%", .scale = 2 }, &mem), "1.87%");
	CHECK_STR(figure_with_word(1234500, &(struct figure_row){ .word = "万元" }, &mem), "123.45 亿元");
	CHECK_STR(figure_with_word(12345005, &(struct figure_row){ .word = "万元", .scale = 1 }, &mem), "123.45005 亿元");
	CHECK_STR(figure_with_word(9999, &(struct figure_row){ .word = "万元" }, &mem), "9999 万元");
	CHECK_STR(figure_with_word(12000, &(struct figure_row){ .word = "人次" }, &mem), "12000 人次");
	arena_clear(&mem);
}

static const struct check_test tests[] = { CHECK_TEST(test_good), CHECK_TEST(test_bad), CHECK_TEST(test_text) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
