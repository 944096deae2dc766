#include "model/duty.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/vec.h"
#include "model/occur.h"
#include "model/target.h"

#include "base/ban.h"

/* A unit that owes: as itself, or as a group's member between two days. */
struct owing {
	int64_t unit;
	int64_t group;      /* 0: named itself */
	bool spare;         /* a group with members: owes only on days when none is one */
	date from, to;
};

struct derive {
	const struct duty_input *in;
	const struct calendar *cal;
	duty_states *to;
	VEC(struct owing) owing;
	const struct duty_row **cells;      /* sorted by cell_order() */
	const struct value_row **values;    /* sorted by value_order() */
	const struct urge_row **urges;      /* sorted by urge_order() */
};

/* ---- dates ---- */

bool day_off_parse(const char *text, enum day_off *to)
{
	static const char *const words[] = { [DAY_OFF_NONE] = "none", [DAY_OFF_NEXT] = "next", [DAY_OFF_PREVIOUS] = "previous" };

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

/* ---- who owes ---- */

static bool member_on(const struct member_row *m, date on)
{
	if (on == DATE_NONE)
		return m->to == DATE_NONE;
	return (m->from == DATE_NONE || m->from <= on) && (m->to == DATE_NONE || on <= m->to);
}

static bool group_has_member(const struct duty_input *in, int64_t group, date on, bool ever)
{
	for (size_t i = 0; i < in->n_members; i++)
		if (in->members[i].group == group && (ever || member_on(&in->members[i], on)))
			return true;
	return false;
}

static void owing_add(struct derive *d, struct owing o)
{
	*vec_push(&d->owing) = o;
}

static void owing_of_assignment(struct derive *d, const struct assignment_row *a)
{
	const struct duty_input *in = d->in;
	bool members = group_has_member(in, a->unit, 0, true);

	owing_add(d, (struct owing){ .unit = a->unit, .spare = members });
	for (size_t i = 0; members && i < in->n_members; i++) {
		const struct member_row *m = &in->members[i];
		if (m->group == a->unit)
			owing_add(d, (struct owing){ m->unit, m->group, false, m->from, m->to });
	}
}

static void owing_collect(struct derive *d)
{
	bool all = d->in->item.owes && strcmp(d->in->item.owes, "all") == 0;

	for (size_t i = 0; i < d->in->n_assignments; i++) {
		const struct assignment_row *a = &d->in->assignments[i];
		if (strcmp(a->role, "lead") == 0 || (all && strcmp(a->role, "responsible") == 0))
			owing_of_assignment(d, a);
	}
}

static bool owing_on(const struct derive *d, size_t i, date on)
{
	const struct owing *o = &d->owing.p[i];

	if (o->spare)
		return !group_has_member(d->in, o->unit, on, false);
	return !o->group || member_on(&(struct member_row){ o->group, o->unit, o->from, o->to }, on);
}

/* Named itself and as a member, or as lead and as responsible: one duty, at its first place. */
static bool owing_first(const struct derive *d, size_t i, date on)
{
	for (size_t j = 0; j < i; j++)
		if (d->owing.p[j].unit == d->owing.p[i].unit && owing_on(d, j, on))
			return false;
	return true;
}

/* ---- cells and values, found by key ---- */

static int int_cmp(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int cell_cmp(const struct duty_row *a, const struct duty_row *b)
{
	int c = int_cmp(a->unit, b->unit);

	if (!c)
		c = int_cmp(a->deadline, b->deadline);
	return c ? c : strcmp(a->occ, b->occ);
}

static int cell_order(const void *a, const void *b)
{
	return cell_cmp(*(const struct duty_row *const *)a, *(const struct duty_row *const *)b);
}

static int value_cmp(const struct value_row *a, const struct value_row *b)
{
	int c = int_cmp(a->figure, b->figure);

	if (!c)
		c = int_cmp(a->unit, b->unit);
	return c ? c : strcmp(a->period, b->period);
}

static int value_order(const void *a, const void *b)
{
	return value_cmp(*(const struct value_row *const *)a, *(const struct value_row *const *)b);
}

static int urge_cmp(const struct urge_row *a, const struct urge_row *b)
{
	int c = int_cmp(a->unit, b->unit);

	if (!c)
		c = int_cmp(a->deadline, b->deadline);
	return c ? c : strcmp(a->occ, b->occ);
}

static int urge_order(const void *a, const void *b)
{
	return urge_cmp(*(const struct urge_row *const *)a, *(const struct urge_row *const *)b);
}

static void index_cells(struct derive *d)
{
	const struct duty_input *in = d->in;

	d->cells = mem_array(NULL, in->n_cells + 1, sizeof(struct duty_row *));
	for (size_t i = 0; i < in->n_cells; i++)
		d->cells[i] = &in->cells[i];
	qsort(d->cells, in->n_cells, sizeof(struct duty_row *), cell_order);
	d->values = mem_array(NULL, in->n_values + 1, sizeof(struct value_row *));
	for (size_t i = 0; i < in->n_values; i++)
		d->values[i] = &in->values[i];
	qsort(d->values, in->n_values, sizeof(struct value_row *), value_order);
	d->urges = mem_array(NULL, in->n_urges + 1, sizeof(struct urge_row *));
	for (size_t i = 0; i < in->n_urges; i++)
		d->urges[i] = &in->urges[i];
	qsort(d->urges, in->n_urges, sizeof(struct urge_row *), urge_order);
}

static void index_clear(struct derive *d)
{
	free(d->cells);
	free(d->values);
	free(d->urges);
}

static const struct duty_row *cell_find(const struct derive *d, int64_t unit, int64_t deadline, const char *occ)
{
	struct duty_row key = { .unit = unit, .deadline = deadline, .occ = occ };
	const struct duty_row *k = &key;
	const struct duty_row **at = bsearch(&k, d->cells, d->in->n_cells, sizeof(struct duty_row *), cell_order);

	return at ? *at : NULL;
}

static void urge_fill(const struct derive *d, struct duty_state *s)
{
	struct urge_row key = { .unit = s->unit, .deadline = s->deadline, .occ = s->occ };
	const struct urge_row *k = &key;
	const struct urge_row **at = bsearch(&k, d->urges, d->in->n_urges, sizeof(struct urge_row *), urge_order);

	s->urged = at ? (*at)->n : 0;
	s->promised = at ? (*at)->promised : DATE_NONE;
}

static struct known value_find(const struct derive *d, int64_t figure, int64_t unit, const char *period)
{
	struct value_row key = { .figure = figure, .unit = unit, .period = period };
	const struct value_row *k = &key;
	const struct value_row **at = bsearch(&k, d->values, d->in->n_values, sizeof(struct value_row *), value_order);

	if (!at || !((*at)->has_accepted || (*at)->has_reported))
		return (struct known){ 0 };
	return (struct known){ true, (*at)->has_accepted ? (*at)->accepted : (*at)->reported };
}

/* ---- one duty ---- */

static char report_letter(const char *verb)
{
	if (!verb)
		return 0;
	if (strcmp(verb, "none") == 0)
		return 'n';
	return strcmp(verb, "zero") == 0 ? 'z' : 'r';
}

static char state_letter(const char *state)
{
	if (!state || !*state)
		return 0;
	if (strcmp(state, "closed") == 0)
		return 'c';
	return strcmp(state, "suspended") == 0 ? 's' : 'o';
}

static char extension_letter(const char *extension)
{
	bool known = extension && (strcmp(extension, "asked") == 0 || strcmp(extension, "granted") == 0 || strcmp(extension, "refused") == 0);

	return known ? extension[0] : 0;
}

static char judged_letter(const char *light)
{
	bool known = light && (strcmp(light, "red") == 0 || strcmp(light, "yellow") == 0 || strcmp(light, "green") == 0);

	return known ? light[0] : 0;
}

/* What somebody wrote for it: report, review, state, a granted date in place of the first one. */
static void duty_fill(const struct derive *d, struct duty_state *s)
{
	const struct duty_row *cell = cell_find(d, s->unit, s->deadline, s->occ);

	urge_fill(d, s);
	s->report = s->review = s->extension = 0;
	s->reported = s->asked = DATE_NONE;
	s->judged = cell ? judged_letter(cell->light) : 0;
	if (cell && (s->extension = extension_letter(cell->extension)))
		s->asked = cell->asked;
	s->due = cell && cell->due != DATE_NONE ? cell->due : s->first_due;
	s->act_by = s->due == DATE_NONE ? DATE_NONE : calendar_act_by(d->cal, s->due);
	s->state = cell ? state_letter(cell->state) : 0;
	if (!s->state)
		s->state = state_letter(d->in->item.state);
	if (!s->state)
		s->state = 'o';
	/* What is closed keeps the dates that it had then, whatever tables say later. */
	if (s->state == 'c' && cell && cell->closed_due != DATE_NONE) {
		s->due = cell->closed_due;
		s->act_by = cell->closed_act_by;
	}
	if (!cell || !cell->has_report || !(s->report = report_letter(cell->report_verb)))
		return;
	s->reported = cell->report_on;
	if (cell->review && strcmp(cell->review, "accepted") == 0)
		s->review = 'a';
	else if (cell->review && strcmp(cell->review, "returned") == 0)
		s->review = 'x';
}

static void duty_add(struct derive *d, size_t owing, const struct deadline_row *dl, struct duty_state s)
{
	if (!owing_on(d, owing, s.due) || !owing_first(d, owing, s.due))
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
	s.since = s.begins != DATE_NONE ? s.begins : d->in->handed != DATE_NONE ? d->in->handed : d->in->issued;
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
	for (date due; (due = rhythm_next(&r, from)) != DATE_NONE && due <= d->in->horizon; from = due + 1) {
		if (dl->due != DATE_NONE && due > dl->due)
			break;
		struct duty_state s = { .due = due, .begins = occur_begins(&r, due), .shows = before };
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

/* A deadline without a date of its own stands for ever: listed with the item, owed by nobody on any day. */
static bool deadline_stands(const char *kind)
{
	return strcmp(kind, "ongoing") == 0 || strcmp(kind, "start") == 0 || strcmp(kind, "unscheduled") == 0 ||
		strcmp(kind, "invalid") == 0;
}

/* 前: with the day that is named, or without it where the office reads it so. */
static date named_due(const struct duty_input *in, const struct deadline_row *dl)
{
	return in->day_excluded && dl->due_excluded != DATE_NONE ? dl->due_excluded : dl->due;
}

static void derive_deadline(struct derive *d, size_t owing, const struct deadline_row *dl)
{
	struct duty_state s = { .occ = "1", .due = named_due(d->in, dl), .begins = DATE_NONE, .shows = DATE_NONE };

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

/* ---- what needs all of one occurrence: the duties of all units for one deadline and period ---- */

static int occurrence_cmp(const struct duty_state *a, const struct duty_state *b)
{
	int c = int_cmp(a->deadline, b->deadline);

	return c ? c : strcmp(a->occ, b->occ);
}

/* By occurrence; within one in the order of *to, where they lie one after the other. */
static int occurrence_order(const void *a, const void *b)
{
	const struct duty_state *x = *(struct duty_state *const *)a, *y = *(struct duty_state *const *)b;
	int c = occurrence_cmp(x, y);

	return c ? c : (x > y) - (x < y);
}

/* The n duties of one occurrence. */
struct occurrence {
	const struct derive *d;
	struct duty_state **list;
	size_t n;
};

/* 合报: one report fills the occurrence for all. */
static void joint_fill(const struct occurrence *o)
{
	const struct duty_state *by = NULL;

	for (size_t i = 0; i < o->n && !by; i++)
		if (o->list[i]->report && o->list[i]->review != 'x')
			by = o->list[i];
	for (size_t i = 0; by && i < o->n; i++) {
		struct duty_state *s = o->list[i];
		if (s->report)
			continue;
		s->report = 'j';
		s->reported = by->reported;
		s->review = by->review;
	}
}

bool duty_is_shared(const struct target_row *targets, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (target_is_joint(&targets[i]) || target_is_sum(&targets[i]))
			return true;
	return false;
}

/* Whose values a ratio is made of: one unit's (n 1), or those of all together. */
struct reach { const struct occurrence *o; struct duty_state *const *list; size_t n; bool joint; };

static struct known reach_find(const void *user, int64_t figure)
{
	const struct reach *r = user;
	struct known all = { .has = !r->joint };

	for (size_t i = 0; i < r->n; i++) {
		struct known one = value_find(r->o->d, figure, r->list[i]->unit, r->list[i]->occ);
		if (r->joint && one.has)
			return one;
		if (!r->joint)
			all.has &= one.has && !__builtin_add_overflow(all.n, one.n, &all.n);
	}
	return all;
}

/* The worse of two judgements of one duty: missed, then unknown, then met. */
static enum met met_both(enum met a, enum met b)
{
	if (a == MET_NONE)
		return b;
	if (b == MET_NONE)
		return a;
	if (a == MET_NO || b == MET_NO)
		return MET_NO;
	return a == MET_YES && b == MET_YES ? MET_YES : MET_UNKNOWN;
}

__extension__ typedef __int128 wide;

/* How far the work is: the least share of all hard targets, where there are any, else of the item's measures. What is not in says nothing of its figures. */
static void share_take(struct duty_state *s, const struct target_row *t, const struct ratio *r, bool first)
{
	int64_t done = 0, of = 0;
	bool known = duty_is_in(s) && target_share(t, *r, &done, &of);

	if (!known)
		done = of = 0;
	if (first || !known || (s->share_of && (wide)done * s->share_of < (wide)s->share_done * of)) {
		s->share_done = done;
		s->share_of = of;
	}
}

/* first: of the hard targets. */
static void occurrence_judge(const struct occurrence *o, const struct target_row *t, bool first)
{
	const struct duty_input *in = o->d->in;
	bool joint = target_is_joint(t), each = !joint && !target_is_sum(t);
	enum met m = MET_NONE;
	struct ratio r = { 0 };

	for (size_t i = 0; i < o->n; i++) {
		struct duty_state *s = o->list[i];
		struct reach reach = { o, each ? o->list + i : o->list, each ? 1 : o->n, joint };
		if (s->standing)
			continue;
		if (each || i == 0)
			m = target_met(t, r = target_ratio(t, in->figures, in->n_figures, reach_find, &reach));
		enum met *of = t->soft ? &s->met_soft : &s->met;
		*of = met_both(*of, m == MET_NONE || duty_is_in(s) ? m : MET_UNKNOWN);
		if (m != MET_NONE && !t->soft)
			share_take(s, t, &r, first);
	}
}

static void occurrence_finish(const struct occurrence *o)
{
	const struct duty_input *in = o->d->in;
	bool joint = false, first = true;

	for (size_t i = 0; i < in->n_targets; i++)
		joint |= target_is_joint(&in->targets[i]);
	if (joint)
		joint_fill(o);
	for (size_t i = 0; i < o->n; i++) {
		o->list[i]->met = o->list[i]->met_soft = MET_NONE;
		o->list[i]->share_done = in->measures_done;
		o->list[i]->share_of = in->measures;
	}
	for (size_t i = 0; i < in->n_targets; i++) {
		occurrence_judge(o, &in->targets[i], first);
		first &= in->targets[i].soft || !target_demands(&in->targets[i]);
	}
}

static void occurrences_finish(const struct derive *d, struct duty_state *all, size_t n)
{
	struct duty_state **list = mem_array(NULL, n + 1, sizeof *list);

	for (size_t i = 0; i < n; i++)
		list[i] = &all[i];
	qsort(list, n, sizeof *list, occurrence_order);
	for (size_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && occurrence_cmp(list[i], list[end]) == 0; end++)
			;
		occurrence_finish(&(struct occurrence){ d, list + i, end - i });
	}
	free(list);
}

void duty_derive(const struct duty_input *in, const struct calendar *cal, duty_states *to)
{
	struct derive d = { .in = in, .cal = cal, .to = to };
	size_t begin = to->n;

	index_cells(&d);
	owing_collect(&d);
	for (size_t i = 0; i < d.owing.n; i++)
		for (size_t j = 0; j < in->n_deadlines; j++)
			derive_deadline(&d, i, &in->deadlines[j]);
	occurrences_finish(&d, to->p + begin, to->n - begin);
	vec_clear(&d.owing);
	index_clear(&d);
}

void duty_refill(const struct duty_input *in, const struct calendar *cal, struct duty_state *list, size_t n)
{
	struct derive d = { .in = in, .cal = cal };

	index_cells(&d);
	for (size_t i = 0; i < n; i++)
		duty_fill(&d, &list[i]);
	occurrences_finish(&d, list, n);
	index_clear(&d);
}

/* ---- the open one ---- */

static bool better_open(const struct duty_state *a, const struct duty_state *b, date today)
{
	if (a->standing != b->standing)
		return !a->standing;
	bool sa = duty_is_silent(a, today), sb = duty_is_silent(b, today);
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
