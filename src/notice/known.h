/* The units that a ledger knows, by all their names. */
#ifndef NOTICE_KNOWN_H
#define NOTICE_KNOWN_H

#include "base/err.h"
#include "base/id.h"
#include "base/str.h"
#include "notice/words.h"
#include "store/db.h"

struct known;

/* words: to tell an area from a name. NULL: err. */
struct known *known_read(struct db *db, const struct words *words, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void known_free(struct known *k);
/* The unit of that region with that name or spelling, folded; NULL where there is none. Lent. */
const struct id *known_unit(const struct known *k, struct str region, struct str name)
	__attribute__((nonnull));

#endif
