/* What this person typed before on a line ("filter"), in this ledger: beside the half-typed forms
 * (ui/kept.h), not in the log. */
#ifndef UI_PAST_H
#define UI_PAST_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/ledger.h"

enum { PAST_MOST = 50 };

/* The last one first, each once; in mem. */
typedef VEC(const char *) past_lines;
void past_read(struct ledger *l, const char *what, struct arena *mem, past_lines *to)
	__attribute__((nonnull));
/* That line was typed now. What cannot be written is no fault. */
void past_add(struct ledger *l, const char *what, struct str line) __attribute__((nonnull));

#endif
