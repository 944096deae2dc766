#include "model/month.h"

#include <string.h>

#include "model/say.h"
#include "model/view.h"
#include "store/duties.h"
#include "store/list.h"

#include "base/ban.h"

void month_days(const struct calendar *cal, int year, int month, struct arena *mem,
		struct month *to)
{
	date first = date_make(year, month, 1);
	const char *note = say_no_table(first, cal, mem);

	*to = (struct month){ .year = year, .month = month, .n = date_month_days(year, month), .lead = date_weekday(first) - 1,
		.note = note ? note : "" };
	for (int i = 0; i < to->n; i++) {
		struct month_day *d = &to->days[i];
		const char *name = calendar_name(cal, first + i);

		*d = (struct month_day){ .day = first + i,
					 .work = calendar_is_workday(cal, first + i),
					 .differs = name != NULL,
					 .own = calendar_is_own(cal, first + i),
					 .name = name ? name : "",
					 .light = LIGHT_UNKNOWN };
		to->workdays += d->work;
	}
}

/* The tallies of one day: they lie one after the other. */
static void day_count(struct month_day *d, const struct tally *list, size_t n, date today)
{
	for (size_t i = 0; i < n; i++) {
		d->owed += list[i].owed;
		d->in += list[i].in;
		d->silent += list[i].begins <= today
				     ? list[i].owed - list[i].in - list[i].unheard
				     : 0;
		d->unheard += list[i].unheard;
	}
	d->light = light_of_tallies(list, n, today);
}

/* No sum is kept of what a condition holds of. */
static bool month_where(struct ledger *l, int64_t plan, const struct cond *where, struct month *to,
			struct err *err)
{
	date last = to->days[to->n - 1].day, today = ledger_today(l);

	for (int i = 0; i < to->n; i++) {
		struct month_day *d = &to->days[i];
		struct query q = { .of = LIST_DUTIES, .plan = plan, .due = d->day, .where = where,
				   .today = today > last ? today : last };
		struct where_sums sums;

		db_scan_tell(l->db, i, to->n);
		if (!view_where(l, &q, &sums, err))
			return false;
		d->owed = sums.owed;
		d->in = sums.in;
		d->silent = sums.silent;
		d->unheard = sums.unheard;
		d->light = sums.light;
		to->owed += d->owed;
		to->in += d->in;
		to->silent += d->silent;
		to->unheard += d->unheard;
	}
	return true;
}

bool month_read(struct ledger *l, int year, int month, int64_t plan, int64_t unit,
		const struct cond *where, struct arena *mem, struct month *to, struct err *err)
{
	tallies list = { 0 };
	date today = ledger_today(l), first = date_make(year, month, 1), last;

	month_days(l->cal, year, month, mem, to);
	last = first + to->n - 1;
	if (where)
		return month_where(l, plan, where, to, err);
	/* What is listed from a day of this month on is looked at now, too. */
	bool ok = tally_read_between(l->db, unit ? TALLY_UNIT : TALLY_PLAN, unit ? unit : plan,
				     plan, first, last, today > last ? today : last, &list, err);
	for (size_t i = 0, end; ok && i < list.n; i = end) {
		struct month_day *d = &to->days[list.p[i].due - first];
		for (end = i + 1; end < list.n && list.p[end].due == list.p[i].due; end++)
			;
		day_count(d, &list.p[i], end - i, today);
		to->owed += d->owed;
		to->in += d->in;
		to->silent += d->silent;
		to->unheard += d->unheard;
	}
	vec_clear(&list);
	return ok;
}

static bool same_run(const struct month_day *a, const struct month_day *b)
{
	return b->differs && a->work == b->work && a->own == b->own &&
	       strcmp(a->name, b->name) == 0;
}

bool month_run_next(const struct month *m, int *at, struct month_run *to)
{
	while (*at < m->n && !m->days[*at].differs)
		++*at;
	if (*at >= m->n)
		return false;
	const struct month_day *first = &m->days[*at];
	*to = (struct month_run){ *at, *at, first->work, first->own, first->name };
	while (++*at < m->n && same_run(first, &m->days[*at]))
		to->last = *at;
	return true;
}

bool month_parse(struct str text, int *year, int *month)
{
	char day[DATE_TEXT_SIZE];
	date d;

	if (text.n != 7)
		return false;
	memcpy(day, text.p, 7);
	memcpy(day + 7, "-01", 4);
	if (!date_parse(str_of(day), &d))
		return false;
	*year = date_split(d).year;
	*month = date_split(d).month;
	return true;
}
