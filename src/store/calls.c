#include "store/calls.h"

#include "store/rows_private.h"

#include "base/ban.h"

#define OF_PLAN(column) "(CASE ?1 WHEN 0 THEN " column " IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL) " \
	"ELSE " column " = ?1 END) "

#define UNHEARD_SUM "unheard_sum(2, t.key, t.plan, t.due, t.act_by, t.begins, t.shows, t.yellow_from, t.red_from, t.owed)"
/* out: of a row of sums, how many are silent */
#define SILENT_UNITS(out) "SELECT t.key, sum(" out "), coalesce(min(CASE WHEN t.due > -2147483648 THEN t.due END), " \
	"-2147483648), max(CASE WHEN t.red_from <= ?2 THEN 2 ELSE t.yellow_from <= ?2 END) FROM tally t WHERE t.kind = 2 " \
	"AND t.owed > t.done AND t.begins <= ?2 AND t.shows <= ?2 AND " out " > 0 AND " OF_PLAN("t.plan") \
	"GROUP BY t.key ORDER BY 4 DESC, 2 DESC, min(t.due), t.key"

bool silent_read(struct db *db, int64_t plan, date today, silent_rows *to, struct err *err)
{
	struct stmt st;

	/* A function for each row would be felt; mostly no unit works on a copy of its own. */
	stmt_open(&st, db,
		  unheard_read(db)->n ? SILENT_UNITS("(t.owed - t.done - " UNHEARD_SUM ")")
				      : SILENT_UNITS("(t.owed - t.done)"),
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, today);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct silent_row){
			.unit = stmt_get_int(&st, 0),
			.owed = (int)stmt_get_int(&st, 1),
			.due = (date)stmt_get_int(&st, 2),
			.red = stmt_get_int(&st, 3) == 2,
			.yellow = stmt_get_int(&st, 3) == 1,
		};
	return stmt_close(&st);
}

/* The condition is that of the index duty_state_silent, word for word: a unit of a large ledger has
 * thousands of duties. */
bool silent_duties_read(struct db *db, int64_t plan, int64_t unit, date today, int limit,
			duty_states *to, struct err *err)
{
	keys found = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT d.key FROM duty_state d WHERE d.unit = ?3 AND NOT d.standing AND d.state "
		  "= 'o' AND (d.report = '' OR d.review = 'x') "
		  "AND d.begins <= ?2 AND d.shows <= ?2 AND NOT unheard(d.unit, d.due) AND " OF_PLAN(
			  "d.plan") "ORDER BY d.due, d.item, d.deadline, d.occ LIMIT ?4",
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, today);
	stmt_int(&st, 3, unit);
	stmt_int(&st, 4, limit ? limit : -1);
	bool ok = rows_take_keys(&st, &found, err);

	for (size_t i = 0; ok && i < found.n; i++) {
		struct duty_state d;
		if (duty_state_get(db, found.p[i], &d))
			*vec_push(to) = d;
	}
	vec_clear(&found);
	return ok;
}

/* Whether it was kept nobody knows here yet. */
#define PAST_UNHEARD "(d.promised < ?2 AND unheard(d.unit, d.promised))"

bool promises_read(struct db *db, int64_t plan, date today, promise_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT d.unit, d.promised, sum(d.state <> 'c' AND (d.report = '' OR d.review = "
		  "'x') AND NOT " PAST_UNHEARD "), "
		  "sum((d.state = 'c' OR (d.report <> '' AND d.review <> 'x')) AND d.reported > "
		  "d.promised), sum(d.state <> 'c' AND (d.report = '' OR d.review = 'x') AND " PAST_UNHEARD
		  ") FROM duty_state d "
		  "WHERE d.promised > -2147483648 AND d.state <> 's' AND " OF_PLAN(
			  "d.plan") "GROUP BY d.promised, d.unit ORDER BY d.promised, d.unit",
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, today);
	while (stmt_row(&st, err)) {
		struct promise_row row = {
			.unit = stmt_get_int(&st, 0),
			.on = (date)stmt_get_int(&st, 1),
			.waiting = (int)stmt_get_int(&st, 2),
			.late = (int)stmt_get_int(&st, 3),
		};
		/* nor is it kept while a part of it is unknown */
		if (row.waiting > 0 || row.late > 0 || stmt_get_int(&st, 4) == 0)
			*vec_push(to) = row;
	}
	return stmt_close(&st);
}
