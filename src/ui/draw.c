#include "ui/draw.h"

#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <wchar.h>

#include "base/clean.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/width.h"
#include "ui/term.h"

#include "base/ban.h"

enum { JOIN_COLS = 16 };

/* One column. A wide character fills two: its own and one with ch 0 behind it. */
struct cell {
	uint32_t ch;
	uint32_t marks[2];      /* combining characters on it */
	enum look look;
};

struct line {
	int row, cols;
	struct cell *cells;
	int room;
	struct buf scratch;
};

static struct {
	struct line line;
	struct cell *before;    /* the frame that ncurses holds, rows * cols; NULL: none yet */
	struct buf *text;       /* not NULL: into this instead of the terminal */
	int rows, cols;
	int cursor_row, cursor_col;
	attr_t attrs[LOOK_MATCH + 1];
	short pairs[LOOK_MATCH + 1];
} draw;

void draw_start(void)
{
	static const attr_t plain[] = {
		[LOOK_BOLD] = A_BOLD,
		[LOOK_HEAD] = A_BOLD,
		[LOOK_ERROR] = A_BOLD,
		[LOOK_MATCH] = A_REVERSE,
	};
	static const struct { enum look look; short color; } colors[] = {
		{ LOOK_GREEN, COLOR_GREEN }, { LOOK_YELLOW, COLOR_YELLOW },
		{ LOOK_RED, COLOR_RED },     { LOOK_ERROR, COLOR_RED },
		{ LOOK_HEAD, COLOR_CYAN },   { LOOK_DIM, COLOR_BLUE },
	};

	for (size_t i = 0; i <= LOOK_MATCH; i++) {
		draw.attrs[i] = i < sizeof plain / sizeof *plain ? plain[i] : A_NORMAL;
		draw.pairs[i] = 0;
	}
	if (term_colors() == 0)
		return;
	for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
		if (init_pair((short)(i + 1), colors[i].color, -1) == OK)
			draw.pairs[colors[i].look] = (short)(i + 1);
}

int draw_rows(void)
{
	return draw.text ? draw.rows : LINES;
}

int draw_cols(void)
{
	return draw.text ? draw.cols : COLS;
}

void draw_to_text(struct buf *to, int rows, int cols)
{
	draw.text = to;
	draw.rows = rows;
	draw.cols = cols;
}

bool draw_is_text(void)
{
	return draw.text != NULL;
}

struct line *line_at(int row)
{
	struct line *l = &draw.line;

	l->row = row;
	l->cols = draw_cols();
	if (l->room < l->cols) {
		l->room = l->cols;
		l->cells = mem_array(l->cells, (size_t)l->room, sizeof *l->cells);
	}
	memset(l->cells, 0, (size_t)l->cols * sizeof *l->cells);
	for (int i = 0; i < l->cols; i++)
		l->cells[i].ch = ' ';
	return l;
}

/* A character of a wide pair that loses its other half becomes a blank. */
static void cell_free(struct line *l, int col)
{
	if (l->cells[col].ch == 0 && col > 0)
		l->cells[col - 1].ch = ' ';
	if (col + 1 < l->cols && l->cells[col + 1].ch == 0)
		l->cells[col + 1].ch = ' ';
}

static int cell_set(struct line *l, int col, enum look look, uint32_t c)
{
	int w = width_char(c);

	if (w == 0) {
		int on = col > 1 && l->cells[col - 1].ch == 0 ? col - 2 : col - 1;

		if (on >= 0)
			l->cells[on].marks[l->cells[on].marks[0] ? 1 : 0] = c;
		return 0;
	}
	for (int i = 0; i < w; i++)
		cell_free(l, col + i);
	l->cells[col] = (struct cell){ .ch = c, .look = look };
	if (w == 2)
		l->cells[col + 1] = (struct cell){ .ch = 0, .look = look };
	return w;
}

/* Has the text a tab or a line break of any kind? A lone CR would send the rest over the beginning
 * of the line. */
static bool has_break(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] >= '\t' && text.p[i] <= '\r')
			return true;
	return false;
}

/* Text as it can be shown; lent from the line until the next call. */
static struct str shown(struct line *l, struct str text)
{
	if (!clean_needed(text) && !has_break(text))
		return text;
	buf_reset(&l->scratch);
	clean_text(&l->scratch, text);
	return buf_str(&l->scratch);
}

static void cells_put(struct line *l, int col, enum look look, struct str text)
{
	for (size_t at = 0; at < text.n;)
		col += cell_set(l, col, look, utf8_next(text, &at));
}

void line_put(struct line *l, int col, int cols, enum look look, struct str text)
{
	int used;
	size_t n;

	if (col + cols > l->cols)
		cols = l->cols - col;
	if (col < 0 || cols <= 0 || text.n == 0)
		return;
	text = shown(l, text);
	n = width_fit(text, cols, &used);
	if (n == text.n) {
		cells_put(l, col, look, text);
		return;
	}
	n = width_fit(text, cols - 1, &used);
	cells_put(l, col, look, str_to(text, n));
	cell_set(l, col + cols - 1, look, '~');
}

void line_right(struct line *l, int col, int cols, enum look look, struct str text)
{
	int wide;

	text = shown(l, text);
	wide = width_cols(text);
	if (wide < cols)
		col += cols - wide, cols = wide;
	line_put(l, col, cols, look, text);
}

void line_light(struct line *l, int col, enum light light)
{
	static const enum look looks[] = {
		[LIGHT_GREEN] = LOOK_GREEN,
		[LIGHT_UNKNOWN] = LOOK_PLAIN,
		[LIGHT_YELLOW] = LOOK_YELLOW,
		[LIGHT_RED] = LOOK_RED,
	};

	line_put(l, col, 2, looks[light], str_of(light_word(light)));
}

static int last_used(const struct line *l)
{
	int n = l->cols;

	while (n > 0 && l->cells[n - 1].ch == ' ' && l->cells[n - 1].look != LOOK_MATCH)
		n--;
	return n;
}

static void line_to_text(const struct line *l, int n)
{
	if (n == 0)
		return;
	for (int i = 0; i < n; i++) {
		const uint32_t chars[] = { l->cells[i].ch, l->cells[i].marks[0],
					   l->cells[i].marks[1] };

		for (size_t k = 0; k < 3 && chars[k]; k++) {
			char bytes[4];
			size_t len = utf8_put(bytes, chars[k]);

			buf_add(draw.text, bytes, len);
		}
	}
	buf_byte(draw.text, '\n');
}

static void run_write(const struct line *l, int from, int to)
{
	wchar_t text[256];
	int n = 0;
	enum look look = l->cells[from].look;

	attr_set(draw.attrs[look], draw.pairs[look], NULL);
	for (int i = from; i < to; i++) {
		const struct cell *c = &l->cells[i];

		if (c->ch == 0)
			continue;
		text[n++] = (wchar_t)c->ch;
		for (size_t k = 0; k < 2 && c->marks[k]; k++)
			text[n++] = (wchar_t)c->marks[k];
		if (n > 250) {
			addnwstr(text, n);
			n = 0;
		}
	}
	addnwstr(text, n);
}

/* The first column that differs from what stands there, which is noted as standing there now; all of
 * them: none does. Never the second half of a wide character, of either line. */
static int line_differs(const struct line *l)
{
	int at = 0;
	size_t cells = (size_t)l->cols;
	bool fits = draw.before && draw.rows == LINES && draw.cols == COLS;

	if (!fits) {
		draw.rows = LINES;
		draw.cols = COLS;
		draw.before = mem_array(draw.before, (size_t)LINES * cells, sizeof *draw.before);
		memset(draw.before, 0xff, (size_t)LINES * cells * sizeof *draw.before);
	}
	struct cell *before = draw.before + (size_t)l->row * cells;
	if (memcmp(before, l->cells, cells * sizeof *before) == 0)
		return l->cols;
	while (memcmp(before + at, l->cells + at, sizeof *before) == 0)
		at++;
	while (at > 0 && (before[at].ch == 0 || l->cells[at].ch == 0))
		at--;
	memcpy(before + at, l->cells + at, (cells - (size_t)at) * sizeof *before);
	return at;
}

/* The blanks between two headings go with them: two changes of attributes cost a slow line more. Not
 * between lights, which change one by one. */
static void heads_join(struct line *l, int n)
{
	int from = 0;       /* behind the last character that is no blank */

	for (int i = 0; i < n; i++) {
		if (l->cells[i].ch == ' ' && l->cells[i].look == LOOK_PLAIN)
			continue;
		if (from > 0 && i - from <= JOIN_COLS && l->cells[i].look == LOOK_HEAD &&
		    l->cells[from - 1].look == LOOK_HEAD)
			for (int k = from; k < i; k++)
				l->cells[k].look = LOOK_HEAD;
		from = i + 1;
	}
}

void line_end(struct line *l)
{
	int n = last_used(l);

	if (draw.text) {
		line_to_text(l, n);
		return;
	}
	if (l->row < 0 || l->row >= LINES)
		return;
	heads_join(l, n);
	int from = line_differs(l);

	if (from == l->cols)
		return;
	/* The line is cleared first: writing over half of a wide cell would shift what stands
	 * behind it. */
	attr_set(A_NORMAL, 0, NULL);
	move(l->row, from);
	clrtoeol();
	for (int i = from, to; i < n; i = to) {
		for (to = i + 1;
		     to < n && (l->cells[to].look == l->cells[i].look || l->cells[to].ch == 0);
		     to++)
			;
		run_write(l, i, to);
	}
	attr_set(A_NORMAL, 0, NULL);
}

void draw_blank(int row)
{
	line_end(line_at(row));
}

void draw_cursor(int row, int col)
{
	draw.cursor_row = row;
	draw.cursor_col = col;
}

void draw_end(void)
{
	move(draw.cursor_row, draw.cursor_col);
	wnoutrefresh(stdscr);
}
