/* How the grid is drawn: a fixed head line, fixed heads of rows, counts at both edges. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/width.h"
#include "model/say.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

enum {
	NUMBER_COLS = 6, PERIOD_COLS = 11, DUE_COLS = 6, COUNT_COLS = 5,
	TITLE_LEAST = 6, TITLE_MOST = 40,
	UNIT_PITCH = 8, DATE_PITCH = 9,     /* mark, light, figure; a date with its year */
	LIGHT_COLS = 2,
	ENTRY_COLS = 16,
};

struct grid_layout grid_layout(const struct grid_screen *s)
{
	bool periods = s->grid.kind == CROSS_PERIODS;
	int cols = draw_cols(), title = cols / 6;
	struct grid_layout g = { .rows = draw_rows() - GRID_TOP - GRID_FOOT, .name = NUMBER_COLS,
		.count = COUNT_COLS };

	g.more = title < TITLE_LEAST ? TITLE_LEAST : title > TITLE_MOST ? TITLE_MOST : title;
	if (periods)
		g.name = PERIOD_COLS, g.more = cols < 60 ? 0 : DUE_COLS;
	g.left = g.name + g.more + g.count;
	g.pitch = s->grid.kind == CROSS_DATES ? DATE_PITCH : UNIT_PITCH;
	g.columns = (cols - g.left) / g.pitch;
	return g;
}

/* ---- heads ---- */

/* "marked 3  silent 24 ...           columns 1-7/36  rows 1-17/40" */
static void second_draw(struct ui *ui, const struct grid_screen *s, const struct grid_layout *g)
{
	struct line *l = line_at(1);
	int64_t rows = cross_rows(&s->grid), columns = cross_columns(&s->grid);
	int64_t last_row = s->row.top + g->rows, last_column = s->column.top + g->columns;
	struct buf left = { 0 }, right = { 0 };

	marks_count(ui, s->screen.marks, &left);
	if (left.n > 0)
		buf_puts(&left, "  ");
	if (s->silent >= 0)
		buf_printf(&left, _("silent %d"), s->silent);
	if (rows > 0 && columns > 0)
		buf_printf(&right, _("columns %lld-%lld/%lld  rows %lld-%lld/%lld%s"),
			   (long long)s->column.top + 1,
			   (long long)(last_column < columns ? last_column : columns),
			   (long long)columns, (long long)s->row.top + 1,
			   (long long)(last_row < rows ? last_row : rows), (long long)rows,
			   cross_is_whole(&s->grid) ? "" : "+");
	int wide = width_cols(buf_str(&right)), room = draw_cols() - wide - 1;

	if (room < draw_cols() / 3)
		wide = 0, room = draw_cols();
	line_put(l, 0, room, LOOK_PLAIN, buf_str(&left));
	line_right(l, draw_cols() - wide, wide, LOOK_PLAIN, buf_str(&right));
	line_end(l);
	buf_clear(&left);
	buf_clear(&right);
}

/* A due date: "11-20", in another year "19-01-20". */
static const char *day_head(const struct cross_head *h, date today)
{
	bool this_year = h->due != DATE_NONE && date_split(h->due).year == date_split(today).year;

	return h->due == DATE_NONE ? h->name : h->name + (this_year ? 5 : 2);
}

static void columns_draw(struct ui *ui, struct grid_screen *s, const struct grid_layout *g)
{
	struct line *l = line_at(2);
	const char *of = s->grid.kind == CROSS_PERIODS ? _("period") : _("item");

	line_put(l, 0, g->left - g->count, LOOK_HEAD, str_of(of));
	line_right(l, g->left - g->count, g->count - 1, LOOK_HEAD, str_of(_("silent")));
	for (int i = 0; i < g->columns && s->column.top + i < cross_columns(&s->grid); i++) {
		const struct cross_head *h = grid_column_head(ui, s, s->column.top + i);
		bool days = s->grid.kind == CROSS_DATES && !s->grid.months;
		const char *name = days ? day_head(h, ui->today) : h->name;

		line_put(l, g->left + i * g->pitch + 1, g->pitch - 1, LOOK_HEAD, str_of(name));
		search_mark(&s->search, l, g->left + i * g->pitch + 1, g->pitch - 1, str_of(name));
	}
	line_end(l);
}

static void row_head_draw(struct ui *ui, struct grid_screen *s, const struct grid_layout *g,
			  struct line *l, int64_t row)
{
	const struct cross_head *h = grid_row_head(ui, s, row);
	char count[24], day[DATE_TEXT_SIZE];

	line_put(l, 0, g->name - 1, LOOK_PLAIN, str_of(h->name));
	search_mark(&s->search, l, 0, g->name - 1, str_of(h->name));
	if (s->grid.kind == CROSS_PERIODS)
		line_put(l, g->name, g->more - 1, LOOK_PLAIN,
			 str_of(*h->more ? say_day_narrow(h->due, ui->today, day) : ""));
	else {
		line_put(l, g->name, g->more, LOOK_PLAIN, str_of(h->more));
		search_mark(&s->search, l, g->name, g->more, str_of(h->more));
	}
	snprintf(count, sizeof count, "%d", h->silent);
	line_right(l, g->left - g->count, g->count - 1, LOOK_PLAIN, str_of(h->silent ? count : ""));
}

/* ---- cells ---- */

/* A figure that has no room loses its places, never its digits; what is wider still is said in the
 * reason line. */
static void figure_draw(struct line *l, int col, int cols, const char *text)
{
	struct str s = str_of(text);
	ptrdiff_t point = str_find(s, STR_LIT("."));
	struct buf whole = { 0 };

	if (width_cols(s) > cols && point > 0) {
		buf_put(&whole, str_to(s, (size_t)point));
		if (str_ends(s, STR_LIT("%")))
			buf_byte(&whole, '%');
		s = buf_str(&whole);
	}
	if (width_cols(s) > cols && s.n > 0 && s.p[0] >= '0' && s.p[0] <= '9')
		s = STR_LIT("...");
	line_put(l, col, cols, LOOK_PLAIN, s);
	buf_clear(&whole);
}

static void cell_draw(struct ui *ui, struct grid_screen *s, const struct grid_layout *g,
		      struct line *l, int64_t row, int64_t column)
{
	const struct cross_cell *c = grid_cell_at(ui, s, row, column);
	int col = g->left + (int)(column - s->column.top) * g->pitch;
	bool chosen = row == s->row.at && column == s->column.at;

	struct marked mark = mark_of_duty(&c->duty);

	if (c->duty.key && marks_have(s->screen.marks, &mark))
		line_put(l, col, 1, LOOK_PLAIN, STR_LIT("*"));
	else if (chosen)
		line_put(l, col, 1, LOOK_PLAIN, STR_LIT(">"));
	if (c->duty.key)
		line_light(l, col + 1, c->light);
	figure_draw(l, col + 1 + LIGHT_COLS, g->pitch - 1 - LIGHT_COLS,
		    cross_cell_text(c, &s->mem));
}

/* While figures are typed they stand in the cell; the field takes from its neighbours what it
 * needs. Returns the cursor's column. */
static int entry_draw(const struct grid_screen *s, const struct grid_layout *g, struct line *l)
{
	int col = g->left + (int)(s->column.at - s->column.top) * g->pitch + 1;

	if (col + ENTRY_COLS > draw_cols())
		col = draw_cols() - ENTRY_COLS;
	return lineedit_draw(s->entry, l, col, ENTRY_COLS, LOOK_BOLD);
}

static void row_draw(struct ui *ui, struct grid_screen *s, const struct grid_layout *g, int64_t row)
{
	struct line *l = line_at(GRID_TOP + (int)(row - s->row.top));
	int col = g->left + (int)(s->column.at - s->column.top) * g->pitch;

	if (row < cross_rows(&s->grid)) {
		row_head_draw(ui, s, g, l, row);
		for (int k = 0; k < g->columns && s->column.top + k < cross_columns(&s->grid); k++)
			cell_draw(ui, s, g, l, row, s->column.top + k);
		if (s->entry && row == s->row.at)
			col = entry_draw(s, g, l);
	}
	line_end(l);
	if (row == s->row.at)
		draw_cursor(GRID_TOP + (int)(row - s->row.top), col);
}

static void rows_draw(struct ui *ui, struct grid_screen *s, const struct grid_layout *g)
{
	for (int i = 0; i < g->rows; i++)
		row_draw(ui, s, g, s->row.top + i);
}

static void counts_draw(struct ui *ui, struct grid_screen *s, const struct grid_layout *g)
{
	struct line *l = line_at(draw_rows() - GRID_FOOT);

	line_put(l, 0, g->left, LOOK_PLAIN, str_of(_("silent")));
	for (int i = 0; i < g->columns && s->column.top + i < cross_columns(&s->grid); i++) {
		const struct cross_head *h = grid_column_head(ui, s, s->column.top + i);
		char count[24] = "";

		if (h->silent >= 0)
			snprintf(count, sizeof count, "%d", h->silent);
		line_put(l, g->left + i * g->pitch + 1, g->pitch - 1, LOOK_PLAIN, str_of(count));
	}
	line_end(l);
}

/* Under a menu or a form the chosen row stays in sight, and the table goes back to its place behind
 * it. */
static int64_t lift(const struct ui *ui, struct grid_screen *s, const struct grid_layout *g)
{
	int64_t top = s->row.top, seen = draw_rows() - ui->foot - GRID_TOP;

	if (ui->foot > GRID_FOOT && seen > 0 && seen < g->rows && s->row.at - top >= seen)
		s->row.top = s->row.at - seen + 1;
	return top;
}

/* Has nothing but the cursor moved since the frame before, within what is shown? */
static bool only_moved(const struct ui *ui, const struct grid_screen *s)
{
	return s->frame.stands && ui->frame_of == &s->screen && s->frame.top == s->row.top &&
	       s->frame.left == s->column.top && s->frame.rows == cross_rows(&s->grid);
}

static void frame_note(struct grid_screen *s)
{
	s->frame.stands = cross_rows(&s->grid) > 0 && cross_columns(&s->grid) > 0;
	s->frame.row = s->row.at;
	s->frame.top = s->row.top;
	s->frame.left = s->column.top;
	s->frame.rows = cross_rows(&s->grid);
}

static void reason_draw(struct ui *ui, const struct grid_screen *s)
{
	ui_draw_reason(ui, s->failure.code ? s->failure.text : buf_text(&s->reason));
}

void grid_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"figure", "open", "escape", "zero", "urge", "mark", "next-silent", "next-date",
		"undo", "back", "filter", NULL,
	};
	struct grid_screen *s = (struct grid_screen *)screen;
	struct err err = { 0 };
	struct grid_layout g = grid_layout(s);
	int64_t top;

	if (s->frame.stands && ui->frame_of == screen)
		grid_fit(ui, s);
	if (only_moved(ui, s)) {
		if (s->frame.row != s->row.at)
			row_draw(ui, s, &g, s->frame.row);
		row_draw(ui, s, &g, s->row.at);
		reason_draw(ui, s);
		frame_note(s);
		return;
	}
	bool reading = db_read_begin(ui->ledger->db, &err);

	grid_fit(ui, s);
	top = lift(ui, s, &g);
	ui_draw_head(ui, s->title);
	second_draw(ui, s, &g);
	columns_draw(ui, s, &g);
	rows_draw(ui, s, &g);
	counts_draw(ui, s, &g);
	s->row.top = top;
	if (cross_rows(&s->grid) == 0 || cross_columns(&s->grid) == 0) {
		struct line *l = line_at(GRID_TOP);

		line_put(l, 0, draw_cols(), LOOK_PLAIN,
			 str_of(s->failure.code   ? _("not read to its end")
				: s->grid.where ? _("no item fits the filter")
						: _("nothing is owed here")));
		line_end(l);
		draw_cursor(GRID_TOP, 0);
	}
	reason_draw(ui, s);
	ui_draw_hints(ui, "grid", hints);
	frame_note(s);
	if (reading)
		db_read_end(ui->ledger->db);
}
