#include "model/light.h"

#include "model/rule.h"

#include "tests/lib/check.h"

static date day(const char *text)
{
	date d = DATE_NONE;

	if (*text && !date_parse(str_of(text), &d))
		CHECK_FAIL("no date: %s", text);
	return d;
}

/* Due 2018-11-20, a Tuesday; act_by the same. Five working days before is 11-13. */
static const struct {
	int line;
	const char *today, *due, *begins;
	char report, review, state;
	enum met met;
	const char *want;
} cases[] = {
	{ __LINE__, "2018-11-12", "2018-11-20", "", 0, 0, 'o', MET_NONE, "unknown" },
	{ __LINE__, "2018-11-13", "2018-11-20", "", 0, 0, 'o', MET_NONE, "yellow" },
	{ __LINE__, "2018-11-20", "2018-11-20", "", 0, 0, 'o', MET_NONE, "yellow" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 0, 0, 'o', MET_NONE, "red" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'r', 0, 'o', MET_NONE, "green" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'n', 'a', 'o', MET_YES, "green" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'z', 'a', 'o', MET_UNKNOWN, "green" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'j', 0, 'o', MET_NONE, "green" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'r', 0, 'o', MET_NO, "red" },
	{ __LINE__, "2018-11-20", "2018-11-20", "", 'r', 0, 'o', MET_NO, "unknown" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'r', 0, 'c', MET_NO, "green" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 'r', 'x', 'o', MET_NONE, "red" },
	{ __LINE__, "2018-11-15", "2018-11-20", "", 'r', 'x', 'o', MET_NONE, "yellow" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 0, 0, 'c', MET_NONE, "green" },
	{ __LINE__, "2018-11-21", "2018-11-20", "", 0, 0, 's', MET_NONE, "unknown" },
	{ __LINE__, "2018-12-19", "2018-12-20", "2019-01-01", 0, 0, 'o', MET_NONE, "unknown" },
	{ __LINE__, "2018-11-21", "", "", 0, 0, 'o', MET_NONE, "unknown" },
	/* due on a Sunday: on the Saturday before nobody can be reached any more, and it is not overdue yet */
	{ __LINE__, "2018-12-01", "2018-12-02", "", 0, 0, 'o', MET_NONE, "yellow" },
	{ __LINE__, "2018-12-02", "2018-12-02", "", 0, 0, 'o', MET_NONE, "yellow" },
	{ __LINE__, "2018-12-03", "2018-12-02", "", 0, 0, 'o', MET_NONE, "red" },
};

static void test_duty(void)
{
	struct calendar *cal = calendar_new();
	struct rule plain = rule_plain();

	for (size_t i = 0; i < CHECK_N(cases); i++) {
		date due = day(cases[i].due), today = day(cases[i].today);
		struct duty_state d = { .due = due, .act_by = due == DATE_NONE ? due : calendar_act_by(cal, due), .begins = day(cases[i].begins),
			.report = cases[i].report, .review = cases[i].review, .state = cases[i].state, .met = cases[i].met };
		rule_judge(&plain, cal, &d);
		CHECK_STR_AT(cases[i].line, light_name(light_of_duty(&d, today)), cases[i].want);
		/* the same duty as a sum of one says the same */
		struct tally t = { .due = d.due, .act_by = d.act_by, .begins = d.begins, .owed = d.state != 's', .green = d.green,
			.yellow_from = d.yellow_from, .red_from = d.red_from };
		CHECK_STR_AT(cases[i].line, light_name(light_of_tallies(&t, 1, today)), cases[i].want);
	}
	struct duty_state standing = { .due = DATE_NONE, .begins = DATE_NONE, .standing = true, .state = 'o' };
	rule_judge(&plain, cal, &standing);
	CHECK_STR(light_name(light_of_duty(&standing, day("2018-11-21"))), "unknown");
	calendar_free(cal);
}

static void test_worst(void)
{
	date today = day("2018-11-21"), past = day("2018-11-20"), far = day("2018-12-20"), later = day("2018-12-01");
	struct tally green = { past, past, DATE_NONE, DATE_NONE, DATE_NEVER, DATE_NEVER, .owed = 3, .in = 3, .green = 3 };
	struct tally red = { past, past, DATE_NONE, DATE_NONE, past - 7, today, .owed = 3, .in = 2 };
	struct tally yellow = { far, far, DATE_NONE, DATE_NONE, today, far + 1, .owed = 3, .in = 2, .green = 3 };
	struct tally unknown = { far, far, DATE_NONE, DATE_NONE, today + 1, far + 1, .owed = 3, .in = 2, .green = 2 };
	struct tally not_begun = { far, far, later, past, later, later, .owed = 3 };

	CHECK_STR(light_name(light_of_tallies(NULL, 0, today)), "unknown");
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ green }, 1, today)), "green");
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ green, unknown }, 2, today)), "unknown");
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ unknown, yellow, green }, 3, today)), "yellow");
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ yellow }, 1, today - 1)), "green");
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ unknown, yellow, red }, 3, today)), "red");
	/* what has not begun says nothing, unless there is nothing else */
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ green, not_begun }, 2, today)), "green");
	CHECK_STR(light_name(light_of_tallies((struct tally[]){ not_begun }, 1, today)), "unknown");
}

static const struct check_test tests[] = { CHECK_TEST(test_duty), CHECK_TEST(test_worst) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
