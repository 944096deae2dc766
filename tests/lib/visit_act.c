#include "tests/lib/visit_steps.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

bool do_start(struct visit *v, struct word *args, size_t n)
{
	return step_make_ledger(v) && visit_start(v, args, n);
}

/* Puts one key, or the next character of a text, into the terminal. *text moves; NULL when done. */
static bool press_one(struct visit *v, const struct word *w, const char **text)
{
	char one[5] = "";
	size_t len = 1;

	if (!w->quoted && w->text[1] && vt_key(v->vt, w->text)) {
		*text = NULL;
		return true;
	}
	while (((unsigned char)(*text)[len] & 0xc0) == 0x80 && len < 4)
		len++;
	if (!w->quoted && (*text)[len])
		return visit_fail(v, "no key has that name: %s (a text stands in quotes)", w->text);
	memcpy(one, *text, len);
	*text = (*text)[len] ? *text + len : NULL;
	return vt_type(v->vt, one) || visit_fail(v, "not in this charset: %s", one);
}

bool do_press(struct visit *v, struct word *args, size_t n)
{
	bool first = true;

	for (size_t i = 0; i < n; i++)
		for (const char *text = args[i].text; text && *text; first = false) {
			if (!press_one(v, &args[i], &text) || !visit_send(v, first) || !visit_wait_idle(v, true))
				return false;
			if (v->pty.ended && (text || i + 1 < n))
				return visit_fail(v, "the program ended before the last key");
		}
	return visit_wait_idle(v, false);
}

bool do_hold(struct visit *v, struct word *args, size_t n)
{
	int count;

	(void)n;
	if (!step_number(args[1].text, &count))
		return visit_fail(v, "hold KEY COUNT");
	for (int i = 0; i < count; i++) {
		const char *text = args[0].text;
		if (!press_one(v, &args[0], &text))
			return false;
	}
	return visit_send(v, true) && visit_wait_idle(v, false);
}

bool do_type(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return (vt_type(v->vt, args[0].text) || visit_fail(v, "not in this charset")) && visit_send(v, true) &&
	       visit_wait_idle(v, false);
}

bool do_paste(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	return (vt_paste(v->vt, args[0].text) || visit_fail(v, "not in this charset")) && visit_send(v, true) &&
	       visit_wait_idle(v, false);
}

bool do_resize(struct visit *v, struct word *args, size_t n)
{
	(void)n;
	if (!step_size(args[0].text, &v->cols, &v->rows))
		return visit_fail(v, "not COLSxROWS: %s", args[0].text);
	if (!visit_send(v, true))
		return false;
	vt_resize(v->vt, v->rows, v->cols);
	pty_resize(&v->pty, v->rows, v->cols);
	return visit_wait_idle(v, false);
}

static int signal_number(const char *name)
{
	for (int i = 1; i < NSIG; i++)
		if (sigabbrev_np(i) && strcmp(sigabbrev_np(i), name) == 0)
			return i;
	return 0;
}

bool do_wait_exit(struct visit *v, struct word *args, size_t n)
{
	int want, signal = signal_number(args[0].text), status;

	(void)n;
	if (!signal && !step_number(args[0].text, &want))
		return visit_fail(v, "wait-exit STATUS: a number or a signal, not %s", args[0].text);
	if (!visit_wait_end(v))
		return false;
	status = v->pty.status;
	if (signal)
		return (WIFSIGNALED(status) && WTERMSIG(status) == signal) ||
		       visit_fail(v, "it did not end by signal %s", args[0].text);
	return (WIFEXITED(status) && WEXITSTATUS(status) == want) || visit_fail(v, "it did not end with %d", want);
}

bool do_restored(struct visit *v, struct word *args, size_t n)
{
	(void)args, (void)n;
	if (!v->pty.ended)
		return visit_fail(v, "the program has not ended (wait-exit)");
	if (vt_altscreen(v->vt) || !vt_cursor_visible(v->vt))
		return visit_fail(v, "the terminal was left on the %s screen, with the cursor %s",
				  vt_altscreen(v->vt) ? "other" : "right", vt_cursor_visible(v->vt) ? "seen" : "hidden");
	return pty_restored(&v->pty) || visit_fail(v, "the line's modes are not as before");
}

bool do_hangup(struct visit *v, struct word *args, size_t n)
{
	(void)args, (void)n;
	pty_hangup(&v->pty);
	return true;
}

bool do_kill(struct visit *v, struct word *args, size_t n)
{
	int signal = signal_number(args[0].text);

	(void)n;
	if (!signal)
		return visit_fail(v, "no such signal: %s", args[0].text);
	if (v->pty.ended)
		return visit_fail(v, "the program has ended already");
	vt_unmark(v->vt);
	return kill(v->pty.pid, signal) == 0 || visit_fail(v, "kill: %s", strerror(errno));
}
