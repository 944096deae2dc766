/* Members of a group: listed with dates, each owes; the group's row counts them and keeps what was entered for it as one. */
#include "model/member.h"

#include "model/reorg.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* Words parted by blanks; "" or what was said, or the refusal. */
static const char *change(struct town *t, const char *group, const char *words, const char *from, const char *to)
{
	static struct outcome out;
	static struct err err;
	struct str list[8], rest = str_of(words);
	size_t n = 0;

	err = (struct err){ 0 };
	while (rest.n && str_cut(&rest, ' ', &list[n]))
		n++;
	clock_step(&t->clock, 1000);
	return member_change(t->l, town_unit(t, group), list, n, town_day(from), town_day(to), &out, &err) ? out.said : err.text;
}

static struct group_line line_of(struct town *t, const char *number, const char *group, struct arena *mem)
{
	struct group_line g;
	struct err err = { 0 };

	CHECK(view_group(t->l, town_item(t, number), town_unit(t, group), mem, &g, &err));
	return g;
}

static int owed(struct town *t)
{
	struct sums s;
	struct err err = { 0 };

	CHECK(view_sums(t->l, t->plan, 0, &s, &err));
	return s.owed;
}

/* In the town the group is responsible for 2 and 6: there everybody owes once the office says so. */
static void all_owe(struct town *t, const char *number)
{
	struct id item;
	struct outcome out = { .done = 0 };
	struct err err = { 0 };

	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, number), &item));
	struct change *c = ledger_begin(t->l, "edit", "责任单位也报", &err);
	change_set(c, KIND_ITEM, &item, "owes", V_TEXT("all"));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

static void test_each_owes(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "each.db", "2018-11-12");
	all_owe(&t, "6");
	int as_one = owed(&t);
	/* it reports as one, then its members are listed */
	town_do(&t, "report", "6", "各成员单位", "案例=3 名单=20", NULL, NULL);
	CHECK_STR(change(&t, "各成员单位", "+甲县 +乙县 市法院", NULL, NULL), "members of 各成员单位: 甲县 乙县 市法院");
	/* the court leads the item itself: it owes once */
	CHECK_INT(owed(&t), as_one - 1 + 2);
	struct group_line g = line_of(&t, "6", "各成员单位", &mem);
	CHECK_INT(g.owed, 2);
	CHECK_INT(g.in, 0);
	CHECK(g.reported == town_day("2018-11-12"));
	CHECK_INT(g.light, LIGHT_UNKNOWN);
	town_do(&t, "report", "6", "甲县", "案例=1 名单=20", NULL, NULL);
	town_do(&t, "sign", "6", "甲县", NULL, NULL, NULL);
	town_do(&t, "accept", "6", "甲县", NULL, NULL, NULL);
	g = line_of(&t, "6", "各成员单位", &mem);
	CHECK(g.in == 1 && g.signed_for == 1 && g.accepted == 1);
	town_check(&t);
	town_reopen(&t, "2018-11-21");
	/* the worst of them: one is silent, the other missed the target */
	CHECK_INT(line_of(&t, "6", "各成员单位", &mem).light, LIGHT_RED);
	/* who was listed by mistake goes; all of it is one change each */
	CHECK_STR(change(&t, "各成员单位", "-乙县", NULL, NULL), "members of 各成员单位: -乙县");
	CHECK_INT(line_of(&t, "6", "各成员单位", &mem).owed, 1);
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(line_of(&t, "6", "各成员单位", &mem).owed, 2);
	CHECK_STR(change(&t, "各成员单位", "甲县 乙县", NULL, NULL), "members of 各成员单位: 甲县 乙县: nothing is changed by that");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* A duty belongs to who is a member on the day it falls due. */
static void test_dates(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "dates.db", "2018-11-12");
	all_owe(&t, "6");
	int as_one = owed(&t);
	CHECK_STR(change(&t, "各成员单位", "+甲县", "2018-12-01", NULL), "members of 各成员单位: 甲县");
	CHECK_INT(owed(&t), as_one);                /* on 11-20 nobody is one yet */
	CHECK_STR(change(&t, "各成员单位", "甲县", "2018-11-01", NULL), "members of 各成员单位: 甲县");
	CHECK_STR(change(&t, "各成员单位", "+乙县", NULL, NULL), "members of 各成员单位: 乙县");
	CHECK_INT(owed(&t), as_one + 1);
	CHECK_STR(change(&t, "各成员单位", "乙县", NULL, "2018-11-15"), "members of 各成员单位: 乙县");
	CHECK_INT(owed(&t), as_one);                /* it left before the date */
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* Behind + may stand who is there already, under whatever name: nothing about that unit is written anew. */
static void test_known(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct unit_row court;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "known.db", "2018-11-12");
	int64_t unit = town_unit(&t, "市法院");
	struct str name = STR_LIT("市中级法院");
	struct reorg r = { .kind = REORG_RENAME, .units = &unit, .n_units = 1, .into = &name, .n_into = 1, .on = town_day("2018-11-10") };
	clock_step(&t.clock, 1000);
	CHECK(reorg_do(t.l, &r, &out, &err));
	CHECK_STR(change(&t, "各成员单位", "+市法院", NULL, NULL), "members of 各成员单位: 市法院");
	CHECK(unit_get(t.l->db, unit, &mem, &court, &err));
	CHECK_STR(court.name, "市中级法院");
	CHECK_STR(change(&t, "各成员单位", "市中级法院", NULL, NULL), "members of 各成员单位: 市中级法院: nothing is changed by that");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_refused(void)
{
	static const struct { int line; const char *group, *words, *from, *to, *why; } cases[] = {
		{ __LINE__, "法院", "税务局", NULL, NULL, "市法院 is one unit, no group" },
		{ __LINE__, "各成员单位", "市法院 丙县", NULL, NULL, "no unit is called 丙县; a new one is written +丙县" },
		{ __LINE__, "各成员单位", "各成员单位", NULL, NULL, "各成员单位 is a group itself" },
		{ __LINE__, "各成员单位", "+各成员单位", NULL, NULL, "各成员单位 is a group itself" },
		{ __LINE__, "各成员单位", "-市法院", NULL, NULL, "市法院 is no member of 各成员单位" },
		{ __LINE__, "各成员单位", "+", NULL, NULL, "a name is missing behind +" },
		{ __LINE__, "各成员单位", "市法院", "2018-12-01", "2018-11-01", "the last day lies before the first" },
	};
	struct town t;
	struct db_sizes before, after;
	struct err err = { 0 };

	town_open(&t, "refused.db", "2018-11-12");
	CHECK(db_sizes(t.l->db, &before, &err));
	for (size_t i = 0; i < CHECK_N(cases); i++)
		CHECK_STR_AT(cases[i].line, change(&t, cases[i].group, cases[i].words, cases[i].from, cases[i].to), cases[i].why);
	CHECK(db_sizes(t.l->db, &after, &err));
	CHECK_INT(after.changes, before.changes);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_each_owes), CHECK_TEST(test_dates), CHECK_TEST(test_known), CHECK_TEST(test_refused) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
