#include "tests/lib/days.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/lib/check.h"

struct calendar *check_calendar(void)
{
	struct err err = { 0 };
	char dir[PATH_MAX];
	const char *source = getenv("DUBAN_SOURCE");

	snprintf(dir, sizeof dir, "%s/share/calendar", source ? source : ".");
	struct calendar *c = calendar_load(dir, &err);
	if (!c)
		CHECK_FAIL("%s:%d: %s", err.at.source, err.at.line, err.text);
	return c;
}

date check_day(const char *text)
{
	date d = DATE_NONE;

	if (*text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}
