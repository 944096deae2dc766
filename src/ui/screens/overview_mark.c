/* Marking items in the panes. */
#include <string.h>

#include "base/gettext.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

bool overview_lists(struct ui *ui, struct screen *screen, const struct marked *k)
{
	struct overview *ov = (struct overview *)screen;

	return k->unit == ov->unit && (pane_find(ui, ov, PANE_TASKS, k->item) >= 0 ||
				       pane_find(ui, ov, PANE_CAMPAIGNS, k->item) >= 0);
}

bool overview_mark_command(struct ui *ui, struct overview *ov, const char *command)
{
	bool all = strcmp(command, "mark-all") == 0;
	struct pane *p = &ov->panes[ov->active];
	mark_list which = { 0 };

	if (!all && strcmp(command, "mark") != 0)
		return false;
	if (ov->active == PANE_DATES) {
		ui_say(ui, _("choose a task or a campaign first: a row in pane 1 or 2"));
		return true;
	}
	for (int64_t at = all ? 0 : p->cursor.at;
	     at < pane_n(p) && (all || at == p->cursor.at) && which.n <= MARKS_MOST; at++) {
		int64_t key = pane_key(ui, ov, ov->active, at);

		if (key)
			*vec_push(&which) = (struct marked){ .item = key, .unit = ov->unit };
	}
	marks_turn(ui, ov->screen.marks, &which);
	vec_clear(&which);
	if (!all && p->cursor.at + 1 < pane_n(p))
		overview_chosen(ui, ov, p->cursor.at + 1);
	return true;
}
