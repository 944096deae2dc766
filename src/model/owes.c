#include "model/owes.h"

#include <string.h>

#include "base/gettext.h"
#include "model/act.h"

#include "base/ban.h"

bool owes_all(const struct item_row *item)
{
	return item->owes && strcmp(item->owes, "all") == 0;
}

bool owes_set(struct ledger *l, int64_t item, bool all, struct outcome *out, struct err *err)
{
	struct arena mem = { 0 };
	struct item_row row;
	struct change *c = NULL;
	bool ok = item_get(l->db, item, &mem, &row, err);

	*out = (struct outcome){ .done = 0 };
	if (ok && row.children)
		ok = err_set(err, ERR_REFUSED, _("%s is made of others: choose one of them"),
			     row.number);
	if (ok) {
		outcome_say(out, arena_printf(&mem,
					      all ? _("%s %s: responsible units owe it too")
						  : _("%s %s: only lead units owe it"),
					      row.number, row.title));
		c = ledger_begin(l, "owes", out->said, err);
	}
	if (c)
		change_set(c, KIND_ITEM, &row.id, "owes", V_TEXT(all ? "all" : "lead"));
	ok = c && ledger_commit(l, c, out, err);
	out->done = out->changed;
	outcome_unchanged(out);
	if (!ok)
		out->said[0] = '\0';
	arena_clear(&mem);
	return ok;
}
