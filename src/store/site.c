#include "store/site.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/gettext.h"
#include "base/mem.h"
#include "store/chain_private.h"
#include "store/home.h"
#include "store/unheard.h"

#include "base/ban.h"

/* ---- names ---- */

/* What the log says that the copy is called now; no row where it says nothing. */
#define RENAMED(site) "SELECT name FROM site WHERE was = " site " AND gone IS NULL"

bool site_known(struct db *db, const char *name, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT 1 FROM chain WHERE site = ?1 UNION ALL SELECT 1 FROM peer WHERE site = ?1 LIMIT 1", err);
	stmt_text(&st, 1, str_of(name));
	bool known = stmt_row(&st, err);

	return stmt_close(&st) && known;
}

bool site_name(struct db *db, const char *name, struct err *err)
{
	char text[24];

	if (!site_new_fits(name, err))
		return false;
	if (site_known(db, name, err))
		return err_set(err, ERR_REFUSED, _("a copy is called %s already"), name);
	int64_t chain = err->code == ERR_NONE ? chain_new(db, name, err) : 0;

	snprintf(text, sizeof text, "%" PRId64, chain);
	if (!chain || !db_meta_set(db, "site", name, err) || !db_meta_set(db, "chain", text, err) ||
	    !home_note(db, err))
		return false;
	free(db->site_next);
	db->site_next = mem_strdup(name);
	return true;
}

/* Names lie in the meta "formerly", a blank before and after each. A copied file gives its name back to
 * the copy that it was made of. */
bool site_rename(struct db *db, const char *name, struct err *err)
{
	struct buf names = { 0 };

	if (home_is_other(db))
		return site_name(db, name, err) && db_meta_set(db, "formerly", " ", err);
	const char *before = db_meta(db, "formerly");

	buf_printf(&names, "%s%s ", before ? before : " ", db->site);
	bool ok = site_name(db, name, err) && db_meta_set(db, "formerly", buf_text(&names), err);

	buf_clear(&names);
	return ok;
}

/* The copy at `path`, which nobody else knows yet. Whose copy it is has all that it has, and the
 * other way round: *has gets it. */
static bool copy_name(struct db *like, const char *path, const char *name, have_list *has,
		      struct err *err)
{
	struct db *copy = db_open(&(struct db_options){ .path = path, .clock = like->clock,
						       .ids = like->ids, .private = true },
				  err);
	bool ok = copy && db_begin(copy, err) && have_read(copy, has, err) &&
		  site_heard(copy, db_site(like), has, clock_now_ms(like->clock), err) &&
		  site_name(copy, name, err) && db_meta_set(copy, "formerly", " ", err) &&
		  home_forget(copy, err) && db_commit(copy, err);

	if (copy && !ok)
		db_rollback(copy);
	db_close(copy);
	return ok;
}

/* Keeps in this ledger that there is such a copy, and what went into it: what is written here
 * meanwhile did not. */
static bool copy_note(struct db *db, const char *name, const have_list *has, struct err *err)
{
	if (!db_begin(db, err))
		return false;
	if (site_heard(db, name, has, clock_now_ms(db->clock), err) && db_commit(db, err))
		return true;
	db_rollback(db);
	return false;
}

bool site_copy(struct db *db, const char *path, const char *name, struct err *err)
{
	struct buf beside = { 0 };
	have_list has = { 0 };
	bool ok = false;

	if (file_exists(path))
		return err_set(err, ERR_REFUSED, _("%s exists already"), path);
	if (!site_new_fits(name, err))
		return false;
	if (site_known(db, name, err))
		return err_set(err, ERR_REFUSED, _("a copy is called %s already"), name);
	buf_printf(&beside, "%s.new", path);
	ok = err->code == ERR_NONE && db_backup(db, beside.p, err);
	if (ok) {
		/* Noted first: no second copy gets a name that one has. */
		ok = copy_name(db, beside.p, name, &has, err) && copy_note(db, name, &has, err) &&
		     file_place(beside.p, path, err);
		if (!ok)
			unlink(beside.p);
	}
	vec_clear(&has);
	buf_clear(&beside);
	return ok;
}

/* ---- what is known of others ---- */

static void site_add(struct stmt *st, struct site_row *row)
{
	row->chains += stmt_get_int(st, 3) > 0;
	row->changes += stmt_get_int(st, 3);
	if (stmt_get_int(st, 2) > row->last_ms)
		row->last_ms = stmt_get_int(st, 2);
	row->own = row->own || stmt_get_int(st, 1) != 0;
	row->former = row->former || stmt_get_int(st, 4) != 0;
}

/* One name after another; a ring of them, which crafted lines could make, ends. */
enum { NAMES_MOST = 40 };

static bool site_renamed(struct db *db, struct arena *mem, struct site_row *row, struct err *err)
{
	bool more = !row->own;

	for (int i = 0; more && i < NAMES_MOST; i++) {
		struct stmt st;

		stmt_open(&st, db, RENAMED("?1") " LIMIT 1", err);
		stmt_text(&st, 1, str_of(row->now ? row->now : row->name));
		if ((more = stmt_row(&st, err)))
			row->now = stmt_get_text(&st, 0, mem);
		more = stmt_close(&st) && more;
	}
	if (row->now && strcmp(row->now, db->site) == 0)
		row->now = NULL, row->former = true;
	row->former = row->former || row->now;
	return err->code == ERR_NONE;
}

static int64_t site_units(struct db *db, const char *name, struct err *err)
{
	struct stmt st;
	int64_t n = 0;

	stmt_open(&st, db, "SELECT count(*) FROM speaks WHERE site = ?1 AND unit IS NOT NULL AND gone IS NULL", err);
	stmt_text(&st, 1, str_of(name));
	if (stmt_row(&st, err))
		n = stmt_get_int(&st, 0);
	return stmt_close(&st) ? n : 0;
}

static bool site_speaks(struct db *db, bool granted, struct site_row *row, struct err *err)
{
	row->units = site_units(db, row->name, err);
	row->all = granted ? speaks_all(db, row->name, err) : row->units == 0;
	return err->code == ERR_NONE;
}

/* What it is known to have. all, of: where each chain begins, how many changes there are. */
static bool site_lacks(struct db *db, const chain_firsts *all, int64_t of, struct site_row *row,
		       struct err *err)
{
	have_list has = { 0 };
	int64_t lacks = 0;
	struct stmt st;
	bool ok = site_has(db, row->name, &has, err) &&
		  lack_count(db, all, &has, &lacks, &row->oldest_ms, err) &&
		  unheard_contact(db, row->name, &row->contact_ms, err);

	row->of = of;
	row->knows = of - lacks;
	stmt_open(&st, db, "SELECT max(at) FROM peer WHERE site = ?1", err);
	stmt_text(&st, 1, str_of(row->name));
	if (stmt_row(&st, err))
		row->heard_ms = stmt_get_int(&st, 0);
	vec_clear(&has);
	return stmt_close(&st) && ok;
}

static int site_order(const void *a, const void *b)
{
	const struct site_row *x = a, *y = b;

	return x->own != y->own ? (x->own ? -1 : 1) : strcmp(x->name, y->name);
}

bool sites_read(struct db *db, struct arena *mem, site_rows *to, struct err *err)
{
	const char *last = "";
	chain_firsts all = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT h.site, h.id = (SELECT value FROM meta WHERE name = 'chain') + 0, "
		  "coalesce((SELECT hlc >> 16 FROM change WHERE id = h.tip), 0), "
		  "(SELECT count(*) FROM change WHERE chain = h.id), " IS_FORMER("h.site")
		  " FROM chain h UNION ALL SELECT DISTINCT site, 0, 0, 0, 0 FROM peer WHERE site NOT "
		  "IN (SELECT site FROM chain) "
		  "ORDER BY 1",
		  err);
	while (stmt_row(&st, err)) {
		const char *name = stmt_get_text(&st, 0, mem);

		if (strcmp(name, last) != 0)
			*vec_push(to) = (struct site_row){ .name = name };
		last = name;
		site_add(&st, &to->p[to->n - 1]);
	}
	if (!stmt_close(&st))
		return false;
	if (to->n > 0)
		qsort(to->p, to->n, sizeof *to->p, site_order);
	int64_t of = stmt_number(db, "SELECT count(*) FROM change", 0, 0, err);
	bool granted = speaks_granted(db, err), ok = chain_firsts_read(db, &all, err);

	for (size_t i = 0; ok && i < to->n; i++)
		ok = site_speaks(db, granted, &to->p[i], err) && site_renamed(db, mem, &to->p[i], err) &&
		     (to->p[i].own || to->p[i].former || site_lacks(db, &all, of, &to->p[i], err));
	vec_clear(&all);
	return ok;
}

bool stamps_ahead(struct db *db, struct arena *mem, int64_t *ms, const char **site, struct err *err)
{
	int64_t now = clock_now_ms(db->clock);
	struct stmt st;

	*ms = 0;
	*site = "";
	stmt_open(&st, db,
		  "SELECT c.hlc >> 16, h.site, h.site = ?1 FROM chain h JOIN change c ON c.id = h.tip WHERE "
		  "c.hlc >> 16 > ?2 ORDER BY c.hlc DESC",
		  err);
	stmt_text(&st, 1, str_of(db->site));
	stmt_int(&st, 2, now);
	while (!**site && stmt_row(&st, err)) {
		if (*ms == 0)
			*ms = stmt_get_int(&st, 0) - now;
		if (!stmt_get_int(&st, 2))
			*site = stmt_get_text(&st, 1, mem);
	}
	return stmt_close(&st);
}

bool sites_named(struct db *db, struct arena *mem, site_names *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT site FROM (SELECT site FROM chain UNION SELECT site FROM peer) named WHERE site "
		  "<> ?1 AND NOT " IS_FORMER("site") " AND NOT EXISTS (" RENAMED("named.site") ") ORDER BY 1",
		  err);
	stmt_text(&st, 1, str_of(db->site));
	while (stmt_row(&st, err))
		*vec_push(to) = stmt_get_text(&st, 0, mem);
	return stmt_close(&st);
}

/* Two copies of one name that neither of them has told of for so long are one that came from a
 * backup, or one that is no more. */
enum { HEARD_DAYS = 90 };

bool site_heard(struct db *db, const char *name, const have_list *has, int64_t at_ms,
		struct err *err)
{
	struct stmt st;
	int64_t chain, now = clock_now_ms(db->clock);
	have_list least = { 0 };

	if (!have_chain(db, has, name, &chain, err) || !have_least(db, has, &least, err)) {
		vec_clear(&least);
		return false;
	}
	stmt_open(&st, db,
		  "INSERT INTO peer (site, chain, has, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO "
		  "UPDATE SET has = excluded.has, at = max(at, excluded.at)",
		  err);
	stmt_text(&st, 1, str_of(name));
	stmt_int(&st, 2, chain);
	stmt_blob(&st, 3, least.p, least.n * sizeof *least.p);
	stmt_int(&st, 4, at_ms < now ? at_ms : now);
	bool ok = stmt_run(&st, err);

	vec_clear(&least);
	if (!ok)
		return false;
	/* What it said before it had written anything it has said anew. */
	stmt_open(&st, db,
		  "DELETE FROM peer WHERE site = ?1 AND chain <> ?2 AND (chain = 0 OR at < ?3)", err);
	stmt_text(&st, 1, str_of(name));
	stmt_int(&st, 2, chain);
	stmt_int(&st, 3, now - (int64_t)HEARD_DAYS * 24 * 60 * 60 * 1000);
	return stmt_run(&st, err);
}

static void marks_add(struct stmt *st, have_list *to)
{
	const uint8_t *marks = sqlite3_column_blob(st->s, 0);
	size_t n = (size_t)sqlite3_column_bytes(st->s, 0) / sizeof(struct have);

	for (size_t i = 0; i < n; i++)
		memcpy(vec_push(to)->b, marks + i * sizeof(struct have), sizeof(struct have));
}

/* Of several that go by the name what all of them have: each may be the one that gets the file. */
static bool said_has(struct db *db, const char *name, bool *said, have_list *to, struct err *err)
{
	struct stmt st;
	bool ok = true;

	*said = false;
	stmt_open(&st, db, "SELECT has FROM peer WHERE site = ?1 ORDER BY at DESC", err);
	stmt_text(&st, 1, str_of(name));
	while (ok && stmt_row(&st, err)) {
		have_list one = { 0 }, common = { 0 };

		marks_add(&st, *said ? &one : to);
		if (*said) {
			ok = have_common(db, to, &one, &common, err);
			vec_clear(to);
			*to = common;
			vec_clear(&one);
		}
		*said = true;
	}
	return stmt_close(&st) && ok;
}

bool site_has(struct db *db, const char *name, have_list *to, struct err *err)
{
	struct stmt st;
	struct change_hash hash;
	bool said;

	/* What it said goes before what it once made: where a backup was brought back, it has lost
	 * some of its own. */
	if (!said_has(db, name, &said, to, err) || said)
		return err->code == ERR_NONE;
	stmt_open(&st, db,
		  "SELECT c.hash FROM chain h JOIN change c ON c.id = h.tip WHERE h.site = ?1", err);
	stmt_text(&st, 1, str_of(name));
	while (stmt_row(&st, err))
		if (stmt_get_hash(&st, 0, &hash))
			memcpy(vec_push(to)->b, hash.b, sizeof(struct have));
	return stmt_close(&st);
}

/* ---- what is held ---- */

bool held_count(struct db *db, struct held_counts *to, struct err *err)
{
	*to = (struct held_counts){
		.waiting = stmt_number(db, "SELECT count(*) FROM held WHERE why GLOB 'waits *' OR why = 'ready'", 0, 0, err),
		.early = stmt_number(db, "SELECT count(*) FROM held WHERE why = 'clock'", 0, 0, err),
		.many = stmt_number(db, "SELECT count(*) FROM held WHERE why = 'copies'", 0, 0, err),
		.faulty = stmt_number(db, "SELECT count(*) FROM held WHERE why GLOB 'fault *'", 0, 0, err),
		.clashes = stmt_number(db, "SELECT count(*) FROM clash", 0, 0, err),
		.kept = stmt_number(db, "SELECT count(*) FROM change WHERE NOT applied", 0, 0, err),
		.refused = stmt_number(db, "SELECT count(*) FROM change WHERE applied = 2", 0, 0, err),
		.disputed = stmt_number(db, "SELECT count(*) FROM disputed", 0, 0, err),
	};
	return err->code == ERR_NONE;
}
