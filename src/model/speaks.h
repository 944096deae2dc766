/* For which units a copy speaks: what it writes counts for these and their members alone. A copy that
 * none was given to speaks for all. */
#ifndef MODEL_SPEAKS_H
#define MODEL_SPEAKS_H

#include "model/ledger.h"
#include "store/rows.h"

/* Gives a copy units (grant), or takes them back: one action. Refused where it has one already, or has
 * it not. */
bool speaks_change(struct ledger *l, const char *site, const keys *units, bool grant,
		   struct outcome *out, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The units of a copy, by name. */
bool speaks_read(struct ledger *l, const char *site, struct arena *mem, unit_rows *to,
		 struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
