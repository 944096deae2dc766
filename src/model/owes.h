/* Who owes an item: its lead units, who gather from the responsible ones; or each of both, where
 * the office says so (design: 由牵头单位汇总). */
#ifndef MODEL_OWES_H
#define MODEL_OWES_H

#include <stdbool.h>

#include "base/err.h"
#include "model/ledger.h"
#include "store/rows.h"

/* Do responsible units owe it too? */
bool owes_all(const struct item_row *item) __attribute__((nonnull));
/* One change. Refused for an item that is made of others: each of them says for itself. */
bool owes_set(struct ledger *l, int64_t item, bool all, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
