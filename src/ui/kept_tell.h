/* At start, in the reason line: the forms that this person left half-typed in this ledger. */
#ifndef UI_KEPT_TELL_H
#define UI_KEPT_TELL_H

#include "ui/screen.h"

void kept_tell(struct ui *ui) __attribute__((nonnull));

#endif
