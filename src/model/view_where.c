/* Sums of what a filter is about: nothing is kept of them, each duty is looked at. */
#include "model/view.h"

#include "model/duty.h"
#include "store/list.h"

#include "base/ban.h"

static void sum_add(struct where_sums *to, const struct duty_state *d, date today)
{
	bool begun = d->begins == DATE_NONE || d->begins <= today, in = duty_is_in(d);
	bool unheard = duty_is_unheard(d, today);
	enum light light = light_of_duty(d, today);

	to->light = to->owed == 0 || light > to->light ? light : to->light;
	to->act_by = d->act_by;
	to->owed++;
	to->in += in;
	to->unheard += unheard;
	to->silent += begun && !in && !unheard;
	to->overdue += begun && !in && !unheard && d->due != DATE_NONE && d->due < today;
	to->pending += in && d->state != 'c' && d->report && !d->review;
	to->returned += d->review == 'x' && d->state != 'c';
	to->begun |= begun;
}

bool view_where(struct ledger *l, const struct query *q, struct where_sums *to, struct err *err)
{
	struct list list = { 0 };

	*to = (struct where_sums){ .light = LIGHT_UNKNOWN, .act_by = DATE_NONE };
	struct query any = *q;

	any.unordered = true;
	list_start(&list, &any);
	bool ok = list_need(l->db, &list, SIZE_MAX, err);
	for (size_t i = 0; ok && i < list.keys.n; i++) {
		struct duty_state d;

		if (duty_state_get(l->db, list.keys.p[i], &d) && !d.standing && d.state != 's')
			sum_add(to, &d, ledger_today(l));
	}
	list_clear(&list);
	return ok;
}

bool view_date_where(struct ledger *l, date due, const struct query *narrow, struct date_line *to,
		     struct err *err)
{
	struct query q = { .of = LIST_DUTIES,
			   .plan = narrow->plan,
			   .unit = narrow->unit,
			   .where = narrow->where,
			   .with_items = narrow->with_items,
			   .due = due,
			   .today = ledger_today(l) };
	struct where_sums sums;
	bool ok = view_where(l, &q, &sums, err);

	*to = (struct date_line){
		.due = due,
		.act_by = sums.act_by,
		.light = sums.light,
		.owed = sums.owed,
		.in = sums.in,
		.silent = sums.silent,
		.unheard = sums.unheard,
		.begun = sums.begun,
		.what = "",
		.left = due == DATE_NONE ? 0 : calendar_workdays_between(l->cal, q.today, due),
	};
	return ok;
}
