/* Days as people type them. */
#include "base/day_typed.h"

#include "tests/lib/check.h"

static const struct { int line; const char *text; bool ahead; const char *want; } cases[] = {
	{ __LINE__, "今天", false, "2018-11-21" }, { __LINE__, "昨天", false, "2018-11-20" }, { __LINE__, "前天", false, "2018-11-19" },
	{ __LINE__, "明天", true, "2018-11-22" }, { __LINE__, "Yesterday", false, "2018-11-20" },
	{ __LINE__, "-2", false, "2018-11-19" }, { __LINE__, "－２", false, "2018-11-19" }, { __LINE__, "+3", true, "2018-11-24" },
	{ __LINE__, "11-12", false, "2018-11-12" }, { __LINE__, "11.12", false, "2018-11-12" }, { __LINE__, "11/12", false, "2018-11-12" },
	{ __LINE__, "１１－１２", false, "2018-11-12" }, { __LINE__, "11月12日", false, "2018-11-12" }, { __LINE__, "1月3号", false, "" },
	{ __LINE__, "5-30", false, "2018-05-30" }, { __LINE__, "1-20", true, "2019-01-20" },
	{ __LINE__, "6月3号", false, "2018-06-03" }, { __LINE__, "12-20", false, "" }, { __LINE__, "11-19", true, "" }, { __LINE__, "5-1", true, "2019-05-01" },
	/* A slip of the other side is refused, and not taken for another year. */
	{ __LINE__, "11-22", false, "" }, { __LINE__, "12-30", false, "" }, { __LINE__, "11-20", true, "" }, { __LINE__, "22", false, "" },
	{ __LINE__, "20", true, "" }, { __LINE__, "2017-12-30", false, "2017-12-30" }, { __LINE__, "4-1", false, "" },
	{ __LINE__, "12-30", true, "2018-12-30" }, { __LINE__, "1-3", true, "2019-01-03" },
	{ __LINE__, "12", false, "2018-11-12" }, { __LINE__, "29", false, "2018-10-29" }, { __LINE__, "25", true, "2018-11-25" },
	{ __LINE__, "31", false, "2018-10-31" }, { __LINE__, "30日", false, "2018-10-30" }, { __LINE__, "31", true, "2018-12-31" },
	{ __LINE__, "2-29", false, "" }, { __LINE__, "2-29", true, "2020-02-29" },
	{ __LINE__, "2018-11-12", false, "2018-11-12" }, { __LINE__, "2018年11月12日", false, "2018-11-12" },
	{ __LINE__, "18-11-12", false, "2018-11-12" }, { __LINE__, "18年11月12日", false, "2018-11-12" }, { __LINE__, "19-11", false, "" },
	{ __LINE__, "2018-11", false, "" }, { __LINE__, "2018年11月", false, "" }, { __LINE__, "08-11-12", false, "" }, { __LINE__, "1-2-3", false, "" },
	{ __LINE__, "1112", false, "2018-11-12" }, { __LINE__, "20181112", false, "2018-11-12" }, { __LINE__, "２０１８１１１２", false, "2018-11-12" },
	{ __LINE__, "0105", true, "2019-01-05" }, { __LINE__, "112", false, "" }, { __LINE__, "20181131", false, "" }, { __LINE__, "2018", false, "" },
	{ __LINE__, "１２／２０", true, "2018-12-20" }, { __LINE__, "１２月２０日", true, "2018-12-20" }, { __LINE__, "20181112-1", false, "" },
	{ __LINE__, "1112日", false, "" },
	{ __LINE__, "11-21", false, "2018-11-21" }, { __LINE__, "11-21", true, "2018-11-21" },
	{ __LINE__, "2-30", false, "" }, { __LINE__, "13-1", false, "" }, { __LINE__, "x", false, "" }, { __LINE__, "", false, "" },
	{ __LINE__, "0", false, "" }, { __LINE__, "11-", false, "" }, { __LINE__, "-", false, "" }, { __LINE__, "1-2-3-4", false, "" },
	{ __LINE__, "99999", false, "" }, { __LINE__, "11-12x", false, "" }, 
	/* As it is said on the phone; 2018-11-21 is a Wednesday. */
	{ __LINE__, "星期一", false, "2018-11-19" }, { __LINE__, "周一", true, "2018-11-26" }, { __LINE__, "周三", true, "2018-11-21" },
	{ __LINE__, "周三", false, "2018-11-21" }, { __LINE__, "礼拜五", false, "2018-11-16" }, { __LINE__, "周五", true, "2018-11-23" },
	{ __LINE__, "本周五", true, "2018-11-23" }, { __LINE__, "这个星期天", true, "2018-11-25" }, { __LINE__, "下周一", true, "2018-11-26" },
	{ __LINE__, "下周日", true, "2018-12-02" }, { __LINE__, "上周五", false, "2018-11-16" }, { __LINE__, "周６", true, "2018-11-24" },
	{ __LINE__, "本周一", true, "" }, { __LINE__, "下周一", false, "" }, { __LINE__, "下周", true, "" }, { __LINE__, "周八", true, "" },
	{ __LINE__, "周", true, "" }, { __LINE__, "周三上午", true, "" },
	{ __LINE__, "3天前", false, "2018-11-18" }, { __LINE__, "两周后", true, "2018-12-05" }, { __LINE__, "一个月前", false, "2018-10-21" },
	{ __LINE__, "十天之后", true, "2018-12-01" }, { __LINE__, "3天前", true, "" }, { __LINE__, "99999天前", false, "" }, { __LINE__, "3天", true, "" },
	{ __LINE__, "月底", true, "2018-11-30" }, { __LINE__, "本月末", true, "2018-11-30" }, { __LINE__, "月底", false, "" },
	{ __LINE__, "上月底", false, "2018-10-31" }, { __LINE__, "下个月底", true, "2018-12-31" }, { __LINE__, "下月初", true, "2018-12-01" },
	{ __LINE__, "季度末", true, "2018-12-31" }, { __LINE__, "上季度末", false, "2018-09-30" }, { __LINE__, "年底", true, "2018-12-31" },
	{ __LINE__, "去年底", false, "2017-12-31" }, { __LINE__, "明年年底", true, "2019-12-31" }, { __LINE__, "year-end", true, "2018-12-31" },
	{ __LINE__, "2月底", true, "2019-02-28" }, { __LINE__, "十月底", false, "2018-10-31" }, { __LINE__, "13月底", true, "" },
	{ __LINE__, "十六号", false, "2018-11-16" }, { __LINE__, "十一月三十日", true, "2018-11-30" },
	{ __LINE__, "二〇一八年十月三十一日", false, "2018-10-31" },
};

static void test_days(void)
{
	date today = date_make(2018, 11, 21);

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };
		date d = DATE_NONE;
		char text[DATE_TEXT_SIZE];
		bool done = (cases[i].ahead ? day_typed_ahead : day_typed_past)(str_of(cases[i].text), today, &d, &err);

		CHECK_INT_AT(cases[i].line, done, *cases[i].want != '\0');
		CHECK_STR_AT(cases[i].line, done ? date_text(d, text) : "", cases[i].want);
		CHECK_INT_AT(cases[i].line, err.code, *cases[i].want ? ERR_NONE : ERR_INPUT);
	}
}

static void test_whole(void)
{
	static const struct { int line; const char *text, *want; } whole[] = {
		{ __LINE__, "2018-10-31", "2018-10-31" }, { __LINE__, "2018年10月31日", "2018-10-31" }, { __LINE__, "2018.10.31", "2018-10-31" },
		{ __LINE__, "２０１８－１０－３１", "2018-10-31" }, { __LINE__, "20181031", "2018-10-31" },
		{ __LINE__, "二〇一八年十月三十一日", "2018-10-31" }, { __LINE__, " 2018/10/31 ", "2018-10-31" }, { __LINE__, "10月31日", "" },
		{ __LINE__, "18-10-31", "" }, { __LINE__, "2018年13月31日", "" }, { __LINE__, "2018-11-31", "" }, { __LINE__, "今天", "" }, { __LINE__, "", "" },
	};

	for (size_t i = 0; i < CHECK_N(whole); i++) {
		char text[DATE_TEXT_SIZE];
		date d;

		CHECK_INT_AT(whole[i].line, day_typed_whole(str_of(whole[i].text), &d), *whole[i].want != '\0');
		CHECK_STR_AT(whole[i].line, date_text(d, text), whole[i].want);
	}
}

/* What is refused says how days are typed, or which one was understood. */
static void test_says(void)
{
	static const struct { int line; const char *text; bool ahead; const char *says; } says[] = {
		{ __LINE__, "19-11", false, "not a day: 19-11 (11-20, 20, 昨天, -2, with its year 2018-11-20)" },
		{ __LINE__, "11-22", false, "2018-11-22 has not come yet; if another day is meant, write it with its year: 2017-11-22" },
		{ __LINE__, "22", false, "2018-11-22 has not come yet; if another day is meant, write it with its year: 2018-10-22" },
		{ __LINE__, "2018-11-22", false, "that day has not come yet: 2018-11-22" }, { __LINE__, "+1", false, "that day has not come yet: 2018-11-22" },
		{ __LINE__, "11-19", true, "2018-11-19 is over; if another day is meant, write it with its year: 2019-11-19" },
		{ __LINE__, "20", true, "2018-11-20 is over; if another day is meant, write it with its year: 2018-12-20" },
	};

	for (size_t i = 0; i < CHECK_N(says); i++) {
		struct err err = { 0 };
		date d = DATE_NONE;

		CHECK(!(says[i].ahead ? day_typed_ahead : day_typed_past)(str_of(says[i].text), date_make(2018, 11, 21), &d, &err));
		CHECK_STR_AT(says[i].line, err.text, says[i].says);
	}
	/* of a paper: taken as it was read */
	static const struct { int line; const char *text, *want; } dated[] = {
		{ __LINE__, "11-22", "2018-11-22" }, { __LINE__, "11-19", "2018-11-19" }, { __LINE__, "+2", "2018-11-23" },
		{ __LINE__, "明天", "2018-11-22" }, { __LINE__, "2018-12-30", "2018-12-30" }, { __LINE__, "周五", "2018-11-16" },
	};
	for (size_t i = 0; i < CHECK_N(dated); i++) {
		struct err err = { 0 };
		char text[DATE_TEXT_SIZE];
		date d = DATE_NONE;

		CHECK_AT(dated[i].line, day_typed_dated(str_of(dated[i].text), date_make(2018, 11, 21), &d, &err));
		CHECK_STR_AT(dated[i].line, date_text(d, text), dated[i].want);
	}
}

static void test_near(void)
{
	static const struct { int line; const char *text, *want; } near[] = {
		{ __LINE__, "11-28", "2018-11-28" }, { __LINE__, "11-20", "2018-11-20" }, { __LINE__, "2-15", "2019-02-15" },
		{ __LINE__, "8-1", "2018-08-01" }, { __LINE__, "11-10", "2018-11-10" }, { __LINE__, "12", "2018-12-12" }, { __LINE__, "+5", "2018-11-26" },
		{ __LINE__, "昨天", "2018-11-20" }, { __LINE__, "2020-01-31", "2020-01-31" }, { __LINE__, "x", "" },
	};

	for (size_t i = 0; i < CHECK_N(near); i++) {
		struct err err = { 0 };
		date d = DATE_NONE;
		char text[DATE_TEXT_SIZE];

		CHECK_INT_AT(near[i].line, day_typed_near(str_of(near[i].text), date_make(2018, 11, 21), &d, &err), *near[i].want != '\0');
		CHECK_STR_AT(near[i].line, date_text(d, text), near[i].want);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_days), CHECK_TEST(test_whole), CHECK_TEST(test_says), CHECK_TEST(test_near) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
