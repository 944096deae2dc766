/* A ledger of schema 1, of 2, of 3, of 4, of 5, of 6, becomes one of today: the same form as a new one, the same log, a copy of what it was. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "model/derive.h"
#include "store/store_private.h"

/* What earlier versions left. */
static const struct { const char *fixture; int version; } kept[] = { { "ledgers/0.1.db", 1 }, { "ledgers/0.2.db", 2 },
	{ "ledgers/0.3.db", 3 }, { "ledgers/0.4.db", 4 }, { "ledgers/0.5.db", 5 },
	{ "ledgers/0.6.db", 6 } };
enum { KEPT = sizeof kept / sizeof *kept };

/* One of them, as a file of our own. */
static void old_ledger(size_t which, const char *name)
{
	size_t n;
	char *bytes = check_read(check_fixture(kept[which].fixture), &n);

	check_write(check_path(name), bytes, n);
	free(bytes);
}

/* All tables and indexes as SQL, a line each, without comments and blanks: ALTER TABLE and an editor set them differently. */
static void schema_of(const char *path, struct buf *to)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *s = NULL;

	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name", -1, &s, NULL) != SQLITE_OK)
		CHECK_FAIL("%s", sqlite3_errmsg(db));
	while (sqlite3_step(s) == SQLITE_ROW) {
		for (const char *p = (const char *)sqlite3_column_text(s, 0); *p; p++) {
			if (p[0] == '-' && p[1] == '-')
				p += strcspn(p, "\n");
			if (!strchr(" \t\n", *p))
				buf_byte(to, *p);
		}
		buf_byte(to, '\n');
	}
	sqlite3_finalize(s);
	sqlite3_close(db);
}

/* The copy that is kept of NAME before it is touched. */
static const char *old_copy(size_t which, const char *name, const char *more)
{
	char copy[80];

	snprintf(copy, sizeof copy, "%s.v%d.bak%s", name, kept[which].version, more);
	return check_path(copy);
}

static void same_form(size_t which)
{
	static const char *const names[KEPT] = { "new.db", "new-again.db", "new-once-more.db", "new-at-last.db",
		"new-and-new.db", "new-for-good.db" };
	struct ground old, new;
	struct buf migrated = { 0 }, fresh = { 0 };

	old_ledger(which, "old.db");
	ground_open(&old, "old.db");
	CHECK(old.db);
	ground_init(&new, names[which]);
	schema_of(old.path, &migrated);
	schema_of(new.path, &fresh);
	CHECK(fresh.n > 5000);
	CHECK_STR(buf_text(&migrated), buf_text(&fresh));
	CHECK_STR(ground_ask(old.path, "PRAGMA user_version"), ground_ask(new.path, "PRAGMA user_version"));
	CHECK_INT(atoi(ground_ask(old_copy(which, "old.db", ""), "PRAGMA user_version")), kept[which].version);
	buf_clear(&migrated);
	buf_clear(&fresh);
	ground_clear(&new);
	ground_clear(&old);
}

static void same_log(size_t which)
{
	static const char log[] = "SELECT group_concat(hex(hash) || body) FROM change";
	struct ground g;

	old_ledger(which, "log.db");
	ground_open(&g, "log.db");
	CHECK(g.db);
	ground_check(&g, __LINE__);
	CHECK_STR(ground_ask(g.path, log), ground_ask(old_copy(which, "log.db", ""), log));
	/* What is derived waits for who knows the field, where a step made it anew. */
	if (kept[which].version < 3) {
		CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM duty_state"), "0");
		CHECK(!db_meta(g.db, "horizon"));
	}
	/* It goes on from there, with what is new. */
	ground_row(&g, KIND_DAY, "new year", "date", "2018-12-31", "kind", "off", "name", "元旦", NULL);
	ground_check(&g, __LINE__);
	CHECK_STR(ground_ask(g.path, "SELECT substr(body, 1, 6) FROM change ORDER BY id DESC LIMIT 1"), "{\"v\":2");
	ground_row(&g, KIND_ENTRY, "slip", "do", "urge", "on", "2018-12-03", "level", "formal", NULL);
	ground_check(&g, __LINE__);
	CHECK_STR(ground_ask(g.path, "SELECT substr(body, 1, 6) FROM change ORDER BY id DESC LIMIT 1"), "{\"v\":4");
	CHECK_STR(ground_ask(g.path, "SELECT count(level) FROM entry"), kept[which].version < 4 ? "1" : "2");
	ground_row(&g, KIND_SPEAKS, "here", "site", "county-03", NULL);
	ground_check(&g, __LINE__);
	CHECK_STR(ground_ask(g.path, "SELECT substr(body, 1, 6) FROM change ORDER BY id DESC LIMIT 1"), "{\"v\":5");
	ground_row(&g, KIND_PERSON, "li", "login", "li", "key", "ssh-ed25519 AAAA", NULL);
	ground_check(&g, __LINE__);
	CHECK_STR(ground_ask(g.path, "SELECT public_key FROM person WHERE login = 'li'"), "ssh-ed25519 AAAA");
	ground_row(&g, KIND_SITE, "county", "name", "county-03", "key", "ssh-ed25519 AAAA", NULL);
	ground_check(&g, __LINE__);
	CHECK_STR(ground_ask(g.path, "SELECT substr(body, 1, 6) FROM change ORDER BY id DESC LIMIT 1"), "{\"v\":6");
	CHECK_STR(ground_ask(g.path, "SELECT public_key FROM site WHERE name = 'county-03'"), "ssh-ed25519 AAAA");
	ground_clear(&g);
	/* Another time it is opened as it is. */
	struct stat st;

	ground_open(&g, "log.db");
	CHECK(g.db);
	CHECK(stat(old_copy(which, "log.db", "2"), &st) != 0);
	ground_clear(&g);
}

/* The model derives on the first opening what the old program had derived. */
static void same_sums(size_t which)
{
	static const char sums[] = "SELECT count(*) || ' ' || sum(owed) || ' ' || sum(done) || ' ' || sum(missed) FROM "
		"(SELECT sum(owed) AS owed, sum(done) AS done, sum(missed) AS missed FROM tally GROUP BY kind, key, plan, due, act_by, begins, shows)";
	struct clock clock;
	struct id_maker ids = { .seeded = true, .seed = 7 };
	struct err err = { 0 };
	struct arena mem = { 0 };
	sentences found = { 0 };
	date horizon;
	char share[512], today[DATE_TEXT_SIZE];

	old_ledger(which, "sums.db");
	CHECK(date_parse(str_of(ground_ask(check_path("sums.db"), "SELECT value FROM meta WHERE name = 'horizon'")), &horizon));
	snprintf(share, sizeof share, "%s", check_source("share"));
	struct ledger_options o = { .path = check_path("sums.db"), .share_dir = share, .by = "wang", .clock = &clock, .ids = &ids };
	CHECK(clock_init(&clock, "Asia/Shanghai", &err) && clock_set(&clock, str_of(date_text(horizon - HORIZON_DAYS, today)), true, &err));
	struct ledger *l = ledger_open(&o, &err);
	CHECK(l);
	CHECK(ledger_check(l, &mem, &found, &err));
	CHECK_INT(found.n, 0);
	ledger_close(l);
	CHECK_STR(ground_ask(check_path("sums.db"), sums), ground_ask(old_copy(which, "sums.db", ""), sums));
	vec_clear(&found);
	arena_clear(&mem);
}

static void test_all(void (*test)(size_t which))
{
	/* One of today's form is opened as it is (tests/cli/fortnight). */
	for (size_t i = 0; i < KEPT; i++)
		if (kept[i].version < SCHEMA_VERSION)
			test(i);
}

static void test_same_form(void)
{
	test_all(same_form);
}

static void test_same_log(void)
{
	test_all(same_log);
}

static void test_same_sums(void)
{
	test_all(same_sums);
}

/* From 2 to 3: what became of the periods before is there at once. */
static void test_periods(void)
{
	same_sums(1);
	CHECK_STR(ground_ask(check_path("sums.db"), "SELECT group_concat(n, ' ') FROM (SELECT occ || ' ' || missed_running || '/' || missed_before AS n "
		"FROM duty_state WHERE unit = (SELECT unit FROM duty_state WHERE report = 'r' LIMIT 1) AND item = (SELECT item FROM duty_state "
		"WHERE report = 'r' LIMIT 1) ORDER BY due LIMIT 3)"), "2018-11 0/0 2018-12 0/0 2019-01 1/1");
}

static const struct check_test tests[] = { CHECK_TEST(test_same_form), CHECK_TEST(test_same_log), CHECK_TEST(test_same_sums), CHECK_TEST(test_periods) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
