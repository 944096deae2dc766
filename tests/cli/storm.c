/* Twelve people write and twelve look on, each a process, and every 300 ms one of them is killed: no change that was acknowledged is
 * missing, none is there twice, and the ledger is whole.
 *
 * 3 seconds; STORM_SECONDS=60 in the environment: so long (make check-long). */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "model/ledger.h"
#include "model/verb.h"
#include "model/view.h"
#include "store/log.h"
#include "store/store_private.h"

#include "tests/lib/check.h"
#include "tests/lib/town.h"

enum { WRITERS = 12, READERS = 12, HANDS = WRITERS + READERS, SERIALS_MOST = 4000, KILL_EVERY_MS = 300, LONGEST_MS = 120000 };

static struct {
	struct town town;
	int64_t item;
	pid_t hands[HANDS];
	int serial[HANDS];
	int serials, kills;
	int acknowledged[SERIALS_MOST];      /* by serial: its changes 1 .. n */
	int writes, reads;
	int ends[2];
	char partial[64];
	size_t n_partial;
	uint64_t seed;
} storm;

static int64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static struct ledger *hand_open(void)
{
	static struct id_maker ids;
	struct err err = { 0 };
	struct ledger *l;

	/* Opening writes where the calendar's files look different than when the town was made. */
	do {
		err_clear(&err);
		l = ledger_open(&(struct ledger_options){ .path = storm.town.path, .share_dir = check_source("share"), .by = "wang",
			.clock = &storm.town.clock, .ids = &ids }, &err);
	} while (!l && err.code == ERR_BUSY);
	if (!l)
		fprintf(stderr, "# cannot open: %s\n", err.text);
	return l;
}

static void tell(const char *text)
{
	size_t n = strlen(text);

	/* Shorter than what a pipe takes whole. */
	if (write(storm.ends[1], text, n) != (ssize_t)n)
		_exit(9);
}

/* Remarks on one item, one after another, each with its own text, and says so once it is kept. */
static void hand_writes(int serial)
{
	/* The clock stands still: hundreds who write in one millisecond would come upon the same id. */
	clock_step(&storm.town.clock, serial);
	struct ledger *l = hand_open();
	char text[48], said[48];

	if (!l)
		_exit(8);
	for (int k = 1;; k++) {
		struct err err = { 0 };
		struct outcome out = { 0 };

		snprintf(text, sizeof text, "%d-%d", serial, k);
		struct verb_call call = { .item = storm.item, .text = text };
		while (!verb_run(l, verb_find("remark"), &call, &out, &err)) {
			if (err.code != ERR_BUSY) {
				fprintf(stderr, "# writer: %s\n", err.text);
				_exit(7);
			}
			err_clear(&err);
		}
		snprintf(said, sizeof said, "w %d %d\n", serial, k);
		tell(said);
	}
}

/* Looks at sums and at the log; what it sees never goes back. */
static void hand_reads(void)
{
	struct ledger *l = hand_open();
	int64_t before = 0;

	if (!l)
		_exit(8);
	for (;;) {
		struct err err = { 0 };
		struct sums sums;
		struct arena mem = { 0 };
		log_lines lines = { 0 };
		bool ok = db_read_begin(l->db, &err) && view_sums(l, 0, 0, &sums, &err) &&
			  log_page(l->db, &(struct log_query){ .by = NULL }, 0, -1, 20, &mem, &lines, &err);
		int64_t newest = log_newest(l->db, &err);

		if (!ok || err.code != ERR_NONE || newest < before || lines.n == 0) {
			fprintf(stderr, "# reader: %s\n", err.text);
			_exit(7);
		}
		db_read_end(l->db);
		before = newest;
		vec_clear(&lines);
		arena_clear(&mem);
		tell("r\n");
	}
}

static void hand_start(int i)
{
	fflush(stdout);
	CHECK(storm.serials + 1 < SERIALS_MOST);
	storm.serial[i] = ++storm.serials;
	storm.hands[i] = fork();
	if (storm.hands[i] == 0) {
		close(storm.ends[0]);
		if (i < WRITERS)
			hand_writes(storm.serial[i]);
		else
			hand_reads();
		_exit(9);
	}
	CHECK(storm.hands[i] > 0);
}

static void line_take(const char *line)
{
	int serial, k;

	storm.reads += *line == 'r';
	if (sscanf(line, "w %d %d", &serial, &k) != 2)
		return;
	CHECK(serial > 0 && serial < SERIALS_MOST && k == storm.acknowledged[serial] + 1);
	storm.acknowledged[serial] = k;
	storm.writes++;
}

/* All that was said by now; waits for at most so long. */
static void acks_take(int wait_ms)
{
	struct pollfd p = { .fd = storm.ends[0], .events = POLLIN };
	char bytes[4096];

	if (poll(&p, 1, wait_ms) <= 0)
		return;
	ssize_t n = read(storm.ends[0], bytes, sizeof bytes);

	for (ssize_t i = 0; i < n; i++) {
		if (bytes[i] != '\n') {
			CHECK(storm.n_partial + 1 < sizeof storm.partial);
			storm.partial[storm.n_partial++] = bytes[i];
			continue;
		}
		storm.partial[storm.n_partial] = '\0';
		line_take(storm.partial);
		storm.n_partial = 0;
	}
}

static void hand_kill(int i)
{
	int status;

	kill(storm.hands[i], SIGKILL);
	CHECK_INT(waitpid(storm.hands[i], &status, 0), storm.hands[i]);
	/* Nothing but the kill has ended it. */
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
}

/* Each process's changes are 1 .. n without a gap: those that it was told of, and at most the one under way. */
static void storm_check(void)
{
	static int found[SERIALS_MOST];
	int written = 0, said = 0;
	struct err err = { 0 };
	struct stmt st;

	town_reopen(&storm.town, "2018-11-21");
	town_check(&storm.town);
	stmt_open(&st, storm.town.l->db, "SELECT text FROM entry WHERE verb = 'remark' ORDER BY key", &err);
	while (stmt_row(&st, &err)) {
		char text[48];
		int serial, k;

		snprintf(text, sizeof text, "%.*s", STR_ARG(stmt_get_str(&st, 0)));
		CHECK(sscanf(text, "%d-%d", &serial, &k) == 2 && serial > 0 && serial < SERIALS_MOST);
		CHECK_INT(k, found[serial] + 1);
		found[serial] = k;
	}
	CHECK(stmt_close(&st));
	for (int i = 1; i <= storm.serials; i++) {
		if (found[i] < storm.acknowledged[i] || found[i] > storm.acknowledged[i] + 1)
			CHECK_FAIL("writer %d was told of %d, there are %d", i, storm.acknowledged[i], found[i]);
		written += found[i];
		said += storm.acknowledged[i];
	}
	CHECK(said > 0 && storm.reads > 0);
	printf("# %d kills: %d changes acknowledged, %d written, %d looks\n", storm.kills, said, written, storm.reads);
}

static void test_storm(void)
{
	const char *wanted = getenv("STORM_SECONDS");
	int64_t seconds = wanted ? strtol(wanted, NULL, 10) : 3, from, next;

	town_open(&storm.town, "storm.db", "2018-11-21");
	storm.item = town_item(&storm.town, "1");
	ledger_close(storm.town.l);
	storm.town.l = NULL;
	storm.seed = (uint64_t)time(NULL);
	printf("# seed %llu\n", (unsigned long long)storm.seed);
	CHECK_INT(pipe2(storm.ends, O_CLOEXEC), 0);
	for (int i = 0; i < HANDS; i++)
		hand_start(i);
	from = now_ms();
	next = from + KILL_EVERY_MS;
	/* Where much else runs, until somebody came through. */
	while (now_ms() < from + seconds * 1000 || ((storm.writes == 0 || storm.reads == 0) && now_ms() < from + LONGEST_MS)) {
		acks_take((int)(next > now_ms() ? next - now_ms() : 0));
		if (now_ms() < next)
			continue;
		storm.seed = storm.seed * 6364136223846793005u + 1442695040888963407u;
		int victim = (int)((storm.seed >> 33) % HANDS);
		hand_kill(victim);
		storm.kills++;
		hand_start(victim);
		next += KILL_EVERY_MS;
	}
	for (int i = 0; i < HANDS; i++)
		kill(storm.hands[i], SIGKILL);
	for (int i = 0; i < HANDS; i++)
		CHECK_INT(waitpid(storm.hands[i], NULL, 0), storm.hands[i]);
	close(storm.ends[1]);
	for (int more = 1; more > 0;) {
		struct pollfd p = { .fd = storm.ends[0], .events = POLLIN };
		more = poll(&p, 1, 0) > 0 && (p.revents & POLLIN);
		if (more)
			acks_take(0);
	}
	storm_check();
	town_close(&storm.town);
}

static const struct check_test tests[] = { CHECK_TEST(test_storm) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
