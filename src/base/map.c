#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/mem.h"
#include "base/ban.h"

struct map_slot {
	uint64_t hash;
	struct str key;      /* p NULL: free */
	intptr_t value;
};

/* Open addressing, a power of two, at most three quarters full. */
struct map {
	struct arena keys;
	struct map_slot *slots;
	size_t n, room;
	uint64_t seed;
};

struct map *map_new(void)
{
	struct map *m = mem_alloc(sizeof *m);

	/* Addresses are random in each process: chosen keys cannot be made to collide. */
	m->seed = (uint64_t)(uintptr_t)m * 0x9e3779b97f4a7c15u;
	return m;
}

void map_free(struct map *m)
{
	if (!m)
		return;
	arena_clear(&m->keys);
	free(m->slots);
	free(m);
}

static uint64_t map_mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15u;
	return h ^ h >> 32;
}

static uint64_t map_hash(const struct map *m, struct str key)
{
	uint64_t h = m->seed ^ key.n, word;

	/* Eight bytes at a time: keys are whole statements. */
	for (; key.n >= sizeof word; key = str_from(key, sizeof word)) {
		memcpy(&word, key.p, sizeof word);
		h = map_mix(h, word);
	}
	word = 0;
	if (key.n)
		memcpy(&word, key.p, key.n);
	return map_mix(h, word);
}

/* The key's slot, or the free one where it would stand. */
static struct map_slot *map_slot(const struct map *m, struct str key, uint64_t hash)
{
	for (size_t i = hash & (m->room - 1); ; i = (i + 1) & (m->room - 1)) {
		struct map_slot *s = &m->slots[i];

		if (!s->key.p || (s->hash == hash && str_eq(s->key, key)))
			return s;
	}
}

static void map_grow(struct map *m)
{
	struct map_slot *old = m->slots;
	size_t n = m->room;

	m->room = n ? n * 2 : 16;
	m->slots = mem_array(NULL, m->room, sizeof *m->slots);
	memset(m->slots, 0, m->room * sizeof *m->slots);
	for (size_t i = 0; i < n; i++)
		if (old[i].key.p)
			*map_slot(m, old[i].key, old[i].hash) = old[i];
	free(old);
}

intptr_t *map_at(struct map *m, struct str key, bool create)
{
	uint64_t hash = map_hash(m, key);
	struct map_slot *s = m->room ? map_slot(m, key, hash) : NULL;

	if (s && s->key.p)
		return &s->value;
	if (!create)
		return NULL;
	if (!s || (m->n + 1) * 4 > m->room * 3) {
		map_grow(m);
		s = map_slot(m, key, hash);
	}
	*s = (struct map_slot){ .hash = hash, .key = { arena_str(&m->keys, key), key.n } };
	m->n++;
	return &s->value;
}

size_t map_count(const struct map *m)
{
	return m->n;
}
