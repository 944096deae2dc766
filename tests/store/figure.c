/* Figures in words: against the period before, what is not counted, what was accepted beside what was reported. */
#include "model/figure.h"

#include "model/define.h"
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
	{ __LINE__, "<", 1, 10000, "条", 1, 40000, true, "1/40000 = 0.003%  met so far, at most 2 条 more" },
	{ __LINE__, "<", 1, 10000, "条", 4, 40000, true, "4/40000 = 0.010%  1 条 too many" },
	{ __LINE__, "<", 1, 10000, "条", 6, 40000, false, "6/40000 = 0.015%  3 条 over" },
	{ __LINE__, "<=", 5, 100, "", 1, 20, true, "1/20 = 5.0%  met so far, at most 0 more" },
	{ __LINE__, "<=", 5, 100, "", 2, 0, true, "2/0 = -" },
	{ __LINE__, ">=", 995, 1000, "例", 199, 200, false, "199/200 = 99.50%  met" },
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

/* The office says what is meant, of one or of several; each once under the target. */
static void test_define(void)
{
	struct town t;
	struct arena mem = { 0 };
	figure_uses uses = { 0 };
	definition_lines said = { 0 };
	target_rows list = { 0 };
	struct outcome out;
	struct err err = { 0 };
	int64_t one = 0;

	town_open(&t, "define.db", "2018-11-19");
	CHECK(figure_find(t.l, 0, 0, STR_LIT("2"), &mem, &uses, &err));
	CHECK_INT(uses.n, 3);
	CHECK(!figure_find_one(t.l, 0, 0, STR_LIT("2"), &mem, &one, &err));
	CHECK_INT(err.code, ERR_AMBIGUOUS);
	CHECK_STR(err.text, "2 fits several figures: 做到 (2), 主体总数 (2), 剔除 (2)");
	err_clear(&err);
	CHECK(!figure_find_one(t.l, 0, 0, STR_LIT("没有"), &mem, &one, &err));
	CHECK_STR(err.text, "there is no figure called 没有");
	err_clear(&err);
	CHECK(figure_find_one(t.l, 0, town_item(&t, "6"), STR_LIT("单"), &mem, &one, &err));
	CHECK_INT(one, town_figure(&t, "名单"));
	struct definition both[] = { { uses.p[0].key, "在册的主体" }, { uses.p[1].key, "在册的主体" } };
	CHECK(define_set(t.l, both, 2, &out, &err));
	CHECK_STR(out.said, "definition of 做到 and 1 more: 在册的主体");
	CHECK(targets_read(t.l->db, town_item(&t, "2"), &mem, &list, &err));
	CHECK(definitions_read(t.l, &list.p[0], &mem, &said, &err) && definitions_read(t.l, &list.p[0], &mem, &said, &err));
	CHECK_INT(said.n, 1);
	CHECK_STR(said.p[0], "做到, 主体总数: 在册的主体");
	CHECK(define_set(t.l, both, 2, &out, &err) && !out.changed);
	both[0].text = "";
	CHECK(define_set(t.l, both, 1, &out, &err));
	CHECK_STR(out.said, "definition of 做到: (no definition)");
	CHECK(undo_last(t.l, &out, &err) && undo_last(t.l, &out, &err));
	said.n = 0;
	CHECK(definitions_read(t.l, &list.p[0], &mem, &said, &err));
	CHECK_INT(said.n, 0);
	town_check(&t);
	vec_clear(&said);
	vec_clear(&list);
	figure_uses_clear(&uses);
	arena_clear(&mem);
	town_close(&t);
}

static int fields_of(struct town *t, const char *number, const char *unit, const char *figure, const char *value)
{
	struct arena mem = { 0 };
	figure_fields list = { 0 };
	struct duty_state d = town_duty(t, number, unit);
	struct err err = { 0 };
	int n;

	CHECK(figure_fields_read(t->l, &d, &mem, &list, &err));
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.p[i].figure.name, figure) == 0)
			CHECK_STR(list.p[i].has_value ? figure_text(list.p[i].value, 0, &mem) : "-", value);
	n = (int)list.n;
	vec_clear(&list);
	arena_clear(&mem);
	return n;
}

/* Two figures are one from a day on, and two again: one entry serves both ratios, what was said before is not lost, one undo takes it back. */
static void test_same(void)
{
	struct town t;
	struct arena mem = { 0 };
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "same.db", "2018-11-19");
	int64_t lists = town_figure(&t, "名单"), known = town_figure(&t, "在册");
	CHECK(!define_same(t.l, lists, known, &out, &err));
	CHECK_STR(err.text, "名单 and 在册 are not counted alike: 条 and 户");
	err_clear(&err);
	CHECK(!define_same(t.l, lists, town_figure(&t, "不良率"), &out, &err));
	CHECK_STR(err.text, "名单 and 不良率 are not counted alike: they have 0 and 2 places after the point");
	err_clear(&err);
	struct change *c = ledger_begin(t.l, "test", "", &err);
	struct id id;
	CHECK(row_id(t.l->db, KIND_FIGURE, known, &id));
	change_set(c, KIND_FIGURE, &id, "word", V_TEXT("条"));
	CHECK(row_id(t.l->db, KIND_FIGURE, town_figure(&t, "案例"), &id));
	change_set(c, KIND_FIGURE, &id, "word", V_TEXT("条"));
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK(!define_same(t.l, lists, town_figure(&t, "案例"), &out, &err));
	CHECK_STR(err.text, "名单 and 案例 are parts of one share: they cannot be one");
	err_clear(&err);

	town_do(&t, "report", "6", "法院", "案例=3 名单=20", NULL, NULL);
	town_do(&t, "report", "6", "质监局", "案例=3 名单=25", NULL, NULL);
	town_do(&t, "report", "10.2", "质监局", "已整治=20 在册=24", NULL, NULL);
	CHECK(define_same(t.l, lists, known, &out, &err));
	CHECK_STR(out.said, "名单 is the same figure as 在册; of 1 value each had another one: that of 在册 holds");
	/* what only the one had came along; of two the other's holds */
	CHECK_STR(line_of(&t, "6", "法院", &mem).full, "3/20 = 15.0%  met");
	CHECK_STR(line_of(&t, "6", "质监局", &mem).full, "3/24 = 12.5%  met");
	town_check(&t);
	/* asked for once: the form of the one begins with what the other said, one entry serves both */
	CHECK_INT(fields_of(&t, "6", "质监局", "在册", "24"), 2);
	CHECK_INT(fields_of(&t, "6", "法院", "在册", "20"), 2);
	town_do(&t, "report", "6", "质监局", "案例=3 在册=40", NULL, NULL);
	CHECK_STR(line_of(&t, "6", "质监局", &mem).full, "3/40 = 7.5%  1 条 short");
	CHECK_STR(line_of(&t, "10.2", "质监局", &mem).full, "20/40 = 50.0%  12 户 short");
	CHECK_INT(town_duty(&t, "6", "质监局").met, MET_NO);
	town_check(&t);
	CHECK(define_same(t.l, lists, known, &out, &err) && !out.changed);

	/* parted: both keep what was said meanwhile */
	CHECK(define_apart(t.l, lists, 0, &out, &err));
	CHECK_STR(out.said, "名单 is a figure of its own again");
	CHECK_STR(line_of(&t, "6", "质监局", &mem).full, "3/40 = 7.5%  1 条 short");
	CHECK_INT(fields_of(&t, "6", "质监局", "名单", "40"), 2);
	CHECK_STR(line_of(&t, "10.2", "质监局", &mem).full, "20/40 = 50.0%  12 户 short");
	town_check(&t);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_STR(line_of(&t, "6", "质监局", &mem).full, "3/40 = 7.5%  1 条 short");
	town_check(&t);
	/* of one figure that one item asks for, that item can have its own; without an item it is said which ask for it */
	CHECK(!define_apart(t.l, known, 0, &out, &err));
	CHECK_STR(err.text, "在册 is joined with no other; it is asked for by 6, 10.2: --item says which one gets a figure of its own");
	err_clear(&err);
	CHECK(define_apart(t.l, known, town_item(&t, "10.2"), &out, &err));
	town_check(&t);
	town_do(&t, "report", "6", "质监局", "案例=3 在册=50", NULL, NULL);
	CHECK_STR(line_of(&t, "10.2", "质监局", &mem).full, "20/40 = 50.0%  12 户 short");
	town_check(&t);
	arena_clear(&mem);
	town_close(&t);
}

/* Runs a verb on a duty; sure: what was asked about is meant. Why it was not done is in err. */
static bool does(struct town *t, const char *verb, const char *number, const char *figure, int64_t n, bool sure, struct outcome *out, struct err *err)
{
	struct duty_state d = town_duty(t, number, "质监局");
	struct amount amount = { figure ? town_figure(t, figure) : 0, n };
	struct verb_call call = { .duties = &d, .n = 1, .amounts = &amount, .n_amounts = figure != NULL, .sure = sure, .on = DATE_NONE, .promised = DATE_NONE };

	err_clear(err);
	return verb_run(t->l, verb_find(verb), &call, out, err);
}

/* A figure of two items: what a report of the one changes in the other is asked, told, and no longer accepted. */
static void test_also(void)
{
	struct town t;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "also.db", "2018-11-19");
	town_share(&t);
	town_do(&t, "report", "6", "质监局", "案例=12 在册=40", NULL, NULL);
	/* what is not reported yet is not changed by it */
	CHECK(does(&t, "report", "10.2", "已整治", 20, false, &out, &err));
	CHECK(does(&t, "accept", "6", NULL, 0, false, &out, &err));
	/* figures of its own alone change nothing else; nor does what is so already */
	CHECK(does(&t, "report", "10.2", "已整治", 21, false, &out, &err));
	CHECK(does(&t, "report", "10.2", "在册", 40, false, &out, &err));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 'a');
	CHECK(!does(&t, "report", "10.2", "在册", 120, false, &out, &err));
	CHECK_INT(err.code, ERR_DOUBT);
	CHECK_STR(err.text, "this also changes 6: 12/40 -> 12/120 (accepted, to be reviewed again)");
	CHECK_INT(town_duty(&t, "6", "质监局").review, 'a');
	CHECK(does(&t, "report", "10.2", "在册", 120, true, &out, &err));
	CHECK(strstr(out.said, "120 条; it also changed 6: 12/40 -> 12/120 (to be reviewed again)"));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 0);
	CHECK_INT(town_duty(&t, "6", "质监局").met, MET_YES);
	town_check(&t);
	/* one undo takes both back */
	CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 'a');
	town_check(&t);
	CHECK(redo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 0);
	/* accepted since, it holds the other's report up */
	CHECK(does(&t, "report", "10.2", "在册", 60, true, &out, &err));
	CHECK(strstr(out.said, "it also changed 6: 12/120 -> 12/60"));
	CHECK(!strstr(out.said, "again"));
	struct change_hash last = out.hash;
	char hex[HASH_TEXT_SIZE];
	CHECK(does(&t, "accept", "6", NULL, 0, false, &out, &err));
	CHECK(!undo_change(t.l, str_of(hex_text(last.b, HASH_SIZE, hex)), &out, &err));
	CHECK(strstr(err.text, "this rests on it, take it back first"));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 'a');
	/* who accepts is asked too, and has accepted it */
	CHECK(!does(&t, "accept", "10.2", "在册", 80, false, &out, &err));
	CHECK_STR(err.text, "this also changes 6: 12/60 -> 12/80");
	CHECK(does(&t, "accept", "10.2", "在册", 80, true, &out, &err));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 'a');
	/* what was returned stays so */
	town_do(&t, "return", "6", "质监局", NULL, "未附清单", NULL);
	CHECK(does(&t, "report", "10.2", "在册", 90, true, &out, &err));
	CHECK_INT(town_duty(&t, "6", "质监局").review, 'x');
	town_check(&t);
	town_close(&t);
}

/* What another item's units gave of a figure that both ask for is not in this item's sum. */
static void test_sum(void)
{
	struct town t;
	struct arena mem = { 0 };
	target_rows list = { 0 };
	struct outcome out;
	struct err err = { 0 };
	struct id known;

	town_open(&t, "sum.db", "2018-11-19");
	CHECK(targets_read(t.l->db, town_item(&t, "6"), &mem, &list, &err) && row_id(t.l->db, KIND_FIGURE, town_figure(&t, "在册"), &known));
	struct change *c = ledger_begin(t.l, "test", "", &err);
	change_set(c, KIND_TARGET, &list.p[0].id, "scope", V_TEXT("sum"));
	change_set(c, KIND_FIGURE, &known, "word", V_TEXT("条"));
	CHECK(ledger_commit(t.l, c, &out, &err));
	CHECK(define_same(t.l, town_figure(&t, "名单"), town_figure(&t, "在册"), &out, &err));
	town_do(&t, "report", "6", "法院", "案例=3 在册=20", NULL, NULL);
	town_do(&t, "report", "10.2", "信息中心", "已整治=90 在册=100", NULL, NULL);
	CHECK_STR(line_of(&t, "6", NULL, &mem).full, "3/20 = 15.0%  met so far");
	town_check(&t);
	vec_clear(&list);
	arena_clear(&mem);
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_change), CHECK_TEST(test_beside), CHECK_TEST(test_verdicts), CHECK_TEST(test_define),
	CHECK_TEST(test_same), CHECK_TEST(test_also), CHECK_TEST(test_sum) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
