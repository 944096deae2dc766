#include "ui/form.h"

#include <stdio.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/say.h"
#include "store/rows.h"
#include "ui/draw.h"
#include "ui/editor.h"
#include "ui/foot.h"
#include "ui/form_private.h"
#include "ui/kept.h"
#include "ui/textarea.h"

#include "base/ban.h"

struct form_field *form_field(struct form *f, const char *name, const char *label, int cols,
			      const char *begin)
{
	struct form_field *field = vec_push(&f->fields);

	*field = (struct form_field){ .name = name, .label = label, .note = "", .hint = "", .cols = cols };
	lineedit_set(&field->edit, str_of(begin));
	buf_puts(&field->begin, begin);
	return field;
}

struct form_field *form_text_field(struct form *f, const char *name, const char *label)
{
	struct form_field *field = form_field(f, name, label, 0, "");

	field->edit.lines = true;
	return field;
}

struct str form_text(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (strcmp(f->fields.p[i].name, name) == 0)
			return str_trim(lineedit_text(&f->fields.p[i].edit));
	return (struct str){ NULL, 0 };
}

bool form_is_typed(const struct form *f)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (!str_eq(lineedit_text(&f->fields.p[i].edit), buf_str(&f->fields.p[i].begin)))
			return true;
	return false;
}

/* False: what was typed cannot be kept, and would be lost with the form. */
static bool form_keep(struct form *f, struct err *err)
{
	struct kept_field list[FORM_FIELDS_MAX];

	if (!f->changed || f->saved)
		return true;
	if (!form_is_typed(f)) {
		kept_forget(f->ledger, f->key);
		f->changed = false;
		return true;
	}
	for (size_t i = 0; i < f->fields.n; i++)
		list[i] = (struct kept_field){ f->fields.p[i].name,
			lineedit_text(&f->fields.p[i].edit) };
	f->changed = !kept_write(f->ledger, f->key, list, f->fields.n, err);
	return !f->changed;
}

/* While one types: a fault is told once. */
static void form_keep_on(struct ui *ui, struct form *f)
{
	struct err err = { 0 };

	if (form_keep(f, &err) || f->told)
		return;
	f->told = true;
	ui_error(ui, &err);
}

/* "Ctrl-X Ctrl-X": the key that opens the second ones, and that one. */
static const char *form_anew_keys(struct ui *ui, struct arena *mem)
{
	return arena_printf(mem, "%s %s", keymap_key(ui->keymap, "form", "form-more"),
			    keymap_key(ui->keymap, "form-more", "form-anew"));
}

static void form_restore(struct ui *ui, struct form *f)
{
	struct kept *k = kept_read(f->ledger, f->key);
	struct arena mem = { 0 };
	date day;
	int hour, minute;

	if (!k)
		return;
	for (size_t i = 0; i < f->fields.n; i++) {
		struct str text = kept_text(k, f->fields.p[i].name);

		if (text.p)
			lineedit_set(&f->fields.p[i].edit, text);
	}
	clock_civil(f->ledger->clock, kept_at_ms(k), &day, &hour, &minute);
	if (form_is_typed(f))
		ui_say(ui, _("half-typed on %s at %02d:%02d, here again; %s empties the form"),
		       say_day(day, ui->today, &mem), hour, minute, form_anew_keys(ui, &mem));
	arena_clear(&mem);
	kept_free(k);
}

/* All fields as they were at first; once more, and what was typed is there again. */
static void form_anew(struct ui *ui, struct form *f)
{
	bool typed = form_is_typed(f);
	struct arena mem = { 0 };

	for (size_t i = 0; i < f->fields.n; i++) {
		struct form_field *field = &f->fields.p[i];
		struct buf was = { 0 };

		if (!typed && field->aside.n == 0)
			continue;
		buf_put(&was, typed ? lineedit_text(&field->edit) : buf_str(&field->aside));
		if (typed) {
			buf_reset(&field->aside);
			buf_put(&field->aside, buf_str(&was));
			lineedit_set(&field->edit, buf_str(&field->begin));
		} else {
			lineedit_set(&field->edit, buf_str(&was));
		}
		buf_clear(&was);
	}
	f->at = 0;
	/* The kept file stays as it was until something new is typed. */
	if (typed)
		ui_say(ui, _("the form is empty; %s again brings back what was typed"),
		       form_anew_keys(ui, &mem));
	arena_clear(&mem);
}

/* May the cursor leave its field? */
static bool field_right(struct ui *ui, struct form *f, size_t i)
{
	struct err err = { 0 };

	if (!f->does->check || f->does->check(ui, f, i, &err))
		return true;
	f->at = i;
	ui_error(ui, &err);
	return false;
}

static void go_to(struct form *f, const char *name)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (strcmp(f->fields.p[i].name, name) == 0)
			f->at = i;
}

static bool save_as_seen(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	f->ledger->seen = f->seen;
	bool done = f->does->save(ui, f, out, err);

	f->seen = f->ledger->seen;
	f->ledger->seen = 0;
	return done;
}

static void form_save(struct ui *ui, struct form *f)
{
	struct outcome out = { 0 };
	struct err err = { 0 };

	for (size_t i = 0; i < f->fields.n; i++)
		if (!field_right(ui, f, i))
			return;
	f->changed = true;
	form_keep_on(ui, f);
	if (!save_as_seen(ui, f, &out, &err)) {
		if (err.about)
			go_to(f, err.about);
		save_refused(ui, &err);
		return;
	}
	kept_forget(f->ledger, f->key);
	f->saved = true;
	ui_pop(ui);
	ui_changed(ui, &out);
}

/* Enter in a field that does not save: on to the next one, unless it said all that is asked
 * first. */
static void field_done(struct ui *ui, struct form *f)
{
	size_t to = f->at + 1;

	f->whole = false;
	if (!field_right(ui, f, f->at))
		return;
	if (f->whole)
		while (!f->fields.p[to].saves && to + 1 < f->fields.n)
			to++;
	f->at = to;
	if (f->whole)
		form_save(ui, f);
	else
		form_keep_on(ui, f);
}

static void field_leave(struct ui *ui, struct form *f, size_t to)
{
	if (field_right(ui, f, f->at)) {
		f->at = to;
		form_keep_on(ui, f);
	}
}

static void form_leave(struct ui *ui, struct form *f)
{
	bool typed = form_is_typed(f);
	struct err err = { 0 };

	if (!form_keep(f, &err) && !f->warned) {
		f->warned = true;
		ui_say(ui, _("what was typed cannot be kept (%s); %s again leaves without it"),
		       err.text, keymap_key(ui->keymap, "form", "form-leave"));
		ui->message_is_error = true;
		return;
	}
	ui_pop(ui);
	if (typed && err.code == ERR_NONE)
		ui_say(ui, _("what was typed is kept: the same form shows it again"));
}

/* Enter says what it does in this field; a folded form that there is more of it. */
static const char *form_label(const struct screen *s, const char *command)
{
	const struct form *f = (const struct form *)s;

	if (strcmp(command, "field-done") == 0)
		return form_field_saves(f) ? _("save") : _("next field");
	if (f->unfolded)
		return NULL;
	if (strcmp(command, "form-leave") == 0)
		return _("leave");
	return strcmp(command, "next-row-or-field") == 0 && form_field_saves(f) ? _("more") : NULL;
}

/* Up and down move in an open text, and out of it at its first and last row. */
static bool row_step(struct form *f, const char *command)
{
	bool up = strcmp(command, "previous-row-or-field") == 0;
	struct form_layout l;

	if (!up && strcmp(command, "next-row-or-field") != 0)
		return false;
	form_place(f, draw_cols(), &l);
	return l.at[f->at].open &&
	       textarea_step(&f->fields.p[f->at].edit, l.at[f->at].cols, up ? -1 : 1);
}

/* What a second key does behind the first. */
static void form_more(struct ui *ui, struct form *f)
{
	f->more = true;
	ui_say(ui, _("%s: the text in an editor   %s: the form empty, or what was typed again"),
	       keymap_key(ui->keymap, "form-more", "edit-outside"),
	       keymap_key(ui->keymap, "form-more", "form-anew"));
}

/* The text goes out as it stands, and comes back with what the editor left. */
static void edit_outside(struct ui *ui, struct form *f)
{
	struct form_field *field = &f->fields.p[f->at];
	struct buf text = { 0 };
	struct err err = { 0 };

	f->changed = true;
	form_keep_on(ui, f);
	buf_put(&text, lineedit_text(&field->edit));
	if (!field->edit.lines)
		ui_say(ui, _("only a text is written in an editor; this field takes one word"));
	else if (!editor_run(&text, LINEEDIT_MAX, &err))
		ui_error(ui, &err);
	else
		lineedit_set(&field->edit, buf_str(&text));
	buf_clear(&text);
}

static bool form_command(struct ui *ui, struct screen *s, const char *command)
{
	static const char *const others[] = { "help", "redraw", "put-aside", "interrupt" };
	struct form *f = (struct form *)s;
	size_t n = f->fields.n;

	if (lineedit_command(&f->fields.p[f->at].edit, command))
		f->changed = true;
	else if (row_step(f, command))
		;
	else if (strcmp(command, "field-done") == 0 && form_field_saves(f))
		form_save(ui, f);
	else if (strcmp(command, "field-done") == 0)
		field_done(ui, f);
	else if (strcmp(command, "next-field") == 0 || strcmp(command, "next-row-or-field") == 0)
		field_leave(ui, f, (f->at + 1) % n);
	else if (strcmp(command, "previous-field") == 0 ||
		 strcmp(command, "previous-row-or-field") == 0)
		field_leave(ui, f, (f->at + n - 1) % n);
	else if (strcmp(command, "form-anew") == 0)
		form_anew(ui, f);
	else if (strcmp(command, "form-more") == 0)
		form_more(ui, f);
	else if (strcmp(command, "edit-outside") == 0)
		edit_outside(ui, f);
	else if (strcmp(command, "form-leave") == 0 || strcmp(command, "escape") == 0 ||
		 strcmp(command, "back") == 0)
		form_leave(ui, f);
	else {
		for (size_t i = 0; i < sizeof others / sizeof *others; i++)
			if (strcmp(command, others[i]) == 0)
				return false;
		ui_say(ui, _("not in a form: %s leaves it, what was typed is kept"),
		       keymap_key(ui->keymap, "form", "form-leave"));
	}
	return true;
}

/* Is it still the default, the cursor behind it? */
static bool is_default(const struct form_field *field)
{
	struct str text = lineedit_text(&field->edit);

	return field->gives_way && text.n > 0 && field->edit.at == text.n &&
	       str_eq(text, buf_str(&field->begin));
}

/* 11-08 and 昨天 behind it are no day. */
static void default_drop(struct form_field *field)
{
	struct buf typed = { 0 };

	buf_put(&typed, str_from(lineedit_text(&field->edit), field->begin.n));
	lineedit_set(&field->edit, buf_str(&typed));
	buf_clear(&typed);
}

static bool form_typed(struct ui *ui, struct screen *s, struct ui_key k)
{
	struct form *f = (struct form *)s;
	struct err err = { 0 };
	size_t dropped;

	if (f->more) {
		const char *command = keymap_get(ui->keymap, "form-more", k);

		f->more = false;
		return command ? form_command(ui, s, command) : true;
	}
	struct form_field *field = &f->fields.p[f->at];
	bool was_default = is_default(field);
	if (!lineedit_key(&field->edit, k, &dropped, &err))
		return false;
	/* A paste that did not fit left it as it was. */
	if (was_default && lineedit_text(&field->edit).n > field->begin.n)
		default_drop(field);
	f->changed = true;
	f->warned = false;
	field_tell(ui, dropped, &err);
	return true;
}

static void form_rested(struct ui *ui, struct screen *s)
{
	struct form *f = (struct form *)s;

	form_keep_on(ui, f);
	if (!f->unfolded)
		form_folded_tell(ui, f);
}

static void form_free(struct screen *s)
{
	struct form *f = (struct form *)s;
	struct err ignore = { 0 };

	(void)!form_keep(f, &ignore);
	for (size_t i = 0; i < f->fields.n; i++) {
		lineedit_clear(&f->fields.p[i].edit);
		buf_clear(&f->fields.p[i].begin);
		buf_clear(&f->fields.p[i].aside);
	}
	vec_clear(&f->fields);
	buf_clear(&f->reason);
	free(f->head);
	free(f->aside);
	free(f->key);
	f->does->free(f);
}

char *form_key(struct ledger *l, const char *name, const struct duty_state *duties, size_t n,
	       int64_t item)
{
	struct buf key = { 0 };
	char hex[ID_TEXT_SIZE];
	struct id id;

	buf_puts(&key, name);
	for (size_t i = 0; i < n; i++) {
		const struct { enum kind kind; int64_t row; } parts[] = {
			{ KIND_ITEM, duties[i].item }, { KIND_UNIT, duties[i].unit },
			{ KIND_DEADLINE, duties[i].deadline },
		};

		for (size_t k = 0; k < 3; k++)
			if (row_id(l->db, parts[k].kind, parts[k].row, &id))
				buf_printf(&key, " %s", id_text(&id, hex));
		buf_printf(&key, " %s", duties[i].occ);
	}
	if (n == 0 && row_id(l->db, KIND_ITEM, item, &id))
		buf_printf(&key, " %s", id_text(&id, hex));
	return buf_take(&key);
}

void form_open(struct ui *ui, struct form *f, const struct form_ops *does, const char *head,
	       const char *aside, const char *key)
{
	static const struct screen_ops ops = {
		.mode = "form", .title = N_("form"), .draw = form_draw, .command = form_command,
		.key = form_typed, .rested = form_rested, .label = form_label,
		.free = form_free,
	};
	struct form_layout l;
	struct err ignore = { 0 };

	f->screen.ops = &ops;
	f->does = does;
	f->ledger = ui->ledger;
	f->seen = ui->form_seen ? ui->form_seen : log_newest(ui->ledger->db, &ignore);
	f->head = mem_strdup(head);
	f->aside = mem_strdup(aside);
	f->key = mem_strdup(key);
	form_restore(ui, f);
	form_place(f, draw_cols(), &l);
	f->screen.foot_rows = l.folded ? 3 : form_rows_shown(&l) + 3;
	ui_push(ui, &f->screen);
}
