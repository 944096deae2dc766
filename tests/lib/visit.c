#include "tests/lib/visit.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { STEP_MS = 5, LIMIT_MS = 60000, ARGS_MAX = 64 };

bool visit_fail(struct visit *v, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(v->why, sizeof v->why, format, args);
	va_end(args);
	return false;
}

bool visit_skip(struct visit *v, const char *format, ...)
{
	va_list args;

	v->skipped = true;
	va_start(args, format);
	vsnprintf(v->why, sizeof v->why, format, args);
	va_end(args);
	return false;
}

/* `duban` of a script's `run`: the program with the ledger and the day of the visit. */
static bool visit_write_wrapper(const struct visit *v)
{
	static const char text[] = "#!/bin/sh\n"
				   "exec \"$DUBAN\" ${LEDGER:+--db \"$LEDGER\"} ${TODAY:+--today \"$TODAY\"} \"$@\"\n";
	char path[PATH_MAX];

	if (snprintf(path, sizeof path, "%s/bin", v->home) >= (int)sizeof path || mkdir(path, 0700) != 0 ||
	    snprintf(path, sizeof path, "%s/bin/duban", v->home) >= (int)sizeof path)
		return false;
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0700);
	bool ok = fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)(sizeof text - 1);
	return fd >= 0 && close(fd) == 0 && ok;
}

bool visit_init(struct visit *v, const char *path, const struct script *s)
{
	const char *tmp = getenv("TMPDIR"), *program = getenv("DUBAN"), *limit = getenv("VISIT_SECONDS");
	const char *slash = strrchr(path, '/');

	*v = (struct visit){ .path = path, .script = s, .rows = 24, .cols = 80, .is_duban = true };
	v->limit_ms = limit && *limit ? 1000 * strtol(limit, NULL, 10) : LIMIT_MS;
	snprintf(v->dir, sizeof v->dir, "%.*s", slash ? (int)(slash - path) : 1, slash ? path : ".");
	snprintf(v->program, sizeof v->program, "%s", program ? program : "duban");
	snprintf(v->term, sizeof v->term, "xterm-256color");
	snprintf(v->locale, sizeof v->locale, "C.UTF-8");
	snprintf(v->home, sizeof v->home, "%s/duban-visit-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(v->home)) {
		v->home[0] = '\0';
		return visit_fail(v, "no directory of its own: %s", strerror(errno));
	}
	return visit_write_wrapper(v) || visit_fail(v, "cannot write to %s", v->home);
}

static int visit_remove(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st, (void)type, (void)at;
	return remove(path);
}

void visit_clear(struct visit *v)
{
	if (v->running)
		pty_end(&v->pty);
	vt_free(v->vt);
	for (size_t i = 0; i < v->extra_n; i++)
		free(v->extra[i]);
	/* A test may have taken away the right to write: give it back, or nothing can be removed. */
	if (v->home[0] && nftw(v->home, visit_remove, 16, FTW_DEPTH | FTW_PHYS) != 0)
		fprintf(stderr, "could not remove %s\n", v->home);
}

static bool visit_is_gb18030(const struct visit *v)
{
	return strstr(v->locale, "GB18030") != NULL;
}

/* A machine without a Chinese UTF-8 locale translates all the same: see tech.md on LANGUAGE. */
static bool visit_locale_is_here(const char *name)
{
	locale_t l = newlocale(LC_ALL_MASK, name, NULL);

	if (!l)
		return false;
	freelocale(l);
	return true;
}

const char *visit_lc_all(const struct visit *v)
{
	return visit_is_gb18030(v) || visit_locale_is_here(v->locale) ? v->locale : "C.UTF-8";
}

const char *visit_language(const struct visit *v)
{
	return strncmp(v->locale, "zh_CN", 5) == 0 ? "zh_CN" : "en";
}

static void environ_put(char **env, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Sets NAME, whether it stands there or not. */
static void environ_put(char **env, const char *name, const char *format, ...)
{
	char *value, *both;
	size_t i = 0, len = strlen(name);
	va_list args;

	va_start(args, format);
	if (vasprintf(&value, format, args) < 0 || asprintf(&both, "%s=%s", name, value) < 0)
		abort();
	va_end(args);
	free(value);
	while (env[i] && (strncmp(env[i], name, len) != 0 || env[i][len] != '='))
		i++;
	if (i == VISIT_ENV_MAX - 1)
		abort();
	free(env[i]);
	env[i] = both;
}

/* Of the environment of the tests only what a program needs to run at all is handed on. */
static void environ_inherit(char **env)
{
	static const char *const names[] = { "TMPDIR",       "LOCPATH",      "ASAN_OPTIONS",   "UBSAN_OPTIONS",
					     "LSAN_OPTIONS", "DUBAN_NOTICE", "LD_LIBRARY_PATH" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (getenv(names[i]))
			environ_put(env, names[i], "%s", getenv(names[i]));
}

char **visit_environ(const struct visit *v)
{
	char **env = calloc(VISIT_ENV_MAX, sizeof *env);
	const char *path = getenv("PATH"), *source = getenv("DUBAN_SOURCE");

	if (!env)
		abort();
	environ_inherit(env);
	environ_put(env, "PATH", "%s/bin:%s", v->home, path ? path : "/usr/bin:/bin");
	environ_put(env, "HOME", "%s", v->home);
	environ_put(env, "XDG_DATA_HOME", "%s/data", v->home);
	environ_put(env, "XDG_CONFIG_HOME", "%s/config", v->home);
	environ_put(env, "XDG_STATE_HOME", "%s/state", v->home);
	environ_put(env, "XDG_CACHE_HOME", "%s/cache", v->home);
	environ_put(env, "USER", "jia");
	environ_put(env, "LOGNAME", "jia");
	environ_put(env, "TERM", "%s", v->term);
	environ_put(env, "LC_ALL", "%s", visit_lc_all(v));
	environ_put(env, "LANGUAGE", "%s", visit_language(v));
	environ_put(env, "TZ", "Asia/Shanghai");
	environ_put(env, "DUBAN_TEST", "1");
	environ_put(env, "DUBAN", "%s", v->program);
	environ_put(env, "LEDGER", "%s", v->ledger);
	environ_put(env, "TODAY", "%s", v->today);
	environ_put(env, "FIXTURES", "%s/tests/fixtures", source ? source : ".");
	for (size_t i = 0; i < v->extra_n; i++) {
		char *name = strndup(v->extra[i], strcspn(v->extra[i], "="));
		if (!name)
			abort();
		environ_put(env, name, "%s", v->extra[i] + strlen(name) + 1);
		free(name);
	}
	return env;
}

void visit_environ_free(char **env)
{
	for (size_t i = 0; env[i]; i++)
		free(env[i]);
	free(env);
}

/* Shows what the program wrote. What the terminal has to say waits: it may be the keys of a step. */
static bool visit_take(struct visit *v, int ms)
{
	char buf[4096];
	size_t n = pty_read(&v->pty, buf, sizeof buf, ms);

	vt_feed(v->vt, buf, n);
	return n > 0;
}

static bool visit_say(struct visit *v)
{
	char buf[4096];
	size_t n;

	while ((n = vt_answer(v->vt, buf, sizeof buf)) > 0) {
		vt_sent(v->vt);     /* input: another mark will follow it */
		if (!pty_write(&v->pty, buf, n))
			return false;
	}
	return true;
}

bool visit_pump(struct visit *v, int ms)
{
	bool came = visit_take(v, ms);

	if (came)
		visit_say(v);
	return came;
}

bool visit_send(struct visit *v, bool count)
{
	if (v->pty.ended)
		return visit_fail(v, "the program has ended: nobody reads this key");
	while (visit_take(v, 0))
		;
	if (count)
		v->bytes_before = vt_bytes(v->vt);
	vt_sent(v->vt);     /* a change of size says nothing */
	return visit_say(v) || visit_fail(v, "the terminal's line is closed");
}

static bool visit_is_idle(struct visit *v, bool rest)
{
	enum vt_mark mark = vt_marked(v->vt);

	return (mark == VT_MARK_IDLE || (rest && mark == VT_MARK_REST)) && pty_asleep(&v->pty);
}

bool visit_wait_idle(struct visit *v, bool rest)
{
	for (long end = pty_now_ms() + v->limit_ms; pty_now_ms() < end;) {
		bool idle = visit_is_idle(v, rest);

		if (!visit_pump(v, idle ? 0 : STEP_MS) && (idle || v->pty.ended))
			return true;
	}
	return visit_fail(v, "the program did not become idle within %ld seconds", v->limit_ms / 1000);
}

bool visit_wait_end(struct visit *v)
{
	for (long end = pty_now_ms() + v->limit_ms; pty_now_ms() < end;)
		if (!visit_pump(v, STEP_MS) && v->pty.ended)
			return true;
	return visit_fail(v, "the program did not end within %ld seconds", v->limit_ms / 1000);
}

/* $VISIT_WRAP (such as "valgrind -q") goes before the program; its words are parted by blanks. */
static size_t visit_args(const struct visit *v, char *wrap, struct word *args, size_t n, char *argv[ARGS_MAX + 8])
{
	size_t k = 0;
	char *save = NULL;

	for (char *w = strtok_r(wrap, " ", &save); w && k < ARGS_MAX / 2; w = strtok_r(NULL, " ", &save))
		argv[k++] = w;
	argv[k++] = (char *)v->program;
	if (v->is_duban && v->ledger[0]) {
		argv[k++] = (char *)"--db";
		argv[k++] = (char *)v->ledger;
	}
	if (v->is_duban && v->today[0]) {
		argv[k++] = (char *)"--today";
		argv[k++] = (char *)v->today;
	}
	for (size_t i = 0; i < n && k < ARGS_MAX; i++)
		argv[k++] = args[i].text;
	argv[k] = NULL;
	return k;
}

bool visit_start(struct visit *v, struct word *args, size_t n)
{
	char *argv[ARGS_MAX + 8], wrap[1024];
	const char *set = getenv("VISIT_WRAP");

	if (v->running && !v->pty.ended)
		return n == 0 || visit_fail(v, "a program is running already");
	if (v->running)
		pty_end(&v->pty);
	vt_free(v->vt);
	v->vt = vt_new(v->rows, v->cols, visit_is_gb18030(v) ? v->locale : NULL);
	v->bytes_before = 0;
	snprintf(wrap, sizeof wrap, "%s", set && v->is_duban ? set : "");
	visit_args(v, wrap, args, n, argv);
	char **env = visit_environ(v);
	v->running = pty_start(&v->pty, v->rows, v->cols, v->home, argv, env);
	visit_environ_free(env);
	return v->running ? visit_wait_idle(v, false) : visit_fail(v, "cannot start %s", v->program);
}

void visit_print(const struct visit *v)
{
	int row, col;

	if (!v->vt)
		return;
	for (int i = 0; i < vt_rows(v->vt); i++) {
		printf("# %3d|", i + 1);
		vt_row(v->vt, i, 0, stdout);
		putchar('\n');
	}
	vt_cursor(v->vt, &row, &col);
	printf("# cursor %d %d%s, %zu bytes since the last key, ", row + 1, col + 1,
	       vt_cursor_visible(v->vt) ? "" : " (hidden)", vt_bytes(v->vt) - v->bytes_before);
	if (!v->pty.ended)
		puts("running");
	else if (WIFSIGNALED(v->pty.status))
		printf("ended by signal %s\n", sigabbrev_np(WTERMSIG(v->pty.status)));
	else
		printf("ended with %d\n", WEXITSTATUS(v->pty.status));
}
