/* What the ledger holds of a plan that a text may be a correction of; read once, compared with
 * a draft without the ledger (match.c, diff.c). */
#ifndef NOTICE_EARLIER_H
#define NOTICE_EARLIER_H

#include "model/ledger.h"
#include "notice/draft.h"
#include "notice/known.h"
#include "store/rows.h"

struct earlier_item {
	struct item_row row;
	int parent;                    /* index, -1 top; a parent comes before its children */
	struct str title, text;        /* folded */
	assignment_rows assignments;
	deadline_rows deadlines;
	target_rows targets;
	measure_rows measures;
};

struct earlier {
	struct arena mem;
	struct plan_row plan;
	VEC(struct earlier_item) items;
	unit_rows units;
	struct known *known;
	struct str decisions;          /* of its last reading, as commit.h says */
	id_list sources;                  /* its files; one of them holds */
	struct str source;             /* the text that was read then, in UTF-8; may be empty */
	size_t shared;                 /* items whose titles the draft has too */
	bool other_year;               /* both say of which year they are, and differ */
};

/* The open plan that shares most of its items by folded title and place with the draft: half of
 * them or more, or some and the plan's own title. *to is NULL where there is none. */
bool earlier_find(const struct draft *d, struct ledger *l, struct earlier **to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* NULL: err. */
struct earlier *earlier_read(const struct draft *d, struct ledger *l, int64_t plan, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void earlier_free(struct earlier *e);

/* Its unit with that key. */
const struct unit_row *earlier_unit(const struct earlier *e, int64_t key) __attribute__((nonnull));

/* From now on the draft is compared with e (lent for as long as the draft lives): one more
 * question asks whether it is a correction of it, and none where sure says so. What was decided
 * at e's last reading is decided, as long as this is a correction. */
bool draft_compare(struct draft *d, const struct earlier *e, bool sure, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Is it a correction, as answered or proposed? */
bool draft_corrects(const struct draft *d) __attribute__((nonnull));

#endif
