#include "base/buf.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/ban.h"

/* Room for n more bytes and the NUL. */
static void buf_grow(struct buf *b, size_t n)
{
	size_t want;

	if (__builtin_add_overflow(b->n, n, &want) || __builtin_add_overflow(want, 1, &want))
		want = SIZE_MAX;
	if (want <= b->room)
		return;
	size_t room = b->room < 64 ? 64 : b->room + b->room / 2;

	if (room < want)
		room = want;
	b->p = mem_array(b->p, room, 1);
	b->room = room;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
	buf_grow(b, n);
	if (n)
		memcpy(b->p + b->n, bytes, n);
	b->n += n;
	b->p[b->n] = '\0';
}

void buf_puts(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void buf_put(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

void buf_byte(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
	va_list args;

	buf_grow(b, 0);
	va_start(args, format);
	int n = vsnprintf(b->p + b->n, b->room - b->n, format, args);
	va_end(args);
	if (n < 0) {
		b->p[b->n] = '\0';
		return;
	}
	if ((size_t)n >= b->room - b->n) {
		buf_grow(b, (size_t)n);
		va_start(args, format);
		vsnprintf(b->p + b->n, b->room - b->n, format, args);
		va_end(args);
	}
	b->n += (size_t)n;
}

const char *buf_text(const struct buf *b)
{
	return b->p ? b->p : "";
}

struct str buf_str(const struct buf *b)
{
	return (struct str){ buf_text(b), b->n };
}

char *buf_take(struct buf *b)
{
	buf_grow(b, 0);
	char *text = b->p;

	text[b->n] = '\0';
	*b = (struct buf){ 0 };
	return text;
}

void buf_reset(struct buf *b)
{
	b->n = 0;
	if (b->p)
		b->p[0] = '\0';
}

void buf_clear(struct buf *b)
{
	free(b->p);
	*b = (struct buf){ 0 };
}
