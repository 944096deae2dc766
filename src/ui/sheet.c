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

enum { FOOT_ROWS = 2 };

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
	search_clear(&s->search);
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
	int label_cols = s->label_cols ? s->label_cols : LABEL_COLS;
	int room = draw_cols() - LABEL_AT - label_cols;

	wrap_text(str_of(text), room < 10 ? 10 : room, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		struct sheet_row *r = sheet_row_add(s, SHEET_TEXT);

		r->label = i == 0 ? arena_strdup(&s->mem, label) : "";
		r->label_cols = label_cols;
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
	return s->cursor.at >= 0 && (size_t)s->cursor.at < s->rows.n ? &s->rows.p[s->cursor.at]
								     : NULL;
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
		return a->duty.item == b->duty.item && a->duty.unit == b->duty.unit &&
		       a->duty.deadline == b->duty.deadline;
	if (a->kind == SHEET_GROUP)
		return a->group == b->group;
	if (a->kind == SHEET_TEXT)
		return a->measure && a->measure == b->measure;
	return a->kind == SHEET_ITEM && a->item == b->item;
}

static bool is_silent(const struct ui *ui, const struct sheet_row *r)
{
	const struct duty_state *d = &r->duty;

	return r->kind == SHEET_DUTY && d->key != 0 && !d->standing && d->state == 'o' &&
	       !duty_is_in(d) && (d->begins == DATE_NONE || d->begins <= ui->today);
}

/* A report lies there that nobody has looked at. */
static bool waits(const struct ui *ui, const struct sheet_row *r)
{
	const struct duty_state *d = &r->duty;

	(void)ui;
	return r->kind == SHEET_DUTY && d->key != 0 && d->state == 'o' && d->report && !d->review;
}

static bool step_to_next(struct ui *ui, struct sheet *s,
			 bool (*is)(const struct ui *ui, const struct sheet_row *r))
{
	for (size_t i = 1; i < s->rows.n; i++) {
		size_t at = ((size_t)s->cursor.at + i) % s->rows.n;

		if (is(ui, &s->rows.p[at])) {
			s->cursor.at = (int64_t)at;
			return true;
		}
	}
	return false;
}

/* On the telephone the next one is who is silent; who reviews what came in goes on to what waits
 * next: the same key again must not meet another's silent row. */
static void step_on(struct ui *ui, struct sheet *s, const struct sheet_row *was)
{
	const struct sheet_row *now = sheet_chosen(s);
	bool reviewed = now && is_same(now, was) && now->kind == SHEET_DUTY && now->duty.review &&
			now->duty.review != was->duty.review;

	if (!reviewed || !step_to_next(ui, s, waits))
		step_to_next(ui, s, is_silent);
}

/* What was taken back, or done again: there it stands. */
static void step_to_duty(struct sheet *s, const struct outcome *out)
{
	for (size_t i = 0; i < s->rows.n; i++) {
		const struct sheet_row *r = &s->rows.p[i];

		if (r->kind == SHEET_DUTY && r->duty.item == out->item &&
		    r->duty.unit == out->unit) {
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
		step_on(ui, s, &p->row);
	else if (ui->outcome && !s->marks->acted)
		step_to_duty(s, ui->outcome);
	marks_refresh(ui, s->marks);
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

/* ---- Acting ---- */

static bool verb_on_chosen(struct ui *ui, struct sheet *s, const struct verb *v, int64_t about_item)
{
	struct sheet_row *r = sheet_chosen(s);

	if (v->needs & NEED_MEASURE) {
		do_verb(ui, v->name, NULL, 0,
			about_item                   ? about_item
			: r && r->kind == SHEET_DUTY ? r->duty.item
			: r                          ? r->item
						     : 0);
	} else if (s->marks->list.n > 0) {
		marks_verb(ui, s->marks, v);
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
	if (marks_command(s->marks, command))
		return true;
	if (v)
		return verb_on_chosen(ui, s, v, about_item);
	if (strcmp(command, "next-pane") == 0 && s->rows.n > 0)
		return part_step(s, 1), true;
	if (strcmp(command, "previous-pane") == 0 && s->rows.n > 0)
		return part_step(s, -1), true;
	if (strcmp(command, "open") == 0 && s->marks->list.n > 0)
		return verbs_open_marked(ui, s->marks), true;
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
	if (sheet_mark_command(ui, s, command) || sheet_find(ui, s, command) ||
	    sheet_sort_command(ui, s, command))
		return true;
	return cursor_command(&s->cursor, command, (int64_t)s->rows.n, draw_rows() - 2 - FOOT_ROWS);
}

void sheet_rested(struct ui *ui, struct sheet *s)
{
	struct sheet_row *r = sheet_chosen(s);
	struct arena mem = { 0 };

	buf_reset(&s->reason);
	if (r && r->kind == SHEET_DUTY && r->duty.key != 0)
		clean_text(&s->reason, str_of(light_reason_duty(ui->ledger, &r->duty, &mem)));
	else if (r && r->kind == SHEET_GROUP)
		clean_text(&s->reason,
			   str_of(sheet_group_reason(sheet_group_line(ui, s, r), &mem)));
	else if (r && r->kind == SHEET_ITEM)
		clean_text(&s->reason, str_of(light_reason_item(ui->ledger, r->item, &mem)));
	arena_clear(&mem);
}
