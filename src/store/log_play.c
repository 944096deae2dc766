/* The rows as they were: the log's writes up to an instant, played into an empty ledger. */
#include "base/gettext.h"
#include "store/change_private.h"
#include "store/log.h"
#include "store/log_body.h"
#include "base/ban.h"

struct play {
	struct db *from, *to;
	struct body body;        /* of the present line */
	int64_t passed;
	struct err *err;
};

/* Is every row there that this write names? One that is not was made by a change with a later
 * time. */
static bool play_fits(struct play *p, const struct body_set *s)
{
	const struct value *v = &s->new;

	if (!s->makes_row)
		return project_key(p->to, s->kind, &s->id, p->err) != 0 &&
		       (v->type != VALUE_ID ||
			project_key(p->to, kind_info(s->kind)->columns[s->column].refers, &v->id,
				    p->err) != 0);
	for (size_t i = 0; i < s->n; i++) {
		v = &s->fields[i].value;
		if (v->type == VALUE_ID &&
		    project_key(p->to, kind_info(s->kind)->columns[s->fields[i].column].refers,
				&v->id, p->err) == 0)
			return false;
	}
	return true;
}

/* Was this column of the row written by itself before this line? */
static bool play_has_own(struct play *p, const struct body_set *s, int column)
{
	struct stmt st;

	stmt_open(&st, p->from, "SELECT 1 FROM cell WHERE row = ?1 AND kind = ?4 AND col = ?2 AND hlc < ?3",
		  p->err);
	stmt_int(&st, 4, s->kind);
	stmt_id(&st, 1, &s->id);
	stmt_text(&st, 2, str_of(column_name(s->kind, column)));
	stmt_int(&st, 3, p->body.hlc);
	bool own = stmt_row(&st, p->err);
	return stmt_close(&st) && own;
}

/* A row that another copy made too shows what the later one made it with, but where a column has a
 * cell of its own: as replay.c has it. */
static bool play_row(struct play *p, const struct body_set *s)
{
	static const struct value null = { .type = VALUE_NULL };
	struct maker maker = { p->body.by, p->body.at_ms };

	if (project_key(p->to, s->kind, &s->id, p->err) == 0)
		return project_insert(p->to, s->kind, &s->id, s->fields, s->n, &maker, p->err);
	for (int column = 0; column < kind_info(s->kind)->n; column++) {
		const struct value *made = &null;
		for (size_t i = 0; i < s->n; i++)
			if (s->fields[i].column == column)
				made = &s->fields[i].value;
		if (!play_has_own(p, s, column) &&
		    !project_set(p->to, s->kind, &s->id, column, made, p->err))
			return false;
	}
	return true;
}

static bool play_set(struct play *p, const struct body_set *s)
{
	if (!play_fits(p, s)) {
		p->passed++;
		return p->err->code == ERR_NONE;
	}
	return s->makes_row ? play_row(p, s)
			    : project_set(p->to, s->kind, &s->id, s->column, &s->new, p->err);
}

static bool play_line(struct play *p, struct str line, int64_t before_ms)
{
	struct field room[COLUMNS_MOST];
	struct arena mem = { 0 };
	struct body_set s;
	struct json_doc *doc = NULL;
	bool ok = body_read_head(line, &mem, &p->body, p->err);

	if (ok && p->body.at_ms < before_ms && (doc = json_read(line, p->err)))
		for (size_t i = 0; ok && i < body_count(doc); i++)
			ok = body_get(doc, i, room, &s, p->err) && play_set(p, &s);
	json_doc_free(doc);
	arena_clear(&mem);
	return ok && p->err->code == ERR_NONE;
}

static bool play_blobs(struct db *from, struct db *to, struct err *err)
{
	struct stmt st, put;
	bool ok = true;

	stmt_open(&st, from, "SELECT sha, bytes FROM blob", err);
	while (ok && stmt_row(&st, err)) {
		stmt_open(&put, to, "INSERT INTO blob (sha, bytes) VALUES (?1, ?2)", err);
		stmt_text(&put, 1, stmt_get_str(&st, 0));
		stmt_blob(&put, 2, sqlite3_column_blob(st.s, 1),
			  (size_t)sqlite3_column_bytes(st.s, 1));
		ok = stmt_run(&put, err);
	}
	return stmt_close(&st) && ok;
}

bool log_play(struct db *from, int64_t before_ms, struct db *to, int64_t *passed, struct err *err)
{
	struct play p = { .from = from, .to = to, .err = err };
	struct stmt st;
	bool ok = true;

	/* The order in which writes are in force, whichever copy they came from. */
	stmt_open(&st, from, "SELECT body FROM change WHERE applied = 1 ORDER BY hlc, hash", err);
	while (ok && stmt_row(&st, err))
		ok = play_line(&p, stmt_get_str(&st, 0), before_ms);
	ok = stmt_close(&st) && ok && play_blobs(from, to, err);
	*passed = p.passed;
	return ok;
}
