/* Marking cells of the grid, and verbs on the cell or on what is marked. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

static intptr_t *mark_at(const struct grid_screen *s, int64_t duty, bool create)
{
	return s->marks ? map_at(s->marks, (struct str){ (const char *)&duty, sizeof duty },
		create) : NULL;
}

bool grid_is_marked(const struct grid_screen *s, int64_t duty)
{
	const intptr_t *at = mark_at(s, duty, false);

	return at && *at;
}

void grid_marks_drop(struct grid_screen *s)
{
	map_free(s->marks);
	s->marks = NULL;
	s->marked.n = 0;
}

static void mark_take(struct grid_screen *s, int64_t duty)
{
	size_t n = 0;

	*mark_at(s, duty, true) = 0;
	for (size_t i = 0; i < s->marked.n; i++)
		if (s->marked.p[i].key != duty)
			s->marked.p[n++] = s->marked.p[i];
	s->marked.n = n;
}

/* False: no more can be marked. */
static bool mark_put(struct grid_screen *s, const struct cross_cell *c)
{
	if (c->duty.key == 0 || grid_is_marked(s, c->duty.key))
		return true;
	if (s->marked.n == MARKS_MOST)
		return false;
	if (!s->marks)
		s->marks = map_new();
	*mark_at(s, c->duty.key, true) = 1;
	*vec_push(&s->marked) = c->duty;
	return true;
}

/* A block of cells; where all of it was marked already, the marks go. to: exclusive. */
static void mark_block(struct ui *ui, struct grid_screen *s, int64_t row, int64_t row_to,
		       int64_t column, int64_t column_to)
{
	size_t before = s->marked.n;
	duty_states seen = { 0 };
	bool room = true;

	for (int64_t r = row; r < row_to && room; r++)
		for (int64_t k = column; k < column_to && room; k++) {
			struct arena mem = { 0 };
			struct cross_cell c;

			if (!cross_cell(ui->ledger, &s->grid, r, k, &mem, &c, &s->failure))
				room = false;
			else if (c.duty.key)
				*vec_push(&seen) = c.duty, room = mark_put(s, &c);
			arena_clear(&mem);
		}
	if (!room)
		ui_say(ui, _("no more than %d can be marked at once"), MARKS_MOST);
	else if (seen.n == 0)
		ui_say(ui, _("nothing is owed here"));
	else if (s->marked.n == before)
		for (size_t i = 0; i < seen.n; i++)
			mark_take(s, seen.p[i].key);
	vec_clear(&seen);
}

/* The chosen cell; the cursor goes down. */
static void mark_one(struct ui *ui, struct grid_screen *s)
{
	const struct cross_cell *c = grid_chosen(ui, s);

	if (c && c->duty.key && grid_is_marked(s, c->duty.key))
		mark_take(s, c->duty.key);
	else if (c && c->duty.key && !mark_put(s, c))
		ui_say(ui, _("no more than %d can be marked at once"), MARKS_MOST);
	else if (!c || !c->duty.key)
		ui_say(ui, _("nothing is owed here"));
	s->row.at++;
	grid_fit(ui, s);
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
		mark_one(ui, s);
	else if (strcmp(command, "mark-all") == 0)
		mark_block(ui, s, s->row.top, row_to, s->column.top, column_to);
	else if (strcmp(command, "mark-row") == 0)
		mark_block(ui, s, row, row < rows ? row + 1 : rows, 0, columns);
	else if (strcmp(command, "mark-column") == 0 &&
		 cross_need(ui->ledger, &s->grid, INT64_MAX, &s->failure))
		mark_block(ui, s, 0, cross_rows(&s->grid), column,
			   column < columns ? column + 1 : columns);
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
	} else if (s->marked.n > 0) {
		s->acted_marked = true;
		verb_on_many(ui, v, &s->marked, "");
	} else if (duty.key) {
		s->acted = true;
		do_verb(ui, v->name, &duty, 1, duty.item);
	} else {
		ui_say(ui, _("nothing is owed here: choose a cell with a light"));
	}
}
