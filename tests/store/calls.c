/* The call list: who is silent, in which order, what it owes, what it promised; one urging for all of it. */
#include "model/call.h"

#include <string.h>

#include "base/buf.h"
#include "model/filter.h"
#include "model/verb.h"
#include "store/list.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

static struct arena mem;

/* "R 市质监局 4: 6 2 ...; ": all rows, one after another. */
static const char *listed_by(struct town *t, struct order order, bool promised)
{
	struct promise_sums sums;
	struct err err = { 0 };
	struct buf b = { 0 };
	calls list = { 0 };

	CHECK(calls_read(t->l, 0, NULL, order, promised, &list, &sums, &err));
	for (size_t i = 0; i < list.n; i++) {
		struct call_line line;
		CHECK(call_line_read(t->l, 0, &list.p[i], &mem, &line, &err));
		buf_printf(&b, "%s%s %s %d: %s", i ? "; " : "", light_word(line.call.light), line.unit.name, line.call.owed, line.what);
	}
	const char *text = arena_strdup(&mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	return text;
}

static const char *listed(struct town *t, enum call_sort sort, bool promised)
{
	return listed_by(t, (struct order){ (int)sort, false }, promised);
}

static struct call call_of(struct town *t, const char *unit)
{
	struct promise_sums sums;
	struct err err = { 0 };
	struct call found = { .owed = 0, .due = DATE_NONE, .promised = DATE_NONE };
	calls list = { 0 };

	CHECK(calls_read(t->l, 0, NULL, (struct order){ CALLS_BY_LIGHT, false }, false, &list, &sums, &err));
	for (size_t i = 0; i < list.n; i++)
		if (list.p[i].unit == town_unit(t, unit))
			found = list.p[i];
	vec_clear(&list);
	return found;
}

/* "市质监局 1/2; ": of each how many the filter holds of, of all that it owes. */
static const char *fitting(struct town *t, const char *filter)
{
	struct promise_sums s;
	struct err err = { 0 };
	struct filter f = { .cond = NULL };
	struct buf b = { 0 };
	size_t at;
	calls list = { 0 };

	CHECK(filter_read(t->l, str_of(filter), LIST_SILENT, &f, &at, &err));
	CHECK(calls_read(t->l, 0, f.cond, (struct order){ CALLS_BY_OWED, false }, false, &list, &s, &err));
	for (size_t i = 0; i < list.n; i++) {
		int fits;
		CHECK(call_fits(t->l, 0, f.cond, &list.p[i], &fits, &err));
		buf_printf(&b, "%s%d/%d", i ? " " : "", fits, list.p[i].owed);
	}
	const char *text = arena_strdup(&mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&list);
	filter_clear(&f);
	return text;
}

static const char *promises_of(struct town *t, const char *filter)
{
	struct promise_sums s;
	struct err err = { 0 };
	struct filter f = { .cond = NULL };
	size_t at;
	calls list = { 0 };

	CHECK(filter_read(t->l, str_of(filter), LIST_SILENT, &f, &at, &err));
	CHECK(calls_read(t->l, 0, f.cond, (struct order){ CALLS_BY_LIGHT, false }, false, &list, &s, &err));
	vec_clear(&list);
	filter_clear(&f);
	return arena_printf(&mem, "%d %d %d %d %d", s.today, s.waiting, s.kept, s.broken, s.missing);
}

static const char *promises(struct town *t)
{
	return promises_of(t, "");
}

/* One urging for all that a unit owes. */
static void call_unit(struct town *t, const char *unit, const char *promised)
{
	struct err err = { 0 };
	struct outcome out;
	duty_states owed = { 0 };

	CHECK(call_duties(t->l, 0, town_unit(t, unit), &owed, &err));
	struct verb_call call = { .duties = owed.p, .n = owed.n, .way = "phone", .who = "乙", .promised = promised ? town_day(promised) : DATE_NONE };
	CHECK(verb_run(t->l, verb_find("urge"), &call, &out, &err));
	vec_clear(&owed);
}

static void test_order(void)
{
	struct town t;

	town_open(&t, "order.db", "2018-11-16");
	CHECK_STR(listed(&t, CALLS_BY_LIGHT, false), "Y 市法院 3: 2 6 10.1; Y 市税务局 3: 2 6 10.1; Y 市质监局 3: 2 6 10.2; "
		"Y 市信息中心 3: 1 2 10.2; Y 市银监局 1: 8");
	town_do(&t, "report", "6", "质监局", "案例=2 名单=20", NULL, NULL);
	town_do(&t, "report", "10.1", "法院", NULL, "已办", NULL);
	town_do(&t, "report", "8", "银监局", "不良率=1.87", NULL, NULL);
	town_reopen(&t, "2018-11-21");
	CHECK_STR(listed(&t, CALLS_BY_LIGHT, false), "R 市税务局 3: 2 6 10.1; R 市信息中心 3: 1 2 10.2; R 市法院 2: 2 6; R 市质监局 2: 2 10.2");
	/* The store's own list of silent units is in the same order. */
	struct list list = { 0 };
	struct err err = { 0 };
	list_start(&list, &(struct query){ .of = LIST_SILENT, .due = DATE_NONE, .today = town_day("2018-11-21") });
	CHECK(list_need(t.l->db, &list, SIZE_MAX, &err));
	CHECK_INT(list.keys.n, 4);
	CHECK(list.keys.p[0] == town_unit(&t, "税务局") && list.keys.p[3] == town_unit(&t, "质监局"));
	list_clear(&list);
	CHECK_STR(listed(&t, CALLS_BY_NAME, false), "R 市信息中心 3: 1 2 10.2; R 市法院 2: 2 6; R 市税务局 3: 2 6 10.1; R 市质监局 2: 2 10.2");
	/* Turned round; what is equal stands as ever. */
	CHECK_STR(listed_by(&t, (struct order){ CALLS_BY_NAME, true }, false), "R 市质监局 2: 2 10.2; R 市税务局 3: 2 6 10.1; R 市法院 2: 2 6; R 市信息中心 3: 1 2 10.2");
	CHECK_STR(listed_by(&t, (struct order){ CALLS_BY_OWED, true }, false), "R 市法院 2: 2 6; R 市质监局 2: 2 10.2; R 市税务局 3: 2 6 10.1; R 市信息中心 3: 1 2 10.2");
	CHECK_STR(listed_by(&t, (struct order){ CALLS_BY_ANSWER, true }, false), listed(&t, CALLS_BY_LIGHT, false));
	/* Under a filter those with something silent that it holds of: 质监局 has sent its 6. */
	CHECK_STR(fitting(&t, "no:6"), "1/3 1/2");
	CHECK_STR(fitting(&t, "no:6 OR no:10.2"), "1/3 1/3 1/2 1/2");
	CHECK_STR(fitting(&t, ""), "3/3 3/3 2/2 2/2");
	call_unit(&t, "税务局", NULL);
	CHECK_STR(listed(&t, CALLS_BY_CALLED, false), "R 市信息中心 3: 1 2 10.2; R 市法院 2: 2 6; R 市质监局 2: 2 10.2; R 市税务局 3: 2 6 10.1");
	town_close(&t);
}

/* Kept: on that day or before; broken from the day after; a new promise takes the place of the one before. */
static void test_promises(void)
{
	struct town t;
	struct call c;

	town_open(&t, "promises.db", "2018-11-19");
	CHECK_STR(promises(&t), "0 0 0 0 0");
	call_unit(&t, "质监局", "2018-11-21");
	call_unit(&t, "信息中心", "2018-11-21");
	call_unit(&t, "法院", "2018-11-26");
	CHECK_STR(promises(&t), "0 0 0 0 0");
	c = call_of(&t, "法院");
	CHECK(c.promise == PROMISE_AHEAD && c.promised == town_day("2018-11-26"));
	town_reopen(&t, "2018-11-21");
	CHECK_STR(promises(&t), "2 2 0 0 0");
	CHECK(call_of(&t, "质监局").promise == PROMISE_TODAY);
	CHECK_STR(listed(&t, CALLS_BY_LIGHT, true), "R 市质监局 3: 2 6 10.2; R 市信息中心 3: 1 2 10.2");
	/* All of it must come, on the day at the latest. */
	town_do(&t, "report", "2", "质监局", "主体总数=22 剔除=2 做到=12", NULL, NULL);
	town_do(&t, "report", "6", "质监局", "案例=2 名单=20", NULL, NULL);
	CHECK_STR(promises(&t), "2 2 0 0 0");
	town_do(&t, "report", "10.2", "质监局", "已整治=159 在册=199", NULL, NULL);
	CHECK_STR(promises(&t), "2 1 1 0 0");
	CHECK_INT(call_of(&t, "质监局").owed, 0);
	town_reopen(&t, "2018-11-22");
	CHECK_STR(promises(&t), "0 0 1 1 1");
	/* Under a filter those of the units that stand there: who kept it owes nothing any more. */
	CHECK_STR(promises_of(&t, "unit:质监局"), "0 0 0 0 0");
	CHECK_STR(promises_of(&t, "unit:质监局,信息中心"), "0 0 0 1 1");
	CHECK_STR(promises_of(&t, "promised:11-21 status:reported"), "0 0 0 0 0");
	CHECK_STR(promises_of(&t, "unit:信息中心"), "0 0 0 1 1");
	CHECK_STR(promises_of(&t, "unit:税务局"), "0 0 0 0 0");
	CHECK_STR(promises_of(&t, "status:unreported"), "0 0 0 1 1");
	c = call_of(&t, "信息中心");
	CHECK(c.promise == PROMISE_MISSING && c.promised == town_day("2018-11-21"));
	CHECK_STR(listed(&t, CALLS_BY_LIGHT, true), "R 市信息中心 2: 1 2");
	/* What comes now is late for ever; what is promised anew waits again. */
	town_do(&t, "report", "1", "信息中心", NULL, "已接入", NULL);
	CHECK_STR(promises(&t), "0 0 1 1 1");
	call_unit(&t, "信息中心", "2018-11-23");
	CHECK_STR(promises(&t), "0 0 1 1 0");
	CHECK(call_of(&t, "信息中心").promise == PROMISE_AHEAD);
	town_check(&t);
	town_close(&t);
}

/* One change, one undo, as many entries as there are duties; the row says when and what. */
static void test_one_call(void)
{
	struct town t;
	struct call_line line;
	struct outcome out;
	struct err err = { 0 };

	town_open(&t, "call.db", "2018-11-21");
	struct call c = call_of(&t, "质监局");
	CHECK(call_line_read(t.l, 0, &c, &mem, &line, &err));
	CHECK(!line.has_contact && line.left == -1);
	CHECK_STR(call_last_text(t.l, &line, 0, &mem), "-");
	CHECK_STR(call_answer_text(t.l, &line, &mem), "-");
	call_unit(&t, "质监局", "2018-11-23");
	c = call_of(&t, "质监局");
	CHECK(call_line_read(t.l, 0, &c, &mem, &line, &err));
	CHECK_STR(call_last_text(t.l, &line, 0, &mem), "11-21 phone");
	CHECK_STR(call_answer_text(t.l, &line, &mem), "promised for 11-23");
	CHECK_INT(town_duty(&t, "2", "质监局").urged, 1);
	CHECK_INT(town_duty(&t, "10.2", "质监局").urged, 1);
	CHECK(undo_last(t.l, &out, &err));
	CHECK_INT(town_duty(&t, "2", "质监局").urged, 0);
	CHECK(call_of(&t, "质监局").promise == PROMISE_NONE);
	c = call_of(&t, "质监局");
	CHECK(call_line_read(t.l, 0, &c, &mem, &line, &err));
	CHECK_INT(line.last.key, 0);
	town_check(&t);
	town_close(&t);
}

/* Four years of a monthly item hide none that comes behind it; a list that is cut says so. */
static void test_numbers(void)
{
	struct town t;
	struct call_line line;
	struct err err = { 0 };
	struct duty_state two[2];

	town_open(&t, "numbers.db", "2018-11-21");
	CHECK_STR(call_numbers(t.l, two, 0, false, &mem), "");
	two[0] = town_duty(&t, "2", "质监局");
	two[1] = town_duty(&t, "6", "质监局");
	CHECK_STR(call_numbers(t.l, two, 2, false, &mem), "2 6");
	CHECK_STR(call_numbers(t.l, two, 2, true, &mem), "2 6 ...");
	town_reopen(&t, "2022-12-22");
	struct call c = call_of(&t, "银监局");
	CHECK(c.owed > 40);
	CHECK(call_line_read(t.l, 0, &c, &mem, &line, &err));
	CHECK_STR(line.what, "8");
	town_close(&t);
}

static const struct check_test tests[] = { CHECK_TEST(test_numbers), CHECK_TEST(test_order), CHECK_TEST(test_promises), CHECK_TEST(test_one_call) };

int main(void)
{
	int status = check_main(tests, CHECK_N(tests));

	arena_clear(&mem);
	return status;
}
