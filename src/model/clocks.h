/* Clocks that run ahead: who agreed to them, and what comes of it for one's own stamps. */
#ifndef MODEL_CLOCKS_H
#define MODEL_CLOCKS_H

#include "base/arena.h"
#include "model/ledger.h"

/* Notes in the log that whoever acts agreed to n changes whose clock runs more than two days ahead: a line
 * that writes nothing. Within a write, behind what was agreed to. ERR_REFUSED where that is not theirs to
 * do. */
bool clocks_note(struct ledger *l, int64_t n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The sentence where stamps lie minutes ahead of this clock: whose, and until when one's own follow; "" else.
 * In mem. */
bool clocks_say(struct ledger *l, struct arena *mem, const char **said, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
