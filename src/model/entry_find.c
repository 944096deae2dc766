/* Which item, unit and duty a row of a table means. */
#include "model/entry_private.h"

#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "model/duty.h"
#include "model/reorg.h"
#include "model/unit_match.h"
#include "model/view.h"

#include "base/ban.h"

enum { ENTRIES_LOOKED_AT = 500 };

struct str entry_pair(const int64_t pair[2])
{
	return (struct str){ (const char *)pair, 2 * sizeof *pair };
}

/* ---- the item ---- */

static void title_add(struct entry_planner *p, const struct item_row *item)
{
	struct buf b = { 0 };

	fold_text(&b, str_of(item->title));
	intptr_t *at = map_at(p->titles, buf_str(&b), true);
	*at = *at ? -1 : (intptr_t)item->key;
	buf_clear(&b);
}

static bool titles_read(struct entry_planner *p, struct err *err)
{
	plan_rows plans = { 0 };
	keys items = { 0 };
	struct item_row item;
	bool ok = plans_read(p->l->db, true, p->mem, &plans, err);

	p->titles = map_new();
	for (size_t i = 0; ok && i < plans.n; i++)
		if (!p->plan || plans.p[i].key == p->plan)
			ok = items_of_plan(p->l->db, plans.p[i].key, &items, err);
	for (size_t i = 0; ok && i < items.n; i++)
		if ((ok = item_get(p->l->db, items.p[i], p->mem, &item, err)))
			title_add(p, &item);
	vec_clear(&items);
	vec_clear(&plans);
	return ok;
}

/* By its whole title; 0: there is none. */
static bool item_titled(struct entry_planner *p, const char *title, int64_t *item, struct err *err)
{
	struct buf b = { 0 };

	*item = 0;
	if (!*title)
		return true;
	if (!p->titles && !titles_read(p, err))
		return false;
	fold_text(&b, str_of(title));
	const intptr_t *at = map_at(p->titles, buf_str(&b), false);
	buf_clear(&b);
	if (at && *at < 0)
		return err_set(err, ERR_AMBIGUOUS,
			       _("several items are called %s: their number says which is meant"),
			       title);
	if (at)
		*item = *at;
	return true;
}

static bool item_numbered(struct entry_planner *p, const char *number, int64_t *item,
			  struct err *err)
{
	const intptr_t *known = map_at(p->items, str_of(number), false);

	*item = known ? *known : 0;
	if (*item)
		return true;
	if (!view_find_item(p->l, p->plan, str_of(number), item, err))
		return false;
	*map_at(p->items, str_of(number), true) = (intptr_t)*item;
	return true;
}

/* A number that means another item than the words beside it was the table's own, or is wrong. */
static bool title_fits(struct entry_planner *p, int64_t item, const char *number, const char *words,
		       struct err *err)
{
	struct item_row row;

	if (!*words)
		return true;
	if (!item_get(p->l->db, item, p->mem, &row, err))
		return false;
	if (fold_find(str_of(row.title), str_of(words), NULL, NULL) ||
	    fold_find(str_of(words), str_of(row.title), NULL, NULL) ||
	    fold_eq(str_of(words), str_of(row.number)))
		return true;
	return err_set(err, ERR_INPUT, _("%s is called %s, the table says %s"), number, row.title,
		       words);
}

bool entry_find_item(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	const char *number = r->in->cells[ENTRY_NUMBER], *words = r->in->cells[ENTRY_ITEM];

	r->about = *number ? ENTRY_NUMBER : ENTRY_ITEM;
	if (!*number && !*words)
		return err_set(err, ERR_INPUT, _("the item is missing"));
	if (!item_titled(p, words, &r->item, err))
		return false;
	if (r->item)
		return true;
	if (!*number)
		return item_numbered(p, words, &r->item, err);
	return item_numbered(p, number, &r->item, err) &&
	       title_fits(p, r->item, number, words, err);
}

/* ---- the unit ---- */

/* Which name was meant, of all there are. */
static const char *unit_near(struct entry_planner *p, const char *typed)
{
	struct near near = { .word = str_of(typed) };
	unit_rows units = { 0 };
	name_rows names = { 0 };
	struct err ignore = { 0 };

	if (units_read(p->l->db, p->mem, &units, &ignore) &&
	    names_read(p->l->db, 0, p->mem, &names, &ignore)) {
		for (size_t i = 0; i < units.n; i++)
			near_offer(&near, units.p[i].name);
		for (size_t i = 0; i < names.n; i++)
			near_offer(&near, names.p[i].name);
	}
	vec_clear(&units);
	vec_clear(&names);
	return near.best;
}

static bool unit_refuse(struct entry_planner *p, const char *typed, const struct err *fault,
			struct err *err)
{
	const char *near = fault->code == ERR_NOT_FOUND ? unit_near(p, typed) : NULL;

	if (near)
		return err_set(err, fault->code, _("no unit is called %s: did you mean %s?"), typed,
			       near);
	*err = *fault;
	return false;
}

bool entry_find_unit(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	const char *typed = r->in->cells[ENTRY_UNIT];
	const intptr_t *known = map_at(p->units, str_of(typed), false);
	struct err fault = { 0 };

	r->about = ENTRY_UNIT;
	if (!*typed)
		return err_set(err, ERR_INPUT, _("the unit is missing"));
	if (known) {
		r->unit = *known;
		return true;
	}
	if (!unit_match_one(p->l, str_of(typed), &r->unit, &fault))
		return unit_refuse(p, typed, &fault, err);
	*map_at(p->units, str_of(typed), true) = (intptr_t)r->unit;
	return true;
}

/* ---- reported before? ---- */

/* What the row leaves empty it says nothing about. */
static bool text_fits(const char *said, const char *of)
{
	return !said || !*said || strcmp(said, of ? of : "") == 0;
}

static bool amounts_fit(struct entry_planner *p, struct entry_row_in *r, const struct duty_state *d,
			const struct id *entry)
{
	const struct amount *list;
	amount_rows of = { 0 };
	struct err ignore = { 0 };
	size_t n;
	bool fit = entry_amounts(p, r, d, &list, &n, &ignore) &&
		   amounts_read(p->l->db, entry, &of, &ignore);

	for (size_t i = 0; fit && i < n; i++) {
		bool has = false;
		for (size_t k = 0; k < of.n && !has; k++)
			has = of.p[k].figure == list[i].figure && of.p[k].n == list[i].n;
		fit = has;
	}
	vec_clear(&of);
	return fit;
}

static bool due_fits(const struct entry_row_in *r, const struct duty_state *d)
{
	return r->due == DATE_NONE || d->due == r->due || d->first_due == r->due;
}

static bool in_force(struct entry_planner *p, const struct duty_state *d, struct id *report)
{
	struct duty_row cells;
	bool has = duty_get(p->l->db, d->item, d->unit, d->deadline, d->occ, p->mem, &cells) &&
		   cells.has_report && cells.report_verb;

	if (has)
		*report = cells.report;
	return has;
}

/* Without a day a row may say what is in force, not what was before it. */
static bool entry_fits(struct entry_planner *p, struct entry_row_in *r, const struct entry_row *e,
		       struct duty_state *d)
{
	const struct entry_planned *to = r->to;
	int64_t key =
		e->deadline ? duty_state_key(p->l->db, e->item, e->unit, e->deadline, e->occ) : 0;
	struct id report;

	if (strcmp(e->verb, to->verb->name) != 0 || !text_fits(to->text, e->text) ||
	    !text_fits(to->way, e->way) || !text_fits(to->who, e->who))
		return false;
	if (!key || !duty_state_get(p->l->db, key, d) || !due_fits(r, d))
		return false;
	if (to->on != DATE_NONE ? e->on != to->on
				: !in_force(p, d, &report) || !id_eq(&report, &e->id))
		return false;
	return amounts_fit(p, r, d, &e->id);
}

/* All that was entered is looked at and forgotten, row by row. */
static bool same_find(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	struct arena scratch = { 0 }, *kept = p->mem;
	entry_rows list = { 0 };

	p->mem = &scratch;
	bool ok = entries_read(p->l->db, r->item, r->unit, ENTRIES_LOOKED_AT, p->mem, &list, err);

	for (size_t i = 0; ok && i < list.n && r->to->is != ENTRY_SAME; i++)
		if (entry_fits(p, r, &list.p[i], &r->to->duty))
			r->to->is = ENTRY_SAME;
	p->mem = kept;
	arena_clear(&scratch);
	vec_clear(&list);
	return ok;
}

/* ---- the duty ---- */

static bool is_taken(struct entry_planner *p, const struct duty_state *d)
{
	return map_at(p->taken, (struct str){ (const char *)&d->key, sizeof d->key },
		false) != NULL;
}

/* Of the same day, reported or due; those that the table reports already come last. */
static ptrdiff_t duty_of_day(struct entry_planner *p, const duty_states *list, date on)
{
	ptrdiff_t reported = -1, due = -1;

	for (size_t i = 0; i < list->n; i++) {
		const struct duty_state *d = &list->p[i];
		if (is_taken(p, d))
			continue;
		if (reported < 0 && d->report && d->report != 'j' && d->reported == on)
			reported = (ptrdiff_t)i;
		if (due < 0 && (d->due == on || d->first_due == on))
			due = (ptrdiff_t)i;
	}
	return reported >= 0 ? reported : due;
}

/* As it stood for who reported then: what the table reports before counts as in. */
static ptrdiff_t duty_then(struct entry_planner *p, duty_states *list, date on)
{
	for (size_t i = 0; i < list->n; i++)
		if (is_taken(p, &list->p[i])) {
			list->p[i].report = 'r';
			list->p[i].review = 0;
		}
	return duty_open(list->p, list->n, on);
}

/* What goes on after its date is not another date. */
static bool is_for_several(const duty_states *list)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += !list->p[i].standing;
	return n > 1;
}

static bool duty_choose(struct entry_planner *p, struct entry_row_in *r, duty_states *list,
			struct err *err)
{
	date on = r->to->on;

	if (list->n == 0 || r->due != DATE_NONE) {
		r->about = r->due != DATE_NONE ? ENTRY_DUE : ENTRY_UNIT;
		return view_find_duty(p->l, r->item, r->unit, r->due, &r->to->duty, err);
	}
	r->about = ENTRY_ON;
	if (on == DATE_NONE && is_for_several(list))
		return err_set(err, ERR_INPUT,
			       _("the date is missing: this is reported for several dates"));
	ptrdiff_t at = on == DATE_NONE ? -1 : duty_of_day(p, list, on);
	struct duty_state found = list->p[at >= 0 ? at : 0];
	if (at < 0)
		found = list->p[duty_then(p, list, on == DATE_NONE ? ledger_today(p->l) : on)];
	return duty_state_get(p->l->db, found.key, &r->to->duty) ||
	       err_set(err, ERR_NOT_FOUND, _("what was to be reported is not there any more"));
}

bool entry_duty_given(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	struct entry_planned *to = r->to;
	struct duty_state same;
	struct entry_row e;

	r->item = r->in->duty->item;
	r->unit = r->in->duty->unit;
	to->on = p->in->on;
	if (!duty_state_get(p->l->db, r->in->duty->key, &to->duty))
		return err_set(err, ERR_NOT_FOUND,
			       _("what was to be reported is not there any more"));
	to->has_report = in_force(p, &to->duty, &to->report);
	if (!to->has_report || to->duty.review == 'x')
		return true;
	if (!entry_get(p->l->db, &to->report, p->mem, &e, err))
		return false;
	if (entry_fits(p, r, &e, &same))
		to->is = ENTRY_SAME;
	return true;
}

bool entry_find_duty(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	duty_states list = { 0 };
	bool ok = duty_states_read(p->l->db, r->item, r->unit, &list, err);
	int64_t heir = ok && list.n == 0 ? reorg_heir(p->l, r->unit) : 0;

	if (heir) {
		r->unit = heir;
		ok = duty_states_read(p->l->db, r->item, heir, &list, err);
	}
	ok = ok && same_find(p, r, err) &&
	     (r->to->is == ENTRY_SAME || duty_choose(p, r, &list, err));
	if (ok)
		r->to->has_report = in_force(p, &r->to->duty, &r->to->report);
	vec_clear(&list);
	return ok;
}
