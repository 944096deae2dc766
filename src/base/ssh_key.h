/* Public keys of ssh, as a .pub file has them (RFC 4253, 6.6; 5656; 8709; PROTOCOL.u2f of OpenSSH).
 * Read strictly, because they become a line of authorized_keys: one line, a known type, sound base64 of
 * exactly one key of that type, no options before it. */
#ifndef BASE_SSH_KEY_H
#define BASE_SSH_KEY_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { SSH_KEY_FILE_MOST = 16384, SSH_KEY_PRINT_SIZE = 64 };

/* Appends "TYPE BASE64", without the comment. source: the file's name, for errors. */
bool ssh_key_read(struct str text, const char *source, struct buf *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* "SHA256:..." of what ssh_key_read() gave, as ssh-keygen -l shows it; "" of anything else. Returns
 * to. */
const char *ssh_key_print(struct str key, char to[SSH_KEY_PRINT_SIZE]) __attribute__((nonnull(2)));

#endif
