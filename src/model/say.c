#include "model/say.h"

#include <stdlib.h>
#include <string.h>

#include "base/gettext.h"
#include "base/width.h"
#include "model/level.h"
#include "model/remark.h"
#include "model/way.h"

#include "base/ban.h"

void say_listed(struct buf *to, const char *name)
{
	enum { NAME_COLS = 24, LIST_COLS = 44 };
	struct str cut = str_to(str_of(name), width_fit(str_of(name), NAME_COLS, NULL));

	if (str_ends(buf_str(to), STR_LIT(" ...")))
		return;
	if (to->n > 0 && width_cols(buf_str(to)) + 2 + width_cols(cut) > LIST_COLS) {
		buf_puts(to, " ...");
		return;
	}
	buf_puts(to, to->n > 0 ? ", " : "");
	width_cut(to, str_of(name), NAME_COLS);
}

const char *say_day(date d, date today, struct arena *mem)
{
	char text[DATE_TEXT_SIZE];

	if (d == DATE_NONE)
		return "";
	date_text(d, text);
	return arena_strdup(mem, date_split(d).year == date_split(today).year ? text + 5 : text);
}

const char *say_day_narrow(date d, date today, char to[DATE_TEXT_SIZE])
{
	enum { HALF_A_YEAR = 180 };

	if (d == DATE_NONE)
		return "-";
	date_text(d, to);
	if (date_split(d).year == date_split(today).year ||
	    (d < today + HALF_A_YEAR && d > today - HALF_A_YEAR))
		return to + 5;
	to[4] = '\0';
	return to;
}

const char *say_due(date due, date today, const struct calendar *cal, struct arena *mem)
{
	int left = calendar_workdays_between(cal, today, due);
	const char *day = say_day(due, today, mem);
	int n = abs(left);

	if (due == today)
		return arena_printf(mem, _("%s is today"), day);
	if (due < today)
		return arena_printf(mem,
				    ngettext("%s passed %d working day ago",
					     "%s passed %d working days ago", (unsigned long)n),
				    day, n);
	return arena_printf(mem,
			    ngettext("%s is %d working day ahead", "%s is %d working days ahead",
				     (unsigned long)n),
			    day, n);
}

const char *say_unheard(int n, struct arena *mem)
{
	return n ? arena_printf(mem, _("not exchanged %d"), n) : "";
}

const char *say_weekday_of(int weekday)
{
	static const char *const names[] = {
		N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"),
	};

	return _(names[weekday - 1]);
}

const char *say_weekday(date d)
{
	return say_weekday_of(date_weekday(d));
}

const char *say_no_table(date d, const struct calendar *cal, struct arena *mem)
{
	if (d == DATE_NONE || calendar_knows(cal, d))
		return NULL;
	return arena_printf(
		mem, _("no table of holidays for %d: working days are counted by weekends alone"),
		date_split(d).year);
}

const char *say_part(const struct duty_state *d, struct arena *mem)
{
	if (d->parts < 2 || d->standing || duty_is_in(d))
		return "";
	return arena_printf(mem, _("part %d/%d"), d->parts_in, d->parts);
}

const char *say_report(const struct duty_state *d, struct arena *mem)
{
	if (d->review == 'x')
		return _("returned");
	if (*say_part(d, mem))
		return say_part(d, mem);
	switch (d->report) {
	case 'r':
		return _("reported");
	case 'n':
		return _("no change");
	case 'z':
		return _("zero report");
	case 'j':
		return _("joint");
	default:
		return "-";
	}
}

const char *say_review(const struct duty_state *d)
{
	if (d->state == 'c')
		return _("closed");
	if (d->state == 's')
		return _("suspended");
	if (d->review == 'a')
		return _("accepted");
	return duty_is_in(d) ? _("waiting") : "-";
}

const char *say_period(const char *occ)
{
	return strcmp(occ, "1") == 0 ? "" : occ;
}

const char *say_role(const char *role)
{
	if (!role)
		return "";
	if (strcmp(role, "lead") == 0)
		return _("lead");
	if (strcmp(role, "heir") == 0)
		return _("goes on with it");
	return strcmp(role, "responsible") == 0 ? _("responsible") : _("supervisor");
}

const char *say_entry_how(const struct entry_row *e, struct arena *mem)
{
	if (e->internal || strcmp(e->verb, "remark") == 0)
		return e->internal || *e->level ? remark_say(e->level) : "";
	if (!*e->level)
		return strcmp(e->verb, "measure") == 0 && *e->way ? say_measure(e->way)
								   : way_say(e->way);
	return arena_printf(mem, "%s%s%s", level_say(e->level), *e->way ? " " : "",
			    way_say(e->way));
}

const char *say_measure(const char *state)
{
	if (strcmp(state, "done") == 0)
		return _("done");
	if (strcmp(state, "way") == 0)
		return _("under way");
	return strcmp(state, "na") == 0 ? _("not applicable") : _("not begun");
}
