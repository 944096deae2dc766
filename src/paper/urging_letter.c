/* Papers of the phone round: the urging letter 催办单 for one unit, and the call list. */
#include <string.h>

#include "base/gettext.h"
#include "model/call.h"
#include "model/say.h"
#include "model/view.h"
#include "paper/paper.h"

#include "base/ban.h"

static const struct doc_column duty_columns[] = {
	{ .name = "number", .head = N_("no.") },
	{ .name = "item", .head = N_("item"), .weight = 1 },
	{ .name = "period", .head = N_("period"), .place = DOC_DATA },
	{ .name = "due", .head = N_("deadline"), .cols = 10 },
	{ .name = "late", .head = N_("days late"), .cols = 8, .right = true, .number = true },
	{ .name = "report", .head = N_("report"), .cols = 8 },
	{ .name = "promised", .head = N_("promised"), .cols = 10 },
	{ .name = "returned", .head = N_("returned because"), .place = DOC_BELOW },
};
static const struct doc_column call_columns[] = {
	{ .name = "light", .head = N_("light"), .cols = 4 },
	{ .name = "unit", .head = N_("unit"), .weight = 1 },
	{ .name = "owed", .head = N_("owes"), .right = true, .number = true },
	{ .name = "items", .head = N_("items"), .weight = 1 },
	{ .name = "due", .head = N_("deadline"), .cols = 10 },
	{ .name = "contact", .head = N_("contact") },
	{ .name = "phone", .head = N_("phone") },
	{ .name = "last", .head = N_("last call"), .cols = 10 },
	{ .name = "answer", .head = N_("answer"), .place = DOC_BELOW },
};
#define N_COLUMNS(columns) (sizeof (columns) / sizeof *(columns))

/* ---- the letter ---- */

/* Why the last report came back; "" where none did. */
static const char *returned_text(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	struct entry_row e;

	return d->review == 'x' && entry_last(l->db, d->item, d->unit, "return", mem, &e) ? e.text
											  : "";
}

static bool duty_put(struct ledger *l, const struct duty_state *d, struct arena *mem,
		     struct doc *to, struct err *err)
{
	struct item_row item;
	int left = d->due == DATE_NONE ? 0
				       : calendar_workdays_between(l->cal, ledger_today(l), d->due);

	if (!item_get(l->db, d->item, mem, &item, err))
		return false;
	const char *period = say_period(d->occ);
	doc_row(to, DOC_ROW);
	doc_cell(to, item.number);
	doc_cell(to, *period ? arena_printf(mem, "%s %s", item.title, period) : item.title);
	doc_cell(to, period);
	doc_cell_date(to, d->due);
	doc_cell(to, left < 0 ? arena_printf(mem, "%d", -left) : "");
	doc_cell(to, say_report(d, mem));
	doc_cell_date(to, d->promised);
	doc_cell(to, returned_text(l, d, mem));
	return true;
}

static bool duties_put(struct ledger *l, int64_t plan, int64_t unit, struct arena *mem,
		       struct doc *to, struct err *err)
{
	duty_states list = { 0 };
	date today = ledger_today(l);
	int late = 0;
	bool ok = call_duties(l, plan, unit, &list, err);

	doc_table(to, "duties", _("what has not come in"),
		  _("all that has begun is in: there is nothing to urge"), duty_columns,
		  N_COLUMNS(duty_columns));
	for (size_t i = 0; ok && i < list.n; i++) {
		late += list.p[i].due != DATE_NONE && list.p[i].due < today;
		ok = duty_put(l, &list.p[i], mem, to, err);
	}
	if (ok)
		doc_fact(to, _("owes"),
			 ngettext("%zu report, %d of it overdue", "%zu reports, %d of them overdue",
				  (unsigned long)list.n),
			 list.n, late);
	vec_clear(&list);
	return ok;
}

/* To whom it goes, and the last call: what they were told already. */
static bool head_put(struct ledger *l, int64_t unit, struct arena *mem, struct doc *to,
		     struct err *err)
{
	contact_rows contacts = { 0 };
	struct entry_row last;
	bool ok = contacts_read(l->db, unit, ledger_today(l), mem, &contacts, err);

	if (ok)
		doc_fact(to, _("contact"), "%s",
			 contacts.n ? arena_printf(mem, "%s  %s", contacts.p[0].name,
						   contacts.p[0].phone)
				    : _("no contact is entered for this unit"));
	if (ok && entry_last_urging(l->db, unit, mem, &last)) {
		char day[DATE_TEXT_SIZE];
		doc_fact(to, _("last call"), "%s  %s%s%s%s%s", date_text(last.on, day),
			 say_entry_how(&last, mem), *last.who ? "  " : "", last.who, *last.text ? "  " : "",
			 last.text);
	}
	vec_clear(&contacts);
	return ok;
}

static void foot_put(struct doc *to)
{
	doc_note(to, "%s",
		 _("The above has not come in. Please hand it in within three working days of "
		   "receiving this; what cannot be handed in by then, say why and by when it will "
		   "be."));
	doc_note(to, "%s", _("Issued by ____________________    seal    date ______________"));
	doc_note(to, "%s", _("Received by __________________    date ______________"));
	doc_note(to, "%s", _("Answer ___________________________________________________________"));
}

static bool letter_fill(struct paper_job *j, struct err *err)
{
	bool ok = paper_of_unit(j, err) && head_put(j->l, j->key, &j->mem, j->to, err) &&
		  duties_put(j->l, j->plan, j->key, &j->mem, j->to, err);

	if (ok)
		foot_put(j->to);
	return ok;
}

bool urging_letter(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
{
	return paper_make(&(struct paper_job){ .l = l, .plan = plan, .key = unit, .to = to },
			  "urging", _("urging letter"), letter_fill, err);
}

/* ---- the list ---- */

static bool call_put(struct ledger *l, int64_t plan, const struct call *c, struct arena *mem,
		     struct doc *to, struct err *err)
{
	struct call_line line;

	if (!call_line_read(l, plan, c, mem, &line, err))
		return false;
	doc_row(to, DOC_ROW);
	doc_cell(to, light_word(c->light));
	doc_cell(to, line.unit.name);
	doc_cell_int(to, c->owed);
	doc_cell(to, line.what);
	doc_cell_date(to, c->due);
	doc_cell(to, line.has_contact ? line.contact.name : "");
	doc_cell(to, line.has_contact ? line.contact.phone : "");
	doc_cell(to, line.last.key ? call_last_text(l, &line, 0, mem) : "");
	const char *answer = call_answer_text(l, &line, mem);
	doc_cell(to, strcmp(answer, "-") == 0 ? "" : answer);
	return true;
}

static bool calls_put(struct ledger *l, int64_t plan, int64_t unit, const struct paper_filter *f,
		      struct arena *mem, struct doc *to, struct err *err)
{
	struct promise_sums sums;
	calls list = { 0 };
	int units = 0, owed = 0;
	bool ok = calls_read(l, plan, f ? f->where : NULL, (struct order){ CALLS_BY_LIGHT, false },
			     false, &list, &sums, err);

	if (f)
		doc_fact(to, _("filter"), _("%s (%zu of %d units)"), f->said, list.n, sums.all);
	doc_table(to, "calls", "", _("nobody is silent"), call_columns, N_COLUMNS(call_columns));
	for (size_t i = 0; ok && i < list.n; i++) {
		if (unit && list.p[i].unit != unit)
			continue;
		units++;
		owed += list.p[i].owed;
		ok = call_put(l, plan, &list.p[i], mem, to, err);
	}
	if (ok)
		doc_fact(to, _("base"),
			 ngettext("%d unit owes %d reports", "%d units owe %d reports",
				  (unsigned long)units),
			 units, owed);
	if (ok && !unit && *promise_sums_text(&sums, mem))
		doc_fact(to, _("promises"), "%s", promise_sums_text(&sums, mem));
	vec_clear(&list);
	return ok;
}

static bool calls_fill(struct paper_job *j, struct err *err)
{
	return calls_put(j->l, j->plan, j->key, j->filter, &j->mem, j->to, err);
}

bool calls_table(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
{
	return calls_table_where(l, plan, unit, NULL, to, err);
}

bool calls_table_where(struct ledger *l, int64_t plan, int64_t unit, const struct paper_filter *f,
		       struct doc *to, struct err *err)
{
	struct paper_job job = { .l = l, .plan = plan, .key = unit, .filter = f, .to = to };

	return paper_make(&job, "calls", _("call list"), calls_fill, err);
}
