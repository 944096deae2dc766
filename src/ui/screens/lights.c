/* The rules of lights: what lies in share/rules, which is in force, what another one would change;
 * one is chosen here, after asking. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/right_mine.h"
#include "model/rule_files.h"
#include "model/setting.h"
#include "ui/cursor.h"
#include "ui/draw.h"
#include "ui/screen.h"

#include "base/ban.h"

enum {
	HEAD_ROWS = 2,
	FOOT_ROWS = 2,
	NUMBER_COL = 2,
	NAME_COL = 5,
	NAME_COLS = 11,
	ABOUT_COL = NAME_COL + NAME_COLS + 1
};

struct lights_screen {
	struct screen screen;
	struct arena mem;             /* of the names */
	rule_files files;
	struct rule now;              /* in force */
	bool own;                     /* it is none of the files: stands first */
	struct err unread;            /* the chosen one is of a newer version */
	struct err failure;
	struct cursor cursor;
	int64_t typed;                /* the number, digit by digit */
	struct buf reason;
};

static int64_t rows_in_all(const struct lights_screen *s)
{
	return (int64_t)s->files.n + s->own;
}

static int rows_shown(void)
{
	return draw_rows() - HEAD_ROWS - FOOT_ROWS;
}

/* NULL: the office's own, which is in force. */
static const struct rule_file *file_at(const struct lights_screen *s, int64_t row)
{
	return s->own && row == 0 ? NULL : &s->files.p[row - s->own];
}

static bool is_fault(const struct rule_file *f)
{
	return f && f->fault.code != ERR_NONE;
}

static bool in_force(const struct lights_screen *s, const struct rule_file *f)
{
	return !f || (!is_fault(f) && rule_eq(&f->rule, &s->now));
}

/* What its file says of it, or what is wrong with the file. */
static void about_put(struct buf *to, const struct lights_screen *s, const struct rule_file *f)
{
	char line[512];

	if (is_fault(f)) {
		const char *slash;
		struct err fault = f->fault;
		if ((slash = strrchr(fault.at.source, '/')))
			memmove(fault.at.source, slash + 1, strlen(slash));
		err_line(&fault, line, sizeof line);
		buf_puts(to, line);
	} else {
		buf_puts(to, f ? f->rule.about : s->now.about);
	}
}

/* ---- what is shown ---- */

static void fill(struct ui *ui, struct lights_screen *s)
{
	s->own = true;
	s->now = setting_rule(ui->ledger);
	s->unread = (struct err){ 0 };
	for (size_t i = 0; i < s->files.n; i++)
		s->own &= !in_force(s, &s->files.p[i]);
	(void)setting_rule_unread(ui->ledger, &s->unread);
	cursor_fit(&s->cursor, rows_in_all(s), rows_shown());
}

static void row_draw(const struct lights_screen *s, int64_t row, int at)
{
	const struct rule_file *f = file_at(s, row);
	struct line *l = line_at(at);
	struct buf about = { 0 };
	char number[12];
	bool narrow = draw_cols() < 60;

	snprintf(number, sizeof number, "%2d", (int)row + 1);
	about_put(&about, s, f);
	line_put(l, 0, 1, LOOK_PLAIN, row == s->cursor.at ? STR_LIT(">") : STR_LIT(" "));
	line_put(l, 1, 1, LOOK_PLAIN, in_force(s, f) ? STR_LIT("*") : STR_LIT(" "));
	line_put(l, NUMBER_COL, 2, LOOK_PLAIN, str_of(number));
	line_put(l, NAME_COL, narrow ? draw_cols() - NAME_COL : NAME_COLS, LOOK_PLAIN,
		 str_of(!f            ? s->now.name
			: is_fault(f) ? f->name
				      : f->rule.name));
	if (!narrow)
		line_put(l, ABOUT_COL, draw_cols() - ABOUT_COL,
			 is_fault(f) ? LOOK_ERROR : LOOK_PLAIN, buf_str(&about));
	line_end(l);
	buf_clear(&about);
}

static void lights_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "open", "back", NULL };
	struct lights_screen *s = (struct lights_screen *)screen;
	struct line *l;

	cursor_fit(&s->cursor, rows_in_all(s), rows_shown());
	ui_draw_head(ui, _("rules of lights"));
	l = line_at(1);
	if (s->unread.code != ERR_NONE)
		line_put(l, 0, draw_cols(), LOOK_ERROR, str_of(s->unread.text));
	else
		line_put(l, 0, draw_cols(), LOOK_PLAIN,
			 str_of(_("* is in force; a number leads to a rule; Enter tries it, and "
				  "asks before it is chosen")));
	line_end(l);
	for (int i = 0; i < rows_shown(); i++) {
		int64_t row = s->cursor.top + i;

		if (row < rows_in_all(s))
			row_draw(s, row, HEAD_ROWS + i);
		else
			draw_blank(HEAD_ROWS + i);
	}
	draw_cursor(HEAD_ROWS + (int)(s->cursor.at - s->cursor.top), 0);
	ui_draw_reason(ui, s->failure.code != ERR_NONE ? s->failure.text
			   : ui->moving                ? ""
						       : buf_text(&s->reason));
	ui_draw_hints(ui, "lights", hints);
}

static void lights_rested(struct ui *ui, struct screen *screen)
{
	struct lights_screen *s = (struct lights_screen *)screen;

	(void)ui;
	buf_reset(&s->reason);
	if (rows_in_all(s) > 0)
		about_put(&s->reason, s, file_at(s, s->cursor.at));
}

/* ---- choosing ---- */

static void choose_yes(struct ui *ui, void *user)
{
	struct outcome out = { 0 };
	struct err err = { 0 };

	if (setting_change(ui->ledger, "light-rule", user, &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

/* A rule holds for the whole ledger: it is tried on all open plans, whichever is shown. */
static bool try_and_ask(struct ui *ui, const struct lights_screen *s, const struct rule_file *f,
			struct err *err)
{
	struct rule_trial t;
	struct arena mem = { 0 };

	if (is_fault(f)) {
		struct buf about = { 0 };
		about_put(&about, s, f);
		err_set(err, f->fault.code, "%s", buf_text(&about));
		buf_clear(&about);
		return false;
	}
	if (!f || (in_force(s, f) && s->unread.code == ERR_NONE))
		return ui_say(ui, _("%s is in force already"), s->now.name), true;
	if (!db_is_writable(ui->ledger->db))
		return err_set(err, ERR_READ_ONLY, _("this ledger can only be read"));
	if (!right_may_from(ui->ledger, "set", ROLE_ADMIN, 0, err) || !rule_try(ui->ledger, &f->rule, 0, &t, err))
		return false;
	ask_open(ui,
		 arena_printf(&mem, _("Choose %s? %s"), f->rule.name, rule_trial_text(&t, &mem)),
		 choose_yes, mem_strdup(buf_text(&f->text)), free);
	arena_clear(&mem);
	return true;
}

static bool lights_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct lights_screen *s = (struct lights_screen *)screen;

	struct err err = { 0 };

	s->typed = 0;
	if (strcmp(command, "open") == 0 && rows_in_all(s) > 0)
		return try_and_ask(ui, s, file_at(s, s->cursor.at), &err) ||
		       (ui_error(ui, &err), true);
	return cursor_command(&s->cursor, command, rows_in_all(s), rows_shown());
}

/* A number leads to its row and no further: of two digits the second would answer the question. */
static bool lights_key(struct ui *ui, struct screen *screen, struct ui_key k)
{
	struct lights_screen *s = (struct lights_screen *)screen;
	struct ui_key plain = key_as_command(k);

	if (plain.code != KEY_CHAR || plain.ch < '0' || plain.ch > '9')
		return false;
	s->typed = s->typed * 10 + (int64_t)(plain.ch - '0');
	if (s->typed > rows_in_all(s))
		s->typed = (int64_t)(plain.ch - '0');
	if (s->typed >= 1 && s->typed <= rows_in_all(s))
		cursor_to(&s->cursor, s->typed - 1, rows_in_all(s), rows_shown());
	else
		ui_say(ui, _("%d stands for nothing here"), (int)s->typed);
	return true;
}

static const char *lights_label(const struct screen *screen, const char *command)
{
	(void)screen;
	return strcmp(command, "open") == 0 ? _("try") : NULL;
}

static void lights_refresh(struct ui *ui, struct screen *screen)
{
	struct lights_screen *s = (struct lights_screen *)screen;
	const struct rule_file *f = rows_in_all(s) > 0 ? file_at(s, s->cursor.at) : NULL;

	fill(ui, s);
	if (f)
		s->cursor.at = f - s->files.p + s->own;
	lights_rested(ui, screen);
}

static void lights_free(struct screen *screen)
{
	struct lights_screen *s = (struct lights_screen *)screen;

	rule_files_clear(&s->files);
	buf_clear(&s->reason);
	arena_clear(&s->mem);
	free(s);
}

void lights_open(struct ui *ui)
{
	static const struct screen_ops ops = {
		.mode = "lights", .title = N_("rules of lights"), .draw = lights_draw,
		.command = lights_command, .key = lights_key,
		.label = lights_label, .refresh = lights_refresh, .rested = lights_rested,
		.free = lights_free,
	};
	struct lights_screen *s = mem_alloc(sizeof *s);

	s->screen.ops = &ops;
	if (!rule_files_read(ui->options->share_dir, &s->mem, &s->files, &s->failure))
		s->files.n = 0;
	fill(ui, s);
	for (int64_t i = 0; i < rows_in_all(s); i++)
		if (in_force(s, file_at(s, i)))
			s->cursor.at = i;
	ui_push(ui, &s->screen);
	lights_rested(ui, &s->screen);
}
