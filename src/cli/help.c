#include "base/gettext.h"
#include "base/width.h"
#include "cli/cli.h"
#include "base/ban.h"

static void put_usage(struct buf *to, const struct cli_command *cmd)
{
	buf_puts(to, cmd->name);
	if (cmd->args[0])
		buf_printf(to, " %s", _(cmd->args));
}

enum { USAGE_COLS = 34 };

/* "  show ID      one item whole"; a long usage stands on a line of its own. */
static void put_command(struct buf *to, const struct cli_command *cmd)
{
	struct buf usage = { 0 };
	put_usage(&usage, cmd);
	buf_puts(to, "  ");
	if (width_cols(buf_str(&usage)) > USAGE_COLS) {
		buf_put(to, buf_str(&usage));
		buf_puts(to, "\n  ");
		buf_reset(&usage);
	}
	width_pad(to, buf_str(&usage), USAGE_COLS);
	buf_printf(to, "  %s\n", _(cmd->help));
	buf_clear(&usage);
}

static void help_of_all(struct cli *c, struct buf *to)
{
	buf_puts(to, _("Usage: duban [OPTION]... [COMMAND [ARGUMENT]...]\n"));
	buf_puts(to, _("One ledger of who owes what, by when, how far it is, and who is silent.\n"
		"Without a command the screens open.\n"));
	buf_printf(to, "\n%s\n", _("Commands:"));
	for (const struct cli_command *const *row = cli_commands(); *row; row++)
		put_command(to, *row);
	buf_printf(to, "\n%s\n",
		   _("What is done to a duty (UNIT: a name, a short name, an alias or pinyin):"));
	for (const struct verb *v = verb_table(); v->name; v++) {
		struct cli_command row = cli_verb_command(c, v);
		put_command(to, &row);
	}
	buf_printf(to, "\n%s\n", _("What is put right or added by hand:"));
	for (const struct edit_verb *v = edit_table(); v->name; v++) {
		struct cli_command row = cli_edit_command(c, v);
		put_command(to, &row);
	}
	buf_printf(to, "\n%s\n", _("Options:"));
	opts_help(cli_common_options(), to);
	buf_printf(to, "\n%s\n",
		   _("\"duban COMMAND --help\" has the options of a command, duban(1) all of it."));
}

static void help_of_command(const struct cli_command *cmd, struct buf *to)
{
	buf_printf(to, "%s duban ", _("Usage:"));
	put_usage(to, cmd);
	buf_printf(to, "\n%s\n", _(cmd->help));
	if (cmd->opts && cmd->opts->name) {
		buf_printf(to, "\n%s\n", _("Options:"));
		opts_help(cmd->opts, to);
	}
	buf_printf(to, "\n%s\n", _("Options of all commands:"));
	opts_help(cli_common_options(), to);
}

void cli_help(struct cli *c)
{
	if (c->command)
		help_of_command(c->command, &c->out);
	else
		help_of_all(c, &c->out);
}
