/* The report form: begins in the first figure, the last ones beside it; text, day, way and person
 * have their defaults and come last. */
#include "base/day_typed.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/figure.h"
#include "model/figure_line.h"
#include "model/right_mine.h"
#include "model/say.h"
#include "model/target.h"
#include "model/verb.h"
#include "model/view.h"
#include "model/way.h"
#include "store/rows.h"
#include "ui/asked.h"
#include "ui/form.h"
#include "ui/period_typed.h"

#include "base/ban.h"

enum { LABEL_COLS = 16, LABEL_ALONE_COLS = 36 };

struct report {
	struct form form;
	struct duty_state *duties;
	size_t n;
	/* periods, where more than one is owed: then the first field says which */
	duty_states owed;
	figure_fields figures;       /* the fields of the form behind that one */
	size_t first;                /* the first of them */
	target_rows targets;
	struct asked asked;          /* what looked like a slip */
	bool empty_asked;            /* was told that nothing says what came in */
	struct arena mem;
};

static bool amount_read(const struct report *r, size_t i, struct amount *to, bool *any,
			struct err *err)
{
	struct str text = str_trim(lineedit_text(&r->form.fields.p[r->first + i].edit));
	const struct figure_row *figure = &r->figures.p[i].figure;

	*any = text.n > 0;
	if (!*any)
		return true;
	to->figure = figure->key;
	return figure_read(text, figure, &to->n, err);
}

/* The figures that were typed; those that are none yet are left out. */
static void amounts_typed(const struct report *r, amount_list *to)
{
	for (size_t i = 0; i < r->figures.n; i++) {
		struct err ignore = { 0 };
		struct amount a;
		bool any;

		if (amount_read(r, i, &a, &any, &ignore) && any)
			*vec_push(to) = a;
	}
}

/* Puts a figure into its field, where the form asks for it. */
static bool figure_put(struct report *r, int64_t figure, struct str text, bool over)
{
	for (size_t i = 0; figure && i < r->figures.n; i++) {
		struct lineedit *e = &r->form.fields.p[r->first + i].edit;

		if (r->figures.p[i].figure.key != figure)
			continue;
		if (over || str_trim(lineedit_text(e)).n == 0)
			lineedit_set(e, text);
		return true;
	}
	return false;
}

/* "12/20", "12/20 2", "12 20 2" typed into one of the fields, as on the command line: each part goes
 * into its own field; all of them typed so are a whole report. */
static bool line_spread(struct report *r, size_t i, struct err *err)
{
	struct str text = str_trim(lineedit_text(&r->form.fields.p[r->first + i].edit));
	int64_t key = r->figures.p[i].figure.key;
	amount_list said = { 0 };
	struct arena mem = { 0 };
	bool ok = figure_line_read(text, &r->figures, &r->targets, key, &said, err);

	if (ok && said.n > 1) {
		figure_put(r, key, STR_LIT(""), true);
		for (size_t k = 0; k < said.n; k++)
			for (size_t f = 0; f < r->figures.n; f++)
				if (r->figures.p[f].figure.key == said.p[k].figure)
					figure_put(r, said.p[k].figure,
						   str_of(figure_text(said.p[k].n,
								      r->figures.p[f].figure.scale,
								      &mem)),
						   true);
		r->form.whole = said.n == r->figures.n;
	}
	vec_clear(&said);
	arena_clear(&mem);
	return ok;
}

/* More than one number, or a share. */
static bool is_line(struct str text)
{
	struct buf folded = { 0 };

	fold_text(&folded, text);
	bool is = str_find(buf_str(&folded), STR_LIT(" ")) >= 0 ||
		  str_find(buf_str(&folded), STR_LIT("/")) >= 0;
	buf_clear(&folded);
	return is;
}

/* What is no line of figures is one that says so itself. */
static bool figure_check(struct report *r, size_t i, struct err *err)
{
	struct str text = str_trim(lineedit_text(&r->form.fields.p[r->first + i].edit));
	struct err line = { 0 }, single = { 0 };
	bool spread = line_spread(r, i, &line), any;
	struct amount a;

	if (amount_read(r, i, &a, &any, &single))
		return true;
	*err = spread || !is_line(text) ? single : line;
	return false;
}

static bool report_check(struct ui *ui, struct form *f, size_t i, struct err *err)
{
	struct report *r = (struct report *)f;
	struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
	date d;

	if (strcmp(f->fields.p[i].name, "period") == 0) {
		size_t at, n;
		return period_typed(text, &r->owed, false, &at, &n, err);
	}
	if (i >= r->first && i < r->first + r->figures.n)
		return figure_check(r, i - r->first, err);
	if (strcmp(f->fields.p[i].name, "on") == 0 && text.n > 0)
		return day_typed_dated(text, ui->today, &d, err);
	return true;
}

/* The figures as far as they stand there, also those typed in one go; false: one cannot be read yet, and
 * what the ledger has in its place may be another's. */
static bool amounts_so_far(const struct report *r, amount_list *to)
{
	struct err ignore = { 0 };

	amounts_typed(r, to);
	for (size_t i = 0; i < r->figures.n; i++) {
		struct str text = str_trim(lineedit_text(&r->form.fields.p[r->first + i].edit));
		struct err none = { 0 };
		struct amount a;
		bool any;

		if (!amount_read(r, i, &a, &any, &none) &&
		    !figure_line_read(text, &r->figures, &r->targets, r->figures.p[i].figure.key, to,
				      &ignore))
			return false;
	}
	return true;
}

static void report_status(struct ui *ui, struct form *f, struct buf *to)
{
	struct report *r = (struct report *)f;
	amount_list amounts = { 0 };
	struct arena mem = { 0 };
	bool whole = amounts_so_far(r, &amounts);

	for (size_t i = 0; whole && i < r->targets.n; i++) {
		struct err err = { 0 };
		struct target_line line;

		if (!target_line_amounts(ui->ledger, &r->targets.p[i], &r->duties[0], amounts.p,
					 amounts.n, &mem, &line, &err)) {
			buf_puts(to, err.text);
			break;
		}
		if (to->n > 0)
			buf_puts(to, "; ");
		/* While one of the two is missing there is no share yet: "2/-". */
		if (strcmp(line.full, "-") != 0)
			buf_printf(to, "= %.*s ",
				   (int)(strstr(line.full, " = -")
						 ? strstr(line.full, " = -") - line.full
						 : (ptrdiff_t)strlen(line.full)),
				   line.full);
		if (*line.base)
			buf_printf(to, "[%s] ", line.base);
		if (*line.change)
			buf_printf(to, "%s ", line.change);
		if (*line.demand)
			buf_printf(to, "(%s)", line.demand);
	}
	vec_clear(&amounts);
	arena_clear(&mem);
}

/* Enter pressed by mistake would report what nobody said. Without figures to ask for it is asked
 * once: units that phone often say no more. */
static bool says_enough(struct report *r, size_t amounts, struct str text, struct err *err)
{
	if (amounts > 0 || text.n > 0)
		return true;
	if (r->figures.n > 0)
		return err_set(err, ERR_INPUT, _("neither a figure nor a text: what came in?"));
	if (r->empty_asked)
		return true;
	r->empty_asked = true;
	return err_set(err, ERR_INPUT,
		       _("no text says what came in; Enter again reports it all the same"));
}

static bool report_save(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	struct report *r = (struct report *)f;
	struct verb_call call = { .duties = r->duties, .n = r->n, .on = DATE_NONE,
		.promised = DATE_NONE };
	struct str text = form_text(f, "text"), who = form_text(f, "who"), on = form_text(f, "on");
	amount_list amounts = { 0 };
	struct arena mem = { 0 };
	bool done;

	amounts_typed(r, &amounts);
	call.amounts = amounts.p;
	call.n_amounts = amounts.n;
	call.text = text.n > 0 ? arena_str(&mem, text) : NULL;
	call.who = who.n > 0 ? arena_str(&mem, who) : NULL;
	call.way = way_typed(form_text(f, "way"), &mem);
	if (r->owed.n > 0) {
		size_t first = 0;
		if (!period_typed(form_text(f, "period"), &r->owed, false, &first, &call.n, err))
			call.n = 0;
		call.duties = r->owed.p + first;
	}
	done = call.n > 0 && says_enough(r, amounts.n, text, err) &&
	       (on.n == 0 || day_typed_dated(on, ui->today, &call.on, err)) &&
	       asked_run(&r->asked, ui->ledger, verb_find("report"), &call,
			 _("%s; Enter again reports it all the same"), out, err);
	if (done)
		again_note(&ui->again, verb_find("report"), &call);
	vec_clear(&amounts);
	arena_clear(&mem);
	return done;
}

static void report_free(struct form *f)
{
	struct report *r = (struct report *)f;

	vec_clear(&r->owed);
	vec_clear(&r->figures);
	vec_clear(&r->targets);
	free(r->duties);
	arena_clear(&r->mem);
	free(r);
}

/* What a figure is called in the form: by its place in the only share that the item asks for, since
 * names as notices write them fill a line; the whole name stands in the reason line. */
static const char *figure_label(struct report *r, const struct figure_row *figure)
{
	struct buf cut = { 0 };
	const char *label;

	if (width_cols(str_of(figure->name)) <= (r->figures.n == 1 ? LABEL_ALONE_COLS : LABEL_COLS))
		return figure->name;
	if (figure_part_label(&r->targets, figure->key))
		return figure_part_label(&r->targets, figure->key);
	width_cut(&cut, str_of(figure->name), r->figures.n == 1 ? LABEL_ALONE_COLS : LABEL_COLS);
	label = arena_strdup(&r->mem, buf_text(&cut));
	buf_clear(&cut);
	return label;
}

static void figure_field_add(struct report *r, const struct figure_field *figure)
{
	struct arena *mem = &r->mem;
	const struct figure_row *row = &figure->figure;
	char hex[ID_TEXT_SIZE];
	struct form_field *field =
		form_field(&r->form, arena_printf(mem, "figure %s", id_text(&row->id, hex)),
			   figure_label(r, row), FORM_FIGURE_COLS, "");

	if (figure->has_value)
		field->note = arena_printf(mem, _("(now %s)"),
					   figure_text(figure->value, row->scale, mem));
	else if (figure->has_before)
		field->note = arena_printf(mem, _("(before %s)"),
					   figure_text(figure->before, row->scale, mem));
	field->hint = row->definition && *row->definition
			      ? arena_printf(mem, "%s: %s", row->name, row->definition)
		      : row->word && *row->word ? arena_printf(mem, "%s (%s)", row->name, row->word)
						: row->name;
}

static const char *contact_of(struct ui *ui, int64_t unit, struct arena *mem)
{
	contact_rows list = { 0 };
	struct err ignore = { 0 };
	const char *name = "";

	if (contacts_read(ui->ledger->db, unit, ui->today, mem, &list, &ignore) && list.n > 0 &&
	    list.p[0].name)
		name = list.p[0].name;
	vec_clear(&list);
	return name;
}

/* Who enters for the own unit was not called: neither way nor person is known beforehand. */
static bool own_report(struct ui *ui)
{
	struct right_mine mine;
	struct err ignore = { 0 };

	return right_mine(ui->ledger, &mine, &ignore) && mine.bound && mine.role == ROLE_REPORTER;
}

static void fields_add(struct ui *ui, struct report *r)
{
	struct form *f = &r->form;
	bool own = own_report(ui);
	struct form_field *field;
	size_t last;

	if (r->owed.n > 0) {
		field = form_field(f, "period", _("period"), FORM_WORD_COLS, "");
		field->note = arena_printf(&r->mem, _("(empty: %s)"), r->owed.p[0].occ);
		field->hint = period_hint(&r->owed, &r->mem);
		r->first = 1;
	}
	/* No item asks for so many; a form holds no more. */
	if (r->figures.n > FORM_FIELDS_MAX - 5)
		r->figures.n = FORM_FIELDS_MAX - 5;
	for (size_t i = 0; i < r->figures.n; i++)
		figure_field_add(r, &r->figures.p[i]);
	last = f->fields.n;
	f->status_after = last > 0 ? last - 1 : 0;
	field = form_text_field(f, "text", _("progress"));
	field->hint = _("what was done, in a sentence or two");
	field = form_field(f, "on", _("day"), FORM_DAY_COLS,
			   say_day(ui->today, ui->today, &r->mem));
	field->hint = _("the report's own day: 11-12, yesterday, -2, 2018-11-12");
	field->gives_way = true;
	field = form_field(f, "way", _("way"), FORM_WORD_COLS, own ? "" : way_say("phone"));
	field->hint = way_hint(&r->mem);
	field->gives_way = true;
	field = form_field(f, "who", _("by"), FORM_WORD_COLS,
			   own ? "" : contact_of(ui, r->duties[0].unit, &r->mem));
	field->hint = _("who reported it");
	field->gives_way = true;
	/* Enter goes through the figures, and saves after the last of them: what comes behind has
	 * its default. */
	for (size_t i = r->figures.n > 0 ? last - 1 : r->first; i < f->fields.n; i++)
		f->fields.p[i].saves = true;
}

static bool heads_make(struct ui *ui, struct report *r, const char **head, const char **aside,
		       struct err *err)
{
	const struct duty_state *d = &r->duties[0];
	struct arena *mem = &r->mem;
	struct item_row item;
	struct unit_row unit;
	struct entry_row last;
	const char *period, *before = _("none");

	*aside = "";
	if (r->n > 1) {
		*head = arena_printf(mem, ngettext("report: %zu duty", "report: %zu duties", (unsigned long)r->n), r->n);
		return true;
	}
	if (!item_get(ui->ledger->db, d->item, mem, &item, err) ||
	    !unit_get(ui->ledger->db, d->unit, mem, &unit, err))
		return false;
	if (entry_last(ui->ledger->db, d->item, d->unit, "report none zero", mem, &last))
		before = say_day(last.on, ui->today, mem);
	period = d->due == DATE_NONE        ? _("ongoing")
		 : strcmp(d->occ, "1") == 0 ? say_day(d->due, ui->today, mem)
					    : d->occ;
	*head = arena_printf(mem, _("report %s  %s %s"), unit.name, item.number, item.title);
	*aside = r->owed.n > 0 ? arena_printf(mem, ngettext("%zu period owed  last: %s", "%zu periods owed  last: %s", (unsigned long)r->owed.n),
		r->owed.n, before) : arena_printf(mem, _("period: %s  last: %s"), period, before);
	return true;
}

void report_open(struct ui *ui, const struct duty_state *duties, size_t n)
{
	static const struct form_ops plain = { .check = report_check, .save = report_save,
		.free = report_free };
	static const struct form_ops with_targets = {
		.check = report_check, .status = report_status, .save = report_save,
		.free = report_free,
	};
	struct report *r = mem_alloc(sizeof *r);
	const char *head, *aside;
	struct err err = { 0 };
	char *key;

	r->duties = mem_array(NULL, n, sizeof *duties);
	memcpy(r->duties, duties, n * sizeof *duties);
	r->n = n;
	if (n == 1 && (!view_owed(ui->ledger, duties, &r->owed, &err) || r->owed.n < 2))
		r->owed.n = 0;
	/* Figures are one unit's for one item: with several duties only what was done is asked. */
	if ((n == 1 && (!figure_fields_read(ui->ledger, duties, &r->mem, &r->figures, &err) ||
			!target_rows_of(ui->ledger, duties, &r->mem, &r->targets, &err))) ||
	    !heads_make(ui, r, &head, &aside, &err)) {
		ui_error(ui, &err);
		report_free(&r->form);
		return;
	}
	fields_add(ui, r);
	key = form_key(ui->ledger, "report", duties, n, 0);
	form_open(ui, &r->form, r->targets.n > 0 && r->figures.n > 0 ? &with_targets : &plain, head,
		  aside, key);
	free(key);
}
