/* The forms of --json that duban(1) promises: each one parses, names itself, and has its fields;
 * and what the verbs come to. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "tests/cli/run.h"
#include "tests/lib/check.h"

static const struct {
	int line;
	const char *command, *format, *list;     /* list: an array of it; NULL none */
	const char *fields; /* of the object, or of the array's first element; parted by blanks */
	int at_least;                            /* elements of the array */
} forms[] = {
	{ __LINE__, "config", "duban-config/1", "settings", "name value file line", 7 },
	{ __LINE__, "set", "duban-settings/1", "settings", "name value default set allowed help",
	  1 },
	{ __LINE__, "calendar 2018-11", "duban-calendar/1", "months",
	  "year month workdays owed in silent days", 1 },
	{ __LINE__, "calendar", "duban-calendar/1", "months", "days", 12 },
	{ __LINE__, "calendar --changes", "duban-moved/1", "moved", "", 0 },
	{ __LINE__, "stats", "duban-stats/1", NULL,
	  "plans items units duties entries changes bytes", 0 },
	{ __LINE__, "check", "duban-check/1", "differences", "", 0 },
	{ __LINE__, "log", "duban-log/1", "changes", "change at site by do say undoes undone sets",
	  2 },
	{ __LINE__, "list", "duban-items/1", "items",
	  "id plan number kind title parent state light lead owed in pending due act_by left "
	  "target",
	  19 },
	{ __LINE__, "list --unit 质监局", "duban-items/1", "items", "id number role signed duty",
	  5 },
	{ __LINE__, "duties", "duban-duties/1", "duties",
	  "item item_id title unit unit_id occurrence due act_by first_due begins standing report "
	  "reported review state in light "
	  "reason rule rule_line level yellow_from red_from facts signed figures left urged",
	  95 },
	{ __LINE__, "lights", "duban-lights/1", "rules", "name file about in_force", 14 },
	{ __LINE__, "lights progress", "duban-lights/1", "rules", "name", 1 },
	{ __LINE__, "duties --unit 质监局 --silent", "duban-duties/1", "duties", "item", 5 },
	{ __LINE__, "duties --item 2 --due 2018-11-20", "duban-duties/1", "duties", "unit", 7 },
	{ __LINE__, "duties --due 2031-01-01", "duban-duties/1", "duties", "", 0 },
	{ __LINE__, "units", "duban-units/1", "units",
	  "id name short kind region light owed in silent overdue returned names contacts", 34 },
	{ __LINE__, "units --silent", "duban-units/1", "units", "name", 30 },
	{ __LINE__, "show", "duban-plans/1", "plans",
	  "id number title region year issued handed state", 1 },
	{ __LINE__, "show 2", "duban-item/1", "duties", "unit", 7 },
	{ __LINE__, "show 10.2", "duban-item/1", "assignments", "unit unit_id role", 6 },
	{ __LINE__, "show 2", "duban-item/1", "deadlines", "kind text start due rhythm deliverable",
	  2 },
	{ __LINE__, "show 10.2", "duban-item/1", "measures", "number text deadline state reason", 1 },
	{ __LINE__, "show 质监局", "duban-unit/1", "duties", "item", 5 },
	{ __LINE__, "deadline 每月20日前 --issued 2018-10-31", "duban-deadline/1", "readings",
	  "kind rhythm next text", 1 },
};

static void check_fields(int line, const struct json_node *n, const char *fields)
{
	struct str rest = str_of(fields), name;
	char key[64];
	while (*fields && str_cut(&rest, ' ', &name)) {
		snprintf(key, sizeof key, "%.*s", STR_ARG(name));
		if (json_type(json_get(n, key)) == JSON_ABSENT)
			CHECK_FAIL_AT(line, "no field %s", key);
	}
}

/* Screens cut the list of who is silent; paper, CSV and show have no such edge. What is only 责任 has no light of its own. */
static void test_whole(void)
{
	cli_ledger();
	static const char *const commands[] = { "print ledger", "export csv", "show 6" };
	for (size_t i = 0; i < CHECK_N(commands); i++) {
		const struct run *r = run("duban --db \"$LEDGER\" --today 2018-11-21 %s", commands[i]);
		CHECK_INT(r->status, 0);
		CHECK(strstr(r->out, "19"));
		CHECK(!strstr(r->out, " ..."));
	}
}

/* Three lines of three periods say which is which. */
static void test_entries_of_periods(void)
{
	cli_ledger();
	run("cp \"$LEDGER\" periods.db; duban --db periods.db site moved >/dev/null");
	for (int month = 11; month <= 12; month++)
		CHECK_INT(run("duban --db periods.db --today 2018-12-24 report 8 银监局 1.87")->status, 0);
	const struct run *r = run("duban --db periods.db --today 2018-12-24 show 8");
	CHECK(strstr(r->out, " report 2018-11 "));
	CHECK(strstr(r->out, " report 2018-12 "));
	r = run("duban --db periods.db --today 2018-12-24 print item 8");
	CHECK(strstr(r->out, "2018-11, "));
}

static void test_forms(void)
{
	cli_ledger();
	for (size_t i = 0; i < CHECK_N(forms); i++) {
		const struct run *r = run("duban --db \"$LEDGER\" --today 2018-11-21 --json %s",
					  forms[i].command);
		CHECK_INT_AT(forms[i].line, r->status, 0);
		CHECK_STR_AT(forms[i].line, r->err, "");
		const struct json_node *root = run_json(r, forms[i].format);
		const struct json_node *list = forms[i].list ? json_get(root, forms[i].list) : NULL;
		if (forms[i].list)
			CHECK_AT(forms[i].line, json_type(list) == JSON_ARRAY);
		CHECK_AT(forms[i].line, (int)json_count(list) >= forms[i].at_least);
		check_fields(forms[i].line, list ? json_at(list, 0) : root, forms[i].fields);
	}
}

/* Text and JSON list the same: a line of the table each, and its head. */
static void test_text_has_the_same_rows(void)
{
	static const char *const commands[] = {
		"list", "duties", "duties --unit 质监局 --silent", "units", "units --silent",
		"show", "log"
	};
	static const char *const lists[] = { "items", "duties", "duties", "units",
					     "units", "plans",  "changes" };
	for (size_t i = 0; i < CHECK_N(commands); i++) {
		struct err err = { 0 };
		const struct run *r =
			run("duban --db \"$LEDGER\" --today 2018-11-21 --json %s", commands[i]);
		struct json_doc *d = json_read(str_of(r->out), &err);
		if (!d) {
			CHECK_FAIL("no JSON: %s", err.text);
			return;
		}
		size_t want = json_count(json_get(json_root(d), lists[i])), got = 0;
		json_doc_free(d);
		r = run("duban --db \"$LEDGER\" --today 2018-11-21 %s", commands[i]);
		for (const char *at = r->out; (at = strchr(at, '\n')); at++)
			got++;
		CHECK_INT_AT(__LINE__, got, want + 1);
	}
}

/* One line a verb, in one ledger, each on what those before it left. */
static const struct {
	int line;
	const char *command;
	int status;
	const char *said;         /* in what is said; NULL: not looked at */
} steps[] = {
	{ __LINE__, "sign 3 法院 --on 2018-11-02", 0, "市法院" },
	{ __LINE__, "sign 3 法院", 4, NULL },
	{ __LINE__, "report 3 市法院 --text 已办 --on 2018-11-12", 0, "市法院" },
	/* A day without its year is the nearest one, or refused; what was said of another day than today names it. */
	{ __LINE__, "report 3 税务局 --on 11-22", 4, NULL },
	{ __LINE__, "report 3 税务局 --text 好 --on 11-22", 4, "11-22 has not come yet: it counts as in from now on, with that day; --yes does it" },
	{ __LINE__, "report 3 法院 --on 11月13日", 0, "(of 11-13)" },
	{ __LINE__, "report 3 法院 --on 昨天", 0, "(of 11-20)" },
	{ __LINE__, "report 3 税务局 --on 10-30", 3, "10-30 is before the notice was issued (10-31)" },
	{ __LINE__, "sign 3 税务局 --on 2017-11-02", 3, "before the notice was issued" },
	/* What looks like a slip is done where --yes says so; a part of more than there is never. */
	{ __LINE__, "report 2 质监局 30/20", 3, "30 done of 20 to do" },
	{ __LINE__, "report 2 质监局", 4, "neither a figure nor a text says what came in; --yes does it" },
	{ __LINE__, "report 6 质监局 96/12", 4, "96 of 12 is more than 100%; --yes does it" },
	{ __LINE__, "report 6 质监局 12/0", 4, "12 of 0: there is nothing to take a share of; --yes does it" },
	{ __LINE__, "report 6 质监局 96/12 --yes", 0, "96/12" },
	{ __LINE__, "report 8 银监局 187", 4, "187.00% is more than 100%" },
	{ __LINE__, "urge 7 质监局 --promised 11-19", 3, "2018-11-19 is over" },
	{ __LINE__, "urge 7 质监局 --on 11-15 --promised 11-19", 0, "promised for 11-19 (of 11-15)" },
	{ __LINE__, "extend 7 质监局 --to 11-10 --text 忙", 3, "11-10 is not later" },
	{ __LINE__, "accept 3 法院", 0, "市法院" },
	{ __LINE__, "report 3 税务局 --on 2020-01-01", 3, NULL },
	{ __LINE__, "report 3 税务局 --on 2018-11-31", 3, NULL },
	{ __LINE__, "report 3 税务局", 0, NULL },
	{ __LINE__, "return 3 税务局 --text 缺附件", 0, "市税务局" },
	{ __LINE__, "report --none 3 税务局", 0, NULL },
	{ __LINE__, "zero 9 农委", 0, NULL },
	{ __LINE__, "report 3 质监局 --due 2018-11-20", 0, NULL },
	{ __LINE__, "report 3 工商局 --due 2018-12-24", 3, NULL },
	{ __LINE__, "urge 7 质监局 --way phone --who 乙 --promised 2018-11-22", 0, "市质监局" },
	{ __LINE__, "urge 7 质监局 --level 4 --promised 2018-11-22", 0, ": talk, promised for 11-22" },
	{ __LINE__, "close 3 信用办", 0, "市信用办" },
	{ __LINE__, "report 3 信用办", 4, NULL },
	{ __LINE__, "reopen 3 信用办", 0, "市信用办" },
	{ __LINE__, "remark 10.3 --text 等省里名单", 0, "10.3" },
	{ __LINE__, "undo", 0, "10.3" },
	{ __LINE__, "redo", 0, "10.3" },
	{ __LINE__, "check", 0, NULL },
};

static void test_verbs(void)
{
	cli_ledger();
	run("duban --db \"$LEDGER\" backup verbs.db; duban --db verbs.db site moved");
	for (size_t i = 0; i < CHECK_N(steps); i++) {
		const struct run *r =
			run("duban --db verbs.db --today 2018-11-21 --as 甲 %s", steps[i].command);
		CHECK_INT_AT(steps[i].line, r->status, steps[i].status);
		if (steps[i].said && !strstr(r->status ? r->err : r->out, steps[i].said))
			CHECK_FAIL_AT(steps[i].line, "said: %s%s", r->out, r->err);
		CHECK_AT(steps[i].line, steps[i].status == 0 ? *r->err == '\0' : *r->out == '\0');
	}
	const struct json_node *changes =
		json_get(run_json(run("duban --db verbs.db log --json --limit 1"), "duban-log/1"),
			 "changes");
	CHECK_INT(json_count(changes), 1);
	CHECK(str_is(json_get_str(json_at(changes, 0), "by"), "甲"));
}

/* What a verb did is told with the hash by which it can be taken back. */
static void test_change(void)
{
	char hash[65] = "";
	run("duban --db \"$LEDGER\" backup change.db");
	const struct json_node *root =
		run_json(run("duban --db change.db --today 2018-11-21 --json sign 4 法院"),
			 "duban-change/1");
	CHECK(json_as_bool(json_get(root, "changed")));
	struct str change = json_get_str(root, "change");
	CHECK_INT(change.n, 64);
	snprintf(hash, sizeof hash, "%.*s", STR_ARG(change));
	const struct run *r = run("duban --db change.db --today 2018-11-21 undo %.12s", hash);
	CHECK_INT(r->status, 0);
	CHECK_INT(run("duban --db change.db --today 2018-11-21 undo %.12s", hash)->status, 4);
	root = run_json(
		run("duban --db change.db --today 2018-11-21 duties --item 4 --unit 法院 --json"),
		"duban-duties/1");
	CHECK_INT(json_type(json_get(json_at(json_get(root, "duties"), 0), "signed")),
		  JSON_NULL_VALUE);
}

/* In tests the same commands make the same ledger, byte by byte in the log. */
static void test_repeatable(void)
{
	static const char *const line =
		"DUBAN_TEST=1; export DUBAN_TEST; rm -f same.db; duban --db same.db --today "
		"2018-11-01T09:00 --as 甲 init --region 某市 && "
		"duban --db same.db --today 2018-11-01T09:10 --as 甲 import --yes --issued "
		"2018-10-31 \"$SOURCE/share/sample/plan.txt\" && "
		"duban --db same.db --today 2018-11-02T09:00 --as 甲 report 3 法院 && "
		"duban --db same.db --today 2018-11-02T09:00 --as 甲 report 3 税务局 && duban --db "
		"same.db --today 2018-11-02T09:00 log --json";
	const struct run *r = run("%s >/dev/null; duban --db same.db log --json", line);
	CHECK_STR(r->err, "");
	char *first = mem_strdup(r->out);
	r = run("%s >/dev/null; duban --db same.db log --json", line);
	CHECK_STR(r->out, first);
	CHECK(strstr(first, "\"do\":\"report\""));
	free(first);
}

/* Without a terminal the overview comes as text, whole. */
static void test_overview(void)
{
	const struct run *r = run("duban --db \"$LEDGER\" --today 2018-11-21");
	CHECK_INT(r->status, 0);
	CHECK(strstr(r->out, "市法院"));
	CHECK(strstr(r->out, "11-20"));
	r = run("duban --db \"$LEDGER\" --today 2018-11-21 --lang zh_CN");
	CHECK(strstr(r->out, "应报"));
	CHECK(strstr(r->out, "家次"));
}

static const struct check_test tests[] = {
	CHECK_TEST(test_forms), CHECK_TEST(test_whole), CHECK_TEST(test_entries_of_periods),      CHECK_TEST(test_text_has_the_same_rows),
	CHECK_TEST(test_verbs),      CHECK_TEST(test_change),
	CHECK_TEST(test_repeatable), CHECK_TEST(test_overview),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
