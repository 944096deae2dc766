#include "store/home.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "base/file.h"
#include "store/store_private.h"

#include "base/ban.h"

#define MACHINE "/etc/machine-id"
enum { MACHINE_MOST = 256, MACHINE_BYTES = 8 };

bool home_of(const char *path, const char *machine, struct buf *to)
{
	struct buf id = { 0 };
	struct err none = { 0 };
	struct stat file;
	struct statvfs system;
	uint8_t hash[HASH_SIZE];
	char hex[2 * MACHINE_BYTES + 1];

	if (stat(path, &file) != 0 || statvfs(path, &system) != 0)
		return false;
	/* The id is the machine's secret: machine-id(5) asks that only something made of it is kept. */
	buf_puts(&id, "duban/home\n");
	bool known = file_read(machine, MACHINE_MOST, &id, &none);

	hash_bytes(id.p, id.n, hash);
	/* f_fsid stays what it is over a restart, st_dev need not. */
	buf_printf(to, "%llx:%llu:%s", (unsigned long long)system.f_fsid, (unsigned long long)file.st_ino,
		   known ? hex_text(hash, MACHINE_BYTES, hex) : "");
	buf_clear(&id);
	return true;
}

/* A machine that has no id, or none that a locked session may read, says nothing. */
static bool home_eq(const char *a, const char *b)
{
	size_t n = strcspn(a, ":"), end = n + 1 + strcspn(a + n + (a[n] == ':'), ":");

	return strncmp(a, b, end) == 0 && a[end] == ':' && b[end] == ':' &&
	       (!a[end + 1] || !b[end + 1] || strcmp(a + end, b + end) == 0);
}

bool home_is_other(struct db *db)
{
	struct buf here = { 0 };
	const char *noted = db_meta(db, "home");
	bool other = noted && home_of(db->path, MACHINE, &here) && !home_eq(here.p, noted);

	buf_clear(&here);
	return other;
}

bool home_note(struct db *db, struct err *err)
{
	struct buf here = { 0 };
	bool ok = !home_of(db->path, MACHINE, &here) || db_meta_set(db, "home", here.p, err);

	db->home_noted = true;
	buf_clear(&here);
	return ok;
}

bool home_begin(struct db *db, struct err *err)
{
	if (db->home_noted)
		return true;
	db->home_noted = true;
	return db_meta(db, "home") || home_note(db, err);
}

bool home_forget(struct db *db, struct err *err)
{
	return db_run(db, "DELETE FROM meta WHERE name = 'home'", err);
}
