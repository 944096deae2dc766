#include "ui/sheet.h"

#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/width.h"
#include "base/wrap.h"
#include "model/say.h"
#include "model/verb.h"
#include "ui/sheet_private.h"

#include "base/ban.h"

enum { LABEL_COLS = 7, LABEL_AT = 1, FOOT_ROWS = 2 };

void sheet_begin(struct sheet *s)
{
	s->rows.n = 0;
	arena_clear(&s->mem);
	buf_reset(&s->reason);
	s->cols = draw_cols();
}

void sheet_clear(struct sheet *s)
{
	vec_clear(&s->rows);
	arena_clear(&s->mem);
	buf_clear(&s->reason);
	buf_clear(&s->wanted);
}

struct sheet_row *sheet_row_add(struct sheet *s, enum sheet_kind kind)
{
	struct sheet_row *r = vec_push(&s->rows);

	r->kind = kind;
	r->label = r->text = "";
	return r;
}

void sheet_blank(struct sheet *s)
{
	sheet_row_add(s, SHEET_BLANK);
}

static const char *cleaned(struct sheet *s, struct str text)
{
	struct buf clean = { 0 };

	clean_text(&clean, text);
	const char *kept = arena_strdup(&s->mem, buf_text(&clean));
	buf_clear(&clean);
	return kept;
}

void sheet_heading(struct sheet *s, const char *format, ...)
{
	char words[400];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	if (s->rows.n > 0)
		sheet_blank(s);
	sheet_row_add(s, SHEET_HEADING)->label = cleaned(s, str_of(words));
}

void sheet_text(struct sheet *s, const char *label, const char *text)
{
	wrap_lines lines = { 0 };
	int room = draw_cols() - LABEL_AT - LABEL_COLS;

	wrap_text(str_of(text), room < 10 ? 10 : room, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct sheet_row *r = sheet_row_add(s, SHEET_TEXT);

		r->label = i == 0 ? arena_strdup(&s->mem, label) : "";
		r->text = cleaned(s, lines.p[i]);
	}
	vec_clear(&lines);
}

void sheet_measure(struct sheet *s, const char *label, const char *text, int64_t measure)
{
	size_t from = s->rows.n;

	sheet_text(s, label, text);
	for (; from < s->rows.n; from++)
		s->rows.p[from].measure = measure;
}

void sheet_on_day(struct ui *ui, struct sheet *s, date on, const char *text)
{
	char label[DATE_TEXT_SIZE], day[DATE_TEXT_SIZE];
	struct buf dated = { 0 };

	const char *shown = say_day_narrow(on, ui->today, label);

	if (!strchr(shown, '-'))
		buf_printf(&dated, "%s ", date_text(on, day) + 5);
	buf_puts(&dated, text);
	sheet_text(s, shown, buf_text(&dated));
	buf_clear(&dated);
}

void sheet_duties(struct sheet *s, const duty_states *list)
{
	for (size_t i = 0; i < list->n; i++)
		sheet_row_add(s, SHEET_DUTY)->duty = list->p[i];
}

void sheet_item(struct sheet *s, int64_t item)
{
	sheet_row_add(s, SHEET_ITEM)->item = item;
}

struct sheet_row *sheet_chosen(struct sheet *s)
{
	return s->cursor.at >= 0 && (size_t)s->cursor.at < s->rows.n ? &s->rows.p[s->cursor.at] : NULL;
}

/* ---- Where the cursor goes ---- */

struct sheet_place sheet_place(struct sheet *s)
{
	const struct sheet_row *r = sheet_chosen(s);
	struct sheet_place p = { .at = s->cursor.at };

	if (r)
		p.row = *r;
	return p;
}

static bool is_same(const struct sheet_row *a, const struct sheet_row *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == SHEET_DUTY)
		return a->duty.item == b->duty.item && a->duty.unit == b->duty.unit && a->duty.deadline == b->duty.deadline;
	if (a->kind == SHEET_GROUP)
		return a->group == b->group;
	if (a->kind == SHEET_TEXT)
		return a->measure && a->measure == b->measure;
	return a->kind == SHEET_ITEM && a->item == b->item;
}

static bool is_silent(const struct ui *ui, const struct sheet_row *r)
{
	const struct duty_state *d = &r->duty;

	return r->kind == SHEET_DUTY && d->key != 0 && !d->standing && d->state == 'o' && !duty_is_in(d) &&
		(d->begins == DATE_NONE || d->begins <= ui->today);
}

static void step_to_silent(struct ui *ui, struct sheet *s)
{
	for (size_t i = 1; i < s->rows.n; i++) {
		size_t at = ((size_t)s->cursor.at + i) % s->rows.n;

		if (is_silent(ui, &s->rows.p[at])) {
			s->cursor.at = (int64_t)at;
			return;
		}
	}
}

/* What was taken back, or done again: there it stands. */
static void step_to_duty(struct sheet *s, const struct outcome *out)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct sheet_row *r = &s->rows.p[i];

		if (r->kind == SHEET_DUTY && r->duty.item == out->item && r->duty.unit == out->unit) {
			s->cursor.at = (int64_t)i;
			return;
		}
	}
}

void sheet_restore(struct ui *ui, struct sheet *s, const struct sheet_place *p)
{
	s->cursor.at = p->at < (int64_t)s->rows.n ? p->at : (int64_t)s->rows.n - 1;
	for (size_t i = 0; i < s->rows.n; i++) {
		/* At its number first: one unit may have several rows. */
		size_t at = ((size_t)(p->at > 0 ? p->at : 0) + i) % s->rows.n;

		if (is_same(&s->rows.p[at], &p->row)) {
			s->cursor.at = (int64_t)at;
			break;
		}
	}
	if (ui->outcome && s->acted)
		step_to_silent(ui, s);
	else if (ui->outcome)
		step_to_duty(s, ui->outcome);
	/* What another wrote meanwhile does not end the wait for one's own. */
	s->acted &= !ui->outcome;
}

/* To the first row of the next (step 1) or previous part. */
static void part_step(struct sheet *s, int step)
{
	int64_t n = (int64_t)s->rows.n, heading = s->cursor.at;

	/* A part is left backwards from its heading. */
	while (step < 0 && heading > 0 && s->rows.p[heading].kind != SHEET_HEADING)
		heading--;
	for (int64_t i = 1; i <= n; i++) {
		int64_t at = ((heading + step * i) % n + n) % n;

		if (s->rows.p[at].kind == SHEET_HEADING) {
			s->cursor.at = at + 1 < n ? at + 1 : at;
			return;
		}
	}
}

/* ---- Drawing ---- */

static struct duty_line *duty_line_of(struct ui *ui, struct sheet *s, struct sheet_row *r)
{
	struct err err = { 0 };

	if (r->line)
		return r->line;
	r->line = arena_alloc(&s->mem, sizeof *r->line);
	if (!view_duty(ui->ledger, &r->duty, &s->mem, r->line, &err)) {
		*r->line = (struct duty_line){ .duty = r->duty, .figures = arena_strdup(&s->mem, err.text), .change = "" };
		r->line->unit.name = r->line->unit.shortname = r->line->item.title = r->line->item.number = "-";
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

struct duty_columns { int name, signed_on, reported, review, due, figures, last; };      /* where each begins; 0: not shown */

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
	/* One unit is called about all it owes: of that its sheet says enough in its entries where there is no room. */
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
static void put_figures(struct line *l, int from, int to, const struct duty_line *d)
{
	struct buf text = { 0 };

	buf_puts(&text, d->figures);
	if (*d->change && from + width_cols(str_of(d->figures)) + 2 + width_cols(str_of(d->change)) <= to)
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

	line_light(l, 1, d->light);
	if (r->group)
		buf_puts(&name, "  ");
	if (s->by_unit)
		clean_text(&name, str_of(d->unit.name));
	else {
		clean_text(&name, str_of(d->item.number));
		width_pad(&name, STR_LIT(""), 7 - width_cols(buf_str(&name)));
		clean_text(&name, str_of(d->item.title));
	}
	put(l, c.name, (c.signed_on ? c.signed_on : c.reported) - 1, buf_text(&name));
	put(l, c.signed_on, c.reported - 1, say_day_narrow(d->signed_on, ui->today, day));
	put(l, c.reported, c.review - 1, report_word(d, ui->today, day));
	put(l, c.review, c.figures ? c.figures - 1 : cols, review_word(s, &d->duty));
	put(l, c.due, c.figures - 1, d->duty.standing || d->review != DATE_NONE ? _("ongoing") : say_day_narrow(d->duty.due, ui->today, day));
	put_figures(l, c.figures, d->last.key != 0 ? c.last - 1 : cols, d);
	if (d->last.key != 0) {
		buf_printf(&last, "%s ", say_day_narrow(d->last.on, ui->today, day));
		clean_text(&last, str_of(*d->last.way ? say_way(d->last.way) : d->last.text));
		put(l, c.last, cols, buf_text(&last));
	}
	buf_clear(&name);
	buf_clear(&last);
}

/* How many of its members, in each column; what it reported as one, before they were listed, stays on its line. */
static void group_draw(struct ui *ui, struct sheet *s, struct sheet_row *r, struct line *l)
{
	const struct group_line *g = sheet_group_line(ui, s, r);
	struct duty_columns c = columns_of(s);
	struct buf name = { 0 };
	char count[32];

	line_light(l, 1, g->light);
	clean_text(&name, str_of(g->unit.name));
	put(l, c.name, (c.signed_on ? c.signed_on : c.reported) - 1, buf_text(&name));
	snprintf(count, sizeof count, "%d/%d", g->signed_for, g->owed);
	put(l, c.signed_on, c.reported - 1, count);
	snprintf(count, sizeof count, "%d/%d", g->in, g->owed);
	put(l, c.reported, c.review - 1, count);
	snprintf(count, sizeof count, "%d/%d", g->accepted, g->owed);
	put(l, c.review, c.figures ? c.figures - 1 : draw_cols(), count);
	if (g->reported != DATE_NONE)
		put(l, c.figures, draw_cols(), arena_printf(&s->mem, _("as one group: %s"), say_day(g->reported, ui->today, &s->mem)));
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
	put(l, 11, cols < 80 ? cols - 8 : cols - 34, buf_text(&title));
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
	bool duties = at + 1 < s->rows.n && (s->rows.p[at + 1].kind == SHEET_DUTY || s->rows.p[at + 1].kind == SHEET_GROUP);

	if (chosen)
		line_put(l, 0, 1, LOOK_PLAIN, STR_LIT(">"));
	if (r->kind == SHEET_HEADING) {
		struct duty_columns c = columns_of(s);
		int end = duties ? (c.signed_on ? c.signed_on : c.reported) - 1 : draw_cols();

		line_put(l, 1, end - 1, LOOK_HEAD, str_of(r->label));
		if (duties)
			duty_heading(s, l);
	} else if (r->kind == SHEET_TEXT) {
		line_put(l, LABEL_AT, LABEL_COLS - 1, LOOK_BOLD, str_of(r->label));
		line_put(l, LABEL_AT + LABEL_COLS, draw_cols() - LABEL_AT - LABEL_COLS, LOOK_PLAIN, str_of(r->text));
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
	/* Under a form the chosen row stays in sight, and the list goes back to its place behind it. */
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

/* ---- Acting ---- */

static bool verb_on_chosen(struct ui *ui, struct sheet *s, const struct verb *v, int64_t about_item)
{
	struct sheet_row *r = sheet_chosen(s);

	if (v->needs & NEED_MEASURE) {
		do_verb(ui, v->name, NULL, 0, about_item ? about_item : r && r->kind == SHEET_DUTY ? r->duty.item : r ? r->item : 0);
	} else if (r && r->kind == SHEET_DUTY && r->duty.key != 0) {
		s->acted = true;
		do_verb(ui, v->name, &r->duty, 1, r->duty.item);
	} else if (r && r->kind == SHEET_GROUP) {
		sheet_verb_on_group(ui, s, v, r);
	} else if (about_item && (v->needs & TAKES_ITEM)) {
		do_verb(ui, v->name, NULL, 0, about_item);
	} else {
		ui_say(ui, _("choose a row with a duty first: what is to be done is done to it"));
	}
	return true;
}

bool sheet_command(struct ui *ui, struct sheet *s, const char *command, int64_t about_item)
{
	const struct verb *v = verb_find(command);
	struct sheet_row *r = sheet_chosen(s);

	s->acted = false;
	if (v)
		return verb_on_chosen(ui, s, v, about_item);
	if (strcmp(command, "next-pane") == 0 && s->rows.n > 0)
		return part_step(s, 1), true;
	if (strcmp(command, "previous-pane") == 0 && s->rows.n > 0)
		return part_step(s, -1), true;
	if (strcmp(command, "open") == 0 && r) {
		if (r->kind == SHEET_DUTY && r->duty.key != 0) {
			s->acted = true;
			verbs_open(ui, &r->duty, 1);
		} else if (r->kind == SHEET_GROUP) {
			unit_open(ui, r->group, r->item);
		} else if (r->kind == SHEET_ITEM) {
			item_open(ui, r->item, 0);
		}
		return true;
	}
	if (sheet_find(ui, s, command))
		return true;
	if (!cursor_command(&s->cursor, command, (int64_t)s->rows.n, draw_rows() - 2 - FOOT_ROWS))
		return false;
	buf_reset(&s->reason);
	return true;
}

void sheet_rested(struct ui *ui, struct sheet *s)
{
	struct sheet_row *r = sheet_chosen(s);
	struct arena mem = { 0 };

	buf_reset(&s->reason);
	if (r && r->kind == SHEET_DUTY && r->duty.key != 0)
		clean_text(&s->reason, str_of(light_reason_duty(ui->ledger, &r->duty, &mem)));
	else if (r && r->kind == SHEET_GROUP)
		clean_text(&s->reason, str_of(sheet_group_reason(sheet_group_line(ui, s, r), &mem)));
	else if (r && r->kind == SHEET_ITEM)
		clean_text(&s->reason, str_of(light_reason_item(ui->ledger, r->item, &mem)));
	arena_clear(&mem);
}
