/* Judging one duty by a rule. Whole numbers only; what would not fit into 64 bits is reckoned in
 * 128. */
#include "model/rule.h"

#include <string.h>

#include "model/duty.h"

#include "base/ban.h"

__extension__ typedef __int128 wide;

enum { ALWAYS = DATE_NONE };      /* before all days */

/* A share of which the work stands: closed is done. of 0: unknown. */
struct share { int64_t done, of; };

static struct share share_of(const struct duty_state *d)
{
	return d->state == 'c' ? (struct share){ 1, 1 } : (struct share){ d->share_done,
		d->share_of };
}

static bool compares(wide a, enum comparator c, wide b)
{
	switch (c) {
	case CMP_GT: return a > b;
	case CMP_GE: return a >= b;
	case CMP_LT: return a < b;
	case CMP_LE: return a <= b;
	case CMP_EQ: return a == b;
	case CMP_NONE: break;
	}
	return a > 0;
}

/* ---- what comes with time: the first day on which it holds ---- */

/* Days after a day, as "overdue > 3": the least number of days that counts. */
static int least_days(const struct rule_condition *c)
{
	if (c->cmp == CMP_NONE)
		return 1;
	return c->cmp == CMP_GT ? c->number + 1 : c->number;
}

static date days_after(const struct rule_condition *c, const struct calendar *cal, date d)
{
	int n = least_days(c);

	if (d == DATE_NONE)
		return DATE_NEVER;
	if (c->days || c->cmp == CMP_NONE || n == 0)
		return d + n;
	date on = calendar_add_workdays(cal, d, n);
	return on == DATE_NONE ? DATE_NEVER : on;
}

/* The first day with so few days left to act_by. */
static date days_before(const struct rule_condition *c, const struct calendar *cal,
			const struct duty_state *d)
{
	int most = c->cmp == CMP_LT ? c->number - 1 : c->number;
	date on = d->act_by;

	if (d->due == DATE_NONE)
		return DATE_NEVER;
	if (most < 0)
		return c->days ? d->due + 1 : d->act_by + 1;
	if (c->days)
		return d->due - most;
	for (int i = 0; i < most; i++)
		on = calendar_act_by(cal, on - 1);
	return on;
}

/* The first day on which time since `since` is more than part/whole of all until due (or as much,
 * where equal counts). Never beyond the whole: past due no more time goes by. */
static date time_reaches(const struct duty_state *d, wide part, wide whole, bool equal)
{
	if (d->due == DATE_NONE || d->since == DATE_NONE || part > whole ||
	    (part == whole && !equal))
		return DATE_NEVER;
	if (part < 0 || (part == 0 && equal))
		return ALWAYS;
	if (d->since >= d->due)
		return d->due;      /* no time was given: all of it is gone on that day */
	wide all = part * (d->due - d->since);
	wide days = equal ? (all + whole - 1) / whole : all / whole + 1;
	return d->since + (date)days;
}

static date progress_from(const struct rule_condition *c, const struct duty_state *d)
{
	struct share s = share_of(d);
	bool equal = c->cmp == CMP_GE;

	if (c->fact == FACT_ELAPSED)
		return time_reaches(d, c->number, 100, equal);
	if (s.of <= 0)
		return DATE_NEVER;
	if (c->fact == FACT_BEHIND)
		return time_reaches(d, (wide)s.done * 100 + (wide)c->number * s.of,
				    (wide)s.of * 100, equal);
	/* short: of what the plan asks for by now more than so much is missing: elapsed * (100 -
	 * number) > done * 100. Before any time has gone by nothing is. */
	if (c->number >= 100)
		return c->number == 100 && equal && s.done == 0 && d->since != DATE_NONE &&
				       d->due != DATE_NONE
			       ? d->since + 1
			       : DATE_NEVER;
	if (s.done == 0)
		return time_reaches(d, 0, 1, false);
	return time_reaches(d, (wide)s.done * 100, (wide)s.of * (100 - c->number), equal);
}

date rule_missed_from(const struct duty_state *d)
{
	bool late = d->report && d->reported > d->due;

	if (d->standing || d->due == DATE_NONE || d->state != 'o')
		return DATE_NEVER;
	return !duty_is_in(d) || d->met == MET_NO || late ? d->due + 1 : DATE_NEVER;
}

/* This period makes the number full, or those before have done so already: in either case it counts
 * from the day on which this one is missed. */
static date misses_from(const struct rule_condition *c, const struct duty_state *d, int before)
{
	return before + 1 >= least_days(c) ? rule_missed_from(d) : DATE_NEVER;
}

static date comes_on(const struct rule_condition *c, const struct calendar *cal,
		     const struct duty_state *d)
{
	switch (c->fact) {
	case FACT_LEFT: return days_before(c, cal, d);
	case FACT_OVERDUE: return days_after(c, cal, d->due);
	case FACT_PROMISE_OVER: return days_after(c, cal, d->promised);
	case FACT_RUNNING: return misses_from(c, d, d->missed_running);
	case FACT_MISSES: return misses_from(c, d, d->missed_before);
	default: return progress_from(c, d);
	}
}

/* ---- what stands until somebody writes again ---- */

int rule_late(const struct calendar *cal, const struct duty_state *d, bool *is_late)
{
	date due = d->due == DATE_NONE ? DATE_NONE : d->due - d->granted_late;

	*is_late = d->report && d->reported != DATE_NONE && due != DATE_NONE && d->reported > due;
	return *is_late ? calendar_workdays_between(cal, due, d->reported) : 0;
}

static int late_days(const struct rule_condition *c, const struct calendar *cal,
		     const struct duty_state *d)
{
	bool is_late;
	int workdays = rule_late(cal, d, &is_late);

	/* On a day off after due no working day has gone by, and it is late all the same. */
	return is_late && (c->days || c->cmp == CMP_NONE) ? d->reported - d->due + d->granted_late
							  : workdays;
}

static bool stands(const struct rule_condition *c, const struct calendar *cal,
		   const struct duty_state *d)
{
	struct share s = share_of(d);

	switch (c->fact) {
	case FACT_SILENT: return !d->standing && !duty_is_in(d);
	case FACT_IN: return duty_is_in(d);
	case FACT_ACCEPTED: return d->review == 'a';
	case FACT_RETURNED: return d->review == 'x';
	case FACT_CLOSED: return d->state == 'c';
	case FACT_NO_CHANGE: return d->report == 'n';
	case FACT_ZERO: return d->report == 'z';
	case FACT_MISSED: return d->met == MET_NO && d->state != 'c';
	case FACT_MET: return d->met == MET_YES;
	case FACT_EXTENDED: return d->due != d->first_due;
	case FACT_PERIODIC: return strcmp(d->occ, "1") != 0;
	case FACT_FELL: return d->fell;
	case FACT_JUDGED: return d->judged != 0;
	case FACT_JUDGED_RED: return d->judged == 'r';
	case FACT_JUDGED_ORANGE: return d->judged == 'o';
	case FACT_JUDGED_YELLOW: return d->judged == 'y';
	case FACT_JUDGED_LIME: return d->judged == 'l';
	case FACT_JUDGED_GREEN: return d->judged == 'g';
	case FACT_KNOWN: return s.of > 0;
	case FACT_DONE:
		return s.of > 0 && compares((wide)s.done * 100, c->cmp, (wide)c->number * s.of);
	case FACT_URGED: return compares(d->urged, c->cmp, c->number);
	case FACT_LATE: return compares(late_days(c, cal, d), c->cmp, c->number);
	default: return false;
	}
}

/* What cannot be said of it holds neither way. */
static bool is_known(const struct rule_condition *c, const struct duty_state *d)
{
	return c->fact != FACT_DONE || share_of(d).of > 0;
}

static date line_from(const struct rule_line *line, const struct calendar *cal,
		      const struct duty_state *d)
{
	date from = d->begins;

	for (int i = 0; i < line->n; i++) {
		const struct rule_condition *c = &line->list[i];
		date on = ALWAYS;
		if (c->fact >= FACT_LEFT)
			on = comes_on(c, cal, d);
		else if (!is_known(c, d) || stands(c, cal, d) == c->without)
			on = DATE_NEVER;
		from = on > from ? on : from;
	}
	return from;
}

/* May this line speak of this duty at all, whatever it says? */
static bool line_speaks(const struct rule_line *line, const struct duty_state *d)
{
	if (d->state == 's')
		return false;
	if (line->light == LIGHT_RED)
		return !d->standing;
	return line->light != LIGHT_GREEN || duty_is_in(d) || share_of(d).of > 0 ||
	       d->judged == 'g' || d->judged == 'l';
}

void rule_judge(const struct rule *r, const struct calendar *cal, struct duty_state *d)
{
	d->green = false;
	d->yellow_from = d->red_from = DATE_NEVER;
	for (int i = 0; i < r->n; i++) {
		const struct rule_line *line = &r->lines[i];
		if (!line_speaks(line, d))
			continue;
		date from = line_from(line, cal, d);
		if (line->light == LIGHT_GREEN)
			d->green |= from != DATE_NEVER;
		date *of = line->light == LIGHT_RED      ? &d->red_from
			   : line->light == LIGHT_YELLOW ? &d->yellow_from
							 : NULL;
		if (of && from < *of)
			*of = from;
	}
}

const struct rule_line *rule_deciding(const struct rule *r, const struct calendar *cal,
				      const struct duty_state *d, date today)
{
	const struct rule_line *best = NULL;

	for (int i = 0; i < r->n; i++) {
		const struct rule_line *line = &r->lines[i];
		date from = line_speaks(line, d) ? line_from(line, cal, d) : DATE_NEVER;
		bool holds = line->light == LIGHT_GREEN ? from != DATE_NEVER : from <= today;
		if (holds && (!best || line->light > best->light))
			best = line;
	}
	return best;
}

const char *rule_level(const struct rule *r, const struct calendar *cal, const struct duty_state *d,
		       date today)
{
	const struct rule_line *by = rule_deciding(r, cal, d, today);

	return by ? by->level : "";
}

static bool line_eq(const struct rule_line *a, const struct rule_line *b)
{
	if (a->light != b->light || a->n != b->n || strcmp(a->level, b->level) != 0)
		return false;
	for (int i = 0; i < a->n; i++) {
		const struct rule_condition *x = &a->list[i], *y = &b->list[i];
		if (x->fact != y->fact || x->without != y->without || x->cmp != y->cmp ||
		    x->number != y->number || x->days != y->days)
			return false;
	}
	return true;
}

bool rule_eq(const struct rule *a, const struct rule *b)
{
	if (strcmp(a->name, b->name) != 0 || a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++)
		if (!line_eq(&a->lines[i], &b->lines[i]))
			return false;
	return true;
}

bool rule_asks(const struct rule *r, enum rule_fact from, enum rule_fact to)
{
	for (int i = 0; i < r->n; i++)
		for (int k = 0; k < r->lines[i].n; k++)
			if (r->lines[i].list[k].fact >= from && r->lines[i].list[k].fact <= to)
				return true;
	return false;
}

int rule_elapsed(const struct duty_state *d, date today)
{
	if (d->due == DATE_NONE || d->since == DATE_NONE)
		return -1;
	if (today >= d->due)
		return 1000;
	if (today <= d->since)
		return 0;
	return (int)((wide)(today - d->since) * 1000 / (d->due - d->since));
}

int rule_done(const struct duty_state *d)
{
	struct share s = share_of(d);

	return s.of > 0 ? (int)((wide)s.done * 1000 / s.of) : -1;
}

/* ---- the plain one ---- */

const char rule_plain_text[] =
	"name: 剩余天数\n"
	"red: silent, overdue\n"
	"red: missed, overdue\n"
	"yellow: silent, left <= 5 workdays\n"
	"green: closed\n"
	"green: in, not missed\n";

struct rule rule_plain(void)
{
	struct rule r;
	struct err err = { 0 };

	if (!rule_read(str_of(rule_plain_text), "", &r, &err))
		r = (struct rule){ .n = 0 };
	r.plain = true;
	return r;
}
