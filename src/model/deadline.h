/* What a deadline means on the calendar: by when a clerk can act, and when a recurring one falls
 * due next. */
#ifndef MODEL_DEADLINE_H
#define MODEL_DEADLINE_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/wording.h"

enum { DEADLINE_NEXT = 6 };   /* how many occurrences are shown ahead */

struct deadline_day {
	date due;
	date act_by;              /* last working day on or before it */
	date next_workday;        /* first one after it */
	/* false: no table of holidays has that year, weekends alone were counted */
	bool known;
};

/* First due date of a rhythm on or after from; DATE_NONE beyond 2199. RFC 5545 knows no holidays:
 * the n-th (or n-th last) of a month's Mondays to Fridays (每月最后一个工作日,
 * 每月结束后5个工作日内) is counted in working days of the calendar, and never leaves its month. */
date deadline_due(const struct rhythm *r, const struct calendar *cal, date from)
	__attribute__((nonnull));
/* All DATE_NONE for DATE_NONE. */
struct deadline_day deadline_day(const struct calendar *cal, date due) __attribute__((nonnull));
/* The next occurrences of a recurring reading on or after from, within its start and last day: at
 * most room of them. How many; 0 for any other kind and for DATE_NONE. */
int deadline_next(const struct reading *r, const struct calendar *cal, date from,
		  struct deadline_day *list, int room) __attribute__((nonnull));
/* The due date if the named day does not count (前 read strictly): of a recurring reading that
 * names a day (每月20日前), of its first occurrence on or after from. DATE_NONE where no day is
 * named, or where it is said to count. */
date deadline_excluded(const struct reading *r, date from) __attribute__((nonnull));
/* A translated sentence that names the first year without a table of holidays which these readings,
 * or their next six occurrences from that day on, fall due in; NULL: all are known. In the
 * arena. */
const char *deadline_note(struct arena *mem, const struct readings *r, const struct calendar *cal,
			  date from) __attribute__((nonnull));

#endif
