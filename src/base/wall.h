/* The second wall around a locked session (base/gate.h): the kernel's Landlock. Whatever the program
 * could be talked into, it opens nothing but what is named here, starts no program but one, makes no
 * connection. Where the kernel has none (before Linux 5.13, or not switched on), the gate stands
 * alone. */
#ifndef BASE_WALL_H
#define BASE_WALL_H

#include <stdbool.h>
#include <stddef.h>

enum wall_use { WALL_READ, WALL_WRITE, WALL_RUN };
/* A file, or a folder with all below it; what is not there is left out. */
struct wall_way { const char *path; enum wall_use use; };

/* For good, also for processes that are started later. True where the kernel keeps it now. */
bool wall_raise(const struct wall_way *ways, size_t n) __attribute__((nonnull));

#endif
