/* Changes of another copy taken into a ledger, beside the SQLite library inserting the same lines into one indexed table with the same commits;
 * then the same again, all known. merge DIR BEFORE CHANGES...: into a ledger that holds so many, so many are taken. Prints figures, judges none. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/clock.h"
#include "exchange/bundle.h"
#include "model/ledger.h"
#include "store/chain_private.h"
#include "store/lack.h"
#include "store/merge.h"
#include "store/store_private.h"
#include "tests/bench/measure.h"

enum { COMMIT = 500, UNITS = 4000 };

struct side { struct clock clock; struct id_maker ids; struct db *db; };

static void must(bool ok, const struct err *err)
{
	if (ok)
		return;
	fprintf(stderr, "merge: %s\n", err->text);
	exit(1);
}

static void side_open(struct side *s, const char *dir, const char *name, uint64_t seed)
{
	struct err err = { 0 };
	char path[4096];

	snprintf(path, sizeof path, "%s/%s.db", dir, name);
	s->ids = (struct id_maker){ .seeded = true, .seed = seed };
	must(clock_init(&s->clock, "Asia/Shanghai", &err) && clock_set(&s->clock, STR_LIT("2018-11-14"), true, &err), &err);
	s->db = db_open(&(struct db_options){ .path = path, .create = true, .site = name, .clock = &s->clock, .ids = &s->ids }, &err);
	must(s->db != NULL, &err);
}

/* What a report writes, without what is derived: an entry, a cell. */
static void act(struct side *s, int i)
{
	struct err err = { 0 };
	struct change_hash hash;
	touched_list touched = { 0 };
	bool empty;
	char word[32];
	struct change *c = change_new(s->db, "li", "report", "reported: 市质监局 2 失信主体信用修复");

	snprintf(word, sizeof word, "unit %d", i % UNITS);
	struct str part = str_of(word);
	struct id unit = id_derive("unit", &part, 1), contact = id_random(s->db->ids, clock_now_ms(&s->clock));

	clock_step(&s->clock, 1000);
	change_row(c, KIND_UNIT, &unit);
	change_field(c, "name", V_TEXT(word));
	change_row(c, KIND_CONTACT, &contact);
	change_field(c, "unit", V_ID(unit));
	change_field(c, "name", V_TEXT("三家已修复"));
	change_set(c, KIND_UNIT, &unit, "short", V_TEXT(i % 2 ? "质监" : "质监局"));
	must(change_append(c, &hash, &touched, &empty, &err), &err);
	change_free(c);
	vec_clear(&touched);
}

static void act_many(struct side *s, int n)
{
	struct err err = { 0 };

	for (int i = 0; i < n; i++) {
		if (i % COMMIT == 0)
			must(db_begin(s->db, &err), &err);
		act(s, i);
		if (i % COMMIT == COMMIT - 1 || i == n - 1)
			must(db_commit(s->db, &err), &err);
	}
}

typedef VEC(struct str) lines;

static void lines_read(struct side *s, struct arena *mem, lines *to)
{
	struct err err = { 0 };
	have_list none = { 0 };
	keys lack = { 0 };

	must(lack_read(s->db, &none, &lack, &err), &err);
	for (size_t i = 0; i < lack.n; i++)
		must(lack_line(s->db, lack.p[i], mem, vec_push(to), &err), &err);
	vec_clear(&lack);
}

static double merge_all(struct side *s, const lines *l)
{
	struct err err = { 0 };
	struct merged sum = { 0 };
	touched_list touched = { 0 };
	double from = cpu_ms();

	for (size_t i = 0; i < l->n; i++) {
		if (i % COMMIT == 0)
			must(db_begin(s->db, &err), &err);
		must(merge_line(s->db, l->p[i], INT64_MAX, &touched, &sum, &err), &err);
		if (i % COMMIT == COMMIT - 1 || i + 1 == l->n)
			must(db_commit(s->db, &err), &err);
		touched.n = 0;
	}
	vec_clear(&touched);
	return cpu_ms() - from;
}

/* The floor: the library, one index, hashed by nobody. */
struct floor { sqlite3 *db; sqlite3_stmt *put; };

static void floor_run(struct floor *f, const char *sql)
{
	if (sqlite3_exec(f->db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "merge: floor: %s\n", sqlite3_errmsg(f->db));
	exit(1);
}

/* As many lines as the ledger has. */
static void floor_open(struct floor *f, const char *dir, int before)
{
	char path[4096], sql[300];

	snprintf(path, sizeof path, "%s/floor.db", dir);
	if (sqlite3_open(path, &f->db) != SQLITE_OK)
		exit(1);
	floor_run(f, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, hash BLOB UNIQUE, body TEXT)");
	snprintf(sql, sizeof sql, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) INSERT INTO t (hash, body) "
		"SELECT randomblob(32), hex(randomblob(250)) FROM n", before);
	floor_run(f, sql);
	if (sqlite3_prepare_v2(f->db, "INSERT INTO t (hash, body) VALUES (randomblob(32), ?1)", -1, &f->put, NULL) != SQLITE_OK)
		exit(1);
}

static double floor_insert(struct floor *f, const lines *l)
{
	double from = cpu_ms();

	for (size_t i = 0; i < l->n; i++) {
		if (i % COMMIT == 0)
			floor_run(f, "BEGIN");
		sqlite3_bind_text(f->put, 1, l->p[i].p, (int)l->p[i].n, SQLITE_STATIC);
		sqlite3_step(f->put);
		sqlite3_reset(f->put);
		if (i % COMMIT == COMMIT - 1 || i + 1 == l->n)
			floor_run(f, "COMMIT");
	}
	return cpu_ms() - from;
}

static void floor_close(struct floor *f)
{
	sqlite3_finalize(f->put);
	sqlite3_close(f->db);
}

/* All changes of a copy, for one that has nothing. */
static void print_bundle(struct side *s, const char *dir)
{
	struct err err = { 0 };
	struct ledger l = { .db = s->db, .clock = &s->clock };
	struct stat info = { 0 };
	have_list none = { 0 };
	char path[4096];
	struct bundle_made all;
	double from = cpu_ms();

	snprintf(path, sizeof path, "%s/all.dbn", dir);
	unlink(path);
	must(bundle_make(&l, path, &none, NULL, &all, &err), &err);
	double made = cpu_ms() - from;

	from = cpu_ms();
	struct bundle *b = bundle_open(path, &err);
	must(b != NULL && stat(path, &info) == 0, &err);
	printf("merge: a bundle of %lld changes: %.1f MB, made in %.0f ms, judged in %.0f ms\n", (long long)all.changes, (double)info.st_size / 1e6, made, cpu_ms() - from);
	bundle_close(b);
}

static void print_lack(struct side *to, struct side *from)
{
	struct err err = { 0 };
	have_list has = { 0 };
	keys lack = { 0 };
	double asked = cpu_ms();

	must(have_read(to->db, &has, &err) && lack_read(from->db, &has, &lack, &err), &err);
	printf("merge: what a copy lacks, found among all of these: %.2f ms (%zu)\n", cpu_ms() - asked, lack.n);
	vec_clear(&has);
	vec_clear(&lack);
}

static void bench_merge(const char *dir, struct side *to, struct floor *f, int before, int n)
{
	struct side from;
	struct arena mem = { 0 };
	lines l = { 0 };
	char name[32];

	snprintf(name, sizeof name, "from-%d", n);
	side_open(&from, dir, name, (uint64_t)n);
	act_many(&from, n);
	lines_read(&from, &mem, &l);
	double first = merge_all(to, &l), again = merge_all(to, &l), floor = floor_insert(f, &l);

	printf("merge: %d changes into %d: %.0f ms of processor, x %.2f of the library inserting the lines (at most 10); again x %.2f of the first (at most 0.3)\n",
	       n, before, first, first / floor, again / first);
	print_lack(to, &from);
	print_bundle(&from, dir);
	vec_clear(&l);
	arena_clear(&mem);
	db_close(from.db);
}

int main(int argc, char **argv)
{
	struct side to;
	struct floor floor;

	setlocale(LC_ALL, "");
	if (argc < 4)
		return 2;
	int before = atoi(argv[2]);

	side_open(&to, argv[1], "to", 2);
	act_many(&to, before);
	floor_open(&floor, argv[1], before);
	for (int i = 3; i < argc; i++)
		bench_merge(argv[1], &to, &floor, before, atoi(argv[i]));
	floor_close(&floor);
	db_close(to.db);
	return 0;
}
