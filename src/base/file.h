/* Files: read with a limit, written beside and renamed. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Appends the whole file ("-": standard input) to *to. Regular files (and standard input) only;
 * refused beyond limit_bytes, with both sizes in the text; a missing or unreadable one names path
 * and reason. */
bool file_read(const char *path, size_t limit_bytes, struct buf *to, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Writes bytes beside path and renames, so that path holds the old or the new whole. mode: such as
 * 0600. */
bool file_write(const char *path, struct str bytes, unsigned mode, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same for somebody else where the program may do that (root): the file becomes his. */
bool file_write_for(const char *path, struct str bytes, unsigned mode, unsigned uid, unsigned gid,
		    struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same without waiting for the disk: it outlives the program, but not a power cut that follows
 * at once, after which it may be gone or empty. */
bool file_write_quick(const char *path, struct str bytes, unsigned mode, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* As file_write(), but never over a file that is there: refused then, and nothing is written. */
bool file_write_new(const char *path, struct str bytes, unsigned mode, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* What a file of the user's own gets: 0666 less his umask. */
unsigned file_mode(void);
/* Gives a finished file beside path that name, for good (synced). Refused, with from still there,
 * where path exists. */
bool file_place(const char *from, const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* Makes the folder of path and those above it, 0700. */
bool file_make_parents(const char *path, struct err *err)
	__attribute__((nonnull, warn_unused_result));
bool file_exists(const char *path) __attribute__((nonnull));

#endif
