/* The one question before pasted figures go into the grid: a row a cell, with what it would say, what
 * that replaces, and why nothing is read of it. Digits answer nothing here: a paste that comes in
 * two pieces is made of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/cross_paste.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

enum {
	HEAD_ROWS = 3, FOOT_ROWS = 3,
	LINE_COLS = 5, IS_COL = 7, IS_COLS = 7, ITEM_COL = 15, ITEM_COLS = 11, UNIT_COL = 27,
	UNIT_LEAST = 12, UNIT_MOST = 30, SAYS_LEAST = 16,
};

/* Where the columns lie whose width is the terminal's. */
struct paste_layout { int unit, says, says_cols, note; };

struct paste_screen {
	struct screen screen;
	struct grid_screen *of;      /* lies below */
	int64_t row, column;         /* its cell from which on it was pasted */
	struct buf text;
	struct arena mem;
	struct entry_plan plan;
	struct cursor cursor;
};

/* ---- what would be written ---- */

static bool plan_make(struct ui *ui, struct paste_screen *s, struct err *err)
{
	entry_plan_clear(&s->plan);
	arena_clear(&s->mem);
	s->plan = (struct entry_plan){ .doubts = 0 };
	return cross_paste_plan(ui->ledger, &s->of->grid, s->row, s->column, buf_str(&s->text),
				&s->mem, &s->plan, err);
}

static int written(const struct paste_screen *s)
{
	return s->plan.n[ENTRY_NEW] + s->plan.n[ENTRY_OTHER];
}

/* The first row that wants to be looked at. */
static int64_t first_trouble(const struct paste_screen *s)
{
	for (size_t i = 0; i < s->plan.rows.n; i++)
		if (s->plan.rows.p[i].is == ENTRY_REFUSED || s->plan.rows.p[i].doubt)
			return (int64_t)i;
	return 0;
}

/* ---- drawing ---- */

static struct paste_layout layout(void)
{
	int free = draw_cols() - UNIT_COL, unit = free / 4;
	struct paste_layout to;

	to.unit = unit < UNIT_LEAST ? UNIT_LEAST : unit > UNIT_MOST ? UNIT_MOST : unit;
	to.says = UNIT_COL + to.unit + 1;
	to.says_cols = (draw_cols() - to.says) * 2 / 5;
	if (to.says_cols < SAYS_LEAST)
		to.says_cols = SAYS_LEAST;
	to.note = to.says + to.says_cols + 1;
	return to;
}

static void note_put(const struct entry_planned *e, struct buf *to)
{
	if (e->is == ENTRY_OTHER)
		buf_printf(to, _("instead of %s"), e->before);
	if (*e->why)
		buf_printf(to, "%s%s", to->n ? "; " : "", e->why);
}

static void row_draw(const struct paste_screen *s, int64_t at, int row)
{
	const struct entry_planned *e = &s->plan.rows.p[at];
	bool refused = e->is == ENTRY_REFUSED;
	struct line *l = line_at(row);
	struct paste_layout to = layout();
	/* What is not written has room for its reason. */
	int note = e->verb ? to.note : to.says;
	struct buf text = { 0 };
	char line[16];

	snprintf(line, sizeof line, "%d", e->line);
	note_put(e, &text);
	line_put(l, 0, 1, LOOK_PLAIN, at == s->cursor.at ? STR_LIT(">") : STR_LIT(" "));
	line_right(l, 1, LINE_COLS, LOOK_PLAIN, str_of(line));
	line_put(l, IS_COL, IS_COLS, refused || e->doubt ? LOOK_ERROR : LOOK_PLAIN,
		 str_of(e->doubt ? _("a slip?") : entry_is_label(e->is)));
	line_put(l, ITEM_COL, ITEM_COLS, LOOK_PLAIN, str_of(e->number));
	line_put(l, UNIT_COL, to.unit, LOOK_PLAIN, str_of(e->unit));
	if (e->verb)
		line_put(l, to.says, to.says_cols, LOOK_PLAIN, str_of(e->says));
	line_put(l, note, draw_cols() - note, LOOK_PLAIN, buf_str(&text));
	line_end(l);
	buf_clear(&text);
}

/* "new 3  changed 1  as they are 1  refused 1  passed over 2" */
static void heads_draw(struct ui *ui, const struct paste_screen *s)
{
	const struct entry_plan *p = &s->plan;
	struct buf counts = { 0 };
	struct line *l;

	buf_printf(&counts, _("new %d, changed %d, as they are %d, refused %d, passed over %d"),
		   p->n[ENTRY_NEW], p->n[ENTRY_OTHER], p->n[ENTRY_SAME], p->n[ENTRY_REFUSED],
		   p->n[ENTRY_PASSED]);
	if (p->doubts > 0)
		buf_printf(&counts,
			   ngettext("; %d looks like a slip", "; %d look like slips",
				    (unsigned long)p->doubts),
			   p->doubts);
	ui_draw_head(ui, _("figures pasted into the grid"));
	l = line_at(1);
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&counts));
	line_end(l);
	l = line_at(2);
	line_right(l, 0, LINE_COLS + 1, LOOK_HEAD, str_of(_("line")));
	line_put(l, ITEM_COL, ITEM_COLS, LOOK_HEAD, str_of(_("item")));
	line_put(l, UNIT_COL, layout().unit, LOOK_HEAD, str_of(_("unit")));
	line_put(l, layout().says, layout().says_cols, LOOK_HEAD, str_of(_("figures")));
	line_end(l);
	buf_clear(&counts);
}

static void question_draw(const struct paste_screen *s)
{
	struct line *l = line_at(draw_rows() - FOOT_ROWS);
	int n = written(s);
	struct buf text = { 0 };

	if (n > 0)
		buf_printf(&text,
			   ngettext("Report %d cell so, as one action?",
				    "Report %d cells so, as one action?", (unsigned long)n),
			   n);
	else
		buf_puts(&text, _("There is nothing to write."));
	line_put(l, 0, draw_cols(), LOOK_BOLD, buf_str(&text));
	line_end(l);
	buf_clear(&text);
}

/* The chosen row, whole. */
static void reason_draw(struct ui *ui, const struct paste_screen *s)
{
	const struct entry_planned *e = &s->plan.rows.p[s->cursor.at];
	struct buf text = { 0 }, note = { 0 };

	if (s->plan.rows.n == 0) {
		ui_draw_reason(ui, "");
		return;
	}
	note_put(e, &note);
	buf_printf(&text, _("line %d"), e->line);
	if (*e->unit)
		buf_printf(&text, ", %s %s", e->unit, e->number);
	if (e->verb)
		buf_printf(&text, ": %s", e->says);
	if (note.n > 0)
		buf_printf(&text, "%s%s", e->verb ? "; " : ": ", buf_text(&note));
	ui_draw_reason(ui, buf_text(&text));
	buf_clear(&note);
	buf_clear(&text);
}

static int rows_shown(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

static void paste_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "yes", "no", "down", NULL };
	struct paste_screen *s = (struct paste_screen *)screen;
	int rows = rows_shown();

	cursor_fit(&s->cursor, (int64_t)s->plan.rows.n, rows);
	heads_draw(ui, s);
	for (int i = 0; i < rows; i++)
		if (s->cursor.top + i < (int64_t)s->plan.rows.n)
			row_draw(s, s->cursor.top + i, HEAD_ROWS + i);
		else
			draw_blank(HEAD_ROWS + i);
	question_draw(s);
	reason_draw(ui, s);
	ui_draw_hints(ui, "paste", hints);
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
}

/* ---- the answer ---- */

static void answer_no(struct ui *ui)
{
	ui_pop(ui);
	ui_say(ui, _("nothing was done"));
}

static void answer_yes(struct ui *ui, struct paste_screen *s)
{
	struct outcome out = { 0 };
	struct err err = { 0 };

	if (written(s) == 0) {
		answer_no(ui);
	} else if (entry_plan_write(ui->ledger, &s->plan, NULL, &out, &err)) {
		ui_pop(ui);
		ui_changed(ui, &out);
	} else {
		ui_error(ui, &err);
	}
}

static bool paste_command(struct ui *ui, struct screen *screen, const char *command)
{
	static const char *const common[] = { "help", "redraw", "put-aside" },
				 *const no[] = { "no", "escape", "back", "interrupt" };
	struct paste_screen *s = (struct paste_screen *)screen;

	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (strcmp(command, common[i]) == 0)
			return false;
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		if (strcmp(command, no[i]) == 0)
			return answer_no(ui), true;
	if (strcmp(command, "yes") == 0)
		answer_yes(ui, s);
	else if (!cursor_command(&s->cursor, command, (int64_t)s->plan.rows.n, rows_shown()))
		ui_say(ui, _("%s reports these cells, %s writes nothing"),
		       keymap_key(ui->keymap, "paste", "yes"),
		       keymap_key(ui->keymap, "paste", "no"));
	return true;
}

/* With the input method on, the word itself is an answer. */
static bool paste_key(struct ui *ui, struct screen *screen, struct ui_key k)
{
	if (k.code == KEY_CHAR && k.ch == 0x662f)            /* 是 */
		answer_yes(ui, (struct paste_screen *)screen);
	else if (k.code == KEY_CHAR && k.ch == 0x5426)       /* 否 */
		answer_no(ui);
	else
		return false;
	return true;
}

/* Somebody else has written meanwhile: what is shown is what would be written now. */
static void paste_refresh(struct ui *ui, struct screen *screen)
{
	struct paste_screen *s = (struct paste_screen *)screen;
	struct err err = { 0 };

	if (plan_make(ui, s, &err))
		return;
	ui_error(ui, &err);
	entry_plan_clear(&s->plan);
	s->plan = (struct entry_plan){ .doubts = 0 };
}

static void paste_free(struct screen *screen)
{
	struct paste_screen *s = (struct paste_screen *)screen;

	entry_plan_clear(&s->plan);
	arena_clear(&s->mem);
	buf_clear(&s->text);
	free(s);
}

static const struct screen_ops paste_ops = {
	.mode = "paste", .title = N_("figures pasted into the grid"), .draw = paste_draw,
	.command = paste_command, .key = paste_key, .pastes = true, .refresh = paste_refresh, .free = paste_free,
};

void grid_paste_open(struct ui *ui, struct grid_screen *of, struct str text)
{
	struct paste_screen *s;
	struct err err = { 0 };

	if (!of->can_write) {
		ui_say(ui, _("this ledger can only be read"));
		return;
	}
	if (!grid_chosen(ui, of)) {
		ui_say(ui, _("nothing is owed here"));
		return;
	}
	s = mem_alloc(sizeof *s);
	s->screen.ops = &paste_ops;
	s->of = of;
	s->row = of->row.at;
	s->column = of->column.at;
	buf_put(&s->text, text);
	if (plan_make(ui, s, &err)) {
		s->cursor.at = first_trouble(s);
		ui_push(ui, &s->screen);
	} else {
		paste_free(&s->screen);
		ui_error(ui, &err);
	}
}
