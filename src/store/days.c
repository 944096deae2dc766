/* The office's own days off and working days. */
#include "store/rows_private.h"

#include <string.h>

#include "base/ban.h"

bool days_read(struct db *db, struct arena *mem, day_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT date, kind, name, id FROM day WHERE gone IS NULL AND date IS NOT NULL ORDER BY date", err);
	while (stmt_row(&st, err)) {
		const char *kind = stmt_get_text(&st, 1, mem);
		*vec_push(to) = (struct day_row){ .on = stmt_get_date(&st, 0), .work = strcmp(kind, "work") == 0,
			.name = stmt_get_text(&st, 2, mem), .id = stmt_get_id(&st, 3) };
	}
	return stmt_close(&st);
}
