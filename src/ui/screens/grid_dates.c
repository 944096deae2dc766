/* Which dates the grid is about: items by units go from one due date to the next, a unit's items
 * turn between months and due dates. */
#include <string.h>

#include "store/list.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

/* What is open, then the due dates, one after another. */
static void date_step(struct ui *ui, struct grid_screen *s, int step)
{
	struct query q = { .of = LIST_DATES, .plan = s->grid.plan, .due = DATE_NONE,
		.today = ui->today };
	struct list list = { 0 };
	ptrdiff_t at = -1, n;

	list_start(&list, &q);
	if (!list_need(ui->ledger->db, &list, SIZE_MAX, &s->failure)) {
		list_clear(&list);
		return;
	}
	n = (ptrdiff_t)list.keys.n;
	for (ptrdiff_t i = 0; i < n && s->grid.due != DATE_NONE; i++)
		if (list.keys.p[i] == s->grid.due)
			at = i;
	at += step;
	at = at < -1 ? n - 1 : at >= n ? -1 : at;
	s->grid.due = at < 0 ? DATE_NONE : (date)list.keys.p[at];
	list_clear(&list);

	int64_t item = s->row.at < cross_rows(&s->grid) ? cross_item(&s->grid, s->row.at) : 0;
	int64_t unit =
		s->column.at < cross_columns(&s->grid) ? cross_unit(&s->grid, s->column.at) : 0;

	s->row = s->column = (struct cursor){ 0, 0 };
	grid_fill(ui, s);
	(void)grid_goto_item(ui, s, item);
	(void)grid_goto_unit(ui, s, unit);
}

/* A column a month or a due date, the chosen duty still chosen. */
static void months_turn(struct ui *ui, struct grid_screen *s)
{
	const struct cross_cell *c = grid_chosen(ui, s);
	date due = c && c->duty.key ? c->duty.due : DATE_NONE;

	s->grid.months = !s->grid.months;
	s->column = (struct cursor){ 0, 0 };
	grid_fill(ui, s);
	for (int64_t k = 0; k < cross_columns(&s->grid); k++)
		if (cross_column_has(&s->grid, k, due))
			grid_cell_choose(s, s->row.at, k);
}

bool grid_dates_command(struct ui *ui, struct grid_screen *s, const char *command)
{
	bool next = strcmp(command, "next-date") == 0;

	if (s->grid.kind == CROSS_PERIODS || (!next && strcmp(command, "previous-date") != 0))
		return false;
	if (s->grid.kind == CROSS_DATES)
		months_turn(ui, s);
	else
		date_step(ui, s, next ? 1 : -1);
	return true;
}
