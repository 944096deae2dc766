/* Figures in words: against the period before, what is not counted, what was accepted beside what was reported. */
#include "model/figure.h"

#include "model/view.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

/* The first target of an item: over all its units, or of one. */
static struct target_line line_of(struct town *t, const char *number, const char *unit, struct arena *mem)
{
	target_rows list = { 0 };
	struct target_line line = { .full = "" };
	struct err err = { 0 };

	CHECK(targets_read(t->l->db, town_item(t, number), mem, &list, &err) && list.n > 0);
	if (unit) {
		struct duty_state d = town_duty(t, number, unit);
		CHECK(target_line_duty(t->l, &list.p[0], &d, mem, &line, &err));
	} else {
		CHECK(target_line_item(t->l, &list.p[0], town_item(t, number), mem, &line, &err));
	}
	vec_clear(&list);
	return line;
}

/* A monthly rate: up, down, the same; nothing where the month before is unknown. */
static void test_change(void)
{
	static const struct { int line; const char *day, *figure, *change, *before, *more; } months[] = {
		{ __LINE__, "2018-11-19", "不良率=1.87", "", NULL, NULL },
		{ __LINE__, "2018-12-19", "不良率=1.99", "+0.12 points on the period before", "1.87", "0.12" },
		{ __LINE__, "2019-01-17", "不良率=1.90", "-0.09 points on the period before", "1.99", "-0.09" },
		{ __LINE__, "2019-02-19", "不良率=1.9", "as in the period before", "1.90", "0.00" },
	};
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "change.db", "2018-11-01");
	for (size_t i = 0; i < CHECK_N(months); i++) {
		town_reopen(&t, months[i].day);
		town_do(&t, "report", "8", "银监局", months[i].figure, NULL, NULL);
		struct target_line own = line_of(&t, "8", "银监局", &mem), all = line_of(&t, "8", NULL, &mem);
		CHECK_STR_AT(months[i].line, own.change, months[i].change);
		CHECK_STR_AT(months[i].line, all.change, months[i].change);
		CHECK_AT(months[i].line, !months[i].before || strcmp(target_line_before(&own, &mem), months[i].before) == 0);
		CHECK_AT(months[i].line, !months[i].more || strcmp(target_line_more(&own, &mem), months[i].more) == 0);
		CHECK_AT(months[i].line, own.has_before == (months[i].before != NULL) && all.has_before == own.has_before);
	}
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* 11 - 2 = 9: what is not counted stands apart; the accepted figure counts, the reported one stands beside it. */
static void test_beside(void)
{
	struct town t;
	struct arena mem = { 0 };

	town_open(&t, "beside.db", "2018-11-19");
	town_do(&t, "report", "2", "法院", "主体总数=11 剔除=2 做到=6", NULL, NULL);
	CHECK_STR(target_line_text(&(struct target_line){ .demand = "", .full = "-", .reported = "", .change = "" }, &mem), "-");
	struct target_line l = line_of(&t, "2", "法院", &mem);
	CHECK_STR(l.full, "6/9 = 66.7%  met");
	CHECK_STR(l.base, "11 - 2 = 9");
	CHECK_STR(l.reported, "");
	town_do(&t, "accept", "2", "法院", "做到=4", NULL, NULL);
	l = line_of(&t, "2", "法院", &mem);
	CHECK_STR(l.full, "4/9 = 44.4%  1 家 short");
	CHECK_STR(l.reported, "reported 6/9");
	town_do(&t, "report", "2", "税务局", "主体总数=20 剔除=0 做到=12", NULL, NULL);
	l = line_of(&t, "2", "税务局", &mem);
	CHECK_STR(l.base, "");
	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	town_do(&t, "accept", "6", "法院", "案例=1 名单=20", NULL, NULL);
	CHECK_STR(line_of(&t, "6", "法院", &mem).full, "1/20 = 5.0%  1 例 short");
	CHECK_STR(line_of(&t, "6", "法院", &mem).reported, "reported 3/20");
	/* reported again, what was accepted before is no more beside it */
	town_do(&t, "report", "6", "法院", "案例=2 名单=20", NULL, NULL);
	CHECK_STR(line_of(&t, "6", "法院", &mem).reported, "");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* A demand made out of one that the town has, and figures as somebody types them. */
static const struct { int line; const char *comparator; int64_t num, den; const char *word; int64_t done, of; bool whole; const char *full; } verdicts[] = {
	{ __LINE__, ">=", 10, 100, "例", 1, 20, true, "1/20 = 5.0%  1 例 more meet it" },
	{ __LINE__, ">=", 10, 100, "", 1, 20, true, "1/20 = 5.0%  1 more meet it" },
	{ __LINE__, "<", 1, 10000, "条", 3, 40000, false, "3/40000 = 0.008%  met" },
	{ __LINE__, "<", 1, 10000, "条", 1, 40000, true, "1/40000 = 0.003%  met, at most 2 条 more" },
	{ __LINE__, "<", 1, 10000, "条", 4, 40000, true, "4/40000 = 0.010%  1 条 too many" },
	{ __LINE__, "<", 1, 10000, "条", 6, 40000, false, "6/40000 = 0.015%  3 条 over" },
	{ __LINE__, "<=", 5, 100, "", 1, 20, true, "1/20 = 5.0%  met, at most 0 more" },
	{ __LINE__, "<=", 5, 100, "", 2, 0, true, "2/0 = -" },
};

static void test_verdicts(void)
{
	struct town t;
	struct err err = { 0 };

	town_open(&t, "verdicts.db", "2018-11-19");
	for (size_t i = 0; i < CHECK_N(verdicts); i++) {
		struct arena mem = { 0 };
		struct change *c = ledger_begin(t.l, "test", "", &err);
		struct outcome out;
		struct id id, figure;
		target_rows list = { 0 };
		int64_t item = town_item(&t, "6");
		CHECK(targets_read(t.l->db, item, &mem, &list, &err) && row_id(t.l->db, KIND_FIGURE, town_figure(&t, "案例"), &figure));
		id = list.p[0].id;
		change_set(c, KIND_TARGET, &id, "comparator", V_TEXT(verdicts[i].comparator));
		change_set(c, KIND_TARGET, &id, "num", V_INT(verdicts[i].num));
		change_set(c, KIND_TARGET, &id, "den", V_INT(verdicts[i].den));
		change_set(c, KIND_TARGET, &id, "scope", V_TEXT(verdicts[i].whole ? "sum" : "each"));
		change_set(c, KIND_FIGURE, &figure, "word", *verdicts[i].word ? V_TEXT(verdicts[i].word) : V_NULL);
		CHECK(ledger_commit(t.l, c, &out, &err));
		town_do(&t, "report", "6", "法院", arena_printf(&mem, "案例=%d 名单=%d", (int)verdicts[i].done, (int)verdicts[i].of), NULL, NULL);
		struct target_line l = line_of(&t, "6", verdicts[i].whole ? NULL : "法院", &mem);
		CHECK_STR_AT(verdicts[i].line, l.full, verdicts[i].full);
		vec_clear(&list);
		arena_clear(&mem);
	}
	town_check(&t);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_change), CHECK_TEST(test_beside), CHECK_TEST(test_verdicts) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
