/* Clashes: a cell that copies wrote apart and differently. Which they are follows from the log
 * alone, so that all copies list the same. */
#include "base/gettext.h"
#include "store/merge_private.h"

#include "base/ban.h"

#define HEADS "SELECT h.id, h.chain, h.seq, h.hlc, h.hash FROM cell c JOIN change h ON h.id = c.change " \
	"WHERE c.row = ?1 AND c.kind = ?2 AND "

bool writes_take(struct stmt *st, cell_writes *to, struct err *err)
{
	bool ok = true;

	while (ok && stmt_row(st, err)) {
		struct cell_write *w = vec_push(to);

		w->at = (struct log_place){ stmt_get_int(st, 0), stmt_get_int(st, 1),
					stmt_get_int(st, 2), stmt_get_int(st, 3), APPLIED };
		ok = stmt_get_hash(st, 4, &w->hash) ||
		     err_set(err, ERR_DAMAGED, _("a line of the log has a fault in \"%s\""), "hash");
	}
	return stmt_close(st) && ok;
}

bool heads_read(struct db *db, enum kind k, const struct id *row, const struct str *column,
		cell_writes *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  column ? HEADS "c.col = ?3 AND c.head = 1" : HEADS "c.col <> 'gone' AND c.head = 1",
		  err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	if (column)
		stmt_text(&st, 3, *column);
	return writes_take(&st, to, err);
}

static bool clash_note(struct db *db, enum kind k, const struct id *row, struct str column, bool is,
		       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  is ? "INSERT INTO clash (row, kind, col) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"
		     : "DELETE FROM clash WHERE row = ?1 AND kind = ?2 AND col = ?3",
		  err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	stmt_text(&st, 3, column);
	return stmt_run(&st, err);
}

static bool clash_noted(struct db *db, enum kind k, const struct id *row, struct str column,
			struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM clash WHERE row = ?1 AND kind = ?2 AND col = ?3", err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	stmt_text(&st, 3, column);
	bool noted = stmt_row(&st, err);

	return stmt_close(&st) && noted;
}

bool clash_end(struct db *db, enum kind k, const struct id *row, struct str column,
	       struct err *err)
{
	return clash_note(db, k, row, column, false, err);
}

/* ---- is it said differently? ---- */

const struct value *field_value(const struct body_set *s, int column)
{
	static const struct value null = { .type = VALUE_NULL };

	for (size_t i = 0; i < s->n; i++)
		if (s->fields[i].column == column)
			return &s->fields[i].value;
	return &null;
}

static bool set_eq(const struct body_set *a, const struct body_set *b)
{
	if (!a->makes_row)
		return value_eq(&a->new, &b->new);
	for (int column = 0; column < kind_info(a->kind)->n; column++)
		if (!value_eq(field_value(a, column), field_value(b, column)))
			return false;
	return true;
}

/* Do all heads say the same? Each is held against the one before, so that two lines are at hand. */
static bool all_agree(struct db *db, const struct body_set *s, const cell_writes *heads,
		      struct err *err)
{
	struct field room[2][COLUMNS_MOST];
	struct body_set said[2];
	bool agree = head_said(db, &heads->p[0], s, room[0], &said[0], err);

	for (size_t i = 1; agree && i < heads->n; i++)
		agree = head_said(db, &heads->p[i], s, room[i % 2], &said[i % 2], err) &&
			set_eq(&said[0], &said[1]);
	return agree;
}

/* ---- a row that copies made differently ---- */

bool column_settled(struct db *db, enum kind k, const struct id *row, struct str column,
		    const cell_writes *makers, struct err *err)
{
	cell_writes heads = { 0 };
	bool settled = false;

	if (!heads_read(db, k, row, &column, &heads, err))
		return false;
	for (size_t i = 0; !settled && i < heads.n; i++) {
		settled = true;
		for (size_t m = 0; settled && m < makers->n; m++)
			settled = place_is_past(db, &makers->p[m].at, &heads.p[i].at, err);
	}
	vec_clear(&heads);
	return settled;
}

static bool made_apart(struct db *db, const struct body_set *a, const struct body_set *b,
		       const cell_writes *makers, struct err *err)
{
	for (int column = 0; column < kind_info(a->kind)->n; column++)
		if (!value_eq(field_value(a, column), field_value(b, column)) &&
		    !column_settled(db, a->kind, &a->id, str_of(column_name(a->kind, column)), makers,
				    err))
			return true;
	return false;
}

/* Does a column still differ between the makers of a row? Where any two differ, two neighbours do. */
static bool star_differs(struct db *db, const struct body_set *s, const cell_writes *makers,
			 struct err *err)
{
	struct field room[2][COLUMNS_MOST];
	struct body_set said[2];
	bool differs = false;
	bool ok = head_said(db, &makers->p[0], s, room[0], &said[0], err);

	for (size_t i = 1; ok && !differs && i < makers->n; i++) {
		ok = head_said(db, &makers->p[i], s, room[i % 2], &said[i % 2], err);
		differs = ok && made_apart(db, &said[0], &said[1], makers, err);
	}
	return differs;
}

bool clash_star(struct db *db, enum kind k, const struct id *row, struct err *err)
{
	const struct body_set making = { .kind = k, .id = *row, .makes_row = true };
	struct str column = STR_LIT("*");
	cell_writes makers = { 0 };
	bool ok = true;

	if (clash_noted(db, k, row, column, err)) {
		ok = heads_read(db, k, row, &column, &makers, err);
		if (ok && makers.n > 0)
			ok = clash_note(db, k, row, column,
					star_differs(db, &making, &makers, err), err);
		vec_clear(&makers);
	}
	return ok && err->code == ERR_NONE;
}

static bool row_has_own(struct db *db, enum kind k, const struct id *row, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM cell WHERE row = ?1 AND kind = ?2 AND col NOT IN ('*', 'gone') LIMIT 1",
		  err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	bool own = stmt_row(&st, err);

	return stmt_close(&st) && own;
}

/* What the row still shows is what the one other head said. */
static bool shown_agrees(struct db *db, const struct body_set *s, struct err *err)
{
	struct arena mem = { 0 };
	struct projected now;
	bool agree = project_load(db, s->kind, &s->id, &mem, &now, err);

	if (agree && !s->makes_row) {
		struct value gone = now.gone ? V_INT(1) : V_NULL;

		agree = value_eq(s->column == COLUMN_GONE ? &gone : &now.values[s->column],
				 &s->new);
	}
	for (int column = 0; agree && s->makes_row && column < kind_info(s->kind)->n; column++)
		agree = value_eq(&now.values[column], field_value(s, column));
	arena_clear(&mem);
	return agree;
}

static bool says_as(struct db *db, const struct body_set *s, const struct cell_write *other,
		    struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct body_set said;

	return head_said(db, other, s, room, &said, err) && set_eq(&said, s);
}

static bool heads_clash(struct db *db, const struct body_set *s, bool *clash, struct err *err)
{
	struct str column = cell_column(s);
	cell_writes heads = { 0 };
	bool ok = heads_read(db, s->kind, &s->id, &column, &heads, err);

	*clash = ok && heads.n > 1 &&
		 (s->makes_row ? star_differs(db, s, &heads, err) : !all_agree(db, s, &heads, err));
	vec_clear(&heads);
	return ok && err->code == ERR_NONE;
}

/* One more head ends no clash that stands, and where all agreed it is held against any one of them:
 * hundreds of copies may have written one cell, and each of them comes by here. */
bool clash_settle(struct db *db, const struct body_set *s, const struct newcomer *new,
		  struct err *err)
{
	struct str column = cell_column(s);
	bool clash = clash_noted(db, s->kind, &s->id, column, err), ok = err->code == ERR_NONE;

	if (!ok || !new->head || (clash && !new->knew))
		return ok;
	if (!new->other)
		clash = false;
	else if (new->alone && (!s->makes_row || !row_has_own(db, s->kind, &s->id, err)))
		clash = !shown_agrees(db, s, err);
	else if (!clash && !s->makes_row)
		clash = !says_as(db, s, new->other, err);
	else
		ok = heads_clash(db, s, &clash, err);
	return ok && err->code == ERR_NONE && clash_note(db, s->kind, &s->id, column, clash, err);
}

/* ---- taken away here, written there ---- */

/* Who brought it back took nothing away. */
static bool takes_away(struct db *db, const struct cell_write *w, enum kind k, const struct id *row,
		       struct err *err)
{
	const struct body_set cell = { .kind = k, .id = *row, .column = COLUMN_GONE };
	struct field room[COLUMNS_MOST];
	struct body_set said;

	return head_said(db, w, &cell, room, &said, err) && said.new.type != VALUE_NULL;
}

bool gone_heads_read(struct db *db, enum kind k, const struct id *row, cell_writes *to,
		     struct err *err)
{
	struct str column = STR_LIT("gone");
	size_t n = 0;

	if (!heads_read(db, k, row, &column, to, err))
		return false;
	for (size_t i = 0; i < to->n; i++)
		if (takes_away(db, &to->p[i], k, row, err))
			to->p[n++] = to->p[i];
	to->n = n;
	return err->code == ERR_NONE;
}

static bool any_apart(struct db *db, const cell_writes *gone, const cell_writes *others,
		      struct err *err)
{
	for (size_t i = 0; i < gone->n; i++)
		for (size_t k = 0; k < others->n; k++)
			if (places_apart(db, &others->p[k].at, &gone->p[i].at, err))
				return true;
	return false;
}

static bool gone_noted(struct db *db, enum kind k, const struct id *row, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM cell WHERE row = ?1 AND kind = ?2 AND col = 'gone' LIMIT 1", err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	bool noted = stmt_row(&st, err);

	return stmt_close(&st) && noted;
}

bool clash_gone(struct db *db, enum kind k, const struct id *row, struct err *err)
{
	cell_writes gone = { 0 }, others = { 0 };
	bool ok = true;

	if (gone_noted(db, k, row, err))
		ok = gone_heads_read(db, k, row, &gone, err) &&
		     (gone.n == 0 || heads_read(db, k, row, NULL, &others, err)) &&
		     clash_note(db, k, row, STR_LIT(CLASH_GONE), any_apart(db, &gone, &others, err),
				err);
	vec_clear(&gone);
	vec_clear(&others);
	return ok && err->code == ERR_NONE;
}
