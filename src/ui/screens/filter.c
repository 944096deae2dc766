/* The filter line, at the foot: letters appear at once, the list follows when no key waits. What is
 * wrong is pointed at, and the list stays as it was. Enter keeps, Esc takes the filter back
 * that was there. It is that of all lists, or of the one below it (struct filter_use). */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "base/wrap.h"
#include "model/filter.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/lineedit.h"
#include "ui/past.h"
#include "ui/screen.h"

#include "base/ban.h"

/* The line, what is said of it, hints; more where that is long. */
enum { ROWS = 3, LONG_MOST = 4 };

struct filter_line {
	struct screen screen;
	const struct filter_use *use;
	void *user;
	struct lineedit edit;
	struct buf before; /* the filter as the line was opened */
	bool stale;        /* typed, and not yet taken in force */
	size_t wrong_at;   /* of the text, where wrong.code is set */
	struct err wrong;
	/* Tab: what could stand there, and which of them does */
	filter_choices choices;
	struct arena mem;
	size_t turn, inserted; /* bytes of the one that stands */
	bool hinted;           /* the hints stand in the last line */
	struct past past;      /* Up, Down */
};

/* ---- drawing ---- */

/* The column of the wrong part: the text may be scrolled. */
static int wrong_col(const struct filter_line *f, int from, int cols)
{
	struct str text = lineedit_text(&f->edit);
	size_t at = f->wrong_at > text.n ? text.n : f->wrong_at;
	int col = from + (f->edit.from > 0);

	if (at > f->edit.from)
		col += width_cols((struct str){ text.p + f->edit.from, at - f->edit.from });
	return col < cols ? col : cols - 1;
}

/* "  ^ there is no key ..." beside the mark, on the side where it fits; else the mark alone. */
static void wrong_draw(const struct filter_line *f, int row, int from)
{
	int cols = draw_cols(), col = wrong_col(f, from, cols), wide;
	struct str said = str_of(f->wrong.text);
	struct line *l = line_at(row);

	wide = width_cols(said);
	if (col + 2 + wide <= cols) {
		line_put(l, col, 1, LOOK_ERROR, STR_LIT("^"));
		line_put(l, col + 2, cols - col - 2, LOOK_ERROR, said);
	} else {
		if (wide <= col - 1)
			line_put(l, col - 1 - wide, wide, LOOK_ERROR, said);
		line_put(l, col, 1, LOOK_ERROR, STR_LIT("^"));
	}
	line_end(l);
}

/* What is wrong, where it has no room beside its mark: in lines of its own, whole. */
static void long_lines(const struct filter_line *f, int from, wrap_lines *to)
{
	int cols = draw_cols(), col = wrong_col(f, from, cols), wide;

	if (!f->wrong.code)
		return;
	wide = width_cols(str_of(f->wrong.text));
	if (col + 2 + wide > cols && wide > col - 1)
		wrap_text(str_of(f->wrong.text), cols, to);
	if (to->n > LONG_MOST)
		to->n = LONG_MOST;
}

static void choices_draw(const struct filter_line *f)
{
	struct line *l = line_at(draw_rows() - 1);
	struct buf text = { 0 };

	for (size_t i = 0; i < f->choices.n && width_cols(buf_str(&text)) < draw_cols(); i++) {
		const struct filter_choice *c = &f->choices.p[(f->turn + i) % f->choices.n];

		buf_printf(&text, "%s%s%s%s", i ? "  " : "", c->text, *c->note ? " " : "", c->note);
	}
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&text));
	line_end(l);
	buf_clear(&text);
}

static void said_draw(struct ui *ui, const struct filter_line *f, int row)
{
	struct line *l = line_at(row);

	if (ui->message[0])
		line_put(l, 0, draw_cols(), ui->message_is_error ? LOOK_ERROR : LOOK_BOLD,
			 str_of(ui->message));
	else if (lineedit_text(&f->edit).n == 0)
		line_put(l, 0, draw_cols(), LOOK_PLAIN,
			 str_of(_(f->use->help)));
	line_end(l);
}

static void filter_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "line-done", "complete", "line-before", "escape",
					     NULL };
	struct filter_line *f = (struct filter_line *)s;
	const char *label = _("filter");
	int from = width_cols(str_of(label)) + 1, row, cursor;
	wrap_lines more = { 0 };
	struct line *l;

	long_lines(f, from, &more);
	/* Letters first: more room is taken from the list, which may have to be looked through. */
	f->hinted &= ui->foot_only && (f->stale || s->foot_rows == ROWS + (int)more.n);
	if (!f->stale)
		foot_set(ui, s, ROWS + (int)more.n);
	row = draw_rows() - s->foot_rows;
	if (f->wrong.code)
		wrong_draw(f, row + 1, from);
	else
		said_draw(ui, f, row + 1);
	for (int i = 0; i < s->foot_rows - ROWS; i++) {
		l = line_at(row + 2 + i);
		if ((size_t)i < more.n)
			line_put(l, 0, draw_cols(), LOOK_ERROR, more.p[i]);
		line_end(l);
	}
	if (f->choices.n > 0)
		choices_draw(f);
	else if (!f->hinted)
		ui_draw_hints(ui, "filter", hints);
	f->hinted = f->choices.n == 0;
	l = line_at(row);
	line_put(l, 0, from - 1, LOOK_BOLD, str_of(label));
	cursor = lineedit_draw(&f->edit, l, from, draw_cols() - from, LOOK_PLAIN);
	line_end(l);
	draw_cursor(row, cursor);
	vec_clear(&more);
}

/* ---- typing ---- */

static void choices_drop(struct filter_line *f)
{
	vec_clear(&f->choices);
	arena_clear(&f->mem);
	f->turn = f->inserted = 0;
}

/* Other text: only the line is drawn, the rest follows. */
static void typed(struct ui *ui, struct filter_line *f)
{
	choices_drop(f);
	f->stale = true;
	ui->soon = ui->foot_only = true;
}

static void take(struct ui *ui, struct filter_line *f)
{
	struct str text = str_trim(lineedit_text(&f->edit));
	struct err none = { 0 };

	f->stale = false;
	f->wrong = none;
	if (!str_eq(text, f->use->get(ui, f->user)) &&
	    !f->use->set(ui, f->user, lineedit_text(&f->edit), &f->wrong_at, &f->wrong))
		ui->foot_only = true;
}

static void filter_soon(struct ui *ui, struct screen *s)
{
	struct filter_line *f = (struct filter_line *)s;

	if (f->stale)
		take(ui, f);
}

/* Tab: the first choice stands there at once, each further Tab puts the next in its place. */
static void complete(struct ui *ui, struct filter_line *f, int step)
{
	struct err err = { 0 };
	size_t at, len;

	if (f->choices.n == 0) {
		if (!f->use->complete(ui->ledger, lineedit_text(&f->edit), f->edit.at, &f->mem,
				      &f->choices, &err)) {
			ui_error(ui, &err);
			return;
		}
		if (f->choices.n == 0) {
			ui_say(ui, _("nothing that is known begins so"));
			return;
		}
		f->turn = 0;
		len = f->choices.p[0].len;
	} else {
		f->turn = (f->turn + f->choices.n + (size_t)step) % f->choices.n;
		len = f->inserted;
	}
	at = f->choices.p[f->turn].at;
	lineedit_replace(&f->edit, at, len, str_of(f->choices.p[f->turn].text));
	f->inserted = strlen(f->choices.p[f->turn].text);
	f->stale = true;
	ui->soon = true;
	if (f->choices.n == 1)
		choices_drop(f);
}

/* Up: the line typed before; Down: the one after it. */
static void line_go(struct ui *ui, struct filter_line *f, int step)
{
	const char *why;

	if (past_go(&f->past, &f->edit, step, &why))
		typed(ui, f);
	else
		ui_say(ui, "%s", why);
}

static void leave(struct ui *ui, struct filter_line *f, bool keep)
{
	struct err err = { 0 };
	size_t at;

	if (keep)
		take(ui, f);
	if (keep && f->wrong.code)
		return;
	past_add(ui->ledger, "filter", str_trim(lineedit_text(&f->edit)));
	if (!keep && !str_eq(buf_str(&f->before), f->use->get(ui, f->user)) &&
	    !f->use->set(ui, f->user, buf_str(&f->before), &at, &err))
		ui_error(ui, &err);
	ui_pop(ui);
}

static bool filter_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = { "help", "redraw", "put-aside", "interrupt" };
	struct filter_line *f = (struct filter_line *)s;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "line-done") == 0)
		leave(ui, f, true);
	else if (strcmp(command, "escape") == 0 || strcmp(command, "back") == 0)
		leave(ui, f, false);
	else if (strcmp(command, "complete") == 0)
		complete(ui, f, 1);
	else if (strcmp(command, "complete-back") == 0)
		complete(ui, f, -1);
	else if (strcmp(command, "line-before") == 0)
		line_go(ui, f, 1);
	else if (strcmp(command, "line-after") == 0)
		line_go(ui, f, -1);
	else if (lineedit_command(&f->edit, command))
		typed(ui, f);
	return true;
}

static bool filter_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct filter_line *f = (struct filter_line *)s;
	struct err err = { 0 };
	size_t dropped;

	if (!lineedit_key(&f->edit, k, &dropped, &err))
		return false;
	f->past.at = -1;
	typed(ui, f);
	field_tell(ui, dropped, &err);
	return true;
}

static void filter_free(struct screen *s)
{
	struct filter_line *f = (struct filter_line *)s;

	choices_drop(f);
	lineedit_clear(&f->edit);
	buf_clear(&f->before);
	past_clear(&f->past);
	free(f);
}

/* ---- of what it is ---- */

static struct str all_get(const struct ui *ui, void *user)
{
	(void)user;
	return buf_str(&ui->narrow.text);
}

static bool all_set(struct ui *ui, void *user, struct str text, size_t *at, struct err *err)
{
	(void)user;
	if (str_trim(text).n > 0)
		return narrow_set(ui, text, at, err);
	narrow_none(ui);
	return true;
}

void filter_open(struct ui *ui)
{
	static const struct filter_use all = {
		N_("words, unit:NAME light:red due:<7d status:overdue, -not, OR, /pattern/; Tab "
		   "completes"),
		filter_complete, all_get, all_set,
	};

	filter_open_of(ui, &all, NULL);
}

void filter_open_of(struct ui *ui, const struct filter_use *use, void *user)
{
	static const struct screen_ops ops = {
		.mode = "filter",
		.title = N_("filter"),
		.draw = filter_draw,
		.command = filter_command,
		.key = filter_key,
		.soon = filter_soon,
		.free = filter_free,
	};
	struct filter_line *f = mem_alloc(sizeof *f);

	f->screen.ops = &ops;
	f->screen.foot_rows = ROWS;
	f->use = use;
	f->user = user;
	past_begin(&f->past, ui->ledger, "filter");
	buf_put(&f->before, use->get(ui, user));
	lineedit_set(&f->edit, use->get(ui, user));
	/* What is typed now narrows further. */
	if (f->edit.text.n > 0)
		lineedit_replace(&f->edit, f->edit.text.n, 0, STR_LIT(" "));
	ui_push(ui, &f->screen);
}
