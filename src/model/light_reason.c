/* Why a light is what it is: how a sentence is made; of a unit, of a date. */
#include "model/light_reason_private.h"

#include <string.h>

#include "base/gettext.h"
#include "model/person.h"
#include "model/reorg.h"
#include "model/say.h"
#include "model/setting.h"
#include "model/shown.h"
#include "store/rows.h"
#include "store/unheard.h"

#include "base/ban.h"

struct reason reason_begin(struct ledger *l, enum light light, struct arena *mem)
{
	struct reason r = { .l = l, .today = ledger_today(l), .light = light,
		.rule = setting_rule(l), .mem = mem, .most = NAMES_MOST };

	buf_puts(&r.text, light_said(light, mem));
	return r;
}

const char *reason_end(struct reason *r)
{
	const char *text = arena_strdup(r->mem, buf_text(&r->text));

	buf_clear(&r->text);
	return text;
}

void reason_part(struct reason *r, const char *text)
{
	if (*text)
		buf_printf(&r->text, "%s%s", r->more ? ", " : "", text);
	r->more |= *text != '\0';
}

void reason_thought(struct reason *r, const char *text)
{
	if (*text)
		buf_printf(&r->text, "%s%s", r->more ? "; " : "", text);
	r->more |= *text != '\0';
}

const char *reason_day(struct reason *r, date d)
{
	return say_day(d, r->today, r->mem);
}

const char *reason_due(struct reason *r, date due)
{
	return due == DATE_NONE ? _("no date") : say_due(due, r->today, r->l->cal, r->mem);
}

const char *reason_unheard(struct reason *r, date since, int n)
{
	const char *day = reason_day(r, since);

	if (n == 1)
		return arena_printf(r->mem, _("not exchanged since %s"), day);
	return arena_printf(r->mem, _("%d not exchanged since %s"), n, day);
}

/* ---- a unit ---- */

/* Calls: an urging of five duties at once is one. Newest first. */
static int calls_count(const entry_rows *list, const struct entry_row **last,
		       const struct entry_row **first)
{
	int n = 0;

	for (size_t i = 0; i < list->n; i++) {
		const struct entry_row *e = &list->p[i];
		if (strcmp(e->verb, "urge") != 0)
			continue;
		if (!*last)
			*last = e;
		n += !*first || (*first)->at_ms != e->at_ms;
		*first = e;
	}
	return n;
}

static void say_calls(struct reason *r, int64_t unit)
{
	entry_rows list = { 0 };
	struct err ignore = { 0 };
	const struct entry_row *last = NULL, *first = NULL;
	int n = entries_read(r->l->db, 0, unit, 500, r->mem, &list, &ignore)
			? calls_count(&list, &last, &first)
			: 0;

	if (n > 1)
		reason_thought(r,
			       arena_printf(r->mem,
					    ngettext("urged %d time since %s",
						     "urged %d times since %s", (unsigned long)n),
					    n, reason_day(r, first->on)));
	if (n)
		(n > 1 ? reason_part
		       : reason_thought)(r, arena_printf(r->mem, "%s (%s)", reason_urging(r, last),
							 person_name(r->l, last->by, r->mem)));
	vec_clear(&list);
}

const char *light_reason_unit(struct ledger *l, int64_t unit, struct arena *mem)
{
	date today = ledger_today(l);
	struct unit_row row = { .name = "" };
	struct err ignore = { 0 };
	tallies list = { 0 };
	int owed = 0, silent = 0, unheard = 0, missed = 0;
	bool ok = tally_read(l->db, TALLY_UNIT, unit, 0, today, &list, &ignore) &&
		  unit_get(l->db, unit, mem, &row, &ignore);
	struct reason r = reason_begin(l, light_of_tallies(list.p, list.n, today), mem);

	for (size_t i = 0; ok && i < list.n; i++) {
		owed += list.p[i].owed;
		unheard += list.p[i].unheard;
		silent += list.p[i].begins <= today
				  ? list.p[i].owed - list.p[i].in - list.p[i].unheard
				  : 0;
		missed += list.p[i].missed;
	}
	vec_clear(&list);
	if (silent)
		reason_part(&r, arena_printf(mem,
					     ngettext("%s owes %d report", "%s owes %d reports",
						      (unsigned long)silent),
					     row.name, silent));
	else if (owed && !unheard)
		reason_part(&r, arena_printf(mem, _("%s has sent all that is due"), row.name));
	else if (!unheard)
		reason_part(&r, arena_printf(mem, _("%s owes nothing"), row.name));
	if (unheard)
		reason_part(&r, reason_unheard(&r, unheard_since(l->db, unit), unheard));
	if (missed)
		reason_part(&r, arena_printf(mem,
					     ngettext("%d target missed", "%d targets missed",
						      (unsigned long)missed),
					     missed));
	reason_thought(&r, reorg_text(l, unit, mem));
	if (silent)
		say_calls(&r, unit);
	if (owed && !r.rule.plain)
		reason_thought(&r, arena_printf(mem, _("rule: %s"), r.rule.name));
	return reason_end(&r);
}

/* ---- a date ---- */

const char *light_reason_date(struct ledger *l, date due, int64_t plan, int64_t unit,
			      struct arena *mem)
{
	date today = ledger_today(l);
	struct err ignore = { 0 };
	tallies list = { 0 };
	struct tally sum;

	if (!tally_read_due(l->db, unit ? TALLY_UNIT : TALLY_PLAN, unit ? unit : plan, plan, due,
			    today, &list, &ignore))
		list.n = 0;
	struct reason r = reason_begin(l, light_of_tallies(list.p, list.n, today), mem);
	if (shown_tally(&list, today, &sum))
		reason_say_tally(&r, &sum, 0, false);
	else
		reason_part(&r, _("nothing is due"));
	vec_clear(&list);
	return reason_end(&r);
}
