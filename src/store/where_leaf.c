/* Single conditions as SQL: of an item (row i), of a duty (row d), and the values that they
 * take. */
#include <string.h>

#include "store/duties.h"
#include "store/where_private.h"

#include "base/ban.h"

/* ---- values ---- */

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

void where_word(struct where *w, const struct word *word)
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

static void put_marked(struct where *w, char mark)
{
	bool any = mark != '$' && unheard_read(w->db)->n > 0;

	if (mark == '$')
		put_today(w);
	else if (any && mark == '@')
		where_add(w, " AND NOT unheard(d.unit, d.due)");
	else if (any)
		where_dated(w, " WHEN " WHERE_UNHEARD " THEN 1");
}

void where_dated(struct where *w, const char *sql)
{
	for (size_t n; sql[n = strcspn(sql, "$@~")]; sql += n + 1) {
		buf_add(&w->sql, sql, n);
		put_marked(w, sql[n]);
	}
	where_add(w, sql);
}

void where_plan(struct where *w, const char *column)
{
	buf_printf(&w->sql, " AND %s ", column);
	if (w->query->plan) {
		where_add(w, "= ");
		where_int(w, w->query->plan);
	} else {
		where_add(w, "IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL)");
	}
}

void where_keys(struct where *w, const char *column, const struct cond *c)
{
	buf_printf(&w->sql, "%s IN (", column);
	for (size_t i = 0; i < c->n_keys; i++) {
		where_add(w, i ? "," : "");
		where_int(w, c->keys[i]);
	}
	where_add(w, ")");
}

void where_names(struct where *w, const char *column, const struct cond *c)
{
	buf_printf(&w->sql, "%s IN (", column);
	for (size_t i = 0; i < c->n_names; i++) {
		where_add(w, i ? "," : "");
		where_text(w, c->names[i]);
	}
	where_add(w, ")");
}

/* ---- about an item ---- */

const struct sweep *where_sweep_of(const struct where *w, const struct cond *c)
{
	for (size_t i = 0; i < w->sweeps.n; i++)
		if (w->sweeps.p[i].cond == c)
			return w->sweeps.p[i].sweep;
	return NULL;
}

bool where_is_name(const struct where *w, const struct cond *c)
{
	return c->bare && w->query->by_name && where_sweep_of(w, c)->any_unit;
}

void where_among(struct where *w, const struct key_set *set, const char *column)
{
	where_add(w, "among(");
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
		where_among(w, &where_sweep_of(w, c)->entries, item_key(row));
		return;
	}
	where_add(
		w,
		"EXISTS (SELECT 1 FROM entry e WHERE e.item = i.key AND e.gone IS NULL AND word(");
	where_word(w, c->word);
	where_add(w, ", e.text))");
}

static void put_measures(struct where *w, const struct cond *c)
{
	where_add(w, "EXISTS (SELECT 1 FROM measure m WHERE m.item = i.key AND m.gone IS NULL AND "
		     "word(");
	where_word(w, c->word);
	where_add(w, ", m.text))");
}

void where_units_of_text(struct where *w, enum where_row row, const struct sweep *s)
{
	if (row != WHERE_ITEM) {
		where_add(w, " OR ");
		where_among(w, &s->units, row == WHERE_UNIT ? "u.key" : "d.unit");
		return;
	}
	where_add(w, " OR EXISTS (SELECT 1 FROM assignment a WHERE a.item = i.key AND a.gone IS "
		     "NULL AND ");
	where_among(w, &s->units, "a.unit");
	where_add(w, ") OR EXISTS (SELECT 1 FROM duty_state d WHERE d.item = i.key AND ");
	where_among(w, &s->units, "d.unit");
	where_add(w, ")");
}

static void put_words(struct where *w, enum where_row row, const struct cond *c)
{
	const struct sweep *s = where_sweep_of(w, c);

	if (where_is_name(w, c)) {
		where_among(w, &s->units, row == WHERE_UNIT ? "u.key" : "d.unit");
		return;
	}
	if (w->swept) {
		where_add(w, "(");
		where_among(w, &s->items, item_key(row));
		where_add(w, " OR ");
		where_among(w, &s->measures, item_key(row));
		where_add(w, " OR ");
		put_entries(w, row, c);
		if (s->any_unit)
			where_units_of_text(w, row, s);
		where_add(w, ")");
		return;
	}
	where_add(w, "(word_title(");
	where_word(w, c->word);
	where_add(w, ", i.title)");
	if (s->any_unit)
		where_units_of_text(w, row, s);
	where_add(w, " OR word(");
	where_word(w, c->word);
	where_add(w, ", i.text) OR ");
	put_measures(w, c);
	where_add(w, " OR ");
	put_entries(w, row, c);
	where_add(w, ")");
}

static void put_number(struct where *w, const struct cond *c)
{
	where_add(w, "coalesce(0");
	for (size_t i = 0; i < c->n_names; i++) {
		where_add(w, " OR i.number = ");
		where_text(w, c->names[i]);
		where_add(w, " OR (i.number > ");
		where_text(w, c->names[i]);
		where_add(w, " || '.' AND i.number < ");      /* '/' stands behind '.' */
		where_text(w, c->names[i]);
		where_add(w, " || '/')");
	}
	where_add(w, ", 0)");
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
	where_add(
		w,
		"EXISTS (SELECT 1 FROM (SELECT min(x.hlc) AS h FROM cell x WHERE x.row = i.id AND "
		"x.col = '*') WHERE ");
	put_time(w, "h", c, HLC_BITS);
	where_add(w, ")");
}

/* The item's own row, an entry, or what is part of it, also where that is gone. */
static void put_changed(struct where *w, const struct cond *c)
{
	static const char *const of_item[] = { "deadline", "assignment", "target", "measure",
					       "receipt", "duty" };

	where_add(w, "(EXISTS (SELECT 1 FROM cell x WHERE x.row = i.id AND ");
	put_time(w, "x.hlc", c, HLC_BITS);
	where_add(
		w,
		") OR EXISTS (SELECT 1 FROM entry e WHERE e.item = i.key AND e.gone IS NULL AND ");
	put_time(w, "e.made_at", c, 0);
	for (size_t i = 0; i < sizeof of_item / sizeof *of_item; i++) {
		buf_printf(&w->sql,
			   ") OR EXISTS (SELECT 1 FROM %s p JOIN cell x ON x.row = p.id WHERE "
			   "p.item = i.key AND ",
			   of_item[i]);
		put_time(w, "x.hlc", c, HLC_BITS);
	}
	where_add(w, "))");
}

void where_of_item(struct where *w, enum where_row row, const struct cond *c)
{
	switch (c->kind) {
	case COND_KIND:
		where_names(w, "coalesce(i.kind, '')", c);
		break;
	case COND_PLAN:
		where_keys(w, "i.plan", c);
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
		where_add(w, "EXISTS (SELECT 1 FROM entry e WHERE e.item = i.key AND e.gone IS "
			     "NULL AND ");
		where_names(w, "e.made_by", c);
		where_add(w, ")");
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
	{ STATUS_UNHEARD, WHERE_UNHEARD },
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
	where_add(w, "(0");
	for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
		if (!(bits & statuses[i].bit))
			continue;
		where_add(w, " OR ");
		where_dated(w, statuses[i].sql);
	}
	where_add(w, ")");
}

static void put_days(struct where *w, const char *column, const struct cond *c)
{
	if (c->none) {
		buf_printf(&w->sql, "%s = " NO_DATE, column);
		return;
	}
	buf_printf(&w->sql, "%s BETWEEN ", column);
	where_int(w, c->from == DATE_NONE ? (int64_t)DATE_NONE + 1 : c->from);
	where_add(w, " AND ");
	where_int(w, c->to == DATE_NONE ? DATE_NEVER : c->to);
}

/* As phase_review_duty() of model/phase.h. */
static void put_reviewed(struct where *w)
{
	where_add(w, "(NOT d.standing AND (d.state = 'c' OR (d.state = 'o' AND d.report <> '' AND "
		     "d.review = 'a' AND d.met <> ");
	where_int(w, MET_NO);
	where_add(w, ")) AND EXISTS (SELECT 1 FROM deadline p JOIN item o ON o.key = d.item WHERE "
		     "p.key = d.deadline AND p.kind = 'phase' AND coalesce(o.state, '') <> "
		     "'closed'))");
}

/* The date, and the next review that stands in its place. */
static void put_due(struct where *w, const struct cond *c)
{
	if (!c->review) {
		put_days(w, "d.due", c);
		return;
	}
	where_add(w, "(");
	put_days(w, "d.due", c);
	where_add(w, " OR ");
	put_reviewed(w);
	where_add(w, ")");
}

static void put_bits(struct where *w, unsigned bits, const char *of)
{
	where_int(w, bits);
	buf_printf(&w->sql, " >> %s & 1", of);
}

/* A group's member owes in the group's role. */
static void put_role(struct where *w, const struct cond *c)
{
	where_add(w,
		  "EXISTS (SELECT 1 FROM assignment a WHERE a.item = d.item AND a.gone IS NULL AND "
		  "(a.unit = d.unit OR a.unit IN (SELECT m.grp FROM member m WHERE m.unit = d.unit "
		  "AND "
		  "m.gone IS NULL)) AND ");
	where_names(w, "a.role", c);
	where_add(w, ")");
}

/* The value of the duty's period of a figure that the target names, as a row of these names. Joined:
 * what lies in parentheses adds to a condition's depth. */
#define FIGURE_JOIN(value, figure, root, key_of) " LEFT JOIN figure " figure " ON " figure ".key = " key_of \
	" LEFT JOIN figure " root " ON " root ".key = coalesce(" figure ".same_as, " figure ".key) LEFT JOIN value " \
	value " ON " value ".figure = " root ".key AND " value ".period = d.occ AND " value ".unit = d.unit AND " \
	value ".gone IS NULL"
#define FIGURE_SAID(value) "coalesce(" value ".accepted, " value ".reported)"

/* What a share is of, as target_ratio() of model/target.h has it: rows b and, of a total, x. */
#define BASE_JOIN FIGURE_JOIN("b", "bf", "br", "coalesce(t.den_figure, t.total_figure)") \
	FIGURE_JOIN("x", "xf", "xr", "CASE WHEN t.den_figure IS NULL THEN t.excluded_figure END")
#define BASE "CASE WHEN bf.key IS NOT NULL THEN " FIGURE_SAID("b") " - coalesce(x.accepted, x.reported, 0) " \
	"WHEN r.word = '%' THEN 100 END, br.scale, "

/* target_is_of() of model/target.h */
#define SPARED_JOIN " LEFT JOIN deadline s ON s.key = d.deadline AND s.asks = 'none' AND s.gone IS NULL"
#define TARGET_IS_OF "CASE WHEN t.deadline > 0 THEN t.deadline = d.deadline ELSE s.key IS NULL END"

static void put_compared(struct where *w, const struct cond *c, enum cond_compare how, int64_t n)
{
	where_add(w, " AND share_compares(" FIGURE_SAID("v") ", r.scale, ");
	where_add(w, c->percent ? BASE : "1, 0, ");
	where_int(w, how);
	where_add(w, ", ");
	where_int(w, n);
	where_add(w, ", ");
	where_int(w, c->scale + (c->percent ? 2 : 0));
	where_add(w, ")");
}

/* A share is of what was done; so is a number, unless it names another figure. */
static void put_figure(struct where *w, const struct cond *c)
{
	bool done = c->percent || !c->word;

	where_add(w, "EXISTS (SELECT 1 FROM target t JOIN figure f ON f.key ");
	where_add(w, done ? "= t.num_figure"
			  : "IN (t.num_figure, t.den_figure, t.total_figure, t.excluded_figure)");
	where_add(w, " JOIN figure r ON r.key = coalesce(f.same_as, f.key) JOIN value v ON "
		     "v.figure = r.key AND v.period = d.occ AND v.unit = d.unit" SPARED_JOIN);
	where_add(w, c->percent ? BASE_JOIN : "");
	where_add(w, " WHERE t.item = d.item AND t.gone IS NULL AND " TARGET_IS_OF
		     " AND v.gone IS NULL AND " FIGURE_SAID("v") " IS NOT NULL");
	if (c->word) {
		where_add(w, " AND word(");
		where_word(w, c->word);
		where_add(w, ", f.name)");
	}
	if (c->compare != COMPARE_ANY)
		put_compared(w, c, c->compare, c->n);
	if (c->compare == COMPARE_AT_LEAST && c->has_to)
		put_compared(w, c, COMPARE_AT_MOST, c->to_n);
	where_add(w, ")");
}

/* Of this very duty: an urging about one of its periods is about no other one. */
#define URGINGS "FROM entry e WHERE e.item = d.item AND e.unit = d.unit AND e.verb = 'urge' AND e.gone IS NULL AND " \
	"e.deadline = d.deadline AND e.occ = d.occ"
#define DAYS_OF(text) "CAST(julianday(" text ") - 2440587.5 AS INTEGER)"

static void put_called(struct where *w, const struct cond *c)
{
	if (c->none) {
		where_add(w, "d.urged = 0");
		return;
	}
	where_add(w, "(d.urged > 0 AND ");
	put_days(w, "(SELECT max(" DAYS_OF("e.day") ") " URGINGS ")", c);
	where_add(w, ")");
}

static void put_way(struct where *w, const struct cond *c)
{
	where_add(w, "(d.urged > 0 AND EXISTS (SELECT 1 " URGINGS " AND ");
	where_names(w, "e.way", c);
	where_add(w, "))");
}

void where_of_duty(struct where *w, const struct cond *c)
{
	switch (c->kind) {
	case COND_UNIT:
		where_keys(w, "d.unit", c);
		break;
	case COND_ROLE:
		put_role(w, c);
		break;
	case COND_DUE:
		put_due(w, c);
		break;
	case COND_ACT:
		put_days(w, "d.act_by", c);
		break;
	case COND_PROMISED:
		/* the index's own condition, word for word */
		where_add(w, c->none ? "(" : "(d.promised > " NO_DATE " AND ");
		put_days(w, "d.promised", c);
		where_add(w, ")");
		break;
	case COND_CALLED:
		put_called(w, c);
		break;
	case COND_WAY:
		put_way(w, c);
		break;
	case COND_STATUS:
		put_status(w, c->bits);
		break;
	case COND_LIGHT:
		where_int(w, c->bits);
		where_dated(w, " >> " WHERE_DUTY_LIGHT " & 1");
		break;
	case COND_TARGET:
		put_bits(w, c->bits, "CASE d.met WHEN 3 THEN d.met_soft ELSE d.met END");
		break;
	default:
		put_figure(w, c);
	}
}
