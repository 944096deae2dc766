#include "base/cnnum.h"

#include "tests/lib/check.h"

static const struct { int line; const char *text; int64_t value; size_t bytes; } cases[] = {
	{ __LINE__, "12", 12, 2 },
	{ __LINE__, "１２月", 12, 6 },
	{ __LINE__, "1２", 12, 4 },
	{ __LINE__, "007", 7, 3 },
	{ __LINE__, "0", 0, 1 },
	{ __LINE__, "十", 10, 3 },
	{ __LINE__, "十二月", 12, 6 },
	{ __LINE__, "二十", 20, 6 },
	{ __LINE__, "三十一日", 31, 9 },
	{ __LINE__, "廿五", 25, 6 },
	{ __LINE__, "卅", 30, 3 },
	{ __LINE__, "五个", 5, 3 },
	{ __LINE__, "两个", 2, 3 },
	{ __LINE__, "二〇一八年", 2018, 12 },
	{ __LINE__, "二零一八", 2018, 12 },
	{ __LINE__, "二○一八", 2018, 12 },
	{ __LINE__, "一百零三", 103, 12 },
	{ __LINE__, "一百二", 120, 9 },
	{ __LINE__, "一百二十三", 123, 15 },
	{ __LINE__, "一千零二十", 1020, 15 },
	{ __LINE__, "两千", 2000, 6 },
	{ __LINE__, "三万五", 35000, 9 },
	{ __LINE__, "十二万", 120000, 9 },
	{ __LINE__, "一亿零三百万", 103000000, 18 },
	{ __LINE__, "一万亿", 1000000000000, 9 },
	{ __LINE__, "壹佰贰拾", 120, 12 },
	{ __LINE__, "零三百", 300, 9 },
	{ __LINE__, "〇", 0, 3 },
	{ __LINE__, "十零", 10, 3 },
	{ __LINE__, "十二三", 12, 6 },
	{ __LINE__, "十百", 10, 3 },
	{ __LINE__, "1000000000000000", 1000000000000000, 16 },
};

static void test_numbers(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		size_t at = 0;
		int64_t value = -1;
		CHECK_AT(cases[i].line, cnnum_read(str_of(cases[i].text), &at, &value));
		CHECK_INT_AT(cases[i].line, value, cases[i].value);
		CHECK_INT_AT(cases[i].line, at, cases[i].bytes);
	}
}

static const struct { int line; const char *text; } others[] = {
	{ __LINE__, "" }, { __LINE__, "月" }, { __LINE__, "百" }, { __LINE__, "千分之一" }, { __LINE__, "万" },
	{ __LINE__, "亿元" }, { __LINE__, "半" }, { __LINE__, "a1" }, { __LINE__, "\xff" },
	{ __LINE__, "1000000000000001" }, { __LINE__, "99999999999999999999999999" },
	{ __LINE__, "九千九百万亿" }, { __LINE__, "元" },
};

static void test_no_numbers(void)
{
	for (size_t i = 0; i < CHECK_N(others); i++) {
		size_t at = 0;
		int64_t value = -1;
		CHECK_AT(others[i].line, !cnnum_read(str_of(others[i].text), &at, &value));
		CHECK_INT_AT(others[i].line, at, 0);
	}
}

static void test_in_the_middle(void)
{
	size_t at = strlen("每月");
	int64_t value;
	CHECK(cnnum_read(STR_LIT("每月二十日"), &at, &value));
	CHECK_INT(value, 20);
	CHECK_INT(at, strlen("每月二十"));
}

static const struct check_test tests[] = {
	CHECK_TEST(test_numbers), CHECK_TEST(test_no_numbers), CHECK_TEST(test_in_the_middle),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
