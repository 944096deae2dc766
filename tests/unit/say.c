/* Days and other words as sentences and columns say them. */
#include "model/say.h"

#include "tests/lib/check.h"

static const struct { int line; const char *day, *narrow, *full; } days[] = {
	{ __LINE__, "2018-11-20", "11-20", "11-20" }, { __LINE__, "2018-01-01", "01-01", "01-01" },
	{ __LINE__, "2019-01-20", "01-20", "2019-01-20" },       /* near enough not to be taken for one that is over */
	{ __LINE__, "2017-12-20", "2017", "2017-12-20" },
	{ __LINE__, "2019-11-21", "2019", "2019-11-21" }, { __LINE__, "2017-11-20", "2017", "2017-11-20" },
	{ __LINE__, "2019-05-20", "2019", "2019-05-20" }, { __LINE__, "", "-", "" },
};

static void test_days(void)
{
	date today = date_make(2018, 11, 21);
	struct arena mem = { 0 };

	for (size_t i = 0; i < CHECK_N(days); i++) {
		char to[DATE_TEXT_SIZE];
		date d = DATE_NONE;

		if (*days[i].day)
			CHECK_INT_AT(days[i].line, date_parse(str_of(days[i].day), &d), true);
		CHECK_STR_AT(days[i].line, say_day_narrow(d, today, to), days[i].narrow);
		CHECK_STR_AT(days[i].line, say_day(d, today, &mem), days[i].full);
	}
	arena_clear(&mem);
}

static const struct check_test tests[] = { CHECK_TEST(test_days) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
