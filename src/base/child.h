/* Another program as a child: found in PATH, started without a shell, so that no word of its command
 * means anything else than it says; spoken to through its standard input and output. */
#ifndef BASE_CHILD_H
#define BASE_CHILD_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/err.h"

struct child {
	pid_t pid;
	int to, from;         /* its standard input and output; -1 once closed */
};

/* argv ends with NULL. said_fd: where its standard error goes; -1: where ours does. ERR_NOT_FOUND
 * where there is no such program; ERR_REFUSED where the session is locked (base/gate.h). */
bool child_start(struct child *c, const char *const argv[], int said_fd, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Closes both ends and waits for so long; then it is ended. Its exit status; 128 + signal; -1: it
 * never ran. Harmless where there is none. */
int child_end(struct child *c, int patience_ms) __attribute__((nonnull));

#endif
