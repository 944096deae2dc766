/* Rows of items. */
#include "model/view.h"

#include <stdio.h>
#include <string.h>

#include "base/gettext.h"
#include "base/map.h"
#include "model/duty.h"
#include "model/figure.h"
#include "model/fits.h"
#include "model/phase.h"
#include "model/reorg.h"
#include "model/shown.h"
#include "model/target.h"

#include "base/ban.h"

/* "市法院 等7": the chief lead's name, and how many lead in all. */
static bool leads_text(struct ledger *l, struct arena *mem, struct item_line *to, struct err *err)
{
	struct unit_row chief;
	keys leads = { 0 };
	bool ok = reorg_leads(l, to->item.key, &leads, err);

	to->n_leads = (int)leads.n;
	if (ok && leads.n > 0 && (ok = unit_get(l->db, leads.p[0], mem, &chief, err)))
		to->leads = leads.n == 1
				    ? chief.name
				    : arena_printf(mem, _("%s et al. %d"), chief.name, to->n_leads);
	vec_clear(&leads);
	return ok;
}

/* More children than that are not asked one by one while a list is drawn. */
enum { CHILDREN_JUDGED = 40 };

static bool any_demands(const target_rows *targets)
{
	for (size_t i = 0; i < targets->n; i++)
		if (target_demands(&targets->p[i]))
			return true;
	return false;
}

/* All who owe it have met the target, or it was met jointly. */
static bool child_judged(struct ledger *l, int64_t item, struct arena *mem, int *met, int *judged,
			 struct err *err)
{
	target_rows targets = { 0 };
	tallies list = { 0 };
	struct tally sum;
	bool ok = targets_read(l->db, item, mem, &targets, err);

	if (ok && any_demands(&targets) &&
	    (ok = tally_read(l->db, TALLY_ITEM, item, 0, ledger_today(l), &list, err))) {
		const struct tally *t = shown_tally(&list, ledger_today(l), &sum);
		++*judged;
		*met += t && t->met == t->owed;
	}
	vec_clear(&targets);
	vec_clear(&list);
	return ok;
}

/* "3/8 达标": how many of a group's items meet their target, of those that have one. */
static bool group_target(struct ledger *l, const struct item_row *item, struct arena *mem,
			 const char **to, struct err *err)
{
	keys children = { 0 };
	int met = 0, judged = 0;
	bool ok = item->children <= CHILDREN_JUDGED &&
		  children_keys(l->db, item->key, &children, err);

	for (size_t i = 0; ok && i < children.n; i++)
		ok = child_judged(l, children.p[i], mem, &met, &judged, err);
	if (ok && judged)
		*to = arena_printf(mem, _("%d/%d met"), met, judged);
	vec_clear(&children);
	return ok || item->children > CHILDREN_JUDGED;
}

/* The first target: of the item. */
static bool target_of_item(struct ledger *l, const struct item_row *item, const struct tally *shown,
			   struct arena *mem, const char **to, struct err *err)
{
	target_rows targets = { 0 };
	struct target_line line;
	bool ok = targets_read(l->db, item->key, mem, &targets, err);

	*to = "";
	if (ok && targets.n) {
		const struct target_row *t =
			shown_target(l, item->key, &targets, shown ? shown->due : DATE_NONE);
		ok = target_line_shown(l, t, item->key, shown, mem, &line, err);
		*to = ok ? line.brief : "";
	} else if (ok && item->children) {
		ok = group_target(l, item, mem, to, err);
	}
	vec_clear(&targets);
	return ok;
}

/* The same of one unit's duty. */
static bool target_of_duty(struct ledger *l, const struct duty_state *d, struct arena *mem,
			   const char **to, struct err *err)
{
	target_rows targets = { 0 };
	struct target_line line;
	bool ok = target_rows_of(l, d, mem, &targets, err);

	*to = "";
	if (ok && targets.n && (ok = target_line_duty(l, &targets.p[0], d, mem, &line, err)))
		*to = *line.sum && line.met == MET_NO
			      ? arena_printf(mem, "%s %s", line.brief, _("sum misses"))
		      : line.met == MET_YES
			      ? arena_printf(mem, "%s %s", line.brief,
					     *line.sum ? _("sum met") : _("met"))
			      : line.brief;
	vec_clear(&targets);
	return ok;
}

/* The items of a group fall due on several days: its row counts the day it shows and all that has
 * begun after it. */
static void group_later(const tallies *list, date today, struct tally *sum)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct tally *t = &list->p[i];

		if (t->due <= sum->due || t->begins > today)
			continue;
		sum->owed += t->owed;
		sum->in += t->in;
		sum->pending += t->pending;
	}
}

/* The key of a duty's occurrence. */
struct occurrence {
	int64_t deadline;
	char occ[sizeof((struct duty_state *)0)->occ];
	int32_t zero;
};

static intptr_t *occurrence_at(struct map *shown, const struct duty_state *d, bool create)
{
	struct occurrence key = { .deadline = d->deadline };

	snprintf(key.occ, sizeof key.occ, "%s", d->occ);
	return map_at(shown, (struct str){ (const char *)&key, sizeof key }, create);
}

static bool is_counted(const struct duty_state *d)
{
	return !d->standing && d->state != 's';
}

/* Those of the day and the period that the row shows: another date may lie on the day of the next
 * period. */
static void occurrences_shown(const duty_states *list, const struct tally *sum, struct map *shown)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct duty_state *d = &list->p[i];
		if (is_counted(d) && d->due == sum->due && d->begins == sum->begins)
			*occurrence_at(shown, d, true) = 1;
	}
}

/* Who was granted another date still belongs to the occurrence: the row counts all of it, whatever
 * day of it is shown. */
static bool occurrence_whole(struct ledger *l, int64_t item, struct tally *sum, struct err *err)
{
	duty_states list = { 0 };

	if (!item_has_granted(l->db, item))
		return true;
	struct map *shown = map_new();
	bool ok = duty_states_read(l->db, item, 0, &list, err);
	if (ok) {
		occurrences_shown(&list, sum, shown);
		sum->owed = sum->in = sum->pending = 0;
	}
	for (size_t i = 0; ok && i < list.n; i++) {
		const struct duty_state *d = &list.p[i];
		if (!is_counted(d) || !occurrence_at(shown, d, false))
			continue;
		sum->owed++;
		sum->in += duty_is_in(d);
		sum->pending += duty_is_in(d) && d->state != 'c' && d->report && !d->review;
	}
	map_free(shown);
	vec_clear(&list);
	return ok;
}

/* The sum of a day. */
static const struct tally *tally_of_day(const tallies *list, date due, struct tally *sum)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].due == due)
			return shown_sum(list, &list->p[i], sum);
	return NULL;
}

/* What the row shows, of what fits: its day and its light. */
static void put_fits(const duty_states *fits, const struct tally *day, date today,
		     struct arena *mem, struct item_line *to)
{
	struct duty_state *copy = arena_alloc(mem, fits->n * sizeof *copy);

	memcpy(copy, fits->p, fits->n * sizeof *copy);
	to->fits = copy;
	to->n_fits = fits->n;
	to->light = fits_light(copy, fits->n, today);
	to->all_in = day->in == day->owed;
}

/* The item over all units. */
static bool line_of_all(struct ledger *l, const struct query *of, struct arena *mem,
			struct item_line *to, struct err *err)
{
	date today = ledger_today(l);
	duty_states fits = { 0 };
	tallies list = { 0 };
	struct tally sum, day = { 0 };
	bool ok = tally_read(l->db, TALLY_ITEM, to->item.key, 0, today, &list, err) &&
		  fits_read(l, &to->item, of, &fits, err);

	if (fits.n)
		fits_shown(&fits, today, &day);
	const struct tally *t = !ok      ? NULL
				: fits.n ? tally_of_day(&list, day.due, &sum)
					 : shown_tally(&list, today, &sum);

	to->light = light_of_tallies(list.p, list.n, today);
	if (t && to->item.children)
		group_later(&list, today, &sum);
	else if (t)
		ok = occurrence_whole(l, to->item.key, &sum, err);
	if (t) {
		to->owed = t->owed;
		to->in = t->in;
		to->pending = t->pending;
		to->due = t->due;
		to->act_by = t->act_by;
		to->all_in = t->in == t->owed;
		to->review = to->item.children || fits.n ? DATE_NONE
							 : phase_review_item(l, &to->item, t);
		if (fits.n)
			put_fits(&fits, &day, today, mem, to);
		to->left = to->all_in || t->due == DATE_NONE
				   ? 0
				   : calendar_workdays_between(l->cal, today, t->due);
	}
	ok = ok && target_of_item(l, &to->item, t, mem, &to->target, err);
	vec_clear(&fits);
	vec_clear(&list);
	return ok;
}

static bool role_of(struct ledger *l, int64_t item, int64_t unit, struct arena *mem,
		    struct item_line *to, struct err *err)
{
	assignment_rows list = { 0 };
	bool ok = assignments_read(l->db, item, mem, &list, err);

	for (size_t i = 0; ok && i < list.n && !to->role; i++)
		if (list.p[i].unit == unit && strcmp(list.p[i].role, "heir") != 0)
			to->role = list.p[i].role;
	if (!to->role)
		/* as a member of a group, or in place of another */
		to->role = to->duty.key ? "lead" : "responsible";
	vec_clear(&list);
	return ok;
}

/* Those that fit, where some do. */
static bool keep_fitting(struct ledger *l, const struct item_row *item, const struct query *of,
			 duty_states *list, struct err *err)
{
	keys fit = { 0 };
	size_t n = 0;
	bool ok = !of || !fits_apart(of) || fits_keys(l, item, of, &fit, err);

	for (size_t i = 0; i < list->n; i++)
		if (keys_has(&fit, list->p[i].key))
			list->p[n++] = list->p[i];
	list->n = n ? n : list->n;
	vec_clear(&fit);
	return ok;
}

/* The open duty of one unit there, of those that fit; not where it owes nothing. */
static bool open_duty(struct ledger *l, int64_t unit, const struct query *of, struct item_line *to,
		      struct err *err)
{
	duty_states list = { 0 }, fitting = { 0 };
	bool ok = duty_states_read(l->db, to->item.key, unit, &list, err);

	for (size_t i = 0; i < list.n; i++)
		*vec_push(&fitting) = list.p[i];
	ok = ok && keep_fitting(l, &to->item, of, &fitting, err);
	ptrdiff_t at = ok ? duty_open(fitting.p, fitting.n, ledger_today(l)) : -1;
	if (at >= 0) {
		to->duty = fitting.p[at];
		to->periods = view_periods(&list, &to->duty, ledger_today(l));
	}
	vec_clear(&fitting);
	vec_clear(&list);
	return ok;
}

/* The row for one unit: its own duty there; where it owes nothing, nothing of what others owe. */
static bool line_of_unit(struct ledger *l, int64_t unit, struct arena *mem, struct item_line *to,
			 struct err *err)
{
	date today = ledger_today(l);

	if (!role_of(l, to->item.key, unit, mem, to, err) ||
	    !view_signed(l, to->item.key, unit, to->duty.parts > 0, &to->signed_on, err))
		return false;
	const struct duty_state *d = &to->duty;
	if (!d->key)
		return true;
	to->light = light_of_duty(d, today);
	to->owed = !d->standing && d->state != 's';
	to->in = to->owed && duty_is_in(d);
	to->pending = to->in && d->state != 'c' && d->report && !d->review;
	to->due = d->due;
	to->act_by = d->act_by;
	to->all_in = duty_is_in(d);
	to->left = to->all_in || d->due == DATE_NONE
			   ? 0
			   : calendar_workdays_between(l->cal, today, d->due);
	to->review = phase_review_duty(l, d);
	return target_of_duty(l, d, mem, &to->target, err);
}

bool view_item_of(struct ledger *l, int64_t item, int64_t unit, const struct query *of,
		  struct arena *mem, struct item_line *to, struct err *err)
{
	*to = (struct item_line){ .signed_on = DATE_NONE, .review = DATE_NONE, .due = DATE_NONE,
				  .act_by = DATE_NONE, .light = LIGHT_UNKNOWN, .leads = "",
				  .target = "" };
	if (!item_get(l->db, item, mem, &to->item, err) || !leads_text(l, mem, to, err))
		return false;
	if (!unit)
		return line_of_all(l, of, mem, to, err);
	return open_duty(l, unit, of, to, err) && line_of_unit(l, unit, mem, to, err);
}

bool view_item(struct ledger *l, int64_t item, int64_t unit, struct arena *mem,
	       struct item_line *to, struct err *err)
{
	return view_item_of(l, item, unit, NULL, mem, to, err);
}

/* ---- the units of an item ---- */

static bool listed_unit(const duty_states *list, size_t from, int64_t unit)
{
	for (size_t i = from; i < list->n; i++)
		if (list->p[i].unit == unit)
			return true;
	return false;
}

/* The open one of a unit's duties among all of the item's. */
static bool add_open_of(const duty_states *all, int64_t unit, date today, duty_states *to)
{
	duty_states own = { 0 };

	for (size_t i = 0; i < all->n; i++)
		if (all->p[i].unit == unit)
			*vec_push(&own) = all->p[i];
	ptrdiff_t at = duty_open(own.p, own.n, today);
	bool found = at >= 0 && own.p;
	if (found)
		*vec_push(to) = own.p[at];
	vec_clear(&own);
	return found;
}

static void add_members(const duty_states *all, const member_rows *members, int64_t group,
			size_t from, date today, duty_states *to)
{
	for (size_t i = 0; i < members->n; i++)
		if (members->p[i].group == group && !listed_unit(to, from, members->p[i].unit))
			add_open_of(all, members->p[i].unit, today, to);
}

/* Who goes on for a unit stands in its place. */
static void add_heirs(const duty_states *all, const heir_rows *links, int64_t unit, size_t from,
		      date today, duty_states *to)
{
	for (size_t n = 0; n < links->n; n++) {
		size_t at = 0;
		while (at < links->n && links->p[at].unit != unit)
			at++;
		if (at == links->n)
			return;
		unit = links->p[at].heir;
		if (!listed_unit(to, from, unit))
			add_open_of(all, unit, today, to);
	}
}

static bool keep_shown(struct ledger *l, int64_t item, const struct query *of, duty_states *list,
		       struct err *err)
{
	struct arena mem = { 0 };
	struct item_row row;
	bool ok = !of || (item_get(l->db, item, &mem, &row, err) && keep_fitting(l, &row, of, list, err));

	arena_clear(&mem);
	return ok;
}

bool view_item_duties(struct ledger *l, int64_t item, duty_states *to, struct err *err)
{
	return view_item_duties_of(l, item, NULL, to, err);
}

bool view_item_duties_of(struct ledger *l, int64_t item, const struct query *of, duty_states *to,
			 struct err *err)
{
	date today = ledger_today(l);
	assignment_rows assigned = { 0 };
	member_rows members = { 0 };
	heir_rows links = { 0 };
	duty_states all = { 0 };
	struct arena mem = { 0 };
	size_t from = to->n;
	bool ok = duty_states_read(l->db, item, 0, &all, err) && keep_shown(l, item, of, &all, err) &&
		  assignments_read(l->db, item, &mem, &assigned, err) &&
		  members_of_item(l->db, item, &members, err) &&
		  heirs_of_item(l->db, item, &links, err);

	for (size_t i = 0; ok && i < assigned.n; i++) {
		const struct assignment_row *a = &assigned.p[i];
		if (!listed_unit(to, from, a->unit))
			add_open_of(&all, a->unit, today, to);
		add_heirs(&all, &links, a->unit, from, today, to);
		add_members(&all, &members, a->unit, from, today, to);
	}
	for (size_t i = 0; ok && i < all.n; i++)
		if (!listed_unit(to, from, all.p[i].unit))
			add_open_of(&all, all.p[i].unit, today, to);
	for (size_t i = 0; ok && i < assigned.n; i++)
		if (strcmp(assigned.p[i].role, "responsible") == 0 &&
		    !listed_unit(to, from, assigned.p[i].unit))
			*vec_push(to) = (struct duty_state){ .item = item,
							     .unit = assigned.p[i].unit,
							     .due = DATE_NONE,
							     .act_by = DATE_NONE,
							     .begins = DATE_NONE,
							     .shows = DATE_NONE,
							     .reported = DATE_NONE,
							     .first_due = DATE_NONE,
							     .state = 'o',
							     .standing = true,
							     .yellow_from = DATE_NEVER,
							     .red_from = DATE_NEVER };
	vec_clear(&assigned);
	vec_clear(&members);
	vec_clear(&links);
	vec_clear(&all);
	arena_clear(&mem);
	return ok;
}
