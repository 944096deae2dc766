/* A slice of text: bytes that somebody else owns, not ended by NUL. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR_ARG(s) (int)(s).n, (s).p      /* for "%.*s" */
#define STR_LIT(lit) ((struct str){ (lit), sizeof(lit) - 1 })

static inline struct str str_of(const char *s)
{
	return (struct str){ s, strlen(s) };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(struct str a, const char *b)
{
	return str_eq(a, str_of(b));
}

static inline struct str str_from(struct str s, size_t at)    /* the rest from byte at on */
{
	return at >= s.n ? (struct str){ s.p + s.n, 0 } : (struct str){ s.p + at, s.n - at };
}

static inline struct str str_to(struct str s, size_t n)       /* the first n bytes */
{
	return (struct str){ s.p, n < s.n ? n : s.n };
}

bool str_starts(struct str s, struct str with);
bool str_ends(struct str s, struct str with);
/* Byte offset of the first occurrence, or -1. */
ptrdiff_t str_find(struct str s, struct str what);
/* Without white space at both ends: ASCII blanks and tabs, CR, LF, U+00A0, U+3000. */
struct str str_trim(struct str s);
/* Takes the text up to sep (a byte) off *rest; false at the end. An empty last part counts. */
bool str_cut(struct str *rest, char sep, struct str *part);

#endif
