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

	/* One that was split off begins behind the first number: have_add() finds none there. */
	stmt_open(&st, db, "SELECT id, n FROM chain WHERE n > 0 ORDER BY id", err);
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

		for (int64_t back = 0; ok && there && back < ends.p[i].n; back = 2 * back + 1)
			ok = have_add(db, ends.p[i].chain, ends.p[i].n - back, to, &there, err);
	}
	vec_clear(&ends);
	return ok;
}

/* ---- what is not there ---- */

/* Up to which change of each chain the other one has them, by the chain's id. */
struct has { int64_t chain, upto; };
typedef VEC(struct has) has_list;

static void has_note(has_list *list, int64_t chain, int64_t upto)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].chain == chain) {
			if (upto > list->p[i].upto)
				list->p[i].upto = upto;
			return;
		}
	*vec_push(list) = (struct has){ chain, upto };
}

/* All that is known to who has made that change. */
static bool has_place(struct db *db, int64_t chain, int64_t seq, has_list *to, struct err *err)
{
	known_list known = { 0 };
	bool ok = chain_known(db, chain, seq, &known, err);

	has_note(to, chain, seq);
	for (size_t i = 0; ok && i < known.n; i++)
		has_note(to, known.p[i].other, known.p[i].upto);
	vec_clear(&known);
	return ok;
}

/* The change that begins so, and all that its maker knew. */
static bool has_mark(struct db *db, const struct have *mark, has_list *to, struct err *err)
{
	uint8_t least[HASH_SIZE] = { 0 }, most[HASH_SIZE];
	struct stmt st;
	bool ok = true;

	memset(most, 0xFF, sizeof most);
	memcpy(least, mark->b, sizeof mark->b);
	memcpy(most, mark->b, sizeof mark->b);
	stmt_open(&st, db, "SELECT chain, seq FROM change WHERE hash BETWEEN ?1 AND ?2", err);
	stmt_blob(&st, 1, least, sizeof least);
	stmt_blob(&st, 2, most, sizeof most);
	while (ok && stmt_row(&st, err))
		ok = has_place(db, stmt_get_int(&st, 0), stmt_get_int(&st, 1), to, err);
	return stmt_close(&st) && ok;
}

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
	has_list known = { 0 };
	chain_ends ends = { 0 };
	lacking_list lacking = { 0 };
	bool ok = ends_read(db, &ends, err);

	for (size_t i = 0; ok && i < has->n; i++)
		ok = has_mark(db, &has->p[i], &known, err);
	for (size_t i = 0; ok && i < ends.n; i++) {
		int64_t upto = 0;

		for (size_t k = 0; k < known.n; k++)
			if (known.p[k].chain == ends.p[i].chain)
				upto = known.p[k].upto;
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
