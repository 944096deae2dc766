#include "tests/bench/drive.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char term_is[64] = "TERM=xterm", state_is[4096] = "XDG_STATE_HOME=/nonexistent";
char *const drive_env[] = {
	"PATH=/usr/bin:/bin", term_is, "LC_ALL=C.UTF-8", "LANGUAGE=zh_CN", "HOME=/nonexistent", "DUBAN_TEST=1", state_is, NULL,
};

struct mark mark_next(const char *bytes, size_t n)
{
	static const char idle[] = "\033]2;idle ", rest[] = "\033]2;rest ";
	enum { LEN = sizeof idle - 1 };
	const char *end = bytes + n;

	for (const char *at = bytes; (at = memchr(at, '\033', (size_t)(end - at))) && end - at > LEN; at++) {
		bool rests = memcmp(at, rest, LEN) == 0;
		const char *p = at + LEN;

		while (p < end && *p >= '0' && *p <= '9')
			p++;
		if ((rests || memcmp(at, idle, LEN) == 0) && p < end && *p == '\a')
			return (struct mark){ at, (size_t)(p + 1 - at), rests };
	}
	return (struct mark){ 0 };
}

struct seen until_idle(struct pty *p, int limit_ms)
{
	struct seen s = { 0 };
	char buf[65536];
	size_t keep = 0;
	for (double end = now_ms() + limit_ms; now_ms() < end && !s.idle && !p->ended;) {
		size_t n = pty_read(p, buf + keep, sizeof buf - keep, 50);
		if (!n)
			continue;
		s.bytes += n;
		n += keep;
		const char *rest = buf;
		for (struct mark m; (m = mark_next(rest, n - (size_t)(rest - buf))).at; rest = m.at + m.len) {
			s.idle = true;
			s.bytes -= m.len;
		}
		/* What is left may be the first part of one. */
		keep = n - (size_t)(rest - buf);
		if (keep > MARK_MOST)
			keep = MARK_MOST;
		memmove(buf, buf + n - keep, keep);
		s.at_ms = now_ms();
	}
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
