/* Working days, against the tables of share/calendar and against a walk day by day. */
#include "model/calendar.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/str.h"
#include "tests/lib/check.h"
#include "tests/lib/days.h"

static const struct { int line; const char *due, *act_by, *next; } dues[] = {
	{ __LINE__, "2018-11-20", "2018-11-20", "2018-11-21" },     /* a Tuesday */
	{ __LINE__, "2018-12-02", "2018-11-30", "2018-12-03" },     /* a Sunday */
	{ __LINE__, "2018-12-31", "2018-12-29", "2019-01-02" },     /* off; the Saturday before is worked */
	{ __LINE__, "2018-12-28", "2018-12-28", "2018-12-29" },
	{ __LINE__, "2019-01-20", "2019-01-18", "2019-01-21" },
	{ __LINE__, "2019-02-08", "2019-02-03", "2019-02-11" },     /* act by a Sunday */
	{ __LINE__, "2019-05-03", "2019-04-30", "2019-05-05" },     /* as revised; next working day a Sunday */
	{ __LINE__, "2020-01-31", "2020-01-23", "2020-02-03" },     /* lengthened in January 2020 */
	{ __LINE__, "2027-06-06", "2027-06-04", "2027-06-07" },     /* no table: weekends alone */
	{ __LINE__, "", "", "" },
};

static void test_dues(void)
{
	struct calendar *c = check_calendar();
	for (size_t i = 0; i < CHECK_N(dues); i++) {
		char text[DATE_TEXT_SIZE];
		CHECK_STR_AT(dues[i].line, date_text(calendar_act_by(c, check_day(dues[i].due)), text), dues[i].act_by);
		CHECK_STR_AT(dues[i].line, date_text(calendar_next_workday(c, check_day(dues[i].due)), text), dues[i].next);
	}
	calendar_free(c);
}

static const struct { int line; const char *from; int n; const char *to; } adds[] = {
	{ __LINE__, "2018-12-27", 5, "2019-01-04" },
	{ __LINE__, "2018-11-20", 1, "2018-11-21" },
	{ __LINE__, "2018-11-17", 1, "2018-11-19" },
	{ __LINE__, "2018-09-28", 3, "2018-10-08" },     /* 29 and 30 September are worked */
	{ __LINE__, "2199-12-30", 5, "" },
	{ __LINE__, "", 5, "" },
};

static void test_add(void)
{
	struct calendar *c = check_calendar();
	for (size_t i = 0; i < CHECK_N(adds); i++) {
		char text[DATE_TEXT_SIZE];
		CHECK_STR_AT(adds[i].line, date_text(calendar_add_workdays(c, check_day(adds[i].from), adds[i].n), text), adds[i].to);
	}
	calendar_free(c);
}

static const struct { int line; const char *from, *to; int days; } spans[] = {
	{ __LINE__, "2018-11-20", "2018-11-21", 1 },
	{ __LINE__, "2018-11-21", "2018-11-20", -1 },
	{ __LINE__, "2018-11-20", "2018-11-20", 0 },
	{ __LINE__, "2018-11-16", "2018-11-18", 0 },
	{ __LINE__, "2018-11-21", "2018-11-30", 7 },
	{ __LINE__, "2018-11-21", "2018-12-20", 21 },
	{ __LINE__, "2019-02-01", "2019-02-11", 3 },
	{ __LINE__, "", "2019-02-11", 0 },
};

static void test_spans(void)
{
	struct calendar *c = check_calendar();
	for (size_t i = 0; i < CHECK_N(spans); i++)
		CHECK_INT_AT(spans[i].line, calendar_workdays_between(c, check_day(spans[i].from), check_day(spans[i].to)), spans[i].days);
	/* The count by tables is the count by walking, from and to anywhere. */
	date first = check_day("2006-11-01"), last = check_day("2028-03-01");
	int walked = 0;
	for (date d = first + 1; d <= last; d++) {
		walked += calendar_is_workday(c, d);
		if (calendar_workdays_between(c, first, d) != walked || calendar_workdays_between(c, d, first) != -walked)
			CHECK_FAIL("differs from day %d on", d);
	}
	CHECK_INT(calendar_workdays_between(c, check_day("1900-01-01"), check_day("1900-01-08")), 5);
	calendar_free(c);
}

static void test_names(void)
{
	struct calendar *c = check_calendar();
	CHECK_STR(calendar_name(c, check_day("2019-02-05")), "春节");
	CHECK_STR(calendar_name(c, check_day("2018-12-29")), "元旦");
	CHECK_STR(calendar_name(c, check_day("2018-11-20")), NULL);
	for (int year = 2007; year <= 2026; year++)
		CHECK(calendar_knows(c, date_make(year, 6, 1)));
	CHECK(!calendar_knows(c, check_day("2006-12-30")));
	CHECK(!calendar_knows(c, check_day("2027-01-01")));
	CHECK(!calendar_knows(c, DATE_NONE));
	calendar_free(c);
}

static const struct { int line; const char *name; int year; const char *first, *last; } holidays[] = {
	{ __LINE__, "春节", 2019, "2019-02-04", "2019-02-10" },
	{ __LINE__, "元旦", 2019, "2018-12-30", "2019-01-01" },
	{ __LINE__, "国庆节", 2017, "2017-10-01", "2017-10-08" },
	{ __LINE__, "中秋节", 2020, "2020-10-01", "2020-10-08" },
	{ __LINE__, "春节", 2027, "", "" },
	{ __LINE__, "圣诞", 2019, "", "" },
};

static void test_holidays(void)
{
	struct calendar *c = check_calendar();
	for (size_t i = 0; i < CHECK_N(holidays); i++) {
		char text[DATE_TEXT_SIZE];
		date first = DATE_NONE, last = DATE_NONE;
		CHECK_INT_AT(holidays[i].line,
			calendar_holiday(c, str_of(holidays[i].name), holidays[i].year, &first, &last), *holidays[i].first != 0);
		CHECK_STR_AT(holidays[i].line, date_text(first, text), holidays[i].first);
		CHECK_STR_AT(holidays[i].line, date_text(last, text), holidays[i].last);
	}
	calendar_free(c);
}

static void test_weekends_only(void)
{
	struct calendar *c = calendar_new();
	CHECK(calendar_is_workday(c, check_day("2019-02-05")));
	CHECK(!calendar_is_workday(c, check_day("2019-02-03")));
	CHECK_INT(calendar_workdays_between(c, check_day("2019-02-01"), check_day("2019-02-11")), 6);
	CHECK(!calendar_knows(c, check_day("2019-02-05")));
	calendar_free(c);
}

#define X40 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
static const struct { int line; const char *text, *says; int at; } faults[] = {
	{ __LINE__, "# c\n2019-02-30\toff\tx\n", "no date of the form", 2 },
	{ __LINE__, "2019-02-01\tfree\tx\n", "\"off\" or \"work\"", 1 },
	{ __LINE__, "2019-02-01 off x\n", "no date of the form", 1 },
	{ __LINE__, "2019-02-01\toff\tx\n\n2019-02-01\twork\tx\n", "off in one place and a working day in another", 3 },
	{ __LINE__, "2017-02-01\toff\tx\n", "not of 2019", 1 },
	{ __LINE__, "2019-02-01\toff\t\xff\n", "no UTF-8", 1 },
	{ __LINE__, "2019-02-01\toff\t\033[2J\n", "control characters", 1 },
	{ __LINE__, "2019-02-01\toff\tx\n2019-02-02\toff\t" X40 X40 X40 "x\n", "121 bytes; allowed are 120", 2 },
};

static void test_faults(void)
{
	for (size_t i = 0; i < CHECK_N(faults); i++) {
		struct err err = { 0 };
		const char *path = check_path("2019.tsv");
		check_write(path, faults[i].text, strlen(faults[i].text));
		struct calendar *c = calendar_load(check_dir(), &err);
		CHECK_AT(faults[i].line, c != NULL);
		/* The file counts as absent: weekends alone. */
		CHECK_AT(faults[i].line, !calendar_knows(c, check_day("2019-02-01")));
		CHECK_AT(faults[i].line, calendar_is_workday(c, check_day("2019-02-01")));
		CHECK_INT_AT(faults[i].line, (int)calendar_get_faults(c)->n, 1);
		err = calendar_get_faults(c)->p[0];
		CHECK_STR_AT(faults[i].line, err.at.source, path);
		CHECK_INT_AT(faults[i].line, err.at.line, faults[i].at);
		if (!strstr(err.text, faults[i].says))
			CHECK_FAIL_AT(faults[i].line, "says: %s", err.text);
		calendar_free(c);
	}
	struct err err = { 0 };
	CHECK(!calendar_load(check_path("absent"), &err));
	CHECK_INT(err.code, ERR_SYSTEM);
}

/* CR LF, a BOM, blank lines, repeated days; other files of the folder are left alone. */
static void test_lenient(void)
{
	static const char text[] = "\xef\xbb\xbf# c\r\n2019-02-04\toff\t春节\r\n\r\n2019-02-04\toff\t春节\n2018-12-29\twork\t元旦\n";
	struct err err = { 0 };
	check_write(check_path("2019.tsv"), text, sizeof text - 1);
	check_write(check_path("notes.txt"), "x", 1);
	check_write(check_path("2019.tsv~"), "x", 1);
	struct calendar *c = calendar_load(check_dir(), &err);
	CHECK(c != NULL);
	CHECK_STR(calendar_name(c, check_day("2019-02-04")), "春节");
	CHECK(calendar_is_workday(c, check_day("2018-12-29")));
	calendar_free(c);
}

static void write_year(const char *name, const char *text)
{
	check_write(check_path(name), text, strlen(text));
}

/* One year's fault leaves the others; NUL bytes and huge files are faults too. */
static void test_rest_goes_on(void)
{
	static const char nul[] = "2018-05-01\toff\tx\n2018-05-02\toff\ta\0b\n";
	static char huge[300 * 1024];
	struct err err = { 0 };

	check_write(check_path("2018.tsv"), nul, sizeof nul - 1);
	memset(huge, '#', sizeof huge);
	check_write(check_path("2017.tsv"), huge, sizeof huge);
	write_year("2019.tsv", "2019-05-01\toff\t劳动节\n");
	struct calendar *c = calendar_load(check_dir(), &err);
	calendar_read_all(c);
	CHECK(!calendar_knows(c, check_day("2017-05-01")));
	CHECK(!calendar_knows(c, check_day("2018-05-01")));
	CHECK(calendar_knows(c, check_day("2019-05-01")));
	CHECK_STR(calendar_name(c, check_day("2019-05-01")), "劳动节");
	CHECK_INT((int)calendar_get_faults(c)->n, 2);
	CHECK_INT(calendar_get_faults(c)->p[1].at.line, 2);
	calendar_free(c);
	unlink(check_path("2017.tsv"));
	unlink(check_path("2018.tsv"));
}

/* Two years that contradict each other: the later announcement holds, whichever is read first. */
static void test_two_years(void)
{
	static const char *const asked[] = { "2017-06-01", "2019-06-03" };

	write_year("2018.tsv", "2018-12-31\toff\tx\n");
	write_year("2019.tsv", "2018-12-31\twork\ty\n");
	for (size_t i = 0; i < CHECK_N(asked); i++) {
		struct err err = { 0 };
		struct calendar *c = calendar_load(check_dir(), &err);
		CHECK(calendar_is_workday(c, check_day(asked[i])));
		CHECK_STR(calendar_name(c, check_day("2018-12-31")), "y");
		CHECK(calendar_knows(c, check_day("2018-12-31")));
		CHECK_INT((int)calendar_get_faults(c)->n, 1);
		CHECK_STR(calendar_get_faults(c)->p[0].at.source, check_path("2019.tsv"));
		calendar_free(c);
	}
	unlink(check_path("2018.tsv"));
}

/* As text and back; the stamp follows files and own days. */
static void test_text(void)
{
	struct err err = { 0 };
	struct buf text = { 0 };
	char before[CALENDAR_STAMP_SIZE], after[CALENDAR_STAMP_SIZE];

	write_year("2019.tsv", "2019-05-01\toff\t劳动节\n2019-05-04\toff\t劳动节\n2019-05-05\twork\t劳动节\n");
	struct calendar *c = calendar_load(check_dir(), &err);
	calendar_write(c, &text);
	CHECK_STR(buf_text(&text), "2019-05-01 off\n2019-05-05 work\n");       /* 05-04 is a Saturday anyway */
	struct calendar *back = calendar_of_text(buf_str(&text));
	CHECK_INT(calendar_workdays_between(back, check_day("2019-04-26"), check_day("2019-05-07")), calendar_workdays_between(c, check_day("2019-04-26"), check_day("2019-05-07")));
	CHECK_STR(calendar_stamp(c, before), calendar_stamp(c, after));
	calendar_own_add(c, check_day("2019-05-02"), false, "桥");
	CHECK(strcmp(calendar_stamp(c, after), before) != 0);
	CHECK(calendar_is_own(c, check_day("2019-05-02")) && !calendar_is_own(c, check_day("2019-05-01")));
	calendar_own_clear(c);
	CHECK_STR(calendar_stamp(c, after), before);
	CHECK(calendar_is_workday(c, check_day("2019-05-02")));
	calendar_free(c);
	write_year("2019.tsv", "2019-05-01\toff\t劳动节\n");
	c = calendar_load(check_dir(), &err);
	CHECK(strcmp(calendar_stamp(c, after), before) != 0);
	calendar_free(c);
	calendar_free(back);
	buf_clear(&text);
}

static void test_own_days(void)
{
	struct calendar *c = check_calendar();
	int before = calendar_workdays_between(c, check_day("2019-01-01"), check_day("2019-12-31"));
	calendar_own_add(c, check_day("2019-02-01"), false, "停电");
	calendar_own_add(c, check_day("2019-02-04"), true, "值班");
	CHECK(!calendar_is_workday(c, check_day("2019-02-01")));
	CHECK(calendar_is_workday(c, check_day("2019-02-04")));
	CHECK_STR(calendar_name(c, check_day("2019-02-04")), "值班");
	CHECK_INT(calendar_workdays_between(c, check_day("2019-01-01"), check_day("2019-12-31")), before);
	CHECK_INT(calendar_workdays_between(c, check_day("2019-01-31"), check_day("2019-02-02")), 1);
	calendar_free(c);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_dues), CHECK_TEST(test_add), CHECK_TEST(test_spans), CHECK_TEST(test_names),
	CHECK_TEST(test_holidays), CHECK_TEST(test_weekends_only), CHECK_TEST(test_faults), CHECK_TEST(test_lenient),
	CHECK_TEST(test_own_days), CHECK_TEST(test_rest_goes_on), CHECK_TEST(test_two_years), CHECK_TEST(test_text),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
