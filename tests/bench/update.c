/* What an update costs: a report through the whole of model and store, beside a bare one-row commit with the same settings, strictly alternating; on a copy of
 * the ledger. update LEDGER.db SHARE_DIR. Counts fdatasync by standing in for it: SQLite calls ours. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "store/duties.h"
#include "store/list.h"

enum { RUNS = 200 };

static int syncs;

int fdatasync(int fd);
int fdatasync(int fd)
{
	syncs++;
	return (int)syscall(SYS_fdatasync, fd);
}

static double cpu_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static void die(const struct err *err)
{
	fprintf(stderr, "update: %s\n", err->text);
	exit(1);
}

static sqlite3 *bare_open(const char *path)
{
	sqlite3 *db;
	remove(path);
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT)", NULL, NULL, NULL) != SQLITE_OK)
		exit(1);
	return db;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	setlocale(LC_ALL, "C.UTF-8");
	char bare_path[4096];
	snprintf(bare_path, sizeof bare_path, "%s.bare", argv[1]);
	sqlite3 *bare = bare_open(bare_path);
	struct err err = { 0 };
	struct clock clock = { 0 };
	struct id_maker ids = { .seeded = true, .seed = 3 };
	if (!clock_init(&clock, "Asia/Shanghai", &err) || !clock_set(&clock, STR_LIT("2018-11-14T10:00"), true, &err))
		die(&err);
	struct ledger *l = ledger_open(&(struct ledger_options){ .path = argv[1], .share_dir = argv[2], .by = "bench",
		.clock = &clock, .ids = &ids }, &err);
	if (!l)
		die(&err);
	struct list silent = { 0 };
	list_start(&silent, &(struct query){ .of = LIST_DUTIES, .silent = true, .today = ledger_today(l) });
	if (!list_need(l->db, &silent, RUNS, &err))
		die(&err);
	const struct verb *report = verb_find("report");
	double ours[RUNS] = { 0 }, theirs[RUNS] = { 0 };
	size_t n = silent.keys.n < RUNS ? silent.keys.n : RUNS;
	int most = 0;
	for (size_t i = 0; i < n; i++) {
		double from = cpu_ms();
		if (sqlite3_exec(bare, "INSERT INTO t(b) VALUES('a report of some sixty characters, as one types it by hand')", NULL, NULL, NULL) != SQLITE_OK)
			return 1;
		theirs[i] = cpu_ms() - from;
		struct duty_state d;
		struct outcome out;
		if (!duty_state_get(l->db, silent.keys.p[i], &d))
			return 1;
		int before = syncs;
		from = cpu_ms();
		if (!verb_run(l, report, &(struct verb_call){ .duties = &d, .n = 1, .text = "按期报送", .on = DATE_NONE, .promised = DATE_NONE }, &out, &err))
			die(&err);
		ours[i] = cpu_ms() - from;
		if (syncs - before > most)
			most = syncs - before;
		clock_step(&clock, 1000);
	}
	qsort(ours, n, sizeof *ours, by_size);
	qsort(theirs, n, sizeof *theirs, by_size);
	printf("an update, %zu reports: %.2f ms of processor, bare commit %.2f ms, above it %.2f ms (at most 0.5); fdatasync at most %d (1)\n", n,
		ours[n / 2], theirs[n / 2], ours[n / 2] - theirs[n / 2], most);
	list_clear(&silent);
	ledger_close(l);
	sqlite3_close(bare);
	remove(bare_path);
	return 0;
}
