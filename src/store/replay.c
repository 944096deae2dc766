/* `duban check`, the store's half: the log is read chain by chain and every line, cell and row is
 * held against it. Nothing is taken from the rows: who holds a cell follows from the log's own
 * order, and which write knew of which from what each line says it had seen. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "store/chain_private.h"
#include "store/change_private.h"
#include "store/log.h"
#include "store/log_body.h"
#include "store/ring.h"
#include "base/ban.h"

enum { FOUND_MOST = 100 };

/* A cell as the table has it. */
struct held_cell {
	const char *col;
	struct log_place at;
	struct change_hash hash;
	bool head;
};

/* A row that is looked at: its cells, and what it shows. */
struct row_now {
	struct arena mem;
	enum kind kind;
	struct id id;
	VEC(struct held_cell) cells;
	struct projected now;
	int64_t used;
};

/* So many stay: the same few rows are written again and again. */
enum { ROWS_KEPT = 16 };

struct replay {
	struct db *db;
	struct arena *mem;            /* of the sentences */
	sentences *found;
	int64_t chain, seq, hlc;      /* of the line before */
	bool own;                     /* this copy's chain: its actions are whole */
	char *site;                   /* of the chain */
	bool has_prev;
	struct change_hash prev;
	int64_t part, parts;          /* of a batch that is not whole yet */
	int64_t lines, sets, undos;
	int64_t rows[KINDS];
	struct row_now kept[ROWS_KEPT], *row;      /* row: the present one */
	int64_t looks;
};

__attribute__((format(printf, 2, 3)))
static void replay_found(struct replay *r, const char *format, ...)
{
	struct buf text = { 0 };
	char line[1024];
	va_list args;

	if (r->found->n >= FOUND_MOST)
		return;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	buf_puts(&text, line);
	*vec_push(r->found) = arena_str(r->mem, buf_str(&text));
	buf_clear(&text);
}

/* ---- Rows ------------------------------------------------------------------------------------------- */

static const char *replay_value(struct replay *r, const struct value *v)
{
	char hex[ID_TEXT_SIZE];

	switch (v->type) {
	case VALUE_NULL:
		return _("nothing");
	case VALUE_INT:
		return arena_printf(&r->row->mem, "%lld", (long long)v->number);
	case VALUE_TEXT:
		return arena_printf(&r->row->mem, "\"%.*s\"", (int)(v->text.n > 80 ? 80 : v->text.n),
				    v->text.p);
	case VALUE_ID:
		break;
	}
	return arena_strdup(&r->row->mem, id_text(&v->id, hex));
}

static void replay_compare(struct replay *r, const struct body_set *s, int column,
			   const struct value *is, const struct value *want)
{
	char hex[ID_TEXT_SIZE];

	if (!value_eq(is, want))
		replay_found(r, _("%s %.8s: %s is %s, by the log %s"), kind_info(s->kind)->name,
			     id_text(&s->id, hex), column_name(s->kind, column),
			     replay_value(r, is), replay_value(r, want));
}

static bool stands_over(const struct held_cell *a, const struct held_cell *b)
{
	return a->at.hlc != b->at.hlc ? a->at.hlc > b->at.hlc
				      : memcmp(a->hash.b, b->hash.b, HASH_SIZE) > 0;
}

/* In force is the greatest (hlc, hash) of a column. */
static bool replay_in_force(const struct replay *r, const struct held_cell *c)
{
	for (size_t k = 0; k < r->row->cells.n; k++) {
		const struct held_cell *other = &r->row->cells.p[k];

		if (other != c && strcmp(c->col, other->col) == 0 && !stands_over(c, other))
			return false;
	}
	return true;
}

/* Head is what no other write of the column knew of: only a later one can. */
static bool replay_is_head(struct replay *r, const struct held_cell *c, struct err *err)
{
	for (size_t k = 0; k < r->row->cells.n; k++) {
		const struct held_cell *other = &r->row->cells.p[k];

		if (other != c && strcmp(c->col, other->col) == 0 && stands_over(other, c) &&
		    place_is_past(r->db, &c->at, &other->at, err))
			return false;
	}
	return true;
}

/* The one that is kept, or the one that was not asked for longest: that is to be filled. */
static struct row_now *replay_room(struct replay *r, const struct body_set *s, bool *there)
{
	struct row_now *oldest = &r->kept[0];

	for (size_t i = 0; i < ROWS_KEPT; i++) {
		struct row_now *row = &r->kept[i];

		*there = row->used && row->kind == s->kind && id_eq(&row->id, &s->id);
		if (*there)
			return row;
		if (row->used < oldest->used)
			oldest = row;
	}
	return oldest;
}

/* Loads the cells and the row that a write is about. Nobody writes while this reads. */
static bool replay_enter(struct replay *r, const struct body_set *s, struct err *err)
{
	struct stmt st;
	bool there;

	r->row = replay_room(r, s, &there);
	r->row->used = ++r->looks;
	if (there)
		return true;
	arena_clear(&r->row->mem);
	r->row->kind = s->kind;
	r->row->id = s->id;
	r->row->cells.n = 0;
	stmt_open(&st, r->db,
		  "SELECT c.col, h.id, h.chain, h.seq, c.hlc, h.hash, c.head FROM cell c JOIN "
		  "change h ON h.id = c.change WHERE c.row = ?1 AND c.kind = ?2",
		  err);
	stmt_id(&st, 1, &s->id);
	stmt_int(&st, 2, s->kind);
	while (stmt_row(&st, err)) {
		struct held_cell *c = vec_push(&r->row->cells);

		*c = (struct held_cell){ .col = stmt_get_text(&st, 0, &r->row->mem),
			.at = { stmt_get_int(&st, 1), stmt_get_int(&st, 2), stmt_get_int(&st, 3),
				stmt_get_int(&st, 4), true },
			.head = stmt_get_int(&st, 6) != 0 };
		(void)stmt_get_hash(&st, 5, &c->hash);
	}
	if (stmt_close(&st) &&
	    project_load(r->db, s->kind, &s->id, &r->row->mem, &r->row->now, err))
		return true;
	r->row->used = 0;
	return false;
}

static const struct held_cell *replay_cell(const struct replay *r, const char *col, int64_t change)
{
	for (size_t i = 0; i < r->row->cells.n; i++)
		if (r->row->cells.p[i].at.key == change && strcmp(r->row->cells.p[i].col, col) == 0)
			return &r->row->cells.p[i];
	return NULL;
}

static bool replay_has_own(const struct replay *r, const char *col)
{
	for (size_t i = 0; i < r->row->cells.n; i++)
		if (strcmp(r->row->cells.p[i].col, col) == 0)
			return true;
	return false;
}

/* Columns without a cell of their own show what the row was made with. */
static void replay_made(struct replay *r, const struct body_set *s)
{
	static const struct value null = { .type = VALUE_NULL };

	r->rows[s->kind]++;
	for (int column = 0; column < kind_info(s->kind)->n; column++) {
		const struct value *want = &null;

		if (replay_has_own(r, column_name(s->kind, column)))
			continue;
		for (size_t i = 0; i < s->n; i++)
			if (s->fields[i].column == column)
				want = &s->fields[i].value;
		replay_compare(r, s, column, &r->row->now.values[column], want);
	}
	if (r->row->now.gone && !replay_has_own(r, "gone"))
		replay_compare(r, s, COLUMN_GONE, &(struct value){ .type = VALUE_INT, .number = 1 },
			&null);
}

/* Who made an entry and when stands in its row too. */
static bool replay_maker(struct replay *r, const struct body_set *s, const struct body *body,
			 struct err *err)
{
	struct stmt st;
	char hex[ID_TEXT_SIZE];

	stmt_open(&st, r->db, "SELECT made_by, made_at FROM entry WHERE id = ?1", err);
	stmt_id(&st, 1, &s->id);
	if (stmt_row(&st, err) &&
	    (!str_is(stmt_get_str(&st, 0), body->by) || stmt_get_int(&st, 1) != body->at_ms))
		replay_found(r, _("%s %.8s: its maker or time is not what the log says"),
			     kind_info(s->kind)->name, id_text(&s->id, hex));
	return stmt_close(&st);
}

static bool replay_set(struct replay *r, int64_t key, const struct body *body,
		       const struct body_set *s, struct err *err)
{
	const char *col = s->makes_row ? "*" : column_name(s->kind, s->column);
	char hex[ID_TEXT_SIZE];

	r->sets++;
	if (!replay_enter(r, s, err))
		return false;
	const struct held_cell *cell = replay_cell(r, col, key);

	if (!cell || cell->at.hlc != body->hlc) {
		replay_found(r, _("%s %.8s: the cell %s of change %lld is missing"),
			     kind_info(s->kind)->name, id_text(&s->id, hex), col,
			     (long long)body->seq);
		return true;
	}
	if (cell->head != replay_is_head(r, cell, err))
		replay_found(r, _("%s %.8s: the cell %s has a wrong head"),
			     kind_info(s->kind)->name, id_text(&s->id, hex), col);
	if (!replay_in_force(r, cell))
		return true;
	if (r->row->now.key == 0) {
		replay_found(r, _("%s %.8s: the row is missing"), kind_info(s->kind)->name,
			     id_text(&s->id, hex));
		return true;
	}
	if (s->makes_row) {
		replay_made(r, s);
		return s->kind != KIND_ENTRY || replay_maker(r, s, body, err);
	}
	struct value gone = r->row->now.gone ? V_INT(1) : V_NULL;

	replay_compare(r, s, s->column,
		       s->column == COLUMN_GONE ? &gone : &r->row->now.values[s->column], &s->new);
	return true;
}

/* ---- Lines ------------------------------------------------------------------------------------------ */

/* What the line says it had seen: it is here, came before it, and counts as known. */
static void replay_seen(struct replay *r, const struct body *b, int64_t key, struct err *err)
{
	for (size_t i = 0; i < b->n_seen; i++) {
		struct log_place at;

		if (!place_find(r->db, &b->seen[i], &at, err) || at.key >= key || at.hlc >= b->hlc)
			replay_found(r, _("change %lld: what it says it had seen is not there"),
				     (long long)b->seq);
		else if (at.chain != r->chain &&
			 chain_knows(r->db, r->chain, b->seq, at.chain, err) < at.seq)
			replay_found(r, _("change %lld: what it had seen is not noted"),
				     (long long)b->seq);
	}
}

/* A chain begins with a first change, or where two followed one. */
static void replay_root(struct replay *r, const struct body *b, struct err *err)
{
	struct log_place at = { .seq = 0 };

	if (b->has_prev && !place_find(r->db, &b->prev, &at, err))
		replay_found(r, _("change %lld: it does not follow the change before it"),
			     (long long)b->seq);
	r->seq = at.seq;
	r->hlc = at.hlc;
	r->has_prev = b->has_prev;
	r->prev = b->prev;
	r->part = b->part > 1 ? b->part - 1 : 0;
	r->parts = b->part > 1 ? b->parts : 0;
}

/* The line's place: number, stamp, the hash before it, its batch. */
static void replay_place(struct replay *r, const struct body *b, int64_t seq, int64_t hlc)
{
	if (b->seq != r->seq + 1 || seq != b->seq)
		replay_found(r, _("change %lld: its number does not follow %lld"),
			     (long long)b->seq, (long long)r->seq);
	if (b->has_prev != r->has_prev || memcmp(b->prev.b, r->prev.b, HASH_SIZE) != 0)
		replay_found(r, _("change %lld: it does not follow the change before it"),
			     (long long)b->seq);
	if (b->hlc <= r->hlc || hlc != b->hlc)
		replay_found(r, _("change %lld: its stamp is not after the one before"),
			     (long long)b->seq);
	if (!r->site || strcmp(b->site, r->site) != 0)
		replay_found(r, _("change %lld: it was made at %s, in the chain of %s"),
			     (long long)b->seq, b->site, r->site ? r->site : "");
	if (r->own && r->part != r->parts && (b->part != r->part + 1 || b->parts != r->parts))
		replay_found(r, _("change %lld: the action before it is not whole"),
			     (long long)r->seq);
	if (b->part > 1 && (b->part != r->part + 1 || b->parts != r->parts))
		replay_found(r, _("change %lld: the beginning of its action is missing"),
			     (long long)b->seq);
	r->part = b->part;
	r->parts = b->parts;
}

static bool replay_undo(struct replay *r, int64_t key, const struct body *b, struct err *err)
{
	struct stmt st;

	if (!b->has_undo || (b->parts > 1 && b->part < b->parts))
		return true;
	r->undos++;
	stmt_open(&st, r->db,
		  "SELECT 1 FROM undone u JOIN change c ON c.id = u.target WHERE c.hash = ?1 AND "
		  "u.by = ?2",
		  err);
	stmt_blob(&st, 1, b->undo.b, HASH_SIZE);
	stmt_int(&st, 2, key);
	if (!stmt_row(&st, err) && err->code == ERR_NONE)
		replay_found(r, _("change %lld: what it takes back is not noted"),
			     (long long)b->seq);
	return stmt_close(&st);
}

static bool replay_sets(struct replay *r, int64_t key, const struct body *b,
			const struct json_doc *doc, struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct body_set s;

	for (size_t i = 0; i < body_count(doc); i++)
		if (!body_get(doc, i, room, &s, err) || !replay_set(r, key, b, &s, err))
			return false;
	return true;
}

static void replay_count(struct replay *r, int64_t is, int64_t want, const char *what)
{
	if (is != want)
		replay_found(r, _("%s: there are %lld, by the log %lld"), what, (long long)is,
			     (long long)want);
}

/* The end of a chain is its newest line. Only a copy's own actions are always whole here. */
static void replay_leave_chain(struct replay *r, struct err *err)
{
	if (r->chain == 0)
		return;
	if (r->own && r->part != r->parts)
		replay_found(r, _("change %lld: the action before it is not whole"),
			     (long long)r->seq);
	replay_count(r, stmt_number(r->db, "SELECT n FROM chain WHERE id = ?1", r->chain, 0, err),
		     r->seq, _("changes"));
	replay_count(
		r,
		stmt_number(
			r->db,
			"SELECT seq FROM change WHERE id = (SELECT tip FROM chain WHERE id = ?1)",
			r->chain, 0, err),
		r->seq, _("end of the log"));
}

static void replay_enter_chain(struct replay *r, int64_t chain, const struct body *b,
			       struct err *err)
{
	struct stmt st;

	replay_leave_chain(r, err);
	const char *own = db_meta(r->db, "chain");

	r->chain = chain;
	r->own = own && strtoll(own, NULL, 10) == chain;
	free(r->site);
	r->site = NULL;
	stmt_open(&st, r->db, "SELECT site FROM chain WHERE id = ?1", err);
	stmt_int(&st, 1, chain);
	if (stmt_row(&st, err)) {
		struct str site = stmt_get_str(&st, 0);

		r->site = mem_strndup(site.p, site.n);
	}
	stmt_close(&st);
	replay_root(r, b, err);
}

/* One line. What cannot be read is a difference too: the check goes on with the next. */
static bool replay_line(struct replay *r, struct stmt *st, struct err *err)
{
	struct str line = stmt_get_str(st, 5);
	struct change_hash stored = { 0 }, hash;
	struct arena mem = { 0 };
	struct err fault = { 0 };
	struct body b = { 0 };
	int64_t key = stmt_get_int(st, 0), seq = stmt_get_int(st, 2);

	hash_bytes(line.p, line.n, hash.b);
	if (!stmt_get_hash(st, 1, &stored) || memcmp(hash.b, stored.b, HASH_SIZE) != 0)
		replay_found(r,
			     _("change %lld: its text is not what was written (the hash differs)"),
			     (long long)seq);
	struct json_doc *doc = json_read(line, &fault);

	if (doc && body_read_head(line, &mem, &b, &fault)) {
		if (stmt_get_int(st, 6) != r->chain)
			replay_enter_chain(r, stmt_get_int(st, 6), &b, &fault);
		replay_place(r, &b, seq, stmt_get_int(st, 3));
		replay_seen(r, &b, key, &fault);
		if ((int64_t)body_count(doc) != stmt_get_int(st, 4))
			replay_found(r, _("change %lld: its number of writes is wrong"),
				     (long long)seq);
		/* What is of a newer version, and what was refused, is kept, and not in force. */
		if (stmt_get_int(st, 7) == APPLIED && replay_undo(r, key, &b, &fault))
			replay_sets(r, key, &b, doc, &fault);
	}
	json_doc_free(doc);
	arena_clear(&mem);
	r->lines++;
	r->seq = seq;
	r->hlc = b.hlc;
	r->has_prev = true;
	r->prev = stored;
	if (fault.code == ERR_NONE)
		return true;
	/* The file cannot be read, or this line cannot. */
	if (fault.code != ERR_DAMAGED && fault.code != ERR_INPUT)
		return err_set(err, fault.code, "%s", fault.text);
	replay_found(r, _("change %lld: %s"), (long long)seq, fault.text);
	return true;
}

static bool replay_log(struct replay *r, struct err *err)
{
	struct stmt st;
	bool done = true;

	stmt_open(&st, r->db,
		  "SELECT id, hash, seq, hlc, sets, body, chain, applied FROM change ORDER BY "
		  "chain, seq",
		  err);
	while (done && stmt_row(&st, err))
		done = replay_line(r, &st, err);
	replay_leave_chain(r, err);
	return stmt_close(&st) && done && err->code == ERR_NONE;
}

/* ---- What must not be there besides ------------------------------------------------------------------- */

static bool replay_counts(struct replay *r, struct err *err)
{
	char sql[64];

	replay_count(r, stmt_number(r->db, "SELECT count(*) FROM change", 0, 0, err), r->lines,
		     _("changes"));
	replay_count(r, stmt_number(r->db, "SELECT count(*) FROM cell", 0, 0, err), r->sets,
		     _("cells"));
	replay_count(r, stmt_number(r->db, "SELECT count(*) FROM undone", 0, 0, err), r->undos,
		     _("changes taken back"));
	for (int k = 0; k < KINDS; k++) {
		snprintf(sql, sizeof sql, "SELECT count(*) FROM %s",
			 kind_info((enum kind)k)->table);
		replay_count(r, stmt_number(r->db, sql, 0, 0, err), r->rows[k],
			     kind_info((enum kind)k)->name);
	}
	return err->code == ERR_NONE;
}

static void replay_ring(void *user, enum kind k, int column, const struct id *row)
{
	struct replay *r = user;
	char hex[ID_TEXT_SIZE];

	if (id_is_null(row))
		replay_found(r, _("%s: rows point to one another in a ring (%s)"),
			     kind_info(k)->name, column_name(k, column));
	else
		replay_found(r, _("%s %.8s: %s is kept back, and closes no ring"),
			     kind_info(k)->name, id_text(row, hex), column_name(k, column));
}

static bool replay_blobs(struct replay *r, struct err *err)
{
	struct stmt st;
	uint8_t sha[HASH_SIZE];
	char hex[HASH_TEXT_SIZE];

	stmt_open(&st, r->db, "SELECT bytes, sha FROM blob", err);
	while (stmt_row(&st, err)) {
		hash_bytes(sqlite3_column_blob(st.s, 0), (size_t)sqlite3_column_bytes(st.s, 0),
			   sha);
		if (!str_is(stmt_get_str(&st, 1), hex_text(sha, HASH_SIZE, hex)))
			replay_found(r, _("the source file %.8s is not what was read"),
				     stmt_get_text(&st, 1, r->mem));
	}
	if (!stmt_close(&st))
		return false;
	stmt_open(&st, r->db,
		  "SELECT name, sha FROM source WHERE sha NOT IN (SELECT sha FROM blob)", err);
	while (stmt_row(&st, err))
		replay_found(r, _("the source file %s is missing"), stmt_get_text(&st, 0, r->mem));
	return stmt_close(&st);
}

/* SQLite's own look at the file. Answers whether it is worth going on. */
static bool replay_file(struct replay *r, bool *sound, struct err *err)
{
	struct stmt st;

	*sound = true;
	stmt_open(&st, r->db, "PRAGMA integrity_check(20)", err);
	while (stmt_row(&st, err)) {
		if (str_is(stmt_get_str(&st, 0), "ok"))
			continue;
		*sound = false;
		replay_found(r, _("the file is damaged: %s"), stmt_get_text(&st, 0, r->mem));
	}
	if (!stmt_close(&st))
		return false;
	stmt_open(&st, r->db, "PRAGMA foreign_key_check", err);
	while (stmt_row(&st, err))
		replay_found(r, _("%s: a row names another one that is not there"),
			     stmt_get_text(&st, 0, r->mem));
	return stmt_close(&st);
}

bool log_check(struct db *db, struct arena *mem, sentences *found, struct err *err)
{
	struct replay r = { .db = db, .mem = mem, .found = found };
	bool sound = false;

	/* Rows come in no order: what was read stays at hand while this lasts. */
	if (!db_run(db, "PRAGMA cache_size = -131072", err) || !db_read_begin(db, err))
		return false;
	bool done = replay_file(&r, &sound, err);

	if (done && sound)
		done = replay_log(&r, err) && replay_counts(&r, err) &&
		       ring_check(db, replay_ring, &r, err) && replay_blobs(&r, err);
	/* What SQLite calls damaged while reading is a finding, not a failure to look. */
	if (!done && err->code == ERR_DAMAGED) {
		replay_found(&r, "%s", err->text);
		err_clear(err);
		done = true;
	}
	db_read_end(db);
	sqlite3_exec(db->sql, "PRAGMA cache_size = -2000", NULL, NULL, NULL);
	sqlite3_db_release_memory(db->sql);
	for (size_t i = 0; i < ROWS_KEPT; i++) {
		vec_clear(&r.kept[i].cells);
		arena_clear(&r.kept[i].mem);
	}
	free(r.site);
	return done;
}
