/* An edit of model/edit.h as a form at the foot: a field each, with what stands there now. */
#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/edit.h"
#include "store/rows.h"
#include "model/right_mine.h"
#include "ui/form.h"

#include "base/ban.h"

struct edit_form {
	struct form form;
	const struct edit_verb *verb;
	int64_t of;
	char *doubted;               /* the fields as they were when they were asked about; owned */
	struct arena mem;
};

/* All that stands in the fields, for comparing. */
static char *typed_text(const struct form *f)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < f->fields.n; i++) {
		buf_put(&b, lineedit_text(&f->fields.p[i].edit));
		buf_byte(&b, '\n');
	}
	return buf_take(&b);
}

static bool edit_check(struct ui *ui, struct form *f, size_t i, struct err *err)
{
	const struct edit_form *x = (const struct edit_form *)f;
	struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
	date d;

	return x->verb->fields[i].shape != EDIT_DAY || text.n == 0 || str_is(text, "-") ||
	       day_typed_near(text, ui->today, &d, err);
}

/* Only what was changed is said. What is doubtful is done where Enter comes once more over the same
 * text. */
static bool edit_save(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	struct edit_form *x = (struct edit_form *)f;
	struct edit_call call = { .of = x->of };
	struct arena mem = { 0 };
	char *typed = typed_text(f);
	bool any = false;

	for (size_t i = 0; i < f->fields.n; i++) {
		struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
		if (str_eq(text, buf_str(&f->fields.p[i].begin)))
			continue;
		call.said[i] = arena_str(&mem, text);
		any = true;
	}
	call.sure = x->doubted && strcmp(x->doubted, typed) == 0;
	bool done = any ? edit_run(ui->ledger, x->verb, &call, out, err)
			: err_set(err, ERR_INPUT, _("nothing was changed"));
	if (err->code == ERR_DOUBT) {
		struct err doubt = *err;
		err_clear(err);
		err_set(err, ERR_DOUBT, _("%s; Enter once more does it"), doubt.text);
		free(x->doubted);
		x->doubted = typed;
		typed = NULL;
	}
	free(typed);
	arena_clear(&mem);
	return done;
}

static void edit_free(struct form *f)
{
	struct edit_form *x = (struct edit_form *)f;

	free(x->doubted);
	arena_clear(&x->mem);
	free(x);
}

/* What it is done to, in words, and what the form is kept under. */
static bool subject_read(struct ui *ui, struct edit_form *x, const char **name, struct id *id,
			 struct err *err)
{
	struct plan_row plan;
	struct item_row item;
	struct unit_row unit;
	bool ok = true;

	*name = "";
	*id = (struct id){ { 0 } };
	switch (x->verb->of) {
	case EDIT_LEDGER:
		break;
	case EDIT_PLAN:
		if ((ok = plan_get(ui->ledger->db, x->of, &x->mem, &plan, err)))
			*name = plan.title, *id = plan.id;
		break;
	case EDIT_ITEM:
		if ((ok = item_get(ui->ledger->db, x->of, &x->mem, &item, err)))
			*name = arena_printf(&x->mem, "%s %s", item.number, item.title), *id = item.id;
		break;
	case EDIT_UNIT:
		if ((ok = unit_get(ui->ledger->db, x->of, &x->mem, &unit, err)))
			*name = unit.name, *id = unit.id;
		break;
	}
	/* Who may not is told before they type. */
	return ok && right_may(ui->ledger, x->verb->name, 0, err) &&
	       (db_is_writable(ui->ledger->db) ||
		      err_set(err, ERR_READ_ONLY, _("this ledger can only be read")));
}

void edit_open(struct ui *ui, const struct edit_verb *v, int64_t of)
{
	static const struct form_ops does = { .check = edit_check, .save = edit_save,
		.free = edit_free };
	static const int cols[] = {
		[EDIT_LINE] = 0, [EDIT_WORD] = FORM_WORD_COLS, [EDIT_DAY] = FORM_DAY_COLS,
	};
	struct edit_form *x = mem_alloc(sizeof *x);
	const char *now[EDIT_FIELDS], *name;
	struct err err = { 0 };
	struct id id;
	char hex[ID_TEXT_SIZE];

	x->verb = v;
	x->of = of;
	if (!subject_read(ui, x, &name, &id, &err) ||
	    !edit_now(ui->ledger, v, of, &x->mem, now, &err)) {
		ui_error(ui, &err);
		edit_free(&x->form);
		return;
	}
	for (size_t i = 0; v->fields[i].name; i++) {
		struct form_field *field =
			form_field(&x->form, v->fields[i].name, _(v->fields[i].label),
				   cols[v->fields[i].shape], now[i]);
		field->hint = _(v->fields[i].hint);
		field->saves = true;
	}
	/* What is asked in two words is asked one after the other. */
	x->form.fields.p[0].saves = v->words < 2;
	form_open(ui, &x->form, &does, arena_printf(&x->mem, "%s %s", _(v->label), name), "",
		  arena_printf(&x->mem, "%s %s", v->name, id_text(&id, hex)));
}

bool edit_command(struct ui *ui, const char *command, const struct ui_about *about)
{
	const struct edit_verb *v = edit_find(command);
	const int64_t keys_of[] = {
		[EDIT_LEDGER] = 0, [EDIT_PLAN] = about->plan, [EDIT_ITEM] = about->item,
		[EDIT_UNIT] = about->unit,
	};
	struct err err = { 0 };

	if (!v)
		return false;
	int64_t of = keys_of[v->of];
	if (v->of == EDIT_PLAN && !of && !edit_plan_only(ui->ledger, &of, &err))
		ui_say(ui, _("%s; %s chooses one"), err.text,
		       keymap_key(ui->keymap, "list", "plan"));
	else if (v->of == EDIT_ITEM && !of)
		ui_say(ui, _("%s: choose an item first"), _(v->label));
	else if (v->of == EDIT_UNIT && !of)
		unit_command_open(ui, v->name);
	else
		edit_open(ui, v, of);
	return true;
}
