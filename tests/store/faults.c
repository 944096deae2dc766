/* What happens in the middle: killed at every statement, a full disk, somebody else's lock. Acknowledged is on disk; the rest did not happen. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/duties.h"
#include "store/store_private.h"

/* One change of several rows with what is derived from it, as model does it. */
static void fill_one(struct change *c, void *user)
{
	struct id plan = ground_id(KIND_PLAN, "p"), item = ground_id(KIND_ITEM, user), entry = ground_id(KIND_ENTRY, user);

	change_row(c, KIND_PLAN, &plan);
	change_field(c, "title", V_TEXT("计划"));
	change_row(c, KIND_ITEM, &item);
	change_field(c, "plan", V_ID(plan));
	change_field(c, "title", V_TEXT(user));
	change_row(c, KIND_ENTRY, &entry);
	change_field(c, "item", V_ID(item));
	change_field(c, "do", V_TEXT("remark"));
	change_set(c, KIND_PLAN, &plan, "number", V_TEXT(user));
}

static bool fault_write(struct ground *g, const char *word)
{
	struct change_hash hash;
	touched_list touched = { 0 };
	struct duty_state duty = { .plan = 1, .unit = 1, .deadline = 1, .occ = "1", .due = 10, .act_by = 10, .begins = DATE_NONE,
		.shows = DATE_NONE, .state = 'o' };
	bool empty;

	if (!db_begin(g->db, &g->err))
		return false;
	struct change *c = change_new(g->db, "wang", "write", word);

	fill_one(c, (char *)word);
	bool done = change_append(c, &hash, &touched, &empty, &g->err);
	struct id item = ground_id(KIND_ITEM, word);

	duty.item = done ? project_key(g->db, KIND_ITEM, &item, &g->err) : 0;
	done = done && duties_replace(g->db, duty.item, 0, &duty, 1, &g->err) && db_commit(g->db, &g->err);
	db_rollback(g->db);
	change_free(c);
	vec_clear(&touched);
	return done;
}

static int fault_number(const char *text)
{
	return (int)strtol(text, NULL, 10);
}

/* All that one write makes is there, n times, or nothing of it. */
static void fault_check(struct ground *g, int n, int line)
{
	char want[80];

	snprintf(want, sizeof want, "%d %d %d %d %d %d", n, n > 0, n, n, n, n > 0 ? n : 0);
	CHECK_STR_AT(line, ground_ask(g->path, "SELECT count(*) FROM change UNION ALL SELECT count(*) FROM plan UNION ALL "
		"SELECT count(*) FROM item UNION ALL SELECT count(*) FROM entry UNION ALL SELECT count(*) FROM duty_state UNION ALL "
		"SELECT coalesce(sum(owed), 0) FROM tally WHERE kind = 0"), want);
	ground_check(g, line);
}

/* ---- Killed ------------------------------------------------------------------------------------------- */

static int kill_after;      /* statements that the child may still begin */

static int kill_at_statement(unsigned kind, void *user, void *p, void *x)
{
	(void)kind, (void)user, (void)p, (void)x;
	if (kill_after-- == 0)
		raise(SIGKILL);
	return 0;
}

/* One write in a process that dies as its n-th statement begins. Was it acknowledged before? */
static bool write_and_die(const char *name, int n, bool *died)
{
	int ends[2], status;
	char said = 0;

	CHECK_INT(pipe(ends), 0);
	fflush(stdout);
	pid_t child = fork();

	if (child == 0) {
		struct ground g;

		ground_open(&g, name);
		if (!g.db)
			_exit(9);
		kill_after = n;
		sqlite3_trace_v2(g.db->sql, SQLITE_TRACE_STMT, kill_at_statement, NULL);
		if (fault_write(&g, "new") && write(ends[1], "a", 1) == 1)
			_exit(0);
		_exit(8);
	}
	CHECK(child > 0);
	close(ends[1]);
	bool acknowledged = read(ends[0], &said, 1) == 1;

	close(ends[0]);
	CHECK_INT(waitpid(child, &status, 0), child);
	*died = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
	CHECK(*died || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
	return acknowledged;
}

static void test_killed_at_each_statement(void)
{
	bool died = true;
	int n = 0;
	struct ground g;
	size_t size;

	ground_init(&g, "before.db");
	CHECK(fault_write(&g, "old"));
	ground_clear(&g);
	char *before = check_read(check_path("before.db"), &size);

	for (; died; n++) {
		char name[32];

		snprintf(name, sizeof name, "kill%d.db", n);
		check_write(check_path(name), before, size);
		bool acknowledged = write_and_die(name, n, &died);

		CHECK(acknowledged == !died);
		ground_open(&g, name);
		CHECK(g.db);
		fault_check(&g, acknowledged ? 2 : 1, __LINE__);
		CHECK(fault_write(&g, "next"));
		fault_check(&g, acknowledged ? 3 : 2, __LINE__);
		ground_clear(&g);
		remove(check_path(name));
	}
	/* It died at many places, the last time after the commit had begun. */
	CHECK(n > 20);
	free(before);
}

/* Several writers at once, killed at any moment; each tells what was acknowledged. */
static void test_killed_at_any_moment(void)
{
	enum { WRITERS = 3, ROUNDS = 4 };
	int acknowledged = 0;
	struct ground g;

	ground_init(&g, "storm.db");
	ground_clear(&g);
	for (int round = 0; round < ROUNDS; round++) {
		pid_t children[WRITERS];
		int ends[2];
		char said;

		CHECK_INT(pipe(ends), 0);
		fflush(stdout);
		for (int i = 0; i < WRITERS; i++) {
			children[i] = fork();
			if (children[i] != 0)
				continue;
			ground_open(&g, "storm.db");
			g.db->busy_ms = 10000;
			for (int k = 0; ; k++) {
				char word[64];

				snprintf(word, sizeof word, "%d %d %d", round, i, k);
				if (!fault_write(&g, word) || write(ends[1], "a", 1) != 1)
					_exit(9);
			}
		}
		close(ends[1]);
		for (int i = 0; i < 20 + 7 * round; i++)
			CHECK_INT(read(ends[0], &said, 1), 1);
		acknowledged += 20 + 7 * round;
		for (int i = 0; i < WRITERS; i++)
			kill(children[i], SIGKILL);
		for (int i = 0; i < WRITERS; i++)
			CHECK_INT(waitpid(children[i], NULL, 0), children[i]);
		while (read(ends[0], &said, 1) == 1)
			acknowledged++;
		close(ends[0]);
		ground_open(&g, "storm.db");
		CHECK(g.db);
		int n = fault_number(ground_ask(g.path, "SELECT count(*) FROM change"));

		/* At most one a writer was on disk and not yet told. */
		CHECK(n >= acknowledged && n <= acknowledged + WRITERS * (round + 1));
		fault_check(&g, n, __LINE__);
		ground_clear(&g);
	}
}

/* ---- A full disk ---------------------------------------------------------------------------------------- */

static void test_full_pages(void)
{
	struct ground g;
	char sql[64];
	int refused = 0;

	ground_init(&g, "full.db");
	CHECK(fault_write(&g, "old"));
	for (int more = 0; more < 60 && refused < 5; more++) {
		snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", fault_number(ground_ask(g.path, "PRAGMA page_count")));
		CHECK(db_run(g.db, sql, &g.err));
		int before = fault_number(ground_ask(g.path, "SELECT count(*) FROM change"));

		snprintf(sql, sizeof sql, "word %d", more);
		if (fault_write(&g, sql)) {
			fault_check(&g, before + 1, __LINE__);
			continue;
		}
		CHECK_INT(g.err.code, ERR_FULL);
		CHECK(strstr(g.err.text, "make room"));
		err_clear(&g.err);
		fault_check(&g, before, __LINE__);
		refused++;
		/* With room again it goes on. */
		CHECK(db_run(g.db, "PRAGMA max_page_count = 1000000", &g.err));
		CHECK(fault_write(&g, sql));
		fault_check(&g, before + 1, __LINE__);
	}
	CHECK(refused > 0);
	ground_clear(&g);
}

/* The system refuses to let files grow. */
static void test_full_files(void)
{
	struct ground g;
	int status;

	ground_init(&g, "limit.db");
	CHECK(fault_write(&g, "old"));
	ground_clear(&g);
	for (int kb = 4; kb <= 192; kb += 4) {
		fflush(stdout);
		pid_t child = fork();

		if (child == 0) {
			struct rlimit limit = { (rlim_t)kb * 1024, (rlim_t)kb * 1024 };

			signal(SIGXFSZ, SIG_IGN);
			if (setrlimit(RLIMIT_FSIZE, &limit) != 0)
				_exit(9);
			ground_open(&g, "limit.db");
			if (!g.db)
				_exit(g.err.code == ERR_FULL ? 1 : 8);
			if (fault_write(&g, "new"))
				_exit(7);
			_exit(g.err.code == ERR_FULL ? 1 : 6);
		}
		CHECK_INT(waitpid(child, &status, 0), child);
		CHECK(WIFEXITED(status));
		if (WEXITSTATUS(status) == 7)
			break;
		CHECK_INT(WEXITSTATUS(status), 1);
		ground_open(&g, "limit.db");
		CHECK(g.db);
		fault_check(&g, 1, __LINE__);
		ground_clear(&g);
	}
	CHECK_INT(WEXITSTATUS(status), 7);
}

/* ---- Somebody else ---------------------------------------------------------------------------------------- */

/* Where the system lists locks, it is told whose this one is: here our own. */
static void holder_check(const struct ground *g, int line)
{
	char want[40];

	snprintf(want, sizeof want, "(process %ld)", (long)getpid());
	if (access("/proc/locks", R_OK) == 0 && !strstr(g->err.text, want))
		CHECK_FAIL_AT(line, "said: %s, wanted: %s", g->err.text, want);
}

static void test_locked_by_a_writer(void)
{
	struct ground g, other;

	ground_init(&g, "busy.db");
	CHECK(fault_write(&g, "old"));
	ground_open(&other, "busy.db");
	CHECK(db_begin(other.db, &other.err));
	CHECK(!db_begin(g.db, &g.err));
	CHECK_INT(g.err.code, ERR_BUSY);
	CHECK(strstr(g.err.text, "try again"));
	holder_check(&g, __LINE__);
	/* Since when does not move with the next try. */
	char first[sizeof g.err.text];

	memcpy(first, g.err.text, sizeof first);
	err_clear(&g.err);
	clock_step(&g.clock, 60000);
	CHECK(!db_begin(g.db, &g.err));
	CHECK_STR(g.err.text, first);
	err_clear(&g.err);
	/* Reading goes on all the time. */
	CHECK(db_read_begin(g.db, &g.err));
	CHECK_INT(stmt_number(g.db, "SELECT count(*) FROM change", 0, 0, &g.err), 1);
	db_read_end(g.db);
	db_rollback(other.db);
	CHECK(fault_write(&g, "new"));
	fault_check(&g, 2, __LINE__);
	ground_clear(&other);
	ground_clear(&g);
}

/* Who waits is asked between short tries; what they do meanwhile may let it through. */
struct waiting { int asked, most; struct ground *other; int64_t last_ms; char holder[200]; };

static bool waits(void *user, const char *holder, int64_t waited_ms)
{
	struct waiting *w = user;

	CHECK(waited_ms >= w->last_ms);
	w->last_ms = waited_ms;
	snprintf(w->holder, sizeof w->holder, "%s", holder);
	if (++w->asked < w->most)
		return true;
	if (w->other)
		db_rollback(w->other->db);
	return w->other != NULL;
}

static void test_locked_and_asked(void)
{
	struct ground g, other;
	struct waiting gives_up = { .most = 3 }, goes_on = { .most = 2, .other = &other };

	ground_init(&g, "asked.db");
	CHECK(fault_write(&g, "old"));
	ground_open(&other, "asked.db");
	CHECK(db_begin(other.db, &other.err));
	db_on_busy(g.db, waits, &gives_up);
	CHECK(!db_begin(g.db, &g.err));
	CHECK_INT(g.err.code, ERR_BUSY);
	CHECK_INT(gives_up.asked, 3);
	CHECK(gives_up.last_ms < 4000);
	CHECK(str_starts(str_of(g.err.text), str_of(gives_up.holder)));
	CHECK(strstr(gives_up.holder, "is writing to the ledger, since"));
	err_clear(&g.err);
	db_on_busy(g.db, waits, &goes_on);
	CHECK(fault_write(&g, "new"));
	CHECK_INT(goes_on.asked, 2);
	db_on_busy(g.db, NULL, NULL);
	fault_check(&g, 2, __LINE__);
	ground_clear(&other);
	ground_clear(&g);
}

static void test_locked_whole(void)
{
	struct ground g, other;

	ground_init(&g, "whole.db");
	ground_clear(&g);
	ground_open(&other, "whole.db");
	CHECK(db_run(other.db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT", &other.err));
	ground_open(&g, "whole.db");
	CHECK(!g.db);
	CHECK_INT(g.err.code, ERR_BUSY);
	ground_clear(&other);
	ground_open(&g, "whole.db");
	CHECK(g.db);
	ground_clear(&g);
}

/* Queries between begin and end agree with one another, whatever others write. */
static void test_reads_agree(void)
{
	struct ground g, other;

	ground_init(&g, "agree.db");
	CHECK(fault_write(&g, "old"));
	ground_open(&other, "agree.db");
	int64_t version = db_version(g.db);

	CHECK(db_read_begin(g.db, &g.err));
	CHECK(db_read_begin(g.db, &g.err));
	CHECK_INT(stmt_number(g.db, "SELECT count(*) FROM change", 0, 0, &g.err), 1);
	CHECK(fault_write(&other, "new"));
	db_read_end(g.db);
	CHECK_INT(stmt_number(g.db, "SELECT count(*) FROM change", 0, 0, &g.err), 1);
	db_read_end(g.db);
	CHECK_INT(stmt_number(g.db, "SELECT count(*) FROM change", 0, 0, &g.err), 2);
	CHECK(db_version(g.db) != version);
	version = db_version(g.db);
	CHECK(fault_write(&g, "mine"));
	CHECK_INT(db_version(g.db), version);
	ground_clear(&other);
	ground_clear(&g);
}

/* What commits leave beside the file goes into it while idle, not in a commit. */
static void test_idle_checkpoint(void)
{
	struct ground g;
	struct stat before, after;

	ground_init(&g, "idle.db");
	CHECK(fault_write(&g, "first"));
	db_version(g.db);
	CHECK_INT(stat(g.path, &before), 0);
	for (int i = 0; i < 200 && g.db->wal_pages < 2000; i++) {
		char word[32];

		snprintf(word, sizeof word, "word %d", i);
		CHECK(fault_write(&g, word));
	}
	CHECK(g.db->wal_pages >= 2000);
	CHECK_INT(stat(g.path, &after), 0);
	CHECK_INT(after.st_size, before.st_size);
	db_version(g.db);
	CHECK_INT(stat(g.path, &after), 0);
	CHECK(after.st_size > before.st_size);
	CHECK_INT(g.db->wal_pages, 0);
	ground_clear(&g);
}

/* While somebody reads, what is beside the file cannot be begun anew: it is brought in every so many
 * pages, not by each commit. */
static void test_busy_checkpoint(void)
{
	struct ground g, other;
	int settled = 0, commits = 0, pages = 0;

	ground_init(&g, "crowd.db");
	CHECK(fault_write(&g, "first"));
	ground_open(&other, "crowd.db");
	CHECK(db_read_begin(other.db, &other.err));
	CHECK_INT(stmt_number(other.db, "SELECT count(*) FROM change", 0, 0, &other.err), 1);
	for (; commits < 2000 && pages < 7000; commits++) {
		char word[32];

		snprintf(word, sizeof word, "word %d", commits);
		CHECK(fault_write(&g, word));
		settled += g.db->wal_pages == 0;
		pages = g.db->wal_pages ? g.db->wal_pages : pages;
	}
	CHECK(pages >= 7000);
	CHECK_INT(settled, 1);
	db_read_end(other.db);
	ground_clear(&other);
	ground_clear(&g);
}

static void test_rollback(void)
{
	struct ground g;
	struct change_hash hash;
	touched_list touched = { 0 };
	bool empty;

	ground_init(&g, "rollback.db");
	CHECK(fault_write(&g, "old"));
	CHECK(db_begin(g.db, &g.err));
	struct change *c = change_new(g.db, "wang", "write", "never");

	fill_one(c, "never");
	CHECK(change_append(c, &hash, &touched, &empty, &g.err));
	change_free(c);
	vec_clear(&touched);
	db_rollback(g.db);
	db_rollback(g.db);
	fault_check(&g, 1, __LINE__);
	CHECK(fault_write(&g, "new"));
	fault_check(&g, 2, __LINE__);
	ground_clear(&g);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_killed_at_each_statement), CHECK_TEST(test_killed_at_any_moment), CHECK_TEST(test_full_pages),
	CHECK_TEST(test_full_files), CHECK_TEST(test_locked_by_a_writer), CHECK_TEST(test_locked_and_asked), CHECK_TEST(test_locked_whole), CHECK_TEST(test_reads_agree),
	CHECK_TEST(test_idle_checkpoint),
	CHECK_TEST(test_busy_checkpoint),
	CHECK_TEST(test_rollback),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
