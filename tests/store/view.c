/* What the lists show of a real ledger: sums, rows, reasons. */
#include "model/view.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "model/figure.h"
#include "store/store_private.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

/* The fortnight's middle: 11-21, a Wednesday; some have sent, some not. */
static void town_reported(struct town *t, const char *name)
{
	town_open(t, name, "2018-11-16");
	town_do(t, "report", "1", "信息中心", NULL, "已接入", NULL);
	town_do(t, "sign", "2", "质监局", NULL, NULL, NULL);
	town_do(t, "report", "2", "法院", "主体总数=22 剔除=2 做到=12", NULL, NULL);
	town_do(t, "report", "2", "税务局", "主体总数=41 做到=18", NULL, NULL);
	town_do(t, "report", "6", "法院", "案例=2 名单=20", NULL, NULL);
	town_do(t, "report", "6", "税务局", "案例=3 名单=31", NULL, NULL);
	town_do(t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_do(t, "report", "10.2", "质监局", "已整治=159 在册=199", NULL, NULL);
	town_reopen(t, "2018-11-19");
	town_do(t, "accept", "1", "信息中心", NULL, NULL, NULL);
	town_do(t, "return", "6", "税务局", NULL, "名单不全", NULL);
	struct duty_state d[] = { town_duty(t, "2", "质监局"), town_duty(t, "6", "质监局") };
	struct verb_call call = { .duties = d, .n = 2, .way = "phone", .who = "乙", .promised = town_day("2018-11-21") };
	struct outcome out;
	struct err err = { 0 };
	CHECK(verb_run(t->l, verb_find("urge"), &call, &out, &err));
	town_reopen(t, "2018-11-21");
}

static void test_sums(void)
{
	struct town t;
	struct sums s;
	struct err err = { 0 };

	town_reported(&t, "sums.db");
	CHECK(view_sums(t.l, t.plan, 0, &s, &err));
	/* 11 due on 11-20 and 2 on 11-30, and December's of item 8, which is not silent yet */
	CHECK_INT(s.owed, 14);
	/* in: 1, 2 of item 2, one of 6, one of 8, 2 of 10.2 (jointly) */
	CHECK_INT(s.in, 7);
	CHECK_INT(s.silent, 6);
	CHECK_INT(s.overdue, 4);
	CHECK_INT(s.this_week, 0);
	CHECK_INT(s.next_week, 2);
	CHECK_INT(s.pending, 6);
	CHECK_INT(s.returned, 1);
	CHECK_INT(s.tasks, 5);
	CHECK_INT(s.campaigns, 3);
	CHECK_INT(s.ownerless, 1);
	CHECK_INT(s.leaves, 6);
	CHECK_INT(s.all_leaves, 6);
	CHECK_INT(s.measures, 2);
	CHECK_INT(s.measures_done, 1);
	/* One call promised two for today, and neither came. */
	CHECK_INT(s.promised, 1);
	CHECK_INT(s.promised_waiting, 1);
	CHECK(view_sums(t.l, 0, town_unit(&t, "质监局"), &s, &err));
	CHECK_INT(s.owed, 3);
	CHECK_INT(s.in, 1);
	CHECK_INT(s.silent, 2);
	CHECK_INT(s.overdue, 2);
	CHECK_INT(s.leaves, 3);
	CHECK_INT(s.all_leaves, 6);
	CHECK_INT(s.tasks, 2);
	CHECK_INT(s.campaigns, 1);
	CHECK_INT(s.promised, 1);
	town_close(&t);
}

/* What was promised for today, until it comes; tomorrow it is no promise for today any more. */
static void test_promised(void)
{
	struct town t;
	struct sums s;
	struct err err = { 0 };

	town_reported(&t, "promised.db");
	town_do(&t, "report", "2", "质监局", "主体总数=11 剔除=2 做到=3", NULL, NULL);
	CHECK(view_sums(t.l, 0, 0, &s, &err));
	CHECK_INT(s.promised, 1);
	CHECK_INT(s.promised_waiting, 1);
	town_do(&t, "report", "6", "质监局", "案例=3 名单=25", NULL, NULL);
	CHECK(view_sums(t.l, 0, 0, &s, &err));
	CHECK_INT(s.promised, 1);
	CHECK_INT(s.promised_waiting, 0);
	CHECK(view_sums(t.l, 0, town_unit(&t, "法院"), &s, &err));
	CHECK_INT(s.promised, 0);
	town_reopen(&t, "2018-11-22");
	CHECK(view_sums(t.l, 0, 0, &s, &err));
	CHECK_INT(s.promised, 0);
	town_close(&t);
}

static const struct {
	int line;
	const char *number, *unit, *light, *leads;
	int owed, in, pending, left;
	const char *target;
} items[] = {
	{ __LINE__, "1", "", "green", "市信息中心", 1, 1, 0, 0, "" },
	{ __LINE__, "2", "", "red", "市法院 et al. 4", 4, 2, 2, -1, "1/4 units" },
	{ __LINE__, "6", "", "red", "市法院 et al. 3", 3, 1, 1, -1, "1/3 units" },
	{ __LINE__, "8", "", "green", "市银监局", 1, 1, 1, 0, "1.87%" },
	/* red by what was missed on 11-20; shown is 11-30, where somebody is silent */
	{ __LINE__, "10", "", "red", "市法院 et al. 4", 2, 0, 0, 7, "0/1 met" },
	{ __LINE__, "10.1", "", "unknown", "市法院 et al. 2", 2, 0, 0, 7, "" },
	{ __LINE__, "10.2", "", "red", "市质监局 et al. 2", 2, 2, 2, 0, "159/199>=80%" },
	{ __LINE__, "附-9", "", "unknown", "", 0, 0, 0, 0, "" },
	{ __LINE__, "2", "质监局", "red", "市法院 et al. 4", 1, 0, 0, -1, "-" },
	{ __LINE__, "2", "法院", "green", "市法院 et al. 4", 1, 1, 1, 0, "12/20 met" },
	{ __LINE__, "2", "税务局", "green", "市法院 et al. 4", 1, 1, 1, 0, "18/41" },
	{ __LINE__, "6", "税务局", "red", "市法院 et al. 3", 1, 0, 0, -1, "3/31" },
	{ __LINE__, "10.2", "信息中心", "red", "市质监局 et al. 2", 1, 1, 1, 0, "159/199" },
	{ __LINE__, "2", "各成员单位", "unknown", "市法院 et al. 4", 0, 0, 0, 0, "" },
};

static void test_items(void)
{
	struct town t;

	town_reported(&t, "items.db");
	for (size_t i = 0; i < CHECK_N(items); i++) {
		struct item_line line;
		struct err err = { 0 };
		int at = items[i].line;
		int64_t unit = *items[i].unit ? town_unit(&t, items[i].unit) : 0;
		if (!view_item(t.l, town_item(&t, items[i].number), unit, &mem, &line, &err)) {
			CHECK_FAIL_AT(at, "%s", err.text);
			continue;
		}
		CHECK_STR_AT(at, light_name(line.light), items[i].light);
		CHECK_STR_AT(at, line.leads, items[i].leads);
		CHECK_INT_AT(at, line.owed, items[i].owed);
		CHECK_INT_AT(at, line.in, items[i].in);
		CHECK_INT_AT(at, line.pending, items[i].pending);
		CHECK_INT_AT(at, line.left, items[i].left);
		CHECK_STR_AT(at, line.target, items[i].target);
	}
	struct item_line line;
	struct err err = { 0 };
	CHECK(view_item(t.l, town_item(&t, "2"), town_unit(&t, "各成员单位"), &mem, &line, &err));
	CHECK_STR(line.role, "responsible");
	CHECK_INT(line.duty.key, 0);
	CHECK(view_item(t.l, town_item(&t, "2"), town_unit(&t, "质监局"), &mem, &line, &err));
	CHECK_STR(line.role, "lead");
	CHECK(line.signed_on == town_day("2018-11-16"));
	arena_clear(&mem);
	town_close(&t);
}

static void test_dates(void)
{
	static const struct { int line; const char *due, *light; int owed, in, silent; bool begun; int left; const char *what, *reason; } cases[] = {
		{ __LINE__, "2018-11-20", "red", 11, 7, 4, true, -1, "", "R: 11-20 passed 1 working day ago, of 11 reports 4 are missing" },
		{ __LINE__, "2018-11-30", "unknown", 2, 0, 2, true, 7, "", "?: 11-30 is 7 working days ahead, of 2 reports 2 are missing" },
		{ __LINE__, "2018-12-20", "unknown", 1, 0, 0, false, 21, "8", "?: begins on 12-01, due on 12-20" },
	};
	struct town t;

	town_reported(&t, "dates.db");
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct date_line d;
		struct err err = { 0 };
		date due = town_day(cases[i].due);
		CHECK_AT(cases[i].line, view_date(t.l, due, t.plan, 0, &mem, &d, &err));
		CHECK_STR_AT(cases[i].line, light_name(d.light), cases[i].light);
		CHECK_INT_AT(cases[i].line, d.owed, cases[i].owed);
		CHECK_INT_AT(cases[i].line, d.in, cases[i].in);
		CHECK_INT_AT(cases[i].line, d.silent, cases[i].silent);
		CHECK_INT_AT(cases[i].line, d.begun, cases[i].begun);
		CHECK_INT_AT(cases[i].line, d.left, cases[i].left);
		CHECK_STR_AT(cases[i].line, d.what, cases[i].what);
		CHECK_STR_AT(cases[i].line, light_reason_date(t.l, due, t.plan, 0, &mem), cases[i].reason);
	}
	arena_clear(&mem);
	town_close(&t);
}

static const struct { int line; const char *number, *unit, *want; } reasons[] = {
	{ __LINE__, "1", "", "G: 市信息中心 reported on 11-16, accepted on 11-19" },
	{ __LINE__, "2", "", "R: 11-20 passed 1 working day ago, of 4 lead units 2 have not reported: 市质监局 市信息中心" },
	{ __LINE__, "6", "", "R: 11-20 passed 1 working day ago, of 3 lead units 2 have not reported: 市税务局 市质监局" },
	{ __LINE__, "8", "", "G: 市银监局 reported on 11-16, not reviewed yet" },
	{ __LINE__, "10", "", "R: 11-20 passed 1 working day ago, of 2 reports 2 miss the target: 10.2" },
	{ __LINE__, "10.1", "", "?: 11-30 is 7 working days ahead, of 2 lead units 2 have not reported: 市法院 市税务局" },
	{ __LINE__, "10.2", "", "R: 11-20 passed 1 working day ago, target missed: 159/199 = 79.9%  1 户 more meet it (>= 80%)" },
	{ __LINE__, "附-9", "", "?: no unit leads it" },
	{ __LINE__, "2", "质监局", "R: 11-20 passed 1 working day ago, not reported; no contact on file; 11-19 phone: promised for 11-21" },
	{ __LINE__, "6", "税务局", "R: 11-20 passed 1 working day ago, returned on 11-19: 名单不全; no contact on file" },
	{ __LINE__, "10.2", "质监局", "R: 11-20 passed 1 working day ago, reported on 11-16, not reviewed yet, target missed: "
		"159/199 = 79.9%  1 户 short (>= 80%)" },
	{ __LINE__, "10.2", "信息中心", "R: 11-20 passed 1 working day ago, reported jointly by another on 11-16, not reviewed yet, target missed: "
		"159/199 = 79.9%  1 户 short (>= 80%)" },
	{ __LINE__, "", "质监局", "R: 市质监局 owes 2 reports, 1 target missed; 11-19 phone: promised for 11-21 (wang)" },
	{ __LINE__, "", "银监局", "G: 市银监局 has sent all that is due" },
	{ __LINE__, "", "各成员单位", "?: 各成员单位 owes nothing" },
};

static void test_reasons(void)
{
	struct town t;

	town_reported(&t, "reasons.db");
	for (size_t i = 0; i < CHECK_N(reasons); i++) {
		const char *got;
		if (!*reasons[i].unit) {
			got = light_reason_item(t.l, town_item(&t, reasons[i].number), &mem);
		} else if (!*reasons[i].number) {
			got = light_reason_unit(t.l, town_unit(&t, reasons[i].unit), &mem);
		} else {
			struct duty_state d = town_duty(&t, reasons[i].number, reasons[i].unit);
			got = light_reason_duty(t.l, &d, &mem);
		}
		CHECK_STR_AT(reasons[i].line, got, reasons[i].want);
	}
	arena_clear(&mem);
	town_close(&t);
}

/* "unit report figures" a row. */
static const char *rows(struct town *t, const duty_states *list)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < list->n; i++) {
		struct duty_line line;
		struct err err = { 0 };
		if (!view_duty(t->l, &list->p[i], &mem, &line, &err))
			CHECK_FAIL("%s", err.text);
		buf_printf(&b, "%s%s %s %s%s[%s]", i ? " | " : "", light_name(line.light), line.item.number, line.unit.shortname,
			list->p[i].key ? list->p[i].standing ? " stands" : "" : " none", line.figures);
	}
	const char *text = arena_strdup(&mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static void test_duties(void)
{
	struct town t;
	duty_states list = { 0 };
	struct err err = { 0 };

	town_reported(&t, "duties.db");
	CHECK(view_item_duties(t.l, town_item(&t, "2"), &list, &err));
	CHECK_STR(rows(&t, &list), "green 2 法院[12/20 = 60.0%  met] | green 2 税务[18/41 = 43.9%  3 家 short] | red 2 质监[] | red 2 信息[] | "
		"unknown 2 成员 none[]");
	list.n = 0;
	CHECK(view_unit_duties(t.l, town_unit(&t, "质监局"), 0, &list, &err));
	CHECK_STR(rows(&t, &list), "red 2 质监[] | red 6 质监[] | red 10.2 质监[159/199 = 79.9%  1 户 short]");
	list.n = 0;
	CHECK(view_unit_duties(t.l, town_unit(&t, "银监局"), t.plan, &list, &err));
	CHECK_STR(rows(&t, &list), "green 8 银监[1.87%]");
	vec_clear(&list);
	arena_clear(&mem);
	town_close(&t);
}

static void test_next(void)
{
	struct town t;
	struct err err = { 0 };
	keys order = { 0 };
	int64_t at = 0;

	town_reported(&t, "next.db");
	/* 市税务局 (6, 10.1) and 市质监局 (2, 6): two each; 市法院 (10.1), 市信息中心 (2): one each, the earlier date first */
	const char *want[] = { "市税务局", "市质监局", "市信息中心", "市法院" };
	for (size_t i = 0; i < CHECK_N(want); i++) {
		CHECK(view_silent_next(t.l, t.plan, at, 1, &order, &at, &err));
		CHECK(at == town_unit(&t, want[i]));
		/* it sends all: its place is kept, the walk goes on from there */
		if (i == 1) {
			town_do(&t, "report", "2", "质监局", NULL, NULL, NULL);
			town_do(&t, "report", "6", "质监局", NULL, NULL, NULL);
		}
	}
	CHECK(view_silent_next(t.l, t.plan, at, 1, &order, &at, &err));
	CHECK_INT(at, 0);
	CHECK(view_silent_next(t.l, t.plan, town_unit(&t, "信息中心"), -1, &order, &at, &err));
	CHECK(at == town_unit(&t, "市税务局"));
	CHECK(view_silent_next(t.l, t.plan, 0, -1, &order, &at, &err));
	CHECK(at == town_unit(&t, "市法院"));
	vec_clear(&order);
	town_close(&t);
}

/* The report that counts is older than another one, which was set aside: told at that one alone. */
static void test_set_aside(void)
{
	struct town t;
	struct duty_state d;
	struct duty_row first;
	struct outcome out;
	struct err err = { 0 };
	entry_rows list = { 0 };

	town_open(&t, "aside.db", "2018-11-15");
	town_do(&t, "report", "6", "法院", NULL, "一", NULL);
	d = town_duty(&t, "6", "法院");
	CHECK(duty_get(t.l->db, d.item, d.unit, d.deadline, d.occ, &mem, &first));
	town_reopen(&t, "2018-11-16");
	town_do(&t, "report", "6", "法院", NULL, "二", NULL);
	CHECK(entries_read(t.l->db, d.item, d.unit, 9, &mem, &list, &err) && list.n == 2);
	CHECK(!entry_is_set_aside(t.l->db, &list.p[0]) && !entry_is_set_aside(t.l->db, &list.p[1]));
	struct change *c = ledger_begin(t.l, "settle", "", &err);
	change_set(c, KIND_DUTY, &first.id, "report", V_ID(first.report));
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK(entry_is_set_aside(t.l->db, &list.p[0]) && !entry_is_set_aside(t.l->db, &list.p[1]));
	vec_clear(&list);
	town_close(&t);
}

static void test_find(void)
{
	struct town t;
	int64_t item, other;
	char plan[80];
	struct id id;
	struct err err = { 0 };
	struct duty_state d;

	town_reported(&t, "find.db");
	CHECK(view_find_item(t.l, 0, STR_LIT(" １０．２ "), &item, &err));
	CHECK(item == town_item(&t, "10.2"));
	CHECK(row_id(t.l->db, KIND_ITEM, item, &id));
	id_text(&id, plan);
	plan[8] = '\0';
	CHECK(view_find_item(t.l, 0, str_of(plan), &other, &err));
	CHECK(other == item);
	CHECK(row_id(t.l->db, KIND_PLAN, t.plan, &id));
	id_text(&id, plan);
	memcpy(plan + 8, "/6", 3);
	CHECK(view_find_item(t.l, 0, str_of(plan), &other, &err));
	CHECK(other == town_item(&t, "6"));
	CHECK(!view_find_item(t.l, 0, STR_LIT("99"), &other, &err));
	CHECK_STR(err.text, "no item has the number 99");
	err_clear(&err);
	CHECK(!view_find_item(t.l, 0, STR_LIT("ffff/6"), &other, &err));
	CHECK_STR(err.text, "no plan has an id that begins with ffff");
	err_clear(&err);
	/* two copies each made an item: both are named by their ids, which can be typed */
	struct change *c = ledger_begin(t.l, "test", "", &err);
	sentences twice = { 0 };
	struct outcome out;
	char text[200];
	CHECK(view_numbers_twice(t.l, &mem, &twice, &err));
	CHECK_INT(twice.n, 0);
	CHECK(row_id(t.l->db, KIND_ITEM, town_item(&t, "6"), &id));
	change_set(c, KIND_ITEM, &id, "number", V_TEXT("8"));
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK(!view_find_item(t.l, 0, STR_LIT("8"), &other, &err));
	CHECK_INT(err.code, ERR_AMBIGUOUS);
	id_text(&id, plan);
	snprintf(text, sizeof text, "%.8s (", plan);
	CHECK(strstr(err.text, "several items have the number 8: ") && strstr(err.text, text));
	err_clear(&err);
	plan[8] = '\0';
	CHECK(view_find_item(t.l, 0, str_of(plan), &other, &err));
	CHECK(view_numbers_twice(t.l, &mem, &twice, &err));
	CHECK_INT(twice.n, 1);
	CHECK(strstr(twice.p[0], "number 8: ") && strstr(twice.p[0], text));
	CHECK(undo_last(t.l, &out, &err));
	vec_clear(&twice);
	CHECK(view_find_duty(t.l, town_item(&t, "8"), town_unit(&t, "银监局"), town_day("2018-12-20"), &d, &err));
	CHECK_STR(d.occ, "2018-12");
	CHECK(!view_find_duty(t.l, item, town_unit(&t, "银监局"), DATE_NONE, &d, &err));
	CHECK_STR(err.text, "市银监局 owes nothing for 10.2");
	err_clear(&err);
	CHECK(!view_find_duty(t.l, town_item(&t, "8"), town_unit(&t, "银监局"), town_day("2018-12-21"), &d, &err));
	CHECK_STR(err.text, "市银监局 owes nothing for 8 that is due on 2018-12-21");
	town_close(&t);
}

static void test_fields(void)
{
	struct town t;
	figure_fields f = { 0 };
	target_rows targets = { 0 };
	struct target_line line;
	struct err err = { 0 };

	town_reported(&t, "fields.db");
	struct duty_state d = town_duty(&t, "2", "法院");
	CHECK(figure_fields_read(t.l, &d, &mem, &f, &err));
	CHECK_INT(f.n, 3);
	CHECK_STR(f.p[0].label, "主体总数");
	CHECK_STR(f.p[1].label, "剔除");
	CHECK_STR(f.p[2].label, "做到");
	CHECK(f.p[2].has_value && f.p[2].value == 12);
	f.n = 0;
	town_reopen(&t, "2018-12-03");
	d = town_duty(&t, "8", "银监局");
	CHECK_STR(d.occ, "2018-12");
	CHECK(figure_fields_read(t.l, &d, &mem, &f, &err));
	CHECK_INT(f.n, 1);
	CHECK(!f.p[0].has_value && f.p[0].has_before && f.p[0].before == 187);
	/* what is being typed */
	d = town_duty(&t, "2", "质监局");
	CHECK(targets_read(t.l->db, d.item, &mem, &targets, &err));
	struct amount typed[] = { { town_figure(&t, "主体总数"), 11 }, { town_figure(&t, "剔除"), 2 }, { town_figure(&t, "做到"), 3 } };
	CHECK(target_line_amounts(t.l, &targets.p[0], &d, typed, 3, &mem, &line, &err));
	CHECK_STR(line.full, "3/9 = 33.3%  2 家 short");
	CHECK_STR(line.demand, "if possible > 50%");
	CHECK(target_line_amounts(t.l, &targets.p[0], &d, typed, 2, &mem, &line, &err));
	CHECK_STR(line.full, "-/9 = -");
	typed[1].n = 11;
	CHECK(target_line_amounts(t.l, &targets.p[0], &d, typed, 3, &mem, &line, &err));
	CHECK_STR(line.full, "3/0 = -");
	CHECK_INT(line.met, MET_UNKNOWN);
	vec_clear(&f);
	vec_clear(&targets);
	arena_clear(&mem);
	town_close(&t);
}

/* With a unit a row's light is that of the unit's own duty: what the lead units are late with is not its own. */
static void test_unlit(void)
{
	struct town t;
	struct item_line line;
	struct err err = { 0 };
	int64_t group;

	town_reported(&t, "unlit.db");
	group = town_unit(&t, "各成员单位");
	CHECK(view_item(t.l, town_item(&t, "2"), 0, &mem, &line, &err));
	CHECK(item_line_is_lit(&line));
	CHECK_INT(line.light, LIGHT_RED);
	CHECK(view_item(t.l, town_item(&t, "2"), group, &mem, &line, &err));
	CHECK_STR(line.role, "responsible");
	CHECK(!item_line_is_lit(&line));
	CHECK_INT(line.light, LIGHT_UNKNOWN);
	/* nor is what the lead units owe, and when, its own */
	CHECK_INT(line.due, DATE_NONE);
	CHECK_INT(line.left, 0);
	CHECK_INT(line.owed, 0);
	CHECK_STR(line.target, "");
	CHECK(view_item(t.l, town_item(&t, "2"), town_unit(&t, "质监局"), &mem, &line, &err));
	CHECK(item_line_is_lit(&line));
	CHECK(line.due != DATE_NONE);
	CHECK_INT(line.light, LIGHT_RED);
	town_close(&t);
	arena_clear(&mem);
}

/* Green says nothing of a report that came too late: its reason does. After a granted date nothing is late before that one. */
static void test_late(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_reported(&t, "late.db");
	struct duty_state d = town_duty(&t, "2", "质监局");
	struct verb_call call = { .duties = &d, .n = 1, .text = "等材料", .promised = town_day("2018-11-23") };
	CHECK(verb_run(t.l, verb_find("extend"), &call, &out, &err));
	town_do(&t, "grant", "2", "质监局", NULL, NULL, NULL);
	town_reopen(&t, "2018-11-22");
	town_do(&t, "report", "2", "质监局", NULL, "已约谈", NULL);
	town_do(&t, "report", "6", "质监局", NULL, "无案例", NULL);
	d = town_duty(&t, "6", "质监局");
	CHECK_STR(light_reason_duty(t.l, &d, &mem), "G: reported on 11-22, 2 working days late, not reviewed yet");
	d = town_duty(&t, "2", "质监局");
	/* asked for on the day after: what was granted forgives nothing */
	CHECK(strstr(light_reason_duty(t.l, &d, &mem), "2 working days late, first due 11-20, extended 1 time, asked late") != NULL);
	d = town_duty(&t, "1", "信息中心");
	CHECK(!strstr(light_reason_duty(t.l, &d, &mem), "late"));
	town_close(&t);
	arena_clear(&mem);
}

/* What was returned keeps its figures, but meets nothing. */
static void test_returned(void)
{
	struct town t;
	struct duty_line line;
	struct err err = { 0 };

	town_reported(&t, "returned.db");
	struct duty_state d = town_duty(&t, "2", "法院");
	CHECK(view_duty(t.l, &d, &mem, &line, &err));
	CHECK_STR(line.figures, "12/20 = 60.0%  met");
	town_do(&t, "return", "2", "法院", NULL, "缺附件", NULL);
	d = town_duty(&t, "2", "法院");
	CHECK(view_duty(t.l, &d, &mem, &line, &err));
	CHECK_STR(line.figures, "12/20 = 60.0%");
	/* one report for all: returned, it is met for none */
	town_do(&t, "report", "10.2", "质监局", "已整治=199 在册=199", NULL, NULL);
	town_do(&t, "return", "10.2", "质监局", NULL, "缺附件", NULL);
	d = town_duty(&t, "10.2", "信息中心");
	CHECK(view_duty(t.l, &d, &mem, &line, &err));
	CHECK_STR(line.figures, "199/199 = 100.0%");
	town_close(&t);
	arena_clear(&mem);
}

/* Ends one query alone. */
static bool impatient_once(void *user)
{
	int *left = user;

	return (*left)-- == 0;
}

/* A day's sums that a key or the clock has ended somewhere are those of the whole, or it is known that they are not. */
static void test_ended(void)
{
	struct town t;
	struct date_line whole, d;
	struct err err = { 0 };
	bool ended = true;
	int lacking = 0;

	town_reported(&t, "ended.db");
	struct query q = { .of = LIST_TASKS, .due = DATE_NONE, .today = ledger_today(t.l) };
	CHECK(view_date_where(t.l, town_day("2018-11-20"), &q, &whole, &err));
	t.l->db->steps = 20;
	for (int asked = 0; asked < 100000 && ended; asked += 1 + asked / 4) {
		int left = asked;

		err_clear(&err);
		db_patience(t.l->db, impatient_once, &left);
		bool ok = view_date_where(t.l, town_day("2018-11-20"), &q, &d, &err);
		db_patience(t.l->db, NULL, NULL);
		ended = db_was_ended(t.l->db);
		CHECK(ok ? ended || (d.owed == whole.owed && d.in == whole.in && d.silent == whole.silent) : err.code == ERR_STOPPED);
		lacking += ok && d.owed != whole.owed;
	}
	CHECK(!ended && lacking > 0);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_sums), CHECK_TEST(test_promised), CHECK_TEST(test_items), CHECK_TEST(test_dates), CHECK_TEST(test_reasons),
	CHECK_TEST(test_duties), CHECK_TEST(test_next), CHECK_TEST(test_find), CHECK_TEST(test_set_aside), CHECK_TEST(test_unlit), CHECK_TEST(test_late), CHECK_TEST(test_returned), CHECK_TEST(test_fields),
	CHECK_TEST(test_ended) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
