/* Units out of names: spellings, short names, groups' members; then who does what. */
#include <stdlib.h>

#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { SHORT_CHARS_MAX = 4 };

static int root_of(const struct draft_private *in, int i)
{
	while (in->names.p[i].same >= 0)
		i = in->names.p[i].same;
	return i;
}

static size_t unit_of_name(struct draft *d, int i)
{
	struct draft_private *in = d->in;
	int root = root_of(in, i);
	struct name *r = &in->names.p[root];
	struct draft_unit *u;

	if (r->unit < 0) {
		u = vec_push(&d->units);
		u->name = r->full;
		u->group = r->group;
		u->line = in->names.p[i].line;
		r->unit = (int)d->units.n - 1;
	}
	in->names.p[i].unit = r->unit;
	return (size_t)r->unit;
}

/* A way of writing that a unit's name and earlier spellings do not have. */
static void add_spelling(
	struct draft *d, struct map *seen, size_t unit, struct str text, const char *kind, int line)
{
	struct draft_unit *u = &d->units.p[unit];
	struct str folded = draft_fold(d, text);
	intptr_t *at;

	if (str_eq(folded, draft_fold(d, u->name)))
		return;
	at = map_at(seen, draft_printf(d, "%zu %.*s", unit, STR_ARG(folded)), true);
	if (*at)
		return;
	*at = 1;
	*vec_push(&u->spellings) = (struct spelling){ .text = text, .kind = kind, .line = line };
}

static void make_units(struct draft *d)
{
	struct draft_private *in = d->in;
	struct map *seen = map_new();

	for (size_t i = 0; i < in->mentions.n; i++)
		if (in->mentions.p[i].name >= 0)
			unit_of_name(d, in->mentions.p[i].name);
	for (size_t i = 0; i < in->mentions.n; i++) {
		const struct mention *m = &in->mentions.p[i];

		if (m->name >= 0)
			add_spelling(d, seen, (size_t)in->names.p[m->name].unit, m->text,
				in->names.p[m->name].same >= 0 ? in->names.p[m->name].how : "alias",
				m->line);
	}
	map_free(seen);
}

bool draft_next_named(struct str *rest, struct str *name)
{
	size_t at = 0;

	while (unit_split(*rest, &at, name)) {
		struct str left = str_from(*rest, at);

		at = 0;
		*rest = left;
		if (name->n)
			return true;
	}
	*rest = (struct str){ "", 0 };
	return false;
}

static struct str first_chars(struct str s, int chars)
{
	size_t at = 0;

	while (chars-- > 0 && utf8_next(s, &at) != 0)
		;
	return str_to(s, at);
}

/* 委办 alone says nothing: 市委办. */
static bool is_committee(const struct words *w, struct str bare)
{
	return utf8_count(bare) >= 2 && words_has(w, WORD_SHORT_OFF, first_chars(bare, 1));
}

/* The name without its area and without brackets, with what stands in those of a group
 * (各县（市）区). 市委办 keeps its area. */
static struct str bare_name(struct draft *d, const struct name *x)
{
	struct str s = str_from(x->full,
		x->area.n < x->full.n && !is_committee(d->in->words, str_from(x->full, x->area.n))
			? x->area.n
			: 0);
	char *to = arena_alloc(&d->in->mem, s.n + 1);
	size_t n = 0, at = 0, from;
	uint32_t c;
	int deep = 0;

	while (from = at, (c = utf8_next(s, &at)) != 0) {
		if (c == 0xff08 || c == '(')
			deep++;
		if (deep == 0 || (x->group && c != 0xff08 && c != '(' && c != 0xff09 && c != ')' &&
					 c != 0x3001)) {
			memcpy(to + n, s.p + from, at - from);
			n += at - from;
		}
		if (deep > 0 && (c == 0xff09 || c == ')'))
			deep--;
	}
	return n ? (struct str){ to, n } : s;
}

/* Without the word that says what kind of office it is, where two characters are left that are
 * no such word themselves. */
static struct str short_of(const struct words *w, struct str bare, bool group)
{
	size_t n = words_end(w, group ? WORD_ENDING : WORD_SHORT_OFF, bare);
	struct str rest = str_to(bare, bare.n - n);

	if (group && utf8_count(bare) > SHORT_CHARS_MAX + 2 &&
		words_end(w, WORD_GROUP_END, bare) > 0)
		return str_from(bare, bare.n - words_end(w, WORD_GROUP_END, bare));
	if (n == 0 || utf8_count(rest) < 2 || words_has(w, WORD_ENDING, rest) ||
		(!group && words_end(w, WORD_SHORT_OFF, rest) > 0))
		rest = bare;
	return utf8_count(rest) > SHORT_CHARS_MAX ? first_chars(rest, SHORT_CHARS_MAX) : rest;
}

/* Short names, from the shortest way in which the document writes each unit; told apart from
 * one another. */
static void make_short_names(struct draft *d)
{
	struct draft_private *in = d->in;
	struct map *taken = map_new();
	struct str *best = mem_array(NULL, d->units.n + 1, sizeof *best);

	memset(best, 0, (d->units.n + 1) * sizeof *best);
	for (size_t i = 0; i < in->names.n; i++) {
		const struct name *x = &in->names.p[i];
		struct str bare;

		if (x->unit < 0 || (x->same >= 0 && strcmp(x->how, "typo") == 0))
			continue;
		bare = bare_name(d, x);
		if (best[x->unit].n == 0 || bare.n < best[x->unit].n)
			best[x->unit] = bare;
	}
	for (size_t i = 0; i < d->units.n; i++) {
		struct draft_unit *u = &d->units.p[i];
		struct str tries[] = { short_of(in->words, best[i], u->group), best[i], u->name };

		for (size_t k = 0; k < 3; k++) {
			intptr_t *at = map_at(taken, tries[k], true);

			u->shortname = tries[k];
			if ((*at)++ == 0)
				break;
		}
	}
	free(best);
	map_free(taken);
}

static void assign(struct draft *d)
{
	struct draft_private *in = d->in;
	struct map *seen = map_new();

	/* Leads of all rows first: rows that go on add to the item above. */
	for (int r = 0; r < WORK_ROLES; r++)
		for (size_t i = 0; i < in->mentions.n; i++) {
			const struct mention *m = &in->mentions.p[i];
			struct draft_item *it;
			intptr_t *at;
			size_t unit;
			int item = in->rows.p[m->row].item;

			if (m->name < 0 || item < 0 || m->role != (enum work_role)r)
				continue;
			unit = (size_t)in->names.p[m->name].unit;
			at = map_at(seen, draft_printf(d, "%d %zu %d", item, unit, r), true);
			if (*at)
				continue;
			*at = 1;
			it = &d->items.p[item];
			*vec_push(&it->assignments) = (struct draft_assignment){
				.unit = unit, .role = m->role, .line = m->line
			};
		}
	map_free(seen);
}

size_t draft_unit_named(struct draft *d, struct str name, int line)
{
	struct draft_private *in = d->in;
	struct str text = draft_one_line(d, name);
	int at = -1;
	size_t unit;

	for (size_t i = 0; i < d->units.n && at < 0; i++) {
		const struct draft_unit *u = &d->units.p[i];

		for (size_t k = 0; k < u->spellings.n; k++)
			if (str_eq(draft_fold(d, u->spellings.p[k].text), draft_fold(d, text)))
				return i;
	}
	at = name_named(d, text);
	if (in->names.p[root_of(in, at)].unit < 0) {
		in->names.p[at].line = line;
		unit = unit_of_name(d, at);
		d->units.p[unit].only_member = true;
		d->units.p[unit].shortname =
			short_of(in->words, bare_name(d, &in->names.p[at]), d->units.p[unit].group);
		return unit;
	}
	return (size_t)in->names.p[root_of(in, at)].unit;
}

static void ask_members(struct draft *d)
{
	for (size_t i = 0, n = d->units.n; i < n; i++) {
		struct str own, name;

		if (!d->units.p[i].group)
			continue;
		draft_ask(d,
			(struct question){ .kind = Q_MEMBERS,
				.line = d->units.p[i].line,
				.other = ANSWER_UNITS,
				.key = arena_str(&d->in->mem, d->units.p[i].name),
				.text = draft_text(d,
					_("The document does not say who belongs to “%.*s”. Who "
					  "does?"),
					STR_ARG(d->units.p[i].name)),
				.choices = { _("not known yet: the group counts as one") } },
			&own);
		while (draft_next_named(&own, &name)) {
			size_t member =
				draft_unit_named(d, draft_keep(d, name), d->units.p[i].line);
			bool there = member == i;

			for (size_t k = 0; k < d->units.p[i].members.n; k++)
				there = there || d->units.p[i].members.p[k] == member;
			if (!there)
				*vec_push(&d->units.p[i].members) = member;
		}
	}
}

void units_make(struct draft *d)
{
	make_units(d);
	make_short_names(d);
	assign(d);
	ask_members(d);
}
