/* The units, who is last first: "o" takes another order, Enter opens one. */
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/saved.h"
#include "model/view.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/screen.h"
#include "ui/search.h"

#include "base/ban.h"

/* With one count more they stand closer, so that names keep their room. */
enum { HEAD_ROWS = 3, FOOT_ROWS = 2, COUNT_COLS = 8, CLOSE_COLS = 7, NAME_COL = 4, WIDE_COLS = 70 };

struct units_screen {
	struct screen screen;
	unit_lines units;
	size_t all;                  /* without the filter */
	bool by_name;                /* a word of it stands in names of units: it means these */
	bool unheard;                /* one of them owes what is not exchanged */
	unsigned narrowed;           /* the stamp of ui->narrow, as they were read */
	struct order order;
	struct arena mem;
	struct cursor cursor;
	struct buf reason;
	struct search search;
	struct err failure;
};

static int rows_shown(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

/* Only those that owe something which the filter is about. */
static bool narrow_units(struct ui *ui, unit_lines *units, bool *by_name, struct err *err)
{
	keys which = { 0 };
	size_t n = 0;
	const struct cond *where = narrow_where(ui);

	*by_name = false;
	if (!where)
		return true;
	bool ok = filter_units(ui->ledger, ui->plan, where, &which, by_name, err);
	for (size_t i = 0; ok && i < units->n; i++)
		if (filter_has(&which, units->p[i].unit.key))
			units->p[n++] = units->p[i];
	units->n = n;
	vec_clear(&which);
	return ok;
}

/* Reads and sorts; the cursor stays on its unit. */
static struct err *lines_read(struct ui *ui, struct screen *screen)
{
	struct units_screen *s = (struct units_screen *)screen;
	unit_lines units = { 0 };
	struct arena mem = { 0 };
	int64_t chosen = s->cursor.at < (int64_t)s->units.n ? s->units.p[s->cursor.at].unit.key : 0;

	s->failure = (struct err){ 0 };
	bool ok = view_units(ui->ledger, ui->plan, s->order, &mem, &units, &s->failure);
	size_t all = units.n;
	if (!ok || !narrow_units(ui, &units, &s->by_name, &s->failure)) {
		vec_clear(&units);
		if (s->failure.code == ERR_STOPPED && s->narrowed == ui->narrow.stamp) {
			arena_clear(&mem);
			return &s->failure;
		}
	}
	vec_clear(&s->units);
	arena_clear(&s->mem);
	s->units = units;
	s->all = all;
	s->mem = mem;
	s->narrowed = ui->narrow.stamp;
	s->unheard = false;
	for (size_t i = 0; i < s->units.n; i++) {
		s->unheard |= s->units.p[i].unheard > 0;
		if (s->units.p[i].unit.key == chosen)
			s->cursor.at = (int64_t)i;
	}
	return &s->failure;
}

static void fill(struct ui *ui, struct units_screen *s)
{
	reading_start(ui, &s->screen, narrow_where(ui) != NULL, lines_read);
}

/* The counts of a row; on a narrow terminal some of them give way to the name, and one stands only where units
 * exchange. Owed is in, silent, not exchanged and begins later. */
static const struct { const char *head; bool wide, unheard; } counts[] = {
	{ N_("owed"), false, false }, { N_("in"), true, false }, { N_("met"), true, false },
	{ N_("silent"), false, false }, { N_("not exchanged"), true, true },
	{ N_("begins later"), true, false }, { N_("overdue"), false, false },
};
enum { COUNTS = sizeof counts / sizeof *counts };

static bool count_shown(const struct units_screen *s, int i)
{
	return (draw_cols() >= WIDE_COLS || !counts[i].wide) && (s->unheard || !counts[i].unheard);
}

static int count_cols(const struct units_screen *s)
{
	return s->unheard ? CLOSE_COLS : COUNT_COLS;
}

/* Of the first count that is shown. */
static int counts_col(const struct units_screen *s)
{
	int n = 0;

	for (int i = 0; i < COUNTS; i++)
		n += count_shown(s, i);
	return draw_cols() - n * count_cols(s);
}

static void counts_draw(const struct units_screen *s, struct line *l, enum look look,
			const char *const texts[COUNTS])
{
	int col = counts_col(s);

	for (int i = 0; i < COUNTS; i++) {
		if (!count_shown(s, i))
			continue;
		line_right(l, col, count_cols(s) - 1, look, str_of(texts[i]));
		col += count_cols(s);
	}
}

static void heads_draw(const struct units_screen *s)
{
	struct line *l = line_at(HEAD_ROWS - 1);
	const char *heads[COUNTS];

	for (int i = 0; i < COUNTS; i++)
		heads[i] = _(counts[i].head);
	line_put(l, NAME_COL, counts_col(s) - NAME_COL - 1, LOOK_HEAD, str_of(_("unit")));
	counts_draw(s, l, LOOK_HEAD, heads);
	line_end(l);
}

static void unit_draw(const struct units_screen *s, const struct unit_line *u, int row, bool chosen)
{
	struct line *l = line_at(row);
	struct buf name = { 0 };
	struct arena mem = { 0 };
	const char *const texts[COUNTS] = {
		arena_printf(&mem, "%d", u->owed), arena_printf(&mem, "%d", u->in),
		u->judged ? arena_printf(&mem, "%d/%d", u->met, u->judged) : "-",
		arena_printf(&mem, "%d", u->silent), arena_printf(&mem, "%d", u->unheard),
		arena_printf(&mem, "%d", u->owed - u->in - u->silent - u->unheard),
		arena_printf(&mem, "%d", u->overdue),
	};

	clean_text(&name, str_of(u->unit.name));
	line_put(l, 0, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	line_light(l, 1, u->light);
	line_put(l, NAME_COL, counts_col(s) - NAME_COL - 1, LOOK_PLAIN, buf_str(&name));
	search_mark(&s->search, l, NAME_COL, counts_col(s) - NAME_COL - 1, buf_str(&name));
	counts_draw(s, l, LOOK_PLAIN, texts);
	line_end(l);
	buf_clear(&name);
	arena_clear(&mem);
}

static void units_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open",  "escape", "filter", "search", "sort",
					     "print", "back",	NULL };
	struct units_screen *s = (struct units_screen *)screen;
	int64_t n = (int64_t)s->units.n;
	struct buf second = { 0 };
	struct arena mem = { 0 };
	struct line *l;

	struct buf title = { 0 };

	buf_puts(&title, _("units, who is last"));
	if (s->screen.reading.fn || s->failure.code)
		narrow_title(ui, &title);
	else
		narrow_title_units(ui, s->units.n, s->all, &title);
	ui_draw_head(ui, buf_text(&title));
	buf_clear(&title);
	l = line_at(1);
	if (s->failure.code)
		buf_puts(&second, _("not read to its end"));
	else if (!s->screen.reading.fn)
		buf_printf(&second, ngettext("%zu unit, %s", "%zu units, %s", (unsigned long)s->units.n),
			   s->units.n, order_label(unit_orders(), s->order, &mem));
	if (s->by_name && !s->failure.code && !s->screen.reading.fn)
		buf_puts(&second, _("  by name; text:WORD means the units of items that have it"));
	line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&second));
	line_end(l);
	buf_clear(&second);
	heads_draw(s);
	cursor_fit(&s->cursor, n, rows_shown());
	for (int i = 0; i < rows_shown(); i++) {
		int64_t at = s->cursor.top + i;

		if (at < n)
			unit_draw(s, &s->units.p[at], HEAD_ROWS + i, at == s->cursor.at);
		else
			draw_blank(HEAD_ROWS + i);
	}
	if (n > 0)
		draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	ui_draw_reason(ui, s->failure.code != ERR_NONE ? s->failure.text
			   : n == 0 && ui->narrow.text.n > 0
				   ? narrow_empty(ui, _("no unit owes anything that the filter is "
							"about"),
						  &mem)
			   : n == 0 ? _("no unit owes anything here")
						       : buf_text(&s->reason));
	ui_draw_hints(ui, "units", hints);
	arena_clear(&mem);
}

static const struct unit_line *chosen_unit(const struct units_screen *s)
{
	return s->cursor.at < (int64_t)s->units.n ? &s->units.p[s->cursor.at] : NULL;
}

static void units_rested(struct ui *ui, struct screen *screen)
{
	struct units_screen *s = (struct units_screen *)screen;
	const struct unit_line *u = chosen_unit(s);
	struct arena mem = { 0 };

	buf_reset(&s->reason);
	if (u)
		buf_puts(&s->reason, light_reason_unit(ui->ledger, u->unit.key, &mem));
	arena_clear(&mem);
}

static void order_take(struct ui *ui, struct units_screen *s, struct order order)
{
	s->order = order;
	s->cursor = (struct cursor){ 0, 0 };
	s->units.n = 0;
	fill(ui, s);
}

static void sort_take(struct ui *ui, void *screen, int by, bool reversed)
{
	struct units_screen *s = screen;
	struct arena mem = { 0 };

	order_take(ui, s, (struct order){ by, reversed });
	ui_say(ui, "%s", order_label(unit_orders(), s->order, &mem));
	arena_clear(&mem);
}

static bool row_has(struct ui *ui, void *screen, int64_t at)
{
	const struct units_screen *s = screen;

	return search_hit_unit(ui, &s->search, s->units.p[at].unit.key);
}

static bool match_go(struct ui *ui, void *screen, int step)
{
	struct units_screen *s = screen;
	const struct search_rows rows = { (int64_t)s->units.n, s->cursor.at, row_has, s };
	int64_t at = search_round(ui, &rows, step);

	if (at >= 0)
		cursor_to(&s->cursor, at, rows.n, rows_shown());
	return at != SEARCH_NONE;
}

static bool units_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct units_screen *s = (struct units_screen *)screen;
	const struct unit_line *u = chosen_unit(s);

	buf_reset(&s->reason);
	if (strcmp(command, "sort") == 0)
		return sort_open_orders(ui, unit_orders(), s->order, sort_take, s), true;
	if (strcmp(command, "open") == 0 && u)
		return unit_open(ui, u->unit.key, 0), true;
	if (strcmp(command, "print") == 0 && u)
		return paper_open(ui, "unit", u->unit.key), true;
	return search_command(ui, &s->search, command, match_go, s) ||
	       cursor_command(&s->cursor, command, (int64_t)s->units.n, rows_shown());
}

static void units_refresh(struct ui *ui, struct screen *screen)
{
	fill(ui, (struct units_screen *)screen);
}

static void units_free(struct screen *screen)
{
	struct units_screen *s = (struct units_screen *)screen;

	vec_clear(&s->units);
	buf_clear(&s->reason);
	search_clear(&s->search);
	arena_clear(&s->mem);
	free(s);
}

static void units_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	const struct unit_line *u = chosen_unit((struct units_screen *)screen);

	(void)ui;
	to->unit = u ? u->unit.key : 0;
}

static void units_saves(const struct screen *screen, struct arena *mem, struct saved *to)
{
	to->sort = order_text(unit_orders(), ((const struct units_screen *)screen)->order, mem);
}

static const struct screen_ops units_ops = {
	.mode = "units", .title = N_("units, who is last"), .draw = units_draw,
	.command = units_command, .refresh = units_refresh,
	.rested = units_rested, .about = units_about, .saves = units_saves, .free = units_free,
};

void units_open_by(struct ui *ui, struct order order)
{
	struct units_screen *s;

	if (ui_return(ui, &units_ops, 0)) {
		order_take(ui, (struct units_screen *)ui->top, order);
		return;
	}
	s = mem_alloc(sizeof *s);
	s->screen.ops = &units_ops;
	s->screen.narrowed = true;
	s->order = order;
	fill(ui, s);
	ui_push(ui, &s->screen);
}

/* As the lists before have it. */
void units_open(struct ui *ui)
{
	struct arena mem = { 0 };
	struct order order = { UNITS_BY_OVERDUE, false };

	if (!ui_return(ui, &units_ops, 0)) {
		(void)order_find(unit_orders(), sort_text(ui->narrow.sort, &mem), &order);
		units_open_by(ui, order);
	}
	arena_clear(&mem);
}
