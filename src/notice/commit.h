/* A draft to the ledger: one change, so that one undo takes all of it back. */
#ifndef NOTICE_COMMIT_H
#define NOTICE_COMMIT_H

#include <stdbool.h>

#include "base/date.h"
#include "base/id.h"
#include "model/ledger.h"
#include "notice/draft.h"

/* The plan that this text was read as before; false: it is new. Its id (made of all cells,
 * base/id.h) in *plan either way. */
bool draft_is_known(const struct draft *d, struct ledger *l, struct id *plan)
	__attribute__((nonnull));

/* Could the notice be handed over on that day? ERR_INPUT: it was not issued yet. */
bool handed_fits(const struct draft *d, date handed, struct err *err) __attribute__((nonnull));

/* Writes plan, source, units with their names and members, items, assignments, deadlines,
 * figures, targets and measures. handed: the hand-over date 交办, DATE_NONE: none yet. Units
 * of the same region that the ledger knows by a name or spelling are those. What was decided
 * at each question, and whether it was answered or taken as proposed, lies in a setting
 * "reading/PLAN" (lines of KEY<TAB>"answered" or "proposed"<TAB>ANSWER). A notice that is in
 * the ledger writes nothing: out->changed is false and out->said says so. Refused: as a change
 * is (a text over 64 kB, ...), a hand-over that does not fit. */
bool draft_commit(const struct draft *d, struct ledger *l, date handed, struct outcome *out,
	struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
