/* Who holds the ledger: locks have no owner that one could ask the file for, but the system lists
 * them. */
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/gettext.h"
#include "store/store_private.h"
#include "store/who.h"

#include "base/ban.h"

/* of the -shm, as SQLite's documents of the WAL say ("The WAL-Index File Format") */
enum { WRITE_LOCK_BYTE = 120 };

/* The process that holds the write lock; 0: nobody of this machine, or the system does not tell.
 * The file itself stays untouched: closing it would drop SQLite's own locks on it. */
static long holder_find(const char *path)
{
	struct buf shm = { 0 };
	struct stat st;
	char line[256];
	long found = 0;

	buf_printf(&shm, "%s-shm", path);
	FILE *locks = stat(shm.p, &st) == 0 ? fopen("/proc/locks", "re") : NULL;

	/* "7: POSIX  ADVISORY  WRITE 4711 fd:01:1048601 120 120"; who waits has "->" before the
	 * kind. */
	while (locks && !found && fgets(line, sizeof line, locks)) {
		uint64_t inode, first;
		long pid;

		if (sscanf(line, "%*d: POSIX %*s WRITE %ld %*x:%*x:%" SCNu64 " %" SCNu64, &pid,
			   &inode, &first) == 3 &&
		    pid > 0 && inode == (uint64_t)st.st_ino && first == WRITE_LOCK_BYTE)
			found = pid;
	}
	if (locks)
		fclose(locks);
	buf_clear(&shm);
	return found;
}

/* "wang": who said so when opening it, as many may share one user of the system; else whose process
 * it is; "?" where that cannot be known. */
static const char *holder_user(struct db *db, long pid, char to[64])
{
	struct arena mem = { 0 };
	who_rows rows = { 0 };
	char path[64];
	struct stat st;
	const struct passwd *who;

	*to = '\0';
	who_read(db, &mem, &rows);
	for (size_t i = 0; i < rows.n; i++)
		if (rows.p[i].pid == pid)
			snprintf(to, 64, "%s", rows.p[i].by);
	vec_clear(&rows);
	arena_clear(&mem);
	if (*to)
		return to;
	snprintf(path, sizeof path, "/proc/%ld", pid);
	who = stat(path, &st) == 0 ? getpwuid(st.st_uid) : NULL;
	snprintf(to, 64, "%s", who ? who->pw_name : "?");
	return to;
}

long db_writer(struct db *db)
{
	return holder_find(sqlite3_db_filename(db->sql, "main"));
}

void db_holder(struct db *db, char *to, size_t size)
{
	char user[64];
	long pid = db_writer(db);
	date day;
	int hour, minute;

	if (!db->busy_from_ms)
		db->busy_from_ms = clock_now_ms(db->clock);
	clock_civil(db->clock, db->busy_from_ms, &day, &hour, &minute);
	if (pid)
		snprintf(to, size,
			 _("%s (process %ld) is writing to the ledger, since %02d:%02d at the latest"),
			 holder_user(db, pid, user), pid, hour, minute);
	else
		snprintf(to, size,
			 _("another program is writing to the ledger, since %02d:%02d at the latest"),
			 hour, minute);
}
