/* Regular expressions: PCRE2 with limits, so that no pattern can hang the program (tech.md 7). */
#ifndef BASE_RE_H
#define BASE_RE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct re;

/* Compiles; UTF, JIT where possible. Refused with the character position and the reason (the
 * frequent ones in the user's language, the rest in PCRE2's words): patterns over 1,000 bytes,
 * broken UTF-8, \C. at may be NULL: then the byte of pattern that is wrong, at most its end. */
struct re *re_new(struct str pattern, bool ignore_case, size_t *at, struct err *err)
	__attribute__((nonnull(4), warn_unused_result));
void re_free(struct re *r);
/* 1 found (*at, *len get its place; may be NULL), 0 not found, -1 a limit was hit: err says so.
 * Where text is no sound UTF-8 nothing is found, and what is sound around it is looked through. */
int re_find(struct re *r, struct str text, size_t from, size_t *at, size_t *len, struct err *err)
	__attribute__((nonnull(1, 6)));

#endif
