/* Heading rows, and what each cell of the other rows is. Headings are known by the words of
 * columns.txt; they may stand once or on every page, letter-spaced or not, in one row or two. */
#include <stdio.h>

#include "base/cnnum.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { COLUMNS_MAX = 64, HEAD_CHARS_MAX = 16, FEW_CELLS = 2 };

struct heading {
	size_t section;
	size_t n;                              /* columns; 0: none yet */
	enum column_role role[COLUMNS_MAX];
	size_t task;                           /* first task column */
};

/* Blanks, line breaks and what stands in brackets do not count in a heading. */
static struct str head_text(struct draft *d, struct str cell)
{
	struct str s = draft_fold(d, draft_one_line(d, cell));
	char *to = arena_alloc(&d->in->mem, s.n + 1);
	size_t n = 0;
	bool inside = false;

	for (size_t i = 0; i < s.n; i++) {
		inside = inside || s.p[i] == '(';
		if (!inside && s.p[i] != ' ')
			to[n++] = s.p[i];
		inside = inside && s.p[i] != ')';
	}
	return (struct str){ to, n };
}

/* The role of the word that ends last in the text; of two that end at one place, the longer
 * one's. */
static enum column_role head_role(const struct words *w, struct str text)
{
	for (size_t end = text.n; end > 0; end--) {
		size_t longest = 0;
		enum column_role role = COL_UNKNOWN;

		/* Words end in a Chinese character: at its last byte. */
		if (!((unsigned char)text.p[end - 1] & 0x80) ||
			(end < text.n && ((unsigned char)text.p[end] & 0xc0) == 0x80))
			continue;
		for (int k = WORD_COL_NUMBER; k <= WORD_COL_REMARK; k++) {
			size_t n = words_end(w, (enum word_kind)k, str_to(text, end));

			/* One character alone (号) is a word only as the whole heading. */
			if (n > longest && (n > 3 || n == text.n)) {
				longest = n;
				role = (enum column_role)k;
			}
		}
		if (role != COL_UNKNOWN)
			return role;
	}
	return COL_UNKNOWN;
}

/* Reads a row as a heading. It is one if most of its cells are known columns of at least two
 * roles, and one of those says who or when. */
static bool heading_read(struct draft *d, const struct block *b, struct heading *h)
{
	size_t known = 0, filled = 0, roles = 0;
	unsigned seen = 0;

	*h = (struct heading){ .n = b->n_cells };
	if (b->n_cells < 2 || b->n_cells > COLUMNS_MAX)
		return false;
	for (size_t j = 0; j < b->n_cells; j++) {
		struct str text = grid_cell(&d->in->grid, b, j)->text;

		h->role[j] = COL_UNKNOWN;
		if (text.n == 0)
			continue;
		filled++;
		if (text.n > 200)
			return false;
		text = head_text(d, text);
		if (utf8_count(text) > HEAD_CHARS_MAX)
			return false;
		h->role[j] = head_role(d->in->words, text);
		if (h->role[j] == COL_UNKNOWN)
			continue;
		known++;
		roles += !(seen & 1U << h->role[j]);
		seen |= 1U << h->role[j];
	}
	return roles >= 2 && known * 3 >= filled * 2 &&
	       (seen & (1U << COL_LEAD | 1U << COL_RESPONSIBLE | 1U << COL_DEADLINE));
}

/* A heading of two rows: a blank cell of the second stands below one column of the first, its
 * other cells below a first one that spans them. */
static void heading_join(struct heading *above, const struct heading *below, const struct grid *g,
	const struct block *row)
{
	struct heading h = { .n = below->n };
	size_t i = 0;

	for (size_t j = 0; j < below->n; j++) {
		bool blank = grid_cell(g, row, j)->text.n == 0;
		bool before_blank = j > 0 && grid_cell(g, row, j - 1)->text.n == 0;

		h.role[j] = below->role[j];
		if (blank) {
			i += j > 0 && !before_blank;
			h.role[j] = i < above->n ? above->role[i] : COL_UNKNOWN;
			i++;
		}
	}
	*above = h;
}

/* Finds the task column; a single unknown column is taken for it, as asked. False: the table
 * says nothing of tasks. */
static bool heading_finish(struct draft *d, struct heading *h, const struct block *b)
{
	size_t unknown = 0, where = 0;

	for (size_t j = 0; j < h->n; j++) {
		if (h->role[j] == COL_TASK) {
			h->task = j;
			return true;
		}
		if (h->role[j] == COL_UNKNOWN) {
			unknown++;
			where = j;
		}
	}
	if (unknown == 1) {
		struct str word = draft_one_line(d, grid_cell(&d->in->grid, b, where)->text);

		if (!draft_ask_first(d, Q_COLUMN, b->first, arena_str(&d->in->mem, word),
			    draft_text(d, _("Which column holds the tasks? “%.*s” is not known."),
				    STR_ARG(word)),
			    _("this one"), _("none: leave the table out")))
			return false;
		h->role[where] = COL_TASK;
		h->task = where;
		return true;
	}
	for (size_t j = 0; j < h->n; j++)
		if (h->role[j] == COL_CATEGORY) {
			h->role[j] = COL_TASK;
			h->task = j;
			return true;
		}
	return false;
}

static void part_add(struct draft *d, struct part *p, const struct cell *c)
{
	p->there = true;
	if (c->text.n == 0) {
		if (p->first == 0) {
			p->first = c->first;
			p->last = c->last;
		}
		return;
	}
	if (p->text.n == 0) {
		*p = (struct part){
			.there = true, .text = c->text, .first = c->first, .last = c->last
		};
		return;
	}
	p->text = draft_printf(d, "%.*s\n%.*s", STR_ARG(p->text), STR_ARG(c->text));
	p->last = c->last;
}

static bool is_number_cell(struct str text)
{
	struct str s = str_trim(text), number;
	int style;
	size_t at = 0;
	int64_t n;

	if (paragraph_number(s, &at, &number, &style) && str_trim(str_from(s, at)).n == 0)
		return true;
	for (at = 0; at < s.n && cnnum_read(s, &at, &n); at++)
		if (at == s.n)
			return true;
		else if (s.p[at] != '.' && s.p[at] != '-')
			return false;
	return false;
}

/* A row shorter than its heading: were the first cells or the last ones lost? A first cell
 * that is a number, or blank, stands where it belongs. */
static size_t lost_before(struct draft *d, const struct heading *h, const struct block *b)
{
	size_t lost = h->n - b->n_cells;
	struct str first = grid_cell(&d->in->grid, b, 0)->text;
	bool before =
		h->role[0] == COL_NUMBER && h->task > 0 && first.n > 0 && !is_number_cell(first);
	int choice;

	if (lost > h->task && before)
		lost = h->task;
	choice = draft_ask(d,
		(struct question){ .kind = Q_SHORT_ROW,
			.line = b->first,
			.key = draft_text(d, "%d", b->first),
			.text = draft_text(d,
				_("This row has %zu cells, its heading %zu. Which cells are "
				  "missing?"),
				b->n_cells, h->n),
			.choices = { before ? _("the first ones") : _("the last ones"),
				before ? _("the last ones") : _("the first ones") } },
		NULL);
	return before == (choice == 0) ? (lost <= h->task ? lost : h->task) : 0;
}

static void add_row(
	struct draft *d, size_t block, size_t section, const struct heading *h, int table)
{
	struct draft_private *in = d->in;
	const struct block *b = &in->grid.blocks.p[block];
	struct task_row row = { .section = section,
		.first = b->first,
		.last = b->last,
		.table = table,
		.group = -1,
		.deadline_from = -1,
		.item = -1 };
	size_t before = b->n_cells < h->n ? lost_before(d, h, b) : 0;
	size_t inside = b->n_cells > h->n ? b->n_cells - h->n : 0;

	for (size_t j = 0; j < b->n_cells; j++) {
		size_t column = j + before;
		enum column_role role;

		/* More cells than the heading: it spans several columns at the task, the
		 * categories stand first. */
		if (column >= h->task + inside)
			column -= inside;
		else if (column >= h->task) {
			row.category_inside = true;
			part_add(d, &row.part[COL_CATEGORY], grid_cell(&in->grid, b, j));
			continue;
		}
		role = column < h->n ? h->role[column] : COL_REMARK;
		part_add(d, &row.part[role == COL_UNKNOWN ? COL_REMARK : role],
			grid_cell(&in->grid, b, j));
	}
	for (size_t j = 0; j < h->n; j++)
		if (h->role[j] != COL_UNKNOWN && !row.part[h->role[j]].there)
			row.part[h->role[j]] =
				(struct part){ .there = true, .first = b->last, .last = b->last };
	*vec_push(&in->rows) = row;
}

/* One cell alone, or one filled cell that is numbered like a chapter: a heading between rows. */
static bool is_chapter(const struct draft *d, const struct block *b)
{
	const struct cell *only = NULL;
	struct str number;
	int style;
	size_t at = 0;

	for (size_t j = 0; j < b->n_cells; j++) {
		const struct cell *c = grid_cell(&d->in->grid, b, j);

		if (c->text.n && only)
			return false;
		only = c->text.n ? c : only;
	}
	if (!only)
		return false;
	return b->n_cells == 1 ||
	       (paragraph_number(only->text, &at, &number, &style) && (style & NUMBER_CHINESE));
}

static bool is_blank_row(const struct draft *d, const struct block *b)
{
	for (size_t j = 0; j < b->n_cells; j++)
		if (grid_cell(&d->in->grid, b, j)->text.n)
			return false;
	return true;
}

struct walk {
	struct heading head;       /* in force */
	struct heading candidate;  /* of the row before, when that was a heading */
	bool after_head, usable;
	int table, source_table;   /* tables of rows that may share merged cells */
	int headless;              /* line of a table without any heading */
	bool any;
};

/* A table without a heading of its own: like the one above, where it is as wide. */
static bool head_from_above(struct draft *d, struct walk *w, const struct block *b, size_t section)
{
	if (!w->usable || w->head.section != section || b->n_cells != w->head.n) {
		if (w->headless == 0)
			w->headless = b->first;
		return false;
	}
	return draft_ask_first(d, Q_COLUMN, b->first, draft_text(d, "%d", b->first),
		_("The table that begins here has no heading. Are its columns those of the table "
		  "above?"),
		_("yes"), _("no: leave it out"));
}

static void walk_row(struct draft *d, struct walk *w, size_t block, size_t section)
{
	const struct block *b = &d->in->grid.blocks.p[block];
	struct heading h;
	bool new_table = b->table != w->source_table;

	w->source_table = b->table;
	w->table += new_table;
	if (heading_read(d, b, &h)) {
		h.section = section;
		if (w->after_head && !new_table && h.n >= w->candidate.n) {
			heading_join(&w->candidate, &h, &d->in->grid, b);
			w->candidate.section = section;
			h = w->candidate;
		}
		w->candidate = h;
		w->after_head = true;
		w->usable = heading_finish(d, &h, b);
		w->head = h;
		w->any = w->any || w->usable;
		if (w->usable)
			draft_use(d, b->first, b->last);
		return;
	}
	w->after_head = false;
	if (is_blank_row(d, b))
		return;
	if (is_chapter(d, b)) {
		w->table++;
		draft_use(d, b->first, b->last);
		return;
	}
	if (new_table)
		w->usable = head_from_above(d, w, b, section);
	if (w->usable)
		add_row(d, block, section, &w->head, w->table);
}

bool pass_head(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	struct walk w = { .table = 0 };
	struct place at = { .line = 0 };
	bool rows = false;

	for (size_t s = 0; s < in->sections.n; s++)
		for (size_t i = in->sections.p[s].from; i < in->sections.p[s].to; i++)
			if (in->grid.blocks.p[i].kind == BLOCK_ROW) {
				walk_row(d, &w, i, s);
				rows = true;
			}
	in->rows_seen = rows;
	if (!rows)
		text_rows(d);
	if (!rows || w.any)
		return true;
	snprintf(at.source, sizeof at.source, "%s", in->source_name);
	at.line = w.headless;
	return err_at(err, ERR_INPUT, at,
		_("the table that begins here has no heading that is known: "
		  "a row with words such as 序号, 任务, 牵头单位, 责任单位, 时限 "
		  "(share/words/columns.txt has them all)"));
}
