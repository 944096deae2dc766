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

static bool leaf_names_group(const struct cond *c)
{
	bool found = c->kind == COND_NUMBER;

	for (size_t i = 0; c->kind == COND_KIND && i < c->n_names; i++)
		found |= strcmp(c->names[i], "group") == 0;
	return found;
}

static bool leaf_asks_undated(const struct cond *c)
{
	return (c->kind == COND_DUE || c->kind == COND_ACT) && c->none;
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

bool cond_names_groups(const struct cond *c)
{
	return affirms(c, leaf_names_group);
}

bool cond_asks_undated(const struct cond *c)
{
	return affirms(c, leaf_asks_undated);
}
