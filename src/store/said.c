#include "store/said.h"

#include <stdlib.h>

#include "base/mem.h"

#include "base/ban.h"

/* So many lines stay, and so many bytes of them; the last two in any case. */
enum { SAID_MOST = 64, SAID_BYTES_MOST = 4 << 20, SAID_LEAST = 2 };

/* Where in its line a row is written. */
struct said_row { struct id id; size_t at; };

struct said {
	struct change_hash hash;
	struct json_doc *doc;
	VEC(struct said_row) rows;      /* by id, then as they stand in the line */
	size_t bytes;
	int64_t used;
};

struct said_lines {
	VEC(struct said) lines;
	size_t bytes;
	int64_t clock;
};

static int row_order(const void *a, const void *b)
{
	const struct said_row *x = a, *y = b;
	int order = memcmp(x->id.b, y->id.b, sizeof x->id.b);

	return order ? order : x->at < y->at ? -1 : x->at > y->at;
}

static void line_drop(struct said_lines *l, size_t i)
{
	json_doc_free(l->lines.p[i].doc);
	vec_clear(&l->lines.p[i].rows);
	l->bytes -= l->lines.p[i].bytes;
	l->lines.p[i] = l->lines.p[--l->lines.n];
}

static void lines_make_room(struct said_lines *l)
{
	while (l->lines.n >= SAID_MOST || (l->lines.n >= SAID_LEAST && l->bytes > SAID_BYTES_MOST)) {
		size_t oldest = 0;

		for (size_t i = 1; i < l->lines.n; i++)
			if (l->lines.p[i].used < l->lines.p[oldest].used)
				oldest = i;
		line_drop(l, oldest);
	}
}

void said_clear(struct db *db)
{
	if (!db->said)
		return;
	while (db->said->lines.n > 0)
		line_drop(db->said, db->said->lines.n - 1);
	vec_clear(&db->said->lines);
	free(db->said);
	db->said = NULL;
}

/* One whose id cannot be read says nothing of any row. */
static void rows_index(struct said *s)
{
	const struct json_node *sets = json_get(json_root(s->doc), "set");

	for (size_t i = 0; i < json_count(sets); i++) {
		struct said_row row = { .at = i };

		if (id_parse(json_as_str(json_at(json_at(sets, i), 1)), &row.id))
			*vec_push(&s->rows) = row;
	}
	if (s->rows.n > 0)
		qsort(s->rows.p, s->rows.n, sizeof *s->rows.p, row_order);
}

static struct said *line_load(struct db *db, int64_t key, const struct change_hash *hash,
			      struct err *err)
{
	struct stmt st;
	struct said s = { .hash = *hash };

	stmt_open(&st, db, "SELECT body FROM change WHERE id = ?1", err);
	stmt_int(&st, 1, key);
	if (stmt_row(&st, err)) {
		struct str body = stmt_get_str(&st, 0);

		s.bytes = body.n;
		s.doc = json_read(body, err);
	}
	stmt_close(&st);
	if (!s.doc)
		return NULL;
	rows_index(&s);
	lines_make_room(db->said);
	db->said->bytes += s.bytes;
	*vec_push(&db->said->lines) = s;
	return &db->said->lines.p[db->said->lines.n - 1];
}

static struct said *line_find(struct db *db, int64_t key, const struct change_hash *hash,
			      struct err *err)
{
	struct said *found = NULL;

	if (!db->said)
		db->said = mem_alloc(sizeof *db->said);
	for (size_t i = 0; !found && i < db->said->lines.n; i++)
		if (memcmp(db->said->lines.p[i].hash.b, hash->b, HASH_SIZE) == 0)
			found = &db->said->lines.p[i];
	if (!found)
		found = line_load(db, key, hash, err);
	if (found)
		found->used = ++db->said->clock;
	return found;
}

/* The first write of that row. */
static size_t rows_first(const struct said *s, const struct id *id)
{
	size_t from = 0, to = s->rows.n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (memcmp(s->rows.p[mid].id.b, id->b, sizeof id->b) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

bool said_by(struct db *db, int64_t key, const struct change_hash *hash, const struct body_set *s,
	     struct field room[COLUMNS_MOST], struct body_set *to, struct err *err)
{
	const struct said *line = line_find(db, key, hash, err);
	bool found = false;

	if (!line)
		return false;
	for (size_t i = rows_first(line, &s->id);
	     !found && i < line->rows.n && id_eq(&line->rows.p[i].id, &s->id); i++)
		found = body_get(line->doc, line->rows.p[i].at, room, to, err) &&
			to->kind == s->kind && to->makes_row == s->makes_row &&
			(s->makes_row || to->column == s->column);
	return found && err->code == ERR_NONE;
}
