/* One unit: what it owes and has sent, whom to call, its names, and what was entered about it.
 * Returned ones stand first. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/burden.h"
#include "model/edit.h"
#include "model/reorg.h"
#include "model/say.h"
#include "model/sight.h"
#include "model/verb.h"
#include "ui/draw.h"
#include "ui/entry_text.h"
#include "ui/screen.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

enum { ENTRIES_MOST = 60 };

struct unit_screen {
	struct sheet_screen base;
	int64_t unit;
	bool is_group, has_members;
};

static bool is_returned(const struct duty_state *d)
{
	return d->review == 'x' && d->state == 'o';
}

static bool duties_fill(struct ui *ui, struct unit_screen *s, struct err *err)
{
	duty_states list = { 0 }, sorted = { 0 };
	bool done = view_unit_duties(ui->ledger, s->unit, ui->plan, &list, err);

	for (int pass = 0; done && pass < 2; pass++)
		for (size_t i = 0; i < list.n; i++)
			if (is_returned(&list.p[i]) == (pass == 0))
				*vec_push(&sorted) = list.p[i];
	if (done) {
		sheet_heading(&s->base.sheet, _("what it owes %zu"), sorted.n);
		sheet_duties(&s->base.sheet, &sorted);
		sheet_extensions(ui, &s->base.sheet, &sorted);
	}
	if (done && sorted.n == 0)
		sheet_text(&s->base.sheet, "",
			   s->has_members ? _("its members owe, each for itself")
					  : _("it leads nothing in these plans, and owes nothing"));
	vec_clear(&list);
	vec_clear(&sorted);
	return done;
}

/* What the office asks of it this month; a figure that is asked for twice is a warning to the
 * office itself. */
static bool burden_fill(struct ui *ui, struct unit_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	struct burden b = { .returns = 0 };
	bool done = burden_read(ui->ledger, s->unit, ui->plan, &mem, &b, err);

	if (done)
		sheet_text(&s->base.sheet, "", burden_text(&b, &mem));
	if (done && b.twice.n > 0)
		sheet_text(&s->base.sheet, "", burden_twice_text(&b, &mem));
	burden_clear(&b);
	arena_clear(&mem);
	return done;
}

static bool contacts_fill(struct ui *ui, struct unit_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	contact_rows list = { 0 };
	bool done = contacts_read(ui->ledger->db, s->unit, ui->today, &mem, &list, err);

	sheet_heading(&s->base.sheet, "%s", _("whom to call"));
	for (size_t i = 0; done && i < list.n; i++) {
		struct buf text = { 0 };

		buf_printf(&text, "%s  %s%s%s", list.p[i].name, list.p[i].phone,
			   *list.p[i].note ? "  " : "", list.p[i].note);
		if (list.p[i].to != DATE_NONE)
			buf_printf(&text, _(" to %s"), say_day(list.p[i].to, ui->today, &mem));
		sheet_text(&s->base.sheet, "", buf_text(&text));
		buf_clear(&text);
	}
	if (done && list.n == 0)
		sheet_text(&s->base.sheet, "",
			   arena_printf(&mem,
					_("no contact is entered for this unit: %s enters one"),
					keymap_key(ui->keymap, "unit", "contact")));
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

static const char *name_kind(const char *kind)
{
	if (strcmp(kind, "short") == 0)
		return _("short");
	if (strcmp(kind, "alias") == 0)
		return _("alias");
	return strcmp(kind, "typo") == 0 ? _("typing error") : _("official");
}

static bool names_fill(struct ui *ui, struct unit_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	name_rows list = { 0 };
	struct buf text = { 0 };
	bool done = names_read(ui->ledger->db, s->unit, &mem, &list, err);

	for (size_t i = 0; done && i < list.n; i++) {
		buf_printf(&text, "%s%s (%s", i ? _(", ") : "", list.p[i].name,
			   name_kind(list.p[i].kind));
		if (list.p[i].from != DATE_NONE)
			buf_printf(&text, _(" from %s"), say_day(list.p[i].from, ui->today, &mem));
		if (list.p[i].to != DATE_NONE)
			buf_printf(&text, _(" to %s"), say_day(list.p[i].to, ui->today, &mem));
		buf_byte(&text, ')');
	}
	if (done && text.n > 0) {
		sheet_heading(&s->base.sheet, "%s", _("names"));
		sheet_text(&s->base.sheet, "", buf_text(&text));
	}
	if (done && *reorg_text(ui->ledger, s->unit, &mem))
		sheet_text(&s->base.sheet, "", reorg_text(ui->ledger, s->unit, &mem));
	buf_clear(&text);
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

/* Whom a group stands for today. */
static bool members_fill(struct ui *ui, struct unit_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	member_rows list = { 0 };
	struct buf text = { 0 };
	bool done = member_rows_read(ui->ledger->db, s->unit, &list, err);

	for (size_t i = 0; done && i < list.n; i++) {
		struct unit_row unit;

		done = unit_get(ui->ledger->db, list.p[i].unit, &mem, &unit, err);
		if (!done)
			break;
		buf_printf(&text, "%s%s", i ? _(", ") : "", unit.name);
		if (list.p[i].from != DATE_NONE)
			buf_printf(&text, _(" from %s"), say_day(list.p[i].from, ui->today, &mem));
		if (list.p[i].to != DATE_NONE)
			buf_printf(&text, _(" to %s"), say_day(list.p[i].to, ui->today, &mem));
	}
	if (done && (list.n > 0 || s->is_group)) {
		sheet_heading(&s->base.sheet, _("members %zu"), list.n);
		sheet_text(&s->base.sheet, "",
			   list.n > 0 ? buf_text(&text)
				      : arena_printf(&mem,
						     _("none are listed: the group is one duty; %s "
						       "lists them"),
						     keymap_key(ui->keymap, "unit", "members")));
	}
	buf_clear(&text);
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

static bool entries_fill(struct ui *ui, struct unit_screen *s, struct err *err)
{
	struct arena mem = { 0 };
	entry_rows list = { 0 };
	bool done = entries_read(ui->ledger->db, 0, s->unit, ENTRIES_MOST, &mem, &list, err);

	if (done && list.n > 0)
		sheet_heading(&s->base.sheet,
			      list.n < ENTRIES_MOST ? _("entries %zu") : _("the last %zu entries"),
			      list.n);
	for (size_t i = 0; done && i < list.n; i++) {
		const struct entry_row *e = &list.p[i];
		struct item_row item = { .number = "", .title = "" };
		struct err ignored = { 0 };
		struct buf text = { 0 };

		if (e->item && !item_get(ui->ledger->db, e->item, &mem, &item, &ignored))
			item.number = item.title = "";
		entry_text(ui, e,
			   arena_printf(&mem, "%s%s%s", item.number, *item.title ? " " : "",
					item.title),
			   &text);
		sheet_on_day(ui, &s->base.sheet, e->on, buf_text(&text));
		buf_clear(&text);
	}
	vec_clear(&list);
	arena_clear(&mem);
	return done;
}

static void fill(struct ui *ui, struct sheet_screen *base)
{
	struct unit_screen *s = (struct unit_screen *)base;
	struct arena mem = { 0 };
	struct unit_line u;
	struct err err = { 0 };

	buf_reset(&s->base.title);
	buf_reset(&s->base.second);
	if (view_unit(ui->ledger, s->unit, ui->plan, &u, &mem, &err)) {
		unit_rows members = { 0 };

		s->is_group = strcmp(u.unit.kind, "group") == 0;
		s->has_members =
			members_read(ui->ledger->db, s->unit, ui->today, &mem, &members, &err) &&
			members.n > 0;
		s->base.screen.whose = s->is_group || s->has_members ? 0 : s->unit;
		vec_clear(&members);
		buf_printf(&s->base.title, "%s ", _("unit"));
		clean_text(&s->base.title, str_of(u.unit.name));
		buf_printf(&s->base.second, _("owed %d  in %d  silent %d  overdue %d"), u.owed,
			   u.in, u.silent, u.overdue);
		/* Else what is owed is more than what is in and what is silent. */
		if (u.unheard)
			buf_printf(&s->base.second, "  %s", say_unheard(u.unheard, &mem));
		if (u.owed > u.in + u.silent + u.unheard)
			buf_printf(&s->base.second, _("  begins later %d"),
				   u.owed - u.in - u.silent - u.unheard);
		if (u.returned)
			buf_printf(&s->base.second, _("  returned %d"), u.returned);
	}
	if (err.code != ERR_NONE || !duties_fill(ui, s, &err) || !burden_fill(ui, s, &err) ||
	    !contacts_fill(ui, s, &err) || !names_fill(ui, s, &err) || !members_fill(ui, s, &err) ||
	    !entries_fill(ui, s, &err))
		sheet_text(&s->base.sheet, "", err.text);
	arena_clear(&mem);
}

static void unit_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"report", "none", "zero", "sign", "urge", "open", "next-silent", "contact",
		"members", "next-pane", "undo", "back", NULL,
	};

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

static void unit_show(struct ui *ui, struct unit_screen *s, int64_t unit)
{
	s->unit = s->base.screen.of = unit;
	s->base.sheet.cursor = (struct cursor){ 1, 0 };
	s->base.sheet.rows.n = 0;
	sheet_screen_fill(ui, &s->base);
}

/* To the next or previous silent unit. */
static void step(struct ui *ui, struct unit_screen *s, int by)
{
	struct err err = { 0 };
	int64_t next = 0;

	if (!view_silent_next(ui->ledger, ui->plan, s->unit, by, &ui->silent_order, &next, &err)) {
		ui_error(ui, &err);
		return;
	}
	if (!next) {
		ui_say(ui, by > 0 ? _("no silent unit after this one")
				  : _("no silent unit before this one"));
		return;
	}
	unit_show(ui, s, next);
}

static void other_chosen(struct ui *ui, void *user, int64_t unit)
{
	struct unit_screen *s = user;

	if (unit)
		unit_show(ui, s, unit);
	else
		ui_say(ui, _("one unit is shown here; all of them stand in the overview"));
}

static bool unit_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct unit_screen *s = (struct unit_screen *)screen;
	struct sheet_row *r = sheet_chosen(&s->base.sheet);

	if (strcmp(command, "next-silent") == 0)
		return step(ui, s, 1), true;
	if (strcmp(command, "previous-silent") == 0)
		return step(ui, s, -1), true;
	if (strcmp(command, "print") == 0)
		return paper_open(ui, "unit", s->unit), true;
	if (strcmp(command, "log") == 0)
		return log_open(ui, 0, s->unit), true;
	if (strcmp(command, "grid") == 0)
		return grid_dates_open(ui, s->unit, r && r->kind == SHEET_DUTY ? r->duty.item : 0),
		       true;
	if (strcmp(command, "unit") == 0)
		return chooser_open(ui, _("unit"), other_chosen, s, NULL, NULL, 0), true;
	if (strcmp(command, "members") == 0 && s->is_group)
		return members_open(ui, s->unit), true;
	if (strcmp(command, "rename") == 0 || strcmp(command, "merge") == 0)
		return reorg_open(ui, s->unit, *command == 'm'), true;
	if (strcmp(command, "right") == 0) {
		if (r && r->kind == SHEET_DUTY)
			item_open(ui, r->duty.item, s->unit);
		return true;
	}
	/* On the head, or any row but a duty's, a call is about all of it. */
	if (strcmp(command, "urge") == 0 && s->base.sheet.marks->list.n == 0 &&
	    (!r || r->kind != SHEET_DUTY))
		return urge_all(ui, s->unit), true;
	return sheet_command(ui, &s->base.sheet, command, 0);
}

static bool unit_can(struct ui *ui, struct screen *screen, const char *command)
{
	const struct unit_screen *s = (const struct unit_screen *)screen;

	if (strcmp(command, "rename") == 0 || strcmp(command, "merge") == 0)
		return s->base.can_write && (*command == 'r' || !s->is_group);
	return strcmp(command, "members") == 0 ? s->base.can_write && s->is_group
					       : sheet_screen_can(ui, screen, command);
}

static void unit_about(struct ui *ui, struct screen *screen, struct ui_about *to)
{
	sheet_screen_about(ui, screen, to);
	to->unit = ((struct unit_screen *)screen)->unit;
}

static const struct screen_ops unit_ops = {
	.mode = "unit", .title = N_("unit"), .draw = unit_draw, .command = unit_command,
	.refresh = sheet_screen_refresh, .can = unit_can,
	.rested = sheet_screen_rested, .about = unit_about, .free = sheet_screen_free,
};

void unit_open(struct ui *ui, int64_t unit, int64_t item)
{
	struct err err = { 0 };

	if (!sight_of_unit(ui->ledger, unit, &err)) {
		ui_error(ui, &err);
		return;
	}
	if (!ui_return(ui, &unit_ops, unit)) {
		struct unit_screen *s = mem_alloc(sizeof *s);

		s->unit = s->base.screen.of = unit;
		sheet_screen_open(ui, &s->base, &unit_ops, fill);
	}
	if (item)
		sheet_screen_goto((struct sheet_screen *)ui->top, item, 0);
}

/* ---- asked for elsewhere ---- */

static void command_chosen(struct ui *ui, void *user, int64_t unit)
{
	const char *command = user;

	unit_open(ui, unit, 0);
	if (strcmp(command, "members") == 0)
		members_open(ui, unit);
	else if (edit_find(command))
		edit_open(ui, edit_find(command), unit);
	else
		reorg_open(ui, unit, *command == 'm');
}

void unit_command_open(struct ui *ui, const char *command)
{
	bool of_group = strcmp(command, "members") == 0, merge = strcmp(command, "merge") == 0;
	const struct edit_verb *edit = edit_find(command);
	struct arena mem = { 0 };
	unit_rows list = { 0 };
	keys fit = { 0 };
	int64_t chosen = 0;
	struct err err = { 0 };
	bool ok = units_read(ui->ledger->db, &mem, &list, &err);

	for (size_t i = 0; ok && i < list.n; i++) {
		bool group = strcmp(list.p[i].kind, "group") == 0;
		if (of_group ? !group : merge && group)
			continue;
		*vec_push(&fit) = list.p[i].key;
		if (list.p[i].key == ui->unit)
			chosen = ui->unit;
	}
	if (!ok)
		ui_error(ui, &err);
	else if (chosen)
		command_chosen(ui, (void *)(uintptr_t)command, chosen);
	else if (fit.n > 0)
		chooser_open(ui,
			     of_group ? _("members: of which group?")
			     : merge  ? _("merge: which unit?")
			     : edit   ? arena_printf(&mem, _("%s: which unit?"), _(edit->label))
				      : _("rename: which unit?"),
			     command_chosen, (void *)(uintptr_t)command, NULL, fit.p, fit.n);
	else
		ui_say(ui, of_group ? _("members are those of a group, and no group is entered")
				    : _("no unit is entered"));
	vec_clear(&fit);
	vec_clear(&list);
	arena_clear(&mem);
}
