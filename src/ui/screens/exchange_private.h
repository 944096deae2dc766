/* What the exchange screen and its work with files share. */
#ifndef UI_SCREENS_EXCHANGE_PRIVATE_H
#define UI_SCREENS_EXCHANGE_PRIVATE_H

#include "ui/screen.h"

/* Asks for a bundle's name, shows what would come, and takes it after a yes; Esc ends it between two
 * commits. */
void exchange_take(struct ui *ui) __attribute__((nonnull));
/* Asks for a name, and makes a bundle of what that copy is not known to have; NULL: of all. */
void exchange_make(struct ui *ui, const char *site) __attribute__((nonnull(1)));

#endif
