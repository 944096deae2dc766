/* What the figures of an item mean: a form at the foot, a field a figure. */
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/define.h"
#include "ui/form.h"

#include "base/ban.h"

enum { LABEL_COLS = 24 };

struct define {
	struct form form;
	figure_uses figures;         /* as the fields */
	struct arena mem;
};

static const char *definition_of(const struct figure_use *u)
{
	return u->row.definition ? u->row.definition : "";
}

/* Only what was changed is said. */
static bool define_save(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	struct define *d = (struct define *)f;
	VEC(struct definition) list = { 0 };
	struct arena mem = { 0 };

	for (size_t i = 0; i < d->figures.n; i++) {
		struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
		if (!str_is(text, definition_of(&d->figures.p[i])))
			*vec_push(&list) = (struct definition){ d->figures.p[i].key, arena_str(&mem, text) };
	}
	bool done = list.p ? define_set(ui->ledger, list.p, list.n, out, err)
			   : err_set(err, ERR_INPUT, _("nothing was changed"));
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

static void define_free(struct form *f)
{
	struct define *d = (struct define *)f;

	figure_uses_clear(&d->figures);
	arena_clear(&d->mem);
	free(d);
}

static void field_add(struct define *d, const struct figure_use *u)
{
	struct buf label = { 0 };
	char hex[ID_TEXT_SIZE];

	width_cut(&label, str_of(u->name), LABEL_COLS);
	struct form_field *field =
		form_field(&d->form, arena_printf(&d->mem, "figure %s", id_text(&u->row.id, hex)),
			   arena_strdup(&d->mem, buf_text(&label)), 0, definition_of(u));
	field->hint = u->name;
	field->saves = true;
	buf_clear(&label);
}

void define_open(struct ui *ui, int64_t item)
{
	static const struct form_ops does = { .save = define_save, .free = define_free };
	struct define *d = mem_alloc(sizeof *d);
	struct item_row row;
	struct err err = { 0 };
	char *key;

	if (!item_get(ui->ledger->db, item, &d->mem, &row, &err) ||
	    !figure_find(ui->ledger, row.plan, item, (struct str){ "", 0 }, &d->mem, &d->figures,
	    	&err)) {
		ui_error(ui, &err);
		define_free(&d->form);
		return;
	}
	/* No item asks for so many; a form holds no more. */
	for (; d->figures.n > FORM_FIELDS_MAX; d->figures.n--)
		vec_clear(&d->figures.p[d->figures.n - 1].item_keys);
	for (size_t i = 0; i < d->figures.n; i++)
		field_add(d, &d->figures.p[i]);
	key = form_key(ui->ledger, "define", NULL, 0, item);
	form_open(ui, &d->form, &does,
		  arena_printf(&d->mem, _("what is counted: %s %s"), row.number, row.title), "",
		  key);
	free(key);
}
