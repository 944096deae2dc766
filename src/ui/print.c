/* The overview for a standard output that is no terminal: the same lines, all of them, without
 * keys. */
#include "base/gettext.h"
#include "ui/draw.h"
#include "ui/marks.h"
#include "ui/screen.h"

#include "base/ban.h"

enum { PRINT_ROWS = 4000 };    /* more than that nobody reads: the command line lists and filters */

bool ui_print(struct ledger *l, const struct ui_options *o, int cols, struct buf *to,
	      struct err *err)
{
	struct ui ui = { .ledger = l, .options = o, .plan = o->plan, .today = ledger_today(l) };
	bool ok;

	draw_to_text(to, PRINT_ROWS, cols);
	ui.keymap = keymap_new(NULL, NULL);
	ui_who_read(&ui);
	overview_open(&ui);
	ui.top->ops->draw(&ui, ui.top);
	ok = !overview_failed(ui.top, err);
	ui_pop(&ui);
	keymap_free(ui.keymap);
	vec_clear(&ui.silent_order);
	marks_end(&ui);
	draw_to_text(NULL, 0, 0);
	return ok;
}
