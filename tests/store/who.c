/* Who has the ledger open: beside the ledger, and gone with the program. */
#include "store/who.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/check.h"
#include "tests/lib/town.h"
#include "base/ban.h"

static struct arena mem;
static who_rows rows;

/* "wang@10.1.2.3:; li@:import": those that have it open, by name. */
static const char *listed(struct town *t)
{
	static char text[400];
	size_t n = 0;

	text[0] = '\0';
	who_read(t->l->db, &mem, &rows);
	for (size_t i = 0; i < rows.n && n < sizeof text; i++)
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s@%s:%s", i ? "; " : "",
				      rows.p[i].by, rows.p[i].from, rows.p[i].does);
	return text;
}

/* Another program that has it open, until a byte comes; returns when it is listed. */
static pid_t other(struct town *t, const char *by, int *hold)
{
	int ready[2], stay[2];
	char byte;

	CHECK_INT(pipe(ready), 0);
	CHECK_INT(pipe(stay), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct ledger_options o = { .path = t->path, .by = by, .clock = &t->clock, .ids = &t->ids };
		struct err err = { 0 };
		struct ledger *l;

		close(stay[1]);
		l = ledger_open(&o, &err);
		if (!l)
			_exit(1);
		who_enter(l->db, by, "10.1.2.3", "import");
		(void)!write(ready[1], "r", 1);
		(void)!read(stay[0], &byte, 1);
		ledger_close(l);
		_exit(0);
	}
	close(ready[1]);
	close(stay[0]);
	CHECK_INT(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	*hold = stay[1];
	return pid;
}

static void test_listed(void)
{
	struct town t;
	struct stat st, of;
	int hold;

	town_open(&t, "who.db", "2018-11-21");
	CHECK_STR(listed(&t), "");
	who_enter(t.l->db, "wang", "pts/3", "");
	CHECK_STR(listed(&t), "wang@pts/3:");
	CHECK(rows.p[0].own && !rows.p[0].writes && rows.p[0].pid == getpid());
	CHECK_INT(rows.p[0].since_ms, clock_now_ms(&t.clock));

	/* whoever may open the ledger may be listed, and nobody else */
	CHECK_INT(stat(t.path, &of), 0);
	CHECK_INT(stat(check_path("who.db-who"), &st), 0);
	CHECK_INT(st.st_mode & 0777, of.st_mode & 0666);

	pid_t pid = other(&t, "li", &hold);
	CHECK_STR(listed(&t), "wang@pts/3:; li@10.1.2.3:import");
	CHECK(!rows.p[1].own);
	/* killed: nobody has to clean up, and its place is taken again */
	CHECK_INT(kill(pid, SIGKILL), 0);
	CHECK_INT(waitpid(pid, NULL, 0), pid);
	close(hold);
	CHECK_STR(listed(&t), "wang@pts/3:");
	pid = other(&t, "zhao", &hold);
	CHECK_STR(listed(&t), "wang@pts/3:; zhao@10.1.2.3:import");
	CHECK_INT(stat(check_path("who.db-who"), &st), 0);
	CHECK_INT(st.st_size, 512);
	close(hold);
	CHECK_INT(waitpid(pid, NULL, 0), pid);
	CHECK_STR(listed(&t), "wang@pts/3:");
	town_close(&t);
	CHECK(access(check_path("who.db-who"), F_OK) != 0);
}

/* The log and the ledger's bytes know nothing of it. */
static void test_not_in_ledger(void)
{
	struct town t;
	size_t before, after;

	town_open(&t, "apart.db", "2018-11-21");
	town_close(&t);
	char *was = check_read(t.path, &before);
	town_reopen(&t, "2018-11-21");
	who_enter(t.l->db, "wang", "", "list");
	town_close(&t);
	char *is = check_read(t.path, &after);
	CHECK_MEM(is, after, was, before);
	free(was);
	free(is);
}

/* What stands there without a lock, or is no line of ours, lists nobody; controls never reach a
 * terminal; a link is not followed. */
static void test_hostile(void)
{
	struct town t;
	char path[600], text[1024];

	town_open(&t, "hostile.db", "2018-11-21");
	snprintf(path, sizeof path, "%s-who", t.path);
	memset(text, 'x', sizeof text);
	check_write(path, text, sizeof text);
	CHECK_STR(listed(&t), "");

	int fd = open(path, O_RDWR);
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	CHECK_INT(fcntl(fd, F_OFD_SETLK, &lock), 0);
	CHECK_STR(listed(&t), "");
	memset(text, 0, sizeof text);
	snprintf(text, sizeof text, "77\t5\twa\033[2Jng\t\342\200\256x\t\n");
	check_write(path, text, sizeof text);
	CHECK_STR(listed(&t), "wa?[2Jng@?x:");
	CHECK_INT(unlink(path), 0);
	close(fd);
	CHECK_INT(symlink("hostile.db", path), 0);
	who_enter(t.l->db, "wang", "", "");
	CHECK_STR(listed(&t), "");
	town_check(&t);
	town_close(&t);
}

/* Who may not write there looks on, unlisted. */
static void test_read_only(void)
{
	struct town t;

	town_open(&t, "still.db", "2018-11-21");
	db_freeze(t.l->db);
	who_enter(t.l->db, "wang", "", "");
	CHECK_STR(listed(&t), "");
	CHECK(access(check_path("still.db-who"), F_OK) != 0);
	town_close(&t);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_listed), CHECK_TEST(test_not_in_ledger), CHECK_TEST(test_hostile),
	CHECK_TEST(test_read_only),
};

int main(void)
{
	int status = check_main(tests, CHECK_N(tests));

	vec_clear(&rows);
	arena_clear(&mem);
	return status;
}
