/* Rows as they are in force, in a table a kind. Values come and go as they stand on the wire: ids,
 * not keys. */
#include "base/gettext.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/ring.h"
#include "store/rows.h"
#include "store/store_private.h"
#include "base/ban.h"

enum { TEXT_MOST = 65536 };

const char *column_name(enum kind k, int column)
{
	return column == COLUMN_GONE ? "gone" : kind_info(k)->columns[column].name;
}

bool value_eq(const struct value *a, const struct value *b)
{
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case VALUE_NULL:
		return true;
	case VALUE_INT:
		return a->number == b->number;
	case VALUE_TEXT:
		return str_eq(a->text, b->text);
	case VALUE_ID:
		break;
	}
	return id_eq(&a->id, &b->id);
}

/* ---- What a column takes ----------------------------------------------------------------------- */

static bool value_wrong(enum kind k, int column, struct err *err)
{
	return err_set(err, ERR_INPUT, _("the value of %s %s has the wrong form"),
		       kind_info(k)->name, column_name(k, column));
}

static bool value_text_fits(enum kind k, int column, struct str s, struct err *err)
{
	if (s.n > TEXT_MOST)
		return err_set(err, ERR_INPUT,
			       _("the text for %s %s has %zu bytes; at most %d are kept"),
			       kind_info(k)->name, column_name(k, column), s.n, TEXT_MOST);
	if (utf8_flaw(s) >= 0 || memchr(s.p, '\0', s.n))
		return err_set(err, ERR_INPUT, _("the text for %s %s is no sound UTF-8"),
			       kind_info(k)->name, column_name(k, column));
	return true;
}

static bool value_int_fits(enum kind k, int column, int64_t n, struct err *err)
{
	const struct column *c = &kind_info(k)->columns[column];

	return (n >= c->least && n <= c->most) ||
	       err_set(err, ERR_INPUT,
		       _("the number for %s %s is %lld; it lies between %lld and %lld"),
		       kind_info(k)->name, c->name, (long long)n, (long long)c->least,
		       (long long)c->most);
}

static bool value_hash_fits(struct str s)
{
	uint8_t hash[HASH_SIZE];

	return hex_parse(s, hash, sizeof hash);
}

bool value_fits(enum kind k, int column, const struct value *v, struct err *err)
{
	date d;
	bool fits = false;

	if (v->type == VALUE_NULL)
		return true;
	if (v->type == VALUE_INT && (v->number > KIND_NUMBER_MOST || v->number < -KIND_NUMBER_MOST))
		return err_set(err, ERR_INPUT, _("the number for %s %s is larger than 2^53"),
			       kind_info(k)->name, column_name(k, column));
	if (column == COLUMN_GONE)
		return (v->type == VALUE_INT && v->number == 1) || value_wrong(k, column, err);
	switch (kind_info(k)->columns[column].type) {
	case COLUMN_TEXT:
		if (v->type == VALUE_TEXT)
			return value_text_fits(k, column, v->text, err);
		break;
	case COLUMN_INT:
		if (v->type == VALUE_INT)
			return value_int_fits(k, column, v->number, err);
		break;
	case COLUMN_DATE:
		fits = v->type == VALUE_TEXT && date_parse(v->text, &d);
		break;
	case COLUMN_ID:
		fits = v->type == VALUE_ID;
		break;
	case COLUMN_HASH:
		fits = v->type == VALUE_TEXT && value_hash_fits(v->text);
		break;
	}
	return fits || value_wrong(k, column, err);
}

/* ---- The statements of a kind --------------------------------------------------------------------- */

static const char *project_sql_load(struct db *db, enum kind k)
{
	const struct kind_info *info = kind_info(k);
	struct buf sql = { 0 };

	if (db->kinds[k].load)
		return db->kinds[k].load;
	buf_puts(&sql, "SELECT t.key, t.gone");
	for (int i = 0; i < info->n; i++) {
		const struct column *c = &info->columns[i];

		if (c->type == COLUMN_ID)
			buf_printf(&sql, ", (SELECT id FROM %s WHERE key = t.%s)",
				   kind_info(c->refers)->table, c->sql);
		else
			buf_printf(&sql, ", t.%s", c->sql);
	}
	buf_printf(&sql, " FROM %s t WHERE t.id = ?1", info->table);
	return db->kinds[k].load = buf_take(&sql);
}

/* ?1 the id, ?2 ... the columns, then what comes from the change. */
static const char *project_sql_insert(struct db *db, enum kind k)
{
	const struct kind_info *info = kind_info(k);
	struct buf sql = { 0 };
	int n = info->n + 1;

	if (db->kinds[k].insert)
		return db->kinds[k].insert;
	buf_printf(&sql, "INSERT INTO %s (id", info->table);
	for (int i = 0; i < info->n; i++)
		buf_printf(&sql, ", %s", info->columns[i].sql);
	if (k == KIND_ENTRY) {
		buf_puts(&sql, ", made_by, made_at");
		n += 2;
	}
	buf_puts(&sql, ") VALUES (?1");
	for (int i = 2; i <= n; i++)
		buf_printf(&sql, ", ?%d", i);
	buf_puts(&sql, ")");
	return db->kinds[k].insert = buf_take(&sql);
}

static const char *project_sql_set(struct db *db, enum kind k, int column)
{
	char **kept = &db->kinds[k].set[column == COLUMN_GONE ? COLUMNS_MOST : column];
	struct buf sql = { 0 };

	if (*kept != NULL)
		return *kept;
	buf_printf(&sql, "UPDATE %s SET %s = ?1 WHERE id = ?2", kind_info(k)->table,
		column == COLUMN_GONE ? "gone" : kind_info(k)->columns[column].sql);
	return *kept = buf_take(&sql);
}

/* ---- Reading and writing ---------------------------------------------------------------------------- */

static struct value project_value(struct stmt *st, int i, const struct column *c, struct arena *mem)
{
	if (stmt_is_null(st, i))
		return V_NULL;
	switch (c->type) {
	case COLUMN_INT:
		return V_INT(stmt_get_int(st, i));
	case COLUMN_ID:
		return V_ID(stmt_get_id(st, i));
	case COLUMN_TEXT:
	case COLUMN_DATE:
	case COLUMN_HASH:
		break;
	}
	struct str s = stmt_get_str(st, i);

	return V_STR(((struct str){ arena_str(mem, s), s.n }));
}

/* What is in force is kept back from what shows where it would close a ring. */
static bool load_kept(struct db *db, enum kind k, const struct id *id, struct projected *to,
		      struct err *err)
{
	struct id target;

	if (!to->key || !stmt_number(db, "SELECT 1 FROM ring LIMIT 1", 0, 0, err))
		return err->code == ERR_NONE;
	for (int i = 0; i < kind_info(k)->n; i++)
		if (ring_column(k, i) && to->values[i].type == VALUE_NULL &&
		    ring_kept(db, k, i, id, &target, err))
			to->values[i] = V_ID(target);
	return err->code == ERR_NONE;
}

bool project_load(struct db *db, enum kind k, const struct id *id, struct arena *mem,
		  struct projected *to, struct err *err)
{
	struct stmt st;

	*to = (struct projected){ 0 };
	stmt_open(&st, db, project_sql_load(db, k), err);
	stmt_id(&st, 1, id);
	if (stmt_row(&st, err)) {
		to->key = stmt_get_int(&st, 0);
		to->gone = stmt_get_int(&st, 1) != 0;
		for (int i = 0; i < kind_info(k)->n; i++)
			to->values[i] = project_value(&st, i + 2, &kind_info(k)->columns[i], mem);
	}
	return stmt_close(&st) && load_kept(db, k, id, to, err);
}

int64_t project_key(struct db *db, enum kind k, const struct id *id, struct err *err)
{
	static const char *const sql[KINDS] = {
#define KEY(kind, table) [kind] = "SELECT key FROM " table " WHERE id = ?1"
		KEY(KIND_PLAN, "plan"), KEY(KIND_SOURCE, "source"), KEY(KIND_ITEM, "item"),
		KEY(KIND_UNIT, "unit"),
		KEY(KIND_NAME, "name"), KEY(KIND_MEMBER, "member"), KEY(KIND_CONTACT, "contact"),
		KEY(KIND_ASSIGNMENT, "assignment"), KEY(KIND_DEADLINE, "deadline"), KEY(KIND_FIGURE,
		"figure"),
		KEY(KIND_TARGET, "target"), KEY(KIND_MEASURE, "measure"), KEY(KIND_PERSON,
		"person"),
		KEY(KIND_SETTING, "setting"), KEY(KIND_RECEIPT, "receipt"), KEY(KIND_DUTY, "duty"),
		KEY(KIND_ENTRY, "entry"),
		KEY(KIND_AMOUNT, "amount"), KEY(KIND_VALUE, "value"),
		KEY(KIND_DAY, "day"), KEY(KIND_HEIR, "heir"),
		KEY(KIND_VIEW, "view"), KEY(KIND_SPEAKS, "speaks"), KEY(KIND_SITE, "site"),
#undef KEY
	};
	struct stmt st;
	int64_t key = 0;

	stmt_open(&st, db, sql[k], err);
	stmt_id(&st, 1, id);
	if (stmt_row(&st, err))
		key = stmt_get_int(&st, 0);
	stmt_close(&st);
	return key;
}

static bool project_bind(struct stmt *st, int i, enum kind k, int column, const struct value *v,
			 struct err *err)
{
	int64_t key;

	switch (v->type) {
	case VALUE_NULL:
		stmt_null(st, i);
		return true;
	case VALUE_INT:
		stmt_int(st, i, v->number);
		return true;
	case VALUE_TEXT:
		stmt_text(st, i, v->text);
		return true;
	case VALUE_ID:
		break;
	}
	key = project_key(st->db, kind_info(k)->columns[column].refers, &v->id, err);
	if (key == 0)
		return err_set(err, ERR_INPUT, _("%s %s names a row that is not there"),
			       kind_info(k)->name, column_name(k, column));
	stmt_int(st, i, key);
	return true;
}

bool project_insert(struct db *db, enum kind k, const struct id *id, const struct field *fields,
		    size_t n, const struct maker *maker, struct err *err)
{
	struct stmt st;
	bool bound = true;
	int after = kind_info(k)->n + 2;

	stmt_open(&st, db, project_sql_insert(db, k), err);
	stmt_id(&st, 1, id);
	for (size_t i = 0; i < n && bound; i++)
		bound = project_bind(&st, fields[i].column + 2, k, fields[i].column,
				     &fields[i].value, err);
	if (k == KIND_ENTRY) {
		stmt_text(&st, after, str_of(maker->by));
		stmt_int(&st, after + 1, maker->at_ms);
	}
	if (bound)
		return stmt_run(&st, err);
	stmt_close(&st);
	return false;
}

/* An item that gets another parent or kind takes its sums along. */
static bool project_moves(enum kind k, int column)
{
	return k == KIND_ITEM && column >= 0 &&
	       (strcmp(column_name(k, column), "parent") == 0 ||
		strcmp(column_name(k, column), "kind") == 0);
}

/* A plan that is opened or closed, gone or back, counts among the open ones or not. */
static bool project_opens(enum kind k, int column)
{
	return k == KIND_PLAN && (column < 0 || strcmp(column_name(k, column), "state") == 0);
}

/* The item that it stood under has other sums, too. */
static void note_parent(struct db *db, int64_t parent)
{
	struct id id;

	if (parent && row_id(db, KIND_ITEM, parent, &id))
		*vec_push(&db->also) = (struct touched){ KIND_ITEM, id };
}

static bool column_set(struct db *db, enum kind k, const struct id *id, int column,
		       const struct value *v, struct err *err)
{
	struct stmt st;
	int64_t key = 0, old_parent = 0;
	bool moves = project_moves(k, column);

	if (moves) {
		key = project_key(db, k, id, err);
		old_parent = stmt_number(db, "SELECT parent FROM item WHERE key = ?1", key, 0, err);
		note_parent(db, old_parent);
	}
	stmt_open(&st, db, project_sql_set(db, k, column), err);
	stmt_id(&st, 2, id);
	if (!project_bind(&st, 1, k, column, v, err)) {
		stmt_close(&st);
		return false;
	}
	return stmt_run(&st, err) && (!moves || tally_item_moved(db, key, old_parent, err)) &&
		(!project_opens(k, column) || tally_plans_changed(db, err));
}

/* Where it points to may close a ring, or open one: then other rows show something else, too. */
static bool ring_set(struct db *db, enum kind k, const struct id *id, int column,
		     const struct value *v, struct err *err)
{
	ring_shows shows = { 0 };
	bool ok = true;

	if (v->type == VALUE_ID && project_key(db, k, &v->id, err) == 0)
		return err_set(err, ERR_INPUT, _("%s %s names a row that is not there"),
			       kind_info(k)->name, column_name(k, column));
	ok = ring_turn(db, k, column, id, v->type == VALUE_ID ? &v->id : NULL, &shows, err);
	for (size_t i = 0; ok && i < shows.n; i++) {
		const struct ring_show *s = &shows.p[i];
		struct value shown = s->nowhere ? V_NULL : V_ID(s->to);

		ok = column_set(db, k, &s->row, column, &shown, err);
		if (!id_eq(&s->row, id))
			*vec_push(&db->also) = (struct touched){ k, s->row };
	}
	vec_clear(&shows);
	return ok;
}

bool project_set(struct db *db, enum kind k, const struct id *id, int column, const struct value *v,
		 struct err *err)
{
	return ring_column(k, column) ? ring_set(db, k, id, column, v, err)
				      : column_set(db, k, id, column, v, err);
}

void project_also(struct db *db, touched_list *to)
{
	for (size_t i = 0; i < db->also.n; i++)
		*vec_push(to) = db->also.p[i];
	db->also.n = 0;
}
