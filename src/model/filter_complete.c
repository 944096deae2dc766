#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"
#include "base/pinyin.h"
#include "model/deed.h"
#include "model/filter.h"
#include "model/filter_parse.h"
#include "model/filter_words.h"
#include "model/log_filter.h"
#include "model/unit_match.h"

#include "base/ban.h"

/* What is begun, and where what can stand there is put. */
struct completion {
	struct ledger *l;
	bool log;
	struct parsed_place place;
	struct str begun;        /* without its quotation mark, folded */
	bool sounds;             /* names are offered that begin so in pinyin, not as text */
	const struct pinyin *pinyin;
	struct pinyin_key letters;
	unsigned seen;           /* what is offered already, as bits of the words */
	struct arena *mem;
	filter_choices *to;
};

static bool begins_as_text(const struct completion *c, struct str name)
{
	struct buf b = { 0 };

	fold_text(&b, name);
	bool begins = str_starts(buf_str(&b), c->begun);
	buf_clear(&b);
	return begins;
}

static bool begins_so(const struct completion *c, struct str name)
{
	return c->sounds ? pinyin_starts(c->pinyin, &c->letters, name) : begins_as_text(c, name);
}

/* Does it stand in a name, from any of its characters on? */
static bool stands_in(const struct completion *c, struct str name)
{
	return c->sounds ? pinyin_find(c->pinyin, &c->letters, name, NULL, NULL)
			 : fold_find(name, c->begun, NULL, NULL);
}

static void offer(struct completion *c, const char *text, const char *note, bool goes_on)
{
	*vec_push(c->to) = (struct filter_choice){ .at = c->place.at,
						   .len = c->place.end - c->place.at,
						   .text = text,
						   .note = note,
						   .goes_on = goes_on };
}

/* The first of Chinese names that begins so; NULL: none. */
static const char *cn_begun(const struct completion *c, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n && names[i]; i++)
		if (begins_so(c, str_of(names[i])))
			return names[i];
	return NULL;
}

#define CN_BEGUN(c, names) cn_begun((c), (names), sizeof(names) / sizeof *(names))

/* In the letters that were begun: "li" is light:, though it is 亮灯: on screen. Empty: it does not
 * begin so, or is offered already. */
static struct str key_fit(const struct completion *c, const struct filter_key *k)
{
	bool as_text = begins_as_text(c, str_of(k->name));
	struct str shown = filter_key_name(k);
	const char *cn = CN_BEGUN(c, k->cn);

	/* its name of other programs is no sound of it */
	if (c->sounds)
		return !cn || as_text || !(cn[0] & 0x80) ? STR_LIT("")
		       : str_is(shown, k->name)          ? str_of(cn)
							 : shown;
	if (c->begun.n && as_text)
		return str_of(k->name);
	return as_text || cn || begins_so(c, shown) ? shown : STR_LIT("");
}

static void keys_offer(struct completion *c)
{
	for (const struct filter_key *k = filter_keys(); k->name; k++) {
		struct str name = key_fit(c, k);

		if (name.n && (c->log || !(k->takes & FILTER_LOG)))
			offer(c, arena_printf(c->mem, "%.*s:", STR_ARG(name)), _(k->help), true);
	}
}

/* The word in the language of the key as it is shown, unless the other one was begun. */
static const char *word_fit(const struct completion *c, const struct filter_word *w,
			    bool is_chinese)
{
	const char *cn = CN_BEGUN(c, w->cn);

	if (c->sounds)
		return begins_as_text(c, str_of(w->name)) ? NULL : cn;
	if (is_chinese && cn == w->cn[0])
		return cn;
	if (begins_so(c, str_of(w->name)))
		return is_chinese && c->begun.n == 0 ? w->cn[0] : w->name;
	return cn;
}

static void words_offer(struct completion *c)
{
	const struct filter_word *words = filter_words(c->place.key->what);
	bool is_chinese = !str_is(filter_key_name(c->place.key), c->place.key->name);

	for (const struct filter_word *w = words; w && w->name; w++) {
		const char *text = word_fit(c, w, is_chinese);
		if (!text || (w->bits && (c->seen & w->bits)))
			continue;
		c->seen |= w->bits;
		offer(c, text, is_chinese ? w->name : w->cn[0], false);
	}
}

static bool units_offer(struct completion *c, struct err *err)
{
	enum { OFFERED_MOST = 200 };
	unit_hits hits = { 0 };
	bool ok = unit_match(c->l, c->begun, c->mem, &hits, err);

	for (size_t i = 0; ok && i < hits.n && i < OFFERED_MOST; i++)
		offer(c, filter_value_said(hits.p[i].name, c->mem),
		      hits.p[i].through ? hits.p[i].through
		      : hits.p[i].shortname ? hits.p[i].shortname : "", false);
	vec_clear(&hits);
	return ok;
}

static bool plans_offer(struct completion *c, struct err *err)
{
	plan_rows plans = { 0 };
	bool ok = plans_read(c->l->db, false, c->mem, &plans, err);

	for (size_t i = 0; ok && i < plans.n; i++)
		if (stands_in(c, str_of(plans.p[i].title)) ||
		    (plans.p[i].number && begins_as_text(c, str_of(plans.p[i].number))))
			offer(c, filter_value_said(plans.p[i].title, c->mem),
			      plans.p[i].number ? plans.p[i].number : "", false);
	vec_clear(&plans);
	return ok;
}

/* Without a name on file: who entered something, and in the log who did something. */
static bool authors_offer(struct completion *c, const person_rows *named, struct err *err)
{
	enum { ENTRIES = 50000, LINES = 2000 };
	const struct log_query any = { .by = NULL };
	author_list authors = { 0 };
	log_lines lines = { 0 };
	bool all, ok = entry_authors(c->l->db, ENTRIES, c->mem, &authors, &all, err) &&
		       (!c->log || log_page(c->l->db, &any, 0, -1, LINES, c->mem, &lines, err));

	for (size_t i = 0; i < lines.n; i++) {
		bool known = false;

		for (size_t k = 0; k < authors.n && !known; k++)
			known = strcmp(authors.p[k], lines.p[i].by) == 0;
		if (!known)
			*vec_push(&authors) = lines.p[i].by;
	}
	for (size_t i = 0; ok && i < authors.n; i++) {
		bool has_name = false;

		for (size_t k = 0; k < named->n && !has_name; k++)
			has_name = strcmp(named->p[k].login, authors.p[i]) == 0;
		if (!has_name && begins_so(c, str_of(authors.p[i])))
			offer(c, filter_value_said(authors.p[i], c->mem), "", false);
	}
	vec_clear(&lines);
	vec_clear(&authors);
	return ok;
}

static bool persons_offer(struct completion *c, struct err *err)
{
	person_rows persons = { 0 };
	bool ok = persons_read(c->l->db, c->mem, &persons, err) &&
		  authors_offer(c, &persons, err);

	for (size_t i = 0; ok && i < persons.n; i++)
		if (c->sounds ? begins_so(c, str_of(persons.p[i].name)) &&
				!begins_as_text(c, str_of(persons.p[i].login))
			      : begins_so(c, str_of(persons.p[i].login)) ||
				begins_so(c, str_of(persons.p[i].name)))
			offer(c, persons.p[i].login, persons.p[i].name, false);
	vec_clear(&persons);
	return ok;
}

static bool figures_offer(struct completion *c, struct err *err)
{
	figure_names names = { 0 };
	bool ok = figure_names_read(c->l->db, 0, c->mem, &names, err);

	for (size_t i = 0; ok && i < names.n; i++)
		if (stands_in(c, str_of(names.p[i].name)))
			offer(c, filter_value_said(names.p[i].name, c->mem), "", true);
	vec_clear(&names);
	return ok;
}

static void days_offer(struct completion *c)
{
	static const struct { const char *text, *cn; } days[] = {
		{ "today", "今天" }, { "this-week", "本周" }, { "next-week", "下周" },
		{ "this-month", "本月" }, { "next-month", "下月" },
		{ "this-quarter", "本季度" }, { "this-year", "今年" }, { "7d", "7天" },
		{ "none", "无" },
	};
	bool is_chinese = !str_is(filter_key_name(c->place.key), c->place.key->name);

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		const char *shown = is_chinese ? days[i].cn : days[i].text;
		const char *other = is_chinese ? days[i].text : days[i].cn;

		if (c->sounds ? begins_so(c, str_of(days[i].cn)) : begins_so(c, str_of(shown)))
			offer(c, c->sounds ? days[i].cn : shown, "", false);
		else if (!c->sounds && begins_so(c, str_of(other)))
			offer(c, other, "", false);
	}
}

/* What can be done, in the user's language unless the other one was begun. */
static void deeds_offer(struct completion *c)
{
	struct deed d;

	for (size_t i = 0; deed_at(i, &d); i++) {
		bool by_label = begins_so(c, str_of(d.label));
		bool by_name = begins_as_text(c, str_of(d.name));

		if (c->sounds ? !by_label || by_name : !by_label && !by_name)
			continue;
		offer(c, filter_value_said(by_label ? d.label : d.name, c->mem),
		      by_label ? d.name : d.label, false);
	}
}

static bool values_offer(struct completion *c, struct err *err)
{
	switch (c->place.key->what) {
	case FILTER_UNIT: return c->sounds || units_offer(c, err);
	case FILTER_PLAN: return plans_offer(c, err);
	case FILTER_BY: return persons_offer(c, err);
	case FILTER_FIGURE: return figures_offer(c, err);
	case FILTER_DUE: case FILTER_ACT: case FILTER_PROMISED: case FILTER_CALLED:
	case FILTER_CREATED:
	case FILTER_CHANGED: case FILTER_FROM: case FILTER_UNTIL:
		days_offer(c);
		return true;
	case FILTER_DO:
		deeds_offer(c);
		return true;
	default:
		words_offer(c);
		return true;
	}
}

static bool offer_all(struct completion *c, struct err *err)
{
	if (c->place.key)
		return values_offer(c, err);
	if (!c->place.quoted)
		keys_offer(c);
	return true;
}

/* First what begins with these letters, then what is typed with them. */
static bool complete(struct completion *c, struct str text, struct err *err)
{
	struct str begun = str_from(str_to(text, c->place.end), c->place.at);
	struct buf folded = { 0 };

	fold_text(&folded, begun);
	c->begun = str_from(buf_str(&folded), c->place.quoted);
	bool ok = offer_all(c, err);
	if (ok && pinyin_key_make(&c->letters, c->begun)) {
		c->pinyin = ledger_pinyin(c->l);
		c->sounds = c->pinyin != NULL;
		ok = !c->sounds || offer_all(c, err);
	}
	buf_clear(&folded);
	return ok;
}

bool filter_complete(struct ledger *l, struct str text, size_t at, struct arena *mem,
		     filter_choices *to, struct err *err)
{
	struct completion c = { .l = l, .place = filter_place(text, at), .mem = mem, .to = to };

	return complete(&c, text, err);
}

bool log_filter_complete(struct ledger *l, struct str text, size_t at, struct arena *mem,
			 filter_choices *to, struct err *err)
{
	struct completion c = { .l = l, .log = true, .place = filter_place(text, at), .mem = mem,
				.to = to };

	return complete(&c, text, err);
}
