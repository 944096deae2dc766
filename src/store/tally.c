/* Sums of duties by plan, item and unit. */
#include "store/tally_private.h"
#include "store/unheard_private.h"

#include "store/store_private.h"

#include "base/ban.h"

/* What parts the sums of one place, and what is summed. */
#define DATES "due, act_by, begins, shows, yellow_from, red_from"
#define DATES_KEY "kind, key, plan, " DATES
#define SUMMED "sum(owed), sum(done), sum(pending), sum(returned), sum(missed), sum(met), sum(judged), sum(asked), sum(green)"

enum { ABOVE_MOST = TALLY_LEVELS_MOST };

void tally_diff_init(struct tally_diff *t, struct db *db)
{
	*t = (struct tally_diff){ .db = db, .places = map_new() };
}

/* The item and those above it, one after another: few, and a recursive query costs ten times as
 * much. */
bool tally_diff_item(struct tally_diff *t, int64_t item, struct err *err)
{
	struct stmt st;
	int64_t parent;

	t->items.n = 0;
	t->open = t->parent = false;
	for (int64_t at = item; at && t->items.n < ABOVE_MOST; at = parent) {
		parent = 0;
		stmt_open(&st, t->db,
			  "SELECT i.parent, i.kind = 'campaign', p.state = 'open' AND p.gone IS "
			  "NULL, "
			  "EXISTS (SELECT 1 FROM item c WHERE c.parent = i.key) FROM item i LEFT "
			  "JOIN plan p ON p.key = i.plan WHERE i.key = ?1",
			  err);
		stmt_int(&st, 1, at);
		if (stmt_row(&st, err)) {
			parent = stmt_get_int(&st, 0);
			if (at == item) {
				t->open = stmt_get_int(&st, 2) != 0;
				t->parent = stmt_get_int(&st, 3) != 0;
			}
			vec_push(&t->items);
			t->items.p[t->items.n - 1].key = at;
			t->items.p[t->items.n - 1].pane = stmt_get_int(&st, 1) ? 2 : parent ? 0 : 1;
		}
		if (!stmt_close(&st))
			return false;
	}
	return true;
}

void tally_diff_clear(struct tally_diff *t)
{
	vec_clear(&t->own);
	vec_clear(&t->items);
	vec_clear(&t->deltas);
	map_free(t->places);
}

static struct tally_delta *delta_of(struct tally_diff *t, const struct tally_key *key, int pane)
{
	intptr_t *place = map_at(t->places, (struct str){ (const char *)key, sizeof *key }, true);

	if (!*place) {
		*vec_push(&t->deltas) = (struct tally_delta){ .key = *key, .pane = pane };
		*place = (intptr_t)t->deltas.n;
	}
	return &t->deltas.p[*place - 1];
}

static bool is_yes_or_no(enum met m)
{
	return m == MET_YES || m == MET_NO;
}

/* Few: one item's dates. The last ones are the likeliest. */
static struct tally_delta *own_of(struct tally_diff *t, const struct tally_key *key, int pane)
{
	for (size_t i = t->own.n; i-- > 0;)
		if (memcmp(&t->own.p[i].key, key, sizeof *key) == 0)
			return &t->own.p[i];
	*vec_push(&t->own) = (struct tally_delta){ .key = *key, .pane = pane };
	return &t->own.p[t->own.n - 1];
}

static struct tally_key key_of(int kind, int64_t key, const struct duty_state *d)
{
	return (struct tally_key){ .key = key,
				   .plan = d->plan,
				   .kind = kind,
				   .due = d->due,
				   .act_by = d->act_by,
				   .begins = d->begins,
				   .shows = d->shows,
				   .yellow_from = d->yellow_from,
				   .red_from = d->red_from };
}

/* Of one plan or item that of all open ones. */
static struct tally_key key_of_open(int kind, struct tally_key k)
{
	k.kind = kind;
	k.key = k.plan = 0;
	if (kind == TALLY_DAYS)
		k.act_by = k.yellow_from = k.red_from = 0;
	return k;
}

static void delta_add(struct tally_delta *to, const struct duty_state *d, int sign)
{
	bool in = duty_is_in(d), open = d->state != 'c';

	to->owed += sign;
	to->in += in ? sign : 0;
	to->pending += in && open && d->report && !d->review ? sign : 0;
	to->returned += open && d->review == 'x' ? sign : 0;
	to->missed += open && d->met == MET_NO ? sign : 0;
	to->met += d->met == MET_YES || d->met_soft == MET_YES ? sign : 0;
	to->judged += is_yes_or_no(d->met) || is_yes_or_no(d->met_soft) ? sign : 0;
	to->asked += duty_asks(d) ? sign : 0;
	to->green += d->green ? sign : 0;
}

static void add_to(struct tally_diff *t, int kind, int64_t key, int pane,
		   const struct duty_state *d, int sign)
{
	struct tally_key k = key_of(kind, key, d);

	delta_add(delta_of(t, &k, pane), d, sign);
}

void tally_diff_add(struct tally_diff *t, const struct duty_state *d, int sign)
{
	if (d->standing || d->state == 's')
		return;
	add_to(t, TALLY_UNIT, d->unit, 0, d, sign);
	if (t->anew && !t->parent) {
		struct tally_key k = key_of(TALLY_ITEM, t->items.p[0].key, d);
		delta_add(own_of(t, &k, t->items.p[0].pane), d, sign);
		return;
	}
	add_to(t, TALLY_PLAN, d->plan, 0, d, sign);
	for (int kind = TALLY_OPEN; t->open && kind <= TALLY_DAYS; kind++) {
		struct tally_key k = key_of_open(kind, key_of(TALLY_PLAN, d->plan, d));
		delta_add(delta_of(t, &k, 0), d, sign);
	}
	for (size_t i = 0; i < t->items.n; i++)
		add_to(t, TALLY_ITEM, t->items.p[i].key, t->items.p[i].pane, d, sign);
}

/* An item's own sums are part of its plan's and of those above it. */
static void own_merge(struct tally_diff *t, const struct tally_delta *own, struct tally_key k,
		      int pane)
{
	struct tally_delta *to = delta_of(t, &k, pane);

	to->owed += own->owed;
	to->in += own->in;
	to->pending += own->pending;
	to->returned += own->returned;
	to->missed += own->missed;
	to->met += own->met;
	to->judged += own->judged;
	to->asked += own->asked;
	to->green += own->green;
}

static void bind_key(struct stmt *st, const struct tally_key *k)
{
	stmt_int(st, 1, k->kind);
	stmt_int(st, 2, k->key);
	stmt_int(st, 3, k->plan);
	stmt_int(st, 4, k->due);
	stmt_int(st, 5, k->act_by);
	stmt_int(st, 6, k->begins);
	stmt_int(st, 7, k->shows);
	stmt_int(st, 8, k->yellow_from);
	stmt_int(st, 9, k->red_from);
}

#define TALLY_INSERT "INSERT INTO tally(" DATES_KEY ", pane, owed, done, pending, returned, missed, met, judged, asked, green) " \
	"VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19) "

static void bind_delta(struct stmt *st, const struct tally_delta *d)
{
	bind_key(st, &d->key);
	stmt_int(st, 10, d->pane);
	stmt_int(st, 11, d->owed);
	stmt_int(st, 12, d->in);
	stmt_int(st, 13, d->pending);
	stmt_int(st, 14, d->returned);
	stmt_int(st, 15, d->missed);
	stmt_int(st, 16, d->met);
	stmt_int(st, 17, d->judged);
	stmt_int(st, 18, d->asked);
	stmt_int(st, 19, d->green);
}

static bool write_delta(struct db *db, const struct tally_delta *d, struct err *err)
{
	struct stmt st;

	if (!d->owed && !d->in && !d->pending && !d->returned && !d->missed && !d->met &&
	    !d->judged && !d->asked && !d->green)
		return true;
	stmt_open(
		&st, db,
		TALLY_INSERT
		"ON CONFLICT DO UPDATE SET pane = ?10, "
		"owed = owed + ?11, done = done + ?12, pending = pending + ?13, returned = "
		"returned + ?14, missed = missed + ?15, "
		"met = met + ?16, judged = judged + ?17, asked = asked + ?18, green = green + ?19",
		err);
	bind_delta(&st, d);
	if (!stmt_run(&st, err))
		return false;
	if (d->owed >= 0)
		return true;
	/* Something went: what counts nothing any more is no row. */
	stmt_open(&st, db,
		  "DELETE FROM tally WHERE kind=?1 AND key=?2 AND plan=?3 AND due=?4 AND act_by=?5 "
		  "AND begins=?6 AND shows=?7 "
		  "AND yellow_from=?8 AND red_from=?9 AND owed = 0",
		  err);
	bind_key(&st, &d->key);
	return stmt_run(&st, err);
}

static int delta_order(const void *a, const void *b)
{
	const struct tally_key *x = &((const struct tally_delta *)a)->key,
			       *y = &((const struct tally_delta *)b)->key;
	const int64_t n[][2] = { { x->kind, y->kind },        { x->key, y->key },
				 { x->plan, y->plan },        { x->due, y->due },
				 { x->act_by, y->act_by },    { x->begins, y->begins },
				 { x->shows, y->shows },      { x->yellow_from, y->yellow_from },
				 { x->red_from, y->red_from } };

	for (size_t i = 0; i < sizeof n / sizeof *n; i++)
		if (n[i][0] != n[i][1])
			return n[i][0] < n[i][1] ? -1 : 1;
	return 0;
}

/* Rows that are none yet. */
static bool insert_deltas(struct db *db, struct tally_delta *list, size_t n, struct err *err)
{
	struct stmt st;

	if (n)
		qsort(list, n, sizeof *list, delta_order);
	stmt_open(&st, db, TALLY_INSERT, err);
	for (size_t i = 0; i < n && err->code == ERR_NONE; i++) {
		bind_delta(&st, &list[i]);
		stmt_run_again(&st, err);
	}
	return stmt_close(&st);
}

bool tally_own_write(struct tally_diff *t, struct err *err)
{
	for (size_t i = 0; i < t->own.n; i++) {
		const struct tally_delta *own = &t->own.p[i];
		struct tally_key k = own->key;
		for (int kind = TALLY_OPEN; t->open && kind <= TALLY_DAYS; kind++)
			own_merge(t, own, key_of_open(kind, k), 0);
		for (size_t above = 1; above < t->items.n; above++) {
			k.key = t->items.p[above].key;
			own_merge(t, own, k, t->items.p[above].pane);
		}
		k.kind = TALLY_PLAN;
		k.key = k.plan;
		own_merge(t, own, k, 0);
	}
	bool done = insert_deltas(t->db, t->own.p, t->own.n, err);
	t->own.n = 0;
	return done;
}

bool tally_diff_write(struct tally_diff *t, struct err *err)
{
	bool done = true;

	if (t->anew && !t->written) {
		done = insert_deltas(t->db, t->deltas.p, t->deltas.n, err);
		t->deltas.n = 0;
	}
	t->written = true;

	/* Rows of one page one after the other: ten thousand at once, they touch each page once. */
	if (t->deltas.n)
		qsort(t->deltas.p, t->deltas.n, sizeof *t->deltas.p, delta_order);
	for (size_t i = 0; done && i < t->deltas.n; i++)
		done = write_delta(t->db, &t->deltas.p[i], err);
	t->deltas.n = 0;
	map_free(t->places);
	t->places = map_new();
	return done;
}

/* Counts one item's sums, and what pane it is in, anew from the duties of it and all below it. */
static bool rebuild_item(struct db *db, int64_t item, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db, "DELETE FROM tally WHERE kind = 1 AND key = ?1", err);
	stmt_int(&st, 1, item);
	if (!stmt_run(&st, err))
		return false;
	stmt_open(&st, db,
		  "WITH RECURSIVE down(key, n) AS (SELECT ?1, 1 UNION ALL SELECT i.key, n + 1 FROM down JOIN "
		  "item i ON i.parent = down.key WHERE n < ?4) "
		  "INSERT INTO tally SELECT 1, ?1, d.plan, " DATES ", "
		  "(SELECT CASE WHEN kind = 'campaign' THEN 2 WHEN parent IS NULL THEN 1 ELSE 0 "
		  "END FROM item WHERE key = ?1), "
		  "count(*), sum(d.state = 'c' OR (report <> '' AND review <> 'x')), "
		  "sum(d.state <> 'c' AND report <> '' AND review = ''), sum(d.state <> 'c' AND "
		  "review = 'x'), "
		  "sum(d.state <> 'c' AND met = ?2), sum(met = ?3 OR met_soft = ?3), "
		  "sum(met IN (?2, ?3) OR met_soft IN (?2, ?3)), sum(d.state <> 'c' AND extension "
		  "= 'a' AND (report = '' OR review = 'x')), "
		  "sum(green) FROM down JOIN duty_state d ON d.item = down.key "
		  "WHERE NOT standing AND d.state <> 's' GROUP BY d.plan, " DATES,
		  err);
	stmt_int(&st, 1, item);
	stmt_int(&st, 2, MET_NO);
	stmt_int(&st, 3, MET_YES);
	stmt_int(&st, 4, TALLY_LEVELS_MOST);
	return stmt_run(&st, err);
}

/* The item and those above it. */
static bool rebuild_up(struct db *db, int64_t item, struct err *err)
{
	for (int n = 0; item && n < ABOVE_MOST; n++) {
		if (!rebuild_item(db, item, err))
			return false;
		item = stmt_number(db, "SELECT parent FROM item WHERE key = ?1", item, 0, err);
	}
	return err->code == ERR_NONE;
}

bool tally_item_moved(struct db *db, int64_t item, int64_t old_parent, struct err *err)
{
	return rebuild_up(db, item, err) && rebuild_up(db, old_parent, err);
}

/* What the sums of all open plans are made of: those of the plans. */
#define OF_OPEN_PLANS "FROM tally WHERE kind = 0 AND key IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL) GROUP BY "
#define SUMS_OF_OPEN "SELECT 3, 0, 0, " DATES ", 0, " SUMMED " " OF_OPEN_PLANS DATES \
	" UNION ALL SELECT 4, 0, 0, due, 0, begins, shows, 0, 0, 0, " SUMMED " " OF_OPEN_PLANS "due, begins, shows"

bool tally_plans_changed(struct db *db, struct err *err)
{
	return db_run(db, "DELETE FROM tally WHERE kind IN (3, 4)", err) &&
	       db_run(db, "INSERT INTO tally " SUMS_OF_OPEN, err);
}

bool tally_open_agrees(struct db *db, bool *agrees, struct err *err)
{
	*agrees = stmt_number(db,
			      "SELECT (SELECT count(*) FROM (" SUMS_OF_OPEN
			      " EXCEPT SELECT * FROM tally WHERE kind IN (3, 4))) + "
			      "(SELECT count(*) FROM (SELECT * FROM tally WHERE kind IN (3, 4) "
			      "EXCEPT SELECT * FROM (" SUMS_OF_OPEN ")))",
			      0, 0, err) == 0;
	return err->code == ERR_NONE;
}

/* A plan's and an item's sums stand as they are, in the order of the key; those of a unit are added
 * over the plans. */
#define ROWS "SELECT " DATES ", owed, done, pending, returned, missed, met, judged, asked, green FROM tally "
#define SUMS "SELECT " DATES ", " SUMMED " FROM tally "
#define OPEN_PLANS "plan IN (SELECT key FROM plan WHERE state = 'open' AND gone IS NULL) "
#define FROM_TO "AND due BETWEEN ?3 AND ?4 AND shows <= ?2 "
#define BY_KEY "ORDER BY plan, " DATES
#define BY_DUE "GROUP BY " DATES " ORDER BY due"

/* What is not exchanged is no part of what is kept: it is told beside, where there is any. */
static void put_unheard(struct db *db, tallies *list, size_t first, int kind, int64_t key,
			int64_t plan)
{
	if (unheard_read(db)->n == 0)
		return;
	for (size_t i = first; i < list->n; i++)
		list->p[i].unheard = unheard_count(db, kind, key, plan, &list->p[i]);
}

bool tally_read_between(struct db *db, enum tally_of of, int64_t key, int64_t plan, date from,
			date to, date today, tallies *list, struct err *err)
{
	struct stmt st;

	if (of == TALLY_PLAN && key == 0)
		stmt_open(&st, db, ROWS "WHERE kind = 3 AND key = ?1 AND plan = 0 " FROM_TO BY_KEY,
			  err);
	else if (of == TALLY_PLAN)
		stmt_open(&st, db, ROWS "WHERE kind = 0 AND key = ?1 AND plan = ?1 " FROM_TO BY_KEY,
			  err);
	else if (of == TALLY_ITEM)
		stmt_open(&st, db, ROWS "WHERE kind = 1 AND key = ?1 " FROM_TO BY_KEY, err);
	else if (plan == 0)
		stmt_open(&st, db,
			  SUMS "WHERE kind = 2 AND key = ?1 AND " OPEN_PLANS FROM_TO BY_DUE, err);
	else
		stmt_open(&st, db, SUMS "WHERE kind = 2 AND key = ?1 AND plan = ?5 " FROM_TO BY_DUE,
			  err);
	stmt_int(&st, 1, key);
	stmt_int(&st, 2, today);
	stmt_int(&st, 3, from);
	stmt_int(&st, 4, to);
	if (of == TALLY_UNIT && plan != 0)
		stmt_int(&st, 5, plan);
	size_t first = list->n;

	while (stmt_row(&st, err))
		*vec_push(list) = (struct tally){
			.due = (date)stmt_get_int(&st, 0),
			.act_by = (date)stmt_get_int(&st, 1),
			.begins = (date)stmt_get_int(&st, 2),
			.shows = (date)stmt_get_int(&st, 3),
			.yellow_from = (date)stmt_get_int(&st, 4),
			.red_from = (date)stmt_get_int(&st, 5),
			.owed = (int)stmt_get_int(&st, 6),
			.in = (int)stmt_get_int(&st, 7),
			.pending = (int)stmt_get_int(&st, 8),
			.returned = (int)stmt_get_int(&st, 9),
			.missed = (int)stmt_get_int(&st, 10),
			.met = (int)stmt_get_int(&st, 11),
			.judged = (int)stmt_get_int(&st, 12),
			.asked = (int)stmt_get_int(&st, 13),
			.green = (int)stmt_get_int(&st, 14),
		};
	put_unheard(db, list, first,
		    of == TALLY_UNIT   ? TALLY_UNIT
		    : of == TALLY_ITEM ? TALLY_ITEM
		    : key	       ? TALLY_PLAN
				       : TALLY_OPEN,
		    key, of == TALLY_ITEM || !key ? 0 : plan);
	return stmt_close(&st);
}

bool tally_days_read(struct db *db, date today, tallies *list, struct err *err)
{
	struct stmt st;

	stmt_open(&st, db,
		  "SELECT due, begins, shows, owed, done, pending, returned, asked FROM tally "
		  "WHERE kind = 4 AND key = 0 AND plan = 0 "
		  "AND shows <= ?1 ORDER BY due",
		  err);
	stmt_int(&st, 1, today);
	size_t first = list->n;

	while (stmt_row(&st, err))
		*vec_push(list) = (struct tally){
			.due = (date)stmt_get_int(&st, 0),
			.begins = (date)stmt_get_int(&st, 1),
			.shows = (date)stmt_get_int(&st, 2),
			.owed = (int)stmt_get_int(&st, 3),
			.in = (int)stmt_get_int(&st, 4),
			.pending = (int)stmt_get_int(&st, 5),
			.returned = (int)stmt_get_int(&st, 6),
			.asked = (int)stmt_get_int(&st, 7),
		};
	put_unheard(db, list, first, TALLY_DAYS, 0, 0);
	return stmt_close(&st);
}

bool tally_read(struct db *db, enum tally_of of, int64_t key, int64_t plan, date today, tallies *to,
		struct err *err)
{
	return tally_read_between(db, of, key, plan, INT32_MIN, INT32_MAX, today, to, err);
}

bool tally_read_due(struct db *db, enum tally_of of, int64_t key, int64_t plan, date due,
		    date today, tallies *to, struct err *err)
{
	return tally_read_between(db, of, key, plan, due, due, today, to, err);
}

bool units_asking(struct db *db, int64_t plan, keys *to, struct err *err)
{
	struct stmt st;

	if (plan)
		stmt_open(&st, db,
			  "SELECT DISTINCT key FROM tally WHERE kind = 2 AND asked > 0 AND plan = "
			  "?1 ORDER BY key",
			  err);
	else
		stmt_open(&st, db,
			  "SELECT DISTINCT key FROM tally WHERE kind = 2 AND asked > 0 AND ?1 = 0 "
			  "AND " OPEN_PLANS "ORDER BY key",
			  err);
	stmt_int(&st, 1, plan);
	while (stmt_row(&st, err))
		*vec_push(to) = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

bool units_pending(struct db *db, int64_t plan, keys *to, struct err *err)
{
	struct stmt st;

	if (plan)
		stmt_open(&st, db,
			  "SELECT DISTINCT key FROM tally WHERE kind = 2 AND pending > 0 AND plan "
			  "= ?1 ORDER BY key",
			  err);
	else
		stmt_open(&st, db,
			  "SELECT DISTINCT key FROM tally WHERE kind = 2 AND pending > 0 AND ?1 = "
			  "0 AND " OPEN_PLANS "ORDER BY key",
			  err);
	stmt_int(&st, 1, plan);
	while (stmt_row(&st, err))
		*vec_push(to) = stmt_get_int(&st, 0);
	return stmt_close(&st);
}

/* A unit's rows follow one another. Counting the different ones in SQL makes two tables, and on
 * most days nothing was promised. */
bool promised_on_read(struct db *db, int64_t plan, int64_t unit, date day, struct promised_on *to,
		      struct err *err)
{
	struct stmt st;
	int64_t last = 0;
	bool waiting = false;

	*to = (struct promised_on){ 0 };
	/* The second condition is the index's own. */
	stmt_open(&st, db,
		  "SELECT unit, state = 'o' AND (report = '' OR review = 'x') "
		  "FROM duty_state WHERE promised = ?1 AND promised > -2147483648 AND state <> 's' "
		  "AND (?3 = 0 OR unit = ?3) "
		  "AND CASE ?2 WHEN 0 THEN plan IN (SELECT key FROM plan WHERE state = 'open' AND "
		  "gone IS NULL) ELSE plan = ?2 END ORDER BY unit",
		  err);
	stmt_int(&st, 1, day);
	stmt_int(&st, 2, plan);
	stmt_int(&st, 3, unit);
	while (stmt_row(&st, err)) {
		int64_t now = stmt_get_int(&st, 0);
		bool waits = stmt_get_int(&st, 1) != 0;
		if (to->units == 0 || now != last) {
			to->units++;
			waiting = false;
		}
		to->waiting += waits && !waiting;
		waiting |= waits;
		last = now;
	}
	return stmt_close(&st);
}
