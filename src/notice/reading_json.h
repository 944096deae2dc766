/* One deadline as JSON: the same fields in `duban deadline --json` and in `duban import
 * --dry-run --json` (design of the command line). */
#ifndef NOTICE_READING_JSON_H
#define NOTICE_READING_JSON_H

#include "base/date.h"
#include "base/json.h"
#include "model/calendar.h"
#include "model/wording.h"

/* kind, start, due, act_by, next_workday, due_if_day_excluded, time, rhythm, deliverable, next
 * (the next six occurrences on or after from), text; what does not apply is left out. */
void reading_json(struct json *j, const struct reading *r, const struct calendar *cal, date from)
	__attribute__((nonnull));

#endif
