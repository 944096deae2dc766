#include "base/date.h"

#include "base/ban.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2199 };

/* Days since 1970-01-01 by years that begin in March, so that the leap day comes last. */
static int32_t date_days(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = y / 400;
	int of_era = y % 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

int date_month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month < 1 || month > 12)
		return 0;
	return days[month - 1] + (month == 2 && leap);
}

date date_make(int year, int month, int day)
{
	if (year < YEAR_FIRST || year > YEAR_LAST || day < 1 || day > date_month_days(year, month))
		return DATE_NONE;
	return date_days(year, month, day);
}

struct date_parts date_split(date d)
{
	if (d < date_days(YEAR_FIRST, 1, 1) || d > date_days(YEAR_LAST, 12, 31))
		return (struct date_parts){ 0 };
	int days = d + 719468;
	int era = days / 146097;
	int of_era = days % 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;
	int month = m < 10 ? m + 3 : m - 9;

	return (struct date_parts){ y + era * 400 + (month <= 2), month,
		of_year - (153 * m + 2) / 5 + 1 };
}

int date_weekday(date d)
{
	/* 1970-01-01 was a Thursday. */
	int w = (int)(((int64_t)d + 3) % 7);

	return (w < 0 ? w + 7 : w) + 1;
}

date date_add_months(date d, int months)
{
	struct date_parts p = date_split(d);

	if (p.year == 0)
		return DATE_NONE;
	int64_t all = (int64_t)p.year * 12 + p.month - 1 + months;

	if (all < YEAR_FIRST * 12 || all > YEAR_LAST * 12 + 11)
		return DATE_NONE;
	int year = (int)(all / 12), month = (int)(all % 12) + 1;
	int last = date_month_days(year, month);

	return date_make(year, month, p.day < last ? p.day : last);
}

static char *date_digits(char *to, int n, int digits)
{
	for (int i = digits - 1; i >= 0; i--, n /= 10)
		to[i] = (char)('0' + n % 10);
	return to + digits;
}

char *date_text(date d, char to[DATE_TEXT_SIZE])
{
	struct date_parts p = date_split(d);
	char *at = to;

	if (p.year != 0) {
		at = date_digits(at, p.year, 4);
		*at++ = '-';
		at = date_digits(at, p.month, 2);
		*at++ = '-';
		at = date_digits(at, p.day, 2);
	}
	*at = '\0';
	return to;
}

bool date_parse(struct str s, date *d)
{
	static const char form[] = "dddd-dd-dd";
	int n[3] = { 0 };
	int part = 0;

	if (s.n != sizeof form - 1)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (form[i] == '-' ? s.p[i] != '-' : s.p[i] < '0' || s.p[i] > '9')
			return false;
		if (form[i] == '-')
			part++;
		else
			n[part] = n[part] * 10 + (s.p[i] - '0');
	}
	date made = date_make(n[0], n[1], n[2]);

	if (made == DATE_NONE)
		return false;
	*d = made;
	return true;
}
