/* Up to which line of the log this person has looked at clashes: on the exchange screen. Beside the
 * half-typed forms (ui/kept.h), not in the log: who looks writes nothing into the ledger. */
#ifndef UI_LOOKED_H
#define UI_LOOKED_H

#include "ui/screen.h"

/* They are looking now. */
void looked_note(struct ui *ui) __attribute__((nonnull));
/* The line's key; 0: never, as far as is known. */
int64_t looked_read(struct ui *ui) __attribute__((nonnull));

#endif
