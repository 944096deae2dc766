/* Figures typed in one go. */
#include "model/figure_line.h"

#include <string.h>

#include "tests/lib/check.h"

enum { DONE = 1, ALL, OUT, RATE };

static const struct figure_field asked[] = {
	{ .figure = { .key = ALL, .name = "主体", .word = "" }, .label = "主体" },
	{ .figure = { .key = OUT, .name = "主体·剔除数", .word = "" }, .label = "主体·剔除数" },
	{ .figure = { .key = DONE, .name = "受训", .word = "家" }, .label = "受训" },
	{ .figure = { .key = RATE, .name = "余额", .word = "万元", .scale = 2 }, .label = "余额" },
};
static const struct target_row less = { .num_figure = DONE, .total_figure = ALL, .excluded_figure = OUT, .den = 100 };
static const struct target_row plain = { .num_figure = DONE, .den_figure = ALL, .den = 100 };
static const struct target_row money = { .num_figure = RATE };

/* said: "figure=n" in the order of reading; why: what is refused. */
static const struct { int line; const struct target_row *t; int from, n; const char *text, *said, *why; } cases[] = {
	{ __LINE__, &less, 0, 3, "12/20", "1=12 2=20 3=0", NULL },
	{ __LINE__, &less, 0, 3, "１２／２０", "1=12 2=20 3=0", NULL },
	{ __LINE__, &less, 0, 3, " 12 / 20 ", "1=12 2=20 3=0", NULL },
	{ __LINE__, &less, 0, 3, "12/20 2", "1=12 2=20 3=2", NULL },
	{ __LINE__, &less, 0, 3, "20 2 12", "2=20 3=2 1=12", NULL },
	{ __LINE__, &less, 0, 3, "20　2　12", "2=20 3=2 1=12", NULL },
	{ __LINE__, &less, 0, 3, "12", "1=12", NULL },
	{ __LINE__, &less, 0, 3, "12家", "1=12", NULL },
	{ __LINE__, &less, 0, 3, "十二", "1=12", NULL },
	{ __LINE__, &less, 0, 3, "12 20", "", "2 figures were given, 3 are asked for: in all, not counted, done so far" },
	{ __LINE__, &less, 0, 3, "1 2 3 4", "", "4 figures were given, 3 are asked for: in all, not counted, done so far" },
	{ __LINE__, &less, 0, 3, "12/20 2 1", "", "too many figures: 1" },
	{ __LINE__, &less, 0, 3, "12/20/2", "", "not a number: 20/2" },
	{ __LINE__, &less, 0, 3, "12/", "", "a number is wanted here" },
	{ __LINE__, &less, 0, 3, "/20", "", "a number is wanted here" },
	{ __LINE__, &less, 0, 3, "12/-2", "", "a figure is never negative: -2" },
	{ __LINE__, &less, 0, 3, "", "", "a number is wanted here" },
	{ __LINE__, &plain, 0, 3, "12/20 2", "", "too many figures: 2" },
	{ __LINE__, &plain, 2, 1, "12/20", "", "too many figures: 12/20" },
	{ __LINE__, &money, 3, 1, "123.45 亿元", "4=123450000", NULL },
	{ __LINE__, &money, 3, 1, "1/2", "", "no share is asked for here: 1/2" },
	{ __LINE__, NULL, 0, 0, "1", "", "this duty asks for no figures: 1" },
};

static void test_lines(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		figure_fields fields = { 0 };
		target_rows targets = { 0 };
		amount_list said = { 0 };
		struct err err = { 0 };
		struct buf text = { 0 };

		for (int k = 0; k < cases[i].n; k++)
			*vec_push(&fields) = asked[cases[i].from + k];
		if (cases[i].t)
			*vec_push(&targets) = *cases[i].t;
		bool ok = figure_line_read(str_of(cases[i].text), &fields, &targets, 0, &said, &err);
		for (size_t k = 0; k < said.n; k++)
			buf_printf(&text, "%s%lld=%lld", k ? " " : "", (long long)said.p[k].figure, (long long)said.p[k].n);
		CHECK_STR_AT(cases[i].line, buf_text(&text), cases[i].said);
		CHECK_AT(cases[i].line, ok == !cases[i].why);
		if (cases[i].why)
			CHECK_STR_AT(cases[i].line, err.text, cases[i].why);
		buf_clear(&text);
		vec_clear(&said);
		vec_clear(&targets);
		vec_clear(&fields);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_lines) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
