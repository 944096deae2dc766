/* Names with their area. 市 is written before the first name of a cell and meant for those
 * that follow, over whatever parts them, but not for groups (各县（市）区政府) nor for those
 * who belong to no city's departments (人民银行, 经济区管委会). */
#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { NAME_CHARS_MAX = 40, AREA_CHARS_MAX = 5 };

static bool is_group(const struct words *w, struct str folded)
{
	return words_begin(w, WORD_GROUP_BEGIN, folded) > 0 ||
	       words_end(w, WORD_GROUP_END, folded) > 0;
}

static bool is_alone(const struct words *w, struct str folded)
{
	return words_begin(w, WORD_ALONE_BEGIN, folded) > 0 ||
	       words_end(w, WORD_ALONE_END, folded) > 0;
}

/* The name without a bracket at its end: 市政府办（金融办） ends like 市政府办. */
static struct str without_bracket(struct str folded)
{
	const char *open;

	if (!str_ends(folded, STR_LIT(")")))
		return folded;
	open = memchr(folded.p, '(', folded.n);
	return open ? str_to(folded, (size_t)(open - folded.p)) : folded;
}

/* Bytes of the area that a name begins with: 市, or (first: of the first name of a cell)
 * 临江市 before a department that is known. */
static size_t area_of(const struct words *w, struct str folded, bool first)
{
	size_t n = words_begin(w, WORD_AREA, folded), at = 0, from;
	struct str rest = str_from(folded, n);
	uint32_t c;

	if (n && !words_begin(w, WORD_NO_AREA, folded) &&
		(utf8_count(rest) >= 2 || words_has(w, WORD_ENDING, rest)))
		return n;
	for (int i = 0; first && i < AREA_CHARS_MAX; i++) {
		from = at;
		c = utf8_next(folded, &at);
		if (!utf8_is_han(c))
			break;
		if (i > 0 && words_has(w, WORD_AREA, (struct str){ folded.p + from, at - from }) &&
			!words_begin(w, WORD_NO_AREA, str_from(folded, from)) &&
			words_department(w, without_bracket(str_from(folded, at))))
			return at;
	}
	return 0;
}

static void find_areas(struct draft *d)
{
	const struct words *w = d->in->words;
	struct str area = { "", 0 };
	int cell = -1;

	for (size_t i = 0; i < d->in->mentions.n; i++) {
		struct mention *m = &d->in->mentions.p[i];
		struct str folded = draft_fold(d, m->text);
		size_t n;

		if (m->cell != cell)
			area = (struct str){ "", 0 };
		if (!is_group(w, folded)) {
			n = area_of(w, folded, m->cell != cell);
			if (n) {
				area = m->area = str_to(folded, n);
			} else if (!is_alone(w, folded) && area.n) {
				m->area = area;
				m->inherited = true;
			}
		}
		cell = m->cell;
	}
}

/* All mentions with the same text and area, asked about once. */
struct alike {
	size_t first;
	VEC(int) lines;
};

struct alikes {
	struct map *at;
	VEC(struct alike) list;
	VEC(size_t) of;          /* a mention each: its entry in list */
};

static void alikes_find(struct draft *d, struct alikes *a)
{
	a->at = map_new();
	for (size_t i = 0; i < d->in->mentions.n; i++) {
		const struct mention *m = &d->in->mentions.p[i];
		struct str key = draft_printf(d, "%d%.*s\n%.*s", m->inherited, STR_ARG(m->area),
			STR_ARG(draft_fold(d, m->text)));
		intptr_t *at = map_at(a->at, key, true);

		if (*at == 0) {
			vec_push(&a->list)->first = i;
			*at = (intptr_t)a->list.n;
		}
		*vec_push(&a->list.p[*at - 1].lines) = m->line;
		*vec_push(&a->of) = (size_t)*at - 1;
	}
}

static void alikes_clear(struct alikes *a)
{
	for (size_t i = 0; i < a->list.n; i++)
		vec_clear(&a->list.p[i].lines);
	vec_clear(&a->list);
	vec_clear(&a->of);
	map_free(a->at);
}

static const char *also_in(struct draft *d, const struct alike *a)
{
	if (a->lines.n < 2 || a->lines.p[a->lines.n - 1] == a->lines.p[0])
		return "";
	return draft_text(
		d, _(" Also in lines %s."), draft_lines_text(d, a->lines.p + 1, a->lines.n - 1));
}

/* What the name is taken for; empty: no unit. */
static struct str ask_inherited(struct draft *d, const struct alike *a, const struct mention *m)
{
	struct str full = draft_printf(d, "%.*s%.*s", STR_ARG(m->area), STR_ARG(m->text)), own;
	int choice = draft_ask(d,
		(struct question){ .kind = Q_AREA,
			.line = m->line,
			.other = ANSWER_UNITS,
			.key = full.p,
			.text = draft_text(d,
				_("“%.*s” stands without “%.*s”; it is read like the first name of "
				  "its run.%s"),
				STR_ARG(m->text), STR_ARG(m->area), also_in(d, a)),
			.choices = { full.p,
				draft_text(d, _("%.*s, a unit of its own"), STR_ARG(m->text)) } },
		&own);

	return choice == 0 ? full : choice == 1 ? m->text : draft_keep(d, own);
}

static struct str ask_unit(
	struct draft *d, const struct alike *a, const struct mention *m, struct str full)
{
	bool too_long = utf8_count(m->text) > NAME_CHARS_MAX;
	struct str own;
	int choice = draft_ask(d,
		(struct question){ .kind = Q_UNIT,
			.line = m->line,
			.other = ANSWER_UNITS,
			.key = arena_str(&d->in->mem, m->text),
			.text = draft_text(d,
				_("“%.*s” does not end as units' names do. Is it a unit?%s"),
				STR_ARG(m->text), also_in(d, a)),
			.choices = { too_long ? _("no: leave it out") : _("yes"),
				too_long ? _("yes") : _("no: leave it out") } },
		&own);

	if (choice == -1)
		return draft_keep(d, own);
	return too_long == (choice == 1) ? full : (struct str){ "", 0 };
}

bool name_is_usual(const struct words *w, struct str folded)
{
	return is_group(w, folded) || words_end(w, WORD_ENDING, without_bracket(folded)) > 0;
}

static struct str full_name(struct draft *d, const struct alike *a)
{
	const struct words *w = d->in->words;
	const struct mention *m = &d->in->mentions.p[a->first];
	struct str folded = draft_fold(d, m->text), full = m->text;

	if (!name_is_usual(w, folded) ||
	    (!is_group(w, folded) && utf8_count(folded) > NAME_CHARS_MAX))
		full = ask_unit(d, a, m,
			m->inherited
				? draft_printf(d, "%.*s%.*s", STR_ARG(m->area), STR_ARG(m->text))
				: m->text);
	else if (m->inherited)
		full = ask_inherited(d, a, m);
	return full;
}

static int name_add(struct draft *d, struct str full, const struct mention *m)
{
	struct draft_private *in = d->in;
	struct str folded = draft_fold(d, full);
	intptr_t *at = map_at(in->name_at, folded, true);
	struct name *name;
	size_t area;

	if (*at)
		return (int)*at - 1;
	name = vec_push(&in->names);
	*at = (intptr_t)in->names.n;
	area = m && m->area.n && str_starts(folded, m->area) ? m->area.n
							     : area_of(in->words, folded, true);
	name->group = is_group(in->words, folded);
	name->alone = is_alone(in->words, folded);
	if (name->group)
		area = 0;
	name->full = full;
	name->area = str_to(folded, area);
	name->stem = str_from(folded, area);
	name->line = m ? m->line : 0;
	name->same = name->unit = -1;
	name->how = "alias";
	return (int)in->names.n - 1;
}

int name_named(struct draft *d, struct str full)
{
	return name_add(d, full, NULL);
}

bool pass_unit(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	struct alikes a = { 0 };
	VEC(int) names = { 0 };

	(void)err;
	find_areas(d);
	alikes_find(d, &a);
	for (size_t i = 0; i < a.list.n; i++) {
		struct str full = full_name(d, &a.list.p[i]);

		*vec_push(&names) =
			full.n ? name_add(d, full, &in->mentions.p[a.list.p[i].first]) : -1;
	}
	for (size_t i = 0; i < in->mentions.n; i++) {
		struct mention *m = &in->mentions.p[i];
		struct name *name;

		m->name = names.p[a.of.p[i]];
		if (m->name < 0)
			continue;
		draft_use(d, m->line, m->line);
		name = &in->names.p[m->name];
		name->count++;
		if (name->cells.n == 0 || name->cells.p[name->cells.n - 1] != m->cell)
			*vec_push(&name->cells) = m->cell;
	}
	vec_clear(&names);
	alikes_clear(&a);
	return true;
}
