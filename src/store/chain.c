#include "store/chain_private.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/ban.h"

static bool place_take(struct stmt *st, struct log_place *to, struct err *err)
{
	bool there = stmt_row(st, err);

	if (there)
		*to = (struct log_place){ .key = stmt_get_int(st, 0),
				      .chain = stmt_get_int(st, 1),
				      .seq = stmt_get_int(st, 2),
				      .hlc = stmt_get_int(st, 3),
				      .applied = (enum applied)stmt_get_int(st, 4) };
	return stmt_close(st) && there;
}

bool place_find(struct db *db, const struct change_hash *hash, struct log_place *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT id, chain, seq, hlc, applied FROM change WHERE hash = ?1", err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	return place_take(&st, to, err);
}

int64_t chain_knows(struct db *db, int64_t chain, int64_t seq, int64_t other, struct err *err)
{
	struct stmt st;
	int64_t upto = 0;

	stmt_open(&st, db,
		  "SELECT upto FROM seen WHERE chain = ?1 AND other = ?2 AND seq <= ?3 "
		  "ORDER BY seq DESC LIMIT 1",
		  err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, other);
	stmt_int(&st, 3, seq);
	if (stmt_row(&st, err))
		upto = stmt_get_int(&st, 0);
	stmt_close(&st);
	return upto;
}

bool place_is_past(struct db *db, const struct log_place *a, const struct log_place *b, struct err *err)
{
	if (a->chain == b->chain)
		return a->seq <= b->seq;
	return chain_knows(db, b->chain, b->seq, a->chain, err) >= a->seq;
}

bool places_apart(struct db *db, const struct log_place *a, const struct log_place *b,
		  struct err *err)
{
	return !place_is_past(db, a, b, err) && !place_is_past(db, b, a, err);
}

/* From its change seq on, chain knows other's changes up to upto: never fewer than before. */
static bool chain_note(struct db *db, int64_t chain, int64_t seq, int64_t other, int64_t upto,
		       struct err *err)
{
	struct stmt st;

	if (other == chain || chain_knows(db, chain, seq, other, err) >= upto)
		return err->code == ERR_NONE;
	stmt_open(&st, db,
		  "INSERT INTO seen (chain, other, seq, upto) VALUES (?1, ?2, ?3, ?4) "
		  "ON CONFLICT DO UPDATE SET upto = excluded.upto",
		  err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, other);
	stmt_int(&st, 3, seq);
	stmt_int(&st, 4, upto);
	return stmt_run(&st, err);
}

bool chain_known(struct db *db, int64_t chain, int64_t seq, known_list *to, struct err *err)
{
	struct stmt st;

	/* From one other chain to the next in the index, and there to the latest: what was seen of
	 * each grows with the years. */
	stmt_open(&st, db,
		  "WITH RECURSIVE o(id) AS (SELECT min(other) FROM seen WHERE chain = ?1 UNION ALL "
		  "SELECT (SELECT min(other) FROM seen WHERE chain = ?1 AND other > o.id) FROM o "
		  "WHERE o.id IS NOT NULL) "
		  "SELECT id, (SELECT upto FROM seen WHERE chain = ?1 AND other = id AND seq <= ?2 "
		  "ORDER BY seq DESC LIMIT 1) AS known FROM o WHERE known IS NOT NULL",
		  err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, seq);
	while (stmt_row(&st, err))
		*vec_push(to) =
			(struct known){ stmt_get_int(&st, 0), stmt_get_int(&st, 1) };
	return stmt_close(&st);
}

bool chain_saw(struct db *db, int64_t chain, int64_t seq, const struct log_place *of, struct err *err)
{
	known_list known = { 0 };

	/* Who knows of it knows all that it knew. */
	if (of->chain != chain && chain_knows(db, chain, seq, of->chain, err) >= of->seq)
		return err->code == ERR_NONE;
	bool ok = chain_note(db, chain, seq, of->chain, of->seq, err) &&
		  chain_known(db, of->chain, of->seq, &known, err);

	for (size_t i = 0; ok && i < known.n; i++)
		ok = chain_note(db, chain, seq, known.p[i].other, known.p[i].upto, err);
	vec_clear(&known);
	return ok;
}

bool chain_news(struct db *db, int64_t chain, hash_list *to, struct err *err)
{
	struct stmt st;

	/* What is kept without being applied here is at the end of its chain. A line has room for
	 * so many: what is left is told by the next change. */
	stmt_open(&st, db,
		  "SELECT c.hash FROM chain h JOIN change c ON c.id = (SELECT id FROM change "
		  "WHERE chain = h.id AND applied ORDER BY seq DESC LIMIT 1) "
		  "WHERE h.id <> ?1 AND c.seq > coalesce((SELECT upto FROM seen WHERE chain = ?1 AND "
		  "other = h.id ORDER BY seq DESC LIMIT 1), 0) ORDER BY c.id LIMIT ?2",
		  err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, LINE_SEEN_MOST);
	while (stmt_row(&st, err)) {
		struct change_hash hash;

		if (stmt_get_hash(&st, 0, &hash))
			*vec_push(to) = hash;
	}
	return stmt_close(&st);
}

int64_t chain_new(struct db *db, const char *site, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "INSERT INTO chain (site, tip, n) VALUES (?1, NULL, 0)", err);
	stmt_text(&st, 1, str_of(site));
	return stmt_run(&st, err) ? sqlite3_last_insert_rowid(db->sql) : 0;
}

static bool chain_grew(struct db *db, const struct log_place *tip, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "UPDATE chain SET tip = ?1, n = ?2 WHERE id = ?3", err);
	stmt_int(&st, 1, tip->key);
	stmt_int(&st, 2, tip->seq);
	stmt_int(&st, 3, tip->chain);
	return stmt_run(&st, err);
}

bool place_put(struct db *db, const struct change_hash *hash, struct str line, size_t sets,
	       struct log_place *at, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO change (hash, chain, seq, hlc, applied, sets, body) VALUES (?1, ?2, "
		  "?3, ?4, ?5, ?6, ?7)",
		  err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	stmt_int(&st, 2, at->chain);
	stmt_int(&st, 3, at->seq);
	stmt_int(&st, 4, at->hlc);
	stmt_int(&st, 5, at->applied);
	stmt_int(&st, 6, (int64_t)sets);
	stmt_text(&st, 7, line);
	if (!stmt_run(&st, err))
		return false;
	at->key = sqlite3_last_insert_rowid(db->sql);
	return chain_grew(db, at, err);
}

/* ---- two that follow one ---- */

static int64_t chain_like(struct db *db, int64_t chain, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO chain (site, tip, n) SELECT site, NULL, 0 FROM chain WHERE id = ?1",
		  err);
	stmt_int(&st, 1, chain);
	return stmt_run(&st, err) ? sqlite3_last_insert_rowid(db->sql) : 0;
}

/* One statement with the numbers that splitting knows: ?1 the chain, ?2 the new one, ?3 the seq up
 * to which the old one stays. */
static bool split_run(struct db *db, const char *sql, int64_t chain, int64_t tail, int64_t seq,
		      struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, sql, err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, tail);
	stmt_int(&st, 3, seq);
	return stmt_run(&st, err);
}

static bool own_follows(struct db *db, int64_t chain, int64_t tail, struct err *err)
{
	const char *own = db_meta(db, "chain");
	char text[24];

	if (!own || strtoll(own, NULL, 10) != chain)
		return true;
	snprintf(text, sizeof text, "%" PRId64, tail);
	return db_meta_set(db, "chain", text, err);
}

/* The statements, in their order. Who had seen the chain beyond the place has seen the tail so
 * far. */
static const char *const split_steps[] = {
	"UPDATE change SET chain = ?2 WHERE chain = ?1 AND seq > ?3",
	"UPDATE chain SET tip = (SELECT tip FROM chain WHERE id = ?1), n = (SELECT n FROM chain "
	"WHERE id = ?1) WHERE id = ?2 AND ?3 = ?3",
	"UPDATE chain SET tip = (SELECT id FROM change WHERE chain = ?1 AND seq = ?3), n = ?3 "
	"WHERE id = ?1 AND ?2 = ?2",
	"UPDATE seen SET chain = ?2 WHERE chain = ?1 AND seq > ?3",
	"INSERT INTO seen (chain, other, seq, upto) SELECT chain, ?2, seq, upto FROM seen WHERE "
	"other = ?1 AND upto > ?3 AND chain <> ?2",
	"UPDATE seen SET upto = ?3 WHERE other = ?1 AND upto > ?3 AND ?2 = ?2",
};

bool chain_split(struct db *db, const struct log_place *at, struct err *err)
{
	int64_t tail = chain_like(db, at->chain, err);
	bool ok = tail != 0;

	for (size_t i = 0; ok && i < sizeof split_steps / sizeof *split_steps; i++)
		ok = split_run(db, split_steps[i], at->chain, tail, at->seq, err);
	return ok && chain_saw(db, tail, at->seq + 1, at, err) &&
	       own_follows(db, at->chain, tail, err);
}
