#include "store/ring.h"

#include <stdio.h>

#include "base/ban.h"

bool ring_column(enum kind k, int column)
{
	const struct kind_info *info = kind_info(k);

	return column >= 0 && info->columns[column].type == COLUMN_ID &&
	       info->columns[column].refers == k;
}

/* ---- what is kept back ---- */

static void ring_bind(struct stmt *st, enum kind k, int column, const struct id *row)
{
	stmt_int(st, 1, k);
	stmt_text(st, 2, str_of(column_name(k, column)));
	stmt_id(st, 3, row);
}

bool ring_kept(struct db *db, enum kind k, int column, const struct id *row, struct id *to,
	       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT target FROM ring WHERE kind = ?1 AND col = ?2 AND row = ?3", err);
	ring_bind(&st, k, column, row);
	bool kept = stmt_row(&st, err);

	if (kept)
		*to = stmt_get_id(&st, 0);
	return stmt_close(&st) && kept;
}

static bool keep_back(struct db *db, enum kind k, int column, const struct id *row,
		      const struct id *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO ring (kind, col, row, target) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO "
		  "UPDATE SET target = excluded.target",
		  err);
	ring_bind(&st, k, column, row);
	stmt_id(&st, 4, to);
	return stmt_run(&st, err);
}

static bool let_go(struct db *db, enum kind k, int column, const struct id *row, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "DELETE FROM ring WHERE kind = ?1 AND col = ?2 AND row = ?3", err);
	ring_bind(&st, k, column, row);
	return stmt_run(&st, err);
}

/* ---- following ---- */

/* Where it points to by what is in force: shown or kept back. */
static bool points_to(struct db *db, enum kind k, int column, const struct id *row, struct id *to,
		      bool *kept, struct err *err)
{
	char sql[160];
	struct stmt st;
	bool there;

	snprintf(sql, sizeof sql, "SELECT b.id FROM %s a JOIN %s b ON b.key = a.%s WHERE a.id = ?1",
		 kind_info(k)->table, kind_info(k)->table, kind_info(k)->columns[column].sql);
	*kept = false;
	stmt_open(&st, db, sql, err);
	stmt_id(&st, 1, row);
	if ((there = stmt_row(&st, err)))
		*to = stmt_get_id(&st, 0);
	if (!stmt_close(&st) || there)
		return there;
	return *kept = ring_kept(db, k, column, row, to, err);
}

/* A ring that a row lies in. */
struct ring {
	struct id least;       /* the row that is to point nowhere */
	struct id kept;        /* the one that does, where has_kept */
	bool has_kept;
};

/* Does following from `from` on lead to `row`? Each ring has one row that is kept back: who comes by
 * it a second time goes round another one. */
static bool leads_back(struct db *db, enum kind k, int column, struct id from, const struct id *row,
		       struct ring *ring, struct err *err)
{
	struct id at = from;
	bool kept;

	*ring = (struct ring){ .least = *row };
	while (!id_eq(&at, row)) {
		struct id here = at;

		if (memcmp(at.b, ring->least.b, sizeof at.b) < 0)
			ring->least = at;
		if (!points_to(db, k, column, &here, &at, &kept, err))
			return false;
		if (kept && ring->has_kept && id_eq(&ring->kept, &here))
			return false;
		if (kept && !ring->has_kept) {
			ring->kept = here;
			ring->has_kept = true;
		}
	}
	return true;
}

/* ---- turning ---- */

static void show(ring_shows *shows, const struct id *row, const struct id *to)
{
	struct ring_show *s = vec_push(shows);

	*s = (struct ring_show){ .row = *row, .nowhere = !to };
	if (to)
		s->to = *to;
}

/* The ring that the row is in by where it pointed so far, if any: which of its rows is kept back. */
static bool was_kept(struct db *db, enum kind k, int column, const struct id *row, struct id *kept,
		     struct err *err)
{
	struct id first;
	struct ring ring;
	bool own;

	if (!points_to(db, k, column, row, &first, &own, err))
		return false;
	if (own) {
		*kept = *row;
		return true;
	}
	if (!leads_back(db, k, column, first, row, &ring, err) || !ring.has_kept)
		return false;
	*kept = ring.kept;
	return true;
}

/* The ring that is closed now: its least row shows nothing. */
static bool close_ring(struct db *db, enum kind k, int column, const struct id *row,
		       const struct id *to, const struct id *least, ring_shows *shows,
		       struct err *err)
{
	struct id other;
	bool kept;

	if (id_eq(least, row))
		return keep_back(db, k, column, row, to, err);
	if (!points_to(db, k, column, least, &other, &kept, err))
		return err->code == ERR_NONE;
	if (!kept)
		show(shows, least, NULL);
	return keep_back(db, k, column, least, &other, err);
}

bool ring_turn(struct db *db, enum kind k, int column, const struct id *row, const struct id *to,
	       ring_shows *shows, struct err *err)
{
	struct id kept = { 0 }, back;
	struct ring now = { 0 };
	bool had = was_kept(db, k, column, row, &kept, err);
	bool closes = to && err->code == ERR_NONE && leads_back(db, k, column, *to, row, &now, err);
	bool shown = !closes || !id_eq(&now.least, row);

	if (err->code != ERR_NONE ||
	    (closes && !close_ring(db, k, column, row, to, &now.least, shows, err)))
		return false;
	show(shows, row, shown ? to : NULL);
	if (!had || (closes && id_eq(&kept, &now.least)))
		return true;
	if (!id_eq(&kept, row) && ring_kept(db, k, column, &kept, &back, err))
		show(shows, &kept, &back);
	return err->code == ERR_NONE && let_go(db, k, column, &kept, err);
}

/* ---- for `duban check` ---- */

/* Rows that cannot be reached from those that point nowhere go round. */
static bool none_shows(struct db *db, enum kind k, int column, bool *none, struct err *err)
{
	const char *table = kind_info(k)->table, *sql_column = kind_info(k)->columns[column].sql;
	struct buf sql = { 0 };

	buf_printf(&sql,
		   "WITH RECURSIVE t(key) AS (SELECT key FROM %s WHERE %s IS NULL UNION ALL SELECT i.key "
		   "FROM t JOIN %s i ON i.%s = t.key) SELECT (SELECT count(*) FROM t) = (SELECT count(*) "
		   "FROM %s)",
		   table, sql_column, table, sql_column, table);
	*none = stmt_number(db, sql.p, 0, 0, err) != 0;
	buf_clear(&sql);
	return err->code == ERR_NONE;
}

static bool closes_one(struct db *db, enum kind k, int column, const struct id *row,
		       const struct id *to, bool *closes, struct err *err)
{
	struct ring ring;

	*closes = leads_back(db, k, column, *to, row, &ring, err) && !ring.has_kept &&
		  id_eq(&ring.least, row);
	return err->code == ERR_NONE;
}

static bool check_column(struct db *db, enum kind k, int column, ring_found *found, void *user,
			 struct err *err)
{
	static const struct id whole = { 0 };
	bool none = false, ok = none_shows(db, k, column, &none, err);
	struct stmt st;

	if (ok && !none)
		found(user, k, column, &whole);
	/* Following would not end. */
	if (!ok || !none)
		return ok;
	stmt_open(&st, db, "SELECT row, target FROM ring WHERE kind = ?1 AND col = ?2", err);
	stmt_int(&st, 1, k);
	stmt_text(&st, 2, str_of(column_name(k, column)));
	while (ok && stmt_row(&st, err)) {
		struct id row = stmt_get_id(&st, 0), to = stmt_get_id(&st, 1);
		bool closes = false;

		ok = closes_one(db, k, column, &row, &to, &closes, err);
		if (ok && !closes)
			found(user, k, column, &row);
	}
	return stmt_close(&st) && ok;
}

bool ring_check(struct db *db, ring_found *found, void *user, struct err *err)
{
	for (int k = 0; k < KINDS; k++)
		for (int column = 0; column < kind_info((enum kind)k)->n; column++)
			if (ring_column((enum kind)k, column) &&
			    !check_column(db, (enum kind)k, column, found, user, err))
				return false;
	return true;
}
