/* Lines of other copies: each is checked, put at its place in the log, and put in force. Parents
 * come first: what is missing one waits. */
#include "store/merge.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/gettext.h"
#include "store/merge_private.h"
#include "store/past.h"
#include "store/rows_private.h"
#include "store/site.h"

#include "base/ban.h"

/* A stamp that much ahead of the wall is held until somebody agrees. */
enum { AHEAD_DAYS_MOST = 2 };
#define AHEAD_MS_MOST ((int64_t)AHEAD_DAYS_MOST * 24 * 60 * 60 * 1000)

/* Why a line is held: with the hash that it waits for; what it waited for is here, and its turn comes;
 * for its clock; for a copy more than the ledger takes; with its fault. */
#define WHY_WAITS "waits "
#define WHY_READY "ready"
#define WHY_CLOCK "clock"
#define WHY_COPIES "copies"
#define WHY_FAULT "fault "
enum { FAULTY_MOST = 1000, FAULTY_BYTES = 4096 };
/* So many lines that waited go into one transaction: whoever else writes waits no longer. */
enum { FOLLOW_MOST = 500, FOLLOW_BYTES = 4 << 20 };

struct merge {
	struct db *db;
	int64_t now_ms;
	touched_list *touched;
	struct merged *sum;
	hash_list done;          /* taken: what waited for them is looked for */
	struct err *err;
};

/* What is to be done with a line. */
enum verdict { TAKE, KEEP /* without applying it */, HOLD, FAIL };

static bool hold(struct merge *m, const struct change_hash *hash, struct str line,
		 const char *why)
{
	struct stmt st;
	char came[CLOCK_TEXT_SIZE];

	stmt_open(&st, m->db,
		  "INSERT INTO held (hash, body, why, came) VALUES (?1, ?2, ?3, ?4) "
		  "ON CONFLICT DO UPDATE SET why = excluded.why",
		  m->err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	stmt_text(&st, 2, line);
	stmt_text(&st, 3, str_of(why));
	stmt_text(&st, 4, str_of(clock_text(clock_now_ms(m->db->clock), came)));
	return stmt_run(&st, m->err);
}

static bool unhold(struct merge *m, const struct change_hash *hash)
{
	struct stmt st;

	stmt_open(&st, m->db, "DELETE FROM held WHERE hash = ?1", m->err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	return stmt_run(&st, m->err);
}

/* ---- its place ---- */

/* Places in the log moved, or what rights rest on did. */
static void judge_changed(struct merge *m)
{
	if (m->db->judge)
		m->db->judge->changed(m->db->judge->user);
}

static bool is_end(struct merge *m, const struct log_place *at)
{
	struct stmt st;

	stmt_open(&st, m->db, "SELECT 1 FROM chain WHERE id = ?1 AND tip = ?2", m->err);
	stmt_int(&st, 1, at->chain);
	stmt_int(&st, 2, at->key);
	bool end = stmt_row(&st, m->err);

	return stmt_close(&st) && end;
}

static bool copies_full(struct db *db, struct err *err)
{
	struct arena mem = { 0 };
	const char *set = setting_get(db, COPIES_SETTING, &mem);
	int64_t most = set ? strtoll(set, NULL, 10) : 0;

	arena_clear(&mem);
	return stmt_number(db, "SELECT 1 FROM chain LIMIT 1 OFFSET ?1", (most > 0 ? most : COPIES_MOST) - 1,
			   0, err) == 1;
}

/* It begins a chain, or parts one. */
static bool is_one_more(struct merge *m, const struct parents *p)
{
	return (!p->has_prev || !is_end(m, &p->prev)) && m->err->code == ERR_NONE &&
	       copies_full(m->db, m->err);
}

/* The chain that the line goes into, by its end. */
static int64_t chain_for(struct merge *m, const struct body *b, const struct parents *p)
{
	if (!p->has_prev)
		return chain_new(m->db, b->site, m->err);
	if (!is_end(m, &p->prev)) {
		if (m->err->code != ERR_NONE || !chain_split(m->db, &p->prev, m->err))
			return 0;
		m->sum->splits++;
		judge_changed(m);
	}
	return p->prev.chain;
}

static bool line_saw(struct merge *m, const struct parents *p, const struct arrival *a)
{
	bool ok = true;

	/* The newest come last: who knows of one mostly knows of those before it. */
	for (size_t i = p->seen.n; ok && i-- > 0;) {
		struct log_place now = p->seen.p[i];

		/* A split of its own chain moved it meanwhile. */
		ok = place_find(m->db, &a->body->seen[i], &now, m->err) &&
		     chain_saw(m->db, a->at.chain, a->at.seq, &now, m->err);
	}
	return ok;
}

/* ---- in force ---- */

static bool line_undoes(struct merge *m, const struct arrival *a, struct err *fault)
{
	const struct body *b = a->body;
	struct log_place target;
	struct stmt st;

	if (!b->has_undo || (b->parts > 1 && b->part < b->parts))
		return true;
	if (!place_find(m->db, &b->undo, &target, m->err) ||
	    !place_is_past(m->db, &target, &a->at, m->err))
		return err_set(fault, ERR_INPUT,
			       _("change %lld: it takes back one that its maker did not know"),
			       (long long)b->seq);
	stmt_open(&st, m->db, "INSERT INTO undone (target, by) VALUES (?1, ?2)", m->err);
	stmt_int(&st, 1, target.key);
	stmt_int(&st, 2, a->at.key);
	return stmt_run(&st, m->err);
}

static bool line_apply(struct merge *m, const struct arrival *a, const struct json_doc *doc,
		       touched_list *touched, struct err *fault)
{
	struct field room[COLUMNS_MOST];
	struct body_set s;
	struct touched last = { 0 };

	for (size_t i = 0; i < body_count(doc); i++) {
		if (!body_get(doc, i, room, &s, fault) || !merge_set(m->db, a, &s, fault))
			return false;
		if (i == 0 || s.kind != last.kind || !id_eq(&s.id, &last.id))
			*vec_push(touched) = (struct touched){ s.kind, s.id };
		last = (struct touched){ s.kind, s.id };
	}
	project_also(m->db, touched);
	return line_undoes(m, a, fault);
}

/* ---- had they the right? ---- */

static bool is_about_rights(const touched_list *touched)
{
	for (size_t i = 0; i < touched->n; i++)
		if (touched->p[i].kind == KIND_PERSON || touched->p[i].kind == KIND_SPEAKS)
			return true;
	return false;
}

static int64_t *merged_as(struct merged *sum, enum applied as)
{
	return as == APPLIED ? &sum->taken : as == APPLIED_NOT ? &sum->kept : &sum->refused;
}

static bool line_stands(struct merge *m, struct arrival *a, enum applied as)
{
	struct stmt st;

	a->at.applied = as;
	stmt_open(&st, m->db, "UPDATE change SET applied = ?2 WHERE id = ?1", m->err);
	stmt_int(&st, 1, a->at.key);
	stmt_int(&st, 2, as);
	return stmt_run(&st, m->err);
}

/* Judged at its place, by what it had seen: who had not the right writes no cell. */
static bool line_may(struct merge *m, struct arrival *a, struct str line,
		     const struct json_doc *doc)
{
	const struct judge *judge = m->db->judge;
	struct past past = { .db = m->db, .key = a->at.key, .chain = a->at.chain, .seq = a->at.seq,
			     .doc = doc };
	struct ruling r = { .may = true };

	if (!judge)
		return true;
	if (!judge->rule(judge->user, &past, line, &r, m->err))
		return false;
	if (!r.may)
		return line_stands(m, a, APPLIED_REFUSED) &&
		       ruling_note(m->db, "refused", a->at.key, r.why, m->err);
	return !*r.disputed || ruling_note(m->db, "disputed", a->at.key, r.disputed, m->err);
}

/* Who writes to rows, or names some, that they could not know, because whoever made them was unknown
 * to them or was refused, or makes what is another's to make, is refused, too; whoever follows is judged for themselves. */
static bool line_apply_or_refuse(struct merge *m, struct arrival *a, const struct json_doc *doc,
				 touched_list *touched, struct err *fault)
{
	const char *lacks;

	if (!line_knows(m->db, a, doc, &lacks, fault))
		return false;
	if (!lacks)
		return line_apply(m, a, doc, touched, fault);
	/* Nothing of it is in force that could be disputed. */
	return line_stands(m, a, APPLIED_REFUSED) &&
	       ruling_note(m->db, "disputed", a->at.key, "", m->err) &&
	       ruling_note(m->db, "refused", a->at.key, lacks, m->err);
}

/* A fault of the line is its own; any other is that of the disk. */
static void line_judge(struct merge *m, const struct err *fault)
{
	if (m->err->code == ERR_NONE && fault->code != ERR_INPUT && fault->code != ERR_DAMAGED)
		*m->err = *fault;
}

static bool line_point(struct merge *m, const char *sql)
{
	struct stmt st;

	stmt_open(&st, m->db, sql, m->err);
	return stmt_run(&st, m->err);
}

static bool line_end(struct merge *m, bool ok)
{
	return (ok || line_point(m, "ROLLBACK TO line")) && line_point(m, "RELEASE line");
}

/* A line that turns out to be none while it is applied leaves nothing behind. */
static bool line_enter(struct merge *m, struct str line, const struct json_doc *doc,
		       const struct parents *p, struct arrival *a, struct err *fault)
{
	touched_list touched = { 0 };
	bool ok;

	if (!line_point(m, "SAVEPOINT line"))
		return false;
	a->at.chain = chain_for(m, a->body, p);
	ok = a->at.chain &&
	     place_put(m->db, &a->hash, line, body_count(doc), &a->at, m->err) &&
	     line_saw(m, p, a) &&
	     (a->at.applied != APPLIED || line_may(m, a, line, doc)) &&
	     (a->at.applied != APPLIED ||
	      line_apply_or_refuse(m, a, doc, &touched, fault));
	line_judge(m, fault);
	for (size_t i = 0; ok && i < touched.n; i++)
		*vec_push(m->touched) = touched.p[i];
	if (!ok || is_about_rights(&touched))
		judge_changed(m);
	vec_clear(&touched);
	return line_end(m, ok) && ok;
}

/* ---- one line ---- */

static bool is_known(struct merge *m, const struct change_hash *hash)
{
	struct log_place at;

	return place_find(m->db, hash, &at, m->err);
}

static bool hold_fault(struct merge *m, const struct change_hash *hash, struct str line,
		       const struct err *fault)
{
	char why[512];

	if (m->sum->faulty++ == 0)
		snprintf(m->sum->fault, sizeof m->sum->fault, "%.399s", fault->text);
	snprintf(why, sizeof why, WHY_FAULT "%.400s", fault->text);
	/* It is kept to be told of: enough of it to say whose it is, of as many as anybody reads. */
	if (stmt_number(m->db, "SELECT count(*) FROM held WHERE why GLOB 'fault *'", 0, 0, m->err) >=
	    FAULTY_MOST)
		return m->err->code == ERR_NONE;
	return hold(m, hash, line.n > FAULTY_BYTES ? str_to(line, FAULTY_BYTES) : line, why);
}

static bool hold_waiting(struct merge *m, const struct change_hash *hash, struct str line,
			 const struct change_hash *missing)
{
	char why[sizeof WHY_WAITS + HASH_TEXT_SIZE], hex[HASH_TEXT_SIZE];

	snprintf(why, sizeof why, WHY_WAITS "%s", hex_text(missing->b, HASH_SIZE, hex));
	m->sum->waiting++;
	return hold(m, hash, line, why);
}

static bool runs_ahead(const struct body *b, int64_t now_ms)
{
	return (b->hlc >> 16) - now_ms > AHEAD_MS_MOST;
}

static bool line_take(struct merge *m, struct str line, const struct change_hash *hash,
		      const struct body *b, const struct json_doc *doc)
{
	struct arrival a = { .hash = *hash, .body = b, .at = { .seq = b->seq, .hlc = b->hlc } };
	struct parents p = { 0 };
	struct err fault = { 0 };
	bool ok;

	if (!parents_find(m->db, b, &p, m->err)) {
		ok = m->err->code == ERR_NONE && hold_waiting(m, hash, line, &p.missing);
	} else if (m->now_ms != INT64_MAX && runs_ahead(b, m->now_ms)) {
		m->sum->early++;
		ok = hold(m, hash, line, WHY_CLOCK);
	} else if (is_one_more(m, &p)) {
		m->sum->many++;
		ok = hold(m, hash, line, WHY_COPIES);
	} else {
		a.at.applied = p.all_applied && b->version <= SCHEMA_VERSION ? APPLIED
									     : APPLIED_NOT;
		ok = line_follows(m->db, b, &p, &fault, m->err) &&
		     line_enter(m, line, doc, &p, &a, &fault);
		if (ok) {
			*merged_as(m->sum, a.at.applied) += 1;
			m->sum->agreed += runs_ahead(b, clock_now_ms(m->db->clock));
			*vec_push(&m->done) = *hash;
			ok = unhold(m, hash);
		} else if (m->err->code == ERR_NONE) {
			ok = hold_fault(m, hash, line, &fault);
		}
	}
	vec_clear(&p.seen);
	return ok && m->err->code == ERR_NONE;
}

static bool line_merge(struct merge *m, struct str line)
{
	struct change_hash hash;
	struct arena mem = { 0 };
	struct json_doc *doc = NULL;
	struct err fault = { 0 };
	struct body b = { .seq = 0 };
	bool ok;

	hash_bytes(line.p, line.n, hash.b);
	if (is_known(m, &hash)) {
		m->sum->known++;
		return true;
	}
	if (m->err->code != ERR_NONE)
		return false;
	if (line_read(line, &mem, &b, &doc, &fault))
		ok = line_take(m, line, &hash, &b, doc);
	else
		ok = hold_fault(m, &hash, line, &fault);
	json_doc_free(doc);
	arena_clear(&mem);
	return ok;
}

/* ---- those that wait ---- */

/* Those that are held for this reason: their turn comes. Mostly there are none, and asking costs a
 * fifth of an UPDATE that finds none. */
static bool held_ready(struct merge *m, const char *why)
{
	struct stmt st;

	stmt_open(&st, m->db, "SELECT 1 FROM held WHERE why = ?1 LIMIT 1", m->err);
	stmt_text(&st, 1, str_of(why));
	bool any = stmt_row(&st, m->err);

	if (!stmt_close(&st) || !any)
		return m->err->code == ERR_NONE;
	stmt_open(&st, m->db, "UPDATE held SET why = '" WHY_READY "' WHERE why = ?1", m->err);
	stmt_text(&st, 1, str_of(why));
	return stmt_run(&st, m->err);
}

/* Whatever waited for one that was taken. */
static bool done_ready(struct merge *m)
{
	char why[sizeof WHY_WAITS + HASH_TEXT_SIZE], hex[HASH_TEXT_SIZE];
	bool ok = true;

	for (size_t i = 0; ok && i < m->done.n; i++) {
		snprintf(why, sizeof why, WHY_WAITS "%s",
			 hex_text(m->done.p[i].b, HASH_SIZE, hex));
		ok = held_ready(m, why);
	}
	m->done.n = 0;
	return ok;
}

/* A copy of one whose turn it is; NULL: there is none. */
static const char *ready_next(struct merge *m, struct arena *mem, struct change_hash *hash,
			      struct str *line)
{
	const char *body = NULL;
	struct stmt st;

	stmt_open(&st, m->db, "SELECT body FROM held WHERE why = '" WHY_READY "' LIMIT 1", m->err);
	if (stmt_row(&st, m->err)) {
		struct str text = stmt_get_str(&st, 0);

		body = arena_str(mem, text);
		*line = (struct str){ body, text.n };
		hash_bytes(body, text.n, hash->b);
	}
	return stmt_close(&st) ? body : NULL;
}

/* It is taken, or held for another reason; else nobody would end with it. */
static bool ready_done(struct merge *m, const struct change_hash *hash)
{
	struct stmt st;

	stmt_open(&st, m->db, "DELETE FROM held WHERE hash = ?1 AND why = '" WHY_READY "'", m->err);
	stmt_blob(&st, 1, hash->b, HASH_SIZE);
	return stmt_run(&st, m->err);
}

/* Whatever waited for what was taken, and so on, as far as one transaction goes. */
static bool merge_followers(struct merge *m)
{
	struct arena mem = { 0 };
	struct change_hash hash;
	struct str line;
	int most = m->db->follow ? m->db->follow : FOLLOW_MOST;
	bool ok = done_ready(m);

	while (ok && m->db->followed < most && m->db->followed_bytes < FOLLOW_BYTES &&
	       ready_next(m, &mem, &hash, &line)) {
		int64_t waiting = m->sum->waiting, many = m->sum->many;

		ok = line_merge(m, line) && ready_done(m, &hash) && done_ready(m);
		/* They were counted when they came. */
		m->sum->waiting = waiting;
		m->sum->many = many;
		m->db->followed++;
		m->db->followed_bytes += line.n;
		arena_clear(&mem);
	}
	arena_clear(&mem);
	return ok && m->err->code == ERR_NONE;
}

bool change_known(struct db *db, struct str line, struct err *err)
{
	struct change_hash hash;
	struct log_place at;

	hash_bytes(line.p, line.n, hash.b);
	return place_find(db, &hash, &at, err);
}

bool merge_line(struct db *db, struct str line, int64_t now_ms, touched_list *touched,
		struct merged *sum, struct err *err)
{
	struct merge m = { .db = db, .now_ms = now_ms, .touched = touched, .sum = sum, .err = err };
	bool ok = line_merge(&m, line) && merge_followers(&m);

	vec_clear(&m.done);
	return ok;
}

bool merge_early(struct db *db, touched_list *touched, struct merged *sum, struct err *err)
{
	struct merge m = { .db = db, .now_ms = INT64_MAX, .touched = touched, .sum = sum,
			   .err = err };
	bool ok = held_ready(&m, WHY_CLOCK) && merge_followers(&m);

	vec_clear(&m.done);
	return ok;
}

/* The ledger takes more copies than it did. */
static bool copies_due(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT 1 FROM held WHERE why = '" WHY_COPIES "' LIMIT 1", 0, 0, err) == 1 &&
	       !copies_full(db, err);
}

bool merge_is_due(struct db *db, struct err *err)
{
	return stmt_number(db, "SELECT 1 FROM held WHERE why = '" WHY_READY "' LIMIT 1", 0, 0, err) == 1 ||
	       copies_due(db, err);
}

bool merge_due(struct db *db, int64_t now_ms, touched_list *touched, struct merged *sum,
	       struct err *err)
{
	struct merge m = { .db = db, .now_ms = now_ms, .touched = touched, .sum = sum, .err = err };
	bool ok = (!copies_due(db, err) || held_ready(&m, WHY_COPIES)) && merge_followers(&m);

	vec_clear(&m.done);
	return ok;
}

/* ---- those that were kept without being applied ---- */

/* One that is understood now. What turns out to be no sound line, and all that builds on it, stays
 * as it is: kept, and passed on. */
static bool kept_enter(struct merge *m, struct arrival *a, struct str line,
		       const struct json_doc *doc, struct err *fault)
{
	touched_list touched = { 0 };

	if (!line_point(m, "SAVEPOINT line"))
		return false;
	bool ok = line_stands(m, a, APPLIED) && line_may(m, a, line, doc) &&
		  (a->at.applied != APPLIED ||
	      line_apply_or_refuse(m, a, doc, &touched, fault));

	line_judge(m, fault);
	for (size_t i = 0; ok && i < touched.n; i++)
		*vec_push(m->touched) = touched.p[i];
	if (!ok || is_about_rights(&touched))
		judge_changed(m);
	vec_clear(&touched);
	*(ok ? merged_as(m->sum, a->at.applied) : &m->sum->faulty) += 1;
	return line_end(m, ok);
}

static bool kept_apply(struct merge *m, const struct log_place *at, struct str line)
{
	struct arena mem = { 0 };
	struct json_doc *doc = NULL;
	struct err fault = { 0 };
	struct parents p = { 0 };
	struct body b = { .seq = 0 };
	struct arrival a = { .at = *at, .body = &b };
	bool ok = true;

	hash_bytes(line.p, line.n, a.hash.b);
	if (!line_read(line, &mem, &b, &doc, &fault))
		m->sum->faulty++;
	else if (parents_find(m->db, &b, &p, m->err) && p.all_applied &&
		 b.version <= SCHEMA_VERSION)
		ok = kept_enter(m, &a, line, doc, &fault);
	vec_clear(&p.seen);
	json_doc_free(doc);
	arena_clear(&mem);
	return ok && m->err->code == ERR_NONE;
}

/* Which form has tried them: noted in this file. */
static const char *form_text(char to[16])
{
	snprintf(to, 16, "%d", SCHEMA_VERSION);
	return to;
}

bool merge_kept_due(struct db *db, struct err *err)
{
	char form[16];
	const char *tried;

	if (!stmt_number(db, "SELECT 1 FROM change WHERE NOT applied LIMIT 1", 0, 0, err))
		return false;
	tried = db_meta(db, "kept");
	return !tried || strcmp(tried, form_text(form)) != 0;
}

bool merge_kept(struct db *db, touched_list *touched, struct merged *sum, struct err *err)
{
	struct merge m = { .db = db, .now_ms = INT64_MAX, .touched = touched, .sum = sum,
			   .err = err };
	struct stmt st;
	keys kept = { 0 };
	char form[16];
	bool ok;

	/* Parents have the smaller stamps. */
	stmt_open(&st, db, "SELECT id FROM change WHERE NOT applied ORDER BY hlc, hash", err);
	ok = rows_take_keys(&st, &kept, err);
	for (size_t i = 0; ok && i < kept.n; i++) {
		stmt_open(&st, db, "SELECT id, chain, seq, hlc, body FROM change WHERE id = ?1",
			  err);
		stmt_int(&st, 1, kept.p[i]);
		if ((ok = stmt_row(&st, err))) {
			struct log_place at = { stmt_get_int(&st, 0), stmt_get_int(&st, 1),
					    stmt_get_int(&st, 2), stmt_get_int(&st, 3), APPLIED };

			ok = kept_apply(&m, &at, stmt_get_str(&st, 4));
		}
		ok = stmt_close(&st) && ok;
	}
	vec_clear(&kept);
	return ok && db_meta_set(db, "kept", form_text(form), err);
}
