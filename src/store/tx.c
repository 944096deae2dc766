/* Transactions: a write takes the ledger at once and is short. */
#include <stdlib.h>

#include "base/gettext.h"
#include "store/said.h"
#include "store/sight_private.h"
#include "store/store_private.h"
#include "store/unheard_private.h"
#include "base/ban.h"

void db_on_busy(struct db *db, db_waits *asks, void *user)
{
	db->busy_asks = asks;
	db->busy_user = user;
}

/* One try. False with ERR_BUSY: another one is writing still. */
static bool begin_try(struct db *db, int patience_ms, struct err *err)
{
	int usual = db->busy_ms;
	struct stmt st;

	db->busy_ms = patience_ms;
	stmt_open(&st, db, "BEGIN IMMEDIATE", err);
	db->in_write = stmt_run(&st, err);
	db->busy_ms = usual;
	db->followed = 0;
	db->followed_bytes = 0;
	return db->in_write;
}

/* Who waits at a keyboard looks there between the tries: they are short. The first one is longer
 * than what others mostly write, so that nothing is said of it. */
enum { FIRST_TRY_MS = 300, NEXT_TRY_MS = 100 };

bool db_begin(struct db *db, struct err *err)
{
	int64_t from = db_monotonic_ms();
	int patience_ms = db->busy_asks ? FIRST_TRY_MS : db->busy_ms;
	char holder[200];

	if (!db->writable)
		return err_set(err, ERR_READ_ONLY, _("the ledger %s is open for reading only"),
			       db->path);
	while (!begin_try(db, patience_ms, err)) {
		if (err->code != ERR_BUSY)
			return false;
		err_clear(err);
		db_holder(db, holder, sizeof holder);
		if (!db->busy_asks ||
		    !db->busy_asks(db->busy_user, holder, db_monotonic_ms() - from))
			return err_set(err, ERR_BUSY, _("%s: try again in a moment"), holder);
		patience_ms = NEXT_TRY_MS;
	}
	db->busy_from_ms = 0;
	if (home_begin(db, err) && sight_lift(db, err))
		return true;
	db_rollback(db);
	return false;
}

/* The write that gave this copy a name is over. */
static void settle_site(struct db *db, bool committed)
{
	if (db->site_next && committed) {
		free(db->site);
		db->site = db->site_next;
	} else {
		free(db->site_next);
	}
	db->site_next = NULL;
}

bool db_commit(struct db *db, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "COMMIT", err);
	if (!stmt_run(&st, err))
		return false;
	db->in_write = false;
	settle_site(db, true);
	said_clear(db);
	unheard_stale(db);
	sight_drop(db);
	return true;
}

void db_rollback(struct db *db)
{
	/* A full disk may have ended the transaction already. */
	if (db->sql && !sqlite3_get_autocommit(db->sql))
		sqlite3_exec(db->sql, "ROLLBACK", NULL, NULL, NULL);
	db->in_write = false;
	db->reads = 0;
	settle_site(db, false);
	db->also.n = 0;
	said_clear(db);
}

bool db_read_begin(struct db *db, struct err *err)
{
	struct stmt st;

	if (db->reads++ > 0 || db->in_write)
		return true;
	db->turns = true;
	stmt_open(&st, db, "BEGIN", err);
	bool done = stmt_run(&st, err);
	db->turns = false;
	db->reads = done;
	return done;
}

void db_read_end(struct db *db)
{
	struct stmt st;
	struct err none = { 0 };

	if (db->reads == 0 || --db->reads > 0 || db->in_write)
		return;
	db->turns = true;
	stmt_open(&st, db, "COMMIT", &none);
	if (!stmt_run(&st, &none))
		db_rollback(db);
	db->turns = false;
}
