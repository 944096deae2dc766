/* What was asked and answered about the dates of duties, below their rows. */
#include "base/gettext.h"
#include "model/extension.h"
#include "model/say.h"
#include "ui/sheet.h"

#include "base/ban.h"

static const char *subject(struct ui *ui, const struct sheet *s, const struct duty_state *d,
			   struct arena *mem)
{
	struct unit_row unit;
	struct item_row item;
	struct err ignore = { 0 };

	if (s->by_unit)
		return unit_get(ui->ledger->db, d->unit, mem, &unit, &ignore) ? unit.name : "?";
	return item_get(ui->ledger->db, d->item, mem, &item, &ignore) ? item.number : "?";
}

void sheet_extensions(struct ui *ui, struct sheet *s, const duty_states *list)
{
	struct arena mem = { 0 };
	bool any = false;

	for (size_t i = 0; i < list->n; i++) {
		const struct duty_state *d = &list->p[i];
		const char *dates = say_day(d->due, ui->today, &mem);

		if (!d->extension)
			continue;
		if (d->due > d->first_due)
			dates = arena_printf(&mem, "%s -> %s",
					     say_day(d->first_due, ui->today, &mem), dates);
		sheet_text(s, any ? "" : _("ext."),
			   arena_printf(&mem, "%s  %s  %s", subject(ui, s, d, &mem), dates,
					extension_text(ui->ledger, d, &mem)));
		any = true;
	}
	arena_clear(&mem);
}
