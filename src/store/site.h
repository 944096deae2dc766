/* Copies of one ledger: which name this one has, which others are known, what they have. What is
 * known of others lies in this file alone, not in the log. */
#ifndef STORE_SITE_H
#define STORE_SITE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "store/db.h"
#include "store/lack.h"

/* Is that a name for one? As of a person who comes through the gate (base/gate.h): 1 to 32 letters of one
 * script, digits and -_.·, at most 60 bytes; or, as before form 6, 1 to 40 of -_. and ASCII's letters and digits. It stands in
 * lines of allowed signers, in names of files, between blanks in a list. */
bool site_fits(const char *name, struct err *err) __attribute__((nonnull));
/* The same of one that is given now: it begins with a letter or a digit, as a name of a file does that
 * nobody takes for an option. */
bool site_new_fits(const char *name, struct err *err) __attribute__((nonnull));
/* The first form whose programs take changes of a copy with that name. */
int site_since(const char *name) __attribute__((nonnull));
/* Gives this copy that name: from now on its changes stand in a chain of their own. Within a write.
 * Refused where another copy is known by it, and where it does not fit. */
bool site_name(struct db *db, const char *name, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same where it has changes already: they stay under the name before, which is no other copy's.
 * Within a write. */
bool site_rename(struct db *db, const char *name, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A copy of the ledger for somebody else, under a name of its own. Refused where path exists. */
bool site_copy(struct db *db, const char *path, const char *name, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* A copy that is known here. */
struct site_row {
	const char *name;
	bool own;
	bool former;             /* a name that a copy had before: this one, or the one called now */
	const char *now;         /* of another copy's, as far as the log says; else NULL */
	int chains;              /* more than one: two copies went by this name */
	int64_t changes;         /* of it, here */
	int64_t last_ms;         /* wall time of its newest change here; 0: none */
	/* its last contact: the later of last_ms and heard_ms (store/unheard.h); 0: none */
	int64_t contact_ms;
	int64_t units;           /* that it speaks for by name */
	bool all;                /* it speaks for all: none were named, or that was (speaks_granted()) */
	/* of all changes here: how many it is known to have, of how many */
	int64_t knows, of;
	int64_t oldest_ms;       /* wall time of the oldest that it may lack; 0: none */
	/* as of when it last said what it has: when it made its newest bundle that was taken here;
	 * 0: never */
	int64_t heard_ms;
};
typedef VEC(struct site_row) site_rows;
/* This one first, then by name. Names lie in mem. */
bool sites_read(struct db *db, struct arena *mem, site_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The names alone of the other ones: this one's own is not among them. In mem. */
typedef VEC(const char *) site_names;
bool sites_named(struct db *db, struct arena *mem, site_names *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool site_known(struct db *db, const char *name, struct err *err) __attribute__((nonnull));

/* How far stamps of the log lie ahead of this clock, in milliseconds (0: they do not), and the copy whose
 * are the farthest, in mem; "": this one's alone. One's own follow, as what is made after another change is stamped after it: the counter
 * ticks, until the clock has come up. */
bool stamps_ahead(struct db *db, struct arena *mem, int64_t *ms, const char **site, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What a copy said it had at that time (wall; what lies ahead is now). What was said last counts,
 * but an older word does not make the last contact older. Within a write. */
bool site_heard(struct db *db, const char *name, const have_list *has, int64_t at_ms,
		struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What it is known to have: what it said last; where it never said anything, its own changes here
 * and all that they had seen. */
bool site_has(struct db *db, const char *name, have_list *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* How many lines wait: for others that they follow from; for a clock; as there are too many copies; faulty ones. */
/* refused: without the right, or on rows that their makers could not know; disputed: in force, made while the right was being taken away. */
struct held_counts { int64_t waiting, early, many, faulty, clashes, kept, refused, disputed; };
bool held_count(struct db *db, struct held_counts *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
