/* How a target stands for an item over all its units: their sum, how many meet it, or what one
 * reported for all. */
#include "model/target_line_private.h"

#include <string.h>

#include "base/gettext.h"
#include "model/duty.h"
#include "model/reorg.h"
#include "model/shown.h"

#include "base/ban.h"

/* ---- the units ---- */

static void units_clear(struct line *x)
{
	for (size_t i = 0; i < x->units.n; i++)
		vec_clear(&x->units.p[i].parts);
	vec_clear(&x->units);
	vec_clear(&x->values);
	x->n_valued = x->given = 0;
}

static struct line_unit *unit_of(struct line *x, int64_t unit)
{
	for (size_t i = 0; i < x->units.n; i++)
		if (x->units.p[i].unit == unit)
			return &x->units.p[i];
	struct line_unit *u = vec_push(&x->units);
	*u = (struct line_unit){ .unit = unit };
	return u;
}

/* Who owes the item in the line's period by the target's deadline; what is suspended nobody
 * owes. */
static bool owing_add(struct line *x, int64_t item, const duty_states *list, struct err *err)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct duty_state *d = &list->p[i];
		if (!d->deadline || !target_is_of(x->target, d->deadline) ||
		    (d->state == 's' && !duty_is_in(d)))
			continue;
		struct line_unit *u = unit_of(x, d->unit);
		u->in |= duty_is_in(d);
		if (d->parts && u->parts.n == 0 &&
		    !reorg_parts(x->l, item, d->unit, &u->parts, err))
			return false;
	}
	return true;
}

/* What each has said, by itself: figures of which one part is missing are no part of a sum. */
static void units_judge(struct line *x)
{
	struct line one = *x;

	x->given = 0;
	for (size_t i = 0; i < x->units.n; i++) {
		struct line_unit *u = &x->units.p[i];
		one.unit = u->unit;
		one.parts = u->parts;
		struct ratio r = target_line_ratio(&one);
		u->gave = u->in && r.num.has && (!target_is_ratio(x->target) || r.base.has);
		u->met = u->in ? target_met(x->target, r) : MET_UNKNOWN;
		x->given += u->gave;
	}
}

static bool owing_read(struct line *x, int64_t item, const char *period, struct err *err)
{
	duty_states list = { 0 };

	units_clear(x);
	x->unit = 0;
	x->period = period;
	bool ok = duty_states_of_period(x->l->db, item, period, &list, err) &&
		  target_line_values(x, err) && owing_add(x, item, &list, err);
	if (ok)
		units_judge(x);
	vec_clear(&list);
	return ok;
}

/* ---- the line ---- */

/* Each unit is judged for itself: how many of those who owe have met it. */
static void line_of_units(const struct line *x, struct arena *mem, struct target_line *to)
{
	int owed = (int)x->units.n, met = 0, missed = 0;

	for (size_t i = 0; i < x->units.n; i++) {
		met += x->units.p[i].met == MET_YES;
		missed += x->units.p[i].met == MET_NO;
	}
	to->met = missed ? MET_NO : owed && met == owed ? MET_YES : MET_UNKNOWN;
	to->brief = arena_printf(mem, ngettext("%d/%d unit", "%d/%d units", (unsigned long)owed),
				 met, owed);
	to->full = arena_printf(
		mem, ngettext("met by %d of %d unit", "met by %d of %d units", (unsigned long)owed),
		met, owed);
	if (missed)
		to->full = arena_printf(mem, _("%s, missed by %d"), to->full, missed);
}

/* 合报: what one of them reported for all. */
static void joint_choose(struct line *x)
{
	x->unit = x->units.p[0].unit;
	for (size_t i = x->units.n; i-- > 0;)
		if (x->units.p[i].gave)
			x->unit = x->units.p[i].unit;
}

/* One unit's, or the sum. */
static void line_of_sum(struct line *x, struct arena *mem, struct target_line *to)
{
	const struct target_row *t = x->target;
	keys none = { 0 };

	if (target_is_joint(t))
		joint_choose(x);
	else if (x->units.n == 1)
		x->unit = x->units.p[0].unit;
	else if (!target_figure_adds(&x->num))
		return;
	if (x->unit) {
		struct line one = *x;
		const struct line_unit *u = unit_of(x, x->unit);
		one.parts = u->parts;
		one.units.n = one.given = 0;
		one.judged = u->in;
		target_line_end(&one, true, mem, to);
	} else {
		x->parts = none;
		x->judged = x->given > 0;
		to->given = (int)x->given;
		to->owing = (int)x->units.n;
		target_line_end(x, true, mem, to);
	}
	if (target_demands(t) && target_is_ratio(t) && strcmp(to->brief, "-") != 0)
		to->brief = arena_printf(mem, "%s%s%s", to->brief, t->comparator,
					 target_threshold_text(t, &x->num, mem));
}

static bool line_of_item(struct line *x, int64_t item, const char *period, struct arena *mem,
			 struct target_line *to, struct err *err)
{
	const struct target_row *t = x->target;
	bool each = target_demands(t) && !target_is_sum(t) && !target_is_joint(t);

	if (!target_line_figures(x, mem, err) || !owing_read(x, item, period, err))
		return false;
	if (x->units.n > 1 && each)
		line_of_units(x, mem, to);
	else if (x->units.n)
		line_of_sum(x, mem, to);
	return true;
}

bool target_line_period(struct ledger *l, const struct target_row *t, int64_t item,
			const char *period, struct arena *mem, struct target_line *to,
			struct err *err)
{
	struct line x;
	bool ok = target_line_begin(&x, l, t, mem, to, err) &&
		  line_of_item(&x, item, period, mem, to, err);

	units_clear(&x);
	return ok;
}

bool target_line_shown(struct ledger *l, const struct target_row *t, int64_t item,
		       const struct tally *shown, struct arena *mem, struct target_line *to,
		       struct err *err)
{
	const char *period = shown ? shown_period(l, item, shown->due, shown->begins, mem) : NULL;
	struct line x;

	return period ? target_line_period(l, t, item, period, mem, to, err)
		      : target_line_begin(&x, l, t, mem, to, err);
}

/* ---- against the period before ---- */

/* Did the same units give it? */
static bool same_units(const struct line *a, const struct line *b)
{
	if (a->given == 0 || a->given != b->given)
		return false;
	for (size_t i = 0; i < a->units.n; i++)
		for (size_t k = 0; a->units.p[i].gave && k <= b->units.n; k++) {
			if (k == b->units.n)
				return false;
			if (b->units.p[k].unit == a->units.p[i].unit && b->units.p[k].gave)
				break;
		}
	return true;
}

/* An item's figure, of its only unit or summed over all, in the period shown and the one before. */
static bool item_change(struct ledger *l, const struct target_row *t, int64_t item,
			const char *period, struct arena *mem, struct target_line *to,
			struct err *err)
{
	struct target_line ignore;
	struct line now, then;
	char occ[20];

	if (target_is_ratio(t) || target_demands(t) || strcmp(to->full, "-") == 0)
		return true;
	if (!figure_period_before(l, item, 0, period, occ, err) ||
	    !target_line_begin(&now, l, t, mem, &ignore, err) ||
	    !target_line_begin(&then, l, t, mem, &ignore, err))
		return false;
	bool ok = !occ[0] ||
		  (owing_read(&now, item, period, err) && owing_read(&then, item, occ, err));
	if (ok && occ[0] && same_units(&now, &then) &&
	    (now.units.n == 1 || target_figure_adds(&now.num)))
		target_line_change(&now, target_line_ratio(&now).num, target_line_ratio(&then).num,
				   mem, to);
	units_clear(&now);
	units_clear(&then);
	return ok;
}

bool target_line_item(struct ledger *l, const struct target_row *t, int64_t item, struct arena *mem,
		      struct target_line *to, struct err *err)
{
	date today = ledger_today(l);
	tallies list = { 0 };
	struct tally sum;
	const struct tally *shown = NULL;
	bool ok = tally_read(l->db, TALLY_ITEM, item, 0, today, &list, err);

	if (ok)
		shown = t->deadline ? shown_of_deadline(l, item, t->deadline, &list, &sum)
				    : shown_tally(&list, today, &sum);
	ok = ok && target_line_shown(l, t, item, shown, mem, to, err) &&
	     (!shown || !t->num_figure ||
	      item_change(l, t, item, shown_period(l, item, shown->due, shown->begins, mem), mem,
			  to, err));
	vec_clear(&list);
	return ok;
}
