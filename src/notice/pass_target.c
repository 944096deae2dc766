/* Demands on figures, by model/target_wording.h: from the task's text, its deadline cells, and
 * a campaign's text. */
#include "base/gettext.h"
#include "notice/notice_private.h"

#include "base/ban.h"

static void add_target(struct draft *d, struct draft_item *it, const struct target_reading *r,
		       int line)
{
	d->in->targets++;
	*vec_push(&it->targets) = (struct draft_target){ .reading = *r, .line = line,
		.num = NO_FIGURE, .den = NO_FIGURE, .total = NO_FIGURE, .excluded = NO_FIGURE,
		.deadline = NO_DEADLINE };
}

/* The text that was read last: a cell that is merged over many rows is read once. */
struct text_read {
	struct str text;
	target_readings list;
};

static void read_once(struct draft *d, struct text_read *t, struct str text, bool reported)
{
	if (!reported && text.n && t->text.p == text.p && t->text.n == text.n)
		return;
	t->text = reported ? (struct str){ "", 0 } : text;
	t->list.n = 0;
	d->in->texts_read++;
	if (reported)
		target_read_reported(&d->in->mem, text, &t->list);
	else
		target_read(&d->in->mem, text, &t->list);
}

static void read_text(struct draft *d, struct text_read *t, struct draft_item *it, struct str text,
		      int line, bool reported)
{
	const char *counted = text.p;

	read_once(d, t, text, reported);
	for (size_t i = 0; i < t->list.n; i++) {
		const char *at = t->list.p[i].text.p;

		if (at >= text.p && at < text.p + text.n)
			for (; counted < at; counted++)
				line += *counted == '\n';
		add_target(d, it, &t->list.p[i], line);
	}
}

/* Rows of one item share it; each cell is read once. */
static void read_deadlines(struct draft *d, struct text_read *t, struct draft_item *it)
{
	const char *last = NULL;

	for (size_t i = 0; i < it->deadlines.n; i++) {
		const struct draft_deadline *x = &it->deadlines.p[i];

		if (x->source.p == last || x->source.p == it->text.p)
			continue;
		last = x->source.p;
		read_text(d, t, it, x->source, x->line, false);
	}
}

static bool within(struct str part, struct str whole)
{
	return part.n && part.p >= whole.p && part.p + part.n <= whole.p + whole.n;
}

/* The deadline in whose words a demand stands; the last one, where one wording holds several. */
static int deadline_of(const struct draft_item *it, const struct draft_target *t)
{
	int of = NO_DEADLINE;

	for (size_t i = 0; i < it->deadlines.n; i++) {
		const struct reading *r = &it->deadlines.p[i].reading;
		struct str end =
			str_from(t->reading.text, t->reading.text.n ? t->reading.text.n - 1 : 0);

		if ((r->kind == DEADLINE_PHASE || r->kind == DEADLINE_ONCE) && within(end, r->text))
			of = (int)i;
	}
	return of;
}

/* "覆盖率12月底前达70%": what is measured ends where the date begins. */
static void cut_at_date(struct str *measured, const struct draft_item *it)
{
	for (size_t i = 0; i < it->deadlines.n; i++) {
		const char *at = it->deadlines.p[i].reading.text.p;

		if (at > measured->p && at < measured->p + measured->n)
			*measured = str_trim(str_to(*measured, (size_t)(at - measured->p)));
	}
}

/* 12月底前达70%，次年6月底前达90%: each demand is one of its date. A single date binds nothing:
 * what is demanded by it is demanded of all that the item owes. */
static void bind_deadlines(struct draft_item *it)
{
	bool phases = false;
	int first = NO_DEADLINE;

	for (size_t i = 0; i < it->targets.n; i++) {
		struct draft_target *t = &it->targets.p[i];

		cut_at_date(&t->reading.metric, it);
		cut_at_date(&t->reading.base, it);
		t->deadline = deadline_of(it, t);
		if (t->deadline == NO_DEADLINE)
			continue;
		phases |= first != NO_DEADLINE && first != t->deadline;
		first = t->deadline;
	}
	for (size_t i = 0; !phases && i < it->targets.n; i++)
		it->targets.p[i].deadline = NO_DEADLINE;
}

bool pass_target(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	struct text_read task = { .text = { "", 0 } }, cell = task;
	bool fits = true;
	int *line_of = arena_alloc(&in->mem, (d->items.n + 1) * sizeof *line_of);

	for (size_t i = 0; i < d->items.n; i++)
		line_of[i] = d->items.p[i].first;
	for (size_t i = 0; i < in->rows.n; i++)
		if (in->rows.p[i].item >= 0 && !in->rows.p[i].goes_on)
			line_of[in->rows.p[i].item] = in->rows.p[i].part[COL_TASK].first;
	for (size_t i = 0; i < in->campaigns.n; i++)
		if (in->campaigns.p[i].item >= 0 && in->campaigns.p[i].body.n)
			line_of[in->campaigns.p[i].item] = in->campaigns.p[i].body_line;
	for (size_t i = 0; fits && i < d->items.n; i++) {
		struct draft_item *it = &d->items.p[i];

		if (it->kind == ITEM_GROUP)
			continue;
		read_text(d, &task, it, it->text, line_of[i], false);
		read_deadlines(d, &cell, it);
		bind_deadlines(it);
		if (it->targets.n == 0 && it->kind == ITEM_TASK)
			read_text(d, &task, it, it->text, line_of[i], true);
		fits = draft_fits(d, err);
	}
	vec_clear(&task.list);
	vec_clear(&cell.list);
	return fits;
}
