/* What the parts of duban sync share: files (cmd_sync.c), who has what (sync_status.c) and the line to
 * another copy (sync_link.c). */
#ifndef CLI_SYNC_H
#define CLI_SYNC_H

#include "cli/cli.h"
#include "exchange/take.h"

/* Shows text, on the terminal or on standard error, and asks whether to take it. */
bool sync_agreed(struct cli *c, const struct buf *text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What became of all that came; the exit status too. */
bool sync_sum_put(struct cli *c, const struct merged *sum, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void sync_sum_json(struct json *j, const struct merged *sum) __attribute__((nonnull));
void sync_sum_end(struct cli *c, const struct merged *sum) __attribute__((nonnull));
/* Signs this copy's newest change, where the configuration has a key for that. */
bool sync_sign(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
/* How far it is, in one line of a terminal on standard error; nothing elsewhere. what: translated;
 * all 0: the line goes. */
void sync_progress(const char *what, int64_t done, int64_t all) __attribute__((nonnull));

/* sync_status.c: all of it; what is held, a line a reason. */
bool sync_status(struct cli *c, struct err *err) __attribute__((nonnull, warn_unused_result));
void sync_held_put(struct cli *c, const struct held_counts *h) __attribute__((nonnull));
/* What exchanging leaves for somebody to look at: numbers that two items have, and what this copy did
 * that came to be set aside behind the line with that key (none: of that nothing). */
bool sync_left_put(struct cli *c, int64_t behind, bool none, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* sync_link.c */
bool sync_call(struct cli *c, const char *address, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool sync_serve(struct cli *c, int argc, char **argv, struct err *err)
	__attribute__((nonnull, warn_unused_result));

/* Copies that nobody gave units, where others were given some: "" or a sentence, in c's arena. */
struct err;
const char *sync_free_text(struct cli *c, const site_rows *sites, struct err *err)
	__attribute__((nonnull, returns_nonnull));

#endif
