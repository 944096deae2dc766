/* What target_line.c and target_item.c share: what a line is made from. */
#ifndef MODEL_TARGET_LINE_PRIVATE_H
#define MODEL_TARGET_LINE_PRIVATE_H

#include "model/figure.h"
#include "model/target.h"
#include "model/verb.h"

/* A unit of a sum: who owes in that period. */
struct line_unit {
	int64_t unit;
	keys parts;                 /* the units that it goes on for */
	bool in;                    /* its report is in force */
	bool gave;                  /* and says all that the line is made of */
	enum met met;               /* judged for itself */
};

struct line {
	struct ledger *l;
	const struct target_row *target;
	struct figure_row figures[4];
	size_t n_figures;
	struct figure_row num;
	/* whose values */
	int64_t unit;               /* 0: the sum over units */
	/* the units that it goes on for: their sum where it has said nothing itself */
	keys parts;
	VEC(struct line_unit) units;
	size_t given;               /* how many of them gave all of it */
	const char *period;
	value_rows values;          /* of the period and the first n_valued figures, sorted */
	size_t n_valued;
	const struct amount *amounts;
	size_t n_amounts;
	bool judged;                /* is it in force, or being typed? */
	const struct target_line *sum;      /* that it is judged on, of a duty; NULL: on its own */
	bool as_reported;           /* not as it was accepted */
};

/* An empty line of a target, and what it is made from. */
bool target_line_begin(struct line *x, struct ledger *l, const struct target_row *t,
		       struct arena *mem, struct target_line *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The other figures of its target; a line that is a unit's or a sum needs them. */
bool target_line_figures(struct line *x, struct arena *mem, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Reads what all units said of its figures in the period, in place of a question a unit; the caller
 * clears x->values. */
bool target_line_values(struct line *x, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Of x->unit, or of all x->units that gave it. */
struct ratio target_line_ratio(const struct line *x) __attribute__((nonnull));
/* An item over all its units in a period. */
bool target_line_period(struct ledger *l, const struct target_row *t, int64_t item,
			const char *period, struct arena *mem, struct target_line *to,
			struct err *err) __attribute__((nonnull, warn_unused_result));
/* Words for the ratio. whole: an item's own line has room for a sentence. */
void target_line_end(struct line *x, bool whole, struct arena *mem, struct target_line *to)
	__attribute__((nonnull));
/* now and before: of the same units. */
void target_line_change(const struct line *x, struct known now, struct known before,
			struct arena *mem, struct target_line *to) __attribute__((nonnull));

/* "50%", "1/10", "10 例": the threshold as it was written. */
const char *target_threshold_text(const struct target_row *t, const struct figure_row *num,
				  struct arena *mem) __attribute__((nonnull, returns_nonnull));
/* A ratio of two figures, not a count and not a percentage that is a figure itself. */
bool target_is_ratio(const struct target_row *t) __attribute__((nonnull));
/* Does the sum of a figure over units mean anything? A percentage's does not. */
bool target_figure_adds(const struct figure_row *f) __attribute__((nonnull));

#endif
