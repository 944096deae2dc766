#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ends by exit(), so that the terminal's restorer (registered with atexit) still runs. Not
 * translated: gettext would want memory. */
static void *mem_there(void *p)
{
	static const char text[] = "duban: out of memory\n";

	if (!p) {
		ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);
		(void)written;
		exit(5);
	}
	return p;
}

void *mem_alloc(size_t size)
{
	return mem_there(calloc(1, size ? size : 1));
}

void *mem_realloc(void *p, size_t size)
{
	return mem_there(realloc(p, size ? size : 1));
}

void *mem_array(void *p, size_t n, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(n, size, &bytes) || bytes > PTRDIFF_MAX)
		return mem_there(NULL);
	return mem_realloc(p, bytes);
}

char *mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

char *mem_strndup(const char *s, size_t n)
{
	size_t len = strnlen(s, n);
	char *copy = mem_alloc(len + 1);

	memcpy(copy, s, len);
	return copy;
}
