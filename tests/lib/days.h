/* The working days of share/calendar, and dates as they are written in tables of cases. */
#ifndef TESTS_LIB_DAYS_H
#define TESTS_LIB_DAYS_H

#include "base/date.h"
#include "model/calendar.h"

/* To be freed; fails the test where it cannot be read. */
struct calendar *check_calendar(void);
/* DATE_NONE of "". */
date check_day(const char *text) __attribute__((nonnull));

#endif
