#include "exchange/keygen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/child.h"
#include "base/gettext.h"

#include "base/ban.h"

bool keygen_missing(struct err *err)
{
	if (err->code != ERR_NOT_FOUND)
		return false;
	err_clear(err);
	return err_set(err, ERR_NOT_FOUND,
		       _("signatures need the program ssh-keygen (Debian package openssh-client), which is not "
			 "installed here"));
}

/* A pipe whose reader is gone would end the program. */
static bool feed(struct child *c, int fd)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, before;
	char piece[65536];
	ssize_t n = 0;
	bool ok = true;

	sigaction(SIGPIPE, &ignore, &before);
	while (ok && (n = read(fd, piece, sizeof piece)) > 0)
		for (ssize_t at = 0; ok && at < n;) {
			ssize_t put = write(c->to, piece + at, (size_t)(n - at));

			ok = put > 0 || errno == EINTR;
			at += put > 0 ? put : 0;
		}
	sigaction(SIGPIPE, &before, NULL);
	close(c->to);
	c->to = -1;
	return ok && n == 0;
}

static void hear(struct child *c, char said[KEYGEN_SAID_MOST])
{
	size_t n = 0;
	ssize_t got;

	while (n + 1 < KEYGEN_SAID_MOST && (got = read(c->from, said + n, KEYGEN_SAID_MOST - 1 - n)) != 0) {
		if (got < 0 && errno != EINTR)
			break;
		n += got > 0 ? (size_t)got : 0;
	}
	said[n] = '\0';
}

int keygen_run(const char *const argv[], int fd, char said[KEYGEN_SAID_MOST], struct err *err)
{
	struct child child;
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	bool ok = child_start(&child, argv, nowhere, err);

	if (nowhere >= 0)
		close(nowhere);
	if (!ok)
		return -1;
	if (fd >= 0)
		feed(&child, fd);
	hear(&child, said);
	return child_end(&child, KEYGEN_PATIENCE_MS);
}

bool keygen_key_words(struct str key, struct str *kind, struct str *bytes)
{
	key = str_trim(key);
	if (!str_cut(&key, ' ', kind) || kind->n == 0 || kind->n > 64 || !str_cut(&key, ' ', bytes) || bytes->n == 0)
		return false;
	for (size_t i = 0; i < kind->n; i++)
		if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-@.", kind->p[i]))
			return false;
	for (size_t i = 0; i < bytes->n; i++)
		if (!strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", bytes->p[i]))
			return false;
	return true;
}

int keygen_file(const struct buf *bytes, char path[32], struct err *err)
{
	int fd = memfd_create("duban", 0);

	if (fd < 0 || (bytes->n > 0 && write(fd, bytes->p, bytes->n) != (ssize_t)bytes->n) ||
	    lseek(fd, 0, SEEK_SET) != 0) {
		err_errno(err, _("no file for the keys can be made"));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	snprintf(path, 32, "/dev/fd/%d", fd);
	return fd;
}
