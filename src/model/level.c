#include "model/level.h"

#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/gettext.h"

#include "base/ban.h"

/* From the weakest to the strongest. */
static const struct { const char *word, *label; } levels[] = {
	{ "reminder", N_("reminder") }, { "urge", N_("urging") }, { "formal", N_("formal urging") },
	{ "talk", N_("talk") }, { "bulletin", N_("bulletin") },
};
enum { LEVELS = sizeof levels / sizeof *levels, LEVEL_PLAIN = 1 };

const char *level_typed(struct str text, struct arena *mem)
{
	struct str s = str_trim(text);

	if (s.n == 0)
		return NULL;
	for (size_t i = 0; i < LEVELS; i++) {
		const char digit[] = { (char)('1' + i), '\0' };

		if (fold_eq(s, str_of(digit)) || fold_eq(s, str_of(levels[i].word)) ||
		    fold_eq(s, str_of(_(levels[i].label))))
			return i == LEVEL_PLAIN ? NULL : levels[i].word;
	}
	return arena_str(mem, s);
}

const char *level_name(const char *level)
{
	return level && *level ? level : levels[LEVEL_PLAIN].word;
}

const char *level_say(const char *level)
{
	const char *name = level_name(level);

	for (size_t i = 0; i < LEVELS; i++)
		if (strcmp(name, levels[i].word) == 0)
			return _(levels[i].label);
	return name;
}

const char *level_hint(struct arena *mem)
{
	struct buf b = { 0 };
	const char *text;

	for (size_t i = 0; i < LEVELS; i++)
		buf_printf(&b, "%s%zu %s", i ? "  " : "", i + 1, _(levels[i].label));
	text = arena_strdup(mem, buf_text(&b));
	buf_clear(&b);
	return text;
}
