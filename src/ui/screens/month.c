/* 月历: a month as a grid of weeks. Each day with what it differs by (休 off, 班 a make-up day) in
 * words, and the duties that fall due. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/month.h"
#include "model/say.h"
#include "model/view.h"
#include "ui/draw.h"
#include "ui/screen.h"

#include "base/ban.h"

enum {
	FOOT_ROWS = 2,
	CELL_ROWS_MOST = 5,
	NARROW_COLS = 9,            /* a cell below that has one sign beside its number */
	WIDE_COLS = 16,             /* from that on the items' numbers are named */
	YEAR_FIRST = 1900, YEAR_LAST = 2199,
};

struct month_screen {
	struct screen screen;
	struct month month;
	/* of the items due, once they are shown; NULL: not read */
	const char *numbers[MONTH_DAYS];
	bool numbered;                       /* all that are to be shown were read */
	int year, of_year;                   /* which is read: the year, its month */
	int at;                              /* the chosen day, from 0 */
	struct arena mem;
	struct buf reason;
	struct err failure;
};

/* Where the grid lies. */
/* first row below the weekdays; rows and columns of a cell */
struct grid { int top, rows, cols, weeks; };

static struct grid grid_of(const struct month_screen *s)
{
	struct grid g = { .top = 3, .cols = draw_cols() / 7, .weeks = month_weeks(&s->month) };

	/* On a small terminal the sums give way. */
	if (draw_rows() < g.top + g.weeks + FOOT_ROWS)
		g.top = 2;
	g.rows = (draw_rows() - g.top - FOOT_ROWS) / g.weeks;
	g.rows = g.rows < 1 ? 1 : g.rows > CELL_ROWS_MOST ? CELL_ROWS_MOST : g.rows;
	return g;
}

/* Until it is counted the month stands without its sums. */
static struct err *month_fetch(struct ui *ui, struct screen *screen)
{
	struct month_screen *s = (struct month_screen *)screen;
	struct query narrow = { .of = LIST_DUTIES };

	arena_clear(&s->mem);
	memset(s->numbers, 0, sizeof s->numbers);
	s->numbered = false;
	s->failure = (struct err){ 0 };
	narrow_query(ui, &narrow);
	if (!month_read(ui->ledger, s->year, s->of_year, ui->plan, narrow.unit, narrow.where,
			&s->mem, &s->month, &s->failure))
		month_days(ui->ledger->cal, s->year, s->of_year, &s->mem, &s->month);
	if (s->at >= s->month.n)
		s->at = s->month.n - 1;
	return &s->failure;
}

static void fill(struct ui *ui, struct month_screen *s, int year, int month)
{
	s->year = year;
	s->of_year = month;
	reading_start(ui, &s->screen, narrow_is_filter(ui), month_fetch);
	buf_reset(&s->reason);
}

/* To any day, whatever month it is of. */
static void go(struct ui *ui, struct month_screen *s, date day)
{
	struct date_parts p = date_split(day);

	if (p.year < YEAR_FIRST || p.year > YEAR_LAST)
		return;
	s->at = p.day - 1;
	if (p.year != s->month.year || p.month != s->month.month)
		fill(ui, s, p.year, p.month);
	buf_reset(&s->reason);
}

/* ---- a cell ---- */

static const char *mark_of(const struct month_day *d)
{
	return !d->differs ? "" : d->work ? _("work") : _("off");
}

/* ">[21]休 春节", where the name has a line of its own ">[21]休", in a narrow cell ">21休". */
static void number_draw(struct ui *ui, const struct month_day *d, struct line *l, int col, int cols,
			bool chosen, bool named)
{
	bool narrow = cols < NARROW_COLS, today = d->day == ui->today;
	char number[8];
	struct buf rest = { 0 };

	snprintf(number, sizeof number,
		 narrow  ? "%2d"
		 : today ? "[%2d]"
			 : " %2d ",
		 date_split(d->day).day);
	line_put(l, col, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	line_put(l, col + 1, narrow ? 2 : 4, today ? LOOK_BOLD : LOOK_PLAIN, str_of(number));
	if (narrow && d->owed > 0) {
		line_light(l, col + 3, d->light);
	} else {
		buf_printf(&rest, "%s%s", mark_of(d), d->own ? "*" : "");
		if (named && *d->name && !narrow)
			buf_printf(&rest, " %s", d->name);
		line_put(l, col + (narrow ? 3 : 5), cols - (narrow ? 3 : 6), LOOK_PLAIN,
			 buf_str(&rest));
	}
	buf_clear(&rest);
}

/* "红 24/95": silent and owed, "未 0/7" of what has not begun: "未 7" would be read as 未报 7. */
static void counts_draw(const struct month_day *d, struct line *l, int col, int cols)
{
	char text[40];

	if (d->owed == 0)
		return;
	snprintf(text, sizeof text, "%d/%d", d->silent, d->owed);
	if ((int)strlen(text) > cols - 6)
		snprintf(text, sizeof text, "%d", d->silent);
	line_light(l, col + 2, d->light);
	line_put(l, col + 5, cols - 6, LOOK_PLAIN, str_of(text));
}

/* The items of each day, where there is room to name them. */
static struct err *numbers_fetch(struct ui *ui, struct screen *screen)
{
	struct month_screen *s = (struct month_screen *)screen;
	struct query narrow = { .of = LIST_DUTIES };

	narrow_query(ui, &narrow);
	for (int at = 0; at < s->month.n && s->failure.code == ERR_NONE; at++) {
		const struct month_day *d = &s->month.days[at];
		const char *numbers;

		db_scan_tell(ui->ledger->db, at, s->month.n);
		if (d->owed > 0 && !s->numbers[at] &&
		    view_numbers_due(ui->ledger, d->day, ui->plan, narrow.unit, narrow.where,
				     ui->today > d->day ? ui->today : d->day, &s->mem, &numbers,
				     &s->failure))
			s->numbers[at] = numbers;
	}
	s->numbered = s->failure.code != ERR_STOPPED;
	return &s->failure;
}

/* One line of one day's cell. */
static void cell_draw(struct ui *ui, struct month_screen *s, const struct grid *g, struct line *l,
		      int row, int col, int at)
{
	const struct month_day *d = &s->month.days[at];
	bool wide = g->cols >= WIDE_COLS, own_line = !wide && g->rows > 2;

	if (row == 0)
		number_draw(ui, d, l, col, g->cols, at == s->at, !own_line);
	else if (g->cols < NARROW_COLS)
		return;
	else if (row == 1)
		counts_draw(d, l, col, g->cols);
	else if (row == 2)
		line_put(l, col + 2, g->cols - (wide ? 2 : 3), LOOK_PLAIN,
			 str_of(!wide             ? d->name
				: s->numbers[at] ? s->numbers[at]
						 : ""));
}

static void week_draw(struct ui *ui, struct month_screen *s, const struct grid *g, int week)
{
	for (int row = 0; row < g->rows; row++) {
		struct line *l = line_at(g->top + week * g->rows + row);

		for (int k = 0; k < 7; k++) {
			int at = week * 7 + k - s->month.lead, col = k * g->cols;
			if (at < 0 || at >= s->month.n)
				continue;
			cell_draw(ui, s, g, l, row, col, at);
		}
		line_end(l);
	}
}

/* ---- around the grid ---- */

static void head_draw(struct ui *ui, const struct month_screen *s, const struct grid *g)
{
	struct arena mem = { 0 };
	struct unit_row unit;
	struct err err = { 0 };
	struct buf left = { 0 };

	buf_printf(&left, "%s %04d-%02d", _("month"), s->month.year, s->month.month);
	if (narrow_is_filter(ui)) {
		narrow_title(ui, &left);
	} else if (ui->unit && unit_get(ui->ledger->db, ui->unit, &mem, &unit, &err)) {
		buf_printf(&left, "  %s ", _("unit"));
		clean_text(&left, str_of(unit.name));
	}
	ui_draw_head(ui, buf_text(&left));
	if (g->top > 2) {
		struct line *l = line_at(1);
		buf_reset(&left);
		buf_printf(&left, _("working days %d"), s->month.workdays);
		/* A month that could not be read has days, and no counts. */
		if (s->failure.code && s->month.owed == 0)
			buf_printf(&left, "  %s", _("not read to its end"));
		else if (s->screen.reading.fn != month_fetch)
			buf_printf(&left, _("  owed %d  in %d  silent %d"), s->month.owed,
				   s->month.in, s->month.silent);
		if (*s->month.note)
			buf_printf(&left, "  %s", s->month.note);
		line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&left));
		/* What the figures in a day are, where there is room. */
		int used = width_cols(buf_str(&left)),
		    wide = width_cols(str_of(_("in a day: silent/owed")));
		if (s->month.owed && used + wide + 2 <= draw_cols())
			line_right(l, draw_cols() - wide, wide, LOOK_PLAIN,
				   str_of(_("in a day: silent/owed")));
		line_end(l);
	}
	buf_clear(&left);
	arena_clear(&mem);
}

static void weekdays_draw(const struct grid *g)
{
	struct line *l = line_at(g->top - 1);

	for (int k = 0; k < 7; k++)
		line_put(l, k * g->cols + 1, g->cols - 1, LOOK_HEAD, str_of(say_weekday_of(k + 1)));
	line_end(l);
}

/* Below the grid: names of days that differ, in runs, as far as there is room. */
static void runs_draw(const struct month_screen *s, int row, int end)
{
	struct month_run r;

	for (int at = 0; row < end && month_run_next(&s->month, &at, &r); row++) {
		struct line *l = line_at(row);
		struct buf text = { 0 };

		buf_printf(&text, " %02d-%02d", s->month.month, r.first + 1);
		if (r.last > r.first)
			buf_printf(&text, "..%02d-%02d", s->month.month, r.last + 1);
		buf_printf(&text, "  %s%s %s", mark_of(&s->month.days[r.first]), r.own ? "*" : "",
			   r.name);
		if (r.own)
			buf_puts(&text, _(" (the office's own)"));
		line_put(l, 0, draw_cols(), LOOK_PLAIN, buf_str(&text));
		line_end(l);
		buf_clear(&text);
	}
	for (; row < end; row++)
		draw_blank(row);
}

static void month_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"open", "previous-month", "next-month", "today", "escape", "filter", "undo", "back", NULL,
	};
	struct month_screen *s = (struct month_screen *)screen;
	struct grid g = grid_of(s);
	int at = s->at + s->month.lead;

	if (g.cols >= WIDE_COLS && g.rows > 2 && !s->numbered && !s->screen.reading.fn)
		reading_start(ui, screen, narrow_is_filter(ui), numbers_fetch);
	head_draw(ui, s, &g);
	weekdays_draw(&g);
	for (int week = 0; week < g.weeks; week++)
		week_draw(ui, s, &g, week);
	runs_draw(s, g.top + g.weeks * g.rows, draw_rows() - FOOT_ROWS);
	draw_cursor(g.top + at / 7 * g.rows, at % 7 * g.cols);
	ui_draw_reason(ui, s->failure.code ? s->failure.text : buf_text(&s->reason));
	ui_draw_hints(ui, "month", hints);
}

/* ---- the chosen day in one line ---- */

/* "working day", "day off", "day off 春节", "make-up working day 元旦" */
static void kind_say(const struct month_day *d, struct buf *to)
{
	buf_puts(to, d->work ? (d->differs ? _("make-up working day") : _("working day"))
			     : _("day off"));
	if (*d->name)
		buf_printf(to, " %s", d->name);
	if (d->own)
		buf_puts(to, _(" (the office's own)"));
}

static void month_rested(struct ui *ui, struct screen *screen)
{
	struct month_screen *s = (struct month_screen *)screen;
	const struct month_day *d = &s->month.days[s->at];
	const struct calendar *cal = ui->ledger->cal;
	struct arena mem = { 0 };

	buf_reset(&s->reason);
	buf_printf(&s->reason, "%s %s ", say_day(d->day, ui->today, &mem), say_weekday(d->day));
	kind_say(d, &s->reason);
	if (d->owed)
		buf_printf(&s->reason, _(": owed %d, in %d, silent %d"), d->owed, d->in, d->silent);
	if (!d->work)
		buf_printf(&s->reason, _("; last working day %s %s, next %s %s"),
			   say_day(calendar_act_by(cal, d->day), d->day, &mem),
			   say_weekday(calendar_act_by(cal, d->day)),
			   say_day(calendar_next_workday(cal, d->day), d->day, &mem),
			   say_weekday(calendar_next_workday(cal, d->day)));
	if (draw_rows() < 20 && *s->month.note)
		buf_printf(&s->reason, "; %s", s->month.note);
	arena_clear(&mem);
}

/* ---- commands ---- */

/* The same day of another month, or its last. */
static void month_step(struct ui *ui, struct month_screen *s, int by)
{
	date day = s->month.days[s->at].day;
	int months = s->month.year * 12 + s->month.month - 1 + by;

	if (months >= YEAR_FIRST * 12 && months < (YEAR_LAST + 1) * 12)
		go(ui, s, date_add_months(day, by));
}

static bool month_command(struct ui *ui, struct screen *screen, const char *command)
{
	static const struct { const char *command; int days, months; } steps[] = {
		{ "left", -1, 0 }, { "right", 1, 0 }, { "up", -7, 0 }, { "down", 7, 0 },
		{ "previous-month", 0, -1 }, { "next-month", 0, 1 },
	};
	struct month_screen *s = (struct month_screen *)screen;
	date day = s->month.days[s->at].day, first = s->month.days[0].day;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		if (strcmp(command, steps[i].command) != 0)
			continue;
		if (steps[i].months)
			month_step(ui, s, steps[i].months);
		else
			go(ui, s, day + steps[i].days);
		return true;
	}
	if (strcmp(command, "first") == 0)
		return go(ui, s, first), true;
	if (strcmp(command, "last") == 0)
		return go(ui, s, first + s->month.n - 1), true;
	if (strcmp(command, "today") == 0)
		return go(ui, s, ui->today), true;
	if (strcmp(command, "open") == 0 && s->month.days[s->at].owed == 0 &&
	    !screen->reading.fn && !s->failure.code)
		return ui_say(ui, "%s", narrow_where(ui)
						? _("nothing that fits the filter is due on this "
						    "day")
						: _("nothing is due on this day")), true;
	if (strcmp(command, "open") == 0)
		return day_open(ui, day), true;
	return false;
}

static void month_refresh(struct ui *ui, struct screen *screen)
{
	struct month_screen *s = (struct month_screen *)screen;

	fill(ui, s, s->month.year, s->month.month);
}

static bool month_can(struct ui *ui, struct screen *screen, const char *command)
{
	(void)screen;
	return strcmp(command, "undo") != 0 || db_is_writable(ui->ledger->db);
}

static void month_free(struct screen *screen)
{
	struct month_screen *s = (struct month_screen *)screen;

	buf_clear(&s->reason);
	arena_clear(&s->mem);
	free(s);
}

static const struct screen_ops month_ops = {
	.mode = "month", .title = N_("month"), .draw = month_draw, .command = month_command,
	.refresh = month_refresh, .can = month_can,
	.rested = month_rested, .free = month_free,
};

void month_open(struct ui *ui)
{
	struct month_screen *s;
	struct date_parts p = date_split(ui->today);

	if (ui_return(ui, &month_ops, 0)) {
		go(ui, (struct month_screen *)ui->top, ui->today);
		return;
	}
	s = mem_alloc(sizeof *s);
	s->screen.ops = &month_ops;
	s->screen.narrowed = true;
	s->at = p.day - 1;
	fill(ui, s, p.year, p.month);
	ui_push(ui, &s->screen);
}
