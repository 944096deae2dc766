#include "model/act.h"

#include <string.h>

#include "base/gettext.h"
#include "base/quotes.h"
#include "base/utf8.h"
#include "base/width.h"
#include "model/figure.h"
#include "model/ident.h"
#include "model/target.h"
#include "model/way.h"
#include "store/rows.h"

#include "base/ban.h"

void outcome_say(struct outcome *out, const char *text)
{
	struct str s = str_of(text);
	size_t n = 0;

	for (size_t at = 0; at < s.n && at < sizeof out->said;) {
		utf8_next(s, &at);
		if (at < sizeof out->said)
			n = at;
	}
	/* One sentence, whatever lines a text in it has. */
	for (size_t i = 0; i < n; i++)
		out->said[i] = text[i] == '\n' ? ' ' : text[i];
	out->said[n] = '\0';
	quotes_nest(out->said);
}

void outcome_unchanged(struct outcome *out)
{
	struct arena mem = { 0 };

	if (!out->changed)
		outcome_say(out,
			    arena_printf(&mem, _("%s: nothing is changed by that"), out->said));
	arena_clear(&mem);
}

bool act_ids(struct act *a, const struct duty_state *d, struct duty_ids *to, struct err *err)
{
	if (!row_id(a->l->db, KIND_ITEM, d->item, &to->item) ||
	    !row_id(a->l->db, KIND_UNIT, d->unit, &to->unit) ||
	    !row_id(a->l->db, KIND_DEADLINE, d->deadline, &to->deadline))
		return err_set(err, ERR_NOT_FOUND,
			       _("what was to be reported is not there any more"));
	to->duty = ident_duty(&to->item, &to->unit, &to->deadline, str_of(d->occ));
	return true;
}

static struct value value_text(const char *s)
{
	return s && *s ? V_TEXT(s) : V_NULL;
}

static struct value value_date(struct act *a, date d)
{
	char text[DATE_TEXT_SIZE];

	return !date_given(d) ? V_NULL : V_TEXT(arena_strdup(&a->mem, date_text(d, text)));
}

static struct id entry_begin(struct act *a)
{
	struct id entry = change_id(a->change, KIND_ENTRY);

	change_row(a->change, KIND_ENTRY, &entry);
	return entry;
}

static void entry_end(struct act *a, const char *way, const char *text, date until)
{
	change_field(a->change, "do", V_TEXT(a->verb->name));
	change_field(a->change, "on", value_date(a, a->on));
	change_field(a->change, "text", value_text(text));
	change_field(a->change, "way", value_text(way));
	change_field(a->change, "who", value_text(a->call->who));
	change_field(a->change, "promised", value_date(a, until));
	change_field(a->change, "level", value_text(a->level));
}

struct id act_entry_until(struct act *a, const struct duty_state *d, const struct duty_ids *ids,
			  date until)
{
	struct id entry = entry_begin(a);

	change_field(a->change, "item", V_ID(ids->item));
	change_field(a->change, "unit", V_ID(ids->unit));
	change_field(a->change, "deadline", V_ID(ids->deadline));
	change_field(a->change, "occ", V_TEXT(d->occ));
	entry_end(a, way_typed(str_of(a->call->way ? a->call->way : ""), &a->mem), a->call->text,
		  until);
	return entry;
}

struct id act_entry(struct act *a, const struct duty_state *d, const struct duty_ids *ids)
{
	return act_entry_until(a, d, ids, a->call->promised);
}

bool act_item_entry_said(struct act *a, int64_t item, const char *way, const char *text,
			 struct id *id, struct err *err)
{
	if (!row_id(a->l->db, KIND_ITEM, item, id))
		return err_set(err, ERR_NOT_FOUND, _("there is no such item"));
	entry_begin(a);
	change_field(a->change, "item", V_ID(*id));
	entry_end(a, way, text, a->call->promised);
	return true;
}

bool act_item_entry(struct act *a, int64_t item, struct id *id, struct err *err)
{
	return act_item_entry_said(a, item, a->call->way, a->call->text, id, err);
}

void act_duty_set(struct act *a, const struct duty_state *d, const struct duty_ids *ids,
		  const char *column, struct value v)
{
	change_row(a->change, KIND_DUTY, &ids->duty);
	change_field(a->change, "item", V_ID(ids->item));
	change_field(a->change, "unit", V_ID(ids->unit));
	change_field(a->change, "deadline", V_ID(ids->deadline));
	change_field(a->change, "occ", V_TEXT(d->occ));
	change_set(a->change, KIND_DUTY, &ids->duty, column, v);
}

bool act_value_set(struct act *a, int64_t figure, const struct id *unit, const char *period,
		   const char *column, struct value v, struct err *err)
{
	struct id f, id;

	if (!row_id(a->l->db, KIND_FIGURE, figure, &f))
		return err_set(err, ERR_NOT_FOUND, _("there is no such figure"));
	id = ident_value(&f, unit, str_of(period));
	change_row(a->change, KIND_VALUE, &id);
	change_field(a->change, "figure", V_ID(f));
	change_field(a->change, "unit", V_ID(*unit));
	change_field(a->change, "period", V_TEXT(period));
	change_set(a->change, KIND_VALUE, &id, column, v);
	return true;
}

/* ---- amounts ---- */

static struct known amount_find(const void *user, int64_t figure)
{
	const struct verb_call *call = user;

	for (size_t i = 0; i < call->n_amounts; i++)
		if (call->amounts[i].figure == figure)
			return (struct known){ true, call->amounts[i].n };
	return (struct known){ 0 };
}

static bool target_has_figure(const struct target_row *t, int64_t figure)
{
	return figure && (t->num_figure == figure || t->den_figure == figure ||
			  t->total_figure == figure || t->excluded_figure == figure);
}

static bool figure_belongs(const target_rows *targets, int64_t figure)
{
	for (size_t i = 0; i < targets->n; i++)
		if (target_has_figure(&targets->p[i], figure))
			return true;
	return false;
}

/* What would be in force with the amounts of the call: of the rest what was said before for the
 * period. */
static struct known in_force_find(const void *user, int64_t figure)
{
	const struct act *a = user;
	const struct duty_state *d = &a->duties[0];
	struct known said = amount_find(a->call, figure);
	struct value_row v;

	if (said.has || !figure || !value_get(a->l->db, figure, d->unit, d->occ, &v))
		return said;
	return (struct known){ v.has_accepted || v.has_reported, v.has_accepted ?
		v.accepted : v.reported };
}

/* Is a side of the ratio among the amounts? What is not was looked at when it came in. */
static bool ratio_said(const struct act *a, const struct target_row *t)
{
	for (size_t i = 0; i < a->call->n_amounts; i++)
		if (target_has_figure(t, a->call->amounts[i].figure))
			return true;
	return false;
}

/* A part of what there is, as total and excluded say it, cannot be more than that; other ratios
 * hardly. */
static bool ratio_fits(struct act *a, const struct target_row *t, struct err *err)
{
	const int64_t keys_of[] = {
		t->num_figure, t->den_figure, t->total_figure, t->excluded_figure,
	};
	struct figure_row figures[4];
	size_t n = 0;

	if (!t->num_figure || !ratio_said(a, t))
		return true;
	for (size_t i = 0; i < 4; i++)
		if (keys_of[i] && !figure_get(a->l->db, keys_of[i], &a->mem, &figures[n++], err))
			return false;
	struct ratio r = target_ratio(t, figures, n, in_force_find, a);
	bool percent = !t->den_figure && !t->total_figure && figures[0].word &&
		       strcmp(figures[0].word, "%") == 0;
	/* Also where no value is demanded. */
	if (percent)
		r.base = (struct known){ true, 100 * figure_power(figures[0].scale) };
	else if (t->den == 0)
		return true;
	if (!r.num.has || !r.base.has || r.num.n <= r.base.n)
		return true;
	const char *num = figure_text(r.num.n, figures[0].scale, &a->mem),
		   *base = figure_text(r.base.n, figures[0].scale, &a->mem);
	if (t->total_figure && !t->den_figure)
		return err_set(err, ERR_INPUT, _("%s done of %s to do: more than there are"), num,
			       base);
	if (percent)
		return act_doubt(a, arena_printf(&a->mem, _("%s%% is more than 100%%"), num));
	return act_doubt(a, arena_printf(&a->mem,
					 r.base.n > 0
						 ? _("%s of %s is more than 100%%")
						 : _("%s of %s: there is nothing to take a share of"),
					 num, base));
}

bool act_amounts_check(struct act *a, const struct duty_state *d, struct err *err)
{
	const struct verb_call *call = a->call;
	target_rows targets = { 0 };
	bool ok = true;

	if (call->n_amounts == 0)
		return true;
	if (a->n > 1)
		return err_set(err, ERR_USE,
			       _("figures belong to one unit, one item and one period"));
	ok = target_rows_of(a->l, d, &a->mem, &targets, err);
	for (size_t i = 0; ok && i < call->n_amounts; i++)
		if (!figure_belongs(&targets, call->amounts[i].figure))
			ok = err_set(err, ERR_INPUT, _("the item does not ask for this figure"));
	for (size_t i = 0; ok && i < targets.n; i++) {
		const struct target_row *t = &targets.p[i];
		struct known total = amount_find(call, t->total_figure),
			     out = amount_find(call, t->excluded_figure);
		if (t->total_figure && t->excluded_figure && total.has && out.has &&
		    out.n > total.n)
			ok = err_set(err, ERR_INPUT, _("more are excluded than there are"));
		ok = ok && ratio_fits(a, t, err);
	}
	vec_clear(&targets);
	return ok;
}

const char *act_amounts_text(struct act *a, const struct duty_state *d, struct err *err)
{
	const struct verb_call *call = a->call;
	target_rows targets = { 0 };
	struct buf b = { 0 };
	const char *text;

	if (call->n_amounts == 0 || !target_rows_of(a->l, d, &a->mem, &targets, err)) {
		vec_clear(&targets);
		return "";
	}
	for (size_t i = 0; i < targets.n && b.n == 0; i++) {
		struct ratio r = target_ratio(&targets.p[i], NULL, 0, amount_find, call);
		if (targets.p[i].den && r.num.has && r.base.has)
			buf_printf(&b, "%lld/%lld", (long long)r.num.n, (long long)r.base.n);
	}
	bool ratio = b.n > 0;
	for (size_t i = 0; !ratio && i < call->n_amounts; i++) {
		struct figure_row f;
		if (!figure_get(a->l->db, call->amounts[i].figure, &a->mem, &f, err))
			break;
		buf_printf(&b, "%s%s", i ? ", " : "",
			   figure_with_word(call->amounts[i].n, &f, &a->mem));
	}
	text = arena_strdup(&a->mem, buf_text(&b));
	buf_clear(&b);
	vec_clear(&targets);
	return text;
}
