/* Taking a bundle: first what would come, then, after a yes, in commits of some hundred lines, each
 * of which leaves a sound ledger behind. */
#ifndef EXCHANGE_TAKE_H
#define EXCHANGE_TAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "exchange/bundle.h"
#include "model/ledger.h"

/* Whose changes would come: those not known here. */
struct coming { const char *site, *by; int64_t changes; };
struct take_look {
	VEC(struct coming) who;     /* most first; of more than a hundred, some */
	int64_t changes;            /* not known here */
	int64_t begins;             /* of these, the first ones of their copies */
	/* of these, as was tried where there are not too many for its time */
	struct trial trial;
	int64_t shut;               /* of these, left out: their copies have not signed them */
	const struct tip_gate *gate;        /* the bundle's */
};
/* What it counts is no exchange where it names more copies that are new here than that: who has what
 * is reckoned by copy, and each name stays for ever. */
enum { TAKE_BEGINS_MOST = 10000 };
/* Counts a line that is not known here where it is the first change of its copy. One that knew of no
 * other begins a ledger: where this one has begun, false with ERR_INPUT, as two do not come together.
 * Nobody's role would bind there, so whoever is admin in the other would be one here. */
bool take_begins(struct ledger *l, struct str line, int64_t *begins, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool take_begins_fit(int64_t begins, struct err *err) __attribute__((nonnull, warn_unused_result));

/* The trial keeps all others from writing: it ends after within_ms, TAKE_TRY_MS where somebody waits. */
enum { TAKE_TRY_MS = 300 };
bool take_look(struct ledger *l, struct bundle *b, int64_t within_ms, struct arena *mem,
	       struct take_look *to, struct err *err) __attribute__((nonnull, warn_unused_result));
void take_look_clear(struct take_look *look) __attribute__((nonnull));

/* Takes all of it. agreed: also changes whose clock runs ahead. told (may be NULL) is called after
 * each commit; where it says false, taking ends there with ERR_STOPPED: what was taken stays. */
typedef bool take_told(void *user, int64_t done, int64_t all);
bool take_bundle(struct ledger *l, struct bundle *b, bool agreed, take_told *told, void *user,
		 struct merged *sum, struct err *err)
	__attribute__((nonnull(1, 2, 6, 7), warn_unused_result));

#endif
