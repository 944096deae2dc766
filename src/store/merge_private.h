/* What the files of merging share. */
#ifndef STORE_MERGE_PRIVATE_H
#define STORE_MERGE_PRIVATE_H

#include "store/chain_private.h"
#include "store/merge.h"
#include "store/said.h"

/* A line that was found sound, at its place in the log. */
struct arrival {
	struct change_hash hash;
	struct log_place at;
	const struct body *body;
};

/* A write of a cell: where it stands. */
struct cell_write { struct log_place at; struct change_hash hash; };
typedef VEC(struct cell_write) cell_writes;

/* merge_sound.c: reads a line as it was written; a newer form only in its head. ERR_INPUT or
 * ERR_DAMAGED: it is none. doc is the caller's in any case. */
bool line_read(struct str line, struct arena *mem, struct body *to, struct json_doc **doc,
	       struct err *err) __attribute__((nonnull, warn_unused_result));
/* Its parents: prev, then what was seen. */
struct parents {
	bool has_prev;
	struct log_place prev;
	VEC(struct log_place) seen;      /* to be cleared */
	bool all_applied;
	int64_t hlc;              /* the greatest of them */
	size_t n_missing;
	struct change_hash missing;      /* the one to wait for */
};
/* false: one is missing, or err is filled. */
bool parents_find(struct db *db, const struct body *b, struct parents *p, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Its number, stamp and copy follow from its parents: else fault says why not. */
bool line_follows(struct db *db, const struct body *b, const struct parents *p, struct err *fault,
		  struct err *err) __attribute__((nonnull, warn_unused_result));

/* merge_past.c: has all that the line writes to and names been made by a change that it knew of and
 * that is in force, or by itself, and could it make what it makes? *lacks: NULL, or why not, as it is
 * kept. Its place in the log is noted already, with what it saw. False: it is no sound line, or err is
 * filled otherwise. */
bool line_knows(struct db *db, const struct arrival *a, const struct json_doc *doc, const char **lacks,
		struct err *err) __attribute__((nonnull, warn_unused_result));

/* The rows of a query for id, chain, seq, hlc, hash of changes; ends it. */
bool writes_take(struct stmt *st, cell_writes *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* merge_clash.c: those of a row's column (NULL: of any but "gone") that no other write knows of. */
bool heads_read(struct db *db, enum kind k, const struct id *row, const struct str *column,
		cell_writes *to, struct err *err)
	__attribute__((nonnull(1, 3, 5, 6), warn_unused_result));
/* A write that came, and the heads that it met: is it one? did it know of any? of those that it did
 * not know one (lent; NULL); was there but one? */
struct newcomer {
	bool head, knew, alone;
	const struct cell_write *other;
};
/* Notes whether the column that s writes is written twice, apart and differently. Its cell is
 * there, its row does not show it yet. */
bool clash_settle(struct db *db, const struct body_set *s, const struct newcomer *new,
		  struct err *err) __attribute__((nonnull, warn_unused_result));
/* A write that knows of all settled it. */
bool clash_end(struct db *db, enum kind k, const struct id *row, struct str column,
	       struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A row that copies made differently: is each column that differs written since by somebody who knew
 * of all? To be asked after each write of a column. */
bool clash_star(struct db *db, enum kind k, const struct id *row, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Notes whether the row was taken away beside writes that this did not know of. */
bool clash_gone(struct db *db, enum kind k, const struct id *row, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The heads that take it away. */
bool gone_heads_read(struct db *db, enum kind k, const struct id *row, cell_writes *to,
		     struct err *err) __attribute__((nonnull, warn_unused_result));

/* What a head said of the cell that s is about; said_by() says how long. */
static inline bool head_said(struct db *db, const struct cell_write *w, const struct body_set *s,
			     struct field room[COLUMNS_MOST], struct body_set *to, struct err *err)
{
	return said_by(db, w->at.key, &w->hash, s, room, to, err);
}
/* Was the column written by somebody who knew how all of them had made the row? */
bool column_settled(struct db *db, enum kind k, const struct id *row, struct str column,
		    const cell_writes *makers, struct err *err) __attribute__((nonnull));
/* null where the row was made without it */
const struct value *field_value(const struct body_set *s, int column)
	__attribute__((nonnull, returns_nonnull));

/* merge_cell.c: "*" of a row as a whole. Lent. */
struct str cell_column(const struct body_set *s) __attribute__((nonnull));
/* Has the column of that row a cell beside "*"? */
bool cell_has_own(struct db *db, enum kind k, const struct id *row, const char *column,
		  struct err *err)
	__attribute__((nonnull));
/* One write of it, into cells and rows. */
bool merge_set(struct db *db, const struct arrival *a, const struct body_set *s, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
