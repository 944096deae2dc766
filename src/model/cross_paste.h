/* A column or a block of figures, copied from a table and pasted into the grid: planned as reports
 * that come as a table are (entry_list.h), a row a cell. */
#ifndef MODEL_CROSS_PASTE_H
#define MODEL_CROSS_PASTE_H

#include "model/cross.h"
#include "model/entry_list.h"

/* So much goes into the grid at once. */
enum { CROSS_PASTE_CELLS_MOST = 5000, CROSS_PASTE_BYTES_MOST = 256 << 10 };

/* Plans what text would report from the cell (row, column) downwards, a line a row, and rightwards,
 * a tab a column; rows of the grid are fetched as far as needed. A cell in quotation marks, as
 * spreadsheets write one with a line break, is one cell. Nothing is read of a blank cell, of one
 * where nothing is owed, of what lies beyond the grid: the rows of the plan say why. A row's line is
 * the text's. Refused as a whole, ERR_INPUT: nothing but blanks, or more than fits (above). Nothing
 * is written: entry_plan_write() does. Texts in mem. */
bool cross_paste_plan(struct ledger *l, struct cross *g, int64_t row, int64_t column,
		      struct str text, struct arena *mem, struct entry_plan *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
