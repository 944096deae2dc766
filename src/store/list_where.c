/* Lists under a condition: rows are gone through in the list's order, each is asked; where the next
 * page is far, either few rows can be meant at all, which an index finds, or words are looked up in
 * what was read of all entries. */
#include "base/gettext.h"
#include "store/where_private.h"

#include "base/ban.h"

/* So many rows are asked one after another before anything is read for their sake. */
enum { WALK_FIRST = 1024, WALK = 4096, STRETCH_FIRST = 48, STRETCH = 512 };

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

/* ---- what a list holds besides its condition ---- */

/* Row i is one of the list's. Filtered, a list is of all items that the condition holds of, groups
 * as well: of what a group shows or has itself. */
void list_put_items(struct where *w)
{
	const struct query *q = w->query;

	where_add(w, "i.gone IS NULL");
	if (q->of == LIST_TASKS)
		where_add(w, " AND i.kind <> 'campaign'");
	else if (q->of == LIST_CAMPAIGNS)
		where_add(w, " AND i.kind = 'campaign'");
	if (!q->where && !q->unit)
		where_add(w, q->of == LIST_TASKS ? " AND i.parent IS NULL" : "");
	else if (!q->unit)
		where_put_reached(w);
	if (q->of != LIST_OWING && !q->unit)
		return;
	where_add(w, " AND (EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key");
	if (q->of == LIST_OWING) {
		where_dated(w, " AND d.shows <= $");
	}
	if (q->unit) {
		where_add(w, " AND d.unit = ");
		where_int(w, q->unit);
	}
	if (q->due != DATE_NONE) {
		where_add(w, " AND d.due = ");
		where_int(w, q->due);
	}
	where_add(w, ")");
	if (q->of != LIST_OWING) {
		where_add(
			w,
			" OR EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.gone IS "
			"NULL AND a.unit = ");
		where_int(w, q->unit);
		where_add(w, ")");
	}
	where_add(w, ")");
}

void list_put_duties(struct where *w)
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
		where_add(w, " AND d.due = ");
		where_int(w, q->due);
	}
	if (q->silent) {
		where_add(w, " AND ");
		where_dated(w, WHERE_SILENT);
	}
}

bool list_count_duties(struct db *db, const struct query *q, int64_t *n, struct err *err)
{
	struct where w;
	struct stmt st;
	bool done = where_init(&w, db, q, err);

	*n = 0;
	if (done) {
		where_begin(&w);
		where_add(&w, "SELECT count(*) FROM duty_state d WHERE ");
		list_put_duties(&w);
		where_add(&w, q->owed ? " AND NOT d.standing" : "");
		where_plan(&w, "d.plan");
		where_open(&w, &st, err);
		*n = stmt_row(&st, err) ? stmt_get_int(&st, 0) : 0;
		done = stmt_close(&st);
	}
	where_clear(&w);
	return done;
}

bool list_take(struct stmt *st, struct list *l, struct err *err)
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
		l->all =
			stmt_number(db,
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
	struct list_near near;
	struct stmt st;

	if (!list_find_near(w, l->last, most, &near, err))
		return false;
	where_begin(w);
	where_add(w, "SELECT i.key, i.pos, CASE WHEN ");
	if (near.units)
		list_put_near(w, &near);
	where_put(w, WHERE_ITEM);
	where_add(w, " AND ");
	list_put_items(w);
	where_add(w, " THEN 1 ELSE 0 END FROM item i WHERE i.plan = ?1 AND i.pos >= ?2 AND (i.pos "
		     "> ?2 OR "
		     "i.key > ?3) ");
	where_add(w, campaigns ? "AND i.kind = 'campaign' " : "");
	where_add(w, "ORDER BY i.pos, i.key LIMIT ?4");
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
	stmt_open(
		&st, db,
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

/* A stretch of items with all of their duties: one that is stopped is done once more. */
static bool walk_duties(struct db *db, struct list *l, struct where *w, struct err *err)
{
	int64_t n, last[2],
		most = db->walk_first ? db->walk_first
		       : l->done      ? STRETCH
				      : STRETCH_FIRST;
	size_t had = l->keys.n;
	struct stmt st;

	if (!next_stretch(db, l, most, &n, last, err))
		return false;
	if (n == 0)
		return plan_step(db, l, err);
	where_begin(w);
	where_add(
		w,
		"SELECT d.key FROM item i CROSS JOIN duty_state d ON d.item = i.key WHERE i.plan = "
		"?1 "
		"AND i.pos >= ?2 AND i.pos <= ?5 AND (i.pos > ?2 OR i.key > ?3) AND (i.pos < ?5 OR "
		"i.key <= ?4) AND ");
	list_put_duties(w);
	where_add(w, " AND ");
	where_put(w, where_duty_row(&l->query));
	where_add(w, LIST_DUTY_ORDER);
	where_open(w, &st, err);
	bind_place(&st, l, last[0]);
	stmt_int(&st, 5, last[1]);
	if (!list_take(&st, l, err)) {
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
	where_add(w, "SELECT d.key FROM duty_state d JOIN item i ON i.key = d.item WHERE ");
	list_put_duties(w);
	where_plan(w, "d.plan");
	where_add(w, " AND ");
	where_put(w, where_duty_row(&l->query));
	if (!l->query.unordered)
		where_add(w, " ORDER BY d.plan, i.pos, d.item, " DUTY_ASSIGNED
			     ", d.due, d.unit, d.deadline, d.occ");
	where_open(w, &st, err);
	size_t had = l->keys.n;
	l->complete = list_take(&st, l, err);
	l->keys.n = l->complete ? l->keys.n : had;
	return l->complete;
}

/* ---- those that can be meant: list_meant.c ---- */

/* All that are listed of these few: those that a part of the condition leaves, or of these
 * items. */
static bool take_few(struct list *l, struct where *w, const struct cond *few,
		     const struct buf *items, struct err *err)
{
	bool duties = l->query.of == LIST_DUTIES;
	size_t had = l->keys.n;
	struct stmt st;

	where_begin(w);
	where_add(w, duties ? "SELECT d.key FROM duty_state d JOIN item i ON i.key = d.item WHERE "
		      : "SELECT i.key FROM item i WHERE ");
	where_add(w, !duties ? "i.key IN (" : few ? "d.key IN (" : "d.item IN (");
	if (few)
		list_put_meant(w, few, duties);
	else
		where_add(w, "SELECT value FROM json_each(?1)");
	where_add(w, ") AND ");
	if (duties)
		list_put_duties(w);
	else
		list_put_items(w);
	where_plan(w, "i.plan");
	where_add(w, " AND CASE WHEN ");
	where_put(w, duties ? where_duty_row(&l->query) : WHERE_ITEM);
	where_add(w, " THEN 1 END");
	where_add(w, duties ? LIST_DUTY_ORDER : " ORDER BY i.plan, i.pos, i.key");
	where_open(w, &st, err);
	if (items)
		stmt_text(&st, 1, buf_str(items));
	l->keys.n = 0;      /* they come again, in the same order */
	l->complete = list_take(&st, l, err);
	l->keys.n = l->complete ? l->keys.n : had;
	return l->complete;
}

/* The first rows did not fill a page. */
static bool look_further(struct list *l, struct where *w, struct err *err)
{
	const struct cond *few = list_find_few(w, l->query.of == LIST_DUTIES, err);
	struct buf items = { 0 };

	if (err->code != ERR_NONE)
		return false;
	if (few)
		return take_few(l, w, few, NULL, err);
	if (where_has_words(w) && !where_sweep(w, err))
		return false;
	bool done = true;
	if (where_has_words(w) && where_few(w, list_few(w->db), &items))
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
	where_add(w, "SELECT CASE WHEN ");
	where_put(w, days ? WHERE_DATE : WHERE_UNIT);
	where_add(w, days ? " THEN 1 ELSE 0 END FROM (SELECT ?1 AS due) t"
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
		db_scan_note(db, ++l->done, l->all);
	}
	l->complete = (size_t)l->done == l->asked.n;
	return stmt_close(&st) && err->code == ERR_NONE;
}

/* ---- all of it ---- */

static bool filter_more(struct db *db, struct list *l, struct where *w, size_t want,
			struct err *err)
{
	const struct query *q = &l->query;

	if (q->sort != SORT_OWN)
		return list_sort_all(db, l, w, err);
	if (q->of == LIST_UNITS || q->of == LIST_SILENT || q->of == LIST_DATES)
		return walk_asked(db, l, w, want, err);
	if (q->of == LIST_DUTIES && (q->unit || q->item || q->due != DATE_NONE))
		return (!where_has_words(w) || q->item || where_sweep(w, err)) &&
		       all_duties(l, w, err);
	if (!l->last[AT_PLAN])
		return plan_step(db, l, err);
	if (!count_rows(db, l, err))
		return false;
	if (l->stage == STAGE_WALK && l->done == 0 && list_find_part(w, COND_NUMBER))
		return take_few(l, w, list_find_part(w, COND_NUMBER), NULL, err);
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
	l->named = done && where_has_names(&w);
	while (done && l->keys.n < want && !l->complete) {
		done = filter_more(db, l, &w, want, err);
		db_scan_note(db, l->done, l->all);
	}
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
