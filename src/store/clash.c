/* Clashes, read: which there are, who wrote what. */
#include "store/merge_private.h"
#include "store/sight_private.h"

#include "base/ban.h"

bool clashes_read(struct db *db, clash_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT row, col, kind FROM clash ORDER BY row, kind, col", err);
	while (stmt_row(&st, err)) {
		struct str column = stmt_get_str(&st, 1);
		struct clash *c, of = { .row = stmt_get_id(&st, 0),
					.kind = (enum kind)stmt_get_int(&st, 2) };

		if (sight_is_narrow(db) && !sight_shows_row(db, of.kind, &of.row, err))
			continue;
		c = vec_push(to);
		*c = of;
		if (column.n < sizeof c->column)
			memcpy(c->column, column.p, column.n);
	}
	return stmt_close(&st) && err->code == ERR_NONE;
}

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

bool clash_writes_read(struct db *db, const struct clash *clash, struct arena *mem,
		       clash_writes *to, struct err *err)
{
	struct body_set cell = { .kind = clash->kind, .id = clash->row };
	struct str column = str_of(clash->column);
	cell_writes heads = { 0 };
	bool ok;

	if (str_is(column, CLASH_GONE))
		return gone_writes(db, cell.kind, &clash->row, to, mem, err);
	cell.makes_row = str_is(column, "*");
	cell.column = cell.makes_row ? 0
		      : str_is(column, "gone") ? COLUMN_GONE
					       : kind_column(cell.kind, column);
	ok = heads_read(db, clash->kind, &clash->row, &column, &heads, err);
	heads_sort(&heads);
	if (ok)
		ok = cell.makes_row ? star_writes(db, &cell, &heads, mem, to, err)
				    : column_writes(db, &cell, &heads, mem, to, err);
	vec_clear(&heads);
	return ok;
}

bool clash_knows(struct db *db, enum kind k, const struct id *row, const char *column,
		 const char *of, int64_t change, bool *knows, struct err *err)
{
	struct str there = str_of(column), clashing = str_of(of);
	cell_writes heads = { 0 }, sides = { 0 };
	bool ok = heads_read(db, k, row, &there, &heads, err) &&
		  heads_read(db, k, row, &clashing, &sides, err);

	*knows = false;
	for (size_t i = 0; ok && i < sides.n; i++)
		for (size_t h = 0; sides.p[i].at.key == change && h < heads.n; h++)
			*knows |= heads.p[h].at.key == change ||
				  place_is_past(db, &sides.p[i].at, &heads.p[h].at, err);
	vec_clear(&heads);
	vec_clear(&sides);
	return ok && err->code == ERR_NONE;
}
