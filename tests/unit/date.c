/* date, clock. */
#include "tests/lib/check.h"

#include "base/clock.h"
#include "base/date.h"

static void test_parse(void)
{
	static const struct { int line; const char *text; bool want; int weekday; } cases[] = {
		{ __LINE__, "1970-01-01", true, 4 }, { __LINE__, "2018-11-20", true, 2 }, { __LINE__, "2018-12-02", true, 7 },
		{ __LINE__, "1900-01-01", true, 1 }, { __LINE__, "2199-12-31", true, 2 }, { __LINE__, "2016-02-29", true, 1 },
		{ __LINE__, "2000-02-29", true, 2 }, { __LINE__, "1900-02-29", false, 0 }, { __LINE__, "2100-02-29", false, 0 },
		{ __LINE__, "2018-02-29", false, 0 }, { __LINE__, "2018-11-31", false, 0 }, { __LINE__, "2018-13-01", false, 0 },
		{ __LINE__, "2018-00-01", false, 0 }, { __LINE__, "2018-01-00", false, 0 }, { __LINE__, "1899-12-31", false, 0 },
		{ __LINE__, "2200-01-01", false, 0 }, { __LINE__, "2018-1-01", false, 0 }, { __LINE__, "2018/11/20", false, 0 },
		{ __LINE__, "2018-11-20 ", false, 0 }, { __LINE__, "", false, 0 }, { __LINE__, "20181-1-20", false, 0 },
		{ __LINE__, "-018-11-20", false, 0 },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		date d = DATE_NONE;
		char text[DATE_TEXT_SIZE];

		CHECK_AT(cases[i].line, date_parse(str_of(cases[i].text), &d) == cases[i].want);
		if (!cases[i].want)
			continue;
		CHECK_STR_AT(cases[i].line, date_text(d, text), cases[i].text);
		CHECK_INT_AT(cases[i].line, date_weekday(d), cases[i].weekday);
	}
}

/* Every day from first to last, counted on by hand. */
static void test_every_day(void)
{
	date d = date_make(1900, 1, 1);
	int weekday = 1;

	for (int year = 1900; year < 2200; year++)
		for (int month = 1; month <= 12; month++)
			for (int day = 1; day <= date_month_days(year, month); day++, d++) {
				struct date_parts p = date_split(d);

				if (date_make(year, month, day) != d || p.year != year || p.month != month || p.day != day
				    || date_weekday(d) != weekday)
					CHECK_FAIL("%d-%d-%d", year, month, day);
				weekday = weekday % 7 + 1;
			}
	CHECK_INT(d - date_make(1900, 1, 1), 109573);
	CHECK_INT(date_split(d).year, 0);
	CHECK_INT(date_split(DATE_NONE).year, 0);
}

static void test_add_months(void)
{
	static const struct { int line; const char *from; int months; const char *want; } cases[] = {
		{ __LINE__, "2018-10-31", 1, "2018-11-30" }, { __LINE__, "2018-10-31", 4, "2019-02-28" },
		{ __LINE__, "2019-12-31", 2, "2020-02-29" }, { __LINE__, "2018-01-15", -1, "2017-12-15" },
		{ __LINE__, "2018-03-31", -13, "2017-02-28" }, { __LINE__, "2018-12-01", 0, "2018-12-01" },
		{ __LINE__, "2199-12-01", 1, "" }, { __LINE__, "1900-01-01", -1, "" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		date d;
		char text[DATE_TEXT_SIZE];

		CHECK_AT(cases[i].line, date_parse(str_of(cases[i].from), &d));
		CHECK_STR_AT(cases[i].line, date_text(date_add_months(d, cases[i].months), text), cases[i].want);
	}
	CHECK(date_add_months(DATE_NONE, 1) == DATE_NONE);
}

static void test_instants(void)
{
	static const struct { int line; const char *text; int64_t ms; } cases[] = {
		{ __LINE__, "1970-01-01T00:00:00Z", 0 }, { __LINE__, "2018-11-19T02:20:05Z", 1542594005000 },
		{ __LINE__, "1969-12-31T23:59:59Z", -1000 }, { __LINE__, "2038-01-19T03:14:08Z", 2147483648000 },
	};
	static const char *const wrong[] = { "", "2018-11-19T02:20:05", "2018-11-19 02:20:05Z", "2018-11-19T24:00:00Z",
		"2018-11-19T02:60:00Z", "2018-11-19T02:20:60Z", "2018-11-19T02-20-05Z", "2018-02-30T02:20:05Z" };
	int64_t ms;
	char text[CLOCK_TEXT_SIZE];

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		CHECK_STR_AT(cases[i].line, clock_text(cases[i].ms, text), cases[i].text);
		CHECK_AT(cases[i].line, clock_parse(str_of(cases[i].text), &ms) && ms == cases[i].ms);
	}
	for (size_t i = 0; i < CHECK_N(wrong); i++)
		if (clock_parse(str_of(wrong[i]), &ms))
			CHECK_FAIL("taken: %s", wrong[i]);
	CHECK_STR(clock_text(-1, text), "1969-12-31T23:59:59Z");
	CHECK_INT(strlen(clock_text(INT64_MAX, text)), 20);
	CHECK_INT(strlen(clock_text(INT64_MIN, text)), 20);
}

static void test_clock_fixed(void)
{
	struct clock c;
	struct err err = { 0 };
	char text[DATE_TEXT_SIZE], at[CLOCK_TEXT_SIZE];
	date day;
	int hour, minute;

	CHECK(clock_init(&c, "Asia/Shanghai", &err));
	CHECK(clock_set(&c, STR_LIT("2018-11-21"), true, &err));
	CHECK_STR(date_text(clock_today(&c), text), "2018-11-21");
	CHECK_STR(clock_text(clock_now_ms(&c), at), "2018-11-21T01:00:00Z");
	CHECK_INT(clock_to_midnight_ms(&c), -1);
	clock_step(&c, 15 * 3600 * 1000);
	CHECK_STR(date_text(clock_today(&c), text), "2018-11-22");
	CHECK(clock_set(&c, STR_LIT("2018-11-21T00:30"), true, &err));
	CHECK_STR(clock_text(clock_now_ms(&c), at), "2018-11-20T16:30:00Z");
	clock_civil(&c, clock_now_ms(&c), &day, &hour, &minute);
	CHECK_STR(date_text(day, text), "2018-11-21");
	CHECK_INT(hour * 60 + minute, 30);
}

static void test_clock_zones(void)
{
	struct clock here, there;
	struct err err = { 0 };
	int hour, minute;
	date day;

	CHECK(clock_init(&here, "Asia/Shanghai", &err));
	CHECK(clock_init(&there, "UTC", &err));
	clock_civil(&here, 1542594005000, &day, &hour, &minute);
	CHECK_INT(hour, 10);
	clock_civil(&there, 1542594005000, &day, &hour, &minute);
	CHECK_INT(hour, 2);
	CHECK_INT(minute, 20);
}

static void test_clock_refused(void)
{
	static const char *const zones[] = { "", "Asia/Nowhere", "../etc/passwd", "/etc/passwd", "Asia", "CST-8;x" };
	static const char *const days[] = { "", "today", "2018-11-31", "2018-11-21T25:00", "2018-11-21 09:00", "2018-11-21T09:00x" };
	struct clock c;

	for (size_t i = 0; i < CHECK_N(zones); i++) {
		struct err err = { 0 };

		if (clock_init(&c, zones[i], &err) || err.code != ERR_INPUT)
			CHECK_FAIL("taken as a zone: %s", zones[i]);
	}
	for (size_t i = 0; i < CHECK_N(days); i++) {
		struct err err = { 0 };

		CHECK(clock_init(&c, "Asia/Shanghai", &err));
		if (clock_set(&c, str_of(days[i]), true, &err) || err.code != ERR_INPUT)
			CHECK_FAIL("taken as a day: %s", days[i]);
	}
}

static void test_clock_today_only(void)
{
	struct clock c;
	struct err err = { 0 };

	CHECK(clock_init(&c, "Asia/Shanghai", &err));
	CHECK(clock_set(&c, STR_LIT("2018-11-21"), false, &err));
	CHECK_INT(clock_today(&c), date_make(2018, 11, 21));
	CHECK(clock_now_ms(&c) > 1700000000000);      /* instants are real */
	int64_t left = clock_to_midnight_ms(&c);

	CHECK(left > 0 && left <= 86400000);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_parse), CHECK_TEST(test_every_day), CHECK_TEST(test_add_months), CHECK_TEST(test_instants),
	CHECK_TEST(test_clock_fixed), CHECK_TEST(test_clock_zones), CHECK_TEST(test_clock_refused), CHECK_TEST(test_clock_today_only),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
