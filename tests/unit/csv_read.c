/* Tables as spreadsheets write them. */
#include "base/csv_read.h"

#include "base/buf.h"

#include "tests/lib/check.h"

static struct arena mem;

/* "1[a|b]2[c|d]": rows with their lines. */
static const char *read(const char *text)
{
	csv_rows rows = { 0 };
	struct err err = { 0 };
	struct buf b = { 0 };

	if (!csv_read(str_of(text), "list.csv", &mem, &rows, &err))
		buf_printf(&b, "%s:%d: %s", err.at.source, err.at.line, err.text);
	for (size_t i = 0; err.code == ERR_NONE && i < rows.n; i++) {
		buf_printf(&b, "%d[", rows.p[i].line);
		for (size_t k = 0; k < rows.p[i].n; k++)
			buf_printf(&b, "%s%.*s", k ? "|" : "", STR_ARG(rows.p[i].cells[k]));
		buf_puts(&b, "]");
	}
	const char *said = arena_strdup(&mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&rows);
	return said;
}

static const struct { int line; const char *text, *wanted; } cases[] = {
	{ __LINE__, "", "" },
	{ __LINE__, "\n\n", "" },
	{ __LINE__, "a,b\nc,d\n", "1[a|b]2[c|d]" },
	{ __LINE__, "a,b\n\n,,\nc", "1[a|b]4[c]" },
	{ __LINE__, "a, b ,\n", "1[a|b|]" },
	{ __LINE__, "a\tb, c\td\n", "1[a|b, c|d]" },
	{ __LINE__, "a;b;c\n1,5;2;3\n", "1[a|b|c]2[1,5|2|3]" },
	{ __LINE__, "\"a,b\",\"say \"\"yes\"\"\"\n", "1[a,b|say \"yes\"]" },
	{ __LINE__, "\"two\nlines\",b\nc,d\n", "1[two\nlines|b]3[c|d]" },
	{ __LINE__, "单位,电话\n市法院,'0391-2225566\n", "1[单位|电话]2[市法院|0391-2225566]" },
	{ __LINE__, "a,'\n", "1[a|']" },
	{ __LINE__, "a,\"b\nc,d\n", "list.csv:1: a quote is opened and not closed" },
	{ __LINE__, "a,b\n\"c\" d,e\n", "list.csv:2: something stands behind a quote that ends" },
	{ __LINE__, "a\"b,c\n", "1[a\"b|c]" },
};

static void test_cases(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		CHECK_STR_AT(cases[i].line, read(cases[i].text), cases[i].wanted);
	arena_clear(&mem);
}

static const struct check_test tests[] = { CHECK_TEST(test_cases) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
