/* Sums: the overview's head, dates, units, and who is silent next. */
#include "model/view.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/sight.h"
#include "store/list.h"
#include "store/unheard.h"

#include "base/ban.h"

static int tally_silent(const struct tally *t, date today)
{
	return t->begins <= today ? t->owed - t->in - t->unheard : 0;
}

static bool tally_is_over(const struct tally *t, date today)
{
	return t->due != DATE_NONE && t->due < today;
}

static bool tallies_of(struct ledger *l, int64_t plan, int64_t unit, tallies *to, struct err *err)
{
	if (unit)
		return tally_read(l->db, TALLY_UNIT, unit, plan, ledger_today(l), to, err);
	if (!plan)
		return tally_days_read(l->db, ledger_today(l), to, err);
	return tally_read(l->db, TALLY_PLAN, plan, plan, ledger_today(l), to, err);
}

/* ---- head ---- */

static void sums_add(struct sums *to, const struct tally *t, date today)
{
	int silent = tally_silent(t, today);
	date monday = today - (date_weekday(today) - 1);

	to->owed += t->owed;
	to->in += t->in;
	to->silent += silent;
	to->unheard += t->unheard;
	to->pending += t->pending;
	to->returned += t->returned;
	to->asked += t->asked;
	if (tally_is_over(t, today))
		to->overdue += silent;
	else if (t->due != DATE_NONE && t->due < monday + 7)
		to->this_week += silent;
	else if (t->due != DATE_NONE && t->due < monday + 14)
		to->next_week += silent;
}

bool view_sums(struct ledger *l, int64_t plan, int64_t unit, struct sums *to, struct err *err)
{
	date today = ledger_today(l);
	struct query tasks = { .of = LIST_TASKS, .plan = plan, .unit = unit, .due = DATE_NONE,
		.today = today };
	struct query campaigns = { .of = LIST_CAMPAIGNS, .plan = plan, .unit = unit,
		.due = DATE_NONE, .today = today };
	struct counts counts;
	tallies list = { 0 };
	bool ok = tallies_of(l, plan, unit, &list, err);

	*to = (struct sums){ .owed = 0 };
	for (size_t i = 0; i < list.n; i++)
		sums_add(to, &list.p[i], today);
	vec_clear(&list);
	struct promised_on promised;
	if (!ok || !counts_read(l->db, plan, unit, &counts, err) ||
	    !promised_on_read(l->db, plan, unit, today, &promised, err))
		return false;
	to->promised = promised.units;
	to->promised_waiting = promised.waiting;
	to->leaves = counts.leaves;
	to->all_leaves = counts.all_leaves;
	to->ownerless = counts.ownerless;
	to->measures = counts.measures;
	to->measures_done = counts.measures_done;
	to->tasks = counts.tasks;
	to->campaigns = counts.campaigns;
	return !unit || (list_count(l->db, &tasks, &to->tasks, err) &&
			 list_count(l->db, &campaigns, &to->campaigns, err));
}

bool view_sums_where(struct ledger *l, int64_t plan, int64_t unit, const struct cond *where,
		     struct sums *to, struct err *err)
{
	struct query q = { .of = LIST_DUTIES, .plan = plan, .unit = unit, .due = DATE_NONE,
		.today = ledger_today(l), .where = where };
	struct list_sums s;

	*to = (struct sums){ .owed = 0 };
	if (!list_sums(l->db, &q, &s, err))
		return false;
	to->owed = (int)s.owed;
	to->in = (int)s.in;
	to->silent = (int)s.silent;
	to->unheard = (int)s.unheard;
	to->overdue = (int)s.overdue;
	to->this_week = (int)s.this_week;
	to->next_week = (int)s.next_week;
	to->pending = (int)s.pending;
	to->returned = (int)s.returned;
	to->asked = (int)s.asked;
	to->promised = (int)s.promised;
	to->promised_waiting = (int)s.promised_waiting;
	return true;
}

/* ---- dates ---- */

enum { NUMBERS_MOST = 6 };

/* The items of the duties that a condition holds of, in their order. */
static bool items_where(struct ledger *l, const struct query *q, keys *to, struct err *err)
{
	struct list list = { 0 };

	list_start(&list, q);
	bool ok = list_need(l->db, &list, SIZE_MAX, err);
	for (size_t i = 0; ok && i < list.keys.n && to->n <= NUMBERS_MOST; i++) {
		struct duty_state d;

		if (duty_state_get(l->db, list.keys.p[i], &d) && !d.standing && d.state != 's' &&
		    (to->n == 0 || to->p[to->n - 1] != d.item))
			*vec_push(to) = d.item;
	}
	list_clear(&list);
	return ok;
}

bool view_numbers_due(struct ledger *l, date due, int64_t plan, int64_t unit,
		      const struct cond *where, date today, struct arena *mem, const char **to,
		      struct err *err)
{
	struct query q = { .of = LIST_DUTIES, .plan = plan, .unit = unit, .due = due,
			   .today = today, .where = where };
	struct buf b = { 0 };
	keys items = { 0 };
	bool ok = where ? items_where(l, &q, &items, err)
			: items_due(l->db, due, plan, unit, today, NUMBERS_MOST + 1, &items, err);

	for (size_t i = 0; ok && i < items.n && i < NUMBERS_MOST; i++) {
		struct item_row item;
		if ((ok = item_get(l->db, items.p[i], mem, &item, err)))
			buf_printf(&b, "%s%s", i > 0 ? _(",") : "", item.number);
	}
	if (items.n > NUMBERS_MOST)
		buf_puts(&b, _(" ..."));
	*to = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&items);
	return ok;
}

bool view_date(struct ledger *l, date due, int64_t plan, int64_t unit, struct arena *mem,
	       struct date_line *to, struct err *err)
{
	date today = ledger_today(l);
	tallies list = { 0 };
	bool ok = tally_read_due(l->db, unit ? TALLY_UNIT : TALLY_PLAN, unit ? unit : plan, plan,
				 due, today, &list, err);

	*to = (struct date_line){ .due = due, .act_by = DATE_NONE, .what = "" };
	for (size_t i = 0; i < list.n; i++) {
		to->act_by = list.p[i].act_by;
		to->owed += list.p[i].owed;
		to->in += list.p[i].in;
		to->silent += tally_silent(&list.p[i], today);
		to->unheard += list.p[i].unheard;
		to->begun |= list.p[i].begins <= today;
	}
	to->light = light_of_tallies(list.p, list.n, today);
	to->left = due == DATE_NONE ? 0 : calendar_workdays_between(l->cal, today, due);
	vec_clear(&list);
	return ok &&
	       (to->begun || view_numbers_due(l, due, plan, unit, NULL, today, mem, &to->what,
					      err));
}

/* ---- units ---- */

bool view_unit(struct ledger *l, int64_t unit, int64_t plan, struct unit_line *to,
	       struct arena *mem, struct err *err)
{
	date today = ledger_today(l);
	tallies list = { 0 };

	*to = (struct unit_line){ .heard = unheard_since(l->db, unit) };
	bool ok = sight_of_unit(l, unit, err) && unit_get(l->db, unit, mem, &to->unit, err) &&
		  tally_read(l->db, TALLY_UNIT, unit, plan, today, &list, err);
	for (size_t i = 0; i < list.n; i++) {
		const struct tally *t = &list.p[i];
		to->owed += t->owed;
		to->in += t->in;
		to->silent += tally_silent(t, today);
		to->unheard += t->unheard;
		to->overdue += tally_is_over(t, today) ? tally_silent(t, today) : 0;
		to->returned += t->returned;
		to->met += t->met;
		to->judged += t->judged;
	}
	to->light = light_of_tallies(list.p, list.n, today);
	vec_clear(&list);
	return ok;
}

static bool order_fill(struct ledger *l, int64_t plan, keys *order, struct err *err)
{
	struct query q = { .of = LIST_SILENT, .plan = plan, .due = DATE_NONE,
		.today = ledger_today(l) };
	struct list list = { 0 };

	list_start(&list, &q);
	bool ok = list_need(l->db, &list, SIZE_MAX, err);
	for (size_t i = 0; ok && i < list.keys.n; i++)
		*vec_push(order) = list.keys.p[i];
	list_clear(&list);
	return ok;
}

bool view_silent_next(struct ledger *l, int64_t plan, int64_t unit, int step, keys *order,
		      int64_t *next, struct err *err)
{
	ptrdiff_t at = -1;

	*next = 0;
	if (order->n == 0 && !order_fill(l, plan, order, err))
		return false;
	for (size_t i = 0; unit && i < order->n; i++)
		if (order->p[i] == unit)
			at = (ptrdiff_t)i;
	if (at < 0 && step < 0)
		at = (ptrdiff_t)order->n;
	for (at += step; at >= 0 && at < (ptrdiff_t)order->n; at += step) {
		struct unit_line line;
		struct arena mem = { 0 };
		bool ok = view_unit(l, order->p[at], plan, &line, &mem, err);
		arena_clear(&mem);
		if (!ok)
			return false;
		if (line.silent == 0)
			continue;
		*next = order->p[at];
		return true;
	}
	return true;
}
