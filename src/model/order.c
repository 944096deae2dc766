#include "model/order.h"

#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"

#include "base/ban.h"

bool order_find(const struct orders *of, const char *text, struct order *to)
{
	const char *name = text + (*text == '-');

	for (int i = 0; *name && i < of->n; i++) {
		const struct order_row *r = &of->rows[i];

		if (strcmp(r->name, name) != 0 && (!r->also || strcmp(r->also, name) != 0))
			continue;
		*to = (struct order){ .by = i, .reversed = *text == '-' };
		return true;
	}
	if (!*text)
		*to = (struct order){ .by = of->own };
	return !*text;
}

const char *order_text(const struct orders *of, struct order o, struct arena *mem)
{
	if (o.by == of->own && !o.reversed)
		return "";
	return arena_printf(mem, "%s%s", o.reversed ? "-" : "", of->rows[o.by].name);
}

const char *order_label(const struct orders *of, struct order o, struct arena *mem)
{
	const char *label = _(of->rows[o.by].label);

	return o.reversed ? arena_printf(mem, _("%s, reversed"), label) : label;
}

const char *order_names(const struct orders *of, struct arena *mem)
{
	struct buf names = { 0 };

	for (int i = 0; i < of->n; i++)
		buf_printf(&names, "%s%s", i ? ", " : "", of->rows[i].name);
	const char *text = arena_str(mem, buf_str(&names));
	buf_clear(&names);
	return text;
}
