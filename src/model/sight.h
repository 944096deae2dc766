/* What who acts here is shown (store/sight.h): a reporter what concerns the own unit, unless the setting
 * reporter-sees is all. */
#ifndef MODEL_SIGHT_H
#define MODEL_SIGHT_H

#include "model/ledger.h"
#include "store/sight.h"

/* Looks up who acts, and narrows what is read to what they are shown, where that is not so already.
 * ledger_open() does it, and whoever learns that people, units or settings have changed. Not within a
 * write. */
bool sight_settle(struct ledger *l, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The units that somebody of this unit is shown: itself, those that it goes on for or that it was joined
 * with, who alone goes on for it, and who is today a member of one of them. */
bool sight_units(struct ledger *l, int64_t unit, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* For a ledger as it was: taken before, put over it after. The present says who is shown what. */
struct sight_kept {
	struct sight sight;
	id_list units;
};
bool sight_keep(struct ledger *l, struct sight_kept *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool sight_put(struct ledger *l, struct sight_kept *kept, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The unit whose things alone are listed; 0: those of all. */
int64_t sight_unit(const struct ledger *l) __attribute__((nonnull));
/* May that unit's sheet, that item's be opened? Else ERR_REFUSED with the sentence. */
bool sight_of_unit(struct ledger *l, int64_t unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* May they have the whole ledger, as a file or over a line? Its log cannot be narrowed, so who is not shown
 * all of it is not given it. But on a copy that speaks for units of
 * its own, and with no wall around who asks, it lies in their hands already, and goes on to the others.
 * sight_give(): else ERR_REFUSED, noted as tried (verb). */
bool sight_gives(struct ledger *l, struct err *err) __attribute__((nonnull));
bool sight_give(struct ledger *l, const char *verb, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Where nothing was found, and others might have it: adds to the sentence that one sees the own unit
 * alone. Always false. */
bool sight_say(struct ledger *l, struct err *err) __attribute__((nonnull));

#endif
