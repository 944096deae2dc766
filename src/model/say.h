/* Words that several sentences of the model share. All answers lie in the arena. */
#ifndef MODEL_SAY_H
#define MODEL_SAY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "model/calendar.h"
#include "store/duties.h"
#include "store/rows.h"

/* Adds a name to those that a sentence lists: parted by commas, cut where it is long; past some
 * forty columns " ..." stands for all the rest. */
void say_listed(struct buf *to, const char *name) __attribute__((nonnull));

/* "11-20"; "2019-01-20" in another year than today; "" for DATE_NONE. */
const char *say_day(date d, date today, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* For a column of five: "11-20"; a day of another year that is more than half a year away is its
 * year alone, "2019", so that it is not taken for one near; "-" for DATE_NONE. to is where it may
 * stand. */
const char *say_day_narrow(date d, date today, char to[DATE_TEXT_SIZE])
	__attribute__((nonnull, returns_nonnull));
/* "11-20 passed 1 working day ago", "11-23 is 3 working days ahead", "11-20 is today". */
const char *say_due(date due, date today, const struct calendar *cal, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* "no table of holidays for 2027: ...", where weekends alone are known of that day's year; NULL:
 * its table is there, or there is no day. */
const char *say_no_table(date d, const struct calendar *cal, struct arena *mem)
	__attribute__((nonnull));
/* "Wed", translated. */
/* "not exchanged 3", in mem; "" for none: beside how many are silent. */
const char *say_unheard(int n, struct arena *mem) __attribute__((nonnull, returns_nonnull));
const char *say_weekday(date d) __attribute__((returns_nonnull));
/* The same of a day of the week: 1 for Monday to 7. */
const char *say_weekday_of(int weekday) __attribute__((returns_nonnull));

/* How an entry was made: of an urging its level, where it is no plain one, and its way ("督办 电话");
 * of a measure's the state that it got; "" where nothing says it. */
const char *say_entry_how(const struct entry_row *e, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));

/* Of a duty: "reported", "no change", "zero report", "joint", "returned", "-"; "accepted",
 * "waiting", "closed", "suspended", "-". */
const char *say_report(const struct duty_state *d, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
/* "part 2/3": of a duty that was folded from several and is not in; "" of another. */
const char *say_part(const struct duty_state *d, struct arena *mem)
	__attribute__((nonnull, returns_nonnull));
const char *say_review(const struct duty_state *d) __attribute__((nonnull, returns_nonnull));
/* The period that an entry is for: "2018-11"; "" of a duty that comes once, or of the item
 * itself. */
const char *say_period(const char *occ) __attribute__((nonnull, returns_nonnull));
/* Of a role and of a measure's state; "" for NULL. */
const char *say_role(const char *role) __attribute__((returns_nonnull));
const char *say_measure(const char *state) __attribute__((nonnull, returns_nonnull));

#endif
