/* Two copies that wrote apart and come together: what clashes, what each shows. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/chain_private.h"
#include "store/fate.h"
#include "store/lack.h"
#include "store/log_body.h"
#include "store/merge.h"
#include "store/rows.h"
#include "store/site.h"
#include "store/store_private.h"

/* ---- two copies ---- */

struct pair { struct ground a, b; };

static void name_copy(struct ground *g, const char *name)
{
	if (!db_begin(g->db, &g->err) || !site_name(g->db, name, &g->err) || !db_commit(g->db, &g->err))
		CHECK_FAIL("%s", g->err.text);
}

static void pair_open(struct pair *p, const char *a, const char *b)
{
	ground_init(&p->a, a);
	ground_init(&p->b, b);
	p->b.ids.seed += 77;
	name_copy(&p->b, "county");
}

/* What `to` lacks of `from`; the last first where `back` is set. */
static struct merged give(struct ground *from, struct ground *to, bool back)
{
	struct arena mem = { 0 };
	have_list has = { 0 };
	keys lack = { 0 };
	touched_list touched = { 0 };
	struct merged sum = { 0 };

	if (!have_read(to->db, &has, &to->err) || !lack_read(from->db, &has, &lack, &from->err) || !db_begin(to->db, &to->err))
		CHECK_FAIL("%s%s", from->err.text, to->err.text);
	for (size_t i = 0; i < lack.n; i++) {
		struct str line;

		if (!lack_line(from->db, lack.p[back ? lack.n - 1 - i : i], &mem, &line, &from->err) ||
		    !merge_line(to->db, line, INT64_MAX, &touched, &sum, &to->err))
			CHECK_FAIL("%s%s", from->err.text, to->err.text);
	}
	if (!db_commit(to->db, &to->err))
		CHECK_FAIL("%s", to->err.text);
	vec_clear(&has);
	vec_clear(&lack);
	vec_clear(&touched);
	arena_clear(&mem);
	return sum;
}

static void meet(struct pair *p)
{
	struct merged to_b = give(&p->a, &p->b, false), to_a = give(&p->b, &p->a, true);

	CHECK_INT(to_a.faulty + to_b.faulty, 0);
	ground_check(&p->a, __LINE__);
	ground_check(&p->b, __LINE__);
}

static void pair_close(struct pair *p)
{
	ground_clear(&p->a);
	ground_clear(&p->b);
}

/* Both answer the same, and that. */
static void both_say(struct pair *p, const char *sql, const char *want, int line)
{
	char *first = mem_strdup(ground_ask(p->a.path, sql));

	CHECK_STR_AT(line, first, want);
	CHECK_STR_AT(line, ground_ask(p->b.path, sql), want);
	free(first);
}
#define BOTH_SAY(p, sql, want) both_say((p), (sql), (want), __LINE__)
#define CLASHES "SELECT coalesce(group_concat(col), '') FROM clash"

/* ---- taken away here, written there ---- */

static void test_gone(void)
{
	struct pair p;

	pair_open(&p, "gone-a.db", "gone-b.db");
	ground_row(&p.a, KIND_UNIT, "x", "name", "甲", NULL);
	ground_set(&p.a, "li", KIND_UNIT, "x", "gone", V_INT(1));
	meet(&p);
	/* Brought back here, written there: nobody took it away without knowing. */
	ground_set(&p.a, "li", KIND_UNIT, "x", "gone", V_NULL);
	ground_set(&p.b, "wang", KIND_UNIT, "x", "short", V_TEXT("乙"));
	meet(&p);
	BOTH_SAY(&p, CLASHES, "");
	/* Taken away here, written there. */
	ground_set(&p.a, "li", KIND_UNIT, "x", "gone", V_INT(1));
	ground_set(&p.b, "wang", KIND_UNIT, "x", "short", V_TEXT("丙"));
	meet(&p);
	BOTH_SAY(&p, CLASHES, CLASH_GONE);
	/* Whoever brings it back knowing of both settles it. */
	ground_set(&p.b, "wang", KIND_UNIT, "x", "gone", V_NULL);
	meet(&p);
	BOTH_SAY(&p, CLASHES, "");
	pair_close(&p);
}

/* ---- what became of a change ---- */

static void fill_short(struct change *c, void *user)
{
	struct id id = ground_id(KIND_UNIT, "x");

	change_set(c, KIND_UNIT, &id, "short", V_TEXT((const char *)user));
}

/* "-" nothing is lost, "lost", "settled". */
static const char *became(struct ground *g, const struct change_hash *hash)
{
	struct arena mem = { 0 };
	fate_losses list = { 0 };
	struct log_place at;
	struct log_line line;
	const char *said = "-";

	if (!place_find(g->db, hash, &at, &g->err) || !log_at(g->db, at.key, &mem, &line, &g->err) ||
	    !fate_losses_read(g->db, &line, 5, &mem, &list, &g->err))
		CHECK_FAIL("%s", g->err.text);
	if (list.n > 0)
		said = list.p[0].settled ? "settled" : "lost";
	vec_clear(&list);
	arena_clear(&mem);
	return said;
}

static void test_became(void)
{
	struct pair p;

	pair_open(&p, "became-a.db", "became-b.db");
	ground_row(&p.a, KIND_UNIT, "x", "name", "甲", NULL);
	meet(&p);
	struct change_hash asked = ground_write(&p.b, "li", "edit", fill_short, "asked");
	struct change_hash granted = ground_write(&p.b, "li", "edit", fill_short, "granted");
	struct change_hash other = ground_write(&p.a, "wang", "edit", fill_short, "other");

	CHECK_STR(became(&p.b, &asked), "-");
	meet(&p);
	/* Whoever's stamp is the smaller has lost; what one went on from oneself has not. */
	CHECK_STR(became(&p.a, &asked), "-");
	bool first = strcmp(became(&p.a, &granted), "lost") == 0;

	CHECK_STR(became(&p.a, first ? &other : &granted), "-");
	ground_write(&p.a, "wang", "settle", fill_short, "third");
	meet(&p);
	CHECK_STR(became(&p.b, &granted), "settled");
	CHECK_STR(became(&p.b, &other), "settled");
	CHECK_STR(became(&p.b, &asked), "-");
	/* Later ones are no settling. */
	ground_write(&p.b, "li", "edit", fill_short, "later");
	CHECK_STR(became(&p.b, &granted), "-");
	pair_close(&p);
}

/* ---- one notice read at two places ---- */

static void fill_units(struct change *c, void *user)
{
	for (int i = 0; i < *(int *)user; i++) {
		char word[16];

		snprintf(word, sizeof word, "u%d", i);
		struct id id = ground_id(KIND_UNIT, word);

		change_row(c, KIND_UNIT, &id);
		change_field(c, "name", V_TEXT(word));
	}
}

/* Lines of thousands of writes, each of which is asked what it said of each row. */
static void test_read_twice(void)
{
	struct pair p;
	int n = 2000;
	char word[16];

	pair_open(&p, "read-a.db", "read-b.db");
	ground_write(&p.a, "li", "import", fill_units, &n);
	ground_write(&p.b, "wang", "import", fill_units, &n);
	for (int i = 0; i < 500; i++) {
		snprintf(word, sizeof word, "u%d", 4 * i);
		ground_set(&p.b, "wang", KIND_UNIT, word, "short", V_TEXT("短"));
	}
	meet(&p);
	BOTH_SAY(&p, "SELECT count(*) FROM clash", "0");
	BOTH_SAY(&p, "SELECT count(*) FROM cell WHERE head AND col = '*'", "4000");
	pair_close(&p);
}

/* ---- lines that lack thousands ---- */

#define FIRST "{\"v\":1,\"site\":\"s%d\",\"seq\":1,\"prev\":null,\"hlc\":\"016733c7ee800001\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"edit\",\"say\":\"s\"," \
	"\"seen\":[],\"set\":[]}"
#define LAST "{\"v\":1,\"site\":\"last%d\",\"seq\":1,\"prev\":null,\"hlc\":\"016733c7ee800002\",\"at\":\"2018-11-21T01:00:00Z\",\"by\":\"li\",\"do\":\"edit\",\"say\":\"s\"," \
	"\"seen\":["

static void test_lacking_thousands(void)
{
	enum { PARENTS = LINE_SEEN_MOST, CHILDREN = 20 };
	struct ground g;
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct buf text = { 0 };
	char line[512], hex[HASH_TEXT_SIZE];
	uint8_t hash[HASH_SIZE];

	ground_init(&g, "thousands.db");
	ground_row(&g, KIND_SETTING, "most", "name", COPIES_SETTING, "value", "9000", NULL);
	CHECK(db_begin(g.db, &g.err));
	for (int child = 0; child < CHILDREN; child++) {
		buf_reset(&text);
		buf_printf(&text, LAST, child);
		for (int i = 0; i < PARENTS; i++) {
			snprintf(line, sizeof line, FIRST, i);
			hash_bytes(line, strlen(line), hash);
			buf_printf(&text, "%s\"%s\"", i ? "," : "", hex_text(hash, HASH_SIZE, hex));
		}
		buf_puts(&text, "],\"set\":[]}");
		CHECK(merge_line(g.db, buf_str(&text), INT64_MAX, &touched, &sum, &g.err));
	}
	CHECK_INT(sum.waiting, CHILDREN);
	for (int i = 0; i < PARENTS; i++) {
		snprintf(line, sizeof line, FIRST, i);
		CHECK(merge_line(g.db, str_of(line), INT64_MAX, &touched, &sum, &g.err));
	}
	CHECK(db_commit(g.db, &g.err));
	/* These are megabytes: more than one write takes. */
	while (merge_is_due(g.db, &g.err))
		CHECK(db_begin(g.db, &g.err) && merge_due(g.db, INT64_MAX, &touched, &sum, &g.err) && db_commit(g.db, &g.err));
	CHECK_INT(sum.taken, PARENTS + CHILDREN);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM held"), "0");
	buf_clear(&text);
	vec_clear(&touched);
	ground_clear(&g);
}

/* ---- within one second ---- */

static void fill_entry(struct change *c, void *user)
{
	struct id id = ground_id(KIND_ENTRY, user);

	change_row(c, KIND_ENTRY, &id);
	change_field(c, "item", V_ID(ground_id(KIND_ITEM, "i")));
	change_field(c, "do", V_TEXT("remark"));
	change_field(c, "text", V_TEXT((const char *)user));
}

static const char *entries_say(struct ground *g, int limit, struct buf *to)
{
	struct arena mem = { 0 };
	struct id id = ground_id(KIND_ITEM, "i");
	entry_rows list = { 0 };

	if (!entries_read(g->db, row_key(g->db, KIND_ITEM, &id), 0, limit, &mem, &list, &g->err))
		CHECK_FAIL("%s", g->err.text);
	buf_reset(to);
	for (size_t i = 0; i < list.n; i++)
		buf_puts(to, list.p[i].text);
	vec_clear(&list);
	arena_clear(&mem);
	return buf_text(to);
}

/* Entries of one second stand in the same order on both, in that of their stamps. */
static void test_one_second(void)
{
	static char words[4][4] = { "a", "b", "c", "d" };
	struct pair p;
	struct buf first = { 0 }, other = { 0 };

	pair_open(&p, "second-a.db", "second-b.db");
	ground_row(&p.a, KIND_ITEM, "i", "title", "甲", NULL);
	meet(&p);
	ground_write(&p.b, "wang", "remark", fill_entry, words[0]);
	ground_write(&p.a, "li", "remark", fill_entry, words[1]);
	ground_write(&p.a, "li", "remark", fill_entry, words[2]);
	ground_write(&p.b, "wang", "remark", fill_entry, words[3]);
	meet(&p);
	CHECK_STR(entries_say(&p.a, 9, &first), entries_say(&p.b, 9, &other));
	CHECK_INT(strlen(buf_text(&first)), 4);
	CHECK(strchr(buf_text(&first), 'c') < strchr(buf_text(&first), 'b'));
	CHECK(strchr(buf_text(&first), 'd') < strchr(buf_text(&first), 'a'));
	for (int limit = 1; limit < 4; limit++) {
		CHECK_STR(entries_say(&p.a, limit, &first), entries_say(&p.b, limit, &other));
		CHECK_INT(strlen(buf_text(&first)), limit);
	}
	buf_clear(&first);
	buf_clear(&other);
	pair_close(&p);
}

/* ---- rings ---- */

static void point(struct ground *g, const char *from, const char *to)
{
	ground_set(g, "li", KIND_ITEM, from, "parent", to ? V_ID(ground_id(KIND_ITEM, to)) : V_NULL);
}

#define SHOWN "SELECT group_concat(t, ' ') FROM (SELECT i.title || '>' || coalesce(p.title, '') AS t FROM item i LEFT JOIN item p ON p.key = i.parent ORDER BY 1)"

/* Each puts one under the other: the one with the smallest id stands at the top, until somebody says otherwise. */
static void test_ring(void)
{
	static const char *const words[] = { "x", "y", "z" };
	struct pair p;
	int least = 0;
	char want[3][32];

	pair_open(&p, "ring-a.db", "ring-b.db");
	for (int i = 0; i < 3; i++) {
		ground_row(&p.a, KIND_ITEM, words[i], "title", words[i], NULL);
		struct id id = ground_id(KIND_ITEM, words[i]), first = ground_id(KIND_ITEM, words[least]);

		if (id_cmp(&id, &first) < 0)
			least = i;
	}
	meet(&p);
	BOTH_SAY(&p, SHOWN, "x> y> z>");
	point(&p.a, "x", "y");
	point(&p.a, "y", "z");
	point(&p.b, "z", "x");
	meet(&p);
	for (int i = 0; i < 3; i++)
		snprintf(want[i], sizeof want[i], "%s>%s", words[i], i == least ? "" : words[(i + 1) % 3]);
	snprintf(want[0] + strlen(want[0]), sizeof want[0] - strlen(want[0]), " %s %s", want[1], want[2]);
	BOTH_SAY(&p, SHOWN, want[0]);
	BOTH_SAY(&p, "SELECT count(*) FROM ring", "1");
	/* What is kept back shows as soon as it closes nothing. */
	point(&p.b, "z", NULL);
	meet(&p);
	BOTH_SAY(&p, SHOWN, "x>y y>z z>");
	BOTH_SAY(&p, "SELECT count(*) FROM ring", "0");
	/* Below itself, and out again. */
	point(&p.a, "z", "z");
	meet(&p);
	BOTH_SAY(&p, SHOWN, "x>y y>z z>");
	BOTH_SAY(&p, "SELECT count(*) FROM ring", "1");
	point(&p.b, "z", NULL);
	meet(&p);
	BOTH_SAY(&p, "SELECT count(*) FROM ring", "0");
	pair_close(&p);
}

/* ---- lines in any order ---- */

#define ID1 "00000000000000000000000000000001"
#define LINE(site, hlc, set) "{\"v\":1,\"site\":\"" site "\",\"seq\":1,\"prev\":null,\"hlc\":\"016733c7ee80000" hlc "\",\"at\":\"2018-11-21T01:00:00Z\"," \
	"\"by\":\"li\",\"do\":\"edit\",\"say\":\"s\",\"seen\":[],\"set\":[" set "]}"
#define MAKES(kind, id) "[\"" kind "\",\"" id "\",{}]"

/* A line is judged by what it had seen, not by what is here: the same in any order. */
static void test_any_order(void)
{
	static const struct { int line; const char *texts[2]; int taken; const char *refused; } cases[] = {
		/* It writes to a row that it cannot know; it names one. */
		{ __LINE__, { LINE("e", "1", MAKES("unit", ID1)), LINE("w", "2", "[\"unit\",\"" ID1 "\",\"name\",null,\"a\"]") }, 1, "w" },
		{ __LINE__, { LINE("e", "1", MAKES("unit", ID1)), LINE("w", "2", "[\"contact\",\"00000000000000000000000000000002\",{\"unit\":\"" ID1 "\"}]") }, 1, "w" },
		{ __LINE__, { LINE("e", "1", MAKES("item", ID1)), LINE("w", "2", MAKES("item", "00000000000000000000000000000002") ",[\"item\",\""
			"00000000000000000000000000000002\",\"parent\",null,\"" ID1 "\"]") }, 1, "w" },
		/* One id for rows of two kinds. */
		{ __LINE__, { LINE("e", "1", MAKES("unit", ID1)), LINE("w", "2", MAKES("plan", ID1)) }, 2, "" },
		{ __LINE__, { LINE("e", "1", MAKES("plan", ID1) ",[\"plan\",\"" ID1 "\",\"number\",null,\"a\"]"),
			LINE("w", "2", MAKES("item", ID1) ",[\"item\",\"" ID1 "\",\"number\",null,\"b\"]") }, 2, "" },
		/* One row twice; below itself. */
		{ __LINE__, { LINE("e", "1", MAKES("item", ID1) ",[\"item\",\"" ID1 "\",\"parent\",null,\"" ID1 "\"]"), LINE("w", "2", MAKES("item", ID1)) }, 2, "" },
		{ __LINE__, { LINE("e", "1", MAKES("item", ID1)), LINE("w", "2", "[\"item\",\"" ID1 "\",{\"parent\":\"" ID1 "\"}]") }, 1, "w" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		for (int back = 0; back < 2; back++) {
			struct ground g;
			touched_list touched = { 0 };
			struct merged sum = { 0 };

			ground_init(&g, "order.db");
			CHECK(db_begin(g.db, &g.err));
			for (int k = 0; k < 2; k++)
				if (!merge_line(g.db, str_of(cases[i].texts[back ? 1 - k : k]), INT64_MAX, &touched, &sum, &g.err))
					CHECK_FAIL_AT(cases[i].line, "%s", g.err.text);
			CHECK(db_commit(g.db, &g.err));
			CHECK_INT_AT(cases[i].line, sum.taken, cases[i].taken);
			CHECK_INT_AT(cases[i].line, sum.refused, 2 - cases[i].taken);
			CHECK_INT_AT(cases[i].line, sum.faulty, 0);
			CHECK_STR_AT(cases[i].line, ground_ask(g.path, "SELECT group_concat(h.site) FROM refused r JOIN change c ON c.id = r.change JOIN chain h ON h.id = c.chain WHERE r.why = 'past' AND c.applied = 2"), cases[i].refused);
			ground_check(&g, cases[i].line);
			vec_clear(&touched);
			ground_clear(&g);
			unlink(check_path("order.db"));
		}
	}
}

/* ---- two copies of one name ---- */

static int64_t lacks(struct ground *g, const char *site)
{
	have_list has = { 0 };
	keys lack = { 0 };

	if (!site_has(g->db, site, &has, &g->err) || !lack_read(g->db, &has, &lack, &g->err))
		CHECK_FAIL("%s", g->err.text);
	int64_t n = (int64_t)lack.n, counted = 0, oldest_ms = 0;
	chain_firsts chains = { 0 };

	/* Counting comes to the same. */
	CHECK(chain_firsts_read(g->db, &chains, &g->err) && lack_count(g->db, &chains, &has, &counted, &oldest_ms, &g->err));
	CHECK_INT(counted, n);
	if (n > 0)
		CHECK_INT(oldest_ms, stmt_number(g->db, "SELECT hlc >> 16 FROM change WHERE id = ?1", lack.p[0], 0, &g->err));
	else
		CHECK_INT(oldest_ms, 0);
	vec_clear(&chains);
	vec_clear(&has);
	vec_clear(&lack);
	return n;
}

static void hear(struct ground *g, struct ground *other)
{
	have_list has = { 0 };

	if (!have_read(other->db, &has, &other->err) || !db_begin(g->db, &g->err) || !site_heard(g->db, db_site(other->db), &has, clock_now_ms(&g->clock), &g->err) || !db_commit(g->db, &g->err))
		CHECK_FAIL("%s%s", g->err.text, other->err.text);
	vec_clear(&has);
}

/* What is made for them holds what either of them lacks. */
static void test_one_name(void)
{
	struct pair p;
	struct ground other;

	pair_open(&p, "name-a.db", "name-b.db");
	ground_init(&other, "name-c.db");
	other.ids.seed += 99;
	name_copy(&other, "county");
	ground_row(&p.b, KIND_UNIT, "b", "name", "乙", NULL);
	ground_row(&other, KIND_UNIT, "c", "name", "丙", NULL);
	give(&p.b, &p.a, false);
	give(&other, &p.a, false);
	hear(&p.a, &p.b);
	hear(&p.a, &other);
	/* Each lacks the other's. */
	int64_t apart = lacks(&p.a, "county");
	CHECK(apart >= 2);
	ground_row(&p.a, KIND_UNIT, "a", "name", "甲", NULL);
	CHECK_INT(lacks(&p.a, "county"), apart + 1);
	give(&p.a, &p.b, false);
	hear(&p.a, &p.b);
	CHECK(lacks(&p.a, "county") >= 2);
	give(&p.a, &other, false);
	hear(&p.a, &other);
	CHECK_INT(lacks(&p.a, "county"), 0);
	/* One that is not heard of any more is forgotten. */
	CHECK_INT(stmt_number(p.a.db, "SELECT count(*) FROM peer", 0, -1, &p.a.err), 2);
	clock_step(&p.a.clock, (int64_t)100 * 24 * 60 * 60 * 1000);
	hear(&p.a, &p.b);
	CHECK_INT(stmt_number(p.a.db, "SELECT count(*) FROM peer", 0, -1, &p.a.err), 1);
	ground_clear(&other);
	pair_close(&p);
}

/* ---- a name that came to nothing ---- */

static void test_name_rolled_back(void)
{
	struct ground g;

	ground_init(&g, "named.db");
	char *before = mem_strdup(db_site(g.db));

	CHECK(db_begin(g.db, &g.err) && site_name(g.db, "county", &g.err));
	db_rollback(g.db);
	CHECK_STR(db_site(g.db), before);
	name_copy(&g, "county");
	CHECK_STR(db_site(g.db), "county");
	free(before);
	ground_clear(&g);
}

int main(void)
{
	static const struct check_test tests[] = { CHECK_TEST(test_gone), CHECK_TEST(test_became), CHECK_TEST(test_read_twice), CHECK_TEST(test_lacking_thousands), CHECK_TEST(test_one_second), CHECK_TEST(test_ring),
		CHECK_TEST(test_any_order), CHECK_TEST(test_one_name),
		CHECK_TEST(test_name_rolled_back) };

	return check_main(tests, CHECK_N(tests));
}
