#include "tests/lib/visit_steps.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static bool copy_file(const char *from, const char *to)
{
	char buf[65536];
	size_t n;
	FILE *in = fopen(from, "rb"), *out = in ? fopen(to, "wb") : NULL;
	bool ok = in && out;

	while (ok && (n = fread(buf, 1, sizeof buf, in)) > 0)
		ok = fwrite(buf, 1, n, out) == n;
	if (in)
		fclose(in);
	return out && fclose(out) == 0 && ok;
}

bool set_ledger(struct visit *v, struct word *args, size_t n)
{
	const char *source = getenv("DUBAN_SOURCE");
	char from[PATH_MAX];

	(void)n;
	if (strcmp(args[0].text, "none") == 0) {
		v->ledger[0] = '\0';
		return true;
	}
	if (snprintf(v->ledger, sizeof v->ledger, "%s/ledger.db", v->home) >= (int)sizeof v->ledger)
		return visit_fail(v, "too long a name: %s", v->home);
	v->sample = strcmp(args[0].text, "sample") == 0;
	if (v->sample || strcmp(args[0].text, "empty") == 0)
		return true;   /* made before the first step, when the day is known */
	if (snprintf(from, sizeof from, "%s/tests/fixtures/%s", source ? source : ".", args[0].text) >= (int)sizeof from)
		return visit_fail(v, "too long a name: %s", args[0].text);
	return copy_file(from, v->ledger) || visit_fail(v, "cannot copy %s: %s", from, strerror(errno));
}

bool set_today(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	snprintf(v->today, sizeof v->today, "%s", args[0].text);
	return true;
}

bool set_size(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return step_size(args[0].text, &v->cols, &v->rows) || visit_fail(v, "not COLSxROWS: %s", args[0].text);
}

bool set_locale(struct visit *v, struct word *args, size_t n)
{
	const char *dir = getenv("LOCPATH");
	char path[PATH_MAX];

	(void)n;
	snprintf(v->locale, sizeof v->locale, "%s", args[0].text);
	if (!strstr(v->locale, "GB18030"))
		return true;
	if (!dir || snprintf(path, sizeof path, "%s/%s/LC_CTYPE", dir, v->locale) >= (int)sizeof path ||
	    access(path, R_OK) != 0)
		return visit_skip(v, "no locale %s (Debian package locales)", v->locale);
	return true;
}

bool set_term(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	snprintf(v->term, sizeof v->term, "%s", args[0].text);
	return true;
}

bool set_env(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	if (!strchr(args[0].text, '=') || v->extra_n == VISIT_ENV_MAX / 2)
		return visit_fail(v, "not NAME=VALUE, or too many: %s", args[0].text);
	v->extra[v->extra_n] = strdup(args[0].text);
	return v->extra[v->extra_n++] != NULL;
}

bool set_program(struct visit *v, struct word *args, size_t n)
{
	const char *build = getenv("DUBAN_BUILD"), *p = args[0].text;

	(void)n;
	v->is_duban = false;
	if (p[0] == '/' || !strchr(p, '/'))
		snprintf(v->program, sizeof v->program, "%s", p);
	else
		snprintf(v->program, sizeof v->program, "%s/%s", build ? build : ".", p);
	return true;
}

bool set_needs(struct visit *v, struct word *args, size_t n)
{
	const char *notice = getenv("DUBAN_NOTICE");
	char command[256];

	(void)n;
	if (strcmp(args[0].text, "notice") == 0)
		return (notice && access(notice, R_OK) == 0) || visit_skip(v, "the real notice is not here");
	snprintf(command, sizeof command, "command -v '%s' >/dev/null 2>&1", args[0].text);
	return system(command) == 0 || visit_skip(v, "there is no %s here", args[0].text);
}

/* Runs a line of shell as the visitor would. Its output for the caller to free; NULL if it could not be run. */
static char *shell(struct visit *v, const char *line, int *status)
{
	char **env = visit_environ(v), *text = NULL;
	size_t len = 0;
	int c, ends[2];

	if (pipe(ends) != 0)
		abort();
	pid_t pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		close(ends[0]);
		close(ends[1]);
		if (chdir(v->home) == 0 && freopen("/dev/null", "r", stdin))
			execle("/bin/sh", "sh", "-c", line, (char *)NULL, env);
		_exit(127);
	}
	close(ends[1]);
	FILE *in = fdopen(ends[0], "r"), *to = open_memstream(&text, &len);
	while (pid > 0 && in && to && (c = getc(in)) != EOF)
		putc(c, to);
	if (in)
		fclose(in);
	if (to)
		fclose(to);
	visit_environ_free(env);
	if (pid > 0 && waitpid(pid, status, 0) == pid)
		return text;
	free(text);
	return NULL;
}

bool step_make_ledger(struct visit *v)
{
	int status;

	if (!v->is_duban || !v->ledger[0] || access(v->ledger, F_OK) == 0)
		return true;
	char *said = shell(v, v->sample ? "duban init --sample" : "duban init", &status);
	bool ok = said && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	if (!ok)
		visit_fail(v, "the ledger could not be made: %s", said ? said : "");
	free(said);
	return ok;
}

/* The text of the script's line behind its first word, and behind `skip` more of them. */
static const char *rest_of_line(const struct visit *v, int skip)
{
	const char *p = v->script->lines[v->line];

	for (p += strspn(p, " \t"); skip >= 0; skip--) {
		p += strcspn(p, " \t");
		p += strspn(p, " \t");
	}
	return p;
}

/* Compares output with the lines "| ..." below, if there are any, and passes over them. */
static bool output_check(struct visit *v, const char *said)
{
	bool any = false;

	for (; v->line + 1 < v->script->n && v->script->lines[v->line + 1][0] == '|'; v->line++) {
		const char *want = v->script->lines[v->line + 1] + 1;
		size_t len = strcspn(said, "\n");

		any = true;
		want += *want == ' ';
		if (!*said)
			return visit_fail(v, "the output ends before: %s", want);
		if (strlen(want) != len || memcmp(want, said, len) != 0)
			return visit_fail(v, "the output has\n  %.*s\nwanted\n  %s", (int)len, said, want);
		said += len + (said[len] != '\0');
	}
	return !any || !*said || visit_fail(v, "the output goes on: %s", said);
}

static bool run_shell(struct visit *v, const char *line, int want)
{
	int status;

	if (!step_make_ledger(v))
		return false;
	char *said = shell(v, line, &status);
	bool ok = said && WIFEXITED(status) && WEXITSTATUS(status) == want;
	if (!ok)
		visit_fail(v, "it ended with %d, not %d: %s", said && WIFEXITED(status) ? WEXITSTATUS(status) : -1, want,
			   said ? said : "");
	else
		ok = output_check(v, said);
	free(said);
	return ok;
}

bool do_run(struct visit *v, struct word *args, size_t n)
{
	(void)args, (void)n;
	return run_shell(v, rest_of_line(v, 0), 0);
}

bool do_run_fails(struct visit *v, struct word *args, size_t n)
{
	int want = 0;

	(void)args, (void)n;
	if (sscanf(rest_of_line(v, 0), "%d", &want) != 1 || want <= 0)
		return visit_fail(v, "run-fails STATUS COMMAND");
	return run_shell(v, rest_of_line(v, 1), want);
}
