/* What needs all of one occurrence: the duties of all units for one deadline and period; joint
 * reports, targets. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/duty_private.h"
#include "model/target.h"

#include "base/ban.h"

static int occurrence_cmp(const struct duty_state *a, const struct duty_state *b)
{
	int c = duty_key_cmp(a->deadline, b->deadline);

	return c ? c : strcmp(a->occ, b->occ);
}

/* By occurrence; within one in the order of *to, where they lie one after the other. */
static int occurrence_order(const void *a, const void *b)
{
	const struct duty_state *x = *(struct duty_state *const *)a,
				*y = *(struct duty_state *const *)b;
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
		/* What was sent back is no part of what stands for all. */
		bool counts = r->n == 1 || duty_is_in(r->list[i]);
		struct known one = counts ? duty_value_find(r->o->d, figure, r->list[i]->unit,
			r->list[i]->occ) : (struct known){ 0 };
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

/* How far the work is: the least share of all hard targets, where there are any, else of the item's
 * measures. What is not in says nothing of its figures. */
static void share_take(struct duty_state *s, const struct target_row *t, const struct ratio *r,
		       bool first)
{
	int64_t done = 0, of = 0;
	bool known = duty_is_in(s) && target_share(t, *r, &done, &of);

	if (!known)
		done = of = 0;
	if (first || !known ||
	    (s->share_of && (wide)done * s->share_of < (wide)s->share_done * of)) {
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
			m = target_met(t, r = target_ratio(t, in->figures, in->n_figures,
							   reach_find, &reach));
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
		joint |= target_is_joint(&in->targets[i]) &&
			 target_is_of(&in->targets[i], o->list[0]->deadline);
	if (joint)
		joint_fill(o);
	for (size_t i = 0; i < o->n; i++) {
		o->list[i]->met = o->list[i]->met_soft = MET_NONE;
		o->list[i]->share_done = in->measures_done;
		o->list[i]->share_of = in->measures;
	}
	for (size_t i = 0; i < in->n_targets; i++) {
		if (!target_is_of(&in->targets[i], o->list[0]->deadline))
			continue;
		occurrence_judge(o, &in->targets[i], first);
		first &= in->targets[i].soft || !target_demands(&in->targets[i]);
	}
}

void duty_occurrences_finish(const struct derive *d, struct duty_state *all, size_t n)
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
