/* What the office says of it: accept, return, close, suspend, reopen, urge, remark. */
#include "model/act.h"

#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/ident.h"
#include "model/level.h"
#include "model/remark.h"
#include "model/say.h"
#include "model/target.h"
#include "store/rows.h"

#include "base/ban.h"

/* An entry about each duty, and, with a column, its cell. */
static bool each_duty(struct act *a, const char *column, const char *value, struct err *err)
{
	for (size_t i = 0; i < a->n; i++) {
		struct duty_ids ids;
		if (!act_ids(a, &a->duties[i], &ids, err))
			return false;
		act_entry(a, &a->duties[i], &ids);
		if (column)
			change_rests_on(a->change, &ids.duty, "report");
		if (column)
			act_duty_set(a, &a->duties[i], &ids, column, V_TEXT(value));
	}
	return true;
}

/* An entry about the item and, with a state, its cell; then likewise for each item below that it
 * reaches. */
static bool item_state(struct act *a, const char *state, struct err *err)
{
	struct id id;
	bool ok = act_item_entry(a, a->call->item, &id, err);

	if (ok && state)
		change_set(a->change, KIND_ITEM, &id, "state", V_TEXT(state));
	for (size_t i = 0; ok && state && i < a->below.n; i++) {
		ok = act_item_entry(a, a->below.p[i], &id, err);
		if (ok)
			change_set(a->change, KIND_ITEM, &id, "state", V_TEXT(state));
	}
	return ok;
}

/* The figures that the office holds for right, beside those that were reported. */
static bool accept_amounts(struct act *a, struct err *err)
{
	const struct duty_state *d = &a->duties[0];
	struct duty_ids ids;

	if (a->call->n_amounts == 0)
		return true;
	if (!act_ids(a, d, &ids, err))
		return false;
	for (size_t i = 0; i < a->call->n_amounts; i++)
		if (!act_value_set(a, a->call->amounts[i].figure, &ids.unit, d->occ, "accepted",
				   V_INT(a->call->amounts[i].n), err))
			return false;
	a->detail = act_amounts_text(a, d, err);
	return true;
}

static const char *name_of(struct act *a, const struct duty_state *d)
{
	struct unit_row unit = { .name = "" };
	struct err ignore = { 0 };

	return unit_get(a->l->db, d->unit, &a->mem, &unit, &ignore) ? unit.name : "?";
}

/* Returned, a report waits for another one: "returned on 11-19: ...". */
static bool accept_returned(struct act *a, const struct duty_state *d, struct err *err)
{
	struct entry_row e = { .on = DATE_NONE };

	entry_last(a->l->db, d->item, d->unit, "return", &a->mem, &e);
	return err_set(err, ERR_REFUSED, _("%s: returned on %s, it has to be reported again first"),
		       name_of(a, d), say_day(e.on, ledger_today(a->l), &a->mem));
}

/* Somebody may report them anew for another item meanwhile. */
static bool rests_on_figures(struct act *a, const struct duty_state *d, struct err *err)
{
	target_rows targets = { 0 };
	struct id unit, figure;
	bool ok = target_rows_of(a->l, d, &a->mem, &targets, err) &&
		  row_id(a->l->db, KIND_UNIT, d->unit, &unit);

	for (size_t i = 0; ok && i < targets.n; i++) {
		const struct target_row *t = &targets.p[i];
		const int64_t of[] = { t->num_figure, t->den_figure, t->total_figure,
				       t->excluded_figure };
		for (size_t k = 0; k < sizeof of / sizeof *of; k++)
			if (of[k] && row_id(a->l->db, KIND_FIGURE, of[k], &figure)) {
				struct id value = ident_value(&figure, &unit, str_of(d->occ));
				change_rests_on(a->change, &value, "reported");
			}
	}
	vec_clear(&targets);
	return err->code == ERR_NONE;
}

bool act_accept(struct act *a, struct err *err)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].review == 'x')
			return accept_returned(a, &a->duties[i], err);
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].review == 'a' && a->call->n_amounts == 0)
			return err_set(err, ERR_REFUSED, _("the report of %s is accepted already"),
				       name_of(a, &a->duties[i]));
	for (size_t i = 0; i < a->n; i++)
		if (!rests_on_figures(a, &a->duties[i], err))
			return false;
	return each_duty(a, "review", "accepted", err) && accept_amounts(a, err);
}

bool act_return(struct act *a, struct err *err)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].review == 'x')
			return err_set(err, ERR_REFUSED, _("the report of %s is returned already"),
				       name_of(a, &a->duties[i]));
	a->detail = a->call->text;
	return each_duty(a, "review", "returned", err);
}

static struct value value_day(struct act *a, date d)
{
	char text[DATE_TEXT_SIZE];

	return d == DATE_NONE ? V_NULL : V_TEXT(arena_strdup(&a->mem, date_text(d, text)));
}

/* Closed duties keep the dates that they have today: holiday tables change in mid-year. Opened
 * again (keep false) they follow the tables. */
static bool keep_dates(struct act *a, const struct duty_state *list, size_t n, bool keep,
		       struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		struct duty_ids ids;
		if (list[i].due == DATE_NONE || list[i].standing)
			continue;
		if (!act_ids(a, &list[i], &ids, err))
			return false;
		act_duty_set(a, &list[i], &ids, "closed_due",
			     keep ? value_day(a, list[i].due) : V_NULL);
		act_duty_set(a, &list[i], &ids, "closed_act_by",
			     keep ? value_day(a, list[i].act_by) : V_NULL);
	}
	return true;
}

/* The duties of an item that is closed (keep) or opened again as a whole, but for those that were
 * closed one by one before. */
static bool keep_item_dates(struct act *a, int64_t item, bool keep, struct err *err)
{
	duty_states list = { 0 };
	duty_rows cells = { 0 };
	bool ok = duty_states_read(a->l->db, item, 0, &list, err) &&
		  duty_rows_read(a->l->db, item, 0, &a->mem, &cells, err);
	size_t n = 0;

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct duty_row *own = NULL;
		for (size_t k = 0; k < cells.n && !own; k++)
			if (cells.p[k].unit == list.p[i].unit &&
			    cells.p[k].deadline == list.p[i].deadline &&
			    strcmp(cells.p[k].occ, list.p[i].occ) == 0)
				own = &cells.p[k];
		bool closed_alone = own && own->state && strcmp(own->state, "closed") == 0,
		     kept = own && own->closed_due != DATE_NONE;
		if (!closed_alone && (keep || kept))
			list.p[n++] = list.p[i];
	}
	ok = ok && keep_dates(a, list.p, n, keep, err);
	vec_clear(&list);
	vec_clear(&cells);
	return ok;
}

static bool close_or_open(struct act *a, bool closed, struct err *err)
{
	const char *state = closed ? "closed" : "open";

	if (a->n)
		return each_duty(a, "state", state, err) &&
		       keep_dates(a, a->duties, a->n, closed, err);
	bool ok = item_state(a, state, err) && keep_item_dates(a, a->call->item, closed, err);
	for (size_t i = 0; ok && i < a->below.n; i++)
		ok = keep_item_dates(a, a->below.p[i], closed, err);
	return ok;
}

bool act_close(struct act *a, struct err *err)
{
	return close_or_open(a, true, err);
}

bool act_reopen(struct act *a, struct err *err)
{
	return close_or_open(a, false, err);
}

/* 中止: stopped with approval; not counted until it is opened again. */
bool act_suspend(struct act *a, struct err *err)
{
	a->detail = a->call->text;
	return a->n ? each_duty(a, "state", "suspended", err) : item_state(a, "suspended", err);
}

bool act_urge(struct act *a, struct err *err)
{
	date today = ledger_today(a->l);
	const char *level = a->call->level ? level_typed(str_of(a->call->level), &a->mem) : NULL;
	bool promised = date_given(a->call->promised);

	a->level = level;

	if (level)
		a->detail = level_say(level);
	if (promised)
		a->detail = arena_printf(&a->mem, _("promised for %s"),
					 say_day(a->call->promised, today, &a->mem));
	if (level && promised)
		a->detail = arena_printf(&a->mem, "%s%s", level_say(level),
					 arena_printf(&a->mem, _(", %s"), a->detail));
	return each_duty(a, NULL, NULL, err);
}

bool act_remark(struct act *a, struct err *err)
{
	if (!remark_level(a->l, str_of(a->call->level ? a->call->level : ""), &a->level, err))
		return false;
	a->detail = a->call->text;
	return a->n ? each_duty(a, NULL, NULL, err) : item_state(a, NULL, err);
}

/* The light that was meant: its name, in English or Chinese; "" where it is left to the rule again;
 * NULL: no such word. */
static const char *light_meant(const char *word)
{
	static const struct { const char *name, *chinese, *light; } lights[] = {
		{ "red", "红", "red" }, { "orange", "橙", "orange" }, { "yellow", "黄", "yellow" },
		{ "lime", "黄绿", "lime" }, { "green", "绿", "green" }, { "none", "无", "" },
	};

	for (size_t i = 0; word && i < sizeof lights / sizeof *lights; i++)
		if (fold_eq(str_of(word), str_of(lights[i].name)) ||
		    fold_eq(str_of(word), str_of(lights[i].chinese)))
			return lights[i].light;
	return NULL;
}

bool act_judge(struct act *a, struct err *err)
{
	const char *light = light_meant(a->call->way);

	if (!light) {
		err_set(err, ERR_USE,
			_("which light? red 红, yellow 黄, green 绿, between them orange 橙 and "
			  "lime 黄绿, or none 无"));
		return err_about(err, "light");
	}
	a->detail = arena_printf(&a->mem, "%s, %s", a->call->way, a->call->text);
	return each_duty(a, "light", light, err);
}
