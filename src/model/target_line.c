/* How targets stand, in words: for one duty, with amounts that are being typed, for an item over all its units. */
#include "model/figure.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/duty.h"
#include "model/reorg.h"
#include "model/shown.h"
#include "model/target.h"
#include "model/verb.h"

#include "base/ban.h"

/* ---- parts of a line ---- */

/* "50%", "1/10", "10 例": the threshold as it was written. */
static const char *threshold_text(const struct target_row *t, const struct figure_row *num, struct arena *mem)
{
	struct figure_row whole = { .word = num->word };

	if (t->den == 0)
		return figure_with_word(t->num, &whole, mem);
	if (t->den == 100)
		return arena_printf(mem, "%lld%%", (long long)t->num);
	return arena_printf(mem, "%lld/%lld", (long long)t->num, (long long)t->den);
}

static const char *demand_text(const struct target_row *t, const struct figure_row *num, struct arena *mem)
{
	if (!target_demands(t))
		return "";
	const char *text = arena_printf(mem, "%s %s", t->comparator, threshold_text(t, num, mem));
	return t->soft ? arena_printf(mem, _("if possible %s"), text) : text;
}

__extension__ typedef __int128 wide;

/* One place after the point, rounded; but what misses its target is never rounded to where it would meet it. */
static const char *percent_text(const struct target_row *t, struct ratio r, enum met met, struct arena *mem)
{
	wide permille = ((wide)r.num.n * 2000 + r.base.n) / ((wide)r.base.n * 2);
	struct ratio rounded = { { true, (int64_t)permille }, { true, 1000 } };

	if (permille > INT64_MAX / 1000)
		return "";
	if (met == MET_NO && target_met(t, rounded) == MET_YES) {
		permille = (wide)r.num.n * 1000 / r.base.n;
		rounded.num.n = (int64_t)permille;
		permille += target_met(t, rounded) == MET_YES;      /* a bound from above */
	}
	return arena_printf(mem, "%lld.%d%%", (long long)(permille / 10), (int)(permille % 10));
}

/* A ratio of two figures, not a count and not a percentage that is a figure itself. */
static bool target_is_ratio(const struct target_row *t)
{
	return t->den_figure || t->total_figure;
}

static const char *verdict_text(const struct target_row *t, struct ratio r, const struct figure_row *num, enum met met, bool whole, struct arena *mem)
{
	int64_t missing;

	if (met == MET_YES)
		return _("met");
	if (met != MET_NO)
		return "";
	if (!target_missing(t, r, &missing))
		return _("not met");
	const char *n = figure_with_word(missing, num, mem);
	return arena_printf(mem, whole ? _("%s more meet it") : _("%s short"), n);
}

/* ratio of counts: at their own scale, as they were typed. judged: what is not in force (returned) is shown, not judged. */
static void line_of_ratio(const struct target_row *t, struct ratio r, const struct figure_row *num, bool whole, bool judged, struct arena *mem,
	struct target_line *to)
{
	const char *verdict = verdict_text(t, r, num, judged ? to->met : MET_UNKNOWN, whole, mem);
	const char *value = "-", *share = "";

	if (!r.num.has && !(target_is_ratio(t) && r.base.has))
		return;
	if (target_is_ratio(t)) {
		const char *n = r.num.has ? figure_text(r.num.n, num->scale, mem) : "-";
		const char *base = r.base.has ? figure_text(r.base.n, num->scale, mem) : "-";
		value = arena_printf(mem, "%s/%s", n, base);
		share = r.num.has && r.base.has && r.base.n > 0 ? percent_text(t, r, to->met, mem) : "-";
	} else {
		value = figure_with_word(r.num.n, num, mem);
	}
	to->brief = value;
	to->full = arena_printf(mem, "%s%s%s%s%s", value, *share ? " = " : "", share, *verdict ? "  " : "", verdict);
}

/* ---- what a line is made from ---- */

struct line {
	struct ledger *l;
	const struct target_row *target;
	struct figure_row figures[4];
	size_t n_figures;
	struct figure_row num;
	/* whose values */
	int64_t unit;               /* 0: the sum over all units */
	keys parts;                 /* the units that it goes on for: their sum where it has said nothing itself */
	const char *period;
	const struct amount *amounts;
	size_t n_amounts;
	bool judged;                /* is it in force, or being typed? */
};

static bool line_begin(struct line *x, struct ledger *l, const struct target_row *t, struct arena *mem, struct target_line *to, struct err *err)
{
	*x = (struct line){ .l = l, .target = t, .num = { .word = "", .name = "" } };
	if (t->num_figure && !figure_get(l->db, t->num_figure, mem, &x->num, err))
		return false;
	*to = (struct target_line){ .brief = "-", .full = "-", .demand = demand_text(t, &x->num, mem), .met = MET_UNKNOWN };
	return true;
}

/* The other figures are read only where a ratio is made of them. */
static bool line_figures(struct line *x, struct arena *mem, struct err *err)
{
	int64_t others[] = { x->target->den_figure, x->target->total_figure, x->target->excluded_figure };

	x->figures[0] = x->num;
	x->n_figures = 1;
	for (size_t i = 0; i < 3; i++)
		if (others[i] && !figure_get(x->l->db, others[i], mem, &x->figures[x->n_figures++], err))
			return false;
	return true;
}

static struct known value_of(const struct value_row *v)
{
	return (struct known){ v->has_accepted || v->has_reported, v->has_accepted ? v->accepted : v->reported };
}

/* Does the sum of a figure over units mean anything? A percentage's does not. */
static bool figure_adds(const struct figure_row *f)
{
	return !f->word || strcmp(f->word, "%") != 0;
}

/* As model/duty_cells.c adds them. */
static struct known parts_sum(const struct line *x, int64_t figure)
{
	struct known sum = { .has = x->parts.n == 1 || figure_adds(&x->num) };
	struct value_row v;

	for (size_t i = 0; sum.has && i < x->parts.n; i++) {
		struct known one = value_get(x->l->db, figure, x->parts.p[i], x->period, &v) ? value_of(&v) : (struct known){ 0 };
		sum.has = one.has && !__builtin_add_overflow(sum.n, one.n, &sum.n);
	}
	return sum.has ? sum : (struct known){ 0 };
}

static struct known line_find(const void *user, int64_t figure)
{
	const struct line *x = user;
	struct value_row v;
	int n = 0;

	for (size_t i = 0; i < x->n_amounts; i++)
		if (x->amounts[i].figure == figure)
			return (struct known){ true, x->amounts[i].n };
	if (!figure)
		return (struct known){ 0 };
	if (!x->unit) {
		int64_t sum = value_sum(x->l->db, figure, x->period, &n);
		return (struct known){ n > 0, sum };
	}
	struct known own = value_get(x->l->db, figure, x->unit, x->period, &v) ? value_of(&v) : (struct known){ 0 };

	return own.has || x->parts.n == 0 ? own : parts_sum(x, figure);
}

static bool line_end(struct line *x, bool whole, struct arena *mem, struct target_line *to, struct err *err)
{
	if (!line_figures(x, mem, err)) {
		vec_clear(&x->parts);
		return false;
	}
	struct ratio r = target_ratio(x->target, x->figures, x->n_figures, line_find, x);
	to->met = target_met(x->target, r);
	line_of_ratio(x->target, r, &x->num, whole, x->judged, mem, to);
	if (!x->judged && to->met != MET_NONE)
		to->met = MET_UNKNOWN;
	vec_clear(&x->parts);
	return true;
}

/* ---- one duty ---- */

/* 合报: the values lie with the unit that reported for all. */
static void joint_unit(struct line *x, const int64_t *leads, size_t n_leads)
{
	struct value_row v;

	if (x->unit && value_get(x->l->db, x->target->num_figure, x->unit, x->period, &v))
		return;
	for (size_t i = 0; i < n_leads; i++)
		if (value_get(x->l->db, x->target->num_figure, leads[i], x->period, &v)) {
			x->unit = leads[i];
			return;
		}
}

static bool joint_unit_of(struct line *x, int64_t item, struct err *err)
{
	keys leads = { 0 };
	bool ok = leads_read(x->l->db, item, &leads, err);

	joint_unit(x, leads.p, leads.n);
	vec_clear(&leads);
	return ok;
}

bool target_line_amounts(struct ledger *l, const struct target_row *t, const struct duty_state *d, const struct amount *amounts, size_t n_amounts,
	struct arena *mem, struct target_line *to, struct err *err)
{
	struct line x;

	if (!line_begin(&x, l, t, mem, to, err))
		return false;
	x.unit = d->unit;
	x.period = d->occ;
	x.amounts = amounts;
	x.n_amounts = n_amounts;
	x.judged = n_amounts > 0 || duty_is_in(d);
	if (target_is_joint(t) && n_amounts == 0 && !joint_unit_of(&x, d->item, err))
		return false;
	if (d->parts && !reorg_parts(l, d->item, x.unit, &x.parts, err))
		return false;
	return line_end(&x, false, mem, to, err);
}

bool target_line_duty(struct ledger *l, const struct target_row *t, const struct duty_state *d, struct arena *mem, struct target_line *to, struct err *err)
{
	return target_line_amounts(l, t, d, NULL, 0, mem, to, err);
}

/* ---- an item ---- */

/* Each unit is judged for itself: how many of those who owe have met it. */
static void line_of_units(const struct tally *t, struct arena *mem, struct target_line *to)
{
	to->met = t->missed ? MET_NO : t->owed && t->met == t->owed ? MET_YES : MET_UNKNOWN;
	to->brief = arena_printf(mem, ngettext("%d/%d unit", "%d/%d units", (unsigned long)t->owed), t->met, t->owed);
	to->full = arena_printf(mem, ngettext("met by %d of %d unit", "met by %d of %d units", (unsigned long)t->owed), t->met, t->owed);
}

bool target_line_shown(struct ledger *l, const struct target_row *t, int64_t item, const int64_t *leads, size_t n_leads, const struct tally *shown,
	struct arena *mem, struct target_line *to, struct err *err)
{
	bool joint = target_is_joint(t);
	struct line x;

	if (!line_begin(&x, l, t, mem, to, err))
		return false;
	if (!shown)
		return true;
	if (n_leads > 1 && target_demands(t) && !target_is_sum(t) && !joint) {
		line_of_units(shown, mem, to);
		return true;
	}
	/* Whose values stand for the item: its only lead's, the one's that reported for all, else the sum over all (unit 0). */
	x.unit = n_leads == 1 || (n_leads && joint) ? leads[0] : 0;
	x.period = shown_period(l, item, shown->due, mem);
	x.judged = shown->in > 0;
	if (joint && !joint_unit_of(&x, item, err))
		return false;
	if (!x.unit && !figure_adds(&x.num))
		return true;
	if (x.unit && unit_has_heirs(l->db, x.unit) && !reorg_parts(l, item, x.unit, &x.parts, err))
		return false;
	if (!line_end(&x, true, mem, to, err))
		return false;
	if (target_demands(t) && target_is_ratio(t) && strcmp(to->brief, "-") != 0)
		to->brief = arena_printf(mem, "%s%s%s", to->brief, t->comparator, threshold_text(t, &x.num, mem));
	return true;
}

bool target_line_item(struct ledger *l, const struct target_row *t, int64_t item, struct arena *mem, struct target_line *to, struct err *err)
{
	date today = ledger_today(l);
	tallies list = { 0 };
	keys leads = { 0 };
	struct tally sum;
	bool ok = tally_read(l->db, TALLY_ITEM, item, 0, today, &list, err) && reorg_leads(l, item, &leads, err) &&
		target_line_shown(l, t, item, leads.p, leads.n, shown_tally(&list, today, &sum), mem, to, err);

	vec_clear(&list);
	vec_clear(&leads);
	return ok;
}
