/* Memory that lives as long as one reading, one page, one report, and goes at once. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_block;
struct arena {
	struct arena_block *blocks;   /* newest first */
};

/* A zeroed struct arena is empty and ready. */
/* zeroed, aligned for anything */
void *arena_alloc(struct arena *a, size_t size) __attribute__((malloc, returns_nonnull, nonnull));
char *arena_strdup(struct arena *a, const char *s) __attribute__((returns_nonnull, nonnull));
/* a copy, ended by NUL */
char *arena_str(struct arena *a, struct str s) __attribute__((returns_nonnull, nonnull));
char *arena_printf(struct arena *a, const char *format, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull, nonnull(1, 2)));
/* Frees all that came from it; it is empty and ready again. */
void arena_clear(struct arena *a) __attribute__((nonnull));

#endif
