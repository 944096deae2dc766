/* Rows that point to one another (an item to the one above it, a unit to the one it is the same as)
 * form trees. Two copies that wrote apart, or a forged line, can close a ring of them. What shows then follows
 * from what is in force alone, in whatever order it came: of each ring the row with the smallest id
 * points nowhere. Where it would point to is kept (table ring) until some row of the ring points
 * elsewhere. */
#ifndef STORE_RING_H
#define STORE_RING_H

#include "store/store_private.h"

/* Does that column point to rows of its own kind? */
bool ring_column(enum kind k, int column);

/* What is to be shown, in this order, now that the row is to point to `to` (NULL: nowhere). */
struct ring_show { struct id row, to; bool nowhere; };
typedef VEC(struct ring_show) ring_shows;
/* Notes what is kept back, and answers what shows. */
bool ring_turn(struct db *db, enum kind k, int column, const struct id *row, const struct id *to,
	       ring_shows *shows, struct err *err)
	__attribute__((nonnull(1, 4, 6, 7), warn_unused_result));

/* Where the row would point to; false: nothing is kept back, or err is filled. */
bool ring_kept(struct db *db, enum kind k, int column, const struct id *row, struct id *to,
	       struct err *err) __attribute__((nonnull));
/* For `duban check`: is what is kept back what closes rings, and does no ring show? found is called
 * with a row that is wrong. */
typedef void ring_found(void *user, enum kind k, int column, const struct id *row);
bool ring_check(struct db *db, ring_found *found, void *user, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
