#include "model/entry_private.h"

#include <string.h>

#include "base/gettext.h"
#include "model/act.h"
#include "model/figure.h"
#include "model/say.h"

#include "base/ban.h"

static const struct { const char *name, *label; } kinds_of_row[ENTRY_KINDS] = {
	[ENTRY_NEW] = { "new", N_("new") }, [ENTRY_SAME] = { "same", N_("as it is") },
	[ENTRY_OTHER] = { "changed", N_("other") },
	[ENTRY_REFUSED] = { "refused", N_("cannot be") },
	[ENTRY_PASSED] = { "passed", N_("passed over") },
};

const char *entry_is_name(enum entry_is is)
{
	return kinds_of_row[is].name;
}

const char *entry_is_label(enum entry_is is)
{
	return _(kinds_of_row[is].label);
}

/* ---- a row ---- */

static struct verb_call call_of(const struct entry_planned *e, bool sure)
{
	return (struct verb_call){ .duties = &e->duty, .n = 1, .amounts = e->amounts,
		.n_amounts = e->n_amounts, .sure = sure, .text = e->text, .way = e->way,
		.who = e->who, .on = e->on, .promised = DATE_NONE };
}

static bool says_enough(struct entry_planner *p, const struct entry_planned *e, struct err *err)
{
	figure_fields fields = { 0 };

	if (strcmp(e->verb->name, "report") != 0 || e->n_amounts > 0 || e->text)
		return true;
	bool read = figure_fields_read(p->l, &e->duty, p->mem, &fields, err);
	bool asks = fields.n > 0;
	vec_clear(&fields);
	return read && (!asks || err_set(err, ERR_DOUBT,
					 _("neither a figure nor a text says what came in")));
}

static bool is_later_known(struct entry_planner *p, const struct entry_planned *e, struct err *err)
{
	if (!e->has_report || e->on == DATE_NONE || e->duty.reported == DATE_NONE ||
	    e->duty.reported <= e->on)
		return true;
	return err_set(err, ERR_DOUBT, _("what was reported on %s is later"),
		       say_day(e->duty.reported, ledger_today(p->l), p->mem));
}

/* A figure of two items that both stand in the table is no doubt where both say the same. */
static bool is_reported(const void *table, const struct duty_state *d,
			const struct amount *amounts, size_t n)
{
	const struct entry_planner *p = table;
	const intptr_t *row = map_at(p->taken, (struct str){ (const char *)&d->key, sizeof d->key },
		false);
	bool same = false;

	for (size_t i = 0; row && i < n; i++) {
		const struct entry_planned *e = &p->to->rows.p[*row - 1];
		for (size_t k = 0; k < e->n_amounts; k++) {
			if (e->amounts[k].figure != amounts[i].figure)
				continue;
			if (e->amounts[k].n != amounts[i].n)
				return false;
			same = true;
		}
	}
	return same;
}

static bool check(struct entry_planner *p, struct entry_planned *e, bool sure, struct err *err)
{
	struct verb_call call = call_of(e, sure);
	struct act a = { .l = p->l, .verb = e->verb, .call = &call, .on = e->on == DATE_NONE ?
		ledger_today(p->l) : e->on, .reported = is_reported, .table = p };
	bool ok = act_ready(&a, err);

	arena_clear(&a.mem);
	return ok && (sure || (says_enough(p, e, err) && is_later_known(p, e, err)));
}

static bool row_check(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	struct err fault = { 0 };

	if (check(p, r->to, false, &fault))
		return true;
	if (fault.code == ERR_DOUBT) {
		r->to->doubt = true;
		r->to->why = arena_strdup(p->mem, fault.text);
		err_clear(&fault);
		if (check(p, r->to, true, &fault))
			return true;
	}
	r->about = fault.about && strcmp(fault.about, "on") == 0      ? ENTRY_ON
		   : fault.code == ERR_INPUT || fault.code == ERR_USE ? ENTRY_FIGURES
								      : ENTRY_UNIT;
	r->named = -1;
	*err = fault;
	return false;
}

/* One report a duty and table; what was unchanged since a row above is not known before that is
 * written. */
static bool row_taken(struct entry_planner *p, struct entry_row_in *r, bool *again, struct err *err)
{
	const struct duty_state *d = &r->to->duty;
	const int64_t pair[2] = { d->item, d->unit };
	const intptr_t *row = map_at(p->taken, (struct str){ (const char *)&d->key, sizeof d->key },
		false);

	*again = false;
	r->about = ENTRY_UNIT;
	if (!row && strcmp(r->to->verb->name, "none") == 0 &&
	    map_at(p->said, entry_pair(pair), false))
		return err_set(
			err, ERR_INPUT,
			_("unchanged since a report in the same table: import that one first"));
	if (!row)
		return true;
	const struct entry_planned *e = &p->to->rows.p[*row - 1];
	const struct entry_planned *t = r->to;
	*again = e->verb == t->verb && e->on == t->on && strcmp(e->text ? e->text : "", t->text ? t->text : "") == 0 && e->n_amounts == t->n_amounts;
	for (size_t i = 0; *again && i < e->n_amounts; i++)
		*again = e->amounts[i].figure == t->amounts[i].figure && e->amounts[i].n == t->amounts[i].n;
	return *again ||
	       err_set(err, ERR_INPUT,
		       _("line %d reports this already: one report for each date in a table"),
		       e->line);
}

static void row_take(struct entry_planner *p, const struct entry_planned *e)
{
	const int64_t pair[2] = { e->duty.item, e->duty.unit };

	*map_at(p->taken, (struct str){ (const char *)&e->duty.key, sizeof e->duty.key }, true) = (intptr_t)p->to->rows.n;
	*map_at(p->said, entry_pair(pair), true) = 1;
}

/* ---- what it says, and what was said ---- */

static const char *says(struct entry_planner *p, const struct entry_planned *e, struct err *err)
{
	struct verb_call call = call_of(e, true);
	struct act a = { .l = p->l, .verb = e->verb, .call = &call };
	const char *figures = arena_strdup(p->mem, act_amounts_text(&a, &e->duty, err)),
		   *text = e->text ? e->text : "";

	arena_clear(&a.mem);
	if (strcmp(e->verb->name, "report") != 0)
		figures = _(e->verb->label);
	return arena_printf(p->mem, "%s%s%s", figures, *figures && *text ? "  " : "", text);
}

static bool before_say(struct entry_planner *p, struct entry_planned *e, struct err *err)
{
	struct entry_planned was = { .duty = e->duty };
	amount_rows said = { 0 };
	struct entry_row row;

	e->before = "";
	if (!e->has_report)
		return true;
	bool ok = entry_get(p->l->db, &e->report, p->mem, &row, err) &&
		  amounts_read(p->l->db, &e->report, &said, err);
	if (ok && (was.verb = verb_find(row.verb))) {
		struct amount *list = arena_alloc(p->mem, (said.n + 1) * sizeof *list);
		for (size_t i = 0; i < said.n; i++)
			list[i] = (struct amount){ said.p[i].figure, said.p[i].n };
		was.amounts = list;
		was.n_amounts = said.n;
		was.text = row.text;
		e->before =
			arena_printf(p->mem, "%s %s", say_day(row.on, ledger_today(p->l), p->mem),
				     says(p, &was, err));
	}
	vec_clear(&said);
	return ok;
}

static bool names_say(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	struct item_row item;
	struct unit_row unit;

	if (!item_get(p->l->db, r->to->duty.item, p->mem, &item, err) ||
	    !unit_get(p->l->db, r->to->duty.unit, p->mem, &unit, err))
		return false;
	bool single = strcmp(r->to->duty.occ, "1") == 0;
	r->to->number =
		single ? item.number : arena_printf(p->mem, "%s %s", item.number, r->to->duty.occ);
	r->to->unit = unit.name;
	return true;
}

static bool row_say(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	if (!names_say(p, r, err) || !before_say(p, r->to, err))
		return false;
	r->to->says = says(p, r->to, err);
	return err->code == ERR_NONE;
}

static bool duty_read(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	return entry_find_item(p, r, err) && entry_find_unit(p, r, err) && entry_verb(r, err) &&
	       entry_days(p, r, err) && entry_find_duty(p, r, err);
}

static bool row_try(struct entry_planner *p, struct entry_row_in *r, struct err *err)
{
	bool again;

	entry_words(p, r);
	if (!(r->in->duty ? entry_verb(r, err) && entry_duty_given(p, r, err)
			  : duty_read(p, r, err)) ||
	    !entry_amounts(p, r, &r->to->duty, &r->to->amounts, &r->to->n_amounts, err))
		return false;
	if (r->to->is != ENTRY_SAME) {
		if (!row_taken(p, r, &again, err) || (!again && !row_check(p, r, err)))
			return false;
		r->to->is = again ? ENTRY_SAME : r->to->has_report ? ENTRY_OTHER : ENTRY_NEW;
	}
	return row_say(p, r, err);
}

static bool is_about_row(enum err_code code)
{
	return code == ERR_USE || code == ERR_INPUT || code == ERR_NOT_FOUND ||
	       code == ERR_AMBIGUOUS || code == ERR_REFUSED || code == ERR_DOUBT;
}

static void row_refuse(struct entry_planner *p, struct entry_row_in *r, const struct err *fault)
{
	struct entry_planned *e = r->to;
	bool named = r->named >= 0;

	e->is = ENTRY_REFUSED;
	e->why = arena_strdup(p->mem, fault->text);
	e->doubt = false;
	e->verb = NULL;
	e->head = named                    ? p->in->names[r->named].head
		  : p->in->heads[r->about] ? p->in->heads[r->about]
					   : "";
	e->column = named                    ? p->in->names[r->named].column
		    : p->in->heads[r->about] ? p->in->columns[r->about]
					     : 0;
}

static bool row_plan(struct entry_planner *p, const struct entry_in *in, struct err *err)
{
	const char *number =
		*in->cells[ENTRY_NUMBER] ? in->cells[ENTRY_NUMBER] : in->cells[ENTRY_ITEM];
	struct entry_planned e = { .line = in->line, .number = number,
		.unit = in->cells[ENTRY_UNIT], .says = "", .before = "", .why = "", .head = "",
		.on = DATE_NONE };
	struct entry_row_in r = { .in = in, .to = &e, .named = -1, .due = DATE_NONE };
	const char *passed = in->passed ? in->passed : entry_passed_why(p, in);
	struct err fault = { 0 };

	if (passed) {
		e.is = ENTRY_PASSED;
		e.why = passed;
	} else if (!row_try(p, &r, &fault)) {
		if (!is_about_row(fault.code)) {
			*err = fault;
			return false;
		}
		row_refuse(p, &r, &fault);
	}
	*vec_push(&p->to->rows) = e;
	p->to->n[e.is]++;
	p->to->doubts += e.doubt;
	if (e.is == ENTRY_NEW || e.is == ENTRY_OTHER)
		row_take(p, &e);
	return true;
}

/* A row further down may have said what looked odd when this one was read. */
static void doubts_again(struct entry_planner *p)
{
	for (size_t i = 0; i < p->to->rows.n; i++) {
		struct entry_planned *e = &p->to->rows.p[i];
		struct err fault = { 0 };
		if (!e->doubt)
			continue;
		bool none = check(p, e, false, &fault);
		e->doubt = !none && fault.code == ERR_DOUBT;
		e->why = e->doubt ? arena_strdup(p->mem, fault.text) : "";
		p->to->doubts -= !e->doubt;
	}
}

bool entry_plan_read(struct ledger *l, int64_t plan, const struct entries_in *in, struct arena *mem,
		     struct entry_plan *to, struct err *err)
{
	struct entry_planner p = { .l = l, .plan = plan, .in = in, .mem = mem, .items = map_new(),
		.units = map_new(), .taken = map_new(), .said = map_new(), .to = to };
	bool ok;

	*to = (struct entry_plan){ .unused = "" };
	ok = entry_columns(&p, err);
	for (size_t i = 0; ok && i < in->rows.n; i++)
		ok = row_plan(&p, &in->rows.p[i], err);
	if (ok)
		doubts_again(&p);
	map_free(p.items);
	map_free(p.units);
	map_free(p.taken);
	map_free(p.said);
	if (p.titles)
		map_free(p.titles);
	return ok;
}

void entry_plan_clear(struct entry_plan *p)
{
	vec_clear(&p->rows);
}

/* ---- as one change ---- */

static bool row_write(struct act *a, const struct entry_planned *e, struct err *err)
{
	struct verb_call call = call_of(e, true);
	struct duty_row cells;
	bool has = duty_get(a->l->db, e->duty.item, e->duty.unit, e->duty.deadline, e->duty.occ,
			    &a->mem, &cells) &&
		   cells.has_report && cells.report_verb;

	if (has != e->has_report || (has && !id_eq(&cells.report, &e->report)))
		return err_set(err, ERR_REFUSED,
			       _("line %d: %s has reported %s meanwhile: look at it again"),
			       e->line, e->unit, e->number);
	a->verb = e->verb;
	a->call = &call;
	a->on = e->on == DATE_NONE ? ledger_today(a->l) : e->on;
	a->n = 0;
	bool ok = act_ready(a, err) && e->verb->fill(a, err);
	a->call = NULL;
	return ok;
}

static bool is_written(const struct entry_planned *e)
{
	return e->is == ENTRY_NEW || e->is == ENTRY_OTHER;
}

static const char *written_say(int n, const char *source, struct arena *mem)
{
	if (!source)
		return arena_printf(mem,
				    ngettext("reported %d cell pasted into the grid",
					     "reported %d cells pasted into the grid",
					     (unsigned long)n),
				    n);
	return arena_printf(mem,
			    ngettext("imported %d report from %s", "imported %d reports from %s",
				     (unsigned long)n),
			    n, source);
}

bool entry_plan_write(struct ledger *l, const struct entry_plan *p, const char *source,
		      struct outcome *out, struct err *err)
{
	int n = p->n[ENTRY_NEW] + p->n[ENTRY_OTHER];
	struct act a = { .l = l };
	bool ok = true;

	*out = (struct outcome){ .done = 0 };
	outcome_say(out, written_say(n, source, &a.mem));
	if (!(a.change = ledger_begin(l, "report", out->said, err)))
		ok = false;
	for (size_t i = 0; ok && i < p->rows.n; i++)
		ok = !is_written(&p->rows.p[i]) || row_write(&a, &p->rows.p[i], err);
	if (ok)
		ok = ledger_commit(l, a.change, out, err);
	else if (a.change)
		ledger_abandon(l, a.change);
	out->done = ok ? n : 0;
	arena_clear(&a.mem);
	return ok;
}
