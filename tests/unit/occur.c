/* Rhythms, against a slow and obvious loop day by day. */
#include "model/occur.h"

#include <stdio.h>

#include "tests/lib/check.h"

static date day(const char *text)
{
	date d = DATE_NONE;
	if (*text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

static bool is_last(int y, int m, int d)
{
	return d == date_month_days(y, m);
}

/* What each rule says, in words of C. w: 1 Monday ... 7. */
static bool every_day(int y, int m, int d, int w) { return y && m && d && w; }
static bool fridays(int y, int m, int d, int w) { return w == 5 && y && m && d; }
static bool mon_thu(int y, int m, int d, int w) { return (w == 1 || w == 4) && y && m && d; }
static bool the_20th(int y, int m, int d, int w) { return d == 20 && y && m && w; }
static bool the_31st(int y, int m, int d, int w) { return (d == 31 || is_last(y, m, d)) && w; }
static bool the_30th(int y, int m, int d, int w) { return (d == 30 || (m == 2 && is_last(y, m, d))) && w; }
static bool the_29th(int y, int m, int d, int w) { return (d == 29 || (m == 2 && d == 28 && is_last(y, m, d))) && w; }
static bool month_ends(int y, int m, int d, int w) { return is_last(y, m, d) && w; }
static bool thirds(int y, int m, int d, int w) { return (d == 10 || d == 20 || is_last(y, m, d)) && w; }
static bool quarter_ends(int y, int m, int d, int w) { return m % 3 == 0 && is_last(y, m, d) && w; }
static bool quarter_25th(int y, int m, int d, int w) { return m % 3 == 0 && d == 25 && y && w; }
static bool even_15th(int y, int m, int d, int w) { return m % 2 == 0 && d == 15 && y && w; }
static bool odd_10th(int y, int m, int d, int w) { return m % 2 == 1 && d == 10 && y && w; }
static bool june_30th(int y, int m, int d, int w) { return m == 6 && d == 30 && y && w; }
static bool february_30th(int y, int m, int d, int w) { return m == 2 && is_last(y, m, d) && w; }
static bool second_tuesday(int y, int m, int d, int w) { return w == 2 && d > 7 && d <= 14 && y && m; }
static bool last_friday(int y, int m, int d, int w) { return w == 5 && d + 7 > date_month_days(y, m); }
static bool january_fridays(int y, int m, int d, int w) { return w == 5 && m == 1 && y && d; }
static bool even_years(int y, int m, int d, int w) { return y % 2 == 0 && m == 12 && d == 31 && w; }
static bool never(int y, int m, int d, int w) { return y < 0 && m && d && w; }

static const struct {
	int line;
	const char *rule;
	bool (*due)(int y, int m, int d, int w);
} rules[] = {
	{ __LINE__, "FREQ=DAILY", every_day },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=FR", fridays },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=MO,TH", mon_thu },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=20", the_20th },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", the_31st },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", the_30th },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1", the_29th },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=-1", month_ends },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", thirds },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", quarter_ends },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", quarter_25th },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15", even_15th },
	{ __LINE__, "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=10", odd_10th },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", june_30th },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1", february_30th },
	{ __LINE__, "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", second_tuesday },
	{ __LINE__, "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", last_friday },
	{ __LINE__, "FREQ=WEEKLY;BYMONTH=1;BYDAY=FR", january_fridays },
	{ __LINE__, "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31", even_years },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", never },
};

static void test_against_slow_loop(void)
{
	date last = date_make(2030, 12, 31);
	for (size_t i = 0; i < CHECK_N(rules); i++) {
		struct rhythm r;
		CHECK_AT(rules[i].line, rhythm_parse(str_of(rules[i].rule), &r));
		date next = rhythm_next(&r, date_make(2007, 1, 1));
		for (date d = date_make(2007, 1, 1); d <= last; d++) {
			struct date_parts p = date_split(d);
			bool due = rules[i].due(p.year, p.month, p.day, date_weekday(d));
			if (due != (d == next)) {
				CHECK_FAIL_AT(rules[i].line, "%04d-%02d-%02d", p.year, p.month, p.day);
				break;
			}
			/* From the day itself, and from anywhere before it: always the same day. */
			if (due)
				next = rhythm_next(&r, d + 1);
		}
	}
}

static void test_text(void)
{
	for (size_t i = 0; i < CHECK_N(rules); i++) {
		char text[RHYTHM_TEXT_SIZE];
		struct rhythm r;
		CHECK_AT(rules[i].line, rhythm_parse(str_of(rules[i].rule), &r));
		CHECK_STR_AT(rules[i].line, rhythm_text(&r, text), rules[i].rule);
	}
	struct rhythm none = { 0 };
	char text[RHYTHM_TEXT_SIZE];
	CHECK_STR(rhythm_text(&none, text), "");
	CHECK_INT(rhythm_next(&none, day("2018-11-20")), DATE_NONE);
}

/* The longest rule that can be written is not cut. */
static void test_longest(void)
{
	struct rhythm r = { .freq = FREQ_MONTHLY, .interval = 999, .n_days = 31, .n_weekdays = 7, .n_months = 12, .setpos = -366 };
	struct rhythm back;
	char text[RHYTHM_TEXT_SIZE], again[RHYTHM_TEXT_SIZE];
	for (int i = 0; i < 31; i++)
		r.days[i] = -31 + (i > 5 ? 0 : i);
	for (int i = 0; i < 12; i++)
		r.months[i] = 12;
	for (int i = 0; i < 7; i++)
		r.weekdays[i] = i + 1;
	CHECK(rhythm_parse(str_of(rhythm_text(&r, text)), &back));
	CHECK_STR(rhythm_text(&back, again), text);
	CHECK_INT(back.setpos, -366);
}

static const struct { int line; const char *text; } broken[] = {
	{ __LINE__, "" }, { __LINE__, "MONTHLY" }, { __LINE__, "FREQ=" }, { __LINE__, "FREQ=HOURLY" },
	{ __LINE__, "BYMONTHDAY=20" }, { __LINE__, "FREQ=MONTHLY;" }, { __LINE__, "FREQ=MONTHLY;BYMONTHDAY=" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=0" }, { __LINE__, "FREQ=MONTHLY;BYMONTHDAY=32" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=1,,2" }, { __LINE__, "FREQ=MONTHLY;BYMONTHDAY=1x" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=-1" }, { __LINE__, "FREQ=WEEKLY;BYDAY=XX" }, { __LINE__, "FREQ=WEEKLY;BYDAY=2FR" },
	{ __LINE__, "FREQ=DAILY;UNTIL=20181231" }, { __LINE__, "FREQ=DAILY;INTERVAL=0" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,31" },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=MO,MO,MO,MO,MO,MO,MO,MO" }, { __LINE__, "FREQ=DAILY;INTERVAL=99999999999" },
};

static void test_broken(void)
{
	for (size_t i = 0; i < CHECK_N(broken); i++) {
		struct rhythm r;
		CHECK_AT(broken[i].line, !rhythm_parse(str_of(broken[i].text), &r));
	}
}

static const struct {
	int line;
	const char *rule, *period;
	int shift;
	const char *due, *key, *begins;
} keys[] = {
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=20", "month", 0, "2018-11-20", "2018-11", "2018-11-01" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=5", "month", -1, "2018-11-05", "2018-10", "2018-10-01" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=5", "month", -1, "2019-01-05", "2018-12", "2018-12-01" },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=FR", "week", 0, "2018-11-16", "2018-W46", "2018-11-12" },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=FR", "week", 0, "2021-01-01", "2020-W53", "2020-12-28" },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=MO", "week", -1, "2019-01-07", "2019-W01", "2018-12-31" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", "tendays", 0, "2018-11-10", "2018-11-上", "2018-11-01" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", "tendays", 0, "2018-11-20", "2018-11-中", "2018-11-11" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", "tendays", 0, "2018-11-30", "2018-11-下", "2018-11-21" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=2,12,22", "tendays", -1, "2018-11-02", "2018-10-下", "2018-10-21" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=2,12,22", "tendays", -1, "2018-11-22", "2018-11-中", "2018-11-11" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25", "quarter", 0, "2018-12-25", "2018-Q4", "2018-10-01" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10", "quarter", -1, "2019-01-10", "2018-Q4", "2018-10-01" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1", "half", 0, "2018-12-31", "2018-H2", "2018-07-01" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=1,7;BYMONTHDAY=10", "half", -1, "2018-07-10", "2018-H1", "2018-01-01" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31", "year", 0, "2018-12-31", "2018", "2018-01-01" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=15", "year", -1, "2019-01-15", "2018", "2018-01-01" },
	{ __LINE__, "FREQ=DAILY", "day", 0, "2018-11-20", "2018-11-20", "2018-11-20" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,25", "day", 0, "2018-11-25", "2018-11-25", "2018-11-11" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,25", "day", 0, "2018-11-10", "2018-11-10", "2018-10-26" },
	{ __LINE__, "FREQ=DAILY", "", 0, "2018-11-20", "1", "2018-11-20" },
};

static void test_keys(void)
{
	for (size_t i = 0; i < CHECK_N(keys); i++) {
		struct rhythm r;
		char key[OCC_SIZE], text[DATE_TEXT_SIZE];
		CHECK_AT(keys[i].line, rhythm_parse(str_of(keys[i].rule), &r));
		CHECK_AT(keys[i].line, period_parse(str_of(keys[i].period), &r.period));
		CHECK_STR_AT(keys[i].line, period_word(r.period), keys[i].period);
		r.period_shift = keys[i].shift;
		CHECK_STR_AT(keys[i].line, occur_key(&r, day(keys[i].due), key), keys[i].key);
		CHECK_STR_AT(keys[i].line, date_text(occur_begins(&r, day(keys[i].due)), text), keys[i].begins);
	}
	enum period p;
	CHECK(!period_parse(STR_LIT("fortnight"), &p));
}

/* Keys never repeat, whatever the day falls back to: an occurrence is its period. */
static void test_keys_differ(void)
{
	for (size_t i = 0; i < CHECK_N(keys); i++) {
		struct rhythm r;
		char last[OCC_SIZE] = "", key[OCC_SIZE];
		CHECK_AT(keys[i].line, rhythm_parse(str_of(keys[i].rule), &r));
		CHECK_AT(keys[i].line, period_parse(str_of(keys[i].period), &r.period));
		r.period_shift = keys[i].shift;
		if (r.period == PERIOD_NONE)
			continue;
		for (date d = rhythm_next(&r, day("2007-01-01")); d < day("2030-12-31"); d = rhythm_next(&r, d + 1)) {
			occur_key(&r, d, key);
			CHECK_AT(keys[i].line, strcmp(key, last) != 0);
			memcpy(last, key, sizeof last);
		}
	}
}

static void test_ends(void)
{
	struct rhythm r;
	CHECK(rhythm_parse(STR_LIT("FREQ=MONTHLY;BYMONTHDAY=20"), &r));
	CHECK_INT(rhythm_next(&r, date_make(2199, 12, 21)), DATE_NONE);
	CHECK_INT(rhythm_next(&r, DATE_NONE), DATE_NONE);
	CHECK(rhythm_parse(STR_LIT("FREQ=WEEKLY;BYDAY=SU"), &r));
	CHECK_INT(rhythm_next(&r, date_make(2199, 12, 31)), DATE_NONE);     /* a Tuesday */
}

static const struct check_test tests[] = {
	CHECK_TEST(test_against_slow_loop), CHECK_TEST(test_text), CHECK_TEST(test_longest), CHECK_TEST(test_broken),
	CHECK_TEST(test_keys), CHECK_TEST(test_keys_differ), CHECK_TEST(test_ends),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
