/* Who belongs to a group: a form at the foot of the group's screen. */
#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/member.h"
#include "store/rows.h"
#include "ui/form.h"
#include "ui/names_typed.h"

#include "base/ban.h"

struct members {
	struct form form;
	int64_t group;
	struct arena mem;
};

static bool members_check(struct ui *ui, struct form *f, size_t i, struct err *err)
{
	struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
	date d;

	return i == 0 || text.n == 0 || day_typed_near(text, ui->today, &d, err);
}

static bool members_save(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	const struct members *m = (const struct members *)f;
	struct str from = form_text(f, "from"), to = form_text(f, "to");
	date first = DATE_NONE, last = DATE_NONE;
	typed_names words = { 0 };

	names_typed(form_text(f, "names"), &words);
	bool done = words.p != NULL;

	if (!done)
		err_set(err, ERR_INPUT, _("which units?"));
	done = done && (from.n == 0 || day_typed_near(from, ui->today, &first, err)) &&
	       (to.n == 0 || day_typed_near(to, ui->today, &last, err)) &&
	       member_change(ui->ledger, m->group, words.p, words.n, first, last, out, err);
	vec_clear(&words);
	return done;
}

static void members_free(struct form *f)
{
	struct members *m = (struct members *)f;

	arena_clear(&m->mem);
	free(m);
}

void members_open(struct ui *ui, int64_t group)
{
	static const struct form_ops does = { .check = members_check, .save = members_save,
		.free = members_free };
	struct members *m = mem_alloc(sizeof *m);
	struct unit_row unit;
	struct err err = { 0 };
	struct form_field *field;
	char hex[ID_TEXT_SIZE];

	if (!unit_get(ui->ledger->db, group, &m->mem, &unit, &err) ||
	    (strcmp(unit.kind, "group") != 0 &&
	     !err_set(&err, ERR_REFUSED, _("%s is one unit, no group"), unit.name))) {
		ui_error(ui, &err);
		members_free(&m->form);
		return;
	}
	m->group = group;
	field = form_field(&m->form, "names", _("members"), 0, "");
	field->hint = _("units, parted by blanks; +NAME a new one, -NAME listed by mistake");
	field->saves = true;
	field = form_field(&m->form, "from", _("from"), FORM_DAY_COLS, "");
	field->hint = _("the first day; empty: always, or as it was");
	field->saves = true;
	field = form_field(&m->form, "to", _("to"), FORM_DAY_COLS, "");
	field->hint = _("the last day; empty: open, or as it was");
	field->saves = true;
	form_open(ui, &m->form, &does, arena_printf(&m->mem, _("members of %s"), unit.name), "",
		arena_printf(&m->mem, "members %s", id_text(&unit.id, hex)));
}
