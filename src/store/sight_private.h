/* What the files of this folder ask of a narrowed sight (sight.h). */
#ifndef STORE_SIGHT_PRIVATE_H
#define STORE_SIGHT_PRIVATE_H

#include "store/log_body.h"
#include "store/sight.h"
#include "store/store_private.h"

/* A write has begun: all is there. It was committed, or rolled back: it is narrowed again. */
bool sight_lift(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
void sight_drop(struct db *db) __attribute__((nonnull));
/* Others have written: what the units have a part in is looked up anew. */
void sight_follow(struct db *db) __attribute__((nonnull));
/* Is a row shown; a line of the log, as it stands: all rows that it writes to are? A line that this program
 * does not know to read is not. False with an error: it could not be found out. */
bool sight_shows_row(struct db *db, enum kind k, const struct id *id, struct err *err)
	__attribute__((nonnull));
bool sight_shows_line(struct db *db, struct str line, struct err *err) __attribute__((nonnull));

#endif
