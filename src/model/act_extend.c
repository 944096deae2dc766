/* 延期: a unit asks for another date, the office grants or refuses. The granted date is a cell
 * beside the first one; what was asked and answered is an entry each. */
#include "model/act.h"

#include "base/gettext.h"
#include "model/say.h"

#include "base/ban.h"

static const char *day_text(struct act *a, date d)
{
	char text[DATE_TEXT_SIZE];

	return arena_strdup(&a->mem, date_text(d, text));
}

static const char *day_said(struct act *a, date d)
{
	return say_day(d, ledger_today(a->l), &a->mem);
}

/* The new date lies behind the one in force, or it is no extension. */
static bool is_later(struct act *a, const struct duty_state *d, date to, struct err *err)
{
	if (to > d->due)
		return true;
	err_set(err, ERR_INPUT, _("%s is not later than %s, when it is due"), day_said(a, to),
		day_said(a, d->due));
	return err_about(err, "to");
}

bool act_extend(struct act *a, struct err *err)
{
	date to = a->call->promised;
	bool late = false;

	if (!date_given(to)) {
		err_set(err, ERR_USE, _("a date is needed: extend to when?"));
		return err_about(err, "to");
	}
	for (size_t i = 0; i < a->n; i++) {
		const struct duty_state *d = &a->duties[i];
		struct duty_ids ids;
		if (duty_asks(d))
			return err_set(err, ERR_REFUSED,
				       _("an extension to %s is asked for already: grant or refuse "
					 "it first"),
				       day_said(a, d->asked));
		if (!is_later(a, d, to, err) || !act_ids(a, d, &ids, err))
			return false;
		act_entry(a, d, &ids);
		act_duty_set(a, d, &ids, "extension", V_TEXT("asked"));
		act_duty_set(a, d, &ids, "asked", V_TEXT(day_text(a, to)));
		act_duty_set(a, d, &ids, "asked_on", V_TEXT(day_text(a, a->on)));
		late |= a->on > d->due;
	}
	a->detail =
		arena_printf(&a->mem, late ? _("to %s (asked late)") : _("to %s"), day_said(a, to));
	return true;
}

/* Each to the date that it asked for, unless another one is said. */
bool act_grant(struct act *a, struct err *err)
{
	date said = a->call->promised;

	for (size_t i = 0; i < a->n; i++) {
		const struct duty_state *d = &a->duties[i];
		date to = date_given(said) ? said : d->asked;
		struct duty_ids ids;
		if (!is_later(a, d, to, err) || !act_ids(a, d, &ids, err))
			return false;
		act_entry_until(a, d, &ids, to);
		act_duty_set(a, d, &ids, "extension", V_TEXT("granted"));
		act_duty_set(a, d, &ids, "due", V_TEXT(day_text(a, to)));
		if (a->n == 1 || date_given(said))
			a->detail = arena_printf(&a->mem, _("to %s"), day_said(a, to));
	}
	return true;
}

bool act_refuse(struct act *a, struct err *err)
{
	a->detail = a->call->text;
	for (size_t i = 0; i < a->n; i++) {
		struct duty_ids ids;
		if (!act_ids(a, &a->duties[i], &ids, err))
			return false;
		act_entry(a, &a->duties[i], &ids);
		act_duty_set(a, &a->duties[i], &ids, "extension", V_TEXT("refused"));
	}
	return true;
}
