/* From the words of a point to days of the calendar. */
#include "model/wording_private.h"

#include "base/gettext.h"
#include "base/ban.h"

static void months_span(struct point const *p, int year, int month, int months, date *first,
			date *last)
{
	*first = date_make(year, month, 1);
	*last = date_add_months(*first, months) - 1;
	if (p->edge == EDGE_BEGIN)
		*last = months == 12 ? date_make(year, 1, 31) : *first + 9;
	else if (p->edge == EDGE_MIDDLE)
		*last = months == 12 ? date_make(year, 6, 30) : *first + 14;
}

/* The n-th such weekday of the month, or the n-th week from the one that it begins in; -1 the last.
 * No day of another month. */
static void nth_span(const struct point *p, int year, date *first, date *last)
{
	date begin = date_make(year, p->month, 1),
	     end = begin + date_month_days(year, p->month) - 1;
	int weekday = p->weekday ? p->weekday : 7;
	date d = p->nth > 0   ? begin + (weekday - date_weekday(begin) + 7) % 7 + 7 * (p->nth - 1)
		 : p->weekday ? end - (date_weekday(end) - weekday + 7) % 7
			      : end;
	*last = d > end && !p->weekday ? end : d;
	*first = p->weekday ? *last : *last - date_weekday(*last) + 1;
	*first = *first < begin ? begin : *first;
}

/* The days of p in a year. A day that the month lacks becomes the month's last one, and is seen to
 * later. False for a holiday that no table has. */
static bool span_in(const struct reader *w, const struct point *p, int year, date *first,
		    date *last)
{
	int month_days = date_month_days(year, p->month);
	switch (p->grain) {
	case GRAIN_DAY:
		if (p->nth) {
			nth_span(p, year, first, last);
			return true;
		}
		*first = *last = date_make(year, p->month, p->day > month_days ? month_days : p->day);
		return *first != DATE_NONE;
	case GRAIN_THIRD:
		*first = date_make(year, p->month, 10 * p->part - 9);
		*last = date_make(year, p->month, p->part == 3 ? month_days : 10 * p->part);
		return *first != DATE_NONE;
	case GRAIN_MONTH:
		months_span(p, year, p->month, 1, first, last);
		return true;
	case GRAIN_QUARTER:
		months_span(p, year, 3 * p->part - 2, 3, first, last);
		return true;
	case GRAIN_HALF:
		months_span(p, year, 6 * p->part - 5, 6, first, last);
		return true;
	case GRAIN_YEAR:
		months_span(p, year, 1, 12, first, last);
		return true;
	case GRAIN_HOLIDAY:
		if (calendar_holiday(w->cal, str_of(p->holiday), year, first, last))
			return true;
		*first = *last = date_make(year, p->month, p->day);
		return p->month != 0;
	case GRAIN_WEEK:
		nth_span(p, year, first, last);
		return true;
	case GRAIN_NONE:
		break;
	}
	return false;
}

static struct str words_of(const struct reader *w, const struct point *p)
{
	return lex_source(&w->x, p->from, p->to);
}

static const char *weekday_name(int day)
{
	static const char *const names[] = { "", N_("Monday"), N_("Tuesday"), N_("Wednesday"),
		N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday") };
	return _(names[day]);
}

static enum resolved day_check(struct reader *w, const struct point *p, date d)
{
	char text[DATE_TEXT_SIZE];
	struct date_parts parts = date_split(d);
	if (p->grain == GRAIN_DAY && !p->fixed &&
	    (p->nth ? p->month != parts.month : p->day != parts.day)) {
		reader_warn(w, _("no such day: %.*s"), STR_ARG(words_of(w, p)));
		return RESOLVED_WRONG;
	}
	if (p->day_beside && (p->month_beside != parts.month || p->day_beside != parts.day)) {
		reader_warn(w, _("%.*s: that is %s"), STR_ARG(words_of(w, p)), date_text(d, text));
		return RESOLVED_WRONG;
	}
	if (p->weekday && p->weekday != date_weekday(d)) {
		reader_warn(w, _("%.*s: %s is a %s"), STR_ARG(words_of(w, p)), date_text(d, text),
			weekday_name(date_weekday(d)));
		return RESOLVED_WRONG;
	}
	return RESOLVED;
}

/* "20日": the first such day on or after from. */
static enum resolved nearest_day(const struct point *p, date from, date *first, date *last)
{
	struct date_parts parts = date_split(from);
	for (int months = 0; months < 3; months++) {
		date m = date_add_months(date_make(parts.year, parts.month, 1), months);
		struct date_parts in = date_split(m);
		date d = date_make(in.year, in.month, p->day);
		if (d != DATE_NONE && d >= from) {
			*first = *last = d;
			return RESOLVED;
		}
	}
	return RESOLVED_WRONG;
}

enum resolved point_resolve(struct reader *w, const struct point *p, date from, bool before,
			    date *first, date *last)
{
	*first = *last = DATE_NONE;
	if (p->odd ||
	    (p->grain == GRAIN_DAY && !p->fixed &&
	     (p->day < 1 || p->day > 31 || p->month > 12 || (p->year && p->month < 1))) ||
	    ((p->grain == GRAIN_MONTH || p->nth) && !p->needs_issue &&
	     (p->month < 1 || p->month > 12))) {
		reader_warn(w, _("no such day: %.*s"), STR_ARG(words_of(w, p)));
		return RESOLVED_WRONG;
	}
	if (p->year && (p->year < YEAR_FIRST || p->year > YEAR_LAST)) {
		reader_warn(w, _("“%.*s” is not between %d and %d"), STR_ARG(words_of(w, p)),
			    YEAR_FIRST, YEAR_LAST);
		return RESOLVED_WRONG;
	}
	if (p->needs_issue || (!p->year && !p->fixed && from == DATE_NONE)) {
		reader_ask_issue(w);
		return RESOLVED_UNKNOWN;
	}
	if (p->fixed) {
		*first = p->first;
		*last = p->last;
		return day_check(w, p, *last);
	}
	if (p->grain == GRAIN_DAY && !p->month) {
		reader_warn(w, _("“%.*s” names no month: the next such day is taken"),
			STR_ARG(words_of(w, p)));
		return nearest_day(p, from, first, last);
	}
	int year = p->year ? p->year : date_split(from).year;
	for (int end = p->year ? year : year + 1; year <= end && year <= YEAR_LAST; year++) {
		if (!span_in(w, p, year, first, last)) {
			*first = *last = DATE_NONE;
			break;
		}
		if (p->year || (before ? *first - 1 : *last) >= from)
			return day_check(w, p, *last);
	}
	if (year > YEAR_LAST) {
		reader_warn(w, _("“%.*s” is not between %d and %d"), STR_ARG(words_of(w, p)),
			    YEAR_FIRST, YEAR_LAST);
		return RESOLVED_WRONG;
	}
	reader_warn(w, _("no table of holidays has “%.*s”: please set the date"),
		    STR_ARG(words_of(w, p)));
	return RESOLVED_UNKNOWN;
}
