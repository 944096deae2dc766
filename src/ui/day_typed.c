#include "ui/day_typed.h"

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "base/width.h"

#include "base/ban.h"

enum { NEAR_DAYS = 183 };

static const struct { const char *word; int days; } words[] = {
	{ "今天", 0 }, { "今日", 0 }, { "today", 0 }, { "昨天", -1 }, { "昨日", -1 }, { "yesterday", -1 }, { "前天", -2 }, { "大前天", -3 },
	{ "明天", 1 }, { "明日", 1 }, { "tomorrow", 1 }, { "后天", 2 }, { "大后天", 3 },
};

/* The numbers of a date, parted by one sign each; how many, 0 where it is none. */
static int numbers_read(struct str s, int n[3])
{
	int count = 0, digits = 0;

	n[0] = n[1] = n[2] = 0;
	for (size_t at = 0; at < s.n;) {
		uint32_t c = utf8_next(s, &at);
		bool sign = c == '-' || c == '.' || c == '/' || c == 0x5e74 || c == 0x6708;    /* 年 月 */

		if (c >= '0' && c <= '9' && digits < 4 && count < 3) {
			n[count] = n[count] * 10 + (int)(c - '0');
			digits++;
		} else if (sign && digits > 0 && count < 2) {
			count++;
			digits = 0;
		} else if ((c == 0x65e5 || c == 0x53f7) && digits > 0 && at == s.n) {          /* 日 号 */
			break;
		} else {
			return 0;
		}
	}
	return digits > 0 ? count + 1 : 0;
}

/* A day of this month, else of the month before or (ahead) after. */
static date day_near(int day, date today, bool ahead)
{
	for (int i = 0; i < 3; i++) {
		struct date_parts p = date_split(date_add_months(date_make(date_split(today).year, date_split(today).month, 1), ahead ? i : -i));
		date d = date_make(p.year, p.month, day);

		if (d != DATE_NONE && (ahead ? d >= today : d <= today))
			return d;
	}
	return DATE_NONE;
}

/* 29 February may be years away. */
static date month_day_near(int month, int day, date today, bool ahead)
{
	int year = date_split(today).year;

	for (int i = 0; i <= 8; i++) {
		date d = date_make(ahead ? year + i : year - i, month, day);

		if (d != DATE_NONE && (ahead ? d >= today : d <= today))
			return d;
	}
	return DATE_NONE;
}

static date day_read(struct str s, date today, bool ahead)
{
	int n[3];

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(s, words[i].word))
			return today + words[i].days;
	if (s.n > 1 && (s.p[0] == '-' || s.p[0] == '+') && numbers_read(str_from(s, 1), n) == 1)
		return s.p[0] == '-' ? today - n[0] : today + n[0];
	switch (numbers_read(s, n)) {
	case 1: return day_near(n[0], today, ahead);
	case 2: return month_day_near(n[0], n[1], today, ahead);
	case 3: return date_make(n[0] < 100 ? 2000 + n[0] : n[0], n[1], n[2]);      /* 18-11-12 */
	default: return DATE_NONE;
	}
}

bool day_typed(struct str text, date today, bool ahead, date *d, struct err *err)
{
	struct buf folded = { 0 };

	fold_text(&folded, text);
	*d = day_read(buf_str(&folded), today, ahead);
	buf_clear(&folded);
	if (*d == DATE_NONE)
		return err_set(err, ERR_INPUT, _("not a day: %.*s (11-12, 昨天, -2 or 2018-11-12)"), STR_ARG(str_to(text, width_fit(text, 40, NULL))));
	return true;
}

bool day_typed_near(struct str text, date today, date *d, struct err *err)
{
	date back = DATE_NONE;

	if (!day_typed(text, today, true, d, err))
		return false;
	/* With a year both are the same. */
	return *d <= today + NEAR_DAYS || !day_typed(text, today, false, &back, err) || (*d = back) == back;
}
