/* What the exchange screen and its work with files share. */
#ifndef UI_SCREENS_EXCHANGE_PRIVATE_H
#define UI_SCREENS_EXCHANGE_PRIVATE_H

#include "ui/screen.h"

/* Signs the copy's newest change, where the configuration has a key for that; without the screens, as the
 * key may ask for something. */
bool exchange_sign(struct ui *ui, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Asks for a bundle's name, shows what would come, and takes it after a yes; Esc ends it between two
 * commits. */
void exchange_take(struct ui *ui) __attribute__((nonnull));
/* Asks for a name, and makes a bundle of what that copy is not known to have; NULL: of all. */
void exchange_make(struct ui *ui, const char *site) __attribute__((nonnull(1)));

#endif
