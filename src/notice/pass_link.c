/* Texts to rows, by title and not by place: a text of an attachment that has the title of a
 * row is that row's. One that has none becomes a campaign of its own, numbered after its
 * attachment, and nobody's until it is answered whose. */
#include <stdio.h>

#include "base/gettext.h"
#include "base/utf8.h"
#include "notice/notice_private.h"

#include "base/ban.h"

enum { NEAR_MAX = 200, NEAR_CHARS_MIN = 4 };

/* A title as it is compared: folded, without quotation marks, opening verb and end mark. */
static struct str title_key(struct draft *d, struct str title)
{
	struct str s = draft_fold(d, title);
	char *to = arena_alloc(&d->in->mem, s.n + 1);
	size_t n = words_begin(d->in->words, WORD_VERB, s), length = 0;

	if (n && utf8_count(str_from(s, n)) >= NEAR_CHARS_MIN)
		s = str_from(s, n);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] != '"' && s.p[i] != '\'')
			to[length++] = s.p[i];
	s = (struct str){ to, length };
	while (str_ends(s, STR_LIT("。")))
		s = str_to(s, s.n - strlen("。"));
	return s;
}

/* Without 专项治理 and the like: what the campaign is about. */
static struct str subject(struct draft *d, struct str key)
{
	return str_to(key, key.n - words_end(d->in->words, WORD_CAMPAIGN, key));
}

static void link_to(struct draft *d, struct campaign_text *c, int item)
{
	struct draft_item *it = &d->items.p[item];

	c->item = item;
	if (c->body.n)
		it->text = c->body;
	it->kind = ITEM_CAMPAIGN;
}

/* The same title, word for word. */
static void link_equal(struct draft *d, bool *taken)
{
	struct map *at = map_new();

	for (size_t i = 0; i < d->items.n; i++)
		if (d->items.p[i].kind != ITEM_GROUP) {
			intptr_t *first = map_at(at, title_key(d, d->items.p[i].title), true);

			*first = *first ? *first : (intptr_t)i + 1;
		}
	for (size_t i = 0; i < d->in->campaigns.n; i++) {
		struct campaign_text *c = &d->in->campaigns.p[i];
		intptr_t *found = map_at(at, title_key(d, c->title), false);

		if (found && !taken[*found - 1]) {
			taken[*found - 1] = true;
			link_to(d, c, (int)*found - 1);
		}
	}
	map_free(at);
}

static bool is_near(struct str a, struct str b)
{
	if (utf8_count(a) < NEAR_CHARS_MIN || utf8_count(b) < NEAR_CHARS_MIN)
		return false;
	return str_eq(a, b) || str_find(a, b) >= 0 || str_find(b, a) >= 0;
}

/* A title that is nearly that of a row: asked. */
static void link_near(struct draft *d, bool *taken)
{
	size_t items = d->items.n < NEAR_MAX ? d->items.n : NEAR_MAX;

	for (size_t i = 0; i < d->in->campaigns.n && i < NEAR_MAX; i++) {
		struct campaign_text *c = &d->in->campaigns.p[i];
		struct str mine = subject(d, title_key(d, c->title));

		for (size_t k = 0; k < items && c->item < 0; k++) {
			const struct draft_item *it = &d->items.p[k];

			if (taken[k] || it->kind != ITEM_CAMPAIGN ||
				!is_near(mine, subject(d, title_key(d, it->title))))
				continue;
			if (draft_ask_first(d, Q_LINK, c->first,
				    draft_text(
					    d, "%.*s=%.*s", STR_ARG(c->title), STR_ARG(it->title)),
				    draft_text(d, _("Is “%.*s” the text of item %.*s, “%.*s”?"),
					    STR_ARG(c->title), STR_ARG(it->number),
					    STR_ARG(it->title)),
				    _("yes"), _("no: an item of its own"))) {
				taken[k] = true;
				link_to(d, c, (int)k);
			}
		}
	}
}

static struct str campaign_number(
	struct draft *d, const struct campaign_text *c, struct map *numbers)
{
	const struct section *s = &d->in->sections.p[c->section];
	struct str number = draft_fold(d, c->number), tried;

	if (s->attachment && s->number)
		number = draft_printf(d, "附%d-%.*s", s->number, STR_ARG(number));
	else if (s->attachment)
		number = draft_printf(d, "附-%.*s", STR_ARG(number));
	tried = number;
	while (*map_at(numbers, tried, true)) {
		intptr_t n = ++*map_at(numbers, number, true);

		tried = draft_printf(d, "%.*s(%d)", STR_ARG(number), (int)n);
	}
	*map_at(numbers, tried, true) = 1;
	return tried;
}

static void add_own(struct draft *d, struct campaign_text *c, struct map *numbers)
{
	struct draft_item *it = vec_push(&d->items);
	struct str own, name;

	it->kind = ITEM_CAMPAIGN;
	it->number = campaign_number(d, c, numbers);
	it->number_given = true;
	it->title = c->title;
	it->brief = title_brief(d, c->title);
	it->text = c->body;
	it->parent = -1;
	it->first = c->first;
	it->last = c->last;
	c->item = (int)d->items.n - 1;
	draft_ask(d,
		(struct question){ .kind = Q_OWNER,
			.line = c->first,
			.other = ANSWER_UNITS,
			.key = arena_str(&d->in->mem, it->title),
			.text = draft_text(d,
				_("“%.*s” stands in no row of a table: the document names nobody "
				  "for it. Who leads it?"),
				STR_ARG(c->title)),
			.choices = { _("nobody yet") } },
		&own);
	while (draft_next_named(&own, &name)) {
		size_t unit = draft_unit_named(d, draft_keep(d, name), c->first);

		d->units.p[unit].only_member = false;
		*vec_push(&d->items.p[c->item].assignments) = (struct draft_assignment){
			.unit = unit, .role = ROLE_LEAD, .line = c->first
		};
	}
}

/* A date that a measure names, as written. */
static struct str measure_deadline(struct draft *d, struct str text)
{
	struct readings r = { 0 };
	struct str found = { "", 0 };

	if (str_find(text, STR_LIT("月")) < 0 && str_find(text, STR_LIT("底前")) < 0)
		return found;
	wording_read(&d->in->mem, text, d->in->year_base, d->in->o.cal, &r);
	for (size_t i = 0; i < r.list.n && found.n == 0; i++) {
		const struct reading *x = &r.list.p[i];

		if ((x->due != DATE_NONE || x->kind == DEADLINE_RECURRING) &&
			(x->kind == DEADLINE_ONCE || x->kind == DEADLINE_PHASE ||
				x->kind == DEADLINE_RANGE || x->kind == DEADLINE_RECURRING))
			found = draft_keep(d, x->clause);
	}
	readings_clear(&r);
	return found;
}

static void add_measures(struct draft *d, const struct campaign_text *c)
{
	struct draft_item *it = &d->items.p[c->item];
	const char *counted = c->body.p;
	struct str part, number;
	size_t at = 0;
	int line = c->body_line;

	while (sentence_split(c->body, &at, &part)) {
		size_t after = 0;
		int style;

		for (; counted < part.p; counted++)
			line += *counted == '\n';
		if (paragraph_number(part, &after, &number, &style))
			part = str_trim(str_from(part, after));
		if (part.n == 0)
			continue;
		d->in->measures++;
		*vec_push(&it->measures) =
			(struct draft_measure){ .text = draft_one_line(d, part),
						.deadline = measure_deadline(d, part),
						.line = line };
	}
}

bool pass_link(struct draft *d, struct err *err)
{
	struct draft_private *in = d->in;
	bool *taken = arena_alloc(&in->mem, d->items.n + 1), fits = true;
	struct map *numbers;

	if (in->campaigns.n == 0)
		return true;
	numbers = map_new();
	for (size_t i = 0; i < d->items.n; i++)
		*map_at(numbers, d->items.p[i].number, true) = 1;
	link_equal(d, taken);
	link_near(d, taken);
	for (size_t i = 0; fits && i < in->campaigns.n; i++) {
		if (in->campaigns.p[i].item < 0)
			add_own(d, &in->campaigns.p[i], numbers);
		add_measures(d, &in->campaigns.p[i]);
		fits = draft_fits(d, err);
	}
	map_free(numbers);
	return fits;
}
