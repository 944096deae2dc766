/* A text in the user's own editor. */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

/* Puts the screen aside, opens $VISUAL, else $EDITOR, else "editor" on a file that nobody else can
 * read, and waits for its end; *text then holds what the editor left, in UTF-8. It stays as it was
 * where the editor failed, or left more than most bytes or no text: err says so. */
bool editor_run(struct buf *text, size_t most, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
