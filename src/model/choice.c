#include "model/choice.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"

#include "base/ban.h"

const char *choice_typed(const struct choice *list, struct str text, struct arena *mem)
{
	struct str s = str_trim(text);

	if (s.n == 0)
		return NULL;
	for (int i = 0; list[i].word; i++) {
		const char digit[] = { (char)('1' + i), '\0' };

		if (fold_eq(s, str_of(digit)) || fold_eq(s, str_of(list[i].word)) ||
		    fold_eq(s, str_of(_(list[i].label))))
			return list[i].word;
	}
	return arena_str(mem, s);
}

const char *choice_say(const struct choice *list, const char *word)
{
	for (int i = 0; list[i].word; i++)
		if (strcmp(word, list[i].word) == 0)
			return _(list[i].label);
	return word;
}

const char *choice_hint(const struct choice *list, struct arena *mem)
{
	struct buf b = { 0 };
	const char *text;

	for (int i = 0; list[i].word; i++)
		buf_printf(&b, "%s%d %s", i ? "  " : "", i + 1, _(list[i].label));
	text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return text;
}
