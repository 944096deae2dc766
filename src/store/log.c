/* Reading the log: page by page, by hash, by who. A batch is one action and shows as one line, its
 * last. */
#include "store/log.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "base/mem.h"
#include "base/word.h"
#include "store/chain_private.h"
#include "store/change_private.h"
#include "store/log_body.h"
#include "store/rows_private.h"
#include "store/sight_private.h"
#include "base/ban.h"

enum { UNDO_DEPTH_MOST = 1000 };

#define CHANGE_COLUMNS "SELECT id, hash, chain, seq, body FROM change "

/* One line as it stands in the table. */
struct stored {
	int64_t key, chain, seq;
	struct change_hash hash;
	struct body body;
};

static bool log_take(struct stmt *st, struct arena *mem, struct stored *to, struct err *err)
{
	to->key = stmt_get_int(st, 0);
	to->chain = stmt_get_int(st, 2);
	to->seq = stmt_get_int(st, 3);
	return (stmt_get_hash(st, 1, &to->hash)
		|| err_set(err, ERR_DAMAGED, _("a line of the log has a fault in \"%s\""), "hash"))
		&& body_read_head(stmt_get_str(st, 4), mem, &to->body, err);
}

/* Takes the one row of an open statement and closes it. False with no error: there is none. */
static bool log_take_one(struct stmt *st, struct arena *mem, struct stored *to, struct err *err)
{
	bool there = stmt_row(st, err) && log_take(st, mem, to, err);

	return stmt_close(st) && there;
}

static bool log_stored(struct db *db, int64_t key, struct arena *mem, struct stored *to,
		       struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, CHANGE_COLUMNS "WHERE id = ?1", err);
	stmt_int(&st, 1, key);
	return log_take_one(&st, mem, to, err);
}

static bool same_batch(const struct body *a, const struct body *b)
{
	return a->parts == b->parts && id_eq(&a->batch, &b->batch);
}

/* From any line of a batch to its last one: of one that another copy sent in part, to the last that is
 * here. What follows that may be another action, where that copy came back from a backup. */
static bool log_last_line(struct db *db, struct arena *mem, struct stored *s, struct err *err)
{
	struct stmt st;
	struct stored last;
	char hex[ID_TEXT_SIZE];
	bool found = false;

	if (s->body.parts < 2 || s->body.part == s->body.parts)
		return true;
	stmt_open(&st, db,
		  CHANGE_COLUMNS "WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3 AND instr(body, ?4) "
				 "ORDER BY seq DESC",
		  err);
	stmt_int(&st, 1, s->chain);
	stmt_int(&st, 2, s->seq);
	stmt_int(&st, 3, s->seq + s->body.parts - s->body.part);
	stmt_text(&st, 4, str_of(id_text(&s->body.batch, hex)));
	while (!found && stmt_row(&st, err) && log_take(&st, mem, &last, err))
		found = same_batch(&last.body, &s->body);
	if (found)
		*s = last;
	return (stmt_close(&st) && found)
		|| err_set(err, ERR_DAMAGED, _("a line of the log has a fault in \"%s\""), "batch");
}

static int64_t log_key_of(struct db *db, const struct change_hash *hash, struct err *err)
{
	struct stmt st;
	int64_t key = 0;

	stmt_open(&st, db, "SELECT id FROM change WHERE hash = ?1", err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	if (stmt_row(&st, err))
		key = stmt_get_int(&st, 0);
	stmt_close(&st);
	return key;
}

bool action_get(struct db *db, int64_t key, struct arena *mem, struct action *to, struct err *err)
{
	struct stored s;

	if (!log_stored(db, key, mem, &s, err) || !log_last_line(db, mem, &s, err))
		return err_set(err, ERR_NOT_FOUND, _("there is no such change"));
	*to = (struct action){ .key = s.key,
			       .chain = s.chain,
			       .hash = s.hash,
			       .has_undo = s.body.has_undo,
			       .by = s.body.by,
			       .say = s.body.say,
			       .at_ms = s.body.at_ms,
			       .last_seq = s.seq,
			       .first_seq = s.seq - (s.body.parts > 1 ? s.body.part - 1 : 0) };
	if (s.body.has_undo)
		to->undoes = log_key_of(db, &s.body.undo, err);
	return err->code == ERR_NONE;
}

bool action_find(struct db *db, const struct change_hash *hash, struct arena *mem,
		 struct action *to, struct err *err)
{
	int64_t key = log_key_of(db, hash, err);

	if (err->code != ERR_NONE)
		return false;
	return key ? action_get(db, key, mem, to, err)
		   : err_set(err, ERR_NOT_FOUND, _("there is no such change"));
}

static bool action_undone_at(struct db *db, int64_t key, int depth, int64_t *by, struct err *err)
{
	struct stmt st;
	bool undone = false;

	/* An undo comes after what it takes back, so this ends; a forged log must not make it run
	 * for ever. */
	stmt_open(&st, db,
		  "SELECT by FROM undone WHERE target = ?1 AND by > target ORDER BY by DESC", err);
	stmt_int(&st, 1, key);
	while (!undone && depth < UNDO_DEPTH_MOST && stmt_row(&st, err)) {
		int64_t later;

		*by = stmt_get_int(&st, 0);
		undone = !action_undone_at(db, *by, depth + 1, &later, err);
	}
	stmt_close(&st);
	return undone;
}

bool action_is_undone(struct db *db, int64_t key, int64_t *by, struct err *err)
{
	*by = 0;
	return action_undone_at(db, key, 0, by, err);
}

static bool log_line_fill(struct db *db, const struct stored *s, struct log_line *to,
			  struct err *err)
{
	struct stmt st;
	int64_t by;

	*to = (struct log_line){ .key = s->key,
				 .hash = s->hash,
				 .at_ms = s->body.at_ms,
				 .site = s->body.site,
				 .by = s->body.by,
				 .verb = s->body.verb,
				 .say = s->body.say,
				 .is_undo = s->body.has_undo,
				 .undoes = s->body.undo,
				 .part = s->body.part,
				 .parts = s->body.parts };
	to->undone = action_is_undone(db, s->key, &by, err);
	stmt_open(&st, db,
		  "SELECT sum(c.sets), coalesce(max(r.why), ''), coalesce(max(d.why), '') FROM change c "
		  "LEFT JOIN refused r ON r.change = c.id LEFT JOIN disputed d ON d.change = c.id "
		  "WHERE c.chain = ?1 AND c.seq BETWEEN ?2 AND ?3",
		  err);
	stmt_int(&st, 1, s->chain);
	stmt_int(&st, 2, s->seq - (s->body.parts > 1 ? s->body.part - 1 : 0));
	stmt_int(&st, 3, s->seq);
	if (stmt_row(&st, err)) {
		struct str refused = stmt_get_str(&st, 1), disputed = stmt_get_str(&st, 2);

		to->sets = (int)stmt_get_int(&st, 0);
		snprintf(to->refused, sizeof to->refused, "%.*s", STR_ARG(refused));
		snprintf(to->disputed, sizeof to->disputed, "%.*s", STR_ARG(disputed));
	}
	return stmt_close(&st) && err->code == ERR_NONE;
}

/* Are all lines of the action shown? */
static bool action_shown(struct db *db, const struct stored *s, struct err *err)
{
	struct stmt st;
	bool shown = true;

	if (!sight_is_narrow(db))
		return true;
	stmt_open(&st, db, "SELECT body FROM change WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3", err);
	stmt_int(&st, 1, s->chain);
	stmt_int(&st, 2, s->seq - (s->body.parts > 1 ? s->body.part - 1 : 0));
	stmt_int(&st, 3, s->seq);
	while (shown && stmt_row(&st, err))
		shown = sight_shows_line(db, stmt_get_str(&st, 0), err);
	return stmt_close(&st) && shown;
}

bool log_at(struct db *db, int64_t key, struct arena *mem, struct log_line *to, struct err *err)
{
	struct stored s;

	if (!log_stored(db, key, mem, &s, err) || !log_last_line(db, mem, &s, err))
		return err_set(err, ERR_NOT_FOUND, _("there is no such change"));
	return log_line_fill(db, &s, to, err);
}

/* ---- Pages ---------------------------------------------------------------------------------------- */

/* What a query comes to on the text of a line: most lines are passed over without being parsed. */
struct sieve {
	const struct log_query *q;
	/* as they stand in a line: "by":"wang"; of the first n_by */
	struct buf *by, not_by, verb;
	char from[CLOCK_TEXT_SIZE], until[CLOCK_TEXT_SIZE];      /* "" none */
};

static void sieve_sign(struct buf *to, const char *key, const char *text)
{
	struct json j;

	if (!text)
		return;
	json_init(&j, to);
	json_key(&j, key);
	json_text(&j, text);
}

static void sieve_init(struct sieve *v, const struct log_query *q)
{
	struct arena mem = { 0 };

	*v = (struct sieve){ .q = q, .by = mem_array(NULL, q->n_by + 1, sizeof *v->by) };
	for (size_t i = 0; i < q->n_by; i++) {
		v->by[i] = (struct buf){ 0 };
		sieve_sign(&v->by[i], "by", arena_str(&mem, q->by[i]));
	}
	arena_clear(&mem);
	sieve_sign(&v->not_by, "by", q->not_by);
	sieve_sign(&v->verb, "do", q->verb);
	if (q->from_ms)
		clock_text(q->from_ms, v->from);
	if (q->until_ms)
		clock_text(q->until_ms, v->until);
}

static void sieve_clear(struct sieve *v)
{
	for (size_t i = 0; i < v->q->n_by; i++)
		buf_clear(&v->by[i]);
	free(v->by);
	buf_clear(&v->not_by);
	buf_clear(&v->verb);
}

static bool id_among(const struct id *id, const id_list *rows)
{
	size_t from = 0, to = rows->n;

	while (from < to) {
		size_t middle = (from + to) / 2;
		int c = id_cmp(id, &rows->p[middle]);

		if (c == 0)
			return true;
		if (c < 0)
			to = middle;
		else
			from = middle + 1;
	}
	return false;
}

/* Ids stand in quotes, which no text holds bare. */
static bool line_names(struct str line, const id_list *rows)
{
	const char *end = line.p + line.n;

	for (const char *at = line.p; at && end - at > 2 * ID_SIZE + 1;
	     at = memchr(at, '"', (size_t)(end - at))) {
		struct id id;

		at++;
		if (end - at > 2 * ID_SIZE && at[2 * ID_SIZE] == '"' && id_parse((struct str){ at,
			2 * ID_SIZE }, &id) && id_among(&id, rows))
			return true;
	}
	return false;
}

/* Instants of one length compare as texts. */
static bool line_in_time(const struct sieve *v, struct str head)
{
	ptrdiff_t at = str_find(head, STR_LIT("\"at\":\""));
	struct str text =
		str_to(str_from(head, at < 0 ? head.n : (size_t)at + 6), CLOCK_TEXT_SIZE - 1);

	return text.n == CLOCK_TEXT_SIZE - 1 &&
	       (!v->from[0] || memcmp(text.p, v->from, text.n) >= 0) &&
	       (!v->until[0] || memcmp(text.p, v->until, text.n) < 0);
}

static bool line_by(const struct sieve *v, struct str head)
{
	bool by = v->q->n_by == 0;

	for (size_t i = 0; i < v->q->n_by && !by; i++)
		by = str_find(head, buf_str(&v->by[i])) >= 0;
	return by;
}

/* Is it an action's only line, or its first: "batch":["ID",1,n]? */
static bool line_begins(struct str line)
{
	ptrdiff_t end = str_find(line, STR_LIT(",\"set\":[")),
		  at = str_find(str_to(line, end < 0 ? line.n : (size_t)end), STR_LIT("\"batch\":[\""));

	return at < 0 || str_starts(str_from(line, (size_t)at + strlen("\"batch\":[\"") + 2 * ID_SIZE),
				    STR_LIT("\",1,"));
}

/* All that can be told without parsing; the rows of what it takes back are not among it. */
static bool line_may_fit(const struct sieve *v, struct str line)
{
	ptrdiff_t at = str_find(line, STR_LIT(",\"set\":["));
	struct str head = str_to(line, at < 0 ? line.n : (size_t)at);
	bool takes_back = str_find(head, STR_LIT(",\"undo\":\"")) >= 0;

	return line_by(v, head) &&
	       (v->not_by.n == 0 || str_find(head, buf_str(&v->not_by)) < 0) &&
	       (v->verb.n == 0 || str_find(head, buf_str(&v->verb)) >= 0) &&
	       ((!v->from[0] && !v->until[0]) || line_in_time(v, head)) &&
	       (takes_back || !v->q->item || line_names(line, v->q->item)) &&
	       (takes_back || !v->q->unit || line_names(line, v->q->unit));
}

/* Does a line of the action name a row of them, or of the one that it takes back? */
static bool action_names(struct db *db, int64_t key, const id_list *rows, struct err *err)
{
	struct arena mem = { 0 };
	struct action a = { 0 };
	struct stmt st;
	bool named = false;

	for (int depth = 0;
	     key && !named && depth < UNDO_DEPTH_MOST && action_get(db, key, &mem, &a, err);
	     depth++) {
		stmt_open(&st, db,
			  "SELECT body FROM change WHERE chain = ?1 AND seq BETWEEN ?2 AND ?3",
			  err);
		stmt_int(&st, 1, a.chain);
		stmt_int(&st, 2, a.first_seq);
		stmt_int(&st, 3, a.last_seq);
		while (!named && stmt_row(&st, err))
			named = line_names(stmt_get_str(&st, 0), rows);
		stmt_close(&st);
		key = a.undoes;
	}
	arena_clear(&mem);
	return named;
}

static bool is_named(const struct log_cond *c, const char *name)
{
	for (size_t i = 0; i < c->n_names; i++)
		if (str_is(c->names[i], name))
			return true;
	return false;
}

/* Where something fails, err is filled and the answer does not count. */
static bool cond_holds(struct db *db, const struct stored *s, const struct log_cond *c,
		       struct err *err)
{
	const struct log_cond *part = c->first;
	int64_t at_ms = s->body.at_ms;

	switch (c->kind) {
	case LINE_NOT: return !cond_holds(db, s, part, err);
	case LINE_AND:
		while (part && cond_holds(db, s, part, err))
			part = part->next;
		return !part;
	case LINE_OR:
		while (part && !cond_holds(db, s, part, err))
			part = part->next;
		return part;
	case LINE_BY: return is_named(c, s->body.by);
	case LINE_DID: return is_named(c, s->body.verb);
	case LINE_AT: return at_ms >= c->from_ms && (!c->until_ms || at_ms < c->until_ms);
	case LINE_NAMES: return action_names(db, s->key, c->rows, err);
	default: return word_find(c->word, str_of(s->body.say), NULL, NULL, err) > 0;
	}
}

static bool line_fits(struct db *db, const struct sieve *v, const struct stored *s, struct err *err)
{
	const struct log_query *q = v->q;

	return action_shown(db, s, err) && (!q->where || cond_holds(db, s, q->where, err)) &&
	       (!q->item || action_names(db, s->key, q->item, err)) &&
	       (!q->unit || action_names(db, s->key, q->unit, err));
}

/* Takes a line that may fit. A batch comes once, by the first of its lines that is met; one that
 * key lies in has been seen. */
static bool page_take(struct db *db, const struct sieve *v, struct stmt *st, int64_t key, int step,
		      struct arena *mem, log_lines *to, struct err *err)
{
	struct arena scratch = { 0 };
	struct stored s;
	bool done = log_take(st, &scratch, &s, err) && log_last_line(db, &scratch, &s, err);
	bool seen = done &&
		    ((step < 0 && s.key >= key) || (to->n > 0 && to->p[to->n - 1].key == s.key));
	int64_t found = done && !seen && line_fits(db, v, &s, err) ? s.key : 0;

	arena_clear(&scratch);
	done = done && err->code == ERR_NONE;
	return done && (!found || (log_stored(db, found, mem, &s, err) &&
				   log_line_fill(db, &s, vec_push(to), err)));
}

bool log_page_on(struct db *db, const struct log_query *q, int64_t *at, int step, int limit,
		 int64_t *passed, struct arena *mem, log_lines *to, struct err *err)
{
	struct sieve v;
	struct stmt st;
	size_t had = to->n;
	int64_t newest = log_newest(db, err), key = *at || step > 0 ? *at : INT64_MAX;

	sieve_init(&v, q);
	stmt_open(&st, db,
		  step < 0 ? CHANGE_COLUMNS "WHERE id < ?1 AND id > ?2 ORDER BY id DESC"
			   : CHANGE_COLUMNS "WHERE id > ?1 AND id > ?2 ORDER BY id",
		  err);
	stmt_int(&st, 1, key);
	stmt_int(&st, 2, q->behind);
	while (to->n - had < (size_t)limit && err->code == ERR_NONE && stmt_row(&st, err)) {
		int64_t id = stmt_get_int(&st, 0);
		size_t n = to->n;

		if (line_may_fit(&v, stmt_get_str(&st, 4)) &&
		    !page_take(db, &v, &st, key, step, mem, to, err)) {
			to->n = n;      /* it may stand there half */
			break;
		}
		*at = id;
		if (passed)
			*passed += line_begins(stmt_get_str(&st, 4));
		db_scan_note(db, step < 0 ? newest - id : id, newest);
	}
	sieve_clear(&v);
	return stmt_close(&st) && err->code == ERR_NONE;
}

bool log_page(struct db *db, const struct log_query *q, int64_t key, int step, int limit,
	      struct arena *mem, log_lines *to, struct err *err)
{
	return log_page_on(db, q, &key, step, limit, NULL, mem, to, err);
}

/* ---- By hash, by who ------------------------------------------------------------------------------- */

int64_t log_newest(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT max(id) FROM change", 0, 0, err);
}

/* The smallest and greatest hash with this beginning. */
static bool log_range(struct str prefix, struct change_hash *from, struct change_hash *to)
{
	char low[HASH_TEXT_SIZE], high[HASH_TEXT_SIZE];

	if (prefix.n == 0 || prefix.n > 2 * HASH_SIZE)
		return false;
	memset(low, '0', 2 * HASH_SIZE);
	memset(high, 'f', 2 * HASH_SIZE);
	memcpy(low, prefix.p, prefix.n);
	memcpy(high, prefix.p, prefix.n);
	return hex_parse((struct str){ low, 2 * HASH_SIZE }, from->b, HASH_SIZE)
		&& hex_parse((struct str){ high, 2 * HASH_SIZE }, to->b, HASH_SIZE);
}

static bool find_line(struct db *db, struct str prefix, bool hidden, struct arena *mem,
		      struct log_line *to, struct err *err)
{
	struct change_hash low, high;
	struct stored s;
	struct stmt st;
	int64_t key = 0;
	int n = 0;

	if (!log_range(prefix, &low, &high))
		return err_set(err, ERR_NOT_FOUND, _("no change begins with %.*s"),
			       STR_ARG(prefix));
	stmt_open(&st, db, "SELECT id FROM change WHERE hash BETWEEN ?1 AND ?2 LIMIT 2", err);
	stmt_blob(&st, 1, low.b, HASH_SIZE);
	stmt_blob(&st, 2, high.b, HASH_SIZE);
	for (; stmt_row(&st, err); n++)
		key = stmt_get_int(&st, 0);
	if (!stmt_close(&st))
		return false;
	if (n == 0)
		return err_set(err, ERR_NOT_FOUND, _("no change begins with %.*s"),
			       STR_ARG(prefix));
	if (n > 1)
		return err_set(err, ERR_AMBIGUOUS,
			       _("several changes begin with %.*s: give more of it"),
			       STR_ARG(prefix));
	if (!log_stored(db, key, mem, &s, err) || !log_last_line(db, mem, &s, err))
		return false;
	if (!hidden && !action_shown(db, &s, err))
		return err_set(err, ERR_NOT_FOUND, _("no change begins with %.*s"),
			       STR_ARG(prefix));
	return log_line_fill(db, &s, to, err);
}

bool log_find(struct db *db, struct str prefix, struct arena *mem, struct log_line *to,
	      struct err *err)
{
	return find_line(db, prefix, false, mem, to, err);
}

bool log_find_place(struct db *db, struct str prefix, struct arena *mem, struct log_line *to,
		    struct err *err)
{
	return find_line(db, prefix, true, mem, to, err);
}

/* Is this line what undo (or redo) would take back? An undo of an undo is a redo: neither of them
 * looks at it. */
static bool log_wanted(struct db *db, const struct stored *s, const char *by, bool redo,
		       struct arena *mem, struct err *err)
{
	struct action target = { 0 };
	int64_t later;

	/* What a copy is called is no action on what lies in it: nobody takes it back. */
	if (strcmp(s->body.by, by) != 0 || strcmp(s->body.verb, "site-init") == 0 || (s->body.parts > 1 && s->body.part < s->body.parts) ||
	    s->body.has_undo != redo)
		return false;
	if (redo && (!action_find(db, &s->body.undo, mem, &target, err) || target.has_undo))
		return false;
	return !action_is_undone(db, s->key, &later, err);
}

/* The newest such action of one chain; *found false: it has none. */
static bool log_last_of(struct db *db, int64_t chain, const char *by, bool redo, struct arena *mem,
			bool *found, struct stored *s, struct err *err)
{
	struct buf sign = { 0 };
	struct json j;
	struct stmt st;

	/* Most lines of others are passed over without being read. */
	json_init(&j, &sign);
	json_key(&j, "by");
	json_text(&j, by);
	stmt_open(&st, db,
		  CHANGE_COLUMNS "WHERE chain = ?2 AND applied = 1 AND sets > 0 AND instr(body, ?1) "
				 "ORDER BY seq DESC",
		  err);
	stmt_text(&st, 1, buf_str(&sign));
	stmt_int(&st, 2, chain);
	while (!*found && err->code == ERR_NONE && stmt_row(&st, err))
		*found = log_take(&st, mem, s, err) && log_wanted(db, s, by, redo, mem, err);
	stmt_close(&st);
	buf_clear(&sign);
	return err->code == ERR_NONE;
}

/* The chain of this copy, then those of the names that it had before, the last one first. */
static bool own_chains(struct db *db, keys *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT id FROM chain WHERE id = (SELECT value + 0 FROM meta WHERE name = 'chain') OR "
		  IS_FORMER("site") " ORDER BY id = (SELECT value + 0 FROM meta WHERE name = 'chain') DESC, "
		  "id DESC",
		  err);
	return rows_take_keys(&st, to, err);
}

bool log_last(struct db *db, const char *by, bool redo, struct arena *mem, struct log_line *to,
	      struct err *err)
{
	keys chains = { 0 };
	struct stored s;
	bool found = false, ok = own_chains(db, &chains, err);

	for (size_t i = 0; ok && !found && i < chains.n; i++)
		ok = log_last_of(db, chains.p[i], by, redo, mem, &found, &s, err);
	vec_clear(&chains);
	if (!ok)
		return false;
	if (found)
		return log_line_fill(db, &s, to, err);
	return err_set(err, ERR_NOT_FOUND,
		       redo ? _("there is nothing to redo") : _("there is nothing to undo"));
}
