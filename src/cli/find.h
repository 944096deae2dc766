/* Words of the command line to rows of the ledger. */
#ifndef CLI_FIND_H
#define CLI_FIND_H

#include "cli/cli.h"

/* "10.3", "PLAN/10.3", or the beginning of an id, in the plan of --plan or all open ones. */
bool find_item(struct cli *c, const char *word, int64_t *item, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A name, short name or alias that fits one unit. */
bool find_unit(struct cli *c, const char *word, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The unit of --unit; 0 where it was not given. */
bool find_unit_option(struct cli *c, int64_t *unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The item of --item, likewise. */
bool find_item_option(struct cli *c, int64_t *item, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* What came of an action: a sentence, or JSON. */
void cmd_outcome(struct cli *c, const struct outcome *out) __attribute__((nonnull));

#endif
