/* A wording that was read, as the row of a deadline. */
#ifndef MODEL_DEADLINE_PUT_H
#define MODEL_DEADLINE_PUT_H

#include "model/wording.h"
#include "store/change.h"

/* All its cells anew; what the row had and the reading has not becomes none. issued: of the
 * plan. */
void deadline_put(struct change *c, const struct id *id, const struct id *item, int pos,
		  const struct reading *r, date issued) __attribute__((nonnull));

#endif
