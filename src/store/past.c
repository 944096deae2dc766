#include "store/past.h"

#include "base/gettext.h"
#include "store/chain_private.h"
#include "store/log_body.h"
#include "store/rows_private.h"
#include "store/said.h"

#include "base/ban.h"

static struct log_place past_place(const struct past *p)
{
	return (struct log_place){ .key = p->key, .chain = p->chain, .seq = p->seq };
}

bool past_next(struct db *db, int64_t key, struct arena *mem, struct past *to, struct str *line,
	       struct err *err)
{
	struct stmt st;

	*to = (struct past){ .db = db };
	*line = STR_LIT("");
	stmt_open(&st, db,
		  "SELECT id, chain, seq, body FROM change WHERE id > ?1 ORDER BY id LIMIT 1", err);
	stmt_int(&st, 1, key);
	if (stmt_row(&st, err)) {
		to->key = stmt_get_int(&st, 0);
		to->chain = stmt_get_int(&st, 1);
		to->seq = stmt_get_int(&st, 2);
		*line = str_of(stmt_get_text(&st, 3, mem));
	}
	return stmt_close(&st);
}

bool past_line_read(const struct past *p, struct str line, struct arena *mem, struct past_line *to,
		    struct err *err)
{
	struct json_doc *own = p->doc ? NULL : json_read(line, err);
	const struct json_doc *doc = p->doc ? p->doc : own;
	struct body body = { .seq = 0 };
	bool ok = doc && body_read(doc, mem, &body, err);

	*to = (struct past_line){ .site = "" };
	if (ok) {
		to->site = body.site;
		to->by = body.by;
		to->verb = body.verb;
		to->has_undo = body.has_undo;
		to->undo = body.undo;
		ok = body_writes(doc, mem, &to->writes, err);
	}
	json_doc_free(own);
	return ok;
}

void db_set_judge(struct db *db, const struct judge *judge)
{
	db->judge = judge;
}

bool ruling_note(struct db *db, const char *table, int64_t change, const char *why,
		 struct err *err)
{
	bool refused = str_is(STR_LIT("refused"), table);
	struct stmt st;

	if (*why)
		stmt_open(&st, db,
			  refused ? "INSERT OR REPLACE INTO refused (change, why) VALUES (?1, ?2)"
				  : "INSERT OR REPLACE INTO disputed (change, why) VALUES (?1, ?2)",
			  err);
	else
		stmt_open(&st, db,
			  refused ? "DELETE FROM refused WHERE change = ?1 AND ?2 = ?2"
				  : "DELETE FROM disputed WHERE change = ?1 AND ?2 = ?2",
			  err);
	stmt_int(&st, 1, change);
	stmt_text(&st, 2, str_of(why));
	return stmt_run(&st, err);
}

bool refused_any(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT 1 FROM change WHERE applied = 2 LIMIT 1", 0, 0, err) == 1;
}

bool ruling_stands(struct db *db, int64_t change, const struct ruling *r, bool *as, struct err *err)
{
	struct stmt st;
	bool disputed = false;
	int64_t applied = 0, refused = 0;

	stmt_open(&st, db,
		  "SELECT applied, (SELECT CASE WHEN why IN ('" REFUSED_PAST "', '" REFUSED_MADE "') THEN 2 ELSE why = ?2 END FROM refused WHERE change = ?1), (SELECT 1 "
		  "FROM disputed WHERE change = ?1) FROM change WHERE id = ?1",
		  err);
	stmt_int(&st, 1, change);
	stmt_text(&st, 2, str_of(r->why));
	if (stmt_row(&st, err)) {
		applied = stmt_get_int(&st, 0);
		refused = stmt_get_int(&st, 1);
		disputed = stmt_get_int(&st, 2) != 0;
	}
	/* What built on something refused would have had the right itself. */
	*as = applied == APPLIED_NOT ||
	      (applied == APPLIED_REFUSED ? !disputed && (refused == 2 || (refused == 1 && !r->may))
					  : r->may && refused == 0 && disputed == (*r->disputed != 0));
	return stmt_close(&st);
}

/* ---- what it knew ---- */

/* One write of a cell. */
struct seen_write {
	struct log_place at;
	struct change_hash hash;
	bool head;
};

static bool grants_right(enum kind k)
{
	return k == KIND_PERSON || k == KIND_SPEAKS;
}

static bool past_knows(const struct past *p, const struct log_place *at, struct err *err)
{
	struct log_place own = past_place(p);

	return p->all || (at->key != p->key && place_is_past(p->db, at, &own, err));
}

/* Does the write count? */
static bool write_counts(const struct past *p, enum kind k, const struct seen_write *w,
			 struct err *err)
{
	struct log_place own = past_place(p);

	if (p->all)
		return w->head;
	if (w->at.key == p->key)
		return false;
	if (past_knows(p, &w->at, err))
		return true;
	return p->apart && w->head && grants_right(k) && !place_is_past(p->db, &own, &w->at, err);
}

static bool write_take(struct stmt *st, struct seen_write *to)
{
	*to = (struct seen_write){ .at = { .key = stmt_get_int(st, 0), .chain = stmt_get_int(st, 1),
					   .seq = stmt_get_int(st, 2), .hlc = stmt_get_int(st, 3) },
				   .head = stmt_get_int(st, 5) != 0 };
	return stmt_get_hash(st, 4, &to->hash);
}

#define CELLS "SELECT h.id, h.chain, h.seq, c.hlc, h.hash, c.head FROM cell c CROSS JOIN change h ON " \
	"h.id = c.change WHERE c.row = ?1 AND c.kind = ?3 AND c.col = ?2"

/* In no order. */
static void cells_open(struct stmt *st, const struct past *p, enum kind k, const struct id *id,
		       const char *column, struct err *err)
{
	stmt_open(st, p->db, CELLS, err);
	stmt_id(st, 1, id);
	stmt_text(st, 2, str_of(column));
	stmt_int(st, 3, k);
}

/* Heads, or the others, the greatest stamp first: as they stand in the table, so that nothing is sorted. */
static void heads_open(struct stmt *st, const struct past *p, enum kind k, const struct id *id,
		       const char *column, bool heads, struct err *err)
{
	stmt_open(st, p->db, CELLS " AND c.head = ?4 ORDER BY c.hlc DESC", err);
	stmt_id(st, 1, id);
	stmt_text(st, 2, str_of(column));
	stmt_int(st, 3, k);
	stmt_int(st, 4, heads);
}

static bool write_is_later(const struct seen_write *a, const struct seen_write *b)
{
	return a->at.hlc > b->at.hlc ||
	       (a->at.hlc == b->at.hlc && memcmp(a->hash.b, b->hash.b, HASH_SIZE) > 0);
}

/* The write that was in force of one column of cells ("*": the row's making). What is no head any more
 * may have been in force then. */
static bool write_in_force(const struct past *p, enum kind k, const struct id *id,
			   const char *column, struct seen_write *to, bool *is, struct err *err)
{
	bool ok = true;

	*is = false;
	for (int heads = 1; ok && heads >= 0; heads--) {
		struct seen_write w;
		struct stmt st;

		heads_open(&st, p, k, id, column, heads, err);
		while (stmt_row(&st, err)) {
			if (!write_take(&st, &w))
				continue;
			if (*is && w.at.hlc < to->at.hlc)
				break;
			if ((!*is || write_is_later(&w, to)) && write_counts(p, k, &w, err)) {
				*to = w;
				*is = true;
			}
		}
		ok = stmt_close(&st) && err->code == ERR_NONE;
	}
	return ok;
}

static struct value value_kept(struct value v, struct arena *mem)
{
	if (v.type == VALUE_TEXT)
		v.text = str_of(arena_str(mem, v.text));
	return v;
}

/* What that write said of the column. */
static bool write_said(const struct past *p, const struct seen_write *w, struct body_set *s,
		       int column, struct arena *mem, struct value *to, struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct body_set said;

	if (!said_by(p->db, w->at.key, &w->hash, s, room, &said, err))
		return err->code == ERR_NONE;
	if (!said.makes_row)
		*to = value_kept(said.new, mem);
	for (size_t i = 0; said.makes_row && i < said.n; i++)
		if (said.fields[i].column == column)
			*to = value_kept(said.fields[i].value, mem);
	return true;
}

bool past_value(const struct past *p, enum kind k, const struct id *id, const char *column,
		struct arena *mem, struct value *to, struct err *err)
{
	bool gone = str_is(STR_LIT("gone"), column), is;
	struct body_set s = { .kind = k, .id = *id,
			      .column = gone ? COLUMN_GONE : kind_column(k, str_of(column)) };
	struct seen_write w;

	*to = V_NULL;
	if (!write_in_force(p, k, id, column, &w, &is, err))
		return false;
	if (is)
		return write_said(p, &w, &s, s.column, mem, to, err);
	if (gone || !write_in_force(p, k, id, "*", &w, &is, err) || !is)
		return err->code == ERR_NONE;
	s.makes_row = true;
	return write_said(p, &w, &s, s.column, mem, to, err);
}

/* Among the writes of one column of cells ("*": the row's making). */
static bool ever_said(const struct past *p, struct body_set *s, const char *cells, int column,
		      struct str text, bool *ever, struct err *err)
{
	struct arena mem = { 0 };
	struct stmt st;
	struct seen_write w;
	bool ok = true;

	cells_open(&st, p, s->kind, &s->id, cells, err);
	while (ok && !*ever && stmt_row(&st, err)) {
		struct value said = V_NULL;

		/* As the log stands now that is no head alone: what was said once was said. */
		if (!write_take(&st, &w) || !(p->all || write_counts(p, s->kind, &w, err)))
			continue;
		ok = write_said(p, &w, s, column, &mem, &said, err);
		*ever = ok && said.type == VALUE_TEXT && str_eq(said.text, text);
	}
	arena_clear(&mem);
	return stmt_close(&st) && ok && err->code == ERR_NONE;
}

bool past_ever(const struct past *p, enum kind k, const struct id *id, const char *column,
	       struct str text, bool *ever, struct err *err)
{
	int at = kind_column(k, str_of(column));
	struct body_set s = { .kind = k, .id = *id, .column = at };

	*ever = false;
	if (!ever_said(p, &s, column, at, text, ever, err) || *ever)
		return err->code == ERR_NONE;
	s.makes_row = true;
	return ever_said(p, &s, "*", at, text, ever, err);
}

bool past_has(const struct past *p, enum kind k, const struct id *id, bool *has, struct err *err)
{
	struct arena mem = { 0 };
	struct seen_write w;
	struct value gone = V_NULL;
	bool ok = write_in_force(p, k, id, "*", &w, has, err) &&
		  (!*has || past_value(p, k, id, "gone", &mem, &gone, err));

	*has = *has && gone.type == VALUE_NULL;
	arena_clear(&mem);
	return ok;
}

static bool author_of(struct db *db, int64_t key, struct arena *mem, const char **by,
		      struct err *err)
{
	struct body body = { .seq = 0 };
	struct stmt st;

	stmt_open(&st, db, "SELECT body FROM change WHERE id = ?1", err);
	stmt_int(&st, 1, key);
	bool ok = stmt_row(&st, err) && body_read_head(stmt_get_str(&st, 0), mem, &body, err);

	*by = body.by;
	return stmt_close(&st) && ok;
}

bool past_made_by(const struct past *p, enum kind k, const struct id *id, struct str by, bool *is,
		  struct err *err)
{
	struct arena mem = { 0 };
	struct stmt st;
	struct seen_write w;
	bool ok = true;
	size_t n = 0;

	*is = true;
	cells_open(&st, p, k, id, "*", err);
	while (ok && *is && stmt_row(&st, err)) {
		const char *maker;

		if (!write_take(&st, &w) || !write_counts(p, k, &w, err))
			continue;
		ok = author_of(p->db, w.at.key, &mem, &maker, err);
		*is = ok && str_is(by, maker);
		n++;
	}
	*is = *is && n > 0;
	arena_clear(&mem);
	return stmt_close(&st) && ok;
}

bool past_author(const struct past *p, const struct change_hash *hash, struct arena *mem,
		 const char **by, struct err *err)
{
	struct log_place at;

	*by = NULL;
	return !place_find(p->db, hash, &at, err) || !past_knows(p, &at, err)
		       ? err->code == ERR_NONE
		       : author_of(p->db, at.key, mem, by, err);
}

/* ---- grants ---- */

static bool grants_of(struct db *db, enum kind k, const char *sql, grants *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, sql, err);
	stmt_int(&st, 1, k);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct grant){ .kind = k, .row = stmt_get_id(&st, 0),
						.key = stmt_get_int(&st, 1),
						.chain = stmt_get_int(&st, 2),
						.seq = stmt_get_int(&st, 3),
						.head = stmt_get_int(&st, 4) != 0 };
	return stmt_close(&st);
}

bool grants_read(struct db *db, grants *to, struct err *err)
{
	/* A display name gives no right. */
	return grants_of(db, KIND_PERSON,
			 "SELECT p.id, h.id, h.chain, h.seq, c.head FROM person p CROSS JOIN cell c ON "
			 "c.row = p.id AND c.kind = ?1 JOIN change h ON h.id = c.change WHERE c.col IN "
			 "('*', 'role', 'unit', 'gone') ORDER BY h.id",
			 to, err) &&
	       grants_of(db, KIND_SPEAKS,
			 "SELECT s.id, h.id, h.chain, h.seq, c.head FROM speaks s CROSS JOIN cell c ON "
			 "c.row = s.id AND c.kind = ?1 JOIN change h ON h.id = c.change ORDER BY h.id",
			 to, err);
}

/* As the index cell_grant has them (schema.sql): said otherwise, it is not found. */
_Static_assert(KIND_PERSON == 12 && KIND_SPEAKS == 22, "the kinds of the index cell_grant");

bool grants_between(struct db *db, int64_t key, int64_t upto, bool *any, struct err *err)
{
	struct stmt st;

	*any = false;
	if (upto <= key)
		return true;
	stmt_open(&st, db,
		  "SELECT 1 FROM cell WHERE kind IN (12, 22) AND change > ?1 AND change <= ?2 LIMIT 1",
		  err);
	stmt_int(&st, 1, key);
	stmt_int(&st, 2, upto);
	*any = stmt_row(&st, err);
	return stmt_close(&st);
}

int64_t chain_newest(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT max(id) FROM chain", 0, 0, err);
}

bool grants_admins(struct db *db, id_list *to, struct err *err)
{
	struct stmt st;

	/* A letter may stand there as \u0061. */
	stmt_open(&st, db,
		  "SELECT DISTINCT p.id FROM person p CROSS JOIN cell c ON c.row = p.id AND c.kind = ?1 "
		  "JOIN change h ON h.id = c.change WHERE c.col IN ('*', 'role') AND (instr(h.body, "
		  "'\"admin\"') OR instr(h.body, '\\u')) ORDER BY p.id",
		  err);
	stmt_int(&st, 1, KIND_PERSON);
	return rows_take_ids(&st, to, err);
}

bool grants_every(struct db *db, id_list *to, struct err *err)
{
	struct stmt st;

	/* A letter may stand there as \u0061. */
	stmt_open(&st, db,
		  "SELECT DISTINCT s.id FROM speaks s CROSS JOIN cell c ON c.row = s.id AND c.kind = ?1 "
		  "JOIN change h ON h.id = c.change WHERE c.col IN ('*', 'all') AND (instr(h.body, "
		  "'\"all\"') OR instr(h.body, '\\u')) ORDER BY s.id",
		  err);
	stmt_int(&st, 1, KIND_SPEAKS);
	return rows_take_ids(&st, to, err);
}

bool grants_beside(struct db *db, const struct grant *g, const char *by, const char *site,
		   keys *to, struct err *err)
{
	struct stmt st;

	/* Those of other chains that it did not know, nor they of it. A letter of a name may stand
	 * there as \u0061. */
	stmt_open(&st, db,
		  "SELECT h.id FROM chain c JOIN change h ON h.chain = c.id AND h.seq > coalesce("
		  "(SELECT upto FROM seen WHERE chain = ?1 AND other = c.id AND seq <= ?2 ORDER BY seq "
		  "DESC LIMIT 1), 0) AND h.seq < coalesce((SELECT min(seq) FROM seen WHERE chain = c.id AND "
		  "other = ?1 AND upto >= ?2), 1 << 62) WHERE c.id <> ?1 AND h.applied = 1 AND (?3 = '' OR "
		  "instr(h.body, '\"by\":\"' || ?3 || '\"') OR instr(h.body, '\\u')) AND (?4 = '' OR "
		  "c.site = ?4)",
		  err);
	stmt_int(&st, 1, g->chain);
	stmt_int(&st, 2, g->seq);
	stmt_text(&st, 3, str_of(by));
	stmt_text(&st, 4, str_of(site));
	return rows_take_keys(&st, to, err);
}

bool grants_disputed(struct db *db, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT change FROM disputed ORDER BY change", err);
	return rows_take_keys(&st, to, err);
}

bool speaks_site(struct db *db, const struct id *row, struct arena *mem, const char **site,
		 struct err *err)
{
	struct stmt st;

	*site = "";
	stmt_open(&st, db,
		  "SELECT site FROM speaks WHERE id = ?1 AND 1 = (SELECT count(*) FROM cell WHERE row = "
		  "?1 AND kind = ?2 AND col IN ('*', 'site'))",
		  err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, KIND_SPEAKS);
	if (stmt_row(&st, err))
		*site = stmt_get_text(&st, 0, mem);
	return stmt_close(&st);
}

bool speaks_rows(struct db *db, const char *site, id_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT DISTINCT s.id FROM speaks s CROSS JOIN cell c ON c.row = s.id AND c.kind = ?1 "
		  "JOIN change h ON h.id = c.change WHERE c.col IN ('*', 'site') AND (instr(h.body, '\"' "
		  "|| ?2 || '\"') OR instr(h.body, '\\u')) ORDER BY s.id",
		  err);
	stmt_int(&st, 1, KIND_SPEAKS);
	stmt_text(&st, 2, str_of(site));
	return rows_take_ids(&st, to, err);
}

/* Did who wrote it know of the line? Whoever knows of a line came later. */
static bool knows_of(const struct grant *g, const struct past *p, struct err *err)
{
	struct log_place own = past_place(p), at = { .key = g->key, .chain = g->chain, .seq = g->seq };

	return g->key > p->key && place_is_past(p->db, &own, &at, err);
}

bool past_grants(const struct past *p, const grants *all, uint64_t *mark, size_t *apart,
		 struct err *err)
{
	int64_t chain = 0, upto = 0;

	*mark = 14695981039346656037u;
	*apart = 0;
	for (size_t i = 0; i < all->n; i++) {
		const struct grant *g = &all->p[i];
		bool known;

		/* Few chains give rights: mostly that of the one before. */
		if (g->chain != chain && g->chain != p->chain) {
			chain = g->chain;
			upto = chain_knows(p->db, p->chain, p->seq, chain, err);
		}
		known = g->chain == p->chain ? g->seq < p->seq : g->seq <= upto;
		*apart += !known && g->key != p->key;
		if (known || (p->apart && g->head && g->key != p->key && !knows_of(g, p, err)))
			*mark = (*mark ^ (i + 1)) * 1099511628211u;
	}
	return err->code == ERR_NONE;
}
