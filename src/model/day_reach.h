/* How far a day reaches that turns from a working day into a day off, or back: which items it may
 * give other dates or lights. */
#ifndef MODEL_DAY_REACH_H
#define MODEL_DAY_REACH_H

#include "model/ledger.h"
#include "store/rows.h"

/* Appends the items that may differ, sorted. Too many rather than one too few: those with a duty
 * (as it is kept) due so near that day that the rule of lights or a rule for a due day off could
 * step over it, with a granted date, or with a deadline of so many working days. days: how many
 * days turned at once. */
bool day_reach(struct ledger *l, date day, int days, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
