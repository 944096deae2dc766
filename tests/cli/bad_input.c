/* Files that are no notice, ledgers that cannot be used: one clear sentence, the right status,
 * nothing touched. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/cli/run.h"
#include "tests/lib/check.h"

/* make: a line for sh that writes the file "in". */
static const struct {
	int line;
	const char *make;
	int status;
	const char *err;
} files[] = {
	{ __LINE__, ":", 5, "cannot open in" },
	{ __LINE__, "mkdir in", 3, "in is no regular file" },
	{ __LINE__, ": >in", 3, "the file is empty" },
	{ __LINE__, "printf ' \\n\\t\\n' >in", 3, "nothing to read" },
	{ __LINE__, "truncate -s 8388609 in", 3, "8388608" },
	{ __LINE__, "printf '序号\\t任务\\n1\\t甲\\0乙\\n' >in", 3, "in:2: " },
	{ __LINE__,
	  "printf '序号\\t任务\\n1\\t甲\\377乙\\n乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙\\n' >in",
	  3, "in:2: " },
	{ __LINE__, "printf '\\211PNG\\r\\n\\032\\n' >in", 3, "this is a picture" },
	{ __LINE__, "printf 'PK\\003\\004....' >in", 3, "a Word, WPS or Excel file" },
	{ __LINE__, "printf '%%PDF-1.4\\n' >in", 3, "this is a PDF" },
	{ __LINE__, "printf '甲\\t乙\\t丙\\n\\n一\\t二\\t三\\n' >in", 3,
	  "no heading that is known" },
};

static void test_notices(void)
{
	cli_ledger();
	for (size_t i = 0; i < CHECK_N(files); i++) {
		const struct run *r = run(
			"rm -rf in; %s; duban --db \"$LEDGER\" --today 2018-11-21 import --yes in",
			files[i].make);
		CHECK_INT_AT(files[i].line, r->status, files[i].status);
		if (!strstr(r->err, files[i].err))
			CHECK_FAIL_AT(files[i].line, "said: %s, wanted: %s", r->err, files[i].err);
		CHECK_STR_AT(files[i].line, r->out, "");
		r = run("duban import --dry-run --json in");
		CHECK_INT_AT(files[i].line, r->status, files[i].status);
		CHECK_STR_AT(files[i].line, r->out, "");
	}
	const struct run *r = run("duban --db \"$LEDGER\" stats --json");
	CHECK_INT(json_get_int(run_json(r, "duban-stats/1"), "changes", 0), 2);
}

/* Taken as proposed, today would become the issue date and move all dates by a year: refused with what to say.
 * A notice whose dates have years needs none. */
static void test_no_issue_date(void)
{
	cli_ledger();
	run("duban --db empty.db init");
	const struct run *r = run("cp \"$SOURCE/share/sample/plan.txt\" in; duban --db empty.db --today 2018-11-21 "
				  "import --yes in");
	CHECK_INT(r->status, 2);
	CHECK(strstr(r->err, "--issued 2018-10-31") != NULL);
	r = run("duban --db empty.db --today 2018-11-21 import --dry-run --json in");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->out, "2019-11-20") == NULL);
	r = run("printf '任务\\t牵头单位\\t时限\\n甲事\\t市甲局\\t2018年12月3日前\\n' >in; duban --db empty.db --today "
		"2018-11-21 import --yes in");
	CHECK_INT(r->status, 0);
	r = run("duban --db empty.db stats --json");
	CHECK_INT(json_get_int(run_json(r, "duban-stats/1"), "plans", 0), 1);
}

/* Recognised; nothing new, not even a line in the log. */
static void test_same_twice(void)
{
	cli_ledger();
	const struct run *r = run("duban --db \"$LEDGER\" --today 2018-11-21 import --yes --issued "
				  "2018-10-31 \"$SOURCE/share/sample/plan.txt\"");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->out, "in the ledger already"));
	r = run("duban --db \"$LEDGER\" --today 2018-11-21 --json import "
		"\"$SOURCE/share/sample/plan.txt\"");
	CHECK(!json_as_bool(json_get(run_json(r, "duban-change/1"), "changed")));
	r = run("duban --db \"$LEDGER\" stats --json");
	CHECK_INT(json_get_int(run_json(r, "duban-stats/1"), "changes", 0), 2);
}

static void test_dry_run(void)
{
	const struct run *r = run("duban import --dry-run --json --issued 2018-10-31 - "
				  "<\"$SOURCE/share/sample/plan.txt\"");
	CHECK_INT(r->status, 0);
	CHECK_STR(r->err, "");
	const struct json_node *root = run_json(r, "duban-notice/1");
	CHECK(json_count(json_get(root, "items")) >= 18);
	CHECK(json_count(json_get(root, "questions")) > 0);
	CHECK_INT(json_type(json_get(root, "unused")), JSON_ARRAY);
	r = run("duban import --dry-run --issued 2018-10-31 \"$SOURCE/share/sample/plan.txt\"");
	CHECK(strstr(r->out, "2018-11-20"));
	CHECK_INT(run("test -e data")->status, 1);
}

/* Without a terminal there is nobody to ask: nothing is set in silence. */
static void test_nobody_to_ask(void)
{
	const struct run *r = run("duban --db ask.db init && duban --db ask.db --today 2018-11-21 "
				  "import \"$SOURCE/share/sample/plan.txt\"");
	CHECK_INT(r->status, 2);
	CHECK(strstr(r->err, "--yes takes every proposal"));
	CHECK_INT(json_get_int(run_json(run("duban --db ask.db stats --json"), "duban-stats/1"),
			       "plans", 9),
		  0);
}

/* Ledgers that are none of ours. make writes "in"; each is refused and stays byte by byte as it
 * was. */
static const struct {
	int line;
	const char *make;
	int status;
	const char *err;
} ledgers[] = {
	{ __LINE__, "echo text that is no ledger, and long enough to be a page of one >in", 5,
	  "no ledger of duban" },
	{ __LINE__, ": >in", 5, "" },
	{ __LINE__,
	  "cp \"$LEDGER\" in; printf '\\0\\0\\17\\377' | dd of=in bs=1 seek=60 conv=notrunc "
	  "status=none",
	  5, "newer" },
	{ __LINE__,
	  "cp \"$LEDGER\" in; printf '\\1\\2\\3\\4' | dd of=in bs=1 seek=68 conv=notrunc "
	  "status=none",
	  5, "belongs to another program" },
	{ __LINE__,
	  "cp \"$LEDGER\" in; dd if=/dev/urandom of=in bs=1 seek=40 count=6000 conv=notrunc "
	  "status=none",
	  5, "" },
	{ __LINE__, "head -c 5000 \"$LEDGER\" >in", 5, "" },
};

static void test_ledgers(void)
{
	cli_ledger();
	for (size_t i = 0; i < CHECK_N(ledgers); i++) {
		const struct run *r = run("rm -f in in-wal in-shm; %s; cp in was; duban --db in "
					  "--today 2018-11-21 list; s=$?; cmp in was >&2; exit $s",
					  ledgers[i].make);
		CHECK_INT_AT(ledgers[i].line, r->status, ledgers[i].status);
		if (!strstr(r->err, ledgers[i].err))
			CHECK_FAIL_AT(ledgers[i].line, "said: %s, wanted: %s", r->err,
				      ledgers[i].err);
		CHECK_AT(ledgers[i].line,
			 *r->err != '\0' && !strstr(r->err, "differ") && *r->out == '\0');
	}
}

/* Texts with control characters never reach the output as such. */
static void test_control_characters(void)
{
	run("duban --db \"$LEDGER\" backup ctl.db");
	const struct run *r = run("duban --db ctl.db --today 2018-11-21 remark 3 法院 --text "
				  "\"$(printf 'a\\033]2;x\\007b')\"; "
				  "duban --db ctl.db --today 2018-11-21 show 3; duban --db ctl.db "
				  "log; duban --db \"$(printf 'x\\033[31m')\" list");
	CHECK(!strchr(r->out, '\033'));
	CHECK(!strchr(r->err, '\033'));
}

/* What could not be read is not shown as work that goes on: each kind of wording without a date says what is the matter. */
static const struct { int line; const char *wording, *says; } dateless[] = {
	{ __LINE__, "11月31日前", "“11月31日前” is no date: please set one" },
	{ __LINE__, "2150年1月1日前", "“2150年1月1日前” is no date: please set one" },
	{ __LINE__, "适时", "“适时” names no date" },
	{ __LINE__, "自2019年1月1日起", "“自2019年1月1日起”: begins, and goes on without a date" },
	{ __LINE__, "立行立改", "“立行立改”: to be done at once" },
	{ __LINE__, "收到通知后5个工作日内", "counted from its receipt, which is not signed yet" },
	{ __LINE__, "长期推进", "goes on without a date" },
};

static void test_dateless(void)
{
	cli_ledger();
	for (size_t i = 0; i < CHECK_N(dateless); i++) {
		const struct run *r = run("rm -f none.db*; printf '关于甲的通知\\n序号\\t任务\\t牵头单位\\t时限\\n1\\t甲事\\t市甲局\\t%s\\n' >in; "
			"duban --db none.db init && duban --db none.db --today 2018-11-02 import --yes --issued 2018-10-31 in && "
			"duban --db none.db --today 2018-11-02 show 1", dateless[i].wording);
		if (!strstr(r->out, dateless[i].says))
			CHECK_FAIL_AT(dateless[i].line, "said: %s", r->out);
	}
}

/* A slip of a key is no date: years before 1949 and after 2099 are refused wherever a day is typed, and what was there stays. */
static const struct { int line; const char *args; } far_days[] = {
	{ __LINE__, "import --issued 1900-10-31 --yes \"$SOURCE/share/sample/plan.txt\"" },
	{ __LINE__, "import --issued 2150-10-31 --yes \"$SOURCE/share/sample/plan.txt\"" },
	{ __LINE__, "deadline --issued 1948-12-31 11月20日前" },
	{ __LINE__, "extend 2 法院 --to 2100-01-01 --text 甲" },
	{ __LINE__, "urge 2 法院 --promised 2100-01-01" },
	{ __LINE__, "calendar --off 2150-01-01 甲" },
};

static void test_far_days(void)
{
	cli_ledger();
	run("duban --db \"$LEDGER\" backup far.db");
	for (size_t i = 0; i < CHECK_N(far_days); i++) {
		const struct run *r = run("duban --db far.db --today 2018-11-21 %s", far_days[i].args);
		CHECK_INT_AT(far_days[i].line, r->status, 3);
		if (!strstr(r->err, "is not between 1949 and 2099"))
			CHECK_FAIL_AT(far_days[i].line, "said: %s", r->err);
	}
	CHECK_INT(json_get_int(run_json(run("duban --db far.db stats --json"), "duban-stats/1"), "changes", 0), 2);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_notices), CHECK_TEST(test_no_issue_date), CHECK_TEST(test_same_twice),
	CHECK_TEST(test_dry_run), CHECK_TEST(test_nobody_to_ask),
	CHECK_TEST(test_dateless), CHECK_TEST(test_far_days), CHECK_TEST(test_ledgers), CHECK_TEST(test_control_characters),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
