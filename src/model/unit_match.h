/* A text that somebody typed to units: name, short name, alias, old name or spelling; 市 or not
 * makes no difference. */
#ifndef MODEL_UNIT_MATCH_H
#define MODEL_UNIT_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "store/rows.h"

struct unit_hit {
	int64_t unit;
	const char *name, *shortname;
	const char *through;      /* the alias or spelling that matched, or NULL */
};
typedef VEC(struct unit_hit) unit_hits;

/* All units in which text stands, folded: exact ones first, then those that begin with it, then the
 * rest, each in the order of names. Empty text: all. Who goes on for one of them (model/reorg.h)
 * follows, through its name. */
bool unit_match(struct ledger *l, struct str text, struct arena *mem, unit_hits *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* Exactly one: an exact hit, or the only hit. Else ERR_NOT_FOUND, or ERR_AMBIGUOUS with the
 * candidates in the text. */
bool unit_match_one(struct ledger *l, struct str text, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The unit that is called just that, today or once, folded; 0: none. What only resembles it is
 * another one. */
bool unit_called(struct ledger *l, struct str name, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
