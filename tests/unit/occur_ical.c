/* Rhythms, with libical as a judge: the same rule text, the same days. Skipped where libical is not installed. */
#include "model/occur.h"

#include "tests/lib/check.h"

#ifdef HAVE_LIBICAL
#include <libical/ical.h>

static const struct { int line; const char *rule; } rules[] = {
	{ __LINE__, "FREQ=DAILY" },
	{ __LINE__, "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR" },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=FR" },
	{ __LINE__, "FREQ=WEEKLY;BYDAY=MO,TH,SU" },
	{ __LINE__, "FREQ=WEEKLY;BYMONTH=1,7;BYDAY=WE" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=1" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=20" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=31" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=10,20,-1" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=-1" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=-5" },
	{ __LINE__, "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=10" },
	{ __LINE__, "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=25" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=15" },
	{ __LINE__, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=5" },
	{ __LINE__, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1" },
	{ __LINE__, "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2" },
	{ __LINE__, "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1" },
	{ __LINE__, "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31" },
	{ __LINE__, "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=10" },
};

static void test_against_libical(void)
{
	date first = date_make(2007, 1, 1), last = date_make(2030, 12, 31);
	for (size_t i = 0; i < CHECK_N(rules); i++) {
		struct rhythm r;
		CHECK_AT(rules[i].line, rhythm_parse(str_of(rules[i].rule), &r));
		/* Where it counts every second year it has to begin with one of ours. */
		bool even = r.freq == FREQ_YEARLY && r.interval > 1;
		struct icaltimetype begin = icaltime_from_string(even ? "20060101" : "20070101");
		struct icalrecurrencetype rule = icalrecurrencetype_from_string(rules[i].rule);
		icalrecur_iterator *all = icalrecur_iterator_new(rule, begin);
		CHECK_AT(rules[i].line, all != NULL);
		date ours = rhythm_next(&r, first), theirs;
		int n = 0;
		do {
			do {
				struct icaltimetype t = icalrecur_iterator_next(all);
				theirs = icaltime_is_null_time(t) ? DATE_NONE : date_make(t.year, t.month, t.day);
			} while (theirs != DATE_NONE && theirs < first);
			if (theirs != ours && theirs <= last) {
				char a[DATE_TEXT_SIZE], b[DATE_TEXT_SIZE];
				CHECK_FAIL_AT(rules[i].line, "ours %s, libical's %s", date_text(ours, a), date_text(theirs, b));
				break;
			}
			ours = rhythm_next(&r, ours + 1);
			n++;
		} while (theirs <= last && theirs != DATE_NONE);
		CHECK_AT(rules[i].line, n >= 6);
		icalrecur_iterator_free(all);
	}
}
#else
static void test_against_libical(void)
{
	check_skip("libical is not installed (Debian package libical-dev)");
}
#endif

static const struct check_test tests[] = { CHECK_TEST(test_against_libical) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
