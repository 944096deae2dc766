/* A group over its members, as a row of an item. */
#include <string.h>

#include "model/duty.h"
#include "model/view.h"

#include "base/ban.h"

static bool member_today(const struct member_row *m, date today)
{
	return (m->from == DATE_NONE || m->from <= today) && (m->to == DATE_NONE || today <= m->to);
}

static bool is_assigned(const assignment_rows *list, int64_t unit)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].unit == unit && strcmp(list->p[i].role, "supervisor") != 0 &&
		    strcmp(list->p[i].role, "heir") != 0)
			return true;
	return false;
}

bool view_item_members(struct ledger *l, int64_t item, member_rows *to, struct err *err)
{
	date today = ledger_today(l);
	assignment_rows assigned = { 0 };
	struct arena mem = { 0 };
	size_t n = 0;
	bool ok = members_of_item(l->db, item, to, err) &&
		  assignments_read(l->db, item, &mem, &assigned, err);

	for (size_t i = 0; ok && i < to->n; i++)
		if (member_today(&to->p[i], today) && !is_assigned(&assigned, to->p[i].unit))
			to->p[n++] = to->p[i];
	to->n = ok ? n : to->n;
	vec_clear(&assigned);
	arena_clear(&mem);
	return ok;
}

static void group_add(struct ledger *l, const struct duty_state *d, struct group_line *to)
{
	struct receipt_row receipt;
	enum light light = light_of_duty(d, ledger_today(l));

	to->light = to->owed == 0 || light > to->light ? light : to->light;
	to->owed++;
	to->in += duty_is_in(d);
	to->accepted += d->state == 'c' || (duty_is_in(d) && d->review == 'a');
	to->signed_for +=
		receipt_get(l->db, d->item, d->unit, &receipt) && receipt.signed_on != DATE_NONE;
}

/* What lies there from the time when the group was one. */
static bool group_own(struct ledger *l, int64_t item, int64_t group, struct arena *mem,
		      struct group_line *to, struct err *err)
{
	duty_rows cells = { 0 };
	bool ok = duty_rows_read(l->db, item, group, mem, &cells, err);

	to->reported = DATE_NONE;
	for (size_t i = 0; i < cells.n; i++)
		if (cells.p[i].report_verb && cells.p[i].report_on > to->reported)
			to->reported = cells.p[i].report_on;
	vec_clear(&cells);
	return ok;
}

bool view_group(struct ledger *l, int64_t item, int64_t group, struct arena *mem,
		struct group_line *to, struct err *err)
{
	date today = ledger_today(l);
	member_rows members = { 0 };

	*to = (struct group_line){ .light = LIGHT_UNKNOWN };
	bool ok = unit_get(l->db, group, mem, &to->unit, err) &&
		  view_item_members(l, item, &members, err) &&
		  group_own(l, item, group, mem, to, err);
	for (size_t i = 0; ok && i < members.n; i++) {
		duty_states list = { 0 };
		if (members.p[i].group != group)
			continue;
		ok = duty_states_read(l->db, item, members.p[i].unit, &list, err);
		ptrdiff_t at = ok ? duty_open(list.p, list.n, today) : -1;
		if (at >= 0)
			group_add(l, &list.p[at], to);
		vec_clear(&list);
	}
	vec_clear(&members);
	return ok;
}
