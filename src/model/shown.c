#include "model/shown.h"

#include <string.h>

#include "model/occur.h"
#include "store/rows.h"

#include "base/ban.h"

static void tally_add(struct tally *sum, const struct tally *t)
{
	sum->owed += t->owed;
	sum->in += t->in;
	sum->pending += t->pending;
	sum->returned += t->returned;
	sum->missed += t->missed;
	sum->met += t->met;
	sum->judged += t->judged;
	sum->asked += t->asked;
	sum->green += t->green;
	sum->unheard += t->unheard;
	sum->yellow_from = t->yellow_from < sum->yellow_from ? t->yellow_from : sum->yellow_from;
	sum->red_from = t->red_from < sum->red_from ? t->red_from : sum->red_from;
}

static const struct tally *shown_one(const tallies *list, date today)
{
	const struct tally *latest = NULL, *first = NULL;

	for (size_t i = 0; i < list->n; i++) {
		const struct tally *t = &list->p[i];
		if (t->owed == 0)
			continue;
		if (!first)
			first = t;
		if (t->begins > today)
			continue;
		if (t->in < t->owed)
			return t;
		if (!latest || t->due >= latest->due)
			latest = t;
	}
	return latest ? latest : first;
}

const struct tally *shown_sum(const tallies *list, const struct tally *one, struct tally *sum)
{
	*sum = (struct tally){ .due = one->due, .act_by = one->act_by, .begins = one->begins, .shows = one->shows,
		.yellow_from = DATE_NEVER, .red_from = DATE_NEVER };
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i].due == one->due)
			tally_add(sum, &list->p[i]);
	return sum;
}

const struct tally *shown_tally(const tallies *list, date today, struct tally *sum)
{
	const struct tally *one = shown_one(list, today);

	return one ? shown_sum(list, one, sum) : NULL;
}

/* When an item's duties by a deadline fall due: the first of them. */
static date due_of_deadline(struct ledger *l, int64_t item, int64_t deadline)
{
	duty_states list = { 0 };
	struct err ignore = { 0 };
	date due = DATE_NONE;

	if (duty_states_read(l->db, item, 0, &list, &ignore))
		for (size_t i = 0; i < list.n && due == DATE_NONE; i++)
			due = list.p[i].deadline == deadline ? list.p[i].due : DATE_NONE;
	vec_clear(&list);
	return due;
}

const struct tally *shown_of_deadline(struct ledger *l, int64_t item, int64_t deadline,
				      const tallies *list, struct tally *sum)
{
	date due = due_of_deadline(l, item, deadline);

	for (size_t i = 0; due != DATE_NONE && i < list->n; i++)
		if (list->p[i].due == due)
			return shown_sum(list, &list->p[i], sum);
	return NULL;
}

const struct target_row *shown_target(struct ledger *l, int64_t item, const target_rows *targets,
				      date due)
{
	for (size_t i = 0; i < targets->n; i++)
		if (!targets->p[i].deadline || due == DATE_NONE ||
		    due_of_deadline(l, item, targets->p[i].deadline) == due)
			return &targets->p[i];
	return targets->n ? &targets->p[0] : NULL;
}

const char *shown_period(struct ledger *l, int64_t item, date due, date begins, struct arena *mem)
{
	deadline_rows list = { 0 };
	struct err ignore = { 0 };
	const char *period = "1";
	char occ[20];

	if (due != DATE_NONE && duty_state_period(l->db, item, due, begins, occ))
		return arena_strdup(mem, occ);
	if (due != DATE_NONE && deadlines_read(l->db, item, mem, &list, &ignore)) {
		for (size_t i = 0; i < list.n; i++) {
			struct rhythm r;
			if (strcmp(list.p[i].kind, "recurring") != 0 ||
			    !rhythm_parse(str_of(list.p[i].rhythm), &r))
				continue;
			if (!period_parse(str_of(list.p[i].period), &r.period))
				r.period = PERIOD_DAY;
			r.period_shift = list.p[i].shift;
			period = arena_strdup(mem, occur_key(&r, due, occ));
			break;
		}
	}
	vec_clear(&list);
	return period;
}
