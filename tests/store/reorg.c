/* Reorganised units on a real ledger: what is open moves, one change, one undo; whatever happens in between, duties and sums are what the log says. */
#include "model/reorg.h"

#include <stdio.h>
#include <string.h>

#include "model/ident.h"
#include "model/light.h"
#include "model/unit_match.h"
#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

enum { UNITS_MOST = 4 };

/* Names parted by blanks, then what was said or the refusal. */
static const char *reorg(struct town *t, enum reorg_kind kind, const char *units, const char *into, const char *on)
{
	static struct outcome out;
	static struct err err;
	int64_t old[UNITS_MOST];
	struct str names[UNITS_MOST], rest = str_of(into), word;
	struct reorg r = { .kind = kind, .units = old, .into = names, .on = town_day(on) };

	err = (struct err){ 0 };
	while (rest.n && str_cut(&rest, ' ', &names[r.n_into]))
		r.n_into++;
	for (rest = str_of(units); rest.n && str_cut(&rest, ' ', &word);) {
		char name[64];
		snprintf(name, sizeof name, "%.*s", STR_ARG(word));
		old[r.n_units++] = town_unit(t, name);
	}
	clock_step(&t->clock, 1000);
	return reorg_do(t->l, &r, &out, &err) ? out.said : err.text;
}

static void take_back(struct town *t, bool redo)
{
	struct outcome out = { .done = 0 };
	struct err err = { 0 };

	clock_step(&t->clock, 1000);
	if (!(redo ? redo_last(t->l, &out, &err) : undo_last(t->l, &out, &err)))
		CHECK_FAIL("%s", err.text);
}

static int owed(struct town *t)
{
	struct sums s;
	struct err err = { 0 };

	CHECK(view_sums(t->l, t->plan, 0, &s, &err));
	return s.owed;
}

/* "部分" of an item's duty of a unit as "2/3"; "-" where it has none. */
static const char *part(struct town *t, const char *number, const char *unit)
{
	static char text[2][32];
	static int at;
	struct err err = { 0 };
	duty_states list = { 0 };
	char *to = text[at++ % 2];

	CHECK(duty_states_read(t->l->db, town_item(t, number), town_unit(t, unit), &list, &err));
	snprintf(to, sizeof text[0], "-");
	for (size_t i = 0; i < list.n; i++)
		if (!list.p[i].standing)
			snprintf(to, sizeof text[0], "%d/%d%s", list.p[i].parts_in, list.p[i].parts, duty_is_in(&list.p[i]) ? "!" : "");
	vec_clear(&list);
	return to;
}

static void test_merge(void)
{
	struct town t;
	struct arena mem = { 0 };
	unit_hits hits = { 0 };
	struct err err = { 0 };

	town_open(&t, "merge.db", "2018-11-12");
	int before = owed(&t);
	town_do(&t, "report", "6", "市税务局", "案例=3 名单=20", NULL, NULL);
	town_reopen(&t, "2018-11-16");
	CHECK_STR(reorg(&t, REORG_MERGE, "市税务局 市质监局", "市联合局", "2018-11-20"), "2018-11-20 has not come yet: enter it on the day");
	CHECK_STR(reorg(&t, REORG_MERGE, "市税务局 各成员单位", "市联合局", "2018-11-15"), "各成员单位 is a group: change its members");
	CHECK_STR(reorg(&t, REORG_MERGE, "市税务局", "市税务局", "2018-11-15"), "市税务局 cannot follow itself; give the new unit's full name");
	CHECK_STR(reorg(&t, REORG_MERGE, "市税务局 市质监局", "市联合局", "2018-11-15"),
		"市税务局, 市质监局 become 市联合局 from 2018-11-15 on: 5 open duties of 4 items go along");
	/* 2 and 6 fold */
	CHECK_INT(owed(&t), before - 2);
	CHECK_STR(part(&t, "6", "市联合局"), "1/2");
	CHECK_STR(part(&t, "2", "市联合局"), "0/2");
	CHECK_STR(part(&t, "10.1", "市联合局"), "0/1");
	CHECK_STR(part(&t, "6", "市税务局"), "-");
	town_check(&t);
	/* under the old name it is found too */
	CHECK_INT(town_duty(&t, "6", "市税务局").unit, town_unit(&t, "市联合局"));
	CHECK(unit_match(t.l, STR_LIT("质监"), &mem, &hits, &err) && hits.n == 2);
	CHECK_STR(hits.n == 2 ? hits.p[1].name : "", "市联合局");
	CHECK_STR(reorg_text(t.l, town_unit(&t, "市质监局"), &mem), "since 2018-11-15 its work is done by 市联合局");
	CHECK_STR(reorg_parts_text(t.l, town_item(&t, "6"), town_unit(&t, "市联合局"), &mem), "formerly 市税务局, 市质监局");
	struct duty_state d = town_duty(&t, "6", "市联合局");
	const char *reason = light_reason_duty(t.l, &d, &mem);
	CHECK(strstr(reason, "1 of 2 parts reported, formerly 市税务局, 市质监局") != NULL);
	/* the new one confirms; it can be reviewed and sent back */
	town_do(&t, "report", "6", "市联合局", "案例=5 名单=40", NULL, NULL);
	CHECK_STR(part(&t, "6", "市联合局"), "1/2!");
	town_do(&t, "return", "6", "市联合局", NULL, "名单不全", NULL);
	CHECK_STR(part(&t, "6", "市联合局"), "1/2");
	town_check(&t);
	take_back(&t, false);
	take_back(&t, false);
	CHECK_STR(part(&t, "6", "市联合局"), "1/2");
	/* one undo gives all of it back */
	take_back(&t, false);
	CHECK_INT(owed(&t), before);
	CHECK_STR(part(&t, "6", "市税务局"), "0/0!");
	town_check(&t);
	take_back(&t, true);
	CHECK_INT(owed(&t), before - 2);
	town_check(&t);
	vec_clear(&hits);
	arena_clear(&mem);
	town_close(&t);
}

static void put(struct change *c, struct town *t, const char *number, const char *unit, const char *on)
{
	struct err err = { 0 };
	deadline_rows dl = { 0 };
	struct arena mem = { 0 };
	struct id item, of, deadline, entry = id_random(&t->ids, clock_now_ms(&t->clock));

	CHECK(row_id(t->l->db, KIND_ITEM, town_item(t, number), &item));
	CHECK(row_id(t->l->db, KIND_UNIT, town_unit(t, unit), &of));
	CHECK(deadlines_read(t->l->db, town_item(t, number), &mem, &dl, &err));
	deadline = dl.p[0].id;
	struct id duty = ident_duty(&item, &of, &deadline, STR_LIT("1"));
	change_row(c, KIND_ENTRY, &entry);
	change_field(c, "item", V_ID(item));
	change_field(c, "unit", V_ID(of));
	change_field(c, "deadline", V_ID(deadline));
	change_field(c, "occ", V_TEXT("1"));
	change_field(c, "do", V_TEXT("report"));
	change_field(c, "on", V_TEXT(on));
	change_row(c, KIND_DUTY, &duty);
	change_field(c, "item", V_ID(item));
	change_field(c, "unit", V_ID(of));
	change_field(c, "deadline", V_ID(deadline));
	change_field(c, "occ", V_TEXT("1"));
	change_set(c, KIND_DUTY, &duty, "report", V_ID(entry));
	vec_clear(&dl);
	arena_clear(&mem);
}

/* A copy that knew nothing of it writes about the old unit's duty: it lands on the new one. */
static void test_late(void)
{
	struct town t;
	struct outcome out = { .done = 0 };
	struct err err = { 0 };

	town_open(&t, "late.db", "2018-11-16");
	reorg(&t, REORG_MERGE, "市税务局 市质监局", "市联合局", "2018-11-15");
	struct change *c = ledger_begin(t.l, "report", "", &err);
	put(c, &t, "6", "市税务局", "2018-11-14");
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK_STR(part(&t, "6", "市联合局"), "1/2");
	c = ledger_begin(t.l, "report", "", &err);
	put(c, &t, "6", "市质监局", "2018-11-16");
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK_STR(part(&t, "6", "市联合局"), "2/2!");
	town_do(&t, "accept", "6", "市联合局", NULL, NULL, NULL);
	CHECK_INT(town_duty(&t, "6", "市联合局").review, 'a');
	town_check(&t);
	town_close(&t);
}

/* In the row of an item, too, an heir has signed when all have whom it goes on for. */
static void test_signed(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct item_line line;

	town_open(&t, "signed.db", "2018-11-16");
	town_do(&t, "sign", "6", "税务局", NULL, NULL, NULL);
	reorg(&t, REORG_MERGE, "市税务局 市质监局", "市联合局", "2018-11-16");
	CHECK(view_item(t.l, town_item(&t, "6"), town_unit(&t, "市联合局"), &mem, &line, &err));
	CHECK_INT(line.signed_on, DATE_NONE);
	take_back(&t, false);
	town_do(&t, "sign", "6", "质监局", NULL, NULL, NULL);
	reorg(&t, REORG_MERGE, "市税务局 市质监局", "市联合局", "2018-11-16");
	CHECK(view_item(t.l, town_item(&t, "6"), town_unit(&t, "市联合局"), &mem, &line, &err));
	CHECK_INT(line.signed_on, town_day("2018-11-16"));
	arena_clear(&mem);
	town_close(&t);
}

/* Taken back after the new unit has reported: its entries stay, count for nobody else, and that is said. */
static void test_undo_reported(void)
{
	struct town t;
	struct outcome out = { .done = 0 };
	struct err err = { 0 };
	struct arena mem = { 0 };
	const char *question = NULL;
	struct log_line line;

	town_open(&t, "reported.db", "2018-11-16");
	reorg(&t, REORG_MERGE, "市税务局 市质监局", "市联合局", "2018-11-15");
	CHECK(log_last(t.l->db, t.l->by, false, &mem, &line, &err));
	town_do(&t, "sign", "6", "市联合局", NULL, NULL, NULL);
	town_do(&t, "report", "6", "市联合局", "案例=3 名单=31", NULL, NULL);
	char hex[HASH_TEXT_SIZE];
	hex_text(line.hash.b, HASH_SIZE, hex);
	CHECK(undo_question(t.l, str_of(hex), &mem, &question, &err));
	CHECK(question && strstr(question, "2 entries since then of the unit that took over stay"));
	clock_step(&t.clock, 1000);
	CHECK(undo_change(t.l, str_of(hex), &out, &err));
	CHECK(strstr(out.said, "2 entries since then of the unit that took over stay, and count no more for the units before"));
	CHECK_STR(part(&t, "6", "市联合局"), "-");
	CHECK_STR(part(&t, "6", "市税务局"), "0/0");
	town_check(&t);
	take_back(&t, true);
	CHECK(duty_is_in(&(struct duty_state){ .report = town_duty(&t, "6", "市联合局").report, .state = 'o' }));
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_rename(void)
{
	struct town t;
	struct arena mem = { 0 };
	name_rows names = { 0 };
	struct err err = { 0 };
	struct unit_row unit;

	town_open(&t, "rename.db", "2018-11-16");
	int64_t tax = town_unit(&t, "市税务局");
	int before = owed(&t);
	CHECK_STR(reorg(&t, REORG_RENAME, "市税务局", "市质监局", "2018-11-15"), "市质监局 is another unit: merge makes one of both");
	CHECK_STR(reorg(&t, REORG_RENAME, "市税务局", "市税务总局", "2018-11-15"), "市税务局 is called 市税务总局 from 2018-11-15 on");
	CHECK(unit_get(t.l->db, tax, &mem, &unit, &err));
	CHECK_STR(unit.name, "市税务总局");
	CHECK_INT(owed(&t), before);
	CHECK_INT(town_unit(&t, "市税务总局"), tax);
	CHECK_INT(town_duty(&t, "6", "市税务局").unit, tax);
	CHECK(names_read(t.l->db, tax, &mem, &names, &err));
	CHECK_STR(unit_name_on(names.p, names.n, town_day("2018-11-14")), "市税务局");
	CHECK_STR(unit_name_on(names.p, names.n, town_day("2018-11-15")), "市税务总局");
	town_check(&t);
	take_back(&t, false);
	CHECK(unit_get(t.l->db, tax, &mem, &unit, &err));
	CHECK_STR(unit.name, "市税务局");
	vec_clear(&names);
	arena_clear(&mem);
	town_close(&t);
}

static const char *name_on(struct town *t, int64_t unit, const char *day, struct arena *mem)
{
	name_rows names = { 0 };
	struct err err = { 0 };

	CHECK(names_read(t->l->db, unit, mem, &names, &err));
	const char *name = unit_name_on(names.p, names.n, town_day(day));
	vec_clear(&names);
	return name ? name : "";
}

/* Back to a name that it had; each day has its own. */
static void test_rename_back(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "back.db", "2018-11-16");
	int64_t tax = town_unit(&t, "市税务局");
	CHECK_STR(reorg(&t, REORG_RENAME, "市税务局", "市税务总局", "2018-11-05"), "市税务局 is called 市税务总局 from 2018-11-05 on");
	CHECK_STR(reorg(&t, REORG_RENAME, "市税务总局", "市税务总局", "2018-11-10"), "it is called 市税务总局");
	CHECK_STR(reorg(&t, REORG_RENAME, "市税务总局", "市税务局", "2018-11-10"), "市税务总局 is called 市税务局 from 2018-11-10 on");
	CHECK_STR(name_on(&t, tax, "2018-11-04", &mem), "市税务局");
	CHECK_STR(name_on(&t, tax, "2018-11-05", &mem), "市税务总局");
	CHECK_STR(name_on(&t, tax, "2018-11-09", &mem), "市税务总局");
	CHECK_STR(name_on(&t, tax, "2018-11-10", &mem), "市税务局");
	town_check(&t);
	/* And once more to the second. */
	CHECK_STR(reorg(&t, REORG_RENAME, "市税务局", "市税务总局", "2018-11-14"), "市税务局 is called 市税务总局 from 2018-11-14 on");
	CHECK_STR(name_on(&t, tax, "2018-11-04", &mem), "市税务局");
	CHECK_STR(name_on(&t, tax, "2018-11-09", &mem), "市税务总局");
	CHECK_STR(name_on(&t, tax, "2018-11-10", &mem), "市税务局");
	CHECK_STR(name_on(&t, tax, "2018-11-13", &mem), "市税务局");
	CHECK_STR(name_on(&t, tax, "2018-11-14", &mem), "市税务总局");
	CHECK_INT(town_unit(&t, "市税务局"), tax);
	CHECK_INT(town_unit(&t, "市税务总局"), tax);
	town_check(&t);
	take_back(&t, false);
	CHECK_STR(name_on(&t, tax, "2018-11-14", &mem), "市税务局");
	take_back(&t, false);
	CHECK_STR(name_on(&t, tax, "2018-11-10", &mem), "市税务总局");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void test_split(void)
{
	struct town t;
	int64_t tax;
	struct str into[] = { STR_LIT("市甲局"), STR_LIT("市乙局") };
	struct outcome out = { .done = 0 };
	struct err err = { 0 };

	town_open(&t, "split.db", "2018-11-16");
	tax = town_unit(&t, "市税务局");
	int before = owed(&t);
	struct reorg_named named = { town_item(&t, "6"), 1 };
	struct reorg r = { REORG_SPLIT, &tax, 1, into, 2, &named, 1, town_day("2018-11-15") };
	CHECK(reorg_do(t.l, &r, &out, &err));
	CHECK_INT(owed(&t), before);
	CHECK_STR(part(&t, "2", "市甲局"), "0/1");
	CHECK_STR(part(&t, "10.1", "市甲局"), "0/1");
	CHECK_STR(part(&t, "6", "市乙局"), "0/1");
	CHECK_STR(part(&t, "6", "市甲局"), "-");
	town_check(&t);
	take_back(&t, false);
	CHECK_STR(part(&t, "6", "市税务局"), "0/0");
	town_check(&t);
	town_close(&t);
}

/* A unit that goes takes its duties along, though rows still name it: what copies do apart can come to that. */
static void test_gone(void)
{
	struct town t;
	struct id id;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "gone.db", "2018-11-16");
	CHECK_STR(reorg(&t, REORG_MERGE, "市税务局", "市新局", "2018-11-10"), "市税务局 become 市新局 from 2018-11-10 on: 3 open duties of 3 items go along");
	CHECK(row_id(t.l->db, KIND_UNIT, town_unit(&t, "市新局"), &id));
	struct change *c = ledger_begin(t.l, "edit", "", &err);
	change_set(c, KIND_UNIT, &id, "gone", V_INT(1));
	CHECK(ledger_commit(t.l, c, &out, &err));
	town_check(&t);
	CHECK_STR(part(&t, "6", "市税务局"), "0/0");
	town_close(&t);
}

/* ---- whatever happens ---- */

static uint64_t pick(uint64_t *seed, uint64_t n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (*seed >> 33) % n;
}

/* A link between any two units, as another copy may have made it: also rings. */
static void link_any(struct town *t, uint64_t *seed, const int64_t *units, size_t n)
{
	struct id a, b;
	struct outcome out = { .done = 0 };
	struct err err = { 0 };
	char day[] = "2018-11-1x";

	day[9] = (char)('0' + pick(seed, 6));
	CHECK(row_id(t->l->db, KIND_UNIT, units[pick(seed, n)], &a));
	CHECK(row_id(t->l->db, KIND_UNIT, units[pick(seed, n)], &b));
	struct change *c = ledger_begin(t->l, "reorg", "", &err);
	struct id id = ident_heir(&a, &b);
	change_row(c, KIND_HEIR, &id);
	change_field(c, "unit", V_ID(a));
	change_field(c, "heir", V_ID(b));
	change_set(c, KIND_HEIR, &id, "on", V_TEXT(day));
	change_set(c, KIND_HEIR, &id, "kind", V_TEXT(pick(seed, 3) ? "merge" : "split"));
	CHECK(ledger_commit(t->l, c, &out, &err));
}

static bool verb_any(struct town *t, uint64_t *seed, const int64_t *units, size_t n)
{
	static const char *const items[] = { "1", "2", "6", "8", "10.1", "10.2" };
	static const char *const verbs[] = { "report", "zero", "return", "accept", "close", "reopen", "urge", "suspend" };
	struct err err = { 0 };
	struct outcome out = { .done = 0 };
	struct duty_state d;

	if (!view_find_duty(t->l, town_item(t, items[pick(seed, CHECK_N(items))]), units[pick(seed, n)], DATE_NONE, &d, &err))
		return false;
	const struct verb *v = verb_find(verbs[pick(seed, CHECK_N(verbs))]);
	struct verb_call call = { .duties = &d, .n = 1, .text = "理由", .on = DATE_NONE, .promised = DATE_NONE };
	return verb_run(t->l, v, &call, &out, &err) && out.changed;
}

static void test_any(void)
{
	static const char *const names[] = { "市信息中心", "市法院", "市税务局", "市质监局", "市银监局", "各成员单位" };

	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct town t;
		char name[32];
		int64_t units[CHECK_N(names)];
		uint64_t s = seed;
		int own = 0;      /* changes that can be taken back: the town itself stays */

		snprintf(name, sizeof name, "any%d.db", (int)seed);
		town_open(&t, name, "2018-11-16");
		for (size_t i = 0; i < CHECK_N(names); i++)
			units[i] = town_unit(&t, names[i]);
		for (int step = 0; step < 40; step++) {
			struct outcome out = { .done = 0 };
			struct err err = { 0 };
			uint64_t what = pick(&s, 10);
			clock_step(&t.clock, 1000);
			if (what == 0)
				link_any(&t, &s, units, CHECK_N(units)), own++;
			else if (what == 1 && own > 0)
				own -= undo_last(t.l, &out, &err);
			else if (what == 2)
				own += redo_last(t.l, &out, &err);
			else
				own += verb_any(&t, &s, units, CHECK_N(units));
			if (step % 4 == 3)
				town_check(&t);
		}
		town_close(&t);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_merge), CHECK_TEST(test_late), CHECK_TEST(test_signed), CHECK_TEST(test_undo_reported), CHECK_TEST(test_rename), CHECK_TEST(test_rename_back),
	CHECK_TEST(test_split), CHECK_TEST(test_gone), CHECK_TEST(test_any) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
