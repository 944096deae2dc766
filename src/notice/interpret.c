#include <stdlib.h>

#include "base/mem.h"
#include "notice/notice_private.h"

#include "base/ban.h"

const struct pass passes[] = {
	{ "front", pass_front },
	{ "head", pass_head },
	{ "carry", pass_carry },
	{ "number", pass_number },
	{ "role", pass_role },
	{ "unit", pass_unit },
	{ "alias", pass_alias },
	{ "deadline", pass_deadline },
	{ "campaign", pass_campaign },
	{ "link", pass_link },
	{ "measure", pass_measure },
	{ "target", pass_target },
	{ "figure", pass_figure },
	{ "leftover", pass_leftover },
	{ NULL, NULL },
};

bool interpret(struct draft *d, const char *until, struct err *err)
{
	draft_forget(d);
	d->in->used = mem_alloc((size_t)d->lines + 2);
	d->in->name_at = map_new();
	for (const struct pass *p = passes; p->name; p++) {
		if (!p->run(d, err))
			return false;
		if (until && strcmp(until, p->name) == 0)
			break;
	}
	return true;
}
