/* Working days. Ordinary weeks have five; share/calendar has a file a year with the days that differ. */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"

struct calendar;

/* Loads every DIR/YYYY.tsv: "date<TAB>off|work<TAB>name", "#" begins a comment. The file's year is the announcement's: 2018-12-29 stands in
 * 2019.tsv. A fault in a file (bad date, contradiction) names file and line. NULL: err is filled. */
struct calendar *calendar_load(const char *dir, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Adds one more file of that form over what is there: days of the office's own, of any year, replace announced ones. A missing file is an error. */
bool calendar_add_own(struct calendar *c, const char *path, struct err *err) __attribute__((nonnull, warn_unused_result));
/* A calendar of weekends only. */
struct calendar *calendar_new(void) __attribute__((returns_nonnull, warn_unused_result));
void calendar_free(struct calendar *c);

bool calendar_is_workday(const struct calendar *c, date d) __attribute__((nonnull));
/* Is there a table for d's year? Without one weekends alone are known: say so where it matters. */
bool calendar_knows(const struct calendar *c, date d) __attribute__((nonnull));
/* The name of a day that differs ("春节"), or NULL. Lent. */
const char *calendar_name(const struct calendar *c, date d) __attribute__((nonnull));
/* First and last day off of the holiday of that name ("春节", also as part of a joint one) in year's table; false where there is none. */
bool calendar_holiday(const struct calendar *c, struct str name, int year, date *first, date *last) __attribute__((nonnull));
/* Last working day on or before due: what a clerk can act by (domain.md 7). Make-up Saturdays are working days. */
date calendar_act_by(const struct calendar *c, date due) __attribute__((nonnull));
/* First working day after d. */
date calendar_next_workday(const struct calendar *c, date d) __attribute__((nonnull));
/* The n-th working day after d (n >= 1), d not counted; DATE_NONE beyond 2199. */
date calendar_add_workdays(const struct calendar *c, date d, int n) __attribute__((nonnull));
/* Working days in (from, to]; negative for (to, from] when to < from. The 余 and 逾 of the screens. Costs the same over a week and a century. */
int calendar_workdays_between(const struct calendar *c, date from, date to) __attribute__((nonnull));

#endif
