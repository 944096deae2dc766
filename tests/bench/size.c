/* What must not grow with the ledger, and what may: size SMALL.db LARGE.db SHARE_DIR. Counters and the pane of dates on a small ledger and on a large one, strictly
 * alternating; then all duties of the large one derived from nothing, beside passes of the SQLite library over the same rows. Prints figures, judges none. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"
#include "model/derive.h"
#include "model/ledger.h"
#include "model/view.h"
#include "store/list.h"
#include "tests/bench/measure.h"

enum { RUNS = 101, DATES_SHOWN = 3 };

static void die(const struct err *err)
{
	fprintf(stderr, "size: %s\n", err->text);
	exit(1);
}

static struct ledger *open_ledger(const char *path, const char *share, struct clock *clock, struct id_maker *ids)
{
	struct err err = { 0 };
	struct ledger *l;
	if (!clock_init(clock, "Asia/Shanghai", &err) || !clock_set(clock, STR_LIT("2018-11-14T10:00"), true, &err))
		die(&err);
	l = ledger_open(&(struct ledger_options){ .path = path, .share_dir = share, .by = "bench", .clock = clock, .ids = ids }, &err);
	if (!l)
		die(&err);
	return l;
}

static double sums_once(struct ledger *l)
{
	struct err err = { 0 };
	struct sums sums;
	double from = now_ms();
	if (!view_sums(l, 0, 0, &sums, &err))
		die(&err);
	return now_ms() - from;
}

/* As the folded pane does it: all dates, the most pressing first, and the rows of those that are shown. */
static double dates_once(struct ledger *l)
{
	struct err err = { 0 };
	struct list dates = { 0 };
	struct arena mem = { 0 };
	struct date_line line;
	double from = now_ms();
	list_start(&dates, &(struct query){ .of = LIST_DATES, .due = DATE_NONE, .today = ledger_today(l), .pressing = true });
	if (!list_need(l->db, &dates, SIZE_MAX / 2, &err))
		die(&err);
	for (size_t i = 0; i < DATES_SHOWN && i < dates.keys.n; i++)
		if (!view_date(l, (date)dates.keys.p[i], 0, 0, &mem, &line, &err))
			die(&err);
	double ms = now_ms() - from;
	list_clear(&dates);
	arena_clear(&mem);
	return ms;
}

static void compare(const char *what, double (*once)(struct ledger *l), struct ledger *small, struct ledger *large)
{
	double a[RUNS], b[RUNS];
	for (int i = 0; i < RUNS; i++) {
		a[i] = once(small);
		b[i] = once(large);
	}
	double x = median(a, RUNS), y = median(b, RUNS);
	printf("%-32s 18 items %.3f ms, large %.3f ms, x %.2f (at most 2)\n", what, x, y, y / x);
}

/* The floor: one full pass of the library over the rows that are read (plans, items and their assignments, deadlines, targets, measures; what was entered for
 * duties) and those that are written (duties, sums), as the shell would: how many, and how long a text of them is or what a number comes to. */
static const char *const pass[][2] = {
	{ "plan", "length(title)" }, { "item", "length(title) + length(owes)" }, { "assignment", "length(role) + pos" },
	{ "deadline", "length(text) + length(due)" }, { "target", "length(text)" }, { "measure", "length(text)" },
	{ "duty", "length(review) + report" }, { "entry", "length(text) + length(verb)" }, { "amount", "n" }, { "value", "reported" },
	{ "duty_state", "length(occ) + parts" }, { "tally", "owed + green" },
};

static int take_count(void *n, int columns, char **values, char **names)
{
	(void)columns, (void)names;
	*(long long *)n = strtoll(values[0], NULL, 10);
	return 0;
}

/* n: how many rows each table has. */
static double pass_once(const char *path, long long *n)
{
	sqlite3 *db;
	double from = cpu_ms();
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		exit(1);
	for (size_t i = 0; i < sizeof pass / sizeof *pass; i++) {
		char sql[200];
		snprintf(sql, sizeof sql, "SELECT count(*), sum(%s) FROM %s", pass[i][1], pass[i][0]);
		if (sqlite3_exec(db, sql, take_count, &n[i], NULL) != SQLITE_OK) {
			fprintf(stderr, "size: %s\n", sqlite3_errmsg(db));
			exit(1);
		}
	}
	sqlite3_close(db);
	return cpu_ms() - from;
}

/* Three times, each beside two passes. */
static void derive(struct ledger *l, const char *path)
{
	enum { TIMES = 3 };
	struct err err = { 0 };
	double ours[TIMES], passes[2 * TIMES];
	long long n[sizeof pass / sizeof *pass];
	for (int i = 0; i < TIMES; i++) {
		passes[2 * i] = pass_once(path, n);
		double from = cpu_ms();
		if (!ledger_derive_all(l, derive_horizon(l), &err))
			die(&err);
		ours[i] = cpu_ms() - from;
		passes[2 * i + 1] = pass_once(path, n);
	}
	double a = median(ours, TIMES), b = median(passes, 2 * TIMES);
	for (size_t i = 0; i < sizeof pass / sizeof *pass; i++)
		printf("%s%lld %s", i ? ", " : "rows: ", n[i], pass[i][0]);
	printf("\nall duties and sums derived from nothing and written: %.0f ms of processor; SELECT count(*), sum(length()) over these rows %.0f ms; x %.1f (at most 5)\n",
		a, b, a / b);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		return 2;
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	struct clock clocks[2] = { 0 };
	struct id_maker ids[2] = { { .seeded = true, .seed = 5 }, { .seeded = true, .seed = 6 } };
	struct ledger *small = open_ledger(argv[1], argv[3], &clocks[0], &ids[0]), *large = open_ledger(argv[2], argv[3], &clocks[1], &ids[1]);
	compare("the overview's counters,", sums_once, small, large);
	compare("the pane of dates,", dates_once, small, large);
	derive(large, argv[2]);
	ledger_close(small);
	ledger_close(large);
	return 0;
}
