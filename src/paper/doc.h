/* A report as a neutral document: what stands in it, not how it is written down. A report
 * (ledger_table.c, unit_sheet.c ...) fills one, a format (out_text.c, out_csv.c, out_json.c) writes
 * one, so that n reports in m formats are n + m files. */
#ifndef PAPER_DOC_H
#define PAPER_DOC_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/vec.h"

/* Where a column stands: in the table, as a line of its own below the row, or in formats for other
 * programs alone. */
enum doc_place { DOC_CELL, DOC_BELOW, DOC_DATA };

struct doc_column {
	const char *name;        /* in JSON: "owed"; never changes */
	const char *head;        /* N_("..."); of a line below: its label */
	enum doc_place place;
	/* of a cell on 80 columns: at least that; 0: as wide as its widest text */
	int cols;
	int weight;              /* its share of the columns that are left; 0: none */
	bool right;              /* flush right */
	bool number;             /* its texts are numbers: "12", "" */
};

/* A row begins a part of the table with a heading of its own (one cell, over the whole width;
 * formats for other programs leave it out), is an ordinary one, or the sum of those above. */
enum doc_row_kind { DOC_PART, DOC_ROW, DOC_SUM };
struct doc_row { enum doc_row_kind kind; size_t from; /* its first cell */ };

struct doc_table {
	const char *name;                     /* in JSON: "items" */
	const char *title;                    /* translated; "" none */
	const char *empty;                    /* translated: why there are no rows */
	const struct doc_column *columns;     /* lent */
	size_t n_columns;
	VEC(struct doc_row) rows;
	VEC(const char *) cells;
};

/* A line "label  text" before the tables; or, without a label, a paragraph behind them. */
struct doc_line { const char *label, *text; };

struct doc {
	struct arena mem;                     /* of all texts */
	const char *name;                     /* of the report: "ledger" */
	const char *title, *subject;          /* "" none: the unit or plan that it is narrowed to */
	date asof;
	VEC(struct doc_line) facts, notes;
	VEC(struct doc_table) tables;
};

void doc_clear(struct doc *d) __attribute__((nonnull));
/* All texts are copied. Texts come as they are stored; a format makes them safe for what it writes.
 * NULL is "". */
void doc_fact(struct doc *d, const char *label, const char *format, ...)
	__attribute__((format(printf, 3, 4), nonnull(1, 2, 3)));
void doc_note(struct doc *d, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(1, 2)));
/* Begins a table; rows and cells that follow are its. */
void doc_table(struct doc *d, const char *name, const char *title, const char *empty,
	       const struct doc_column *columns, size_t n) __attribute__((nonnull));
void doc_part(struct doc *d, const char *text) __attribute__((nonnull));
void doc_row(struct doc *d, enum doc_row_kind kind) __attribute__((nonnull));
/* The next cell of the row; cells that a row has not are empty. */
void doc_cell(struct doc *d, const char *text) __attribute__((nonnull(1)));
void doc_cell_int(struct doc *d, int64_t n) __attribute__((nonnull));
void doc_cell_date(struct doc *d, date day) __attribute__((nonnull));       /* DATE_NONE: empty */
/* Of row r, column c; "" where the row ends before. Lent. */
const char *doc_text(const struct doc_table *t, size_t r, size_t c)
	__attribute__((nonnull, returns_nonnull));

#endif
