/* What SQLite asks back: whether a word stands in a text, whether a key is among those found, and
 * whether somebody's patience is at its end. */
#include "store/store_private.h"

#include "base/ban.h"

enum { STEPS_BETWEEN = 10000 };      /* looks; a look is free beside them */

/* ---- patience ---- */

static int words_look(void *handle)
{
	const struct db *db = handle;

	return !db->in_write && db->patience(db->patience_user);
}

void db_patience(struct db *db, bool (*fn)(void *user), void *user)
{
	db->patience = fn;
	db->patience_user = user;
	sqlite3_progress_handler(db->sql, fn ? STEPS_BETWEEN : 0, fn ? words_look : NULL, db);
}
