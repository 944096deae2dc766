#include "store/who.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clean.h"
#include "store/store_private.h"
#include "base/ban.h"

enum { SLOT_BYTES = 256, SLOTS_MOST = 1000, FIELDS = 5 };

static void file_name(struct db *db, struct buf *to)
{
	buf_printf(to, "%s-who", sqlite3_db_filename(db->sql, "main"));
}

/* The lock belongs to the open file, not to the process: whoever looks, in the same process too, sees
 * it, and closing another look at the file does not end it. */
static struct flock slot_lock(short type, int slot)
{
	return (struct flock){ .l_type = type, .l_whence = SEEK_SET,
		.l_start = (off_t)slot * SLOT_BYTES, .l_len = SLOT_BYTES };
}

/* Who may open the ledger may be listed: its mode and group, as SQLite does with what lies beside. */
static int file_open(struct db *db)
{
	struct buf name = { 0 };
	struct stat of;

	file_name(db, &name);
	int fd = open(buf_text(&name), O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	if (fd < 0 && errno == ENOENT && stat(sqlite3_db_filename(db->sql, "main"), &of) == 0) {
		fd = open(buf_text(&name), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);
		/* Not its owner's group: then it is this person's alone. */
		if (fd >= 0 && fchown(fd, geteuid() == 0 ? of.st_uid : (uid_t)-1, of.st_gid) == 0)
			(void)!fchmod(fd, of.st_mode & 0666);
	}
	buf_clear(&name);
	return fd;
}

/* A line of the fields, parted by tabs; what does not fit is cut. */
static void slot_write(int fd, int slot, const struct who_row *row)
{
	char text[SLOT_BYTES] = { 0 };

	snprintf(text, sizeof text, "%" PRId64 "\t%" PRId64 "\t%.63s\t%.63s\t%.31s\n", row->pid,
		 row->since_ms, row->by, row->from, row->does);
	(void)!pwrite(fd, text, sizeof text, (off_t)slot * SLOT_BYTES);
}

/* Takes the first free slot of the file. False: it was taken away meanwhile by who left last; or there
 * is none. */
static bool slot_take(int fd, const struct who_row *row)
{
	struct stat st;

	for (int i = 0; i < SLOTS_MOST; i++) {
		struct flock lock = slot_lock(F_WRLCK, i);

		if (fcntl(fd, F_OFD_SETLK, &lock) != 0)
			continue;
		if (fstat(fd, &st) != 0 || st.st_nlink == 0)
			return false;
		slot_write(fd, i, row);
		return true;
	}
	return false;
}

void who_enter(struct db *db, const char *by, const char *from, const char *does)
{
	enum { TRIES = 10 };
	struct who_row row = { .pid = getpid(), .since_ms = clock_now_ms(db->clock), .by = by,
		.from = from, .does = does };

	if (!*sqlite3_db_filename(db->sql, "main") || !db->writable)
		return;
	for (int i = 0; db->who_fd < 0 && i < TRIES; i++) {
		int fd = file_open(db);

		if (fd < 0)
			return;
		if (slot_take(fd, &row))
			db->who_fd = fd;
		else
			close(fd);
	}
}

void who_leave(struct db *db)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	struct buf name = { 0 };

	if (db->who_fd < 0)
		return;
	/* Nobody else is in it: who enters at this moment finds that it is gone, and makes another. */
	if (fcntl(db->who_fd, F_OFD_SETLK, &all) == 0) {
		file_name(db, &name);
		unlink(buf_text(&name));
		buf_clear(&name);
	}
	close(db->who_fd);
	db->who_fd = -1;
}

/* False: not what slot_write() writes. A slot whose program was killed keeps its text until the next
 * one takes it: only the lock says that it counts. */
static bool slot_read(struct str text, struct arena *mem, struct who_row *row)
{
	struct str field[FIELDS], line;
	char number[24];
	struct buf clean = { 0 };

	if (!str_cut(&text, '\n', &line) || text.n == 0)
		return false;
	for (int i = 0; i < FIELDS; i++)
		if (!str_cut(&line, '\t', &field[i]))
			return false;
	snprintf(number, sizeof number, "%.*s", STR_ARG(field[0]));
	row->pid = strtoll(number, NULL, 10);
	snprintf(number, sizeof number, "%.*s", STR_ARG(field[1]));
	row->since_ms = strtoll(number, NULL, 10);
	const char **texts[] = { &row->by, &row->from, &row->does };

	for (int i = 0; i < 3; i++) {
		buf_reset(&clean);
		clean_text(&clean, field[2 + i]);
		*texts[i] = arena_strdup(mem, buf_text(&clean));
	}
	buf_clear(&clean);
	return row->pid > 0;
}

static int earlier(const void *a, const void *b)
{
	const struct who_row *x = a, *y = b;

	if (x->since_ms != y->since_ms)
		return x->since_ms < y->since_ms ? -1 : 1;
	return (x->pid > y->pid) - (x->pid < y->pid);
}

void who_read(struct db *db, struct arena *mem, who_rows *to)
{
	struct buf name = { 0 };
	long writer = db_writer(db);

	to->n = 0;
	file_name(db, &name);
	int fd = open(buf_text(&name), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);

	buf_clear(&name);
	for (int i = 0; fd >= 0 && i < SLOTS_MOST; i++) {
		char text[SLOT_BYTES];
		struct flock lock = slot_lock(F_RDLCK, i);
		struct who_row row = { 0 };
		ssize_t n = pread(fd, text, sizeof text, (off_t)i * SLOT_BYTES);

		if (n <= 0)
			break;
		if (fcntl(fd, F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK ||
		    !slot_read((struct str){ text, (size_t)n }, mem, &row))
			continue;
		row.own = row.pid == getpid();
		row.writes = row.pid == writer;
		*vec_push(to) = row;
	}
	if (fd >= 0)
		close(fd);
	if (to->n > 1)
		qsort(to->p, to->n, sizeof *to->p, earlier);
}
