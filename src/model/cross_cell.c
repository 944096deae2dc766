/* One pair of the grid. */
#include "model/cross.h"

#include <string.h>

#include "base/gettext.h"
#include "model/duty.h"
#include "model/figure.h"
#include "model/target.h"
#include "model/view.h"

#include "base/ban.h"

static bool is_meant(const struct cross *g, int64_t row, int64_t column, const struct duty_state *d)
{
	switch (g->kind) {
	case CROSS_UNITS:
		return g->due == DATE_NONE || d->due == g->due;
	case CROSS_PERIODS:
		return d->deadline == g->periods.p[row].deadline &&
		       strcmp(d->occ, g->periods.p[row].occ) == 0;
	case CROSS_DATES:
		return cross_column_has(g, column, d->due);
	}
	return false;
}

static bool is_in(const struct duty_state *d)
{
	return d->state == 'c' || (d->report && d->review != 'x');
}

/* Of several in one month the worst, so that none hides it. */
static ptrdiff_t worst_of_month(const struct duty_state *list, size_t n, ptrdiff_t at, date today,
				struct cross_cell *to)
{
	for (size_t i = 0; i < n; i++) {
		if (light_of_duty(&list[i], today) > light_of_duty(&list[at], today))
			at = (ptrdiff_t)i;
		to->periods += duty_is_silent(&list[i], today);
		to->in_month += is_in(&list[i]);
	}
	to->of_month = (int)n;
	return at;
}

/* Of the duties of item and unit those that the filter is about. The filter stands in parentheses
 * of its own: it means what it means of the rows. */
static bool leave_meant(struct ledger *l, const struct cross *g, int64_t item, int64_t unit,
			duty_states *list, size_t *n, struct err *err)
{
	const struct cond filter = { .kind = COND_AND, .first = g->where };
	const struct cond of_unit = { .kind = COND_UNIT, .keys = &unit, .n_keys = 1,
				      .next = &filter };
	const struct cond both = { .kind = COND_AND, .first = &of_unit };
	struct list meant = { 0 };
	size_t kept = 0;

	list_start(&meant, &(struct query){ .of = LIST_DUTIES, .plan = g->plan, .item = item,
					    .due = g->due, .where = &both, .with_items = true,
					    .unordered = true, .today = ledger_today(l) });
	bool ok = list_need(l->db, &meant, SIZE_MAX, err);
	for (size_t i = 0; ok && i < *n; i++)
		for (size_t k = 0; k < meant.keys.n; k++)
			if (meant.keys.p[k] == list->p[i].key) {
				list->p[kept++] = list->p[i];
				break;
			}
	*n = ok ? kept : *n;
	list_clear(&meant);
	return ok;
}

/* Of the duties of item and unit the one that the cell is about. */
static bool duty_find(struct ledger *l, const struct cross *g, int64_t row, int64_t column,
		      struct cross_cell *to, struct err *err)
{
	date today = ledger_today(l);
	duty_states list = { 0 };
	size_t n = 0;
	bool ok = duty_states_read(l->db, cross_item(g, row), cross_unit(g, column), &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		if (list.p[i].shows <= today && is_meant(g, row, column, &list.p[i]))
			list.p[n++] = list.p[i];
	to->hidden = n > 0 && g->where;
	if (ok && to->hidden)
		ok = leave_meant(l, g, cross_item(g, row), cross_unit(g, column), &list, &n, err);
	to->hidden &= n == 0;
	ptrdiff_t at = n ? duty_open(list.p, n, today) : -1;
	if (n > 1 && g->months)
		at = worst_of_month(list.p, n, at, today, to);
	if (at >= 0) {
		to->duty = list.p[at];
		if (g->kind == CROSS_UNITS && g->due == DATE_NONE)
			to->periods = view_periods(&list, &to->duty, today);
	}
	vec_clear(&list);
	return ok;
}

static bool figure_find(struct ledger *l, struct cross_cell *to, struct arena *mem, struct err *err)
{
	target_rows targets = { 0 };
	struct target_line line;
	bool ok = target_rows_of(l, &to->duty, mem, &targets, err);

	for (size_t i = 0; ok && i < targets.n && !*to->figure; i++)
		if ((ok = target_line_duty(l, &targets.p[i], &to->duty, mem, &line, err)))
			to->figure = line.cell;
	vec_clear(&targets);
	return ok;
}

bool cross_cell(struct ledger *l, const struct cross *g, int64_t row, int64_t column,
		struct arena *mem, struct cross_cell *to, struct err *err)
{
	*to = (struct cross_cell){ .figure = "" };
	if (!duty_find(l, g, row, column, to, err))
		return false;
	if (to->hidden)
		return true;
	if (to->duty.key == 0) {
		to->role = cross_role(l->db, cross_item(g, row), cross_unit(g, column));
		return true;
	}
	to->light = light_of_duty(&to->duty, ledger_today(l));
	return (!to->duty.report && !to->duty.parts) || figure_find(l, to, mem, err);
}

bool cross_cell_is_silent(const struct cross_cell *c, date today)
{
	return c->duty.key != 0 && duty_is_silent(&c->duty, today);
}

const char *cross_cell_state(const struct cross_cell *c, date today)
{
	const struct duty_state *d = &c->duty;

	if (d->key == 0)
		return c->role && strcmp(c->role, "lead") != 0 ? c->role : "";
	if (d->state == 'c')
		return "closed";
	if (d->state == 's')
		return "suspended";
	if (d->review == 'x')
		return "returned";
	if (d->report)
		return d->report == 'j' ? "joint" : "in";
	if (d->standing)
		return "ongoing";
	return duty_is_silent(d, today) ? "silent" : duty_is_unheard(d, today) ? "unheard" : "waiting";
}

/* Words of at most five columns in any language. */
static const struct { const char *state, *word; } words[] = {
	{ "closed", N_("cl.") }, { "suspended", N_("susp.") }, { "returned", N_("ret.") },
	{ "joint", N_("jnt") },
	{ "responsible", N_("rsp.") }, { "supervisor", N_("sup.") },
};

const char *cross_cell_text(const struct cross_cell *c, struct arena *mem)
{
	const struct duty_state *d = &c->duty;
	const char *state = cross_cell_state(c, DATE_NONE);

	if (c->hidden)
		return ".";
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].state, state) == 0)
			return _(words[i].word);
	if (*c->figure)
		return c->figure;
	if (c->periods > 1)
		return arena_printf(mem, _("owes%d"), c->periods);
	if (c->of_month > 1)
		return arena_printf(mem, "%d/%d", c->in_month, c->of_month);
	if (d->parts && !d->report)
		return arena_printf(mem, "%d/%d", d->parts_in, d->parts);
	return d->report == 'z' ? "0" : "";
}
