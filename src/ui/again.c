#include "ui/again.h"

#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "ui/screen.h"

#include "base/ban.h"

void again_clear(struct again *a)
{
	free(a->text);
	free(a->way);
	free(a->level);
	*a = (struct again){ .verb = NULL };
}

void again_note(struct again *a, const struct verb *v, const struct verb_call *call)
{
	/* Each request waits with its own day: it is granted to that unless another day was
	 * said. */
	bool as_asked = call->n == 1 && call->duties[0].asked == call->promised;
	struct again now = { .verb = v, .promised = as_asked && v->needs & NEED_ASKED ?
		DATE_NONE : call->promised, .now = a->now };

	/* What was said may be what it has: copied before that goes. */
	now.text = call->text ? mem_strdup(call->text) : NULL;
	now.way = call->way ? mem_strdup(call->way) : NULL;
	now.level = call->level ? mem_strdup(call->level) : NULL;
	again_clear(a);
	*a = now;
}

bool again_fill(const struct again *a, const struct verb *v, struct verb_call *call)
{
	if (!a->now || a->verb != v)
		return false;
	call->text = a->text;
	call->way = a->way;
	call->level = a->level;
	call->promised = a->promised;
	return true;
}

void again_go(struct ui *ui)
{
	if (!ui->again.verb) {
		ui_say(ui, _("nothing was done yet that could be repeated"));
		return;
	}
	ui->again.now = true;
	ui_command(ui, ui->again.verb->name);
	ui->again.now = false;
}
