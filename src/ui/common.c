/* What all screens have in common: the commands that none of them does for itself, and the ":"
 * line. */
#include <string.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "model/verb.h"
#include "model/view.h"
#include "ui/offer.h"
#include "ui/screen.h"
#include "ui/term.h"

#include "base/ban.h"

static const char *key_for(struct ui *ui, const char *command)
{
	return keymap_key(ui->keymap, ui->top->ops->mode, command);
}

/* ---- taking back ---- */

static void undo_yes(struct ui *ui, void *user)
{
	struct err err = { 0 };
	struct outcome out = { 0 };
	bool (*take_back)(struct ledger *, struct outcome *, struct err *) =
		user ? redo_last : undo_last;

	if (take_back(ui->ledger, &out, &err))
		ui_changed(ui, &out);
	else
		ui_error(ui, &err);
}

/* always: asks in any case. What takes much along is asked about with its numbers. */
static void undo_go(struct ui *ui, bool always)
{
	struct arena mem = { 0 };
	struct err none = { 0 };
	const char *question = NULL;

	if (!undo_question(ui->ledger, (struct str){ "", 0 }, &mem, &question, &none))
		question = NULL;      /* undo itself says why it is refused */
	if (question)
		ask_open(ui, arena_printf(&mem, "%s?", question), undo_yes, NULL, NULL);
	else if (always)
		ask_open(ui, _("Take back your last action?"), undo_yes, NULL, NULL);
	else
		undo_yes(ui, NULL);
	arena_clear(&mem);
}

static void undo_plain(struct ui *ui)
{
	undo_go(ui, false);
}

static void undo_ask(struct ui *ui)
{
	undo_go(ui, true);
}

static void redo_go(struct ui *ui)
{
	static const char redo[] = "redo";

	undo_yes(ui, (void *)(uintptr_t)redo);
}

/* ---- going back ---- */

static void leave(struct ui *ui)
{
	ui->leaving = true;
}

static void back(struct ui *ui)
{
	if (ui->top->below)
		ui_pop(ui);
	else
		leave(ui);
}

/* First what narrows the list. Nobody leaves by the key that takes things away. */
static void escape(struct ui *ui)
{
	if (ui->top->narrowed && ui->narrow.text.n > 0)
		narrow_none(ui);
	else if (ui->top->below)
		ui_pop(ui);
	else
		ui_say(ui, _("%s leaves duban"), key_for(ui, "back"));
}

static void interrupt(struct ui *ui)
{
	const struct screen *s = ui->top;

	ui_say(ui,
	       s->below ? _("nothing is under way; %s leads back")
			: _("nothing is under way; %s leaves duban"),
	       key_for(ui, s->ops->key ? "escape" : "back"));
}

/* ---- other screens ---- */

static void help_go(struct ui *ui)
{
	help_open(ui, ui->top->ops->mode);
}

static void redraw_go(struct ui *ui)
{
	(void)ui;
	term_redraw();
}

static void put_aside(struct ui *ui)
{
	if (gate_locked())
		ui_say(ui, _("not here: this session is locked to the ledger"));
	else
		term_suspend();
}

static void grid_go(struct ui *ui)
{
	grid_units_open(ui, DATE_NONE, 0, 0);
}

static void pending_go(struct ui *ui)
{
	waiting_open(ui, false);
}

static void asked_go(struct ui *ui)
{
	waiting_open(ui, true);
}

static void line_done(struct ui *ui, void *user, const char *text)
{
	(void)user;
	ui_line(ui, text);
}

static void line_go(struct ui *ui)
{
	prompt_open(ui, ":", "", line_done, NULL, NULL);
}

/* Where it would change nothing that is seen it is not asked for. */
static void filter_go(struct ui *ui)
{
	if (ui->top->narrowed || ui->top->ops == &overview_ops)
		filter_open(ui);
	else
		ui_say(ui, _("this screen is not narrowed by a filter; lists are"));
}

static void members_go(struct ui *ui)
{
	unit_command_open(ui, "members");
}

static void rename_go(struct ui *ui)
{
	unit_command_open(ui, "rename");
}

static void merge_go(struct ui *ui)
{
	unit_command_open(ui, "merge");
}

/* ---- the table ---- */

/* not_on: the mode of the screen that it opens, which does not lie over itself. */
static const struct {
	const char *command;
	void (*go)(struct ui *ui);
	const char *not_on;
} common[] = {
	{ "again", again_go, "" }, { "asked", asked_go, "" }, { "back", back, "" },
	{ "calls", calls_open, "" }, { "command", line_go, "" }, { "escape", escape, "" },
	{ "exchange", exchange_open, "exchange" }, { "filter", filter_go, "" },
	{ "gaps", gaps_open, "" }, { "grid", grid_go, "" }, { "help", help_go, "" },
	{ "interrupt", interrupt, "" }, { "leave", leave, "" },
	{ "lights", lights_open, "lights" }, { "log", log_open_narrowed, "log" },
	{ "members", members_go, "" }, { "merge", merge_go, "" }, { "month", month_open, "" },
	{ "news", news_open, "" }, { "pending", pending_go, "" }, { "plan", plans_open, "plans" },
	{ "put-aside", put_aside, "" },
	{ "redo", redo_go, "" }, { "redraw", redraw_go, "" }, { "rename", rename_go, "" },
	{ "sync", sync_open, "" }, { "undo", undo_plain, "" }, { "undo-ask", undo_ask, "" }, { "units", units_open, "" },
	{ "views", views_open, "" }, { "who", who_open, "who" },
};

static bool common_command(struct ui *ui, const char *command)
{
	for (size_t i = 0; i < sizeof common / sizeof *common; i++)
		if (strcmp(common[i].command, command) == 0 &&
		    strcmp(common[i].not_on, ui->top->ops->mode) != 0) {
			common[i].go(ui);
			return true;
		}
	return false;
}

/* An edit of what is chosen here. False: no edit is called so. */
static bool edit_go(struct ui *ui, const char *command)
{
	struct ui_about about = { .plan = ui->plan };

	if (ui->top->ops->about)
		ui->top->ops->about(ui, ui->top, &about);
	return edit_command(ui, command, &about);
}

/* What people call a command. */
static const char *word_of(const char *command)
{
	const struct command *c = command_find(command);

	if (!c)
		return command;
	return *c->label ? _(c->label) : *c->help ? _(c->help) : command;
}

static bool may_begin(struct ui *ui, const char *command)
{
	struct err err = { 0 };

	if (offer_may(ui, ui->top, command, &err))
		return true;
	ui_error(ui, &err);
	return false;
}

void ui_command(struct ui *ui, const char *command)
{
	struct screen *s = ui->top;

	if (strcmp(command, "escape") == 0 && reading_stop(ui, s))
		return;
	if (strcmp(command, "redraw") == 0)
		reading_again(ui, s);
	if (!may_begin(ui, command))
		return;
	if (s->ops->command && s->ops->command(ui, s, command))
		return;
	if (!common_command(ui, command) && !edit_go(ui, command))
		ui_say(ui, _("%s does nothing here"), word_of(command));
}

void ui_line(struct ui *ui, const char *text)
{
	struct str said = str_trim(str_of(text));
	struct err err = { 0 };
	const struct command *c = command_find(text);
	int64_t item;

	if (said.n == 0)
		return;
	if (c) {
		ui_command(ui, c->name);
		return;
	}
	if (!view_find_item(ui->ledger, ui->plan, said, &item, &err)) {
		if (err.code == ERR_NOT_FOUND)
			ui_say(ui, _("\"%.*s\" is neither a command nor the number of an item"),
			       STR_ARG(said));
		else
			ui_error(ui, &err);
	} else if (ui->top->ops != &overview_ops || !overview_goto(ui, ui->top, item)) {
		item_open(ui, item, 0);
	}
}
