/* How the rows of a sheet are drawn, and their columns. */
#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/width.h"
#include "model/say.h"
#include "ui/draw.h"
#include "ui/sheet_private.h"

#include "base/ban.h"

static struct duty_line *duty_line_of(struct ui *ui, struct sheet *s, struct sheet_row *r)
{
	struct err err = { 0 };

	if (r->line)
		return r->line;
	r->line = arena_alloc(&s->mem, sizeof *r->line);
	if (!view_duty(ui->ledger, &r->duty, &s->mem, r->line, &err)) {
		*r->line = (struct duty_line){ .duty = r->duty, .figures = arena_strdup(&s->mem, err.text), .change = "" };
		r->line->unit.name = r->line->unit.shortname = r->line->item.title =
			r->line->item.number = "-";
		r->line->signed_on = DATE_NONE;
	}
	return r->line;
}

static const char *review_word(struct sheet *s, const struct duty_state *d)
{
	if (d->state == 'c')
		return _("closed");
	if (d->state == 's')
		return _("susp.");
	if (d->review == 'x')
		return _("returned");
	if (!d->report)
		return *say_part(d, &s->mem) ? say_part(d, &s->mem) : "-";
	return d->review == 'a' ? _("accepted") : _("waiting");
}

static const char *report_word(const struct duty_line *line, date today, char day[DATE_TEXT_SIZE])
{
	const struct duty_state *d = &line->duty;

	if (line->periods > 1) {
		snprintf(day, DATE_TEXT_SIZE, _("owes%d"), line->periods);
		return day;
	}
	if (d->report == 'j')
		return _("joint");
	return d->report ? say_day_narrow(d->reported, today, day) : "-";
}

/* where each begins; 0: not shown */
struct duty_columns { int name, signed_on, reported, review, due, figures, last; };

static struct duty_columns columns_of(const struct sheet *s)
{
	int cols = draw_cols(), name = s->by_unit ? 15 : 26;

	if (cols < 80)
		return (struct duty_columns){ 4, 0, cols - 21, cols - 15, 0, 0, 0 };
	name += (cols - 80) / 4;
	struct duty_columns c = { .name = 4, .signed_on = 4 + name };
	c.reported = c.signed_on + 7;
	c.review = c.reported + 7;
	c.due = c.review + 9;
	c.figures = s->by_unit ? c.review + 9 : c.due + 7;
	/* One unit is called about all it owes: of that its sheet says enough in its entries where
	 * there is no room. */
	c.last = s->by_unit || cols >= 100 ? cols - 16 : cols;
	if (s->by_unit)
		c.due = 0;
	return c;
}

static void put(struct line *l, int from, int to, const char *text)
{
	if (from > 0 && to > from)
		line_put(l, from, to - from, LOOK_PLAIN, str_of(text));
}

/* The heading above duties names their columns. */
static void duty_heading(const struct sheet *s, struct line *l)
{
	struct duty_columns c = columns_of(s);
	int cols = draw_cols();

	put(l, c.signed_on, c.reported - 1, _("signed"));
	put(l, c.reported, c.review - 1, _("rep."));
	put(l, c.review, c.figures ? c.figures - 1 : cols, _("reviewed"));
	put(l, c.due, c.figures - 1, _("due"));
	put(l, c.figures, c.last - 1, _("figures"));
	put(l, c.last, cols, _("last contact"));
}

/* The change against the period before stands beside its figure where all of it has room. */
/* The same, what is looked for marked. */
static void put_name(const struct sheet *s, struct line *l, int from, int to, const char *text)
{
	put(l, from, to, text);
	if (from > 0 && to > from)
		search_mark(&s->search, l, from, to - from, str_of(text));
}

static void put_figures(struct line *l, int from, int to, const struct duty_line *d)
{
	struct buf text = { 0 };

	buf_puts(&text, d->figures);
	if (*d->change &&
	    from + width_cols(str_of(d->figures)) + 2 + width_cols(str_of(d->change)) <= to)
		buf_printf(&text, "  %s", d->change);
	put(l, from, to, buf_text(&text));
	buf_clear(&text);
}

static void duty_draw(struct ui *ui, struct sheet *s, struct sheet_row *r, struct line *l)
{
	const struct duty_line *d = duty_line_of(ui, s, r);
	struct duty_columns c = columns_of(s);
	char day[DATE_TEXT_SIZE];
	int cols = draw_cols();
	struct buf name = { 0 }, last = { 0 };
	struct arena mem = { 0 };

	line_light(l, 1, d->light);
	struct marked mark = mark_of_duty(&r->duty);
	if (marks_have(s->marks, &mark))
		marks_sign(l);
	if (r->group)
		buf_puts(&name, "  ");
	if (s->by_unit)
		clean_text(&name, str_of(d->unit.name));
	else {
		clean_text(&name, str_of(d->item.number));
		width_pad(&name, STR_LIT(""), 7 - width_cols(buf_str(&name)));
		clean_text(&name, str_of(d->item.title));
	}
	put_name(s, l, c.name, (c.signed_on ? c.signed_on : c.reported) - 1, buf_text(&name));
	put(l, c.signed_on, c.reported - 1, say_day_narrow(d->signed_on, ui->today, day));
	put(l, c.reported, c.review - 1, report_word(d, ui->today, day));
	put(l, c.review, c.figures ? c.figures - 1 : cols, review_word(s, &d->duty));
	put(l, c.due, c.figures - 1,
	    d->duty.standing || d->review != DATE_NONE
		    ? _("ongoing")
		    : say_day_narrow(d->duty.due, ui->today, day));
	put_figures(l, c.figures, d->last.key != 0 ? c.last - 1 : cols, d);
	if (d->last.key != 0) {
		buf_printf(&last, "%s ", say_day_narrow(d->last.on, ui->today, day));
		const char *how = say_entry_how(&d->last, &mem);
		clean_text(&last, str_of(*how ? how : d->last.text));
		put(l, c.last, cols, buf_text(&last));
	}
	buf_clear(&name);
	buf_clear(&last);
	arena_clear(&mem);
}

/* How many of its members, in each column; what it reported as one, before they were listed, stays
 * on its line. */
static void group_draw(struct ui *ui, struct sheet *s, struct sheet_row *r, struct line *l)
{
	const struct group_line *g = sheet_group_line(ui, s, r);
	struct duty_columns c = columns_of(s);
	struct buf name = { 0 };
	char count[32];

	line_light(l, 1, g->light);
	clean_text(&name, str_of(g->unit.name));
	put_name(s, l, c.name, (c.signed_on ? c.signed_on : c.reported) - 1, buf_text(&name));
	snprintf(count, sizeof count, "%d/%d", g->signed_for, g->owed);
	put(l, c.signed_on, c.reported - 1, count);
	snprintf(count, sizeof count, "%d/%d", g->in, g->owed);
	put(l, c.reported, c.review - 1, count);
	snprintf(count, sizeof count, "%d/%d", g->accepted, g->owed);
	put(l, c.review, c.figures ? c.figures - 1 : draw_cols(), count);
	if (g->reported != DATE_NONE)
		put(l, c.figures, draw_cols(),
		    arena_printf(&s->mem, _("as one group: %s"),
				 say_day(g->reported, ui->today, &s->mem)));
	buf_clear(&name);
}

static void item_draw(struct ui *ui, struct sheet *s, struct sheet_row *r, struct line *l)
{
	struct err err = { 0 };
	char day[DATE_TEXT_SIZE], counts[40];
	int cols = draw_cols();
	struct buf title = { 0 };

	if (!r->item_line) {
		r->item_line = arena_alloc(&s->mem, sizeof *r->item_line);
		if (!view_item(ui->ledger, r->item, 0, &s->mem, r->item_line, &err)) {
			r->item_line->item.number = "-";
			r->item_line->item.title = arena_strdup(&s->mem, err.text);
			r->item_line->leads = "";
			r->item_line->due = DATE_NONE;
		}
	}
	const struct item_line *i = r->item_line;
	line_light(l, 1, i->light);
	put(l, 4, 11, i->item.number);
	clean_text(&title, str_of(i->item.title));
	put_name(s, l, 11, cols < 80 ? cols - 8 : cols - 34, buf_text(&title));
	snprintf(counts, sizeof counts, "%d/%d", i->in, i->owed);
	if (cols >= 80) {
		put(l, cols - 33, cols - 15, i->leads);
		put(l, cols - 6, cols, say_day_narrow(i->due, ui->today, day));
		line_right(l, cols - 14, 7, LOOK_PLAIN, str_of(counts));
	} else {
		line_right(l, cols - 7, 7, LOOK_PLAIN, str_of(counts));
	}
	buf_clear(&title);
}

static void row_draw(struct ui *ui, struct sheet *s, size_t at, int row, bool chosen)
{
	struct sheet_row *r = &s->rows.p[at];
	struct line *l = line_at(row);
	bool duties = at + 1 < s->rows.n && (s->rows.p[at + 1].kind == SHEET_DUTY ||
					     s->rows.p[at + 1].kind == SHEET_GROUP);

	if (chosen)
		line_put(l, 0, 1, LOOK_PLAIN, STR_LIT(">"));
	if (r->kind == SHEET_HEADING) {
		struct duty_columns c = columns_of(s);
		int end = duties ? (c.signed_on ? c.signed_on : c.reported) - 1 : draw_cols();

		line_put(l, 1, end - 1, LOOK_HEAD, str_of(r->label));
		if (duties)
			duty_heading(s, l);
	} else if (r->kind == SHEET_TEXT) {
		int from = LABEL_AT + r->label_cols;

		line_put(l, LABEL_AT, r->label_cols - 1, LOOK_BOLD, str_of(r->label));
		put(l, from, draw_cols(), r->text);
		search_mark(&s->search, l, from, draw_cols() - from, str_of(r->text));
	} else if (r->kind == SHEET_DUTY) {
		duty_draw(ui, s, r, l);
	} else if (r->kind == SHEET_GROUP) {
		group_draw(ui, s, r, l);
	} else if (r->kind == SHEET_ITEM) {
		item_draw(ui, s, r, l);
	}
	line_end(l);
}

void sheet_draw(struct ui *ui, struct sheet *s, int row, int rows)
{
	struct cursor c;
	int seen = rows;

	cursor_fit(&s->cursor, (int64_t)s->rows.n, rows);
	c = s->cursor;
	/* Under a form the chosen row stays in sight, and the list goes back to its place behind
	 * it. */
	if (ui->foot > 0 && row + seen > draw_rows() - ui->foot)
		seen = draw_rows() - ui->foot - row;
	cursor_fit(&c, (int64_t)s->rows.n, seen < 1 ? 1 : seen);
	for (int i = 0; i < rows; i++) {
		if (c.top + i < (int64_t)s->rows.n)
			row_draw(ui, s, (size_t)(c.top + i), row + i, c.top + i == c.at);
		else
			draw_blank(row + i);
	}
	draw_cursor(row + (int)(c.at - c.top), 0);
}
