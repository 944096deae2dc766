#include "ui/term.h"

#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/gettext.h"
#include "ui/key.h"

#include <term.h>       /* last: it takes key_next and a hundred other words as macros */

#include "base/ban.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

/* There is one terminal, and its restorer runs where nothing can be handed to it. */
static struct {
	bool started, idle_mark, pastes;
	bool signalled;                 /* while somebody asked whether a key waits */
	SCREEN *screen;
	sigset_t ours, open;            /* blocked; the mask inside the wait */
	int colors;
	char restore[256]; /* what puts the terminal back, ready for the crash handler */
	size_t restore_len;
	struct termios before;
	bool exit_hook;
} term;

static volatile sig_atomic_t hung_up;

static void on_hangup(int number)
{
	hung_up = number;
}

static void write_all(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);

		if (done <= 0 && errno != EINTR)
			return;
		if (done > 0)
			bytes += done, n -= (size_t)done;
	}
}

/* Only write, tcsetattr, raise: stdio and endwin are not safe in a handler. */
static void on_crash(int number)
{
	write_all(term.restore, term.restore_len);
	tcsetattr(STDIN_FILENO, TCSANOW, &term.before);
	raise(number);      /* SA_RESETHAND: now it ends the program */
}

static int restore_byte(int c)
{
	if (term.restore_len < sizeof term.restore)
		term.restore[term.restore_len++] = (char)c;
	return c;
}

static void restore_prepare(void)
{
	/* Not by tigetstr(): that makes a table of all names there are. */
	char *const strings[] = { exit_attribute_mode, keypad_local, cursor_normal, exit_ca_mode };

	term.restore_len = 0;
	if (term.pastes)
		for (const char *p = PASTE_OFF; *p; p++)
			restore_byte(*p);
	for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
		if (strings[i])
			tputs(strings[i], 1, restore_byte);
}

static void signals_take(void)
{
	static const int crash[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	static const int ours[] = { SIGHUP, SIGTERM, SIGINT, SIGWINCH, SIGTSTP, SIGCONT };
	static char stack[65536];
	stack_t alt = { .ss_sp = stack, .ss_size = sizeof stack };
	struct sigaction on_fault = { .sa_handler = on_crash,
				      .sa_flags = SA_ONSTACK | (int)SA_RESETHAND };
	struct sigaction leave = { .sa_handler = on_hangup };
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigaltstack(&alt, NULL);
	for (size_t i = 0; i < sizeof crash / sizeof *crash; i++)
		sigaction(crash[i], &on_fault, NULL);
	sigemptyset(&term.ours);
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		sigaddset(&term.ours, ours[i]);
	sigprocmask(SIG_BLOCK, &term.ours, &term.open);
	for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
		sigdelset(&term.open, ours[i]);
	sigaction(SIGHUP, &leave, NULL);
	sigaction(SIGTERM, &leave, NULL);
	sigaction(SIGINT, &leave, NULL);
	sigaction(SIGPIPE, &ignore, NULL);
}

static void colors_start(int wanted)
{
	const char *no_color = getenv("NO_COLOR");

	term.colors = 0;
	if (wanted == 0 || (wanted == 1 && no_color && *no_color) || !has_colors())
		return;
	/* Without default colours a background would have to be chosen, and it would be the
	 * wrong one. */
	if (start_color() == ERR || COLORS < 8 || use_default_colors() == ERR)
		return;
	term.colors = COLORS >= 256 ? 256 : 8;
}

/* Terminals that understand bracketed paste say so by nothing; those that do not are the ones
 * without "xterm" ways. */
static bool pastes_marked(void)
{
	const char *name = termname();
	static const char *const not[] = { "vt", "linux", "cons", "ansi", "dumb", "sun", "wy" };

	for (size_t i = 0; i < sizeof not / sizeof *not; i++)
		if (strncmp(name, not[i], strlen(not[i])) == 0)
			return false;
	return true;
}

static void modes_set(void)
{
	raw();          /* Ctrl-S Ctrl-Q Ctrl-C Ctrl-Z are keys */
	noecho();
	nonl();         /* Enter is CR */
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	idlok(stdscr, TRUE);
	curs_set(1);
}

bool term_start(const struct term_options *o, struct err *err)
{
	const char *name = getenv("TERM");

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USE,
			       _("the screens need a terminal; \"duban --help\" lists what works "
				 "without one"));
	if (!name || !*name)
		return err_set(
			err, ERR_USE,
			_("TERM is not set: set it to what the terminal is, such as TERM=vt100"));
	if (tcgetattr(STDIN_FILENO, &term.before) != 0)
		return err_errno(err, _("the terminal does not answer"));
	if (!getenv("ESCDELAY"))
		set_escdelay(o->escdelay);
	term.screen = newterm(NULL, stdout, stdin);
	if (!term.screen)
		return err_set(err, ERR_USE,
			       _("the terminal \"%s\" is unknown here: set TERM to one that is "
				 "known, such as TERM=vt100"),
			       name);
	if (!cursor_address) {
		endwin();
		delscreen(term.screen);
		return err_set(err, ERR_USE,
			       _("the terminal \"%s\" cannot place its cursor: set TERM to what "
				 "the terminal is, such as TERM=vt100"),
			       name);
	}
	term.pastes = pastes_marked();
	restore_prepare();
	signals_take();
	modes_set();
	colors_start(o->color);
	key_start();
	if (term.pastes)
		write_all(PASTE_ON, sizeof PASTE_ON - 1);
	term.idle_mark = o->idle_mark;
	term.started = true;
	if (!term.exit_hook)
		atexit(term_stop);
	term.exit_hook = true;
	return true;
}

void term_stop(void)
{
	if (!term.started)
		return;
	term.started = false;
	if (term.pastes)
		write_all(PASTE_OFF, sizeof PASTE_OFF - 1);
	endwin();
	/* Without a screen to go back to, the shell goes on in the line of hints. */
	if (!exit_ca_mode && clr_eol) {
		putp(clr_eol);
		fflush(stdout);
	}
	delscreen(term.screen);
	term.screen = NULL;
	sigprocmask(SIG_UNBLOCK, &term.ours, NULL);
}

bool term_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool term_knows_chinese(void)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };

	return wcrtomb(bytes, L'\u7763', &state) != (size_t)-1;
}

int term_colors(void)
{
	return term.colors;
}

static void mark_set(enum mark mark)
{
	char text[40];

	if (!term.idle_mark || mark == MARK_NONE)
		return;
	int n = snprintf(text, sizeof text, "\033]2;%s %lu\a", mark == MARK_IDLE ? "idle" : "rest",
			 key_count());

	write_all(text, (size_t)n);
}

enum wake term_wait(int timeout_ms, enum mark mark)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec limit = { .tv_sec = timeout_ms / 1000,
				  .tv_nsec = timeout_ms % 1000 * 1000000L };
	int n;

	if (mark != MARK_NONE)      /* else nothing was drawn since the last time */
		doupdate();
	mark_set(mark);
	n = ppoll(&in, 1, timeout_ms < 0 ? NULL : &limit, &term.open);
	if (hung_up || (n > 0 && (in.revents & (POLLHUP | POLLERR | POLLNVAL))))
		return WAKE_HANGUP;
	if (n < 0 || term.signalled) {
		term.signalled = false;
		return WAKE_RESIZE;       /* or another signal: looking again does no harm */
	}
	return n > 0 ? WAKE_INPUT : WAKE_TIMEOUT;
}

bool term_pending(void)
{
	struct pollfd in = { .fd = STDIN_FILENO, .events = POLLIN };
	struct timespec none = { 0 };

	if (!term.started)
		return false;
	int n = ppoll(&in, 1, &none, &term.open);

	term.signalled |= n < 0;
	return n != 0 || hung_up;
}

int term_unsent_ms(void)
{
	int bytes = 0, baud = baudrate();

	if (ioctl(STDOUT_FILENO, TIOCOUTQ, &bytes) != 0 || bytes <= 0 || baud <= 0)
		return 0;
	return (int)((int64_t)bytes * 10 * 1000 / baud);
}

void term_redraw(void)
{
	clearok(curscr, TRUE);
}

void term_suspend(void)
{
	if (term.pastes)
		write_all(PASTE_OFF, sizeof PASTE_OFF - 1);
	raise(SIGTSTP); /* blocked until now: ncurses puts the screen aside and back */
	sigprocmask(SIG_SETMASK, &term.open, NULL);
	sigprocmask(SIG_BLOCK, &term.ours, NULL);
	if (term.pastes)
		write_all(PASTE_ON, sizeof PASTE_ON - 1);
	term_redraw();
}

void term_leave(void)
{
	if (term.pastes)
		write_all(PASTE_OFF, sizeof PASTE_OFF - 1);
	endwin();
	sigprocmask(SIG_SETMASK, &term.open, NULL);       /* the other program must be stoppable */
}

void term_return(void)
{
	sigprocmask(SIG_BLOCK, &term.ours, NULL);
	if (term.pastes)
		write_all(PASTE_ON, sizeof PASTE_ON - 1);
	term_redraw();
	refresh();
}
