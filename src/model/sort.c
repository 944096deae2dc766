#include "model/sort.h"

#include <string.h>

#include "base/gettext.h"
#include "base/near.h"

#include "base/ban.h"

/* Names lie in saved views: none is renamed. */
static const struct {
	const char *name, *label;
} sorts[LIST_SORTS] = {
	[SORT_OWN] = { "", N_("own order") },
	[SORT_NUMBER] = { "number", N_("no.") },
	[SORT_TITLE] = { "title", N_("item") },
	[SORT_UNIT] = { "unit", N_("unit") },
	[SORT_LIGHT] = { "light", N_("light") },
	[SORT_DUE] = { "due", N_("deadline") },
	[SORT_LEFT] = { "left", N_("days left") },
	[SORT_OWED] = { "owed", N_("owed") },
	[SORT_IN] = { "in", N_("share in") },
	[SORT_CONTACT] = { "contact", N_("last contact") },
};

bool sort_parse(const char *text, struct sort *to, struct err *err)
{
	const char *name = text + (*text == '-');
	struct near near = { .word = str_of(name) };

	*to = (struct sort){ .reversed = *text == '-' };
	for (int i = 0; i < LIST_SORTS; i++) {
		if (strcmp(sorts[i].name, name) == 0 && (*name || !*text)) {
			to->by = (enum list_sort)i;
			return true;
		}
		if (*sorts[i].name)
			near_offer(&near, sorts[i].name);
	}
	if (near.best)
		return err_set(err, ERR_USE, _("there is no order %s: did you mean %s?"), text,
			       near.best);
	return err_set(err, ERR_USE,
		       _("there is no order %s: number, title, unit, light, due, left, owed, in, "
			 "contact; a - before it turns it round"),
		       text);
}

const char *sort_text(struct sort s, struct arena *mem)
{
	return arena_printf(mem, "%s%s", s.reversed && s.by != SORT_OWN ? "-" : "",
			    sorts[s.by].name);
}

const char *sort_name(enum list_sort by)
{
	return sorts[by].name;
}

const char *sort_label(enum list_sort by)
{
	return _(sorts[by].label);
}
