/* kill -9 at any moment of many saves at once: what was acknowledged is in the log, once, and the ledger is whole.
 *
 * 200 of them; KILLS=20 in the environment: so many. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"

enum { WRITERS = 4, WORDS_MOST = 20000, BASE = 100000 };

/* A save under way: it reports word of BASE. */
struct writer { pid_t pid; int word, out; };

static struct {
	struct writer writers[WRITERS];
	bool said[WORDS_MOST];          /* acknowledged: the program said so, or ended with 0 */
	int words, kills;
	unsigned longest_us;            /* before the next kill */
	uint64_t seed;
} storm;

static unsigned storm_random(unsigned below)
{
	storm.seed = storm.seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(storm.seed >> 33) % below;
}

static void writer_exec(const char *ledger, int word, int out)
{
	const char *program = getenv("DUBAN");
	char figures[32];
	int null = open("/dev/null", O_RDWR);

	snprintf(figures, sizeof figures, "%d/%d", word, BASE);
	if (null < 0 || dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(null, 2) < 0)
		_exit(9);
	execl(program, program, "--db", ledger, "--today", "2018-11-21", "--as", "wang", "report", "2", "市质监局", figures, (char *)NULL);
	_exit(9);
}

static void writer_start(struct writer *w, const char *ledger)
{
	int ends[2];

	CHECK(storm.words + 1 < WORDS_MOST);
	CHECK_INT(pipe2(ends, O_CLOEXEC), 0);
	fflush(stdout);
	*w = (struct writer){ .word = ++storm.words, .out = ends[0], .pid = fork() };
	if (w->pid == 0)
		writer_exec(ledger, w->word, ends[1]);
	CHECK(w->pid > 0);
	close(ends[1]);
}

/* Has it ended? Then what it came to is noted. */
static bool writer_ended(struct writer *w, int how)
{
	char said[64];
	int status;

	if (waitpid(w->pid, &status, how) != w->pid)
		return false;
	bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;

	/* A ledger that is busy for too long refuses: nothing else may go wrong. */
	CHECK(killed || (WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 5)));
	storm.said[w->word] = read(w->out, said, sizeof said) > 0 || (!killed && WEXITSTATUS(status) == 0);
	storm.kills += killed;
	close(w->out);
	return true;
}

static void storm_step(const char *ledger)
{
	struct timespec nap = { .tv_nsec = (long)storm_random(storm.longest_us) * 1000 };

	nanosleep(&nap, NULL);
	struct writer *victim = &storm.writers[storm_random(WRITERS)];

	kill(victim->pid, SIGKILL);
	if (writer_ended(victim, 0))
		writer_start(victim, ledger);
	for (int i = 0; i < WRITERS; i++)
		if (writer_ended(&storm.writers[i], WNOHANG))
			writer_start(&storm.writers[i], ledger);
}

/* What one save takes here, alone: the quickest of a few. */
static void storm_measure(const char *ledger)
{
	storm.longest_us = 900000;
	for (int i = 0; i < 5; i++) {
		struct timespec begin, end;
		struct writer w;

		clock_gettime(CLOCK_MONOTONIC, &begin);
		writer_start(&w, ledger);
		CHECK(writer_ended(&w, 0));
		clock_gettime(CLOCK_MONOTONIC, &end);
		long took_us = (end.tv_sec - begin.tv_sec) * 1000000 + (end.tv_nsec - begin.tv_nsec) / 1000;

		if (took_us > 0 && took_us < storm.longest_us)
			storm.longest_us = (unsigned)took_us;
	}
}

/* Each line of the log that reports a word is one that was begun, each of them once; none that was acknowledged is missing. */
static void storm_check(const char *ledger)
{
	static unsigned char found[WORDS_MOST];
	char want[32];
	const struct run *r = run("duban --db '%s' check", ledger);
	int written = 0, said = 0;

	CHECK_STR(r->err, "");
	CHECK_INT(r->status, 0);
	r = run("duban --db '%s' log --limit 0 do:report --json", ledger);
	CHECK_INT(r->status, 0);
	for (int word = 1; word <= storm.words; word++) {
		const char *at = r->out;
		snprintf(want, sizeof want, " %d/%d\"", word, BASE);
		while ((at = strstr(at, want))) {
			found[word]++;
			at++;
		}
		if (found[word] > 1)
			CHECK_FAIL("%d was written %d times", word, found[word]);
		if (storm.said[word] && !found[word])
			CHECK_FAIL("%d was acknowledged and is lost", word);
		written += found[word];
		said += storm.said[word];
	}
	/* The storm was one: some came through, some were killed before they wrote. */
	CHECK(said > 0 && written < storm.words);
	printf("# %d kills among %d saves: %d acknowledged, %d written\n", storm.kills, storm.words, said, written);
}

static void test_kills(void)
{
	const char *wanted = getenv("KILLS");
	int kills = wanted ? (int)strtol(wanted, NULL, 10) : 200;
	const char *ledger = cli_ledger();

	storm.seed = (uint64_t)time(NULL) ^ (uint64_t)getpid() << 32;
	storm_measure(ledger);
	printf("# seed %llu, at most %u us before a kill\n", (unsigned long long)storm.seed, storm.longest_us);
	for (int i = 0; i < WRITERS; i++)
		writer_start(&storm.writers[i], ledger);
	while (storm.kills < kills)
		storm_step(ledger);
	for (int i = 0; i < WRITERS; i++)
		CHECK(writer_ended(&storm.writers[i], 0));
	storm_check(ledger);
}

static const struct check_test tests[] = { CHECK_TEST(test_kills) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
