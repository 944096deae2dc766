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

/* Of a phase: "2018-12-31 >= 70%". */
static const char *demand_dated(struct ledger *l, const struct target_row *t, const char *demand, struct arena *mem)
{
	struct deadline_row d;
	struct err gone = { 0 };
	char day[DATE_TEXT_SIZE];

	if (!t->deadline || !deadline_get(l->db, t->deadline, mem, &d, &gone) || d.due == DATE_NONE)
		return demand;
	return arena_printf(mem, "%s %s", date_text(d.due, day), demand);
}

__extension__ typedef __int128 wide;

/* How many places a percentage needs to be told from its threshold: 万分之一 three. */
static int percent_places(const struct target_row *t)
{
	int places = 1;

	for (int64_t den = 100; den < t->den && places < 5; den *= 10)
		places++;
	return places;
}

/* Rounded; but what misses its target is never rounded to where it would meet it. */
static const char *percent_text(const struct target_row *t, struct ratio r, enum met met, struct arena *mem)
{
	int places = percent_places(t);
	int64_t one = figure_power(places), whole = 100 * one;
	wide part = ((wide)r.num.n * whole * 2 + r.base.n) / ((wide)r.base.n * 2);
	struct ratio rounded = { { true, (int64_t)part }, { true, whole } };

	if (part > INT64_MAX / whole)
		return "";
	if (met == MET_NO && target_met(t, rounded) == MET_YES) {
		part = (wide)r.num.n * whole / r.base.n;
		rounded.num.n = (int64_t)part;
		part += target_met(t, rounded) == MET_YES;      /* a bound from above */
	}
	return arena_printf(mem, "%s%%", figure_text((int64_t)part, places, mem));
}

/* A ratio of two figures, not a count and not a percentage that is a figure itself. */
static bool target_is_ratio(const struct target_row *t)
{
	return t->den_figure || t->total_figure;
}

static bool is_percentage(const struct figure_row *f)
{
	return f->word && strcmp(f->word, "%") == 0;
}

/* So much more or less of a figure, inside a sentence: of a percentage, points; what is counted without a measure word needs one in Chinese. */
static const char *difference_text(int64_t n, const struct figure_row *num, struct arena *mem)
{
	struct figure_row f = *num;
	const char *count = _("count|");

	if (is_percentage(num))
		return arena_printf(mem, _("%s points"), figure_text(n, num->scale, mem));
	if (!f.word || !*f.word)
		f.word = strchr(count, '|') ? strchr(count, '|') + 1 : count;
	return figure_with_word(n, &f, mem);
}

/* whole: an item's own line has room for a sentence, a unit's row has not. */
static const char *verdict_text(const struct target_row *t, struct ratio r, const struct figure_row *num, enum met met, bool whole, struct arena *mem)
{
	int64_t n;

	if (met == MET_YES && whole && target_room(t, r, &n))
		return arena_printf(mem, _("met, at most %s more"), difference_text(n, num, mem));
	if (met == MET_YES)
		return _("met");
	if (met != MET_NO)
		return "";
	if (target_missing(t, r, &n) && n > 0)
		return arena_printf(mem, !whole ? _("%s short") : is_percentage(num) ? _("%s higher meets it") : _("%s more meet it"),
			difference_text(n, num, mem));
	if (target_room(t, r, &n) && n < 0)
		return arena_printf(mem, whole ? _("%s too many") : _("%s over"), difference_text(-n, num, mem));
	return _("not met");
}

/* "3/9", "12 例", "3/-". */
static const char *value_text(const struct target_row *t, struct ratio r, const struct figure_row *num, struct arena *mem)
{
	if (!target_is_ratio(t))
		return figure_with_word(r.num.n, num, mem);
	const char *n = r.num.has ? figure_text(r.num.n, num->scale, mem) : "-";
	return arena_printf(mem, "%s/%s", n, r.base.has ? figure_text(r.base.n, num->scale, mem) : "-");
}

/* ratio of counts: at their own scale, as they were typed. judged: what is not in force (returned) is shown, not judged. */
static void line_of_ratio(const struct target_row *t, struct ratio r, const struct figure_row *num, bool whole, bool judged, struct arena *mem,
	struct target_line *to)
{
	const char *verdict = verdict_text(t, r, num, judged ? to->met : MET_UNKNOWN, whole, mem);
	const char *value, *share = "";

	if (!r.num.has && !(target_is_ratio(t) && r.base.has))
		return;
	value = value_text(t, r, num, mem);
	if (target_is_ratio(t))
		share = r.num.has && r.base.has && r.base.n > 0 ? percent_text(t, r, to->met, mem) : "-";
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
	bool as_reported;           /* not as it was accepted */
};

static bool line_begin(struct line *x, struct ledger *l, const struct target_row *t, struct arena *mem, struct target_line *to, struct err *err)
{
	*x = (struct line){ .l = l, .target = t, .num = { .word = "", .name = "" } };
	if (t->num_figure && !figure_get(l->db, t->num_figure, mem, &x->num, err))
		return false;
	*to = (struct target_line){ .brief = "-", .full = "-", .base = "", .reported = "", .change = "", .demand = demand_dated(l, t, demand_text(t, &x->num, mem), mem),
		.met = MET_UNKNOWN };
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

static struct known value_of(const struct line *x, const struct value_row *v)
{
	bool accepted = v->has_accepted && !(x->as_reported && v->has_reported);

	return (struct known){ v->has_accepted || v->has_reported, accepted ? v->accepted : v->reported };
}

/* Does the sum of a figure over units mean anything? A percentage's does not. */
static bool figure_adds(const struct figure_row *f)
{
	return !is_percentage(f);
}

/* As model/duty_cells.c adds them. */
static struct known parts_sum(const struct line *x, int64_t figure)
{
	struct known sum = { .has = x->parts.n == 1 || figure_adds(&x->num) };
	struct value_row v;

	for (size_t i = 0; sum.has && i < x->parts.n; i++) {
		struct known one = value_get(x->l->db, figure, x->parts.p[i], x->period, &v) ? value_of(x, &v) : (struct known){ 0 };
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
		int64_t sum = value_sum(x->l->db, figure, x->target->item, x->period, x->as_reported, &n);
		return (struct known){ n > 0, sum };
	}
	struct known own = value_get(x->l->db, figure, x->unit, x->period, &v) ? value_of(x, &v) : (struct known){ 0 };

	return own.has || x->parts.n == 0 ? own : parts_sum(x, figure);
}

static struct ratio line_ratio(const struct line *x)
{
	return target_ratio(x->target, x->figures, x->n_figures, line_find, x);
}

static bool known_eq(struct known a, struct known b)
{
	return a.has == b.has && (!a.has || a.n == b.n);
}

/* What stands beside the line: what the share is of, what was reported where another figure was accepted. */
static void line_beside(struct line *x, struct ratio r, struct arena *mem, struct target_line *to)
{
	const struct target_row *t = x->target;
	struct known total = line_find(x, t->total_figure), out = line_find(x, t->excluded_figure);

	if (!t->den_figure && total.has && out.has && out.n > 0 && out.n <= total.n)
		to->base = arena_printf(mem, "%s - %s = %s", figure_text(total.n, x->figures[1].scale, mem), figure_text(out.n, x->figures[1].scale, mem),
			figure_text(total.n - out.n, x->figures[1].scale, mem));
	if (x->n_amounts || (!r.num.has && !r.base.has))
		return;
	x->as_reported = true;
	struct ratio said = line_ratio(x);
	x->as_reported = false;
	if (!known_eq(said.num, r.num) || !known_eq(said.base, r.base))
		to->reported = arena_printf(mem, _("reported %s"), value_text(t, said, &x->num, mem));
}

static const char *change_text(int64_t more, const struct figure_row *f, struct arena *mem)
{
	if (more == 0)
		return _("as in the period before");
	return arena_printf(mem, _("%s%s on the period before"), more < 0 ? "-" : "+", difference_text(more < 0 ? -more : more, f, mem));
}

/* now and before: of the same units. */
static void line_change(const struct line *x, struct known now, struct known before, struct arena *mem, struct target_line *to)
{
	if (!now.has || !before.has)
		return;
	to->has_before = true;
	to->before = before.n;
	to->more = now.n - before.n;
	to->scale = x->num.scale;
	to->change = change_text(to->more, &x->num, mem);
}

static bool line_end(struct line *x, bool whole, struct arena *mem, struct target_line *to, struct err *err)
{
	if (!line_figures(x, mem, err))
		return false;
	struct ratio r = line_ratio(x);
	to->met = target_met(x->target, r);
	line_of_ratio(x->target, r, &x->num, whole, x->judged, mem, to);
	if (!x->judged && to->met != MET_NONE)
		to->met = MET_UNKNOWN;
	line_beside(x, r, mem, to);
	return true;
}

const char *target_line_text(const struct target_line *t, struct arena *mem)
{
	const char *parts[] = { t->demand, t->full, t->reported, t->change };
	struct buf text = { 0 };

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (*parts[i])
			buf_printf(&text, "%s%s", text.n ? "  " : "", parts[i]);
	const char *kept = arena_strdup(mem, buf_text(&text));
	buf_clear(&text);
	return kept;
}

const char *target_line_before(const struct target_line *t, struct arena *mem)
{
	return t->has_before ? figure_text(t->before, t->scale, mem) : NULL;
}

const char *target_line_more(const struct target_line *t, struct arena *mem)
{
	if (!t->has_before)
		return NULL;
	return arena_printf(mem, "%s%s", t->more < 0 ? "-" : "", figure_text(t->more < 0 ? -t->more : t->more, t->scale, mem));
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

/* The same figure of the same unit in the period before. */
static bool duty_change(struct line *x, const struct duty_state *d, struct arena *mem, struct target_line *to, struct err *err)
{
	struct known now = line_find(x, x->target->num_figure);
	struct line then = *x;
	char occ[20];

	if (target_is_ratio(x->target) || !now.has)
		return true;
	if (!figure_period_before(x->l, d->item, x->unit, d->occ, occ, err))
		return false;
	then.period = occ;
	then.n_amounts = 0;
	if (occ[0])
		line_change(x, now, line_find(&then, x->target->num_figure), mem, to);
	return true;
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
	bool ok = line_end(&x, false, mem, to, err) && duty_change(&x, d, mem, to, err);
	vec_clear(&x.parts);
	return ok;
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
	bool ok = line_end(&x, true, mem, to, err);
	vec_clear(&x.parts);
	if (!ok)
		return false;
	if (target_demands(t) && target_is_ratio(t) && strcmp(to->brief, "-") != 0)
		to->brief = arena_printf(mem, "%s%s%s", to->brief, t->comparator, threshold_text(t, &x.num, mem));
	return true;
}

/* The sums of a figure in two periods, over the units that gave it; unknown where these are not the same ones. */
static bool sums_read(struct ledger *l, int64_t figure, const char *now, const char *before, struct known sum[2], struct err *err)
{
	struct arena mem = { 0 };
	value_rows list = { 0 };
	int64_t units[2] = { 0, 0 };
	bool ok = values_read(l->db, figure, 0, &mem, &list, err), same = true;

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct value_row *v = &list.p[i];
		int at = strcmp(v->period, now) == 0 ? 0 : strcmp(v->period, before) == 0 ? 1 : -1;
		struct value_row other;
		if (at < 0 || !(v->has_accepted || v->has_reported))
			continue;
		same &= value_get(l->db, figure, v->unit, at ? now : before, &other) && (other.has_accepted || other.has_reported);
		same &= !__builtin_add_overflow(sum[at].n, v->has_accepted ? v->accepted : v->reported, &sum[at].n);
		units[at]++;
	}
	sum[0].has = sum[1].has = same && units[0] > 0 && units[0] == units[1];
	vec_clear(&list);
	arena_clear(&mem);
	return ok;
}

/* An item's figure, of its only lead or summed over all, against the period before. */
static bool item_change(struct ledger *l, const struct target_row *t, int64_t item, const keys *leads, date due, struct arena *mem,
	struct target_line *to, struct err *err)
{
	const char *period = shown_period(l, item, due, mem);
	struct known sum[2] = { { 0 }, { 0 } };
	struct line x = { .l = l, .num = { .word = "" } };
	char occ[20];

	if (target_is_ratio(t) || target_demands(t) || strcmp(to->full, "-") == 0)
		return true;
	if (!figure_period_before(l, item, leads->n == 1 ? leads->p[0] : 0, period, occ, err) || !figure_get(l->db, t->num_figure, mem, &x.num, err))
		return false;
	if (!occ[0] || (leads->n > 1 && !figure_adds(&x.num)))
		return true;
	if (!sums_read(l, t->num_figure, period, occ, sum, err))
		return false;
	line_change(&x, sum[0], sum[1], mem, to);
	return true;
}

bool target_line_item(struct ledger *l, const struct target_row *t, int64_t item, struct arena *mem, struct target_line *to, struct err *err)
{
	date today = ledger_today(l);
	tallies list = { 0 };
	keys leads = { 0 };
	struct tally sum;
	const struct tally *shown = NULL;
	bool ok = tally_read(l->db, TALLY_ITEM, item, 0, today, &list, err) && reorg_leads(l, item, &leads, err);

	if (ok)
		shown = t->deadline ? shown_of_deadline(l, item, t->deadline, &list, &sum) : shown_tally(&list, today, &sum);
	ok = ok && target_line_shown(l, t, item, leads.p, leads.n, shown, mem, to, err);
	ok = ok && (!shown || !t->num_figure || item_change(l, t, item, &leads, shown->due, mem, to, err));

	vec_clear(&list);
	vec_clear(&leads);
	return ok;
}
