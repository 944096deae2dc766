/* Names to units: with and without the area, typing errors, other names of one unit. Names
 * that stand in one cell are different units. Then units, their short names, groups' members,
 * assignments. */
#include <stdlib.h>

#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

/* Beyond this many names nothing is compared pair by pair: no notice has them, and time stays
 * linear. */
enum { PAIRS_MAX_NAMES = 2000, STEM_MAX = 40, TYPO_CHARS_MIN = 5, DOUBLED_CHARS_MIN = 4 };

struct stem {
	uint32_t c[STEM_MAX];
	int n;                   /* 0: too long to compare */
};

static struct stem stem_of(struct str s)
{
	struct stem t = { .n = 0 };
	size_t at = 0;
	uint32_t c;

	while ((c = utf8_next(s, &at)) != 0) {
		if (t.n == STEM_MAX)
			return (struct stem){ .n = 0 };
		t.c[t.n++] = c;
	}
	return t;
}

static int root_of(const struct draft_private *in, int i)
{
	while (in->names.p[i].same >= 0)
		i = in->names.p[i].same;
	return i;
}

static bool stand_together(const struct name *a, const struct name *b)
{
	for (size_t i = 0, j = 0; i < a->cells.n && j < b->cells.n;) {
		if (a->cells.p[i] == b->cells.p[j])
			return true;
		if (a->cells.p[i] < b->cells.p[j])
			i++;
		else
			j++;
	}
	return false;
}

static bool is_one_of(const struct words *w, enum word_kind k, uint32_t c)
{
	char bytes[4];

	return words_has(w, k, (struct str){ bytes, utf8_put(bytes, c) });
}

/* How two stems differ in one place. */
enum difference { SAME_OR_FAR, DOUBLED_LEFT, DOUBLED_RIGHT, LOOSE_WORD, ONE_CHAR, SWAPPED };

static enum difference differ_longer(
	const struct words *w, const struct stem *a, const struct stem *b, enum difference doubled)
{
	int i = 0;

	while (i < b->n && a->c[i] == b->c[i])
		i++;
	if (memcmp(a->c + i + 1, b->c + i, (size_t)(b->n - i) * sizeof *a->c) != 0)
		return SAME_OR_FAR;
	if (is_one_of(w, WORD_LOOSE, a->c[i]))
		return LOOSE_WORD;
	if ((i > 0 && a->c[i] == a->c[i - 1]) || (i + 1 < a->n && a->c[i] == a->c[i + 1]))
		return doubled;
	return is_one_of(w, WORD_DIFFER, a->c[i]) ? SAME_OR_FAR : ONE_CHAR;
}

static enum difference difference_of(
	const struct words *w, const struct stem *a, const struct stem *b)
{
	int i = 0;

	if (a->n == 0 || b->n == 0)
		return SAME_OR_FAR;
	if (a->n == b->n + 1)
		return differ_longer(w, a, b, DOUBLED_LEFT);
	if (b->n == a->n + 1)
		return differ_longer(w, b, a, DOUBLED_RIGHT);
	if (a->n != b->n)
		return SAME_OR_FAR;
	while (i < a->n && a->c[i] == b->c[i])
		i++;
	if (i == a->n)
		return SAME_OR_FAR;
	if (i + 1 < a->n && a->c[i] == b->c[i + 1] && a->c[i + 1] == b->c[i] &&
	    memcmp(a->c + i + 2, b->c + i + 2, (size_t)(a->n - i - 2) * sizeof *a->c) == 0)
		return SWAPPED;
	if (memcmp(a->c + i + 1, b->c + i + 1, (size_t)(a->n - i - 1) * sizeof *a->c) != 0)
		return SAME_OR_FAR;
	if (is_one_of(w, WORD_DIFFER, a->c[i]) || is_one_of(w, WORD_DIFFER, b->c[i]))
		return SAME_OR_FAR;
	return ONE_CHAR;
}

/* a is another way to write b; whoever leads b stays. */
static void join(struct draft_private *in, int a, int b, const char *how)
{
	a = root_of(in, a);
	b = root_of(in, b);
	if (a != b) {
		in->names.p[a].same = b;
		in->names.p[a].how = how;
	}
}

static bool ask_same(
	struct draft *d, enum question_kind kind, int a, int b, const char *text, bool propose)
{
	const struct name *x = &d->in->names.p[a], *y = &d->in->names.p[b];
	const char *yes = draft_text(d, _("one unit: %.*s"), STR_ARG(y->full)),
		   *no = _("two units");
	int choice = draft_ask(d, (struct question){ .kind = kind, .line = x->line, .text = text,
		.key = draft_text(d, "%.*s=%.*s", STR_ARG(x->full), STR_ARG(y->full)),
		.choices = { propose ? yes : no, propose ? no : yes } }, NULL);

	return propose == (choice == 0);
}

/* A name without area of which the same with an area stands elsewhere. */
static void join_areas(struct draft *d)
{
	struct draft_private *in = d->in;
	struct map *areas = map_new();
	VEC(struct str) list = { 0 };

	for (size_t i = 0; i < in->names.n && list.n < 8; i++) {
		intptr_t *at =
			in->names.p[i].area.n ? map_at(areas, in->names.p[i].area, true) : NULL;

		if (at && !*at) {
			*at = 1;
			*vec_push(&list) = in->names.p[i].area;
		}
	}
	for (size_t i = 0; i < in->names.n; i++)
		for (size_t k = 0;
			k < list.n && in->names.p[i].area.n == 0 && !in->names.p[i].group; k++) {
			const struct name *x = &in->names.p[i], *y;
			intptr_t *at = map_at(in->name_at,
				draft_printf(d, "%.*s%.*s", STR_ARG(list.p[k]), STR_ARG(x->stem)),
				false);

			if (!at || !*at)
				continue;
			y = &in->names.p[*at - 1];
			if (stand_together(x, y))
				continue;
			if (ask_same(d, Q_SPELLING, (int)i, (int)*at - 1,
				    draft_text(d,
					    _("“%.*s” stands here without “%.*s”; line %d has "
					      "“%.*s”. Is it the same unit?"),
					    STR_ARG(x->full), STR_ARG(y->area), y->line,
					    STR_ARG(y->full)),
				    true))
				join(in, (int)i, (int)*at - 1, "alias");
			break;
		}
	vec_clear(&list);
	map_free(areas);
}

/* Which of two spellings is the error: the doubled one; one that no list of departments has;
 * the rarer; the later. */
static bool is_first_wrong(
	const struct draft *d, const struct name *a, const struct name *b, enum difference how)
{
	bool known_a = words_department(d->in->words, a->stem) > 0,
	     known_b = words_department(d->in->words, b->stem) > 0;

	if (how == DOUBLED_LEFT || how == DOUBLED_RIGHT)
		return how == DOUBLED_LEFT;
	if (known_a != known_b)
		return known_b;
	return a->count < b->count;
}

static void compare_typing(
	struct draft *d, int a, int b, const struct stem *x, const struct stem *y)
{
	struct draft_private *in = d->in;
	enum difference how = difference_of(in->words, x, y);
	int longer = x->n > y->n ? x->n : y->n,
	    least = how == ONE_CHAR ? TYPO_CHARS_MIN : DOUBLED_CHARS_MIN, right;
	const struct name *wrong;

	if (how == SAME_OR_FAR || longer < least || root_of(in, a) == root_of(in, b) ||
		!str_eq(in->names.p[a].area, in->names.p[b].area) ||
		stand_together(&in->names.p[a], &in->names.p[b]))
		return;
	if (how == LOOSE_WORD) {
		if (ask_same(d, Q_ALIAS, b, a,
			    draft_text(d,
				    _("“%.*s” and “%.*s” (line %d) differ in one word. Are they "
				      "one unit?"),
				    STR_ARG(in->names.p[b].full), STR_ARG(in->names.p[a].full),
				    in->names.p[a].line),
			    true))
			join(in, b, a, "alias");
		return;
	}
	right = is_first_wrong(d, &in->names.p[a], &in->names.p[b], how) ? b : a;
	wrong = &in->names.p[right == a ? b : a];
	if (words_department(in->words, x->n ? in->names.p[a].stem : (struct str){ "", 0 }) > 0 &&
	    words_department(in->words, in->names.p[b].stem) > 0)
		return;      /* both are names of departments */
	if (ask_same(d, Q_TYPO, right == a ? b : a, right,
		    draft_text(d, _("“%.*s”: a typing error for “%.*s” (line %d)?"),
			    STR_ARG(wrong->full), STR_ARG(in->names.p[right].full),
			    in->names.p[right].line),
		    true))
		join(in, right == a ? b : a, right, "typo");
}

/* A doubled character whose single form is a department's name that stands nowhere in the
 * document. */
static void compare_list(struct draft *d, int i, const struct stem *x)
{
	struct draft_private *in = d->in;
	const struct name *name = &in->names.p[i];

	if (name->same >= 0 || name->group || x->n < DOUBLED_CHARS_MIN ||
		words_department(in->words, name->stem))
		return;
	for (int k = 1; k < x->n; k++) {
		char bytes[STEM_MAX * 4];
		struct str right = { bytes, 0 }, full;
		int other;

		if (x->c[k] != x->c[k - 1])
			continue;
		for (int j = 0; j < x->n; j++)
			right.n += j == k ? 0 : utf8_put(bytes + right.n, x->c[j]);
		if (!words_department(in->words, right))
			continue;
		full = draft_printf(d, "%.*s%.*s", STR_ARG(name->area), STR_ARG(right));
		other = name_named(d, full);
		if (other == i || root_of(in, other) == root_of(in, i))
			continue;
		in->names.p[other].line =
			in->names.p[other].line ? in->names.p[other].line : in->names.p[i].line;
		if (ask_same(d, Q_TYPO, i, other,
			    draft_text(d, _("“%.*s”: a typing error for “%.*s”?"),
				    STR_ARG(in->names.p[i].full), STR_ARG(full)),
			    true))
			join(in, i, other, "typo");
		return;
	}
}

/* Names of one department by the list: asked, proposed as one. */
static void join_departments(struct draft *d)
{
	struct draft_private *in = d->in;
	struct map *first = map_new();

	for (size_t i = 0; i < in->names.n; i++) {
		const struct name *x = &in->names.p[i], *y;
		int department = words_department(in->words, x->stem);
		intptr_t *at;

		if (!department || x->same >= 0)
			continue;
		at = map_at(first, draft_printf(d, "%d %.*s", department, STR_ARG(x->area)), true);
		if (*at == 0) {
			*at = (intptr_t)i + 1;
			continue;
		}
		y = &in->names.p[*at - 1];
		if (stand_together(x, y))
			continue;
		if (ask_same(d, Q_ALIAS, (int)i, (int)*at - 1,
			    draft_text(d, _("“%.*s”: another name of “%.*s” (line %d)?"),
				    STR_ARG(x->full), STR_ARG(y->full), y->line),
			    true))
			join(in, (int)i, (int)*at - 1, "alias");
	}
	map_free(first);
}

static bool is_subsequence(const struct stem *s, const struct stem *in)
{
	int k = 0;

	for (int i = 0; i < in->n && k < s->n; i++)
		k += in->c[i] == s->c[k];
	return k == s->n;
}

/* 局 and 局, 委 and 委员会, 办 and 办公室: the kind of office that a name ends in, by its
 * first character. */
static uint32_t office_of(const struct words *w, struct str stem)
{
	size_t n = words_end(w, WORD_ENDING, stem), at = 0;

	return n ? utf8_next(str_from(stem, stem.n - n), &at) : 0;
}

/* 人社局 is made of the characters of 人力资源和社会保障局, in their order, from the first one
 * on; 旅发委 and 旅游委 begin and end alike. */
static void compare_names(struct draft *d, int a, int b, const struct stem *x, const struct stem *y)
{
	struct draft_private *in = d->in;
	const struct name *p = &in->names.p[a], *q = &in->names.p[b];
	const struct stem *brief = x->n < y->n ? x : y, *whole = x->n < y->n ? y : x;
	bool made_of, alike;

	if (x->n < 2 || y->n < 2 || x->c[0] != y->c[0] || !str_eq(p->area, q->area) ||
		root_of(in, a) == root_of(in, b) ||
		office_of(in->words, p->stem) != office_of(in->words, q->stem) || p->group ||
		q->group)
		return;
	if (words_department(in->words, p->stem) && words_department(in->words, q->stem))
		return;      /* the list has said already whether they are one */
	made_of = whole->n >= brief->n + 2 && is_subsequence(brief, whole);
	alike = x->n == y->n && x->n <= 3;
	if ((!made_of && !alike) || stand_together(p, q))
		return;
	if (ask_same(d, Q_ALIAS, b, a,
		    draft_text(d,
			    made_of ? _("“%.*s”: another name of “%.*s” (line %d)?")
				    : _("“%.*s” looks like “%.*s” (line %d). Are they one unit?"),
			    STR_ARG(q->full), STR_ARG(p->full), p->line),
		    made_of))
		join(in, b, a, "alias");
}

static void join_pairs(struct draft *d)
{
	struct draft_private *in = d->in;
	int n = (int)in->names.n;
	struct stem *stems;

	if (n > PAIRS_MAX_NAMES)
		return;
	stems = mem_array(NULL, (size_t)n + 1, sizeof *stems);
	for (int i = 0; i < n; i++)
		stems[i] = stem_of(in->names.p[i].stem);
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n; j++)
			if (in->names.p[i].same < 0 && in->names.p[j].same < 0)
				compare_typing(d, i, j, &stems[i], &stems[j]);
	for (int i = 0; i < n; i++)
		compare_list(d, i, &stems[i]);
	for (int i = 0; i < n; i++)
		for (int j = i + 1; j < n; j++)
			if (in->names.p[i].same < 0 && in->names.p[j].same < 0)
				compare_names(d, i, j, &stems[i], &stems[j]);
	free(stems);
}

bool pass_alias(struct draft *d, struct err *err)
{
	(void)err;
	join_areas(d);
	join_departments(d);
	join_pairs(d);
	units_make(d);
	return true;
}
