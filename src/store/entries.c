/* What units did: receipts, entries, and the cells of duties. */
#include "base/gettext.h"
#include "store/rows_private.h"

#include "base/ban.h"

bool receipt_get(struct db *db, int64_t item, int64_t unit, struct receipt_row *to)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT item, unit, signed FROM receipt WHERE item = ?1 AND unit = ?2 AND gone "
		  "IS NULL AND signed IS NOT NULL",
		  &err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	bool found = stmt_row(&st, &err);
	if (found)
		*to = (struct receipt_row){ stmt_get_int(&st, 0), stmt_get_int(&st, 1), stmt_get_date(&st, 2) };
	return stmt_close(&st) && found;
}

bool receipts_read(struct db *db, int64_t item, receipt_rows *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT item, unit, signed FROM receipt WHERE item = ?1 AND gone IS NULL AND "
		  "signed IS NOT NULL ORDER BY key",
		  err);
	stmt_int(&st, 1, item);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct receipt_row){ stmt_get_int(&st, 0), stmt_get_int(&st, 1), stmt_get_date(&st, 2) };
	return stmt_close(&st);
}

#define DUTY_COLUMNS "d.item, d.unit, d.deadline, d.occ, d.id, e.id, d.review, d.state, d.due, e.verb, e.day, d.extension, d.asked, d.asked_on, d.closed_due, d.closed_act_by, d.light"
#define DUTY_TABLES " FROM duty d LEFT JOIN entry e ON e.key = d.report AND e.gone IS NULL WHERE d.gone IS NULL AND "

static void read_duty(struct stmt *st, struct arena *mem, struct duty_row *to)
{
	*to = (struct duty_row){
		.item = stmt_get_int(st, 0),
		.unit = stmt_get_int(st, 1),
		.deadline = stmt_get_int(st, 2),
		.occ = stmt_get_text(st, 3, mem),
		.id = stmt_get_id(st, 4),
		.report = stmt_get_id(st, 5),
		.has_report = !stmt_is_null(st, 5),
		.review = stmt_get_text(st, 6, mem),
		.state = stmt_get_text(st, 7, mem),
		.due = stmt_get_date(st, 8),
		.report_verb = stmt_is_null(st, 9) ? NULL : stmt_get_text(st, 9, mem),
		.report_on = stmt_get_date(st, 10),
		.extension = stmt_get_text(st, 11, mem),
		.asked = stmt_get_date(st, 12),
		.asked_on = stmt_get_date(st, 13),
		.closed_due = stmt_get_date(st, 14),
		.closed_act_by = stmt_get_date(st, 15),
		.light = stmt_get_text(st, 16, mem),
	};
}

bool duty_get(struct db *db, int64_t item, int64_t unit, int64_t deadline, const char *occ,
	      struct arena *mem, struct duty_row *to)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " DUTY_COLUMNS DUTY_TABLES
		  "d.item = ?1 AND d.unit = ?2 AND d.deadline = ?3 AND d.occ = ?4",
		  &err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	stmt_int(&st, 3, deadline);
	stmt_text(&st, 4, str_of(occ));
	bool found = stmt_row(&st, &err);
	if (found)
		read_duty(&st, mem, to);
	return stmt_close(&st) && found;
}

bool item_has_granted(struct db *db, int64_t item)
{
	struct err none = { 0 };

	return stmt_number(db,
			   "SELECT 1 FROM duty WHERE item = ?1 AND due IS NOT NULL AND gone IS "
			   "NULL LIMIT 1",
			   item, 0, &none) != 0;
}

bool duty_rows_between(struct db *db, int64_t from, int64_t to, struct arena *mem, duty_rows *list,
		       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " DUTY_COLUMNS DUTY_TABLES
		  "d.item BETWEEN ?1 AND ?2 ORDER BY d.item, d.key",
		  err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, to);
	while (stmt_row(&st, err))
		read_duty(&st, mem, vec_push(list));
	return stmt_close(&st);
}

bool duty_rows_read(struct db *db, int64_t item, int64_t unit, struct arena *mem, duty_rows *to,
		    struct err *err)
{
	struct stmt st;

	if (!unit)
		return duty_rows_between(db, item, item, mem, to, err);
	stmt_open(&st, db,
		  "SELECT " DUTY_COLUMNS DUTY_TABLES "d.item = ?1 AND d.unit = ?2 ORDER BY d.key",
		  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	while (stmt_row(&st, err))
		read_duty(&st, mem, vec_push(to));
	return stmt_close(&st);
}

/* The stamp of the change that made it: what was entered within a second has the same order at all
 * copies, whichever came there first. */
#define ENTRY_STAMP "(SELECT max(c.hlc) FROM cell c WHERE c.row = entry.id AND c.col = '*')"
#define URGES(of) "SELECT item, unit, deadline, occ, promised, made_at, CASE WHEN promised IS NOT NULL THEN " ENTRY_STAMP " END FROM entry WHERE verb = 'urge' AND " of " AND gone IS NULL ORDER BY item, unit, key"

/* Was it promised after what is there? Of one stamp at two copies the later day. */
static bool is_later(struct stmt *st, const struct urge_row *at)
{
	int64_t made_at = stmt_get_int(st, 5), hlc = stmt_get_int(st, 6);

	if (made_at != at->promised_at)
		return made_at > at->promised_at;
	return hlc != at->promised_hlc ? hlc > at->promised_hlc
				       : hlc == 0 || stmt_get_date(st, 4) > at->promised;
}

/* Counts one urging. Those of an item's unit follow one another: its duty is one of the last. */
static void urge_take(struct stmt *st, struct arena *mem, urge_rows *to)
{
	struct urge_row now = { .item = stmt_get_int(st, 0), .unit = stmt_get_int(st, 1),
		.deadline = stmt_get_int(st, 2), .promised = DATE_NONE,
		.promised_at = INT64_MIN };
	struct str occ = stmt_get_str(st, 3);
	struct urge_row *at = NULL;

	for (size_t i = to->n;
	     !at && i-- > 0 && to->p[i].item == now.item && to->p[i].unit == now.unit;)
		if (to->p[i].deadline == now.deadline && str_is(occ, to->p[i].occ))
			at = &to->p[i];
	if (!at) {
		now.occ = arena_str(mem, occ);
		at = vec_push(to);
		*at = now;
	}
	at->n++;
	if (!stmt_is_null(st, 4) && is_later(st, at)) {
		at->promised = stmt_get_date(st, 4);
		at->promised_at = stmt_get_int(st, 5);
		at->promised_hlc = stmt_get_int(st, 6);
	}
}

static bool read_urges(struct stmt *st, struct arena *mem, urge_rows *to, struct err *err)
{
	while (stmt_row(st, err))
		urge_take(st, mem, to);
	return stmt_close(st);
}

bool urges_between(struct db *db, int64_t from, int64_t to, struct arena *mem, urge_rows *list,
		   struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, URGES("item BETWEEN ?1 AND ?2"), err);
	stmt_int(&st, 1, from);
	stmt_int(&st, 2, to);
	return read_urges(&st, mem, list, err);
}

bool urges_read(struct db *db, int64_t item, int64_t unit, struct arena *mem, urge_rows *to,
		struct err *err)
{
	struct stmt st;

	if (!unit)
		return urges_between(db, item, item, mem, to, err);
	/* Not as a range: all urgings of the unit would be gone through. */
	stmt_open(&st, db, URGES("item = ?1 AND unit = ?2"), err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	return read_urges(&st, mem, to, err);
}

#define ENTRY_COLUMNS "key, item, unit, deadline, id, occ, verb, text, way, who, made_by, day, promised, made_at, gone, level, " ENTRY_INTERNAL
/* As sight.c leaves them out: a look at few rows, of remarks alone. */
#define ENTRY_INTERNAL "CASE WHEN verb = 'remark' AND coalesce(level, '') <> 'open' THEN EXISTS (SELECT 1 FROM person p " \
	"WHERE p.role = 'admin') AND NOT EXISTS (SELECT 1 FROM person p WHERE p.login = made_by AND p.role = 'reporter') ELSE 0 END"

static void read_entry(struct stmt *st, struct arena *mem, struct entry_row *to)
{
	*to = (struct entry_row){
		.key = stmt_get_int(st, 0),
		.item = stmt_get_int(st, 1),
		.unit = stmt_get_int(st, 2),
		.deadline = stmt_get_int(st, 3),
		.id = stmt_get_id(st, 4),
		.occ = stmt_get_text(st, 5, mem),
		.verb = stmt_get_text(st, 6, mem),
		.text = stmt_get_text(st, 7, mem),
		.way = stmt_get_text(st, 8, mem),
		.who = stmt_get_text(st, 9, mem),
		.by = stmt_get_text(st, 10, mem),
		.on = stmt_get_date(st, 11),
		.promised = stmt_get_date(st, 12),
		.at_ms = stmt_get_int(st, 13),
		.gone = stmt_get_int(st, 14) != 0,
		.level = stmt_get_text(st, 15, mem),
		.internal = stmt_get_int(st, 16) != 0,
	};
}

bool entry_get(struct db *db, const struct id *id, struct arena *mem, struct entry_row *to,
	       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT " ENTRY_COLUMNS " FROM entry WHERE id = ?1", err);
	stmt_id(&st, 1, id);
	if (!stmt_row(&st, err))
		return row_absent(&st, _("there is no such entry"), err);
	read_entry(&st, mem, to);
	return stmt_close(&st);
}

bool extensions_read(struct db *db, int64_t item, int64_t unit, struct arena *mem, entry_rows *to,
		     struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " ENTRY_COLUMNS " FROM entry WHERE item = ?1 AND (?2 = 0 OR +unit = ?2) "
					  "AND verb IN ('extend', 'grant') "
		  "AND gone IS NULL ORDER BY made_at, " ENTRY_STAMP ", key",
		  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	while (stmt_row(&st, err))
		read_entry(&st, mem, vec_push(to));
	return stmt_close(&st);
}

bool entry_is_set_aside(struct db *db, const struct entry_row *e)
{
	struct err ignore = { 0 };
	struct stmt st;

	if (!e->deadline || (strcmp(e->verb, "report") != 0 && strcmp(e->verb, "none") != 0 &&
			     strcmp(e->verb, "zero") != 0))
		return false;
	stmt_open(&st, db,
		  "SELECT 1 FROM duty d JOIN entry r ON r.key = d.report WHERE d.item = ?1 AND d.unit "
		  "= ?2 AND d.deadline = ?3 AND d.occ = ?4 AND d.gone IS NULL AND r.gone IS NULL AND "
		  "r.made_at < (SELECT made_at FROM entry WHERE key = ?5)",
		  &ignore);
	stmt_int(&st, 1, e->item);
	stmt_int(&st, 2, e->unit);
	stmt_int(&st, 3, e->deadline);
	stmt_text(&st, 4, str_of(e->occ));
	stmt_int(&st, 5, e->key);
	bool aside = stmt_row(&st, &ignore);

	stmt_close(&st);
	return aside;
}

/* The newest, the last made first. Only those that can be among them are asked for their stamps. */
#define ENTRY_TIE "(SELECT printf('%016x', c.hlc) || hex(h.hash) FROM cell c JOIN change h ON h.id = c.change " \
	"WHERE c.row = entry.id AND c.col = '*' ORDER BY c.hlc DESC LIMIT 1)"
#define NEWEST(where, limit) "SELECT " ENTRY_COLUMNS " FROM entry WHERE " where " AND made_at >= (SELECT min(made_at) FROM " \
	"(SELECT made_at FROM entry WHERE " where " ORDER BY made_at DESC LIMIT " limit ")) " \
	"ORDER BY made_at DESC, " ENTRY_TIE " DESC, key DESC LIMIT " limit

/* The smaller index of the two narrows. */
bool entries_read(struct db *db, int64_t item, int64_t unit, int limit, struct arena *mem,
		  entry_rows *to, struct err *err)
{
	struct stmt st;

	if (item && unit)
		stmt_open(&st, db, NEWEST("item = ?1 AND +unit = ?2 AND gone IS NULL", "?3"), err);
	else if (item)
		stmt_open(&st, db, NEWEST("item = ?1 AND ?2 = 0 AND gone IS NULL", "?3"), err);
	else if (unit)
		stmt_open(&st, db, NEWEST("?1 = 0 AND unit = ?2 AND gone IS NULL", "?3"), err);
	else
		stmt_open(&st, db,
			  "SELECT " ENTRY_COLUMNS
			  " FROM entry WHERE ?1 = ?2 AND gone IS NULL ORDER BY key DESC LIMIT ?3",
			  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	stmt_int(&st, 3, limit);
	while (stmt_row(&st, err))
		read_entry(&st, mem, vec_push(to));
	return stmt_close(&st);
}

/* Each by the index: an item may have thousands of others. */
#define OF_VERBS "gone IS NULL AND verb IN (?3, ?4, ?5)"
enum { VERBS_AT = 3, VERBS_MOST = 3 };

static void bind_verbs(struct stmt *st, const char *verbs)
{
	struct str rest = str_of(verbs), verb;

	for (int i = 0; i < VERBS_MOST; i++)
		if (str_cut(&rest, ' ', &verb))
			stmt_text(st, VERBS_AT + i, verb);
		else
			stmt_null(st, VERBS_AT + i);
}

bool entry_last(struct db *db, int64_t item, int64_t unit, const char *verbs, struct arena *mem,
		struct entry_row *to)
{
	struct err err = { 0 };
	struct stmt st;

	if (item)
		stmt_open(&st, db, NEWEST("item = ?1 AND (?2 = 0 OR +unit = ?2) AND " OF_VERBS, "1"),
			  &err);
	else
		stmt_open(&st, db, NEWEST("?1 = 0 AND unit = ?2 AND " OF_VERBS, "1"), &err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	bind_verbs(&st, verbs);
	bool found = stmt_row(&st, &err);
	if (found)
		read_entry(&st, mem, to);
	return stmt_close(&st) && found;
}

bool entry_authors(struct db *db, size_t most, struct arena *mem, author_list *to, bool *all,
		   struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT DISTINCT made_by FROM (SELECT made_by FROM entry WHERE gone IS NULL "
		  "ORDER BY key DESC LIMIT ?1) WHERE made_by IS NOT NULL ORDER BY made_by",
		  err);
	stmt_int(&st, 1, (int64_t)most);
	while (stmt_row(&st, err))
		*vec_push(to) = stmt_get_text(&st, 0, mem);
	if (!stmt_close(&st))
		return false;
	stmt_open(&st, db, "SELECT 1 FROM entry WHERE gone IS NULL LIMIT 1 OFFSET ?1", err);
	stmt_int(&st, 1, (int64_t)most);
	*all = !stmt_row(&st, err);
	return stmt_close(&st);
}

bool entry_last_urging(struct db *db, int64_t unit, struct arena *mem, struct entry_row *to)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db, NEWEST("unit = ?1 AND verb = 'urge' AND gone IS NULL", "1"), &err);
	stmt_int(&st, 1, unit);
	bool found = stmt_row(&st, &err);
	if (found)
		read_entry(&st, mem, to);
	return stmt_close(&st) && found;
}
