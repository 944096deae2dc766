#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gate.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "base/ban.h"

enum { FILE_PIECE = 65536 };

/* Reads to the end, one byte beyond the limit at most. size: what the end is expected at, or 0. */
static bool file_read_fd(int fd, const char *name, size_t size, size_t limit_bytes, struct buf *to,
			 struct err *err)
{
	size_t got = 0, room = size > 0 && size < FILE_PIECE ? size + 1 : FILE_PIECE;
	char *piece = mem_array(NULL, room, 1);
	ssize_t n;

	do {
		n = read(fd, piece, room);
		if (n > 0) {
			got += (size_t)n;
			if (got <= limit_bytes)
				buf_add(to, piece, (size_t)n);
		}
	} while ((n > 0 && got <= limit_bytes) || (n < 0 && errno == EINTR));
	if (n < 0)
		err_errno(err, _("cannot read %s"), name);
	else if (got > limit_bytes)
		err_set(err, ERR_INPUT,
			_("%s is larger than %zu bytes, the most that is read: at least %zu"), name,
			limit_bytes, got);
	free(piece);
	return n == 0 && got <= limit_bytes;
}

bool file_read(const char *path, size_t limit_bytes, struct buf *to, struct err *err)
{
	struct stat st;

	if (strcmp(path, "-") == 0)
		return file_read_fd(STDIN_FILENO, _("standard input"), 0, limit_bytes, to, err);
	/* Not blocking, so that opening a pipe that nobody writes to comes back; files do not
	 * care. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | gate_open_flags(path));

	if (fd < 0)
		return err_errno(err, _("cannot open %s"), path);
	bool done = false;

	if (fstat(fd, &st) != 0)
		err_errno(err, _("cannot read %s"), path);
	else if (!S_ISREG(st.st_mode))
		err_set(err, ERR_INPUT, _("%s is no regular file"), path);
	else if ((uintmax_t)st.st_size > limit_bytes)
		err_set(err, ERR_INPUT, _("%s has %jd bytes; at most %zu are read"), path,
			(intmax_t)st.st_size, limit_bytes);
	else
		done = file_read_fd(fd, path, (size_t)st.st_size, limit_bytes, to, err);
	close(fd);
	return done;
}

static bool file_write_fd(int fd, struct str bytes)
{
	while (bytes.n > 0) {
		ssize_t n = write(fd, bytes.p, bytes.n);

		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0)
			bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

/* Makes the new name last over a power cut. Where a file system cannot sync a folder there is
 * nothing to do. */
static void file_sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? mem_strndup(path, slash == path ? 1 : (size_t)(slash - path))
			     : mem_strdup(".");
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(folder);
}

struct file_how {
	unsigned mode;
	bool lasts;                 /* synced */
	bool given;                 /* to this user and group, where we may */
	uid_t uid;
	gid_t gid;
};

static bool file_settle(int fd, const struct file_how *how)
{
	if (how->given && geteuid() == 0 && fchown(fd, how->uid, how->gid) != 0)
		return false;
	return fchmod(fd, how->mode) == 0;
}

/* A finished file beside path, synced where it is to last; its name in *beside. */
static bool file_write_beside(const char *path, struct str bytes, const struct file_how *how,
			      struct buf *beside, struct err *err)
{
	buf_printf(beside, "%s.XXXXXX", path);
	int fd = mkostemp(beside->p, O_CLOEXEC);

	if (fd < 0)
		return err_errno(err, _("cannot write beside %s"), path);
	bool done = file_settle(fd, how) && file_write_fd(fd, bytes) &&
		    (!how->lasts || fsync(fd) == 0);

	if (!done)
		err_errno(err, _("cannot write %s"), path);
	if (close(fd) != 0 && done)
		done = err_errno(err, _("cannot write %s"), path);
	if (!done)
		unlink(beside->p);
	return done;
}

static bool file_replace(const char *path, struct str bytes, const struct file_how *how,
			 struct err *err)
{
	/* A link stays one: what it points to is replaced; behind the gate the link itself is. */
	char *real = gate_open_flags(path) & O_NOFOLLOW ? NULL : realpath(path, NULL);
	const char *to = real ? real : path;
	struct buf beside = { 0 };
	bool done = file_write_beside(to, bytes, how, &beside, err);

	if (done && rename(beside.p, to) != 0) {
		done = err_errno(err, _("cannot write %s"), path);
		unlink(beside.p);
	}
	if (done && how->lasts)
		file_sync_folder(to);
	buf_clear(&beside);
	free(real);
	return done;
}

bool file_write(const char *path, struct str bytes, unsigned mode, struct err *err)
{
	return file_replace(path, bytes, &(struct file_how){ .mode = mode, .lasts = true }, err);
}

bool file_write_for(const char *path, struct str bytes, unsigned mode, unsigned uid, unsigned gid,
		    struct err *err)
{
	return file_replace(path, bytes,
			    &(struct file_how){ .mode = mode, .lasts = true, .given = true, .uid = uid,
						.gid = gid },
			    err);
}

bool file_write_quick(const char *path, struct str bytes, unsigned mode, struct err *err)
{
	return file_replace(path, bytes, &(struct file_how){ .mode = mode }, err);
}

/* Renames without overwriting, also where the file system cannot do both at once. */
static bool file_rename_new(const char *from, const char *path)
{
	if (renameat2(AT_FDCWD, from, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (link(from, path) == 0)
		return unlink(from) == 0;
	if (errno != EPERM && errno != EOPNOTSUPP)
		return false;
	if (access(path, F_OK) == 0) {
		errno = EEXIST;
		return false;
	}
	return rename(from, path) == 0;
}

bool file_place(const char *from, const char *path, struct err *err)
{
	int fd = open(from, O_RDONLY | O_CLOEXEC | gate_open_flags(from));
	bool synced = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	if (!synced)
		return err_errno(err, _("cannot write %s"), path);
	if (!file_rename_new(from, path))
		return errno == EEXIST ? err_set(err, ERR_REFUSED, _("%s exists already"), path)
				       : err_errno(err, _("cannot write %s"), path);
	file_sync_folder(path);
	return true;
}

bool file_make_parents(const char *path, struct err *err)
{
	char *folder = mem_strdup(path);
	bool done = true;

	for (char *slash = strchr(folder + 1, '/'); slash && done; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(folder, 0700) != 0 && errno != EEXIST)
			done = err_errno(err, _("cannot make the folder %s"), folder);
		*slash = '/';
	}
	free(folder);
	return done;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_write_new(const char *path, struct str bytes, unsigned mode, struct err *err)
{
	struct buf beside = { 0 };
	/* Asked before too, so that a long report is not written for nothing. */
	bool done = file_exists(path) ? err_set(err, ERR_REFUSED, _("%s exists already"), path) :
		file_write_beside(path, bytes, &(struct file_how){ .mode = mode, .lasts = true }, &beside,
				  err);

	if (done && !file_place(buf_text(&beside), path, err)) {
		done = false;
		unlink(buf_text(&beside));
	}
	buf_clear(&beside);
	return done;
}

unsigned file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}
