/* The terminal: start, wait, restore on every way out (tech.md 2, 3). The only global state of the program lives here: a terminal there is one of. */
#ifndef UI_TERM_H
#define UI_TERM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct term_options {
	int color;             /* 0 never, 1 auto (NO_COLOR, what the terminal has), 2 always */
	int escdelay;          /* ms; the environment wins */
	bool idle_mark;
};

bool term_start(const struct term_options *o, struct err *err) __attribute__((nonnull, warn_unused_result));
void term_stop(void);                       /* harmless where nothing was started */
bool term_is_utf8(void);

/* What woke the wait. */
enum wake { WAKE_INPUT, WAKE_TIMEOUT, WAKE_RESIZE, WAKE_HANGUP /* HUP, TERM, the line is gone: save and leave */ };
/* Draws what is pending (doupdate), sets the mark in tests, and waits for input, a signal or timeout_ms (-1: for ever).
 * The mark is ESC ] 2 ; idle BEL; with timeout_ms = TERM_REST_MS, when more will be drawn without a key, ESC ] 2 ; rest BEL:
 * screen tests wait until the program is idle (tests/lib/visit_steps.c). */
enum { TERM_REST_MS = 150 };
enum wake term_wait(int timeout_ms);
/* Has the user typed? Without waiting: long work asks between its steps. */
bool term_pending(void);
void term_suspend(void);                    /* Ctrl-Z */
/* Puts the screen aside, so that another program can use the terminal; and takes it back. */
void term_leave(void);
void term_return(void);

#endif
