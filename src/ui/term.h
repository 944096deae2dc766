/* The terminal: start, wait, restore on every way out. The only global state of the program
 * lives in term.c and key.c: a terminal there is one of. Signals HUP TERM INT WINCH TSTP CONT
 * are blocked and open only inside the wait, so no handler runs in the middle of anything. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct term_options {
	/* 0 never, 1 auto (NO_COLOR, what the terminal has), 2 always (NO_COLOR does not count) */
	int color;
	int escdelay;          /* ms; the environment wins */
	bool idle_mark;
};

/* Refused with ERR_USE: no terminal, an unknown one, one that cannot place its cursor. Nothing
 * was changed then. */
bool term_start(const struct term_options *o, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void term_stop(void);                       /* harmless where nothing was started */
bool term_is_utf8(void);
bool term_knows_chinese(void);              /* can the locale's charset say it? */
int term_colors(void);                      /* 0: without colour; else 8 or 256 */

/* What woke the wait. */
enum wake {
	WAKE_INPUT,
	WAKE_TIMEOUT,
	WAKE_RESIZE,
	WAKE_HANGUP /* HUP, TERM, the line is gone: save and leave */
};
enum mark {
	MARK_NONE,
	MARK_REST /* more will be drawn without a key, when the hand has rested */,
	MARK_IDLE
};
/* Sends what was drawn (MARK_NONE: nothing was), sets the mark in tests, and waits for input, a
 * signal or timeout_ms (-1: for ever). The marks are ESC ] 2 ; idle N BEL and ESC ] 2 ; rest N BEL,
 * with key_count(): screen tests wait until the program is idle and has read their keys
 * (tests/lib/visit_steps.c). */
enum wake term_wait(int timeout_ms, enum mark mark);
/* Has the user typed, or has the line gone? Without waiting: long work asks between its steps. */
bool term_pending(void);
/* Milliseconds until the line has sent what it was given, by what the kernel still holds and the
 * line's speed; 0 where nobody knows. */
int term_unsent_ms(void);
/* Ctrl-L: the whole screen is sent anew with the next wait */
void term_redraw(void);
void term_suspend(void);                    /* Ctrl-Z */
/* Puts the screen aside, so that another program can use the terminal; and takes it back. */
void term_leave(void);
void term_return(void);

#endif
