/* What a plan is called, when it was issued and handed over. */
#include <string.h>

#include "base/gettext.h"
#include "model/edit_private.h"
#include "model/say.h"

#include "base/ban.h"

bool edit_plan_now(struct edit *e, const char *now[EDIT_FIELDS], struct err *err)
{
	struct plan_row p;
	char day[DATE_TEXT_SIZE];

	if (!plan_get(e->l->db, e->call->of, &e->mem, &p, err))
		return false;
	edit_put(e, now, "title", p.title);
	edit_put(e, now, "number", p.number);
	edit_put(e, now, "region", p.region);
	edit_put(e, now, "issued",
		 p.issued == DATE_NONE ? "" : arena_strdup(&e->mem, date_text(p.issued, day)));
	edit_put(e, now, "handed",
		 p.handed == DATE_NONE ? "" : arena_strdup(&e->mem, date_text(p.handed, day)));
	return true;
}

/* How many deadlines of the plan count from its hand-over. */
static bool relative_count(struct edit *e, int64_t plan, int *n, struct err *err)
{
	keys items = { 0 };
	bool ok = items_of_plan(e->l->db, plan, &items, err);

	*n = 0;
	for (size_t i = 0; ok && i < items.n; i++) {
		deadline_rows list = { 0 };
		ok = deadlines_read(e->l->db, items.p[i], &e->mem, &list, err);
		for (size_t k = 0; k < list.n; k++)
			*n += strcmp(list.p[k].kind, "relative") == 0 && !list.p[k].from_receipt;
		vec_clear(&list);
	}
	vec_clear(&items);
	return ok;
}

/* Nobody hands over what has not been issued. */
static bool handed_fits(const struct edit *e, date issued, date handed, struct err *err)
{
	char day[DATE_TEXT_SIZE];

	if (issued == DATE_NONE || handed == DATE_NONE || handed >= issued)
		return true;
	return edit_refuse(err, edit_said(e, "handed") ? "handed" : "issued",
			   _("handed over before it was issued (%s)?"), date_text(issued, day));
}

static bool handed_put(struct edit *e, const struct plan_row *p, date handed, const char **tail,
		       struct err *err)
{
	int n;

	if (!relative_count(e, p->key, &n, err))
		return false;
	if (n > 0 && p->handed != DATE_NONE && handed != p->handed &&
	    !edit_ask(e, err,
		      ngettext("%d deadline counts from the hand-over: from %s instead of %s",
			       "%d deadlines count from the hand-over: from %s instead of %s",
			       (unsigned long)n),
		      n, handed == DATE_NONE ? "-" : say_day(handed, ledger_today(e->l), &e->mem),
		      say_day(p->handed, ledger_today(e->l), &e->mem)))
		return false;
	edit_set_day(e, KIND_PLAN, &p->id, "handed", handed);
	if (n > 0)
		*tail = arena_printf(&e->mem, ngettext("; %d deadline counts from it", "; %d deadlines count from it", (unsigned long)n), n);
	return true;
}

/* What was read of the notice stays what it is: a date without a year was read with the issue date
 * of then. */
static bool issued_put(struct edit *e, const struct plan_row *p, date issued, struct err *err)
{
	if (p->issued != DATE_NONE && issued != p->issued &&
	    !edit_ask(e, err,
		      _("recurring duties begin with the issue date; dates that were read from the "
			"notice stay, unless it is read once more with --issued")))
		return false;
	edit_set_day(e, KIND_PLAN, &p->id, "issued", issued);
	if (issued != DATE_NONE)
		change_set(e->c, KIND_PLAN, &p->id, "year", V_INT(date_split(issued).year));
	return true;
}

bool edit_plan(struct edit *e, struct err *err)
{
	static const char *const cells[] = { "title", "number", "region" };
	struct plan_row p;
	bool issued_said, handed_said;
	date issued, handed;
	const char *title = edit_said(e, "title"), *tail = "";

	if (!plan_get(e->l->db, e->call->of, &e->mem, &p, err) ||
	    !edit_day(e, "issued", &issued_said, &issued, err) ||
	    !edit_day(e, "handed", &handed_said, &handed, err) ||
	    !handed_fits(e, issued_said ? issued : p.issued, handed_said ? handed : p.handed, err))
		return false;
	if (title && !*title)
		return edit_refuse(err, "title", _("a title is needed"));
	if (!*edit_list(e))
		return edit_refuse(err, e->verb->fields[0].name,
				   _("nothing is named that should change"));
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		if (edit_said(e, cells[i]))
			edit_set(e, KIND_PLAN, &p.id, cells[i], edit_said(e, cells[i]));
	if ((issued_said && !issued_put(e, &p, issued, err)) ||
	    (handed_said && !handed_put(e, &p, handed, &tail, err)))
		return false;
	e->say = arena_printf(&e->mem, _("plan %s: %s%s"), p.title, edit_list(e), tail);
	return true;
}
