/* duban owes: whether responsible units hand in too, by item. */
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/rows.h"
#include "model/owes.h"
#include "base/ban.h"

static bool put_owes(struct cli *c, int64_t item, struct err *err)
{
	struct item_row row;
	struct json j;
	if (!item_get(c->ledger->db, item, &c->mem, &row, err))
		return false;
	const char *who = owes_all(&row) ? "all" : "leads";
	if (!c->opt.json) {
		buf_printf(&c->out, "%s\n", who);
		return true;
	}
	cli_json(c, &j, "duban-owes/1");
	json_key_text(&j, "item", row.number);
	cli_json_id(&j, "item_id", &row.id);
	json_key_text(&j, "owes", who);
	json_object_end(&j);
	return true;
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct outcome out;
	int64_t item;
	bool all = argc > 1 && strcmp(argv[1], "all") == 0;
	if (argc > 1 && !all && strcmp(argv[1], "leads") != 0)
		return err_set(err, ERR_USE, _("who owes it? all or leads, not %s"), argv[1]);
	if (!cli_open(c, err) || !find_item(c, argv[0], &item, err))
		return false;
	if (argc == 1)
		return put_owes(c, item, err);
	if (!owes_set(c->ledger, item, all, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

const struct cli_command cmd_owes = {
	.name = "owes",
	.args = N_("ITEM [all|leads]"),
	.help = N_("who owes an item: its lead units, or all that it names"),
	.min_args = 1,
	.max_args = 2,
	.run = run,
};
