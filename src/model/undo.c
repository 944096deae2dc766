/* Taking back: a new change, computed where it is asked; store finds what can go and what must
 * stay. */
#include "model/verb.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/gettext.h"
#include "model/act.h"
#include "model/right_mine.h"

#include "base/ban.h"

/* What was written of a unit since it took over for others stays, and the units before owe again as
 * if it were not there: that is said. "" nothing. */
static bool heirs_say(struct ledger *l, const struct log_line *line, bool redo, const char **to,
		      struct arena *mem, struct err *err)
{
	int64_t n = 0;

	*to = "";
	if (redo || strcmp(line->verb, "reorg") != 0)
		return true;
	if (!change_heir_entries(l->db, &line->hash, mem, &n, err))
		return false;
	if (n)
		*to = arena_printf(mem,
				   ngettext("; %jd entry since then of the unit that took over "
					    "stays, and counts no more for the units before",
					    "; %jd entries since then of the unit that took over "
					    "stay, and count no more for the units before",
					    (unsigned long)n),
				   (intmax_t)n);
	return true;
}

/* What came back, what stayed and why. */
static void undo_say(struct outcome *out, const struct log_line *line, bool redo, const char *why,
		     const char *heirs, struct arena *mem)
{
	const char *what = redo ? arena_printf(mem, _("done again: %s"), line->say)
				: arena_printf(mem, _("taken back: %s"), line->say);

	if (out->kept)
		what = arena_printf(mem, _("%s; %d of %d changed back, the rest stays: %s"), what,
				    out->done, out->done + out->kept, why);
	outcome_say(out, *heirs ? arena_printf(mem, "%s%s", what, heirs) : what);
}

/* What an import made and others went on from would stay in pieces: items without units or
 * dates. */
static bool undo_whole(struct ledger *l, const struct log_line *line, const struct outcome *out,
		       const char *why, struct arena *mem, struct err *err)
{
	int64_t entries;

	if (out->kept == 0 || strcmp(line->verb, "import") != 0)
		return true;
	if (!change_entries(l->db, &line->hash, mem, &entries, err))
		return false;
	return err_set(err, ERR_REFUSED,
		       ngettext("%jd later entry rests on this import; take back first what came "
				"after it: %s",
				"%jd later entries rest on this import; take back first what came "
				"after it: %s",
				(unsigned long)entries),
		       (intmax_t)entries, why);
}

static bool undo_line(struct ledger *l, const struct log_line *line, bool redo, struct arena *mem,
		      struct outcome *out, struct err *err)
{
	struct change *c = ledger_begin(l, redo ? "redo" : "undo", "", err);
	const char *why = "", *heirs;

	if (!c)
		return false;
	change_undoes(c, &line->hash);
	if (!change_invert(c, &line->hash, mem, &out->done, &out->kept, &why, err)) {
		ledger_abandon(l, c);
		return false;
	}
	if (!heirs_say(l, line, redo, &heirs, mem, err)) {
		ledger_abandon(l, c);
		return false;
	}
	if (out->done == 0 || !undo_whole(l, line, out, why, mem, err)) {
		ledger_abandon(l, c);
		return err_set(err, ERR_REFUSED, _("nothing of it can be taken back: %s"), why);
	}
	undo_say(out, line, redo, why, heirs, mem);
	change_say(c, out->said);
	return ledger_commit(l, c, out, err);
}

/* The ledger's beginning stays: taking it back would leave units without a region. */
static bool undo_allowed(struct ledger *l, const struct log_line *line, struct err *err)
{
	if (*line->refused)
		return err_set(err, ERR_REFUSED,
			       _("this was never in force: whoever did it had not the right to"));
	if (strcmp(line->verb, "init") == 0)
		return err_set(err, ERR_REFUSED, _("the ledger's beginning cannot be taken back"));
	if (strcmp(line->verb, "site-init") == 0)
		return err_set(err, ERR_REFUSED,
			       _("the name of a copy is not taken back: \"duban site init NAME\" gives it another"));
	if (line->undone)
		return err_set(err, ERR_REFUSED, _("this was taken back already"));
	if (line->part < line->parts)
		return err_set(err, ERR_REFUSED,
			       _("%lld of %lld lines of this action are here: it can be taken back when "
				 "the rest has come"),
			       (long long)line->part, (long long)line->parts);
	return right_undo(l, line->by, err);
}

static bool undo_found(struct ledger *l, const struct log_line *line, bool redo, struct arena *mem,
		       struct outcome *out, struct err *err)
{
	bool ok;

	*out = (struct outcome){ .done = 0 };
	ok = undo_allowed(l, line, err) && undo_line(l, line, redo, mem, out, err);
	if (!ok)
		*out = (struct outcome){ .done = 0 };
	return ok;
}

bool undo_last(struct ledger *l, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	struct log_line line;
	struct err none = { 0 };
	bool ok;

	if (!log_last(l->db, l->by, false, &mem, &line, &none) || strcmp(line.verb, "init") == 0)
		ok = err_set(err, none.code ? none.code : ERR_NOT_FOUND, "%s",
			     none.code && none.code != ERR_NOT_FOUND
				     ? none.text
				     : _("there is nothing of yours to take back"));
	else
		ok = undo_found(l, &line, false, &mem, out, err);
	arena_clear(&mem);
	return ok;
}

bool undo_change(struct ledger *l, struct str prefix, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	struct log_line line;
	bool ok = log_find(l->db, prefix, &mem, &line, err) &&
		  undo_found(l, &line, line.is_undo, &mem, out, err);

	arena_clear(&mem);
	return ok;
}

enum { ROWS_UNASKED = 50 };

/* The same, and nothing is written. */
static bool undo_try(struct ledger *l, const struct log_line *line, struct arena *mem,
		     struct outcome *out, const char **why, struct err *err)
{
	struct change *c = ledger_begin(l, "undo", "", err);
	bool ok = c && change_invert(c, &line->hash, mem, &out->done, &out->kept, why, err) &&
		  undo_whole(l, line, out, *why, mem, err);

	if (c)
		ledger_abandon(l, c);
	return ok;
}

static const char *undo_would(const struct log_line *line, const struct outcome *out,
			      const char *why, const char *heirs, struct arena *mem)
{
	const char *text = arena_printf(mem,
					ngettext("Take back, %d row: %s", "Take back, %d rows: %s",
						 (unsigned long)out->done),
					out->done, line->say);

	if (out->kept)
		text = arena_printf(
			mem,
			ngettext("%s; %d stays: %s", "%s; %d stay: %s", (unsigned long)out->kept),
			text, out->kept, why);
	return *heirs ? arena_printf(mem, "%s%s", text, heirs) : text;
}

/* Since it, did its maker take back what somebody else did? Who takes that back again means that, and
 * not something of one's own before. */
static bool is_behind(struct ledger *l, const struct log_line *line, struct arena *mem)
{
	struct log_line last, undone;
	struct err ignore = { 0 };
	char hex[HASH_TEXT_SIZE];

	return log_last(l->db, l->by, true, mem, &last, &ignore) && last.key > line->key &&
	       log_find(l->db, str_of(hex_text(last.undoes.b, HASH_SIZE, hex)), mem, &undone, &ignore) &&
	       strcmp(undone.by, l->by) != 0;
}

/* A role, or what else was written of a person, never goes by one key. */
static bool is_asked(struct ledger *l, const struct log_line *line, bool last, const struct outcome *out,
		     const char *heirs, struct arena *mem)
{
	return out->done > 0 &&
	       (out->done > ROWS_UNASKED || out->kept > 0 || *heirs || strcmp(line->verb, "import") == 0 ||
		strcmp(line->verb, "person") == 0 || (last && is_behind(l, line, mem)));
}

bool undo_question(struct ledger *l, struct str prefix, struct arena *mem, const char **question,
		   struct err *err)
{
	struct log_line line;
	struct outcome out = { 0 };
	const char *why = "", *heirs;
	bool there = prefix.n ? log_find(l->db, prefix, mem, &line, err)
			      : log_last(l->db, l->by, false, mem, &line, err);

	*question = NULL;
	if (!there)
		return false;
	if (!undo_allowed(l, &line, err) || !undo_try(l, &line, mem, &out, &why, err) ||
	    !heirs_say(l, &line, false, &heirs, mem, err))
		return false;
	if (is_asked(l, &line, prefix.n == 0, &out, heirs, mem))
		*question = undo_would(&line, &out, why, heirs, mem);
	return true;
}

/* What was done since would be mixed with what comes back. */
static bool redo_fresh(struct ledger *l, const struct log_line *undo, struct arena *mem,
		       struct err *err)
{
	struct log_line since;
	struct err none = { 0 };

	if (!log_last(l->db, l->by, false, mem, &since, &none) || since.key < undo->key)
		return true;
	return err_set(err, ERR_REFUSED,
		       _("since then you did something else, so that nothing is done again: %s"),
		       since.say);
}

/* The sentence of what is done again is the one that was taken back, not "taken back: ...". */
static bool redo_sentence(struct ledger *l, struct log_line *line, struct arena *mem)
{
	char hex[HASH_TEXT_SIZE];
	struct log_line first;
	struct err ignore = { 0 };

	if (!line->is_undo || !log_find(l->db, str_of(hex_text(line->undoes.b, HASH_SIZE, hex)),
					mem, &first, &ignore))
		return false;
	line->say = first.say;
	return true;
}

bool redo_last(struct ledger *l, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	struct log_line line;
	struct err none = { 0 };
	bool ok;

	if (!log_last(l->db, l->by, true, &mem, &line, &none)) {
		ok = err_set(err, none.code, "%s",
			     none.code == ERR_NOT_FOUND ? _("there is nothing to do again")
							: none.text);
	} else {
		redo_sentence(l, &line, &mem);
		ok = redo_fresh(l, &line, &mem, err) && undo_found(l, &line, true, &mem, out, err);
	}
	arena_clear(&mem);
	return ok;
}
