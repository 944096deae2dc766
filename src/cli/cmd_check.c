/* duban check, backup, stats: is the ledger whole, a copy of it, how large it is. */
#include "base/gate.h"
#include "base/gettext.h"
#include "cli/cli.h"
#include "model/sight.h"
#include "base/ban.h"

static bool run_check(struct cli *c, int argc, char **argv, struct err *err)
{
	sentences found = { 0 };
	struct json j;
	(void)argc, (void)argv;
	if (!cli_open(c, err) || !ledger_check(c->ledger, &c->mem, &found, err)) {
		vec_clear(&found);
		return false;
	}
	if (c->opt.json) {
		cli_json(c, &j, "duban-check/1");
		json_key(&j, "differences");
		json_array(&j);
		for (size_t i = 0; i < found.n; i++)
			json_text(&j, found.p[i]);
		json_array_end(&j);
		json_object_end(&j);
	} else if (found.n == 0) {
		buf_printf(&c->out, "%s\n", _("the ledger agrees with its log"));
	}
	for (size_t i = 0; !c->opt.json && i < found.n; i++)
		buf_printf(&c->out, "%s\n", found.p[i]);
	c->status = found.n > 0;
	vec_clear(&found);
	return true;
}

static bool run_backup(struct cli *c, int argc, char **argv, struct err *err)
{
	struct json j;
	(void)argc;
	if (!gate_path(argv[0], err) || !cli_open(c, err) ||
	    !sight_give(c->ledger, "backup", err) || !db_backup(c->ledger->db, argv[0], err))
		return false;
	if (c->opt.json) {
		cli_json(c, &j, "duban-backup/1");
		json_key(&j, "file");
		json_text(&j, argv[0]);
		json_object_end(&j);
	} else {
		buf_printf(&c->out, _("copied to %s\n"), argv[0]);
	}
	return true;
}

static bool run_stats(struct cli *c, int argc, char **argv, struct err *err)
{
	struct db_sizes s;
	struct json j;
	(void)argc, (void)argv;
	if (!cli_open(c, err) || !db_sizes(c->ledger->db, &s, err))
		return false;
	const struct { const char *name, *label; int64_t n;
	} rows[] = {
		{ "plans", _("plans"), s.plans },       { "items", _("items"), s.items },
		{ "units", _("units"), s.units },       { "duties", _("duties"), s.duties },
		{ "entries", _("entries"), s.entries }, { "changes", _("changes"), s.changes },
		{ "bytes", _("bytes"), s.bytes },
	};
	if (c->opt.json)
		cli_json(c, &j, "duban-stats/1");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (c->opt.json) {
			json_key(&j, rows[i].name);
			json_int(&j, rows[i].n);
		} else {
			buf_printf(&c->out, "%12jd  %s\n", (intmax_t)rows[i].n, rows[i].label);
		}
	}
	if (c->opt.json)
		json_object_end(&j);
	return true;
}

const struct cli_command cmd_check = {
	.name = "check",
	.args = "",
	.help = N_("verify the ledger against its log; 1 where they differ"),
	.run = run_check,
};
const struct cli_command cmd_backup = {
	.name = "backup",
	.args = N_("FILE"),
	.help = N_("a consistent copy, also while the ledger is in use"),
	.min_args = 1,
	.max_args = 1,
	.run = run_backup,
};
const struct cli_command cmd_stats = {
	.name = "stats",
	.args = "",
	.help = N_("how much there is, and how large the file is"),
	.run = run_stats,
};
