/* A verb on duties: asks what it needs (once y or n, a text, who promised what), runs it, tells
 * what came of it. */
#include "base/day_typed.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/call.h"
#include "model/level.h"
#include "model/verb.h"
#include "model/say.h"
#include "model/view.h"
#include "model/way.h"
#include "store/rows.h"
#include "model/remark.h"
#include "model/right_mine.h"
#include "ui/asked.h"
#include "ui/form.h"
#include "ui/period_typed.h"
#include "ui/screen.h"
#include "ui/seen.h"

#include "base/ban.h"

/* What is to be done, once all is known. */
struct deed {
	const struct verb *verb;
	int64_t item;
	bool below;                  /* with the items below it: was asked */
	bool sure;                   /* and what looks like a slip */
	size_t n;
	struct duty_state *duties;
};

struct deed_form {
	struct form form;
	duty_states owed;            /* periods: the form asks which of them */
	struct deed deed;
	struct asked asked;
	struct arena mem;
};

static struct deed *deed_new(const struct verb *v, const struct duty_state *duties, size_t n,
			     int64_t item)
{
	struct deed *d = mem_alloc(sizeof *d);

	*d = (struct deed){ .verb = v, .item = item, .n = n, .duties = mem_array(NULL, n + 1, sizeof *duties) };
	if (n > 0)
		memcpy(d->duties, duties, n * sizeof *duties);
	return d;
}

static void deed_free(void *user)
{
	struct deed *d = user;

	free(d->duties);
	free(d);
}

static void deed_sure(struct ui *ui, void *user);

/* What looks like a slip is one more question. */
static void deed_ask(struct ui *ui, const struct deed *d, const char *doubt)
{
	struct arena mem = { 0 };
	struct deed *copy = deed_new(d->verb, d->duties, d->n, d->item);

	copy->below = d->below;
	copy->sure = true;
	ask_open(ui, arena_printf(&mem, _("%s: %s?"), _(d->verb->label), doubt), deed_sure, copy,
		 deed_free);
	arena_clear(&mem);
}

static void deed_run(struct ui *ui, const struct deed *d)
{
	struct verb_call call = { .duties = d->duties, .n = d->n, .item = d->item,
		.below = d->below, .sure = d->sure, .on = DATE_NONE, .promised = DATE_NONE };
	struct outcome out = { 0 };
	struct err err = { 0 };

	(void)again_fill(&ui->again, d->verb, &call);
	seen_begin(ui, 0);
	bool done = verb_run(ui->ledger, d->verb, &call, &out, &err);
	seen_end(ui);
	if (done) {
		again_note(&ui->again, d->verb, &call);
		ui_changed(ui, &out);
	} else if (err.code == ERR_DOUBT) {
		deed_ask(ui, d, err.text);
	} else {
		seen_refused(ui, &err);
	}
}

static void deed_sure(struct ui *ui, void *user)
{
	deed_run(ui, user);
}

static void deed_yes(struct ui *ui, void *user)
{
	deed_run(ui, user);
}

/* The unit that all of them are of; 0: of several. */
static int64_t deed_unit(const struct deed *d)
{
	for (size_t i = 1; i < d->n; i++)
		if (d->duties[i].unit != d->duties[0].unit)
			return 0;
	return d->n ? d->duties[0].unit : 0;
}

/* "市质监局  2 失信主体信用修复", "市质监局  2 3 6 (3)", "3 duties", "2 失信主体信用修复": on what. In
 * mem. */
static const char *deed_subject(struct ui *ui, const struct deed *d, struct arena *mem)
{
	struct item_row item;
	struct unit_row unit = { .name = "" };
	struct err ignore = { 0 };

	if (d->n > 1 && deed_unit(d) && unit_get(ui->ledger->db, deed_unit(d), mem, &unit, &ignore))
		return arena_printf(
			mem, "%s  %s%s", unit.name, call_numbers(ui->ledger, d->duties, d->n, false, mem),
			arena_printf(mem, ngettext(" (%zu)", " (%zu)", (unsigned long)d->n), d->n));
	if (d->n > 1)
		return arena_printf(mem, ngettext("%zu duty", "%zu duties", (unsigned long)d->n),
				    d->n);
	if (!item_get(ui->ledger->db, d->n ? d->duties[0].item : d->item, mem, &item, &ignore))
		return "?";
	if (d->n == 0)
		return arena_printf(mem, "%s %s", item.number, item.title);
	if (!unit_get(ui->ledger->db, d->duties[0].unit, mem, &unit, &ignore))
		return "?";
	return arena_printf(mem, "%s  %s %s", unit.name, item.number, item.title);
}

/* ---- what a text or a promise is asked by ---- */

static bool deed_check(struct ui *ui, struct form *f, size_t i, struct err *err)
{
	struct str text = str_trim(lineedit_text(&f->fields.p[i].edit));
	date d;

	if (text.n == 0)
		return true;
	if (strcmp(f->fields.p[i].name, "promised") == 0)
		return day_typed_ahead(text, ui->today, &d, err);
	if (strcmp(f->fields.p[i].name, "period") == 0) {
		size_t first, n;
		return period_typed(text, &((struct deed_form *)f)->owed, true, &first, &n, err);
	}
	if (strcmp(f->fields.p[i].name, "to") == 0)
		return day_typed_near(text, ui->today, &d, err);
	if (strcmp(f->fields.p[i].name, "on") == 0)
		return day_typed_past(text, ui->today, &d, err);
	return true;
}

static bool deed_save(struct ui *ui, struct form *f, struct outcome *out, struct err *err)
{
	struct deed_form *x = (struct deed_form *)f;
	const struct deed *d = &x->deed;
	size_t first = 0;
	struct verb_call call = { .duties = d->duties, .n = d->n, .item = d->item,
		.below = d->below, .on = DATE_NONE, .promised = DATE_NONE };
	struct str text = form_text(f, "text"), who = form_text(f, "who"), on = form_text(f, "on"),
		   promised = form_text(f, "promised");
	struct str to = form_text(f, "to"), light = form_text(f, "light"),
		   level = form_text(f, "level");
	struct arena mem = { 0 };
	bool done = false;

	call.text = text.n > 0 ? arena_str(&mem, text) : NULL;
	call.who = who.n > 0 ? arena_str(&mem, who) : NULL;
	call.level = level.n > 0 ? arena_str(&mem, level) : NULL;
	call.way = light.n > 0 ? arena_str(&mem, light) : way_typed(form_text(f, "way"), &mem);
	if (x->owed.n > 0 &&
	    !period_typed(form_text(f, "period"), &x->owed, true, &first, &call.n, err))
		return arena_clear(&mem), false;
	if (x->owed.n > 0)
		call.duties = x->owed.p + first;
	if ((d->verb->needs & NEEDS_TEXT) && !call.text)
		err_set(err, ERR_INPUT, _("a text is needed here")), err_about(err, "text");
	else
		done = (on.n == 0 || day_typed_past(on, ui->today, &call.on, err)) &&
		       (promised.n == 0 ||
			day_typed_ahead(promised, ui->today, &call.promised, err)) &&
		       (to.n == 0 || day_typed_near(to, ui->today, &call.promised, err)) &&
		       asked_run(&x->asked, ui->ledger, d->verb, &call,
				 _("%s; Enter once more does it"), out, err);
	if (done)
		again_note(&ui->again, d->verb, &call);
	arena_clear(&mem);
	return done;
}

static void deed_form_free(struct form *f)
{
	struct deed_form *x = (struct deed_form *)f;

	vec_clear(&x->owed);
	free(x->deed.duties);
	arena_clear(&x->mem);
	free(x);
}

/* Who is called first at the unit: mostly it is they who answer. "" where nobody is entered. */
static const char *contact_first(struct ui *ui, int64_t unit, struct arena *mem)
{
	contact_rows list = { 0 };
	struct err ignore = { 0 };
	const char *name =
		unit && contacts_read(ui->ledger->db, unit, ui->today, mem, &list, &ignore) &&
				list.n > 0
			? list.p[0].name
			: "";

	vec_clear(&list);
	return name;
}

/* An urging is a call: who answered, what was promised; way and text have their defaults. */
static void urge_fields(struct ui *ui, struct deed_form *x)
{
	struct form_field *field = form_field(&x->form, "who", _("answered by"), FORM_WORD_COLS,
					      contact_first(ui, deed_unit(&x->deed), &x->mem));

	field->hint = _("who answered; empty: nobody");
	field->gives_way = true;
	field = form_field(&x->form, "promised", _("promised for"), FORM_DAY_COLS, "");
	field->hint = _("the day that was promised: 11-23, tomorrow, +2; empty: none");
	field->saves = true;
	field = form_field(&x->form, "way", _("way"), FORM_WORD_COLS, way_say("phone"));
	field->hint = way_hint(&x->mem);
	field->gives_way = true;
	field->saves = true;
	field = form_field(&x->form, "level", _("level"), FORM_WORD_COLS, level_say(NULL));
	field->hint = level_hint(&x->mem);
	field->gives_way = true;
	field->saves = true;
	form_text_field(&x->form, "text", _("note"))->saves = true;
	(void)ui;
}

/* Until when, why, and when it was asked: after the date it counts as late. */
static void extend_fields(struct ui *ui, struct deed_form *x)
{
	struct form_field *field = form_field(&x->form, "to", _("extend to"), FORM_DAY_COLS, "");

	field->hint = _("the day that is asked for: 11-28, +5");
	field = form_text_field(&x->form, "text", _("reason"));
	field->hint = _("why it cannot be ready before, and how far it is");
	field->saves = true;
	field = form_field(&x->form, "on", _("asked on"), FORM_DAY_COLS,
			   say_day(ui->today, ui->today, &x->mem));
	field->hint = _("the day it was asked: after the date it was due it counts as late");
	field->gives_way = true;
	field->saves = true;
}

static void grant_fields(struct ui *ui, struct deed_form *x)
{
	const char *asked =
		x->deed.n == 1 ? say_day(x->deed.duties[0].asked, ui->today, &x->mem) : "";
	struct form_field *field = form_field(&x->form, "to", _("extend to"), FORM_DAY_COLS, asked);

	field->hint = x->deed.n == 1 ? _("the day that was asked for, or another")
				     : _("empty: each to the day it asked for");
	field->gives_way = true;
	field->saves = true;
	form_text_field(&x->form, "text", _("note"))->saves = true;
}

/* No change, zero: for all periods that are owed, or one of them. */
static void periods_fields(struct ui *ui, struct deed_form *x)
{
	struct form_field *field = form_field(&x->form, "period", _("period"), FORM_WORD_COLS, "");

	field->note = arena_printf(&x->mem, _("(empty: %s)"), _("all"));
	field->hint = period_hint(&x->owed, &x->mem);
	field->saves = true;
	form_text_field(&x->form, "text", _("note"))->saves = true;
	(void)ui;
}

static void text_field(struct ui *ui, struct deed_form *x)
{
	bool reason = x->deed.verb->needs & NEEDS_TEXT && strcmp(x->deed.verb->name, "remark") != 0;

	form_text_field(&x->form, "text", reason ? _("reason") : _("note"))->saves = true;
	(void)ui;
}

/* Where it matters to whom it is shown, that is a choice; mostly it is none. */
static void remark_fields(struct ui *ui, struct deed_form *x)
{
	struct form_field *field;

	text_field(ui, x);
	if (!remark_is_asked(ui->ledger))
		return;
	field = form_field(&x->form, "level", _("for"), FORM_WORD_COLS, _("the office alone"));
	field->hint = remark_hint(&x->mem);
	field->gives_way = true;
	field->saves = true;
}

static void judge_fields(struct ui *ui, struct deed_form *x)
{
	struct form_field *field = form_field(&x->form, "light", _("light"), FORM_WORD_COLS, "");

	field->hint = _("red, orange, yellow, lime, green; none: as the rule says");
	field = form_text_field(&x->form, "text", _("reason"));
	field->saves = true;
	(void)ui;
}

/* Verbs that ask for more than a text. */
static const struct { const char *verb; void (*add)(struct ui *ui,
	struct deed_form *x); } deed_fields[] = {
	{ "urge", urge_fields }, { "extend", extend_fields }, { "grant", grant_fields },
	{ "judge", judge_fields },
};

static bool deed_asks_more(const struct verb *v, void (**add)(struct ui *ui, struct deed_form *x))
{
	*add = strcmp(v->name, "remark") == 0 ? remark_fields : text_field;
	for (size_t i = 0; i < sizeof deed_fields / sizeof *deed_fields; i++)
		if (strcmp(deed_fields[i].verb, v->name) == 0)
			*add = deed_fields[i].add;
	return *add != text_field && *add != remark_fields;
}

bool do_verb_has_form(const struct verb *v)
{
	void (*add)(struct ui *ui, struct deed_form *x);

	return strcmp(v->name, "report") == 0 || (v->needs & NEEDS_TEXT) || deed_asks_more(v, &add);
}

/* owed: the periods it may be for, taken over; n 0: it asks for none. */
static void deed_form_open(struct ui *ui, const struct deed *d, duty_states owed)
{
	static const struct form_ops does = { .check = deed_check, .save = deed_save,
		.free = deed_form_free };
	struct deed_form *x = mem_alloc(sizeof *x);
	struct deed *copy = deed_new(d->verb, d->duties, d->n, d->item);
	char *key = form_key(ui->ledger, d->verb->name, d->duties, d->n, d->item);
	void (*add)(struct ui *ui, struct deed_form *x);
	const char *head;

	copy->below = d->below;
	x->deed = *copy;
	free(copy);
	head = arena_printf(&x->mem, "%s %s", _(d->verb->label), deed_subject(ui, d, &x->mem));
	deed_asks_more(d->verb, &add);
	x->owed = owed;
	if (owed.n > 0)
		add = periods_fields;
	add(ui, x);
	form_open(ui, &x->form, &does, head, "", key);
	free(key);
}

/* ---- the verb ---- */

/* Asked, the items below go along; a reason may still be needed. */
static void deed_below(struct ui *ui, void *user)
{
	const struct deed *d = user;

	if (d->verb->needs & NEEDS_TEXT)
		deed_form_open(ui, d, (duty_states){ 0 });
	else
		deed_run(ui, d);
}

static bool may(struct ui *ui, const struct verb *v, const struct duty_state *duties, size_t n,
		int64_t item, struct err *err)
{
	if (n == 0 && !((v->needs & TAKES_ITEM) && item))
		return err_set(err, ERR_USE,
			       _("%s: no unit is chosen here that it could be done for"),
			       _(v->label));
	if (n > 1 && !(v->needs & TAKES_MANY))
		return err_set(err, ERR_USE, _("%s: one at a time"), _(v->label));
	if (!db_is_writable(ui->ledger->db))
		return err_set(err, ERR_READ_ONLY, _("this ledger can only be read"));
	for (size_t i = 0; i < n; i++)
		if (!verb_can(ui->ledger, v, &duties[i], err))
			return false;
	return n > 0 || right_may(ui->ledger, v->name, RIGHT_NO_UNIT, err);
}

void do_verb(struct ui *ui, const char *verb, const struct duty_state *duties, size_t n,
	     int64_t item)
{
	const struct verb *v = verb_find(verb);
	struct arena mem = { 0 };
	struct err err = { 0 };
	duty_states owed = { 0 };
	struct deed *d;
	size_t below = 0;
	void (*add)(struct ui *ui, struct deed_form *x);

	if (!v) {
		ui_say(ui, _("there is no %s"), verb);
		return;
	}
	if (!may(ui, v, duties, n, item, &err)) {
		ui_error(ui, &err);
		return;
	}
	if (strcmp(v->name, "report") == 0) {
		report_open(ui, duties, n);
		return;
	}
	if (v->needs & NEED_MEASURE) {
		item_measures_open(ui, item);
		return;
	}
	d = deed_new(v, duties, n, item);
	if (n == 1 && (v->needs & NEED_SILENT) && !(v->needs & NEED_DATE) &&
	    view_owed(ui->ledger, duties, &owed, &err) && owed.n > 1) {
		deed_form_open(ui, d, owed);
		deed_free(d);
		return;
	}
	vec_clear(&owed);
	if (n == 0 && !verb_below(ui->ledger, v, item, &below, &err)) {
		ui_error(ui, &err);
		deed_free(d);
	} else if (below > 0) {
		d->below = true;
		ask_open(ui,
			 arena_printf(&mem,
				      ngettext("%s: %s with %zu item below it?",
					       "%s: %s with %zu items below it?",
					       (unsigned long)below),
				      _(v->label), deed_subject(ui, d, &mem), below),
			 deed_below, d, deed_free);
	} else if (v->needs & ASKS_ONCE) {
		ask_open(ui,
			 arena_printf(&mem, _("%s: %s?"), _(v->label), deed_subject(ui, d, &mem)),
			 deed_yes, d, deed_free);
	} else {
		bool said = ui->again.now && ui->again.verb == v;
		if (!said && (deed_asks_more(v, &add) || (v->needs & NEEDS_TEXT)))
			deed_form_open(ui, d, owed);
		else
			deed_run(ui, d);
		deed_free(d);
	}
	arena_clear(&mem);
}
