/* Views, at the foot: a digit opens one. The program's own first, then the saved ones: one's own,
 * then those that colleagues share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/call.h"
#include "model/right_mine.h"
#include "model/saved.h"
#include "model/view.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { FRAME_ROWS = 3, NAME_COLS = 20, WHERE_COLS = 26 };

struct views {
	struct screen screen;
	saved_list list;
	VEC(struct err) flaws; /* of each, why its filter cannot be read */
	struct cursor cursor;
	struct arena mem;
	struct err failure;
};

static int rows_most(const struct views *v)
{
	int most = draw_rows() / 2 - FRAME_ROWS;

	return (int64_t)v->list.n < most ? (int)v->list.n : most;
}

/* One that cannot be read stays in the list, and says why when it is chosen. */
static void read_all(struct ui *ui, struct views *v)
{
	v->list.n = v->flaws.n = 0;
	v->failure = (struct err){ 0 };
	arena_clear(&v->mem);
	if (!saved_read(ui->ledger, &v->mem, &v->list, &v->failure))
		v->list.n = 0;
	for (size_t i = 0; i < v->list.n; i++) {
		struct err *flaw = vec_push(&v->flaws);
		size_t at;

		*flaw = (struct err){ 0 };
		if (saved_reads(ui->ledger, ui->plan, &v->list.p[i], &at, flaw))
			err_clear(flaw);
	}
	cursor_fit(&v->cursor, (int64_t)v->list.n, rows_most(v));
}

static void where_put(struct buf *to, const struct saved *s)
{
	struct arena mem = { 0 };

	buf_printf(to, "%s %s", s->own ? _("own") : _("shared"), saved_screen_word(s->screen));
	if (*s->sort)
		buf_printf(to, saved_orders(s->screen) ? "  %s" : _("  by %s"),
			   saved_order_word(s, &mem));
	arena_clear(&mem);
}

static void saved_draw(const struct views *v, size_t i, int row)
{
	const struct saved *s = &v->list.p[i];
	struct line *l = line_at(row);
	struct buf where = { 0 };
	const char digit[] = { s->digit ? (char)('0' + s->digit) : ' ', '\0' };
	int rest = 4 + NAME_COLS + 1, cols = draw_cols();

	if ((int64_t)i == v->cursor.at)
		line_put(l, 0, 1, LOOK_BOLD, STR_LIT(">"));
	line_put(l, 2, 1, LOOK_BOLD, str_of(digit));
	line_put(l, 4, NAME_COLS, LOOK_PLAIN, str_of(s->name));
	where_put(&where, s);
	if (cols >= 60) {
		line_put(l, rest, WHERE_COLS, LOOK_PLAIN, buf_str(&where));
		rest += WHERE_COLS + 1;
	}
	if (v->flaws.p[i].code)
		line_put(l, rest, cols - rest, LOOK_ERROR, str_of(_("(cannot be read)")));
	else
		line_put(l, rest, cols - rest, LOOK_PLAIN,
			 str_of(*s->filter ? s->filter : _("(all)")));
	line_end(l);
	buf_clear(&where);
}

static void views_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open",        "view-save", "view-save-own",
					     "view-remove", "escape",    NULL };
	struct views *v = (struct views *)screen;
	const struct err *flaw;
	struct line *l;
	int row;

	foot_set(ui, screen, FRAME_ROWS + rows_most(v));
	cursor_fit(&v->cursor, (int64_t)v->list.n, rows_most(v));
	row = draw_rows() - screen->foot_rows;
	l = line_at(row);
	line_put(l, 0, draw_cols(), LOOK_BOLD,
		 str_of(_("views: 1 what is new since I was last here  2 to review  3 extensions "
			  "asked for")));
	line_end(l);
	for (int i = 0; i < rows_most(v); i++)
		saved_draw(v, (size_t)v->cursor.top + (size_t)i, row + 1 + i);
	flaw = v->list.n > 0 ? &v->flaws.p[v->cursor.at] : &v->failure;
	ui_draw_reason(ui,
		       flaw->code ? flaw->text
		       : v->list.n == 0
			       ? _("none is saved yet: + saves the filter and order that are shown")
			       : "");
	ui_draw_hints(ui, "views", hints);
	draw_cursor(row + (v->list.n > 0) + (int)(v->cursor.at - v->cursor.top), 0);
}

/* ---- opening one ---- */

/* Screens whose list is that of all: by the command that goes there. */
static void screen_go(struct ui *ui, const char *screen)
{
	static const struct { const char *screen, *command; } panes[] = {
		{ "", "pane-1" }, { "overview", "pane-1" }, { "campaigns", "pane-2" },
		{ "deadlines", "pane-3" },
	};

	for (size_t i = 0; i < sizeof panes / sizeof *panes; i++)
		if (strcmp(panes[i].screen, screen) == 0)
			screen = panes[i].command;
	ui_command(ui, screen);
}

/* The filter of all lists. */
static bool narrow_go(struct ui *ui, const struct saved *s, struct err *err)
{
	size_t at;

	if (*s->filter)
		return narrow_set(ui, str_of(s->filter), &at, err);
	narrow_none(ui);
	return true;
}

/* An order that the list has not, or of a newer version, is left out; a filter is not. Each list
 * keeps its own order: that of items goes with a view of items alone. */
static bool list_go(struct ui *ui, const struct saved *s, struct err *err)
{
	struct sort sort = { .by = SORT_OWN }, before = ui->narrow.sort;
	const struct orders *own = saved_orders(s->screen);
	struct order order = { .by = own ? own->own : 0 };
	struct err unknown = { 0 };

	if (own)
		(void)order_find(own, s->sort, &order);
	else if (sort_parse(s->sort, &sort, &unknown))
		ui->narrow.sort = sort;
	else
		ui->narrow.sort = (struct sort){ .by = SORT_OWN };
	if (!narrow_go(ui, s, err)) {
		ui->narrow.sort = before;
		return false;
	}
	ui_return(ui, &overview_ops, 0);
	if (own == call_orders())
		calls_open_by(ui, order);
	else if (own == unit_orders())
		units_open_by(ui, order);
	else
		screen_go(ui, s->screen);
	return true;
}

bool view_go(struct ui *ui, const struct saved *s, struct err *err)
{
	size_t at;

	if (strcmp(s->screen, "log") != 0)
		return list_go(ui, s, err);
	/* Whether it can be read is known before anything is left. */
	if (!saved_reads(ui->ledger, ui->plan, s, &at, err))
		return false;
	ui_return(ui, &overview_ops, 0);
	return log_open_filter(ui, str_of(s->filter), &at, err);
}

static void open_at(struct ui *ui, struct views *v, size_t i)
{
	const struct saved *s = &v->list.p[i];
	struct arena mem = { 0 };
	struct saved chosen = { .filter = arena_strdup(&mem, s->filter),
				.name = arena_strdup(&mem, s->name),
				.sort = arena_strdup(&mem, s->sort),
				.screen = arena_strdup(&mem, s->screen) };
	struct err err = { 0 };

	if (v->flaws.p[i].code) {
		ui_say(ui, _("view %s is kept, but cannot be read: %.200s"), s->name,
		       v->flaws.p[i].text);
		ui->message_is_error = true;
		v->cursor.at = (int64_t)i;      /* "-" is about it now */
	} else {
		/* It goes first: the view lies on what was there. */
		ui_pop(ui);
		if (view_go(ui, &chosen, &err))
			ui_say(ui, _("view %s"), chosen.name);
		else
			ui_error(ui, &err);
	}
	arena_clear(&mem);
}

/* ---- saving and removing ---- */

/* The whole screen that lies there, below what stands at the foot. */
static const struct screen *shown_screen(const struct screen *s)
{
	for (; s && s->foot_rows > 0; s = s->below)
		;
	return s;
}

static const char *screen_name(const struct screen *s)
{
	static const char *const panes[] = { "overview", "campaigns", "deadlines" };

	if (s && s->ops == &overview_ops)
		return panes[overview_pane(s)];
	for (const char *const *name = saved_screens(); s && *name; name++)
		if (strcmp(*name, s->ops->mode) == 0)
			return *name;
	return "overview";
}

static void save(struct ui *ui, const char *name, bool own)
{
	const struct screen *shown = shown_screen(ui->top);
	struct arena mem = { 0 };
	struct saved s = { .name = name,
			   .filter = ui->narrow.text.n > 0 ? buf_text(&ui->narrow.text) : "",
			   .sort = sort_text(ui->narrow.sort, &mem),
			   .screen = screen_name(shown),
			   .own = own };
	struct outcome out;
	struct err err = { 0 };

	if (shown && shown->ops->saves)
		shown->ops->saves(shown, &mem, &s);
	if (saved_save(ui->ledger, &s, &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
	arena_clear(&mem);
}

static void save_shared(struct ui *ui, void *user, const char *name)
{
	(void)user;
	save(ui, name, false);
}

static void save_own(struct ui *ui, void *user, const char *name)
{
	(void)user;
	save(ui, name, true);
}

static void remove_one(struct ui *ui, const struct saved *s)
{
	struct outcome out;
	struct err err = { 0 };

	if (saved_remove(ui->ledger, s, &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

/* The name of the shared one that was asked about: meanwhile others may have written. */
static void remove_yes(struct ui *ui, void *name)
{
	remove_one(ui, &(struct saved){ .name = name, .filter = "", .sort = "", .screen = "" });
}

/* What all colleagues use does not go by one key. */
static void remove_chosen(struct ui *ui, struct views *v)
{
	struct arena mem = { 0 };
	const struct saved *s;

	if (v->list.n == 0) {
		ui_say(ui, _("no view is saved here"));
		return;
	}
	s = &v->list.p[v->cursor.at];
	struct err err = { 0 };

	if (!s->own && !right_may_from(ui->ledger, "view", ROLE_CLERK, 0, &err))
		ui_error(ui, &err);
	else if (s->own)
		remove_one(ui, s);
	else
		ask_open(ui, arena_printf(&mem, _("Remove view %s, which all share? (%s brings it "
						  "back)"), s->name,
					  keymap_key(ui->keymap, "views", "undo")),
			 remove_yes, mem_strdup(s->name), free);
	arena_clear(&mem);
}

static bool views_key(struct ui *ui, struct screen *screen, struct ui_key k)
{
	struct views *v = (struct views *)screen;
	struct ui_key plain = key_as_command(k);
	int digit = plain.code == KEY_CHAR && plain.ch <= '9' ? (int)plain.ch - '0' : 0;

	if (digit < SAVED_FIRST_DIGIT)
		return false;
	for (size_t i = 0; i < v->list.n; i++)
		if (v->list.p[i].digit == digit) {
			open_at(ui, v, i);
			return true;
		}
	ui_say(ui, _("no view has the key %d"), digit);
	return true;
}

static bool views_command(struct ui *ui, struct screen *screen, const char *command)
{
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "escape", "back", "undo", "redo",
	};
	struct views *v = (struct views *)screen;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (cursor_command(&v->cursor, command, (int64_t)v->list.n, rows_most(v)))
		return true;
	if (strcmp(command, "open") == 0 && v->list.n > 0) {
		open_at(ui, v, (size_t)v->cursor.at);
	} else if (strcmp(command, "view-save") == 0 || strcmp(command, "view-save-own") == 0) {
		bool own = strcmp(command, "view-save") != 0;

		ui_pop(ui);
		prompt_open(ui, own ? _("name of your own view:") : _("name of the view:"), "",
			    own ? save_own : save_shared, NULL, NULL);
	} else if (strcmp(command, "view-remove") == 0) {
		remove_chosen(ui, v);
	} else if (strcmp(command, "news") == 0 || strcmp(command, "pending") == 0 ||
		   strcmp(command, "asked") == 0) {
		ui_pop(ui);
		ui_command(ui, command);
	} else {
		ui_say(ui, _("a digit opens a view"));
	}
	return true;
}

static void views_refresh(struct ui *ui, struct screen *screen)
{
	read_all(ui, (struct views *)screen);
}

static void views_free(struct screen *screen)
{
	struct views *v = (struct views *)screen;

	vec_clear(&v->list);
	vec_clear(&v->flaws);
	arena_clear(&v->mem);
	free(v);
}

void views_open(struct ui *ui)
{
	static const struct screen_ops ops = {
		.mode = "views",
		.title = N_("views"),
		.draw = views_draw,
		.command = views_command,
		.key = views_key,
		.refresh = views_refresh,
		.free = views_free,
	};
	struct views *v = mem_alloc(sizeof *v);

	v->screen.ops = &ops;
	read_all(ui, v);
	v->screen.foot_rows = FRAME_ROWS + rows_most(v);
	ui_push(ui, &v->screen);
}

static void waiting_chosen(struct ui *ui, void *user, int64_t unit)
{
	(void)user;
	unit_open(ui, unit, 0);
}

void waiting_open(struct ui *ui, bool asked)
{
	keys units = { 0 };
	struct err err = { 0 };

	if (!(asked ? units_asking : units_pending)(ui->ledger->db, ui->plan, &units, &err))
		ui_error(ui, &err);
	else if (units.n > 0)
		chooser_open(ui, asked ? _("Extensions asked for") : _("Reports to review"),
			     waiting_chosen, NULL, NULL, units.p, units.n);
	else
		ui_say(ui, "%s",
		       asked ? _("no extension waits for an answer")
			     : _("no report waits for a review"));
	vec_clear(&units);
}
