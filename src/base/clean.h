/* Texts from outside, made safe to show: no control sequence, no invisible reordering. */
#ifndef BASE_CLEAN_H
#define BASE_CLEAN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Appends s on one line: line breaks and tabs become one blank; Cc, Cf (bidi controls, zero-width
 * ...), Zl, Zp, broken bytes, unassigned width become U+00B7 or, where the locale lacks it, '?'.
 * Stored texts are whole: this is for showing only. */
void clean_text(struct buf *to, struct str s) __attribute__((nonnull));
/* Has s a character that clean_text() would replace (line breaks and tabs aside)? */
bool clean_needed(struct str s);
/* Is c a format character (Cf: bidi controls, zero-width ones, tags, U+FEFF)? A table of our own,
 * because identities hang on it through fold_text(): never change it, whatever later Unicode
 * versions add. */
bool clean_is_format(uint32_t c);

#endif
