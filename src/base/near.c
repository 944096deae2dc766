#include "base/near.h"

#include <limits.h>
#include <stdbool.h>

#include "base/utf8.h"

#include "base/ban.h"

enum { WORD_MAX = 63 };

/* Its characters; -1: they are too many. */
static int chars_of(struct str s, uint32_t to[WORD_MAX])
{
	int n = 0;

	for (size_t at = 0; at < s.n; to[n++] = utf8_next(s, &at))
		if (n == WORD_MAX)
			return -1;
	return n;
}

static int min(int a, int b)
{
	return a < b ? a : b;
}

int near_distance(struct str a, struct str b)
{
	uint32_t x[WORD_MAX], y[WORD_MAX];
	int m = chars_of(a, x), n = chars_of(b, y);

	if (m < 0 || n < 0)
		return INT_MAX;
	int rows[3][WORD_MAX + 1] = { 0 };      /* the last two lines and the one in making */
	int *before = rows[0], *last = rows[1], *now = rows[2];
	for (int j = 0; j <= n; j++)
		last[j] = j;
	for (int i = 1; i <= m; i++) {
		now[0] = i;
		for (int j = 1; j <= n; j++) {
			int differs = x[i - 1] != y[j - 1];
			now[j] = min(min(last[j], now[j - 1]) + 1, last[j - 1] + differs);
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1])
				now[j] = min(now[j], before[j - 2] + 1);
		}
		int *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[n];
}

void near_offer(struct near *n, const char *known)
{
	int far = near_distance(n->word, str_of(known)), chars = (int)utf8_count(n->word);
	/* A third of the word may be wrong; an ideograph is much of one: 颜色 is not 角色. A word
	 * begun right and cut short is meant too. */
	bool begun = n->word.n >= 2 && str_starts(str_of(known), n->word);
	bool is_slip = far <= (chars + 2) / 3 && (n->word.n == (size_t)chars || 2 * far < chars);
	if (!begun && !is_slip)
		return;
	if (!n->best || far < n->distance) {
		n->best = known;
		n->distance = far;
	}
}
