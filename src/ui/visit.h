/* When this person was last in this ledger, and up to which line of its log they had seen it:
 * beside the half-typed forms (ui/kept.h), not in the log. */
#ifndef UI_VISIT_H
#define UI_VISIT_H

#include <stdint.h>

#include "model/ledger.h"

struct visit {
	/* of the log's newest line as they left; 0: never here, or this ledger does not know that
	 * line */
	int64_t key;
	int64_t at_ms;            /* when they left */
};

void visit_read(struct ledger *l, struct visit *to) __attribute__((nonnull));
/* They leave now, and have seen all. What cannot be written is no fault: the next time shows
 * more. */
void visit_leave(struct ledger *l) __attribute__((nonnull));
/* Actions of others since then, counted up to `most`. */
size_t visit_others(struct ledger *l, const struct visit *v, size_t most) __attribute__((nonnull));

#endif
