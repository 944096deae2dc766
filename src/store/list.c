/* Lists: which keys, in which order. Tasks and campaigns come a plan at a time, by key where the last
 * piece ended; what is narrowed by a unit, an item or a date is small and comes at once. All duties,
 * and what is filtered or sorted: list_where.c. */
#include "store/list.h"

#include "store/calls.h"
#include "store/duties.h"
#include "store/where_private.h"

#include "base/ban.h"

enum { FIRST_PIECE = 48, PIECE = 256 };      /* the first fills a screen */
enum { DEEP_MOST = 64 };                      /* a ring of parents ends there */
enum { FEW = 2000 };                          /* so many items of one date come at once */

/* Places of list.last. */
enum { AT_PLAN, AT_POS, AT_KEY };

#define OF_PLAN(column) "(CASE ?1 WHEN 0 THEN " column " IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL) " \
	"ELSE " column " = ?1 END) "
/* Somebody owes it by now and is silent. */
#define SILENT_DUTY "NOT d.standing AND d.state = 'o' AND d.begins <= ?2 AND (d.report = '' OR d.review = 'x') AND NOT unheard(d.unit, d.due) "
#define SILENT_TALLY "t.owed > t.done AND t.begins <= ?2 AND t.shows <= ?2 "

void list_start(struct list *l, const struct query *q)
{
	l->query = *q;
	if (q->due == 0)
		l->query.due = DATE_NONE;      /* not set: 1970 is no deadline */
	l->keys.n = 0;
	l->complete = false;
	l->asked.n = 0;
	l->stage = 0;
	l->done = l->all = 0;
	memset(l->last, 0, sizeof l->last);
	l->last[AT_POS] = INT64_MIN;
}

void list_clear(struct list *l)
{
	vec_clear(&l->keys);
	vec_clear(&l->asked);
	*l = (struct list){ 0 };
}

/* The plan to read next: the one asked for, or the next open one; 0: none is left. */
static int64_t next_plan(struct db *db, const struct list *l, struct err *err)
{
	if (l->query.plan)
		return l->last[AT_PLAN] ? 0 : l->query.plan;
	return stmt_number(
		db, "SELECT min(key) FROM plan WHERE key > ?1 AND state = 'open' AND gone IS NULL",
		l->last[AT_PLAN], 0, err);
}

static bool step_plan(struct db *db, struct list *l, struct err *err)
{
	int64_t plan = next_plan(db, l, err);

	if (err->code != ERR_NONE)
		return false;
	l->complete = plan == 0;
	l->last[AT_PLAN] = plan;
	l->last[AT_POS] = INT64_MIN;
	l->last[AT_KEY] = 0;
	return true;
}

/* The next piece of items of the plan where the list stands; the plan after it where none is
 * left. */
static bool piece_of_items(struct db *db, struct list *l, struct err *err)
{
	struct stmt st;
	int n = 0, most = l->keys.n > 0 ? PIECE : FIRST_PIECE;

	if (!l->last[AT_PLAN])
		return step_plan(db, l, err);
	if (l->query.of == LIST_TASKS)
		stmt_open(&st, db,
			  "SELECT key, pos FROM item WHERE plan = ?1 AND parent IS NULL AND kind "
			  "<> 'campaign' AND gone IS NULL "
			  "AND pos >= ?2 AND (pos > ?2 OR key > ?3) ORDER BY pos, key LIMIT ?4",
			  err);
	else
		stmt_open(&st, db,
			  "SELECT key, pos FROM item WHERE plan = ?1 AND kind = 'campaign' AND "
			  "gone IS NULL "
			  "AND pos >= ?2 AND (pos > ?2 OR key > ?3) ORDER BY pos, key LIMIT ?4",
			  err);
	stmt_int(&st, 1, l->last[AT_PLAN]);
	stmt_int(&st, 2, l->last[AT_POS]);
	stmt_int(&st, 3, l->last[AT_KEY]);
	stmt_int(&st, 4, most);
	for (; stmt_row(&st, err); n++) {
		*vec_push(&l->keys) = stmt_get_int(&st, 0);
		l->last[AT_KEY] = stmt_get_int(&st, 0);
		l->last[AT_POS] = stmt_get_int(&st, 1);
	}
	if (!stmt_close(&st))
		return false;
	return n == most || step_plan(db, l, err);
}

/* ---- items with duties ---- */

static bool is_owed(struct db *db, const struct list *l, int64_t item, struct err *err)
{
	struct stmt st;

	if (l->query.due != DATE_NONE)
		stmt_open(&st, db,
			  "SELECT 1 FROM duty_state WHERE due = ?3 AND item = ?1 AND shows <= ?2 "
			  "LIMIT 1",
			  err);
	else
		stmt_open(&st, db,
			  "SELECT 1 FROM duty_state WHERE item = ?1 AND shows <= ?2 LIMIT 1", err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, l->query.today);
	if (l->query.due != DATE_NONE)
		stmt_int(&st, 3, l->query.due);
	bool found = stmt_row(&st, err);
	return stmt_close(&st) && found;
}

/* The item, where it is owed, then those below it. */
static bool owing_below(struct db *db, struct list *l, int64_t item, int deep, struct err *err)
{
	keys children = { 0 };
	bool done = deep >= DEEP_MOST || children_keys(db, item, &children, err);

	if (done && is_owed(db, l, item, err))
		*vec_push(&l->keys) = item;
	for (size_t i = 0; done && i < children.n; i++)
		done = owing_below(db, l, children.p[i], deep + 1, err);
	vec_clear(&children);
	return done && err->code == ERR_NONE;
}

struct top_item { int64_t key; bool above, owed; };

#define OWED_TOP(narrow) "SELECT i.key, i.pos, EXISTS (SELECT 1 FROM item c WHERE c.parent = i.key), EXISTS (SELECT 1 FROM duty_state d " \
	"WHERE d.item = i.key AND d.shows <= ?5" narrow ") FROM item i WHERE i.plan = ?1 AND i.parent IS NULL AND i.gone IS NULL " \
	"AND i.pos >= ?2 AND (i.pos > ?2 OR i.key > ?3) ORDER BY i.pos, i.key LIMIT ?4"

/* The next piece of the plan's top items, each with all below it. Most have none: one statement
 * tells of all of the piece. */
static bool piece_of_owing(struct db *db, struct list *l, struct err *err)
{
	VEC(struct top_item) tops = { 0 };
	size_t most = l->keys.n > 0 ? PIECE : FIRST_PIECE;
	struct stmt st;

	if (!l->last[AT_PLAN])
		return step_plan(db, l, err);
	stmt_open(&st, db, l->query.due != DATE_NONE ? OWED_TOP(" AND d.due = ?6") : OWED_TOP(""),
		  err);
	stmt_int(&st, 1, l->last[AT_PLAN]);
	stmt_int(&st, 2, l->last[AT_POS]);
	stmt_int(&st, 3, l->last[AT_KEY]);
	stmt_int(&st, 4, (int64_t)most);
	stmt_int(&st, 5, l->query.today);
	if (l->query.due != DATE_NONE)
		stmt_int(&st, 6, l->query.due);
	while (stmt_row(&st, err)) {
		struct top_item *top = vec_push(&tops);

		top->key = l->last[AT_KEY] = stmt_get_int(&st, 0);
		l->last[AT_POS] = stmt_get_int(&st, 1);
		top->above = stmt_get_int(&st, 2) != 0;
		top->owed = stmt_get_int(&st, 3) != 0;
	}
	bool done = stmt_close(&st), more = tops.n == most;
	for (size_t i = 0; done && i < tops.n; i++) {
		if (tops.p[i].above)
			done = owing_below(db, l, tops.p[i].key, 0, err);
		else if (tops.p[i].owed)
			*vec_push(&l->keys) = tops.p[i].key;
	}
	vec_clear(&tops);
	return done && (more || step_plan(db, l, err));
}

/* Takes all keys of a query whose parameters are: 1 the plan, 2 today, 3 the unit, 4 silent, 5 the
 * item, 6 the due date. */
static bool take_all(struct db *db, struct list *l, const char *sql, struct err *err)
{
	const struct query *q = &l->query;
	int64_t parameters[] = { q->plan, q->today, q->unit, q->silent, q->item, q->due };
	struct stmt st;

	stmt_open(&st, db, sql, err);
	if (!st.failed)
		for (int i = 0; i < sqlite3_bind_parameter_count(st.s); i++)
			stmt_int(&st, i + 1, parameters[i]);
	while (stmt_row(&st, err))
		*vec_push(&l->keys) = stmt_get_int(&st, 0);
	l->complete = true;
	return stmt_close(&st);
}

#define ITEMS_OF_UNIT(campaign) "SELECT i.key FROM item i WHERE i.key IN (SELECT item FROM assignment WHERE unit = ?3 AND gone IS NULL " \
	"UNION SELECT item FROM duty_state WHERE unit = ?3) AND (i.kind = 'campaign') = " campaign " AND i.gone IS NULL AND ?2 = ?2 AND " \
	OF_PLAN("i.plan") "ORDER BY i.plan, i.pos, i.key"

#define DUTIES(narrow) "SELECT d.key FROM duty_state d JOIN item i ON i.key = d.item WHERE " narrow " AND d.shows <= ?2 AND " \
	OF_PLAN("d.plan") "AND (?4 = 0 OR (" SILENT_DUTY ")) AND (?3 = 0 OR d.unit = ?3) AND (?5 = 0 OR d.item = ?5) " \
	"AND (?6 = -2147483648 OR d.due = ?6) ORDER BY d.plan, i.pos, d.item, " DUTY_ASSIGNED ", d.due, d.unit, d.deadline, d.occ"

static bool all_duties(struct db *db, struct list *l, struct err *err)
{
	const struct query *q = &l->query;

	if (q->item)
		return take_all(db, l, DUTIES("d.item = ?5"), err);
	if (q->unit)
		return take_all(db, l, DUTIES("d.unit = ?3"), err);
	return take_all(db, l, DUTIES("d.due = ?6"), err);
}

/* Rows of one day follow one another; has somebody who owes it by now not handed it in? What a date
 * list narrows: a unit's sums (kind 2), a plan's (kind 0). */
#define DATES_OF(where) "SELECT t.due, t.owed > t.done AND t.begins <= ?2 FROM tally t WHERE " where " AND t.shows <= ?2 AND t.due > -2147483648 ORDER BY t.due"

static void open_dates(struct stmt *st, struct db *db, const struct query *q, struct err *err)
{
	if (q->unit)
		stmt_open(st, db, DATES_OF("t.kind = 2 AND t.key = ?3 AND " OF_PLAN("t.plan")),
			  err);
	else if (q->plan)
		stmt_open(st, db, DATES_OF("t.kind = 0 AND t.key = ?1 AND t.plan = ?1"), err);
	else
		stmt_open(st, db, DATES_OF("t.kind = 4 AND t.key = 0 AND t.plan = 0"), err);
	if (q->unit || q->plan)
		stmt_int(st, 1, q->plan);
	stmt_int(st, 2, q->today);
	if (q->unit)
		stmt_int(st, 3, q->unit);
}

struct listed_date { date due; bool silent; };
typedef VEC(struct listed_date) listed_dates;

/* Those with somebody silent, what comes next, and of what is past and in the latest first. */
static void press_dates(const listed_dates *dates, date today, struct list *l)
{
	for (size_t i = 0; i < dates->n; i++)
		if (dates->p[i].silent)
			*vec_push(&l->keys) = dates->p[i].due;
	for (size_t i = 0; i < dates->n; i++)
		if (!dates->p[i].silent && dates->p[i].due >= today)
			*vec_push(&l->keys) = dates->p[i].due;
	for (size_t i = dates->n; i-- > 0;)
		if (!dates->p[i].silent && dates->p[i].due < today)
			*vec_push(&l->keys) = dates->p[i].due;
}

static bool all_dates(struct db *db, struct list *l, struct err *err)
{
	listed_dates dates = { 0 };
	struct stmt st;

	vec_reserve(&dates, 64);      /* a quarter's days */
	open_dates(&st, db, &l->query, err);
	while (stmt_row(&st, err)) {
		date due = (date)stmt_get_int(&st, 0);
		if (dates.n == 0 || dates.p[dates.n - 1].due != due)
			*vec_push(&dates) = (struct listed_date){ .due = due };
		dates.p[dates.n - 1].silent |= stmt_get_int(&st, 1) != 0;
	}
	vec_reserve(&l->keys, dates.n);
	if (l->query.pressing)
		press_dates(&dates, l->query.today, l);
	for (size_t i = 0; !l->query.pressing && i < dates.n; i++)
		*vec_push(&l->keys) = dates.p[i].due;
	l->complete = true;
	vec_clear(&dates);
	return stmt_close(&st);
}

#define OWING(narrow) "SELECT i.key FROM item i WHERE i.key IN (SELECT d.item FROM duty_state d WHERE " narrow " AND d.shows <= ?2 " \
	"AND (?3 = 0 OR d.unit = ?3) AND (?6 = -2147483648 OR d.due = ?6)) AND i.gone IS NULL AND ?4 = ?4 AND ?5 = ?5 AND " \
	OF_PLAN("i.plan") "ORDER BY i.plan, i.pos, i.key"

/* A date that few items have would be looked for through all of them. */
static bool is_of_few(struct db *db, const struct list *l, struct err *err)
{
	return l->query.due != DATE_NONE &&
	       stmt_number(db,
			   "SELECT count(*) FROM (SELECT DISTINCT item FROM duty_state WHERE due = "
			   "?1 LIMIT 2001)",
			   l->query.due, 0, err) <= FEW;
}

static bool need_owing(struct db *db, struct list *l, struct err *err)
{
	if (l->query.unit)
		return take_all(db, l, OWING("d.unit = ?3"), err);
	if (!l->last[AT_PLAN] && l->keys.n == 0 && is_of_few(db, l, err))
		return take_all(db, l, OWING("d.due = ?6"), err);
	return piece_of_owing(db, l, err);
}

static bool is_listed(const struct list *l, int64_t key)
{
	for (size_t i = 0; i < l->keys.n; i++)
		if (l->keys.p[i] == key)
			return true;
	return false;
}

/* The most pressing ones: those with somebody silent by due date, then the others in the plans'
 * order. For the few rows of a folded pane: want is small, and each key is looked for among those
 * before it. */
static bool pressing_items(struct db *db, struct list *l, size_t want, struct err *err)
{
	struct stmt st;

	/* The first few rows decide, so that each is asked for its plan. */
	stmt_open(&st, db,
		  "SELECT t.key FROM tally t WHERE t.pane = ?3 AND t.pane > 0 AND " SILENT_TALLY
		  "AND CASE ?1 WHEN 0 THEN "
		  "EXISTS (SELECT 1 FROM plan p WHERE p.key = t.plan AND p.state = 'open' AND "
		  "p.gone IS NULL) ELSE t.plan = ?1 END "
		  "ORDER BY t.due, t.key",
		  err);
	stmt_int(&st, 1, l->query.plan);
	stmt_int(&st, 2, l->query.today);
	stmt_int(&st, 3, l->query.of == LIST_TASKS ? 1 : 2);
	l->keys.n = 0;
	while (l->keys.n < want && stmt_row(&st, err))
		if (!is_listed(l, stmt_get_int(&st, 0)))
			*vec_push(&l->keys) = stmt_get_int(&st, 0);
	if (!stmt_close(&st))
		return false;

	struct list others = { 0 };
	struct query q = l->query;
	size_t first = l->keys.n;
	bool done = true;
	q.pressing = false;
	list_start(&others, &q);
	for (size_t i = 0; done && l->keys.n < want; i++) {
		done = list_need(db, &others, i + 1, err);
		if (!done || i >= others.keys.n)
			break;
		size_t n = l->keys.n;
		l->keys.n = first;      /* only the pressing ones can be among them */
		bool listed = is_listed(l, others.keys.p[i]);
		l->keys.n = n;
		if (!listed)
			*vec_push(&l->keys) = others.keys.p[i];
	}
	l->complete = done && l->keys.n < want;
	list_clear(&others);
	return done;
}

static bool need_items(struct db *db, struct list *l, size_t want, struct err *err)
{
	if (l->query.unit)
		return l->query.of == LIST_TASKS ? take_all(db, l, ITEMS_OF_UNIT("0"), err)
						 : take_all(db, l, ITEMS_OF_UNIT("1"), err);
	if (l->query.pressing)
		return pressing_items(db, l, want, err);
	return piece_of_items(db, l, err);
}

static bool all_silent(struct db *db, struct list *l, struct err *err)
{
	silent_rows rows = { 0 };
	bool ok = silent_read(db, l->query.plan, l->query.today, &rows, err);

	for (size_t i = 0; ok && i < rows.n; i++)
		*vec_push(&l->keys) = rows.p[i].unit;
	l->complete = true;
	vec_clear(&rows);
	return ok;
}

/* Names are nobody's secret, so their table is whole for who sees some units alone (sight.h). */
static bool units_seen(const struct db *db, struct list *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->keys.n; i++)
		if (!sight_hides_unit(db, l->keys.p[i]))
			l->keys.p[n++] = l->keys.p[i];
	l->keys.n = n;
	return true;
}

static bool need_more(struct db *db, struct list *l, size_t want, struct err *err)
{
	const struct query *q = &l->query;

	switch (q->of) {
	case LIST_TASKS:
	case LIST_CAMPAIGNS:
		return need_items(db, l, want, err);
	case LIST_DATES:
		return all_dates(db, l, err);
	case LIST_DUTIES:
		return all_duties(db, l, err);
	case LIST_UNITS:
		if (!q->plan)
			return take_all(db, l,
					"SELECT key FROM unit WHERE gone IS NULL AND same_as IS "
					"NULL ORDER BY name, key",
					err) && units_seen(db, l);
		return take_all(db, l,
				"SELECT key FROM unit u WHERE gone IS NULL AND EXISTS (SELECT 1 "
				"FROM tally t WHERE t.kind = 2 "
				"AND t.key = u.key AND t.plan = ?1) ORDER BY name, key",
				err);
	case LIST_OWING:
		return need_owing(db, l, err);
	case LIST_SILENT:
		return all_silent(db, l, err);
	}
	return true;
}

bool list_need(struct db *db, struct list *l, size_t want, struct err *err)
{
	const struct query *q = &l->query;

	if (q->where || q->sort != SORT_OWN ||
	    (q->of == LIST_DUTIES && !q->item && !q->unit && q->due == DATE_NONE))
		return list_filter(db, l, want, err);
	while (l->keys.n < want && !l->complete)
		if (!need_more(db, l, want, err))
			return false;
	return true;
}

bool list_count(struct db *db, const struct query *q, int64_t *n, struct err *err)
{
	struct counts counts;

	if (!q->unit && !q->where && (q->of == LIST_TASKS || q->of == LIST_CAMPAIGNS)) {
		if (!counts_read(db, q->plan, 0, &counts, err))
			return false;
		*n = q->of == LIST_TASKS ? counts.tasks : counts.campaigns;
		return true;
	}
	if (q->of == LIST_DUTIES && !q->where)
		return list_count_duties(db, q, n, err);
	/* The others are short, filtered, or somebody asks for all of them. */
	struct list l = { 0 };

	list_start(&l, q);
	bool done = list_need(db, &l, SIZE_MAX, err);
	*n = (int64_t)l.keys.n;
	list_clear(&l);
	return done;
}
