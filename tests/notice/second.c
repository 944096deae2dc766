/* What is asked in two parts is not lost: the part without a number is a measure, and asked. */
#include "tests/notice/read.h"

#define ROW(task, deadline) "市政务数据任务分解表\n\n\t序号\n\t任务\n\t牵头单位\n\t时限\n\n\t1\n\t" task "\n\t市档案局、市城建局\n\t" deadline "\n"

static const struct { int line; const char *text, *measures; int targets; } asked[] = {
	{ __LINE__, ROW("县级窗口接入市级系统，并与省级系统互联互通。", "12月底前"), "县级窗口接入市级系统|与省级系统互联互通|", 0 },
	{ __LINE__, ROW("县级窗口接入市级系统，市级系统再与省级系统打通", "12月底前"), "县级窗口接入市级系统|市级系统再与省级系统打通|", 0 },
	{ __LINE__, ROW("整理档案", "12月底前每家至少建成一个样板库房并形成典型案例；长期坚持"), "形成典型案例|", 1 },
	{ __LINE__, ROW("整理档案", "12月底前每家至少建成一个样板库房，附一份经验材料；长期坚持"), "一份经验材料|", 1 },
	/* one thing alone, a clause that brings nothing about, two sentences, a number of its own, what is no product */
	{ __LINE__, ROW("县级窗口接入市级系统。", "12月底前"), "", 0 },
	{ __LINE__, ROW("加强领导，县级窗口接入市级系统。", "12月底前"), "", 0 },
	{ __LINE__, ROW("县级窗口接入市级系统。与省级系统互通。", "12月底前"), "", 0 },
	{ __LINE__, ROW("整理档案", "12月底前每家至少建成一个样板库房，至少报送2例典型案例"), "", 2 },
	{ __LINE__, ROW("整理档案", "12月底前每家至少建成一个样板库房并通过验收"), "", 1 },
};

static void test_asked(void)
{
	for (size_t i = 0; i < CHECK_N(asked); i++) {
		struct draft *d = read_until(asked[i].text, "2018-10-31", NULL);
		const struct draft_item *it = read_item(d, "1");
		struct buf got = { 0 };

		for (size_t k = 0; k < it->measures.n; k++)
			buf_printf(&got, "%.*s|", STR_ARG(it->measures.p[k].text));
		CHECK_STR_AT(asked[i].line, buf_text(&got), asked[i].measures);
		CHECK_INT_AT(asked[i].line, it->targets.n, asked[i].targets);
		CHECK_INT_AT(asked[i].line, read_questions(d, Q_MEASURES), *asked[i].measures != '\0');
		if (*asked[i].measures) {
			read_answer(d, Q_MEASURES, 0, 1, NULL);
			CHECK_INT_AT(asked[i].line, read_item(d, "1")->measures.n, 0);
		}
		buf_clear(&got);
		draft_free(d);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_asked) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
