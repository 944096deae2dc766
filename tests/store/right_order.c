/* Lines of others that no program of ours wrote, in any order of arrival: each is judged by its own past, so that all copies come to the same. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "model/ident.h"
#include "model/right_past.h"
#include "store/merge.h"
#include "store/past.h"
#include "store/rows.h"

enum { LINES = 3 };
#define START_MS INT64_C(1900000000000)

/* Crafted lines, each on a chain of its own. */
struct scene {
	struct change_hash root;       /* what all of them saw: two units */
	struct change_hash hash[LINES];
	struct buf line[LINES];
};

static struct id person_id(const char *login)
{
	return ident_person(str_of(login));
}

/* Line i of that copy: it saw the root, and line `saw` (-1: none of these). `set`: one write, as it stands in the log. */
static void craft(struct scene *s, int i, const char *site, const char *by, int saw, const char *set)
{
	char root[HASH_TEXT_SIZE], other[HASH_TEXT_SIZE];
	struct buf *b = &s->line[i];

	buf_reset(b);
	buf_printf(b, "{\"v\":5,\"site\":\"%s\",\"seq\":1,\"hlc\":\"%016llx\",\"at\":\"2018-11-20T08:00:00Z\",\"by\":\"%s\",\"do\":\"person\",\"say\":\"\",\"seen\":[\"%s\"", site,
		   (unsigned long long)(START_MS + 1000 * (i + 1)) << 16, by, hex_text(s->root.b, HASH_SIZE, root));
	if (saw >= 0)
		buf_printf(b, ",\"%s\"", hex_text(s->hash[saw].b, HASH_SIZE, other));
	buf_printf(b, "],\"set\":[%s]}", set);
	hash_bytes(buf_str(b).p, buf_str(b).n, s->hash[i].b);
}

/* [kind, id, {fields}]; the last four stay. */
static const char *row(const char *kind, const struct id *id, const char *fields)
{
	static char text[4][512];
	static int next;
	char hex[ID_TEXT_SIZE];

	next = (next + 1) % 4;
	snprintf(text[next], sizeof text[next], "[\"%s\",\"%s\",{%s}]", kind, id_text(id, hex), fields);
	return text[next];
}

static const char *role_of(const char *login, const char *fields)
{
	struct id id = person_id(login);

	return row("person", &id, fields);
}

/* "aa 1, bb 2, cc 1!": what became of the lines that arrived in that order, in the order of their making; "!": it is disputed. */
static const char *arrive(const struct scene *s, const int order[LINES], const char *name, int line)
{
	struct ground g;
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct rights *rights;
	sentences found = { 0 };
	struct arena mem = { 0 };

	ground_init(&g, name);
	ground_row(&g, KIND_UNIT, "u1", "name", "甲", NULL);
	ground_row(&g, KIND_UNIT, "u2", "name", "乙", NULL);
	rights = rights_new(g.db);
	db_set_judge(g.db, rights_as_judge(rights));
	for (int i = 0; i < LINES; i++)
		if (order[i] >= 0 && (!db_begin(g.db, &g.err) || !merge_line(g.db, buf_str(&s->line[order[i]]), INT64_MAX, &touched, &sum, &g.err) ||
				      !rights_settle(rights, &touched, &g.err) || !db_commit(g.db, &g.err)))
			CHECK_FAIL("%s", g.err.text);
	if (sum.faulty > 0)
		CHECK_FAIL("line %d: %s", line, sum.fault);
	ground_check(&g, line);
	if (!rights_check(rights, &mem, &found, &g.err) || found.n > 0)
		CHECK_FAIL("line %d: %s%s", line, g.err.text, found.n ? found.p[0] : "");
	vec_clear(&found);
	vec_clear(&touched);
	arena_clear(&mem);
	db_set_judge(g.db, NULL);
	rights_free(rights);
	const char *became = ground_ask(g.path, "SELECT group_concat(x, ', ') FROM (SELECT h.site || ' ' || c.applied || (CASE WHEN d.change THEN '!' ELSE '' END) x FROM change c "
						"JOIN chain h ON h.id = c.chain LEFT JOIN disputed d ON d.change = c.id WHERE "
						"length(h.site) = 2 ORDER BY c.hlc)");

	ground_clear(&g);
	return became;
}

static void scene_init(struct scene *s, const char *name)
{
	struct ground g;

	*s = (struct scene){ .root = { { 0 } } };
	ground_init(&g, name);
	ground_row(&g, KIND_UNIT, "u1", "name", "甲", NULL);
	s->root = ground_row(&g, KIND_UNIT, "u2", "name", "乙", NULL);
	ground_clear(&g);
}

static void scene_clear(struct scene *s)
{
	for (int i = 0; i < LINES; i++)
		buf_clear(&s->line[i]);
}

/* In every order that keeps parents first, or not: all come to that. */
static void any_order(const struct scene *s, int n, const char *want, int line)
{
	static const int orders[][LINES] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

	for (size_t k = 0; k < CHECK_N(orders); k++) {
		char name[40];
		int order[LINES];

		for (int i = 0; i < LINES; i++)
			order[i] = orders[k][i] < n ? orders[k][i] : -1;
		snprintf(name, sizeof name, "order-%c%c-%d-%zu.db", s->hash[1].b[0] % 26 + 'a', s->hash[1].b[1] % 26 + 'a', line, k);
		CHECK_STR_AT(line, arrive(s, order, name, line), want);
	}
}
#define ANY_ORDER(s, n, want) any_order((s), (n), (want), __LINE__)

/* A role that is spelled with JSON's own letters is a role; nobody has given one before, and it is not admin. */
static void test_escaped(void)
{
	static const char *const roles[] = { "\"login\":\"vv\",\"role\":\"clerk\"", "\"login\":\"vv\",\"r\\u006fle\":\"clerk\"" };

	for (size_t i = 0; i < CHECK_N(roles); i++) {
		struct scene s;

		scene_init(&s, i ? "letters.db" : "escaped.db");
		craft(&s, 0, "aa", "boss", -1, role_of("boss", "\"login\":\"boss\",\"role\":\"\\u0061dmin\""));
		craft(&s, 1, "bb", "vv", -1, role_of("vv", roles[i]));
		ANY_ORDER(&s, 2, "aa 1, bb 2");
		scene_clear(&s);
	}
}

/* What is none of the four words gives no role: not admin either, whatever else is said of the same person. */
static void test_words(void)
{
	static const char *const words[] = { "ADMIN", "管理", "Admin" };

	for (size_t i = 0; i < CHECK_N(words); i++) {
		struct scene s;
		struct id plan = ground_id(KIND_PLAN, "p");
		char fields[96];

		scene_init(&s, words[i]);
		snprintf(fields, sizeof fields, "\"login\":\"vv\",\"role\":\"%s\"", words[i]);
		craft(&s, 0, "aa", "vv", -1, role_of("vv", fields));
		craft(&s, 1, "bb", "nobody", 0, row("plan", &plan, "\"title\":\"t\""));
		craft(&s, 2, "cc", "boss", -1, role_of("vv", "\"login\":\"vv\",\"role\":\"admin\""));
		ANY_ORDER(&s, 3, "aa 1!, bb 1!, cc 1");
		scene_clear(&s);
	}
}

/* Two admins made one row apart, each with another unit: a copy that knew of one of them speaks for that one's. */
static void test_speaks(void)
{
	struct scene s;
	struct id speaks = ground_id(KIND_SPEAKS, "s"), contact = ground_id(KIND_CONTACT, "c");
	struct id u[2] = { ground_id(KIND_UNIT, "u1"), ground_id(KIND_UNIT, "u2") };
	char fields[160], hex[ID_TEXT_SIZE], both[640];

	scene_init(&s, "speaks.db");
	snprintf(fields, sizeof fields, "\"site\":\"cc\",\"unit\":\"%s\"", id_text(&u[0], hex));
	snprintf(both, sizeof both, "%s,%s", role_of("boss", "\"login\":\"boss\",\"role\":\"admin\""), row("speaks", &speaks, fields));
	craft(&s, 0, "aa", "boss", -1, both);
	snprintf(fields, sizeof fields, "\"site\":\"cc\",\"unit\":\"%s\"", id_text(&u[1], hex));
	craft(&s, 1, "bb", "boss", -1, row("speaks", &speaks, fields));
	snprintf(fields, sizeof fields, "\"unit\":\"%s\",\"name\":\"x\"", id_text(&u[0], hex));
	craft(&s, 2, "cc", "boss", 0, row("contact", &contact, fields));
	ANY_ORDER(&s, 3, "aa 1, bb 1, cc 1!");
	scene_clear(&s);
}

/* [kind, id, "role", old, new] */
static const char *role_set(const char *login, const char *role)
{
	static char text[2][160];
	static int next;
	char hex[ID_TEXT_SIZE];
	struct id id = person_id(login);

	next = !next;
	snprintf(text[next], sizeof text[next], "[\"person\",\"%s\",\"role\",\"admin\",\"%s\"]", id_text(&id, hex), role);
	return text[next];
}

/* Two admins give their role up apart, each as the other one stays: both are who they were, and none is left. */
static void test_given_up(void)
{
	struct scene s;
	char both[640];

	scene_init(&s, "given-up.db");
	snprintf(both, sizeof both, "%s,%s", role_of("boss", "\"login\":\"boss\",\"role\":\"admin\""),
		 role_of("vice", "\"login\":\"vice\",\"role\":\"admin\""));
	craft(&s, 0, "aa", "boss", -1, both);
	craft(&s, 1, "bb", "boss", 0, role_set("boss", "clerk"));
	craft(&s, 2, "cc", "vice", 0, role_set("vice", "clerk"));
	ANY_ORDER(&s, 3, "aa 1, bb 1!, cc 1!");
	scene_clear(&s);
}

/* Once an admin has said of a copy that it speaks for all, one that was given nothing speaks for nothing; what was made apart from that stands. */
static void test_every(void)
{
	static const struct { int line; const char *site; int saw; const char *given, *want; } cases[] = {
		{ __LINE__, "cc", 1, "\"site\":\"aa\",\"all\":1", "aa 1, bb 1, cc 2" }, { __LINE__, "cc", 0, "\"site\":\"aa\",\"all\":1", "aa 1, bb 1, cc 1!" },
		{ __LINE__, "cc", 1, "\"site\":\"cc\",\"all\":1", "aa 1, bb 1, cc 1" }, { __LINE__, "cc", 1, "\"site\":\"aa\",\"all\":0", "aa 1, bb 1, cc 1" },
		{ __LINE__, "cc", 1, "\"site\":\"aa\",\"\\u0061ll\":1", "aa 1, bb 1, cc 2" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct scene s;
		struct id unit = ground_id(KIND_UNIT, "u1"), contact = ground_id(KIND_CONTACT, "c"), speaks = ground_id(KIND_SPEAKS, "s");
		char fields[160], hex[ID_TEXT_SIZE], name[40];

		snprintf(name, sizeof name, "every-%zu.db", i);
		scene_init(&s, name);
		craft(&s, 0, "aa", "boss", -1, role_of("boss", "\"login\":\"boss\",\"role\":\"admin\""));
		craft(&s, 1, "bb", "boss", 0, row("speaks", &speaks, cases[i].given));
		snprintf(fields, sizeof fields, "\"unit\":\"%s\",\"name\":\"x\"", id_text(&unit, hex));
		craft(&s, 2, cases[i].site, "boss", cases[i].saw, row("contact", &contact, fields));
		any_order(&s, 3, cases[i].want, cases[i].line * 10 + (int)i);
		scene_clear(&s);
	}
}

/* A sentence that writes nothing stands where its deed is that of the role. */
static void test_nothing(void)
{
	static const struct { int line; const char *role, *want; } cases[] = {
		{ __LINE__, "viewer", "aa 1, bb 2" }, { __LINE__, "reporter", "aa 1, bb 2" }, { __LINE__, "clerk", "aa 1, bb 2" },
		{ __LINE__, "admin", "aa 1, bb 1" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct scene s;
		char vv[80], both[640];

		scene_init(&s, cases[i].role);
		snprintf(vv, sizeof vv, "\"login\":\"vv\",\"role\":\"%s\"", cases[i].role);
		snprintf(both, sizeof both, "%s,%s", role_of("boss", "\"login\":\"boss\",\"role\":\"admin\""), role_of("vv", vv));
		craft(&s, 0, "aa", "boss", -1, both);
		craft(&s, 1, "bb", "vv", 0, "");
		any_order(&s, 2, cases[i].want, cases[i].line);
		scene_clear(&s);
	}
}

/* A row that nothing natural names is its maker's alone, on their copy: whoever makes it anew is refused, with an earlier stamp or a later one. Ids that
 * are older than this rule are anybody's. */
static void test_made(void)
{
	static const struct { int line; const char *site, *by; enum kind kind; bool old; const char *want; } cases[] = {
		{ __LINE__, "bb", "li", KIND_ENTRY, false, "2" }, { __LINE__, "bb", "wang", KIND_ENTRY, false, "2" },
		{ __LINE__, "aa", "li", KIND_ENTRY, false, "2" }, { __LINE__, "aa", "wang", KIND_ENTRY, false, "1" },
		{ __LINE__, "bb", "li", KIND_CONTACT, false, "2" }, { __LINE__, "bb", "wang", KIND_CONTACT, false, "2" },
		{ __LINE__, "bb", "li", KIND_ENTRY, true, "1" },
	};

	for (size_t i = 0; i < CHECK_N(cases); i++)
		for (int first = 0; first < 2; first++) {
			const char *kind = kind_info(cases[i].kind)->name, *column = cases[i].kind == KIND_ENTRY ? "text" : "name";
			struct id_maker ids = { .seeded = true, .seed = 1 };
			struct id unit = ground_id(KIND_UNIT, "u1"), id = id_bound(&ids, START_MS, kind, STR_LIT("aa"), STR_LIT("wang"));
			char hex[ID_TEXT_SIZE], own[160], other[160], want[40], name[40];
			struct scene s;

			if (cases[i].old)
				id.b[0] &= 0x7F;
			snprintf(own, sizeof own, "\"unit\":\"%s\",\"%s\":\"own\"", id_text(&unit, hex), column);
			snprintf(other, sizeof other, "\"unit\":\"%s\",\"%s\":\"other\"", id_text(&unit, hex), column);
			snprintf(want, sizeof want, first ? "%s %s, aa 1" : "aa 1, %s %s", cases[i].site, cases[i].want);
			snprintf(name, sizeof name, "made-%zu-%d.db", i, first);
			scene_init(&s, name);
			craft(&s, first, "aa", "wang", -1, row(kind, &id, own));
			craft(&s, !first, cases[i].site, cases[i].by, -1, row(kind, &id, other));
			any_order(&s, 2, want, cases[i].line * 100 + 2 * (int)i + first);
			scene_clear(&s);
		}
}

/* Who brings a line counts, not who is said to have made it, nor what that one is said to have known. */
static void test_door(void)
{
	struct scene s;
	struct ground g;
	struct id unit = ground_id(KIND_UNIT, "u1"), contact = ground_id(KIND_CONTACT, "c");
	char roles[640], of_unit[96], hex[ID_TEXT_SIZE], sets[3][256];
	static const struct { int line; const char *courier; int set; bool may; } cases[] = {
		{ __LINE__, "boss", 0, true }, { __LINE__, "boss", 1, true }, { __LINE__, "boss", 2, true },
		{ __LINE__, "wang", 0, true }, { __LINE__, "wang", 1, false }, { __LINE__, "wang", 2, false },
		{ __LINE__, "sun", 0, false }, { __LINE__, "sun", 1, false }, { __LINE__, "nobody", 0, false },
	};
	touched_list touched = { 0 };
	struct merged sum = { 0 };

	scene_init(&s, "door-root.db");
	snprintf(of_unit, sizeof of_unit, "\"unit\":\"%s\",\"name\":\"x\"", id_text(&unit, hex));
	snprintf(sets[0], sizeof sets[0], "%s", row("contact", &contact, of_unit));
	snprintf(sets[1], sizeof sets[1], "%s", role_of("sun", "\"login\":\"sun\",\"role\":\"admin\""));
	snprintf(sets[2], sizeof sets[2], "%s", row("robot", &contact, ""));
	snprintf(roles, sizeof roles, "%s,%s", role_of("boss", "\"login\":\"boss\",\"role\":\"admin\""), role_of("wang", "\"login\":\"wang\",\"role\":\"clerk\""));
	craft(&s, 0, "aa", "boss", -1, roles);
	ground_init(&g, "door.db");
	ground_row(&g, KIND_UNIT, "u1", "name", "甲", NULL);
	ground_row(&g, KIND_UNIT, "u2", "name", "乙", NULL);
	struct rights *rights = rights_new(g.db);

	db_set_judge(g.db, rights_as_judge(rights));
	CHECK(db_begin(g.db, &g.err) && merge_line(g.db, buf_str(&s.line[0]), INT64_MAX, &touched, &sum, &g.err));
	CHECK_INT(sum.taken, 1);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		bool may;

		craft(&s, 1, "bb", "boss", -1, sets[cases[i].set]);
		CHECK(rights_door(rights, cases[i].courier, buf_str(&s.line[1]), &may, &g.err));
		CHECK_INT_AT(cases[i].line, may, cases[i].may);
	}
	CHECK(db_commit(g.db, &g.err));
	vec_clear(&touched);
	db_set_judge(g.db, NULL);
	rights_free(rights);
	ground_clear(&g);
	scene_clear(&s);
}

/* Two admins took one another's role apart: the door is nobody's but of whoever was one. */
static void test_door_unled(void)
{
	static const struct { int line; const char *courier; bool may; } cases[] = {
		{ __LINE__, "boss", true }, { __LINE__, "root", true }, { __LINE__, "wang", false }, { __LINE__, "nobody", false },
	};
	struct scene s;
	struct ground g;
	touched_list touched = { 0 };
	struct merged sum = { 0 };
	struct id boss = person_id("boss"), root = person_id("root");
	char roles[640], set[160], hex[ID_TEXT_SIZE];

	scene_init(&s, "unled-root.db");
	snprintf(roles, sizeof roles, "%s,%s,%s", role_of("boss", "\"login\":\"boss\",\"role\":\"admin\""), role_of("root", "\"login\":\"root\",\"role\":\"admin\""),
		 role_of("wang", "\"login\":\"wang\",\"role\":\"clerk\""));
	craft(&s, 0, "aa", "boss", -1, roles);
	snprintf(set, sizeof set, "[\"person\",\"%s\",\"role\",\"admin\",null]", id_text(&root, hex));
	craft(&s, 1, "bb", "boss", 0, set);
	snprintf(set, sizeof set, "[\"person\",\"%s\",\"role\",\"admin\",null]", id_text(&boss, hex));
	craft(&s, 2, "cc", "root", 0, set);
	ground_init(&g, "unled.db");
	ground_row(&g, KIND_UNIT, "u1", "name", "甲", NULL);
	ground_row(&g, KIND_UNIT, "u2", "name", "乙", NULL);
	struct rights *rights = rights_new(g.db);

	db_set_judge(g.db, rights_as_judge(rights));
	CHECK(db_begin(g.db, &g.err));
	for (int i = 0; i < LINES; i++)
		CHECK(merge_line(g.db, buf_str(&s.line[i]), INT64_MAX, &touched, &sum, &g.err));
	CHECK_INT(sum.taken, 3);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		bool may;

		craft(&s, 1, "dd", "boss", -1, role_of("sun", "\"login\":\"sun\",\"role\":\"admin\""));
		CHECK(rights_door(rights, cases[i].courier, buf_str(&s.line[1]), &may, &g.err));
		CHECK_INT_AT(cases[i].line, may, cases[i].may);
	}
	CHECK(db_commit(g.db, &g.err));
	vec_clear(&touched);
	db_set_judge(g.db, NULL);
	rights_free(rights);
	ground_clear(&g);
	scene_clear(&s);
}

static const struct check_test tests[] = { CHECK_TEST(test_escaped), CHECK_TEST(test_words), CHECK_TEST(test_speaks), CHECK_TEST(test_given_up), CHECK_TEST(test_door), CHECK_TEST(test_door_unled), CHECK_TEST(test_made), CHECK_TEST(test_every), CHECK_TEST(test_nothing) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
