/* Who follows whom, in words and for counts. */
#include "model/reorg.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/owes.h"
#include "model/say.h"

#include "base/ban.h"

enum { CHAIN_MOST = 32 };      /* what a ring of copies' decisions ends at */

const char *unit_name_on(const struct name_row *names, size_t n, date day)
{
	const struct name_row *best = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct name_row *m = &names[i];
		if (strcmp(m->kind, "official") != 0 || (m->from != DATE_NONE && day < m->from) ||
		    (m->to != DATE_NONE && day > m->to))
			continue;
		/* the latest that has begun; a dated one says more than one without */
		if (!best || m->from > best->from ||
		    (m->from == best->from && best->to == DATE_NONE && m->to != DATE_NONE))
			best = m;
	}
	return best ? best->name : NULL;
}

int64_t reorg_heir(struct ledger *l, int64_t unit)
{
	struct err none = { 0 };
	int64_t heir = 0;

	for (int i = 0; i < CHAIN_MOST; i++) {
		heir_rows list = { 0 };
		bool more = heirs_of_unit(l->db, heir ? heir : unit, &list, &none) && list.n > 0 &&
			    list.p[0].heir != unit;
		if (more)
			heir = list.p[0].heir;
		vec_clear(&list);
		if (!more)
			break;
	}
	return heir;
}

static void name_add(struct ledger *l, int64_t unit, struct arena *mem, struct buf *to)
{
	struct unit_row row;
	struct err none = { 0 };

	if (unit_get(l->db, unit, mem, &row, &none))
		buf_printf(to, "%s%s", to->n ? _(", ") : "", row.name);
}

const char *reorg_text(struct ledger *l, int64_t unit, struct arena *mem)
{
	heir_rows after = { 0 }, before = { 0 };
	struct err none = { 0 };
	struct buf names = { 0 };
	const char *text = "";
	bool ok = heirs_of_unit(l->db, unit, &after, &none) &&
		  heirs_before_unit(l->db, unit, &before, &none);
	const heir_rows *list = after.n ? &after : &before;
	char day[DATE_TEXT_SIZE];

	for (size_t i = 0; ok && i < list->n; i++)
		name_add(l, after.n ? list->p[i].heir : list->p[i].unit, mem, &names);
	if (names.n)
		text = arena_printf(mem,
				    after.n ? _("since %s its work is done by %s")
					    : _("since %s in place of %s"),
				    date_text(list->p[0].on, day), buf_text(&names));
	vec_clear(&after);
	vec_clear(&before);
	buf_clear(&names);
	return text;
}

/* ---- of an item ---- */

struct ways { heir_rows links; assignment_rows assigned; member_rows members; struct arena mem; };

static bool ways_read(struct ledger *l, int64_t item, struct ways *w, struct err *err)
{
	return heirs_of_item(l->db, item, &w->links, err) &&
	       (w->links.n == 0 || (assignments_read(l->db, item, &w->mem, &w->assigned, err) &&
				    members_of_item(l->db, item, &w->members, err)));
}

static void ways_clear(struct ways *w)
{
	vec_clear(&w->links);
	vec_clear(&w->assigned);
	vec_clear(&w->members);
	arena_clear(&w->mem);
}

static void key_once(keys *to, int64_t key)
{
	for (size_t i = 0; i < to->n; i++)
		if (to->p[i] == key)
			return;
	*vec_push(to) = key;
}

/* Breadth first, each unit once: a ring ends. */
static bool ways_lead(const struct ways *w, int64_t from, int64_t to)
{
	keys reached = { 0 };
	bool found = false;

	key_once(&reached, from);
	for (size_t at = 0; at < reached.n && !found; at++)
		for (size_t i = 0; i < w->links.n && !found; i++) {
			if (w->links.p[i].unit != reached.p[at])
				continue;
			found = w->links.p[i].heir == to && from != to;
			key_once(&reached, w->links.p[i].heir);
		}
	vec_clear(&reached);
	return found;
}

bool reorg_parts(struct ledger *l, int64_t item, int64_t unit, keys *to, struct err *err)
{
	struct ways w = { .links.n = 0 };
	struct item_row row;
	bool ok = ways_read(l, item, &w, err) &&
		  (w.assigned.n == 0 || item_get(l->db, item, &w.mem, &row, err));

	for (size_t i = 0; ok && i < w.assigned.n; i++) {
		const struct assignment_row *a = &w.assigned.p[i];
		if (strcmp(a->role, "lead") != 0 &&
		    (strcmp(a->role, "responsible") != 0 || !owes_all(&row)))
			continue;
		if (ways_lead(&w, a->unit, unit))
			key_once(to, a->unit);
		for (size_t j = 0; j < w.members.n; j++)
			if (w.members.p[j].group == a->unit &&
			    ways_lead(&w, w.members.p[j].unit, unit))
				key_once(to, w.members.p[j].unit);
	}
	ways_clear(&w);
	return ok;
}

const char *reorg_parts_text(struct ledger *l, int64_t item, int64_t unit, struct arena *mem)
{
	keys parts = { 0 };
	struct err none = { 0 };
	struct buf names = { 0 };
	const char *text = "";

	if (reorg_parts(l, item, unit, &parts, &none))
		for (size_t i = 0; i < parts.n; i++)
			name_add(l, parts.p[i], mem, &names);
	if (names.n)
		text = arena_printf(mem, _("formerly %s"), buf_text(&names));
	vec_clear(&parts);
	buf_clear(&names);
	return text;
}

/* Where a unit was split, whom the item names; else the first. */
static int64_t way_of(const struct ways *w, int64_t unit)
{
	int64_t first = 0;

	for (size_t i = 0; i < w->links.n; i++) {
		if (w->links.p[i].unit != unit)
			continue;
		first = first ? first : w->links.p[i].heir;
		for (size_t j = 0; j < w->assigned.n; j++)
			if (w->assigned.p[j].unit == w->links.p[i].heir &&
			    strcmp(w->assigned.p[j].role, "heir") == 0)
				return w->links.p[i].heir;
	}
	return first;
}

bool reorg_leads(struct ledger *l, int64_t item, keys *to, struct err *err)
{
	struct ways w = { .links.n = 0 };
	keys leads = { 0 };
	bool ok = leads_read(l->db, item, &leads, err) && ways_read(l, item, &w, err);

	for (size_t i = 0; ok && i < leads.n; i++) {
		int64_t unit = leads.p[i], next;
		for (int n = 0; n < CHAIN_MOST && (next = way_of(&w, unit)) != 0; n++)
			unit = next;
		key_once(to, unit);
	}
	vec_clear(&leads);
	ways_clear(&w);
	return ok;
}
