#include "store/attempt.h"

#include "store/store_private.h"

#include "base/ban.h"

enum { ATTEMPTS_KEPT = 10000 };

static bool attempt_add(struct db *db, int64_t at_ms, const char *by, const char *verb,
			const char *say, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "INSERT INTO attempt (at, by, verb, say) VALUES (?1, ?2, ?3, ?4)", err);
	stmt_int(&st, 1, at_ms);
	stmt_text(&st, 2, str_of(by));
	stmt_text(&st, 3, str_of(verb));
	stmt_text(&st, 4, str_of(say));
	if (!stmt_run(&st, err))
		return false;
	stmt_open(&st, db, "DELETE FROM attempt WHERE id <= ?1", err);
	stmt_int(&st, 1, sqlite3_last_insert_rowid(db->sql) - ATTEMPTS_KEPT);
	return stmt_run(&st, err);
}

void attempt_note(struct db *db, int64_t at_ms, const char *by, const char *verb, const char *say)
{
	struct err ignore = { 0 };

	if (!db_is_writable(db) || !db_begin(db, &ignore))
		return;
	if (!attempt_add(db, at_ms, by, verb, say, &ignore) || !db_commit(db, &ignore))
		db_rollback(db);
}

bool attempts_read(struct db *db, const char *by, int limit, struct arena *mem, attempts *to,
		   struct err *err)
{
	struct stmt st;

	/* Who sees their own units alone sees their own attempts alone. */
	if (db->sight.narrow)
		by = db->sight.by;
	stmt_open(&st, db,
		  "SELECT at, by, verb, say FROM attempt WHERE ?1 IS NULL OR by = ?1 ORDER BY id DESC "
		  "LIMIT ?2",
		  err);
	if (by)
		stmt_text(&st, 1, str_of(by));
	else
		stmt_null(&st, 1);
	stmt_int(&st, 2, limit);
	while (stmt_row(&st, err)) {
		struct attempt *a = vec_push(to);

		a->at_ms = stmt_get_int(&st, 0);
		a->by = stmt_get_text(&st, 1, mem);
		a->verb = stmt_get_text(&st, 2, mem);
		a->say = stmt_get_text(&st, 3, mem);
	}
	return stmt_close(&st);
}
