#include "model/clocks.h"

#include "base/gettext.h"
#include "model/right_past.h"
#include "store/change.h"
#include "store/site.h"

#include "base/ban.h"

/* Clocks differ by seconds: so much is told. */
enum { TOLD_MS = 5 * 60 * 1000 };

static const char *until(struct ledger *l, int64_t ahead_ms, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];
	date day;
	int hour, minute;

	clock_civil(l->clock, clock_now_ms(l->clock) + ahead_ms, &day, &hour, &minute);
	return arena_printf(mem, "%s %02d:%02d", date_text(day, text), hour, minute);
}

static bool note(struct ledger *l, const char *say, struct err *err)
{
	int64_t before = log_newest(l->db, err);
	struct change *c = change_new(l->db, l->by, "clocks", say);
	touched_list touched = { 0 };
	struct change_hash hash;
	bool empty;

	change_tells(c);
	bool ok = err->code == ERR_NONE && change_append(c, &hash, &touched, &empty, err) &&
		  rights_judge_own(l, before, err);

	vec_clear(&touched);
	change_free(c);
	return ok;
}

bool clocks_note(struct ledger *l, int64_t n, struct err *err)
{
	struct arena mem = { 0 };
	const char *site;
	int64_t ahead;
	bool ok = stamps_ahead(l->db, &mem, &ahead, &site, err) &&
		  note(l, arena_printf(&mem, ngettext("agreed to a clock that runs ahead: %lld change, the farthest of %s, of %s",
						      "agreed to clocks that run ahead: %lld changes, the farthest of %s, of %s",
						      (unsigned long)n),
				       (long long)n, until(l, ahead, &mem), site), err);

	arena_clear(&mem);
	return ok;
}

bool clocks_say(struct ledger *l, struct arena *mem, const char **said, struct err *err)
{
	const char *site;
	int64_t ahead;

	*said = "";
	if (!stamps_ahead(l->db, mem, &ahead, &site, err))
		return false;
	if (ahead > TOLD_MS)
		*said = arena_printf(mem,
				     _("stamps run ahead of this clock until %s (%s): what is written here follows what it "
				       "knew of and is stamped behind that, so it stands over what others write apart "
				       "meanwhile; the times that are shown are right"),
				     until(l, ahead, mem), *site ? site : db_site(l->db));
	return true;
}
