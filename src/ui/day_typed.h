/* Days as people type them into a field. */
#ifndef UI_DAY_TYPED_H
#define UI_DAY_TYPED_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

/* 今天 昨天 前天 明天 后天 (today yesterday tomorrow), -2 and +3 (days), 12 or 12日, 11-12 11.12 11/12 11月12日 1112, 2018-11-12 18-11-12 2018年11月12日
 * 20181112; full-width signs count too. A year or month left out: the last such day up to today, but where that is in another year than
 * today's and the coming one is nearer (of a day alone: within a week), that one, which is then refused instead of misread. Else ERR_INPUT,
 * saying what can be typed. */
bool day_typed_past(struct str text, date today, date *d, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same of a day to come: from today on. */
bool day_typed_ahead(struct str text, date today, date *d, struct err *err) __attribute__((nonnull, warn_unused_result));
/* The same where the day may lie on either side: the first one from today on within half a year, else the last one before. */
bool day_typed_near(struct str text, date today, date *d, struct err *err) __attribute__((nonnull, warn_unused_result));

#endif
