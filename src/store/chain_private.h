/* Chains of changes and what each knew of the others. A change is in another one's past where who
 * made that one had it: in the same chain before it, or in another chain up to what that one had
 * seen. seen(chain, other, seq, upto): from its change seq on, chain knows other's changes up to
 * upto. */
#ifndef STORE_CHAIN_PRIVATE_H
#define STORE_CHAIN_PRIVATE_H

#include "store/log_body.h"
#include "store/store_private.h"

/* What a line came to: it waits for a program that understands it; it is in force; who made it had not
 * the right to. All three are kept and passed on. */
enum applied { APPLIED_NOT, APPLIED, APPLIED_REFUSED };

/* In SQL: had this copy that name before it was called otherwise? */
#define IS_FORMER(site) "instr(coalesce((SELECT value FROM meta WHERE name = 'formerly'), ''), ' ' || " site " || ' ') > 0"

/* Where a change stands. */
struct log_place { int64_t key, chain, seq, hlc; enum applied applied; };

/* false: there is no such change (err is left alone), or err is filled. */
bool place_find(struct db *db, const struct change_hash *hash, struct log_place *to, struct err *err)
	__attribute__((nonnull));

/* Up to which of other's changes the chain knew when it made its change seq; 0: none. */
int64_t chain_knows(struct db *db, int64_t chain, int64_t seq, int64_t other, struct err *err)
	__attribute__((nonnull));
/* Is a in the past of b (or a itself)? */
bool place_is_past(struct db *db, const struct log_place *a, const struct log_place *b, struct err *err)
	__attribute__((nonnull));

/* Did neither know of the other? */
bool places_apart(struct db *db, const struct log_place *a, const struct log_place *b,
		  struct err *err) __attribute__((nonnull));

/* All that it knew of others then. */
struct known { int64_t other, upto; };
typedef VEC(struct known) known_list;
bool chain_known(struct db *db, int64_t chain, int64_t seq, known_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What chain, at its change seq, has come to know: the change `of`, and all that this one knew. */
bool chain_saw(struct db *db, int64_t chain, int64_t seq, const struct log_place *of, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The ends of the other chains that went on since `chain` last looked, as far as they are applied
 * here. */
typedef VEC(struct change_hash) hash_list;
bool chain_news(struct db *db, int64_t chain, hash_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A new chain of a copy, without changes. 0: err is filled. */
int64_t chain_new(struct db *db, const char *site, struct err *err) __attribute__((nonnull));
/* Writes a line at its place (chain, seq, stamp, applied or not), the new end of its chain; the
 * place's key is filled. */
bool place_put(struct db *db, const struct change_hash *hash, struct str line, size_t sets,
	       struct log_place *at, struct err *err) __attribute__((nonnull, warn_unused_result));
/* A second change follows `at`: what stands behind it in its chain becomes a chain of its own, which
 * knows what the part before it knew; `at` is an end again. Where this was the copy's own chain,
 * the copy goes on with its newest change. */
bool chain_split(struct db *db, const struct log_place *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
