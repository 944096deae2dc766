/* Deadline cells to deadlines, by model/wording.h; years that the document leaves out are
 * asked about. */
#include <stdio.h>

#include "base/cnnum.h"
#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

static bool is_dated(const struct reading *r)
{
	return r->kind == DEADLINE_ONCE || r->kind == DEADLINE_PHASE || r->kind == DEADLINE_RANGE ||
	       r->kind == DEADLINE_RECURRING || r->kind == DEADLINE_RELATIVE;
}

/* "2018年", "二〇一八年": does the wording name its year? */
static bool has_year(struct str s)
{
	ptrdiff_t at = str_find(s, STR_LIT("年"));
	size_t before;
	uint32_t c;

	if (at <= 0)
		return false;
	before = (size_t)at;
	c = utf8_prev(s, &before);
	return (c >= '0' && c <= '9') || (c >= 0xff10 && c <= 0xff19) || c == 0x5e74 ||
	       c == 0x4eca || c == 0x660e || c == 0x6b21 || /* 今 明 次 */
	       (c >= 0x4e00 && str_find(STR_LIT("〇零一二三四五六七八九十"),
				       str_from(str_to(s, (size_t)at), before)) >= 0);
}

/* From when on dates without a year are looked for: the issue date, or the first day of the
 * year that was answered. */
static date year_base(const struct draft *d)
{
	struct str own;
	int choice = draft_answered(d, Q_YEAR, "", &own), year;
	size_t at = 0;
	int64_t n;

	if (d->plan.issued == DATE_NONE || choice == 0)
		return d->plan.issued;
	year = date_split(d->plan.issued).year + 1;
	if (choice == -1) {
		if (!cnnum_read(own, &at, &n) || n < 1900 || n > 2199)
			return d->plan.issued;
		year = (int)n;
	}
	return date_make(year, 1, 1);
}

static void ask_year(struct draft *d)
{
	struct draft_private *in = d->in;
	char first[DATE_TEXT_SIZE], issued[DATE_TEXT_SIZE];
	int from, to;

	if (in->dates_without_year == 0)
		return;
	from = date_split(in->first_due).year;
	to = date_split(in->last_due).year;
	draft_ask(d,
		(struct question){ .kind = Q_YEAR,
			.line = in->first_date_line,
			.key = "",
			.other = ANSWER_TEXT,
			.text = draft_text(d,
				ngettext("%d date has no year; it is the first one on or after the "
					 "day of issue, %s: %s.",
					"%d dates have no year; each is the first one on or after "
					"the day of issue, %s: here %s.",
					(unsigned long)in->dates_without_year),
				in->dates_without_year, date_text(d->plan.issued, issued),
				date_text(in->first_due, first)),
			.choices = { (from == to ? draft_printf(d, "%d", from)
						 : draft_printf(d, "%d–%d", from, to))
					     .p,
				draft_text(d, "%d", date_split(d->plan.issued).year + 1) } },
		NULL);
}

/* A reading that gives no date, or none that exists. */
static void ask_date(struct draft *d, struct reading *r, int line, const char *key)
{
	struct str own;
	date day;

	if (draft_ask(d,
		    (struct question){ .kind = Q_DEADLINE,
			    .line = line,
			    .other = ANSWER_DATE,
			    .key = key,
			    .text = draft_text(d,
				    r->kind == DEADLINE_INVALID
					    ? _("“%.*s” is no date. Due on?")
					    : _("“%.*s” names no date. Due on?"),
				    STR_ARG(r->text)),
			    .choices = { _("no date") } },
		    &own) == -1 &&
		day_typed_whole(own, &day)) {
		r->kind = DEADLINE_ONCE;
		r->due = day;
	}
}

static void count_year(struct draft *d, const struct reading *r, int line)
{
	struct draft_private *in = d->in;

	if (r->due == DATE_NONE && in->year_base == DATE_NONE &&
	    (r->kind == DEADLINE_ONCE || r->kind == DEADLINE_PHASE || r->kind == DEADLINE_RANGE))
		in->undated++;
	if (r->due == DATE_NONE || r->kind == DEADLINE_RECURRING || r->kind == DEADLINE_RELATIVE ||
		has_year(r->text))
		return;
	if (in->dates_without_year++ == 0) {
		in->first_date_line = line;
		in->first_due = in->last_due = r->due;
	}
	in->first_due = r->due < in->first_due ? r->due : in->first_due;
	in->last_due = r->due > in->last_due ? r->due : in->last_due;
}

static void add_deadline(struct draft *d, struct draft_item *it, struct reading r,
	const struct part *p, int line, bool carried)
{
	if ((r.kind == DEADLINE_INVALID || r.kind == DEADLINE_UNSCHEDULED) && !carried)
		ask_date(d, &r, line, draft_text(d, "%d/%.*s", line, STR_ARG(r.text)));
	count_year(d, &r, line);
	d->in->deadlines++;
	*vec_push(&it->deadlines) = (struct draft_deadline){
		.reading = r, .source = p->text, .line = line, .carried = carried
	};
}

static void ask_warnings(struct draft *d, const struct readings *r, const struct part *p)
{
	for (size_t i = 0; i < r->warn.n && d->in->year_base != DATE_NONE; i++)
		draft_ask(d,
			(struct question){ .kind = Q_DEADLINE,
				.line = p->first,
				.text = r->warn.p[i],
				.key = draft_text(d, "%d/warn/%zu", p->first, i),
				.choices = { _("as it was read") } },
			NULL);
}

/* A cell in which no deadline was found. */
static void ask_none(struct draft *d, struct draft_item *it, const struct part *p)
{
	struct reading r = { .kind = DEADLINE_UNSCHEDULED,
		.text = p->text,
		.start = DATE_NONE,
		.due = DATE_NONE,
		.due_excluded = DATE_NONE,
		.minute = -1 };

	ask_date(d, &r, p->first, draft_text(d, "%d/none", p->first));
	if (r.due != DATE_NONE)
		*vec_push(&it->deadlines) = (struct draft_deadline){
			.reading = r, .source = p->text, .line = p->first
		};
}

/* The cell that was read last: one that is merged over many rows is read once. */
struct cell_read {
	const struct part *part;
	struct readings r;
};

static void read_once(struct draft *d, struct cell_read *c, const struct part *p)
{
	if (c->part == p)
		return;
	readings_clear(&c->r);
	*c = (struct cell_read){ .part = p };
	d->in->texts_read++;
	wording_read(&d->in->mem, p->text, d->in->year_base, d->in->o.cal, &c->r);
}

static void read_cell(struct draft *d, struct cell_read *c, struct draft_item *it,
		      const struct part *p, bool carried)
{
	const char *counted = p->text.p;
	int line = p->first;

	read_once(d, c, p);
	for (size_t i = 0; i < c->r.list.n; i++) {
		const char *at = c->r.list.p[i].text.p;

		if (at >= p->text.p && at < p->text.p + p->text.n)
			for (; counted < at; counted++)
				line += *counted == '\n';
		add_deadline(d, it, c->r.list.p[i], p, line, carried);
	}
	if (!carried) {
		ask_warnings(d, &c->r, p);
		if (c->r.list.n == 0)
			ask_none(d, it, p);
		draft_use(d, p->first, p->last);
	}
}

/* A table without a column of deadlines: dates in the task's own text, as asked. */
static void read_task(struct draft *d, struct draft_item *it, const struct part *p)
{
	struct readings r = { 0 };

	wording_read(&d->in->mem, p->text, d->in->year_base, d->in->o.cal, &r);
	for (size_t i = 0; i < r.list.n; i++) {
		const struct reading *x = &r.list.p[i];

		if (!is_dated(x) || (x->due == DATE_NONE && x->kind != DEADLINE_RECURRING &&
					    d->in->year_base != DATE_NONE))
			continue;
		if (draft_ask_first(d, Q_DEADLINE, p->first,
			    draft_text(d, "%d/task/%zu", p->first, i),
			    draft_text(d,
				    _("“%.*s” stands in the task's text. Is it the deadline?"),
				    STR_ARG(x->text)),
			    _("yes"), _("no")))
			add_deadline(d, it, *x, p, p->first, false);
	}
	readings_clear(&r);
}

static void read_row(struct draft *d, struct cell_read *c, const struct task_row *row)
{
	struct draft_item *it = &d->items.p[row->item];
	const struct part *own = &row->part[COL_DEADLINE];

	if (row->deadline_from >= 0)
		read_cell(d, c, it, &d->in->rows.p[row->deadline_from].part[COL_DEADLINE], true);
	else if (own->text.n)
		read_cell(d, c, it, own, false);
	else if (!own->there && row->part[COL_TASK].text.n)
		read_task(d, it, &row->part[COL_TASK]);
}

bool pass_deadline(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	struct cell_read c = { .part = NULL };
	bool fits = true;

	in->year_base = year_base(d);
	in->dates_without_year = in->undated = 0;
	for (size_t i = 0; fits && i < in->rows.n; i++)
		if (in->rows.p[i].item >= 0) {
			read_row(d, &c, &in->rows.p[i]);
			fits = draft_fits(d, err);
		}
	readings_clear(&c.r);
	ask_year(d);
	return fits;
}
