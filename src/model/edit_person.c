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
	const char *now = off ? person_get_name(e->l->db, &id, &e->mem) : NULL;
	if (off && (!now || !*now))
		return edit_refuse(err, "login", _("%s has no name on file"), login);
	if (off) {
		/* The row stays: it may say what the person may do. */
		edit_set(e, KIND_PERSON, &id, "name", NULL);
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
