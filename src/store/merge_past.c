/* Does a line know of all that it writes to and names? That follows from the line and its past alone:
 * what else is here must not count, as it may not be elsewhere yet. */
#include "base/map.h"
#include "store/merge_private.h"
#include "store/past.h"

#include "base/ban.h"

struct needs {
	struct db *db;
	const struct arrival *a;
	struct map *made;          /* rows that the line has made so far */
	struct err *err;
};

/* ---- rows of the line itself ---- */

struct row_name { char bytes[1 + ID_SIZE]; };

static struct str row_name(enum kind k, const struct id *id, struct row_name *room)
{
	room->bytes[0] = (char)k;
	memcpy(room->bytes + 1, id->b, sizeof id->b);
	return (struct str){ room->bytes, sizeof room->bytes };
}

static bool is_made(struct needs *n, enum kind k, const struct id *id)
{
	struct row_name room;

	return map_at(n->made, row_name(k, id, &room), false) != NULL;
}

static void note_made(struct needs *n, enum kind k, const struct id *id)
{
	struct row_name room;

	*map_at(n->made, row_name(k, id, &room), true) = 1;
}

/* ---- rows of its past ---- */

static bool row_in_past(struct needs *n, enum kind k, const struct id *row)
{
	struct stmt st;

	if (is_made(n, k, row))
		return true;
	stmt_open(&st, n->db,
		  "SELECT 1 FROM cell c JOIN change h ON h.id = c.change WHERE c.row = ?1 AND c.kind "
		  "= ?5 AND c.col = '*' AND c.hlc < ?4 AND CASE h.chain WHEN ?2 THEN h.seq < ?3 ELSE "
		  "h.seq <= (SELECT upto FROM seen WHERE chain = ?2 AND other = h.chain AND seq <= ?3 "
		  "ORDER BY seq DESC LIMIT 1) END LIMIT 1",
		  n->err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, n->a->at.chain);
	stmt_int(&st, 3, n->a->at.seq);
	stmt_int(&st, 4, n->a->at.hlc);
	stmt_int(&st, 5, k);
	bool there = stmt_row(&st, n->err);

	return stmt_close(&st) && there;
}

static bool value_known(struct needs *n, enum kind k, int column, const struct value *v)
{
	return v->type != VALUE_ID || row_in_past(n, kind_info(k)->columns[column].refers, &v->id);
}

/* A row that nothing natural names is made once, by who could give it its id: else somebody might make
 * another's anew, with a stamp of any year. */
static bool is_bound(struct needs *n, const struct body_set *s)
{
	return !s->makes_row || (s->kind != KIND_ENTRY && s->kind != KIND_CONTACT) ||
	       id_binds(&s->id, kind_info(s->kind)->name, str_of(n->a->body->site),
			str_of(n->a->body->by));
}

static bool set_known(struct needs *n, const struct body_set *s)
{
	bool known = true;

	if (!s->makes_row)
		return row_in_past(n, s->kind, &s->id) &&
		       value_known(n, s->kind, s->column, &s->new);
	for (size_t i = 0; known && i < s->n; i++)
		known = value_known(n, s->kind, s->fields[i].column, &s->fields[i].value);
	if (known)
		note_made(n, s->kind, &s->id);
	return known;
}

bool line_knows(struct db *db, const struct arrival *a, const struct json_doc *doc, const char **lacks,
		struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct needs n = { .db = db, .a = a, .made = map_new(), .err = err };
	struct body_set s;
	bool ok = true;

	*lacks = NULL;
	/* To its end: whether it is a sound line must not hang on what it knows. */
	for (size_t i = 0; ok && i < body_count(doc); i++) {
		ok = body_get(doc, i, room, &s, err);
		if (ok && !*lacks)
			*lacks = !is_bound(&n, &s) ? REFUSED_MADE : !set_known(&n, &s) ? REFUSED_PAST : NULL;
	}
	map_free(n.made);
	return ok && err->code == ERR_NONE;
}
