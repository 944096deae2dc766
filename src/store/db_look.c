/* What a file is, before it is opened: ours, of which form, whole at its head, to be written or
 * not. */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "store/store_private.h"
#include "base/ban.h"

/* Is it ours, and of a version we know? */
bool db_judge(const struct db *db, int64_t application, int64_t version, struct err *err)
{
	struct stat st;

	if (application != APPLICATION_ID && stat(db->path, &st) == 0 && st.st_size == 0)
		return err_set(err, ERR_DAMAGED,
			       _("%s is an empty file, no ledger; it was not touched"), db->path);
	if (application != APPLICATION_ID)
		return err_set(err, ERR_DAMAGED,
			       _("%s belongs to another program; it was not touched"), db->path);
	if (version > SCHEMA_VERSION)
		return err_set(err, ERR_DAMAGED,
			       _("%s was written by a newer duban (form %lld, this one knows %d); "
				 "it was not touched: use the newer duban"),
			       db->path, (long long)version, SCHEMA_VERSION);
	if (version < 1)
		return err_set(err, ERR_DAMAGED, _("%s is no finished ledger; it was not touched"),
			       db->path);
	return true;
}

/* The head of an SQLite file (sqlite.org/fileformat.html, 1.3); numbers in it are big-endian. */
enum {
	HEAD_SIZE = 100,
	HEAD_PAGE_SIZE = 16,
	HEAD_READ_FORM = 19,
	HEAD_FRACTIONS = 21,
	HEAD_VERSION = 60,
	HEAD_APPLICATION = 68
};
struct head { unsigned char b[HEAD_SIZE]; };

static bool head_is_sqlite(const struct head *h)
{
	int page = h->b[HEAD_PAGE_SIZE] << 8 | h->b[HEAD_PAGE_SIZE + 1];

	return memcmp(h->b, "SQLite format 3", 16) == 0 && h->b[HEAD_READ_FORM] <= 2
		&& memcmp(h->b + HEAD_FRACTIONS, "\x40\x20\x20", 3) == 0
		&& (page == 1 || (page >= 512 && (page & (page - 1)) == 0));
}

static int64_t head_number(const struct head *h, int at)
{
	const unsigned char *p = h->b + at;

	return (int64_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

/* By SQLite's own means: closing a file of one's own would end the locks that this process holds on
 * it elsewhere. A file shorter than its head is filled with zeros. */
static bool head_read(const char *path, struct head *to, sqlite3_int64 *size, struct err *err)
{
	sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
	const char *name = sqlite3_create_filename(path, "", "", 0, NULL);
	sqlite3_file *file = mem_alloc((size_t)vfs->szOsFile);
	int said =
		name ? vfs->xOpen(vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL)
		     : SQLITE_NOMEM;

	if (said == SQLITE_OK)
		said = file->pMethods->xRead(file, to->b, HEAD_SIZE, 0);
	if (said == SQLITE_OK || said == SQLITE_IOERR_SHORT_READ)
		said = file->pMethods->xFileSize(file, size);
	if (said != SQLITE_OK)
		db_fail_code(path, said, vfs->xGetLastError(vfs, 0, NULL), sqlite3_errstr(said),
			     err);
	if (file->pMethods)
		file->pMethods->xClose(file);
	sqlite3_free_filename(name);
	free(file);
	return said == SQLITE_OK;
}

/* Looks without any lock, journal or recovery, so that what is not ours stays as it is, byte for
 * byte. What is damaged further on is for the real opening to find. */
bool db_sniff(const struct db *db, const char *real, struct err *err)
{
	struct head head = { { 0 } };
	sqlite3_int64 size = 0;

	if (!head_read(real, &head, &size, err))
		return false;
	if (size > 0 && !head_is_sqlite(&head))
		return db_fail_code(db->path, SQLITE_NOTADB, 0, "", err);
	return db_judge(db, head_number(&head, HEAD_APPLICATION), head_number(&head, HEAD_VERSION),
			err);
}

bool db_is_file(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return errno == ENOENT
			       ? err_set(err, ERR_NOT_FOUND,
					 _("there is no ledger %s; \"duban init\" makes one"), path)
			       : err_errno(err, _("cannot open %s"), path);
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INPUT, _("%s is no regular file"), path);
	if (access(path, R_OK) != 0)
		return err_errno(err, _("cannot open %s"), path);
	return true;
}

/* May this process write the file, and beside it (the -wal)? path is the real one. */
bool db_may_write(const char *path)
{
	char folder[PATH_MAX];
	size_t n = strlen(path);

	if (access(path, W_OK) != 0 || n >= sizeof folder)
		return false;
	memcpy(folder, path, n + 1);
	char *slash = strrchr(folder, '/');

	if (slash)
		slash[slash == folder ? 1 : 0] = '\0';
	return access(slash ? folder : ".", W_OK) == 0;
}

bool db_has_wal(const char *path)
{
	struct buf wal = { 0 };
	struct stat st;

	buf_printf(&wal, "%s-wal", path);
	bool there = stat(wal.p, &st) == 0 && st.st_size > 0;

	buf_clear(&wal);
	return there;
}
