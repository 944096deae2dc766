#include "model/duty.h"

#include <string.h>

#include "base/buf.h"

#include "tests/lib/check.h"

/* 工商, 质监, 食药监 and who follows them; 3 units of an item each. */
enum { TRADE = 1, QUALITY, FOOD, MARKET, OTHER, LATER };

static date day(const char *text)
{
	date d = DATE_NONE;

	if (*text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

static const struct assignment_row leads[] = {
	{ .unit = OTHER, .role = "lead", .pos = 0 },
	{ .unit = TRADE, .role = "lead", .pos = 1 },
	{ .unit = QUALITY, .role = "lead", .pos = 2 },
	{ .unit = FOOD, .role = "lead", .pos = 3 },
	{ .unit = LATER, .role = "heir", .pos = 0 },      /* named for where something is split */
};

static const struct deadline_row once = { .key = 1, .kind = "once", .start = DATE_NONE, .due_excluded = DATE_NONE, .rhythm = "", .period = "",
	.count_unit = "", .text = "", .deliverable = "", .day_off = "", .minute = -1 };

/* "unit/report/review/parts_in/parts" a duty. */
static const char *derived(const struct duty_row *cells, size_t n_cells, const struct heir_row *heirs, size_t n_heirs, size_t n_leads)
{
	static struct buf out;
	struct deadline_row dl = once;
	duty_states to = { 0 };
	struct calendar *cal = calendar_new();

	dl.due = day("2018-11-30");
	struct duty_input in = { .item = { .key = 7, .plan = 3, .owes = "lead", .state = "open" }, .issued = day("2018-10-31"),
		.handed = day("2018-11-01"), .horizon = day("2019-02-28"), .assignments = leads, .n_assignments = n_leads, .deadlines = &dl, .n_deadlines = 1,
		.cells = cells, .n_cells = n_cells, .heirs = heirs, .n_heirs = n_heirs };
	duty_derive(&in, cal, &to);
	buf_reset(&out);
	for (size_t i = 0; i < to.n; i++) {
		const struct duty_state *d = &to.p[i];
		buf_printf(&out, "%s%d", i ? " " : "", (int)d->unit);
		if (d->report || d->state != 'o')
			buf_printf(&out, "%c%c", d->report ? d->report : d->state, d->review ? d->review : '-');
		if (d->parts)
			buf_printf(&out, ":%d/%d%s", d->parts_in, d->parts, duty_is_in(d) ? "!" : "");
	}
	vec_clear(&to);
	calendar_free(cal);
	return buf_text(&out);
}

static struct duty_row cell(int64_t unit, const char *on, const char *review, const char *state)
{
	return (struct duty_row){ .unit = unit, .deadline = 1, .occ = "1", .has_report = *on, .report_verb = *on ? "report" : NULL,
		.report_on = day(on), .review = review, .state = state, .due = DATE_NONE, .closed_due = DATE_NONE, .closed_act_by = DATE_NONE };
}

#define NONE { 0, "", "", "" }

static const struct {
	int line;
	const char *links;      /* two digits a link: who, by whom; "s" behind it: split. All on 2018-11-15, "+" behind it: on 2018-11-20 */
	struct { int unit; const char *on, *review, *state; } cells[4];
	const char *want;
} cases[] = {
	{ __LINE__, "", { NONE }, "5 1 2 3" },
	/* all open: one duty in the place of the first */
	{ __LINE__, "14 24 34", { NONE }, "5 4:0/3" },
	/* some were in: they are its parts */
	{ __LINE__, "14 24 34", { { TRADE, "2018-11-10", "", "" }, { FOOD, "2018-11-11", "accepted", "" } }, "5 4:2/3" },
	/* the last one comes in late, from a copy that knew nothing: all parts are in */
	{ __LINE__, "14 24 34", { { TRADE, "2018-11-10", "accepted", "" }, { FOOD, "2018-11-11", "accepted", "" }, { QUALITY, "2018-11-18", "", "" } },
		"5 4r-:3/3!" },
	{ __LINE__, "14 24 34", { { TRADE, "2018-11-10", "accepted", "" }, { FOOD, "", "", "closed" }, { QUALITY, "2018-11-18", "accepted", "" } },
		"5 4ra:3/3!" },
	/* all were in before the day: nothing moves */
	{ __LINE__, "14 24 34", { { TRADE, "2018-11-10", "", "" }, { FOOD, "2018-11-11", "", "" }, { QUALITY, "", "", "closed" } }, "5 1r- 2c- 3r-" },
	/* on the day itself it is the new one's */
	{ __LINE__, "14", { { TRADE, "2018-11-15", "", "" } }, "5 4r-:1/1! 2 3" },
	{ __LINE__, "14", { { TRADE, "2018-11-14", "", "" } }, "5 1r- 2 3" },
	/* what was returned is open */
	{ __LINE__, "14 24", { { TRADE, "2018-11-10", "returned", "" } }, "5 4rx:0/2 3" },
	/* the heir confirms for all */
	{ __LINE__, "14 24 34", { { TRADE, "2018-11-10", "", "" }, { MARKET, "2018-11-19", "", "" } }, "5 4r-:1/3!" },
	{ __LINE__, "14 24 34", { { MARKET, "2018-11-19", "returned", "" } }, "5 4rx:0/3" },
	{ __LINE__, "14 24 34", { { MARKET, "", "", "closed" } }, "5 4c-:0/3!" },
	/* a review of all parts is the heir's; of some, it is none yet */
	{ __LINE__, "14", { { TRADE, "2018-11-18", "", "" }, { MARKET, "", "accepted", "" } }, "5 4ra:1/1! 2 3" },
	{ __LINE__, "14", { { TRADE, "2018-11-18", "", "" }, { MARKET, "", "returned", "" } }, "5 4rx:1/1 2 3" },
	{ __LINE__, "14 24", { { TRADE, "2018-11-18", "", "" }, { MARKET, "", "accepted", "" } }, "5 4:1/2 3" },
	/* what is suspended is no part of it */
	{ __LINE__, "14 24 34", { { TRADE, "2018-11-10", "", "" }, { FOOD, "", "", "suspended" } }, "5 4:1/2" },
	{ __LINE__, "14", { { TRADE, "", "", "suspended" } }, "5 4s- 2 3" },
	/* into one that owes it itself: its own report before the day is a part, a later one is for all */
	{ __LINE__, "12 32", { NONE }, "5 2:0/3" },
	{ __LINE__, "12 32", { { QUALITY, "2018-11-10", "", "" } }, "5 2:1/3" },
	{ __LINE__, "12 32", { { QUALITY, "2018-11-16", "", "" } }, "5 2r-:1/3!" },
	/* a chain, at once and later */
	{ __LINE__, "12 23", { NONE }, "5 3:0/3" },
	{ __LINE__, "14 24 46+", { { TRADE, "2018-11-10", "", "" } }, "5 6:1/2 3" },
	{ __LINE__, "14 24 46+", { { TRADE, "2018-11-10", "", "" }, { MARKET, "2018-11-18", "", "" } }, "5 4r-:1/2! 3" },
	{ __LINE__, "14 24 46+", { { MARKET, "2018-11-22", "", "" } }, "5 6r-:2/2! 3" },
	/* a ring ends where it would close */
	{ __LINE__, "11", { NONE }, "5 1 2 3" },
	{ __LINE__, "12 21", { NONE }, "5 2:0/2 3" },
	{ __LINE__, "12 23 31", { NONE }, "5 3:0/3" },
	/* split: whom the item names, else the first; what the heir owes itself is no part */
	{ __LINE__, "14s 15s", { NONE }, "5 4:0/1 2 3" },
	{ __LINE__, "14s 16s", { NONE }, "5 6:0/1 2 3" },
	{ __LINE__, "12s", { { QUALITY, "2018-11-16", "", "" } }, "5 2r-:0/1! 3" },
};

static size_t links_of(const char *text, struct heir_row *to)
{
	size_t n = 0;

	for (; *text; text++) {
		if (*text == ' ')
			continue;
		if (*text == 's')
			to[n - 1].kind = "split";
		else if (*text == '+')
			to[n - 1].on = day("2018-11-20");
		else
			to[n++] = (struct heir_row){ text[0] - '0', text[1] - '0', day("2018-11-15"), "merge" }, text++;
	}
	return n;
}

static void test_heirs(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct duty_row cells[4];
		struct heir_row heirs[4];
		size_t n = 0;

		for (; n < 4 && cases[i].cells[n].unit; n++)
			cells[n] = cell(cases[i].cells[n].unit, cases[i].cells[n].on, cases[i].cells[n].review, cases[i].cells[n].state);
		size_t n_links = links_of(cases[i].links, heirs);
		CHECK_STR_AT(cases[i].line, derived(cells, n, heirs, n_links, CHECK_N(leads)), cases[i].want);
	}
}

/* A date that one part was granted is granted; urgings of the parts stay; the figures of all parts together are the heir's. */
static void test_carried(void)
{
	struct duty_row granted = cell(QUALITY, "", "", "");
	struct urge_row urges[] = { { 7, TRADE, 1, "1", 2, day("2018-11-18"), 1, 0 }, { 7, MARKET, 1, "1", 1, DATE_NONE, INT64_MIN, 0 } };
	struct heir_row heirs[4];
	struct deadline_row dl = once;
	struct figure_row figure = { .key = 1, .word = "例" };
	struct target_row target = { .num_figure = 1, .comparator = ">=", .num = 10, .scope = "each" };
	struct value_row values[] = { { .figure = 1, .unit = TRADE, .period = "1", .reported = 6, .has_reported = true },
		{ .figure = 1, .unit = QUALITY, .period = "1", .reported = 5, .has_reported = true } };
	struct duty_row both[] = { cell(TRADE, "2018-11-16", "", ""), cell(QUALITY, "2018-11-16", "", "") };
	struct calendar *cal = calendar_new();
	duty_states to = { 0 };

	dl.due = day("2018-11-30");
	granted.due = day("2018-12-14");
	granted.extension = "granted";
	struct duty_input in = { .item = { .key = 7, .owes = "lead", .state = "open" }, .issued = day("2018-10-31"), .handed = day("2018-11-01"),
		.horizon = day("2019-02-28"), .assignments = leads + 1, .n_assignments = 2, .deadlines = &dl, .n_deadlines = 1, .cells = &granted,
		.n_cells = 1, .urges = urges, .n_urges = 2, .heirs = heirs, .n_heirs = links_of("14 24", heirs) };
	duty_derive(&in, cal, &to);
	CHECK_INT(to.n, 1);
	CHECK_INT(to.p[0].due, day("2018-12-14"));
	CHECK_INT(to.p[0].first_due, day("2018-11-30"));
	CHECK_INT(to.p[0].extension, 'g');
	CHECK_INT(to.p[0].urged, 3);
	CHECK_INT(to.p[0].promised, day("2018-11-18"));
	CHECK_INT(to.p[0].met, MET_NONE);

	in.cells = both, in.n_cells = 2;
	in.values = values, in.n_values = 2;
	in.figures = &figure, in.n_figures = 1;
	in.targets = &target, in.n_targets = 1;
	vec_clear(&to);
	duty_derive(&in, cal, &to);
	CHECK_INT(to.n, 1);
	CHECK_INT(to.p[0].met, MET_YES);
	values[1].reported = 3;
	vec_clear(&to);
	duty_derive(&in, cal, &to);
	CHECK_INT(to.p[0].met, MET_NO);
	figure.word = "%";
	vec_clear(&to);
	duty_derive(&in, cal, &to);
	CHECK_INT(to.p[0].met, MET_UNKNOWN);
	vec_clear(&to);
	calendar_free(cal);
}

static const struct check_test tests[] = { CHECK_TEST(test_heirs), CHECK_TEST(test_carried) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
