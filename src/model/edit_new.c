/* What no notice brought: an item, a campaign, a plan. */
#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "model/deadline_put.h"
#include "model/edit_private.h"
#include "model/ident.h"
#include "model/say.h"
#include "model/view.h"

#include "base/ban.h"

struct made {
	struct plan_row plan;
	struct item_row under;        /* key 0: at the top */
	item_rows beside;
	struct id id;
	const char *number;
	int pos;
};

/* ---- where it goes ---- */

static bool under_read(struct edit *e, struct made *m, struct err *err)
{
	const char *text = edit_said(e, "under");
	int64_t key;
	keys entries = { 0 };

	if (!text || !*text)
		return true;
	if (!view_find_item(e->l, m->plan.key, str_of(text), &key, err))
		return err_about(err, "under");
	if (!item_get(e->l->db, key, &e->mem, &m->under, err) ||
	    !children_read(e->l->db, key, &e->mem, &m->beside, err))
		return false;
	/* What a unit owes is an item at the end of a branch. */
	bool ok = m->under.children > 0 || leads_read(e->l->db, key, &entries, err);
	bool owes = entries.n > 0 && m->under.children == 0;
	vec_clear(&entries);
	return ok && (!owes || edit_refuse(err, "under",
					   _("%s has units that owe it: nothing goes below it"),
					   m->under.number));
}

/* The greatest plain number at the top of the plan; 0: none. */
static bool number_last(struct edit *e, const struct made *m, int *n, struct err *err)
{
	keys items = { 0 };
	bool ok = items_of_plan(e->l->db, m->plan.key, &items, err);

	*n = 0;
	for (size_t i = 0; ok && i < items.n; i++) {
		struct item_row item;
		struct err gone = { 0 };
		char *end;

		if (!item_get(e->l->db, items.p[i], &e->mem, &item, &gone)) {
			ok = gone.code == ERR_NOT_FOUND;
			if (!ok)
				*err = gone;
			continue;
		}
		long k = strtol(item.number, &end, 10);
		if (k > *n && !*end && k < 100000)
			*n = (int)k;
	}
	vec_clear(&items);
	return ok;
}

/* The next free one: 11 behind 10, 10.4 behind 10.3. */
static bool number_next(struct edit *e, struct made *m, struct err *err)
{
	int n = (int)m->beside.n;

	if (m->under.key == 0 && !number_last(e, m, &n, err))
		return false;
	do
		m->number = m->under.key
				    ? arena_printf(&e->mem, "%s.%d", m->under.number, ++n)
				    : arena_printf(&e->mem, "%d", ++n);
	while (item_by_number(e->l->db, m->plan.key, str_of(m->number)) != 0);
	return true;
}

/* Behind all that the plan has. */
static bool pos_next(struct edit *e, struct made *m, struct err *err)
{
	keys items = { 0 };
	bool ok = items_of_plan(e->l->db, m->plan.key, &items, err);

	for (size_t i = 0; ok && i < items.n; i++) {
		struct item_row item;
		if (item_get(e->l->db, items.p[i], &e->mem, &item, &(struct err){ 0 }) &&
			item.pos >= m->pos)
			m->pos = item.pos + 1;
	}
	vec_clear(&items);
	return ok;
}

/* ---- what hangs on it ---- */

/* "市法院、市税务局": the first is the chief one. */
static bool leads_put(struct edit *e, const struct made *m, struct err *err)
{
	const char *text = edit_said(e, "lead");
	struct str rest = str_of(text ? text : "");

	for (int n = 0; rest.n > 0;) {
		size_t at = strcspn(rest.p, ",; ");
		const char *cn = strstr(rest.p, "、"), *comma = strstr(rest.p, "，");
		if (cn && (size_t)(cn - rest.p) < at)
			at = (size_t)(cn - rest.p);
		if (comma && (size_t)(comma - rest.p) < at)
			at = (size_t)(comma - rest.p);
		struct str name = str_trim(str_to(rest, at));
		size_t skip = at >= rest.n                       ? 0
			      : (unsigned char)rest.p[at] < 0x80 ? 1
								 : strlen("、");
		rest = str_from(rest, at + skip);
		struct unit_row unit;
		bool made;
		if (name.n == 0)
			continue;
		if (!edit_unit_named(e, "lead", arena_str(&e->mem, name), m->plan.region, &unit,
				     &made, err))
			return false;
		edit_assignment_put(e, &m->id, &unit.id, "lead", n++);
	}
	return true;
}

static bool deadlines_put(struct edit *e, const struct made *m, struct err *err)
{
	const char *text = edit_said(e, "wording");
	date issued = m->plan.issued != DATE_NONE ? m->plan.issued : ledger_today(e->l);
	struct readings r = { 0 };
	bool ok = true;

	if (!text || !*text)
		return true;
	wording_read(&e->mem, str_of(text), issued, e->l->cal, &r);
	if (r.list.n == 0)
		ok = edit_refuse(err, "wording", _("no deadline is read in that: %s"), text);
	for (size_t i = 0; ok && i < r.list.n; i++) {
		struct id id = ident_part("deadline", &m->id, (int)i);
		if (r.list.p[i].kind == DEADLINE_INVALID)
			ok = edit_refuse(err, "wording", "%s",
					 r.warn.n ? r.warn.p[0] : _("no day follows from that"));
		else
			deadline_put(e->c, &id, &m->id, (int)i, &r.list.p[i], issued);
	}
	readings_clear(&r);
	return ok;
}

static void item_put(struct edit *e, struct made *m, const char *title, const char *kind)
{
	int ordinal = 0;
	const struct id *parent = m->under.key ? &m->under.id : NULL;
	const struct { const char *column; struct value v; } cells[] = {
		{ "plan", V_ID(m->plan.id) }, { "parent", parent ? V_ID(*parent) : V_NULL },
		{ "number", V_TEXT(m->number) }, { "kind", V_TEXT(kind) },
		{ "title", V_TEXT(title) }, { "text", V_TEXT(title) }, { "pos", V_INT(m->pos) },
		{ "owes", V_TEXT("lead") }, { "state", V_TEXT("open") },
	};

	/* A title that stood there once is another one's still. */
	do
		m->id = ident_item(&m->plan.id, parent, str_of(title), ordinal++);
	while (row_key_ever(e->l->db, KIND_ITEM, &m->id) != 0);
	change_row(e->c, KIND_ITEM, &m->id);
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		change_field(e->c, cells[i].column, cells[i].v);
}

bool edit_new_item(struct edit *e, struct err *err)
{
	struct made m = { .pos = 0 };
	const char *title = edit_said(e, "title"), *number = edit_said(e, "number"), *kind;
	bool ok = plan_get(e->l->db, e->call->of, &e->mem, &m.plan, err) &&
		  under_read(e, &m, err) && edit_item_kind(e, &kind, err) && pos_next(e, &m, err);

	if (ok && (!title || !*title))
		ok = edit_refuse(err, "title", _("a title is needed"));
	m.number = number;
	if (ok)
		ok = number && *number ? edit_number_free(e, m.plan.key, 0, number, err)
				       : number_next(e, &m, err);
	if (ok) {
		item_put(e, &m, title, kind ? kind : "task");
		ok = leads_put(e, &m, err) && deadlines_put(e, &m, err);
		e->say = arena_printf(&e->mem, _("new item %s %s"), m.number, title);
	}
	vec_clear(&m.beside);
	return ok;
}

/* Its identity is what is said of it, as a notice's is its text. */
bool edit_new_plan(struct edit *e, struct err *err)
{
	const char *title = edit_said(e, "title"), *number = edit_said(e, "number"),
		   *region = edit_said(e, "region");
	bool said;
	date issued, handed;
	char day[DATE_TEXT_SIZE];

	if (!edit_day(e, "issued", &said, &issued, err) ||
	    !edit_day(e, "handed", &said, &handed, err))
		return false;
	if (!title || !*title)
		return edit_refuse(err, "title", _("a title is needed"));
	if (issued == DATE_NONE)
		issued = ledger_today(e->l);
	if (handed != DATE_NONE && handed < issued)
		return edit_refuse(err, "handed", _("handed over before it was issued (%s)?"),
				   date_text(issued, day));
	date_text(issued, day);
	struct str cells[] = { str_of(title), str_of(number ? number : ""), str_of(day) };
	struct id id = ident_plan(cells, sizeof cells / sizeof *cells);
	if (row_key(e->l->db, KIND_PLAN, &id))
		return edit_refuse(err, "title",
				   _("there is a plan of that title and day already"));
	change_row(e->c, KIND_PLAN, &id);
	change_field(e->c, "title", V_TEXT(title));
	change_field(e->c, "issued", V_TEXT(day));
	change_field(e->c, "year", V_INT(date_split(issued).year));
	change_field(e->c, "state", V_TEXT("open"));
	if (number && *number)
		change_field(e->c, "number", V_TEXT(number));
	if (!region)
		region = setting_get(e->l->db, "region", &e->mem);
	if (region && *region)
		change_field(e->c, "region", V_TEXT(region));
	edit_set_day(e, KIND_PLAN, &id, "handed", handed);
	e->say = arena_printf(&e->mem, _("new plan %s"), title);
	return true;
}
