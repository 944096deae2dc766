/* Who owes an item: one question turns it over. */
#include "base/gettext.h"
#include "base/mem.h"
#include "model/owes.h"
#include "ui/screen.h"
#include "ui/seen.h"

#include "base/ban.h"

struct turn { int64_t item; bool all; };

static void turn_yes(struct ui *ui, void *user)
{
	const struct turn *t = user;
	struct outcome out = { 0 };
	struct err err = { 0 };

	seen_begin(ui, 0);
	bool done = owes_set(ui->ledger, t->item, t->all, &out, &err);
	seen_end(ui);
	if (done)
		ui_changed(ui, &out);
	else
		seen_refused(ui, &err);
}

void owes_open(struct ui *ui, int64_t item)
{
	struct turn *t = mem_alloc(sizeof *t);
	struct arena mem = { 0 };
	struct item_row row;
	struct err err = { 0 };

	if (!item_get(ui->ledger->db, item, &mem, &row, &err) ||
	    (!db_is_writable(ui->ledger->db) &&
	     !err_set(&err, ERR_READ_ONLY, _("this ledger can only be read")))) {
		ui_error(ui, &err);
		free(t);
	} else {
		*t = (struct turn){ item, !owes_all(&row) };
		ask_open(ui,
			 arena_printf(&mem,
				      t->all ? _("%s %s: only lead units owe it now. Should "
						 "responsible units hand in too?")
					     : _("%s %s: responsible units owe it too now. Should "
						 "only lead units hand in?"),
				      row.number, row.title),
			 turn_yes, t, free);
	}
	arena_clear(&mem);
}
