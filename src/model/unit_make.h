/* A unit that is entered by hand: its row and its name. */
#ifndef MODEL_UNIT_MAKE_H
#define MODEL_UNIT_MAKE_H

#include "store/change.h"

/* Of that region ("" or NULL: none), as one unit; its id. That nobody is called so was asked
 * before. Name and region live until c is done. */
struct id unit_make(struct change *c, const char *region, const char *name)
	__attribute__((nonnull(1, 3)));

#endif
