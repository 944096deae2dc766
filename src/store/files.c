#include "store/files.h"

#include <stdlib.h>

#include "store/log_body.h"
#include "store/store_private.h"

#include "base/ban.h"

/* ---- which of them a line names ---- */

struct named { const char *sha; bool is; };
typedef VEC(struct named) named_list;

static int by_sha(const void *a, const void *b)
{
	const struct named *x = a, *y = b;

	return strcmp(x->sha, y->sha);
}

/* Each one time. */
static void named_sort(named_list *list)
{
	size_t n = 0;

	if (list->n > 1)
		qsort(list->p, list->n, sizeof *list->p, by_sha);
	for (size_t i = 0; i < list->n; i++)
		if (n == 0 || by_sha(&list->p[i], &list->p[n - 1]) != 0)
			list->p[n++] = list->p[i];
	list->n = n;
}

static void named_note(named_list *list, struct str sha)
{
	char text[HASH_TEXT_SIZE];
	struct named *found;

	if (sha.n != sizeof text - 1 || list->n == 0)
		return;
	memcpy(text, sha.p, sha.n);
	text[sha.n] = '\0';
	found = bsearch(&(struct named){ .sha = text }, list->p, list->n, sizeof *list->p, by_sha);
	if (found)
		found->is = true;
}

/* Wherever it stands in the line: that of a newer form may say it otherwise. */
static void named_read(named_list *list, struct str line)
{
	size_t digits = 0;

	for (size_t i = 0; i <= line.n; i++) {
		char c = i < line.n ? line.p[i] : '\0';

		if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) {
			digits++;
			continue;
		}
		if (digits == HASH_TEXT_SIZE - 1)
			named_note(list, (struct str){ line.p + i - digits, digits });
		digits = 0;
	}
}

/* ---- those that changes brought ---- */

static bool all_read(struct db *db, struct arena *mem, named_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT sha FROM blob ORDER BY sha", err);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct named){ .sha = stmt_get_text(&st, 0, mem) };
	named_sort(to);
	return stmt_close(&st);
}

static bool applied_read(struct db *db, const keys *sorted, named_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT c.change, s.sha FROM source s JOIN cell c ON c.row = s.id", err);
	while (stmt_row(&st, err))
		if (keys_has(sorted, stmt_get_int(&st, 0)))
			named_note(to, stmt_get_str(&st, 1));
	return stmt_close(&st);
}

/* Of what is kept without being applied there are no rows: its line names the file. */
static bool kept_read(struct db *db, const keys *sorted, named_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT id, body FROM change WHERE NOT applied", err);
	while (stmt_row(&st, err))
		if (keys_has(sorted, stmt_get_int(&st, 0)))
			named_read(to, stmt_get_str(&st, 1));
	return stmt_close(&st);
}

bool files_of(struct db *db, const keys *changes, struct arena *mem, file_hashes *to,
	      struct err *err)
{
	named_list all = { 0 };
	keys sorted = { 0 };
	bool ok = all_read(db, mem, &all, err);

	for (size_t i = 0; i < changes->n; i++)
		*vec_push(&sorted) = changes->p[i];
	keys_sort(&sorted);
	ok = ok && (all.n == 0 ||
		    (applied_read(db, &sorted, &all, err) && kept_read(db, &sorted, &all, err)));
	for (size_t i = 0; ok && i < all.n; i++)
		if (all.p[i].is)
			*vec_push(to) = all.p[i].sha;
	vec_clear(&all);
	vec_clear(&sorted);
	return ok;
}

/* ---- one of them ---- */

bool file_get(struct db *db, const char *sha, struct arena *mem, struct str *to, struct err *err)
{
	struct stmt st;

	*to = (struct str){ "", 0 };
	stmt_open(&st, db, "SELECT bytes FROM blob WHERE sha = ?1", err);
	stmt_text(&st, 1, str_of(sha));
	if (stmt_row(&st, err)) {
		struct str bytes = { sqlite3_column_blob(st.s, 0),
				     (size_t)sqlite3_column_bytes(st.s, 0) };

		*to = (struct str){ bytes.n ? arena_str(mem, bytes) : "", bytes.n };
	}
	return stmt_close(&st);
}

bool file_known(struct db *db, const char *sha, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM blob WHERE sha = ?1", err);
	stmt_text(&st, 1, str_of(sha));
	bool known = stmt_row(&st, err);

	return stmt_close(&st) && known;
}

bool file_keep(struct db *db, const char *sha, struct str bytes, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "INSERT INTO blob (sha, bytes) VALUES (?1, ?2) ON CONFLICT DO NOTHING", err);
	stmt_text(&st, 1, str_of(sha));
	stmt_blob(&st, 2, bytes.n ? bytes.p : "", bytes.n);
	return stmt_run(&st, err);
}

/* ---- those that nobody names ---- */

static bool named_by_all(struct db *db, named_list *list, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT sha FROM source UNION ALL SELECT body FROM change WHERE NOT applied UNION ALL "
		  "SELECT body FROM change WHERE applied = 2 UNION ALL SELECT body FROM held",
		  err);
	while (stmt_row(&st, err))
		named_read(list, stmt_get_str(&st, 0));
	return stmt_close(&st);
}

static bool file_drop(struct db *db, const char *sha, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "DELETE FROM blob WHERE sha = ?1", err);
	stmt_text(&st, 1, str_of(sha));
	return stmt_run(&st, err);
}

bool files_drop_unnamed(struct db *db, const file_hashes *list, struct err *err)
{
	named_list named = { 0 };
	bool ok = true;

	for (size_t i = 0; i < list->n; i++)
		*vec_push(&named) = (struct named){ .sha = list->p[i] };
	named_sort(&named);
	ok = named.n == 0 || named_by_all(db, &named, err);
	for (size_t i = 0; ok && i < named.n; i++)
		ok = named.p[i].is || file_drop(db, named.p[i].sha, err);
	vec_clear(&named);
	return ok;
}
