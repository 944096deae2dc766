/* Targets judged: whole numbers only, num * t.den against t.num * den, never rounded (domain.md
 * 4.4). */
#ifndef MODEL_TARGET_H
#define MODEL_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "model/ledger.h"
#include "store/duties.h"
#include "store/rows.h"

/* A quantity that may be unknown. */
struct known { bool has; int64_t n; };

/* The two sides of a ratio as they are compared, at one scale. Of a count the base is one unit at
 * the figure's scale (100 at scale 2); of a figure that is a percentage itself (word "%") it is 100
 * % at its scale. */
struct ratio { struct known num, base; };

/* How a target stands. MET_NONE: it demands nothing; MET_UNKNOWN: a quantity is unknown, or the
 * base is 0. */
enum met target_met(const struct target_row *t, struct ratio r) __attribute__((nonnull));
/* Does missing it redden a light? One that is asked for if possible only where the office has set
 * so. */
bool target_is_hard(struct ledger *l, const struct target_row *t) __attribute__((nonnull));
/* Does it demand a value, rather than only ask for one? */
bool target_demands(const struct target_row *t) __attribute__((nonnull));
/* Is it demanded by that deadline: by it alone, or by all of the item that ask for figures? */
bool target_is_of(const struct target_row *t, int64_t deadline) __attribute__((nonnull));
/* The targets of a duty's item that are demanded by its deadline. */
bool target_rows_of(struct ledger *l, const struct duty_state *d, struct arena *mem,
		    target_rows *to, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Is it one value for all leads (合报)? Is it judged on the sum over the units? */
bool target_is_joint(const struct target_row *t) __attribute__((nonnull));
bool target_is_sum(const struct target_row *t) __attribute__((nonnull));

/* The ratio of a target from its figures. find answers what is in force for one figure; figures:
 * those of the target (scale, word). excluded that nobody gave counts as none; more excluded than
 * there are leaves the base unknown. */
struct ratio target_ratio(const struct target_row *t, const struct figure_row *figures,
			  size_t n_figures, struct known (*find)(const void *user, int64_t figure),
			  const void *user) __attribute__((nonnull(1, 4)));
/* The share of what it demands that is reached, 0 to 1 as done/of: 7 of 12 cases, 40 % of 80 %. A
 * demand from above is reached or unknown. False: unknown. */
bool target_share(const struct target_row *t, struct ratio r, int64_t *done, int64_t *of)
	__attribute__((nonnull));
/* How much num must still grow for a demand from below (> >=) to hold, at the figure's scale: "再报
 * 1 例即达标"; 0: it holds. False where that is unknown, too large to tell, or the demand is no
 * such bound. */
bool target_missing(const struct target_row *t, struct ratio r, int64_t *n)
	__attribute__((nonnull));
/* Its mirror for a demand from above (< <=): how much num may still grow ("最多还可 2 例");
 * negative: by how much it is exceeded. */
bool target_room(const struct target_row *t, struct ratio r, int64_t *n) __attribute__((nonnull));

#endif
