/* What the log and the screen of one of its actions share. */
#ifndef UI_SCREENS_LOG_PRIVATE_H
#define UI_SCREENS_LOG_PRIVATE_H

#include "base/arena.h"
#include "store/log.h"
#include "ui/screen.h"

/* "11-22 15:10"; the year too where it is another one than today's. */
const char *log_time(struct ui *ui, int64_t at_ms, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Asks, with what it would come to, and takes an action back; what takes back is itself taken back:
 * done again. */
void log_take_back(struct ui *ui, const struct log_line *action) __attribute__((nonnull));
/* For screen_ops: taking back needs a ledger that can be written. */
bool log_can(struct ui *ui, struct screen *s, const char *command);
/* Pushes the screen of one action. */
void change_open(struct ui *ui, const struct change_hash *hash) __attribute__((nonnull));

#endif
