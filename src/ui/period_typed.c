#include "ui/period_typed.h"

#include <stdio.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"

#include "base/ban.h"

enum { HINTED_MOST = 6 };

const char *period_hint(const duty_states *owed, struct arena *mem)
{
	struct buf b = { 0 };

	for (size_t i = 0; i < owed->n && i < HINTED_MOST; i++)
		buf_printf(&b, "%zu %s  ", i + 1, owed->p[i].occ);
	if (owed->n > HINTED_MOST)
		buf_puts(&b, "...  ");
	buf_puts(&b, _("a: all that are owed"));
	const char *hint = arena_strdup(mem, buf_text(&b));

	buf_clear(&b);
	return hint;
}

static bool ends_in(const char *occ, struct str text)
{
	struct str s = str_of(occ);

	return text.n > 0 && s.n > text.n && str_eq(str_from(s, s.n - text.n), text) &&
	       occ[s.n - text.n - 1] == '-';
}

static bool find_one(struct str text, const duty_states *owed, size_t *first)
{
	char number[24];

	for (size_t i = 0; i < owed->n; i++) {
		snprintf(number, sizeof number, "%zu", i + 1);
		if (str_is(text, number) || str_is(text, owed->p[i].occ))
			return *first = i, true;
	}
	for (size_t i = owed->n; i-- > 0;)
		if (ends_in(owed->p[i].occ, text))
			return *first = i, true;
	return false;
}

bool period_typed(struct str text, const duty_states *owed, bool all, size_t *first, size_t *n,
		  struct err *err)
{
	struct buf folded = { 0 };
	bool found = true;

	fold_text(&folded, text);
	*first = 0;
	*n = 1;
	if (text.n == 0)
		*n = all ? owed->n : 1;
	else if (fold_eq(text, str_of(_("all"))) || fold_eq(text, STR_LIT("all")) ||
		 fold_eq(text, STR_LIT("a")) || fold_eq(text, STR_LIT("全部")))
		*n = owed->n;
	else
		found = find_one(buf_str(&folded), owed, first);
	buf_clear(&folded);
	if (!found) {
		struct arena mem = { 0 };

		err_set(err, ERR_INPUT, _("which period? %s"), period_hint(owed, &mem));
		arena_clear(&mem);
	}
	return found;
}
