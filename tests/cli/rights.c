/* Each command by each role: who may not is refused before anything is written, told what it takes, and it is noted; all commands stand here,
 * so a new one says whose it is. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "model/edit.h"
#include "model/role.h"
#include "model/verb.h"
#include "tests/cli/run.h"
#include "tests/lib/check.h"

#define ANY ROLE_VIEWER
#define OUTSIDE ROLE_NONE      /* of no ledger's roles: makes one, reads the person's own configuration */

/* command: as it is typed; its first word is its name, or WORD of a verb or an edit. from: who may at least. */
static const struct { int line; const char *command; enum role from; } rows[] = {
	{ __LINE__, "init", OUTSIDE }, { __LINE__, "config", OUTSIDE }, { __LINE__, "deadline 11月底前", OUTSIDE },
	{ __LINE__, "list", ANY }, { __LINE__, "duties", ANY }, { __LINE__, "units", ANY }, { __LINE__, "calls", ANY },
	{ __LINE__, "contacts export x.csv", ANY }, { __LINE__, "show 2", ANY }, { __LINE__, "view", ANY }, { __LINE__, "grid", ANY },
	{ __LINE__, "gaps", ANY }, { __LINE__, "print ledger", ANY }, { __LINE__, "export csv", ANY }, { __LINE__, "log", ANY },
	{ __LINE__, "calendar", ANY }, { __LINE__, "set", ANY }, { __LINE__, "lights", ANY }, { __LINE__, "define", ANY },
	{ __LINE__, "owes 2", ANY }, { __LINE__, "member 市信用领导小组成员单位", ANY }, { __LINE__, "person list", ANY },
	{ __LINE__, "site", ANY }, { __LINE__, "sync", ANY }, { __LINE__, "check", ANY }, { __LINE__, "who", ANY }, { __LINE__, "stats", ANY },
	{ __LINE__, "import --dry-run --issued 2018-10-31 \"$SOURCE/share/sample/plan.txt\"", ANY },
	/* what one did oneself: here nobody did */
	{ __LINE__, "undo", ANY }, { __LINE__, "redo", ANY },
	{ __LINE__, "view save --own x unit:质监局", ROLE_REPORTER }, { __LINE__, "view save x unit:质监局", ROLE_CLERK },
	{ __LINE__, "sign 2 质监局", ROLE_REPORTER }, { __LINE__, "report 3 质监局 --text 已办", ROLE_REPORTER },
	{ __LINE__, "none 6 质监局", ROLE_REPORTER }, { __LINE__, "zero 7 质监局", ROLE_REPORTER },
	{ __LINE__, "extend 2 质监局 --to 2018-12-10 --text 来不及", ROLE_REPORTER }, { __LINE__, "remark 2 质监局 --text 一句", ROLE_REPORTER },
	{ __LINE__, "remark 2 --text 一句", ROLE_CLERK }, { __LINE__, "accept 6 质监局", ROLE_CLERK }, { __LINE__, "return 6 质监局 --text 不全", ROLE_CLERK },
	{ __LINE__, "close 2 质监局", ROLE_CLERK }, { __LINE__, "reopen 2 质监局", ROLE_CLERK }, { __LINE__, "suspend 2 质监局 --text 停", ROLE_CLERK },
	{ __LINE__, "urge 2 质监局", ROLE_CLERK }, { __LINE__, "grant 9 质监局", ROLE_CLERK }, { __LINE__, "refuse 9 质监局 --text 不", ROLE_CLERK },
	{ __LINE__, "judge 2 质监局 --light red --text 看", ROLE_CLERK }, { __LINE__, "measure 10.2 1 done", ROLE_CLERK },
	{ __LINE__, "import --yes --issued 2018-10-31 \"$SOURCE/share/sample/plan.txt\"", ROLE_CLERK },
	{ __LINE__, "contact 质监局 周六 2221100", ROLE_CLERK }, { __LINE__, "contacts import list.csv --yes", ROLE_CLERK },
	{ __LINE__, "hand-over 2018-11-03", ROLE_CLERK }, { __LINE__, "edit-plan --number 另一号", ROLE_CLERK },
	{ __LINE__, "assign 2 +市统计局", ROLE_CLERK }, { __LINE__, "edit-item 2 --title 甲", ROLE_CLERK },
	{ __LINE__, "edit-deadline 2 12月5日前 --yes", ROLE_CLERK }, { __LINE__, "edit-target 2 力争高于60% --yes", ROLE_CLERK },
	{ __LINE__, "instruct 2 抓紧", ROLE_CLERK }, { __LINE__, "new-item 另一项", ROLE_CLERK }, { __LINE__, "new-plan 另一个", ROLE_CLERK },
	{ __LINE__, "define 应用场景 口径", ROLE_CLERK }, { __LINE__, "owes 2 all", ROLE_CLERK },
	{ __LINE__, "member 市信用领导小组成员单位 市银监局", ROLE_CLERK },
	{ __LINE__, "backup kept.db", ROLE_CLERK }, { __LINE__, "site copy copied.db county", ROLE_CLERK },
	{ __LINE__, "sync make made.dbn", ROLE_CLERK }, { __LINE__, "edit-unit 质监局 --short 质检", ROLE_ADMIN },
	{ __LINE__, "person name wang 王", ROLE_ADMIN }, { __LINE__, "person remove wang --authorized-keys keys", ROLE_ADMIN },
	{ __LINE__, "reorg rename 市质监局 --into 市场监管局 --yes", ROLE_ADMIN }, { __LINE__, "set day-off next", ROLE_ADMIN },
	{ __LINE__, "set reporter-sees all", ROLE_ADMIN }, { __LINE__, "lights days --use", ROLE_ADMIN },
	{ __LINE__, "calendar --off 2018-11-22 停电", ROLE_ADMIN }, { __LINE__, "site grant county 质监局", ROLE_ADMIN },
	{ __LINE__, "sync take --clocks --yes none.dbn", ROLE_ADMIN }, { __LINE__, "sync --clocks ssh://-", ROLE_ADMIN },
	/* what others did */
	{ __LINE__, "undo $CHANGE", ROLE_ADMIN },
	/* of another unit; what a reporter has no part in */
	{ __LINE__, "report 2 市法院 --text 已办", ROLE_CLERK }, { __LINE__, "show 市法院", ROLE_CLERK },
};

static bool is_named(const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < CHECK_N(rows); i++)
		if (strncmp(rows[i].command, name, n) == 0 && (rows[i].command[n] == ' ' || !rows[i].command[n]))
			return true;
	return false;
}

static void test_all_are_here(void)
{
	for (const struct cli_command *const *c = cli_commands(); *c; c++)
		if (!is_named((*c)->name))
			CHECK_FAIL("%s: say in this table whose command it is", (*c)->name);
	for (const struct verb *v = verb_table(); v->name; v++)
		if (!is_named(v->name))
			CHECK_FAIL("%s: say in this table whose verb it is", v->name);
	for (const struct edit_verb *v = edit_table(); v->name; v++)
		if (!is_named(v->name))
			CHECK_FAIL("%s: say in this table whose edit it is", v->name);
}

#define KEY "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"
#define ADD(who, letter, role) "echo '" KEY letter "2hCu7zM/i/lry0dBM8X9e7l5rGka1XiKfbuev1Mvup' >k.pub; duban --db base.db --as root person add " who " --key k.pub --role " role " --authorized-keys keys; "

static void ground(void)
{
	cli_ledger();
	const struct run *r = run("cp \"$LEDGER\" base.db; " ADD("root", "E", "admin") ADD("wang", "F", "clerk") ADD("li", "G", "reporter --unit 质监局")
		ADD("sun", "H", "viewer") "D='duban --db base.db --today 2018-11-21 --as root'; $D report 6 质监局 --text 已办; $D report 7 质监局 --text 已办; "
		"$D extend 9 质监局 --to 2018-12-10 --text 来不及; $D suspend 3 市法院 --text 停; $D log | grep '质监局 6 ' | cut -d' ' -f1 >change; printf '单位,联络员,电话\\n市质监局,周六,2221100\\n' >list.csv; duban --db base.db check");
	if (r->status != 0)
		CHECK_FAIL("%s", r->err);
}

static long changes(void)
{
	const struct json_node *n = run_json(run("duban --db x.db --as root stats --json"), "duban-stats/1");

	return (long)json_get_int(n, "changes", -1);
}

/* What a reporter has no part in is not found, and said to be looked for among their own alone. */
static bool is_refused(const struct run *r)
{
	if (r->status == 3 && strstr(r->err, "sees no more"))
		return true;
	return r->status == 4 && (strstr(r->err, "may not do that") || strstr(r->err, "is not given the whole") || strstr(r->err, "is not shown"));
}

static void test_commands(void)
{
	static const struct { const char *who; enum role role; } who[] = {
		{ "sun", ROLE_VIEWER }, { "li", ROLE_REPORTER }, { "wang", ROLE_CLERK }, { "root", ROLE_ADMIN },
	};

	ground();
	for (size_t i = 0; i < CHECK_N(rows); i++) {
		if (rows[i].from == OUTSIDE)
			continue;
		for (size_t k = 0; k < CHECK_N(who); k++) {
			bool viewer_sees = strcmp(rows[i].command, "show 市法院") == 0 && who[k].role == ROLE_VIEWER;
			bool may = who[k].role >= rows[i].from || viewer_sees;

			run("rm -f x.db* kept.db* copied.db* made.dbn x.csv; cp base.db x.db");
			long before = changes();
			const struct run *r = run("CHANGE=$(cat change); "
				"duban --db x.db --today 2018-11-21 --lang en --as %s %s", who[k].who, rows[i].command);

			if (may == is_refused(r))
				CHECK_FAIL_AT(rows[i].line, "%s %s: status %d, %s", who[k].who, rows[i].command, r->status, r->err);
			/* whoever is told which role it takes, and gets it, is not refused again */
			const char *told = strstr(r->err, "it takes the role ");
			bool of_another = strstr(rows[i].command, "市法院") != NULL;
			if (told && !of_another && strncmp(told + strlen("it takes the role "), role_word(rows[i].from), strlen(role_word(rows[i].from))) != 0)
				CHECK_FAIL_AT(rows[i].line, "%s %s: told of another role: %s", who[k].who, rows[i].command, r->err);
			if (!may && changes() != before)
				CHECK_FAIL_AT(rows[i].line, "%s %s: something was written", who[k].who, rows[i].command);
		}
	}
}

static const struct check_test tests[] = { CHECK_TEST(test_all_are_here), CHECK_TEST(test_commands) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
