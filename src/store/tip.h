/* What copies have signed: a line for the newest change of a chain that its copy signed, kept as it came and
 * passed on; the keys that copies are known by. What the lines say, and whether they hold, is read
 * elsewhere (exchange/tip.h). */
#ifndef STORE_TIP_H
#define STORE_TIP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/change.h"
#include "store/db.h"

/* Of each chain the newest one that is kept, by the key of its change. Lines lie in mem. */
struct tip_line { int64_t change; const char *line; };
typedef VEC(struct tip_line) tip_lines;
bool tip_lines_read(struct db *db, struct arena *mem, tip_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Is there such a change in the log? */
bool tip_is_here(struct db *db, const struct change_hash *hash, struct err *err)
	__attribute__((nonnull));
/* Is that line kept for the change? */
bool tip_is_kept(struct db *db, const struct change_hash *hash, struct str line, struct err *err)
	__attribute__((nonnull));
/* Keeps one, where its change is here and none of a later change of that chain is kept; those of
 * earlier ones go. Within a write. */
bool tip_keep(struct db *db, const struct change_hash *hash, struct str line, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The newest change that this copy made under its name; false: there is none, or err is filled. */
bool tip_own(struct db *db, struct change_hash *hash, int64_t *seq, struct err *err)
	__attribute__((nonnull));
/* The text of a line that waits in held; false: there is none. In mem. */
bool tip_held(struct db *db, const struct change_hash *hash, struct arena *mem, struct str *line,
	      struct err *err) __attribute__((nonnull));

/* Keys of copies, by name. In mem. */
struct site_key { const char *site, *key; };
typedef VEC(struct site_key) site_keys;
bool site_keys_read(struct db *db, struct arena *mem, site_keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
