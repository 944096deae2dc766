/* What the duties of a stretch of items follow from: read by their keys' range, so that a hundred
 * thousand items cost a few hundred questions. */
#ifndef MODEL_DERIVE_FACTS_H
#define MODEL_DERIVE_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "model/duty.h"
#include "model/ledger.h"

struct derive_terms;

/* How far the rows of one kind have been handed out. */
struct facts_place { size_t from, n; };

struct facts {
	struct ledger *l;
	struct arena mem;             /* of all texts */
	item_rows items;
	assignment_rows assignments;
	deadline_rows deadlines;
	target_rows targets;
	duty_rows cells;
	urge_rows urges;
	measure_counts measures;
	bool stretch;                 /* more than one item was asked for */
	keys groups;                  /* of a stretch: those that have members */
	struct {
		struct facts_place items, assignments, deadlines, targets, cells, urges, measures;
	} at;
	/* of one item, read where it needs them */
	struct plan_row plan;
	member_rows members;
	heir_rows heirs;
	VEC(struct figure_row) figures;
	value_rows values;
	receipt_rows receipts;
	entry_rows extensions;
};

/* Those of the items with keys from .. to. facts_clear() follows in any case. */
bool facts_read(struct ledger *l, int64_t from, int64_t to, struct facts *f, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The next item of them that is to be derived, in the order of keys: what is in force of it, lent
 * until the next one. False: none is left, or err says what could not be read. */
bool facts_next(struct facts *f, const struct derive_terms *terms, struct duty_input *in,
		struct err *err) __attribute__((nonnull, warn_unused_result));
void facts_clear(struct facts *f) __attribute__((nonnull));

/* For one unit's duties of an item that are refilled: its targets, cells, values and urgings there,
 * as facts_next() would fill them. targets_read() has filled f->targets. */
bool facts_of_unit(struct facts *f, int64_t item, int64_t unit, const struct derive_terms *terms,
		   struct duty_input *in, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
