#include "base/gettext.h"
#include "store/store_private.h"

#include "base/ban.h"

/* The kept statement with that text. Most texts are literals: their address finds them sooner than
 * their hash, and the text itself is compared. */
static sqlite3_stmt *stmt_kept(struct db *db, const char *sql)
{
	sqlite3_stmt **recent = &db->recent[((uintptr_t)sql >> 3) % STATEMENTS_RECENT];

	if (!*recent || strcmp(sqlite3_sql(*recent), sql) != 0) {
		intptr_t *kept = map_at(db->statements, str_of(sql), false);
		*recent = kept ? (sqlite3_stmt *)*kept : NULL;
	}
	return *recent;
}

void stmt_open(struct stmt *st, struct db *db, const char *sql, struct err *err)
{
	*st = (struct stmt){ .db = db };
	if (db->sight_state == SIGHT_FAILED && !db->in_write) {
		st->failed = true;
		err_set(err, ERR_REFUSED,
			_("what may be shown here could not be found out: open the ledger again"));
		return;
	}
	st->s = stmt_kept(db, sql);
	if (st->s && !sqlite3_stmt_busy(st->s))
		return;
	/* In use by a caller further up: this call gets one of its own. */
	st->extra = st->s != NULL;
	if (sqlite3_prepare_v3(db->sql, sql, -1, st->extra ? 0 : SQLITE_PREPARE_PERSISTENT, &st->s,
			       NULL) != SQLITE_OK) {
		st->s = NULL;
		st->failed = true;
		db_fail(db, err);
		return;
	}
	if (!st->extra) {
		*map_at(db->statements, str_of(sql), true) = (intptr_t)st->s;
		*vec_push(&db->prepared) = st->s;
	}
}

bool stmt_row(struct stmt *st, struct err *err)
{
	if (st->failed)
		return false;
	int said = sqlite3_step(st->s);

	if (said == SQLITE_ROW)
		return true;
	if (said != SQLITE_DONE) {
		st->failed = true;
		db_fail(st->db, err);
	}
	return false;
}

bool stmt_close(struct stmt *st)
{
	if (st->extra) {
		sqlite3_finalize(st->s);
	} else if (st->s) {
		sqlite3_reset(st->s);
		sqlite3_clear_bindings(st->s);
	}
	st->s = NULL;
	return !st->failed;
}

bool stmt_run(struct stmt *st, struct err *err)
{
	while (stmt_row(st, err))
		;
	return stmt_close(st);
}

void stmt_run_again(struct stmt *st, struct err *err)
{
	while (stmt_row(st, err))
		;
	if (st->s)
		sqlite3_reset(st->s);
}

void stmt_int(struct stmt *st, int i, int64_t n)
{
	if (!st->failed)
		sqlite3_bind_int64(st->s, i, n);
}

void stmt_null(struct stmt *st, int i)
{
	if (!st->failed)
		sqlite3_bind_null(st->s, i);
}

void stmt_text(struct stmt *st, int i, struct str s)
{
	if (!st->failed)
		sqlite3_bind_text64(st->s, i, s.p ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

void stmt_blob(struct stmt *st, int i, const void *p, size_t n)
{
	if (!st->failed)
		sqlite3_bind_blob64(st->s, i, n ? p : "", n, SQLITE_STATIC);
}

void stmt_id(struct stmt *st, int i, const struct id *id)
{
	stmt_blob(st, i, id->b, ID_SIZE);
}

bool stmt_is_null(struct stmt *st, int i)
{
	return sqlite3_column_type(st->s, i) == SQLITE_NULL;
}

int64_t stmt_get_int(struct stmt *st, int i)
{
	return sqlite3_column_int64(st->s, i);
}

struct str stmt_get_str(struct stmt *st, int i)
{
	const char *p = (const char *)sqlite3_column_text(st->s, i);

	return p ? (struct str){ p, (size_t)sqlite3_column_bytes(st->s, i) } : (struct str){ "",
		0 };
}

const char *stmt_get_text(struct stmt *st, int i, struct arena *mem)
{
	return arena_str(mem, stmt_get_str(st, i));
}

date stmt_get_date(struct stmt *st, int i)
{
	date d;

	return date_parse(stmt_get_str(st, i), &d) ? d : DATE_NONE;
}

struct id stmt_get_id(struct stmt *st, int i)
{
	struct id id = { 0 };
	const void *p = sqlite3_column_blob(st->s, i);

	if (p && sqlite3_column_bytes(st->s, i) == ID_SIZE)
		memcpy(id.b, p, ID_SIZE);
	return id;
}

bool stmt_get_hash(struct stmt *st, int i, struct change_hash *to)
{
	const void *p = sqlite3_column_blob(st->s, i);

	if (!p || sqlite3_column_bytes(st->s, i) != HASH_SIZE)
		return false;
	memcpy(to->b, p, HASH_SIZE);
	return true;
}

int64_t stmt_number(struct db *db, const char *sql, int64_t parameter, int64_t otherwise,
		    struct err *err)
{
	struct stmt st;
	int64_t n = otherwise;

	stmt_open(&st, db, sql, err);
	if (!st.failed && sqlite3_bind_parameter_count(st.s) > 0)
		stmt_int(&st, 1, parameter);
	if (stmt_row(&st, err) && !stmt_is_null(&st, 0))
		n = stmt_get_int(&st, 0);
	stmt_close(&st);
	return n;
}
