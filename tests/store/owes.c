/* Who owes an item: the leads, or responsible units too; and a joint report that fills all. */
#include "model/owes.h"

#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static int owed(struct town *t, const char *number)
{
	struct arena mem = { 0 };
	struct item_line line;
	struct err err = { 0 };

	CHECK(view_item(t->l, town_item(t, number), 0, &mem, &line, &err));
	arena_clear(&mem);
	return line.owed;
}

static void test_all(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct arena mem = { 0 };

	town_open(&t, "all.db", "2018-11-21");
	CHECK_INT(owed(&t, "6"), 3);
	CHECK_STR(light_reason_item(t.l, town_item(&t, "6"), &mem),
		"R: 11-20 passed 1 working day ago, of 3 lead units 3 have not reported: 市法院 市税务局 市质监局");
	CHECK(owes_set(t.l, town_item(&t, "6"), true, &out, &err));
	CHECK_STR(out.said, "6 联合奖惩的案例: responsible units owe it too");
	CHECK_INT(owed(&t, "6"), 4);
	CHECK_STR(light_reason_item(t.l, town_item(&t, "6"), &mem),
		"R: 11-20 passed 1 working day ago, of 4 units 4 have not reported: 市法院 市税务局 市质监局 各成员单位");
	CHECK(owes_set(t.l, town_item(&t, "6"), true, &out, &err) && !out.changed);
	CHECK_STR(out.said, "6 联合奖惩的案例: responsible units owe it too: nothing is changed by that");
	/* what it reported stays in the log when it does not owe any more, and counts again when it does */
	town_do(&t, "report", "6", "各成员单位", "案例=3 名单=20", NULL, NULL);
	town_check(&t);
	CHECK(owes_set(t.l, town_item(&t, "6"), false, &out, &err));
	CHECK_INT(owed(&t, "6"), 3);
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "6", "各成员单位").report, 'r');
	town_check(&t);
	CHECK(!owes_set(t.l, town_item(&t, "10"), true, &out, &err));
	CHECK_STR(err.text, "10 is made of others: choose one of them");
	arena_clear(&mem);
	town_close(&t);
}

/* 10.2 of the town is reported jointly: one report fills it, the other lead shows that. */
static void test_joint(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "joint.db", "2018-11-19");
	town_do(&t, "report", "10.2", "质监局", "已整治=170 在册=199", NULL, NULL);
	struct duty_state d = town_duty(&t, "10.2", "信息中心");
	CHECK_INT(d.report, 'j');
	CHECK(duty_is_in(&d));
	CHECK_STR(light_reason_duty(t.l, &d, &mem), "G: reported jointly by another on 11-19, not reviewed yet");
	town_do(&t, "return", "10.2", "质监局", NULL, "缺", NULL);
	d = town_duty(&t, "10.2", "信息中心");
	CHECK_INT(d.report, 0);
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_all), CHECK_TEST(test_joint) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
