/* Filters on a large ledger, each beside its floor in the same run, alternating: a page beside the same page as the SQLite library gives it by the right
 * index, a word beside the library reading the same columns. search LARGE.db SHARE_DIR. Prints figures, judges none. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <sqlite3.h>

#include "base/clock.h"
#include "base/err.h"
#include "model/filter.h"
#include "model/ledger.h"
#include "model/view.h"
#include "store/list.h"
#include "store/where_private.h"
#include "tests/bench/measure.h"

enum { PAGE_RUNS = 101, SCAN_RUNS = 5, PAGE = 23 };

static void die(const struct err *err)
{
	fprintf(stderr, "search: %s\n", err->text);
	exit(1);
}

struct bench {
	struct ledger *l;
	sqlite3 *floor;
};

/* ---- ours, theirs ---- */

/* The keys of a list under a filter, with the titles of those that are shown. */
static double ours_once(struct bench *b, enum list_of of, const char *text, size_t want, bool anew, size_t *rows)
{
	struct err err = { 0 };
	struct filter f = { 0 };
	struct list list = { 0 };
	struct arena mem = { 0 };
	size_t at;

	if (!filter_read(b->l, str_of(text), of, &f, &at, &err))
		die(&err);
	if (anew)
		sweeps_clear(b->l->db);
	double from = cpu_ms();
	if (!db_read_begin(b->l->db, &err))      /* as who draws it does */
		die(&err);
	list_start(&list, &(struct query){ .of = of, .due = DATE_NONE, .today = ledger_today(b->l), .where = f.cond });
	if (!list_need(b->l->db, &list, want, &err))
		die(&err);
	for (size_t i = 0; of != LIST_DUTIES && i < list.keys.n && i < PAGE; i++) {
		struct item_row item;
		if (!item_get(b->l->db, list.keys.p[i], &mem, &item, &err))
			die(&err);
	}
	db_read_end(b->l->db);
	double ms = cpu_ms() - from;
	*rows = list.keys.n;
	list_clear(&list);
	arena_clear(&mem);
	filter_clear(&f);
	return ms;
}

/* Each row's columns are looked at, as who shows them does. */
static double theirs_once(struct bench *b, const char *sql, size_t *rows)
{
	sqlite3_stmt *s;
	double from = cpu_ms();
	size_t bytes = 0;

	*rows = 0;
	if (sqlite3_prepare_v2(b->floor, sql, -1, &s, NULL) != SQLITE_OK) {
		fprintf(stderr, "search: %s\n", sqlite3_errmsg(b->floor));
		exit(1);
	}
	for (; sqlite3_step(s) == SQLITE_ROW; ++*rows)
		for (int i = 0; i < sqlite3_column_count(s); i++)
			bytes += sqlite3_column_text(s, i) ? (size_t)sqlite3_column_bytes(s, i) : 0;
	sqlite3_finalize(s);
	return bytes < SIZE_MAX ? cpu_ms() - from : 0;
}

/* ---- pages ---- */

#define ROW "SELECT i.key, i.plan, i.parent, i.id, i.number, i.kind, i.title, i.text, i.owes, i.state, i.pos, i.first_line, i.last_line, " \
	"(SELECT count(*) FROM item c WHERE c.parent = i.key AND c.gone IS NULL) "
#define PAGE_OF(condition) ROW "FROM item i WHERE i.plan = 1 AND i.kind <> 'campaign' AND i.gone IS NULL AND " condition \
	" ORDER BY i.pos, i.key LIMIT 23"
#define LIGHT "(SELECT max(CASE WHEN t.red_from <= 17849 THEN 3 WHEN t.yellow_from <= 17849 THEN 2 WHEN t.green = t.owed THEN 0 ELSE 1 END) FROM tally t " \
	"WHERE t.kind = 1 AND t.key = i.key AND t.begins <= 17849 AND t.owed > 0)"
static const struct { const char *filter, *floor; } pages[] = {
	{ "unit:市第3归集局", PAGE_OF("(EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.unit = 3 AND a.gone IS NULL) OR "
		"EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key AND d.unit = 3))") },
	{ "light:red", PAGE_OF(LIGHT " = 3") },
	{ "light:yellow", PAGE_OF(LIGHT " = 2") },
	{ "due:2018-12", PAGE_OF("EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key AND d.due BETWEEN 17866 AND 17896)") },
	{ "unit:市第3归集局 light:red",
	  PAGE_OF("EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key AND d.unit = 3 AND d.red_from <= 17849)") },
	{ "due:2018-11-20", ROW "FROM item i WHERE i.key IN (SELECT d.item FROM duty_state d WHERE d.due = 17855) AND "
	  "i.kind <> 'campaign' AND i.gone IS NULL ORDER BY i.plan, i.pos, i.key LIMIT 23" },
	{ "no:1999", ROW "FROM item i WHERE i.number = '1999' AND i.kind <> 'campaign' AND i.gone IS NULL ORDER BY i.plan, i.pos LIMIT 23" },
};

static void bench_pages(struct bench *b)
{
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		double ours[PAGE_RUNS], theirs[PAGE_RUNS];
		size_t n = 0, m = 0;
		for (int k = 0; k < PAGE_RUNS; k++) {
			theirs[k] = theirs_once(b, pages[i].floor, &m);
			ours[k] = ours_once(b, LIST_TASKS, pages[i].filter, PAGE, false, &n);
		}
		double x = median(ours, PAGE_RUNS), y = median(theirs, PAGE_RUNS);
		printf("first page, %-34s %7.3f ms (%zu rows)   floor %7.3f ms (%zu)   x %.2f (at most 1.5)\n", pages[i].filter, x, n, y, m, x / y);
	}
}

/* ---- words ---- */

/* The texts that are read; of the entries' list the titles of items, as it is one of these. */
#define TITLES "SELECT title, text FROM item"
#define ENTRIES "SELECT text, '' FROM entry"
#define ALL TITLES " UNION ALL SELECT text, '' FROM measure UNION ALL " ENTRIES
static const struct { const char *filter, *floor; const char *limit; } scans[] = {
	{ "entry:联席专班", TITLES " UNION ALL " ENTRIES, "1.5" },
	{ "联席专班", ALL, "1.5" },
	{ "/联席.班/", ALL, "1.5" },
	{ "/[联第][席][^a]+[班]$/", ALL, "3" },
	{ "/[信平][用台].{2,4}工作/", ALL, "3" },
};

/* Both lists of items, to their ends. */
static double scan_once(struct bench *b, const char *filter, size_t *rows)
{
	size_t n, m;
	double ms = ours_once(b, LIST_TASKS, filter, SIZE_MAX, true, &n) + ours_once(b, LIST_CAMPAIGNS, filter, SIZE_MAX, false, &m);

	*rows = n + m;
	return ms;
}

static void bench_scans(struct bench *b)
{
	for (size_t i = 0; i < sizeof scans / sizeof *scans; i++) {
		double ours[SCAN_RUNS], theirs[SCAN_RUNS];
		size_t n = 0, m = 0;
		for (int k = 0; k < SCAN_RUNS; k++) {
			theirs[k] = theirs_once(b, scans[i].floor, &m);
			ours[k] = scan_once(b, scans[i].filter, &n);
		}
		double x = median(ours, SCAN_RUNS), y = median(theirs, SCAN_RUNS);
		printf("all texts, %-28s %7.1f ms (%zu rows)   reading the columns %7.1f ms (%zu)   x %.2f (at most %s)\n", scans[i].filter, x, n, y, m, x / y,
			scans[i].limit);
	}
}

/* One table alone, as it is swept. */
static double sweep_once(struct bench *b, const char *sql, const struct word *w, size_t *rows)
{
	sqlite3_stmt *s;
	double from = cpu_ms();

	*rows = 0;
	if (sqlite3_prepare_v2(b->l->db->sql, sql, -1, &s, NULL) != SQLITE_OK)
		exit(1);
	sqlite3_bind_pointer(s, 1, (void *)w, WORD_POINTER, NULL);
	for (; sqlite3_step(s) == SQLITE_ROW;)
		++*rows;
	sqlite3_finalize(s);
	return cpu_ms() - from;
}

static void bench_sweeps(struct bench *b)
{
	static const struct { const char *what, *sql, *floor; } tables[] = {
		{ "titles", "SELECT key FROM item WHERE word_title(?1, title)", "SELECT title FROM item" },
		{ "entries", "SELECT item FROM entry WHERE word(?1, text) AND gone IS NULL", "SELECT text FROM entry" },
	};
	static const struct { const char *text, *limit; bool re; } words[] = {
		{ "联席专班", "1.5", false }, { "信用", "1.5", false }, { "联席.班", "1.5", true }, { "[联第][席][^a]+[班]$", "3", true }, { "[信平][用台].{2,4}工作", "3", true },
	};
	for (size_t t = 0; t < 2; t++)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			struct err err = { 0 };
			struct word *w;
			double ours[SCAN_RUNS], theirs[SCAN_RUNS];
			size_t n = 0, m = 0;
			if (!(words[i].re ? word_re(str_of(words[i].text), false, &w, NULL, &err) : word_plain(str_of(words[i].text), NULL, &w, &err)))
				die(&err);
			for (int k = 0; k < SCAN_RUNS; k++) {
				theirs[k] = theirs_once(b, tables[t].floor, &m);
				ours[k] = sweep_once(b, tables[t].sql, w, &n);
			}
			double x = median(ours, SCAN_RUNS), y = median(theirs, SCAN_RUNS);
			printf("%zu %s, %s%-28s %7.1f ms (%zu found)   reading the column %7.1f ms   x %.2f (at most %s)\n", m, tables[t].what,
				words[i].re ? "/ " : "", words[i].text, x, n, y, x / y, words[i].limit);
			word_free(w);
		}
}

/* PCRE2 alone, the titles in memory. */
static void bench_pcre2(struct bench *b, const char *pattern)
{
	sqlite3_stmt *s;
	VEC(struct { char *p; size_t n; }) titles = { 0 };
	int code;
	PCRE2_SIZE at;
	pcre2_code *re = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, PCRE2_UTF, &code, &at, NULL);
	pcre2_match_data *match = pcre2_match_data_create_from_pattern(re, NULL);
	size_t found = 0;

	pcre2_jit_compile(re, PCRE2_JIT_COMPLETE);
	sqlite3_prepare_v2(b->floor, "SELECT title FROM item", -1, &s, NULL);
	while (sqlite3_step(s) == SQLITE_ROW) {
		vec_push(&titles);
		titles.p[titles.n - 1].p = strdup((const char *)sqlite3_column_text(s, 0));
		titles.p[titles.n - 1].n = (size_t)sqlite3_column_bytes(s, 0);
	}
	sqlite3_finalize(s);
	double from = cpu_ms();
	for (size_t i = 0; i < titles.n; i++)
		found += pcre2_match(re, (PCRE2_SPTR)titles.p[i].p, titles.p[i].n, 0, PCRE2_NO_UTF_CHECK, match, NULL) > 0;
	printf("bare PCRE2 with JIT, /%s/ over %zu titles in memory: %.1f ms (%zu found)\n", pattern, titles.n, cpu_ms() - from, found);
	for (size_t i = 0; i < titles.n; i++)
		free(titles.p[i].p);
	vec_clear(&titles);
	pcre2_match_data_free(match);
	pcre2_code_free(re);
}

static void bench_common(struct bench *b, const char *filter)
{
	double ours[PAGE_RUNS];
	size_t n = 0;
	for (int k = 0; k < PAGE_RUNS; k++)
		ours[k] = ours_once(b, LIST_TASKS, filter, PAGE, true, &n);
	printf("first page of a common word, %s: %.2f ms (at most 5)\n", filter, median(ours, PAGE_RUNS));
}

static void bench_sums(struct bench *b, const char *filter)
{
	struct err err = { 0 };
	struct filter f = { 0 };
	struct sums sums;
	double ours[SCAN_RUNS];
	size_t at;
	if (!filter_read(b->l, str_of(filter), LIST_TASKS, &f, &at, &err))
		die(&err);
	for (int k = 0; k < SCAN_RUNS; k++) {
		double from = cpu_ms();
		if (!view_sums_where(b->l, 0, 0, f.cond, &sums, &err))
			die(&err);
		ours[k] = cpu_ms() - from;
	}
	printf("line 2 under %-30s %7.1f ms (of %d duties)\n", filter, median(ours, SCAN_RUNS), sums.owed);
	filter_clear(&f);
}

int main(int argc, char **argv)
{
	struct err err = { 0 };
	struct clock clock = { 0 };
	struct id_maker ids = { .seeded = true, .seed = 5 };
	struct bench b = { 0 };

	if (argc != 3)
		return 2;
	setlocale(LC_ALL, "C.UTF-8");
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!clock_init(&clock, "Asia/Shanghai", &err) || !clock_set(&clock, STR_LIT("2018-11-14T10:00"), true, &err))
		die(&err);
	b.l = ledger_open(&(struct ledger_options){ .path = argv[1], .share_dir = argv[2], .by = "bench", .clock = &clock, .ids = &ids }, &err);
	if (!b.l)
		die(&err);
	if (sqlite3_open_v2(argv[1], &b.floor, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK)
		return 1;
	bench_pages(&b);
	bench_common(&b, "信用");
	bench_common(&b, "报送");
	bench_sweeps(&b);
	bench_scans(&b);
	bench_pcre2(&b, "联席.班");
	bench_pcre2(&b, "[信平][用台].{2,4}工作");
	bench_sums(&b, "unit:市第3归集局");
	bench_sums(&b, "light:red");
	bench_sums(&b, "信用");
	sqlite3_close(b.floor);
	ledger_close(b.l);
	return 0;
}
