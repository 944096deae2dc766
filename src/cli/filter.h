/* FILTER of the command line: list, duties, units, calls, log, export. */
#ifndef CLI_FILTER_H
#define CLI_FILTER_H

#include "cli/cli.h"
#include "model/filter.h"
#include "model/order.h"
#include "model/sort.h"

/* The words of the command line as one line, in UTF-8: each argument stands as it was typed, parted
 * by a blank. In c->mem. */
bool cli_filter_text(struct cli *c, int argc, char **argv, struct str *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The order of --sort, else that of --view where the list has it, else its own. ERR_USE for one
 * that it has not. */
bool cli_sort(struct cli *c, enum list_of of, struct sort *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same for a list with orders of its own. */
bool cli_order(struct cli *c, const struct orders *of, struct order *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Where a filter left none of so many (-1: they are not counted), says so on standard error; JSON
 * says it itself. */
void cli_filter_left(struct cli *c, bool filtered, size_t n, int64_t of) __attribute__((nonnull));
/* Reads it. Where it is wrong, the line and a caret under the wrong part go to standard error, and
 * err (ERR_USE, so that the exit status is 2) says the rest. filter_clear() follows. */
bool cli_filter(struct cli *c, int argc, char **argv, enum list_of of, struct filter *to,
		struct err *err) __attribute__((nonnull, warn_unused_result));
/* The line with the caret, for who has read it himself: makes a wrong filter of err. Returns
 * false. */
bool cli_filter_wrong(struct str line, size_t at, struct err *err) __attribute__((nonnull));

#endif
