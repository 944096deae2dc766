/* The loop: all waiting keys are handled, then the screen is drawn once. */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/gettext.h"
#include "base/vec.h"
#include "base/width.h"
#include "model/saved.h"
#include "model/setting.h"
#include "model/right_mine.h"
#include "ui/busy.h"
#include "ui/draw.h"
#include "ui/kept_tell.h"
#include "ui/marks.h"
#include "ui/screen.h"
#include "ui/seen.h"
#include "ui/term.h"

#include "base/ban.h"

enum {
	LOOK_EVERY_MS = 1000,       /* for what other processes wrote */
	REST_MS = 150,              /* a hand that holds a key comes back within 30 to 50 */
	BURST = 40,                 /* so many characters at once were not typed by hand ... */
	BURST_DISTINCT = 8,         /* ... unless they are one held key */
	COLUMN_LINES = 3,           /* nor so many lines of figures */
	MIN_ROWS = 10, MIN_COLS = 40,
};

struct loop {
	int64_t version;            /* of the ledger, as it was read */
	int64_t look_at, rest_at, midnight_at;   /* ms of the monotonic clock; 0: not set */
	bool dirty;
	/* a frame was passed over for a key, which is answered first; what it was of is to be drawn */
	bool owed;
};

static const char *key_for(struct ui *ui, const char *command)
{
	return keymap_key(ui->keymap, ui->top->ops->mode, command);
}

static void paste_handle(struct ui *ui, struct ui_key k)
{
	struct screen *s = ui->top;

	if (s->ops->key && s->ops->key(ui, s, k))
		return;
	ui_say(ui, _("pasted text was refused: it can be pasted into a field only, here it would "
		     "run as commands"));
}

static void key_handle(struct ui *ui, struct ui_key k)
{
	struct screen *s = ui->top;
	const char *command;
	char name[16];

	if (ui->message[0])
		ui->reason_blank = true;
	ui->message[0] = '\0';
	ui->waited_ms = 0;
	ui->key = k;
	if (k.code == KEY_PASTE) {
		paste_handle(ui, k);
		return;
	}
	if (s->ops->key && s->ops->key(ui, s, k))
		return;
	command = keymap_get(ui->keymap, s->ops->mode, key_as_command(k));
	if (command)
		ui_command(ui, command);
	else if (key_is_han(k))
		ui_say(ui, _("the input method is on: digits, Enter, Space, arrows and \":\" work "
			     "with it, letters without"));
	else if (k.code == KEY_UNKNOWN)
		ui_say(ui, _("this key is not known; %s shows the keys"), key_for(ui, "help"));
	else
		ui_say(ui, _("%s does nothing here; %s shows the keys"), key_name_of(k, name),
		       key_for(ui, "help"));
}

typedef VEC(struct ui_key) key_list;

/* Terminals without bracketed paste send pasted text as keys. */
static bool is_burst(const key_list *list)
{
	uint32_t distinct[BURST_DISTINCT + 1];
	size_t chars = 0, n = 0, k;

	for (size_t i = 0; i < list->n; i++) {
		if (list->p[i].code != KEY_CHAR)
			continue;
		chars++;
		for (k = 0; k < n && distinct[k] != list->p[i].ch; k++)
			;
		if (k == n && n <= BURST_DISTINCT)
			distinct[n++] = list->p[i].ch;
	}
	return chars >= BURST && n > BURST_DISTINCT;
}

/* Nobody types Chinese where commands are expected and goes on in the same instant: what stands
 * behind it, the end of a line or a letter, is no command either. With the input method on Chinese
 * comes alone. */
static bool is_pasted_from(const key_list *list, size_t at)
{
	if (!key_is_han(list->p[at]))
		return false;
	for (size_t i = at + 1; i < list->n; i++)
		if (!key_is_han(list->p[i]))
			return true;
	return false;
}

/* A short column or a row of figures, which would be typed into one cell after another, or run
 * together. */
static bool is_column(const key_list *list)
{
	size_t lines = 0, tabs = 0;

	for (size_t i = 0; i < list->n; i++) {
		struct ui_key k = key_as_command(list->p[i]);
		bool figure = k.code == KEY_CHAR && k.ch < 0x80 && strchr("0123456789.,/% ", (int)k.ch);
		bool behind = i > 0 && list->p[i - 1].code == KEY_CHAR;
		lines += k.code == KEY_ENTER_ && behind;
		tabs += k.code == KEY_TAB && behind;
		if (!figure && k.code != KEY_ENTER_ && k.code != KEY_TAB)
			return false;
	}
	return tabs > 0 || lines >= COLUMN_LINES;
}

static bool runs_keys(const struct screen_ops *ops)
{
	return !ops->key || ops->pastes;
}

static void keys_handle(struct ui *ui, struct loop *loop)
{
	key_list list = { 0 };
	struct ui_key k;

	while ((k = key_next()).code != KEY_NOTHING) {
		if (k.code == KEY_RESIZED) {
			loop->dirty = true;
			ui->frame_of = NULL;
			ui->foot_only = false;
		} else {
			*vec_push(&list) = k;
		}
	}
	if (list.n > 0) {
		ui->moving = true;
		loop->dirty = true;
	}
	const struct screen_ops *ops = ui->top->ops;

	bool pasted = (runs_keys(ops) && is_burst(&list)) || (ops->pastes && is_column(&list));

	if (list.n > 0 && pasted)
		key_handle(ui, key_paste_of(list.p, list.n));
	else
		for (size_t i = 0; i < list.n && !ui->leaving; i++) {
			if (runs_keys(ui->top->ops) && is_pasted_from(&list, i)) {
				key_handle(ui, key_paste_of(list.p + i, list.n - i));
				break;
			}
			key_handle(ui, list.p[i]);
		}
	vec_clear(&list);
}

static void draw_too_small(void)
{
	char text[160];
	struct str rest;

	snprintf(text, sizeof text, _("%dx%d is too small: duban needs %dx%d"), draw_cols(),
		 draw_rows(), MIN_COLS, MIN_ROWS);
	rest = str_of(text);
	for (int row = 0; row < draw_rows(); row++) {
		struct line *l = line_at(row);
		size_t n = width_fit(rest, draw_cols(), NULL);

		line_put(l, 0, draw_cols(), LOOK_PLAIN, str_to(rest, n));
		line_end(l);
		rest = str_from(rest, n);
	}
	draw_cursor(0, 0);
}

/* The uppermost whole screen, then what lies at its foot. */
static void draw_from(struct ui *ui, struct screen *s, int foot)
{
	if (s->foot_rows > 0 && s->below)
		draw_from(ui, s->below, s->foot_rows > foot ? s->foot_rows : foot);
	ui->foot = s->foot_rows > 0 ? 0 : foot;
	ui->drawn = s;
	s->ops->draw(ui, s);
}

static void ui_draw(struct ui *ui)
{
	if (draw_rows() < MIN_ROWS || draw_cols() < MIN_COLS)
		draw_too_small();
	else if (ui->foot_only && ui->top->foot_rows > 0)
		ui->top->ops->draw(ui, ui->top);
	else
		draw_from(ui, ui->top, 0);
	ui->drawn = NULL;
	ui->foot_only = false;
	ui->frame_of = ui->top;
	draw_end();
}

/* Reads what the top screen, and what of the others is seen, needs when the hand rests. */
static void rested(struct ui *ui)
{
	ui->moving = false;
	ui->reason_blank = false;
	for (struct screen *s = ui->top; s; s = s->foot_rows > 0 ? s->below : NULL)
		if (s->ops->rested)
			s->ops->rested(ui, s);
}

/* The costly work of what is seen, now that no key waits. */
static void soon(struct ui *ui)
{
	ui->soon = false;
	for (struct screen *s = ui->top; s; s = s->foot_rows > 0 ? s->below : NULL) {
		reading_go_on(ui, s);
		if (s->ops->soon)
			s->ops->soon(ui, s);
	}
}

static int wait_ms(const struct loop *loop, bool moving)
{
	int64_t now = ui_now_ms(), until = loop->look_at;

	if (moving)
		until = loop->rest_at;
	if (loop->midnight_at && loop->midnight_at < until)
		until = loop->midnight_at;
	return until > now ? (int)(until - now) : 0;
}

static void midnight_set(struct ui *ui, struct loop *loop)
{
	int64_t ms = clock_to_midnight_ms(ui->ledger->clock);

	loop->midnight_at = ms < 0 ? 0 : ui_now_ms() + ms + 1;
}

/* What time has brought: rest, another day, another process's change. */
static void time_passed(struct ui *ui, struct loop *loop)
{
	int64_t now = ui_now_ms();

	if (ui->moving && now >= loop->rest_at) {
		rested(ui);
		loop->dirty = true;
	}
	if (now >= loop->look_at && !ui->moving) {
		int64_t version = db_version(ui->ledger->db);

		loop->look_at = now + LOOK_EVERY_MS;
		if (version != loop->version) {
			struct err err = { 0 };

			loop->version = version;
			if (!ledger_follow(ui->ledger, &err))
				ui_error(ui, &err);
			narrow_again(ui);
			ui_refresh(ui);
			loop->rest_at = now;
			loop->dirty = true;
		}
	}
	/* After a suspend the monotonic clock may have slept: the day itself is asked. */
	if (ledger_today(ui->ledger) != ui->today) {
		ui->today = ledger_today(ui->ledger);
		midnight_set(ui, loop);
		narrow_again(ui);
		ui_refresh(ui);
		loop->rest_at = now;
		loop->dirty = true;
	}
}

/* The foot alone answers a key; what is owed besides follows. */
static void frame_draw(struct ui *ui, struct loop *loop, bool answers)
{
	if (!answers && loop->owed)
		ui->foot_only = false;
	loop->owed &= ui->foot_only && ui->top->foot_rows > 0;
	ui->answering = answers;
	ui_draw(ui);
	ui->answering = false;
	loop->dirty = loop->owed;
}

static void loop_run(struct ui *ui, struct loop *loop)
{
	enum mark mark = MARK_NONE;
	enum wake wake = WAKE_TIMEOUT;
	bool found = false;

	loop->rest_at = ui_now_ms();       /* the first screen stands before its reason is read */
	while (!ui->leaving) {
		int unsent = loop->dirty ? term_unsent_ms() : 0;

		/* What was found does not hold up a key that came while it was looked for. */
		if (wake == WAKE_TIMEOUT && found && loop->dirty && term_pending()) {
			loop->owed = true;
		} else if (loop->dirty && unsent == 0) {
			frame_draw(ui, loop, wake == WAKE_INPUT);
			mark = ui->moving || ui->soon ? MARK_REST : MARK_IDLE;
		}
		found = false;
		wake = term_wait(unsent > 0                 ? unsent
				 : loop->dirty || ui->soon ? 0
							   : wait_ms(loop, ui->moving),
				 mark);
		mark = MARK_NONE;
		if (wake == WAKE_HANGUP) {
			ui->leaving = ui->hangup = true;
			break;
		}
		if (wake == WAKE_RESIZE || wake == WAKE_INPUT) {
			keys_handle(ui, loop);
			loop->rest_at = ui_now_ms() + REST_MS;
			if (!loop->dirty)
				mark = ui->moving || ui->soon ? MARK_REST : MARK_IDLE;
		}
		if (wake == WAKE_TIMEOUT && ui->soon && unsent == 0) {
			soon(ui);
			loop->dirty = found = true;
		}
		time_passed(ui, loop);
	}
}

/* What waits for this person: what others did meanwhile, what they left half-typed. */
static void start_tell(struct ui *ui)
{
	enum { MOST = 500 };
	size_t n = visit_others(ui->ledger, &ui->visit, MOST);
	char kept[sizeof ui->message];

	kept_tell(ui);
	snprintf(kept, sizeof kept, "%s", ui->message);
	if (n > 0)
		ui_say(ui,
		       ngettext("others: %zu new action (%s %s)%s%s",
				"others: %zu new actions (%s %s)%s%s", (unsigned long)n),
		       n, key_for(ui, "views"), keymap_key(ui->keymap, "views", "news"),
		       *kept ? "; " : "", kept);
}

/* What is wrong in the configuration stands in the reason line of the first screen; all of it is
 * in `duban config`. */
static void errors_tell(struct ui *ui, conf_errors *errors)
{
	struct err unread = { 0 };

	if (errors->n > 0) {
		struct err first = errors->p[0];
		const char *slash = strrchr(first.at.source, '/');

		/* The line has 80 columns, and there are few files of that name. */
		if (slash)
			memmove(first.at.source, slash + 1, strlen(slash));
		ui_error(ui, &first);
	} else if (calendar_get_faults(ui->ledger->cal)->n > 0) {
		struct err first = calendar_get_faults(ui->ledger->cal)->p[0];
		const char *slash = strrchr(first.at.source, '/');

		if (slash)
			memmove(first.at.source, slash + 1, strlen(slash));
		ui_error(ui, &first);
	} else if (setting_rule_unread(ui->ledger, &unread)) {
		ui_error(ui, &unread);
	} else if (ui->ledger->moved > 0) {
		ui_say(ui,
		       ngettext("the calendar has moved %zu open date: \"duban calendar "
				"--changes\" lists it",
				"the calendar has moved %zu open dates: \"duban calendar "
				"--changes\" lists them",
				ui->ledger->moved),
		       ui->ledger->moved);
	} else if (!term_knows_chinese()) {
		ui_say(ui,
		       _("this locale has no Chinese characters: set LANG=C.UTF-8 or zh_CN.UTF-8"));
	} else {
		start_tell(ui);
	}
	vec_clear(errors);
}

static int color_wanted(const struct conf_value *v)
{
	return strcmp(v->text, "never") == 0 ? 0 : strcmp(v->text, "always") == 0 ? 2 : 1;
}

/* The view that is asked for or configured. One that cannot be read, or is not there, is told, and
 * all stands as without it. */
static void view_begin(struct ui *ui)
{
	const char *name = ui->options->view ? ui->options->view
			   : ui->options->conf ? conf_get(ui->options->conf, "ui.view")->text
					       : "";
	struct arena mem = { 0 };
	struct saved view;
	struct err err = { 0 };

	if (*name && (!saved_find(ui->ledger, str_of(name), &mem, &view, &err) ||
		      !view_go(ui, &view, &err)))
		ui_error(ui, &err);
	arena_clear(&mem);
}

/* Who reports for a unit begins with what that one owes. */
static void reporter_begins(struct ui *ui)
{
	keys units = { 0 };
	struct err ignore = { 0 };

	if (right_units(ui->ledger, &units, &ignore) && units.n > 0)
		unit_open(ui, units.p[0], 0);
	vec_clear(&units);
}

bool ui_run(struct ledger *l, const struct ui_options *o, struct err *err)
{
	struct ui ui = { .ledger = l, .options = o, .plan = o->plan, .today = ledger_today(l) };
	struct loop loop = { .dirty = true };
	struct term_options t = { .color = 1, .escdelay = 100, .idle_mark = o->idle_mark };
	conf_errors errors = { 0 };

	if (o->conf) {
		t.color = color_wanted(conf_get(o->conf, "ui.color"));
		t.escdelay = (int)conf_get(o->conf, "ui.escdelay")->number;
	}
	if (!term_start(&t, err))
		return false;
	draw_start();
	ui.keymap = keymap_new(o->conf, &errors);
	db_on_busy(l->db, busy_waits, &ui);
	visit_read(l, &ui.visit);
	ui_who_read(&ui);
	seen_now(&ui);
	overview_open(&ui);
	errors_tell(&ui, &errors);
	view_begin(&ui);
	reporter_begins(&ui);
	if (o->elsewhere)
		home_open(&ui);
	loop.version = db_version(l->db);
	loop.look_at = ui_now_ms() + LOOK_EVERY_MS;
	midnight_set(&ui, &loop);
	loop_run(&ui, &loop);
	visit_leave(l);
	db_on_busy(l->db, NULL, NULL);
	while (ui.top)
		ui_pop(&ui);
	keymap_free(ui.keymap);
	vec_clear(&ui.silent_order);
	again_clear(&ui.again);
	marks_end(&ui);
	narrow_clear(&ui.narrow);
	term_stop();
	return true;
}
