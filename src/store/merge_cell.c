/* One write that came from elsewhere: who holds the cell, who did not know of whom, what the row
 * shows. */
#include <stdlib.h>

#include "base/gettext.h"
#include "store/merge_private.h"

#include "base/ban.h"

struct str cell_column(const struct body_set *s)
{
	return s->makes_row ? STR_LIT("*") : str_of(column_name(s->kind, s->column));
}

static bool head_clear(struct db *db, const struct body_set *s, const struct cell_write *w,
		       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "UPDATE cell SET head = 0 WHERE row = ?1 AND kind = ?2 AND col = ?3 AND head = 1 AND hlc "
		  "= ?4 AND change = ?5",
		  err);
	stmt_id(&st, 1, &s->id);
	stmt_int(&st, 2, s->kind);
	stmt_text(&st, 3, cell_column(s));
	stmt_int(&st, 4, w->at.hlc);
	stmt_int(&st, 5, w->at.key);
	return stmt_run(&st, err);
}

/* So many heads are asked for one at a time; of more, all that the newcomer knew is read once. */
enum { HEADS_FEW = 8 };

static int known_order(const void *a, const void *b)
{
	const struct known *x = a, *y = b;

	return (x->other > y->other) - (x->other < y->other);
}

static bool newcomer_knew(struct db *db, const struct arrival *a, const known_list *known,
			  const struct log_place *of, struct err *err)
{
	const struct known *k;

	if (!known || of->chain == a->at.chain)
		return place_is_past(db, of, &a->at, err);
	k = known->n ? bsearch(&(struct known){ .other = of->chain }, known->p, known->n,
			       sizeof *known->p, known_order)
		     : NULL;
	return k && k->upto >= of->seq;
}

/* Those that the newcomer knew of are heads no more; it is none where one knows of it (it was kept
 * for long: whoever knows of a line came later). With all heads, not only the one in force: else
 * copies would list different clashes. */
static bool heads_settle(struct db *db, const struct arrival *a, const struct body_set *s,
			 const cell_writes *heads, const known_list *known, struct newcomer *to,
			 struct err *err)
{
	bool ok = true;

	*to = (struct newcomer){ .head = true, .alone = heads->n == 1 };
	for (size_t i = 0; ok && i < heads->n; i++) {
		const struct cell_write *w = &heads->p[i];

		if (newcomer_knew(db, a, known, &w->at, err)) {
			ok = head_clear(db, s, w, err);
			to->knew = true;
		} else {
			to->other = w;
			if (w->at.key > a->at.key && place_is_past(db, &a->at, &w->at, err))
				to->head = false;
		}
		ok = ok && err->code == ERR_NONE;
	}
	return ok;
}

static bool heads_meet(struct db *db, const struct arrival *a, const struct body_set *s,
		       const cell_writes *heads, struct newcomer *to, struct err *err)
{
	known_list known = { 0 };
	bool many = heads->n > HEADS_FEW;
	bool ok = !many || chain_known(db, a->at.chain, a->at.seq, &known, err);

	if (ok && known.n > 0)
		qsort(known.p, known.n, sizeof *known.p, known_order);
	ok = ok && heads_settle(db, a, s, heads, many ? &known : NULL, to, err);
	vec_clear(&known);
	return ok;
}

/* ---- what the row shows ---- */

/* In force is the greatest (hlc, hash), which is a head: nobody who knew of it has a smaller stamp. */
static bool is_in_force(const struct arrival *a, const cell_writes *heads)
{
	for (size_t i = 0; i < heads->n; i++) {
		const struct cell_write *w = &heads->p[i];

		if (w->at.hlc > a->at.hlc || (w->at.hlc == a->at.hlc &&
					      memcmp(w->hash.b, a->hash.b, HASH_SIZE) > 0))
			return false;
	}
	return true;
}

bool cell_has_own(struct db *db, enum kind k, const struct id *row, const char *column,
		  struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM cell WHERE row = ?1 AND kind = ?2 AND col = ?3 LIMIT 1", err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	stmt_text(&st, 3, str_of(column));
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
 * over it. Most of it was made the same. */
static bool row_remade(struct db *db, const struct arrival *a, const struct body_set *s,
		       struct err *err)
{
	struct arena mem = { 0 };
	struct projected now;
	bool ok = project_load(db, s->kind, &s->id, &mem, &now, err) &&
		  (s->kind != KIND_ENTRY || maker_set(db, a, &s->id, err));

	for (int column = 0; ok && column < kind_info(s->kind)->n; column++) {
		const struct value *made = field_value(s, column);

		if (!value_eq(made, &now.values[column]) &&
		    !cell_has_own(db, s->kind, &s->id, column_name(s->kind, column), err))
			ok = err->code == ERR_NONE &&
			     project_set(db, s->kind, &s->id, column, made, err);
	}
	arena_clear(&mem);
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

static bool cell_twice(const struct body_set *s, struct err *err)
{
	return err_set(err, ERR_INPUT, _("a %s is written twice in one line"),
		       kind_info(s->kind)->name);
}

static bool cell_add(struct db *db, const struct arrival *a, const struct body_set *s, bool head,
		     struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO cell (row, kind, col, head, hlc, change) VALUES (?1, ?2, ?3, ?4, ?5, "
		  "?6) ON CONFLICT DO NOTHING",
		  err);
	stmt_id(&st, 1, &s->id);
	stmt_int(&st, 2, s->kind);
	stmt_text(&st, 3, cell_column(s));
	stmt_int(&st, 4, head);
	stmt_int(&st, 5, a->at.hlc);
	stmt_int(&st, 6, a->at.key);
	if (!stmt_run(&st, err))
		return false;
	return sqlite3_changes(db->sql) > 0 || cell_twice(s, err);
}

static bool is_own(const struct arrival *a, const cell_writes *heads)
{
	for (size_t i = 0; i < heads->n; i++)
		if (heads->p[i].at.key == a->at.key)
			return true;
	return false;
}

/* The newcomer is written; what clashes is looked at before the row shows it. */
static bool set_put(struct db *db, const struct arrival *a, const struct body_set *s,
		    const cell_writes *heads, struct err *err)
{
	struct newcomer new;
	bool first = heads->n == 0;

	if (is_own(a, heads))
		return cell_twice(s, err);
	return heads_meet(db, a, s, heads, &new, err) && cell_add(db, a, s, new.head, err) &&
	       (first || clash_settle(db, s, &new, err)) &&
	       (!is_in_force(a, heads) || row_show(db, a, s, first, err)) &&
	       (s->makes_row && first ? true : clash_gone(db, s->kind, &s->id, err)) &&
	       (s->makes_row || clash_star(db, s->kind, &s->id, err));
}

bool merge_set(struct db *db, const struct arrival *a, const struct body_set *s, struct err *err)
{
	struct str column = cell_column(s);
	cell_writes heads = { 0 };

	bool ok = heads_read(db, s->kind, &s->id, &column, &heads, err) &&
		  set_put(db, a, s, &heads, err);

	vec_clear(&heads);
	return ok;
}
