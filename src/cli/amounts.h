/* "NAME=FIGURE" to the figures that a duty asks for. */
#ifndef CLI_AMOUNTS_H
#define CLI_AMOUNTS_H

#include "cli/cli.h"

/* Reads n words into call->amounts (in c's memory): NAME=FIGURE, where a name may be cut short
 * as long as it fits one figure, or DONE/BASE (or DONE alone) for the item's target. */
bool amounts_take(struct cli *c, const struct duty_state *d, size_t n, const char *const *words,
		  struct verb_call *call, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
