/* What two copies decided differently at once: both sides in words, and settling it. */
#ifndef MODEL_CLASH_H
#define MODEL_CLASH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"

struct clash_side {
	const char *said;        /* the value in words; "-" nothing */
	const char *by, *site;   /* display name; the copy */
	int64_t at_ms;
	bool in_force;
	struct value value;
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
};
typedef VEC(struct clash_line) clash_lines;
bool clashes_tell(struct ledger *l, struct arena *mem, clash_lines *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void clash_lines_clear(clash_lines *lines) __attribute__((nonnull));

/* Settles it by a change of one's own, which knows of both sides: with what this side says. */
bool clash_settle_by(struct ledger *l, const struct clash_line *line, size_t side,
		     struct outcome *out, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
