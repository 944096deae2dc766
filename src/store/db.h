/* One ledger: an SQLite file. The only layer that knows SQL. Design: design of the ledger in
 * share/doc/HACKING. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/err.h"
#include "base/id.h"

struct db;

struct db_options {
	const char *path;
	bool create;            /* make it; refused where a file stands already */
	bool read_only;         /* never write, even where one could */
	/* name of this copy when creating; NULL: "site-" and six random hex digits */
	const char *site;
	struct clock *clock;    /* lent for as long as the ledger is open */
	struct id_maker *ids;   /* lent likewise */
	int busy_ms;            /* how long to wait for somebody else's writing; 0: 5000 */
	/* nobody else can know of it yet: also on a file system of the network (store/place.h) */
	bool private;
	int64_t place;          /* tests: the number of the file system that it were on; 0: none */
};

/* Opens and, where the schema is older, migrates it (a copy PATH.vN.bak is kept before). Refused
 * untouched, each with advice: missing, no SQLite file, another application's, of a newer version,
 * damaged, locked. Media that cannot be written open read-only where no -wal lies beside the
 * file. */
struct db *db_open(const struct db_options *o, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void db_close(struct db *db);
/* An empty ledger in memory, of the present form, that says it were `like` (its path and the name
 * of its copy); ends with db_close(), gone. NULL: err is filled. */
struct db *db_scratch(const struct db *like, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* From now on it is only read. */
void db_freeze(struct db *db) __attribute__((nonnull));
bool db_is_writable(const struct db *db) __attribute__((nonnull));
const char *db_path(const struct db *db) __attribute__((nonnull));
const char *db_site(const struct db *db) __attribute__((nonnull));   /* lent */
/* Changes whenever another process has committed: cheap enough to ask each second. To be asked
 * while idle: it also brings what commits have left in the -wal into the file, from time to
 * time. */
int64_t db_version(struct db *db) __attribute__((nonnull));

/* A write: one transaction, taken at once (BEGIN IMMEDIATE), short. Everything between begin and
 * commit happens or does not. Refused with ERR_READ_ONLY, ERR_BUSY, ERR_FULL with advice.
 * db_rollback() after any failure; harmless where nothing was begun. */
bool db_begin(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
bool db_commit(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
void db_rollback(struct db *db) __attribute__((nonnull));
/* What db_begin() asks, again and again, while another program writes: holder is who it is and since
 * when, as a sentence without its stop; waited_ms how long this write has waited. Nothing is begun
 * then, so the ledger may be read. False: it gives up (ERR_BUSY). Without one db_begin() waits for
 * busy_ms and cannot be stopped. */
typedef bool db_waits(void *user, const char *holder, int64_t waited_ms);
void db_on_busy(struct db *db, db_waits *asks, void *user) __attribute__((nonnull(1)));
/* A read of several queries that must agree with one another. */
bool db_read_begin(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
void db_read_end(struct db *db) __attribute__((nonnull));

/* Of no wall: for how long something takes. */
int64_t db_monotonic_ms(void);
/* For as long as fn is set, it is asked every thousand steps of a query (thousands of times a second): true has the query end with ERR_STOPPED. NULL: nobody is asked. Writes are never
 * stopped. */
void db_patience(struct db *db, bool (*fn)(void *user), void *user) __attribute__((nonnull(1)));
/* Has a query ended so since fn was set (also after it was taken away)? Then what was read may lack something, though it went well: who looks for
 * a row and finds none is not told why. */
bool db_was_ended(const struct db *db) __attribute__((nonnull));
/* How far what is read under a filter has come since fn was set: of so many rows so many; all is 0
 * where nobody knows. Who reads several things, one after another, tells it himself. */
void db_scanned(const struct db *db, int64_t *done, int64_t *all) __attribute__((nonnull));
void db_scan_tell(struct db *db, int64_t done, int64_t all) __attribute__((nonnull));

/* Facts of this file that are not in the log: "horizon", "site" ... Lent until the next call; NULL
 * where absent. */
const char *db_meta(struct db *db, const char *name) __attribute__((nonnull));
bool db_meta_set(struct db *db, const char *name, const char *value, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A consistent copy while in use (VACUUM INTO beside, renamed). Refused where to exists. */
bool db_backup(struct db *db, const char *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Sizes for `duban stats`. */
struct db_sizes { int64_t plans, items, units, duties, entries, changes, bytes; };
bool db_sizes(struct db *db, struct db_sizes *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
