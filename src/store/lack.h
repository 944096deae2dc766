/* What another copy lacks: it says what it has, this one leaves out only what stands before that.
 * Guessing from numbers of changes would lose some. */
#ifndef STORE_LACK_H
#define STORE_LACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/rows.h"

/* The first eight bytes of a change's hash: enough to be found again. */
struct have { uint8_t b[8]; };
typedef VEC(struct have) have_list;

/* What this copy has: of each chain its end, and the ones 1, 3, 7, 15 ... before; those of its own
 * chain first, then of those that grew last. No more than every copy reads: who is told fewer sends
 * more. */
enum { HAVE_MOST = 40000 };
bool have_read(struct db *db, have_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Which chain is written by the copy of that name that said it has these? 0: it has written nothing,
 * or nothing of it is here. */
bool have_chain(struct db *db, const have_list *has, const char *site, int64_t *chain,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* The fewest of them that say the same, now and later: what stands before another one is left out, but
 * for the first that is known here (have_chain()). Of those that are not known here, which may come yet,
 * the first MARKS_UNKNOWN_MOST. */
enum { MARKS_UNKNOWN_MOST = 1000 };
bool have_least(struct db *db, const have_list *has, have_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What both of two copies have, of what is known here. */
bool have_common(struct db *db, const have_list *a, const have_list *b, have_list *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

/* Keys of the changes that somebody who has these lacks, parents first. Marks that are not known
 * here say nothing. */
bool lack_read(struct db *db, const have_list *has, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Where each chain begins, the one with the smallest stamp first. */
struct chain_first { int64_t chain, seq, hlc, n; };
typedef VEC(struct chain_first) chain_firsts;
bool chain_firsts_read(struct db *db, chain_firsts *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* How many changes somebody who has these lacks, without reading them, and the time of the oldest one;
 * 0: none. So that it may be asked of each of many copies. */
bool lack_count(struct db *db, const chain_firsts *all, const have_list *has, int64_t *n,
		int64_t *oldest_ms, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The line of a change as it was written, in mem. */
bool lack_line(struct db *db, int64_t key, struct arena *mem, struct str *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
