/* What an action wrote, cell by cell, as it stands in its lines. */
#include "store/log.h"

#include "store/change_private.h"
#include "store/log_body.h"

#include "base/ban.h"

struct reading {
	size_t most, all;
	struct arena *mem;
	log_writes *to;
};

/* The texts of a line end with it. */
static struct value value_kept(struct value v, struct arena *mem)
{
	if (v.type == VALUE_TEXT)
		v.text = str_of(arena_str(mem, v.text));
	return v;
}

static void write_add(struct reading *r, const struct body_set *s, int column, struct value old,
		      struct value new)
{
	if (r->all++ >= r->most)
		return;
	*vec_push(r->to) = (struct log_write){ .kind = s->kind, .id = s->id, .made = s->makes_row, .column = column,
		.old = value_kept(old, r->mem), .new = value_kept(new, r->mem) };
}

static void set_add(struct reading *r, const struct body_set *s)
{
	const struct value none = V_NULL;

	if (!s->makes_row)
		write_add(r, s, s->column == COLUMN_GONE ? LOG_GONE : s->column, s->old, s->new);
	else if (s->n == 0)
		write_add(r, s, LOG_ROW, none, none);
	for (size_t i = 0; s->makes_row && i < s->n; i++)
		write_add(r, s, s->fields[i].column, none, s->fields[i].value);
}

static bool doc_read(struct reading *r, const struct json_doc *doc, struct err *err)
{
	struct field room[COLUMNS_MOST];
	struct body_set s;
	size_t n = body_count(doc), i = 0;

	for (; i < n && body_get(doc, i, room, &s, err); i++)
		set_add(r, &s);
	return i == n;
}

static bool line_read(struct reading *r, struct str line, struct err *err)
{
	struct json_doc *doc = json_read(line, err);
	bool ok = doc && doc_read(r, doc, err);

	json_doc_free(doc);
	return ok;
}

bool body_writes(const struct json_doc *line, struct arena *mem, log_writes *to, struct err *err)
{
	struct reading r = { .most = SIZE_MAX, .mem = mem, .to = to };

	return doc_read(&r, line, err);
}

bool log_writes_read(struct db *db, const struct change_hash *hash, size_t most, struct arena *mem,
		     log_writes *to, size_t *all, struct err *err)
{
	struct reading r = { .most = most, .mem = mem, .to = to };
	struct action a;
	struct stmt st;
	bool done = true;

	*all = 0;
	if (!action_find(db, hash, mem, &a, err))
		return false;
	stmt_open(&st, db,
		  "SELECT body FROM change WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3 ORDER BY seq",
		  err);
	stmt_int(&st, 1, a.chain);
	stmt_int(&st, 2, a.first_seq);
	stmt_int(&st, 3, a.last_seq);
	while (done && stmt_row(&st, err))
		done = line_read(&r, stmt_get_str(&st, 0), err);
	*all = r.all;
	return stmt_close(&st) && done;
}

const struct value *row_cells(struct db *db, enum kind k, const struct id *id, struct arena *mem)
{
	struct projected *row = arena_alloc(mem, sizeof *row);
	struct err none = { 0 };

	return project_load(db, k, id, mem, row, &none) && row->key ? row->values : NULL;
}
