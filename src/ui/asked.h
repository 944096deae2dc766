/* What looks like a slip (ERR_DOUBT) is asked about once: the same key again does it. */
#ifndef UI_ASKED_H
#define UI_ASKED_H

#include <stdbool.h>

#include "model/verb.h"

/* What was asked last. A zeroed one: nothing was. */
struct asked { char text[512]; };

/* Runs a verb; a doubt is told with `again` behind it ("%s; Enter again ..."), and is meant when the
 * very same comes once more. Other figures, another day: asked about anew. */
bool asked_run(struct asked *a, struct ledger *l, const struct verb *v, struct verb_call *call,
	       const char *again, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
