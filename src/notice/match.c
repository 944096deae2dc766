/* Items are found by title under the same parent, then by number and a similar text, then by a
 * very similar text; parts by their text, then by what kind they are and their order. What is
 * found keeps its identity, and with it what was reported. */
#include "notice/match.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "notice/alike.h"
#include "notice/notice_private.h"

#include "base/ban.h"

/* Percent of what two texts have in common to be one: with another hint, and alone. Texts are
 * compared pair by pair only where few are left. */
enum { ALIKE_HINT = 40, ALIKE_ALONE = 60, ALIKE_MOST = 20000 };

static const char *plan_key(struct draft *d, const struct earlier *e)
{
	char hex[ID_TEXT_SIZE];

	return draft_text(d, "%s", id_text(&e->plan.id, hex));
}

/* A plan of another year is rather followed than corrected. */
static bool is_proposed(const struct earlier *e)
{
	return !e->other_year;
}

bool match_wanted(struct draft *d)
{
	const struct earlier *e = d->in->earlier;

	if (!e || d->in->sure)
		return e != NULL;
	return (draft_answered(d, Q_PLAN, plan_key(d, e), NULL) == 0) == is_proposed(e);
}

static void ask_plan(struct draft *d, const struct earlier *e)
{
	const char *is = _("a correction: what is the same keeps its reports"),
		   *is_not = _("a notice of its own");

	draft_ask_first(d, Q_PLAN, 0, plan_key(d, e),
		draft_text(d,
			_("Is this a new notice, or a correction of “%s”? %zu of its items are in "
			  "it too."),
			e->plan.title, e->shared),
		is_proposed(e) ? is : is_not, is_proposed(e) ? is_not : is);
	/* All others hang on it: it stands first. */
	d->questions.p[d->questions.n - 1].asked = -1;
}

/* What is compared of a draft's item. */
struct side {
	struct str title, text, number;
};

static struct side side_of(struct draft *d, const struct draft_item *it)
{
	return (struct side){ draft_fold(d, it->brief),
		draft_fold(d, it->text.n ? it->text : it->title), it->number };
}

static int alike(const struct side *s, const struct earlier_item *was)
{
	int text = text_alike(s->text, was->text), title = text_alike(s->title, was->title);

	return text > title ? text : title;
}

enum level { SAME_ALL, SAME_TITLE, SAME_NUMBER, SIMILAR, LEVELS };

static bool fits(enum level l, const struct side *s, const struct earlier_item *was)
{
	switch (l) {
	case SAME_ALL:
		return str_eq(s->title, was->title) && str_eq(s->text, was->text);
	case SAME_TITLE:
		return str_eq(s->title, was->title);
	case SAME_NUMBER:
		return str_is(s->number, was->row.number) && alike(s, was) >= ALIKE_HINT;
	case SIMILAR:
	case LEVELS:
		break;
	}
	return alike(s, was) >= ALIKE_ALONE;
}

/* The first item of the plan below that parent that fits and is not met; a group is never taken
 * for an item without items. */
static int find_twin(const struct draft *d, const struct match *m, size_t i, int parent,
	enum level l, const struct side *s)
{
	const struct earlier *e = d->in->earlier;
	bool group = d->items.p[i].kind == ITEM_GROUP;

	for (size_t k = 0; k < e->items.n; k++) {
		const struct earlier_item *was = &e->items.p[k];

		if (!m->met[k] && was->parent == parent &&
			(strcmp(was->row.kind, "group") == 0) == group && fits(l, s, was))
			return (int)k;
	}
	return NO_TWIN;
}

static bool is_cheap(const struct draft *d, const struct match *m)
{
	size_t left = 0, there = 0;

	for (size_t i = 0; i < d->items.n; i++)
		left += m->items[i] == NO_TWIN;
	for (size_t k = 0; k < d->in->earlier->items.n; k++)
		there += !m->met[k];
	return left * there <= ALIKE_MOST;
}

/* Items below a parent (top ones first) go through all levels before the next lower ones. */
static void match_depth(struct draft *d, struct match *m, const struct side *sides, bool top)
{
	for (int l = 0; l < LEVELS; l++) {
		if (l == SIMILAR && !is_cheap(d, m))
			break;
		for (size_t i = 0; i < d->items.n; i++) {
			int parent = d->items.p[i].parent;

			if ((parent < 0) != top || m->items[i] != NO_TWIN ||
				(!top && m->items[parent] == NO_TWIN))
				continue;
			m->items[i] = find_twin(d, m, i, top ? -1 : m->items[parent], (enum level)l,
				&sides[i]);
			if (m->items[i] != NO_TWIN)
				m->met[m->items[i]] = true;
		}
	}
}

/* Lists of parts, reduced to what tells them apart. */
struct part_key {
	struct str text, hint;         /* folded; hint: the same for those that may be one */
};
typedef VEC(struct part_key) part_keys;

static bool part_fits(enum level l, const struct part_key *a, const struct part_key *b)
{
	switch (l) {
	case SAME_ALL:
		return str_eq(a->hint, b->hint) && str_eq(a->text, b->text);
	case SAME_TITLE:
		return str_eq(a->hint, b->hint) && text_alike(a->text, b->text) >= ALIKE_ALONE;
	case SAME_NUMBER:
		return str_eq(a->hint, b->hint) && text_alike(a->text, b->text) >= ALIKE_HINT;
	case SIMILAR:
	case LEVELS:
		break;
	}
	return str_eq(a->hint, b->hint);
}

/* levels: how far from the text itself it may go. */
static int *match_parts(struct draft *d, const part_keys *now, const part_keys *was, int levels)
{
	int *twin = arena_alloc(&d->in->mem, (now->n + 1) * sizeof *twin);
	bool *met = arena_alloc(&d->in->mem, was->n + 1);

	for (size_t i = 0; i < now->n; i++)
		twin[i] = NO_TWIN;
	for (int l = 0; l < levels; l++)
		for (size_t i = 0; i < now->n; i++)
			for (size_t k = 0; k < was->n && twin[i] == NO_TWIN; k++)
				if (!met[k] && part_fits((enum level)l, &now->p[i], &was->p[k])) {
					twin[i] = (int)k;
					met[k] = true;
				}
	return twin;
}

static void part_add(struct draft *d, part_keys *to, struct str text, struct str hint)
{
	*vec_push(to) = (struct part_key){ draft_fold(d, text), hint };
}

/* A duty of a rhythm is found by its period, and ongoing work has none: neither can be the
 * other. */
static struct str deadline_hint(const char *kind)
{
	bool apart = strcmp(kind, "recurring") == 0 || strcmp(kind, "ongoing") == 0;

	return str_of(apart ? kind : "");
}

static void match_lists(struct draft *d, struct twins *to, const struct draft_item *it,
	const struct earlier_item *was)
{
	part_keys now[3] = { { 0 } }, old[3] = { { 0 } };

	for (size_t i = 0; i < it->deadlines.n; i++)
		part_add(d, &now[0], it->deadlines.p[i].reading.text,
			deadline_hint(deadline_kind_word(it->deadlines.p[i].reading.kind)));
	for (size_t i = 0; i < was->deadlines.n; i++)
		part_add(d, &old[0], str_of(was->deadlines.p[i].text),
			deadline_hint(was->deadlines.p[i].kind));
	for (size_t i = 0; i < it->targets.n; i++)
		part_add(d, &now[1], it->targets.p[i].reading.text, STR_LIT(""));
	for (size_t i = 0; i < was->targets.n; i++)
		part_add(d, &old[1], str_of(was->targets.p[i].text), STR_LIT(""));
	for (size_t i = 0; i < it->measures.n; i++)
		part_add(d, &now[2], it->measures.p[i].text, STR_LIT(""));
	for (size_t i = 0; i < was->measures.n; i++)
		part_add(d, &old[2], str_of(was->measures.p[i].text), STR_LIT(""));
	to->deadlines = match_parts(d, &now[0], &old[0], LEVELS);
	to->targets = match_parts(d, &now[1], &old[1], LEVELS);
	/* A measure that was done must not stand for another one that only has its place. */
	to->measures = match_parts(d, &now[2], &old[2], SIMILAR);
	for (int i = 0; i < 3; i++) {
		vec_clear(&now[i]);
		vec_clear(&old[i]);
	}
}

/* What the text has no more: a question each, and none for what stood below it. */
static void ask_gone(struct draft *d, struct match *m)
{
	const struct earlier *e = d->in->earlier;
	char hex[ID_TEXT_SIZE];

	for (size_t k = 0; k < e->items.n; k++) {
		const struct earlier_item *was = &e->items.p[k];

		if (m->met[k])
			continue;
		if (was->parent >= 0 && !m->met[was->parent]) {
			m->drop[k] = m->drop[was->parent];
			continue;
		}
		m->drop[k] = !draft_ask_first(d, Q_GONE, 0, id_text(&was->row.id, hex),
			draft_text(d, _("The text no longer has item %s %s."), was->row.number,
				was->row.title),
			_("keep it"), _("drop it; what was reported stays in the log"));
	}
}

static struct match *match_new(struct draft *d)
{
	struct arena *mem = &d->in->mem;
	struct match *m = arena_alloc(mem, sizeof *m);

	m->items = arena_alloc(mem, (d->items.n + 1) * sizeof *m->items);
	m->parts = arena_alloc(mem, (d->items.n + 1) * sizeof *m->parts);
	m->met = arena_alloc(mem, d->in->earlier->items.n + 1);
	m->drop = arena_alloc(mem, d->in->earlier->items.n + 1);
	for (size_t i = 0; i < d->items.n; i++)
		m->items[i] = NO_TWIN;
	return m;
}

bool pass_plan(struct draft *d, struct err *err)
{
	const struct earlier *e = d->in->earlier;
	struct match *m;
	struct side *sides;

	(void)err;
	if (e && !d->in->sure)
		ask_plan(d, e);
	if (!d->in->corrects)
		return true;
	m = match_new(d);
	sides = arena_alloc(&d->in->mem, (d->items.n + 1) * sizeof *sides);
	for (size_t i = 0; i < d->items.n; i++)
		sides[i] = side_of(d, &d->items.p[i]);
	match_depth(d, m, sides, true);
	match_depth(d, m, sides, false);
	for (size_t i = 0; i < d->items.n; i++)
		if (m->items[i] != NO_TWIN)
			match_lists(d, &m->parts[i], &d->items.p[i], &e->items.p[m->items[i]]);
	ask_gone(d, m);
	d->in->match = m;
	return true;
}

const struct match *draft_match(const struct draft *d)
{
	return d->in->match;
}
