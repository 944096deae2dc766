/* Figures: named quantities, whole numbers with a scale; what a duty asks for, and how a target
 * stands. */
#ifndef MODEL_FIGURE_H
#define MODEL_FIGURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "model/ledger.h"
#include "store/duties.h"
#include "store/rows.h"

/* Reads "12", "１２", "1,234", "1.87", "十二", "1.2万" at the figure's scale (places after the
 * point): 187 at 2. A measure word may follow; 123.45亿元 of a figure in 万元 is 1234500. A
 * percentage takes "1.87%", "3‰", "万分之一". Refused with the reason: no number, negative, a share
 * where a number is wanted, more places than the scale, beyond 10^15. */
bool figure_read(struct str text, const struct figure_row *f, int64_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
char *figure_text(int64_t n, int scale, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* With its measure word: "12 例", "1.87%"; money from 10^8 on in 亿元: "123.45 亿元". figure_read()
 * reads it back. */
char *figure_with_word(int64_t n, const struct figure_row *f, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* One whole unit at a scale (0 to 9): 100 at 2. */
int64_t figure_power(int scale);

/* What a report form asks for one duty, in its order (total, excluded, done; else num, den), each
 * figure once, with what is in force and what was last said. */
struct figure_field {
	struct figure_row figure;
	const char *label;                /* translated or the figure's name */
	bool has_value; int64_t value;    /* in force for this period */
	bool has_before; int64_t before;  /* the period before, or an earlier report */
};
typedef VEC(struct figure_field) figure_fields;
/* The occurrence before one of a recurring duty, of the unit's (0: of any), in *to: its key; ""
 * none is known. */
bool figure_period_before(struct ledger *l, int64_t item, int64_t unit, const char *occ,
			  char to[20], struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool figure_fields_read(struct ledger *l, const struct duty_state *d, struct arena *mem,
			figure_fields *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

struct amount;
/* "73/131 = 55.7%" , "12/19 家", "1.87%", "差 3 家 (力争 > 50%)", "再报 1 例即达标": how a target
 * stands for one duty (of its unit), or for the item over all its units. "-" where nothing is
 * known. brief fits the 指标 column (about 10 columns: "73/131>50%"). Judged, and shown first, is
 * what is in force: accepted, else reported. */
struct target_line {
	const char *brief, *full, *demand;
	/* the share or the value alone, without its measure word: "55.7%", "12", "1.87%"; ""
	 * nothing is known */
	const char *cell;
	enum met met;
	bool soft;                   /* shown, not judged */
	/* of a duty whose target is judged on the sum over several units, as met is then: how that
	 * sum stands, "159/199 = 79.9%  1 more meets it"; else "" */
	const char *sum;
	/* of a sum over units: how many have given all of it, of those who owe; 0, 0: it is none */
	int given, owing;
	/* "140 - 9 = 131": what the share is of, less what is not counted; "" where nothing is
	 * taken off */
	const char *base;
	/* "reported 75/131", where another figure was accepted; else "" */
	const char *reported;
	/* Of a recurring one that is one figure: how it stands against the period before;
	 * has_before false, change "" where that is unknown. */
	bool has_before; int64_t before, more; int scale;
	const char *change;          /* "较上期 +0.12 个百分点" */
};
/* The demand, and all that is known, as one line: "> 50%  73/131 = 55.7%  met". The base is left
 * out. */
const char *target_line_text(const struct target_line *t, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* What stands below it: what the share is of, what is left out, how many units have given it so
 * far: "base 140 - 9 = 131; not counted: ...; given by 5 of 7 units; shown, not judged". "" where
 * there is nothing to say. */
const char *target_line_note(const struct target_row *row, const struct target_line *t,
			     struct arena *mem) __attribute__((nonnull, returns_nonnull));
/* before and more as numbers at the figure's scale: "1.75", "-0.12"; NULL where they are
 * unknown. */
const char *target_line_before(const struct target_line *t, struct arena *mem)
	__attribute__((nonnull));
const char *target_line_more(const struct target_line *t, struct arena *mem)
	__attribute__((nonnull));
bool target_line_duty(struct ledger *l, const struct target_row *t, const struct duty_state *d,
		      struct arena *mem, struct target_line *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The line of a duty as it would be with these amounts (struct amount of model/verb.h: what
 * somebody is typing) in force; figures not among them count as they are. */
bool target_line_amounts(struct ledger *l, const struct target_row *t, const struct duty_state *d,
			 const struct amount *amounts, size_t n_amounts, struct arena *mem,
			 struct target_line *to, struct err *err)
	__attribute__((nonnull(1, 2, 3, 6, 7, 8), warn_unused_result));
bool target_line_item(struct ledger *l, const struct target_row *t, int64_t item, struct arena *mem,
		      struct target_line *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
