/* Another program holds the ledger: the screens wait for it, and stay alive meanwhile. */
#ifndef UI_BUSY_H
#define UI_BUSY_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/screen.h"

/* For db_on_busy(), user: the struct ui. Says in the reason line who it is and for how long one waits,
 * second by second, and looks at the keyboard: Esc and Ctrl-C give up at once. Other keys are left
 * out, since they were typed for nothing that is shown. The screens are not drawn anew: who writes
 * may hold what they show. */
bool busy_waits(void *user, const char *holder, int64_t waited_ms);

/* Between the steps of long work of one's own: says in the reason line how far it is, and looks at the
 * keyboard. False: Esc or Ctrl-C ends it after this step. Other keys are left out. */
bool busy_goes_on(struct ui *ui, const char *text) __attribute__((nonnull));

#endif
