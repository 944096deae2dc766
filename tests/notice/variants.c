/* One notice in several shapes: what is read does not depend on them. The fixture is our own
 * text with the traps of real notices. */
#include <iconv.h>

#include "tests/notice/read.h"

/* What was read, without lines. */
static char *signature_of(const struct draft *d)
{
	struct buf to = { 0 };

	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];

		buf_printf(&to, "%.*s %s %.*s", STR_ARG(it->number), item_kind_word(it->kind), STR_ARG(it->title));
		for (size_t k = 0; k < it->assignments.n; k++)
			buf_printf(&to, " %c%.*s", work_role_word(it->assignments.p[k].role)[0], STR_ARG(d->units.p[it->assignments.p[k].unit].name));
		for (size_t k = 0; k < it->deadlines.n; k++)
			buf_printf(&to, " %s%s", deadline_kind_word(it->deadlines.p[k].reading.kind), it->deadlines.p[k].carried ? "*" : "");
		buf_printf(&to, " %zu %zu\n", it->targets.n, it->measures.n);
	}
	buf_printf(&to, "%zu questions, %zu unused\n", d->questions.n, d->unused.n);
	return buf_take(&to);
}

static char *signature_of_bytes(struct str bytes)
{
	struct notice_options o = read_options("2021-08-20");
	struct err err = { 0 };
	struct draft *d = notice_read(bytes, "test", &o, &err);
	char *signature;

	if (!d) {
		CHECK_FAIL("not read: %d: %s", err.at.line, err.text);
		return NULL;
	}
	signature = signature_of(d);
	draft_free(d);
	return signature;
}

static void check_same(struct str bytes)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	char *want = signature_of_bytes(str_of(text)), *got = signature_of_bytes(bytes);

	CHECK_STR(got, want);
	free(text);
	free(want);
	free(got);
}

static void test_line_ends(void)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	struct buf with = { 0 };

	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			buf_byte(&with, '\r');
		buf_byte(&with, *p);
	}
	check_same(buf_str(&with));
	buf_clear(&with);
	free(text);
}

static void test_byte_order_mark(void)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	struct buf with = { 0 };

	buf_printf(&with, "\xef\xbb\xbf%s", text);
	check_same(buf_str(&with));
	buf_clear(&with);
	free(text);
}

static void test_gb18030(void)
{
	size_t n, left;
	char *text = check_read(check_fixture("notice-traps.txt"), &n), *to = malloc(2 * n), *in = text, *out = to;
	iconv_t cd = iconv_open("GB18030", "UTF-8");

	CHECK(cd != (iconv_t)-1);
	left = 2 * n;
	CHECK(iconv(cd, &in, &n, &out, &left) == 0);
	iconv_close(cd);
	check_same((struct str){ to, (size_t)(out - to) });
	free(text);
	free(to);
}

/* The same tables as they are pasted from Word: a row a line, cells parted by tabs, line
 * breaks inside cells kept. */
static void test_pasted(void)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	struct grid g = { .source = str_of(text) };
	struct buf to = { 0 };

	text_read(&g);
	for (size_t i = 0; i < g.blocks.n; i++) {
		const struct block *b = &g.blocks.p[i];

		if (b->kind == BLOCK_TEXT)
			buf_put(&to, b->text);
		for (size_t j = 0; j < b->n_cells; j++)
			buf_printf(&to, j ? "\t%.*s" : "%.*s", STR_ARG(grid_cell(&g, b, j)->text));
		buf_byte(&to, '\n');
		if (i + 1 < g.blocks.n && b->kind != g.blocks.p[i + 1].kind)
			buf_byte(&to, '\n');
	}
	check_same(buf_str(&to));
	grid_clear(&g);
	buf_clear(&to);
	free(text);
}

/* Blanks at line ends that an editor adds or takes, but for those of lines that are only a tab. */
static void test_blanks(void)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	struct buf with = { 0 };

	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			buf_puts(&with, p > text && p[-1] != '\n' && p[-1] != '\t' ? "  \n" : "\n");
		else
			buf_byte(&with, *p);
	}
	check_same(buf_str(&with));
	buf_clear(&with);
	free(text);
}

static const struct { int line; const char *text; const char *lead, *responsible, *due; } tables[] = {
	{ __LINE__, "\t主办单位\n\t协办单位\n\t工作内容\n\t完成时限\n\n\t市甲局\n\t市乙局\n\t巡河\n\t6月20日前\n", "市甲局", "市乙局", "2018-06-20" },
	{ __LINE__, "办理时限\t任务\t主责部门\t配合部门\n6月20日前\t巡河\t市甲局\t市乙局、丙局\n", "市甲局", "市乙局 市丙局", "2018-06-20" },
	{ __LINE__, "\t整改措施\n\t责任单位\n\t整改时限\n\n\t巡河\n\t市甲局、乙局\n\t6月20日前\n", "市甲局", "市乙局", "2018-06-20" },
	{ __LINE__, "\t任务\n\t牵头单位\n\n\t6月20日前完成巡河\n\t市甲局\n", "市甲局", "", "2018-06-20" },
};

static void test_tables(void)
{
	for (size_t i = 0; i < CHECK_N(tables); i++) {
		struct draft *d = read_until(tables[i].text, "2018-06-01", NULL);
		char day[DATE_TEXT_SIZE];

		CHECK_INT_AT(tables[i].line, d->items.n, 1);
		CHECK_STR_AT(tables[i].line, read_role(d, "1", ROLE_LEAD), tables[i].lead);
		CHECK_STR_AT(tables[i].line, read_role(d, "1", ROLE_RESPONSIBLE), tables[i].responsible);
		CHECK_INT_AT(tables[i].line, d->items.p[0].deadlines.n, 1);
		CHECK_STR_AT(tables[i].line, date_text(d->items.p[0].deadlines.p[0].reading.due, day), tables[i].due);
		draft_free(d);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_line_ends),
	CHECK_TEST(test_byte_order_mark),
	CHECK_TEST(test_gb18030),
	CHECK_TEST(test_pasted),
	CHECK_TEST(test_blanks),
	CHECK_TEST(test_tables),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
