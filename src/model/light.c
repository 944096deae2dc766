#include "model/light.h"

#include "base/gettext.h"
#include "model/duty.h"

#include "base/ban.h"

/* Silent and at most this many working days left to act_by: yellow (design.md 5). */
enum { YELLOW_WORKDAYS = 5 };

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

/* Of somebody who is silent. */
static enum light light_of_silence(date due, date act_by, date today, const struct calendar *cal)
{
	if (due == DATE_NONE)
		return LIGHT_UNKNOWN;
	if (due < today)
		return LIGHT_RED;
	/* On a day off between act_by and due nothing is left to wait for. */
	if (act_by <= today || calendar_workdays_between(cal, today, act_by) <= YELLOW_WORKDAYS)
		return LIGHT_YELLOW;
	return LIGHT_UNKNOWN;
}

enum light light_of_duty(const struct duty_state *d, date today, const struct calendar *cal)
{
	if (d->state == 'c')
		return LIGHT_GREEN;
	if (d->state == 's')
		return LIGHT_UNKNOWN;
	if (duty_is_in(d)) {
		if (d->met != MET_NO)
			return LIGHT_GREEN;
		return d->due != DATE_NONE && d->due < today ? LIGHT_RED : LIGHT_UNKNOWN;
	}
	if (!duty_is_silent(d, today))
		return LIGHT_UNKNOWN;
	return light_of_silence(d->due, d->act_by, today, cal);
}

enum light light_of_tallies(const struct tally *list, size_t n, date today, const struct calendar *cal)
{
	enum light worst = LIGHT_GREEN;
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		const struct tally *t = &list[i];
		enum light l = LIGHT_GREEN;
		if (t->owed == 0 || t->begins > today)
			continue;
		any = true;
		if (t->in < t->owed)
			l = light_of_silence(t->due, t->act_by, today, cal);
		if (t->missed && l < LIGHT_RED) {
			enum light m = t->due != DATE_NONE && t->due < today ? LIGHT_RED : LIGHT_UNKNOWN;
			l = m > l ? m : l;
		}
		worst = l > worst ? l : worst;
	}
	return any ? worst : LIGHT_UNKNOWN;
}
