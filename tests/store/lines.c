/* Lines of other copies that are not as they should be, and bundles that are not: nothing is lost, nothing half applied, each told. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <zlib.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/json.h"
#include "exchange/bundle.h"
#include "exchange/line.h"
#include "exchange/take.h"
#include "exchange/take_say.h"
#include "model/verb.h"
#include "store/lack.h"
#include "store/log_body.h"
#include "store/merge.h"
#include "store/site.h"
#include "store/store_private.h"
#include "tests/lib/town.h"

#define H1 "016733c7ee800001"
#define SET "[[\"unit\",\"00000000000000000000000000000001\",{\"name\":\"甲\"}]]"
#define LINE(v, site, seq, prev, hlc, seen, set) "{\"v\":" v ",\"site\":\"" site "\",\"seq\":" seq ",\"prev\":" prev ",\"hlc\":\"" hlc \
	"\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"edit\",\"say\":\"s\",\"seen\":[" seen "],\"set\":" set "}"
#define LINE_AT(at, by, say) "{\"v\":1,\"site\":\"east\",\"seq\":1,\"prev\":null,\"hlc\":\"" H1 "\",\"at\":\"" at "\",\"by\":\"" by \
	"\",\"do\":\"edit\",\"say\":\"" say "\",\"seen\":[],\"set\":" SET "}"
#define WORD_50 "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwx"
#define WORD_200 WORD_50 WORD_50 WORD_50 WORD_50
#define NOBODY "\"0000000000000000000000000000000000000000000000000000000000000001\""

static struct merged merge(struct ground *g, struct str line, int64_t now_ms)
{
	touched_list touched = { 0 };
	struct merged sum = { 0 };

	if (!db_begin(g->db, &g->err) || !merge_line(g->db, line, now_ms, &touched, &sum, &g->err) || !db_commit(g->db, &g->err))
		CHECK_FAIL("%s", g->err.text);
	vec_clear(&touched);
	ground_check(g, __LINE__);
	return sum;
}

static const char *sums(const struct merged *m, struct buf *to)
{
	buf_reset(to);
	buf_printf(to, "taken %d known %d kept %d waiting %d early %d faulty %d", (int)m->taken, (int)m->known, (int)m->kept, (int)m->waiting, (int)m->early,
		(int)m->faulty);
	if (m->refused)
		buf_printf(to, " refused %d", (int)m->refused);
	return buf_text(to);
}

/* What becomes of one line that comes to an empty ledger of "city". */
static void test_lines(void)
{
	static const struct { int line; const char *text, *want; } cases[] = {
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", SET), "taken 1 known 0 kept 0 waiting 0 early 0 faulty 0" },
		/* Of a newer version: kept. */
		{ __LINE__, LINE("99", "east", "1", "null", H1, "", "[[\"robot\",\"x\",{}]]"), "taken 0 known 0 kept 1 waiting 0 early 0 faulty 0" },
		/* What it follows from is not here. */
		{ __LINE__, LINE("1", "east", "2", NOBODY, H1, "", SET), "taken 0 known 0 kept 0 waiting 1 early 0 faulty 0" },
		{ __LINE__, LINE("1", "east", "1", "null", H1, NOBODY, SET), "taken 0 known 0 kept 0 waiting 1 early 0 faulty 0" },
		/* A clock of 2099. */
		{ __LINE__, LINE("1", "east", "1", "null", "03b3d5a000000001", "", SET), "taken 0 known 0 kept 0 waiting 0 early 1 faulty 0" },
		/* A day of 2099 beside a sound stamp. */
		{ __LINE__, LINE_AT("2099-11-21T01:00:00Z", "li", "s"), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE_AT("2018-11-21T01:00:00Z", WORD_200 "abcd", "s"), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE_AT("2018-11-21T01:00:00Z", WORD_200 "abc", "s"), "taken 1 known 0 kept 0 waiting 0 early 0 faulty 0" },
		/* No first one. */
		{ __LINE__, LINE("1", "east", "2", "null", H1, "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", "[[\"robot\",\"00000000000000000000000000000001\",{}]]"),
			"taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", "[[\"unit\",\"00000000000000000000000000000001\",{\"wings\":2}]]"),
			"taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		/* A row that nobody made; one that names such a row. */
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", "[[\"unit\",\"00000000000000000000000000000001\",\"name\",null,\"乙\"]]"),
			"taken 0 known 0 kept 0 waiting 0 early 0 faulty 0 refused 1" },
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", "[[\"unit\",\"00000000000000000000000000000002\",{\"name\":\"甲\"}],[\"contact\","
			"\"00000000000000000000000000000003\",{\"unit\":\"00000000000000000000000000000009\"}]]"),
			"taken 0 known 0 kept 0 waiting 0 early 0 faulty 0 refused 1" },
		/* An id that is a unit's already is a plan's too: elsewhere it may come first. */
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", "[[\"unit\",\"00000000000000000000000000000001\",{}],[\"plan\","
			"\"00000000000000000000000000000001\",{}]]"),
			"taken 1 known 0 kept 0 waiting 0 early 0 faulty 0" },
		/* A cell twice; an undo of what nobody knows. */
		{ __LINE__, LINE("1", "east", "1", "null", H1, "", "[[\"unit\",\"00000000000000000000000000000001\",{}],[\"unit\","
			"\"00000000000000000000000000000001\",{}]]"),
			"taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("1", "east", "1", "null,\"undo\":" NOBODY, H1, "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		/* No stamp comes after the last one; a version beyond all numbers is still a newer one. */
		{ __LINE__, LINE("1", "east", "1", "null", "7fffffffffffffff", "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("4294967297", "east", "1", "null", H1, "", SET), "taken 0 known 0 kept 1 waiting 0 early 0 faulty 0" },
		/* Sound JSON, and not as a log has it: the log could not be read any more. */
		{ __LINE__, "{\"set\":[],\"v\":1,\"site\":\"east\",\"seq\":1,\"prev\":null,\"hlc\":\"" H1 "\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\","
			"\"do\":\"edit\",\"say\":\"s\",\"seen\":[]}",
			"taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		/* No name of a copy. */
		{ __LINE__, LINE("1", "", "1", "null", H1, "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("1", "e\\u001b[2J", "1", "null", H1, "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, "{}", "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, "", "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("1", "east\x1b[2J", "1", "null", H1, "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
		{ __LINE__, LINE("1", "east\xff", "1", "null", H1, "", SET), "taken 0 known 0 kept 0 waiting 0 early 0 faulty 1" },
	};
	struct buf text = { 0 };

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct ground g;
		struct err err = { 0 };

		ground_init(&g, "lines.db");
		struct merged sum = merge(&g, str_of(cases[i].text), clock_now_ms(&g.clock));
		CHECK_STR_AT(cases[i].line, sums(&sum, &text), cases[i].want);
		/* Nothing of a line that was refused lies in the rows. */
		CHECK_INT_AT(cases[i].line, stmt_number(g.db, "SELECT count(*) FROM unit", 0, -1, &err), sum.taken);
		CHECK_INT_AT(cases[i].line, stmt_number(g.db, "SELECT count(*) FROM change WHERE applied = 1", 0, -1, &err), sum.taken);
		ground_clear(&g);
		unlink(check_path("lines.db"));
	}
	buf_clear(&text);
}

/* Held for its clock, and agreed to; its follower waited. */
static void test_early(void)
{
	struct ground g;
	struct buf text = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];
	static const char early[] = LINE("1", "east", "1", "null", "03b3d5a000000001", "", SET);

	ground_init(&g, "early.db");
	sum = merge(&g, str_of(early), clock_now_ms(&g.clock));
	CHECK_INT(sum.early, 1);
	hash_bytes(early, strlen(early), hash);
	buf_printf(&text, "{\"v\":1,\"site\":\"east\",\"seq\":2,\"prev\":\"%s\",\"hlc\":\"03b3d5a000000002\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"edit\","
		"\"say\":\"s\",\"seen\":[],\"set\":[[\"unit\",\"00000000000000000000000000000001\",\"name\",\"甲\",\"乙\"]]}", hex_text(hash, HASH_SIZE, hex));
	sum = merge(&g, buf_str(&text), clock_now_ms(&g.clock));
	CHECK_INT(sum.waiting, 1);
	sum = (struct merged){ 0 };
	CHECK(db_begin(g.db, &g.err) && merge_early(g.db, &touched, &sum, &g.err) && db_commit(g.db, &g.err));
	CHECK_INT(sum.taken, 2);
	CHECK_STR(ground_ask(g.path, "SELECT name FROM unit"), "乙");
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM held"), "0");
	ground_check(&g, __LINE__);
	/* What is written here next stands behind it, whatever the wall says. */
	ground_row(&g, KIND_UNIT, "x", "name", "丙", NULL);
	ground_check(&g, __LINE__);
	vec_clear(&touched);
	buf_clear(&text);
	ground_clear(&g);
}

/* Many waited for one: they come in many writes; who opens the file goes on where somebody was ended, and taking goes on by itself. */
static void test_followers(void)
{
	enum { LINES = 20 };
	struct town t;
	struct err err = { 0 };
	struct buf texts[LINES] = { { 0 } };
	struct str lines[LINES];
	struct merged sum = { 0 };
	touched_list touched = { 0 };
	uint8_t hash[HASH_SIZE];
	char prev[HASH_TEXT_SIZE + 2] = "null", hex[HASH_TEXT_SIZE];
	static const char count[] = "SELECT count(*) FROM change WHERE body ->> 'site' = 'east' AND applied = 1";

	for (int i = 0; i < LINES; i++) {
		buf_printf(&texts[i], "{\"v\":1,\"site\":\"east\",\"seq\":%d,\"prev\":%s,\"hlc\":\"016733c7ee80%04x\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"edit\","
			"\"say\":\"\",\"seen\":[],\"set\":[[\"unit\",\"%032x\",{}]]}", i + 1, prev, i + 1, i + 1);
		lines[i] = buf_str(&texts[i]);
		hash_bytes(lines[i].p, lines[i].n, hash);
		snprintf(prev, sizeof prev, "\"%s\"", hex_text(hash, HASH_SIZE, hex));
	}
	for (int ended = 0; ended < 2; ended++) {
		char name[32];

		snprintf(name, sizeof name, "followers%d.db", ended);
		town_open(&t, name, "2018-11-21");
		sum = (struct merged){ 0 };
		CHECK(ledger_merge(t.l, lines + 1, LINES - 1, true, &sum, &err));
		CHECK_INT(sum.waiting, LINES - 1);
		t.l->db->follow = 3;
		if (ended) {
			CHECK(db_begin(t.l->db, &err) && merge_line(t.l->db, lines[0], INT64_MAX, &touched, &sum, &err) && db_commit(t.l->db, &err));
			CHECK_INT(sum.taken, 4);
			CHECK(merge_is_due(t.l->db, &err));
			town_reopen(&t, "2018-11-21");
		} else {
			CHECK(ledger_merge(t.l, lines, 1, false, &sum, &err));
			CHECK_INT(sum.taken, LINES);
			CHECK_INT(sum.waiting, LINES - 1);
		}
		CHECK_INT(stmt_number(t.l->db, count, 0, -1, &err), LINES);
		CHECK_INT(stmt_number(t.l->db, "SELECT count(*) FROM held", 0, -1, &err), 0);
		town_check(&t);
		town_close(&t);
	}
	for (int i = 0; i < LINES; i++)
		buf_clear(&texts[i]);
	vec_clear(&touched);
}

#define PART(seq, prev, hlc, batch) "{\"v\":1,\"site\":\"east\",\"seq\":" seq ",\"prev\":%s,\"hlc\":\"016733c7ee80000" hlc "\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"import\"," \
	"\"say\":\"in " seq "\"," batch "\"seen\":[],\"set\":[[\"unit\",\"0000000000000000000000000000000" seq "\",{}]]}"
#define BATCH(id, part) "\"batch\":[\"000000000000000000000000000000" id "\"," part ",3],"

/* Behind the line that is written so. */
static const char *behind(const char *format, const char *before, struct buf *to)
{
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE], prev[HASH_TEXT_SIZE + 2];

	hash_bytes(before, strlen(before), hash);
	snprintf(prev, sizeof prev, "\"%s\"", hex_text(hash, HASH_SIZE, hex));
	buf_reset(to);
	buf_printf(to, format, prev);
	return buf_text(to);
}

/* Two of three lines of one action: it is told as far as it is here, and taken back when the rest has come. What follows instead is no part of it. */
static void test_in_part(void)
{
	struct town t;
	struct buf one = { 0 }, two = { 0 }, other = { 0 };
	struct arena mem = { 0 };
	struct log_line line;
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct outcome out;
	log_lines lines = { 0 };
	struct err err = { 0 };
	static const struct log_query all = { .by = NULL };
	char hex[HASH_TEXT_SIZE];

	town_open(&t, "part.db", "2018-11-22");
	int64_t before = log_newest(t.l->db, &err);

	buf_printf(&one, PART("1", "null", "1", BATCH("aa", "1")), "null");
	behind(PART("2", "", "2", BATCH("aa", "2")), buf_text(&one), &two);
	CHECK(db_begin(t.l->db, &err));
	CHECK(merge_line(t.l->db, buf_str(&one), INT64_MAX, &touched, &sum, &err) && merge_line(t.l->db, buf_str(&two), INT64_MAX, &touched, &sum, &err));
	/* No part of it; the middle of another one. */
	behind(PART("3", "", "3", BATCH("bb", "2")), buf_text(&two), &other);
	CHECK(merge_line(t.l->db, buf_str(&other), INT64_MAX, &touched, &sum, &err));
	CHECK_INT(sum.faulty, 1);
	CHECK(db_commit(t.l->db, &err));
	CHECK(log_at(t.l->db, before + 1, &mem, &line, &err));
	CHECK_STR(line.say, "in 2");
	CHECK_INT(line.part, 2);
	CHECK_INT(line.parts, 3);
	CHECK(!undo_change(t.l, str_of(hex_text(line.hash.b, HASH_SIZE, hex)), &out, &err));
	if (!strstr(err.text, "2 of 3 lines"))
		CHECK_FAIL("told: %s", err.text);
	err_clear(&err);
	/* That copy came from a backup: it goes on with something else. */
	behind(PART("3", "", "4", ""), buf_text(&two), &other);
	CHECK(db_begin(t.l->db, &err) && merge_line(t.l->db, buf_str(&other), INT64_MAX, &touched, &sum, &err) && db_commit(t.l->db, &err));
	CHECK(log_page(t.l->db, &(struct log_query){ .behind = before }, 0, 1, 10, &mem, &lines, &err));
	CHECK_INT(lines.n, 2);
	CHECK_STR(lines.p[0].say, "in 2");
	CHECK_STR(lines.p[1].say, "in 3");
	CHECK(log_page(t.l->db, &all, 0, -1, 10, &mem, &lines, &err));
	CHECK_INT(stmt_number(t.l->db, "SELECT count(*) FROM change", 0, 0, &err), before + 3);
	struct arena found_mem = { 0 };
	sentences found = { 0 };
	CHECK(log_check(t.l->db, &found_mem, &found, &err));
	CHECK_INT(found.n, 0);
	vec_clear(&found);
	arena_clear(&found_mem);
	vec_clear(&lines);
	vec_clear(&touched);
	arena_clear(&mem);
	buf_clear(&one);
	buf_clear(&two);
	buf_clear(&other);
	town_close(&t);
}

/* Thousands of copies that nobody knew: what is written next has a line that can be read again. */
static void test_many_copies(void)
{
	struct ground g;
	struct err err = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	char line[512];

	ground_init(&g, "many.db");
	ground_row(&g, KIND_SETTING, "most", "name", COPIES_SETTING, "value", "9000", NULL);
	CHECK(db_begin(g.db, &g.err));
	for (int i = 0; i < LINE_SEEN_MOST + 10; i++) {
		snprintf(line, sizeof line, LINE("1", "s%d", "1", "null", H1, "", "[]"), i);
		CHECK(merge_line(g.db, str_of(line), INT64_MAX, &touched, &sum, &g.err));
	}
	CHECK(db_commit(g.db, &g.err));
	ground_row(&g, KIND_UNIT, "x", "name", "甲", NULL);
	ground_row(&g, KIND_UNIT, "y", "name", "乙", NULL);
	CHECK_INT(stmt_number(g.db, "SELECT count(*) FROM seen WHERE chain = 1", 0, -1, &err), LINE_SEEN_MOST + 10);
	ground_check(&g, __LINE__);
	/* Who has what is reckoned for each without looking at all the others: each has its own change, this one's are not known to it. */
	struct arena mem = { 0 };
	site_rows sites = { 0 };

	CHECK(sites_read(g.db, &mem, &sites, &err));
	CHECK_INT(sites.n, LINE_SEEN_MOST + 11);
	for (size_t i = 1; i < sites.n; i += 100) {
		CHECK_INT(sites.p[i].knows, 1);
		CHECK_INT(sites.p[i].of, LINE_SEEN_MOST + 13);
		CHECK(sites.p[i].oldest_ms > 0);
	}
	vec_clear(&sites);
	arena_clear(&mem);
	vec_clear(&touched);
	ground_clear(&g);
}

/* Many copies write one cell apart, one of them (odd) perhaps differently; then one copy knows of all but one of them. Whether they clash is the same in each order. */
enum { MANY = 40 };

static void line_of(struct buf *to, const char *site, int stamp, const char *seen, const char *set)
{
	buf_printf(to, "{\"v\":1,\"site\":\"%s\",\"seq\":1,\"prev\":null,\"hlc\":\"016733c7ee80%04x\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"edit\","
		"\"say\":\"\",\"seen\":[%s],\"set\":[[\"unit\",\"00000000000000000000000000000001\",%s]]}", site, stamp, seen, set);
}

static const char *hash_of(const struct buf *line, char to[HASH_TEXT_SIZE + 2])
{
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	hash_bytes(line->p, line->n, hash);
	snprintf(to, HASH_TEXT_SIZE + 2, "\"%s\"", hex_text(hash, HASH_SIZE, hex));
	return to;
}

static void many_lines(struct buf lines[MANY + 2], int odd, int unseen, const char *last)
{
	char base[HASH_TEXT_SIZE + 2], one[HASH_TEXT_SIZE + 2], site[16], set[64];
	struct buf seen = { 0 };

	line_of(&lines[0], "base", 1, "", "{}");
	hash_of(&lines[0], base);
	for (int i = 1; i <= MANY; i++) {
		snprintf(site, sizeof site, "s%d", i);
		line_of(&lines[i], site, 1 + i, base, i == odd ? "\"short\",null,\"b\"" : "\"short\",null,\"a\"");
		if (i != unseen)
			buf_printf(&seen, "%s%s", seen.n ? "," : "", hash_of(&lines[i], one));
	}
	snprintf(set, sizeof set, "\"short\",null,\"%s\"", last);
	line_of(&lines[MANY + 1], "last", 1000, buf_text(&seen), set);
	buf_clear(&seen);
}

static void test_many_heads(void)
{
	static const struct { int line, odd, unseen; const char *last, *clashes, *then; } cases[] = {
		{ __LINE__, 0, 0, "a", "0", "0" }, { __LINE__, 0, 0, "b", "0", "0" }, { __LINE__, 0, 8, "a", "0", "0" }, { __LINE__, 0, 8, "b", "0", "1" },
		{ __LINE__, 7, 0, "a", "1", "0" }, { __LINE__, 7, 7, "b", "1", "0" }, { __LINE__, 7, 7, "a", "1", "1" }, { __LINE__, 7, 8, "a", "1", "0" },
		{ __LINE__, MANY, MANY, "a", "1", "1" }, { __LINE__, 1, 1, "b", "1", "0" },
	};
	static const char clashes[] = "SELECT count(*) FROM clash";

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct buf lines[MANY + 2] = { { 0 } };

		many_lines(lines, cases[i].odd, cases[i].unseen, cases[i].last);
		for (int order = 0; order < 3; order++) {
			struct ground g;

			ground_init(&g, "heads.db");
			/* Forwards; the copies backwards; all of it backwards. */
			for (int k = 0; k <= MANY + 1; k++) {
				int at = order == 2 ? MANY + 1 - k : order && k > 0 && k <= MANY ? MANY + 1 - k : k;

				if (k == MANY + 1 && order < 2)
					CHECK_STR_AT(cases[i].line, ground_ask(g.path, clashes), cases[i].clashes);
				CHECK_INT_AT(cases[i].line, merge(&g, buf_str(&lines[at]), INT64_MAX).faulty, 0);
			}
			CHECK_STR_AT(cases[i].line, ground_ask(g.path, "SELECT count(*) FROM held"), "0");
			CHECK_STR_AT(cases[i].line, ground_ask(g.path, clashes), cases[i].then);
			CHECK_STR_AT(cases[i].line, ground_ask(g.path, "SELECT short FROM unit"), cases[i].last);
			ground_clear(&g);
			unlink(check_path("heads.db"));
		}
		for (int k = 0; k <= MANY + 1; k++)
			buf_clear(&lines[k]);
	}
}

/* What was kept for being newer is put in force by the first program that understands it; a faulty one stays kept. */
static void test_kept(void)
{
	struct town t;
	struct err err = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	static const char robot[] = LINE("99", "west", "1", "null", H1, "", "[[\"robot\",\"00000000000000000000000000000009\",{}]]");
	static const char *const lines[] = { LINE("1", "east", "1", "null", H1, "", SET), robot };

	town_open(&t, "kept.db", "2018-11-16");
	for (size_t i = 0; i < CHECK_N(lines); i++)
		CHECK(db_begin(t.l->db, &err) && merge_line(t.l->db, str_of(lines[i]), INT64_MAX, &touched, &sum, &err) && db_commit(t.l->db, &err));
	CHECK_INT(sum.taken, 1);
	CHECK_INT(sum.kept, 1);
	town_reopen(&t, "2018-11-16");
	CHECK_STR(ground_ask(t.path, "SELECT value FROM meta WHERE name = 'kept'"), "6");
	town_check(&t);
	/* As an older program would have left them. */
	CHECK(db_begin(t.l->db, &err) && db_run(t.l->db, "UPDATE change SET applied = 0, body = replace(body, '\"v\":99', '\"v\":4') WHERE "
		"chain IN (SELECT id FROM chain WHERE site IN ('east', 'west')); DELETE FROM cell WHERE row = x'00000000000000000000000000000001'; "
		"DELETE FROM unit WHERE id = x'00000000000000000000000000000001'; UPDATE meta SET value = '3' WHERE name = 'kept'", &err) && db_commit(t.l->db, &err));
	town_reopen(&t, "2018-11-16");
	CHECK_STR(ground_ask(t.path, "SELECT name FROM unit WHERE id = x'00000000000000000000000000000001'"), "甲");
	CHECK_STR(ground_ask(t.path, "SELECT group_concat(site) FROM chain JOIN change ON change.id = tip WHERE NOT applied"), "west");
	vec_clear(&touched);
	town_close(&t);
}

/* ---- names ---- */

/* Another program gives this copy a new name while this one has it open. */
static void test_renamed(void)
{
	struct ground g, other;

	ground_init(&g, "renamed.db");
	ground_row(&g, KIND_UNIT, "x", "name", "甲", NULL);
	ground_open(&other, "renamed.db");
	CHECK(db_begin(other.db, &other.err) && site_name(other.db, "county", &other.err) && db_commit(other.db, &other.err));
	ground_row(&g, KIND_UNIT, "y", "name", "乙", NULL);
	CHECK_STR(ground_ask(g.path, "SELECT body ->> 'site' FROM change ORDER BY id DESC LIMIT 1"), "county");
	ground_check(&g, __LINE__);
	ground_clear(&other);
	ground_clear(&g);
}

/* More copies than anybody reads marks of: those of the own chain and of those that grew last are told, and the other side can read them. */
static void test_marks(void)
{
	struct ground g;
	have_list has = { 0 }, read = { 0 };
	struct buf text = { 0 };
	struct err err = { 0 };
	struct json j;

	ground_init(&g, "marks.db");
	ground_row(&g, KIND_UNIT, "x", "name", "甲", NULL);
	CHECK(db_begin(g.db, &g.err) &&
	      db_run(g.db, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40100) INSERT INTO chain (id, site, tip, n) "
		"SELECT 1000 + i, 's', NULL, 1 FROM n; INSERT INTO change (hash, chain, seq, hlc, applied, sets, body) "
		"SELECT CAST(printf('%08d%024d', id - 1000, 0) AS BLOB), id, 1, 1, 1, 0, '{}' FROM chain WHERE id > 1000 ORDER BY id; "
		"UPDATE chain SET tip = (SELECT c.id FROM change c WHERE c.chain = chain.id) WHERE id > 1000", &g.err) && db_commit(g.db, &g.err));
	CHECK(have_read(g.db, &has, &g.err));
	CHECK_INT(has.n, HAVE_MOST);
	ground_row(&g, KIND_UNIT, "y", "name", "乙", NULL);
	has.n = 0;
	CHECK(have_read(g.db, &has, &g.err));
	CHECK_INT(has.n, HAVE_MOST);
	json_init(&j, &text);
	json_object(&j);
	line_put_marks(&j, &has);
	json_object_end(&j);
	struct json_doc *doc = json_read(buf_str(&text), &err);

	CHECK(text.n < 1 << 20);
	CHECK(line_get_marks(json_root(doc), &read));
	CHECK_INT(read.n, HAVE_MOST);
	/* The own chain's two, then the newest. */
	CHECK(memcmp(has.p[2].b, "00040100", sizeof has.p[2].b) == 0);
	json_doc_free(doc);
	buf_clear(&text);
	vec_clear(&has);
	vec_clear(&read);
	ground_clear(&g);
}

/* What a copy said it has goes before what it once made: a backup that was brought back lacks some of its own. */
static void test_lost(void)
{
	struct ground g;
	have_list nothing = { 0 }, has = { 0 };
	keys lack = { 0 };

	ground_init(&g, "lost.db");
	merge(&g, str_of(LINE("1", "east", "1", "null", H1, "", SET)), INT64_MAX);
	CHECK(site_has(g.db, "east", &has, &g.err));
	CHECK_INT(has.n, 1);
	*vec_push(&nothing) = (struct have){ { 1 } };
	CHECK(db_begin(g.db, &g.err) && site_heard(g.db, "east", &nothing, 0, &g.err) && db_commit(g.db, &g.err));
	vec_clear(&has);
	CHECK(site_has(g.db, "east", &has, &g.err) && lack_read(g.db, &has, &lack, &g.err));
	CHECK_INT(lack.n, 1);
	vec_clear(&nothing);
	vec_clear(&has);
	vec_clear(&lack);
	ground_clear(&g);
}

/* ---- bundles ---- */

static void write_bytes(const char *path, const char *bytes, size_t n)
{
	struct err err = { 0 };

	if (!file_write(path, (struct str){ bytes, n }, 0600, &err))
		CHECK_FAIL("%s", err.text);
}

/* All changes that can be read from it, one after another; false: it was refused. */
static bool bundle_text(const char *path, struct buf *to)
{
	struct err err = { 0 };
	struct bundle *b = bundle_open(path, &err);
	struct str line;

	buf_reset(to);
	if (!b) {
		if (!*err.text)
			CHECK_FAIL("refused without a word");
		return false;
	}
	while (bundle_change(b, &line, &err)) {
		buf_put(to, line);
		buf_byte(to, '\n');
	}
	if (err.code != ERR_NONE)
		CHECK_FAIL("judged sound, then: %s", err.text);
	bundle_close(b);
	return true;
}

/* Each byte turned over, each length cut off: refused, or what it says is the same (a date in the head of gzip). */
static void test_bundle_bytes(void)
{
	struct town t;
	struct err err = { 0 };
	struct buf bytes = { 0 }, whole = { 0 }, other = { 0 };
	have_list none = { 0 };
	struct bundle_made made;
	int same = 0;

	town_open(&t, "bytes.db", "2018-11-16");
	char *path = strdup(check_path("whole.dbn")), *bad = strdup(check_path("bad.dbn"));
	if (!bundle_make(t.l, path, &none, NULL, &made, &err) || !file_read(path, 1 << 20, &bytes, &err))
		CHECK_FAIL("%s", err.text);
	CHECK(made.changes > 1 && bundle_text(path, &whole));
	for (size_t i = 0; i < bytes.n; i++) {
		bytes.p[i] ^= 0x10;
		write_bytes(bad, bytes.p, bytes.n);
		bytes.p[i] ^= 0x10;
		if (!bundle_text(bad, &other))
			continue;
		CHECK(str_eq(buf_str(&other), buf_str(&whole)));
		same++;
	}
	CHECK(same < 10);
	for (size_t i = 0; i < bytes.n; i += 1 + i / 64) {
		write_bytes(bad, bytes.p, i);
		if (bundle_text(bad, &other))
			CHECK_FAIL("cut after %zu bytes, and taken", i);
	}
	buf_clear(&bytes);
	buf_clear(&whole);
	buf_clear(&other);
	free(path);
	free(bad);
	town_close(&t);
}

static void gz_write(const char *path, const char *text, size_t n, size_t times)
{
	gzFile f = gzopen(path, "wb9");

	for (size_t i = 0; i < times; i++)
		if (gzwrite(f, text, (unsigned)n) != (int)n)
			CHECK_FAIL("cannot write %s", path);
	gzclose(f);
}

#define NAMELESS "{\"format\":\"duban-bundle/1\",\"from\":\"e\\u001b[2J\",\"changes\":0,\"files\":0,\"has\":[]}\n" \
	"{\"end\":\"4e6bdcbbd59a585953b1445cff3beb39da50dc683306788fc7a171ce98ae4444\"}\n"

/* Files that are made to harm. */
static void test_bundle_hostile(void)
{
	static char zeros[1 << 20];
	static const struct { int line; const char *text; size_t n, times; } cases[] = {
		{ __LINE__, zeros, sizeof zeros, 64 },                                          /* much from little */
		{ __LINE__, "{\"format\":\"duban-bundle/1\",\"changes\":99999999999,\"files\":0}\n", 60, 1 },
		{ __LINE__, "{\"format\":\"duban-bundle/1\",\"from\":\"x\",\"changes\":1,\"files\":0,\"has\":[\"zz\"]}\n", 72, 1 },
		{ __LINE__, "{\"format\":\"duban-bundle/1\",\"from\":\"x\",\"changes\":1,\"files\":0,\"has\":[]}\n\0\n", 71, 1 },
		{ __LINE__, "{\"format\":\"duban-bundle/7\"}\n", 28, 1 },
		/* Sound to its end, from a copy whose name would paint the screen. */
		{ __LINE__, NAMELESS, sizeof NAMELESS - 1, 1 },
		{ __LINE__, "\n\n\n", 3, 100 },
		{ __LINE__, "", 0, 1 },
	};
	struct buf text = { 0 };
	char *path = strdup(check_path("hostile.dbn"));

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		gz_write(path, cases[i].text, cases[i].n, cases[i].times);
		if (bundle_text(path, &text))
			CHECK_FAIL_AT(cases[i].line, "taken");
	}
	unlink(path);
	CHECK(!bundle_text(path, &text));
	CHECK(!bundle_text("/dev/null", &text));
	CHECK(!bundle_text("/", &text));
	free(path);
	buf_clear(&text);
}

/* What is wrong is told by the number of its own line. */
static void test_bundle_line(void)
{
#define TWO "{\"format\":\"duban-bundle/1\",\"from\":\"x\",\"changes\":2,\"files\":0,\"has\":[]}\n{}\n"
	static const struct { int line; const char *text; size_t n; const char *told; } cases[] = {
		{ __LINE__, TWO "a\0b\n", sizeof TWO + 3, "line 3: it holds a NUL" },
		{ __LINE__, TWO, sizeof TWO - 1, "ends after line 2" },
		{ __LINE__, TWO "{}", sizeof TWO + 1, "ends after line 2" },
		{ __LINE__, TWO "{}\n{}\n", sizeof TWO + 5, "a byte of it has changed" },
	};
	char *path = strdup(check_path("line.dbn"));

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct err err = { 0 };

		gz_write(path, cases[i].text, cases[i].n, 1);
		struct bundle *b = bundle_open(path, &err);
		if (b || !strstr(err.text, cases[i].told))
			CHECK_FAIL_AT(cases[i].line, "told: %s", err.text);
		bundle_close(b);
	}
	free(path);
}

/* Another file in its place between judging and taking, under the same name and in the same bytes of the disk. */
static void test_bundle_written_over(void)
{
	struct town t;
	struct err err = { 0 };
	struct buf whole = { 0 };
	have_list none = { 0 };
	struct merged sum = { 0 };
	struct bundle_made made;
	char *path = strdup(check_path("over.dbn"));

	town_open(&t, "over.db", "2018-11-16");
	CHECK(bundle_make(t.l, path, &none, NULL, &made, &err));
	CHECK(bundle_text(path, &whole));
	for (int cut = 0; cut < 2; cut++) {
		struct bundle *b = bundle_open(path, &err);
		struct buf other = { 0 };

		CHECK(b != NULL);
		/* One letter of the last change, or the last change left out. */
		buf_printf(&other, "{\"format\":\"duban-bundle/1\",\"from\":\"%s\",\"changes\":%d,\"files\":0,\"has\":[]}\n", bundle_head(b)->from, (int)made.changes);
		buf_put(&other, buf_str(&whole));
		if (cut)
			other.n /= 2;
		else
			other.p[other.n - 20] ^= 1;
		gz_write(path, other.p, other.n, 1);
		CHECK(!(bundle_rewind(b, &err) && take_bundle(t.l, b, false, NULL, NULL, &sum, &err)));
		if (!strstr(err.text, "written over"))
			CHECK_FAIL("told: %s", err.text);
		CHECK_INT(sum.taken + sum.faulty + sum.splits, 0);
		bundle_close(b);
		err_clear(&err);
		unlink(path);
		CHECK(bundle_make(t.l, path, &none, NULL, &made, &err));
		buf_clear(&other);
	}
	buf_clear(&whole);
	free(path);
	town_close(&t);
}

/* What a signature was judged of is what is taken, whatever stands in its place by then; what stood there when it was held is what was judged before. */
static void test_bundle_held(void)
{
	struct town t;
	struct err err = { 0 };
	have_list none = { 0 };
	struct merged sum = { 0 };
	struct bundle_made made;
	char *path = strdup(check_path("held.dbn"));
	size_t n;

	town_open(&t, "held.db", "2018-11-16");
	CHECK(bundle_make(t.l, path, &none, NULL, &made, &err));
	char *bytes = check_read(path, &n);
	struct bundle *b = bundle_open(path, &err);
	struct buf held = { 0 };
	char piece[4096];
	ssize_t got;

	CHECK(b != NULL);
	/* Another file of that name, then the same one cut. */
	CHECK(rename(path, check_path("moved.dbn")) == 0);
	write_bytes(path, "x", 1);
	int fd = bundle_hold(b, &err);
	CHECK(fd >= 0);
	gz_write(check_path("moved.dbn"), "x", 1, 1);
	for (off_t at = 0; (got = pread(fd, piece, sizeof piece, at)) > 0; at += got)
		buf_add(&held, piece, (size_t)got);
	CHECK(held.n == n && memcmp(held.p, bytes, n) == 0);
	CHECK(take_bundle(t.l, b, false, NULL, NULL, &sum, &err));
	CHECK_INT(sum.known, made.changes);
	bundle_close(b);
	/* Written over before it is held. */
	write_bytes(path, bytes, n);
	b = bundle_open(path, &err);
	CHECK(b != NULL);
	gz_write(path, "x", 1, 1);
	CHECK(bundle_hold(b, &err) < 0);
	CHECK(err.code == ERR_INPUT);
	bundle_close(b);
	buf_clear(&held);
	free(bytes);
	free(path);
	town_close(&t);
}

/* One change more. */
static void town_change(struct town *t, int i)
{
	struct err err = { 0 };
	struct outcome out;
	struct change *c = ledger_begin(t->l, "edit", "edit", &err);
	char name[32];

	snprintf(name, sizeof name, "单位%d", i);
	struct id id = ground_id(KIND_UNIT, name);

	change_row(c, KIND_UNIT, &id);
	change_field(c, "name", V_TEXT(name));
	if (!ledger_commit(t->l, c, &out, &err))
		CHECK_FAIL("%s", err.text);
}

/* More than one file takes: several, each sound by itself. */
static void test_bundle_parts(void)
{
	static const struct { int line; struct bundle_room room; int files; } cases[] = {
		{ __LINE__, { 1000, 1 << 30 }, 1 }, { __LINE__, { 12, 1 << 30 }, 10 }, { __LINE__, { 1000, (2 << 20) + 20000 }, 2 }, { __LINE__, { 1000, 0 }, 90 },
	};
	struct town t, other;
	struct err err = { 0 };
	struct bundle_made made, ignored;
	have_list none = { 0 };
	struct buf name = { 0 };
	char *path = strdup(check_path("parts.dbn"));

	town_open(&t, "parts.db", "2018-11-16");
	for (int i = 0; i < 90; i++)
		town_change(&t, i);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct merged sum = { 0 };

		CHECK(bundle_make(t.l, path, &none, &cases[i].room, &made, &err));
		if (made.files < cases[i].files || (cases[i].files == 1 && made.files > 1))
			CHECK_FAIL_AT(cases[i].line, "%d files", made.files);
		/* Nothing is written over. */
		CHECK(!bundle_make(t.l, path, &none, NULL, &ignored, &err));
		err_clear(&err);
		town_open(&other, "parts-to.db", "2018-11-16");
		for (int k = 1; k <= made.files; k++) {
			buf_reset(&name);
			buf_printf(&name, k > 1 ? "%s.%d" : "%s", path, k);
			struct bundle *b = bundle_open(buf_text(&name), &err);
			if (!b || !take_bundle(other.l, b, false, NULL, NULL, &sum, &err))
				CHECK_FAIL_AT(cases[i].line, "%s", err.text);
			bundle_close(b);
			unlink(buf_text(&name));
		}
		CHECK_INT_AT(cases[i].line, sum.waiting, 0);
		CHECK_INT_AT(cases[i].line, stmt_number(other.l->db, "SELECT count(*) FROM change", 0, -1, &err), stmt_number(t.l->db, "SELECT count(*) FROM change", 0, -2, &err));
		town_close(&other);
		unlink(check_path("parts-to.db"));
	}
	/* One of them is there: nothing is left of the others. */
	buf_reset(&name);
	buf_printf(&name, "%s.3", path);
	write_bytes(buf_text(&name), "x", 1);
	CHECK(!bundle_make(t.l, path, &none, &cases[1].room, &made, &err));
	CHECK(!file_exists(path));
	buf_clear(&name);
	free(path);
	town_close(&t);
}

/* A file that no change names is not kept: nobody was asked about it. */
static void test_file_unnamed(void)
{
	static const char text[] = "{\"format\":\"duban-bundle/1\",\"from\":\"county\",\"changes\":0,\"files\":1,\"has\":[]}\n"
				   "{\"file\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\",\"bytes\":\"YWJj\"}\n";
	struct town t;
	struct err err = { 0 };
	struct merged sum = { 0 };
	struct buf whole = { 0 };
	uint8_t hash[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];
	const char *path = check_path("unnamed.dbn");

	town_open(&t, "unnamed.db", "2018-11-16");
	hash_bytes(text, sizeof text - 1, hash);
	buf_printf(&whole, "%s{\"end\":\"%s\"}\n", text, hex_text(hash, HASH_SIZE, hex));
	gz_write(path, whole.p, whole.n, 1);
	struct bundle *b = bundle_open(path, &err);

	if (!b || !take_bundle(t.l, b, false, NULL, NULL, &sum, &err))
		CHECK_FAIL("%s", err.text);
	CHECK_INT(stmt_number(t.l->db, "SELECT count(*) FROM blob", 0, -1, &err), 0);
	bundle_close(b);
	buf_clear(&whole);
	town_close(&t);
}

/* Of lines that are none as much is kept as can be told. */
static void test_faulty_kept(void)
{
	struct ground g;
	struct buf line = { 0 };

	ground_init(&g, "faulty.db");
	for (int i = 0; i < 1010; i++) {
		buf_reset(&line);
		buf_printf(&line, "{\"v\":0,\"site\":\"east\",\"n\":%d,\"x\":\"%*s\"}", i, i == 0 ? 10000 : 1, "");
		CHECK_INT(merge(&g, buf_str(&line), INT64_MAX).faulty, 1);
	}
	CHECK_INT(stmt_number(g.db, "SELECT count(*) FROM held", 0, -1, &g.err), 1000);
	CHECK_INT(stmt_number(g.db, "SELECT max(length(body)) FROM held", 0, -1, &g.err), 4096);
	buf_clear(&line);
	ground_clear(&g);
}

/* What would come, looked at for so long, is said so. */
static void look(struct town *t, struct bundle *b, int64_t within_ms, bool too_many)
{
	struct err err = { 0 };
	struct arena mem = { 0 };
	struct take_look look;
	struct buf text = { 0 };
	int64_t before = stmt_number(t->l->db, "SELECT count(*) FROM change", 0, -1, &err);

	CHECK(take_look(t->l, b, within_ms, &mem, &look, &err));
	CHECK(look.changes > 1000);
	CHECK_INT(look.trial.whole, !too_many);
	CHECK_INT(look.trial.sum.taken, too_many ? 0 : look.changes);
	take_say_changes(t->l, &look, &text);
	CHECK(!strstr(buf_text(&text), "too many to try beforehand") == !too_many);
	CHECK_INT(stmt_number(t->l->db, "SELECT count(*) FROM change", 0, -1, &err), before);
	buf_clear(&text);
	take_look_clear(&look);
	arena_clear(&mem);
}

/* A source file travels with the change that names it; stopping half way leaves a sound ledger, and going on is taking it again. */
static bool stop_at_once(void *user, int64_t done, int64_t all)
{
	(void)user, (void)done, (void)all;
	return false;
}

static void test_take(void)
{
	struct town t, other;
	struct err err = { 0 };
	have_list none = { 0 };
	struct merged sum = { 0 };
	struct bundle_made made;
	char *path = strdup(check_path("take.dbn"));

	town_open(&t, "from.db", "2018-11-16");
	for (int i = 0; i < 1100; i++)
		town_change(&t, i);
	if (!bundle_make(t.l, path, &none, NULL, &made, &err))
		CHECK_FAIL("%s", err.text);
	town_open(&other, "to.db", "2018-11-16");
	struct bundle *b = bundle_open(path, &err);
	CHECK(b);
	look(&other, b, 3600 * 1000, false);
	look(&other, b, 0, true);
	CHECK(!take_bundle(other.l, b, false, stop_at_once, NULL, &sum, &err));
	CHECK_INT(err.code, ERR_STOPPED);
	/* Both towns were made by the same first changes. */
	CHECK_INT(sum.taken + sum.known, 500);
	CHECK(sum.known < 10);
	town_check(&other);
	err_clear(&err);
	CHECK(bundle_rewind(b, &err) && take_bundle(other.l, b, false, NULL, NULL, &sum, &err));
	CHECK_INT(stmt_number(other.l->db, "SELECT count(*) FROM change", 0, -1, &err), made.changes);
	town_check(&other);
	bundle_close(b);
	free(path);
	town_close(&t);
	town_close(&other);
}

int main(void)
{
	static const struct check_test tests[] = { CHECK_TEST(test_lines), CHECK_TEST(test_early), CHECK_TEST(test_followers), CHECK_TEST(test_in_part), CHECK_TEST(test_kept), CHECK_TEST(test_many_copies), CHECK_TEST(test_many_heads), CHECK_TEST(test_renamed), CHECK_TEST(test_marks),
		CHECK_TEST(test_lost), CHECK_TEST(test_bundle_bytes), CHECK_TEST(test_bundle_hostile), CHECK_TEST(test_bundle_line), CHECK_TEST(test_bundle_parts), CHECK_TEST(test_bundle_written_over), CHECK_TEST(test_bundle_held),
		CHECK_TEST(test_file_unnamed), CHECK_TEST(test_faulty_kept), CHECK_TEST(test_take) };

	return check_main(tests, CHECK_N(tests));
}
