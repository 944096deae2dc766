/* duban: one ledger of who owes what, by when, how far it is, and who is silent.
 *
 *   base/   knows nothing of the field: text, columns, dates, files, errors as values
 *   store/  the only SQL: the ledger's file, its change log, rows a page at a time
 *   model/  the field: plans, items, units, duties, lights, verbs; no screen, no file format
 *   notice/ a notice's file -> cells -> rows -> items with questions -> one change
 *   paper/  a report -> a neutral document -> text, CSV, JSON
 *   ui/     the only curses: panes, keys, forms
 *   cli/    each command of the command line
 *
 * Each header says its subject; an arrow between folders never runs back (tests/layers).
 */
#include <stdio.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/paths.h"
#include "cli/cli.h"
#include "cli/out.h"
#include "ui/ui.h"

/* Without a command: the screens, or the overview as text where there is no terminal to draw
 * them on. */
static bool open_screens(struct cli *c, struct err *err)
{
	if (!cli_open(c, err))
		return false;
	struct ui_options o = {
		.conf = c->conf, .plan = c->plan, .sample = c->sample, .elsewhere = c->elsewhere, .idle_mark = c->test
	};
	o.view = c->opt.view;
	o.share_dir = c->paths->share;
	o.office = conf_get(c->conf, "office")->text;
	if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
		const char *advice = locale_advice(&c->locale, &c->mem);
		if (advice)
			cli_say(advice);
		return ui_run(c->ledger, &o, err);
	}
	int cols = out_columns();
	if (!ui_print(c->ledger, &o, cols ? cols : 80, &c->out, err))
		return false;
	return cli_print(c, err);
}

int main(int argc, char **argv)
{
	struct paths paths;
	struct cli c;
	struct err err = { 0 };

	paths_find(&paths);
	if (!cli_start(&c, &paths, argc, argv, &err))
		return cli_end(&c, &err);
	bool done = cli_is_command(&c) ? cli_run(&c, &err) : open_screens(&c, &err);
	if (done)
		err_clear(&err);
	return cli_end(&c, &err);
}
