/* A unit that works on a copy of its own: what it owes after the copy's last contact is not exchanged, in rows, lights, sums and lists,
 * and never silent; nothing that is kept depends on it. */
#include "store/unheard.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "model/call.h"
#include "model/duty.h"
#include "model/filter.h"
#include "model/ident.h"
#include "model/light.h"
#include "model/verb.h"
#include "model/view.h"
#include "store/list.h"
#include "store/site.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

static void speaks(struct town *t, const char *site, const char *unit)
{
	struct err err = { 0 };
	struct outcome out;
	struct id u;
	struct change *c = ledger_begin(t->l, "grant", "a copy speaks for a unit", &err);

	CHECK(row_id(t->l->db, KIND_UNIT, town_unit(t, unit), &u));
	struct id row = ident_speaks(str_of(site), &u);
	change_row(c, KIND_SPEAKS, &row);
	change_field(c, "site", V_TEXT(site));
	change_field(c, "unit", V_ID(u));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

static void heard(struct town *t, const char *site, const char *day)
{
	struct err err = { 0 };
	have_list nothing = { 0 };

	CHECK(db_begin(t->l->db, &err) &&
	      site_heard(t->l->db, site, &nothing, clock_midnight_ms(t->l->clock, town_day(day)) + 36000000, &err) &&
	      db_commit(t->l->db, &err));
}

/* "owed in silent unheard overdue" over all, and the same of the unit. */
static const char *sums_of(struct town *t, const char *unit)
{
	struct sums s;
	struct err err = { 0 };

	CHECK(view_sums(t->l, 0, unit ? town_unit(t, unit) : 0, &s, &err));
	return arena_printf(&mem, "%d %d %d %d %d", s.owed, s.in, s.silent, s.unheard, s.overdue);
}

static const char *filtered(struct town *t, enum list_of of, const char *text)
{
	struct err err = { 0 };
	struct filter f = { .cond = NULL };
	size_t at, n;
	keys found = { 0 };
	struct sums s;

	CHECK(filter_read(t->l, str_of(text), of, &f, &at, &err));
	CHECK(filter_list(t->l, of, 0, f.cond, &found, &err));
	CHECK(view_sums_where(t->l, 0, 0, f.cond, &s, &err));
	n = found.n;
	vec_clear(&found);
	filter_clear(&f);
	return arena_printf(&mem, "%zu rows, silent %d unheard %d", n, s.silent, s.unheard);
}

static int calls_of(struct town *t, const char *unit, struct promise_sums *sums)
{
	struct err err = { 0 };
	calls list = { 0 };
	int owed = -1;

	CHECK(calls_read(t->l, 0, NULL, (struct order){ CALLS_BY_LIGHT, false }, false, &list, sums, &err));
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].unit == town_unit(t, unit))
			owed = list.p[i].owed;
	vec_clear(&list);
	return owed;
}

static struct unit_line unit_of(struct town *t, const char *unit)
{
	struct unit_line line;
	struct err err = { 0 };

	CHECK(view_unit(t->l, town_unit(t, unit), 0, &line, &mem, &err));
	return line;
}

static void check_agrees(struct town *t)
{
	sentences found = { 0 };
	struct err err = { 0 };

	CHECK(ledger_check(t->l, &mem, &found, &err));
	CHECK_INT(found.n, 0);
	vec_clear(&found);
}

static void test_unheard(void)
{
	struct promise_sums sums;
	struct town t;

	town_open(&t, "unheard.db", "2018-11-21");
	const char *all = sums_of(&t, NULL), *one = sums_of(&t, "质监局");
	CHECK_STR(one, "3 0 3 0 3");
	CHECK_INT(calls_of(&t, "质监局", &sums), 3);
	CHECK_STR(promise_sums_text(&sums, &mem), "");
	CHECK_INT(unit_of(&t, "质监局").light, LIGHT_RED);

	/* Granted to a copy that nobody here knows yet: nothing is different. */
	speaks(&t, "county", "质监局");
	CHECK_STR(sums_of(&t, NULL), all);
	heard(&t, "county", "2018-11-09");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 0 3 0");
	int owed, in, silent, unheard, overdue, owed0, in0, silent0, unheard0, overdue0;
	CHECK(sscanf(all, "%d %d %d %d %d", &owed0, &in0, &silent0, &unheard0, &overdue0) == 5);
	CHECK(sscanf(sums_of(&t, NULL), "%d %d %d %d %d", &owed, &in, &silent, &unheard, &overdue) == 5);
	CHECK(owed == owed0 && in == in0 && silent == silent0 - 3 && unheard == 3 && overdue == overdue0 - 3);
	CHECK_INT(calls_of(&t, "质监局", &sums), -1);
	CHECK_INT(sums.unheard, 3);
	CHECK_STR(promise_sums_text(&sums, &mem), "1 unit not exchanged");
	struct unit_line u = unit_of(&t, "质监局");
	CHECK_INT(u.light, LIGHT_UNKNOWN);
	CHECK_INT(u.heard, town_day("2018-11-09"));
	CHECK(strstr(light_reason_unit(t.l, town_unit(&t, "质监局"), &mem), "not exchanged since 11-09"));
	check_agrees(&t);
	town_close(&t);
}

/* What was promised for a day after the copy's last contact is neither kept nor broken. */
static void test_promise(void)
{
	struct promise_sums sums;
	struct town t;
	struct err err = { 0 };
	struct outcome out;
	duty_states owed = { 0 };

	town_open(&t, "promise.db", "2018-11-14");
	CHECK(call_duties(t.l, 0, town_unit(&t, "质监局"), &owed, &err));
	struct verb_call call = { .duties = owed.p, .n = owed.n, .way = "phone", .on = DATE_NONE, .promised = town_day("2018-11-16") };
	CHECK(verb_run(t.l, verb_find("urge"), &call, &out, &err));
	vec_clear(&owed);
	speaks(&t, "county", "质监局");
	heard(&t, "county", "2018-11-15");
	town_reopen(&t, "2018-11-21");
	(void)calls_of(&t, "质监局", &sums);
	CHECK_INT(sums.broken, 0);
	CHECK_INT(sums.missing, 0);
	CHECK_INT(sums.kept, 0);
	heard(&t, "county", "2018-11-20");
	(void)calls_of(&t, "质监局", &sums);
	CHECK_INT(sums.broken, 1);
	town_close(&t);
}

static void test_rows(void)
{
	struct town t;
	struct err err = { 0 };
	duty_states list = { 0 };

	town_open(&t, "rows.db", "2018-11-21");
	const char *silent = filtered(&t, LIST_DUTIES, "status:silent"), *red = filtered(&t, LIST_DUTIES, "light:red");
	speaks(&t, "county", "质监局");
	heard(&t, "county", "2018-11-09");
	CHECK(strcmp(silent, filtered(&t, LIST_DUTIES, "status:silent")) != 0 && strcmp(red, filtered(&t, LIST_DUTIES, "light:red")) != 0);
	CHECK_STR(filtered(&t, LIST_DUTIES, "status:unheard"), "3 rows, silent 0 unheard 3");
	CHECK_STR(filtered(&t, LIST_DUTIES, "status:未交换"), "3 rows, silent 0 unheard 3");
	CHECK_STR(filtered(&t, LIST_DUTIES, "单位:质监局 light:red"), "0 rows, silent 0 unheard 0");
	CHECK_STR(filtered(&t, LIST_UNITS, "status:unheard"), "1 rows, silent 0 unheard 3");
	CHECK(duty_states_read(t.l->db, 0, town_unit(&t, "质监局"), &list, &err));
	for (size_t i = 0; i < list.n; i++) {
		const struct duty_state *d = &list.p[i];
		if (!duty_is_out(d, town_day("2018-11-21")))
			continue;
		CHECK(duty_is_unheard(d, town_day("2018-11-21")) && !duty_is_silent(d, town_day("2018-11-21")));
		CHECK_INT(light_of_duty(d, town_day("2018-11-21")), LIGHT_UNKNOWN);
		CHECK(strstr(light_reason_duty(t.l, d, &mem), "not exchanged since 11-09"));
	}
	vec_clear(&list);
	/* Of an item whose other units are silent the light is theirs; where all is unknown it is unknown. */
	struct item_line item;
	CHECK(view_item(t.l, town_item(&t, "2"), 0, &mem, &item, &err));
	CHECK_INT(item.light, LIGHT_RED);
	CHECK(view_item(t.l, town_item(&t, "2"), town_unit(&t, "质监局"), &mem, &item, &err));
	CHECK_INT(item.light, LIGHT_UNKNOWN);
	/* What is reported here all the same is in. */
	town_do(&t, "report", "6", "质监局", "案例=2 名单=20", NULL, NULL);
	CHECK_STR(sums_of(&t, "质监局"), "3 1 0 2 0");
	check_agrees(&t);
	town_close(&t);
}

/* What was due when the copy was heard of is known: it was silent. From then on it is not; heard of today, all is known. */
static void test_contact(void)
{
	struct town t;

	town_open(&t, "contact.db", "2018-11-21");
	speaks(&t, "county", "质监局");
	heard(&t, "county", "2018-11-20");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 3 0 3");
	town_close(&t);

	town_open(&t, "today.db", "2018-11-21");
	speaks(&t, "county", "质监局");
	heard(&t, "county", "2018-11-09");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 0 3 0");
	heard(&t, "county", "2018-11-21");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 3 0 3");
	/* An older word that comes late does not make it older. */
	heard(&t, "county", "2018-11-05");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 3 0 3");
	town_close(&t);

	/* The first thing that is asked of a ledger may be that. */
	town_open(&t, "first.db", "2018-11-21");
	speaks(&t, "county", "质监局");
	heard(&t, "county", "2018-11-09");
	town_reopen(&t, "2018-11-21");
	CHECK_STR(filtered(&t, LIST_TASKS, "status:unheard"), "2 rows, silent 0 unheard 3");
	town_close(&t);

	/* Of two copies that speak for one unit the one that was heard of least; this copy itself is always heard. */
	town_open(&t, "two.db", "2018-11-21");
	speaks(&t, "county", "质监局");
	speaks(&t, db_site(t.l->db), "质监局");
	heard(&t, "county", "2018-11-21");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 3 0 3");
	speaks(&t, "laptop", "质监局");
	heard(&t, "laptop", "2018-11-09");
	CHECK_STR(sums_of(&t, "质监局"), "3 0 0 3 0");
	town_close(&t);
}

int main(void)
{
	static const struct check_test tests[] = {
		CHECK_TEST(test_unheard), CHECK_TEST(test_promise), CHECK_TEST(test_rows), CHECK_TEST(test_contact),
	};
	int status = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return status;
}
