/* Enter on a measure of an item: the states that it may get, with numbers; one that does not apply
 * asks for the reason. */
#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/say.h"
#include "model/verb.h"
#include "store/rows.h"
#include "ui/draw.h"
#include "ui/foot.h"
#include "ui/form.h"
#include "ui/screen.h"
#include "ui/seen.h"

#include "base/ban.h"

/* What stands behind a number, in the order in which it goes on. */
static const char *const states[] = { "done", "way", "open", "na" };
enum { STATES = sizeof states / sizeof *states, CELL_COLS = 16, HEAD_ROWS = 1, FOOT_ROWS = 2 };

struct measure_menu {
	struct screen screen;
	int64_t item, measure;
	char *head;                  /* owned */
	int at;
};

struct reason_form {
	struct form form;
	int64_t item, measure;
	struct arena mem;
};

static bool measure_set(struct ui *ui, int64_t item, int64_t measure, const char *state,
			const char *why, struct outcome *out, struct err *err)
{
	struct verb_call call = { .item = item, .measure = measure, .way = state, .text = why,
		.on = DATE_NONE, .promised = DATE_NONE };

	return verb_run(ui->ledger, verb_find("measure"), &call, out, err);
}

/* ---- why it does not apply ---- */

static bool reason_save(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	const struct reason_form *r = (const struct reason_form *)f;
	struct arena mem = { 0 };
	bool done = measure_set(ui, r->item, r->measure, "na",
				arena_str(&mem, form_text(f, "text")), out, err);

	arena_clear(&mem);
	return done;
}

static void reason_free(struct form *f)
{
	struct reason_form *r = (struct reason_form *)f;

	arena_clear(&r->mem);
	free(r);
}

static void reason_open(struct ui *ui, int64_t item, int64_t measure, const char *head)
{
	static const struct form_ops does = { .save = reason_save, .free = reason_free };
	struct reason_form *r = mem_alloc(sizeof *r);
	struct form_field *field = form_text_field(&r->form, "text", _("reason"));
	struct id id;
	char hex[ID_TEXT_SIZE];

	r->item = item;
	r->measure = measure;
	field->saves = true;
	field->hint = _("why it does not apply here");
	const char *key = row_id(ui->ledger->db, KIND_MEASURE, measure, &id)
				  ? arena_printf(&r->mem, "measure %s", id_text(&id, hex))
				  : "measure";
	form_open(ui, &r->form, &does, arena_printf(&r->mem, "%s: %s", say_measure("na"), head), "",
		  key);
}

/* ---- the menu ---- */

static void menu_draw(struct ui *ui, struct screen *s)
{
	static const char *const hints[] = { "open", "right", "escape", NULL };
	struct measure_menu *m = (struct measure_menu *)s;
	int columns = draw_cols() / CELL_COLS, row;
	struct line *l;

	columns = columns < 1 ? 1 : columns > STATES ? STATES : columns;
	foot_set(ui, s, HEAD_ROWS + (STATES + columns - 1) / columns + FOOT_ROWS);
	row = draw_rows() - s->foot_rows;
	l = line_at(row++);
	line_put(l, 2, draw_cols() - 2, LOOK_HEAD, str_of(m->head));
	line_end(l);
	for (int i = 0; i < STATES; i++) {
		char text[60];
		int col = i % columns * CELL_COLS;

		if (col == 0)
			l = line_at(row + i / columns);
		snprintf(text, sizeof text, "%d %s", i + 1, say_measure(states[i]));
		if (i == m->at)
			line_put(l, col, 1, LOOK_BOLD, STR_LIT(">"));
		line_put(l, col + 2, CELL_COLS - 3, LOOK_PLAIN, str_of(text));
		if (col == (columns - 1) * CELL_COLS || i == STATES - 1)
			line_end(l);
	}
	ui_draw_reason(ui, _("a digit, or arrows and Enter"));
	ui_draw_hints(ui, "verbs", hints);
	draw_cursor(row + m->at / columns, m->at % columns * CELL_COLS);
}

static bool menu_set(struct ui *ui, int64_t item, int64_t measure, const char *state,
		     struct outcome *out, struct err *err)
{
	seen_begin(ui, 0);
	bool done = measure_set(ui, item, measure, state, NULL, out, err);
	seen_end(ui);
	return done;
}

/* The menu goes first: a form may come in its place. */
static void state_take(struct ui *ui, const struct measure_menu *m, int i)
{
	int64_t item = m->item, measure = m->measure;
	char *head = mem_strdup(m->head);
	struct outcome out = { 0 };
	struct err err = { 0 };

	ui_pop(ui);
	if (strcmp(states[i], "na") == 0)
		reason_open(ui, item, measure, head);
	else if (menu_set(ui, item, measure, states[i], &out, &err))
		ui_changed(ui, &out);
	else
		seen_refused(ui, &err);
	free(head);
}

static bool menu_key(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct ui_key plain = key_as_command(k);

	if (plain.code != KEY_CHAR || plain.ch < '0' || plain.ch > '9')
		return false;
	if (plain.ch >= '1' && plain.ch <= '0' + STATES)
		state_take(ui, (struct measure_menu *)s, (int)(plain.ch - '1'));
	else
		ui_say(ui, _("%d stands for nothing here"), (int)(plain.ch - '0'));
	return true;
}

static void menu_step(struct measure_menu *m, int by)
{
	if (m->at + by >= 0 && m->at + by < STATES)
		m->at += by;
}

static bool menu_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = {
		"help", "redraw", "put-aside", "interrupt", "back", "escape", "command",
	};
	static const struct { const char *command; int by; } steps[] = {
		{ "right", 1 }, { "down", 1 }, { "next-pane", 1 }, { "left", -1 }, { "up", -1 },
		{ "previous-pane", -1 },
	};
	struct measure_menu *m = (struct measure_menu *)s;

	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		if (strcmp(command, others[i]) == 0)
			return false;
	if (strcmp(command, "open") == 0)
		return state_take(ui, m, m->at), true;
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		if (strcmp(command, steps[i].command) == 0)
			return menu_step(m, steps[i].by), true;
	ui_say(ui, _("not here: a digit of the menu, Esc leads back"));
	return true;
}

static void menu_free(struct screen *s)
{
	struct measure_menu *m = (struct measure_menu *)s;

	free(m->head);
	free(m);
}

/* "13 形成典型案例 (未开展)"; NULL: it is not there any more. */
static char *head_make(struct ui *ui, int64_t item, int64_t measure, struct err *err)
{
	struct arena mem = { 0 };
	measure_rows list = { 0 };
	struct buf head = { 0 };

	if (measures_read(ui->ledger->db, item, &mem, &list, err))
		for (size_t i = 0; i < list.n; i++)
			if (list.p[i].key == measure) {
				buf_printf(&head, "%zu ", i + 1);
				width_cut(&head, str_of(list.p[i].text),
					  draw_cols() > 40 ? draw_cols() - 24 : draw_cols());
				buf_printf(&head, " (%s)", say_measure(list.p[i].state));
			}
	if (head.n == 0)
		err_set(err, ERR_NOT_FOUND, _("there is no such measure"));
	vec_clear(&list);
	arena_clear(&mem);
	return head.n ? buf_take(&head) : NULL;
}

void measure_open(struct ui *ui, int64_t item, int64_t measure)
{
	static const struct screen_ops ops = {
		.mode = "verbs", .title = N_("measure"), .draw = menu_draw, .command = menu_command,
		.key = menu_key, .free = menu_free,
	};
	struct err err = { 0 };
	char *head = head_make(ui, item, measure, &err);

	if (!head || (!db_is_writable(ui->ledger->db) &&
		      !err_set(&err, ERR_READ_ONLY, _("this ledger can only be read")))) {
		ui_error(ui, &err);
		free(head);
		return;
	}
	struct measure_menu *m = mem_alloc(sizeof *m);
	m->screen.ops = &ops;
	m->item = item;
	m->measure = measure;
	m->head = head;
	m->screen.foot_rows = HEAD_ROWS + 1 + FOOT_ROWS;
	ui_push(ui, &m->screen);
}
