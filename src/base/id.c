#include "base/id.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/ban.h"

static void id_part(struct sha256_ctx *sha, struct str part)
{
	char head[32];
	int n = snprintf(head, sizeof head, "\n%zu:", part.n);

	sha256_update(sha, (size_t)n, (const uint8_t *)head);
	sha256_update(sha, part.n, (const uint8_t *)part.p);
}

struct id id_derive(const char *kind, const struct str *parts, size_t n)
{
	struct sha256_ctx sha;
	struct id id;

	sha256_init(&sha);
	sha256_update(&sha, 7, (const uint8_t *)"duban/1");
	id_part(&sha, str_of(kind));
	for (size_t i = 0; i < n; i++)
		id_part(&sha, parts[i]);
	sha256_digest(&sha, sizeof id.b, id.b);
	return id;
}

/* What is unlike anything else here, where the system has no random bytes to give. */
static void id_unlike(struct id_maker *m, uint8_t *to, size_t n)
{
	struct {
		struct timespec now;
		pid_t pid;
		uint64_t counter;
		const void *where;
	} mix;
	uint8_t hash[HASH_SIZE];

	memset(&mix, 0, sizeof mix);
	clock_gettime(CLOCK_REALTIME, &mix.now);
	mix.pid = getpid();
	mix.counter = m->counter;
	mix.where = &mix;
	hash_bytes(&mix, sizeof mix, hash);
	memcpy(to, hash, n);
}

struct id id_random(struct id_maker *m, int64_t now_ms)
{
	struct id id;
	uint64_t ms = now_ms < 0 ? 0 : (uint64_t)now_ms;

	for (int i = 0; i < 6; i++)
		id.b[i] = (uint8_t)(ms >> (40 - 8 * i));
	m->counter++;
	if (m->seeded) {
		uint8_t seed[16], hash[HASH_SIZE];

		for (int i = 0; i < 8; i++) {
			seed[i] = (uint8_t)(m->seed >> (8 * i));
			seed[8 + i] = (uint8_t)(m->counter >> (8 * i));
		}
		hash_bytes(seed, sizeof seed, hash);
		memcpy(id.b + 6, hash, 10);
	} else if (getentropy(id.b + 6, 10) != 0) {
		id_unlike(m, id.b + 6, 10);
	}
	return id;
}

enum { BOUND_HEAD = ID_SIZE / 2, BOUND = 0x80 };

static struct id bound_to(const struct id *i, const char *kind, struct str site, struct str by)
{
	const struct str parts[] = { { (const char *)i->b, BOUND_HEAD }, site, by };
	struct id sum = id_derive(kind, parts, sizeof parts / sizeof *parts), id = *i;

	memcpy(id.b + BOUND_HEAD, sum.b, ID_SIZE - BOUND_HEAD);
	return id;
}

struct id id_bound(struct id_maker *m, int64_t now_ms, const char *kind, struct str site, struct str by)
{
	struct id id = id_random(m, now_ms);

	/* Numbers that follow one another: an action makes thousands of rows in one millisecond. */
	if (!m->begun)
		m->first = (uint16_t)(id.b[6] << 8 | id.b[7]);
	m->begun = true;
	uint16_t number = (uint16_t)(m->first + m->counter);

	id.b[0] |= BOUND;
	id.b[6] = (uint8_t)(number >> 8);
	id.b[7] = (uint8_t)number;
	return bound_to(&id, kind, site, by);
}

bool id_binds(const struct id *i, const char *kind, struct str site, struct str by)
{
	struct id own = bound_to(i, kind, site, by);

	return !(i->b[0] & BOUND) || id_eq(&own, i);
}

bool id_is_null(const struct id *i)
{
	static const struct id null;

	return id_eq(i, &null);
}

bool id_eq(const struct id *a, const struct id *b)
{
	return memcmp(a->b, b->b, ID_SIZE) == 0;
}

int id_cmp(const struct id *a, const struct id *b)
{
	return memcmp(a->b, b->b, ID_SIZE);
}

char *id_text(const struct id *i, char to[ID_TEXT_SIZE])
{
	return hex_text(i->b, ID_SIZE, to);
}

bool id_parse(struct str hex, struct id *to)
{
	return hex_parse(hex, to->b, ID_SIZE);
}

void hash_bytes(const void *p, size_t n, uint8_t to[HASH_SIZE])
{
	struct sha256_ctx sha;

	sha256_init(&sha);
	sha256_update(&sha, n, p);
	sha256_digest(&sha, HASH_SIZE, to);
}

char *hex_text(const uint8_t *bytes, size_t n, char *to)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		to[2 * i] = digits[bytes[i] >> 4];
		to[2 * i + 1] = digits[bytes[i] & 15];
	}
	to[2 * n] = '\0';
	return to;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_parse(struct str hex, uint8_t *to, size_t n)
{
	if (hex.n != 2 * n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (hex_digit(hex.p[2 * i]) < 0 || hex_digit(hex.p[2 * i + 1]) < 0)
			return false;
	for (size_t i = 0; i < n; i++)
		to[i] = (uint8_t)(hex_digit(hex.p[2 * i]) << 4 | hex_digit(hex.p[2 * i + 1]));
	return true;
}
