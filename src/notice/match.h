/* Which part of a draft is which part of the plan that it corrects. */
#ifndef NOTICE_MATCH_H
#define NOTICE_MATCH_H

#include "notice/earlier.h"

enum { NO_TWIN = -1 };

/* Parts of one item: by index in the draft's lists the index in the earlier ones, or NO_TWIN. */
struct twins { int *deadlines, *targets, *measures; };

/* Lives as long as one reading of the draft. */
struct match {
	int *items;                    /* by index in the draft: index in the plan's, or NO_TWIN */
	struct twins *parts;           /* of items with a twin; else all NULL */
	bool *met;                     /* by index in the plan: some item of the draft is it */
	bool *drop;                    /* the text has it no more, and it shall go */
};

/* NULL where the draft is no correction. Lent. */
const struct match *draft_match(const struct draft *d) __attribute__((nonnull));

#endif
