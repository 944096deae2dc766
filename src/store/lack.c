#include "store/lack.h"

#include <stdlib.h>

#include "store/chain_private.h"

#include "base/ban.h"

/* ---- what is here ---- */

struct chain_end { int64_t chain, n; };
typedef VEC(struct chain_end) chain_ends;

static bool ends_read(struct db *db, chain_ends *to, struct err *err)
{
	struct stmt st;

	/* Its own first. One that was split off begins behind the first number: have_add() finds none
	 * there. */
	stmt_open(&st, db,
		  "SELECT id, n FROM chain WHERE n > 0 ORDER BY id <> coalesce((SELECT value + 0 FROM "
		  "meta WHERE name = 'chain'), 0), tip DESC LIMIT ?1",
		  err);
	stmt_int(&st, 1, HAVE_MOST);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct chain_end){ stmt_get_int(&st, 0), stmt_get_int(&st, 1) };
	return stmt_close(&st);
}

static bool have_add(struct db *db, int64_t chain, int64_t seq, have_list *to, bool *there,
		     struct err *err)
{
	struct stmt st;
	struct change_hash hash;

	stmt_open(&st, db, "SELECT hash FROM change WHERE chain = ?1 AND seq = ?2", err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, seq);
	*there = stmt_row(&st, err) && stmt_get_hash(&st, 0, &hash);
	if (*there)
		memcpy(vec_push(to)->b, hash.b, sizeof to->p->b);
	return stmt_close(&st);
}

bool have_read(struct db *db, have_list *to, struct err *err)
{
	chain_ends ends = { 0 };
	bool ok = ends_read(db, &ends, err);

	for (size_t i = 0; ok && i < ends.n; i++) {
		bool there = true;

		for (int64_t back = 0; ok && there && back < ends.p[i].n && to->n < HAVE_MOST;
		     back = 2 * back + 1)
			ok = have_add(db, ends.p[i].chain, ends.p[i].n - back, to, &there, err);
	}
	vec_clear(&ends);
	return ok;
}

/* ---- what is not there ---- */

/* Up to which change of each chain the other one has them: by the chain's id, which are few and
 * dense. */
typedef VEC(int64_t) reach;

static void reach_note(reach *r, int64_t chain, int64_t upto)
{
	while ((int64_t)r->n <= chain)
		*vec_push(r) = 0;
	if (upto > r->p[chain])
		r->p[chain] = upto;
}

static int64_t reach_of(const reach *r, int64_t chain)
{
	return chain < (int64_t)r->n ? r->p[chain] : 0;
}

/* All that is known to who has made that change. Who has a later one of its chain knows more. */
static bool reach_place(struct db *db, int64_t chain, int64_t seq, reach *to, struct err *err)
{
	known_list known = { 0 };

	if (seq <= reach_of(to, chain))
		return true;
	bool ok = chain_known(db, chain, seq, &known, err);

	reach_note(to, chain, seq);
	for (size_t i = 0; ok && i < known.n; i++)
		reach_note(to, known.p[i].other, known.p[i].upto);
	vec_clear(&known);
	return ok;
}

/* The least and the greatest hash that begin so. */
struct mark_range { uint8_t least[HASH_SIZE], most[HASH_SIZE]; };

static struct mark_range mark_range(const struct have *mark)
{
	struct mark_range r = { { 0 }, { 0 } };

	memset(r.most, 0xFF, sizeof r.most);
	memcpy(r.least, mark->b, sizeof mark->b);
	memcpy(r.most, mark->b, sizeof mark->b);
	return r;
}

/* The changes that begin so: mostly one or none. The range is lent. */
static void mark_open(struct stmt *st, struct db *db, const struct mark_range *r, struct err *err)
{
	stmt_open(st, db, "SELECT chain, seq FROM change WHERE hash BETWEEN ?1 AND ?2", err);
	stmt_blob(st, 1, r->least, sizeof r->least);
	stmt_blob(st, 2, r->most, sizeof r->most);
}

/* How many marks stand behind that of the chain's end, and how far back the last of them is: as
 * have_read() puts them. */
static size_t marks_behind(int64_t n, int64_t *last)
{
	size_t marks = 0;

	*last = 0;
	for (int64_t back = 1; back < n; back = 2 * back + 1) {
		*last = back;
		marks++;
	}
	return marks;
}

/* Of a chain whose end is known here the marks before it say nothing new: are the next ones those? The
 * last of them tells. Whoever put others between says less, and is sent more. */
static bool marks_skip(struct db *db, const have_list *has, int64_t chain, int64_t seq, size_t *i,
		       struct err *err)
{
	int64_t back;
	size_t marks = marks_behind(seq, &back);
	have_list last = { 0 };
	bool there = false, ok = true;

	if (marks > 1 && *i + marks < has->n) {
		ok = have_add(db, chain, seq - back, &last, &there, err);
		if (ok && there && memcmp(last.p[0].b, has->p[*i + marks].b, sizeof last.p[0].b) == 0)
			*i += marks;
	}
	vec_clear(&last);
	return ok;
}

static bool reach_read(struct db *db, const have_list *has, reach *to, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < has->n; i++) {
		struct mark_range range = mark_range(&has->p[i]);
		int64_t chain = 0, seq = 0;
		struct stmt st;

		mark_open(&st, db, &range, err);
		while (ok && stmt_row(&st, err)) {
			chain = stmt_get_int(&st, 0);
			seq = stmt_get_int(&st, 1);
			ok = reach_place(db, chain, seq, to, err);
		}
		ok = stmt_close(&st) && ok && (chain == 0 || marks_skip(db, has, chain, seq, &i, err));
	}
	return ok;
}

bool have_chain(struct db *db, const have_list *has, const char *site, int64_t *chain,
		struct err *err)
{
	struct stmt st;

	*chain = 0;
	for (size_t i = 0; *chain == 0 && err->code == ERR_NONE && i < has->n; i++) {
		struct mark_range range = mark_range(&has->p[i]);

		mark_open(&st, db, &range, err);
		if (stmt_row(&st, err))
			*chain = stmt_get_int(&st, 0);
		stmt_close(&st);
	}
	if (err->code != ERR_NONE || *chain == 0)
		return err->code == ERR_NONE;
	stmt_open(&st, db, "SELECT 1 FROM chain WHERE id = ?1 AND site = ?2", err);
	stmt_int(&st, 1, *chain);
	stmt_text(&st, 2, str_of(site));
	if (!stmt_row(&st, err))
		*chain = 0;
	return stmt_close(&st);
}

bool have_common(struct db *db, const have_list *a, const have_list *b, have_list *to,
		 struct err *err)
{
	reach x = { 0 }, y = { 0 };
	bool ok = reach_read(db, a, &x, err) && reach_read(db, b, &y, err), there;

	for (int64_t chain = 0; ok && chain < (int64_t)x.n; chain++) {
		int64_t upto = reach_of(&y, chain);

		upto = upto < x.p[chain] ? upto : x.p[chain];
		ok = upto == 0 || have_add(db, chain, upto, to, &there, err);
	}
	vec_clear(&x);
	vec_clear(&y);
	return ok;
}

/* ---- the fewest that say the same ---- */

/* A mark that is known here: where its change stands, and whether it is needed. */
struct placed { size_t at; int64_t key, chain, seq; bool needed; };
typedef VEC(struct placed) placed_list;

/* The newest first: whoever knows of a change came later. */
static int newest_first(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return (x->key < y->key) - (x->key > y->key);
}

static int by_mark(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Of two changes that begin so both count. */
static bool mark_places(struct db *db, const have_list *has, size_t at, placed_list *to, struct err *err)
{
	struct mark_range range = mark_range(&has->p[at]);
	struct stmt st;

	stmt_open(&st, db, "SELECT id, chain, seq FROM change WHERE hash BETWEEN ?1 AND ?2", err);
	stmt_blob(&st, 1, range.least, sizeof range.least);
	stmt_blob(&st, 2, range.most, sizeof range.most);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct placed){ at, stmt_get_int(&st, 0), stmt_get_int(&st, 1),
						 stmt_get_int(&st, 2), to->n == 0 };
	return stmt_close(&st);
}

static bool placed_settle(struct db *db, placed_list *list, struct err *err)
{
	reach known = { 0 };
	bool ok = true;

	if (list->n > 0)
		qsort(list->p, list->n, sizeof *list->p, newest_first);
	for (size_t i = 0; ok && i < list->n; i++) {
		struct placed *p = &list->p[i];

		p->needed |= p->seq > reach_of(&known, p->chain);
		ok = reach_place(db, p->chain, p->seq, &known, err);
	}
	if (list->n > 0)
		qsort(list->p, list->n, sizeof *list->p, by_mark);
	vec_clear(&known);
	return ok;
}

bool have_least(struct db *db, const have_list *has, have_list *to, struct err *err)
{
	placed_list list = { 0 };
	size_t unknown = 0, next = 0;
	bool ok = true;

	for (size_t i = 0; ok && i < has->n; i++)
		ok = mark_places(db, has, i, &list, err);
	ok = ok && placed_settle(db, &list, err);
	for (size_t i = 0; ok && i < has->n; i++) {
		bool here = next < list.n && list.p[next].at == i, needed = false;

		for (; next < list.n && list.p[next].at == i; next++)
			needed |= list.p[next].needed;
		if (needed || (!here && unknown++ < MARKS_UNKNOWN_MOST))
			*vec_push(to) = has->p[i];
	}
	vec_clear(&list);
	return ok;
}

/* ---- what somebody lacks ---- */

struct lacking { int64_t hlc, key; };
typedef VEC(struct lacking) lacking_list;

static bool lacking_read(struct db *db, int64_t chain, int64_t behind, lacking_list *to,
			 struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT hlc, id FROM change WHERE chain = ?1 AND seq > ?2", err);
	stmt_int(&st, 1, chain);
	stmt_int(&st, 2, behind);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct lacking){ stmt_get_int(&st, 0), stmt_get_int(&st, 1) };
	return stmt_close(&st);
}

/* A parent's stamp is the smaller one; of equal ones neither follows from the other. */
static int by_stamp(const void *a, const void *b)
{
	const struct lacking *x = a, *y = b;

	if (x->hlc != y->hlc)
		return x->hlc < y->hlc ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

bool lack_read(struct db *db, const have_list *has, keys *to, struct err *err)
{
	reach known = { 0 };
	chain_ends ends = { 0 };
	lacking_list lacking = { 0 };
	bool ok = ends_read(db, &ends, err) && reach_read(db, has, &known, err);

	for (size_t i = 0; ok && i < ends.n; i++) {
		int64_t upto = reach_of(&known, ends.p[i].chain);

		ok = upto >= ends.p[i].n || lacking_read(db, ends.p[i].chain, upto, &lacking, err);
	}
	if (lacking.n > 0)
		qsort(lacking.p, lacking.n, sizeof *lacking.p, by_stamp);
	vec_reserve(to, to->n + lacking.n);
	for (size_t i = 0; ok && i < lacking.n; i++)
		*vec_push(to) = lacking.p[i].key;
	vec_clear(&known);
	vec_clear(&ends);
	vec_clear(&lacking);
	return ok;
}

/* ---- how much is not there ---- */

bool chain_firsts_read(struct db *db, chain_firsts *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT h.id, c.seq, c.hlc, h.n FROM chain h JOIN change c ON c.chain = h.id AND c.seq = "
		  "(SELECT min(seq) FROM change WHERE chain = h.id) ORDER BY c.hlc, h.id",
		  err);
	while (stmt_row(&st, err))
		*vec_push(to) = (struct chain_first){ stmt_get_int(&st, 0), stmt_get_int(&st, 1),
						      stmt_get_int(&st, 2), stmt_get_int(&st, 3) };
	return stmt_close(&st);
}

/* The stamp of the one behind; INT64_MAX: there is none. */
static bool hlc_behind(struct db *db, const struct chain_first *c, int64_t upto, int64_t *hlc,
		       struct err *err)
{
	struct stmt st;

	*hlc = upto < c->seq ? c->hlc : INT64_MAX;
	if (upto < c->seq || upto >= c->n)
		return true;
	stmt_open(&st, db, "SELECT hlc FROM change WHERE chain = ?1 AND seq = ?2", err);
	stmt_int(&st, 1, c->chain);
	stmt_int(&st, 2, upto + 1);
	if (stmt_row(&st, err))
		*hlc = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

bool lack_count(struct db *db, const chain_firsts *all, const have_list *has, int64_t *n,
		int64_t *oldest_ms, struct err *err)
{
	reach known = { 0 };
	int64_t oldest = INT64_MAX;
	bool ok = reach_read(db, has, &known, err);

	*n = 0;
	for (size_t i = 0; ok && i < all->n; i++) {
		const struct chain_first *c = &all->p[i];
		int64_t upto = reach_of(&known, c->chain), hlc;

		*n += c->n - (upto < c->seq ? c->seq - 1 : upto < c->n ? upto : c->n);
		/* Stamps grow along a chain: none that begins later has an older one. */
		if (c->hlc >= oldest)
			continue;
		ok = hlc_behind(db, c, upto, &hlc, err);
		oldest = hlc < oldest ? hlc : oldest;
	}
	*oldest_ms = oldest == INT64_MAX ? 0 : oldest >> 16;
	vec_clear(&known);
	return ok;
}

bool lack_line(struct db *db, int64_t key, struct arena *mem, struct str *to, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT body FROM change WHERE id = ?1", err);
	stmt_int(&st, 1, key);
	if (stmt_row(&st, err)) {
		struct str body = stmt_get_str(&st, 0);

		*to = (struct str){ arena_str(mem, body), body.n };
	}
	return stmt_close(&st);
}
