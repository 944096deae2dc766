/* Rows of duties, and of what one unit owes. */
#include "model/view.h"

#include <string.h>

#include "model/duty.h"
#include "model/figure.h"
#include "model/phase.h"
#include "model/reorg.h"
#include "model/say.h"
#include "model/target.h"

#include "base/ban.h"

/* How the first target of which something is known stands. */
static bool figures_text(struct ledger *l, const struct duty_state *d, struct arena *mem,
			 struct duty_line *to, struct err *err)
{
	target_rows targets = { 0 };
	struct target_line line;
	bool ok = target_rows_of(l, d, mem, &targets, err);

	for (size_t i = 0; ok && i < targets.n && !*to->figures; i++)
		if ((ok = target_line_duty(l, &targets.p[i], d, mem, &line, err)) &&
		    strcmp(line.full, "-") != 0) {
			to->figures = *line.reported ? arena_printf(mem, "%s  %s", line.full,
								    line.reported)
						     : line.full;
			to->change = line.change;
			to->before = target_line_before(&line, mem);
			to->more = target_line_more(&line, mem);
		}
	vec_clear(&targets);
	return ok;
}

static bool is_owed_period(const struct duty_state *of, const struct duty_state *d, date today)
{
	return d->deadline == of->deadline && strcmp(d->occ, "1") != 0 && d->due <= today &&
	       duty_is_out(d, today);
}

int view_periods(const duty_states *list, const struct duty_state *of, date today)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++)
		n += is_owed_period(of, &list->p[i], today);
	return n;
}

bool view_owed(struct ledger *l, const struct duty_state *d, duty_states *to, struct err *err)
{
	date today = ledger_today(l);
	duty_states list = { 0 };
	bool ok = d->key == 0 || strcmp(d->occ, "1") == 0 ||
		  duty_states_read(l->db, d->item, d->unit, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		if (is_owed_period(d, &list.p[i], today))
			*vec_push(to) = list.p[i];
	vec_clear(&list);
	return ok;
}

static date signed_by(struct ledger *l, int64_t item, int64_t unit)
{
	struct receipt_row receipt;

	return receipt_get(l->db, item, unit, &receipt) ? receipt.signed_on : DATE_NONE;
}

bool view_signed(struct ledger *l, int64_t item, int64_t unit, bool of_parts, date *to,
		 struct err *err)
{
	keys parts = { 0 };
	bool ok = true, all = true;
	date last = DATE_NONE;

	*to = signed_by(l, item, unit);
	if (*to != DATE_NONE || !of_parts)
		return true;
	ok = reorg_parts(l, item, unit, &parts, err);
	for (size_t i = 0; ok && i < parts.n; i++) {
		date on = signed_by(l, item, parts.p[i]);
		all &= on != DATE_NONE;
		last = on > last ? on : last;
	}
	if (all && parts.n)
		*to = last;
	vec_clear(&parts);
	return ok;
}

/* Of an heir: how the units were urged that it goes on for. */
static bool parts_urged(struct ledger *l, const struct duty_state *d, struct arena *mem,
			struct duty_line *to, struct err *err)
{
	keys parts = { 0 };
	bool ok = reorg_parts(l, d->item, d->unit, &parts, err);

	for (size_t i = 0; ok && i < parts.n; i++) {
		struct entry_row urge;
		if (entry_last(l->db, d->item, parts.p[i], "urge", mem, &urge) &&
		    (!to->last.key || urge.at_ms > to->last.at_ms))
			to->last = urge;
	}
	vec_clear(&parts);
	return ok;
}

bool view_duty(struct ledger *l, const struct duty_state *d, struct arena *mem,
	       struct duty_line *to, struct err *err)
{
	date today = ledger_today(l);

	*to = (struct duty_line){ .duty = *d, .figures = "", .change = "", .light = light_of_duty(d, today) };
	to->review = phase_review_duty(l, d);
	duty_states owed = { 0 };
	if (!view_owed(l, d, &owed, err))
		return false;
	to->periods = (int)owed.n;
	vec_clear(&owed);
	if (!view_signed(l, d->item, d->unit, d->parts > 0, &to->signed_on, err))
		return false;
	if (!duty_is_in(d) && d->due != DATE_NONE)
		to->left = calendar_workdays_between(l->cal, today, d->due);
	if (!entry_last(l->db, d->item, d->unit, "urge", mem, &to->last))
		to->last = (struct entry_row){ .key = 0 };
	if (d->parts && !parts_urged(l, d, mem, to, err))
		return false;
	return unit_get(l->db, d->unit, mem, &to->unit, err) &&
	       item_get(l->db, d->item, mem, &to->item, err) &&
	       (!d->key || figures_text(l, d, mem, to, err));
}

/* ---- what one unit owes ---- */

static bool plan_wanted(const plan_rows *open, int64_t plan, int64_t of)
{
	if (plan)
		return of == plan;
	for (size_t i = 0; i < open->n; i++)
		if (open->p[i].key == of)
			return true;
	return false;
}

bool view_unit_duties(struct ledger *l, int64_t unit, int64_t plan, duty_states *to,
		      struct err *err)
{
	date today = ledger_today(l);
	duty_states all = { 0 };
	plan_rows open = { 0 };
	struct arena mem = { 0 };
	bool ok = duty_states_read(l->db, 0, unit, &all, err) &&
		  plans_read(l->db, true, &mem, &open, err);

	for (int standing = 0; ok && standing < 2; standing++)
		for (size_t i = 0, end; i < all.n; i = end) {
			for (end = i + 1; end < all.n && all.p[end].item == all.p[i].item; end++)
				;
			const struct duty_state *d =
				&all.p[(ptrdiff_t)i + duty_open(all.p + i, end - i, today)];
			if (d->standing == (standing == 1) && plan_wanted(&open, plan, d->plan))
				*vec_push(to) = *d;
		}
	vec_clear(&all);
	vec_clear(&open);
	arena_clear(&mem);
	return ok;
}
