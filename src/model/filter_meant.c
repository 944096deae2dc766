#include "model/filter_meant.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "base/near.h"
#include "base/width.h"
#include "model/filter_find.h"
#include "model/filter_parse.h"
#include "model/filter_words.h"

#include "base/ban.h"

enum { SIGN_AND, SIGN_OR, SIGN_NOT, SAID_COLUMNS = 16 };

/* How other programs join conditions. */
static const struct { const char *word; int sign; } signs[] = {
	{ "and", SIGN_AND }, { "&", SIGN_AND }, { "&&", SIGN_AND }, { "且", SIGN_AND },
	{ "并且", SIGN_AND }, { "和", SIGN_AND }, { "or", SIGN_OR }, { "|", SIGN_OR },
	{ "||", SIGN_OR }, { "或者", SIGN_OR }, { "not", SIGN_NOT }, { "!", SIGN_NOT },
	{ "非", SIGN_NOT },
};

static const char *of_sign(struct str word)
{
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (!fold_eq(word, str_of(signs[i].word)))
			continue;
		return signs[i].sign == SIGN_AND  ? _("AND is left out: what stands side by side holds together")
		       : signs[i].sign == SIGN_OR ? _("alternatives are parted by OR in capitals")
						  : _("a minus before it denies: -light:red");
	}
	return NULL;
}

static const struct filter_key *key_of(enum filter_what what)
{
	const struct filter_key *k = filter_keys();

	while (k->what != what)
		k++;
	return k;
}

static const char *ask(const struct filter_key *key, struct str value, struct arena *mem)
{
	return arena_printf(mem, _("is %.*s:%.*s meant?"), STR_ARG(filter_key_name(key)),
			    STR_ARG(value));
}

/* A value of a key that takes words. */
const char *filter_meant_value(struct str word, struct arena *mem)
{
	static const enum filter_what which[] = { FILTER_STATUS, FILTER_LIGHT, FILTER_KIND,
						 FILTER_TARGET, FILTER_ROLE };

	for (size_t i = 0; i < sizeof which / sizeof *which; i++) {
		const struct filter_key *key = key_of(which[i]);
		struct err unknown = { 0 };

		if (filter_word_find(key, word, &unknown))
			return ask(key, word, mem);
	}
	return NULL;
}

static bool item_known(struct ledger *l, struct str number)
{
	struct buf folded = { 0 };

	fold_text(&folded, number);
	bool known = item_by_number(l->db, 0, buf_str(&folded)) != 0;

	buf_clear(&folded);
	return known;
}

/* 10.3, 附2-9 */
static const char *of_number(struct ledger *l, struct str word, struct arena *mem)
{
	if (l && item_known(l, word))
		return ask(key_of(FILTER_NO), word, mem);
	for (size_t i = 0; i < word.n; i++)
		if (!strchr("0123456789.-", word.p[i]))
			return NULL;
	return word.p[0] >= '0' && word.p[0] <= '9' ? ask(key_of(FILTER_NO), word, mem) : NULL;
}

/* light=red */
static const char *of_equation(struct str word, struct arena *mem)
{
	ptrdiff_t at = str_find(word, STR_LIT("="));
	const struct filter_key *key = at > 0 ? filter_key_find(str_to(word, (size_t)at)) : NULL;

	return key ? ask(key, str_from(word, (size_t)at + 1), mem) : NULL;
}

/* 财政局或审计局: alternatives stand apart. */
static const char *of_joined(struct str word, struct arena *mem)
{
	struct buf parted = { 0 };
	const char *meant = filter_alternatives(word, " 或 ", &parted)
				    ? arena_printf(mem, _("is \"%s\" meant, with blanks?"), buf_text(&parted))
				    : NULL;

	buf_clear(&parted);
	return meant;
}

/* A unit's name, shortened as unit: takes it: 人行. */
static const char *of_unit(struct ledger *l, struct str word, struct arena *mem)
{
	struct err ignore = { 0 };
	keys kin = { 0 };
	int64_t unit = 0;
	bool is = l && filter_find_unit(l, word, &unit, &kin, &ignore) && unit;

	vec_clear(&kin);
	return is ? ask(key_of(FILTER_UNIT), word, mem) : NULL;
}

static const char *of_word(struct ledger *l, struct str word, struct arena *mem)
{
	const char *meant = word.p[0] == '!' ? of_sign(STR_LIT("!")) : of_sign(word);

	if (!meant)
		meant = filter_meant_value(word, mem);
	if (!meant)
		meant = of_number(l, word, mem);
	if (!meant)
		meant = of_equation(word, mem);
	if (!meant)
		meant = of_joined(word, mem);
	return meant ? meant : of_unit(l, word, mem);
}

/* ---- what the ledger does not know ---- */

static const char *with_nearest(const char *sentence, const struct filter_key *key,
				const struct near *near, struct arena *mem)
{
	const char *question = near->best ? ask(key, str_of(filter_value_said(near->best, mem)), mem)
					  : "";

	return !*sentence ? (near->best ? question : NULL)
	       : near->best ? arena_printf(mem, "%s; %s", sentence, question) : sentence;
}

/* Nobody of that name has entered anything. */
static const char *of_person(struct ledger *l, const struct parsed *p, struct str who,
			     struct arena *mem)
{
	enum { ENTRIES = 20000 };      /* at each drawing of an empty list */
	struct near near = { .word = who };
	person_rows persons = { 0 };
	author_list authors = { 0 };
	login_list logins = { 0 };
	struct err ignore = { 0 };
	bool all, entered = false;
	bool ok = persons_read(l->db, mem, &persons, &ignore) &&
		  filter_find_person(l, who, false, mem, &logins, &ignore) &&
		  entry_authors(l->db, ENTRIES, mem, &authors, &all, &ignore);

	for (size_t i = 0; ok && i < authors.n; i++) {
		for (size_t k = 0; k < logins.n; k++)
			entered |= str_is(logins.p[k], authors.p[i]);
		near_offer(&near, authors.p[i]);
	}
	for (size_t i = 0; ok && i < persons.n; i++)
		near_offer(&near, persons.p[i].name);
	vec_clear(&persons);
	vec_clear(&authors);
	vec_clear(&logins);
	if (!ok || entered)
		return NULL;
	return with_nearest(all ? arena_printf(mem, _("nobody called %.*s has entered anything about items"),
					       STR_ARG(str_to(who, width_fit(who, SAID_COLUMNS,
									     NULL))))
				: "",
			    p->key, &near, mem);
}

/* 10.30 */
static const char *of_item(struct ledger *l, struct str number, struct arena *mem)
{
	return item_known(l, number) ? NULL : arena_printf(mem, _("no item has the number %.*s"),
					   STR_ARG(str_to(number, width_fit(number, SAID_COLUMNS,
									    NULL))));
}

static const char *of_figure(struct ledger *l, const struct parsed *p, struct str name,
			     struct arena *mem)
{
	struct near near = { .word = name };
	figure_names names = { 0 };
	struct err ignore = { 0 };
	bool known = !figure_names_read(l->db, 0, mem, &names, &ignore);

	for (size_t i = 0; i < names.n && !known; i++) {
		known = fold_find(str_of(names.p[i].name), name, NULL, NULL);
		near_offer(&near, names.p[i].name);
	}
	vec_clear(&names);
	return known ? NULL
		     : with_nearest(arena_printf(mem, _("no figure is called %.*s"),
						 STR_ARG(str_to(name, width_fit(name, SAID_COLUMNS,
										NULL)))),
				    p->key, &near, mem);
}

/* Duties lie with the items below a group. */
static const char *of_groups(const struct parsed *p, struct str text, struct arena *mem)
{
	struct err ignore = { 0 };
	const struct filter_word *w = p->n_values == 1 ? filter_word_find(p->key, text, &ignore)
						       : NULL;

	return w && str_is(str_of(w->stored), "group")
		       ? arena_strdup(mem, _("a group owes nothing itself: what is owed stands with the "
					     "items below it"))
		       : NULL;
}

static bool is_number(struct str s)
{
	return s.n && strchr("0123456789.%", s.p[0]);
}

static const char *of_key(struct ledger *l, const struct parsed *p, struct arena *mem)
{
	const char *meant = NULL;

	for (size_t i = 0; l && i < p->n_values && !meant; i++) {
		const struct parsed_value *v = &p->values[i];
		struct str name = v->name.n ? v->name : v->text;

		if (p->key->what == FILTER_BY)
			meant = of_person(l, p, v->text, mem);
		else if (p->key->what == FILTER_KIND)
			meant = of_groups(p, v->text, mem);
		else if (p->key->what == FILTER_NO)
			meant = of_item(l, v->text, mem);
		else if (p->key->what == FILTER_FIGURE &&
			 (v->name.n || (v->compare == COMPARE_ANY && !v->has_to)) &&
			 (v->quoted || !is_number(name)))
			meant = of_figure(l, p, name, mem);
	}
	return meant;
}

static const char *of_tree(struct ledger *l, const struct parsed *p, struct arena *mem)
{
	const char *meant = p->kind == PARSED_KEY ? of_key(l, p, mem) : NULL;

	if (p->kind == PARSED_WORD && !p->values->quoted && !p->values->pattern && p->values->text.n > 0)
		meant = of_word(l, p->values->text, mem);
	for (const struct parsed *part = p->first; part && !meant; part = part->next)
		meant = of_tree(l, part, mem);
	return meant;
}

const char *filter_meant(struct ledger *l, struct str line, struct arena *mem)
{
	const struct parsed *tree = NULL;
	struct err ignore = { 0 };
	size_t at;

	return filter_parse(line, mem, &tree, &at, &ignore) && tree ? of_tree(l, tree, mem) : NULL;
}
