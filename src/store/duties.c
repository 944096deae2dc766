#include "store/duties.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "store/store_private.h"
#include "store/tally_private.h"
#include "store/unheard.h"

#include "base/ban.h"

enum {
	SUMS_HELD = 20000 /* some 4 MB */,
	SUMS_HELD_ANEW = 200000,
	CACHE_ANEW_KIB = 65536,
	CACHE_KIB = 2000 /* the usual one */
};

#define LIGHT_COLUMNS "since, share_done, share_of, urged, promised, green, yellow_from, red_from, judged, parts, parts_in, " \
	"missed_running, missed_before, fell, granted_late"
#define DUTY_COLUMNS "key, plan, item, unit, deadline, occ, due, act_by, begins, shows, standing, report, reported, review, state, " \
	"first_due, met, met_soft, extension, asked, " LIGHT_COLUMNS

static char letter(struct stmt *st, int i)
{
	struct str s = stmt_get_str(st, i);

	return s.n ? s.p[0] : '\0';
}

/* Nothing is asked where no copy speaks for units. */
static bool state_unheard(struct db *db, const struct duty_state *d)
{
	date since = unheard_read(db)->n ? unheard_since(db, d->unit) : DATE_NONE;

	return since != DATE_NONE && d->due > since;
}

static void read_state(struct stmt *st, struct duty_state *to)
{
	struct str occ = stmt_get_str(st, 5);

	*to = (struct duty_state){
		.key = stmt_get_int(st, 0),
		.plan = stmt_get_int(st, 1),
		.item = stmt_get_int(st, 2),
		.unit = stmt_get_int(st, 3),
		.deadline = stmt_get_int(st, 4),
		.due = (date)stmt_get_int(st, 6),
		.act_by = (date)stmt_get_int(st, 7),
		.begins = (date)stmt_get_int(st, 8),
		.shows = (date)stmt_get_int(st, 9),
		.standing = stmt_get_int(st, 10) != 0,
		.report = letter(st, 11),
		.reported = (date)stmt_get_int(st, 12),
		.review = letter(st, 13),
		.state = letter(st, 14),
		.first_due = (date)stmt_get_int(st, 15),
		.met = (enum met)stmt_get_int(st, 16),
		.met_soft = (enum met)stmt_get_int(st, 17),
		.extension = letter(st, 18),
		.asked = (date)stmt_get_int(st, 19),
		.since = (date)stmt_get_int(st, 20),
		.share_done = stmt_get_int(st, 21),
		.share_of = stmt_get_int(st, 22),
		.urged = (int)stmt_get_int(st, 23),
		.promised = (date)stmt_get_int(st, 24),
		.green = stmt_get_int(st, 25) != 0,
		.yellow_from = (date)stmt_get_int(st, 26),
		.red_from = (date)stmt_get_int(st, 27),
		.judged = letter(st, 28),
		.parts = (int)stmt_get_int(st, 29),
		.parts_in = (int)stmt_get_int(st, 30),
		.missed_running = (int)stmt_get_int(st, 31),
		.missed_before = (int)stmt_get_int(st, 32),
		.fell = stmt_get_int(st, 33) != 0,
		.granted_late = (int)stmt_get_int(st, 34),
	};
	if (occ.n < sizeof to->occ)
		memcpy(to->occ, occ.p, occ.n);
	to->unheard = state_unheard(st->db, to);
}

static bool read_all(struct stmt *st, duty_states *to, struct err *err)
{
	while (stmt_row(st, err))
		read_state(st, vec_push(to));
	return stmt_close(st);
}

static void bind_letter(struct stmt *st, int i, const char *c)
{
	stmt_text(st, i, (struct str){ c, *c ? 1 : 0 });
}

/* Parameters 1 to 34: all columns but the key. */
static void bind_state(struct stmt *st, const struct duty_state *d)
{
	stmt_int(st, 1, d->plan);
	stmt_int(st, 2, d->item);
	stmt_int(st, 3, d->unit);
	stmt_int(st, 4, d->deadline);
	stmt_text(st, 5, str_of(d->occ));
	stmt_int(st, 6, d->due);
	stmt_int(st, 7, d->act_by);
	stmt_int(st, 8, d->begins);
	stmt_int(st, 9, d->shows);
	stmt_int(st, 10, d->standing);
	bind_letter(st, 11, &d->report);
	stmt_int(st, 12, d->reported);
	bind_letter(st, 13, &d->review);
	bind_letter(st, 14, &d->state);
	stmt_int(st, 15, d->first_due);
	stmt_int(st, 16, (int64_t)d->met);
	stmt_int(st, 17, (int64_t)d->met_soft);
	bind_letter(st, 18, &d->extension);
	stmt_int(st, 19, d->asked);
	stmt_int(st, 20, d->since);
	stmt_int(st, 21, d->share_done);
	stmt_int(st, 22, d->share_of);
	stmt_int(st, 23, d->urged);
	stmt_int(st, 24, d->promised);
	stmt_int(st, 25, d->green);
	stmt_int(st, 26, d->yellow_from);
	stmt_int(st, 27, d->red_from);
	bind_letter(st, 28, &d->judged);
	stmt_int(st, 29, d->parts);
	stmt_int(st, 30, d->parts_in);
	stmt_int(st, 31, d->missed_running);
	stmt_int(st, 32, d->missed_before);
	stmt_int(st, 33, d->fell);
	stmt_int(st, 34, d->granted_late);
}

#define INSERT_STATE "INSERT INTO duty_state(plan, item, unit, deadline, occ, due, act_by, begins, shows, standing, report, " \
	"reported, review, state, first_due, met, met_soft, extension, asked, " LIGHT_COLUMNS ") " \
	"VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30," \
	"?31,?32,?33,?34)"

static bool insert_state(struct db *db, const struct duty_state *d, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, INSERT_STATE, err);
	bind_state(&st, d);
	return stmt_run(&st, err);
}

#define SET_LIGHT "since=?20, share_done=?21, share_of=?22, urged=?23, promised=?24, green=?25, yellow_from=?26, red_from=?27, judged=?28, parts=?29, parts_in=?30, " \
	"missed_running=?31, missed_before=?32, fell=?33, granted_late=?34"

/* What a duty is never changes, and its date seldom: indexes over columns that are not named here
 * are not written. */
static bool update_state(struct db *db, const struct duty_state *d, bool moved, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  moved ? "UPDATE duty_state SET plan=?1, due=?6, act_by=?7, begins=?8, shows=?9, "
			  "standing=?10, report=?11, "
			  "reported=?12, review=?13, state=?14, first_due=?15, met=?16, "
			  "met_soft=?17, extension=?18, "
			  "asked=?19, " SET_LIGHT " WHERE key=?35"
			: "UPDATE duty_state SET plan=?1, act_by=?7, begins=?8, shows=?9, "
			  "standing=?10, report=?11, "
			  "reported=?12, review=?13, state=?14, first_due=?15, met=?16, "
			  "met_soft=?17, extension=?18, "
			  "asked=?19, " SET_LIGHT " WHERE key=?35",
		  err);
	bind_state(&st, d);
	stmt_int(&st, 35, d->key);
	return stmt_run(&st, err);
}

static bool delete_state(struct db *db, int64_t key, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "DELETE FROM duty_state WHERE key = ?1", err);
	stmt_int(&st, 1, key);
	return stmt_run(&st, err);
}

/* Is it the same duty? */
static bool is_duty(const struct duty_state *a, const struct duty_state *b)
{
	return a->unit == b->unit && a->deadline == b->deadline && strcmp(a->occ, b->occ) == 0;
}

static bool is_same_light(const struct duty_state *a, const struct duty_state *b)
{
	return a->since == b->since && a->share_done == b->share_done &&
	       a->share_of == b->share_of && a->urged == b->urged && a->promised == b->promised &&
	       a->green == b->green && a->yellow_from == b->yellow_from &&
	       a->red_from == b->red_from && a->judged == b->judged && a->parts == b->parts &&
	       a->parts_in == b->parts_in && a->missed_running == b->missed_running &&
	       a->missed_before == b->missed_before && a->fell == b->fell &&
	       a->granted_late == b->granted_late;
}

bool duty_state_eq(const struct duty_state *a, const struct duty_state *b)
{
	return a->plan == b->plan && a->item == b->item && is_duty(a, b) && a->due == b->due &&
	       a->act_by == b->act_by && a->begins == b->begins && a->shows == b->shows &&
	       a->standing == b->standing && a->report == b->report && a->reported == b->reported &&
	       a->review == b->review && a->state == b->state && a->first_due == b->first_due &&
	       a->met == b->met && a->met_soft == b->met_soft && a->extension == b->extension &&
	       a->asked == b->asked && is_same_light(a, b);
}

/* Writes one of the new duties: over the old one where there is one. Both lists stand in the same
 * order but for what came or went, so the search from *at on finds it at once. */
static bool replace_one(struct db *db, duty_states *old, bool *kept, size_t *at,
			struct duty_state d, struct tally_diff *diff, struct err *err)
{
	for (size_t i = 0; i < old->n; i++) {
		size_t here = (*at + i) % old->n;
		if (kept[here] || !is_duty(&old->p[here], &d))
			continue;
		kept[here] = true;
		*at = here + 1;
		d.key = old->p[here].key;
		if (duty_state_eq(&old->p[here], &d))
			return true;
		tally_diff_add(diff, &old->p[here], -1);
		tally_diff_add(diff, &d, 1);
		return update_state(db, &d, old->p[here].due != d.due, err);
	}
	tally_diff_add(diff, &d, 1);
	return insert_state(db, &d, err);
}

static bool replace_all(struct db *db, duty_states *old, const struct duty_state *list, size_t n,
			struct tally_diff *diff, struct err *err)
{
	bool *kept = mem_alloc(old->n + 1);
	bool done = true;
	size_t at = 0;

	for (size_t i = 0; done && i < n; i++)
		done = replace_one(db, old, kept, &at, list[i], diff, err);
	for (size_t i = 0; done && i < old->n; i++) {
		if (kept[i])
			continue;
		tally_diff_add(diff, &old->p[i], -1);
		done = delete_state(db, old->p[i].key, err);
	}
	free(kept);
	return done;
}

/* One unit's duties say nothing of what the item counts for. */
static bool replace_in(struct tally_diff *diff, int64_t item, int64_t unit,
		       const struct duty_state *list, size_t n, struct err *err)
{
	struct db *db = diff->db;
	struct stmt st;
	duty_states old = { 0 };

	if (!tally_diff_item(diff, item, err))
		return false;
	if (unit)
		stmt_open(&st, db,
			  "SELECT " DUTY_COLUMNS
			  " FROM duty_state WHERE item = ?1 AND unit = ?2 ORDER BY key",
			  err);
	else
		stmt_open(&st, db,
			  "SELECT " DUTY_COLUMNS " FROM duty_state WHERE item = ?1 ORDER BY key",
			  err);
	stmt_int(&st, 1, item);
	if (unit)
		stmt_int(&st, 2, unit);
	bool done = read_all(&st, &old, err) && replace_all(db, &old, list, n, diff, err) &&
		    (unit || counts_refresh(db, item, err));

	vec_clear(&old);
	return done;
}

struct duty_writer {
	struct tally_diff diff;
	/* nothing is kept: duties are inserted, and what follows from all of them is made at the
	 * end */
	bool anew;
	struct buf indexes;           /* what makes the indexes again that were put off */
	size_t sums_held;
};

struct duty_writer *duty_writer_new(struct db *db)
{
	struct duty_writer *w = mem_alloc(sizeof *w);

	tally_diff_init(&w->diff, db);
	w->sums_held = SUMS_HELD;
	return w;
}

/* Rows that come in no order of an index are sorted once at the end instead of finding their page
 * one by one. */
static bool indexes_put_off(struct db *db, struct buf *again, struct err *err)
{
	struct buf drop = { 0 };
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name IN "
		  "('duty_state', 'tally') AND sql IS NOT NULL",
		  err);
	while (stmt_row(&st, err)) {
		struct str name = stmt_get_str(&st, 0), sql = stmt_get_str(&st, 1);
		buf_printf(&drop, "DROP INDEX %.*s;", STR_ARG(name));
		buf_printf(again, "%.*s;", STR_ARG(sql));
	}
	bool done = stmt_close(&st) && (drop.n == 0 || db_run(db, buf_text(&drop), err));
	buf_clear(&drop);
	return done;
}

bool duty_writer_anew(struct db *db, struct duty_writer **to, struct err *err)
{
	struct duty_writer *w = *to = duty_writer_new(db);

	w->anew = w->diff.anew = true;
	w->sums_held = SUMS_HELD_ANEW;
	return db_cache(db, CACHE_ANEW_KIB, err) && db_run(db, "DELETE FROM duty_state", err) &&
	       db_run(db, "DELETE FROM tally", err) && indexes_put_off(db, &w->indexes, err);
}

static bool insert_all(struct duty_writer *w, int64_t item, const struct duty_state *list, size_t n,
		       struct err *err)
{
	struct stmt st;

	if (n == 0)
		return true;
	if (!tally_diff_item(&w->diff, item, err))
		return false;
	stmt_open(&st, w->diff.db, INSERT_STATE, err);
	for (size_t i = 0; i < n && err->code == ERR_NONE; i++) {
		tally_diff_add(&w->diff, &list[i], 1);
		bind_state(&st, &list[i]);
		stmt_run_again(&st, err);
	}
	return stmt_close(&st) && tally_own_write(&w->diff, err);
}

bool duty_writer_replace(struct duty_writer *w, int64_t item, int64_t unit,
			 const struct duty_state *list, size_t n, struct err *err)
{
	bool done = w->anew ? insert_all(w, item, list, n, err)
			    : replace_in(&w->diff, item, unit, list, n, err);

	return done && (w->diff.deltas.n < w->sums_held || tally_diff_write(&w->diff, err));
}

bool duty_writer_judge(struct duty_writer *w, int64_t item,
		       void (*judge)(const void *user, struct duty_state *d), const void *user,
		       struct err *err)
{
	struct tally_diff *diff = &w->diff;
	struct stmt st;
	duty_states list = { 0 };

	if (!tally_diff_item(diff, item, err))
		return false;
	stmt_open(&st, diff->db,
		  "SELECT " DUTY_COLUMNS " FROM duty_state WHERE item = ?1 ORDER BY key", err);
	stmt_int(&st, 1, item);
	bool done = read_all(&st, &list, err);
	for (size_t i = 0; done && i < list.n; i++) {
		struct duty_state *old = &list.p[i], d = *old;
		judge(user, &d);
		if (is_same_light(old, &d))
			continue;
		tally_diff_add(diff, old, -1);
		tally_diff_add(diff, &d, 1);
		done = update_state(diff->db, &d, false, err);
	}
	vec_clear(&list);
	return done && (diff->deltas.n < w->sums_held || tally_diff_write(diff, err));
}

bool duty_writer_end(struct duty_writer *w, bool ok, struct err *err)
{
	ok = ok && tally_diff_write(&w->diff, err);
	if (w->anew && ok)
		ok = (w->indexes.n == 0 || db_run(w->diff.db, buf_text(&w->indexes), err)) &&
		     counts_rebuild(w->diff.db, err);
	if (w->anew)
		(void)!db_cache(w->diff.db, CACHE_KIB, &(struct err){ 0 });
	tally_diff_clear(&w->diff);
	buf_clear(&w->indexes);
	free(w);
	return ok;
}

bool duties_replace(struct db *db, int64_t item, int64_t unit, const struct duty_state *list,
		    size_t n, struct err *err)
{
	struct duty_writer *w = duty_writer_new(db);
	bool ok = duty_writer_replace(w, item, unit, list, n, err);

	return duty_writer_end(w, ok, err);
}

bool duty_state_get(struct db *db, int64_t key, struct duty_state *to)
{
	struct err err = { 0 };
	struct stmt st;

	stmt_open(&st, db, "SELECT " DUTY_COLUMNS " FROM duty_state WHERE key = ?1", &err);
	stmt_int(&st, 1, key);
	bool found = stmt_row(&st, &err);
	if (found)
		read_state(&st, to);
	return stmt_close(&st) && found;
}

bool duty_state_period(struct db *db, int64_t item, date due, date begins, char to[20])
{
	struct err err = { 0 };
	struct stmt st;
	bool there = false;

	stmt_open(&st, db,
		  "SELECT coalesce(max(CASE begins WHEN ?3 THEN occ END), max(occ)) FROM "
		  "duty_state WHERE due = ?1 AND item = ?2 "
		  "AND NOT standing",
		  &err);
	stmt_int(&st, 1, due);
	stmt_int(&st, 2, item);
	stmt_int(&st, 3, begins);
	if (stmt_row(&st, &err) && !stmt_is_null(&st, 0)) {
		struct str occ = stmt_get_str(&st, 0);
		there = occ.n < 20;
		memcpy(to, occ.p, there ? occ.n : 0);
		to[there ? occ.n : 0] = '\0';
	}
	stmt_close(&st);
	return there;
}

int64_t duty_state_key(struct db *db, int64_t item, int64_t unit, int64_t deadline, const char *occ)
{
	struct err err = { 0 };
	struct stmt st;
	int64_t key = 0;

	stmt_open(&st, db,
		  "SELECT key FROM duty_state WHERE item = ?1 AND unit = ?2 AND deadline = ?3 AND "
		  "occ = ?4",
		  &err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, unit);
	stmt_int(&st, 3, deadline);
	stmt_text(&st, 4, str_of(occ));
	if (stmt_row(&st, &err))
		key = stmt_get_int(&st, 0);
	stmt_close(&st);
	return key;
}

/* Its place among the item's units; who goes on for others stands in theirs. Two questions, so that
 * the usual one is an index's. */
#define PLACE_OF(who) "(SELECT min(a.pos + CASE a.role WHEN 'lead' THEN 0 ELSE 10000 END) FROM assignment a " \
	"WHERE a.item = d.item AND " who " AND a.gone IS NULL)"
#define ASSIGNED "CASE d.parts WHEN 0 THEN " PLACE_OF("a.unit = d.unit") " ELSE " \
	PLACE_OF("(a.unit = d.unit OR a.unit IN (SELECT h.unit FROM heir h WHERE h.heir = d.unit AND h.gone IS NULL))") " END"

bool duty_states_read(struct db *db, int64_t item, int64_t unit, duty_states *to, struct err *err)
{
	struct stmt st;

	if (item && unit)
		stmt_open(&st, db,
			  "SELECT " DUTY_COLUMNS " FROM duty_state WHERE item = ?1 AND unit = ?2 "
						 "ORDER BY standing, due, deadline, occ",
			  err);
	else if (item)
		stmt_open(&st, db, "SELECT " DUTY_COLUMNS " FROM duty_state d WHERE item = ?1 "
			"ORDER BY due, " ASSIGNED " NULLS LAST, unit, deadline, occ", err);
	else
		stmt_open(&st, db,
			  "SELECT d.key, d.plan, d.item, d.unit, d.deadline, occ, due, act_by, "
			  "begins, shows, standing, report, reported, "
			  "review, d.state, first_due, met, met_soft, extension, "
			  "asked, " LIGHT_COLUMNS
			  " FROM duty_state d JOIN item i ON i.key = d.item "
			  "WHERE ?1 = 0 AND d.unit = ?2 ORDER BY d.plan, i.pos, d.item, standing, "
			  "due, d.deadline, occ",
			  err);
	stmt_int(&st, 1, item);
	if (unit)
		stmt_int(&st, 2, unit);
	return read_all(&st, to, err);
}

bool duty_states_of_period(struct db *db, int64_t item, const char *occ, duty_states *to,
			   struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT " DUTY_COLUMNS
		  " FROM duty_state d WHERE item = ?1 AND occ = ?2 AND NOT standing "
		  "ORDER BY due, " ASSIGNED " NULLS LAST, unit, deadline",
		  err);
	stmt_int(&st, 1, item);
	stmt_text(&st, 2, str_of(occ));
	return read_all(&st, to, err);
}

bool duty_states_each(struct db *db, int64_t plan, date today,
		      void (*take)(void *user, struct duty_state *d), void *user, struct err *err)
{
	struct stmt st;
	struct duty_state d;

	stmt_open(&st, db,
		  "SELECT " DUTY_COLUMNS
		  " FROM duty_state WHERE shows <= ?2 AND (CASE ?1 WHEN 0 THEN "
		  "plan IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL) ELSE plan "
		  "= ?1 END)",
		  err);
	stmt_int(&st, 1, plan);
	stmt_int(&st, 2, today);
	while (stmt_row(&st, err)) {
		read_state(&st, &d);
		take(user, &d);
	}
	return stmt_close(&st);
}
