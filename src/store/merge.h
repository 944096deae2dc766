/* Taking lines of other copies' logs into this one: in any order, any of them twice, with the same
 * rows in the end everywhere. Rules and reasons: HACKING, "Exchange". */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/str.h"
#include "store/change.h"
#include "store/db.h"

/* What became of lines. */
struct merged {
	int64_t taken;     /* new, and in force as far as later ones do not stand over them */
	int64_t known;     /* they were here */
	int64_t kept;      /* kept and passed on, not applied: of a newer version, or built on such */
	int64_t refused;   /* kept and passed on, not in force: who made them had not the right to,
			    * or could not know the rows that they write to and name */
	int64_t waiting;   /* held: what they follow from is not here */
	int64_t agreed;    /* taken though their clock runs so far ahead, as somebody agreed */
	int64_t early;     /* held: their clock runs more than two days ahead of this one's */
	int64_t many;      /* held: each begins a copy, or a fork of one, beyond those that are taken */
	int64_t faulty;    /* held: they are no sound lines; nothing that follows from them is taken */
	int64_t left;      /* not even looked at: their copy has not signed them (exchange/tip_gate.h) */
	int64_t barred;    /* not even looked at: who brings them may not write that, whoever made them */
	int64_t splits;    /* how often two changes followed one: two copies of one name */
	char fault[400];   /* of the first faulty one */
};

/* One line, as it was written (without its line feed), and what waited for it, as far as one write
 * goes: the rest is due in the next ones. Within a write; `now_ms` is the wall time that stamps are
 * judged by, INT64_MAX: any stamp is agreed to. What a line wrote is added to *touched. False only
 * where it could not be done: then roll back. */
bool merge_line(struct db *db, struct str line, int64_t now_ms, touched_list *touched,
		struct merged *sum, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Is that line in the log? */
bool change_known(struct db *db, struct str line, struct err *err) __attribute__((nonnull));
/* Once more those that were held for their clock. */
bool merge_early(struct db *db, touched_list *touched, struct merged *sum, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* So many copies, forks of one counted, a ledger takes unless its setting says otherwise: each of them
 * costs all others. */
#define COPIES_SETTING "copies-most"
enum { COPIES_MOST = 1000 };
/* Is there any whose turn has come, but not in the write that brought it? And some hundreds of these. */
bool merge_is_due(struct db *db, struct err *err) __attribute__((nonnull));
bool merge_due(struct db *db, int64_t now_ms, touched_list *touched, struct merged *sum,
	       struct err *err) __attribute__((nonnull, warn_unused_result));
/* Are there lines that were kept for being newer, and that no program of this form has tried? */
bool merge_kept_due(struct db *db, struct err *err) __attribute__((nonnull));
/* After an upgrade: those that were kept for being newer, as far as they are understood now; faulty
 * ones among them stay kept. */
bool merge_kept(struct db *db, touched_list *touched, struct merged *sum, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A cell that copies wrote differently without knowing of one another, so that each stands; column:
 * on the wire, "*" the row as it was made, CLASH_GONE: it was taken away here and written to
 * there. Any later write that knows of all settles it, unless it was a deed "settle" that was taken back. */
#define CLASH_GONE "*gone"
struct clash { enum kind kind; struct id row; char column[32]; };
typedef VEC(struct clash) clash_list;
bool clashes_read(struct db *db, clash_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What one copy wrote there: a line a head, the one in force first. Of a row that was made
 * differently a group of them for each column that differs still; of CLASH_GONE who took it away (1),
 * then who wrote to it (null). column: of kind_column(), or CLASH_COLUMN_GONE. Texts lie in mem. */
enum { CLASH_COLUMN_GONE = -1 };
struct clash_write {
	enum kind kind;
	int column;
	struct value value;
	int64_t change;          /* key of log_at() */
};
typedef VEC(struct clash_write) clash_writes;
bool clash_writes_read(struct db *db, const struct clash *clash, struct arena *mem,
		       clash_writes *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Does what stands in the column know of that change, which wrote the row's column `of` and clashes
 * there, or was it written by it? */
bool clash_knows(struct db *db, enum kind k, const struct id *row, const char *column,
		 const char *of, int64_t change, bool *knows, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What the column says for whoever went on from that change: what was written there knowing of it, else what
 * it knew of; the greatest of several. VALUE_NULL: nothing was. Texts lie in mem. */
bool clash_side_says(struct db *db, enum kind k, const struct id *row, const char *column, int64_t change,
		     struct arena *mem, struct value *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
