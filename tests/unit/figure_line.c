/* Figures typed in one go. */
#include "model/figure_line.h"

#include <string.h>

#include "tests/lib/check.h"

enum { DONE = 1, ALL, OUT, RATE, ROOM };

static const struct figure_field asked[] = {
	{ .figure = { .key = ALL, .name = "主体", .word = "" }, .label = "主体" },
	{ .figure = { .key = OUT, .name = "主体·剔除数", .word = "" }, .label = "主体·剔除数" },
	{ .figure = { .key = DONE, .name = "受训", .word = "家" }, .label = "受训" },
	{ .figure = { .key = RATE, .name = "余额", .word = "万元", .scale = 2 }, .label = "余额" },
	{ .figure = { .key = ROOM, .name = "额度", .word = "" }, .label = "额度" },
};
static const struct target_row less = { .num_figure = DONE, .total_figure = ALL, .excluded_figure = OUT, .den = 100 };
static const struct target_row plain = { .num_figure = DONE, .den_figure = ALL, .den = 100 };
static const struct target_row money = { .num_figure = RATE };

static const struct target_row more = { .num_figure = RATE, .den_figure = ROOM };

/* about: the figure that a share is typed for; said: "figure=n" in the order of reading; why: what is refused. */
static const struct { int line; const struct target_row *t[2]; int about; const char *text, *said, *why; } cases[] = {
	/* A share of a total: "/" and a blank say the same. */
	{ __LINE__, { &less }, 0, "12/20", "1=12 2=20 3=0", NULL },
	{ __LINE__, { &less }, 0, "１２／２０", "1=12 2=20 3=0", NULL },
	{ __LINE__, { &less }, 0, " 12 / 20 ", "1=12 2=20 3=0", NULL },
	{ __LINE__, { &less }, 0, "12/20 2", "1=12 2=20 3=2", NULL },
	{ __LINE__, { &less }, 0, "12/20/2", "1=12 2=20 3=2", NULL },
	{ __LINE__, { &less }, 0, "12 20 2", "1=12 2=20 3=2", NULL },
	{ __LINE__, { &less }, 0, "12　20　2", "1=12 2=20 3=2", NULL },
	{ __LINE__, { &less }, 0, "12 20", "1=12 2=20 3=0", NULL },
	{ __LINE__, { &less }, 0, "1,212 2,020", "1=1212 2=2020 3=0", NULL },
	{ __LINE__, { &less }, ALL, "12/20", "1=12 2=20 3=0", NULL },
	{ __LINE__, { &less }, 0, "12", "1=12", NULL },
	{ __LINE__, { &less }, 0, "12家", "1=12", NULL },
	{ __LINE__, { &less }, 0, "十二", "1=12", NULL },
	/* In the order of the form's fields: refused, never taken for something else. */
	{ __LINE__, { &less }, 0, "20 2 12", "", "20 done of 2 to do: more than there are; the order is done so far / in all / not counted" },
	{ __LINE__, { &less }, 0, "20 2 1", "", "20 done of 1 to do: more than there are; the order is done so far / in all / not counted" },
	{ __LINE__, { &less }, 0, "21 20", "", "21 done of 20 to do: more than there are; the order is done so far / in all / not counted" },
	{ __LINE__, { &less }, 0, "21/20", "1=21 2=20 3=0", NULL },
	{ __LINE__, { &less }, 0, "1 2 3 4", "", "too many figures: 4" },
	{ __LINE__, { &less }, 0, "12/20 2 1", "", "too many figures: 1" },
	{ __LINE__, { &less }, 0, "12/20/2/1", "", "too many figures: 1" },
	{ __LINE__, { &less }, 0, "12/", "", "a number is wanted here" },
	{ __LINE__, { &less }, 0, "/20", "", "a number is wanted here" },
	{ __LINE__, { &less }, 0, "12/x", "", "not a number: x" },
	{ __LINE__, { &less }, 0, "12/-2", "", "a figure is never negative: -2" },
	{ __LINE__, { &less }, 0, "", "", "a number is wanted here" },
	/* Of what there is to do nothing is left out. */
	{ __LINE__, { &plain }, 0, "12/20", "1=12 2=20", NULL },
	{ __LINE__, { &plain }, 0, "12 20", "1=12 2=20", NULL },
	{ __LINE__, { &plain }, 0, "12/20 2", "", "too many figures: 2" },
	/* One figure. */
	{ __LINE__, { &money }, 0, "123.45 亿元", "4=123450000", NULL },
	{ __LINE__, { &money }, 0, "1/2", "", "no share is asked for here: 1/2" },
	{ __LINE__, { &money }, 0, "1 2", "", "too many figures: 2" },
	/* Several targets: all of them, or what a "/" says. */
	{ __LINE__, { &less, &money }, 0, "12/20 2 1.87", "1=12 2=20 3=2 4=187", NULL },
	{ __LINE__, { &less, &money }, 0, "12 20 2 1.87", "1=12 2=20 3=2 4=187", NULL },
	{ __LINE__, { &less, &money }, 0, "12/20 2", "1=12 2=20 3=2", NULL },
	{ __LINE__, { &less, &money }, 0, "12/20", "1=12 2=20 3=0", NULL },
	{ __LINE__, { &less, &money }, 0, "12", "1=12", NULL },
	{ __LINE__, { &less, &money }, 0, "12 20", "", "2 figures were given, 4 are asked for: 受训 / 主体 / 主体·剔除数 / 余额" },
	{ __LINE__, { &less, &money }, 0, "12 20 2", "", "3 figures were given, 4 are asked for: 受训 / 主体 / 主体·剔除数 / 余额" },
	{ __LINE__, { &less, &more }, 0, "12/20 1/2", "1=12 2=20 4=100 5=2 3=0", NULL },
	{ __LINE__, { &less, &more }, 0, "12/20 2 1/2", "1=12 2=20 3=2 4=100 5=2", NULL },
	{ __LINE__, { &less, &more }, ROOM, "1/2", "4=100 5=2", NULL },
	{ __LINE__, { &less, &more }, RATE, "1/2 3", "", "too many figures: 3" },
	{ __LINE__, { NULL }, 0, "1", "", "this duty asks for no figures: 1" },
};

static void test_lines(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		figure_fields fields = { 0 };
		target_rows targets = { 0 };
		amount_list said = { 0 };
		struct err err = { 0 };
		struct buf text = { 0 };

		for (size_t k = 0; k < CHECK_N(asked); k++)
			*vec_push(&fields) = asked[k];
		for (int k = 0; k < 2; k++)
			if (cases[i].t[k])
				*vec_push(&targets) = *cases[i].t[k];
		bool ok = figure_line_read(str_of(cases[i].text), &fields, &targets, cases[i].about, &said, &err);
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
