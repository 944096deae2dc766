/* Reading the log: page by page, by hash, by who; how it stood; whether it is whole. */
#ifndef STORE_LOG_H
#define STORE_LOG_H

#include <stdbool.h>
#include <stdint.h>

#include "store/change.h"
#include "store/rows.h"

/* One action as the log tells it; a batch is one, named by its last line. Texts lie in the arena of
 * who reads. */
struct log_line {
	int64_t key;               /* rowid: order of arrival here */
	struct change_hash hash;
	int64_t at_ms;             /* wall time */
	const char *site, *by, *verb, *say;
	bool is_undo;
	struct change_hash undoes;
	bool undone;               /* by a later change that is itself in force */
	int sets;
	/* "" or why it is not in force: its maker had not the right to (model/right.h); why it is
	 * disputed: the right was taken away apart from it. */
	char refused[64], disputed[64];
	/* of an action of several lines: how many of them are here, of how many; it is whole where
	 * both are the same */
	int64_t part, parts;
};
typedef VEC(struct log_line) log_lines;

/* Conditions on lines, as a tree: what struct log_query has no field for. Lent. */
struct log_cond {
	enum log_cond_kind {
		LINE_AND, LINE_OR, LINE_NOT,     /* of what stands from `first` on; NOT: of one */
		LINE_BY, LINE_DID,               /* names: logins; verbs */
		LINE_AT,                         /* from_ms, until_ms as below */
		LINE_NAMES,                      /* rows, as item and unit below */
		LINE_SAYS,                       /* word stands in its sentence */
	} kind;
	const struct log_cond *first, *next;
	const struct str *names;
	size_t n_names;
	int64_t from_ms, until_ms;
	const id_list *rows;
	const struct word *word;
};

/* Which lines: what is NULL, 0 or empty narrows nothing. A line that takes another one back is
 * about what that one was about. */
struct log_query {
	const struct str *by;          /* login names: it is of one of them */
	size_t n_by;
	const char *verb;              /* what was done: "report" */
	const char *not_by;            /* login name of whom it is not */
	int64_t behind;                /* it arrived here behind the line with this key */
	/* wall time in whole seconds: from this instant on, before that one */
	int64_t from_ms, until_ms;
	/* the line names a row of each of these lists, sorted by id_cmp() */
	const id_list *item, *unit;
	const struct log_cond *where;  /* what else holds */
};
/* As log_page() from *at on, which goes along with what was looked at, also where it was stopped.
 * *passed (NULL: nobody asks) goes up by the actions that begin in these lines, whether they fit
 * or not: once there are no more lines, it is how many there are. */
bool log_page_on(struct db *db, const struct log_query *q, int64_t *at, int step, int limit,
		 int64_t *passed, struct arena *mem, log_lines *to, struct err *err)
	__attribute__((nonnull(1, 2, 3, 7, 8, 9), warn_unused_result));
/* At most limit lines, the nearest first: the older ones before key (step -1), or the newer ones
 * behind it (1); key 0: from the log's newest or oldest line on. */
bool log_page(struct db *db, const struct log_query *q, int64_t key, int step, int limit,
	      struct arena *mem, log_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The key of the newest line, 0 where there is none: without reading it, as it may be long. */
int64_t log_newest(struct db *db, struct err *err) __attribute__((nonnull));
/* The action that the change with this key belongs to. */
bool log_at(struct db *db, int64_t key, struct arena *mem, struct log_line *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* By the beginning of its hash in hex; ERR_NOT_FOUND, ERR_AMBIGUOUS. */
bool log_find(struct db *db, struct str prefix, struct arena *mem, struct log_line *to,
	      struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same, also of a line that is not shown to who reads (sight.h): to know up to where one had looked. */
bool log_find_place(struct db *db, struct str prefix, struct arena *mem, struct log_line *to,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
/* by's last change at this site that is neither an undo nor undone (redo: the last undo that is not
 * undone). ERR_NOT_FOUND where there is none. */
bool log_last(struct db *db, const char *by, bool redo, struct arena *mem, struct log_line *to,
	      struct err *err) __attribute__((nonnull, warn_unused_result));

/* What an action wrote, cell by cell: a row that it made counts as a cell for each of its fields,
 * whose old value is null. Texts lie in mem. */
struct log_write {
	enum kind kind;
	struct id id;
	bool made;                     /* the row came with it */
	/* of kind_info(kind); LOG_GONE: whether the row is gone, LOG_ROW: a row without fields
	 * came */
	int column;
	struct value old, new;
};
enum { LOG_GONE = -1, LOG_ROW = -2 };
typedef VEC(struct log_write) log_writes;
/* At most `most` of them in their order; *all gets how many there are. */
bool log_writes_read(struct db *db, const struct change_hash *hash, size_t most, struct arena *mem,
		     log_writes *to, size_t *all, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The cells of a row as they are in force, by the numbers of kind_column(), in mem; of a gone row
 * too. NULL: there is no such row. */
const struct value *row_cells(struct db *db, enum kind k, const struct id *id, struct arena *mem)
	__attribute__((nonnull));

/* The rows as they were by an instant: plays the writes of all changes that were made before it (by
 * their own wall time) into an empty ledger, in the log's order; an undo made later does not count.
 * A write that follows from one with a later time (a clock was set back between) cannot be played:
 * such are passed over, and counted. Source files come along. Nothing is derived. Within a write of
 * `to`. */
bool log_play(struct db *from, int64_t before_ms, struct db *to, int64_t *passed, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Verifies the log (hashes, chain, hlc order), replays it into rows of its own and compares cells,
 * heads and every projected row with what is stored. Each difference is one sentence in *found (in
 * mem), at most 100. False only where it could not be done. */
typedef VEC(const char *) sentences;
bool log_check(struct db *db, struct arena *mem, sentences *found, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
