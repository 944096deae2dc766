/* What lines of the log said of single cells. A line may hold thousands of writes, and who compares
 * two copies of an import asks it once for each row: the last few that were asked stay read. They
 * are kept by their hash, so nothing that happens to the log makes them wrong. */
#ifndef STORE_SAID_H
#define STORE_SAID_H

#include "store/log_body.h"

/* What the change said of the cell that s is about (its kind and id, and "*" or
 * the column). Its texts are
 * lent: they outlive one more call with another change, no more. false: it said nothing of it, or
 * err is filled. */
bool said_by(struct db *db, int64_t key, const struct change_hash *hash, const struct body_set *s,
	     struct field room[COLUMNS_MOST], struct body_set *to, struct err *err)
	__attribute__((nonnull));
/* Lets all go. */
void said_clear(struct db *db) __attribute__((nonnull));

#endif
