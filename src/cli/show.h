/* One item, one unit, or the plans, whole: what duban show prints. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/cli.h"

bool show_item(struct cli *c, int64_t item, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool show_unit(struct cli *c, int64_t unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool show_plans(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
