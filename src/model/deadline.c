#include "model/deadline.h"

#include <stdlib.h>

#include "model/say.h"
#include "base/ban.h"

struct deadline_day deadline_day(const struct calendar *cal, date due)
{
	return (struct deadline_day){
		.due = due,
		.act_by = calendar_act_by(cal, due),
		.next_workday = calendar_next_workday(cal, due),
		.known = calendar_knows(cal, due),
	};
}

static bool counts_workdays(const struct rhythm *r)
{
	if (r->freq != FREQ_MONTHLY || !r->setpos || r->n_days || r->n_weekdays != 5)
		return false;
	for (int i = 0; i < 5; i++)
		if (r->weekdays[i] != i + 1)
			return false;
	return true;
}

/* The n-th working day of the month that holds d, from its end where n is negative; its first or
 * last where it has fewer. */
static date nth_workday(const struct calendar *cal, date d, int n)
{
	struct date_parts p = date_split(d);
	date first = date_make(p.year, p.month, 1),
	     last = date_make(p.year, p.month, date_month_days(p.year, p.month));
	date day = n > 0 ? calendar_next_workday(cal, first - 1) : calendar_act_by(cal, last);

	for (int left = abs(n); left > 1; left--) {
		date next = n > 0 ? calendar_next_workday(cal, day) : calendar_act_by(cal, day - 1);
		if (next < first || next > last)
			break;
		day = next;
	}
	return day < first ? first : day > last ? last : day;
}

date deadline_due(const struct rhythm *r, const struct calendar *cal, date from)
{
	if (from == DATE_NONE || !counts_workdays(r))
		return rhythm_next(r, from);
	struct date_parts p = date_split(from);
	date due = rhythm_next(r, date_make(p.year, p.month, 1));
	for (; due != DATE_NONE; due = rhythm_next(r, due + 1)) {
		date day = nth_workday(cal, due, r->setpos);
		if (day >= from)
			return day;
	}
	return DATE_NONE;
}

int deadline_next(const struct reading *r, const struct calendar *cal, date from,
		  struct deadline_day *list, int room)
{
	int n = 0;
	if (r->kind != DEADLINE_RECURRING || from == DATE_NONE)
		return 0;
	if (r->start != DATE_NONE && r->start > from)
		from = r->start;
	for (; n < room; n++) {
		date due = deadline_due(&r->rhythm, cal, from);
		if (due == DATE_NONE || (r->due != DATE_NONE && due > r->due))
			break;
		list[n] = deadline_day(cal, due);
		from = due + 1;
	}
	return n;
}

/* A day by its number or its weekday, and 前 behind it; the end of a stretch (每月底前) is no named
 * day. */
static bool names_day(const struct reading *r)
{
	const struct rhythm *y = &r->rhythm;
	bool number = y->n_days > 0 && y->days[0] > 0 &&
		      (str_find(r->clause, STR_LIT("日")) >= 0 ||
		       str_find(r->clause, STR_LIT("号")) >= 0);

	return (number || y->n_weekdays == 1) && r->minute == -1 &&
	       str_find(r->clause, STR_LIT("前")) >= 0 && str_find(r->text, STR_LIT("（含")) < 0 &&
	       str_find(r->text, STR_LIT("(含")) < 0;
}

date deadline_excluded(const struct reading *r, date from)
{
	if (r->kind != DEADLINE_RECURRING)
		return r->due_excluded;
	if (from == DATE_NONE || !names_day(r))
		return DATE_NONE;
	date first = rhythm_next(&r->rhythm, from);
	return first == DATE_NONE ? DATE_NONE : first - 1;
}

const char *deadline_note(struct arena *mem, const struct readings *r, const struct calendar *cal,
			  date from)
{
	const char *note;

	for (size_t i = 0; i < r->list.n; i++) {
		struct deadline_day days[DEADLINE_NEXT] = { { .due = r->list.p[i].due } };
		int n = 1;
		if (r->list.p[i].kind == DEADLINE_RECURRING)
			n = deadline_next(&r->list.p[i], cal, from, days, DEADLINE_NEXT);
		for (int k = 0; k < n; k++)
			if ((note = say_no_table(days[k].due, cal, mem)))
				return note;
	}
	return NULL;
}
