/* What time it is: the only place that asks the system. Tests fix it. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"

enum { CLOCK_TEXT_SIZE = 21 };

struct clock {
	char zone[64];          /* of the tz database, such as Asia/Shanghai */
	/* by --today in tests: at_ms is the time, and stands still unless clock_step() moves it */
	bool fixed;
	int64_t at_ms;          /* milliseconds since 1970 UTC, if fixed */
	/* by --today DATE outside tests: today is that day, instants are real; else DATE_NONE */
	date today_only;
};

/* Sets the zone; refused where the system has no such zone. */
bool clock_init(struct clock *c, const char *zone, struct err *err) __attribute__((nonnull));
/* --today DATE or DATETIME ("2018-11-21", "2018-11-21T09:30", civil, in the zone). In tests (fixed)
 * also the instant: DATE means 09:00. */
bool clock_set(struct clock *c, struct str text, bool fixed, struct err *err)
	__attribute__((nonnull));
int64_t clock_now_ms(const struct clock *c) __attribute__((nonnull));
date clock_today(const struct clock *c) __attribute__((nonnull));
/* The instant at which that day begins in the zone. */
int64_t clock_midnight_ms(const struct clock *c, date day) __attribute__((nonnull));
/* Milliseconds until the next midnight in the zone; -1 when fixed. */
int64_t clock_to_midnight_ms(const struct clock *c) __attribute__((nonnull));
/* Moves a fixed clock. */
void clock_step(struct clock *c, int64_t ms) __attribute__((nonnull));
/* "2018-11-19T02:20:05Z", UTC. Returns to. */
char *clock_text(int64_t at_ms, char to[CLOCK_TEXT_SIZE]);
bool clock_parse(struct str s, int64_t *at_ms);
/* The civil date and minute in the zone, for showing. */
void clock_civil(const struct clock *c, int64_t at_ms, date *day, int *hour, int *minute)
	__attribute__((nonnull));

#endif
