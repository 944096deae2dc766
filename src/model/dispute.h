/* Changes that are in force, though who made them was losing the right to apart from them: which there
 * are, and what can be done. Taking one back is undo_change(). */
#ifndef MODEL_DISPUTE_H
#define MODEL_DISPUTE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"
#include "store/log.h"

/* In the order in which they came, at most so many; what was taken back is none any more. Texts in
 * mem. */
bool disputes_read(struct ledger *l, size_t most, struct arena *mem, log_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What was done: its sentence, or what such an action is called. Lent. */
const char *dispute_said(const struct log_line *line) __attribute__((nonnull, returns_nonnull));
/* What it would have taken. In mem. */
const char *dispute_why(const struct log_line *line, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Lets all stand that its maker did: what is written of that person is written anew, by an admin who knows
 * of both. Refused where the units of a copy are what it hangs on: those are given again. */
bool dispute_stand(struct ledger *l, const struct log_line *line, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
