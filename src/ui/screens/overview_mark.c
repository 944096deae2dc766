/* Marking items in the panes, and verbs on what is marked. */
#include <string.h>

#include "base/gettext.h"
#include "ui/screens/overview_private.h"

#include "base/ban.h"

/* Under another unit, or another plan: it stands in no pane. */
static bool is_listed(struct ui *ui, const struct overview *ov, const struct marked *k)
{
	struct arena mem = { 0 };
	struct item_row item;
	struct err ignore = { 0 };
	bool listed = k->unit == ov->unit;

	if (listed && ov->plan != 0)
		listed = item_get(ui->ledger->db, k->item, &mem, &item, &ignore) &&
			 item.plan == ov->plan;
	arena_clear(&mem);
	return listed;
}

static void hidden_find(struct ui *ui, const struct overview *ov, mark_list *to)
{
	for (size_t i = 0; i < ov->marks.list.n; i++)
		if (!is_listed(ui, ov, &ov->marks.list.p[i]))
			*vec_push(to) = ov->marks.list.p[i];
}

void overview_marks_count(struct ui *ui, const struct overview *ov, struct buf *to)
{
	mark_list hidden = { 0 };

	hidden_find(ui, ov, &hidden);
	marks_count(&ov->marks, hidden.n, to);
	vec_clear(&hidden);
}

/* What is done to an item itself, with those below it, is asked about one by one. */
void overview_verb_on_marked(struct ui *ui, struct overview *ov, const struct verb *v)
{
	mark_list hidden = { 0 };

	for (size_t i = 0; i < ov->marks.list.n; i++)
		if (ov->marks.list.p[i].unit == 0 && (v->needs & GOES_BELOW)) {
			ui_say(ui, _("%s: one at a time"), _(v->label));
			return;
		}
	hidden_find(ui, ov, &hidden);
	marks_verb(ui, &ov->marks, v, &hidden);
	vec_clear(&hidden);
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
	marks_turn(ui, &ov->marks, &which);
	vec_clear(&which);
	if (!all && p->cursor.at + 1 < pane_n(p))
		overview_chosen(ui, ov, p->cursor.at + 1);
	return true;
}
