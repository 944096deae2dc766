#include "model/extension.h"

#include <string.h>

#include "base/gettext.h"
#include "model/say.h"
#include "store/rows.h"

#include "base/ban.h"

static bool entry_is_of(const struct entry_row *e, const struct duty_state *d)
{
	return e->deadline == d->deadline && strcmp(e->occ, d->occ) == 0;
}

static void extension_add(struct extension *to, const struct entry_row *e, date *due)
{
	if (strcmp(e->verb, "extend") == 0) {
		to->asked++;
		to->asked_on = e->on;
		to->asked_late = *due != DATE_NONE && e->on > *due;
		to->late += to->asked_late;
		to->answered_on = DATE_NONE;
		to->why = e->text ? e->text : "";
	} else if (strcmp(e->verb, "grant") == 0) {
		to->granted++;
		to->answered_on = e->on;
		*due = e->promised;
	} else if (strcmp(e->verb, "refuse") == 0) {
		to->answered_on = e->on;
		to->why = e->text ? e->text : "";
	}
}

void extension_read(struct ledger *l, const struct duty_state *d, struct arena *mem,
		    struct extension *to)
{
	entry_rows list = { 0 };
	struct err ignore = { 0 };
	date due = d->first_due;

	*to = (struct extension){ .asked_on = DATE_NONE, .answered_on = DATE_NONE, .why = "" };
	if (entries_read(l->db, d->item, d->unit, INT32_MAX, mem, &list, &ignore))
		for (size_t i = list.n; i-- > 0;)
			if (entry_is_of(&list.p[i], d))
				extension_add(to, &list.p[i], &due);
	vec_clear(&list);
}

static const char *waiting_text(struct ledger *l, const struct duty_state *d,
				const struct extension *x, struct arena *mem)
{
	date today = ledger_today(l);

	return arena_printf(mem,
			    x->asked_late
				    ? _("asked late, on %s, to extend to %s: not answered yet")
				    : _("asked on %s to extend to %s: not answered yet"),
			    say_day(x->asked_on, today, mem), say_day(d->asked, today, mem));
}

static const char *granted_text(struct ledger *l, const struct duty_state *d,
				const struct extension *x, struct arena *mem)
{
	const char *first =
		arena_printf(mem, _("first due %s"), say_day(d->first_due, ledger_today(l), mem));
	const char *times = arena_printf(
		mem, ngettext("extended %d time", "extended %d times", (unsigned long)x->granted),
		x->granted);

	/* one that was granted */
	bool late = x->late - (d->extension != 'g' && x->asked_late) > 0;

	return arena_printf(mem, late ? _("%s, %s, asked late") : "%s, %s", first, times);
}

static const char *refused_text(struct ledger *l, const struct duty_state *d,
				const struct extension *x, struct arena *mem)
{
	date today = ledger_today(l);

	return arena_printf(mem,
			    x->asked_late ? _("asked late, on %s, to extend to %s: refused on %s")
					  : _("asked on %s to extend to %s: refused on %s"),
			    say_day(x->asked_on, today, mem), say_day(d->asked, today, mem),
			    say_day(x->answered_on, today, mem));
}

const char *extension_text(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	struct extension x;

	if (!d->extension)
		return "";
	extension_read(l, d, mem, &x);
	if (d->extension == 'g')
		return granted_text(l, d, &x, mem);
	const char *last =
		d->extension == 'r' ? refused_text(l, d, &x, mem) : waiting_text(l, d, &x, mem);
	/* What was granted before is in force whatever was asked since. */
	return x.granted ? arena_printf(mem, "%s; %s", granted_text(l, d, &x, mem), last) : last;
}
