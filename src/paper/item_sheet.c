/* One item's sheet: what is asked, who owes and how each stands, measures, and what was entered. */
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/define.h"
#include "model/duty.h"
#include "model/figure.h"
#include "model/person.h"
#include "model/say.h"
#include "model/history.h"
#include "model/view.h"
#include "paper/paper.h"

#include "base/ban.h"

enum { ENTRIES_MOST = 1000 };

static const struct doc_column unit_columns[] = {
	{ .name = "unit", .head = N_("unit"), .weight = 1 },
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
static const struct doc_column measure_columns[] = {
	{ .name = "number", .head = N_("no."), .cols = 4 },
	{ .name = "state", .head = N_("state"), .cols = 8 },
	{ .name = "measure", .head = N_("measure"), .weight = 3 },
	{ .name = "reason", .head = N_("reason"), .weight = 1 },
};
static const struct doc_column entry_columns[] = {
	{ .name = "on", .head = N_("on"), .cols = 10 },
	{ .name = "unit", .head = N_("unit"), .weight = 1 },
	{ .name = "do", .head = N_("entry"), .cols = 8 },
	{ .name = "text", .head = N_("text"), .weight = 2 },
	{ .name = "by", .head = N_("entered by"), .cols = 8 },
};
#define N_COLUMNS(columns) (sizeof (columns) / sizeof *(columns))

struct sheet_of_item {
	struct ledger *l;
	struct doc *to;
	int64_t item;
	struct arena mem;
	struct err *err;
};

static void duty_put(struct sheet_of_item *s, const struct duty_line *line)
{
	const struct duty_state *d = &line->duty;

	doc_row(s->to, DOC_ROW);
	doc_cell(s->to, line->unit.name);
	if (d->standing)
		doc_cell(s->to, _("ongoing"));
	else
		doc_cell_date(s->to, d->due);
	doc_cell_date(s->to, line->signed_on);
	doc_cell(s->to, say_report(d, &s->to->mem));
	doc_cell_date(s->to, d->reported);
	doc_cell(s->to, say_review(d));
	doc_cell(s->to, *line->change ? arena_printf(&s->mem, "%s  %s", line->figures, line->change)
				      : line->figures);
	doc_cell(s->to, light_word(line->light));
	doc_cell(s->to, light_reason_duty(s->l, d, &s->mem));
	doc_cell_date(s->to, d->standing ? DATE_NONE : d->first_due);
}

/* All duties that are listed, so that the base is their sum; work without a date where its unit has
 * no other row. */
static bool units_put(struct sheet_of_item *s)
{
	date today = ledger_today(s->l);
	duty_states list = { 0 };
	bool ok = duty_states_read(s->l->db, s->item, 0, &list, s->err), dated = false;
	int owed = 0, in = 0, unheard = 0, later = 0;

	for (size_t i = 0; i < list.n; i++)
		dated |= !list.p[i].standing;
	doc_table(s->to, "units", _("who owes it"), _("no unit leads it"), unit_columns,
		  N_COLUMNS(unit_columns));
	for (size_t i = 0; ok && i < list.n; i++) {
		const struct duty_state *d = &list.p[i];
		struct duty_line line;

		if (d->shows > today || (d->standing && dated) ||
		    !(ok = view_duty(s->l, d, &s->mem, &line, s->err)))
			continue;
		duty_put(s, &line);
		if (d->standing || d->state == 's')
			continue;
		in += duty_is_in(d);
		unheard += duty_is_unheard(d, today);
		owed += duty_is_in(d) || duty_is_silent(d, today) ||
			duty_is_unheard(d, today);
		later += !duty_is_in(d) && d->begins > today;
	}
	if (ok)
		paper_base(s->to, owed, in, unheard);
	if (ok && later)
		doc_fact(s->to, "", _("not counted: %d whose period has not begun"), later);
	vec_clear(&list);
	return ok;
}

static bool demands_put(struct sheet_of_item *s)
{
	deadline_rows deadlines = { 0 };
	target_rows targets = { 0 };
	definition_lines said = { 0 };
	bool ok = deadlines_read(s->l->db, s->item, &s->mem, &deadlines, s->err) &&
		  targets_read(s->l->db, s->item, &s->mem, &targets, s->err);

	for (size_t i = 0; ok && i < deadlines.n; i++)
		if (*deadlines.p[i].text)
			doc_fact(s->to, _("by when"), "%s", deadlines.p[i].text);
	for (size_t i = 0; ok && i < targets.n; i++) {
		struct target_line line;

		if ((ok = target_line_item(s->l, &targets.p[i], s->item, &s->mem, &line, s->err))) {
			const char *note = target_line_note(&targets.p[i], &line, &s->mem);
			doc_fact(s->to, _("target"), "%s%s%s", target_line_text(&line, &s->mem),
				 *note ? _("; ") : "", note);
		}
		ok = ok && definitions_read(s->l, &targets.p[i], &s->mem, &said, s->err);
	}
	for (size_t i = 0; ok && i < said.n; i++)
		doc_fact(s->to, _("counts"), "%s", said.p[i]);
	vec_clear(&said);
	vec_clear(&targets);
	vec_clear(&deadlines);
	return ok;
}

static bool measures_put(struct sheet_of_item *s)
{
	measure_rows list = { 0 };
	bool ok = measures_read(s->l->db, s->item, &s->mem, &list, s->err);

	if (ok && list.n > 0)
		doc_table(s->to, "measures", _("measures"), "", measure_columns,
			  N_COLUMNS(measure_columns));
	for (size_t i = 0; ok && i < list.n; i++) {
		doc_row(s->to, DOC_ROW);
		doc_cell_int(s->to, (int64_t)i + 1);
		doc_cell(s->to, say_measure(list.p[i].state));
		doc_cell(s->to, list.p[i].text);
		doc_cell(s->to, list.p[i].reason);
	}
	vec_clear(&list);
	return ok;
}

/* What one entry said besides: figures, how it came, what was promised, in its own words. */
static bool entry_text(struct sheet_of_item *s, const struct entry_row *e, struct buf *to)
{
	amount_rows amounts = { 0 };
	char day[DATE_TEXT_SIZE];
	bool ok = amounts_read(s->l->db, &e->id, &amounts, s->err);

	buf_puts(to, say_period(e->occ));
	for (size_t i = 0; ok && i < amounts.n; i++) {
		struct figure_row figure;

		if ((ok = figure_get(s->l->db, amounts.p[i].figure, &s->mem, &figure, s->err)))
			buf_printf(to, "%s%s %s", to->n ? _(", ") : "", figure.name,
				   figure_with_word(amounts.p[i].n, &figure, &s->mem));
	}
	const char *parts[] = {
		say_entry_how(e, &s->mem), e->who, e->text,
	};

	for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++)
		if (parts[i] && *parts[i])
			buf_printf(to, "%s%s", to->n ? _(", ") : "", parts[i]);
	if (e->promised != DATE_NONE)
		buf_printf(to, "%s%s %s", to->n ? _(", ") : "", _("promised"),
			   date_text(e->promised, day));
	vec_clear(&amounts);
	return ok;
}

static bool entries_put(struct sheet_of_item *s)
{
	entry_rows list = { 0 };
	bool ok = entries_read(s->l->db, s->item, 0, ENTRIES_MOST, &s->mem, &list, s->err);

	doc_table(s->to, "entries", _("entries"), _("nothing was entered"), entry_columns,
		  N_COLUMNS(entry_columns));
	for (size_t i = 0; ok && i < list.n; i++) {
		const struct entry_row *e = &list.p[i];
		struct unit_row unit = { .name = "" };
		struct buf text = { 0 };

		ok = (!e->unit || unit_get(s->l->db, e->unit, &s->mem, &unit, s->err)) &&
		     entry_text(s, e, &text);
		doc_row(s->to, DOC_ROW);
		doc_cell_date(s->to, e->on);
		doc_cell(s->to, unit.name);
		doc_cell(s->to, history_verb(e->verb));
		doc_cell(s->to, buf_text(&text));
		doc_cell(s->to, person_name(s->l, e->by, &s->mem));
		buf_clear(&text);
	}
	vec_clear(&list);
	return ok;
}

static bool item_put(struct sheet_of_item *s)
{
	struct item_row item;
	struct plan_row plan;

	if (!item_get(s->l->db, s->item, &s->mem, &item, s->err) ||
	    !plan_get(s->l->db, item.plan, &s->mem, &plan, s->err))
		return false;
	doc_fact(s->to, _("plan"), "%s", paper_plan_text(&plan, &s->mem));
	s->to->subject = arena_printf(&s->to->mem, "%s %s", item.number, item.title);
	doc_fact(s->to, _("light"), "%s", light_reason_item_whole(s->l, s->item, &s->mem));
	if (item.text && *item.text && strcmp(item.text, item.title) != 0)
		doc_fact(s->to, _("task"), "%s", item.text);
	return demands_put(s) && units_put(s) && measures_put(s) && entries_put(s);
}

static bool fill(struct paper_job *j, struct err *err)
{
	struct sheet_of_item s = { .l = j->l, .to = j->to, .item = j->key, .err = err };
	bool ok = item_put(&s);

	arena_clear(&s.mem);
	return ok;
}

bool item_sheet(struct ledger *l, int64_t plan, int64_t item, struct doc *to, struct err *err)
{
	return paper_make(&(struct paper_job){ .l = l, .plan = plan, .key = item, .to = to },
			  "item", _("item's sheet"), fill, err);
}
