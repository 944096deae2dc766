/* What the files of the calendar share: the days that differ from the ordinary week, and where they
 * come from. */
#ifndef MODEL_CALENDAR_PRIVATE_H
#define MODEL_CALENDAR_PRIVATE_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/calendar.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199 };      /* of base/date.h */

/* A day that differs from the ordinary week. */
struct special {
	date day;
	bool work;
	int year, line;       /* of the announcement, and there; 0: the office's own */
	const char *name;
};
typedef VEC(struct special) specials;              /* sorted by day, each once */

enum table_state { TABLE_NONE, TABLE_UNREAD, TABLE_READ, TABLE_REFUSED };

/* Behind a calendar that is const to those who ask it: a year's file is read when somebody asks for
 * a day near it. */
struct tables {
	struct arena mem;
	char *dir;                                 /* NULL: weekends only */
	unsigned char state[YEAR_LAST - YEAR_FIRST + 1];   /* enum table_state */
	char stamp[CALENDAR_STAMP_SIZE];           /* of the folder */
	specials announced, own, days;             /* days: both; the office's own win */
	/* [i]: working days more than in ordinary weeks, days 0 to i - 1 */
	int *gained;
	/* every file that says something of these days was read; DATE_NONE: none */
	date from, to;
	calendar_faults faults;
};

struct calendar {
	struct tables *t;
};

/* How many of the days lie before d. */
size_t specials_before(const specials *list, date d) __attribute__((nonnull));
/* NULL: none */
const struct special *specials_find(const specials *list, date d) __attribute__((nonnull));
/* The place for a day, new (zeroed but for the day) or as it is. */
struct special *specials_at(specials *list, date d) __attribute__((nonnull, returns_nonnull));

/* Which years the folder has, and its stamp. */
bool tables_list(struct tables *t, struct err *err) __attribute__((nonnull, warn_unused_result));
/* Reads the files of these years, where they were not read yet. Days are merged; faults are
 * kept. */
void tables_read(struct tables *t, int first, int last) __attribute__((nonnull));
/* Own days over announced ones. */
void tables_merge(struct tables *t) __attribute__((nonnull));

#endif
