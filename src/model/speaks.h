/* For which units a copy speaks: what it writes counts for these and their members alone. A copy that
 * none was given to speaks for all, until an admin says of any copy that it does: from then on one that
 * was given nothing speaks for nothing, so that no new name is free of what an old one was held to. */
#ifndef MODEL_SPEAKS_H
#define MODEL_SPEAKS_H

#include "model/ledger.h"
#include "store/rows.h"

/* Gives a copy units (grant), or takes them back: one action. Refused where it has one already, or has
 * it not. */
bool speaks_change(struct ledger *l, const char *site, const keys *units, bool grant,
		   struct outcome *out, struct err *err) __attribute__((nonnull, warn_unused_result));
/* That it speaks for all units, or no longer. The first time this copy does, too: else nobody here could
 * go on. Refused where this copy would speak for nothing itself. */
bool speaks_change_all(struct ledger *l, const char *site, bool grant, struct outcome *out,
		       struct err *err) __attribute__((nonnull, warn_unused_result));
/* May this copy be called so? Not where it would speak for nothing then. */
bool speaks_as(struct ledger *l, const char *site, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Does this copy speak for all units, or nobody at all as yet? Else ERR_REFUSED: nobody here could say it
 * once more. */
bool speaks_here(struct ledger *l, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The units of a copy, by name. */
bool speaks_read(struct ledger *l, const char *site, struct arena *mem, unit_rows *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
