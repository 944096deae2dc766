#include <stdio.h>

#include "base/gettext.h"
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
	{ "second", pass_second },
	{ "figure", pass_figure },
	{ "plan", pass_plan },
	{ "leftover", pass_leftover },
	{ NULL, NULL },
};

/* A text of which nothing came out. */
static bool refuse_empty(const struct draft *d, struct err *err)
{
	struct place at = { .line = 0 };

	snprintf(at.source, sizeof at.source, "%s", d->in->source_name);
	for (int i = d->lines; i > 0; i--)
		if (str_trim(draft_line(d, i)).n)
			at.line = i;
	if (d->in->rows_seen)
		return err_at(err, ERR_INPUT, at,
			_("the table has a heading, but no row with a task below it"));
	return err_at(err, ERR_INPUT, at,
		_("there is nothing to read here: no table of tasks, and no numbered campaigns"));
}

bool interpret(struct draft *d, const char *until, struct err *err)
{
	draft_forget(d);
	d->in->used = mem_alloc((size_t)d->lines + 2);
	d->in->name_at = map_new();
	d->in->corrects = match_wanted(d);
	for (const struct pass *p = passes; p->name; p++) {
		if (!p->run(d, err) || !draft_fits(d, err))
			return false;
		if (until && strcmp(until, p->name) == 0)
			break;
	}
	return (until || d->items.n > 0) || refuse_empty(d, err);
}
