/* A whole notice of our own (an invented city's rivers) with all the traps of a real one; and
 * the sample plan. */
#include "base/buf.h"
#include "tests/notice/read.h"

struct counts {
	int items, leaves, leads, responsible, units, groups, above, at_least, reported, measures;
};

/* Leaves are the rows of the table; campaigns of an attachment alone are not. */
static struct counts counts_of(const struct draft *d)
{
	struct counts c = { .items = (int)d->items.n };

	for (size_t i = 0; i < d->items.n; i++) {
		const struct draft_item *it = &d->items.p[i];

		c.leaves += it->kind != ITEM_GROUP && !str_starts(it->number, STR_LIT("附"));
		for (size_t k = 0; k < it->assignments.n; k++) {
			c.leads += it->assignments.p[k].role == ROLE_LEAD;
			c.responsible += it->assignments.p[k].role == ROLE_RESPONSIBLE;
		}
		for (size_t k = 0; k < it->targets.n; k++) {
			c.above += it->targets.p[k].reading.comparator == CMP_GT;
			c.at_least += it->targets.p[k].reading.comparator == CMP_GE;
			c.reported += it->targets.p[k].reading.comparator == CMP_NONE;
		}
		c.measures += (int)it->measures.n;
	}
	for (size_t i = 0; i < d->units.n; i++) {
		c.units += !d->units.p[i].group;
		c.groups += d->units.p[i].group;
	}
	return c;
}

static void check_counts(const struct draft *d, struct counts want)
{
	struct counts got = counts_of(d);

	CHECK_INT(got.items, want.items);
	CHECK_INT(got.leaves, want.leaves);
	CHECK_INT(got.leads, want.leads);
	CHECK_INT(got.responsible, want.responsible);
	CHECK_INT(got.units, want.units);
	CHECK_INT(got.groups, want.groups);
	CHECK_INT(got.above, want.above);
	CHECK_INT(got.at_least, want.at_least);
	CHECK_INT(got.reported, want.reported);
	CHECK_INT(got.measures, want.measures);
}

/* Ways of writing in the cells of units, byte for byte. */
static int spellings_of(const struct draft *d)
{
	struct map *seen = map_new();
	int n;

	for (size_t i = 0; i < d->in->mentions.n; i++)
		map_at(seen, d->in->mentions.p[i].text, true);
	n = (int)map_count(seen);
	map_free(seen);
	return n;
}

/* How many leaves have a deadline of that kind due that day (DATE_NONE: without date). */
static int due_of(const struct draft *d, enum deadline_kind kind, date due)
{
	int n = 0;

	for (size_t i = 0; i < d->items.n; i++)
		for (size_t k = 0; k < d->items.p[i].deadlines.n; k++) {
			const struct reading *r = &d->items.p[i].deadlines.p[k].reading;

			n += r->kind == kind && (kind == DEADLINE_RECURRING || r->due == due);
		}
	return n;
}

static struct draft *read_file(const char *path, const char *issued)
{
	char *text = check_read(path, NULL);
	struct draft *d = read_until(text, issued, NULL);

	free(text);
	return d;
}

static void test_traps(void)
{
	struct draft *d = read_file(check_fixture("notice-traps.txt"), "2021-08-20");

	check_counts(d, (struct counts){ .items = 17, .leaves = 14, .leads = 52, .responsible = 18, .units = 17, .groups = 2,
		.above = 1, .at_least = 9, .reported = 2, .measures = 24 });
	CHECK_INT(spellings_of(d), 27);
	CHECK_INT(due_of(d, DEADLINE_ONCE, date_make(2021, 9, 15)), 1);
	CHECK_INT(due_of(d, DEADLINE_PHASE, date_make(2021, 9, 15)), 10);
	CHECK_INT(due_of(d, DEADLINE_ONCE, date_make(2021, 9, 30)), 1);
	CHECK_INT(due_of(d, DEADLINE_RECURRING, DATE_NONE), 2);
	CHECK_INT(due_of(d, DEADLINE_ONGOING, DATE_NONE), 12);
	CHECK_INT(d->unused.n, 0);
	draft_free(d);
}

static const struct { int line; const char *number, *lead, *responsible; } roles[] = {
	{ __LINE__, "1", "市数据中心", "市气象局" },
	{ __LINE__, "2", "市水文局 市林业局 市港航局 市数据中心 各县（市、区）政府 临港区管委会", "市河湖长制工作领导小组各成员单位" },
	{ __LINE__, "4", "市体育局 市农业农村局 市文化和旅游局 市民宗局 海关 市供电公司 市数据中心 各县（市、区）政府 临港区管委会",
		"市河湖长制工作领导小组各成员单位" },
	{ __LINE__, "5", "市水文局 市城管局 市住建局 市农业农村局 市文化和旅游局 市港航局 市数据中心 各县（市、区）政府 临港区管委会",
		"市河湖长制工作领导小组各成员单位" },
	{ __LINE__, "6", "市住建局 市城管局 市港航局 市应急局 市体育局 市数据中心 各县（市、区）政府 临港区管委会",
		"市河湖长制工作领导小组各成员单位" },
	{ __LINE__, "7", "市水文局", "市委办（机要局）" },
	{ __LINE__, "9", "", "" },
	{ __LINE__, "9.4", "市委办（机要局） 海关", "市城管局 市住建局" },
	{ __LINE__, "9.5", "市城管局", "" },
	{ __LINE__, "9.6", "市港航局", "市水文局 海关" },
	{ __LINE__, "附2-6", "", "" },
};

static void test_traps_units(void)
{
	struct draft *d = read_file(check_fixture("notice-traps.txt"), "2021-08-20");

	for (size_t i = 0; i < CHECK_N(roles); i++) {
		CHECK_STR_AT(roles[i].line, read_role(d, roles[i].number, ROLE_LEAD), roles[i].lead);
		CHECK_STR_AT(roles[i].line, read_role(d, roles[i].number, ROLE_RESPONSIBLE), roles[i].responsible);
	}
	/* Nobody out of task texts. */
	CHECK(read_unit(d, "省河长办") == NULL);
	draft_free(d);
}

/* Every guess is a question, on its line. */
static const struct { int line; enum question_kind kind; int at, n; } asked[] = {
	{ __LINE__, Q_NUMBER, 0, 1 },
	{ __LINE__, Q_REGION, 0, 1 },
	{ __LINE__, Q_ISSUED, 0, 0 },
	{ __LINE__, Q_YEAR, 13, 1 },
	{ __LINE__, Q_AREA, 17, 13 },
	{ __LINE__, Q_ALIAS, 43, 1 },
	{ __LINE__, Q_TYPO, 49, 1 },
	{ __LINE__, Q_SPELLING, 113, 1 },
	{ __LINE__, Q_MEMBERS, 17, 2 },
	{ __LINE__, Q_CARRIED, 93, 4 },
	{ __LINE__, Q_BLANK, 107, 1 },
	{ __LINE__, Q_ITEM_NUMBER, 73, 1 },
	{ __LINE__, Q_FIGURE, 51, 2 },
	{ __LINE__, Q_DENOMINATOR, 86, 2 },
	{ __LINE__, Q_MEASURES, 35, 2 },
	{ __LINE__, Q_OWNER, 127, 2 },
	{ __LINE__, Q_DEADLINE, 0, 0 },
	{ __LINE__, Q_UNIT, 0, 0 },
};

static void test_traps_questions(void)
{
	struct draft *d = read_file(check_fixture("notice-traps.txt"), "2021-08-20");

	for (size_t i = 0; i < CHECK_N(asked); i++) {
		CHECK_INT_AT(asked[i].line, read_questions(d, asked[i].kind), asked[i].n);
		if (asked[i].n)
			CHECK_AT(asked[i].line, read_question(d, asked[i].kind, asked[i].at) >= 0);
	}
	draft_free(d);
}

/* One figure where two texts mean the same list; the answer parts them. Each campaign's share
 * is its own. */
static void test_traps_figures(void)
{
	struct draft *d = read_file(check_fixture("notice-traps.txt"), "2021-08-20");

	CHECK_INT(read_item(d, "5")->targets.p[0].den, read_item(d, "6")->targets.p[0].num);
	CHECK(read_item(d, "9.2")->targets.p[0].num != read_item(d, "9.3")->targets.p[0].num);
	CHECK(read_item(d, "2")->targets.p[0].total != NO_FIGURE);
	CHECK(read_item(d, "2")->targets.p[0].excluded != NO_FIGURE);
	CHECK_INT(d->figures.p[read_item(d, "7")->targets.p[0].num].scale, 2);
	read_answer(d, Q_FIGURE, 51, 1, NULL);
	CHECK(read_item(d, "5")->targets.p[0].den != read_item(d, "6")->targets.p[0].num);
	read_answer(d, Q_FIGURE, 86, 1, NULL);
	CHECK_INT(read_item(d, "9.2")->targets.p[0].num, read_item(d, "9.3")->targets.p[0].num);
	read_answer(d, Q_DENOMINATOR, 86, -1, "已整治问题数除以摸排问题数");
	CHECK_STR(read_text(d->figures.p[read_item(d, "9.2")->targets.p[0].den].definition), "已整治问题数除以摸排问题数");
	draft_free(d);
}

/* Without an issue date no date is set in silence; an answer sets them all; another year moves
 * them. */
static void test_traps_year(void)
{
	struct draft *d = read_file(check_fixture("notice-traps.txt"), NULL);

	CHECK_INT(read_questions(d, Q_ISSUED), 1);
	CHECK_INT(read_questions(d, Q_YEAR), 0);
	CHECK_INT(due_of(d, DEADLINE_PHASE, DATE_NONE), 10);
	read_answer(d, Q_ISSUED, 0, -1, "2021-10-08");
	CHECK_INT(due_of(d, DEADLINE_PHASE, date_make(2022, 9, 15)), 10);
	read_answer(d, Q_YEAR, 0, -1, "2021");
	CHECK_INT(due_of(d, DEADLINE_PHASE, date_make(2021, 9, 15)), 10);
	draft_free(d);
}

/* Today is offered with what it means, never proposed: a notice entered a day late would lose a year. */
static void test_traps_today(void)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	struct notice_options o = read_options(NULL);
	struct err err = { 0 };
	struct draft *d;

	o.today = date_make(2021, 9, 16);
	d = notice_read(str_of(text), "test", &o, &err);
	CHECK(d != NULL);
	CHECK_INT(d->plan.issued, DATE_NONE);
	CHECK(draft_undated(d) >= 10);
	CHECK(strstr(d->questions.p[read_question(d, Q_ISSUED, 0)].choices[1], "2021-09-16") != NULL);
	read_answer(d, Q_ISSUED, 0, 0, NULL);
	CHECK_INT(d->plan.issued, DATE_NONE);
	read_answer(d, Q_ISSUED, 0, 1, NULL);
	CHECK_INT(d->plan.issued, date_make(2021, 9, 16));
	CHECK_INT(draft_undated(d), 0);
	CHECK_INT(due_of(d, DEADLINE_PHASE, date_make(2022, 9, 15)), 10);
	draft_free(d);
	free(text);
}

/* The sample is the real notice's facts in our words and spellings: the same sums, without the real
 * file. */
static void test_sample(void)
{
	struct buf path = { 0 };
	struct draft *d;

	buf_printf(&path, "%s/sample/plan.txt", read_options(NULL).share_dir);
	d = read_file(buf_text(&path), "2018-10-31");
	buf_clear(&path);
	check_counts(d, (struct counts){ .items = 30, .leaves = 18, .leads = 97, .responsible = 33, .units = 34, .groups = 2,
		.above = 1, .at_least = 12, .reported = 2, .measures = 99 });
	CHECK_INT(spellings_of(d), 54);
	CHECK_INT(due_of(d, DEADLINE_ONCE, date_make(2018, 11, 20)) + due_of(d, DEADLINE_PHASE, date_make(2018, 11, 20)), 15);
	CHECK_INT(due_of(d, DEADLINE_ONCE, date_make(2018, 11, 30)), 1);
	CHECK_INT(read_questions(d, Q_ALIAS), 2);
	CHECK_INT(read_questions(d, Q_TYPO), 1);
	CHECK_INT(d->unused.n, 0);
	draft_free(d);
}

static void test_real(void)
{
	struct draft *d = read_file(check_notice(), "2018-10-31");

	check_counts(d, (struct counts){ .items = 30, .leaves = 18, .leads = 97, .responsible = 33, .units = 34, .groups = 2,
		.above = 1, .at_least = 12, .reported = 2, .measures = 99 });
	CHECK_INT(spellings_of(d), 52);
	CHECK_INT(due_of(d, DEADLINE_ONCE, date_make(2018, 11, 20)) + due_of(d, DEADLINE_PHASE, date_make(2018, 11, 20)), 15);
	CHECK_INT(due_of(d, DEADLINE_ONCE, date_make(2018, 11, 30)), 1);
	CHECK_INT(due_of(d, DEADLINE_RECURRING, DATE_NONE), 2);
	CHECK_INT(due_of(d, DEADLINE_ONGOING, DATE_NONE), 16);
	CHECK_INT(read_item(d, "10.6")->assignments.n, 1);
	CHECK_INT(read_item(d, "附2-19")->assignments.n, 0);
	CHECK_INT(read_questions(d, Q_CARRIED), 7);
	CHECK_INT(read_questions(d, Q_BLANK), 1);
	CHECK_INT(read_questions(d, Q_ALIAS), 2);
	CHECK_INT(read_questions(d, Q_TYPO), 1);
	CHECK_INT(read_questions(d, Q_OWNER), 11);
	CHECK_INT(read_questions(d, Q_DEADLINE), 0);
	CHECK_INT(d->lines, 171);
	CHECK_INT(d->unused.n, 0);
	draft_free(d);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_traps),
	CHECK_TEST(test_traps_units),
	CHECK_TEST(test_traps_questions),
	CHECK_TEST(test_traps_figures),
	CHECK_TEST(test_traps_year),
	CHECK_TEST(test_traps_today),
	CHECK_TEST(test_sample),
	CHECK_TEST(test_real),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
