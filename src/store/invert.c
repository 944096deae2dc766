/* Taking a change back: the opposite of what it still holds. */
#include <stdlib.h>

#include "base/gettext.h"
#include "store/change_private.h"
#include "store/log_body.h"
#include "base/ban.h"

/* A duty whose report or review gets its old value. */
struct reviewed {
	struct id duty;
	bool report, review;          /* which */
	bool reports;                 /* the action set its report, whoever's is there now */
	bool since;                   /* it took a review off, and somebody reviewed it since */
	bool decided;                 /* review: is there one then? */
};

struct invert {
	struct db *db;
	struct change *c;             /* what is filled */
	struct arena *mem;
	struct action other;
	/* the lines of `other` have the keys first_key ... other.key */
	int64_t first_key;
	struct map *going;            /* rows that this undo takes away: kind and id */
	struct map *reset;            /* cells that it gives their old value: id and column */
	struct map *duty_at;          /* of a duty in reviewed: its index, plus 1 */
	VEC(struct reviewed) reviewed;
	int undone, kept;
	const char *why;
};

/* ---- Who holds a cell ------------------------------------------------------------------------------ */

/* The action whose write a cell shows, undos and what they took back left aside: key, 0 for
 * none. */
static bool invert_owner(struct invert *v, const struct id *row, const char *column, int64_t *owner,
			 struct err *err)
{
	struct stmt st;
	VEC(int64_t) back = { 0 };
	struct action a;

	*owner = 0;
	stmt_open(&st, v->db,
		  "SELECT c.change FROM cell c JOIN change h ON h.id = c.change WHERE c.row = ?1 "
		  "AND c.col = ?2 "
		  "ORDER BY c.hlc DESC, h.hash DESC",
		  err);
	stmt_id(&st, 1, row);
	stmt_text(&st, 2, str_of(column));
	while (*owner == 0 && stmt_row(&st, err) &&
	       action_get(v->db, stmt_get_int(&st, 0), v->mem, &a, err)) {
		bool taken_back = false;

		for (size_t i = 0; i < back.n; i++)
			taken_back = taken_back || back.p[i] == a.key;
		if (taken_back)
			continue;
		if (a.key != v->other.key && a.has_undo)
			*vec_push(&back) = a.undoes;
		else
			*owner = a.key;
	}
	vec_clear(&back);
	return stmt_close(&st) && err->code == ERR_NONE;
}

/* "wang on 2018-11-21: accepted: ...": who did what, and when. */
static const char *invert_deed(struct invert *v, const struct action *a)
{
	date day;
	int hour, minute;
	char text[DATE_TEXT_SIZE];

	clock_civil(v->db->clock, a->at_ms, &day, &hour, &minute);
	return arena_printf(v->mem, _("%s on %s: %s"), a->by, date_text(day, text), a->say);
}

/* Counts something that stays; the first one is explained. */
static bool invert_keep(struct invert *v, int64_t change, struct err *err)
{
	struct action a;

	if (v->kept++ > 0 || change == 0)
		return true;
	if (!action_get(v->db, change, v->mem, &a, err))
		return false;
	v->why = arena_printf(v->mem, _("it was gone on from by %s"), invert_deed(v, &a));
	return true;
}

/* ---- Cells ----------------------------------------------------------------------------------------- */

static struct str invert_cell_key(const struct id *id, const char *column, char to[ID_SIZE + 64])
{
	size_t n = strnlen(column, 63);

	memcpy(to, id->b, ID_SIZE);
	memcpy(to + ID_SIZE, column, n);
	return (struct str){ to, ID_SIZE + n };
}

static struct reviewed *invert_reviewed(struct invert *v, const struct id *duty)
{
	intptr_t *at = map_at(v->duty_at, (struct str){ (const char *)duty->b, ID_SIZE }, true);

	if (*at == 0) {
		*vec_push(&v->reviewed) = (struct reviewed){ .duty = *duty };
		*at = (intptr_t)v->reviewed.n;
	}
	return &v->reviewed.p[*at - 1];
}

/* Remembers what happens to a duty's report and to what was decided about it. */
static void invert_note(struct invert *v, const struct body_set *s, const char *column)
{
	bool report = strcmp(column, "report") == 0, review = strcmp(column, "review") == 0;

	if (s->kind != KIND_DUTY || !(report || review))
		return;
	struct reviewed *r = invert_reviewed(v, &s->id);

	r->report |= report;
	r->reports |= report;
	r->review |= review;
	if (review)
		r->decided = s->old.type != VALUE_NULL;
}

/* A cell that stays, since others went on from it. */
static void invert_note_kept(struct invert *v, const struct body_set *s, const char *column)
{
	if (s->kind != KIND_DUTY)
		return;
	if (strcmp(column, "report") == 0)
		invert_reviewed(v, &s->id)->reports = true;
	else if (strcmp(column, "review") == 0 && s->new.type == VALUE_NULL)
		invert_reviewed(v, &s->id)->since = true;
}

static bool invert_cell(struct invert *v, const struct body_set *s, struct err *err)
{
	const char *column = column_name(s->kind, s->column);
	char key[ID_SIZE + 64];
	int64_t owner;

	if (!invert_owner(v, &s->id, column, &owner, err))
		return false;
	if (owner != v->other.key) {
		invert_note_kept(v, s, column);
		return invert_keep(v, owner, err);
	}
	*map_at(v->reset, invert_cell_key(&s->id, column, key), true) = 1;
	v->undone++;
	/* What was written anew settled a clash with what was in force (store/clash.c), and stays in force. */
	if (value_eq(&s->old, &s->new)) {
		change_set_anew(v->c, s->kind, &s->id, column, s->old);
		return true;
	}
	change_set(v->c, s->kind, &s->id, column, s->old);
	invert_note(v, s, column);
	return true;
}

/* ---- Rows ------------------------------------------------------------------------------------------ */

static struct str invert_row_key(enum kind k, const struct id *id, char to[ID_SIZE + 1])
{
	to[0] = (char)k;
	memcpy(to + 1, id->b, ID_SIZE);
	return (struct str){ to, ID_SIZE + 1 };
}

/* Did another change, later than `after`, write to the row, so that it shows? by gets that one's
 * key. */
static bool invert_written(struct invert *v, const struct id *row, int64_t after, int64_t *by,
			   struct err *err)
{
	struct stmt st;
	bool others = false;

	*by = 0;
	stmt_open(&st, v->db,
		  "SELECT 1 FROM cell WHERE row = ?1 AND NOT (change BETWEEN ?2 AND ?3)", err);
	stmt_id(&st, 1, row);
	stmt_int(&st, 2, v->first_key);
	stmt_int(&st, 3, v->other.key);
	others = stmt_row(&st, err);
	if (!stmt_close(&st) || !others)
		return err->code == ERR_NONE;
	stmt_open(&st, v->db, "SELECT DISTINCT col FROM cell WHERE row = ?1 AND col <> 'gone'",
		  err);
	stmt_id(&st, 1, row);
	while (*by == 0 && stmt_row(&st, err)) {
		int64_t owner;

		if (invert_owner(v, row, stmt_get_text(&st, 0, v->mem), &owner, err) &&
		    owner != v->other.key && owner > after)
			*by = owner;
	}
	return stmt_close(&st) && err->code == ERR_NONE;
}

/* A duty's or a value's row of which all cells were taken back says nothing: it holds up nobody. */
static const char *invert_sql_says(enum kind from)
{
	if (from == KIND_DUTY)
		return " AND coalesce(report, review, state, due, extension, closed_due, light) IS NOT NULL";
	return from == KIND_VALUE ? " AND coalesce(reported, accepted) IS NOT NULL" : "";
}

/* Rows of kind `from` that name the row by one column. What is a part of an item is named by rows
 * of that item alone, which have an index. */
static void invert_sql_named(enum kind from, const struct column *c, bool of_item, struct buf *sql)
{
	buf_printf(sql,
		   "SELECT id, (SELECT change FROM cell WHERE row = r.id ORDER BY hlc DESC LIMIT "
		   "1) FROM %s r "
		   "WHERE gone IS NULL AND %s%s = ?1%s",
		   kind_info(from)->table, of_item ? "+" : "", c->sql, invert_sql_says(from));
	if (of_item)
		buf_printf(sql, " AND item = (SELECT item FROM %s WHERE key = ?1)",
			   kind_info(c->refers)->table);
}

static bool invert_named_by(struct invert *v, enum kind from, const struct column *c, enum kind k,
			    int64_t key, int64_t *by, struct err *err)
{
	bool of_item =
		kind_column(k, STR_LIT("item")) >= 0 && kind_column(from, STR_LIT("item")) >= 0;
	struct buf sql = { 0 };
	struct stmt st;

	invert_sql_named(from, c, of_item, &sql);
	stmt_open(&st, v->db, sql.p, err);
	stmt_int(&st, 1, key);
	while (*by == 0 && stmt_row(&st, err)) {
		struct id id = stmt_get_id(&st, 0);
		char row[ID_SIZE + 1], cell[ID_SIZE + 64];

		if (!map_at(v->going, invert_row_key(from, &id, row), false)
		    && !map_at(v->reset, invert_cell_key(&id, c->name, cell), false))
			*by = stmt_get_int(&st, 1);
	}
	buf_clear(&sql);
	return stmt_close(&st);
}

/* Does a row that stays name this one? by gets the key of a change of that row. */
static bool invert_named(struct invert *v, enum kind k, const struct id *id, int64_t *by,
			 struct err *err)
{
	int64_t key = project_key(v->db, k, id, err);

	*by = 0;
	for (int from = 0; from < KINDS; from++) {
		const struct kind_info *info = kind_info((enum kind)from);

		for (int i = 0; i < info->n && *by == 0; i++)
			if (info->columns[i].type == COLUMN_ID && info->columns[i].refers == k &&
			    !invert_named_by(v, (enum kind)from, &info->columns[i], k, key, by,
					     err))
				return false;
	}
	return err->code == ERR_NONE;
}

/* A duty's row stays because others wrote to it: the report that came with it, still in force, does
 * not. */
static bool invert_made_report(struct invert *v, const struct body_set *s, struct err *err)
{
	int column = s->kind == KIND_DUTY ? kind_column(KIND_DUTY, STR_LIT("report")) : -1;
	char key[ID_SIZE + 64];
	int64_t owner;

	for (size_t i = 0; i < s->n && column >= 0; i++) {
		if (s->fields[i].column != column)
			continue;
		if (!invert_owner(v, &s->id, "report", &owner, err))
			return false;
		if (owner != 0 && owner != v->other.key)
			return true;
		change_set(v->c, KIND_DUTY, &s->id, "report", V_NULL);
		*map_at(v->reset, invert_cell_key(&s->id, "report", key), true) = 1;
		invert_note(v, s, "report");
	}
	return true;
}

/* Of a duty or a value, made with what names it alone, the cells go: another copy may have made the
 * same row for a report of its own. */
static bool invert_only_names(const struct body_set *s)
{
	static const char *const duty[] = { "item", "unit", "deadline", "occ", NULL },
		*const value[] = { "figure", "unit", "period", NULL };
	const char *const *names = s->kind == KIND_DUTY ? duty : value;
	bool only = s->kind == KIND_DUTY || s->kind == KIND_VALUE;

	for (size_t f = 0; only && f < s->n; f++) {
		int i = 0;

		while (names[i] && s->fields[f].column != kind_column(s->kind, str_of(names[i])))
			i++;
		only = names[i] != NULL;
	}
	return only;
}

static bool invert_row(struct invert *v, const struct body_set *s, struct err *err)
{
	struct projected now;
	char row[ID_SIZE + 1];
	int64_t by;

	if (invert_only_names(s))
		return true;
	if (!project_load(v->db, s->kind, &s->id, v->mem, &now, err))
		return false;
	if (now.gone)
		return true;
	if (!invert_written(v, &s->id, 0, &by, err) ||
	    (by == 0 && !invert_named(v, s->kind, &s->id, &by, err)))
		return false;
	if (by)
		return invert_made_report(v, s, err) && invert_keep(v, by, err);
	change_set(v->c, s->kind, &s->id, "gone", V_INT(1));
	*map_at(v->going, invert_row_key(s->kind, &s->id, row), true) = 1;
	v->undone++;
	return true;
}

/* Did this write bring back a row that had gone? Taken back it goes again: as a row does that the
 * action made. */
static bool brought_back(const struct body_set *s)
{
	return !s->makes_row && s->column == COLUMN_GONE && s->old.type != VALUE_NULL &&
	       s->new.type == VALUE_NULL;
}

static bool invert_back(struct invert *v, const struct body_set *s, struct err *err)
{
	int64_t owner, by;
	char row[ID_SIZE + 1];

	if (!invert_owner(v, &s->id, column_name(s->kind, COLUMN_GONE), &owner, err) ||
	    !invert_written(v, &s->id, v->other.key, &by, err) ||
	    (by == 0 && !invert_named(v, s->kind, &s->id, &by, err)))
		return false;
	if (owner == v->other.key && by)
		return invert_keep(v, by, err);
	if (owner == v->other.key)
		*map_at(v->going, invert_row_key(s->kind, &s->id, row), true) = 1;
	return invert_cell(v, s, err);
}

/* ---- What was decided about a report stands and falls with it ---------------------------------------- */

/* Is a review written there, and a report in force? */
static bool invert_duty(struct invert *v, const struct id *duty, bool *decided, bool *reported,
			struct err *err)
{
	struct stmt st;

	*decided = *reported = false;
	stmt_open(&st, v->db,
		  "SELECT d.review IS NOT NULL, e.key IS NOT NULL FROM duty d LEFT JOIN entry e ON "
		  "e.key = d.report AND e.gone IS NULL "
		  "WHERE d.id = ?1 AND d.gone IS NULL",
		  err);
	stmt_id(&st, 1, duty);
	if (stmt_row(&st, err)) {
		*decided = stmt_get_int(&st, 0) != 0;
		*reported = stmt_get_int(&st, 1) != 0;
	}
	return stmt_close(&st);
}

/* Its report goes and the review stays. */
static bool invert_refuse_rests(struct invert *v, const struct id *duty, struct err *err)
{
	struct action a;
	int64_t owner;

	if (!invert_owner(v, duty, "review", &owner, err) ||
	    !action_get(v->db, owner, v->mem, &a, err))
		return false;
	return err_set(err, ERR_REFUSED, _("this rests on it, take it back first: %s"),
		       invert_deed(v, &a));
}

/* A review comes back without its report: that one is not in force, or a later one is. */
static bool invert_review_alone(struct invert *v, const struct reviewed *r, bool reported,
				struct err *err)
{
	int64_t owner = 0;

	if (reported && !invert_owner(v, &r->duty, "report", &owner, err))
		return false;
	if (!reported || (v->other.has_undo && owner > v->other.undoes))
		return err_set(err, ERR_REFUSED,
			       _("the report that this was about is not in force any more"));
	return true;
}

static bool invert_check_reviews(struct invert *v, struct err *err)
{
	for (size_t i = 0; i < v->reviewed.n; i++) {
		const struct reviewed *r = &v->reviewed.p[i];
		char row[ID_SIZE + 1];
		bool decided, reported;

		if (map_at(v->going, invert_row_key(KIND_DUTY, &r->duty, row), false))
			continue;
		if (!invert_duty(v, &r->duty, &decided, &reported, err))
			return false;
		if (((r->report && !r->review) || (r->since && !r->reports)) && decided)
			return invert_refuse_rests(v, &r->duty, err);
		if (!r->report && r->decided && !invert_review_alone(v, r, reported, err))
			return false;
	}
	return true;
}

/* ---- The whole action ------------------------------------------------------------------------------ */

/* The writes of one line, last first: what names comes before what is named. rows: what goes, else
 * all other cells. */
static bool invert_line(struct invert *v, struct str line, bool rows, struct err *err)
{
	struct json_doc *doc = json_read(line, err);
	struct field room[COLUMNS_MOST];
	struct body_set s;
	bool done = doc != NULL;

	for (size_t i = doc ? body_count(doc) : 0; i-- > 0 && done; ) {
		done = body_get(doc, i, room, &s, err);
		if (!done || (s.makes_row || brought_back(&s)) != rows)
			continue;
		done = s.makes_row ? invert_row(v, &s, err)
		       : rows      ? invert_back(v, &s, err)
				   : invert_cell(v, &s, err);
	}
	json_doc_free(doc);
	return done;
}

static bool invert_lines(struct invert *v, bool rows, struct err *err)
{
	struct stmt st;
	bool done = true;

	stmt_open(&st, v->db,
		  "SELECT body FROM change WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3 ORDER BY seq "
		  "DESC",
		  err);
	stmt_int(&st, 1, v->other.chain);
	stmt_int(&st, 2, v->other.first_seq);
	stmt_int(&st, 3, v->other.last_seq);
	while (done && stmt_row(&st, err))
		done = invert_line(v, stmt_get_str(&st, 0), rows, err);
	return stmt_close(&st) && done;
}

static bool invert_refuse_undone(struct invert *v, struct err *err)
{
	struct action by;
	int64_t key;
	date day;
	int hour, minute;
	char text[DATE_TEXT_SIZE];

	if (!action_is_undone(v->db, v->other.key, &key, err))
		return err->code == ERR_NONE;
	if (!action_get(v->db, key, v->mem, &by, err))
		return false;
	clock_civil(v->db->clock, by.at_ms, &day, &hour, &minute);
	return err_set(err, ERR_REFUSED, _("this was taken back already, by %s on %s"), by.by,
		       date_text(day, text));
}

bool change_invert(struct change *c, const struct change_hash *other, struct arena *mem,
		   int *undone, int *kept, const char **why, struct err *err)
{
	struct invert v = { .db = c->db, .c = c, .mem = mem, .why = "" };

	*undone = *kept = 0;
	*why = "";
	if (!action_find(c->db, other, mem, &v.other, err) || !invert_refuse_undone(&v, err))
		return false;
	v.first_key = v.other.key - (v.other.last_seq - v.other.first_seq);
	v.going = map_new();
	v.reset = map_new();
	v.duty_at = map_new();
	/* Cells first: a row that only such a cell names may go. */
	bool done = invert_lines(&v, false, err) && invert_lines(&v, true, err) &&
		    invert_check_reviews(&v, err);

	map_free(v.duty_at);
	vec_clear(&v.reviewed);
	map_free(v.going);
	map_free(v.reset);
	change_undoes(c, &v.other.hash);
	*undone = v.undone;
	*kept = v.kept;
	*why = v.why;
	return done;
}

/* Entries about items that the action made: whoever takes it back has them in mind. */
bool change_entries(struct db *db, const struct change_hash *hash, struct arena *mem, int64_t *n,
		    struct err *err)
{
	struct action a;
	struct stmt st;

	*n = 0;
	if (!action_find(db, hash, mem, &a, err))
		return false;
	stmt_open(
		&st, db,
		"SELECT count(*) FROM entry e JOIN item i ON i.key = e.item WHERE e.gone IS NULL "
		"AND EXISTS "
		"(SELECT 1 FROM cell WHERE row = i.id AND col = '*' AND change BETWEEN ?1 AND ?2)",
		err);
	stmt_int(&st, 1, a.key - (a.last_seq - a.first_seq));
	stmt_int(&st, 2, a.key);
	if (stmt_row(&st, err))
		*n = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

bool change_heir_entries(struct db *db, const struct change_hash *hash, struct arena *mem,
			 int64_t *n, struct err *err)
{
	struct action a;
	struct stmt st;

	*n = 0;
	if (!action_find(db, hash, mem, &a, err))
		return false;
	stmt_open(&st, db,
		  "SELECT count(*) FROM entry e WHERE e.gone IS NULL AND EXISTS (SELECT 1 FROM "
		  "cell WHERE row = e.id AND col = '*' AND change > ?2) "
		  "AND e.unit IN (SELECT h.heir FROM heir h CROSS JOIN cell c ON c.row = h.id "
		  "WHERE c.col = '*' AND c.change BETWEEN ?1 AND ?2)",
		  err);
	stmt_int(&st, 1, a.key - (a.last_seq - a.first_seq));
	stmt_int(&st, 2, a.key);
	if (stmt_row(&st, err))
		*n = stmt_get_int(&st, 0);
	return stmt_close(&st);
}
