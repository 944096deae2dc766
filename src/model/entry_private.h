/* What the files of entry_list.h share: planning one table. */
#ifndef MODEL_ENTRY_PRIVATE_H
#define MODEL_ENTRY_PRIVATE_H

#include "base/map.h"
#include "model/entry_list.h"
#include "store/rows.h"

struct entry_planner {
	struct ledger *l;
	int64_t plan;
	const struct entries_in *in;
	struct arena *mem;
	struct map *items, *units;       /* texts that were looked up before: their keys */
	/* folded titles of items: their keys, -1 of several; NULL: not asked yet */
	struct map *titles;
	/* duties that this table reports: the place of the row in the plan, from 1 */
	struct map *taken;
	struct map *said;                /* item and unit of these */
	bool *figures;                   /* of each of in->names: is it a figure? */
	struct entry_plan *to;
};

/* A row on its way, and which of its fields a refusal is about. */
struct entry_row_in {
	const struct entry_in *in;
	struct entry_planned *to;
	enum entry_field about;
	int named;                       /* which of in->names it is about, -1: the field */
	int64_t item, unit;
	date due;                        /* DATE_NONE: not said */
};

/* Which of the columns with other names are figures, which nothing of ours. */
bool entry_columns(struct entry_planner *p, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Says the row nothing, or sums up others? Then why, else NULL. */
const char *entry_passed_why(struct entry_planner *p, const struct entry_in *in)
	__attribute__((nonnull));
bool entry_verb(struct entry_row_in *r, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool entry_days(struct entry_planner *p, struct entry_row_in *r, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void entry_words(struct entry_planner *p, struct entry_row_in *r) __attribute__((nonnull));
bool entry_find_item(struct entry_planner *p, struct entry_row_in *r, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool entry_find_unit(struct entry_planner *p, struct entry_row_in *r, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The duty that the row reports, to r->to->duty; r->to->is ENTRY_SAME where it was reported so
 * before. */
bool entry_find_duty(struct entry_planner *p, struct entry_row_in *r, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of a duty that is known: without a day the row is the same as what is in force. */
bool entry_duty_given(struct entry_planner *p, struct entry_row_in *r, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The row's figures as its duty asks for them. */
bool entry_amounts(struct entry_planner *p, struct entry_row_in *r, const struct duty_state *d,
		   const struct amount **to, size_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A key of two numbers. */
struct str entry_pair(const int64_t pair[2]) __attribute__((nonnull));

#endif
