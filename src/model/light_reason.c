/* Why a light is what it is: one sentence, from the same facts as the light. */
#include "model/light.h"

#include <limits.h>
#include <string.h>

#include "base/buf.h"
#include "base/gettext.h"
#include "model/duty.h"
#include "model/extension.h"
#include "model/figure.h"
#include "model/owes.h"
#include "model/phase.h"
#include "model/reorg.h"
#include "model/rule.h"
#include "model/say.h"
#include "model/setting.h"
#include "model/shown.h"
#include "model/target.h"
#include "model/view.h"
#include "store/list.h"
#include "store/rows.h"

#include "base/ban.h"

enum { NAMES_MOST = 8 };      /* on a screen */

/* A sentence while it is made. */
struct reason {
	struct ledger *l;
	date today;
	enum light light;
	struct rule rule;   /* in force */
	struct arena *mem;
	struct buf text;
	bool more;          /* something was said already */
	int most;           /* more names are not named */
};

static struct reason reason_begin(struct ledger *l, enum light light, struct arena *mem)
{
	struct reason r = { .l = l, .today = ledger_today(l), .light = light, .rule = setting_rule(l), .mem = mem, .most = NAMES_MOST };

	buf_printf(&r.text, "%s: ", light_word(light));
	return r;
}

static const char *reason_end(struct reason *r)
{
	const char *text = arena_strdup(r->mem, buf_text(&r->text));

	buf_clear(&r->text);
	return text;
}

/* Adds a part; parts of one thought are joined by ", ", others by "; ". */
static void part(struct reason *r, const char *text)
{
	if (*text)
		buf_printf(&r->text, "%s%s", r->more ? ", " : "", text);
	r->more |= *text != '\0';
}

static void thought(struct reason *r, const char *text)
{
	if (*text)
		buf_printf(&r->text, "%s%s", r->more ? "; " : "", text);
	r->more |= *text != '\0';
}

static const char *day(struct reason *r, date d)
{
	return say_day(d, r->today, r->mem);
}

static const char *due_text(struct reason *r, date due)
{
	return due == DATE_NONE ? _("no date") : say_due(due, r->today, r->l->cal, r->mem);
}

/* ---- one duty ---- */

static bool contact_of(struct reason *r, int64_t unit)
{
	contact_rows list = { 0 };
	struct err ignore = { 0 };
	bool found = contacts_read(r->l->db, unit, r->mem, &list, &ignore) && list.n > 0;

	if (found)
		thought(r, arena_printf(r->mem, _("contact %s %s"), list.p[0].name, list.p[0].phone));
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
		thought(r, _("no contact on file"));
	vec_clear(&parts);
}

static const char *urging_text(struct reason *r, const struct entry_row *e)
{
	const char *way = e->way && *e->way ? say_way(e->way) : _("urged");

	if (e->promised != DATE_NONE)
		return arena_printf(r->mem, _("%s %s: promised for %s"), day(r, e->on), way, day(r, e->promised));
	if (e->text && *e->text)
		return arena_printf(r->mem, "%s %s: %s", day(r, e->on), way, e->text);
	return arena_printf(r->mem, "%s %s", day(r, e->on), way);
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
			if (entry_last(r->l->db, d->item, parts.p[i], "urge", r->mem, &one) && (!e.key || one.at_ms > e.at_ms))
				e = one;
	if (e.key)
		thought(r, urging_text(r, &e));
	vec_clear(&parts);
}

static const char *report_text(struct reason *r, const struct duty_state *d)
{
	const char *on = day(r, d->reported);

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
			if (targets.p[i].soft || !target_line_duty(r->l, &targets.p[i], d, r->mem, &line, &ignore) || line.met != MET_NO)
				continue;
			text = arena_printf(r->mem, _("target missed: %s (%s)"), line.full, line.demand);
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
		part(r, arena_printf(r->mem, ngettext("%d working day late", "%d working days late", (unsigned long)late), late));
	else if (is_late)
		part(r, _("late, on a day off"));
}

static void say_in(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (d->met == MET_NO && d->due != DATE_NONE && d->due < r->today)
		part(r, due_text(r, d->due));
	part(r, report_text(r, d));
	if (d->parts > 1)
		part(r, arena_printf(r->mem, ngettext("of %d part", "of %d parts", (unsigned long)d->parts), d->parts));
	if (d->parts)
		part(r, reorg_parts_text(r->l, d->item, d->unit, r->mem));
	say_late(r, d);
	if (d->extension == 'g')
		part(r, extension_text(r->l, d, r->mem));
	if (d->review == 'a' && entry_last(r->l->db, d->item, d->unit, "accept", r->mem, &e))
		part(r, arena_printf(r->mem, _("accepted on %s"), day(r, e.on)));
	else if (d->review == 'a')
		part(r, _("accepted"));
	else
		part(r, _("not reviewed yet"));
	if (d->met == MET_NO)
		part(r, missed_text(r, d));
}

/* The phase is met: what comes instead of its date. */
static void say_goes_on(struct reason *r, date review)
{
	if (review != DATE_NONE)
		thought(r, arena_printf(r->mem, _("goes on, next review %s"), day(r, review)));
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
		part(r, arena_printf(r->mem, ngettext("owes %zu period:%s%s", "owes %zu periods:%s%s", (unsigned long)owed.n), owed.n,
			buf_text(&names), owed.n > NAMES_MOST ? " ..." : ""));
	}
	buf_clear(&names);
	vec_clear(&owed);
}

/* "11-16 评灯: 质量不过关": where the rule looks at it. */
static void say_judged(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (d->judged && rule_asks(&r->rule, FACT_JUDGED, FACT_JUDGED_GREEN) && entry_last(r->l->db, d->item, d->unit, "judge", r->mem, &e))
		thought(r, arena_printf(r->mem, _("judged by hand on %s: %s"), day(r, e.on), e.text ? e.text : ""));
}

static void say_silent(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	part(r, due_text(r, d->due));
	if (d->extension == 'g')
		part(r, extension_text(r->l, d, r->mem));
	if (d->review == 'x' && entry_last(r->l->db, d->item, d->unit, "return", r->mem, &e))
		part(r, arena_printf(r->mem, _("returned on %s: %s"), day(r, e.on), e.text ? e.text : ""));
	else if (d->review == 'x')
		part(r, _("returned"));
	else if (d->parts > 1)
		part(r, arena_printf(r->mem, _("%d of %d parts reported"), d->parts_in, d->parts));
	else
		part(r, _("not reported"));
	if (d->parts)
		part(r, reorg_parts_text(r->l, d->item, d->unit, r->mem));
	say_periods(r, d);
	if (d->extension != 'g')
		thought(r, extension_text(r->l, d, r->mem));
	say_contact(r, d);
	say_urging(r, d);
}

static void say_suspended(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (entry_last(r->l->db, d->item, d->unit, "suspend", r->mem, &e) || entry_last(r->l->db, d->item, 0, "suspend", r->mem, &e))
		part(r, arena_printf(r->mem, _("suspended on %s: %s"), day(r, e.on), e.text ? e.text : ""));
	else
		part(r, _("suspended"));
}

static void say_closed(struct reason *r, const struct duty_state *d)
{
	struct entry_row e;

	if (entry_last(r->l->db, d->item, d->unit, "close", r->mem, &e) || entry_last(r->l->db, d->item, 0, "close", r->mem, &e))
		part(r, arena_printf(r->mem, _("closed on %s"), day(r, e.on)));
	else
		part(r, _("closed"));
}

static void say_duty(struct reason *r, const struct duty_state *d)
{
	if (!d->key)
		part(r, _("the lead units report, this one does not by itself"));
	else if (d->state == 'c')
		say_closed(r, d);
	else if (d->state == 's')
		say_suspended(r, d);
	else if (duty_is_in(d))
		say_in(r, d);
	else if (d->standing)
		part(r, _("goes on without a date"));
	else if (d->begins > r->today)
		part(r, arena_printf(r->mem, _("begins on %s, due on %s"), day(r, d->begins), day(r, d->due)));
	else
		say_silent(r, d);
	say_goes_on(r, phase_review_duty(r->l, d));
	say_judged(r, d);
	if (d->key)
		thought(r, rule_why(&r->rule, r->l->cal, d, r->today, r->mem));
}

const char *light_reason_duty(struct ledger *l, const struct duty_state *d, struct arena *mem)
{
	struct reason r = reason_begin(l, light_of_duty(d, ledger_today(l)), mem);

	say_duty(&r, d);
	return reason_end(&r);
}

/* ---- an item ---- */

/* Who is named: those who are silent, who missed the target, whose light is the one the sentence is about. */
enum who { WHO_SILENT, WHO_MISSED, WHO_LIT };

static bool duty_is(const struct reason *r, const struct duty_state *d, enum who who)
{
	return !d->standing && (who == WHO_SILENT || (who == WHO_MISSED ? d->met == MET_NO : light_of_duty(d, r->today) == r->light));
}

static bool tally_has(const struct reason *r, const struct tally *t, enum who who)
{
	if (who == WHO_LIT)
		return light_of_tallies(t, 1, r->today) == r->light;
	return who == WHO_SILENT ? t->in < t->owed : t->missed > 0;
}

/* " 市质监局 市信息中心": those of one due date. */
static void add_names(struct reason *r, int64_t item, date due, enum who who)
{
	struct query q = { .of = LIST_DUTIES, .item = item, .due = due, .silent = who == WHO_SILENT, .today = r->today };
	struct list list = { 0 };
	struct err ignore = { 0 };
	int n = 0;

	list_start(&list, &q);
	if (list_need(r->l->db, &list, r->most == NAMES_MOST ? 500 : SIZE_MAX, &ignore))
		for (size_t i = 0; i < list.keys.n && n <= r->most; i++) {
			struct duty_state d;
			struct unit_row unit;
			if (!duty_state_get(r->l->db, list.keys.p[i], &d) || !duty_is(r, &d, who) ||
				!unit_get(r->l->db, d.unit, r->mem, &unit, &ignore))
				continue;
			buf_printf(&r->text, "%s%s", n ? " " : ": ", n < r->most ? unit.name : "...");
			n++;
		}
	list_clear(&list);
}

/* The same of a group: the numbers of its items. */
static void add_numbers(struct reason *r, int64_t item, date due, enum who who)
{
	item_rows children = { 0 };
	struct err ignore = { 0 };
	int n = 0;

	if (!children_read(r->l->db, item, r->mem, &children, &ignore))
		children.n = 0;
	for (size_t i = 0; i < children.n && n <= r->most; i++) {
		tallies list = { 0 };
		bool counts = false;
		if (tally_read(r->l->db, TALLY_ITEM, children.p[i].key, 0, r->today, &list, &ignore))
			for (size_t k = 0; k < list.n; k++)
				counts |= list.p[k].due == due && tally_has(r, &list.p[k], who);
		vec_clear(&list);
		if (!counts)
			continue;
		buf_printf(&r->text, "%s%s", n ? " " : ": ", n < r->most ? children.p[i].number : "...");
		n++;
	}
	vec_clear(&children);
}

/* Counts of one due date, as they are said of an item or of a whole date: "7 个牵头单位中 2 个未报". */
static const char *silent_text(struct reason *r, const struct tally *t, int64_t item)
{
	int silent = t->owed - t->in;
	struct item_row row;
	struct err ignore = { 0 };

	if (item && item_get(r->l->db, item, r->mem, &row, &ignore) && owes_all(&row))
		return arena_printf(r->mem, ngettext("of %d unit %d has not reported", "of %d units %d have not reported", (unsigned long)t->owed),
			t->owed, silent);
	if (item)
		return arena_printf(r->mem, ngettext("of %d lead unit %d has not reported", "of %d lead units %d have not reported",
			(unsigned long)t->owed), t->owed, silent);
	return arena_printf(r->mem, ngettext("of %d report %d is missing", "of %d reports %d are missing",
		(unsigned long)t->owed), t->owed, silent);
}

static const char *in_text(struct reason *r, const struct tally *t)
{
	const char *all = arena_printf(r->mem, ngettext("%d report is in", "all %d reports are in", (unsigned long)t->owed), t->owed);

	if (t->pending)
		all = arena_printf(r->mem, _("%s, %d not reviewed yet"), all, t->pending);
	return all;
}

static const char *misses_text(struct reason *r, const struct tally *t)
{
	return arena_printf(r->mem, ngettext("of %d report %d misses the target", "of %d reports %d miss the target", (unsigned long)t->owed),
		t->owed, t->missed);
}

/* The tally that makes the light: the shown one if it does, else the first that does. */
static const struct tally *deciding(const tallies *list, enum light light, date today, struct tally *sum)
{
	const struct tally *shown = shown_tally(list, today, sum);

	if (!shown || light_of_tallies(shown, 1, today) == light)
		return shown;
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].begins <= today && light_of_tallies(&list->p[i], 1, today) == light)
			return shown_sum(list, &list->p[i], sum);
	return shown;
}

/* One value for all units was missed: how it stands. False where each unit is judged for itself. */
static bool say_shared_miss(struct reason *r, int64_t item)
{
	target_rows targets = { 0 };
	struct err ignore = { 0 };
	bool said = false;

	if (targets_read(r->l->db, item, r->mem, &targets, &ignore))
		for (size_t i = 0; i < targets.n && !said; i++) {
			struct target_line line;
			const struct target_row *t = &targets.p[i];
			if (t->soft || !(target_is_joint(t) || target_is_sum(t)) || !target_line_item(r->l, t, item, r->mem, &line, &ignore) ||
				line.met != MET_NO)
				continue;
			part(r, arena_printf(r->mem, _("target missed: %s (%s)"), line.full, line.demand));
			said = true;
		}
	vec_clear(&targets);
	return said;
}

static void add_who(struct reason *r, const struct tally *t, int64_t item, bool group, enum who who)
{
	if (item && group)
		add_numbers(r, item, t->due, who);
	else if (item)
		add_names(r, item, t->due, who);
}

/* By a chosen rule a light may be red of which all is in, and the other way round: who makes it so is named. */
static void say_by_rule(struct reason *r, const struct tally *t, int64_t item, bool group)
{
	part(r, due_text(r, t->due));
	part(r, t->in < t->owed ? silent_text(r, t, group ? 0 : item) : in_text(r, t));
	const char *rule = arena_printf(r->mem, _("rule: %s"), r->rule.name);
	if (r->light < LIGHT_YELLOW || !item) {
		thought(r, rule);
		return;
	}
	thought(r, light_word(r->light));
	add_who(r, t, item, group, WHO_LIT);
	buf_printf(&r->text, " (%s)", rule);
}

static void say_tally(struct reason *r, const struct tally *t, int64_t item, bool group)
{
	if (t->begins > r->today) {
		part(r, arena_printf(r->mem, _("begins on %s, due on %s"), day(r, t->begins), day(r, t->due)));
		return;
	}
	if (!r->rule.plain) {
		say_by_rule(r, t, item, group);
		return;
	}
	if (t->in < t->owed) {
		part(r, due_text(r, t->due));
		part(r, silent_text(r, t, group ? 0 : item));
	} else if (t->missed) {
		part(r, due_text(r, t->due));
		if (item && !group && say_shared_miss(r, item))
			return;
		part(r, misses_text(r, t));
	} else {
		part(r, in_text(r, t));
		return;
	}
	add_who(r, t, item, group, t->in < t->owed ? WHO_SILENT : WHO_MISSED);
}

/* All that would be owed was suspended: with the item, or unit by unit. */
static bool say_all_suspended(struct reason *r, int64_t item)
{
	duty_states list = { 0 };
	struct err ignore = { 0 };
	bool said = false;

	if (duty_states_read(r->l->db, item, 0, &list, &ignore))
		for (size_t i = 0; i < list.n && !said; i++)
			if (!list.p[i].standing && list.p[i].state == 's') {
				say_suspended(r, &(struct duty_state){ .item = item });
				said = true;
			}
	vec_clear(&list);
	return said;
}

/* Why nothing is owed. */
static void say_nothing(struct reason *r, int64_t item)
{
	if (say_all_suspended(r, item))
		return;
	deadline_rows deadlines = { 0 };
	struct err ignore = { 0 };
	keys leads = { 0 };

	if (!leads_read(r->l->db, item, &leads, &ignore) || leads.n == 0)
		part(r, _("no unit leads it"));
	else if (!deadlines_read(r->l->db, item, r->mem, &deadlines, &ignore) || deadlines.n == 0)
		part(r, _("no deadline was read"));
	else
		part(r, _("goes on without a date"));
	vec_clear(&leads);
	vec_clear(&deadlines);
}

/* One unit alone: its name and its duty. */
static bool say_only_unit(struct reason *r, int64_t item, date due)
{
	duty_states list = { 0 };
	struct err ignore = { 0 };
	struct unit_row unit;
	const struct duty_state *only = NULL;

	if (duty_states_read(r->l->db, item, 0, &list, &ignore))
		for (size_t i = 0; i < list.n; i++)
			if (!list.p[i].standing && list.p[i].due == due)
				only = &list.p[i];
	bool said = only && unit_get(r->l->db, only->unit, r->mem, &unit, &ignore);
	if (said) {
		buf_printf(&r->text, "%s ", unit.name);
		say_duty(r, only);
	}
	vec_clear(&list);
	return said;
}

static const char *item_reason(struct ledger *l, int64_t item, int most, struct arena *mem)
{
	date today = ledger_today(l);
	struct item_row row = { .children = 0 };
	struct err ignore = { 0 };
	tallies list = { 0 };
	struct tally sum;
	bool ok = tally_read(l->db, TALLY_ITEM, item, 0, today, &list, &ignore) && item_get(l->db, item, mem, &row, &ignore);
	enum light light = light_of_tallies(list.p, list.n, today);
	struct reason r = reason_begin(l, light, mem);
	const struct tally *t = ok ? deciding(&list, light, today, &sum) : NULL;

	r.most = most;
	if (!t)
		say_nothing(&r, item);
	else if (t->owed > 1 || row.children || !say_only_unit(&r, item, t->due))
		say_tally(&r, t, item, row.children > 0);
	if (t && t->owed > 1 && !row.children)
		say_goes_on(&r, phase_review_item(l, &row, t));
	vec_clear(&list);
	return reason_end(&r);
}

const char *light_reason_item(struct ledger *l, int64_t item, struct arena *mem)
{
	return item_reason(l, item, NAMES_MOST, mem);
}

const char *light_reason_item_whole(struct ledger *l, int64_t item, struct arena *mem)
{
	return item_reason(l, item, INT_MAX - 1, mem);
}

/* ---- a unit, a date ---- */

/* Calls: an urging of five duties at once is one. Newest first. */
static int calls_count(const entry_rows *list, const struct entry_row **last, const struct entry_row **first)
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
	int n = entries_read(r->l->db, 0, unit, 500, r->mem, &list, &ignore) ? calls_count(&list, &last, &first) : 0;

	if (n > 1)
		thought(r, arena_printf(r->mem, ngettext("urged %d time since %s", "urged %d times since %s", (unsigned long)n), n, day(r, first->on)));
	if (n)
		(n > 1 ? part : thought)(r, arena_printf(r->mem, "%s (%s)", urging_text(r, last), last->by));
	vec_clear(&list);
}

const char *light_reason_unit(struct ledger *l, int64_t unit, struct arena *mem)
{
	date today = ledger_today(l);
	struct unit_row row = { .name = "" };
	struct err ignore = { 0 };
	tallies list = { 0 };
	int owed = 0, silent = 0, missed = 0;
	bool ok = tally_read(l->db, TALLY_UNIT, unit, 0, today, &list, &ignore) && unit_get(l->db, unit, mem, &row, &ignore);
	struct reason r = reason_begin(l, light_of_tallies(list.p, list.n, today), mem);

	for (size_t i = 0; ok && i < list.n; i++) {
		owed += list.p[i].owed;
		silent += list.p[i].begins <= today ? list.p[i].owed - list.p[i].in : 0;
		missed += list.p[i].missed;
	}
	vec_clear(&list);
	if (silent)
		part(&r, arena_printf(mem, ngettext("%s owes %d report", "%s owes %d reports", (unsigned long)silent), row.name, silent));
	else if (owed)
		part(&r, arena_printf(mem, _("%s has sent all that is due"), row.name));
	else
		part(&r, arena_printf(mem, _("%s owes nothing"), row.name));
	if (missed)
		part(&r, arena_printf(mem, ngettext("%d target missed", "%d targets missed", (unsigned long)missed), missed));
	thought(&r, reorg_text(l, unit, mem));
	if (silent)
		say_calls(&r, unit);
	if (owed && !r.rule.plain)
		thought(&r, arena_printf(mem, _("rule: %s"), r.rule.name));
	return reason_end(&r);
}

const char *light_reason_date(struct ledger *l, date due, int64_t plan, int64_t unit, struct arena *mem)
{
	date today = ledger_today(l);
	struct err ignore = { 0 };
	tallies list = { 0 };
	struct tally sum;

	if (!tally_read_due(l->db, unit ? TALLY_UNIT : TALLY_PLAN, unit ? unit : plan, plan, due, today, &list, &ignore))
		list.n = 0;
	struct reason r = reason_begin(l, light_of_tallies(list.p, list.n, today), mem);
	if (shown_tally(&list, today, &sum))
		say_tally(&r, &sum, 0, false);
	else
		part(&r, _("nothing is due"));
	vec_clear(&list);
	return reason_end(&r);
}
