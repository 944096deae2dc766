/* Writes without a form are compared, too, with what others wrote since the screens were last read:
 * who wins over another one's newer word is told once, and does it with the same key again. */
#ifndef UI_SEEN_H
#define UI_SEEN_H

#include <stdint.h>

#include "base/err.h"
#include "ui/screen.h"

/* What is written next is compared with all since that line of the log; 0: since the screens were
 * read. Ended by seen_end() after the write. */
void seen_begin(struct ui *ui, int64_t since);
void seen_end(struct ui *ui);
/* It was refused: says so; where another one was first, the screens are read again. */
void seen_refused(struct ui *ui, const struct err *err);
/* The newest line of the log as the screens show it now. */
void seen_now(struct ui *ui);

#endif
