#include "base/quotes.h"

#include <stdbool.h>
#include <string.h>

#include "base/ban.h"

enum {
	MARK_BYTES = 3,
	OPEN = 0x9c,
	CLOSE = 0x9d,
	INNER_OPEN = 0x98,
	INNER_CLOSE = 0x99,
	DEEPEST = 16
};

/* All of them are E2 80 and a byte of their own. */
static int mark_at(const char *s)
{
	return s[0] == '\xe2' && s[1] == '\x80' ? (unsigned char)s[2] : 0;
}

/* Opening marks that wait for theirs. */
struct marks { char *at[DEEPEST]; int n; bool too_deep; };

static bool has(const struct marks *m, const char *s)
{
	for (int i = 0; i < m->n; i++)
		if (m->at[i] == s)
			return true;
	return false;
}

/* Pairs up marks, those of alone left aside; inside others they are changed where change is set.
 * What is left in open has no partner. */
static void marks_pair(char *text, const struct marks *alone, bool change, struct marks *open)
{
	for (char *s = text; *s && !open->too_deep; s++) {
		int mark = mark_at(s);

		if (mark == OPEN && !has(alone, s)) {
			open->too_deep = open->n == DEEPEST;
			if (!open->too_deep)
				open->at[open->n++] = s;
		} else if (mark == CLOSE && open->n > 0) {
			open->n--;
			if (!change || open->n == 0)
				continue;
			open->at[open->n][MARK_BYTES - 1] = (char)INNER_OPEN;
			s[MARK_BYTES - 1] = (char)INNER_CLOSE;
		}
	}
}

void quotes_nest(char *text)
{
	struct marks none = { .n = 0 }, alone = { .n = 0 }, open = { .n = 0 };

	marks_pair(text, &none, false, &alone);
	if (!alone.too_deep)
		marks_pair(text, &alone, true, &open);
}
