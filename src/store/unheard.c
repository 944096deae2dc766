#include "store/unheard_private.h"

#include <stdlib.h>
#include <string.h>

#include "store/store_private.h"

#include "base/ban.h"

enum { ABOVE_MOST = 64 };      /* a ring of parents ends there */

/* ---- contact ---- */

/* No later than its stamp, which other copies have judged, and than now. */
static int64_t change_at(struct str text, int64_t hlc, int64_t now)
{
	int64_t at = 0;

	if (!clock_parse(text, &at))
		return 0;
	at = at < hlc >> 16 ? at : hlc >> 16;
	return at < now ? at : now;
}

bool unheard_contact(struct db *db, const char *site, int64_t *at_ms, struct err *err)
{
	int64_t now = clock_now_ms(db->clock);
	struct stmt st;

	*at_ms = 0;
	stmt_open(&st, db,
		  "SELECT json_extract(c.body, '$.at'), c.hlc FROM chain h JOIN change c ON c.id = h.tip "
		  "WHERE h.site = ?1",
		  err);
	stmt_text(&st, 1, str_of(site));
	while (stmt_row(&st, err)) {
		int64_t at = change_at(stmt_get_str(&st, 0), stmt_get_int(&st, 1), now);

		*at_ms = at > *at_ms ? at : *at_ms;
	}
	if (!stmt_close(&st))
		return false;
	stmt_open(&st, db, "SELECT max(at) FROM peer WHERE site = ?1", err);
	stmt_text(&st, 1, str_of(site));
	if (stmt_row(&st, err) && stmt_get_int(&st, 0) > *at_ms)
		*at_ms = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

/* ---- units ---- */

static int by_unit(const void *a, const void *b)
{
	const struct unheard *x = a, *y = b;

	if (x->unit != y->unit)
		return x->unit < y->unit ? -1 : 1;
	return (x->since > y->since) - (x->since < y->since);
}

/* Those that the copy speaks for: members of a group, and what a unit is joined with, too. */
static bool site_units(struct db *db, const char *site, date since, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "WITH RECURSIVE of_site(unit) AS (SELECT unit FROM speaks WHERE site = ?1 AND gone "
		  "IS NULL AND unit IS NOT NULL UNION SELECT m.unit FROM of_site o JOIN member m ON m.grp = o.unit WHERE "
		  "m.gone IS NULL AND m.until IS NULL UNION SELECT u.same_as FROM of_site o JOIN "
		  "unit u ON u.key = o.unit WHERE u.same_as IS NOT NULL) SELECT unit FROM of_site",
		  err);
	stmt_text(&st, 1, str_of(site));
	while (stmt_row(&st, err))
		*vec_push(&db->unheard) = (struct unheard){ stmt_get_int(&st, 0), since };
	return stmt_close(&st);
}

static bool sites_each(struct db *db, struct arena *mem, struct err *err)
{
	VEC(const char *) sites = { 0 };
	struct stmt st;
	bool ok = true;

	stmt_open(&st, db, "SELECT DISTINCT site FROM speaks WHERE gone IS NULL AND site <> ?1", err);
	stmt_text(&st, 1, str_of(db->site));
	while (stmt_row(&st, err))
		*vec_push(&sites) = stmt_get_text(&st, 0, mem);
	ok = stmt_close(&st);
	for (size_t i = 0; ok && i < sites.n; i++) {
		int64_t at = 0;
		int hour, minute;
		date day;

		ok = unheard_contact(db, sites.p[i], &at, err);
		if (!ok || at == 0)
			continue;
		clock_civil(db->clock, at, &day, &hour, &minute);
		if (day < clock_today(db->clock))
			ok = site_units(db, sites.p[i], day, err);
	}
	vec_clear(&sites);
	return ok;
}

/* A unit once, with its earliest day. */
static void units_merge(struct db *db)
{
	size_t n = 0;

	if (db->unheard.n == 0)
		return;
	qsort(db->unheard.p, db->unheard.n, sizeof *db->unheard.p, by_unit);
	for (size_t i = 0; i < db->unheard.n; i++)
		if (n == 0 || db->unheard.p[n - 1].unit != db->unheard.p[i].unit)
			db->unheard.p[n++] = db->unheard.p[i];
	db->unheard.n = n;
}

/* ---- sums ---- */

static void sum_add(struct db *db, const struct tally_key *key)
{
	++*map_at(db->unheard_sums, (struct str){ (const char *)key, sizeof *key }, true);
}

struct sum_of { int64_t plan, item; bool open; struct tally_key dates; };

static bool sums_above(struct db *db, const struct sum_of *s, struct err *err)
{
	struct tally_key k = s->dates;

	k.kind = TALLY_ITEM;
	k.key = s->item;
	for (int n = 0; k.key && n < ABOVE_MOST; n++) {
		sum_add(db, &k);
		k.key = stmt_number(db, "SELECT parent FROM item WHERE key = ?1", k.key, 0, err);
	}
	return err->code == ERR_NONE;
}

/* A duty, in all the sums that count it. */
static bool sums_of(struct db *db, int64_t unit, const struct sum_of *s, struct err *err)
{
	struct tally_key k = s->dates;

	k.kind = TALLY_UNIT;
	k.key = unit;
	k.plan = s->plan;
	sum_add(db, &k);
	k.plan = 0;
	if (s->open)
		sum_add(db, &k);
	k.kind = TALLY_PLAN;
	k.key = s->plan;
	sum_add(db, &k);
	k.kind = TALLY_OPEN;
	k.key = 0;
	if (s->open)
		sum_add(db, &k);
	k.kind = TALLY_DAYS;
	k.act_by = k.yellow_from = k.red_from = 0;
	if (s->open)
		sum_add(db, &k);
	return sums_above(db, s, err);
}

/* The condition is that of the index duty_state_silent, word for word. */
static bool unit_sums(struct db *db, const struct unheard *u, struct err *err)
{
	date today = clock_today(db->clock);
	struct stmt st;
	bool ok = true;

	stmt_open(&st, db,
		  "SELECT d.plan, d.item, p.state = 'open' AND p.gone IS NULL, d.due, d.act_by, "
		  "d.begins, d.shows, d.yellow_from, d.red_from FROM duty_state d JOIN plan p ON "
		  "p.key = d.plan WHERE d.unit = ?1 AND NOT d.standing AND d.state = 'o' AND "
		  "(d.report = '' OR d.review = 'x') AND d.due > ?2 AND d.begins <= ?3 AND d.shows "
		  "<= ?3",
		  err);
	stmt_int(&st, 1, u->unit);
	stmt_int(&st, 2, u->since);
	stmt_int(&st, 3, today);
	while (ok && stmt_row(&st, err)) {
		struct sum_of s = { .plan = stmt_get_int(&st, 0), .item = stmt_get_int(&st, 1),
			.open = stmt_get_int(&st, 2) != 0 };

		s.dates = (struct tally_key){ .due = (date)stmt_get_int(&st, 3),
			.act_by = (date)stmt_get_int(&st, 4),
			.begins = (date)stmt_get_int(&st, 5),
			.shows = (date)stmt_get_int(&st, 6),
			.yellow_from = (date)stmt_get_int(&st, 7),
			.red_from = (date)stmt_get_int(&st, 8) };
		ok = sums_of(db, u->unit, &s, err);
	}
	return stmt_close(&st) && ok;
}

/* ---- kept ---- */

void unheard_clear(struct db *db)
{
	vec_clear(&db->unheard);
	map_free(db->unheard_sums);
	db->unheard_sums = NULL;
}

void unheard_stale(struct db *db)
{
	db->unheard_known = false;
}

const unheard_list *unheard_read(struct db *db)
{
	date today = clock_today(db->clock);
	struct arena mem = { 0 };
	struct err none = { 0 };
	bool ok;

	if (db->in_write || (db->unheard_known && db->unheard_on == today))
		return &db->unheard;
	db->unheard_known = true;
	db->unheard_on = today;
	unheard_clear(db);
	ok = sites_each(db, &mem, &none);
	units_merge(db);
	if (ok && db->unheard.n > 0)
		db->unheard_sums = map_new();
	for (size_t i = 0; ok && i < db->unheard.n; i++)
		ok = unit_sums(db, &db->unheard.p[i], &none);
	if (!ok)
		unheard_clear(db);
	arena_clear(&mem);
	return &db->unheard;
}

date unheard_since(struct db *db, int64_t unit)
{
	const unheard_list *list = unheard_read(db);
	size_t from = 0, to = list->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (list->p[mid].unit == unit)
			return list->p[mid].since;
		if (list->p[mid].unit < unit)
			from = mid + 1;
		else
			to = mid;
	}
	return DATE_NONE;
}

int unheard_count(struct db *db, int kind, int64_t key, int64_t plan, const struct tally *t)
{
	struct tally_key k = { .kind = kind, .key = key, .plan = plan, .due = t->due,
		.act_by = t->act_by, .begins = t->begins, .shows = t->shows,
		.yellow_from = t->yellow_from, .red_from = t->red_from };

	if (unheard_read(db)->n == 0 || !db->unheard_sums)
		return 0;
	intptr_t *n = map_at(db->unheard_sums, (struct str){ (const char *)&k, sizeof k }, false);

	/* Another process may have written since they were counted. */
	return !n ? 0 : *n < t->owed - t->in ? (int)*n : t->owed - t->in;
}

/* ---- in SQL ---- */

static void of_duty(sqlite3_context *c, int n, sqlite3_value **args)
{
	struct db *db = sqlite3_user_data(c);
	date since = unheard_read(db)->n ? unheard_since(db, sqlite3_value_int64(args[0])) : DATE_NONE;

	(void)n;
	sqlite3_result_int(c, since != DATE_NONE && sqlite3_value_int64(args[1]) > since);
}

static void of_sum(sqlite3_context *c, int n, sqlite3_value **args)
{
	struct db *db = sqlite3_user_data(c);
	struct tally t = { .due = (date)sqlite3_value_int64(args[3]),
		.act_by = (date)sqlite3_value_int64(args[4]),
		.begins = (date)sqlite3_value_int64(args[5]),
		.shows = (date)sqlite3_value_int64(args[6]),
		.yellow_from = (date)sqlite3_value_int64(args[7]),
		.red_from = (date)sqlite3_value_int64(args[8]),
		.owed = sqlite3_value_int(args[9]) };
	int kind = sqlite3_value_int(args[0]);

	(void)n;
	sqlite3_result_int(c, unheard_count(db, kind, sqlite3_value_int64(args[1]),
					    kind == TALLY_UNIT ? sqlite3_value_int64(args[2]) : 0, &t));
}

void unheard_settle(struct db *db)
{
	sqlite3_create_function_v2(db->sql, "unheard", 2, SQLITE_UTF8 | SQLITE_INNOCUOUS, db, of_duty,
				   NULL, NULL, NULL);
	sqlite3_create_function_v2(db->sql, "unheard_sum", 10, SQLITE_UTF8 | SQLITE_INNOCUOUS, db,
				   of_sum, NULL, NULL, NULL);
}
