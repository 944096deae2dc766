/* Marking cells of the grid: one, a row, a column, a block; and verbs. */
#include <string.h>

#include "base/gettext.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

bool grid_lists(struct ui *ui, struct screen *screen, const struct marked *k)
{
	struct grid_screen *s = (struct grid_screen *)screen;
	struct duty_state d;
	int64_t key = duty_state_key(ui->ledger->db, k->item, k->unit, k->deadline, k->occ), row,
		column;

	if (!key || !duty_state_get(ui->ledger->db, key, &d) ||
	    (s->grid.plan && d.plan != s->grid.plan))
		return false;
	/* The other two show all there is of their item, or their unit. */
	if (s->grid.kind != CROSS_UNITS)
		return true;
	row = grid_row_of(ui, s, k->item);
	column = cross_find_unit(&s->grid, k->unit);
	return row >= 0 && column >= 0 && grid_cell_at(ui, s, row, column)->duty.key == key;
}

/* Of cells, what is owed there; to: exclusive. */
struct block { int64_t row, row_to, column, column_to; };

static void block_turn(struct ui *ui, struct grid_screen *s, const struct block *b)
{
	mark_list which = { 0 };
	bool ok = true;

	for (int64_t r = b->row; r < b->row_to && ok; r++)
		for (int64_t k = b->column; k < b->column_to && ok && which.n <= MARKS_MOST; k++) {
			struct arena mem = { 0 };
			struct cross_cell c;

			ok = cross_cell(ui->ledger, &s->grid, r, k, &mem, &c, &s->failure);
			if (ok && c.duty.key)
				*vec_push(&which) = mark_of_duty(&c.duty);
			arena_clear(&mem);
		}
	if (ok)
		marks_turn(ui, s->screen.marks, &which);
	vec_clear(&which);
}

/* The chosen cell; the cursor goes down. */
static void one_turn(struct ui *ui, struct grid_screen *s)
{
	const struct cross_cell *c = grid_chosen(ui, s);
	mark_list which = { 0 };

	if (c && c->duty.key)
		*vec_push(&which) = mark_of_duty(&c->duty);
	marks_turn(ui, s->screen.marks, &which);
	vec_clear(&which);
	s->corner.row = s->row.at;
	s->corner.column = s->column.at;
	s->row.at++;
	grid_fit(ui, s);
}

/* From the cell that was marked last to the chosen one. */
static void corner_turn(struct ui *ui, struct grid_screen *s)
{
	int64_t r = s->corner.row, k = s->corner.column, row = s->row.at, column = s->column.at;

	if (r < 0 || s->screen.marks->list.n == 0)
		ui_say(ui, _("a block: %s marks one corner, %s at the other marks all between"),
		       keymap_key(ui->keymap, "grid", "mark"),
		       keymap_key(ui->keymap, "grid", "mark-block"));
	else
		block_turn(ui, s, &(struct block){ r < row ? r : row, (r < row ? row : r) + 1,
			k < column ? k : column, (k < column ? column : k) + 1 });
}

bool grid_mark_command(struct ui *ui, struct grid_screen *s, const char *command)
{
	struct grid_layout g = grid_layout(s);
	int64_t rows = cross_rows(&s->grid), columns = cross_columns(&s->grid), row = s->row.at,
		column = s->column.at;
	int64_t row_to = s->row.top + g.rows < rows ? s->row.top + g.rows : rows;
	int64_t column_to =
		s->column.top + g.columns < columns ? s->column.top + g.columns : columns;

	if (strcmp(command, "mark") == 0)
		one_turn(ui, s);
	else if (strcmp(command, "mark-block") == 0)
		corner_turn(ui, s);
	else if (strcmp(command, "mark-all") == 0)
		block_turn(ui, s, &(struct block){ s->row.top, row_to, s->column.top, column_to });
	else if (strcmp(command, "mark-row") == 0)
		block_turn(ui, s, &(struct block){ row, row < rows ? row + 1 : rows, 0, columns });
	else if (strcmp(command, "mark-column") == 0 &&
		 cross_need(ui->ledger, &s->grid, INT64_MAX, &s->failure))
		block_turn(ui, s, &(struct block){ 0, cross_rows(&s->grid), column,
			column < columns ? column + 1 : columns });
	else
		return false;
	return true;
}

/* ---- verbs ---- */

void grid_verb(struct ui *ui, struct grid_screen *s, const struct verb *v)
{
	const struct cross_cell *c = grid_chosen(ui, s);
	struct duty_state duty = c ? c->duty : (struct duty_state){ .key = 0 };

	if (!s->can_write) {
		ui_say(ui, _("this ledger can only be read"));
	} else if (v->needs & NEED_MEASURE) {
		do_verb(ui, v->name, NULL, 0, c ? cross_item(&s->grid, s->row.at) : 0);
	} else if (s->screen.marks->list.n > 0) {
		marks_verb(ui, s->screen.marks, v);
	} else if (duty.key) {
		s->acted = true;
		do_verb(ui, v->name, &duty, 1, duty.item);
	} else {
		ui_say(ui, _("nothing is owed here: choose a cell with a light"));
	}
}
