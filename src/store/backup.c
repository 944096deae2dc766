#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "store/store_private.h"
#include "base/ban.h"

bool db_backup(struct db *db, const char *to, struct err *err)
{
	struct buf beside = { 0 }, uri = { 0 };
	struct stmt st;
	bool done = false;

	if (file_exists(to))
		return err_set(err, ERR_REFUSED, _("%s exists already"), to);
	buf_printf(&beside, "%s.XXXXXX", to);
	/* Made here, so that nobody else may read it; SQLite takes an empty file for a new one. */
	int fd = mkostemp(beside.p, O_CLOEXEC);

	if (fd < 0) {
		err_errno(err, _("cannot write beside %s"), to);
		goto out;
	}
	close(fd);
	stmt_open(&st, db, "VACUUM INTO ?1", err);
	db_uri(beside.p, "", &uri);
	stmt_text(&st, 1, buf_str(&uri));
	done = stmt_run(&st, err) && file_place(beside.p, to, err);
	if (!done)
		unlink(beside.p);
out:
	buf_clear(&beside);
	buf_clear(&uri);
	return done;
}

bool db_sizes(struct db *db, struct db_sizes *to, struct err *err)
{
	*to = (struct db_sizes){
		.plans = stmt_number(db, "SELECT count(*) FROM plan WHERE gone IS NULL", 0, 0, err),
		.items = stmt_number(db, "SELECT count(*) FROM item WHERE gone IS NULL", 0, 0, err),
		.units = stmt_number(db, "SELECT count(*) FROM unit WHERE gone IS NULL", 0, 0, err),
		.duties = stmt_number(db, "SELECT count(*) FROM duty_state", 0, 0, err),
		.entries =
			stmt_number(db, "SELECT count(*) FROM entry WHERE gone IS NULL", 0, 0, err),
		.changes = stmt_number(db, "SELECT count(*) FROM change", 0, 0, err),
		.bytes = stmt_number(db, "PRAGMA page_count", 0, 0, err) *
			 stmt_number(db, "PRAGMA page_size", 0, 0, err),
	};
	return err->code == ERR_NONE;
}
