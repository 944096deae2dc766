/* What `duban check` must find: each kind of harm, done behind duban's back, is named. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/log.h"
#include "store/store_private.h"

static void harm_ledger(struct ground *g, const char *name)
{
	ground_init(g, name);
	ground_row(g, KIND_PLAN, "p", "title", "计划", "state", "open", NULL);
	ground_row(g, KIND_ENTRY, "e", "do", "remark", "text", "x", NULL);
	ground_set(g, "li", KIND_PLAN, "p", "year", V_INT(2018));
	ground_set(g, "li", KIND_PLAN, "p", "year", V_INT(2019));
	ground_set(g, "li", KIND_PLAN, "p", "gone", V_INT(1));
	ground_clear(g);
}

static void harm(const char *path, const char *sql)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		CHECK_FAIL("%s: %s", sql, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void test_found(void)
{
	static const struct { int line; const char *sql, *says; } cases[] = {
		{ __LINE__, "UPDATE change SET body = replace(body, '\"by\":\"li\"', '\"by\":\"lu\"') WHERE seq = 3", "hash differs" },
		{ __LINE__, "UPDATE change SET body = '{' WHERE seq = 3", "hash differs" },
		{ __LINE__, "UPDATE change SET hash = zeroblob(32) WHERE seq = 3", "hash differs" },
		{ __LINE__, "UPDATE change SET hlc = hlc + 1 WHERE seq = 3", "stamp" },
		{ __LINE__, "UPDATE change SET sets = 2 WHERE seq = 3", "number of writes" },
		{ __LINE__, "PRAGMA foreign_keys = OFF; DELETE FROM cell WHERE change = 4; DELETE FROM change WHERE seq = 4", "number does not follow" },
		{ __LINE__, "UPDATE chain SET n = 4", "changes: there are 4" },
		{ __LINE__, "UPDATE chain SET tip = 4", "end of the log" },
		{ __LINE__, "UPDATE plan SET year = 2018", "year is 2018, by the log 2019" },
		{ __LINE__, "UPDATE plan SET title = NULL", "title is nothing, by the log \"计划\"" },
		{ __LINE__, "UPDATE plan SET region = 'x'", "region is \"x\", by the log nothing" },
		{ __LINE__, "UPDATE plan SET gone = NULL", "gone is nothing, by the log 1" },
		{ __LINE__, "UPDATE entry SET gone = 1", "gone is 1, by the log nothing" },
		{ __LINE__, "UPDATE entry SET made_by = 'li'", "its maker" },
		{ __LINE__, "UPDATE entry SET made_at = 1", "its maker" },
		{ __LINE__, "DELETE FROM entry", "the row is missing" },
		{ __LINE__, "INSERT INTO unit (id, name) VALUES (zeroblob(16), 'x')", "unit: there are 1, by the log 0" },
		{ __LINE__, "DELETE FROM cell WHERE col = 'gone'", "the cell gone of change 5 is missing" },
		{ __LINE__, "UPDATE cell SET head = 1", "wrong head" },
		{ __LINE__, "UPDATE cell SET head = 0 WHERE col = 'gone'", "wrong head" },
		{ __LINE__, "INSERT INTO cell VALUES (zeroblob(16), 1, 'x', 1, 1, 1)", "cells: there are 6, by the log 5" },
		{ __LINE__, "INSERT INTO undone VALUES (1, 2)", "changes taken back: there are 1" },
		{ __LINE__, "INSERT INTO blob VALUES ('ab', 'cd')", "is not what was read" },
		{ __LINE__, "PRAGMA foreign_keys = OFF; UPDATE plan SET same_as = 77", "names another one that is not there" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct ground g;
		struct arena mem = { 0 };
		sentences found = { 0 };
		char name[32];
		bool said = false;

		snprintf(name, sizeof name, "harm%zu.db", i);
		harm_ledger(&g, name);
		ground_open(&g, name);
		ground_check(&g, cases[i].line);
		ground_clear(&g);
		harm(check_path(name), cases[i].sql);
		ground_open(&g, name);
		CHECK_AT(cases[i].line, g.db && log_check(g.db, &mem, &found, &g.err));
		for (size_t k = 0; k < found.n; k++)
			said = said || strstr(found.p[k], cases[i].says);
		if (!said)
			CHECK_FAIL_AT(cases[i].line, "%zu found, first: %s", found.n, found.n ? found.p[0] : g.err.text);
		ground_clear(&g);
		vec_clear(&found);
		arena_clear(&mem);
	}
}

/* Bytes of the file itself: found, or refused at opening; never a crash, never "all is well" where a row was hit. */
static void test_flipped_pages(void)
{
	struct ground g;
	size_t n;
	int found_all = 0;

	harm_ledger(&g, "pages.db");
	char *bytes = check_read(check_path("pages.db"), &n);

	for (size_t page = 1; page < n / 4096; page++) {
		struct arena mem = { 0 };
		sentences found = { 0 };
		char *copy = mem_alloc(n);

		memcpy(copy, bytes, n);
		memset(copy + page * 4096, 0x5A, 64);
		check_write(check_path("flipped.db"), copy, n);
		ground_open(&g, "flipped.db");
		if (!g.db)
			CHECK_INT(g.err.code, ERR_DAMAGED);
		else
			CHECK(log_check(g.db, &mem, &found, &g.err) && found.n > 0);
		found_all++;
		ground_clear(&g);
		vec_clear(&found);
		arena_clear(&mem);
		free(copy);
	}
	CHECK(found_all > 10);
	free(bytes);
}

/* Two copies made one row, with a cell between: what the later one made it with shows, but for the column that has a cell. */
static void test_made_twice(void)
{
	struct ground g;
	int64_t passed = 0;

	harm_ledger(&g, "twice.db");
	harm(check_path("twice.db"), "INSERT INTO change (hash, chain, seq, hlc, applied, sets, body) SELECT randomblob(32), chain, seq + 1000, hlc + (1 << 40), 1, sets, "
		"replace(replace(body, '计划\"', '别名\",\"year\":2020'), printf('%016x', hlc), printf('%016x', hlc + (1 << 40))) FROM change "
		"WHERE body LIKE '%\"plan\"%计划%'");
	ground_open(&g, "twice.db");
	struct db *then = db_scratch(g.db, &g.err);
	CHECK(then && db_begin(then, &g.err) && log_play(g.db, INT64_MAX, then, &passed, &g.err) && db_commit(then, &g.err));
	sqlite3_stmt *st;
	CHECK(sqlite3_prepare_v2(then->sql, "SELECT title || ' ' || year FROM plan", -1, &st, NULL) == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW);
	CHECK_STR((const char *)sqlite3_column_text(st, 0), "别名 2019");
	sqlite3_finalize(st);
	CHECK_INT(passed, 0);
	db_close(then);
	ground_clear(&g);
}

static const struct check_test tests[] = { CHECK_TEST(test_made_twice), CHECK_TEST(test_found), CHECK_TEST(test_flipped_pages) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
