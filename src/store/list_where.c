/* Lists under a condition: rows are gone through in the list's order, each is asked; where the next
 * page is far, either few rows can be meant at all, which an index finds, or words are looked up in
 * what was read of all entries. Other orders than the list's own need all rows. */
#include "base/gettext.h"
#include "store/where_private.h"

#include "base/ban.h"

/* So many rows are asked one after another before anything is read for their sake. */
enum { WALK_FIRST = 1024, WALK = 4096, STRETCH_FIRST = 48, STRETCH = 512 };
enum { FEW = 2000 };

enum { AT_PLAN, AT_POS, AT_KEY };      /* places of list.last, as in list.c */

enum stage {
	STAGE_WALK,        /* the first rows */
	STAGE_LOOKED,      /* looked for those that can be meant: they are many */
	STAGE_ASKED,       /* they are few: list.asked */
};

static int64_t walk_first(const struct db *db)
{
	return db->walk_first ? db->walk_first : WALK_FIRST;
}

static bool is_of_items(enum list_of of)
{
	return of == LIST_TASKS || of == LIST_CAMPAIGNS || of == LIST_OWING;
}

/* ---- what a list holds besides its condition ---- */

static void put(struct where *w, const char *sql)
{
	buf_puts(&w->sql, sql);
}

/* Row i is one of the list's. Filtered, a list is of leaves, or groups that the condition holds of. */
static void put_item_listed(struct where *w)
{
	const struct query *q = w->query;

	put(w, "i.gone IS NULL");
	if (q->of == LIST_TASKS)
		put(w, " AND i.kind <> 'campaign'");
	else if (q->of == LIST_CAMPAIGNS)
		put(w, " AND i.kind = 'campaign'");
	if (!q->where && !q->unit)
		put(w, q->of == LIST_TASKS ? " AND i.parent IS NULL" : "");
	else if (q->unit || !where_lists_groups(w))
		put(w, " AND NOT EXISTS (SELECT 1 FROM item c WHERE c.parent = i.key AND c.gone IS "
		       "NULL)");
	if (q->of != LIST_OWING && !q->unit)
		return;
	put(w, " AND (EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key");
	if (q->of == LIST_OWING) {
		where_dated(w, " AND d.shows <= $");
	}
	if (q->unit) {
		put(w, " AND d.unit = ");
		where_int(w, q->unit);
	}
	if (q->due != DATE_NONE) {
		put(w, " AND d.due = ");
		where_int(w, q->due);
	}
	put(w, ")");
	if (q->of != LIST_OWING) {
		put(w, " OR EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.gone IS "
		       "NULL AND a.unit = ");
		where_int(w, q->unit);
		put(w, ")");
	}
	put(w, ")");
}

static void put_duty_listed(struct where *w)
{
	const struct query *q = w->query;
	const struct { const char *column; int64_t key; } narrow[] = {
		{ "d.unit", q->unit }, { "d.item", q->item },
	};

	where_dated(w, "d.shows <= $");
	for (size_t i = 0; i < 2; i++) {
		if (!narrow[i].key)
			continue;
		buf_printf(&w->sql, " AND %s = ", narrow[i].column);
		where_int(w, narrow[i].key);
	}
	if (q->due != DATE_NONE) {
		put(w, " AND d.due = ");
		where_int(w, q->due);
	}
	if (q->silent) {
		put(w, " AND ");
		where_dated(w, WHERE_SILENT);
	}
}

static bool take_keys(struct stmt *st, struct list *l, struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(&l->keys) = stmt_get_int(st, 0);
	return stmt_close(st);
}

/* ---- plans, one after another ---- */

static bool plan_step(struct db *db, struct list *l, struct err *err)
{
	int64_t next = !l->query.plan ? stmt_number(db,
						    "SELECT min(key) FROM plan WHERE key > ?1 AND "
						    "state = 'open' AND gone IS NULL",
						    l->last[AT_PLAN], 0, err)
		       : l->last[AT_PLAN] ? 0
					  : l->query.plan;

	if (err->code != ERR_NONE)
		return false;
	l->complete = next == 0;
	l->last[AT_PLAN] = next;
	l->last[AT_POS] = INT64_MIN;
	l->last[AT_KEY] = 0;
	return true;
}

/* How many rows there are to go through: of interest where it takes a while. */
static bool count_rows(struct db *db, struct list *l, struct err *err)
{
	if (l->all > 0 || l->done < WALK)
		return true;
	if (l->query.plan)
		l->all = stmt_number(db, "SELECT count(*) FROM item WHERE plan = ?1",
				     l->query.plan, 0, err);
	else
		l->all = stmt_number(db,
				     "SELECT count(*) FROM item WHERE plan IN (SELECT key FROM plan "
				     "WHERE state = 'open' AND gone IS NULL)",
				     0, 0, err);
	return err->code == ERR_NONE;
}

static void bind_place(struct stmt *st, const struct list *l, int64_t most)
{
	stmt_int(st, 1, l->last[AT_PLAN]);
	stmt_int(st, 2, l->last[AT_POS]);
	stmt_int(st, 3, l->last[AT_KEY]);
	stmt_int(st, 4, most);
}

/* ---- items ---- */

/* Each row comes with whether it is listed, so that a stopped walk knows where it is. */
static bool walk_items(struct db *db, struct list *l, struct where *w, size_t want, struct err *err)
{
	int64_t n = 0, most = l->stage == STAGE_WALK ? walk_first(db) - l->done : WALK;
	bool campaigns = l->query.of == LIST_CAMPAIGNS;
	struct stmt st;

	where_begin(w);
	put(w, "SELECT i.key, i.pos, CASE WHEN ");
	where_put(w, WHERE_ITEM);
	put(w, " AND ");
	put_item_listed(w);
	put(w, " THEN 1 ELSE 0 END FROM item i WHERE i.plan = ?1 AND i.pos >= ?2 AND (i.pos > ?2 OR "
	       "i.key > ?3) ");
	put(w, campaigns ? "AND i.kind = 'campaign' " : "");
	put(w, "ORDER BY i.pos, i.key LIMIT ?4");
	where_open(w, &st, err);
	bind_place(&st, l, most);
	while (l->keys.n < want && stmt_row(&st, err)) {
		n++;
		l->last[AT_KEY] = stmt_get_int(&st, 0);
		l->last[AT_POS] = stmt_get_int(&st, 1);
		if (stmt_get_int(&st, 2))
			*vec_push(&l->keys) = l->last[AT_KEY];
	}
	l->done += n;
	return stmt_close(&st) && (l->keys.n >= want || n == most || plan_step(db, l, err));
}

/* ---- duties ---- */

/* The last of the next items of the plan. */
static bool next_stretch(struct db *db, const struct list *l, int64_t most, int64_t *n,
			 int64_t last[2], struct err *err)
{
	struct stmt st;

	*n = 0;
	stmt_open(&st, db,
		  "SELECT i.key, i.pos FROM item i WHERE i.plan = ?1 AND i.pos >= ?2 AND (i.pos > ?2 "
		  "OR i.key > ?3) ORDER BY i.pos, i.key LIMIT ?4",
		  err);
	bind_place(&st, l, most);
	for (; stmt_row(&st, err); ++*n) {
		last[0] = stmt_get_int(&st, 0);
		last[1] = stmt_get_int(&st, 1);
	}
	return stmt_close(&st);
}

#define DUTY_ORDER " ORDER BY d.plan, i.pos, d.item, d.due, " DUTY_ASSIGNED ", d.unit, d.deadline, d.occ"

/* A stretch of items with all of their duties: one that is stopped is done once more. */
static bool walk_duties(struct db *db, struct list *l, struct where *w, struct err *err)
{
	int64_t n, last[2], most = db->walk_first ? db->walk_first : l->done ? STRETCH : STRETCH_FIRST;
	size_t had = l->keys.n;
	struct stmt st;

	if (!next_stretch(db, l, most, &n, last, err))
		return false;
	if (n == 0)
		return plan_step(db, l, err);
	where_begin(w);
	put(w, "SELECT d.key FROM item i CROSS JOIN duty_state d ON d.item = i.key WHERE i.plan = ?1 "
	       "AND i.pos >= ?2 AND i.pos <= ?5 AND (i.pos > ?2 OR i.key > ?3) AND (i.pos < ?5 OR "
	       "i.key <= ?4) AND ");
	put_duty_listed(w);
	put(w, " AND ");
	where_put(w, WHERE_DUTY);
	put(w, DUTY_ORDER);
	where_open(w, &st, err);
	bind_place(&st, l, last[0]);
	stmt_int(&st, 5, last[1]);
	if (!take_keys(&st, l, err)) {
		l->keys.n = had;
		return false;
	}
	l->done += n;
	l->last[AT_KEY] = last[0];
	l->last[AT_POS] = last[1];
	return n == most || plan_step(db, l, err);
}

/* What is narrowed by a unit, an item or a day comes at once, in the order of such lists. */
static bool all_duties(struct list *l, struct where *w, struct err *err)
{
	struct stmt st;

	where_begin(w);
	put(w, "SELECT d.key FROM duty_state d JOIN item i ON i.key = d.item WHERE ");
	put_duty_listed(w);
	where_plan(w, "d.plan");
	put(w, " AND ");
	where_put(w, WHERE_DUTY);
	put(w, " ORDER BY d.plan, i.pos, d.item, " DUTY_ASSIGNED ", d.due, d.unit, d.deadline, d.occ");
	where_open(w, &st, err);
	size_t had = l->keys.n;
	l->complete = take_keys(&st, l, err);
	l->keys.n = l->complete ? l->keys.n : had;
	return l->complete;
}

/* ---- those that can be meant ---- */

/* What must hold of all rows: the condition itself, or a part of its AND. */
static const struct cond *must_next(const struct cond *top, const struct cond *c)
{
	if (top->kind != COND_AND)
		return c ? NULL : top;
	return c ? c->next : top->first;
}

/* Rows of `of` (items, or duties) that a part of the condition leaves, by an index. False: none
 * serves. */
static bool put_meant(struct where *w, const struct cond *c, bool duties)
{
	const char *key = duties ? "key" : "item";

	switch (c->kind) {
	case COND_NUMBER:
		put(w, duties ? "SELECT d.key FROM duty_state d WHERE d.item IN (" : "");
		for (size_t i = 0; i < c->n_names; i++) {
			put(w, i ? " UNION ALL " : "");
			put(w, "SELECT key FROM item WHERE number >= ");
			where_text(w, c->names[i]);
			put(w, " AND number < ");
			where_text(w, c->names[i]);
			put(w, " || '/'");
		}
		put(w, duties ? ")" : "");
		return c->n_names > 0;
	case COND_UNIT:
		put(w, duties ? "" : "SELECT item FROM assignment WHERE unit IN (");
		for (size_t i = 0; !duties && i < c->n_keys; i++) {
			put(w, i ? "," : "");
			where_int(w, c->keys[i]);
		}
		buf_printf(&w->sql, "%sSELECT %s FROM duty_state WHERE unit IN (",
			   duties ? "" : ") UNION ALL ", key);
		for (size_t i = 0; i < c->n_keys; i++) {
			put(w, i ? "," : "");
			where_int(w, c->keys[i]);
		}
		put(w, ")");
		return c->n_keys > 0;
	case COND_DUE:
		buf_printf(&w->sql, "SELECT %s FROM duty_state WHERE due BETWEEN ", key);
		where_int(w, c->none ? DATE_NONE : c->from == DATE_NONE ? (int64_t)DATE_NONE + 1 : c->from);
		put(w, " AND ");
		where_int(w, c->none ? DATE_NONE : c->to == DATE_NONE ? DATE_NEVER : c->to);
		return true;
	case COND_PROMISED:
		if (c->none)
			return false;
		buf_printf(&w->sql, "SELECT %s FROM duty_state WHERE promised > -2147483648 AND "
				    "promised BETWEEN ", key);
		where_int(w, c->from == DATE_NONE ? (int64_t)DATE_NONE + 1 : c->from);
		put(w, " AND ");
		where_int(w, c->to == DATE_NONE ? DATE_NEVER : c->to);
		return true;
	default:
		return false;
	}
}

/* One that few rows can meet; NULL: none. */
static const struct cond *find_few(struct where *w, bool duties, struct err *err)
{
	const struct cond *top = w->query->where;
	int64_t few = w->db->few ? w->db->few : FEW;

	for (const struct cond *c = top ? must_next(top, NULL) : NULL; c; c = must_next(top, c)) {
		struct stmt st;
		int64_t n = few + 1;

		where_begin(w);
		put(w, "SELECT count(*) FROM (SELECT 1 FROM (");
		if (!put_meant(w, c, duties))
			continue;
		put(w, ") LIMIT ?1)");
		where_open(w, &st, err);
		stmt_int(&st, 1, few + 1);
		if (stmt_row(&st, err))
			n = stmt_get_int(&st, 0);
		if (!stmt_close(&st))
			return NULL;
		if (n <= few)
			return c;
	}
	return NULL;
}

/* All that are listed of these few: those that a part of the condition leaves, or of these items. */
static bool take_few(struct list *l, struct where *w, const struct cond *few, const struct buf *items,
		     struct err *err)
{
	bool duties = l->query.of == LIST_DUTIES;
	size_t had = l->keys.n;
	struct stmt st;

	where_begin(w);
	put(w, duties ? "SELECT d.key FROM duty_state d JOIN item i ON i.key = d.item WHERE "
		      : "SELECT i.key FROM item i WHERE ");
	put(w, !duties ? "i.key IN (" : few ? "d.key IN (" : "d.item IN (");
	if (few)
		put_meant(w, few, duties);
	else
		put(w, "SELECT value FROM json_each(?1)");
	put(w, ") AND ");
	if (duties)
		put_duty_listed(w);
	else
		put_item_listed(w);
	where_plan(w, "i.plan");
	put(w, " AND CASE WHEN ");
	where_put(w, duties ? WHERE_DUTY : WHERE_ITEM);
	put(w, " THEN 1 END");
	put(w, duties ? DUTY_ORDER : " ORDER BY i.plan, i.pos, i.key");
	where_open(w, &st, err);
	if (!few)
		stmt_text(&st, 1, buf_str(items));
	l->keys.n = 0;      /* they come again, in the same order */
	l->complete = take_keys(&st, l, err);
	l->keys.n = l->complete ? l->keys.n : had;
	return l->complete;
}

/* A number is looked for at once: there are few by any number. */
static const struct cond *find_number(const struct where *w)
{
	const struct cond *top = w->query->where, *c = top ? must_next(top, NULL) : NULL;

	while (c && c->kind != COND_NUMBER)
		c = must_next(top, c);
	return c;
}

/* The first rows did not fill a page. */
static bool look_further(struct list *l, struct where *w, struct err *err)
{
	const struct cond *few = find_few(w, l->query.of == LIST_DUTIES, err);
	struct buf items = { 0 };

	if (err->code != ERR_NONE)
		return false;
	if (few)
		return take_few(l, w, few, NULL, err);
	if (where_has_words(w) && !where_sweep(w, err))
		return false;
	bool done = true;
	if (where_has_words(w) && where_few(w, w->db->few ? (size_t)w->db->few : FEW, &items))
		done = take_few(l, w, NULL, &items, err);
	else
		l->stage = STAGE_LOOKED;
	buf_clear(&items);
	return done;
}

/* ---- units and days: each is asked ---- */

static bool ask_candidates(struct db *db, struct list *l, struct err *err)
{
	struct list all = { 0 };
	struct query q = l->query;

	q.where = NULL;
	list_start(&all, &q);
	bool done = list_need(db, &all, SIZE_MAX, err);
	for (size_t i = 0; done && i < all.keys.n; i++)
		*vec_push(&l->asked) = all.keys.p[i];
	list_clear(&all);
	l->all = (int64_t)l->asked.n;
	l->stage = done ? STAGE_ASKED : l->stage;
	return done;
}

/* Units and days have many duties each: words are looked up in what was read. */
static bool walk_asked(struct db *db, struct list *l, struct where *w, size_t want, struct err *err)
{
	bool days = l->query.of == LIST_DATES;
	struct stmt st;

	if (l->stage != STAGE_ASKED && !ask_candidates(db, l, err))
		return false;
	if (where_has_words(w) && !where_sweep(w, err))
		return false;
	where_begin(w);
	put(w, "SELECT CASE WHEN ");
	where_put(w, days ? WHERE_DATE : WHERE_UNIT);
	put(w, days ? " THEN 1 ELSE 0 END FROM (SELECT ?1 AS due) t"
		    : " THEN 1 ELSE 0 END FROM unit u WHERE u.key = ?1");
	where_open(w, &st, err);
	while (l->keys.n < want && (size_t)l->done < l->asked.n) {
		int64_t key = l->asked.p[l->done];

		stmt_int(&st, 1, key);
		if (stmt_row(&st, err) && stmt_get_int(&st, 0))
			*vec_push(&l->keys) = key;
		if (err->code != ERR_NONE)
			break;
		sqlite3_reset(st.s);
		l->done++;
	}
	l->complete = (size_t)l->done == l->asked.n;
	return stmt_close(&st) && err->code == ERR_NONE;
}

/* ---- other orders ---- */

/* Of an item or a unit, by its sums (of the alias s). */
#define SUMS(what) "(SELECT " what " FROM tally s WHERE s.kind = "
#define BEGUN " AND s.shows <= $ AND s.begins <= $)"

static const struct { enum list_sort sort; const char *item, *duty, *unit; bool down; } orders[] = {
	{ SORT_NUMBER, "number_order(i.number)", "number_order(i.number)", NULL, false },
	{ SORT_TITLE, "i.title", "i.title", NULL, false },
	{ SORT_UNIT,
	  "(SELECT u.name FROM assignment a JOIN unit u ON u.key = a.unit WHERE a.item = i.key AND "
	  "a.gone IS NULL ORDER BY a.role <> 'lead', a.pos, a.key LIMIT 1)",
	  "(SELECT u.name FROM unit u WHERE u.key = d.unit)", "u.name", false },
	{ SORT_LIGHT, "", "", "", true },
	/* of the occurrence that the row shows, as view_item() does */
	{ SORT_DUE,
	  SUMS("coalesce(min(CASE WHEN s.owed > s.done THEN s.due END), max(s.due))") "1 AND s.key = "
	  "i.key" BEGUN,
	  "nullif(d.due, -2147483648)",
	  SUMS("min(CASE WHEN s.owed > s.done AND s.due > -2147483648 THEN s.due END)") "2 AND s.key = "
	  "u.key" BEGUN,
	  false },
	{ SORT_LEFT,
	  SUMS("min(CASE WHEN s.owed > s.done AND s.due > -2147483648 THEN s.due END)") "1 AND s.key = "
	  "i.key" BEGUN,
	  "CASE WHEN " WHERE_OUT " THEN nullif(d.due, -2147483648) END",
	  SUMS("min(CASE WHEN s.owed > s.done AND s.due > -2147483648 THEN s.due END)") "2 AND s.key = "
	  "u.key" BEGUN,
	  false },
	{ SORT_OWED, SUMS("sum(s.owed - s.done)") "1 AND s.key = i.key" BEGUN, NULL,
	  SUMS("sum(s.owed - s.done)") "2 AND s.key = u.key" BEGUN, true },
	{ SORT_IN, SUMS("sum(s.done) * 1.0 / sum(s.owed)") "1 AND s.key = i.key" BEGUN, WHERE_IN,
	  SUMS("sum(s.done) * 1.0 / sum(s.owed)") "2 AND s.key = u.key" BEGUN, false },
	{ SORT_CONTACT,
	  "coalesce((SELECT max(e.made_at) FROM entry e WHERE e.item = i.key AND e.verb = 'urge' AND "
	  "e.gone IS NULL), 0)",
	  "coalesce((SELECT max(e.made_at) FROM entry e WHERE e.item = d.item AND e.unit = d.unit AND "
	  "e.verb = 'urge' AND e.gone IS NULL), 0)",
	  "coalesce((SELECT max(e.made_at) FROM entry e WHERE e.unit = u.key AND e.verb = 'urge' AND "
	  "e.gone IS NULL), 0)",
	  false },
};

static const char *order_of(enum list_of of, enum list_sort sort, bool *down)
{
	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		if (orders[i].sort != sort)
			continue;
		*down = orders[i].down;
		return is_of_items(of)                           ? orders[i].item
		       : of == LIST_DUTIES                       ? orders[i].duty
		       : of == LIST_UNITS || of == LIST_SILENT ? orders[i].unit
								 : NULL;
	}
	return NULL;
}

bool list_sorts(enum list_of of, enum list_sort sort)
{
	bool down;

	return sort == SORT_OWN || (of == LIST_DATES && sort == SORT_DUE) || order_of(of, sort, &down);
}

/* The order's own value; $ is today. */
static void put_order(struct where *w, enum where_row row)
{
	bool down = false;
	const char *sql = order_of(w->query->of, w->query->sort, &down);

	put(w, " ORDER BY ");
	if (w->query->sort == SORT_LIGHT)
		where_light(w, row);
	where_dated(w, sql);
	put(w, down != w->query->reversed ? " DESC NULLS LAST" : " NULLS LAST");
}

/* Items and duties: SQLite sorts. */
static bool sort_rows(struct list *l, struct where *w, struct err *err)
{
	bool duties = l->query.of == LIST_DUTIES;
	struct stmt st;

	where_begin(w);
	put(w, duties ? "SELECT d.key FROM item i CROSS JOIN duty_state d ON d.item = i.key WHERE "
		      : "SELECT i.key FROM item i WHERE ");
	if (duties)
		put_duty_listed(w);
	else
		put_item_listed(w);
	where_plan(w, "i.plan");
	put(w, " AND CASE WHEN ");
	where_put(w, duties ? WHERE_DUTY : WHERE_ITEM);
	put(w, " THEN 1 END");
	put_order(w, duties ? WHERE_DUTY : WHERE_ITEM);
	put(w, duties ? ", i.plan, i.pos, d.item, d.due, " DUTY_ASSIGNED ", d.unit, d.deadline, d.occ"
		      : ", i.plan, i.pos, i.key");
	where_open(w, &st, err);
	return take_keys(&st, l, err);
}

/* Units are few: in their own order they get a place, which decides among equals. */
static bool sort_units(struct db *db, struct list *l, struct where *w, struct err *err)
{
	struct list own = { 0 };
	struct query q = l->query;
	struct stmt st;

	q.sort = SORT_OWN;
	list_start(&own, &q);
	if (!list_need(db, &own, SIZE_MAX, err)) {
		list_clear(&own);
		return false;
	}
	where_begin(w);
	put(w, "SELECT u.key FROM (SELECT CAST(j.key AS INTEGER) AS place, j.value AS unit FROM "
	       "json_each(?1) j) p JOIN unit u ON u.key = p.unit");
	put_order(w, WHERE_UNIT);
	put(w, ", p.place");
	struct buf list = { 0 };
	for (size_t i = 0; i < own.keys.n; i++)
		buf_printf(&list, "%s%lld", i ? "," : "[", (long long)own.keys.p[i]);
	buf_puts(&list, own.keys.n ? "]" : "[]");
	where_open(w, &st, err);
	stmt_text(&st, 1, buf_str(&list));
	bool done = take_keys(&st, l, err);
	buf_clear(&list);
	list_clear(&own);
	return done;
}

static bool sort_dates(struct db *db, struct list *l, struct err *err)
{
	struct list own = { 0 };
	struct query q = l->query;

	q.sort = SORT_OWN;
	list_start(&own, &q);
	bool done = list_need(db, &own, SIZE_MAX, err);
	for (size_t i = 0; done && i < own.keys.n; i++)
		*vec_push(&l->keys) = own.keys.p[q.reversed ? own.keys.n - 1 - i : i];
	list_clear(&own);
	return done;
}

static bool sort_all(struct db *db, struct list *l, struct where *w, struct err *err)
{
	bool done = !where_has_words(w) || where_sweep(w, err);

	l->keys.n = 0;
	if (done && l->query.of == LIST_DATES)
		done = sort_dates(db, l, err);
	else if (done && (l->query.of == LIST_UNITS || l->query.of == LIST_SILENT))
		done = sort_units(db, l, w, err);
	else
		done = done && sort_rows(l, w, err);
	l->keys.n = done ? l->keys.n : 0;
	l->complete = done;
	return done;
}

/* ---- sums ---- */

/* Is there a part that an index finds the duties of? */
static bool has_index(const struct query *q)
{
	bool serves = q->unit || q->item || q->due != DATE_NONE;

	for (const struct cond *c = q->where ? must_next(q->where, NULL) : NULL; c && !serves;
	     c = must_next(q->where, c))
		serves = c->kind == COND_UNIT || (c->kind == COND_DUE && !c->none) ||
			 (c->kind == COND_PROMISED && !c->none);
	return serves;
}

/* Each as tally_diff_add() and promised_on_read() count; $ is today, # the Monday after it. */
static const char *const summed[] = {
	"sum(NOT d.standing AND d.state <> 's')",
	"sum(NOT d.standing AND d.state <> 's' AND " WHERE_IN ")",
	"sum(" WHERE_SILENT ")",
	"sum(" WHERE_SILENT " AND d.due > -2147483648 AND d.due < $)",
	"sum(" WHERE_SILENT " AND d.due >= $ AND d.due < #)",
	"sum(" WHERE_SILENT " AND d.due >= $ AND d.due >= # AND d.due < # + 7)",
	"sum(NOT d.standing AND d.state = 'o' AND d.report <> '' AND d.review = '')",
	"sum(NOT d.standing AND d.state = 'o' AND d.review = 'x')",
	"sum(NOT d.standing AND d.extension = 'a' AND " WHERE_OUT ")",
	"count(DISTINCT CASE WHEN d.promised = $ AND d.state <> 's' THEN d.unit END)",
	"count(DISTINCT CASE WHEN d.promised = $ AND " WHERE_OUT " THEN d.unit END)",
};
enum { SUMMED = sizeof summed / sizeof *summed };

static void put_summed(struct where *w)
{
	date today = w->query->today, monday = today - (date_weekday(today) - 1);

	for (size_t i = 0; i < SUMMED; i++) {
		put(w, i ? ", " : "SELECT ");
		for (const char *at = summed[i]; *at; at++) {
			if (*at == '$' || *at == '#')
				where_int(w, *at == '$' ? today : monday + 7);
			else
				buf_byte(&w->sql, *at);
		}
	}
}

bool list_sums(struct db *db, const struct query *query, struct list_sums *to, struct err *err)
{
	struct query q = *query;
	struct where w;
	struct stmt st;
	int64_t *const places[SUMMED] = {
		&to->owed, &to->in, &to->silent, &to->overdue, &to->this_week, &to->next_week,
		&to->pending, &to->returned, &to->asked, &to->promised, &to->promised_waiting,
	};

	q.due = q.due ? q.due : DATE_NONE;
	*to = (struct list_sums){ .owed = 0 };
	bool done = where_init(&w, db, &q, err) && (!where_has_words(&w) || where_sweep(&w, err));
	if (done) {
		where_begin(&w);
		put_summed(&w);
		put(&w, has_index(&q) ? " FROM duty_state d JOIN item i ON i.key = d.item WHERE "
				      : " FROM item i CROSS JOIN duty_state d ON d.item = i.key WHERE ");
		put_duty_listed(&w);
		where_plan(&w, has_index(&q) ? "d.plan" : "i.plan");
		put(&w, " AND ");
		where_put(&w, WHERE_DUTY);
		where_open(&w, &st, err);
		bool there = stmt_row(&st, err);
		for (int i = 0; there && i < SUMMED; i++)
			*places[i] = stmt_get_int(&st, i);
		done = stmt_close(&st) && there;
	}
	where_clear(&w);
	return done;
}

/* ---- all of it ---- */

static bool filter_more(struct db *db, struct list *l, struct where *w, size_t want, struct err *err)
{
	const struct query *q = &l->query;

	if (q->sort != SORT_OWN)
		return sort_all(db, l, w, err);
	if (q->of == LIST_UNITS || q->of == LIST_SILENT || q->of == LIST_DATES)
		return walk_asked(db, l, w, want, err);
	if (q->of == LIST_DUTIES && (q->unit || q->item || q->due != DATE_NONE))
		return (!where_has_words(w) || q->item || where_sweep(w, err)) && all_duties(l, w, err);
	if (!l->last[AT_PLAN])
		return plan_step(db, l, err);
	if (!count_rows(db, l, err))
		return false;
	if (l->stage == STAGE_WALK && l->done == 0 && find_number(w))
		return take_few(l, w, find_number(w), NULL, err);
	if (l->stage == STAGE_WALK && l->done >= walk_first(db))
		return look_further(l, w, err);
	return q->of == LIST_DUTIES ? walk_duties(db, l, w, err) : walk_items(db, l, w, want, err);
}

bool list_filter(struct db *db, struct list *l, size_t want, struct err *err)
{
	struct where w;
	bool done = l->keys.n >= want || l->complete;

	if (done)
		return true;
	if (!list_sorts(l->query.of, l->query.sort))
		return err_set(err, ERR_REFUSED, _("this list has no such order"));
	/* one state of the ledger, and its locks once */
	if (!db_read_begin(db, err))
		return false;
	done = where_init(&w, db, &l->query, err);
	while (done && l->keys.n < want && !l->complete)
		done = filter_more(db, l, &w, want, err);
	where_clear(&w);
	db_read_end(db);
	return done;
}

void list_scanned(const struct list *l, int64_t *done, int64_t *all)
{
	/* not counted yet: there is more */
	*all = l->all > l->done ? l->all : l->complete ? l->done : l->done + 1;
	*done = l->complete ? *all : l->done;
}
