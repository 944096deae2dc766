/* duban import --entries FILE: reports that come as a table. */
#ifndef CLI_IMPORT_ENTRIES_H
#define CLI_IMPORT_ENTRIES_H

#include "cli/cli.h"

/* Shows what the table would write, and with --yes, or agreed to on a terminal, writes it as one
 * change. */
bool import_entries(struct cli *c, const char *file, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
