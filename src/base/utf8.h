/* UTF-8: one character at a time, and whether a text is sound. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* The character at byte *at of s, and steps over it; 0 at the end. A broken byte gives U+FFFD and
 * one step. */
uint32_t utf8_next(struct str s, size_t *at) __attribute__((nonnull));
/* The character that ends before byte *at, and steps back over it; 0 at the beginning. */
uint32_t utf8_prev(struct str s, size_t *at) __attribute__((nonnull));
/* Writes c as UTF-8 (no NUL); how many bytes, 1 to 4. A value that is no character gives U+FFFD. */
size_t utf8_put(char to[4], uint32_t c);
/* Byte offset of the first flaw (overlong, surrogate, beyond U+10FFFF, cut), or -1 when s is sound.
 * NUL is sound here. */
ptrdiff_t utf8_flaw(struct str s);
/* How many characters. */
size_t utf8_count(struct str s);
/* CJK ideographs, of all extensions. */
bool utf8_is_han(uint32_t c);

#endif
