/* What falls due on one day: the items, and under each its units. */
#include <stdio.h>
#include <string.h>

#include "base/clean.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "model/say.h"
#include "store/list.h"
#include "ui/draw.h"
#include "ui/screen.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

enum { DUTIES_MOST = 2000 };

struct day_screen {
	struct sheet_screen base;
	date day;
};

/* The duties of one item, one after the other in the list. */
static bool part_fill(struct ui *ui, struct sheet *to, const duty_states *part, struct err *err)
{
	struct arena mem = { 0 };
	struct item_row item;
	bool done = item_get(ui->ledger->db, part->p[0].item, &mem, &item, err);

	if (done) {
		sheet_heading(to, "%s %s  %zu", item.number, item.title, part->n);
		sheet_duties(to, part);
	}
	arena_clear(&mem);
	return done;
}

static bool duties_fill(struct ui *ui, struct day_screen *s, const struct list *list,
			struct err *err)
{
	duty_states part = { 0 };
	bool done = true;

	for (size_t i = 0; done && i < list->keys.n && i < DUTIES_MOST; i++) {
		struct duty_state d;
		if (!duty_state_get(ui->ledger->db, list->keys.p[i], &d) || d.standing)
			continue;
		if (part.n > 0 && part.p[0].item != d.item) {
			done = part_fill(ui, &s->base.sheet, &part, err);
			part.n = 0;
		}
		*vec_push(&part) = d;
	}
	if (done && part.n > 0)
		done = part_fill(ui, &s->base.sheet, &part, err);
	vec_clear(&part);
	return done;
}

/* q: the duties that are listed; what a filter leaves of them is counted by looking. */
static void head_fill(struct ui *ui, struct day_screen *s, const struct query *q)
{
	struct arena mem = { 0 };
	struct date_line d;
	struct err *err = &s->base.failure;
	char day[DATE_TEXT_SIZE];
	const char *note = say_no_table(s->day, ui->ledger->cal, &mem);

	buf_reset(&s->base.title);
	buf_reset(&s->base.second);
	buf_printf(&s->base.title, "%s %s %s", _("due"), date_text(s->day, day),
		   say_weekday(s->day));
	narrow_title(ui, &s->base.title);
	if ((q->where ? view_date_where(ui->ledger, s->day, q, &d, err)
		      : view_date(ui->ledger, s->day, ui->plan, ui->unit, &mem, &d, err)) &&
	    d.owed > 0) {
		buf_printf(&s->base.second, _("owed %d  in %d  silent %d  act by %s"), d.owed, d.in,
			   d.silent, say_day(d.act_by, ui->today, &mem));
		if (d.unheard)
			buf_printf(&s->base.second, "  %s", say_unheard(d.unheard, &mem));
	}
	if (note)
		buf_printf(&s->base.second, "%s%s", s->base.second.n ? "  " : "", note);
	arena_clear(&mem);
}

static void fill(struct ui *ui, struct sheet_screen *base)
{
	struct day_screen *s = (struct day_screen *)base;
	struct query q = { .of = LIST_DUTIES, .plan = ui->plan, .due = s->day,
		.today = ui->today > s->day ? ui->today : s->day };
	struct list list = { 0 };
	struct err *err = &base->failure;

	narrow_query(ui, &q);
	base->sheet.by_unit = true;
	head_fill(ui, s, &q);
	list_start(&list, &q);
	if (err->code != ERR_NONE || !list_need(ui->ledger->db, &list, SIZE_MAX, err) || !duties_fill(ui, s, &list, err)) {
		if (err->code == ERR_STOPPED)      /* it comes again */
			sheet_begin(&base->sheet);
		else
			sheet_text(&base->sheet, "", err->text);
	}
	if (list.keys.n > DUTIES_MOST) {
		char text[160];
		snprintf(text, sizeof text,
			 _("the first %d of %zu: a chosen unit or plan narrows them"), DUTIES_MOST,
			 list.keys.n);
		sheet_text(&base->sheet, "", text);
	}
	if (base->sheet.rows.n == 0 && err->code == ERR_NONE)
		sheet_text(&base->sheet, "",
			   ui->narrow.text.n > 0
				   ? narrow_empty(ui, _("nothing that fits the filter is due on "
							"this day"), &base->sheet.mem)
				   : _("nothing is due on this day"));
	list_clear(&list);
}

static void day_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = {
		"report", "none", "zero", "sign", "urge", "open", "escape", "filter", "next-pane",
		"undo", "back", NULL,
	};

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

static bool day_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct sheet *sheet = &((struct sheet_screen *)screen)->sheet;
	const struct sheet_row *r = sheet_chosen(sheet);

	if (strcmp(command, "right") == 0) {
		if (r && r->kind == SHEET_DUTY)
			item_open(ui, r->duty.item, r->duty.unit);
		return true;
	}
	return sheet_command(ui, sheet, command, 0);
}

static const struct screen_ops day_ops = {
	.mode = "day", .title = N_("one day"), .draw = day_draw, .command = day_command,
	.refresh = sheet_screen_refresh, .can = sheet_screen_can,
	.rested = sheet_screen_rested, .about = sheet_screen_about, .free = sheet_screen_free,
};

void day_open(struct ui *ui, date day)
{
	struct day_screen *s = mem_alloc(sizeof *s);

	s->day = day;
	s->base.filtered = true;
	s->base.screen.of = day;
	s->base.screen.narrowed = true;
	sheet_screen_open(ui, &s->base, &day_ops, fill);
}
