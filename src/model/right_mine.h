/* What who acts here may do, before they do it: menus, hints and commands ask. ledger_commit() asks
 * again, by what is written. */
#ifndef MODEL_RIGHT_MINE_H
#define MODEL_RIGHT_MINE_H

#include "model/ledger.h"
#include "model/right.h"
#include "store/rows.h"

/* Who acts: bound only where somebody is admin, or has been. */
struct right_mine {
	bool bound;
	enum role role;        /* who has none, where roles bind, is a viewer */
	int64_t unit;          /* key of the own unit; 0: none */
};
bool right_mine(struct ledger *l, struct right_mine *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Does it count what the copy says it has which they bring (l->courier)? Nothing of that is sent it again: so
 * from clerk up, as anybody can say that they are another's copy. */
bool right_heard(struct ledger *l, bool *counts, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* May they do that (by its name in the log) about that unit? 0: of whatever unit; RIGHT_NO_UNIT: about
 * an item itself. Else ERR_REFUSED with the sentence. */
enum { RIGHT_NO_UNIT = -1 };
bool right_may(struct ledger *l, const char *verb, int64_t unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same for what takes that role at least, whatever its name. */
bool right_may_from(struct ledger *l, const char *verb, enum role needs, int64_t unit,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same, and where it is refused, it is noted as tried. */
bool right_ask(struct ledger *l, const char *verb, int64_t unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same for what takes that role at least, whatever its name. */
bool right_ask_from(struct ledger *l, const char *verb, enum role needs, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* May they take back what that login did? Noted where not. */
bool right_undo(struct ledger *l, const char *by, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Notes what was tried and refused: who, when, what, and what they were told. */
void right_tried(struct ledger *l, const char *verb, const struct err *why)
	__attribute__((nonnull));
/* The same, and on what: "市质监局 2"; "" where that is not known. */
void right_tried_on(struct ledger *l, const char *verb, const char *what, const struct err *why)
	__attribute__((nonnull));
/* The units of a reporter: the own one, then its members of today (what is written is judged whatever the
 * day, as what a member owes may come in late). Others are bound to none: empty. */
bool right_units(struct ledger *l, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
