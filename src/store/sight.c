/* Temporary tables say what is one's own, temporary views of the same names as the ledger's tables leave
 * the rest out. */
#include "store/sight_private.h"

#include <stdio.h>
#include <string.h>

#include "store/duties.h"
#include "store/unheard_private.h"

#include "base/ban.h"

enum { NARROW = 1, INTERNAL = 2 };

/* The office's remarks to itself: those not said to be open, but for one's own and those of who reports
 * for a unit (model/remark.h). */
#define NOT_INTERNAL "(coalesce(verb, '') <> 'remark' OR coalesce(level, '') = 'open' OR made_by IN " \
	"(SELECT login FROM temp.own_voice))"
#define OF_UNIT "unit IN (SELECT key FROM temp.own_unit)"
#define OF_ITEM "item IN (SELECT key FROM temp.own_item)"
#define OWN_ENTRY "(" OF_UNIT " OR (unit IS NULL AND " OF_ITEM "))"

/* What is left of a table: rows is its condition; sql stands in place of "SELECT * FROM main.TABLE". */
struct left { int when; const char *table, *rows, *sql; };

static const struct left lefts[] = {
	{ NARROW, "duty_state", OF_UNIT, NULL }, { NARROW, "duty", OF_UNIT, NULL },
	{ NARROW, "receipt", OF_UNIT, NULL }, { NARROW, "contact", OF_UNIT, NULL },
	{ NARROW, "value", "(unit IS NULL OR " OF_UNIT ")", NULL },
	{ NARROW, "entry", OWN_ENTRY, NULL },
	{ INTERNAL, "entry", NOT_INTERNAL, NULL },
	{ NARROW | INTERNAL, "entry", OWN_ENTRY " AND " NOT_INTERNAL, NULL },
	{ NARROW, "amount", "EXISTS (SELECT 1 FROM main.entry e WHERE e.key = amount.entry AND e." OF_UNIT ")",
	  NULL },
	{ NARROW, "assignment", OF_ITEM, NULL }, { NARROW, "target", OF_ITEM, NULL },
	{ NARROW, "measure", OF_ITEM, NULL },
	{ NARROW, "deadline", OF_ITEM " AND (unit IS NULL OR " OF_UNIT ")", NULL },
	{ NARROW, "item", "key IN (SELECT key FROM temp.own_item)", NULL },
	{ NARROW, "plan", "key IN (SELECT key FROM temp.own_plan)", NULL },
	{ NARROW, "item_count", OF_ITEM, NULL },
	{ NARROW, "plan_count", NULL,
	  "SELECT plan, sum(tasks) AS tasks, sum(campaigns) AS campaigns, sum(ownerless) AS ownerless, "
	  "sum(leaves) AS leaves, sum(measures) AS measures, sum(measures_done) AS measures_done FROM "
	  "main.item_count WHERE " OF_ITEM " GROUP BY plan" },
	{ NARROW, "tally", NULL, "SELECT * FROM temp.own_tally" },
};

static const char tables_sql[] =
	"PRAGMA temp_store = MEMORY;"
	"CREATE TEMP TABLE IF NOT EXISTS own_unit (key INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS own_item (key INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS own_plan (key INTEGER PRIMARY KEY);"
	"CREATE TEMP TABLE IF NOT EXISTS own_voice (login TEXT PRIMARY KEY) WITHOUT ROWID;"
	/* An item, and each above it. */
	"CREATE TEMP TABLE IF NOT EXISTS own_above (item INTEGER, above INTEGER, level INTEGER, "
	"PRIMARY KEY (item, above)) WITHOUT ROWID;"
	"CREATE TEMP TABLE IF NOT EXISTS own_tally (kind INTEGER, key INTEGER, plan INTEGER, due INTEGER, "
	"act_by INTEGER, begins INTEGER, shows INTEGER, yellow_from INTEGER, red_from INTEGER, "
	"pane INTEGER, owed INTEGER, done INTEGER, pending INTEGER, returned INTEGER, missed INTEGER, "
	"met INTEGER, judged INTEGER, asked INTEGER, green INTEGER, "
	"PRIMARY KEY (kind, key, plan, due, act_by, begins, shows, yellow_from, red_from)) WITHOUT ROWID;";

/* What the units have a part in: themselves, or as members of who is named; what stands above it. */
static const char items_sql[] =
	"DELETE FROM temp.own_item; DELETE FROM temp.own_plan; DELETE FROM temp.own_above;"
	"INSERT OR IGNORE INTO temp.own_item SELECT item FROM main.assignment WHERE gone IS NULL AND item "
	"IS NOT NULL AND (" OF_UNIT " OR unit IN (SELECT grp FROM main.member WHERE gone IS NULL AND " OF_UNIT
	"));"
	"INSERT OR IGNORE INTO temp.own_item SELECT item FROM main.duty_state WHERE " OF_UNIT ";"
	"INSERT INTO temp.own_above SELECT key, key, 0 FROM temp.own_item;";
static const char above_sql[] =
	"INSERT OR IGNORE INTO temp.own_above SELECT a.item, i.parent, ?1 + 1 FROM temp.own_above a JOIN "
	"main.item i ON i.key = a.above WHERE a.level = ?1 AND i.parent IS NOT NULL";
static const char plans_sql[] =
	"INSERT OR IGNORE INTO temp.own_item SELECT above FROM temp.own_above;"
	"INSERT OR IGNORE INTO temp.own_plan SELECT plan FROM main.item WHERE key IN (SELECT key FROM "
	"temp.own_item) AND plan IS NOT NULL;";
static const char voices_sql[] =
	"INSERT OR IGNORE INTO temp.own_voice SELECT login FROM main.person WHERE role = 'reporter';";

/* As tally.c adds them up, of these units alone. */
#define DATES "due, act_by, begins, shows, yellow_from, red_from"
#define SUMS "count(*), sum(d.state = 'c' OR (report <> '' AND review <> 'x')), " \
	"sum(d.state <> 'c' AND report <> '' AND review = ''), sum(d.state <> 'c' AND review = 'x'), " \
	"sum(d.state <> 'c' AND met = ?1), sum(met = ?2 OR met_soft = ?2), " \
	"sum(met IN (?1, ?2) OR met_soft IN (?1, ?2)), sum(d.state <> 'c' AND extension = 'a' AND " \
	"(report = '' OR review = 'x')), sum(green) "
#define COUNTED "d." OF_UNIT " AND NOT standing AND d.state <> 's' "
#define OF_OPEN "d.plan IN (SELECT key FROM main.plan WHERE state = 'open' AND gone IS NULL)"

static const char *const tally_sql[] = {
	"INSERT INTO temp.own_tally SELECT 0, d.plan, d.plan, " DATES ", 0, " SUMS "FROM main.duty_state d WHERE "
	COUNTED "GROUP BY d.plan, " DATES,
	"INSERT INTO temp.own_tally SELECT 1, a.above, d.plan, " DATES ", (SELECT CASE WHEN kind = 'campaign' "
	"THEN 2 WHEN parent IS NULL THEN 1 ELSE 0 END FROM main.item WHERE key = a.above), " SUMS
	"FROM main.duty_state d JOIN temp.own_above a ON a.item = d.item WHERE " COUNTED
	"GROUP BY a.above, d.plan, " DATES,
	"INSERT INTO temp.own_tally SELECT 2, d.unit, d.plan, " DATES ", 0, " SUMS "FROM main.duty_state d WHERE "
	COUNTED "GROUP BY d.unit, d.plan, " DATES,
	"INSERT INTO temp.own_tally SELECT 3, 0, 0, " DATES ", 0, " SUMS "FROM main.duty_state d WHERE "
	COUNTED "AND " OF_OPEN " GROUP BY " DATES,
	"INSERT INTO temp.own_tally SELECT 4, 0, 0, due, 0, begins, shows, 0, 0, 0, " SUMS
	"FROM main.duty_state d WHERE " COUNTED "AND " OF_OPEN " GROUP BY due, begins, shows",
};

void sight_clear(struct sight *s)
{
	vec_clear(&s->units);
	*s = (struct sight){ .narrow = false };
}

bool sight_eq(const struct sight *a, const struct sight *b)
{
	if (a->narrow != b->narrow || a->no_internal != b->no_internal || strcmp(a->by, b->by) != 0 ||
	    a->units.n != b->units.n)
		return false;
	for (size_t i = 0; i < a->units.n; i++)
		if (a->units.p[i] != b->units.p[i])
			return false;
	return true;
}

const struct sight *db_sight(const struct db *db)
{
	return &db->sight;
}

bool sight_hides_unit(const struct db *db, int64_t unit)
{
	for (size_t i = 0; i < db->sight.units.n; i++)
		if (db->sight.units.p[i] == unit)
			return false;
	return db->sight.narrow && unit != 0;
}

static int sight_when(const struct sight *s)
{
	return (s->narrow ? NARROW : 0) | (s->no_internal ? INTERNAL : 0);
}

/* Is this how the table is left? Of an entry's three rows the one that asks for all that holds. */
static bool left_holds(const struct left *l, int when)
{
	return strcmp(l->table, "entry") == 0 ? l->when == when : (l->when & when) != 0;
}

/* ---- what is one's own ---- */

static bool fill_units(struct db *db, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "INSERT OR IGNORE INTO temp.own_unit VALUES (?1)", err);
	for (size_t i = 0; i < db->sight.units.n; i++) {
		stmt_int(&st, 1, db->sight.units.p[i]);
		stmt_run_again(&st, err);
	}
	if (!stmt_close(&st))
		return false;
	stmt_open(&st, db, "INSERT OR IGNORE INTO temp.own_voice VALUES (?1)", err);
	stmt_text(&st, 1, str_of(db->sight.by));
	return stmt_run(&st, err);
}

static bool fill_above(struct db *db, struct err *err)
{
	struct stmt st;
	bool more = true;

	for (int level = 0; more && level < TALLY_LEVELS_MOST; level++) {
		stmt_open(&st, db, above_sql, err);
		stmt_int(&st, 1, level);
		if (!stmt_run(&st, err))
			return false;
		more = sqlite3_changes(db->sql) > 0;
	}
	return true;
}

static bool fill_tally(struct db *db, struct err *err)
{
	struct stmt st;

	for (size_t i = 0; i < sizeof tally_sql / sizeof *tally_sql; i++) {
		stmt_open(&st, db, tally_sql[i], err);
		stmt_int(&st, 1, MET_NO);
		stmt_int(&st, 2, MET_YES);
		if (!stmt_run(&st, err))
			return false;
	}
	return true;
}

static bool fill(struct db *db, struct err *err)
{
	return db_run(db, "DELETE FROM temp.own_unit; DELETE FROM temp.own_voice; DELETE FROM temp.own_tally;",
		      err) &&
	       fill_units(db, err) && db_run(db, voices_sql, err) &&
	       (!db->sight.narrow ||
		(db_run(db, items_sql, err) && fill_above(db, err) && db_run(db, plans_sql, err) &&
		 fill_tally(db, err)));
}

/* ---- the views ---- */

static bool views_make(struct db *db, struct err *err)
{
	struct buf sql = { 0 };

	for (size_t i = 0; i < sizeof lefts / sizeof *lefts; i++) {
		const struct left *l = &lefts[i];

		if (!left_holds(l, sight_when(&db->sight)))
			continue;
		buf_printf(&sql, "CREATE TEMP VIEW %s AS ", l->table);
		if (l->sql)
			buf_printf(&sql, "%s;", l->sql);
		else
			buf_printf(&sql, "SELECT * FROM main.%s WHERE %s;", l->table, l->rows);
	}
	bool ok = db_run(db, buf_text(&sql), err);

	buf_clear(&sql);
	return ok;
}

static bool views_drop(struct db *db, struct err *err)
{
	struct buf sql = { 0 };

	for (size_t i = 0; i < sizeof lefts / sizeof *lefts; i++)
		buf_printf(&sql, "DROP VIEW IF EXISTS temp.%s;", lefts[i].table);
	bool ok = db_run(db, buf_text(&sql), err);

	buf_clear(&sql);
	return ok;
}

/* All of it or nothing: a half is never looked through. */
static bool all_at_once(struct db *db, bool views, struct err *err)
{
	struct err ignore = { 0 };

	db->sight_state = SIGHT_FILLS;
	bool ok = db_run(db, "BEGIN", err) && fill(db, err) && (!views || views_make(db, err)) &&
		  db_run(db, "COMMIT", err);

	if (!ok && !sqlite3_get_autocommit(db->sql) && !db_run(db, "ROLLBACK", &ignore))
		err_clear(&ignore);
	db->sight_state = ok ? SIGHT_STANDS : SIGHT_FAILED;
	return ok;
}

bool db_see(struct db *db, const struct sight *s, struct err *err)
{
	db->sight_state = SIGHT_FILLS;
	sight_clear(&db->sight);
	for (size_t i = 0; i < s->units.n; i++)
		*vec_push(&db->sight.units) = s->units.p[i];
	db->sight.narrow = s->narrow;
	db->sight.no_internal = s->no_internal;
	snprintf(db->sight.by, sizeof db->sight.by, "%s", s->by);
	unheard_stale(db);
	if (!views_drop(db, err)) {
		db->sight_state = SIGHT_FAILED;
		return false;
	}
	db->sight_state = SIGHT_NONE;
	return !sight_when(&db->sight) || (db_run(db, tables_sql, err) && all_at_once(db, true, err)) ||
	       (db->sight_state = SIGHT_FAILED, false);
}

bool sight_lift(struct db *db, struct err *err)
{
	return !sight_when(&db->sight) || views_drop(db, err);
}

void sight_drop(struct db *db)
{
	struct err said_later = { 0 };

	if (sight_when(&db->sight) && !all_at_once(db, true, &said_later))
		err_clear(&said_later);
}

void sight_follow(struct db *db)
{
	struct err said_later = { 0 };

	if (sight_when(&db->sight) && !db->in_write && db->reads == 0 &&
	    !all_at_once(db, false, &said_later))
		err_clear(&said_later);
}

/* ---- the log ---- */

/* Nobody's rows, and everybody's: names of units, days off, settings. */
static bool kind_is_open(enum kind k)
{
	return k == KIND_UNIT || k == KIND_NAME || k == KIND_MEMBER || k == KIND_HEIR || k == KIND_DAY ||
	       k == KIND_SETTING || k == KIND_SOURCE || k == KIND_FIGURE;
}

bool sight_shows_row(struct db *db, enum kind k, const struct id *id, struct err *err)
{
	if (k == KIND_ENTRY || (db->sight.narrow && !kind_is_open(k) && k != KIND_PERSON &&
				k != KIND_SPEAKS && k != KIND_VIEW))
		return project_key(db, k, id, err) != 0;
	return !db->sight.narrow || kind_is_open(k);
}

bool sight_is_narrow(const struct db *db)
{
	return sight_when(&db->sight) != 0;
}

bool sight_shows_line(struct db *db, struct str line, struct err *err)
{
	struct err unread = { 0 };
	struct json_doc *doc;
	struct field room[COLUMNS_MOST];
	struct body_set s;
	bool shows = true;

	if (!sight_when(&db->sight))
		return true;
	doc = json_read(line, &unread);
	for (size_t i = 0, n = doc ? body_count(doc) : 0; shows && i < n; i++)
		shows = body_get(doc, i, room, &s, &unread) && sight_shows_row(db, s.kind, &s.id, err);
	json_doc_free(doc);
	return doc && shows && err->code == ERR_NONE;
}
