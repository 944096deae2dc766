/* What the office says of it: accept, return, close, suspend, reopen, urge, remark. */
#include "model/act.h"

#include "base/gettext.h"
#include "model/say.h"
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
			act_duty_set(a, &a->duties[i], &ids, column, V_TEXT(value));
	}
	return true;
}

static bool item_state(struct act *a, const char *state, struct err *err)
{
	struct id item;

	if (!act_item_entry(a, &item, err))
		return false;
	if (state)
		change_set(a->change, KIND_ITEM, &item, "state", V_TEXT(state));
	return true;
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
		if (!act_value_set(a, a->call->amounts[i].figure, &ids.unit, d->occ, "accepted", V_INT(a->call->amounts[i].n), err))
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

bool act_accept(struct act *a, struct err *err)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].review == 'a' && a->call->n_amounts == 0)
			return err_set(err, ERR_REFUSED, _("the report of %s is accepted already"), name_of(a, &a->duties[i]));
	return each_duty(a, "review", "accepted", err) && accept_amounts(a, err);
}

bool act_return(struct act *a, struct err *err)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].review == 'x')
			return err_set(err, ERR_REFUSED, _("the report of %s is returned already"), name_of(a, &a->duties[i]));
	a->detail = a->call->text;
	return each_duty(a, "review", "returned", err);
}

bool act_close(struct act *a, struct err *err)
{
	return a->n ? each_duty(a, "state", "closed", err) : item_state(a, "closed", err);
}

bool act_reopen(struct act *a, struct err *err)
{
	return a->n ? each_duty(a, "state", "open", err) : item_state(a, "open", err);
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

	if (date_given(a->call->promised))
		a->detail = arena_printf(&a->mem, _("promised for %s"), say_day(a->call->promised, today, &a->mem));
	return each_duty(a, NULL, NULL, err);
}

bool act_remark(struct act *a, struct err *err)
{
	a->detail = a->call->text;
	return a->n ? each_duty(a, NULL, NULL, err) : item_state(a, NULL, err);
}
