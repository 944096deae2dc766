/* --locked: the session of one person who came by ssh with a key of their own (base/gate.h). */
#ifndef CLI_LOCK_H
#define CLI_LOCK_H

#include "cli/cli.h"

/* Before all else: does --locked stand among the words? The environment is cleaned then. */
bool lock_begin(char **argv) __attribute__((nonnull));
/* What may not stand behind --locked, which ends the line of authorized_keys: another ledger, person,
 * configuration, day. To be asked before the options are read, which parts the words. */
bool lock_words_fit(char **argv, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Locks, the options read; what the other end asked for (sync, and nothing else) becomes the command. */
bool lock_close(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
