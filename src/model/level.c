#include "model/level.h"

#include <stddef.h>

#include "base/gettext.h"
#include "model/choice.h"

#include "base/ban.h"

/* From the weakest to the strongest. */
static const struct choice levels[] = {
	{ "reminder", N_("reminder") }, { "urge", N_("urging") }, { "formal", N_("formal urging") },
	{ "talk", N_("talk") }, { "bulletin", N_("bulletin") }, { NULL, NULL },
};
enum { LEVEL_PLAIN = 1 };

const char *level_typed(struct str text, struct arena *mem)
{
	const char *typed = choice_typed(levels, text, mem);

	return typed == levels[LEVEL_PLAIN].word ? NULL : typed;
}

const char *level_name(const char *level)
{
	return level && *level ? level : levels[LEVEL_PLAIN].word;
}

const char *level_say(const char *level)
{
	return choice_say(levels, level_name(level));
}

const char *level_hint(struct arena *mem)
{
	return choice_hint(levels, mem);
}
