#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "base/ban.h"

#define DAY_MS ((int64_t)86400 * 1000)

/* The C library knows one zone at a time and takes an unknown name for UTC in silence: so the name
 * is checked, and set where another clock has set another one. */
static void clock_enter(const struct clock *c)
{
	const char *now = getenv("TZ");

	if (now && strcmp(now, c->zone) == 0)
		return;
	setenv("TZ", c->zone, 1);
	tzset();
}

static bool clock_zone_there(const char *zone)
{
	const char *folder = getenv("TZDIR");
	struct buf path = { 0 };
	struct stat st;

	for (const char *p = zone; *p; p++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/",
			    *p))
			return false;
	if (*zone == '\0' || *zone == '/')
		return false;
	buf_printf(&path, "%s/%s", folder && *folder ? folder : "/usr/share/zoneinfo", zone);
	bool there = stat(path.p, &st) == 0 && S_ISREG(st.st_mode);

	buf_clear(&path);
	return there;
}

bool clock_init(struct clock *c, const char *zone, struct err *err)
{
	*c = (struct clock){ .today_only = DATE_NONE };
	if (strlen(zone) >= sizeof c->zone)
		return err_set(err, ERR_INPUT, _("the name of the time zone is too long: %s"),
			       zone);
	/* Small systems have no tz database; China has had one time without summers since 1992. */
	if (!clock_zone_there(zone) && strcmp(zone, "Asia/Shanghai") == 0)
		zone = "CST-8";
	else if (!clock_zone_there(zone))
		return err_set(err, ERR_INPUT,
			       _("this system has no time zone %s; such as: Asia/Shanghai"), zone);
	memcpy(c->zone, zone, strlen(zone) + 1);
	clock_enter(c);
	return true;
}

/* The instant of a civil time in the zone. */
static int64_t clock_instant(const struct clock *c, date day, int hour, int minute)
{
	struct date_parts p = date_split(day);
	struct tm tm = { .tm_year = p.year - 1900, .tm_mon = p.month - 1, .tm_mday = p.day,
		.tm_hour = hour,
		.tm_min = minute, .tm_isdst = -1 };

	clock_enter(c);
	return (int64_t)mktime(&tm) * 1000;
}

/* Exactly "hh:mm". */
static bool clock_parse_time(struct str s, int *hour, int *minute)
{
	if (s.n != 5 || s.p[2] != ':')
		return false;
	for (size_t i = 0; i < 5; i++)
		if (i != 2 && (s.p[i] < '0' || s.p[i] > '9'))
			return false;
	*hour = (s.p[0] - '0') * 10 + s.p[1] - '0';
	*minute = (s.p[3] - '0') * 10 + s.p[4] - '0';
	return *hour < 24 && *minute < 60;
}

bool clock_set(struct clock *c, struct str text, bool fixed, struct err *err)
{
	date day;
	int hour = 9, minute = 0;
	bool timed = text.n > 10;

	if (!date_parse(str_to(text, 10), &day) ||
	    (timed && (text.p[10] != 'T' || !clock_parse_time(str_from(text, 11), &hour, &minute))))
		return err_set(err, ERR_INPUT,
			       _("not a day (2018-11-21) or a time (2018-11-21T09:30): %.*s"),
			       STR_ARG(text));
	c->fixed = fixed;
	c->today_only = fixed ? DATE_NONE : day;
	c->at_ms = fixed ? clock_instant(c, day, hour, minute) : 0;
	return true;
}

int64_t clock_now_ms(const struct clock *c)
{
	struct timespec now;

	if (c->fixed)
		return c->at_ms;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

date clock_today(const struct clock *c)
{
	date day;
	int hour, minute;

	if (c->today_only != DATE_NONE)
		return c->today_only;
	clock_civil(c, clock_now_ms(c), &day, &hour, &minute);
	return day;
}

int64_t clock_midnight_ms(const struct clock *c, date day)
{
	return clock_instant(c, day, 0, 0);
}

int64_t clock_to_midnight_ms(const struct clock *c)
{
	date day;
	int hour, minute;

	if (c->fixed)
		return -1;
	int64_t now = clock_now_ms(c);

	clock_civil(c, now, &day, &hour, &minute);
	return clock_instant(c, day + 1, 0, 0) - now;
}

void clock_step(struct clock *c, int64_t ms)
{
	c->at_ms += ms;
}

/* Days and what is left of the day, downwards also before 1970. Held within the years that dates
 * know. */
static date clock_split(int64_t ms, int64_t *of_day)
{
	int64_t day = ms / DAY_MS, rest = ms % DAY_MS;

	if (rest < 0) {
		rest += DAY_MS;
		day--;
	}
	*of_day = rest;
	if (day < date_make(1900, 1, 1))
		return date_make(1900, 1, 1);
	return day > date_make(2199, 12, 31) ? date_make(2199, 12, 31) : (date)day;
}

char *clock_text(int64_t at_ms, char to[CLOCK_TEXT_SIZE])
{
	int64_t rest;
	unsigned n[3];

	date_text(clock_split(at_ms, &rest), to);
	n[0] = (unsigned)(rest / 3600000);
	n[1] = (unsigned)(rest / 60000 % 60);
	n[2] = (unsigned)(rest / 1000 % 60);
	for (size_t i = 0; i < 3; i++) {
		to[10 + 3 * i] = i ? ':' : 'T';
		to[11 + 3 * i] = (char)('0' + n[i] / 10);
		to[12 + 3 * i] = (char)('0' + n[i] % 10);
	}
	to[19] = 'Z';
	to[20] = '\0';
	return to;
}

bool clock_parse(struct str s, int64_t *at_ms)
{
	date day;
	int hour, minute;

	if (s.n != 20 || s.p[10] != 'T' || s.p[16] != ':' || s.p[19] != 'Z' ||
	    !date_parse(str_to(s, 10), &day) ||
	    !clock_parse_time(str_to(str_from(s, 11), 5), &hour, &minute))
		return false;
	if (s.p[17] < '0' || s.p[17] > '5' || s.p[18] < '0' || s.p[18] > '9')
		return false;
	int second = (s.p[17] - '0') * 10 + s.p[18] - '0';

	*at_ms = day * DAY_MS + ((hour * 60 + minute) * 60 + second) * (int64_t)1000;
	return true;
}

void clock_civil(const struct clock *c, int64_t at_ms, date *day, int *hour, int *minute)
{
	struct tm tm;
	int64_t rest;
	date utc = clock_split(at_ms, &rest);
	time_t t = (time_t)(utc * (DAY_MS / 1000) + rest / 1000);

	clock_enter(c);
	if (!localtime_r(&t, &tm))
		gmtime_r(&t, &tm);
	*day = date_make(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
	*hour = tm.tm_hour;
	*minute = tm.tm_min;
}
