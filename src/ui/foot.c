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
	s->ops->draw(ui, s);
}

void foot_set(struct ui *ui, struct screen *s, int rows)
{
	if (s->foot_rows == rows)
		return;
	s->foot_rows = rows;
	if (s->below)
		below_draw(ui, s->below, rows);
	ui->foot = 0;
}

void field_tell(struct ui *ui, size_t dropped, const struct err *err)
{
	if (err->code)
		ui_error(ui, err);
	else if (dropped > 0)
		ui_say(ui, ngettext("%zu control character was left out", "%zu control characters were left out", (unsigned long)dropped), dropped);
}
