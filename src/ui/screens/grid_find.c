/* Looking for something in the grid: a unit in its columns, an item in its rows, who is silent. */
#include "ui/screens/grid_private.h"

#include "base/ban.h"

enum { LOOK_MOST = 100000, PIECE = 1000 };

/* ---- who is silent ---- */

/* From a row (exclusive) on; reads no more than it must. -1: none. */
static int64_t silent_row(struct ui *ui, struct grid_screen *s, int64_t column, int64_t row,
			  int step)
{
	for (int n = 0; n < GRID_SEARCH_MOST; n++) {
		struct cross_cell c;
		struct arena mem = { 0 };

		row += step;
		if (row < 0 || !cross_need(ui->ledger, &s->grid, row + 1, &s->failure) ||
		    row >= cross_rows(&s->grid))
			return -1;
		bool is = cross_cell(ui->ledger, &s->grid, row, column, &mem, &c, &s->failure) &&
			  cross_cell_is_silent(&c, ui->today);

		arena_clear(&mem);
		if (is)
			return row;
	}
	return -1;
}

void grid_cell_choose(struct grid_screen *s, int64_t row, int64_t column)
{
	struct grid_layout g = grid_layout(s);

	cursor_to(&s->row, row, cross_rows(&s->grid), g.rows);
	cursor_to(&s->column, column, cross_columns(&s->grid), g.columns);
}

bool grid_silent_go(struct ui *ui, struct grid_screen *s, int step, bool wide)
{
	int64_t column = s->column.at, row = silent_row(ui, s, column, s->row.at, step);

	while (wide && row < 0 && (column += step) >= 0 && column < cross_columns(&s->grid)) {
		/* What a column counts says whether it is worth looking through. */
		if (grid_column_head(ui, s, column)->silent == 0)
			continue;
		if (step < 0 && !cross_need(ui->ledger, &s->grid, INT64_MAX, &s->failure))
			return false;
		row = silent_row(ui, s, column, step > 0 ? -1 : cross_rows(&s->grid), step);
	}
	if (row < 0)
		return false;
	grid_cell_choose(s, row, column);
	return true;
}

/* ---- names ---- */

static void column_go(struct grid_screen *s, int64_t column)
{
	cursor_to(&s->column, column, cross_columns(&s->grid), grid_layout(s).columns);
}

static void row_go(struct grid_screen *s, int64_t row)
{
	cursor_to(&s->row, row, cross_rows(&s->grid), grid_layout(s).rows);
}

bool grid_goto_unit(struct ui *ui, struct grid_screen *s, int64_t unit)
{
	int64_t at = cross_find_unit(&s->grid, unit);

	(void)ui;
	if (at >= 0)
		column_go(s, at);
	return at >= 0;
}

int64_t grid_row_of(struct ui *ui, struct grid_screen *s, int64_t item)
{
	int64_t at = cross_find_item(&s->grid, item);

	while (at < 0 && !cross_is_whole(&s->grid) && cross_rows(&s->grid) < LOOK_MOST) {
		if (!cross_need(ui->ledger, &s->grid, cross_rows(&s->grid) + PIECE, &s->failure))
			return -1;
		at = cross_find_item(&s->grid, item);
	}
	return at;
}

bool grid_goto_item(struct ui *ui, struct grid_screen *s, int64_t item)
{
	int64_t at = grid_row_of(ui, s, item);

	if (at >= 0)
		row_go(s, at);
	return at >= 0;
}

/* Of a column all names of its unit count; of a row its number whole, or its title. */
static bool column_has(struct ui *ui, const struct grid_screen *s, int64_t column)
{
	return search_hit_unit(ui, &s->search, cross_unit(&s->grid, column));
}

static bool row_has(struct ui *ui, const struct grid_screen *s, int64_t row)
{
	struct arena mem = { 0 };
	struct cross_head head;
	struct err ignore = { 0 };
	bool has = cross_row(ui->ledger, &s->grid, row, &mem, &head, &ignore) &&
		   (search_is(&s->search, head.name) ||
		    search_hit(&s->search, str_of(head.more), NULL, NULL) ||
		    (s->grid.kind == CROSS_PERIODS &&
		     search_hit(&s->search, str_of(head.name), NULL, NULL)));

	arena_clear(&mem);
	return has;
}

typedef bool has_fn(struct ui *ui, const struct grid_screen *s, int64_t at);

/* After `at`, around the end; the place itself is the last one looked at. -1: nowhere. */
static int64_t match_find(struct ui *ui, const struct grid_screen *s, has_fn *has, int64_t at,
			  int64_t n, int step)
{
	for (int64_t i = 1; i <= n; i++) {
		int64_t to = ((at + step * i) % n + n) % n;

		if (has(ui, s, to))
			return to;
	}
	return -1;
}

/* In the heads of the columns, then in those of the rows; goes there. */
static bool head_go(struct ui *ui, void *screen, int step)
{
	struct grid_screen *s = screen;
	int64_t at = -1;

	if (s->grid.kind != CROSS_DATES)
		at = match_find(ui, s, column_has, s->column.at, cross_columns(&s->grid), step);
	if (at >= 0) {
		column_go(s, at);
		return true;
	}
	if (cross_need(ui->ledger, &s->grid, LOOK_MOST, &s->failure))
		at = match_find(ui, s, row_has, s->row.at, cross_rows(&s->grid), step);
	if (at >= 0)
		row_go(s, at);
	return at >= 0;
}

bool grid_find_command(struct ui *ui, struct grid_screen *s, const char *command)
{
	return search_command(ui, &s->search, command, head_go, s);
}
