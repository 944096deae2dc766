#include <stdlib.h>
#include <string.h>

#include "store/where_private.h"

#include "base/ban.h"

enum { SWEEPS_KEPT = 16, STRETCH = 8192 };

void key_set_add(struct key_set *s, int64_t key)
{
	size_t at = (size_t)key / 64;

	if (key < 0)
		return;
	if (at >= s->n) {
		size_t room = at + at / 2 + 64;

		s->bits = mem_array(s->bits, room, sizeof *s->bits);
		memset(s->bits + s->n, 0, (room - s->n) * sizeof *s->bits);
		s->n = room;
	}
	s->bits[at] |= UINT64_C(1) << (key % 64);
}

static void sweep_free(struct sweep *s)
{
	buf_clear(&s->said);
	free(s->units.bits);
	free(s->items.bits);
	free(s->entries.bits);
	free(s->measures.bits);
	free(s);
}

void sweeps_clear(struct db *db)
{
	for (size_t i = 0; i < db->sweeps.n; i++)
		sweep_free(db->sweeps.p[i]);
	vec_clear(&db->sweeps);
}

bool sweeps_begin(struct db *db, struct err *err)
{
	int64_t others = stmt_number(db, "PRAGMA data_version", 0, 0, err);
	int64_t ours = sqlite3_total_changes64(db->sql);

	if (others != db->sweeps_others || ours != db->sweeps_ours)
		sweeps_clear(db);
	db->sweeps_others = others;
	db->sweeps_ours = ours;
	db->sweeps_used++;
	return err->code == ERR_NONE;
}

/* All of one filter's words are kept, however many: read again for each page they would never come
 * to an end. */
void sweeps_trim(struct db *db)
{
	while (db->sweeps.n > SWEEPS_KEPT) {
		size_t oldest = 0;

		for (size_t i = 1; i < db->sweeps.n; i++)
			if (db->sweeps.p[i]->used < db->sweeps.p[oldest]->used)
				oldest = i;
		if (db->sweeps.p[oldest]->used == db->sweeps_used)
			return;
		sweep_free(db->sweeps.p[oldest]);
		db->sweeps.p[oldest] = db->sweeps.p[--db->sweeps.n];
	}
}

static void bind_word(struct stmt *st, int i, const struct word *word)
{
	if (!st->failed)
		sqlite3_bind_pointer(st->s, i, (void *)word, WORD_POINTER, NULL);
}

static bool take_units(struct db *db, struct sweep *s, const struct word *word, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT key, name FROM unit WHERE gone IS NULL UNION ALL SELECT key, short FROM "
		  "unit WHERE gone IS NULL AND short <> '' UNION ALL SELECT unit, name FROM name "
		  "WHERE gone IS NULL",
		  err);
	while (err->code == ERR_NONE && stmt_row(&st, err)) {
		int64_t unit = stmt_get_int(&st, 0);
		int found = word_find_name(word, stmt_get_str(&st, 1), NULL, NULL, err);

		if (found > 0) {
			key_set_add(&s->units, unit);
			s->any_unit = true;
		}
	}
	return stmt_close(&st) && err->code == ERR_NONE;
}

/* Pinyin is looked for in names of units: two words that are alike in all else differ there. */
struct sweep *sweep_of(struct db *db, const struct word *word, struct err *err)
{
	struct buf said = { 0 };
	struct sweep *s = NULL;

	buf_puts(&said, word_has_pinyin(word) ? "p" : "t");
	buf_put(&said, word_said(word));
	for (size_t i = 0; i < db->sweeps.n && !s; i++)
		if (str_eq(buf_str(&db->sweeps.p[i]->said), buf_str(&said)))
			s = db->sweeps.p[i];
	if (s) {
		buf_clear(&said);
		s->used = db->sweeps_used;
		return s;
	}
	s = mem_alloc(sizeof *s);
	s->said = said;
	s->used = db->sweeps_used;
	if (!take_units(db, s, word, err)) {
		sweep_free(s);
		return NULL;
	}
	*vec_push(&db->sweeps) = s;
	return s;
}

static bool sweep_begin(struct db *db, struct sweep *s, const struct word *word, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "SELECT item FROM measure WHERE gone IS NULL AND word(?1, text)", err);
	bind_word(&st, 1, word);
	while (stmt_row(&st, err))
		key_set_add(&s->measures, stmt_get_int(&st, 0));
	return stmt_close(&st);
}

/* From one table to the next. */
static bool sweep_step(struct db *db, struct sweep *s, const struct word *word, struct err *err)
{
	static const char *const last[] = {
		[SWEEP_NONE] = "SELECT max(key) FROM item",
		[SWEEP_ITEMS] = "SELECT max(key) FROM entry",
	};

	if (s->stage == SWEEP_NONE && !sweep_begin(db, s, word, err))
		return false;
	int64_t end = s->stage == SWEEP_ENTRIES ? 0 : stmt_number(db, last[s->stage], 0, 0, err);
	if (s->stage == SWEEP_NONE && err->code == ERR_NONE)
		s->all = end + stmt_number(db, last[SWEEP_ITEMS], 0, 0, err);
	if (err->code != ERR_NONE)
		return false;
	s->at = 0;
	s->end = end;
	s->stage++;
	return true;
}

static bool sweep_table(struct db *db, struct sweep *s, const struct word *word, struct err *err)
{
	struct key_set *to = s->stage == SWEEP_ITEMS ? &s->items : &s->entries;
	struct stmt st;

	stmt_open(&st, db,
		  s->stage == SWEEP_ITEMS
			  ? "SELECT key FROM item WHERE key > ?2 AND key <= ?3 AND "
			    "(word_title(?1, title) OR word(?1, text))"
			  : "SELECT item FROM entry WHERE key > ?2 AND key <= ?3 AND "
			    "word(?1, text) AND gone IS NULL",
		  err);
	bind_word(&st, 1, word);
	while (err->code == ERR_NONE && s->at < s->end) {
		stmt_int(&st, 2, s->at);
		stmt_int(&st, 3, s->at + STRETCH);
		while (stmt_row(&st, err))
			key_set_add(to, stmt_get_int(&st, 0));
		if (st.s)
			sqlite3_reset(st.s);
		s->at += err->code == ERR_NONE ? STRETCH : 0;
		db_scan_note(db, s->stage == SWEEP_ITEMS ? s->at : s->all - s->end + s->at, s->all);
	}
	return stmt_close(&st) && err->code == ERR_NONE;
}

bool sweep_run(struct db *db, struct sweep *s, const struct word *word, struct err *err)
{
	while (s->stage != SWEEP_DONE)
		if ((s->stage != SWEEP_NONE && !sweep_table(db, s, word, err)) ||
		    !sweep_step(db, s, word, err))
			return false;
	return true;
}

bool key_sets_list(const struct key_set *const *sets, size_t n, size_t most, struct buf *to)
{
	size_t found = 0, longest = 0;

	for (size_t k = 0; k < n; k++)
		longest = sets[k]->n > longest ? sets[k]->n : longest;
	buf_puts(to, "[");
	for (size_t at = 0; at < longest && found <= most; at++) {
		uint64_t bits = 0;

		for (size_t k = 0; k < n; k++)
			bits |= at < sets[k]->n ? sets[k]->bits[at] : 0;
		for (; bits; bits &= bits - 1)
			buf_printf(to, "%s%zu", found++ ? "," : "",
				   at * 64 + (size_t)__builtin_ctzll(bits));
	}
	buf_puts(to, "]");
	return found <= most;
}
