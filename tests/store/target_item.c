/* A target over all units of an item: whose figures are in the sum, how many units meet it, and what is said of those that are missing. */
#include "model/figure.h"

#include <string.h>

#include "model/ident.h"
#include "model/light.h"
#include "model/member.h"
#include "model/owes.h"
#include "model/reorg.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct target_line line_of(struct town *t, const char *number, size_t target, struct arena *mem)
{
	target_rows list = { 0 };
	struct target_line line = { .full = "" };
	struct err err = { 0 };

	CHECK(targets_read(t->l->db, town_item(t, number), mem, &list, &err) && list.n > target);
	CHECK(target_line_item(t->l, &list.p[target], town_item(t, number), mem, &line, &err));
	vec_clear(&list);
	return line;
}

/* "3/20 = 15.0%  met so far | given by 1 of 3 units" */
static const char *stands(struct town *t, const char *number, struct arena *mem)
{
	target_rows list = { 0 };
	struct err err = { 0 };
	struct target_line line = line_of(t, number, 0, mem);

	CHECK(targets_read(t->l->db, town_item(t, number), mem, &list, &err));
	const char *text = arena_printf(mem, "%s | %s", line.full, target_line_note(&list.p[0], &line, mem));
	vec_clear(&list);
	return text;
}

static void scope_set(struct town *t, const char *number, const char *scope)
{
	struct arena mem = { 0 };
	target_rows list = { 0 };
	struct outcome out;
	struct err err = { 0 };

	CHECK(targets_read(t->l->db, town_item(t, number), &mem, &list, &err));
	struct change *c = ledger_begin(t->l, "test", "", &err);
	change_set(c, KIND_TARGET, &list.p[0].id, "scope", V_TEXT(scope));
	CHECK(ledger_commit(t->l, c, &out, &err));
	vec_clear(&list);
	arena_clear(&mem);
}

/* Both sides of a share are of the same units; what was sent back is in no sum; some are missing: so far. */
static void test_sum(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "sums.db", "2018-11-19");
	scope_set(&t, "6", "sum");
	CHECK_STR(stands(&t, "6", &mem), "- | ");
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	CHECK_STR(stands(&t, "6", &mem), "3/20 = 15.0%  met so far | given by 1 of 3 units");
	town_do(&t, "report", "6", "税务局", "案例=50", NULL, NULL);
	CHECK_STR(stands(&t, "6", &mem), "3/20 = 15.0%  met so far | given by 1 of 3 units");
	town_do(&t, "report", "6", "质监局", "案例=1 名单=60", NULL, NULL);
	CHECK_STR(stands(&t, "6", &mem), "4/80 = 5.0%  4 例 more meet it | given by 2 of 3 units");
	town_do(&t, "report", "6", "税务局", "案例=50 名单=100", NULL, NULL);
	CHECK_STR(stands(&t, "6", &mem), "54/180 = 30.0%  met | ");
	CHECK_INT(line_of(&t, "6", 0, &mem).met, MET_YES);
	CHECK_INT(town_duty(&t, "6", "法院").met, MET_YES);
	town_do(&t, "return", "6", "税务局", NULL, "重报", NULL);
	CHECK_STR(stands(&t, "6", &mem), "4/80 = 5.0%  4 例 more meet it | given by 2 of 3 units");
	CHECK_INT(line_of(&t, "6", 0, &mem).met, MET_UNKNOWN);
	/* nor is it judged as if it were there */
	CHECK_INT(town_duty(&t, "6", "法院").met, MET_UNKNOWN);
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static struct target_line line_of_duty(struct town *t, const char *unit, struct arena *mem)
{
	struct duty_state d = town_duty(t, "6", unit);
	target_rows list = { 0 };
	struct target_line line = { .full = "" };
	struct err err = { 0 };

	CHECK(targets_read(t->l->db, d.item, mem, &list, &err) && list.n > 0);
	CHECK(target_line_duty(t->l, &list.p[0], &d, mem, &line, &err));
	vec_clear(&list);
	return line;
}

/* A unit that is judged on the sum over all says so: its own share may reach what the sum misses. */
static void test_unit_of_sum(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "sum-unit.db", "2018-11-22");
	scope_set(&t, "6", "sum");
	town_do(&t, "report", "6", "法院", "案例=15 名单=100", NULL, NULL);
	CHECK_STR(line_of_duty(&t, "法院", &mem).full, "15/100 = 15.0%  met");
	town_do(&t, "report", "6", "税务局", "案例=1 名单=100", NULL, NULL);
	town_do(&t, "report", "6", "质监局", "案例=1 名单=100", NULL, NULL);
	struct target_line line = line_of_duty(&t, "法院", &mem);
	CHECK_STR(line.full, "15/100 = 15.0%  the sum misses it");
	CHECK_STR(line.sum, "17/300 = 5.7%  13 例 more meet it");
	CHECK_INT(line.met, MET_NO);
	struct duty_state d = town_duty(&t, "6", "法院");
	CHECK(strstr(light_reason_duty(t.l, &d, &mem), "R: ") &&
		strstr(light_reason_duty(t.l, &d, &mem), "the sum over the units misses the target: 17/300 = 5.7%  13 例 more meet it (>= 10%)"));
	town_do(&t, "report", "6", "质监局", "案例=90 名单=100", NULL, NULL);
	CHECK_STR(line_of_duty(&t, "税务局", &mem).full, "1/100 = 1.0%  the sum meets it");
	arena_clear(&mem);
	town_close(&t);
}

/* What an heir says stands for its parts: not beside them. */
static void test_heir(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "heir.db", "2018-11-16");
	scope_set(&t, "6", "sum");
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	town_do(&t, "report", "6", "税务局", "案例=2 名单=10", NULL, NULL);
	int64_t old[] = { town_unit(&t, "市税务局"), town_unit(&t, "市质监局") };
	struct str into = STR_LIT("市联合局");
	struct reorg r = { .kind = REORG_MERGE, .units = old, .n_units = 2, .into = &into, .n_into = 1, .on = town_day("2018-11-15") };
	clock_step(&t.clock, 1000);
	CHECK(reorg_do(t.l, &r, &out, &err));
	/* one part of two: it is not in */
	CHECK_STR(stands(&t, "6", &mem), "3/20 = 15.0%  met so far | given by 1 of 2 units");
	town_do(&t, "report", "6", "联合局", "案例=5 名单=40", NULL, NULL);
	CHECK_STR(stands(&t, "6", &mem), "8/60 = 13.3%  met | ");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* A group's members are as many units, where they owe. */
static void test_group(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct outcome out;
	struct str members[] = { STR_LIT("银监局"), STR_LIT("信息中心") };

	town_open(&t, "group.db", "2018-11-16");
	scope_set(&t, "6", "sum");
	CHECK(member_change(t.l, town_unit(&t, "各成员单位"), members, 2, DATE_NONE, DATE_NONE, &out, &err));
	CHECK(owes_set(t.l, town_item(&t, "6"), true, &out, &err));
	town_do(&t, "report", "6", "银监局", "案例=1 名单=5", NULL, NULL);
	CHECK_STR(stands(&t, "6", &mem), "1/5 = 20.0%  met so far | given by 1 of 5 units");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* Of several demands each is counted for itself: who misses the hard one has not met it by meeting the soft one. */
static void test_each(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct outcome out;
	struct id item, figure, second;

	town_open(&t, "each.db", "2018-11-19");
	CHECK(row_id(t.l->db, KIND_ITEM, town_item(&t, "6"), &item));
	CHECK(row_id(t.l->db, KIND_FIGURE, town_figure(&t, "案例"), &figure));
	second = ident_part("target", &item, 7);
	struct change *c = ledger_begin(t.l, "test", "", &err);
	change_row(c, KIND_TARGET, &second);
	change_field(c, "item", V_ID(item));
	change_field(c, "pos", V_INT(7));
	change_field(c, "num_figure", V_ID(figure));
	change_field(c, "comparator", V_TEXT(">="));
	change_field(c, "num", V_INT(1));
	change_field(c, "scope", V_TEXT("each"));
	change_field(c, "soft", V_INT(1));
	CHECK(ledger_commit(t.l, c, &out, &err));
	town_do(&t, "report", "6", "法院", "案例=1 名单=20", NULL, NULL);
	town_do(&t, "report", "6", "税务局", "案例=2 名单=20", NULL, NULL);
	CHECK_STR(line_of(&t, "6", 0, &mem).full, "met by 1 of 3 units, missed by 1");
	CHECK_STR(line_of(&t, "6", 0, &mem).brief, "1/3 units");
	CHECK_STR(line_of(&t, "6", 1, &mem).full, "met by 2 of 3 units");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_sum), CHECK_TEST(test_unit_of_sum), CHECK_TEST(test_heir), CHECK_TEST(test_group), CHECK_TEST(test_each) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
