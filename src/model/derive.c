#include "model/derive.h"

#include <stdlib.h>
#include <string.h>

#include "model/day_reach.h"
#include "model/derive_facts.h"
#include "model/duty.h"
#include "model/ident.h"
#include "model/setting.h"
#include "store/rows.h"

#include "base/ban.h"

date derive_horizon(struct ledger *l)
{
	const char *text = db_meta(l->db, "horizon");
	date d = DATE_NONE;

	if (text && !date_parse(str_of(text), &d))
		d = DATE_NONE;
	return d;
}

bool derive_horizon_set(struct ledger *l, date horizon, struct err *err)
{
	char text[DATE_TEXT_SIZE];

	return db_meta_set(l->db, "horizon", date_text(horizon, text), err);
}

struct derive_terms derive_terms(struct ledger *l)
{
	return (struct derive_terms){ .horizon = derive_horizon(l),
				      .cal = l->cal,
				      .day_excluded = setting_number(l, "named-day") == 1,
				      .day_off = (enum day_off)setting_number(l, "day-off"),
				      .soft_judged = setting_number(l, "soft-targets") == 1,
				      .rule = setting_rule(l) };
}

/* ---- one item ---- */

static void judge_all(const struct derive_terms *terms, struct duty_state *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		rule_judge(&terms->rule, terms->cal, &list[i]);
}

static void states_derive(const struct duty_input *in, const struct derive_terms *terms,
			  duty_states *to)
{
	size_t begin = to->n;

	duty_derive(in, terms->cal, to);
	judge_all(terms, to->p + begin, to->n - begin);
}

bool derive_item_states(struct ledger *l, int64_t item, const struct derive_terms *terms,
			duty_states *to, struct err *err)
{
	struct facts f;
	struct duty_input in;

	if (facts_read(l, item, item, &f, err) && facts_next(&f, terms, &in, err))
		states_derive(&in, terms, to);
	facts_clear(&f);
	return err->code == ERR_NONE;
}

/* What deriving item after item needs. */
struct deriving {
	struct ledger *l;
	struct derive_terms terms;
	struct duty_writer *writer;
	duty_states scratch;
};

static struct deriving deriving_begin(struct ledger *l)
{
	return (struct deriving){ .l = l, .terms = derive_terms(l),
		.writer = duty_writer_new(l->db) };
}

static bool deriving_end(struct deriving *d, bool ok, struct err *err)
{
	vec_clear(&d->scratch);
	return duty_writer_end(d->writer, ok, err);
}

static bool derive_item(struct deriving *d, int64_t item, struct err *err)
{
	d->scratch.n = 0;
	return derive_item_states(d->l, item, &d->terms, &d->scratch, err) &&
		duty_writer_replace(d->writer, item, 0, d->scratch.p, d->scratch.n, err);
}

/* What was written for one unit's duties, where who owes and when stays: reads that unit's rows
 * alone, so that an update costs the same with 2 units and with 200, in the first month and in the
 * hundredth but for the unit's own. */
static bool refill_unit(struct deriving *d, int64_t item, int64_t unit, struct err *err)
{
	struct ledger *l = d->l;
	duty_states *scratch = &d->scratch;
	struct facts f = { .l = l };
	struct duty_input in = { .n_cells = 0 };
	struct err gone = { 0 };
	bool here, whole, ok;

	scratch->n = 0;
	here = item_get(l->db, item, &f.mem, &in.item, &gone);
	ok = !here || targets_read(l->db, item, &f.mem, &f.targets, err);
	whole = !here || duty_is_shared(f.targets.p, f.targets.n) || unit_has_heirs(l->db, unit);
	if (ok && !whole) {
		ok = facts_of_unit(&f, item, unit, &d->terms, &in, err) &&
		     duty_states_read(l->db, item, unit, scratch, err);
		if (ok)
			duty_refill(&in, d->terms.cal, scratch->p, scratch->n),
				judge_all(&d->terms, scratch->p, scratch->n);
		ok = ok && duty_writer_replace(d->writer, item, unit, scratch->p, scratch->n, err);
	}
	facts_clear(&f);
	return ok && whole ? derive_item(d, item, err) : ok;
}

static void judge_one(const void *user, struct duty_state *d)
{
	const struct derive_terms *terms = user;

	rule_judge(&terms->rule, terms->cal, d);
}

/* ---- what a change touched ---- */

enum { ALL_UNITS = 0, LIGHTS_ALONE = -1 };

/* An item whose duties follow from a touched row: what was written for those of one unit,
 * ALL_UNITS: all about all of them, LIGHTS_ALONE: another rule judges what they are. */
struct reach { int64_t item, unit; };
typedef VEC(struct reach) reaches;

static void reach_add(reaches *to, int64_t item, int64_t unit)
{
	if (item)
		*vec_push(to) = (struct reach){ item, unit };
}

static void reach_items(reaches *to, keys *items, int64_t unit)
{
	for (size_t i = 0; i < items->n; i++)
		reach_add(to, items->p[i], unit);
	vec_clear(items);
}

/* An entry alone changes no duty unless it may be the report in force, urges, or asks for another
 * date. */
static bool entry_counts(struct ledger *l, const struct id *id)
{
	struct arena mem = { 0 };
	struct entry_row e;
	struct err gone = { 0 };
	bool other = entry_get(l->db, id, &mem, &e, &gone) && strcmp(e.verb, "report") != 0 &&
		     strcmp(e.verb, "none") != 0 && strcmp(e.verb, "zero") != 0 &&
		     strcmp(e.verb, "urge") != 0 && strcmp(e.verb, "extend") != 0 &&
		     strcmp(e.verb, "grant") != 0;

	arena_clear(&mem);
	return !other;
}

/* A receipt moves only what is due so many days after it. */
static bool receipt_counts(struct ledger *l, int64_t item)
{
	deadline_rows list = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };
	bool counts = !deadlines_read(l->db, item, &mem, &list, &err);

	for (size_t i = 0; i < list.n; i++)
		counts |= list.p[i].from_receipt;
	vec_clear(&list);
	arena_clear(&mem);
	return counts;
}

/* Rows of an item: all of its duties, or those of the row's unit. */
static void reach_of_item_row(struct ledger *l, const struct touched *t, reaches *to)
{
	int64_t item = row_ref(l->db, t->kind, &t->id, "item");
	bool of_unit = t->kind == KIND_DUTY || t->kind == KIND_ENTRY;

	if ((t->kind == KIND_ENTRY && !entry_counts(l, &t->id)) ||
	    (t->kind == KIND_RECEIPT && !receipt_counts(l, item)))
		return;
	reach_add(to, item, of_unit ? row_ref(l->db, t->kind, &t->id, "unit") : 0);
}

/* All items, where all duties follow from a setting. *unit: how far. */
static bool items_of_setting(struct ledger *l, const struct id *id, int64_t *unit, keys *to,
			     struct err *err)
{
	const struct setting *s = setting_of_id(id);

	if (!s || !s->moves)
		return true;
	*unit = s == setting_find("light-rule") ? LIGHTS_ALONE : ALL_UNITS;
	return items_of_plan(l->db, 0, to, err);
}

/* A day's id follows from its date: where it does not, nobody knows which day it was before. */
static bool items_of_day(struct ledger *l, const struct id *id, int days, keys *to, struct err *err)
{
	date day = day_date(l->db, id);
	struct id of;

	if (day == DATE_NONE || (of = ident_day(day), !id_eq(&of, id)))
		return items_of_plan(l->db, 0, to, err);
	return day_reach(l, day, days, to, err);
}

static int days_touched(const touched_list *list)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += list->p[i].kind == KIND_DAY;
	return n;
}

/* days: how many days are touched in all. */
static bool touched_reach(struct ledger *l, const struct touched *t, int days, reaches *to,
			  struct err *err)
{
	struct db *db = l->db;
	keys items = { 0 };
	int64_t unit = 0;
	bool ok = true;

	switch (t->kind) {
	case KIND_ITEM:
		reach_add(to, row_key_ever(db, KIND_ITEM, &t->id), 0);
		break;
	case KIND_ASSIGNMENT:
	case KIND_DEADLINE:
	case KIND_TARGET:
	case KIND_RECEIPT:
	case KIND_DUTY:
	case KIND_ENTRY:
	case KIND_MEASURE:      /* owes nothing, but is counted with its item */
		reach_of_item_row(l, t, to);
		break;
	case KIND_VALUE:
		unit = row_ref(db, t->kind, &t->id, "unit");
		ok = items_of_figure(db, row_ref(db, t->kind, &t->id, "figure"), &items, err);
		break;
	case KIND_FIGURE:
		ok = items_of_figure(db, row_key_ever(db, KIND_FIGURE, &t->id), &items, err);
		break;
	case KIND_MEMBER:
		ok = items_of_unit(db, row_ref(db, t->kind, &t->id, "group"), &items, err);
		break;
	case KIND_UNIT:
		ok = items_of_unit(db, row_key_ever(db, KIND_UNIT, &t->id), &items, err);
		break;
	case KIND_HEIR:
		ok = items_of_unit(db, row_ref(db, t->kind, &t->id, "unit"), &items, err) &&
			items_of_unit(db, row_ref(db, t->kind, &t->id, "heir"), &items, err);
		break;
	case KIND_PLAN:
		ok = items_of_plan(db, row_key_ever(db, KIND_PLAN, &t->id), &items, err);
		break;
	case KIND_DAY:
		ok = items_of_day(l, &t->id, days, &items, err);
		break;
	case KIND_SETTING:
		ok = items_of_setting(l, &t->id, &unit, &items, err);
		break;
	case KIND_SOURCE:
	case KIND_NAME:
	case KIND_CONTACT:
	case KIND_PERSON:
	case KIND_AMOUNT:
	case KIND_VIEW:
	case KIND_SPEAKS:
	case KIND_SITE:
	case KINDS: break;
	}
	reach_items(to, &items, unit);
	return ok;
}

/* Lights come first, then all units of an item, then each of them. */
static int reach_order(const void *a, const void *b)
{
	const struct reach *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

static void reaches_once(reaches *r)
{
	size_t n = 0;

	if (r->n)
		qsort(r->p, r->n, sizeof *r->p, reach_order);
	for (size_t i = 0; i < r->n; i++) {
		const struct reach *last = n ? &r->p[n - 1] : NULL;
		if (last && last->item == r->p[i].item &&
		    (last->unit == ALL_UNITS || last->unit == r->p[i].unit))
			continue;
		r->p[n++] = r->p[i];
	}
	r->n = n;
}

static bool reach_derive(struct deriving *d, const struct reach *r, struct err *err)
{
	if (r->unit == LIGHTS_ALONE)
		return duty_writer_judge(d->writer, r->item, judge_one, &d->terms, err);
	return r->unit == ALL_UNITS ? derive_item(d, r->item, err)
				    : refill_unit(d, r->item, r->unit, err);
}

/* In meta: lights were judged while the chosen rule could not be read. */
static const char rule_unread[] = "rule-unread";

static bool rule_is_noted(struct ledger *l, bool unread)
{
	const char *noted = db_meta(l->db, rule_unread);

	return (noted && strcmp(noted, "1") == 0) == unread;
}

static bool rule_note(struct ledger *l, struct err *err)
{
	struct err ignore = { 0 };
	bool unread = setting_rule_unread(l, &ignore);

	return rule_is_noted(l, unread) || db_meta_set(l->db, rule_unread, unread ? "1" : "0", err);
}

bool derive_touched(struct ledger *l, const touched_list *touched, struct err *err)
{
	struct deriving d = deriving_begin(l);
	reaches list = { 0 };
	struct err ignore = { 0 };
	int days = days_touched(touched);
	bool ok = true;

	for (size_t i = 0; ok && i < touched->n; i++)
		ok = touched_reach(l, &touched->p[i], days, &list, err);
	reaches_once(&list);
	for (size_t i = 0; ok && i < list.n; i++)
		ok = reach_derive(&d, &list.p[i], err);
	/* Only what is unread is noted here: what was judged so before is judged anew by opening
	 * alone. */
	ok = ok && (list.n == 0 || !setting_rule_unread(l, &ignore) || rule_note(l, err));
	vec_clear(&list);
	return deriving_end(&d, ok, err);
}

enum { STRETCH = 256 };      /* items read at once */

/* Items of a stretch that have no duties (any more) come with none. */
static bool stretch_write(struct deriving *d, const keys *items, size_t from, size_t to,
			  struct err *err)
{
	struct facts f;
	struct duty_input in = { .n_cells = 0 };
	bool ok = facts_read(d->l, items->p[from], items->p[to - 1], &f, err),
	     more = ok && facts_next(&f, &d->terms, &in, err);

	for (size_t i = from; ok && err->code == ERR_NONE && i < to; i++) {
		d->scratch.n = 0;
		if (more && in.item.key == items->p[i]) {
			states_derive(&in, &d->terms, &d->scratch);
			more = facts_next(&f, &d->terms, &in, err);
		}
		ok = duty_writer_replace(d->writer, items->p[i], 0, d->scratch.p, d->scratch.n,
					 err);
	}
	facts_clear(&f);
	return ok && err->code == ERR_NONE;
}

/* Ends it. */
static bool derive_items(struct deriving *d, struct err *err)
{
	keys items = { 0 };
	bool ok = items_of_plan(d->l->db, 0, &items, err);

	for (size_t i = 0; ok && i < items.n; i += STRETCH)
		ok = stretch_write(d, &items, i, i + STRETCH < items.n ? i + STRETCH : items.n,
				   err);
	vec_clear(&items);
	return deriving_end(d, ok, err);
}

bool derive_rule_settle(struct ledger *l, struct err *err)
{
	struct err ignore = { 0 };

	if (!db_is_writable(l->db) || rule_is_noted(l, setting_rule_unread(l, &ignore)))
		return true;
	if (!db_begin(l->db, err))
		return false;
	bool ok = derive_all_again(l, err) && rule_note(l, err) && db_commit(l->db, err);
	if (!ok)
		db_rollback(l->db);
	return ok;
}

bool derive_all_again(struct ledger *l, struct err *err)
{
	struct deriving d = deriving_begin(l);

	return derive_items(&d, err);
}

static bool derive_anew(struct ledger *l, date horizon, struct err *err)
{
	struct deriving d = { .l = l, .terms = derive_terms(l) };

	d.terms.horizon = horizon;
	if (!duty_writer_anew(l->db, &d.writer, err))
		return deriving_end(&d, false, err);
	return derive_items(&d, err);
}

bool ledger_derive_all(struct ledger *l, date horizon, struct err *err)
{
	if (!db_begin(l->db, err))
		return false;
	bool ok = derive_anew(l, horizon, err) && derive_horizon_set(l, horizon, err) &&
		  db_commit(l->db, err);
	if (!ok)
		db_rollback(l->db);
	return ok;
}
