/* A month on the calendar: working days, holidays by name, and how many duties fall due on each
 * day. */
#ifndef MODEL_MONTH_H
#define MODEL_MONTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/ledger.h"
#include "store/cond.h"
#include "model/light.h"

struct month_day {
	date day;
	bool work;
	/* from the ordinary week: a weekday off, a make-up Saturday; or a weekend that belongs to a
	 * holiday */
	bool differs;
	bool own;                    /* a day of the office's own */
	const char *name;            /* of a day that differs; "" none */
	/* of duties due that day; silent counts begun ones only; unheard: not exchanged */
	int owed, in, silent, unheard;
	enum light light;            /* of those */
};

enum { MONTH_DAYS = 31 };

struct month {
	int year, month;
	int n;                       /* days */
	int lead;                    /* days of the week (from Monday) before the first */
	struct month_day days[MONTH_DAYS];
	int workdays;
	int owed, in, silent, unheard;
	const char *note;            /* a sentence where the year has no table of holidays; "" */
};

/* plan 0: all open ones; unit 0: all; where: only duties that it holds of, NULL: all. Recurring
 * duties count as far as they are derived, those after the next one too. */
bool month_read(struct ledger *l, int year, int month, int64_t plan, int64_t unit,
		const struct cond *where, struct arena *mem, struct month *to, struct err *err)
	__attribute__((nonnull(1, 7, 8, 9), warn_unused_result));
/* The same without duties: needs a calendar alone. */
void month_days(const struct calendar *cal, int year, int month, struct arena *mem,
		struct month *to) __attribute__((nonnull));
static inline int month_weeks(const struct month *m)
{
	return (m->lead + m->n + 6) / 7;
}

/* Days that differ, in runs of one name and kind: "春节 02-04..02-10". The next run from day *at
 * (0: the first) on; false: no more. */
struct month_run { int first, last; bool work, own; const char *name; };     /* indexes of days */
bool month_run_next(const struct month *m, int *at, struct month_run *to) __attribute__((nonnull));

/* "2019-02": a year and a month. False: another text. */
bool month_parse(struct str text, int *year, int *month) __attribute__((nonnull));

#endif
