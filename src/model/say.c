#include "model/say.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"

#include "base/ban.h"

const char *say_day(date d, date today, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];

	if (d == DATE_NONE)
		return "";
	date_text(d, text);
	return arena_strdup(mem, date_split(d).year == date_split(today).year ? text + 5 : text);
}

const char *say_due(date due, date today, const struct calendar *cal, struct arena *mem)
{
	int left = calendar_workdays_between(cal, today, due);
	const char *day = say_day(due, today, mem);
	int n = abs(left);

	if (due == today)
		return arena_printf(mem, _("%s is today"), day);
	if (due < today)
		return arena_printf(mem, ngettext("%s passed %d working day ago", "%s passed %d working days ago", (unsigned long)n), day, n);
	return arena_printf(mem, ngettext("%s is %d working day ahead", "%s is %d working days ahead", (unsigned long)n), day, n);
}

const char *say_way(const char *way)
{
	static const struct { const char *word, *label; } ways[] = {
		{ "phone", N_("phone") }, { "letter", N_("letter") }, { "fax", N_("fax") }, { "visit", N_("visit") },
		{ "mail", N_("mail") }, { "message", N_("message") }, { "paper", N_("paper") },
	};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(way, ways[i].word) == 0)
			return _(ways[i].label);
	return way;
}

const char *say_no_table(date d, const struct calendar *cal, struct arena *mem)
{
	if (d == DATE_NONE || calendar_knows(cal, d))
		return NULL;
	return arena_printf(mem, _("no table of holidays for %d: working days are counted by weekends alone"), date_split(d).year);
}
