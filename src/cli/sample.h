/* The sample: an invented notice and three weeks of what its units did, played day by day as
 * those who did it. */
#ifndef CLI_SAMPLE_H
#define CLI_SAMPLE_H

#include "cli/cli.h"

/* The day that is today in a sample ledger, and the area of its units. */
#define SAMPLE_TODAY "2018-11-23"
#define SAMPLE_REGION ""

/* Sets the clock to when the sample begins. */
bool sample_begin(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Reads share/sample into the ledger that is open: the notice with all proposals, then the
 * entries. Moves the clock. */
bool sample_play(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
