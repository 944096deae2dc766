#include "model/duty.h"

#include "base/buf.h"
#include "model/target.h"

#include "tests/lib/check.h"

/* Item 1 of an invented city: units are numbers, deadlines too. */
enum { COURT = 1, TAX, GAS, GROUP, NORTH, SOUTH };

static date day(const char *text)
{
	date d = DATE_NONE;

	if (*text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

static const char *text_of(date d)
{
	static char to[8][DATE_TEXT_SIZE];
	static int at;

	return date_text(d, to[at++ % 8]);
}

static struct deadline_row deadline(int64_t key, const char *kind, const char *due)
{
	return (struct deadline_row){ .key = key, .kind = kind, .due = day(due), .start = DATE_NONE, .due_excluded = DATE_NONE,
		.rhythm = "", .period = "", .count_unit = "", .text = "", .deliverable = "", .day_off = "", .minute = -1 };
}

static struct duty_row cell(int64_t unit, int64_t dl, const char *occ, const char *verb, const char *on, const char *review)
{
	return (struct duty_row){ .unit = unit, .deadline = dl, .occ = occ, .has_report = verb != NULL, .report_verb = verb,
		.report_on = day(on), .review = review, .due = DATE_NONE,
		.closed_due = DATE_NONE, .closed_act_by = DATE_NONE };
}

static const struct assignment_row leads[] = {
	{ .unit = COURT, .role = "lead", .pos = 0 },
	{ .unit = TAX, .role = "lead", .pos = 1 },
	{ .unit = GAS, .role = "responsible", .pos = 0 },
	{ .unit = SOUTH, .role = "supervisor", .pos = 0 },
};

static const struct assignment_row groups[] = {
	{ .unit = NORTH, .role = "lead", .pos = 0 },
	{ .unit = GROUP, .role = "lead", .pos = 1 },
};

static struct duty_input input(void)
{
	return (struct duty_input){ .item = { .key = 7, .plan = 3, .owes = "lead", .state = "open" }, .issued = day("2018-10-31"),
		.handed = day("2018-11-01"), .horizon = day("2019-02-28"), .assignments = leads, .n_assignments = 4 };
}

/* "unit/deadline/occ/due/shows/begins" a duty, parted by blanks; standing ones end in "!". */
static const char *derived(const struct duty_input *in, duty_states *to)
{
	static struct buf out;
	struct calendar *cal = calendar_new();

	vec_clear(to);
	duty_derive(in, cal, to);
	calendar_free(cal);
	buf_reset(&out);
	buf_puts(&out, "");
	for (size_t i = 0; i < to->n; i++) {
		const struct duty_state *d = &to->p[i];
		buf_printf(&out, "%s%d/%d/%s/%s/%s/%s%s", i ? " " : "", (int)d->unit, (int)d->deadline, d->occ, text_of(d->due),
			text_of(d->shows), text_of(d->begins), d->standing ? "!" : "");
	}
	return buf_text(&out);
}

static duty_states list;

static void test_who_owes(void)
{
	struct duty_input in = input();
	struct deadline_row once[] = { deadline(1, "once", "2018-11-20") };

	in.deadlines = once;
	in.n_deadlines = 1;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-20// 2/1/1/2018-11-20//");
	CHECK_INT(list.p[0].plan, 3);
	CHECK_INT(list.p[0].item, 7);
	CHECK_STR(text_of(list.p[0].act_by), "2018-11-20");
	in.item.owes = "all";
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-20// 2/1/1/2018-11-20// 3/1/1/2018-11-20//");
}

/* 前: the office reads it with the day that is named, or without. */
static void test_named_day(void)
{
	struct duty_input in = input();
	struct deadline_row dates[] = { deadline(1, "once", "2018-11-20"), deadline(2, "once", "2018-11-30") };

	dates[0].due_excluded = day("2018-11-19");
	in.deadlines = dates;
	in.n_deadlines = 2;
	in.n_assignments = 1;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-20// 1/2/1/2018-11-30//");
	in.day_excluded = true;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-19// 1/2/1/2018-11-30//");
}

static void test_members(void)
{
	struct duty_input in = input();
	struct deadline_row dates[] = { deadline(1, "once", "2018-11-20"), deadline(2, "once", "2018-12-20") };
	struct member_row always[] = { { GROUP, SOUTH, DATE_NONE, DATE_NONE }, { GROUP, NORTH, DATE_NONE, DATE_NONE } };
	struct member_row later[] = { { GROUP, SOUTH, day("2018-12-01"), DATE_NONE } };

	in.assignments = groups;
	in.n_assignments = 2;
	in.deadlines = dates;
	in.n_deadlines = 1;
	CHECK_STR(derived(&in, &list), "5/1/1/2018-11-20// 4/1/1/2018-11-20//");
	/* each member, and who leads besides only once */
	in.members = always;
	in.n_members = 2;
	CHECK_STR(derived(&in, &list), "5/1/1/2018-11-20// 6/1/1/2018-11-20//");
	/* before there were members the group itself owed */
	in.members = later;
	in.n_members = 1;
	in.n_deadlines = 2;
	CHECK_STR(derived(&in, &list),
		"5/1/1/2018-11-20// 5/2/1/2018-12-20// 4/1/1/2018-11-20// 6/2/1/2018-12-20//");
}

static void test_kinds(void)
{
	struct duty_input in = input();
	struct deadline_row dates[] = { deadline(1, "phase", "2018-11-20"), deadline(2, "ongoing", ""), deadline(3, "immediate", ""),
		deadline(4, "range", "2018-12-31") };

	dates[3].start = day("2018-12-01");
	in.n_assignments = 1;
	in.deadlines = dates;
	in.n_deadlines = 4;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-20// 1/2/1///! 1/3/1/// 1/4/1/2018-12-31//2018-12-01");
	CHECK_STR(text_of(list.p[3].act_by), "2018-12-31");
}

static void test_recurring(void)
{
	struct duty_input in = input();
	struct deadline_row monthly[] = { deadline(1, "recurring", "") };

	monthly[0].rhythm = "FREQ=MONTHLY;BYMONTHDAY=20";
	monthly[0].period = "month";
	in.n_assignments = 1;
	in.deadlines = monthly;
	in.n_deadlines = 1;
	in.horizon = day("2019-01-31");
	CHECK_STR(derived(&in, &list), "1/1/2018-11/2018-11-20//2018-11-01 1/1/2018-12/2018-12-20/2018-11-20/2018-12-01 "
		"1/1/2019-01/2019-01-20/2018-12-20/2019-01-01");
	CHECK_STR(text_of(list.p[2].act_by), "2019-01-18");
	/* the issue day itself counts, the day after it does not */
	in.issued = day("2018-11-20");
	in.horizon = day("2018-11-30");
	CHECK_STR(derived(&in, &list), "1/1/2018-11/2018-11-20//2018-11-01");
	in.issued = day("2018-11-21");
	CHECK_STR(derived(&in, &list), "");
	/* 每月20日前 without the 20th: its period stays */
	in.issued = day("2018-10-31");
	in.day_excluded = true;
	monthly[0].due_excluded = day("2018-11-19");
	CHECK_STR(derived(&in, &list), "1/1/2018-11/2018-11-19//2018-11-01");
	in.day_excluded = false;
	in.issued = day("2018-11-21");
	/* until its end */
	monthly[0].due = day("2018-12-31");
	in.horizon = day("2019-12-31");
	CHECK_STR(derived(&in, &list), "1/1/2018-12/2018-12-20//2018-12-01");
	in.issued = DATE_NONE;
	CHECK_STR(derived(&in, &list), "");
}

static void test_relative(void)
{
	struct duty_input in = input();
	struct deadline_row rel[] = { deadline(1, "relative", ""), deadline(2, "relative", "") };
	struct receipt_row signed_for[] = { { 7, TAX, day("2018-11-08") } };

	rel[0].count = 5;
	rel[0].count_unit = "w";
	rel[1].count = 1;
	rel[1].count_unit = "m";
	rel[1].from_receipt = true;
	in.n_assignments = 2;
	in.deadlines = rel;
	in.n_deadlines = 2;
	in.receipts = signed_for;
	in.n_receipts = 1;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-08// 1/2/1/// 2/1/1/2018-11-08// 2/2/1/2018-12-08//");
	rel[0].count_unit = "d";
	in.n_deadlines = 1;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-11-06// 2/1/1/2018-11-06//");
	in.handed = DATE_NONE;
	CHECK_STR(derived(&in, &list), "1/1/1/// 2/1/1///");
}

static void test_cells(void)
{
	static const struct { int line; const char *verb, *review, *state, *item; char report, reviewed, stands; bool in; } cases[] = {
		{ __LINE__, "report", NULL, NULL, "open", 'r', 0, 'o', true },
		{ __LINE__, "none", "accepted", NULL, "open", 'n', 'a', 'o', true },
		{ __LINE__, "zero", NULL, "open", NULL, 'z', 0, 'o', true },
		{ __LINE__, "report", "returned", NULL, "open", 'r', 'x', 'o', false },
		{ __LINE__, NULL, "accepted", NULL, "open", 0, 0, 'o', false },
		{ __LINE__, NULL, NULL, "closed", "open", 0, 0, 'c', true },
		{ __LINE__, NULL, NULL, "suspended", "open", 0, 0, 's', false },
		{ __LINE__, NULL, NULL, NULL, "closed", 0, 0, 'c', true },
		{ __LINE__, NULL, NULL, "open", "closed", 0, 0, 'o', false },
		{ __LINE__, "report", NULL, NULL, "suspended", 'r', 0, 's', true },
	};
	struct duty_input in = input();
	struct deadline_row once[] = { deadline(1, "once", "2018-11-20") };

	in.n_assignments = 1;
	in.deadlines = once;
	in.n_deadlines = 1;
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct duty_row c = cell(COURT, 1, "1", cases[i].verb, cases[i].verb ? "2018-11-19" : "", cases[i].review);
		c.state = cases[i].state;
		in.cells = &c;
		in.n_cells = 1;
		in.item.state = cases[i].item;
		derived(&in, &list);
		CHECK_INT_AT(cases[i].line, list.n, 1);
		CHECK_INT_AT(cases[i].line, list.p[0].report, cases[i].report);
		CHECK_INT_AT(cases[i].line, list.p[0].review, cases[i].reviewed);
		CHECK_INT_AT(cases[i].line, list.p[0].state, cases[i].stands);
		CHECK_INT_AT(cases[i].line, duty_is_in(&list.p[0]), cases[i].in);
		CHECK_STR_AT(cases[i].line, text_of(list.p[0].reported), cases[i].verb ? "2018-11-19" : "");
	}
}

/* Cells of another unit, deadline or occurrence are not its own; a granted date moves due, not first_due. */
static void test_extension(void)
{
	struct duty_input in = input();
	struct deadline_row once[] = { deadline(1, "once", "2018-11-20") };
	struct duty_row cells[] = { cell(COURT, 1, "1", NULL, "", NULL), cell(TAX, 2, "1", "report", "2018-11-19", NULL),
		cell(TAX, 1, "2018-11", "report", "2018-11-19", NULL) };

	cells[0].due = day("2018-12-02");
	in.deadlines = once;
	in.n_deadlines = 1;
	in.cells = cells;
	in.n_cells = 3;
	CHECK_STR(derived(&in, &list), "1/1/1/2018-12-02// 2/1/1/2018-11-20//");
	CHECK_STR(text_of(list.p[0].act_by), "2018-11-30");
	CHECK_STR(text_of(list.p[0].first_due), "2018-11-20");
	CHECK_INT(list.p[1].report, 0);
}

/* What is asked for waits until it is answered, sent in, closed or suspended. */
static void test_asked(void)
{
	static const struct { int line; const char *extension, *verb, *review, *state; char letter; bool waits; } cases[] = {
		{ __LINE__, NULL, NULL, NULL, NULL, 0, false },
		{ __LINE__, "", NULL, NULL, NULL, 0, false },
		{ __LINE__, "asked", NULL, NULL, NULL, 'a', true },
		{ __LINE__, "granted", NULL, NULL, NULL, 'g', false },
		{ __LINE__, "refused", NULL, NULL, NULL, 'r', false },
		{ __LINE__, "of a later version", NULL, NULL, NULL, 0, false },
		{ __LINE__, "asked", "report", NULL, NULL, 'a', false },
		{ __LINE__, "asked", "report", "returned", NULL, 'a', true },
		{ __LINE__, "asked", NULL, NULL, "closed", 'a', false },
		{ __LINE__, "asked", NULL, NULL, "suspended", 'a', false },
	};
	struct duty_input in = input();
	struct deadline_row once[] = { deadline(1, "once", "2018-11-20") };

	in.n_assignments = 1;
	in.deadlines = once;
	in.n_deadlines = 1;
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct duty_row c = cell(COURT, 1, "1", cases[i].verb, cases[i].verb ? "2018-11-19" : "", cases[i].review);
		c.state = cases[i].state;
		c.extension = cases[i].extension;
		c.asked = day("2018-11-28");
		in.cells = &c;
		in.n_cells = 1;
		derived(&in, &list);
		CHECK_INT_AT(cases[i].line, list.p[0].extension, cases[i].letter);
		CHECK_STR_AT(cases[i].line, text_of(list.p[0].asked), cases[i].letter ? "2018-11-28" : "");
		CHECK_INT_AT(cases[i].line, duty_asks(&list.p[0]), cases[i].waits);
		CHECK_STR_AT(cases[i].line, text_of(list.p[0].due), "2018-11-20");
	}
}

static void test_joint(void)
{
	struct duty_input in = input();
	struct deadline_row once[] = { deadline(1, "once", "2018-11-20") };
	struct target_row t[] = { { .num_figure = 1, .den_figure = 2, .comparator = ">=", .num = 80, .den = 100, .scope = "joint" } };
	struct value_row v[] = { { 1, TAX, "1", 159, 0, true, false }, { 2, TAX, "1", 199, 0, true, false } };
	struct duty_row c[] = { cell(TAX, 1, "1", "report", "2018-11-19", NULL) };

	in.deadlines = once;
	in.n_deadlines = 1;
	in.targets = t;
	in.n_targets = 1;
	in.values = v;
	in.n_values = 2;
	in.cells = c;
	in.n_cells = 1;
	derived(&in, &list);
	CHECK_INT(list.n, 2);
	CHECK_INT(list.p[0].report, 'j');
	CHECK_INT(list.p[1].report, 'r');
	CHECK(duty_is_in(&list.p[0]));
	CHECK_STR(text_of(list.p[0].reported), "2018-11-19");
	CHECK_INT(list.p[0].met, MET_NO);      /* 79.90 % is not 80 % */
	CHECK_INT(list.p[1].met, MET_NO);
	/* a returned one fills nothing */
	c[0].review = "returned";
	derived(&in, &list);
	CHECK_INT(list.p[0].report, 0);
	CHECK_INT(list.p[0].met, MET_UNKNOWN);
}

static void test_judged(void)
{
	struct duty_input in = input();
	struct deadline_row once[] = { deadline(1, "once", "2018-11-20"), deadline(2, "ongoing", "") };
	struct target_row t[] = { { .num_figure = 1, .den_figure = 2, .comparator = ">=", .num = 10, .den = 100, .scope = "each" },
		{ .num_figure = 1, .comparator = ">", .num = 4, .den = 0, .scope = "sum", .soft = true } };
	struct value_row v[] = { { 1, COURT, "1", 3, 2, true, true }, { 2, COURT, "1", 20, 0, true, false }, { 1, TAX, "1", 3, 0, true, false },
		{ 2, TAX, "1", 31, 0, true, false }, { 1, TAX, "2018-11", 99, 0, true, false } };
	struct duty_row c[] = { cell(COURT, 1, "1", "report", "2018-11-19", NULL), cell(TAX, 1, "1", "report", "2018-11-19", NULL) };

	in.deadlines = once;
	in.n_deadlines = 2;
	in.targets = t;
	in.n_targets = 2;
	in.values = v;
	in.n_values = 5;
	in.cells = c;
	in.n_cells = 2;
	derived(&in, &list);
	CHECK_INT(list.n, 4);
	CHECK_INT(list.p[0].met, MET_YES);         /* the accepted 2 of 20 */
	CHECK_INT(list.p[0].met_soft, MET_YES);    /* 2 + 3 */
	CHECK_INT(list.p[2].met, MET_NO);          /* 3 of 31 */
	CHECK_INT(list.p[1].met, MET_NONE);        /* ongoing work is not judged */
	CHECK_INT(list.p[1].met_soft, MET_NONE);
	/* one sent nothing: its own is unknown, so is the sum */
	in.n_values = 2;
	in.n_cells = 1;
	derived(&in, &list);
	CHECK_INT(list.p[0].met, MET_YES);
	CHECK_INT(list.p[0].met_soft, MET_UNKNOWN);
	CHECK_INT(list.p[2].met, MET_UNKNOWN);
}

/* What is written later: taken over alone, it is as if all were derived anew. */
static void test_refill(void)
{
	struct duty_input in = input();
	struct deadline_row dates[] = { deadline(1, "phase", "2018-11-20"), deadline(2, "recurring", ""), deadline(3, "ongoing", "") };
	struct target_row t[] = { { .num_figure = 1, .comparator = ">=", .num = 2, .scope = "each" } };
	struct value_row v[] = { { 1, COURT, "1", 3, 0, true, false }, { 1, COURT, "2018-11", 1, 0, true, false } };
	struct duty_row c[] = { cell(COURT, 1, "1", "report", "2018-11-19", "accepted"), cell(COURT, 2, "2018-11", "none", "2018-11-18", NULL),
		cell(COURT, 2, "2018-12", NULL, "", NULL) };
	struct calendar *cal = calendar_new();
	duty_states anew = { 0 };

	dates[1].rhythm = "FREQ=MONTHLY;BYMONTHDAY=20";
	dates[1].period = "month";
	c[2].state = "closed";
	c[2].due = day("2018-12-23");
	in.n_assignments = 1;
	in.deadlines = dates;
	in.n_deadlines = 3;
	in.targets = t;
	in.n_targets = 1;
	in.cells = c;
	in.values = v;
	for (int round = 0; round < 4; round++) {
		/* nothing, one more, all, and taken back */
		in.n_cells = (size_t[]){ 0, 1, 3, 0 }[round];
		in.n_values = (size_t[]){ 0, 1, 2, 0 }[round];
		if (round == 0)
			derived(&in, &list);
		duty_refill(&in, cal, list.p, list.n);
		anew.n = 0;
		duty_derive(&in, cal, &anew);
		CHECK_INT(list.n, anew.n);
		CHECK_MEM((const char *)list.p, list.n * sizeof *list.p, (const char *)anew.p, anew.n * sizeof *anew.p);
		CHECK_INT(list.p[0].met, round == 1 || round == 2 ? MET_YES : MET_UNKNOWN);
	}
	vec_clear(&anew);
	calendar_free(cal);
}

static void test_open(void)
{
	static const struct { int line; const char *today; const char *in; int want; } cases[] = {
		/* dues 11-20 12-20 01-20, periods begin 11-01 12-01 01-01; in: which are */
		{ __LINE__, "2018-11-05", "000", 0 },
		{ __LINE__, "2018-12-05", "000", 0 },
		{ __LINE__, "2018-12-05", "100", 1 },
		{ __LINE__, "2018-11-25", "100", 0 },
		{ __LINE__, "2018-12-05", "110", 1 },
		{ __LINE__, "2018-10-31", "000", 0 },
		{ __LINE__, "2019-03-01", "101", 1 },
	};
	const char *dues[] = { "2018-11-20", "2018-12-20", "2019-01-20" }, *begins[] = { "2018-11-01", "2018-12-01", "2019-01-01" };
	struct duty_state d[4];

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		for (int k = 0; k < 3; k++)
			d[k] = (struct duty_state){ .due = day(dues[k]), .begins = day(begins[k]), .state = 'o',
				.report = cases[i].in[k] == '1' ? 'r' : 0 };
		d[3] = (struct duty_state){ .due = DATE_NONE, .begins = DATE_NONE, .state = 'o', .standing = true };
		CHECK_INT_AT(cases[i].line, duty_open(d, 4, day(cases[i].today)), cases[i].want);
	}
	CHECK_INT(duty_open(d + 3, 1, day("2018-11-20")), 0);
	CHECK_INT(duty_open(d, 0, day("2018-11-20")), -1);
}

/* domain.md 4.4: 50 of 100 is not more than 50 %; 2 of 20 is not less than 10 %; 159 of 199 is less than 80 %. */
static const struct {
	int line;
	const char *cmp;
	int64_t tn, td;
	bool hn;
	int64_t n;
	bool hd;
	int64_t d;
	enum met want;
	int64_t missing;      /* -1: unknown, or told by room */
} judged[] = {
	{ __LINE__, ">", 50, 100, true, 50, true, 100, MET_NO, 1 },
	{ __LINE__, ">", 50, 100, true, 51, true, 100, MET_YES, 0 },
	{ __LINE__, ">", 50, 100, true, 3, true, 9, MET_NO, 2 },
	{ __LINE__, ">=", 10, 100, true, 2, true, 20, MET_YES, 0 },
	{ __LINE__, ">=", 10, 100, true, 2, true, 21, MET_NO, 1 },
	{ __LINE__, ">=", 80, 100, true, 159, true, 199, MET_NO, 1 },
	{ __LINE__, ">=", 80, 100, true, 160, true, 199, MET_YES, 0 },
	{ __LINE__, ">=", 1, 0, true, 0, true, 1, MET_NO, 1 },
	{ __LINE__, ">=", 1, 0, true, 1, true, 1, MET_YES, 0 },
	{ __LINE__, ">=", 2, 0, true, 187, true, 100, MET_NO, 13 },
	{ __LINE__, "<", 1, 10000, true, 1, true, 10000, MET_NO, -1 },
	{ __LINE__, "<=", 1, 10000, true, 1, true, 10000, MET_YES, -1 },
	{ __LINE__, "=", 100, 100, true, 7, true, 7, MET_YES, -1 },
	{ __LINE__, "", 0, 0, true, 7, true, 1, MET_NONE, -1 },
	{ __LINE__, NULL, 0, 0, true, 7, true, 1, MET_NONE, -1 },
	{ __LINE__, ">=", 10, 100, false, 0, true, 20, MET_UNKNOWN, -1 },
	{ __LINE__, ">=", 10, 100, true, 2, false, 0, MET_UNKNOWN, -1 },
	{ __LINE__, ">=", 10, 100, true, 0, true, 0, MET_UNKNOWN, -1 },
	{ __LINE__, ">=", 9007199254740992, 9007199254740991, true, 1000000000000000, true, 1000000000000000, MET_NO, 1 },
	/* more than fits is not told */
	{ __LINE__, ">=", 1000000000000000, 1, true, 1, true, 1000000000000000, MET_NO, -1 },
};

/* The mirror of it for a bound from above: how much more may come; negative: how much too much. */
static const struct { int line; const char *cmp; int64_t tn, td, n, d; bool known; int64_t room; } rooms[] = {
	{ __LINE__, "<", 1, 10000, 1, 10000, true, -1 },
	{ __LINE__, "<", 1, 10000, 1, 40000, true, 2 },
	{ __LINE__, "<", 1, 10000, 3, 40000, true, 0 },
	{ __LINE__, "<", 1, 10000, 6, 40000, true, -3 },
	{ __LINE__, "<=", 1, 10000, 1, 10000, true, 0 },
	{ __LINE__, "<=", 5, 0, 2, 1, true, 3 },
	{ __LINE__, "<=", 150, 100, 187, 100, true, -37 },
	{ __LINE__, "<=", 1, 10, 1, 0, false, 0 },
	{ __LINE__, ">=", 1, 10, 1, 10, false, 0 },
	{ __LINE__, "=", 1, 10, 1, 10, false, 0 },
};

static void test_room(void)
{
	for (size_t i = 0; i < CHECK_N(rooms); i++) {
		struct target_row t = { .comparator = rooms[i].cmp, .num = rooms[i].tn, .den = rooms[i].td };
		int64_t n = 0;
		CHECK_AT(rooms[i].line, target_room(&t, (struct ratio){ { true, rooms[i].n }, { true, rooms[i].d } }, &n) == rooms[i].known);
		CHECK_INT_AT(rooms[i].line, rooms[i].known ? n : 0, rooms[i].room);
	}
}

static void test_met(void)
{
	for (size_t i = 0; i < CHECK_N(judged); i++) {
		struct target_row t = { .comparator = judged[i].cmp, .num = judged[i].tn, .den = judged[i].td };
		struct ratio r = { { judged[i].hn, judged[i].n }, { judged[i].hd, judged[i].d } };
		int64_t missing = -1;
		CHECK_INT_AT(judged[i].line, target_met(&t, r), judged[i].want);
		if (!target_missing(&t, r, &missing))
			missing = -1;
		CHECK_INT_AT(judged[i].line, missing, judged[i].missing);
	}
}

static struct known find(const void *user, int64_t figure)
{
	const int64_t *values = user;      /* of figures 1, 2, 3; -1: unknown */

	return figure && values[figure - 1] >= 0 ? (struct known){ true, values[figure - 1] } : (struct known){ 0 };
}

static void test_ratio(void)
{
	struct figure_row f[] = { { .key = 1, .scale = 2, .word = "%" }, { .key = 2, .scale = 0, .word = "家" }, { .key = 3, .scale = 0, .word = "家" } };
	int64_t v[] = { 187, 11, 2 };
	struct target_row rate = { .num_figure = 1, .num = 2, .den = 100 };
	struct target_row base = { .num_figure = 3, .total_figure = 2, .excluded_figure = 3, .num = 1, .den = 2 };
	struct target_row mixed = { .num_figure = 1, .den_figure = 2, .num = 1, .den = 2 };

	struct ratio r = target_ratio(&rate, f, 3, find, v);
	CHECK_INT(r.num.n, 187);
	CHECK_INT(r.base.n, 10000);
	r = target_ratio(&base, f, 3, find, v);
	CHECK_INT(r.base.n, 9);
	v[2] = 12;
	CHECK(!target_ratio(&base, f, 3, find, v).base.has);
	v[2] = -1;
	CHECK_INT(target_ratio(&base, f, 3, find, v).base.n, 11);
	r = target_ratio(&mixed, f, 3, find, v);
	CHECK_INT(r.num.n, 187);
	CHECK_INT(r.base.n, 1100);
}

static const struct check_test tests[] = { CHECK_TEST(test_who_owes), CHECK_TEST(test_named_day), CHECK_TEST(test_members), CHECK_TEST(test_kinds),
	CHECK_TEST(test_recurring), CHECK_TEST(test_relative), CHECK_TEST(test_cells), CHECK_TEST(test_extension), CHECK_TEST(test_joint),
	CHECK_TEST(test_asked), CHECK_TEST(test_judged), CHECK_TEST(test_refill), CHECK_TEST(test_open), CHECK_TEST(test_met), CHECK_TEST(test_room), CHECK_TEST(test_ratio) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
