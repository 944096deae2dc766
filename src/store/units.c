/* Units: names, members, contacts. */
#include "base/gettext.h"
#include "store/rows_private.h"

#include "base/ban.h"

#define UNIT_COLUMNS "u.key, u.id, u.name, u.short, u.kind, u.region"

static void read_unit(struct stmt *st, struct arena *mem, struct unit_row *to)
{
	*to = (struct unit_row){
		.key = stmt_get_int(st, 0),
		.id = stmt_get_id(st, 1),
		.name = stmt_get_text(st, 2, mem),
		.shortname = stmt_get_text(st, 3, mem),
		.kind = stmt_get_text(st, 4, mem),
		.region = stmt_get_text(st, 5, mem),
	};
	if (!*to->shortname)
		to->shortname = to->name;
}

static bool read_units(struct stmt *st, struct arena *mem, unit_rows *to, struct err *err)
{
	while (stmt_row(st, err))
		read_unit(st, mem, vec_push(to));
	return stmt_close(st);
}

bool unit_get(struct db *db, int64_t key, struct arena *mem, struct unit_row *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT " UNIT_COLUMNS " FROM unit u WHERE key = ?1 AND gone IS NULL",
		  err);
	stmt_int(&st, 1, key);
	if (!stmt_row(&st, err))
		return row_absent(&st, _("there is no such unit"), err);
	read_unit(&st, mem, to);
	return stmt_close(&st);
}

bool units_read(struct db *db, struct arena *mem, unit_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " UNIT_COLUMNS
		  " FROM unit u WHERE gone IS NULL AND same_as IS NULL ORDER BY name, key",
		  err);
	return read_units(&st, mem, to, err);
}

bool names_read(struct db *db, int64_t unit, struct arena *mem, name_rows *to, struct err *err)
{
	struct stmt st;

	if (unit)
		stmt_open(&st, db,
			  "SELECT unit, name, kind, since, until, id FROM name WHERE unit = ?1 AND "
			  "gone IS NULL ORDER BY key",
			  err);
	else
		stmt_open(&st, db,
			  "SELECT unit, name, kind, since, until, id FROM name WHERE ?1 = 0 AND "
			  "gone IS NULL ORDER BY unit, key",
			  err);
	stmt_int(&st, 1, unit);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct name_row){
			.unit = stmt_get_int(&st, 0),
			.name = stmt_get_text(&st, 1, mem),
			.kind = stmt_get_text(&st, 2, mem),
			.from = stmt_get_date(&st, 3),
			.to = stmt_get_date(&st, 4),
			.id = stmt_get_id(&st, 5),
		};
	return stmt_close(&st);
}

bool contacts_read(struct db *db, int64_t unit, date on, struct arena *mem, contact_rows *to,
		   struct err *err)
{
	char day[DATE_TEXT_SIZE] = "";
	struct stmt st;

	/* Ids are ordered by time: all copies agree about who came first. */
	stmt_open(&st, db,
		  "SELECT unit, id, name, phone, note, until FROM contact WHERE unit = ?1 AND gone "
		  "IS NULL "
		  "AND (until IS NULL OR until >= ?2) ORDER BY coalesce(pos, 0), id",
		  err);
	stmt_int(&st, 1, unit);
	stmt_text(&st, 2, str_of(on == DATE_NONE ? "" : date_text(on, day)));
	while (stmt_row(&st, err))
		*vec_push(to) = (struct contact_row){
			.unit = stmt_get_int(&st, 0),
			.id = stmt_get_id(&st, 1),
			.name = stmt_get_text(&st, 2, mem),
			.phone = stmt_get_text(&st, 3, mem),
			.note = stmt_get_text(&st, 4, mem),
			.to = stmt_get_date(&st, 5),
		};
	return stmt_close(&st);
}

bool members_read(struct db *db, int64_t group, date on, struct arena *mem, unit_rows *to,
		  struct err *err)
{
	char day[DATE_TEXT_SIZE];
	struct stmt st;

	stmt_open(
		&st, db,
		"SELECT " UNIT_COLUMNS
		" FROM member m JOIN unit u ON u.key = m.unit WHERE m.grp = ?1 AND m.gone IS NULL "
		"AND u.gone IS NULL AND (m.since IS NULL OR m.since <= ?2) AND (m.until IS NULL OR "
		"m.until >= ?2) ORDER BY m.key",
		err);
	stmt_int(&st, 1, group);
	stmt_text(&st, 2, str_of(date_text(on, day)));
	return read_units(&st, mem, to, err);
}

static bool read_members(struct stmt *st, member_rows *to, struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(to) = (struct member_row){
			.group = stmt_get_int(st, 0),
			.unit = stmt_get_int(st, 1),
			.from = stmt_get_date(st, 2),
			.to = stmt_get_date(st, 3),
		};
	return stmt_close(st);
}

bool member_rows_read(struct db *db, int64_t group, member_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT grp, unit, since, until FROM member WHERE grp = ?1 AND gone IS NULL "
		  "ORDER BY key",
		  err);
	stmt_int(&st, 1, group);
	return read_members(&st, to, err);
}

bool groups_with_members(struct db *db, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT DISTINCT grp FROM member WHERE gone IS NULL ORDER BY grp", err);
	return rows_take_keys(&st, to, err);
}

bool members_of_item(struct db *db, int64_t item, member_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT grp, unit, since, until FROM member WHERE grp IN (SELECT unit FROM "
		  "assignment WHERE item = ?1 "
		  "AND gone IS NULL) AND gone IS NULL ORDER BY key",
		  err);
	stmt_int(&st, 1, item);
	return read_members(&st, to, err);
}

static const char *heir_kind(struct stmt *st, int i)
{
	return str_is(stmt_get_str(st, i), "split") ? "split" : "merge";
}

static bool read_heirs(struct stmt *st, heir_rows *to, struct err *err)
{
	while (stmt_row(st, err))
		*vec_push(to) = (struct heir_row){
			.unit = stmt_get_int(st, 0),
			.heir = stmt_get_int(st, 1),
			.on = stmt_get_date(st, 2),
			.kind = heir_kind(st, 3),
		};
	return stmt_close(st);
}

#define HEIR_COLUMNS "SELECT h.unit, h.heir, h.since, h.kind FROM heir h JOIN unit n ON n.key = h.heir AND n.gone IS NULL WHERE h.gone IS NULL "

bool heirs_of_item(struct db *db, int64_t item, heir_rows *to, struct err *err)
{
	struct stmt st;

	/* Most ledgers know of no reorganisation, and all of a thousand items ask. */
	if (!stmt_number(db, "SELECT 1 FROM heir LIMIT 1", 0, 0, err))
		return err->code == ERR_NONE;
	stmt_open(&st, db,
		  "WITH RECURSIVE u(key) AS (SELECT unit FROM assignment WHERE item = ?1 AND gone "
		  "IS NULL "
		  "UNION SELECT m.unit FROM assignment a JOIN member m ON m.grp = a.unit WHERE "
		  "a.item = ?1 AND a.gone IS NULL AND m.gone IS NULL "
		  "UNION SELECT h.heir FROM u JOIN heir h ON h.unit = u.key WHERE h.gone IS "
		  "NULL) " HEIR_COLUMNS "AND h.unit IN u ORDER BY h.since, h.id",
		  err);
	stmt_int(&st, 1, item);
	return read_heirs(&st, to, err);
}

bool heirs_of_unit(struct db *db, int64_t unit, heir_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, HEIR_COLUMNS "AND (?1 = 0 OR h.unit = ?1) ORDER BY h.since, h.id", err);
	stmt_int(&st, 1, unit);
	return read_heirs(&st, to, err);
}

bool heirs_before_unit(struct db *db, int64_t unit, heir_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, HEIR_COLUMNS "AND h.heir = ?1 ORDER BY h.since, h.id", err);
	stmt_int(&st, 1, unit);
	return read_heirs(&st, to, err);
}

bool units_joined(struct db *db, int64_t unit, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT same_as FROM unit WHERE key = ?1 AND same_as IS NOT NULL UNION SELECT key "
		  "FROM unit WHERE same_as = ?1",
		  err);
	stmt_int(&st, 1, unit);
	while (stmt_row(&st, err))
		*vec_push(to) = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

bool unit_has_heirs(struct db *db, int64_t unit)
{
	struct err none = { 0 };

	return stmt_number(db,
			   "SELECT 1 FROM heir WHERE unit = ?1 UNION ALL SELECT 1 FROM heir WHERE "
			   "heir = ?1 LIMIT 1",
			   unit, 0, &none) != 0;
}
