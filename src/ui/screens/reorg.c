/* A unit gets another name, or becomes one with others: a form at the foot of its screen that says
 * what would move while one types. */
#include <string.h>

#include "base/clean.h"
#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/reorg.h"
#include "model/unit_match.h"
#include "store/rows.h"
#include "ui/form.h"
#include "ui/names_typed.h"

#include "base/ban.h"

enum { WITH_COLS = 60 };

struct reorg_form {
	struct form form;
	enum reorg_kind kind;
	int64_t unit;
	struct arena mem;
};

/* What stands in the fields, as the model takes it. */
struct asked {
	VEC(int64_t) units;
	struct str into;
	struct reorg r;
};

static bool asked_read(struct ui *ui, const struct reorg_form *f, struct asked *a, struct err *err)
{
	struct str on = form_text(&f->form, "on");
	typed_names names = { 0 };
	bool ok = on.n == 0 || day_typed_near(on, ui->today, &a->r.on, err);

	a->r.on = on.n ? a->r.on : ui->today;
	*vec_push(&a->units) = f->unit;
	names_typed(form_text(&f->form, "with"), &names);
	for (size_t i = 0; ok && i < names.n; i++)
		ok = unit_match_one(ui->ledger, names.p[i], vec_push(&a->units), err);
	vec_clear(&names);
	a->into = form_text(&f->form, "into");
	a->r.kind = f->kind;
	a->r.units = a->units.p, a->r.n_units = a->units.n;
	a->r.into = &a->into, a->r.n_into = 1;
	return ok;
}

static bool reorg_check(struct ui *ui, struct form *f, size_t i, struct err *err)
{
	struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
	date d;

	return strcmp(f->fields.p[i].name, "on") != 0 || text.n == 0 ||
	       day_typed_near(text, ui->today, &d, err);
}

/* What would move, or why it cannot be done. */
static void reorg_status(struct ui *ui, struct form *form, struct buf *to)
{
	struct asked a = { .r.kind = REORG_MERGE };
	struct arena mem = { 0 };
	struct err err = { 0 };
	const char *what = "";

	if (form_text(form, "into").n > 0) {
		bool ok = asked_read(ui, (const struct reorg_form *)form, &a, &err) &&
			  reorg_look(ui->ledger, &a.r, &mem, &what, &err);
		clean_text(to, str_of(ok ? what : err.text));
	}
	vec_clear(&a.units);
	arena_clear(&mem);
}

static bool reorg_save(struct ui *ui, struct form *form, struct outcome *out, struct err *err)
{
	struct asked a = { .r.kind = REORG_MERGE };
	bool ok = asked_read(ui, (const struct reorg_form *)form, &a, err) &&
		  reorg_do(ui->ledger, &a.r, out, err);

	vec_clear(&a.units);
	return ok;
}

static void reorg_free(struct form *form)
{
	struct reorg_form *f = (struct reorg_form *)form;

	arena_clear(&f->mem);
	free(f);
}

void reorg_open(struct ui *ui, int64_t unit, bool merge)
{
	static const struct form_ops does = { .check = reorg_check, .status = reorg_status,
		.save = reorg_save, .free = reorg_free };
	struct reorg_form *f = mem_alloc(sizeof *f);
	struct unit_row row;
	struct err err = { 0 };
	struct form_field *field;
	char hex[ID_TEXT_SIZE];

	if (!unit_get(ui->ledger->db, unit, &f->mem, &row, &err)) {
		ui_error(ui, &err);
		reorg_free(&f->form);
		return;
	}
	f->kind = merge ? REORG_MERGE : REORG_RENAME;
	f->unit = unit;
	if (merge) {
		field = form_field(&f->form, "with", _("with"), WITH_COLS, "");
		field->hint = _("the other units that become one with it, parted by blanks");
	}
	field = form_field(&f->form, "into", merge ? _("become") : _("new name"), 0, "");
	field->hint = merge ? _("the unit that goes on: its full name, known or new")
			    : _("its full name from that day on");
	field = form_field(&f->form, "on", _("from"), FORM_DAY_COLS, "");
	field->hint = _("the first day; empty: today");
	field->saves = true;
	f->form.status_after = f->form.fields.n - 1;
	form_open(
		ui, &f->form, &does,
		arena_printf(&f->mem, merge ? _("merge %s") : _("rename %s"), row.name), "",
		arena_printf(&f->mem, "%s %s", merge ? "merge" : "rename", id_text(&row.id, hex)));
}
