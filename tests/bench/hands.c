/* Many people on one ledger: hands DUBAN LEDGER.db SHARE_DIR. What one of twelve waits for a commit, each with one every 200 ms, beside one who is alone; how
 * many commits twelve get done that never rest, beside one; what a screen costs that looks on. The ledger is written to. Prints figures, judges none. */
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/err.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "store/list.h"
#include "tests/bench/drive.h"

enum { PEOPLE = 12, EVERY_MS = 200, SECONDS = 10, SAMPLES_MOST = 200000 };

static const char today[] = "2018-11-23T09:00";

static void die(const char *text)
{
	fprintf(stderr, "hands: %s\n", text);
	exit(1);
}

static void sleep_ms(double ms)
{
	struct timespec t = { .tv_sec = (time_t)(ms / 1000), .tv_nsec = (long)(ms * 1e6) % 1000000000 };
	if (ms > 0)
		nanosleep(&t, NULL);
}

/* ---- people ---- */

static struct ledger *opened(const char *path, const char *share)
{
	static struct clock clock;
	static struct id_maker ids;
	struct err err = { 0 };
	if (!clock_init(&clock, "Asia/Shanghai", &err) || !clock_set(&clock, str_of(today), true, &err))
		die(err.text);
	struct ledger *l = ledger_open(&(struct ledger_options){ .path = path, .share_dir = share, .by = "wang", .clock = &clock, .ids = &ids }, &err);
	if (!l)
		die(err.text);
	return l;
}

static int64_t first_task(struct ledger *l)
{
	struct err err = { 0 };
	struct list list = { 0 };
	list_start(&list, &(struct query){ .of = LIST_TASKS, .today = ledger_today(l) });
	if (!list_need(l->db, &list, 1, &err) || list.keys.n == 0)
		die("no item");
	int64_t item = list.keys.p[0];
	list_clear(&list);
	return item;
}

/* One remark after another until the time is over; how long each took goes into the pipe. every_ms 0: without rest. */
static void person_works(const char *path, const char *share, int who, int every_ms, int to)
{
	struct ledger *l = opened(path, share);
	int64_t item = first_task(l);
	double from = now_ms(), next = from + (double)(who * every_ms) / PEOPLE;
	for (int i = 0; now_ms() < from + SECONDS * 1000; i++) {
		char text[40];
		struct err err = { 0 };
		struct outcome out = { 0 };
		snprintf(text, sizeof text, "%d %d", (int)getpid(), i);
		struct verb_call call = { .item = item, .text = text };
		if (every_ms)
			sleep_ms(next - now_ms());
		next += every_ms;
		double begin = now_ms();
		if (!verb_run(l, verb_find("remark"), &call, &out, &err))
			die(err.text);
		double took = now_ms() - begin;
		if (write(to, &took, sizeof took) != sizeof took)
			_exit(1);
	}
	_exit(0);
}

struct took { double *ms; size_t n; };

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* So many at once; looks on meanwhile: a screen (NULL: none), whose output is read. */
static struct took people_work(const char *path, const char *share, int n, int every_ms, struct pty *screen)
{
	struct took t = { malloc(SAMPLES_MOST * sizeof(double)), 0 };
	int ends[2], left = n;
	if (!t.ms || pipe(ends) != 0)
		die("pipe");
	fflush(stdout);
	for (int i = 0; i < n; i++)
		if (fork() == 0)
			person_works(path, share, i, every_ms, ends[1]);
	close(ends[1]);
	struct pollfd p[2] = { { .fd = ends[0], .events = POLLIN }, { .fd = screen ? screen->master : -1, .events = POLLIN } };
	while (poll(p, 2, 30000) > 0) {
		char bytes[4096];
		if (p[1].revents & POLLIN && read(p[1].fd, bytes, sizeof bytes) <= 0)
			break;
		if (!(p[0].revents & (POLLIN | POLLHUP)))
			continue;
		if (read(ends[0], &t.ms[t.n], sizeof(double)) != sizeof(double))
			break;
		if (++t.n == SAMPLES_MOST)
			break;
	}
	while (left-- > 0)
		wait(NULL);
	close(ends[0]);
	if (t.n == 0)
		die("nobody did anything");
	qsort(t.ms, t.n, sizeof(double), by_size);
	return t;
}

static double at(const struct took *t, int percent)
{
	return t->ms[(t->n - 1) * (size_t)percent / 100];
}

/* ---- a screen ---- */

static void bench_screen(const char *duban, const char *path, const char *share)
{
	struct pty p;
	if (!start_on(&p, duban, path, today, "xterm-256color"))
		die("duban cannot be started");
	until_idle(&p, LIMIT_MS);
	double from = cpu_of(p.pid);
	sleep_ms(SECONDS * 1000);
	printf("a screen that nobody writes under: %.2f %% of a core\n", (cpu_of(p.pid) - from) / (SECONDS * 10));
	from = cpu_of(p.pid);
	double begin = now_ms();
	struct took t = people_work(path, share, PEOPLE, EVERY_MS, &p);
	printf("a screen that looks on while %d write: %.2f %% of a core\n", PEOPLE, (cpu_of(p.pid) - from) / ((now_ms() - begin) / 100));
	free(t.ms);
	leave(&p);
}

int main(int argc, char **argv)
{
	if (argc != 4)
		die("hands DUBAN LEDGER.db SHARE_DIR");
	setlocale(LC_ALL, "");
	signal(SIGPIPE, SIG_IGN);
	struct took one = people_work(argv[2], argv[3], 1, EVERY_MS, NULL), all = people_work(argv[2], argv[3], PEOPLE, EVERY_MS, NULL);
	printf("a commit every %d ms, one person:   p50 %.2f ms, p99 %.2f ms (%zu)\n", EVERY_MS, at(&one, 50), at(&one, 99), one.n);
	printf("a commit every %d ms, %d people:   p50 %.2f ms (%.1f x), p99 %.2f ms (%+.1f ms) (%zu)\n", EVERY_MS, PEOPLE, at(&all, 50),
		at(&all, 50) / at(&one, 50), at(&all, 99), at(&all, 99) - at(&one, 99), all.n);
	free(one.ms);
	free(all.ms);
	one = people_work(argv[2], argv[3], 1, 0, NULL);
	all = people_work(argv[2], argv[3], PEOPLE, 0, NULL);
	printf("without rest: one person %.0f commits/s, %d people %.0f commits/s (%.2f x)\n", (double)one.n / SECONDS, PEOPLE, (double)all.n / SECONDS,
		(double)all.n / (double)one.n);
	free(one.ms);
	free(all.ms);
	bench_screen(argv[1], argv[2], argv[3]);
	return 0;
}
