/* Lists in other orders than their own: all rows, sorted by SQLite. And sums over what a filter
 * lets through. */
#include "store/where_private.h"

#include "base/ban.h"

static bool is_of_items(enum list_of of)
{
	return of == LIST_TASKS || of == LIST_CAMPAIGNS || of == LIST_OWING;
}

/* Of an item or a unit, by its sums (of the alias s). */
#define SUMS(what) "(SELECT " what " FROM tally s WHERE s.kind = "
#define LAST_URGED(of) "coalesce((SELECT max(e.made_at) FROM entry e WHERE " of " AND e.verb = 'urge' " \
	"AND e.gone IS NULL), 0)"
#define FIRST_DUE "min(CASE WHEN s.owed > s.done AND s.due > -2147483648 THEN s.due END)"
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
	  SUMS("coalesce(" FIRST_DUE ", max(s.due))") "1 AND s.key = i.key" BEGUN,
	  "nullif(d.due, -2147483648)",
	  SUMS(FIRST_DUE) "2 AND s.key = u.key" BEGUN,
	  false },
	{ SORT_LEFT,
	  SUMS(FIRST_DUE) "1 AND s.key = i.key" BEGUN,
	  "CASE WHEN " WHERE_OUT " THEN nullif(d.due, -2147483648) END",
	  SUMS(FIRST_DUE) "2 AND s.key = u.key" BEGUN,
	  false },
	{ SORT_OWED, SUMS("sum(s.owed - s.done)") "1 AND s.key = i.key" BEGUN, NULL,
	  SUMS("sum(s.owed - s.done)") "2 AND s.key = u.key" BEGUN, true },
	{ SORT_IN, SUMS("sum(s.done) * 1.0 / sum(s.owed)") "1 AND s.key = i.key" BEGUN, WHERE_IN,
	  SUMS("sum(s.done) * 1.0 / sum(s.owed)") "2 AND s.key = u.key" BEGUN, false },
	{ SORT_CONTACT,
	  LAST_URGED("e.item = i.key"),
	  LAST_URGED("e.item = d.item AND e.unit = d.unit"),
	  LAST_URGED("e.unit = u.key"),
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

	return sort == SORT_OWN || (of == LIST_DATES && sort == SORT_DUE) ||
	       order_of(of, sort, &down);
}

#define HAS_DUE "nullif(d.due, -2147483648)"
#define BEGUN_OUT "min(CASE WHEN d.begins <= $ AND " WHERE_OUT " THEN " HAS_DUE " END)"

/* The duties that an item is listed for. */
static void put_fitting(struct where *w, const char *what)
{
	where_add(w, "(SELECT ");
	where_dated(w, what);
	where_dated(w, " FROM duty_state d WHERE d.item = i.key AND NOT d.standing AND d.state <> "
		       "'s' AND d.shows <= $");
	if (w->query->unit) {
		where_add(w, " AND d.unit = ");
		where_int(w, w->query->unit);
	}
	where_add(w, " AND ");
	where_put(w, WHERE_OWED);
	where_add(w, ")");
}

/* Where these need not be all, what the row shows is theirs (model/fits.h). */
static bool put_of_fitting(struct where *w, enum where_row row)
{
	static const struct { enum list_sort sort; const char *sql; } of[] = {
		{ SORT_LIGHT, "coalesce(max(CASE WHEN d.begins <= $ THEN " WHERE_DUTY_LIGHT " END), "
			      "max(" WHERE_DUTY_LIGHT "))" },
		{ SORT_DUE, "coalesce(" BEGUN_OUT ", max(CASE WHEN d.begins <= $ THEN " HAS_DUE
			    " END), min(" HAS_DUE "))" },
		{ SORT_LEFT, "coalesce(" BEGUN_OUT ", CASE WHEN min(d.begins) > $ THEN min(" HAS_DUE
			     ") END)" },
	};
	const struct query *q = w->query;
	size_t i = 0;

	while (i < sizeof of / sizeof *of && of[i].sort != q->sort)
		i++;
	if (i == sizeof of / sizeof *of || row != WHERE_ITEM || !q->where ||
	    !(q->unit || cond_parts_duties(q->where)))
		return false;
	where_add(w, "CASE WHEN EXISTS ");
	put_fitting(w, "1");
	where_add(w, " THEN ");
	put_fitting(w, of[i].sql);
	where_add(w, " ELSE ");
	return true;
}

/* The order's own value; $ is today. */
static void put_order(struct where *w, enum where_row row)
{
	bool down = false;
	const char *sql = order_of(w->query->of, w->query->sort, &down);

	where_add(w, " ORDER BY ");
	bool fitting = put_of_fitting(w, row);
	if (w->query->sort == SORT_LIGHT)
		where_light(w, row);
	where_dated(w, sql);
	where_add(w, fitting ? " END" : "");
	where_add(w, down != w->query->reversed ? " DESC NULLS LAST" : " NULLS LAST");
}

/* Items and duties: SQLite sorts. */
static bool sort_rows(struct list *l, struct where *w, struct err *err)
{
	bool duties = l->query.of == LIST_DUTIES;
	struct stmt st;

	where_begin(w);
	where_add(
		w,
		duties ? "SELECT d.key FROM item i CROSS JOIN duty_state d ON d.item = i.key WHERE "
		       : "SELECT i.key FROM item i WHERE ");
	if (duties)
		list_put_duties(w);
	else
		list_put_items(w);
	where_plan(w, "i.plan");
	where_add(w, " AND CASE WHEN ");
	where_put(w, duties ? where_duty_row(&l->query) : WHERE_ITEM);
	where_add(w, " THEN 1 END");
	put_order(w, duties ? WHERE_DUTY : WHERE_ITEM);
	where_add(w, duties ? ", i.plan, i.pos, d.item, d.due, " DUTY_ASSIGNED
			      ", d.unit, d.deadline, d.occ"
			    : ", i.plan, i.pos, i.key");
	where_open(w, &st, err);
	return list_take(&st, l, err);
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
	where_add(w,
		  "SELECT u.key FROM (SELECT CAST(j.key AS INTEGER) AS place, j.value AS unit FROM "
		  "json_each(?1) j) p JOIN unit u ON u.key = p.unit");
	put_order(w, WHERE_UNIT);
	where_add(w, ", p.place");
	struct buf list = { 0 };
	for (size_t i = 0; i < own.keys.n; i++)
		buf_printf(&list, "%s%lld", i ? "," : "[", (long long)own.keys.p[i]);
	buf_puts(&list, own.keys.n ? "]" : "[]");
	where_open(w, &st, err);
	stmt_text(&st, 1, buf_str(&list));
	bool done = list_take(&st, l, err);
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

bool list_sort_all(struct db *db, struct list *l, struct where *w, struct err *err)
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

	for (const struct cond *c = q->where ? where_part(q->where, NULL) : NULL; c && !serves;
	     c = where_part(q->where, c))
		serves = c->kind == COND_UNIT || (c->kind == COND_DUE && !c->none && !c->review) ||
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
	"sum(" WHERE_UNHEARD ")",
	"sum(NOT d.standing AND d.state = 'o' AND d.report <> '' AND d.review = '')",
	"sum(NOT d.standing AND d.state = 'o' AND d.review = 'x')",
	"sum(NOT d.standing AND d.extension = 'a' AND " WHERE_OUT ")",
};
/* Units are not added up by stretches: those with a promise for a day are few, and have an index. */
static const char *const promised[] = {
	"count(DISTINCT CASE WHEN d.promised = $ AND d.state <> 's' THEN d.unit END)",
	"count(DISTINCT CASE WHEN d.promised = $ AND " WHERE_OUT " THEN d.unit END)",
};
enum {
	SUMMED = sizeof summed / sizeof *summed,
	PROMISED = sizeof promised / sizeof *promised,
	STRETCH = 2048
};

/* The duties that are summed: by an index of their own, and with what else holds of them; or by their
 * items, from one key (exclusive) to another. */
static void put_sums_from(struct where *w, const int64_t *items, const char *also)
{
	where_add(w, items ? " FROM item i CROSS JOIN duty_state d ON d.item = i.key WHERE "
			   : " FROM duty_state d JOIN item i ON i.key = d.item WHERE ");
	list_put_duties(w);
	if (items) {
		where_add(w, " AND i.key > ");
		where_int(w, items[0]);
		where_add(w, " AND i.key <= ");
		where_int(w, items[1]);
	}
	where_add(w, also);
	where_plan(w, items ? "i.plan" : "d.plan");
	where_add(w, " AND ");
	where_put(w, where_duty_row(w->query));
}

bool list_unit_sums(struct db *db, const struct query *query, unit_sums *to, struct err *err)
{
	static const int64_t all[] = { 0, INT64_MAX };
	struct query q = *query;
	struct where w;
	struct stmt st;

	q.due = q.due ? q.due : DATE_NONE;
	to->n = 0;
	bool done = where_init(&w, db, &q, err) && (!where_has_words(&w) || where_sweep(&w, err));
	if (done) {
		where_begin(&w);
		where_dated(&w, "SELECT d.unit, sum(" WHERE_SILENT ")");
		put_sums_from(&w, has_index(&q) ? NULL : all, "");
		where_add(&w, " GROUP BY d.unit ORDER BY d.unit");
		where_open(&w, &st, err);
		while (stmt_row(&st, err))
			*vec_push(to) = (struct unit_sum){ stmt_get_int(&st, 0),
							   (int)stmt_get_int(&st, 1) };
		done = stmt_close(&st);
	}
	where_clear(&w);
	return done;
}

static void put_summed(struct where *w, const char *const *of, size_t n)
{
	date today = w->query->today, monday = today - (date_weekday(today) - 1);

	for (size_t i = 0; i < n; i++) {
		where_add(w, i ? ", " : "SELECT ");
		for (const char *at = of[i]; *at; at++) {
			if (*at == '$' || *at == '#')
				where_int(w, *at == '$' ? today : monday + 7);
			else if (*at == '@')
				where_dated(w, "@");
			else
				buf_byte(&w->sql, *at);
		}
	}
}

static bool sums_add(struct where *w, const char *const *of, size_t n, const int64_t *items,
		     const char *also, int64_t *const *to, struct err *err)
{
	struct stmt st;

	where_begin(w);
	put_summed(w, of, n);
	put_sums_from(w, items, also);
	where_open(w, &st, err);
	int64_t sums[SUMMED] = { 0 };
	bool there = stmt_row(&st, err);
	for (size_t i = 0; there && i < n; i++)
		sums[i] = stmt_get_int(&st, (int)i);
	if (!stmt_close(&st) || !there)
		return false;
	for (size_t i = 0; i < n; i++)
		*to[i] += sums[i];
	return true;
}

/* An index finds all of them, or stretch after stretch. */
static bool owed_sum(struct db *db, struct where *w, struct list_sums *to, struct err *err)
{
	int64_t *const places[SUMMED] = {
		&to->owed, &to->in, &to->silent, &to->overdue, &to->this_week, &to->next_week,
		&to->unheard, &to->pending, &to->returned, &to->asked,
	};
	int64_t stretch = db->few ? db->few : STRETCH;
	int64_t last = stmt_number(db, "SELECT max(key) FROM item", 0, 0, err);
	bool done = err->code == ERR_NONE;

	if (done && to->upto == 0 && has_index(w->query)) {
		done = sums_add(w, summed, SUMMED, NULL, "", places, err);
		to->upto = done ? INT64_MAX : 0;
	}
	while (done && to->upto < last) {
		const int64_t items[] = { to->upto, to->upto + stretch };

		done = sums_add(w, summed, SUMMED, items, "", places, err);
		to->upto = done ? items[1] : to->upto;
	}
	return done;
}

bool list_sums_on(struct db *db, const struct query *query, struct list_sums *to, struct err *err)
{
	int64_t *const places[PROMISED] = { &to->promised, &to->promised_waiting };
	struct query q = *query;
	struct where w;

	q.due = q.due ? q.due : DATE_NONE;
	bool done = where_init(&w, db, &q, err) &&
		    (!where_has_words(&w) || where_sweep(&w, err)) && owed_sum(db, &w, to, err) &&
		    sums_add(&w, promised, PROMISED, NULL, " AND d.promised > -2147483648", places,
			     err);
	if (done)
		to->upto = 0;
	where_clear(&w);
	return done;
}

bool list_sums(struct db *db, const struct query *query, struct list_sums *to, struct err *err)
{
	*to = (struct list_sums){ .owed = 0 };
	return list_sums_on(db, query, to, err);
}
