#include "base/quotes.h"

#include <stdio.h>

#include "tests/lib/check.h"

static const struct { int line; const char *text, *nested; } cases[] = {
	{ __LINE__, "", "" },
	{ __LINE__, "信用", "信用" },
	{ __LINE__, "没有叫“信用”的数据", "没有叫“信用”的数据" },
	{ __LINE__, "““假发票”专项治理”不在任何一行", "“‘假发票’专项治理”不在任何一行" },
	{ __LINE__, "“逃税和“假发票””与“甲”", "“逃税和‘假发票’”与“甲”" },
	{ __LINE__, "“甲“乙“丙”丁”戊”", "“甲‘乙‘丙’丁’戊”" },
	{ __LINE__, "“甲‘乙’丙”", "“甲‘乙’丙”" },
	/* without a partner */
	{ __LINE__, "“甲“乙”", "“甲“乙”" },
	{ __LINE__, "甲”“乙”", "甲”“乙”" },
	{ __LINE__, "“甲”乙””", "“甲”乙””" },
};

static void test_nest(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		char text[200];

		snprintf(text, sizeof text, "%s", cases[i].text);
		quotes_nest(text);
		CHECK_STR_AT(cases[i].line, text, cases[i].nested);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_nest) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
