/* A draft to a real ledger file: one change; what was read is what the rows say; again writes
 * nothing; one undo takes all of it back. */
#include "base/clock.h"
#include "model/ledger.h"
#include "model/verb.h"
#include "notice/commit.h"
#include "store/rows.h"
#include "tests/notice/read.h"

static struct clock commit_clock;
static struct id_maker commit_ids;

static struct ledger *open_ledger(const char *name)
{
	struct notice_options o = read_options(NULL);
	struct ledger_options lo = { .path = check_path(name), .create = true, .region = "", .share_dir = o.share_dir, .by = "jia",
		.clock = &commit_clock, .ids = &commit_ids };
	struct err err = { 0 };
	struct ledger *l;

	CHECK(clock_init(&commit_clock, "Asia/Shanghai", &err));
	CHECK(clock_set(&commit_clock, STR_LIT("2021-08-25"), true, &err));
	commit_ids = (struct id_maker){ .seeded = true, .seed = 7 };
	l = ledger_open(&lo, &err);
	if (!l)
		CHECK_FAIL("no ledger: %s", err.text);
	return l;
}

static struct draft *read_fixture(void)
{
	char *text = check_read(check_fixture("notice-traps.txt"), NULL);
	struct draft *d = read_until(text, "2021-08-20", NULL);

	free(text);
	return d;
}

static void commit(const struct draft *d, struct ledger *l, struct outcome *out)
{
	struct err err = { 0 };

	date handed = date_make(2021, 8, 23);

	if (!draft_commit(d, l, d->plan.issued > handed ? d->plan.issued : handed, out, &err))
		CHECK_FAIL("not written: %s", err.text);
}

static void check_sound(struct ledger *l)
{
	struct arena mem = { 0 };
	sentences found = { 0 };
	struct err err = { 0 };

	CHECK(ledger_check(l, &mem, &found, &err));
	if (found.n)
		CHECK_FAIL("%s", found.p[0]);
	vec_clear(&found);
	arena_clear(&mem);
}

static void test_once(void)
{
	struct ledger *l = open_ledger("once.db");
	struct draft *d = read_fixture();
	struct db_sizes sizes, again;
	struct outcome out;
	struct err err = { 0 };

	commit(d, l, &out);
	CHECK(out.changed);
	CHECK(strstr(out.said, "17") && strstr(out.said, "19"));
	CHECK(db_sizes(l->db, &sizes, &err));
	CHECK_INT(sizes.plans, 1);
	CHECK_INT(sizes.items, 17);
	CHECK_INT(sizes.units, 19);
	check_sound(l);
	commit(d, l, &out);
	CHECK(!out.changed);
	CHECK(*out.said);
	CHECK(db_sizes(l->db, &again, &err));
	CHECK_INT(again.changes, sizes.changes);
	draft_free(d);
	ledger_close(l);
}

static void test_rows(void)
{
	struct ledger *l = open_ledger("rows.db");
	struct draft *d = read_fixture();
	struct arena mem = { 0 };
	struct err err = { 0 };
	plan_rows plans = { 0 };
	assignment_rows assignments = { 0 };
	deadline_rows deadlines = { 0 };
	target_rows targets = { 0 };
	measure_rows measures = { 0 };
	struct outcome out;
	struct item_row item;
	struct str bytes;
	const char *name;
	int64_t key;

	commit(d, l, &out);
	CHECK(plans_read(l->db, true, &mem, &plans, &err));
	CHECK_INT(plans.n, 1);
	CHECK_STR(plans.p[0].title, "市河湖清洁行动任务分工表");
	CHECK_INT(plans.p[0].issued, date_make(2021, 8, 20));
	CHECK_INT(plans.p[0].handed, date_make(2021, 8, 23));
	CHECK(handed_fits(d, date_make(2021, 8, 20), &err));
	struct err before = { 0 };
	CHECK(!handed_fits(d, date_make(2021, 8, 19), &before));
	CHECK_INT(before.code, ERR_INPUT);
	key = item_by_number(l->db, plans.p[0].key, STR_LIT("9.2"));
	CHECK(key > 0);
	CHECK(item_get(l->db, key, &mem, &item, &err));
	CHECK_STR(item.kind, "campaign");
	CHECK_STR(item.title, "非法采砂专项整治");
	CHECK_INT(item.parent, item_by_number(l->db, 0, STR_LIT("9")));
	CHECK(assignments_read(l->db, key, &mem, &assignments, &err));
	CHECK_INT(assignments.n, 5);
	CHECK(deadlines_read(l->db, key, &mem, &deadlines, &err));
	CHECK_INT(deadlines.n, 2);
	CHECK_INT(deadlines.p[0].due, date_make(2021, 9, 15));
	CHECK(targets_read(l->db, key, &mem, &targets, &err));
	CHECK_INT(targets.n, 1);
	CHECK_INT(targets.p[0].num, 90);
	CHECK(targets.p[0].num_figure > 0 && targets.p[0].den_figure > 0);
	CHECK(measures_read(l->db, key, &mem, &measures, &err));
	CHECK_INT(measures.n, 3);
	CHECK(source_read(l->db, plans.p[0].key, &mem, &name, &bytes, &err));
	CHECK_INT(bytes.n, draft_bytes(d).n);
	key = item_by_number(l->db, 0, STR_LIT("6"));
	CHECK(item_get(l->db, key, &mem, &item, &err));
	CHECK_STR(item.title, "河湖问题清单建立工作");
	CHECK(strstr(item.text, "按照《省河长办") == item.text);
	vec_clear(&plans);
	vec_clear(&assignments);
	vec_clear(&deadlines);
	vec_clear(&targets);
	vec_clear(&measures);
	arena_clear(&mem);
	draft_free(d);
	ledger_close(l);
}

/* What was answered and what was taken as proposed lies in the log. */
static void test_decisions(void)
{
	struct ledger *l = open_ledger("decisions.db");
	struct draft *d = read_fixture();
	struct arena mem = { 0 };
	struct outcome out;
	struct id plan;
	char hex[ID_TEXT_SIZE], name[64];
	const char *said;

	read_answer(d, Q_REGION, 0, -1, "青洲市");
	commit(d, l, &out);
	CHECK(draft_is_known(d, l, &plan));
	snprintf(name, sizeof name, "reading/%s", id_text(&plan, hex));
	said = setting_get(l->db, name, &mem);
	CHECK(said && strstr(said, "region/\tanswered\t青洲市\n") != NULL);
	CHECK(said && strstr(said, "carried/93\tproposed\t") != NULL);
	arena_clear(&mem);
	draft_free(d);
	ledger_close(l);
}

/* A later notice of the same region finds the units by any of their names. */
static void test_known_units(void)
{
	struct ledger *l = open_ledger("known.db");
	struct draft *d = read_fixture(), *next;
	struct db_sizes before, after;
	struct outcome out;
	struct err err = { 0 };

	commit(d, l, &out);
	CHECK(db_sizes(l->db, &before, &err));
	next = read_until("另一份通知\n\t任务\n\t牵头单位\n\n\t巡堤\n\t市水文局、城管局、海关、市文旅局、县文旅局\n", "2021-09-01", NULL);
	commit(next, l, &out);
	CHECK(out.changed);
	CHECK(db_sizes(l->db, &after, &err));
	CHECK_INT(after.plans, 2);
	CHECK_INT(after.units, before.units + 1);
	check_sound(l);
	draft_free(d);
	draft_free(next);
	ledger_close(l);
}

static void test_undo(void)
{
	struct ledger *l = open_ledger("undo.db");
	struct draft *d = read_fixture();
	struct db_sizes sizes;
	struct outcome out;
	struct err err = { 0 };
	struct id plan;

	commit(d, l, &out);
	CHECK(undo_last(l, &out, &err));
	CHECK(!draft_is_known(d, l, &plan));
	CHECK(db_sizes(l->db, &sizes, &err));
	CHECK_INT(sizes.plans, 0);
	CHECK_INT(sizes.duties, 0);
	check_sound(l);
	commit(d, l, &out);
	CHECK(out.changed);
	CHECK(draft_is_known(d, l, &plan));
	check_sound(l);
	draft_free(d);
	ledger_close(l);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_once),
	CHECK_TEST(test_rows),
	CHECK_TEST(test_decisions),
	CHECK_TEST(test_known_units),
	CHECK_TEST(test_undo),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
