/* How people who act are called: the system's user, and the name that others know. */
#include "base/gettext.h"
#include "model/edit_private.h"
#include "model/ident.h"

#include "base/ban.h"

bool edit_person(struct edit *e, struct err *err)
{
	const char *login, *name = edit_said(e, "display");
	bool off = edit_off(e, &login);
	struct id id = ident_person(str_of(login));

	if (!*login)
		return edit_refuse(err, "login", _("whom? the login name is missing"));
	if (off && !row_key(e->l->db, KIND_PERSON, &id))
		return edit_refuse(err, "login", _("%s has no name on file"), login);
	if (off) {
		change_set(e->c, KIND_PERSON, &id, "gone", V_INT(1));
		e->say = arena_printf(&e->mem, _("%s is called %s again"), login, login);
		return true;
	}
	if (!name || !*name)
		return edit_refuse(err, "display", _("how is %s called?"), login);
	change_row(e->c, KIND_PERSON, &id);
	change_field(e->c, "login", V_TEXT(login));
	change_set(e->c, KIND_PERSON, &id, "name", V_TEXT(name));
	e->say = arena_printf(&e->mem, _("%s is called %s"), login, name);
	return true;
}
