/* What a report changes besides its own duty. Where a figure stands for several items, or two are
 * held to be one, what a unit reports for the one is in force for the others at once. Whoever
 * reports is told before; and what was said of the other report (accepted) was about other figures,
 * so it is taken off: what nobody looked at is not accepted. The column is written also where
 * nothing stands, so that a review made at another copy meanwhile is a clash, and one made later
 * holds the report up when it is taken back. */
#include "model/act.h"

#include <string.h>

#include "base/gettext.h"
#include "model/figure.h"
#include "model/target.h"
#include "store/rows.h"

#include "base/ban.h"

struct act_also {
	struct duty_state duty;
	const char *what;               /* "7: 40/96 -> 3/96" */
	struct act_also *next;
};

enum { TOLD_MOST = 3 };

/* What is in force for the other duty, with the amounts put in its place or (n 0) as it is. */
struct in_force {
	struct db *db;
	const struct duty_state *d;
	const struct amount *amounts;
	size_t n;
};

static struct known in_force_find(const void *user, int64_t figure)
{
	const struct in_force *f = user;
	struct value_row v;

	for (size_t i = 0; i < f->n; i++)
		if (f->amounts[i].figure == figure)
			return (struct known){ true, f->amounts[i].n };
	if (!figure || !value_get(f->db, figure, f->d->unit, f->d->occ, &v))
		return (struct known){ 0 };
	return (struct known){ v.has_accepted || v.has_reported,
			       v.has_accepted ? v.accepted : v.reported };
}

static const char *ratio_text(struct act *a, const struct target_row *t, const struct in_force *f,
			      struct err *err)
{
	struct ratio r = target_ratio(t, NULL, 0, in_force_find, f);
	struct figure_row row;

	if (t->den && r.num.has && r.base.has)
		return arena_printf(&a->mem, "%lld/%lld", (long long)r.num.n, (long long)r.base.n);
	if (!r.num.has || !figure_get(a->l->db, t->num_figure, &a->mem, &row, err))
		return "-";
	return figure_with_word(r.num.n, &row, &a->mem);
}

/* "40/96 -> 3/96" of the first target that shows other figures; NULL: none does. */
static bool also_change(struct act *a, const struct duty_state *d, const struct amount *amounts,
			size_t n, const char **to, struct err *err)
{
	target_rows targets = { 0 };
	bool ok = target_rows_of(a->l, d, &a->mem, &targets, err);

	*to = NULL;
	for (size_t i = 0; ok && i < targets.n && !*to; i++) {
		const struct in_force now = { a->l->db, d, NULL, 0 },
				      then = { a->l->db, d, amounts, n };
		const char *before = ratio_text(a, &targets.p[i], &now, err),
			   *after = ratio_text(a, &targets.p[i], &then, err);
		if (strcmp(before, after) != 0)
			*to = arena_printf(&a->mem, "%s -> %s", before, after);
	}
	vec_clear(&targets);
	return ok && err->code == ERR_NONE;
}

/* Reported by itself, and not what this very action reports. */
static bool is_other(const struct act *a, const struct duty_state *d)
{
	if (!d->report || d->report == 'j')
		return false;
	for (size_t i = 0; i < a->n; i++)
		if (a->duties[i].key == d->key)
			return false;
	for (const struct act_also *o = a->also; o; o = o->next)
		if (o->duty.key == d->key)
			return false;
	return true;
}

/* In their order. */
static void also_add(struct act *a, const struct duty_state *d, const char *number,
		     const char *change)
{
	struct act_also *o = arena_alloc(&a->mem, sizeof *o), **end = &a->also;

	*o = (struct act_also){ .duty = *d,
				.what = arena_printf(&a->mem, "%s: %s", number, change) };
	while (*end)
		end = &(*end)->next;
	*end = o;
}

/* Of another item that asks for the figure. */
static bool also_item(struct act *a, const struct duty_state *d, int64_t item,
		      const amount_list *amounts, struct err *err)
{
	duty_states list = { 0 };
	struct item_row row;
	const char *change;
	bool ok = item == d->item || duty_states_read(a->l->db, item, d->unit, &list, err);

	for (size_t i = 0; ok && i < list.n; i++) {
		if (strcmp(list.p[i].occ, d->occ) != 0 || !is_other(a, &list.p[i]))
			continue;
		ok = also_change(a, &list.p[i], amounts->p, amounts->n, &change, err) &&
		     item_get(a->l->db, item, &a->mem, &row, err);
		bool apart = !a->reported || !a->reported(a->table, &list.p[i], amounts->p, amounts->n);
		if (ok && change && apart)
			also_add(a, &list.p[i], row.number, change);
	}
	vec_clear(&list);
	return ok;
}

static bool also_duty(struct act *a, const struct duty_state *d, struct err *err)
{
	amount_list amounts = { 0 };
	keys items = { 0 };
	bool ok = act_amounts_of(a, d, &amounts, err);

	for (size_t i = 0; ok && i < amounts.n; i++) {
		items.n = 0;
		ok = items_of_figure(a->l->db, amounts.p[i].figure, &items, err);
		for (size_t k = 0; ok && k < items.n; k++)
			ok = also_item(a, d, items.p[k], &amounts, err);
	}
	vec_clear(&items);
	vec_clear(&amounts);
	return ok;
}

/* An accepted figure is of who may accept: what else it changes stays accepted. */
static bool takes_off(const struct act *a, const struct act_also *o)
{
	return a->verb->fill != act_accept && o->duty.review == 'a';
}

static const char *also_list(struct act *a, const char *taken_off)
{
	const char *text = "";
	int n = 0;

	for (const struct act_also *o = a->also; o; o = o->next, n++)
		if (n < TOLD_MOST)
			text = arena_printf(&a->mem, "%s%s%s%s", text, n ? ", " : "", o->what,
					    takes_off(a, o) ? taken_off : "");
	if (n > TOLD_MOST)
		text = arena_printf(&a->mem, "%s, %s", text, _("and more"));
	return text;
}

bool act_also_check(struct act *a, struct err *err)
{
	bool reports = a->verb->fill == act_report || a->verb->fill == act_none ||
		       a->verb->fill == act_zero || a->verb->fill == act_accept;

	a->also = NULL;
	for (size_t i = 0; reports && i < a->n; i++)
		if (!also_duty(a, &a->duties[i], err))
			return false;
	if (a->also)
		act_doubt(a, arena_printf(&a->mem, _("this also changes %s"),
					  also_list(a, _(" (accepted, to be reviewed again)"))));
	return true;
}

const char *act_also_text(struct act *a)
{
	return !a->also ? ""
			: arena_printf(&a->mem, _("; it also changed %s"),
				       also_list(a, _(" (to be reviewed again)")));
}

bool act_also_write(struct act *a, struct err *err)
{
	for (const struct act_also *o = a->also; o; o = o->next) {
		struct duty_ids ids;
		if (o->duty.review == 'x')
			continue;
		if (!act_ids(a, &o->duty, &ids, err))
			return false;
		act_duty_set(a, &o->duty, &ids, "review", V_NULL);
		change_set_anew(a->change, KIND_DUTY, &ids.duty, "review", V_NULL);
	}
	return true;
}
