#include "notice/diff.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "base/utf8.h"
#include "model/ident.h"
#include "notice/match.h"
#include "notice/notice_private.h"

#include "base/ban.h"

/* Characters: what is shown whole, and what is kept around a difference. */
enum { CUT_WHOLE = 60, CUT_AROUND = 8 };

const char *difference_part_word(enum difference_part p)
{
	static const char *const words[DIFFERENCE_PARTS] = { "plan_title", "plan_number", "issued",
		"item", "number", "title", "text", "lead", "responsible", "supervisor", "deadline",
		"target", "measure" };

	return words[p];
}

static const struct str absent = { NULL, 0 };

struct comparing {
	const struct draft *d;
	const struct earlier *e;
	struct differences *to;
	const char *number, *title;
};

static void add(struct comparing *c, enum difference_part part, struct str old, struct str new)
{
	*vec_push(&c->to->list) = (struct difference){ part, c->number, c->title, old, new };
}

static void compare(struct comparing *c, enum difference_part part, struct str old, struct str new)
{
	if (!fold_eq(old, new))
		add(c, part, old, new);
}

static const char *kept(struct comparing *c, struct str s)
{
	return arena_str(&c->to->mem, s);
}

static void compare_plan(struct comparing *c)
{
	char was[DATE_TEXT_SIZE], is[DATE_TEXT_SIZE];

	compare(c, DIFF_PLAN_TITLE, str_of(c->e->plan.title), c->d->plan.title);
	if (c->d->plan.number.n)
		compare(c, DIFF_PLAN_NUMBER, str_of(c->e->plan.number), c->d->plan.number);
	if (c->d->plan.issued == DATE_NONE || c->d->plan.issued == c->e->plan.issued)
		return;
	date_text(c->e->plan.issued, was);
	date_text(c->d->plan.issued, is);
	add(c, DIFF_ISSUED, str_of(kept(c, str_of(was))), str_of(kept(c, str_of(is))));
}

static enum difference_part part_of(enum work_role r)
{
	return (enum difference_part)(DIFF_LEAD + (int)r);
}

/* The assignment's id; of a unit that is not known yet, none that was. */
static struct id assignment_id(const struct comparing *c, const struct id *item,
	const struct draft_assignment *a)
{
	struct str region = c->d->plan.region, name = c->d->units.p[a->unit].name;
	const struct id *unit = known_unit(c->e->known, region, name);
	struct id made = ident_unit(region, name);

	return ident_assignment(item, unit ? unit : &made, work_role_word(a->role));
}

static void compare_units(struct comparing *c, const struct draft_item *it,
	const struct earlier_item *was)
{
	bool *met = arena_alloc(&c->to->mem, was->assignments.n + 1);

	for (size_t i = 0; i < it->assignments.n; i++) {
		struct id id = assignment_id(c, &was->row.id, &it->assignments.p[i]);
		size_t k = 0;

		while (k < was->assignments.n && !id_eq(&was->assignments.p[k].id, &id))
			k++;
		if (k < was->assignments.n)
			met[k] = true;
		else
			add(c, part_of(it->assignments.p[i].role), absent,
				c->d->units.p[it->assignments.p[i].unit].name);
	}
	for (size_t k = 0; k < was->assignments.n; k++) {
		const struct unit_row *u = earlier_unit(c->e, was->assignments.p[k].unit);

		for (int r = 0; r < WORK_ROLES && !met[k]; r++)
			if (strcmp(work_role_word((enum work_role)r), was->assignments.p[k].role) == 0)
				add(c, part_of((enum work_role)r), str_of(u ? u->name : "?"), absent);
	}
}

static struct str dated(struct comparing *c, struct str text, date due)
{
	char day[DATE_TEXT_SIZE];

	if (due == DATE_NONE)
		return text;
	return str_of(arena_printf(
		&c->to->mem, "%.*s (%s)", STR_ARG(text), date_text(due, day)));
}

typedef VEC(struct str) texts;

static void compare_list(struct comparing *c, enum difference_part part, const texts *now,
	const texts *was, const int *twins)
{
	bool *met = arena_alloc(&c->to->mem, was->n + 1);

	for (size_t i = 0; i < now->n; i++) {
		if (twins[i] == NO_TWIN) {
			add(c, part, absent, now->p[i]);
			continue;
		}
		met[twins[i]] = true;
		compare(c, part, was->p[twins[i]], now->p[i]);
	}
	for (size_t k = 0; k < was->n; k++)
		if (!met[k])
			add(c, part, was->p[k], absent);
}

static void compare_lists(struct comparing *c, const struct draft_item *it,
	const struct earlier_item *was, const struct twins *t)
{
	texts now[3] = { { 0 } }, old[3] = { { 0 } };

	for (size_t i = 0; i < it->deadlines.n; i++)
		*vec_push(&now[0]) = dated(c, it->deadlines.p[i].reading.text,
			it->deadlines.p[i].reading.due);
	for (size_t i = 0; i < was->deadlines.n; i++)
		*vec_push(&old[0]) =
			dated(c, str_of(was->deadlines.p[i].text), was->deadlines.p[i].due);
	for (size_t i = 0; i < it->targets.n; i++)
		*vec_push(&now[1]) = it->targets.p[i].reading.text;
	for (size_t i = 0; i < was->targets.n; i++)
		*vec_push(&old[1]) = str_of(was->targets.p[i].text);
	for (size_t i = 0; i < it->measures.n; i++)
		*vec_push(&now[2]) = it->measures.p[i].text;
	for (size_t i = 0; i < was->measures.n; i++)
		*vec_push(&old[2]) = str_of(was->measures.p[i].text);
	compare_list(c, DIFF_DEADLINE, &now[0], &old[0], t->deadlines);
	compare_list(c, DIFF_TARGET, &now[1], &old[1], t->targets);
	compare_list(c, DIFF_MEASURE, &now[2], &old[2], t->measures);
	for (int i = 0; i < 3; i++) {
		vec_clear(&now[i]);
		vec_clear(&old[i]);
	}
}

static void add_item(struct comparing *c, const struct draft_item *it)
{
	add(c, DIFF_ITEM, absent, it->brief);
	for (size_t i = 0; i < it->assignments.n; i++)
		add(c, part_of(it->assignments.p[i].role), absent,
			c->d->units.p[it->assignments.p[i].unit].name);
	for (size_t i = 0; i < it->deadlines.n; i++)
		add(c, DIFF_DEADLINE, absent, dated(c, it->deadlines.p[i].reading.text,
			it->deadlines.p[i].reading.due));
	for (size_t i = 0; i < it->targets.n; i++)
		add(c, DIFF_TARGET, absent, it->targets.p[i].reading.text);
	for (size_t i = 0; i < it->measures.n; i++)
		add(c, DIFF_MEASURE, absent, it->measures.p[i].text);
}

static void compare_item(struct comparing *c, const struct draft_item *it,
	const struct earlier_item *was, const struct twins *t)
{
	struct str text = it->text.n ? it->text : it->title;

	compare(c, DIFF_NUMBER, str_of(was->row.number), it->number);
	compare(c, DIFF_TITLE, str_of(was->row.title), it->brief);
	compare(c, DIFF_TEXT, str_of(was->row.text), text);
	compare_units(c, it, was);
	compare_lists(c, it, was, t);
}

void draft_differences(const struct draft *d, struct differences *to)
{
	const struct match *m = draft_match(d);
	struct comparing c = { .d = d, .e = d->in->earlier, .to = to, .number = "", .title = "" };

	*to = (struct differences){ { 0 }, { 0 } };
	if (!m)
		return;
	compare_plan(&c);
	for (size_t i = 0; i < d->items.n; i++) {
		c.number = kept(&c, d->items.p[i].number);
		c.title = kept(&c, d->items.p[i].brief);
		if (m->items[i] == NO_TWIN)
			add_item(&c, &d->items.p[i]);
		else
			compare_item(&c, &d->items.p[i], &c.e->items.p[m->items[i]], &m->parts[i]);
	}
	for (size_t k = 0; k < c.e->items.n; k++) {
		c.number = c.e->items.p[k].row.number;
		c.title = c.e->items.p[k].row.title;
		if (m->drop[k])
			add(&c, DIFF_ITEM, str_of(c.title), absent);
	}
}

void differences_clear(struct differences *diff)
{
	vec_clear(&diff->list);
	arena_clear(&diff->mem);
}

/* The text from its character `from` on, n of them, with ~ where something is left out. */
static struct str cut(struct arena *mem, struct str s, size_t from, size_t to)
{
	size_t at = 0, begin = 0, end = s.n, i = 0;

	while (at < s.n) {
		if (i == from)
			begin = at;
		if (i == to)
			end = at;
		utf8_next(s, &at);
		i++;
	}
	return str_of(arena_printf(mem, "%s%.*s%s", begin > 0 ? "~" : "", (int)(end - begin),
		s.p + begin, end < s.n ? "~" : ""));
}

void difference_cut(struct arena *mem, struct str *old, struct str *new)
{
	size_t n = utf8_count(*old), m = utf8_count(*new), most = n < m ? n : m;
	size_t head = 0, tail = 0, at = 0, x = 0, y = 0;

	if (n <= CUT_WHOLE && m <= CUT_WHOLE)
		return;
	while (head < most) {
		if (utf8_next(*old, &x) != utf8_next(*new, &y))
			break;
		head++;
		at = x;
	}
	for (size_t k = 1; k <= old->n - at && k <= new->n - at &&
		old->p[old->n - k] == new->p[new->n - k]; k++)
		tail += ((unsigned char)old->p[old->n - k] & 0xc0) != 0x80;
	head -= head < CUT_AROUND ? head : CUT_AROUND;
	tail -= tail < CUT_AROUND ? tail : CUT_AROUND;
	*old = cut(mem, *old, head, n - tail);
	*new = cut(mem, *new, head, m - tail);
}

static const char *part_label(enum difference_part p)
{
	static const char *const labels[DIFFERENCE_PARTS] = {
		[DIFF_PLAN_TITLE] = N_("title"), [DIFF_PLAN_NUMBER] = N_("document number"),
		[DIFF_ISSUED] = N_("issued"), [DIFF_ITEM] = N_("item"),
		[DIFF_NUMBER] = N_("item number"),
		[DIFF_TITLE] = N_("title"), [DIFF_TEXT] = N_("text"), [DIFF_LEAD] = N_("lead"),
		[DIFF_RESPONSIBLE] = N_("responsible"), [DIFF_SUPERVISOR] = N_("supervisor"),
		[DIFF_DEADLINE] = N_("deadline"), [DIFF_TARGET] = N_("target"),
		[DIFF_MEASURE] = N_("measure"),
	};

	return _(labels[p]);
}

/* "+ 7 title": the head of an item, or of the plan itself. */
static void put_head(const struct difference *f, struct buf *to)
{
	const char *sign = f->part != DIFF_ITEM ? "~" : f->old.p ? "-" : "+";

	if (*f->number || *f->title)
		buf_printf(to, "%s %s %s\n", sign, f->number, f->title);
	else
		buf_printf(to, "%s %s\n", sign, _("the notice itself"));
}

void differences_text(const struct differences *diff, struct buf *to)
{
	const struct difference *before = NULL;
	struct arena mem = { 0 };

	for (size_t i = 0; i < diff->list.n; i++) {
		const struct difference *f = &diff->list.p[i];
		struct str old = f->old, new = f->new;

		if (!before || before->number != f->number || before->title != f->title)
			put_head(f, to);
		before = f;
		if (f->part == DIFF_ITEM)
			continue;
		if (old.p && new.p)
			difference_cut(&mem, &old, &new);
		buf_printf(to, "    %s: ", part_label(f->part));
		if (!old.p)
			buf_printf(to, "+ %.*s\n", STR_ARG(new));
		else if (!new.p)
			buf_printf(to, "- %.*s\n", STR_ARG(old));
		else
			buf_printf(to, "%.*s -> %.*s\n", STR_ARG(old), STR_ARG(new));
	}
	arena_clear(&mem);
}
