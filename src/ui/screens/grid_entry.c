/* Figures typed into a cell of the grid: read as the command line reads them, what follows from
 * them in the reason line, Enter reports them. What is left half-typed is kept for the next time,
 * as in a form. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/figure.h"
#include "model/figure_words.h"
#include "model/target.h"
#include "model/verb.h"
#include "ui/asked.h"
#include "ui/foot.h"
#include "ui/form.h"
#include "ui/kept.h"
#include "ui/screens/grid_private.h"

#include "base/ban.h"

static const char kept_name[] = "figures";

struct entry {
	struct screen screen;
	struct grid_screen *of;
	struct ledger *ledger;
	struct duty_state duty;
	char *key;                   /* owned: what it is kept under */
	struct lineedit edit;
	struct arena mem;
	const char *hint;            /* what is asked for, in the order in which it is typed */
	/* looked like a slip: the same once more are meant */
	struct asked asked;
	int64_t seen;                /* as of a form */
	bool changed, warned;
};

/* ---- what was typed ---- */

static bool entry_keep(struct entry *e, struct err *err)
{
	struct kept_field field = { kept_name, lineedit_text(&e->edit) };

	if (!e->changed)
		return true;
	if (str_trim(field.text).n == 0)
		kept_forget(e->ledger, e->key);
	else if (!kept_write(e->ledger, e->key, &field, 1, err))
		return false;
	e->changed = false;
	return true;
}

/* False: nothing was kept. */
static bool entry_restore(struct entry *e)
{
	struct kept *k = kept_read(e->ledger, e->key);
	struct str text = k ? kept_text(k, kept_name) : (struct str){ NULL, 0 };

	if (text.n > 0)
		lineedit_set(&e->edit, text);
	kept_free(k);
	return text.n > 0;
}

/* Nothing typed is no fault yet. */
static bool amounts_typed(struct ui *ui, struct entry *e, amount_list *to, struct err *err)
{
	struct arena mem = { 0 };
	const char *words[] = { arena_str(&mem, str_trim(lineedit_text(&e->edit))) };
	bool ok = figure_words_read(ui->ledger, &e->duty, *words[0] ? 1 : 0, words, &mem,
				    to, err);

	arena_clear(&mem);
	return ok;
}

/* "市质监局 2: = 12/20 = 60.0% (> 50%)  [done so far / in all]": what the figures come to so
 * far. */
static void status_say(struct ui *ui, struct entry *e, struct buf *to)
{
	amount_list amounts = { 0 };
	target_rows targets = { 0 };
	struct arena mem = { 0 };
	struct err err = { 0 };

	buf_printf(to, "%s:", grid_duty_name(ui, &e->duty, &mem));
	if (amounts_typed(ui, e, &amounts, &err) && amounts.n > 0 &&
	    target_rows_of(ui->ledger, &e->duty, &mem, &targets, &err))
		for (size_t i = 0; i < targets.n; i++) {
			struct target_line line;

			if (target_line_amounts(ui->ledger, &targets.p[i], &e->duty, amounts.p,
						amounts.n, &mem, &line, &err) &&
			    *line.cell)
				buf_printf(to, " = %s%s%s%s ", line.full, *line.demand ? " (" : "",
					   line.demand, *line.demand ? ")" : "");
		}
	buf_printf(to, " [%s]", e->hint);
	vec_clear(&amounts);
	vec_clear(&targets);
	arena_clear(&mem);
}

/* ---- the screen ---- */

static void entry_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "figure-save", "form-leave", NULL };
	struct buf status = { 0 };

	status_say(ui, (struct entry *)screen, &status);
	ui_draw_reason(ui, buf_text(&status));
	ui_draw_hints(ui, "cell", hints);
	buf_clear(&status);
}

static bool entry_report(struct ui *ui, struct entry *e, const amount_list *amounts,
			 struct outcome *out, struct err *err)
{
	struct verb_call call = { .duties = &e->duty, .n = 1, .amounts = amounts->p,
		.n_amounts = amounts->n, .on = DATE_NONE, .promised = DATE_NONE };

	return asked_run(&e->asked, ui->ledger, verb_find("report"), &call,
			 _("%s; Enter again reports it all the same"), out, err);
}

static bool entry_run(struct ui *ui, struct entry *e, struct outcome *out, struct err *err)
{
	amount_list amounts = { 0 };
	bool done = amounts_typed(ui, e, &amounts, err) &&
		    (amounts.n > 0 || err_set(err, ERR_INPUT, _("no figure was typed"))) &&
		    entry_report(ui, e, &amounts, out, err);

	vec_clear(&amounts);
	return done;
}

static void entry_save(struct ui *ui, struct entry *e)
{
	struct grid_screen *of = e->of;
	struct outcome out = { 0 };
	struct err err = { 0 };

	e->changed = true;
	(void)!entry_keep(e, &err);
	err = (struct err){ 0 };
	ui->ledger->seen = e->seen;
	bool done = entry_run(ui, e, &out, &err);

	e->seen = ui->ledger->seen;
	ui->ledger->seen = 0;
	if (!done) {
		save_refused(ui, &err);
		return;
	}
	kept_forget(e->ledger, e->key);
	e->changed = false;
	ui_pop(ui);
	of->acted = true;
	ui_changed(ui, &out);
}

static void entry_leave(struct ui *ui, struct entry *e)
{
	bool typed = str_trim(lineedit_text(&e->edit)).n > 0;
	struct err err = { 0 };

	if (!entry_keep(e, &err) && !e->warned) {
		e->warned = true;
		ui_say(ui, _("what was typed cannot be kept (%s); %s again leaves without it"),
		       err.text, keymap_key(ui->keymap, "cell", "form-leave"));
		ui->message_is_error = true;
		return;
	}
	ui_pop(ui);
	if (typed && err.code == ERR_NONE)
		ui_say(ui, _("what was typed is kept: a digit in this cell shows it again"));
}

static bool entry_command(struct ui *ui, struct screen *screen, const char *command)
{
	static const char *const others[] = { "help", "redraw", "put-aside", "interrupt" };
	struct entry *e = (struct entry *)screen;

	if (lineedit_command(&e->edit, command))
		return e->changed = true;
	if (strcmp(command, "figure-save") == 0)
		return entry_save(ui, e), true;
	if (strcmp(command, "form-leave") == 0 || strcmp(command, "escape") == 0 ||
	    strcmp(command, "back") == 0)
		return entry_leave(ui, e), true;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	ui_say(ui, _("figures are being typed: %s saves them, %s leaves"),
	       keymap_key(ui->keymap, "cell", "figure-save"),
	       keymap_key(ui->keymap, "cell", "form-leave"));
	return true;
}

/* A pasted column would run together into the figures of one cell: it is the grid's. */
static bool is_column(struct ui_key k)
{
	return k.code == KEY_PASTE && str_find(str_trim(buf_str(key_pasted())), STR_LIT("\n")) >= 0;
}

static bool entry_key(struct ui *ui, struct screen *screen, struct ui_key k)
{
	struct entry *e = (struct entry *)screen;
	struct err err = { 0 };
	size_t dropped;

	if (is_column(k)) {
		struct grid_screen *of = e->of;

		entry_leave(ui, e);
		if (ui->top == &of->screen)
			grid_paste_open(ui, of, buf_str(key_pasted()));
		return true;
	}
	/* A row of a table parts its figures so; left out, they would be one number. */
	if (k.code == KEY_TAB)
		k = (struct ui_key){ KEY_CHAR, ' ' };
	if (!lineedit_key(&e->edit, k, &dropped, &err))
		return false;
	e->changed = true;
	e->warned = false;
	field_tell(ui, dropped, &err);
	return true;
}

static void entry_rested(struct ui *ui, struct screen *screen)
{
	struct err err = { 0 };

	if (!entry_keep((struct entry *)screen, &err))
		ui_error(ui, &err);
}

static void entry_free(struct screen *screen)
{
	struct entry *e = (struct entry *)screen;
	struct err ignore = { 0 };

	(void)!entry_keep(e, &ignore);
	e->of->entry = NULL;
	lineedit_clear(&e->edit);
	arena_clear(&e->mem);
	free(e->key);
	free(e);
}

static const struct screen_ops entry_ops = {
	.mode = "cell", .title = N_("figures in a cell"), .draw = entry_draw,
	.command = entry_command, .key = entry_key, .rested = entry_rested,
	.free = entry_free,
};

void grid_entry_open(struct ui *ui, struct grid_screen *s, uint32_t first)
{
	const struct cross_cell *c = grid_chosen(ui, s);
	struct err err = { 0 };
	struct entry *e;

	if (!c || !c->duty.key) {
		ui_say(ui, _("nothing is owed here: choose a cell with a light"));
		return;
	}
	if (!s->can_write || !verb_can(ui->ledger, verb_find("report"), &c->duty, &err)) {
		ui_say(ui, "%s", err.code ? err.text : _("this ledger can only be read"));
		return;
	}
	e = mem_alloc(sizeof *e);
	e->screen.ops = &entry_ops;
	e->screen.foot_rows = 2;
	e->of = s;
	e->ledger = ui->ledger;
	e->duty = c->duty;
	e->seen = log_newest(ui->ledger->db, &err);
	e->key = form_key(ui->ledger, kept_name, &c->duty, 1, 0);
	e->hint = figure_words_order(ui->ledger, &c->duty, &e->mem);
	s->entry = &e->edit;
	ui_push(ui, &e->screen);
	if (!*e->hint) {
		ui_pop(ui);
		ui_say(ui, _("no figures are asked for here; %s reports what was done"),
		       keymap_key(ui->keymap, "grid", "report"));
	} else if (entry_restore(e)) {
		ui_say(ui, _("half-typed before, here again; %s empties it"),
		       keymap_key(ui->keymap, "cell", "delete-start"));
	} else if (first) {
		size_t dropped;

		e->changed = lineedit_key(&e->edit, (struct ui_key){ KEY_CHAR, first }, &dropped,
			&err);
	}
}
