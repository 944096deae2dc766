/* Reports as offices send them: a table out of a spreadsheet, with heads of its own wording, to
 * rows of values. */
#ifndef CLI_ENTRY_TABLE_H
#define CLI_ENTRY_TABLE_H

#include "base/csv_read.h"
#include "model/entry_list.h"

/* Takes the rows below the first one that has a head for the item (序号, 事项 ...) and one for the
 * unit; what stands above it is a title. *skipped says how many rows that were. Texts lie in mem,
 * lent from rows. ERR_INPUT with the source: no such row, more than 20,000 rows, 64 columns, 64 kB
 * in a cell. */
bool entry_table_take(const csv_rows *rows, const char *source, struct arena *mem,
		      struct entries_in *to, size_t *skipped, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void entry_table_clear(struct entries_in *t) __attribute__((nonnull));

#endif
