/* Lines through two pipes that may stay silent, break off, or bring anything: read with limits and a
 * limit of patience, written without ever waiting for ever. */
#ifndef EXCHANGE_WIRE_H
#define EXCHANGE_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

/* Asked several times a second while nothing comes; false: it is given up with ERR_STOPPED. */
typedef bool wire_goes_on(void *user);

struct wire {
	int in, out;              /* lent */
	int quiet_ms;             /* so long the other side may say nothing, or take nothing */
	wire_goes_on *goes_on;    /* may be NULL */
	void *user;
	struct buf got;           /* read and not handed out: from `at` on */
	size_t at;
	struct buf put;           /* not written yet */
	int64_t bytes, lines;     /* that came, in all */
	bool ended;               /* the other side has closed it */
};

void wire_clear(struct wire *w) __attribute__((nonnull));

/* The next line without its end, lent until the next call; longer ones than most are refused
 * (ERR_INPUT), as is more than a bundle may hold in all. Nothing for quiet_ms, or the end (also within
 * a line): ERR_SYSTEM. */
bool wire_line(struct wire *w, size_t most, struct str *line, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Keeps bytes, or a line, to be written; wire_send() writes all of them. */
void wire_put(struct wire *w, struct str bytes) __attribute__((nonnull));
bool wire_send(struct wire *w, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
