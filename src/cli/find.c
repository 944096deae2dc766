#include "cli/find.h"

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
	const char *text;
	return cli_text(c, word, &text, err) && unit_match_one(c->ledger, str_of(text), unit, err);
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
