/* Use and misuse of the command line: exit statuses, texts, help and manual. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/cli.h"
#include "tests/cli/run.h"
#include "tests/lib/check.h"

/* What a line comes to. out, err: a text that stands there; NULL: nothing at all does. */
static const struct {
	int line;
	const char *command;
	int status;
	const char *out, *err;
} cases[] = {
	{ __LINE__, "duban --version", 0, "duban 0.1\n", NULL },
	{ __LINE__, "duban --help", 0, "report ITEM UNIT [DONE/BASE|NAME=FIGURE...]", NULL },
	{ __LINE__, "duban report --help", 0, "--none", NULL },
	{ __LINE__, "duban --lang zh_CN --help", 0, "用法", NULL },
	{ __LINE__, "duban lst", 2, NULL, "did you mean list?" },
	{ __LINE__, "duban frobnicate", 2, NULL, "unknown command frobnicate" },
	{ __LINE__, "duban --frob list", 2, NULL, "unknown option --frob" },
	{ __LINE__, "duban list --itme 2", 2, NULL, "unknown option --itme" },
	{ __LINE__, "duban show 1 extra", 2, NULL, "usage: duban show" },
	{ __LINE__, "duban report 2", 2, NULL, "usage: duban report ITEM UNIT" },
	{ __LINE__, "duban deadline", 2, NULL, "usage: duban deadline WORDING" },
	{ __LINE__, "duban --db", 2, NULL, "--db needs a value" },
	{ __LINE__, "duban --lang xx list", 2, NULL, "there are zh_CN and en" },
	{ __LINE__, "duban --as '' list", 2, NULL, "--as takes a name" },
	{ __LINE__, "duban --today 2018-02-30 list", 3, NULL, "2018-02-30" },
	{ __LINE__, "duban --db \"$LEDGER\" log 颜色:红", 2, NULL, "there is no key" },
	{ __LINE__, "duban --db log.db init --sample >/dev/null; duban --db log.db log --limit 1 do:urge item:6", 0, "市安监局", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" log --change ffffffffffff", 3, NULL, "no change begins with" },
	{ __LINE__, "duban --db log.db log --change $(duban --db log.db log --limit 1 do:urge item:6 | tail -n 1 | cut -c -12)", 0, "promised", NULL },
	{ __LINE__, "duban log --limit many", 2, NULL, "--limit takes a number" },
	{ __LINE__, "duban deadline 11月20日前 --issued 31.10.2018", 3, NULL,
	  "not a day: 31.10.2018" },
	{ __LINE__, "duban deadline $(printf '11\\377')", 3, NULL, "no text of the charset" },
	{ __LINE__, "duban deadline 11月20日前 --issued 2018-10-31", 0, "2018-11-20", NULL },
	{ __LINE__, "duban deadline 11月20日前 --issued 2018年10月31日", 0, "2018-11-20", NULL },
	{ __LINE__, "cp \"$LEDGER\" asked.db; duban --db asked.db site moved >/dev/null; duban --db asked.db --today 2018-11-23 extend 7 质监局 --to 下周五 --text 忙 >/dev/null; duban --db asked.db --today 2018-11-23 duties --asked", 0,
	  "asks for 2018-11-30", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" list --asof 2018-10-01", 0, "no.", "no notice was in the ledger by the end of 2018-10-01" },
	{ __LINE__, "duban --db \"$LEDGER\" duties --unit 食药局", 3, NULL, "is 市食药监局 meant?" },
	{ __LINE__, "duban deadline 2027年11月20日前 --issued 2018-10-31", 0, "2027-11-20",
	  "no table of holidays for 2027" },
	{ __LINE__, "duban calendar 2019-02", 0, "2019-02-04..02-10  off   春节", NULL },
	{ __LINE__, "duban calendar 2019", 0, "2019-05-01..05-04  off   劳动节", NULL },
	{ __LINE__, "duban calendar 2027-02", 0, "working days 20", "no table of holidays for 2027" },
	{ __LINE__, "duban calendar 2019-13", 3, NULL, "neither a month" },
	{ __LINE__, "duban --db nowhere.db calendar 2019", 3, NULL, "there is no ledger" },
	{ __LINE__, "duban --db \"$LEDGER\" calendar 2018-11", 0, "working days 22", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --changes", 0, "no open date has moved", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --off 2018-11-28", 2, NULL, "needs a name" },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --off 2018-11-31 x", 3, NULL, "not a day" },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --off 2018-11-24 x", 4, NULL, "a day off already" },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --normal 2018-11-28", 4, NULL, "no day of the office's" },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --normal 2018-11-28 x", 2, NULL, "the day alone" },
	{ __LINE__, "duban --db \"$LEDGER\" calendar --off 2018-11-28 --changes x", 2, NULL,
	  "exclude each other" },
	{ __LINE__, "cp \"$LEDGER\" own.db; duban --db own.db site moved >/dev/null; duban --db own.db calendar --off 2018-11-30 停电", 0,
	  "own day off 2018-11-30", "moved 2 open dates" },
	{ __LINE__, "duban --db own.db calendar --changes", 1, "2018-11-29", NULL },
	{ __LINE__, "duban --db own.db calendar 2018-11", 0, "停电 (the office's own)", NULL },
	{ __LINE__, "duban --db own.db undo; duban --db own.db calendar --changes", 0,
	  "no open date has moved", NULL },
	{ __LINE__, "duban --db own.db set day-off next --item 2; duban --db own.db set day-off x --item 2",
	  3, "set day-off of item 2 to next", "none|next|previous|office" },
	{ __LINE__, ": >empty.db; duban --db empty.db list", 5, NULL, "is an empty file, no ledger" },
	{ __LINE__, "duban --db nowhere.db list", 3, NULL,
	  "there is no ledger nowhere.db; \"duban init\" makes one" },
	{ __LINE__, "duban", 3, NULL, "data/duban/ledger.db" },
	{ __LINE__, "duban --db ''$SOURCE list", 3, NULL, "is no regular file" },
	{ __LINE__, "duban config >/dev/full", 5, NULL, "cannot write all of the output" },
	{ __LINE__, "duban --db \"$LEDGER\" init", 4, NULL, "exists already" },
	{ __LINE__, "duban --db \"$LEDGER\" backup \"$LEDGER\"", 4, NULL, "exists already" },
	{ __LINE__, "duban --db \"$LEDGER\" --plan zz list", 3, NULL, "no plan zz" },
	{ __LINE__, "duban --db \"$LEDGER\" show 99", 3, NULL, "neither an item nor a unit: 99" },
	{ __LINE__, "duban --db \"$LEDGER\" sign 99 法院", 3, NULL, "99" },
	{ __LINE__, "duban --db \"$LEDGER\" sign 2 无此局", 3, NULL, "无此局" },
	{ __LINE__, "duban --db \"$LEDGER\" sign 2 局", 4, NULL, "several units fit" },
	{ __LINE__, "duban --db \"$LEDGER\" sign 2", 2, NULL, "usage: duban sign ITEM UNIT" },
	{ __LINE__, "duban --db \"$LEDGER\" return 2 法院 --text 缺", 4, NULL,
	  "has not reported yet" },
	{ __LINE__, "duban --db \"$LEDGER\" none 2 法院", 4, NULL, "has never reported" },
	{ __LINE__, "duban --db \"$LEDGER\" report 2 法院 --none --zero", 2, NULL,
	  "exclude each other" },
	{ __LINE__, "duban --db \"$LEDGER\" report 2 法院 甲乙=12", 3, NULL,
	  "which figure is meant by 甲乙=12?" },
	{ __LINE__, "duban --db \"$LEDGER\" report 2 法院 12/20x", 3, NULL, "not a number" },
	{ __LINE__, "duban --db \"$LEDGER\" report 2 法院 11 2", 3, NULL, "11 done of 2 to do: more than there are; the order is done so far / in all / not counted" },
	{ __LINE__, "duban --db \"$LEDGER\" report 2 法院 12/20 做到=3 --lang zh_CN", 3, NULL, "给了两次" },
	{ __LINE__, "duban --db \"$LEDGER\" report 3 法院 甲=12", 3, NULL, "asks for no figures" },
	{ __LINE__, "duban --db \"$LEDGER\" report 3 法院 12/20", 3, NULL, "asks for no figures" },
	{ __LINE__, "cp \"$LEDGER\" bare.db; duban --db bare.db site moved >/dev/null; duban --db bare.db report 3 质监局", 0, "without figures and text\n", NULL },
	{ __LINE__, "duban --db bare.db report 3 信用办 --text 已收", 0, "reported: 市信用办 3", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" remark 2 法院", 2, NULL, "a text is needed: why? (--text TEXT)" },
	{ __LINE__, "duban --db \"$LEDGER\" set", 0, "named-day = counts (default)", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" set named-day", 2, NULL, "usage: duban set" },
	{ __LINE__, "duban --db \"$LEDGER\" set named-dy x", 2, NULL, "did you mean named-day?" },
	{ __LINE__, "duban --db \"$LEDGER\" set named-day x", 3, NULL, "one of counts|excluded" },
	{ __LINE__, "duban --db \"$LEDGER\" undo ffff", 3, NULL, "ffff" },
	{ __LINE__, "duban --db \"$LEDGER\" duties --due 2031-01-01", 0, "deadline", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" duties --due 2031-01-01 --fail-empty", 1, "deadline",
	  NULL },
	{ __LINE__, "duban --db \"$LEDGER\" gaps --fail-empty", 0, "campaign without an owner", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" gaps --json", 0, "{\"format\":\"duban-gaps/1\",\"gaps\":[{\"kind\":\"", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" grid", 0, "失信主体信用修复", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" grid --date 2031-01-01 --fail-empty", 1, "silent", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" grid --item 8", 0, "2018-11  2018-11-20", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" grid --unit 质监局 --json", 0, "{\"format\":\"duban-grid/1\",\"kind\":\"items-dates\",\"columns\":[{\"due\":", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" grid --item 8 --json", 0, "\"kind\":\"periods-units\",\"columns\":[{\"short\":", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" grid --item 8 --unit 质监局", 2, NULL, "each is a grid of its own" },
	{ __LINE__, "duban --db \"$LEDGER\" define 10.2 整治数", 4, NULL, "10.2 fits several figures: " },
	{ __LINE__, "duban --db \"$LEDGER\" define 没有的 整治数", 3, NULL, "there is no figure called 没有的" },
	{ __LINE__, "duban --db \"$LEDGER\" define --apart", 2, NULL, "for one figure" },
	{ __LINE__, "duban --db \"$LEDGER\" define 10.2 整治数 --apart", 2, NULL, "one of a text" },
	{ __LINE__, "duban --db \"$LEDGER\" define 不良贷款率 --same-as 应用场景", 4, NULL, "are not counted alike" },
	{ __LINE__, "duban --db \"$LEDGER\" define 不良贷款率 次级、可疑、损失三类之和", 0, "definition of 银行不良贷款率: 次级、可疑、损失三类之和", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" show 8 --json", 0, "\"definition\":\"次级、可疑、损失三类之和\"", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" define 8 --json", 0, "\"items\":[\"8\"],\"word\":\"%\",\"scale\":2,\"definition\":\"次级、可疑、损失三类之和\",\"same_as\":null", NULL },
	{ __LINE__, "duban --db \"$LEDGER\" print ledger --output paper.txt && cat paper.txt", 0, "what is counted: 银行不良贷款率: 次级、可疑、损失三类之和", "" },
	{ __LINE__, "duban --db \"$LEDGER\" check", 0, "agrees with its log", NULL },
	{ __LINE__, "LC_ALL=C duban --db \"$LEDGER\" list", 0, "市法院", "has no Chinese" },
	{ __LINE__, "LC_ALL=C duban --db \"$LEDGER\" list --json", 0, "市法院", NULL },
	{ __LINE__, "LC_ALL=xx_YY.UTF-8 duban --db \"$LEDGER\" list", 0, "市法院",
	  "is not installed here" },
	{ __LINE__, "LC_ALL= LANG=zh_CN.nowhere duban lst", 2, NULL, "是否指 list" },
};

static void check_said(int line, const char *where, const char *got, const char *want)
{
	if (want ? !strstr(got, want) : *got != '\0')
		CHECK_FAIL_AT(line, "%s has\n%s\nwanted: %s", where, got, want ? want : "nothing");
}

static void test_cases(void)
{
	cli_ledger();
	for (size_t i = 0; i < CHECK_N(cases); i++) {
		const struct run *r = run("%s", cases[i].command);
		CHECK_INT_AT(cases[i].line, r->status, cases[i].status);
		check_said(cases[i].line, "standard output", r->out, cases[i].out);
		check_said(cases[i].line, "standard error", r->err, cases[i].err);
	}
}

/* The page without roff's backslashes: "\-" is "-". */
static char *page_read(const char *name)
{
	char *page = check_read(check_source(name), NULL), *to = page;
	for (const char *at = page; *at; at++)
		if (*at != '\\' || at[1] != '-')
			*to++ = *at;
	*to = '\0';
	return page;
}

/* "--name" as a whole word. */
static bool page_has(const char *page, const char *name)
{
	char option[64];
	snprintf(option, sizeof option, "--%s", name);
	size_t n = strlen(option);
	for (const char *at = page; (at = strstr(at, option)); at++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz-", at[n]) || !at[n])
			return true;
	return false;
}

static void check_options(const char *page, const char *command, const struct opt *o)
{
	for (; o && o->name; o++)
		if (!page_has(page, o->name))
			CHECK_FAIL_AT(__LINE__, "duban(1) does not know --%s of %s", o->name,
				      command);
}

/* A verb or an edit has a paragraph of its own. */
static void check_paragraph(const char *page, const struct cli_command *row)
{
	char plain[64], mixed[64];
	snprintf(plain, sizeof plain, "\n.BI %s ", row->name);
	snprintf(mixed, sizeof mixed, "\n.BR %s ", row->name);
	if (!strstr(page, plain) && !strstr(page, mixed))
		CHECK_FAIL_AT(__LINE__, "duban(1) does not know %s", row->name);
	check_options(page, row->name, row->opts);
}

static void test_manual_has_all(void)
{
	char *page = page_read("share/man/duban.1");
	struct cli c = { 0 };
	check_options(page, "all", cli_common_options());
	for (const struct cli_command *const *row = cli_commands(); *row; row++) {
		char head[64];
		snprintf(head, sizeof head, "%s", (*row)->name);
		if (!strstr(page, head))
			CHECK_FAIL_AT(__LINE__, "duban(1) does not know %s", head);
		check_options(page, (*row)->name, (*row)->opts);
	}
	for (const struct verb *v = verb_table(); v->name; v++) {
		struct cli_command row = cli_verb_command(&c, v);
		check_paragraph(page, &row);
	}
	for (const struct edit_verb *v = edit_table(); v->name; v++) {
		struct cli_command row = cli_edit_command(&c, v);
		check_paragraph(page, &row);
	}
	arena_clear(&c.mem);
	free(page);
}

/* "duban --help" lists each, with what stands behind its name. */
static void test_help_has_all(void)
{
	const struct run *r = run("duban --lang en --help");
	char *help = strdup(r->out);
	char line[64];

	for (const struct verb *v = verb_table(); v->name; v++) {
		snprintf(line, sizeof line, "\n  %s ", v->name);
		CHECK_STR(strstr(help, line) ? v->name : "", v->name);
	}
	for (const struct edit_verb *v = edit_table(); v->name; v++) {
		snprintf(line, sizeof line, "\n  %s ", v->name);
		CHECK_STR(strstr(help, line) ? v->name : "", v->name);
	}
	free(help);
}

/* Every "--option" of the page is one that some command takes: what --help says, all of it. */
static void test_manual_has_no_more(void)
{
	char *page = page_read("share/man/duban.1");
	struct buf all = { 0 };
	struct cli c = { 0 };
	opts_help(cli_common_options(), &all);
	for (const struct cli_command *const *row = cli_commands(); *row; row++)
		if ((*row)->opts)
			opts_help((*row)->opts, &all);
	for (const struct verb *v = verb_table(); v->name; v++)
		opts_help(cli_verb_command(&c, v).opts, &all);
	for (const struct edit_verb *v = edit_table(); v->name; v++)
		opts_help(cli_edit_command(&c, v).opts, &all);
	for (const char *at = page; (at = strstr(at, "--")); at += 2) {
		char name[32];
		size_t n = strspn(at + 2, "abcdefghijklmnopqrstuvwxyz-");
		snprintf(name, sizeof name, "%.*s", (int)n, at + 2);
		if (n > 0 && !page_has(buf_text(&all), name))
			CHECK_FAIL_AT(__LINE__, "duban(1) speaks of --%s, which nothing takes",
				      name);
	}
	buf_clear(&all);
	arena_clear(&c.mem);
	free(page);
}

/* A faulty configuration is told with file and line, each fault, and the command runs. */
static void test_configuration(void)
{
	const struct run *r = run("mkdir -p config/duban; printf 'office = 3;\\nui = { colour = "
				  "\"auto\"; escdelay = 0; };\\n"
				  "timezone = \"Mars/Base\";\\nregion = \"某市\";\\n' "
				  ">config/duban/duban.conf; duban config");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->err, "config/duban/duban.conf:1: office must be"));
	CHECK(strstr(
		r->err,
		"config/duban/duban.conf:2: unknown option ui.colour: did you mean ui.color?"));
	CHECK(strstr(
		r->err,
		"config/duban/duban.conf:2: ui.escdelay must be a whole number from 1 to 5000"));
	CHECK(strstr(r->err, "config/duban/duban.conf:3: this system has no time zone Mars/Base"));
	CHECK(strstr(r->out, "ui.escdelay = 100;"));
	CHECK(strstr(r->out, "region = \"某市\";    # "));
	r = run("printf 'language = \"zh_CN\";\\nnonsense = 1;\\n' >config/duban/duban.conf; duban "
		"config");
	CHECK(strstr(r->err, "duban.conf:2: 没有配置项"));
	r = run("printf 'broken' >config/duban/duban.conf; duban config; rm "
		"config/duban/duban.conf");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->err, "duban.conf:1: not a configuration"));
	r = run("duban --config nowhere.conf config");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->err, "nowhere.conf"));
}

/* The last file wins, and the answer says which one it was. */
static void test_configuration_order(void)
{
	const struct run *r = run("mkdir -p config/duban; echo 'office = \"甲科\"; region = "
				  "\"甲市\";' >config/duban/duban.conf; "
				  "echo 'office = \"乙科\";' >mine.conf; duban --config mine.conf "
				  "config --json; rm config/duban/duban.conf");
	const struct json_node *list = json_get(run_json(r, "duban-config/1"), "settings");
	int seen = 0;
	for (size_t i = 0; i < json_count(list); i++) {
		const struct json_node *one = json_at(list, i);
		if (str_is(json_get_str(one, "name"), "office")) {
			CHECK(str_is(json_get_str(one, "value"), "乙科"));
			CHECK(str_is(json_get_str(one, "file"), "mine.conf"));
			seen++;
		}
		if (str_is(json_get_str(one, "name"), "region")) {
			CHECK(str_is(json_get_str(one, "value"), "甲市"));
			CHECK_INT(json_get_int(one, "line", 0), 1);
			seen++;
		}
	}
	CHECK_INT(seen, 2);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_cases),
	CHECK_TEST(test_help_has_all), CHECK_TEST(test_manual_has_all),
	CHECK_TEST(test_manual_has_no_more),
	CHECK_TEST(test_configuration),
	CHECK_TEST(test_configuration_order),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
