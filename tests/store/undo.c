/* Taking back, and what the log says of it. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/rows.h"
#include "store/store_private.h"

struct undone { int undone, kept; char why[200]; struct change_hash hash; };

/* Takes a change back as `by`; ends the test where that is refused. */
static struct undone undo(struct ground *g, const char *by, const struct change_hash *other)
{
	struct undone u = { 0 };
	struct arena mem = { 0 };
	touched_list touched = { 0 };
	const char *why;
	bool empty;

	if (!db_begin(g->db, &g->err))
		CHECK_FAIL("%s", g->err.text);
	struct change *c = change_new(g->db, by, "undo", "undo");

	if (!change_invert(c, other, &mem, &u.undone, &u.kept, &why, &g->err)
	    || !change_append(c, &u.hash, &touched, &empty, &g->err) || !db_commit(g->db, &g->err))
		CHECK_FAIL("%s", g->err.text);
	snprintf(u.why, sizeof u.why, "%s", why);
	change_free(c);
	vec_clear(&touched);
	arena_clear(&mem);
	ground_check(g, __LINE__);
	return u;
}

/* Is it refused, and how? */
static enum err_code undo_refused(struct ground *g, const struct change_hash *other)
{
	struct arena mem = { 0 };
	int undone, kept;
	const char *why;

	CHECK(db_begin(g->db, &g->err));
	struct change *c = change_new(g->db, "wang", "undo", "undo");
	bool done = change_invert(c, other, &mem, &undone, &kept, &why, &g->err);
	enum err_code code = g->err.code;

	CHECK(!done);
	err_clear(&g->err);
	db_rollback(g->db);
	change_free(c);
	arena_clear(&mem);
	return code;
}

static void fill_plan(struct change *c, void *user)
{
	struct id plan = ground_id(KIND_PLAN, "p"), item = ground_id(KIND_ITEM, "i"), unit = ground_id(KIND_UNIT, "u");
	struct id deadline = ground_id(KIND_DEADLINE, "d"), child = ground_id(KIND_ITEM, "i.1");

	(void)user;
	change_row(c, KIND_PLAN, &plan);
	change_field(c, "title", V_TEXT("计划"));
	change_row(c, KIND_UNIT, &unit);
	change_field(c, "name", V_TEXT("市法院"));
	change_row(c, KIND_ITEM, &item);
	change_field(c, "plan", V_ID(plan));
	change_row(c, KIND_ITEM, &child);
	change_field(c, "plan", V_ID(plan));
	change_field(c, "parent", V_ID(item));
	change_row(c, KIND_DEADLINE, &deadline);
	change_field(c, "item", V_ID(child));
}

/* A report: an entry, and the duty's cell that says it is in force. */
static void fill_report(struct change *c, void *user)
{
	struct id item = ground_id(KIND_ITEM, "i.1"), unit = ground_id(KIND_UNIT, "u"), deadline = ground_id(KIND_DEADLINE, "d");
	struct id duty = ground_id(KIND_DUTY, "duty"), entry = ground_id(KIND_ENTRY, user);

	change_row(c, KIND_DUTY, &duty);
	change_field(c, "item", V_ID(item));
	change_field(c, "unit", V_ID(unit));
	change_field(c, "deadline", V_ID(deadline));
	change_field(c, "occ", V_TEXT("1"));
	change_set(c, KIND_DUTY, &duty, "report", V_ID(entry));
	change_row(c, KIND_ENTRY, &entry);
	change_field(c, "item", V_ID(item));
	change_field(c, "unit", V_ID(unit));
	change_field(c, "deadline", V_ID(deadline));
	change_field(c, "occ", V_TEXT("1"));
	change_field(c, "do", V_TEXT("report"));
}

#define IN_FORCE "SELECT coalesce((SELECT lower(hex(id)) FROM entry e WHERE e.key = duty.report), '-') || coalesce(gone, '') FROM duty"
#define GONE "SELECT count(*) FROM entry WHERE gone"

static const char *hex_of(enum kind k, const char *word)
{
	static char turns[4][ID_TEXT_SIZE];
	static unsigned turn;
	struct id id = ground_id(k, word);

	return id_text(&id, turns[turn++ % 4]);
}

static void test_report(void)
{
	struct ground g;

	ground_init(&g, "report.db");
	ground_write(&g, "wang", "import", fill_plan, NULL);
	struct change_hash first = ground_write(&g, "wang", "report", fill_report, "e1");
	struct change_hash second = ground_write(&g, "li", "report", fill_report, "e2");

	CHECK_STR(ground_ask(g.path, IN_FORCE), hex_of(KIND_ENTRY, "e2"));
	/* The first one is overlaid: its entry goes, the duty stays with the second report. */
	struct undone u = undo(&g, "wang", &first);

	CHECK_INT(u.undone, 1);
	CHECK_INT(u.kept, 1);
	CHECK_STR(u.why, "it was gone on from by li on 2018-11-21: report");
	CHECK_STR(ground_ask(g.path, IN_FORCE), hex_of(KIND_ENTRY, "e2"));
	CHECK_STR(ground_ask(g.path, GONE), "1");
	CHECK_INT(undo_refused(&g, &first), ERR_REFUSED);
	/* The second one held the cell: it gets the first again, gone or not; whoever shows it looks. */
	u = undo(&g, "li", &second);
	CHECK_INT(u.undone, 2);
	CHECK_INT(u.kept, 0);
	CHECK_STR(ground_ask(g.path, GONE), "2");
	ground_clear(&g);
}

static void test_undo_redo(void)
{
	struct ground g;

	ground_init(&g, "redo.db");
	ground_write(&g, "wang", "import", fill_plan, NULL);
	struct change_hash report = ground_write(&g, "wang", "report", fill_report, "e1");
	struct undone u = undo(&g, "wang", &report);

	CHECK_INT(u.undone, 2);
	CHECK_INT(u.kept, 0);
	/* The row stays: another copy may have made the same. */
	CHECK_STR(ground_ask(g.path, IN_FORCE), "-");
	for (int i = 0; i < 3; i++) {
		/* Again, and back again, and so on. */
		struct undone redo = undo(&g, "wang", &u.hash);

		CHECK_INT(redo.undone, 2);
		CHECK_STR(ground_ask(g.path, IN_FORCE), hex_of(KIND_ENTRY, "e1"));
		CHECK_STR(ground_ask(g.path, GONE), "0");
		CHECK_INT(undo_refused(&g, &u.hash), ERR_REFUSED);
		u = undo(&g, "wang", &report);
		CHECK_INT(u.undone, 2);
		CHECK_INT(u.kept, 0);
		CHECK_STR(ground_ask(g.path, GONE), "1");
		CHECK_INT(undo_refused(&g, &report), ERR_REFUSED);
	}
	ground_clear(&g);
}

static void test_overlaid_cells(void)
{
	static const struct { int line; const char *what; int steps[6]; const char *want; int undone, kept; } cases[] = {
		/* a step n > 0 sets state to sn; -n takes the n-th step back; the first step is taken back in the end */
		{ __LINE__, "held", { 1 }, "", 1, 0 },
		{ __LINE__, "overlaid", { 1, 2 }, "s2", 0, 1 },
		{ __LINE__, "overlaid and taken back", { 1, 2, -2 }, "", 1, 0 },
		{ __LINE__, "overlaid by the same", { 1, 2, 1 }, "s1", 0, 1 },
		{ __LINE__, "two overlaid, one taken back", { 1, 2, 3, -3 }, "s2", 0, 1 },
		{ __LINE__, "two overlaid, both taken back", { 1, 2, 3, -3, -2 }, "", 1, 0 },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct ground g;
		struct change_hash made[8];
		char name[32], state[16];

		snprintf(name, sizeof name, "cells%zu.db", i);
		ground_init(&g, name);
		ground_write(&g, "wang", "import", fill_plan, NULL);
		for (int s = 0; s < 6 && cases[i].steps[s]; s++) {
			int step = cases[i].steps[s];

			if (step < 0) {
				made[s] = undo(&g, "li", &made[-step - 1]).hash;
				continue;
			}
			snprintf(state, sizeof state, "s%d", step);
			made[s] = ground_set(&g, "li", KIND_ITEM, "i", "state", V_TEXT(state));
		}
		struct undone u = undo(&g, "wang", &made[0]);

		CHECK_INT_AT(cases[i].line, u.undone, cases[i].undone);
		CHECK_INT_AT(cases[i].line, u.kept, cases[i].kept);
		CHECK_STR_AT(cases[i].line, ground_ask(g.path, "SELECT state FROM item WHERE parent IS NULL"), cases[i].want);
		ground_clear(&g);
	}
}

/* Rows that an undo leaves, because others went on from them. */
static void test_rows_stay(void)
{
	struct ground g;

	ground_init(&g, "rows.db");
	struct change_hash import = ground_write(&g, "wang", "import", fill_plan, NULL);
	struct change_hash report = ground_write(&g, "li", "report", fill_report, "e1");
	struct undone u = undo(&g, "wang", &import);

	/* The report names item, unit, deadline; they name the item above and the plan. */
	CHECK_INT(u.undone, 0);
	CHECK_INT(u.kept, 5);
	CHECK_STR(u.why, "it was gone on from by li on 2018-11-21: report");
	ground_clear(&g);

	ground_init(&g, "rows2.db");
	import = ground_write(&g, "wang", "import", fill_plan, NULL);
	report = ground_write(&g, "li", "report", fill_report, "e1");
	undo(&g, "li", &report);
	u = undo(&g, "wang", &import);
	CHECK_INT(u.undone, 5);
	CHECK_INT(u.kept, 0);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM (SELECT gone FROM item UNION ALL SELECT gone FROM plan UNION ALL "
		"SELECT gone FROM unit UNION ALL SELECT gone FROM deadline) WHERE gone IS NULL"), "0");
	ground_clear(&g);

	/* Written to, not named: that row and what it names stay, the others go. */
	ground_init(&g, "rows3.db");
	import = ground_write(&g, "wang", "import", fill_plan, NULL);
	ground_set(&g, "zhao", KIND_ITEM, "i", "title", V_TEXT("信用"));
	u = undo(&g, "wang", &import);
	CHECK_INT(u.undone, 3);
	CHECK_INT(u.kept, 2);
	CHECK_STR(u.why, "it was gone on from by zhao on 2018-11-21: set");
	CHECK_STR(ground_ask(g.path, "SELECT title FROM item WHERE gone IS NULL"), "信用");
	CHECK_STR(ground_ask(g.path, "SELECT title FROM plan WHERE gone IS NULL"), "计划");
	ground_clear(&g);
}

static void fill_again(struct change *c, void *user)
{
	struct id unit = ground_id(KIND_UNIT, "u"), name = ground_id(KIND_NAME, "n");

	change_row(c, KIND_UNIT, &unit);
	change_field(c, "name", V_TEXT("市法院"));
	if (!user)
		return;
	change_row(c, KIND_NAME, &name);
	change_field(c, "unit", V_ID(unit));
}

/* A row that had gone and came back goes like one that was made: not while another change's row names it, and with those of the same change. */
static void test_back(void)
{
	static const char units[] = "SELECT count(*) FROM unit WHERE gone IS NULL", names[] = "SELECT count(*) FROM name WHERE gone IS NULL";
	struct ground g;
	int yes = 1;

	ground_init(&g, "back.db");
	struct change_hash made = ground_write(&g, "wang", "import", fill_again, NULL);
	CHECK_INT(undo(&g, "wang", &made).undone, 1);
	CHECK_STR(ground_ask(g.path, units), "0");
	struct change_hash back = ground_write(&g, "wang", "import", fill_again, NULL);
	struct change_hash named = ground_write(&g, "li", "edit", fill_again, &yes);
	CHECK_STR(ground_ask(g.path, units), "1");
	struct undone u = undo(&g, "wang", &back);
	CHECK_INT(u.undone, 0);
	CHECK_INT(u.kept, 1);
	CHECK_STR(ground_ask(g.path, units), "1");
	CHECK_INT(undo(&g, "li", &named).undone, 1);
	CHECK_STR(ground_ask(g.path, names), "0");
	CHECK_STR(ground_ask(g.path, units), "1");
	ground_clear(&g);

	ground_init(&g, "both.db");
	made = ground_write(&g, "wang", "import", fill_again, &yes);
	CHECK_INT(undo(&g, "wang", &made).undone, 2);
	back = ground_write(&g, "wang", "import", fill_again, &yes);
	CHECK_INT(undo(&g, "wang", &back).undone, 2);
	CHECK_STR(ground_ask(g.path, units), "0");
	CHECK_STR(ground_ask(g.path, names), "0");
	ground_clear(&g);
}

static void fill_units(struct change *c, void *user)
{
	const int *n = user;

	for (int i = 0; i < *n; i++) {
		char word[32];

		snprintf(word, sizeof word, "unit %d", i);
		struct id id = ground_id(KIND_UNIT, word);

		change_row(c, KIND_UNIT, &id);
	}
}

static void test_batch(void)
{
	struct ground g;
	struct arena mem = { 0 };
	struct log_line last;
	int n = 20010;

	ground_init(&g, "batch.db");
	struct change_hash batch = ground_write(&g, "wang", "import", fill_units, &n);

	ground_set(&g, "li", KIND_UNIT, "unit 3", "short", V_TEXT("三"));
	struct undone u = undo(&g, "wang", &batch);

	CHECK_INT(u.undone, n - 1);
	CHECK_INT(u.kept, 1);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM unit WHERE gone IS NULL"), "1");
	CHECK(log_last(g.db, "wang", true, &mem, &last, &g.err));
	CHECK_MEM(last.hash.b, HASH_SIZE, u.hash.b, HASH_SIZE);
	u = undo(&g, "wang", &u.hash);
	CHECK_INT(u.undone, n - 1);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM unit WHERE gone IS NULL"), "20010");
	ground_clear(&g);
	arena_clear(&mem);
}

/* ---- The log ------------------------------------------------------------------------------------------ */

static void test_log(void)
{
	struct ground g;
	struct arena mem = { 0 };
	log_lines lines = { 0 };
	struct log_line one;
	char hex[HASH_TEXT_SIZE];

	ground_init(&g, "log.db");
	CHECK(!log_last(g.db, "wang", false, &mem, &one, &g.err));
	CHECK_INT(g.err.code, ERR_NOT_FOUND);
	err_clear(&g.err);
	CHECK(log_page(g.db, &(struct log_query){ .by = NULL }, 0, -1, 10, &mem, &lines, &g.err));
	CHECK_INT(lines.n, 0);

	struct change_hash a = ground_row(&g, KIND_PLAN, "a", "title", "a", NULL);
	struct change_hash b = ground_row(&g, KIND_PLAN, "b", "title", "b", NULL);
	struct change_hash other = ground_set(&g, "li", KIND_PLAN, "a", "year", V_INT(2018));
	struct undone ub = undo(&g, "wang", &b);

	CHECK(log_page(g.db, &(struct log_query){ .by = NULL }, 0, -1, 3, &mem, &lines, &g.err));
	CHECK_INT(lines.n, 3);
	CHECK(lines.p[0].is_undo && !lines.p[0].undone);
	CHECK_MEM(lines.p[0].undoes.b, HASH_SIZE, b.b, HASH_SIZE);
	CHECK_MEM(lines.p[1].hash.b, HASH_SIZE, other.b, HASH_SIZE);
	CHECK_STR(lines.p[1].by, "li");
	CHECK_STR(lines.p[1].site, "city");
	CHECK_INT(lines.p[1].at_ms, clock_now_ms(&g.clock));
	CHECK(lines.p[2].undone && !lines.p[2].is_undo);
	/* And on from there. */
	int64_t before = lines.p[2].key;

	lines.n = 0;
	CHECK(log_page(g.db, &(struct log_query){ .by = NULL }, before, -1, 3, &mem, &lines, &g.err));
	CHECK_INT(lines.n, 1);
	CHECK_MEM(lines.p[0].hash.b, HASH_SIZE, a.b, HASH_SIZE);

	/* My last one that stands; the redo; then nothing more. */
	CHECK(log_last(g.db, "wang", false, &mem, &one, &g.err));
	CHECK_MEM(one.hash.b, HASH_SIZE, a.b, HASH_SIZE);
	CHECK(log_last(g.db, "wang", true, &mem, &one, &g.err));
	CHECK_MEM(one.hash.b, HASH_SIZE, ub.hash.b, HASH_SIZE);
	undo(&g, "wang", &ub.hash);
	CHECK(log_last(g.db, "wang", false, &mem, &one, &g.err));
	CHECK_MEM(one.hash.b, HASH_SIZE, b.b, HASH_SIZE);
	CHECK(!log_last(g.db, "wang", true, &mem, &one, &g.err));
	CHECK_INT(g.err.code, ERR_NOT_FOUND);
	err_clear(&g.err);
	CHECK(!log_last(g.db, "wan", false, &mem, &one, &g.err));
	err_clear(&g.err);

	hex_text(b.b, HASH_SIZE, hex);
	CHECK(log_find(g.db, str_to(str_of(hex), 9), &mem, &one, &g.err));
	CHECK_MEM(one.hash.b, HASH_SIZE, b.b, HASH_SIZE);
	CHECK(!one.undone);
	static const struct { int line; const char *prefix; enum err_code code; } wrong[] = {
		{ __LINE__, "", ERR_NOT_FOUND }, { __LINE__, "xyz", ERR_NOT_FOUND }, { __LINE__, "0000000000", ERR_NOT_FOUND },
		{ __LINE__, "'; --", ERR_NOT_FOUND },
	};

	for (size_t i = 0; i < CHECK_N(wrong); i++) {
		CHECK_AT(wrong[i].line, !log_find(g.db, str_of(wrong[i].prefix), &mem, &one, &g.err));
		CHECK_INT_AT(wrong[i].line, g.err.code, wrong[i].code);
		err_clear(&g.err);
	}
	/* With seventeen lines two begin with the same digit. */
	for (int i = 0; i < 17; i++)
		ground_set(&g, "li", KIND_PLAN, "a", "year", V_INT(i));
	int several = 0;

	for (const char *digit = "0123456789abcdef"; *digit; digit++) {
		several += !log_find(g.db, (struct str){ digit, 1 }, &mem, &one, &g.err) && g.err.code == ERR_AMBIGUOUS;
		err_clear(&g.err);
	}
	CHECK(several > 0);
	vec_clear(&lines);
	ground_clear(&g);
	arena_clear(&mem);
}

/* What was decided about a report stands and falls with it, in whichever order things were done. */
static void test_reviewed(void)
{
	struct ground g;

	ground_init(&g, "reviewed.db");
	ground_write(&g, "wang", "import", fill_plan, NULL);
	struct change_hash first = ground_write(&g, "wang", "report", fill_report, "e1");
	struct change_hash accept = ground_set(&g, "li", KIND_DUTY, "duty", "review", V_TEXT("accepted"));

	/* a report that was accepted does not go from under it */
	CHECK_INT(undo_refused(&g, &first), ERR_REFUSED);
	struct undone u = undo(&g, "li", &accept);
	struct undone r = undo(&g, "wang", &first);

	/* nor does the acceptance come back alone */
	CHECK_INT(undo_refused(&g, &u.hash), ERR_REFUSED);
	/* another report in its place: the acceptance was not about that one */
	struct change_hash second = ground_write(&g, "wang", "report", fill_report, "e2");

	CHECK_INT(undo_refused(&g, &u.hash), ERR_REFUSED);
	/* report, undo, report, undo of the undo, accept: the second is in force, and the review is about it */
	undo(&g, "wang", &r.hash);
	accept = ground_set(&g, "li", KIND_DUTY, "duty", "review", V_TEXT("accepted"));
	CHECK_INT(undo_refused(&g, &second), ERR_REFUSED);
	CHECK_STR(ground_ask(g.path, "SELECT review FROM duty"), "accepted");
	undo(&g, "li", &accept);
	undo(&g, "wang", &second);
	CHECK_STR(ground_ask(g.path, "SELECT review FROM duty"), "");
	ground_clear(&g);
}

/* A later report comes with its own review, none: taking it back brings both back. */
static void fill_report_anew(struct change *c, void *user)
{
	struct id duty = ground_id(KIND_DUTY, "duty");

	fill_report(c, user);
	change_set(c, KIND_DUTY, &duty, "review", V_NULL);
}

static void test_reviewed_before(void)
{
	struct ground g;

	ground_init(&g, "before.db");
	ground_write(&g, "wang", "import", fill_plan, NULL);
	ground_write(&g, "wang", "report", fill_report, "e1");
	ground_set(&g, "li", KIND_DUTY, "duty", "review", V_TEXT("accepted"));
	struct change_hash second = ground_write(&g, "wang", "report", fill_report_anew, "e2");

	undo(&g, "wang", &second);
	CHECK_STR(ground_ask(g.path, "SELECT review FROM duty"), "accepted");
	CHECK_STR(ground_ask(g.path, IN_FORCE), hex_of(KIND_ENTRY, "e1"));
	ground_clear(&g);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_report), CHECK_TEST(test_undo_redo), CHECK_TEST(test_overlaid_cells), CHECK_TEST(test_rows_stay), CHECK_TEST(test_back),
	CHECK_TEST(test_batch), CHECK_TEST(test_log), CHECK_TEST(test_reviewed),
	CHECK_TEST(test_reviewed_before),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
