/* Several missed periods of a recurring duty: seen, said, and answered in one go. */
#include "model/light.h"
#include "model/view.h"
#include "ui/period_typed.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* Item 8 of the town falls due by the 5th for the month before: 每月5日前报上月. */
static void month_before(struct town *t)
{
	deadline_rows list = { 0 };
	struct arena mem = { 0 };
	struct outcome out = { .done = 0 };
	struct err err = { 0 };

	CHECK(deadlines_read(t->l->db, town_item(t, "8"), &mem, &list, &err));
	for (size_t i = 0; i < list.n; i++) {
		if (strcmp(list.p[i].kind, "recurring") != 0)
			continue;
		struct change *c = ledger_begin(t->l, "edit", "每月5日前报上月", &err);
		change_set(c, KIND_DEADLINE, &list.p[i].id, "rhythm", V_TEXT("FREQ=MONTHLY;BYMONTHDAY=5"));
		change_set(c, KIND_DEADLINE, &list.p[i].id, "shift", V_INT(-1));
		CHECK(ledger_commit(t->l, c, &out, &err));
	}
	vec_clear(&list);
	arena_clear(&mem);
}

static void owed_are(struct town *t, int line, const char *want)
{
	struct duty_state d = town_duty(t, "8", "银监局");
	struct arena mem = { 0 };
	struct duty_line row;
	duty_states owed = { 0 };
	struct err err = { 0 };
	struct buf got = { 0 };

	CHECK_AT(line, view_owed(t->l, &d, &owed, &err) && view_duty(t->l, &d, &mem, &row, &err));
	CHECK_INT_AT(line, row.periods, owed.n);
	for (size_t i = 0; i < owed.n; i++) {
		char day[DATE_TEXT_SIZE];
		buf_printf(&got, "%s%s by %s", i ? ", " : "", owed.p[i].occ, date_text(owed.p[i].due, day));
	}
	CHECK_STR_AT(line, buf_text(&got), want);
	buf_clear(&got);
	vec_clear(&owed);
	arena_clear(&mem);
}

static void test_seen(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct item_line line;
	struct err err = { 0 };

	town_open(&t, "seen.db", "2018-11-19");
	owed_are(&t, __LINE__, "");
	town_reopen(&t, "2018-11-20");
	owed_are(&t, __LINE__, "2018-11 by 2018-11-20");
	town_reopen(&t, "2018-12-10");      /* the next period has begun, and is not due */
	owed_are(&t, __LINE__, "2018-11 by 2018-11-20");
	town_reopen(&t, "2018-12-25");
	owed_are(&t, __LINE__, "2018-11 by 2018-11-20, 2018-12 by 2018-12-20");
	struct duty_state d = town_duty(&t, "8", "银监局");
	CHECK_STR(d.occ, "2018-11");
	CHECK_STR(light_reason_duty(t.l, &d, &mem),
		"R: 11-20 passed 25 working days ago, not reported, owes 2 periods: 2018-11 2018-12; no contact on file");
	CHECK(view_item(t.l, town_item(&t, "8"), town_unit(&t, "银监局"), &mem, &line, &err));
	CHECK_INT(line.periods, 2);
	/* what is no recurring duty has no periods */
	d = town_duty(&t, "2", "法院");
	duty_states none = { 0 };
	CHECK(view_owed(t.l, &d, &none, &err) && none.n == 0);
	vec_clear(&none);
	arena_clear(&mem);
	town_close(&t);
}

/* A period is what is reported about, not the month in which it falls due. */
static void test_month_before(void)
{
	struct town t;
	struct outcome out;
	struct arena mem = { 0 };

	town_open(&t, "before.db", "2018-12-10");
	month_before(&t);
	owed_are(&t, __LINE__, "2018-10 by 2018-11-05, 2018-11 by 2018-12-05");
	struct duty_state d = town_duty(&t, "8", "银监局");
	CHECK_STR(light_reason_duty(t.l, &d, &mem),
		"R: 11-05 passed 25 working days ago, not reported, owes 2 periods: 2018-10 2018-11; no contact on file");
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, &out);
	CHECK_STR(out.said, "reported: 市银监局 8 按月报送不良率 2018-10: 1.87%");
	owed_are(&t, __LINE__, "2018-11 by 2018-12-05");
	arena_clear(&mem);
	town_check(&t);
	town_close(&t);
}

static void test_in_one_go(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct value_row v;
	duty_states owed = { 0 };

	town_open(&t, "one.db", "2018-11-19");
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_reopen(&t, "2019-01-25");
	owed_are(&t, __LINE__, "2018-12 by 2018-12-20, 2019-01 by 2019-01-20");
	struct duty_state d = town_duty(&t, "8", "银监局");
	CHECK(view_owed(t.l, &d, &owed, &err));
	struct verb_call call = { .duties = owed.p, .n = owed.n };
	CHECK(verb_run(t.l, verb_find("none"), &call, &out, &err));
	CHECK_STR(out.said, "no change: 市银监局 8 按月报送不良率 2018-12 2019-01");
	CHECK_INT(out.done, 2);
	CHECK(value_get(t.l->db, town_figure(&t, "不良率"), d.unit, "2019-01", &v));
	CHECK_INT(v.reported, 187);
	owed_are(&t, __LINE__, "");
	town_check(&t);
	/* one action, taken back as one */
	CHECK(undo_last(t.l, &out, &err));
	owed_are(&t, __LINE__, "2018-12 by 2018-12-20, 2019-01 by 2019-01-20");
	/* figures are of one period */
	struct amount a = { town_figure(&t, "不良率"), 190 };
	call.amounts = &a;
	call.n_amounts = 1;
	CHECK(!verb_run(t.l, verb_find("report"), &call, &out, &err));
	CHECK_STR(err.text, "figures belong to one unit, one item and one period");
	vec_clear(&owed);
	town_check(&t);
	town_close(&t);
}

static void test_typed(void)
{
	static const struct { int line; const char *text; int first, n; } cases[] = {
		{ __LINE__, "1", 0, 1 }, { __LINE__, "２", 1, 1 }, { __LINE__, "2018-12", 1, 1 }, { __LINE__, "11", 0, 1 },
		{ __LINE__, "all", 0, 3 }, { __LINE__, "全部", 0, 3 }, { __LINE__, "a", 0, 3 }, { __LINE__, "A", 0, 3 },
		{ __LINE__, "01", 2, 1 }, { __LINE__, "4", -1, 0 }, { __LINE__, "", 0, 3 }, { __LINE__, "2019", -1, 0 },
	};
	struct duty_state periods[] = { { .occ = "2018-11" }, { .occ = "2018-12" }, { .occ = "2019-01" } };
	duty_states owed = { .p = periods, .n = 3 };

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		size_t first = 9, n = 9;
		struct err err = { 0 };
		bool found = period_typed(str_of(cases[i].text), &owed, true, &first, &n, &err);
		CHECK_AT(cases[i].line, found == (cases[i].first >= 0));
		if (found) {
			CHECK_INT_AT(cases[i].line, first, cases[i].first);
			CHECK_INT_AT(cases[i].line, n, cases[i].n);
		} else {
			CHECK_STR_AT(cases[i].line, err.text, "which period? 1 2018-11  2 2018-12  3 2019-01  a: all that are owed");
		}
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_seen), CHECK_TEST(test_month_before), CHECK_TEST(test_in_one_go), CHECK_TEST(test_typed) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
