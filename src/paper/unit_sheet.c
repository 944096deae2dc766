/* One unit's sheet: what it owes and sent, how it was urged, whom to call. */
#include <string.h>

#include "base/gettext.h"
#include "model/burden.h"
#include "model/duty.h"
#include "model/level.h"
#include "model/say.h"
#include "model/view.h"
#include "model/way.h"
#include "paper/paper.h"

#include "base/ban.h"

enum { URGINGS_MOST = 1000 };

static const struct doc_column duty_columns[] = {
	{ .name = "number", .head = N_("no.") },
	{ .name = "item", .head = N_("item"), .weight = 1 },
	{ .name = "due", .head = N_("deadline"), .cols = 10 },
	{ .name = "signed", .head = N_("signed"), .cols = 10 },
	{ .name = "report", .head = N_("report"), .cols = 6 },
	{ .name = "reported", .head = N_("on"), .cols = 10 },
	{ .name = "review", .head = N_("review"), .cols = 4 },
	{ .name = "figures", .head = N_("figures"), .place = DOC_BELOW },
	{ .name = "light", .head = N_("light"), .place = DOC_DATA },
	{ .name = "reason", .head = N_("reason"), .place = DOC_BELOW },
	{ .name = "first_due", .head = N_("first deadline"), .place = DOC_DATA },
};
static const struct doc_column urging_columns[] = {
	{ .name = "on", .head = N_("on"), .cols = 10 },
	{ .name = "number", .head = N_("no.") },
	{ .name = "level", .head = N_("level"), .cols = 6 },
	{ .name = "way", .head = N_("way"), .cols = 6 },
	{ .name = "who", .head = N_("who"), .cols = 8 },
	{ .name = "promised", .head = N_("promised"), .cols = 10 },
	{ .name = "text", .head = N_("text"), .weight = 1 },
};
static const struct doc_column contact_columns[] = {
	{ .name = "name", .head = N_("contact"), .cols = 16 },
	{ .name = "phone", .head = N_("phone"), .cols = 24 },
	{ .name = "note", .head = N_("text"), .weight = 1 },
};
#define N_COLUMNS(columns) (sizeof (columns) / sizeof *(columns))

static void duty_put(struct ledger *l, const struct duty_line *line, struct arena *mem,
		     struct doc *to)
{
	const struct duty_state *d = &line->duty;

	doc_row(to, DOC_ROW);
	doc_cell(to, line->item.number);
	doc_cell(to, line->item.title);
	if (d->standing)
		doc_cell(to, _("ongoing"));
	else
		doc_cell_date(to, d->due);
	doc_cell_date(to, line->signed_on);
	doc_cell(to, say_report(d, mem));
	doc_cell_date(to, d->reported);
	doc_cell(to, say_review(d));
	doc_cell(to, line->figures);
	doc_cell(to, light_word(line->light));
	doc_cell(to, light_reason_duty(l, d, mem));
	doc_cell_date(to, d->standing ? DATE_NONE : d->first_due);
}

/* Has its item another row? Then the work that goes on without a date needs none. */
static bool has_dated(const duty_states *list, int64_t item)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].item == item && !list->p[i].standing)
			return true;
	return false;
}

/* Every duty that is listed today, not the open ones alone: sums add up to the rows. */
static bool duty_listed(const duty_states *list, const struct duty_state *d, int64_t plan,
			const plan_rows *open, date today)
{
	bool wanted = plan != 0 && d->plan == plan;

	for (size_t i = 0; !plan && i < open->n; i++)
		wanted |= open->p[i].key == d->plan;
	return wanted && d->shows <= today && !(d->standing && has_dated(list, d->item));
}

/* The notices that what it owes is from: whoever gets the sheet looks it up there. */
static bool plans_put(struct ledger *l, int64_t plan, int64_t unit, struct arena *mem,
		      struct doc *to, struct err *err)
{
	duty_states list = { 0 };
	plan_rows all = { 0 }, open = { 0 };
	bool ok = duty_states_read(l->db, 0, unit, &list, err) &&
		  plans_read(l->db, false, mem, &all, err) &&
		  plans_read(l->db, true, mem, &open, err);
	const char *label = _("plan");

	for (size_t p = 0; ok && p < all.n; p++)
		for (size_t i = 0; i < list.n; i++) {
			if (list.p[i].plan != all.p[p].key ||
			    !duty_listed(&list, &list.p[i], plan, &open, ledger_today(l)))
				continue;
			doc_fact(to, label, "%s", paper_plan_text(&all.p[p], mem));
			label = "";
			break;
		}
	vec_clear(&open);
	vec_clear(&all);
	vec_clear(&list);
	return ok;
}

static bool duties_put(struct ledger *l, int64_t plan, int64_t unit, struct arena *mem,
		       struct doc *to, struct err *err)
{
	duty_states list = { 0 };
	plan_rows open = { 0 };
	int owed = 0, in = 0, unheard = 0, later = 0;
	date today = ledger_today(l);
	bool ok = duty_states_read(l->db, 0, unit, &list, err) &&
		  plans_read(l->db, true, mem, &open, err);

	doc_table(to, "duties", _("what it owes"),
		  _("it leads nothing in these plans, and owes nothing"), duty_columns,
		  N_COLUMNS(duty_columns));
	for (size_t i = 0; ok && i < list.n; i++) {
		const struct duty_state *d = &list.p[i];
		struct duty_line line;

		if (!duty_listed(&list, d, plan, &open, today) ||
		    !(ok = view_duty(l, d, mem, &line, err)))
			continue;
		duty_put(l, &line, mem, to);
		if (d->standing || d->state == 's')
			continue;
		in += duty_is_in(d);
		unheard += duty_is_unheard(d, today);
		owed += duty_is_in(d) || duty_is_silent(d, today) ||
			duty_is_unheard(d, today);
		later += !duty_is_in(d) && d->begins > today;
	}
	if (ok)
		paper_base(to, owed, in, unheard);
	if (ok && later)
		doc_fact(to, "", _("not counted: %d whose period has not begun"), later);
	vec_clear(&open);
	vec_clear(&list);
	return ok;
}

static bool urgings_put(struct ledger *l, int64_t unit, struct arena *mem, struct doc *to,
			struct err *err)
{
	entry_rows list = { 0 };
	bool ok = entries_read(l->db, 0, unit, URGINGS_MOST, mem, &list, err);

	doc_table(to, "urgings", _("how it was urged"), _("it was not urged"), urging_columns,
		  N_COLUMNS(urging_columns));
	for (size_t i = 0; i < list.n; i++) {
		const struct entry_row *e = &list.p[i];
		struct item_row item = { .number = "" };
		struct err gone = { 0 };

		if (strcmp(e->verb, "urge") != 0)
			continue;
		if (e->item && !item_get(l->db, e->item, mem, &item, &gone))
			item.number = "";
		doc_row(to, DOC_ROW);
		doc_cell_date(to, e->on);
		doc_cell(to, item.number);
		doc_cell(to, level_say(e->level));
		doc_cell(to, way_say(e->way));
		doc_cell(to, e->who);
		doc_cell_date(to, e->promised);
		doc_cell(to, e->text);
	}
	vec_clear(&list);
	return ok;
}

static bool contacts_put(struct ledger *l, int64_t unit, struct arena *mem, struct doc *to,
			 struct err *err)
{
	contact_rows list = { 0 };
	bool ok = contacts_read(l->db, unit, ledger_today(l), mem, &list, err);

	doc_table(to, "contacts", _("whom to call"), _("no contact is entered for this unit"),
		  contact_columns, N_COLUMNS(contact_columns));
	for (size_t i = 0; i < list.n; i++) {
		doc_row(to, DOC_ROW);
		doc_cell(to, list.p[i].name);
		doc_cell(to, list.p[i].phone);
		doc_cell(to, list.p[i].note);
	}
	vec_clear(&list);
	return ok;
}

static bool burden_put(struct ledger *l, int64_t plan, int64_t unit, struct arena *mem,
		       struct doc *to, struct err *err)
{
	struct burden b = { .returns = 0 };
	bool ok = burden_read(l, unit, plan, mem, &b, err);

	if (ok)
		doc_fact(to, _("burden"), "%s%s%s", burden_text(&b, mem), b.twice.n ? _("; ") : "",
			 burden_twice_text(&b, mem));
	burden_clear(&b);
	return ok;
}

static bool fill(struct paper_job *j, struct err *err)
{
	if (!paper_of_unit(j, err) || !plans_put(j->l, j->plan, j->key, &j->mem, j->to, err))
		return false;
	doc_fact(j->to, _("light"), "%s", light_reason_unit(j->l, j->key, &j->mem));
	return burden_put(j->l, j->plan, j->key, &j->mem, j->to, err) &&
	       duties_put(j->l, j->plan, j->key, &j->mem, j->to, err) &&
	       urgings_put(j->l, j->key, &j->mem, j->to, err) &&
	       contacts_put(j->l, j->key, &j->mem, j->to, err);
}

bool unit_sheet(struct ledger *l, int64_t plan, int64_t unit, struct doc *to, struct err *err)
{
	return paper_make(&(struct paper_job){ .l = l, .plan = plan, .key = unit, .to = to },
			  "unit", _("unit's sheet"), fill, err);
}
