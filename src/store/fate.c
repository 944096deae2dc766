#include "store/fate.h"

#include "store/lack.h"
#include "store/merge_private.h"
#include "store/site.h"

#include "base/ban.h"

enum { WAITS_FOR = 8 };      /* so much of a hash is told */

static bool place_of(struct db *db, int64_t key, struct log_place *to, struct err *err)
{
	struct stmt st;
	bool there;

	stmt_open(&st, db, "SELECT chain, seq, hlc, applied FROM change WHERE id = ?1", err);
	stmt_int(&st, 1, key);
	there = stmt_row(&st, err);
	if (there)
		*to = (struct log_place){ .key = key, .chain = stmt_get_int(&st, 0),
					  .seq = stmt_get_int(&st, 1), .hlc = stmt_get_int(&st, 2),
					  .applied = (enum applied)stmt_get_int(&st, 3) };
	return stmt_close(&st) && there;
}

enum fate fate_of(struct db *db, int64_t change, struct err *err)
{
	return (enum fate)stmt_number(db, "SELECT applied FROM change WHERE id = ?1", change,
				      FATE_APPLIED, err);
}

/* ---- who has it ---- */

/* Does the change that begins so follow from it? */
static bool mark_follows(struct db *db, const struct have *mark, const struct log_place *from,
			 bool *follows, struct err *err)
{
	uint8_t least[HASH_SIZE] = { 0 }, most[HASH_SIZE];
	keys found = { 0 };
	struct stmt st;

	memset(most, 0xFF, sizeof most);
	memcpy(least, mark->b, sizeof mark->b);
	memcpy(most, mark->b, sizeof mark->b);
	stmt_open(&st, db, "SELECT id FROM change WHERE hash BETWEEN ?1 AND ?2", err);
	stmt_blob(&st, 1, least, sizeof least);
	stmt_blob(&st, 2, most, sizeof most);
	while (stmt_row(&st, err))
		*vec_push(&found) = stmt_get_int(&st, 0);
	bool ok = stmt_close(&st);
	for (size_t i = 0; ok && i < found.n && !*follows; i++) {
		struct log_place at;

		ok = place_of(db, found.p[i], &at, err);
		*follows = ok && place_is_past(db, from, &at, err);
		ok = ok && err->code == ERR_NONE;
	}
	vec_clear(&found);
	return ok;
}

bool fate_at(struct db *db, const char *site, int64_t change, bool *there, struct err *err)
{
	have_list has = { 0 };
	struct log_place at;
	bool ok = place_of(db, change, &at, err) && site_has(db, site, &has, err);

	*there = false;
	for (size_t i = 0; ok && i < has.n && !*there; i++)
		ok = mark_follows(db, &has.p[i], &at, there, err);
	vec_clear(&has);
	return ok;
}

/* ---- what it lost ---- */

bool changes_of_site(struct db *db, const char *site, int most, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT c.id FROM chain n JOIN change c ON c.chain = n.id WHERE n.site = ?1 AND "
		  "c.applied = 1 AND c.seq > n.n - ?2 ORDER BY c.id DESC LIMIT ?2",
		  err);
	stmt_text(&st, 1, str_of(site));
	stmt_int(&st, 2, most);
	while (stmt_row(&st, err))
		*vec_push(to) = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

/* The write that is in force there: no other one knows of it, and of several such it is the greatest.
 * false: there is none, or err is filled. */
static bool in_force(struct db *db, enum kind k, const struct id *row, const char *column,
		     struct log_place *to, struct err *err)
{
	struct stmt st;
	int64_t key = 0;

	stmt_open(&st, db,
		  "SELECT w.change FROM cell w JOIN change c ON c.id = w.change WHERE w.row = ?1 AND "
		  "w.kind = ?3 AND w.col = ?2 AND w.head = 1 ORDER BY w.hlc DESC, c.hash DESC LIMIT 1",
		  err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, str_of(column));
	stmt_int(&st, 3, k);
	if (stmt_row(&st, err))
		key = stmt_get_int(&st, 0);
	return stmt_close(&st) && key && place_of(db, key, to, err);
}

/* Did another write than that one know of mine? */
static bool gone_on(struct db *db, const struct log_write *w, const struct log_place *mine,
		    const struct log_place *but, bool *is, struct err *err)
{
	struct stmt st;

	*is = false;
	stmt_open(&st, db,
		  "SELECT c.id, c.chain, c.seq, c.hlc FROM cell w JOIN change c ON c.id = w.change WHERE "
		  "w.row = ?1 AND w.kind = ?3 AND w.col = ?2 AND c.id NOT IN (?4, ?5)",
		  err);
	stmt_id(&st, 1, &w->id);
	stmt_text(&st, 2, str_of(column_name(w->kind, w->column)));
	stmt_int(&st, 3, w->kind);
	stmt_int(&st, 4, mine->key);
	stmt_int(&st, 5, but->key);
	while (!*is && stmt_row(&st, err)) {
		struct log_place other = { .key = stmt_get_int(&st, 0), .chain = stmt_get_int(&st, 1),
					   .seq = stmt_get_int(&st, 2), .hlc = stmt_get_int(&st, 3) };

		*is = place_is_past(db, mine, &other, err);
	}
	return stmt_close(&st) && err->code == ERR_NONE;
}

static bool is_settling(struct db *db, int64_t change, struct err *err)
{
	return stmt_number(db, "SELECT json_extract(body, '$.do') = 'settle' FROM change WHERE id = ?1",
			   change, 0, err) == 1;
}

static bool write_lost(struct db *db, const struct log_write *w, const struct log_place *mine,
		       struct arena *mem, fate_losses *to, struct err *err)
{
	struct log_place theirs;
	const struct value *now = row_cells(db, w->kind, &w->id, mem);

	if (w->column < 0 || !now || value_eq(&now[w->column], &w->new))
		return true;
	if (!in_force(db, w->kind, &w->id, column_name(w->kind, w->column), &theirs, err) &&
	    (err->code != ERR_NONE || !in_force(db, w->kind, &w->id, "*", &theirs, err)))
		return err->code == ERR_NONE;
	if (theirs.key == mine->key)
		return true;
	bool knew = place_is_past(db, mine, &theirs, err), on = false;

	if ((!knew || is_settling(db, theirs.key, err)) && gone_on(db, w, mine, &theirs, &on, err) && !on)
		*vec_push(to) = (struct fate_lost){ knew, w->kind, w->id, w->column, theirs.key, w->new,
						    now[w->column] };
	return err->code == ERR_NONE;
}

bool fate_losses_read(struct db *db, const struct log_line *line, size_t most, struct arena *mem,
		      fate_losses *to, struct err *err)
{
	enum { WRITES_MOST = 2000 };
	log_writes writes = { 0 };
	struct log_place at;
	size_t all;
	bool ok = place_of(db, line->key, &at, err) &&
		  log_writes_read(db, &line->hash, WRITES_MOST, mem, &writes, &all, err);

	for (size_t i = 0; ok && i < writes.n && to->n < most; i++)
		ok = write_lost(db, &writes.p[i], &at, mem, to, err);
	vec_clear(&writes);
	return ok;
}

/* ---- what is held ---- */

static void held_add(struct stmt *st, struct arena *mem, held_lines *to)
{
	struct held_line *h = vec_push(to);
	struct str why = stmt_get_str(st, 1);
	struct err ignore = { 0 };
	struct body body;

	*h = (struct held_line){ .site = "", .by = "", .of = "" };
	if (body_read_head(stmt_get_str(st, 0), mem, &body, &ignore)) {
		h->site = body.site;
		h->by = body.by;
		h->seq = body.seq;
		h->at_ms = body.at_ms;
	}
	h->why = str_starts(why, STR_LIT("waits ")) || str_is(why, "ready") ? HELD_WAITS
		 : str_is(why, "clock")					    ? HELD_CLOCK
		 : str_is(why, "copies")				    ? HELD_COPIES
									    : HELD_FAULT;
	if (h->why != HELD_CLOCK && h->why != HELD_COPIES && why.n > 6)
		h->of = arena_str(mem, str_from(why, 6));
	if (h->why == HELD_WAITS)
		h->of = arena_printf(mem, "%.*s", WAITS_FOR, h->of);
	if (!clock_parse(stmt_get_str(st, 2), &h->came_ms))
		h->came_ms = 0;
}

bool held_lines_read(struct db *db, int most, struct arena *mem, held_lines *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT body, why, came FROM held ORDER BY why, hash LIMIT ?1", err);
	stmt_int(&st, 1, most);
	while (stmt_row(&st, err))
		held_add(&st, mem, to);
	return stmt_close(&st);
}
