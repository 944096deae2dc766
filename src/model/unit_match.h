/* A text that somebody typed to units: name, short name, alias, old name or spelling, or any of
 * these in pinyin; 市 or not makes no difference. */
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

/* How well a name fits: as text in any way better than as pinyin. */
enum unit_fit {
	UNIT_FIT_NONE,
	UNIT_FIT_SHORTENED,       /* some characters of it in their order: 人行 of 人民银行 */
	UNIT_FIT_SOUNDS,          /* the letters are pinyin of a part of it */
	UNIT_FIT_SOUNDS_BEGINS,
	UNIT_FIT_SOUNDS_WHOLE,
	UNIT_FIT_INSIDE,
	UNIT_FIT_BEGINS,
	UNIT_FIT_EXACT,
};

struct unit_hit {
	int64_t unit;
	const char *name, *shortname;
	const char *through;      /* the alias or spelling that matched, or NULL */
	enum unit_fit fit;
};
typedef VEC(struct unit_hit) unit_hits;

/* All units in which text stands, folded: exact ones first, then those that begin with it, then the
 * rest, then those of which it is pinyin (base/pinyin.h) in the same order; each in the order of
 * names. Where there is none, those that it shortens: two to five characters of a name in their
 * order, the first of which begins it (behind 市, 中国 and the like). Empty text: all. Who goes on for one of them (model/reorg.h) follows, through its name. */
bool unit_match(struct ledger *l, struct str text, struct arena *mem, unit_hits *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* Exactly one: an exact hit, or the only hit; of pinyin (where text stands in no name) the only one
 * of which it is the whole name, or the only hit. Else ERR_NOT_FOUND with those that are nearest, or
 * ERR_AMBIGUOUS with the candidates in the text. */
bool unit_match_one(struct ledger *l, struct str text, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same for who only looks: where it finds none, the only one that the text shortens. */
bool unit_match_short(struct ledger *l, struct str text, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The unit that is called just that, today or once, folded; 0: none. What only resembles it is
 * another one. */
bool unit_called(struct ledger *l, struct str name, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
