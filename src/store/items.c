/* Items and their parts: assignments, deadlines, figures, targets, measures. */
#include "base/gettext.h"
#include "store/rows_private.h"

#include "base/ban.h"

#define ITEM_COLUMNS "i.key, i.plan, i.parent, i.id, i.number, i.kind, i.title, i.text, i.owes, i.state, i.pos, i.first_line, i.last_line, " \
	"(SELECT count(*) FROM item c WHERE c.parent = i.key AND c.gone IS NULL)"

static void read_item(struct stmt *st, struct arena *mem, struct item_row *to)
{
	*to = (struct item_row){
		.key = stmt_get_int(st, 0),
		.plan = stmt_get_int(st, 1),
		.parent = stmt_get_int(st, 2),
		.id = stmt_get_id(st, 3),
		.number = stmt_get_text(st, 4, mem),
		.kind = stmt_get_text(st, 5, mem),
		.title = stmt_get_text(st, 6, mem),
		.text = stmt_get_text(st, 7, mem),
		.owes = stmt_get_text(st, 8, mem),
		.state = stmt_get_text(st, 9, mem),
		.pos = (int)stmt_get_int(st, 10),
		.first = (int)stmt_get_int(st, 11),
		.last = (int)stmt_get_int(st, 12),
		.children = (int)stmt_get_int(st, 13),
	};
}

bool item_get(struct db *db, int64_t key, struct arena *mem, struct item_row *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT " ITEM_COLUMNS " FROM item i WHERE key = ?1 AND gone IS NULL",
		  err);
	stmt_int(&st, 1, key);
	if (!stmt_row(&st, err))
		return row_absent(&st, _("there is no such item"), err);
	read_item(&st, mem, to);
	return stmt_close(&st);
}

bool items_between(struct db *db, int64_t from, int64_t to, struct arena *mem, item_rows *list,
		   struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " ITEM_COLUMNS
		  " FROM item i WHERE key BETWEEN ?1 AND ?2 AND gone IS NULL ORDER BY key",
		  err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, to);
	while (stmt_row(&st, err))
		read_item(&st, mem, vec_push(list));
	return stmt_close(&st);
}

bool items_by_number(struct db *db, int64_t plan, struct str number, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT i.key FROM plan p JOIN item i ON i.plan = p.key AND i.number = ?2 WHERE "
		  "i.gone IS NULL AND i.same_as IS NULL AND p.gone IS NULL AND CASE ?1 WHEN 0 THEN "
		  "p.state = 'open' ELSE p.key = ?1 END ORDER BY p.key, i.pos, i.id LIMIT 100",
		  err);
	stmt_int(&st, 1, plan);
	stmt_text(&st, 2, number);
	return rows_take_keys(&st, to, err);
}

int64_t item_by_number(struct db *db, int64_t plan, struct str number)
{
	struct err err = { 0 };
	keys found = { 0 };
	bool read = items_by_number(db, plan, number, &found, &err);
	int64_t key = !read || found.n == 0 ? 0 : found.n == 1 ? found.p[0] : -1;

	vec_clear(&found);
	return key;
}

bool numbers_twice_read(struct db *db, struct arena *mem, numbers_twice *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT i.plan, i.number FROM plan p JOIN item i ON i.plan = p.key WHERE p.gone IS "
		  "NULL AND p.state = 'open' AND i.gone IS NULL AND i.same_as IS NULL AND i.number IS "
		  "NOT NULL GROUP BY i.plan, i.number HAVING count(*) > 1 ORDER BY 1, 2",
		  err);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct number_twice){ stmt_get_int(&st, 0),
						       stmt_get_text(&st, 1, mem) };
	return stmt_close(&st);
}

bool children_read(struct db *db, int64_t item, struct arena *mem, item_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " ITEM_COLUMNS
		  " FROM item i WHERE parent = ?1 AND gone IS NULL ORDER BY pos, key",
		  err);
	stmt_int(&st, 1, item);
	while (stmt_row(&st, err))
		read_item(&st, mem, vec_push(to));
	return stmt_close(&st);
}

bool children_keys(struct db *db, int64_t item, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT key FROM item WHERE parent = ?1 AND gone IS NULL ORDER BY pos, key", err);
	stmt_int(&st, 1, item);
	return rows_take_keys(&st, to, err);
}

#define ROLE_ORDER "CASE role WHEN 'lead' THEN 0 WHEN 'responsible' THEN 1 ELSE 2 END"

static bool read_assignments(struct stmt *st, struct arena *mem, assignment_rows *to,
			     struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(to) = (struct assignment_row){
			.item = stmt_get_int(st, 0),
			.unit = stmt_get_int(st, 1),
			.id = stmt_get_id(st, 2),
			.role = stmt_get_text(st, 3, mem),
			.pos = (int)stmt_get_int(st, 4),
		};
	return stmt_close(st);
}

bool assignments_between(struct db *db, int64_t from, int64_t to, struct arena *mem,
			 assignment_rows *list, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT item, unit, id, role, pos FROM assignment WHERE item BETWEEN ?1 AND ?2 "
		  "AND gone IS NULL "
		  "ORDER BY item, " ROLE_ORDER ", pos, key",
		  err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, to);
	return read_assignments(&st, mem, list, err);
}

bool assignments_read(struct db *db, int64_t item, struct arena *mem, assignment_rows *to,
		      struct err *err)
{
	return assignments_between(db, item, item, mem, to, err);
}

bool assignments_of_unit(struct db *db, int64_t unit, struct arena *mem, assignment_rows *to,
			 struct err *err)
{
	struct stmt st;

	stmt_open(
		&st, db,
		"SELECT item, unit, id, role, pos FROM assignment WHERE unit = ?1 AND gone IS NULL "
		"ORDER BY item, " ROLE_ORDER ", key",
		err);
	stmt_int(&st, 1, unit);
	return read_assignments(&st, mem, to, err);
}

#define DEADLINE_COLUMNS "key, item, id, pos, kind, text, rhythm, period, count_unit, deliverable, start, due, due_excluded, minute, shift, " \
	"count, from_receipt, day_off, unit, asks"

static void read_deadline(struct stmt *st, struct arena *mem, struct deadline_row *to)
{
	*to = (struct deadline_row){
		.key = stmt_get_int(st, 0),
		.item = stmt_get_int(st, 1),
		.id = stmt_get_id(st, 2),
		.pos = (int)stmt_get_int(st, 3),
		.kind = stmt_get_text(st, 4, mem),
		.text = stmt_get_text(st, 5, mem),
		.rhythm = stmt_get_text(st, 6, mem),
		.period = stmt_get_text(st, 7, mem),
		.count_unit = stmt_get_text(st, 8, mem),
		.deliverable = stmt_get_text(st, 9, mem),
		.start = stmt_get_date(st, 10),
		.due = stmt_get_date(st, 11),
		.due_excluded = stmt_get_date(st, 12),
		.minute = stmt_is_null(st, 13) ? -1 : (int)stmt_get_int(st, 13),
		.shift = (int)stmt_get_int(st, 14),
		.count = (int)stmt_get_int(st, 15),
		.from_receipt = stmt_get_int(st, 16) != 0,
		.day_off = stmt_get_text(st, 17, mem),
		.unit = stmt_get_int(st, 18),
		.asks = stmt_get_text(st, 19, mem),
	};
}

bool deadline_get(struct db *db, int64_t key, struct arena *mem, struct deadline_row *to,
		  struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " DEADLINE_COLUMNS " FROM deadline WHERE key = ?1 AND gone IS NULL", err);
	stmt_int(&st, 1, key);
	if (!stmt_row(&st, err))
		return row_absent(&st, _("there is no such deadline"), err);
	read_deadline(&st, mem, to);
	return stmt_close(&st);
}

bool deadlines_between(struct db *db, int64_t from, int64_t to, struct arena *mem,
		       deadline_rows *list, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " DEADLINE_COLUMNS " FROM deadline WHERE item BETWEEN ?1 AND ?2 AND gone "
					     "IS NULL ORDER BY item, pos, key",
		  err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, to);
	while (stmt_row(&st, err))
		read_deadline(&st, mem, vec_push(list));
	return stmt_close(&st);
}

bool deadlines_read(struct db *db, int64_t item, struct arena *mem, deadline_rows *to,
		    struct err *err)
{
	return deadlines_between(db, item, item, mem, to, err);
}

/* Two figures that are one: the other one answers. */
int64_t figure_root(struct db *db, int64_t key)
{
	struct err ignore = { 0 };

	for (int i = 0; i < SAME_MOST; i++) {
		int64_t same = stmt_number(db, "SELECT same_as FROM figure WHERE key = ?1", key, 0,
					   &ignore);
		if (!same)
			break;
		key = same;
	}
	return key;
}

bool figure_get(struct db *db, int64_t key, struct arena *mem, struct figure_row *to,
		struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT key, id, name, word, definition, scale FROM figure WHERE key = ?1 AND "
		  "gone IS NULL",
		  err);
	stmt_int(&st, 1, figure_root(db, key));
	if (!stmt_row(&st, err))
		return row_absent(&st, _("there is no such figure"), err);
	*to = (struct figure_row){
		.key = stmt_get_int(&st, 0),
		.id = stmt_get_id(&st, 1),
		.name = stmt_get_text(&st, 2, mem),
		.word = stmt_get_text(&st, 3, mem),
		.definition = stmt_get_text(&st, 4, mem),
		.scale = (int)stmt_get_int(&st, 5),
	};
	return stmt_close(&st);
}

bool figure_names_read(struct db *db, int64_t plan, struct arena *mem, figure_names *to,
		       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT f.key, f.name FROM figure f JOIN plan p ON p.key = f.plan WHERE f.gone "
		  "IS NULL AND p.gone IS NULL AND "
		  "CASE ?1 WHEN 0 THEN p.state = 'open' ELSE p.key = ?1 END ORDER BY f.key",
		  err);
	stmt_int(&st, 1, plan);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct figure_name){ .key = stmt_get_int(&st, 0), .name = stmt_get_text(&st, 1, mem) };
	return stmt_close(&st);
}

bool figures_joined(struct db *db, int64_t figure, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT key FROM figure WHERE same_as = ?1 AND gone IS NULL ORDER BY key", err);
	stmt_int(&st, 1, figure);
	return rows_take_keys(&st, to, err);
}

bool targets_between(struct db *db, int64_t first, int64_t last, struct arena *mem, target_rows *to,
		     struct err *err)
{
	struct stmt st;
	size_t from = to->n;

	stmt_open(&st, db,
		  "SELECT key, item, id, pos, num_figure, den_figure, total_figure, "
		  "excluded_figure, comparator, scope, text, excluded, "
		  "num, den, soft, deadline, "
		  "(SELECT group_concat(d.key) FROM deadline d WHERE d.item = t.item AND d.asks = "
		  "'none' AND d.gone IS NULL) FROM target t WHERE item BETWEEN ?1 AND ?2 AND gone "
		  "IS NULL ORDER BY item, pos, key",
		  err);
	stmt_int(&st, 1, first);
	stmt_int(&st, 2, last);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct target_row){
			.key = stmt_get_int(&st, 0),
			.item = stmt_get_int(&st, 1),
			.id = stmt_get_id(&st, 2),
			.pos = (int)stmt_get_int(&st, 3),
			.num_figure = stmt_get_int(&st, 4),
			.den_figure = stmt_get_int(&st, 5),
			.total_figure = stmt_get_int(&st, 6),
			.excluded_figure = stmt_get_int(&st, 7),
			.comparator = stmt_get_text(&st, 8, mem),
			.scope = stmt_get_text(&st, 9, mem),
			.text = stmt_get_text(&st, 10, mem),
			.excluded = stmt_get_text(&st, 11, mem),
			.num = stmt_get_int(&st, 12),
			.den = stmt_get_int(&st, 13),
			.soft = stmt_get_int(&st, 14) != 0,
			.deadline = stmt_get_int(&st, 15),
			.spared = stmt_get_text(&st, 16, mem),
		};
	if (!stmt_close(&st))
		return false;
	for (size_t i = from; i < to->n; i++) {
		int64_t *figures[] = {
			&to->p[i].num_figure, &to->p[i].den_figure, &to->p[i].total_figure,
			&to->p[i].excluded_figure,
		};
		for (size_t k = 0; k < sizeof figures / sizeof *figures; k++)
			*figures[k] = *figures[k] ? figure_root(db, *figures[k]) : 0;
	}
	return true;
}

bool targets_read(struct db *db, int64_t item, struct arena *mem, target_rows *to, struct err *err)
{
	return targets_between(db, item, item, mem, to, err);
}

bool measure_counts_between(struct db *db, int64_t from, int64_t to, measure_counts *list,
			    struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT item, count(*), count(CASE state WHEN 'done' THEN 1 END) FROM measure "
		  "WHERE item BETWEEN ?1 AND ?2 "
		  "AND gone IS NULL AND coalesce(state, '') <> 'na' GROUP BY item ORDER BY item",
		  err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, to);
	while (stmt_row(&st, err))
		*vec_push(list) = (struct measure_count){ stmt_get_int(&st, 0), (int)stmt_get_int(&st, 2), (int)stmt_get_int(&st, 1) };
	return stmt_close(&st);
}

bool measures_count(struct db *db, int64_t item, int *done, int *all, struct err *err)
{
	measure_counts list = { 0 };
	bool ok = measure_counts_between(db, item, item, &list, err);

	*done = list.n ? list.p[0].done : 0;
	*all = list.n ? list.p[0].all : 0;
	vec_clear(&list);
	return ok;
}

bool measures_read(struct db *db, int64_t item, struct arena *mem, measure_rows *to,
		   struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT key, item, id, pos, text, deadline, state, reason FROM measure WHERE "
		  "item = ?1 AND gone IS NULL "
		  "ORDER BY pos, key",
		  err);
	stmt_int(&st, 1, item);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct measure_row){
			.key = stmt_get_int(&st, 0),
			.item = stmt_get_int(&st, 1),
			.id = stmt_get_id(&st, 2),
			.pos = (int)stmt_get_int(&st, 3),
			.text = stmt_get_text(&st, 4, mem),
			.deadline = stmt_get_text(&st, 5, mem),
			.state = stmt_get_text(&st, 6, mem),
			.reason = stmt_get_text(&st, 7, mem),
		};
	return stmt_close(&st);
}

bool items_of_figure(struct db *db, int64_t figure, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "WITH RECURSIVE f(key) AS (SELECT ?1 UNION SELECT g.key FROM f JOIN figure g ON "
		  "g.same_as = f.key) "
		  "SELECT item FROM target WHERE num_figure IN f UNION SELECT item FROM target "
		  "WHERE den_figure IN f "
		  "UNION SELECT item FROM target WHERE total_figure IN f UNION SELECT item FROM "
		  "target WHERE excluded_figure IN f",
		  err);
	stmt_int(&st, 1, figure);
	return rows_take_keys(&st, to, err);
}

bool items_of_unit(struct db *db, int64_t unit, keys *to, struct err *err)
{
	struct stmt st;

	/* with those whose heir it is */
	stmt_open(&st, db,
		  "WITH RECURSIVE u(key) AS (SELECT ?1 UNION SELECT h.unit FROM u JOIN heir h ON "
		  "h.heir = u.key) "
		  "SELECT item FROM assignment WHERE unit IN u UNION SELECT item FROM duty_state "
		  "WHERE unit = ?1 "
		  "UNION SELECT a.item FROM member m JOIN assignment a ON a.unit = m.grp WHERE "
		  "m.unit IN u",
		  err);
	stmt_int(&st, 1, unit);
	return rows_take_keys(&st, to, err);
}

bool items_due(struct db *db, date due, int64_t plan, int64_t unit, date today, int limit, keys *to,
	       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT DISTINCT item FROM duty_state WHERE due = ?1 AND shows <= ?2 AND NOT "
		  "standing AND (?3 = 0 OR +unit = ?3) AND "
		  "CASE ?4 WHEN 0 THEN plan IN (SELECT key FROM plan WHERE state = 'open' AND gone "
		  "IS NULL) ELSE plan = ?4 END "
		  "ORDER BY item LIMIT ?5",
		  err);
	stmt_int(&st, 1, due);
	stmt_int(&st, 2, today);
	stmt_int(&st, 3, unit);
	stmt_int(&st, 4, plan);
	stmt_int(&st, 5, limit);
	return rows_take_keys(&st, to, err);
}

bool items_of_plan(struct db *db, int64_t plan, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(
		&st, db,
		"SELECT key FROM item WHERE CASE ?1 WHEN 0 THEN 1 ELSE plan = ?1 END ORDER BY key",
		err);
	stmt_int(&st, 1, plan);
	return rows_take_keys(&st, to, err);
}

bool items_due_near(struct db *db, date from, date until, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(
		&st, db,
		"SELECT item FROM duty_state WHERE due BETWEEN ?1 AND ?2 UNION SELECT item FROM "
		"duty WHERE due IS NOT NULL "
		"UNION SELECT item FROM deadline WHERE kind = 'relative' AND count_unit LIKE 'w%' "
		"UNION SELECT item FROM deadline WHERE rhythm LIKE "
		"'%;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=%' ORDER BY 1",
		err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, until);
	return rows_take_keys(&st, to, err);
}

enum { LEVELS_MOST = 32, BELOW_MOST = 100000 };      /* an item that is its own parent ends there */

static void add_once(keys *to, const keys *more)
{
	for (size_t i = 0; i < more->n; i++) {
		size_t at = 0;

		while (at < to->n && to->p[at] != more->p[i])
			at++;
		if (at == to->n)
			*vec_push(to) = more->p[i];
	}
}

/* One item's leads, then those of its children. left: how many items may still be looked at. */
static bool add_leads(struct db *db, int64_t item, int level, int *left, keys *to, struct err *err)
{
	struct stmt st;
	keys leads = { 0 }, children = { 0 };

	stmt_open(&st, db,
		  "SELECT unit FROM assignment WHERE item = ?1 AND role = 'lead' AND gone IS NULL "
		  "ORDER BY pos, key",
		  err);
	stmt_int(&st, 1, item);
	bool ok = rows_take_keys(&st, &leads, err) &&
		  (level == LEVELS_MOST || children_keys(db, item, &children, err));

	add_once(to, &leads);
	for (size_t i = 0; ok && i < children.n && --*left > 0; i++)
		ok = add_leads(db, children.p[i], level + 1, left, to, err);
	vec_clear(&leads);
	vec_clear(&children);
	return ok;
}

bool leads_read(struct db *db, int64_t item, keys *to, struct err *err)
{
	int left = BELOW_MOST;

	/* Not one recursive query: most items stand alone, and each start asks for a screen of
	 * them. */
	return add_leads(db, item, 0, &left, to, err);
}
