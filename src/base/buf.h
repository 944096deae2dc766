/* A growing text. Always ended by NUL once something was added; buf_text() is never NULL. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

#include "base/str.h"

struct buf {
	char *p;
	size_t n, room;
};

/* A zeroed struct buf is empty and ready. */
void buf_add(struct buf *b, const void *bytes, size_t n) __attribute__((nonnull(1)));
void buf_puts(struct buf *b, const char *s) __attribute__((nonnull));
void buf_put(struct buf *b, struct str s) __attribute__((nonnull));
void buf_byte(struct buf *b, char c) __attribute__((nonnull));
void buf_printf(struct buf *b, const char *format, ...)
	__attribute__((format(printf, 2, 3), nonnull(1, 2)));
const char *buf_text(const struct buf *b) __attribute__((returns_nonnull, nonnull));   /* lent */
struct str buf_str(const struct buf *b) __attribute__((nonnull));                      /* lent */
/* the caller frees; b is empty again */
char *buf_take(struct buf *b) __attribute__((returns_nonnull, nonnull));
void buf_reset(struct buf *b) __attribute__((nonnull));    /* empty, memory kept */
void buf_clear(struct buf *b) __attribute__((nonnull));    /* empty, memory freed */

#endif
