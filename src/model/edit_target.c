/* What is demanded of an item's figures: by a wording, read as a notice's is. */
#include <string.h>

#include "base/gettext.h"
#include "model/edit_private.h"
#include "model/ident.h"
#include "model/target_wording.h"

#include "base/ban.h"

static const struct { const char *word, *cn; enum scope scope; } scopes[] = {
	{ "each", "各自", SCOPE_EACH }, { "sum", "合计", SCOPE_SUM },
	{ "joint", "合报", SCOPE_JOINT },
};

struct target_edit {
	struct item_row item;
	struct plan_row plan;
	target_rows list;
	target_readings read;
	size_t at;
};

/* *said: false where nothing was said of it. */
static bool scope_read(const struct edit *e, enum scope *scope, bool *said, struct err *err)
{
	const char *text = edit_said(e, "scope");

	*said = text && *text;
	for (size_t i = 0; *said && i < sizeof scopes / sizeof *scopes; i++)
		if (strcmp(text, scopes[i].word) == 0 || strcmp(text, scopes[i].cn) == 0) {
			*scope = scopes[i].scope;
			return true;
		}
	return !*said || edit_refuse(err, "scope", _("a scope is each, sum or joint: %s"), text);
}

static const char *list_text(struct edit *e, const target_rows *list)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < list->n; i++)
		buf_printf(&b, "%s%zu %s", i ? _(", ") : "", i + 1, list->p[i].text);
	const char *text = arena_strdup(&e->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static bool wording_one(struct edit *e, struct target_edit *x, const char *text, struct err *err)
{
	target_read(&e->mem, str_of(text), &x->read);
	if (x->read.n == 0)
		target_read_reported(&e->mem, str_of(text), &x->read);
	if (x->read.n > 1)
		return edit_refuse(err, "wording", _("%zu demands are read in that: one at a time"),
				   x->read.n);
	return x->read.n == 1 ||
	       edit_refuse(err, "wording", _("no demand on figures is read in that: %s"), text);
}

/* ---- figures of a new one ---- */

static bool is_rate(const struct target_reading *r)
{
	return r->measure_word && strcmp(r->measure_word, "%") == 0;
}

/* One of that name in the plan is the same one: it is reported once for both. */
static void figure_put(struct edit *e, const struct target_edit *x, const struct id *target,
		       const char *column, const char *name, const char *word, int scale)
{
	struct id id = ident_figure(&x->plan.id, str_of(name));

	if (!row_key(e->l->db, KIND_FIGURE, &id)) {
		change_row(e->c, KIND_FIGURE, &id);
		change_field(e->c, "plan", V_ID(x->plan.id));
		change_field(e->c, "name", V_TEXT(name));
		change_field(e->c, "word", *word ? V_TEXT(word) : V_NULL);
		change_field(e->c, "scale", V_INT(scale));
	}
	change_set(e->c, KIND_TARGET, target, column, V_ID(id));
}

/* Named as those of a notice (notice/pass_figure.c). */
static void figures_put(struct edit *e, const struct target_edit *x, const struct id *target,
			const struct target_reading *r)
{
	const char *metric = r->metric.n ? arena_str(&e->mem, r->metric) : x->item.title;

	if (r->den == 0) {
		figure_put(e, x, target, "num_figure", metric,
			   r->measure_word ? r->measure_word : "",
			   r->comparator == CMP_NONE && is_rate(r) ? 2 : 0);
		return;
	}
	figure_put(e, x, target, "num_figure",
		   r->base.n ? metric : arena_printf(&e->mem, "%s·做到数", metric), "", 0);
	figure_put(e, x, target, "den_figure",
		   r->base.n ? arena_str(&e->mem, r->base)
			     : arena_printf(&e->mem, "%s·应做数", metric),
		   "", 0);
}

/* ---- the change ---- */

/* A share is never a count: what was sent means something else. */
static bool same_shape(const struct target_row *t, const struct target_reading *r)
{
	return (t->den_figure || t->total_figure || t->den > 1) == (r->den > 1);
}

static void demand_put(struct edit *e, const struct id *id, const struct target_reading *r)
{
	bool demands = r->comparator != CMP_NONE;

	change_set(e->c, KIND_TARGET, id, "comparator", V_TEXT(comparator_word(r->comparator)));
	change_set(e->c, KIND_TARGET, id, "num", demands ? V_INT(r->num) : V_NULL);
	change_set(e->c, KIND_TARGET, id, "den", demands ? V_INT(r->den) : V_NULL);
	change_set(e->c, KIND_TARGET, id, "soft", V_INT(r->soft));
	change_set(e->c, KIND_TARGET, id, "text", V_STR(r->text));
}

static bool end_it(struct edit *e, struct target_edit *x, struct err *err)
{
	if (x->at >= x->list.n)
		return edit_refuse(err, "which", _("which one ends?"));
	const struct target_row *t = &x->list.p[x->at];
	if (!edit_ask(e, err,
		      _("%s is demanded no more: nobody is judged by it, what was sent stays in "
			"the log"),
		      t->text))
		return false;
	change_set(e->c, KIND_TARGET, &t->id, "gone", V_INT(1));
	e->say = arena_printf(&e->mem, _("target of %s ends: %s"), x->item.number, t->text);
	return true;
}

static bool put_it(struct edit *e, struct target_edit *x, const char *wording, struct err *err)
{
	const struct target_row *t = x->at < x->list.n ? &x->list.p[x->at] : NULL;
	enum scope scope = SCOPE_EACH;
	bool scope_said;

	if (!scope_read(e, &scope, &scope_said, err) ||
	    (*wording && !wording_one(e, x, wording, err)))
		return false;
	if (!*wording && (!t || !scope_said))
		return edit_refuse(err, "wording",
				   _("what is demanded? a wording as in a notice: 比例不低于80%%, "
				     "至少形成2个案例"));
	const struct target_reading *r = *wording ? &x->read.p[0] : NULL;
	if (t && r && !same_shape(t, r))
		return edit_refuse(
			err, "wording",
			_("a share and a count are no one target: end %zu, and + makes a new one"),
			x->at + 1);
	const char *before = t ? t->text : "", *after = r ? wording : before;
	if (t &&
	    !edit_ask(e, err, _("%s becomes %s%s%s: who is judged by it is judged anew"), before,
		      after, scope_said ? ", " : "", scope_said ? scope_word(scope) : ""))
		return false;
	struct id id = t ? t->id : edit_part_new(e, KIND_TARGET, &x->item.id);
	if (!t) {
		change_row(e->c, KIND_TARGET, &id);
		change_field(e->c, "item", V_ID(x->item.id));
		change_set(e->c, KIND_TARGET, &id, "pos",
			   V_INT(x->list.n ? x->list.p[x->list.n - 1].pos + 1 : 0));
		figures_put(e, x, &id, r);
	}
	if (r)
		demand_put(e, &id, r);
	/* That of a target which is there changes only where it is said: what was sent was sent by
	 * it. */
	if (scope_said || !t)
		change_set(e->c, KIND_TARGET, &id, "scope",
			   V_TEXT(scope_word(scope_said ? scope : r->scope)));
	e->say = t ? arena_printf(&e->mem, _("target of %s: %s (before: %s)"), x->item.number,
				  after, before)
		   : arena_printf(&e->mem, _("target of %s: %s"), x->item.number, after);
	return true;
}

bool edit_target(struct edit *e, struct err *err)
{
	struct target_edit x = { .at = 0 };
	const char *wording;
	bool off = edit_off(e, &wording) || (e->call->said[0] && !*e->call->said[0]);
	bool ok = item_get(e->l->db, e->call->of, &e->mem, &x.item, err) &&
		  plan_get(e->l->db, x.item.plan, &e->mem, &x.plan, err) &&
		  targets_read(e->l->db, x.item.key, &e->mem, &x.list, err);

	if (ok && x.item.children)
		ok = edit_refuse(err, "wording", _("%s is made of others: choose one of them"),
				 x.item.number);
	ok = ok && edit_which(e, x.list.n, list_text(e, &x.list), &x.at, err);
	ok = ok && (off ? end_it(e, &x, err) : put_it(e, &x, wording, err));
	vec_clear(&x.read);
	vec_clear(&x.list);
	return ok;
}
