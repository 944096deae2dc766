/* What a filter makes long to read, and no list can be begun with: counts of a month, of units, the
 * log. It is read at once where that takes a moment; else the screen is drawn as it is, its reason
 * line tells how far the reading is, a key ends it until no key waits, and Esc for good. */
#ifndef UI_READING_H
#define UI_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct ui;
struct screen;

/* Reads, and returns the screen's failure, where it is told: ERR_STOPPED there is taken away. What
 * it shows until then must not pass for what is asked. */
typedef struct err *reading_fn(struct ui *ui, struct screen *s);

/* Of a screen. Zeroed: nothing is left to be read. */
struct reading {
	reading_fn *fn;      /* left to be read, or stopped; NULL: all was read */
	bool stopped;        /* by Esc: it is read when somebody asks for it */
	int percent;         /* how far it came; -1: not known */
};

/* filtered: something is looked through; else what is read is kept in an index and comes at once. */
void reading_start(struct ui *ui, struct screen *s, bool filtered, reading_fn *fn)
	__attribute__((nonnull));
/* Reads what is left, now that no key waits. */
void reading_go_on(struct ui *ui, struct screen *s) __attribute__((nonnull));
/* Esc. False: nothing was being read. */
bool reading_stop(struct ui *ui, struct screen *s) __attribute__((nonnull));
/* Ctrl-L: what was stopped is read after all. */
void reading_again(struct ui *ui, struct screen *s) __attribute__((nonnull));
/* For the reason line, "looking: 37 %, Esc ends it"; false: all was read. */
bool reading_say(struct ui *ui, const struct screen *s, struct buf *to) __attribute__((nonnull));

/* Milliseconds of the monotonic clock. */
int64_t ui_now_ms(void);

#endif
