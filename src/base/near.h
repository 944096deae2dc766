/* Which known word did somebody mean? For "unknown option --dbb: did you mean --db?" */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include "base/str.h"

/* How many characters have to be put in, taken out, changed or swapped with their neighbour to make
 * a of b. Words beyond 63 characters count as far as can be. */
int near_distance(struct str a, struct str b);

/* Collects the nearest of the words offered, if it is near enough to be a slip of the hand. Starts
 * zeroed but for word. */
struct near {
	struct str word;
	const char *best;     /* lent from the caller; NULL: none is near */
	int distance;
};
void near_offer(struct near *n, const char *known) __attribute__((nonnull));

#endif
