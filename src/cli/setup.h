/* What holds before a command runs: configuration, language, clock, who acts, where the ledger
 * lies. */
#ifndef CLI_SETUP_H
#define CLI_SETUP_H

#include "cli/cli.h"

/* Reads the configuration (its faults are told on standard error, the defaults then hold), and
 * sets language, zone, today and who acts. */
bool setup_read(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
