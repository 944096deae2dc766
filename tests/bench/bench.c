/* What a user waits for, on the real program: start, keys, bytes on the line, memory, idleness; beside the floor program in the same run, strictly
 * alternating. Prints figures, judges none:
 *
 *	bench DUBAN FLOOR SMALL.db LARGE.db NOTICE.txt
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/bench/drive.h"

enum { RUNS = 21, IDLE_LOOK_MS = 4000 };
enum { LINE_BYTES_PER_S = 960, LINE_ONE_WAY_MS = 150, KEY_EVERY_MS = 33, HELD_KEYS = 10 };

static double start_once(const char *program, const char *ledger)
{
	struct pty p;
	double from = now_ms();
	if (!start(&p, program, ledger))
		exit(1);
	struct seen s = until_idle(&p, LIMIT_MS);
	leave(&p);
	return s.idle ? s.at_ms - from : -1;
}

/* The median time to the first screen. */
static double bench_start(const char *duban, const char *floor, const char *ledger, const char *what)
{
	double ours[RUNS], theirs[RUNS];
	for (int i = 0; i < RUNS; i++) {
		theirs[i] = start_once(floor, ledger);
		ours[i] = start_once(duban, ledger);
	}
	double a = median(ours, RUNS), b = median(theirs, RUNS);
	printf("start to first screen, %-14s %7.2f ms   floor %7.2f ms   ratio %.2f  (at most 1.5)\n", what, a, b, a / b);
	return a;
}

/* What midnight does to the screen, and more: Ctrl-L reads sums, lists and rows anew and draws all of it. */
static void bench_midnight(const char *duban, const char *ledger)
{
	struct pty p;
	double list[RUNS], most = 0;
	if (!start(&p, duban, ledger))
		exit(1);
	until_idle(&p, LIMIT_MS);
	for (int i = 0; i < RUNS; i++) {
		while (until_idle(&p, 400).idle)
			;
		double from = now_ms();
		pty_write(&p, "\014", 1);
		list[i] = until_idle(&p, LIMIT_MS).at_ms - from;
		most = list[i] > most ? list[i] : most;
	}
	printf("the screen read anew, as at midnight: %.1f ms, at most %.1f ms (at most 50)\n", median(list, RUNS), most);
	leave(&p);
}

static void bench_bytes(const char *duban, const char *ledger, const char *what)
{
	struct pty p;
	if (!start(&p, duban, ledger))
		exit(1);
	size_t first = until_idle(&p, LIMIT_MS).bytes;
	cost_rested(&p, "j");
	size_t move = cost(&p, "j"), rest = move;
	for (struct seen s; (s = until_idle(&p, 400)).idle;)
		rest += s.bytes;
	for (int i = 0; i < 40; i++)
		cost(&p, "j");
	size_t scroll = cost(&p, "j");
	cost_rested(&p, "");
	size_t page = cost(&p, "\006");
	printf("bytes, %-10s first screen %zu, a line down %zu (at most 20), with its reason %zu (150), scrolling by one %zu (170), a page %zu\n",
		what, first, move, rest, scroll, page);
	leave(&p);
}

/* Ten held j on a serial line: each byte the program writes arrives after those before it and after its way. */
static void bench_slow_line(const char *duban, const char *ledger)
{
	struct pty p;
	if (!start(&p, duban, ledger))
		exit(1);
	until_idle(&p, LIMIT_MS);
	until_idle(&p, 600);
	double begin = now_ms(), last_key = 0, arrived = 0;
	size_t bytes = 0;
	for (int key = 0; now_ms() < begin + HELD_KEYS * KEY_EVERY_MS + LINE_ONE_WAY_MS + 1500;) {
		double at = begin + key * KEY_EVERY_MS;
		if (key < HELD_KEYS && now_ms() >= at + LINE_ONE_WAY_MS) {
			pty_write(&p, "j", 1);
			last_key = at;
			key++;
		}
		char buf[4096];
		size_t n = pty_read(&p, buf, sizeof buf, 1), kept = n;
		const char *rest = buf;
		for (struct mark m; (m = mark_next(rest, n - (size_t)(rest - buf))).at; rest = m.at + m.len)
			kept -= m.len;
		if (!kept)
			continue;
		double there = now_ms() + LINE_ONE_WAY_MS;
		arrived = (arrived > there ? arrived : there) + (double)kept * 1000 / LINE_BYTES_PER_S;
		bytes += kept;
	}
	printf("ten held j, 9,600 baud, 300 ms: over %.0f ms after the last key (at most 700), %zu bytes (600)\n",
		arrived - last_key, bytes);
	leave(&p);
}

static long status_number(pid_t pid, const char *name)
{
	char path[64], line[256];
	long n = -1;
	snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f))
		if (strncmp(line, name, strlen(name)) == 0)
			n = strtol(line + strlen(name) + 1, NULL, 10);
	if (f)
		fclose(f);
	return n;
}

static void bench_memory_and_idle(const char *duban, const char *ledger, const char *what, const char *limit)
{
	struct pty p;
	if (!start(&p, duban, ledger))
		exit(1);
	until_idle(&p, LIMIT_MS);
	for (int i = 0; i < 60; i++)
		cost(&p, "j");
	cost_rested(&p, "G");
	long kb = status_number(p.pid, "VmHWM"), wakes = status_number(p.pid, "voluntary_ctxt_switches");
	size_t bytes = 0;
	for (double end = now_ms() + IDLE_LOOK_MS; now_ms() < end;)
		bytes += until_idle(&p, (int)(end - now_ms()) + 1).bytes;
	wakes = status_number(p.pid, "voluntary_ctxt_switches") - wakes;
	printf("memory, %-14s %.1f MB (at most %s); idle for %d s: %zu bytes, %ld wake-ups (one look a second)\n", what,
		(double)kb / 1024, limit, IDLE_LOOK_MS / 1000, bytes, wakes);
	leave(&p);
}

static double run_once(const char *duban, const char *notice)
{
	double from = now_ms();
	pid_t pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout))
			_exit(127);
		execle(duban, duban, "import", "--dry-run", "--json", "--issued", "2018-10-31", notice, (char *)NULL, drive_env);
		_exit(127);
	}
	int status;
	waitpid(pid, &status, 0);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? now_ms() - from : -1;
}

int main(int argc, char **argv)
{
	if (argc != 6) {
		fprintf(stderr, "bench DUBAN FLOOR SMALL.db LARGE.db NOTICE.txt\n");
		return 2;
	}
	const char *duban = argv[1], *floor = argv[2], *small = argv[3], *large = argv[4];
	setvbuf(stdout, NULL, _IOLBF, 0);
	double few = bench_start(duban, floor, small, "18 items"), many = bench_start(duban, floor, large, "100,000 items");
	printf("the first screen with the large ledger: x %.2f (at most 2)\n", many / few);
	bench_midnight(duban, large);
	bench_bytes(duban, small, "small");
	bench_bytes(duban, large, "large");
	bench_slow_line(duban, large);
	bench_memory_and_idle(duban, small, "18 items", "12");
	bench_memory_and_idle(duban, large, "100,000 items", "24");
	double list[RUNS];
	for (int i = 0; i < RUNS; i++)
		list[i] = run_once(duban, argv[5]);
	printf("reading a notice: %.1f ms (at most 100)\n", median(list, RUNS));
	return 0;
}
