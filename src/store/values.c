/* Figures as reported and as in force. */
#include "store/rows_private.h"

#include "base/ban.h"

bool amounts_read(struct db *db, const struct id *entry, amount_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT a.figure, a.n FROM entry e JOIN amount a ON a.entry = e.key WHERE e.id = "
		  "?1 AND a.gone IS NULL "
		  "ORDER BY a.key",
		  err);
	stmt_id(&st, 1, entry);
	while (stmt_row(&st, err)) {
		vec_push(to);
		to->p[to->n - 1].figure = stmt_get_int(&st, 0);
		to->p[to->n - 1].n = stmt_get_int(&st, 1);
	}
	return stmt_close(&st);
}

#define VALUE_COLUMNS "figure, unit, period, reported, accepted"

static void read_value(struct stmt *st, const char *period, struct value_row *to)
{
	*to = (struct value_row){
		.figure = stmt_get_int(st, 0),
		.unit = stmt_get_int(st, 1),
		.period = period,
		.reported = stmt_get_int(st, 3),
		.accepted = stmt_get_int(st, 4),
		.has_reported = !stmt_is_null(st, 3),
		.has_accepted = !stmt_is_null(st, 4),
	};
}

bool value_get(struct db *db, int64_t figure, int64_t unit, const char *period,
	       struct value_row *to)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " VALUE_COLUMNS
		  " FROM value WHERE figure = ?1 AND unit = ?2 AND period = ?3 AND gone IS NULL",
		  &err);
	stmt_int(&st, 1, figure);
	stmt_int(&st, 2, unit);
	stmt_text(&st, 3, str_of(period));
	bool found = stmt_row(&st, &err);
	if (found)
		read_value(&st, period, to);
	return stmt_close(&st) && found;
}

bool values_of_period(struct db *db, int64_t figure, const char *period, value_rows *to,
		      struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " VALUE_COLUMNS
		  " FROM value WHERE figure = ?1 AND period = ?2 AND gone IS NULL ORDER BY unit",
		  err);
	stmt_int(&st, 1, figure);
	stmt_text(&st, 2, str_of(period));
	while (stmt_row(&st, err))
		read_value(&st, period, vec_push(to));
	return stmt_close(&st);
}

bool values_read(struct db *db, int64_t figure, int64_t unit, struct arena *mem, value_rows *to,
		 struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " VALUE_COLUMNS
		  " FROM value WHERE figure = ?1 AND (?2 = 0 OR unit = ?2) AND gone IS NULL "
		  "ORDER BY period, unit, key",
		  err);
	stmt_int(&st, 1, figure);
	stmt_int(&st, 2, unit);
	while (stmt_row(&st, err))
		read_value(&st, stmt_get_text(&st, 2, mem), vec_push(to));
	return stmt_close(&st);
}
