/* What comes in: sign, report, no change, zero. */
#include "model/act.h"

#include <string.h>

#include "base/gettext.h"
#include "model/ident.h"
#include "model/target.h"
#include "store/rows.h"

#include "base/ban.h"

/* The report is in force now; what was said of the one before (accepted, returned) was about that
 * one: also what another copy says of it meanwhile, so this is written where nothing was said here. */
static void report_in_force(struct act *a, const struct duty_state *d, const struct duty_ids *ids,
			    const struct id *entry)
{
	act_duty_set(a, d, ids, "report", V_ID(*entry));
	act_duty_set(a, d, ids, "review", V_NULL);
	if (d->report)
		change_set_anew(a->change, KIND_DUTY, &ids->duty, "review", V_NULL);
}

/* One figure of one report, and that it is in force for the period. An accepted figure was about an
 * earlier report, as a review was. */
static bool report_amount(struct act *a, const struct duty_state *d, const struct duty_ids *ids,
			  const struct id *entry, struct amount m, struct err *err)
{
	struct id figure, amount;

	if (!row_id(a->l->db, KIND_FIGURE, m.figure, &figure))
		return err_set(err, ERR_NOT_FOUND, _("there is no such figure"));
	amount = ident_amount(entry, &figure);
	change_row(a->change, KIND_AMOUNT, &amount);
	change_field(a->change, "entry", V_ID(*entry));
	change_field(a->change, "figure", V_ID(figure));
	change_field(a->change, "n", V_INT(m.n));
	if (!act_value_set(a, m.figure, &ids->unit, d->occ, "reported", V_INT(m.n), err) ||
	    !act_value_set(a, m.figure, &ids->unit, d->occ, "accepted", V_NULL, err))
		return false;
	if (d->report) {
		struct id value = ident_value(&figure, &ids->unit, str_of(d->occ));

		change_set_anew(a->change, KIND_VALUE, &value, "accepted", V_NULL);
	}
	return true;
}

static bool report_one(struct act *a, const struct duty_state *d, struct err *err)
{
	amount_list amounts = { 0 };
	struct duty_ids ids;
	bool ok = act_amounts_of(a, d, &amounts, err) && act_ids(a, d, &ids, err);

	if (ok) {
		struct id entry = act_entry(a, d, &ids);
		for (size_t i = 0; ok && i < amounts.n; i++)
			ok = report_amount(a, d, &ids, &entry, amounts.p[i], err);
		report_in_force(a, d, &ids, &entry);
	}
	vec_clear(&amounts);
	return ok;
}

static bool report_all(struct act *a, struct err *err)
{
	for (size_t i = 0; i < a->n; i++)
		if (!report_one(a, &a->duties[i], err))
			return false;
	return act_also_write(a, err);
}

bool act_report(struct act *a, struct err *err)
{
	if (a->n == 1)
		a->detail = act_amounts_text(a, &a->duties[0], err);
	/* The sentence says it, on the screens, on the command line and in the log: nothing is
	 * refused that a unit may have phoned. */
	if (a->call->n_amounts == 0 && !(a->call->text && *a->call->text))
		a->detail = _("without figures and text");
	return report_all(a, err);
}

bool act_none(struct act *a, struct err *err)
{
	return report_all(a, err);
}

bool act_zero(struct act *a, struct err *err)
{
	return report_all(a, err);
}

/* What the unit's last report about the item said, said again for this period. */
static bool none_amounts(struct act *a, const struct duty_state *d, amount_list *to,
			 struct err *err)
{
	amount_rows said = { 0 };
	struct entry_row last;
	bool ok = !entry_last(a->l->db, d->item, d->unit, "report none zero", &a->mem, &last) ||
		  amounts_read(a->l->db, &last.id, &said, err);

	for (size_t i = 0; ok && i < said.n; i++)
		*vec_push(to) = (struct amount){ said.p[i].figure, said.p[i].n };
	vec_clear(&said);
	return ok;
}

/* Zero of what is counted. How many there are to count from (denominators, totals) nobody said. */
static bool zero_amounts(struct act *a, const struct duty_state *d, amount_list *to,
			 struct err *err)
{
	target_rows targets = { 0 };
	bool ok = target_rows_of(a->l, d, &a->mem, &targets, err);

	for (size_t i = 0; ok && i < targets.n; i++) {
		int64_t figure = targets.p[i].num_figure;
		bool known = figure == 0;
		for (size_t j = 0; j < to->n && !known; j++)
			known = to->p[j].figure == figure;
		if (!known)
			*vec_push(to) = (struct amount){ figure, 0 };
	}
	vec_clear(&targets);
	return ok;
}

bool act_amounts_of(struct act *a, const struct duty_state *d, amount_list *to, struct err *err)
{
	if (a->verb->fill == act_none)
		return none_amounts(a, d, to, err);
	if (a->verb->fill == act_zero)
		return zero_amounts(a, d, to, err);
	for (size_t i = 0; i < a->call->n_amounts; i++)
		*vec_push(to) = a->call->amounts[i];
	return true;
}

/* A unit signs for an item once, however many dates the item has. */
static bool signed_before(const struct act *a, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (a->duties[j].item == a->duties[i].item &&
		    a->duties[j].unit == a->duties[i].unit)
			return true;
	return false;
}

bool act_sign(struct act *a, struct err *err)
{
	char on[DATE_TEXT_SIZE];

	date_text(a->on, on);
	for (size_t i = 0; i < a->n; i++) {
		struct duty_ids ids;
		if (signed_before(a, i))
			continue;
		if (!act_ids(a, &a->duties[i], &ids, err))
			return false;
		struct id receipt = ident_receipt(&ids.item, &ids.unit);
		act_entry(a, &a->duties[i], &ids);
		change_row(a->change, KIND_RECEIPT, &receipt);
		change_field(a->change, "item", V_ID(ids.item));
		change_field(a->change, "unit", V_ID(ids.unit));
		change_set(a->change, KIND_RECEIPT, &receipt, "signed", V_TEXT(on));
	}
	return true;
}
