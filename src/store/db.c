#include "store/db.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "store/place.h"
#include "store/said.h"
#include "store/sight_private.h"
#include "store/unheard_private.h"
#include "store/where_private.h"
#include "store/who.h"
#include "base/ban.h"

enum { BUSY_MS = 5000 };

/* ---- What went wrong -------------------------------------------------------------------------- */

static bool db_fail_io(const char *path, int code, int number, const char *said, struct err *err)
{
	/* SQLite knows the reason no more: a quota, a limit, or the disk itself. */
	if (code == SQLITE_IOERR_WRITE && number == 0)
		return err_set(err, ERR_FULL,
			       _("nothing could be written to %s: the disk or its quota is full, "
				 "or the disk is failing"),
			       path);
	switch (number) {
	case ENOSPC:
	case EDQUOT:
	case EFBIG:
		return err_set(
			err, ERR_FULL,
			_("the disk is full: nothing was written to %s; make room and try again"),
			path);
	case EROFS:
	case EACCES:
	case EPERM:
		return err_set(err, ERR_READ_ONLY, _("%s cannot be written here: %s"), path,
			       strerror(number));
	default:
		return err_set(err, ERR_SYSTEM, _("the ledger %s cannot be read or written: %s"),
			       path, number ? strerror(number) : said);
	}
}

bool db_fail_code(const char *path, int code, int number, const char *said, struct err *err)
{
	switch (code & 0xFF) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return err_set(
			err, ERR_BUSY,
			_("another program is writing to the ledger %s: try again in a moment"),
			path);
	case SQLITE_FULL:
		return err_set(
			err, ERR_FULL,
			_("the disk is full: nothing was written to %s; make room and try again"),
			path);
	case SQLITE_READONLY:
		return err_set(err, ERR_READ_ONLY, _("the ledger %s is open for reading only"),
			       path);
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
		return db_fail_io(path, code, number, said, err);
	case SQLITE_NOTADB:
		return err_set(err, ERR_DAMAGED,
			       _("%s is no ledger of duban (no SQLite file); it was not touched"),
			       path);
	case SQLITE_INTERRUPT:
		return err_set(err, ERR_STOPPED, _("stopped"));
	case SQLITE_NOMEM:
		return err_set(err, ERR_SYSTEM, _("the ledger %s cannot be read or written: %s"),
			       path, said);
	default:
		return err_set(err, ERR_DAMAGED,
			       _("the ledger %s is damaged (%s): keep the file as it is and go on "
				 "with the last backup"),
			       path, said);
	}
}

bool db_fail(struct db *db, struct err *err)
{
	if (db->failure.code != ERR_NONE) {
		if (err->code == ERR_NONE)
			*err = db->failure;
		err_clear(&db->failure);
		return false;
	}
	return db_fail_code(db->path, sqlite3_extended_errcode(db->sql),
			    sqlite3_system_errno(db->sql), sqlite3_errmsg(db->sql), err);
}

bool db_cache(struct db *db, int kib, struct err *err)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d", kib);
	return db_run(db, sql, err);
}

bool db_run(struct db *db, const char *sql, struct err *err)
{
	return sqlite3_exec(db->sql, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(db, err);
}

/* ---- Each connection -------------------------------------------------------------------------- */

int64_t db_monotonic_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Short waits of random length: SQLite's own ever longer ones let the last comer win and made the
 * slowest commit of many writers 25 times slower. */
int db_wait(void *handle, int times)
{
	struct db *db = handle;
	int64_t now = db_monotonic_ms();

	if (times == 0)
		db->busy_since = now;
	if (now - db->busy_since >= db->busy_ms)
		return 0;
	db->busy_seed = db->busy_seed * 6364136223846793005u + 1442695040888963407u;
	struct timespec nap = { .tv_nsec = 300000 + (long)((db->busy_seed >> 33) % 1700000) };

	nanosleep(&nap, NULL);
	return 1;
}

void db_settle(struct db *db)
{
	sqlite3_extended_result_codes(db->sql, 1);
	sqlite3_busy_handler(db->sql, db_wait, db);
	/* until it is known to be ours */
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db->sql, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	sqlite3_limit(db->sql, SQLITE_LIMIT_LENGTH, 64 << 20);
	words_settle(db);
	unheard_settle(db);
}

/* Commits leave their pages in the -wal; bringing them into the file costs two more syncs. That is
 * done when nobody waits: db_version() is asked while idle. A commit does it only where nobody was
 * idle for very long, waiting a moment for those who read: where they are done the -wal is begun anew.
 * Else it grows on, and not each commit from then on does it again. */
enum { WAL_IDLE_PAGES = 1000, WAL_MOST_PAGES = 4000, READERS_MS = 10 };

static void db_settle_wal(struct db *db, int how)
{
	int usual = db->busy_ms;

	db->wal_pages = 0;
	db->busy_ms = READERS_MS;
	sqlite3_wal_checkpoint_v2(db->sql, NULL, how, NULL, NULL);
	db->busy_ms = usual;
}

static int db_committed(void *handle, sqlite3 *sql, const char *name, int pages)
{
	struct db *db = handle;

	(void)sql, (void)name;
	db->wal_pages = pages;
	if (pages < db->wal_settled)
		db->wal_settled = 0;
	if (pages - db->wal_settled >= WAL_MOST_PAGES) {
		db_settle_wal(db, SQLITE_CHECKPOINT_RESTART);
		db->wal_settled = pages;
	}
	return SQLITE_OK;
}

/* ---- Opening ---------------------------------------------------------------------------------- */

void db_uri(const char *path, const char *query, struct buf *to)
{
	buf_puts(to, path[0] == '/' ? "file://" : "file:./");
	for (const char *p = path; *p; p++) {
		if (strchr("%?#", *p))
			buf_printf(to, "%%%02X", (unsigned)(unsigned char)*p);
		else
			buf_byte(to, *p);
	}
	buf_puts(to, query);
}

static bool db_connect(struct db *db, const char *query, int flags, struct err *err)
{
	struct buf uri = { 0 };

	db_uri(db->path, query, &uri);
	int said = sqlite3_open_v2(uri.p, &db->sql, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX,
				   NULL);

	buf_clear(&uri);
	if (said != SQLITE_OK)
		return db->sql ? db_fail(db, err)
			       : db_fail_code(db->path, said, 0, sqlite3_errstr(said), err);
	db_settle(db);
	return true;
}

static bool db_pragma_int(struct db *db, const char *sql, int64_t *n)
{
	sqlite3_stmt *s = NULL;
	bool done = sqlite3_prepare_v2(db->sql, sql, -1, &s, NULL) == SQLITE_OK &&
		    sqlite3_step(s) == SQLITE_ROW;

	if (done)
		*n = sqlite3_column_int64(s, 0);
	sqlite3_finalize(s);
	return done;
}

static bool db_open_as(struct db *db, const char *real, bool read_only, struct err *err)
{
	bool may_write = db_may_write(real);
	bool wal = db_has_wal(real);

	db->writable = may_write && !read_only;
	if (may_write)
		return db_connect(db, "", read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE,
				  err);
	if (wal)
		return err_set(err, ERR_READ_ONLY,
			       _("%s cannot be written here and has unfinished writing beside it "
				 "(%s-wal): "
				 "copy both to a place where you may write, and open the copy"),
			       db->path, db->path);
	return db_connect(db, "?immutable=1", SQLITE_OPEN_READONLY, err);
}

static bool db_start(struct db *db, struct err *err)
{
	static const char settle[] =
		"PRAGMA synchronous = FULL;"
		"PRAGMA cell_size_check = ON;";
	int64_t application = 0, version = 0;

	if (!db_run(db, settle, err))
		return false;
	if (!db_pragma_int(db, "PRAGMA application_id", &application) ||
	    !db_pragma_int(db, "PRAGMA user_version", &version))
		return db_fail(db, err);
	if (!db_judge(db, application, version, err))
		return false;
	if (db->writable && !db_run(db, "PRAGMA journal_mode = WAL", err))
		return false;
	if (db->writable) {
		sqlite3_db_config(db->sql, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
		sqlite3_wal_hook(db->sql, db_committed, db);
	}
	if (version == SCHEMA_VERSION)
		return true;
	if (!db->writable)
		return err_set(
			err, ERR_READ_ONLY,
			_("%s has an older form and cannot be written here: copy it to a place "
			  "where you may write, and open the copy"),
			db->path);
	int n;
	const struct migration *steps = migrate_steps(&n);

	return migrate_run(db, (int)version, steps + (version - 1), SCHEMA_VERSION - (int)version,
			   err);
}

static bool db_read_site(struct db *db, struct err *err)
{
	const char *site = db_meta(db, "site");

	if (!site)
		return err_set(err, ERR_DAMAGED,
			       _("the ledger %s is damaged (%s): keep the file as it is and go on "
				 "with the last backup"),
			       db->path, _("it has no name of this copy"));
	db->site = mem_strdup(site);
	return true;
}

static bool db_create(const struct db_options *o, struct err *err)
{
	char random[16];

	if (file_exists(o->path))
		return err_set(err, ERR_REFUSED, _("%s exists already; it was not touched"),
			       o->path);
	if (!place_fits(o->path, o->place, err) || !file_make_parents(o->path, err))
		return false;
	if (o->site)
		return migrate_make(o->path, o->site, err);
	struct id id = id_random(o->ids, clock_now_ms(o->clock));

	memcpy(random, "site-", 5);
	hex_text(id.b + 6, 3, random + 5);
	return migrate_make(o->path, random, err);
}

static struct db *db_new(const struct db_options *o)
{
	struct db *db = mem_alloc(sizeof *db);

	db->path = mem_strdup(o->path);
	db->clock = o->clock;
	db->ids = o->ids;
	db->who_fd = -1;
	db->busy_ms = o->busy_ms > 0 ? o->busy_ms : BUSY_MS;
	db->busy_seed = (uint64_t)getpid() << 32 | (uint64_t)db_monotonic_ms();
	db->statements = map_new();
	return db;
}

/* The program has one thread and asks nobody how much memory SQLite holds: neither is paid for at
 * each allocation. Once SQLite has begun it refuses both, which harms nothing. */
static void db_settle_library(void)
{
	sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

struct db *db_open(const struct db_options *o, struct err *err)
{
	db_settle_library();
	if (o->create && !db_create(o, err))
		return NULL;
	if (!db_is_file(o->path, err))
		return NULL;
	struct db *db = db_new(o);
	char *resolved = realpath(o->path, NULL);
	const char *real = resolved ? resolved : o->path;
	bool done = (o->private || place_fits(real, o->place, err)) && db_sniff(db, real, err) && db_open_as(db, real, o->read_only, err) &&
		    db_start(db, err) && db_read_site(db, err);

	free(resolved);
	if (done)
		return db;
	db_close(db);
	return NULL;
}

struct db *db_scratch(const struct db *like, struct err *err)
{
	struct db *db = db_new(&(struct db_options){ .path = like->path, .clock = like->clock,
		.ids = like->ids });
	int said = sqlite3_open_v2(":memory:", &db->sql,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
				   NULL);

	if (said != SQLITE_OK) {
		db_fail_code(db->path, said, 0, sqlite3_errstr(said), err);
		db_close(db);
		return NULL;
	}
	db_settle(db);
	db->site = mem_strdup(like->site);
	db->writable = true;
	if (!migrate_fill(db, like->site, err)) {
		db_close(db);
		return NULL;
	}
	return db;
}

void db_freeze(struct db *db)
{
	db->writable = false;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	db_rollback(db);
	who_leave(db);
	for (size_t i = 0; i < db->prepared.n; i++)
		sqlite3_finalize(db->prepared.p[i]);
	vec_clear(&db->prepared);
	for (size_t i = 0; i < FILTERS_KEPT; i++)
		sqlite3_finalize(db->filters[i].s);
	sweeps_clear(db);
	said_clear(db);
	vec_clear(&db->also);
	unheard_clear(db);
	sight_clear(&db->sight);
	map_free(db->statements);
	sqlite3_close(db->sql);
	for (int k = 0; k < KINDS; k++) {
		free(db->kinds[k].load);
		free(db->kinds[k].insert);
		for (int c = 0; c <= COLUMNS_MOST; c++)
			free(db->kinds[k].set[c]);
	}
	buf_clear(&db->meta);
	free(db->site);
	free(db->site_next);
	free(db->path);
	free(db);
}

bool db_is_writable(const struct db *db)
{
	return db->writable;
}

const char *db_path(const struct db *db)
{
	return db->path;
}

const char *db_site(const struct db *db)
{
	return db->site;
}

int64_t db_version(struct db *db)
{
	struct err none = { 0 };

	if (db->wal_pages >= WAL_IDLE_PAGES && sqlite3_get_autocommit(db->sql))
		db_settle_wal(db, SQLITE_CHECKPOINT_PASSIVE);
	int64_t version = stmt_number(db, "PRAGMA data_version", 0, 0, &none);

	if (version != db->version) {
		unheard_stale(db);
		sight_follow(db);
	}
	db->version = version;
	return version;
}

const char *db_meta(struct db *db, const char *name)
{
	struct stmt st;
	struct err none = { 0 };
	bool there = false;

	stmt_open(&st, db, "SELECT value FROM meta WHERE name = ?1", &none);
	stmt_text(&st, 1, str_of(name));
	if (stmt_row(&st, &none) && !stmt_is_null(&st, 0)) {
		buf_reset(&db->meta);
		buf_put(&db->meta, stmt_get_str(&st, 0));
		there = true;
	}
	stmt_close(&st);
	return there ? buf_text(&db->meta) : NULL;
}

bool db_meta_set(struct db *db, const char *name, const char *value, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET "
		  "value = ?2 "
		  "WHERE value IS NOT ?2",
		  err);
	stmt_text(&st, 1, str_of(name));
	stmt_text(&st, 2, str_of(value));
	return stmt_run(&st, err);
}
