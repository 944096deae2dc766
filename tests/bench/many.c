/* Many duties in one action: many LEDGER.db SHARE_DIR. 500 duties reported at once, and taken back, beside what the SQLite shell would need to write the
 * same rows: those of all tables that differ afterwards, as INSERT statements in one transaction, into a copy as it was before, with the same settings.
 * Then urgings of more and more, each taken back. The ledger is written to. Prints figures, judges none; fdatasync is counted as in update.c. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/mem.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "store/duties.h"
#include "store/list.h"
#include "tests/bench/measure.h"

enum { MARKED = 500, TIMES = 3, CALLED = 8000 };

static int syncs;

int fdatasync(int fd);
int fdatasync(int fd)
{
	syncs++;
	return (int)syscall(SYS_fdatasync, fd);
}

static void die(const char *text)
{
	fprintf(stderr, "many: %s\n", text);
	exit(1);
}

static void sql(sqlite3 *db, const char *text)
{
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
}

static sqlite3 *copy_of(const char *path, const char *to)
{
	sqlite3 *from, *db = NULL;
	remove(to);
	if (sqlite3_open(path, &from) != SQLITE_OK || sqlite3_open(to, &db) != SQLITE_OK)
		die(path);
	sqlite3_backup *b = sqlite3_backup_init(db, "main", from, "main");
	if (!b || sqlite3_backup_step(b, -1) != SQLITE_DONE)
		die(sqlite3_errmsg(db));
	sqlite3_backup_finish(b);
	sqlite3_close(from);
	sql(db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0");
	return db;
}

/* A column's value as a statement writes it, for each column of a table: "quote(a)||','||quote(b)". */
static char *quoted_columns(sqlite3 *db, const char *table)
{
	char *list = NULL, *query = sqlite3_mprintf("SELECT group_concat('quote(\"' || name || '\")', ' || '','' || ') FROM pragma_table_info(%Q)", table);
	sqlite3_stmt *s;
	if (sqlite3_prepare_v2(db, query, -1, &s, NULL) != SQLITE_OK || sqlite3_step(s) != SQLITE_ROW)
		die(sqlite3_errmsg(db));
	list = sqlite3_mprintf("%s", sqlite3_column_text(s, 0));
	sqlite3_finalize(s);
	sqlite3_free(query);
	return list;
}

/* The statements that make the rows which the ledger at path has and the one before has not. */
static size_t statements(const char *path, const char *before, struct buf *to)
{
	sqlite3 *db;
	sqlite3_stmt *tables, *rows;
	size_t n = 0;
	if (sqlite3_open(path, &db) != SQLITE_OK)
		die(path);
	char *attach = sqlite3_mprintf("ATTACH %Q AS before", before);
	sql(db, attach);
	sqlite3_free(attach);
	if (sqlite3_prepare_v2(db, "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'", -1, &tables, NULL) != SQLITE_OK)
		die(sqlite3_errmsg(db));
	while (sqlite3_step(tables) == SQLITE_ROW) {
		const char *table = (const char *)sqlite3_column_text(tables, 0);
		char *columns = quoted_columns(db, table), *query = sqlite3_mprintf("SELECT 'INSERT OR REPLACE INTO \"%w\" VALUES(' || %s || ');' FROM "
			"(SELECT * FROM main.\"%w\" EXCEPT SELECT * FROM before.\"%w\")", table, columns, table, table);
		if (sqlite3_prepare_v2(db, query, -1, &rows, NULL) != SQLITE_OK)
			die(sqlite3_errmsg(db));
		for (; sqlite3_step(rows) == SQLITE_ROW; n++)
			buf_printf(to, "%s\n", (const char *)sqlite3_column_text(rows, 0));
		sqlite3_finalize(rows);
		sqlite3_free(query);
		sqlite3_free(columns);
	}
	sqlite3_finalize(tables);
	sqlite3_close(db);
	return n;
}

static double shell_once(sqlite3 *db, const struct buf *text)
{
	double from = cpu_ms();
	sql(db, "BEGIN IMMEDIATE");
	sql(db, buf_text(text));
	sql(db, "COMMIT");
	return cpu_ms() - from;
}

static void duties_take(struct ledger *l, duty_states *to)
{
	struct err err = { 0 };
	struct list list = { 0 };
	list_start(&list, &(struct query){ .of = LIST_DUTIES, .today = ledger_today(l) });
	if (!list_need(l->db, &list, 4 * CALLED, &err))
		die(err.text);
	for (size_t i = 0; i < list.keys.n; i++) {
		struct duty_state d;
		if (duty_state_get(l->db, list.keys.p[i], &d) && !duty_is_in(&d))
			*vec_push(to) = d;
	}
	list_clear(&list);
}

static double act(struct ledger *l, const char *verb, const struct duty_state *duties, size_t n)
{
	struct err err = { 0 };
	struct outcome out;
	struct verb_call call = { .duties = duties, .n = n, .text = "按期报送", .on = DATE_NONE, .promised = DATE_NONE };
	double from = cpu_ms();
	if (verb ? !verb_run(l, verb_find(verb), &call, &out, &err) : !undo_last(l, &out, &err))
		die(err.text);
	return cpu_ms() - from;
}

static void beside_shell(struct ledger *l, struct clock *clock, const char *path, const char *what, const char *verb, const struct duty_state *duties, size_t n)
{
	char before[4096];
	double theirs[TIMES];
	struct buf text = { 0 };
	snprintf(before, sizeof before, "%s.before", path);
	sqlite3_close(copy_of(path, before));
	int from = syncs;
	double ours = act(l, verb, duties, n);
	from = syncs - from;
	clock_step(clock, 1000);
	size_t rows = statements(path, before, &text);
	for (int i = 0; i < TIMES; i++) {
		char again[4096];
		snprintf(again, sizeof again, "%s.shell", path);
		sqlite3 *db = copy_of(before, again);
		theirs[i] = shell_once(db, &text);
		sqlite3_close(db);
		remove(again);
	}
	double floor = median(theirs, TIMES);
	printf("%zu marked duties %-10s: %d fdatasync, %.0f ms of processor, the shell writing the same %zu rows %.0f ms, x %.1f (at most 3)\n", n, what, from,
		ours, rows, floor, ours / floor);
	remove(before);
	buf_clear(&text);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	struct clock clock = { 0 };
	struct id_maker ids = { .seeded = true, .seed = 9 };
	struct err err = { 0 };
	duty_states duties = { 0 };
	if (!clock_init(&clock, "Asia/Shanghai", &err) || !clock_set(&clock, STR_LIT("2018-11-14T10:00"), true, &err))
		die(err.text);
	struct ledger *l = ledger_open(&(struct ledger_options){ .path = argv[1], .share_dir = argv[2], .by = "bench", .clock = &clock, .ids = &ids }, &err);
	if (!l)
		die(err.text);
	duties_take(l, &duties);
	if (duties.n < CALLED)
		die("too few duties are silent");
	act(l, "sign", &duties.p[duties.n - 1], 1);      /* the -wal is there, the statements are prepared */
	clock_step(&clock, 1000);
	beside_shell(l, &clock, argv[1], "reported", "report", duties.p, MARKED);
	beside_shell(l, &clock, argv[1], "taken back", NULL, NULL, MARKED);
	for (size_t n = CALLED / 16; n <= CALLED; n *= 4) {
		double urged = act(l, "urge", duties.p, n);
		clock_step(&clock, 1000);
		double back = act(l, NULL, NULL, 0);
		clock_step(&clock, 1000);
		printf("%zu duties urged at once: %.0f ms of processor, %.3f a duty; taken back %.0f ms, %.3f a duty\n", n, urged, urged / (double)n, back,
			back / (double)n);
	}
	vec_clear(&duties);
	ledger_close(l);
	return 0;
}
