/* What became of the periods before: missed in a row, missed in all, less done than last time. */
#include "model/duty.h"

#include <stdio.h>

#include "base/buf.h"
#include "model/duty_private.h"
#include "tests/lib/check.h"

enum { FIRST = 17855, EVERY = 30 };      /* 2018-11-20 */

/* A letter a period, the oldest first: "." silent, "r" in, "l" reported a day late, "m" in with the target missed, "x" returned, "z" zero, "c" closed, "s" suspended,
 * "g" silent with a date granted beyond the next one's. Then for each: in a row / in all. */
static const struct { int line; const char *periods, *want; } cases[] = {
	{ __LINE__, ".", "0/0" },
	{ __LINE__, "....", "0/0 1/1 2/2 3/3" },
	{ __LINE__, "rrrr", "0/0 0/0 0/0 0/0" },
	{ __LINE__, "..r..", "0/0 1/1 2/2 0/2 1/3" },
	{ __LINE__, "lmx.", "0/0 1/1 2/2 3/3" },
	{ __LINE__, ".z.c.", "0/0 1/1 0/1 1/2 0/2" },
	/* what is suspended neither counts nor parts the others */
	{ __LINE__, ".s..", "0/0 1/1 1/1 2/2" },
	{ __LINE__, "s..", "0/0 0/0 1/1" },
	{ __LINE__, ".g..", "0/0 1/1 0/1 1/2" },
};

static struct duty_state period(char c, int i)
{
	struct duty_state d = { .unit = 1, .deadline = 1, .state = c == 'c' || c == 's' ? c : 'o', .met = c == 'm' ? MET_NO : MET_NONE };

	snprintf(d.occ, sizeof d.occ, "2018-%02d", i + 1);
	d.due = d.first_due = FIRST + i * EVERY;
	if (c == 'g')
		d.due += EVERY + 5;
	d.report = c == 'z' ? 'z' : strchr("rlmx", c) ? 'r' : '\0';
	d.review = c == 'x' ? 'x' : '\0';
	d.reported = d.report ? d.due + (c == 'l') : DATE_NONE;
	return d;
}

static void test_missed(void)
{
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		struct duty_state list[20];
		struct buf got = { 0 };
		size_t n = strlen(cases[i].periods);

		/* two units', the last period first: the order is no matter */
		for (size_t k = 0; k < n; k++) {
			list[2 * (n - 1 - k)] = period(cases[i].periods[k], (int)k);
			list[2 * (n - 1 - k) + 1] = period('r', (int)k);
			list[2 * (n - 1 - k) + 1].unit = 2;
		}
		duty_periods_count(list, 2 * n);
		for (size_t k = 0; k < n; k++) {
			const struct duty_state *d = &list[2 * (n - 1 - k)];
			buf_printf(&got, "%s%d/%d", k ? " " : "", d->missed_running, d->missed_before);
			CHECK_INT_AT(cases[i].line, d[1].missed_running + d[1].missed_before, 0);
		}
		CHECK_STR_AT(cases[i].line, buf_text(&got), cases[i].want);
		buf_clear(&got);
	}
}

static void test_fell(void)
{
	static const struct { int line; int64_t then, then_of, now, now_of; char state; bool want; } pairs[] = {
		{ __LINE__, 1, 2, 1, 2, 'o', false }, { __LINE__, 1, 2, 1, 3, 'o', true }, { __LINE__, 1, 3, 2, 6, 'o', false },
		{ __LINE__, 1, 2, 0, 0, 'o', false }, { __LINE__, 0, 0, 1, 2, 'o', false }, { __LINE__, 1, 2, 1, 3, 'c', false },
		{ __LINE__, INT64_MAX - 1, INT64_MAX, INT64_MAX - 2, INT64_MAX, 'o', true },
	};

	for (size_t i = 0; i < CHECK_N(pairs); i++) {
		struct duty_state list[] = { period('r', 0), period('r', 1) };
		list[0].share_done = pairs[i].then, list[0].share_of = pairs[i].then_of;
		list[1].share_done = pairs[i].now, list[1].share_of = pairs[i].now_of, list[1].state = pairs[i].state;
		duty_periods_count(list, 2);
		CHECK_INT_AT(pairs[i].line, list[1].fell, pairs[i].want);
		CHECK(!list[0].fell);
		/* of another deadline it is no period before */
		list[0].deadline = 2;
		duty_periods_count(list, 2);
		CHECK(!list[1].fell);
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_missed), CHECK_TEST(test_fell) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
