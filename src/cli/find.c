#include "cli/find.h"

#include "model/reorg.h"
#include "model/unit_match.h"
#include "model/view.h"
#include "base/ban.h"

bool find_item(struct cli *c, const char *word, int64_t *item, struct err *err)
{
	const char *text;
	return cli_text(c, word, &text, err) &&
	       view_find_item(c->ledger, c->plan, str_of(text), item, err);
}

bool find_unit(struct cli *c, const char *word, int64_t *unit, struct err *err)
{
	const char *text, *name = "";
	struct unit_row row;
	if (!cli_text(c, word, &text, err) || !unit_match_one(c->ledger, str_of(text), unit, err))
		return false;
	/* what was its own is another one's now: said, so that an empty list is understood */
	if (reorg_heir(c->ledger, *unit) && unit_get(c->ledger->db, *unit, &c->mem, &row, err))
		name = row.name;
	if (*name)
		cli_say(arena_printf(&c->mem, "%s: %s", name,
				     reorg_text(c->ledger, *unit, &c->mem)));
	return err->code == ERR_NONE;
}

bool find_unit_option(struct cli *c, int64_t *unit, struct err *err)
{
	*unit = 0;
	return !c->opt.unit || find_unit(c, c->opt.unit, unit, err);
}

bool find_item_option(struct cli *c, int64_t *item, struct err *err)
{
	*item = 0;
	return !c->opt.item || find_item(c, c->opt.item, item, err);
}
