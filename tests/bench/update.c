/* What an update costs, and whether it grows with the ledger: verbs through the whole of model and store, on a ledger and on one of ten times its size, beside a
 * bare one-row commit with the same settings, strictly alternating; then reports on the small one by people whose rights are judged. update SMALL.db LARGE.db
 * SHARE_DIR; both ledgers are written to. Counts fdatasync by standing in for it: SQLite calls ours. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "model/ident.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "store/duties.h"
#include "store/change.h"
#include "store/list.h"
#include "store/rows.h"
#include "tests/bench/measure.h"

enum { RUNS = 60, LOOKED_AT = 12000, PEOPLE = 40 };

/* Which duties: of an assigned unit with a target of none, of a group's member, of a joint target. */
enum of { OF_PLAIN, OF_MEMBER, OF_JOINT, OFS };
static const struct { const char *what, *verb; enum of of; } updates[] = {
	{ "report", "report", OF_PLAIN },
	{ "sign", "sign", OF_PLAIN },
	{ "extend", "extend", OF_PLAIN },
	{ "report of a member", "report", OF_MEMBER },
	{ "report, joint target", "report", OF_JOINT },
};

struct side {
	struct ledger *l;
	struct clock clock;
	struct id_maker ids;
	keys duties[OFS];
	size_t taken[OFS];
	double ms[RUNS];
};

static int syncs, emptied;

int fdatasync(int fd);
int fdatasync(int fd)
{
	syncs++;
	return (int)syscall(SYS_fdatasync, fd);
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

static double bare_commit(sqlite3 *bare)
{
	double from = cpu_ms();
	if (sqlite3_exec(bare, "INSERT INTO t(b) VALUES('a report of some sixty characters, as one types it by hand')", NULL, NULL, NULL) != SQLITE_OK)
		exit(1);
	return cpu_ms() - from;
}

static enum of of_duty(struct ledger *l, const struct duty_state *d)
{
	struct err err = { 0 };
	struct arena mem = { 0 };
	target_rows targets = { 0 };
	assignment_rows assigned = { 0 };
	bool named = false;
	if (!targets_read(l->db, d->item, &mem, &targets, &err) || !assignments_read(l->db, d->item, &mem, &assigned, &err))
		die(&err);
	for (size_t i = 0; i < assigned.n; i++)
		named |= assigned.p[i].unit == d->unit;
	enum of of = targets.n ? OF_JOINT : named ? OF_PLAIN : OF_MEMBER;
	vec_clear(&targets);
	vec_clear(&assigned);
	arena_clear(&mem);
	return of;
}

static void side_open(struct side *s, const char *path, const char *share)
{
	struct err err = { 0 };
	struct list list = { 0 };
	s->ids = (struct id_maker){ .seeded = true, .seed = 3 };
	if (!clock_init(&s->clock, "Asia/Shanghai", &err) || !clock_set(&s->clock, STR_LIT("2018-11-14T10:00"), true, &err))
		die(&err);
	s->l = ledger_open(&(struct ledger_options){ .path = path, .share_dir = share, .by = "bench", .clock = &s->clock, .ids = &s->ids }, &err);
	if (!s->l)
		die(&err);
	list_start(&list, &(struct query){ .of = LIST_DUTIES, .today = ledger_today(s->l) });
	if (!list_need(s->l->db, &list, LOOKED_AT, &err))
		die(&err);
	for (size_t i = 0; i < list.keys.n; i++) {
		struct duty_state d;
		enum of of;
		/* An extension is for those that are silent; where one report fills all of them there are few. */
		if (duty_state_get(s->l->db, list.keys.p[i], &d) && ((of = of_duty(s->l, &d)) == OF_JOINT || !duty_is_in(&d)))
			*vec_push(&s->duties[of]) = d.key;
	}
	list_clear(&list);
}

static void side_close(struct side *s)
{
	for (int of = 0; of < OFS; of++)
		vec_clear(&s->duties[of]);
	ledger_close(s->l);
}

static double update_once(struct side *s, const char *verb, enum of of)
{
	struct err err = { 0 };
	struct duty_state d;
	struct outcome out;
	struct arena mem = { 0 };
	target_rows targets = { 0 };
	if (s->taken[of] >= s->duties[of].n || !duty_state_get(s->l->db, s->duties[of].p[s->taken[of]++], &d) || !targets_read(s->l->db, d.item, &mem, &targets, &err))
		die(&err);
	struct amount amount = { targets.n ? targets.p[0].num_figure : 0, 4 };
	struct verb_call call = { .duties = &d, .n = 1, .text = "按期报送", .on = DATE_NONE, .amounts = &amount, .n_amounts = targets.n,
		.promised = strcmp(verb, "extend") == 0 ? date_make(2019, 3, 29) : DATE_NONE };
	int before = syncs;
	double from = cpu_ms();
	if (!verb_run(s->l, verb_find(verb), &call, &out, &err))
		die(&err);
	double ms = cpu_ms() - from;
	emptied += syncs - before > 1;
	clock_step(&s->clock, 1000);
	vec_clear(&targets);
	arena_clear(&mem);
	return ms;
}

/* ---- judged ---- */

static void acts(struct side *s, const char *login)
{
	snprintf(s->l->by, sizeof s->l->by, "%s", login);
}

static void give(struct side *s, const char *login, const char *role, const struct id *unit)
{
	struct err err = { 0 };
	struct outcome out;
	struct id id = ident_person(str_of(login));
	struct change *c = ledger_begin(s->l, "person", "bench", &err);
	if (!c)
		die(&err);
	change_row(c, KIND_PERSON, &id);
	change_field(c, "login", V_TEXT(login));
	change_set(c, KIND_PERSON, &id, "role", V_TEXT(role));
	if (unit)
		change_set(c, KIND_PERSON, &id, "unit", V_ID(*unit));
	if (!ledger_commit(s->l, c, &out, &err))
		die(&err);
}

/* Those of one unit alone, so that one person may report for each. */
static void keep_unit(struct side *s, struct id *unit)
{
	struct duty_state d;
	size_t n = 0;
	int64_t of = 0;
	keys *list = &s->duties[OF_PLAIN];
	for (size_t i = s->taken[OF_PLAIN]; i < list->n; i++) {
		if (!duty_state_get(s->l->db, list->p[i], &d) || duty_is_in(&d) || (of && d.unit != of))
			continue;
		of = d.unit;
		list->p[n++] = d.key;
	}
	list->n = n;
	s->taken[OF_PLAIN] = 0;
	if (!row_id(s->l->db, KIND_UNIT, of, unit))
		exit(1);
}

/* An admin, a clerk, and many who report; then the clerk's reports, and one's for the own unit. */
static void bench_judged(struct side *s, sqlite3 *bare)
{
	static const char *const who[] = { "clerk", "reporter" };
	struct id unit;
	keep_unit(s, &unit);
	acts(s, "root");
	give(s, "root", "admin", NULL);
	give(s, "clerk", "clerk", NULL);
	for (int i = 0; i < PEOPLE; i++) {
		char login[32];
		snprintf(login, sizeof login, i ? "reporter%d" : "reporter", i);
		give(s, login, "reporter", &unit);
	}
	for (size_t k = 0; k < sizeof who / sizeof *who; k++) {
		double theirs[RUNS];
		acts(s, who[k]);
		for (size_t i = 0; i < RUNS; i++) {
			theirs[i] = bare_commit(bare);
			s->ms[i] = update_once(s, "report", OF_PLAIN);
		}
		double floor = median(theirs, RUNS), a = median(s->ms, RUNS);
		printf("an update, report of a %-10s: %.2f ms of processor, bare commit %.2f, above it %.2f (at most 0.5), judged among %d people\n", who[k], a, floor, a - floor,
			PEOPLE + 2);
	}
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	setlocale(LC_ALL, "C.UTF-8");
	char bare_path[4096];
	snprintf(bare_path, sizeof bare_path, "%s.bare", argv[1]);
	sqlite3 *bare = bare_open(bare_path);
	struct side small = { .l = NULL }, large = { .l = NULL };
	side_open(&small, argv[1], argv[3]);
	side_open(&large, argv[2], argv[3]);
	for (size_t u = 0; u < sizeof updates / sizeof *updates; u++) {
		double theirs[RUNS];
		for (size_t i = 0; i < RUNS; i++) {
			theirs[i] = bare_commit(bare);
			small.ms[i] = update_once(&small, updates[u].verb, updates[u].of);
			large.ms[i] = update_once(&large, updates[u].verb, updates[u].of);
		}
		double floor = median(theirs, RUNS), a = median(small.ms, RUNS), b = median(large.ms, RUNS);
		printf("an update, %-20s: %.2f ms of processor, bare commit %.2f, above it %.2f (at most 0.5); ten times the ledger %.2f, x %.2f (1.2)\n",
			updates[u].what, a, floor, a - floor, b, b / a);
	}
	printf("fdatasync: 1 an update (at most 1), but for %d of %zu that put the -wal into the file\n", emptied, 2 * RUNS * sizeof updates / sizeof *updates);
	bench_judged(&small, bare);
	side_close(&small);
	side_close(&large);
	sqlite3_close(bare);
	remove(bare_path);
	return 0;
}
