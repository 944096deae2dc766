/* Figures that are one, and that are so no more. What was said of one before counts for the other
 * where that has nothing of its own; what was said of both counts for each when they part. It is
 * written, so that all copies agree and one undo takes it back. */
#include "model/define.h"

#include <string.h>

#include "base/gettext.h"
#include "model/act.h"
#include "model/ident.h"
#include "store/duties.h"

#include "base/ban.h"

struct joining {
	struct ledger *l;
	struct change *change;
	struct arena mem;
	struct figure_row a, b;
	const char *a_name;
	int differ;               /* values of which each has another one */
	struct outcome *out;
	struct err *err;
};

static bool units_of(struct ledger *l, int64_t item, keys *to, struct err *err)
{
	duty_states list = { 0 };
	bool ok = duty_states_read(l->db, item, 0, &list, err);

	for (size_t i = 0; ok && i < list.n; i++)
		*vec_push(to) = list.p[i].unit;
	vec_clear(&list);
	return ok;
}

static bool has_key(const keys *list, int64_t key)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i] == key)
			return true;
	return false;
}

static void value_copy(struct joining *j, const struct value_row *v, const struct id *to,
		       const struct id *unit)
{
	struct id value = ident_value(to, unit, str_of(v->period));

	change_row(j->change, KIND_VALUE, &value);
	change_field(j->change, "figure", V_ID(*to));
	change_field(j->change, "unit", V_ID(*unit));
	change_field(j->change, "period", V_TEXT(v->period));
	change_set(j->change, KIND_VALUE, &value, "reported",
		   v->has_reported ? V_INT(v->reported) : V_NULL);
	change_set(j->change, KIND_VALUE, &value, "accepted",
		   v->has_accepted ? V_INT(v->accepted) : V_NULL);
}

/* Of `only` these units (NULL: all), but for what the other one has itself. to_key 0: whatever it
 * has gives way. */
static bool values_copy(struct joining *j, int64_t from, int64_t to_key, const struct id *to,
			const keys *only)
{
	value_rows list = { 0 };
	bool ok = values_read(j->l->db, from, 0, &j->mem, &list, j->err);

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct value_row *v = &list.p[i];
		struct value_row other = { .has_reported = false };
		struct id unit;
		if (!(v->has_reported || v->has_accepted) || (only && !has_key(only, v->unit)) ||
		    !row_id(j->l->db, KIND_UNIT, v->unit, &unit))
			continue;
		bool there = to_key && value_get(j->l->db, to_key, v->unit, v->period, &other) &&
			     (other.has_reported || other.has_accepted);
		if (!there)
			value_copy(j, v, to, &unit);
		j->differ +=
			there && (v->has_accepted ? v->accepted : v->reported) !=
					 (other.has_accepted ? other.accepted : other.reported);
	}
	vec_clear(&list);
	return ok;
}

/* By its own name and id, whatever stands for it. */
static bool own_read(struct joining *j, int64_t figure, struct id *id)
{
	figure_names names = { 0 };
	bool ok = row_id(j->l->db, KIND_FIGURE, figure, id) ||
		  err_set(j->err, ERR_NOT_FOUND, _("there is no such figure"));
	/* of any plan: a key is one figure's */
	plan_rows plans = { 0 };

	ok = ok && plans_read(j->l->db, false, &j->mem, &plans, j->err);
	for (size_t p = 0; ok && p < plans.n && !j->a_name; p++) {
		names.n = 0;
		ok = figure_names_read(j->l->db, plans.p[p].key, &j->mem, &names, j->err);
		for (size_t i = 0; i < names.n; i++)
			if (names.p[i].key == figure)
				j->a_name = names.p[i].name;
	}
	vec_clear(&names);
	vec_clear(&plans);
	return ok && (j->a_name || err_set(j->err, ERR_NOT_FOUND, _("there is no such figure")));
}

/* Both in one share: it would be a share of itself. */
static bool shares_itself(struct joining *j, bool *is)
{
	keys items = { 0 };
	bool ok = items_of_figure(j->l->db, j->a.key, &items, j->err);

	*is = false;
	for (size_t i = 0; ok && i < items.n; i++) {
		target_rows list = { 0 };
		ok = targets_read(j->l->db, items.p[i], &j->mem, &list, j->err);
		for (size_t k = 0; k < list.n; k++) {
			const struct target_row *t = &list.p[k];
			int64_t of[] = {
				t->num_figure, t->den_figure, t->total_figure, t->excluded_figure,
			};
			bool a = false, b = false;
			for (size_t n = 0; n < 4; n++)
				a |= of[n] == j->a.key, b |= of[n] == j->b.key;
			*is |= a && b;
		}
		vec_clear(&list);
	}
	vec_clear(&items);
	return ok;
}

static bool words_differ(const struct figure_row *a, const struct figure_row *b)
{
	return a->word && b->word && *a->word && *b->word && strcmp(a->word, b->word) != 0;
}

static bool joining_check(struct joining *j)
{
	bool itself;

	if (j->a.scale != j->b.scale)
		return err_set(j->err, ERR_REFUSED,
			       _("%s and %s are not counted alike: they have %d and %d places "
				 "after the point"),
			       j->a.name, j->b.name, j->a.scale, j->b.scale);
	if (words_differ(&j->a, &j->b))
		return err_set(j->err, ERR_REFUSED, _("%s and %s are not counted alike: %s and %s"),
			       j->a.name, j->b.name, j->a.word, j->b.word);
	if (!shares_itself(j, &itself))
		return false;
	return !itself || err_set(j->err, ERR_REFUSED,
				  _("%s and %s are parts of one share: they cannot be one"),
				  j->a.name, j->b.name);
}

/* What others were joined with it follows. */
static bool joining_fill(struct joining *j)
{
	keys others = { 0 };
	bool ok = figures_joined(j->l->db, j->a.key, &others, j->err) &&
		  values_copy(j, j->a.key, j->b.key, &j->b.id, NULL);

	*vec_push(&others) = j->a.key;
	for (size_t i = 0; ok && i < others.n; i++) {
		struct id id;
		if (row_id(j->l->db, KIND_FIGURE, others.p[i], &id))
			change_set(j->change, KIND_FIGURE, &id, "same_as", V_ID(j->b.id));
	}
	vec_clear(&others);
	return ok;
}

/* Fills the change and commits it; the sentence is known behind what was found. */
static bool joining_run(struct joining *j, const char *verb, bool (*fill)(struct joining *j),
			const char *(*say)(struct joining *j))
{
	if (!(j->change = ledger_begin(j->l, verb, "", j->err)))
		return false;
	if (!fill(j)) {
		ledger_abandon(j->l, j->change);
		return false;
	}
	const char *text = say(j);
	change_say(j->change, text);
	outcome_say(j->out, text);
	bool ok = ledger_commit(j->l, j->change, j->out, j->err);
	j->out->done = ok && j->out->changed;
	outcome_unchanged(j->out);
	return ok;
}

static const char *say_same(struct joining *j)
{
	const char *text =
		arena_printf(&j->mem, _("%s is the same figure as %s"), j->a.name, j->b.name);

	return !j->differ
		       ? text
		       : arena_printf(
				 &j->mem,
				 ngettext("%s; of %d value each had another one: that of %s holds",
					  "%s; of %d values each had another one: those of %s hold",
					  (unsigned long)j->differ),
				 text, j->differ, j->b.name);
}

bool define_same(struct ledger *l, int64_t figure, int64_t other, struct outcome *out,
		 struct err *err)
{
	struct joining j = { .l = l, .out = out, .err = err };

	*out = (struct outcome){ .done = 0 };
	bool ok = figure_get(l->db, figure, &j.mem, &j.a, err) &&
		  figure_get(l->db, other, &j.mem, &j.b, err);
	if (ok && figure == other)
		ok = err_set(err, ERR_REFUSED, _("that is one figure already: %s"), j.a.name);
	else if (ok && j.a.key == j.b.key)
		outcome_say(out, arena_printf(&j.mem, _("%s: nothing is changed by that"),
					      say_same(&j)));
	else
		ok = ok && joining_check(&j) && joining_run(&j, "same", joining_fill, say_same);
	if (!ok)
		out->said[0] = '\0';
	arena_clear(&j.mem);
	return ok;
}

/* ---- parted again ---- */

struct parting {
	struct joining j;
	int64_t figure, item;
	struct id id, item_id;
	struct item_row row;
};

static bool part_joined(struct joining *j)
{
	struct parting *p = (struct parting *)j;

	keys items = { 0 }, units = { 0 };
	bool ok = items_of_figure(j->l->db, p->figure, &items, j->err);

	for (size_t i = 0; ok && i < items.n; i++)
		ok = units_of(j->l, items.p[i], &units, j->err);
	change_set(j->change, KIND_FIGURE, &p->id, "same_as", V_NULL);
	ok = ok && values_copy(j, j->b.key, 0, &p->id, &units);
	vec_clear(&items);
	vec_clear(&units);
	return ok;
}

static const char *say_apart(struct joining *j)
{
	return arena_printf(&j->mem, _("%s is a figure of its own again"), j->a_name);
}

/* The item's targets name another figure from now on. */
static bool part_targets(struct joining *j, const struct id *own)
{
	struct parting *p = (struct parting *)j;
	target_rows list = { 0 };
	bool ok = targets_read(j->l->db, p->item, &j->mem, &list, j->err);

	for (size_t i = 0; ok && i < list.n; i++) {
		const struct target_row *t = &list.p[i];
		const struct { const char *column; int64_t figure; } of[] = {
			{ "num_figure", t->num_figure }, { "den_figure", t->den_figure },
			{ "total_figure", t->total_figure },
			{ "excluded_figure", t->excluded_figure },
		};
		for (size_t k = 0; k < sizeof of / sizeof *of; k++)
			if (of[k].figure == j->b.key)
				change_set(j->change, KIND_TARGET, &t->id, of[k].column,
					   V_ID(*own));
	}
	vec_clear(&list);
	return ok;
}

static bool part_item(struct joining *j)
{
	struct parting *p = (struct parting *)j;
	struct plan_row plan;
	keys units = { 0 };

	if (!plan_get(j->l->db, p->row.plan, &j->mem, &plan, j->err))
		return false;
	const char *name = arena_printf(&j->mem, "%s：%s", p->row.title, j->b.name);
	struct id own = ident_figure(&plan.id, str_of(name));
	int64_t there = row_key(j->l->db, KIND_FIGURE, &own);
	if (there && there == j->b.key)
		return err_set(j->err, ERR_REFUSED, _("%s is that item's own figure already"),
			       name);
	change_row(j->change, KIND_FIGURE, &own);
	change_field(j->change, "plan", V_ID(plan.id));
	change_field(j->change, "name", V_TEXT(name));
	change_field(j->change, "word", j->b.word && *j->b.word ? V_TEXT(j->b.word) : V_NULL);
	change_field(j->change, "scale", V_INT(j->b.scale));
	change_field(j->change, "definition",
		     j->b.definition && *j->b.definition ? V_TEXT(j->b.definition) : V_NULL);
	bool ok = part_targets(j, &own) && units_of(j->l, p->item, &units, j->err) &&
		  values_copy(j, j->b.key, 0, &own, &units);
	vec_clear(&units);
	return ok;
}

static const char *say_item(struct joining *j)
{
	struct parting *p = (struct parting *)j;

	return arena_printf(&j->mem, _("%s: item %s has a figure of its own from now on"),
			    j->b.name, p->row.number);
}

static bool part_refused(struct joining *j, const figure_uses *uses)
{
	const char *items = uses->n ? uses->p[0].items : "";

	return err_set(j->err, ERR_REFUSED,
		       _("%s is joined with no other; it is asked for by %s: --item says which one "
			 "gets a figure of its own"),
		       j->b.name, items);
}

bool define_apart(struct ledger *l, int64_t figure, int64_t item, struct outcome *out,
		  struct err *err)
{
	struct parting p = { .j = { .l = l, .out = out, .err = err }, .figure = figure,
		.item = item };
	struct joining *j = &p.j;
	figure_uses uses = { 0 };

	*out = (struct outcome){ .done = 0 };
	bool ok = own_read(j, figure, &p.id) && figure_get(l->db, figure, &j->mem, &j->b, err);
	if (ok && j->b.key != figure)
		ok = joining_run(j, "apart", part_joined, say_apart);
	else if (ok && item)
		ok = item_get(l->db, item, &j->mem, &p.row, err) &&
		     joining_run(j, "apart", part_item, say_item);
	else if (ok)
		ok = figure_find(l, 0, 0, str_of(j->a_name), &j->mem, &uses, err) &&
		     part_refused(j, &uses);
	if (!ok)
		out->said[0] = '\0';
	figure_uses_clear(&uses);
	arena_clear(&j->mem);
	return ok;
}
