/* What became of a change, in sentences: which copies have it, what it lost against, whether it
 * waits or was refused. */
#ifndef MODEL_FATE_H
#define MODEL_FATE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"
#include "store/fate.h"
#include "store/log.h"

/* The most telling one first; none where no other copy is known and all of it stands. In mem. */
bool fate_tell(struct ledger *l, const struct log_line *line, struct arena *mem, sentences *to,
	       struct err *err) __attribute__((nonnull, warn_unused_result));

/* The same in one line; "" where there is nothing to tell, or where it cannot be read. In mem. */
const char *fate_text(struct ledger *l, const struct log_line *line, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* Why a held line is held: "waits for 12ab34cd, which is not here". In mem. */
const char *held_text(const struct held_line *h, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif
