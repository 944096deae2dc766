/* Where this file lies: file system, inode and machine, noted in the file itself with its first write.
 * Elsewhere, it was moved, or it is a copy beside which the other one lives on: only people know. What
 * both write under one name becomes two chains (chain_split()), so nothing is lost until they say. */
#ifndef STORE_HOME_H
#define STORE_HOME_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "store/db.h"

/* Does it lie elsewhere than was noted? False where nothing was, or it cannot be known. */
bool home_is_other(struct db *db) __attribute__((nonnull));
/* It lies here. Within a write. */
bool home_note(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));
/* It will lie elsewhere, nobody knows where: the first write there notes it. Within a write. */
bool home_forget(struct db *db, struct err *err) __attribute__((nonnull, warn_unused_result));

/* "FILESYSTEM:INODE:MACHINE" of a file, machine: where the machine's id stands; false: there is no
 * such file. */
bool home_of(const char *path, const char *machine, struct buf *to) __attribute__((nonnull));

#endif
