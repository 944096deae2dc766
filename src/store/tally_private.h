/* How duties.c keeps the sums true: differences are collected, then written: of one item, or of
 * many at once. */
#ifndef STORE_TALLY_PRIVATE_H
#define STORE_TALLY_PRIVATE_H

#include <stdbool.h>

#include "base/err.h"
#include "base/map.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/duties.h"

/* Its bytes are the key of a map, so it has no holes. */
struct tally_key {
	int64_t key, plan;
	int32_t kind;
	date due, act_by, begins, shows, yellow_from, red_from;
	int32_t zero;
};
struct tally_delta {
	struct tally_key key;
	int pane;
	int owed, in, pending, returned, missed, met, judged, asked, green;
};

/* Beside enum tally_of: all open plans together, key and plan 0; the same by day, without the dates
 * that tell lights apart (0): few rows, whatever is reported. */
enum { TALLY_OPEN = 3, TALLY_DAYS = 4 };

struct tally_diff {
	struct db *db;
	bool open;                                        /* the item's plan is */
	bool parent;                                      /* the item has children */
	/* there were no rows: items come in the order of their keys */
	bool anew;
	bool written;                                     /* tally_diff_write() was called */
	VEC(struct { int64_t key; int pane; }) items;     /* the item and those above it */
	VEC(struct tally_delta) deltas;
	/* struct tally_key -> place in deltas, from 1 */
	struct map *places;
	/* anew: of an item without children, whose sums come from it alone */
	VEC(struct tally_delta) own;
};

void tally_diff_init(struct tally_diff *t, struct db *db) __attribute__((nonnull));
/* What is added from now on is of that item. */
bool tally_diff_item(struct tally_diff *t, int64_t item, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* sign: 1 it comes, -1 it goes. */
void tally_diff_add(struct tally_diff *t, const struct duty_state *d, int sign)
	__attribute__((nonnull));
/* Anew, when all of an item were added: writes its own sums, so that they lie in no map until the
 * end. */
bool tally_own_write(struct tally_diff *t, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* In the order of the rows; none is left. */
bool tally_diff_write(struct tally_diff *t, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void tally_diff_clear(struct tally_diff *t) __attribute__((nonnull));

/* counts.c: brings the counters of the item, its parent and its plan up to date. */
bool counts_refresh(struct db *db, int64_t item, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* All of them, from nothing. */
bool counts_rebuild(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
