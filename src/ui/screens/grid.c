/* 对照表: items by units, an item's periods by its units, a unit's items by months or due dates. Digits type
 * figures in place, verbs act on the cell or on what is marked. */
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/say.h"
#include "model/view.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

enum { READ_MOST = 6000, FIRST_ROWS = 48 };

/* ---- what was read ---- */

static void read_drop(struct grid_screen *s)
{
	map_free(s->read);
	s->read = NULL;
	s->n_read = 0;
	arena_clear(&s->mem);
}

/* The place of a head (row or column -1) or a cell. */
static void **read_at(struct grid_screen *s, int64_t row, int64_t column)
{
	const int64_t key[] = { row, column };

	if (!s->read)
		s->read = map_new();
	return (void **)map_at(s->read, (struct str){ (const char *)key, sizeof key }, true);
}

static const struct cross_head *head_at(struct ui *ui, struct grid_screen *s, int64_t row,
					int64_t column)
{
	struct cross_head *h = *read_at(s, row, column);

	if (h)
		return h;
	h = arena_alloc(&s->mem, sizeof *h);
	if (column < 0 ? !cross_row(ui->ledger, &s->grid, row, &s->mem, h, &s->failure)
		       : !cross_column(ui->ledger, &s->grid, column, &s->mem, h, &s->failure))
		*h = (struct cross_head){ .name = "?", .more = "?", .due = DATE_NONE };
	*read_at(s, row, column) = h;
	s->n_read++;
	return h;
}

const struct cross_head *grid_row_head(struct ui *ui, struct grid_screen *s, int64_t row)
{
	return head_at(ui, s, row, -1);
}

const struct cross_head *grid_column_head(struct ui *ui, struct grid_screen *s, int64_t column)
{
	return head_at(ui, s, -1, column);
}

const struct cross_cell *grid_cell_at(struct ui *ui, struct grid_screen *s, int64_t row,
				      int64_t column)
{
	struct cross_cell *c = *read_at(s, row, column);

	if (c)
		return c;
	c = arena_alloc(&s->mem, sizeof *c);
	if (!cross_cell(ui->ledger, &s->grid, row, column, &s->mem, c, &s->failure))
		*c = (struct cross_cell){ .figure = "" };
	*read_at(s, row, column) = c;
	s->n_read++;
	return c;
}

const struct cross_cell *grid_chosen(struct ui *ui, struct grid_screen *s)
{
	if (s->row.at >= cross_rows(&s->grid) || s->column.at >= cross_columns(&s->grid))
		return NULL;
	return grid_cell_at(ui, s, s->row.at, s->column.at);
}

const char *grid_duty_name(struct ui *ui, const struct duty_state *d, struct arena *mem)
{
	struct item_row item;
	struct unit_row unit;
	struct err ignore = { 0 };

	if (!item_get(ui->ledger->db, d->item, mem, &item, &ignore) ||
	    !unit_get(ui->ledger->db, d->unit, mem, &unit, &ignore))
		return "?";
	return arena_printf(mem, "%s %s", unit.name, item.number);
}

/* ---- filling ---- */

/* "12 items 7/36 units": rows come as far as somebody looks, "48+". */
static void narrowed_put(struct ui *ui, const struct cross *g, int64_t units, struct buf *to)
{
	struct buf counts = { 0 };
	int64_t rows = cross_rows(g);

	if (ui->narrow.text.n == 0)
		return;
	buf_printf(&counts, cross_is_whole(g) ? ngettext("%jd item", "%jd items", (unsigned long)rows)
					      : _("%jd+ items"), (intmax_t)rows);
	buf_printf(&counts, ngettext(" %zu/%jd unit", " %zu/%jd units", (unsigned long)units),
		   g->columns.n, (intmax_t)units);
	narrow_title_counts(ui, buf_str(&ui->narrow.text), &counts, to);
	buf_clear(&counts);
}

static char *title_make(struct ui *ui, const struct cross *g, int64_t units)
{
	struct arena mem = { 0 };
	struct item_row item;
	struct unit_row unit;
	struct err ignore = { 0 };
	struct buf b = { 0 };
	char day[DATE_TEXT_SIZE];

	buf_printf(&b, "%s ", _("grid"));
	if (g->kind == CROSS_PERIODS && item_get(ui->ledger->db, g->item, &mem, &item, &ignore)) {
		buf_printf(&b, "%s ", item.number);
		clean_text(&b, str_of(item.title));
	} else if (g->kind == CROSS_DATES &&
		   unit_get(ui->ledger->db, g->unit, &mem, &unit, &ignore)) {
		clean_text(&b, str_of(unit.name));
		buf_puts(&b, g->months ? _("  items by months") : _("  items by dates"));
	} else if (g->kind == CROSS_UNITS) {
		buf_puts(&b, _(" items by units"));
		if (g->due == DATE_NONE)
			buf_puts(&b, _("  what is open"));
		else
			buf_printf(&b, _("  due %s"), date_text(g->due, day));
		if (g->counted)
			narrowed_put(ui, g, units, &b);
		else
			narrow_title(ui, &b);
	}
	arena_clear(&mem);
	return buf_take(&b);
}

static void silent_count(struct ui *ui, struct grid_screen *s)
{
	const struct cross *g = &s->grid;
	struct arena mem = { 0 };
	struct unit_line unit;
	struct date_line day;
	struct sums sums;

	s->silent = g->where ? cross_silent_all(g) : 0;
	if (g->where)
		return;
	if (g->kind == CROSS_DATES &&
	    view_unit(ui->ledger, g->unit, g->plan, &unit, &mem, &s->failure))
		s->silent = unit.silent;
	else if (g->kind == CROSS_UNITS && g->due != DATE_NONE &&
		 view_date(ui->ledger, g->due, g->plan, 0, &mem, &day, &s->failure))
		s->silent = day.silent;
	else if (g->kind == CROSS_UNITS && g->due == DATE_NONE &&
		 view_sums(ui->ledger, g->plan, 0, &sums, &s->failure))
		s->silent = sums.silent;
	for (size_t i = 0; i < g->periods.n; i++)
		s->silent += g->periods.p[i].silent;
	arena_clear(&mem);
}

/* What a filter is about: who has such duties, how many are silent. Columns stay where they are
 * after an action. */
static void edges_read(struct ui *ui, struct grid_screen *s)
{
	if (!cross_count(ui->ledger, &s->grid, s->silent < 0, &s->failure))
		return;
	read_drop(s);
	silent_count(ui, s);
}

static struct err *rows_read(struct ui *ui, struct screen *screen)
{
	struct grid_screen *s = (struct grid_screen *)screen;

	if (s->failure.code != ERR_NONE ||
	    !cross_need(ui->ledger, &s->grid, s->wanted, &s->failure) || !s->grid.where)
		return &s->failure;
	if (!s->grid.counted)
		edges_read(ui, s);
	/* it counts rows and columns */
	s->frame.stands = false;
	free(s->title);
	s->title = title_make(ui, &s->grid, s->units);
	return &s->failure;
}

void grid_need(struct ui *ui, struct grid_screen *s, int64_t rows)
{
	bool reading = s->screen.reading.fn != NULL;

	if (rows > s->wanted)
		s->wanted = rows;
	if (!reading && ((cross_rows(&s->grid) < rows && !cross_is_whole(&s->grid)) ||
			 (s->grid.where && !s->grid.counted)))
		reading_start(ui, &s->screen, s->grid.where != NULL, rows_read);
}

/* Rows and columns from their beginning. */
void grid_fill(struct ui *ui, struct grid_screen *s)
{
	s->failure = (struct err){ 0 };
	s->frame.stands = false;
	read_drop(s);
	marks_relist(s->screen.marks);
	s->corner.row = -1;
	s->can_write = db_is_writable(ui->ledger->db);
	s->narrowed = ui->narrow.stamp;
	s->grid.where = s->grid.kind == CROSS_UNITS ? narrow_where(ui) : NULL;
	s->wanted = 0;
	if (cross_begin(ui->ledger, &s->grid, &s->failure))
		silent_count(ui, s);
	s->units = cross_columns(&s->grid);
	free(s->title);
	s->title = title_make(ui, &s->grid, s->units);
	grid_need(ui, s, FIRST_ROWS);
	buf_reset(&s->reason);
}

void grid_fit(struct ui *ui, struct grid_screen *s)
{
	struct grid_layout g = grid_layout(s);

	grid_need(ui, s, s->row.top + g.rows + 1);
	grid_need(ui, s, s->row.at + 1);
	cursor_fit(&s->row, cross_rows(&s->grid), g.rows);
	cursor_fit(&s->column, cross_columns(&s->grid), g.columns);
	if (s->n_read > READ_MOST)
		read_drop(s);
}

/* ---- moving ---- */

/* Sideways by half of what is seen, so that a slow line seldom sends the whole table. */
static bool sideways(struct ui *ui, struct grid_screen *s, int64_t to)
{
	struct grid_layout g = grid_layout(s);

	if (to < 0 || to >= cross_columns(&s->grid))
		return true;
	cursor_to(&s->column, to, cross_columns(&s->grid), g.columns);
	(void)ui;
	return true;
}

static bool move_command(struct ui *ui, struct grid_screen *s, const char *command)
{
	struct grid_layout g = grid_layout(s);
	bool to_last = strcmp(command, "last") == 0;

	if (strcmp(command, "left") == 0)
		return sideways(ui, s, s->column.at - 1);
	if (strcmp(command, "right") == 0)
		return sideways(ui, s, s->column.at + 1);
	if (strcmp(command, "next-pane") == 0 || strcmp(command, "previous-pane") == 0) {
		int64_t last = cross_columns(&s->grid) - 1,
			to = s->column.at + (*command == 'n' ? g.columns : -g.columns);

		return sideways(ui, s, to < 0 ? 0 : to > last ? last : to);
	}
	if (strcmp(command, "line-start") == 0)
		return sideways(ui, s, 0);
	if (strcmp(command, "line-end") == 0)
		return sideways(ui, s, cross_columns(&s->grid) - 1);
	grid_need(ui, s, to_last ? INT64_MAX : s->row.at + 2 * g.rows + 1);
	return cursor_command(&s->row, command, cross_rows(&s->grid), g.rows);
}

/* ---- the screen ---- */

static void cell_open(struct ui *ui, struct grid_screen *s)
{
	const struct cross_cell *c = grid_chosen(ui, s);
	struct duty_state duty;

	if (!c)
		return;
	duty = c->duty;
	if (s->screen.marks->list.n > 0) {
		verbs_open_marked(ui, s->screen.marks);
	} else if (duty.key) {
		s->acted = true;
		verbs_open(ui, &duty, 1);
	} else {
		item_open(ui, cross_item(&s->grid, s->row.at), cross_unit(&s->grid, s->column.at));
	}
}

static void unit_chosen(struct ui *ui, void *user, int64_t unit)
{
	if (unit && !grid_goto_unit(ui, user, unit))
		ui_say(ui, _("this unit has no column here: it owes nothing in these rows"));
}

static void silent_command(struct ui *ui, struct grid_screen *s, int step)
{
	if (!grid_silent_go(ui, s, step, true))
		ui_say(ui, step > 0 ? _("nobody is silent behind this cell")
				    : _("nobody is silent before this cell"));
}

static void figure_command(struct ui *ui, struct grid_screen *s)
{
	struct ui_key k = key_as_command(ui->key);

	grid_entry_open(ui, s, k.code == KEY_CHAR && k.ch >= '0' && k.ch <= '9' ? k.ch : 0);
}

/* From the whole to the periods of the chosen item; from a part to the whole. */
static void other_grid(struct ui *ui, struct grid_screen *s)
{
	bool any = s->row.at < cross_rows(&s->grid) && s->column.at < cross_columns(&s->grid);
	int64_t item = any ? cross_item(&s->grid, s->row.at) : 0,
		unit = any ? cross_unit(&s->grid, s->column.at) : 0;

	if (s->grid.kind != CROSS_UNITS)
		grid_units_open(ui, DATE_NONE, item, unit);
	else if (any)
		grid_periods_open(ui, item, unit);
}

static bool grid_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct grid_screen *s = (struct grid_screen *)screen;
	const struct verb *v = verb_find(command);
	bool stood = s->frame.stands;

	s->acted = s->frame.stands = false;
	if (marks_command(s->screen.marks, command))
		return true;
	if (v)
		return grid_verb(ui, s, v), true;
	if (strcmp(command, "figure") == 0)
		return figure_command(ui, s), true;
	if (strcmp(command, "open") == 0)
		return cell_open(ui, s), true;
	if (strcmp(command, "grid") == 0)
		return other_grid(ui, s), true;
	if (strcmp(command, "plan") == 0 && s->grid.kind != CROSS_PERIODS)
		return plans_open(ui), true;
	if (strcmp(command, "next-silent") == 0 || strcmp(command, "previous-silent") == 0)
		return silent_command(ui, s, *command == 'n' ? 1 : -1), true;
	if (strcmp(command, "unit") == 0 && s->grid.kind != CROSS_DATES)
		return chooser_open(ui, _("unit"), unit_chosen, s, NULL, s->grid.columns.p,
				    s->grid.columns.n),
		       true;
	if (strcmp(command, "redraw") == 0)
		return grid_fill(ui, s), false;
	if (grid_dates_command(ui, s, command) || grid_mark_command(ui, s, command) ||
	    grid_find_command(ui, s, command))
		return true;
	if (!move_command(ui, s, command))
		return false;
	s->frame.stands = stood;
	return true;
}

static bool grid_key(struct ui *ui, struct screen *screen, struct ui_key k)
{
	if (k.code != KEY_PASTE)
		return false;
	grid_paste_open(ui, (struct grid_screen *)screen, buf_str(key_pasted()));
	return true;
}

/* Another plan was chosen above it: from its beginning. */
static void plan_follow(struct ui *ui, struct grid_screen *s)
{
	s->grid.plan = ui->plan;
	s->row = s->column = (struct cursor){ 0, 0 };
	grid_fill(ui, s);
}

static void grid_refresh(struct ui *ui, struct screen *screen)
{
	struct grid_screen *s = (struct grid_screen *)screen;
	bool done = ui->outcome && ui->outcome->done > 0;

	s->frame.stands = false;
	marks_refresh(ui, s->screen.marks);
	if (s->grid.plan != ui->plan || s->narrowed != ui->narrow.stamp) {
		plan_follow(ui, s);
		return;
	}
	read_drop(s);
	s->failure = (struct err){ 0 };
	s->can_write = db_is_writable(ui->ledger->db);
	if (s->grid.kind == CROSS_PERIODS) {
		/* The counts of its rows were read with them. */
		(void)!cross_begin(ui->ledger, &s->grid, &s->failure);
	}
	s->grid.counted &= s->grid.where == NULL;
	if (s->grid.where)
		grid_need(ui, s, s->wanted);
	else
		silent_count(ui, s);
	buf_reset(&s->reason);
	if (done && s->acted && grid_chosen(ui, s) &&
	    !cross_cell_is_silent(grid_chosen(ui, s), ui->today))
		(void)grid_silent_go(ui, s, 1, false);
	s->acted = false;
}

static bool grid_can(struct ui *ui, struct screen *screen, const char *command)
{
	const struct grid_screen *s = (const struct grid_screen *)screen;

	(void)ui;
	if (verb_find(command) || strcmp(command, "figure") == 0 || strcmp(command, "undo") == 0)
		return s->can_write;
	if (strcmp(command, "escape") == 0)
		return s->screen.narrowed;
	if (strcmp(command, "next-date") == 0)
		return s->grid.kind != CROSS_PERIODS;
	return true;
}

/* "市质监局 2: red: 11-20 passed 1 working day ago, silent", "...; 18/41 = 43.9%": a cell shows the
 * share alone, and no figure that is too wide for it. */
static void grid_rested(struct ui *ui, struct screen *screen)
{
	struct grid_screen *s = (struct grid_screen *)screen;
	const struct cross_cell *c = grid_chosen(ui, s);
	struct arena mem = { 0 };
	struct duty_line line;
	struct err ignore = { 0 };

	buf_reset(&s->reason);
	if (c && c->duty.key) {
		buf_printf(&s->reason, "%s: ", grid_duty_name(ui, &c->duty, &mem));
		clean_text(&s->reason, str_of(light_reason_duty(ui->ledger, &c->duty, &mem)));
		if (*c->figure && view_duty(ui->ledger, &c->duty, &mem, &line, &ignore) &&
		    *line.figures)
			buf_printf(&s->reason, "; %s", line.figures);
		if (c->of_month > 1)
			buf_printf(&s->reason, _("; %d of %d due this month are in"), c->in_month,
				   c->of_month);
	} else if (c) {
		const struct cross_head *row = grid_row_head(ui, s, s->row.at),
					*column = grid_column_head(ui, s, s->column.at);

		clean_text(&s->reason,
			   str_of(arena_printf(&mem, _("%s, %s: %s"),
					       s->grid.kind == CROSS_DATES ? column->name
									   : column->more,
					       row->name,
					       c->hidden ? _("not what the filter is about")
					       : c->role && strcmp(c->role, "lead") != 0
						       ? say_role(c->role)
						       : _("nothing is owed here"))));
	}
	arena_clear(&mem);
}

static const char *grid_label(const struct screen *screen, const char *command)
{
	const struct cross *g = &((const struct grid_screen *)screen)->grid;

	if (g->kind != CROSS_DATES || strcmp(command, "next-date") != 0)
		return NULL;
	return g->months ? _("due dates") : _("months");
}

static void grid_free(struct screen *screen)
{
	struct grid_screen *s = (struct grid_screen *)screen;

	cross_clear(&s->grid);
	read_drop(s);
	buf_clear(&s->reason);
	search_clear(&s->search);
	free(s->title);
	free(s);
}

static const struct screen_ops grid_ops = {
	.mode = "grid", .title = N_("grid"), .draw = grid_draw, .command = grid_command,
	.key = grid_key, .pastes = true, .label = grid_label,
	.refresh = grid_refresh, .can = grid_can,
	.rested = grid_rested, .free = grid_free,
};

/* One that shows the same is gone back to. */
static struct grid_screen *grid_screen_open(struct ui *ui, struct cross grid)
{
	int64_t of = grid.item ? grid.item : -grid.unit;
	struct grid_screen *s;

	if (ui_return(ui, &grid_ops, of)) {
		s = (struct grid_screen *)ui->top;
		if (s->grid.due != grid.due) {
			s->grid.due = grid.due;
			grid_fill(ui, s);
		}
		return s;
	}
	s = mem_alloc(sizeof *s);
	s->screen.ops = &grid_ops;
	s->screen.of = of;
	s->screen.narrowed = grid.kind == CROSS_UNITS;
	s->grid = grid;
	s->grid.plan = ui->plan;
	marks_begin(ui, &s->screen, grid_lists);
	grid_fill(ui, s);
	ui_push(ui, &s->screen);
	return s;
}

/* In the chosen row to who is silent first, else to who owes it. */
static void row_begin(struct ui *ui, struct grid_screen *s)
{
	int64_t first = -1, silent = -1;

	for (int64_t k = 0; k < cross_columns(&s->grid) && k < GRID_SEARCH_MOST && silent < 0;
	     k++) {
		struct cross_cell c;
		struct arena mem = { 0 };

		if (cross_cell(ui->ledger, &s->grid, s->row.at, k, &mem, &c, &s->failure) &&
		    c.duty.key) {
			first = first < 0 ? k : first;
			silent = cross_cell_is_silent(&c, ui->today) ? k : -1;
		}
		arena_clear(&mem);
	}
	if (first >= 0)
		grid_cell_choose(s, s->row.at, silent >= 0 ? silent : first);
}

void grid_units_open(struct ui *ui, date due, int64_t item, int64_t unit)
{
	struct grid_screen *s = grid_screen_open(ui, (struct cross){ .kind = CROSS_UNITS,
		.due = due });

	if (item)
		(void)grid_goto_item(ui, s, item);
	if (!(unit && grid_goto_unit(ui, s, unit)) && cross_rows(&s->grid) > 0)
		row_begin(ui, s);
}

void grid_periods_open(struct ui *ui, int64_t item, int64_t unit)
{
	struct grid_screen *s = grid_screen_open(ui, (struct cross){ .kind = CROSS_PERIODS,
		.item = item, .due = DATE_NONE });

	grid_cell_choose(s, cross_pressing(ui->ledger, &s->grid), 0);
	if (unit)
		(void)grid_goto_unit(ui, s, unit);
}

void grid_dates_open(struct ui *ui, int64_t unit, int64_t item)
{
	struct grid_screen *s = grid_screen_open(ui, (struct cross){ .kind = CROSS_DATES,
		.unit = unit, .due = DATE_NONE, .months = true });

	grid_cell_choose(s, 0, cross_pressing(ui->ledger, &s->grid));
	if (item)
		(void)grid_goto_item(ui, s, item);
}
