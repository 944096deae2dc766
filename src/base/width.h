/* Screen columns. One measure: wcwidth of the running locale, because ncurses lays out with it. */
#ifndef BASE_WIDTH_H
#define BASE_WIDTH_H

#include <stdint.h>

#include "base/buf.h"
#include "base/str.h"

/* Columns of one character: 0 (combining), 1 or 2; what wcwidth calls unprintable counts as 1,
 * because clean_text() puts a mark there. */
int width_char(uint32_t c);
int width_cols(struct str s);
/* Bytes of the longest beginning of s that fits in cols; *used (may be NULL) gets its columns.
 * Combining marks stay with their character. */
size_t width_fit(struct str s, int cols, int *used);
/* Appends s in exactly cols columns: padded with blanks on the right, or cut at a character with
 * "~" as the last sign (a blank before it where a wide character did not fit). */
void width_pad(struct buf *to, struct str s, int cols) __attribute__((nonnull));
/* The same, flush right. */
void width_pad_left(struct buf *to, struct str s, int cols) __attribute__((nonnull));
/* Appends s cut to at most cols, not padded. */
void width_cut(struct buf *to, struct str s, int cols) __attribute__((nonnull));

#endif
