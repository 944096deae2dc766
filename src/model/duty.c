#include "model/duty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/deadline.h"
#include "model/duty_private.h"
#include "model/occur.h"

#include "base/ban.h"

/* ---- dates ---- */

bool day_off_parse(const char *text, enum day_off *to)
{
	static const char *const words[] = {
		[DAY_OFF_NONE] = "none", [DAY_OFF_NEXT] = "next", [DAY_OFF_PREVIOUS] = "previous",
	};

	for (size_t i = 0; text && i < sizeof words / sizeof *words; i++)
		if (strcmp(text, words[i]) == 0) {
			*to = (enum day_off)i;
			return true;
		}
	return false;
}

date day_off_apply(enum day_off rule, date due, const struct calendar *cal)
{
	if (due == DATE_NONE || rule == DAY_OFF_NONE || calendar_is_workday(cal, due))
		return due;
	return rule == DAY_OFF_NEXT ? calendar_next_workday(cal, due) : calendar_act_by(cal, due);
}

/* ---- one duty ---- */

static void duty_add(struct derive *d, size_t owing, const struct deadline_row *dl,
		     struct duty_state s)
{
	if (!duty_owing_on(d, owing, s.due))
		return;
	s.plan = d->in->item.plan;
	s.item = d->in->item.key;
	s.unit = d->owing.p[owing].unit;
	s.deadline = dl->key;
	enum day_off rule = d->in->day_off;
	(void)day_off_parse(dl->day_off, &rule);
	s.first_due = day_off_apply(rule, s.due, d->cal);
	/* A date moved before its period begins is owed by then. */
	if (s.begins != DATE_NONE && s.first_due != DATE_NONE && s.begins > s.first_due)
		s.begins = s.first_due;
	s.since = s.begins != DATE_NONE        ? s.begins
		  : d->in->handed != DATE_NONE ? d->in->handed
					       : d->in->issued;
	duty_fill(d, &s);
	*vec_push(d->to) = s;
}

static void derive_recurring(struct derive *d, size_t owing, const struct deadline_row *dl)
{
	struct rhythm r;
	date from = d->in->issued, before = DATE_NONE;

	if (!rhythm_parse(str_of(dl->rhythm ? dl->rhythm : ""), &r) || from == DATE_NONE)
		return;
	if (!period_parse(str_of(dl->period ? dl->period : ""), &r.period))
		r.period = PERIOD_DAY;
	r.period_shift = dl->shift;
	if (dl->start != DATE_NONE && dl->start > from)
		from = dl->start;
	for (date due; (due = deadline_due(&r, d->cal, from)) != DATE_NONE && due <= d->in->horizon;
	     from = due + 1) {
		if (dl->due != DATE_NONE && due > dl->due)
			break;
		struct duty_state s = { .due = due, .begins = occur_begins(&r, due),
			.shows = before };
		char occ[OCC_SIZE];
		snprintf(s.occ, sizeof s.occ, "%s", occur_key(&r, due, occ));
		/* Its period is that of the day which is named. */
		if (d->in->day_excluded && dl->due_excluded != DATE_NONE)
			s.due = due - 1;
		duty_add(d, owing, dl, s);
		before = s.due;
	}
}

static date relative_due(const struct derive *d, int64_t unit, const struct deadline_row *dl)
{
	date from = d->in->handed;
	char in = dl->count_unit ? dl->count_unit[0] : 0;

	if (dl->from_receipt) {
		from = DATE_NONE;
		for (size_t i = 0; i < d->in->n_receipts; i++)
			if (d->in->receipts[i].unit == unit)
				from = d->in->receipts[i].signed_on;
	}
	if (from == DATE_NONE || dl->count < 1)
		return DATE_NONE;
	if (in == 'w')
		return calendar_add_workdays(d->cal, from, dl->count);
	return in == 'm' ? date_add_months(from, dl->count) : from + dl->count;
}

/* A deadline without a date of its own stands for ever: listed with the item, owed by nobody on any
 * day. */
static bool deadline_stands(const char *kind)
{
	return strcmp(kind, "ongoing") == 0 || strcmp(kind, "start") == 0 ||
	       strcmp(kind, "unscheduled") == 0 || strcmp(kind, "invalid") == 0;
}

/* 前: with the day that is named, or without it where the office reads it so. */
static date named_due(const struct duty_input *in, const struct deadline_row *dl)
{
	return in->day_excluded && dl->due_excluded != DATE_NONE ? dl->due_excluded : dl->due;
}

static void derive_deadline(struct derive *d, size_t owing, const struct deadline_row *dl)
{
	struct duty_state s = { .occ = "1", .due = named_due(d->in, dl), .begins = DATE_NONE,
		.shows = DATE_NONE };

	if (strcmp(dl->kind, "recurring") == 0) {
		derive_recurring(d, owing, dl);
		return;
	}
	if (strcmp(dl->kind, "relative") == 0)
		s.due = relative_due(d, d->owing.p[owing].unit, dl);
	else if (strcmp(dl->kind, "range") == 0)
		s.begins = dl->start;
	else if (strcmp(dl->kind, "immediate") == 0)
		s.due = DATE_NONE;
	if (deadline_stands(dl->kind)) {
		s.standing = true;
		s.due = DATE_NONE;
	}
	duty_add(d, owing, dl, s);
}

/* ---- one item ---- */

void duty_derive(const struct duty_input *in, const struct calendar *cal, duty_states *to)
{
	struct derive d = { .in = in, .cal = cal, .to = to };
	size_t begin = to->n;

	duty_cells_index(&d);
	duty_owing_collect(&d);
	for (size_t i = 0; i < d.owing.n; i++)
		for (size_t j = 0; j < in->n_deadlines; j++)
			if (duty_owing_by(&d, i, &in->deadlines[j]))
				derive_deadline(&d, i, &in->deadlines[j]);
	duty_heirs_take(&d, begin);
	duty_occurrences_finish(&d, to->p + begin, to->n - begin);
	duty_periods_count(to->p + begin, to->n - begin);
	free(d.own);
	vec_clear(&d.parts);
	vec_clear(&d.owing);
	duty_cells_clear(&d);
}

void duty_refill(const struct duty_input *in, const struct calendar *cal, struct duty_state *list,
		 size_t n)
{
	struct derive d = { .in = in, .cal = cal };

	duty_cells_index(&d);
	for (size_t i = 0; i < n; i++)
		duty_fill(&d, &list[i]);
	duty_occurrences_finish(&d, list, n);
	duty_periods_count(list, n);
	duty_cells_clear(&d);
}

/* ---- the open one ---- */

static bool better_open(const struct duty_state *a, const struct duty_state *b, date today)
{
	if (a->standing != b->standing)
		return !a->standing;
	bool sa = duty_is_out(a, today), sb = duty_is_out(b, today);
	if (sa != sb)
		return sa;
	if (sa)
		return a->due != DATE_NONE && (b->due == DATE_NONE || a->due < b->due);
	bool ba = a->begins <= today, bb = b->begins <= today;
	if (ba != bb)
		return ba;
	return ba ? a->due > b->due : a->due < b->due;
}

ptrdiff_t duty_open(const struct duty_state *list, size_t n, date today)
{
	ptrdiff_t best = -1;

	for (size_t i = 0; i < n; i++)
		if (best < 0 || better_open(&list[i], &list[best], today))
			best = (ptrdiff_t)i;
	return best;
}
