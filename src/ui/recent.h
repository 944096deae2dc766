/* The units that this person chose last in this ledger, so that a chooser has them first: beside
 * the half-typed forms (ui/kept.h), not in the log. */
#ifndef UI_RECENT_H
#define UI_RECENT_H

#include <stddef.h>
#include <stdint.h>

#include "model/ledger.h"

enum { RECENT_UNITS = 9 };

/* Keys of units, the last one chosen first; how many. */
size_t recent_read(struct ledger *l, int64_t units[RECENT_UNITS]) __attribute__((nonnull));
/* That unit was chosen now. What cannot be written is no fault. */
void recent_use(struct ledger *l, int64_t unit) __attribute__((nonnull));

#endif
