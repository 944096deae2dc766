/* Clashes, read: which there are, who wrote what. Those whose settling was taken back are none by the
 * rule of heads, as who takes back knows of all sides: they are found by the deeds that settled. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/change_private.h"
#include "store/merge_private.h"
#include "store/sight_private.h"

#include "base/ban.h"

/* ---- who wrote what ---- */

static int head_order(const struct cell_write *a, const struct cell_write *b)
{
	if (a->at.hlc != b->at.hlc)
		return a->at.hlc > b->at.hlc ? -1 : 1;
	return memcmp(b->hash.b, a->hash.b, HASH_SIZE);
}

/* The one in force first. Few. */
static void heads_sort(cell_writes *heads)
{
	for (size_t i = 1; i < heads->n; i++)
		for (size_t k = i; k > 0 && head_order(&heads->p[k], &heads->p[k - 1]) < 0; k--) {
			struct cell_write w = heads->p[k];

			heads->p[k] = heads->p[k - 1];
			heads->p[k - 1] = w;
		}
}

static void write_add(clash_writes *to, enum kind k, int column, struct value v, int64_t change,
		      struct arena *mem)
{
	if (v.type == VALUE_TEXT)
		v.text = str_of(arena_str(mem, v.text));
	*vec_push(to) = (struct clash_write){ k, column, v, change };
}

static bool column_writes(struct db *db, const struct body_set *cell, const cell_writes *heads,
			  struct arena *mem, clash_writes *to, struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct body_set said;
	bool ok = true;

	for (size_t i = 0; ok && i < heads->n; i++) {
		ok = head_said(db, &heads->p[i], cell, room, &said, err);
		if (ok)
			write_add(to, cell->kind, cell->column, said.new, heads->p[i].at.key, mem);
	}
	return ok;
}

/* Does any maker say something else than the first one? */
static bool making_differs(const clash_writes *all, int column)
{
	const struct value *first = NULL;

	for (size_t i = 0; i < all->n; i++) {
		if (all->p[i].column != column)
			continue;
		if (first && !value_eq(first, &all->p[i].value))
			return true;
		first = first ? first : &all->p[i].value;
	}
	return false;
}

static bool makers_said(struct db *db, const struct body_set *making, const cell_writes *heads,
			struct arena *mem, clash_writes *all, struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct body_set said;
	bool ok = true;

	for (size_t i = 0; ok && i < heads->n; i++) {
		ok = head_said(db, &heads->p[i], making, room, &said, err);
		for (int c = 0; ok && c < kind_info(making->kind)->n; c++)
			write_add(all, making->kind, c, *field_value(&said, c),
				  heads->p[i].at.key, mem);
	}
	return ok;
}

static bool star_writes(struct db *db, const struct body_set *making, const cell_writes *heads,
			struct arena *mem, clash_writes *to, struct err *err)
{
	clash_writes all = { 0 };
	bool ok = makers_said(db, making, heads, mem, &all, err);

	for (int c = 0; ok && c < kind_info(making->kind)->n; c++) {
		struct str column = str_of(column_name(making->kind, c));

		if (!making_differs(&all, c) || column_settled(db, making->kind, &making->id, column, heads, err))
			continue;
		for (size_t i = 0; i < all.n; i++)
			if (all.p[i].column == c)
				*vec_push(to) = all.p[i];
	}
	vec_clear(&all);
	return ok && err->code == ERR_NONE;
}

/* Who took it away, and who wrote to it without knowing: the newest of each that are apart. */
static bool gone_pair(struct db *db, const cell_writes *takers, const cell_writes *writers,
		      const struct cell_write **taker, const struct cell_write **writer,
		      struct err *err)
{
	for (size_t i = 0; i < takers->n; i++)
		for (size_t k = 0; k < writers->n; k++) {
			*taker = &takers->p[i];
			*writer = &writers->p[k];
			if (places_apart(db, &(*taker)->at, &(*writer)->at, err))
				return true;
		}
	return false;
}

static bool gone_writes(struct db *db, enum kind k, const struct id *row, clash_writes *to,
			struct arena *mem, struct err *err)
{
	cell_writes takers = { 0 }, writers = { 0 };
	const struct cell_write *taker, *writer;
	bool ok = gone_heads_read(db, k, row, &takers, err) &&
		  heads_read(db, k, row, NULL, &writers, err);

	heads_sort(&takers);
	heads_sort(&writers);
	if (ok && gone_pair(db, &takers, &writers, &taker, &writer, err)) {
		write_add(to, k, CLASH_COLUMN_GONE, V_INT(1), taker->at.key, mem);
		write_add(to, k, CLASH_COLUMN_GONE, V_NULL, writer->at.key, mem);
	}
	vec_clear(&takers);
	vec_clear(&writers);
	return ok && err->code == ERR_NONE;
}

/* ---- a settling that was taken back ---- */

/* Was the change taken back, or does it take back another one? Either way it decided nothing. */
static bool is_void(struct db *db, int64_t change, bool *undo, struct err *err)
{
	struct arena mem = { 0 };
	struct action a;
	int64_t by;
	bool ok = action_get(db, change, &mem, &a, err);

	*undo = ok && a.has_undo;
	bool is = ok && (a.has_undo || action_is_undone(db, a.key, &by, err));

	arena_clear(&mem);
	return is;
}

/* All writes of a cell that stand, those that others of them knew of left out. */
static bool standing_read(struct db *db, enum kind k, const struct id *row, struct str column,
			  cell_writes *to, struct err *err)
{
	cell_writes all = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT h.id, h.chain, h.seq, h.hlc, h.hash FROM cell c JOIN change h ON h.id = c.change "
		  "WHERE c.row = ?1 AND c.kind = ?2 AND c.col = ?3 AND h.applied = 1",
		  err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	stmt_text(&st, 3, column);
	while (err->code == ERR_NONE && stmt_row(&st, err)) {
		struct cell_write w = { .at = { stmt_get_int(&st, 0), stmt_get_int(&st, 1),
						stmt_get_int(&st, 2), stmt_get_int(&st, 3), APPLIED } };
		bool undo;

		if (stmt_get_hash(&st, 4, &w.hash) && !is_void(db, w.at.key, &undo, err))
			*vec_push(&all) = w;
	}
	bool ok = stmt_close(&st) && err->code == ERR_NONE;

	for (size_t i = 0; ok && i < all.n; i++) {
		bool past = false;

		for (size_t o = 0; o < all.n && !past; o++)
			past = o != i && place_is_past(db, &all.p[i].at, &all.p[o].at, err);
		if (!past)
			*vec_push(to) = all.p[i];
	}
	vec_clear(&all);
	heads_sort(to);
	return ok && err->code == ERR_NONE;
}

/* Heads; where the only one takes something back, what stands without it. */
static bool heads_standing(struct db *db, enum kind k, const struct id *row, struct str column,
			   cell_writes *to, bool *again, struct err *err)
{
	bool ok = heads_read(db, k, row, &column, to, err);

	*again = false;
	if (ok && to->n == 1)
		is_void(db, to->p[0].at.key, again, err);
	if (ok && *again) {
		to->n = 0;
		ok = standing_read(db, k, row, column, to, err);
	}
	heads_sort(to);
	return ok && err->code == ERR_NONE;
}

/* Of a column that nobody else wrote: how its row was made. */
static bool making_writes(struct db *db, const struct body_set *cell, struct arena *mem, clash_writes *to,
			  struct err *err)
{
	struct body_set making = { .kind = cell->kind, .id = cell->id, .makes_row = true };
	struct str star = STR_LIT("*");
	struct field room[COLUMNS_MOST];
	cell_writes makers = { 0 };
	struct body_set said;
	bool ok = heads_read(db, cell->kind, &cell->id, &star, &makers, err);

	heads_sort(&makers);
	for (size_t i = 0; ok && i < makers.n; i++) {
		ok = head_said(db, &makers.p[i], &making, room, &said, err);
		if (ok)
			write_add(to, cell->kind, cell->column, *field_value(&said, cell->column),
				  makers.p[i].at.key, mem);
	}
	vec_clear(&makers);
	return ok;
}

/* Who took the row away, beside who wrote to it. */
static bool taken_writes(struct db *db, const struct body_set *cell, const cell_writes *takers,
			 struct arena *mem, clash_writes *to, struct err *err)
{
	cell_writes writers = { 0 };
	const struct cell_write *taker, *writer;
	bool ok = heads_read(db, cell->kind, &cell->id, NULL, &writers, err);

	heads_sort(&writers);
	if (ok && gone_pair(db, takers, &writers, &taker, &writer, err)) {
		write_add(to, cell->kind, CLASH_COLUMN_GONE, V_INT(1), taker->at.key, mem);
		write_add(to, cell->kind, CLASH_COLUMN_GONE, V_NULL, writer->at.key, mem);
	}
	vec_clear(&writers);
	return ok && err->code == ERR_NONE;
}

/* What stood against what before it was settled; nothing where the settling stands. */
static bool again_writes(struct db *db, const struct body_set *cell, const cell_writes *standing,
			 struct arena *mem, clash_writes *to, struct err *err)
{
	if (standing->n > 1)
		return column_writes(db, cell, standing, mem, to, err);
	if (cell->column == COLUMN_GONE)
		return taken_writes(db, cell, standing, mem, to, err);
	return standing->n > 0 || making_writes(db, cell, mem, to, err);
}

static bool writes_differ(const clash_writes *writes)
{
	for (size_t i = 1; i < writes->n; i++)
		if (!value_eq(&writes->p[0].value, &writes->p[i].value))
			return true;
	return false;
}

static bool is_listed(const clash_list *list, const struct clash *c)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].kind == c->kind && id_eq(&list->p[i].row, &c->row) &&
		    strcmp(list->p[i].column, c->column) == 0)
			return true;
	return false;
}

/* Cells that a change wrote to settle them, and that are as they were again. */
static bool again_add(struct db *db, const struct body_set *s, clash_list *to, struct err *err)
{
	struct clash c = { .kind = s->kind, .row = s->id };
	clash_writes writes = { 0 };
	struct arena mem = { 0 };

	snprintf(c.column, sizeof c.column, "%s", column_name(s->kind, s->column));
	bool ok = is_listed(to, &c) || clash_writes_read(db, &c, &mem, &writes, err);

	if (ok && writes_differ(&writes))
		*vec_push(to) = c;
	vec_clear(&writes);
	arena_clear(&mem);
	return ok;
}

static bool settled_again(struct db *db, int64_t change, struct str line, clash_list *to, struct err *err)
{
	int64_t by;

	if (!action_is_undone(db, change, &by, err))
		return err->code == ERR_NONE;
	struct arena mem = { 0 };
	struct json_doc *doc = json_read(line, err);
	struct body body;
	bool ok = doc && body_read(doc, &mem, &body, err);

	for (size_t i = 0; ok && i < body_count(doc); i++) {
		struct field room[COLUMNS_MOST];
		struct body_set s;

		ok = body_get(doc, i, room, &s, err) && (s.makes_row || again_add(db, &s, to, err));
	}
	json_doc_free(doc);
	arena_clear(&mem);
	return ok;
}

static bool clashes_again(struct db *db, clash_list *to, struct err *err)
{
	struct stmt st;
	bool ok = true;

	stmt_open(&st, db,
		  "SELECT id, body FROM change WHERE instr(body, '\"do\":\"settle\"') AND applied = 1 AND "
		  "EXISTS (SELECT 1 FROM undone WHERE target = id) ORDER BY id",
		  err);
	while (ok && stmt_row(&st, err))
		ok = settled_again(db, stmt_get_int(&st, 0), stmt_get_str(&st, 1), to, err);
	return stmt_close(&st) && ok;
}

bool clash_writes_read(struct db *db, const struct clash *clash, struct arena *mem,
		       clash_writes *to, struct err *err)
{
	struct body_set cell = { .kind = clash->kind, .id = clash->row };
	struct str column = str_of(clash->column);
	cell_writes heads = { 0 };
	bool ok, again;

	if (str_is(column, CLASH_GONE))
		return gone_writes(db, cell.kind, &clash->row, to, mem, err);
	cell.makes_row = str_is(column, "*");
	cell.column = cell.makes_row ? 0
		      : str_is(column, "gone") ? COLUMN_GONE
					       : kind_column(cell.kind, column);
	ok = heads_standing(db, clash->kind, &clash->row, column, &heads, &again, err);
	if (ok)
		ok = again            ? again_writes(db, &cell, &heads, mem, to, err)
		     : cell.makes_row ? star_writes(db, &cell, &heads, mem, to, err)
				      : column_writes(db, &cell, &heads, mem, to, err);
	vec_clear(&heads);
	return ok;
}

/* ---- all of them ---- */

static int clash_order(const void *a, const void *b)
{
	const struct clash *x = a, *y = b;
	int rows = memcmp(x->row.b, y->row.b, ID_SIZE);

	return rows ? rows : x->kind != y->kind ? (x->kind > y->kind) - (x->kind < y->kind)
						: strcmp(x->column, y->column);
}

/* Taken back or not, each has its place. */
bool clashes_read(struct db *db, clash_list *to, struct err *err)
{
	struct stmt st;
	clash_list all = { 0 };

	stmt_open(&st, db, "SELECT row, col, kind FROM clash", err);
	while (stmt_row(&st, err)) {
		struct str column = stmt_get_str(&st, 1);
		struct clash *c = vec_push(&all);

		*c = (struct clash){ .row = stmt_get_id(&st, 0), .kind = (enum kind)stmt_get_int(&st, 2) };
		if (column.n < sizeof c->column)
			memcpy(c->column, column.p, column.n);
	}
	bool ok = stmt_close(&st) && clashes_again(db, &all, err);

	if (all.n > 1)
		qsort(all.p, all.n, sizeof *all.p, clash_order);
	for (size_t i = 0; ok && i < all.n; i++)
		if (!sight_is_narrow(db) || sight_shows_row(db, all.p[i].kind, &all.p[i].row, err))
			*vec_push(to) = all.p[i];
	vec_clear(&all);
	return ok && err->code == ERR_NONE;
}

bool clash_knows(struct db *db, enum kind k, const struct id *row, const char *column,
		 const char *of, int64_t change, bool *knows, struct err *err)
{
	struct str there = str_of(column), clashing = str_of(of);
	cell_writes heads = { 0 }, sides = { 0 };
	bool again, ok = heads_standing(db, k, row, there, &heads, &again, err) &&
			 heads_standing(db, k, row, clashing, &sides, &again, err);

	*knows = false;
	for (size_t i = 0; ok && i < sides.n; i++)
		for (size_t h = 0; sides.p[i].at.key == change && h < heads.n; h++)
			*knows |= heads.p[h].at.key == change ||
				  place_is_past(db, &sides.p[i].at, &heads.p[h].at, err);
	vec_clear(&heads);
	vec_clear(&sides);
	return ok && err->code == ERR_NONE;
}

/* All writes of a cell, the greatest first. */
static bool writes_read(struct db *db, enum kind k, const struct id *row, const char *column,
			cell_writes *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT h.id, h.chain, h.seq, h.hlc, h.hash FROM cell c JOIN change h ON h.id = c.change "
		  "WHERE c.row = ?1 AND c.kind = ?2 AND c.col = ?3 ORDER BY h.hlc DESC, h.hash DESC",
		  err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, k);
	stmt_text(&st, 3, str_of(column));
	return writes_take(&st, to, err);
}

static bool place_of(struct db *db, int64_t change, struct log_place *at, struct err *err)
{
	struct stmt st;

	*at = (struct log_place){ .key = change, .applied = APPLIED };
	stmt_open(&st, db, "SELECT chain, seq, hlc FROM change WHERE id = ?1", err);
	stmt_int(&st, 1, change);
	if (stmt_row(&st, err)) {
		at->chain = stmt_get_int(&st, 0);
		at->seq = stmt_get_int(&st, 1);
		at->hlc = stmt_get_int(&st, 2);
	}
	return stmt_close(&st);
}

/* Those that know of it come before what it knew of, as their stamps are greater. */
static const struct cell_write *side_write(struct db *db, const cell_writes *all,
					   const struct log_place *side, struct err *err)
{
	for (size_t i = 0; i < all->n && err->code == ERR_NONE; i++)
		if (place_is_past(db, side, &all->p[i].at, err) ||
		    place_is_past(db, &all->p[i].at, side, err))
			return &all->p[i];
	return NULL;
}

bool clash_side_says(struct db *db, enum kind k, const struct id *row, const char *column, int64_t change,
		     struct arena *mem, struct value *to, struct err *err)
{
	const struct body_set cell = { .kind = k, .id = *row, .column = kind_column(k, str_of(column)) };
	struct field room[COLUMNS_MOST];
	struct body_set said;
	struct log_place side;
	cell_writes all = { 0 };
	bool ok = place_of(db, change, &side, err) && writes_read(db, k, row, column, &all, err);
	const struct cell_write *w = ok ? side_write(db, &all, &side, err) : NULL;

	*to = V_NULL;
	if (w && (ok = head_said(db, w, &cell, room, &said, err))) {
		*to = said.new;
		if (to->type == VALUE_TEXT)
			to->text = str_of(arena_str(mem, to->text));
	}
	vec_clear(&all);
	return ok && err->code == ERR_NONE;
}
