/* The office's own days off and working days. */
#include "store/rows_private.h"

#include <string.h>

#include "base/ban.h"

bool days_read(struct db *db, struct arena *mem, day_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT date, kind, name, id FROM day WHERE gone IS NULL AND date IS NOT NULL "
		  "ORDER BY date",
		  err);
	while (stmt_row(&st, err)) {
		const char *kind = stmt_get_text(&st, 1, mem);
		*vec_push(to) = (struct day_row){ .on = stmt_get_date(&st, 0), .work = strcmp(kind, "work") == 0,
			.name = stmt_get_text(&st, 2, mem), .id = stmt_get_id(&st, 3) };
	}
	return stmt_close(&st);
}

date day_date(struct db *db, const struct id *id)
{
	struct err err = { 0 };
	struct stmt st;
	date on = DATE_NONE;

	stmt_open(&st, db, "SELECT date FROM day WHERE id = ?1", &err);
	stmt_id(&st, 1, id);
	if (stmt_row(&st, &err))
		on = stmt_get_date(&st, 0);
	stmt_close(&st);
	return on;
}
