#include "base/near.h"

#include <limits.h>
#include <stdbool.h>

#include "base/ban.h"

enum { WORD_MAX = 63 };

static int min(int a, int b)
{
	return a < b ? a : b;
}

int near_distance(struct str a, struct str b)
{
	if (a.n > WORD_MAX || b.n > WORD_MAX)
		return INT_MAX;
	int rows[3][WORD_MAX + 1] = { 0 };      /* the last two lines and the one in making */
	int *before = rows[0], *last = rows[1], *now = rows[2];
	for (size_t j = 0; j <= b.n; j++)
		last[j] = (int)j;
	for (size_t i = 1; i <= a.n; i++) {
		now[0] = (int)i;
		for (size_t j = 1; j <= b.n; j++) {
			int differs = a.p[i - 1] != b.p[j - 1];
			now[j] = min(min(last[j], now[j - 1]) + 1, last[j - 1] + differs);
			if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1])
				now[j] = min(now[j], before[j - 2] + 1);
		}
		int *free_row = before;
		before = last;
		last = now;
		now = free_row;
	}
	return last[b.n];
}

void near_offer(struct near *n, const char *known)
{
	int far = near_distance(n->word, str_of(known));
	/* A third of the word may be wrong; a word begun right and cut short is meant too. */
	bool begun = n->word.n >= 2 && str_starts(str_of(known), n->word);
	if (!begun && far > (int)(n->word.n + 2) / 3)
		return;
	if (!n->best || far < n->distance) {
		n->best = known;
		n->distance = far;
	}
}
