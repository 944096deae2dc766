/* From conditions to SQL. What is said about duties within one pair of parentheses holds of one
 * duty: such parts of an AND become one EXISTS. Where all of them deny, there is no such duty. */
#include <string.h>

#include "store/where_private.h"

#include "base/ban.h"

enum { NUMBERS_DEEP = 8 };       /* deeper trees begin with what is deepest: SQLite's parser */

/* ---- trees ---- */

/* Of one row another table is looked at. */
#define DEAR (kind_bit(COND_BY) | kind_bit(COND_FIGURE) | kind_bit(COND_CALLED) | kind_bit(COND_WAY))

/* What a row costs, about: texts come last. */
static int cost_of(const struct cond *c)
{
	unsigned kinds = cond_kinds(c);

	return kinds & OF_TEXT ? 3 : kinds & DEAR ? 2 : 1;
}

typedef VEC(const struct cond *) parts;

/* The cheap ones first; of a deep tree the deepest, so that SQLite's parser, which holds what
 * stands before an opening parenthesis, holds little. */
static void parts_take(const struct cond *c, parts *to)
{
	bool deep = cond_depth(c) > NUMBERS_DEEP;

	for (const struct cond *part = c->first; part; part = part->next) {
		int rank = deep ? -cond_depth(part) : cost_of(part);
		size_t at = to->n;

		vec_push(to);
		for (; at > 0 && (deep ? -cond_depth(to->p[at - 1]) : cost_of(to->p[at - 1])) > rank;
		     at--)
			to->p[at] = to->p[at - 1];
		to->p[at] = part;
	}
}

typedef void put_part(struct where *w, enum where_row row, const struct cond *c);

static void put_joined(struct where *w, enum where_row row, const char *sign, const parts *list,
		       put_part *fn)
{
	where_add(w, "(");
	for (size_t i = 0; i < list->n; i++) {
		where_add(w, i ? sign : "");
		fn(w, row, list->p[i]);
	}
	where_add(w, list->n ? ")" : strcmp(sign, " AND ") == 0 ? "1)" : "0)");
}

/* NOT of NOT is nothing. */
static const struct cond *denied(const struct cond *c, bool *yes)
{
	for (*yes = false; c->kind == COND_NOT; c = c->first)
		*yes = !*yes;
	return c;
}

/* A node of the row's own conditions, one after another. */
static void put_node(struct where *w, enum where_row row, const struct cond *c, put_part *fn)
{
	parts list = { 0 };
	bool no;

	if (c->kind == COND_NOT) {
		c = denied(c, &no);
		where_add(w, no ? "NOT (" : "(");
		fn(w, row, c);
		where_add(w, ")");
		return;
	}
	parts_take(c, &list);
	put_joined(w, row, c->kind == COND_AND ? " AND " : " OR ", &list, fn);
	vec_clear(&list);
}

/* ---- one duty ---- */

static void put_duty(struct where *w, enum where_row row, const struct cond *c)
{
	if (cond_is_node(c))
		put_node(w, row, c, put_duty);
	else if (kind_bit(c->kind) & OF_DUTY)
		where_of_duty(w, c);
	else
		where_of_item(w, WHERE_DUTY, c);
}

/* ---- about a row that has duties ---- */

static bool is_item(enum where_row row)
{
	return row == WHERE_ITEM || row == WHERE_OWED;
}

/* Ongoing work without a date is nobody's "not red", "not reported" or "without a target", unless
 * what has no date is asked for. */
static bool means_owed(const parts *list)
{
	bool owed = false, undated = false;

	for (size_t i = 0; i < list->n; i++) {
		unsigned kinds = cond_kinds(list->p[i]) & OF_DUTY & ~OF_PART;

		owed |= (kinds & ~kind_bit(COND_STATUS)) || cond_denies(list->p[i], kind_bit(COND_STATUS));
		undated |= cond_asks_undated(list->p[i]);
	}
	return owed && !undated;
}

static void put_exists(struct where *w, enum where_row row, const parts *list, unsigned kinds)
{
	static const char *const link[] = {
		[WHERE_ITEM] = "d.item = i.key", [WHERE_UNIT] = "d.unit = u.key",
		[WHERE_DATE] = "d.due = t.due",
	};

	if (row == WHERE_OWED) {
		put_joined(w, WHERE_DUTY, " AND ", list, put_duty);
		return;
	}
	where_add(w, "EXISTS (SELECT 1 FROM duty_state d");
	where_add(w, kinds & ~OF_DUTY & ~(w->swept ? OF_TEXT : 0)
			     ? " JOIN item i ON i.key = d.item WHERE "
			     : " WHERE ");
	where_add(w, link[row]);
	where_dated(w, " AND d.shows <= $");
	if (means_owed(list))
		where_add(w, " AND NOT d.standing");
	if (w->query->unit && row != WHERE_UNIT) {
		where_add(w, " AND d.unit = ");
		where_int(w, w->query->unit);
	}
	if (row != WHERE_ITEM)
		where_plan(w, "d.plan");
	where_add(w, " AND ");
	put_joined(w, row, " AND ", list, put_duty);
	where_add(w, ")");
}

/* A part in an item, owed or not: row a. */
static void put_assigned(struct where *w, enum where_row row, const struct cond *c)
{
	if (cond_is_node(c))
		put_node(w, row, c, put_assigned);
	else if (c->kind == COND_UNIT)
		where_keys(w, "a.unit", c);
	else
		where_names(w, "a.role", c);
}

static void put_parts(struct where *w, enum where_row row, const parts *list)
{
	where_add(w, "(EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.gone IS NULL");
	if (w->query->unit) {
		where_add(w, " AND a.unit = ");
		where_int(w, w->query->unit);
	}
	where_add(w, " AND ");
	put_joined(w, row, " AND ", list, put_assigned);
	where_add(w, ") OR ");
	put_exists(w, row, list, OF_PART);
	where_add(w, ")");
}

/* Of a row of sums. */
#define UNHEARD_SUM "unheard_sum(s.kind, s.key, s.plan, s.due, s.act_by, s.begins, s.shows, " \
	"s.yellow_from, s.red_from, s.owed)"

void where_light(struct where *w, enum where_row row)
{
	if (row == WHERE_DUTY) {
		where_dated(w, "(" WHERE_DUTY_LIGHT ")");
		return;
	}
	/* as light_of_tallies() says it */
	where_dated(w, "coalesce((SELECT max(CASE ");
	if (unheard_read(w->db)->n > 0)
		where_add(w, "WHEN s.owed = " UNHEARD_SUM " THEN 1 ");
	where_dated(w, "WHEN s.red_from <= $ THEN 3 WHEN s.yellow_from <= $ THEN 2 ");
	if (unheard_read(w->db)->n > 0)
		where_add(w, "WHEN " UNHEARD_SUM " > 0 THEN 1 ");
	where_add(w, "WHEN s.green = s.owed THEN 0 ELSE 1 END) FROM tally s WHERE s.kind = ");
	where_add(w, row == WHERE_UNIT ? "2 AND s.key = u.key" : "1 AND s.key = i.key");
	if (row == WHERE_UNIT)
		where_plan(w, "s.plan");
	where_dated(w, " AND s.shows <= $ AND s.begins <= $ AND s.owed > 0), 1)");
}

/* What is said of duties together, of the row. */
static void put_together(struct where *w, enum where_row row, const parts *list)
{
	unsigned kinds = 0;

	for (size_t i = 0; i < list->n; i++)
		kinds |= cond_kinds(list->p[i]);
	if (row == WHERE_ITEM && !(kinds & ~OF_PART))
		put_parts(w, row, list);
	else
		put_exists(w, row, list, kinds);
}

/* Does it speak of what the row shows, all of it? A unit's row has no date. */
static bool is_of_row(const struct where *w, enum where_row row, const struct cond *c)
{
	return is_item(row) ? !w->query->unit && cond_is_of_row(c)
			    : row == WHERE_UNIT && cond_kinds(c) == kind_bit(COND_LIGHT);
}

/* As shown_tally() of model/shown.h: what is silent and has no date comes first. */
static void put_undated(struct where *w)
{
	where_dated(w, "(NOT EXISTS (SELECT 1 FROM tally s WHERE s.kind = 1 AND s.key = i.key AND "
		       "s.shows <= $ AND s.owed > 0 AND s.due > -2147483648)");
	where_dated(w, " OR EXISTS (SELECT 1 FROM tally s WHERE s.kind = 1 AND s.key = i.key AND "
		       "s.due = -2147483648 AND s.shows <= $ AND s.begins <= $ AND s.owed > "
		       "s.done))");
}

static void put_of_row(struct where *w, enum where_row row, const struct cond *c)
{
	if (c->kind != COND_LIGHT) {
		put_undated(w);
		return;
	}
	where_int(w, c->bits);
	where_add(w, " >> ");
	where_light(w, row);
	where_add(w, " & 1");
}

static void put_row(struct where *w, enum where_row row, const struct cond *c);

/* Those parts that speak of duties go together where one of them affirms; each of the others holds
 * of the row by itself. */
static void put_and(struct where *w, enum where_row row, const struct cond *c)
{
	parts all = { 0 }, own = { 0 }, duty = { 0 };
	bool affirms = false, of_row = true;

	parts_take(c, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct cond *part = all.p[i];
		unsigned of = cond_kinds(part);
		bool of_duty = part->kind != COND_AND && (!is_item(row) || !(of & ~OF_DUTY));

		*vec_push(of_duty ? &duty : &own) = part;
		affirms |= of_duty && part->kind != COND_NOT;
		of_row &= !of_duty || is_of_row(w, row, part);
	}
	if (duty.n < 2 || !affirms || of_row) {
		put_joined(w, row, " AND ", &all, put_row);
	} else {
		where_add(w, "(");
		put_together(w, row, &duty);
		where_add(w, " AND ");
		put_joined(w, row, " AND ", &own, put_row);
		where_add(w, ")");
	}
	vec_clear(&all);
	vec_clear(&own);
	vec_clear(&duty);
}

/* As phase_review_item() of model/phase.h: all that has begun is in, and of the latest day nothing
 * waits or misses. */
#define OF_SHOWN "FROM tally s WHERE s.kind = 1 AND s.key = i.key AND s.shows <= $ AND s.owed > 0 AND "
#define HAS_DEADLINE(kind) "EXISTS (SELECT 1 FROM deadline p WHERE p.item = i.key AND p.kind = '" kind "' AND p.gone IS NULL)"
#define ROW_REVIEWED HAS_DEADLINE("phase") " AND NOT " HAS_DEADLINE("recurring") " AND coalesce(i.state, '') <> 'closed' AND " \
	"NOT EXISTS (SELECT 1 FROM item c WHERE c.parent = i.key AND c.gone IS NULL) AND " \
	"NOT EXISTS (SELECT 1 " OF_SHOWN "s.begins <= $ AND s.owed > s.done) AND coalesce((SELECT min(s.pending = 0 AND " \
	"s.missed = 0 AND s.owed = s.done) " OF_SHOWN "s.due = (SELECT max(s.due) " OF_SHOWN "s.begins <= $)), 0)"

/* A due date alone, of an item: of one of its duties, or the review that its row shows instead. One
 * unit's review is not the row's. */
static void put_shown_due(struct where *w, enum where_row row, const struct cond *c)
{
	struct cond own = *c;
	parts one = { 0 };

	own.review = 0;
	*vec_push(&one) = &own;
	where_add(w, "(");
	put_exists(w, row, &one, kind_bit(COND_DUE));
	where_dated(w, " OR (" ROW_REVIEWED "))");
	vec_clear(&one);
}

static void put_leaf(struct where *w, enum where_row row, const struct cond *c)
{
	parts one = { 0 };

	if (is_of_row(w, row, c)) {
		put_of_row(w, row, c);
		return;
	}
	if (c->kind == COND_DUE && c->review && is_item(row) && !w->query->unit) {
		put_shown_due(w, row, c);
		return;
	}
	if (is_item(row) && !(kind_bit(c->kind) & OF_DUTY)) {
		where_of_item(w, row == WHERE_ITEM ? row : WHERE_DUTY, c);
		return;
	}
	*vec_push(&one) = c;
	where_add(w, "(");
	if (row == WHERE_UNIT && c->kind == COND_UNIT) {
		where_keys(w, "u.key", c);
	} else if (row == WHERE_UNIT && where_is_name(w, c)) {
		where_of_item(w, row, c);
	} else {
		put_together(w, row, &one);
		if (row == WHERE_UNIT && c->kind == COND_TEXT && where_sweep_of(w, c)->any_unit)
			where_units_of_text(w, row, where_sweep_of(w, c));
	}
	where_add(w, ")");
	vec_clear(&one);
}

static void put_row(struct where *w, enum where_row row, const struct cond *c)
{
	if (c->kind == COND_AND)
		put_and(w, row, c);
	else if (cond_is_node(c))
		put_node(w, row, c, put_row);
	else
		put_leaf(w, row, c);
}

/* Without a denial, a duty that it holds of is why the item is listed. */
static void put_owed(struct where *w, const struct cond *c)
{
	put_row(w, WHERE_OWED, c);
	if (!cond_denies(c, ~0u))
		return;
	where_add(w, " AND ");
	put_row(w, WHERE_ITEM, c);
}

static void put_date_of_items(struct where *w, const struct cond *c)
{
	where_add(w, "EXISTS (SELECT 1 FROM duty_state d JOIN item i ON i.key = d.item WHERE "
		     "d.due = t.due AND NOT d.standing");
	where_dated(w, " AND d.shows <= $");
	if (w->query->unit) {
		where_add(w, " AND d.unit = ");
		where_int(w, w->query->unit);
	}
	where_plan(w, "d.plan");
	where_add(w, " AND ");
	put_owed(w, c);
	where_add(w, ")");
}

void where_put(struct where *w, enum where_row row)
{
	const struct cond *c = w->query->where;

	if (!c)
		where_add(w, "1");
	else if (row == WHERE_DUTY)
		put_duty(w, row, c);
	else if (row == WHERE_OWED)
		put_owed(w, c);
	else if (row == WHERE_DATE && w->query->with_items)
		put_date_of_items(w, c);
	else
		put_row(w, row, c);
}

/* ---- a statement ---- */

static bool words_take(struct where *w, const struct cond *c, struct err *err)
{
	if (kind_bit(c->kind) & OF_TEXT) {
		struct sweep *s = sweep_of(w->db, c->word, err);

		vec_push(&w->sweeps)->cond = c;
		w->sweeps.p[w->sweeps.n - 1].sweep = s;
		return s != NULL;
	}
	for (const struct cond *part = cond_is_node(c) ? c->first : NULL; part; part = part->next)
		if (!words_take(w, part, err))
			return false;
	return true;
}

bool where_init(struct where *w, struct db *db, const struct query *q, struct err *err)
{
	*w = (struct where){ .db = db, .query = q };
	if (!sweeps_begin(db, err) || (q->where && !words_take(w, q->where, err)))
		return false;
	sweeps_trim(db);
	w->swept = true;
	for (size_t i = 0; i < w->sweeps.n; i++)
		w->swept &= w->sweeps.p[i].sweep->stage == SWEEP_DONE ||
			    where_is_name(w, w->sweeps.p[i].cond);
	return true;
}

bool where_has_names(const struct where *w)
{
	for (size_t i = 0; i < w->sweeps.n; i++)
		if (where_is_name(w, w->sweeps.p[i].cond))
			return true;
	return false;
}

void where_clear(struct where *w)
{
	buf_clear(&w->sql);
	vec_clear(&w->values);
	vec_clear(&w->sweeps);
}

bool where_has_words(const struct where *w)
{
	return w->sweeps.n > 0;
}

bool where_sweep(struct where *w, struct err *err)
{
	for (size_t i = 0; i < w->sweeps.n; i++)
		if (!where_is_name(w, w->sweeps.p[i].cond) &&
		    !sweep_run(w->db, w->sweeps.p[i].sweep, w->sweeps.p[i].cond->word, err))
			return false;
	w->swept = true;
	return true;
}

void where_begin(struct where *w)
{
	buf_reset(&w->sql);
	w->values.n = 0;
}

static void put_reach(struct where *w, enum where_row row, const struct cond *c)
{
	const char *sign = c->kind == COND_AND ? " AND (" : "(";

	if (cond_reaches(c) != REACHES_SOME) {
		put_row(w, row, c);
		return;
	}
	where_add(w, "(");
	if (c->kind == COND_AND)
		put_row(w, row, c);
	for (const struct cond *part = c->first; part; part = part->next) {
		if (cond_reaches(part) == REACHES_NOT)
			continue;
		where_add(w, sign);
		put_reach(w, row, part);
		sign = " OR ";
	}
	where_add(w, "))");
}

void where_put_reached(struct where *w)
{
	enum cond_reach reach = cond_reaches(w->query->where);

	if (reach == REACHES)
		return;
	where_add(w, " AND (NOT EXISTS (SELECT 1 FROM item c WHERE c.parent = i.key AND c.gone IS "
		     "NULL)");
	if (reach == REACHES_SOME) {
		where_add(w, " OR ");
		put_reach(w, WHERE_ITEM, w->query->where);
	}
	where_add(w, ")");
}

static void value_bind(const struct where *w, struct stmt *st, size_t i)
{
	const struct where_value *v = &w->values.p[i];
	int at = (int)i + WHERE_FIRST;

	switch (v->of) {
	case BOUND_INT:
		stmt_int(st, at, v->n);
		break;
	case BOUND_TEXT:
		stmt_text(st, at, str_of(v->text));
		break;
	case BOUND_WORD:
		sqlite3_bind_pointer(st->s, at, (void *)v->p, WORD_POINTER, NULL);
		break;
	case BOUND_SET:
		sqlite3_bind_pointer(st->s, at, (void *)v->p, SET_POINTER, NULL);
	}
}

bool where_few(const struct where *w, size_t most, struct buf *to)
{
	const struct cond *top = w->query->where;
	const struct cond *c = top->kind == COND_AND ? top->first : top;

	for (; c; c = top->kind == COND_AND ? c->next : NULL) {
		const struct sweep *s = where_sweep_of(w, c);

		if (!s || (c->kind == COND_TEXT && s->any_unit))
			continue;
		buf_reset(to);
		if (key_sets_list((const struct key_set *[]){ &s->entries, &s->items,
			&s->measures },
				  c->kind == COND_TEXT ? 3 : 1, most, to))
			return true;
	}
	return false;
}

/* One that is kept with that text and is not in use; else a place for it: the one longest
 * unused. */
static struct kept_filter *filter_place(struct db *db, const char *sql)
{
	struct kept_filter *place = NULL;

	for (size_t i = 0; i < FILTERS_KEPT; i++) {
		struct kept_filter *k = &db->filters[i];

		if (k->s && sqlite3_stmt_busy(k->s))
			continue;
		if (k->s && strcmp(sqlite3_sql(k->s), sql) == 0)
			return k;
		if (!place || k->used < place->used)
			place = k;
	}
	return place;
}

void where_open(const struct where *w, struct stmt *st, struct err *err)
{
	struct db *db = w->db;
	const char *sql = buf_text(&w->sql);
	struct kept_filter *place = filter_place(db, sql);

	*st = (struct stmt){ .db = db, .extra = !place };
	if (place && place->s && strcmp(sqlite3_sql(place->s), sql) == 0) {
		st->s = place->s;
	} else if (sqlite3_prepare_v3(db->sql, sql, -1, SQLITE_PREPARE_PERSISTENT, &st->s, NULL) !=
		   SQLITE_OK) {
		st->failed = true;
		st->extra = true;
		db_fail(db, err);
		return;
	} else if (place) {
		sqlite3_finalize(place->s);
		place->s = st->s;
	}
	if (place)
		place->used = ++db->filters_used;
	for (size_t i = 0; i < w->values.n; i++)
		value_bind(w, st, i);
}
