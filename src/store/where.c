/* From conditions to SQL. What is said about duties within one pair of parentheses holds of one duty:
 * such parts of an AND become one EXISTS. Where all of them deny, there is no such duty. */
#include <stdarg.h>
#include <stdio.h>

#include "store/duties.h"
#include "store/where_private.h"

#include "base/ban.h"

enum { NUMBERS_DEEP = 8 };       /* deeper trees begin with what is deepest: SQLite's parser */

/* ---- values ---- */

static void put(struct where *w, const char *sql)
{
	buf_puts(&w->sql, sql);
}

static struct where_value *value_put(struct where *w)
{
	buf_printf(&w->sql, "?%zu", w->values.n + WHERE_FIRST);
	return vec_push(&w->values);
}

void where_int(struct where *w, int64_t n)
{
	*value_put(w) = (struct where_value){ .of = BOUND_INT, .n = n };
}

void where_text(struct where *w, const char *text)
{
	*value_put(w) = (struct where_value){ .of = BOUND_TEXT, .text = text };
}

static void put_word(struct where *w, const struct word *word)
{
	*value_put(w) = (struct where_value){ .of = BOUND_WORD, .p = word };
}

static void put_set(struct where *w, const struct key_set *set)
{
	*value_put(w) = (struct where_value){ .of = BOUND_SET, .p = set };
}

static void put_today(struct where *w)
{
	where_int(w, w->query->today);
}

void where_dated(struct where *w, const char *sql)
{
	for (const char *at; (at = strchr(sql, '$')); sql = at + 1) {
		buf_add(&w->sql, sql, (size_t)(at - sql));
		put_today(w);
	}
	put(w, sql);
}

void where_plan(struct where *w, const char *column)
{
	buf_printf(&w->sql, " AND %s ", column);
	if (w->query->plan) {
		put(w, "= ");
		where_int(w, w->query->plan);
	} else {
		put(w, "IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL)");
	}
}

static void put_keys(struct where *w, const char *column, const struct cond *c)
{
	buf_printf(&w->sql, "%s IN (", column);
	for (size_t i = 0; i < c->n_keys; i++) {
		put(w, i ? "," : "");
		where_int(w, c->keys[i]);
	}
	put(w, ")");
}

static void put_names(struct where *w, const char *column, const struct cond *c)
{
	buf_printf(&w->sql, "%s IN (", column);
	for (size_t i = 0; i < c->n_names; i++) {
		put(w, i ? "," : "");
		where_text(w, c->names[i]);
	}
	put(w, ")");
}

/* ---- trees ---- */

static bool is_node(const struct cond *c)
{
	return c->kind == COND_AND || c->kind == COND_OR || c->kind == COND_NOT;
}

static unsigned kind_bit(enum cond_kind k)
{
	return 1u << k;
}

/* The kinds of its leaves. */
static unsigned kinds_of(const struct cond *c)
{
	unsigned kinds = 0;

	if (!is_node(c))
		return kind_bit(c->kind);
	for (const struct cond *part = c->first; part; part = part->next)
		kinds |= kinds_of(part);
	return kinds;
}

static int depth_of(const struct cond *c)
{
	int deepest = 0;

	for (const struct cond *part = is_node(c) ? c->first : NULL; part; part = part->next) {
		int deep = depth_of(part);
		deepest = deep > deepest ? deep : deepest;
	}
	return deepest + 1;
}

#define OF_DUTY (kind_bit(COND_FIGURE + 1) - kind_bit(COND_UNIT))
#define OF_PART (kind_bit(COND_UNIT) | kind_bit(COND_ROLE))
#define OF_TEXT (kind_bit(COND_TEXT) | kind_bit(COND_ENTRY))

/* What a row costs, about: texts come last. */
static int cost_of(const struct cond *c)
{
	unsigned kinds = kinds_of(c);

	return kinds & OF_TEXT ? 3 : kinds & (kind_bit(COND_BY) | kind_bit(COND_FIGURE)) ? 2 : 1;
}

typedef VEC(const struct cond *) parts;

/* The cheap ones first; of a deep tree the deepest, so that SQLite's parser, which holds what stands
 * before an opening parenthesis, holds little. */
static void parts_take(const struct cond *c, parts *to)
{
	bool deep = depth_of(c) > NUMBERS_DEEP;

	for (const struct cond *part = c->first; part; part = part->next) {
		int rank = deep ? -depth_of(part) : cost_of(part);
		size_t at = to->n;

		vec_push(to);
		for (; at > 0 && (deep ? -depth_of(to->p[at - 1]) : cost_of(to->p[at - 1])) > rank; at--)
			to->p[at] = to->p[at - 1];
		to->p[at] = part;
	}
}

typedef void put_part(struct where *w, enum where_row row, const struct cond *c);

static void put_joined(struct where *w, enum where_row row, const char *sign, const parts *list,
		       put_part *fn)
{
	put(w, "(");
	for (size_t i = 0; i < list->n; i++) {
		put(w, i ? sign : "");
		fn(w, row, list->p[i]);
	}
	put(w, list->n ? ")" : strcmp(sign, " AND ") == 0 ? "1)" : "0)");
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
		put(w, no ? "NOT (" : "(");
		fn(w, row, c);
		put(w, ")");
		return;
	}
	parts_take(c, &list);
	put_joined(w, row, c->kind == COND_AND ? " AND " : " OR ", &list, fn);
	vec_clear(&list);
}

/* ---- about an item ---- */

static const struct sweep *sweep_for(const struct where *w, const struct cond *c)
{
	for (size_t i = 0; i < w->sweeps.n; i++)
		if (w->sweeps.p[i].cond == c)
			return w->sweeps.p[i].sweep;
	return NULL;
}

static void put_among(struct where *w, const struct key_set *set, const char *column)
{
	put(w, "among(");
	put_set(w, set);
	buf_printf(&w->sql, ", %s)", column);
}

/* Without the item's row, which is not read for it. */
static const char *item_key(enum where_row row)
{
	return row == WHERE_ITEM ? "i.key" : "d.item";
}

static void put_entries(struct where *w, enum where_row row, const struct cond *c)
{
	if (w->swept) {
		put_among(w, &sweep_for(w, c)->entries, item_key(row));
		return;
	}
	put(w, "EXISTS (SELECT 1 FROM entry e WHERE e.item = i.key AND e.gone IS NULL AND word(");
	put_word(w, c->word);
	put(w, ", e.text))");
}

static void put_measures(struct where *w, const struct cond *c)
{
	put(w, "EXISTS (SELECT 1 FROM measure m WHERE m.item = i.key AND m.gone IS NULL AND word(");
	put_word(w, c->word);
	put(w, ", m.text))");
}

static void put_units_of_text(struct where *w, enum where_row row, const struct sweep *s)
{
	if (row != WHERE_ITEM) {
		put(w, " OR ");
		put_among(w, &s->units, row == WHERE_UNIT ? "u.key" : "d.unit");
		return;
	}
	put(w, " OR EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.gone IS NULL AND ");
	put_among(w, &s->units, "a.unit");
	put(w, ") OR EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key AND ");
	put_among(w, &s->units, "d.unit");
	put(w, ")");
}

static void put_words(struct where *w, enum where_row row, const struct cond *c)
{
	const struct sweep *s = sweep_for(w, c);

	if (w->swept) {
		put(w, "(");
		put_among(w, &s->items, item_key(row));
		put(w, " OR ");
		put_among(w, &s->measures, item_key(row));
		put(w, " OR ");
		put_entries(w, row, c);
		if (s->any_unit)
			put_units_of_text(w, row, s);
		put(w, ")");
		return;
	}
	put(w, "(word_title(");
	put_word(w, c->word);
	put(w, ", i.title)");
	if (s->any_unit)
		put_units_of_text(w, row, s);
	put(w, " OR word(");
	put_word(w, c->word);
	put(w, ", i.text) OR ");
	put_measures(w, c);
	put(w, " OR ");
	put_entries(w, row, c);
	put(w, ")");
}

static void put_number(struct where *w, const struct cond *c)
{
	put(w, "coalesce(0");
	for (size_t i = 0; i < c->n_names; i++) {
		put(w, " OR i.number = ");
		where_text(w, c->names[i]);
		put(w, " OR (i.number > ");
		where_text(w, c->names[i]);
		put(w, " || '.' AND i.number < ");      /* '/' stands behind '.' */
		where_text(w, c->names[i]);
		put(w, " || '/')");
	}
	put(w, ", 0)");
}

/* From this instant on, before that one. */
static void put_time(struct where *w, const char *column, const struct cond *c, int bits)
{
	buf_printf(&w->sql, "%s >= ", column);
	where_int(w, c->from_ms * (INT64_C(1) << bits));
	if (!c->to_ms)
		return;
	buf_printf(&w->sql, " AND %s < ", column);
	where_int(w, c->to_ms * (INT64_C(1) << bits));
}

enum { HLC_BITS = 16 };          /* below the milliseconds: store/change.h */

static void put_created(struct where *w, const struct cond *c)
{
	put(w, "EXISTS (SELECT 1 FROM (SELECT min(x.hlc) AS h FROM cell x WHERE x.row = i.id AND "
	       "x.col = '*') WHERE ");
	put_time(w, "h", c, HLC_BITS);
	put(w, ")");
}

static void put_changed(struct where *w, const struct cond *c)
{
	put(w, "(EXISTS (SELECT 1 FROM cell x WHERE x.row = i.id AND ");
	put_time(w, "x.hlc", c, HLC_BITS);
	put(w, ") OR EXISTS (SELECT 1 FROM entry e WHERE e.item = i.key AND e.gone IS NULL AND ");
	put_time(w, "e.made_at", c, 0);
	put(w, "))");
}

static void put_of_item(struct where *w, enum where_row row, const struct cond *c)
{
	switch (c->kind) {
	case COND_KIND:
		put_names(w, "coalesce(i.kind, '')", c);
		break;
	case COND_PLAN:
		put_keys(w, "i.plan", c);
		break;
	case COND_NUMBER:
		put_number(w, c);
		break;
	case COND_CREATED:
		put_created(w, c);
		break;
	case COND_CHANGED:
		put_changed(w, c);
		break;
	case COND_BY:
		put(w, "EXISTS (SELECT 1 FROM entry e WHERE e.item = i.key AND e.gone IS NULL AND ");
		put_names(w, "e.made_by", c);
		put(w, ")");
		break;
	case COND_ENTRY:
		put_entries(w, row, c);
		break;
	default:
		put_words(w, row, c);
	}
}

/* ---- about a duty: row d, its item i where the tree asks for it ---- */

#define NO_DATE "-2147483648"

static const struct { enum cond_status bit; const char *sql; } statuses[] = {
	{ STATUS_OVERDUE, "(" WHERE_SILENT " AND d.due > " NO_DATE " AND d.due < $)" },
	{ STATUS_SILENT, WHERE_SILENT },
	{ STATUS_RETURNED, "(d.state = 'o' AND d.review = 'x')" },
	{ STATUS_DONE, "d.state = 'c'" },
	{ STATUS_PROMISED, "(d.promised > " NO_DATE " AND " WHERE_OUT ")" },
	{ STATUS_IN, WHERE_IN },
	{ STATUS_PENDING, "(d.state = 'o' AND d.report <> '' AND d.review = '')" },
	{ STATUS_ASKED, "(d.extension = 'a' AND " WHERE_OUT ")" },
	{ STATUS_SUSPENDED, "d.state = 's'" },
	{ STATUS_NOT_BEGUN, "(NOT d.standing AND " WHERE_OUT " AND d.begins > $)" },
	{ STATUS_BROKEN, "(d.promised > " NO_DATE " AND d.promised < $ AND " WHERE_OUT ")" },
	{ STATUS_UNSIGNED, "NOT EXISTS (SELECT 1 FROM receipt r WHERE r.item = d.item AND r.unit = "
			   "d.unit AND r.gone IS NULL AND r.signed IS NOT NULL)" },
};

static void put_status(struct where *w, unsigned bits)
{
	put(w, "(0");
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
		if (!(bits & statuses[i].bit))
			continue;
		put(w, " OR ");
		where_dated(w, statuses[i].sql);
	}
	put(w, ")");
}

static void put_days(struct where *w, const char *column, const struct cond *c)
{
	if (c->none) {
		buf_printf(&w->sql, "%s = " NO_DATE, column);
		return;
	}
	buf_printf(&w->sql, "%s BETWEEN ", column);
	where_int(w, c->from == DATE_NONE ? (int64_t)DATE_NONE + 1 : c->from);
	put(w, " AND ");
	where_int(w, c->to == DATE_NONE ? DATE_NEVER : c->to);
}

static void put_bits(struct where *w, unsigned bits, const char *of)
{
	where_int(w, bits);
	buf_printf(&w->sql, " >> %s & 1", of);
}

/* A group's member owes in the group's role. */
static void put_role(struct where *w, const struct cond *c)
{
	put(w, "EXISTS (SELECT 1 FROM assignment a WHERE a.item = d.item AND a.gone IS NULL AND "
	       "(a.unit = d.unit OR a.unit IN (SELECT m.grp FROM member m WHERE m.unit = d.unit AND "
	       "m.gone IS NULL)) AND ");
	put_names(w, "a.role", c);
	put(w, ")");
}

static void put_compared(struct where *w, const char *sign, int64_t n, int scale)
{
	int64_t ten = 1;

	for (; scale > 0; scale--)
		ten *= 10;
	put(w, " AND coalesce(v.accepted, v.reported) * ");
	where_int(w, ten);
	put(w, sign);
	where_int(w, n);
	put(w, " * CASE coalesce(f.scale, 0) WHEN 0 THEN 1 WHEN 1 THEN 10 WHEN 2 THEN 100 WHEN 3 THEN "
	       "1000 WHEN 4 THEN 10000 WHEN 5 THEN 100000 ELSE 1000000 END");
}

static void put_figure(struct where *w, const struct cond *c)
{
	static const char *const signs[] = {
		[COMPARE_LESS] = " < ", [COMPARE_AT_MOST] = " <= ", [COMPARE_EQUAL] = " = ",
		[COMPARE_AT_LEAST] = " >= ", [COMPARE_MORE] = " > ",
	};

	put(w, "EXISTS (SELECT 1 FROM target t JOIN figure f ON f.key IN (t.num_figure, t.den_figure, "
	       "t.total_figure, t.excluded_figure) JOIN value v ON v.figure = coalesce(f.same_as, "
	       "f.key) AND v.period = d.occ AND v.unit = d.unit WHERE t.item = d.item AND t.gone IS "
	       "NULL AND v.gone IS NULL AND coalesce(v.accepted, v.reported) IS NOT NULL");
	if (c->word) {
		put(w, " AND word(");
		put_word(w, c->word);
		put(w, ", f.name)");
	}
	if (c->compare != COMPARE_ANY)
		put_compared(w, signs[c->compare], c->n, c->scale);
	if (c->compare == COMPARE_AT_LEAST && c->has_to)
		put_compared(w, " <= ", c->to_n, c->scale);
	put(w, ")");
}

#define DUTY_LIGHT "CASE WHEN d.red_from <= $ THEN 3 WHEN d.yellow_from <= $ THEN 2 WHEN d.green THEN 0 ELSE 1 END"

static void put_of_duty(struct where *w, const struct cond *c)
{
	switch (c->kind) {
	case COND_UNIT:
		put_keys(w, "d.unit", c);
		break;
	case COND_ROLE:
		put_role(w, c);
		break;
	case COND_DUE:
		put_days(w, "d.due", c);
		break;
	case COND_ACT:
		put_days(w, "d.act_by", c);
		break;
	case COND_PROMISED:
		/* the index's own condition, word for word */
		put(w, c->none ? "(" : "(d.promised > " NO_DATE " AND ");
		put_days(w, "d.promised", c);
		put(w, ")");
		break;
	case COND_STATUS:
		put_status(w, c->bits);
		break;
	case COND_LIGHT:
		where_int(w, c->bits);
		where_dated(w, " >> " DUTY_LIGHT " & 1");
		break;
	case COND_TARGET:
		put_bits(w, c->bits, "CASE d.met WHEN 3 THEN d.met_soft ELSE d.met END");
		break;
	default:
		put_figure(w, c);
	}
}

static void put_duty(struct where *w, enum where_row row, const struct cond *c)
{
	if (is_node(c))
		put_node(w, row, c, put_duty);
	else if (kind_bit(c->kind) & OF_DUTY)
		put_of_duty(w, c);
	else
		put_of_item(w, WHERE_DUTY, c);
}

/* ---- about a row that has duties ---- */

static void put_exists(struct where *w, enum where_row row, const parts *list, unsigned kinds)
{
	static const char *const link[] = {
		[WHERE_ITEM] = "d.item = i.key", [WHERE_UNIT] = "d.unit = u.key",
		[WHERE_DATE] = "d.due = t.due",
	};

	put(w, "EXISTS (SELECT 1 FROM duty_state d");
	put(w, kinds & ~OF_DUTY & ~(w->swept ? OF_TEXT : 0) ? " JOIN item i ON i.key = d.item WHERE " : " WHERE ");
	put(w, link[row]);
	where_dated(w, " AND d.shows <= $");
	/* ongoing work without a date has no light: it is not what somebody means by "not red" */
	if (kinds & kind_bit(COND_LIGHT))
		put(w, " AND NOT d.standing");
	if (w->query->unit && row != WHERE_UNIT) {
		put(w, " AND d.unit = ");
		where_int(w, w->query->unit);
	}
	if (row != WHERE_ITEM)
		where_plan(w, "d.plan");
	put(w, " AND ");
	put_joined(w, row, " AND ", list, put_duty);
	put(w, ")");
}

/* A part in an item, owed or not: row a. */
static void put_assigned(struct where *w, enum where_row row, const struct cond *c)
{
	if (is_node(c))
		put_node(w, row, c, put_assigned);
	else if (c->kind == COND_UNIT)
		put_keys(w, "a.unit", c);
	else
		put_names(w, "a.role", c);
}

static void put_parts(struct where *w, enum where_row row, const parts *list)
{
	put(w, "(EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.gone IS NULL");
	if (w->query->unit) {
		put(w, " AND a.unit = ");
		where_int(w, w->query->unit);
	}
	put(w, " AND ");
	put_joined(w, row, " AND ", list, put_assigned);
	put(w, ") OR ");
	put_exists(w, row, list, OF_PART);
	put(w, ")");
}

void where_light(struct where *w, enum where_row row)
{
	if (row == WHERE_DUTY) {
		where_dated(w, "(" DUTY_LIGHT ")");
		return;
	}
	/* as light_of_tallies() says it */
	where_dated(w, "coalesce((SELECT max(CASE WHEN s.red_from <= $ THEN 3 WHEN s.yellow_from <= $ THEN "
		     "2 WHEN s.green = s.owed THEN 0 ELSE 1 END) FROM tally s WHERE s.kind = ");
	put(w, row == WHERE_ITEM ? "1 AND s.key = i.key" : "2 AND s.key = u.key");
	if (row == WHERE_UNIT)
		where_plan(w, "s.plan");
	where_dated(w, " AND s.shows <= $ AND s.begins <= $ AND s.owed > 0), 1)");
}

/* What is said of duties together, of the row. */
static void put_together(struct where *w, enum where_row row, const parts *list)
{
	unsigned kinds = 0;

	for (size_t i = 0; i < list->n; i++)
		kinds |= kinds_of(list->p[i]);
	if (row == WHERE_ITEM && !(kinds & ~OF_PART))
		put_parts(w, row, list);
	else
		put_exists(w, row, list, kinds);
}

static bool is_row_light(const struct where *w, enum where_row row, unsigned kinds)
{
	return kinds == kind_bit(COND_LIGHT) && row != WHERE_DATE &&
	       !(row == WHERE_ITEM && w->query->unit);
}

static void put_row(struct where *w, enum where_row row, const struct cond *c);

/* Those parts that speak of duties go together where one of them affirms; each of the others holds
 * of the row by itself. */
static void put_and(struct where *w, enum where_row row, const struct cond *c)
{
	parts all = { 0 }, own = { 0 }, duty = { 0 };
	unsigned kinds = 0;
	bool affirms = false;

	parts_take(c, &all);
	for (size_t i = 0; i < all.n; i++) {
		const struct cond *part = all.p[i];
		unsigned of = kinds_of(part);
		bool of_duty = part->kind != COND_AND && (row != WHERE_ITEM || !(of & ~OF_DUTY));

		*vec_push(of_duty ? &duty : &own) = part;
		affirms |= of_duty && part->kind != COND_NOT;
		kinds |= of_duty ? of : 0;
	}
	if (duty.n < 2 || !affirms || is_row_light(w, row, kinds)) {
		put_joined(w, row, " AND ", &all, put_row);
	} else {
		put(w, "(");
		put_together(w, row, &duty);
		put(w, " AND ");
		put_joined(w, row, " AND ", &own, put_row);
		put(w, ")");
	}
	vec_clear(&all);
	vec_clear(&own);
	vec_clear(&duty);
}

static void put_leaf(struct where *w, enum where_row row, const struct cond *c)
{
	parts one = { 0 };

	if (is_row_light(w, row, kind_bit(c->kind))) {
		where_int(w, c->bits);
		put(w, " >> ");
		where_light(w, row);
		put(w, " & 1");
		return;
	}
	if (row == WHERE_ITEM && !(kind_bit(c->kind) & OF_DUTY)) {
		put_of_item(w, row, c);
		return;
	}
	*vec_push(&one) = c;
	put(w, "(");
	if (row == WHERE_UNIT && c->kind == COND_UNIT) {
		put_keys(w, "u.key", c);
	} else {
		put_together(w, row, &one);
		if (row == WHERE_UNIT && c->kind == COND_TEXT && sweep_for(w, c)->any_unit)
			put_units_of_text(w, row, sweep_for(w, c));
	}
	put(w, ")");
	vec_clear(&one);
}

static void put_row(struct where *w, enum where_row row, const struct cond *c)
{
	if (c->kind == COND_AND)
		put_and(w, row, c);
	else if (is_node(c))
		put_node(w, row, c, put_row);
	else
		put_leaf(w, row, c);
}

void where_put(struct where *w, enum where_row row)
{
	const struct cond *c = w->query->where;

	if (!c)
		put(w, "1");
	else if (row == WHERE_DUTY)
		put_duty(w, row, c);
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
	for (const struct cond *part = is_node(c) ? c->first : NULL; part; part = part->next)
		if (!words_take(w, part, err))
			return false;
	return true;
}

bool where_init(struct where *w, struct db *db, const struct query *q, struct err *err)
{
	*w = (struct where){ .db = db, .query = q };
	if (!sweeps_refresh(db, err) || (q->where && !words_take(w, q->where, err)))
		return false;
	w->swept = true;
	for (size_t i = 0; i < w->sweeps.n; i++)
		w->swept &= w->sweeps.p[i].sweep->stage == SWEEP_DONE;
	return true;
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
		if (!sweep_run(w->db, w->sweeps.p[i].sweep, w->sweeps.p[i].cond->word, err))
			return false;
	w->swept = true;
	return true;
}

void where_begin(struct where *w)
{
	buf_reset(&w->sql);
	w->values.n = 0;
}

bool where_lists_groups(const struct where *w)
{
	return w->sweeps.n > 0;
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
		const struct sweep *s = sweep_for(w, c);

		if (!s || (c->kind == COND_TEXT && s->any_unit))
			continue;
		buf_reset(to);
		if (key_sets_list((const struct key_set *[]){ &s->entries, &s->items, &s->measures },
				  c->kind == COND_TEXT ? 3 : 1, most, to))
			return true;
	}
	return false;
}

/* One that is kept with that text and is not in use; else a place for it: the one longest unused. */
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
