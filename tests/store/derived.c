/* Duties, sums, counters and lists: kept by the difference, compared with counting anew after every step. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>

#include "model/light.h"
#include "store/duties.h"
#include "store/list.h"
#include "store/rows.h"
#include "store/store_private.h"

enum { ITEMS = 8, UNITS = 5, TODAY = 100, MOST = 12 };

/* Two plans (the second closed); item 3 is a campaign; items 4 and 5 lie under 1, 6 under 4. */
static const struct { int plan, parent; const char *kind; } shape[ITEMS + 1] = {
	[1] = { 1, 0, "group" }, [2] = { 1, 0, "task" }, [3] = { 1, 0, "campaign" }, [4] = { 1, 1, "task" }, [5] = { 1, 1, "campaign" },
	[6] = { 1, 4, "task" }, [7] = { 1, 0, "task" }, [8] = { 2, 0, "task" },
};

static struct id of_number(enum kind k, int n)
{
	char word[16];

	snprintf(word, sizeof word, "%d", n);
	return ground_id(k, word);
}

static void fill_town(struct change *c, void *user)
{
	char word[16];

	(void)user;
	for (int i = 1; i <= 2; i++) {
		struct id id = of_number(KIND_PLAN, i);

		change_row(c, KIND_PLAN, &id);
		change_field(c, "state", V_TEXT(i == 1 ? "open" : "closed"));
	}
	for (int i = 1; i <= UNITS; i++) {
		struct id id = of_number(KIND_UNIT, i);

		snprintf(word, sizeof word, "u%d", UNITS - i);
		change_row(c, KIND_UNIT, &id);
		change_field(c, "name", V_TEXT(word));
	}
	for (int i = 1; i <= ITEMS; i++) {
		struct id id = of_number(KIND_ITEM, i);

		change_row(c, KIND_ITEM, &id);
		change_field(c, "plan", V_ID(of_number(KIND_PLAN, shape[i].plan)));
		if (shape[i].parent)
			change_field(c, "parent", V_ID(of_number(KIND_ITEM, shape[i].parent)));
		change_field(c, "kind", V_TEXT(shape[i].kind));
		change_field(c, "pos", V_INT(i));
	}
}

/* What the ledger should hold. */
struct mirror {
	struct duty_state duties[ITEMS + 1][MOST];
	size_t n[ITEMS + 1];
	int parent[ITEMS + 1];
	bool open[3];
	uint64_t seed;
};

static int pick(struct mirror *m, int n)
{
	m->seed = m->seed * 6364136223846793005u + 1442695040888963407u;
	return (int)((m->seed >> 33) % (uint64_t)n);
}

/* What rules ask for, and what a rule said: any of it may stand beside any other. */
static void pick_light(struct mirror *m, struct duty_state *d)
{
	d->since = 60 + 10 * pick(m, 3);
	d->share_of = pick(m, 3) ? 10 : 0;
	d->share_done = d->share_of ? pick(m, 11) : 0;
	d->urged = pick(m, 3);
	d->promised = d->urged ? 100 + pick(m, 2) : DATE_NONE;
	d->judged = "\0ryg"[pick(m, 4)];
	d->green = pick(m, 2) == 0;
	d->yellow_from = pick(m, 2) ? DATE_NEVER : TODAY - 2 + pick(m, 4);
	d->red_from = pick(m, 2) ? DATE_NEVER : TODAY - 1 + pick(m, 4);
}

static void pick_duty(struct mirror *m, int item, int unit, int deadline, struct duty_state *d)
{
	static const char reports[] = { 0, 0, 'r', 'n', 'z' }, reviews[] = { 0, 0, 'a', 'x' }, states[] = { 'o', 'o', 'o', 'c', 's' },
		extensions[] = { 0, 0, 'a', 'g', 'r' };

	*d = (struct duty_state){ .plan = shape[item].plan, .item = item, .unit = unit, .deadline = deadline,
		.due = 80 + 10 * pick(m, 5), .begins = pick(m, 2) ? DATE_NONE : 90 + 10 * pick(m, 3), .reported = DATE_NONE,
		.shows = pick(m, 3) ? DATE_NONE : 95 + 5 * pick(m, 3), .standing = pick(m, 6) == 0, .report = reports[pick(m, 5)],
		.state = states[pick(m, 5)], .met = (enum met)pick(m, 4), .met_soft = (enum met)pick(m, 4) };
	if (d->report)
		d->review = reviews[pick(m, 4)];
	d->extension = extensions[pick(m, 5)];
	d->asked = d->extension ? 100 + pick(m, 3) : DATE_NONE;
	pick_light(m, d);
	if (d->standing)
		d->due = DATE_NONE;
	d->act_by = d->first_due = d->due;
	snprintf(d->occ, sizeof d->occ, "%d", pick(m, 2));
}

/* New duties for one item: some stay, some change, come, go. */
static void replace_some(struct ground *g, struct mirror *m, int item)
{
	size_t n = 0;

	for (int unit = 1; unit <= UNITS; unit++)
		for (int deadline = 1; deadline <= 2; deadline++) {
			struct duty_state d;
			bool stays = false;

			for (size_t i = 0; i < m->n[item] && !stays; i++)
				if (m->duties[item][i].unit == unit && m->duties[item][i].deadline == deadline && pick(m, 2)) {
					d = m->duties[item][i];
					stays = true;
				}
			if (!stays && pick(m, 2))
				continue;
			if (!stays)
				pick_duty(m, item, unit, deadline, &d);
			m->duties[item][n++] = d;
			if (n == MOST)
				break;
		}
	m->n[item] = n;
	CHECK(db_begin(g->db, &g->err));
	CHECK(duties_replace(g->db, item, 0, m->duties[item], n, &g->err));
	CHECK(db_commit(g->db, &g->err));
}

/* New duties of one unit there: the others' stay. */
static void replace_unit(struct ground *g, struct mirror *m, int item, int unit)
{
	size_t kept = 0, first;

	for (size_t i = 0; i < m->n[item]; i++)
		if (m->duties[item][i].unit != unit)
			m->duties[item][kept++] = m->duties[item][i];
	first = kept;
	for (int deadline = 1; deadline <= 2 && kept < MOST; deadline++)
		if (pick(m, 3))
			pick_duty(m, item, unit, deadline, &m->duties[item][kept++]);
	m->n[item] = kept;
	CHECK(db_begin(g->db, &g->err));
	CHECK(duties_replace(g->db, item, unit, m->duties[item] + first, kept - first, &g->err));
	CHECK(db_commit(g->db, &g->err));
}

static bool lies_under(const struct mirror *m, int item, int above)
{
	for (; item; item = m->parent[item])
		if (item == above)
			return true;
	return false;
}

static bool is_of(const struct mirror *m, const struct duty_state *d, enum tally_of of, int key, int plan)
{
	switch (of) {
	case TALLY_PLAN:
		return key ? d->plan == key : m->open[d->plan];
	case TALLY_ITEM:
		return lies_under(m, (int)d->item, key);
	case TALLY_UNIT:
		break;
	}
	return d->unit == key && (plan ? d->plan == plan : m->open[d->plan]);
}

static bool yes_or_no(enum met m)
{
	return m == MET_YES || m == MET_NO;
}

/* The sums of all rows that tally_read() gives, and how many there are. */
static struct tally sum_read(struct ground *g, enum tally_of of, int key, int plan, date from, date to)
{
	tallies list = { 0 };
	struct tally sum = { 0 };

	CHECK(tally_read(g->db, of, key, plan, TODAY, &list, &g->err));
	for (size_t i = 0; i < list.n; i++) {
		const struct tally *t = &list.p[i];

		CHECK(i == 0 || list.p[i - 1].due <= t->due);
		CHECK(t->owed > 0 && t->in <= t->owed && t->shows <= TODAY && t->act_by == t->due);
		if (t->begins < from || t->begins >= to)
			continue;
		sum.owed += t->owed;
		sum.in += t->in;
		sum.pending += t->pending;
		sum.returned += t->returned;
		sum.missed += t->missed;
		sum.met += t->met;
		sum.judged += t->judged;
		sum.asked += t->asked;
		sum.green += t->green;
	}
	vec_clear(&list);
	return sum;
}

/* The rows by day say the same as those of all open plans, in no more rows. */
static void same_days(struct ground *g)
{
	tallies days = { 0 }, all = { 0 };
	size_t at = 0;

	CHECK(tally_days_read(g->db, TODAY, &days, &g->err) && tally_read(g->db, TALLY_PLAN, 0, 0, TODAY, &all, &g->err));
	CHECK(days.n <= all.n);
	for (size_t i = 0; i < days.n; i++) {
		const struct tally *d = &days.p[i];
		struct tally sum = { 0 };

		CHECK(d->owed > 0 && d->shows <= TODAY && (i == 0 || days.p[i - 1].due <= d->due));
		for (size_t k = 0; k < all.n; k++) {
			const struct tally *t = &all.p[k];
			if (t->due != d->due || t->begins != d->begins || t->shows != d->shows)
				continue;
			at++;
			sum.owed += t->owed;
			sum.in += t->in;
			sum.pending += t->pending;
			sum.returned += t->returned;
			sum.asked += t->asked;
		}
		CHECK_INT(d->owed, sum.owed);
		CHECK_INT(d->in, sum.in);
		CHECK_INT(d->pending, sum.pending);
		CHECK_INT(d->returned, sum.returned);
		CHECK_INT(d->asked, sum.asked);
	}
	CHECK_INT(at, all.n);
	vec_clear(&days);
	vec_clear(&all);
}

static struct tally sum_mirror(const struct mirror *m, enum tally_of of, int key, int plan, date from, date to)
{
	struct tally sum = { 0 };

	for (int item = 1; item <= ITEMS; item++)
		for (size_t i = 0; i < m->n[item]; i++) {
			const struct duty_state *d = &m->duties[item][i];
			bool open = d->state != 'c';

			if (d->standing || d->state == 's' || d->shows > TODAY || d->begins < from || d->begins >= to
			    || !is_of(m, d, of, key, plan))
				continue;
			sum.owed++;
			sum.in += duty_is_in(d);
			sum.pending += open && d->report && !d->review;
			sum.returned += open && d->review == 'x';
			sum.missed += open && d->met == MET_NO;
			sum.met += d->met == MET_YES || d->met_soft == MET_YES;
			sum.judged += yes_or_no(d->met) || yes_or_no(d->met_soft);
			sum.asked += open && d->extension == 'a' && (!d->report || d->review == 'x');
			sum.green += d->green;
		}
	return sum;
}

static void same_sums(struct ground *g, const struct mirror *m, enum tally_of of, int key, int plan)
{
	static const date bounds[] = { DATE_NONE, DATE_NONE + 1, 95, 105, INT32_MAX };

	for (size_t i = 0; i + 1 < CHECK_N(bounds); i++) {
		struct tally got = sum_read(g, of, key, plan, bounds[i], bounds[i + 1]);
		struct tally want = sum_mirror(m, of, key, plan, bounds[i], bounds[i + 1]);

		if (memcmp(&got, &want, sizeof got) != 0)
			CHECK_FAIL("of %d key %d plan %d: owed %d %d in %d %d pending %d %d returned %d %d missed %d %d met %d %d judged %d %d "
				"asked %d %d green %d %d",
				(int)of, key, plan, got.owed, want.owed, got.in, want.in, got.pending, want.pending, got.returned,
				want.returned, got.missed, want.missed, got.met, want.met, got.judged, want.judged, got.asked, want.asked, got.green, want.green);
	}
}

/* The light of a place, from its sums and duty by duty: the worst of all that counts and has begun. */
static void same_light(struct ground *g, const struct mirror *m, enum tally_of of, int key, int plan)
{
	tallies list = { 0 };

	CHECK(tally_read(g->db, of, key, plan, TODAY, &list, &g->err));
	for (date today = TODAY - 5; today <= TODAY + 5; today++) {
		enum light worst = LIGHT_GREEN;
		bool any = false;

		for (int item = 1; item <= ITEMS; item++)
			for (size_t i = 0; i < m->n[item]; i++) {
				const struct duty_state *d = &m->duties[item][i];

				if (d->standing || d->state == 's' || d->shows > TODAY || d->begins > today || !is_of(m, d, of, key, plan))
					continue;
				any = true;
				worst = light_of_duty(d, today) > worst ? light_of_duty(d, today) : worst;
			}
		CHECK_STR(light_name(light_of_tallies(list.p, list.n, today)), light_name(any ? worst : LIGHT_UNKNOWN));
	}
	vec_clear(&list);
}

static bool is_silent(const struct duty_state *d)
{
	return !d->standing && d->state == 'o' && d->begins <= TODAY && d->shows <= TODAY && !duty_is_in(d);
}

static void list_all(struct ground *g, const struct query *q, struct list *l)
{
	int64_t n;

	list_start(l, q);
	/* A row more each time: pieces must join without a gap. */
	for (size_t want = 1; !l->complete; want++) {
		CHECK(list_need(g->db, l, want, &g->err));
		CHECK(l->complete || l->keys.n >= want);
	}
	CHECK(list_count(g->db, q, &n, &g->err));
	CHECK_INT(n, l->keys.n);
}

static void same_duty_list(struct ground *g, const struct mirror *m, int plan, int item, int unit, bool silent)
{
	struct list l = { 0 };
	struct query q = { .of = LIST_DUTIES, .plan = plan, .item = item, .unit = unit, .silent = silent, .due = DATE_NONE, .today = TODAY };
	size_t want = 0;

	list_all(g, &q, &l);
	for (int i = 1; i <= ITEMS; i++)
		for (size_t k = 0; k < m->n[i]; k++) {
			const struct duty_state *d = &m->duties[i][k];

			want += (plan ? d->plan == plan : m->open[d->plan]) && (!item || i == item) && (!unit || d->unit == unit)
				&& d->shows <= TODAY && (!silent || is_silent(d));
		}
	CHECK_INT(l.keys.n, want);
	for (size_t i = 0; i < l.keys.n; i++) {
		struct duty_state d;

		CHECK(duty_state_get(g->db, l.keys.p[i], &d));
		CHECK(!silent || is_silent(&d));
		CHECK_INT(duty_state_key(g->db, d.item, d.unit, d.deadline, d.occ), l.keys.p[i]);
	}
	list_clear(&l);
}

/* Units by the worst light of what they are silent about, then by how much that is, the most first. */
static void same_silent_units(struct ground *g, const struct mirror *m)
{
	struct list l = { 0 };
	struct query q = { .of = LIST_SILENT, .due = DATE_NONE, .today = TODAY };
	int n[UNITS + 1] = { 0 }, light[UNITS + 1] = { 0 }, units = 0;

	for (int i = 1; i <= ITEMS; i++)
		for (size_t k = 0; k < m->n[i]; k++) {
			const struct duty_state *d = &m->duties[i][k];
			int is = d->red_from <= TODAY ? 2 : d->yellow_from <= TODAY;

			if (!m->open[d->plan] || !is_silent(d))
				continue;
			n[d->unit]++;
			light[d->unit] = is > light[d->unit] ? is : light[d->unit];
		}
	for (int u = 1; u <= UNITS; u++)
		units += n[u] > 0;
	list_all(g, &q, &l);
	CHECK_INT(l.keys.n, units);
	for (size_t i = 0; i < l.keys.n; i++) {
		int64_t unit = l.keys.p[i], before = i ? l.keys.p[i - 1] : unit;

		CHECK(n[unit] > 0);
		CHECK(light[before] > light[unit] || (light[before] == light[unit] && n[before] >= n[unit]));
	}
	list_clear(&l);
}

static date earliest_silent(const struct mirror *m, int item)
{
	date first = INT32_MAX;

	for (int i = 1; i <= ITEMS; i++)
		for (size_t k = 0; k < m->n[i]; k++)
			if (lies_under(m, i, item) && is_silent(&m->duties[i][k]) && m->duties[i][k].due < first)
				first = m->duties[i][k].due;
	return first;
}

/* Items in the plan's order, or the most pressing first. */
static void same_items(struct ground *g, const struct mirror *m, enum list_of of, bool pressing)
{
	struct list l = { 0 };
	struct query q = { .of = of, .due = DATE_NONE, .today = TODAY, .pressing = pressing };
	int64_t want[ITEMS];
	size_t n = 0;

	for (int i = 1; i <= ITEMS; i++) {
		bool campaign = strcmp(shape[i].kind, "campaign") == 0;

		if (!m->open[shape[i].plan] || (of == LIST_TASKS ? campaign || m->parent[i] : !campaign))
			continue;
		size_t at = n++;

		/* Put in by its date; equal ones stay as they come. */
		for (; pressing && at > 0 && earliest_silent(m, (int)want[at - 1]) > earliest_silent(m, i); at--)
			want[at] = want[at - 1];
		want[at] = i;
	}
	list_all(g, &q, &l);
	CHECK_MEM(l.keys.p, l.keys.n * sizeof *want, want, n * sizeof *want);
	list_clear(&l);
}

static void same_dates(struct ground *g, const struct mirror *m, int unit)
{
	struct list l = { 0 };
	struct query q = { .of = LIST_DATES, .unit = unit, .due = DATE_NONE, .today = TODAY };
	size_t want = 0;

	for (date due = 80; due <= 120; due += 10) {
		bool there = false;

		for (int i = 1; i <= ITEMS; i++)
			for (size_t k = 0; k < m->n[i]; k++) {
				const struct duty_state *d = &m->duties[i][k];

				there = there || (m->open[d->plan] && d->due == due && d->shows <= TODAY && d->state != 's' && (!unit || d->unit == unit));
			}
		want += there;
	}
	list_all(g, &q, &l);
	CHECK_INT(l.keys.n, want);
	for (size_t i = 1; i < l.keys.n; i++)
		CHECK(l.keys.p[i - 1] < l.keys.p[i]);
	list_clear(&l);
}

/* Where somebody is silent, what comes next, what is past: the last of these backwards. */
static int date_rank(const struct mirror *m, date due, int unit)
{
	for (int i = 1; i <= ITEMS; i++)
		for (size_t k = 0; k < m->n[i]; k++) {
			const struct duty_state *d = &m->duties[i][k];

			if (m->open[d->plan] && d->due == due && (!unit || d->unit == unit) && is_silent(d))
				return 0;
		}
	return due >= TODAY ? 1 : 2;
}

static void same_pressing_dates(struct ground *g, const struct mirror *m, int unit)
{
	struct list l = { 0 };
	struct query q = { .of = LIST_DATES, .unit = unit, .due = DATE_NONE, .today = TODAY, .pressing = true };

	list_all(g, &q, &l);
	for (size_t i = 1; i < l.keys.n; i++) {
		date before = (date)l.keys.p[i - 1], after = (date)l.keys.p[i];
		int rank = date_rank(m, before, unit);

		CHECK(rank < date_rank(m, after, unit) || (rank == date_rank(m, after, unit) && (rank == 2 ? before > after : before < after)));
	}
	list_clear(&l);
}

static void same_all(struct ground *g, const struct mirror *m)
{
	for (int plan = 0; plan <= 2; plan++) {
		same_sums(g, m, TALLY_PLAN, plan, 0);
		same_light(g, m, TALLY_PLAN, plan, 0);
		for (int unit = 1; unit <= UNITS; unit++)
			same_sums(g, m, TALLY_UNIT, unit, plan), same_light(g, m, TALLY_UNIT, unit, plan);
		for (int silent = 0; silent <= 1; silent++) {
			same_duty_list(g, m, plan, 0, 0, silent);
			same_duty_list(g, m, plan, 0, 2, silent);
			same_duty_list(g, m, plan, 4, 0, silent);
		}
	}
	for (int item = 1; item <= ITEMS; item++)
		same_sums(g, m, TALLY_ITEM, item, 0), same_light(g, m, TALLY_ITEM, item, 0);
	same_days(g);
	for (int pressing = 0; pressing <= 1; pressing++) {
		same_items(g, m, LIST_TASKS, pressing);
		same_items(g, m, LIST_CAMPAIGNS, pressing);
	}
	same_silent_units(g, m);
	same_dates(g, m, 0);
	same_dates(g, m, 3);
	same_pressing_dates(g, m, 0);
	same_pressing_dates(g, m, 3);
}

/* The sums of all open plans agree with those of the plans, until somebody meddles with them. */
static void check_open_sums(struct ground *g)
{
	bool agrees;

	CHECK(tally_open_agrees(g->db, &agrees, &g->err) && agrees);
	CHECK(db_begin(g->db, &g->err) && db_run(g->db, "UPDATE tally SET owed = owed + 1 WHERE kind = 4", &g->err));
	CHECK(tally_open_agrees(g->db, &agrees, &g->err) && !agrees);
	db_rollback(g->db);
}

/* All duties from nothing; the indexes are there again. */
static void write_anew(struct ground *g, const struct mirror *m)
{
	struct duty_writer *w;
	char *before = strdup(ground_ask(g->path, "SELECT count(*), sum(length(sql)) FROM sqlite_schema"));

	CHECK(db_begin(g->db, &g->err));
	CHECK(duty_writer_anew(g->db, &w, &g->err));
	for (int i = 1; i <= ITEMS; i++)
		CHECK(duty_writer_replace(w, i, 0, m->duties[i], m->n[i], &g->err));
	CHECK(duty_writer_end(w, true, &g->err));
	CHECK(db_commit(g->db, &g->err));
	CHECK_STR(ground_ask(g->path, "SELECT count(*), sum(length(sql)) FROM sqlite_schema"), before);
	free(before);
}

static void test_by_difference(void)
{
	for (uint64_t seed = 1; seed <= 8; seed++) {
		struct ground g;
		struct mirror m = { .seed = seed, .open = { [1] = true } };
		char name[32];

		snprintf(name, sizeof name, "derived%d.db", (int)seed);
		ground_init(&g, name);
		ground_write(&g, "wang", "import", fill_town, NULL);
		for (int i = 1; i <= ITEMS; i++)
			m.parent[i] = shape[i].parent;
		/* Each item is derived once, as after an import. */
		for (int i = 1; i <= ITEMS; i++)
			replace_some(&g, &m, i);
		for (int step = 0; step < 12; step++) {
			if (step % 2)
				replace_unit(&g, &m, 1 + pick(&m, ITEMS), 1 + pick(&m, UNITS));
			else
				replace_some(&g, &m, 1 + pick(&m, ITEMS));
			same_all(&g, &m);
		}
		/* An item moves with its sums: 6 from 4 to 2, 4 to the top. */
		ground_set(&g, "wang", KIND_ITEM, "6", "parent", V_ID(of_number(KIND_ITEM, 2)));
		m.parent[6] = 2;
		same_all(&g, &m);
		/* Plans open and close. */
		ground_set(&g, "wang", KIND_PLAN, "2", "state", V_TEXT("open"));
		m.open[2] = true;
		same_all(&g, &m);
		replace_some(&g, &m, 8);
		same_all(&g, &m);
		ground_set(&g, "wang", KIND_PLAN, "1", "gone", V_INT(1));
		m.open[1] = false;
		same_all(&g, &m);
		ground_set(&g, "wang", KIND_PLAN, "1", "gone", V_NULL);
		m.open[1] = true;
		same_all(&g, &m);
		write_anew(&g, &m);
		same_all(&g, &m);
		replace_some(&g, &m, 4);
		same_all(&g, &m);
		check_open_sums(&g);
		memset(m.n, 0, sizeof m.n);
		write_anew(&g, &m);
		same_all(&g, &m);
		CHECK_STR(ground_ask(g.path, "SELECT count(*) FROM tally"), "0");
		ground_clear(&g);
	}
}

/* Keys of duties that stay are kept; what did not change is not written. */
static void test_keys_stay(void)
{
	struct ground g;
	struct duty_state list[2] = {
		{ .plan = 1, .item = 2, .unit = 1, .deadline = 1, .occ = "1", .due = 90, .act_by = 90, .begins = DATE_NONE, .shows = DATE_NONE,
			.reported = DATE_NONE, .state = 'o', .first_due = 90 },
		{ .plan = 1, .item = 2, .unit = 2, .deadline = 1, .occ = "2018-11-上", .due = 95, .act_by = 94, .begins = 80, .shows = 85,
			.reported = 93, .report = 'z', .review = 'x', .state = 'o', .first_due = 90, .met = MET_NO, .met_soft = MET_NONE,
			.since = 70, .share_done = 7, .share_of = 12, .urged = 2, .promised = 96, .judged = 'y', .parts = 3, .parts_in = 2, .green = true, .yellow_from = 91, .red_from = 99 },
	};
	struct duty_state got;

	ground_init(&g, "keys.db");
	ground_write(&g, "wang", "import", fill_town, NULL);
	CHECK(db_begin(g.db, &g.err));
	CHECK(duties_replace(g.db, 2, 0, list, 2, &g.err));
	int64_t key = duty_state_key(g.db, 2, 2, 1, "2018-11-上");
	int changes = sqlite3_total_changes(g.db->sql);

	CHECK(key > 0);
	CHECK(duties_replace(g.db, 2, 0, list, 2, &g.err));
	CHECK_INT(sqlite3_total_changes(g.db->sql), changes);
	CHECK(duties_replace(g.db, 2, 0, list + 1, 1, &g.err));
	CHECK_INT(duty_state_key(g.db, 2, 2, 1, "2018-11-上"), key);
	CHECK_INT(duty_state_key(g.db, 2, 1, 1, "1"), 0);
	CHECK(db_commit(g.db, &g.err));
	CHECK(duty_state_get(g.db, key, &got));
	list[1].key = key;
	CHECK_STR(got.occ, list[1].occ);
	CHECK(got.due == 95 && got.act_by == 94 && got.begins == 80 && got.shows == 85 && got.reported == 93 && got.first_due == 90);
	CHECK(got.report == 'z' && got.review == 'x' && got.state == 'o' && got.met == MET_NO && got.met_soft == MET_NONE && !got.standing);
	CHECK(got.since == 70 && got.share_done == 7 && got.share_of == 12 && got.urged == 2 && got.promised == 96 && got.judged == 'y' && got.parts == 3 && got.parts_in == 2 && got.green &&
		got.yellow_from == 91 && got.red_from == 99);
	CHECK(!duty_state_get(g.db, key + 100, &got));
	ground_clear(&g);
}

/* More items than one piece of a list. */
static void fill_many_items(struct change *c, void *user)
{
	struct id plan = ground_id(KIND_PLAN, "p");

	(void)user;
	change_row(c, KIND_PLAN, &plan);
	change_field(c, "state", V_TEXT("open"));
	for (int i = 0; i < 700; i++) {
		struct id id = of_number(KIND_ITEM, i);

		change_row(c, KIND_ITEM, &id);
		change_field(c, "plan", V_ID(plan));
		change_field(c, "kind", V_TEXT("task"));
		change_field(c, "pos", V_INT(i / 3));      /* several at one place */
	}
}

static void test_pieces(void)
{
	struct ground g;
	struct list l = { 0 };
	struct query q = { .of = LIST_TASKS, .due = DATE_NONE, .today = TODAY };

	ground_init(&g, "pieces.db");
	ground_write(&g, "wang", "import", fill_many_items, NULL);
	list_start(&l, &q);
	CHECK(list_need(g.db, &l, 10, &g.err));
	CHECK(l.keys.n >= 10 && l.keys.n < 700 && !l.complete);
	CHECK(list_need(g.db, &l, SIZE_MAX, &g.err));
	CHECK_INT(l.keys.n, 700);
	for (size_t i = 0; i < 700; i++)
		CHECK_INT(l.keys.p[i], (int)i + 1);
	list_clear(&l);
	ground_clear(&g);
}

static const struct check_test tests[] = { CHECK_TEST(test_by_difference), CHECK_TEST(test_keys_stay), CHECK_TEST(test_pieces) };

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
