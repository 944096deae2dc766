/* A source as cells that keep their place. Readers of files fill it; the interpreter sees
 * nothing else. */
#ifndef NOTICE_CELLS_H
#define NOTICE_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

/* One cell, as written: lines parted by LF, no blanks at the ends. A blank cell has an empty
 * text. */
struct cell {
	struct str text;         /* lent from the grid */
	int first, last;         /* source lines, from 1 */
};

enum block_kind { BLOCK_TEXT, BLOCK_ROW };

/* A line of running text, or a row of a table; in the order of the source. */
struct block {
	enum block_kind kind;
	int first, last;
	int table;               /* from 1: rows with the same number stand together; 0 for text */
	size_t cell, n_cells;    /* of a row: grid.cells[cell ... cell + n_cells - 1] */
	struct str text;         /* of running text, trimmed; never empty */
};

struct grid {
	struct arena mem;
	struct str source;       /* the whole text: UTF-8, line ends LF */
	VEC(struct str) lines;   /* of it */
	VEC(struct cell) cells;
	VEC(struct block) blocks;
};

void grid_clear(struct grid *g) __attribute__((nonnull));
/* The j-th cell of a row, NULL beyond its end. */
const struct cell *grid_cell(const struct grid *g, const struct block *row, size_t j)
	__attribute__((nonnull));

/* What a file is by its first bytes. Refused with advice: Word and Excel files, PDF, RTF,
 * pictures, archives: "save it as text, or copy and paste". Bytes that may be text are let
 * through. */
bool sniff_text(struct str bytes, const char *source, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Reads g->source (set by the caller) as text: paragraphs, and tables in one of two forms, told
 * apart by the file itself:
 * - a cell a line, each begun by a tab; lines without a tab go on in the same cell; an empty
 *   line ends the row (text export of a Word table);
 * - a row a line, cells parted by tabs (pasted from Word, WPS, Excel); a row cut by a line
 *   break inside a cell is joined again. */
void text_read(struct grid *g) __attribute__((nonnull));

#endif
