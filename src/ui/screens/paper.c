/* "p": what is shown goes to a file: the ledger under the present plan and unit, or one unit's or
 * item's sheet. Asks for the format and the file's name, and says where it lies. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "paper/paper.h"
#include "ui/file_typed.h"
#include "ui/form.h"

#include "base/ban.h"

struct paper_form {
	struct form form;
	struct arena mem;
	const struct paper *paper;
	int64_t key;             /* of what it is of; 0: of all */
	const char *subject;     /* in the file's name; "" none */
	date day;
};

/* Its word in the user's language, as it is typed. */
static const char *format_word(const struct paper_format *f)
{
	static const struct { const char *name, *word; } words[] = {
		{ "text", N_("plain text") }, { "csv", N_("csv") }, { "json", N_("json") },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].name, f->name) == 0)
			return _(words[i].word);
	return f->name;
}

/* By name, word, or its number in the hint, which may be typed behind what stands there: 1, 2
 * ... */
static const struct paper_format *format_typed(struct str typed)
{
	char last = typed.n > 0 ? typed.p[typed.n - 1] : '\0', digit = '1';

	for (const struct paper_format *f = paper_formats(); f->name; f++, digit++)
		if (str_is(typed, f->name) || str_is(typed, format_word(f)) || last == digit)
			return f;
	return NULL;
}

static const char *name_for(struct paper_form *p, const struct paper_format *f)
{
	return paper_name(_(p->paper->file), p->subject, p->day, f, &p->mem);
}

/* The file's name follows the format as long as it is the proposed one. */
static void name_follow(struct paper_form *p, const struct paper_format *now)
{
	struct lineedit *file = &p->form.fields.p[1].edit;

	for (const struct paper_format *f = paper_formats(); f->name; f++)
		if (f != now && str_is(str_trim(lineedit_text(file)), name_for(p, f))) {
			lineedit_set(file, str_of(name_for(p, now)));
			return;
		}
}

static bool paper_check(struct ui *ui, struct form *form, size_t field, struct err *err)
{
	struct paper_form *p = (struct paper_form *)form;
	const struct paper_format *f = format_typed(form_text(form, "format"));

	(void)ui;
	if (field == 0 && !f)
		return err_set(err, ERR_INPUT, _("1 is text, 2 is csv, 3 is json"));
	if (field == 0) {
		name_follow(p, f);
		lineedit_set(&form->fields.p[0].edit, str_of(format_word(f)));
	}
	if (field == 1 && form_text(form, "file").n == 0)
		return err_set(err, ERR_INPUT, _("a file name is needed"));
	return true;
}

/* Where it lies, whole, if that can be shown. */
static void place_say(struct str name, const char *path, struct outcome *out)
{
	char folder[1024];

	if (*path != '/' && getcwd(folder, sizeof folder) && utf8_flaw(str_of(folder)) < 0)
		snprintf(out->said, sizeof out->said, _("written: %s/%.*s"), folder, STR_ARG(name));
	else
		snprintf(out->said, sizeof out->said, _("written: %.*s"), STR_ARG(name));
}

static bool paper_write(struct ui *ui, struct form *form, struct outcome *out, struct err *err)
{
	struct paper_form *p = (struct paper_form *)form;
	const struct paper_format *f = format_typed(form_text(form, "format"));
	const struct paper_options o = { PAPER_PAGE_ROWS, PAPER_COLS };
	struct str name = form_text(form, "file");
	const char *path = file_typed(name, &p->mem);
	struct doc doc = { .name = "" };

	if (!f)
		f = paper_formats();
	bool done = gate_path(path, err) && p->paper->make(ui->ledger, ui->plan, p->key, &doc, err);

	if (done && !paper_save(&doc, f, &o, path, false, err)) {
		done = false;
		if (err->code == ERR_REFUSED) {
			err_clear(err);
			err_set(err, ERR_REFUSED,
				_("%.*s is there already and stays: give another name"),
				STR_ARG(name));
		}
	}
	if (done)
		place_say(name, path, out);
	doc_clear(&doc);
	return done;
}

static void paper_free(struct form *form)
{
	struct paper_form *p = (struct paper_form *)form;

	arena_clear(&p->mem);
	free(p);
}

/* Names what is printed, and sets the subject. */
static const char *head_make(struct ui *ui, struct paper_form *p)
{
	struct unit_row unit = { .name = "", .shortname = "" };
	struct item_row item = { .number = "", .title = "" };
	struct err gone = { 0 };

	p->subject = "";
	if (p->paper->of == PAPER_OF_ITEM) {
		if (item_get(ui->ledger->db, p->key, &p->mem, &item, &gone))
			p->subject = item.number;
		return arena_printf(&p->mem, _("print the item %s %s"), item.number, item.title);
	}
	if (p->key && unit_get(ui->ledger->db, p->key, &p->mem, &unit, &gone))
		p->subject = unit.shortname && *unit.shortname ? unit.shortname : unit.name;
	if (p->paper->letter)
		return arena_printf(&p->mem, _("print the urging letter for %s"), unit.name);
	if (p->paper->of == PAPER_OF_UNIT)
		return arena_printf(&p->mem, _("print the sheet of %s"), unit.name);
	return p->key ? arena_printf(&p->mem, _("print the ledger, of %s"), unit.name)
		      : _("print the ledger");
}

void paper_open(struct ui *ui, const char *paper, int64_t key)
{
	static const struct form_ops does = { .check = paper_check, .save = paper_write,
		.free = paper_free };
	struct paper_form *p = mem_alloc(sizeof *p);
	const struct paper_format *format;
	struct form_field *field;

	p->paper = paper_find(paper);
	if (!p->paper)
		p->paper = papers();
	p->key = key;
	format = p->paper->letter ? paper_formats() : paper_format_find("csv");
	p->day = ui->today;
	const char *head = head_make(ui, p);

	field = form_field(&p->form, "format", _("format"), FORM_WORD_COLS, format_word(format));
	field->hint = _("1 text on pages, 2 csv for Excel and WPS, 3 json");
	field = form_field(&p->form, "file", _("file"), 0, name_for(p, format));
	field->hint =
		gate_locked() ? _("in your exchange folder; a file that is there stays")
			      : _("in the folder where duban was started; ~/ is home; a file that is there stays");
	field->saves = true;
	/* What was half-typed for another unit or on another day is another file's name. */
	form_open(ui, &p->form, &does, head, "",
		  arena_printf(&p->mem, "print %s", name_for(p, format)));
}
