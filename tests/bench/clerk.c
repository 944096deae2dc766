/* The day's work by key, on the real program: clerk DUBAN FLOOR SAMPLE.db GRID.db. A report with its form, a step in a grid beside a step of the floor program,
 * a morning on a slow line. The sample is written to. Prints figures, judges none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/bench/drive.h"

enum { STEPS = 41, LINE_BYTES_PER_S = 960, LINE_WAY_MS = 150, KEY_EVERY_MS = 150 };

static const char *const terms[] = { "xterm-256color", "vt100" };
static const char today[] = "2018-11-23T09:00";

/* A copy that does not ask where it came from. */
static void file_copy(const char *duban, const char *from, const char *to)
{
	char command[30000];
	snprintf(command, sizeof command, "cp '%s' '%s' && rm -f '%s-wal' '%s-shm' && '%s' --db '%s' site moved >/dev/null", from, to, to, to, duban, to);
	if (system(command) != 0)
		exit(1);
}

/* Each key as soon as the one before is answered: a hand that rests nowhere, or at each key. */
static size_t typed(struct pty *p, const char *keys, bool rests)
{
	size_t bytes = 0;
	for (; *keys; keys++) {
		char key[2] = { *keys };
		bytes += rests ? cost_rested(p, key) : cost(p, key);
	}
	return bytes;
}

/* ---- a report ---- */

static const struct { const char *what, *way, *form; } reports[] = {
	{ "of a list, one figure", "]jjjj", "r2\r" },
	{ "of a list, three figures", "]", "r11\r2\r3\r" },
	{ "of a list, a text", "]j", "rabc\r" },
	{ "of an item's sheet", "j\rjjj", "r11\r2\r3\r" },
	{ "of a unit's sheet", "w\rjjjj", "r2\r" },
};

static void bench_report(const char *duban, const char *sample, const char *term)
{
	char ledger[4096];
	snprintf(ledger, sizeof ledger, "%s.report", sample);
	for (size_t i = 0; i < sizeof reports / sizeof *reports; i++) {
		size_t bytes[2];
		double ms = 0;
		for (int rests = 0; rests < 2; rests++) {
			struct pty p;
			file_copy(duban, sample, ledger);
			if (!start_on(&p, duban, ledger, today, term))
				exit(1);
			until_idle(&p, LIMIT_MS);
			for (const char *key = reports[i].way; *key; key++)
				cost_rested(&p, (char[]){ *key, '\0' });
			size_t last = strlen(reports[i].form) - 1;
			char form[32];
			snprintf(form, sizeof form, "%.*s", (int)last, reports[i].form);
			bytes[rests] = typed(&p, form, rests);
			ms = cpu_of(p.pid);
			bytes[rests] += cost(&p, reports[i].form + last);
			ms = cpu_of(p.pid) - ms;
			leave(&p);
		}
		printf("a report %-26s %-14s %3zu bytes with its form (at most 300), %3zu if the hand rests at each key; Enter to the next frame %.2f ms of processor\n",
			reports[i].what, term, bytes[0], bytes[1], ms);
	}
	remove(ledger);
}

/* ---- the grid ---- */

static double step_once(struct pty *p, const char *key, size_t *bytes)
{
	double from = now_ms();
	pty_write(p, key, 1);
	struct seen s = until_idle(p, LIMIT_MS);
	*bytes = s.bytes;
	return s.at_ms - from;
}

/* Steps to and fro within what is shown, strictly alternating with the floor program's. */
static void bench_grid(const char *duban, const char *floor, const char *grid)
{
	static const char *const keys[] = { "l", "j", "h", "k" };
	struct pty ours, theirs;
	double a[STEPS], b[STEPS];
	size_t most = 0, n;
	if (!start_on(&ours, duban, grid, "2018-11-14T09:00", "xterm-256color") || !start(&theirs, floor, grid))
		exit(1);
	until_idle(&theirs, LIMIT_MS);
	until_idle(&ours, LIMIT_MS);
	cost_rested(&ours, "m");
	for (int i = 0; i < 4; i++)     /* heads and cells are read when they are first drawn */
		cost_rested(&ours, keys[i]);
	for (int i = 0; i < STEPS; i++) {
		b[i] = step_once(&theirs, i % 2 ? "k" : "j", &n);
		while (until_idle(&ours, 250).idle)
			;
		a[i] = step_once(&ours, keys[i % 4], &n);
		most = n > most ? n : most;
	}
	double x = median(a, STEPS), y = median(b, STEPS);
	printf("a step in the grid: at most %zu bytes (at most 25), %.3f ms, floor %.3f ms, x %.2f (at most 1.3)\n", most, x, y, x / y);
	leave(&ours);
	leave(&theirs);
}

/* ---- a morning ---- */

/* What the clerk does: keys that are typed without looking, the last of which is waited for. */
struct deed { const char *keys; enum { WALK, REPORT, URGE, UNDO } what; };
/* On the sample, from the list of those that are silent: three have nothing yet, the units with one item each are reported from the list, one figure is the
 * wrong one; then the first unit, which owes five, phones about four of them: on its sheet, with another wrong one. */
static const struct deed morning[] = {
	{ "w", WALK }, { "j", WALK }, { "c\r+3\r", URGE }, { "j", WALK }, { "c\r+1\r", URGE }, { "j", WALK }, { "c\r+2\r", URGE },
	{ "jjj", WALK }, { "r9\r1\r5\r", REPORT }, { "j", WALK }, { "r9\r", REPORT }, { "j", WALK }, { "r4\r25\r", REPORT },
	{ "U", UNDO }, { "r3\r25\r", REPORT }, { "j", WALK }, { "r6\r20\r", REPORT }, { "j", WALK }, { "r8\r20\r", REPORT }, { "j", WALK },
	{ "r1\r2\r", REPORT }, { "j", WALK }, { "r2\r2\r", REPORT }, { "j", WALK }, { "r2\r3\r", REPORT },
	{ "g", WALK }, { "\r", WALK }, { "j", WALK },
	{ "r11\r2\r3\r", REPORT }, { "rabc\r", REPORT }, { "r9\r25\r", REPORT }, { "r3\r", REPORT }, { "U", UNDO }, { "r5\r", REPORT },
};

struct line { double now, free, waited; size_t bytes; };

static void line_carry(struct line *l, double from, size_t bytes)
{
	double there = from + LINE_WAY_MS;
	l->free = (l->free > there ? l->free : there) + (double)bytes * 1000 / LINE_BYTES_PER_S;
	l->bytes += bytes;
}

static void deed_do(struct pty *p, const struct deed *d, struct line *l)
{
	for (const char *key = d->keys; *key; key++) {
		double pressed = l->now, ms;
		size_t bytes;
		ms = step_once(p, (char[]){ *key, '\0' }, &bytes);
		line_carry(l, pressed + LINE_WAY_MS + ms, bytes);
		l->now += KEY_EVERY_MS;
		if (!key[1]) {
			l->now = l->free > l->now ? l->free : l->now;
			l->waited += l->now - pressed;
		}
	}
	for (struct seen s; (s = until_idle(p, 250)).idle;)
		line_carry(l, l->now, s.bytes);
}

static void bench_morning(const char *duban, const char *sample, const char *term)
{
	struct pty p;
	struct line line = { 0 };
	size_t bytes[UNDO + 1] = { 0 };
	int n[UNDO + 1] = { 0 };
	char ledger[4096];
	snprintf(ledger, sizeof ledger, "%s.morning", sample);
	file_copy(duban, sample, ledger);
	if (!start_on(&p, duban, ledger, today, term))
		exit(1);
	until_idle(&p, LIMIT_MS);
	while (until_idle(&p, 400).idle)
		;
	for (size_t i = 0; i < sizeof morning / sizeof *morning; i++) {
		size_t before = line.bytes;
		deed_do(&p, &morning[i], &line);
		n[morning[i].what]++;
		bytes[morning[i].what] += line.bytes - before;
	}
	printf("a morning, %-14s: %d reports %zu bytes, %d urgings %zu, %d undos %zu, ways between them %zu: %zu bytes in all (at most 8000); "
		"9,600 baud, 300 ms: waited %.0f s\n", term, n[REPORT], bytes[REPORT], n[URGE], bytes[URGE], n[UNDO], bytes[UNDO], bytes[WALK], line.bytes,
		line.waited / 1000);
	leave(&p);
	remove(ledger);
}

int main(int argc, char **argv)
{
	if (argc != 5) {
		fprintf(stderr, "clerk DUBAN FLOOR SAMPLE.db GRID.db\n");
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		bench_report(argv[1], argv[3], terms[i]);
	bench_grid(argv[1], argv[2], argv[4]);
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++)
		bench_morning(argv[1], argv[3], terms[i]);
	return 0;
}
