/* Days and times as filters have them: 11-20, 2018-11, 本周, 7d, 5个工作日. */
#ifndef MODEL_FILTER_DAYS_H
#define MODEL_FILTER_DAYS_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "model/calendar.h"
#include "model/filter_parse.h"

struct filter_days {
	date from, to;       /* both inclusive; DATE_NONE: open */
	bool none;           /* what has no date */
};

/* A value with its comparison. A day, as day_typed_near() reads it; a week, ten days, month,
 * quarter or year; 7d 2w 3m (天 周 个月), so many days from today, 5个工作日 working days; 7天内:
 * from today to then. before: the key looks back (created, changed): 7d is then an age, "<7d" less
 * than 7 days ago. ERR_INPUT: no such day, or no day at all; *at is moved to b of a..b where that
 * is wrong. */
bool filter_days_read(const struct parsed_value *v, date today, const struct calendar *cal,
		      bool before, struct filter_days *to, size_t *at, struct err *err)
	__attribute__((nonnull, warn_unused_result));

#endif
