/* One item whole: who owes and how they stand, deadlines, targets, measures, entries, and the lines
 * it was read from. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/charset.h"
#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/width.h"
#include "model/clash.h"
#include "model/define.h"
#include "model/figure.h"
#include "model/light.h"
#include "model/phase.h"
#include "model/say.h"
#include "model/verb.h"
#include "store/list.h"
#include "ui/draw.h"
#include "ui/entry_text.h"
#include "ui/looked.h"
#include "ui/screen.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

enum { ENTRIES_MOST = 60, SOURCE_MOST = 400, STATE_COLS = 6 };

struct item_screen {
	struct sheet_screen base;
	int64_t item;
	/* the first measure that is neither done nor set aside, else the first; 0: it has none */
	int64_t waiting;
};

/* ---- The parts ---- */

static bool leads_fill(struct ui *ui, struct item_screen *s, struct err *err)
{
	duty_states list = { 0 };
	bool done = view_item_duties(ui->ledger, s->item, &list, err);

	if (done && list.n > 0) {
		/* responsible units are listed, and owe nothing by themselves */
		int owing = 0, in = 0;
		for (size_t i = 0; i < list.n; i++) {
			owing += list.p[i].deadline != 0;
			in += list.p[i].deadline != 0 && duty_is_in(&list.p[i]);
		}
		sheet_heading(&s->base.sheet, _("units %d  in %d"), owing, in);
		done = sheet_units(ui, &s->base.sheet, s->item, &list, err);
		sheet_extensions(ui, &s->base.sheet, &list);
	}
	vec_clear(&list);
	return done;
}

static bool children_fill(struct ui *ui, struct item_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	item_rows list = { 0 };
	bool done = children_read(ui->ledger->db, s->item, &mem, &list, err);

	if (done && list.n > 0) {
		sheet_heading(&s->base.sheet, _("items below %zu"), list.n);
		for (size_t i = 0; i < list.n; i++)
			sheet_item(&s->base.sheet, list.p[i].key);
	}
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

/* Units of one role, as one running text. */
static bool role_fill(struct ui *ui, struct item_screen *s, const assignment_rows *list,
		      const char *role, const char *label, const char *note, struct err *err)
{
	struct arena mem = { 0 };
	struct buf names = { 0 };
	bool done = true;

	for (size_t i = 0; done && i < list->n; i++) {
		struct unit_row unit;

		if (strcmp(list->p[i].role, role) != 0)
			continue;
		done = unit_get(ui->ledger->db, list->p[i].unit, &mem, &unit, err);
		if (done)
			buf_printf(&names, "%s%s", names.n ? _(", ") : "", unit.name);
	}
	if (done && names.n > 0) {
		buf_puts(&names, note);
		sheet_text(&s->base.sheet, label, buf_text(&names));
	}
	buf_clear(&names);
	arena_clear(&mem);
	return done;
}

static bool deadlines_fill(struct ui *ui, struct item_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	deadline_rows list = { 0 };
	struct buf text = { 0 };
	const char *note = NULL;
	bool done = deadlines_read(ui->ledger->db, s->item, &mem, &list, err);

	for (size_t i = 0; done && i < list.n; i++) {
		char day[DATE_TEXT_SIZE];
		const struct deadline_row *d = &list.p[i];

		buf_reset(&text);
		buf_puts(&text, d->text);
		if (strcmp(d->kind, "ongoing") == 0)
			buf_printf(&text, _(" -> without a date, next review %s"),
				   date_text(phase_review(ui->ledger), day));
		else if (strcmp(d->kind, "recurring") == 0)
			buf_printf(&text, " -> %s", _("recurring"));
		else if (d->due != DATE_NONE)
			buf_printf(&text, " -> %s", date_text(d->due, day));
		if (d->due != DATE_NONE && calendar_act_by(ui->ledger->cal, d->due) != d->due)
			buf_printf(&text, _(" (a day off: act by %s)"),
				   say_day(calendar_act_by(ui->ledger->cal, d->due), d->due, &mem));
		sheet_text(&s->base.sheet, i == 0 ? _("due") : "", buf_text(&text));
		if (!note)
			note = say_no_table(d->due, ui->ledger->cal, &mem);
	}
	if (note)
		sheet_text(&s->base.sheet, "", note);
	buf_clear(&text);
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

/* What the office has said of the target's figures, each once. */
static bool definitions_fill(struct ui *ui, struct item_screen *s, const struct target_row *t,
			     definition_lines *said, struct err *err)
{
	size_t from = said->n;

	if (!definitions_read(ui->ledger, t, &s->base.sheet.mem, said, err))
		return false;
	for (size_t i = from; i < said->n; i++)
		sheet_text(&s->base.sheet, i == 0 ? _("counts") : "", said->p[i]);
	return true;
}

static bool targets_fill(struct ui *ui, struct item_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	target_rows list = { 0 };
	definition_lines said = { 0 };
	bool done = targets_read(ui->ledger->db, s->item, &mem, &list, err);

	for (size_t i = 0; done && i < list.n; i++) {
		struct target_line line;

		done = target_line_item(ui->ledger, &list.p[i], s->item, &mem, &line, err);
		if (!done)
			break;
		sheet_text(&s->base.sheet, i == 0 ? _("target") : "",
			   target_line_text(&line, &mem));
		if (*target_line_note(&list.p[i], &line, &mem))
			sheet_text(&s->base.sheet, "", target_line_note(&list.p[i], &line, &mem));
		done = definitions_fill(ui, s, &list.p[i], &said, err);
	}
	vec_clear(&said);
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

static bool measures_fill(struct ui *ui, struct item_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	measure_rows list = { 0 };

	s->waiting = 0;
	bool done = measures_read(ui->ledger->db, s->item, &mem, &list, err);

	if (done && list.n > 0)
		sheet_heading(&s->base.sheet, _("measures %zu"), list.n);
	for (size_t i = 0; done && i < list.n; i++) {
		char number[24];
		struct buf text = { 0 };

		snprintf(number, sizeof number, "%zu", i + 1);
		width_pad(&text, str_of(say_measure(list.p[i].state)), STATE_COLS);
		buf_printf(&text, " %s%s%s", list.p[i].text, *list.p[i].reason ? " - " : "",
			   list.p[i].reason);
		sheet_measure(&s->base.sheet, number, buf_text(&text), list.p[i].key);
		if (!s->waiting && strcmp(list.p[i].state, "done") != 0 &&
		    strcmp(list.p[i].state, "na") != 0)
			s->waiting = list.p[i].key;
		buf_clear(&text);
	}
	if (done && list.n > 0 && !s->waiting)
		s->waiting = list.p[0].key;
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

static void entry_fill(struct ui *ui, struct item_screen *s, const struct entry_row *e)
{
	struct arena mem = { 0 };
	struct unit_row unit = { .name = "" };
	struct err err = { 0 };
	struct buf text = { 0 };

	if (e->unit && !unit_get(ui->ledger->db, e->unit, &mem, &unit, &err))
		unit.name = "";
	entry_text(ui, e, unit.name, &text);
	sheet_on_day(ui, &s->base.sheet, e->on, buf_text(&text));
	buf_clear(&text);
	arena_clear(&mem);
}

static bool entries_fill(struct ui *ui, struct item_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	entry_rows list = { 0 };
	bool done = entries_read(ui->ledger->db, s->item, 0, ENTRIES_MOST, &mem, &list, err);

	if (done && list.n > 0)
		sheet_heading(&s->base.sheet,
			      list.n < ENTRIES_MOST ? _("entries %zu") : _("the last %zu entries"),
			      list.n);
	for (size_t i = 0; done && i < list.n; i++)
		entry_fill(ui, s, &list.p[i]);
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

/* The lines of the notice that the item was read from, with their numbers. A plan whose file was
 * not kept has none. */
static void source_fill(struct ui *ui, struct item_screen *s, const struct item_row *item)
{
	struct arena mem = { 0 };
	struct err err = { 0 };
	struct buf text = { 0 };
	struct str bytes, rest, line;
	const char *name;
	enum charset charset;
	int n = 0;

	if (item->first > 0 && source_read(ui->ledger->db, item->plan, &mem, &name, &bytes, &err) &&
	    charset_read(bytes, name, &text, &charset, &err)) {
		sheet_heading(&s->base.sheet, _("as issued: %s, lines %d-%d"), name, item->first,
			      item->last);
		rest = buf_str(&text);
		while (n < item->last && n - item->first < SOURCE_MOST &&
		       str_cut(&rest, '\n', &line)) {
			char number[16];

			if (++n < item->first || str_trim(line).n == 0)
				continue;
			snprintf(number, sizeof number, "%d", n);
			sheet_text(&s->base.sheet, number, arena_str(&mem, str_trim(line)));
		}
	}
	buf_clear(&text);
	arena_clear(&mem);
}

/* ---- The whole ---- */

/* "2/18": which of the plan's items it is. */
static void place_fill(struct ui *ui, struct item_screen *s, int64_t plan)
{
	struct counts counts;
	int64_t place = 0;
	struct err none = { 0 };

	buf_reset(&s->base.place);
	if (leaf_place(ui->ledger->db, s->item, &place, &none) && place > 0 &&
	    counts_read(ui->ledger->db, plan, 0, &counts, &none))
		buf_printf(&s->base.place, "%jd/%jd", (intmax_t)place, (intmax_t)counts.leaves);
}

/* What two copies decided differently about it, until this person has looked at the exchange screen:
 * how many, and the last one. "" for none. */
static const char *clash_unseen(struct ui *ui, int64_t item, struct arena *mem)
{
	clash_lines list = { 0 };
	struct err none = { 0 };
	const char *said = "";
	size_t n = 0;

	if (clashes_about(ui->ledger, item, 0, mem, &list, &none))
		for (size_t i = 0; i < list.n; i++)
			if (clash_since(&list.p[i]) > looked_read(ui)) {
				said = arena_printf(mem, _("clash: %s"), clash_said(&list.p[i], mem));
				n++;
			}
	if (n > 1)
		said = arena_printf(mem, _("%zu in all; %s"), n, said);
	clash_lines_clear(&list);
	return said;
}

/* Line 2 says why the item has its light; the sums stand above its units. */
static void heads_fill(struct ui *ui, struct item_screen *s, const struct item_line *i)
{
	struct arena mem = { 0 };

	buf_reset(&s->base.title);
	buf_printf(&s->base.title, "%s ", i->item.number);
	clean_text(&s->base.title, str_of(i->item.title));
	buf_reset(&s->base.second);
	const char *clash = clash_unseen(ui, s->item, &mem);
	if (*clash)
		clean_text(&s->base.second, str_of(clash));
	else
		clean_text(&s->base.second, str_of(light_reason_item(ui->ledger, s->item, &mem)));
	place_fill(ui, s, i->item.plan);
	arena_clear(&mem);
}

static bool parts_fill(struct ui *ui, struct item_screen *s, const struct item_row *item,
		       struct err *err)
{
	assignment_rows assignments = { 0 };
	struct arena mem = { 0 };
	bool done = leads_fill(ui, s, err) && children_fill(ui, s, err);

	if (done)
		sheet_heading(&s->base.sheet, "%s", _("what is asked"));
	if (done && *item->text && strcmp(item->text, item->title) != 0)
		sheet_text(&s->base.sheet, _("text"), item->text);
	done = done && deadlines_fill(ui, s, err) && targets_fill(ui, s, err) &&
	       assignments_read(ui->ledger->db, s->item, &mem, &assignments, err) &&
	       role_fill(ui, s, &assignments, "responsible", _("resp."),
			 strcmp(item->owes, "all") == 0 ? "" : _(" (the leads report for them)"),
			 err) &&
	       role_fill(ui, s, &assignments, "supervisor", _("superv."), "", err) &&
	       measures_fill(ui, s, err) && entries_fill(ui, s, err);
	if (done)
		source_fill(ui, s, item);
	vec_clear(&assignments);
	arena_clear(&mem);
	return done;
}

static void fill(struct ui *ui, struct sheet_screen *base)
{
	struct item_screen *s = (struct item_screen *)base;
	struct arena mem = { 0 };
	struct item_line line;
	struct err err = { 0 };

	if (!view_item(ui->ledger, s->item, 0, &mem, &line, &err)) {
		buf_reset(&s->base.second);
		sheet_text(&s->base.sheet, "", err.text);
	} else {
		heads_fill(ui, s, &line);
		if (!parts_fill(ui, s, &line.item, &err))
			sheet_text(&s->base.sheet, "", err.text);
	}
	arena_clear(&mem);
}

static void item_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"report", "sign", "none", "zero", "urge", "accept", "return", "open", "extend",
		"measure", "assign", "edit-deadline", "next-pane", "undo", "back", NULL,
	};

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

/* To the row of a unit: an item may have twenty of them. */
static void unit_chosen(struct ui *ui, void *user, int64_t unit)
{
	struct item_screen *s = user;

	(void)ui;
	sheet_screen_goto(&s->base, 0, unit);
}

static void unit_choose(struct ui *ui, struct item_screen *s)
{
	keys units = { 0 };

	for (size_t i = 0; i < s->base.sheet.rows.n; i++)
		if (s->base.sheet.rows.p[i].kind == SHEET_DUTY)
			*vec_push(&units) = s->base.sheet.rows.p[i].duty.unit;
	if (units.n > 0)
		chooser_open(ui, buf_text(&s->base.title), unit_chosen, s, NULL, units.p, units.n);
	else
		ui_say(ui, _("no unit has anything to hand in here"));
	vec_clear(&units);
}

/* To the measure that waits. False: the item has none. */
static bool measures_goto(struct item_screen *s)
{
	const struct sheet *sheet = &s->base.sheet;

	for (size_t i = 0; i < sheet->rows.n; i++)
		if (s->waiting && sheet->rows.p[i].measure == s->waiting) {
			cursor_to(&s->base.sheet.cursor, (int64_t)i, (int64_t)sheet->rows.n,
				  sheet_screen_rows());
			return true;
		}
	return false;
}

/* On a measure the states that it may get; else to the measures first. */
static void measure_choose(struct ui *ui, struct item_screen *s)
{
	const struct sheet_row *r = sheet_chosen(&s->base.sheet);

	if (r && r->measure)
		measure_open(ui, s->item, r->measure);
	else
		ui_say(ui, "%s",
		       measures_goto(s) ? _("choose a measure, then Enter")
					: _("this item has no measures"));
}

static bool item_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct item_screen *s = (struct item_screen *)screen;
	struct sheet_row *r = sheet_chosen(&s->base.sheet);

	if (strcmp(command, "print") == 0)
		return paper_open(ui, "item", s->item), true;
	if (strcmp(command, "log") == 0)
		return log_open(ui, s->item, 0), true;
	if (strcmp(command, "plan") == 0)
		return ui_say(ui, _("one item is shown here; plans are chosen in the lists")), true;
	if (strcmp(command, "grid") == 0)
		return grid_periods_open(ui, s->item,
					 r && r->kind == SHEET_DUTY ? r->duty.unit : 0),
		       true;
	if (strcmp(command, "unit") == 0)
		return unit_choose(ui, s), true;
	if (strcmp(command, "measure") == 0 || (strcmp(command, "open") == 0 && r && r->measure))
		return measure_choose(ui, s), true;
	if (strcmp(command, "owes") == 0)
		return owes_open(ui, s->item), true;
	if (strcmp(command, "define") == 0)
		return define_open(ui, s->item), true;
	if (strcmp(command, "right") == 0) {
		if (r && r->kind == SHEET_DUTY)
			unit_open(ui, r->duty.unit, s->item);
		else if (r && r->kind == SHEET_GROUP)
			unit_open(ui, r->group, s->item);
		return true;
	}
	return sheet_command(ui, &s->base.sheet, command, s->item);
}

static void item_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	sheet_screen_about(ui, screen, to);
	to->item = ((struct item_screen *)screen)->item;
}

static const struct screen_ops item_ops = {
	.mode = "item", .title = N_("item"), .draw = item_draw, .command = item_command,
	.refresh = sheet_screen_refresh, .can = sheet_screen_can,
	.rested = sheet_screen_rested, .about = item_about, .free = sheet_screen_free,
};

static struct item_screen *item_screen_open(struct ui *ui, int64_t item)
{
	if (!ui_return(ui, &item_ops, item)) {
		struct item_screen *s = mem_alloc(sizeof *s);

		s->base.sheet.by_unit = true;
		s->item = s->base.screen.of = item;
		sheet_screen_open(ui, &s->base, &item_ops, fill);
	}
	return (struct item_screen *)ui->top;
}

void item_open(struct ui *ui, int64_t item, int64_t unit)
{
	struct item_screen *s = item_screen_open(ui, item);

	if (unit)
		sheet_screen_goto(&s->base, 0, unit);
}

void item_measures_open(struct ui *ui, int64_t item)
{
	measure_choose(ui, item_screen_open(ui, item));
}
