/* Why the light of one duty is what it is. */
#include "model/light_reason_private.h"

#include "base/gettext.h"
#include "model/duty.h"
#include "model/extension.h"
#include "model/figure.h"
#include "model/phase.h"
#include "model/reorg.h"
#include "model/say.h"
#include "model/target.h"
#include "model/view.h"
#include "store/rows.h"
#include "store/unheard.h"

#include "base/ban.h"

static bool contact_of(struct reason *r, int64_t unit)
{
	contact_rows list = { 0 };
	struct err ignore = { 0 };
	bool found = contacts_read(r->l->db, unit, ledger_today(r->l), r->mem, &list, &ignore) &&
		     list.n > 0;

	if (found)
		reason_thought(r, arena_printf(r->mem, _("contact %s %s"), list.p[0].name,
					       list.p[0].phone));
	vec_clear(&list);
	return found;
}

/* A unit that goes on for others is reached through theirs while it has none. */
static void say_contact(struct reason *r, const struct duty_state *d)
{
	keys parts = { 0 };
	struct err ignore = { 0 };
	bool found = contact_of(r, d->unit);

	if (!found && d->parts && reorg_parts(r->l, d->item, d->unit, &parts, &ignore))
		for (size_t i = 0; i < parts.n && !found; i++)
			found = contact_of(r, parts.p[i]);
	if (!found)
		reason_thought(r, _("no contact on file"));
	vec_clear(&parts);
}

const char *reason_urging(struct reason *r, const struct entry_row *e)
{
	const char *how = say_entry_how(e, r->mem), *way = *how ? how : _("urged");

	if (e->promised != DATE_NONE)
		return arena_printf(r->mem, _("%s %s: promised for %s"), reason_day(r, e->on), way,
				    reason_day(r, e->promised));
	if (e->text && *e->text)
		return arena_printf(r->mem, "%s %s: %s", reason_day(r, e->on), way, e->text);
	return arena_printf(r->mem, "%s %s", reason_day(r, e->on), way);
}

static void say_urging(struct reason *r, const struct duty_state *d)
{
	struct entry_row e = { .key = 0 }, one;
	keys parts = { 0 };
	struct err ignore = { 0 };

	if (!entry_last(r->l->db, d->item, d->unit, "urge", r->mem, &e))
		e = (struct entry_row){ .key = 0 };
	if (d->parts && reorg_parts(r->l, d->item, d->unit, &parts, &ignore))
		for (size_t i = 0; i < parts.n; i++)
			if (entry_last(r->l->db, d->item, parts.p[i], "urge", r->mem, &one) &&
			    (!e.key || one.at_ms > e.at_ms))
				e = one;
	if (e.key)
		reason_thought(r, reason_urging(r, &e));
	vec_clear(&parts);
}

static const char *report_text(struct reason *r, const struct duty_state *d)
{
	const char *on = reason_day(r, d->reported);

	switch (d->report) {
	case 'n': return arena_printf(r->mem, _("no change reported on %s"), on);
	case 'z': return arena_printf(r->mem, _("zero reported on %s"), on);
	case 'j': return arena_printf(r->mem, _("reported jointly by another on %s"), on);
	default: return arena_printf(r->mem, _("reported on %s"), on);
	}
}

/* The hard target that was missed, with figures: "159/199 = 79.9%  1 short (>= 80%)". */
static const char *missed_text(struct reason *r, const struct duty_state *d)
{
	target_rows targets = { 0 };
	struct err ignore = { 0 };
	const char *text = _("target missed");

	if (target_rows_of(r->l, d, r->mem, &targets, &ignore))
		for (size_t i = 0; i < targets.n; i++) {
			struct target_line line;
			if (!target_is_hard(r->l, &targets.p[i]) ||
			    !target_line_duty(r->l, &targets.p[i], d, r->mem, &line, &ignore) ||
			    line.met != MET_NO)
				continue;
			text = *line.sum ? arena_printf(r->mem,
							_("the sum over the units misses the "
							  "target: %s (%s)"),
							line.sum, line.demand)
					 : arena_printf(r->mem, _("target missed: %s (%s)"),
							line.full, line.demand);
			break;
		}
	vec_clear(&targets);
	return text;
}

/* Green does not say it: in, but after its date (the granted one, where it was extended). */
static void say_late(struct reason *r, const struct duty_state *d)
{
	bool is_late;
	int late = rule_late(r->l->cal, d, &is_late);

	if (is_late && late > 0)
		reason_part(r, arena_printf(r->mem,
					    ngettext("%d working day late", "%d working days late",
						     (unsigned long)late),
					    late));
	else if (is_late)
		reason_part(r, _("late, on a day off"));
}

static void say_in(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (d->met == MET_NO && d->due != DATE_NONE && d->due < r->today)
		reason_part(r, reason_due(r, d->due));
	reason_part(r, report_text(r, d));
	if (d->parts > 1)
		reason_part(r, arena_printf(r->mem,
					    ngettext("of %d part", "of %d parts",
						     (unsigned long)d->parts),
					    d->parts));
	if (d->parts)
		reason_part(r, reorg_parts_text(r->l, d->item, d->unit, r->mem));
	say_late(r, d);
	if (d->extension == 'g')
		reason_part(r, extension_text(r->l, d, r->mem));
	if (d->review == 'a' && entry_last(r->l->db, d->item, d->unit, "accept", r->mem, &e))
		reason_part(r, arena_printf(r->mem, _("accepted on %s"), reason_day(r, e.on)));
	else if (d->review == 'a')
		reason_part(r, _("accepted"));
	else
		reason_part(r, _("not reviewed yet"));
	if (d->met == MET_NO)
		reason_part(r, missed_text(r, d));
}

void reason_say_goes_on(struct reason *r, date review)
{
	if (review != DATE_NONE)
		reason_thought(r, arena_printf(r->mem, _("goes on, next review %s"),
					       reason_day(r, review)));
}

/* "owes 2 periods: 2018-11 2018-12": where more than the oldest one is owed. */
static void say_periods(struct reason *r, const struct duty_state *d)
{
	duty_states owed = { 0 };
	struct err ignore = { 0 };
	struct buf names = { 0 };

	if (view_owed(r->l, d, &owed, &ignore) && owed.n > 1) {
		for (size_t i = 0; i < owed.n && i < NAMES_MOST; i++)
			buf_printf(&names, " %s", owed.p[i].occ);
		reason_part(r,
			    arena_printf(r->mem,
					 ngettext("owes %zu period:%s%s", "owes %zu periods:%s%s",
						  (unsigned long)owed.n),
					 owed.n, buf_text(&names),
					 owed.n > NAMES_MOST ? " ..." : ""));
	}
	buf_clear(&names);
	vec_clear(&owed);
}

/* "11-16 评灯: 质量不过关": where the rule looks at it. */
static void say_judged(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (d->judged && rule_asks(&r->rule, FACT_JUDGED, FACT_JUDGED_GREEN) &&
	    entry_last(r->l->db, d->item, d->unit, "judge", r->mem, &e))
		reason_thought(r, arena_printf(r->mem, _("judged by hand on %s: %s"),
					       reason_day(r, e.on), e.text ? e.text : ""));
}

const char *reason_dateless(struct reason *r, const deadline_rows *list, int64_t deadline)
{
	static const struct { const char *kind, *says; } kinds[] = {
		{ "invalid", N_("“%s” is no date: please set one") },
		{ "unscheduled", N_("“%s” names no date") },
		{ "start", N_("“%s”: begins, and goes on without a date") },
		{ "immediate", N_("“%s”: to be done at once") },
	};
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (size_t i = 0; i < list->n; i++)
			if ((!deadline || list->p[i].key == deadline) &&
			    strcmp(list->p[i].kind, kinds[k].kind) == 0)
				return arena_printf(r->mem, _(kinds[k].says),
						    list->p[i].text ? list->p[i].text : "");
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].key == deadline && strcmp(list->p[i].kind, "relative") == 0)
			return list->p[i].from_receipt
				       ? _("counted from its receipt, which is not signed yet")
				       : _("counted from the hand-over, which is not entered yet");
	return deadline ? NULL : _("goes on without a date");
}

/* Why this duty has no date; NULL: nothing to say of it. */
static const char *dateless_duty(struct reason *r, const struct duty_state *d)
{
	deadline_rows list = { 0 };
	struct err ignore = { 0 };
	const char *text = deadlines_read(r->l->db, d->item, r->mem, &list, &ignore)
				   ? reason_dateless(r, &list, d->deadline)
				   : NULL;

	vec_clear(&list);
	return text;
}

static void say_silent(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;
	const char *why = d->due == DATE_NONE ? dateless_duty(r, d) : NULL;

	reason_part(r, why ? why : reason_due(r, d->due));
	if (d->extension == 'g')
		reason_part(r, extension_text(r->l, d, r->mem));
	if (d->review == 'x' && entry_last(r->l->db, d->item, d->unit, "return", r->mem, &e))
		reason_part(r, arena_printf(r->mem, _("returned on %s: %s"), reason_day(r, e.on),
					    e.text ? e.text : ""));
	else if (d->review == 'x')
		reason_part(r, _("returned"));
	else if (d->parts > 1)
		reason_part(r, arena_printf(r->mem, _("%d of %d parts reported"), d->parts_in,
					    d->parts));
	else if (d->unheard)
		reason_part(r, reason_unheard(r, unheard_since(r->l->db, d->unit), 1));
	else
		reason_part(r, _("not reported"));
	if (d->parts)
		reason_part(r, reorg_parts_text(r->l, d->item, d->unit, r->mem));
	say_periods(r, d);
	if (d->extension != 'g')
		reason_thought(r, extension_text(r->l, d, r->mem));
	say_contact(r, d);
	say_urging(r, d);
}

void reason_say_suspended(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (entry_last(r->l->db, d->item, d->unit, "suspend", r->mem, &e) ||
	    entry_last(r->l->db, d->item, 0, "suspend", r->mem, &e))
		reason_part(r, arena_printf(r->mem, _("suspended on %s: %s"), reason_day(r, e.on),
					    e.text ? e.text : ""));
	else
		reason_part(r, _("suspended"));
}

static void say_closed(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (entry_last(r->l->db, d->item, d->unit, "close", r->mem, &e) ||
	    entry_last(r->l->db, d->item, 0, "close", r->mem, &e))
		reason_part(r, arena_printf(r->mem, _("closed on %s"), reason_day(r, e.on)));
	else
		reason_part(r, _("closed"));
}

void reason_say_duty(struct reason *r, const struct duty_state *d)
{
	if (d->key)
		reason_part(r, rule_level(&r->rule, r->l->cal, d, r->today));
	if (!d->key)
		reason_part(r, _("the lead units report, this one does not by itself"));
	else if (d->state == 'c')
		say_closed(r, d);
	else if (d->state == 's')
		reason_say_suspended(r, d);
	else if (duty_is_in(d))
		say_in(r, d);
	else if (d->standing) {
		const char *why = dateless_duty(r, d);
		reason_part(r, why ? why : _("goes on without a date"));
	}
	else if (d->begins > r->today)
		reason_part(r, arena_printf(r->mem, _("begins on %s, due on %s"),
					    reason_day(r, d->begins), reason_day(r, d->due)));
	else
		say_silent(r, d);
	reason_say_goes_on(r, phase_review_duty(r->l, d));
	say_judged(r, d);
	if (d->key)
		reason_thought(r, rule_why(&r->rule, r->l->cal, d, r->today, r->mem));
}

const char *light_reason_duty(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	struct reason r = reason_begin(l, light_of_duty(d, ledger_today(l)), mem);

	reason_say_duty(&r, d);
	return reason_end(&r);
}
