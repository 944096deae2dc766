/* How a target stands, in words: the parts of its line; of one duty, with amounts that are being
 * typed. An item over all its units: target_item.c. */
#include "model/target_line_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/duty.h"
#include "model/reorg.h"
#include "model/target.h"
#include "model/verb.h"

#include "base/ban.h"

/* ---- parts of a line ---- */

/* "50%", "1/10", "10 例": the threshold as it was written. */
const char *target_threshold_text(const struct target_row *t, const struct figure_row *num,
				  struct arena *mem)
{
	struct figure_row whole = { .word = num->word };

	if (t->den == 0)
		return figure_with_word(t->num, &whole, mem);
	/* 99.5% stands as 995 of 1000. */
	int places = 0;
	for (int64_t den = 100; den <= t->den && places <= 9; den *= 10, places++)
		if (den == t->den)
			return arena_printf(mem, "%s%%", figure_text(t->num, places, mem));
	return arena_printf(mem, "%lld/%lld", (long long)t->num, (long long)t->den);
}

static const char *demand_text(const struct target_row *t, const struct figure_row *num,
			       struct arena *mem)
{
	if (!target_demands(t))
		return "";
	const char *text =
		arena_printf(mem, "%s %s", t->comparator, target_threshold_text(t, num, mem));
	return t->soft ? arena_printf(mem, _("if possible %s"), text) : text;
}

/* Of a phase: "2018-12-31 >= 70%". */
static const char *demand_dated(struct ledger *l, const struct target_row *t, const char *demand,
				struct arena *mem)
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
static const char *percent_text(const struct target_row *t, struct ratio r, enum met met,
				struct arena *mem)
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
bool target_is_ratio(const struct target_row *t)
{
	return t->den_figure || t->total_figure;
}

static bool is_percentage(const struct figure_row *f)
{
	return f->word && strcmp(f->word, "%") == 0;
}

/* So much more or less of a figure, inside a sentence: of a percentage, points; what is counted
 * without a measure word needs one in Chinese. */
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

/* whole: an item's own line has room for a sentence, a unit's row has not. so_far: some of its
 * units have not said anything yet. */
static const char *verdict_text(const struct target_row *t, struct ratio r,
				const struct figure_row *num, enum met met, bool whole, bool so_far,
				struct arena *mem)
{
	int64_t n;

	if (met == MET_YES && whole && target_room(t, r, &n))
		return arena_printf(
			mem, so_far ? _("met so far, at most %s more") : _("met, at most %s more"),
			difference_text(n, num, mem));
	if (met == MET_YES)
		return so_far ? _("met so far") : _("met");
	if (met != MET_NO)
		return "";
	if (target_missing(t, r, &n) && n > 0)
		return arena_printf(mem,
				    !whole               ? _("%s short")
				    : is_percentage(num) ? _("%s higher meets it")
							 : _("%s more meet it"),
				    difference_text(n, num, mem));
	if (target_room(t, r, &n) && n < 0)
		return arena_printf(mem, whole ? _("%s too many") : _("%s over"),
				    difference_text(-n, num, mem));
	return _("not met");
}

/* "3/9", "12 例", "3/-". */
static const char *value_text(const struct target_row *t, struct ratio r,
			      const struct figure_row *num, struct arena *mem)
{
	if (!target_is_ratio(t))
		return figure_with_word(r.num.n, num, mem);
	const char *n = r.num.has ? figure_text(r.num.n, num->scale, mem) : "-";
	return arena_printf(mem, "%s/%s", n,
			    r.base.has ? figure_text(r.base.n, num->scale, mem) : "-");
}

/* Of a unit's row: it is the sum that is judged. */
static const char *sum_verdict(const struct target_line *sum)
{
	return sum->met == MET_YES ? _("the sum meets it") : _("the sum misses it");
}

/* ratio of counts: at their own scale, as they were typed. */
static void line_of_ratio(const struct target_row *t, struct ratio r, const struct figure_row *num,
			  const char *verdict, struct arena *mem, struct target_line *to)
{
	const char *value, *share = "";

	if (!r.num.has && !(target_is_ratio(t) && r.base.has))
		return;
	value = value_text(t, r, num, mem);
	if (target_is_ratio(t))
		share = r.num.has && r.base.has && r.base.n > 0 ? percent_text(t, r, to->met, mem)
								: "-";
	to->brief = value;
	if (target_is_ratio(t))
		to->cell = strcmp(share, "-") == 0 ? value : share;
	else
		to->cell = arena_printf(mem, "%s%s", figure_text(r.num.n, num->scale, mem),
					is_percentage(num) ? "%" : "");
	to->full = arena_printf(mem, "%s%s%s%s%s", value, *share ? " = " : "", share,
				*verdict ? "  " : "", verdict);
}

/* ---- what a line is made from ---- */

bool target_line_begin(struct line *x, struct ledger *l, const struct target_row *t,
		       struct arena *mem, struct target_line *to, struct err *err)
{
	*x = (struct line){ .l = l, .target = t, .num = { .word = "", .name = "" } };
	if (t->num_figure && !figure_get(l->db, t->num_figure, mem, &x->num, err))
		return false;
	*to = (struct target_line){ .brief = "-", .full = "-", .cell = "", .sum = "", .base = "", .reported = "", .change = "", .demand = demand_dated(l, t, demand_text(t, &x->num, mem), mem),
		.met = MET_UNKNOWN };
	to->soft = target_demands(t) && !target_is_hard(l, t);
	return true;
}

/* The other figures are read only where a ratio is made of them. */
bool target_line_figures(struct line *x, struct arena *mem, struct err *err)
{
	int64_t others[] = {
		x->target->den_figure, x->target->total_figure, x->target->excluded_figure,
	};

	x->figures[0] = x->num;
	x->n_figures = 1;
	for (size_t i = 0; i < 3; i++)
		if (others[i] &&
		    !figure_get(x->l->db, others[i], mem, &x->figures[x->n_figures++], err))
			return false;
	return true;
}

static int value_order(const void *a, const void *b)
{
	const struct value_row *x = a, *y = b;

	if (x->figure != y->figure)
		return x->figure < y->figure ? -1 : 1;
	return (x->unit > y->unit) - (x->unit < y->unit);
}

bool target_line_values(struct line *x, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < x->n_figures; i++)
		ok = values_of_period(x->l->db, x->figures[i].key, x->period, &x->values, err);
	x->n_valued = x->n_figures;
	if (x->values.n)
		qsort(x->values.p, x->values.n, sizeof *x->values.p, value_order);
	return ok;
}

/* As value_get(). */
static bool line_value(const struct line *x, int64_t figure, int64_t unit, struct value_row *to)
{
	struct value_row key = { .figure = figure, .unit = unit };
	const struct value_row *at;
	size_t i = 0;

	while (i < x->n_valued && x->figures[i].key != figure)
		i++;
	if (i == x->n_valued)
		return value_get(x->l->db, figure, unit, x->period, to);
	at = x->values.n ? bsearch(&key, x->values.p, x->values.n, sizeof key, value_order) : NULL;
	if (at)
		*to = *at;
	return at != NULL;
}

static struct known value_of(const struct line *x, const struct value_row *v)
{
	bool accepted = v->has_accepted && !(x->as_reported && v->has_reported);

	return (struct known){ v->has_accepted || v->has_reported, accepted ?
		v->accepted : v->reported };
}

bool target_figure_adds(const struct figure_row *f)
{
	return !is_percentage(f);
}

/* As model/duty_cells.c adds them. */
static struct known parts_sum(const struct line *x, const keys *parts, int64_t figure)
{
	struct known sum = { .has = parts->n == 1 || target_figure_adds(&x->num) };
	struct value_row v;

	for (size_t i = 0; sum.has && i < parts->n; i++) {
		struct known one = line_value(x, figure, parts->p[i], &v) ? value_of(x,
			&v) : (struct known){ 0 };
		sum.has = one.has && !__builtin_add_overflow(sum.n, one.n, &sum.n);
	}
	return sum.has ? sum : (struct known){ 0 };
}

/* What one unit has said, itself or as its parts. */
static struct known unit_value(const struct line *x, int64_t unit, const keys *parts,
			       int64_t figure)
{
	struct value_row v;
	struct known own = line_value(x, figure, unit, &v) ? value_of(x, &v) : (struct known){ 0 };

	return own.has || parts->n == 0 ? own : parts_sum(x, parts, figure);
}

/* Of those that gave all of it. What is not counted need not be said by each. */
static struct known units_sum(const struct line *x, int64_t figure)
{
	struct known sum = { .has = false };

	for (size_t i = 0; i < x->units.n; i++) {
		const struct line_unit *u = &x->units.p[i];
		struct known one = u->gave ? unit_value(x, u->unit, &u->parts,
			figure) : (struct known){ 0 };
		if (one.has && __builtin_add_overflow(sum.n, one.n, &sum.n))
			return (struct known){ 0 };
		sum.has |= one.has;
	}
	return sum;
}

static struct known line_find(const void *user, int64_t figure)
{
	const struct line *x = user;

	for (size_t i = 0; i < x->n_amounts; i++)
		if (x->amounts[i].figure == figure)
			return (struct known){ true, x->amounts[i].n };
	if (!figure)
		return (struct known){ 0 };
	return x->unit ? unit_value(x, x->unit, &x->parts, figure) : units_sum(x, figure);
}

struct ratio target_line_ratio(const struct line *x)
{
	return target_ratio(x->target, x->figures, x->n_figures, line_find, x);
}

static bool known_eq(struct known a, struct known b)
{
	return a.has == b.has && (!a.has || a.n == b.n);
}

/* What stands beside the line: what the share is of, what was reported where another figure was
 * accepted. */
static void line_beside(struct line *x, struct ratio r, struct arena *mem, struct target_line *to)
{
	const struct target_row *t = x->target;
	struct known total = line_find(x, t->total_figure), out = line_find(x, t->excluded_figure);

	if (!t->den_figure && total.has && out.has && out.n > 0 && out.n <= total.n)
		to->base = arena_printf(mem, "%s - %s = %s",
					figure_text(total.n, x->figures[1].scale, mem),
					figure_text(out.n, x->figures[1].scale, mem),
					figure_text(total.n - out.n, x->figures[1].scale, mem));
	if (x->n_amounts || (!r.num.has && !r.base.has))
		return;
	x->as_reported = true;
	struct ratio said = target_line_ratio(x);
	x->as_reported = false;
	if (!known_eq(said.num, r.num) || !known_eq(said.base, r.base))
		to->reported =
			arena_printf(mem, _("reported %s"), value_text(t, said, &x->num, mem));
}

static const char *change_text(int64_t more, const struct figure_row *f, struct arena *mem)
{
	if (more == 0)
		return _("as in the period before");
	return arena_printf(mem, _("%s%s on the period before"), more < 0 ? "-" : "+",
			    difference_text(more < 0 ? -more : more, f, mem));
}

/* now and before: of the same units. */
void target_line_change(const struct line *x, struct known now, struct known before,
			struct arena *mem, struct target_line *to)
{
	if (!now.has || !before.has)
		return;
	to->has_before = true;
	to->before = before.n;
	to->more = now.n - before.n;
	to->scale = x->num.scale;
	to->change = change_text(to->more, &x->num, mem);
}

void target_line_end(struct line *x, bool whole, struct arena *mem, struct target_line *to)
{
	struct ratio r = target_line_ratio(x);
	to->met = target_met(x->target, r);
	/* What is not in force (returned) is shown, not judged. */
	line_of_ratio(x->target, r, &x->num,
		      x->sum ? sum_verdict(x->sum)
			     : verdict_text(x->target, r, &x->num,
					    x->judged ? to->met : MET_UNKNOWN, whole,
					    x->given < x->units.n, mem),
		      mem, to);
	if (x->sum) {
		to->met = x->sum->met;
		to->sum = x->sum->full;
	} else if ((!x->judged || x->given < x->units.n) && to->met != MET_NONE)
		to->met = MET_UNKNOWN;
	line_beside(x, r, mem, to);
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

const char *target_line_note(const struct target_row *row, const struct target_line *t,
			     struct arena *mem)
{
	const char *parts[] = {
		*t->base ? arena_printf(mem, _("base %s"), t->base) : "",
		row->excluded && *row->excluded ? arena_printf(mem, _("not counted: %s"),
		row->excluded) : "",
		t->given && t->given < t->owing ? arena_printf(mem, _("given by %d of %d units"),
		t->given, t->owing) : "",
		t->soft ? _("shown, not judged") : "",
	};
	const char *note = "";

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (*parts[i])
			note = arena_printf(mem, "%s%s%s", note, *note ? _("; ") : "", parts[i]);
	return note;
}

const char *target_line_before(const struct target_line *t, struct arena *mem)
{
	return t->has_before ? figure_text(t->before, t->scale, mem) : NULL;
}

const char *target_line_more(const struct target_line *t, struct arena *mem)
{
	if (!t->has_before)
		return NULL;
	return arena_printf(mem, "%s%s", t->more < 0 ? "-" : "",
			    figure_text(t->more < 0 ? -t->more : t->more, t->scale, mem));
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
static bool duty_change(struct line *x, const struct duty_state *d, struct arena *mem,
			struct target_line *to, struct err *err)
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
		target_line_change(x, now, line_find(&then, x->target->num_figure), mem, to);
	return true;
}

/* The sum over the units that it is judged on, once that is known; what is being typed is not part
 * of it yet. One unit alone is its own sum. */
static bool sum_of(struct line *x, const struct duty_state *d, struct target_line *sum,
		   struct arena *mem, struct err *err)
{
	if (!x->judged || x->n_amounts || !target_is_sum(x->target) || !target_demands(x->target))
		return true;
	if (!target_line_period(x->l, x->target, d->item, d->occ, mem, sum, err))
		return false;
	x->sum = sum->owing > 1 && (sum->met == MET_YES || sum->met == MET_NO) ? sum : NULL;
	return true;
}

bool target_line_amounts(struct ledger *l, const struct target_row *t, const struct duty_state *d,
			 const struct amount *amounts, size_t n_amounts, struct arena *mem,
			 struct target_line *to, struct err *err)
{
	struct line x;

	if (!target_line_begin(&x, l, t, mem, to, err) || !target_line_figures(&x, mem, err))
		return false;
	x.unit = d->unit;
	x.period = d->occ;
	x.amounts = amounts;
	x.n_amounts = n_amounts;
	x.judged = n_amounts > 0 || duty_is_in(d);
	if (target_is_joint(t) && n_amounts == 0 && !joint_unit_of(&x, d->item, err))
		return false;
	struct target_line sum;
	if (!sum_of(&x, d, &sum, mem, err) ||
	    (d->parts && !reorg_parts(l, d->item, x.unit, &x.parts, err)))
		return false;
	target_line_end(&x, false, mem, to);
	bool ok = duty_change(&x, d, mem, to, err);
	vec_clear(&x.parts);
	return ok;
}

bool target_line_duty(struct ledger *l, const struct target_row *t, const struct duty_state *d,
		      struct arena *mem, struct target_line *to, struct err *err)
{
	return target_line_amounts(l, t, d, NULL, 0, mem, to, err);
}
