/* The ledger lies elsewhere than before: asked at the foot of the first screen, and where copies are the
 * subject. Nothing waits for the answer, and Esc leaves it to the next visit of either. */
#include <string.h>

#include "base/gettext.h"
#include "store/home.h"
#include "store/site.h"
#include "ui/screen.h"

#include "base/ban.h"

static bool settle(struct ui *ui, const char *name, struct err *err)
{
	struct db *db = ui->ledger->db;
	bool moved = strcmp(name, "1") == 0;

	if (!db_begin(db, err))
		return false;
	if ((moved ? home_note(db, err) : site_name(db, name, err)) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

static void ask(struct ui *ui, const char *begin);

static void answered(struct ui *ui, void *user, const char *text)
{
	struct err err = { 0 };

	(void)user;
	if (!*text)
		ui_say(ui, _("asked again next time; \"duban site moved\" or \"duban site init NAME\" answers it, too"));
	else if (settle(ui, text, &err)) {
		ui_refresh(ui);
		ui_say(ui, _("this is the copy %s"), db_site(ui->ledger->db));
	} else {
		ui_error(ui, &err);
		ask(ui, text);
	}
}

/* Typed once is enough: what was no name stands there still, below the sentence why. */
static void ask(struct ui *ui, const char *begin)
{
	prompt_open(ui, _("1 or a new name:"), begin, answered, NULL, NULL);
}

bool home_is_asked(struct ui *ui)
{
	return ui->options->elsewhere && home_is_other(ui->ledger->db);
}

void home_open(struct ui *ui)
{
	ui_say(ui, _("This ledger lies elsewhere than before. Moved: 1. A copy, and the other one lives on: its new name."));
	ask(ui, "");
}
