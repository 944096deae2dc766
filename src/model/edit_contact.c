/* Whom to call at a unit. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/gettext.h"
#include "model/edit_private.h"

#include "base/ban.h"

static ptrdiff_t contact_find(const contact_rows *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (fold_eq(str_of(list->p[i].name), str_of(name)))
			return (ptrdiff_t)i;
	return -1;
}

/* The number as it is dialled: an input method left on types ０４１３. NULL: nothing was said of
 * it. */
static const char *phone_said(struct edit *e)
{
	const char *text = edit_said(e, "phone"), *half;
	struct buf b = { 0 };

	if (!text)
		return NULL;
	fold_width(&b, str_of(text));
	half = arena_strdup(&e->mem, buf_text(&b));
	buf_clear(&b);
	return half;
}

/* Whoever calls needs a number, or a note that says how else. */
static bool number_fits(struct edit *e, bool is_new, struct err *err)
{
	const char *phone = phone_said(e), *note = edit_said(e, "note");

	if (phone && *phone && !strpbrk(phone, "0123456789"))
		return edit_refuse(err, "phone", _("a telephone number has digits: %s"), phone);
	if (is_new && (!phone || !*phone) && (!note || !*note))
		return edit_refuse(
			err, "phone",
			_("a telephone number is missing, or a note that says how to reach them"));
	return true;
}

/* All of the unit's get their places anew, with that one where it is wanted. */
static bool place_set(struct edit *e, const contact_rows *list, ptrdiff_t at, const struct id *id,
		      struct err *err)
{
	const char *text = edit_said(e, "place");
	char *end;

	if (!text || !*text)
		return true;
	long want = strtol(text, &end, 10);
	if (*end || want < 1 || want > 1000)
		return edit_refuse(err, "place", _("a place is a number from 1: %s"), text);
	size_t others = list->n - (at >= 0),
	       place = (size_t)want <= others ? (size_t)want : others + 1, next = 0;
	for (size_t i = 0; i < list->n; i++) {
		if ((ptrdiff_t)i == at)
			continue;
		next += next + 1 == place ? 2 : 1;
		change_set(e->c, KIND_CONTACT, &list->p[i].id, "pos", V_INT((int64_t)next));
	}
	change_set(e->c, KIND_CONTACT, id, "pos", V_INT((int64_t)place));
	return true;
}

static bool contact_put(struct edit *e, const struct unit_row *unit, const contact_rows *list,
			const char *name, struct err *err)
{
	const char *phone = phone_said(e);
	ptrdiff_t at = contact_find(list, name);
	struct id id = at >= 0 ? list->p[at].id : change_id(e->c, KIND_CONTACT);
	bool until_said;
	date until;

	if (!number_fits(e, at < 0, err) || !edit_day(e, "until", &until_said, &until, err))
		return false;
	if (at < 0) {
		change_row(e->c, KIND_CONTACT, &id);
		change_field(e->c, "unit", V_ID(unit->id));
		change_field(e->c, "name", V_TEXT(name));
		if (list->n > 0 && !edit_said(e, "place"))
			change_field(e->c, "pos", V_INT((int64_t)list->n + 1));
	}
	if (phone)
		edit_set(e, KIND_CONTACT, &id, "phone", phone);
	if (edit_said(e, "note"))
		edit_set(e, KIND_CONTACT, &id, "note", edit_said(e, "note"));
	/* Who is named again after their last day is back. */
	if (until_said ||
	    (at >= 0 && list->p[at].to != DATE_NONE && list->p[at].to < ledger_today(e->l)))
		edit_set_day(e, KIND_CONTACT, &id, "to", until);
	e->say = arena_printf(&e->mem, _("contact of %s: %s %s"), unit->name, name,
			      phone     ? phone
			      : at >= 0 ? list->p[at].phone
					: "");
	return place_set(e, list, at, &id, err);
}

static bool contact_take(struct edit *e, const struct unit_row *unit, const contact_rows *list,
			 const char *name, struct err *err)
{
	ptrdiff_t at = contact_find(list, name);

	if (at < 0)
		return edit_refuse(err, "name", _("%s is no contact of %s"), name, unit->name);
	change_set(e->c, KIND_CONTACT, &list->p[at].id, "gone", V_INT(1));
	e->say = arena_printf(&e->mem, _("no contact of %s any more: %s"), unit->name,
			      list->p[at].name);
	return true;
}

bool edit_contact(struct edit *e, struct err *err)
{
	struct unit_row unit;
	contact_rows list = { 0 };
	const char *name;
	bool off = edit_off(e, &name);
	bool ok = unit_get(e->l->db, e->call->of, &e->mem, &unit, err) &&
		  contacts_read(e->l->db, e->call->of, DATE_NONE, &e->mem, &list, err);

	if (ok && !*name)
		ok = edit_refuse(err, "name", _("a name is missing: who is it?"));
	ok = ok && (off ? contact_take : contact_put)(e, &unit, &list, name, err);
	vec_clear(&list);
	return ok;
}
