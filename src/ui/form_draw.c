#include "ui/form_private.h"

#include "base/width.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/textarea.h"

#include "base/ban.h"

enum { LIST_ROWS = 3 };      /* so much of the list is left standing at least */

int form_rows_shown(const struct form_layout *l)
{
	int most = draw_rows() - 3 - LIST_ROWS;

	return l->rows < most ? l->rows : most;
}

/* A row of a text of several lines, scrolled so that the cursor is seen. Returns the cursor's
 * column, -1 where it is in another row. */
static int text_row_draw(struct lineedit *e, const struct form_place *p, int row, int col, int cols,
			 struct line *line)
{
	wrap_lines rows = { 0 };
	int at, at_col;

	textarea_rows(e, cols, &rows);
	textarea_cursor(e, &rows, cols, &at, &at_col);
	if (e->top > at)
		e->top = at;
	if (e->top < at - p->rows + 1)
		e->top = at - p->rows + 1;
	row += e->top;
	if (row < (int)rows.n)
		line_put(line, col, cols, LOOK_PLAIN, rows.p[row]);
	vec_clear(&rows);
	return row == at ? col + at_col : -1;
}

/* A row of a field, its label before the first one. Returns the cursor's column; -1: the cursor
 * stands in another one. */
static int field_draw(struct form *f, size_t i, const struct form_place *p, int row,
		      enum look look, struct line *line)
{
	struct form_field *field = &f->fields.p[i];
	int label = form_label_cols(field, draw_cols()), col = p->col + label + 1, cols = p->cols,
	    cursor;

	if (cols > draw_cols() - col)
		cols = draw_cols() - col;
	if (row == 0)
		line_put(line, p->col, label, look, str_of(field->label));
	if (p->open)
		return text_row_draw(&field->edit, p, row, col, cols, line);
	cursor = lineedit_draw(&field->edit, line, col, cols, LOOK_PLAIN);
	if (*field->note)
		line_put(line, col + cols + 1, draw_cols() - col - cols - 1, LOOK_DIM,
			 str_of(field->note));
	return cursor;
}

static void status_draw(struct ui *ui, struct form *f, const struct form_layout *l,
			struct line *line)
{
	struct buf text = { 0 };

	f->does->status(ui, f, &text);
	line_put(line, l->status_col, draw_cols() - l->status_col, LOOK_PLAIN, buf_str(&text));
	buf_clear(&text);
}

static void head_draw(const struct form *f, int row)
{
	struct line *line = line_at(row);
	int wide = width_cols(str_of(f->aside));

	/* On a narrow terminal who and what go before when. */
	if (wide > draw_cols() / 2)
		wide = 0;
	line_put(line, 0, draw_cols() - (wide ? wide + 2 : 0), LOOK_HEAD, str_of(f->head));
	line_right(line, draw_cols() - wide, wide, LOOK_PLAIN, str_of(f->aside));
	line_end(line);
}

static const char *const form_hints[] = {
	"field-done", "next-row-or-field", "form-leave", "form-more", NULL,
};

/* Of the last two rows those of the list stand until there is something to tell. */
static void folded_draw(struct ui *ui, struct form *f, const struct form_layout *l)
{
	struct line *line;
	int row, cursor_col = 0;

	foot_set(ui, &f->screen, 3);
	row = draw_rows() - f->screen.foot_rows;
	line = line_at(row);
	line_put(line, 0, l->head_cols, LOOK_PLAIN, str_of(f->head));
	for (size_t i = 0; i < l->folded; i++) {
		int cursor = field_draw(f, i, &l->at[i], 0, LOOK_PLAIN, line);

		if (i == f->at)
			cursor_col = cursor;
	}
	line_end(line);
	if (f->reason.n > 0)
		ui_draw_reason(ui, buf_text(&f->reason));
	draw_cursor(row, cursor_col);
}

bool form_field_saves(const struct form *f)
{
	return f->fields.p[f->at].saves || f->at + 1 == f->fields.n;
}

void form_folded_tell(struct ui *ui, struct form *f)
{
	static const char *const next[] = { "field-done", "form-leave", NULL };
	static const char *const last[] = { "field-done", "next-row-or-field", "form-leave", NULL };
	const char *hint = f->fields.p[f->at].hint;
	struct buf status = { 0 };

	buf_reset(&f->reason);
	ui_put_hints(ui, "form", form_field_saves(f) ? last : next, &f->reason, draw_cols());
	if (f->does->status)
		f->does->status(ui, f, &status);
	buf_puts(&f->reason, status.n > 0 ? buf_text(&status) : hint);
	if (*f->aside && !form_is_typed(f))
		buf_printf(&f->reason, "%s%s", status.n > 0 || *hint ? "  " : "", f->aside);
	buf_clear(&status);
}

void form_draw(struct ui *ui, struct screen *s)
{
	struct form *f = (struct form *)s;
	struct form_layout l;
	struct line *line;
	int shown, first, top, cursor_row = 0, cursor_col = 0;

	form_place(f, draw_cols(), &l);
	if (l.folded) {
		folded_draw(ui, f, &l);
		return;
	}
	f->unfolded = true;
	shown = form_rows_shown(&l);
	foot_set(ui, s, shown + 3);
	top = draw_rows() - s->foot_rows;
	first = l.at[f->at].row + l.at[f->at].rows - shown;
	if (l.status_row == l.at[f->at].row + 1 && shown > 1)
		first++;
	if (first < 0)
		first = 0;
	head_draw(f, top);
	for (int row = first; row < first + shown; row++) {
		line = line_at(top + 1 + row - first);
		for (size_t i = 0; i < f->fields.n; i++) {
			int in = row - l.at[i].row,
			    cursor = in >= 0 && in < l.at[i].rows
					     ? field_draw(f, i, &l.at[i], in,
							  i == f->at ? LOOK_BOLD : LOOK_PLAIN, line)
					     : -1;

			if (i == f->at && cursor >= 0)
				cursor_row = top + 1 + row - first, cursor_col = cursor;
		}
		if (l.status_row == row)
			status_draw(ui, f, &l, line);
		line_end(line);
	}
	ui_draw_reason(ui, f->fields.p[f->at].hint);
	ui_draw_hints(ui, "form", form_hints);
	draw_cursor(cursor_row, cursor_col);
}
