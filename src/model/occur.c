#include "model/occur.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/ban.h"

enum { YEAR_LAST = 2199 };

static const char *const freq_names[] = { "", "DAILY", "WEEKLY", "MONTHLY", "YEARLY" };
static const char *const weekday_names[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
static const char *const period_names[] = { "", "day", "week", "tendays", "month", "quarter",
	"half",
	"year" };

/* Index of word among names[1 ...]; 0 where it is none of them. */
static int name_index(const char *const *names, size_t n, struct str word)
{
	for (size_t i = 1; i < n; i++)
		if (str_is(word, names[i]))
			return (int)i;
	return 0;
}

const char *period_word(enum period p)
{
	return period_names[p];
}

bool period_parse(struct str word, enum period *p)
{
	int i = name_index(period_names, sizeof period_names / sizeof *period_names, word);
	*p = (enum period)i;
	return i || !word.n;
}

/* A text of fixed size in making. */
struct writer {
	char *to;
	size_t n;
};

static void put(struct writer *w, const char *before, const char *text)
{
	int n = snprintf(w->to + w->n, RHYTHM_TEXT_SIZE - w->n, "%s%s", before, text);
	w->n += (size_t)n;
	if (w->n >= RHYTHM_TEXT_SIZE)
		w->n = RHYTHM_TEXT_SIZE - 1;
}

static void put_numbers(struct writer *w, const char *key, const int *list, int n)
{
	for (int i = 0; i < n; i++) {
		char number[16];
		snprintf(number, sizeof number, "%d", list[i]);
		put(w, i ? "," : key, number);
	}
}

char *rhythm_text(const struct rhythm *r, char to[RHYTHM_TEXT_SIZE])
{
	struct writer w = { to, 0 };
	to[0] = 0;
	if (r->freq == FREQ_NONE)
		return to;
	put(&w, "FREQ=", freq_names[r->freq]);
	if (r->interval > 1)
		put_numbers(&w, ";INTERVAL=", &r->interval, 1);
	put_numbers(&w, ";BYMONTH=", r->months, r->n_months);
	put_numbers(&w, ";BYMONTHDAY=", r->days, r->n_days);
	for (int i = 0; i < r->n_weekdays; i++)
		put(&w, i ? "," : ";BYDAY=", weekday_names[r->weekdays[i]]);
	if (r->setpos)
		put_numbers(&w, ";BYSETPOS=", &r->setpos, 1);
	return to;
}

/* A whole number from min to max, not 0. */
static bool number_parse(struct str s, int min, int max, int *v)
{
	bool negative = s.n && s.p[0] == '-';
	int n = 0;
	s = str_from(s, negative);
	if (!s.n || s.n > 4)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		n = n * 10 + (s.p[i] - '0');
	}
	*v = negative ? -n : n;
	return n && *v >= min && *v <= max;
}

static bool list_parse(struct str s, int min, int max, int *list, int room, int *n)
{
	struct str one;
	while (str_cut(&s, ',', &one)) {
		if (*n == room || !number_parse(one, min, max, &list[*n]))
			return false;
		++*n;
	}
	return true;
}

static bool weekdays_parse(struct str s, struct rhythm *r)
{
	struct str one;
	while (str_cut(&s, ',', &one)) {
		int day = name_index(weekday_names, 8, one);
		if (!day || r->n_weekdays == 7)
			return false;
		r->weekdays[r->n_weekdays++] = day;
	}
	return true;
}

static bool part_parse(struct str key, struct str value, struct rhythm *r)
{
	if (str_is(key, "FREQ"))
		return (r->freq = (enum freq)name_index(freq_names, 5, value)) != FREQ_NONE;
	if (str_is(key, "INTERVAL"))
		return number_parse(value, 1, 999, &r->interval);
	if (str_is(key, "BYMONTH"))
		return list_parse(value, 1, 12, r->months, 12, &r->n_months);
	if (str_is(key, "BYMONTHDAY"))
		return list_parse(value, -31, 31, r->days, 31, &r->n_days);
	if (str_is(key, "BYDAY"))
		return weekdays_parse(value, r);
	return str_is(key, "BYSETPOS") && number_parse(value, -366, 366, &r->setpos);
}

bool rhythm_parse(struct str text, struct rhythm *r)
{
	struct str part;
	*r = (struct rhythm){ .interval = 1 };
	while (str_cut(&text, ';', &part)) {
		struct str key;
		if (!str_cut(&part, '=', &key) || !part.p || !part_parse(key, part, r))
			return false;
	}
	return r->freq != FREQ_NONE;
}

static bool has(const int *list, int n, int v)
{
	for (int i = 0; i < n; i++)
		if (list[i] == v)
			return true;
	return false;
}

/* Is d one of the days that the lists name? An empty list names all. */
static bool day_fits(const struct rhythm *r, date d)
{
	struct date_parts p = date_split(d);
	int from_end = p.day - date_month_days(p.year, p.month) - 1;
	return (!r->n_months || has(r->months, r->n_months, p.month)) &&
	       (!r->n_days || has(r->days, r->n_days, p.day) ||
		has(r->days, r->n_days, from_end)) &&
	       (!r->n_weekdays || has(r->weekdays, r->n_weekdays, date_weekday(d)));
}

/* ISO 8601: the week belongs to the year of its Thursday. */
static int iso_week(date d, int *year)
{
	date thursday = d - date_weekday(d) + 4;
	if (thursday > date_make(YEAR_LAST, 12, 31)) {
		*year = YEAR_LAST + 1;
		return 1;
	}
	*year = date_split(thursday).year;
	return (thursday - date_make(*year, 1, 1)) / 7 + 1;
}

/* First and last day of the rule's own period around d, and its number in the year, from 0. */
static int freq_period(enum freq freq, date d, date *first, date *last)
{
	struct date_parts p = date_split(d);
	int year;
	switch (freq) {
	case FREQ_WEEKLY:
		*first = d - date_weekday(d) + 1;
		*last = *first + 6;
		return iso_week(d, &year) - 1;
	case FREQ_MONTHLY:
		*first = date_make(p.year, p.month, 1);
		*last = date_make(p.year, p.month, date_month_days(p.year, p.month));
		return p.month - 1;
	case FREQ_YEARLY:
		*first = date_make(p.year, 1, 1);
		*last = date_make(p.year, 12, 31);
		return p.year;
	case FREQ_NONE: case FREQ_DAILY:
		break;
	}
	*first = *last = d;
	return d - date_make(p.year, 1, 1);
}

/* First of the period's due days on or after from, DATE_NONE where it has none. */
static date period_due(const struct rhythm *r, date first, date last, date from)
{
	int want = r->setpos, seen = 0;
	if (want < 0) {
		for (date d = last; d >= first; d--)
			if (day_fits(r, d) && --seen == want)
				return d >= from ? d : DATE_NONE;
		return DATE_NONE;
	}
	for (date d = want ? first : (from > first ? from : first); d <= last; d++)
		if (day_fits(r, d) && (!want || ++seen == want))
			return d >= from ? d : DATE_NONE;
	return DATE_NONE;
}

date rhythm_next(const struct rhythm *r, date from)
{
	date end = date_make(YEAR_LAST, 12, 31), first = DATE_NONE, last;
	if (r->freq == FREQ_NONE || from == DATE_NONE || from < date_make(1900, 1, 8))
		return DATE_NONE;
	for (date d = from; d <= end; d = last + 1) {
		int number = freq_period(r->freq, d, &first, &last);
		if (r->interval > 1 && number % r->interval)
			continue;
		date due = period_due(r, first, last < end ? last : end, from);
		if (due != DATE_NONE)
			return due;
	}
	return DATE_NONE;
}

/* The due date before due, DATE_NONE where there is none in three years. */
static date rhythm_before(const struct rhythm *r, date due)
{
	static const int steps[] = { 40, 400, 1100 };
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		date found = DATE_NONE;
		for (date d = rhythm_next(r, due - steps[i]); d != DATE_NONE &&
			d < due; d = rhythm_next(r, d + 1))
			found = d;
		if (found != DATE_NONE)
			return found;
	}
	return DATE_NONE;
}

/* First day of the period around d, moved by shift periods. */
static date period_first(enum period period, date d, int shift)
{
	struct date_parts p = date_split(d);
	date month = date_make(p.year, p.month, 1);
	switch (period) {
	case PERIOD_WEEK:
		return d - date_weekday(d) + 1 + 7 * shift;
	case PERIOD_TENDAYS: {
		int third = (p.day > 10) + (p.day > 20) + shift;
		int months = third >= 0 ? third / 3 : -((2 - third) / 3);
		return date_add_months(month, months) + 10 * (third - 3 * months);
	}
	case PERIOD_MONTH:
		return date_add_months(month, shift);
	case PERIOD_QUARTER:
		return date_add_months(month, -((p.month - 1) % 3) + 3 * shift);
	case PERIOD_HALF:
		return date_add_months(month, -((p.month - 1) % 6) + 6 * shift);
	case PERIOD_YEAR:
		return date_add_months(month, -(p.month - 1) + 12 * shift);
	case PERIOD_NONE: case PERIOD_DAY:
		break;
	}
	return d + shift;
}

char *occur_key(const struct rhythm *r, date due, char to[OCC_SIZE])
{
	static const char *const thirds[] = { "上", "中", "下" };
	date first = period_first(r->period, due, r->period_shift);
	struct date_parts p = date_split(first);
	int year = p.year, week;
	switch (r->period) {
	case PERIOD_NONE:
		snprintf(to, OCC_SIZE, "1");
		break;
	case PERIOD_DAY:
		snprintf(to, OCC_SIZE, "%04d-%02d-%02d", p.year, p.month, p.day);
		break;
	case PERIOD_WEEK:
		week = iso_week(first, &year);
		snprintf(to, OCC_SIZE, "%04d-W%02d", year, week);
		break;
	case PERIOD_TENDAYS:
		snprintf(to, OCC_SIZE, "%04d-%02d-%s", p.year, p.month, thirds[p.day / 10]);
		break;
	case PERIOD_MONTH:
		snprintf(to, OCC_SIZE, "%04d-%02d", p.year, p.month);
		break;
	case PERIOD_QUARTER:
		snprintf(to, OCC_SIZE, "%04d-Q%d", p.year, p.month / 3 + 1);
		break;
	case PERIOD_HALF:
		snprintf(to, OCC_SIZE, "%04d-H%d", p.year, p.month / 6 + 1);
		break;
	case PERIOD_YEAR:
		snprintf(to, OCC_SIZE, "%04d", p.year);
		break;
	}
	return to;
}

date occur_begins(const struct rhythm *r, date due)
{
	if (r->period == PERIOD_DAY && r->freq != FREQ_DAILY) {
		date before = rhythm_before(r, due);
		return before == DATE_NONE ? due : before + 1;
	}
	return period_first(r->period, due, r->period == PERIOD_NONE ? 0 : r->period_shift);
}
