/* Working days, against the tables of share/calendar and against a walk day by day. */
#include "model/calendar.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/str.h"
#include "tests/lib/check.h"

static struct calendar *load(void)
{
	struct err err = { 0 };
	char dir[PATH_MAX];
	const char *source = getenv("DUBAN_SOURCE");
	snprintf(dir, sizeof dir, "%s/share/calendar", source ? source : ".");
	struct calendar *c = calendar_load(dir, &err);
	if (!c)
		CHECK_FAIL("%s:%d: %s", err.at.source, err.at.line, err.text);
	return c;
}

static date day(const char *text)
{
	date d = DATE_NONE;
	if (*text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

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
	struct calendar *c = load();
	for (size_t i = 0; i < CHECK_N(dues); i++) {
		char text[DATE_TEXT_SIZE];
		CHECK_STR_AT(dues[i].line, date_text(calendar_act_by(c, day(dues[i].due)), text), dues[i].act_by);
		CHECK_STR_AT(dues[i].line, date_text(calendar_next_workday(c, day(dues[i].due)), text), dues[i].next);
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
	struct calendar *c = load();
	for (size_t i = 0; i < CHECK_N(adds); i++) {
		char text[DATE_TEXT_SIZE];
		CHECK_STR_AT(adds[i].line, date_text(calendar_add_workdays(c, day(adds[i].from), adds[i].n), text), adds[i].to);
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
	struct calendar *c = load();
	for (size_t i = 0; i < CHECK_N(spans); i++)
		CHECK_INT_AT(spans[i].line, calendar_workdays_between(c, day(spans[i].from), day(spans[i].to)), spans[i].days);
	/* The count by tables is the count by walking, from and to anywhere. */
	date first = day("2006-11-01"), last = day("2028-03-01");
	int walked = 0;
	for (date d = first + 1; d <= last; d++) {
		walked += calendar_is_workday(c, d);
		if (calendar_workdays_between(c, first, d) != walked || calendar_workdays_between(c, d, first) != -walked)
			CHECK_FAIL("differs from day %d on", d);
	}
	CHECK_INT(calendar_workdays_between(c, day("1900-01-01"), day("1900-01-08")), 5);
	calendar_free(c);
}

static void test_names(void)
{
	struct calendar *c = load();
	CHECK_STR(calendar_name(c, day("2019-02-05")), "春节");
	CHECK_STR(calendar_name(c, day("2018-12-29")), "元旦");
	CHECK_STR(calendar_name(c, day("2018-11-20")), NULL);
	for (int year = 2007; year <= 2026; year++)
		CHECK(calendar_knows(c, date_make(year, 6, 1)));
	CHECK(!calendar_knows(c, day("2006-12-30")));
	CHECK(!calendar_knows(c, day("2027-01-01")));
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
	struct calendar *c = load();
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
	CHECK(calendar_is_workday(c, day("2019-02-05")));
	CHECK(!calendar_is_workday(c, day("2019-02-03")));
	CHECK_INT(calendar_workdays_between(c, day("2019-02-01"), day("2019-02-11")), 6);
	CHECK(!calendar_knows(c, day("2019-02-05")));
	calendar_free(c);
}

static const struct { int line; const char *text, *says; int at; } faults[] = {
	{ __LINE__, "# c\n2019-02-30\toff\tx\n", "no date of the form", 2 },
	{ __LINE__, "2019-02-01\tfree\tx\n", "\"off\" or \"work\"", 1 },
	{ __LINE__, "2019-02-01 off x\n", "no date of the form", 1 },
	{ __LINE__, "2019-02-01\toff\tx\n\n2019-02-01\twork\tx\n", "off in one place and a working day in another", 3 },
	{ __LINE__, "2017-02-01\toff\tx\n", "not of 2019", 1 },
	{ __LINE__, "2019-02-01\toff\t\xff\n", "no UTF-8", 1 },
};

static void test_faults(void)
{
	for (size_t i = 0; i < CHECK_N(faults); i++) {
		struct err err = { 0 };
		const char *path = check_path("2019.tsv");
		check_write(path, faults[i].text, strlen(faults[i].text));
		CHECK_AT(faults[i].line, !calendar_load(check_dir(), &err));
		CHECK_STR_AT(faults[i].line, err.at.source, path);
		CHECK_INT_AT(faults[i].line, err.at.line, faults[i].at);
		if (!strstr(err.text, faults[i].says))
			CHECK_FAIL_AT(faults[i].line, "says: %s", err.text);
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
	CHECK_STR(calendar_name(c, day("2019-02-04")), "春节");
	CHECK(calendar_is_workday(c, day("2018-12-29")));
	calendar_free(c);
}

static void test_own_days(void)
{
	static const char own[] = "2019-02-01\toff\t停电\n2019-02-04\twork\t值班\n";
	struct calendar *c = load();
	struct err err = { 0 };
	int before = calendar_workdays_between(c, day("2019-01-01"), day("2019-12-31"));
	check_write(check_path("own.tsv"), own, sizeof own - 1);
	CHECK(calendar_add_own(c, check_path("own.tsv"), &err));
	CHECK(!calendar_is_workday(c, day("2019-02-01")));
	CHECK(calendar_is_workday(c, day("2019-02-04")));
	CHECK_STR(calendar_name(c, day("2019-02-04")), "值班");
	CHECK_INT(calendar_workdays_between(c, day("2019-01-01"), day("2019-12-31")), before);
	CHECK_INT(calendar_workdays_between(c, day("2019-01-31"), day("2019-02-02")), 1);
	calendar_free(c);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_dues), CHECK_TEST(test_add), CHECK_TEST(test_spans), CHECK_TEST(test_names),
	CHECK_TEST(test_holidays), CHECK_TEST(test_weekends_only), CHECK_TEST(test_faults), CHECK_TEST(test_lenient),
	CHECK_TEST(test_own_days),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
