#include "tests/cli/run.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "tests/lib/check.h"

static struct run last;
static struct json_doc *last_json;

/* What each line begins with. Nothing of the caller's configuration or language is seen. */
static const char prelude[] =
	"cd \"$CLI_DIR\" && duban() { HOME=\"$CLI_DIR\" XDG_DATA_HOME=\"$CLI_DIR/data\" "
	"XDG_CONFIG_HOME=\"$CLI_DIR/config\" "
	"LC_ALL=${LC_ALL-C.UTF-8} \"$DUBAN\" \"$@\"; }; LEDGER=$CLI_DIR/town.db; "
	"SOURCE=$CLI_SOURCE; unset DUBAN_TEST LANGUAGE; "
	"{ ";

const struct run *run(const char *format, ...)
{
	char line[4096], script[8192];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	if (!getenv("DUBAN"))
		CHECK_FAIL("the environment has no DUBAN: the program to test");
	setenv("CLI_DIR", check_dir(), 1);
	setenv("CLI_SOURCE", check_source("."), 1);
	if (snprintf(script, sizeof script, "%s%s\n} >out 2>err </dev/null", prelude, line) >=
	    (int)sizeof script)
		CHECK_FAIL("too long: %s", line);
	int status = system(script);
	free(last.out);
	free(last.err);
	last.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	last.out = check_read(check_path("out"), NULL);
	last.err = check_read(check_path("err"), NULL);
	return &last;
}

const char *cli_ledger(void)
{
	static char path[PATH_MAX];
	if (*path)
		return path;
	const struct run *r = run("duban --db \"$LEDGER\" --today 2018-11-01 init --region 某市 && "
				  "duban --db \"$LEDGER\" --today 2018-11-01 import --yes --issued "
				  "2018-10-31 \"$SOURCE/share/sample/plan.txt\"");
	CHECK_STR(r->err, "");
	CHECK_INT(r->status, 0);
	snprintf(path, sizeof path, "%s", check_path("town.db"));
	return path;
}

const struct json_node *run_json(const struct run *r, const char *format)
{
	struct err err = { 0 };
	json_doc_free(last_json);
	last_json = json_read(str_of(r->out), &err);
	if (!last_json)
		CHECK_FAIL("no JSON: %s\n%s", err.text, r->out);
	const struct json_node *root = json_root(last_json);
	if (!str_is(json_get_str(root, "format"), format))
		CHECK_FAIL("not of the form %s: %.200s", format, r->out);
	return root;
}

void cli_notice(void)
{
	setenv("NOTICE", check_notice(), 1);
	CHECK_INT(run("duban --db real.db --today 2018-11-01 init && duban --db real.db --today 2018-11-01 import --issued 2018-10-31 --yes \"$NOTICE\"")->status, 0);
}

void cli_cases(const struct cli_case *cases, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct cli_case *c = &cases[i];
		const struct run *r = run("%s", c->command);

		CHECK_INT_AT(c->line, r->status, c->status);
		if (c->out && !strstr(r->out, c->out))
			CHECK_FAIL_AT(c->line, "%s is not in %s", c->out, r->out);
		if (c->err && !strstr(r->err, c->err))
			CHECK_FAIL_AT(c->line, "%s is not in %s", c->err, r->err);
	}
}
