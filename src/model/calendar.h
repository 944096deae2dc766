/* Working days. Ordinary weeks have five; share/calendar has a file a year with the days that
 * differ, and the office has days of its own (rows of kind day). */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"
#include "base/vec.h"

struct calendar;

/* Of a folder: finds each DIR/YYYY.tsv, "date<TAB>off|work<TAB>name", "#" begins a comment. The
 * file's year is the announcement's: 2018-12-29 stands in 2019.tsv. A file is read when a day near
 * its year is first asked for, so that a start reads two or three of them. NULL: the folder cannot
 * be read. */
struct calendar *calendar_load(const char *dir, struct err *err)
	__attribute__((nonnull, warn_unused_result));
/* A calendar of weekends only. */
struct calendar *calendar_new(void) __attribute__((returns_nonnull, warn_unused_result));
/* Looks at the folder again; where a file changed all of them are read anew when asked for. Own
 * days stay; so do names that were lent. */
bool calendar_reload(struct calendar *c, struct err *err)
	__attribute__((nonnull, warn_unused_result));
void calendar_free(struct calendar *c);

/* What is wrong in the files read so far, each with file and line (bad date, contradiction, too
 * large): such a file counts as absent, the other years stay. Where two years' files contradict
 * each other, the later announcement holds, and that is told. Lent. */
typedef VEC(struct err) calendar_faults;
const calendar_faults *calendar_get_faults(const struct calendar *c)
	__attribute__((nonnull, returns_nonnull));
/* Reads all files now, to learn their faults. */
void calendar_read_all(const struct calendar *c) __attribute__((nonnull));

/* The office's own days, which win over announced ones. */
void calendar_own_clear(struct calendar *c) __attribute__((nonnull));
void calendar_own_add(struct calendar *c, date d, bool work, const char *name)
	__attribute__((nonnull));

/* All days on which work differs from the ordinary week, "2018-12-29 work" a line: the whole of
 * what dates follow from. Reads all files. */
void calendar_write(const struct calendar *c, struct buf *to) __attribute__((nonnull));
/* A calendar of such lines; names are lost. */
struct calendar *calendar_of_text(struct str text)
	__attribute__((returns_nonnull, warn_unused_result));
/* Changes with any file of the folder (name, size, time) and with the own days and their names, and
 * reads none of them. */
enum { CALENDAR_STAMP_SIZE = 65 };
char *calendar_stamp(const struct calendar *c, char to[CALENDAR_STAMP_SIZE])
	__attribute__((nonnull));

bool calendar_is_workday(const struct calendar *c, date d) __attribute__((nonnull));
/* Is there a (sound) table for d's year? Without one weekends alone are known: say so where it
 * matters. */
bool calendar_knows(const struct calendar *c, date d) __attribute__((nonnull));
/* The name of a day that differs ("春节"), or NULL. Lent. */
const char *calendar_name(const struct calendar *c, date d) __attribute__((nonnull));
/* Is it one of the office's own? */
bool calendar_is_own(const struct calendar *c, date d) __attribute__((nonnull));
/* First and last day off of the holiday of that name ("春节", also as part of a joint one) in
 * year's table; false where there is none. */
bool calendar_holiday(const struct calendar *c, struct str name, int year, date *first, date *last)
	__attribute__((nonnull));
/* Last working day on or before due: what a clerk can act by (domain.md 7). Make-up Saturdays are
 * working days. */
date calendar_act_by(const struct calendar *c, date due) __attribute__((nonnull));
/* First working day after d. */
date calendar_next_workday(const struct calendar *c, date d) __attribute__((nonnull));
/* The n-th working day after d (n >= 1), d not counted; DATE_NONE beyond 2199. */
date calendar_add_workdays(const struct calendar *c, date d, int n) __attribute__((nonnull));
/* Working days in (from, to]; negative for (to, from] when to < from. The 余 and 逾 of the screens.
 * Costs the same over a week and a century. */
int calendar_workdays_between(const struct calendar *c, date from, date to)
	__attribute__((nonnull));

#endif
