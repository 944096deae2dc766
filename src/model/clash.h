/* What two copies decided differently at once: both sides in words, and settling it. */
#ifndef MODEL_CLASH_H
#define MODEL_CLASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"
#include "store/merge.h"

struct clash_side {
	const char *said;        /* the value in words; "-" nothing */
	const char *by, *site;   /* display name; the copy */
	int64_t at_ms;
	bool in_force;
	int64_t change;          /* its key here */
	struct value value;
};

/* What is settled with it: a figure of reports that clash, another cell of the extension. */
struct clash_part {
	enum kind kind;
	struct id id;            /* of a value in force; of the duty itself */
	int column;
	const char *name;        /* of the figure */
	clash_writes writes;     /* of a figure, by the changes of the sides */
};

/* One cell that stands twice (of a row that copies made differently: a line a column). Texts lie in
 * mem. */
struct clash_line {
	enum kind kind;
	struct id id;
	int column;              /* COLUMN_GONE: taken away here, written to there */
	const char *row;         /* "item 1 政务大厅接入信用平台" */
	const char *name;        /* of the cell, translated */
	int64_t item, unit;      /* that it is about, 0: none */
	VEC(struct clash_side) sides;
	VEC(struct clash_part) parts;        /* of a duty's report, of its extension */
};
typedef VEC(struct clash_line) clash_lines;
bool clashes_tell(struct ledger *l, struct arena *mem, clash_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of those that are about an item (0: of any that is about one), unit too unless it is 0. */
bool clashes_about(struct ledger *l, int64_t item, int64_t unit, struct arena *mem, clash_lines *to,
		   struct err *err) __attribute__((nonnull, warn_unused_result));
/* How many clashes there are, reports with their figures as one, an extension as one, and the items that they are about, sorted, each once. */
bool clash_items(struct ledger *l, keys *items, int64_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool clash_count(struct ledger *l, int64_t *n, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "11-20 is in force, beside it 11-25 (li at county)": the loser named, in one line. In mem. */
const char *clash_said(const struct clash_line *line, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* The newest change (key) of its sides: whoever looked at a log with it has seen the clash. */
int64_t clash_since(const struct clash_line *line) __attribute__((nonnull));
void clash_lines_clear(clash_lines *lines) __attribute__((nonnull));

/* Settles it by a change of one's own, which knows of both sides: with what this side says. */
bool clash_settle_by(struct ledger *l, const struct clash_line *line, size_t side,
		     struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* The same with another value, as somebody types it. Refused (ERR_REFUSED, with what to do) for cells
 * that are not typed as they are: what is written there on its own screen settles it as well. */
/* Would it be taken? Else err says what to do. */
bool clash_is_typed(const struct clash_line *line, struct err *err) __attribute__((nonnull));
bool clash_settle_typed(struct ledger *l, const struct clash_line *line, struct str typed,
			struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
