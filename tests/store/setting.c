/* Settings of the ledger: in the log, checked by their table, undone like any action; duties follow. */
#include "model/setting.h"

#include <string.h>

#include "model/ident.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void test_table(void)
{
	for (const struct setting *s = setting_table(); s->is.name; s++) {
		struct id id = ident_setting(str_of(s->is.name));
		struct err err = { 0 };
		long n;

		CHECK(s->is.help && *s->is.help);
		CHECK(conf_takes(&s->is, s->is.otherwise, &n, &err));
		CHECK(setting_find(s->is.name) == s);
		CHECK(setting_of_id(&id) == s);
	}
	CHECK(!setting_find("region"));
}

/* Item 1's date is told a second way: by 20 November, that day not counted. */
static void name_excluded(struct town *t)
{
	struct err err = { 0 };
	struct outcome out;
	struct id item, deadline;
	struct change *c = ledger_begin(t->l, "edit", "edits", &err);

	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, "1"), &item));
	deadline = ident_part("deadline", &item, 0);
	change_set(c, KIND_DEADLINE, &deadline, "due_excluded", V_TEXT("2018-11-19"));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

static void check_due(struct town *t, const char *due)
{
	char text[DATE_TEXT_SIZE];

	CHECK_STR(date_text(town_duty(t, "1", "市信息中心").due, text), due);
	town_check(t);
}

static void test_named_day(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "named.db", "2018-11-14");
	name_excluded(&t);
	CHECK_INT(setting_number(t.l, "named-day"), 0);
	check_due(&t, "2018-11-20");
	CHECK(setting_change(t.l, "named-day", "excluded", &out, &err));
	CHECK(out.changed);
	CHECK_INT(setting_number(t.l, "named-day"), 1);
	check_due(&t, "2018-11-19");
	CHECK(setting_change(t.l, "named-day", "excluded", &out, &err));
	CHECK(!out.changed);
	CHECK(undo_last(t.l, &out, &err));
	check_due(&t, "2018-11-20");
	CHECK_INT(setting_number(t.l, "named-day"), 0);
	CHECK(redo_last(t.l, &out, &err));
	check_due(&t, "2018-11-19");
	town_close(&t);
}

/* 力争 reddens nothing until the office has it judged; both ways, and back. */
static void test_soft(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct arena mem = { 0 };

	town_open(&t, "soft.db", "2018-11-19");
	town_do(&t, "report", "2", "法院", "主体总数=10 剔除=0 做到=1", NULL, NULL);
	town_reopen(&t, "2018-11-21");
	struct duty_state d = town_duty(&t, "2", "法院");
	CHECK(d.met == MET_NONE && d.met_soft == MET_NO && light_of_duty(&d, town_day("2018-11-21")) == LIGHT_GREEN);
	clock_step(&t.clock, 1000);
	CHECK(setting_change(t.l, "soft-targets", "judged", &out, &err));
	d = town_duty(&t, "2", "法院");
	CHECK(d.met == MET_NO && d.met_soft == MET_NONE && light_of_duty(&d, town_day("2018-11-21")) == LIGHT_RED);
	CHECK(strstr(light_reason_duty(t.l, &d, &mem), "target missed: 1/10 = 10.0%  5 家 short (if possible > 50%)") != NULL);
	town_check(&t);
	clock_step(&t.clock, 1000);
	CHECK(undo_last(t.l, &out, &err));
	d = town_duty(&t, "2", "法院");
	CHECK(d.met == MET_NONE && light_of_duty(&d, town_day("2018-11-21")) == LIGHT_GREEN);
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_refused(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "refused.db", "2018-11-14");
	CHECK(!setting_change(t.l, "named-dya", "counts", &out, &err));
	CHECK_INT(err.code, ERR_USE);
	CHECK(strstr(err.text, "named-day"));
	err_clear(&err);
	CHECK(!setting_change(t.l, "named-day", "perhaps", &out, &err));
	CHECK_INT(err.code, ERR_INPUT);
	CHECK(strstr(err.text, "counts|excluded"));
	CHECK(!out.changed);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_table), CHECK_TEST(test_named_day), CHECK_TEST(test_soft), CHECK_TEST(test_refused) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
