#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/gettext.h"

#include "base/ban.h"

static bool spawn(struct child *c, const char *const argv[], int in, int out, int said, struct err *err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t none, plain;

	/* The screens block signals and ignore SIGPIPE; a child has neither from us. */
	sigemptyset(&none);
	sigemptyset(&plain);
	sigaddset(&plain, SIGPIPE);
	sigaddset(&plain, SIGINT);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &plain);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	if (said >= 0)
		posix_spawn_file_actions_adddup2(&files, said, STDERR_FILENO);
	int failed = posix_spawnp(&c->pid, argv[0], &files, &attributes, (char *const *)argv, environ);

	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attributes);
	errno = failed;
	return !failed || (failed == ENOENT
				   ? err_set(err, ERR_NOT_FOUND,
					     _("the program %s is not installed here"), argv[0])
				   : err_errno(err, _("%s cannot be started"), argv[0]));
}

static void end_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

bool child_start(struct child *c, const char *const argv[], int said_fd, struct err *err)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };
	bool ok;

	*c = (struct child){ .pid = 0, .to = -1, .from = -1 };
	if (!gate_process(argv[0], err))
		return false;
	if (pipe2(in, O_CLOEXEC) == 0 && pipe2(out, O_CLOEXEC) == 0)
		ok = spawn(c, argv, in[0], out[1], said_fd, err);
	else
		ok = err_errno(err, _("%s cannot be started"), argv[0]);
	end_close(&in[0]);
	end_close(&out[1]);
	c->to = in[1];
	c->from = out[0];
	if (!ok) {
		end_close(&c->to);
		end_close(&c->from);
		c->pid = 0;
	}
	return ok;
}

int child_end(struct child *c, int patience_ms)
{
	const struct timespec nap = { .tv_nsec = 10000000 };
	pid_t pid = c->pid, done = 0;
	int status = 0;

	end_close(&c->to);
	end_close(&c->from);
	c->pid = 0;
	if (pid <= 0)
		return -1;
	for (int waited = 0; (done = waitpid(pid, &status, WNOHANG)) == 0; waited += 10) {
		if (waited >= patience_ms) {
			kill(pid, SIGTERM);
			done = waitpid(pid, &status, 0);
			break;
		}
		nanosleep(&nap, NULL);
	}
	if (done != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
