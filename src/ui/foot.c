#include "ui/foot.h"

#include <libintl.h>

#include "base/gettext.h"

#include "base/ban.h"

/* As the loop does it: the uppermost whole screen, then what lies at its foot. */
static void below_draw(struct ui *ui, struct screen *s, int foot)
{
	if (s->foot_rows > 0 && s->below)
		below_draw(ui, s->below, s->foot_rows > foot ? s->foot_rows : foot);
	ui->foot = s->foot_rows > 0 ? 0 : foot;
	ui->drawn = s;
	s->ops->draw(ui, s);
}

void foot_set(struct ui *ui, struct screen *s, int rows)
{
	struct screen *drawn = ui->drawn;

	if (s->foot_rows == rows)
		return;
	s->foot_rows = rows;
	if (s->below)
		below_draw(ui, s->below, rows);
	ui->foot = 0;
	ui->drawn = drawn;
}

void field_tell(struct ui *ui, size_t dropped, const struct err *err)
{
	if (err->code)
		ui_error(ui, err);
	else if (dropped > 0)
		ui_say(ui,
		       ngettext("%zu control character was left out",
				"%zu control characters were left out", (unsigned long)dropped),
		       dropped);
}

void save_refused(struct ui *ui, const struct err *err)
{
	ui_error(ui, err);
	if (err->code == ERR_OVERTAKEN)
		ui_say(ui, _("Enter again saves over it: %s"), err->text);
	else if (err->code == ERR_BUSY)
		ui_say(ui, _("Enter tries again: %s"), err->text);
	ui->message_is_error = true;
}
