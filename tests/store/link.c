/* Two copies on one line: cut after some bytes of a small exchange, then a whole one, and both have the same; and another side that says anything.
 * LINK_EVERY=1 cuts after every byte (two minutes); else after each 17th.
 * Ledgers in memory and a process for each side, so that each cut begins from the same two. */
#include "tests/lib/check.h"
#include "tests/lib/town.h"

#include "model/right_past.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exchange/link.h"
#include "exchange/ssh.h"
#include "store/files.h"
#include "store/site.h"
#include "store/store_private.h"

static void must(bool ok, const struct err *err, int line)
{
	if (!ok)
		CHECK_FAIL_AT(line, "%s", err->text);
}
#define MUST(call) must((call), &err, __LINE__)

/* ---- two ledgers in memory ---- */

/* All of from's log into to's. */
static void pour(struct db *from, struct ledger *to)
{
	struct err err = { 0 };
	struct arena mem = { 0 };
	struct merged sum = { 0 };
	have_list has = { 0 };
	keys lack = { 0 };
	VEC(struct str) lines = { 0 };

	MUST(lack_read(from, &has, &lack, &err));
	for (size_t i = 0; i < lack.n; i++)
		MUST(lack_line(from, lack.p[i], &mem, vec_push(&lines), &err));
	MUST(ledger_merge(to, lines.p, lines.n, false, &sum, &err));
	if (sum.taken != (int64_t)lines.n)
		CHECK_FAIL("%lld of %zu taken: %s", (long long)sum.taken, lines.n, sum.fault);
	vec_clear(&lines);
	vec_clear(&lack);
	arena_clear(&mem);
}

/* The town's ledger, in memory from now on, as the copy of that name. */
static void town_to_memory(struct town *t, const char *name)
{
	struct err err = { 0 };
	struct db *file = t->l->db, *memory = db_scratch(file, &err);

	CHECK(memory);
	t->l->db = memory;
	rights_free(t->l->rights);
	t->l->rights = rights_new(memory);
	db_set_judge(memory, rights_as_judge(t->l->rights));
	pour(file, t->l);
	db_close(file);
	MUST(db_begin(memory, &err) && site_name(memory, name, &err) && db_commit(memory, &err));
}

/* One past, to the byte; then changes made apart, one of them with a file, and two that clash. */
static void two_make(struct town *city, struct town *county)
{
	struct err err = { 0 };
	uint8_t hash[HASH_SIZE];
	char sha[HASH_TEXT_SIZE];

	unlink(check_path("city.db"));
	unlink(check_path("county.db"));
	town_open(city, "city.db", "2018-11-21");
	town_open(county, "county.db", "2018-11-21");
	county->ids.seed = 77;
	town_to_memory(city, "city");
	town_to_memory(county, "county");
	town_do(city, "report", "1", "市信息中心", NULL, "已接入", NULL);
	town_do(county, "report", "1", "市信息中心", NULL, "已接入两个系统", NULL);
	town_do(county, "sign", "2", "市法院", NULL, "", NULL);
	hash_bytes("notice\n", 7, hash);
	MUST(db_begin(county->l->db, &err) && file_keep(county->l->db, hex_text(hash, HASH_SIZE, sha), STR_LIT("notice\n"), &err) &&
	     db_commit(county->l->db, &err));
	struct change *c = ledger_begin(county->l, "import", "a file", &err);
	struct id id = { .b = { 7 } };

	CHECK(c);
	change_row(c, KIND_SOURCE, &id);
	change_field(c, "name", V_TEXT("notice.txt"));
	change_field(c, "sha", V_TEXT(sha));
	MUST(ledger_commit(county->l, c, &(struct outcome){ .done = 0 }, &err));
}

/* ---- each side a process ---- */

/* What a side says in the end: log, rows and files as one sum; or what went wrong. */
struct said { char text[300]; };

static void ledger_sum(struct ledger *l, struct said *to)
{
	static const char *const queries[] = {
		"SELECT lower(hex(hash)) FROM change ORDER BY 1",
		"SELECT hex(d.id) || coalesce(hex(e.id), '') || coalesce(d.state, '') FROM duty d LEFT JOIN entry e ON e.key = d.report ORDER BY 1",
		"SELECT hex(id) || text || coalesce(gone, '') FROM entry ORDER BY 1",
		"SELECT sha FROM blob ORDER BY 1", "SELECT hex(row) || col FROM clash ORDER BY 1",
	};
	struct buf all = { 0 };
	struct err err = { 0 };
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	for (size_t i = 0; i < CHECK_N(queries); i++) {
		struct stmt st;

		stmt_open(&st, l->db, queries[i], &err);
		while (stmt_row(&st, &err))
			buf_put(&all, stmt_get_str(&st, 0));
		stmt_close(&st);
	}
	hash_bytes(buf_text(&all), all.n, hash);
	snprintf(to->text, sizeof to->text, "%s%.200s", hex_text(hash, HASH_SIZE, hex), err.text);
	buf_clear(&all);
}

static bool say_yes(void *user, const struct bundle *b, const struct take_look *look, const char *broke, struct err *err)
{
	(void)user, (void)b, (void)look, (void)broke, (void)err;
	return true;
}

static bool sound(struct ledger *l, struct said *to)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };
	bool ok = log_check(l->db, &mem, &found, &err) && found.n == 0;

	if (!ok)
		snprintf(to->text, sizeof to->text, "after the cut: %.200s", found.n ? found.p[0] : err.text);
	vec_clear(&found);
	arena_clear(&mem);
	return ok;
}

/* Over the line that is cut, then over a whole one. */
static void side(struct ledger *l, bool calls, bool asks, int cut, int whole, int out)
{
	struct link_options o = { .in = cut, .out = cut, .quiet_s = 20, .agreed = asks ? say_yes : NULL };
	struct link_sum sum;
	struct said said = { "" };
	struct err err = { 0 };
	bool ok = calls ? link_call(l, &o, &sum, &err) : link_answer(l, &o, &sum, &err);

	close(cut);
	if (!ok && err.code != ERR_SYSTEM)
		snprintf(said.text, sizeof said.text, "cut: %.200s", err.text);
	else if (sound(l, &said)) {
		err_clear(&err);
		o.in = o.out = whole;
		ok = calls ? link_call(l, &o, &sum, &err) : link_answer(l, &o, &sum, &err);
		if (ok)
			ledger_sum(l, &said);
		else
			snprintf(said.text, sizeof said.text, "whole: %.200s", err.text);
	}
	(void)!write(out, &said, sizeof said);
	_exit(0);
}

/* Lets that many bytes through, whoever sends them; true: there were no more. */
static bool pass(int a, int b, int64_t most)
{
	int fds[2] = { a, b };
	bool open[2] = { true, true };
	char bytes[4096];

	while (open[0] || open[1]) {
		struct pollfd polls[2] = { { open[0] ? a : -1, POLLIN, 0 }, { open[1] ? b : -1, POLLIN, 0 } };

		CHECK(poll(polls, 2, 120000) > 0);
		for (int i = 0; i < 2; i++) {
			if (!polls[i].revents)
				continue;
			ssize_t n = read(fds[i], bytes, most < (int64_t)sizeof bytes ? (size_t)most + 1 : sizeof bytes);

			if (n <= 0) {
				open[i] = false;
				shutdown(fds[1 - i], SHUT_WR);
				continue;
			}
			bool cut = n > most;

			if (cut)
				n = (ssize_t)most;
			(void)!send(fds[1 - i], bytes, (size_t)n, MSG_NOSIGNAL);
			most -= n;
			if (cut)
				return false;
		}
	}
	return true;
}

struct line { int caller[2], answerer[2], whole[2], said[2][2]; };

static pid_t side_start(struct ledger *l, bool calls, bool asks, struct line *line)
{
	fflush(stdout);
	pid_t child = fork();

	CHECK(child >= 0);
	if (child == 0) {
		/* What the other side holds open would never end. */
		close(line->caller[0]), close(line->answerer[0]);
		close(calls ? line->answerer[1] : line->caller[1]);
		close(line->whole[calls]);
		side(l, calls, asks, calls ? line->caller[1] : line->answerer[1], line->whole[!calls], line->said[calls][1]);
	}
	return child;
}

/* True: the line carried all of it. */
static bool cut_after(struct town *city, struct town *county, int64_t most, bool asks)
{
	struct line l;
	struct said said[2] = { { "" } };
	int status;

	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, l.caller) == 0 && socketpair(AF_UNIX, SOCK_STREAM, 0, l.answerer) == 0 &&
	      socketpair(AF_UNIX, SOCK_STREAM, 0, l.whole) == 0 && pipe(l.said[0]) == 0 && pipe(l.said[1]) == 0);
	pid_t calls = side_start(county->l, true, asks, &l), answers = side_start(city->l, false, false, &l);

	close(l.caller[1]), close(l.answerer[1]), close(l.whole[0]), close(l.whole[1]);
	bool all = pass(l.caller[0], l.answerer[0], most);

	close(l.caller[0]), close(l.answerer[0]);
	for (int i = 0; i < 2; i++) {
		close(l.said[i][1]);
		CHECK(read(l.said[i][0], &said[i], sizeof said[i]) == sizeof said[i]);
		close(l.said[i][0]);
	}
	CHECK(waitpid(calls, &status, 0) == calls && waitpid(answers, &status, 0) == answers);
	if (strlen(said[0].text) != HASH_TEXT_SIZE - 1)
		CHECK_FAIL("cut after %lld: %s | %s", (long long)most, said[0].text, said[1].text);
	CHECK_STR(said[1].text, said[0].text);
	return all;
}

static void cut_everywhere(bool asks)
{
	const char *text = getenv("LINK_EVERY");
	int64_t step = text ? strtol(text, NULL, 10) : 17, n = asks ? step / 2 : 0;
	struct town city, county;

	two_make(&city, &county);
	while (!cut_after(&city, &county, n, asks))
		n += step;
	CHECK(n > 3000);
	town_close(&city);
	town_close(&county);
}

static void test_cut_at_every_byte(void)
{
	cut_everywhere(false);
}

static void test_cut_at_every_byte_while_asked(void)
{
	cut_everywhere(true);
}

/* ---- another side that says anything ---- */

#define HELLO "{\"link\":\"duban-link/1\",\"from\":\"county\",\"has\":[]}\n"
#define OFFER HELLO "{\"offer\":1,\"files\":[]}\n"

/* What is said to the one that answers; %s: so many of them; what is said of it. */
static const struct { int line; const char *head, *again; int64_t n; const char *tail; enum err_code code; const char *says; } strange[] = {
	{ __LINE__, "", NULL, 0, "", ERR_SYSTEM, "the line to the other side broke" },
	{ __LINE__, "", "welcome\n", 3, "", ERR_SYSTEM, "the line to the other side broke" },
	{ __LINE__, "", "welcome\n", 300, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, "", "w", 3 << 20, "", ERR_INPUT, "too long a line" },
	{ __LINE__, "{\"link\":\"duban-link/2\",\"from\":\"x\",\"has\":[]}\n", NULL, 0, "", ERR_INPUT, "of another version" },
	{ __LINE__, "{\"link\":\"duban-link/1\",\"from\":\"../x\",\"has\":[]}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, "{\"link\":\"duban-link/1\",\"has\":[]}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, "{\"link\":\"duban-link/1\",\"from\":\"x\",\"has\":[\"zz\"]}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, "{\"link\":\"duban-link/1\",\"from\":\"x\",\"has\":[\"0000000000000000\"", ",\"0000000000000000\"", 70000, "]}\n", ERR_INPUT,
	  "speaks otherwise" },
	{ __LINE__, "{\"link\":", "[", 100000, "\n", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, "{\"error\":\"\033[2Jno\"}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, "{\"error\":\"no right to\"}\n", NULL, 0, "", ERR_REFUSED, "the other side says: no right to" },
	{ __LINE__, HELLO "{\"offer\":-1,\"files\":[]}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, HELLO "{\"offer\":1,\"files\":[\"x\"", ",\"x\"", 20000, "]}\n", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, HELLO "nothing\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"changes\":501}\n", "x\n", 501, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"changes\":-1}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"changes\":1}\n", "x", 2 << 20, "\n", ERR_INPUT, "too long a line" },
	{ __LINE__, OFFER "{\"changes\":1}\nx\n{\"sum\":\"00\"}\n", NULL, 0, "", ERR_INPUT, "a byte of it has changed" },
	{ __LINE__, OFFER "{\"files\":2}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"files\":1}\n{\"file\":\"../../x\",\"bytes\":\"\"}\n{\"sum\":\"82cbf14f7e3b53b5ffc8f1c5d5ae1bdd7d7ab5f3bff11d5ab5d2f8f1d7e7c1aa\"}\n",
	  NULL, 0, "", ERR_INPUT, "a byte of it has changed" },
	{ __LINE__, OFFER "{\"more\":1}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"error\":\"the disk is full\"}\n", NULL, 0, "", ERR_REFUSED, "the other side says: the disk is full" },
	{ __LINE__, OFFER "{\"done\":true}\n{\"wants\":[0]}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"done\":true}\n{\"wants\":0}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
	{ __LINE__, OFFER "{\"done\":true}\n{\"wants\":[]}\n{\"got\":\"x\"}\n", NULL, 0, "", ERR_INPUT, "speaks otherwise" },
};

static void test_strange(void)
{
	struct town t;

	town_open(&t, "strange.db", "2018-11-21");
	for (size_t i = 0; i < CHECK_N(strange); i++) {
		struct buf text = { 0 };
		struct err err = { 0 };
		struct link_sum sum;

		buf_puts(&text, strange[i].head);
		for (int64_t n = 0; n < strange[i].n; n++)
			buf_puts(&text, strange[i].again);
		buf_puts(&text, strange[i].tail);
		check_write(check_path("said"), buf_text(&text), text.n);
		int in = open(check_path("said"), O_RDONLY | O_CLOEXEC), out = open("/dev/null", O_WRONLY | O_CLOEXEC);

		CHECK_AT(strange[i].line, !link_answer(t.l, &(struct link_options){ .in = in, .out = out, .quiet_s = 5 }, &sum, &err));
		CHECK_INT_AT(strange[i].line, err.code, strange[i].code);
		if (!strstr(err.text, strange[i].says))
			CHECK_FAIL_AT(strange[i].line, "%s", err.text);
		close(in);
		close(out);
		buf_clear(&text);
	}
	town_check(&t);
	town_close(&t);
}

static bool soon_enough(void *user)
{
	int *left = user;

	return --*left > 0;
}

static void test_silent(void)
{
	struct town t;
	struct link_sum sum;
	struct err err = { 0 };
	int ends[2], left = 2;

	town_open(&t, "silent.db", "2018-11-21");
	CHECK(socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
	CHECK(!link_call(t.l, &(struct link_options){ .in = ends[0], .out = ends[0], .quiet_s = 1 }, &sum, &err));
	CHECK_INT(err.code, ERR_SYSTEM);
	CHECK(strstr(err.text, "has been silent for 1 seconds"));
	err_clear(&err);
	CHECK(!link_call(t.l, &(struct link_options){ .in = ends[0], .out = ends[0], .goes_on = soon_enough, .user = &left }, &sum, &err));
	CHECK_INT(err.code, ERR_STOPPED);
	close(ends[0]);
	close(ends[1]);
	town_close(&t);
}

/* ---- addresses ---- */

static const struct { int line; const char *word, *user, *host, *port, *command; } addresses[] = {
	{ __LINE__, "ssh://city", "", "city", "", "duban sync serve" },
	{ __LINE__, "ssh://city/", "", "city", "", "duban sync serve" },
	{ __LINE__, "ssh://duban@city.example.org:2222", "duban", "city.example.org", "2222", "duban sync serve" },
	{ __LINE__, "ssh://[fe80::1%eth0]:22/srv/云州.db", "", "fe80::1%eth0", "22", "duban --db '/srv/云州.db' sync serve" },
	{ __LINE__, "ssh://city/~/a b;$(x)`.db", "", "city", "", "duban --db './a b;$(x)`.db' sync serve" },
	{ __LINE__, "ssh://", NULL, NULL, NULL, NULL },
	{ __LINE__, "city", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://-oProxyCommand=x", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://-l@city", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://@city", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://a@-city", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://a@b@city", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city:", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city:0", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city:65536", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city:-1", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city:22x", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://ci ty", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city$(x)", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://[::1", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://[]", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://[::1]x", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city/it's.db", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city/a\nb", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city/a\\b", NULL, NULL, NULL, NULL },
	{ __LINE__, "ssh://city/\xff", NULL, NULL, NULL, NULL },
};

static void test_address(void)
{
	for (size_t i = 0; i < CHECK_N(addresses); i++) {
		struct ssh_address a;
		struct err err = { 0 };
		struct buf command = { 0 };
		bool ok = ssh_address_read(addresses[i].word, &a, &err);

		CHECK_INT_AT(addresses[i].line, ok, addresses[i].host != NULL);
		if (ok) {
			ssh_command(&a, &command);
			CHECK_STR_AT(addresses[i].line, a.user, addresses[i].user);
			CHECK_STR_AT(addresses[i].line, a.host, addresses[i].host);
			CHECK_STR_AT(addresses[i].line, a.port, addresses[i].port);
			CHECK_STR_AT(addresses[i].line, buf_text(&command), addresses[i].command);
		} else {
			CHECK_INT_AT(addresses[i].line, err.code, ERR_USE);
		}
		buf_clear(&command);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_address), CHECK_TEST(test_strange), CHECK_TEST(test_silent), CHECK_TEST(test_cut_at_every_byte),
	CHECK_TEST(test_cut_at_every_byte_while_asked) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
