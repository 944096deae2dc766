/* Runs one script of screen test: visit FILE.test. Its result is one line of TAP; what failed stands in comments. */
#include "tests/lib/visit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A text of several lines as comments. */
static void comment(const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		printf("# %.*s\n", (int)n, text);
		text += n + (text[n] != '\0');
	}
}

static bool visit_run(struct visit *v)
{
	for (v->line = 0; v->line < v->script->n; v->line++)
		if (!visit_step(v))
			return false;
	return true;
}

/* By hand, outside `make check`, the environment is found from the place of this program in the build tree. */
static void environ_by_hand(void)
{
	char build[PATH_MAX], path[PATH_MAX + 32], source[PATH_MAX] = "";
	ssize_t n = readlink("/proc/self/exe", build, sizeof build - 1);

	build[n > 0 ? n : 0] = '\0';
	for (int up = 0; up < 3 && strrchr(build, '/'); up++)
		*strrchr(build, '/') = '\0';
	snprintf(path, sizeof path, "%s/duban.source-tree", build);
	FILE *f = fopen(path, "r");
	if (!f)
		return;
	if (fgets(source, sizeof source, f)) {
		source[strcspn(source, "\n")] = '\0';
		setenv("DUBAN_SOURCE", source, 0);
	}
	fclose(f);
	setenv("DUBAN_BUILD", build, 0);
	snprintf(path, sizeof path, "%s/duban", build);
	setenv("DUBAN", path, 0);
	snprintf(path, sizeof path, "%s/tests/locale", build);
	setenv("LOCPATH", path, 0);
	snprintf(path, sizeof path, "%s/../shared/notice/notice.txt", source);
	setenv("DUBAN_NOTICE", path, 0);
}

int main(int argc, char **argv)
{
	struct script script;
	struct visit v;

	if (argc != 2) {
		fprintf(stderr, "usage: %s FILE.test\n", argv[0]);
		return 2;
	}
	environ_by_hand();
	signal(SIGPIPE, SIG_IGN);
	setvbuf(stdout, NULL, _IOLBF, 0);
	const char *slash = strrchr(argv[1], '/'), *name = slash ? slash + 1 : argv[1];
	if (!script_read(&script, argv[1]))
		return 2;
	puts("1..1");
	bool ok = visit_init(&v, argv[1], &script) && visit_run(&v);
	if (ok) {
		printf("ok 1 - %s\n", name);
	} else if (v.skipped) {
		printf("ok 1 - %s # SKIP %s\n", name, v.why);
	} else {
		if (v.line < script.n)
			printf("# %s:%zu: %s\n", argv[1], v.line + 1, script.lines[v.line]);
		comment(v.why);
		visit_print(&v);
		printf("not ok 1 - %s\n", name);
	}
	visit_clear(&v);
	script_clear(&script);
	return ok || v.skipped ? 0 : 1;
}
