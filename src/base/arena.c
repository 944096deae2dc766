#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/ban.h"

enum { BLOCK_FIRST = 1024, BLOCK_MOST = 65536 };

struct arena_block {
	struct arena_block *older;
	size_t used, room;
	alignas(max_align_t) char bytes[];
};

/* A piece too large for the usual block gets one of its own size. */
static struct arena_block *arena_grow(struct arena *a, size_t size)
{
	size_t room = a->blocks ? a->blocks->room * 2 : BLOCK_FIRST;

	if (room > BLOCK_MOST)
		room = BLOCK_MOST;
	if (room < size)
		room = size;
	/* Wraps only beyond PTRDIFF_MAX, which mem_array() refuses. */
	struct arena_block *b =
		mem_array(NULL, 1, room + sizeof *b < room ? SIZE_MAX : room + sizeof *b);

	*b = (struct arena_block){ .older = a->blocks, .room = room };
	a->blocks = b;
	return b;
}

static void *arena_raw(struct arena *a, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *b = a->blocks;
	size_t want = (size + align - 1) & ~(align - 1);

	if (want < size)
		want = SIZE_MAX;
	if (!b || b->room - b->used < want)
		b = arena_grow(a, want);
	void *p = b->bytes + b->used;

	b->used += want;
	return p;
}

void *arena_alloc(struct arena *a, size_t size)
{
	return memset(arena_raw(a, size ? size : 1), 0, size);
}

char *arena_str(struct arena *a, struct str s)
{
	char *copy = arena_raw(a, s.n + 1);

	if (s.n)
		memcpy(copy, s.p, s.n);
	copy[s.n] = '\0';
	return copy;
}

char *arena_strdup(struct arena *a, const char *s)
{
	return arena_str(a, str_of(s));
}

char *arena_printf(struct arena *a, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (n < 0)
		return arena_strdup(a, "");
	char *text = arena_raw(a, (size_t)n + 1);

	va_start(args, format);
	vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return text;
}

void arena_clear(struct arena *a)
{
	for (struct arena_block *b = a->blocks, *older; b; b = older) {
		older = b->older;
		free(b);
	}
	a->blocks = NULL;
}
