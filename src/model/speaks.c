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

static void all_speak(struct change *c, const char *site, bool grant)
{
	struct id id = ident_speaks(str_of(site), NULL);

	if (grant) {
		change_row(c, KIND_SPEAKS, &id);
		change_field(c, "site", V_TEXT(site));
		change_field(c, "all", V_INT(1));
	} else {
		change_set(c, KIND_SPEAKS, &id, "gone", V_INT(1));
	}
}

static bool refuse_silence(struct err *err)
{
	return err_set(err, ERR_REFUSED,
		       _("this copy would speak for nothing itself: another one that speaks for all takes that back"));
}

bool speaks_here(struct ledger *l, struct err *err)
{
	bool all = !speaks_granted(l->db, err) || speaks_all(l->db, db_site(l->db), err);

	return err->code == ERR_NONE && (all || refuse_silence(err));
}

/* Would nobody be left at this copy who could say it once more? */
static bool all_fits(struct ledger *l, const char *site, bool grant, bool *last, struct err *err)
{
	int64_t n = speaks_all_count(l->db, err);

	*last = !grant && n == 1;
	if (err->code != ERR_NONE)
		return false;
	if (!grant && !speaks_all(l->db, site, err))
		return err->code == ERR_NONE &&
		       err_set(err, ERR_NOT_FOUND, _("it was not said of %s that it speaks for all"), site);
	return grant || *last || strcmp(site, db_site(l->db)) != 0 || refuse_silence(err);
}

bool speaks_change_all(struct ledger *l, const char *site, bool grant, struct outcome *out,
		       struct err *err)
{
	struct arena mem = { 0 };
	bool last = false, first;
	struct change *c;

	*out = (struct outcome){ .done = 0 };
	if (!site_fits(site, err) ||
	    !(c = ledger_begin(l, grant ? "site-grant" : "site-revoke", "", err)))
		return false;
	first = grant && !speaks_granted(l->db, err);
	bool ok = err->code == ERR_NONE && all_fits(l, site, grant, &last, err);

	if (ok) {
		bool too = first && strcmp(site, db_site(l->db)) != 0;

		all_speak(c, site, grant);
		if (too)
			all_speak(c, db_site(l->db), true);
		outcome_say(out, arena_printf(&mem, "%s%s%s",
					      arena_printf(&mem,
							   grant ? _("the copy %s speaks for all units")
								 : _("the copy %s no longer speaks for all units"),
							   site),
					      too ? arena_printf(&mem, _(", as does %s"), db_site(l->db)) : "",
					      first  ? _("; from now on a copy that was given nothing speaks for nothing")
					      : last ? _("; from now on a copy that was given nothing speaks for all")
						     : ""));
		change_say(c, out->said);
		ok = ledger_commit(l, c, out, err);
		out->done = out->changed ? 1 : 0;
		outcome_unchanged(out);
	} else {
		ledger_abandon(l, c);
	}
	arena_clear(&mem);
	return ok;
}

bool speaks_as(struct ledger *l, const char *site, struct err *err)
{
	if (!speaks_granted(l->db, err) || !speaks_all(l->db, db_site(l->db), err) ||
	    speaks_all(l->db, site, err))
		return err->code == ERR_NONE;
	return err_set(err, ERR_REFUSED,
		       _("a copy called %s was given nothing, and would speak for nothing: first \"duban site grant %s "
			 "all\""),
		       site, site);
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
