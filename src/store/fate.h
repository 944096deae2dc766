/* What became of changes: which copies have them, where another write that did not know of theirs
 * stands in their place; and lines that are held, with the reason. */
#ifndef STORE_FATE_H
#define STORE_FATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/log.h"

/* How a change stands: as the column `applied` has it. */
enum fate { FATE_KEPT /* of a newer form, or built on such */, FATE_APPLIED,
	    FATE_REFUSED /* made without the right to it, or on rows unknown there */ };
enum fate fate_of(struct db *db, int64_t change, struct err *err) __attribute__((nonnull));

/* Does that copy have the change, as far as is known here: it said so, or it made one that follows
 * from it? */
bool fate_at(struct db *db, const char *site, int64_t change, bool *there, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The newest changes in force of a copy, at most so many, the newest first. */
bool changes_of_site(struct db *db, const char *site, int most, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A cell that the change wrote, and which other one, made apart from it, is in force there with
 * another value; or has settled their clash with another one. What somebody wrote over who knew of it
 * alone is not lost: it was gone on from. */
struct fate_lost {
	bool settled;
	enum kind kind;
	struct id id;
	int column;
	int64_t to;              /* key of the other change */
	struct value mine, theirs;
};
typedef VEC(struct fate_lost) fate_losses;
/* At most `most`. Texts lie in mem. */
bool fate_losses_read(struct db *db, const struct log_line *line, size_t most, struct arena *mem,
		      fate_losses *to, struct err *err) __attribute__((nonnull, warn_unused_result));

/* A line that is held. Of one that is no sound change site and by are "". */
struct held_line {
	const char *site, *by;
	int64_t seq, at_ms;
	enum { HELD_WAITS /* for a change that is not here */, HELD_CLOCK, HELD_COPIES, HELD_FAULT } why;
	const char *of;          /* the beginning of the hash that it waits for; its fault */
	int64_t came_ms;         /* when it came; 0: not known */
};
typedef VEC(struct held_line) held_lines;
/* At most `most`, in the order of reasons, then of hashes. Texts lie in mem. */
bool held_lines_read(struct db *db, int most, struct arena *mem, held_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
