/* 延期: what was asked for one duty, when, and what the office answered (domain.md 2.1). The first
 * date is never overwritten; who asks after the date that was in force asks late, and that counts
 * as overdue whatever is answered. */
#ifndef MODEL_EXTENSION_H
#define MODEL_EXTENSION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/date.h"
#include "model/ledger.h"
#include "store/duties.h"

struct extension {
	int asked, granted;      /* how many times */
	/* how many of those asked came after the date that was in force then */
	int late;
	date asked_on;           /* the last asking; DATE_NONE: never asked */
	bool asked_late;         /* was that one late? */
	date answered_on;        /* of the last asking; DATE_NONE: not answered */
	/* the reason of the last asking, or of the last refusal; "" none. In the arena */
	const char *why;
};

/* From the entries of the duty, oldest first; what was taken back does not count. */
void extension_read(struct ledger *l, const struct duty_state *d, struct arena *mem,
		    struct extension *to) __attribute__((nonnull));
/* One thought for a light's reason: "first due 11-20, extended twice", "asked on 11-19 to extend to
 * 11-28, not answered yet"; both where one was granted before. "" where nothing was asked. */
const char *extension_text(struct ledger *l, const struct duty_state *d, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif
