#include "ui/sheet_screen.h"

#include <stdlib.h>

#include "base/width.h"
#include "model/verb.h"
#include "ui/draw.h"

#include "base/ban.h"

enum { TITLE_LEAST_COLS = 20 };

int sheet_screen_rows(void)
{
	return draw_rows() - SHEET_HEAD_ROWS - SHEET_FOOT_ROWS;
}

static struct err *sheet_read(struct ui *ui, struct screen *screen)
{
	struct sheet_screen *s = (struct sheet_screen *)screen;
	struct sheet_place place = sheet_place(&s->sheet);
	bool first = s->sheet.rows.n == 0;

	s->can_write = db_is_writable(ui->ledger->db);
	s->failure = (struct err){ 0 };
	sheet_begin(&s->sheet);
	s->fill(ui, s);
	sheet_sort(ui, &s->sheet);
	sheet_restore(ui, &s->sheet, &place);
	if (first)
		s->sheet.cursor.at = s->sheet.rows.n > 1 ? 1 : 0;
	return &s->failure;
}

void sheet_screen_fill(struct ui *ui, struct sheet_screen *s)
{
	reading_start(ui, &s->screen, s->filtered && narrow_is_filter(ui), sheet_read);
}

static void title_draw(struct ui *ui, const struct sheet_screen *s)
{
	struct buf left = { 0 };
	int room = ui_head_room(ui) - width_cols(buf_str(&s->place)) - 2;

	if (s->place.n == 0 || room < TITLE_LEAST_COLS) {
		ui_draw_head(ui, buf_text(&s->title));
		return;
	}
	width_cut(&left, buf_str(&s->title), room);
	for (int col = width_cols(buf_str(&left)); col < room + 1; col++)
		buf_byte(&left, ' ');
	buf_put(&left, buf_str(&s->place));
	ui_draw_head(ui, buf_text(&left));
	buf_clear(&left);
}

void sheet_screen_draw(struct ui *ui, struct sheet_screen *s, const char *const *hints)
{
	struct buf second = { 0 };
	struct line *l;

	if (s->sheet.cols != draw_cols())
		sheet_screen_fill(ui, s);
	title_draw(ui, s);
	l = line_at(1);
	marks_count(ui, s->sheet.marks, &second);
	buf_printf(&second, "%s%s", second.n > 0 && s->second.n > 0 ? "  " : "",
		   buf_text(&s->second));
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&second));
	buf_clear(&second);
	line_end(l);
	sheet_draw(ui, &s->sheet, SHEET_HEAD_ROWS, sheet_screen_rows());
	ui_draw_reason(ui, buf_text(&s->sheet.reason));
	ui_draw_hints(ui, s->screen.ops->mode, hints);
}

void sheet_screen_refresh(struct ui *ui, struct screen *screen)
{
	sheet_screen_fill(ui, (struct sheet_screen *)screen);
}

bool sheet_screen_can(struct ui *ui, struct screen *screen, const char *command)
{
	(void)ui;
	return ((struct sheet_screen *)screen)->can_write ||
	       (!verb_find(command) && !edit_find(command));
}

void sheet_screen_rested(struct ui *ui, struct screen *screen)
{
	sheet_rested(ui, &((struct sheet_screen *)screen)->sheet);
}

void sheet_screen_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	const struct sheet_row *r = sheet_chosen(&((struct sheet_screen *)screen)->sheet);
	bool duty = r && r->kind == SHEET_DUTY;

	(void)ui;
	to->item = duty ? r->duty.item : r ? r->item : 0;
	to->unit = duty ? r->duty.unit : r ? r->group : 0;
}

void sheet_screen_free(struct screen *screen)
{
	struct sheet_screen *s = (struct sheet_screen *)screen;

	sheet_clear(&s->sheet);
	buf_clear(&s->title);
	buf_clear(&s->second);
	buf_clear(&s->place);
	free(s);
}

static bool is_listed(struct ui *ui, struct screen *screen, const struct marked *k)
{
	(void)ui;
	return sheet_lists(&((struct sheet_screen *)screen)->sheet, k);
}

void sheet_screen_open(struct ui *ui, struct sheet_screen *s, const struct screen_ops *ops,
	void (*read)(struct ui *ui, struct sheet_screen *s))
{
	s->screen.ops = ops;
	s->fill = read;
	marks_begin(ui, &s->screen, is_listed);
	s->sheet.marks = s->screen.marks;
	ui_push(ui, &s->screen);
	sheet_screen_fill(ui, s);
}

void sheet_screen_goto(struct sheet_screen *s, int64_t item, int64_t unit)
{
	for (size_t i = 0; i < s->sheet.rows.n; i++) {
		const struct sheet_row *r = &s->sheet.rows.p[i];

		if (r->kind != SHEET_DUTY || (item && r->duty.item != item) ||
		    (unit && r->duty.unit != unit))
			continue;
		cursor_to(&s->sheet.cursor, (int64_t)i, (int64_t)s->sheet.rows.n,
			  sheet_screen_rows());
		return;
	}
}
