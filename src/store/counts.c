/* How many rows a plan has: what an item counts for is kept beside it, the sums beside the plan. */
#include "store/list.h"
#include "store/store_private.h"
#include "store/tally_private.h"

#include "base/ban.h"

/* In the order of the columns of item_count and plan_count. */
enum { TASKS, CAMPAIGNS, OWNERLESS, LEAVES, MEASURES, MEASURES_DONE, COUNTS };

/* What an item i counts for, in the order of the enum; all 0 where it is gone. */
#define IS_CAMPAIGN "coalesce(i.kind = 'campaign', 0)"
#define IS_LED "EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.role = 'lead' AND a.gone IS NULL)"
#define ITEM_COUNTS \
	"i.gone IS NULL AND i.parent IS NULL AND NOT " IS_CAMPAIGN ", " \
	"i.gone IS NULL AND " IS_CAMPAIGN ", " \
	"i.gone IS NULL AND " IS_CAMPAIGN " AND NOT " IS_LED ", " \
	"i.gone IS NULL AND " IS_LED " AND NOT EXISTS (SELECT 1 FROM item c WHERE c.parent = i.key AND c.gone IS NULL), " \
	"CASE WHEN i.gone IS NULL AND " IS_CAMPAIGN " THEN (SELECT count(*) FROM measure m WHERE m.item = i.key AND m.gone IS NULL " \
		"AND coalesce(m.state, '') <> 'na') ELSE 0 END, " \
	"CASE WHEN i.gone IS NULL AND " IS_CAMPAIGN " THEN (SELECT count(*) FROM measure m WHERE m.item = i.key AND m.gone IS NULL " \
		"AND m.state = 'done') ELSE 0 END "

/* plan: its plan. */
static bool count_item(struct db *db, int64_t item, int64_t *plan, int64_t n[COUNTS],
		       struct err *err)
{
	struct stmt st;

	memset(n, 0, COUNTS * sizeof *n);
	*plan = 0;
	stmt_open(&st, db, "SELECT i.plan, " ITEM_COUNTS "FROM item i WHERE i.key = ?1", err);
	stmt_int(&st, 1, item);
	if (stmt_row(&st, err)) {
		*plan = stmt_get_int(&st, 0);
		for (int i = 0; i < COUNTS; i++)
			n[i] = stmt_get_int(&st, i + 1);
	}
	return stmt_close(&st);
}

bool counts_rebuild(struct db *db, struct err *err)
{
	return db_run(db, "DELETE FROM item_count", err) &&
	       db_run(db, "DELETE FROM plan_count", err) &&
	       db_run(db,
		      "INSERT INTO item_count(item, plan, tasks, campaigns, ownerless, leaves, "
		      "measures, measures_done) "
		      "SELECT i.key, i.plan, " ITEM_COUNTS
		      "FROM item i WHERE i.plan IS NOT NULL ORDER BY i.key",
		      err) &&
	       db_run(db,
		      "INSERT INTO plan_count(plan, tasks, campaigns, ownerless, leaves, measures, "
		      "measures_done) "
		      "SELECT plan, sum(tasks), sum(campaigns), sum(ownerless), sum(leaves), "
		      "sum(measures), sum(measures_done) FROM item_count GROUP BY plan",
		      err);
}

static bool read_counts(struct db *db, int64_t item, int64_t *plan, int64_t n[COUNTS],
			struct err *err)
{
	struct stmt st;

	memset(n, 0, COUNTS * sizeof *n);
	*plan = 0;
	stmt_open(&st, db,
		  "SELECT plan, tasks, campaigns, ownerless, leaves, measures, measures_done FROM "
		  "item_count WHERE item = ?1",
		  err);
	stmt_int(&st, 1, item);
	if (stmt_row(&st, err)) {
		*plan = stmt_get_int(&st, 0);
		for (int i = 0; i < COUNTS; i++)
			n[i] = stmt_get_int(&st, i + 1);
	}
	return stmt_close(&st);
}

static bool write_item(struct db *db, int64_t item, int64_t plan, const int64_t n[COUNTS],
		       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT OR REPLACE INTO item_count(item, plan, tasks, campaigns, ownerless, "
		  "leaves, measures, measures_done) "
		  "VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
		  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, plan);
	for (int i = 0; i < COUNTS; i++)
		stmt_int(&st, i + 3, n[i]);
	return stmt_run(&st, err);
}

static bool add_to_plan(struct db *db, int64_t plan, const int64_t n[COUNTS], int sign,
			struct err *err)
{
	struct stmt st;

	if (!plan)
		return true;
	stmt_open(&st, db,
		  "INSERT INTO plan_count(plan, tasks, campaigns, ownerless, leaves, measures, "
		  "measures_done) "
		  "VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT DO UPDATE SET tasks = tasks + ?2, "
		  "campaigns = campaigns + ?3, "
		  "ownerless = ownerless + ?4, leaves = leaves + ?5, measures = measures + ?6, "
		  "measures_done = measures_done + ?7",
		  err);
	stmt_int(&st, 1, plan);
	for (int i = 0; i < COUNTS; i++)
		stmt_int(&st, i + 2, sign * n[i]);
	return stmt_run(&st, err);
}

static bool refresh_one(struct db *db, int64_t item, struct err *err)
{
	int64_t was_in, is_in, was[COUNTS], is[COUNTS];

	if (!read_counts(db, item, &was_in, was, err) || !count_item(db, item, &is_in, is, err))
		return false;
	if (was_in == is_in && memcmp(was, is, sizeof was) == 0)
		return true;
	return add_to_plan(db, was_in, was, -1, err) && add_to_plan(db, is_in, is, 1, err) &&
	       write_item(db, item, is_in, is, err);
}

bool counts_refresh(struct db *db, int64_t item, struct err *err)
{
	/* A parent is no leaf any more once it has a child. */
	int64_t parent = stmt_number(db, "SELECT parent FROM item WHERE key = ?1", item, 0, err);

	return refresh_one(db, item, err) && (!parent || refresh_one(db, parent, err));
}

static bool sum_plans(struct db *db, int64_t plan, struct counts *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT sum(tasks), sum(campaigns), sum(ownerless), sum(leaves), sum(measures), "
		  "sum(measures_done) FROM plan_count c "
		  "WHERE CASE ?1 WHEN 0 THEN EXISTS (SELECT 1 FROM plan p WHERE p.key = c.plan AND "
		  "p.state = 'open' AND p.gone IS NULL) "
		  "ELSE c.plan = ?1 END",
		  err);
	stmt_int(&st, 1, plan);
	if (stmt_row(&st, err))
		*to = (struct counts){
			.tasks = stmt_get_int(&st, 0),
			.campaigns = stmt_get_int(&st, 1),
			.ownerless = stmt_get_int(&st, 2),
			.leaves = stmt_get_int(&st, 3),
			.all_leaves = stmt_get_int(&st, 3),
			.measures = stmt_get_int(&st, 4),
			.measures_done = stmt_get_int(&st, 5),
		};
	return stmt_close(&st);
}

/* Of the items where the unit has an assignment or owes something as a member: leaves, and measures
 * of campaigns. */
static bool sum_unit(struct db *db, int64_t plan, int64_t unit, struct counts *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT sum(leaves), sum(measures), sum(measures_done) FROM item_count c WHERE "
		  "c.item IN "
		  "(SELECT item FROM assignment WHERE unit = ?2 AND gone IS NULL UNION SELECT item "
		  "FROM duty_state WHERE unit = ?2) "
		  "AND CASE ?1 WHEN 0 THEN c.plan IN (SELECT key FROM plan WHERE state = 'open' "
		  "AND gone IS NULL) ELSE c.plan = ?1 END",
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, unit);
	if (stmt_row(&st, err)) {
		to->leaves = stmt_get_int(&st, 0);
		to->measures = stmt_get_int(&st, 1);
		to->measures_done = stmt_get_int(&st, 2);
	}
	to->tasks = to->campaigns = to->ownerless = 0;
	return stmt_close(&st);
}

bool counts_read(struct db *db, int64_t plan, int64_t unit, struct counts *to, struct err *err)
{
	*to = (struct counts){ 0 };
	return sum_plans(db, plan, to, err) && (!unit || sum_unit(db, plan, unit, to, err));
}

bool list_rows(struct db *db, int64_t plan, int64_t *n, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  plan ? "SELECT count(*) FROM item WHERE plan = ?1 AND gone IS NULL"
		       : "SELECT count(*) FROM item WHERE plan IN (SELECT key FROM plan WHERE state = "
			 "'open' AND gone IS NULL) AND gone IS NULL",
		  err);
	if (plan)
		stmt_int(&st, 1, plan);
	*n = stmt_row(&st, err) ? stmt_get_int(&st, 0) : 0;
	return stmt_close(&st);
}

bool leaf_place(struct db *db, int64_t item, int64_t *place, struct err *err)
{
	*place = stmt_number(db,
			     "SELECT count(*) FROM item me JOIN item_count c ON c.plan = me.plan "
			     "JOIN item i ON i.key = c.item "
			     "WHERE me.key = ?1 AND (SELECT leaves FROM item_count WHERE item = "
			     "?1) > 0 AND c.leaves > 0 "
			     "AND (i.pos < me.pos OR (i.pos = me.pos AND i.key <= me.key))",
			     item, 0, err);
	return err->code == ERR_NONE;
}
