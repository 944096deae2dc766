/* One period of a recurring duty after another: how often it was missed before, and whether less is
 * done than last time. Of the log alone: what was missed is asked for the day after the later
 * period's own date, when that of an earlier one is over; one that was granted a date beyond has
 * not been missed by then. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/duty_private.h"
#include "model/rule.h"

#include "base/ban.h"

__extension__ typedef __int128 wide;

static bool is_same_row(const struct duty_state *a, const struct duty_state *b)
{
	return a->unit == b->unit && a->deadline == b->deadline;
}

/* Each unit's duties of one deadline, by date. */
static int period_order(const void *a, const void *b)
{
	const struct duty_state *x = *(struct duty_state *const *)a,
				*y = *(struct duty_state *const *)b;
	int c = duty_key_cmp(x->unit, y->unit);

	if (!c)
		c = duty_key_cmp(x->deadline, y->deadline);
	if (!c)
		c = (x->first_due > y->first_due) - (x->first_due < y->first_due);
	return c ? c : strcmp(x->occ, y->occ);
}

static bool is_less(const struct duty_state *now, const struct duty_state *then)
{
	return now->state != 'c' && now->share_of > 0 && then->share_of > 0 &&
		(wide)now->share_done * then->share_of < (wide)then->share_done * now->share_of;
}

static void period_follow(struct duty_state *s, const struct duty_state *before)
{
	bool missed = rule_missed_from(before) <= s->due;

	s->missed_running = missed ? before->missed_running + 1 : 0;
	s->missed_before = before->missed_before + missed;
	s->fell = is_less(s, before);
}

void duty_periods_count(struct duty_state *all, size_t n)
{
	struct duty_state **list = mem_array(NULL, n + 1, sizeof *list);
	const struct duty_state *before = NULL;

	for (size_t i = 0; i < n; i++)
		list[i] = &all[i];
	qsort(list, n, sizeof *list, period_order);
	for (size_t i = 0; i < n; i++) {
		struct duty_state *s = list[i];
		s->missed_running = s->missed_before = 0;
		s->fell = false;
		if (before && is_same_row(before, s))
			period_follow(s, before);
		/* What is suspended is owed by nobody: it neither counts nor parts the others. */
		if (s->state != 's' || !before || !is_same_row(before, s))
			before = s;
	}
	free(list);
}
