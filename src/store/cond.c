/* Conditions as trees: what is asked about one before SQL is made of it. */
#include <string.h>

#include "store/where_private.h"

#include "base/ban.h"

bool cond_is_node(const struct cond *c)
{
	return c->kind == COND_AND || c->kind == COND_OR || c->kind == COND_NOT;
}

unsigned cond_kinds(const struct cond *c)
{
	unsigned kinds = 0;

	if (!cond_is_node(c))
		return kind_bit(c->kind);
	for (const struct cond *part = c->first; part; part = part->next)
		kinds |= cond_kinds(part);
	return kinds;
}

static bool words_same(const struct word *a, const struct word *b)
{
	return a == b || (a && b && str_eq(word_said(a), word_said(b)) &&
			  word_has_pinyin(a) == word_has_pinyin(b));
}

static bool lists_same(const struct cond *a, const struct cond *b)
{
	bool same = a->n_keys == b->n_keys && a->n_names == b->n_names;

	for (size_t i = 0; same && i < a->n_keys; i++)
		same = a->keys[i] == b->keys[i];
	for (size_t i = 0; same && i < a->n_names; i++)
		same = strcmp(a->names[i], b->names[i]) == 0;
	return same;
}

static bool nodes_same(const struct cond *a, const struct cond *b)
{
	return a->kind == b->kind && a->from == b->from && a->to == b->to && a->none == b->none &&
	       a->review == b->review && a->from_ms == b->from_ms && a->to_ms == b->to_ms && a->bits == b->bits &&
	       a->compare == b->compare && a->n == b->n && a->scale == b->scale &&
	       a->to_n == b->to_n && a->has_to == b->has_to && a->bare == b->bare &&
	       words_same(a->word, b->word) &&
	       lists_same(a, b);
}

bool cond_same(const struct cond *a, const struct cond *b)
{
	if (!a || !b)
		return a == b;
	if (!nodes_same(a, b))
		return false;
	for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
		if (!cond_same(a, b))
			return false;
	return a == b;
}

int cond_depth(const struct cond *c)
{
	int deepest = 0;

	for (const struct cond *part = cond_is_node(c) ? c->first : NULL; part; part = part->next) {
		int deep = cond_depth(part);
		deepest = deep > deepest ? deep : deepest;
	}
	return deepest + 1;
}

bool cond_denies(const struct cond *c, unsigned kinds)
{
	bool denies = c->kind == COND_NOT && (cond_kinds(c) & kinds);

	for (const struct cond *part = cond_is_node(c) ? c->first : NULL; part; part = part->next)
		denies |= cond_denies(part, kinds);
	return denies;
}

static bool leaf_asks_undated(const struct cond *c)
{
	return (c->kind == COND_DUE || c->kind == COND_ACT) && c->none;
}

bool cond_is_of_row(const struct cond *c)
{
	if (!cond_is_node(c))
		return c->kind == COND_LIGHT || (c->kind == COND_DUE && c->none);
	for (const struct cond *part = c->first; part; part = part->next)
		if (!cond_is_of_row(part))
			return false;
	return true;
}

bool cond_parts_duties(const struct cond *c)
{
	bool of_row = true;

	if (!cond_is_node(c))
		return (kind_bit(c->kind) & OF_DUTY) && !cond_is_of_row(c);
	for (const struct cond *part = c->first; part; part = part->next) {
		if (cond_parts_duties(part))
			return true;
		of_row &= cond_is_of_row(part) || !(cond_kinds(part) & OF_DUTY);
	}
	return !of_row;
}

/* What holds of a group itself, not of the duties that lie with its items: whether it is denied
 * changes nothing. */
static bool is_of_group(const struct cond *c)
{
	if (!cond_is_node(c))
		return !(kind_bit(c->kind) & OF_DUTY) || cond_is_of_row(c);
	for (const struct cond *part = c->first; part; part = part->next)
		if (!is_of_group(part))
			return false;
	return true;
}

enum cond_reach cond_reaches(const struct cond *c)
{
	enum cond_reach least = REACHES, most = REACHES_NOT;

	if (!cond_is_node(c))
		return REACHES;
	if (c->kind == COND_NOT)
		return is_of_group(c) ? REACHES : REACHES_NOT;
	for (const struct cond *part = c->first; part; part = part->next) {
		enum cond_reach reach = cond_reaches(part);
		least = reach < least ? reach : least;
		most = reach > most ? reach : most;
	}
	/* All parts of an AND hold: one that reaches is enough. */
	if (c->kind == COND_AND || most == REACHES_NOT)
		return most;
	return least == REACHES ? REACHES : REACHES_SOME;
}

/* A leaf that is not denied. */
static bool affirms(const struct cond *c, bool (*leaf)(const struct cond *c))
{
	bool found = false;

	if (!cond_is_node(c))
		return leaf(c);
	for (const struct cond *part = c->kind == COND_NOT ? NULL : c->first; part;
	     part = part->next)
		found |= affirms(part, leaf);
	return found;
}

bool cond_asks_undated(const struct cond *c)
{
	return affirms(c, leaf_asks_undated);
}
