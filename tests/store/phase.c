/* 阶段 and 长期: when a phase is met, and what stands in place of its date from then on. */
#include "model/phase.h"

#include "model/setting.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void test_period_end(void)
{
	static const struct { int line; const char *today; int months; const char *want; } cases[] = {
		{ __LINE__, "2018-11-21", 3, "2018-12-31" }, { __LINE__, "2018-12-31", 3, "2018-12-31" },
		{ __LINE__, "2019-01-01", 3, "2019-03-31" }, { __LINE__, "2019-02-28", 1, "2019-02-28" },
		{ __LINE__, "2020-02-01", 1, "2020-02-29" }, { __LINE__, "2018-06-30", 6, "2018-06-30" },
		{ __LINE__, "2018-07-01", 6, "2018-12-31" }, { __LINE__, "2018-12-02", 12, "2018-12-31" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_AT(cases[i].line, phase_period_end(town_day(cases[i].today), cases[i].months) == town_day(cases[i].want));
}

static struct item_line line_of(struct town *t, const char *number, const char *unit, struct arena *mem)
{
	struct item_line line;
	struct err err = { 0 };

	CHECK(view_item(t->l, town_item(t, number), unit ? town_unit(t, unit) : 0, mem, &line, &err));
	return line;
}

/* Item 6 of the town: a phase on 11-20 of three units, then ongoing. */
static void test_met(void)
{
	static const char *const units[] = { "法院", "税务局", "质监局" };
	struct town t;
	struct arena mem = { 0 };
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "met.db", "2018-11-19");
	for (size_t i = 0; i < CHECK_N(units); i++)
		town_do(&t, "report", "6", units[i], "案例=3 名单=20", NULL, NULL);
	/* reported is green, and no more than that */
	CHECK_INT(line_of(&t, "6", NULL, &mem).light, LIGHT_GREEN);
	CHECK(line_of(&t, "6", NULL, &mem).review == DATE_NONE);
	CHECK(line_of(&t, "6", "法院", &mem).review == DATE_NONE);
	town_do(&t, "accept", "6", "法院", NULL, NULL, NULL);
	CHECK(line_of(&t, "6", "法院", &mem).review == town_day("2018-12-31"));
	CHECK(line_of(&t, "6", NULL, &mem).review == DATE_NONE);
	town_do(&t, "accept", "6", "税务局", NULL, NULL, NULL);
	town_do(&t, "close", "6", "质监局", NULL, NULL, NULL);
	CHECK(line_of(&t, "6", NULL, &mem).review == town_day("2018-12-31"));
	CHECK_STR(light_reason_item(t.l, town_item(&t, "6"), &mem), "G: all 3 reports are in; goes on, next review 12-31");
	struct duty_state d = town_duty(&t, "6", "法院");
	CHECK_STR(light_reason_duty(t.l, &d, &mem), "G: reported on 11-19, accepted on 11-19; goes on, next review 12-31");
	/* later the next quarter's end, or what the office has set */
	town_reopen(&t, "2019-01-02");
	CHECK(line_of(&t, "6", NULL, &mem).review == town_day("2019-03-31"));
	CHECK(setting_change(t.l, "review", "monthly", &out, &err));
	CHECK(line_of(&t, "6", NULL, &mem).review == town_day("2019-01-31"));
	/* a report sent back: it is not met any more */
	town_do(&t, "return", "6", "法院", NULL, "重报", NULL);
	CHECK(line_of(&t, "6", NULL, &mem).review == DATE_NONE);
	CHECK(undo_last(t.l, &out, &err));
	CHECK(line_of(&t, "6", NULL, &mem).review == town_day("2019-01-31"));
	/* the whole item closed: nothing goes on */
	CHECK(verb_run(t.l, verb_find("close"), &(struct verb_call){ .item = town_item(&t, "6") }, &out, &err));
	CHECK(line_of(&t, "6", NULL, &mem).review == DATE_NONE);
	CHECK(undo_last(t.l, &out, &err));
	/* a hard target missed: the date that passed stays in sight */
	town_do(&t, "accept", "6", "法院", "案例=1", NULL, NULL);
	CHECK_INT(line_of(&t, "6", NULL, &mem).light, LIGHT_RED);
	CHECK(line_of(&t, "6", NULL, &mem).review == DATE_NONE);
	CHECK(line_of(&t, "6", "法院", &mem).review == DATE_NONE);
	arena_clear(&mem);
	town_close(&t);
}

/* What is no phase has its date and no more. */
static void test_others(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "others.db", "2018-11-19");
	town_do(&t, "report", "1", "信息中心", NULL, "已接入", NULL);
	town_do(&t, "accept", "1", "信息中心", NULL, NULL, NULL);
	CHECK(line_of(&t, "1", NULL, &mem).review == DATE_NONE);
	CHECK(line_of(&t, "1", "信息中心", &mem).review == DATE_NONE);
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_do(&t, "accept", "8", "银监局", NULL, NULL, NULL);
	CHECK(line_of(&t, "8", NULL, &mem).review == DATE_NONE);
	CHECK(line_of(&t, "10", NULL, &mem).review == DATE_NONE);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_period_end), CHECK_TEST(test_met), CHECK_TEST(test_others) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
