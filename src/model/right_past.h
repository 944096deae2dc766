/* Rights as they follow from the log: of lines, each in its own past; of who acts now. */
#ifndef MODEL_RIGHT_PAST_H
#define MODEL_RIGHT_PAST_H

#include "model/ledger.h"
#include "model/right.h"
#include "store/past.h"

/* What is known of rights while lines are judged, within one write of the ledger: people and copies are
 * read once, and again where a line wrote of them. */
struct rights;
struct rights *rights_new(struct db *db) __attribute__((nonnull, returns_nonnull));
/* It as the judge of lines of others. Lent. */
const struct judge *rights_as_judge(struct rights *r) __attribute__((nonnull, returns_nonnull));
void rights_free(struct rights *r);
/* People or copies were written of, chains split, or such a write was taken back: what was read of
 * them is read again. */
void rights_stale(struct rights *r) __attribute__((nonnull));

/* Had who made the line the right to, by what they knew? It stands in the log; its text is lent.
 * `apart`: may be NULL; gets whether they would not have had it, had they known what was written of
 * people and copies apart from them. */
bool rights_judge(struct rights *r, const struct past *p, struct str line, struct right *to,
		  struct right *apart, struct err *err)
	__attribute__((nonnull(1, 2, 4, 6), warn_unused_result));

/* May that login, by what the ledger says now, write what the line writes, whoever is said to have
 * made it? What cannot be read, of a newer form perhaps, an admin alone may. NULL: may its author, on its
 * copy? Within a write. */
bool rights_door(struct rights *r, const char *courier, struct str line, bool *may, struct err *err)
	__attribute__((nonnull(1, 4, 5), warn_unused_result));

/* The lines behind the one with this key, as they were appended just now: refused (ERR_REFUSED, with
 * who may not what) where one of them writes what its maker may not. */
bool rights_judge_own(struct ledger *l, int64_t behind, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Is each line judged as it ought to be? One sentence a difference. r NULL: nothing is judged. */
bool rights_check(struct rights *r, struct arena *mem, sentences *found, struct err *err)
	__attribute__((nonnull(2, 3, 4), warn_unused_result));
/* Within a write: which changes were made while their right was being taken away, after rows were
 * written, people and copies among them or not. Costs one judgement for each change that was made
 * apart by or for whom such a row is about: by anybody, where it is about an admin. */
bool rights_settle(struct rights *r, const touched_list *touched, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
