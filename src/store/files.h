/* Source files of notices, by SHA-256 in hex, and which lines of the log name them. */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/rows.h"

typedef VEC(const char *) file_hashes;
/* Those that these changes brought, each one time. */
bool files_of(struct db *db, const keys *changes, struct arena *mem, file_hashes *to,
	      struct err *err) __attribute__((nonnull, warn_unused_result));
bool file_get(struct db *db, const char *sha, struct arena *mem, struct str *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool file_known(struct db *db, const char *sha, struct err *err) __attribute__((nonnull));
/* Keeps one. Within a write. */
bool file_keep(struct db *db, const char *sha, struct str bytes, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Drops those of them that no change names, in force or not, here or waiting: lines are looked through
 * once for all. Within a write. */
bool files_drop_unnamed(struct db *db, const file_hashes *list, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
