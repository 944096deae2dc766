/* duban: one ledger of who owes what, by when, how far it is, and who is silent.
 *
 *   base/   knows nothing of the field: text, columns, dates, files, errors as values
 *   store/  the only SQL: the ledger's file, its change log, rows a page at a time
 *   model/  the field: plans, items, units, duties, lights, verbs; no screen, no file format
 *   notice/ a notice's file -> cells -> rows -> items with questions -> one change
 *   ui/     the only curses: panes, keys, forms
 *   cli/    each command of the command line
 *
 * Each header says its subject; an arrow between folders never runs back (tests/layers).
 */
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "config.h"

#include "base/gettext.h"
#include "base/paths.h"

int main(int argc, char **argv)
{
	struct paths paths;

	paths_find(&paths);
	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, paths.locale);
	textdomain(PACKAGE);
	if (argc == 2 && strcmp(argv[1], "--version") == 0) {
		printf("%s\n", PACKAGE_STRING);
		return 0;
	}
	if (argc == 2 && strcmp(argv[1], "--help") == 0) {
		fputs(_("Usage: duban [OPTION]... [COMMAND [ARGUMENT]...]\n"), stdout);
		return 0;
	}
	fputs(_("Try \"duban --help\".\n"), stderr);
	return 2;
}
