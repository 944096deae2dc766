/* Opening: what is ours, what is not, and that the latter stays as it is. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/rows.h"
#include "store/store_private.h"

/* A ledger with one row, closed; its bytes. */
static char *open_sample(const char *name, size_t *n)
{
	struct ground g;

	ground_init(&g, name);
	ground_row(&g, KIND_PLAN, "p", "title", "计划", NULL);
	ground_clear(&g);
	return check_read(check_path(name), n);
}

static void test_create(void)
{
	struct ground g;
	struct stat st;
	struct arena mem = { 0 };

	ground_init(&g, "new/deep/ledger.db");
	CHECK(db_is_writable(g.db));
	CHECK_STR(db_site(g.db), "city");
	CHECK_STR(ground_ask(g.path, "PRAGMA application_id"), "1685414510");
	CHECK_STR(ground_ask(g.path, "PRAGMA user_version"), "6");
	CHECK_STR(ground_ask(g.path, "PRAGMA journal_mode"), "wal");
	CHECK_STR(ground_ask(g.path, "SELECT site || n FROM chain"), "city0");
	CHECK_INT(stat(g.path, &st), 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	CHECK(!db_meta(g.db, "horizon"));
	CHECK(db_meta_set(g.db, "horizon", "2019-12-31", &g.err));
	CHECK(db_meta_set(g.db, "horizon", "2020-12-31", &g.err));
	CHECK_STR(db_meta(g.db, "horizon"), "2020-12-31");
	ground_check(&g, __LINE__);
	ground_clear(&g);
	/* Nothing is left beside it. */
	CHECK(access(check_path("new/deep/ledger.db-wal"), F_OK) != 0);

	struct db *again = db_open(&(struct db_options){ .path = check_path("new/deep/ledger.db"), .create = true, .clock = &g.clock,
		.ids = &g.ids }, &g.err);

	CHECK(!again);
	CHECK_INT(g.err.code, ERR_REFUSED);
	arena_clear(&mem);
}

static void test_site_names(void)
{
	static const struct { int line; const char *site; bool want; } cases[] = {
		{ __LINE__, "county-03", true }, { __LINE__, NULL, true }, { __LINE__, "", false }, { __LINE__, "a b", false },
		{ __LINE__, "x'); DROP TABLE meta; --", false }, { __LINE__, "市", true }, { __LINE__, "市a b", false },
		{ __LINE__, "0123456789012345678901234567890123456789x", false },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct ground g = { .ids = { .seeded = true, .seed = 2 } };
		char name[32];

		snprintf(name, sizeof name, "site%zu.db", i);
		CHECK(clock_init(&g.clock, "UTC", &g.err));
		g.db = db_open(&(struct db_options){ .path = check_path(name), .create = true, .site = cases[i].site,
			.clock = &g.clock, .ids = &g.ids }, &g.err);
		CHECK_AT(cases[i].line, (g.db != NULL) == cases[i].want);
		if (g.db && !cases[i].site)
			CHECK_AT(cases[i].line, strlen(db_site(g.db)) == 11 && strncmp(db_site(g.db), "site-", 5) == 0);
		CHECK_AT(cases[i].line, (access(check_path(name), F_OK) == 0) == cases[i].want);
		ground_clear(&g);
	}
}

/* Names that mean something to SQLite are names of files here. */
static void test_odd_paths(void)
{
	static const char *const names[] = { "a?mode=memory", "b#c%41.db", "名 字.db", ":memory:", "file:x.db" };
	char here[4096];

	CHECK(getcwd(here, sizeof here));
	CHECK_INT(chdir(check_dir()), 0);
	for (size_t i = 0; i < CHECK_N(names); i++) {
		struct ground g = { .ids = { .seeded = true } };

		CHECK(clock_init(&g.clock, "UTC", &g.err));
		for (int create = 1; create >= 0; create--) {
			g.db = db_open(&(struct db_options){ .path = names[i], .create = create, .clock = &g.clock, .ids = &g.ids }, &g.err);
			if (!g.db)
				CHECK_FAIL("%s: %s", names[i], g.err.text);
			ground_clear(&g);
		}
		CHECK_INT(access(check_path(names[i]), F_OK), 0);
	}
	CHECK_INT(chdir(here), 0);
}

static void make_text(const char *path)
{
	check_write(path, "This is no ledger at all, but a text that somebody has put there instead of one. It is long "
		"enough to hold what would be the head of a file of SQLite, were it one.", 160);
}

static void make_empty(const char *path)
{
	check_write(path, "", 0);
}

static void make_by(const char *path, const char *sql)
{
	sqlite3 *db;

	if (sqlite3_open(path, &db) != SQLITE_OK || sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		CHECK_FAIL("%s", sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void make_foreign(const char *path)
{
	make_by(path, "CREATE TABLE t (a); INSERT INTO t VALUES (1)");
}

static void make_foreign_id(const char *path)
{
	make_by(path, "PRAGMA application_id = 252006673; PRAGMA user_version = 1; CREATE TABLE t (a)");
}

static void make_newer(const char *path)
{
	size_t n;

	free(open_sample("newer.db", &n));
	CHECK_STR(path, check_path("newer.db"));
	make_by(path, "PRAGMA user_version = 7");
}

static void make_unfinished(const char *path)
{
	make_by(path, "PRAGMA application_id = 1685414510; CREATE TABLE t (a)");
}

static void make_truncated(const char *path)
{
	size_t n;
	char *bytes = open_sample("truncated.db", &n);

	CHECK_STR(path, check_path("truncated.db"));
	check_write(path, bytes, n / 2);
	free(bytes);
}

/* The head is sound, the table of tables is not. */
static void make_scrambled(const char *path)
{
	size_t n;
	char *bytes = open_sample("scrambled.db", &n);

	CHECK_STR(path, check_path("scrambled.db"));
	memset(bytes + 100, 0xA5, 3996);
	check_write(path, bytes, n);
	free(bytes);
}

/* A sample, but for one byte of its head. */
static void head_set(const char *path, const char *name, size_t at, char byte)
{
	size_t n;
	char *bytes = open_sample(name, &n);

	CHECK_STR(path, check_path(name));
	bytes[at] = byte;
	check_write(path, bytes, n);
	free(bytes);
}

static void make_odd_pages(const char *path)
{
	head_set(path, "pages.db", 16, 0x13);
}

static void make_odd_fractions(const char *path)
{
	head_set(path, "fractions.db", 22, 33);
}

static void make_odd_form(const char *path)
{
	head_set(path, "form.db", 19, 3);
}

static void make_half_head(const char *path)
{
	check_write(path, "SQLite format 3\0\x10\0", 18);
}

static void test_refused_untouched(void)
{
	static const struct { int line; const char *name; void (*make)(const char *path); enum err_code code; const char *says; } cases[] = {
		{ __LINE__, "absent.db", NULL, ERR_NOT_FOUND, "duban init" },
		{ __LINE__, "text.db", make_text, ERR_DAMAGED, "no ledger of duban" },
		{ __LINE__, "empty.db", make_empty, ERR_DAMAGED, "an empty file" },
		{ __LINE__, "foreign.db", make_foreign, ERR_DAMAGED, "another program" },
		{ __LINE__, "foreign2.db", make_foreign_id, ERR_DAMAGED, "another program" },
		{ __LINE__, "newer.db", make_newer, ERR_DAMAGED, "newer duban (form 7" },
		{ __LINE__, "unfinished.db", make_unfinished, ERR_DAMAGED, "no finished ledger" },
		{ __LINE__, "pages.db", make_odd_pages, ERR_DAMAGED, "no SQLite file" },
		{ __LINE__, "fractions.db", make_odd_fractions, ERR_DAMAGED, "no SQLite file" },
		{ __LINE__, "form.db", make_odd_form, ERR_DAMAGED, "no SQLite file" },
		{ __LINE__, "half.db", make_half_head, ERR_DAMAGED, "no SQLite file" },
		{ __LINE__, "truncated.db", make_truncated, ERR_DAMAGED, "last backup" },
		{ __LINE__, "scrambled.db", make_scrambled, ERR_DAMAGED, "last backup" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct ground g;
		size_t before_n = 0, after_n = 0;
		const char *path = check_path(cases[i].name);
		char *before = NULL, *after = NULL;

		if (cases[i].make) {
			cases[i].make(path);
			before = check_read(path, &before_n);
		}
		ground_open(&g, cases[i].name);
		CHECK_AT(cases[i].line, !g.db);
		CHECK_INT_AT(cases[i].line, g.err.code, cases[i].code);
		if (!strstr(g.err.text, cases[i].says))
			CHECK_FAIL_AT(cases[i].line, "says: %s", g.err.text);
		if (before) {
			after = check_read(path, &after_n);
			CHECK_MEM_AT(cases[i].line, after, after_n, before, before_n);
		}
		ground_clear(&g);
		free(before);
		free(after);
	}
}

static void test_no_file(void)
{
	struct ground g;

	CHECK_INT(mkdir(check_path("folder.db"), 0700), 0);
	ground_open(&g, "folder.db");
	CHECK(!g.db);
	CHECK_INT(g.err.code, ERR_INPUT);
	CHECK_INT(mkfifo(check_path("pipe.db"), 0600), 0);
	ground_open(&g, "pipe.db");
	CHECK(!g.db);
	CHECK_INT(g.err.code, ERR_INPUT);
}

/* A foreign file with an unfinished journal of its own program beside it. */
static void test_foreign_journal_stays(void)
{
	struct ground g;
	size_t n;

	make_foreign(check_path("hot.db"));
	check_write(check_path("hot.db-journal"), "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7rest of a journal", 25);
	check_write(check_path("hot.db-wal"), "not even one", 12);
	ground_open(&g, "hot.db");
	CHECK(!g.db);
	char *journal = check_read(check_path("hot.db-journal"), &n);

	CHECK_INT(n, 25);
	free(journal);
	free(check_read(check_path("hot.db-wal"), &n));
	CHECK_INT(n, 12);
}

/* ---- Media that cannot be written ----------------------------------------------------------------- */

/* Runs in a process that may not write there, also when the tests run as root; its exit status. */
static int open_as_reader(const char *folder, const char *path, int (*run)(const char *path))
{
	int status;

	CHECK_INT(chmod(check_dir(), 0755), 0);
	CHECK_INT(chmod(folder, 0555), 0);
	fflush(stdout);
	pid_t child = fork();

	if (child == 0) {
		if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		_exit(run(path));
	}
	CHECK(child > 0);
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(chmod(folder, 0755), 0);
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int reader_opens(const char *path)
{
	struct ground g = { .path = path };
	struct arena mem = { 0 };
	plan_rows plans = { 0 };
	sentences found = { 0 };

	if (!clock_init(&g.clock, "UTC", &g.err))
		return 10;
	g.db = db_open(&(struct db_options){ .path = path, .clock = &g.clock, .ids = &g.ids }, &g.err);
	if (!g.db)
		return g.err.code == ERR_READ_ONLY ? 20 : 11;
	if (db_is_writable(g.db) || !plans_read(g.db, false, &mem, &plans, &g.err) || plans.n != 1)
		return 12;
	if (!log_check(g.db, &mem, &found, &g.err) || found.n > 0)
		return 13;
	if (db_begin(g.db, &g.err) || g.err.code != ERR_READ_ONLY)
		return 14;
	db_close(g.db);
	return 0;
}

static void test_read_only_media(void)
{
	size_t n;
	char *bytes;

	CHECK_INT(mkdir(check_path("cd"), 0755), 0);
	bytes = open_sample("cd/ledger.db", &n);
	CHECK_INT(chmod(check_path("cd/ledger.db"), 0444), 0);
	CHECK_INT(open_as_reader(check_path("cd"), check_path("cd/ledger.db"), reader_opens), 0);
	CHECK(access(check_path("cd/ledger.db-wal"), F_OK) != 0 && access(check_path("cd/ledger.db-shm"), F_OK) != 0);
	check_write(check_path("cd/ledger.db-wal"), "what was not finished", 21);
	CHECK_INT(open_as_reader(check_path("cd"), check_path("cd/ledger.db"), reader_opens), 20);
	free(bytes);
}

static void test_read_only_asked(void)
{
	struct ground g;
	struct arena mem = { 0 };
	plan_rows plans = { 0 };
	size_t n;

	free(open_sample("ro.db", &n));
	ground_open(&g, "ro.db");
	struct db *reader = db_open(&(struct db_options){ .path = g.path, .read_only = true, .clock = &g.clock, .ids = &g.ids }, &g.err);

	CHECK(reader);
	CHECK(!db_is_writable(reader));
	CHECK(!db_begin(reader, &g.err));
	CHECK_INT(g.err.code, ERR_READ_ONLY);
	err_clear(&g.err);
	/* It sees what another one writes, and that it did. */
	int64_t version = db_version(reader);

	ground_row(&g, KIND_PLAN, "q", "title", "second", NULL);
	CHECK(db_version(reader) != version);
	CHECK(plans_read(reader, false, &mem, &plans, &g.err));
	CHECK_INT(plans.n, 2);
	db_close(reader);
	ground_clear(&g);
	vec_clear(&plans);
	arena_clear(&mem);
}

/* ---- Migration and backup --------------------------------------------------------------------------- */

static void test_migrate(void)
{
	static const struct migration steps[] = {
		{ "CREATE TABLE more (a)" }, { "ALTER TABLE plan ADD COLUMN note TEXT; INSERT INTO more VALUES (7)" },
	};
	static const struct migration broken[] = { { "CREATE TABLE third (a)" }, { "CREATE TABLE plan (a)" } };
	struct ground g;
	size_t n;

	free(open_sample("old.db", &n));
	ground_open(&g, "old.db");
	CHECK(migrate_run(g.db, 6, steps, 2, &g.err));
	CHECK_STR(ground_ask(g.path, "PRAGMA user_version"), "8");
	CHECK_STR(ground_ask(g.path, "SELECT a FROM more"), "7");
	CHECK_STR(ground_ask(check_path("old.db.v6.bak"), "PRAGMA user_version"), "6");
	CHECK_STR(ground_ask(check_path("old.db.v6.bak"), "SELECT title FROM plan"), "计划");
	/* A step that fails leaves all as it was; each attempt keeps its own copy. */
	CHECK(!migrate_run(g.db, 8, broken, 2, &g.err));
	CHECK_STR(ground_ask(g.path, "PRAGMA user_version"), "8");
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM sqlite_schema WHERE name = 'third'"), "0");
	err_clear(&g.err);
	CHECK(!migrate_run(g.db, 8, broken, 2, &g.err));
	CHECK(access(check_path("old.db.v8.bak2"), F_OK) == 0);
	err_clear(&g.err);
	/* Another process was faster. */
	CHECK(migrate_run(g.db, 6, steps, 2, &g.err));
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM more"), "1");
	ground_clear(&g);
}

static void test_backup(void)
{
	struct ground g, copy;
	struct stat st;

	ground_init(&g, "live.db");
	ground_row(&g, KIND_PLAN, "p", "title", "计划", NULL);
	CHECK(db_begin(g.db, &g.err));
	/* While somebody else is in the middle of writing. */
	struct db *other = db_open(&(struct db_options){ .path = g.path, .clock = &g.clock, .ids = &g.ids, .busy_ms = 20 }, &g.err);

	CHECK(other);
	CHECK(db_backup(other, check_path("copy.db"), &g.err));
	db_rollback(g.db);
	CHECK(!db_backup(other, check_path("copy.db"), &g.err));
	CHECK_INT(g.err.code, ERR_REFUSED);
	db_close(other);
	ground_clear(&g);
	CHECK_INT(stat(check_path("copy.db"), &st), 0);
	CHECK_INT(st.st_mode & 0777, 0600);
	ground_open(&copy, "copy.db");
	CHECK(copy.db);
	ground_check(&copy, __LINE__);
	CHECK_STR(ground_ask(copy.path, "SELECT title FROM plan"), "计划");
	struct db_sizes sizes;

	CHECK(db_sizes(copy.db, &sizes, &copy.err));
	CHECK_INT(sizes.plans, 1);
	CHECK_INT(sizes.changes, 1);
	CHECK(sizes.bytes > 10000);
	ground_clear(&copy);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_create), CHECK_TEST(test_site_names), CHECK_TEST(test_odd_paths), CHECK_TEST(test_refused_untouched),
	CHECK_TEST(test_no_file), CHECK_TEST(test_foreign_journal_stays), CHECK_TEST(test_read_only_media),
	CHECK_TEST(test_read_only_asked), CHECK_TEST(test_migrate), CHECK_TEST(test_backup),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
