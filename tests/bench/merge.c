/* Changes of another copy taken into a ledger, beside the SQLite library inserting the same lines into one indexed table with the same commits;
 * then the same again, all known. merge DIR CHANGES BEFORE: so many are taken, into a ledger that holds so many. Prints figures, judges none. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sqlite3.h>

#include "base/clock.h"
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

/* The floor: the same lines, hashed by nobody, one index. */
static double insert_all(const char *dir, const lines *l, int before)
{
	char path[4096];
	sqlite3 *db;
	sqlite3_stmt *st;
	double from = 0;

	snprintf(path, sizeof path, "%s/floor.db", dir);
	if (sqlite3_open(path, &db) != SQLITE_OK ||
	    sqlite3_exec(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, hash BLOB UNIQUE, body TEXT)",
			 NULL, NULL, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, "INSERT INTO t (hash, body) VALUES (randomblob(32), ?1)", -1, &st, NULL) != SQLITE_OK)
		exit(1);
	for (size_t i = 0; i < l->n + (size_t)before; i++) {
		size_t at = i < (size_t)before ? i % l->n : i - (size_t)before;

		if (i == (size_t)before)
			from = cpu_ms();
		if (i % COMMIT == 0)
			sqlite3_exec(db, "BEGIN", NULL, NULL, NULL);
		sqlite3_bind_text(st, 1, l->p[at].p, (int)l->p[at].n, SQLITE_STATIC);
		sqlite3_step(st);
		sqlite3_reset(st);
		if (i % COMMIT == COMMIT - 1 || i + 1 == l->n + (size_t)before || i + 1 == (size_t)before)
			sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	}
	double took = cpu_ms() - from;
	sqlite3_finalize(st);
	sqlite3_close(db);
	return took;
}

int main(int argc, char **argv)
{
	struct side from, to;
	struct arena mem = { 0 };
	struct err err = { 0 };
	lines l = { 0 };

	setlocale(LC_ALL, "");
	if (argc != 4)
		return 2;
	int n = atoi(argv[2]), before = atoi(argv[3]);

	side_open(&from, argv[1], "from", 1);
	act_many(&from, n);
	lines_read(&from, &mem, &l);
	side_open(&to, argv[1], "to", 2);
	act_many(&to, before);
	double first = merge_all(&to, &l), again = merge_all(&to, &l), floor = insert_all(argv[1], &l, before);
	double asked = cpu_ms();
	have_list has = { 0 };
	keys lack = { 0 };

	must(have_read(to.db, &has, &err) && lack_read(from.db, &has, &lack, &err), &err);
	asked = cpu_ms() - asked;
	printf("merge: %d changes into %d: %.0f ms of processor, x %.2f of the library inserting the lines; again x %.2f of the first; "
	       "what a copy lacks: %.2f ms (%zu)\n",
	       n, before, first, first / floor, again / first, asked, lack.n);
	vec_clear(&has);
	vec_clear(&lack);
	vec_clear(&l);
	arena_clear(&mem);
	db_close(from.db);
	db_close(to.db);
	return 0;
}
