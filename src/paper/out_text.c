/* A document as text for a printer: pages, each with its head; tables whose cells are wrapped,
 * never cut. It is written twice: the first time nothing is kept but the number of pages. */
#include <stdio.h>
#include <stdlib.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/width.h"
#include "base/wrap.h"
#include "model/say.h"
#include "paper/paper.h"

#include "base/ban.h"

enum { GAP_COLS = 1, HEAD_ROWS = 3, CELL_LEAST = 4, LABEL_GAP = 1 };
/* Lines below a row stand under the second column, where the first one is narrow. */
enum { INDENT_MOST = 12, INDENT_WIDE = 4 };

struct pager {
	const struct doc *d;
	struct buf *to;
	int rows, cols;          /* of a page; rows 0: endless */
	int row;                 /* lines that stand on the present page; 0: it is not begun */
	int page, pages;
	const struct doc_table *table;    /* whose head begins each page; NULL: none */
	const int *widths;
};

/* ---- Lines ---- */

static void line_end_trimmed(struct pager *p, struct buf *line)
{
	while (line->n > 0 && line->p[line->n - 1] == ' ')
		line->n--;
	buf_put(p->to, buf_str(line));
	buf_byte(p->to, '\n');
	buf_clear(line);
	p->row++;
}

static void head_line(struct pager *p, const char *left, const char *right)
{
	struct buf line = { 0 }, clean = { 0 };
	int room = p->cols - width_cols(str_of(right));

	clean_text(&clean, str_of(left));
	width_pad(&line, buf_str(&clean), room > 1 ? room - 1 : 0);
	buf_byte(&line, ' ');
	buf_puts(&line, right);
	line_end_trimmed(p, &line);
	buf_clear(&clean);
}

static void table_head(struct pager *p);

static void page_begin(struct pager *p)
{
	struct buf right = { 0 }, second = { 0 };
	char day[DATE_TEXT_SIZE];

	p->page++;
	p->row = 0;
	buf_printf(&right, _("page %d of %d"), p->page, p->pages);
	head_line(p, p->d->title, p->rows > 0 ? buf_text(&right) : "");
	buf_reset(&right);
	buf_printf(&right, _("as of %s %s"), date_text(p->d->asof, day), say_weekday(p->d->asof));
	buf_puts(&second, p->d->subject);
	head_line(p, buf_text(&second), buf_text(&right));
	buf_byte(p->to, '\n');
	p->row++;
	if (p->table)
		table_head(p);
	buf_clear(&right);
	buf_clear(&second);
}

/* Blank lines to the page's end: the next line begins a page. */
static void page_fill(struct pager *p)
{
	for (; p->rows > 0 && p->row > 0 && p->row < p->rows; p->row++)
		buf_byte(p->to, '\n');
	if (p->rows > 0)
		p->row = 0;
}

/* Makes room for lines that belong together, where a page has that many. */
static void page_need(struct pager *p, int lines)
{
	if (p->rows > 0 && p->row > 0 && p->row + lines > p->rows &&
	    lines <= p->rows - HEAD_ROWS - 3)
		page_fill(p);
	if (p->row == 0)
		page_begin(p);
}

static void line_put_page(struct pager *p, struct buf *line)
{
	if (p->rows > 0 && p->row >= p->rows)
		p->row = 0;
	if (p->row == 0)
		page_begin(p);
	line_end_trimmed(p, line);
}

/* A blank line, but not at the head of a page. */
static void line_blank(struct pager *p)
{
	struct buf none = { 0 };

	if (p->row > HEAD_ROWS && (p->rows == 0 || p->row < p->rows))
		line_put_page(p, &none);
}

/* ---- Running text ---- */

/* Cleans each of its own lines; the wrapped lines lie in *clean. */
static void text_wrap(const char *text, int cols, struct buf *clean, wrap_lines *to)
{
	struct str rest = str_of(text), part;

	while (rest.n > 0 && str_cut(&rest, '\n', &part)) {
		if (clean->n > 0)
			buf_byte(clean, '\n');
		clean_text(clean, part);
	}
	if (clean->n > 0)
		wrap_text(buf_str(clean), cols, to);
}


struct lines { VEC(struct buf) list; };

static void lines_labelled(struct lines *to, const char *label, const char *text, int indent,
			   int label_cols, int cols)
{
	struct buf clean = { 0 };
	wrap_lines parts = { 0 };
	int before = indent + label_cols + (label_cols ? LABEL_GAP : 0);

	text_wrap(text, cols - before, &clean, &parts);
	for (size_t i = 0; i < parts.n; i++) {
		struct buf *line = vec_push(&to->list);

		width_pad(line, STR_LIT(""), indent);
		if (label_cols) {
			width_pad(line, i == 0 ? str_of(label) : STR_LIT(""), label_cols);
			buf_byte(line, ' ');
		}
		buf_put(line, parts.p[i]);
	}
	vec_clear(&parts);
	buf_clear(&clean);
}

/* Prints them, together on a page where they fit one. */
static void lines_put(struct pager *p, struct lines *lines)
{
	page_need(p, (int)lines->list.n);
	for (size_t i = 0; i < lines->list.n; i++)
		line_put_page(p, &lines->list.p[i]);
	vec_clear(&lines->list);
}

/* ---- Tables ---- */

static int cell_cols(const struct doc_table *t, size_t c)
{
	const struct doc_column *column = &t->columns[c];
	int widest = width_cols(str_of(_(column->head)));

	if (column->cols > widest)
		widest = column->cols;
	/* A number is never broken; other texts of a column with a width of its own are. */
	for (size_t r = 0; (column->number || column->cols == 0) && r < t->rows.n; r++) {
		int w = t->rows.p[r].kind == DOC_PART ? 0 : width_cols(str_of(doc_text(t, r, c)));

		widest = w > widest ? w : widest;
	}
	return widest;
}

/* Fixed columns get what they need, the others share what is left by their weights. The caller
 * frees. */
static int *table_widths(const struct doc_table *t, int cols)
{
	int *widths = mem_array(NULL, t->n_columns, sizeof *widths);
	int left = cols + GAP_COLS, weights = 0;

	for (size_t c = 0; c < t->n_columns; c++) {
		const struct doc_column *column = &t->columns[c];

		widths[c] = 0;
		if (column->place != DOC_CELL)
			continue;
		left -= GAP_COLS;
		if (column->weight == 0)
			left -= widths[c] = cell_cols(t, c);
		else
			weights += column->weight;
	}
	for (size_t c = 0; c < t->n_columns; c++) {
		if (t->columns[c].place != DOC_CELL || t->columns[c].weight == 0)
			continue;
		int share = left * t->columns[c].weight / weights;

		widths[c] = share < CELL_LEAST ? CELL_LEAST : share;
		left -= widths[c];
		weights -= t->columns[c].weight;
	}
	return widths;
}

/* Cells side by side, each wrapped into its column. r past the rows: the heads. */
static void lines_cells(const struct doc_table *t, const int *widths, size_t r, struct lines *to)
{
	wrap_lines *parts = mem_array(NULL, t->n_columns, sizeof *parts);
	struct buf *clean = mem_array(NULL, t->n_columns, sizeof *clean);
	size_t most = 0;

	for (size_t c = 0; c < t->n_columns; c++) {
		parts[c] = (wrap_lines){ 0 };
		clean[c] = (struct buf){ 0 };
		if (t->columns[c].place != DOC_CELL)
			continue;
		text_wrap(r < t->rows.n ? doc_text(t, r, c) : _(t->columns[c].head), widths[c],
			  &clean[c], &parts[c]);
		most = parts[c].n > most ? parts[c].n : most;
	}
	for (size_t i = 0; i < most; i++) {
		struct buf *line = vec_push(&to->list);

		for (size_t c = 0, first = 1; c < t->n_columns; c++) {
			if (t->columns[c].place != DOC_CELL)
				continue;
			if (!first)
				buf_byte(line, ' ');
			first = 0;
			(t->columns[c].right ? width_pad_left : width_pad)(
				line, i < parts[c].n ? parts[c].p[i] : STR_LIT(""), widths[c]);
		}
	}
	for (size_t c = 0; c < t->n_columns; c++) {
		vec_clear(&parts[c]);
		buf_clear(&clean[c]);
	}
	free(parts);
	free(clean);
}

static void rule(const struct pager *p, struct buf *line)
{
	for (int i = 0; i < p->cols; i++)
		buf_byte(line, '-');
}

static void table_head(struct pager *p)
{
	struct lines heads = { 0 };
	struct buf line = { 0 };

	lines_cells(p->table, p->widths, p->table->rows.n, &heads);
	for (size_t i = 0; i < heads.list.n; i++)
		line_end_trimmed(p, &heads.list.p[i]);
	vec_clear(&heads.list);
	rule(p, &line);
	line_end_trimmed(p, &line);
}

/* What stands below the row: from the second column on, the label once. */
static void lines_below(const struct pager *p, const struct doc_table *t, size_t r,
			struct lines *to)
{
	int indent = 0, label_cols = 0;

	for (size_t c = 0; c < t->n_columns && indent == 0; c++)
		indent = t->columns[c].place == DOC_CELL ? p->widths[c] + GAP_COLS : 0;
	if (indent > INDENT_MOST)
		indent = INDENT_WIDE;
	for (size_t c = 0; c < t->n_columns; c++)
		if (t->columns[c].place == DOC_BELOW) {
			int w = width_cols(str_of(_(t->columns[c].head)));

			label_cols = w > label_cols ? w : label_cols;
		}
	for (size_t c = 0; c < t->n_columns; c++)
		if (t->columns[c].place == DOC_BELOW)
			lines_labelled(to, _(t->columns[c].head), doc_text(t, r, c), indent,
				       label_cols, p->cols);
}

static void table_row(struct pager *p, const struct doc_table *t, size_t r)
{
	struct lines lines = { 0 };

	if (t->rows.p[r].kind == DOC_PART) {
		line_blank(p);
		lines_labelled(&lines, "", doc_text(t, r, 0), 0, 0, p->cols);
		lines_put(p, &lines);
		return;
	}
	if (t->rows.p[r].kind == DOC_SUM)
		rule(p, vec_push(&lines.list));
	lines_cells(t, p->widths, r, &lines);
	lines_below(p, t, r, &lines);
	lines_put(p, &lines);
}

/* Rows with lines below are told apart by a blank line. */
static bool table_is_loose(const struct doc_table *t)
{
	for (size_t c = 0; c < t->n_columns; c++)
		if (t->columns[c].place == DOC_BELOW)
			return true;
	return false;
}

static void table_put(struct pager *p, const struct doc_table *t)
{
	int *widths = table_widths(t, p->cols);
	struct lines lines = { 0 };
	bool loose = table_is_loose(t);

	line_blank(p);
	if (*t->title) {
		page_need(p, 6);
		lines_labelled(&lines, "", t->title, 0, 0, p->cols);
		lines_put(p, &lines);
	}
	if (t->rows.n == 0) {
		lines_labelled(&lines, "", t->empty, 0, 0, p->cols);
		lines_put(p, &lines);
		free(widths);
		return;
	}
	page_need(p, 5);
	p->widths = widths;
	p->table = t;
	table_head(p);
	for (size_t r = 0; r < t->rows.n; r++) {
		if (loose && r > 0 && t->rows.p[r].kind == DOC_ROW &&
		    t->rows.p[r - 1].kind == DOC_ROW)
			line_blank(p);
		table_row(p, t, r);
	}
	p->table = NULL;
	free(widths);
}

/* ---- The whole ---- */

static void doc_put(struct pager *p)
{
	const struct doc *d = p->d;
	struct lines lines = { 0 };
	int label_cols = 0;

	page_begin(p);
	for (size_t i = 0; i < d->facts.n; i++) {
		int w = width_cols(str_of(d->facts.p[i].label));

		label_cols = w > label_cols ? w : label_cols;
	}
	for (size_t i = 0; i < d->facts.n; i++)
		lines_labelled(&lines, d->facts.p[i].label, d->facts.p[i].text, 0, label_cols,
			       p->cols);
	lines_put(p, &lines);
	for (size_t i = 0; i < d->tables.n; i++)
		table_put(p, &d->tables.p[i]);
	if (d->notes.n > 0)
		line_blank(p);
	for (size_t i = 0; i < d->notes.n; i++) {
		lines_labelled(&lines, "", d->notes.p[i].text, 0, 0, p->cols);
		lines_put(p, &lines);
	}
}

void out_text_write(const struct doc *d, const struct paper_options *o, struct buf *to)
{
	struct buf counted = { 0 };
	struct pager p = { .d = d, .to = &counted, .rows = o->page_rows, .cols = o->cols };

	doc_put(&p);
	buf_clear(&counted);
	p = (struct pager){ .d = d, .to = to, .rows = o->page_rows, .cols = o->cols,
		.pages = p.page };
	doc_put(&p);
}
