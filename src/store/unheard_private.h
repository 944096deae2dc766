/* What other files of this folder ask of store/unheard.c. */
#ifndef STORE_UNHEARD_PRIVATE_H
#define STORE_UNHEARD_PRIVATE_H

#include "store/tally_private.h"
#include "store/unheard.h"

/* Somebody may have written: looked at anew before the next read. */
void unheard_stale(struct db *db) __attribute__((nonnull));
void unheard_clear(struct db *db) __attribute__((nonnull));
/* How many of a row of sums are silent duties that are not exchanged: kind of enum tally_of or
 * TALLY_OPEN, TALLY_DAYS; plan: of a unit, 0 of all open ones; else 0. */
int unheard_count(struct db *db, int kind, int64_t key, int64_t plan, const struct tally *t)
	__attribute__((nonnull));

/* In SQL, of a duty that is silent: unheard(unit, due); of a row of sums (kind 1 or 2) how many:
 * unheard_sum(kind, key, plan, due, act_by, begins, shows, yellow_from, red_from, most). */
void unheard_settle(struct db *db) __attribute__((nonnull));

#endif
