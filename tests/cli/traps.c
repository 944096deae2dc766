/* What is typed by mistake or malice into the commands of every day: read, or one sentence and nothing written. */
#include "tests/cli/run.h"
#include "tests/lib/check.h"

/* A ledger in which 3 is closed for one unit, 7 suspended. */
#define ON "duban --db traps.db --today 2018-11-23 "

static const struct {
	int line;
	const char *command;
	int status;
	const char *out, *err;       /* NULL: nothing in particular */
} cases[] = {
	/* Figures. */
	{ __LINE__, "report 2 市质监局 abc/9", 3, NULL, "not a number: abc" },
	{ __LINE__, "report 2 市质监局 1e3/9", 3, NULL, "not a number: 1e3" },
	{ __LINE__, "report 2 市质监局 1.5/9", 3, NULL, "a whole number is wanted here: 1.5" },
	{ __LINE__, "report 2 市质监局 -- -1/9", 3, NULL, "a figure is never negative: -1" },
	{ __LINE__, "report 9 市质监局 1000000000000000", 0, "1000000000000000", NULL },
	{ __LINE__, "report 9 市质监局 1000000000000001", 3, NULL, "too large a number: 1000000000000001" },
	{ __LINE__, "report 9 市质监局 99999999999999999999999999", 3, NULL, "too large a number" },
	{ __LINE__, "report 2 市质监局 １２／２０", 0, ": 12/20", NULL },
	/* Days, states. */
	{ __LINE__, "report 2 市质监局 1/2 --on 11-24", 4, NULL, "11-24 has not come yet: it counts as in from now on, with that day; --yes does it" },
	{ __LINE__, "report 2 市质监局 1/2 --on 11-24 --yes", 0, "(of 11-24)", NULL },
	{ __LINE__, "report 2 市质监局 1/2 --on 2108-11-12", 3, NULL, "2108-11-12 is more than a year away" },
	{ __LINE__, "remark 2 市质监局 --text 好 --on 11-24", 3, NULL, "2018-11-24 has not come yet; if another day is meant" },
	{ __LINE__, "sign 7 市质监局 --on 11-24", 4, NULL, "it counts as signed from now on" },
	{ __LINE__, "report 3 市质监局 --text 已建", 4, NULL, "市质监局 3 is closed: it stays so, the report and its figures are put right; --yes" },
	{ __LINE__, "report 3 市质监局 --text 已建 --yes", 0, "reported: 市质监局 3", NULL },
	{ __LINE__, "return 3 市质监局 --text 缺", 4, NULL, "市质监局 3 is closed; reopen it first" },
	{ __LINE__, "report 7 市质监局 25/200", 4, NULL, "市质监局 7 is suspended: it stays so, the report counts when it is reopened; --yes" },
	/* Texts. */
	{ __LINE__, "remark 2 市质监局 --text \"$(head -c 65537 /dev/zero | tr '\\0' a)\"", 3, NULL, "has 65537 bytes; at most 65536 are kept" },
	{ __LINE__, "remark 2 市质监局 --text \"$(head -c 65536 /dev/zero | tr '\\0' a)\"", 0, "noted", NULL },
	{ __LINE__, "remark 2 市质监局 --text \"$(printf 'a\\033[31mb\\342\\200\\256c\\007d\\342\\201\\246')\"", 0, "a·[31mb·c·d·", NULL },
	{ __LINE__, "show 2", 0, "a·[31mb·c·d·", NULL },
	{ __LINE__, "log --limit 1", 0, "a·[31mb·c·d·", NULL },
	{ __LINE__, "show 2 --json", 0, "\"a\\u001b[31mb\xe2\x80\xae" "c\\u0007d\xe2\x81\xa6\"", NULL },
	{ __LINE__, "remark 2 市质监局 --text \"$(printf 'a\\377b')\"", 3, NULL, NULL },
};

static intmax_t changes(void)
{
	return json_get_int(run_json(run(ON "stats --json"), "duban-stats/1"), "changes", 0);
}

static void test_traps(void)
{
	CHECK_INT(run("duban --db traps.db init --sample && " ON "close 3 市质监局 && " ON "suspend 7 市质监局 --text 机构调整")->status, 0);
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		intmax_t before = changes();
		const struct run *r = run(ON "%s", cases[i].command);

		CHECK_INT_AT(cases[i].line, r->status, cases[i].status);
		if (cases[i].out && !strstr(r->out, cases[i].out))
			CHECK_FAIL_AT(cases[i].line, "printed: %.300s, wanted: %s", r->out, cases[i].out);
		if (cases[i].err && !strstr(r->err, cases[i].err))
			CHECK_FAIL_AT(cases[i].line, "said: %s, wanted: %s", r->err, cases[i].err);
		/* No control sequence from outside leaves the program as one. */
		if (!strstr(cases[i].command, "--json") && (strchr(r->out, '\033') || strchr(r->err, '\033') || strstr(r->out, "\xe2\x80\xae")))
			CHECK_FAIL_AT(cases[i].line, "a control character came through: %.300s", r->out);
		if (cases[i].status != 0)
			CHECK_INT_AT(cases[i].line, changes(), before);
	}
	CHECK_INT(run(ON "check")->status, 0);
}

static const struct check_test tests[] = { CHECK_TEST(test_traps) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
