/* Filtered lists on a real file, each compared with conditions evaluated in plain C over all rows: a second writing of what store/cond.h says, that
 * knows no SQL. Trees are drawn by lot. */
#include "tests/lib/check.h"
#include "tests/store/ground.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/word.h"
#include "model/light.h"
#include "store/duties.h"
#include "store/where_private.h"
#include "store/list.h"
#include "store/rows.h"
#include "store/store_private.h"

enum { PLANS = 3, ITEMS = 90, UNITS = 8, ENTRIES = 300, TODAY = 17800, TREES = 400 };

static uint64_t dice = 11;

static int roll(int below)
{
	dice = dice * 6364136223846793005ULL + 1442695040888963407ULL;
	return (int)((dice >> 33) % (uint64_t)below);
}

static const char *const texts[] = { "信用平台归集", "联合惩戒名单", "医疗器械检查", "Credit file", "公示 双公示 目录", "重庆路段", "环境整治" };
static const char *const unit_names[UNITS + 1] = { "", "市公安局", "市法院", "银行监管局", "教育局", "医疗保障局", "发展改革委", "高新区", "各成员单位" };
static const char *const roles[] = { "lead", "responsible", "supervisor" };
static const char *const logins[] = { "wang", "li", "zhao" };

struct line { int64_t key, item, unit; const char *text, *by; int64_t at; bool gone; };
struct part { int64_t item, unit; const char *role; int pos; };
/* of: the base, 0 for none, less out; percent: is one itself */
struct amount { int64_t item, unit, n; int scale; const char *name, *occ; int64_t of, out; bool percent; };
struct thing {
	int64_t key, plan, parent;
	const char *number, *kind, *title, *text;
	int pos;
	bool has_children;
};

/* How a duty was urged. */
struct urging { int n; date day[2]; const char *way[2]; };

/* What the file holds, as it was made. */
static struct world {
	struct thing items[ITEMS + 1];
	VEC(struct part) parts;
	VEC(struct line) entries, measures;
	VEC(struct urging) urgings;     /* by duty */
	VEC(struct duty_state) duties;
	VEC(struct part) receipts;
	VEC(struct amount) values;
} world;

static struct id of_number(enum kind k, int n)
{
	char word[16];

	snprintf(word, sizeof word, "%d", n);
	return ground_id(k, word);
}

static int64_t key_of(struct db *db, enum kind k, int n)
{
	struct id id = of_number(k, n);

	return row_key_ever(db, k, &id);
}

static void row(struct change *c, enum kind k, int n)
{
	struct id id = of_number(k, n);

	change_row(c, k, &id);
}

static void text(struct change *c, const char *column, const char *s)
{
	change_field(c, column, V_TEXT(s));
}

static void ref(struct change *c, const char *column, enum kind k, int n)
{
	change_field(c, column, V_ID(of_number(k, n)));
}

/* ---- making it ---- */

static void fill_items(struct change *c)
{
	for (int i = 1; i <= ITEMS; i++) {
		struct thing *t = &world.items[i];
		static char numbers[ITEMS + 1][16];
		int parent = i % 10 == 0 ? 0 : i % 10 < 4 && i > 10 ? i - i % 10 : 0;

		snprintf(numbers[i], sizeof numbers[i], parent ? "%d.%d" : "%d", parent ? parent / 10 : i, i % 10);
		*t = (struct thing){ .plan = 1 + i / 31, .parent = parent && world.items[parent].plan == 1 + i / 31 ? parent : 0, .number = numbers[i],
			.title = texts[roll(7)], .text = roll(3) ? NULL : texts[roll(7)], .pos = ITEMS - i / 10 * 10 + i % 10,
			.kind = roll(4) ? "task" : "campaign" };
		if (t->parent) {
			world.items[t->parent].has_children = true;
		}
	}
	for (int i = 1; i <= ITEMS; i++) {
		struct thing *t = &world.items[i];

		row(c, KIND_ITEM, i);
		ref(c, "plan", KIND_PLAN, (int)t->plan);
		if (t->parent)
			ref(c, "parent", KIND_ITEM, (int)t->parent);
		text(c, "number", t->number);
		text(c, "kind", t->kind);
		text(c, "title", t->title);
		if (t->text)
			text(c, "text", t->text);
		change_field(c, "pos", V_INT(t->pos));
	}
}

static void fill_parts(struct change *c)
{
	int n = 0;

	for (int i = 1; i <= ITEMS; i++)
		for (int u = 1; u <= UNITS; u++) {
			if (roll(3) || (world.items[i].has_children && i % 20))
				continue;
			struct part *p = vec_push(&world.parts);
			*p = (struct part){ i, u, roles[roll(3)], u };
			row(c, KIND_ASSIGNMENT, ++n);
			ref(c, "item", KIND_ITEM, i);
			ref(c, "unit", KIND_UNIT, u);
			text(c, "role", p->role);
			change_field(c, "pos", V_INT(u));
			if (roll(2))
				continue;
			*vec_push(&world.receipts) = *p;
			row(c, KIND_RECEIPT, n);
			ref(c, "item", KIND_ITEM, i);
			ref(c, "unit", KIND_UNIT, u);
			text(c, "signed", "2018-09-26");
		}
}

static void fill_said(struct change *c)
{
	for (int n = 1; n <= ENTRIES; n++) {
		struct line *e = vec_push(&world.entries);

		*e = (struct line){ .key = n, .item = 1 + roll(ITEMS), .unit = 1 + roll(UNITS), .text = texts[roll(roll(3) ? 2 : 7)] };
		row(c, KIND_ENTRY, n);
		ref(c, "item", KIND_ITEM, (int)e->item);
		ref(c, "unit", KIND_UNIT, (int)e->unit);
		text(c, "do", "remark");
		text(c, "text", e->text);
	}
	for (int n = 1; n <= ITEMS / 2; n++) {
		struct line *m = vec_push(&world.measures);

		*m = (struct line){ .item = 1 + roll(ITEMS), .text = texts[roll(7)] };
		row(c, KIND_MEASURE, n);
		ref(c, "item", KIND_ITEM, (int)m->item);
		text(c, "text", m->text);
	}
}

enum { FIGURES = 40 };

static void fill_figure(struct change *c, int n, const char *name, int scale, int unit, int64_t value)
{
	row(c, KIND_FIGURE, n);
	ref(c, "plan", KIND_PLAN, 1);
	text(c, "name", name);
	change_field(c, "scale", V_INT(scale));
	row(c, KIND_VALUE, n);
	ref(c, "figure", KIND_FIGURE, n);
	ref(c, "unit", KIND_UNIT, unit);
	text(c, "period", "1");
	change_field(c, "reported", V_INT(value));
}

/* Each with a base, with a total of which some is not counted, a percentage, or just so many. Bases have names of their own. */
static void fill_figures(struct change *c)
{
	for (int n = 1; n <= FIGURES; n++) {
		int of = roll(4);
		struct amount a = { 1 + roll(ITEMS), 1 + roll(UNITS), roll(400), roll(3), texts[roll(7)], "1", .of = of < 2 ? roll(500) : 0,
			.out = of == 1 ? roll(30) : 0, .percent = of == 2 };

		fill_figure(c, n, a.name, a.scale, (int)a.unit, a.n);
		row(c, KIND_FIGURE, n);
		text(c, "word", a.percent ? "%" : "");
		if (of < 2)
			fill_figure(c, FIGURES + n, "基数", 1, (int)a.unit, a.of);
		if (of == 1)
			fill_figure(c, 2 * FIGURES + n, "剔除", 1, (int)a.unit, a.out);
		row(c, KIND_TARGET, n);
		ref(c, "item", KIND_ITEM, (int)a.item);
		ref(c, "num_figure", KIND_FIGURE, n);
		if (of < 2)
			ref(c, of ? "total_figure" : "den_figure", KIND_FIGURE, FIGURES + n);
		if (of == 1)
			ref(c, "excluded_figure", KIND_FIGURE, 2 * FIGURES + n);
		*vec_push(&world.values) = a;
	}
}

static void fill_all(struct change *c, void *user)
{
	(void)user;
	for (int i = 1; i <= PLANS; i++) {
		row(c, KIND_PLAN, i);
		text(c, "state", i == PLANS ? "closed" : "open");
	}
	for (int i = 1; i <= UNITS; i++) {
		row(c, KIND_UNIT, i);
		text(c, "name", unit_names[i]);
	}
	fill_items(c);
	fill_parts(c);
	fill_said(c);
	fill_figures(c);
}

static date some_day(void)
{
	return roll(5) ? TODAY - 20 + roll(40) : DATE_NONE;
}

static struct duty_state some_duty(int item, int unit, int occ)
{
	static const char reports[] = { 0, 0, 'r', 'z' }, reviews[] = { 0, 'a', 'x' }, states[] = { 'o', 'o', 'o', 'c', 's' }, extensions[] = { 0, 0, 'a', 'g' };
	struct duty_state d = { .plan = world.items[item].plan, .item = item, .unit = unit, .deadline = roll(2) ? 1 : 1 + item, .due = some_day(), .begins = TODAY - 10 + roll(20),
		.shows = TODAY - 15 + roll(20), .standing = !roll(8), .report = reports[roll(4)], .state = states[roll(5)], .met = (enum met)roll(4),
		.met_soft = (enum met)roll(4), .extension = extensions[roll(4)], .promised = roll(3) ? DATE_NONE : some_day(), .green = !roll(3),
		.yellow_from = roll(2) ? DATE_NEVER : TODAY - 5 + roll(10), .red_from = roll(2) ? DATE_NEVER : TODAY - 5 + roll(10) };

	d.act_by = d.due;
	d.first_due = d.due;
	d.review = d.report ? reviews[roll(3)] : 0;
	snprintf(d.occ, sizeof d.occ, "%d", occ);
	return d;
}

static const char *const ways[] = { "phone", "letter", "托人带话" };

/* Of the newest duty, straight into the table: no log is behind it here. */
static void urge(struct ground *g, struct duty_state *d)
{
	struct urging *u = vec_push(&world.urgings);
	char day[DATE_TEXT_SIZE], sql[400];

	int mixed = (int)d->item * 7 + (int)d->unit * 3 + d->occ[0];

	u->n = mixed % 3;
	for (int i = 0; i < u->n; i++) {
		u->day[i] = TODAY - (mixed + 11 * i) % 30;
		u->way[i] = ways[(mixed / 3 + i) % 3];
		snprintf(sql, sizeof sql, "INSERT INTO entry(id, item, unit, deadline, occ, verb, day, way) VALUES (randomblob(16), %lld, %lld, %lld, '%s', 'urge', '%s', '%s')",
			(long long)d->item, (long long)d->unit, (long long)d->deadline, d->occ, date_text(u->day[i], day), u->way[i]);
		CHECK_INT(sqlite3_exec(g->db->sql, sql, NULL, NULL, NULL), SQLITE_OK);
	}
	d->urged = u->n;
}

static void fill_duties(struct ground *g)
{
	for (int i = 1; i <= ITEMS; i++) {
		size_t from = world.duties.n;

		/* some groups owe something themselves */
		for (int u = 1; u <= UNITS && (!world.items[i].has_children || i % 20 == 0); u++)
			for (int occ = 1; occ <= 2 && !roll(3); occ++)
				*vec_push(&world.duties) = some_duty(i, u, occ);
		CHECK(db_begin(g->db, &g->err));
		for (size_t k = from; k < world.duties.n; k++)
			urge(g, &world.duties.p[k]);
		CHECK(duties_replace(g->db, world.items[i].key, 0, world.duties.p + from, world.duties.n - from, &g->err));
		CHECK(db_commit(g->db, &g->err));
	}
}

/* The numbers that things were made with become their keys. */
static void keys_in_force(struct db *db)
{
	for (int i = 1; i <= ITEMS; i++)
		world.items[i].key = key_of(db, KIND_ITEM, i);
	for (int i = 1; i <= ITEMS; i++)
		CHECK_INT(world.items[i].key, i);
	for (int i = 1; i <= UNITS; i++)
		CHECK_INT(key_of(db, KIND_UNIT, i), i);
	for (int i = 1; i <= PLANS; i++)
		CHECK_INT(key_of(db, KIND_PLAN, i), i);
}

static void fill_phases(struct change *c, void *user)
{
	(void)user;
	for (int i = 1; i <= ITEMS; i++) {
		row(c, KIND_DEADLINE, i + 1);
		ref(c, "item", KIND_ITEM, i);
		text(c, "kind", "phase");
	}
}

static void make(struct ground *g)
{
	if (world.duties.n)
		return;
	ground_init(g, "where.db");
	ground_write(g, "wang", "import", fill_all, NULL);
	keys_in_force(g->db);
	for (size_t i = 0; i < world.entries.n; i++)
		world.entries.p[i].by = "wang";
	ground_row(g, KIND_DEADLINE, "1", "kind", "once", NULL);
	/* and of each item a phase, whose key is the item's and one */
	ground_write(g, "wang", "edit", fill_phases, NULL);
	fill_duties(g);
	/* the keys that they got */
	for (size_t i = 0; i < world.duties.n; i++) {
		struct duty_state *d = &world.duties.p[i];
		d->key = duty_state_key(g->db, d->item, d->unit, d->deadline, d->occ);
		CHECK(d->key > 0);
	}
}

static struct ground ground;

/* ---- the oracle ---- */

struct view { int64_t unit; };      /* the unit that was chosen; 0: none */

static bool found(const struct word *w, const char *s, bool title)
{
	struct err err = { 0 };

	if (!w || !s)
		return false;
	return (title ? word_find(w, str_of(s), NULL, NULL, &err) : word_find_text(w, str_of(s), NULL, NULL, &err)) > 0;
}

static bool has_name(const struct cond *c, const char *s)
{
	for (size_t i = 0; i < c->n_names; i++)
		if (strcmp(c->names[i], s) == 0)
			return true;
	return false;
}

static bool has_key(const struct cond *c, int64_t key)
{
	for (size_t i = 0; i < c->n_keys; i++)
		if (c->keys[i] == key)
			return true;
	return false;
}

static bool in_days(const struct cond *c, date d)
{
	if (c->none || d == DATE_NONE)
		return c->none && d == DATE_NONE;
	return (c->from == DATE_NONE || d >= c->from) && (c->to == DATE_NONE || d <= c->to);
}

/* Is it a phase that is met, so that its row shows the next review? */
static bool is_reviewed(const struct duty_state *d)
{
	return d->deadline != 1 && !d->standing && (d->state == 'c' || (d->state == 'o' && d->report && d->review == 'a' && d->met != MET_NO));
}

static bool unit_has(const struct word *w, int64_t unit)
{
	struct err err = { 0 };

	return word_find_name(w, str_of(unit_names[unit]), NULL, NULL, &err) > 0;
}

static bool entry_has(const struct word *w, int64_t item)
{
	for (size_t i = 0; i < world.entries.n; i++)
		if (world.entries.p[i].item == item && found(w, world.entries.p[i].text, false))
			return true;
	return false;
}

/* Of the query that is compared. */
static bool by_name;

static bool is_name(const struct cond *c)
{
	bool any = false;

	for (int u = 1; u <= UNITS; u++)
		any |= by_name && c->bare && unit_has(c->word, u);
	return any;
}

/* unit: the duty's; 0: any of the item's */
static bool text_holds(const struct cond *c, int64_t item, int64_t unit)
{
	const struct thing *t = &world.items[item];

	if (is_name(c))
		return unit_has(c->word, unit);
	if (found(c->word, t->title, true) || found(c->word, t->text, false) || entry_has(c->word, item))
		return true;
	for (size_t i = 0; i < world.measures.n; i++)
		if (world.measures.p[i].item == item && found(c->word, world.measures.p[i].text, false))
			return true;
	if (unit)
		return unit_has(c->word, unit);
	for (size_t i = 0; i < world.parts.n; i++)
		if (world.parts.p[i].item == item && unit_has(c->word, world.parts.p[i].unit))
			return true;
	for (size_t i = 0; i < world.duties.n; i++)
		if (world.duties.p[i].item == item && unit_has(c->word, world.duties.p[i].unit))
			return true;
	return false;
}

static bool number_holds(const struct cond *c, const char *number)
{
	for (size_t i = 0; i < c->n_names; i++) {
		size_t n = strlen(c->names[i]);
		if (strncmp(number, c->names[i], n) == 0 && (number[n] == '\0' || number[n] == '.'))
			return true;
	}
	return false;
}

static bool by_holds(const struct cond *c, int64_t item)
{
	for (size_t i = 0; i < world.entries.n; i++)
		if (world.entries.p[i].item == item && has_name(c, world.entries.p[i].by))
			return true;
	return false;
}

static bool item_holds(const struct cond *c, int64_t item, int64_t unit)
{
	const struct thing *t = &world.items[item];

	switch (c->kind) {
	case COND_KIND:
		return has_name(c, t->kind);
	case COND_PLAN:
		return has_key(c, t->plan);
	case COND_NUMBER:
		return number_holds(c, t->number);
	case COND_BY:
		return by_holds(c, item);
	case COND_ENTRY:
		return entry_has(c->word, item);
	default:
		return text_holds(c, item, unit);
	}
}

static bool is_silent(const struct duty_state *d)
{
	return !d->standing && d->state == 'o' && !duty_is_in(d) && d->begins <= TODAY;
}

static bool signed_for(const struct duty_state *d)
{
	for (size_t i = 0; i < world.receipts.n; i++)
		if (world.receipts.p[i].item == d->item && world.receipts.p[i].unit == d->unit)
			return true;
	return false;
}

static bool status_holds(unsigned bits, const struct duty_state *d)
{
	bool open = d->state == 'o' && !duty_is_in(d);
	const struct { unsigned bit; bool holds; } all[] = {
		{ STATUS_OVERDUE, is_silent(d) && d->due != DATE_NONE && d->due < TODAY },
		{ STATUS_SILENT, is_silent(d) },
		{ STATUS_RETURNED, d->state == 'o' && d->review == 'x' },
		{ STATUS_DONE, d->state == 'c' },
		{ STATUS_PROMISED, open && d->promised != DATE_NONE },
		{ STATUS_IN, duty_is_in(d) },
		{ STATUS_PENDING, d->state == 'o' && d->report && !d->review },
		{ STATUS_ASKED, duty_asks(d) },
		{ STATUS_SUSPENDED, d->state == 's' },
		{ STATUS_NOT_BEGUN, open && !d->standing && d->begins > TODAY },
		{ STATUS_BROKEN, open && d->promised != DATE_NONE && d->promised < TODAY },
		{ STATUS_UNSIGNED, !signed_for(d) },
	};

	for (size_t i = 0; i < CHECK_N(all); i++)
		if ((bits & all[i].bit) && all[i].holds)
			return true;
	return false;
}

static bool compares(enum cond_compare how, double got, double n)
{
	return how == COMPARE_ANY || (how == COMPARE_LESS && got < n) || (how == COMPARE_AT_MOST && got <= n) || (how == COMPARE_EQUAL && got == n) ||
		(how == COMPARE_AT_LEAST && got >= n) || (how == COMPARE_MORE && got > n);
}

static bool figure_holds(const struct cond *c, const struct duty_state *d)
{
	static const double tens[] = { 1, 10, 100 };

	for (size_t i = 0; i < world.values.n; i++) {
		const struct amount *a = &world.values.p[i];
		double got = (double)a->n * 100 / tens[a->scale], n = (double)c->n * 100 / tens[c->scale], of = 1;

		/* both sides times the base: it stands at one place, and n of a hundred */
		if (c->percent) {
			of = a->percent ? 1000 : (double)(a->of - a->out);
			got *= 1000;
		}
		if (a->item == d->item && a->unit == d->unit && strcmp(a->occ, d->occ) == 0 && (!c->word || found(c->word, a->name, false)) &&
		    (of > 0 || c->compare == COMPARE_ANY) && compares(c->compare, got, n * of))
			return true;
	}
	return false;
}

static bool role_holds(const struct cond *c, int64_t item, int64_t unit)
{
	for (size_t i = 0; i < world.parts.n; i++)
		if (world.parts.p[i].item == item && world.parts.p[i].unit == unit && has_name(c, world.parts.p[i].role))
			return true;
	return false;
}

static bool urged_so(const struct cond *c, const struct urging *u)
{
	date last = u->n == 2 && u->day[1] > u->day[0] ? u->day[1] : u->day[0];
	bool way = false;

	for (int i = 0; i < u->n && c->kind == COND_WAY; i++)
		way |= has_name(c, u->way[i]);
	return c->kind == COND_WAY ? way : u->n == 0 ? c->none : !c->none && in_days(c, last);
}

static bool duty_holds(const struct cond *c, const struct duty_state *d)
{
	bool any = false, all = true;

	switch (c->kind) {
	case COND_AND:
	case COND_OR:
		for (const struct cond *p = c->first; p; p = p->next) {
			bool holds = duty_holds(p, d);
			any |= holds;
			all &= holds;
		}
		return c->kind == COND_AND ? all : any;
	case COND_NOT:
		return !duty_holds(c->first, d);
	case COND_UNIT:
		return has_key(c, d->unit);
	case COND_ROLE:
		return role_holds(c, d->item, d->unit);
	case COND_DUE:
		return in_days(c, d->due) || (c->review && is_reviewed(d));
	case COND_ACT:
		return in_days(c, d->act_by);
	case COND_PROMISED:
		return in_days(c, d->promised);
	case COND_CALLED:
	case COND_WAY:
		return urged_so(c, &world.urgings.p[d - world.duties.p]);
	case COND_STATUS:
		return status_holds(c->bits, d);
	case COND_LIGHT:
		return c->bits >> light_of_duty(d, TODAY) & 1;
	case COND_TARGET:
		return c->bits >> (d->met == MET_NONE ? d->met_soft : d->met) & 1;
	case COND_FIGURE:
		return figure_holds(c, d);
	default:
		return item_holds(c, d->item, d->unit);
	}
}

static bool of_duty(const struct cond *c)
{
	if (c->kind > COND_NOT)
		return c->kind <= COND_FIGURE;
	for (const struct cond *p = c->first; p; p = p->next)
		if (!of_duty(p))
			return false;
	return true;
}

/* Are all of its leaves of these kinds? */
static bool only(const struct cond *c, enum cond_kind a, enum cond_kind b)
{
	if (c->kind > COND_NOT)
		return c->kind == a || c->kind == b;
	for (const struct cond *p = c->first; p; p = p->next)
		if (!only(p, a, b))
			return false;
	return true;
}

struct row { enum { ITEM, UNIT, DAY } of; int64_t key, unit /* chosen */, plan; };

static bool is_of(const struct row *r, const struct duty_state *d)
{
	bool here = r->plan ? d->plan == r->plan : d->plan != PLANS;

	return d->shows <= TODAY && (r->of == ITEM ? d->item == r->key : here && (r->of == UNIT ? d->unit == r->key : d->due == r->key)) &&
		(!r->unit || d->unit == r->unit);
}

/* Does it speak of what is owed: of a light, a target, a date, or of a status that it is not? */
static bool speaks_of_owed(const struct cond *c, bool denied)
{
	if (c->kind > COND_NOT)
		return c->kind <= COND_FIGURE && c->kind != COND_UNIT && c->kind != COND_ROLE && (denied || c->kind != COND_STATUS);
	for (const struct cond *p = c->first; p; p = p->next)
		if (speaks_of_owed(p, denied || c->kind == COND_NOT))
			return true;
	return false;
}

static bool speaks_of_undated(const struct cond *c)
{
	if (c->kind > COND_NOT)
		return (c->kind == COND_DUE || c->kind == COND_ACT) && c->none;
	for (const struct cond *p = c->kind == COND_NOT ? NULL : c->first; p; p = p->next)
		if (speaks_of_undated(p))
			return true;
	return false;
}

/* Is there one duty of the row of which all of these hold? Ongoing work is none that is owed. */
static bool one_duty(const struct cond *const *list, size_t n, const struct row *r)
{
	bool owed = false, undated = false;

	for (size_t k = 0; k < n; k++) {
		owed |= speaks_of_owed(list[k], false);
		undated |= speaks_of_undated(list[k]);
	}
	for (size_t i = 0; i < world.duties.n; i++) {
		bool all = is_of(r, &world.duties.p[i]) && !(owed && !undated && world.duties.p[i].standing);
		for (size_t k = 0; k < n; k++)
			all = all && duty_holds(list[k], &world.duties.p[i]);
		if (all)
			return true;
	}
	return false;
}

static bool part_holds(const struct cond *c, const struct part *p)
{
	bool any = false, all = true;

	if (c->kind == COND_UNIT)
		return has_key(c, p->unit);
	if (c->kind == COND_ROLE)
		return has_name(c, p->role);
	if (c->kind == COND_NOT)
		return !part_holds(c->first, p);
	for (const struct cond *q = c->first; q; q = q->next) {
		bool holds = part_holds(q, p);
		any |= holds;
		all &= holds;
	}
	return c->kind == COND_AND ? all : any;
}

static bool together(const struct cond *const *list, size_t n, const struct row *r)
{
	bool parts = r->of == ITEM;

	for (size_t k = 0; k < n; k++)
		parts = parts && only(list[k], COND_UNIT, COND_ROLE);
	for (size_t i = 0; parts && i < world.parts.n; i++) {
		bool all = world.parts.p[i].item == r->key && (!r->unit || world.parts.p[i].unit == r->unit);
		for (size_t k = 0; k < n; k++)
			all = all && part_holds(list[k], &world.parts.p[i]);
		if (all)
			return true;
	}
	return one_duty(list, n, r);
}

static bool lies_below(int64_t item, int64_t above)
{
	for (; item; item = world.items[item].parent)
		if (item == above)
			return true;
	return false;
}

static enum light row_light(const struct row *r)
{
	enum light worst = LIGHT_GREEN;
	bool any = false;

	for (size_t i = 0; i < world.duties.n; i++) {
		const struct duty_state *d = &world.duties.p[i];
		bool here = r->of == ITEM ? lies_below(d->item, r->key) : d->unit == r->key && (r->plan ? d->plan == r->plan : d->plan != PLANS);
		if (!here || d->standing || d->state == 's' || d->shows > TODAY || d->begins > TODAY)
			continue;
		any = true;
		worst = light_of_duty(d, TODAY) > worst ? light_of_duty(d, TODAY) : worst;
	}
	return any ? worst : LIGHT_UNKNOWN;
}

/* The row shows no date: nothing with one is owed, or something without is silent. */
static bool row_undated(const struct row *r)
{
	bool dated = false;

	for (size_t i = 0; i < world.duties.n; i++) {
		const struct duty_state *d = &world.duties.p[i];
		if (!lies_below(d->item, r->key) || d->standing || d->state == 's' || d->shows > TODAY)
			continue;
		if (d->due == DATE_NONE && d->begins <= TODAY && !duty_is_in(d))
			return true;
		dated |= d->due != DATE_NONE;
	}
	return !dated;
}

/* All that has begun is in; of the latest day nothing waits for a review or misses its target. */
static bool row_reviewed(const struct row *r)
{
	date latest = INT32_MIN;
	bool any = false;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < world.duties.n; i++) {
			const struct duty_state *d = &world.duties.p[i];
			if (!lies_below(d->item, r->key) || d->standing || d->state == 's' || d->shows > TODAY)
				continue;
			if (pass == 0 && d->begins <= TODAY) {
				any = true;
				latest = d->due > latest ? d->due : latest;
				if (!duty_is_in(d))
					return false;
			}
			bool in = duty_is_in(d);
			if (pass == 1 && d->due == latest && (!in || (d->state != 'c' && d->met == MET_NO) || (d->state != 'c' && d->report && !d->review)))
				return false;
		}
	return any && !world.items[r->key].has_children;
}

/* A leaf that speaks of what the row shows. */
static bool of_row(const struct cond *c, const struct row *r)
{
	if (c->kind <= COND_NOT) {
		for (const struct cond *p = c->first; p; p = p->next)
			if (!of_row(p, r))
				return false;
		return true;
	}
	return (c->kind == COND_LIGHT && (r->of == UNIT || (r->of == ITEM && !r->unit))) || (c->kind == COND_DUE && c->none && r->of == ITEM && !r->unit);
}

static bool row_says(const struct cond *c, const struct row *r)
{
	return c->kind == COND_LIGHT ? c->bits >> row_light(r) & 1 : row_undated(r);
}

static bool row_holds(const struct cond *c, const struct row *r);

/* d: of the row it is asked, whether this duty is why the row is listed; else NULL */
static bool owed_holds(const struct cond *c, const struct row *r, const struct duty_state *d);

static bool and_holds(const struct cond *c, const struct row *r, const struct duty_state *d)
{
	const struct cond *list[64];
	size_t n = 0;
	bool affirms = false, shown = true, all = true;

	for (const struct cond *p = c->first; p; p = p->next) {
		if (p->kind == COND_AND || (r->of == ITEM && !of_duty(p)))
			continue;
		list[n++] = p;
		affirms |= p->kind != COND_NOT;
		shown = shown && of_row(p, r);
	}
	bool grouped = n > 1 && affirms && !shown;
	for (const struct cond *p = c->first; p; p = p->next) {
		bool in_group = false;
		for (size_t i = 0; grouped && i < n; i++)
			in_group |= list[i] == p;
		all = all && (in_group ? !d || duty_holds(p, d) : d ? owed_holds(p, r, d) : row_holds(p, r));
	}
	return all && (!grouped || d || together(list, n, r));
}

static bool owed_holds(const struct cond *c, const struct row *r, const struct duty_state *d)
{
	if (c->kind == COND_AND)
		return and_holds(c, r, d);
	if (c->kind == COND_NOT)
		return !owed_holds(c->first, r, d);
	for (const struct cond *p = c->kind == COND_OR ? c->first : NULL; p; p = p->next)
		if (owed_holds(p, r, d))
			return true;
	if (c->kind == COND_OR)
		return false;
	if (of_row(c, r))
		return row_says(c, r);
	if (c->kind == COND_DUE && c->review && !r->unit)
		return in_days(c, d->due) || row_reviewed(r);
	return duty_holds(c, d);
}

static bool row_holds(const struct cond *c, const struct row *r)
{
	if (c->kind == COND_AND)
		return and_holds(c, r, NULL);
	if (c->kind == COND_NOT)
		return !row_holds(c->first, r);
	if (c->kind == COND_OR) {
		for (const struct cond *p = c->first; p; p = p->next)
			if (row_holds(p, r))
				return true;
		return false;
	}
	if (of_row(c, r))
		return row_says(c, r);
	if (r->of == ITEM && !r->unit && c->kind == COND_DUE && c->review && row_reviewed(r))
		return true;
	if (r->of == ITEM && !r->unit && c->kind == COND_DUE && c->review) {
		struct cond own = *c;
		const struct cond *list = &own;
		own.review = 0;
		return together(&list, 1, r);
	}
	if (r->of == ITEM && !of_duty(c))
		return item_holds(c, r->key, 0);
	if (r->of == UNIT && c->kind == COND_UNIT)
		return has_key(c, r->key);
	if (r->of == UNIT && c->kind == COND_TEXT && is_name(c))
		return unit_has(c->word, r->key);
	return together(&c, 1, r) || (r->of == UNIT && c->kind == COND_TEXT && unit_has(c->word, r->key));
}

/* Of a group: does something hold that is said of it, not only that none of its duties is so? A group has none but its own. */
static bool of_group(const struct cond *c, const struct row *r)
{
	if (c->kind > COND_NOT)
		return !of_duty(c) || of_row(c, r);
	for (const struct cond *p = c->first; p; p = p->next)
		if (!of_group(p, r))
			return false;
	return true;
}

/* Where it holds: 2 always, 1 by some of what an OR offers, 0 never. */
static int reaches(const struct cond *c, const struct row *r)
{
	int least = 2, most = 0;

	if (c->kind >= COND_NOT)
		return c->kind > COND_NOT || of_group(c, r) ? 2 : 0;
	for (const struct cond *p = c->first; p; p = p->next) {
		int one = reaches(p, r);
		least = one < least ? one : least;
		most = one > most ? one : most;
	}
	return c->kind == COND_AND || most == 0 ? most : least == 2 ? 2 : 1;
}

static bool reached(const struct cond *c, const struct row *r)
{
	int how = row_holds(c, r) ? reaches(c, r) : 0;

	for (const struct cond *p = how == 1 ? c->first : NULL; p; p = p->next)
		if (reached(p, r))
			return true;
	return how == 2;
}

static bool denies(const struct cond *c)
{
	if (c->kind >= COND_NOT)
		return c->kind == COND_NOT;
	for (const struct cond *p = c->first; p; p = p->next)
		if (denies(p))
			return true;
	return false;
}

/* ---- lists as they should be ---- */

typedef VEC(int64_t) wanted;

static int by_place(const void *a, const void *b)
{
	const struct thing *x = &world.items[*(const int64_t *)a], *y = &world.items[*(const int64_t *)b];
	const int64_t apart[] = { x->plan - y->plan, x->pos - y->pos, x->key - y->key };

	for (size_t i = 0; i < 3; i++)
		if (apart[i])
			return apart[i] < 0 ? -1 : 1;
	return 0;
}

static bool owes_there(const struct query *q, int64_t item)
{
	for (size_t i = 0; i < world.duties.n; i++) {
		const struct duty_state *d = &world.duties.p[i];
		if (d->item == item && (!q->unit || d->unit == q->unit) && (q->of != LIST_OWING || d->shows <= TODAY) &&
		    (q->due == DATE_NONE || d->due == q->due))
			return true;
	}
	return false;
}

static bool has_part(int64_t item, int64_t unit)
{
	for (size_t i = 0; i < world.parts.n; i++)
		if (world.parts.p[i].item == item && world.parts.p[i].unit == unit)
			return true;
	return false;
}

static void items_wanted(const struct query *q, wanted *to)
{
	for (int64_t i = 1; i <= ITEMS; i++) {
		const struct thing *t = &world.items[i];
		struct row r = { .of = ITEM, .key = i, .unit = q->unit, .plan = q->plan };
		bool here = q->plan ? t->plan == q->plan : t->plan != PLANS;

		if (!here || (t->has_children && !q->unit && !reached(q->where, &r)))
			continue;
		if (q->of != LIST_OWING && (strcmp(t->kind, "campaign") == 0) != (q->of == LIST_CAMPAIGNS))
			continue;
		if ((q->of == LIST_OWING || q->unit) && !owes_there(q, i) && !(q->of != LIST_OWING && has_part(i, q->unit)))
			continue;
		if (row_holds(q->where, &r))
			*vec_push(to) = i;
	}
	if (to->n > 0)
		qsort(to->p, to->n, sizeof *to->p, by_place);
}

/* Of a duty that is listed as one, or with its item. */
static bool wanted_for(const struct query *q, const struct duty_state *d)
{
	struct row r = { .of = ITEM, .key = d->item, .unit = q->unit, .plan = q->plan };

	return !q->with_items ? duty_holds(q->where, d) : owed_holds(q->where, &r, d) && (!denies(q->where) || row_holds(q->where, &r));
}

static bool duty_wanted(const struct query *q, const struct duty_state *d)
{
	return (q->plan ? d->plan == q->plan : d->plan != PLANS) && d->shows <= TODAY && (!q->unit || d->unit == q->unit) && (!q->item || d->item == q->item) &&
		(q->due == DATE_NONE || d->due == q->due) && (!q->silent || is_silent(d)) && wanted_for(q, d);
}

/* Is something due on that day that its item is listed for? */
static bool day_wanted(const struct query *q, date day)
{
	for (size_t i = 0; i < world.duties.n; i++)
		if (world.duties.p[i].due == day && !world.duties.p[i].standing && duty_wanted(q, &world.duties.p[i]))
			return true;
	return false;
}

/* Units, days and duties in the order of the list without the condition. */
static void others_wanted(struct db *db, const struct query *q, wanted *to)
{
	struct list all = { 0 };
	struct query plain = *q;
	struct err err = { 0 };

	plain.where = NULL;
	list_start(&all, &plain);
	CHECK(list_need(db, &all, SIZE_MAX, &err));
	for (size_t i = 0; i < all.keys.n; i++) {
		int64_t key = all.keys.p[i];
		struct row r = { .of = q->of == LIST_DATES ? DAY : UNIT, .key = key, .unit = q->of == LIST_DATES ? q->unit : 0, .plan = q->plan };
		bool holds = q->of != LIST_DUTIES && row_holds(q->where, &r);

		if (q->of == LIST_DATES && q->with_items)
			holds = day_wanted(q, (date)key);
		for (size_t k = 0; q->of == LIST_DUTIES && k < world.duties.n; k++)
			if (world.duties.p[k].key == key)
				holds = duty_wanted(q, &world.duties.p[k]);
		if (holds)
			*vec_push(to) = key;
	}
	list_clear(&all);
}

static int64_t rows_seen;

static void same_list(const char *what, const struct query *q, const keys *got, const wanted *want)
{
	bool same = got->n == want->n;

	for (size_t i = 0; same && i < want->n; i++)
		same = got->p[i] == want->p[i];
	if (!same)
		CHECK_FAIL("%s, list %d, plan %d unit %d due %d: %zu rows, not %zu", what, (int)q->of, (int)q->plan, (int)q->unit, (int)q->due, got->n, want->n);
}

static void compare(struct db *db, const char *what, const struct query *q)
{
	struct list l = { 0 };
	struct err err = { 0 };
	wanted want = { 0 };
	keys got = { 0 };
	int64_t done, all;

	by_name = q->by_name;
	if (q->of == LIST_TASKS || q->of == LIST_CAMPAIGNS || q->of == LIST_OWING)
		items_wanted(q, &want);
	else
		others_wanted(db, q, &want);
	list_start(&l, q);
	/* a page, then all */
	if (!list_need(db, &l, 3, &err) || !list_need(db, &l, SIZE_MAX, &err))
		CHECK_FAIL("%s, list %d: %s", what, (int)q->of, err.text);
	CHECK(l.complete);
	list_scanned(&l, &done, &all);
	CHECK_INT(done, all);
	for (size_t i = 0; i < l.keys.n; i++)
		*vec_push(&got) = l.keys.p[i];
	same_list(what, q, &got, &want);
	rows_seen += (int64_t)got.n;
	vec_clear(&got);
	vec_clear(&want);
	list_clear(&l);
}

/* Stopped again and again they come to the same. */
static bool soon_enough(void *user)
{
	return --*(int *)user < 0;
}

static void compare_stopped(struct db *db, const char *what, const struct query *q, const struct list_sums *want)
{
	struct list_sums got = { 0 };
	bool done = false;

	for (int turn = 0; !done && turn < 1000; turn++) {
		int patience = 1 + turn / 4;
		struct err err = { 0 };

		db_patience(db, soon_enough, &patience);
		done = list_sums_on(db, q, &got, &err);
		CHECK(done || err.code == ERR_STOPPED);
	}
	db_patience(db, NULL, NULL);
	if (!done || memcmp(&got, want, sizeof got) != 0)
		CHECK_FAIL("%s, sums by stretches: owed %d, not %d; upto %lld", what, (int)got.owed, (int)want->owed, (long long)got.upto);
}

static void compare_sums(struct db *db, const char *what, const struct query *q)
{
	struct list_sums got, want = { 0 };
	struct err err = { 0 };
	date next_monday = TODAY - (date_weekday(TODAY) - 1) + 7;
	bool promised[UNITS + 1] = { false }, waiting[UNITS + 1] = { false };

	for (size_t i = 0; i < world.duties.n; i++) {
		const struct duty_state *d = &world.duties.p[i];
		bool owed = !d->standing && d->state != 's', silent = is_silent(d);

		if (!duty_wanted(q, d))
			continue;
		want.owed += owed;
		want.in += owed && duty_is_in(d);
		want.silent += silent;
		want.overdue += silent && d->due != DATE_NONE && d->due < TODAY;
		want.this_week += silent && d->due >= TODAY && d->due < next_monday;
		want.next_week += silent && d->due >= next_monday && d->due < next_monday + 7;
		want.pending += owed && d->state != 'c' && d->report && !d->review;
		want.returned += owed && d->state != 'c' && d->review == 'x';
		want.asked += owed && duty_asks(d);
		promised[d->unit] |= d->promised == TODAY && d->state != 's';
		waiting[d->unit] |= d->promised == TODAY && d->state == 'o' && !duty_is_in(d);
	}
	for (int u = 1; u <= UNITS; u++) {
		want.promised += promised[u];
		want.promised_waiting += waiting[u];
	}
	CHECK(list_sums(db, q, &got, &err));
	compare_stopped(db, what, q, &got);
	if (memcmp(&got, &want, sizeof got) != 0)
		CHECK_FAIL("%s, sums: owed %d, not %d; in %d, not %d; silent %d, not %d", what, (int)got.owed, (int)want.owed, (int)got.in, (int)want.in,
			(int)got.silent, (int)want.silent);
}

static void compare_list(struct db *db, const char *what, struct query q)
{
	bool has_sums = q.of == LIST_DUTIES;

	compare(db, what, &q);
	if (has_sums)
		compare_sums(db, what, &q);
	q.plan = 1 + roll(PLANS);
	compare(db, what, &q);
	q.plan = 0;
	q.by_name = q.of == LIST_UNITS;
	if (q.by_name)
		compare(db, what, &q);
	q.by_name = by_name = false;
	if (q.of == LIST_UNITS || q.of == LIST_SILENT)
		return;
	q.unit = 1 + roll(UNITS);
	compare(db, what, &q);
	if (has_sums)
		compare_sums(db, what, &q);
	q.due = q.of == LIST_DUTIES || q.of == LIST_OWING ? TODAY - 20 + roll(40) : DATE_NONE;
	compare(db, what, &q);
	q.unit = 0;
	q.silent = q.of == LIST_DUTIES;
	compare(db, what, &q);
}

static void compare_all(struct db *db, const char *what, const struct cond *c)
{
	for (enum list_of of = LIST_TASKS; of <= LIST_SILENT; of++) {
		struct query q = { .of = of, .due = DATE_NONE, .today = TODAY, .where = c };

		compare_list(db, what, q);
		q.with_items = true;
		if (of == LIST_DUTIES || of == LIST_DATES)
			compare_list(db, what, q);
	}
}

/* ---- conditions by lot ---- */

static struct arena mem;
static struct word *words[8];

static void make_words(void)
{
	static const char *const plain[] = { "信用", "公示", "credit", "公安局", "没有的", "整治" };
	struct err err = { 0 };

	if (words[0])
		return;
	for (size_t i = 0; i < CHECK_N(plain); i++)
		CHECK(word_plain(str_of(plain[i]), NULL, &words[i], &err));
	CHECK(word_re(STR_LIT("[联医].*[名检]"), false, &words[6], NULL, &err));
	CHECK(word_re(STR_LIT("CREDIT|局$"), true, &words[7], NULL, &err));
}

static const struct cond *made(struct cond c)
{
	struct cond *to = arena_alloc(&mem, sizeof *to);

	*to = c;
	return to;
}

static const int64_t *some_keys(int below, size_t n)
{
	int64_t *to = arena_alloc(&mem, n * sizeof *to);

	for (size_t i = 0; i < n; i++)
		to[i] = 1 + roll(below);
	return to;
}

static const char *const *some_name(const char *const *list, int n)
{
	const char **to = arena_alloc(&mem, 2 * sizeof *to);

	to[0] = list[roll(n)];
	to[1] = list[roll(n)];
	return to;
}

static struct cond leaf(enum cond_kind k)
{
	static const char *const kinds[] = { "task", "campaign", "group" }, *const numbers[] = { "2", "3.1", "15", "4" };
	date from = TODAY - 20 + roll(30);

	switch (k) {
	case COND_UNIT:
	case COND_PLAN:
		return (struct cond){ .kind = k, .keys = some_keys(k == COND_UNIT ? UNITS : PLANS, 2), .n_keys = 1 + (size_t)roll(2) };
	case COND_ROLE:
		return (struct cond){ .kind = k, .names = some_name(roles, 3), .n_names = 1 };
	case COND_DUE:
	case COND_ACT:
	case COND_PROMISED:
	case COND_CALLED:
		return (struct cond){ .kind = k, .from = roll(4) ? from : DATE_NONE, .to = roll(4) ? from + roll(12) : DATE_NONE, .none = !roll(6),
			.review = k == COND_DUE ? roll(3) ? 0 : from : 0 };
	case COND_STATUS:
		return (struct cond){ .kind = k, .bits = 1u << roll(12) | (roll(3) ? 0 : 1u << roll(12)) };
	case COND_LIGHT:
	case COND_TARGET:
		return (struct cond){ .kind = k, .bits = 1u << roll(4) | (roll(3) ? 0 : 1u << roll(4)) };
	case COND_FIGURE:
		return (struct cond){ .kind = k, .word = roll(2) ? words[roll(8)] : NULL, .compare = (enum cond_compare)roll(6),
			.n = roll(300), .scale = roll(3), .percent = roll(2) };
	case COND_WAY:
		return (struct cond){ .kind = k, .names = some_name(ways, 3), .n_names = 1 };
	case COND_KIND:
		return (struct cond){ .kind = k, .names = some_name(kinds, 3), .n_names = 1 };
	case COND_NUMBER:
		return (struct cond){ .kind = k, .names = some_name(numbers, 4), .n_names = 2 };
	case COND_BY:
		return (struct cond){ .kind = k, .names = some_name(logins, 3), .n_names = 1 };
	default:
		return (struct cond){ .kind = k, .word = words[roll(8)], .bare = k == COND_TEXT && roll(2) };
	}
}

static enum cond_kind some_kind(void)
{
	enum cond_kind k;

	do
		k = (enum cond_kind)(COND_UNIT + roll(COND_TEXT - COND_UNIT + 1));
	while (k == COND_CREATED || k == COND_CHANGED);
	return k;
}

static const struct cond *tree(int deep, const struct cond *next)
{
	int of = deep > 0 ? roll(6) : 5;
	struct cond c;

	if (of >= 4) {
		c = leaf(some_kind());
	} else if (of == 3) {
		c = (struct cond){ .kind = COND_NOT, .first = tree(deep - 1, NULL) };
	} else {
		c = (struct cond){ .kind = of == 2 ? COND_OR : COND_AND };
		for (int n = 1 + roll(4); n > 0; n--)
			c.first = tree(deep - 1, c.first);
	}
	c.next = next;
	return made(c);
}

static void test_leaves(void)
{
	make(&ground);
	make_words();
	for (enum cond_kind k = COND_UNIT; k <= COND_TEXT; k++) {
		char what[32];

		if (k == COND_CREATED || k == COND_CHANGED)
			continue;
		snprintf(what, sizeof what, "leaf %d", (int)k);
		for (int i = 0; i < 12; i++)
			compare_all(ground.db, what, made(leaf(k)));
	}
}

/* Once as short lists are gone through; once looking further at once, as long ones do. */
static void test_trees(void)
{
	make(&ground);
	make_words();
	for (int i = 0; i < TREES; i++) {
		char what[32];

		snprintf(what, sizeof what, "tree %d", i);
		ground.db->walk_first = i % 2 ? 5 : 0;
		ground.db->few = i % 4 < 2 ? 40 : 0;
		compare_all(ground.db, what, tree(4, NULL));
	}
	CHECK(rows_seen > 100000);
}

/* ---- other orders ---- */

static size_t place_in(const struct list *l, int64_t key)
{
	for (size_t i = 0; i < l->keys.n; i++)
		if (l->keys.p[i] == key)
			return i;
	CHECK_FAIL("row %d is not in the list's own order", (int)key);
	return 0;
}

static const struct duty_state *duty_of(int64_t key)
{
	for (size_t i = 0; i < world.duties.n; i++)
		if (world.duties.p[i].key == key)
			return &world.duties.p[i];
	return NULL;
}

static int64_t number_value(const char *number)
{
	int whole = 0, part = -1;

	sscanf(number, "%d.%d", &whole, &part);
	return whole * 100 + part + 1;
}

/* The light that an item's row shows: of the duties it is listed for; of none, of all. */
static enum light shown_light(const struct query *q, int64_t item)
{
	struct row r = { .of = ITEM, .key = item };
	int begun = -1, any = -1;

	for (size_t i = 0; q->where && i < world.duties.n; i++) {
		const struct duty_state *d = &world.duties.p[i];
		int light = (int)light_of_duty(d, TODAY);

		if (d->item != item || d->standing || d->state == 's' || d->shows > TODAY || !owed_holds(q->where, &r, d))
			continue;
		any = light > any ? light : any;
		begun = d->begins <= TODAY && light > begun ? light : begun;
	}
	return begun >= 0 ? (enum light)begun : any >= 0 ? (enum light)any : row_light(&r);
}

/* What the order goes by; false: not looked at here. What has none comes last, whichever way. */
static bool value_of(const struct query *q, int64_t key, int64_t *value)
{
	bool items = q->of == LIST_TASKS || q->of == LIST_CAMPAIGNS || q->of == LIST_OWING;
	const struct duty_state *d = q->of == LIST_DUTIES ? duty_of(key) : NULL;
	struct row r = { .of = items ? ITEM : UNIT, .key = key };

	if (q->sort == SORT_NUMBER)
		*value = number_value(world.items[d ? d->item : key].number);
	else if (q->sort == SORT_LIGHT)
		*value = -(int64_t)(d ? light_of_duty(d, TODAY) : items ? shown_light(q, key) : row_light(&r));
	else if (d && q->sort == SORT_DUE)
		*value = d->due == DATE_NONE ? q->reversed ? INT32_MIN : INT32_MAX : d->due;
	else
		return false;
	return true;
}

static void check_sorted(struct db *db, const struct query *q)
{
	struct query plain = *q;
	struct list own = { 0 }, sorted = { 0 };
	struct err err = { 0 };
	int64_t last = 0, value = 0;

	plain.sort = SORT_OWN;
	list_start(&own, &plain);
	list_start(&sorted, q);
	CHECK(list_need(db, &own, SIZE_MAX, &err));
	if (!list_need(db, &sorted, SIZE_MAX, &err))
		CHECK_FAIL("list %d, sort %d: %s", (int)q->of, (int)q->sort, err.text);
	CHECK_INT(sorted.keys.n, own.keys.n);
	for (size_t i = 0; i < sorted.keys.n; i++) {
		size_t place = place_in(&own, sorted.keys.p[i]);

		if (!value_of(q, sorted.keys.p[i], &value))
			continue;
		value = q->reversed ? -value : value;
		if (i > 0 && (value < last || (value == last && q->of != LIST_OWING && place < place_in(&own, sorted.keys.p[i - 1]))))
			CHECK_FAIL("list %d, sort %d: row %zu", (int)q->of, (int)q->sort, i);
		last = value;
	}
	list_clear(&own);
	list_clear(&sorted);
}

static void test_sorts(void)
{
	struct err err = { 0 };
	struct list none = { 0 };

	make(&ground);
	make_words();
	for (enum list_of of = LIST_TASKS; of <= LIST_SILENT; of++)
		for (enum list_sort sort = SORT_NUMBER; sort < LIST_SORTS; sort++)
			for (int i = 0; i < 4 && list_sorts(of, sort); i++)
				check_sorted(ground.db, &(struct query){ .of = of, .due = DATE_NONE, .today = TODAY, .sort = sort, .reversed = i % 2,
					.where = i / 2 ? made(leaf(COND_STATUS)) : NULL });
	CHECK(list_sorts(LIST_TASKS, SORT_LIGHT) && list_sorts(LIST_DATES, SORT_DUE) && !list_sorts(LIST_DATES, SORT_TITLE));
	list_start(&none, &(struct query){ .of = LIST_DATES, .today = TODAY, .sort = SORT_TITLE });
	CHECK(!list_need(ground.db, &none, 1, &err));
	CHECK_INT(err.code, ERR_REFUSED);
	list_clear(&none);
}

/* ---- stopping, errors ---- */

static bool impatient(void *user)
{
	return --*(int *)user < 0;
}

/* Stopped again and again, a list comes to the same rows. */
static void test_stopped(void)
{
	make(&ground);
	make_words();
	ground.db->walk_first = 5;
	ground.db->steps = 20;
	for (enum list_of of = LIST_TASKS; of <= LIST_SILENT; of++) {
		struct query q = { .of = of, .due = DATE_NONE, .today = TODAY, .where = made((struct cond){ .kind = COND_TEXT, .word = words[6] }) };
		struct list whole = { 0 }, l = { 0 };
		struct err err = { 0 };
		int patience = 0, stops = 0, stopped = 0;

		list_start(&whole, &q);
		CHECK(list_need(ground.db, &whole, SIZE_MAX, &err));
		list_start(&l, &q);
		db_patience(ground.db, impatient, &patience);
		for (; stops < 10000 && !l.complete; stops++) {
			err_clear(&err);
			patience = stops;      /* more each time: it must end */
			if (list_need(ground.db, &l, SIZE_MAX, &err))
				continue;
			CHECK_INT(err.code, ERR_STOPPED);
			stopped++;
		}
		db_patience(ground.db, NULL, NULL);
		CHECK(l.complete);
		CHECK(stopped > 0);
		CHECK_INT(l.keys.n, whole.keys.n);
		for (size_t i = 0; i < l.keys.n; i++)
			CHECK_INT(l.keys.p[i], whole.keys.p[i]);
		list_clear(&l);
		list_clear(&whole);
	}
	ground.db->walk_first = ground.db->steps = 0;
}

/* A pattern that explodes is an error, in each list, not a row less. */
static void test_limits(void)
{
	static const enum list_of lists[] = { LIST_TASKS, LIST_UNITS, LIST_DATES, LIST_SILENT };
	struct err err = { 0 };
	struct list_sums sums;
	struct ground g;
	struct word *w;

	ground_init(&g, "limits.db");
	ground_row(&g, KIND_PLAN, "1", "state", "open", NULL);
	ground_row(&g, KIND_ITEM, "1", "kind", "task", NULL);
	ground_set(&g, "wang", KIND_ITEM, "1", "plan", V_ID(ground_id(KIND_PLAN, "1")));
	ground_set(&g, "wang", KIND_ITEM, "1", "pos", V_INT(1));
	ground_row(&g, KIND_ENTRY, "1", "text", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", NULL);
	ground_set(&g, "wang", KIND_ENTRY, "1", "item", V_ID(ground_id(KIND_ITEM, "1")));
	CHECK(word_re(STR_LIT("(a+)+$"), false, &w, NULL, &err));
	const struct cond *c = made((struct cond){ .kind = COND_TEXT, .word = w });
	for (size_t i = 0; i < CHECK_N(lists); i++) {
		struct query q = { .of = lists[i], .due = DATE_NONE, .today = TODAY, .where = c };
		struct list l = { 0 };

		list_start(&l, &q);
		err_clear(&err);
		CHECK(!list_need(g.db, &l, SIZE_MAX, &err));
		CHECK_INT(err.code, ERR_USE);
		list_clear(&l);
	}
	err_clear(&err);
	CHECK(!list_sums(g.db, &(struct query){ .of = LIST_DUTIES, .today = TODAY, .where = c }, &sums, &err));
	CHECK_INT(err.code, ERR_USE);
	word_free(w);
	/* and the ledger goes on */
	err_clear(&err);
	CHECK(list_sums(g.db, &(struct query){ .of = LIST_DUTIES, .today = TODAY, .where = made(leaf(COND_LIGHT)) }, &sums, &err));
	ground_clear(&g);
}

/* As deep and as long as the language allows. */
static void test_deep(void)
{
	make(&ground);
	make_words();
	for (int way = 0; way < 4; way++) {
		const struct cond *c = made(leaf(COND_STATUS));

		for (int deep = 0; deep < 32; deep++) {
			struct cond *beside = (struct cond *)made(leaf(way % 2 ? some_kind() : COND_LIGHT));
			struct cond *inner = (struct cond *)c;
			enum cond_kind node = deep % 2 ? COND_AND : COND_OR;

			if (way / 2) {
				beside->next = inner;
				c = made((struct cond){ .kind = node, .first = beside });
			} else {
				inner->next = beside;
				c = made((struct cond){ .kind = deep % 3 ? node : COND_NOT, .first = inner });
			}
		}
		compare_all(ground.db, "deep", c);
	}
	struct cond *first = NULL;
	for (int i = 0; i < 199; i++) {
		struct cond *one = (struct cond *)made(leaf(some_kind()));
		one->next = first;
		first = one;
	}
	compare_all(ground.db, "long", made((struct cond){ .kind = COND_OR, .first = first }));
}

/* More words than are kept beside a filter: they are read once for all of its pages. */
static void test_many_words(void)
{
	enum { MANY = 40 };
	struct word *many[MANY];
	struct cond *first = NULL;
	struct err err = { 0 };
	struct list l = { 0 };
	size_t read = 0;

	make(&ground);
	for (int i = 0; i < MANY; i++) {
		char text[24];

		snprintf(text, sizeof text, "%s%d", i % 2 ? "名单" : "目录", i);
		CHECK(word_plain(str_of(text), NULL, &many[i], &err));
		struct cond *one = (struct cond *)made((struct cond){ .kind = COND_TEXT, .word = many[i] });
		one->next = first;
		first = one;
	}
	struct query q = { .of = LIST_UNITS, .due = DATE_NONE, .today = TODAY, .where = made((struct cond){ .kind = COND_OR, .first = first }) };
	list_start(&l, &q);
	CHECK(list_need(ground.db, &l, SIZE_MAX, &err));
	CHECK_INT(ground.db->sweeps.n, MANY);
	for (int page = 0; page < 2; page++) {
		struct where w;

		CHECK(where_init(&w, ground.db, &q, &err));
		CHECK(w.swept);
		where_clear(&w);
	}
	/* another filter's: few of them stay */
	make_words();
	q.where = made((struct cond){ .kind = COND_TEXT, .word = words[0] });
	list_start(&l, &q);
	CHECK(list_need(ground.db, &l, SIZE_MAX, &err));
	for (size_t i = 0; i < ground.db->sweeps.n; i++)
		read += ground.db->sweeps.p[i]->stage == SWEEP_DONE;
	CHECK(ground.db->sweeps.n < MANY && read == ground.db->sweeps.n);
	list_clear(&l);
	for (int i = 0; i < MANY; i++)
		word_free(many[i]);
}

/* ---- plans ---- */

typedef VEC(char *) statements;

static int note_statement(unsigned what, void *to, void *st, void *text)
{
	statements *list = to;
	const char *sql = sqlite3_sql(st);

	(void)what, (void)text;
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->p[i], sql) == 0)
			return 0;
	*vec_push(list) = strdup(sql);
	return 0;
}

/* Tables that grow with the ledger; measures are read whole, once a word. Columns of the outer row are called i, d, u. */
static bool is_large(const char *of)
{
	static const char *const large[] = { "i", "d", "e", "a", "s", "r", "x", "v", "item", "duty_state", "entry", "assignment", "tally", "cell", "receipt", "value" };

	for (size_t i = 0; i < CHECK_N(large); i++)
		if (strncmp(of, large[i], strlen(large[i])) == 0 && strchr(" ", of[strlen(large[i])]))
			return true;
	return false;
}

static void check_plan(struct db *db, const char *sql)
{
	struct buf explain = { 0 };
	sqlite3_stmt *st;

	buf_printf(&explain, "EXPLAIN QUERY PLAN %s", sql);
	CHECK_INT(sqlite3_prepare_v2(db->sql, buf_text(&explain), -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		const char *detail = (const char *)sqlite3_column_text(st, 3);

		if (strncmp(detail, "SCAN ", 5) == 0 && is_large(detail + 5))
			CHECK_FAIL("%s: %s", detail, sql);
	}
	sqlite3_finalize(st);
	buf_clear(&explain);
}

/* No list goes through a whole table that grows, whatever is asked; nor do the lists without a filter. */
static void test_plans(void)
{
	statements seen = { 0 };
	struct list_sums sums;
	struct err err = { 0 };

	make(&ground);
	make_words();
	sqlite3_trace_v2(ground.db->sql, SQLITE_TRACE_STMT, note_statement, &seen);
	for (int i = 0; i < 4; i++) {
		ground.db->walk_first = i % 2 ? 5 : 0;
		ground.db->few = i % 2 ? 100000 : 0;
		for (enum cond_kind k = COND_NOT; k <= COND_TEXT; k++) {
			const struct cond *c = k == COND_NOT ? NULL : made(leaf(k));

			for (enum list_of of = LIST_TASKS; of <= LIST_SILENT; of++) {
				struct query q = { .of = of, .plan = i / 2, .due = DATE_NONE, .today = TODAY, .where = c };
				struct list l = { 0 };

				list_start(&l, &q);
				CHECK(list_need(ground.db, &l, SIZE_MAX, &err));
				list_clear(&l);
			}
			CHECK(list_sums(ground.db, &(struct query){ .of = LIST_DUTIES, .plan = i / 2, .today = TODAY, .where = c }, &sums, &err));
		}
	}
	ground.db->walk_first = ground.db->few = 0;
	sqlite3_trace_v2(ground.db->sql, 0, NULL, NULL);
	CHECK(seen.n > 100);
	for (size_t i = 0; i < seen.n; i++) {
		check_plan(ground.db, seen.p[i]);
		free(seen.p[i]);
	}
	vec_clear(&seen);
}

/* When something was made or last changed. */
static void test_times(void)
{
	struct err err = { 0 };
	struct ground g;
	struct list l = { 0 };
	struct cond created = { .kind = COND_CREATED }, changed = { .kind = COND_CHANGED };
	int64_t n, now;

	ground_init(&g, "times.db");
	ground_row(&g, KIND_PLAN, "1", "state", "open", NULL);
	int64_t from = clock_now_ms(&g.clock);
	struct id plan = ground_id(KIND_PLAN, "1");
	for (int i = 1; i <= 2; i++) {
		char word[16];

		snprintf(word, sizeof word, "%d", i);
		clock_step(&g.clock, 60000);
		ground_row(&g, KIND_ITEM, word, "kind", "task", "title", word, NULL);
		ground_set(&g, "wang", KIND_ITEM, word, "plan", V_ID(plan));
		ground_set(&g, "wang", KIND_ITEM, word, "pos", V_INT(i));
	}
	now = clock_now_ms(&g.clock);
	struct query q = { .of = LIST_TASKS, .due = DATE_NONE, .today = TODAY, .where = &created };
	created.from_ms = now - 1000;
	CHECK(list_count(g.db, &q, &n, &err));
	CHECK_INT(n, 1);
	created.from_ms = from;
	CHECK(list_count(g.db, &q, &n, &err));
	CHECK_INT(n, 2);
	created.to_ms = now - 1000;
	CHECK(list_count(g.db, &q, &n, &err));
	CHECK_INT(n, 1);
	clock_step(&g.clock, 60000);
	ground_set(&g, "wang", KIND_ITEM, "1", "title", V_TEXT("other"));
	q.where = &changed;
	changed.from_ms = now + 1000;
	list_start(&l, &q);
	CHECK(list_need(g.db, &l, SIZE_MAX, &err));
	CHECK_INT(l.keys.n, 1);
	list_clear(&l);
	/* and what is part of it, also where it goes */
	static const struct { enum kind kind; const char *column, *text; } of_item[] = {
		{ KIND_DEADLINE, "text", "11月底前" }, { KIND_ASSIGNMENT, "role", "lead" },
		{ KIND_TARGET, "text", ">50%" }, { KIND_MEASURE, "text", "自查" },
	};
	for (size_t i = 0; i < CHECK_N(of_item); i++) {
		for (int gone = 0; gone < 2; gone++) {
			clock_step(&g.clock, 60000);
			changed.from_ms = clock_now_ms(&g.clock);
			CHECK(list_count(g.db, &q, &n, &err));
			CHECK_INT(n, 0);
			if (gone) {
				ground_set(&g, "wang", of_item[i].kind, "1", "gone", V_INT(1));
			} else {
				ground_row(&g, of_item[i].kind, "1", of_item[i].column, of_item[i].text, NULL);
				ground_set(&g, "wang", of_item[i].kind, "1", "item", V_ID(ground_id(KIND_ITEM, "2")));
			}
			CHECK(list_count(g.db, &q, &n, &err));
			CHECK_INT(n, 1);
		}
	}
	ground_clear(&g);
}

static const struct check_test tests[] = {
	CHECK_TEST(test_sorts), CHECK_TEST(test_stopped), CHECK_TEST(test_limits), CHECK_TEST(test_deep), CHECK_TEST(test_many_words), CHECK_TEST(test_plans), CHECK_TEST(test_times),
	CHECK_TEST(test_leaves), CHECK_TEST(test_trees),
};

int main(void)
{
	return check_main(tests, CHECK_N(tests));
}
