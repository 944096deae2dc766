/* What a change writes, and what it refuses. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/rows.h"
#include "store/store_private.h"

#define LAST_SETS "SELECT substr(body, instr(body, '\"set\":')) FROM change ORDER BY id DESC LIMIT 1"

static void fill_item(struct change *c, void *user)
{
	struct id plan = ground_id(KIND_PLAN, "p"), item = ground_id(KIND_ITEM, "i"), unit = ground_id(KIND_UNIT, "u");

	(void)user;
	/* Said in an order in which rows name ones that come later. */
	struct id assignment = ground_id(KIND_ASSIGNMENT, "a");

	change_row(c, KIND_ASSIGNMENT, &assignment);
	change_field(c, "unit", V_ID(unit));
	change_field(c, "item", V_ID(item));
	change_field(c, "role", V_TEXT("lead"));
	change_row(c, KIND_ITEM, &item);
	change_field(c, "title", V_TEXT("信用修复"));
	change_field(c, "plan", V_ID(plan));
	change_field(c, "pos", V_INT(3));
	change_field(c, "number", V_NULL);
	change_field(c, "text", V_TEXT(""));
	change_row(c, KIND_PLAN, &plan);
	change_field(c, "title", V_TEXT("计划"));
	change_row(c, KIND_UNIT, &unit);
	change_field(c, "name", V_TEXT("市法院"));
	/* Set later in the same change: the last word counts. */
	change_set(c, KIND_ITEM, &item, "pos", V_INT(4));
	change_set(c, KIND_ITEM, &item, "number", V_TEXT("10.3"));
}

/* The line is hashed as it stands: its form is for ever. */
static void test_line(void)
{
	struct ground g;

	ground_init(&g, "line.db");
	struct change_hash hash = ground_write(&g, "王\"x\"\n", "import", fill_item, NULL);

	CHECK_STR(ground_ask(g.path, "SELECT body FROM change"),
		"{\"v\":1,\"site\":\"city\",\"seq\":1,\"prev\":null,\"hlc\":\"016733c7ee800000\",\"at\":\"2018-11-21T01:00:00Z\","
		"\"by\":\"王\\\"x\\\"\\n\",\"do\":\"import\",\"say\":\"import\",\"seen\":[],\"set\":["
		"[\"unit\",\"4e9847ccf6eb6fcf256dd7cc5bd17ef1\",{\"name\":\"市法院\"}],"
		"[\"plan\",\"f8758f6e1c60311fe4a2e0d047e1b59b\",{\"title\":\"计划\"}],"
		"[\"item\",\"d68ffb68933806243bc4d919d6b85b10\",{\"plan\":\"f8758f6e1c60311fe4a2e0d047e1b59b\",\"number\":\"10.3\","
		"\"title\":\"信用修复\",\"pos\":4}],"
		"[\"assignment\",\"9fc7c1021cb6edd2bf1604ac5138b9b5\",{\"item\":\"d68ffb68933806243bc4d919d6b85b10\",\"unit\":\"4e9847ccf6eb6fcf256dd7cc5bd17ef1\",\"role\":\"lead\"}]]}");
	char hex[HASH_TEXT_SIZE];

	CHECK_STR(ground_ask(g.path, "SELECT lower(hex(hash)) FROM change"), hex_text(hash.b, HASH_SIZE, hex));
	CHECK_STR(ground_ask(g.path, "SELECT i.title || i.number || i.pos || u.name || p.title FROM assignment a JOIN item i ON i.key = a.item "
		"JOIN unit u ON u.key = a.unit JOIN plan p ON p.key = i.plan"), "信用修复10.34市法院计划");
	ground_check(&g, __LINE__);
	/* The same once more: nothing is written. */
	touched_list touched = { 0 };
	bool empty = false;

	CHECK(db_begin(g.db, &g.err));
	struct change *c = change_new(g.db, "wang", "import", "again");

	fill_item(c, NULL);
	CHECK(change_append(c, &hash, &touched, &empty, &g.err));
	CHECK(empty);
	CHECK_INT(touched.n, 0);
	CHECK(db_commit(g.db, &g.err));
	change_free(c);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM change"), "1");
	ground_clear(&g);
}

static void fill_changed(struct change *c, void *user)
{
	struct id item = ground_id(KIND_ITEM, "i");

	(void)user;
	change_row(c, KIND_ITEM, &item);
	change_field(c, "title", V_TEXT("信用修复"));
	change_field(c, "number", V_TEXT("10.4"));
	change_set(c, KIND_ITEM, &item, "pos", V_NULL);
	change_set(c, KIND_ITEM, &item, "state", V_NULL);
}

static void test_cells(void)
{
	struct ground g;

	ground_init(&g, "cells.db");
	ground_write(&g, "wang", "import", fill_item, NULL);
	/* Of a row that is there only what differs is written. */
	ground_write(&g, "li", "import", fill_changed, NULL);
	CHECK_STR(ground_ask(g.path, "SELECT replace(substr(body, instr(body, '\"set\":')), '\"', '') FROM change WHERE seq = 2"),
		"set:[[item,d68ffb68933806243bc4d919d6b85b10,number,10.3,10.4],[item,d68ffb68933806243bc4d919d6b85b10,pos,4,null]]}");
	ground_set(&g, "wang", KIND_ITEM, "i", "pos", V_INT(9));
	ground_set(&g, "wang", KIND_ITEM, "i", "pos", V_INT(8));
	CHECK_STR(ground_ask(g.path, "SELECT group_concat(col || head, ' ') FROM cell WHERE col IN ('pos', 'number')"),
		"number1 pos0 pos0 pos1");
	CHECK_STR(ground_ask(g.path, "SELECT pos || number FROM item"), "810.4");
	ground_check(&g, __LINE__);
	ground_clear(&g);
}

static void test_gone_and_back(void)
{
	struct ground g;
	struct arena mem = { 0 };
	struct id unit = ground_id(KIND_UNIT, "u");

	ground_init(&g, "gone.db");
	ground_row(&g, KIND_UNIT, "u", "name", "市法院", NULL);
	CHECK(row_key(g.db, KIND_UNIT, &unit) > 0);
	ground_set(&g, "wang", KIND_UNIT, "u", "gone", V_INT(1));
	CHECK_INT(row_key(g.db, KIND_UNIT, &unit), 0);
	ground_row(&g, KIND_UNIT, "u", "name", "市法院", "short", "法院", NULL);
	CHECK(row_key(g.db, KIND_UNIT, &unit) > 0);
	CHECK_STR(ground_ask(g.path, LAST_SETS), "\"set\":[[\"unit\",\"4e9847ccf6eb6fcf256dd7cc5bd17ef1\",\"short\",null,\"法院\"],"
		"[\"unit\",\"4e9847ccf6eb6fcf256dd7cc5bd17ef1\",\"gone\",1,null]]}");
	ground_check(&g, __LINE__);
	ground_clear(&g);
	arena_clear(&mem);
}

/* hlc: after all before, at least the wall. */
static void test_stamps(void)
{
	struct ground g;

	ground_init(&g, "stamps.db");
	ground_row(&g, KIND_PLAN, "a", "title", "a", NULL);
	ground_row(&g, KIND_PLAN, "b", "title", "b", NULL);
	clock_step(&g.clock, 1500);
	ground_row(&g, KIND_PLAN, "c", "title", "c", NULL);
	clock_step(&g.clock, -86400000);      /* a clock set back */
	ground_row(&g, KIND_PLAN, "d", "title", "d", NULL);
	CHECK_STR(ground_ask(g.path, "SELECT printf('%x', hlc - (SELECT hlc FROM change WHERE seq = 1)) FROM change ORDER BY seq"),
		"0 1 5dc0000 5dc0001");
	CHECK_STR(ground_ask(g.path, "SELECT substr(body, instr(body, '\"at\"') + 6, 20) FROM change ORDER BY seq"),
		"2018-11-21T01:00:00Z 2018-11-21T01:00:00Z 2018-11-21T01:00:01Z 2018-11-20T01:00:01Z");
	ground_check(&g, __LINE__);
	ground_clear(&g);
}

/* ---- Refused ---------------------------------------------------------------------------------------- */

static char *long_text(size_t n)
{
	char *text = mem_alloc(n + 1);

	memset(text, 'x', n);
	return text;
}

static void test_refused(void)
{
	char *most = long_text(65536), *more = long_text(65537);
	const struct { int line; enum kind k; const char *column; struct value v; bool want; const char *says; } cases[] = {
		{ __LINE__, KIND_PLAN, "title", V_TEXT("计划"), true, "" },
		{ __LINE__, KIND_PLAN, "title", V_TEXT(most), true, "" },
		{ __LINE__, KIND_PLAN, "title", V_TEXT(more), false, "65537" },
		{ __LINE__, KIND_PLAN, "title", V_TEXT("\xE8\xAE"), false, "UTF-8" },
		{ __LINE__, KIND_PLAN, "title", V_STR(((struct str){ "a\0b", 3 })), false, "UTF-8" },
		{ __LINE__, KIND_PLAN, "title", V_TEXT("\x1B[31m"), true, "" },
		{ __LINE__, KIND_PLAN, "title", V_INT(1), false, "plan title" },
		{ __LINE__, KIND_PLAN, "titel", V_TEXT("x"), false, "titel" },
		{ __LINE__, KIND_PLAN, "key", V_INT(1), false, "key" },
		{ __LINE__, KIND_PLAN, "year", V_INT((int64_t)1 << 53), true, "" },
		{ __LINE__, KIND_PLAN, "year", V_INT(((int64_t)1 << 53) + 1), false, "2^53" },
		{ __LINE__, KIND_PLAN, "year", V_INT(INT64_MIN), false, "2^53" },
		/* what is reckoned with has its bounds, wherever the log came from */
		{ __LINE__, KIND_FIGURE, "scale", V_INT(9), true, "" },
		{ __LINE__, KIND_FIGURE, "scale", V_INT(10), false, "between 0 and 9" },
		{ __LINE__, KIND_FIGURE, "scale", V_INT(-1), false, "figure scale" },
		{ __LINE__, KIND_TARGET, "den", V_INT(1000000000000000), true, "" },
		{ __LINE__, KIND_TARGET, "den", V_INT(1000000000000001), false, "target den" },
		{ __LINE__, KIND_TARGET, "num", V_INT(-1), false, "target num" },
		{ __LINE__, KIND_DEADLINE, "count", V_INT(36501), false, "deadline count" },
		{ __LINE__, KIND_DEADLINE, "shift", V_INT((int64_t)1 << 40), false, "deadline shift" },
		{ __LINE__, KIND_DEADLINE, "minute", V_INT(-3), false, "deadline minute" },
		{ __LINE__, KIND_ITEM, "pos", V_INT((int64_t)1 << 32), false, "item pos" },
		{ __LINE__, KIND_AMOUNT, "n", V_INT(-5), false, "amount n" },
		{ __LINE__, KIND_VALUE, "accepted", V_INT((int64_t)1 << 52), false, "value accepted" },
		{ __LINE__, KIND_PLAN, "year", V_TEXT("2018"), false, "plan year" },
		{ __LINE__, KIND_PLAN, "issued", V_TEXT("2018-10-31"), true, "" },
		{ __LINE__, KIND_PLAN, "issued", V_TEXT("2018-02-30"), false, "plan issued" },
		{ __LINE__, KIND_PLAN, "gone", V_INT(2), false, "plan gone" },
		{ __LINE__, KIND_SOURCE, "sha", V_TEXT("e3b0c442"), false, "source sha" },
		{ __LINE__, KIND_SOURCE, "plan", V_ID(ground_id(KIND_PLAN, "none")), false, "not there" },
		{ __LINE__, KIND_SOURCE, "plan", V_TEXT("x"), false, "source plan" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct ground g;
		struct change_hash hash;
		touched_list touched = { 0 };
		struct id id = ground_id(cases[i].k, "r");
		bool empty;
		char name[32];

		snprintf(name, sizeof name, "refused%zu.db", i);
		ground_init(&g, name);
		CHECK(db_begin(g.db, &g.err));
		struct change *c = change_new(g.db, "wang", "try", "try");

		change_row(c, cases[i].k, &id);
		change_set(c, cases[i].k, &id, cases[i].column, cases[i].v);
		bool done = change_append(c, &hash, &touched, &empty, &g.err);

		CHECK_AT(cases[i].line, done == cases[i].want);
		CHECK_INT_AT(cases[i].line, g.err.code, cases[i].want ? ERR_NONE : ERR_INPUT);
		if (!strstr(g.err.text, cases[i].says))
			CHECK_FAIL_AT(cases[i].line, "says: %s", g.err.text);
		err_clear(&g.err);
		if (done)
			CHECK(db_commit(g.db, &g.err));
		db_rollback(g.db);
		change_free(c);
		vec_clear(&touched);
		CHECK_STR_AT(cases[i].line, ground_ask(g.path, "SELECT count(*) FROM change"), cases[i].want ? "1" : "0");
		ground_check(&g, cases[i].line);
		ground_clear(&g);
	}
	free(most);
	free(more);
}

static void test_set_of_nothing(void)
{
	struct ground g;
	struct change_hash hash;
	touched_list touched = { 0 };
	struct id id = ground_id(KIND_PLAN, "none");
	bool empty;

	ground_init(&g, "nothing.db");
	CHECK(db_begin(g.db, &g.err));
	struct change *c = change_new(g.db, "wang", "try", "try");

	change_set(c, KIND_PLAN, &id, "title", V_TEXT("x"));
	CHECK(!change_append(c, &hash, &touched, &empty, &g.err));
	CHECK_INT(g.err.code, ERR_INPUT);
	db_rollback(g.db);
	change_free(c);
	ground_clear(&g);
}

/* ---- Batches ---------------------------------------------------------------------------------------- */

static void fill_many(struct change *c, void *user)
{
	const int *n = user;

	for (int i = 0; i < *n; i++) {
		char word[32];

		snprintf(word, sizeof word, "unit %d", i);
		struct id id = ground_id(KIND_UNIT, word);

		change_row(c, KIND_UNIT, &id);
	}
}

static void fill_large(struct change *c, void *user)
{
	const char *text = user;

	for (int i = 0; i < 40; i++) {
		char word[32];

		snprintf(word, sizeof word, "item %d", i);
		struct id id = ground_id(KIND_ITEM, word);

		change_row(c, KIND_ITEM, &id);
		change_field(c, "title", V_TEXT(text));
		change_field(c, "text", V_TEXT(text));
	}
}

static void test_batch(void)
{
	struct ground g;
	struct arena mem = { 0 };
	log_lines lines = { 0 };
	struct log_line one;
	int n = 20001;

	ground_init(&g, "batch.db");
	ground_row(&g, KIND_PLAN, "p", "title", "before", NULL);
	struct change_hash hash = ground_write(&g, "wang", "import", fill_many, &n);

	CHECK_STR(ground_ask(g.path, "SELECT sets FROM change"), "1 20000 1");
	CHECK_STR(ground_ask(g.path, "SELECT substr(body, instr(body, '\"batch\"') + 43, 6) FROM change WHERE seq > 1"), ",1,2], ,2,2],");
	CHECK_STR(ground_ask(g.path, "SELECT max(length(CAST(body AS BLOB))) <= 1048576 FROM change"), "1");
	ground_row(&g, KIND_PLAN, "q", "title", "after", NULL);
	/* One action, one line. */
	int64_t at = 0, passed = 0;
	CHECK(log_page_on(g.db, &(struct log_query){ .by = NULL }, &at, -1, 10, &passed, &mem, &lines, &g.err));
	CHECK_INT(lines.n, 3);
	CHECK_INT(passed, 3);
	CHECK_INT(lines.p[1].sets, 20001);
	CHECK_MEM(lines.p[1].hash.b, HASH_SIZE, hash.b, HASH_SIZE);
	CHECK_STR(lines.p[1].verb, "import");
	/* Any of its lines leads to it. */
	char first[HASH_TEXT_SIZE];

	snprintf(first, sizeof first, "%s", ground_ask(g.path, "SELECT lower(hex(hash)) FROM change WHERE seq = 2"));
	CHECK(log_find(g.db, str_of(first), &mem, &one, &g.err));
	CHECK_INT(one.key, lines.p[1].key);
	ground_check(&g, __LINE__);
	vec_clear(&lines);
	ground_clear(&g);

	/* By size: controls take six bytes each in a line. */
	char *text = mem_alloc(60001);

	memset(text, 1, 60000);
	ground_init(&g, "large.db");
	ground_write(&g, "wang", "import", fill_large, text);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) > 10 AND max(length(CAST(body AS BLOB))) <= 1048576 AND sum(sets) = 40 FROM change"), "1");
	ground_check(&g, __LINE__);
	ground_clear(&g);
	free(text);
	arena_clear(&mem);
}

/* ---- Files ------------------------------------------------------------------------------------------ */

static void test_blob(void)
{
	struct ground g;
	struct change_hash hash;
	touched_list touched = { 0 };
	struct id plan = ground_id(KIND_PLAN, "p"), source = ground_id(KIND_SOURCE, "s");
	uint8_t sha[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];
	struct arena mem = { 0 };
	struct str bytes;
	const char *name;
	bool empty;
	char *large = mem_alloc((8 << 20) + 1);

	ground_init(&g, "blob.db");
	CHECK(db_begin(g.db, &g.err));
	struct change *c = change_new(g.db, "wang", "import", "import");

	CHECK(change_blob(c, (struct str){ "a\0b\xFF", 4 }, sha, &g.err));
	CHECK(change_blob(c, (struct str){ "a\0b\xFF", 4 }, sha, &g.err));
	CHECK(!change_blob(c, (struct str){ large, (8 << 20) + 1 }, sha, &g.err));
	CHECK(strstr(g.err.text, "8388609"));
	err_clear(&g.err);
	CHECK(change_blob(c, (struct str){ "a\0b\xFF", 4 }, sha, &g.err));
	change_row(c, KIND_PLAN, &plan);
	change_field(c, "title", V_TEXT("计划"));
	change_row(c, KIND_SOURCE, &source);
	change_field(c, "plan", V_ID(plan));
	change_field(c, "name", V_TEXT("通知.txt"));
	change_field(c, "sha", V_TEXT(hex_text(sha, HASH_SIZE, hex)));
	CHECK(change_append(c, &hash, &touched, &empty, &g.err));
	CHECK(db_commit(g.db, &g.err));
	CHECK_INT(touched.n, 2);
	change_free(c);
	CHECK(source_read(g.db, row_key(g.db, KIND_PLAN, &plan), &mem, &name, &bytes, &g.err));
	CHECK_STR(name, "通知.txt");
	CHECK_MEM(bytes.p, bytes.n, "a\0b\xFF", 4);
	ground_check(&g, __LINE__);
	vec_clear(&touched);
	ground_clear(&g);
	arena_clear(&mem);
	free(large);
}

/* "v" is the lowest schema that understands the writes: what uses nothing new can be read by older programs. */
static void test_version(void)
{
	static const char version[] = "SELECT substr(body, 6, 1) FROM change ORDER BY id DESC LIMIT 1";
	struct ground g;

	ground_init(&g, "version.db");
	ground_row(&g, KIND_DUTY, "d", "occ", "1", "review", "accepted", "due", "2018-11-20", NULL);
	CHECK_STR(ground_ask(g.path, version), "1");
	ground_row(&g, KIND_DUTY, "e", "occ", "1", "asked_on", "2018-11-21", NULL);
	CHECK_STR(ground_ask(g.path, version), "2");
	ground_set(&g, "li", KIND_DUTY, "d", "state", V_TEXT("closed"));
	CHECK_STR(ground_ask(g.path, version), "1");
	ground_set(&g, "li", KIND_DUTY, "d", "extension", V_TEXT("asked"));
	CHECK_STR(ground_ask(g.path, version), "2");
	ground_set(&g, "li", KIND_DUTY, "e", "gone", V_INT(1));
	CHECK_STR(ground_ask(g.path, version), "1");
	ground_row(&g, KIND_HEIR, "h", "kind", "rename", NULL);
	CHECK_STR(ground_ask(g.path, version), "2");
	ground_set(&g, "li", KIND_HEIR, "h", "gone", V_INT(1));
	CHECK_STR(ground_ask(g.path, version), "2");
	ground_check(&g, __LINE__);
	ground_clear(&g);
}

/* Has another one set since then what somebody is about to set? */
static bool overtaken(struct ground *g, int64_t seen, const char *column, struct value v)
{
	struct id id = ground_id(KIND_PLAN, "p");
	int64_t key = 0;

	CHECK(db_begin(g->db, &g->err));
	struct change *c = change_new(g->db, "li", "edit", "");

	change_set(c, KIND_PLAN, &id, column, v);
	CHECK(change_overtaken(c, seen, &key, &g->err));
	change_free(c);
	db_rollback(g->db);
	CHECK(key == 0 || key > seen);
	return key > 0;
}

static void test_overtaken(void)
{
	struct ground g;

	ground_init(&g, "overtaken.db");
	ground_row(&g, KIND_PLAN, "p", "title", "甲", NULL);
	int64_t first = log_newest(g.db, &g.err);

	CHECK(!overtaken(&g, first, "title", V_TEXT("乙")));
	/* The row itself came since: what it was made with counts, what it was made without does not. */
	CHECK(overtaken(&g, first - 1, "title", V_TEXT("乙")));
	CHECK(!overtaken(&g, first - 1, "number", V_TEXT("1")));
	ground_set(&g, "wang", KIND_PLAN, "p", "title", V_TEXT("丙"));
	CHECK(overtaken(&g, first, "title", V_TEXT("乙")));
	CHECK(!overtaken(&g, first, "number", V_TEXT("1")));
	/* The same is no other word. */
	CHECK(!overtaken(&g, first, "title", V_TEXT("丙")));
	CHECK(!overtaken(&g, log_newest(g.db, &g.err), "title", V_TEXT("乙")));
	ground_clear(&g);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_line), CHECK_TEST(test_cells), CHECK_TEST(test_gone_and_back), CHECK_TEST(test_stamps),
	CHECK_TEST(test_refused), CHECK_TEST(test_set_of_nothing), CHECK_TEST(test_batch), CHECK_TEST(test_blob),
	CHECK_TEST(test_version), CHECK_TEST(test_overtaken),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
