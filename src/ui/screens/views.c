/* Views, at the foot: a digit opens one. The program's own first, then the saved ones: one's own,
 * then those that colleagues share. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/saved.h"
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
		struct filter read = { 0 };
		struct err *flaw = vec_push(&v->flaws);
		size_t at;

		*flaw = (struct err){ 0 };
		if (filter_read(ui->ledger, str_of(v->list.p[i].filter), LIST_TASKS, &read, &at,
				flaw))
			filter_clear(&read);
	}
	cursor_fit(&v->cursor, (int64_t)v->list.n, rows_most(v));
}

static void where_put(struct buf *to, const struct saved *s)
{
	struct sort sort;
	struct err ignore = { 0 };

	buf_printf(to, "%s %s", s->own ? _("own") : _("shared"), saved_screen_word(s->screen));
	if (*s->sort && sort_parse(s->sort, &sort, &ignore))
		buf_printf(to, sort.reversed ? _("  by %s, reversed") : _("  by %s"),
			   sort_label(sort.by));
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

static void screen_go(struct ui *ui, const char *screen)
{
	ui_return(ui, &overview_ops, 0);
	if (strcmp(screen, "campaigns") == 0)
		ui_command(ui, "pane-2");
	else if (strcmp(screen, "deadlines") == 0)
		ui_command(ui, "pane-3");
	else if (!*screen || strcmp(screen, "overview") == 0)
		ui_command(ui, "pane-1");
	else
		ui_command(ui, screen);
}

bool view_go(struct ui *ui, const struct saved *s, struct err *err)
{
	struct sort sort = { .by = SORT_OWN }, before = ui->narrow.sort;
	struct err unknown = { 0 };
	size_t at;

	/* An order of a newer version is left out; a filter is not. */
	if (!sort_parse(s->sort, &sort, &unknown))
		sort = (struct sort){ .by = SORT_OWN };
	ui->narrow.sort = sort;
	if (*s->filter && !narrow_set(ui, str_of(s->filter), &at, err)) {
		ui->narrow.sort = before;
		return false;
	}
	if (!*s->filter)
		narrow_none(ui);
	screen_go(ui, s->screen);
	return true;
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

static const char *screen_shown(const struct screen *s)
{
	static const char *const panes[] = { "overview", "campaigns", "deadlines" };

	for (; s && s->foot_rows > 0; s = s->below)
		;
	if (s && s->ops == &overview_ops)
		return panes[overview_pane(s)];
	for (const char *const *name = saved_screens(); s && *name; name++)
		if (strcmp(*name, s->ops->mode) == 0)
			return *name;
	return "overview";
}

static void save(struct ui *ui, const char *name, bool own)
{
	struct arena mem = { 0 };
	struct saved s = { .name = name,
			   .filter = ui->narrow.text.n > 0 ? buf_text(&ui->narrow.text) : "",
			   .sort = sort_text(ui->narrow.sort, &mem),
			   .screen = screen_shown(ui->top),
			   .own = own };
	struct outcome out;
	struct err err = { 0 };

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
	if (s->own)
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
