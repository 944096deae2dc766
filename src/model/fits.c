#include "model/fits.h"

#include "model/duty.h"
#include "model/shown.h"
#include "store/cond.h"

#include "base/ban.h"

static bool is_counted(const struct duty_state *d, date today)
{
	return !d->standing && d->state != 's' && d->shows <= today;
}

bool fits_apart(const struct query *of)
{
	return of->where && (of->unit || cond_parts_duties(of->where));
}

bool fits_keys(struct ledger *l, const struct item_row *item, const struct query *of, keys *to,
	       struct err *err)
{
	struct list list = { 0 };

	list_start(&list, &(struct query){ .of = LIST_DUTIES, .plan = item->plan, .item = item->key,
					   .unit = of->unit, .where = of->where,
					   .with_items = true, .unordered = true,
					   .due = DATE_NONE, .today = ledger_today(l) });
	bool ok = list_need(l->db, &list, SIZE_MAX, err);
	for (size_t i = 0; ok && i < list.keys.n; i++)
		*vec_push(to) = list.keys.p[i];
	keys_sort(to);
	list_clear(&list);
	return ok;
}

bool fits_read(struct ledger *l, const struct item_row *item, const struct query *of,
	       duty_states *to, struct err *err)
{
	date today = ledger_today(l);
	duty_states all = { 0 };
	keys fit = { 0 };
	size_t counted = 0;
	bool begun = false;

	to->n = 0;
	if (!of || !fits_apart(of))
		return true;
	bool ok = fits_keys(l, item, of, &fit, err) &&
		  (fit.n == 0 || duty_states_read(l->db, item->key, 0, &all, err));
	for (size_t i = 0; ok && i < all.n; i++) {
		const struct duty_state *d = &all.p[i];

		if (!is_counted(d, today))
			continue;
		counted++;
		begun |= d->begins <= today;
		if (keys_has(&fit, d->key))
			*vec_push(to) = *d;
	}
	/* of what has not begun a row has no light of its own */
	if (to->n == counted && begun)
		to->n = 0;
	vec_clear(&all);
	vec_clear(&fit);
	return ok;
}

void fits_shown(const duty_states *fits, date today, struct tally *sum)
{
	tallies list = { 0 };

	for (size_t i = 0; i < fits->n; i++) {
		const struct duty_state *d = &fits->p[i];
		bool in = duty_is_in(d);

		*vec_push(&list) = (struct tally){
			.due = d->due, .act_by = d->act_by, .begins = d->begins, .shows = d->shows,
			.yellow_from = d->yellow_from, .red_from = d->red_from, .owed = 1, .in = in,
			.pending = in && d->state != 'c' && d->report && !d->review,
			.missed = d->met == MET_NO && d->state != 'c', .green = d->green,
			.unheard = duty_is_unheard(d, today),
		};
	}
	shown_tally(&list, today, sum);
	vec_clear(&list);
}

enum light fits_light(const struct duty_state *list, size_t n, date today)
{
	enum light begun = LIGHT_GREEN, any = LIGHT_GREEN;
	bool has_begun = false;

	for (size_t i = 0; i < n; i++) {
		enum light light = light_of_duty(&list[i], today);

		any = light > any ? light : any;
		if (list[i].begins > today)
			continue;
		has_begun = true;
		begun = light > begun ? light : begun;
	}
	return has_begun ? begun : any;
}
