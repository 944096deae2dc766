/* One write that came from elsewhere: who holds the cell, who did not know of whom, what the row
 * shows. */
#include "base/gettext.h"
#include "store/merge_private.h"

#include "base/ban.h"

struct str cell_column(const struct body_set *s)
{
	return s->makes_row ? STR_LIT("*") : str_of(column_name(s->kind, s->column));
}

static bool head_clear(struct db *db, const struct id *row, struct str column,
		       const struct cell_write *w, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "UPDATE cell SET head = 0 WHERE row = ?1 AND col = ?2 AND hlc = ?3 AND change = ?4",
		  err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, column);
	stmt_int(&st, 3, w->at.hlc);
	stmt_int(&st, 4, w->at.key);
	return stmt_run(&st, err);
}

/* Those that the newcomer knew of are heads no more; it is none where one knows of it (it was kept
 * for long). With all heads, not only the one in force: else copies would list different
 * clashes. */
static bool heads_settle(struct db *db, const struct arrival *a, const struct body_set *s,
			 const cell_writes *heads, bool *head, struct err *err)
{
	bool ok = true;

	*head = true;
	for (size_t i = 0; ok && i < heads->n; i++) {
		const struct cell_write *w = &heads->p[i];

		if (place_is_past(db, &w->at, &a->at, err))
			ok = head_clear(db, &s->id, cell_column(s), w, err);
		else if (place_is_past(db, &a->at, &w->at, err))
			*head = false;
		ok = ok && err->code == ERR_NONE;
	}
	return ok;
}

/* ---- what the row shows ---- */

/* In force is the greatest (hlc, hash): is it the newcomer, whose own cell is not there yet? */
static bool is_in_force(struct db *db, const struct arrival *a, const struct id *row,
			struct str column, bool *first, struct err *err)
{
	struct stmt st;
	bool greatest = true;

	*first = true;
	stmt_open(&st, db,
		  "SELECT c.hlc, h.hash FROM cell c JOIN change h ON h.id = c.change WHERE c.row = "
		  "?1 AND c.col = ?2 ORDER BY c.hlc DESC, h.hash DESC LIMIT 1",
		  err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, column);
	if (stmt_row(&st, err)) {
		struct change_hash hash = { 0 };
		int64_t hlc = stmt_get_int(&st, 0);

		*first = false;
		greatest = a->at.hlc > hlc ||
			   (a->at.hlc == hlc && stmt_get_hash(&st, 1, &hash) &&
			    memcmp(a->hash.b, hash.b, HASH_SIZE) > 0);
	}
	stmt_close(&st);
	return greatest;
}

bool cell_has_own(struct db *db, const struct id *row, const char *column, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM cell WHERE row = ?1 AND col = ?2 LIMIT 1", err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, str_of(column));
	bool own = stmt_row(&st, err);

	return stmt_close(&st) && own;
}

static bool maker_set(struct db *db, const struct arrival *a, const struct id *row,
		      struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "UPDATE entry SET made_by = ?2, made_at = ?3 WHERE id = ?1", err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, str_of(a->body->by));
	stmt_int(&st, 3, a->body->at_ms);
	return stmt_run(&st, err);
}

/* A row that another copy made too: what it was made with shows where no column's own cell stands
 * over it. */
static bool row_remade(struct db *db, const struct arrival *a, const struct body_set *s,
		       struct err *err)
{
	static const struct value null = { .type = VALUE_NULL };
	bool ok = s->kind != KIND_ENTRY || maker_set(db, a, &s->id, err);

	for (int column = 0; ok && column < kind_info(s->kind)->n; column++) {
		const struct value *made = &null;

		for (size_t i = 0; i < s->n; i++)
			if (s->fields[i].column == column)
				made = &s->fields[i].value;
		if (!cell_has_own(db, &s->id, column_name(s->kind, column), err))
			ok = err->code == ERR_NONE &&
			     project_set(db, s->kind, &s->id, column, made, err);
	}
	return ok && err->code == ERR_NONE;
}

static bool row_show(struct db *db, const struct arrival *a, const struct body_set *s, bool first,
		     struct err *err)
{
	struct maker maker = { a->body->by, a->body->at_ms };

	if (!s->makes_row)
		return project_set(db, s->kind, &s->id, s->column, &s->new, err);
	return first ? project_insert(db, s->kind, &s->id, s->fields, s->n, &maker, err)
		     : row_remade(db, a, s, err);
}

static bool cell_add(struct db *db, const struct arrival *a, const struct body_set *s, bool head,
		     struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO cell (row, col, hlc, change, head) VALUES (?1, ?2, ?3, ?4, ?5) "
		  "ON CONFLICT DO NOTHING",
		  err);
	stmt_id(&st, 1, &s->id);
	stmt_text(&st, 2, cell_column(s));
	stmt_int(&st, 3, a->at.hlc);
	stmt_int(&st, 4, a->at.key);
	stmt_int(&st, 5, head);
	if (!stmt_run(&st, err))
		return false;
	return sqlite3_changes(db->sql) > 0 ||
	       err_set(err, ERR_INPUT, _("a %s is written twice in one line"),
		       kind_info(s->kind)->name);
}

/* Cells know rows by their ids alone: no two kinds share one. */
static bool kind_fits(struct db *db, const struct body_set *s, bool first, struct err *err)
{
	return first || !s->makes_row || project_key(db, s->kind, &s->id, err) != 0 ||
	       err_set(err, ERR_INPUT, _("a %s has the id of a row of another kind"),
		       kind_info(s->kind)->name);
}

/* The newcomer is written; what clashes is looked at before the row shows it. */
static bool set_put(struct db *db, const struct arrival *a, const struct body_set *s,
		    const cell_writes *heads, struct err *err)
{
	bool head, first, shows;

	if (!heads_settle(db, a, s, heads, &head, err))
		return false;
	shows = is_in_force(db, a, &s->id, cell_column(s), &first, err);
	return err->code == ERR_NONE && kind_fits(db, s, first, err) &&
	       cell_add(db, a, s, head, err) &&
	       (first || clash_settle(db, s, heads->n == 1, err)) &&
	       (!shows || row_show(db, a, s, first, err)) &&
	       (s->makes_row && first ? true : clash_gone(db, s->kind, &s->id, err)) &&
	       (s->makes_row || clash_star(db, s->kind, &s->id, err));
}

bool merge_set(struct db *db, const struct arrival *a, const struct body_set *s, struct err *err)
{
	struct str column = cell_column(s);
	cell_writes heads = { 0 };

	if (!s->makes_row && project_key(db, s->kind, &s->id, err) == 0)
		return err_set(err, ERR_INPUT, _("a %s that is not there cannot be changed"),
			       kind_info(s->kind)->name);
	bool ok = heads_read(db, &s->id, &column, &heads, err) &&
		  set_put(db, a, s, &heads, err);

	vec_clear(&heads);
	return ok;
}
