/* Transactions: a write takes the ledger at once and is short. */
#include "base/gettext.h"
#include "store/store_private.h"
#include "base/ban.h"

bool db_begin(struct db *db, struct err *err)
{
	struct stmt st;

	if (!db->writable)
		return err_set(err, ERR_READ_ONLY, _("the ledger %s is open for reading only"),
			       db->path);
	stmt_open(&st, db, "BEGIN IMMEDIATE", err);
	db->in_write = stmt_run(&st, err);
	if (!db->in_write && err->code == ERR_BUSY)
		return db_fail_busy(db, err);
	db->busy_from_ms = 0;
	return db->in_write;
}

bool db_commit(struct db *db, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "COMMIT", err);
	if (!stmt_run(&st, err))
		return false;
	db->in_write = false;
	return true;
}

void db_rollback(struct db *db)
{
	/* A full disk may have ended the transaction already. */
	if (db->sql && !sqlite3_get_autocommit(db->sql))
		sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
	db->in_write = false;
	db->reads = 0;
}

bool db_read_begin(struct db *db, struct err *err)
{
	struct stmt st;

	if (db->reads++ > 0 || db->in_write)
		return true;
	stmt_open(&st, db, "BEGIN", err);
	if (stmt_run(&st, err))
		return true;
	db->reads = 0;
	return false;
}

void db_read_end(struct db *db)
{
	struct stmt st;
	struct err none = { 0 };

	if (db->reads == 0 || --db->reads > 0 || db->in_write)
		return;
	stmt_open(&st, db, "COMMIT", &none);
	if (!stmt_run(&st, &none))
		db_rollback(db);
}
