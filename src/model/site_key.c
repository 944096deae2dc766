#include "model/site_key.h"

#include "base/gettext.h"
#include "model/act.h"
#include "model/ident.h"
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
