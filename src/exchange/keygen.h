/* ssh-keygen -Y as a child: signing bytes, and judging signatures by keys that were written into a file
 * which nobody else has. */
#ifndef EXCHANGE_KEYGEN_H
#define EXCHANGE_KEYGEN_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

#define KEYGEN "ssh-keygen"
enum { KEYGEN_SAID_MOST = 16384, KEYGEN_PATIENCE_MS = 60000 };

/* Its exit status; -1: err is filled (ERR_NOT_FOUND: there is no such program). fd: what it reads, from
 * its place on; -1: nothing. said: the first of what it says. */
int keygen_run(const char *const argv[], int fd, char said[KEYGEN_SAID_MOST], struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Says what to install, where that was the fault. Always false. */
bool keygen_missing(struct err *err) __attribute__((nonnull));

/* "ssh-ed25519 AAAA...": two words of letters that mean nothing else in a file of signers. */
bool keygen_key_words(struct str key, struct str *kind, struct str *bytes) __attribute__((nonnull));
/* A file of these bytes that only this process and its children have, by its path, read from its
 * beginning; -1: err is filled. */
int keygen_file(const struct buf *bytes, char path[32], struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
