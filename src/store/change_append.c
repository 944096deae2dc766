/* Writing a change: lines, cells, rows, all in the caller's transaction. */
#include <stdlib.h>

#include "base/gettext.h"
#include "store/chain_private.h"
#include "store/change_private.h"
#include "store/log_body.h"
#include "store/merge_private.h"
#include "store/site.h"
#include "base/ban.h"

/* What the writes of one change share. */
struct append {
	struct db *db;
	const struct change *c;
	body_sets sets;
	struct buf text;                  /* all writes, one after another */
	VEC(size_t) ends;                 /* where each write ends in it */
	VEC(size_t) cuts;                 /* how many writes stand before the end of each line */
	struct body body;                 /* of the line being written */
	struct buf site;                  /* whose chain it is */
	struct change_hash hash;
	int64_t chain;
	bool others;                      /* there are changes of other copies here */
	hash_list seen;
};

/* The lowest schema that understands all writes: older programs go on reading what they know. */
static int append_version(const struct append *a)
{
	int version = 1;

	for (size_t i = 0; i < a->sets.n; i++) {
		const struct body_set *s = &a->sets.p[i];
		int since = kind_since(s->kind, s->makes_row ? -1 : s->column);

		for (size_t f = 0; s->makes_row && f < s->n; f++) {
			int field = kind_since(s->kind, s->fields[f].column);
			since = field > since ? field : since;
		}
		version = since > version ? since : version;
	}
	return version;
}

/* ---- Lines ---------------------------------------------------------------------------------------- */

/* Room in a line for its head: names, the sentence (every byte escaped), hashes. */
enum { HEAD_MOST = 32768 };

/* Divides the writes among lines that hold the limits. */
static bool append_cut(struct append *a, struct err *err)
{
	size_t from = 0, first = 0;

	for (size_t i = 0; i < a->sets.n; i++) {
		size_t end = a->ends.p[i], before = i ? a->ends.p[i - 1] : 0;

		if (end - before > LINE_MOST - HEAD_MOST)
			return err_set(err, ERR_INPUT,
				       _("the texts of one %s are too long: %zu bytes"),
				       kind_info(a->sets.p[i].kind)->name, end - before);
		if (end - from + (i - first) > LINE_MOST - HEAD_MOST ||
		    i - first == LINE_SETS_MOST) {
			*vec_push(&a->cuts) = i;
			from = before;
			first = i;
		}
	}
	*vec_push(&a->cuts) = a->sets.n;
	return true;
}

static void append_serialize(struct append *a)
{
	for (size_t i = 0; i < a->sets.n; i++) {
		body_put(&a->text, &a->sets.p[i]);
		*vec_push(&a->ends) = a->text.n;
	}
}

/* Where the chain ends, and the stamp after all stamps here. Its name is the chain's: another
 * program may have given this copy a new one since the file was opened. */
static bool append_tip(struct append *a, struct err *err)
{
	struct stmt st;
	const char *chain = db_meta(a->db, "chain");
	int64_t wall = a->body.at_ms < 0 ? 0 : a->body.at_ms << 16;

	a->chain = chain ? strtoll(chain, NULL, 10) : 0;
	stmt_open(&st, a->db,
		  "SELECT chain.n, change.hash, (SELECT max(c.hlc) FROM chain h JOIN change c ON "
		  "c.id = h.tip), chain.site "
		  "FROM chain LEFT JOIN change ON change.id = chain.tip WHERE chain.id = ?1",
		  err);
	stmt_int(&st, 1, a->chain);
	if (stmt_row(&st, err)) {
		a->body.seq = stmt_get_int(&st, 0) + 1;
		a->body.has_prev = stmt_get_hash(&st, 1, &a->body.prev);
		int64_t next = stmt_get_int(&st, 2) + 1;

		buf_put(&a->site, stmt_get_str(&st, 3));
		a->body.site = buf_text(&a->site);
		if (a->body.version < site_since(a->body.site))
			a->body.version = site_since(a->body.site);
		a->body.hlc = wall > next ? wall : next;
	} else {
		err_set(err, ERR_DAMAGED,
			_("the ledger %s is damaged (%s): keep the file as it is and go on with "
			  "the last backup"),
			a->db->path, _("its log has no end"));
	}
	return stmt_close(&st) && a->body.seq > 0;
}

/* What other copies have said since this one's last change: from now on it is known here. */
static bool append_seen(struct append *a, struct err *err)
{
	a->others = stmt_number(a->db, "SELECT 1 FROM chain WHERE id <> ?1 LIMIT 1", a->chain, 0,
				err) != 0;
	if (a->others && !chain_news(a->db, a->chain, &a->seen, err))
		return false;
	a->body.seen = a->seen.p;
	a->body.n_seen = a->seen.n;
	return err->code == ERR_NONE;
}

static bool append_saw(struct append *a, struct err *err)
{
	struct log_place at;
	bool ok = true;

	for (size_t i = 0; ok && i < a->body.n_seen; i++)
		ok = place_find(a->db, &a->body.seen[i], &at, err) &&
		     chain_saw(a->db, a->chain, a->body.seq, &at, err);
	a->body.n_seen = 0;      /* of a batch the first line says it */
	return ok;
}

/* ---- Cells and rows --------------------------------------------------------------------------------- */

static bool append_cell(struct append *a, int64_t key, const struct body_set *s, struct err *err)
{
	struct stmt st;
	struct str column = s->makes_row ? STR_LIT("*") : str_of(column_name(s->kind, s->column));

	/* This change knows of all that is here, so it alone is head. A row that was not there has
	 * no cell yet. */
	if (!s->makes_row) {
		stmt_open(&st, a->db,
			  "UPDATE cell SET head = 0 WHERE row = ?1 AND kind = ?2 AND col = ?3 AND head = 1",
			  err);
		stmt_id(&st, 1, &s->id);
		stmt_int(&st, 2, s->kind);
		stmt_text(&st, 3, column);
		if (!stmt_run(&st, err))
			return false;
		if (sqlite3_changes(a->db->sql) > 1 && !clash_end(a->db, s->kind, &s->id, column, err))
			return false;
	}
	stmt_open(&st, a->db,
		  "INSERT INTO cell (row, kind, col, head, hlc, change) VALUES (?1, ?2, ?3, 1, ?4, ?5)",
		  err);
	stmt_id(&st, 1, &s->id);
	stmt_int(&st, 2, s->kind);
	stmt_text(&st, 3, column);
	stmt_int(&st, 4, a->body.hlc);
	stmt_int(&st, 5, key);
	return stmt_run(&st, err);
}

static bool append_set(struct append *a, int64_t key, const struct body_set *s, struct err *err)
{
	/* Whole seconds, as the log has them: a replay must come to the same. */
	struct maker maker = { a->body.by, a->body.at_ms / 1000 * 1000 };

	if (!append_cell(a, key, s, err))
		return false;
	if (a->others && (!clash_gone(a->db, s->kind, &s->id, err) ||
			  !clash_star(a->db, s->kind, &s->id, err)))
		return false;
	if (s->makes_row)
		return project_insert(a->db, s->kind, &s->id, s->fields, s->n, &maker, err);
	return project_set(a->db, s->kind, &s->id, s->column, &s->new, err);
}

/* ---- One line ----------------------------------------------------------------------------------------- */

static bool append_insert(struct append *a, struct str line, size_t sets, int64_t *key,
			  struct err *err)
{
	struct log_place at = { .chain = a->chain, .seq = a->body.seq, .hlc = a->body.hlc,
				.applied = APPLIED };
	bool done;

	hash_bytes(line.p, line.n, a->hash.b);
	done = place_put(a->db, &a->hash, line, sets, &at, err);
	*key = at.key;
	return done;
}

static bool append_line(struct append *a, size_t from, size_t to, int64_t *key, struct err *err)
{
	struct buf line = { 0 };

	body_begin(&line, &a->body);
	for (size_t i = from; i < to; i++) {
		size_t at = i ? a->ends.p[i - 1] : 0;

		if (i > from)
			buf_byte(&line, ',');
		buf_add(&line, a->text.p + at, a->ends.p[i] - at);
	}
	body_end(&line);
	bool done = append_insert(a, buf_str(&line), to - from, key, err) && append_saw(a, err);

	buf_clear(&line);
	for (size_t i = from; i < to && done; i++)
		done = append_set(a, *key, &a->sets.p[i], err);
	return done;
}

static bool append_undone(struct append *a, int64_t key, struct err *err)
{
	struct stmt st;

	if (!a->c->has_undo)
		return true;
	stmt_open(&st, a->db,
		  "INSERT INTO undone (target, by) SELECT id, ?2 FROM change WHERE hash = ?1", err);
	stmt_blob(&st, 1, a->c->undo.b, HASH_SIZE);
	stmt_int(&st, 2, key);
	return stmt_run(&st, err);
}

static bool append_lines(struct append *a, struct err *err)
{
	size_t from = 0;
	int64_t key = 0;

	a->body.parts = (int64_t)a->cuts.n;
	if (a->cuts.n > 1)
		a->body.batch = id_random(a->db->ids, a->body.at_ms);
	for (size_t i = 0; i < a->cuts.n; i++) {
		a->body.part = (int64_t)i + 1;
		if (!append_line(a, from, a->cuts.p[i], &key, err))
			return false;
		from = a->cuts.p[i];
		a->body.has_prev = true;
		a->body.prev = a->hash;
		a->body.seq++;
		a->body.hlc++;
	}
	return append_undone(a, key, err);
}

static void append_touched(const struct append *a, touched_list *touched)
{
	for (size_t i = 0; i < a->sets.n; i++) {
		const struct body_set *s = &a->sets.p[i];

		/* The cells of a row stand together. */
		if (i == 0 || s->kind != a->sets.p[i - 1].kind ||
		    !id_eq(&s->id, &a->sets.p[i - 1].id))
			*vec_push(touched) = (struct touched){ s->kind, s->id };
	}
	project_also(a->db, touched);
}

bool change_append(struct change *c, struct change_hash *hash, touched_list *touched, bool *empty,
		   struct err *err)
{
	struct append a = { .db = c->db, .c = c };
	bool done = false;

	*empty = false;
	if (c->err.code != ERR_NONE) {
		if (err->code == ERR_NONE)
			*err = c->err;
		return false;
	}
	if (!change_plan(c, &a.sets, err))
		goto out;
	*empty = a.sets.n == 0 && !c->tells;
	done = *empty;
	if (*empty)
		goto out;
	a.body = (struct body){ .version = append_version(&a), .by = c->by, .verb = c->verb,
		.say = c->say,
		.has_undo = c->has_undo, .undo = c->undo, .at_ms = clock_now_ms(c->db->clock) };
	append_serialize(&a);
	done = append_cut(&a, err) && append_tip(&a, err) && append_seen(&a, err) &&
	       append_lines(&a, err);
	if (done) {
		append_touched(&a, touched);
		*hash = a.hash;
	}
out:
	vec_clear(&a.sets);
	vec_clear(&a.ends);
	vec_clear(&a.cuts);
	vec_clear(&a.seen);
	buf_clear(&a.site);
	buf_clear(&a.text);
	return done;
}
