/* Rules of lights on a real ledger: chosen in its log, followed by every place, taken back; from sums the same as duty by duty. */
#include "model/light.h"

#include <stdio.h>

#include "base/buf.h"
#include "model/duty.h"
#include "model/ident.h"
#include "model/rule.h"
#include "model/setting.h"
#include "model/view.h"
#include "store/list.h"
#include "tests/lib/check.h"
#include "tests/lib/town.h"

static void choose(struct town *t, const char *file)
{
	struct buf text = { 0 };
	struct rule r;
	struct err err = { 0 };
	struct outcome out;
	char path[80];

	snprintf(path, sizeof path, "share/rules/%s.txt", file);
	if (!rule_read_file(check_source(path), &text, &r, &err) || !setting_change(t->l, "light-rule", buf_text(&text), &out, &err))
		CHECK_FAIL("%s: %s", file, err.text);
	CHECK(strstr(out.said, r.name) && !strchr(out.said, '\n'));
	clock_step(&t->clock, 1000);
	buf_clear(&text);
}

static const char *item_light(struct town *t, const char *number)
{
	struct arena mem = { 0 };
	struct item_line line;
	struct err err = { 0 };

	CHECK(view_item(t->l, town_item(t, number), 0, &mem, &line, &err));
	arena_clear(&mem);
	return light_name(line.light);
}

static const char *duty_light(struct town *t, const char *number, const char *unit)
{
	struct duty_state d = town_duty(t, number, unit);

	return light_name(light_of_duty(&d, ledger_today(t->l)));
}

static void says(struct town *t, const char *number, const char *unit, const char *want)
{
	struct arena mem = { 0 };
	struct duty_state d = { .key = 0 };
	const char *text;

	if (unit)
		d = town_duty(t, number, unit);
	text = unit ? light_reason_duty(t->l, &d, &mem) : light_reason_item(t->l, town_item(t, number), &mem);
	if (!strstr(text, want))
		CHECK_FAIL("said: %s, wanted: %s", text, want);
	arena_clear(&mem);
}

/* Handed over on 11-01, due on 11-20: on 11-16 15 of 19 days are gone, 78.9 %. 80 % of 199 known ones are asked for. */
static void test_progress(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "progress.db", "2018-11-16");
	town_do(&t, "report", "10.2", "质监局", "已整治=60 在册=199", NULL, NULL);
	CHECK_STR(item_light(&t, "10.2"), "unknown");
	says(&t, "10.2", NULL, "11-20 is 2 working days ahead, target missed: 60/199");
	choose(&t, "progress");
	town_check(&t);
	CHECK_STR(item_light(&t, "10.2"), "red");
	CHECK_STR(item_light(&t, "10"), "red");
	says(&t, "10.2", NULL, "R: 市质监局 市信息中心 (rule: 序时进度)");
	says(&t, "10", NULL, "R: 10.2 (rule: 序时进度)");
	says(&t, "10.2", "质监局", "78.9% of the time is gone, 37.6% is done, 41.3 points behind, rule: 序时进度");
	town_do(&t, "report", "10.2", "质监局", "已整治=100", NULL, NULL);
	CHECK_STR(item_light(&t, "10.2"), "yellow");
	town_do(&t, "report", "10.2", "质监局", "已整治=150", NULL, NULL);
	CHECK_STR(item_light(&t, "10.2"), "green");      /* on plan, though the target is not reached yet */
	town_check(&t);
	town_reopen(&t, "2018-11-21");
	CHECK_STR(item_light(&t, "10.2"), "red");
	town_do(&t, "close", "10.2", "质监局", NULL, NULL, NULL);
	CHECK_STR(duty_light(&t, "10.2", "质监局"), "green");
	town_check(&t);
	for (int i = 0; i < 4; i++)      /* back over the close and the reports to the choice */
		CHECK(undo_last(t.l, &out, &err));
	CHECK(setting_rule(t.l).plain);
	town_check(&t);
	says(&t, "10.2", NULL, "target missed");
	town_close(&t);
}

/* Where no target says how far it is, the measures do. */
static void test_measures(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct id item, measure;

	town_open(&t, "measures.db", "2018-11-16");
	choose(&t, "progress");
	CHECK(row_id(t.l->db, KIND_ITEM, town_item(&t, "10.1"), &item));
	CHECK_STR(item_light(&t, "10.1"), "unknown");
	for (int i = 0; i < 4; i++) {
		struct change *c = ledger_begin(t.l, "edit", "edits", &err);
		measure = ident_part("measure", &item, i);
		change_row(c, KIND_MEASURE, &measure);
		change_field(c, "item", V_ID(item));
		change_field(c, "state", V_TEXT(i == 0 ? "done" : i == 3 ? "na" : "open"));
		CHECK(ledger_commit(t.l, c, &out, &err));
	}
	/* 15 of 29 days, 51.7 %; one of three that count */
	struct duty_state d = town_duty(&t, "10.1", "法院");
	CHECK(d.share_done == 1 && d.share_of == 3);
	CHECK_STR(item_light(&t, "10.1"), "yellow");
	town_check(&t);
	struct change *c = ledger_begin(t.l, "edit", "edits", &err);
	measure = ident_part("measure", &item, 1);
	change_set(c, KIND_MEASURE, &measure, "state", V_TEXT("done"));
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK_STR(item_light(&t, "10.1"), "green");
	town_check(&t);
	town_close(&t);
}

static void test_urging(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "urging.db", "2018-11-09");
	choose(&t, "urging");
	CHECK_STR(duty_light(&t, "2", "质监局"), "unknown");
	town_do(&t, "urge", "2", "质监局", NULL, NULL, NULL);
	CHECK_STR(duty_light(&t, "2", "质监局"), "yellow");
	CHECK_STR(duty_light(&t, "6", "质监局"), "unknown");
	CHECK_STR(item_light(&t, "2"), "yellow");
	town_do(&t, "urge", "2", "质监局", NULL, NULL, NULL);
	town_do(&t, "urge", "2", "质监局", NULL, NULL, NULL);
	CHECK_STR(item_light(&t, "2"), "red");
	says(&t, "2", "质监局", "urged 3 times, rule: 催办升级");
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(item_light(&t, "2"), "yellow");
	/* a promise; a later urging without one does not take it back */
	struct duty_state d = town_duty(&t, "6", "质监局");
	struct verb_call call = { .duties = &d, .n = 1, .promised = town_day("2018-11-12"), .on = DATE_NONE };
	CHECK(verb_run(t.l, verb_find("urge"), &call, &out, &err));
	clock_step(&t.clock, 1000);
	town_do(&t, "urge", "6", "质监局", NULL, NULL, NULL);
	CHECK_STR(duty_light(&t, "6", "质监局"), "yellow");
	town_check(&t);
	town_reopen(&t, "2018-11-13");
	CHECK_STR(duty_light(&t, "6", "质监局"), "red");
	says(&t, "6", "质监局", "the promised day 11-12 is over");
	town_do(&t, "report", "6", "质监局", "案例=2 名单=20", NULL, NULL);
	CHECK_STR(duty_light(&t, "6", "质监局"), "green");
	town_check(&t);
	town_close(&t);
}

static const char *judge(struct town *t, const char *light, const char *text)
{
	static struct outcome out;
	struct duty_state d = town_duty(t, "2", "质监局");
	struct verb_call call = { .duties = &d, .n = 1, .way = light, .text = text, .on = DATE_NONE, .promised = DATE_NONE };
	static struct err err;

	err_clear(&err);
	clock_step(&t->clock, 1000);
	return verb_run(t->l, verb_find("judge"), &call, &out, &err) ? out.said : err.text;
}

static void test_hand(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "hand.db", "2018-11-16");
	CHECK(strstr(judge(&t, "red", "质量差"), "does not look at lights set by hand"));
	choose(&t, "by-hand");
	CHECK_STR(duty_light(&t, "2", "质监局"), "yellow");
	CHECK(strstr(judge(&t, "紫", "质量差"), "which light?"));
	CHECK(strstr(judge(&t, NULL, "质量差"), "which light?"));
	CHECK(strstr(judge(&t, "红", NULL), "a text is needed"));
	CHECK_STR(judge(&t, "红", "质量差"), "judged: 市质监局 2 失信主体修复信用: 红, 质量差");
	CHECK_STR(item_light(&t, "2"), "red");
	says(&t, "2", "质监局", "judged by hand on 11-16: 质量差; rule: 人工评灯");
	town_check(&t);
	judge(&t, "green", "已补报");
	CHECK_STR(duty_light(&t, "2", "质监局"), "green");
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(duty_light(&t, "2", "质监局"), "red");
	judge(&t, "none", "照规则");
	CHECK_STR(duty_light(&t, "2", "质监局"), "yellow");
	town_check(&t);
	town_close(&t);
}

/* Who has which slip is named; the sentence of one duty begins with its own. */
static void test_levels(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "levels.db", "2018-11-05");
	choose(&t, "slips");
	town_do(&t, "urge", "2", "质监局", NULL, NULL, NULL);
	says(&t, "2", NULL, "蓝色督办单: 市质监局 (rule: 分级督办单)");
	says(&t, "2", "质监局", "Y: 蓝色督办单, 11-20 is 11 working days ahead, not reported");
	struct duty_state d = town_duty(&t, "2", "法院");
	struct verb_call call = { .duties = &d, .n = 1, .promised = town_day("2018-11-12"), .on = DATE_NONE };
	CHECK(verb_run(t.l, verb_find("urge"), &call, &out, &err));
	town_check(&t);
	town_reopen(&t, "2018-11-13");
	says(&t, "2", NULL, "; 橙色督办单: 市法院; 蓝色督办单: 市质监局; Y: 市税务局 市信息中心 (rule: 分级督办单)");
	says(&t, "2", "法院", "Y: 橙色督办单, ");
	clock_step(&t.clock, 1000);
	town_do(&t, "urge", "2", "法院", NULL, NULL, NULL);
	says(&t, "2", NULL, "; 红色督办单: 市法院 (rule: 分级督办单)");
	town_do(&t, "report", "2", "法院", NULL, NULL, NULL);
	says(&t, "2", NULL, "; 蓝色督办单: 市质监局; Y: 市税务局 市信息中心");
	town_check(&t);
	town_close(&t);
}

/* Item 8 owes each month. */
static void test_periods(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "in-a-row.db", "2018-11-21");
	choose(&t, "periods");
	CHECK_STR(item_light(&t, "8"), "yellow");
	CHECK_STR(item_light(&t, "1"), "red");      /* no period: overdue is red */
	town_reopen(&t, "2018-12-20");
	CHECK_STR(item_light(&t, "8"), "yellow");
	town_reopen(&t, "2018-12-21");
	CHECK_STR(item_light(&t, "8"), "red");
	duty_states list = { 0 };
	struct arena mem = { 0 };
	CHECK(duty_states_read(t.l->db, town_item(&t, "8"), town_unit(&t, "银监局"), &list, &err));
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.p[i].occ, "2018-12") == 0) {
			const char *text = light_reason_duty(t.l, &list.p[i], &mem);
			CHECK(strstr(text, "; 2 periods missed in a row, rule: 连续未完成"));
		}
	vec_clear(&list);
	/* November comes, late: it was missed, and what is silent is December alone, the second one */
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_check(&t);
	CHECK_STR(item_light(&t, "8"), "red");
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	CHECK_STR(item_light(&t, "8"), "yellow");      /* both are in, late */
	town_check(&t);
	town_reopen(&t, "2019-01-21");
	CHECK_STR(item_light(&t, "8"), "red");
	for (int i = 0; i < 2; i++)
		CHECK(undo_last(t.l, &out, &err));
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* What another version wrote and this one cannot read: the plain rule, for all. */
static void test_unreadable(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };
	struct arena mem = { 0 };
	struct id id = ident_setting(STR_LIT("light-rule"));

	town_open(&t, "unreadable.db", "2018-11-16");
	struct change *c = ledger_begin(t.l, "set", "sets", &err);
	change_row(c, KIND_SETTING, &id);
	change_field(c, "name", V_TEXT("light-rule"));
	change_set(c, KIND_SETTING, &id, "value", V_TEXT("name: to come\nred: telepathy\ngreen: in\n"));
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK(setting_rule(t.l).plain);
	CHECK(!setting_value(t.l, setting_find("light-rule"), &mem).set);
	CHECK(setting_rule_unread(t.l, &err));
	CHECK_STR(err.text, "the rule of lights that was chosen is of a newer duban (line 2 cannot be read here): until then 剩余天数 holds");
	err_clear(&err);
	town_check(&t);
	CHECK_STR(db_meta(t.l->db, "rule-unread"), "1");
	/* it opens, derives, and takes reports as ever */
	town_reopen(&t, "2018-11-21");
	town_do(&t, "report", "1", "信息中心", NULL, NULL, NULL);
	CHECK_STR(duty_light(&t, "1", "信息中心"), "green");
	CHECK_STR(duty_light(&t, "2", "法院"), "red");
	town_check(&t);
	CHECK(!setting_change(t.l, "light-rule", "name: x\nred: telepathy\n", &out, &err));
	CHECK_INT(err.at.line, 2);
	err_clear(&err);
	/* nothing: the plain one again */
	CHECK(setting_change(t.l, "light-rule", "", &out, &err));
	CHECK(!setting_rule_unread(t.l, &err));
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

static void spoil(const void *user, struct duty_state *d)
{
	(void)user;
	d->red_from = town_day("2018-11-01");
}

static const char *noted(struct town *t)
{
	const char *text = db_meta(t->l->db, "rule-unread");

	return text ? text : "";
}

/* A program that cannot read the rule judges by the plain one; the next that can judges all anew, and the other way round. */
static void test_unread_by_another(void)
{
	struct town t;
	struct err err = { 0 };
	struct db *db;

	town_open(&t, "another.db", "2018-11-16");
	choose(&t, "late");
	CHECK_STR(noted(&t), "");
	/* what the other one left, had it another rule */
	struct duty_writer *w = duty_writer_new(db = t.l->db);
	CHECK(db_begin(db, &err));
	bool done = duty_writer_judge(w, town_item(&t, "2"), spoil, NULL, &err);
	CHECK(duty_writer_end(w, done, &err) && db_meta_set(db, "rule-unread", "1", &err) && db_commit(db, &err));
	CHECK_STR(item_light(&t, "2"), "red");
	town_reopen(&t, "2018-11-16");
	CHECK_STR(item_light(&t, "2"), "yellow");
	CHECK_STR(noted(&t), "0");
	town_check(&t);
	town_close(&t);
}

static void test_trial(void)
{
	struct town t;
	struct rule_trial trial;
	struct rule plain = rule_plain(), strict;
	struct err err = { 0 };

	town_open(&t, "trial.db", "2018-11-16");
	CHECK(rule_try(t.l, &plain, 0, &trial, &err));
	CHECK_INT(trial.changed, 0);
	CHECK_INT(trial.now[LIGHT_YELLOW], 11);
	CHECK_INT(trial.now[LIGHT_UNKNOWN], 2);
	CHECK(rule_read(str_of("name: x\nred: silent, left <= 9\ngreen: in\n"), "", &strict, &err));
	CHECK(rule_try(t.l, &strict, t.plan, &trial, &err));
	CHECK_INT(trial.changed, 11);
	CHECK_INT(trial.then[LIGHT_RED], 11);
	town_check(&t);
	town_close(&t);
}

/* ---- histories ---- */

static unsigned pick(uint64_t *seed, unsigned n)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((*seed >> 33) % n);
}

/* One action on a duty of the ledger, whatever comes of it. */
static void do_something(struct town *t, uint64_t *seed)
{
	static const char *const verbs[] = { "report", "report", "none", "zero", "accept", "return", "urge", "urge", "close", "reopen", "judge", "judge", "suspend" };
	static const char *const lights[] = { "red", "yellow", "green", "none", "orange", "lime" };
	static const char *const figures[] = { "做到", "主体总数", "案例", "名单", "已整治", "在册" };
	struct query q = { .of = LIST_DUTIES, .due = DATE_NONE, .today = ledger_today(t->l) };
	struct list list = { 0 };
	struct duty_state d;
	struct amount amounts[2];
	struct outcome out;
	struct err err = { 0 };
	unsigned pair = 2 * pick(seed, 3);

	list_start(&list, &q);
	CHECK(list_need(t->l->db, &list, SIZE_MAX, &err) && list.keys.n);
	CHECK(duty_state_get(t->l->db, list.keys.p[pick(seed, (unsigned)list.keys.n)], &d));
	list_clear(&list);
	for (unsigned i = 0; i < 2; i++)
		amounts[i] = (struct amount){ .figure = town_figure(t, figures[pair + i]), .n = 1 + (int)pick(seed, 20) };
	struct verb_call call = { .duties = &d, .n = 1, .text = "x", .way = lights[pick(seed, CHECK_N(lights))], .on = DATE_NONE, .promised = pick(seed, 2) ? DATE_NONE : q.today + 2 };
	const struct verb *v = verb_find(verbs[pick(seed, CHECK_N(verbs))]);
	if (v->needs & TAKES_FIGURES && pick(seed, 4))
		call.amounts = amounts, call.n_amounts = 2;
	if (!verb_run(t->l, v, &call, &out, &err))
		err_clear(&err);
	else if (pick(seed, 6) == 0)
		CHECK(undo_last(t->l, &out, &err));
	clock_step(&t->clock, 1000);
}

/* The worst of what counts there on that day, each duty judged anew; *any stays false where nothing does. */
static enum light worst_counted(struct town *t, const struct rule *r, int64_t item, int64_t unit, date today, bool *any)
{
	duty_states list = { 0 };
	struct err err = { 0 };
	enum light worst = LIGHT_GREEN;

	CHECK(duty_states_read(t->l->db, item, unit, &list, &err));
	for (size_t i = 0; i < list.n; i++) {
		struct duty_state *d = &list.p[i];
		struct duty_state kept = *d;
		rule_judge(r, t->l->cal, d);
		CHECK(d->green == kept.green && d->yellow_from == kept.yellow_from && d->red_from == kept.red_from);
		if (d->standing || d->state == 's' || d->begins > today || d->shows > today)
			continue;
		*any = true;
		enum light l = light_of_duty(d, today);
		worst = l > worst ? l : worst;
	}
	vec_clear(&list);
	return worst;
}

static enum light worst_of(struct town *t, const struct rule *r, int64_t item, int64_t unit, date today)
{
	bool any = false;
	enum light worst = worst_counted(t, r, item, unit, today, &any);

	return any ? worst : LIGHT_UNKNOWN;
}

/* Of two items: one of which all is suspended says nothing of the group. */
static enum light worst_of_both(struct town *t, const struct rule *r, const char *one, const char *two, date today)
{
	bool any = false;
	enum light a = worst_counted(t, r, town_item(t, one), 0, today, &any), b = worst_counted(t, r, town_item(t, two), 0, today, &any);

	return any ? a > b ? a : b : LIGHT_UNKNOWN;
}

static void same_lights(struct town *t, const struct rule *r)
{
	static const char *const items[] = { "1", "2", "6", "8", "10.1", "10.2" };
	static const char *const units[] = { "信息中心", "法院", "税务局", "质监局", "银监局" };
	struct err err = { 0 };
	struct arena mem = { 0 };

	for (date today = town_day("2018-11-01"); today < town_day("2018-12-27"); today += 5) {
		t->clock.today_only = today;
		for (size_t i = 0; i < CHECK_N(items); i++)
			CHECK_STR(item_light(t, items[i]), light_name(worst_of(t, r, town_item(t, items[i]), 0, today)));
		CHECK_STR(item_light(t, "10"), light_name(worst_of_both(t, r, "10.1", "10.2", today)));
		for (size_t i = 0; i < CHECK_N(units); i++) {
			struct unit_line line;
			int64_t unit = town_unit(t, units[i]);
			CHECK(view_unit(t->l, unit, 0, &line, &mem, &err));
			CHECK_STR(light_name(line.light), light_name(worst_of(t, r, 0, unit, today)));
		}
	}
	arena_clear(&mem);
}

static void test_histories(void)
{
	static const char *const files[] = { "days", "late", "percent", "progress", "progress-half", "urging", "by-hand", "slips",
		"slips-plan", "periods", "marks", "average", "confidence", "unknown-red" };

	for (size_t i = 0; i < CHECK_N(files); i++) {
		struct town t;
		char name[40];
		uint64_t seed = i + 1;

		snprintf(name, sizeof name, "history-%s.db", files[i]);
		town_open(&t, name, "2018-11-12");
		/* chosen before, in the midst, and after */
		for (size_t step = 0; step < 70; step++) {
			if (step == i * 10 % 70)
				choose(&t, files[i]);
			do_something(&t, &seed);
		}
		town_check(&t);
		struct rule r = setting_rule(t.l);
		same_lights(&t, &r);
		town_close(&t);
	}
}

static const struct check_test tests[] = {
	CHECK_TEST(test_progress), CHECK_TEST(test_measures), CHECK_TEST(test_urging), CHECK_TEST(test_hand), CHECK_TEST(test_levels), CHECK_TEST(test_periods), CHECK_TEST(test_unreadable), CHECK_TEST(test_unread_by_another), CHECK_TEST(test_trial),
	CHECK_TEST(test_histories),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
