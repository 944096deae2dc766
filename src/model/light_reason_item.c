/* Why the light of an item is what it is; and what the sums of one due date say. */
#include "model/light_reason_private.h"

#include <limits.h>
#include <string.h>

#include "base/gettext.h"
#include "model/fits.h"
#include "model/owes.h"
#include "model/phase.h"
#include "model/shown.h"
#include "model/target.h"
#include "store/list.h"
#include "store/rows.h"

#include "base/ban.h"

/* Who is named: those who are silent, who missed the target, whose light is the one the sentence is
 * about. */
enum who { WHO_SILENT, WHO_MISSED, WHO_LIT };

static bool duty_is(const struct reason *r, const struct duty_state *d, enum who who)
{
	if (d->standing ||
	    (r->level && strcmp(rule_level(&r->rule, r->l->cal, d, r->today), r->level) != 0))
		return false;
	return who == WHO_SILENT ||
	       (who == WHO_MISSED ? d->met == MET_NO : light_of_duty(d, r->today) == r->light);
}

static bool tally_has(const struct reason *r, const struct tally *t, enum who who)
{
	if (who == WHO_LIT)
		return light_of_tallies(t, 1, r->today) == r->light;
	return who == WHO_SILENT ? t->in + t->unheard < t->owed : t->missed > 0;
}

/* " 市质监局 市信息中心": those of one due date. */
static void add_names(struct reason *r, int64_t item, date due, enum who who)
{
	struct query q = { .of = LIST_DUTIES, .item = item, .due = due, .silent = who == WHO_SILENT,
		.today = r->today };
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
			buf_printf(&r->text, "%s%s", n ? " " : ": ",
				   n < r->most ? unit.name : "...");
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
		if (tally_read(r->l->db, TALLY_ITEM, children.p[i].key, 0, r->today, &list,
			       &ignore))
			for (size_t k = 0; k < list.n; k++)
				counts |= list.p[k].due == due && tally_has(r, &list.p[k], who);
		vec_clear(&list);
		if (!counts)
			continue;
		buf_printf(&r->text, "%s%s", n ? " " : ": ",
			   n < r->most ? children.p[i].number : "...");
		n++;
	}
	vec_clear(&children);
}

/* Counts of one due date, as they are said of an item or of a whole date: "7 个牵头单位中 2
 * 个未报". */
static const char *silent_text(struct reason *r, const struct tally *t, int64_t item)
{
	int silent = t->owed - t->in - t->unheard;
	struct item_row row;
	struct err ignore = { 0 };

	if (item && item_get(r->l->db, item, r->mem, &row, &ignore) && owes_all(&row))
		return arena_printf(r->mem,
				    ngettext("of %d unit %d has not reported",
					     "of %d units %d have not reported",
					     (unsigned long)t->owed),
				    t->owed, silent);
	if (item)
		return arena_printf(r->mem,
				    ngettext("of %d lead unit %d has not reported",
					     "of %d lead units %d have not reported",
					     (unsigned long)t->owed),
				    t->owed, silent);
	return arena_printf(r->mem,
			    ngettext("of %d report %d is missing", "of %d reports %d are missing",
				     (unsigned long)t->owed),
			    t->owed, silent);
}

/* Who is silent, and of how many nobody knows here. */
static void say_out(struct reason *r, const struct tally *t, int64_t item)
{
	if (t->in + t->unheard < t->owed)
		reason_part(r, silent_text(r, t, item));
	if (t->unheard)
		reason_part(r, arena_printf(r->mem,
					    ngettext("%d not exchanged", "%d not exchanged",
						     (unsigned long)t->unheard),
					    t->unheard));
}

static const char *in_text(struct reason *r, const struct tally *t)
{
	const char *all = arena_printf(
		r->mem,
		ngettext("%d report is in", "all %d reports are in", (unsigned long)t->owed),
		t->owed);

	if (t->pending)
		all = arena_printf(r->mem, _("%s, %d not reviewed yet"), all, t->pending);
	return all;
}

static const char *misses_text(struct reason *r, const struct tally *t)
{
	return arena_printf(r->mem,
			    ngettext("of %d report %d misses the target",
				     "of %d reports %d miss the target", (unsigned long)t->owed),
			    t->owed, t->missed);
}

/* The tally that makes the light: the shown one if it does, else the first that does. */
static const struct tally *deciding(const tallies *list, enum light light, date today,
				    struct tally *sum)
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
			if (!target_is_hard(r->l, t) || !(target_is_joint(t) || target_is_sum(t)) ||
			    !target_line_item(r->l, t, item, r->mem, &line, &ignore) ||
			    line.met != MET_NO)
				continue;
			reason_part(r, arena_printf(r->mem, _("target missed: %s (%s)"), line.full,
						    line.demand));
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

/* "红: 市质监局 市信息中心". */
static void say_lit(struct reason *r, const struct tally *t, int64_t item, bool group)
{
	reason_thought(r, r->level && *r->level ? r->level : light_word(r->light));
	add_who(r, t, item, group, WHO_LIT);
}

static bool is_named_before(const struct rule *rule, int i)
{
	for (int k = 0; k < i; k++)
		if (rule->lines[k].light == rule->lines[i].light &&
		    strcmp(rule->lines[k].level, rule->lines[i].level) == 0)
			return true;
	return false;
}

static bool level_has(const struct reason *r, int64_t item, date due)
{
	duty_states list = { 0 };
	struct err ignore = { 0 };
	bool has = false;

	if (duty_states_read(r->l->db, item, 0, &list, &ignore))
		for (size_t i = 0; i < list.n && !has; i++)
			has = list.p[i].due == due && duty_is(r, &list.p[i], WHO_LIT);
	vec_clear(&list);
	return has;
}

/* Where the rule's lines name levels: who has which, in the order of the lines. */
static void say_levels(struct reason *r, const struct tally *t, int64_t item)
{
	for (int i = 0; i < r->rule.n; i++) {
		if (r->rule.lines[i].light != r->light || is_named_before(&r->rule, i))
			continue;
		r->level = r->rule.lines[i].level;
		if (level_has(r, item, t->due))
			say_lit(r, t, item, false);
	}
	r->level = NULL;
}

/* By a chosen rule a light may be red of which all is in, and the other way round: who makes it so
 * is named. */
static void say_by_rule(struct reason *r, const struct tally *t, int64_t item, bool group)
{
	reason_part(r, reason_due(r, t->due));
	if (t->in < t->owed)
		say_out(r, t, group ? 0 : item);
	else
		reason_part(r, in_text(r, t));
	const char *rule = arena_printf(r->mem, _("rule: %s"), r->rule.name);
	if (r->light < LIGHT_YELLOW || !item) {
		reason_thought(r, rule);
		return;
	}
	if (group)
		say_lit(r, t, item, group);
	else
		say_levels(r, t, item);
	buf_printf(&r->text, " (%s)", rule);
}

void reason_say_tally(struct reason *r, const struct tally *t, int64_t item, bool group)
{
	if (t->begins > r->today) {
		reason_part(r, arena_printf(r->mem, _("begins on %s, due on %s"),
					    reason_day(r, t->begins), reason_day(r, t->due)));
		return;
	}
	if (!r->rule.plain) {
		say_by_rule(r, t, item, group);
		return;
	}
	if (t->in < t->owed) {
		reason_part(r, reason_due(r, t->due));
		say_out(r, t, group ? 0 : item);
	} else if (t->missed) {
		reason_part(r, reason_due(r, t->due));
		if (item && !group && say_shared_miss(r, item))
			return;
		reason_part(r, misses_text(r, t));
	} else {
		reason_part(r, in_text(r, t));
		return;
	}
	if (t->in == t->owed || t->in + t->unheard < t->owed)
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
				reason_say_suspended(r, &(struct duty_state){ .item = item });
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
		reason_part(r, _("no unit leads it"));
	else if (!deadlines_read(r->l->db, item, r->mem, &deadlines, &ignore) || deadlines.n == 0)
		reason_part(r, _("no deadline was read"));
	else
		reason_part(r, reason_dateless(r, &deadlines, 0));
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
		reason_say_duty(r, only);
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
	bool ok = tally_read(l->db, TALLY_ITEM, item, 0, today, &list, &ignore) &&
		  item_get(l->db, item, mem, &row, &ignore);
	enum light light = light_of_tallies(list.p, list.n, today);
	struct reason r = reason_begin(l, light, mem);
	const struct tally *t = ok ? deciding(&list, light, today, &sum) : NULL;

	r.most = most;
	if (!t)
		say_nothing(&r, item);
	else if (t->owed > 1 || row.children || !say_only_unit(&r, item, t->due))
		reason_say_tally(&r, t, item, row.children > 0);
	if (t && t->owed > 1 && !row.children)
		reason_say_goes_on(&r, phase_review_item(l, &row, t));
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

/* ---- some of its duties ---- */

/* Of these the first that has the light, of what has begun where something has. */
static const struct duty_state *first_lit(const struct duty_state *list, size_t n, enum light light,
					  date today)
{
	const struct duty_state *first = NULL;

	for (size_t i = 0; i < n; i++) {
		bool begun = list[i].begins <= today;

		if (light_of_duty(&list[i], today) == light &&
		    (!first || (begun && first->begins > today)))
			first = &list[i];
	}
	return first ? first : list;
}

/* ": 市质监局 市信息中心": who of them is silent that day, or else who misses. */
static void add_fitting(struct reason *r, const struct duty_state *list, size_t n,
			const struct tally *day)
{
	bool misses = day->in == day->owed;
	struct unit_row unit;
	struct err ignore = { 0 };
	int said = 0;

	for (size_t i = 0; i < n && said <= r->most; i++) {
		const struct duty_state *d = &list[i];

		if (d->due != day->due || (misses ? d->met != MET_NO : duty_is_in(d)) ||
		    !unit_get(r->l->db, d->unit, r->mem, &unit, &ignore))
			continue;
		buf_printf(&r->text, "%s%s", said ? " " : ": ", said < r->most ? unit.name : "...");
		said++;
	}
}

static const char *fits_reason(struct ledger *l, const struct duty_state *list, size_t n, int most,
			       struct arena *mem)
{
	date today = ledger_today(l);
	enum light light = fits_light(list, n, today);
	struct reason r = reason_begin(l, light, mem);
	const struct duty_state *lit = first_lit(list, n, light, today);
	struct unit_row unit;
	struct err ignore = { 0 };
	duty_states day = { 0 };
	struct tally sum;

	r.most = most;
	for (size_t i = 0; i < n; i++)
		if (list[i].due == lit->due)
			*vec_push(&day) = list[i];
	if (day.n == 1) {
		if (unit_get(l->db, lit->unit, mem, &unit, &ignore))
			buf_printf(&r.text, "%s ", unit.name);
		reason_say_duty(&r, lit);
	} else {
		fits_shown(&day, today, &sum);
		reason_say_tally(&r, &sum, 0, false);
		if (sum.begins <= today && (sum.in < sum.owed || sum.missed))
			add_fitting(&r, day.p, day.n, &sum);
	}
	vec_clear(&day);
	return reason_end(&r);
}

const char *light_reason_fits(struct ledger *l, const struct duty_state *list, size_t n,
			      struct arena *mem)
{
	return fits_reason(l, list, n, NAMES_MOST, mem);
}

const char *light_reason_fits_whole(struct ledger *l, const struct duty_state *list, size_t n,
				    struct arena *mem)
{
	return fits_reason(l, list, n, INT_MAX - 1, mem);
}

const char *light_reason_sums(struct ledger *l, enum light light, const struct tally *sum,
			      struct arena *mem)
{
	struct reason r = reason_begin(l, light, mem);

	if (sum->owed == 0)
		reason_part(&r, _("nothing is due"));
	else if (sum->begins == DATE_NONE && sum->in == sum->owed)
		reason_part(&r, in_text(&r, sum));
	else
		reason_part(&r, reason_due(&r, sum->due));
	if (sum->begins == DATE_NONE && sum->in < sum->owed)
		say_out(&r, sum, 0);
	return reason_end(&r);
}
