/* When an item is due: by a wording, read as a notice's is. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/deadline.h"
#include "model/deadline_put.h"
#include "model/edit_private.h"
#include "model/ident.h"
#include "model/say.h"
#include "store/duties.h"

#include "base/ban.h"

/* Which one is meant: by its number as the item lists them, "+" a new one; where there is but one
 * it need not be named. *at: list->n for a new one. */
bool edit_which(struct edit *e, size_t n, const char *listed, size_t *at, struct err *err)
{
	const char *text = edit_said(e, "which");
	char *end;

	*at = n;
	if (!text || !*text) {
		if (n == 1)
			*at = 0;
		return n < 2 ||
		       edit_refuse(err, "which", _("which one, or + for a new one? %s"), listed);
	}
	if (strcmp(text, "+") == 0)
		return true;
	unsigned long k = strtoul(text, &end, 10);
	if (*end || k < 1 || k > n)
		return edit_refuse(err, "which",
				   n ? _("there is no %s here: %s")
				     : _("there is no %s here: + makes a new one%s"),
				   text, listed);
	*at = k - 1;
	return true;
}

static bool wording_one(struct edit *e, const char *text, date issued, struct readings *r,
			struct err *err)
{
	wording_read(&e->mem, str_of(text), issued, e->l->cal, r);
	if (r->list.n > 1)
		return edit_refuse(err, "wording",
				   _("%zu deadlines are read in that: one at a time"), r->list.n);
	if (r->list.n == 0)
		return edit_refuse(err, "wording", _("no deadline is read in that: %s"), text);
	if (r->list.p[0].kind == DEADLINE_INVALID || r->list.p[0].kind == DEADLINE_UNSCHEDULED)
		return edit_refuse(err, "wording", "%s",
				   r->warn.n ? r->warn.p[0] : _("no day follows from that"));
	return true;
}

/* ---- before and after, in words ---- */

/* "11-20 Tue", "12-02 Sun (act by 11-30)"; in the log with its year. */
static const char *day_text(struct edit *e, date d, bool logged)
{
	char day[DATE_TEXT_SIZE];
	date act_by = calendar_act_by(e->l->cal, d);
	const char *text = logged ? date_text(d, day) : say_day(d, ledger_today(e->l), &e->mem);

	if (d == act_by)
		return arena_printf(&e->mem, "%s %s", text, say_weekday(d));
	return arena_printf(&e->mem, _("%s %s (act by %s)"), text, say_weekday(d),
			    say_day(act_by, d, &e->mem));
}

static const char *kind_text(struct edit *e, const char *kind, date due, date start, bool logged)
{
	if (strcmp(kind, "recurring") == 0)
		return due == DATE_NONE ? _("recurring")
					: arena_printf(&e->mem, _("recurring, next %s"),
						       day_text(e, due, logged));
	if (strcmp(kind, "relative") == 0)
		return _("counted from the hand-over or the receipt");
	if (due == DATE_NONE)
		return _("without a date");
	return start == DATE_NONE || strcmp(kind, "range") != 0
		       ? day_text(e, due, logged)
		       : arena_printf(&e->mem, "%s - %s", say_day(start, due, &e->mem),
				      day_text(e, due, logged));
}

/* As it was written; by its day where nobody wrote it. */
static const char *name_of(struct edit *e, const struct deadline_row *d)
{
	return *d->text ? d->text : kind_text(e, d->kind, d->due, d->start, true);
}

/* "1 11月20日前取得阶段性成果, 2 长期推进" */
static const char *list_text(struct edit *e, const deadline_rows *list)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < list->n; i++)
		buf_printf(&b, "%s%zu %s", i ? _(", ") : "", i + 1, name_of(e, &list->p[i]));
	const char *text = arena_strdup(&e->mem, buf_text(&b));
	buf_clear(&b);
	return text;
}

static const char *after_text(struct edit *e, const struct reading *r, bool logged)
{
	struct deadline_day next = { .due = r->due };

	if (r->kind == DEADLINE_RECURRING &&
	    deadline_next(r, e->l->cal, ledger_today(e->l), &next, 1) == 0)
		next.due = DATE_NONE;
	return kind_text(e, deadline_kind_word(r->kind), next.due, r->start, logged);
}

/* Of a recurring one the next that is listed. */
static const char *before_text(struct edit *e, const struct deadline_row *d,
			       const duty_states *duties)
{
	date due = d->due;

	if (strcmp(d->kind, "recurring") == 0) {
		due = DATE_NONE;
		for (size_t i = 0; i < duties->n; i++)
			if (duties->p[i].deadline == d->key &&
			    duties->p[i].due >= ledger_today(e->l) &&
			    (due == DATE_NONE || duties->p[i].due < due))
				due = duties->p[i].due;
	}
	return kind_text(e, d->kind, due, d->start, false);
}

/* Who owes by it, how many are in: what moves. */
static const char *owed_text(struct edit *e, const struct deadline_row *d,
			     const duty_states *duties)
{
	size_t n = 0, in = 0, granted = 0;

	for (size_t i = 0; i < duties->n; i++) {
		const struct duty_state *s = &duties->p[i];
		if (s->deadline != d->key ||
		    (s->shows != DATE_NONE && s->shows > ledger_today(e->l)))
			continue;
		n++;
		in += duty_is_in(s);
		granted += s->due != s->first_due;
	}
	const char *text = arena_printf(
		&e->mem, ngettext("%zu duty, %zu in", "%zu duties, %zu in", (unsigned long)n), n,
		in);
	return granted ? arena_printf(&e->mem, _("%s, %zu with an extended date that stays"), text,
				      granted)
		       : text;
}

/* ---- the change ---- */

struct due_edit {
	struct item_row item;
	struct plan_row plan;
	deadline_rows list;
	duty_states duties;
	struct readings read;
	size_t at;
};

static bool end_it(struct edit *e, struct due_edit *x, struct err *err)
{
	if (x->at >= x->list.n)
		return edit_refuse(err, "which", _("which one ends?"));
	const struct deadline_row *d = &x->list.p[x->at];
	if (!edit_ask(e, err,
		      _("%s (%s) ends: %s; what was sent stays in the log and counts no more"),
		      name_of(e, d), before_text(e, d, &x->duties), owed_text(e, d, &x->duties)))
		return false;
	change_set(e->c, KIND_DEADLINE, &d->id, "gone", V_INT(1));
	e->say = arena_printf(&e->mem, _("deadline of %s ends: %s"), x->item.number, name_of(e, d));
	return true;
}

/* An occurrence's key is the period: a single deadline and a recurring one are never one. */
static bool same_kind(const struct deadline_row *d, const struct reading *r)
{
	return (strcmp(d->kind, "recurring") == 0) == (r->kind == DEADLINE_RECURRING);
}

struct id edit_part_new(struct edit *e, enum kind kind, const struct id *item)
{
	int ordinal = 0;
	struct id id = ident_part(kind_info(kind)->name, item, ordinal);

	while (row_ref(e->l->db, kind, &id, "item") != 0)
		id = ident_part(kind_info(kind)->name, item, ++ordinal);
	return id;
}

/* Another one in its place: who alone owes it, and whether it asks for figures, goes on. */
static void take_over(struct edit *e, const struct deadline_row *d, const struct id *to)
{
	struct id unit;

	change_set(e->c, KIND_DEADLINE, &d->id, "gone", V_INT(1));
	edit_set(e, KIND_DEADLINE, to, "asks", d->asks);
	if (d->unit && row_id(e->l->db, KIND_UNIT, d->unit, &unit))
		change_set(e->c, KIND_DEADLINE, to, "unit", V_ID(unit));
}

static bool put_it(struct edit *e, struct due_edit *x, const char *wording, struct err *err)
{
	date issued = x->plan.issued != DATE_NONE ? x->plan.issued : ledger_today(e->l);

	if (!wording_one(e, wording, issued, &x->read, err))
		return false;
	const struct reading *r = &x->read.list.p[0];
	const struct deadline_row *d = x->at < x->list.n ? &x->list.p[x->at] : NULL;
	bool same = d && same_kind(d, r);
	struct id id = same ? d->id : edit_part_new(e, KIND_DEADLINE, &x->item.id);
	int pos = d ? d->pos : x->list.n ? x->list.p[x->list.n - 1].pos + 1 : 0;
	const char *after = after_text(e, r, true);

	if (d && !edit_ask(e, err,
			   same ? _("%s becomes %s: %s")
				: _("%s becomes %s: %s; what was sent stays in the log and counts "
				    "no more"),
			   before_text(e, d, &x->duties), after_text(e, r, false),
			   owed_text(e, d, &x->duties)))
		return false;
	deadline_put(e->c, &id, &x->item.id, pos, r, issued);
	if (d && !same)
		take_over(e, d, &id);
	e->say = d ? arena_printf(&e->mem, _("deadline of %s: %s -> %s (before: %s)"),
				  x->item.number, wording, after, name_of(e, d))
		   : arena_printf(&e->mem, _("deadline of %s: %s -> %s"), x->item.number, wording,
				  after);
	return true;
}

bool edit_deadline(struct edit *e, struct err *err)
{
	struct due_edit x = { .at = 0 };
	const char *wording;
	bool off = edit_off(e, &wording) || (e->call->said[0] && !*e->call->said[0]);
	bool ok = item_get(e->l->db, e->call->of, &e->mem, &x.item, err) &&
		  plan_get(e->l->db, x.item.plan, &e->mem, &x.plan, err) &&
		  deadlines_read(e->l->db, x.item.key, &e->mem, &x.list, err) &&
		  duty_states_read(e->l->db, x.item.key, 0, &x.duties, err);

	if (ok && x.item.children)
		ok = edit_refuse(err, "wording", _("%s is made of others: choose one of them"),
				 x.item.number);
	ok = ok && edit_which(e, x.list.n, list_text(e, &x.list), &x.at, err);
	if (ok && !off && !*wording)
		ok = edit_refuse(err, "wording",
				 _("by when? a wording as in a notice: 12月5日前, 每月20日前"));
	ok = ok && (off ? end_it(e, &x, err) : put_it(e, &x, wording, err));
	readings_clear(&x.read);
	vec_clear(&x.duties);
	vec_clear(&x.list);
	return ok;
}
