/* Tables that change in mid-year, days of the office's own, rules for a due day off: open duties follow, closed ones keep their dates. */
#include "model/workdays.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "model/act.h"
#include "model/ident.h"
#include "model/setting.h"
#include "model/shown.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* Labour Day of 2019 as announced first, and as revised on 2019-03-22. */
static const char before[] = "2019-05-01\toff\t劳动节\n";
static const char after[] = "2019-04-28\twork\t劳动节\n2019-05-01\toff\t劳动节\n2019-05-02\toff\t劳动节\n2019-05-03\toff\t劳动节\n"
	"2019-05-04\toff\t劳动节\n2019-05-05\twork\t劳动节\n";

static void write_table(struct town *t, const char *text)
{
	char dir[600], path[640];

	snprintf(t->share, sizeof t->share, "%s", check_path("office"));
	mkdir(t->share, 0700);
	snprintf(dir, sizeof dir, "%s/calendar", t->share);
	mkdir(dir, 0700);
	snprintf(path, sizeof path, "%s/2019.tsv", dir);
	check_write(path, text, strlen(text));
}

static void set_due(struct town *t, const char *number, const char *due)
{
	struct err err = { 0 };
	struct outcome out;
	struct id item, deadline;
	struct change *c = ledger_begin(t->l, "edit", "edits", &err);

	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, number), &item));
	deadline = ident_part("deadline", &item, 0);
	change_set(c, KIND_DEADLINE, &deadline, "due", V_TEXT(due));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

/* A town in 2019 with items 1 (one unit) and 10.1 (two) due on Friday 05-03, under the first table. */
static void may_open(struct town *t, const char *name)
{
	town_open(t, name, "2019-03-01");
	write_table(t, before);
	town_reopen(t, "2019-03-01");
	set_due(t, "1", "2019-05-03");
	set_due(t, "10.1", "2019-05-03");
}

static void check_duty(int line, struct town *t, const char *number, const char *unit, const char *due, const char *act_by)
{
	struct duty_state d = town_duty(t, number, unit);
	char text[DATE_TEXT_SIZE];

	CHECK_STR_AT(line, date_text(d.due, text), due);
	CHECK_STR_AT(line, date_text(d.act_by, text), act_by);
}
#define DUTY(t, number, unit, due, act_by) check_duty(__LINE__, t, number, unit, due, act_by)

static size_t moved_count(struct town *t)
{
	moved_list moved = { 0 };
	struct err err = { 0 };

	CHECK(workdays_moved(t->l, &moved, &err));
	size_t n = moved.n;
	vec_clear(&moved);
	return n;
}

/* So many working days after the hand-over. */
static void set_relative(struct town *t, const char *number, int count)
{
	struct err err = { 0 };
	struct outcome out;
	struct id item, deadline;
	struct change *c = ledger_begin(t->l, "edit", "edits", &err);

	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, number), &item));
	deadline = ident_part("deadline", &item, 0);
	change_set(c, KIND_DEADLINE, &deadline, "kind", V_TEXT("relative"));
	change_set(c, KIND_DEADLINE, &deadline, "count", V_INT(count));
	change_set(c, KIND_DEADLINE, &deadline, "count_unit", V_TEXT("workdays"));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

/* Each month's n-th working day: what turns at its beginning reaches far. */
static void set_nth(struct town *t, const char *number, int n)
{
	struct err err = { 0 };
	struct outcome out;
	struct id item, deadline;
	char rhythm[80];
	struct change *c = ledger_begin(t->l, "edit", "edits", &err);

	snprintf(rhythm, sizeof rhythm, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%d", n);
	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, number), &item));
	deadline = ident_part("deadline", &item, 0);
	change_set(c, KIND_DEADLINE, &deadline, "rhythm", V_TEXT(rhythm));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

/* Only what a day may reach is derived anew: all the same every duty, light and sum is what the whole ledger would come to. */
static void test_reach(void)
{
	static const enum workday_kind kinds[] = { WORKDAY_OFF, WORKDAY_WORK };
	static const char *const day_offs[] = { "next", "previous", "none" };
	static const char *const rules[] = { "", "name: a\nyellow: silent, left <= 3 workdays\nred: silent, overdue > 4 workdays\ngreen: in\n", "name: b\nred: late > 2 workdays\ngreen: in\n" };
	struct town t;
	struct outcome out;

	may_open(&t, "reach.db");
	set_relative(&t, "2", 40);
	set_nth(&t, "8", 15);
	for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
		struct err err = { 0 };
		CHECK(!*rules[r] || setting_change(t.l, "light-rule", rules[r], &out, &err));
		CHECK(setting_change(t.l, "day-off", day_offs[r], &out, &err));
		for (date day = town_day("2019-04-20"); day < town_day("2019-05-16"); day++) {
			struct err refused = { 0 };
			enum workday_kind kind = kinds[calendar_is_workday(t.l->cal, day) ? 0 : 1];
			CHECK(workdays_set(t.l, day, kind, "试", &out, &err));
			town_check(&t);
			/* Two days of three stay, so that they lie beside each other. */
			if (day % 3 == 0)
				CHECK(workdays_set(t.l, day, WORKDAY_NORMAL, "", &out, &refused));
			town_check(&t);
		}
		for (date day = town_day("2019-04-20"); day < town_day("2019-05-16"); day++)
			if (calendar_is_own(t.l->cal, day)) {
				CHECK(workdays_set(t.l, day, WORKDAY_NORMAL, "", &out, &err));
				town_check(&t);
			}
	}
	town_close(&t);
}

/* 每月第3个工作日: under the first table of 2019 May's are the 2nd, the 3rd, the 6th; with the 6th off it is the 7th. */
static void test_nth(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct arena mem = { 0 };

	may_open(&t, "nth.db");
	set_nth(&t, "8", 3);
	CHECK_STR(shown_period(t.l, town_item(&t, "8"), town_day("2019-05-06"), DATE_NONE, &mem), "2019-05");
	CHECK(workdays_set(t.l, town_day("2019-05-06"), WORKDAY_OFF, "停电", &out, &err));
	CHECK_STR(shown_period(t.l, town_item(&t, "8"), town_day("2019-05-07"), DATE_NONE, &mem), "2019-05");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_revised(void)
{
	struct town t;
	struct err err = { 0 };
	moved_list moved = { 0 };
	char text[DATE_TEXT_SIZE];

	may_open(&t, "revised.db");
	DUTY(&t, "1", "市信息中心", "2019-05-03", "2019-05-03");
	town_do(&t, "close", "10.1", "市法院", NULL, NULL, NULL);
	write_table(&t, after);
	town_reopen(&t, "2019-03-25");
	CHECK_INT((int)t.l->moved, 2);
	DUTY(&t, "1", "市信息中心", "2019-05-03", "2019-04-30");
	DUTY(&t, "10.1", "市税务局", "2019-05-03", "2019-04-30");
	DUTY(&t, "10.1", "市法院", "2019-05-03", "2019-05-03");      /* closed: as it was */
	CHECK_STR(date_text(calendar_next_workday(t.l->cal, town_day("2019-05-03")), text), "2019-05-05");
	town_check(&t);
	CHECK(workdays_moved(t.l, &moved, &err));
	CHECK_INT((int)moved.n, 2);
	CHECK_STR(date_text(moved.p[0].old_act_by, text), "2019-05-03");
	CHECK_STR(date_text(moved.p[0].duty.act_by, text), "2019-04-30");
	vec_clear(&moved);
	/* Nothing more on the next day; looked at, nothing at all. */
	town_reopen(&t, "2019-03-26");
	CHECK_INT((int)t.l->moved, 0);
	CHECK_INT((int)moved_count(&t), 2);
	CHECK(workdays_seen(t.l, &err));
	CHECK_INT((int)moved_count(&t), 0);
	/* Opened again it follows the table. */
	town_do(&t, "reopen", "10.1", "市法院", NULL, NULL, NULL);
	DUTY(&t, "10.1", "市法院", "2019-05-03", "2019-04-30");
	town_check(&t);
	town_close(&t);
}

/* An item closed as a whole keeps its dates, too; taking that back lets them follow. */
static void test_item_closed(void)
{
	struct town t;
	struct err err = { 0 };
	struct outcome out;

	may_open(&t, "item-closed.db");
	struct verb_call call = { .item = town_item(&t, "10.1"), .on = DATE_NONE, .promised = DATE_NONE };
	CHECK(verb_run(t.l, verb_find("close"), &call, &out, &err));
	write_table(&t, after);
	town_reopen(&t, "2019-03-25");
	DUTY(&t, "10.1", "市法院", "2019-05-03", "2019-05-03");
	DUTY(&t, "1", "市信息中心", "2019-05-03", "2019-04-30");
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	DUTY(&t, "10.1", "市法院", "2019-05-03", "2019-04-30");
	town_check(&t);
	town_close(&t);
}

/* Tables that move nothing leave nothing to look at. */
static void test_nothing_moved(void)
{
	struct town t;

	may_open(&t, "nothing.db");
	write_table(&t, "2019-05-01\toff\t劳动节\n2019-10-01\toff\t国庆节\n");
	town_reopen(&t, "2019-03-25");
	CHECK_INT((int)t.l->moved, 0);
	CHECK_INT((int)moved_count(&t), 0);
	town_close(&t);
}

static void test_faulty(void)
{
	struct town t;

	may_open(&t, "faulty.db");
	write_table(&t, "2019-05-01\toff\t劳动节\n2019-05-01\twork\t劳动节\n");
	for (int i = 0; i < 2; i++) {          /* told each time, until it is mended */
		town_reopen(&t, "2019-03-25");
		CHECK_INT((int)calendar_get_faults(t.l->cal)->n, 1);
		CHECK_INT(calendar_get_faults(t.l->cal)->p[0].at.line, 2);
		CHECK(!calendar_knows(t.l->cal, town_day("2019-05-01")));
	}
	town_check(&t);
	town_close(&t);
}

static bool own(struct town *t, const char *day, enum workday_kind kind, const char *name, struct err *err)
{
	struct outcome out;
	bool done = workdays_set(t->l, town_day(day), kind, name, &out, err);

	clock_step(&t->clock, 1000);
	return done;
}

static void test_own_days(void)
{
	struct town t, other;
	struct err err = { 0 };
	struct outcome out;

	may_open(&t, "own.db");
	other = t;
	town_reopen(&t, "2019-03-01");
	other.l = NULL;
	struct ledger_options o = { .path = t.path, .share_dir = t.share, .by = "li", .clock = &t.clock, .ids = &t.ids };
	CHECK((other.l = ledger_open(&o, &err)) != NULL);
	CHECK(own(&t, "2019-05-03", WORKDAY_OFF, "庙会", &err));
	DUTY(&t, "1", "市信息中心", "2019-05-03", "2019-05-02");
	CHECK_STR(calendar_name(t.l->cal, town_day("2019-05-03")), "庙会");
	town_check(&t);
	/* The other process sees it when it looks, and before it writes. */
	CHECK(ledger_follow(other.l, &err));
	CHECK(!calendar_is_workday(other.l->cal, town_day("2019-05-03")));
	/* Another name alone moves nothing, and is seen too. */
	CHECK(own(&t, "2019-05-03", WORKDAY_OFF, "灯会", &err));
	CHECK(ledger_follow(other.l, &err));
	CHECK_STR(calendar_name(other.l->cal, town_day("2019-05-03")), "灯会");
	CHECK(own(&other, "2019-05-02", WORKDAY_OFF, "庙会", &err));
	town_do(&t, "report", "1", "信息中心", NULL, "已接入", NULL);
	CHECK(!calendar_is_workday(t.l->cal, town_day("2019-05-02")));
	DUTY(&t, "1", "市信息中心", "2019-05-03", "2019-04-30");
	town_check(&t);
	CHECK(undo_last(other.l, &out, &err));
	CHECK(own(&t, "2019-05-03", WORKDAY_NORMAL, "", &err));
	DUTY(&t, "10.1", "市税务局", "2019-05-03", "2019-05-03");
	CHECK_INT((int)moved_count(&t), 0);
	CHECK(undo_last(t.l, &out, &err));
	DUTY(&t, "10.1", "市税务局", "2019-05-03", "2019-05-02");
	town_check(&t);
	ledger_close(other.l);
	town_close(&t);
}

static void test_own_refused(void)
{
	static const struct { int line; const char *day; enum workday_kind kind; const char *name; enum err_code code; } cases[] = {
		{ __LINE__, "2019-05-04", WORKDAY_OFF, "x", ERR_REFUSED },      /* a Saturday */
		{ __LINE__, "2019-05-01", WORKDAY_OFF, "x", ERR_REFUSED },
		{ __LINE__, "2019-05-02", WORKDAY_WORK, "x", ERR_REFUSED },
		{ __LINE__, "2019-05-02", WORKDAY_NORMAL, "", ERR_REFUSED },
		{ __LINE__, "2019-05-02", WORKDAY_OFF, " ", ERR_USE },
	};
	struct town t;

	may_open(&t, "own-refused.db");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };
		CHECK_AT(cases[i].line, !own(&t, cases[i].day, cases[i].kind, cases[i].name, &err));
		CHECK_INT_AT(cases[i].line, err.code, cases[i].code);
	}
	town_close(&t);
}

/* A due day off: the office's rule, and one item's own. Periods stay what they were. */
static void test_day_off(void)
{
	struct town t;
	struct err err = { 0 };
	struct outcome out;
	struct arena mem = { 0 };

	may_open(&t, "day-off.db");
	write_table(&t, after);
	town_reopen(&t, "2019-03-25");
	CHECK(setting_change(t.l, "day-off", "next", &out, &err));
	DUTY(&t, "1", "市信息中心", "2019-05-05", "2019-05-05");
	CHECK(setting_change_item(t.l, town_item(&t, "1"), DATE_NONE, "previous", &out, &err));
	CHECK(setting_change_item(t.l, town_item(&t, "1"), DATE_NONE, "previous", &out, &err) && !out.changed);
	CHECK_STR(out.said, "set day-off of item 1 to previous: nothing is changed by that");
	DUTY(&t, "1", "市信息中心", "2019-04-30", "2019-04-30");
	DUTY(&t, "10.1", "市税务局", "2019-05-05", "2019-05-05");
	town_do(&t, "close", "10.1", "市法院", NULL, NULL, NULL);
	CHECK(setting_change(t.l, "day-off", "none", &out, &err));
	DUTY(&t, "10.1", "市法院", "2019-05-05", "2019-05-05");      /* closed */
	DUTY(&t, "10.1", "市税务局", "2019-05-03", "2019-04-30");
	CHECK(setting_change_item(t.l, town_item(&t, "1"), DATE_NONE, "office", &out, &err));
	DUTY(&t, "1", "市信息中心", "2019-05-03", "2019-04-30");
	/* 2019-01-20 is a Sunday: January's report falls due on the 18th, and is January's. */
	CHECK(setting_change(t.l, "day-off", "previous", &out, &err));
	CHECK_STR(shown_period(t.l, town_item(&t, "8"), town_day("2019-01-18"), DATE_NONE, &mem), "2019-01");
	CHECK(!setting_change_item(t.l, town_item(&t, "1"), town_day("2019-05-04"), "none", &out, &err));
	CHECK_INT(err.code, ERR_NOT_FOUND);
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_reach), CHECK_TEST(test_nth), CHECK_TEST(test_revised), CHECK_TEST(test_item_closed), CHECK_TEST(test_nothing_moved), CHECK_TEST(test_faulty),
	CHECK_TEST(test_own_days), CHECK_TEST(test_own_refused), CHECK_TEST(test_day_off) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
