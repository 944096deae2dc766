/* Two copies that wrote apart and come together: what clashes, what each shows. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "store/lack.h"
#include "store/log_body.h"
#include "store/merge.h"
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
	CHECK_INT(sum.taken, PARENTS + CHILDREN);
	CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM held"), "0");
	buf_clear(&text);
	vec_clear(&touched);
	ground_clear(&g);
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
	static const struct check_test tests[] = { CHECK_TEST(test_gone), CHECK_TEST(test_read_twice), CHECK_TEST(test_lacking_thousands),
		CHECK_TEST(test_name_rolled_back) };

	return check_main(tests, CHECK_N(tests));
}
