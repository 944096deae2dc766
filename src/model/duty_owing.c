/* Who owes an item: as itself, or as a member of a group. */
#include <string.h>

#include "model/duty_private.h"

#include "base/ban.h"

static bool member_on(const struct member_row *m, date on)
{
	if (on == DATE_NONE)
		return m->to == DATE_NONE;
	return (m->from == DATE_NONE || m->from <= on) && (m->to == DATE_NONE || on <= m->to);
}

static bool group_has_member(const struct duty_input *in, int64_t group, date on, bool ever)
{
	for (size_t i = 0; i < in->n_members; i++)
		if (in->members[i].group == group && (ever || member_on(&in->members[i], on)))
			return true;
	return false;
}

static void owing_add(struct derive *d, struct owing o)
{
	*vec_push(&d->owing) = o;
}

static void owing_of_unit(struct derive *d, int64_t unit, bool only)
{
	const struct duty_input *in = d->in;
	bool members = group_has_member(in, unit, 0, true);

	owing_add(d, (struct owing){ .unit = unit, .spare = members, .only = only });
	for (size_t i = 0; members && i < in->n_members; i++) {
		const struct member_row *m = &in->members[i];
		if (m->group == unit)
			owing_add(d, (struct owing){ m->unit, m->group, false, only, m->from,
				m->to });
	}
}

static bool is_owing(const struct derive *d, int64_t unit)
{
	for (size_t i = 0; i < d->owing.n; i++)
		if (d->owing.p[i].unit == unit)
			return true;
	return false;
}

void duty_owing_collect(struct derive *d)
{
	bool all = d->in->item.owes && strcmp(d->in->item.owes, "all") == 0;

	for (size_t i = 0; i < d->in->n_assignments; i++) {
		const struct assignment_row *a = &d->in->assignments[i];
		if (strcmp(a->role, "lead") == 0 || (all && strcmp(a->role, "responsible") == 0))
			owing_of_unit(d, a->unit, false);
	}
	for (size_t i = 0; i < d->in->n_deadlines; i++)
		if (d->in->deadlines[i].unit && !is_owing(d, d->in->deadlines[i].unit))
			owing_of_unit(d, d->in->deadlines[i].unit, true);
}

bool duty_owing_by(const struct derive *d, size_t i, const struct deadline_row *dl)
{
	const struct owing *o = &d->owing.p[i];

	return dl->unit ? o->unit == dl->unit || o->group == dl->unit : !o->only;
}

static bool owing_on(const struct derive *d, size_t i, date on)
{
	const struct owing *o = &d->owing.p[i];

	if (o->spare)
		return !group_has_member(d->in, o->unit, on, false);
	return !o->group || member_on(&(struct member_row){ o->group, o->unit, o->from, o->to },
		on);
}

/* Named itself and as a member, or as lead and as responsible: one duty, at its first place. */
static bool owing_first(const struct derive *d, size_t i, date on)
{
	for (size_t j = 0; j < i; j++)
		if (d->owing.p[j].unit == d->owing.p[i].unit && owing_on(d, j, on))
			return false;
	return true;
}

bool duty_owing_on(const struct derive *d, size_t i, date on)
{
	return owing_on(d, i, on) && owing_first(d, i, on);
}
