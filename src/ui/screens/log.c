/* The log: who did what when, newest first. Pages are fetched as they are looked at, so that a log
 * of any length opens at once. */
#include "base/gettext.h"
#include "base/mem.h"
#include "model/fate.h"
#include "model/history.h"
#include "model/person.h"
#include "model/saved.h"
#include "model/say.h"
#include "model/sight.h"
#include "model/verb.h"
#include "ui/draw.h"
#include "ui/screens/log_private.h"
#include "ui/term.h"

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

int log_rows(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

/* ---- the stretch ---- */

void log_clear(struct log_screen *s)
{
	vec_clear(&s->lines);
	arena_clear(&s->mem);
	s->newest = s->oldest = false;
	s->older_at = s->passed = 0;
	s->failure = (struct err){ 0 };
}

/* It goes on where it was stopped. */
static void older_fetch(struct ui *ui, struct log_screen *s, size_t limit)
{
	size_t had = s->lines.n;

	s->newest = s->newest || had == 0;
	if (s->older_at == 0 && had > 0)
		s->older_at = s->lines.p[had - 1].key;
	if (log_page_on(ui->ledger->db, &s->filter.query, &s->older_at, -1, (int)limit, &s->passed,
			&s->mem, &s->lines, &s->failure))
		s->oldest = s->lines.n - had < limit;
}

static bool key_waits(void *user)
{
	(void)user;
	return term_pending();
}

bool log_older(struct ui *ui, struct log_screen *s)
{
	size_t had = s->lines.n;

	if (s->oldest)
		return false;
	db_patience(ui->ledger->db, key_waits, NULL);
	older_fetch(ui, s, PAGE);
	db_patience(ui->ledger->db, NULL, NULL);
	if (s->failure.code == ERR_STOPPED) {
		err_clear(&s->failure);
		ui->soon = true;
	}
	return s->lines.n > had;
}

/* The page comes nearest first, which is oldest first: it goes before the others turned round. */
static void newer_fetch(struct ui *ui, struct log_screen *s, int limit)
{
	log_lines page = { 0 }, whole = { 0 };
	int64_t behind = s->lines.n > 0 ? s->lines.p[0].key : 0;

	if (log_page(ui->ledger->db, &s->filter.query, behind, 1, limit, &s->mem, &page,
		     &s->failure)) {
		s->oldest = s->oldest || s->lines.n == 0;
		s->newest = page.n < (size_t)limit;
		for (size_t i = page.n; i-- > 0;)
			*vec_push(&whole) = page.p[i];
		for (size_t i = 0; i < s->lines.n; i++)
			*vec_push(&whole) = s->lines.p[i];
		vec_clear(&s->lines);
		s->lines = whole;
		s->cursor.at += (int64_t)page.n;
		s->cursor.top += (int64_t)page.n;
		s->passed = 0;      /* of what came from the other end nothing is counted */
	}
	vec_clear(&page);
}

static bool is_short(const struct log_screen *s)
{
	return !s->oldest && s->cursor.at + log_rows() >= (int64_t)s->lines.n;
}

static struct err *older_read(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;

	if (is_short(s))
		older_fetch(ui, s, PAGE);
	return &s->failure;
}

static struct err *newer_read(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;

	newer_fetch(ui, s, PAGE);
	return &s->failure;
}

static struct err *oldest_read(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;

	newer_fetch(ui, s, PAGE);
	s->cursor.at = s->lines.n > 0 ? (int64_t)s->lines.n - 1 : 0;
	return &s->failure;
}

/* More, where the cursor comes near an end that is none. */
static void stretch_follow(struct ui *ui, struct log_screen *s)
{
	bool filtered = s->text.n > 0;

	if (s->screen.reading.fn || s->failure.code != ERR_NONE)
		return;
	if (is_short(s))
		reading_start(ui, &s->screen, filtered, older_read);
	else if (!s->newest && s->cursor.at < log_rows())
		reading_start(ui, &s->screen, filtered, newer_read);
}

void log_begin(struct ui *ui, struct log_screen *s, bool oldest)
{
	log_clear(s);
	s->cursor = (struct cursor){ 0, 0 };
	reading_start(ui, &s->screen, s->text.n > 0, oldest ? oldest_read : older_read);
}

/* Reads the same stretch again; the cursor stays on its line, and the line in its row. */
static struct err *again_read(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;
	struct cursor was = s->cursor;
	size_t n = s->lines.n;
	bool from_newest = s->newest;
	int64_t chosen = was.at < (int64_t)n ? s->lines.p[was.at].key : 0,
		first = n > 0 ? s->lines.p[0].key : 0;

	if (!log_filter_again(ui, s))
		return &s->failure;
	log_clear(s);
	if (from_newest || n == 0) {
		/* as far as one has looked: each write of a colleague comes here */
		older_fetch(ui, s, (size_t)was.at + PAGE);
	} else {
		s->older_at = first + 1;
		older_fetch(ui, s, n);
		s->newest = false;
	}
	for (size_t i = 0; i < s->lines.n; i++)
		if (s->lines.p[i].key == chosen)
			s->cursor = (struct cursor){ .at = (int64_t)i,
				.top = (int64_t)i - (was.at - was.top) };
	if (s->cursor.top < 0)
		s->cursor.top = 0;
	return &s->failure;
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

static void line_draw(struct ui *ui, const struct log_screen *s, const struct log_line *line,
		      int row, bool chosen)
{
	enum { MARK_COLS = 12 };
	struct line *l = line_at(row);
	struct arena mem = { 0 };
	bool off = line->undone || *line->refused;
	const char *mark = *line->refused ? _("(refused)")
			   : line->undone ? _("(taken back)")
			   : *line->disputed ? _("(disputed)")
			   : line->part < line->parts ? _("(in part)") : NULL;
	int rest = draw_cols() - SAY_COL - (mark ? MARK_COLS + 1 : 0);
	struct str who = str_of(person_name(ui->ledger, line->by, &mem)), say = str_of(line->say);

	line_put(l, 0, 1, LOOK_PLAIN, chosen ? STR_LIT(">") : STR_LIT(" "));
	line_put(l, 1, TIME_COLS, LOOK_PLAIN, str_of(time_narrow(ui, line->at_ms, &mem)));
	line_put(l, WHO_COL, WHO_COLS, LOOK_PLAIN, who);
	search_mark(&s->search, l, WHO_COL, WHO_COLS, who);
	line_put(l, SAY_COL, rest, off ? LOOK_DIM : LOOK_PLAIN, say);
	search_mark(&s->search, l, SAY_COL, rest, say);
	if (mark)
		line_right(l, draw_cols() - MARK_COLS, MARK_COLS, LOOK_DIM, str_of(mark));
	line_end(l);
	arena_clear(&mem);
}

static void second_draw(struct ui *ui, const struct log_screen *s)
{
	struct arena mem = { 0 };
	struct line *l = line_at(1);
	struct buf text = { 0 };

	if (s->newest && s->oldest && s->text.n == 0)
		buf_printf(&text, ngettext("%zu action", "%zu actions", (unsigned long)s->lines.n),
			   s->lines.n);
	else
		buf_puts(&text, _("newest first"));
	if (s->behind)
		buf_printf(&text, _("  since %s"), log_time(ui, ui->visit.at_ms, &mem));
	line_put(l, 0, draw_cols(), LOOK_PLAIN, str_of(buf_text(&text)));
	line_end(l);
	buf_clear(&text);
	arena_clear(&mem);
}

/* How many fit, of how many: that is known where all were looked at, and all are shown. */
static void counts_put(struct ui *ui, const struct log_screen *s, struct buf *to)
{
	size_t n = s->lines.n;
	bool whole = s->newest && s->oldest;

	if (whole && s->passed > 0 && !sight_unit(ui->ledger))
		buf_printf(to, ngettext("%zu/%jd action", "%zu/%jd actions",
					(unsigned long)s->passed), n, (intmax_t)s->passed);
	else
		buf_printf(to, whole ? ngettext("%zu action", "%zu actions", (unsigned long)n)
				     : _("%zu+ actions"), n);
}

static void head_draw(struct ui *ui, const struct log_screen *s)
{
	struct buf title = { 0 }, counts = { 0 };

	buf_puts(&title, _("log of actions"));
	narrow_own(ui, &title);
	if (s->text.n > 0) {
		counts_put(ui, s, &counts);
		narrow_title_counts(ui, buf_str(&s->text), &counts, &title);
	}
	ui_draw_head(ui, buf_text(&title));
	buf_clear(&title);
	buf_clear(&counts);
}

static const struct log_line *chosen_line(const struct log_screen *s)
{
	return s->cursor.at < (int64_t)s->lines.n ? &s->lines.p[s->cursor.at] : NULL;
}

/* With what became of it, once the hand has rested. */
static const char *said_of(const struct log_screen *s, const struct log_line *chosen,
			   struct arena *mem)
{
	if (s->fate_of != chosen->key || s->fate.n == 0)
		return chosen->say;
	return arena_printf(mem, "%s; %s", chosen->say, buf_text(&s->fate));
}

static void log_rested(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;
	const struct log_line *chosen = chosen_line(s);
	struct arena mem = { 0 };

	if (!chosen || s->fate_of == chosen->key)
		return;
	s->fate_of = chosen->key;
	buf_reset(&s->fate);
	buf_puts(&s->fate, fate_text(ui->ledger, chosen, &mem));
	arena_clear(&mem);
}

static void log_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open",   "undo", "escape", "filter",
					     "search", "unit", "back",	 NULL };
	struct log_screen *s = (struct log_screen *)screen;
	const struct log_line *chosen;
	struct arena mem = { 0 };

	stretch_follow(ui, s);
	head_draw(ui, s);
	second_draw(ui, s);
	cursor_fit(&s->cursor, (int64_t)s->lines.n, log_rows());
	for (int i = 0; i < log_rows(); i++) {
		int64_t at = s->cursor.top + i;

		if (at < (int64_t)s->lines.n)
			line_draw(ui, s, &s->lines.p[at], HEAD_ROWS + i, at == s->cursor.at);
		else
			draw_blank(HEAD_ROWS + i);
	}
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	chosen = chosen_line(s);
	ui_draw_reason(ui, s->failure.code ? s->failure.text
			   : chosen        ? said_of(s, chosen, &mem)
			   : s->text.n > 0 ? narrow_empty(ui, _("no action fits the filter"), &mem)
					   : _("no action fits"));
	arena_clear(&mem);
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

bool log_can_undo(struct ui *ui, struct screen *s, const char *command)
{
	(void)s;
	return strcmp(command, "undo") != 0 || db_is_writable(ui->ledger->db);
}

/* ---- the screen ---- */

/* Who was never here has no "since then". */
static bool news_known(struct ui *ui)
{
	if (!ui->visit.key)
		ui_say(ui, _("you were not here before, as far as is known: the whole log is new"));
	return ui->visit.key != 0;
}

/* Does it show less than all, by something of its own? */
static bool has_own(const struct log_screen *s)
{
	return !s->screen.narrowed && (s->text.n > 0 || s->behind);
}

static bool log_can(struct ui *ui, struct screen *screen, const char *command)
{
	return strcmp(command, "escape") == 0 ? has_own((struct log_screen *)screen)
					      : log_can_undo(ui, screen, command);
}

static const char *log_label(const struct screen *screen, const char *command)
{
	if (strcmp(command, "escape") != 0)
		return NULL;
	return ((const struct log_screen *)screen)->alone ? _("whole log") : _("clear filter");
}

static bool log_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct log_screen *s = (struct log_screen *)screen;
	const struct log_line *chosen = chosen_line(s);

	if (strcmp(command, "open") == 0)
		return chosen ? change_open(ui, &chosen->hash) : (void)0, true;
	if (strcmp(command, "undo") == 0 || strcmp(command, "undo-ask") == 0)
		return chosen ? log_take_back(ui, chosen) : (void)0, true;
	if (strcmp(command, "filter") == 0)
		return log_line_open(ui, s), true;
	if (strcmp(command, "unit") == 0)
		return log_unit_choose(ui), true;
	if (strcmp(command, "escape") == 0 && has_own(s)) {
		s->behind = s->text.n > 0 ? s->behind : 0;
		return log_filter_follow(ui, s), true;
	}
	if (strcmp(command, "news") == 0) {
		s->behind = news_known(ui) ? ui->visit.key : 0;
		s->alone = true;
		return log_filter_follow(ui, s), true;
	}
	if (strcmp(command, "sort") == 0)
		return ui_say(ui,
			      _("the log stands by time, newest first; %s goes to its oldest "
				"line"),
			      keymap_key(ui->keymap, "log", "last")),
		       true;
	if (log_find_command(ui, s, command))
		return true;
	if (strcmp(command, "first") == 0 && !s->newest)
		return log_begin(ui, s, false), true;
	if (strcmp(command, "last") == 0 && !s->oldest)
		return log_begin(ui, s, true), true;
	return cursor_command(&s->cursor, command, (int64_t)s->lines.n, log_rows());
}

static void log_refresh(struct ui *ui, struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;

	s->fate_of = 0;
	if (s->screen.narrowed && s->narrowed != ui->narrow.stamp)
		log_filter_follow(ui, s);
	else if (!screen->reading.fn)      /* else it is read on */
		reading_start(ui, screen, s->text.n > 0, again_read);
}

static void log_free(struct screen *screen)
{
	struct log_screen *s = (struct log_screen *)screen;

	log_filter_clear(&s->filter);
	vec_clear(&s->lines);
	buf_clear(&s->text);
	search_clear(&s->search);
	arena_clear(&s->mem);
	buf_clear(&s->fate);
	free(s);
}

static void log_saves(const struct screen *screen, struct arena *mem, struct saved *to)
{
	const struct log_screen *s = (const struct log_screen *)screen;

	to->filter = arena_str(mem, buf_str(&s->text));
	to->sort = "";
}

static const struct screen_ops log_ops = {
	.mode = "log", .title = N_("log of actions"), .draw = log_draw, .command = log_command,
	.refresh = log_refresh, .can = log_can, .label = log_label, .rested = log_rested,
	.saves = log_saves, .free = log_free,
};

static struct log_screen *opened(struct ui *ui, bool alone, int64_t behind)
{
	struct log_screen *s = mem_alloc(sizeof *s);

	s->screen.ops = &log_ops;
	s->alone = alone;
	s->behind = behind;
	ui_push(ui, &s->screen);
	log_filter_follow(ui, s);
	return s;
}

void log_open_narrowed(struct ui *ui)
{
	opened(ui, false, 0);
}

bool log_open_filter(struct ui *ui, struct str text, size_t *at, struct err *err)
{
	struct log_screen *s = mem_alloc(sizeof *s);

	s->screen.ops = &log_ops;
	s->screen.narrowed = true;
	ui_push(ui, &s->screen);
	if (log_filter_set(ui, s, text, at, err))
		return true;
	ui_pop(ui);
	return false;
}

void log_open(struct ui *ui, int64_t item, int64_t unit)
{
	struct log_screen *s = opened(ui, true, 0);
	struct arena mem = { 0 };
	struct err err = { 0 };
	size_t at;

	if (!log_filter_take(ui, s, str_of(log_filter_about(ui->ledger, item, unit, &mem)), &at,
			     &err))
		ui_error(ui, &err);
	arena_clear(&mem);
}

void news_open(struct ui *ui)
{
	opened(ui, true, news_known(ui) ? ui->visit.key : 0);
}
