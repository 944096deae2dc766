#include "model/cross_paste.h"

#include "base/buf.h"
#include "base/clean.h"
#include "base/gettext.h"
#include "base/utf8.h"

#include "base/ban.h"

enum { QUOTED_MOST = 4096, HIDDEN = 0xb7 /* · */ };

/* A cell as it was pasted, from the first one on. */
struct pasted_cell { int line; int64_t row, column; const char *text; };
typedef VEC(struct pasted_cell) pasted_cells;

/* Where a cell ends: at a tab, a line break or the end. */
static size_t cell_end(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] != '\t' && s.p[n] != '\n')
		n++;
	return n;
}

/* The whole of a quotation that fills its cell (and is not longer than any figures are); 0: it is
 * none. Its text goes to b. */
static size_t quoted_end(struct str s, struct buf *b)
{
	size_t n = 1;

	if (s.n == 0 || s.p[0] != '"')
		return 0;
	if (s.n > QUOTED_MOST)
		s.n = QUOTED_MOST;
	for (; n < s.n; n++) {
		if (s.p[n] == '"' && (n + 1 == s.n || s.p[n + 1] != '"'))
			break;
		n += s.p[n] == '"';
		if (n < s.n)
			buf_byte(b, s.p[n]);
	}
	n++;
	if (n <= s.n && cell_end(str_from(s, n)) == 0)
		return n;
	buf_reset(b);
	return 0;
}

/* Signs that cannot be seen are shown, so that no figure is read around them. */
static const char *cell_text(struct str s, struct arena *mem)
{
	struct buf b = { 0 };
	char bytes[4];

	for (size_t at = 0; at < s.n; ) {
		uint32_t c = utf8_next(s, &at);
		if (c == '\t' || c == '\n')
			c = ' ';
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || clean_is_format(c))
			c = HIDDEN;
		buf_add(&b, bytes, utf8_put(bytes, c));
	}
	const char *text = arena_str(mem, str_trim(buf_str(&b)));
	buf_clear(&b);
	return text;
}

static int lines_of(struct str s)
{
	int n = 0;

	for (size_t i = 0; i < s.n; i++)
		n += s.p[i] == '\n';
	return n;
}

static struct str without_last_lines(struct str s)
{
	while (s.n > 0 && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}

static bool refuse_much(struct str text, struct err *err)
{
	return err_set(err, ERR_INPUT,
		       _("too much was pasted (lines: %d, kB: %zu): the grid takes %d cells at "
			 "once, nothing was taken"),
		       lines_of(text) + 1, (text.n + 1023) / 1024, (int)CROSS_PASTE_CELLS_MOST);
}

static bool cells_cut(struct str all, struct arena *mem, pasted_cells *to, struct err *err)
{
	struct pasted_cell at = { .line = 1 };
	struct str rest = all;
	struct buf quoted = { 0 };
	bool ok = all.n <= CROSS_PASTE_BYTES_MOST, more = true;

	while (ok && more) {
		size_t n = quoted_end(rest, &quoted), end = n ? n : cell_end(rest);
		ok = to->n < CROSS_PASTE_CELLS_MOST;
		at.text = ok ? cell_text(n ? buf_str(&quoted) : str_to(rest, end), mem) : "";
		*vec_push(to) = at;
		at.line += lines_of(str_to(rest, end));
		buf_reset(&quoted);
		more = end < rest.n;
		if (more && rest.p[end] == '\n')
			at.line++, at.row++, at.column = 0;
		else
			at.column++;
		rest = str_from(rest, more ? end + 1 : end);
	}
	buf_clear(&quoted);
	return ok || refuse_much(all, err);
}

static bool any_says(const pasted_cells *cells)
{
	for (size_t i = 0; i < cells->n; i++)
		if (*cells->p[i].text)
			return true;
	return false;
}

/* How the row of the plan names the cell; items as in the grid, by number. */
static bool cell_name(struct ledger *l, const struct cross *g, int64_t row, int64_t column,
		      struct entry_in *in, struct arena *mem, struct err *err)
{
	struct item_row item;
	struct unit_row unit;

	if (!item_get(l->db, cross_item(g, row), mem, &item, err) ||
	    !unit_get(l->db, cross_unit(g, column), mem, &unit, err))
		return false;
	in->cells[ENTRY_NUMBER] = item.number;
	in->cells[ENTRY_UNIT] = unit.name;
	return true;
}

static struct entry_in row_in(const struct pasted_cell *cell)
{
	struct entry_in in = { .line = cell->line };

	for (int i = 0; i < ENTRY_FIELDS; i++)
		in.cells[i] = "";
	in.cells[ENTRY_FIGURES] = cell->text;
	return in;
}

static bool inside_take(struct ledger *l, const struct cross *g, int64_t row, int64_t column,
			const struct pasted_cell *from, struct arena *mem, struct entries_in *in,
			struct err *err)
{
	struct entry_in to = row_in(from);
	struct cross_cell *cell = arena_alloc(mem, sizeof *cell);

	if (!cell_name(l, g, row, column, &to, mem, err) ||
	    !cross_cell(l, g, row, column, mem, cell, err))
		return false;
	if (cell->duty.key)
		to.duty = &cell->duty;
	if (!*from->text)
		to.passed = _("blank: the cell stays as it is");
	else if (!cell->duty.key)
		to.passed = _("nothing is owed here");
	*vec_push(&in->rows) = to;
	return true;
}

/* What has no cell is counted, at its first place. */
struct beyond { struct pasted_cell first; int n; };

static void beyond_count(struct beyond *b, const struct pasted_cell *cell)
{
	if (*cell->text && b->n++ == 0)
		b->first = *cell;
}

static void beyond_take(const struct beyond *b, bool below, struct arena *mem,
			struct entries_in *in)
{
	struct entry_in to = row_in(&b->first);

	if (b->n == 0)
		return;
	to.passed = below ? arena_printf(mem, _("no row below for %d pasted cells"), b->n)
			  : arena_printf(mem, _("no column aside for %d pasted cells"), b->n);
	*vec_push(&in->rows) = to;
}

static bool cells_take(struct ledger *l, struct cross *g, int64_t row, int64_t column,
		       const pasted_cells *cells, struct arena *mem, struct entries_in *in,
		       struct err *err)
{
	struct beyond below = { .n = 0 }, aside = { .n = 0 };
	bool ok = cross_need(l, g, row + cells->p[cells->n - 1].row + 1, err);

	for (size_t i = 0; ok && i < cells->n; i++) {
		const struct pasted_cell *c = &cells->p[i];
		if (row + c->row >= cross_rows(g))
			beyond_count(&below, c);
		else if (column + c->column >= cross_columns(g))
			beyond_count(&aside, c);
		else
			ok = inside_take(l, g, row + c->row, column + c->column, c, mem, in, err);
	}
	beyond_take(&aside, false, mem, in);
	beyond_take(&below, true, mem, in);
	return ok;
}

bool cross_paste_plan(struct ledger *l, struct cross *g, int64_t row, int64_t column,
		      struct str text, struct arena *mem, struct entry_plan *to, struct err *err)
{
	struct entries_in in = { .on = DATE_NONE };
	pasted_cells cells = { 0 };
	bool ok = cells_cut(without_last_lines(text), mem, &cells, err) &&
		  (any_says(&cells) ||
		   err_set(err, ERR_INPUT, _("nothing but blanks was pasted"))) &&
		  cells_take(l, g, row, column, &cells, mem, &in, err) &&
		  entry_plan_read(l, g->plan, &in, mem, to, err);

	vec_clear(&in.rows);
	vec_clear(&cells);
	return ok;
}
