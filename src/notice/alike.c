#include "notice/alike.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"

#include "base/ban.h"

enum { PAIRS_MOST = 1000 };

static int by_pair(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static size_t pairs_of(struct str s, uint64_t *to)
{
	size_t at = 0, n = 0;
	uint32_t before = utf8_next(s, &at);

	while (n < PAIRS_MOST && at < s.n) {
		uint32_t c = utf8_next(s, &at);

		to[n++] = (uint64_t)before << 32 | c;
		before = c;
	}
	if (n)
		qsort(to, n, sizeof *to, by_pair);
	return n;
}

int text_alike(struct str a, struct str b)
{
	uint64_t x[PAIRS_MOST], y[PAIRS_MOST];
	size_t n, m, i = 0, j = 0, both = 0;

	if (str_eq(a, b))
		return 100;
	n = pairs_of(a, x);
	m = pairs_of(b, y);
	while (i < n && j < m) {
		both += x[i] == y[j];
		if (x[i] == y[j]) {
			i++;
			j++;
		} else if (x[i] < y[j]) {
			i++;
		} else {
			j++;
		}
	}
	return n + m ? (int)(200 * both / (n + m)) : 0;
}
