/* What one action of the log changed, in the words of its readers: a line a cell, before and
 * after. */
#ifndef MODEL_HISTORY_H
#define MODEL_HISTORY_H

#include "model/ledger.h"

struct history_line {
	bool first;                   /* of its row: row is told anew */
	const char *row;              /* "duty 2 市质监局": what kind of row, and which */
	/* of the cell, translated: "report"; "" where the row as a whole came or went */
	const char *name;
	const char *before, *after;   /* "" nothing stood there, nothing stands there now */
	const struct log_write *write;
};
typedef VEC(struct history_line) history_lines;

/* The first `most` cells; what says nothing to a reader (the order of rows, what the row's own name
 * says already) is left out. *more: how many cells come after those. All in mem. */
bool history_read(struct ledger *l, const struct change_hash *hash, size_t most, struct arena *mem,
		  history_lines *to, size_t *more, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A row in words, "item 1 政务大厅接入信用平台"; a value of one of its cells, "" for none; what the cell
 * is called, "" where it says nothing to a reader. In mem. */
const char *history_row(struct ledger *l, enum kind k, const struct id *id, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *history_value(struct ledger *l, enum kind k, const struct id *id, int column,
			  const struct value *v, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *history_cell(enum kind k, int column) __attribute__((returns_nonnull));
/* What an action is called: the label of its verb, "import" and the like translated; another word
 * as it is. */
const char *history_verb(const char *verb) __attribute__((nonnull, returns_nonnull));

#endif
