#include "model/site_key.h"

#include "base/gettext.h"
#include "model/act.h"
#include "model/ident.h"
#include "model/right_mine.h"
#include "store/home.h"
#include "store/rows.h"
#include "store/site.h"

#include "base/ban.h"

bool site_key_change(struct ledger *l, const char *site, const char *key, struct outcome *out,
		     struct err *err)
{
	struct id id = ident_site(str_of(site));
	struct arena mem = { 0 };
	struct change *c;

	*out = (struct outcome){ .done = 0 };
	if (!site_fits(site, err) || !(c = ledger_begin(l, "site-key", "", err)))
		return false;
	outcome_say(out, arena_printf(&mem, *key ? _("the copy %s is known by this key from now on")
						 : _("the copy %s is known by no key any more"),
				      site));
	change_row(c, KIND_SITE, &id);
	change_field(c, "name", V_TEXT(site));
	change_set(c, KIND_SITE, &id, "key", *key ? V_TEXT(key) : V_NULL);
	change_say(c, out->said);
	bool ok = ledger_commit(l, c, out, err);

	out->done = ok && out->changed;
	outcome_unchanged(out);
	arena_clear(&mem);
	return ok;
}

/* May a copy of that name write what is no unit's? */
static bool name_tells(struct ledger *l, const char *name, bool *tells, struct err *err)
{
	keys units = { 0 };
	bool ok = speaks_keys(l->db, name, &units, err);

	*tells = units.n == 0 && (!speaks_granted(l->db, err) || speaks_all(l->db, name, err));
	vec_clear(&units);
	return ok && err->code == ERR_NONE;
}

static bool rename_untold(struct ledger *l, const char *name, struct err *err)
{
	if (!right_ask(l, "site-init", 0, err) || !db_begin(l->db, err))
		return false;
	if (site_rename(l->db, name, err) && db_commit(l->db, err))
		return true;
	db_rollback(l->db);
	return false;
}

/* In one write: its line is the first under the new name. */
static bool rename_told(struct ledger *l, const char *name, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	struct id id = ident_site(str_of(name));
	const char *was = arena_strdup(&mem, db_site(l->db));
	struct change *c = ledger_begin(l, "site-init", "", err);
	bool ok = c && site_rename(l->db, name, err);

	if (ok) {
		change_row(c, KIND_SITE, &id);
		change_field(c, "name", V_TEXT(name));
		change_set(c, KIND_SITE, &id, "was", V_TEXT(was));
		change_say(c, arena_printf(&mem, _("the copy %s is called %s now"), was, name));
		ok = ledger_commit(l, c, out, err);
	} else if (c) {
		ledger_abandon(l, c);
	}
	arena_clear(&mem);
	return ok;
}

bool site_rename_change(struct ledger *l, const char *name, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };

	bool tells;

	*out = (struct outcome){ .done = 0 };
	if (!name_tells(l, name, &tells, err) ||
	    !(tells && !home_is_other(l->db) ? rename_told(l, name, out, err)
					     : rename_untold(l, name, err)))
		return false;
	outcome_say(out, arena_printf(&mem, _("this copy is called %s now"), name));
	out->done = 1;
	arena_clear(&mem);
	return true;
}
