/* What a command prints: UTF-8 inside, the locale's charset outside (JSON stays UTF-8); tables
 * in columns. */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/vec.h"

/* Writes text in the locale's charset; what that lacks becomes "?". */
void out_text(FILE *f, struct str utf8) __attribute__((nonnull));
/* Writes bytes as they are. */
void out_raw(FILE *f, struct str bytes) __attribute__((nonnull));
/* Flushes; false where something could not be written (a full disk, a closed pipe). */
bool out_end(FILE *f, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Columns of the terminal on standard output, 0 where that is none: tables are then not cut. */
int out_columns(void);

/* A text of one line, cleaned, behind what stands at its left: as many lines as it needs on this terminal, one
 * below the other. */
void out_behind(const char *left, const char *text, struct buf *to) __attribute__((nonnull));

/* Rows of cells, printed when the width of each column is known. */
enum { TABLE_SPARE = 2 };       /* is left out there, before another one is cut */
struct table_column {
	const char *head;       /* N_("..."), or "" */
	bool right;             /* flush right */
	int shrinks;            /* true: gives way where the terminal is too narrow; or TABLE_SPARE */
};
struct table {
	struct arena mem;
	const struct table_column *columns;
	size_t n_columns;
	VEC(struct str) cells;  /* row by row */
};
void table_init(struct table *t, const struct table_column *columns, size_t n)
	__attribute__((nonnull));
/* The next cell; rows are filled whole; cleaned of what must not reach a terminal. NULL: empty. */
void table_cell(struct table *t, const char *text) __attribute__((nonnull(1)));
/* Heads and rows; cols: 0, or what each line is cut to. */
void table_print(const struct table *t, int cols, struct buf *to) __attribute__((nonnull));
void table_clear(struct table *t) __attribute__((nonnull));

#endif
