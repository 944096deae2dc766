/* What it costs to judge and merge lines of other copies, and to find what they lack: counted in the steps of SQLite's machine, never in
 * time. */
#include "tests/lib/check.h"

#include <sqlite3.h>
#include <stdio.h>

#include "model/ident.h"
#include "model/right_past.h"
#include "store/chain_private.h"
#include "store/files.h"
#include "store/lack.h"
#include "store/merge.h"
#include "store/site.h"
#include "store/store_private.h"

#define START_MS INT64_C(1542770000000)

struct side { struct clock clock; struct id_maker ids; struct err err; struct db *db; struct rights *rights; };

#define MUST(side, what) do { if (!(what)) CHECK_FAIL("%s: %s", #what, (side)->err.text); } while (0)

static void side_open(struct side *s, const char *site, const char *scene, uint64_t seed)
{
	char name[64];

	*s = (struct side){ .ids = { .seeded = true, .seed = seed } };
	snprintf(name, sizeof name, "effort-%s-%s.db", scene, site);
	MUST(s, clock_init(&s->clock, "Asia/Shanghai", &s->err) && clock_set(&s->clock, STR_LIT("2018-11-21"), true, &s->err));
	s->db = db_open(&(struct db_options){ .path = check_path(name), .create = true, .site = site, .clock = &s->clock, .ids = &s->ids }, &s->err);
	MUST(s, s->db != NULL);
	s->rights = rights_new(s->db);
	db_set_judge(s->db, rights_as_judge(s->rights));
}

static void side_close(struct side *s)
{
	db_close(s->db);
	rights_free(s->rights);
}

static void append(struct side *s, struct change *c)
{
	struct change_hash hash;
	touched_list touched = { 0 };
	bool empty;

	MUST(s, db_begin(s->db, &s->err) && change_append(c, &hash, &touched, &empty, &s->err) && db_commit(s->db, &s->err));
	change_free(c);
	vec_clear(&touched);
}

static struct id unit_id(int i)
{
	char word[32];

	snprintf(word, sizeof word, "市第%d局", i);
	return ident_unit(STR_LIT(""), str_of(word));
}

static void put_people(struct side *s, int n)
{
	struct change *c = change_new(s->db, "root", "person", "");
	struct id root = ident_person(STR_LIT("root"));

	change_row(c, KIND_PERSON, &root);
	change_field(c, "login", V_TEXT("root"));
	change_set(c, KIND_PERSON, &root, "role", V_TEXT("admin"));
	append(s, c);
	c = change_new(s->db, "root", "person", "");
	for (int i = 0; i < n; i++) {
		char login[32];
		struct id unit = unit_id(i), id;

		snprintf(login, sizeof login, "li%d", i);
		id = ident_person(str_of(login));
		change_row(c, KIND_UNIT, &unit);
		change_field(c, "name", V_TEXT(login));
		change_row(c, KIND_PERSON, &id);
		change_field(c, "login", V_TEXT(login));
		change_set(c, KIND_PERSON, &id, "role", V_TEXT("reporter"));
		change_set(c, KIND_PERSON, &id, "unit", V_ID(unit));
	}
	append(s, c);
}

static void put_remark(struct side *s, int who)
{
	char login[32];
	struct id unit = unit_id(who);

	snprintf(login, sizeof login, "li%d", who);
	struct change *c = change_new(s->db, login, "remark", "");
	struct id entry = change_id(c, KIND_ENTRY);

	clock_step(&s->clock, 1000);
	change_row(c, KIND_ENTRY, &entry);
	change_field(c, "unit", V_ID(unit));
	change_field(c, "do", V_TEXT("remark"));
	change_field(c, "on", V_TEXT("2018-11-21"));
	change_field(c, "text", V_TEXT("三家已修复"));
	append(s, c);
}

/* Of all statements of that ledger, since it was opened. */
static int64_t effort(struct side *s, int of)
{
	int64_t all = 0;

	for (size_t i = 0; i < s->db->prepared.n; i++)
		all += sqlite3_stmt_status(s->db->prepared.p[i], of, 0);
	return all;
}

static void take(struct side *to, struct side *from, const keys *lack)
{
	struct merged sum = { 0 };
	touched_list touched = { 0 };
	struct arena mem = { 0 };

	MUST(to, db_begin(to->db, &to->err));
	for (size_t i = 0; i < lack->n; i++) {
		struct str line;

		MUST(from, lack_line(from->db, lack->p[i], &mem, &line, &from->err));
		MUST(to, merge_line(to->db, line, INT64_MAX, &touched, &sum, &to->err));
	}
	MUST(to, db_commit(to->db, &to->err));
	CHECK_INT(sum.taken, lack->n);
	vec_clear(&touched);
	arena_clear(&mem);
}

static void lacking(struct side *to, struct side *from, keys *lack)
{
	have_list has = { 0 };

	lack->n = 0;
	MUST(to, have_read(to->db, &has, &to->err));
	MUST(from, lack_read(from->db, &has, lack, &from->err));
	vec_clear(&has);
}

static void take_all(struct side *to, struct side *from)
{
	keys lack = { 0 };

	lacking(to, from, &lack);
	take(to, from, &lack);
	vec_clear(&lack);
}

/* ---- judging ---- */

/* Steps that forty remarks of one copy cost another one, on which so many people were written of apart. */
static int64_t judging_steps(const char *scene, int people, int64_t *sorts)
{
	struct side city, county;
	int64_t before, steps;

	side_open(&city, "city", scene, 1);
	side_open(&county, "county", scene, 2);
	put_people(&city, people);
	put_people(&county, 2);
	put_remark(&county, 0);
	put_remark(&county, 1);
	take_all(&city, &county);
	for (int i = 0; i < 40; i++)
		put_remark(&county, i % 2);
	before = effort(&city, SQLITE_STMTSTATUS_VM_STEP);
	*sorts = effort(&city, SQLITE_STMTSTATUS_SORT);
	take_all(&city, &county);
	steps = effort(&city, SQLITE_STMTSTATUS_VM_STEP) - before;
	*sorts = effort(&city, SQLITE_STMTSTATUS_SORT) - *sorts;
	side_close(&city);
	side_close(&county);
	return steps;
}

/* What was written of people apart is asked once for who somebody is, not for each line; and nothing is sorted to find out whether a
 * line knew a row. */
static void test_judging(void)
{
	int64_t sorts, few = judging_steps("few", 4, &sorts), many = judging_steps("many", 200, &sorts);

	/* have_read() sorts the chains. */
	CHECK_INT(sorts, 1);
	CHECK(many - few < 40 * 100);
}

/* ---- what a copy lacks, and is known to have ---- */

/* A copy whose chains' ends are known is asked for these alone. */
static void test_lack(void)
{
	struct side city, county;
	keys lack = { 0 };
	int64_t before;

	side_open(&city, "city", "lack", 1);
	side_open(&county, "county", "lack", 2);
	put_people(&city, 1);
	for (int i = 0; i < 1000; i++)
		put_remark(&city, 0);
	take_all(&county, &city);
	put_remark(&city, 0);
	put_remark(&county, 0);
	lacking(&county, &city, &lack);
	CHECK_INT(lack.n, 1);
	have_list has = { 0 };
	MUST(&county, have_read(county.db, &has, &county.err));
	CHECK(has.n > 10);
	before = effort(&city, SQLITE_STMTSTATUS_RUN);
	lack.n = 0;
	MUST(&city, lack_read(city.db, &has, &lack, &city.err));
	CHECK_INT(lack.n, 1);
	CHECK(effort(&city, SQLITE_STMTSTATUS_RUN) - before <= 10);
	/* One that leaves out a mark says as much. */
	memmove(&has.p[2], &has.p[3], (has.n - 3) * sizeof *has.p);
	has.n--;
	lack.n = 0;
	MUST(&city, lack_read(city.db, &has, &lack, &city.err));
	CHECK_INT(lack.n, 1);
	vec_clear(&has);
	vec_clear(&lack);
	side_close(&city);
	side_close(&county);
}

/* Of what a copy says to have as much is kept as says the same. */
static void test_least(void)
{
	struct side city, county;
	have_list has = { 0 }, least = { 0 }, kept = { 0 };
	keys lack = { 0 }, again = { 0 };

	side_open(&city, "city", "least", 1);
	side_open(&county, "county", "least", 2);
	put_people(&city, 1);
	for (int i = 0; i < 100; i++)
		put_remark(&city, 0);
	take_all(&county, &city);
	for (int i = 0; i < 100; i++)
		put_remark(&county, 0);
	take_all(&city, &county);
	for (int i = 0; i < 3; i++)
		put_remark(&county, 0);
	MUST(&county, have_read(county.db, &has, &county.err));
	MUST(&city, have_least(city.db, &has, &least, &city.err));
	/* The newest one known here, and those that are not here yet: the end, and what is 1 before. */
	CHECK_INT(least.n, 3);
	CHECK_MEM(least.p[0].b, sizeof least.p[0].b, has.p[0].b, sizeof has.p[0].b);
	put_remark(&city, 0);
	MUST(&city, lack_read(city.db, &has, &lack, &city.err) && lack_read(city.db, &least, &again, &city.err));
	CHECK_INT(lack.n, 1);
	CHECK_INT(again.n, lack.n);
	MUST(&city, db_begin(city.db, &city.err) && site_heard(city.db, "county", &has, START_MS, &city.err) && db_commit(city.db, &city.err));
	MUST(&city, site_has(city.db, "county", &kept, &city.err));
	CHECK_INT(kept.n, least.n);
	/* Once they are here, they say what they said. */
	take_all(&city, &county);
	again.n = lack.n = 0;
	MUST(&city, lack_read(city.db, &has, &lack, &city.err) && lack_read(city.db, &kept, &again, &city.err));
	CHECK_INT(again.n, lack.n);
	/* Whoever says to have what nobody knows is not believed for ever. */
	for (uint32_t i = 0; i < 2 * MARKS_UNKNOWN_MOST; i++) {
		struct have made_up = { { 0 } };

		memcpy(made_up.b, &i, sizeof i);
		*vec_push(&has) = made_up;
	}
	least.n = 0;
	MUST(&city, have_least(city.db, &has, &least, &city.err));
	CHECK(least.n <= MARKS_UNKNOWN_MOST + 2);
	vec_clear(&has);
	vec_clear(&least);
	vec_clear(&kept);
	vec_clear(&lack);
	vec_clear(&again);
	side_close(&city);
	side_close(&county);
}

/* ---- source files ---- */

static const char *file_name(int i, char to[HASH_TEXT_SIZE])
{
	uint8_t hash[HASH_SIZE];

	hash_bytes(&i, sizeof i, hash);
	return hex_text(hash, sizeof hash, to);
}

/* Steps of dropping so many files that came, of which lines that wait name every third, each in its way. */
static int64_t dropping_steps(const char *scene, int files)
{
	enum { LINES = 300 };
	struct side city;
	struct arena mem = { 0 };
	file_hashes list = { 0 };
	char name[HASH_TEXT_SIZE], hash[HASH_TEXT_SIZE];

	side_open(&city, "city", scene, 1);
	put_people(&city, 1);
	MUST(&city, db_begin(city.db, &city.err));
	for (int i = 0; i < LINES; i++) {
		struct stmt st;
		const char *text = arena_printf(&mem, i % 2 ? "{\"seen\":[\"%s\"],\"set\":[[\"source\",\"0\",{\"sha\":\"%s\"}]]}" : "%s of sha256:%s.",
						file_name(LINES + i, hash), file_name(i, name));

		stmt_open(&st, city.db, "INSERT INTO held (hash, body, why, came) VALUES (?1, ?2, 'waits', '')", &city.err);
		stmt_text(&st, 1, str_of(hash));
		stmt_text(&st, 2, str_of(text));
		MUST(&city, stmt_run(&st, &city.err));
	}
	for (int i = 0; i < files; i++) {
		const char *sha = arena_strdup(&mem, file_name(i % 3 == 0 ? i : 10000 + i, name));

		MUST(&city, file_keep(city.db, sha, STR_LIT("notice"), &city.err));
		*vec_push(&list) = sha;
		*vec_push(&list) = sha;
	}
	int64_t before = effort(&city, SQLITE_STMTSTATUS_VM_STEP);
	MUST(&city, files_drop_unnamed(city.db, &list, &city.err));
	int64_t steps = effort(&city, SQLITE_STMTSTATUS_VM_STEP) - before;

	for (int i = 0; i < files; i++)
		CHECK_INT(file_known(city.db, list.p[2 * (size_t)i], &city.err), i % 3 == 0);
	MUST(&city, db_commit(city.db, &city.err));
	vec_clear(&list);
	arena_clear(&mem);
	side_close(&city);
	return steps;
}

/* Lines are looked through once for all files. */
static void test_files(void)
{
	int64_t few = dropping_steps("few-files", 3), many = dropping_steps("many-files", 150);

	CHECK(many < few + 150 * 40);
}

/* ---- how many copies ---- */

static void put_most(struct side *s, const char *most)
{
	struct change *c = change_new(s->db, "root", "set", "");
	struct id id = ident_setting(STR_LIT(COPIES_SETTING));

	change_row(c, KIND_SETTING, &id);
	change_field(c, "name", V_TEXT(COPIES_SETTING));
	change_set(c, KIND_SETTING, &id, "value", V_TEXT(most));
	append(s, c);
}

static void merge_from(struct side *to, struct side *from, struct merged *sum)
{
	keys lack = { 0 };
	touched_list touched = { 0 };
	struct arena mem = { 0 };

	lacking(to, from, &lack);
	MUST(to, db_begin(to->db, &to->err));
	for (size_t i = 0; i < lack.n; i++) {
		struct str line;

		MUST(from, lack_line(from->db, lack.p[i], &mem, &line, &from->err));
		MUST(to, merge_line(to->db, line, INT64_MAX, &touched, sum, &to->err));
	}
	MUST(to, db_commit(to->db, &to->err));
	vec_clear(&touched);
	vec_clear(&lack);
	arena_clear(&mem);
}

/* What would be one more waits, with all that follows from it, until an admin takes more; forks count. */
static void test_copies(void)
{
	static const char *const names[] = { "c0", "c1", "c2" };
	struct side city, county[CHECK_N(names)];
	struct merged sum = { 0 };
	struct held_counts held;
	touched_list touched = { 0 };

	side_open(&city, "city", "copies", 1);
	put_people(&city, 2);
	put_most(&city, "3");
	for (size_t i = 0; i < CHECK_N(names); i++) {
		side_open(&county[i], names[i], "copies", 2 + i);
		put_people(&county[i], 1);
		put_remark(&county[i], 0);
		merge_from(&city, &county[i], &sum);
	}
	CHECK_INT(sum.taken, 6);
	CHECK_INT(sum.many, 1);
	CHECK_INT(sum.waiting, 2);
	CHECK(!merge_is_due(city.db, &city.err));
	/* Whoever is here already goes on. */
	put_remark(&county[0], 0);
	merge_from(&city, &county[0], &sum);
	CHECK_INT(sum.taken, 7);
	put_most(&city, "4");
	CHECK(merge_is_due(city.db, &city.err));
	sum = (struct merged){ 0 };
	MUST(&city, db_begin(city.db, &city.err) && merge_due(city.db, INT64_MAX, &touched, &sum, &city.err) && db_commit(city.db, &city.err));
	CHECK_INT(sum.taken, 3);
	CHECK(!merge_is_due(city.db, &city.err));
	MUST(&city, held_count(city.db, &held, &city.err));
	CHECK_INT(held.many + held.waiting, 0);
	/* Nobody gets by it with a fork. */
	struct side again;

	put_remark(&county[1], 0);
	merge_from(&city, &county[1], &sum);
	side_open(&again, "c1", "copies-again", 3);
	put_people(&again, 1);
	put_remark(&again, 0);
	clock_step(&again.clock, 5000);
	put_remark(&again, 0);
	merge_from(&city, &again, &sum);
	CHECK_INT(sum.many, 1);
	side_close(&again);
	vec_clear(&touched);
	for (size_t i = 0; i < CHECK_N(names); i++)
		side_close(&county[i]);
	side_close(&city);
}

static const struct check_test tests[] = { CHECK_TEST(test_judging), CHECK_TEST(test_lack), CHECK_TEST(test_least),
	CHECK_TEST(test_files), CHECK_TEST(test_copies) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
