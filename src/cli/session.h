/* From where somebody works: what duban who lists. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

enum { SESSION_FROM_SIZE = 64 };

/* The other machine's address as sshd says it (SSH_CONNECTION), else the terminal ("pts/3"), else "".
 * Returns to. */
const char *session_from(char to[SESSION_FROM_SIZE]) __attribute__((nonnull, returns_nonnull));

#endif
