/* authorized_keys of sshd(8): our lines in it, beside those of others, which stay byte for byte.
 *
 *	restrict,pty,command="PROGRAM --db LEDGER --as NAME --locked" TYPE BASE64 duban:NAME
 *
 * A line is ours, and a person's of one ledger, by the words of its command, whichever program begins it. */
#ifndef BASE_AUTHORIZED_H
#define BASE_AUTHORIZED_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/str.h"

enum { AUTHORIZED_FILE_MOST = 1 << 20 };

struct authorized_line {
	const char *program, *ledger;   /* whole paths */
	const char *name;               /* gate_name_fits() */
	const char *key;                /* of ssh_key_read() */
};

/* May the path stand in such a line? It goes through sshd's quotes and the account's shell: no blanks,
 * quotes or signs that these could take for something else. */
bool authorized_path_fits(const char *path) __attribute__((nonnull));
/* *to: the text with that person's line in it, in the place of the one that was there. Refused where its
 * key is none as ssh_key_read() gives it (the ledger's came from elsewhere, perhaps), and where the
 * key stands in another line already: sshd goes by the first one. source: the file's name, for errors. */
bool authorized_put(struct str text, const struct authorized_line *line, const char *source, struct buf *to,
		    struct err *err) __attribute__((nonnull(2, 3, 4, 5), warn_unused_result));
/* *to: the text without that person's lines of that ledger; how many those were. */
int authorized_drop(struct str text, const char *ledger, const char *name, struct buf *to)
	__attribute__((nonnull(2, 3, 4)));
/* Is that key let in as that person, to that ledger? */
bool authorized_has(struct str text, const struct authorized_line *line) __attribute__((nonnull(2)));

/* The file itself. Between read and write nobody else who asks here gets it; sshd sees the old or the
 * new whole. A file that is not there is empty; its folder (.ssh) is made. */
struct authorized {
	char *path;
	int folder;
	struct buf text;
	unsigned uid, gid;      /* whose it is, or becomes */
};
bool authorized_open(struct authorized *a, const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool authorized_write(struct authorized *a, struct str text, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void authorized_close(struct authorized *a) __attribute__((nonnull));

#endif
