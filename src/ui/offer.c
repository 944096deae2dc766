#include "ui/offer.h"

#include "base/gettext.h"
#include "model/history.h"
#include "model/right_mine.h"

#include "base/ban.h"

static bool is_deed(const char *command)
{
	const char *verb;

	return command_role(command, &verb) != ROLE_NONE;
}

bool offer_may(struct ui *ui, const struct screen *s, const char *command, struct err *err)
{
	const char *verb;
	enum role needs = command_role(command, &verb);

	if (!needs)
		return true;
	if (!db_is_writable(ui->ledger->db))
		return err_set(err, ERR_READ_ONLY, _("this ledger can only be read"));
	/* What stands in no log is called as in the hints. */
	if (history_verb(verb) == verb)
		verb = _(verb);
	/* Of whatever unit, where the screen is not one unit's: which one is asked once it is known. */
	return right_may_from(ui->ledger, verb, needs, verb_find(command) ? s->whose : 0, err);
}

/* Is none of them offered, though some are named? */
static bool deeds_none(struct ui *ui, const struct screen *s, const char *const *commands)
{
	bool named = false;

	for (; *commands; commands++) {
		struct err ignore = { 0 };

		if (!is_deed(*commands))
			continue;
		if (offer_may(ui, s, *commands, &ignore))
			return false;
		named = true;
	}
	return named;
}

static bool all_none(struct ui *ui, const struct screen *s)
{
	for (const struct command *c = command_table(); c->name; c++) {
		const char *one[] = { c->name, NULL };

		if (is_deed(c->name) && !deeds_none(ui, s, one))
			return false;
	}
	return true;
}

const char *offer_none(struct ui *ui, const struct screen *s, const char *const *commands,
		       struct arena *mem)
{
	struct right_mine mine;
	struct err ignore = { 0 };

	if (commands ? !deeds_none(ui, s, commands) : !all_none(ui, s))
		return NULL;
	if (!right_mine(ui->ledger, &mine, &ignore) || !mine.bound)
		return _("look only");
	return arena_printf(mem, _("look only (%s)"), role_label(mine.role));
}
