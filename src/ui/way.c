#include "ui/way.h"

#include <stddef.h>

#include "base/buf.h"
#include "base/fold.h"
#include "model/say.h"

#include "base/ban.h"

static const char *const ways[] = { "phone", "letter", "fax", "visit", "mail", "message", "paper" };
enum { WAYS = sizeof ways / sizeof *ways };

const char *way_typed(struct str text, struct arena *mem)
{
	struct str s = str_trim(text);

	if (s.n == 0)
		return NULL;
	for (size_t i = 0; i < WAYS; i++) {
		const char digit[] = { (char)('1' + i), '\0' };

		if (fold_eq(s, str_of(digit)) || fold_eq(s, str_of(ways[i])) ||
		    fold_eq(s, str_of(say_way(ways[i]))))
			return ways[i];
	}
	return arena_str(mem, s);
}

const char *way_hint(struct arena *mem)
{
	struct buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < WAYS; i++)
		buf_printf(&b, "%s%zu %s", i ? "  " : "", i + 1, say_way(ways[i]));
	text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return text;
}
