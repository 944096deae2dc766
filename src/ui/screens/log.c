/* The log: who did what when, newest first. Pages are fetched as they are looked at, so that a log
 * of any length opens at once. */
#include "base/gettext.h"
#include "base/mem.h"
#include "model/history.h"
#include "model/log_filter.h"
#include "model/person.h"
#include "model/say.h"
#include "model/verb.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/screens/log_private.h"

#include "base/ban.h"

enum {
	HEAD_ROWS = 2,
	FOOT_ROWS = 2,
	PAGE = 200,
	TIME_COLS = 11,
	WHO_COL = 13,
	WHO_COLS = 8,
	SAY_COL = 22
};

/* The lines that are held are a stretch of those that fit, newest first. */
struct log_screen {
	struct screen screen;
	struct buf text;              /* the filter as it was typed; "" none */
	struct log_filter filter;
	int64_t behind;               /* what arrived behind this line alone; 0: all */
	log_lines lines;
	bool newest, oldest;          /* does the stretch reach to that end? */
	struct arena mem;             /* of the lines */
	struct cursor cursor;
	struct err failure;
};

static int rows_shown(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

/* ---- the stretch ---- */

static void stretch_clear(struct log_screen *s)
{
	vec_clear(&s->lines);
	arena_clear(&s->mem);
	s->newest = s->oldest = false;
	s->failure = (struct err){ 0 };
}

static void older_fetch(struct ui *ui, struct log_screen *s, int limit)
{
	size_t had = s->lines.n;
	int64_t before = had > 0 ? s->lines.p[had - 1].key : 0;

	s->newest = s->newest || had == 0;
	if (log_page(ui->ledger->db, &s->filter.query, before, -1, limit, &s->mem, &s->lines,
		     &s->failure))
		s->oldest = s->lines.n - had < (size_t)limit;
}

/* The page comes nearest first, which is oldest first: it goes before the others turned round. */
static void newer_fetch(struct ui *ui, struct log_screen *s, int limit)
{
	log_lines page = { 0 }, whole = { 0 };
	int64_t behind = s->lines.n > 0 ? s->lines.p[0].key : 0;

	s->oldest = s->oldest || s->lines.n == 0;
	if (log_page(ui->ledger->db, &s->filter.query, behind, 1, limit, &s->mem, &page,
		     &s->failure)) {
		s->newest = page.n < (size_t)limit;
		for (size_t i = page.n; i-- > 0;)
			*vec_push(&whole) = page.p[i];
		for (size_t i = 0; i < s->lines.n; i++)
			*vec_push(&whole) = s->lines.p[i];
		vec_clear(&s->lines);
		s->lines = whole;
		s->cursor.at += (int64_t)page.n;
		s->cursor.top += (int64_t)page.n;
	}
	vec_clear(&page);
}

/* More, where the cursor comes near an end that is none. */
static void stretch_follow(struct ui *ui, struct log_screen *s)
{
	int64_t near = rows_shown();

	if (!s->oldest && s->failure.code == ERR_NONE && s->cursor.at + near >= (int64_t)s->lines.n)
		older_fetch(ui, s, PAGE);
	if (!s->newest && s->failure.code == ERR_NONE && s->cursor.at < near)
		newer_fetch(ui, s, PAGE);
}

static void stretch_begin(struct ui *ui, struct log_screen *s, bool oldest)
{
	stretch_clear(s);
	s->cursor = (struct cursor){ 0, 0 };
	if (oldest) {
		newer_fetch(ui, s, PAGE);
		s->cursor.at = s->lines.n > 0 ? (int64_t)s->lines.n - 1 : 0;
	} else {
		older_fetch(ui, s, PAGE);
	}
}

/* Reads the same stretch again; the cursor stays on its line, and the line in its row. */
static void stretch_again(struct ui *ui, struct log_screen *s)
{
	struct cursor was = s->cursor;
	size_t n = s->lines.n;
	bool from_newest = s->newest;
	int64_t chosen = was.at < (int64_t)n ? s->lines.p[was.at].key : 0,
		first = n > 0 ? s->lines.p[0].key : 0;

	stretch_clear(s);
	if (from_newest || n == 0) {
		older_fetch(ui, s, (int)n + PAGE);
	} else if (log_page(ui->ledger->db, &s->filter.query, first + 1, -1, (int)n, &s->mem,
			    &s->lines, &s->failure)) {
		s->oldest = s->lines.n < n;
	}
	for (size_t i = 0; i < s->lines.n; i++)
		if (s->lines.p[i].key == chosen)
			s->cursor = (struct cursor){ .at = (int64_t)i,
				.top = (int64_t)i - (was.at - was.top) };
	if (s->cursor.top < 0)
		s->cursor.top = 0;
}

/* ---- drawing ---- */

const char *log_time(struct ui *ui, int64_t at_ms, struct arena *mem)
{
	date day;
	int hour, minute;

	clock_civil(ui->ledger->clock, at_ms, &day, &hour, &minute);
	return arena_printf(mem, "%s %02d:%02d", say_day(day, ledger_today(ui->ledger), mem), hour,
			    minute);
}

/* In a column: of another year the day alone. */
static const char *time_narrow(struct ui *ui, int64_t at_ms, struct arena *mem)
{
	const char *text = log_time(ui, at_ms, mem);

	return strlen(text) <= TIME_COLS ? text
					 : arena_str(mem, str_to(str_of(text), DATE_TEXT_SIZE - 1));
}

static void line_draw(struct ui *ui, const struct log_line *line, int row, bool chosen)
{
	enum { MARK_COLS = 12 };
	struct line *l = line_at(row);
	struct arena mem = { 0 };
	int rest = draw_cols() - SAY_COL - (line->undone ? MARK_COLS + 1 : 0);

	line_put(l, 0, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	line_put(l, 1, TIME_COLS, LOOK_PLAIN, str_of(time_narrow(ui, line->at_ms, &mem)));
	line_put(l, WHO_COL, WHO_COLS, LOOK_PLAIN, str_of(person_name(ui->ledger, line->by, &mem)));
	line_put(l, SAY_COL, rest, line->undone ? LOOK_DIM : LOOK_PLAIN, str_of(line->say));
	if (line->undone)
		line_right(l, draw_cols() - MARK_COLS, MARK_COLS, LOOK_DIM,
			   str_of(_("(taken back)")));
	line_end(l);
	arena_clear(&mem);
}

static void second_draw(struct ui *ui, const struct log_screen *s)
{
	struct arena mem = { 0 };
	struct line *l = line_at(1);
	struct buf text = { 0 };

	if (s->newest && s->oldest)
		buf_printf(&text, ngettext("%zu action", "%zu actions", (unsigned long)s->lines.n),
			   s->lines.n);
	else
		buf_puts(&text, _("newest first"));
	if (s->behind)
		buf_printf(&text, _("  since %s"), log_time(ui, ui->visit.at_ms, &mem));
	if (s->text.n > 0)
		buf_printf(&text, "  %s", buf_text(&s->text));
	line_put(l, 0, draw_cols(), LOOK_PLAIN, str_of(buf_text(&text)));
	line_end(l);
	buf_clear(&text);
	arena_clear(&mem);
}

static const struct log_line *chosen_line(const struct log_screen *s)
{
	return s->cursor.at < (int64_t)s->lines.n ? &s->lines.p[s->cursor.at] : NULL;
}

static void log_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open", "undo", "filter", "unit", "back", NULL };
	struct log_screen *s = (struct log_screen *)screen;
	const struct log_line *chosen;

	stretch_follow(ui, s);
	ui_draw_head(ui, _("log of actions"));
	second_draw(ui, s);
	cursor_fit(&s->cursor, (int64_t)s->lines.n, rows_shown());
	for (int i = 0; i < rows_shown(); i++) {
		int64_t at = s->cursor.top + i;

		if (at < (int64_t)s->lines.n)
			line_draw(ui, &s->lines.p[at], HEAD_ROWS + i, at == s->cursor.at);
		else
			draw_blank(HEAD_ROWS + i);
	}
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	chosen = chosen_line(s);
	ui_draw_reason(ui, s->failure.code ? s->failure.text
			   : chosen        ? chosen->say
					   : _("no action fits"));
	ui_draw_hints(ui, "log", hints);
}

/* ---- taking back ---- */

static void take_back_yes(struct ui *ui, void *user)
{
	struct outcome out = { 0 };
	struct err err = { 0 };

	if (undo_change(ui->ledger, str_of(user), &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

void log_take_back(struct ui *ui, const struct log_line *action)
{
	char *hex = mem_alloc(HASH_TEXT_SIZE);
	struct arena mem = { 0 };
	struct err err = { 0 };
	const char *question;

	hex_text(action->hash.b, HASH_SIZE, hex);
	if (undo_question(ui->ledger, str_of(hex), &mem, &question, &err)) {
		if (question)
			question = arena_printf(&mem, "%s?", question);
		else
			question = arena_printf(
				&mem, action->is_undo ? _("Do it again: %s?") : _("Take back: %s?"),
				action->say);
		ask_open(ui, question, take_back_yes, hex, free);
	} else {
		free(hex);
		ui_error(ui, &err);
	}
	arena_clear(&mem);
}

bool log_can(struct ui *ui, struct screen *s, const char *command)
{
	(void)s;
	return strcmp(command, "undo") != 0 || db_is_writable(ui->ledger->db);
}

/* ---- filtering ---- */

/* What is wrong leaves the list as it was. */
static bool filter_set(struct ui *ui, struct log_screen *s, const char *text)
{
	struct log_filter filter;
	struct err err = { 0 };

	if (!log_filter_read(ui->ledger, ui->plan, str_of(text), &filter, &err)) {
		ui_error(ui, &err);
		return false;
	}
	log_filter_clear(&s->filter);
	s->filter = filter;
	s->filter.query.behind = s->behind;
	buf_reset(&s->text);
	buf_put(&s->text, str_trim(str_of(text)));
	stretch_begin(ui, s, false);
	return true;
}

/* The prompt is gone when it answers: the log lies on top again. */
static void filter_done(struct ui *ui, void *user, const char *text)
{
	(void)user;
	if (strcmp(ui->top->ops->mode, "log") == 0)
		filter_set(ui, (struct log_screen *)ui->top, text);
}

static void unit_chosen(struct ui *ui, void *user, int64_t unit)
{
	struct arena mem = { 0 };

	filter_done(ui, user, log_filter_about(ui->ledger, 0, unit, &mem));
	arena_clear(&mem);
}

/* Who was never here has no "since then". */
static bool news_known(struct ui *ui)
{
	if (!ui->visit.key)
		ui_say(ui, _("you were not here before, as far as is known: the whole log is new"));
	return ui->visit.key != 0;
}

static bool log_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct log_screen *s = (struct log_screen *)screen;
	const struct log_line *chosen = chosen_line(s);

	if (strcmp(command, "open") == 0)
		return chosen ? change_open(ui, &chosen->hash) : (void)0, true;
	if (strcmp(command, "undo") == 0 || strcmp(command, "undo-ask") == 0)
		return chosen ? log_take_back(ui, chosen) : (void)0, true;
	if (strcmp(command, "filter") == 0 || strcmp(command, "search") == 0)
		return prompt_open_completing(ui, _("filter (by: do: unit: item: from: until:)"),
					      buf_text(&s->text), log_filter_complete, filter_done,
					      NULL),
		       true;
	if (strcmp(command, "unit") == 0)
		return chooser_open(ui, _("actions about a unit"), unit_chosen, NULL, NULL, NULL,
				    0),
		       true;
	if (strcmp(command, "escape") == 0 && (s->text.n > 0 || s->behind)) {
		s->behind = s->text.n > 0 ? s->behind : 0;
		return filter_set(ui, s, ""), true;
	}
	if (strcmp(command, "news") == 0) {
		s->behind = news_known(ui) ? ui->visit.key : 0;
		return filter_set(ui, s, ""), true;
	}
	if (strcmp(command, "first") == 0 && !s->newest)
		return stretch_begin(ui, s, false), true;
	if (strcmp(command, "last") == 0 && !s->oldest)
		return stretch_begin(ui, s, true), true;
	return cursor_command(&s->cursor, command, (int64_t)s->lines.n, rows_shown());
}

static void log_refresh(struct ui *ui, struct screen *screen)
{
	stretch_again(ui, (struct log_screen *)screen);
}

static void log_free(struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;

	log_filter_clear(&s->filter);
	vec_clear(&s->lines);
	buf_clear(&s->text);
	arena_clear(&s->mem);
	free(s);
}

static const struct screen_ops log_ops = {
	.mode = "log", .title = N_("log of actions"), .draw = log_draw, .command = log_command,
	.refresh = log_refresh, .can = log_can, .free = log_free,
};

static void log_open_behind(struct ui *ui, const char *filter, int64_t behind)
{
	struct log_screen *s = mem_alloc(sizeof *s);

	s->screen.ops = &log_ops;
	s->behind = behind;
	ui_push(ui, &s->screen);
	filter_set(ui, s, filter);
}

void log_open_narrowed(struct ui *ui)
{
	log_open_behind(ui, ui->narrow.text.n > 0 ? buf_text(&ui->narrow.text) : "", 0);
}

void log_open(struct ui *ui, int64_t item, int64_t unit)
{
	struct arena mem = { 0 };

	log_open_behind(ui, log_filter_about(ui->ledger, item, unit, &mem), 0);
	arena_clear(&mem);
}

void news_open(struct ui *ui)
{
	log_open_behind(ui, "", news_known(ui) ? ui->visit.key : 0);
}
