#include "ui/textarea.h"

#include "base/width.h"

#include "base/ban.h"

void textarea_rows(const struct lineedit *e, int cols, wrap_lines *to)
{
	struct str s = lineedit_text(e);

	/* The last column is the cursor's, behind the text. */
	wrap_text(s, cols - 1, to);
	if (to->n == 0 || (s.n > 0 && s.p[s.n - 1] == '\n'))
		*vec_push(to) = str_from(s, s.n);
}

static size_t row_at(const struct lineedit *e, const wrap_lines *rows)
{
	const char *at = lineedit_text(e).p + e->at;
	size_t i = 0;

	while (i + 1 < rows->n && rows->p[i + 1].p <= at)
		i++;
	return i;
}

void textarea_cursor(const struct lineedit *e, const wrap_lines *rows, int cols, int *row, int *col)
{
	struct str s = lineedit_text(e);
	size_t i = row_at(e, rows);
	size_t from = s.n ? (size_t)(rows->p[i].p - s.p) : 0;

	*row = (int)i;
	*col = width_cols((struct str){ s.p + from, e->at - from });
	if (*col > cols - 1)
		*col = cols - 1;
}

bool textarea_step(struct lineedit *e, int cols, int step)
{
	wrap_lines rows = { 0 };
	int row, col;

	textarea_rows(e, cols, &rows);
	textarea_cursor(e, &rows, cols, &row, &col);
	row += step;
	bool there = row >= 0 && row < (int)rows.n;
	if (there)
		e->at = (size_t)(rows.p[row].p - lineedit_text(e).p) +
			width_fit(rows.p[row], col, NULL);
	vec_clear(&rows);
	return there;
}
