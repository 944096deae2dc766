#include "model/speaks.h"

#include "base/buf.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/ident.h"
#include "store/site.h"

#include "base/ban.h"

static bool unit_speak(struct ledger *l, struct change *c, const char *site, int64_t key,
		       bool grant, struct buf *said, struct err *err)
{
	struct arena mem = { 0 };
	struct unit_row unit;
	bool ok = unit_get(l->db, key, &mem, &unit, err);

	if (ok) {
		struct id id = ident_speaks(str_of(site), &unit.id);

		buf_printf(said, " %s", unit.name);
		if (!grant && !row_key(l->db, KIND_SPEAKS, &id))
			ok = err_set(err, ERR_NOT_FOUND, _("%s does not speak for %s"), site,
				     unit.name);
		else if (!grant)
			change_set(c, KIND_SPEAKS, &id, "gone", V_INT(1));
		else {
			change_row(c, KIND_SPEAKS, &id);
			change_field(c, "site", V_TEXT(site));
			change_field(c, "unit", V_ID(unit.id));
		}
	}
	arena_clear(&mem);
	return ok;
}

bool speaks_change(struct ledger *l, const char *site, const keys *units, bool grant,
		   struct outcome *out, struct err *err)
{
	struct buf said = { 0 };
	struct change *c;
	bool ok = true;

	*out = (struct outcome){ .done = 0 };
	if (!site_fits(site, err) ||
	    !(c = ledger_begin(l, grant ? "site-grant" : "site-revoke", "", err)))
		return false;
	buf_printf(&said, grant ? _("the copy %s speaks for:") : _("the copy %s no longer speaks for:"),
		   site);
	for (size_t i = 0; ok && i < units->n; i++)
		ok = unit_speak(l, c, site, units->p[i], grant, &said, err);
	if (ok) {
		outcome_say(out, buf_text(&said));
		change_say(c, out->said);
		ok = ledger_commit(l, c, out, err);
		out->done = out->changed ? (int)units->n : 0;
		outcome_unchanged(out);
	} else {
		ledger_abandon(l, c);
	}
	buf_clear(&said);
	return ok;
}

bool speaks_read(struct ledger *l, const char *site, struct arena *mem, unit_rows *to,
		 struct err *err)
{
	keys units = { 0 };
	bool ok = speaks_keys(l->db, site, &units, err);

	for (size_t i = 0; ok && i < units.n; i++)
		ok = unit_get(l->db, units.p[i], mem, vec_push(to), err);
	vec_clear(&units);
	return ok;
}
