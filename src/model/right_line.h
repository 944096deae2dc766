/* The writes of one line by their row: a line may hold thousands, and each of them asks what the others
 * say of its row. */
#ifndef MODEL_RIGHT_LINE_H
#define MODEL_RIGHT_LINE_H

#include "store/log.h"

struct line_rows {
	/* By kind and id, those that make the row first; then by column, as they stand in the line. */
	VEC(const struct log_write *) list;
	size_t looks;                  /* so often two rows were compared, for tests */
};
/* Some of them that stand together. Lent. */
struct line_part { const struct log_write *const *p; size_t n; };

/* The writes are lent. */
void line_rows_read(struct line_rows *rows, const log_writes *writes) __attribute__((nonnull));
void line_rows_clear(struct line_rows *rows) __attribute__((nonnull));

/* Those of a row's column (of kind_info(k), LOG_GONE, LOG_ROW) that make the row, or set it alone. */
struct line_part line_column(struct line_rows *rows, enum kind k, const struct id *id, bool made, int column)
	__attribute__((nonnull));
/* All that make the row. */
struct line_part line_making(struct line_rows *rows, enum kind k, const struct id *id)
	__attribute__((nonnull));
/* All of rows of that kind. */
struct line_part line_kind(struct line_rows *rows, enum kind k) __attribute__((nonnull));

#endif
