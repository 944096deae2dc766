/* The row of a group over those of its members. */
#include "base/gettext.h"
#include "model/verb.h"
#include "ui/sheet_private.h"

#include "base/ban.h"

static int64_t group_of(const member_rows *members, int64_t unit)
{
	for (size_t i = 0; i < members->n; i++)
		if (members->p[i].unit == unit)
			return members->p[i].group;
	return 0;
}

bool sheet_units(struct ui *ui, struct sheet *s, int64_t item, const duty_states *list,
		 struct err *err)
{
	member_rows members = { 0 };
	int64_t above = 0;
	bool ok = view_item_members(ui->ledger, item, &members, err);

	for (size_t i = 0; ok && i < list->n; i++) {
		int64_t group = group_of(&members, list->p[i].unit);
		struct sheet_row *r;

		if (group && group != above) {
			r = sheet_row_add(s, SHEET_GROUP);
			r->group = group;
			r->item = item;
		}
		above = group;
		r = sheet_row_add(s, SHEET_DUTY);
		r->duty = list->p[i];
		r->group = group;
	}
	vec_clear(&members);
	return ok;
}

struct group_line *sheet_group_line(struct ui *ui, struct sheet *s, struct sheet_row *r)
{
	struct err err = { 0 };

	if (r->group_line)
		return r->group_line;
	r->group_line = arena_alloc(&s->mem, sizeof *r->group_line);
	if (!view_group(ui->ledger, r->item, r->group, &s->mem, r->group_line, &err))
		*r->group_line = (struct group_line){ .unit.name = arena_strdup(&s->mem, err.text), .reported = DATE_NONE };
	return r->group_line;
}

void sheet_verb_on_group(struct ui *ui, struct sheet *s, const struct verb *v,
			 const struct sheet_row *group)
{
	duty_states list = { 0 };
	struct err why = { 0 };

	for (size_t i = 0; i < s->rows.n; i++) {
		const struct sheet_row *r = &s->rows.p[i];
		struct err err = { 0 };

		if (r->kind != SHEET_DUTY || r->group != group->group || r->duty.key == 0)
			continue;
		if (verb_can(ui->ledger, v, &r->duty, &err))
			*vec_push(&list) = r->duty;
		else if (why.code == ERR_NONE)
			why = err;
	}
	if (list.n > 0)
		do_verb(ui, v->name, list.p, list.n, group->item);
	else
		ui_error(ui, &why);
	vec_clear(&list);
}

const char *sheet_group_reason(const struct group_line *g, struct arena *mem)
{
	return arena_printf(mem,
			    ngettext("%s%s, %d member: signed %d, reported %d, accepted %d",
				     "%s%s, %d members: signed %d, reported %d, accepted %d",
				     (unsigned long)g->owed),
			    light_said(g->light, mem), g->unit.name, g->owed, g->signed_for, g->in,
			    g->accepted);
}
