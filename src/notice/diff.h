/* What a correction changes: pure comparing of a draft with the plan that it corrects. */
#ifndef NOTICE_DIFF_H
#define NOTICE_DIFF_H

#include "base/arena.h"
#include "base/buf.h"
#include "notice/draft.h"

enum difference_part {
	DIFF_PLAN_TITLE,
	DIFF_PLAN_NUMBER,
	DIFF_ISSUED,
	DIFF_ITEM,
	DIFF_NUMBER,
	DIFF_TITLE,
	DIFF_TEXT,
	DIFF_LEAD,
	DIFF_RESPONSIBLE,
	DIFF_SUPERVISOR,
	DIFF_DEADLINE,
	DIFF_TARGET,
	DIFF_MEASURE,
	DIFFERENCE_PARTS
};
const char *difference_part_word(enum difference_part p);    /* "lead" ...: in JSON */

struct difference {
	enum difference_part part;
	const char *number, *title;    /* of the item, as it is called now; "" of the plan itself */
	struct str old, new;           /* p NULL: it is added, it goes */
};

struct differences {
	struct arena mem;              /* owns the texts that the draft and the plan do not lend */
	/* by item, in the order of the draft; what goes comes last */
	VEC(struct difference) list;
};

/* Empty where the draft is no correction, or changes nothing. Texts are compared folded. Lent by
 * the draft and its plan: valid as long as both are. */
void draft_differences(const struct draft *d, struct differences *to) __attribute__((nonnull));
void differences_clear(struct differences *diff) __attribute__((nonnull));

/* old and new cut to where they differ, with some characters around it; short texts stay whole. In
 * mem. */
void difference_cut(struct arena *mem, struct str *old, struct str *new) __attribute__((nonnull));

/* For people: "~ 7 title", and a line a difference below. */
void differences_text(const struct differences *diff, struct buf *to) __attribute__((nonnull));

#endif
