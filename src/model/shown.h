/* Which occurrence of an item is shown: the oldest begun one with somebody silent, else the latest
 * begun one, else the first. */
#ifndef MODEL_SHOWN_H
#define MODEL_SHOWN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/figure.h"
#include "model/ledger.h"
#include "store/duties.h"

/* NULL where there is none. Several with one due date (a period begun earlier by some) are one:
 * their sum, in *sum. */
const struct tally *shown_tally(const tallies *list, date today, struct tally *sum)
	__attribute__((nonnull));
/* The sum of all that fall due on the same day as one of them, in *sum. */
const struct tally *shown_sum(const tallies *list, const struct tally *one, struct tally *sum)
	__attribute__((nonnull, returns_nonnull));
/* The sum of what falls due with an item's duties by one deadline. */
const struct tally *shown_of_deadline(struct ledger *l, int64_t item, int64_t deadline,
				      const tallies *list, struct tally *sum)
	__attribute__((nonnull));
/* Of an item's targets the one that its row shows for a due date: the first that is not of another
 * phase. NULL: there is none. */
const struct target_row *shown_target(struct ledger *l, int64_t item, const target_rows *targets,
				      date due) __attribute__((nonnull));
/* The period that figures of an item belong to for the occurrence that falls due on due: its key
 * where it recurs, else "1". Read off its duties, whose dates may have been moved: of several
 * periods on that day the one that begins on begins, else the last; where none falls due that day,
 * by the rhythm. */
const char *shown_period(struct ledger *l, int64_t item, date due, date begins, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* target_line_item() without the change, for who has read the shown tally (NULL: none) already. */
bool target_line_shown(struct ledger *l, const struct target_row *t, int64_t item,
		       const struct tally *shown, struct arena *mem, struct target_line *to,
		       struct err *err) __attribute__((nonnull(1, 2, 5, 6, 7), warn_unused_result));

#endif
