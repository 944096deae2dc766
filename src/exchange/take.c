#include "exchange/take.h"

#include <stdlib.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/clash.h"
#include "model/right_mine.h"
#include "store/files.h"
#include "store/log_body.h"

#include "base/ban.h"

/* So many lines a commit: whoever else writes waits no longer than that. A trial is one transaction:
 * it ends by the clock, too. Lines may be long. */
enum { COMMIT_LINES = 500, COMMIT_BYTES = 4 << 20, TRIAL_LINES = 5000, TRIAL_BYTES = 64 << 20,
       FILES_BYTES = 16 << 20 };
/* So many makers are told apart. */
enum { WHO_MOST = 100 };

/* ---- what would come ---- */

static void coming_count(struct take_look *to, struct arena *mem, const struct body *b)
{
	for (size_t i = 0; i < to->who.n; i++) {
		struct coming *c = &to->who.p[i];

		if (strcmp(c->site, b->site) == 0 && strcmp(c->by, b->by) == 0) {
			c->changes++;
			return;
		}
	}
	if (to->who.n < WHO_MOST)
		*vec_push(&to->who) =
			(struct coming){ arena_strdup(mem, b->site), arena_strdup(mem, b->by), 1 };
}

static int most_first(const void *a, const void *b)
{
	const struct coming *x = a, *y = b;

	if (x->changes != y->changes)
		return x->changes > y->changes ? -1 : 1;
	return strcmp(x->site, y->site) ? strcmp(x->site, y->site) : strcmp(x->by, y->by);
}

static bool other_ledger(const struct ledger *l, const struct body *b, struct err *err)
{
	char day[DATE_TEXT_SIZE];
	date on;
	int hour, minute;

	clock_civil(l->clock, b->at_ms, &on, &hour, &minute);
	return err_set(err, ERR_INPUT,
		       _("that comes from another ledger, which %s began on %s: two ledgers do not come together; "
			 "\"duban site copy\" makes a copy of one"),
		       b->by, date_text(on, day));
}

static bool begins_count(struct ledger *l, const struct body *b, int64_t *begins, struct err *err)
{
	*begins += !b->has_prev;
	return b->has_prev || b->n_seen > 0 || log_newest(l->db, err) == 0 || other_ledger(l, b, err);
}

bool take_begins(struct ledger *l, struct str line, int64_t *begins, struct err *err)
{
	struct arena page = { 0 };
	struct err ignore = { 0 };
	struct body body;
	/* What is no sound line is told where it is merged. */
	bool ok = !body_read_head(line, &page, &body, &ignore) || begins_count(l, &body, begins, err);

	arena_clear(&page);
	return ok;
}

bool take_begins_fit(int64_t begins, struct err *err)
{
	return begins <= TAKE_BEGINS_MOST ||
	       err_set(err, ERR_INPUT,
		       _("more than %d copies that nobody here has heard of are named there: that is no exchange; "
			 "nothing of it was taken"),
		       (int)TAKE_BEGINS_MOST);
}

/* One line not known here. What is no sound change has no maker to name; an action of several lines
 * counts once. */
static bool coming_add(struct ledger *l, struct take_look *to, struct arena *mem, struct str line,
		       struct id *batch, struct err *err)
{
	struct arena page = { 0 };
	struct err ignore = { 0 };
	struct body body;
	bool ok = true;

	to->changes++;
	if (body_read_head(line, &page, &body, &ignore)) {
		if (body.parts < 2 || !id_eq(&body.batch, batch))
			coming_count(to, mem, &body);
		*batch = body.batch;
		ok = begins_count(l, &body, &to->begins, err);
	}
	arena_clear(&page);
	return ok;
}

typedef VEC(struct str) line_list;

/* Who stands at the door, and what passes by them. */
struct door { const char *courier; struct proof proof; };

/* Whoever stands there counts before whoever has signed the file. */
static void door_enter(struct ledger *l, const struct bundle *b, const struct tip_gate *gate, struct door *to)
{
	*to = (struct door){ l->courier, { tip_gate_proves, gate } };
	if (!l->courier)
		l->courier = bundle_courier(b);
	l->proof = &to->proof;
}

static void door_leave(struct ledger *l, const struct door *d)
{
	l->courier = d->courier;
	l->proof = NULL;
}

static bool look_try(struct ledger *l, const struct bundle *b, const line_list *lines,
		     int64_t within_ms, struct arena *mem, struct take_look *to, struct err *err)
{
	struct door door;

	door_enter(l, b, to->gate, &door);
	bool ok = ledger_try(l, lines->p, lines->n, within_ms, mem, &to->trial, err);

	door_leave(l, &door);
	return ok;
}

bool take_look(struct ledger *l, struct bundle *b, int64_t within_ms, struct arena *mem,
	       struct take_look *to, struct err *err)
{
	struct arena kept = { 0 };
	line_list lines = { 0 };
	struct id batch = { 0 };
	struct str line;
	size_t bytes = 0;
	bool ok = true;

	*to = (struct take_look){ .gate = bundle_gate(l, b, err) };
	if (!to->gate)
		return false;
	while (bundle_change(b, &line, err)) {
		if (change_known(l->db, line, err))
			continue;
		if (!coming_add(l, to, mem, line, &batch, err))
			break;
		if (!tip_gate_opens(to->gate, line)) {
			to->shut++;
			continue;
		}
		bytes += line.n;
		if (lines.n < TRIAL_LINES && bytes <= TRIAL_BYTES)
			*vec_push(&lines) = (struct str){ arena_str(&kept, line), line.n };
	}
	if (to->who.n > 0)
		qsort(to->who.p, to->who.n, sizeof *to->who.p, most_first);
	ok = err->code == ERR_NONE && take_begins_fit(to->begins, err);
	if (ok && to->changes > 0 && to->changes == to->shut + (int64_t)lines.n)
		ok = look_try(l, b, &lines, within_ms, mem, to, err);
	vec_clear(&lines);
	arena_clear(&kept);
	return ok && bundle_rewind(b, err);
}

void take_look_clear(struct take_look *look)
{
	vec_clear(&look->who);
	vec_clear(&look->trial.apart);
	vec_clear(&look->trial.roles);
}

/* ---- taking ---- */

/* Files of one commit: what no change names is none of ours. */
struct files_some {
	file_hashes list;
	struct arena mem;
	size_t bytes;
};

static bool files_end(struct ledger *l, struct files_some *some, struct err *err)
{
	bool ok = some->list.n == 0 || (files_drop_unnamed(l->db, &some->list, err) && db_commit(l->db, err));

	if (!ok)
		return false;
	some->list.n = 0;
	some->bytes = 0;
	arena_clear(&some->mem);
	return true;
}

static bool file_take(struct ledger *l, struct files_some *some, const char *sha, struct str bytes,
		      struct err *err)
{
	if (file_known(l->db, sha, err))
		return true;
	if (err->code != ERR_NONE || (some->list.n == 0 && !db_begin(l->db, err)))
		return false;
	*vec_push(&some->list) = arena_strdup(&some->mem, sha);
	some->bytes += bytes.n;
	return file_keep(l->db, sha, bytes, err) && (some->bytes < FILES_BYTES || files_end(l, some, err));
}

/* Behind the changes. */
static bool take_files(struct ledger *l, struct bundle *b, struct err *err)
{
	struct files_some some = { .bytes = 0 };
	struct buf bytes = { 0 };
	char sha[HASH_TEXT_SIZE];
	bool ok = bundle_rewind(b, err);

	while (ok && bundle_file(b, sha, &bytes, err))
		ok = file_take(l, &some, sha, buf_str(&bytes), err);
	ok = ok && err->code == ERR_NONE && files_end(l, &some, err);
	if (some.list.n > 0)
		db_rollback(l->db);
	vec_clear(&some.list);
	arena_clear(&some.mem);
	buf_clear(&bytes);
	return ok;
}

/* What they say they have serves the next bundle for them. */
static bool take_heard(struct ledger *l, struct bundle *b, struct err *err)
{
	const struct bundle_head *head = bundle_head(b);

	int64_t made = 0;

	if (!clock_parse(str_of(head->made), &made))
		made = 0;
	bool counts;

	if (!right_heard(l, &counts, err))
		return false;
	if (!counts || strcmp(head->from, db_site(l->db)) == 0)
		return true;
	if (!db_begin(l->db, err))
		return false;
	if (site_heard(l->db, head->from, &head->has, made, err) && db_commit(l->db, err))
		return true;
	db_rollback(l->db);
	return false;
}

/* The next commit's lines. */
static bool take_some(struct ledger *l, struct bundle *b, const struct tip_gate *gate, bool agreed,
		      int64_t *done, struct merged *sum, struct err *err)
{
	struct door door;
	struct arena mem = { 0 };
	line_list lines = { 0 };
	struct str line;
	size_t bytes = 0;
	bool ok;

	while (lines.n < COMMIT_LINES && bytes < COMMIT_BYTES && bundle_change(b, &line, err)) {
		++*done;
		if (!tip_gate_opens(gate, line)) {
			sum->left++;
			continue;
		}
		*vec_push(&lines) = (struct str){ arena_str(&mem, line), line.n };
		bytes += line.n;
	}
	door_enter(l, b, gate, &door);
	ok = err->code == ERR_NONE && ledger_merge(l, lines.p, lines.n, agreed, sum, err);
	door_leave(l, &door);
	vec_clear(&lines);
	arena_clear(&mem);
	return ok;
}

bool take_bundle(struct ledger *l, struct bundle *b, bool agreed, take_told *told, void *user,
		 struct merged *sum, struct err *err)
{
	int64_t all = bundle_head(b)->changes, done = 0;
	struct tip_gate *gate = bundle_gate(l, b, err);
	bool ok = gate != NULL;

	while (ok && done < all) {
		ok = take_some(l, b, gate, agreed, &done, sum, err);
		if (ok && told && !told(user, done, all))
			ok = err_set(err, ERR_STOPPED,
				     _("stopped after %lld of %lld changes: what was taken stays, the "
				       "rest can be taken any time"),
				     (long long)done, (long long)all);
	}
	/* Nobody passes on what is signed before it is here. */
	return ok && take_files(l, b, err) && take_heard(l, b, err) && tip_gate_keep(gate, err);
}
