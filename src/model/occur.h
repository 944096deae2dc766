/* Rhythms: a small subset of RFC 5545, expanded from anchor and rule, never from the last date, so
 * that nothing drifts. */
#ifndef MODEL_OCCUR_H
#define MODEL_OCCUR_H

#include <stdbool.h>

#include "base/date.h"
#include "base/str.h"

enum freq { FREQ_NONE, FREQ_DAILY, FREQ_WEEKLY, FREQ_MONTHLY, FREQ_YEARLY };

/* What a period is called: the occurrence key of a duty is its period (design.md 4, for ever). */
enum period {
	PERIOD_NONE,
	PERIOD_DAY,
	PERIOD_WEEK,
	PERIOD_TENDAYS,
	PERIOD_MONTH,
	PERIOD_QUARTER,
	PERIOD_HALF,
	PERIOD_YEAR
};

struct rhythm {
	enum freq freq;
	/* 0, 1: every; 2: every second, counted from the calendar year's first period, weeks by ISO
	 * 8601 (even months: months list instead) */
	int interval;
	int days[31], n_days;     /* BYMONTHDAY: 1..31, negative from the end */
	int weekdays[7], n_weekdays;   /* BYDAY: 1 Monday ... 7 */
	int months[12], n_months;      /* BYMONTH */
	int setpos;               /* BYSETPOS: 0 all of a period's days, -1 its last, 3 its third */
	enum period period;
	/* -1: what falls due here is the report of the period before (每月5日前报上月) */
	int period_shift;
};

/* As RFC 5545 text, "FREQ=MONTHLY;BYMONTHDAY=20". 31st that falls back:
 * "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1". The longest one fits. */
enum { RHYTHM_TEXT_SIZE = 256 };
char *rhythm_text(const struct rhythm *r, char to[RHYTHM_TEXT_SIZE]) __attribute__((nonnull));
/* Reads what rhythm_text() writes. period and shift are not part of the text: they are cells of
 * their own. */
bool rhythm_parse(struct str text, struct rhythm *r) __attribute__((nonnull));
const char *period_word(enum period p);                   /* "month" ...: on the wire */
bool period_parse(struct str word, enum period *p);

/* First due date on or after from, DATE_NONE beyond 2199. */
date rhythm_next(const struct rhythm *r, date from) __attribute__((nonnull));
/* The key of the occurrence that falls due on due: "2018-11", "2018-W46", "2018-11-上", "2018-Q4",
 * "2018-H2", "2018", "2018-11-20". */
enum { OCC_SIZE = 20 };
char *occur_key(const struct rhythm *r, date due, char to[OCC_SIZE]) __attribute__((nonnull));
/* First day of that period: before it nobody is silent yet. Where the days of a month count alone
 * (PERIOD_DAY of 每月10日、25日): the day after the due date before. */
date occur_begins(const struct rhythm *r, date due) __attribute__((nonnull));

#endif
