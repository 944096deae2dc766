/* Nothing is dropped: every line that nothing was read from is listed. The questions stand in
 * the order of the lines. */
#include <stdlib.h>

#include "notice/notice_private.h"

#include "base/ban.h"

static int by_line(const void *a, const void *b)
{
	const struct question *x = a, *y = b;

	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return x->asked < y->asked ? -1 : x->asked > y->asked;
}

bool pass_leftover(struct draft *d, struct err *err)
{
	(void)err;
	for (int i = 1; i <= d->lines; i++) {
		struct str text = str_trim(draft_line(d, i));

		if (text.n && !d->in->used[i])
			*vec_push(&d->unused) = (struct unused_line){ .line = i, .text = text };
	}
	if (d->questions.n)
		qsort(d->questions.p, d->questions.n, sizeof *d->questions.p, by_line);
	return true;
}
