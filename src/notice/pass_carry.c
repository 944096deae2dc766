/* Merged cells come out blank below the first row. Numbers, categories and deadlines are
 * carried down, as asked; blank cells of units are not: a blank responsible cell looks the
 * same and means that nobody is. Carrying ends with the table and at a heading between rows. */
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { QUOTE_CHARS = 24 };

/* What was last seen in this table, as rows; -1 nothing. */
struct above {
	int table;
	int row, number, deadline, units[WORK_ROLES];
	bool number_filled;
	struct part category;
};

static void above_reset(struct above *a, int table)
{
	*a = (struct above){
		.table = table, .row = -1, .number = -1, .deadline = -1, .units = { -1, -1, -1 }
	};
}

/* The beginning of a cell, for a question. */
static const char *quoted(struct draft *d, struct str text)
{
	struct str line = draft_one_line(d, text);
	size_t at = 0;

	for (int i = 0; i < QUOTE_CHARS && at < line.n;)
		i += utf8_next(line, &at) != 0;
	return at < line.n ? draft_text(d, "%.*s…", (int)at, line.p) : draft_keep(d, line).p;
}

static enum column_role column_of(enum work_role r)
{
	return r == ROLE_LEAD ? COL_LEAD : r == ROLE_RESPONSIBLE ? COL_RESPONSIBLE : COL_SUPERVISOR;
}

static bool is_filled(const struct part *p)
{
	return p->there && p->text.n > 0;
}

static bool is_blank(const struct part *p)
{
	return p->there && p->text.n == 0;
}

static const char *line_key(struct draft *d, const struct part *p)
{
	return draft_text(d, "%d", p->first);
}

/* A blank task cell: the row above goes on. */
static void carry_task(struct draft *d, const struct above *a, struct task_row *row)
{
	struct draft_private *in = d->in;
	int line = row->first;

	if (a->row < 0) {
		row->left_out = true;
		return;
	}
	row->goes_on = draft_ask_first(d, Q_CARRIED, line, draft_text(d, "%d/task", line),
		draft_text(d,
			_("The task cell of this row is blank. Does the row belong to the task "
			  "above, “%s”?"),
			quoted(d, in->rows.p[a->row].part[COL_TASK].text)),
		_("yes: the cell is merged"), _("no: leave the row out"));
	row->left_out = !row->goes_on;
}

static void carry_deadline(struct draft *d, struct above *a, struct task_row *row, int self)
{
	struct part *p = &row->part[COL_DEADLINE];
	const struct part *from;

	if (is_filled(p)) {
		a->deadline = self;
		return;
	}
	if (!is_blank(p) || row->goes_on)
		return;
	if (a->deadline < 0) {
		draft_ask(d,
			(struct question){ .kind = Q_BLANK,
				.line = p->first,
				.key = draft_text(d, "%d/deadline", p->first),
				.text = _("The deadline cell is blank, and none stands above it."),
				.choices = { _("no deadline") } },
			NULL);
		return;
	}
	from = &d->in->rows.p[a->deadline].part[COL_DEADLINE];
	if (draft_ask_first(d, Q_CARRIED, p->first, line_key(d, p),
		    draft_text(d,
			    _("The deadline cell is blank. Is it merged with that of line %d, "
			      "“%s”?"),
			    from->first, quoted(d, from->text)),
		    _("yes: the same deadline"), _("no: no deadline")))
		row->deadline_from = a->deadline;
}

/* Nobody leads: the first responsible unit, those of the row above (from, may be NULL), nobody? */
static void ask_lead(struct draft *d, struct task_row *row, const struct part *from)
{
	const struct part *p = &row->part[COL_LEAD];
	bool others = is_filled(&row->part[COL_RESPONSIBLE]);
	struct question q = { .kind = Q_LEAD, .line = p->first,
		.key = draft_text(d, "%d/lead", p->first),
		.text = _("The cell of the lead units is blank. Who leads?") };
	int n = 0, choice;

	if (others)
		q.choices[n++] = _("the first responsible unit");
	else
		q.choices[n++] = _("nobody");
	if (from)
		q.choices[n++] =
			draft_text(d, _("those of the row above: “%s”"), quoted(d, from->text));
	if (others)
		q.choices[n] = _("nobody");
	choice = draft_ask(d, q, NULL);
	if (choice == 0)
		row->first_leads = others;
	else if (choice == 1 && from)
		row->carried_units[ROLE_LEAD] = *from;
}

static void ask_blank(struct draft *d, struct task_row *row, enum work_role r, const struct part *from)
{
	const struct part *p = &row->part[column_of(r)];
	const char *text = r == ROLE_RESPONSIBLE ?
		_("The cell of the responsible units is blank. It is not taken from the row above "
		  "(“%s”): is it meant so?") :
		_("The cell of the supervising units is blank. It is not taken from the row above "
		  "(“%s”): is it meant so?");

	if (!draft_ask_first(d, Q_BLANK, p->first, draft_text(d, "%d/%s", p->first, work_role_word(r)),
		    draft_text(d, text, quoted(d, from->text)), _("nobody"),
		    draft_text(d, _("those of the row above: “%s”"), quoted(d, from->text))))
		row->carried_units[r] = *from;
}

/* A blank cell of units stays blank unless the answer says otherwise. */
static void carry_units(struct draft *d, struct above *a, struct task_row *row, enum work_role r,
			int self)
{
	const struct part *p = &row->part[column_of(r)], *from = NULL;

	if (is_filled(p)) {
		a->units[r] = self;
		return;
	}
	if (!is_blank(p) || row->goes_on)
		return;
	if (a->units[r] >= 0)
		from = &d->in->rows.p[a->units[r]].part[column_of(r)];
	if (r == ROLE_LEAD)
		ask_lead(d, row, from);
	else if (from)
		ask_blank(d, row, r, from);
}

static void carry_number(struct above *a, struct task_row *row, int self)
{
	struct part *number = &row->part[COL_NUMBER], *category = &row->part[COL_CATEGORY];

	if (is_blank(number) && a->number >= 0 && !row->goes_on)
		row->group = a->number;
	else if (!row->goes_on && (is_filled(number) || !number->there))
		a->number = is_filled(number) ? self : -1;
	if (is_filled(category))
		a->category = *category;
	else if (row->goes_on || row->group >= 0 ||
		 (category->there && !row->category_inside && is_filled(&a->category)))
		*category = (struct part){ .there = category->there,
			.text = a->category.text,
			.first = category->first,
			.last = category->last };
	else
		a->category = (struct part){ 0 };
}

bool pass_carry(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	struct above a;

	(void)err;
	above_reset(&a, -1);
	for (size_t i = 0; i < in->rows.n; i++) {
		struct task_row *row = &in->rows.p[i];

		if (row->table != a.table)
			above_reset(&a, row->table);
		if (is_blank(&row->part[COL_TASK]))
			carry_task(d, &a, row);
		if (row->left_out)
			continue;
		carry_number(&a, row, (int)i);
		carry_deadline(d, &a, row, (int)i);
		for (int r = 0; r < WORK_ROLES; r++)
			carry_units(d, &a, row, (enum work_role)r, (int)i);
		if (!row->goes_on)
			a.row = (int)i;
	}
	return true;
}
