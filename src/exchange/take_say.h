/* What would come with a bundle, in sentences: the same on the terminal and on the screens. */
#ifndef EXCHANGE_TAKE_SAY_H
#define EXCHANGE_TAKE_SAY_H

#include "base/buf.h"
#include "exchange/take.h"

/* Lines, each with its feed: whose bundle it is, of whom the changes are, clashes, what would wait
 * or be refused. */
void take_say(struct ledger *l, const char *path, const struct bundle *b,
	      const struct take_look *look, struct buf *to) __attribute__((nonnull));

/* The same without whose bundle it is: also of what comes through a pipe. */
void take_say_changes(struct ledger *l, const struct take_look *look, struct buf *to)
	__attribute__((nonnull));

#endif
