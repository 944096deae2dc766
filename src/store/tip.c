#include "store/tip.h"

#include "store/chain_private.h"

#include "base/ban.h"

bool tip_lines_read(struct db *db, struct arena *mem, tip_lines *to, struct err *err)
{
	struct stmt st;
	int64_t chain = 0;

	stmt_open(&st, db,
		  "SELECT c.chain, t.change, t.line FROM tip t JOIN change c ON c.id = t.change ORDER BY "
		  "c.chain, c.seq DESC",
		  err);
	while (stmt_row(&st, err)) {
		if (stmt_get_int(&st, 0) != chain)
			*vec_push(to) = (struct tip_line){ stmt_get_int(&st, 1), stmt_get_text(&st, 2, mem) };
		chain = stmt_get_int(&st, 0);
	}
	return stmt_close(&st);
}

bool tip_is_here(struct db *db, const struct change_hash *hash, struct err *err)
{
	struct log_place at;

	return place_find(db, hash, &at, err);
}

bool tip_is_kept(struct db *db, const struct change_hash *hash, struct str line, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT 1 FROM tip t JOIN change c ON c.id = t.change WHERE c.hash = ?1 AND t.line = ?2",
		  err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	stmt_text(&st, 2, line);
	bool is = stmt_row(&st, err);

	return stmt_close(&st) && is;
}

static bool later_is_kept(struct db *db, const struct log_place *at, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT 1 FROM tip t JOIN change c ON c.id = t.change WHERE c.chain = ?1 AND c.seq > ?2",
		  err);
	stmt_int(&st, 1, at->chain);
	stmt_int(&st, 2, at->seq);
	bool is = stmt_row(&st, err);

	return stmt_close(&st) && is;
}

bool tip_keep(struct db *db, const struct change_hash *hash, struct str line, struct err *err)
{
	struct log_place at;
	struct stmt st;

	if (!place_find(db, hash, &at, err) || later_is_kept(db, &at, err))
		return err->code == ERR_NONE;
	stmt_open(&st, db,
		  "DELETE FROM tip WHERE change IN (SELECT id FROM change WHERE chain = ?1 AND seq < ?2)",
		  err);
	stmt_int(&st, 1, at.chain);
	stmt_int(&st, 2, at.seq);
	if (!stmt_run(&st, err))
		return false;
	stmt_open(&st, db, "INSERT OR REPLACE INTO tip (change, line) VALUES (?1, ?2)", err);
	stmt_int(&st, 1, at.key);
	stmt_text(&st, 2, line);
	return stmt_run(&st, err);
}

bool tip_own(struct db *db, struct change_hash *hash, int64_t *seq, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT c.hash, c.seq FROM chain h JOIN change c ON c.id = h.tip WHERE h.id = (SELECT value "
		  "+ 0 FROM meta WHERE name = 'chain')",
		  err);
	bool is = stmt_row(&st, err) && stmt_get_hash(&st, 0, hash);

	if (is)
		*seq = stmt_get_int(&st, 1);
	return stmt_close(&st) && is;
}

bool tip_held(struct db *db, const struct change_hash *hash, struct arena *mem, struct str *line,
	      struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT body FROM held WHERE hash = ?1", err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	bool is = stmt_row(&st, err);

	if (is)
		*line = str_of(stmt_get_text(&st, 0, mem));
	return stmt_close(&st) && is;
}

bool site_keys_read(struct db *db, struct arena *mem, site_keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT name, public_key FROM site WHERE gone IS NULL AND name <> '' AND public_key <> '' "
		  "ORDER BY name",
		  err);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct site_key){ stmt_get_text(&st, 0, mem), stmt_get_text(&st, 1, mem) };
	return stmt_close(&st);
}
