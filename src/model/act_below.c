/* A group owes nothing itself: what is said of it as a whole is said of the items below it. */
#include "model/act.h"

#include <string.h>

#include "base/ban.h"

/* The items below one, those of each before the next. */
static bool below_read(struct ledger *l, int64_t item, const char *state, keys *to, struct err *err)
{
	struct arena mem = { 0 };
	item_rows children = { 0 };
	bool ok = children_read(l->db, item, &mem, &children, err);

	for (size_t i = 0; ok && i < children.n; i++) {
		if (strcmp(children.p[i].state, state) == 0)
			*vec_push(to) = children.p[i].key;
		ok = children.p[i].children == 0 ||
		     below_read(l, children.p[i].key, state, to, err);
	}
	vec_clear(&children);
	arena_clear(&mem);
	return ok;
}

bool act_below(struct ledger *l, const struct verb *v, int64_t item, keys *to, struct err *err)
{
	struct arena mem = { 0 };
	struct item_row row;
	bool ok = true;

	if (v->needs & GOES_BELOW) {
		ok = item_get(l->db, item, &mem, &row, err) &&
		     (row.children == 0 ||
		      below_read(l, item, v->needs & NEED_CLOSED ? row.state : "open", to, err));
		arena_clear(&mem);
	}
	return ok;
}

bool verb_below(struct ledger *l, const struct verb *v, int64_t item, size_t *n, struct err *err)
{
	keys below = { 0 };
	bool ok = act_below(l, v, item, &below, err);

	*n = below.n;
	vec_clear(&below);
	return ok;
}
