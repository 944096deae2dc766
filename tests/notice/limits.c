/* What is no notice for its size alone is refused with the number; what fits is read once, however often a
 * merged cell is meant. Work is counted, not timed: readings, names, questions. */
#include "tests/notice/read.h"

static void fill(struct buf *to, const char *begin, const char *again, size_t times)
{
	buf_puts(to, begin);
	for (size_t i = 0; i < times; i++)
		buf_puts(to, again);
}

static const struct { int line; const char *begin, *again; size_t fits; const char *has; } shapes[] = {
	{ __LINE__, "\t任务\n\t牵头\n\n", "\t甲\n\t市甲局\n\n", 4999, "rows" },
	{ __LINE__, "任务\t牵头\n甲\t", "市甲局、", 5000, "text that begins here" },
	{ __LINE__, "任务\t牵头\n甲", "\t市甲局", 1, "cells" },
	{ __LINE__, "\t牵头\n\t任务\n\n\t市甲局\n\t", "甲", 21800, "text that begins here" },
	{ __LINE__, "方案\n", "1.甲专项治理。查。\n", 2000, "paragraphs" },
	{ __LINE__, "方案\n1.甲专项治理。\n", "乙事丙事丁事\n", 3000, "text that begins here" },
	{ __LINE__, "方案\n", "1.甲。（市甲局牵头）\n", 5000, "rows" },
	{ __LINE__, "任务\t牵头\n甲\t市甲局\n", "\n", 1 << 19, "the text of a notice" },
	{ __LINE__, "任务\t牵头\t时限\n甲\t市甲局\t" "9月1日前；9月2日前；9月3日前；9月4日前；9月5日前；9月6日前；9月7日前；9月8日前；9月9日前\n",
	  "乙\t市甲局\t\n", 2220, "deadlines" },
};

static void test_shapes(void)
{
	for (size_t i = 0; i < CHECK_N(shapes); i++) {
		struct buf text = { 0 };
		int line;

		fill(&text, shapes[i].begin, shapes[i].again, shapes[i].fits);
		CHECK_STR_AT(shapes[i].line, read_refusal(buf_str(&text), &line), "");
		for (size_t k = 0; k < shapes[i].fits + 64; k++)
			buf_puts(&text, shapes[i].again);
		if (!strstr(read_refusal(buf_str(&text), &line), shapes[i].has))
			CHECK_FAIL_AT(shapes[i].line, "%s", read_refusal(buf_str(&text), &line));
		buf_clear(&text);
	}
}

static void test_names(void)
{
	for (int k = 0; k < 2; k++) {
		struct buf text = { 0 };
		int line;

		buf_puts(&text, "任务\t牵头\n");
		for (int i = 0; i < 2000; i++) {
			buf_printf(&text, "事%d\t", i);
			for (int j = 0; j < (k ? 6 : 5); j++)
				buf_printf(&text, "市甲%d局、", i * 6 + j);
			buf_puts(&text, "\n");
		}
		if (k == 0)
			CHECK_STR(read_refusal(buf_str(&text), &line), "");
		else
			CHECK(strstr(read_refusal(buf_str(&text), &line), "different units") != NULL);
		buf_clear(&text);
	}
}

/* A cell of long prose, merged over all rows below: their deadlines and targets are the same texts. */
static void test_merged(void)
{
	struct buf text = { 0 };
	struct draft *d;

	buf_puts(&text, "任务\t牵头\t时限\n事\t市甲局\t9月1日前完成率不低于80%");
	for (int i = 0; i < 1000; i++)
		buf_puts(&text, "，一并做好有关事情");
	buf_puts(&text, "\n");
	for (int i = 0; i < 1000; i++)
		buf_printf(&text, "事%d\t市甲局\t\n", i);
	d = read_until(buf_text(&text), "2018-06-01", NULL);
	CHECK_INT(d->items.n, 1001);
	CHECK_INT(d->in->texts_read, 1001 + 2);
	for (size_t i = 1; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];

		CHECK_INT(it->deadlines.n, d->items.p[0].deadlines.n);
		CHECK_INT(it->targets.n, d->items.p[0].targets.n);
		CHECK(it->deadlines.p[0].reading.text.p == d->items.p[0].deadlines.p[0].reading.text.p);
	}
	draft_free(d);
	buf_clear(&text);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_shapes),
	CHECK_TEST(test_names),
	CHECK_TEST(test_merged),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
