#include "cli/out.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/charset.h"
#include "base/clean.h"
#include "base/gettext.h"
#include "base/width.h"
#include "base/wrap.h"
#include "base/ban.h"

void out_raw(FILE *f, struct str bytes)
{
	/* Nothing to write to: out_end() sees the stream's error. */
	if (bytes.n && fwrite(bytes.p, 1, bytes.n, f) != bytes.n)
		return;
}

void out_text(FILE *f, struct str utf8)
{
	struct buf bytes = { 0 };
	charset_to_locale(utf8, &bytes);
	out_raw(f, buf_str(&bytes));
	buf_clear(&bytes);
}

bool out_end(FILE *f, struct err *err)
{
	errno = 0;
	if (fflush(f) == 0 && !ferror(f))
		return true;
	return err_errno(err, _("cannot write all of the output"));
}

int out_columns(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

void out_behind(const char *left, const char *text, struct buf *to)
{
	struct buf clean = { 0 };
	wrap_lines lines = { 0 };
	int cols = out_columns(), at = width_cols(str_of(left));

	clean_text(&clean, str_of(text));
	wrap_text(buf_str(&clean), cols > 2 * at ? cols - at : INT_MAX / 2, &lines);
	for (size_t i = 0; i < lines.n; i++)
		buf_printf(to, "%*s%.*s\n", i ? at : 0, i ? "" : left, STR_ARG(lines.p[i]));
	vec_clear(&lines);
	buf_clear(&clean);
}

void table_init(struct table *t, const struct table_column *columns, size_t n)
{
	*t = (struct table){ .columns = columns, .n_columns = n };
}

void table_cell(struct table *t, const char *text)
{
	struct buf clean = { 0 };
	if (text)
		clean_text(&clean, str_of(text));
	*vec_push(&t->cells) = (struct str){ arena_str(&t->mem, buf_str(&clean)), clean.n };
	buf_clear(&clean);
}

/* LEFT_OUT + GAP_COLS: no columns at all */
enum { GAP_COLS = 2, SHRUNK_COLS = 8, LEFT_OUT = -2 };

/* Leaves out what others say as well, the last first, then takes what is too much from the columns that give way, the
 * widest first. */
static void table_shrink(const struct table *t, int *widths, int cols)
{
	int all = -GAP_COLS;
	for (size_t i = 0; i < t->n_columns; i++)
		all += widths[i] + GAP_COLS;
	for (size_t i = t->n_columns; i-- > 0 && all > cols;)
		if (t->columns[i].shrinks == TABLE_SPARE) {
			all -= widths[i] + GAP_COLS;
			widths[i] = LEFT_OUT;
		}
	while (all > cols) {
		size_t widest = t->n_columns;
		for (size_t i = 0; i < t->n_columns; i++)
			if (t->columns[i].shrinks == true && widths[i] > SHRUNK_COLS
			    && (widest == t->n_columns || widths[i] > widths[widest]))
				widest = i;
		if (widest == t->n_columns)
			return;
		widths[widest]--;
		all--;
	}
}

static void table_line(const struct table *t, const struct str *cells, const int *widths, int cols,
		       struct buf *to)
{
	struct buf line = { 0 };
	for (size_t i = 0; i < t->n_columns; i++) {
		if (widths[i] == LEFT_OUT)
			continue;
		if (i > 0)
			for (int n = 0; n < GAP_COLS; n++)
				buf_byte(&line, ' ');
		if (t->columns[i].right)
			width_pad_left(&line, cells[i], widths[i]);
		else
			width_pad(&line, cells[i], widths[i]);
	}
	while (line.n > 0 && line.p[line.n - 1] == ' ')
		line.n--;
	struct str whole = { buf_text(&line), line.n };
	if (cols > 0)
		width_cut(to, whole, cols);
	else
		buf_put(to, whole);
	buf_byte(to, '\n');
	buf_clear(&line);
}

void table_print(const struct table *t, int cols, struct buf *to)
{
	int *widths = mem_array(NULL, t->n_columns, sizeof *widths);
	struct str *heads = mem_array(NULL, t->n_columns, sizeof *heads);
	for (size_t i = 0; i < t->n_columns; i++) {
		heads[i] = str_of(*t->columns[i].head ? _(t->columns[i].head) : "");
		widths[i] = width_cols(heads[i]);
	}
	for (size_t i = 0; i < t->cells.n; i += t->n_columns) {
		for (size_t k = 0; k < t->n_columns; k++) {
			int w = width_cols(t->cells.p[i + k]);
			if (w > widths[k])
				widths[k] = w;
		}
	}
	if (cols > 0)
		table_shrink(t, widths, cols);
	table_line(t, heads, widths, cols, to);
	for (size_t i = 0; i < t->cells.n; i += t->n_columns)
		table_line(t, &t->cells.p[i], widths, cols, to);
	free(widths);
	free(heads);
}

void table_clear(struct table *t)
{
	vec_clear(&t->cells);
	arena_clear(&t->mem);
}
