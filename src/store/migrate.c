/* Making a ledger, and bringing an older one to this program's form. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "store/site.h"
#include "store/store_private.h"
#include "base/ban.h"

static const char schema[] = {
#include "schema-sql.h"
	, '\0'
};
static const char step_2[] = {
#include "step-2-sql.h"
	, '\0'
};
static const char step_3[] = {
#include "step-3-sql.h"
	, '\0'
};
static const char step_4[] = {
#include "step-4-sql.h"
	, '\0'
};
static const char step_5[] = {
#include "step-5-sql.h"
	, '\0'
};
static const char step_6[] = {
#include "step-6-sql.h"
	, '\0'
};

/* steps[0] leads from schema 1 to 2, and so on; a NULL ends them. */
static const struct migration steps[SCHEMA_VERSION] = {
	{ step_2 }, { step_3 }, { step_4 }, { step_5 }, { step_6 }, { NULL },
};

const struct migration *migrate_steps(int *n)
{
	*n = SCHEMA_VERSION - 1;
	return steps;
}

bool migrate_fill(struct db *db, const char *site, struct err *err)
{
	struct buf sql = { 0 };

	buf_printf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %d;", APPLICATION_ID,
		   SCHEMA_VERSION);
	buf_printf(&sql, "INSERT INTO meta VALUES ('site', '%s'), ('chain', '1');", site);
	buf_printf(&sql, "INSERT INTO chain VALUES (1, '%s', NULL, 0);", site);
	/* All in one transaction, in the ordinary journal: only a whole ledger ever gets the
	 * name. */
	bool done = db_run(db, "PRAGMA synchronous = FULL; BEGIN IMMEDIATE", err) &&
		    db_run(db, schema, err) && db_run(db, sql.p, err) &&
		    db_run(db, "COMMIT; PRAGMA journal_mode = WAL", err);

	buf_clear(&sql);
	return done;
}

bool migrate_make(const char *path, const char *site, struct err *err)
{
	struct buf beside = { 0 }, uri = { 0 };
	bool done = false;

	if (!site_fits(site, err))
		return false;
	buf_printf(&beside, "%s.XXXXXX", path);
	int fd = mkostemp(beside.p, O_CLOEXEC);

	if (fd < 0) {
		err_errno(err, _("cannot make the ledger %s"), path);
		goto out;
	}
	close(fd);
	struct db db = { .path = (char *)path, .busy_ms = 1000 };

	db_uri(beside.p, "", &uri);
	if (sqlite3_open_v2(uri.p, &db.sql,
			    SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
			    NULL) != SQLITE_OK) {
		db_fail_code(path, sqlite3_errcode(db.sql), sqlite3_system_errno(db.sql),
			     sqlite3_errmsg(db.sql), err);
	} else {
		db_settle(&db);
		sqlite3_db_config(db.sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
		done = migrate_fill(&db, site, err);
	}
	sqlite3_close(db.sql);
	done = done && file_place(beside.p, path, err);
	if (!done)
		unlink(beside.p);
out:
	buf_clear(&beside);
	buf_clear(&uri);
	return done;
}

/* PATH.vN.bak, and where an earlier attempt has left one PATH.vN.bak2 ... */
static bool migrate_keep(struct db *db, int from, struct err *err)
{
	struct buf copy = { 0 };

	buf_printf(&copy, "%s.v%d.bak", db->path, from);
	for (int i = 2; file_exists(copy.p); i++) {
		buf_reset(&copy);
		buf_printf(&copy, "%s.v%d.bak%d", db->path, from, i);
	}
	bool done = db_backup(db, copy.p, err);

	buf_clear(&copy);
	return done;
}

bool migrate_run(struct db *db, int from, const struct migration *list, int n, struct err *err)
{
	struct buf version = { 0 };

	if (!migrate_keep(db, from, err) || !db_begin(db, err))
		return false;
	/* Somebody else may have done it while this one waited. */
	bool done = stmt_number(db, "PRAGMA user_version", 0, 0, err) == from;

	if (!done) {
		db_rollback(db);
		return err->code == ERR_NONE;
	}
	for (int i = 0; i < n && done; i++)
		done = db_run(db, list[i].sql, err);
	buf_printf(&version, "PRAGMA user_version = %d", from + n);
	done = done && db_run(db, version.p, err) && db_commit(db, err);
	buf_clear(&version);
	if (!done)
		db_rollback(db);
	return done;
}
