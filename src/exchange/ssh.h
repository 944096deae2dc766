/* The other side over ssh: ssh://[user@]host[:port]/[path of its ledger]. */
#ifndef EXCHANGE_SSH_H
#define EXCHANGE_SSH_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/child.h"
#include "base/err.h"

struct ssh_address {
	char user[64], host[256], port[8];      /* "" where it names none */
	char path[1024];      /* "": the ledger that its user works on; "~/x" is from his home */
};

/* Does a word look like an address, sound or not? */
bool ssh_is_address(const char *word) __attribute__((nonnull));
/* No name begins with a dash or holds anything that ssh or a shell could take for something else. */
bool ssh_address_read(const char *word, struct ssh_address *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What is run there: "duban sync serve", to the byte, where it names no path. */
void ssh_command(const struct ssh_address *a, struct buf *to) __attribute__((nonnull));
/* Starts it. asks: ssh may ask on the terminal, for a password or about a key it does not know.
 * said_fd: as for child_start(). */
bool ssh_start(const struct ssh_address *a, bool asks, int said_fd, struct child *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Why there was no answer, by ssh's exit status and the last line that came before one ("" none). */
bool ssh_fail(const struct ssh_address *a, int status, const char *noise, struct err *err)
	__attribute__((nonnull));

#endif
