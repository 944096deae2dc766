/* Changes of another copy taken into a ledger, beside the SQLite library inserting the same lines into one indexed table with the same commits;
 * then the same again, all known. merge DIR BEFORE CHANGES...: into a ledger that holds so many, so many are taken; then the same of reports by people whose rights are
 * judged, each for the own unit. Prints figures, judges none. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/clock.h"
#include "exchange/bundle.h"
#include "model/ident.h"
#include "model/ledger.h"
#include "model/right_past.h"
#include "store/chain_private.h"
#include "store/lack.h"
#include "store/merge.h"
#include "store/store_private.h"
#include "tests/bench/measure.h"

enum { COMMIT = 500, UNITS = 4000, OFFICES = 40 };

/* Those who report, one a unit, and what for. */
struct office { struct id plan, item, deadline, units[OFFICES]; };
struct side { struct clock clock; struct id_maker ids; struct db *db; struct rights *rights; struct office office; };

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
	s->rights = rights_new(s->db);
	db_set_judge(s->db, rights_as_judge(s->rights));
}

static void side_close(struct side *s)
{
	db_close(s->db);
	rights_free(s->rights);
}

static void append(struct change *c)
{
	struct err err = { 0 };
	struct change_hash hash;
	touched_list touched = { 0 };
	bool empty;

	must(change_append(c, &hash, &touched, &empty, &err), &err);
	change_free(c);
	vec_clear(&touched);
}

static void put_person(struct change *c, const char *login, const char *role, const struct id *unit)
{
	struct id id = ident_person(str_of(login));

	change_row(c, KIND_PERSON, &id);
	change_field(c, "login", V_TEXT(login));
	change_set(c, KIND_PERSON, &id, "role", V_TEXT(role));
	if (unit)
		change_set(c, KIND_PERSON, &id, "unit", V_ID(*unit));
}

/* An item with a deadline, units that owe it, an admin, and somebody who reports for each unit. */
static void make_office(struct side *s)
{
	struct err err = { 0 };
	struct office *o = &s->office;
	char word[32];

	must(db_begin(s->db, &err), &err);
	struct change *c = change_new(s->db, "root", "import", "bench");
	struct str cell = STR_LIT("任务分解表");
	o->plan = ident_plan(&cell, 1);
	change_row(c, KIND_PLAN, &o->plan);
	change_field(c, "title", V_TEXT("任务分解表"));
	o->item = id_random(s->db->ids, 0);
	change_row(c, KIND_ITEM, &o->item);
	change_field(c, "plan", V_ID(o->plan));
	change_field(c, "title", V_TEXT("归集"));
	o->deadline = ident_part("deadline", &o->item, 0);
	change_row(c, KIND_DEADLINE, &o->deadline);
	change_field(c, "item", V_ID(o->item));
	for (int i = 0; i < OFFICES; i++) {
		snprintf(word, sizeof word, "市第%d局", i + 1);
		o->units[i] = ident_unit(STR_LIT(""), str_of(word));
		change_row(c, KIND_UNIT, &o->units[i]);
		change_field(c, "name", V_TEXT(word));
	}
	append(c);
	c = change_new(s->db, "root", "person", "bench");
	put_person(c, "root", "admin", NULL);
	append(c);
	c = change_new(s->db, "root", "person", "bench");
	for (int i = 0; i < OFFICES; i++) {
		snprintf(word, sizeof word, "li%d", i);
		put_person(c, word, "reporter", &o->units[i]);
	}
	append(c);
	must(db_commit(s->db, &err), &err);
}

/* A report by one of those. */
static void act_judged(struct side *s, int i)
{
	struct office *o = &s->office;
	struct id *unit = &o->units[i % OFFICES];
	char word[32], occ[32];

	snprintf(word, sizeof word, "li%d", i % OFFICES);
	snprintf(occ, sizeof occ, "%d", i / OFFICES);
	struct id duty = ident_duty(&o->item, unit, &o->deadline, str_of(occ));
	struct change *c = change_new(s->db, word, "report", "reported: 市质监局 2 失信主体信用修复");
	struct id entry = change_id(c, KIND_ENTRY);

	clock_step(&s->clock, 1000);
	change_row(c, KIND_ENTRY, &entry);
	change_field(c, "item", V_ID(o->item));
	change_field(c, "unit", V_ID(*unit));
	change_field(c, "do", V_TEXT("report"));
	change_field(c, "on", V_TEXT("2018-11-14"));
	change_field(c, "text", V_TEXT("三家已修复"));
	change_row(c, KIND_DUTY, &duty);
	change_field(c, "item", V_ID(o->item));
	change_field(c, "unit", V_ID(*unit));
	change_field(c, "deadline", V_ID(o->deadline));
	change_field(c, "occ", V_TEXT(occ));
	change_set(c, KIND_DUTY, &duty, "report", V_ID(entry));
	append(c);
}

/* What a report writes, without what is derived: an entry, a cell. */
static void act(struct side *s, int i)
{
	char word[32];
	struct change *c = change_new(s->db, "li", "report", "reported: 市质监局 2 失信主体信用修复");

	snprintf(word, sizeof word, "unit %d", i % UNITS);
	struct str part = str_of(word);
	struct id unit = id_derive("unit", &part, 1), contact = change_id(c, KIND_CONTACT);

	clock_step(&s->clock, 1000);
	change_row(c, KIND_UNIT, &unit);
	change_field(c, "name", V_TEXT(word));
	change_row(c, KIND_CONTACT, &contact);
	change_field(c, "unit", V_ID(unit));
	change_field(c, "name", V_TEXT("三家已修复"));
	change_set(c, KIND_UNIT, &unit, "short", V_TEXT(i % 2 ? "质监" : "质监局"));
	append(c);
}

static void act_many(struct side *s, int n, void (*act_one)(struct side *s, int i))
{
	struct err err = { 0 };

	for (int i = 0; i < n; i++) {
		if (i % COMMIT == 0)
			must(db_begin(s->db, &err), &err);
		act_one(s, i);
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

static void bench_merge(const char *dir, struct side *to, struct floor *f, int before, int n, bool judged)
{
	struct side from = { .db = NULL };
	struct arena mem = { 0 };
	lines l = { 0 };
	struct err err = { 0 };
	char name[32];

	snprintf(name, sizeof name, judged ? "judged-%d" : "from-%d", n);
	side_open(&from, dir, name, (uint64_t)n + judged);
	if (judged)
		make_office(&from);
	act_many(&from, n, judged ? act_judged : act);
	lines_read(&from, &mem, &l);
	double first = merge_all(to, &l), again = merge_all(to, &l), floor = floor_insert(f, &l);

	printf("merge: %d changes%s into %d: %.0f ms of processor, x %.2f of the library inserting the lines (at most 10); again x %.2f of the first (at most 0.3)\n",
	       n, judged ? " by people whose rights are judged" : "", before, first, first / floor, again / first);
	if (stmt_number(to->db, "SELECT count(*) FROM refused", 0, 0, &err) != 0)
		printf("merge: some were refused\n");
	print_lack(to, &from);
	if (!judged)
		print_bundle(&from, dir);
	vec_clear(&l);
	arena_clear(&mem);
	side_close(&from);
}

int main(int argc, char **argv)
{
	struct side to = { .db = NULL };
	struct floor floor;

	setlocale(LC_ALL, "");
	if (argc < 4)
		return 2;
	int before = atoi(argv[2]);

	side_open(&to, argv[1], "to", 2);
	act_many(&to, before, act);
	floor_open(&floor, argv[1], before);
	for (int i = 3; i < argc; i++)
		bench_merge(argv[1], &to, &floor, before, atoi(argv[i]), false);
	for (int i = 3; i < argc; i++)
		bench_merge(argv[1], &to, &floor, before, atoi(argv[i]), true);
	floor_close(&floor);
	side_close(&to);
	return 0;
}
