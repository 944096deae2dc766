/* From rows to duties: reads what one item's duties follow from, derives them, has the store keep
 * them. */
#ifndef MODEL_DERIVE_H
#define MODEL_DERIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "model/duty.h"
#include "model/ledger.h"
#include "model/rule.h"
#include "store/change.h"
#include "store/duties.h"

/* How far duties are derived: 400 days on at creation; derived on when fewer than 62 are left. */
enum { HORIZON_DAYS = 400, HORIZON_LEAST = 62 };
/* The day up to which this file's duties are derived; DATE_NONE: never were. */
date derive_horizon(struct ledger *l) __attribute__((nonnull));
/* Notes it. Within a write. */
bool derive_horizon_set(struct ledger *l, date horizon, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What duties follow from besides the rows of their item: read once for many items. */
struct derive_terms {
	date horizon;
	const struct calendar *cal;   /* the ledger's; another one to see what it would come to */
	bool day_excluded;            /* setting "named-day" */
	enum day_off day_off;         /* setting "day-off" */
	bool soft_judged;             /* setting "soft-targets" */
	struct rule rule;             /* of lights: setting "light-rule" */
};
struct derive_terms derive_terms(struct ledger *l) __attribute__((nonnull));

/* Appends what the duties of an item are, without writing. A gone item has none. */
bool derive_item_states(struct ledger *l, int64_t item, const struct derive_terms *terms,
			duty_states *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Derives anew the duties of all items that a change touched. Within its write. */
bool derive_touched(struct ledger *l, const touched_list *touched, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Derives anew the duties of all items; what stays the same is not written. Within a write. */
bool derive_all_again(struct ledger *l, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Compares duties and tallies with what they should be: a sentence a difference. */
bool derive_check(struct ledger *l, struct arena *mem, sentences *found, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Lights that a program judged which could not read the chosen rule, and this one can, are judged
 * anew, and the other way round: called on opening. */
bool derive_rule_settle(struct ledger *l, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
