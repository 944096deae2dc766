/* Heap memory that is there or ends the program: no caller has to think about a failed malloc.
 * Running out of memory ends with a line on standard error and status 5 after the exit hook (the
 * terminal's restorer) has run. Sizes that come from outside are checked before they get here. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* zeroed */
void *mem_alloc(size_t size) __attribute__((malloc, returns_nonnull, warn_unused_result));
void *mem_realloc(void *p, size_t size) __attribute__((returns_nonnull, warn_unused_result));
/* n * size, checked for overflow. */
void *mem_array(void *p, size_t n, size_t size)
	__attribute__((returns_nonnull, warn_unused_result));
char *mem_strdup(const char *s)
	__attribute__((malloc, returns_nonnull, nonnull, warn_unused_result));
char *mem_strndup(const char *s, size_t n)
	__attribute__((malloc, returns_nonnull, nonnull, warn_unused_result));

#endif
