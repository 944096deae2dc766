/* What somebody tried without the right to. It is no change, so it stands in no log and travels to
 * nobody: a table of this file alone, of the newest ones. */
#ifndef STORE_ATTEMPT_H
#define STORE_ATTEMPT_H

#include "base/arena.h"
#include "base/vec.h"
#include "store/db.h"

struct attempt {
	int64_t at_ms;
	const char *by, *verb, *say;   /* verb: as in the log; say: the sentence they were told */
};
typedef VEC(struct attempt) attempts;

/* Notes one, in a write of its own. What cannot be noted is let go: they were told. */
void attempt_note(struct db *db, int64_t at_ms, const char *by, const char *verb, const char *say)
	__attribute__((nonnull));
/* At most limit of them, newest first; texts in mem. by NULL: of anybody. */
bool attempts_read(struct db *db, const char *by, int limit, struct arena *mem, attempts *to,
		   struct err *err) __attribute__((nonnull(1, 4, 5, 6), warn_unused_result));

#endif
