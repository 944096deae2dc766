/* What is missing in a ledger before it can be answered for: what nobody leads, cannot be judged,
 * cannot be reached. Each gap names the thing and what to do. */
#ifndef MODEL_GAP_H
#define MODEL_GAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"

enum gap_kind {
	GAP_LEAD,           /* a task that no unit leads */
	GAP_OWNER,          /* a campaign that no unit leads */
	/* an item with leads and no date: none is named, it is left open, or there is no such
	 * day */
	GAP_DEADLINE,
	GAP_DENOMINATOR,    /* a target that demands a share, and nobody has said of what */
	GAP_DEFINITION,     /* a figure of a target without the words that say what is counted */
	GAP_MEMBERS,        /* a group of units that stands for itself */
	GAP_CONTACT,        /* a unit that owes, and nobody to call */
	GAP_CALENDAR,       /* a year in which something is due, without its table of days off */
	GAPS
};

struct gap {
	enum gap_kind kind;
	int64_t item, unit;          /* keys; 0: none */
	const char *number;          /* of the item; "" none */
	const char *what;            /* the item's title, the figure, the unit, the year */
	const char *missing;         /* a sentence, translated */
};
typedef VEC(struct gap) gaps;

/* By kind, within it in the order of the plans. plan 0: all open ones. Texts lie in mem. */
bool gaps_read(struct ledger *l, int64_t plan, struct arena *mem, gaps *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "lead", "owner" ...: in JSON. */
const char *gap_name(enum gap_kind k) __attribute__((returns_nonnull));
/* Its heading, translated: "no unit leads it". */
const char *gap_label(enum gap_kind k) __attribute__((returns_nonnull));
/* "settle who leads it (A assign): until then nobody owes it"; how: the key or the command that
 * does it, where there is one. Translated, in mem. */
const char *gap_todo(enum gap_kind k, const char *how, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

#endif
