#include "model/filter_meant.h"

#include "base/fold.h"
#include "base/gettext.h"
#include "model/filter_parse.h"
#include "model/filter_words.h"

#include "base/ban.h"

enum { SIGN_AND, SIGN_OR, SIGN_NOT };

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
static const char *of_value(struct str word, struct arena *mem)
{
	static const enum filter_what keys[] = { FILTER_STATUS, FILTER_LIGHT, FILTER_KIND,
						 FILTER_TARGET, FILTER_ROLE };

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct filter_key *key = key_of(keys[i]);
		struct err unknown = { 0 };

		if (filter_word_find(key, word, &unknown))
			return ask(key, word, mem);
	}
	return NULL;
}

/* 10.3 */
static const char *of_number(struct str word, struct arena *mem)
{
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

static const char *of_word(struct str word, struct arena *mem)
{
	const char *meant = of_sign(word);

	if (!meant)
		meant = of_value(word, mem);
	if (!meant)
		meant = of_number(word, mem);
	return meant ? meant : of_equation(word, mem);
}

static const char *of_tree(const struct parsed *p, struct arena *mem)
{
	const char *meant = NULL;

	if (p->kind == PARSED_WORD && !p->values->quoted && !p->values->pattern && p->values->text.n > 0)
		meant = of_word(p->values->text, mem);
	for (const struct parsed *part = p->first; part && !meant; part = part->next)
		meant = of_tree(part, mem);
	return meant;
}

const char *filter_meant(struct str line, struct arena *mem)
{
	const struct parsed *tree = NULL;
	struct err ignore = { 0 };
	size_t at;

	return filter_parse(line, mem, &tree, &at, &ignore) && tree ? of_tree(tree, mem) : NULL;
}
