#include "store/cross.h"

#include <string.h>

#include "store/store_private.h"

#include "base/ban.h"

#define OF_PLAN(column) "(CASE ?1 WHEN 0 THEN " column " IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL) " \
	"ELSE " column " = ?1 END) "
#define SILENT "NOT standing AND state = 'o' AND begins <= ?2 AND (report = '' OR review = 'x') AND NOT unheard(unit, due)"

static bool take_keys(struct stmt *st, keys *to, struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(to) = stmt_get_int(st, 0);
	return stmt_close(st);
}

#define UNITS_BY_OWED(narrow) "SELECT u.key FROM unit u LEFT JOIN (SELECT key, sum(owed) AS owed FROM tally WHERE kind = 2 AND " \
	OF_PLAN("plan") narrow "AND shows <= ?2 GROUP BY key) t ON t.key = u.key "
#define BY_OWED " ORDER BY t.owed DESC NULLS LAST, u.name, u.key"

bool cross_units(struct db *db, int64_t plan, date due, date today, keys *to, struct err *err)
{
	struct stmt st;

	/* The sums are gone through once. They know no ongoing work: who has that alone stands
	 * behind the others. */
	stmt_open(&st, db,
		  due != DATE_NONE
			  ? UNITS_BY_OWED(
				    "AND due = ?3 ") "WHERE u.gone IS NULL AND t.owed > 0" BY_OWED
			  : UNITS_BY_OWED("") "WHERE u.gone IS NULL AND (t.owed > 0 OR EXISTS "
					      "(SELECT 1 FROM duty_state d WHERE d.unit = u.key "
					      "AND " OF_PLAN("d.plan") "))" BY_OWED,
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, today);
	if (due != DATE_NONE)
		stmt_int(&st, 3, due);
	return take_keys(&st, to, err);
}

#define UNIT_SILENT "SELECT sum(owed - done - unheard_sum(2, key, plan, due, act_by, begins, shows, yellow_from, red_from, owed)) FROM tally WHERE kind = 2 AND key = ?1 AND begins <= ?2 AND shows <= ?2 " \
	"AND (?3 = -2147483648 OR due = ?3) AND plan "

bool cross_unit_silent(struct db *db, int64_t unit, int64_t plan, date due, date today, int *n,
		       struct err *err)
{
	struct stmt st;

	if (plan)
		stmt_open(&st, db, UNIT_SILENT "= ?4", err);
	else
		stmt_open(&st, db,
			  UNIT_SILENT
			  "IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL)",
			  err);
	stmt_int(&st, 1, unit);
	stmt_int(&st, 2, today);
	stmt_int(&st, 3, due);
	if (plan)
		stmt_int(&st, 4, plan);
	*n = stmt_row(&st, err) ? (int)stmt_get_int(&st, 0) : 0;
	return stmt_close(&st);
}

bool cross_dates(struct db *db, int64_t unit, int64_t plan, date today, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT due FROM duty_state WHERE unit = ?3 AND shows <= ?2 AND " OF_PLAN(
			  "plan") "GROUP BY due ORDER BY due = -2147483648, due",
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, today);
	stmt_int(&st, 3, unit);
	return take_keys(&st, to, err);
}

bool cross_periods_read(struct db *db, int64_t item, date today, cross_periods *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT deadline, occ, min(due) AS first, sum(" SILENT
		  ") FROM duty_state WHERE item = ?1 AND shows <= ?2 "
		  "GROUP BY deadline, occ ORDER BY first = -2147483648, first, deadline, occ",
		  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, today);
	while (stmt_row(&st, err)) {
		struct cross_period *p = vec_push(to);
		struct str occ = stmt_get_str(&st, 1);

		p->deadline = stmt_get_int(&st, 0);
		memcpy(p->occ, occ.p, occ.n < sizeof p->occ ? occ.n : 0);
		p->due = (date)stmt_get_int(&st, 2);
		p->silent = (int)stmt_get_int(&st, 3);
	}
	return stmt_close(&st);
}

bool cross_silent(struct db *db, int64_t item, date due, date today, int *n, struct err *err)
{
	struct stmt st;

	if (due != DATE_NONE)
		stmt_open(&st, db,
			  "SELECT count(*) FROM duty_state WHERE due = ?3 AND item = ?1 AND shows "
			  "<= ?2 AND " SILENT,
			  err);
	else
		stmt_open(&st, db,
			  "SELECT count(*) FROM duty_state WHERE item = ?1 AND shows <= ?2 "
			  "AND " SILENT,
			  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, today);
	if (due != DATE_NONE)
		stmt_int(&st, 3, due);
	*n = stmt_row(&st, err) ? (int)stmt_get_int(&st, 0) : 0;
	return stmt_close(&st);
}

const char *cross_role(struct db *db, int64_t item, int64_t unit)
{
	static const char *const roles[] = { "lead", "responsible", "supervisor" };
	struct err ignore = { 0 };
	const char *role = NULL;
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT min(CASE role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 WHEN "
		  "'supervisor' THEN 2 ELSE 3 END) "
		  "FROM assignment WHERE unit = ?2 AND item = ?1 AND gone IS NULL HAVING count(*) "
		  "> 0",
		  &ignore);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	if (stmt_row(&st, &ignore)) {
		int64_t at = stmt_get_int(&st, 0);
		role = at >= 0 && at < 3 ? roles[at] : NULL;
	}
	stmt_close(&st);
	return role;
}
