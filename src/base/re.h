/* Regular expressions: PCRE2 with limits, so that no pattern can hang the program (tech.md 7). */
#ifndef BASE_RE_H
#define BASE_RE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct re;

/* Compiles; UTF, JIT where possible. Refused with the character position and PCRE2's reason:
 * patterns over 1,000 bytes, broken UTF-8, \C. */
struct re *re_new(struct str pattern, bool ignore_case, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void re_free(struct re *r);
/* 1 found (*at, *len get its place; may be NULL), 0 not found, -1 a limit was hit: err says so.
 * text must be sound UTF-8. */
int re_find(struct re *r, struct str text, size_t from, size_t *at, size_t *len, struct err *err)
	__attribute__((nonnull(1, 6)));

#endif
