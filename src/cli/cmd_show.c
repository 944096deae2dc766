/* duban show: one item or one unit whole; without a word, the plans. */
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/show.h"
#include "model/sight.h"
#include "base/ban.h"

/* An item first: numbers and ids are items'. What is none may be a unit's name. */
static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	int64_t key;
	struct err not_item = { 0 }, not_unit = { 0 };
	if (!cli_open(c, err))
		return false;
	if (argc == 0)
		return show_plans(c, err);
	if (find_item(c, argv[0], &key, &not_item))
		return show_item(c, key, err);
	if (not_item.code == ERR_NOT_FOUND && find_unit(c, argv[0], &key, &not_unit))
		return show_unit(c, key, err);
	if (not_unit.code == ERR_NOT_FOUND) {
		err_set(err, ERR_NOT_FOUND, _("neither an item nor a unit: %s"), argv[0]);
		return sight_say(c->ledger, err);
	}
	*err = not_unit.code != ERR_NONE ? not_unit : not_item;
	return false;
}

const struct cli_command cmd_show = {
	.name = "show",
	.args = N_("[ID]"),
	.help = N_("one item (by number) or unit (by name) whole; alone: the plans"),
	.max_args = 1,
	.past = true,
	.run = run,
};
