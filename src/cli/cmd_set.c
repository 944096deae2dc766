/* duban set: the settings of the ledger, which lie in its log. */
#include <string.h>

#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/find.h"
#include "cli/rows.h"
#include "model/setting.h"
#include "base/ban.h"

static void put_json(struct cli *c, struct json *j, const struct setting *s)
{
	struct setting_value v = setting_value(c->ledger, s, &c->mem);
	json_object(j);
	json_key_text(j, "name", s->is.name);
	json_key_text(j, "value", v.text);
	json_key_text(j, "default", s->is.otherwise);
	json_key(j, "set");
	json_bool(j, v.set);
	json_key_text(j, "allowed", setting_allowed(s, &c->mem));
	json_key_text(j, "help", _(s->is.help));
	json_object_end(j);
}

static void put_text(struct cli *c, const struct setting *s)
{
	struct setting_value v = setting_value(c->ledger, s, &c->mem);
	buf_printf(&c->out, "%s = %s%s    # %s\n", s->is.name,
		   setting_brief(s, v.text, &c->mem), v.set ? "" : _(" (default)"),
		   s->by ? s->by : setting_allowed(s, &c->mem));
	buf_printf(&c->out, "    %s\n", _(s->is.help));
}

static void put_all(struct cli *c)
{
	struct json j;
	if (c->opt.json) {
		cli_json(c, &j, "duban-settings/1");
		json_key(&j, "settings");
		json_array(&j);
	}
	for (const struct setting *s = setting_table(); s->is.name; s++) {
		if (c->opt.json)
			put_json(c, &j, s);
		else
			put_text(c, s);
	}
	if (c->opt.json) {
		json_array_end(&j);
		json_object_end(&j);
	}
}

/* Of the ledger, or with --item of that item's deadlines alone. */
static bool change(struct cli *c, const char *name, const char *value, struct outcome *out,
		   struct err *err)
{
	int64_t item;
	date due;
	if (!c->opt.item)
		return setting_change(c->ledger, name, value, out, err);
	if (strcmp(name, "day-off") != 0)
		return err_set(err, ERR_USE, _("only day-off can be set for one item"));
	return find_item_option(c, &item, err) && cli_date(c->opt.due, &due, err) &&
	       setting_change_item(c->ledger, item, due, value, out, err);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct outcome out;
	const char *name, *value;
	if (argc == 1)
		return err_set(err, ERR_USE, _("usage: duban %s %s"), c->command->name,
			       _(c->command->args));
	if (!cli_open(c, err))
		return false;
	if (argc == 0) {
		put_all(c);
		return true;
	}
	if (!cli_text(c, argv[0], &name, err) || !cli_text(c, argv[1], &value, err) ||
	    !change(c, name, value, &out, err))
		return false;
	cmd_outcome(c, &out);
	return true;
}

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt set_options[] = {
	{ "item", OPT_TEXT, N_("ITEM"),
	  N_("day-off for the deadlines of this item alone; \"office\" follows the setting again"),
	  OPTION(item) },
	{ "due", OPT_TEXT, N_("DATE"), N_("of them, only those with this date"), OPTION(due) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

const struct cli_command cmd_set = {
	.name = "set",
	.args = N_("[NAME VALUE]"),
	.help = N_("the settings of the ledger that change results; changes one"),
	.opts = set_options,
	.max_args = 2,
	.run = run,
};
