/* Days as people type them, into a field or on the command line. */
#ifndef BASE_DAY_TYPED_H
#define BASE_DAY_TYPED_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

/* 今天 昨天 前天 明天 后天 (today yesterday tomorrow), -2 and +3 (days), 12 or 12日, 11-12 11.12
 * 11/12 11月12日 1112, 2018-11-12 18-11-12 2018年11月12日 20181112, 周三 星期三 本周五 上周一
 * 下周二, 3天前 两周后 1个月前, 月底 下月底 11月底 季末 年底 月初 (month-end ...); full-width signs and
 * Chinese numerals (十六号) count too. A day of the week alone is the
 * nearest one on the side asked for. A year left out: the nearest such day; a month left out: the
 * last one up to today, but a coming one that is nearer and within a week. Where that is still to
 * come it is refused instead of misread, and the other day named with its year. Else ERR_INPUT,
 * saying what can be typed. */
bool day_typed_past(struct str text, date today, date *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of the day that a paper bears, which may be one to come: what day_typed_past() refuses
 * for that is taken as it was read. Who takes it asks. */
bool day_typed_dated(struct str text, date today, date *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same of a day to come: from today on. */
bool day_typed_ahead(struct str text, date today, date *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* The same where the day may lie on either side: with the year left out the nearest one. */
bool day_typed_near(struct str text, date today, date *d, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A day whole, with its year, whatever day it is: 2018-11-12 2018.11.12 2018年11月12日
 * 二〇一八年十一月十二日 20181112. False, *d DATE_NONE: none such. */
bool day_typed_whole(struct str text, date *d) __attribute__((nonnull));

#endif
