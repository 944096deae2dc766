/* Reorganisation of units (domain.md 8, 9): one is renamed, several become one, one becomes
 * several, from a day on; one change, taken back by one undo. A unit that is renamed stays the same
 * row with another name; else rows of kind heir say who goes on, and what is open moves
 * (model/duty.h). Names before the day stay. */
#ifndef MODEL_REORG_H
#define MODEL_REORG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/str.h"
#include "model/ledger.h"
#include "store/rows.h"

enum reorg_kind { REORG_RENAME, REORG_MERGE, REORG_SPLIT };
/* "rename" "merge" "split" */
bool reorg_kind_find(const char *word, enum reorg_kind *to) __attribute__((nonnull));

struct reorg {
	enum reorg_kind kind;
	/* the old ones: one, or several that are merged */
	const int64_t *units; size_t n_units;
	/* full names: the new one's; of a split the first takes what none is named for */
	const struct str *into; size_t n_into;
	/* of a split: items whose open duties go to another one of into; may name one item twice */
	const struct reorg_named { int64_t item; size_t into; } *named; size_t n_named;
	date on;                                   /* today at the latest */
};

/* Can it be done, and what would move? A sentence in mem: units, day, so many open duties of so
 * many items. False: ERR_REFUSED, ERR_INPUT say why not. */
bool reorg_look(struct ledger *l, const struct reorg *r, struct arena *mem, const char **what,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* Does it: one change. */
bool reorg_do(struct ledger *l, const struct reorg *r, struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The name that a unit's documents of that day carry, from its names; NULL: none of them says. Lent
 * by names. */
const char *unit_name_on(const struct name_row *names, size_t n, date day);
/* Who goes on for a unit in the end, 0: itself. Where it was split, the first. */
int64_t reorg_heir(struct ledger *l, int64_t unit) __attribute__((nonnull));
/* "since 2018-11-15 part of 市市场监管局", "since 2018-11-15 in place of 市工商局, 市质监局"; ""
 * neither. */
const char *reorg_text(struct ledger *l, int64_t unit, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* The units of an item whose duties one goes on with, in the order of the assignment; no
 * responsible ones, unless the item is owed by them too. */
bool reorg_parts(struct ledger *l, int64_t item, int64_t unit, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Of an heir's duty: "formerly 市工商局, 市质监局, 市食药监局"; "" of another. */
const char *reorg_parts_text(struct ledger *l, int64_t item, int64_t unit, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* Who leads an item today: leads whose work goes on with one unit count once, under its key. */
bool reorg_leads(struct ledger *l, int64_t item, keys *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
