/* A leader's note on an item 批示: an entry; with a day it becomes a duty to watch. */
#include <string.h>

#include "base/gettext.h"
#include "model/edit_private.h"
#include "model/say.h"

#include "base/ban.h"

struct note {
	struct item_row item;
	struct unit_row unit;         /* key 0: all who owe the item */
	date by;                      /* DATE_NONE: nothing is to be handed in */
	const char *text, *leader;
};

/* Who works on the item, as itself or in a group. */
static bool unit_works(struct edit *e, const struct note *n, bool *works, struct err *err)
{
	assignment_rows list = { 0 };
	member_rows members = { 0 };
	bool ok = assignments_read(e->l->db, n->item.key, &e->mem, &list, err) &&
		  members_of_item(e->l->db, n->item.key, &members, err);

	*works = false;
	for (size_t i = 0; ok && i < list.n; i++)
		*works |= list.p[i].unit == n->unit.key && strcmp(list.p[i].role, "heir") != 0;
	for (size_t i = 0; ok && i < members.n; i++)
		*works |= members.p[i].unit == n->unit.key;
	vec_clear(&members);
	vec_clear(&list);
	return ok;
}

static bool unit_read(struct edit *e, struct note *n, struct err *err)
{
	const char *name = edit_said(e, "unit");
	bool made, works;

	if (!name || !*name)
		return true;
	if (*name == '+')
		return edit_refuse(err, "unit", _("%s has no part in %s: assign it first"),
				   name + 1, n->item.number);
	return edit_unit_named(e, "unit", name, "", &n->unit, &made, err) &&
	       unit_works(e, n, &works, err) &&
	       (works || edit_refuse(err, "unit", _("%s has no part in %s: assign it first"),
				     n->unit.name, n->item.number));
}

static bool by_fits(struct edit *e, const struct note *n, struct err *err)
{
	keys leads = { 0 };

	if (n->by == DATE_NONE)
		return n->unit.key == 0 ||
		       edit_refuse(err, "by", _("by when is %s to answer?"), n->unit.name);
	if (n->by < ledger_today(e->l))
		return edit_refuse(err, "by", _("%s is over: a duty lies ahead"),
				   say_day(n->by, ledger_today(e->l), &e->mem));
	if (n->item.children)
		return edit_refuse(err, "by", _("%s is made of others: choose one of them"),
				   n->item.number);
	if (strcmp(n->item.state, "open") != 0)
		return edit_refuse(err, "by", _("%s is not open; reopen it first"), n->item.number);
	bool ok = n->unit.key || leads_read(e->l->db, n->item.key, &leads, err);
	bool nobody = n->unit.key == 0 && leads.n == 0;
	vec_clear(&leads);
	return ok && (!nobody || edit_refuse(err, "unit", _("nobody leads %s: assign a unit first"),
					     n->item.number));
}

static void entry_put(struct edit *e, const struct note *n)
{
	struct id id = change_id(e->c, KIND_ENTRY);
	char day[DATE_TEXT_SIZE];

	change_row(e->c, KIND_ENTRY, &id);
	change_field(e->c, "item", V_ID(n->item.id));
	if (n->unit.key)
		change_field(e->c, "unit", V_ID(n->unit.id));
	change_field(e->c, "do", V_TEXT(e->verb->name));
	change_field(e->c, "on", V_TEXT(date_text(ledger_today(e->l), day)));
	change_field(e->c, "text", V_TEXT(n->text));
	if (*n->leader)
		change_field(e->c, "who", V_TEXT(n->leader));
	if (n->by != DATE_NONE)
		change_field(e->c, "promised", V_TEXT(date_text(n->by, day)));
}

/* Words of the ledger's data, as a notice's are: not translated. */
static bool deadline_of(struct edit *e, const struct note *n, struct err *err)
{
	struct id id = edit_part_new(e, KIND_DEADLINE, &n->item.id);
	deadline_rows list = { 0 };
	char day[DATE_TEXT_SIZE];
	bool ok = deadlines_read(e->l->db, n->item.key, &e->mem, &list, err);

	if (ok) {
		change_row(e->c, KIND_DEADLINE, &id);
		change_field(e->c, "item", V_ID(n->item.id));
		change_field(e->c, "pos", V_INT(list.n ? list.p[list.n - 1].pos + 1 : 0));
		change_field(e->c, "kind", V_TEXT("once"));
		change_field(e->c, "text",
			     V_TEXT(arena_printf(&e->mem, "%s批示%s%s%s：%s", n->leader,
						 n->unit.key ? "（" : "",
						 n->unit.key ? n->unit.name : "",
						 n->unit.key ? "）" : "", n->text)));
		/* It asks for an answer: the item's targets are of its own dates. */
		change_field(e->c, "asks", V_TEXT("none"));
		change_field(e->c, "due", V_TEXT(date_text(n->by, day)));
		if (n->unit.key)
			change_field(e->c, "unit", V_ID(n->unit.id));
	}
	vec_clear(&list);
	return ok;
}

bool edit_instruct(struct edit *e, struct err *err)
{
	struct note n = { .by = DATE_NONE };
	bool said;

	n.text = edit_said(e, "text");
	n.leader = edit_said(e, "leader") ? edit_said(e, "leader") : "";
	if (!n.text || !*n.text)
		return edit_refuse(err, "text", _("what does the note say?"));
	if (!item_get(e->l->db, e->call->of, &e->mem, &n.item, err) ||
	    !edit_day(e, "by", &said, &n.by, err) || !unit_read(e, &n, err) ||
	    !by_fits(e, &n, err) || (n.by != DATE_NONE && !deadline_of(e, &n, err)))
		return false;
	entry_put(e, &n);
	const char *who = n.unit.key ? arena_printf(&e->mem, ", %s", n.unit.name) : "";
	const char *until = n.by == DATE_NONE
				    ? ""
				    : arena_printf(&e->mem, _(" (by %s%s)"),
						   say_day(n.by, ledger_today(e->l), &e->mem), who);
	e->say = arena_printf(&e->mem, _("note of %s on %s: %s%s"),
			      *n.leader ? n.leader : _("a leader"), n.item.number, n.text, until);
	return true;
}
