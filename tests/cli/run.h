/* Runs the real program as a user's shell would, and keeps what it said. */
#ifndef TESTS_CLI_RUN_H
#define TESTS_CLI_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/json_read.h"

struct run {
	int status;          /* of the exit; 128 + signal */
	char *out, *err;     /* whole, ended by NUL; valid until the next run() */
};

/* A line for sh, in a directory of its own where HOME and the XDG directories lie: "duban" is
 * the program, $SOURCE the source tree, $LEDGER the ledger of cli_ledger(). */
const struct run *run(const char *format, ...)
	__attribute__((format(printf, 1, 2), nonnull(1), returns_nonnull));
/* A ledger with the sample's plan imported (no entries), made once: its path. */
const char *cli_ledger(void) __attribute__((returns_nonnull));
/* The real notice, imported into real.db as it was issued; skips the test where there is none. */
void cli_notice(void);

/* Lines for sh, one after another, with what they end with, and what they say on either output; NULL: nothing in
 * particular. */
struct cli_case { int line; const char *command; int status; const char *out, *err; };
void cli_cases(const struct cli_case *cases, size_t n) __attribute__((nonnull));

/* Standard output as JSON of that form; fails the test where it is not. Lent until the next
 * call. */
const struct json_node *run_json(const struct run *r, const char *format) __attribute__((nonnull));

#endif
