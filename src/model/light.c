#include "model/light.h"

#include "base/gettext.h"
#include "model/duty.h"
#include "base/ban.h"

const char *light_word(enum light l)
{
	switch (l) {
	case LIGHT_GREEN: return _("G");
	case LIGHT_YELLOW: return _("Y");
	case LIGHT_RED: return _("R");
	case LIGHT_UNKNOWN: break;
	}
	return _("?");
}

const char *light_said(enum light l, struct arena *mem)
{
	/* TRANSLATORS: the light of what is not known, before a sentence. */
	return l == LIGHT_UNKNOWN ? arena_strdup(mem, _("?: "))
				  : arena_printf(mem, "%s: ", light_word(l));
}

const char *light_name(enum light l)
{
	switch (l) {
	case LIGHT_GREEN: return "green";
	case LIGHT_YELLOW: return "yellow";
	case LIGHT_RED: return "red";
	case LIGHT_UNKNOWN: break;
	}
	return "unknown";
}

/* From the days on which it turns; all: nothing below is other than green until then. */
static enum light light_on(date today, date yellow_from, date red_from, bool all_green)
{
	if (red_from <= today)
		return LIGHT_RED;
	if (yellow_from <= today)
		return LIGHT_YELLOW;
	return all_green ? LIGHT_GREEN : LIGHT_UNKNOWN;
}

enum light light_of_duty(const struct duty_state *d, date today)
{
	/* What was set by hand stands. */
	return !d->judged && duty_is_unheard(d, today)
		       ? LIGHT_UNKNOWN
		       : light_on(today, d->yellow_from, d->red_from, d->green);
}

enum light light_of_tallies(const struct tally *list, size_t n, date today)
{
	enum light worst = LIGHT_GREEN;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		const struct tally *t = &list[i];
		if (t->owed == 0 || t->begins > today)
			continue;
		any = true;
		enum light l = light_on(today, t->yellow_from, t->red_from, t->green == t->owed);
		if (t->unheard == t->owed || (t->unheard > 0 && l == LIGHT_GREEN))
			l = LIGHT_UNKNOWN;
		worst = l > worst ? l : worst;
	}
	return any ? worst : LIGHT_UNKNOWN;
}
