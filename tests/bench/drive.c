#include "tests/bench/drive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char term_is[64] = "TERM=xterm", state_is[4096] = "XDG_STATE_HOME=/nonexistent";
char *const drive_env[] = {
	"PATH=/usr/bin:/bin", term_is, "LC_ALL=C.UTF-8", "LANGUAGE=zh_CN", "HOME=/nonexistent", "DUBAN_TEST=1", state_is, NULL,
};

static const char title[] = "\033]2;", mark[] = "\033]2;idle\a", rest_mark[] = "\033]2;rest\a";
const char *const drive_mark = mark;

struct seen until_idle(struct pty *p, int limit_ms)
{
	struct seen s = { 0 };
	char buf[65536], tail[sizeof mark] = "";
	size_t marks = 0;
	for (double end = now_ms() + limit_ms; now_ms() < end && !s.idle && !p->ended;) {
		size_t keep = strlen(tail);
		memcpy(buf, tail, keep);
		size_t n = pty_read(p, buf + keep, sizeof buf - keep - 1, 50);
		if (!n)
			continue;
		s.bytes += n;
		n += keep;
		buf[n] = '\0';
		for (char *at = buf; (at = memmem(at, n - (size_t)(at - buf), title, sizeof title - 1)); at++)
			if ((size_t)(buf + n - at) >= sizeof mark - 1 &&
			    (memcmp(at, mark, sizeof mark - 1) == 0 || memcmp(at, rest_mark, sizeof rest_mark - 1) == 0))
				s.idle = true, marks++;
		size_t last = n < sizeof mark - 2 ? n : sizeof mark - 2;
		memcpy(tail, buf + n - last, last);
		tail[last] = '\0';
		s.at_ms = now_ms();
	}
	s.bytes -= marks * (sizeof mark - 1);
	return s;
}

bool start(struct pty *p, const char *program, const char *ledger)
{
	return start_on(p, program, ledger, "2018-11-14T09:00", "xterm");
}

bool start_on(struct pty *p, const char *program, const char *ledger, const char *today, const char *term)
{
	char *duban[] = { (char *)program, "--db", (char *)ledger, "--today", (char *)today, NULL };
	char *floor[] = { (char *)program, (char *)ledger, (char *)today, NULL };
	const char *state = getenv("XDG_STATE_HOME");
	snprintf(term_is, sizeof term_is, "TERM=%s", term);
	if (state)
		snprintf(state_is, sizeof state_is, "XDG_STATE_HOME=%s", state);
	bool is_floor = strcmp(strrchr(program, '/') ? strrchr(program, '/') + 1 : program, "floor") == 0;
	return pty_start(p, ROWS, COLS, "/", is_floor ? floor : duban, drive_env);
}

void leave(struct pty *p)
{
	pty_write(p, "q", 1);
	for (int i = 0; i < 100 && !p->ended; i++) {
		char buf[4096];
		pty_read(p, buf, sizeof buf, 20);
	}
	pty_end(p);
}

size_t cost(struct pty *p, const char *keys)
{
	pty_write(p, keys, strlen(keys));
	return until_idle(p, LIMIT_MS).bytes;
}

/* Bytes until nothing more comes: with the reason line, which waits for the hand to rest. */
size_t cost_rested(struct pty *p, const char *keys)
{
	size_t bytes = cost(p, keys);
	for (struct seen s; (s = until_idle(p, 400)).idle;)
		bytes += s.bytes;
	return bytes;
}
