/* 阶段 and 长期: a phase asks for a first result by a date, and the work goes on. It is met by an
 * accepted report or by closing it; from then on there is no date that could pass, but a day on
 * which the work is looked at again (domain.md 7). A report that is not accepted makes its light
 * green and no more; where a hard target is missed the passed date stays. */
#ifndef MODEL_PHASE_H
#define MODEL_PHASE_H

#include <stdbool.h>

#include "base/date.h"
#include "model/ledger.h"
#include "store/duties.h"

/* The last day of the present period of that length in months (1, 3, 6, 12): never before today. */
date phase_period_end(date today, int months);
/* The next review of work that goes on, by the ledger's setting "review". */
date phase_review(struct ledger *l) __attribute__((nonnull));
/* The same of a duty whose phase is met, DATE_NONE of all others. */
date phase_review_duty(struct ledger *l, const struct duty_state *d) __attribute__((nonnull));
/* Of an item whose last phase is met by all who owe it: shown is what it shows (model/shown.h),
 * NULL nothing. */
date phase_review_item(struct ledger *l, const struct item_row *item, const struct tally *shown)
	__attribute__((nonnull(1, 2)));

#endif
