#include "ui/seen.h"

#include "base/gettext.h"
#include "store/log.h"

#include "base/ban.h"

void seen_now(struct ui *ui)
{
	struct err ignore = { 0 };

	ui->seen = log_newest(ui->ledger->db, &ignore);
}

void seen_begin(struct ui *ui, int64_t since)
{
	ui->ledger->seen = since ? since : ui->seen;
}

void seen_end(struct ui *ui)
{
	ui->ledger->seen = 0;
}

void seen_refused(struct ui *ui, const struct err *err)
{
	if (err->code != ERR_OVERTAKEN) {
		ui_error(ui, err);
		return;
	}
	ui_refresh(ui);
	ui_say(ui, _("the same key again does it over that: %s"), err->text);
	ui->message_is_error = true;
}
