#include "base/cnnum.h"
#include "base/utf8.h"
#include "notice/cells.h"

#include "base/ban.h"

/* Rows of a paste: how far a quoted cell ("..." of a spreadsheet) may run on. */
enum { QUOTE_LINES_MAX = 200 };

struct reader {
	struct grid *g;
	bool in_row;             /* the last block is a row that may go on */
	int tables;              /* how many began */
	bool in_table;           /* the last block is a row, open or not */
	size_t width;            /* cells of the first row of this table (pasted rows) */
};

static bool is_blank(struct str line)
{
	return str_trim(line).n == 0;
}

/* "附件", "附件2", "附表：...": a new part of the document, whatever stands before it. */
static bool is_attachment(struct str line)
{
	struct str s = str_trim(line), rest;
	int64_t n;
	size_t at = 0;

	if (!str_starts(s, STR_LIT("附件")) && !str_starts(s, STR_LIT("附表")))
		return false;
	rest = str_trim(str_from(s, strlen("附件")));
	return rest.n == 0 || cnnum_read(rest, &at, &n) || str_starts(rest, STR_LIT("：")) ||
	       str_starts(rest, STR_LIT(":"));
}

/* "一、", "（二）", "第三章": a heading over rows, which is no part of the cell before it.
 * Numbers in digits begin steps inside a cell too. */
static bool is_chapter(struct str line)
{
	static const char *const before[] = { "（", "(", "第", "" };
	static const char *const after[] = { "）", ")", "章", "、" };
	struct str s = str_trim(line);
	int64_t n;

	for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
		size_t at = strlen(before[i]);

		if (!str_starts(s, str_of(before[i])))
			continue;
		if (at < s.n && s.p[at] >= '0' && s.p[at] <= '9')
			return false;
		return cnnum_read(s, &at, &n) && str_starts(str_from(s, at), str_of(after[i]));
	}
	return false;
}

static struct cell *add_cell(struct reader *r, struct str text, int line)
{
	struct block *b = &r->g->blocks.p[r->g->blocks.n - 1];
	struct cell *c = vec_push(&r->g->cells);

	*c = (struct cell){ .text = str_trim(text), .first = line, .last = line };
	b->n_cells++;
	b->last = line;
	return c;
}

static void begin_row(struct reader *r, int line)
{
	struct block *b;

	if (!r->in_table)
		r->tables++;
	b = vec_push(&r->g->blocks);
	*b = (struct block){ .kind = BLOCK_ROW,
		.first = line,
		.last = line,
		.table = r->tables,
		.cell = r->g->cells.n };
	r->in_table = r->in_row = true;
}

static void add_text(struct reader *r, struct str line, int number)
{
	struct block *b = vec_push(&r->g->blocks);

	*b = (struct block){
		.kind = BLOCK_TEXT, .first = number, .last = number, .text = str_trim(line)
	};
	r->in_table = r->in_row = false;
}

/* A line that goes on in the row's last cell. The cell's text is always a stretch of the
 * source, so that a cell of a million lines costs nothing: only its end moves. */
static void go_on(struct reader *r, struct str line, int number)
{
	struct cell *c = &r->g->cells.p[r->g->cells.n - 1];
	struct str more = str_trim(line);

	if (more.n == 0)
		return;
	if (c->text.n == 0)
		c->text = more;
	else
		c->text.n = (size_t)(more.p + more.n - c->text.p);
	c->last = number;
	r->g->blocks.p[r->g->blocks.n - 1].last = number;
}

/* A cell a line. */
static void read_cell_line(struct reader *r, struct str line, int number)
{
	if (line.n && line.p[0] == '\t') {
		if (!r->in_row)
			begin_row(r, number);
		add_cell(r, str_from(line, 1), number);
	} else if (is_blank(line)) {
		r->in_row = false;
	} else if (r->in_row && !is_attachment(line)) {
		go_on(r, line, number);
	} else {
		add_text(r, line, number);
	}
}

static size_t count_tabs(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n; i++)
		n += line.p[i] == '\t';
	return n;
}

/* Does this line go on a pasted row that a line break inside a cell cut off? It must not begin
 * a row of its own, and both together must not be wider than the table (one more: a heading
 * over two columns counts once). */
static bool goes_on_row(const struct reader *r, struct str line)
{
	const struct block *b = r->g->blocks.n ? &r->g->blocks.p[r->g->blocks.n - 1] : NULL;
	size_t cells = count_tabs(line) + 1;

	return r->in_row && line.n && line.p[0] != '\t' && b->n_cells < r->width &&
	       cells < r->width && b->n_cells + cells - 1 <= r->width + 1;
}

/* A line without a tab after a whole row: part of its last cell if that ended in a separator,
 * or if a row follows at once. */
static bool goes_on_cell(const struct reader *r, struct str line, struct str next)
{
	static const char *const open[] = { "，", "、", "；", ",", ";", "（", "(" };
	const struct block *b;
	struct str last;

	if (!r->in_row || is_attachment(line))
		return false;
	b = &r->g->blocks.p[r->g->blocks.n - 1];
	if (b->n_cells < r->width)
		return true;
	if (is_chapter(line))
		return false;
	last = r->g->cells.p[r->g->cells.n - 1].text;
	for (size_t i = 0; i < sizeof open / sizeof *open; i++)
		if (str_ends(last, str_of(open[i])))
			return true;
	return count_tabs(next) > 0;
}

/* Cuts a pasted line into cells; *quoted is set when the last one is a quotation that the line
 * does not end. */
static void cut_cells(
	struct reader *r, struct str line, int number, bool first_goes_on, bool *quoted)
{
	struct str rest = line, part;

	*quoted = false;
	while (str_cut(&rest, '\t', &part)) {
		size_t marks = 0;

		for (size_t i = 0; i < part.n; i++)
			marks += part.p[i] == '"';
		*quoted = part.n > 0 && part.p[0] == '"' && marks % 2 == 1;
		if (first_goes_on)
			go_on(r, part, number);
		else
			add_cell(r, part, number);
		first_goes_on = false;
	}
}

/* Is there, not far below, a line that ends the quotation? */
static bool quote_ends(const struct grid *g, size_t from)
{
	for (size_t i = from; i < g->lines.n && i < from + QUOTE_LINES_MAX; i++) {
		struct str line = g->lines.p[i];

		for (size_t j = 0; j < line.n; j++)
			if (line.p[j] == '"')
				return j + 1 == line.n || line.p[j + 1] == '\t';
	}
	return false;
}

/* A line inside a quoted cell; true while the quotation goes on. */
static bool read_quoted(struct reader *r, struct str line, int number)
{
	const char *mark = memchr(line.p, '"', line.n);
	bool quoted = false;
	size_t at;

	if (!mark) {
		go_on(r, line, number);
		return true;
	}
	at = (size_t)(mark - line.p) + 1;
	go_on(r, str_to(line, at), number);
	if (at < line.n)
		cut_cells(r, str_from(line, at + 1), number, false, &quoted);
	return quoted && quote_ends(r->g, (size_t)number);
}

/* Takes the quotation marks of a spreadsheet's paste off a cell that is one quotation over
 * several lines. */
static void unquote(struct grid *g, struct cell *c)
{
	struct str s = c->text;
	char *p;
	size_t n = 0;

	if (s.n < 2 || s.p[0] != '"' || s.p[s.n - 1] != '"' || !memchr(s.p, '\n', s.n))
		return;
	p = arena_alloc(&g->mem, s.n);
	for (size_t i = 1; i + 1 < s.n; i++) {
		p[n++] = s.p[i];
		if (s.p[i] == '"' && s.p[i + 1] == '"' && i + 2 < s.n)
			i++;
	}
	c->text = str_trim((struct str){ p, n });
}

/* A row a line. */
static void read_row_lines(struct reader *r)
{
	struct grid *g = r->g;
	bool quoted = false;

	for (size_t i = 0; i < g->lines.n; i++) {
		struct str line = g->lines.p[i],
			   next = i + 1 < g->lines.n ? g->lines.p[i + 1] : (struct str){ "", 0 };
		int number = (int)i + 1;

		if (quoted) {
			quoted = read_quoted(r, line, number);
		} else if (is_blank(line) && count_tabs(line) == 0) {
			r->in_row = false;
		} else if (count_tabs(line) > 0) {
			bool on = goes_on_row(r, line), new_table = !r->in_table;

			if (!on)
				begin_row(r, number);
			cut_cells(r, line, number, on, &quoted);
			if (new_table)
				r->width = g->blocks.p[g->blocks.n - 1].n_cells;
			quoted = quoted && quote_ends(g, i + 1);
		} else if (goes_on_cell(r, line, next)) {
			go_on(r, line, number);
		} else {
			add_text(r, line, number);
		}
	}
	for (size_t i = 0; i < g->cells.n; i++)
		unquote(g, &g->cells.p[i]);
}

/* Which of the two forms: more lines that are one cell, or more that hold several? */
static bool is_row_a_line(const struct grid *g)
{
	size_t cells = 0, rows = 0;

	for (size_t i = 0; i < g->lines.n; i++) {
		struct str line = g->lines.p[i];
		size_t tabs = count_tabs(line);

		if (is_blank(line))
			continue;
		if (tabs == 1 && line.p[0] == '\t')
			cells++;
		else if (tabs > 0)
			rows++;
	}
	return rows > cells;
}

void text_read(struct grid *g)
{
	struct reader r = { .g = g };
	struct str rest = g->source, line;

	while (str_cut(&rest, '\n', &line))
		*vec_push(&g->lines) = line;
	/* A text that ends in a line end has no line after it. */
	if (g->lines.n > 1 && g->lines.p[g->lines.n - 1].n == 0)
		g->lines.n--;
	if (is_row_a_line(g)) {
		read_row_lines(&r);
		return;
	}
	for (size_t i = 0; i < g->lines.n; i++)
		read_cell_line(&r, g->lines.p[i], (int)i + 1);
}
