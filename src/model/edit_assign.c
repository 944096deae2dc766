/* Who works on an item, in which role. */
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/edit_private.h"
#include "model/ident.h"
#include "model/say.h"
#include "model/unit_make.h"
#include "model/unit_match.h"

#include "base/ban.h"

/* Roles that somebody gives; an heir follows from a reorganisation. */
static const struct { const char *word, *cn; } roles[] = {
	{ "lead", "牵头" }, { "responsible", "责任" }, { "supervisor", "督导" },
};
enum { ROLES = sizeof roles / sizeof *roles };

static const char *role_find(const char *text)
{
	for (size_t i = 0; i < ROLES; i++)
		if (fold_eq(str_of(text), str_of(roles[i].word)) ||
		    strcmp(text, roles[i].cn) == 0 || strcmp(text, say_role(roles[i].word)) == 0)
			return roles[i].word;
	return NULL;
}

static bool role_read(const struct edit *e, const char **role, struct err *err)
{
	const char *text = edit_said(e, "role");

	*role = text && *text ? role_find(text) : NULL;
	return *role || !text || !*text ||
	       edit_refuse(err, "role", _("a role is lead, responsible or supervisor: %s"), text);
}

struct assigned {
	struct item_row item;
	struct plan_row plan;
	assignment_rows list;
	struct unit_row unit;
	bool made;                    /* the unit is a new one */
};

static const struct assignment_row *assigned_as(const struct assigned *a, const char *role)
{
	for (size_t i = 0; i < a->list.n; i++)
		if (a->list.p[i].unit == a->unit.key && strcmp(a->list.p[i].role, "heir") != 0 &&
		    (!role || strcmp(a->list.p[i].role, role) == 0))
			return &a->list.p[i];
	return NULL;
}

bool edit_unit_named(struct edit *e, const char *field, const char *name, const char *region,
		     struct unit_row *to, bool *made, struct err *err)
{
	int64_t key = 0;
	bool make = *name == '+';
	struct str text = str_trim(str_of(make ? name + 1 : name));

	*made = false;
	if (text.n == 0)
		return edit_refuse(err, field, _("which unit?"));
	if (!make && !unit_match_one(e->l, text, &key, err))
		return err_about(err, field);
	if (make && !unit_called(e->l, text, &key, err))
		return false;
	if (key)
		return unit_get(e->l->db, key, &e->mem, to, err);
	*made = true;
	*to = (struct unit_row){ .name = arena_str(&e->mem, text) };
	to->id = unit_make(e->c, region, to->name);
	return true;
}

void edit_assignment_put(struct edit *e, const struct id *item, const struct id *unit,
			 const char *role, int pos)
{
	struct id id = ident_assignment(item, unit, role);

	change_row(e->c, KIND_ASSIGNMENT, &id);
	change_field(e->c, "item", V_ID(*item));
	change_field(e->c, "unit", V_ID(*unit));
	change_field(e->c, "role", V_TEXT(role));
	change_set(e->c, KIND_ASSIGNMENT, &id, "pos", V_INT(pos));
}

/* What it sent in stays in the log, but is counted no more. */
static bool entries_ask(struct edit *e, const struct assigned *a, struct err *err)
{
	struct entry_row last;

	if (!entry_last(e->l->db, a->item.key, a->unit.key, "report none zero", &e->mem, &last))
		return true;
	return edit_ask(
		e, err, _("%s has reported for %s on %s: that stays in the log and counts no more"),
		a->unit.name, a->item.number, say_day(last.on, ledger_today(e->l), &e->mem));
}

static bool assign_off(struct edit *e, struct assigned *a, const char *role, struct err *err)
{
	const struct assignment_row *row = assigned_as(a, role);

	if (!row)
		return edit_refuse(err, role ? "role" : "unit",
				   role ? _("%s has not that role in %s")
					: _("%s has no part in %s"),
				   a->unit.name, a->item.number);
	for (size_t i = 0; !role && i < a->list.n; i++)
		if (a->list.p[i].unit == a->unit.key && strcmp(a->list.p[i].role, row->role) != 0 &&
		    strcmp(a->list.p[i].role, "heir") != 0)
			return edit_refuse(err, "role", _("%s has several roles in %s: which one?"),
					   a->unit.name, a->item.number);
	if (strcmp(row->role, "lead") == 0 && !entries_ask(e, a, err))
		return false;
	change_set(e->c, KIND_ASSIGNMENT, &row->id, "gone", V_INT(1));
	e->say = arena_printf(&e->mem, _("%s %s: no longer %s %s"), a->item.number, a->item.title,
			      say_role(row->role), a->unit.name);
	return true;
}

static bool assign_put(struct edit *e, struct assigned *a, const char *role, struct err *err)
{
	int pos = 0;

	if (a->item.children && strcmp(role, "lead") == 0)
		return edit_refuse(err, "role", _("%s is made of others: choose one of them"),
				   a->item.number);
	for (size_t i = 0; i < a->list.n; i++)
		if (a->list.p[i].pos >= pos)
			pos = a->list.p[i].pos + 1;
	if (!a->made && assigned_as(a, role))
		return edit_refuse(err, "unit", _("%s is %s in %s already"), a->unit.name,
				   say_role(role), a->item.number);
	edit_assignment_put(e, &a->item.id, &a->unit.id, role, pos);
	e->say = arena_printf(&e->mem, _("%s %s: %s %s"), a->item.number, a->item.title,
			      say_role(role), a->unit.name);
	return true;
}

bool edit_assign(struct edit *e, struct err *err)
{
	struct assigned a = { .made = false };
	const char *name, *role;
	bool off = edit_off(e, &name);
	bool ok = role_read(e, &role, err) &&
		  item_get(e->l->db, e->call->of, &e->mem, &a.item, err) &&
		  plan_get(e->l->db, a.item.plan, &e->mem, &a.plan, err) &&
		  assignments_read(e->l->db, e->call->of, &e->mem, &a.list, err) &&
		  edit_unit_named(e, "unit", name, a.plan.region, &a.unit, &a.made, err);

	ok = ok &&
	     (off ? assign_off(e, &a, role, err) : assign_put(e, &a, role ? role : "lead", err));
	vec_clear(&a.list);
	return ok;
}
