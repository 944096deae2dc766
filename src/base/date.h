/* Civil dates, proleptic Gregorian, 1900 to 2199. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* Days since 1970-01-01; comparable with < and ==. DATE_NONE: no date. */
typedef int32_t date;
#define DATE_NONE INT32_MIN
#define DATE_NEVER INT32_MAX      /* after all days: of what does not come */

enum { DATE_TEXT_SIZE = 11 };

struct date_parts {
	int year, month, day;   /* month and day from 1 */
};

date date_make(int year, int month, int day);     /* DATE_NONE where no such day exists */
struct date_parts date_split(date d);
int date_weekday(date d);                         /* 1 Monday ... 7 Sunday */
int date_month_days(int year, int month);
/* no such day there: the month's last one (民法典 202) */
date date_add_months(date d, int months);
/* "2018-11-20"; "" for DATE_NONE. Returns to. */
char *date_text(date d, char to[DATE_TEXT_SIZE]);
/* Exactly YYYY-MM-DD; false otherwise or where no such day exists. */
bool date_parse(struct str s, date *d);

#endif
