/* duban init: makes a ledger, with --sample the one that shows what duban does. */
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "cli/cli.h"
#include "cli/rows.h"
#include "cli/sample.h"
#include "base/ban.h"

#define OPTION(field) offsetof(struct cli_options, field)
static const struct opt init_options[] = {
	{ "sample", OPT_FLAG, NULL,
	  N_("with the sample plan and three weeks of entries, to try duban out"), OPTION(sample) },
	{ "region", OPT_TEXT, N_("AREA"),
	  N_("the area whose units the notices name (a city, a county)"), OPTION(region) },
	{ NULL, OPT_FLAG, NULL, NULL, 0 },
};

void cli_drop_ledger(const char *path)
{
	static const char *const ends[] = { "", "-wal", "-shm", "-journal", "-who" };

	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct buf name = { 0 };

		buf_printf(&name, "%s%s", path, ends[i]);
		unlink(buf_text(&name));
		buf_clear(&name);
	}
}

static bool find_region(struct cli *c, const char **region, struct err *err)
{
	*region = c->opt.sample ? SAMPLE_REGION : conf_get(c->conf, "region")->text;
	return !c->opt.region || cli_text(c, c->opt.region, region, err);
}

static bool make(struct cli *c, struct ledger_options *o, struct err *err)
{
	c->ids.seeded = c->test;
	c->ledger = ledger_open(o, err);
	if (!c->ledger)
		return false;
	if (!c->opt.sample || sample_play(c, err))
		return true;
	ledger_close(c->ledger);
	c->ledger = NULL;
	cli_drop_ledger(o->path);
	return false;
}

static void say_made(struct cli *c, const char *path)
{
	struct json j;
	if (!c->opt.json) {
		buf_printf(&c->out,
			   c->opt.sample ? _("made the sample ledger %s\n")
					 : _("made the ledger %s\n"),
			   path);
		return;
	}
	cli_json(c, &j, "duban-init/1");
	json_key_text(&j, "ledger", path);
	json_key_text(&j, "site", db_site(c->ledger->db));
	json_object_end(&j);
}

static bool run(struct cli *c, int argc, char **argv, struct err *err)
{
	struct ledger_options o = cli_ledger_options(c);
	(void)argc, (void)argv;
	o.create = true;
	if (file_exists(o.path))
		return err_set(err, ERR_REFUSED, _("%s exists already: nothing was changed"),
			       o.path);
	if (!find_region(c, &o.region, err) || !file_make_parents(o.path, err))
		return false;
	struct clock before = c->clock;
	if (c->opt.sample && !sample_begin(c, err))
		return false;
	bool done = make(c, &o, err);
	c->clock = before;
	if (done)
		say_made(c, o.path);
	return done;
}

const struct cli_command cmd_init = {
	.name = "init", .args = "", .help = N_("make a ledger"), .opts = init_options, .run = run,
	.outside = true,
};
