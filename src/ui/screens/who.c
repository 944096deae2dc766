/* Who has the ledger open, since when, from where: a sheet that ":who" opens. */
#include "store/who.h"

#include <string.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "model/person.h"
#include "ui/screen.h"
#include "ui/sheet_screen.h"

#include "base/ban.h"

/* The day only where it is not today's. */
static const char *since_text(struct ui *ui, int64_t at_ms, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	clock_civil(ui->ledger->clock, at_ms, &day, &hour, &minute);
	return day == ui->today ? arena_printf(mem, "%02d:%02d", hour, minute)
				: arena_printf(mem, "%s %02d:%02d", date_text(day, text) + 5, hour,
					       minute);
}

static void put_row(struct ui *ui, struct sheet *sheet, const struct who_row *row, struct arena *mem)
{
	const char *name = person_name(ui->ledger, row->by, mem);

	sheet_text(sheet, "",
		   arena_printf(mem, _("%s  since %s  %s  %s%s%s"), name,
				since_text(ui, row->since_ms, mem),
				*row->from ? row->from : _("(this machine)"),
				*row->does ? row->does : _("screens"),
				row->writes ? "  " : "", row->writes ? _("is writing") : ""));
}

static void fill(struct ui *ui, struct sheet_screen *s)
{
	struct arena mem = { 0 };
	who_rows rows = { 0 };
	size_t others = 0;

	buf_reset(&s->title);
	buf_reset(&s->second);
	buf_puts(&s->title, _("who has the ledger open"));
	who_read(ui->ledger->db, &mem, &rows);
	for (size_t i = 0; i < rows.n; i++)
		others += !rows.p[i].own;
	buf_printf(&s->second, ngettext("%zu program beside this one", "%zu programs beside this one",
					(unsigned long)others), others);
	for (size_t i = 0; i < rows.n; i++)
		if (!rows.p[i].own)
			put_row(ui, &s->sheet, &rows.p[i], &mem);
	if (others == 0)
		sheet_text(&s->sheet, "", _("nobody else has the ledger open"));
	vec_clear(&rows);
	arena_clear(&mem);
}

static void who_draw(struct ui *ui, struct screen *screen)
{
	static const char *const hints[] = { "redraw", "back", NULL };

	sheet_screen_draw(ui, (struct sheet_screen *)screen, hints);
}

static bool who_command(struct ui *ui, struct screen *screen, const char *command)
{
	struct sheet_screen *s = (struct sheet_screen *)screen;

	/* Who comes and goes writes nothing that the loop would see. */
	if (strcmp(command, "redraw") == 0)
		sheet_screen_fill(ui, s);
	return sheet_command(ui, &s->sheet, command, 0);
}

static const struct screen_ops who_ops = {
	.mode = "who", .title = N_("who has the ledger open"), .draw = who_draw,
	.command = who_command, .refresh = sheet_screen_refresh, .can = sheet_screen_can,
	.rested = sheet_screen_rested, .free = sheet_screen_free,
};

void who_open(struct ui *ui)
{
	if (!ui_return(ui, &who_ops, 0))
		sheet_screen_open(ui, mem_alloc(sizeof(struct sheet_screen)), &who_ops, fill);
}
