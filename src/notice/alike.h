/* How much two texts have in common. */
#ifndef NOTICE_ALIKE_H
#define NOTICE_ALIKE_H

#include "base/str.h"

/* Pairs of neighbouring characters that both have, of all they have, in percent; both folded.
 * The first thousand characters count. 100 for equal ones, also for empty ones. */
int text_alike(struct str a, struct str b);

#endif
