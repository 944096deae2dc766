/* Deadlines on the calendar: acting days, next occurrences. */
#include "model/deadline.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "tests/lib/check.h"
#include "tests/lib/days.h"

static const struct { int line; const char *text, *from, *next; } cases[] = {
	{ __LINE__, "每月20日前", "2018-11-20", "2018-11-20<2018-11-20 2018-12-20<2018-12-20 2019-01-20<2019-01-18" },
	{ __LINE__, "每月31日前", "2018-11-01", "2018-11-30<2018-11-30 2018-12-31<2018-12-29 2019-01-31<2019-01-31" },
	{ __LINE__, "每月31日前", "2019-01-31", "2019-01-31<2019-01-31 2019-02-28<2019-02-28 2019-03-31<2019-03-29" },
	{ __LINE__, "每周五", "2019-02-01", "2019-02-01<2019-02-01 2019-02-08<2019-02-03 2019-02-15<2019-02-15" },
	{ __LINE__, "2019年1月起，每月20日前报送", "2018-11-01", "2019-01-20<2019-01-18 2019-02-20<2019-02-20 2019-03-20<2019-03-20" },
	{ __LINE__, "2018年11月至12月，每月20日前报送", "2018-11-01", "2018-11-20<2018-11-20 2018-12-20<2018-12-20" },
	{ __LINE__, "每月最后一个工作日", "2018-11-01", "2018-11-30<2018-11-30 2018-12-29<2018-12-29 2019-01-31<2019-01-31" },
	{ __LINE__, "每月结束后5个工作日内", "2018-10-31", "2018-11-07<2018-11-07 2018-12-07<2018-12-07 2019-01-08<2019-01-08" },
	{ __LINE__, "每月前5个工作日", "2019-10-09", "2019-10-12<2019-10-12 2019-11-07<2019-11-07 2019-12-06<2019-12-06" },
	{ __LINE__, "每月第一个工作日", "2019-05-02", "2019-05-05<2019-05-05 2019-06-03<2019-06-03 2019-07-01<2019-07-01" },
	{ __LINE__, "每月倒数第二个工作日", "2019-04-30", "2019-05-30<2019-05-30 2019-06-27<2019-06-27 2019-07-30<2019-07-30" },
	{ __LINE__, "11月20日前", "2018-11-01", "" },
	{ __LINE__, "每月20日前", "", "" },
};

static void test_next(void)
{
	struct calendar *cal = check_calendar();
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		struct buf got = { 0 };
		struct deadline_day list[3];
		wording_read(&mem, str_of(cases[i].text), check_day("2018-10-31"), cal, &r);
		int n = deadline_next(&r.list.p[0], cal, check_day(cases[i].from), list, 3);
		for (int k = 0; k < n; k++) {
			char due[DATE_TEXT_SIZE], act_by[DATE_TEXT_SIZE];
			buf_printf(&got, "%s%s<%s", k ? " " : "", date_text(list[k].due, due), date_text(list[k].act_by, act_by));
		}
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].next);
		buf_clear(&got);
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

/* The n-th working day of each month against a day-by-day count; negative n from the month's end. */
static void test_workdays(void)
{
	static const int counts[] = { 1, 2, 5, 10, 15, -1, -2, -5 };
	struct calendar *cal = check_calendar();
	for (size_t k = 0; k < CHECK_N(counts); k++) {
		struct rhythm r = { .freq = FREQ_MONTHLY, .interval = 1, .weekdays = { 1, 2, 3, 4, 5 }, .n_weekdays = 5,
			.setpos = counts[k] };
		for (date month = check_day("2007-01-01"); month < check_day("2027-01-01"); month = date_add_months(month, 1)) {
			date end = date_add_months(month, 1) - 1, d = counts[k] > 0 ? month : end;
			int seen = 0, step = counts[k] > 0 ? 1 : -1;
			for (;; d += step)
				if (calendar_is_workday(cal, d) && (seen += step) == counts[k])
					break;
			if (deadline_due(&r, cal, month) != d || deadline_due(&r, cal, d) != d || deadline_due(&r, cal, d + 1) <= end) {
				char text[DATE_TEXT_SIZE];
				CHECK_FAIL("working day %d of %s", counts[k], date_text(month, text));
			}
		}
	}
	calendar_free(cal);
	CHECK(true);
}

static void test_day(void)
{
	struct calendar *cal = check_calendar();
	struct deadline_day d = deadline_day(cal, check_day("2019-05-03"));
	CHECK_INT(d.act_by, check_day("2019-04-30"));
	CHECK_INT(d.next_workday, check_day("2019-05-05"));
	CHECK(d.known);
	CHECK(!deadline_day(cal, check_day("2030-05-03")).known);
	d = deadline_day(cal, DATE_NONE);
	CHECK(d.due == DATE_NONE && d.act_by == DATE_NONE && d.next_workday == DATE_NONE && !d.known);
	calendar_free(cal);
}

static const struct { int line; const char *text; bool noted; } notes[] = {
	{ __LINE__, "2026年11月20日前", false }, { __LINE__, "2027年11月20日前", true }, { __LINE__, "长期推进", false },
	{ __LINE__, "2026年11月20日前，2028年底前", true }, { __LINE__, "每月20日前", true }, { __LINE__, "每周五", false },
};

static void test_note(void)
{
	struct calendar *cal = check_calendar();
	for (size_t i = 0; i < CHECK_N(notes); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		wording_read(&mem, str_of(notes[i].text), check_day("2026-10-31"), cal, &r);
		CHECK_INT_AT(notes[i].line, deadline_note(&mem, &r, cal, check_day("2026-10-31")) != NULL, notes[i].noted);
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

static const struct { int line; const char *text, *excluded; } excluded[] = {
	{ __LINE__, "11月20日前", "2018-11-19" }, { __LINE__, "11月20日", "" }, { __LINE__, "每月20日前", "2018-11-19" }, { __LINE__, "每月20日", "" },
	{ __LINE__, "每月底前", "" }, { __LINE__, "每月20日17时前", "" }, { __LINE__, "每周五前", "2018-11-01" }, { __LINE__, "每月20日前（含20日）", "" },
};

static void test_excluded(void)
{
	struct calendar *cal = check_calendar();
	for (size_t i = 0; i < CHECK_N(excluded); i++) {
		struct arena mem = { 0 };
		struct readings r = { 0 };
		char text[DATE_TEXT_SIZE];
		wording_read(&mem, str_of(excluded[i].text), check_day("2018-10-31"), cal, &r);
		CHECK_STR_AT(excluded[i].line, date_text(deadline_excluded(&r.list.p[0], check_day("2018-10-31")), text), excluded[i].excluded);
		readings_clear(&r);
		arena_clear(&mem);
	}
	calendar_free(cal);
}

static const struct check_test tests[] = { CHECK_TEST(test_excluded), CHECK_TEST(test_next), CHECK_TEST(test_workdays), CHECK_TEST(test_day), CHECK_TEST(test_note) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
