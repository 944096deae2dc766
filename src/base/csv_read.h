/* Tables as spreadsheets write them: CSV by RFC 4180, also with tabs or semicolons between the
 * cells; what was copied out of a sheet is the same with tabs. */
#ifndef BASE_CSV_READ_H
#define BASE_CSV_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

struct csv_row {
	int line;                /* of the file, on which it begins: from 1 */
	const struct str *cells; /* trimmed, without quotes */
	size_t n;
};
typedef VEC(struct csv_row) csv_rows;

/* Reads UTF-8 text with LF at the ends of its lines (base/charset.h). What stands most often in the
 * first row parts the cells: comma, semicolon or tab. Rows without anything in them are left out. A
 * "'" before a cell that csv_cell() or a spreadsheet put there against formulas is taken off. Cells
 * lie in text and mem. ERR_INPUT with source and line: a quote that is not closed, something behind
 * one. */
bool csv_read(struct str text, const char *source, struct arena *mem, csv_rows *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
