/* Plans, their source files, settings, and saved views. */
#include "base/gettext.h"
#include "store/rows_private.h"

#include "base/ban.h"

#define PLAN_COLUMNS "key, id, title, number, region, state, year, issued, handed"

static void read_plan(struct stmt *st, struct arena *mem, struct plan_row *to)
{
	*to = (struct plan_row){
		.key = stmt_get_int(st, 0),
		.id = stmt_get_id(st, 1),
		.title = stmt_get_text(st, 2, mem),
		.number = stmt_get_text(st, 3, mem),
		.region = stmt_get_text(st, 4, mem),
		.state = stmt_get_text(st, 5, mem),
		.year = (int)stmt_get_int(st, 6),
		.issued = stmt_get_date(st, 7),
		.handed = stmt_get_date(st, 8),
	};
}

bool plan_get(struct db *db, int64_t key, struct arena *mem, struct plan_row *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT " PLAN_COLUMNS " FROM plan WHERE key = ?1 AND gone IS NULL",
		  err);
	stmt_int(&st, 1, key);
	if (!stmt_row(&st, err))
		return row_absent(&st, _("there is no such plan"), err);
	read_plan(&st, mem, to);
	return stmt_close(&st);
}

bool plans_read(struct db *db, bool open_only, struct arena *mem, plan_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(
		&st, db,
		"SELECT " PLAN_COLUMNS
		" FROM plan WHERE gone IS NULL AND same_as IS NULL AND (?1 = 0 OR state = 'open') "
		"ORDER BY key",
		err);
	stmt_int(&st, 1, open_only);
	while (stmt_row(&st, err))
		read_plan(&st, mem, vec_push(to));
	return stmt_close(&st);
}

bool source_read(struct db *db, int64_t plan, struct arena *mem, const char **name,
		 struct str *bytes, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT s.name, b.bytes FROM source s JOIN blob b ON b.sha = s.sha WHERE s.plan "
		  "= ?1 AND s.gone IS NULL "
		  "ORDER BY s.key LIMIT 1",
		  err);
	stmt_int(&st, 1, plan);
	if (!stmt_row(&st, err))
		return row_absent(&st, _("the source file of this plan was not kept"), err);
	*name = stmt_get_text(&st, 0, mem);
	size_t n = (size_t)sqlite3_column_bytes(st.s, 1);
	const void *p = sqlite3_column_blob(st.s, 1);
	char *copy = arena_alloc(mem, n + 1);
	if (n)
		memcpy(copy, p, n);
	*bytes = (struct str){ copy, n };
	return stmt_close(&st);
}

bool sources_read(struct db *db, int64_t plan, id_list *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT id FROM source WHERE plan = ?1 AND gone IS NULL ORDER BY key",
		  err);
	stmt_int(&st, 1, plan);
	return rows_take_ids(&st, to, err);
}

const char *setting_get(struct db *db, const char *name, struct arena *mem)
{
	struct err err = { 0 };
	struct stmt st;
	const char *value = NULL;

	stmt_open(&st, db, "SELECT value FROM setting WHERE name = ?1 AND gone IS NULL", &err);
	stmt_text(&st, 1, str_of(name));
	if (stmt_row(&st, &err) && !stmt_is_null(&st, 0))
		value = stmt_get_text(&st, 0, mem);
	stmt_close(&st);
	return value;
}

#define PERSON_COLUMNS \
	"SELECT id, coalesce(login, ''), coalesce(name, ''), coalesce(role, ''), " \
	"coalesce(public_key, ''), coalesce(unit, 0), coalesce(gone, 0) FROM person "

static struct person_row person_take(struct stmt *st, struct arena *mem)
{
	return (struct person_row){ stmt_get_id(st, 0), stmt_get_text(st, 1, mem),
				    stmt_get_text(st, 2, mem), stmt_get_text(st, 3, mem),
				    stmt_get_text(st, 4, mem), stmt_get_int(st, 5),
				    stmt_get_int(st, 6) != 0 };
}

bool persons_read(struct db *db, struct arena *mem, person_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, PERSON_COLUMNS "ORDER BY login", err);
	while (stmt_row(&st, err))
		*vec_push(to) = person_take(&st, mem);
	return stmt_close(&st);
}

bool person_get(struct db *db, const struct id *id, struct arena *mem, struct person_row *to,
		struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, PERSON_COLUMNS "WHERE id = ?1 AND gone IS NULL", err);
	stmt_id(&st, 1, id);
	bool there = stmt_row(&st, err);

	if (there)
		*to = person_take(&st, mem);
	return stmt_close(&st) && there;
}

bool speaks_keys(struct db *db, const char *site, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT u.key FROM speaks s JOIN unit u ON u.key = s.unit WHERE s.site = ?1 AND "
		  "s.gone IS NULL ORDER BY u.name, u.key",
		  err);
	stmt_text(&st, 1, str_of(site));
	return rows_take_keys(&st, to, err);
}

int64_t speaks_all_count(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT count(*) FROM speaks WHERE every = 1 AND gone IS NULL", 0, 0, err);
}

bool speaks_granted(struct db *db, struct err *err)
{
	return speaks_all_count(db, err) > 0;
}

bool speaks_all(struct db *db, const char *site, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT 1 FROM speaks WHERE site = ?1 AND every = 1 AND gone IS NULL LIMIT 1", err);
	stmt_text(&st, 1, str_of(site));
	bool all = stmt_row(&st, err);

	return stmt_close(&st) && all;
}

bool person_any_admin(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT 1 FROM person WHERE role = 'admin' AND gone IS NULL LIMIT 1",
			   0, 0, err) == 1;
}

const char *person_get_name(struct db *db, const struct id *id, struct arena *mem)
{
	struct err err = { 0 };
	struct stmt st;
	const char *name = NULL;

	stmt_open(&st, db, "SELECT name FROM person WHERE id = ?1 AND gone IS NULL", &err);
	stmt_id(&st, 1, id);
	if (stmt_row(&st, &err))
		name = stmt_get_text(&st, 0, mem);
	(void)!stmt_close(&st);
	return name;
}

bool views_read(struct db *db, const char *login, struct arena *mem, view_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT id, coalesce(name, ''), coalesce(filter, ''), coalesce(sort, ''), "
		  "coalesce(screen, ''), coalesce(owner, ''), coalesce(digit, 0) FROM view WHERE "
		  "gone IS NULL AND coalesce(owner, '') IN ('', ?1) "
		  "ORDER BY coalesce(owner, '') = '', name, id",
		  err);
	stmt_text(&st, 1, str_of(login));
	while (stmt_row(&st, err))
		*vec_push(to) = (struct view_row){
			.id = stmt_get_id(&st, 0),
			.name = stmt_get_text(&st, 1, mem),
			.filter = stmt_get_text(&st, 2, mem),
			.sort = stmt_get_text(&st, 3, mem),
			.screen = stmt_get_text(&st, 4, mem),
			.owner = stmt_get_text(&st, 5, mem),
			.digit = (int)stmt_get_int(&st, 6),
		};
	return stmt_close(&st);
}
