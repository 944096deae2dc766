/* Rules of lights: what may stand in a file, and what each condition means. */
#include "model/rule.h"

#include <stdio.h>
#include <sys/stat.h>

#include "base/width.h"
#include "model/duty.h"
#include "model/rule_files.h"
#include "tests/lib/check.h"

/* ---- files ---- */

#define RULE "name: x\nred: silent, overdue\ngreen: in\n"

static const struct {
	int line;
	const char *text;
	int at;               /* the line that is at fault; 0: none */
	const char *says;
} files[] = {
	{ __LINE__, RULE, 0, "" },
	{ __LINE__, "\xef\xbb\xbf" RULE, 0, "" },
	{ __LINE__, "# 说明\r\n\r\n名称：剩余\r\n红：未报，逾期\r\n绿：已报、非未达标\r\n", 0, "" },
	{ __LINE__, "名称 剩余\n红 未报 ； 逾期 ＞ ３ 天 # 三天\n绿　已报 , 非 未达标", 0, "" },
	{ __LINE__, RULE "yellow: left<=5workdays\nYELLOW: Left ≤ 5 个工作日\n", 0, "" },
	{ __LINE__, RULE "yellow: behind >= 10 points, short > 20%, elapsed > 50 %\n", 0, "" },
	{ __LINE__, RULE "green: done = 100 %, urged < 2 times, not late\n", 0, "" },
	{ __LINE__, RULE "red (slip): silent\n红（ 红色督办单 ） 未报\nyellow(a)left<=1\n", 0, "" },
	{ __LINE__, RULE "yellow: running >= 2 periods, misses > 1, periodic, not fell\n", 0, "" },
	{ __LINE__, RULE "黄：连续未完成 ≥ 2 个月，累计未完成 ＞ 3 期，下降，按期报\n", 0, "" },
	{ __LINE__, "name: x\nred (slip: silent\n", 2, "not closed" },
	{ __LINE__, "name: x\nred (slip\n", 2, "not closed" },
	{ __LINE__, "name: x\nred (a(b)): silent\n", 2, "not closed" },
	{ __LINE__, "name: x\nred ( ): silent\n", 2, "a text is missing" },
	{ __LINE__, "name: x\nred (a)(b): silent\n", 2, "a condition is missing" },
	{ __LINE__, "name: x\nred (a\xe2\x80\xae" "b): silent\n", 2, "control characters" },
	{ __LINE__, "name: x\nred (12345678901234567890123456789012345678901234567): silent\ngreen: in\n", 0, "" },
	{ __LINE__, "name: x\nred (123456789012345678901234567890123456789012345678): silent\n", 2, "too long" },
	{ __LINE__, "name: x\nred: silent (slip)\n", 2, "parted by commas" },
	{ __LINE__, "name: x\nred: running\n", 2, "takes > >= and a number" },
	{ __LINE__, "name: x\nred: running < 2\n", 2, "takes > >= and a number" },
	{ __LINE__, "name: x\nred: running >= 2 days\n", 2, "periods are counted" },
	{ __LINE__, "name: x\ngreen: misses > 2\n", 2, "red and yellow" },
	{ __LINE__, "name: x\nred: fell > 2\n", 2, "takes no number" },
	{ __LINE__, "", 1, "no name" },
	{ __LINE__, "name: x\n", 2, "a red line and a green one" },
	{ __LINE__, "name: x\nname: y\n", 2, "twice" },
	{ __LINE__, "name:\n", 1, "a text is missing" },
	{ __LINE__, "name: 123456789012345678901234567890123456789012345678901234567890123\n", 0, "a red line" },
	{ __LINE__, "name: 1234567890123456789012345678901234567890123456789012345678901234\n", 1, "too long" },
	{ __LINE__, "name: a\xe2\x80\xae" "b\n", 1, "control characters" },
	{ __LINE__, "name: a\x1b[31m\n", 1, "control characters" },
	{ __LINE__, "name: x\n\xff\n", 2, "no UTF-8" },
	{ __LINE__, "name: x\npink: silent\n", 2, "red 红, yellow 黄, green 绿 or #, not with “pink”" },
	{ __LINE__, "name: x\nblue: silent\n", 2, "named in brackets" },
	{ __LINE__, "name: x\n橙：未报\n", 2, "named in brackets" },
	{ __LINE__, "name: x\nred:\n", 2, "a condition is missing" },
	{ __LINE__, "name: x\nred: silent,\n", 2, "a condition is missing" },
	{ __LINE__, "name: x\nred: slient\n", 2, "did you mean silent?" },
	{ __LINE__, "name: x\nred: 迟到\n", 2, "there are: 未报 已报" },
	{ __LINE__, "name: x\nred: 未报告\n", 2, "did you mean 未报?" },
	{ __LINE__, "name: x\nred: 评黄绿色\n", 2, "did you mean 评黄绿?" },
	{ __LINE__, "name: x\nred: 未报，逾期大于三天\n", 2, "did you mean 逾期?" },
	{ __LINE__, "name: x\nred: silent overdue\n", 2, "parted by commas" },
	{ __LINE__, "name: x\nred: silent > 3\n", 2, "takes no number" },
	{ __LINE__, "name: x\nred: overdue 3\n", 2, "takes > >= and a number" },
	{ __LINE__, "name: x\nred: overdue < 3\n", 2, "takes > >= and a number" },
	{ __LINE__, "name: x\nred: left > 3\n", 2, "takes < <= and a number" },
	{ __LINE__, "name: x\nred: left\n", 2, "takes < <= and a number" },
	{ __LINE__, "name: x\nred: done\n", 2, "takes < <= = >= > and a number" },
	{ __LINE__, "name: x\nred: left <= five\n", 2, "a whole number" },
	{ __LINE__, "name: x\nred: left <= 1001\n", 2, "from 0 to 1000" },
	{ __LINE__, "name: x\nred: left <= 99999999999999999999\n", 2, "from 0 to 1000" },
	{ __LINE__, "name: x\nred: left <= 5 %\n", 2, "days are counted" },
	{ __LINE__, "name: x\nred: behind > 5 days\n", 2, "percent are counted" },
	{ __LINE__, "name: x\nred: urged > 5 %\n", 2, "times are counted" },
	{ __LINE__, "name: x\nred: not overdue\n", 2, "cannot be denied" },
	{ __LINE__, "name: x\ngreen: left <= 5\n", 2, "red and yellow" },
	{ __LINE__, "name: x\nred: in,in,in,in,in,in,in\n", 2, "at most 6" },
};

static void test_files(void)
{
	for (size_t i = 0; i < CHECK_N(files); i++) {
		struct rule r;
		struct err err = { 0 };
		bool good = rule_read(str_of(files[i].text), "my.txt", &r, &err);

		CHECK_INT_AT(files[i].line, good, !files[i].says[0]);
		if (files[i].at)
			CHECK_INT_AT(files[i].line, err.at.line, files[i].at);
		if (!good)
			CHECK_STR_AT(files[i].line, err.at.source, "my.txt");
		if (!strstr(err.text, files[i].says))
			CHECK_FAIL_AT(files[i].line, "said: %s, wanted: %s", err.text, files[i].says);
	}
}

static void test_sizes(void)
{
	struct rule r;
	struct err err = { 0 };
	struct buf b = { 0 };

	buf_puts(&b, "name: x\n");
	for (int i = 0; i <= RULE_MOST_LINES; i++)
		buf_puts(&b, "red: silent\n");
	CHECK(!rule_read(buf_str(&b), "", &r, &err));
	CHECK_INT(err.at.line, RULE_MOST_LINES + 2);
	buf_reset(&b);
	for (int i = 0; i < RULE_MOST_BYTES; i++)
		buf_byte(&b, '#');
	buf_byte(&b, '\n');
	err_clear(&err);
	CHECK(!rule_read(buf_str(&b), "", &r, &err));
	CHECK(strstr(err.text, "16 kB"));
	buf_clear(&b);
}

/* The file that is shipped and the rule that the program knows by itself. */
static void test_plain(void)
{
	struct rule plain = rule_plain(), file;
	struct buf text = { 0 };
	struct err err = { 0 };

	CHECK(plain.plain && plain.n == 5);
	CHECK(rule_read_file(check_source("share/rules/days.txt"), &text, &file, &err));
	CHECK(rule_eq(&plain, &file));
	CHECK(file.about[0] && !file.plain);
	buf_clear(&text);
}

/* In the charset of the office's other programs. */
static void test_gb18030(void)
{
	static const char bytes[] = "\xc3\xfb\xb3\xc6\xa3\xba\xb2\xe2\xca\xd4\r\n"      /* 名称：测试 */
		"\xba\xec\xa3\xba\xce\xb4\xb1\xa8\xa3\xac\xd3\xe2\xc6\xda\r\n"          /* 红：未报，逾期 */
		"\xc2\xcc\xa3\xba\xd2\xd1\xb1\xa8\r\n";                                 /* 绿：已报 */
	struct buf text = { 0 };
	struct rule r;
	struct err err = { 0 };

	check_write(check_path("gb.txt"), bytes, sizeof bytes - 1);
	CHECK(rule_read_file(check_path("gb.txt"), &text, &r, &err));
	CHECK_STR(r.name, "测试");
	CHECK_STR(buf_text(&text), "名称：测试\n红：未报，逾期\n绿：已报\n");
	buf_clear(&text);
}

/* ---- what they mean ---- */

static date day(const char *text)
{
	date d = DATE_NONE;

	if (text && *text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

/* From 11-01 (a Thursday) to 11-21 (a Wednesday) are 20 days: a day is 5 %. A light on the day before it turns, and on the day it does. */
static const struct {
	int line;
	const char *conditions;      /* of a red line */
	struct duty_state d;         /* but for the dates */
	const char *promised, *reported, *red_from;      /* "": never; "always" */
} turns[] = {
	{ __LINE__, "overdue", { .state = 'o' }, "", "", "2018-11-22" },
	{ __LINE__, "overdue >= 0 days", { .state = 'o' }, "", "", "2018-11-21" },
	{ __LINE__, "overdue > 1 days", { .state = 'o' }, "", "", "2018-11-23" },
	{ __LINE__, "overdue >= 3", { .state = 'o' }, "", "", "2018-11-26" },      /* Thursday, Friday, Monday */
	{ __LINE__, "overdue > 2 workdays", { .state = 'o' }, "", "", "2018-11-26" },
	{ __LINE__, "left <= 0", { .state = 'o' }, "", "", "2018-11-21" },
	{ __LINE__, "left < 1", { .state = 'o' }, "", "", "2018-11-21" },
	{ __LINE__, "left < 0", { .state = 'o' }, "", "", "2018-11-22" },
	{ __LINE__, "left <= 5", { .state = 'o' }, "", "", "2018-11-14" },
	{ __LINE__, "left <= 5 days", { .state = 'o' }, "", "", "2018-11-16" },
	{ __LINE__, "left <= 1000", { .state = 'o' }, "", "", "2015-01-21" },
	{ __LINE__, "elapsed > 50 %", { .state = 'o' }, "", "", "2018-11-12" },
	{ __LINE__, "elapsed >= 50 %", { .state = 'o' }, "", "", "2018-11-11" },
	{ __LINE__, "elapsed >= 100 %", { .state = 'o' }, "", "", "2018-11-21" },
	{ __LINE__, "elapsed > 100 %", { .state = 'o' }, "", "", "" },
	{ __LINE__, "elapsed > 0 %", { .state = 'o' }, "", "", "2018-11-02" },
	{ __LINE__, "elapsed >= 0 %", { .state = 'o' }, "", "", "always" },
	/* 35 % is done: 7 days' worth */
	{ __LINE__, "behind > 0", { .state = 'o', .report = 'r', .share_done = 35, .share_of = 100 }, "", "", "2018-11-09" },
	{ __LINE__, "behind >= 0", { .state = 'o', .share_done = 35, .share_of = 100 }, "", "", "2018-11-08" },
	{ __LINE__, "behind >= 10", { .state = 'o', .share_done = 35, .share_of = 100 }, "", "", "2018-11-10" },
	{ __LINE__, "behind > 10", { .state = 'o', .share_done = 35, .share_of = 100 }, "", "", "2018-11-11" },
	{ __LINE__, "behind > 30", { .state = 'o', .share_done = 7, .share_of = 20 }, "", "", "2018-11-15" },
	/* 1/3 is more than 33 %, never rounded: 6.67 days' worth */
	{ __LINE__, "behind > 0", { .state = 'o', .share_done = 1, .share_of = 3 }, "", "", "2018-11-08" },
	{ __LINE__, "behind > 30", { .state = 'o', .share_done = 70, .share_of = 100 }, "", "", "" },      /* 30 points at most, ever */
	{ __LINE__, "behind >= 30", { .state = 'o', .share_done = 70, .share_of = 100 }, "", "", "2018-11-21" },
	{ __LINE__, "behind > 0", { .state = 'o' }, "", "", "" },                                          /* not known */
	{ __LINE__, "behind > 0", { .state = 'c', .share_done = 1, .share_of = 10 }, "", "", "" },         /* closed is done */
	{ __LINE__, "behind > 0", { .state = 'o', .share_of = INT64_MAX, .share_done = INT64_MAX / 2 }, "", "", "2018-11-11" },
	{ __LINE__, "short > 0 %", { .state = 'o', .share_done = 35, .share_of = 100 }, "", "", "2018-11-09" },
	{ __LINE__, "short > 50 %", { .state = 'o', .share_done = 35, .share_of = 100 }, "", "", "2018-11-16" },
	{ __LINE__, "short >= 50 %", { .state = 'o', .share_done = 35, .share_of = 100 }, "", "", "2018-11-15" },
	{ __LINE__, "short > 50 %", { .state = 'o', .share_done = 50, .share_of = 100 }, "", "", "" },
	{ __LINE__, "short > 50 %", { .state = 'o', .share_of = 100 }, "", "", "2018-11-02" },
	{ __LINE__, "short > 100 %", { .state = 'o', .share_of = 100 }, "", "", "" },
	{ __LINE__, "done <= 25 %", { .state = 'o', .share_done = 1, .share_of = 4 }, "", "", "always" },
	{ __LINE__, "done < 25 %", { .state = 'o', .share_done = 1, .share_of = 4 }, "", "", "" },
	{ __LINE__, "done < 80 %, overdue", { .state = 'o', .share_done = 159, .share_of = 199 }, "", "", "2018-11-22" },      /* 79.9 % */
	{ __LINE__, "done < 25 %", { .state = 'o' }, "", "", "" },
	{ __LINE__, "not done < 25 %", { .state = 'o' }, "", "", "" },                                     /* not known is not the contrary */
	{ __LINE__, "urged", { .state = 'o', .urged = 1 }, "", "", "always" },
	{ __LINE__, "urged >= 3 times", { .state = 'o', .urged = 2 }, "", "", "" },
	{ __LINE__, "urged >= 3 times, silent", { .state = 'o', .urged = 3 }, "", "", "always" },
	{ __LINE__, "urged >= 3 times, silent", { .state = 'o', .urged = 3, .report = 'r' }, "", "", "" },
	{ __LINE__, "promise-over, silent", { .state = 'o', .urged = 1 }, "2018-11-09", "", "2018-11-10" },
	{ __LINE__, "promise-over >= 1, silent", { .state = 'o', .urged = 1 }, "2018-11-09", "", "2018-11-12" },
	{ __LINE__, "promise-over", { .state = 'o', .urged = 1 }, "", "", "" },
	{ __LINE__, "late", { .state = 'o', .report = 'r' }, "", "2018-11-22", "always" },
	{ __LINE__, "late", { .state = 'o', .report = 'r' }, "", "2018-11-21", "" },
	{ __LINE__, "late > 2", { .state = 'o', .report = 'r' }, "", "2018-11-25", "" },                   /* a Sunday: two working days */
	{ __LINE__, "late > 2", { .state = 'o', .report = 'r' }, "", "2018-11-26", "always" },
	{ __LINE__, "late > 3 days", { .state = 'o', .report = 'r' }, "", "2018-11-25", "always" },
	{ __LINE__, "late", { .state = 'o' }, "", "", "" },
	{ __LINE__, "returned", { .state = 'o', .report = 'r', .review = 'x' }, "", "", "always" },
	{ __LINE__, "in, not accepted", { .state = 'o', .report = 'r' }, "", "", "always" },
	{ __LINE__, "zero", { .state = 'o', .report = 'z' }, "", "", "always" },
	{ __LINE__, "missed", { .state = 'o', .report = 'r', .met = MET_NO }, "", "", "always" },
	{ __LINE__, "missed", { .state = 'c', .report = 'r', .met = MET_NO }, "", "", "" },
	{ __LINE__, "not met", { .state = 'o', .met = MET_UNKNOWN }, "", "", "always" },
	{ __LINE__, "judged-red", { .state = 'o', .judged = 'r' }, "", "", "always" },
	{ __LINE__, "judged-red", { .state = 'o', .judged = 'y' }, "", "", "" },
	{ __LINE__, "评灯，非 评绿", { .state = 'o', .judged = 'y' }, "", "", "always" },
	{ __LINE__, "not judged, overdue", { .state = 'o', .judged = 'g' }, "", "", "" },
	{ __LINE__, "judged-orange", { .state = 'o', .judged = 'o' }, "", "", "always" },
	{ __LINE__, "评黄绿", { .state = 'o', .judged = 'l' }, "", "", "always" },
	{ __LINE__, "judged-yellow", { .state = 'o', .judged = 'l' }, "", "", "" },
	{ __LINE__, "fell", { .state = 'o', .fell = true }, "", "", "always" },
	{ __LINE__, "periodic", { .state = 'o', .occ = "2018-11" }, "", "", "always" },
	{ __LINE__, "periodic", { .state = 'o', .occ = "1" }, "", "", "" },
	{ __LINE__, "not periodic", { .state = 'o', .occ = "1" }, "", "", "always" },
	/* those before, and this one once its date is over */
	{ __LINE__, "running >= 2", { .state = 'o' }, "", "", "" },
	{ __LINE__, "running >= 1", { .state = 'o' }, "", "", "2018-11-22" },
	{ __LINE__, "running >= 2", { .state = 'o', .missed_running = 1 }, "", "", "2018-11-22" },
	{ __LINE__, "running > 2", { .state = 'o', .missed_running = 1 }, "", "", "" },
	{ __LINE__, "running >= 2", { .state = 'o', .missed_running = 5, .missed_before = 5 }, "", "", "2018-11-22" },
	{ __LINE__, "running >= 2", { .state = 'o', .missed_running = 5, .report = 'r' }, "", "2018-11-20", "" },
	{ __LINE__, "running >= 2", { .state = 'o', .missed_running = 1, .report = 'r' }, "", "2018-11-25", "2018-11-22" },
	{ __LINE__, "running >= 2, silent", { .state = 'o', .missed_running = 1, .report = 'r' }, "", "2018-11-25", "" },
	{ __LINE__, "running >= 2", { .state = 'o', .missed_running = 1, .report = 'r', .met = MET_NO }, "", "2018-11-20", "2018-11-22" },
	{ __LINE__, "running >= 2", { .state = 'o', .missed_running = 1, .report = 'r', .review = 'x' }, "", "2018-11-20", "2018-11-22" },
	{ __LINE__, "running >= 2", { .state = 'c', .missed_running = 1 }, "", "", "" },
	{ __LINE__, "running >= 2", { .state = 's', .missed_running = 1 }, "", "", "" },
	{ __LINE__, "misses >= 3", { .state = 'o', .missed_before = 2 }, "", "", "2018-11-22" },
	{ __LINE__, "misses >= 3", { .state = 'o', .missed_before = 1, .missed_running = 1 }, "", "", "" },
	/* whatever it says */
	{ __LINE__, "overdue", { .state = 's' }, "", "", "" },
	{ __LINE__, "silent", { .state = 's' }, "", "", "" },
	{ __LINE__, "not in", { .state = 'o', .standing = true }, "", "", "" },
	{ __LINE__, "silent", { .state = 'o', .begins = 17841 }, "", "", "2018-11-06" },
	{ __LINE__, "left <= 100", { .state = 'o', .begins = 17841 }, "", "", "2018-11-06" },
};

static struct rule rule_of(const char *conditions, int line)
{
	char text[400];
	struct rule r;
	struct err err = { 0 };

	snprintf(text, sizeof text, "name: test\nred: %s\ngreen: in\n", conditions);
	if (!rule_read(str_of(text), "", &r, &err))
		CHECK_FAIL_AT(line, "%s", err.text);
	return r;
}

static void test_turns(void)
{
	struct calendar *cal = calendar_new();

	for (size_t i = 0; i < CHECK_N(turns); i++) {
		struct rule r = rule_of(turns[i].conditions, turns[i].line);
		struct duty_state d = turns[i].d;
		char text[DATE_TEXT_SIZE];

		d.since = day("2018-11-01");
		d.due = d.first_due = d.act_by = day("2018-11-21");
		if (!d.begins)
			d.begins = DATE_NONE;
		d.promised = day(turns[i].promised);
		d.reported = day(turns[i].reported);
		rule_judge(&r, cal, &d);
		CHECK_STR_AT(turns[i].line, d.red_from == DATE_NEVER ? "" : d.red_from == DATE_NONE ? "always" : date_text(d.red_from, text),
			turns[i].red_from);
		/* the line that is named for a day is the one that made the light */
		for (date today = day("2018-10-25"); today < day("2018-12-05"); today++) {
			const struct rule_line *by = rule_deciding(&r, cal, &d, today);
			CHECK_INT_AT(turns[i].line, by ? by->light : LIGHT_UNKNOWN, light_of_duty(&d, today));
		}
	}
	calendar_free(cal);
}

/* Without a date nothing comes with time; without a known beginning no time goes by. */
static void test_no_dates(void)
{
	static const char *const all[] = { "overdue", "left <= 9", "elapsed > 0", "behind > 0", "short > 0", "promise-over" };
	struct calendar *cal = calendar_new();

	for (size_t i = 0; i < CHECK_N(all); i++) {
		struct rule r = rule_of(all[i], __LINE__);
		struct duty_state d = { .state = 'o', .due = DATE_NONE, .act_by = DATE_NONE, .begins = DATE_NONE, .promised = DATE_NONE,
			.since = day("2018-11-01"), .share_of = 10 };
		rule_judge(&r, cal, &d);
		CHECK_INT(d.red_from, DATE_NEVER);
		d.since = DATE_NONE;
		d.due = d.act_by = day("2018-11-21");
		rule_judge(&r, cal, &d);
		CHECK(i < 2 ? d.red_from != DATE_NEVER : d.red_from == DATE_NEVER);
		/* handed over on the day it is due, or after: no time was given, and on that day it is all gone */
		d.since = day("2018-11-30");
		rule_judge(&r, cal, &d);
		if (i >= 2 && i <= 4)
			CHECK_INT(d.red_from, d.due);
	}
	calendar_free(cal);
}

/* Nothing is green of which nothing is known. */
static void test_green(void)
{
	struct calendar *cal = calendar_new();
	struct err err = { 0 };
	struct rule r;
	struct duty_state d = { .state = 'o', .due = day("2018-11-21"), .act_by = day("2018-11-21"), .begins = DATE_NONE };

	CHECK(rule_read(str_of("name: all is well\nred: silent, overdue\ngreen: not missed\n"), "", &r, &err));
	rule_judge(&r, cal, &d);
	CHECK(!d.green);
	d.share_of = 3;
	rule_judge(&r, cal, &d);
	CHECK(d.green);
	d.share_of = 0, d.report = 'r';
	rule_judge(&r, cal, &d);
	CHECK(d.green);
	d.state = 's';
	rule_judge(&r, cal, &d);
	CHECK(!d.green);
	calendar_free(cal);
}

/* The shipped families, in their own words. */
static const struct {
	int line;
	const char *file, *today;
	struct duty_state d;
	const char *want, *level;
} families[] = {
	{ __LINE__, "progress", "2018-11-11", { .report = 'r', .share_done = 45, .share_of = 100 }, "green", "" },      /* 50 - 45 */
	{ __LINE__, "progress", "2018-11-11", { .report = 'r', .share_done = 40, .share_of = 100 }, "yellow", "" },
	{ __LINE__, "progress", "2018-11-11", { .report = 'r', .share_done = 20, .share_of = 100 }, "yellow", "" },
	{ __LINE__, "progress", "2018-11-11", { .report = 'r', .share_done = 19, .share_of = 100 }, "red", "" },
	{ __LINE__, "progress", "2018-11-11", { .report = 0 }, "unknown", "" },
	{ __LINE__, "progress", "2018-11-14", { .report = 0 }, "yellow", "" },
	{ __LINE__, "progress", "2018-11-22", { .report = 0 }, "red", "" },
	{ __LINE__, "progress-half", "2018-11-11", { .report = 'r', .share_done = 1, .share_of = 2 }, "green", "" },
	{ __LINE__, "progress-half", "2018-11-11", { .report = 'r', .share_done = 1, .share_of = 4 }, "yellow", "" },
	{ __LINE__, "progress-half", "2018-11-11", { .report = 'r', .share_done = 24, .share_of = 100 }, "red", "" },
	{ __LINE__, "percent", "2018-11-11", { .report = 'r', .share_done = 1, .share_of = 4 }, "red", "" },
	{ __LINE__, "percent", "2018-11-11", { .report = 'r', .share_done = 3, .share_of = 4 }, "yellow", "" },
	{ __LINE__, "percent", "2018-11-11", { .report = 'r', .share_done = 19, .share_of = 25 }, "green", "" },
	{ __LINE__, "percent", "2018-11-22", { .report = 'r', .share_done = 49, .share_of = 100 }, "red", "" },
	{ __LINE__, "urging", "2018-11-05", { .urged = 1 }, "yellow", "" },
	{ __LINE__, "urging", "2018-11-05", { .urged = 3 }, "red", "" },
	{ __LINE__, "urging", "2018-11-05", { .urged = 3, .report = 'r' }, "green", "" },
	{ __LINE__, "by-hand", "2018-11-11", { .judged = 'g' }, "green", "" },
	{ __LINE__, "by-hand", "2018-11-22", { .judged = 'y' }, "yellow", "" },
	{ __LINE__, "by-hand", "2018-11-11", { .judged = 'r', .report = 'r' }, "red", "" },
	{ __LINE__, "by-hand", "2018-11-22", { .judged = 0 }, "red", "" },
	{ __LINE__, "late", "2018-12-05", { .report = 'r', .reported = 17857 }, "yellow", "" },      /* 11-22 */
	{ __LINE__, "late", "2018-12-05", { .report = 'r', .reported = 17864 }, "red", "" },         /* 11-29: six */
	{ __LINE__, "late", "2018-12-05", { .report = 'r', .reported = 17856 }, "green", "" },
	{ __LINE__, "slips", "2018-11-05", { .report = 0 }, "unknown", "" },
	{ __LINE__, "slips", "2018-11-05", { .urged = 1, .promised = 17844 }, "yellow", "蓝色督办单" },      /* 11-09 */
	{ __LINE__, "slips", "2018-11-10", { .urged = 1, .promised = 17844 }, "yellow", "橙色督办单" },
	{ __LINE__, "slips", "2018-11-10", { .urged = 2, .promised = 17849 }, "yellow", "橙色督办单" },      /* 11-14 */
	{ __LINE__, "slips", "2018-11-15", { .urged = 2, .promised = 17849 }, "red", "红色督办单" },
	{ __LINE__, "slips", "2018-11-15", { .urged = 2, .promised = 17849, .report = 'r' }, "green", "" },
	{ __LINE__, "slips", "2018-11-05", { .report = 'r', .review = 'x' }, "yellow", "蓝色督办单" },
	{ __LINE__, "slips", "2018-11-05", { .judged = 'r' }, "red", "红色督办单" },                         /* serious: from there at once */
	{ __LINE__, "slips", "2018-11-14", { .report = 0 }, "yellow", "" },
	{ __LINE__, "slips-plan", "2018-11-14", { .report = 0 }, "yellow", "蓝色督办单" },
	{ __LINE__, "slips-plan", "2018-11-11", { .report = 'r', .share_done = 45, .share_of = 100 }, "yellow", "黄色督办单" },
	{ __LINE__, "slips-plan", "2018-11-11", { .report = 'r', .share_done = 50, .share_of = 100 }, "green", "" },
	{ __LINE__, "slips-plan", "2018-11-15", { .report = 'r', .review = 'x' }, "yellow", "黄色督办单" },
	{ __LINE__, "slips-plan", "2018-11-22", { .report = 0 }, "red", "红色督办单" },
	{ __LINE__, "periods", "2018-11-22", { .occ = "2018-11" }, "yellow", "" },
	{ __LINE__, "periods", "2018-11-22", { .occ = "2018-11", .missed_running = 1 }, "red", "" },
	{ __LINE__, "periods", "2018-11-21", { .occ = "2018-11", .missed_running = 3 }, "yellow", "" },
	{ __LINE__, "periods", "2018-11-22", { .occ = "2018-11", .missed_running = 1, .report = 'r', .met = MET_NO }, "red", "" },
	{ __LINE__, "periods", "2018-11-22", { .occ = "2018-11", .missed_running = 1, .report = 'r' }, "green", "" },
	{ __LINE__, "periods", "2018-11-22", { .occ = "1" }, "red", "" },
	{ __LINE__, "periods", "2018-11-11", { .occ = "1", .report = 'r', .share_done = 1, .share_of = 5 }, "red", "" },
	{ __LINE__, "marks", "2018-11-22", { .missed_before = 0 }, "yellow", "" },
	{ __LINE__, "marks", "2018-11-22", { .missed_before = 1 }, "yellow", "发函，扣 1 分" },
	{ __LINE__, "marks", "2018-11-22", { .missed_before = 2 }, "red", "约谈，扣 2 分" },
	{ __LINE__, "marks", "2018-11-29", { .missed_before = 0 }, "red", "约谈，扣 2 分" },
	{ __LINE__, "average", "2018-11-11", { .report = 'r', .share_done = 59, .share_of = 100 }, "yellow", "" },
	{ __LINE__, "average", "2018-11-11", { .report = 'r', .share_done = 60, .share_of = 100 }, "green", "" },
	{ __LINE__, "average", "2018-11-17", { .report = 'r', .share_done = 60, .share_of = 100 }, "yellow", "" },
	{ __LINE__, "average", "2018-11-11", { .report = 'r', .share_done = 99, .share_of = 100, .fell = true }, "red", "" },
	{ __LINE__, "confidence", "2018-11-11", { .judged = 'g' }, "green", "能办成" },
	{ __LINE__, "confidence", "2018-11-11", { .judged = 'l' }, "yellow", "多半能成" },
	{ __LINE__, "confidence", "2018-11-11", { .judged = 'y' }, "yellow", "有困难" },
	{ __LINE__, "confidence", "2018-11-11", { .judged = 'o' }, "red", "很难办成" },
	{ __LINE__, "confidence", "2018-11-11", { .judged = 'r' }, "red", "办不成" },
	{ __LINE__, "confidence", "2018-11-11", { .judged = 0 }, "unknown", "" },
	{ __LINE__, "confidence", "2018-11-22", { .judged = 0 }, "red", "" },
	{ __LINE__, "unknown-red", "2018-11-05", { .report = 0 }, "red", "" },
	{ __LINE__, "unknown-red", "2018-11-05", { .share_done = 1, .share_of = 9 }, "yellow", "" },
	{ __LINE__, "unknown-red", "2018-11-05", { .report = 'r' }, "green", "" },
	{ __LINE__, "unknown-red", "2018-11-22", { .share_done = 1, .share_of = 9 }, "red", "" },
};

static void test_families(void)
{
	struct calendar *cal = calendar_new();

	for (size_t i = 0; i < CHECK_N(families); i++) {
		struct duty_state d = families[i].d;
		struct buf text = { 0 };
		struct err err = { 0 };
		char path[80];
		struct rule r;

		snprintf(path, sizeof path, "share/rules/%s.txt", families[i].file);
		if (!rule_read_file(check_source(path), &text, &r, &err))
			CHECK_FAIL_AT(families[i].line, "%s:%d: %s", path, err.at.line, err.text);
		d.state = 'o';
		d.since = day("2018-11-01");
		d.due = d.first_due = d.act_by = day("2018-11-21");
		d.begins = DATE_NONE;
		d.promised = d.promised ? d.promised : DATE_NONE;
		d.reported = d.reported ? d.reported : d.report ? d.since : DATE_NONE;
		rule_judge(&r, cal, &d);
		CHECK_STR_AT(families[i].line, light_name(light_of_duty(&d, day(families[i].today))), families[i].want);
		CHECK_STR_AT(families[i].line, rule_level(&r, cal, &d, day(families[i].today)), families[i].level);
		buf_clear(&text);
	}
	calendar_free(cal);
}

/* All that is shipped can be chosen, and is told whole on a screen of 80 columns. */
static void test_shipped(void)
{
	struct arena mem = { 0 };
	rule_files list = { 0 };
	struct err err = { 0 };

	CHECK(rule_files_read(check_source("share"), &mem, &list, &err));
	CHECK(list.n >= 14);
	for (size_t i = 0; i < list.n; i++) {
		const struct rule_file *f = &list.p[i];
		if (f->fault.code != ERR_NONE)
			CHECK_FAIL("%s:%d: %s", f->name, f->fault.at.line, f->fault.text);
		CHECK(i == 0 || strcmp(list.p[i - 1].name, f->name) < 0);
		if (width_cols(str_of(f->rule.name)) > 10 || !f->rule.about[0] || width_cols(str_of(f->rule.about)) > 63)
			CHECK_FAIL("%s: %s: %s", f->name, f->rule.name, f->rule.about);
	}
	rule_files_clear(&list);
	CHECK(!rule_files_read(check_path("none"), &mem, &list, &err) && err.code != ERR_NONE);
	arena_clear(&mem);
}

/* One that is at fault stands in its place, and says so. */
static void test_fault(void)
{
	struct arena mem = { 0 };
	rule_files list = { 0 };
	struct err err = { 0 };

	CHECK(mkdir(check_path("rules"), 0700) == 0);
	check_write(check_path("rules/a.txt"), RULE, sizeof RULE - 1);
	check_write(check_path("rules/b.txt"), "name: x\nred: slient\n", 20);
	check_write(check_path("rules/.c.txt"), "x", 1);
	check_write(check_path("rules/d.txt~"), "x", 1);
	CHECK(rule_files_read(check_path("."), &mem, &list, &err));
	CHECK_INT(list.n, 2);
	CHECK(list.p[0].fault.code == ERR_NONE && strcmp(list.p[0].rule.name, "x") == 0);
	CHECK_STR(list.p[1].name, "b");
	CHECK_INT(list.p[1].fault.at.line, 2);
	rule_files_clear(&list);
	arena_clear(&mem);
}

static void test_trial_text(void)
{
	struct rule_trial t = { .changed = 0 };
	struct arena mem = { 0 };

	CHECK_STR(rule_trial_text(&t, &mem), "no light would change");
	t.turned[LIGHT_RED][LIGHT_RED] = 7;
	t.turned[LIGHT_YELLOW][LIGHT_RED] = 2;
	t.turned[LIGHT_UNKNOWN][LIGHT_GREEN] = 1;
	t.changed = 3;
	CHECK_STR(rule_trial_text(&t, &mem), "3 lights would change: Y -> R 2, ? -> G 1");
	arena_clear(&mem);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_files), CHECK_TEST(test_sizes), CHECK_TEST(test_plain), CHECK_TEST(test_gb18030), CHECK_TEST(test_turns),
	CHECK_TEST(test_no_dates), CHECK_TEST(test_green), CHECK_TEST(test_families),
	CHECK_TEST(test_shipped), CHECK_TEST(test_fault), CHECK_TEST(test_trial_text),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
