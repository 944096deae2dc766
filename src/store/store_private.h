/* What the files of this folder share: the open ledger, statements, projection. Nobody else
 * includes it. */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/err.h"
#include "base/id.h"
#include "base/map.h"
#include "base/vec.h"
#include "store/change.h"
#include "store/db.h"
#include "store/kinds.h"
#include "store/sight.h"
#include "store/unheard.h"

enum { COLUMNS_MOST = 24, STATEMENTS_RECENT = 256 };

/* Statements over one kind's table, made from the table of kinds when first wanted. */
struct kind_sql {
	char *load, *insert;
	char *set[COLUMNS_MOST + 1];      /* the last: gone */
};

/* A statement of a filter: store/where.c. */
enum { FILTERS_KEPT = 16 };
struct kept_filter { sqlite3_stmt *s; int64_t used; };

struct db {
	sqlite3 *sql;
	char *path, *site;
	char *site_next;                  /* its name once the present write is committed; NULL: the same */
	bool writable;
	bool in_write;
	bool turns;                       /* a reading begins or ends: nothing stops that half way */
	bool home_noted;                  /* home.c: that it was, or the first write did it */
	int reads;                        /* db_read_begin() without its end */
	struct clock *clock;
	struct id_maker *ids;
	int64_t version;                  /* as db_version() said it last */
	int wal_pages;                    /* after the last commit here */
	int wal_settled;                  /* up to which page a commit here brought them into the file */
	int who_fd;                       /* holds this program's slot: who.c; -1 none */
	int busy_ms;
	int64_t busy_since;               /* monotonic milliseconds: when the present wait began */
	/* wall time of the first write that was refused because of another one, since the last that
	 * was not; 0: none */
	int64_t busy_from_ms;
	uint64_t busy_seed;
	db_waits *busy_asks;              /* NULL: nobody is asked */
	void *busy_user;
	struct map *statements;           /* text -> sqlite3_stmt * */
	sqlite3_stmt *recent[STATEMENTS_RECENT];      /* the same, by the text's address */
	VEC(sqlite3_stmt *) prepared;
	struct kind_sql kinds[KINDS];
	struct buf meta;                  /* what db_meta() lent */
	bool (*patience)(void *user);     /* words.c */
	void *patience_user;
	bool was_ended;                   /* a query, since it was set */
	int64_t scan_done, scan_all;      /* db_scanned() */
	bool scan_told;                   /* by who reads several things: lists keep silent */
	/* list_where.c: so many rows are asked before a filter looks further, so many are few; 0: its
	 * own; tests look further sooner; and that many steps are between two looks */
	int walk_first, few, steps;
	/* merge.c: of those that waited, so many lines and bytes followed in this write; 0: its own
	 * number of lines; tests stop sooner */
	int follow, followed;
	size_t followed_bytes;
	struct err failure;               /* of a function in SQL: what stmt_row() then says */
	struct kept_filter filters[FILTERS_KEPT];
	int64_t filters_used;
	VEC(struct sweep *) sweeps;       /* sweep.c */
	int64_t sweeps_others, sweeps_ours;
	uint64_t sweeps_used;             /* queries so far */
	struct said_lines *said;          /* said.h */
	touched_list also;                /* project_also() */
	/* unheard.c: as they were read; the day they were read for */
	unheard_list unheard;
	struct map *unheard_sums;         /* struct tally_key -> how many; NULL: none */
	bool unheard_known;
	date unheard_on;
	const struct judge *judge;        /* past.h; lent */
	/* sight.c; FILLS: it is being put up; FAILED: it could not, and nothing is read */
	struct sight sight;
	enum { SIGHT_NONE, SIGHT_FILLS, SIGHT_STANDS, SIGHT_FAILED } sight_state;
};

/* words.c: how far a list, a sweep or a page is, where nobody tells it of all that is read. */
void db_scan_note(struct db *db, int64_t done, int64_t all) __attribute__((nonnull));
/* db.c */
/* Turns what SQLite last said into an error with advice. Always false. */
bool db_fail(struct db *db, struct err *err) __attribute__((nonnull));
bool db_fail_code(const char *path, int code, int number, const char *said, struct err *err)
	__attribute__((nonnull));
bool db_run(struct db *db, const char *sql, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* how many pages are kept in memory */
bool db_cache(struct db *db, int kib, struct err *err) __attribute__((nonnull, warn_unused_result));
/* pragmas and limits of each connection */
void db_settle(struct db *db) __attribute__((nonnull));
/* Appends the path as a URI, so that no name (":memory:", "a?b") means anything else to SQLite. */
void db_uri(const char *path, const char *query, struct buf *to) __attribute__((nonnull));
int db_wait(void *db, int times);                                 /* the busy handler */

/* db_holder.c: the process that holds the lock on writing; 0: none of this machine. */
long db_writer(struct db *db) __attribute__((nonnull));
/* Another one is writing: who, where the system tells that, and since when it is
 * known. A sentence without its stop. */
void db_holder(struct db *db, char *to, size_t size) __attribute__((nonnull));

/* home.c: the first write of a file notes where it lies. */
bool home_begin(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));

/* db_look.c: what a file is, looked at without any lock, journal or recovery. db_sniff: its head;
 * what is refused stays as it is, byte for byte. db_judge: is it ours, and of a form that this
 * program knows? Paths are real ones. */
bool db_sniff(const struct db *db, const char *real, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool db_judge(const struct db *db, int64_t application, int64_t version, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool db_is_file(const char *path, struct err *err) __attribute__((nonnull, warn_unused_result));
/* the file, and beside it (the -wal) */
bool db_may_write(const char *path) __attribute__((nonnull));
bool db_has_wal(const char *path) __attribute__((nonnull));

/* migrate.c */
enum { SCHEMA_VERSION = 6, APPLICATION_ID = 0x6475626e };         /* "dubn" */
/* From schema `i + first` to the next one. */
struct migration { const char *sql; };
/* The schema and its first rows, into an open and empty file. */
bool migrate_fill(struct db *db, const char *site, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool migrate_make(const char *path, const char *site, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Brings an open ledger from schema `from` to from + n by these steps, after keeping
 * PATH.vFROM.bak. */
bool migrate_run(struct db *db, int from, const struct migration *steps, int n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
const struct migration *migrate_steps(int *n) __attribute__((nonnull));

/* stmt.c: prepared statements, kept. A failure fills err and makes the following calls do nothing:
 *
 *	stmt_open(&st, db, "SELECT ... WHERE item = ?1", err);
 *	stmt_int(&st, 1, item);
 *	while (stmt_row(&st, err))
 *		... stmt_get_int(&st, 0) ...
 *	return stmt_close(&st);
 */
struct stmt {
	struct db *db;
	sqlite3_stmt *s;
	/* the kept one was in use, or it is never wanted again: this one ends with the call */
	bool extra;
	bool failed;
};
void stmt_open(struct stmt *st, struct db *db, const char *sql, struct err *err)
	__attribute__((nonnull));
/* steps: is there a row? */
bool stmt_row(struct stmt *st, struct err *err) __attribute__((nonnull));
/* false: something failed */
bool stmt_close(struct stmt *st) __attribute__((nonnull));
/* steps to the end and closes */
bool stmt_run(struct stmt *st, struct err *err) __attribute__((nonnull));
/* steps to the end; open for other values */
void stmt_run_again(struct stmt *st, struct err *err) __attribute__((nonnull));
void stmt_int(struct stmt *st, int i, int64_t n) __attribute__((nonnull));
void stmt_null(struct stmt *st, int i) __attribute__((nonnull));
/* lent until stmt_close() */
void stmt_text(struct stmt *st, int i, struct str s) __attribute__((nonnull));
void stmt_blob(struct stmt *st, int i, const void *p, size_t n) __attribute__((nonnull(1)));
void stmt_id(struct stmt *st, int i, const struct id *id) __attribute__((nonnull));
bool stmt_is_null(struct stmt *st, int i) __attribute__((nonnull));
int64_t stmt_get_int(struct stmt *st, int i) __attribute__((nonnull));
/* lent until the next step */
struct str stmt_get_str(struct stmt *st, int i) __attribute__((nonnull));
/* "" for null */
const char *stmt_get_text(struct stmt *st, int i, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* from ISO text; DATE_NONE for null */
date stmt_get_date(struct stmt *st, int i) __attribute__((nonnull));
struct id stmt_get_id(struct stmt *st, int i) __attribute__((nonnull));
bool stmt_get_hash(struct stmt *st, int i, struct change_hash *to) __attribute__((nonnull));
/* One number from a query without parameters or with one; otherwise where there is no row. */
int64_t stmt_number(struct db *db, const char *sql, int64_t parameter, int64_t otherwise,
		    struct err *err) __attribute__((nonnull));

/* project.c: rows as they are in force. */
enum { COLUMN_GONE = -1 };
struct projected {
	int64_t key;             /* 0: there is none */
	bool gone;
	struct value values[COLUMNS_MOST];
};
/* on the wire; "gone" too */
const char *column_name(enum kind k, int column) __attribute__((returns_nonnull));
bool project_load(struct db *db, enum kind k, const struct id *id, struct arena *mem,
		  struct projected *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* gone ones too */
int64_t project_key(struct db *db, enum kind k, const struct id *id, struct err *err)
	__attribute__((nonnull));
/* anew: written even where it holds; set: a cell that was set, not one that the row is made with */
struct field { int column; struct value value; bool anew, set; };
struct maker { const char *by; int64_t at_ms; };
bool project_insert(struct db *db, enum kind k, const struct id *id, const struct field *fields,
		    size_t n, const struct maker *maker, struct err *err)
	__attribute__((nonnull(1, 3, 6, 7), warn_unused_result));
bool project_set(struct db *db, enum kind k, const struct id *id, int column, const struct value *v,
		 struct err *err) __attribute__((nonnull, warn_unused_result));
/* Rows that have changed with others since this was asked last: to be derived anew like these. */
void project_also(struct db *db, touched_list *to) __attribute__((nonnull));
bool value_eq(const struct value *a, const struct value *b) __attribute__((nonnull));
/* Is v a sound value of that column? */
bool value_fits(enum kind k, int column, const struct value *v, struct err *err)
	__attribute__((nonnull));

/* duties.c: an item got another parent or kind; its sums go where they belong now. */
/* A plan was opened, closed, taken back or brought again. */
bool tally_plans_changed(struct db *db, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool tally_item_moved(struct db *db, int64_t item, int64_t old_parent, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
