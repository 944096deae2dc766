/* Headings, merged cells, numbers: on a handful of cells each. */
#include "tests/notice/read.h"

#define HEAD "\t序 号\n\t工作任务\n\t牵头单位\n\t责任单位\n\t完成时限\n\n"
#define ROW(n, task, lead, resp, when) "\t" n "\n\t" task "\n\t" lead "\n\t" resp "\n\t" when "\n\n"

/* "number|category|task|lead|responsible|deadline;" of each row that is no heading. */
static const char *rows_of(struct draft *d)
{
	static const enum column_role roles[] = { COL_NUMBER, COL_CATEGORY, COL_TASK, COL_LEAD, COL_RESPONSIBLE, COL_DEADLINE };
	static struct buf to;

	buf_reset(&to);
	for (size_t i = 0; i < d->in->rows.n; i++) {
		const struct task_row *r = &d->in->rows.p[i];

		for (size_t k = 0; k < CHECK_N(roles); k++)
			buf_printf(&to, k ? "|%.*s" : "%.*s", STR_ARG(r->part[roles[k]].text));
		buf_puts(&to, r->left_out ? "!;" : ";");
	}
	draft_free(d);
	return buf_text(&to);
}

static const struct { int line; const char *text, *rows; } heads[] = {
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "丙局", "6月底前"), "1||甲|乙局|丙局|6月底前;" },
	/* letter-spaced, spaced otherwise, broken over lines, bracketed: the same words; again
	 * on the next page: no task */
	{ __LINE__, "\t序　 号\n\t任 务\n内 容\n\t牵  头  部  门\n\t配合单位（科室）\n\t时限要求\n\n" ROW("1", "甲", "乙局", "丙局", "即日起")
		HEAD ROW("2", "丁", "戊局", "己局", "即日起"), "1||甲|乙局|丙局|即日起;2||丁|戊局|己局|即日起;" },
	/* other words, other order */
	{ __LINE__, "\t事项\n\t办理时限\n\t主办单位\n\t协办单位\n\n\t甲\n\t6月底前\n\t乙局\n\t丙局\n", "||甲|乙局|丙局|6月底前;" },
	{ __LINE__, "\t项目类别\n\t整改措施\n\t责任单位\n\t整改时限\n\n\t子\n\t甲\n\t乙局\n\t立行立改\n", "|子|甲||乙局|立行立改;" },
	/* "工作任务及时限要求" is a deadline: the word that ends last */
	{ __LINE__, "\t重点工作\n\t牵头单位\n\t工作任务及时限要求\n\n\t甲\n\t乙局\n\t年底前\n", "||甲|乙局||年底前;" },
	/* a heading of two rows */
	{ __LINE__, "\t序号\n\t任务\n\t分工\n\t时限\n\n\t\n\t\n\t牵头单位\n\t配合单位\n\t\n\n" ROW("1", "甲", "乙局", "丙局", "年底前"),
		"1||甲|乙局|丙局|年底前;" },
	/* a cell more than the heading has: a category beside the task */
	{ __LINE__, HEAD "\t1\n\t子\n\t甲\n\t乙局\n\t丙局\n\t年底前\n", "1|子|甲|乙局|丙局|年底前;" },
	/* chapters between rows are no tasks */
	{ __LINE__, HEAD "\t一、总体\n\n" ROW("1", "甲", "乙局", "", "年底前"), "1||甲|乙局||年底前;" },
	/* a blank row is nothing */
	{ __LINE__, HEAD ROW("", "", "", "", "") ROW("1", "甲", "乙局", "", "年底前"), "1||甲|乙局||年底前;" },
	/* a row that lost its first cells, one that lost its last */
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "丙局", "年底前") "\t丁\n\t戊局\n\t己局\n\t年底前\n\n\t2\n\t庚\n\t辛局\n",
		"1||甲|乙局|丙局|年底前;||丁|戊局|己局|年底前;2||庚|辛局||;" },
	/* an unknown column beside known ones */
	{ __LINE__, "\t序号\n\t名堂\n\t牵头单位\n\n\t1\n\t甲\n\t乙局\n", "1||甲|乙局||;" },
	/* words of a heading inside a task are none */
	{ __LINE__, HEAD ROW("1", "明确牵头单位和责任单位", "乙局", "丙局", "年底前"), "1||明确牵头单位和责任单位|乙局|丙局|年底前;" },
	/* running text ends the table; a table without heading is like the one above */
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "丙局", "年底前") "（续）\n\n" ROW("2", "丁", "戊局", "", "年底前"),
		"1||甲|乙局|丙局|年底前;2||丁|戊局||年底前;" },
};

static void test_heads(void)
{
	for (size_t i = 0; i < CHECK_N(heads); i++)
		CHECK_STR_AT(heads[i].line, rows_of(read_until(heads[i].text, "2018-06-01", "head")), heads[i].rows);
}

static const char *numbers_of(struct draft *d)
{
	static struct buf to;

	buf_reset(&to);
	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];

		buf_printf(&to, "%.*s %s %.*s %d-%d", STR_ARG(it->number), item_kind_word(it->kind), STR_ARG(it->title), it->first, it->last);
		if (it->parent >= 0)
			buf_printf(&to, " <%.*s", STR_ARG(d->items.p[it->parent].number));
		buf_puts(&to, ";");
	}
	draft_free(d);
	return buf_text(&to);
}

static const struct { int line; const char *text, *items; } numbers[] = {
	{ __LINE__, HEAD ROW("1.", "甲。", "乙局", "", "年底前") ROW("２", "丙；", "乙局", "", "年底前"), "1 task 甲 7-11;2 task 丙 13-17;" },
	/* one number over several rows: a group, numbers given */
	{ __LINE__, HEAD "\t1\n\t专项行动\n\t甲整治\n\t乙局\n\t\n\t年底前\n\n\t\n\t\n\t丙整治\n\t乙局\n\t\n\t\n",
		"1 group 专项行动 7-19;1.1 campaign 甲整治 7-12 <1;1.2 campaign 丙整治 14-19 <1;" },
	{ __LINE__, HEAD ROW("3", "甲", "乙局", "", "年底前") ROW("", "丙", "乙局", "", "年底前"),
		"3 group 甲 7-17;3.1 task 甲 7-11 <3;3.2 task 丙 13-17 <3;" },
	/* no column of numbers: counted */
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t甲\n\t乙局\n\n\t丙\n\t乙局\n", "1 task 甲 4-5;2 task 丙 7-8;" },
	/* the same number twice */
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "", "年底前") ROW("1", "丙", "乙局", "", "年底前"), "1 task 甲 7-11;1(2) task 丙 13-17;" },
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "", "年底前") "附件3\n\n" HEAD ROW("1", "丙", "乙局", "", "年底前"),
		"1 task 甲 7-11;附3-1 task 丙 21-25;" },
	/* a merged task cell: the row above goes on */
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "", "6月底前") ROW("", "", "丙局", "", "年底前"), "1 task 甲 7-17;" },
	/* nothing is carried over running text or a chapter */
	{ __LINE__, HEAD ROW("1", "甲", "乙局", "", "年底前") "\t二、其他\n\n" ROW("", "丙", "乙局", "", "年底前"),
		"1 task 甲 7-11;2 task 丙 15-19;" },
	/* a task whose title is a campaign's */
	{ __LINE__, HEAD ROW("1", "开展甲专项整治。", "乙局", "", "年底前"), "1 campaign 开展甲专项整治 7-11;" },
};

static void test_numbers(void)
{
	for (size_t i = 0; i < CHECK_N(numbers); i++)
		CHECK_STR_AT(numbers[i].line, numbers_of(read_until(numbers[i].text, "2018-06-01", "number")), numbers[i].items);
}

static const char *carried_text = HEAD ROW("1", "甲", "乙局", "丙局", "6月20日前") ROW("2", "丁", "", "", "") "正文\n\n" HEAD
	ROW("3", "戊", "", "己局", "");

/* Deadlines are carried, cells of units are not; both are asked. Nothing goes beyond the table. */
static void test_carry(void)
{
	struct draft *d = read_until(carried_text, "2018-06-01", NULL);

	CHECK_INT(read_item(d, "2")->deadlines.n, 1);
	CHECK(read_item(d, "2")->deadlines.p[0].carried);
	CHECK_STR(read_role(d, "2", ROLE_LEAD), "");
	CHECK_STR(read_role(d, "2", ROLE_RESPONSIBLE), "");
	CHECK_INT(read_item(d, "3")->deadlines.n, 0);
	CHECK_STR(read_role(d, "3", ROLE_LEAD), "己局");
	CHECK_INT(read_question(d, Q_CARRIED, 17) >= 0, 1);
	CHECK_INT(read_question(d, Q_BLANK, 16) >= 0, 1);
	CHECK_INT(read_question(d, Q_LEAD, 15) >= 0, 1);
	draft_free(d);
}

/* Each of these guesses can be answered otherwise. */
static void test_carry_answers(void)
{
	struct draft *d = read_until(carried_text, "2018-06-01", NULL);

	read_answer(d, Q_CARRIED, 17, 1, NULL);
	CHECK_INT(read_item(d, "2")->deadlines.n, 0);
	read_answer(d, Q_BLANK, 16, 1, NULL);
	CHECK_STR(read_role(d, "2", ROLE_RESPONSIBLE), "丙局");
	read_answer(d, Q_LEAD, 15, 1, NULL);
	CHECK_STR(read_role(d, "2", ROLE_LEAD), "乙局");
	CHECK_INT(read_item(d, "2")->deadlines.n, 0);
	draft_ask_again(d, (size_t)read_question(d, Q_CARRIED, 17));
	CHECK_INT(read_item(d, "2")->deadlines.n, 1);
	draft_free(d);
}

/* An answer after which nothing would be left is refused, and changes nothing. */
static void test_answer_refused(void)
{
	struct draft *d = read_until("\t名堂\n\t牵头单位\n\t时限\n\n\t甲\n\t市乙局\n\t6月20日前\n", "2018-06-01", NULL);
	struct err err = { 0 };

	CHECK(!draft_answer(d, (size_t)read_question(d, Q_COLUMN, 1), 1, NULL, &err));
	CHECK_INT(err.code, ERR_INPUT);
	CHECK_INT(d->items.n, 1);
	CHECK(!d->questions.p[read_question(d, Q_COLUMN, 1)].answered);
	draft_free(d);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_heads),
	CHECK_TEST(test_numbers),
	CHECK_TEST(test_carry),
	CHECK_TEST(test_carry_answers),
	CHECK_TEST(test_answer_refused),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
