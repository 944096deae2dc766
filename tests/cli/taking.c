/* Taking a bundle when things go wrong: a full disk, kill -9 at any moment, two at once, a backup brought back, a copied site. What was
 * taken stays whole, and a complete take afterwards ends as if nothing had been.
 *
 * 3 rounds of kills; KILLS=100 in the environment: so many. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/id.h"
#include "store/change.h"
#include "store/db.h"

#include "tests/cli/run.h"
#include "tests/lib/check.h"

/* So many changes: three commits, the last one not full. */
enum { CHANGES = 1100 };

static char folder[4096], whole[200];

static uint64_t seed;

static int random_below(int below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((seed >> 33) % (uint64_t)below);
}

/* Item 1 gets another title, again and again, by li: in the county. */
static void county_works(const char *name, int n)
{
	struct clock clock = { .fixed = false };
	struct id_maker ids = { .seeded = false };
	struct err err = { 0 };
	char path[4200], hex[ID_TEXT_SIZE];
	struct id item;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	const struct run *r = run("duban --db %s show 1 --json | grep -o '\"id\":\"[0-9a-f]*\"' | head -1 | cut -d'\"' -f4", name);
	CHECK(sscanf(r->out, "%32s", hex) == 1 && id_parse(str_of(hex), &item));
	CHECK(clock_init(&clock, "Asia/Shanghai", &err) && clock_set(&clock, STR_LIT("2018-11-21"), true, &err));
	struct db *db = db_open(&(struct db_options){ .path = path, .clock = &clock, .ids = &ids }, &err);

	CHECK(db);
	for (int i = 0; i < n; i++) {
		struct change_hash hash;
		touched_list touched = { 0 };
		char title[40];
		bool empty;

		snprintf(title, sizeof title, "县里第 %d 稿", i);
		CHECK(db_begin(db, &err));
		struct change *c = change_new(db, "li", "edit-item", title);

		change_set(c, KIND_ITEM, &item, "title", V_TEXT(title));
		CHECK(change_append(c, &hash, &touched, &empty, &err) && db_commit(db, &err));
		change_free(c);
		vec_clear(&touched);
	}
	db_close(db);
}

/* The log and a row, as one line. */
static const char *state_of(const char *db)
{
	static char text[200];
	const struct run *r = run("(duban --db %s log --limit 0 --json | grep -o '\"change\":\"[0-9a-f]*\"' | sort; duban --db %s show 1 --json) | "
		"sha256sum", db, db);

	CHECK_INT(r->status, 0);
	snprintf(text, sizeof text, "%.64s", r->out);
	return text;
}

static void check_sound(const char *db, int line)
{
	const struct run *r = run("duban --db %s check", db);

	if (r->status != 0)
		CHECK_FAIL("line %d: %s%s", line, r->out, r->err);
}

/* A copy of the city's ledger as it was before anything came. */
static void city_again(const char *db)
{
	CHECK_INT(run("rm -f %s %s-wal %s-shm && cp city.db %s", db, db, db, db)->status, 0);
}

static void take_whole(const char *db, int line)
{
	const struct run *r = run("duban --db %s sync take --yes big.dbn", db);

	if (r->status != 0)
		CHECK_FAIL("line %d: %s%s", line, r->out, r->err);
	check_sound(db, line);
	CHECK_STR(state_of(db), whole);
}

/* Made by the first test; the last one alone writes to it. */
static void town_begin(void)
{
	snprintf(folder, sizeof folder, "%s", check_dir());
	if (run("[ -e big.dbn ]")->status == 0) {
		snprintf(whole, sizeof whole, "%s", state_of("whole.db"));
		return;
	}
	CHECK_INT(run("duban --db city.db --today 2018-11-01 init --region 某市 && "
		"duban --db city.db --today 2018-11-01 import --yes --issued 2018-10-31 \"$SOURCE/share/sample/plan.txt\" && "
		"duban --db city.db site init city && duban --db city.db site copy county.db county")->status, 0);
	county_works("county.db", CHANGES);
	CHECK_INT(run("duban --db county.db sync make big.dbn --for city")->status, 0);
	city_again("whole.db");
	CHECK_INT(run("duban --db whole.db sync take --yes big.dbn")->status, 0);
	check_sound("whole.db", __LINE__);
	snprintf(whole, sizeof whole, "%s", state_of("whole.db"));
}

static void test_full_disk(void)
{
	int refused = 0;

	town_begin();
	for (int kb = 64; kb <= 8192 && refused < 4; kb *= 2) {
		city_again("full.db");
		/* The system refuses to let files grow: as a full disk does. Blocks of 512 bytes. */
		const struct run *r = run("trap '' XFSZ; ulimit -f %d; duban --db full.db sync take --yes big.dbn", kb * 2);

		if (r->status == 0)
			break;
		CHECK(r->status < 128);
		CHECK(strstr(r->err, "duban: ") != NULL);
		refused++;
		check_sound("full.db", __LINE__);
		take_whole("full.db", __LINE__);
	}
	CHECK(refused > 2);
}

static void test_killed(void)
{
	const char *wanted = getenv("KILLS");
	int rounds = wanted ? (int)strtol(wanted, NULL, 10) : 3, killed = 0;
	struct timespec from, to;

	town_begin();
	seed = (uint64_t)time(NULL);
	printf("# seed %llu\n", (unsigned long long)seed);
	city_again("kill.db");
	clock_gettime(CLOCK_MONOTONIC, &from);
	CHECK_INT(run("duban --db kill.db sync take --yes big.dbn")->status, 0);
	clock_gettime(CLOCK_MONOTONIC, &to);
	int took_ms = (int)((to.tv_sec - from.tv_sec) * 1000 + (to.tv_nsec - from.tv_nsec) / 1000000);

	/* Where all were too quick for it, some more. */
	for (int i = 0; i < rounds || (killed == 0 && i < rounds + 60); i++) {
		city_again("kill.db");
		for (int k = 0; k < 3; k++) {
			killed += run("HOME=\"$CLI_DIR\" timeout -s KILL 0.%03d \"$DUBAN\" --db kill.db sync take --yes big.dbn >/dev/null 2>&1",
				1 + random_below(took_ms < 2 ? 2 : took_ms < 900 ? took_ms : 900))->status == 137;
			check_sound("kill.db", __LINE__);
		}
		take_whole("kill.db", __LINE__);
	}
	printf("# %d kills in %d rounds, of a take of %d ms\n", killed, rounds, took_ms);
	CHECK(killed > 0);
}

static void test_two_at_once(void)
{
	town_begin();
	city_again("two.db");
	const struct run *r = run("duban --db two.db sync take --yes big.dbn >one.log 2>&1 & a=$!; duban --db two.db sync take --yes big.dbn >two.log 2>&1; b=$?; "
		"wait $a; echo $? $b");

	CHECK_STR(r->out, "0 0\n");
	check_sound("two.db", __LINE__);
	CHECK_STR(state_of("two.db"), whole);
}

/* The county brings a backup back and goes on from there; a laptop is copied and both go on: two copies of one name, and nothing lost. */
static void test_brought_back(void)
{
	town_begin();
	CHECK_INT(run("cp county.db backup.db; duban --db county.db --as li edit-item 2 --title 甲 && duban --db county.db sync make x1.dbn --for city")->status, 0);
	CHECK_INT(run("rm -f county.db-wal county.db-shm; cp backup.db county.db; duban --db county.db --as li edit-item 3 --title 乙 && "
		"duban --db county.db sync make x2.dbn --for city")->status, 0);
	city_again("back.db");
	CHECK_INT(run("duban --db back.db sync take --yes x1.dbn && duban --db back.db sync take --yes x2.dbn")->status, 0);
	check_sound("back.db", __LINE__);
	CHECK(strstr(run("duban --db back.db sync status")->out, "two copies call themselves so"));
	CHECK_INT(run("duban --db back.db show 2 --json | grep -q '\"title\":\"甲\"' && duban --db back.db show 3 --json | grep -q '\"title\":\"乙\"'")->status, 0);
	/* The other way round it ends the same. */
	snprintf(whole, sizeof whole, "%s", state_of("back.db"));
	city_again("other.db");
	CHECK_INT(run("duban --db other.db sync take --yes x2.dbn && duban --db other.db sync take --yes x1.dbn")->status, 0);
	check_sound("other.db", __LINE__);
	CHECK_STR(state_of("other.db"), whole);
	/* And the county gets back what it had lost. */
	CHECK_INT(run("duban --db back.db sync make x3.dbn --for county && duban --db county.db sync take --yes x3.dbn")->status, 0);
	check_sound("county.db", __LINE__);
	CHECK_STR(state_of("county.db"), whole);
}

static const struct check_test tests[] = { CHECK_TEST(test_full_disk), CHECK_TEST(test_killed), CHECK_TEST(test_two_at_once),
	CHECK_TEST(test_brought_back) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
