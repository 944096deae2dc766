/* duban config: what holds, and which file says so. */
#include "base/gettext.h"
#include "base/settings.h"
#include "cli/cli.h"
#include "base/ban.h"

static void put_setting(struct json *j, const char *name, const char *value, const char *from,
			int line)
{
	json_object(j);
	json_key(j, "name");
	json_text(j, name);
	json_key(j, "value");
	json_text(j, value);
	json_key(j, "file");
	json_text(j, *from ? from : NULL);
	json_key(j, "line");
	json_int(j, line);
	json_object_end(j);
}

static void put_key(void *user, const char *name, const char *value, const char *from, int line)
{
	put_setting(user, name, value, from, line);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct json j;
	(void)argc, (void)argv, (void)err;
	if (!c->opt.json) {
		conf_show(c->conf, &c->out);
		return true;
	}
	cli_json(c, &j, "duban-config/1");
	json_key(&j, "settings");
	json_array(&j);
	for (const struct conf_option *o = settings_table(); o->name; o++) {
		const struct conf_value *v = conf_get(c->conf, o->name);
		if (o->type == CONF_GROUP)
			conf_each(c->conf, o->name, put_key, &j);
		else
			put_setting(&j, o->name, v->text, v->from, v->line);
	}
	json_array_end(&j);
	json_object_end(&j);
	return true;
}

const struct cli_command cmd_config = {
	.name = "config",
	.args = "",
	.help = N_("what the configuration says, and where it says so"),
	.run = run,
};
