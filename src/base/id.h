/* 16-byte identities, the same at every site: design.md 4. For ever: what id_derive() makes lies in
 * logs that old copies keep. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { ID_SIZE = 16, ID_TEXT_SIZE = 33, HASH_SIZE = 32, HASH_TEXT_SIZE = 65 };

struct id {
	uint8_t b[ID_SIZE];
};

/* Derived by hash from a kind ("item") and its natural key: the first 16 bytes of SHA-256 over
 * "duban/1" and then each part, the kind first, as LF, decimal byte length, ":", bytes. Fold texts
 * before. */
struct id id_derive(const char *kind, const struct str *parts, size_t n)
	__attribute__((nonnull(1)));

/* Makes random, time-ordered ids: 48 bits of milliseconds, then 80 random bits (seeded in
 * tests). */
struct id_maker {
	bool seeded;
	uint64_t seed;
	uint64_t counter;
	bool begun;
	uint16_t first;               /* of bound ones: where their numbers begin */
};
struct id id_random(struct id_maker *m, int64_t now_ms) __attribute__((nonnull));

/* One that its maker alone can make, where nothing natural names the row: the first bit set, 47 bits of
 * milliseconds, a number of 16 bits, and half of what id_derive() makes of these eight bytes, the copy
 * and its author. In a line of somebody else's, or on another copy, it does not come out. */
struct id id_bound(struct id_maker *m, int64_t now_ms, const char *kind, struct str site, struct str by)
	__attribute__((nonnull));
/* Could they have made it? Those whose first bit is clear are older, and anybody could. */
bool id_binds(const struct id *i, const char *kind, struct str site, struct str by)
	__attribute__((nonnull));

bool id_is_null(const struct id *i) __attribute__((nonnull));
bool id_eq(const struct id *a, const struct id *b) __attribute__((nonnull));
int id_cmp(const struct id *a, const struct id *b) __attribute__((nonnull));
/* 32 lower-case hex digits; returns to */
char *id_text(const struct id *i, char to[ID_TEXT_SIZE]) __attribute__((nonnull));
bool id_parse(struct str hex, struct id *to) __attribute__((nonnull));
/* its bytes, as a part for id_derive(); lent */
static inline struct str id_str(const struct id *i)
{
	return (struct str){ (const char *)i->b, ID_SIZE };
}

/* SHA-256 over bytes. */
void hash_bytes(const void *p, size_t n, uint8_t to[HASH_SIZE]);
char *hex_text(const uint8_t *bytes, size_t n, char *to);        /* 2 n + 1 bytes; returns to */
bool hex_parse(struct str hex, uint8_t *to, size_t n);           /* exactly 2 n lower-case digits */

#endif
