/* One item, one unit, or the plans, whole: what duban show prints. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/cli.h"
#include "model/month.h"

bool show_item(struct cli *c, int64_t item, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool show_unit(struct cli *c, int64_t unit, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool show_plans(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));

/* A month, or a year month by month; with a ledger open, what falls due as well. */
bool show_month(struct cli *c, const struct calendar *cal, int year, int month, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool show_year(struct cli *c, const struct calendar *cal, int year, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Open duties that a changed calendar has moved; the exit status becomes 1 where there are any.
 * With --seen they are looked at. */
bool show_moved(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));

/* An action of the log by the beginning of its hash, cell by cell: "duban-action/1". */
bool show_change(struct cli *c, const char *hash, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
