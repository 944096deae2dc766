/* A hash map from text (or bytes) to a number or pointer. Keys are copied. Not ordered: iterate
 * elsewhere. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct map;

struct map *map_new(void);
void map_free(struct map *m);
/* The value's place; created as 0 where absent when create is set, else NULL. Valid until the next
 * creation. */
intptr_t *map_at(struct map *m, struct str key, bool create) __attribute__((nonnull));
size_t map_count(const struct map *m) __attribute__((nonnull));

#endif
