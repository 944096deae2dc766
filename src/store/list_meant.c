/* Rows that a filter can mean at all, as an index tells by a part of its AND. */
#include "store/where_private.h"

#include "base/ban.h"

enum { FEW = 2000 };

size_t list_few(const struct db *db)
{
	return db->few ? (size_t)db->few : FEW;
}

/* What must hold of all rows: the condition itself, or a part of its AND. */
const struct cond *where_part(const struct cond *top, const struct cond *c)
{
	if (top->kind != COND_AND)
		return c ? NULL : top;
	return c ? c->next : top->first;
}

static void put_days(struct where *w, const struct cond *c)
{
	where_int(w, c->none ? DATE_NONE : c->from == DATE_NONE ? (int64_t)DATE_NONE + 1 : c->from);
	where_add(w, " AND ");
	where_int(w, c->none ? DATE_NONE : c->to == DATE_NONE ? DATE_NEVER : c->to);
}

static void put_by_number(struct where *w, const struct cond *c, bool duties)
{
	where_add(w, duties ? "SELECT d.key FROM duty_state d WHERE d.item IN (" : "");
	for (size_t i = 0; i < c->n_names; i++) {
		where_add(w, i ? " UNION ALL " : "");
		where_add(w, "SELECT key FROM item WHERE number >= ");
		where_text(w, c->names[i]);
		where_add(w, " AND number < ");
		where_text(w, c->names[i]);
		where_add(w, " || '/'");
	}
	where_add(w, duties ? ")" : "");
}

/* Keys of items, or of duties, that a part of the condition leaves, by an index. False: none
 * serves. */
bool list_put_meant(struct where *w, const struct cond *c, bool duties)
{
	const char *key = duties ? "key" : "item";

	switch (c->kind) {
	case COND_NUMBER:
		put_by_number(w, c, duties);
		return c->n_names > 0;
	case COND_UNIT:
		if (!duties) {
			where_add(w, "SELECT item FROM assignment WHERE ");
			where_keys(w, "unit", c);
			where_add(w, " UNION ALL ");
		}
		buf_printf(&w->sql, "SELECT %s FROM duty_state WHERE ", key);
		where_keys(w, "unit", c);
		return c->n_keys > 0;
	case COND_DUE:
		/* What owes nothing has no date either; an item is listed by what its row shows. */
		if ((c->none && !duties) || (w->query->with_items && (c->none || c->review)))
			return false;
		buf_printf(&w->sql, "SELECT %s FROM duty_state WHERE due BETWEEN ", key);
		put_days(w, c);
		/* the review in its place */
		if (c->review)
			buf_printf(&w->sql,
				   " UNION ALL SELECT d.%s FROM deadline p JOIN duty_state d ON "
				   "d.item = p.item AND d.deadline = p.key WHERE p.kind = 'phase'",
				   key);
		return true;
	case COND_PROMISED:
		buf_printf(&w->sql,
			   "SELECT %s FROM duty_state WHERE promised > -2147483648 AND promised "
			   "BETWEEN ",
			   key);
		put_days(w, c);
		return !c->none;
	default:
		return false;
	}
}

/* One that few rows can meet; NULL: none. */
const struct cond *list_find_few(struct where *w, bool duties, struct err *err)
{
	const struct cond *top = w->query->where;
	int64_t few = (int64_t)list_few(w->db);

	for (const struct cond *c = top ? where_part(top, NULL) : NULL; c; c = where_part(top, c)) {
		struct stmt st;
		int64_t n = few + 1;

		where_begin(w);
		where_add(w, "SELECT count(*) FROM (SELECT 1 FROM (");
		if (!list_put_meant(w, c, duties))
			continue;
		where_add(w, ") LIMIT ?1)");
		where_open(w, &st, err);
		stmt_int(&st, 1, few + 1);
		if (stmt_row(&st, err))
			n = stmt_get_int(&st, 0);
		if (!stmt_close(&st))
			return NULL;
		if (n <= few)
			return c;
	}
	return NULL;
}

const struct cond *list_find_part(const struct where *w, enum cond_kind kind)
{
	const struct cond *top = w->query->where, *c = top ? where_part(top, NULL) : NULL;

	while (c && c->kind != kind)
		c = where_part(top, c);
	return c;
}

#define NEAR(kind) "SELECT min(key), max(key) FROM (SELECT i.key FROM item i WHERE i.plan = ?1 AND i.pos >= ?2 AND " \
	"(i.pos > ?2 OR i.key > ?3) " kind "ORDER BY i.pos, i.key LIMIT ?4)"

/* The unit's index tells which of the next rows can be meant: keys of rows that were made together
 * lie together. */
bool list_find_near(const struct where *w, const int64_t last[3], int64_t most,
		    struct list_near *to, struct err *err)
{
	enum { SCATTERED = 8 };
	const struct cond *top = w->query->where;
	struct stmt st;

	*to = (struct list_near){ .units = NULL };
	if (top && top->kind == COND_AND)
		to->units = list_find_part(w, COND_UNIT);
	if (!to->units)
		return true;
	stmt_open(&st, w->db,
		  w->query->of == LIST_CAMPAIGNS ? NEAR("AND i.kind = 'campaign' ") : NEAR(""),
		  err);
	for (int i = 0; i < 3; i++)
		stmt_int(&st, i + 1, last[i]);
	stmt_int(&st, 4, most);
	if (stmt_row(&st, err)) {
		to->from = stmt_get_int(&st, 0);
		to->to = stmt_get_int(&st, 1);
	}
	if (to->to - to->from > SCATTERED * most)
		to->units = NULL;
	return stmt_close(&st);
}

static void put_near_in(struct where *w, const char *table, const struct list_near *near)
{
	buf_printf(&w->sql, "SELECT item FROM %s WHERE ", table);
	where_keys(w, "unit", near->units);
	where_add(w, " AND item BETWEEN ");
	where_int(w, near->from);
	where_add(w, " AND ");
	where_int(w, near->to);
}

void list_put_near(struct where *w, const struct list_near *near)
{
	where_add(w, "i.key IN (");
	put_near_in(w, "assignment", near);
	where_add(w, " UNION ALL ");
	put_near_in(w, "duty_state", near);
	where_add(w, ") AND ");
}
