#include "tests/lib/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

enum { END_MS = 5000, STEP_MS = 5 };

long pty_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000L + t.tv_nsec / 1000000L;
}

static void pty_child(const struct pty *p, const char *dir, char *const argv[], char *const env[])
{
	sigset_t none;

	login_tty(p->slave);   /* a new session: the pty is its controlling terminal */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	if (chdir(dir) == 0)
		execvpe(argv[0], argv, env);
	_exit(127);
}

bool pty_start(struct pty *p, int rows, int cols, const char *dir, char *const argv[], char *const env[])
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	*p = (struct pty){ .master = -1, .slave = -1, .ended = true };
	if (openpty(&p->master, &p->slave, NULL, NULL, &size) != 0 || tcgetattr(p->slave, &p->before) != 0) {
		perror("openpty");
		return false;
	}
	fcntl(p->master, F_SETFD, FD_CLOEXEC);
	p->pid = fork();
	if (p->pid < 0) {
		perror("fork");
		return false;
	}
	if (p->pid == 0)
		pty_child(p, dir, argv, env);
	fcntl(p->slave, F_SETFD, FD_CLOEXEC);
	p->ended = false;
	return true;
}

/* The kernel hands on what a program writes a moment later, also when the program has ended by then: all of it comes before a
 * NUL that is written now. */
static void pty_reap(struct pty *p)
{
	if (p->ended || waitpid(p->pid, &p->status, WNOHANG) != p->pid)
		return;
	p->ended = true;
	fcntl(p->slave, F_SETFL, fcntl(p->slave, F_GETFL) | O_NONBLOCK);
	p->ending = p->master >= 0 && write(p->slave, "", 1) == 1;
}

size_t pty_read(struct pty *p, char *to, size_t size, int wait_ms)
{
	struct pollfd fd = { .fd = p->master, .events = POLLIN };
	ssize_t n = 0;

	if (p->master < 0)
		poll(NULL, 0, wait_ms);
	else if (poll(&fd, 1, p->ending ? END_MS : wait_ms) > 0 && (fd.revents & POLLIN))
		n = read(p->master, to, size);
	if (n > 0 && p->ending && to[n - 1] == '\0') {
		p->ending = false;
		n--;
	}
	if (n > 0)
		return (size_t)n;
	if (p->ended)
		return 0;
	pty_reap(p);
	return p->ended ? pty_read(p, to, size, 0) : 0;   /* what it wrote at the last moment */
}

bool pty_write(struct pty *p, const char *bytes, size_t len)
{
	while (len > 0 && p->master >= 0) {
		ssize_t n = write(p->master, bytes, len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
		}
	}
	return len == 0;
}

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	ioctl(p->master, TIOCSWINSZ, &size);
}

/* The state letter stands behind the name, which may hold anything, in /proc/PID/stat. */
static char pty_state(const struct pty *p)
{
	char path[64], line[512];
	const char *paren = NULL;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)p->pid);
	FILE *f = fopen(path, "r");
	if (!f)
		return '?';
	if (fgets(line, sizeof line, f))
		paren = strrchr(line, ')');
	fclose(f);
	return paren && paren[1] ? paren[2] : '?';
}

bool pty_asleep(const struct pty *p)
{
	int unread = 0;

	return ioctl(p->slave, FIONREAD, &unread) == 0 && unread == 0 && pty_state(p) == 'S';
}

bool pty_restored(const struct pty *p)
{
	struct termios now;

	return tcgetattr(p->slave, &now) == 0 && now.c_iflag == p->before.c_iflag &&
	       now.c_oflag == p->before.c_oflag && now.c_cflag == p->before.c_cflag &&
	       now.c_lflag == p->before.c_lflag && memcmp(now.c_cc, p->before.c_cc, sizeof now.c_cc) == 0;
}

void pty_hangup(struct pty *p)
{
	if (p->master >= 0)
		close(p->master);
	p->master = -1;
}

void pty_end(struct pty *p)
{
	char rest[4096];

	pty_hangup(p);
	for (long end = pty_now_ms() + END_MS; !p->ended && pty_now_ms() < end;)
		pty_read(p, rest, sizeof rest, STEP_MS);
	if (!p->ended) {
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &p->status, 0);
		p->ended = true;
	}
	if (p->slave >= 0)
		close(p->slave);
	p->slave = -1;
}
