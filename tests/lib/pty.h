/* A program on a pseudo terminal of its own: start, bytes both ways, size, signals, end. */
#ifndef TESTS_LIB_PTY_H
#define TESTS_LIB_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <termios.h>

struct pty {
	int master;              /* -1 after pty_hangup() */
	int slave;               /* kept open: it tells how much input is unread, and the modes after the end */
	pid_t pid;
	bool ended;
	bool ending;             /* its last words may still be on their way */
	int status;              /* of waitpid, once ended */
	struct termios before;   /* the modes that the program found */
};

/* Starts argv in dir with exactly the environment env. False with a word on standard error. */
bool pty_start(struct pty *p, int rows, int cols, const char *dir, char *const argv[], char *const env[]);
/* What the program has written, waiting up to wait_ms for it. 0: nothing came. Also notes the end. */
size_t pty_read(struct pty *p, char *to, size_t size, int wait_ms);
bool pty_write(struct pty *p, const char *bytes, size_t len);
/* The kernel sends SIGWINCH. */
void pty_resize(struct pty *p, int rows, int cols);
/* Is the program asleep with all its input read? */
bool pty_asleep(const struct pty *p);
/* Are the modes of the line again those that the program found? */
bool pty_restored(const struct pty *p);
/* The line drops: the program gets SIGHUP. */
void pty_hangup(struct pty *p);
/* Hangs up; kills what does not end within five seconds. Harmless twice. */
void pty_end(struct pty *p);

/* Milliseconds of the monotonic clock. */
long pty_now_ms(void);

#endif
